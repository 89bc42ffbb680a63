"""Text with marks in layers: each layer can be switched off, marks may overlap, and each can lead somewhere.

Layers differ in more than colour, and each uses a means of its own (underline, shade, wavy line …), so that what
carries several marks shows them all: see `page.css`. Switching needs no script.
"""

from collections.abc import Iterable, Mapping
from html import escape
from itertools import pairwise
from typing import NamedTuple

LAYERS = {"heading": "标题", "figure": "数字", "term": "术语", "slip": "疑误", "part": "性质", "brief": "领导一页"}


class Mark(NamedTuple):
    """A stretch of text that is marked.

    Attributes:
        start: Where it begins, and
        end: where it ends, in the text that is marked.
        layer: A key of `LAYERS`.
        style: A further class for `page.css`, such as the kind of a figure.
        title: What is said of it, shown on hover and read out.
        note: A few characters shown raised behind it, such as its number in a table.
        href: Where the note leads.
    """

    start: int
    end: int
    layer: str
    style: str = ""
    title: str = ""
    note: str = ""
    href: str = ""


def mark_up(text: str, marks: Iterable[Mark], *, begin: int = 0, end: int | None = None, anchors: bool = False) -> str:
    """The HTML of `text[begin:end]` with its marks; what carries several marks is one piece with all their classes.

    Args:
        text: The whole text, to which all offsets refer.
        marks: The marks, in any order; what lies outside is ignored.
        begin: The first character shown.
        end: The character after the last one shown; the text's end unless told.
        anchors: Give the first piece of each mark the id `c` and its offset, but for one at `begin`, whose place what
            stands around it names; only once for a text on a page.
    """
    end = len(text) if end is None else end
    inside = sorted(mark for mark in marks if mark.start < end and mark.end > begin and mark.start < mark.end)
    cuts = sorted({begin, end, *(place for mark in inside for place in mark[:2] if begin < place < end)})
    pieces, active, waiting = [], [], inside[::-1]
    for first, last in pairwise(cuts):
        while waiting and waiting[-1].start <= first:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.end > first]
        pieces.append(_piece(text, first, last, active, anchors=anchors and first > begin))
    return "".join(pieces)


def _piece(text: str, first: int, last: int, active: list[Mark], *, anchors: bool) -> str:
    words = escape(text[first:last])
    if not active:
        return words
    classes = dict.fromkeys(name for mark in active for name in (mark.layer, mark.style) if name)
    said = "；".join(dict.fromkeys(mark.title for mark in active if mark.title))
    anchor = f' id="c{first}"' if anchors and any(mark.start == first for mark in active) else ""
    title = f' title="{escape(said)}"' if said else ""
    notes = "".join(map(_note, (mark for mark in active if mark.note and mark.end == last)))
    return f'<mark class="{" ".join(classes)}"{anchor}{title}>{words}{notes}</mark>'


def _note(mark: Mark) -> str:
    note = escape(mark.note)
    if not mark.href:
        return f'<sup class="{mark.layer}">{note}</sup>'
    spoken = f"{LAYERS[mark.layer]} {note}"
    return f'<sup class="{mark.layer}"><a href="{escape(mark.href)}" aria-label="{spoken}">{note}</a></sup>'


def switches(counts: Mapping[str, int]) -> str:
    """Check boxes for layers, to stand before the marked text among the same children: no script is needed.

    Args:
        counts: By layer, how many marks it has; a layer without marks has no switch.
    """
    boxes = (
        f'<input type="checkbox" class="layer" id="layer-{layer}" value="{layer}" checked>'
        f'<label for="layer-{layer}" class="{layer}">{LAYERS[layer]}<span>{n:,}</span></label>'
        for layer, n in counts.items()
        if n
    )
    return "".join(boxes)
