"""A report as its proofreader holds it: the text, its year, last year's report, and what several rules ask of it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from operator import itemgetter
from typing import TypeVar

from workreport.document import Document
from workreport.proofreading.amounts import Amount, amounts_of
from workreport.proofreading.lists import known_words
from workreport.proofreading.numbering import Heading, headings_in

T = TypeVar("T")

_YEAR = re.compile(r"(?:19|20)\d{2}")
_START = itemgetter(0)


class Manuscript:
    """A report to be checked.

    Attributes:
        document: The report, parsed.
        text: Its text; all offsets refer to it.
        year: The year of the report, None when it is not known.
        last: Last year's report, parsed, or None.
    """

    def __init__(self, document: Document, *, year: int | None = None, last: Document | None = None) -> None:
        self.document = document
        self.text = document.text
        self._found: dict[Callable[..., object], list] = {}
        self.year = year if year is not None else year_of(document)
        self.last = None if last is None else Manuscript(last)

    def once(self, find: Callable[["Manuscript"], Iterable[T]]) -> list[T]:
        """What a function finds in this manuscript, found once however many rules ask."""
        if find not in self._found:
            self._found[find] = list(find(self))
        return self._found[find]

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """Where each line begins, and the line without its line end."""
        starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        return list(zip(starts, self.text.split("\n"), strict=True))

    def line_at(self, offset: int) -> int:
        """Number of the line, from 0, that holds an offset."""
        return bisect_right(self.lines, offset, key=_START) - 1

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Each word with where it begins and ends."""
        frame = self.document.words
        return list(zip(*(frame[name].tolist() for name in ("word", "start", "end")), strict=True))

    @cached_property
    def borders(self) -> frozenset[int]:
        """Offsets where a word begins or ends."""
        return frozenset(border for _, start, end in self.words for border in (start, end))

    @cached_property
    def _known_words(self) -> list[tuple[int, int]]:
        """Where words in use of two characters or more stand, in text order."""
        known = known_words()
        return [(start, end) for word, start, end in self.words if end - start > 1 and word in known]

    def in_known_word(self, offset: int) -> bool:
        """Whether the character at an offset belongs to a word in use of two characters or more."""
        place = bisect_right(self._known_words, offset, key=_START) - 1
        return place >= 0 and offset < self._known_words[place][1]

    def known_word_over(self, border: int) -> tuple[int, int] | None:
        """Begin and end of the word in use that stands on both sides of a border, if there is one."""
        place = bisect_right(self._known_words, border - 1, key=_START) - 1
        if place < 0 or border >= self._known_words[place][1]:
            return None
        return self._known_words[place]

    @cached_property
    def sentences(self) -> list[tuple[int, str]]:
        """Where each sentence begins, and the sentence."""
        frame = self.document.sentences
        return list(zip(frame["start"].tolist(), frame["text"].tolist(), strict=True))

    def sentence_at(self, offset: int) -> tuple[int, str]:
        """Where the sentence that holds an offset begins, and the sentence."""
        place = bisect_right(self.sentences, offset, key=_START) - 1
        return self.sentences[max(0, place)] if self.sentences else (0, "")

    @cached_property
    def headings(self) -> list[Heading]:
        """Every line that begins like a heading, however its number is written."""
        return headings_in(self.lines)

    @cached_property
    def amounts(self) -> list[Amount]:
        """The stated numbers that are plain and sure."""
        return amounts_of(self.text, self.document.figures)

    def part_at(self, offset: int) -> str:
        """The part of the report that an offset stands in: 回顾, 部署, 问题 or 其他."""
        parts = self.document.parts
        place = int(parts["start"].searchsorted(offset, side="right")) - 1
        return str(parts["part"].iloc[max(0, place)]) if len(parts) else ""

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every match of a pattern in the text."""
        return pattern.finditer(self.text)


def year_of(document: Document) -> int | None:
    """The year that the report's date states, else its title."""
    report = document.report
    found = _YEAR.search(report.date) or _YEAR.search(report.title)
    return int(found[0]) if found else None
