"""The notebooks of the collection: which there are, what they are called, which parameters they take.

Notebooks are read as plain JSON here: this runs before any kernel, and must start fast.
"""

import ast
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workreport.reading import PROJECT


class ParameterError(ValueError):
    """A parameter that no notebook takes, or a value of the wrong kind; the text is one sentence for the user."""


@dataclass(frozen=True)
class Notebook:
    """One notebook of the collection.

    Attributes:
        path: Its file.
        title: Its Chinese title, without the English gloss.
        parameters: Names and default values that the cell tagged `parameters` assigns.
    """

    path: Path
    title: str
    parameters: dict[str, object]

    @property
    def page(self) -> str:
        """File name of its page; the overview is what opens first."""
        return page_name(self.path.stem)


def page_name(stem: str) -> str:
    """File name of the page of the notebook called `stem`."""
    return "index.html" if stem.startswith("00-") else f"{stem}.html"


def notebooks(folder: Path = PROJECT / "notebooks", *, of_report: bool = True) -> list[Notebook]:
    """The notebooks in `folder`, by name.

    Args:
        folder: where they are.
        of_report: whether those on one report are wanted, or those on a collection.

    Raises:
        ParameterError: There are none: the package was installed without its collection.
    """
    every = [_read(path) for path in sorted(folder.glob("[0-9]*.ipynb"))]
    found = [notebook for notebook in every if ("REPORT" in notebook.parameters) == of_report]
    if not found:
        raise ParameterError("找不到 notebooks 文件夹：请在完整的项目里安装和运行（pip install -r requirements.txt）。")
    return found


def values_of(settings: Iterable[str], declared: Mapping[str, object]) -> dict[str, object]:
    """Read settings such as `KEYWORD=数字经济` or `PLAN={"党建": 0.25}`.

    Args:
        settings: The settings, `NAME=VALUE` each; a text needs no quotes.
        declared: The parameters that the notebooks take, with their defaults; a value is of its default's type.

    Raises:
        ParameterError: No notebook takes such a parameter, or the value is of another type.
    """
    values = {}
    for setting in settings:
        name, equals, written = setting.partition("=")
        name = name.strip()
        if not equals or name not in declared:
            raise ParameterError(f"没有名为“{name}”的参数；可用的参数：{'、'.join(declared)}，写成 名称=值。")
        values[name] = _value(name, written.strip(), declared[name])
    return values


_LIKE = {  # by the type of a parameter's default
    int: "大于 0 的数，如 200",
    float: "大于 0 的数，如 200",
    list: '方括号里的词，如 ["低空经济"]',
    dict: '标题里的词和应占的比例或字数，如 {"思想建设": 0.25, "廉政": 600}',
}


def _value(name: str, written: str, default: object) -> object:
    if isinstance(default, str):
        return written
    try:
        value = ast.literal_eval(written)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        value = None
    if _is_like(value, default):
        return value
    raise ParameterError(f"参数 {name} 的值“{written[:60]}”不合要求：应当写成{_LIKE[type(default)]}。")


def _is_like(value: object, default: object) -> bool:
    """Whether a value is what its default stands for: a number above 0, a list of texts, or numbers by texts."""
    if isinstance(default, list):
        return isinstance(value, list) and all(isinstance(text, str) for text in value)
    if isinstance(default, dict):
        return isinstance(value, dict) and all(isinstance(key, str) and _is_like(value[key], 1) for key in value)
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < math.inf


def assignments(source: str) -> list[tuple[str, ast.expr]]:
    """The names that a parameters cell assigns, in order, each with its value in the syntax tree."""
    return [
        (node.targets[0].id, node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    ]


def _read(path: Path) -> Notebook:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    tagged = next("".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", ()))
    return Notebook(
        path=path,
        title="".join(cells[0]["source"]).splitlines()[0].lstrip("# ").split(" · ")[0],
        parameters={name: ast.literal_eval(value) for name, value in assignments(tagged)},
    )
