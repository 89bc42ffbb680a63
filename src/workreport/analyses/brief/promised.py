"""What a report promises, beside last year's result, and what became of last year's promises, where both are sure."""

import re
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from workreport.analyses.brief.lines import core_name
from workreport.analyses.brief.sure import Claim, claims_of, clause_start, parts_by_paragraph
from workreport.document import Document

# The sentence that states a year's targets; a line may break inside it.
_GOALS = re.compile(r"(?:预期目标|主要目标|发展目标|奋斗目标)\s*(?:是|为)?\s*[：:]|(?:预期目标|主要目标)\s*(?:是|为)")
# Targets without a number, in that sentence.
_UNCOUNTED = re.compile(r"居民(?:人均可支配)?收入[^，。；\d]{0,30}(?:同步|高于|快于)[^，。；\d]{0,30}(?=[，。；])")

_PAIR = 4  # characters between the two of a pair
# A lower value is the better one, so that a target is a limit.
LIMITS = ("失业率", "物价", "赤字率", "赤字")


class Target(NamedTuple):
    """A target of one indicator, with last year's result of the same where it is sure.

    Attributes:
        name: The indicator as written, "" for a target without a number.
        said: The target as written: 增长4.5%—5%, 110万人以上.
        start, end: From the name to the last word of the target.
        at: Where the figure begins.
        when: `next` for the year to come, else `later`.
        result, result_said, result_at: Last year's value, as written, and its place.
    """

    name: str
    said: str
    start: int
    end: int
    at: int
    when: str
    sentence: int
    order: int = 99
    indicator: str = ""
    aspect: str = ""
    unit: str = ""
    value: float = float("nan")
    value_high: float = float("nan")
    qualifier: str = "="
    change: str = ""
    rate: bool = False
    result: float | None = None
    result_said: str = ""
    result_at: tuple[int, int] = (-1, -1)

    @property
    def compared(self) -> str:
        """How the target stands to last year's result; "" where there is none or it lies within.

        It is 高于, 低于 or 持平于; 下限低于 for a floor below it, 上限高于 for a ceiling above it: they aim at neither.
        """
        if self.result is None or self.when != "next":
            return ""
        high = self.value if pd.isna(self.value_high) else self.value_high
        if self.value > self.result:
            return "上限高于" if self.qualifier in {"≤", "<"} else "高于"
        if high < self.result:
            return "下限低于" if self.qualifier in {"≥", ">"} else "低于"
        return "持平于" if self.value == self.result == high else ""


def targets_of(document: Document, claims: pd.DataFrame) -> list[Target]:
    """The targets of headline indicators and those without a number: the year to come first, in the order of the list.

    A target of later years is told of an indicator that has one, once.
    """
    goals = claims[(claims["part"] == "部署") & claims["when"].isin(["next", "later"]) & (claims["aspect"] != "rank")]
    # Half a year's result is no year's: a target for the whole of it is compared with nothing.
    done = claims[(claims["part"] == "回顾") & (claims["when"] == "last") & (not document.clock.midway)]
    found: dict[tuple, Target] = {}
    sentences = document.sentences.set_index("sentence").loc[goals["sentence"]]
    stated = [states_goals(document.text, row.start, row.end) for row in sentences.itertuples()]
    goals = goals.assign(stated=stated).sort_values(["stated", "start"], ascending=[False, True], kind="stable")
    for row in _paired(goals).itertuples():
        again = any(
            row.indicator == other.indicator and row.when == other.when and row.value == other.value
            for other in found.values()
        )
        if not again and _is_target(document.text, row):
            found.setdefault((row.indicator, core_name(row.name), row.when, row.aspect), _target(row, done))
    for target in uncounted_targets(document):
        found[target.said,] = target
    within = [
        key
        for key, one in found.items()
        for other in found.values()
        if one is not other and other.start <= one.start and one.end <= other.end and one.indicator == other.indicator
    ]
    for key in within:  # 总产值达到38亿元 in 总产值达到38亿元，增长9%
        found.pop(key, None)
    return sorted(found.values(), key=lambda target: (target.when != "next", target.order, target.start))


