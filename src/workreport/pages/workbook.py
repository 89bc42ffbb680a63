"""Workbooks and CSV files of any tables: real numbers, Chinese headings, ready to read, filter and print.

Headings, formats and definitions come from `glossary`. A report's text is untrusted: text is always a text cell, never
a formula, and links lead only where the code says. The same tables give the same bytes.
"""

import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workreport.pages.glossary import Column, column_of

_CELL = 32_000  # characters; a spreadsheet's cell takes 32,767
_NAME = 31  # characters of a sheet's name
_LINKS = 60_000  # of one sheet; Excel takes 65,530
_NARROW, _WIDE = 6, 46  # of a column, in half-width characters
_SAMPLE = 400  # rows that tell a column's width
_LINE = 16.5  # points, the height of one line
_LINES = 24  # of the highest row that Excel takes
_LANDSCAPE = 90  # half-width characters; what is wider is printed on a sheet turned
_LOOK = {"valign": "top", "font_size": 10.5, "font_name": "Microsoft YaHei", "bottom": 4, "bottom_color": "#C3CBD2"}
_UNSAFE = re.compile(r"[\[\]:*?/\\]")
_FORMULA = frozenset("=+-@\t\r")  # what makes a spreadsheet take a CSV cell for a formula
# xlsx writes number formats in a language of its own.
_FORMS = {
    ",.0f": "#,##0",
    "+,.0f": "+#,##0;-#,##0;0",
    ".0%": "0%",
    ".1%": "0.0%",
    ".1f": "0.0",
    "+.1f": "+0.0;-0.0;0.0",
    ".2f": "0.00",
    ".3f": "0.000",
    ".4f": "0.0000",
}


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook.

    Attributes:
        name: The name on its tab, in Chinese.
        frame: The rows; each column is a key of `glossary.COLUMNS`, or is shown under its own name. Lists are joined.
        links: By column, one address a row (`text.html#s12`, or `internal:'表名'!A1`); "" where a cell has none.
        formats: By column, one xlsx number format a row where the glossary's does not do, such as `0.0"亿元"`.
    """

    name: str
    frame: pd.DataFrame
    links: Mapping[str, Sequence[str]] = field(default_factory=dict)
    formats: Mapping[str, Sequence[str]] = field(default_factory=dict)


def workbook_bytes(sheets: Iterable[Sheet], *, title: str, footer: str = "") -> bytes:
    """Write tables into one xlsx file, followed by a sheet that defines their columns.

    Args:
        sheets: The tables, in order; one without rows keeps its headings and says that there is nothing.
        title: What the workbook is about; printed at the head of every sheet.
        footer: What is printed at the foot beside the page number, such as the source.
    """
    sheets = list(sheets)
    names = _names([sheet.name for sheet in sheets])
    content = io.BytesIO()
    # Formulas and links are switched off: a report's text is only text.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "title": printable(title)})  # the same bytes
        styles = _Styles(book)
        for name, sheet in zip(names, [*sheets, _meanings(sheets, names)], strict=True):
            page = book.add_worksheet(name)
            widths = _write(page, sheet, styles)
            _lay_out(page, sheet.frame, widths, title=f"{title} · {name}", footer=footer)
    return content.getvalue()


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Write a table as CSV that Excel opens as it is: UTF-8 with a mark, Chinese headings, no cell a formula."""
    table = frame.map(lambda cell: _harmless(_joined(cell)))
    headings = [column_of(name).heading for name in frame.columns]
    return table.to_csv(index=False, header=headings, lineterminator="\r\n").encode("utf-8-sig", errors="replace")


def save_table(frame: pd.DataFrame, path: str | Path) -> Path:
    """Save a table to go on with elsewhere: as a workbook, or as CSV where the name ends so.

    Returns:
        Where it is.
    """
    target = Path(path).absolute()
    as_csv = target.suffix.lower() == ".csv"
    target.write_bytes(csv_bytes(frame) if as_csv else workbook_bytes([Sheet("表", frame)], title=target.stem))
    return target


def readable_amounts(values: Iterable[float], units: Iterable[str]) -> tuple[list[float], list[str]]:
    """Scale values to 万 or 亿, as a reader says them: the scaled numbers, and the xlsx format of each with its unit.

    A value below 10,000, or a missing one, is NaN: beside the value itself it would say nothing new.
    """
    scaled, forms = [], []
    for value, unit in zip(values, units, strict=True):
        size = 0 if pd.isna(value) else abs(value)
        scale, name = next(((scale, name) for scale, name in ((1e8, "亿"), (1e4, "万")) if size >= scale), (0, ""))
        scaled.append(round(value / scale, 8) if scale else math.nan)
        written = printable(unit).replace('"', "")
        forms.append(f'{_general(scaled[-1])}"{name}{written}"' if scale else "General")
    return scaled, forms


