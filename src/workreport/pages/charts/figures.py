"""Charts of the ledger of figures."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from workreport.figures import kind_name, kinds_in
from workreport.pages.charts.style import BLUE, MUTED, PALE, RED, describe, name_rows, new_axes, shorten

ROWS = 12  # figures that one chart shows
_ROW = 0.36  # inches
_NAME = 16  # characters of an indicator
_WIDE = 50  # how many times the smallest value the largest may be before the scale becomes logarithmic


def plot_kinds(kinds: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Bars: figures by kind.

    Args:
        kinds: the frame of `ledger.count_kinds`.
        ax: where to draw, else a new chart.
    """
    ax = ax or new_axes(height=0.8 + _ROW * max(1, len(kinds)))
    bars = ax.barh(range(len(kinds)), kinds["n"], color=BLUE)
    ax.bar_label(bars, [f"{row.n} 个，{row.share:.1%}" for row in kinds.itertuples()], padding=4, color=MUTED)
    name_rows(ax, kinds["kind"])
    ax.margins(x=0.2)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_xlabel("个数")
    said = "、".join(f"{row.kind} {row.n}" for row in kinds.itertuples())
    return describe(ax, f"横条图：各类数字指标的个数，{said or '没有'}。")


def plot_values(rows: pd.DataFrame, *, what: str, ax: Axes | None = None) -> Axes:
    """Dots from a line: the largest values, on a logarithmic scale where they span orders of magnitude.

    Args:
        rows: rows of the ledger of one kind, with values above 0; the largest are drawn, ties in text order.
        what: what the values are, in Chinese, for the axis.
        ax: where to draw, else a new chart.
    """
    shown = rows[rows["value"] > 0].nlargest(ROWS, "value")
    ax = ax or new_axes(height=0.9 + _ROW * max(1, len(shown)))
    values = shown["value"]
    wide = len(values) > 1 and values.max() > _WIDE * values.min()
    base = 10 ** np.floor(np.log10(values.min()) - 0.3) if wide else 0
    places = range(len(shown))
    ax.hlines(places, base, values, color=PALE, linewidth=3)
    ax.plot(values, places, "o", color=BLUE, markersize=7)
    if wide:
        ax.set_xscale("log")
        ax.set_xlim(base, values.max() * 12)
    else:
        ax.set_xlim(0, (values.max() if len(values) else 1) * 1.3)
    for place, row in zip(places, shown.itertuples(), strict=True):
        ax.annotate(shorten(row.text, 14), (row.value, place), xytext=(8, 0), textcoords="offset points", va="center")
    name_rows(ax, map(_name, shown.itertuples()), limit=_NAME)
    ax.set_xlabel(f"{what}（对数刻度，每格十倍）" if wide else what)
    ax.xaxis.set_major_formatter(lambda value, _: _chinese(value))
    first = f"最大的是{_name(next(shown.itertuples()))}{shown['text'].iloc[0]}" if len(shown) else "没有"
    return describe(ax, f"圆点图：{what}最大的 {len(shown)} 项，{first}。")


def plot_growth(rows: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Bars: growth and decline in per cent, the fastest growth on top.

    Args:
        rows: rows of the ledger, percentages with a change; the largest sizes are drawn.
        ax: where to draw, else a new chart.
    """
    signed = rows.assign(size=np.where(rows["change"] == "-", -rows["value"], rows["value"])).dropna(subset="size")
    shown = signed.loc[signed["value"].nlargest(ROWS).index].sort_values("size", ascending=False, kind="stable")
    ax = ax or new_axes(height=0.9 + _ROW * max(1, len(shown)))
    bars = ax.barh(range(len(shown)), shown["size"], color=np.where(shown["size"] < 0, RED, BLUE))
    signs = np.where((shown["size"] < 0) & ~shown["text"].str.startswith("-"), "-", "")
    ax.bar_label(bars, signs + shown["text"], padding=4, color=MUTED)
    ax.axvline(0, color=MUTED, linewidth=1)
    name_rows(ax, map(_name, shown.itertuples()), limit=_NAME)
    ax.margins(x=0.18)
    ax.set_xlabel("增长（蓝）或下降（红），%")
    first = f"{_name(next(shown.itertuples()))}{shown['text'].iloc[0]}" if len(shown) else "没有"
    return describe(ax, f"横条图：{len(shown)} 项增减幅度，居首的是{first}。")


def plot_along(ledger: pd.DataFrame, sections: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Ticks along the text: where figures of each kind stand, sections apart.

    Args:
        ledger: the frame of `ledger.figures_of`.
        sections: the frame of `outline.sections_of`.
        ax: where to draw, else a new chart.
    """
    kinds = kinds_in(ledger["kind"])
    ax = ax or new_axes(height=1.0 + 0.3 * max(1, len(kinds)))
    size = max(1, sections["end"].max())
    for place, kind in enumerate(kinds):
        starts = ledger.loc[ledger["kind"] == kind, "start"] * 100 / size
        ax.vlines(starts, place - 0.38, place + 0.38, color=BLUE, linewidth=1.6)
    for row in sections.itertuples():
        ax.axvline(row.start * 100 / size, color=PALE, linewidth=1)
        if row.end - row.start > size / 25:
            name = row.number.strip("、.．（）()") or row.title
            ax.annotate(
                name,
                (row.start * 100 / size, 1),
                xycoords=("data", "axes fraction"),
                xytext=(3, 3),
                textcoords="offset points",
                color=MUTED,
                fontsize=10,
            )
    name_rows(ax, [kind_name(kind) for kind in kinds])
    ax.grid(visible=False)
    ax.set(xlim=(0, 100), xlabel="全文位置（%）")
    return describe(ax, f"刻线图：{len(ledger)} 个数字指标按类型在全文中的位置，竖线分开 {len(sections)} 个部分。")


def _name(row: tuple) -> str:
    return "、".join(row.labels) or "（未写明）"


def _chinese(value: float) -> str:
    """A number of the axis in 万 and 亿."""
    for scale, name in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
        if abs(value) >= scale:
            return f"{value / scale:g}{name}"
    return f"{value:g}"
