"""Charts at their edges: how many rows are drawn, what is said of the rest, where axes end, what is told by colour."""

import io
import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from PIL import Image

from drawn import blocks, groups, notes, strokes
from workreport.analyses.brief.promised import Target
from workreport.pages.charts import balance, brief, comparison, corpus, figures, keywords, style, wording
from workreport.pages.charts.picture import png


def names(ax):
    return [text.get_text().replace("\n", "") for text in ax.figure.texts]


def said(ax):
    return [text.get_text() for text in ax.texts]


def caption(ax):
    return ax.get_xlabel().replace("\n", "")


def segments(collection):
    return [[tuple(point) for point in segment.tolist()] for segment in collection.get_segments()]


def above_axes(text):
    """How many pixels above the top of the axes a text stands."""
    return text.get_transform().transform(text.get_position())[1] - text.axes.bbox.y1


def inks(ax):
    """The colours of the texts inside the chart."""
    return [to_hex(text.get_color()) for text in ax.texts]


def rows_of(n, **columns):
    return pd.DataFrame({"labels": [[f"项{i}"] for i in range(n)], **columns})


def sections_of(n, **columns):
    """Sections of 10 characters, 20 characters, and so on."""
    sizes = np.arange(1, n + 1) * 10
    ends = np.cumsum(sizes)
    frame = {"section": range(1, n + 1), "number": [f"{i}、" for i in range(1, n + 1)], "n_chars": sizes}
    return pd.DataFrame(
        frame
        | {"title": "部分", "label": [f"部分{i}" for i in range(1, n + 1)], "start": ends - sizes, "end": ends}
        | columns
    )


NOWHERE = pd.DataFrame({"start": []})


# -- the look --------------------------------------------------------------------------------------------------------


def test_a_chart_has_the_look_of_the_collection():
    ax = style.new_axes(height=2)
    assert ax.figure.get_size_inches().tolist() == [6.4, 2]
    assert [ax.spines[side].get_visible() for side in ("top", "right", "left", "bottom")] == [False, False, True, True]
    assert [line.get_visible() for line in ax.get_xgridlines()[:1] + ax.get_ygridlines()[:1]] == [True, False]
    assert ax.xaxis.label.get_fontfamily()[0] == "Noto Sans SC"
    assert to_hex(ax.xaxis.label.get_color()) == style.MUTED


def test_colours_can_be_told_apart_and_read_on_white():
    def contrast(colour):
        tones = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (tone / 12.92 if tone <= 0.04045 else ((tone + 0.055) / 1.055) ** 2.4 for tone in tones)
        return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)

    assert all(contrast(colour) > 4.5 for colour in (style.INK, style.MUTED, style.BLUE, style.RED))
    assert contrast(style.GRID) < contrast(style.PALE) < contrast(style.LIGHT) < contrast(style.BLUE)


@pytest.mark.parametrize("n, shown, note", [(20, 20, ""), (21, 20, "\n（只画 21 个部分中最长的 20 个）")])
def test_of_more_than_twenty_sections_the_longest_are_drawn_in_text_order(n, shown, note):
    every = sections_of(n).iloc[::-1]
    drawn = style.longest(every)
    assert list(drawn["section"]) == list(range(n - shown + 1, n + 1))
    assert style.cut_note(drawn, every) == note


@pytest.mark.parametrize(
    "text, limit, cut", [("一二三", 3, "一二三"), ("一二三四", 3, "一二…"), ("一" * 15, 14, "一" * 13 + "…")]
)
def test_a_label_that_is_too_long_is_cut(text, limit, cut):
    assert style.shorten(text, limit) == cut


def test_names_take_more_lines_on_a_phone_and_the_chart_grows_with_them():
    ax = style.new_axes(height=1)
    style.name_rows(ax, ["一二三四五六七八九十一二三四", "短"])
    assert [name.get_text().count("\n") for name in ax.figure.texts] == [0, 0]
    assert ax.figure.get_figheight() == 1
    png(ax, width=style.PHONE)
    assert [name.get_text().count("\n") for name in ax.figure.texts] == [1, 0]
    assert ax.figure.get_figheight() == pytest.approx(1 + (2 * 0.2 - 0.36) * 2)
    assert ax.get_ylim() == (1.6, -0.6)


def test_a_list_of_nothing_has_room_all_the_same():
    ax = style.new_axes(height=1)
    style.name_rows(ax, [])
    assert ax.get_ylim() == (0.6, -0.6)


