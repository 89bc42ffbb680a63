"""From drawn lines to paragraphs: what a page's layout added is taken back by position.

Lines become paragraphs, running heads and page numbers go, columns are read one after the other. PDF and OFD files say
where each line stands; that is all this needs.
"""

import re
import statistics
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from workreport.writing.characters import LINE_ENDS

_NEVER_FIRST = "，。、；：！？”’）》」』】％"
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部，、]"
    r"|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、](?!\d)"
)
PAGE_NUMBER = re.compile(
    r"[-–—－—·•\s]*(第\s*)?(\d{1,4}|[ivxlIVXL]{1,6})(\s*页)?([\s,，/／共]*\d{1,4}\s*页?)?[-–—－·•\s]*"
)


_WIDE_STEP = 1.22  # times the usual step from line to line: white space between paragraphs


@dataclass
class Line:
    """One drawn line: its text and where it stands, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


def in_columns(page: list[Line]) -> list[Line]:
    """A page's lines with the right one of two columns set after the left one, as if it were the next page."""
    if len(page) < 8:
        return page
    left, right = min(line.left for line in page), max(line.right for line in page)
    best = None
    for gutter in sorted(
        {line.left for line in page if left + 0.35 * (right - left) < line.left < left + 0.65 * (right - left)}
    ):
        beside = [line for line in page if line.left >= gutter - 1]
        before = [line for line in page if line.right <= gutter]
        if min(len(beside), len(before)) >= 0.3 * len(page) and (best is None or len(beside) + len(before) > best[0]):
            best = len(beside) + len(before), gutter
    if best is None or best[0] < 0.75 * len(page):
        return page
    gutter = best[1]
    columns = [line for line in page if line.left >= gutter - 1]
    shift = _left_margin(columns) - _left_margin([line for line in page if line.right <= gutter])
    moved = [replace(line, left=line.left - shift, right=line.right - shift) for line in columns]
    return [line for line in page if line.left < gutter - 1] + moved


def drop_running_heads(pages: list[list[Line]]) -> None:
    """Take page numbers, and the first or last line that returns on most pages, out of every page."""
    filled = [page for page in pages if page]
    for edge in (0, -1):
        _drop_numbers(filled, edge)
        masks = [_mask(page[edge].text) if page else "" for page in filled]
        counts = Counter(masks)
        for page, mask in zip(filled, masks, strict=True):
            if mask and counts[mask] >= max(3, 0.4 * len(filled)):
                del page[edge]
        _drop_numbers(filled, edge)


def _drop_numbers(pages: list[list[Line]], edge: int) -> None:
    for page in pages:
        if page and PAGE_NUMBER.fullmatch(page[edge].text):
            del page[edge]


def _mask(text: str) -> str:
    """A line without its figures, "" for one that is too long for a running head or ends a sentence."""
    return "" if len(text) > 60 or text[-1] in "。；" else re.sub(r"\d+", "#", text)


def paragraphs_of_pages(pages: list[list[Line]]) -> tuple[list[str], str, dict[int, int]]:
    """Join lines to paragraphs, across pages too, and find title and headings by their larger type.

    Returns:
        The paragraphs, the title ("" for none), and the level of each heading by the paragraph's index.
    """
    pages = [in_columns(page) for page in pages]
    lines = [line for page in pages for line in page]
    if not lines:
        return [], "", {}
    body = statistics.median([line.size for line in lines if len(line.text) > 5] or [12.0])
    whole = _left_margin(lines)
    frame = _Frame(whole, _right_margin(lines), 0.0, body)
    frame.indented = sum(1.2 < (line.left - whole) / line.size < 3.2 for line in lines) >= 3
    frame.spaced, frame.ragged = _is_spaced(pages, body), _is_ragged(pages, frame)
    paragraphs: list[str] = []
    sizes: list[float] = []
    heading, before = "", None
    for page in pages:
        frame.left = _left_margin(page, whole) if len(page) > 5 else whole
        frame.pitch = _pitch(page)
        for line in page:
            large = line.size > 1.15 * body
            if before is not None and not _opens(line, before, frame):
                paragraphs[-1] = _join(paragraphs[-1], line.text)
            else:
                paragraphs.append(line.text)
                sizes.append(line.size)
            if large and (not heading or heading == paragraphs[-1][: len(heading)]) and len(paragraphs) == 1:
                heading = paragraphs[0]
            before = line
    return paragraphs, heading, _headings(paragraphs, sizes, 1.08 * body)


