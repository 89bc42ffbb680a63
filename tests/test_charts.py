"""Charts, by what they draw: lengths, labels, order and colours, and the words that go with them."""

import io

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from PIL import Image

from workreport.analyses.ledger import figures_of
from workreport.outline import sections_of, sentences_of
from workreport.pages.charts import balance, figures, keywords, style, wording

TEXT = "一、甲\n建成厂房3座，投资1亿元，增长5%。\n二、乙\n投资2亿元，下降2.5%。服务企业20家、群众300人。\n"


def bars(ax):
    """Where each bar begins and how long it is, from the top."""
    return [(patch.get_x(), patch.get_width()) for patch in sorted(ax.patches, key=lambda patch: patch.get_y())]


def lengths(ax):
    return [pytest.approx(width) for _, width in bars(ax)]


def colours(ax):
    return [to_hex(patch.get_facecolor()) for patch in sorted(ax.patches, key=lambda patch: patch.get_y())]


def names(ax):
    return [label.get_text().replace("\n", "") for label in ax.get_yticklabels()]


def said(ax):
    """The texts inside the chart, in the order in which they were drawn."""
    return [text.get_text() for text in ax.texts]


def rows_of(**columns):
    frame = pd.DataFrame(columns)
    return frame.assign(labels=[[name] for name in frame.pop("name")])


@pytest.fixture
def sections():
    """Three sections of 100, 300 and 200 characters."""
    return pd.DataFrame(
        {
            "section": [1, 2, 3],
            "number": ["一、", "二、", "三、"],
            "title": ["学习", "服务", "打算"],
            "label": ["一、学习", "二、服务", "三、打算"],
            "start": [0, 100, 400],
            "end": [100, 400, 600],
            "n_chars": [100, 300, 200],
            "share": [1 / 6, 1 / 2, 1 / 3],
            "n_sentences": [4, 10, 5],
            "substance": [0.25, 0.4, 0.2],
        }
    )


def test_kinds_are_bars_of_their_counts():
    kinds = pd.DataFrame({"kind": ["金额", "数量"], "n": [3, 1], "share": [0.75, 0.25]})
    ax = figures.plot_kinds(kinds)
    assert lengths(ax) == [3, 1]
    assert names(ax) == ["金额", "数量"]
    assert said(ax) == ["3 个，75.0%", "1 个，25.0%"]
    assert set(colours(ax)) == {style.BLUE}
    assert ax.figure.finding == "金额最多，占 75%"


def test_no_kind_is_called_the_most_when_two_are_equal():
    assert (
        figures.plot_kinds(pd.DataFrame({"kind": ["金额", "数量"], "n": [1, 1], "share": [0.5, 0.5]})).figure.finding
        == ""
    )


def test_values_of_one_unit_share_a_scale_and_the_largest_is_on_top():
    rows = rows_of(name=["甲", "乙", "丙"], value=[2.0, 8.0, 4.0], text=["2元", "8元", "4元"], unit=["元"] * 3)
    ax = figures.plot_values(rows, what="金额")
    assert lengths(ax) == [1, 0.5, 0.25]
    assert names(ax) == ["乙", "丙", "甲"]
    assert said(ax) == ["8元", "4元", "2元"]
    assert ax.figure.finding == "最大的是乙 8元"
    assert ax.get_xlim()[0] == 0


def test_values_of_several_units_have_a_scale_each():
    rows = rows_of(
        name=["游客", "鸟", "鹤", "村民", "会"],
        value=[5e8, 300.0, 30.0, 1e8, 7.0],
        text=["5亿人", "300只", "30只", "1亿人", "7场"],
        unit=["人", "只", "只", "人", "场"],
    )
    ax = figures.plot_values(rows, what="数量")
    assert names(ax) == ["【人】", "游客", "村民", "【只】", "鸟", "鹤"]  # one of its unit can be compared with none
    assert lengths(ax) == [1, 0.2, 1, 0.1]
    assert [patch.get_y() + patch.get_height() / 2 for patch in ax.patches] == [1, 2, 4, 5]
    assert ax.figure.finding == ""
    assert "各单位最大的是游客 5亿人；鸟 300只" in ax.figure.alt_text


def test_values_without_a_value_above_nought_are_not_drawn():
    rows = rows_of(name=["甲", "乙"], value=[np.nan, -1.0], text=["*元", "-1元"], unit=["元", "元"])
    assert bars(figures.plot_values(rows, what="金额")) == []


def test_growth_stands_right_and_decline_left_in_red():
    rows = rows_of(name=["甲", "乙", "丙"], growth=[5.0, -2.5, 9.0], text=["5%", "2.5%", "9%"])
    ax = figures.plot_growth(rows)
    assert lengths(ax) == [9, 5, -2.5]
    assert names(ax) == ["丙", "甲", "乙"]
    assert colours(ax) == [style.BLUE, style.BLUE, style.RED]
    assert said(ax) == ["9%", "5%", "-2.5%"]


