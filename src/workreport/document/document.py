"""One parsed report: read once, and all that analyses ask of it found once."""

from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np
import pandas as pd

from workreport import outline, words
from workreport.document.parts import annex_of, loose_headings, tell_parts
from workreport.document.periods import tell_periods
from workreport.document.several import reports_in
from workreport.document.times import Clock, clock_of
from workreport.figures import find_figures
from workreport.reading import Report
from workreport.words import Cut, Runs, Words
from workreport.writing.numerals import normalise

LEDGER = [
    "figure",
    "labels",
    "sure",
    "text",
    "value",
    "value_high",
    "unit",
    "kind",
    "qualifier",
    "change",
    "period",
    "base",
    "role",
    "section",
    "label",
    "sentence",
    "sentence_text",
    "start",
    "end",
]

_AROUND = 1_000  # characters; what lists thousands of figures in one sentence is not kept once for each


class Document:
    """A report with its outline, passages, words and figures, each found when first asked for and then kept.

    The frames are shared: whoever changes one works on a copy. All offsets refer to `text`.

    Attributes:
        report: What was read.
        text: The report's text.
        terms: Terms that the user wants kept whole, beside those of the lists.
    """

    def __init__(self, report: Report, *, terms: Iterable[str] = (), year: int | None = None) -> None:
        self.report = report
        self.text = report.text
        self.terms = tuple(terms)
        self._year = year
        self._found: dict[str, pd.DataFrame] = {}

    @cached_property
    def outline(self) -> pd.DataFrame:
        """One row a heading: see `outline.outline_of`."""
        return outline.outline_of(self.text, headings=self.report.headings)

    @cached_property
    def sections(self) -> pd.DataFrame:
        """One row a section of level 1: see `outline.sections_of`."""
        return outline.sections_of(self.text, outline=self.outline)

    @cached_property
    def subsections(self) -> pd.DataFrame:
        """One row a section of level 1 or 2: see `outline.sections_of`."""
        return outline.sections_of(self.text, level=2, outline=self.outline)

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """One row a paragraph: see `outline.paragraphs_of`."""
        return outline.paragraphs_of(self.text, sections=self.sections)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence: see `outline.sentences_of`."""
        return outline.sentences_of(self.text, sections=self.sections)

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row a point: see `outline.points_of`."""
        return outline.points_of(self.text, sections=self.sections)

    @cached_property
    def words(self) -> pd.DataFrame:
        """One row a word, the report's own terms kept whole: see `words.words_of`."""
        return self._words.frame

    @cached_property
    def found_terms(self) -> pd.DataFrame:
        """One row a term of several words that the text shows and no list names: see `words.Words.found`."""
        return self._words.found

    @property
    def cut(self) -> Cut:
        """The words before the report's own terms were found, of the text in usual width."""
        return self._words.cut

    @property
    def runs(self) -> Runs:
        """What the report repeats of these words: see `words.repeated_runs`."""
        return self._words.runs

    @cached_property
    def _words(self) -> Words:
        return words.read_words(self.text, terms=self.terms)

    @cached_property
    def clock(self) -> Clock:
        """What 今年 means in the report, and the last year that it reports on."""
        title, date = normalise(self.report.title), self.report.date
        return clock_of(normalise(self.text), title=title, date=date, year=self._year)

    @property
    def year(self) -> int | None:
        """What 今年 means in the report; None where it cannot be told."""
        return self.clock.year

    @cached_property
    def reports(self) -> pd.DataFrame:
        """One row a report that the file holds: see `several.reports_in`."""
        return reports_in(self.text, self.paragraphs)

    @cached_property
    def annex(self) -> int | None:
        """Where what is attached to the report begins; None where nothing is: see `parts.annex_of`."""
        return annex_of(self.paragraphs)

    @property
    def several(self) -> bool:
        """Whether the file holds several people's reports."""
        return len(self.reports) > 1

    @cached_property
    def parts(self) -> pd.DataFrame:
        """One row a paragraph: the columns of `paragraphs`, `part` (回顾, 部署, 问题, 其他) and `evidence`."""
        title = self.report.title
        return tell_parts(self.text, self.paragraphs, self.outline, self.reports, self.clock, title=title)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """One row a figure, with its place, period and role: see `figures_of`."""
        figures = find_figures(self.text)
        if "sure" not in figures:
            figures["sure"] = True
        figures["figure"] = range(1, len(figures) + 1)
        figures["section"] = outline.section_at(figures["start"], self.sections)
        starts = self.sentences["start"].to_numpy()
        place = np.searchsorted(starts, figures["start"].to_numpy(dtype=int), side="right")
        rows = self.sentences[["sentence", "start", "end"]].iloc[place - 1]
        figures["sentence"] = rows["sentence"].to_numpy()
        around = zip(figures["start"], figures["end"], rows["start"], rows["end"], strict=True)
        figures["sentence_text"] = pd.Series([_passage(self.text, *span) for span in around], dtype="str")
        figures["label"] = figures["section"].map(self.sections.set_index("section")["label"])
        return tell_periods(figures, self.text, self.sentences, self.parts, self.clock)[LEDGER]

    @cached_property
    def loose_headings(self) -> tuple[str, ...]:
        """Headings without a number that name a part of the report: see `parts.loose_headings`."""
        return loose_headings(self.paragraphs, self.outline, self.clock)

    def once(self, name: str, find: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A copy of what an analysis finds in this document; it is kept under `name`, and goes wherever this goes."""
        if name not in self._found:
            self._found[name] = find()
        return self._found[name].copy()

    def parse(self) -> None:
        """Find all of it now: whoever sends a document to other processes sends the work done."""
        for name, part in vars(type(self)).items():
            if isinstance(part, cached_property):
                getattr(self, name)


def _passage(text: str, start: int, end: int, first: int, last: int) -> str:
    """The sentence from `first` to `last`, or of one without end what stands around the figure in it."""
    if last - first > 2 * _AROUND:
        first, last = max(first, start - _AROUND), min(last, end + _AROUND)
    return text[first:last].strip()


_KEPT: dict[Report, Document] = {}


def keep(document: Document) -> None:
    """Let `document_of` give this document for its report, in this process: whoever asks later parses nothing again."""
    _KEPT[document.report] = document


Source = Document | Report | str
"""What analyses take: a parsed document, a report or a text; `document_of` makes it a document."""


def document_of(source: Source, *, terms: Iterable[str] = ()) -> Document:
    """The document meant by a document, a report or a text.

    Args:
        source: A document, which stays as it is, a report or a text.
        terms: Terms that the user wants kept whole, beside those of the lists.
    """
    if isinstance(source, Document):
        return source
    report = source if isinstance(source, Report) else Report(name="", title="", text=source, source="")
    kept = None if tuple(terms) else _KEPT.get(report)
    return kept or Document(report, terms=terms)


def figures_of(source: Source, year: int | None = None) -> pd.DataFrame:
    """Find the figures of a report and say of each where it stands and what it speaks of.

    Args:
        source: A document, a report or a text.
        year: What 今年 means in it, where the report does not tell.

    Returns:
        One row a figure, in text order, with the columns of `figures.find_figures` and: `figure` (from 1), `period`
        (`2025年`, `2021—2025年`, `2026年一季度`; "" where none can be told), `base` (what a change is compared with, as
        said: 同比, 比上年 …), `role` (成绩, 目标, 基数, 标准, 问题), `section`, `label` (of the section), `sentence`
        (its number), `sentence_text` (of one longer than 2,000 characters, the 1,000 before and after the figure).
    """
    document = document_of(source)
    if year is not None and year != document.year:
        document = Document(document.report, terms=document.terms, year=year)
    return document.figures


def parts_of(source: Source) -> pd.DataFrame:
    """Tell to which part of a report each paragraph belongs: see `Document.parts`."""
    return document_of(source).parts
