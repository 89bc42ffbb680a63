"""Charts of section balance."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from workreport.analyses.balance import COMPARABLE
from workreport.outline import AFTER
from workreport.pages.charts.style import (
    BLUE,
    GRID,
    INK,
    LIGHT,
    MUTED,
    PALE,
    RED,
    cut_note,
    describe,
    draw_bars,
    draw_blocks,
    label_x,
    longest,
    name_rows,
    names_along,
    new_axes,
    without_scale,
    write,
)

_CROWD = 80  # figures; drawn thinner beyond, so that dense places still show lines
_ROW = 0.36  # inches for one bar
_SMALL = 0.1  # where no share reaches it, shares are told to a tenth of a per cent: sixty sections would all have 2%


def plot_strip(balance: pd.DataFrame, inner: pd.DataFrame, points: pd.DataFrame, figures: pd.DataFrame) -> Axes:
    """Leaf through the report: sections to scale from left to right, points as lines inside, figures as ticks.

    Args:
        balance: the frame of `balance.section_balance`.
        inner: the same at level 2.
        points: the frame of `outline.points_of`.
        figures: the frame of `figures.find_figures`.
    """
    ax = new_axes(height=1.7)
    size = max(1, balance["end"].max()) / 100
    widths = (balance["end"] - balance["start"]) / size
    colours = [(PALE, LIGHT)[place % 2] for place in range(len(balance))]
    draw_blocks(ax, balance["start"] / size, -0.5, widths, 1, color=colours, edgecolors="white", linewidth=1.5)
    for place, name in names_along(balance):
        write(ax, [place], [0.5], [name], away=(2, 4), va="baseline", color=INK, fontsize=10)
    ax.vlines(inner["start"] / size, -0.5, 0.5, color="white", linewidth=1.5)
    ax.vlines(points["start"] / size, -0.5, 0.18, color=MUTED, linewidth=1)
    thin = 0.5 if len(figures) > _CROWD else 1.4
    ax.vlines(figures["start"] / size, -0.5, -0.2, color=INK, linewidth=thin)
    ax.set(xlim=(0, 100), ylim=(-0.5, 0.95), yticks=[])
    label_x(ax, "全文位置（%）；上方是部分的序号，白线是二级标题，灰线是要点，深色短线是数字指标")
    ax.spines["left"].set_visible(False)
    ax.grid(visible=False)
    numbered = int((balance["number"] != "").sum())
    return describe(
        ax,
        f"长条图：{len(balance)} 个部分按篇幅从左到右排开，其中 {len(points)} 个要点、{len(figures)} 个数字指标。",
        finding=f"{f'{numbered} 个部分、' if numbered else ''}{len(points)} 个要点、{len(figures)} 个数字",
    )


def plot_shares(held: pd.DataFrame, *, comparable: bool = True) -> Axes:
    """Bars: share of each section, with a line where it was intended to end.

    Args:
        held: the frame of `balance.against_plan`; of more than 30 sections the longest are drawn.
        comparable: whether sections may be set beside each other: see `sections.why_incomparable`.
    """
    shown = longest(held)
    ax = new_axes(height=0.9 + _ROW * len(shown))
    over = shown["over"].fillna(0) > 0
    form = ".0%" if shown["share"].max() >= _SMALL else ".1%"
    places = np.arange(len(shown))
    draw_bars(ax, places, shown["share"] * 100, color=np.where(over, RED, BLUE))
    ends = shown[["share", "intended"]].max(axis=1) * 100  # clear of the bar and of the line
    write(ax, ends, places, [_share_and_gap(row.share, row.over, form) for row in shown.itertuples()], away=(6, 0))
    ax.vlines(shown["intended"] * 100, places - 0.46, places + 0.46, color=INK, linewidth=2.5)
    name_rows(ax, shown["label"])
    without_scale(ax)
    planned = "；黑线为应占，红条超出" if shown["intended"].notna().any() else ""
    label_x(ax, f"占全文的百分比{planned}{cut_note(shown, held)}")
    largest = shown.loc[shown["share"].idxmax()]
    alone = comparable and len(shown) > 1 and (shown["n_chars"] == largest["n_chars"]).sum() == 1
    return describe(
        ax,
        f"横条图：{len(shown)} 个部分占全文的比例和应占的比例，最大的是“{largest['label']}”{largest['share']:.0%}。",
        finding=f"“{largest['label']}”占全文 {largest['share']:.0%}" if alone else "",
    )


def plot_levels(inner: pd.DataFrame, outer: pd.DataFrame) -> Axes:
    """Stacked bars: inside each section of level 1, its sections of level 2.

    Args:
        inner: the frame of `balance.section_balance` at level 2.
        outer: the same at level 1; of more than 30 sections the longest are drawn.
    """
    every, outer = outer, longest(outer)
    ax = new_axes(height=0.9 + 0.46 * len(outer))
    for place, row in enumerate(outer.itertuples()):
        below = inner[(inner["start"] >= row.start) & (inner["start"] < row.end)]
        ends = below["n_chars"].cumsum()
        colours = [(BLUE, LIGHT)[order % 2] for order in range(len(below))]
        look = {"color": colours, "edgecolors": "white", "linewidth": 1}
        draw_blocks(ax, ends - below["n_chars"], place - 0.35, below["n_chars"], 0.7, **look)
        left = 0
        for order, part in enumerate(below.itertuples()):
            name = part.number.strip("、.．（）()")
            if part.n_chars > outer["n_chars"].max() * (0.012 + 0.033 * len(name)) and len(below) > 1:
                ink = ("white", INK)[order % 2]
                ax.text(left + part.n_chars / 2, place, name, color=ink, ha="center", va="center", fontsize=9.5)
            left += part.n_chars
    name_rows(ax, outer["label"], row=0.46)
    label_x(ax, f"字数；格内为二级标题的序号{cut_note(outer, every)}")
    headed = inner.loc[~inner["title"].str.endswith(AFTER), "start"]
    below = [((headed > row.start) & (headed < row.end)).sum() for row in every.itertuples()]
    most = max(below, default=0)
    label = every["label"].iloc[below.index(most)] if below.count(most) == 1 and len(every) > 1 else ""
    return describe(
        ax,
        f"分段条图：{len(outer)} 个部分各由哪些二级部分组成，共 {len(inner)} 段。",
        finding=f"“{label}”分得最细，有 {most} 个二级标题" if label else "",
    )


def plot_points(points: pd.DataFrame, balance: pd.DataFrame) -> Axes:
    """Dots: length of each point, by section.

    Args:
        points: the frame of `balance.point_lengths`.
        balance: the frame of `balance.section_balance`; sections without points have no row.
    """
    every = balance[balance["section"].isin(points["section"])]
    sections = longest(every)
    ax = new_axes(height=0.9 + _ROW * max(1, len(sections)))
    for place, row in enumerate(sections.itertuples()):
        sizes = points.loc[points["section"] == row.section, "n_chars"]
        ax.hlines(place, sizes.min(), sizes.max(), color=PALE, linewidth=3)
        ax.plot(sizes, [place] * len(sizes), "o", color=BLUE, markersize=7, alpha=0.85)
    name_rows(ax, sections["label"])
    ax.set_xlim(left=0)
    label_x(ax, f"一个要点的字数{cut_note(sections, every)}")
    longest_point = points.nlargest(2, "n_chars", keep="all")
    first = longest_point.iloc[0] if len(longest_point) == 2 and longest_point["n_chars"].nunique() == 2 else None
    return describe(
        ax,
        f"圆点图：{len(sections)} 个部分里 {len(points)} 个要点的长短。",
        finding="" if first is None else f"最长的要点 {first['n_chars']:,} 字，在“{first['label']}”",
    )


def plot_substance(balance: pd.DataFrame) -> Axes:
    """Bars: share of solid sentences in each section.

    Args:
        balance: the frame of `balance.section_balance`; of more than 30 sections the longest are drawn.
    """
    every = balance.dropna(subset="substance")
    shown = longest(every)
    ax = new_axes(height=0.9 + _ROW * max(1, len(shown)))
    places = range(len(shown))
    draw_bars(ax, places, [100] * len(shown), color=GRID)  # all sentences
    draw_bars(ax, places, shown["substance"] * 100)
    told = [f"{row.substance:.0%}（{row.n_sentences} 句）" for row in shown.itertuples()]
    write(ax, [100] * len(shown), places, told)
    name_rows(ax, shown["label"])
    without_scale(ax)
    ax.set_xlim(0, 100)
    label_x(ax, f"实度：有据的句子占本部分句子的百分比{cut_note(shown, every)}")
    told = shown[shown["n_sentences"] > COMPARABLE]  # one of them is the heading
    best = told[told["substance"] == told["substance"].max()]
    said = "、".join(f"{row.label} {row.substance:.0%}" for row in told.nlargest(3, "substance").itertuples())
    return describe(
        ax,
        f"横条图：{len(shown)} 个部分的实度{f'，{COMPARABLE} 句以上的部分里最高的是{said}' if said else ''}。",
        finding=f"“{best['label'].iloc[0]}”最高，{best['substance'].iloc[0]:.0%}" if len(best) == 1 < len(told) else "",
    )


def plot_parts(parts: pd.DataFrame) -> Axes:
    """Paired bars: share of review, plan and problems, and what other reports give them.

    Args:
        parts: the frame of `balance.part_shares`.
    """
    ax = new_axes(height=0.9 + 0.5 * len(parts))
    places = np.arange(len(parts))
    compared = bool(parts["reference_share"].notna().any())
    columns = {"share": ("本报告", BLUE), "reference_share": ("同类报告的中位数", PALE)}
    for order, (column, (name, colour)) in enumerate(columns.items() if compared else list(columns.items())[:1]):
        shift = (-0.19, 0.19)[order] if compared else 0
        draw_bars(ax, places + shift, parts[column] * 100, height=0.36, color=colour, label=name)
        write(ax, parts[column] * 100, places + shift, [f"{share:.0%}" for share in parts[column]], fontsize=10)
    name_rows(ax, parts["part"], row=0.5)
    without_scale(ax)
    if compared:
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)  # above: no bar can lie below it
    label_x(ax, "占全文的百分比")
    said = "、".join(f"{row.part} {row.share:.0%}" for row in parts.itertuples() if row.n_chars)
    return describe(
        ax,
        f"条图：各类内容占全文的比例{'与同类报告的中位数' if compared else ''}，本报告{said}。",
        finding=f"{said}（占全文）" if said else "",
    )


def _share_and_gap(share: float, over: float, form: str) -> str:
    gap = "" if pd.isna(over) else f"（{over:+,.0f} 字）"
    return f"{share:{form}}{gap}"
