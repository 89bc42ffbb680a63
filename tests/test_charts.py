"""Charts, by what they draw: lengths, labels, order and colours, and the words that go with them."""

import io

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from PIL import Image

from drawn import blocks, groups, strokes
from workreport.document import figures_of
from workreport.outline import sections_of, sentences_of
from workreport.pages.charts import balance, figures, keywords, style, wording
from workreport.pages.charts.picture import png

TEXT = "一、甲\n建成厂房3座，投资1亿元，增长5%。\n二、乙\n投资2亿元，下降2.5%。服务企业20家、群众300人。\n"


def bars(ax):
    """Where each bar begins and how long it is, from the top."""
    return [(patch.get_x(), patch.get_width()) for patch in sorted(blocks(ax), key=lambda patch: patch.get_y())]


def lengths(ax):
    return [pytest.approx(width) for _, width in bars(ax)]


def colours(ax):
    return [to_hex(patch.get_facecolor()) for patch in sorted(blocks(ax), key=lambda patch: patch.get_y())]


def names(ax):
    return [text.get_text().replace("\n", "") for text in ax.figure.texts]


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
    assert ax.figure.finding == ""  # what has one unit need not be of one sort
    assert ax.get_xlim()[0] == 0


def test_the_one_unit_drawn_is_named_where_others_are_left_out():
    rows = rows_of(
        name=["农户", "户厕", "生猪"],
        value=[89.0, 32.0, 380.0],
        text=["89户", "32户", "380头"],
        unit=["户", "户", "头"],
    )
    ax = figures.plot_values(rows, what="数量")
    assert names(ax) == ["【户】", "农户", "户厕"]
    assert ax.figure.finding == ""
    assert "各单位最大的是农户 89户。" in ax.figure.alt_text


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
    assert [patch.get_y() + patch.get_height() / 2 for patch in blocks(ax)] == [1, 2, 4, 5]
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
    assert figures.plot_along(ledger, sections, comparable=False).figure.finding == ""


def test_section_sizes_are_bars_with_the_longest_in_red(sections):
    counts = sections[["section", "label", "n_chars"]]
    ax = wording.plot_section_sizes(counts)
    assert lengths(ax) == [100, 300, 200]
    assert names(ax) == ["一、学习", "二、服务", "三、打算"]
    assert colours(ax) == [style.BLUE, style.RED, style.BLUE]
    assert said(ax) == ["100", "300", "200"]
    assert ax.figure.finding == "最长的是“二、服务”，300 字"
    apart = wording.plot_section_sizes(counts, comparable=False)
    assert colours(apart) == [style.BLUE] * 3
    assert apart.figure.finding == ""


def test_of_many_sections_the_longest_are_drawn_and_it_is_said():
    counts = pd.DataFrame({"section": range(40), "label": [f"{n}" for n in range(40)], "n_chars": range(10, 50)})
    ax = wording.plot_section_sizes(counts)
    assert lengths(ax) == list(range(30, 50))
    assert "只画 40 个部分中最长的 20 个" in ax.get_xlabel().replace("\n", "")


