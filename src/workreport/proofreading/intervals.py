"""A stated number as the interval that it stands for."""

import re
from decimal import Decimal
from typing import NamedTuple

from workreport.writing.numerals import normalise, scale_value

INFINITY = Decimal("Infinity")
_ROUND = Decimal("0.1")  # what 余, 多, 近, 约 and 左右 leave open
_SURFACE = re.compile(
    r"(?P<digits>\d[\d,]*(?:\.(?P<decimals>\d+))?)(?P<more>[余多])?(?P<scale>[十百千万亿]*)(?P<after>[余多])?"
)
_UPWARDS = frozenset({">", "≥"})
_DOWNWARDS = frozenset({"<", "≤"})


class Interval(NamedTuple):
    """All that a stated number may be, and the number itself."""

    low: Decimal
    high: Decimal
    stated: Decimal

    def meets(self, other: "Interval") -> bool:
        """Whether both may be the same number."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: "Interval") -> "Interval":
        """The sum of both."""
        return Interval(self.low + other.low, self.high + other.high, self.stated + other.stated)

    def minus(self, other: "Interval") -> "Interval":
        """The difference of both."""
        return Interval(self.low - other.high, self.high - other.low, self.stated - other.stated)

    def over(self, other: "Interval") -> "Interval | None":
        """This as a multiple of the other; None where the other may be nothing."""
        if other.low <= 0 or self.low < 0:
            return None
        high = INFINITY if INFINITY in (self.high, other.high) else self.high / other.low
        low = Decimal(0) if other.high == INFINITY else self.low / other.high
        return Interval(low, high, self.stated / other.stated)

    def times(self, factor: Decimal) -> "Interval":
        """This many times over."""
        return Interval(self.low * factor, self.high * factor, self.stated * factor)


def interval_of(surface: str, qualifier: str = "=", *, counted: bool = False) -> Interval | None:
    """The interval of a number as written: 13.65万亿 → 13.645万亿 to 13.655万亿.

    Args:
        surface: a number in Arabic digits, with its scale and unit.
        qualifier: `figures.find_figures`' word for how it is to be taken: `=`, `≈`, `>`, `≥`, `<`, `≤`.
        counted: whether it counts things one by one; without a scale word it is then exact.

    Returns:
        None when it is no plain number in Arabic digits: a range, a blank, Chinese numerals, 1亿3千万.
    """
    plain = normalise(surface)
    match = _SURFACE.search(plain)
    if not match or re.search(r"\d", plain[match.end() :]) or re.search(r"[*~]|\d-", plain):
        return None
    scale = Decimal(scale_value(match["scale"]))
    stated = Decimal(match["digits"].replace(",", "")) * scale
    half = scale * Decimal(5).scaleb(-1 - len(match["decimals"] or ""))
    if counted and half < 1:
        half = Decimal(0)
    rough = bool(match["more"] or match["after"]) or qualifier == "≈"
    spread = max(half, stated * _ROUND) if rough else half
    low = Decimal("-Infinity") if qualifier in _DOWNWARDS else stated - spread
    high = INFINITY if qualifier in _UPWARDS and not rough else stated + spread
    return Interval(max(low, Decimal(0)) if qualifier in _DOWNWARDS else low, high, stated)


def one(value: int) -> Interval:
    """A number that is exact."""
    return Interval(Decimal(value), Decimal(value), Decimal(value))
