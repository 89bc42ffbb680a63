"""The headline indicators of government work reports, and whether a label means one of them."""

import re
from functools import cache
from typing import NamedTuple

from workreport.writing.lists import DATA, one_of, read_list

# What a label may carry before and after the name of an indicator without meaning another thing.
_FRONT = re.compile(one_of("brief/wholes", "brief/before_indicators") + "+")
_BACK = re.compile(one_of("brief/after_indicators") + "$")


class Indicator(NamedTuple):
    """A headline indicator: its place in the list (from 0), its name, and what may be said of it."""

    order: int
    name: str
    said: str


@cache
def _indicators() -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    orders: dict[str, int] = {}
    for line in read_list(DATA / "indicators.txt"):
        name, said, *phrases = line.split()
        order = orders.setdefault(name, len(orders))
        for phrase in phrases:
            found[phrase] = Indicator(order, name, said)
    return found


def indicator_of(label: str) -> Indicator | None:
    """The headline indicator that a label means, the whole of it; None where it means another thing or a part of one.

    >>> indicator_of("全省地区生产总值").name
    '生产总值'
    >>> indicator_of("海洋生产总值") is None
    True
    """
    known = _indicators()
    bare = _FRONT.sub("", label, count=1) if _FRONT.match(label) else label
    forms = (label, bare, _BACK.sub("", label), _BACK.sub("", bare))
    return next((known[form] for form in forms if form in known), None)
