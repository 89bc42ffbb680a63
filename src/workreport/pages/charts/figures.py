"""Charts of the ledger of figures."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from workreport.document.rows import FigureRow
from workreport.figures import kind_name, kinds_in
from workreport.pages.charts.style import (
    BLUE,
    MUTED,
    PALE,
    RED,
    describe,
    draw_bars,
    keep_clear,
    label_x,
    name_rows,
    names_along,
    new_axes,
    without_scale,
    write,
)

ROWS = 12  # figures that one chart shows
_ROW = 0.36  # inches
_UNITS = 4  # units that one chart shows, and
_EACH = 5  # figures of each of several


def plot_kinds(kinds: pd.DataFrame) -> Axes:
    """Bars: figures by kind.

    Args:
        kinds: the frame of `ledger.count_kinds`.
    """
    ax = new_axes(height=0.8 + _ROW * max(1, len(kinds)))
    draw_bars(ax, range(len(kinds)), kinds["n"])
    write(ax, kinds["n"], range(len(kinds)), [f"{row.n} 个，{row.share:.1%}" for row in kinds.itertuples()])
    name_rows(ax, kinds["kind"])
    without_scale(ax)
    label_x(ax, "个数")
    said = "、".join(f"{row.kind} {row.n}" for row in kinds.itertuples())
    most = kinds[kinds["n"] == kinds["n"].max()]
    finding = f"{most['kind'].iloc[0]}最多，占 {most['share'].iloc[0]:.0%}" if len(most) == 1 and len(kinds) > 1 else ""
    return describe(ax, f"横条图：各类数字指标的个数，{said or '没有'}。", finding=finding)


def plot_values(rows: pd.DataFrame, *, what: str) -> Axes:
    """Bars: the largest values, compared with those of their own unit only; none is called the largest of all.

    Each unit has a scale of its own, from nought to its largest value; people, birds and visits share none.

    Args:
        rows: rows of the ledger of one kind; those with values above 0 are drawn, the largest of each unit, ties in
            text order.
        what: what the values are, in Chinese.
    """
    groups = _by_unit(rows[rows["value"] > 0])
    bars = [(_name(row), row.value / group["value"].max(), row.text) for group in groups for row in group.itertuples()]
    places: list[int] = []
    heads: dict[int, str] = {}
    place = 0
    for group in groups:
        if len(set(rows["unit"])) > 1:  # also where the other units have too few rows to be drawn
            heads[place] = f"【{group['unit'].iloc[0] or '没有单位'}】"
            place += 1
        places += range(place, place + len(group))
        place += len(group)
    ax = new_axes(height=0.6 + _ROW * max(1, place))
    lengths = [length for _, length, _ in bars]
    draw_bars(ax, places, lengths, height=0.62)
    write(ax, lengths, places, [text for _, _, text in bars])
    names = heads | {place: name for place, (name, _, _) in zip(places, bars, strict=True)}
    name_rows(ax, [names[place] for place in sorted(names)])
    without_scale(ax)
    ax.set_xlim(0, 1)
    label_x(ax, f"{what}；{'每个单位各用一把尺子，只在同一单位内比长短' if heads else '从零起，同一把尺子'}")
    said = [f"{_name(row)} {row.text}" for group in groups for row in group.head(1).itertuples()]
    return describe(
        ax,
        f"横条图：{what}最大的 {len(bars)} 项，{'各单位' if heads else ''}最大的是{'；'.join(said) or '没有'}。",
    )


def _by_unit(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """The largest rows of each unit, the unit with the most rows first; units with one row only where all have."""
    by_size = rows["unit"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    several = by_size[by_size > 1].index[:_UNITS]
    units = several if len(several) else by_size.index[:1]
    limit = ROWS if len(units) == 1 else _EACH
    return [rows[rows["unit"] == unit].nlargest(limit, "value") for unit in units]


def plot_growth(rows: pd.DataFrame) -> Axes:
    """Bars: growth and decline in per cent, the fastest growth on top.

    Args:
        rows: the frame of `ledger.comparable_growth`; the largest sizes are drawn.
    """
    signed = rows.assign(size=rows["growth"]).dropna(subset="size")
    shown = signed.loc[signed["size"].abs().nlargest(ROWS).index].sort_values("size", ascending=False, kind="stable")
    ax = new_axes(height=0.9 + _ROW * max(1, len(shown)))
    draw_bars(ax, range(len(shown)), shown["size"], color=np.where(shown["size"] < 0, RED, BLUE))
    told = np.where((shown["size"] < 0) & ~shown["text"].str.startswith("-"), "-", "") + shown["text"]
    names = [_name(row) for row in shown.itertuples()]
    write(ax, shown["size"], range(len(shown)), told)
    ax.axvline(0, color=MUTED, linewidth=1)
    name_rows(ax, names)
    without_scale(ax)
    keep_clear(ax, shown["size"], told, names)
    label_x(ax, "增长（向右）或下降（向左，红），%")
    first = f"{_name(next(shown.itertuples()))}{shown['text'].iloc[0]}" if len(shown) else "没有"
    return describe(ax, f"横条图：{len(shown)} 项增减幅度，居首的是{first}。")


def plot_along(ledger: pd.DataFrame, sections: pd.DataFrame, *, comparable: bool = True) -> Axes:
    """Ticks along the text: where figures of each kind stand, sections apart.

    Args:
        ledger: the frame of `document.figures_of`.
        sections: the frame of `outline.sections_of`.
        comparable: whether sections may be set beside each other: see `sections.why_incomparable`.
    """
    kinds = kinds_in(ledger["kind"])
    ax = new_axes(height=1.0 + 0.3 * max(1, len(kinds)))
    size = max(1, sections["end"].max())
    for place, kind in enumerate(kinds):
        starts = ledger.loc[ledger["kind"] == kind, "start"] * 100 / size
        ax.vlines(starts, place - 0.38, place + 0.38, color=BLUE, linewidth=1.6)
    for start in sections["start"] * 100 / size:
        ax.axvline(start, color=PALE, linewidth=1)
    for start, name in names_along(sections):
        write(ax, [start], [1], [name], away=(3, 3), from_top=True, va="baseline", fontsize=10)
    name_rows(ax, [kind_name(kind) for kind in kinds], row=0.3)
    ax.grid(visible=False)
    ax.set(xlim=(0, 100))
    label_x(ax, "全文位置（%）；每条刻线是一个数字，浅灰线分开各部分")
    return describe(
        ax,
        f"刻线图：{len(ledger)} 个数字指标按类型在全文中的位置，竖线分开 {len(sections)} 个部分。",
        finding=_where(ledger, sections) if comparable else "",
    )


def _where(ledger: pd.DataFrame, sections: pd.DataFrame) -> str:
    """Where most figures stand, if one section has more than any other."""
    counts = ledger["section"].value_counts()
    if len(sections) < 2 or counts.empty or (counts == counts.iloc[0]).sum() > 1:
        return ""
    label = sections.set_index("section")["label"][counts.index[0]]
    return f"{len(ledger)} 个数字里，{counts.iloc[0]} 个在“{label}”"


def _name(row: FigureRow) -> str:
    return "、".join(row.labels) or "（未写明）"
