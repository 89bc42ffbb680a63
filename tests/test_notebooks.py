"""The notebooks as they are committed, and as they run."""

import json

import pytest

from conftest import FIRST_TEXT
from workreport.rendering.notebooks import notebooks
from workreport.rendering.render import render

NOTEBOOKS = [pytest.param(notebook.path, id=notebook.path.stem) for notebook in notebooks()]


def code_cells(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_notebook_is_committed_without_outputs(path):
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code_cells(path))


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_notebook_is_thin(path):
    sources = ["".join(cell["source"]) for cell in code_cells(path)]
    assert len(sources) <= 30
    assert max(source.count("\n") + 1 for source in sources) <= 10
    assert not [source for source in sources if "def " in source or "lambda" in source or "import *" in source]


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_notebook_begins_with_its_title_and_its_parameters(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert "".join(cells[0]["source"]).startswith("# ")
    assert " · " in cells[0]["source"][0]
    assert cells[1]["metadata"]["tags"] == ["parameters"]
    assert "".join(cells[1]["source"]).count("#") >= 2


FILES = {"figures.csv", "figures.xlsx", "text.html", "all.html"}  # of a pack, beside the pages of the notebooks


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """The whole collection on the first text and on reports with little or nothing to say."""
    folder = tmp_path_factory.mktemp("reports")
    texts = {
        "three-sentences": "我们办了两期培训班。下一步加强学习。请批评指正。\n",
        "one-section": "一、工作\n" + "落实各项工作。" * 40 + "\n",
        "numerals": "一二三四五六七八九十。10、20、30。二〇二三年。\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    paths = [FIRST_TEXT, *sorted(folder.glob("*.txt"))]
    return dict(
        zip([path.stem for path in paths], render(paths, notebooks(), to=folder / "html", values={}), strict=True)
    )


@pytest.mark.parametrize("name", [FIRST_TEXT.stem, "three-sentences", "one-section", "numerals"])
def test_every_notebook_runs(packs, name):
    outcome = packs[name]
    assert outcome.problems == ()
    written = {path.name for path in outcome.folder.iterdir()}
    assert written == {notebook.page for notebook in notebooks()} | {
        "figures.csv",
        "figures.xlsx",
        "text.html",
        "all.html",
    }


def test_pages_are_light_and_clean(packs):
    pages = [path for path in packs[FIRST_TEXT.stem].folder.glob("*.html") if path.name != "all.html"]
    assert max(path.stat().st_size for path in pages) < 600_000
    assert sum(path.stat().st_size for path in pages) < 3_000_000
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert '<pre class="stream">' not in html, path.name  # a warning, or a value shown without design
        assert 'alt=""' not in html


def test_every_chart_says_what_it_shows(packs):
    for path in packs[FIRST_TEXT.stem].folder.glob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert html.count("<img ") == html.count('<img alt="')
