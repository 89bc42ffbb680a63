"""Counted results of reports that have no headline indicators: 新开工项目87个, 制度10余件; and what was merely held."""

import re
from typing import NamedTuple

import pandas as pd

from workreport.analyses.brief.sure import (
    LONGEST,
    clause_end,
    clause_start,
    is_base,
    parts_by_paragraph,
    unlisted,
    with_clause_before,
)
from workreport.document import Document
from workreport.document.rows import FigureRow
from workreport.writing.lists import DATA, one_of, read_list

_KINDS = ("money", "count", "measure", "percent", "rank", "multiple")
# Others' numbers and numbers of no result: who was set up for it, what was asked for above, what is only planned.
_NOT_A_RESULT = re.compile(rf"{one_of('brief/no_results')}|(?:重点|任务|班子成员|标准)$")
_FROM_ABOVE = re.compile(
    r"""
    (?:中央|上级|国家|省委|市委|县委|区委|部里|总局)[^，。；]{0,8}  # 上级党委年初下达的
    (?:明确|部署|要求|规定|下达|确定|提出)的?[^，。；]{0,4}$
    """,
    re.VERBOSE,
)
_ASIDE = re.compile(rf"^[^，。；：]{{0,2}}(?:对(?!接)|{one_of('brief/asides')})")
_NOT_DONE = re.compile(rf"{one_of('brief/not_done')}|计划(?!生育|完成|内)|将(?!近)")
_THRESHOLD = re.compile(r"(?:及)?以[上下内](?!，|。|；|、)(?:的)?[\u4e00-\u9fff]|级|的(?=[\u4e00-\u9fff]{2})")
# What was held or attended: it tells of effort, not of a result.
_HELD = re.compile(rf"{one_of('brief/held')}|会$")
_HELD_UNITS = frozenset(read_list(DATA / "brief" / "held_units.txt"))
# A verb and a general noun: of what the clause before says, and no sum of the whole report.
_OF_THE_CLAUSE_BEFORE = re.compile(
    r"[㐀-鿿]{2,3}(?:案件|项目|企业|资金|人员|问题|任务|事项|单位)[\d〇一二三四五六七八九十]"
)
_NOBODYS = re.compile(r"(?:.{4}年的)?(?:总?产量|数量|价格|总[数额]|增[速幅])")  # of what, another clause says
# How large the body is, before it does anything.
_STOCK = re.compile(r"现有|占地|在校|在编|在册|在岗|辖区?有|下设|下辖")
_BARE = 8  # characters of a result that says too little alone: 合格率100%
_SETTLED = re.compile(r"(?:整改|完成|办结|化解|兑现|达标)率")  # of all that was asked for
_GOT = re.compile(one_of("brief/got"))


class Output(NamedTuple):
    """Results told together: their place, what they weigh, and the figures they rest on."""

    start: int
    end: int
    section: int
    weight: float
    held: bool
    places: list[tuple[int, int]]


def outputs_of(document: Document) -> list[Output]:
    """The counted results of a report, those of one sentence together; what has a rank first, then growth, then money.

    Within one weight, sections take turns: the last counts as much as the first.
    """
    text, sentences = document.text, document.sentences.set_index("sentence")
    runs: list[list[tuple[FigureRow, int]]] = []
    parts, sections = parts_by_paragraph(document), document.sections
    preface = sections["section"].iloc[0] if len(sections) > 1 and sections["number"].iloc[0] == "" else None
    for row in document.figures.itertuples():
        sentence = sentences.loc[row.sentence]
        planned = parts[sentence["paragraph"]] == "部署"  # 计划草案拟定，产值比上年增长5%
        if planned or not _is_result(text, row, sentence["start"], document.clock.latest):
            continue
        begin = _begin(text, row, sentence["start"])
        if row.section == preface and not _GOT.search(text[begin : row.end]):
            continue  # 党员58名 of who reports
        if runs and _goes_on(text, runs[-1], row):
            runs[-1].append((row, begin))
        else:
            runs.append([(row, begin)])
    return _in_turns([_output(text, run) for run in runs])


