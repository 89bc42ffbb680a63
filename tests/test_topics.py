"""Topics: what a report has as its own comes first; stock words, places, pieces and statements do not come."""

import pandas as pd
import pytest

from workreport import document_of, topics_of
from workreport.analyses import topics as module
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


# One sentence said four times in a province's report, with what must not be told of it as a topic.
NO_TOPICS = {
    "torn off an ordinal": ("学习贯彻市第八次全体居民大会精神，抓好落实。", "全体居民大会精神"),
    "said in thanks only": ("向关心支持我们的海外乡亲们表示衷心感谢！", "海外乡亲们"),
    "empty at its end": ("压实河道清淤责任，逐级签订河道清淤责任书。", "河道清淤责任"),
    "a rate": ("提高垃圾分类覆盖率，垃圾分类覆盖率居前列。", "垃圾分类覆盖率"),
}


@pytest.mark.parametrize("sentence, word", NO_TOPICS.values(), ids=NO_TOPICS)
def test_what_says_nothing_of_a_report_is_no_topic(sentence, word):
    head, tail = REPORT.split("二、")
    assert word not in topics_of(f"{head}{sentence * 4}\n二、{tail}")


def test_a_word_that_nobody_marks_is_no_topic_when_said_once():
    assert "编织袋" not in topics_of(REPORT + "储备编织袋和冲锋舟，建设“编织袋银行”。")


def test_a_phrase_before_of_is_whole():
    told = topics_of(REPORT + "加快水务体制的改革，推进水务体制的完善。\n改革水务体制，理顺水务体制。\n" * 2)
    assert "水务体制" in told


@pytest.mark.parametrize("looked_at_first", [2, 41])
def test_topics_do_not_depend_on_how_many_candidates_are_looked_at_first(looked_at_first, monkeypatch):
    names = [f"{one}{other}计划" for one in "松竹梅兰菊桂杉柏" for other in "溪泉湖江河海潭"]
    text = "".join(f"实施“{name}”。" * (1 + place % 5) for place, name in enumerate(names))
    found = topics(text)
    assert len(found) == 40
    monkeypatch.setattr(module, "_LOOKED_AT_FIRST", looked_at_first)
    pd.testing.assert_frame_equal(topics(text), found)
