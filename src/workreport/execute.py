"""One notebook becomes one page: parameters in, cells run, HTML out.

A notebook runs in the process that calls `make_page`, in an IPython shell of its own. `render` gives each notebook a
fresh process, so nothing of one notebook reaches another.
"""
# ruff: noqa: E402 - the first statement below must come before the imports that it makes fast

import ast
import re
import sys
from collections.abc import Mapping
from pathlib import Path

# jsonschema, which nbformat imports, builds a large URI grammar (2 s) when this optional module is there.
sys.modules.setdefault("rfc3987_syntax", None)

import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import CapturedIO, capture_output
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets import Type
from traitlets.config import Config

from workreport.collection import page_name

_TEMPLATES = Path(__file__).parent / "templates"
_CONTENTS = "<!-- contents -->"
_HEADING = re.compile(r"<h([123])>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'href="([\w-]+)\.ipynb(["#])')


class _DisplayHook(DisplayHook):
    """Show the last value of a cell like any other display, without a prompt."""

    def write_output_prompt(self) -> None:
        """Write no `Out[1]:`."""

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        """Publish the value in all its formats."""
        self.shell.display_pub.publish(data=format_dict, metadata=md_dict)


class _Shell(InteractiveShell):
    displayhook_class = Type(_DisplayHook)


class NotebookError(RuntimeError):
    """A notebook could not be run; the text says why."""


def make_page(path: Path, values: Mapping[str, object], context: Mapping[str, object]) -> str:
    """Run a notebook and give its page.

    Args:
        path: The notebook.
        values: New values for some of its parameters.
        context: What the page template says around the notebook: report, navigation, source block.

    Raises:
        NotebookError: A cell raised an exception.
    """
    notebook = nbformat.read(path, as_version=4)
    execute(notebook, values)
    return _export(notebook, context)


def execute(notebook: NotebookNode, values: Mapping[str, object]) -> None:
    """Run the code cells in order, each one's outputs stored with it.

    Raises:
        NotebookError: A cell raised an exception; the text is the exception's.
    """
    shell = _Shell.instance(config=Config(HistoryManager={"enabled": False}))
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        with capture_output() as captured:
            result = shell.run_cell(cell.source)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            raise NotebookError(str(error) or type(error).__name__) from error
        cell.outputs = _outputs(captured)
        if "parameters" in cell.metadata.get("tags", ()):
            shell.user_ns.update(values)
            cell.source = with_values(cell.source, values)


def with_values(source: str, values: Mapping[str, object]) -> str:
    """The parameters cell as it was run; of a path, only the file's name is shown."""
    lines = source.splitlines()
    for node in reversed(ast.parse(source).body):
        name = node.targets[0].id
        if name in values:
            value = values[name]
            shown = value.name if isinstance(value, Path) else value
            first, last = node.value.lineno - 1, node.value.end_lineno
            # Offsets of the syntax tree count bytes, not characters.
            before = lines[first].encode()[: node.value.col_offset].decode()
            after = lines[last - 1].encode()[node.value.end_col_offset :].decode()
            lines[first:last] = [f"{before}{shown!r}{after}"]
    return "\n".join(lines)


def _outputs(captured: CapturedIO) -> list[NotebookNode]:
    """What a cell showed; its printed text first."""
    new_output = nbformat.v4.new_output
    printed = (("stdout", captured.stdout), ("stderr", captured.stderr))
    streams = [new_output("stream", name=name, text=text) for name, text in printed if text]
    return streams + [new_output("display_data", data=rich.data, metadata=rich.metadata) for rich in captured.outputs]


def _export(notebook: NotebookNode, context: Mapping[str, object]) -> str:
    """The notebook in the page template, with its table of contents."""
    exporter = HTMLExporter(template_name="page", extra_template_basedirs=[str(_TEMPLATES)], exclude_anchor_links=True)
    html, _ = exporter.from_notebook_node(notebook, resources={"page": dict(context)})
    headings = [(level, *text.partition(" · ")[::2]) for level, text in _HEADING.findall(html)]
    contents = "".join(f'<li><a href="#{words}">{words}</a></li>' for level, words, _ in headings if level == "2")
    html = html.replace(_CONTENTS, f"<ol>{contents}</ol>", 1)
    html = _HEADING.sub(_heading, html)
    return _LINK.sub(lambda link: f'href="{page_name(link[1])}{link[2]}', html)


def _heading(found: re.Match) -> str:
    """A heading that can be linked to, its English gloss set apart."""
    level, text = found.groups()
    words, _, gloss = text.partition(" · ")
    english = f' <span class="gloss" lang="en">{gloss}</span>' if gloss else ""
    return f'<h{level} id="{words}">{words}{english}</h{level}>'
