"""Counted results of reports that have no headline indicators: 新开工项目87个, 制度10余件; and what was merely held."""

import re
from typing import NamedTuple

import pandas as pd

from workreport.analyses.brief.sure import (
    LONGEST,
    ONLY,
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
_NOT_A_RESULT = re.compile(rf"{one_of('brief/no_results')}|预算(?!(?:总?收入|支出|执行))|(?:重点|任务|班子成员|标准)$")
_FROM_ABOVE = re.compile(
    r"""
    (?:中央|上级|国家|省委|市委|县委|区委|部里|总局)[^，。；]{0,8}  # 上级党委年初下达的
    (?:明确|部署|要求|规定|下达|确定|提出)的?[^，。；]{0,4}$
    """,
    re.VERBOSE,
)
_ASIDE = re.compile(rf"^[^，。；：]{{0,2}}(?:对(?!接)|{one_of('brief/asides')})")
_NOT_DONE = re.compile(rf"{one_of('brief/not_done')}|计划(?!生育|完成|内)|将(?!近)")
_THRESHOLD = re.compile(r"(?:及)?以[上下内](?!，|。|；|、)(?:的)?[\u4e00-\u9fff]|级|的(?=[\u4e00-\u9fff]{2}|\d)")
# What the rest of a clause says is still to come: 改造5所，剩余3所|将于6月底前完成.
_STILL_TO_COME = re.compile(r"将(?!近)[在于要]?|拟(?!定)|计划(?!生育|内)|预计|限期|[尚仍]未|正在|有望")
# The size of a project that the clause only names: 投资8亿元的50万吨复合钢板项目.
_SIZE_OF = re.compile(r"[^，。；、了已对在用\d]{1,14}(?:项目|工程)(?=[，。；、])")
_DOES = re.compile(r"实施|完成|[建改扩]|启动|推进|开工|获|投[产用入]|争取|签约|引进|落地")
_WHAT_IS_LEFT = re.compile(r"(?:剩余|剩下|其余|余下)[^，。；]*$")
# And of what a work will bring once it is done: 改造完成后，可增加耕地30亩; an example; the whole trade's or nation's.
_ONCE_DONE = re.compile(
    r"""
      (?:完成|建成|投产|达产|竣工|投用|投运|实施)后[^。；]*$
    | ，(?:如|例如|比如|譬如)[^。；]*$
    | (?:没有|未能?)(?:实现|完成|达到)[^。；]*$   # 目标没有实现，实际录取187人
    """,
    re.VERBOSE,
)
_OF_ALL = re.compile(r"^[^。；]{0,12}?(?:(?:我国|全国|全球|国内)[^，。；]{0,8}(?:行业|市场)|，(?:全行业|行业))")
_WILL = re.compile(r"将(?!近)|有望|力争|拟(?!定)|计划(?!生育|内)")
# What was held or attended: it tells of effort, not of a result.
_HELD = re.compile(rf"{one_of('brief/held')}|会$")
_HELD_UNITS = frozenset(read_list(DATA / "brief" / "held_units.txt"))
# A verb and a general noun: of what the clause before says, and no sum of the whole report.
_OF_THE_CLAUSE_BEFORE = re.compile(
    r"[㐀-鿿]{2,3}(?:案件|项目|企业|资金|人员|问题|任务|事项|单位)[\d〇一二三四五六七八九十]"
)
# Of what, another clause says.
_NOBODYS = re.compile(
    r"(?:.{4}年的)?(?:总?产量|数量|价格|总[数额]|增[速幅]|(?:市场)?占有率|起数|(?:死亡|受伤)人数|直接经济损失.*)"
)
_SUMMED = re.compile(r"(?:总|合|共)?计[约近]?$")
_COMPARES = re.compile(r"(?:与|同|比|较)(?:去年|上年|前年)(?:同期)?相?比?[，的]")  # 与去年同期相比，起数减少9起
_AVERTED = re.compile(r"挽回|追回|避免|减少")
_HARM = re.compile(r"经济损失|事故|死亡|受伤|伤亡|火灾")  # told of a year, and no result of it
_DONE = re.compile(r"(?:实际|已|共|全年)?完成\d")
_OF_A_TASK = re.compile(r"(?:任务|目标|指标|计划)数?[约近]?\d[^，。；]*，$")
_PART_OF = re.compile(r"其中[^。；]*$")
_SPENT = re.compile(r"(?:追加|累计|共|总计|先后|又|再)*(?:投资|投入(?:资金)?)[约近]?\d")
_SUBJECTLESS = re.compile(r"(?:[^，。；]{0,5}以来|目前|已|现已)?累计(?:完成)?投资|(?:目前|现)?已?完成投资")
# How large the body is, before it does anything.
_STOCK = re.compile(
    r"现有|占地|在校|在编|在册|在岗|辖区?有|下设|下辖|位于|地处|(?:^|[，。；\n])辖(?=\d)|编制|村?两委成员|全村共?有"
)
_ABOUT_ITSELF = re.compile(r"(?:基本|自然|机构|单位|人员)(?:建设)?(?:情况|概况|条件|简介|设置)|概况$")
_BARE = 8  # characters of a result that says too little alone: 合格率100%
_ON_WHAT = re.compile(r"[^，。；：\n\d]*(?=[，。；\n]|$)|[^，。；：、\n]{20,60}(?=[，。；])")
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
    apart = _apart(document)
    for row in document.figures.itertuples():
        sentence = sentences.loc[row.sentence]
        planned = parts[sentence["paragraph"]] == "部署"  # 计划草案拟定，产值比上年增长5%
        if planned or row.sentence in apart or not _is_result(text, row, sentence["start"], document.clock.latest):
            continue
        begin = _begin(text, row, sentence["start"])
        if _is_torn(text, row, begin, sentence["start"]) and not (runs and _goes_on(text, runs[-1], row)):
            continue
        if row.section == preface and not _GOT.search(text[begin : row.end]):
            continue  # 党员58名 of who reports
        if runs and _goes_on(text, runs[-1], row):
            runs[-1].append((row, begin))
            continue
        run = [(row, begin)]
        while runs and runs[-1][-1][0].start >= begin:  # its name begins before figures of the run before
            run.insert(0, runs[-1].pop())
            runs = runs if runs[-1] else runs[:-1]
        runs.append(run)
    return _in_turns([_output(text, run) for run in runs])


def _apart(document: Document) -> set[int]:
    """Sentences that tell nothing of what the body did: what it is, and how its trade or the nation fared."""
    own = [(row.body, row.end) for row in document.outline.itertuples() if _ABOUT_ITSELF.search(row.title)]
    apart: set[int] = set()
    for row in document.sentences.itertuples():
        goes_on = row.sentence - 1 in apart and row.text.startswith("其中")
        if goes_on or _OF_ALL.search(row.text) or any(start <= row.start < end for start, end in own):
            apart.add(row.sentence)
    return apart


def _is_torn(text: str, row: FigureRow, begin: int, sentence: int) -> bool:
    """Whether a result as it would be quoted does not say of what: 结案201件 of a part, 计8000吨, 累计投资3亿元."""
    if _WILL.search(text, begin, row.start) or _SUMMED.fullmatch(text, begin, row.start):
        return True
    if _COMPARES.match(text, begin) or text.startswith("其中", begin):
        return True
    short = row.end - begin <= _BARE
    if short and _PART_OF.search(text[sentence:begin]):
        return True
    within = begin > sentence and text[begin - 1] == "，"  # and who did it stands further back
    return within and bool(_SUBJECTLESS.match(text, clause_start(text, row.start, sentence)))


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
    harm = _HARM.search(label) and not row.change and not _AVERTED.search(text, max(0, row.start - 12), row.start)
    nameless = harm or len(label) < 2 or _NOBODYS.fullmatch(label) or _NOT_A_RESULT.search(label)
    if nameless or text.find(label, sentence, row.end + 60) < 0:
        return False
    begin = clause_start(text, row.start, sentence)
    before, after = text[begin : row.start], text[row.end : row.end + 6]
    if (
        ONLY.search(before)
        or _ASIDE.match(before)
        or _FROM_ABOVE.search(before)
        or _NOT_DONE.search(before)
        or is_base(before)
    ):
        return False
    listed = text[text.rfind("；", sentence, row.start) + 1 or sentence : row.end]
    stock = _STOCK.search(listed) and not _GOT.search(before)
    following = text[row.end : min(clause_end(text, row.end), row.end + 12)]
    if stock or _THRESHOLD.match(after) or _NOT_A_RESULT.search(following):
        return False
    told = latest is None or not row.period or str(latest) in row.period
    return told and not _is_named_only(text, row, before) and not _is_to_come(text, row, sentence, before)


def _is_named_only(text: str, row: FigureRow, before: str) -> bool:
    """Whether a figure is the size of a project that is named and of which nothing is said to be done."""
    sized = row.kind in ("money", "measure") and _SIZE_OF.match(text, row.end)
    return bool(sized) and not _DOES.search(before)


def _is_to_come(text: str, row: FigureRow, sentence: int, before: str) -> bool:
    """Whether a sentence of the review says that a figure is still to come, or gives it as an example."""
    rest = text[row.end : clause_end(text, row.end)]
    ahead = _STILL_TO_COME.search(rest) or _WHAT_IS_LEFT.search(before)
    return bool(ahead or _ONCE_DONE.search(text[sentence : row.start]))


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
    spent = bool(_SPENT.match(text, start))  # on what, the clause after says
    if not spent and (_OF_THE_CLAUSE_BEFORE.match(text, start) or row.end - start <= _BARE + (row.kind == "money")):
        start = with_clause_before(text, start, row.end, sentence, counted=row.kind in ("percent", "money"))
    elif _SUBJECTLESS.match(text, start):
        start = with_clause_before(text, start, row.end, sentence)
    if text.startswith("其中", start):  # 查处49万起，|其中现场查处4万起，同比上升38%
        start = with_clause_before(text, start, row.end, sentence, counted=True)
    if _DONE.match(text, start):  # 任务3828座，|完成3864座
        task = _OF_A_TASK.search(text, clause_start(text, max(sentence, start - 1), sentence), start)
        start = with_clause_before(text, start, row.end, sentence, counted=True) if task else start
    start = unlisted(text, start)
    return start if row.end - start <= LONGEST else (named if near else clause)


def _output(text: str, run: list[tuple[FigureRow, int]]) -> Output:
    rows = [row for row, _ in run]
    kinds = {row.kind for row in rows}
    grown = any(row.kind == "percent" and row.change for row in rows)
    start = run[0][1]
    end = _end(text, start, rows[-1].end)
    held = all(map(is_held, rows))
    settled = any(_SETTLED.search(row.labels[0]) for row in rows)
    weight = 80 if "rank" in kinds else 72 if grown else 66 if settled else 60 if "money" in kinds else 45
    weight += 0 if grown else 3 * bool(_GOT.search(text[start:end])) + min(len(rows), 3)
    weight = 20 + len(rows) if held else weight
    places = [(row.start, row.end) for row in rows]
    return Output(start, min(end, start + LONGEST), rows[0].section, weight, held, places)


def _end(text: str, start: int, end: int) -> int:
    """Where a result ends: with what is counted, and what the money was spent on."""
    noun = re.match(r"(?:左右|以上|以内)?[^，。；、\n]{0,20}(?=[，。；、])", text[end : end + 26])
    whole = _ON_WHAT.match(text, end)
    if whole and whole.end() - start <= LONGEST and (not noun or text[noun.end() + end] == "、"):
        return whole.end()
    end += noun.end() if noun else 0
    if end - start <= 2 * _BARE and text.startswith("，", end) and _SPENT.match(text, start):
        then = clause_end(text, end + 1)
        end = then if then - start <= LONGEST and not _WILL.search(text, end, then) else end
    return end


def _in_turns(outputs: list[Output]) -> list[Output]:
    """By weight; of the results of one section each further one weighs less."""
    seen: dict[tuple[int, bool], int] = {}
    placed = []
    for output in sorted(outputs, key=lambda one: (-one.weight, one.start)):
        number = seen.get((output.section, output.held), 0)
        seen[output.section, output.held] = number + 1
        placed.append(output._replace(weight=output.weight - (2 * number if output.weight < 60 else 0)))
    return sorted(placed, key=lambda one: (-one.weight, one.start))
