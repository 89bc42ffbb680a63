"""The notebooks as they are committed, and as they run."""

import json
import re

import openpyxl
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from conftest import FIRST_TEXT
from workreport.reading import ReportError, files, read_report
from workreport.rendering.execute import GOING_ON
from workreport.rendering.notebooks import notebooks
from workreport.rendering.render import render

OF_REPORT = [pytest.param(notebook.path, id=notebook.path.stem) for notebook in notebooks()]
OF_COLLECTION = [pytest.param(notebook.path, id=notebook.path.stem) for notebook in notebooks(of_report=False)]
NOTEBOOKS = OF_REPORT + OF_COLLECTION


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


@pytest.mark.parametrize("path", OF_REPORT)
def test_a_notebook_takes_the_report_that_is_chosen_for_all(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert 'REPORT = ""' in "".join(cells[1]["source"])


def test_one_line_chooses_the_report_for_all_notebooks(tmp_path, monkeypatch, short_report):
    chosen = tmp_path / "report.toml"
    chosen.write_text(f"report = {json.dumps(str(short_report))}\n", encoding="utf-8")
    monkeypatch.setattr(files, "CHOICE", chosen)
    monkeypatch.delenv("WORKREPORT_REPORT", raising=False)
    assert read_report().name == short_report.stem
    monkeypatch.setenv("WORKREPORT_REPORT", str(FIRST_TEXT))
    assert read_report("").name == FIRST_TEXT.stem
    assert read_report(short_report).name == short_report.stem  # a notebook's own value wins


@pytest.mark.parametrize("content", ["", "report = 3", "report =", 'report = ""'])
def test_a_choice_that_chooses_nothing_is_told_in_one_sentence(tmp_path, monkeypatch, content):
    chosen = tmp_path / "report.toml"
    chosen.write_text(content, encoding="utf-8")
    monkeypatch.setattr(files, "CHOICE", chosen)
    monkeypatch.delenv("WORKREPORT_REPORT", raising=False)
    with pytest.raises(ReportError, match=r"notebooks/report\.toml 里没有写明报告"):
        read_report()


def test_a_wrong_path_shows_jupyter_one_sentence():
    with capture_output() as captured:
        InteractiveShell().run_cell("from workreport.reading import read_report\nread_report('没有这份.txt')")
    assert (captured.stdout + captured.stderr).strip() == "找不到文件“没有这份.txt”，请检查路径和文件名。"


@pytest.mark.parametrize("path", NOTEBOOKS[1:])
def test_a_notebook_ends_with_cells_to_go_on_with(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cells = code_cells(path)
    assert [cell["metadata"].get("tags") for cell in cells[-3:]] == [[GOING_ON]] * 3
    space = {"display": print}
    for cell in cells:
        exec("".join(cell["source"]), space)  # noqa: S102 - the notebook's own code
    (saved,) = tmp_path.iterdir()
    sheet = openpyxl.load_workbook(saved)["表"]
    assert sheet.max_row == 1 + max(1, len(space["picked"]))


def test_a_page_leaves_out_what_is_for_jupyter_only(packs):
    for page in packs[FIRST_TEXT.stem].folder.glob("0*.html"):
        assert "接着分析" not in page.read_text(encoding="utf-8")


# Of a pack, beside the pages of the notebooks.
FILES = {"figures.csv", "figures.xlsx", "proofreading.xlsx", "text.html", "all.html"}


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
    compared = {"changes.xlsx"} if name == FIRST_TEXT.stem else set()  # beside it lies an earlier draft
    assert written == {notebook.page for notebook in notebooks()} | FILES | compared


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
        assert html.count("<img ") == len(re.findall('<img class="(?:screen|phone)" alt="[^"]', html))