def test_figures_stand_where_they_are_in_the_text():
    ledger, sections = figures_of(TEXT), sections_of(TEXT)
    ax = figures.plot_along(ledger, sections)
    assert names(ax) == ["金额", "百分比", "数量"]
    ticks = [sorted(segment[0][0] for segment in lines.get_segments()) for lines in ax.collections]
    assert ticks[0] == [pytest.approx(TEXT.index(money) * 100 / len(TEXT)) for money in ("1亿", "2亿")]
    assert ax.figure.finding == "7 个数字里，4 个在“二、乙”"


def test_section_sizes_are_bars_with_the_longest_in_red(sections):
    counts = sections[["section", "label", "n_chars"]]
    ax = wording.plot_section_sizes(counts)
    assert lengths(ax) == [100, 300, 200]
    assert names(ax) == ["一、学习", "二、服务", "三、打算"]
    assert colours(ax) == [style.BLUE, style.RED, style.BLUE]
    assert said(ax) == ["100", "300", "200"]
    assert ax.figure.finding == "最长的是“二、服务”，300 字"


def test_of_many_sections_the_longest_are_drawn_and_it_is_said():
    counts = pd.DataFrame({"section": range(40), "label": [f"{n}" for n in range(40)], "n_chars": range(10, 50)})
    ax = wording.plot_section_sizes(counts)
    assert lengths(ax) == list(range(20, 50))
    assert "只画 40 个部分中最长的 30 个" in ax.get_xlabel().replace("\n", "")


