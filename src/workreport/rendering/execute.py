"""Run one notebook in this process: parameters in, outputs stored with their cells.

`render` gives each notebook a fresh process, so nothing of one notebook reaches another. Notebooks are plain JSON here;
what turns them into pages is heavy and stays out of their processes.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import CapturedIO, capture_output
from traitlets import Type
from traitlets.config import Config

from workreport.rendering.notebooks import assignments

GOING_ON = "going-on"


class NotebookError(RuntimeError):
    """A cell raised an exception; the text is the exception's."""


class _DisplayHook(DisplayHook):
    """Show the last value of a cell like any other display, without a prompt."""

    shell: InteractiveShell  # a hook always has one

    def write_output_prompt(self) -> None:
        """Write no `Out[1]:`."""

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        """Publish the value in all its formats."""
        self.shell.display_pub.publish(data=format_dict, metadata=md_dict)


class _Shell(InteractiveShell):
    displayhook_class = Type(_DisplayHook)


def warm_up() -> None:
    """Have a shell at hand that has run a cell and forgotten it: each process forked from this one takes it over."""
    with capture_output():
        shell = _shell()
        shell.run_cell("1 + 1")
        shell.reset()


def _shell() -> InteractiveShell:
    """The shell of this process."""
    return _Shell.instance(config=Config(HistoryManager={"enabled": False}))


def execute(path: Path, values: Mapping[str, object]) -> dict:
    """Run the code cells of a notebook in order.

    Args:
        path: The notebook.
        values: New values for some of its parameters.

    Returns:
        The notebook as JSON, with the outputs of its cells and the parameters as they were run.

    Raises:
        NotebookError: A cell raised an exception.
    """
    notebook = json.loads(path.read_text(encoding="utf-8"))
    # The last cells are for those who go on in Jupyter; a page has its own ways to filter and to save.
    notebook["cells"] = [cell for cell in notebook["cells"] if GOING_ON not in cell["metadata"].get("tags", ())]
    shell = _shell()
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
        if cell["cell_type"] != "code":
            continue
        with capture_output() as captured:
            result = shell.run_cell(cell["source"])
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            raise NotebookError(str(error) or type(error).__name__) from error
        cell["outputs"] = _outputs(captured)
        if "parameters" in cell["metadata"].get("tags", ()):
            shell.user_ns.update(values)
            cell["source"] = with_values(cell["source"], values)
    return notebook


def with_values(source: str, values: Mapping[str, object]) -> str:
    """The parameters cell as it was run; of a path, only the file's name is shown."""
    lines = source.splitlines()
    for name, node in reversed(assignments(source)):
        if name in values:
            value = values[name]
            shown = value.name if isinstance(value, Path) else value
            first, last = node.lineno - 1, node.end_lineno or node.lineno
            # Offsets of the syntax tree count bytes, not characters.
            before = lines[first].encode()[: node.col_offset].decode()
            after = lines[last - 1].encode()[node.end_col_offset :].decode()
            lines[first:last] = [f"{before}{shown!r}{after}"]
    return "\n".join(lines)


def _outputs(captured: CapturedIO) -> list[dict]:
    """What a cell showed; its printed text first."""
    printed = (("stdout", captured.stdout), ("stderr", captured.stderr))
    streams = [{"output_type": "stream", "name": name, "text": text} for name, text in printed if text]
    shown = [
        {"output_type": "display_data", "data": rich.data, "metadata": rich.metadata or {}} for rich in captured.outputs
    ]
    return streams + shown