def test_everything_drawn_lies_on_the_page():
    ax = style.new_axes(height=2)
    ax.barh([0, 1], [1, 2])
    ax.annotate("说明" * 12, (2, 1))
    style.name_rows(ax, ["甲" * 12, "乙"])
    style.label_x(ax, "这条轴说的是什么，一句话要两行才写得完，放在图的正中间，不出页边")
    png(style.describe(ax, "横条图。"))
    renderer, page = ax.figure.canvas.get_renderer(), ax.figure.bbox
    for artist in (*ax.texts, *ax.figure.texts, ax.xaxis.label):
        box = artist.get_window_extent(renderer)
        assert page.x0 <= box.x0 < box.x1 <= page.x1 + 1
        assert page.y0 <= box.y0 < box.y1 <= page.y1 + 1


@pytest.mark.parametrize("width", [style.WIDTH, style.PHONE])
def test_notes_on_either_side_of_nought_lie_on_the_page(width):
    ax = style.new_axes(height=2)
    style.draw_bars(ax, [0, 1, 2], [9, -9, 0])
    style.write(ax, [9, -9, math.nan], [0, 1, 2], ["九年里增长的部分", "九年里下降的部分", "无"])
    style.name_rows(ax, ["增", "减", "无"])
    style.without_scale(ax)
    png(ax, width=width)
    assert [(text.get_text(), text.get_horizontalalignment()) for text in ax.texts] == [
        ("九年里增长的部分", "left"),
        ("九年里下降的部分", "right"),
    ]
    boxes = [text.get_window_extent(ax.figure.canvas.get_renderer()) for text in ax.texts]
    dots = 0.05 * style.DPI
    assert boxes[0].x1 == pytest.approx(width * style.DPI - dots, abs=4)  # the bar takes what is left
    assert boxes[1].x0 == pytest.approx(dots, abs=4)


@pytest.mark.parametrize("width", [style.WIDTH, style.PHONE])
@pytest.mark.parametrize("values", [[5.2, -3.1, -12.5], [0.4, -3.1, -90.0], [900.0, -0.2, -1.0], [-1.0, -2.0, -3.0]])
def test_notes_beside_falls_do_not_reach_the_names(values, width):
    rows = rows_of(3, growth=values, text=[f"{abs(value)}%" for value in values])
    rows = rows.assign(labels=[["地区生产总值"], ["规模以上工业增加值和税收收入"], ["进出口"]])
    ax = figures.plot_growth(rows)
    png(ax, width=width)
    renderer = ax.figure.canvas.get_renderer()
    names_end = max(text.get_window_extent(renderer).x1 for text in ax.figure.texts)
    assert min(text.get_window_extent(renderer).x0 for text in ax.texts) > names_end


def test_dollar_signs_are_no_formula():
    ax = style.new_axes(height=1)
    style.write(ax, [0], [0], ["出口$\\frac$，进口$"])
    assert not ax.texts[0].get_parse_math()
    png(ax)  # as a formula, it could not be read


def test_what_the_font_lacks_is_drawn_in_another():
    inks = []
    for letter in ("ა", "\u3000"):  # Georgian; a space
        ax = style.new_axes(height=0.5)
        ax.set_axis_off()
        style.write(ax, [0.5], [0.5], [letter])
        data, _ = png(ax)
        inks.append((np.asarray(Image.open(io.BytesIO(data)).convert("L")) < 200).sum())
    assert inks[0] > 30
    assert inks[1] == 0


def test_axes_take_all_the_room_that_their_labels_leave():
    ax = style.new_axes(height=2)
    ax.barh([0], [1])
    ax.set(xticks=[], yticks=[], xlim=(0, 1))
    png(style.describe(ax, "横条图。"))
    assert ax.get_position().bounds == pytest.approx((0.05 / 6.4, 0.05 / 2, 1 - 0.1 / 6.4, 1 - 0.1 / 2), abs=2e-3)
    ax.set_xlabel("一行字")
    ax.set_yticks([0], ["一个名称"])
    ax.annotate("条旁的字", (1, 0))
    png(ax)
    renderer, place = ax.figure.canvas.get_renderer(), ax.get_position()
    name, words = ax.get_yticklabels()[0].get_window_extent(renderer), ax.texts[0].get_window_extent(renderer)
    dots = 0.05 * style.DPI
    assert name.x0 == pytest.approx(dots, abs=2)
    assert ax.xaxis.label.get_window_extent(renderer).y0 == pytest.approx(dots, abs=2)
    assert place.y1 == pytest.approx(1 - 0.05 / 2, abs=2e-3)
    assert words.x1 <= 6.4 * style.DPI - dots + 1
    middle = ax.xaxis.label.get_window_extent(renderer)
    axes = ax.get_window_extent()
    assert (middle.x0 + middle.x1) / 2 == pytest.approx((axes.x0 + axes.x1) / 2, abs=2)


