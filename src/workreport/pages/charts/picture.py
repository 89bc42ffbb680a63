"""A chart becomes a PNG: its axes take the room that its words leave, and the same chart gives the same bytes.

matplotlib's own layouts draw every word to learn how much room it takes, and its ticks are five artists each. Here a
word is measured and drawn once, however many charts and widths it stands in.
"""

import io
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis, XAxis
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.text import Annotation, Text
from matplotlib.transforms import IdentityTransform
from PIL import Image, ImageColor, ImageDraw, ImageFont

from workreport.pages.charts.style import (
    BLUE,
    DPI,
    GRID,
    INK,
    LIGHT,
    MUTED,
    PALE,
    RED,
    chart_of,
    chinese_font,
    fit_to,
    notes_of,
)

_TEXTS = 4_000  # lines that are remembered
_EDGE = 0.05  # inches around a chart
_LEAST = 0.1  # of the chart that its axes take, whatever their labels ask for
_ROUNDS = 3  # of making room: what the axes give to words on one side, they take from those on the other
_LINE = 1.2  # of a letter's height, that a line of text takes
_SHARES = {"left": 0, "center": 0.5, "right": 1, "bottom": 0, "baseline": 0, "center_baseline": 0.5, "top": 1}
_NOUGHT = 1e-9
# The colours of a chart's PNG, each in so many steps from white: flat colours and their smoothed edges need no more,
# and a page stays light.
_STEPS = {INK: 12, BLUE: 12, MUTED: 8, RED: 8, LIGHT: 4, PALE: 3, GRID: 1}


def png(ax: Axes, *, width: float | None = None) -> tuple[bytes, tuple[int, int]]:
    """Draw the chart of `ax` as a PNG with a small palette: the same chart gives the same bytes.

    Args:
        ax: the chart.
        width: inches, if other than its own; it is fitted to them, and stays so until it is drawn at another width.

    Returns:
        The PNG, and how many pixels wide and high it is on the page; it has twice as many.
    """
    figure = chart_of(ax)
    fit_to(figure, width)
    figure.set_dpi(DPI)
    size = FigureCanvasAgg(figure).get_width_height()
    renderer = _Renderer(*size, DPI)
    if figure.get_layout_engine() is None:  # that of a grid finds room for all its charts
        _make_room(ax, renderer)
    figure.draw(renderer)
    picture = Image.frombuffer("RGBA", size, renderer.buffer_rgba()).convert("RGB")
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


# -- words, measured and drawn once -----------------------------------------------------------------------------------


class _Renderer(RendererAgg):
    """Draws each line of text once: names stand in several charts, each drawn for two widths.

    All texts of charts are of one font; what tells them apart is their size and colour. Pillow, which draws the word
    cloud too, loads a glyph once where matplotlib does so three times; matplotlib has what is missing in the font.
    """

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: object) -> tuple[float, float, float]:
        """Of one line, in pixels: its width, its height, and how far it reaches below its base line."""
        line = _drawn(s, prop.get_size_in_points())
        if line is None:
            return super().get_text_width_height_descent(s, prop, ismath)
        return line.left + line.ink.shape[1], line.ink.shape[0], line.below

    def draw_text(  # noqa: PLR0913, PLR0917 - as matplotlib calls it
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: object = False,  # noqa: FBT002
        mtext: Text | None = None,
    ) -> None:
        """Draw one line with its base line at `y` pixels from the top."""
        line = None if angle else _drawn(s, prop.get_size_in_points())
        if line is None:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        picture = np.empty((*line.ink.shape, 4), np.uint8)
        picture[:] = np.multiply(gc.get_rgb(), 255).round()
        picture[..., 3] = line.ink
        self.draw_image(gc, round(x) + line.left, self.height - round(y) - line.below, picture)


class _Line(NamedTuple):
    """A line of text.

    Attributes:
        ink: How much of each pixel it covers, 0 to 255, the lowest row first.
        left: Pixels from where it is placed to where its ink begins.
        below: Pixels that its ink reaches below its base line.
    """

    ink: np.ndarray
    left: int
    below: int


@lru_cache(_TEXTS)
def _drawn(text: str, size: float) -> _Line | None:
    """A line drawn, its size in points; None where the font lacks one of its characters."""
    if not set(map(ord, text)) <= _known():
        return None
    font = _font(size)
    left, top, right, bottom = (int(side) for side in font.getbbox(text, anchor="ls"))
    paper = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(paper).text((-left, -top), text, fill=255, font=font, anchor="ls")
    return _Line(np.asarray(paper)[::-1], left, bottom)


@cache
def _font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(chinese_font(), size * DPI / 72, layout_engine=ImageFont.Layout.BASIC)


