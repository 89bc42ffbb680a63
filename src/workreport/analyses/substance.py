"""Substance (实度): which sentences say something that can be checked, and what it is.

Three things count: a sure figure, a named body that has a duty, a date to come. Digits blanked out (*件), the titles of
rules and papers (《…》), slogans and announcements of a number of points (抓好八个方面工作) do not.
"""

import re

import numpy as np
import pandas as pd

from workreport.document import Document, Source, document_of
from workreport.document.lean import lean_of
from workreport.document.parts import REVIEW
from workreport.document.rows import FigureRow
from workreport.document.times import Clock, times_in
from workreport.writing.lists import one_of
from workreport.writing.numerals import normalise

FIGURE, BODY, DATE = "指标", "责任单位", "期限"

# A number of points announced is no figure of what was done: 抓好八个方面工作, 处理好三对关系.
_ANNOUNCED = re.compile(f"大?{one_of('substance/announced')}")
_UNITS_OF_POINTS = {"个", "项", "条", "点", "件", "对", "种", ""}
_FEW = 20  # points that are announced at once, at most

# A body: a word of the list, or what a place or office in front makes one (县教育局, 镇党委).
_KINDS = one_of("bodies")
_NAMED = rf"(?!各|有关|相关|全体|所有|每个|多个|哪)[\u4e00-\u9fff]{{0,12}}?{_KINDS}"
_LISTED = rf"(?P<body>{_NAMED})(?:[、和与及](?:{_NAMED}))*"
_DUTY = "牵头|负责(?!人)|承办|主办|组织实施|督办|承担|限期|抓落实|包保|落实(?:到位|整改|责任)"
_DUTIES = (
    re.compile(rf"(?:牵头|责任|主办|承办|配合|主管)(?:单位|部门|科室)(?:[：:]|为|是|由)\s*{_LISTED}"),
    re.compile(
        rf"""
        (?:^|[，。；：:、（(]|[由交请商])[由交请]?{_LISTED}
        (?:要|应|须|将|会同[^，。；]{{1,16}}|具体|共同|统一|分别|定期|按[^，。；]{{1,8}})*(?:{_DUTY})
        """,
        re.VERBOSE,
    ),
    re.compile(rf"(?:^|[，。；：:（(])(?:请)?{_LISTED}(?:必须|务必|应当?|须|要(?![求点素害]))"),
)

# A date to come: 年底前, 6月底前, 到2027年, 2027年底.
_BEFORE = re.compile(
    r"""
    (?: (?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日|[上中下]旬|底|末|份)?
      | (?<!多)[年月周][底末]
      | [一二三四上下本]?个?(?:季度|学期|学年)末?
      | 汛期|春节|国庆节?|元旦|入冬|开学|两会
    )(?:到来)?之?以?前
    | (?<![\d近几两三五十百])年内
    | [本今明]年底(?!数|前一年)
    | 月底(?=完成|建成|实现|投)
    """,
    re.VERBOSE,
)
_END = re.compile(r"底|末|之?前")
_PAST = re.compile(r"已(?!知)|了(?![解然])|曾|当时|去年|上年")


def substance_of(source: Source) -> pd.DataFrame:
    """Say of each sentence what in it can be checked (实度): a sure figure, a body with a duty, a date to come.

    Returns:
        The rows of `outline.sentences_of` but headings, with `evidence`: a list of Chinese words and what was found
        (`指标 87个`, `责任单位 市教育局`, `期限 年底前`), empty where there is none.
    """
    document = document_of(source)
    sentences = document.sentences
    ended = sentences["text"].str.endswith(("。", "！", "？"))
    headings = set(document.outline["start"]) - set(sentences.loc[ended, "start"])
    plain = normalise(document.text)
    first = _figures(document, plain)
    alone = len(document.paragraphs) < 2
    evidence = []
    parts = document.parts["part"].to_numpy()[sentences["paragraph"]]
    for row, part in zip(sentences.itertuples(), parts, strict=True):
        sentence = plain[row.start : row.end]
        found = [f"{FIGURE} {first[row.sentence]}"] if row.sentence in first else []
        duty = next((duty for pattern in _DUTIES if (duty := pattern.search(sentence))), None)
        date = _date(sentence, document.clock, done=part == REVIEW and not alone)
        said = [(BODY, duty and duty.span("body")), (DATE, date)]
        found += [f"{kind} {document.text[row.start + span[0] : row.start + span[1]]}" for kind, span in said if span]
        evidence.append(found)
    sentences = sentences.assign(evidence=pd.Series(evidence, dtype=object))
    return sentences[~sentences["start"].isin(headings)].reset_index(drop=True)


def _figures(document: Document, plain: str) -> dict[int, str]:
    """The first sure figure of each sentence that has one."""
    figures = document.figures
    figures = figures[figures["sure"].astype(bool) & figures["value"].notna()]
    told = [not _is_announced(row, plain) for row in figures.itertuples()]
    figures = figures[np.array(told, dtype=bool)]
    return dict(zip(figures["sentence"][::-1], figures["text"][::-1], strict=True))


def _is_announced(row: FigureRow, plain: str) -> bool:
    few = row.kind == "count" and row.unit in _UNITS_OF_POINTS and row.value <= _FEW
    return few and bool(_ANNOUNCED.match(plain, row.end))


def _date(sentence: str, clock: Clock, *, done: bool) -> tuple[int, int] | None:
    """Where the sentence names a date to come; `done` when it stands in what was done."""
    if _PAST.search(sentence):
        return None
    for time in times_in(sentence, clock):
        if not time.first or time.first != time.last or (clock.year is not None and time.last < clock.year):
            continue
        end = _END.match(sentence, time.end)
        until = sentence[max(0, time.start - 1) : time.start] == "到" and time.last != clock.year
        if until or (not done and (end or (time.within and time.last == clock.year))):
            return time.start, end.end() if end else time.end
    before = None if done else _BEFORE.search(sentence)
    return before.span() if before and lean_of(sentence).score < 1 else None