# -- figures ---------------------------------------------------------------------------------------------------------


def test_one_unit_fills_a_chart_with_twelve_figures():
    rows = rows_of(14, value=np.arange(14.0) + 1, unit="家", text=[f"{i}家" for i in range(1, 15)])
    ax = figures.plot_values(rows, what="数量")
    assert len(blocks(ax)) == 12
    assert (said(ax)[0], said(ax)[-1]) == ("14家", "3家")
    assert caption(ax) == "数量；从零起，同一把尺子"
    assert ax.figure.alt_text == "横条图：数量最大的 12 项，最大的是项13 14家。"
    assert ax.get_xlim() == (0, 1)
    assert list(ax.get_xticks()) == []


def test_four_units_are_drawn_with_five_figures_each():
    units = ["人", "", "户", "场", "只"]
    rows = pd.concat(
        rows_of(7 - place, value=np.arange(7.0 - place) + 1, unit=unit, text=unit) for place, unit in enumerate(units)
    )
    ax = figures.plot_values(rows, what="数量")
    assert [name for name in names(ax) if name.startswith("【")] == ["【人】", "【没有单位】", "【户】", "【场】"]
    assert len(blocks(ax)) == 5 + 5 + 5 + 4
    assert caption(ax) == "数量；每个单位各用一把尺子，只在同一单位内比长短"


def test_a_figure_is_called_by_all_its_names():
    rows = pd.DataFrame({"labels": [["产量", "粮食"], []], "value": [2.0, 1.0], "unit": "吨", "text": ["2吨", "1吨"]})
    assert names(figures.plot_values(rows, what="数量")) == ["产量、粮食", "（未写明）"]


def test_values_of_nothing_say_so():
    none = figures.plot_values(rows_of(1, value=np.nan, unit="家", text="*家"), what="数量")
    assert none.figure.alt_text == "横条图：数量最大的 0 项，最大的是没有。"


def test_the_twelve_largest_changes_are_drawn_from_growth_to_decline():
    growth = [*np.arange(1.0, 13), -20.0, np.nan]
    rows = rows_of(14, growth=growth, text=[f"{abs(size):.0f}%" for size in growth])
    ax = figures.plot_growth(rows)
    assert [patch.get_width() for patch in blocks(ax)] == [*np.arange(12.0, 1, -1), -20]
    assert said(ax)[-1] == "-20%"
    assert [line.get_xdata() for line in ax.lines] == [[0, 0]]
    signed = figures.plot_growth(rows_of(1, growth=[-3.0], text=["-3%"]))
    assert said(signed) == ["-3%"]


def test_where_most_figures_stand_is_told_only_of_one_section():
    sections = sections_of(2)
    ledger = pd.DataFrame({"kind": "money", "start": [0, 12, 20], "section": [1, 2, 2]})
    assert figures.plot_along(ledger, sections).figure.finding == "3 个数字里，2 个在“部分2”"
    assert figures.plot_along(ledger.iloc[:2], sections).figure.finding == ""
    assert figures.plot_along(ledger.iloc[1:], sections.iloc[1:]).figure.finding == ""
    assert figures.plot_along(ledger, sections).get_xlim() == (0, 100)


def test_only_a_section_with_room_is_named_along_the_text():
    sections = sections_of(3, start=[0, 3, 50], end=[3, 50, 100], number=["一、", "", "（三）"])
    ledger = pd.DataFrame({"kind": ["money"], "start": [60], "section": [3]})
    ax = figures.plot_along(ledger, sections)
    assert notes(ax) == [("部分", (3, 1)), ("三", (50, 1))]
    points = ax.figure.dpi / 72
    assert [above_axes(text) / points for text in ax.texts] == [pytest.approx(3)] * 2
    assert segments(ax.collections[0]) == [[(60, -0.38), (60, 0.38)]]


# -- text statistics -------------------------------------------------------------------------------------------------


