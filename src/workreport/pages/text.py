"""The report itself as a page: its text with headings, figures, terms, slips and parts marked, all others link to it.

Every sentence has an id: its number (`text.html#s12`) and its offset (`text.html#c1234`); so have all marks.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import numpy as np
import pandas as pd

from workreport.analyses.brief import brief_of
from workreport.analyses.keywords import leading_terms, uses_of
from workreport.analyses.ledger import readable
from workreport.document import Document, Source, document_of
from workreport.pages.marked import Mark, mark_up, switches
from workreport.pages.proof import slip_marks
from workreport.proofreading import proofread

PAGE_CHARS = 50_000  # of one page, and
PAGE_WEIGHT = 170_000  # with its marks and ids counted as characters: a page stays below 600 KB
_MARK, _SENTENCE = 100, 20  # what a figure's mark and a sentence's id weigh, in characters
_TERMS = 30  # leading terms that are marked
_TICKS = 3_000  # marks that the strip shows; more would be one grey
# Ways to mark a figure that differ in more than colour: see page.css.
_KINDS = {"金额": "amount", "计量": "amount", "位次": "rank", "时长": "time", "数量": "count"}
_PARTS = {"回顾": "review", "部署": "plan", "问题": "problems"}


class TextPage(NamedTuple):
    """One page of the text: file name, what stands on it, and the strip of the whole to stand beside it."""

    name: str
    body: str
    strip: str


def page_of(start: int, starts: Sequence[int]) -> str:
    """File name of the page that holds offset `start`, where the pages begin at `starts`."""
    place = int(np.searchsorted(starts, start, side="right"))
    return "text.html" if place <= 1 else f"text-{place}.html"


def page_starts(document: Document) -> list[int]:
    """Where the pages of the text begin: each at a paragraph, and none longer than a reader's browser likes."""
    ends = document.paragraphs["end"]
    marks = np.searchsorted(document.figures["start"], ends) * _MARK
    weights = ends + marks + np.searchsorted(document.sentences["start"], ends) * _SENTENCE  # of all up to there
    starts, before, last = [0], 0, 0
    for begin, end, weight in zip(document.paragraphs["start"], ends, weights, strict=True):
        full = end - starts[-1] > PAGE_CHARS or weight - before > PAGE_WEIGHT
        if full and begin > starts[-1]:
            starts.append(int(begin))
            before = last
        last = weight
    return starts


def text_pages(source: Source) -> list[TextPage]:
    """Make the pages of a report's text; there is one, unless the report is very long."""
    document = document_of(source)
    marks, starts = marks_of(document), page_starts(document)
    counts = {layer: sum(mark.layer == layer for mark in marks) for layer in ("figure", "term", "slip", "brief")}
    told = list(document.parts["part"])
    counts = {"heading": len(document.outline), **counts, "part": sum(part in _PARTS for part in told)}
    pages = []
    for begin, end in zip(starts, [*starts[1:], len(document.text)], strict=True):
        name = page_of(begin, starts)
        shown = [mark for mark in marks if mark.end > begin and mark.start < end]
        paragraphs = "".join(_paragraphs(document, shown, told, begin, end))
        body = f'<div class="layered">{switches(counts)}<div class="marked text">{paragraphs}</div></div>'
        others = _other_pages(document, name, starts)
        pages.append(TextPage(name, f"{others}{body}{others}", _strip(document, marks, starts, name)))
    return pages


def marks_of(document: Document) -> list[Mark]:
    """The marks of a report: its figures, its leading terms, its slips, what the first page speaks of."""
    figures = []
    for row in readable(document.figures).itertuples():
        facts = (row.labels, row.qualifier + row.text, row.change, row.period, row.base, row.role)
        said, href = " · ".join(filter(None, facts)), f"04-figures.html#row-{row.figure}"
        figures.append(Mark(row.start, row.end, "figure", _KINDS.get(row.kind, "rate"), said, str(row.figure), href))
    leading = leading_terms(document).head(_TERMS)
    times = dict(zip(leading["word"], leading["n"], strict=True))
    uses = uses_of(document, list(times)).itertuples()
    terms = [Mark(row.start, row.end, "term", "", f"{row.word}：全文 {times[row.word]} 次") for row in uses]
    return sorted([*figures, *terms, *slip_marks(proofread(document)), *_brief(document)])


