"""To which part of a report each paragraph belongs: 回顾, 部署, 问题 or 其他. The one place where that is decided.

A heading that says so decides for its section; else the paragraph's own grammar does (`lean`), smoothed along the text:
reports tell what was done before what is to be done and seldom turn back.
"""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from workreport.document.lean import lean_of
from workreport.document.times import Clock, times_in
from workreport.writing.numerals import normalise

PARTS = ("回顾", "部署", "问题", "其他")
REVIEW, PLAN, PROBLEMS, OTHER = PARTS

# What a heading says its section is. 纠治“四风”问题 names work done, 存在的问题 does not.
_PROBLEM_HEADING = re.compile(
    r"存在的?(?:主要|突出|一些)?(?:问题|困难|不足)|问题[和与及、]|[和与及、]问题|^(?:主要|突出)?问题$|^问题|不足|短板|差距"
)
_REVIEW_HEADING = re.compile(r"回顾|成绩|成就|成效|总结|工作情况|履职情况|主要做法|完成情况|所做的?工作|过去")
_PLAN_HEADING = re.compile(
    r"任务|安排|部署|重点工作|工作重点|打算|下一步|目标|计划|思路|建议|今后|总体要求|规划|努力方向|整改措施|改进措施|要求"
)
_ACHIEVED = re.compile(r"完成|实现|超额|达成|落实")
# A paragraph that owns up to problems does so at its beginning.
_OWNS_UP = re.compile(
    r"(?:存在|面临|还有|不少|认识到|看到|清醒|有待|仍然?有?)[^。；]{0,40}(?:问题|不足|困难|挑战|短板|差距|矛盾|隐患|缺点|薄弱)"
)
_LACK = re.compile(
    r"不够|不足|不强|不高|不平衡|不充分|不稳|不优|不深|不实|不到位|不完善|不健全|薄弱|滞后|困难|矛盾|短板|差距|压力|风险|"
    r"隐患|偏弱|偏低|偏少|缺乏|落后|较大|较多|突出|有待|任重道远|欠缺|缺点|缓慢|问题"
)
_SALUTE = re.compile(r"(?:尊敬的|各位|同志们|女士们|朋友们|主任|主席|校长|书记)[^。；]{0,24}[：:！!，,。]?")
_REQUEST = re.compile(
    r"请[^。]{0,12}(?:审议|审查|评议|批评指正|指正)|提出意见|以上报告|汇报完毕|述职完毕|谢谢大家|报告完了"
)
_THANKS = re.compile(r"表示[^。]{0,16}(?:感谢|敬意|谢意|问候|慰问)|致以[^。]{0,16}(?:感谢|敬意|谢意|问候)")
_CALL = re.compile(r"让我们|而(?:努力)?奋斗[！!。]|努力奋斗|奋勇前进|谱写[^，。]{0,20}篇章|再立新功")
_LIVE = re.compile(r"[。；！？]|[^，。]{12,}，")
# A line of its own that ends the report and opens what is attached to it.
APPENDIX = re.compile(
    r"附(?:件|录|表|注)\s*[\d一二三四五六七八九十]*\s*[：:]?|(?:《[^》]*》)?(?:有关|部分|相关)?(?:名词|用语)(?:术语)?(?:解释|注释|说明)"
)

_SURE = 4.0  # how much a telling heading weighs beside the grammar of a paragraph
_WEAK = 1.2  # the same for one that stands further off
_DATED = 1.5  # the same for the time that a paragraph opens with
_TURN, _TURN_AT_HEADING = 2.2, 0.7  # what it costs to turn from review to plan or back
_START = 1.5  # to begin with what is to be done
_FAINT = 0.2  # marks of a whole report below which nothing is told
_BACK = 1.5  # and more, to turn back


class _Said(NamedTuple):
    """What is known of a paragraph before its neighbours are asked."""

    part: str
    """The part, where it is fixed; "" else."""
    lean: float
    """Above 0 for review, below for plan."""
    evidence: str
    heading: bool


def tell_parts(text: str, paragraphs: pd.DataFrame, outline: pd.DataFrame, clock: Clock) -> pd.DataFrame:
    """Tell to which part of a report each paragraph belongs.

    Returns:
        One row a paragraph: the columns of `outline.paragraphs_of`, `part` (回顾, 部署, 问题, 其他) and `evidence` (the
        words that decided, "" where none did).
    """
    paragraphs = paragraphs.copy()
    plain = normalise(text)
    lines = [plain[row.start : row.end] for row in paragraphs.itertuples()]
    said = _say(lines, paragraphs, outline, clock)
    told = _smooth(said)
    paragraphs["part"] = pd.Series(told, dtype=str)
    paragraphs["evidence"] = pd.Series([one.evidence for one in said], dtype=str)
    return paragraphs


