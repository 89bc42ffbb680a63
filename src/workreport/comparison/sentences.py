"""The sentences that are compared: what counts of each, whether it is a heading, and where it stands."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from workreport.document import Document
from workreport.outline import turns_of


class Sentence(NamedTuple):
    """A sentence as it is compared.

    Attributes:
        start: Its first character, in the text.
        end: The character after its last.
        text: As written.
        bare: What counts of it: see `bare`.
        heading: Whether it is a heading.
        paragraph: Its paragraph, from 0.
        path: The headings above it, from level 1 down, joined by ` / `; "" before the first.
    """

    start: int
    end: int
    text: str
    bare: str
    heading: bool
    paragraph: int
    path: str


_CHINESE = "[一二三四五六七八九十百]{1,4}"
# The number of a heading or point, which shifts when one is put in before it.
_NUMBER = re.compile(
    rf"""\s*(?:
      (?:{_CHINESE}|\d{{1,3}})(?:、|[.．](?!\d))
    | [（(](?:{_CHINESE}|\d{{1,3}})[）)]、?
    | 第{_CHINESE}[，,、：:]
    | [一二三四五六七八九十]{{1,3}}(?:是|要)
    | (?:首先|其次|再次|最后)[，,]
    | [①-⑳]
    )\s*""",
    re.VERBOSE,
)
_HEADING_NUMBER = re.compile(rf"\s*(?:(?:{_CHINESE}|\d{{1,3}})(?:、|[.．](?!\d))|[（(](?:{_CHINESE}|\d{{1,3}})[）)])")
_LONGEST_HEADING = 50  # characters
_LONGEST_LINE = 30  # characters of a line without number and mark that is a heading all the same
_RUNS_ON = re.compile(r"[。！？；，：、!?;,:…]$")
_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?:[%％万亿元个家项人次户所]|公里)")
# What counts in a bare sentence beside letters, digits and characters: the point and the signs of a number.
_NOT_BARE = re.compile(r"[\W_](?<![%‰*×+])(?:(?<!\d\.)|(?!\d))")
_PART = re.compile(r"[^；;]+[；;]?\s*")
_COMMA = re.compile(r"[，,；;：:]")
_PATH = " / "


# Marks that have a usual form: what holds none of them mostly is in usual form, which is seen at once.
_MARKS = [(mark, unicodedata.normalize("NFKC", mark)) for mark in "，：；（）"]


def _usual(text: str) -> str:
    """A text in one width of characters."""
    for mark, usual in _MARKS:
        text = text.replace(mark, usual)
    return unicodedata.normalize("NFKC", text)


def bare(text: str) -> str:
    """What counts of a sentence: no spaces, punctuation, number of a heading or point, and one width of characters."""
    number = _NUMBER.match(text)
    return _NOT_BARE.sub("", _usual(text[number.end() :] if number else text))


def clauses(text: str) -> list[str]:
    """The bare clauses of a sentence, between its commas, colons and semicolons."""
    return [clause for clause in map(bare, _COMMA.split(text)) if clause]


def even(text: str) -> str:
    """A sentence with its punctuation, but without spaces, number of a heading or point, and difference of width."""
    number = _NUMBER.match(text)
    return "".join(_usual(text[number.end() :] if number else text).split())


def sentences(document: Document, *, clauses: bool = False) -> list[Sentence]:
    """The sentences of a report as they are compared, in text order; those that hold only marks are left out.

    Args:
        document: the report.
        clauses: whether ； ends a sentence as well.
    """
    lines = document.paragraphs
    line_starts, line_ends = lines["start"].tolist(), lines["end"].tolist()
    heads, paths = _paths(document)
    found = []
    for start, text, paragraph in _spans(document.sentences, clauses=clauses):
        counts = bare(text)
        if counts:
            end = start + len(text)
            opens = start == line_starts[paragraph]
            heading = opens and _is_heading(text, fills_line=end == line_ends[paragraph])
            found.append(Sentence(start, end, text, counts, heading, paragraph, paths[bisect_right(heads, start)]))
    return found


def _spans(frame: pd.DataFrame, *, clauses: bool) -> Iterator[tuple[int, str, int]]:
    """Start, text and paragraph of each sentence, or of each part of one that ends with ；."""
    columns = (frame[name].tolist() for name in ("start", "text", "paragraph"))
    for start, text, paragraph in zip(*columns, strict=True):
        if clauses:
            for part in _PART.finditer(text):
                yield start + part.start(), part[0].rstrip(), paragraph
        else:
            yield start, text, paragraph


def _is_heading(text: str, *, fills_line: bool) -> bool:
    """Whether a sentence at the beginning of its line is a heading: numbered, or a short line of its own, no mark."""
    if len(text) > _LONGEST_HEADING or _AMOUNT.search(text):
        return False
    if _HEADING_NUMBER.match(text):
        return True
    return fills_line and len(text) <= _LONGEST_LINE and not _RUNS_ON.search(text)


def _paths(document: Document) -> tuple[list[int], list[str]]:
    """Where each path of headings begins, and the paths: one more, for before the first there is ""."""
    outline = document.outline
    paths = [(start, f"{above.number}{above.title}") for start, above in turns_of(document.text, outline)]
    open_titles: list[str] = []
    columns = (outline[name].tolist() for name in ("level", "number", "title", "start"))
    for level, number, title, start in zip(*columns, strict=True):
        open_titles = [*open_titles[: level - 1], f"{number}{title}"]
        paths.append((start, _PATH.join(open_titles)))
    paths.sort()
    return [start for start, _ in paths], ["", *(path for _, path in paths)]
