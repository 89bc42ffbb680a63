"""The look of every chart: one font, one palette, one width, and an alt text.

Charts are drawn on bare Figures, never through pyplot, so that no state is shared between them and no window or
backend is needed. A chart carries no title: on the page, the heading above asks and the line below answers.
"""

import io
from collections.abc import Iterable
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pylopdf_fonts_zh_cn
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

INK = "#1d2730"  # text and axes
MUTED = "#5d6b76"  # secondary text; contrast 5.5 on white
GRID = "#dfe4e8"
# Four colours that differ in lightness too, so that they stay apart in grey print and for colour-blind readers.
BLUE = "#1f4e79"  # the thing itself
RED = "#b5402a"  # what stands out: too long, falling, missing
OCHRE = "#d9a441"  # the second series
TEAL = "#5f9ea0"  # the third series
PALE = "#b9c9d6"  # what is only background: a reference, an even split
SERIES = (BLUE, OCHRE, TEAL, RED, MUTED, PALE)

WIDTH = 6.4  # inches; at 100 dots an inch a page shows a chart 640 pixels wide
DPI = 200  # twice that, for high-density screens
_MANY = 30  # sections
_COLOURS = 64  # of a chart's PNG: flat colours and their smoothed edges need no more, and a page stays light

_STYLE = {
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


def chinese_font() -> Path:
    """Path of the one font file that charts and word clouds share; it comes with a pinned dependency."""
    return Path(pylopdf_fonts_zh_cn.sans_path())


def _use_style() -> None:
    """Register the font with matplotlib and set the look; cheap to repeat, and so never forgotten."""
    path = str(chinese_font())
    if all(font.fname != path for font in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(path)
    mpl.rcParams.update(_STYLE)


def new_axes(*, height: float = 3.2, width: float = WIDTH) -> Axes:
    """Give one empty Axes on a Figure of its own, `width` × `height` inches, in the look of the collection."""
    _use_style()
    ax = Figure(figsize=(width, height), layout="constrained").subplots()
    ax.xaxis.label.set_linespacing(1.5)  # Chinese fills its line: two lines of a caption would touch
    return ax


def describe(ax: Axes, alt: str) -> Axes:
    """Attach the alt text, one Chinese sentence that says what the picture shows, and give the Axes back."""
    ax.figure.alt_text = alt
    return ax


def png(ax: Axes) -> bytes:
    """Draw the chart of `ax` as a PNG with a small palette: the same chart gives the same bytes."""
    figure = ax.figure
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    picture = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
    small = io.BytesIO()
    flat = picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat.save(small, "png", compress_level=9)
    return small.getvalue()


def longest(sections: pd.DataFrame) -> pd.DataFrame:
    """The sections that a chart has room for: all, or of more than 30 the longest (`n_chars`), in text order."""
    return sections.loc[sections["n_chars"].nlargest(_MANY).index.sort_values()]


def name_rows(ax: Axes, names: Iterable[str], *, limit: int = 14) -> None:
    """Name the rows of a list chart from the top, at most `limit` characters each, without empty room around them."""
    names = [shorten(name, limit) for name in names]
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(max(0.6, len(names) - 0.4), -0.6)


def cut_note(shown: pd.DataFrame, every: pd.DataFrame) -> str:
    """Say under the axis which sections a chart leaves out; nothing when it draws every one."""
    return f"\n（只画 {len(every)} 个部分中最长的 {len(shown)} 个）" if len(shown) < len(every) else ""


def shorten(text: str, limit: int = 14) -> str:
    """Cut a label to `limit` characters, the last of them … when something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
