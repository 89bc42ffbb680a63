"""The brief as a table of messages, ranked by certainty and consequence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from workreport.analyses.brief.built import off_plan, stressed_terms
from workreport.analyses.brief.checks import Check, checks_of
from workreport.analyses.brief.genre import GOVERNMENT, OTHER, SURVEY, Genre, genre_of
from workreport.analyses.brief.lines import Line, achieved_lines, packed
from workreport.analyses.brief.outputs import Output, outputs_of
from workreport.analyses.brief.pledges import deeds_of, pledges_of
from workreport.analyses.brief.problems import leading_problems
from workreport.analyses.brief.promised import Target, kept_targets, targets_of
from workreport.analyses.brief.sure import claims_of
from workreport.document import Document, Source, document_of

BRIEF = ["block", "id", "start", "end", "message", "evidence", "weight"]
SHORTEST = 300  # characters; a shorter text gets no brief

_MOST = {"checks": 5, "achieved": 8, "promised": 8, "problems": 5, "built": 2, "stress": 1}
_CHECKS = {"blank": 100, "wrong": 95, "absent": 90, "stale": 85, "slip": 70, "bare-growth": 40}  # what each weighs
_ALL = 22
_FEW_TARGETS = 4  # headline targets below which other promises are told
_FEW = 6  # lines of results below which what was held is told as well
_GROWN = 72  # weight from which a result has a growth or a rank
_LEADS = 60  # weight from which a result leads
FAR = "更长远的目标："
_SPAN = 25  # what a line of five years weighs less than one of the year reported


@dataclass(frozen=True)
class Contents:
    """All that a brief may say, before the page's room is counted.

    Attributes:
        genre: The kind of the report.
        lines: What was achieved, an indicator each; in rows that hold neighbours together.
        outputs: Counted results of a report without headline indicators.
        targets: What is promised of headline indicators, in rows likewise.
        pledges: Other promises, in rows likewise.
        deeds: Deeds for the people that a government's report lists in its annex.
        problems: Places of what is admitted.
        checks: What must be mended.
    """

    genre: Genre
    lines: list[list[Line]] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    targets: list[list[Target]] = field(default_factory=list)
    pledges: list[list[Target]] = field(default_factory=list)
    deeds: list[Target] = field(default_factory=list)
    problems: list[tuple[int, int]] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)


def contents_of(document: Document, *, last: Document | None = None) -> Contents:
    """Find all that a brief may say of a report."""
    genre = genre_of(document)
    if len("".join(document.text.split())) < SHORTEST:
        return Contents(genre, checks=[check for check in checks_of(document, OTHER) if check.id == "blank"])
    claims = claims_of(document)
    lines = achieved_lines(document, claims) if genre is not SURVEY else []
    targets = targets_of(document, claims)
    near = [target for target in targets if target.when == "next"]
    far = packed([target for target in targets if target.when != "next"], 1)[:2]
    problems = leading_problems(document)
    return Contents(
        genre,
        packed(lines, _MOST["achieved"]),
        [one for one in _outputs(document, genre, lines) if not _meets(one.start, one.end, problems)],
        [*packed(near, _MOST["promised"] - len(far)), *far],
        _pledges(document, genre, targets),
        deeds_of(document) if genre is GOVERNMENT else [],
        problems,
        checks_of(document, genre, last=last),
    )


def _outputs(document: Document, genre: Genre, lines: list[Line]) -> list[Output]:
    """Counted results that no line tells; what was merely held only where little else stands."""
    if genre is GOVERNMENT or genre is SURVEY:
        return []
    told = [place for line in lines for place in line.evidence]
    outputs = [one for one in outputs_of(document) if not _meets(one.start, one.end, told)]
    if genre is OTHER:
        return [one for one in outputs if one.weight >= _GROWN]
    results = [one for one in outputs if not one.held]
    return results + [one for one in outputs if one.held][: max(0, _FEW - len(results) - len(lines))]


def _pledges(document: Document, genre: Genre, targets: list[Target]) -> list[list[Target]]:
    """Promises that no target tells, where there are few targets."""
    if len(targets) >= _FEW_TARGETS or genre is OTHER:
        return []
    told = [(target.start, target.end) for target in targets]
    pledges = [one for one in pledges_of(document, genre) if not _meets(one.start, one.end, told)]
    return packed(pledges, 1, near=1)


def _meets(start: int, end: int, places: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in places)


def brief_of(
    source: Source,
    *,
    last: Source | None = None,
    plan: Mapping[str, float] | None = None,
    kind: Iterable[Source] = (),
) -> pd.DataFrame:
    """Say of a report in at most 22 lines what was achieved, promised and admitted, and what must be mended.

    Every message is said by the text or reckoned from what it says; what is not certain is not said.

    Args:
        source: the report.
        last: last year's report of the same body: its targets are held against this report's results.
        plan: shares of the text asked for, by words of headings; see `balance.against_plan`.
        kind: 8 or more other reports of the same kind to compare with; fewer say nothing.

    Returns:
        One row a message, blocks in the order of the report's kind, within one by weight: `block` (checks, achieved,
        promised, problems, built, stress), `id` (what sort of message), `start`, `end` (its place in the text, end
        exclusive; both the length of the text where something is missing), `message` (one Chinese sentence, figures as
        written), `evidence` (all places that it rests on, the leading one first), `weight` (consequence, 0–100).

    Raises:
        ValueError: the plan does not fit the report.
    """
    document = document_of(source)
    before = None if last is None else document_of(last)
    contents = contents_of(document, last=before)
    rows = [_row("checks", one.id, one.places, one.message, _CHECKS[one.id]) for one in contents.checks]
    rows += [*_achieved(document, contents), *_promised(document, contents)]
    for number, (start, end) in enumerate(contents.problems):
        rows.append(_row("problems", "problem", [(start, end)], f"“{document.text[start:end]}”", 65 - number / 10))
    rows += _built(document, plan, [document_of(other) for other in kind])
    for start, end, message, met in kept_targets(document, before) if before else ():
        rows.append(_row("achieved", "met" if met else "missed", [(start, end)], message, 88 if met else 92))
    return _cut(pd.DataFrame(rows, columns=BRIEF), contents.genre)


def _cut(frame: pd.DataFrame, genre: Genre) -> pd.DataFrame:
    """The weightiest rows that the page has room for, in the order of the genre."""
    frame = frame.sort_values("weight", ascending=False, kind="stable")
    frame = frame[frame.groupby("block").cumcount() < frame["block"].map(_MOST)]
    frame = frame.head(_ALL)
    order = [*dict.fromkeys([*genre.order, *_MOST])]
    place = frame["block"].map(order.index)
    return frame.iloc[place.to_numpy(dtype=int).argsort(kind="stable")].reset_index(drop=True)


def _row(block: str, name: str, places: list[tuple[int, int]], message: str, weight: float) -> list:
    return [block, name, *places[0], message, places, float(weight)]


def _achieved(document: Document, contents: Contents) -> Iterator[list]:
    for group in contents.lines:
        first, name = group[0], "lead-rank" if any(line.rank for line in group) else "lead"
        weight: float = 80 if name == "lead-rank" else 75 - min(first.order, 15)
        weight -= (0 if first.when == "last" else _SPAN) + 0.01 * first.order
        places = [(first.start, group[-1].end), *(place for line in group for place in line.evidence)]
        yield _row("achieved", name, places, "，".join(map(line_message, group)), weight)
    for one in contents.outputs:
        name = "activity" if one.held else "lead" if one.weight >= _LEADS else "output"
        places = [(one.start, one.end), *one.places]
        yield _row("achieved", name, places, document.text[one.start : one.end], one.weight)


def line_message(line: Line) -> str:
    """A line in words: 地区生产总值14.58万亿元、增长3.9%、总量连续37年居全国首位."""
    return line.name + "、".join(part.words for part in (line.level, line.growth, line.rank) if part)


def _promised(document: Document, contents: Contents) -> Iterator[list]:
    for group in contents.targets:
        first, told = min(group, key=lambda target: target.order), any(target.compared for target in group)
        weight = (82 if told else 78) - (0 if first.when == "next" else 2) - 0.1 * first.order
        places = [(group[0].start, group[-1].end), *(target.result_at for target in group if target.compared)]
        message = "" if first.when == "next" else FAR
        message += "；".join(target_message(document.text, target) for target in group)
        yield _row("promised", "against" if told else "target", places, message, weight)
    for group in contents.pledges:
        place = group[0].start, group[-1].end
        yield _row("promised", "promise", [place], document.text[slice(*place)], 50)
    for deed in contents.deeds:
        yield _row("promised", "promise", [(deed.start, deed.end)], document.text[deed.start : deed.end], 49)


def target_message(text: str, target: Target) -> str:
    """A target as written, beside last year's result: 地区生产总值增长4.5%—5%（去年增长3.9%，高于去年实绩）."""
    result = target.result_said.replace("比上年", "")
    beside = f"（去年{result}，{target.compared}去年实绩）" if target.compared else ""
    return "".join(text[target.start : target.end].split()) + beside


def _built(document: Document, plan: Mapping[str, float] | None, kind: list[Document]) -> Iterator[list]:
    for start, end, message in off_plan(document, plan, kind):
        yield _row("built", "off-plan", [(start, end)], message, 35)
    for start, end, message in stressed_terms(document, kind):
        yield _row("stress", "stress", [(start, end)], message, 30)