def test_one_section_or_two_as_long_have_no_longest():
    alone = wording.plot_section_sizes(sections_of(1))
    assert (to_hex(blocks(alone)[0].get_facecolor()), alone.figure.finding) == (style.BLUE, "")
    alike = wording.plot_section_sizes(sections_of(2, n_chars=[2000, 2000]))
    assert [to_hex(patch.get_facecolor()) for patch in blocks(alike)] == [style.RED, style.RED]
    assert alike.figure.finding == ""
    assert alike.figure.alt_text == "横条图：2 个部分的字数，最长的是“部分1”，2,000 字。"


def test_the_histogram_has_a_bar_for_every_ten_characters():
    ax = wording.plot_sentence_lengths(pd.DataFrame({"n_chars": [5, 31]}), limit=20)
    assert [patch.get_height() for patch in blocks(ax)] == [1, 0, 0, 1, 0]
    assert [round(patch.get_x() + patch.get_width() / 2) for patch in blocks(ax)] == [5, 15, 25, 35, 45]
    one = wording.plot_sentence_lengths(pd.DataFrame({"n_chars": [5]}), limit=20)
    assert one.figure.finding == ""
    assert [line.get_visible() for line in (ax.get_xgridlines()[0], ax.get_ygridlines()[0])] == [False, True]


def test_the_rhythm_is_to_scale_and_its_limit_a_line():
    sections = sections_of(2, start=[0, 2], end=[2, 100])
    sentences = pd.DataFrame({"start": [0, 50], "end": [50, 100], "n_chars": [50, 49], "section": [1, 2]})
    ax = wording.plot_rhythm(sentences, sections, limit=49)
    assert [patch.get_width() for patch in blocks(ax)] == [pytest.approx(45)] * 2
    assert notes(ax) == [("2", (2, 1))]  # the first has no room for its number
    assert above_axes(ax.texts[0]) == pytest.approx(-ax.figure.dpi / 72)
    assert list(ax.lines[-1].get_ydata()) == [49, 49]
    assert ax.get_xlim() == (0, 100)
    assert ax.figure.alt_text == "柱图：从头到尾 2 句各自的长度，超过 49 字的 1 句标红。"
    assert ax.figure.finding == ""  # one long sentence stands somewhere, of course


def test_two_parts_of_speech_are_named():
    parts = pd.DataFrame({"part": ["名词", "动词", "副词", "代词"], "share": [0.4, 0.3, 0.2, 0.1]})
    assert wording.plot_parts_of_speech(parts).figure.finding == "最多的是名词 40%、动词 30%"
    assert wording.plot_parts_of_speech(parts.iloc[:0]).figure.finding == ""


# -- section balance -------------------------------------------------------------------------------------------------


def test_the_strip_has_lines_for_what_it_holds():
    sections = sections_of(
        3, start=[0, 4, 50], end=[4, 50, 100], number=["一、", "", "三、"], title=["头", "不编号", "尾"]
    )
    inner, points = pd.DataFrame({"start": [20]}), pd.DataFrame({"start": [30, 60]})
    ax = balance.plot_strip(sections, inner, points, pd.DataFrame({"start": [70]}))
    assert [to_hex(patch.get_facecolor()) for patch in blocks(ax)] == [style.PALE, style.LIGHT, style.PALE]
    assert said(ax) == ["不编", "三"]
    assert [segments(lines) for lines in strokes(ax)] == [
        [[(20, -0.5), (20, 0.5)]],
        [[(30, -0.5), (30, 0.18)], [(60, -0.5), (60, 0.18)]],
        [[(70, -0.5), (70, -0.2)]],
    ]
    assert (ax.get_ylim(), list(ax.get_yticks()), ax.spines["left"].get_visible()) == ((-0.5, 0.95), [], False)
    assert ax.figure.finding == "2 个部分、2 个要点、1 个数字"
    assert balance.plot_strip(sections.iloc[1:2], NOWHERE, NOWHERE, NOWHERE).figure.finding == "0 个要点、0 个数字"


@pytest.mark.parametrize("n, width", [(80, 1.4), (81, 0.5)])
def test_many_figures_are_drawn_thinner(n, width):
    ax = balance.plot_strip(sections_of(1), NOWHERE, NOWHERE, pd.DataFrame({"start": range(n)}))
    assert ax.collections[-1].get_linewidth() == [width]


