"""The command `workreport check FILE…`: what a checker would mark, as file:line:column, or as comments in Word."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from rich.console import Console

from workreport.reading import Report, ReportError, find_report, read_report

if TYPE_CHECKING:
    from workreport.document import Document

_WRONG, _BAD_INPUT = 1, 2
_LEVELS = {"错": "error", "疑": "warning", "提示": "notice"}
_ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")


def add_command(commands: argparse._SubParsersAction) -> None:
    """Add `check` to the command line."""
    command = commands.add_parser(
        "check",
        help="核稿：列出错、疑和提示",
        description="核对报告的数字、格式标点和用词，每行一处：文件:行:列。有“错”时返回 1，文件读不了时返回 2。",
    )
    command.set_defaults(command=_check)
    command.add_argument("reports", nargs="+", type=Path, metavar="FILE", help="报告文件：docx、pdf、txt 等")
    command.add_argument("--last", type=Path, metavar="FILE", help="去年的报告，用来核对今年的数值和增幅")
    command.add_argument("--year", type=int, metavar="YEAR", help="报告的年份（默认看日期和题目）")
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help="输出的格式（默认 text）")
    command.add_argument("--mark", type=Path, metavar="DOCX", help="另存一份加了批注的 docx（只能有一个 FILE）")


def _check(options: argparse.Namespace) -> int:
    from workreport.document import document_of  # noqa: PLC0415 - heavy, and other commands do without
    from workreport.proofreading import proofread  # noqa: PLC0415

    console = Console(stderr=True)
    if options.mark and len(options.reports) != 1:
        return _refuse(console, "加批注（--mark）一次只能核一个文件。")
    try:
        last = document_of(read_report(options.last)) if options.last else None
    except ReportError as error:
        return _refuse(console, str(error))
    code, rows = 0, []
    for path in options.reports:
        try:
            document = document_of(read_report(path))
        except ReportError as error:
            code = _refuse(console, str(error))
            continue
        found = proofread(document, year=options.year, last=last)
        rows += list(_placed(path, document.report, found))
        if options.mark:
            code = max(code, _mark(console, path, options.mark, document, found))
    _print(rows, options.format)
    return code or (_WRONG if any(row["severity"] == "错" for row in rows) else 0)


def _refuse(console: Console, sentence: str) -> int:
    console.print(f"✗ {sentence}", style="red", soft_wrap=True, markup=False, highlight=False)
    return _BAD_INPUT


def _mark(console: Console, path: Path, target: Path, document: "Document", found: pd.DataFrame) -> int:
    from workreport.proofreading.comments import CannotMarkError, comment_docx  # noqa: PLC0415

    file = find_report(path)
    if target.exists() and target.samefile(file):
        return _refuse(console, f"{target.name}：批注要另存一份，不能写回原稿，请换一个文件名。")
    try:
        target.write_bytes(comment_docx(file, document, found))
    except CannotMarkError as error:
        return _refuse(console, str(error))
    return 0


def _placed(path: Path, report: Report, found: pd.DataFrame) -> Iterator[dict[str, object]]:
    """The rows with the line and column where each begins in its file, both from 1.

    Of a text file the lines are its own; of any other a line is a paragraph of the text that was read.
    """
    lines = report.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    places = _lines_of_file(find_report(path), lines)
    number = 0
    for row in found.to_dict("records"):
        while starts[number + 1] <= row["start"]:
            number += 1
        at, indent = places[number]
        column = row["start"] - starts[number] + indent + 1
        yield {"file": str(path), "line": at, "column": column, **row}


def _lines_of_file(file: Path, lines: list[str]) -> list[tuple[int, int]]:
    """For each line of the text its line in the file and where it begins there; its own number where it has none."""
    raw = file.read_bytes()
    written = [] if raw[:2] == b"PK" or raw[:5] == b"%PDF-" else _decoded(raw)
    places, at = [], 0
    for number, line in enumerate(lines):
        found = next((place for place in range(at, len(written)) if line and line in written[place]), None)
        if found is None:
            places.append((number + 1 if not written else at + 1, 0))
        else:
            places.append((found + 1, written[found].index(line)))
            at = found
    return places


def _decoded(raw: bytes) -> list[str]:
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding).splitlines()
        except UnicodeError:
            continue
    return []


def _print(rows: list[dict[str, object]], form: str) -> None:
    if form == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1, default=int))  # noqa: T201 - what the command is for
        return
    for row in rows:
        print(_github(row) if form == "github" else _line(row))  # noqa: T201


def _line(row: dict[str, object]) -> str:
    instead = f" 可改为“{row['suggestion']}”。" if row["suggestion"] else ""
    said = f"{row['severity']}：{row['message']}{instead}（{row['source']}，{row['rule']}）"
    return _printable(f"{row['file']}:{row['line']}:{row['column']}: {said}")


def _github(row: dict[str, object]) -> str:
    """A workflow command of GitHub Actions, escaped as that asks for."""
    place = {"file": row["file"], "line": row["line"], "col": row["column"], "title": row["rule"]}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items())
    return f"::{_LEVELS[str(row['severity'])]} {properties}::{_escaped(str(row['message']))}"


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return _printable(text)


def _printable(text: str) -> str:
    """Text without the control characters that would steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
