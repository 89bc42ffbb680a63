"""Topics: what a report has as its own comes first; stock words, places, pieces and statements do not come."""

import pytest

from workreport import document_of, topics_of
from workreport.analyses.topics import COLUMNS, topics

# Invented: a province's opening, so that it is compared with provinces, and a few programmes of its own.
REPORT = (
    "各位代表：现在，我代表省人民政府，向大会报告工作。\n一、2025年工作回顾\n"
    + "我们深入实施“云桥惠民”工程，“三链一园”格局形成。推动高质量发展，加强科技创新。\n" * 3
    + "二、2026年工作安排\n"
    + "扩大“云桥惠民”覆盖面。建设青杉算力走廊，让青杉算力走廊带动周边。推动高质量发展，加强科技创新。\n" * 2
    + "地区生产总值增长5%，一般公共预算收入增长3%。\n"
)


def test_what_the_report_has_as_its_own_comes_first():
    assert topics_of(REPORT)[:3] == ["云桥惠民", "三链一园", "青杉算力走廊"]


def test_stock_words_and_indicators_are_no_topics():
    found = topics_of(REPORT)
    assert not {"高质量发展", "科技创新", "一般公共预算收入", "地区生产总值"} & set(found[:10])


def test_no_topic_is_a_piece_of_another():
    found = topics_of(REPORT)
    assert not [(a, b) for a in found for b in found if a != b and a in b]


def test_topics_come_with_their_evidence():
    table = topics(REPORT)
    assert list(table.columns) == COLUMNS
    assert table["weight"].is_monotonic_decreasing
    assert table.set_index("word").loc["云桥惠民", ["n", "n_holding", "quoted"]].tolist() == [5, 0, 5]
    assert (table["n"] > 0).all()


@pytest.mark.parametrize("text", ["", "。", "12.5%", "的了和在。", "地区生产总值"])
def test_nothing_has_no_topics(text):
    assert topics_of(text) == []


def test_a_document_and_its_text_have_the_same_topics():
    assert topics_of(document_of(REPORT)) == topics_of(REPORT)
