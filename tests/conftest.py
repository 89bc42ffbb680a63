"""What several tests share: a tiny collection of notebooks, and reports to run it on."""

from pathlib import Path

import nbformat
import pytest
from hypothesis import settings

from workreport.reading import PROJECT
from workreport.rendering.notebooks import notebooks

FIRST_TEXT = PROJECT / "data" / "reports" / "2023-bureau-party-building.txt"
# A test is right or wrong however slow the machine is; what takes too long is measured by the bench.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

THREE_SENTENCES = "我们办了两期培训班。下一步加强学习。请批评指正。\n"


@pytest.fixture
def make_collection(tmp_path):
    """A function from notebooks, each a name and its code cells, to a collection."""

    def make(**cells):
        folder = tmp_path / "notebooks"
        folder.mkdir()
        for number, (name, sources) in enumerate(cells.items()):
            parameters = nbformat.v4.new_code_cell('REPORT = "x.txt"\nTIMES = 2', metadata={"tags": ["parameters"]})
            heading = nbformat.v4.new_markdown_cell(f"# {name} · Gloss\n\n## 问题？ · Question")
            code = [nbformat.v4.new_code_cell(source) for source in sources]
            notebook = nbformat.v4.new_notebook(cells=[heading, parameters, *code])
            nbformat.write(notebook, folder / f"{number:02d}-{name}.ipynb")
        return notebooks(folder)

    return make


@pytest.fixture
def short_report(tmp_path) -> Path:
    """A report of three sentences."""
    path = tmp_path / "短报告.txt"
    path.write_text(THREE_SENTENCES, encoding="utf-8")
    return path
