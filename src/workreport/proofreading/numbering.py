"""Numbered lines, and which numbers of a row are out of order."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workreport.writing.numerals import count_of, in_chinese

_CHINESE = "一二三四五六七八九十百"
_NUMBERED = re.compile(
    rf"""[^\S\n]*(?:
      (?P<f0>[{_CHINESE}]{{1,5}})(?:[、，,]|[．.](?!\d(?!\d{{3}}年)))
      | [（(](?P<f1>[{_CHINESE}]{{1,5}})[）)][、，,．.]?
      | (?P<f2>\d{{1,3}})[.．、，,](?P<glued>(?=\d))?
      | [（(](?P<f3>\d{{1,3}})[）)][、，,．.]?
    )[^\S\n]*(?=[^\s，。、；：）])""",
    re.VERBOSE,
)
_LONG = 60  # characters; a longer line is a paragraph that begins with a number


class Heading(NamedTuple):
    """A line that begins with a number: form 0–3, its count, where the number stands, and the line."""

    form: int
    counted: int
    start: int
    end: int
    digits: tuple[int, int]
    written: str
    line: int
    text: str
    glued: bool

    @property
    def alone(self) -> bool:
        """Whether the heading has its line to itself."""
        return len(self.text) <= _LONG and "。" not in self.text.rstrip()[:-1]


def written_number(form: int, count: int) -> str:
    """How a heading of a form writes its number."""
    number = in_chinese(count) if form < 2 else str(count)
    return (f"{number}、", f"（{number}）", f"{number}.", f"（{number}）")[form]


def headings_in(lines: Iterable[tuple[int, str]]) -> list[Heading]:
    """Every line that begins like a heading, however its number is written; lines come with where they begin."""
    found = []
    for number, (start, line) in enumerate(lines):
        match = _NUMBERED.match(line)
        if match:
            form = next(form for form in range(4) if match[f"f{form}"])
            written = match[f"f{form}"]
            at = start + match.start() + len(match[0]) - len(match[0].lstrip())
            digits = (start + match.start(f"f{form}"), start + match.end(f"f{form}"))
            shown = match[0].strip()
            body = line[match.end() :]
            glued = form == 2 and match["glued"] is not None
            found.append(Heading(form, count_of(written), at, at + len(shown), digits, shown, number, body, glued))
    return found


def out_of_order(counts: list[int]) -> Iterator[tuple[int, int]]:
    """Which numbers of a row are not the next one, each with the number that should stand there.

    A row may begin with any number, and may begin again with 1, after which the one before may go on. One slip is told
    once: a number that is wrong by itself between right ones, or the gap after which counting goes on.
    """
    open_counts: list[int] = []
    for place, count in enumerate(counts):
        following = counts[place + 1] if place + 1 < len(counts) else None
        if not open_counts:
            open_counts = [count]
            continue
        expected = open_counts[-1] + 1
        mistyped = following == expected + 1 and count not in (expected, expected + 1)
        if count == expected:
            open_counts[-1] = count
        elif mistyped or (following == expected + 1 and count == expected + 1):
            yield place, expected
            open_counts[-1] = expected
        elif count == 1:
            open_counts.append(1)
        elif count - 1 in open_counts[:-1]:
            del open_counts[open_counts.index(count - 1) + 1 :]
            open_counts[-1] = count
        else:
            yield place, expected
            open_counts[-1] = count
