"""Packs that may be shown outside: what is masked before pages are made, what is looked for after, and the key to it.

The original never reaches a process that makes a page: it is masked first, and its file is not named to them.
"""

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.context import BaseContext
from pathlib import Path

from workreport.document.masking import Masked, cover_with
from workreport.reading import Report, ReportError
from workreport.reading.files import working_folder
from workreport.rendering.notebooks import ParameterError
from workreport.rendering.packs import replace
from workreport.rendering.processes import in_process

KEY = "mask.csv"
SUFFIX = "-脱敏"  # of a masked pack's folder: pages that were made unmasked are never among its own

_COLUMNS = ["报告", "标记", "原文", "类别", "次数"]
_OTHER_REPORTS = ("EARLIER", "LAST", "KIND", "CORPUS")  # parameters that name reports, which are not masked
_PATHS = ("REFERENCE",)
_PICTURE = re.compile(r"base64,[A-Za-z0-9+/=\s]*")
_FORMULA = frozenset("=+-@\t\r")


@dataclass(frozen=True)
class Mask:
    """What the user wants masked: see `masking.mask_report`."""

    also: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    bodies: bool = False


def check_mask(values: Mapping[str, object], to: Path) -> None:
    """Refuse, before any work, what would carry an original into a pack.

    Raises:
        ParameterError: A parameter names another report, the key would lie among the pages, or a file stands in its
            place.
    """
    others = [name for name in _OTHER_REPORTS if values.get(name)]
    if others:
        raise ParameterError(f"脱敏（--mask）时不能用参数 {'、'.join(others)}：那里的报告没有脱敏，请去掉这个参数。")
    folder = working_folder().resolve()
    if folder.is_relative_to(to.resolve()):
        raise ParameterError(
            f"对照表 {KEY} 存在当前文件夹，不能和网页放在一起：请用 --to 另选一个文件夹放网页，如 --to html。"
        )
    _rows_of(folder / KEY)


def disguise(report: Report, source: str, mask: Mask, processes: BaseContext) -> Masked:
    """Mask a report, in a process of its own.

    Args:
        report: The report as read.
        source: Its file's name, for what is said of it.
        mask: What is to be masked.
        processes: Where processes come from.

    Raises:
        ReportError: It cannot be told whether some words are names; the user is to decide.
    """
    masked = in_process(processes, _mask, report, mask)["masked"]
    if masked.doubtful:
        raise ReportError(
            f"{source}：断不定这些是不是人名，没有做：{'、'.join(masked.doubtful)}。"
            f"要遮的写进 --also，可以露的写进 --leave，词间用逗号隔开，如 --also {masked.doubtful[0]}。"
        )
    return masked


def _mask(report: Report, mask: Mask) -> dict[str, Masked]:
    mask_report = import_module("workreport.document.masking").mask_report
    return {"masked": mask_report(report, also=mask.also, leave=mask.leave, bodies=mask.bodies)}


def marks_of(masked: Masked | None) -> dict[str, str]:
    """The mark of each original."""
    return dict(zip(masked.marks["original"], masked.marks["mark"], strict=True)) if masked else {}


def mask_values(values: Mapping[str, object], masked: Masked) -> dict[str, object]:
    """Parameters of the notebooks with each original replaced: a keyword may be a name."""
    cover = cover_with(marks_of(masked))
    return {name: value if name in _PATHS else _covered(value, cover) for name, value in values.items()}


def _covered(value: object, cover: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return cover(value)
    if isinstance(value, list):
        return [_covered(one, cover) for one in value]
    if isinstance(value, dict):
        return {cover(key): one for key, one in value.items()}
    return value


def originals_in(name: str, content: bytes, originals: Iterable[str]) -> list[str]:
    """Which originals a file of a pack still shows, in its name, text, attributes or inside parts."""
    texts = [name]
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            texts += [
                text for part in archive.namelist() for text in (part, archive.read(part).decode(errors="replace"))
            ]
    else:
        texts.append(_PICTURE.sub("", content.decode(errors="replace")))
    whole = html.unescape("\n".join(texts))
    return [original for original in originals if original in whole]


def write_key(every: Mapping[str, Masked]) -> Path:
    """Write which mark stands for what into the working folder; what the file says of other reports stays.

    Args:
        every: What was masked, by the report's file.
    """
    path = working_folder() / KEY
    rows = [row for row in _rows_of(path) if row[0] not in {_cell(source) for source in every}]
    for source, masked in every.items():
        rows += [[_cell(value) for value in (source, *row)] for row in masked.marks.itertuples(index=False)]
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([_COLUMNS, *rows])
    replace({KEY: written.getvalue().encode("utf-8-sig", errors="replace")}, path.parent)
    return path


def _rows_of(path: Path) -> list[list[str]]:
    """The rows that a key holds already; none where there is no file."""
    if not path.exists():
        return []
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, ValueError, csv.Error):
        rows = []
    if not rows or rows[0] != _COLUMNS:
        raise ParameterError(f"“{path}”不是脱敏的对照表，不能改写，请先把它移走或改名。")
    return rows[1:]


def _cell(value: object) -> str:
    """A value that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in _FORMULA else text
