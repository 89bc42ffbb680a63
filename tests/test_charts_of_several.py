"""Charts of two reports, of a collection and of the brief, by what they draw and say."""

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from drawn import blocks, groups, notes, strokes
from workreport.analyses.brief.promised import Target
from workreport.comparison.telling import below_expected
from workreport.pages.charts import brief, comparison, corpus, style
from workreport.pages.charts.picture import png


def frame(columns, *rows):
    return pd.DataFrame(rows, columns=columns.split())


def said(ax):
    return [text.get_text() for text in ax.texts]


def names(ax):
    return [text.get_text().replace("\n", "") for text in ax.figure.texts]


def near(*values):
    return [pytest.approx(value) for value in values]


GOALS = frame(
    "indicator target value result result_value met qualifier",
    ("税收", "5亿元", 5, "6亿元", 6, "yes", "≥"),
    ("投资", "8亿元", 8, "4亿元", 4, "no", "≥"),
    ("出口", "1亿元", 1, "3亿元", 3, "yes", "≥"),
    ("就业", "2万人", 2, "", float("nan"), "unknown", "≥"),
    ("亏损", "0元", 0, "1元", 1, "no", "≤"),
)


def test_goals_are_drawn_against_their_targets():
    ax = comparison.plot_goals(GOALS)
    assert [patch.get_width() for patch in blocks(ax)] == near(100, 100, 100, 120, 50, 200)  # no bar beyond the axis
    colours = [to_hex(patch.get_facecolor()) for patch in blocks(ax)]
    assert colours == [style.PALE] * 3 + [style.BLUE, style.RED, style.BLUE]
    assert said(ax) == ["6亿元 / 5亿元", "4亿元 / 8亿元 未达到", "3亿元 / 1亿元"]
    assert [place for _, place in notes(ax)] == [(pytest.approx(120), 0), (100, 1), (200, 2)]
    assert ax.get_xlim() == (0, 200)
    assert [list(line.get_xdata()) for line in ax.lines] == [[100, 100]] * 3
    assert names(ax) == ["税收", "投资", "出口"]
    assert ax.get_xlim() == (0, 200)
    assert list(ax.get_xticks()) == [0, 50, 100, 150, 200]
    assert ax.figure.finding == "3 个有结果的目标，1 个未达到"
    assert ax.figure.alt_text.startswith("子弹图：税收目标5亿元结果6亿元，投资目标8亿元结果4亿元，")
    assert "黑线是目标" in ax.get_xlabel()


def test_goals_that_are_all_met_are_told():
    assert comparison.plot_goals(GOALS.iloc[[0, 2]]).figure.finding == "2 个有结果的目标都达到了"


def test_prices_far_below_what_was_expected_are_no_goal_met():
    prices = frame(
        "indicator target value result result_value met qualifier", ("物价", "3%", 3, "0.2%", 0.2, "yes", "≈")
    )
    ax = comparison.plot_goals(pd.concat([GOALS.iloc[[0]], prices]))
    assert said(ax) == ["6亿元 / 5亿元", "0.2% / 3% 低于预期值"]
    assert ax.figure.finding == ""
    assert list(below_expected(pd.concat([GOALS, prices]))) == [False] * 5 + [True]
    ceiling = prices.assign(qualifier="≤")
    assert said(comparison.plot_goals(ceiling)) == ["0.2% / 3%"]


def test_what_was_copied_stands_where_it_is():
    found = frame(
        "kind start end formula",
        ("verbatim", 100, 110, False),
        ("near", 110, 115, False),
        ("verbatim", 200, 210, True),  # a formula, which everybody writes
    )
    ax = comparison.plot_copied(found, 400)
    same, alike = groups(ax)
    assert [(bar.get_x(), bar.get_height()) for bar in same if bar.get_height()] == [(25, 100)]
    assert [(bar.get_x(), bar.get_height()) for bar in alike if bar.get_height()] == [
        (pytest.approx(27.5), pytest.approx(50))
    ]
    assert [to_hex(group[0].get_facecolor()) for group in (same, alike)] == [style.BLUE, style.LIGHT]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["相同", "相近"]
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, 100), (0, 100))
    assert ax.figure.finding == "相同相近的句子中间最多"
    assert comparison.plot_copied(found.assign(start=390, end=400), 400).figure.finding == "相同相近的句子结尾最多"
    assert comparison.plot_copied(found.iloc[2:], 400).figure.finding == "没有相同的"