def printable(text: str) -> str:
    """Text without the control characters that a spreadsheet may not hold, at most as long as a cell takes."""
    return "".join(character for character in text if character.isprintable() or character == "\n")[:_CELL]


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple, Format] = {}

    def __call__(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(_LOOK | properties)
        return self._made[key]

    def head(self) -> Format:
        return self(bold=True, bottom=1, bottom_color="#1D2730", text_wrap=True, bg_color="#EEF2F5", valign="vcenter")

    def text(self, *, linked: bool = False) -> Format:
        look = {"font_color": "#1F4E79", "underline": 1} if linked else {}
        return self(text_wrap=True, **look)


def _write(page: Worksheet, sheet: Sheet, styles: _Styles) -> list[int]:
    """Write head and rows; give the width of each column."""
    frame, columns = sheet.frame, [column_of(name) for name in sheet.frame.columns]
    page.write_row(0, 0, [column.heading for column in columns], styles.head())
    widths = []
    for place, (name, column) in enumerate(zip(frame.columns, columns, strict=True)):
        cells = [_joined(cell) for cell in frame[name]]
        links = list(sheet.links.get(name, ()))[:_LINKS] or [""] * len(cells)
        links += [""] * (len(cells) - len(links))
        forms = sheet.formats.get(name) or [""] * len(cells)
        for row, (cell, link, form) in enumerate(zip(cells, links, forms, strict=True), 1):
            _write_cell(page, (row, place), cell, link=link, form=form or _form(column, cell), styles=styles)
        widths.append(_width(column.heading, cells))
    for row, values in enumerate(frame.itertuples(index=False, name=None), 1):
        lines = max((_lines(_joined(cell), width) for cell, width in zip(values, widths, strict=True)), default=1)
        if lines > 1:
            page.set_row(row, _LINE * min(lines, _LINES))
    if frame.empty and columns:
        page.write_string(1, 0, "没有。", styles.text())
    return widths


def _write_cell(  # noqa: PLR0913 - what one cell is made of
    page: Worksheet, place: tuple[int, int], cell: str | float, *, link: str, form: str, styles: _Styles
) -> None:
    if link:
        address = link if link.startswith("internal:") else f"external:{link}"
        page.write_url(*place, address, styles.text(linked=True), printable(str(cell)))
        if not isinstance(cell, str):  # the link's text made it a string; a number stays one
            page.write_number(*place, cell, styles(num_format=form, font_color="#1F4E79", underline=1))
    elif isinstance(cell, str):
        if cell:
            page.write_string(*place, printable(cell), styles.text())
    elif pd.notna(cell) and math.isfinite(cell):
        page.write_number(*place, cell, styles(num_format=form))


def _lay_out(page: Worksheet, frame: pd.DataFrame, widths: list[int], *, title: str, footer: str) -> None:
    """Widths, frozen head, filter, and how it prints: A4, one page wide, the head on every page."""
    last_row, last_column = max(1, len(frame)), max(0, len(widths) - 1)
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    page.freeze_panes(1, 0)
    page.hide_gridlines(1)
    if len(frame):
        page.autofilter(0, 0, len(frame), last_column)
    page.set_paper(9)
    if sum(widths) > _LANDSCAPE:
        page.set_landscape()
    page.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.print_area(0, 0, last_row, last_column)
    page.set_header(f"&L&10 {_ampersands(title)}", {"margin": 0.35})  # the blank keeps a year from being a size
    page.set_footer(f"&L&9 {_ampersands(footer)}&R&9第 &P 页，共 &N 页", {"margin": 0.3})


def _meanings(sheets: list[Sheet], names: list[str]) -> Sheet:
    """The sheet that defines the columns of all others."""
    rows, known = [], set()
    for name, sheet in zip(names, sheets, strict=False):
        for column in map(column_of, sheet.frame.columns):
            if column.meaning and column not in known:
                known.add(column)
                rows.append((name, column.heading, column.meaning))
    return Sheet("说明", pd.DataFrame(rows, columns=["表", "列", "含义"], dtype=str))


def _names(wanted: list[str]) -> list[str]:
    """Names of the sheets, and of the one that defines columns: none twice, none that Excel refuses."""
    names: list[str] = []
    for name in [*wanted, "说明"]:
        safe = _UNSAFE.sub("", printable(name)).strip("'")[:_NAME] or "表"
        number = 1
        while safe.casefold() in (other.casefold() for other in names):
            number += 1
            safe = f"{safe[: _NAME - 3]}-{number}"
        names.append(safe)
    return names


def _joined(cell: object) -> str | float:
    """A list as one text, a truth value as a word; all else as it is."""
    if isinstance(cell, (list, tuple)):
        return "、".join(map(str, cell))
    if isinstance(cell, bool):
        return "是" if cell else ""
    if cell is None:
        return ""
    return cast("str | float", cell)


def _form(column: Column, cell: str | float) -> str:
    """The xlsx number format of a cell."""
    return _FORMS.get(column.form) or ("" if isinstance(cell, str) else _general(cell))


def _general(value: float) -> str:
    """Thousands apart, and no point after a whole number."""
    return "#,##0" if pd.isna(value) or float(value).is_integer() else "#,##0.########"


def _harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets a mark before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA else cell


def _ampersands(text: str) -> str:
    """Head and foot of a sheet take & for a command, and hold 255 characters in all."""
    return printable(text)[:90].replace("&", "&&")


def _width(heading: str, cells: list) -> int:
    """Width of a column by its longest cell, within bounds; the filter's button needs room in the head."""
    longest = max((_span(cell) for cell in cells[:_SAMPLE]), default=0)
    return max(_NARROW, min(_WIDE, max(longest + 1, min(_span(heading), 18) + 3)))


def _lines(cell: object, width: int) -> int:
    """Lines that a text takes in its column."""
    return sum(-(-_span(line) // (width - 1)) or 1 for line in cell.split("\n")) if isinstance(cell, str) else 1


def _span(cell: object) -> int:
    """Half-width characters that a value takes on its longest line; a Chinese one takes two."""
    if not isinstance(cell, str):
        return 0 if pd.isna(cell) else len(f"{cell:,.2f}".rstrip("0")) + 1
    return max((sum(2 if ord(mark) > 0x2000 else 1 for mark in line[:200]) for line in cell.split("\n")), default=0)
