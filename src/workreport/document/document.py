"""One parsed report: read once, and all that analyses ask of it found once."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import pandas as pd

from workreport import outline, words
from workreport.document.parts import tell_parts
from workreport.document.periods import tell_periods
from workreport.figures import find_figures
from workreport.reading import Report

LEDGER = [
    "figure",
    "labels",
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


class Document:
    """A report with its outline, passages, words and figures, each found when first asked for and then kept.

    The frames are shared: whoever changes one works on a copy. All offsets refer to `text`.

    Attributes:
        report: What was read.
        text: The report's text.
        terms: Terms that the user wants kept whole, beside those of the lists.
    """

    def __init__(self, report: Report, *, terms: Iterable[str] = ()) -> None:
        self.report = report
        self.text = report.text
        self.terms = tuple(terms)

    @cached_property
    def outline(self) -> pd.DataFrame:
        """One row a heading: see `outline.outline_of`."""
        return outline.outline_of(self.text)

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
        return words.words_with_found_terms(self.text, terms=self.terms)

    @cached_property
    def parts(self) -> pd.DataFrame:
        """One row a paragraph: the columns of `paragraphs`, `part` (回顾, 部署, 问题, 其他) and `evidence`."""
        return tell_parts(self.text, self.paragraphs, self.outline)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """One row a figure, with its place, period and role: see `figures_of`."""
        figures = find_figures(self.text)
        figures["figure"] = range(1, len(figures) + 1)
        figures["section"] = outline.section_at(figures["start"], self.sections)
        place = np.searchsorted(self.sentences["start"].to_numpy(), figures["start"].to_numpy(dtype=int), side="right")
        rows = self.sentences.iloc[place - 1]
        figures["sentence"], figures["sentence_text"] = rows["sentence"].to_numpy(), rows["text"].to_numpy()
        headings = self.sections.set_index("section")
        figures["label"] = figures["section"].map(headings["label"])
        titles = figures["section"].map(headings["title"])
        return tell_periods(figures, rows["start"].to_numpy(dtype=int), titles)[LEDGER]


def document_of(source: Document | Report | str) -> Document:
    """The document meant by a document, a report or a text."""
    if isinstance(source, Document):
        return source
    return Document(source if isinstance(source, Report) else Report(name="", title="", text=source, source=""))


def figures_of(source: Document | Report | str) -> pd.DataFrame:
    """Find the figures of a report and say of each where it stands and what it speaks of.

    Returns:
        One row a figure, in text order, with the columns of `figures.find_figures` and: `figure` (from 1), `period`
        (the year or span that the sentence, else the section's heading, says; "" where neither does), `base` (what a
        change is compared with, as said: 同比, 比上年 …), `role` (`done` result, `target` goal or plan, `context`
        neither), `section`, `label` (of the section), `sentence` (its number), `sentence_text`.
    """
    return document_of(source).figures


def parts_of(source: Document | Report | str) -> pd.DataFrame:
    """Tell to which part of a report each paragraph belongs: see `Document.parts`."""
    return document_of(source).parts
