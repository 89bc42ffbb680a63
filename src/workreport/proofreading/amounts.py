"""The stated numbers of a report as its proofreader reads them: each an interval, with the clause before it."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from workreport.proofreading.intervals import Interval, interval_of
from workreport.writing.numerals import scale_value

_PAUSE = re.compile(r"[，。；：！？、（）()\n“”]")
_CLAUSE = 60  # characters before a number that may belong to its clause


class Amount(NamedTuple):
    """A stated number: where it stands, what it is, and what is said between it and the mark or number before it."""

    start: int
    end: int
    text: str
    unit: str
    kind: str
    change: str
    period: str
    role: str
    sentence: int
    sure: bool
    interval: Interval
    before: str
    opening: str

    @property
    def percent(self) -> bool:
        """Whether it is so many per cent."""
        return self.unit in ("%", "％")


def amounts_of(text: str, figures: pd.DataFrame) -> list[Amount]:
    """The figures that are plain numbers, in text order.

    `before` of each is what stands between it and the pause or number before it, `opening` the mark that stands there
    (a pause, a line end, or a digit where a number ends). The rules read names from it and say nothing where it is no
    plain clause; those that compare by name also ask that the ledger is `sure` of its own. Arithmetic inside one
    sentence needs no name.
    """
    found, last = [], 0
    for row in figures.itertuples():
        interval = interval_of(row.text, row.qualifier, counted=row.kind == "count")
        if interval is not None:
            first = max(last, row.start - _CLAUSE)
            pauses = list(_PAUSE.finditer(text, first, row.start))
            begin = pauses[-1].end() if pauses else first
            opening = pauses[-1][0] if pauses else text[begin - 1 : begin]
            place = (row.start, row.end, row.text, str(row.unit), row.kind, row.change, row.period, row.role)
            found.append(Amount(*place, row.sentence, bool(row.sure), interval, text[begin : row.start], opening))
        last = row.end
    return found


def by_sentence(amounts: Iterable[Amount]) -> list[list[Amount]]:
    """The numbers of each sentence that has any."""
    return [list(rows) for _, rows in groupby(amounts, key=lambda amount: amount.sentence)]


def amount_digits(amount: Amount) -> tuple[int, int]:
    """Where the digits of a number stand."""
    match = re.match(r"[+-]?[\d,.，．]*\d", amount.text)
    return amount.start, amount.start + (match.end() if match else len(amount.text))


def written_like(amount: Amount, value: Decimal) -> str:
    """A computed number in the scale and unit of a stated one."""
    scale = re.search(r"[千百]?[万亿]+", amount.text)
    written = scale[0] if scale else ""
    return f"{(value / scale_value(written)).normalize():f}{written}{amount.unit}"
