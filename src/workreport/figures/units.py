"""The measure words of work reports, and the kind of figure each makes."""

import re
from collections.abc import Iterable
from functools import cache

from workreport.figures.lexicon import FOLDER, either
from workreport.writing.lists import read_list


def _kinds() -> dict[str, str]:
    """What pages call each kind, in the order of their tables."""
    return dict(line.split() for line in read_list(FOLDER / "kinds.txt"))


KINDS = _kinds()


def kind_name(kind: str) -> str:
    """What pages call a kind of figure; one that has no name yet is called as in the code."""
    return KINDS.get(kind, kind)


def kinds_in(kinds: Iterable[str]) -> list[str]:
    """The kinds that occur, in the order of the tables; one that has no name yet comes last."""
    return sorted(set(kinds), key=lambda kind: (list(KINDS).index(kind) if kind in KINDS else len(KINDS), kind))


def _units() -> dict[str, tuple[str, list[str]]]:
    """Each unit with its kind and how longer words that begin like it go on."""
    lines = (line.split() for line in read_list(FOLDER / "units.txt"))
    return {unit: (kind, longer) for unit, kind, *longer in lines}


_UNITS = _units()
HEADS = "".join(sorted({unit[0] for unit in _UNITS}))
"""The characters that units begin with."""


def _after_head(unit: str) -> str:
    """The pattern of a unit without its first character, where it is not the beginning of a longer word."""
    longer = "|".join(map(re.escape, _UNITS[unit][1]))
    latin = "(?![A-Za-z])" if unit[-1].isascii() and unit[-1].isalpha() else ""
    return re.escape(unit[1:]) + (f"(?!{longer})" if longer else "") + latin


_SHELF = 16  # first characters that are tried one after the other; a class tells which shelf of them to look on


def _by_first_character() -> str:
    """All units by their first character, the longest first: a search that knows the character tries few of them."""
    tails: dict[str, list[str]] = {}
    for unit in sorted(_UNITS, key=lambda unit: (-len(unit), unit)):
        tails.setdefault(re.escape(unit[0]), []).append(_after_head(unit))
    heads = list(tails)
    shelves = [heads[first : first + _SHELF] for first in range(0, len(heads), _SHELF)]
    return f"(?=[{''.join(heads)}])" + _either(
        f"(?=[{''.join(shelf)}])" + _either(head + _either(tails[head]) for head in shelf) for shelf in shelves
    )


def _either(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


_TWICE = r"(?:[（(][次件个套户人部场项期处家只班批条篇、]{1,7}[）)]次?)?"  # 28件（次）
UNIT = f"(?:{_by_first_character()}{_TWICE}(?:/{either('per')}(?![a-zA-Z]))?)"


@cache
def kind_of(unit: str) -> str:
    """The kind of figure a unit makes: 元 is money, 公里 measure, anything unknown a count."""
    for known in (unit, re.split(r"[/（(]", unit)[0]):
        if known in _UNITS:
            return _UNITS[known][0]
    return "count"