def test_shares_without_one_alone_at_the_top_name_none():
    held = pd.DataFrame(
        {"label": ["甲", "乙"], "n_chars": [50, 50], "share": [0.5, 0.5], "intended": np.nan, "over": np.nan}
    )
    assert balance.plot_shares(held).figure.finding == ""
    assert balance.plot_shares(held.iloc[:1]).figure.finding == ""
    planned = balance.plot_shares(held.assign(intended=[0.6, 0.4], over=[-10.0, 10.0]))
    assert [place for _, place in notes(planned)] == [(60, 0), (50, 1)]  # clear of the bar and of the line
    assert segments(strokes(planned)[0]) == [
        [(60, pytest.approx(-0.46)), (60, pytest.approx(0.46))],
        [(40, pytest.approx(0.54)), (40, pytest.approx(1.46))],
    ]


def test_levels_are_named_where_there_is_room_and_more_than_one():
    outer = sections_of(2, start=[0, 100], end=[100, 200], n_chars=[100, 100])
    inner = pd.DataFrame({"start": [0, 50, 96, 100], "n_chars": [50, 46, 4, 100], "title": ["甲", "乙", "丙", "丁"]})
    inner["number"] = ["（一）", "（二）", "（三）", "二、"]
    ax = balance.plot_levels(inner, outer)
    assert [(text.get_text(), text.get_position()) for text in ax.texts] == [("一", (25, 0)), ("二", (73, 0))]
    assert inks(ax) == [to_hex("white"), style.INK]
    assert [to_hex(patch.get_facecolor()) for patch in blocks(ax)] == [style.BLUE, style.LIGHT, style.BLUE, style.BLUE]
    assert ax.figure.finding == "“部分1”分得最细，有 2 个二级标题"
    assert ax.figure.alt_text == "分段条图：2 个部分各由哪些二级部分组成，共 4 段。"
    assert caption(ax) == "字数；格内为二级标题的序号"
    assert balance.plot_levels(inner.iloc[[0, 3]], outer).figure.finding == ""
    inner.loc[2, "title"] = "部分1（小标题以后）"
    assert balance.plot_levels(inner, outer).figure.finding == "“部分1”分得最细，有 1 个二级标题"


def test_points_have_a_span_from_the_shortest_to_the_longest():
    sections = sections_of(3)
    points = pd.DataFrame({"section": [1, 1, 3], "label": ["部分1", "部分1", "部分3"], "n_chars": [1200, 30, 40]})
    ax = balance.plot_points(points, sections)
    assert [segments(lines)[0] for lines in ax.collections] == [[(30, 0), (1200, 0)], [(40, 1), (40, 1)]]
    assert ax.get_xlim()[0] == 0
    assert ax.figure.finding == "最长的要点 1,200 字，在“部分1”"
    assert caption(ax) == "一个要点的字数"


def test_substance_reaches_to_a_hundred_and_names_one_highest():
    sections = sections_of(3, substance=[0.5, 0.5, np.nan], n_sentences=[2, 4, 0])
    ax = balance.plot_substance(sections)
    assert (names(ax), ax.get_xlim(), list(ax.get_xticks())) == (["部分1", "部分2"], (0, 100), [])
    assert ax.figure.finding == ""
    assert balance.plot_substance(sections.iloc[:1]).figure.finding == ""


def test_parts_that_have_nothing_are_not_told():
    parts = pd.DataFrame({"part": ["回顾", "问题"], "n_chars": [80, 0], "share": [1.0, 0.0], "reference_share": np.nan})
    ax = balance.plot_parts(parts)
    assert ax.figure.finding == "回顾 100%（占全文）"
    assert ax.figure.alt_text == "条图：各类内容占全文的比例，本报告回顾 100%。"
    assert [patch.get_y() + patch.get_height() / 2 for patch in blocks(ax)] == [
        pytest.approx(0, abs=1e-9),
        pytest.approx(1),
    ]
    assert balance.plot_parts(parts.iloc[1:]).figure.finding == ""
    paired = balance.plot_parts(parts.assign(reference_share=0.5))
    middles = [patch.get_y() + patch.get_height() / 2 for patch in blocks(paired)]
    assert middles == [pytest.approx(place) for place in (-0.19, 0.81, 0.19, 1.19)]


# -- keywords --------------------------------------------------------------------------------------------------------


