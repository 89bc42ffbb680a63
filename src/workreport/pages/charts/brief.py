"""The bullet chart of the brief: last year's result as a bar, this year's target as a tick, on one scale a unit."""

import math
from collections.abc import Sequence
from html import escape

import pandas as pd

from workreport.analyses.brief.promised import Target

_WIDE = 300  # units of the drawing's width; it is stretched to the room there is
_ARROW = 16  # length of the arrow that says 以上 or 以内
_ROOM = 1.15  # of the largest value, so that its tick stands clear of the edge
_STEPS = (1, 2, 2.5, 3, 4, 5, 6, 8, 10)


def scale_of(targets: Sequence[Target]) -> float:
    """The end of a scale from nought that holds all results and targets, a round number."""
    largest = max(
        value
        for target in targets
        for value in (target.value, target.value_high, target.result)
        if value is not None and not pd.isna(value)
    )
    power = 10 ** math.floor(math.log10(largest * _ROOM)) if largest > 0 else 1
    return next(step * power for step in _STEPS if step * power >= largest * _ROOM)


def can_be_drawn(target: Target) -> bool:
    """Whether a bar can stand for the result; there is none for a negative or missing one."""
    return target.result is not None and target.result >= 0 and target.value >= 0


def bullet(target: Target, end: float, alt: str) -> str:
    """One row of the chart as SVG: `end` is the value at its right edge, `alt` the sentence that it shows."""

    def at(value: float) -> float:
        return round(min(max(value / end, 0), 1) * _WIDE, 1)

    tick = at(target.value)
    shapes = [f'<rect class="ground" width="{_WIDE}" height="14"/>']
    shapes.append(f'<rect class="bar" y="4" width="{at(target.result or 0)}" height="6"/>')
    if not pd.isna(target.value_high):
        shapes.append(f'<rect class="range" x="{tick}" width="{max(at(target.value_high) - tick, 2)}" height="14"/>')
    else:
        shapes.append(f'<rect class="tick" x="{tick - 1.5}" width="3" height="14"/>')
        shapes.append(_arrow(tick, {"≥": 1, ">": 1, "≤": -1, "<": -1}.get(target.qualifier, 0)))
    room = f'viewBox="0 0 {_WIDE} 14" preserveAspectRatio="none"'
    return (
        f'<svg class="bullet" role="img" aria-label="{escape(alt)}" {room}>'
        f"<title>{escape(alt)}</title>{''.join(shapes)}</svg>"
    )


def _arrow(tick: float, way: int) -> str:
    """The arrow from a tick: to the right for 以上, to the left for 以内."""
    if not way:
        return ""
    tip = tick + way * _ARROW
    return f'<path class="arrow" d="M{tick} 7H{tip}M{tip - way * 5} 3L{tip} 7L{tip - way * 5} 11"/>'
