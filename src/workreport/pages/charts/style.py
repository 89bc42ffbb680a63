"""The look of every chart: one font, one palette, one width, and an alt text.

Charts are drawn on bare Figures, never through pyplot, so that no state is shared between them and no window or
backend is needed. Each is drawn twice, for a screen and for a phone: what depends on the width is told to `on_width`.
A chart's title is its finding; the page sets it above the picture, as text.

One colour means one thing on all pages: blue is the report and what was done, red is a target or what needs a look,
grey is what it is compared with. Nothing is told by colour alone.
"""

import math
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
import numpy as np
import pandas as pd
import pylopdf_fonts_zh_cn
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import offset_copy
from numpy.typing import ArrayLike

INK = "#1d2730"  # text and axes
MUTED = "#5d6b76"  # secondary text; contrast 5.5 on white
GRID = "#dfe4e8"
BLUE = "#1f4e79"  # the report itself, and what was done
LIGHT = "#7c9ab5"  # the same beside it, where neighbours must be told apart
RED = "#b5402a"  # a target, or what needs a look: too long, falling
PALE = "#b9c9d6"  # what it is compared with: a reference, the span of the others

WIDTH = 6.4  # inches; at 100 dots an inch a page shows a chart 640 pixels wide
PHONE = 3.5  # inches; the same for a phone, so that letters keep their size
DPI = 200  # twice that, for high-density screens
_MANY = 20  # sections
_ROW = 0.36  # inches of one row of a list chart
_LINE = 0.2  # inches of one line of a label
_LINES = 3  # of a label; what is longer is cut, and whole in the tooltip
_LETTERS = {WIDTH: 14, PHONE: 9}  # characters of a label's line
_PIECES = re.compile(r"[A-Za-z0-9.%]+|.", re.DOTALL)  # no line breaks inside a word or a number
_TICKS = 5  # steps of a scale, at most
_SIZE = 11  # points of a letter
_GAP = 0.15  # inches between a note and what it stands beside
_FURTHEST = 0.6  # of a scale, that notes may take
_INCH = 5  # characters of the words below an axis that an inch of the chart's width takes
_LETTER = 5.5  # per cent of a phone's chart that a letter takes
_UNBEGUN = "，、。；：）”》！？…"  # marks that begin no line

_STYLE: dict[Any, Any] = {  # matplotlib types each of its names apart
    "font.family": ["Noto Sans SC", "DejaVu Sans"],
    "font.size": _SIZE,
    "text.parse_math": False,  # two dollar signs in a report are no formula
    "axes.formatter.limits": (-9, 12),  # no powers of ten
    "axes.unicode_minus": False,  # U+2212 is missing from many Chinese fonts: a fall would read as growth
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MUTED,
    "axes.labelsize": 10.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 10.5,
    "ytick.labelsize": 11,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "legend.fontsize": 10.5,
}


class Chart(Figure):
    """A figure with its words and its widths.

    Attributes:
        alt_text: What the picture shows, in one sentence.
        finding: Its title.
        fits: What is called whenever it is drawn for another width.
        own_width: Inches, where nothing else is asked for.
    """

    alt_text: str
    finding: str
    fits: list[Callable[[float], object]]
    own_width: float


def chart_of(ax: Axes) -> Chart:
    """The chart that `ax` stands on."""
    return cast("Chart", ax.figure)


def chinese_font() -> Path:
    """Path of the one font file that charts and word clouds share; it comes with a pinned dependency."""
    return Path(pylopdf_fonts_zh_cn.sans_path())


def _use_style() -> None:
    """Register the font with matplotlib and set the look; cheap to repeat, and so never forgotten."""
    _use_font()
    mpl.rcParams.update(_STYLE)


@cache
def _use_font() -> None:
    """Register the font with matplotlib, and have it remember the fonts that it has looked for.

    matplotlib asks which file a font's properties lead to with each line of text, and its own memory looks up eleven
    settings before it answers; properties that change later are asked for anew, as they are found by their hash, which
    changes with them.
    """
    fonts, path = font_manager.fontManager, str(chinese_font())
    if all(font.fname != path for font in fonts.ttflist):
        fonts.addfont(path)
    fonts.findfont = lru_cache(fonts.findfont)  # type: ignore[assignment,method-assign]


def new_axes(*, height: float = 3.2) -> Axes:
    """Give one empty Axes on a Figure of its own, `height` inches high, in the look of the collection."""
    _use_style()
    ax = Chart(figsize=(WIDTH, height)).subplots()
    ax.xaxis.label.set_linespacing(1.5)  # Chinese fills its line: two lines of a caption would touch
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(_TICKS, steps=[1, 2, 2.5, 5, 10]))  # as many at any width
    return ax