def _goes_on(text: str, run: list[tuple[FigureRow, int]], row: FigureRow) -> bool:
    """Whether a figure goes on with those of its sentence before it, and the whole is not too long."""
    before = run[-1][0]
    together = before.sentence == row.sentence and "；" not in text[before.end : row.start]
    return together and row.end - run[0][1] <= LONGEST and is_held(before) == is_held(row)


def _is_result(text: str, row: FigureRow, sentence: int, latest: int | None) -> bool:
    """Whether a figure is sure to be a result of the year reported."""
    if row.kind not in _KINDS or not row.labels or pd.isna(row.value) or row.role != "成绩":
        return False
    if row.kind == "percent" and not row.change and not re.search(r"[率度比]为?$|比[重例]|满意", row.labels[0]):
        return False
    label = row.labels[0]
    nameless = len(label) < 2 or _NOBODYS.fullmatch(label) or _NOT_A_RESULT.search(label)
    if nameless or text.find(label, sentence, row.end + 60) < 0:
        return False
    begin = clause_start(text, row.start, sentence)
    before, after = text[begin : row.start], text[row.end : row.end + 6]
    if _ASIDE.match(before) or _FROM_ABOVE.search(before) or _NOT_DONE.search(before) or is_base(before):
        return False
    listed = text[text.rfind("；", sentence, row.start) + 1 or sentence : row.end]
    stock = _STOCK.search(listed) and not _GOT.search(before)
    following = text[row.end : min(clause_end(text, row.end), row.end + 12)]
    if stock or _THRESHOLD.match(after) or _NOT_A_RESULT.search(following):
        return False
    return latest is None or not row.period or str(latest) in row.period


def is_held(row: FigureRow) -> bool:
    """Whether a figure counts what was held or attended."""
    return row.unit in _HELD_UNITS or bool(_HELD.search(row.labels[0]))


def _begin(text: str, row: FigureRow, sentence: int) -> int:
    """Where a result begins: with its clause, or with its name when that is long."""
    clause = clause_start(text, row.start, sentence)
    named = text.rfind(row.labels[0], sentence, row.start)
    near = named >= 0 and not re.search(r"[，。；：]", text[named + len(row.labels[0]) : row.start])
    bare = row.kind == "rank" or bool(row.change)  # 居全市第2位 says nothing without what stands there
    start = min(clause, named) if named >= 0 and (near or bare) else clause
    if start < clause:  # 猪肉、蔬菜等|副食品，都增长三成; 获评省级|文明单位，居全市第2位
        start = clause_start(text, start, sentence)
    start += len(text[start : row.start]) - len(text[start : row.start].lstrip())
    start = unlisted(text, start)
    if _OF_THE_CLAUSE_BEFORE.match(text, start) or row.end - start <= _BARE:
        start = with_clause_before(text, start, row.end, sentence, counted=row.kind == "percent")
    return start if row.end - start <= LONGEST else (named if near else clause)


def _output(text: str, run: list[tuple[FigureRow, int]]) -> Output:
    rows = [row for row, _ in run]
    kinds = {row.kind for row in rows}
    grown = any(row.kind == "percent" and row.change for row in rows)
    start, end = run[0][1], rows[-1].end
    noun = re.match(r"(?:左右|以上|以内)?[^，。；、\n]{0,20}(?=[，。；、])", text[end : end + 26])
    end += noun.end() if noun else 0
    held = all(map(is_held, rows))
    settled = any(_SETTLED.search(row.labels[0]) for row in rows)
    weight = 80 if "rank" in kinds else 72 if grown else 66 if settled else 60 if "money" in kinds else 45
    weight += 0 if grown else 3 * bool(_GOT.search(text[start:end])) + min(len(rows), 3)
    weight = 20 + len(rows) if held else weight
    places = [(row.start, row.end) for row in rows]
    return Output(start, min(end, start + LONGEST), rows[0].section, weight, held, places)


def _in_turns(outputs: list[Output]) -> list[Output]:
    """By weight; of the results of one section each further one weighs less."""
    seen: dict[tuple[int, bool], int] = {}
    placed = []
    for output in sorted(outputs, key=lambda one: (-one.weight, one.start)):
        number = seen.get((output.section, output.held), 0)
        seen[output.section, output.held] = number + 1
        placed.append(output._replace(weight=output.weight - (2 * number if output.weight < 60 else 0)))
    return sorted(placed, key=lambda one: (-one.weight, one.start))