def _headings(paragraphs: list[str], sizes: list[float], above: float) -> dict[int, int]:
    """Levels, from 1, of short paragraphs in larger type than the body's, where several share a size."""
    large = {i: round(size) for i, size in enumerate(sizes) if i and size > above and len(paragraphs[i]) <= 40}
    shared = {size for size, count in Counter(large.values()).items() if count > 1}
    if len(large) > 0.3 * len(paragraphs):
        return {}
    levels = {size: level for level, size in enumerate(sorted(shared, reverse=True), 1)}
    return {i: levels[size] for i, size in large.items() if size in shared}


@dataclass
class _Frame:
    """Where the lines of a page begin and end, how far they are apart, and the size of body type."""

    left: float
    right: float
    pitch: float
    body: float
    indented: bool = False  # the document opens its paragraphs with an indent
    spaced: bool = False  # it sets them apart by white space
    ragged: bool = False  # its lines end where they happen to, though the next word had room


def _is_spaced(pages: list[list[Line]], body: float) -> bool:
    """Whether white space opens paragraphs: some steps from line to line, not nearly all, are clearly wider."""
    steps = [
        (a.bottom - b.bottom) / pitch
        for page in pages
        if (pitch := _pitch(page))
        for a, b in pairwise(page)
        if 0.5 * body < a.bottom - b.bottom < 5 * pitch
    ]
    return len(steps) >= 8 and 0.1 * len(steps) < sum(step > _WIDE_STEP for step in steps) < 0.8 * len(steps)


def _is_ragged(pages: list[list[Line]], frame: _Frame) -> bool:
    """Whether lines in mid-sentence often end before the margin though the next line's first word had room there."""
    pairs = [
        (frame.right - a.right) / a.size > _first_unit(b.text) + 0.3
        for page in pages
        for a, b in pairwise(page)
        if a.text[-1] not in LINE_ENDS and len(a.text) > 12 and abs(a.left - b.left) < 3 * a.size
    ]
    return len(pairs) >= 5 and sum(pairs) > 0.3 * len(pairs)


def _opens(line: Line, before: Line, frame: _Frame) -> bool:
    """Whether a line opens a paragraph rather than going on from the line before."""
    em = max(line.size, 1.0)
    if line.text[0] in _NEVER_FIRST:
        return False
    if abs(line.size - before.size) > 0.08 * em or "\t" in line.text or "\t" in before.text:
        return True
    if line.size > 1.15 * frame.body and before.left > frame.left + 2 * em and line.left > frame.left + 2 * em:
        return False  # a title in large type on two centred lines
    if line.left > frame.left + 0.8 * em:
        return True
    step = before.bottom - line.bottom
    if step > ((_WIDE_STEP if frame.spaced else 1.45) * frame.pitch if frame.pitch else 2.6 * em):
        return True
    numbered = before.text[-1] in LINE_ENDS and _NUMBERED.match(line.text)
    return bool(numbered) or (frame.right - before.right) / em > _room(line, frame, new_page=step <= 0)


def _room(line: Line, frame: _Frame, *, new_page: bool) -> float:
    """The room, in em, that a line leaves only where its paragraph ends: more than the next line begins with."""
    if frame.ragged or (frame.spaced and not frame.indented and not new_page):
        return 0.3 * (frame.right - frame.left) / max(line.size, 1.0)
    return 8 if frame.indented else _first_unit(line.text) + 0.3


def _first_unit(text: str) -> float:
    """Width in em of what cannot be parted at a line's beginning: a figure or word, a character and its marks."""
    match = re.match(r"[“‘（《「]*(?:[A-Za-z0-9.,%％:/_+~—–-]+|.)[，。、；：！？”’）》」％]*", text)
    return sum(0.6 if char.isascii() else 1 for char in match[0]) if match else 1


def _left_margin(lines: list[Line], default: float | None = None) -> float:
    """The leftmost edge at which several lines begin."""
    counts = Counter(round(line.left / 2) for line in lines)
    enough = [edge for edge, count in counts.items() if count >= max(2, 0.08 * len(lines))]
    if not enough:
        return min(line.left for line in lines) if default is None else default
    edge = min(enough)
    return min(line.left for line in lines if round(line.left / 2) == edge)


def _right_margin(lines: list[Line]) -> float:
    """Where full lines end: the usual edge of the longer lines, which marks may overhang."""
    outermost = max(line.right for line in lines)
    reach = outermost - min(line.left for line in lines)
    return statistics.median(line.right for line in lines if line.right >= outermost - 0.12 * reach)


def _pitch(page: list[Line]) -> float:
    """The usual distance from line to line, 0 where there is none."""
    steps = [a.bottom - b.bottom for a, b in pairwise(page) if a.bottom > b.bottom]
    return statistics.median_low(steps) if len(steps) >= 3 else 0.0


def _join(left: str, right: str) -> str:
    """Put two lines together; only words in Latin letters need a space between."""
    apart = left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha()
    return f"{left} {right}" if apart else left + right
