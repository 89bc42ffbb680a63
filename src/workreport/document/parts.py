"""To which part of a report each paragraph belongs: 回顾, 部署, 问题 or 其他. The one place where that is decided.

A heading that says so decides for its section; else the paragraph's own grammar does (`lean`), smoothed along the text:
reports tell what was done before what is to be done and seldom turn back.
"""

import math
import re
from typing import NamedTuple

import pandas as pd

from workreport.document.lean import Lean, leans_of
from workreport.document.times import Clock, times_in
from workreport.outline import outline_of
from workreport.writing.lists import one_of
from workreport.writing.numerals import normalise, normalise_lines

PARTS = ("回顾", "部署", "问题", "其他")
REVIEW, PLAN, PROBLEMS, OTHER = PARTS

# What a heading says its section is. 纠治“四风”问题 names work done, 存在的问题 does not.
_PROBLEM_HEADING = re.compile(
    r"存在的?(?:主要|突出|一些)?(?:问题|困难|不足)|不足|短板|差距"
    r"|问题[和与及、]|[和与及、]问题|^(?:主要|突出)?问题$|^问题"
)
# What a heading means to mend, it does not own up to: 补齐服务短板, 缩小城乡差距; but 没有解决的问题, and in what it is
# set about, 化解矛盾方面存在的问题.
_MENDED = re.compile(
    r"(?<![待需未要])(?:补(?:[齐上强足]|$)|弥补|缩小|消除|破解|化解|克服|解决)(?!的)(?!.*(?:方面|过程|工作|中$|仍|还))"
)
_REVIEW_HEADING = re.compile(rf"{one_of('document/review_headings')}|履行[^，]{{0,6}}情况")
_PLAN_HEADING = re.compile(one_of("document/plan_headings"))
# A paper that is all plan; 2025年计划执行情况 and 总结和安排 are not.
_PLAN_TITLE = re.compile(
    r"(?!.*(?:总结|报告|汇报|情况|执行|完成|回顾))"
    r".{2,60}?(?P<plan>要点|方案|计划|规划|安排|打算|纲要)(?:[（(].{1,12}[)）])?"
)
_WHOLE = -1  # the level of a title, above that of every heading
_TO_COME = re.compile(r"下一?步|下一?阶段|今后|打算|明年|来年|新一年|努力方向|整改|改进")
_ACHIEVED = re.compile(r"完成|实现|超额|达成|落实|了(?!解)|已经?")
# How a work was set about is no plan: 精心组织部署, 科学规划.
_SET_ABOUT = re.compile(r"(?:精心|周密|及时|迅速|科学|认真|统一|提前)[^，、]{0,4}?(?:部署|安排|规划|谋划|计划)+")
_NO_SENTENCE = re.compile(r"[^。；！？：，:,;!?]{1,40}|(?:述职|汇报|报告)人[：:].{1,30}")
_RUN_ON = 40  # characters; a longer line is no heading

# A paragraph that owns up to problems does so at its beginning; 着力解决存在的问题 does not own up.
_TROUBLE = r"(?:问题|不足|困难|挑战|短板|差距|矛盾|隐患|缺点|薄弱)"
_OWNS_UP = re.compile(
    rf"""
      (?: 存在 | 面临 | [还仍也尚]然?有 | 清醒 | 认识到 | 看到
        | [与离同距][^，。]{{2,24}}[还仍尚]?[有存]               # 离群众期盼还有差距
      )[^。；]{{0,40}}{_TROUBLE}
    | 有待[^。，]{{0,10}}(?:加强|提高|改进|提升|完善|解决)
    """,
    re.VERBOSE,
)
_TROUBLED = re.compile(f"{_TROUBLE}|有待")
_OWNS_UP_PLAINLY = re.compile(
    rf"""
      清醒[^。；]{{0,80}}{_TROUBLE}
    | [也还仍更尚](?:要|应)?(?:看到|认识到|存在|有(?:不少|一些|许多|很多|较大|诸多))[^。；]{{0,40}}{_TROUBLE}
    | 问题[^。，]{{0,6}}不容忽视
    """,
    re.VERBOSE,
)
_OVERCOME = re.compile(rf"(?<![待需未]){one_of('document/overcoming')}[^。；]{{0,24}}$")
_LACK = re.compile(one_of("document/lacks"))
_GOES_ON = re.compile(r"[二三四五六七八九十]是|第[二三四五六七八九十]|其[次二三]|再次|最后|此外|另外|还有|同时")
_RESOLVE = re.compile(r"(?:对此|对于?这些|这些[^。]{0,6}问题|我们(?:一定)?要|我(?:们)?将)[^。]{0,120}")

