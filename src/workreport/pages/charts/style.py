"""The look of every chart: one font, one palette, one width, and an alt text.

Charts are drawn on bare Figures, never through pyplot, so that no state is shared between them and no window or
backend is needed. Each is drawn twice, for a screen and for a phone: what depends on the width is told to `on_width`.
A chart's title is its finding; the page sets it above the picture, as text.

One colour means one thing on all pages: blue is the report and what was done, red is a target or what needs a look,
grey is what it is compared with. Nothing is told by colour alone.
"""

import io
import math
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
import pandas as pd
import pylopdf_fonts_zh_cn
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image, ImageColor

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
_EDGE = 0.05  # inches around a chart
_LEAST = 0.1  # of the chart that its axes take, whatever their labels ask for
_MANY = 20  # sections
_ROW = 0.36  # inches of one row of a list chart
_LINE = 0.2  # inches of one line of a label
_LINES = 3  # of a label; what is longer is cut, and whole in the tooltip
_LETTERS = {WIDTH: 14, PHONE: 9}  # characters of a label's line
_PIECES = re.compile(r"[A-Za-z0-9.%]+|.", re.DOTALL)  # no line breaks inside a word or a number
_NUMBER = re.compile(r"[−+-]?[\d.,]+")
_INCH = 5  # characters of the words below an axis that an inch of the chart's width takes
_UNBEGUN = "，、。；：）”》！？…"  # marks that begin no line
# The colours of a chart's PNG, each in so many steps from white: flat colours and their smoothed edges need no more,
# and a page stays light.
_STEPS = {INK: 12, BLUE: 12, MUTED: 8, RED: 8, LIGHT: 4, PALE: 3, GRID: 1}

_STYLE: dict[Any, Any] = {  # matplotlib types each of its names apart
    "font.family": ["Noto Sans SC", "DejaVu Sans"],
    "font.size": 11,
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
    """Register the font with matplotlib, and have it remember which file a font's properties lead to.

    matplotlib asks for it with each line of text that it measures or draws, hundreds of times a chart, and its own
    memory looks up eleven settings before it answers. Properties that change later are asked for anew: they are found
    by their hash, which changes with them.
    """
    fonts, path = font_manager.fontManager, str(chinese_font())
    if all(font.fname != path for font in fonts.ttflist):
        fonts.addfont(path)
    fonts.findfont = lru_cache(fonts.findfont)  # type: ignore[assignment,method-assign]


def new_axes(*, height: float = 3.2, width: float = WIDTH) -> Axes:
    """Give one empty Axes on a Figure of its own, `width` × `height` inches, in the look of the collection."""
    _use_style()
    ax = Chart(figsize=(width, height)).subplots()
    ax.xaxis.label.set_linespacing(1.5)  # Chinese fills its line: two lines of a caption would touch
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


def on_width(ax: Axes, fit: Callable[[float], object]) -> None:
    """Have `fit` called with the chart's width in inches: now, and whenever it is drawn for another width."""
    figure = chart_of(ax)
    figure.fits = [*getattr(figure, "fits", ()), fit]
    fit(figure.get_figwidth())


def png(ax: Axes, *, width: float | None = None) -> tuple[bytes, tuple[int, int]]:
    """Draw the chart of `ax` as a PNG with a small palette: the same chart gives the same bytes.

    Args:
        ax: the chart.
        width: inches, if other than its own; it is fitted to them, and stays so until it is drawn at another width.

    Returns:
        The PNG, and how many pixels wide and high it is on the page; it has twice as many.
    """
    figure = chart_of(ax)
    figure.own_width = getattr(figure, "own_width", figure.get_figwidth())
    if (width or figure.own_width) != figure.get_figwidth():
        _fit(figure, width or figure.own_width)
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    if figure.get_layout_engine() is None:  # that of a grid finds room for all its charts
        _make_room(ax, canvas)
    canvas.draw()
    picture = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
    small = io.BytesIO()
    picture.quantize(palette=_palette(), dither=Image.Dither.NONE).save(small, "png", compress_level=6)
    return small.getvalue(), (picture.width // 2, picture.height // 2)


@cache
def _palette() -> Image.Image:
    """A picture that holds all colours that a chart's may have."""
    tones: set[tuple[int, ...]] = {(255, 255, 255)}
    for colour, steps in _STEPS.items():
        rgb = ImageColor.getrgb(colour)
        tones |= {tuple(255 - (255 - tone) * step // steps for tone in rgb) for step in range(1, steps + 1)}
    palette = Image.new("P", (1, 1))
    palette.putpalette([tone for rgb in sorted(tones) for tone in rgb])
    return palette


def _make_room(ax: Axes, canvas: FigureCanvasAgg) -> None:
    """Give the axes the room that their labels leave; matplotlib's own layouts measure every label twice and more."""
    figure = ax.figure
    # Numbers are equally high, and those between others reach out nowhere; at either end, one may stand outside.
    labels = ax.get_xticklabels()
    for place, label in enumerate(labels, 1):
        label.set_in_layout(not (2 < place < len(labels) - 1 and _NUMBER.fullmatch(label.get_text())))
    taken = ax.get_tightbbox(canvas.get_renderer()) or ax.get_window_extent()
    inner, whole = ax.get_window_extent(), figure.bbox
    edge = _EDGE * figure.dpi
    names = [text.get_window_extent(canvas.get_renderer()).x0 for text in sorted(figure.texts, key=_broad)[-3:]]
    left = (max(0.0, inner.x0 - min([taken.x0, *names])) + edge) / whole.width
    low = (max(0.0, inner.y0 - taken.y0) + edge) / whole.height
    right = 1 - (max(0.0, taken.x1 - inner.x1) + edge) / whole.width
    top = 1 - (max(0.0, taken.y1 - inner.y1) + edge) / whole.height
    ax.set_position((left, low, max(_LEAST, right - left), max(_LEAST, top - low)))
    # With narrower axes, what stands beside bars reaches further out; and words below them may be wider than they.
    inner, renderer = ax.get_window_extent(), canvas.get_renderer()
    beyond = max((text.get_window_extent(renderer).x1 - whole.x1 + edge for text in ax.texts), default=0)
    if beyond > 0:
        ax.set_position((left, low, max(_LEAST, right - left - 1.3 * beyond / whole.width), max(_LEAST, top - low)))
        inner = ax.get_window_extent()
    words = ax.xaxis.label.get_window_extent(renderer)
    half = words.width / 2 + edge
    middle = min(max((inner.x0 + inner.x1) / 2, half), max(whole.x1 - half, half))
    ax.xaxis.label.set_x((middle - inner.x0) / inner.width)


def _broad(text: Text) -> float:
    """About how broad a text is; as it is all in one font, the broadest of many need not be found by laying out all."""
    return max(map(_span, text.get_text().split("\n")))


def _fit(figure: Figure, width: float) -> None:
    figure.set_figwidth(width)
    for fit in getattr(figure, "fits", ()):
        fit(width)


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


def cut_note(shown: pd.DataFrame, every: pd.DataFrame) -> str:
    """Say under the axis which sections a chart leaves out; nothing when it draws every one."""
    return f"\n（只画 {len(every)} 个部分中最长的 {len(shown)} 个）" if len(shown) < len(every) else ""


def shorten(text: str, limit: int = 14) -> str:
    """Cut a label to `limit` characters, the last of them … when something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
