"""The outline of a work report: sections, points, paragraphs and sentences, each with its place in the text.

A heading opens with a number in one of the four forms of GB/T 9704: `一、`, `（一）`, `1.`, `（1）`, or in one of books
and plans: `第一章`, `第一节`, `1.1`, `1.1.1`. The form used at the top is level 1, the next one used below it level 2,
and so on. All offsets refer to the text given, end exclusive.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workreport.outline.styles import chapters_of, merged, usable
from workreport.writing.characters import HANZI, SENTENCE_END
from workreport.writing.matching import end_of_match
from workreport.writing.numerals import count_of

OUTLINE = ["level", "number", "title", "start", "body", "end", "n_chars"]
SECTIONS = ["section", "number", "title", "label", "start", "body", "end", "n_chars"]
POINTS = ["section", "point", "number", "start", "end", "text", "n_chars"]
PARAGRAPHS = ["paragraph", "section", "start", "end", "text", "n_chars"]
SENTENCES = ["sentence", "paragraph", "section", "start", "end", "text", "n_chars"]

PREAMBLE = "前言"
WHOLE = "全文"
AFTER = "（小标题以后）"
"""Ends the title of what follows the sections inside a section and belongs to none of them."""
_LABEL = 40  # characters; nine headings in ten are shorter, and shown whole

_CHINESE = "一二三四五六七八九十百零〇"
_FORMS = ("chapter", "section", "f1", "f2", "f3", "dotted", "deeper", "f4")
_HEADING = re.compile(
    rf"""^[^\S\n]*(?:
      第(?P<chapter>[{_CHINESE}]{{1,4}}|\d{{1,2}})(?:[编章]|部分)(?=[^\S\n]+\S|[：:][^\n]|[{HANZI}]{{2,20}}$)[：:]?
      |第(?P<section>[{_CHINESE}]{{1,4}}|\d{{1,2}})节(?=[^\S\n]+\S|[：:][^\n]|[{HANZI}]{{2,20}}$)[：:]?
      |(?P<f1>[{_CHINESE}]{{1,5}})[^\S\n]*[、.．]|[（(](?P<f2>[{_CHINESE}]{{1,5}})[）)]、?
      |(?P<f3>\d{{1,3}})(?:[.．](?!\d)|、)
      |\d{{1,2}}[.．]\d{{1,2}}[.．](?P<deeper>\d{{1,2}})(?![\d.．])|\d{{1,2}}[.．](?P<dotted>\d{{1,2}})(?![\d.．])
      |[（(](?P<f4>\d{{1,3}})[）)]、?
    )[^\S\n]*(?=[^\s，。、；：])""",
    re.MULTILINE | re.VERBOSE,
)
_ALONE = {"chapter", "section", "dotted", "deeper"}  # forms that are headings only on a short line of their own
_LONGEST = 40  # characters of such a line
_QUANTITY = re.compile(r"[万亿％%‰倍个百千元公平米吨分月日号]")  # 1.5万元 opens a sentence, not a heading
_GAP = 2  # a draft may lose a heading; a number further on starts no section

_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
_CALL = re.compile(
    r"^[^\S\n]*(?:(?:各位|尊敬的)? (?:代表|委员|领导|同志|同事|老师|职工|党员|来宾|朋友) 们?、?)+[！!，,：:]",
    re.MULTILINE | re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_OPEN = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "《": "》"}
_ASIDE = 200  # characters; quotes and brackets longer than this are read as sentences of their own

_MARK = r"(?:^|(?<=[\s。；：，、:;,！？”）]))"
POINT_MARKS = (
    re.compile(rf"{_MARK}(?P<n>[一二三四五六七八九十]{{1,3}})是(?=\S)", re.MULTILINE),
    re.compile(rf"{_MARK}(?P<n>[一二三四五六七八九十]{{1,3}})要(?=\S)", re.MULTILINE),
    re.compile(rf"{_MARK}第(?P<n>[一二三四五六七八九十]{{1,3}})(?=[，、,])", re.MULTILINE),
)
"""The first words of points: 一是, 一要, 第一，; `n` is the number."""
_IN_ORDER = re.compile(rf"{_MARK}(?:(?P<first>首先)|其次|再次|然后|最后)(?=[，,])", re.MULTILINE)
_DASH = re.compile(r"(?:^|(?<=[\s。；：！？]))[—―]{2}(?=[^\s—])|^[—―](?=[^\s—])", re.MULTILINE)


class _Heading(NamedTuple):
    """A numbered line: its form (place in `_FORMS`), number as printed and as counted, where it and its title begin."""

    form: int
    number: str
    counted: int
    start: int
    title: int
    alone: bool
    """The title has the line to itself; else the body runs on in it."""


def outline_of(text: str, *, headings: Iterable[tuple[int, int]] = ()) -> pd.DataFrame:
    """Find the headings: those with a number, and those that a word processor marks by a style.

    A number that starts over below an open section (a list of ten measures, a glossary) opens no section of its level:
    it counts as the deepest level.

    Args:
        text: the report's text.
        headings: offset and level (from 1) of the lines that the file marks as headings: `Report.headings`.

    Returns:
        One row a heading, in text order: `level` (from 1), `number` (as printed, "" for none), `title` (without the
        number; where the body runs on in the line, up to the first 。), `start` (of the number), `body` (first
        character after the title), `end` (of the section, with all below it), `n_chars` (of the section, without white
        space).
    """
    lines = list(_numbered_lines(text))
    styled = usable(text, headings)
    top = min((line.form for line in lines), default=0)
    chapters = chapters_of(styled, [(line.start, line.counted == 1) for line in lines if line.form == top])
    found = _in_chapters(lines, [chapter.start for chapter in chapters])
    rows = merged(_leveled(text, found), styled, chapters=bool(chapters))
    for row in rows:
        row.append(len(text))
    open_rows: list[list] = []
    for row in rows:
        while open_rows and open_rows[-1][0] >= row[0]:
            open_rows.pop()[5] = row[3]
        open_rows.append(row)
    frame = pd.DataFrame(rows, columns=OUTLINE[:-1])
    frame["n_chars"] = _sizes(text, frame)
    return frame


def _in_chapters(lines: list[_Heading], edges: list[int]) -> list[tuple[_Heading, bool]]:
    """The numbered lines that count on, chapter by chapter, for numbers begin again in each."""
    found: list[tuple[_Heading, bool]] = []
    for start, end in pairwise([0, *edges, float("inf")]):
        found += _in_sequence([line for line in lines if start <= line.start < end])
    return found


def _leveled(text: str, headings: list[tuple[_Heading, bool]]) -> list[list]:
    """Level, number, title, start and body of each numbered heading."""
    forms = {form: level for level, form in enumerate(sorted({h.form for h, nested in headings if not nested}), 1)}
    rows = []
    for heading, nested in headings:
        title, body = _title(text, heading.title)
        level = len(forms) + 1 if nested else forms[heading.form]
        rows.append([level, heading.number, title, heading.start, body])
    return rows


def sections_of(text: str, *, level: int = 1, outline: pd.DataFrame | None = None) -> pd.DataFrame:
    """Cut the text into its sections.

    Args:
        text: the report's text.
        level: the level of headings to cut at, with all levels above it.
        outline: the frame of `outline_of`, where it is at hand.

    A call to the hearers (各位代表！) below the last heading inside a section turns to the whole section again: at
    level 2 and deeper, what follows it is a row of its own, whose title ends with `AFTER`.

    Returns:
        One row a section, in text order; together they are the whole text. `section` (from 0; 0 is the preamble),
        `number`, `title` (前言 for the preamble, 全文 where there are no headings), `label` (number and title, at most
        40 characters), `start`, `body` (first character after the heading), `end`, `n_chars` (without
        white space). The preamble has no row when it holds nothing.
    """
    outline = outline_of(text) if outline is None else outline
    headings = outline[outline["level"] <= level]
    rows = [(row.number, row.title, row.start, row.body) for row in headings.itertuples()]
    if level > 1:
        above = [("", row.title + AFTER, start, start) for start, row in turns_of(text, outline)]
        rows = sorted(rows + above, key=lambda row: row[2])
    before = text[: rows[0][2]] if rows else text
    if before.strip() or not rows:
        rows.insert(0, ("", PREAMBLE if rows else WHOLE, 0, 0))
        first = 0
    else:
        rows[0] = (*rows[0][:2], 0, rows[0][3])
        first = 1
    frame = pd.DataFrame(rows, columns=["number", "title", "start", "body"])
    frame.insert(0, "section", range(first, first + len(frame)))
    frame.insert(
        3, "label", [_label(number, title) for number, title in zip(frame["number"], frame["title"], strict=True)]
    )
    frame["end"] = [*frame["start"].iloc[1:], len(text)]
    frame["n_chars"] = _sizes(text, frame)
    return frame[SECTIONS]


def turns_of(text: str, outline: pd.DataFrame) -> Iterator[tuple[int, Any]]:
    """Find where a call to the hearers leads from a heading of level 2 or deeper back to the section that holds it.

    Yields:
        The place of the call, and the row of `outline` that is the section: the first call after a heading only.
    """
    headings = list(outline.itertuples())
    for at, (heading, after) in enumerate(pairwise([*headings, None])):
        above = next((row for row in reversed(headings[:at]) if row.level == 1), None)
        call = _CALL.search(text, heading.body, after.start if after else len(text))
        if heading.level > 1 and above and call:
            yield call.start(), above


def section_at(offsets: Iterable[int], sections: pd.DataFrame) -> np.ndarray:
    """Say in which section each offset stands.

    Args:
        offsets: places in the text.
        sections: the frame of `sections_of`.

    Returns:
        The number of the section, one an offset.
    """
    places = np.searchsorted(sections["start"].to_numpy(), np.asarray(offsets, dtype=int), side="right") - 1
    return sections["section"].to_numpy()[np.maximum(places, 0)]


def count_in(sections: pd.DataFrame, offsets: Iterable[int]) -> pd.Series:
    """Count the offsets in each section: one number a row of `sections`, the frame of `sections_of`."""
    found = pd.Series(section_at(offsets, sections)).value_counts()
    return sections["section"].map(found).fillna(0).astype(int)


def paragraphs_of(text: str, *, sections: pd.DataFrame | None = None) -> pd.DataFrame:
    """Cut the text into paragraphs: its lines that hold something.

    Args:
        text: the report's text.
        sections: the frame of `sections_of`, where it is at hand.

    Returns:
        One row a paragraph, in text order: `paragraph` (from 0), `section`, `start`, `end`, `text` (without white
        space at its ends), `n_chars`.
    """
    spans = [match.span() for match in _PARAGRAPH.finditer(text)]
    frame = _passages(text, spans)
    frame["paragraph"] = range(len(frame))
    frame["section"] = section_at(frame["start"], sections_of(text) if sections is None else sections)
    return frame[PARAGRAPHS]


def sentences_of(text: str, *, sections: pd.DataFrame | None = None) -> pd.DataFrame:
    """Cut the text into sentences.

    A sentence ends with 。！？ or …… and the quotes and brackets that close there, or with its line; ； ends none, and
    neither does a full stop inside quotes or brackets that close within 200 characters. A heading is a sentence.

    Args:
        text: the report's text.
        sections: the frame of `sections_of`, where it is at hand.

    Returns:
        One row a sentence, in text order: `sentence` (from 0), `paragraph`, `section`, `start`, `end`, `text`,
        `n_chars`.
    """
    spans, paragraphs = [], []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        for start, end in _sentence_spans(paragraph[0]):
            spans.append((paragraph.start() + start, paragraph.start() + end))
            paragraphs.append(number)
    frame = _passages(text, spans)
    frame["sentence"] = range(len(frame))
    frame["paragraph"] = np.asarray(paragraphs, dtype=int)
    frame["section"] = section_at(frame["start"], sections_of(text) if sections is None else sections)
    return frame[SENTENCES]


def points_of(text: str, *, sections: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find the points that sections make.

    They are 一是…二是…, 一要…二要…, 第一，…第二，…, 首先，…其次，… in order, and lines that begin with ——; 一是 alone
    is none.

    Args:
        text: the report's text.
        sections: the frame of `sections_of`, where it is at hand.

    Returns:
        One row a point, in text order: `section`, `point` (from 1 in its section), `number` (as printed), `start`,
        `end` (where the next point begins; for the last of a run, of its paragraph), `text`, `n_chars`.
    """
    sections = sections_of(text) if sections is None else sections
    spans = []
    for section in sections.itertuples():
        runs = list(_runs(text, section.start, section.end))
        for run in runs:
            line_end = text.find("\n", run[-1].start(), section.end)
            stops = [match.start() for match in run[1:]] + [line_end if line_end >= 0 else section.end]
            spans += [(match.start(), stop, match[0]) for match, stop in zip(run, stops, strict=True)]
    spans.sort()
    frame = _passages(text, [(start, start + len(text[start:end].rstrip())) for start, end, _ in spans])
    frame["number"] = [number for _, _, number in spans]
    frame["section"] = section_at(frame["start"], sections)
    frame["point"] = frame.groupby("section").cumcount() + 1
    return frame[POINTS]


