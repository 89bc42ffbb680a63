"""Which figures of a report are sure: whose name, time and part nothing speaks against. All others are not said."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from workreport.analyses.brief.indicators import indicator_of
from workreport.document import Document
from workreport.document.rows import FigureRow
from workreport.writing.lists import one_of
from workreport.writing.matching import end_of_match


class Claim(NamedTuple):
    """A figure that states a headline indicator; see `claims_of`."""

    figure: int
    start: int
    end: int
    said: str
    indicator: str
    order: int
    rate: bool
    goal: bool
    name: str
    begin: int
    aspect: str
    text: str
    value: float
    value_high: float
    unit: str
    qualifier: str
    change: str
    when: str
    period: str
    part: str
    sentence: int
    paragraph: int


CLAIMS = list(Claim._fields)

_BARE = 40  # characters before a figure in which the whole of a bare name may stand
LONGEST = 90  # characters of a row's place
_PAUSE = "，。；：！？\n"
# What a passage of a review says of its time where it opens; the last of both kinds in an opening decides.
_FIVE_YEARS = re.compile(
    r"""
      “十[一二三四五六]五”(?:时期|期间|以来|，|发展)
    | (?:过去|这|本届[^，。]{0,6}|近|经过|奋进的?)?(?:五|(?<!\d)5|十)年(?:来|间|里|接续)  # 本届政府五年来
    | (?:过去|这|近)的?(?:五|5|十)年 | 的五年 | (?:五|(?<!\d)5)年(?=，|累计) | [三四]年来
    """,
    re.VERBOSE,
)
_LAST_YEAR = re.compile(
    r"""
      (?:过去|刚刚过去)的?一年 | 一年来 | (?:刚刚|已经)过去的?(?:一年|[12]\d{3}年) | 去年 | 上年 | 全年
    | [12１２][\d０-９]{3}年(?![来前以间底]|规划) | 一九[一二三四五六七八九〇]{2}年(?![来前以间底])
    """,
    re.VERBOSE,
)
# What stood for the economy while it was planned, and is a sector's own since.
_OUTPUT, _PLANNED = ("工农业总产值", "钢", "煤", "油", "电"), 1995
_TERM = 3  # years from the first to the last of a term; 近三年 is a remark, not the time of a passage
# A sentence opens so that tells what is expected only.
_EXPECTS = re.compile(r"(?:[一二三四五六七八九十]是|——)?(?:\d{4}年|全年|今年|年内|到年底|初步)?，?预计")
_OPENING = 60  # characters in which a passage says of what time it speaks
# Signs, in the clause of a figure, of several years together.
_SPAN = re.compile(
    r"""
      年均 | 平均每年 | 每年 | 累计 | 接连 | 连续?(?:跨|迈上|上)
    | (?:(?<![一二三四五六七八九〇零○])[三四五十两]|(?<!\d)[3-9])年  # 三年新增
      (?:来|间|共|增长|提高|新增|下降|累计|年均)
    | [较比](?:“?十[一二三四五]五”?末?|20\d\d年(?!同期)) | (?:五|5|十)年来 | “十[三四]五”
    """,
    re.VERBOSE,
)
# A figure that another is compared with: 从11.37万亿元, 较“十三五”末的9323亿元, 由上年的10.7%.
_FROM = re.compile(r"(?:(?<![自以])从|由|比|较|相当于|高于|低于|快于)[^，。；：]*$")
_TO = re.compile(one_of("brief/arrived"))
# Before the name there may stand who, when and how sure; anything else makes it a part, or another's.
_WHOSE = re.compile(
    rf"""(?:
      {one_of("brief/wholes", "brief/before_names")}
    | [12]\d{{3}}年末? | 一九[一二三四五六七八九〇]{{2}}年 | “十[三四五]五”(?:时期|期间)?
    | [一二三四五六七八九十]是 | —— | 、 | （[^）]*） | \s
    )*""",
    re.VERBOSE,
)
# What stands before a label and belongs to the name.
_NAMED = re.compile(rf"(?:(?:[五十]年来|过去[五十]年|全[省市区县国镇乡])?{one_of('brief/part_of_names')})?\Z")
_ARRANGED = re.compile(rf"(?:{one_of('brief/before_goals')}|[12]\d{{3}}年|\s)*")
# What may stand after a figure that is the whole indicator's: a mark, a comparison, the other of a pair.
_ENDS = re.compile(
    r"(?:左右|以上|以内|以下|上下)?(?:安排|目标)?(?:的)?(?:[，。；、：（）！？”\s]|$|[比较同按和及增保稳,;])"
)
# Whose a bare name is: 规模以上工业企业达7.6万家、增加值增长3%; 粮食按人口平均超过最高水平，总产量达到….
_WHOSE_NAME = re.compile(
    r"(?P<whose>(?:规模以上|规上)工业)企业[^，。；]{0,14}、(?P<name>增加值)(?=[^，。；]{0,6}$)"
    r"|(?P<grain>粮食)[^，。；]{0,26}，(?P<total>总产量)(?=[^，。；]{0,4}$)"
)
_TAIL = re.compile(r"(?:(?<!水)平均?|平均值|拟按?|预期)$")
_PART_OF = re.compile(r"其中|扣除|剔除|如果|假如|按[^，。]{1,8}口径")
_A_YEAR = re.compile(r"[12１２][\d０-９]{3}年|[一二][九〇零○][一二三四五六七八九〇零○]{2}年")
_HALF_YEAR = re.compile(r"上半年|[一二三四前]+季度|\d+月(?:份|末|底)|[一二三四五六七八九十]+月")
_PART_OF_YEAR = re.compile(r"(?<=\d年)[^年]*(?:半年|季度|月)$")  # 2025年上半年, 2025年1—6月
_BEFORE = re.compile(r"(?:累计(?:达到?)?|共)?(?:超过|超|近|逾|约|突破|不低于|不少于|大约|将近)?$")
_CHANGED = re.compile(
    rf"""
    (?:同比|同口径|可比口径|实际|平均|年均|每年|累计|比上年|五年|五年来)*  # 比上年实际增长
    {one_of("brief/changes")}[了到]?(?:达到?|为)?$
    """,
    re.VERBOSE,
)
# The second of two changes told together: 分别比上年增长14.6%和|10.2%.
_OF_BOTH = re.compile(r"(?P<verb>增长|上升|提高|下降|降低|减少)(?:\d[\d.]*(?:%|个百分点)[、和及])+$")
_AFTER = re.compile(r"左右|以上|以内|以下")
# What may stand between a name and a figure that is its own: verbs, marks, and figures before it.
_VERBS = re.compile(
    rf"""(?:
      [、，] | {one_of("brief/up_to_figures")}
    | (?: \d[\d.,]*+ | 百分之 | [一二三四五六七八九十百千万亿零〇点] )++ [多余]? [%吨人户元个]?
    )*+""",
    re.VERBOSE,
)
ONLY = re.compile(r"(?:仅|只|不足|不到)[^，。；\d]{0,4}$")  # 同比仅增长2% is told as too little
# An indicator with its figure, before another of the list: 生产总值1097亿元、.
_WITH_FIGURE = re.compile(r"(?:达到?|为|完成|实现)?(?:超过?|约|近)?\d[\d.,]*(?:[万亿]*元|万?[吨人户]|%)$")
_STEPS = re.compile(r"台阶|大关|接连")


_LIST_MARK = re.compile(
    r"[一二三四五六七八九十]是|第[一二三四五六][，、]|——|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|[●•·■◆★]\s*"
)


def parts_by_paragraph(document: Document) -> pd.Series:
    """The part of each paragraph, in the words of the page: 回顾, 部署, 问题, 其他."""
    return document.parts.set_index("paragraph")["part"]


def latest_of(document: Document) -> int | None:
    """The last year that a report tells of: as its clock has it, else the latest year of its results."""
    if document.clock.latest is not None:
        return document.clock.latest
    done = document.figures.loc[document.figures["role"] == "成绩", "period"].str.extract(r"^(\d{4})年$")[0].dropna()
    return int(done.max()) if len(done) else None


def claims_of(document: Document) -> pd.DataFrame:
    """Find the figures that state a headline indicator, and say of each what is sure of it.

    Returns:
        One row a figure: `figure` (its number in the ledger), `start`, `end`, `said` (the figure with 超, 预计 and 左右
        as written), `indicator` (name of the family), `order` (its place in the list), `rate` (no total is missed),
        `goal` (told as a target only), `name` (as written), `begin` (where the name or, without one, the figure
        begins), `aspect` (level, growth, rank), `text`, `value`, `value_high`, `unit`, `qualifier`, `change`, `when`
        (`last` the year reported, `span` several years, `next` the year to come, `later`), `part`, `sentence`,
        `paragraph`, `period` (as in the ledger).
    """
    sentences, parts, frames = document.sentences.set_index("sentence"), parts_by_paragraph(document), _frames(document)
    latest = latest_of(document)
    planned = (latest or _PLANNED) <= _PLANNED
    rows = []
    for figure in document.figures.itertuples():
        row = _named_whole(document.text, figure)
        label = next((label for label in row.labels if indicator_of(label)), "")
        indicator = indicator_of(label)
        if indicator is None or (indicator.name in _OUTPUT and not planned):
            continue
        sentence = sentences.loc[row.sentence]
        at = _named_at(document.text, label, sentence["start"], row.start)
        aspect = _aspect(row, indicator.said)
        whose = _ARRANGED if indicator.said == "goal" else _WHOSE
        sure = _is_sure(document.text, row, sentence["start"], at, whose, midway=document.clock.midway)
        if aspect is None or not sure:
            continue
        paragraph = sentence["paragraph"]
        named = _NAMED.search(document.text, max(0, at - 8), at)
        begin = named.start() if named else at
        written = document.text.startswith(label, at)
        rows.append(
            {
                **row._asdict(),
                "said": _expected(document.text, row, sentence["start"], parts[paragraph])
                + _said(document.text, row.start, row.end, changed=aspect == "growth"),
                "indicator": indicator.name,
                "order": indicator.order,
                "rate": indicator.said != "level",
                "goal": indicator.said == "goal",
                "name": _TAIL.sub("", document.text[begin : at + len(label)] if written else label),
                "begin": begin,
                "aspect": aspect,
                "when": _when(document, row, sentence["start"], _Around(frames[paragraph], parts[paragraph], latest)),
                "part": parts[paragraph],
                "paragraph": paragraph,
            }
        )
    return pd.DataFrame(rows, columns=CLAIMS)


def _named_whole(text: str, row: FigureRow) -> FigureRow:
    """A figure with a bare name that is told of what was just named, with the whole name."""
    bare = row.labels in (["增加值"], ["总产量"])
    found = _WHOSE_NAME.search(text, max(0, row.start - _BARE), row.start) if bare else None
    return row._replace(labels=["".join(filter(None, found.groups()))], sure=True) if found else row


def _named_at(text: str, name: str, start: int, end: int) -> int:
    """Where a name stands before a figure, the last time; one that was put together, where its first word does."""
    at = text.rfind(name, start, end)
    found = _WHOSE_NAME.search(text, max(start, end - _BARE), end) if at < 0 else None
    return found.start() if found else at


def _aspect(row: FigureRow, said: str) -> str | None:
    """What a figure says of its indicator: level, growth or rank; None for what is neither (a share, a margin)."""
    amount = row.kind in ("money", "count", "measure")
    if row.kind == "rank" or (row.kind == "percent" and row.change):
        return "rank" if row.kind == "rank" else "growth"
    if pd.isna(row.value) or len(row.labels) > 1:
        return None
    if row.kind == "percent":
        return "level" if said in ("rate", "goal") and "能耗" not in row.labels[0] else None
    counted = said == "goal" or "新增" in row.labels[0] or not row.change
    return "level" if amount and counted else None


def clause_start(text: str, at: int, least: int) -> int:
    """Where the clause that holds `at` begins, not before `least`."""
    return max([least, *(text.rfind(mark, least, at) + 1 for mark in _PAUSE)])


def with_clause_before(text: str, start: int, end: int, least: int, *, counted: bool = False) -> int:
    """Where a clause begins together with the one that a comma parts from it; one with a figure only if `counted`."""
    before = clause_start(text, start - 1, least)
    figured = not counted and re.search(r"[\d*×]", text[before:start])
    alone = text[start - 1 : start] != "，" or end - before > LONGEST or figured
    return start if alone else before


def unlisted(text: str, start: int) -> int:
    """Where a clause begins after 一是, （二） and the like."""
    return end_of_match(_LIST_MARK, text, start)


def clause_end(text: str, at: int) -> int:
    """Where the clause that holds `at` ends, at its mark."""
    ends = [place for mark in _PAUSE if (place := text.find(mark, at)) >= 0]
    return min(ends, default=len(text))


def _is_sure(text: str, row: FigureRow, sentence: int, name: int, whose: re.Pattern, *, midway: bool) -> bool:  # noqa: PLR0913
    """Whether nothing speaks against a figure being the whole indicator's own; `midway` in a report on half a year."""
    if name < 0 or not (row.sure or _stands_by_its_name(text, row, name)):
        return False
    opening = text[clause_start(text, name, sentence) : name]
    least = max(sentence, name - 16, text.rfind("；", sentence, name) + 1)
    if not whose.fullmatch(_listed(opening)) or _PART_OF.search(text[least : row.start]):
        return False
    between = text[clause_start(text, row.start, sentence) : row.start]
    if is_base(between) or _STEPS.search(text[row.end : row.end + 5]) or ONLY.search(between):
        return False
    if _HALF_YEAR.search(between) and not midway:
        return False
    return bool(_ENDS.match(text, row.end))