def test_long_sentences_are_red_in_the_histogram():
    sentences = pd.DataFrame({"n_chars": [5, 15, 15, 105]})
    ax = wording.plot_sentence_lengths(sentences, limit=100)
    filled = [(patch.get_x() // 10 * 10, patch.get_height(), to_hex(patch.get_facecolor())) for patch in blocks(ax)]
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
    drawn = [(patch.get_x(), patch.get_height(), to_hex(patch.get_facecolor())) for patch in blocks(ax)]
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
    assert [segment[0][0] for segment in strokes(ax)[0].get_segments()] == [pytest.approx(100 / 3)] * 3
    assert ax.figure.finding == "“二、服务”占全文 50%"


def test_levels_are_stacked_inside_their_section(sections):
    inner = pd.DataFrame(
        {
            "start": [0, 100, 150, 300, 400],
            "n_chars": [100, 50, 150, 100, 200],
            "number": ["一、", "二、", "1.", "2.", "三、"],
            "title": ["学习", "服务", "便民", "助企", "其他"],
        }
    )
    ax = balance.plot_levels(inner, sections)
    assert [patch.get_x() for patch in blocks(ax)] == [0, 0, 50, 200, 0]
    assert [patch.get_width() for patch in blocks(ax)] == [100, 50, 150, 100, 200]
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
    whole, solid = groups(ax)
    assert [bar.get_width() for bar in whole] == [100, 100, 100]
    assert [bar.get_width() for bar in solid] == [25, 40, 20]
    assert said(ax) == ["25%（4 句）", "40%（10 句）", "20%（5 句）"]
    assert ax.figure.finding == ""  # of the three, one alone is long enough to be compared
    longer = sections.assign(n_sentences=[8, 10, 9])
    assert balance.plot_substance(longer).figure.finding == "“二、服务”最高，40%"


def test_parts_stand_beside_those_of_other_reports():
    parts = pd.DataFrame(
        {"part": ["回顾", "部署"], "n_chars": [80, 20], "share": [0.8, 0.2], "reference_share": [0.3, 0.6]}
    )
    ax = balance.plot_parts(parts)
    own, others = groups(ax)
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
    label = ax.figure.texts[0].get_text()
    data, (width, _) = png(ax, width=style.PHONE)
    assert (width, Image.open(io.BytesIO(data)).width) == (350, 700)
    assert png(ax)[1] == (640, 204)
    assert tuple(ax.figure.get_size_inches()) == own
    assert ax.figure.texts[0].get_text() == label


def test_the_paper_of_a_chart_is_white():
    data, _ = png(style.new_axes(height=1))
    assert Image.open(io.BytesIO(data)).convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def caption(ax):
    return ax.get_xlabel().replace("\n", "")


@pytest.mark.parametrize("end, names", [(100, ["一"]), (120, ["前言", "一"])])
def test_a_section_is_named_where_its_name_has_room(end, names):
    none = pd.DataFrame({"start": []})
    two = pd.DataFrame({"number": ["", "一、"], "title": ["前言", "学习"], "start": [0, end], "end": [end, 1000]})
    assert said(balance.plot_strip(two, none, none, none)) == names


def test_the_words_of_the_charts_of_balance(sections):
    none = pd.DataFrame({"start": []})
    strip = balance.plot_strip(sections, none, none, pd.DataFrame({"start": [150, 450]}))
    assert strip.figure.alt_text == "长条图：3 个部分按篇幅从左到右排开，其中 0 个要点、2 个数字指标。"
    assert strip.figure.finding == "3 个部分、0 个要点、2 个数字"
    assert strip.get_xlim() == (0, 100)
    held = sections[["label", "n_chars", "share"]].assign(intended=np.nan, over=np.nan)
    shares = balance.plot_shares(held)
    assert said(shares) == ["17%", "50%", "33%"]
    assert shares.figure.alt_text == "横条图：3 个部分占全文的比例和应占的比例，最大的是“二、服务”50%。"
    assert caption(shares) == "占全文的百分比"
    assert caption(balance.plot_shares(held.assign(intended=0.4))) == "占全文的百分比；黑线为应占，红条超出"
    assert said(balance.plot_shares(held.assign(share=held["share"] / 10))) == ["1.7%", "5.0%", "3.3%"]
    substance = balance.plot_substance(sections)
    assert substance.figure.alt_text == "横条图：3 个部分的实度，5 句以上的部分里最高的是二、服务 40%。"
    assert caption(substance) == "实度：有据的句子占本部分句子的百分比"
    points = pd.DataFrame({"section": [1, 3], "label": ["一、学习", "三、打算"], "n_chars": [60, 60]})
    dots = balance.plot_points(points, sections)
    assert (dots.figure.alt_text, dots.figure.finding) == ("圆点图：2 个部分里 2 个要点的长短。", "")


def test_the_words_of_the_parts():
    parts = pd.DataFrame(
        {"part": ["回顾", "部署"], "n_chars": [80, 20], "share": [0.8, 0.2], "reference_share": [0.3, 0.6]}
    )
    ax = balance.plot_parts(parts)
    assert ax.figure.alt_text == "条图：各类内容占全文的比例与同类报告的中位数，本报告回顾 80%、部署 20%。"
    assert ax.figure.finding == "回顾 80%、部署 20%（占全文）"
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["本报告", "同类报告的中位数"]
    alone = balance.plot_parts(parts.assign(reference_share=np.nan))
    assert [len(groups(alone)), said(alone)] == [1, ["80%", "20%"]]
    assert alone.get_legend() is None


def test_the_words_of_the_charts_of_figures():
    kinds = pd.DataFrame({"kind": ["金额", "数量"], "n": [3, 1], "share": [0.75, 0.25]})
    assert figures.plot_kinds(kinds).figure.alt_text == "横条图：各类数字指标的个数，金额 3、数量 1。"
    assert figures.plot_kinds(kinds.iloc[:0]).figure.alt_text == "横条图：各类数字指标的个数，没有。"
    rows = rows_of(name=["甲", "乙"], growth=[5.0, -2.5], text=["5%", "2.5%"])
    assert figures.plot_growth(rows).figure.alt_text == "横条图：2 项增减幅度，居首的是甲5%。"
    assert figures.plot_growth(rows.iloc[:0]).figure.alt_text == "横条图：0 项增减幅度，居首的是没有。"
    sections = sections_of(TEXT)
    along = figures.plot_along(figures_of(TEXT), sections)
    assert along.figure.alt_text == "刻线图：7 个数字指标按类型在全文中的位置，竖线分开 2 个部分。"
    starts = [line.get_xdata()[0] for line in along.lines]
    assert starts == [pytest.approx(row.start * 100 / len(TEXT)) for row in sections.itertuples()]
    assert said(along) == ["一", "二"]


def test_the_words_of_the_charts_of_wording():
    ax = wording.plot_sentence_lengths(pd.DataFrame({"n_chars": [5, 15, 15, 105]}), limit=100)
    assert ax.figure.alt_text == "直方图：4 句的长度，中位数 15 字，最长 105 字，超过 100 字的 1 句。"
    parts = wording.plot_parts_of_speech(pd.DataFrame({"part": ["名词", "动词"], "share": [0.625, 0.375]}))
    assert parts.figure.alt_text == "横条图：各词类占全部词的比例，最多的是名词 62%、动词 38%。"
    rhythm = wording.plot_rhythm(sentences_of(TEXT), sections_of(TEXT), limit=15)
    assert (rhythm.get_xlabel(), rhythm.get_ylabel()) == ("全文位置（%）", "一句的字数")
    assert said(rhythm) == ["一", "二"]
    assert rhythm.lines[-1].get_ydata()[0] == 15


def test_the_words_of_the_charts_of_keywords():
    compared = pd.DataFrame(
        {
            "word": ["海洋", "农村"],
            "g2": [9.0, -4.0],
            "n_per_1000_words": [3.0, 0.5],
            "reference_per_1000_words": [0.5, 2.5],
        }
    )
    ax = keywords.plot_keyness(compared)
    assert ax.figure.finding == "与参照相比，说得更多的有海洋等；说得更少的有农村等"
    assert ax.figure.alt_text == f"棒棒糖图：{ax.figure.finding}。"
    assert keywords.plot_keyness(compared.iloc[:1]).figure.finding == "与参照相比，说得更多的有海洋等"
    table = pd.DataFrame([[0, 5], [2, 0]], index=["企业", "服务"], columns=["一、甲", "二、乙"])
    heat = keywords.plot_terms_by_section(table).figure
    assert heat.alt_text == "热力图：2 个词在 2 个部分中的次数，最多的是“企业”在“二、乙”，5 次。"
    words = pd.DataFrame({"word": ["服务", "群众"], "start": [0, 3]})
    barcode = keywords.plot_positions(words, pd.DataFrame({"start": [0, 4], "end": [4, 10]}), ["服务"])
    assert barcode.figure.alt_text == "条码图：服务等 1 个词在全文中出现的位置，竖线为各部分的起点。"
    assert [line.get_xdata()[0] for line in barcode.lines] == [0.4]
    assert [label.get_text() for label in barcode.get_xticklabels()] == ["开头", "四分之一", "一半", "四分之三", "结尾"]
    empty = keywords.plot_word_cloud(pd.DataFrame({"word": [], "n": []}))
    assert (said(empty), empty.figure.alt_text) == (["没有可画的词"], "词云：没有可画的词。")
    cloud = keywords.plot_word_cloud(pd.DataFrame({"word": ["服务", "企业"], "n": [9, 3]}))
    assert cloud.figure.alt_text == "词云：2 个词，字号随次数变化，最大的是服务、企业；次数见旁边的表。"
    assert cloud.figure.finding == "这些词里，次数最多的是服务、企业"
    once = keywords.plot_word_cloud(pd.DataFrame({"word": ["夜校", "服务"], "n": [1, 2]})).figure
    assert once.alt_text == "词云：2 个词，字号随次数变化，最大的是服务；次数见旁边的表。"
    assert keywords.plot_word_cloud(pd.DataFrame({"word": ["夜校"], "n": [1]})).figure.finding == ""


def test_what_each_axis_measures_is_said(sections):
    none = pd.DataFrame({"start": []})
    kinds = pd.DataFrame({"kind": ["金额", "数量"], "n": [3, 1], "share": [0.75, 0.25]})
    rows = rows_of(name=["甲", "乙"], growth=[5.0, -2.5], text=["5%", "2.5%"])
    parts = pd.DataFrame({"part": ["回顾"], "n_chars": [80], "share": [0.8], "reference_share": [0.3]})
    lengths = wording.plot_sentence_lengths(pd.DataFrame({"n_chars": [5, 15]}), limit=100)
    assert (lengths.get_xlabel(), lengths.get_ylabel()) == ("一句的字数（每格 10 字）", "句数")
    words = pd.DataFrame({"part": ["名词", "动词"], "share": [0.625, 0.375]})
    assert caption(wording.plot_parts_of_speech(words)) == "占全部词的百分比"
    assert caption(wording.plot_section_sizes(sections)) == "字数"
    assert caption(figures.plot_kinds(kinds)) == "个数"
    assert caption(figures.plot_growth(rows)) == "增长（向右）或下降（向左，红），%"
    along = figures.plot_along(figures_of(TEXT), sections_of(TEXT))
    assert caption(along) == "全文位置（%）；每条刻线是一个数字，浅灰线分开各部分"
    strip = balance.plot_strip(sections, none, none, none)
    assert caption(strip) == "全文位置（%）；上方是部分的序号，白线是二级标题，灰线是要点，深色短线是数字指标"
    assert caption(balance.plot_parts(parts)) == "占全文的百分比"


def test_the_rhythm_parts_the_sections():
    sections = sections_of(TEXT)
    rhythm = wording.plot_rhythm(sentences_of(TEXT), sections, limit=15)
    starts = [pytest.approx(start * 100 / len(TEXT)) for start in sections["start"]]
    assert [line.get_xdata()[0] for line in rhythm.lines[: len(sections)]] == starts


def test_at_most_three_words_of_each_side_are_named():
    compared = pd.DataFrame(
        {
            "word": [*"甲乙丙丁", *"子丑寅卯"],
            "g2": [9.0, 8.0, 7.0, 6.0, -9.0, -8.0, -7.0, -6.0],
            "n_per_1000_words": 1.0,
            "reference_per_1000_words": 1.0,
        }
    )
    ax = keywords.plot_keyness(compared)
    assert ax.figure.finding == "与参照相比，说得更多的有甲、乙、丙等；说得更少的有子、丑、寅等"
    assert caption(ax) == "← 少于参照　　G²　　多于参照 →（点旁数字：本报告／参照，每千词次数）"


def test_a_grid_of_one_is_one_chart():
    assert len(style.new_grid(1, across=1, height=1)) == 1
    four = style.new_grid(4, across=3, height=1)
    assert (len(four), len(four[0].figure.axes)) == (4, 6)
    assert [ax.axison for ax in four[0].figure.axes] == [True] * 4 + [False] * 2


def test_a_word_cloud_is_as_high_as_its_picture():
    cloud = keywords.plot_word_cloud(pd.DataFrame({"word": ["服务", "企业"], "n": [9, 3]}))
    width, height = cloud.figure.get_size_inches()
    assert height == pytest.approx(width * 450 / 800)


def test_where_the_long_sentences_stand_is_told():
    sections, sentences = sections_of(TEXT), sentences_of(TEXT)
    second = sentences[sentences["section"] == sections["section"].iloc[1]].iloc[-2:]
    assert len(sections) == 2
    assert wording.plot_rhythm(second, sections, limit=5).figure.finding == ""  # two are no crowd
    four = pd.concat([second, second])
    assert wording.plot_rhythm(four, sections, limit=5).figure.finding == "4 个长句都在“二、乙”"
    assert wording.plot_rhythm(second, sections, limit=500).figure.finding == ""