def _numbered_lines(text: str) -> Iterator[_Heading]:
    for match in _HEADING.finditer(text):
        name = next(name for name in _FORMS if match[name])
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        title, body = _title(text, match.end())
        alone = body == match.end() + len(title)
        if name in _ALONE and not (alone and len(title) <= _LONGEST and _is_heading(title, name)):
            continue
        count = count_of(match[name])
        number = text[start : match.end()].strip().rstrip("：:")
        yield _Heading(_FORMS.index(name), number, count, start, match.end(), alone)


def _is_heading(title: str, form: str) -> bool:
    """Whether the words after a chapter's number or a dotted one can be a title rather than a sentence."""
    return title[-1] not in "。；;，," and not (form in {"dotted", "deeper"} and _QUANTITY.match(title))


def _in_sequence(lines: list[_Heading]) -> list[tuple[_Heading, bool]]:
    """Keep the lines whose numbers count on, and say which belong to a list nested in a section of the same form."""
    later: dict[tuple[int, int], int] = {}  # how many lines of this form and number are still to come
    for line in lines:
        later[line.form, line.counted] = later.get((line.form, line.counted), 0) + 1
    kept: list[tuple[_Heading, bool]] = []
    reached: dict[int, _Heading] = {}  # form → its open section
    nested: dict[int, _Heading] = {}  # form → the last line of a list inside that section that counts again
    for line in lines:
        form, count = line.form, line.counted
        later[form, count] -= 1
        if not reached and count != 1:
            continue
        main, inner = reached.get(form), nested.get(form)
        counts_on = main.counted < count <= main.counted + _GAP if main else count == 1
        if main and inner and count == inner.counted + 1 and counts_on and not later[form, count]:
            # It could go on with either: the one that is printed like it has it, the nearer one when both are.
            in_list = line.alone == inner.alone or line.alone != main.alone
        else:
            in_list = bool(inner and count == inner.counted + 1) or bool(main and count == 1)
        if in_list:
            nested[form] = line
        elif counts_on:
            reached = {other: open_line for other, open_line in reached.items() if other < form} | {form: line}
            nested = {other: last for other, last in nested.items() if other < form}
        else:
            continue
        kept.append((line, in_list))
    return kept


