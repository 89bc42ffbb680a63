"""Parts of a report: by heading, by the grammar of a paragraph, by what stands around it."""

import pytest

from workreport import parts_of


def told(text):
    return list(parts_of(text)["part"])


@pytest.mark.parametrize(
    "heading, part",
    [
        ("2023年工作回顾", "回顾"),
        ("2024年工作安排", "部署"),
        ("2024年重点工作", "部署"),
        ("存在的主要问题", "问题"),
        ("问题与不足", "问题"),
        ("下一步打算", "部署"),
        ("努力方向", "部署"),
    ],
)
def test_a_heading_tells_the_part(heading, part):
    parts = parts_of(f"一、{heading}\n各项事业向前发展。\n")
    assert list(parts["part"]) == [part, part]
    assert all(evidence in heading for evidence in parts["evidence"])


@pytest.mark.parametrize(
    "text, part",
    [
        ("一、深化纠治“四风”问题\n开展了警示教育，完成整改。\n", "回顾"),  # work done, no problems of the report
        ("一、全面完成中心工作目标\n完成投资，建成项目。\n", "回顾"),
        ("一、数字经济\n明年将建设平台，力争见效。\n", "部署"),
        ("一、数字经济\n平台已经建成，用户比上年增长12%，满意度居全市第一。\n", "回顾"),
        ("一、园区建设\n要继续完善配套，必须守住底线，新增企业30家以上。\n", "部署"),
    ],
)
def test_grammar_tells_the_part_where_the_heading_does_not(text, part):
    assert told(text) == [part, part]


def test_the_year_in_a_heading_tells_the_part():
    text = (
        "2025年，镇里修了路，办了学。\n一、2024年主要工作\n道路养护。\n"
        "二、2025年主要工作\n道路养护。\n三、2026年主要工作\n道路养护。\n"
    )
    assert told(text) == ["回顾", "回顾", "回顾", "回顾", "回顾", "部署", "部署"]


def test_a_paragraph_that_opens_with_problems_is_problems():
    text = "一、2023年工作回顾\n成绩明显。\n同时，工作中还存在不少问题和不足。\n"
    assert told(text) == ["回顾", "回顾", "问题"]


def test_what_follows_an_appendix_line_is_no_part_of_the_report():
    text = "一、工作安排\n再接再厉。\n附件1\n一、修路。\n二、还存在不少问题。\n"
    assert told(text) == ["部署", "部署", "其他", "其他", "其他"]


def test_a_sentence_that_names_an_appendix_opens_none():
    assert told("一、工作安排\n附件1列出任务。\n") == ["部署", "部署"]


def test_salutation_request_and_thanks_are_none_of_the_three():
    text = "各位代表：\n现在，我向大会报告工作，请予审议。\n一、2024年工作回顾\n修了路。\n谨向大家表示衷心感谢！\n"
    assert told(text) == ["其他", "其他", "回顾", "回顾", "其他"]


def test_nothing_has_no_parts():
    assert told("") == []
