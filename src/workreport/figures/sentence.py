"""A sentence with its figures, as the naming rules see it."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from workreport.figures.figure import Figure

SENTENCE_END = re.compile(r"[。；！？\n;!?]")
CLAUSE_END = re.compile(r"[，：:,（(）)]|——|--")
_REMARK = re.compile(r"(?<=.)[（(](?![区市县旗盟州])[^（）()]*[）)]?$")

# A line of filler may have no end: work is bounded by reading sentences no longer than this at a time.
_LONGEST_SENTENCE, _MOST_FIGURES = 2000, 60
_LOOK_BACK = 120
_BRACKET = re.compile(r"[（()）]")
_LONGEST_REMARK = 300

Span = tuple[int, int]


@dataclass
class Sentence:
    """One sentence; spans are offsets in the text of the report, `plain` its normalised form.

    Attributes:
        figures: The figures of the sentence, those before the present one already named.
        begin: Where the sentence begins.
        end: Where it ends.
        named_to: How far the text has been used as the name of a figure before it.
    """

    figures: Sequence[Figure]
    text: str
    plain: str
    begin: int
    end: int
    named_to: int

    @cached_property
    def closings(self) -> list[float]:
        """For each figure where the bracket around it closes; never, where it stands in none."""
        return [self._closing(figure.end) for figure in self.figures]

    def _closing(self, at: int) -> float:
        """Where the first bracket closes that is open at a place."""
        depth, end = 0, min(self.end, at + _LONGEST_REMARK)
        if self.plain.find("）", at, end) < 0 and self.plain.find(")", at, end) < 0:
            return math.inf
        for m in _BRACKET.finditer(self.plain, at, end):
            depth += 1 if m[0] in "（(" else -1
            if depth < 0:
                return m.start()
        return math.inf

    def floor(self, i: int) -> int:
        """Where the text that belongs to a figure begins: after the last figure and its noun, or with the sentence."""
        floor = self.figures[i - 1].end if i else self.begin
        return self.named_to if floor < self.named_to <= self.figures[i].start else floor

    def before(self, i: int) -> str:
        """What stands between a figure and the one before it, or the beginning of the sentence."""
        return self.plain[self.floor(i) : self.figures[i].start]

    def between(self, i: int) -> str:
        """What stands between a figure and the one before it; the first figure has nothing before it."""
        return self.plain[self.figures[i - 1].end : self.figures[i].start] if i else ""

    def limit(self, i: int) -> int:
        """Where the text after a figure ends: at the next figure, or with the sentence."""
        return self.figures[i + 1].start if i + 1 < len(self.figures) else self.end

    def cut(self, span: Span) -> str:
        """A span as printed, without a remark in brackets at its end: 化肥（折纯）, but 省（区、市）."""
        return _REMARK.sub("", self.text[span[0] : span[1]])

    def read(self, span: Span) -> str:
        """A span of the normalised text."""
        return self.plain[span[0] : span[1]]


def sentences(figures: Sequence[Figure], text: str, plain: str) -> Iterator[Sentence]:
    """The sentences that hold figures, in text order, each no longer than can be read in a bounded time."""
    at = 0
    while at < len(figures):
        reach = min(len(plain), figures[at].end + _LONGEST_SENTENCE)
        stop = SENTENCE_END.search(plain, figures[at].end, reach)
        end = stop.start() if stop else reach
        last = at
        while last < min(len(figures), at + _MOST_FIGURES) and figures[last].start < end:
            last += 1
        begin = _beginning(plain, figures[at - 1].end if at else 0, figures[at].start)
        yield Sentence(figures[at:last], text, plain, begin, end, begin)
        at = last


def _beginning(plain: str, earliest: int, end: int) -> int:
    """Where the sentence that holds `end` begins, looking back only so far."""
    earliest = max(earliest, end - _LOOK_BACK)
    ends = [m.end() for m in SENTENCE_END.finditer(plain, earliest, end)]
    return ends[-1] if ends else earliest