@cache
def _known() -> frozenset[int]:
    """The characters that the font has."""
    return frozenset(get_font(chinese_font()).get_charmap())


# -- room for them ----------------------------------------------------------------------------------------------------


class _Span(NamedTuple):
    """What a text needs in one direction.

    Attributes:
        at: The place that it belongs to, from 0 where the axes begin to 1 where they end.
        before: How many pixels it reaches from there towards the beginning,
        after: and towards the end.
    """

    at: float
    before: float
    after: float


def _make_room(ax: Axes, renderer: _Renderer) -> None:
    """Give the axes all the room that the words around them leave."""
    figure = chart_of(ax)
    edge = _EDGE * DPI
    whole = figure.bbox.size
    ax.set_position((0, 0, 1, 1))
    marks = [_spans(text, ax, renderer) for axis in (ax.xaxis, ax.yaxis) for text in _labels(axis)]
    spans = marks + [_spans(text, ax, renderer) for text in (*figure.texts, *notes_of(ax))]
    # Captions stand at the edge, and what they take is added to what the numbers along their axis take.
    left = _depth(ax.yaxis, renderer) + max((across.before for across, _ in marks), default=0)
    below = _depth(ax.xaxis, renderer) + max((up.before for _, up in marks), default=0)
    above = legend.get_window_extent(renderer).y1 - whole[1] if (legend := ax.get_legend()) else 0
    x, width = _between([*(across for across, _ in spans), _Span(0, left, 0)], whole[0], edge)
    y, height = _between([*(up for _, up in spans), _Span(0, below, 0), _Span(1, 0, above)], whole[1], edge)
    ax.set_position((x / whole[0], y / whole[1], width / whole[0], height / whole[1]))
    half = ax.xaxis.label.get_window_extent(renderer).width / 2 + edge  # may be more than the axes have
    middle = min(max(x + width / 2, half), max(whole[0] - half, half))
    ax.xaxis.label.set_verticalalignment("bottom")
    ax.xaxis.set_label_coords(middle, edge, transform=IdentityTransform())
    ax.yaxis.label.set_verticalalignment("top")
    ax.yaxis.set_label_coords(edge, y + height / 2, transform=IdentityTransform())


def _labels(axis: Axis) -> list[Text]:
    """The names of the ticks that are seen."""
    if not axis.axes.axison:
        return []
    low, high = sorted(axis.get_view_interval())
    named = zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=True)
    return [label for place, label in named if label.get_text() and low <= place <= high]


def _depth(axis: Axis, renderer: _Renderer) -> float:
    """What the words that say what an axis measures take of the room beside it, in pixels."""
    if not axis.label.get_text() or not axis.axes.axison:
        return 0
    box = axis.label.get_window_extent(renderer)
    return (box.height if isinstance(axis, XAxis) else box.width) + axis.labelpad * DPI / 72


def _spans(text: Text, ax: Axes, renderer: _Renderer) -> tuple[_Span, _Span]:
    """What a text needs across and up, the axes being all of the chart."""
    if isinstance(text, Annotation):
        text.update_positions(renderer)
    lines = text.get_text().split("\n")
    font, spacing = text.get_fontproperties(), text.get_linespacing()
    wide = max(renderer.get_text_width_height_descent(line, font, ismath=False)[0] for line in lines)
    line = font.get_size_in_points() * DPI / 72 * (spacing if isinstance(spacing, float) else _LINE)
    wide, high = (line * len(lines), wide) if text.get_rotation() else (wide, line * len(lines))
    x, y = text.get_transform().transform(text.get_position())
    right, up = (points * DPI / 72 for points in getattr(text, "away", (0, 0)))
    return (
        _span(x, right, wide, _SHARES[text.get_horizontalalignment()], ax.bbox.width),
        _span(y, up, high, _SHARES[text.get_verticalalignment()], ax.bbox.height),
    )


def _span(point: float, away: float, length: float, share: float, whole: float) -> _Span:
    """What a text needs that stands `away` from a place, at `point`, with a share of its length before that."""
    at = min(max((point - away) / whole, 0), 1)
    beyond = point - at * whole
    return _Span(at, length * share - beyond, length * (1 - share) + beyond)


def _between(spans: Iterable[_Span], whole: float, edge: float) -> tuple[float, float]:
    """Where the axes begin and how long they are, in pixels, so that no text comes nearer to the edges than `edge`."""
    at, before, after = np.array(list(spans)).T
    start, length = edge, whole - 2 * edge
    for _ in range(_ROUNDS):
        start = max(edge, (edge + before - at * length).max())
        room = whole - edge - start
        length = max(_LEAST * whole, min(room, ((room - after) / np.maximum(at, _NOUGHT)).min()))
    return start, length