def _paired(goals: pd.DataFrame) -> pd.DataFrame:
    """Goals with the two of a pair as one: 城乡居民人均可支配收入分别增长5%、6.5%左右."""
    goals = goals.copy()
    for before, after in pairwise(goals.index):
        first, second = goals.loc[before], goals.loc[after]
        near = 0 < second["start"] - first["end"] <= _PAIR
        if near and first["name"] == second["name"] and first["aspect"] == second["aspect"]:
            goals.loc[before, "said"] = first["said"] + "、" + second["said"]
            goals.loc[before, ["end", "text"]] = second[["end", "text"]]
            goals.loc[before, "value_high"] = max(first["value"], second["value"])
            goals.loc[before, "unit"] = ""  # two values: compared with nothing
    return goals


def _is_target(text: str, row: Claim) -> bool:
    """Whether a figure of a passage on what is to be done is a target, and not a result told there."""
    clause = text[clause_start(text, row.begin, 0) : row.start]
    before = text[max(text.rfind("\n", 0, row.start), row.start - 120) : row.start]
    told = max((found.start() for found in re.finditer(r"过去一年|去年(?!基础)|一年来", before)), default=-1)
    if told > max(before.rfind(word) for word in ("目标", "今年", "要", "。\n")):
        return False
    return not re.search(r"去年|上年|已经?|了|比重|占", clause.replace("为了", ""))


def _target(row: Claim, done: pd.DataFrame) -> Target:
    """A target with last year's result: same indicator, aspect, unit and direction, and only one of it."""
    same = results_of(row, done[done["value_high"].isna()])
    result = same.iloc[0] if len(set(same["value"])) == 1 else None
    told = {} if result is None else {
        "result": float(result["value"]),
        "result_said": result["said"],
        "result_at": (int(result["start"]), int(result["end"])),
    }  # fmt: skip
    kept = {field: getattr(row, field) for field in Target._fields if field in Claim._fields}
    after = len(row.said) - row.said.rfind(row.text) - len(row.text)  # 左右, 以上
    return Target(**kept | told | {"start": row.begin, "end": row.end + after, "at": row.start})


def results_of(goal: "Target | Claim", done: pd.DataFrame) -> pd.DataFrame:
    """Of the figures done, those of a goal's name, indicator, aspect, unit and direction."""
    for column in ("indicator", "aspect", "unit", "change"):
        done = done[done[column] == getattr(goal, column)]
    return done[done["name"].map(core_name) == core_name(goal.name)]


def uncounted_targets(document: Document) -> list[Target]:
    """Targets without a number in the sentence that states the year's targets."""
    parts = parts_by_paragraph(document)
    targets = []
    for row in document.sentences.itertuples():
        if parts[row.paragraph] != "部署" or not states_goals(document.text, row.start, row.end):
            continue
        for found in _UNCOUNTED.finditer(row.text):
            start, end = row.start + found.start(), row.start + found.end()
            targets.append(Target("", found[0], start, end, start, "next", row.sentence))
    return targets


def states_goals(text: str, start: int, end: int) -> bool:
    """Whether a sentence, with what its line broke off before it, states the year's targets."""
    before = text[max(0, start - 40) : start]
    before = before[max(before.rfind(mark) for mark in "。！？") + 1 :]
    return bool(_GOALS.search((before + text[start:end]).replace("\n", "")))


def kept_targets(document: Document, last: Document) -> list[tuple[int, int, str, bool]]:
    """What became of last year's targets: the place of the result, one Chinese sentence, and whether it was met.

    One that came near (5%左右, 4.9%) is neither met nor missed for certain.
    """
    claims = claims_of(document)
    done = claims[(claims["part"] == "回顾") & (claims["when"] == "last") & (not document.clock.midway)]
    found = []
    for target in targets_of(last, claims_of(last)):
        alike = results_of(target, done)
        if target.when != "next" or len(set(alike["value"])) != 1:
            continue
        result = alike.iloc[0]
        met = _is_met(target, result["value"])
        if met is not None:
            message = f"{target.name}去年目标{target.said}，实绩{result['said']}，{'完成' if met else '没有达到'}"
            found.append((int(result["start"]), int(result["end"]), message, met))
    return found


def _is_met(target: Target, result: float) -> bool | None:
    """Whether a result meets its target; None where 左右 leaves it open."""
    limit = target.indicator in LIMITS
    bound = target.value if pd.isna(target.value_high) or not limit else target.value_high
    met = result <= bound if limit else result >= bound
    return None if not met and target.qualifier == "≈" else met
