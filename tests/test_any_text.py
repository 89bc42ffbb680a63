"""Whatever a report holds, nothing raises, and what the functions promise of their rows stays true.

The number of examples is small here; `make fuzz` sets WORKREPORT_EXAMPLES to many thousands.
"""

import math
import os

import pytest
from hypothesis import HealthCheck, given, settings

import workreport as wr
from texts import TEXTS

EXAMPLES = int(os.environ.get("WORKREPORT_EXAMPLES", "20"))
often = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES < 1000
)
KINDS = {"money", "percent", "point", "ratio", "multiple", "rank", "measure", "duration", "count"}


def assert_rows_quote(rows, text):
    for row in rows.itertuples():
        assert 0 <= row.start <= row.end <= len(text)
        assert text[row.start : row.end] == row.text


@often
@given(TEXTS)
def test_figures(text):
    rows = wr.find_figures(text)
    assert_rows_quote(rows, text)
    assert (rows["start"].to_numpy()[1:] >= rows["end"].to_numpy()[:-1]).all()
    assert set(rows["kind"]) <= KINDS
    assert set(rows["qualifier"]) <= set("=>≥<≤≈")
    assert set(rows["change"]) <= {"+", "-", ""}
    for row in rows.itertuples():
        assert all(label and label in text for label in row.labels)
        assert math.isnan(row.value_high) or not math.isnan(row.value)


@often
@given(TEXTS)
def test_passages(text):
    sections = wr.sections_of(text)
    assert "".join(text[row.start : row.end] for row in sections.itertuples()) == text
    outline = wr.outline_of(text)
    assert (outline["start"] < outline["end"]).all()
    assert_rows_quote(wr.sentences_of(text), text)
    assert_rows_quote(wr.points_of(text), text)


@often
@given(TEXTS)
def test_a_document(text):
    document = wr.document_of(text)
    assert_rows_quote(document.figures, text)
    assert len(document.figures) == len(wr.find_figures(text))
    assert_rows_quote(document.parts, text)
    for row in document.words.itertuples():
        assert len(row.word) == row.end - row.start


@often
@given(TEXTS, TEXTS)
@pytest.mark.parametrize("name", sorted(set(wr.__all__) & {"changes", "reuse", "phrases", "verbs", "lists", "goals"}))
def test_two_texts(name, before, after):
    compare = getattr(wr, name)
    rows = compare(before, after)
    assert list(rows.columns) == list(compare("", "").columns)


@often
@given(TEXTS)
@pytest.mark.parametrize(
    "name", sorted(set(wr.__all__) & {"brief_of", "proofread", "topics_of", "parts_of", "figures_of"})
)
def test_one_text(name, text):
    analyse = getattr(wr, name)
    first, second = analyse(text), analyse(wr.document_of(text))
    assert repr(first) == repr(second)
