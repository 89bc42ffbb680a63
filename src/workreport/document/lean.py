"""Whether a passage tells of what was done or of what is to be done: by the grammar of its clauses.

Chinese verbs have no tense, so several small marks are counted. Reached: 了 and 已 after or before a verb, growth of
so much per cent, a standing in a ranking, a state that stands behind its subject (质量持续提升). To do: 要, 必须, 力争,
将 before a verb, a clause that begins with 继续 or with a bare verb, a number softened by 以上 or 左右 without a mark
of the past. Everything here reads normalised text (`numerals.normalise`).
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from workreport.writing.lists import DATA, one_of, read_list

_LISTS = DATA / "lean"


def _words(name: str) -> list[str]:
    """The entries of a list of words, the longest first."""
    return sorted(read_list(_LISTS / f"{name}.txt"), key=len, reverse=True)


def _next(*names: str) -> str:
    """Any of some lists where what follows begins like it: most clauses are turned away by their first character."""
    heads = {re.escape(word[0]) for name in names for word in _words(name)}
    return f"(?=[{''.join(sorted(heads))}]){one_of(*(f'lean/{name}' for name in names))}"


_CLAUSE = re.compile(r"[^，。；！？：:,;!?\n]+")
_NUMBERED = r"[一二三四五六七八九十]是|第[一二三四五六七八九十][、，]?|[(（][^()（）]{1,3}[)）]|\d{1,2}[.、]"
_LEAD = rf"(?:{_NUMBERED}|同时|此外|还|也|都|并|并且|-+|·)*"
_MANNERS = rf"{_LEAD}(?:{_next('manners')})*"
_STATES = tuple(_words("states"))
_SUBJECT = 2  # characters before a state, at the least
_NUMERAL = "一二三四五六七八九十百千"
_GOING_ON = "继续|进一步|深入推进|持续推进"
_SOFTENED = "以上|左右|以内|以下"
_GROWTH = one_of("lean/growing")

# Marks that stand anywhere in a clause. Patterns are searched several times as fast where they begin with a character
# and look back at what stands before it after that.
_ANYWHERE = {
    "done": re.compile(one_of("lean/done")),
    "le": re.compile(r"了(?<![为除罢]了)(?![解结然却断望不])"),
    "standing": re.compile(
        r"""
        (?:居|列|排名?|位次|升至|跃升|跻身|名列)[于在到]?
        (?:全国|全省|全市|全区|全球|世界|同类|中部|西部|东部)?(?:第|前|首位|榜首)  # 跃升到全省第3位
        """,
        re.VERBOSE,
    ),
    "to_do": re.compile(one_of("lean/to_do")),
    "must": re.compile(
        r"要(?<![主重需必首摘纲概只想提紧简扼]要)(?![求素点件领闻塞义道职害地事么因])"
        r"|将(?<![能即必]将)(?![近军来领士])|应(?<![反效对相感]应)(?![对用急届变邀有收])"
    ),
    "aiming": re.compile(one_of("lean/aiming")),
    "number": re.compile(
        rf"[\d{_NUMERAL}万亿](?:(?<=\d)|(?<=[{_NUMERAL}])[{_NUMERAL}]|(?<=百)分之|(?<=[万亿])(?=[元吨人户亩]))"
    ),
}
_VERB = re.compile(_MANNERS + _next("verbs", "urging"))  # that a clause begins with
# Marks that take a word in their clause, and how that clause begins, goes on or ends with it.
_IN_PLACE: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "state": (re.compile(one_of("lean/states")), lambda clause: clause.endswith(_STATES, _SUBJECT)),
    "held": (re.compile(one_of("lean/held")), re.compile(_MANNERS + _next("held")).match),
    "carry_on": (re.compile(_GOING_ON), re.compile(f"{_LEAD}(?:{_GOING_ON})").match),
    "urging": (re.compile(one_of("lean/urging")), re.compile(_MANNERS + _next("urging")).match),
    "soft": (re.compile(_SOFTENED), re.compile(rf"(?:[\d万亿%成倍]|百分点)[^，。；、]{{0,6}}(?:{_SOFTENED})").search),
    "grown": (
        re.compile(_GROWTH),
        re.compile(rf"(?:{_GROWTH})[^，。；]{{0,8}}(?:\d|百分之|[一二三四五六七八九十]+[点万亿倍])").search,
    ),
}

# What each mark weighs, in units of log-odds: fitted on government reports whose headings name the year, then rounded;
# what only those reports would have (bare verbs, which summaries of work done use as well) is kept small.
_WEIGHTS = {
    "done": 3.0,
    "le": 2.0,
    "standing": 2.0,
    "to_do": -4.5,
    "must": -4.0,
    "aiming": -1.5,
    "state": 2.0,
    "held": 1.5,
    "carry_on": -2.0,
    "urging": -1.0,
    "verb": -0.2,
    "soft": -2.5,
    "grown": 3.0,
    "number": 1.0,
}


class Lean(NamedTuple):
    """How a passage leans."""

    score: float
    """Above 0 for done, below for to be done: log-odds, seldom beyond 6."""
    done: int
    """Clauses that say that something was done, and"""
    to_do: int
    """that something is to be done,"""
    clauses: int
    """of all."""


def lean_of(passage: str) -> Lean:
    """Count the marks of what was done and of what is to be done in a normalised passage."""
    return leans_of([passage])[0]


def leans_of(passages: Sequence[str]) -> list[Lean]:
    """The same of many passages: searched as one text, they take a third of the time."""
    text = "\n".join(passages)
    spans = [clause.span() for clause in _CLAUSE.finditer(text)]
    starts = np.array([start for start, _ in spans], dtype=int)
    weights = np.zeros(len(spans))
    for mark, bears in _marks(text, [text[start:end].strip() for start, end in spans], starts).items():
        weights += _WEIGHTS[mark] * bears
    ends = np.cumsum([len(passage) + 1 for passage in passages])
    last = np.searchsorted(starts, ends).tolist()
    of_each = (weights[first:end].tolist() for first, end in zip([0, *last], last, strict=False))
    return [
        Lean(
            sum(of_clauses) / max(3, len(of_clauses)) ** 0.75,
            sum(weight >= 1 for weight in of_clauses),
            sum(weight <= -1 for weight in of_clauses),
            len(of_clauses),
        )
        for of_clauses in of_each
    ]


def _marks(text: str, clauses: list[str], starts: np.ndarray) -> dict[str, np.ndarray]:
    """Which clauses bear each mark, in the order of their weights."""

    def where(pattern: re.Pattern[str]) -> np.ndarray:
        found = np.zeros(len(clauses), dtype=bool)
        found[np.searchsorted(starts, [match.start() for match in pattern.finditer(text)], side="right") - 1] = True
        return found

    marks = {mark: where(pattern) for mark, pattern in _ANYWHERE.items()}
    for mark, (word, stands) in _IN_PLACE.items():
        marks[mark] = where(word)
        for place in np.flatnonzero(marks[mark]).tolist():
            marks[mark][place] = bool(stands(clauses[place]))
    marks["verb"] = np.array([_VERB.match(clause) is not None for clause in clauses], dtype=bool)
    marks["state"] &= ~marks["verb"]
    for mark in ("grown", "number"):
        marks[mark] &= ~marks["soft"]  # a goal is told with 以上 or 左右, a result seldom
    return {mark: marks[mark] for mark in _WEIGHTS}