def test_twelve_words_of_each_side_are_drawn():
    g2 = [*np.arange(14.0, 0, -1), *np.arange(-14.0, 0)]
    compared = pd.DataFrame({"word": [f"词{i}" for i in range(28)], "g2": g2})
    compared = compared.assign(n_per_1000_words=1.0, reference_per_1000_words=2.0)
    ax = keywords.plot_keyness(compared)
    assert [tuple(place) for place in ax.collections[1].get_offsets()] == list(
        zip([*np.arange(14.0, 2, -1), *np.arange(-3.0, -15, -1)], range(24), strict=True)
    )
    assert [to_hex(colour) for colour in ax.collections[1].get_facecolors()] == [style.BLUE] * 12 + [style.RED] * 12
    assert segments(ax.collections[0])[0] == [(0, 0), (14, 0)]
    assert [line.get_xdata() for line in ax.lines] == [[0, 0]]
    assert len(keywords.plot_keyness(compared, limit=3).texts) == 6
    slight = keywords.plot_keyness(compared.iloc[:1].assign(g2=0.5))
    assert [tuple(place) for place in slight.collections[1].get_offsets()] == [(0.5, 0)]


def test_a_chart_of_nothing_says_so_in_its_middle():
    ax = keywords.plot_word_cloud(pd.DataFrame({"word": [], "n": []}))
    assert [(text.get_text(), text.get_position()) for text in ax.texts] == [("没有可画的词", (0.5, 0.5))]
    assert ax.texts[0].get_transform() == ax.transAxes


def test_a_heat_map_of_many_sections_draws_twenty_four_and_says_so():
    table = pd.DataFrame([range(26), [0] * 26], index=["企业", "服务"], columns=["很长很长的部分的名称要截断"] * 26)
    ax = keywords.plot_terms_by_section(table)
    assert len(said(ax)) == 23  # no nought is written
    assert caption(ax) == "（另有 2 个部分未画）"
    assert ax.figure.alt_text.startswith("热力图：2 个词在 24 个部分（另有 2 个部分未画）中的次数，")
    turned = [label.get_text() for label in ax.get_xticklabels()]
    assert turned == ["很长很长的部分的名称要…"] * 24
    assert inks(ax) == [style.INK] * 12 + [to_hex("white")] * 11  # white on more than 0.55 of the darkest
    shades = [to_hex(cell.get_facecolor()) for cell in blocks(ax)]
    assert (shades[0], shades[23], shades.count(style.BLUE)) == ("#ffffff", style.BLUE, 1)  # nought, and the most


def test_the_name_of_a_section_stands_level_below_few_columns():
    long = "把调查研究贯穿始终" * 5
    two = keywords.plot_terms_by_section(pd.DataFrame([[1, 2]], index=["企业"], columns=[long, "二、乙"]))
    assert two.get_xticklabels()[0].get_text().count("\n") == 2
    six = keywords.plot_terms_by_section(pd.DataFrame([range(6)], index=["企业"], columns=[long] * 6))
    label = six.get_xticklabels()[0].get_text()
    assert (label.count("\n"), label[-1], six.get_xticklabels()[0].get_rotation()) == (5, "…", 0)
    nine = keywords.plot_terms_by_section(pd.DataFrame([range(9)], index=["企业"], columns=[long] * 9))
    assert nine.get_xticklabels()[0].get_rotation() == 90


def test_a_word_said_once_is_not_the_darkest():
    ax = keywords.plot_terms_by_section(pd.DataFrame([[1, 0]], index=["企业"], columns=["一、甲", "二、乙"]))
    said_once, never = (cell.get_facecolor()[0] for cell in blocks(ax))
    assert (never, said_once) == (1, pytest.approx(1 - (1 - 0x1F / 255) / 3, abs=0.01))  # a third of the way to blue
    assert caption(ax) == ""
    assert [label.get_text() for label in ax.get_xticklabels()] == ["一、甲", "二、乙"]


def test_terms_are_strokes_between_the_beginning_and_the_end():
    words = pd.DataFrame({"word": [*"甲乙丙丁"], "start": [0, 5, 10, 15]})
    ax = keywords.plot_positions(words, pd.DataFrame({"start": [0], "end": [20]}), [*"甲乙丙丁"])
    assert ax.figure.alt_text == "条码图：甲、乙、丙等 4 个词在全文中出现的位置，竖线为各部分的起点。"
    assert [segments(lines)[0] for lines in ax.collections] == [
        [(place / 4, pytest.approx(place - 0.34)), (place / 4, pytest.approx(place + 0.34))] for place in range(4)
    ]
    assert (ax.get_xlim(), list(ax.get_xticks())) == ((0, 1), [0, 0.25, 0.5, 0.75, 1])


