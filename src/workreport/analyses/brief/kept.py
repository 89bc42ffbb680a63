"""Last year's targets beside this report's results: met or missed, where both are certain."""

from typing import NamedTuple

import pandas as pd

from workreport.analyses.brief.lines import core_name
from workreport.analyses.brief.promised import Target, targets_of
from workreport.analyses.brief.sure import claims_of
from workreport.document import Document

# A lower value is the better one, so that a target is a limit.
_LIMITS = ("失业率", "物价", "赤字率", "赤字")


class Kept(NamedTuple):
    """A target of last year and what became of it, at the place of the result."""

    start: int
    end: int
    met: bool
    message: str


def kept_targets(document: Document, last: Document) -> list[Kept]:
    """What became of last year's targets; one that came near (5%左右, 4.9%) is neither met nor missed for certain."""
    claims = claims_of(document)
    done = claims[(claims["part"] == "回顾") & (claims["when"] == "last")]
    found = []
    for target in targets_of(last, claims_of(last)):
        alike = done[
            (done["indicator"] == target.indicator)
            & (done["aspect"] == target.aspect)
            & (done["unit"] == target.unit)
            & (done["change"] == target.change)
        ]
        alike = alike[alike["name"].map(core_name) == core_name(target.name)]
        if target.when != "next" or len(set(alike["value"])) != 1:
            continue
        result = alike.iloc[0]
        met = _is_met(target, result["value"])
        if met is not None:
            message = f"{target.name}去年目标{target.said}，实绩{result['said']}，{'完成' if met else '没有达到'}"
            found.append(Kept(int(result["start"]), int(result["end"]), met, message))
    return found


def _is_met(target: Target, result: float) -> bool | None:
    """Whether a result meets its target; None where 左右 leaves it open."""
    limit = target.indicator in _LIMITS
    bound = target.value if pd.isna(target.value_high) or not limit else target.value_high
    met = result <= bound if limit else result >= bound
    return None if not met and target.qualifier == "≈" else met
