"""Likely slips are found, and correct sentences pass untouched."""

import pytest

from workreport.analyses.slips import find_slips


@pytest.mark.parametrize(
    "text, found, slip, suggested",
    [
        ("推动高质量发展,提供保障。", ",", "半角标点", "，"),
        ("职级晋升,12人。", ",", "半角标点", "，"),
        ("问题有三:一是", ":", "半角标点", "："),
        ("围绕围绕十二个方面调研。", "围绕围绕", "词语重复", "围绕"),
        ("抓好落实，，持续推进。", "，，", "标点连用", "，"),
        ("全面推进。。", "。。", "标点连用", "。"),
        ("深化“四风问题整治。", "“", "引号、括号不成对", ""),
        ("（见附件。", "（", "引号、括号不成对", ""),
        ("见附件）。", "）", "引号、括号不成对", ""),
    ],
)
def test_a_slip_is_found(text, found, slip, suggested):
    rows = find_slips(text)
    assert rows[["text", "slip", "suggested"]].values.tolist() == [[found, slip, suggested]]
    assert text[rows["start"].iloc[0] : rows["end"].iloc[0]] == found


@pytest.mark.parametrize(
    "text",
    [
        "总产值1,800亿元，增长11.5%。",
        "会议于9:30开始。",
        "支持建设建设银行网点。",  # two words, the second a name
        "这件事要研究研究，商量商量。",
        "一项一项抓落实，一件一件办到位。",
        "坚持“三不”（不敢腐、不能腐、不想腐）一体推进……",
        "“学思想、强党性”：取得成效。",
        "行动起来！！！",
        "",
    ],
)
def test_correct_text_is_left_alone(text):
    assert find_slips(text).empty


def test_context_names_the_place():
    assert (
        find_slips("这一句前面有不少文字，推动高质量发展,提供坚强保障。")["context"].iloc[0]
        == "文字，推动高质量发展,提供坚强保障。"
    )