def _stands_by_its_name(text: str, row: FigureRow, name: int) -> bool:
    """Whether nothing but verbs and figures of the same indicator stand between its name and a figure.

    Where the ledger is not sure of a name, the name itself has to vouch for it: 城镇新增就业超690万人.
    """
    label = next(filter(indicator_of, row.labels))
    return text.startswith(label, name) and bool(_VERBS.fullmatch(text, name + len(label), row.start))


def is_base(before: str) -> bool:
    """Whether what stands before a figure in its clause makes it the level compared with."""
    found = _FROM.search(before)
    return found is not None and not _TO.search(before, found.start())


def _listed(opening: str) -> str:
    """What stands before a name in its clause without the names of the same list: 规上工业增加值、规上服务业营收."""
    items = opening.split("、")
    named = [_WITH_FIGURE.sub("", item[end_of_match(_WHOSE, item) :]) for item in items[:-1]]
    kept = [item for item, name in zip(items, named, strict=False) if not indicator_of(name) and not indicator_of(item)]
    return "".join([*kept, items[-1]])


def _said(text: str, start: int, end: int, *, changed: bool) -> str:
    """A figure with the words that say how exact it is, of a change whether it rose or fell, as they are written."""
    before, after = _BEFORE.search(text[max(0, start - 7) : start]), _AFTER.match(text, end)
    begin = start - len(before[0]) if before else start
    verb = _CHANGED.search(text[max(0, begin - 14) : begin]) if changed else None
    said = text[begin - len(verb[0]) if verb else begin : after.end() if after else end]
    of_both = _OF_BOTH.search(text[max(0, begin - 24) : begin]) if changed and not verb else None
    return of_both["verb"] + said if of_both else said


