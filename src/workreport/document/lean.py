"""Whether a passage tells of what was done or of what is to be done: by the grammar of its clauses.

Chinese verbs have no tense, so several small marks are counted. Reached: 了 and 已 after or before a verb, growth of
so much per cent, a standing in a ranking, a state that stands behind its subject (质量持续提升). To do: 要, 必须, 力争,
将 before a verb, a clause that begins with 继续 or with a bare verb, a number softened by 以上 or 左右 without a mark
of the past. Everything here reads normalised text (`numerals.normalise`).
"""

import re
from typing import NamedTuple

from workreport.writing.lists import DATA, read_list

_LISTS = DATA / "lean"


def _any(name: str) -> str:
    """The entries of a list of words as alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, read_list(_LISTS / f"{name}.txt")), key=len, reverse=True))


_CLAUSE = re.compile(r"[^，。；！？：:,;!?\n]+")
_NUMBERED = r"[一二三四五六七八九十]是|第[一二三四五六七八九十][、，]?|[(（][^()（）]{1,3}[)）]|\d{1,2}[.、]"
_LEAD = rf"(?:{_NUMBERED}|同时|此外|还|也|都|并|并且|-+|·)*"
_VERB_FIRST = re.compile(rf"{_LEAD}(?:{_any('manners')})*(?:{_any('verbs')})")
_HELD = re.compile(rf"{_LEAD}(?:{_any('manners')})*(?:{_any('held')})")
_CARRY_ON = re.compile(rf"{_LEAD}(?:继续|进一步|深入推进|持续推进)")
_DONE = re.compile(_any("done"))
_LE = re.compile(r"(?<![为除罢])了(?![解结然却断望不])")
_STANDING = re.compile(
    r"(?:居|列|排名?|位次|升至|跃升|跻身|名列)(?:于|在|到)?(?:全国|全省|全市|全区|全球|世界|同类|中部|西部|东部)?(?:第|前|首位|榜首)"
)
_STATE = re.compile(rf"^.{{2,}}?(?:{_any('manners')})(?:{_any('states')})$")
_SUBJECT_STATE = re.compile(rf"^(?!{_LEAD}(?:{_any('manners')})*(?:{_any('verbs')})).{{2,}}(?:{_any('states')})$")
_TO_DO = re.compile(_any("to_do"))
_MUST = re.compile(
    r"(?<![主重需必首摘纲概只想提紧简扼])要(?![求素点件领闻塞义道职害地事么因])|(?<![能即必])将(?![近军来领士])|(?<![反效对相感])应(?![对用急届变邀有收])"
)
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千]{2,}|百分之|[万亿](?=[元吨人户亩])")
_SOFT = re.compile(r"(?:\d|[万亿%成倍]|百分点)[^，。；、]{0,6}(?:以上|左右|以内|以下)")
_GROWN = re.compile(
    r"(?:增长|增加|下降|降低|提高|减少|上升|回升|提升|缩短|压减|超过|达到?|突破|增至|升至|降至|新增|完成)[^，。；]{0,8}(?:\d|百分之|[一二三四五六七八九十]+[点万亿倍])"
)


class Lean(NamedTuple):
    """How a passage leans."""

    done: float
    """Marks of what was done, weighted."""
    to_do: float
    """Marks of what is to be done, weighted."""
    clauses: int

    @property
    def score(self) -> float:
        """Above 0 for done, below for to be done; between about -2 and 2."""
        return (self.done - self.to_do) / max(3, self.clauses) ** 0.75 if self.clauses else 0.0


def lean_of(text: str) -> Lean:
    """Count the marks of what was done and of what is to be done in normalised `text`."""
    done = to_do = 0.0
    clauses = _CLAUSE.findall(text)
    for clause in clauses:
        reached, aimed = _marks(clause.strip())
        done, to_do = done + reached, to_do + aimed
    return Lean(done, to_do, len(clauses))


def _marks(clause: str) -> tuple[float, float]:
    """Weights of the marks of one clause: done, to do."""
    done = 2.0 * bool(_DONE.search(clause)) + 1.5 * bool(_LE.search(clause)) + 2.0 * bool(_STANDING.search(clause))
    soft = bool(_SOFT.search(clause))
    done += 0.0 if soft else 1.2 * bool(_GROWN.search(clause)) + 0.4 * bool(_NUMBER.search(clause))
    done += 1.0 * bool(_SUBJECT_STATE.match(clause))
    aimed = 2.0 * bool(_TO_DO.search(clause)) + 1.5 * bool(_MUST.search(clause))
    aimed += 1.0 * (soft and not done) + 1.2 * bool(_CARRY_ON.match(clause))
    if not done:
        held = bool(_HELD.match(clause))
        done += 0.6 * held
        aimed += 0.2 * (not held and bool(_VERB_FIRST.match(clause)))
    return done, aimed
