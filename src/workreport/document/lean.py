"""Whether a passage tells of what was done or of what is to be done: by the grammar of its clauses.

Chinese verbs have no tense, so several small marks are counted. Reached: 了 and 已 after or before a verb, growth of
so much per cent, a standing in a ranking, a state that stands behind its subject (质量持续提升). To do: 要, 必须, 力争,
将 before a verb, a clause that begins with 继续 or with a bare verb, a number softened by 以上 or 左右 without a mark
of the past. Everything here reads normalised text (`numerals.normalise`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from workreport.writing.lists import DATA, read_list

_LISTS = DATA / "lean"


def _any(name: str) -> str:
    """The entries of a list of words as alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, read_list(_LISTS / f"{name}.txt")), key=len, reverse=True))


_CLAUSE = re.compile(r"[^，。；！？：:,;!?\n]+")
_NUMBERED = r"[一二三四五六七八九十]是|第[一二三四五六七八九十][、，]?|[(（][^()（）]{1,3}[)）]|\d{1,2}[.、]"
_LEAD = rf"(?:{_NUMBERED}|同时|此外|还|也|都|并|并且|-+|·)*"
_ANY_VERB = f"{_any('verbs')}|{_any('urging')}"
_VERB_FIRST = re.compile(rf"{_LEAD}(?:{_any('manners')})*(?:{_ANY_VERB})")
_URGING = re.compile(rf"{_LEAD}(?:{_any('manners')})*(?:{_any('urging')})")
_HELD = re.compile(rf"{_LEAD}(?:{_any('manners')})*(?:{_any('held')})")
_CARRY_ON = re.compile(rf"{_LEAD}(?:继续|进一步|深入推进|持续推进)")
_DONE = re.compile(_any("done"))
_LE = re.compile(r"(?<![为除罢])了(?![解结然却断望不])")
_STANDING = re.compile(
    r"(?:居|列|排名?|位次|升至|跃升|跻身|名列)(?:于|在|到)?(?:全国|全省|全市|全区|全球|世界|同类|中部|西部|东部)?(?:第|前|首位|榜首)"
)
_STATE = re.compile(rf"^(?!{_LEAD}(?:{_any('manners')})*(?:{_ANY_VERB})).{{2,}}(?:{_any('states')})$")
_TO_DO = re.compile(_any("to_do"))
_AIMING = re.compile(_any("aiming"))
_MUST = re.compile(
    r"(?<![主重需必首摘纲概只想提紧简扼])要(?![求素点件领闻塞义道职害地事么因])|(?<![能即必])将(?![近军来领士])|(?<![反效对相感])应(?![对用急届变邀有收])"
)
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千]{2,}|百分之|[万亿](?=[元吨人户亩])")
_SOFT = re.compile(r"(?:\d|[万亿%成倍]|百分点)[^，。；、]{0,6}(?:以上|左右|以内|以下)")
_GROWN = re.compile(
    r"(?:增长|增加|下降|降低|提高|减少|上升|回升|提升|缩短|压减|超过|达到?|突破|增至|升至|降至|新增|完成)[^，。；]{0,8}(?:\d|百分之|[一二三四五六七八九十]+[点万亿倍])"
)


# Where each mark is looked for: anywhere in a clause, or at its beginning.
_FINDERS = {
    "done": _DONE.search,
    "le": _LE.search,
    "standing": _STANDING.search,
    "to_do": _TO_DO.search,
    "must": _MUST.search,
    "aiming": _AIMING.search,
    "state": _STATE.match,
    "held": _HELD.match,
    "carry_on": _CARRY_ON.match,
    "urging": _URGING.match,
    "verb": _VERB_FIRST.match,
}

# What each mark weighs, in units of log-odds: fitted on government reports whose headings name the year, then rounded;
# what only those reports would have (bare verbs, which summaries of work done use as well) is kept small.
_WEIGHTS = {
    "done": 3.0,
    "le": 2.0,
    "standing": 2.0,
    "grown": 3.0,
    "number": 1.0,
    "state": 2.0,
    "held": 1.5,
    "to_do": -4.5,
    "must": -4.0,
    "aiming": -1.5,
    "soft": -2.5,
    "carry_on": -2.0,
    "urging": -1.0,
    "verb": -0.2,
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


def lean_of(text: str) -> Lean:
    """Count the marks of what was done and of what is to be done in normalised `text`."""
    clauses = [clause.strip() for clause in _CLAUSE.findall(text)]
    weights = [sum(_WEIGHTS[mark] for mark in _marks(clause)) for clause in clauses]
    score = sum(weights) / max(3, len(clauses)) ** 0.75
    return Lean(score, sum(weight >= 1 for weight in weights), sum(weight <= -1 for weight in weights), len(clauses))


def _marks(clause: str) -> Iterator[str]:
    """Names of the marks that a clause bears."""
    yield from (mark for mark, finds in _FINDERS.items() if finds(clause))
    if _SOFT.search(clause):  # a goal is told with 以上 or 左右, a result seldom
        yield "soft"
    else:
        yield from (mark for mark, pattern in {"grown": _GROWN, "number": _NUMBER}.items() if pattern.search(clause))