def _expected(text: str, row: FigureRow, sentence: int, part: str) -> str:
    """预计 where a review says so: in a figure's clause, or where its sentence or item opens, for all of it."""
    if part != "回顾":
        return ""
    item = max(sentence, text.rfind("；", sentence, row.start) + 1)
    near = text[clause_start(text, row.start, sentence) : row.start]
    opens = any(_EXPECTS.match(text, begin, row.start) for begin in (sentence, item))
    return "预计" if "预计" in near or opens else ""


def _frames(document: Document) -> pd.Series:
    """Of what time each paragraph speaks: `span`, `last`, or "" where both or neither are said."""
    frames, current = [], ""
    for row in document.paragraphs.itertuples():
        opening = row.text[:_OPENING]
        span, last = _FIVE_YEARS.search(opening), _LAST_YEAR.search(opening)
        if span and last:
            first = "last" if last.start() < span.start() else "span"
            current = "" if abs(span.start() - last.start()) < 16 else first
        elif span or last:
            current = "span" if span else "last"
        frames.append(current)
    return pd.Series(frames, index=document.paragraphs["paragraph"])


class _Around(NamedTuple):
    """What is known of a figure's time before it is looked at: of its paragraph, and the last year reported."""

    frame: str
    part: str
    latest: int | None