_SALUTE = re.compile(r"(?:尊敬的|各位|同志们|女士们|朋友们)[^。；！!：:]{0,24}[：！:!，,。]?")
_REPORTING = re.compile(
    r"^.{0,40}?(?:我(?:受[^，]{2,20}委托)?[，]?(?:代表|向)|(?:根据|按照)[^。]{2,30}安排)[^。]{0,60}(?:报告|汇报|述职)"
)
_REQUEST = re.compile(
    r"""
      ^.{0,20}(?:以上|特此)[^。]{0,20}(?:报告|汇报|述职|是我)
    | (?:汇报|述职|报告)完(?:毕|了)
    | ^为[^。]{8,80}，?(?:特)?(?:制定|拟定|提出)(?:如下|本|此)[^。]{0,8}。?$   # 为贯彻……，制定本方案
    | 谢谢大家
    | (?:不当|不妥)之处
    | 请(?:各位)?[^，。]{0,14}(?:指正|评议)
    """,
    re.VERBOSE,
)
_CLOSING = re.compile(r"结\s?束\s?语|结\s?语")
_THANKFUL = re.compile("表示|致以|道一声")
_THANKS = re.compile(rf"[^。！]*(?:{_THANKFUL.pattern})[^。！]{{0,16}}(?:感谢|敬意|谢意|问候|慰问|祝贺)[^。！]*")
_CALL = re.compile(r"让我们|而(?:努力|共同|不懈)?奋斗|[努奋]力奋斗|奋勇前进|谱写[^，。]{0,30}篇章|再立新功")
# What a paragraph opens with that tells a plan wherever it stands: 下半年，我市将…; 全年的主要任务是：….
_AHEAD = re.compile(
    r"""
      (?:下半年|下一?步|下一?阶段|接下来)(?:工作中)?，[^。，]{0,16}(?:将(?!近)|要(?!求))
    | (?:今年|本年|\d{4}年|全年)[^，。；]{0,24}(?:主要|目标|工作)任务是[：:]?(?:计划|要|确保|力争)
    """,
    re.VERBOSE,
)
# To whom a report goes: 县人民政府：, 主任、各位副主任、各位委员：.
_TO_WHOM = re.compile(rf"[^，。；！？：:\d]{{0,30}}{one_of('document/addressees')}[：:]")
_COUNTS = re.compile(r"\d[\d.,]*(?:万|亿)?(?:[件人个项次元户名亩吨家处]|%)")  # such a line is no title
_THANKING = 2_000  # characters of a paragraph that are looked through for thanks; keeps the time in proportion
_FIRST = 3  # lines within which a report names whom it goes to
_ASKING = 120  # characters; what asks for approval or says that a report is made is short
_CALLING = 250  # characters; a closing call is short
# A line of its own that ends the report and opens what is attached to it.
APPENDIX = re.compile(
    r"""
      附[件录表注]\s*[\d一二三四五六七八九十]*\s*[：:]?
    | (?:《[^》]*》)?(?:有关|部分|相关)?(?:名词|用语)(?:术语)?(?:解释|注释|说明)
    """,
    re.VERBOSE,
)
_GLOSSARY = re.compile(r"名词|用语|注$")
_LIST_TO_DO = re.compile(r"实事|任务|计划|目标|安排")