def test_phrases_rise_and_fall():
    found = frame(
        "phrase frame rate_last rate_this count_last count_this",
        ("数字赋能", False, 1.0, 4.0, 2, 8),
        ("招商引资", False, 3.0, 0.0, 6, 0),
        ("在……下", True, 1.0, 9.0, 1, 9),
    )
    ax = comparison.plot_phrases(found)
    drawn = [(list(line.get_ydata()), line.get_linestyle(), line.get_color()) for line in ax.lines[:2]]
    assert drawn == [([1, 4], "-", style.BLUE), ([3, 0], "--", style.RED)]
    assert notes(ax) == [
        ("数字赋能 2", (0, 1)),
        ("招商引资 6", (0, 3)),
        ("数字赋能 8", (1, 4)),
    ]
    assert [text.get_color() for text in ax.texts] == [style.BLUE, style.RED, style.BLUE]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["较早", "现在"]
    assert ax.figure.alt_text == "坡度图：2 个提法两份报告里的每万字次数，变化最明显的是数字赋能、招商引资。"


def test_terms_have_one_scale_over_the_years():
    counts = frame("term year rate", ("创新", 2021, 2), ("创新", 2022, 4), ("法治", 2021, 1), ("法治", 2022, 3))
    first, second = corpus.plot_term_years(counts).figure.axes[:2]
    assert [list(ax.lines[0].get_ydata()) for ax in (first, second)] == [[2, 4], [1, 3]]
    assert [ax.get_title(loc="left") for ax in (first, second)] == ["创新", "法治"]
    assert first.get_ylim() == second.get_ylim() == (0, pytest.approx(4.6))
    assert list(first.get_xticks()) == [2021, 2022]
    assert first.get_xlim() == (2020.5, 2022.5)
    assert first.figure.alt_text == (
        "2 个小折线图：各词每年每万字的次数，创新 从 2021 年的 2.0 到 2022 年的 4.0；"
        "法治 从 2021 年的 1.0 到 2022 年的 3.0。"
    )


SERIES = frame(
    "place year role value text unit",
    ("甲市", 2021, "成绩", 5.0, "5%", "%"),
    ("甲市", 2022, "目标", 6.0, "6%", "%"),
    ("", 2022, "目标", 4.0, "4%左右", "%"),
)


def test_targets_and_results_of_each_place():
    first, second = corpus.plot_indicator(SERIES, name="增速").figure.axes[:2]
    results, targets = first.lines
    assert (list(results.get_xdata()), list(results.get_ydata()), results.get_color()) == ([2021], [5], style.BLUE)
    assert (list(targets.get_xdata()), list(targets.get_ydata()), targets.get_color()) == ([2022], [6], style.RED)
    assert [ax.get_title(loc="left") for ax in (first, second)] == ["甲市", "（地方未写明）"]
    assert first.get_ylim() == tuple(near(3.6, 6.4))
    assert first.figure.alt_text == "2 个小图：各地“增速”的目标（红横）和实绩（蓝点），%，2021—2022 年。"


def test_places_of_unlike_size_have_scales_of_their_own_and_long_names_are_cut():
    rows = [
        ("全国", 2021, "成绩", 12e6, "1200万人", "人"),
        ("甲乙丙丁戊己庚辛壬癸子丑", 2022, "目标", 5e4, "5万人", "人"),
    ]
    whole, part = corpus.plot_indicator(frame("place year role value text unit", *rows), name="就业").figure.axes[:2]
    assert (whole.get_ylim(), part.get_ylim()) == (tuple(near(0, 14.4e6)), tuple(near(0, 6e4)))
    assert [ax.get_title(loc="left") for ax in (whole, part)] == ["全国", "甲乙丙丁戊己庚辛壬癸…"]
    assert [whole.yaxis.get_major_formatter()(value, 0) for value in (0, 5e4, 12e6, 1.5e8)] == [
        "0",
        "5万",
        "1,200万",
        "1.5亿",
    ]
    assert whole.figure.alt_text.endswith("人，2021—2022 年，各用各的刻度，都从 0 起。")


