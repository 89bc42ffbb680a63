"""Charts of a collection: small multiples over the years, one scale for all of one chart."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from workreport.pages.charts.style import (
    BLUE,
    INK,
    LIGHT,
    MUTED,
    PALE,
    RED,
    describe,
    draw_bars,
    draw_blocks,
    name_rows,
    new_axes,
    new_grid,
    on_width,
    without_scale,
    write,
)
from workreport.reading.identity import level_of

_ROW = 0.36  # inches
_CELL = 1.35  # inches; height of one small chart
_ACROSS = 3
_LETTERS = 1.72  # of a name, to an inch of the whole chart: small charts stand three across
_UNLIKE = 5  # times that the largest place may outgrow the smallest on one scale
_BEYOND = 0.5  # of a strip's length, on either side of it
PLACES = 12
"""How many small charts one picture takes."""


def plot_term_years(counts: pd.DataFrame) -> Axes:
    """Small lines: how often each term stands in the reports of each year.

    Args:
        counts: the frame of `trends.terms_by_year`; the first twelve terms are drawn, on one scale.
    """
    terms = list(dict.fromkeys(counts["term"]))[:PLACES]
    axes = new_grid(len(terms), across=_ACROSS, height=_CELL)
    top = counts.loc[counts["term"].isin(terms), "rate"].max()
    for ax, term in zip(axes, terms, strict=True):
        rows = counts[counts["term"] == term]
        ax.plot(rows["year"], rows["rate"], color=BLUE, linewidth=1.8, marker="o", markersize=3)
        _small(ax, term, rows["year"], (0, top * 1.15))
    said = "；".join(f"{term} {_ends(counts[counts['term'] == term], 'rate')}" for term in terms[:3])
    return describe(axes[0], f"{len(terms)} 个小折线图：各词每年每万字的次数，{said}。")


def plot_indicator(series: pd.DataFrame, *, name: str) -> Axes:
    """Small charts, one a place: what was aimed at (ticks) and what was reached (dots), year by year.

    Args:
        series: the frame of `trends.indicator_series`, with at least one row; the first twelve places are drawn, on one
            scale where they are of like size, else each on its own from nought: a country and its provinces.
        name: the indicator's name, for the alt text.
    """
    series = series.assign(place=series["place"].where(series["place"] != "", "（地方未写明）"))
    places = list(series["place"].value_counts(sort=True).index[:PLACES])
    axes = new_grid(len(places), across=_ACROSS, height=_CELL)
    drawn = series[series["place"].isin(places)]
    low, high = drawn["value"].min(), drawn["value"].max()
    room = (high - low) * 0.2 or abs(high) * 0.2 or 1
    tops = drawn.groupby("place")["value"].max()
    apart = low > 0 and tops.max() > _UNLIKE * tops.min()
    for ax, place in zip(axes, places, strict=True):
        rows = drawn[drawn["place"] == place]
        done, aim = rows[rows["role"] == "成绩"], rows[rows["role"] == "目标"]
        ax.plot(done["year"], done["value"], color=BLUE, linewidth=1.2, marker="o", markersize=4)
        ax.plot(aim["year"], aim["value"], "_", color=RED, markersize=9, markeredgewidth=2)
        _small(ax, place, drawn["year"], (0, tops[place] * 1.2) if apart else (low - room, high + room))
        ax.yaxis.set_major_formatter(_in_wan)
    scales = "，各用各的刻度，都从 0 起" if apart else ""
    told = f"{drawn['unit'].iloc[0]}，{drawn['year'].min()}—{drawn['year'].max()} 年"
    return describe(axes[0], f"{len(places)} 个小图：各地“{name}”的目标（红横）和实绩（蓝点），{told}{scales}。")


def plot_targets(series: pd.DataFrame, *, year: int, name: str) -> Axes:
    """Dots from nought: the targets of places of one level of government for one year, the highest on top.

    Args:
        series: the frame of `trends.indicator_series`.
        year: the year that the targets are about.
        name: the indicator's name.
    """
    rows = series[(series["role"] == "目标") & (series["year"] == year)]
    levels = rows["place"].map(level_of)
    rows = rows[levels.isin(levels.mode()[:1])]  # a nation's jobs beside its provinces' would leave these no room
    rows = rows.sort_values(["value", "place"], ascending=[False, True], kind="stable").head(2 * PLACES)
    ax = new_axes(height=0.9 + _ROW * max(1, len(rows)))
    ax.hlines(range(len(rows)), 0, rows["value"], color=PALE, linewidth=3)
    ax.plot(rows["value"], range(len(rows)), "o", color=RED, markersize=7)
    write(ax, rows["value"], range(len(rows)), rows["text"], away=(8, 0), color=INK)
    name_rows(ax, rows["place"])
    ax.set_xlim(min(0, rows["value"].min() if len(rows) else 0), (rows["value"].max() if len(rows) else 1) * 1.3)
    ax.xaxis.set_major_formatter(_in_wan)
    ax.set_xlabel(f"{year} 年目标：{name}")
    first = f"最高的是{rows['place'].iloc[0]} {rows['text'].iloc[0]}" if len(rows) else "没有"
    return describe(ax, f"圆点图：{len(rows)} 个地方 {year} 年“{name}”的目标，{first}。")


def plot_structure(structure: pd.DataFrame) -> Axes:
    """Stacked bars by year: median shares of review, plan and problems over the year's reports.

    Args:
        structure: the frame of `trends.structure_of`.
    """
    dated = structure[structure["year"] > 0]
    shares = dated.groupby("year")[["review", "plan", "problems"]].median()
    ax = new_axes(height=0.9 + 0.3 * max(1, len(shares)))
    left = np.zeros(len(shares))
    for column, name, colour in (("review", "回顾", BLUE), ("plan", "部署", LIGHT), ("problems", "问题", RED)):
        draw_blocks(ax, left, np.arange(len(shares)) - 0.4, shares[column], 0.8, color=colour, label=name)
        left += shares[column].to_numpy()
    sizes = dated.groupby("year").size()
    name_rows(ax, [f"{year}（{sizes[year]} 份）" for year in shares.index])
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3)
    ax.set_xlabel("占全文（各年报告的中位数）")
    return describe(ax, f"堆叠横条图：{len(shares)} 个年份的报告里回顾、部署、问题占全文的中位数。")


def plot_lengths(structure: pd.DataFrame) -> Axes:
    """Dots by year: the length of every report, and a line through the medians.

    Args:
        structure: the frame of `trends.structure_of`.
    """
    dated = structure[structure["year"] > 0]
    medians = dated.groupby("year")["n_chars"].median()
    ax = new_axes(height=2.8)
    ax.plot(dated["year"], dated["n_chars"], "o", color=PALE, markersize=4)
    ax.plot(medians.index, medians, color=BLUE, linewidth=1.8)
    ax.set_ylim(0, None)
    ax.grid(visible=True, axis="y")
    ax.locator_params(axis="x", integer=True)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    ax.set_ylabel("字数")
    ends = _ends(medians.rename("n_chars").reset_index(), "n_chars")
    return describe(ax, f"散点图：各年报告的字数，中位数{ends}。")


def plot_copied(pairs: pd.DataFrame, names: Sequence[str]) -> Axes:
    """Bars: the pairs of reports with most in common, the largest share on top.

    Args:
        pairs: the frame of `kin.copied_shares`; the first twelve pairs are drawn.
        names: a name for each number of a report.
    """
    shown = pairs.head(PLACES)
    ax = new_axes(height=0.9 + _ROW * max(1, len(shown)))
    draw_bars(ax, range(len(shown)), shown["share"])
    write(ax, shown["share"], range(len(shown)), [f"{row.share:.1%}，{row.n} 句" for row in shown.itertuples()])
    name_rows(ax, [f"{names[row.report]} ← {names[row.other]}" for row in shown.itertuples()])
    without_scale(ax)
    ax.set_xlabel("与较早一份相同或相近的句子，占较晚一份的字数")
    first = next(shown.itertuples(), None)
    said = f"最多的是{names[first.report]}，{first.share:.1%} 见于{names[first.other]}" if first else "没有"
    return describe(ax, f"横条图：相同句子最多的 {len(shown)} 对报告，{said}。")


def plot_standing(rows: pd.DataFrame, *, what: str) -> Axes:
    """One strip a row, each on a scale of its own: the middle 80 % of the peers, their median, and the report's dot.

    Args:
        rows: `name`, `own`, `low`, `median`, `high`, as texts `own_text` and `median_text`.
        what: who the peers are, for the axis and the alt text.
    """
    span = (rows["high"] - rows["low"]).where(rows["high"] > rows["low"])
    median = ((rows["median"] - rows["low"]) / span).fillna(0.5)
    own = ((rows["own"] - rows["low"]) / span).fillna(0.5 + 0.7 * np.sign(rows["own"] - rows["median"]))
    own = own.clip(-_BEYOND, 1 + _BEYOND)  # what is far out stands at the edge
    inside = (rows["own"] >= rows["low"]) & (rows["own"] <= rows["high"])
    ax = new_axes(height=0.9 + 0.5 * len(rows))
    places = np.arange(len(rows))
    draw_bars(ax, places, np.ones(len(rows)), height=0.42, color=PALE)
    ax.vlines(median, places - 0.21, places + 0.21, color=MUTED, linewidth=2)
    ax.scatter(own, places, s=60, zorder=3, c=[BLUE if well else RED for well in inside])
    write(ax, own, places, rows["own_text"], away=(0, 9), ha="center", va="baseline", color=INK)
    name_rows(ax, rows["name"], row=0.5)
    ax.set_ylim(len(rows) - 0.4, -0.8)
    ax.set_xlim(-_BEYOND - 0.1, 1 + _BEYOND + 0.1)
    ax.set_xticks([0, 1], ["低的一成", "高的一成"])
    ax.set_xlabel(f"浅条是{what}的中间八成，竖线是中位数")
    said = "；".join(f"{row.name} {row.own_text}，中位数 {row.median_text}" for row in rows.itertuples(index=False))
    return describe(ax, f"条带图：本报告与{what}相比，{said}。")


def _small(ax: Axes, title: str, years: pd.Series, limits: tuple[float, float]) -> None:
    """The frame of one small chart: its name, the first and the last year, one scale for all."""
    on_width(ax, lambda width: _entitle(ax, title, int(width * _LETTERS)))
    first, last = int(years.min()), int(years.max())
    ax.set_xlim(first - 0.5, last + 0.5)
    ax.set_ylim(*limits)
    ax.set_xticks([first, last] if last > first else [first])
    ax.tick_params(labelsize=9.5)
    ax.grid(visible=True, axis="y")
    ax.yaxis.set_major_locator(MaxNLocator(3))


def _entitle(ax: Axes, title: str, room: int) -> None:
    """Set the name of one small chart, cut to the characters that it has room for."""
    ax.set_title(title if len(title) <= room else f"{title[: room - 1]}…", fontsize=10.5, loc="left", color=INK)


def _in_wan(value: float, _: float) -> str:
    """A value on an axis as Chinese readers count it: 1200万, 1.5亿."""
    for size, name in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{value / size:,.4g}{name}"
    return f"{value:,.4g}"


def _ends(rows: pd.DataFrame, column: str) -> str:
    """The first and the last value of a series, in words."""
    if rows.empty:
        return "没有"
    first, last = rows.iloc[0], rows.iloc[-1]
    return f"从 {first['year']:.0f} 年的 {first[column]:,.1f} 到 {last['year']:.0f} 年的 {last[column]:,.1f}"