def test_long_sentences_are_red_in_the_histogram():
    sentences = pd.DataFrame({"n_chars": [5, 15, 15, 105]})
    ax = wording.plot_sentence_lengths(sentences, limit=100)
    filled = [(patch.get_x() // 10 * 10, patch.get_height(), to_hex(patch.get_facecolor())) for patch in ax.patches]
    filled = [bar for bar in filled if bar[1]]
    assert filled == [(0, 1, style.BLUE), (10, 2, style.BLUE), (100, 1, style.RED)]
    assert said(ax) == ["中位数 15 字"]
    assert ax.lines[0].get_xdata()[0] == 15
    assert ax.figure.finding == "4 句中 1 句超过 100 字，中位数 15 字"


def test_parts_of_speech_are_bars_of_their_shares():
    parts = pd.DataFrame({"part": ["名词", "动词"], "share": [0.625, 0.375]})
    ax = wording.plot_parts_of_speech(parts)
    assert (lengths(ax), names(ax), said(ax)) == ([62.5, 37.5], ["名词", "动词"], ["62.5%", "37.5%"])


def test_the_rhythm_shows_each_sentence_in_its_place():
    sentences, sections = sentences_of(TEXT), sections_of(TEXT)
    ax = wording.plot_rhythm(sentences, sections, limit=15)
    drawn = [(patch.get_x(), patch.get_height(), to_hex(patch.get_facecolor())) for patch in ax.patches]
    size = sections["end"].max()
    assert [x for x, _, _ in drawn] == [pytest.approx(start * 100 / size) for start in sentences["start"]]
    assert [height for _, height, _ in drawn] == list(sentences["n_chars"])
    assert [colour == style.RED for _, _, colour in drawn] == [n > 15 for n in sentences["n_chars"]]


def test_the_strip_is_to_scale(sections):
    none = pd.DataFrame({"start": []})
    marks = pd.DataFrame({"start": [150, 450]})
    ax = balance.plot_strip(sections, none, none, marks)
    assert [(left, pytest.approx(width)) for left, width in bars(ax)] == [
        (0, 100 / 6),
        (pytest.approx(100 / 6), 50),
        (pytest.approx(400 / 6), 200 / 6),
    ]
    assert said(ax) == ["一", "二", "三"]
    assert [segment[0][0] for segment in ax.collections[-1].get_segments()] == [25, 75]


def test_shares_are_bars_with_a_line_where_they_should_end(sections):
    held = sections[["label", "n_chars", "share"]].assign(intended=[1 / 3] * 3, over=[-100.0, 100.0, 0.0])
    ax = balance.plot_shares(held)
    assert lengths(ax) == [pytest.approx(share) for share in (100 / 6, 50, 100 / 3)]
    assert colours(ax) == [style.BLUE, style.RED, style.BLUE]
    assert said(ax) == ["17%（-100 字）", "50%（+100 字）", "33%（+0 字）"]
    assert [segment[0][0] for segment in ax.collections[0].get_segments()] == [pytest.approx(100 / 3)] * 3
    assert ax.figure.finding == "“二、服务”占全文 50%"


def test_levels_are_stacked_inside_their_section(sections):
    inner = pd.DataFrame(
        {
            "start": [0, 100, 150, 300, 400],
            "n_chars": [100, 50, 150, 100, 200],
            "number": ["一、", "二、", "1.", "2.", "三、"],
        }
    )
    ax = balance.plot_levels(inner, sections)
    assert [patch.get_x() for patch in ax.patches] == [0, 0, 50, 200, 0]
    assert [patch.get_width() for patch in ax.patches] == [100, 50, 150, 100, 200]
    assert said(ax) == ["二", "1", "2"]
    assert ax.figure.finding == "“二、服务”分得最细，有 2 个二级标题"


def test_points_are_dots_at_their_lengths(sections):
    points = pd.DataFrame(
        {"section": [1, 1, 3], "label": ["一、学习", "一、学习", "三、打算"], "n_chars": [30, 60, 40]}
    )
    ax = balance.plot_points(points, sections)
    assert [list(line.get_xdata()) for line in ax.lines] == [[30, 60], [40]]
    assert names(ax) == ["一、学习", "三、打算"]
    assert ax.figure.finding == "最长的要点 60 字，在“一、学习”"


def test_substance_is_a_share_of_sentences(sections):
    ax = balance.plot_substance(sections)
    assert lengths(ax) == [25, 40, 20]
    assert said(ax) == ["25%（4 句）", "40%（10 句）", "20%（5 句）"]
    assert ax.figure.finding == "“二、服务”最高，40%"


def test_parts_stand_beside_those_of_other_reports():
    parts = pd.DataFrame(
        {"part": ["回顾", "部署"], "n_chars": [80, 20], "share": [0.8, 0.2], "reference_share": [0.3, 0.6]}
    )
    ax = balance.plot_parts(parts)
    own, others = ax.containers[:2]
    assert [bar.get_width() for bar in own] == [80, 20]
    assert [bar.get_width() for bar in others] == [30, 60]
    assert [to_hex(group[0].get_facecolor()) for group in (own, others)] == [style.BLUE, style.PALE]
    assert said(ax) == ["80%", "20%", "30%", "60%"]


def test_keyness_stands_right_for_more_and_left_for_less():
    compared = pd.DataFrame(
        {
            "word": ["海洋", "农村", "企业"],
            "g2": [9.0, -4.0, 6.0],
            "n_per_1000_words": [3.0, 0.5, 2.0],
            "reference_per_1000_words": [0.5, 2.5, 1.0],
        }
    )
    ax = keywords.plot_keyness(compared)
    assert names(ax) == ["海洋", "企业", "农村"]
    assert [list(place) for place in ax.collections[1].get_offsets()] == [[9, 0], [6, 1], [-4, 2]]
    assert said(ax) == ["3.0／0.5", "2.0／1.0", "0.5／2.5"]


def test_the_heat_map_shows_counts():
    table = pd.DataFrame([[0, 5], [2, 0]], index=["企业", "服务"], columns=["一、甲", "二、乙"])
    ax = keywords.plot_terms_by_section(table)
    assert said(ax) == ["5", "2"]
    assert names(ax) == ["企业", "服务"]
    assert [label.get_text() for label in ax.get_xticklabels()][:2] == ["一、甲", "二、乙"]
    assert ax.figure.finding == "“企业”在“二、乙”说了 5 次"


def test_terms_stand_where_they_are_said():
    words = pd.DataFrame({"word": ["服务", "群众", "服务"], "start": [0, 3, 5]})
    ax = keywords.plot_positions(words, pd.DataFrame({"start": [0], "end": [10]}), ["服务"])
    assert [segment[0][0] for segment in ax.collections[0].get_segments()] == [0, pytest.approx(0.5)]


@pytest.mark.parametrize(
    "text, letters, lines",
    [
        ("深入学习", 14, ["深入学习"]),
        ("深入学习贯彻落实", 4, ["深入学习", "贯彻落实"]),
        ("深入学习贯彻落", 5, ["深入学习", "贯彻落"]),  # lines about equally long
        ("深入学习，贯彻", 4, ["深入学习，", "贯彻"]),  # no line begins with a mark
        ("增长GDP123", 4, ["增长", "GDP123"]),  # no word or number is torn
        ("一二三四五六七八九十", 2, ["一二", "三四", "五…"]),
        ("", 5, [""]),
    ],
)
def test_labels_are_broken_whole(text, letters, lines):
    assert style.wrap(text, letters).split("\n") == lines


def test_a_chart_is_drawn_for_a_phone_and_then_at_its_own_width_again():
    ax = style.new_axes(height=2)
    style.name_rows(ax, ["深入开展习近平新时代中国特色社会主义思想主题教育"])
    own = tuple(ax.figure.get_size_inches())
    label = ax.get_yticklabels()[0].get_text()
    data, (width, _) = style.png(ax, width=style.PHONE)
    assert (width, Image.open(io.BytesIO(data)).width) == (350, 700)
    assert style.png(ax)[1] == (640, 204)
    assert tuple(ax.figure.get_size_inches()) == own
    assert ax.get_yticklabels()[0].get_text() == label


def test_the_paper_of_a_chart_is_white():
    data, _ = style.png(style.new_axes(height=1))
    assert Image.open(io.BytesIO(data)).convert("RGB").getpixel((0, 0)) == (255, 255, 255)