def test_a_cloud_has_sixty_words_and_fewer_on_a_phone():
    terms = pd.DataFrame({"word": [f"工作{i}" for i in range(70)], "n": [70 - i for i in range(70)]})
    ax = keywords.plot_word_cloud(terms)
    assert ax.figure.alt_text == "词云：60 个词，字号随次数变化，最大的是工作0、工作1、工作2；次数见旁边的表。"
    wide = ax.figure.artists[0].array
    assert wide.shape == (720, 1280, 4)
    assert {int(corner[3]) for corner in (wide[0, 0], wide[-1, -1])} == {0}
    assert "#{:02x}{:02x}{:02x}".format(*wide[wide[..., 3] == 255][0]) == style.BLUE
    png(ax, width=style.PHONE)
    (narrow,) = ax.figure.artists
    twenty = keywords.plot_word_cloud(terms.head(20))
    png(twenty, width=style.PHONE)
    assert np.array_equal(narrow.array, twenty.figure.artists[0].array)
    assert ax.figure.get_figheight() == pytest.approx(style.PHONE * 450 / 800)
    assert not ax.axison
    rising = keywords.plot_word_cloud(terms.head(60).iloc[::-1])  # on a phone, the most frequent ones
    png(rising, width=style.PHONE)
    assert np.array_equal(narrow.array, rising.figure.artists[0].array)


# -- two reports -----------------------------------------------------------------------------------------------------


def test_twenty_four_goals_are_drawn():
    goals = pd.DataFrame({"indicator": [f"项{i}" for i in range(26)], "target": "1", "result": "1", "met": "yes"})
    ax = comparison.plot_goals(goals.assign(value=1.0, result_value=1.0, qualifier="="))
    assert (len(names(ax)), len(blocks(ax))) == (24, 48)
    assert [list(line.get_ydata()) for line in ax.lines[:1]] == [[-0.42, 0.42]]


def test_eight_phrases_of_each_direction_are_drawn_and_their_names_kept_apart():
    n = 20
    found = pd.DataFrame({"phrase": [f"提法{i}" for i in range(n)], "frame": False, "count_last": 1, "count_this": 2})
    found = found.assign(rate_last=[0.0, 9.0] * 10, rate_this=[9.0, 0.0] * 10)
    ax = comparison.plot_phrases(found)
    assert [line.get_color() for line in ax.lines[:16]] == [style.BLUE] * 8 + [style.RED] * 8
    assert ax.figure.alt_text.startswith("坡度图：16 个提法")
    assert ax.figure.alt_text.endswith("提法0、提法2、提法4。")
    heights = [place[1] for _, place in notes(ax)]
    assert heights == [pytest.approx(9 + 9 * 0.055 * step) for step in (*range(8), *range(8))]
    assert (ax.get_xlim(), list(ax.get_yticks())) == ((-0.9, 1.9), [])
    assert ax.get_ylim() == (pytest.approx(-0.27), pytest.approx(9.72))
    assert [line.get_xdata()[0] for line in ax.lines[16:]] == [0, 1]
    assert comparison.plot_phrases(found.iloc[:0]).get_ylim()[1] == pytest.approx(1.08)


def test_what_was_copied_is_told_by_fortieths_of_the_text():
    found = pd.DataFrame({"kind": ["near"], "start": [390], "end": [400], "formula": [False]})
    ax = comparison.plot_copied(found, 400)
    assert [len(bars) for bars in groups(ax)] == [40, 40]
    assert blocks(ax)[0].get_width() == pytest.approx(100 / 40 * 0.9)
    assert ax.figure.finding == "相同相近的句子结尾最多"
    assert ax.get_ylabel() == "占这一段的字（%）"
    assert comparison.plot_copied(found.iloc[:0], 0).figure.finding == "没有相同的"


# -- a collection ----------------------------------------------------------------------------------------------------


def test_twelve_small_charts_are_drawn():
    counts = pd.DataFrame({"term": [f"词{i}" for i in range(14)], "year": 2021, "rate": np.arange(14.0)})
    figure = corpus.plot_term_years(counts).figure
    assert figure.alt_text.startswith("12 个小折线图")
    assert figure.alt_text.count("词") == 1 + 3  # three are told
    assert figure.axes[0].get_ylim() == (0, pytest.approx(11 * 1.15))  # of those drawn
    assert figure.axes[0].get_xticks().tolist() == [2021]
    assert figure.axes[0].get_xlim() == (2020.5, 2021.5)