def _say(lines: list[str], paragraphs: pd.DataFrame, outline: pd.DataFrame, clock: Clock) -> list[_Said]:
    """What each paragraph says of itself, and its headings of it."""
    titles = {row.start: (row.level, normalise(row.title)) for row in outline.itertuples()}
    open_titles: list[tuple[int, str, str]] = []  # level, part, evidence of the headings above
    said, appendix = [], ""
    for line, start in zip(lines, paragraphs["start"], strict=True):
        appendix = line if APPENDIX.fullmatch(line) else appendix
        level, title = titles.get(start, (0, line if _may_be_heading(line) else ""))
        heading = bool(title) and (level > 0 or bool(_by_title(title, clock)))
        if heading:
            open_titles = [one for one in open_titles if one[0] < level]
            open_titles.append((level, *(_by_title(title, clock) or ("", ""))))
        part, evidence, weight = _above(open_titles)
        if appendix:
            said.append(_Said(OTHER, 0, appendix, heading))
        elif part == PROBLEMS:
            said.append(_Said(PROBLEMS, 0, evidence, heading))
        else:
            own, why = _own(line, alone=bool(title))
            lean = lean_of(line)
            prior = {REVIEW: weight, PLAN: -weight}.get(part, 0) + _by_time(line, clock)
            telling = evidence or (
                f"分句 {lean.clauses} 个，已然 {lean.done:.0f}、未然 {lean.to_do:.0f}" if lean.clauses else ""
            )
            said.append(_Said(own, 2 * lean.score + prior, why or telling, heading))
    return said


def _may_be_heading(line: str) -> bool:
    return len(line) <= 40 and not re.search(r"[。；！？：:，,]$", line)


def _above(open_titles: list[tuple[int, str, str]]) -> tuple[str, str, float]:
    """Part and evidence of the nearest telling heading, and how much it weighs."""
    for place, (level, part, evidence) in enumerate(reversed(open_titles)):
        if part:
            return part, evidence, _WEAK if level == 0 and place else _SURE
    return "", "", 0


def _by_title(title: str, clock: Clock) -> tuple[str, str] | None:
    """Part that a heading tells, and the words that tell it: 问题, a past or coming year, or a word for either."""
    found = _PROBLEM_HEADING.search(title)
    if found:
        return PROBLEMS, found[0]
    review, plan = _REVIEW_HEADING.search(title), _PLAN_HEADING.search(title)
    if clock.latest is not None:
        times = [time for time in times_in(title, clock) if time.first]
        if times and all(time.last <= clock.latest for time in times) and not (plan and not review):
            return REVIEW, title[times[0].start : times[0].end]
        if times and all(time.last > clock.latest for time in times) and not (review and not plan):
            return PLAN, title[times[0].start : times[0].end]
    if review:
        return REVIEW, review[0]
    return (PLAN, plan[0]) if plan and not _ACHIEVED.search(title) else None


def _by_time(line: str, clock: Clock) -> float:
    """How the time that a paragraph opens with leans: to review when it is over, to plan when it is to come."""
    if clock.latest is None:
        return 0
    time = next((time for time in times_in(line, clock, 0, 24) if time.first), None)
    if time is None or not clock.latest - 6 <= time.last <= clock.latest + 6:
        return 0
    return _DATED if time.last <= clock.latest else -_DATED


def _own(line: str, *, alone: bool) -> tuple[str, str]:
    """What a paragraph is whatever stands around it, and the words that say so."""
    if len(line) <= 40 and _SALUTE.fullmatch(line):
        return OTHER, line
    request = _REQUEST.search(line)
    if request and len(line) <= 120:
        return OTHER, request[0]
    thanks = _THANKS.search(line)
    if thanks:
        return OTHER, thanks[0]
    found = _OWNS_UP.search(line[:80])
    if found and not alone and _lacking(line):
        return PROBLEMS, found[0]
    return "", ""


def _lacking(line: str) -> bool:
    """Whether most of a paragraph speaks of what is lacking."""
    clauses = [clause for clause in re.split(r"[，。；：]", line) if clause]
    return sum(bool(_LACK.search(clause)) for clause in clauses) >= 0.25 * len(clauses)


def _smooth(said: list[_Said]) -> list[str]:
    """The most likely run of parts: what each paragraph says, against turning to and fro."""
    rows = [number for number, one in enumerate(said) if not one.part]
    told = [one.part or OTHER for one in said]
    if sum(abs(said[number].lean) for number in rows) > _FAINT:
        cost = np.array([0.0, _START])  # of ending in review, in plan
        came: list[np.ndarray] = []
        before = -1
        for number in rows:
            headed = any(one.heading for one in said[before + 1 : number + 1])
            turn = _TURN_AT_HEADING if headed else _TURN
            change = np.array([[0, turn], [turn + _BACK, 0]])  # from row to column
            total = cost[:, None] + change if came else np.zeros((2, 2)) + cost[:, None]
            came.append(total.argmin(axis=0))
            cost = total.min(axis=0) + np.array([-said[number].lean, said[number].lean])
            before = number
        state = int(cost.argmin())
        for number, origin in zip(reversed(rows), reversed(came), strict=True):
            told[number] = PARTS[state]
            state = int(origin[state])
    return told