_SURE = 6.0  # log-odds that a telling heading gives beside the grammar of a paragraph;
_UNNUMBERED = 3.0  # the same for a heading without a number,
_FAR = 0.5  # and for one that a numbered heading has followed
_DATED = 2.0  # the same for the time that a paragraph opens with
_TURN, _TURN_AT_HEADING = 3.5, 1.0  # what it costs to turn from review to plan or back
_BACK = 2.0  # and more, to turn back
_START = 2.0  # to begin with what is to be done
_FAINT = 0.2  # log-odds of a whole report below which nothing is told


class _Heading(NamedTuple):
    """A heading above a paragraph: its level (0 without a number), the part it tells or "", and the words that do."""

    level: int
    part: str
    evidence: str


class _Said(NamedTuple):
    """What is known of a paragraph before its neighbours are asked."""

    fixed: str
    """The part, where it is told whatever stands around; "" else."""
    evidence: str
    heading: str
    """The part that the headings above tell."""
    odds: float
    """Log-odds of review against plan."""
    lean: Lean
    opens: bool
    """The paragraph is a heading."""
    alone: bool
    """It is nothing but a heading."""
    turns: bool
    """It opens with a time to come, where reports turn to what is to be done."""


def tell_parts(  # noqa: PLR0913 -- each is one thing that tells
    text: str,
    paragraphs: pd.DataFrame,
    outline: pd.DataFrame,
    reports: pd.DataFrame,
    clock: Clock,
    *,
    title: str = "",
) -> pd.DataFrame:
    """Tell to which part of a report each paragraph belongs; of several reports in one text, each is told by itself.

    Returns:
        One row a paragraph: the columns of `outline.paragraphs_of`, `part` (回顾, 部署, 问题, 其他) and `evidence` (the
        words that decided, "" where none did).
    """
    paragraphs = paragraphs.copy()
    plain = normalise(text)
    told: list[str] = []
    evidence: list[str] = []
    for report in reports.itertuples():
        rows = paragraphs[(paragraphs["start"] >= report.start) & (paragraphs["start"] < report.end)]
        starts = rows["start"].tolist()
        lines = [plain[start:end] for start, end in zip(starts, rows["end"].tolist(), strict=True)]
        headings = outline if len(reports) == 1 else outline_of(text[report.start : report.end])
        shift = 0 if len(reports) == 1 else report.start
        numbered = _numbered(headings, shift)
        named = _PLAN_TITLE.fullmatch(normalise(title) or (lines[0] if lines else ""))
        whole = [_Heading(_WHOLE, PLAN, named["plan"])] if named else []
        said = _carry_problems(lines, _say(lines, starts, numbered, clock, whole))
        parts = _smooth(said)
        told += parts
        evidence += [_evidence(*one) for one in zip(said, parts, strict=True)]
    paragraphs["part"] = pd.Series(told, dtype=str)
    paragraphs["evidence"] = pd.Series(evidence, dtype=str)
    return paragraphs


def _numbered(outline: pd.DataFrame, shift: int = 0) -> dict[int, tuple[int, str]]:
    """Level and title of each numbered heading, by where it begins."""
    starts = (outline["start"] + shift).tolist()
    titles = normalise_lines(outline["title"].tolist())
    return dict(zip(starts, zip(outline["level"].tolist(), titles, strict=True), strict=True))