def _when(document: Document, row: FigureRow, sentence: int, around: _Around) -> str:
    """The time of a figure: `last`, `span`, `next` or `later`; "" where it is not certain."""
    text, (frame, part, latest) = document.text, around
    clause = text[clause_start(text, row.start, sentence) : clause_end(text, row.end)]
    told_of = _PART_OF_YEAR.sub("", row.period) if document.clock.midway else row.period
    first, _, until = told_of.rstrip("年").partition("—")
    years = [int(year) for year in (first, until or first) if year.isdecimal()]
    if document.clock.latest is None and not _A_YEAR.search(clause):
        years = []  # relative times have nothing to be counted from
    if part == "部署":
        if row.role != "目标":
            return ""
        several = bool(_SPAN.search(clause)) or len(set(years)) > 1
        return "later" if several or (years and document.clock.coming and years[0] > document.clock.coming) else "next"
    forecast = row.role == "目标" and "预计" in text[sentence : row.start]
    unknown = row.period and not years and document.clock.latest
    if (row.role != "成绩" and not forecast) or unknown or (years and latest and years[1] != latest):
        return ""
    told = ""
    if years and latest:
        told = "last" if years[0] == years[1] else "span" if years[1] - years[0] >= _TERM else ""
    own = "span" if _SPAN.search(clause) else _own_frame(text[sentence : row.start]) or frame
    if told and own and told != own:
        return _settled(row, own, several=bool(_SPAN.search(clause)))
    return told or own or ("last" if document.clock.latest is None else "")


def _own_frame(before: str) -> str:
    """What a sentence itself says of its time before a figure; the last word of it counts."""
    span, last = _FIVE_YEARS.search(before), _LAST_YEAR.search(before)
    if span and last:
        return "span" if span.start() > last.start() else "last"
    return "span" if span else "last" if last else ""


def _settled(row: FigureRow, own: str, *, several: bool) -> str:
    """The time where two ways to tell it differ: what the clause says; a level stands at the end of both."""
    if several:
        return "span"
    stock = not row.change and "新增" not in "".join(row.labels)
    return own if stock else ""


def nearest_sentence(document: Document, at: int) -> int:
    """The number of the sentence that holds a place of the text, or the last before it."""
    starts = document.sentences["start"].to_numpy()
    return max(0, int(np.searchsorted(starts, at, side="right")) - 1)