def _title(text: str, start: int) -> tuple[str, int]:
    """Title that begins at `start`, and where the body begins after it."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    title, stop, body = line.partition("。")
    if body.strip():
        return title.strip(), start + len(title) + len(stop)
    return title.strip(), start + len(line)


def _label(number: str, title: str) -> str:
    name = number + title
    return name if len(name) <= _LABEL else f"{name[: _LABEL - 1]}…"


def _sizes(text: str, frame: pd.DataFrame) -> list[int]:
    """Characters but white space between `start` and `end` of each row."""
    return [_size(text[start:end]) for start, end in zip(frame["start"], frame["end"], strict=True)]


def _size(passage: str) -> int:
    return len("".join(passage.split()))


def _passages(text: str, spans: list[tuple[int, int]]) -> pd.DataFrame:
    frame = pd.DataFrame(np.asarray(spans, dtype=int).reshape(-1, 2), columns=["start", "end"])
    frame["text"] = pd.Series([text[start:end] for start, end in spans], dtype=str)
    frame["n_chars"] = [_size(passage) for passage in frame["text"]]
    return frame


def _sentence_spans(paragraph: str) -> Iterator[tuple[int, int]]:
    closes = _asides(paragraph)
    start = 0
    for stop in SENTENCE_END.finditer(paragraph):
        if stop.end() > closes[stop.start()]:
            yield start, stop.end()
            start = end_of_match(_SPACE, paragraph, stop.end())
    if start < len(paragraph):
        yield start, len(paragraph)


def _asides(paragraph: str) -> list[int]:
    """For each character, where the outermost short quotation or bracket around it closes; 0 outside of any."""
    closes = [0] * len(paragraph)
    opened: list[int] = []
    for place, mark in enumerate(paragraph):
        if mark in _OPEN:
            opened.append(place)
        elif opened and mark == _OPEN[paragraph[opened[-1]]]:
            begin = opened.pop()
            if place - begin <= _ASIDE:
                closes[begin:place] = [place] * (place - begin)
    return closes


def _runs(text: str, start: int, end: int) -> Iterator[list[re.Match]]:
    """Marks of points between two offsets that follow each other in order, at least two together."""
    found: list[list[tuple[re.Match, int | None]]] = [
        [(match, count_of(match["n"])) for match in pattern.finditer(text, start, end)] for pattern in POINT_MARKS
    ]
    found.append([(match, 1 if match["first"] else None) for match in _IN_ORDER.finditer(text, start, end)])
    for marks in found:
        run: list[re.Match] = []
        for match, count in marks:
            if count == 1:
                if len(run) > 1:
                    yield run
                run = [match]
            elif run and count in {None, len(run) + 1}:
                run.append(match)
        if len(run) > 1:
            yield run
    dashes = list(_DASH.finditer(text, start, end))
    if len(dashes) > 1:
        yield dashes
