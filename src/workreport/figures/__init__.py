"""Find the figures of a Chinese work report: the numbers that state an amount, share, change, rank or length of time.

One scanner walks the text from number to number (`scanner`); each number is read exactly, tried against the rules of
what is no figure (`exclusions`), described by what stands around it (`context`) and named (`naming`). The words these
rules know stand in `data/figures/`, one list a file.
"""

import numpy as np
import pandas as pd

from workreport.figures.context import describe
from workreport.figures.figure import Figure
from workreport.figures.naming import name_figures
from workreport.figures.scanner import number_spans, numbers_of
from workreport.figures.units import kind_name, kinds_in
from workreport.writing.numerals import normalise

__all__ = ["COLUMNS", "find_figures", "kind_name", "kinds_in", "number_spans", "printed_unit", "read_amounts"]

COLUMNS = ["text", "start", "end", "value", "value_high", "unit", "kind", "qualifier", "change", "labels", "sure"]
_TYPES = {"start": int, "end": int, "value": float, "value_high": float, "sure": bool}


def find_figures(text: str) -> pd.DataFrame:
    """Find the figures of a report: the numbers that state an amount, share, change, rank or length of time.

    Dates, names (三会一课, 第一责任人, 5G) and list markers are no figures. Arithmetic is exact; only the finished
    value becomes a float. The time is in proportion to the text.

    Args:
        text: The text of the report.

    Returns:
        One row a figure, in the order of the text, none overlapping:
        `text`, `start`, `end`: The surface, from the first character of the number to the last of its unit.
        `value`: In the base unit, scale applied (1800余亿元 is 1.8e11); NaN where the digits are blanked out.
        `value_high`: The upper end of a range, else NaN.
        `unit`: Without its scale word; "" for ranks, fractions, multiples and bare numbers; 百分之 and 成 have `%`.
        `kind`: money, percent, point, ratio, multiple, rank, measure, duration or count.
        `qualifier`: `=` exact, `>` over, `≥` at least, `<` under, `≤` at most, `≈` about.
        `change`: `+` for the size of an increase, `-` of a decrease, "" for levels and new things.
        `labels`: The names of the things measured, each verbatim from the text; empty where none stands there.
        `sure`: Whether the labels are certain: found in two independent ways that agree, or by a rule that is never
            wrong. Lead with sure rows only and mark the others 名称待核.
    """
    plain = normalise(text)
    rows = [_row(figure, text, plain) for figure in read_figures(text)]
    columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=False)) or dict.fromkeys(COLUMNS, ())
    return pd.DataFrame({name: _column(name, values) for name, values in columns.items()})


def _column(name: str, values: tuple[object, ...]) -> np.ndarray | list[object]:
    """The values of a column in its type."""
    return np.array(values, dtype=_TYPES.get(name, object)) if name in _TYPES or not values else list(values)


def read_figures(text: str) -> list[Figure]:
    """The figures of a text with all that its rows say, and which rule named each."""
    figures = read_amounts(text)
    name_figures(figures, text, normalise(text))
    return figures


def read_amounts(text: str) -> list[Figure]:
    """The figures of a text without their names, which take most of the time."""
    plain = normalise(text)
    figures = [figure.unnamed() for figure in numbers_of(plain).figures]
    describe(figures, plain)
    return figures


def _row(figure: Figure, text: str, plain: str) -> tuple[object, ...]:
    """The row of a figure, with the unit as it is printed."""
    start, end, unit = figure.start, figure.end, printed_unit(figure, text, plain)
    value, high = (None if one is None else float(one) for one in (figure.value, figure.high))
    return (
        *(text[start:end], start, end, value, high, unit, figure.kind, figure.qualifier, figure.change),
        *(figure.labels, figure.sure),
    )


def printed_unit(figure: Figure, text: str, plain: str) -> str:
    """The unit of a figure as the text has it; of 百分之 and 成 the sign."""
    unit, end = figure.unit, figure.end
    if unit not in ("%", "‰", "‱") and plain.endswith(unit, figure.start, end):
        return text[end - len(unit) : end]
    return unit
