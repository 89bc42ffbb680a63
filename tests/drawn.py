"""What a test sees of a chart that was drawn."""

from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Rectangle


def groups(ax):
    """The rectangles of a chart, in groups that were drawn together."""
    every = []
    for drawn in ax.collections:
        if isinstance(drawn, PolyCollection):
            corners = [path.vertices for path in drawn.get_paths()]
            colours = list(drawn.get_facecolor())
            colours = colours * len(corners) if len(colours) == 1 else colours
            pairs = zip(corners, colours, strict=True)
            every.append([Rectangle(four[0], *(four[2] - four[0]), facecolor=colour) for four, colour in pairs])
    return every


def blocks(ax):
    """The rectangles of a chart, in the order in which they were drawn."""
    return [block for group in groups(ax) for block in group]


def strokes(ax):
    """The groups of lines of a chart."""
    return [drawn for drawn in ax.collections if isinstance(drawn, LineCollection)]


def notes(ax):
    """The texts of a chart, each with the place that it stands beside."""
    return [(text.get_text(), tuple(text.get_position())) for text in ax.texts]