def test_twelve_places_with_most_years_are_drawn():
    rows = [(f"地{i}", 2020 + j, "成绩", 5.0, "5%", "%") for i in range(14) for j in range(1 + (i > 1))]
    series = pd.DataFrame(rows, columns=["place", "year", "role", "value", "text", "unit"])
    figure = corpus.plot_indicator(series, name="增速").figure
    assert [ax.get_title(loc="left") for ax in figure.axes] == [f"地{i}" for i in range(2, 14)]
    assert figure.axes[0].get_ylim() == (4, 6)  # all equal: a fifth of the value on either side
    empty = corpus.plot_indicator(series.assign(value=0.0), name="增速")
    assert empty.get_ylim() == (-1, 1)


def test_targets_of_twenty_four_places_are_drawn_from_nought():
    series = pd.DataFrame({"place": [f"地{i:02}" for i in range(26)], "year": 2022, "role": "目标"})
    series = series.assign(value=np.arange(26.0) - 10, text="x")
    ax = corpus.plot_targets(series, year=2022, name="增速")
    assert len(names(ax)) == 24
    assert ax.get_xlim() == (-8, pytest.approx(15 * 1.3))
    assert segments(ax.collections[0])[0] == [(0, 0), (15, 0)]


def test_shares_of_a_collection_are_written_in_per_cent():
    structure = pd.DataFrame({"year": [2021], "review": 0.5, "plan": 0.3, "problems": 0.1, "n_chars": 12_000})
    stacked = corpus.plot_structure(structure)
    assert stacked.xaxis.get_major_formatter()(0.25, 0) == "25%"
    assert stacked.get_xlabel() == "占全文（各年报告的中位数）"
    assert [to_hex(bars[0].get_facecolor()) for bars in groups(stacked)] == [style.BLUE, style.LIGHT, style.RED]
    assert stacked.figure.alt_text == "堆叠横条图：1 个年份的报告里回顾、部署、问题占全文的中位数。"
    lengths = corpus.plot_lengths(structure)
    assert lengths.yaxis.get_major_formatter()(12_000, 0) == "12,000"
    assert (lengths.get_ylabel(), lengths.get_ylim()[0]) == ("字数", 0)
    assert [line.get_color() for line in lengths.lines] == [style.PALE, style.BLUE]
    pairs = pd.DataFrame({"report": [0] * 14, "other": [1] * 14, "share": 0.5, "n": 3})
    copied = corpus.plot_copied(pairs, ["甲", "乙"])
    assert len(blocks(copied)) == 12
    assert list(copied.get_xticks()) == []
    assert copied.get_xlabel() == "与较早一份相同或相近的句子，占较晚一份的字数"


# -- the brief -------------------------------------------------------------------------------------------------------


def target(**values):
    return Target("税收", "增长", 0, 2, 2, "next", 0, **values)


@pytest.mark.parametrize(
    "values, end",
    [
        ({"value": 5.0, "result": 6.0}, 8),
        ({"value": 1.0, "value_high": 20.0, "result": None}, 25),
        ({"value": 0.0, "result": 0.0}, 1),
        ({"value": 100.0, "result": 10.0}, 200),
        ({"value": 0.06, "result": 0.05}, 0.08),
    ],
)
def test_a_scale_ends_at_a_round_number_beyond_the_largest(values, end):
    assert brief.scale_of([target(**values)]) == pytest.approx(end)


def test_what_lies_beyond_the_scale_ends_at_its_edge():
    drawn = brief.bullet(target(value=20.0, qualifier=">", result=-1.0), 10, "")
    assert '<rect class="bar" y="4" width="0" height="6"/>' in drawn
    assert '<rect class="tick" x="298.5" width="3" height="14"/>' in drawn
    assert "M300 7H316" in drawn
    assert 'viewBox="0 0 300 14" preserveAspectRatio="none"' in drawn
    assert '<rect class="ground" width="300" height="14"/>' in drawn
    narrow = brief.bullet(target(value=5.0, value_high=5.01, result=3.0), 10, "")
    assert '<rect class="range" x="150.0" width="2" height="14"/>' in narrow