def _say(
    lines: list[str], starts: list[int], numbered: dict[int, tuple[int, str]], clock: Clock, above: list[_Heading]
) -> list[_Said]:
    """What each paragraph says of itself, and its headings and what stands `above` them all of it."""
    said: list[_Said] = []
    early = _early_plans(numbered, clock)
    appendix, begun, listed = "", False, False
    for number, (line, start, lean) in enumerate(zip(lines, starts, leans_of(lines), strict=True)):
        if APPENDIX.fullmatch(line):
            appendix, above, listed = line, [], False
        level, title = numbered.get(start, (0, line if _stands_alone(lines, number) else ""))
        if title:
            above = [one for one in above if one.level < level]
            above.append(_Heading(level, *(("", "") if start in early else _by_title(title, clock) or ("", ""))))
        begun = begun or len(line) > _RUN_ON or start in numbered or bool(above and above[-1].part)
        part, evidence, weight = _told_above(above)
        dated = _by_time(line, clock)
        odds = lean.score + {REVIEW: weight, PLAN: -weight}.get(part, 0) + dated
        fixed, why = _own(line, part, last=number > len(lines) - 5)
        if appendix:  # a list of what is to be done is a plan; a glossary, a table are none of the report's parts
            listed = listed or bool(_NO_SENTENCE.fullmatch(line) and _LIST_TO_DO.search(line))
            fixed, why = (PLAN if listed and not _GLOSSARY.search(appendix) else OTHER), appendix
        outside = not begun or all(_NO_SENTENCE.fullmatch(rest) for rest in lines[number:])
        if not fixed and number < _FIRST and start not in numbered and _TO_WHOM.fullmatch(line):
            fixed, why = OTHER, line
        titled = _NO_SENTENCE.fullmatch(line) and not _COUNTS.search(line)
        if not fixed and not part and start not in numbered and outside and titled:
            fixed, why = OTHER, line  # title, name and date
        if part == PROBLEMS and not fixed:
            fixed, why = PROBLEMS, evidence
        if title and fixed == PROBLEMS and part != PROBLEMS:
            fixed, why = "", ""
        said.append(
            _Said(
                fixed, why or evidence, part, odds, lean, bool(title), bool(title) and "。" not in line[:-1], dated < 0
            )
        )
    return said


def _early_plans(numbered: dict[int, tuple[int, str]], clock: Clock) -> set[int]:
    """Headings that only seem to tell a plan: 重点工作 before the problems, when a plan with a time to come follows.

    Reports tell last what is to be done, so what such a heading opens is left to its own grammar.
    """
    told = [(start, level, title, (_by_title(title, clock) or ("",))[0]) for start, (level, title) in numbered.items()]
    early: set[int] = set()
    for place, (start, level, title, part) in enumerate(told):
        after = [(other, later) for _, below, later, other in told[place + 1 :] if below == level]
        if part != PLAN or PROBLEMS not in [other for other, _ in after] or _TO_COME.search(title):
            continue
        if clock.latest is not None and _by_time(title, clock) < 0:
            continue
        if any(other == PLAN and (_TO_COME.search(later) or _by_time(later, clock) < 0) for other, later in after):
            early.add(start)
    return early


def _stands_alone(lines: list[str], number: int) -> bool:
    """Whether a line without a number is a heading: short, unpunctuated, between whole paragraphs."""
    line = lines[number]
    if len(line) > _RUN_ON or re.search(r"[。；！？：，、,:;!?]$|^[-·]", line) or _SALUTE.fullmatch(line):
        return False
    whole = (
        number == 0 or bool(re.search(r"[。！？：”」）)…!?]$", lines[number - 1])) or len(lines[number - 1]) <= _RUN_ON
    )
    return whole and number + 1 < len(lines) and len(lines[number + 1]) > len(line)


def _told_above(above: list[_Heading]) -> tuple[str, str, float]:
    """Part and evidence of the nearest telling heading, and how much it weighs."""
    for place, heading in enumerate(reversed(above)):
        if heading.part:
            weight = _SURE if heading.level else _FAR if place else _UNNUMBERED
            return heading.part, heading.evidence, weight
    return "", "", 0