def test_targets_of_one_year_the_highest_on_top():
    ax = corpus.plot_targets(SERIES.assign(place=["丙", "甲", "乙"]), year=2022, name="增速")
    assert list(ax.lines[0].get_xdata()) == [6, 4]
    assert (names(ax), said(ax)) == (["甲", "乙"], ["6%", "4%左右"])
    assert [place for _, place in notes(ax)] == [(6, 0), (4, 1)]
    assert ax.get_xlim() == (0, pytest.approx(7.8))
    assert ax.get_xlabel() == "2022 年目标：增速"
    assert ax.figure.alt_text == "圆点图：2 个地方 2022 年“增速”的目标，最高的是甲 6%。"
    of_two_levels = pd.concat([SERIES.assign(place=["丙省", "甲省", "乙省"]), SERIES.assign(place="全国").iloc[1:2]])
    assert names(corpus.plot_targets(of_two_levels, year=2022, name="增速")) == ["甲省", "乙省"]


STRUCTURE = frame(
    "year review plan problems n_chars",
    (2021, 0.5, 0.3, 0.1, 1000),
    (2021, 0.7, 0.3, 0.1, 2000),
    (2022, 0.4, 0.4, 0.2, 3000),
    (0, 0.1, 0.1, 0.8, 9000),  # of no known year
)


def test_structure_is_stacked_by_year():
    ax = corpus.plot_structure(STRUCTURE)
    assert [[bar.get_width() for bar in bars] for bars in groups(ax)] == [
        near(0.6, 0.4),
        near(0.3, 0.4),
        near(0.1, 0.2),
    ]
    assert [bars[0].get_x() for bars in groups(ax)] == near(0, 0.6, 0.9)
    assert names(ax) == ["2021（2 份）", "2022（1 份）"]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["回顾", "部署", "问题"]
    assert ax.get_xlim() == (0, 1)


def test_lengths_of_reports_and_their_medians():
    ax = corpus.plot_lengths(STRUCTURE)
    assert [list(line.get_ydata()) for line in ax.lines] == [[1000, 2000, 3000], [1500, 3000]]
    assert ax.figure.alt_text == "散点图：各年报告的字数，中位数从 2021 年的 1,500.0 到 2022 年的 3,000.0。"


def test_pairs_with_most_in_common():
    ax = corpus.plot_copied(frame("report other share n", (1, 0, 0.25, 9), (2, 1, 0.125, 3)), ["甲", "乙", "丙"])
    assert [patch.get_width() for patch in blocks(ax)] == [0.25, 0.125]
    assert (names(ax), said(ax)) == (["乙 ← 甲", "丙 ← 乙"], ["25.0%，9 句", "12.5%，3 句"])
    assert ax.figure.alt_text == "横条图：相同句子最多的 2 对报告，最多的是乙，25.0% 见于甲。"


def target(**values):
    return Target("税收", "增长", 0, 2, 2, "next", 0, **values)


def test_a_bullet_is_to_scale():
    above = target(value=5.0, qualifier="≥", result=6.0)
    assert brief.scale_of([above]) == 8
    drawn = brief.bullet(above, 8, "税收<目标>")
    assert '<rect class="bar" y="4" width="225.0" height="6"/>' in drawn
    assert '<rect class="tick" x="186.0" width="3" height="14"/>' in drawn
    assert "M187.5 7H203.5M198.5 3L203.5 7L198.5 11" in drawn
    assert "<title>税收&lt;目标&gt;</title>" in drawn
    assert "M187.5 7H171.5M176.5 3" in brief.bullet(above._replace(qualifier="≤"), 8, "")
    assert "arrow" not in brief.bullet(above._replace(qualifier="="), 8, "")