def _brief(document: Document) -> list[Mark]:
    """The places that the first page speaks of; from the first of each message a link leads back to it."""
    return [
        Mark(
            int(start), int(end), "brief", "", f"领导一页：{row.message}", *(("", "") if place else ("◆", "index.html"))
        )
        for row in brief_of(document).itertuples()
        for place, (start, end) in enumerate(row.evidence)
        if start < len(document.text)
    ]


def _paragraphs(document: Document, marks: list[Mark], told: list[str], begin: int, end: int) -> list[str]:
    """The paragraphs from `begin` to `end`: headings as headings, those that run on set off; sentences with ids."""
    headings = {row.start: row for row in document.outline.itertuples()}
    sentences = document.sentences.groupby("paragraph")
    made, before, waiting, active = [], "", marks[::-1], []
    for row in document.paragraphs.itertuples():
        if not begin <= row.start < end:
            continue
        while waiting and waiting[-1].start < row.end:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.end > row.start]
        heading = headings.get(row.start)
        level = heading.level if heading is not None and heading.body >= row.end else 0
        runs_on = row.start if heading is not None and not level else -1
        inside = "".join(
            f'<span id="s{one.sentence + 1}"{" class=runin" if one.start == runs_on else ""}><i id="c{one.start}"></i>'
            f"{mark_up(document.text, active, begin=one.start, end=one.end, anchors=True)}</span>"
            for one in sentences.get_group(row.paragraph).itertuples()
        )
        part = told[row.paragraph]
        tag = f'<span class="tag">{part}</span>' if part in _PARTS and part != before else ""
        before = part
        classes = f' class="part {_PARTS[part]}"' if part in _PARTS else ""
        name = f"h{min(level, 3) + 1}" if level else "p"
        made.append(f'<{name} id="p{row.paragraph + 1}"{classes}>{tag}{inside}</{name}>')
    return made


def _other_pages(document: Document, here: str, starts: list[int]) -> str:
    """Links to the other pages of a very long text, each with the first offset and sentence that it holds."""
    if len(starts) == 1:
        return ""
    names = [page_of(start, starts) for start in starts]
    sentences = np.searchsorted(document.sentences["start"], starts) + 1
    links = (
        f'<li><a href="{name}" data-c="{start}" data-s="{sentence}"'
        f"{' aria-current=page' if name == here else ''}>{place}</a></li>"
        for place, (name, start, sentence) in enumerate(zip(names, starts, sentences, strict=True), 1)
    )
    count = f"<span>原文共 {len(names)} 页：</span>"
    return f'<nav class="pages" aria-label="原文各页">{count}<ol>{"".join(links)}</ol></nav>'


def _strip(document: Document, marks: list[Mark], starts: list[int], here: str) -> str:
    """The whole at a glance: sections to scale, with a tick for each figure (right) and each slip (left)."""
    drawn = [mark for mark in marks if mark.layer in {"figure", "slip"}][:_TICKS]
    places = pd.Series([mark.start for mark in drawn], dtype=int)
    items = []
    for row in document.sections.itertuples():
        inside = [drawn[place] for place in np.flatnonzero((places >= row.start) & (places < row.end))]
        size = max(1, row.end - row.start)
        paths = ""
        for layer, left, wide in (("figure", 4, 6), ("slip", 0, 3)):
            ticks = [f"M{left} {mark.start - row.start}h{wide}" for mark in inside if mark.layer == layer]
            paths += f'<path class="{layer}" d="{"".join(ticks)}"/>' if ticks else ""
        page = page_of(row.start, starts)
        href = f"#c{row.start}" if page == here else f"{page}#c{row.start}"
        items.append(
            f'<li style="flex-grow:{size}"><svg viewBox="0 0 10 {size}" preserveAspectRatio="none" aria-hidden="true">'
            f'{paths}</svg><a href="{href}">{escape(row.number + row.title)}</a></li>'
        )
    return f'<ol class="strip">{"".join(items)}</ol>'