def _by_title(title: str, clock: Clock) -> tuple[str, str] | None:
    """Part that a heading tells, and the words that tell it: 问题, a past or coming year, or a word for either."""
    found = _PROBLEM_HEADING.search(title)
    if found and not _MENDED.search(title, 0, found.start()):
        return PROBLEMS, found[0]
    review, plan = _REVIEW_HEADING.search(title), _PLAN_HEADING.search(_SET_ABOUT.sub("", title))
    if plan and _ACHIEVED.search(title):
        plan = None
    if clock.latest is not None:
        times = [time for time in times_in(title, clock) if time.first]
        named = title[times[0].start : times[0].end] if times else ""
        if times and all(time.last <= clock.latest for time in times) and (review or not plan):
            return REVIEW, named
        if times and all(time.last > clock.latest for time in times) and (plan or not review):
            return PLAN, named
    if review and plan:
        return None
    return (REVIEW, review[0]) if review else (PLAN, plan[0]) if plan else None


def _by_time(line: str, clock: Clock) -> float:
    """How the time that a paragraph opens with leans: to review when it is over, to plan when it is to come."""
    if clock.latest is None:
        return 0
    time = next((time for time in times_in(line, clock, 0, 24) if time.first), None)
    if time is None or not clock.latest - 6 <= time.last <= clock.latest + 6:
        return 0
    return _DATED if time.last <= clock.latest else -_DATED


def _own(line: str, part: str, *, last: bool) -> tuple[str, str]:
    """What a paragraph is whatever stands around it, and the words that say so."""
    plain = _plainly(line, part, last=last)
    if plain[0]:
        return plain
    troubled = _TROUBLED.search(line[:120])  # few lines are
    plainly = troubled and _OWNS_UP_PLAINLY.search(line[:120])
    found = troubled and (plainly or _OWNS_UP.search(line[:90]))
    least = 0.5 if part == PLAN else 0.1 if plainly else 0.25
    if found and not _OVERCOME.search(line[: found.end()]) and _lacking(line) >= least:
        return PROBLEMS, found[0]
    return "", ""


def _plainly(line: str, part: str, *, last: bool) -> tuple[str, str]:
    """Salutations, requests, thanks and calls, and what opens with a time to come."""
    if len(line) <= _RUN_ON and (_SALUTE.fullmatch(line) or _CLOSING.fullmatch(line)):
        return OTHER, line
    if len(line) <= _ASKING:
        asked = (_REPORTING.search(line) if not part or part == REVIEW else None) or _REQUEST.search(line)
        if asked:
            return OTHER, asked[0][-20:]
    if part != PROBLEMS and (ahead := _AHEAD.match(line)):
        return PLAN, ahead[0]
    if _thanks(line[:_THANKING]) > 0.35 * len(line):
        return OTHER, "感谢"
    if last and len(line) <= _CALLING and (called := _CALL.search(line)):
        return OTHER, called[0]
    return "", ""


def _thanks(line: str) -> int:
    """Characters of the sentences that thank or greet; few lines have a verb of thanks at all."""
    return sum(len(found[0]) for found in _THANKS.finditer(line)) if _THANKFUL.search(line) else 0


def _lacking(line: str) -> float:
    """Share of a paragraph's clauses that speak of what is lacking."""
    clauses = [clause for clause in re.split(r"[，。；：]", line) if clause]
    return sum(bool(_LACK.search(clause)) for clause in clauses) / max(1, len(clauses))


def _carry_problems(lines: list[str], said: list[_Said]) -> list[_Said]:
    """Take what goes on with a paragraph of problems, up to its resolve, for problems too."""
    said = list(said)
    for number in range(1, len(said)):
        if said[number].fixed or said[number].opens or not _near_problems(said, number):
            continue
        line, lacking = lines[number], _lacking(lines[number])
        owns_up = bool(_OWNS_UP.search(line[:90])) and lacking >= 0.1
        if owns_up or lacking >= 0.4 or (_GOES_ON.match(line) and lacking >= 0.2) or _closes(lines, said, number):
            said[number] = said[number]._replace(fixed=PROBLEMS, evidence="承上文")
    for number in range(1, len(said) - 1):  # what stands between two of them
        around = (said[number - 1], said[number + 1])
        if not said[number].fixed and all(one.fixed == PROBLEMS and not one.opens for one in around):
            said[number] = said[number]._replace(fixed=PROBLEMS, evidence="承上文")
    return said