def test_a_bullet_of_a_range_has_no_tick():
    drawn = brief.bullet(target(value=4.0, value_high=5.0, result=3.0), 10, "")
    assert '<rect class="range" x="120.0" width="30.0" height="14"/>' in drawn
    assert "tick" not in drawn


@pytest.mark.parametrize(
    "value, result, drawn", [(5, 6, True), (5, 0, True), (0, 1, True), (5, None, False), (5, -1, False), (-1, 5, False)]
)
def test_only_what_a_bar_can_stand_for_is_drawn(value, result, drawn):
    assert brief.can_be_drawn(target(value=value, result=result)) is drawn


def test_the_standing_among_peers_is_to_the_scale_of_each_row():
    rows = frame(
        "name own low median high own_text median_text",
        ("字数", 150, 100, 120, 200, "150 字", "120 字"),
        ("数字", 90, 10, 20, 30, "90 个", "20 个"),
        ("引语", 2, 10, 20, 30, "2 处", "20 处"),
        ("问题", 5, 0, 0, 0, "5 段", "0 段"),
    )
    ax = corpus.plot_standing(rows, what="30 份同类报告")
    assert [(bar.get_x(), bar.get_width(), to_hex(bar.get_facecolor())) for bar in blocks(ax)] == [
        (0, 1, style.PALE)
    ] * 4
    (lines,) = strokes(ax)
    dots = ax.collections[-1]
    assert [segment[0][0] for segment in lines.get_segments()] == near(0.2, 0.5, 0.5, 0.5)
    assert lines.get_segments()[0][:, 1].tolist() == near(-0.21, 0.21)
    assert [tuple(place) for place in dots.get_offsets()] == [(0.5, 0), (1.5, 1), (pytest.approx(-0.4), 2), (1.2, 3)]
    assert [to_hex(colour) for colour in dots.get_facecolors()] == [style.BLUE, style.RED, style.RED, style.RED]
    assert [(text, place[1]) for text, place in notes(ax)] == [
        ("150 字", 0),
        ("90 个", 1),
        ("2 处", 2),
        ("5 段", 3),
    ]
    assert names(ax) == ["字数", "数字", "引语", "问题"]
    assert (ax.get_xlim(), ax.get_ylim()) == (tuple(near(-0.6, 1.6)), tuple(near(3.6, -0.8)))
    assert [label.get_text() for label in ax.get_xticklabels()] == ["低的一成", "高的一成"]
    assert list(ax.get_xticks()) == [0, 1]
    assert ax.get_xlabel() == "浅条是30 份同类报告的中间八成，竖线是中位数"
    assert ax.figure.alt_text == (
        "条带图：本报告与30 份同类报告相比，字数 150 字，中位数 120 字；数字 90 个，中位数 20 个；"
        "引语 2 处，中位数 20 处；问题 5 段，中位数 0 段。"
    )


def test_a_collection_without_anything_of_a_kind_says_so():
    none = corpus.plot_targets(SERIES, year=1999, name="增速")
    assert none.figure.alt_text == "圆点图：0 个地方 1999 年“增速”的目标，没有。"
    assert none.get_xlim() == (0, pytest.approx(1.3))
    copied = corpus.plot_copied(frame("report other share n"), [])
    assert copied.figure.alt_text == "横条图：相同句子最多的 0 对报告，没有。"
    assert corpus.plot_lengths(STRUCTURE.iloc[3:]).figure.alt_text == "散点图：各年报告的字数，中位数没有。"


def test_no_chart_of_a_grid_covers_another():
    axes = style.new_grid(5, across=3, height=1.2)
    for ax in axes:
        ax.plot([2018, 2023], [0, 30])
        ax.set_title("提法")
    png(style.describe(axes[0], "折线图。"))
    boxes = [ax.get_position() for ax in axes]
    assert not any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])
    png(axes[0], width=style.PHONE)
    assert len({round(ax.get_position().width, 3) for ax in axes}) == 1
