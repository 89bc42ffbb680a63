"""Headings, points, paragraphs and sentences: where they are found, and where there are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workreport.outline import outline_of, paragraphs_of, points_of, section_at, sections_of, sentences_of

REPORT = "各位同事：\n一、主要成绩\n（一）抓服务。建成三个站点。\n（二）抓学习。办班两期。\n二、存在问题\n调研偏少。\n"


def headings(text):
    return [(row.level, row.number, row.title) for row in outline_of(text).itertuples()]


def test_outline_of_a_short_report():
    assert headings(REPORT) == [
        (1, "一、", "主要成绩"),
        (2, "（一）", "抓服务"),
        (2, "（二）", "抓学习"),
        (1, "二、", "存在问题"),
    ]


def test_a_section_holds_all_below_it():
    outline = outline_of(REPORT)
    first = outline.iloc[0]
    assert REPORT[first.start : first.end] == "一、主要成绩\n（一）抓服务。建成三个站点。\n（二）抓学习。办班两期。\n"
    second = outline.iloc[1]
    assert REPORT[second.body : second.end] == "建成三个站点。\n"


@pytest.mark.parametrize(
    "line, number, title",
    [
        ("一、主要成绩", "一、", "主要成绩"),
        ("一.主要成绩", "一.", "主要成绩"),
        ("　　一、主要成绩", "一、", "主要成绩"),
        ("（一）稳中求进。全年工作有序。", "（一）", "稳中求进"),
        ("(一)稳中求进", "(一)", "稳中求进"),
        ("1.夯实基础", "1.", "夯实基础"),
        ("１．夯实基础", "１．", "夯实基础"),
        ("1、夯实基础", "1、", "夯实基础"),
        ("（1）夯实基础", "（1）", "夯实基础"),
    ],
)
def test_forms_of_a_heading(line, number, title):
    row = outline_of(f"{line}\n正文。\n").iloc[0]
    assert (row.level, row.number, row.title) == (1, number, title)
    assert line[row.start :].startswith(number)


@pytest.mark.parametrize(
    "line",
    [
        "1.5万人参加培训。",  # a decimal, no heading
        "一是加强学习。",  # a point
        "第一，加强学习。",
        "二、没有一就没有二",  # nothing comes before it
        "一",
        "（三）",
    ],
)
def test_what_is_no_heading(line):
    assert headings(f"{line}\n") == []


def test_a_list_that_counts_again_opens_no_section():
    text = "一、回顾\n二、任务\n办好三件实事：\n一、修一条路。\n二、建一所学校。\n三、装一批路灯。\n三、自身建设\n"
    assert [title for level, _, title in headings(text) if level == 1] == ["回顾", "任务", "自身建设"]


def test_a_list_after_the_last_section_belongs_to_it():
    text = "一、回顾\n二、任务\n附：民生实事\n一、修路。先修一条。\n二、建校。再建一所。\n三、装灯。\n"
    assert [title for level, _, title in headings(text) if level == 1] == ["回顾", "任务"]


def test_level_two_counts_again_below_each_section():
    text = "一、回顾\n（一）甲\n（二）乙\n二、任务\n（一）丙\n"
    assert [(level, title) for level, _, title in headings(text)] == [
        (1, "回顾"),
        (2, "甲"),
        (2, "乙"),
        (1, "任务"),
        (2, "丙"),
    ]


def test_a_heading_that_was_lost_does_not_end_the_outline():
    assert [number for _, number, _ in headings("一、甲\n二、乙\n四、丁\n")] == ["一、", "二、", "四、"]


def test_a_hundred_sections():
    text = "".join(f"{number}.第{number}件事\n正文。\n" for number in range(1, 101))
    assert len(sections_of(text)) == 100


def test_sections_of_a_report_with_a_preamble():
    sections = sections_of(REPORT)
    assert list(sections["section"]) == [0, 1, 2]
    assert list(sections["label"]) == ["前言", "一、主要成绩", "二、存在问题"]
    assert list(sections["n_chars"]) == [5, 32, 11]


def test_without_headings_there_is_one_section():
    assert list(sections_of("没有标题。\n")["title"]) == ["全文"]


def test_without_a_preamble_sections_count_from_one():
    assert list(sections_of("一、甲\n")["section"]) == [1]


def test_labels_fit_charts():
    assert sections_of("一、抓牢思想建设深入开展主题教育\n")["label"].iloc[0] == "一、抓牢思想建设深入开展主题教育"
    assert sections_of(f"一、{'长' * 40}\n")["label"].iloc[0] == f"一、{'长' * 37}…"


def test_section_at():
    assert list(section_at([0, 6, 12, len(REPORT) - 1], sections_of(REPORT))) == [0, 1, 1, 2]


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("建成三站。办班两期。", ["建成三站。", "办班两期。"]),
        ("他说：“行动起来！”大家响应。", ["他说：“行动起来！”", "大家响应。"]),
        ("坚持“三个务必。”继续前进。", ["坚持“三个务必。”", "继续前进。"]),
        ("详见附件（含数据。含图表。）。完毕。", ["详见附件（含数据。含图表。）。", "完毕。"]),
        ("一项任务；两项任务。", ["一项任务；两项任务。"]),
        ("真的？！是的……", ["真的？！", "是的……"]),
        ("没有句号\n下一行", ["没有句号", "下一行"]),
        ("增长3.5%。", ["增长3.5%。"]),
        ("“开头没有结尾。第二句。", ["“开头没有结尾。", "第二句。"]),
        ("", []),
    ],
)
def test_sentences(text, sentences):
    assert list(sentences_of(text)["text"]) == sentences


@pytest.mark.parametrize(
    "text, points",
    [
        ("做好两件事。一是抓学习。二是抓服务。", ["一是", "二是"]),
        ("一要抓学习，二要抓服务，三要抓落实。", ["一要", "二要", "三要"]),
        ("第一，抓学习。第二，抓服务。", ["第一", "第二"]),
        ("首先，抓学习。其次，抓服务。最后，抓落实。", ["首先", "其次", "最后"]),
        ("——抓学习。\n——抓服务。", ["——", "——"]),
        ("一是抓学习。二是抓服务。一是补短板。二是强弱项。", ["一是", "二是", "一是", "二是"]),
        ("一是抓学习。", []),
        ("统一是前提。二是条件。", []),
        ("第一责任人。第二季度。", []),
        ("一是抓学习。三是抓服务。", []),
    ],
)
def test_points(text, points):
    assert list(points_of(text)["number"]) == points


def test_a_point_ends_where_the_next_begins():
    assert list(points_of("一、工作\n一是抓学习。办班两期。二是抓服务。\n后记。\n")["text"]) == [
        "一是抓学习。办班两期。",
        "二是抓服务。",
    ]


def test_a_call_to_the_hearers_leads_back_from_the_last_heading_to_its_section():
    closing = "各位代表！我们要从严治政。\n让我们一起奋斗！\n"
    text = f"一、明年安排\n（一）修路。修路3公里。\n（二）种树。种树9亩。\n{closing}二、其他\n各位同事，谢谢。"
    below = sections_of(text, level=2)
    assert list(below["title"]) == ["明年安排", "修路", "种树", "明年安排（小标题以后）", "其他"]
    last = below.iloc[3]
    assert text[last["start"] : last["end"]] == closing
    assert list(sections_of(text)["label"]) == ["一、明年安排", "二、其他"]


def test_a_body_that_is_named_at_the_beginning_of_a_line_is_no_call():
    text = "一、明年安排\n（一）修路。\n各位代表提出的建议，全部办结。\n党员领导分工负责，抓好落实。"
    assert list(sections_of(text, level=2)["label"]) == ["一、明年安排", "（一）修路"]


LINES = st.lists(st.text(alphabet="一二三、（）(1.)是甲。！”“\n　 ", max_size=12), max_size=12).map("\n".join)


@given(LINES)
def test_sections_rejoin_to_the_whole_text(text):
    sections = sections_of(text)
    assert "".join(text[row.start : row.end] for row in sections.itertuples()) == text
    outline = outline_of(text)
    assert all(row.start < row.body <= row.end for row in outline.itertuples())


@given(LINES)
def test_passages_stand_where_they_say(text):
    for frame in (sentences_of(text), paragraphs_of(text), points_of(text)):
        assert all(text[row.start : row.end] == row.text for row in frame.itertuples())


@given(LINES)
def test_sentences_lose_nothing_but_white_space(text):
    assert "".join("".join(sentence.split()) for sentence in sentences_of(text)["text"]) == "".join(text.split())
