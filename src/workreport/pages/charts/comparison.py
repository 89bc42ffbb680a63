"""Charts of two reports: goals against results, what was copied along the text, phrases risen and fallen."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from workreport.comparison.telling import below_expected
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
    label_x,
    name_rows,
    new_axes,
    write,
)

_ROW = 0.42  # inches for one goal
_MOST_GOALS = 24
_FURTHEST = 2.0  # times the target that the axis reaches
_BINS = 40  # stretches of the text
_MOST_PHRASES = 8  # of each direction
_LINE = 0.055  # of the height of the slope chart, the least distance of two names


def plot_goals(goals: pd.DataFrame) -> Axes:
    """Bullets: each result as a share of its target, the target a line at 100 %.

    Args:
        goals: the frame of `promises.goals`; rows with a result in the same measure are drawn, at most 24.
    """
    rows = goals.assign(below=below_expected(goals))
    rows = rows[rows["met"].isin(["yes", "no"]) & (rows["value"] > 0)].head(_MOST_GOALS)
    ax = new_axes(height=0.9 + _ROW * len(rows))
    shares = rows["result_value"] / rows["value"] * 100
    places = range(len(rows))
    draw_bars(ax, places, [100] * len(rows), height=0.7, color=PALE)
    colours = np.where(rows["met"] == "yes", BLUE, RED)
    draw_bars(ax, places, shares.clip(upper=_FURTHEST * 100), height=0.34, color=colours)
    for place, (share, row) in enumerate(zip(shares, rows.itertuples(), strict=True)):
        ax.plot([100, 100], [place - 0.42, place + 0.42], color=INK, linewidth=2)
        mark = " 低于预期值" if row.below else "" if row.met == "yes" else " 未达到"
        end = min(max(share, 100), _FURTHEST * 100)
        write(ax, [end], [place], [f"{row.result} / {row.target}{mark}"], away=(5, 0), fontsize=9.5, color=INK)
    name_rows(ax, rows["indicator"], row=_ROW)
    ax.set_xlim(0, _FURTHEST * 100)
    ax.set_xticks([0, 50, 100, 150, 200])
    label_x(ax, "结果相当于目标的百分之几；黑线是目标\n失业率、能耗等低于目标为好")
    missed = (rows["met"] == "no").sum()
    finding = f"{len(rows)} 个有结果的目标，{missed} 个未达到" if missed else f"{len(rows)} 个有结果的目标都达到了"
    finding = "" if rows["below"].any() and not missed else finding
    told = "，".join(f"{row.indicator}目标{row.target}结果{row.result}" for row in rows.itertuples())
    return describe(ax, f"子弹图：{told}。", finding=finding)


def plot_copied(found: pd.DataFrame, n_chars: int) -> Axes:
    """Bars along the text: which share of each stretch stands in the earlier report.

    Args:
        found: the frame of `copying.reuse`.
        n_chars: length of the later text.
    """
    ax = new_axes(height=2.6)
    kinds = {"verbatim": (BLUE, "相同"), "near": (LIGHT, "相近")}
    edges = np.linspace(0, max(1, n_chars), _BINS + 1)
    bottom = np.zeros(_BINS)
    told = found[~found["formula"]]
    for kind, (colour, name) in kinds.items():
        covered = np.zeros(_BINS)
        for row in told[told["kind"] == kind].itertuples():
            covered += np.clip(np.minimum(edges[1:], row.end) - np.maximum(edges[:-1], row.start), 0, None)
        shares = covered / np.diff(edges) * 100
        draw_blocks(ax, edges[:-1] / edges[-1] * 100, bottom, 90 / _BINS, shares, color=colour, label=name)
        bottom += shares
    ax.set(xlim=(0, 100), ylim=(0, 100), ylabel="占这一段的字（%）")
    ax.grid(axis="y")
    ax.legend(loc="upper right", ncols=2)
    label_x(ax, "全文位置（%），从左到右就是从头到尾")
    worst = int(bottom.argmax())
    third = "开头" if worst < _BINS / 10 else "结尾" if worst >= _BINS * 9 / 10 else "中间"
    finding = f"相同相近的句子{third}最多" if bottom.any() else "没有相同的"
    return describe(ax, f"柱形图：沿全文每一段与去年相同或相近的比例，{finding}。", finding=finding)


def plot_phrases(found: pd.DataFrame) -> Axes:
    """Slopes: how often phrases were said then and now, the clearest risen and fallen.

    Args:
        found: the frame of `phrasing.phrases`, the clearest first.
    """
    told = found[~found["frame"]]
    rises = told["rate_this"] > told["rate_last"]
    rows = pd.concat([told[rises].head(_MOST_PHRASES), told[~rises].head(_MOST_PHRASES)])
    ax = new_axes(height=5.2)
    top = max(rows[["rate_last", "rate_this"]].max().max(), 1) if len(rows) else 1
    for row in rows.itertuples():
        up = row.rate_this > row.rate_last
        ax.plot([0, 1], [row.rate_last, row.rate_this], "-" if up else "--", color=BLUE if up else RED, marker="o")
    for x, column, side, way in ((0, "rate_last", "right", -8), (1, "rate_this", "left", 8)):
        named = rows[rows[column] > 0].sort_values(column)
        for row, height in zip(named.to_dict("records"), _apart(named[column], top * _LINE), strict=True):
            text = f"{row['phrase']} {row['count_last' if x == 0 else 'count_this']}"
            colour = BLUE if row["rate_this"] > row["rate_last"] else RED
            write(ax, [x], [height], [text], away=(way, 0), ha=side, fontsize=9.5, color=colour)
    ax.set(xlim=(-0.9, 1.9), ylim=(-top * 0.03, top * 1.08), xticks=[0, 1], yticks=[])
    ax.set_xticklabels(["较早", "现在"])
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=MUTED, linewidth=0.8)
    ax.axvline(1, color=MUTED, linewidth=0.8)
    ax.grid(visible=False)
    label_x(ax, "每万字出现的次数，数字是次数；实线上升，虚线下降")
    names = "、".join(rows["phrase"].head(3))
    return describe(ax, f"坡度图：{len(rows)} 个提法两份报告里的每万字次数，变化最明显的是{names}。")


def _apart(heights: pd.Series, least: float) -> list[float]:
    """Heights of names, from the lowest, moved up so that no two touch."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + least) if placed else height)
    return placed
