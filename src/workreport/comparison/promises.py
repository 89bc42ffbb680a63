"""目标—完成: what last year's report set out to reach, and what this year's says came of it."""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

import pandas as pd

from workreport.comparison.indicators import Indicator, comparable, indicators, likeness, says, weights
from workreport.document import Document, Source, document_of
from workreport.document.rows import FigureRow
from workreport.writing.lists import one_of

GOALS = [
    "indicator",
    "target_start",
    "target_end",
    "target",
    "value",
    "value_high",
    "unit",
    "qualifier",
    "firmness",
    "result_start",
    "result_end",
    "result",
    "result_value",
    "met",
    "gap",
    "target_sentence",
    "result_sentence",
    "said",
]

_ALIKE = 0.5  # likeness from which a figure is the result of a goal
_UNLIKE = 0.8  # the same, where it is in another measure
_SAID = 0.6  # share of a name that a sentence holds which says that it was reached
_TURNED = 0.85  # weight of a level that answers a rise, or the reverse
_SHORT = 0.1  # share of a target that may be lacking where it was about so much
_TELLING = 4  # characters of a label that says by itself what is counted
_LOOK = 60  # characters before a figure that are read with it
_MEMORY = 2_000  # characters before a figure, in the last of which a year may be named that still holds
_FAR = 5.0  # times the target, or a part of it, beyond which an amount is of something else
_BINDING = re.compile(r"确保|必须|以上|不低于|不少于|不超过|不高于|以内|控制在|不得|保证")
_EXPECTED = re.compile(r"预期|左右|力争|努力|争取|预计")
_LESS_IS_BETTER = re.compile(r"价格|物价|上涨|涨幅|失业|赤字|死亡|事故|发生率|负债|杠杆率")
_BUDGET = re.compile(r"财政|预算|投入|资金|拨款")
_SEVERAL_YEARS = re.compile(r"[—－~～至-]|五”|[一二三四五六七八九十\d]年[内间来]|时期|年均")
_OTHER_TIME = re.compile(r"(?:三|五|几|\d)年内|今后|未来|到20\d\d年|“十[一二三四五六]五”|长期|分[两三]年")
_THERE_ALREADY = re.compile(r"人口|中国人|毕业生|学生|网民|劳动力|老年人|残疾人|农民工|家庭|群众")
_TRAILING = re.compile(r"(?:拟按?|按|为|达到?|控制在|提高到)$")
_PART = re.compile(r"(?:以[上下])?的?部分")  # a bracket of a tax, not what is to be reached
_REACHED = re.compile(
    r"(?:提前|超额|如期|圆满|全面|顺利)(?:\w{0,4})(?:完成|实现|达到)|目标(?:任务)?(?:顺利|如期|圆满)?(?:完成|实现)"
)
_PLAN_OF_YEARS = re.compile(r"的?[两三四五]年")
_NAME = re.compile(r"[百千万亿]+[斤亩元吨]?")  # 千亿斤粮食产能提升行动 is called so
_WORK = re.compile(one_of("comparison/work_done"))
_LONG_LOOK = re.compile(r"五年|“十[一二三四五六]五”时期|任期")
_TIME = re.compile(
    r"(?<![比较从由])(?:去年|过去的?一年|一年来|全年|今年|明年|(?:19|20)\d\d年|[三五]年来?|“十[一二三四五六]五”)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def goals(last: Source, this: Source) -> pd.DataFrame:
    """Find the goals of last year's report, and the figures of this year's that say what came of them.

    Returns:
        One row a goal, in the order of `last`:
        `indicator`: what is to be reached.
        `target_start`, `target_end`, `target`: the figure in `last`, with `value`, `value_high` (NaN unless a range),
        `unit`, `qualifier`.
        `firmness`: 约束 (确保, 必须, 以上, 以内 …), 预期 (预期, 左右, 力争 …) or 安排 (要, 将, 拟, none).
        `result_start`, `result_end`, `result`, `result_value`: the figure in `this`; null where none says.
        `met`: `yes`, `no`, `unstated` (no figure says; that is not missed), `unlike` (one does, in another measure).
        `gap`: result less target, in the target's unit; null without a result.
        `target_sentence`, `result_sentence`: where they stand.
        `said`: of an unstated goal, the sentence that says it was reached without a figure (提前完成), else "".
    """
    old, new = document_of(last), document_of(this)
    targets = _targets(old)
    results = _results(new, _year_ahead(old))
    wanted, found = indicators(targets, old.text), indicators(results, new.text)
    weight = weights([*wanted, *found])
    links = _links(wanted, found, weight)
    words = _words_of_success(new)
    rows = []
    for place, (target, goal) in enumerate(zip(targets.itertuples(), wanted, strict=True)):
        result, alike = links.get(place, (None, False))
        said = "" if result is not None else next((text for text in words if says(goal, text, weight) >= _SAID), "")
        rows.append([*_row(target, goal, results.iloc[result] if result is not None else None, alike=alike), said])
    frame = pd.DataFrame(rows, columns=GOALS)
    numbers = dict.fromkeys(("value", "value_high", "result_value", "gap"), float)
    return frame.astype(numbers | {"result_start": "Int64", "result_end": "Int64"})


def _targets(document: Document) -> pd.DataFrame:
    """The figures of a report that are goals of the year ahead, each thing once."""
    figures = document.figures
    figures = figures[
        (figures["role"] == "目标") & ~figures["kind"].isin(["duration", "rank"]) & figures["value"].notna()
    ]
    keep, seen = [], set()
    for row in figures.itertuples():
        key = ("".join(row.labels), row.unit, row.kind, row.change, row.value)
        first = key not in seen and not _is_no_goal(row, document.text)
        keep.append(first)
        if first:
            seen.add(key)
    return figures[keep].reset_index(drop=True)


def _is_no_goal(row: FigureRow, text: str) -> bool:
    """Whether a figure of the plan is no goal of the year: there already, or of several years."""
    clause = re.split(r"[，。；！？\n]", text[max(0, row.start - 30) : row.start])[-1]
    if _SEVERAL_YEARS.search(row.period) or _OTHER_TIME.search(clause) or _NAME.fullmatch(row.text):
        return True
    if _PLAN_OF_YEARS.match(text[row.end : row.end + 8]):
        return True
    if row.text.startswith("零") or _PART.match(text[row.end : row.end + 4]):
        return True
    named = "".join(row.labels) + text[row.end : row.end + 6]
    there = bool(_THERE_ALREADY.search(named)) and not _WORK.search(clause)
    return there and row.kind == "count" and row.qualifier not in ("≥", "≤") and not row.change


def _year_ahead(document: Document) -> str:
    """The year that a report's goals are about, as its figures' periods say most often; "" where none does."""
    figures = document.figures
    years = Counter(_YEAR.findall(" ".join(figures.loc[figures["role"] == "目标", "period"])))
    return years.most_common(1)[0][0] if years else ""


def _results(document: Document, year: str) -> pd.DataFrame:
    """The figures of a report that may say what came of the goals of that year.

    Where the look back is one over five years, a sum or a rise is of the year only when the year is named before it.
    """
    figures = document.figures
    told = (figures["role"] != "基数") & figures["value"].notna()
    told &= ~figures["period"].map(lambda said: bool(_SEVERAL_YEARS.search(said))).astype(bool)
    # 比上年增加5038亿元 is a difference, no level that a goal could ask for.
    told &= (figures["kind"] == "percent") | (figures["change"] == "") | (figures["base"] == "")
    told &= figures["period"].isin(["", f"{year}年"])
    figures = figures[told]
    long_look = document.sections.set_index("section")["title"].str.contains(_LONG_LOOK)
    starts = document.paragraphs["start"].tolist()
    keep = []
    for row in figures.itertuples():
        begin = max(starts[bisect_right(starts, row.start) - 1], row.start - _MEMORY)
        named = _named_last(document.text[begin : row.start], year)
        share = row.kind == "percent" and not row.change
        keep.append(named or (row.role == "成绩" and (share or not long_look[row.section])))
    return figures[keep].reset_index(drop=True)


def _named_last(before: str, year: str) -> bool:
    """Whether the last time that is named before a figure is the year looked back on."""
    times = _TIME.findall(before)
    return bool(times) and times[-1] in {"去年", "过去一年", "过去的一年", "一年来", "全年", f"{year}年"}


def _words_of_success(document: Document) -> list[str]:
    """The sentences of the look back that say of something that it was reached."""
    halves = document.parts["part"].to_numpy()[document.sentences["paragraph"].to_numpy()]
    return [text for text in document.sentences.loc[halves == "回顾", "text"] if _REACHED.search(text)]


def _links(wanted: list[Indicator], found: list[Indicator], weight: Mapping[str, float]) -> dict[int, tuple[int, bool]]:
    """The result of each goal, by number, and whether it is in the same measure; each result serves one goal."""
    candidates = []
    for place, goal in enumerate(wanted):
        for other, result in enumerate(found):
            surely = likeness(goal, result, weight) * (1 if goal.change == result.change else _TURNED)
            alike = comparable(goal, result)
            if alike and surely >= _ALIKE and _near(goal, result):
                candidates.append((-round(surely, 2), _distance(goal, result), place, other, True))
            elif (
                surely >= _UNLIKE and {goal.kind, result.kind} == {"percent", "count"} and goal.change == result.change
            ):
                candidates.append((1 - surely, _distance(goal, result), place, other, False))
    links: dict[int, tuple[int, bool]] = {}
    taken: set[int] = set()
    for _, _, place, other, alike in sorted(candidates):
        if place not in links and other not in taken:
            links[place] = other, alike
            taken.add(other)
    return links


def _near(goal: Indicator, result: Indicator) -> bool:
    """Whether an amount is of the order of its target; rates may be anything."""
    if goal.kind == "percent" or not goal.value or not result.value:
        return True
    return 1 / _FAR <= result.value / goal.value <= _FAR


def _distance(goal: Indicator, result: Indicator) -> float:
    if not goal.value or not result.value or goal.value * result.value < 0:
        return math.inf
    return abs(math.log(result.value / goal.value))


def _row(target: FigureRow, goal: Indicator, result: pd.Series | None, *, alike: bool) -> list:
    """The row of one goal."""
    name = _name(target)
    head = [name, target.start, target.end, target.text, target.value, target.value_high, target.unit, target.qualifier]
    said = target.sentence_text
    firm = _firmness(target)
    if result is None:
        return [*head, firm, None, None, None, math.nan, "unstated", math.nan, said, ""]
    met = _met(target, goal, result) if alike else "unlike"
    gap = result["value"] - target.value if alike else math.nan
    tail = [result["start"], result["end"], result["text"], result["value"], met, gap, said, result["sentence_text"]]
    return [*head, firm, *tail]


def _name(target: FigureRow) -> str:
    """What a goal is of: its label, and its clause too where the label alone says little."""
    label = _TRAILING.sub("", "、".join(target.labels))
    if len(label) >= _TELLING:
        return label
    clause = _TRAILING.sub("", re.split(r"[，；：。]", _before(target))[-1].strip())
    return clause if label in clause else f"{clause}…{label}"


def _firmness(target: FigureRow) -> str:
    """How firmly a goal is put, by the words of its clause and of the list it stands in."""
    clause = _clause_of(target)
    if _BINDING.search(clause) or target.qualifier in ("≥", "≤", ">", "<"):
        return "约束"
    return "预期" if target.qualifier == "≈" or _EXPECTED.search(clause) else "安排"


def _clause_of(target: FigureRow) -> str:
    """The clause of a figure, from mark to mark."""
    at = target.sentence_text.find(target.text)
    begin = max(target.sentence_text.rfind(mark, 0, max(at, 0)) for mark in "，；：") + 1
    end = re.search(r"[，；。]|$", target.sentence_text[at:])
    return target.sentence_text[begin : at + (end.start() if end else 0)]


def _before(target: FigureRow) -> str:
    """What stands before a figure in its sentence, as far as it is read with it."""
    at = target.sentence_text.find(target.text)
    return target.sentence_text[max(0, at - _LOOK) : max(at, 0)]


def _met(target: FigureRow, goal: Indicator, result: pd.Series) -> str:
    """Whether a result reaches its target: by the qualifier, and whether less or more is better."""
    reached, wanted, high = result["value"], target.value, target.value_high
    clause = "".join(target.labels) + _clause_of(target)
    if target.qualifier in ("≥", ">"):
        return "yes" if reached >= wanted else "no"
    if target.qualifier in ("≤", "<"):
        return "yes" if reached <= wanted else "no"
    exact = target.qualifier == "=" and bool(_BUDGET.search(_before(target)))  # a sum that was set aside is to be spent
    short = 0.0 if exact or not math.isnan(high) else _SHORT
    if goal.change != "-" and _LESS_IS_BETTER.search(clause):
        return "yes" if reached <= (wanted if math.isnan(high) else high) * (1 + short) else "no"
    return "yes" if reached >= wanted * (1 - short) else "no"