def new_grid(n: int, *, across: int, height: float) -> list[Axes]:
    """Give `n` small Axes on one Figure, `across` in a row, each row `height` inches, for small multiples."""
    _use_style()
    rows = max(1, -(-n // across))
    figure = Chart(figsize=(WIDTH, 0.3 + height * rows), layout="constrained")
    axes = list(figure.subplots(rows, across, squeeze=False).flat)
    for empty in axes[max(1, n) :]:
        empty.set_axis_off()
    return axes[: max(1, n)]


def describe(ax: Axes, alt: str, *, finding: str = "") -> Axes:
    """Attach the words of a chart, and give the Axes back.

    Args:
        ax: the chart.
        alt: one Chinese sentence that says what the picture shows, for those who do not see it.
        finding: what the chart shows to be so, as its title; "" where nothing stands out.
    """
    chart = chart_of(ax)
    chart.alt_text, chart.finding = alt, finding
    return ax


def draw_blocks(  # noqa: PLR0913 - a rectangle has four sides
    ax: Axes,
    lefts: ArrayLike,
    bottoms: ArrayLike,
    widths: ArrayLike,
    heights: ArrayLike,
    *,
    color: Any = BLUE,  # noqa: ANN401 - a colour, or one for each
    **look: Any,  # noqa: ANN401 - what matplotlib's PolyCollection takes
) -> None:
    """Draw rectangles as one artist; matplotlib's own bars are an artist each, with limits and clips of its own.

    Args:
        ax: the chart.
        lefts: where they begin across,
        bottoms: and up,
        widths: how wide they are; the scale ends where the widest does, but for what a chart's margins add,
        heights: and how high; of each, one number for all is enough.
        color: of all, or of each.
        look: where it is another than usual.
    """
    sides = np.broadcast_arrays(*(np.atleast_1d(np.asarray(side, float)) for side in (lefts, bottoms, widths, heights)))
    left, low, width, height = map(np.nan_to_num, sides)
    right, high = left + width, low + height
    corners = np.stack([left, low, left, high, right, high, right, low], axis=-1).reshape(-1, 4, 2)
    drawn = PolyCollection(list(corners), facecolors=color, snap=True, **({"edgecolors": "none"} | look))
    for edges in (drawn.sticky_edges.x, drawn.sticky_edges.y):
        edges.append(0)  # no margin below nought
    ax.add_collection(drawn)


def draw_bars(ax: Axes, places: ArrayLike, lengths: ArrayLike, *, height: float = 0.8, **look: Any) -> None:  # noqa: ANN401
    """Draw a bar from nought for each row of a list, as `draw_blocks` does."""
    draw_blocks(ax, 0, np.asarray(places) - height / 2, lengths, height, **look)


class Note(Text):
    """A text beside a place on the axes.

    Attributes:
        away: How far it stands from there to the right and up, in points.
    """

    away: tuple[float, float]


def write(  # noqa: PLR0913 - each is a choice, most left alone
    ax: Axes,
    xs: Iterable[float],
    ys: Iterable[float],
    texts: Iterable[str],
    *,
    away: tuple[float, float] = (4, 0),
    from_top: bool = False,
    **look: Any,  # noqa: ANN401 - what matplotlib's Text takes
) -> None:
    """Write texts beside places: to the right of them, to the left where a value is below nought.

    Lighter than annotations, which look up what they stand beside each time they are measured or drawn.

    Args:
        ax: the chart.
        xs: the places across,
        ys: and up.
        texts: what to write beside each.
        away: how far from there to the right (or left) and up, in points.
        from_top: `ys` go from 0 at the bottom of the axes to 1 at their top, whatever is drawn on them.
        look: of the texts, where it is another than usual.
    """
    place, right, up = ax.get_xaxis_transform() if from_top else ax.transData, *away
    sides = {side: offset_copy(place, chart_of(ax), side * right, up, units="points") for side in (1, -1)}
    for x, y, text in zip(xs, ys, texts, strict=True):
        if math.isnan(x):
            continue
        side = -1 if x < 0 else 1
        usual = {"ha": "left" if side > 0 else "right", "va": "center", "color": MUTED}
        note = Note(x, y, text, transform=sides[side], clip_on=False, **(usual | look))
        note.away = side * right, up
        ax.add_artist(note)


class Pixels(Artist):
    """A finished picture that fills a chart.

    Attributes:
        array: Its rows from the top, each pixel as red, green, blue and opacity, as many as the chart is drawn in.
    """

    array: np.ndarray

    def draw(self, renderer: RendererBase) -> None:
        """Lay the pixels on the chart; as an image of matplotlib's, each would be computed anew."""
        renderer.draw_image(renderer.new_gc(), 0, 0, np.ascontiguousarray(self.array[::-1]))


def show_pixels(ax: Axes, array: np.ndarray) -> None:
    """Fill the chart with a finished picture, instead of one that was shown there before."""
    chart = chart_of(ax)
    for pixels in list(chart.artists):
        pixels.remove()
    pixels = Pixels()
    pixels.array = array
    chart.add_artist(pixels)


def keep_clear(ax: Axes, values: pd.Series, notes: Iterable[str], names: Iterable[str], *, size: float = 11) -> None:
    """Begin the scale of a list so far to the left that the notes beside values below nought do not reach the names.

    Args:
        ax: the chart.
        values: of each row.
        notes: what is written beside each.
        names: of the rows.
        size: of the notes' letters, in points.
    """
    if not (values < 0).any():
        return
    low, high = values.min(), max(values.max(), 0)
    note, name = max(map(_span, notes)) * size / 72 + _GAP, max(map(_span, names))

    def fit(width: float) -> None:
        inner = width - min(name, _letters(width)) * _SIZE / 72 - _GAP - (note if high else 0)
        share = min(note / inner, _FURTHEST)
        ax.set_xlim((low - share * high) / (1 - share), high or 0)

    on_width(ax, fit)


def notes_of(ax: Axes) -> list[Text]:
    """The texts that may stand beside the axes; others are written inside what is drawn."""
    return [text for text in ax.texts if isinstance(text, (Note, Annotation))]


def without_scale(ax: Axes) -> None:
    """Leave the axis below a list out: what it would measure stands beside each row."""
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def on_width(ax: Axes, fit: Callable[[float], object]) -> None:
    """Have `fit` called with the chart's width in inches: now, and whenever it is drawn for another width."""
    figure = chart_of(ax)
    figure.fits = [*getattr(figure, "fits", ()), fit]
    fit(figure.get_figwidth())


def fit_to(figure: Chart, width: float | None) -> None:
    """Fit a chart to a width in inches, or to its own."""
    figure.own_width = getattr(figure, "own_width", figure.get_figwidth())
    wanted = width or figure.own_width
    if wanted != figure.get_figwidth():
        figure.set_figwidth(wanted)
        for fit in getattr(figure, "fits", ()):
            fit(wanted)


def longest(sections: pd.DataFrame) -> pd.DataFrame:
    """The sections that a chart has room for: all, or of more than 20 the longest (`n_chars`), in text order."""
    return sections.loc[sections["n_chars"].nlargest(_MANY).index.sort_values()]


def name_rows(ax: Axes, names: Iterable[str], *, row: float = _ROW) -> None:
    """Name the rows of a list chart from the top, each name whole over as many lines as it needs.

    Args:
        ax: the chart, its rows at 0, 1, 2 …
        names: the names.
        row: the height of one row in inches; rows grow where their names take more.
    """
    names = list(names)
    chart = chart_of(ax)
    height = chart.get_figheight()
    # Texts at the places of ticks: a tick is five artists, and is laid out five times where a text is once or twice.
    place, va, ha = ax.get_yaxis_text1_transform(mpl.rcParams["ytick.major.pad"])
    texts = [chart.text(0, number, "", transform=place, va=va, ha=ha) for number in range(len(names))]
    ax.set_yticks([])

    def fit(width: float) -> None:
        wrapped = [wrap(name, _letters(width)) for name in names]
        lines = max((name.count("\n") + 1 for name in wrapped), default=1)
        chart.set_figheight(height + max(0.0, lines * _LINE - row) * len(names))
        for text, name in zip(texts, wrapped, strict=True):
            text.set(text=name, fontsize=11 if lines == 1 else 10, linespacing=1.35)

    on_width(ax, fit)
    ax.set_ylim(max(0.6, len(names) - 0.4), -0.6)


def label_x(ax: Axes, text: str) -> None:
    """Say below the axis what it measures, in as many lines as the chart's width asks for."""

    def fit(width: float) -> None:
        ax.set_xlabel("\n".join(wrap(part, int(width * _INCH), lines=9) for part in text.split("\n")))

    on_width(ax, fit)


def wrap(text: str, letters: int, *, lines: int = _LINES) -> str:
    """Break a text into lines of at most `letters` Chinese characters, about equally long; two Latin ones count one."""
    needed = max(1, math.ceil(_span(text) / letters))
    if needed > lines:
        text, needed = shorten(text, lines * letters), lines
    target = _span(text) / needed
    broken = [""]
    for piece in _PIECES.findall(text):
        size = _span(broken[-1] + piece)
        full = (size > max(target + 0.5, 1) and len(broken) < needed) or size > letters
        if full and broken[-1] and piece not in _UNBEGUN:
            broken.append("")
        broken[-1] += piece
    return "\n".join(broken)


def _span(text: str) -> float:
    return sum(1 if ord(mark) > 0x2000 else 0.55 for mark in text)


def _letters(width: float) -> int:
    return min(_LETTERS.items(), key=lambda known: abs(known[0] - width))[1]


def names_along(sections: pd.DataFrame) -> list[tuple[float, str]]:
    """Where sections begin, in per cent of the text, and what they are called there: their number, else two letters.

    Only of those that are broad enough for it, on a phone too.
    """
    size = max(1, sections["end"].max()) / 100
    called = [(row, row.number.strip("、.．（）()") or row.title[:2]) for row in sections.itertuples()]
    return [(row.start / size, name) for row, name in called if row.end - row.start > _LETTER * len(name) * size]


def cut_note(shown: pd.DataFrame, every: pd.DataFrame) -> str:
    """Say under the axis which sections a chart leaves out; nothing when it draws every one."""
    return f"\n（只画 {len(every)} 个部分中最长的 {len(shown)} 个）" if len(shown) < len(every) else ""


def shorten(text: str, limit: int = 14) -> str:
    """Cut a label to `limit` characters, the last of them … when something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
