"""Which figure of one report speaks of the same thing as a figure of another."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

import pandas as pd

from workreport.writing.characters import HANZI
from workreport.writing.lists import DATA, one_of, read_list

_ARROW = "→"
# What stands around a number and says nothing of what is counted.
_EMPTY = re.compile(rf"{one_of('comparison/empty')}|财政(?=赤字)")
_NUMBER = re.compile(r"\d[\d.,，]*(?:[%％]|[十百千万亿余多]*(?:个百分点|公里|[元人户个项吨亩套]?))")
_ASPECTS = {
    "开工": re.compile(r"开工|开建"),
    "建成": re.compile(r"建成|竣工|投产|交付|完工"),
    "人均": re.compile(r"人均|每人"),
    "累计": re.compile(r"累计|总计"),
    "年均": re.compile(r"年均"),
    "占比": re.compile(r"占.{0,12}(?:比重|比例|的)|覆盖率|普及率|入学率"),
}
_PERSONS = frozenset({"人", "名", "农民", "位", ""})
_PIECES = frozenset({"个", "项", "家", "所", "", "件"})
_PAUSE = re.compile(r"[，：]")
_STOP = re.compile(r"[。；！？\n]")
_RISE = re.compile(r"涨幅|增幅|增速|上涨|增长率")
_FALL = re.compile(r"降幅|跌幅")
_WEAK = 2  # distinct pairs of characters under which a label says too little by itself
_LOOK = 60  # characters before and after a figure that are read with it


class Indicator(NamedTuple):
    """A figure, by what it counts.

    Attributes:
        name: The pairs of characters of its label, or of its clause where it has none to speak of.
        around: Those of its label and its clause.
        aspects: Which of total, new, per head, share … it is.
        unit: In which it is counted; words for persons are one unit.
        kind: Of figure: percent, money, count, measure …
        change: `+` for a rise, `-` for a fall, "" for a level.
        value: Its value, the lower end of a range.
    """

    name: frozenset[str]
    around: frozenset[str]
    aspects: frozenset[str]
    unit: str
    kind: str
    change: str
    value: float


def indicators(figures: pd.DataFrame, text: str) -> list[Indicator]:
    """Read rows of figures as indicators.

    Args:
        figures: rows of `Document.figures`.
        text: the report's text.
    """
    found: list[Indicator] = []
    sentence = -1
    for row in figures.itertuples():
        clause, wide = _said(text, row.start, row.end)
        label = "".join(row.labels)
        name, around = _pairs(label), _pairs(f"{label}，{wide}")
        if len(name) < _WEAK:
            name |= _pairs(clause)
        if not name and row.sentence == sentence and row.change:  # …2930亿元，比上年增长17.6%
            name, around = name | found[-1].name, around | found[-1].around
        elif not name:
            name |= _pairs(wide)
        change = row.change or ("+" if _RISE.search(clause) else "-" if _FALL.search(clause) else "")
        aspects = _aspects(clause) or _aspects(label)
        found.append(Indicator(name, around, aspects, row.unit, row.kind, change, row.value))
        sentence = row.sentence
    return found


def weights(found: Iterable[Indicator]) -> dict[str, float]:
    """How much each pair of characters tells: the rarer, the more."""
    found = list(found)
    counts = Counter(pair for one in found for pair in one.around)
    return {pair: math.log(1 + len(found) / n) for pair, n in counts.items()}


def likeness(one: Indicator, other: Indicator, weight: Mapping[str, float]) -> float:
    """How surely two figures are of the same thing, 0–1: what of each name the other's clauses hold, geometric mean."""
    return math.sqrt(_held(one.name, other.around, weight) * _held(other.name, one.around, weight))


def says(one: Indicator, text: str, weight: Mapping[str, float]) -> float:
    """How much of the name of a figure a sentence holds, 0–1."""
    return _held(one.name, _pairs(text), weight)


def comparable(one: Indicator, other: Indicator) -> bool:
    """Whether two figures are in the same measure: unit, kind, direction and aspect."""
    if one.aspects != other.aspects or one.kind != other.kind:
        return False
    if one.kind == "percent" and one.change != other.change:
        return False
    if {one.change, other.change} == {"+", "-"}:
        return False
    return one.unit == other.unit or any({one.unit, other.unit} <= alike for alike in (_PERSONS, _PIECES))


def _held(name: frozenset[str], around: frozenset[str], weight: Mapping[str, float]) -> float:
    whole = sum(weight.get(pair, 0) for pair in name)
    return sum(weight.get(pair, 0) for pair in name & around) / whole if whole else 0.0


def _said(text: str, start: int, end: int) -> tuple[str, str]:
    """What is said around a figure: in its clause, and from the clause before it in its sentence to the one after."""
    before = text[max(0, start - _LOOK) : start]
    stop = max((mark.end() for mark in _STOP.finditer(before)), default=0)
    before = before[stop:]
    after = _STOP.split(text[end : end + _LOOK])[0]
    clauses, following = _PAUSE.split(before), _PAUSE.split(after)
    clause = f"{clauses[-1]}，{following[0]}"
    wide = f"{'，'.join(clauses[-2:])}，{'，'.join(following[:2])}"
    return _NUMBER.sub("，", clause), _NUMBER.sub("，", wide)


def _aspects(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _ASPECTS.items() if pattern.search(text))


def _pairs(text: str) -> frozenset[str]:
    """Neighbouring pairs of characters of what a text says, in the common wording."""
    for said, meant in _synonyms().items():
        text = text.replace(said, meant)
    parts = re.split(rf"[^{HANZI}A-Za-z]+", _EMPTY.sub("，", text))
    return frozenset(part[i : i + 2] for part in parts for i in range(len(part) - 1))


@cache
def _synonyms() -> dict[str, str]:
    """Other wordings of the same indicator, the longest first."""
    lines = [line.split(_ARROW) for line in read_list(DATA / "comparison" / "same_indicator.txt")]
    return {said.strip(): meant.strip() for said, meant in sorted(lines, key=lambda pair: -len(pair[0]))}
