"""Headings that a word processor marks by a style: how they and the numbered ones make one outline.

A numbered heading keeps the level of its number. A styled line without one is set beside the numbered headings of its
style; where its style stands above theirs, it opens a chapter, in which numbers may count again from one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_LONGEST = 60  # characters; a longer line in a heading's style is a paragraph that was given it by mistake
_NUMBER = re.compile(
    r"""(?P<number>
      第[一二三四五六七八九十百\d]{1,4}(?:[编章节]|部分)
    | [一二三四五六七八九十]{1,4}、
    | [（(][一二三四五六七八九十\d]{1,4}[）)]
    | \d{1,2}(?:[.．]\d{1,2}){0,3}[.．、]?
    )\s*(?=[^\s\d.．])""",
    re.VERBOSE,
)


class Styled(NamedTuple):
    """A line in a heading's style: where it stands, its level by the style (from 1), its number and title."""

    start: int
    end: int
    level: int
    number: str
    title: str


def usable(text: str, headings: Iterable[tuple[int, int]]) -> list[Styled]:
    """The styled lines that can be headings; none where most of the text is in a heading's style."""
    lines = []
    for start, level in headings:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip()
        if line and len(line) <= _LONGEST and line[-1] not in "。；;，,：:":
            found = _NUMBER.match(line)
            number = found["number"] if found else ""
            lines.append(Styled(start, end, level, number, line[found.end() if found else 0 :]))
    return lines if len(lines) <= 0.6 * (text.count("\n") + 1) else []


def chapters_of(styled: Sequence[Styled], first: Sequence[tuple[int, bool]]) -> list[Styled]:
    """The styled lines that stand above all numbered headings.

    Args:
        styled: The styled lines.
        first: Where each numbered heading of the highest form stands, and whether its number is one.
    """
    numbered = {start for start, _ in first}
    own = [line.level for line in styled if line.start in numbered]
    loose = [line for line in styled if line.start not in numbered]
    if not loose or not first:
        return []
    if own:
        return [line for line in loose if line.level < min(own)]
    top = min(line.level for line in loose)
    chapters = [line for line in loose if line.level == top]
    edges = [line.start for line in chapters]
    openings = {sum(edge < start for edge in edges) for start, opens in first if opens}
    return chapters if len(openings - {0}) > 1 else []


def merged(rows: list[list], styled: Sequence[Styled], *, chapters: bool) -> list[list]:
    """The numbered headings and the styled lines between them, in text order.

    Args:
        rows: Of each numbered heading `level`, `number`, `title`, `start`, `body`.
        styled: The styled lines; one that opens with a numbered heading is that heading.
        chapters: Whether some of them stand above all numbered headings.
    """
    levels = {row[3]: row[0] for row in rows}
    loose = [line for line in styled if line.start not in levels]
    if not loose:
        return rows
    tied: dict[int, Counter[int]] = {}
    for line in styled:
        if line.start in levels:
            tied.setdefault(line.level, Counter())[levels[line.start]] += 1
    level_of = {style: counts.most_common(1)[0][0] for style, counts in tied.items()}
    ranks = {style: rank for rank, style in enumerate(sorted({line.level for line in loose}), 1)}
    below = len(ranks) if chapters and not level_of else 0
    placed = []
    for line in loose:
        near = min(level_of, key=lambda style: (abs(style - line.level), style), default=None)
        if near is not None:
            level = level_of[near] + line.level - near
        else:
            level = line.level if rows and not chapters else ranks[line.level]
        placed.append([level, line.number, line.title, line.start, line.end])
    together = [[row[0] + below, *row[1:]] for row in rows] + placed
    highest = min(row[0] for row in together)
    return sorted(([row[0] - highest + 1, *row[1:]] for row in together), key=lambda row: row[3])
