"""Charts of the text statistics."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from workreport.pages.charts.style import (
    BLUE,
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

_BIN = 10  # characters
_SEVERAL = 3  # long sentences from which it is said where most of them stand
_ROW = 0.36  # inches for one bar of a list


def plot_section_sizes(counts: pd.DataFrame, *, comparable: bool = True) -> Axes:
    """Bars: characters of each section, the longest marked.

    Args:
        counts: the frame of `statistics.count_characters`; its row for the whole text is not drawn,
            nor are any but the 30 longest sections.
        comparable: whether sections may be set beside each other: see `sections.why_incomparable`.
    """
    every = counts[counts["section"] >= 0]
    sections = longest(every)
    ax = new_axes(height=0.8 + _ROW * len(sections))
    largest = sections["n_chars"].max()
    compared = comparable and len(sections) > 1
    stands_out = (sections["n_chars"] == largest) & compared
    draw_bars(ax, range(len(sections)), sections["n_chars"], color=np.where(stands_out, RED, BLUE))
    write(ax, sections["n_chars"], range(len(sections)), [f"{n:,}" for n in sections["n_chars"]])
    name_rows(ax, sections["label"])
    without_scale(ax)
    label_x(ax, f"字数{cut_note(sections, every)}")
    first = sections.loc[sections["n_chars"].idxmax(), "label"]
    alone = compared and (sections["n_chars"] == largest).sum() == 1
    return describe(
        ax,
        f"横条图：{len(sections)} 个部分的字数，最长的是“{first}”，{largest:,} 字。",
        finding=f"最长的是“{first}”，{largest:,} 字" if alone else "",
    )


def plot_sentence_lengths(sentences: pd.DataFrame, *, limit: int) -> Axes:
    """Histogram: sentences by length, those beyond `limit` characters marked.

    Args:
        sentences: the frame of `outline.sentences_of`, at least one row.
        limit: characters from which a sentence counts as long.
    """
    ax = new_axes(height=2.9)
    lengths = sentences["n_chars"]
    counts, edges = np.histogram(lengths, np.arange(0, max(lengths.max(), limit) + 2 * _BIN, _BIN))
    starts = edges[:-1] + 0.05 * _BIN
    draw_blocks(ax, starts, 0, 0.9 * _BIN, counts, color=np.where(starts >= limit, RED, BLUE))
    ax.margins(y=0.2)  # room for the words beside the middle line
    middle = lengths.median()
    ax.axvline(middle, color=MUTED, linewidth=1, linestyle="--")
    write(ax, [middle], [1], [f"中位数 {middle:.0f} 字"], away=(5, -2), from_top=True, va="top")
    ax.grid(axis="y")
    ax.grid(visible=False, axis="x")
    ax.locator_params(axis="y", integer=True)
    ax.set_xlabel("一句的字数（每格 10 字）")
    ax.set_ylabel("句数")
    long = int((lengths > limit).sum())
    beyond = f"{len(lengths)} 句中 {long} 句超过 {limit} 字" if long else f"{len(lengths)} 句都不超过 {limit} 字"
    return describe(
        ax,
        f"直方图：{len(lengths)} 句的长度，中位数 {middle:.0f} 字，最长 {lengths.max()} 字，"
        f"超过 {limit} 字的 {long} 句。",
        finding=f"{beyond}，中位数 {middle:.0f} 字" if len(lengths) > 1 else "",
    )


def plot_parts_of_speech(parts: pd.DataFrame) -> Axes:
    """Bars: share of each part of speech.

    Args:
        parts: the frame of `statistics.parts_of_speech`.
    """
    ax = new_axes(height=0.8 + _ROW * len(parts))
    draw_bars(ax, range(len(parts)), parts["share"] * 100)
    write(ax, parts["share"] * 100, range(len(parts)), [f"{share:.1%}" for share in parts["share"]])
    name_rows(ax, parts["part"])
    without_scale(ax)
    label_x(ax, "占全部词的百分比")
    named = parts[parts["part"] != "其他"].head(2)
    top = "、".join(f"{row.part} {row.share:.0%}" for row in named.itertuples())
    return describe(ax, f"横条图：各词类占全部词的比例，最多的是{top}。", finding=f"最多的是{top}" if top else "")


def plot_rhythm(sentences: pd.DataFrame, sections: pd.DataFrame, *, limit: int, comparable: bool = True) -> Axes:
    """Bars along the text: the length of each sentence where it stands, sections apart.

    Args:
        sentences: the frame of `outline.sentences_of`, at least one row.
        sections: the frame of `outline.sections_of`.
        limit: characters from which a sentence counts as long.
        comparable: whether sections may be set beside each other: see `sections.why_incomparable`.
    """
    ax = new_axes(height=2.6)
    size = sections["end"].max()
    colours = np.where(sentences["n_chars"] > limit, RED, BLUE)
    widths = (sentences["end"] - sentences["start"]) * 100 / size
    draw_blocks(ax, sentences["start"] * 100 / size, 0, widths * 0.9, sentences["n_chars"], color=colours)
    for start in sections["start"] * 100 / size:
        ax.axvline(start, color=PALE, linewidth=1)
    for place, name in names_along(sections):
        write(ax, [place], [1], [name], away=(3, -1), from_top=True, va="top", fontsize=10)
    ax.axhline(limit, color=RED, linewidth=0.8, linestyle=":")
    ax.set(xlim=(0, 100), xlabel="全文位置（%）", ylabel="一句的字数")
    ax.margins(y=0.18)
    long = int((sentences["n_chars"] > limit).sum())
    return describe(
        ax,
        f"柱图：从头到尾 {len(sentences)} 句各自的长度，"
        + (f"超过 {limit} 字的 {long} 句标红。" if long else f"没有超过 {limit} 字的。"),
        finding=_where(sentences[sentences["n_chars"] > limit], sections) if comparable else "",
    )


def _where(long: pd.DataFrame, sections: pd.DataFrame) -> str:
    """Where most long sentences stand, if one section has more than any other."""
    counts = long["section"].value_counts()
    if len(sections) < 2 or len(long) < _SEVERAL or (counts == counts.iloc[0]).sum() > 1:
        return ""
    label = sections.set_index("section")["label"][counts.index[0]]
    return f"{len(long)} 个长句{'都' if len(counts) == 1 else f'里，{counts.iloc[0]} 句'}在“{label}”"
