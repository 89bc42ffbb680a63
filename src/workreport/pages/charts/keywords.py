"""Charts of the keywords."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from wordcloud import WordCloud

from workreport.pages.charts.style import (
    BLUE,
    DPI,
    GRID,
    INK,
    MUTED,
    PHONE,
    RED,
    chart_of,
    chinese_font,
    describe,
    draw_blocks,
    keep_clear,
    label_x,
    name_rows,
    new_axes,
    on_width,
    shorten,
    show_pixels,
    wrap,
    write,
)

_TWICE = 2  # uses in one section up to which no word is said to belong there
_ROW = 0.3  # inches for one row of a list
_CLOUD = 400  # steps across in which places for words are looked for
_CLOUD_WORDS = 60
_PHONE_WORDS = 20  # on a phone, more would be too small to read
_SEED = 7
_SECTIONS = 24  # columns of a heat map that can still be read
_LETTERS = 5.3  # characters that stand side by side below each inch of a heat map
_LEVEL = 4  # of them for a column, from which its name stands level, in lines; narrower, it is turned
_LINES = 6  # of a column's name that stands level
_TURNED = 12  # characters of one that is turned
_DARK = 3  # occurrences that may be darkest: a word said once is not


def plot_word_cloud(terms: pd.DataFrame) -> Axes:
    """Word cloud: the size of a word follows its count; the same counts give the same picture.

    Args:
        terms: one row a word, with `word` and `n`; the first 60 are drawn.
    """
    ax = new_axes(height=3.7)
    shown = terms.head(_CLOUD_WORDS)
    ax.set_axis_off()
    if shown.empty:
        ax.text(0.5, 0.5, "没有可画的词", ha="center", color=MUTED, transform=ax.transAxes)
        return describe(ax, "词云：没有可画的词。")
    on_width(ax, lambda width: _draw_cloud(ax, shown, width))
    often = shown[shown["n"] > 1].sort_values("n", ascending=False, kind="stable")
    largest = "、".join(often["word"].head(3))
    said = f"，最大的是{largest}" if largest else ""
    return describe(
        ax,
        f"词云：{len(shown)} 个词，字号随次数变化{said}；次数见旁边的表。",
        finding=f"这些词里，次数最多的是{largest}" if largest else "",
    )


def _draw_cloud(ax: Axes, terms: pd.DataFrame, width: float) -> None:
    """The cloud for a screen, or with fewer and larger words for a phone."""
    often = terms.sort_values("n", ascending=False, kind="stable").head(_PHONE_WORDS)
    shown, least, most = (terms, 7, 42) if width > PHONE else (often, 14, 55)
    cloud = WordCloud(
        font_path=str(chinese_font()),
        width=_CLOUD,
        height=_CLOUD * 9 // 16,
        scale=width * DPI / _CLOUD,  # as many pixels as the chart has
        margin=3,  # keeps small words out of the strokes of large ones
        max_font_size=most,  # no giant word
        min_font_size=least,  # on the page, 11 pixels or more
        relative_scaling=0.4,
        prefer_horizontal=1.0,
        mode="RGBA",
        background_color=None,
        random_state=_SEED,
        color_func=lambda *_, **__: BLUE,  # a colour would have to mean something
    ).generate_from_frequencies(dict(zip(shown["word"], shown["n"].astype(float), strict=True)))
    show_pixels(ax, cloud.to_array())
    chart_of(ax).set_figheight(width * 9 / 16)


def plot_keyness(compared: pd.DataFrame, *, limit: int = 12) -> Axes:
    """Lollipops: words the report uses more (right) and less (left) than the reference, by signed G².

    Args:
        compared: the rows of `keywords.compare_with_reference` to draw from, at least one.
        limit: rows on either side.
    """
    more = compared[compared["g2"] > 0].head(limit)
    less = compared[compared["g2"] < 0].head(limit)
    rows = pd.concat([more, less.iloc[::-1]])
    ax = new_axes(height=0.9 + _ROW * len(rows))
    places = np.arange(len(rows))
    colours = np.where(rows["g2"] > 0, BLUE, RED)
    ax.hlines(places, 0, rows["g2"], color=colours, linewidth=2)
    ax.scatter(rows["g2"], places, color=colours, s=36, zorder=3, clip_on=False)
    rates = [f"{row.n_per_1000_words:.1f}／{row.reference_per_1000_words:.1f}" for row in rows.itertuples()]
    write(ax, rows["g2"], places, rates, away=(7, 0), fontsize=9.5)
    ax.axvline(0, color=MUTED, linewidth=1)
    name_rows(ax, rows["word"], row=_ROW)
    keep_clear(ax, rows["g2"], rates, rows["word"], size=9.5)
    label_x(ax, "← 少于参照　　G²　　多于参照 →\n（点旁数字：本报告／参照，每千词次数）")
    told = [
        f"{verb}的有{'、'.join(side['word'].head(3))}等"
        for verb, side in (("说得更多", more), ("说得更少", less))
        if len(side)
    ]
    return describe(ax, f"棒棒糖图：与参照相比，{'；'.join(told)}。", finding=f"与参照相比，{'；'.join(told)}")


def plot_terms_by_section(table: pd.DataFrame) -> Axes:
    """Heat map: terms by section, the darker the more often; the numbers are occurrences.

    Args:
        table: the frame of `keywords.count_by_section`, at least one row; beyond 24 sections the first 24 are drawn.
    """
    drawn = table.iloc[:, :_SECTIONS]
    n_rows, n_columns = drawn.shape
    ax = new_axes(height=1.9 + _ROW * n_rows)
    counts = drawn.to_numpy()
    most = max(int(counts.max()), _DARK)
    colours = LinearSegmentedColormap.from_list("counts", ["#ffffff", BLUE])(counts.ravel() / most)
    rows, columns = np.indices(counts.shape)
    draw_blocks(
        ax, columns.ravel() - 0.5, rows.ravel() - 0.5, 1, 1, color=list(colours), edgecolors=GRID, linewidth=0.8
    )
    for (row, column), n in np.ndenumerate(counts):
        if n:
            ax.text(column, row, n, ha="center", va="center", fontsize=9, color="white" if n > most * 0.55 else INK)
    name_rows(ax, drawn.index, row=_ROW)
    on_width(ax, lambda width: _name_columns(ax, list(drawn.columns), width))
    ax.grid(visible=False)
    ax.set_xlim(-0.5, n_columns - 0.5)
    row, column = np.unravel_index(counts.argmax(), counts.shape)
    rest = f"（另有 {table.shape[1] - n_columns} 个部分未画）" if table.shape[1] > n_columns else ""
    label_x(ax, rest)
    return describe(
        ax,
        f"热力图：{n_rows} 个词在 {n_columns} 个部分{rest}中的次数，最多的是“{drawn.index[row]}”"
        f"在“{drawn.columns[column]}”，{drawn.to_numpy().max()} 次。",
        finding=f"“{drawn.index[row]}”在“{drawn.columns[column]}”说了 {drawn.to_numpy().max()} 次"
        if drawn.to_numpy().max() > _TWICE
        else "",
    )


def plot_positions(words: pd.DataFrame, sections: pd.DataFrame, terms: list[str]) -> Axes:
    """Barcode: one row a term, one stroke for each place where it stands, from the beginning of the text to the end.

    Args:
        words: the frame of `words.words_of`, at least one row.
        sections: the frame of `outline.sections_of`; where they begin is marked by vertical lines.
        terms: the terms to draw, at least one.
    """
    ax = new_axes(height=0.9 + _ROW * len(terms))
    size = max(int(sections["end"].max()), 1)
    for start in sections["start"].iloc[1:]:
        ax.axvline(start / size, color=GRID, linewidth=1)
    for place, term in enumerate(terms):
        starts = words.loc[words["word"] == term, "start"] / size
        ax.vlines(starts, place - 0.34, place + 0.34, color=BLUE, linewidth=1.6)
    name_rows(ax, terms, row=_ROW)
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["开头", "四分之一", "一半", "四分之三", "结尾"])
    ax.grid(visible=False)
    return describe(ax, f"条码图：{'、'.join(terms[:3])}等 {len(terms)} 个词在全文中出现的位置，竖线为各部分的起点。")


def _name_columns(ax: Axes, names: list[str], width: float) -> None:
    """Name the columns: level below them where there is room for a few letters, else by number or turned."""
    letters = int(width * _LETTERS / len(names))
    if letters >= _LEVEL:
        ax.set_xticks(range(len(names)), [wrap(name, letters, lines=_LINES) for name in names], fontsize=9.5)
    else:
        turned = [shorten(name, _TURNED) for name in names]
        ax.set_xticks(range(len(names)), turned, fontsize=9.5, rotation=90, ha="center", va="top")