def _near_problems(said: list[_Said], number: int) -> bool:
    """Whether one of the two paragraphs before, with no heading between, is one of problems."""
    for one in reversed(said[max(0, number - 2) : number]):
        if one.opens:
            return False
        if one.fixed == PROBLEMS:
            return True
    return False


def _closes(lines: list[str], said: list[_Said], number: int) -> bool:
    """Whether a paragraph is the resolve that closes a section's problems."""
    ends = said[number - 1].fixed == PROBLEMS and (number + 1 == len(said) or said[number + 1].opens)
    return ends and len(lines[number]) <= 200 and bool(_RESOLVE.match(lines[number]))


def _smooth(said: list[_Said]) -> list[str]:
    """The most likely run of parts: what each paragraph says, against turning to and fro (Viterbi 1967)."""
    rows = [number for number, one in enumerate(said) if not one.fixed]
    told = [one.fixed or OTHER for one in said]
    if sum(abs(said[number].odds) for number in rows) <= _FAINT:
        return told
    review, plan = 0.0, _START  # what it costs to end in each
    origins: list[tuple[int, int]] = []
    before = -1
    for number in rows:
        passed = said[before + 1 : number + 1]
        turn = _TURN_AT_HEADING if any(one.opens or one.turns or one.fixed == PROBLEMS for one in passed) else _TURN
        back, on = (plan + (turn + _BACK), review + turn) if origins else (math.inf, math.inf)
        origins.append((int(back < review), int(plan < on)))
        review, plan = min(review, back) - said[number].odds / 2, min(on, plan) + said[number].odds / 2
        before = number
    state = int(plan < review)
    for number, origin in zip(reversed(rows), reversed(origins), strict=True):
        told[number] = PARTS[state]
        state = origin[state]
    for number in range(len(said) - 2, -1, -1):  # a heading that tells nothing has the part of what it opens
        if said[number].alone and not said[number].fixed and not said[number].heading and told[number + 1] != OTHER:
            told[number] = told[number + 1]
    return told


def _evidence(one: _Said, part: str) -> str:
    """The words that decided: the heading's where it says the same, else how many clauses do, else what goes before."""
    if one.fixed or (one.heading == part and one.evidence):
        return one.evidence
    marks = one.lean.done if part == REVIEW else one.lean.to_do
    if marks and (part == REVIEW) == (one.lean.score > 0):
        return f"{one.lean.clauses} 个分句中 {marks} 个说{'已做' if part == REVIEW else '要做'}"
    return "承上文" if part != OTHER else ""


def loose_headings(paragraphs: pd.DataFrame, outline: pd.DataFrame, clock: Clock) -> tuple[str, ...]:
    """The lines that head a part of a report without a number, in text order; what is attached is not looked at.

    Only a line that names a part, and another than the headings above it name, is one for certain: 存在的问题 after
    五、队伍建设. Others head a passage of a section.
    """
    lines = normalise_lines(paragraphs["text"].tolist())
    annex = annex_of(paragraphs)
    numbered = _numbered(outline)
    above: dict[int, str] = {}
    found = []
    for number, start in enumerate(paragraphs["start"]):
        if annex is not None and start >= annex:
            break
        if start in numbered:
            level, title = numbered[start]
            above = {higher: part for higher, part in above.items() if higher < level}
            above[level] = (_by_title(title, clock) or ("",))[0]
        elif number and _stands_alone(lines, number):
            told = _by_title(lines[number], clock)
            found += [lines[number]] if told and told[0] not in above.values() else []
    return tuple(found)


def annex_of(paragraphs: pd.DataFrame) -> int | None:
    """Where what is attached to a report begins: its line 附件, 名词解释 …; None where nothing is attached."""
    lines = normalise_lines(paragraphs["text"].tolist())
    opened = paragraphs.loc[[bool(APPENDIX.fullmatch(line)) for line in lines], "start"]
    return int(opened.iloc[0]) if len(opened) else None
