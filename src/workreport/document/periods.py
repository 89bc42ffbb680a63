"""What time a figure is about, what it is compared with, and what part it plays: 成绩, 目标, 基数, 标准 or 问题.

The text is read from paragraph to paragraph. What time is spoken of holds until another is named: a heading and the
opening of a paragraph name it for what follows, a sentence for itself, a phrase before the figure for the figure.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from workreport.document.parts import PLAN, PROBLEMS, REVIEW
from workreport.document.rows import FigureRow
from workreport.document.times import SINCE, Clock, Time, times_in
from workreport.writing.lists import one_of
from workreport.writing.matching import end_of_match
from workreport.writing.numerals import normalise

ROLES = ("成绩", "目标", "基数", "标准", "问题")
RESULT, TARGET, BASE, STANDARD, SHORTCOMING = ROLES

_LOOK = 300  # characters of a sentence that a number is read with; keeps the time in proportion to the text
_NEAR = 10  # characters before a time, in which stands what it is compared by
_OPENING = 1  # characters before the time that a sentence opens with
_ATTRIBUTE = re.compile(rf"[”\"」](?!{one_of('document/after_quoted_plans')})")  # “十四五”批复的基地
# 2023年度考核排名第6: the year of an event that the clause tells of, and of nothing after it.
_EVENT = re.compile(r"度?(?:目标|绩效|综合|工作|年终)?(?:考[核评]|测评|评[比估议选]|审计|督[查导]|巡[视察]|决算|普查)")
_LONG = 4  # years after the first; a shorter span holds for its sentence only
_ADDRESS = re.compile(
    r"(?:各位[^，！]{2,6}[，！]|同志们[，！])?(?:-+|[一二三四五六七八九十]{1,2}[是、]|[(（][^)）]{1,3}[)）])?"
    r"(?:回[望顾首看]|展望|进入|面向|关于|截[至止]|对|早?在|刚刚过去的|这是|这|首先报告|纵观)*"
)
_PASSING = {"去年", "上年", "今年", "本年", "明年"}  # named in the midst of a paragraph, they hold to its end
_YEAR = r"(?:[12]\d{3}|[一二三四五六七八九零]{4})年"
_PLAN_NAME = r"[“\"]十[一二三四五六七]?五[”\"]"
_THAN_WORD = (
    "(?:(?<![占同环对可类配])比(?![重率例值不较赛选对])|较(?![大小好高快强重]))"  # not 占比不低于, 比重, 较大事故
)
_COMPARED = re.compile(
    rf"""
      同比 | 环比 | 高于上年 | 低于上年 | 与[^，。；]{{1,12}}相比
    | {_THAN_WORD}(?:上年|去年|上月|年初|前年|上届|{_YEAR}|{_PLAN_NAME}|[^，。；、\d]{{1,8}}?)
      (?:同期|初|末|底|时)?(?=[增提上下减降高低多少翻扩压缩改净]|相比|分别)
    """,
    re.VERBOSE,
)
_PAUSE = re.compile(r"[，；。！？]")
# A time that something is compared with is not the time spoken of.
_AGAINST = re.compile(r"(?:比|较|同|与|于|超过|相当于|等于)(?:上个?|整个)?[“\"]?$")
_AGAINST_AFTER = re.compile(
    r"(?:末|底|初|同期|全年)?(?:的?[^，。；]{0,6})?(?:相比|比较)|[^，；。]{0,24}(?:的基础上|的速度|的水平)，"
)
_MULTIPLE = re.compile(  # 是2020年的1.6倍, 为“十三五”时期的2.2倍, 恢复至2019年同期水平的81%
    r"[”\"]?(?:(?:时期|期间|全年|[末底初])?的(?:近|约|逾|大约)?[\d.一二两三四五六七八九十]+多?倍"
    r"|(?:全年)?(?:同期|水平)+的(?:近|约|逾)?[\d.]+%)"
)
_SET_OUT = re.compile(r"[从由]$")  # 从去年的190吨增加到260吨: the time of the first only
_ARRIVED = re.compile(r"[末底初]?的[^，。；]{1,20}[到至为]")
_NORM = re.compile(r"不(?:得|能|可)?(?:超过|高于|低于|少于)$")  # 酒席不超过300元 of what was agreed upon
_ORDERED = re.compile(  # 党中央明确的12个方面: set by another, and no deed of one's own
    r"(?:围绕|按照|根据|对照|对标|聚焦|遵照)[^，。；]{1,14}(?:明确|提出|确定|规定|部署|要求|下达|印发)的$"
)
# The number that a change sets out from, and the one that it arrives at.
_FROM = re.compile(r"(?:从|由)[^，。；]{0,28}$")
_FROM_AFTER = re.compile(
    r"""[^，。；]{0,10}?
    (?:增[加长]?|提[高升]|[上回攀]?升|下?降|缩[小短]|压缩|扩大?|减少?|跃[升居]?|发展|调整
      |拓展|放宽|延长|变|优化|恢复|达|推?进
    )?
    [到至为]""",
    re.VERBOSE,
)
_THAN = re.compile(r"(?:比|较|超过|高于|低于|多于|少于|在)[^，。；]{0,24}(?:的|[长增减]|达到?|为)$")
_THAN_AFTER = re.compile(
    r"(?:左右|以上)?(?:的(?:基础|速度|水平|平均|增速|增幅)|(?:的)?(?:增加|增长|提高|下降|减少|高出?|低|多|少))"
)
_REACHED = re.compile(
    rf"""
      (?: 达到? | 超过? | 突破 | 为 | 占 | 居 | 提高到
        | (?:提升|升|增加?|扩大|下?降|跃升?|[缩压][小减短])[到至]
      )了?[^，。；、]{{0,3}}$
    | (?:{one_of("document/stocks")}|[覆普参].{{1,3}}率)$
    """,
    re.VERBOSE,
)
# The level that a change arrives at, whatever its name says: 投资占比从18%提升到[36%], 参保率达[95%].
_ARRIVES = re.compile(
    r"""(?:
      [升增高低大小降减长多少加展][到至]
    | (?:率|比[重例]?|强度|水平|年限|指数)(?:提高|提升|上升|增加|下降|降低)?[到至达为]
    | (?:率|比[重例]?|强度)(?:超过?|突破|为)?
    )了?[^，。；、\d]{0,3}$""",
    re.VERBOSE,
)
_LISTED = re.compile(r"(?:\d[\d.]*[^，。；、和及\d]{1,10}[、和及])+$")  # 分别提升至[95%左右、96%以上、]93%
_BARE = re.compile(r"[\u4e00-\u9fff]{2,12}")  # a name and no more
_AMOUNT = re.compile(r"\d.*$")
_POINTS = re.compile(r"年?[到至]")  # what stands between two years that a change goes from and to
_YEARLY = re.compile(
    r"(?:年均|平均每年|每年平均|(?<!全年)累计|(?<!公)(?<!全年)共(?![用同享建有青产和])计?|总计)[^，。；]{0,14}$"
)
# What is summed up or kept up over the years has the whole span.
_FLOW = re.compile(rf"{one_of('document/flows')}|共(?![用同享青产和])")
_KEPT = re.compile(r"总体|控制|年均|平均每年|每年|历年|连续|始终|稳定|保持|累计|贡献率(?!从|由)")
# A threshold that picks out what is counted.
_THRESHOLD = re.compile(r"(?:及?以[上下内]|级|内|部分|的部分)的?(?=[\u4e00-\u9fff])(?!增长|下降|左右)")
_SIZES = {"千伏", "英寸", "纳米", "微米", "毫米", "伏", "兆赫"}
_ROUND = re.compile(r"[十百千万亿]+[^\d]{1,4}")
_KIND_OF = re.compile(r"\d[余多]?[个家项座条]$")  # 12个[百亿元]、70个[30亿元]以上项目
_HEADS = {"羽", "头", "只", "匹", "尾", "吨", "亩"}  # 百万羽蛋鸡项目 is of that size
_NAMED_BY = re.compile(r"(?![以及的左上大关台增规]|内)[\u4e00-\u9fff]")
_EACH = re.compile(r"(?:每|海拔|单个?|人均每?|投资额?|规模|总投资|年龄|年满|满)$")
_COUNTED = set("个项家座所条件名人次处篇批台套辆艘部门只头户支")
_RELATIVE = re.compile(r"今年|去年|明年|本年|来年|今后|未来|过去")
_PLANNED = re.compile(r"(?:(?<!规)计划|拟)总?投资[^，。；]{0,4}$")  # not spent yet, whoever tells it
_AIM = re.compile(r"(?:^|，|；|。)目标|目标[是为]|力争|争取|确保|预期|预计|打算|(?<![模虚草])拟(?!定|合|人)")
_NOW = re.compile(r"目前|现在|现有|现已|已经?(?!成)|至今|迄今")
_SHIFTED = re.compile(r"去年|上年|[一二]年前|已经?|了|过去")


class _Place(NamedTuple):
    """What is known where a figure stands."""

    part: str
    sentence: str
    at: int
    """Where the figure begins in the sentence, and"""
    end: int
    """where it ends."""
    topic: Time | None
    """The time spoken of where the sentence says none."""


def tell_periods(
    figures: pd.DataFrame, text: str, sentences: pd.DataFrame, parts: pd.DataFrame, clock: Clock
) -> pd.DataFrame:
    """Add `period`, `base` and `role` to rows of figures."""
    plain = normalise(text)
    topics = list(_topics(plain, sentences, parts, clock))
    spans = [topic for topic in topics if topic and topic.first < topic.last]
    place = np.searchsorted(sentences["start"].to_numpy(), figures["start"].to_numpy(dtype=int), side="right") - 1
    part_of = parts["part"].to_numpy()[sentences["paragraph"].to_numpy()]
    starts, ends = sentences["start"].to_numpy(), sentences["end"].to_numpy()
    told = []
    for row, number in zip(figures.itertuples(), place, strict=True):
        sentence = plain[starts[number] : ends[number]]
        here = _Place(part_of[number], sentence, row.start - starts[number], row.end - starts[number], topics[number])
        period, role = _period_and_role(here, row, clock, spans)
        told.append((period, _base(sentence, here.at, changed=bool(row.change)), role))
    for column, values in zip(
        ("period", "base", "role"), zip(*told, strict=True) if told else ((), (), ()), strict=True
    ):
        figures[column] = pd.Series(values, dtype=str)
    return figures


def _topics(plain: str, sentences: pd.DataFrame, parts: pd.DataFrame, clock: Clock) -> Iterator[Time | None]:
    """For each sentence, the time that is spoken of before it says one itself."""
    known: dict[str, Time] = {}
    if clock.latest is not None:
        # Shortcomings are those of the day, whatever years the review before them told of.
        known = dict.fromkeys((REVIEW, PROBLEMS), Time(clock.latest, clock.latest))
        known[PLAN] = Time(*(clock.coming or clock.latest,) * 2)
    part_of = parts["part"].to_numpy()
    before, topic = -1, None
    for row in sentences.itertuples():
        part = part_of[row.paragraph] if part_of[row.paragraph] in (PLAN, PROBLEMS) else REVIEW
        first = row.paragraph != before
        if first:
            topic, before = known.get(part), row.paragraph
        named = _opening(plain[row.start : row.end], clock)
        aside = named and _EVENT.match(plain, row.start + named.end)
        since = named and not first and SINCE.match(plain, row.start + named.end)
        if aside or since:
            yield topic if aside else named
        elif named and not 0 < named.last - named.first < _LONG and not _narrows(named, topic, plain, row.start):
            topic = named
            passing = not first and plain[row.start + named.start : row.start + named.end] in _PASSING
            if not passing and _lasting(named, clock) == part:
                known[part] = named
            yield topic
        else:
            yield named or topic


def _narrows(named: Time, topic: Time | None, plain: str, start: int) -> bool:
    """Whether a change from one year to another is told within the span spoken of, which holds on after it."""
    joined = _POINTS.match(plain, start + named.start + 4)
    return bool(joined and topic and topic.first < topic.last == named.last and named.first < named.last)


def _opening(sentence: str, clock: Clock) -> Time | None:
    """The time that a sentence opens with."""
    begin = end_of_match(_ADDRESS, sentence)
    for time in times_in(sentence, clock, begin, begin + 40):
        if time.first and not _AGAINST.search(sentence[: time.start]):
            opens = time.start <= begin + _OPENING and not _ATTRIBUTE.match(sentence[time.end - 1 :])
            return time if opens else None
    return None


def _lasting(time: Time, clock: Clock) -> str:
    """The part that a time holds for: review for the years up to the last, plan for those from the next, else none."""
    if time.within or time.last - time.first > _LONG + 1:
        return ""
    if clock.latest is None or time.last == clock.latest:
        return REVIEW
    return PLAN if time.first == clock.coming else ""


def _spoken_of(here: _Place, clock: Clock) -> tuple[Time | None, bool]:
    """The time that the sentence says before the figure, and whether it does; else the topic."""
    found: Time | None = None
    within, whole = "", False
    for time in times_in(here.sentence, clock, max(0, here.at - _LOOK), here.at):
        before = here.sentence[max(0, time.start - _NEAR) : time.start]
        after = here.sentence[time.end : min(time.end + 40, here.at)]
        if _AGAINST.search(before) or _AGAINST_AFTER.match(after) or _MULTIPLE.match(here.sentence, time.end):
            continue
        if _EVENT.match(here.sentence, time.end) and "，" in after:
            continue
        if _in_passing(here, time):
            continue
        if _SET_OUT.search(before) and _ARRIVED.match(here.sentence, time.end, here.at):
            continue
        if time.first:
            found, within = time, ""
        elif not time.within:  # 全年
            found, within, whole = found and found._replace(within=""), "", True
        else:
            within = time.within
    if found is None and clock.year is None and _RELATIVE.search(here.sentence, max(0, here.at - _LOOK), here.at):
        return None, False  # 去年 of a year that is not known
    if found is None and whole and here.topic:
        return here.topic._replace(first=here.topic.last, within=""), True
    told = found or here.topic
    if within and told and told.first == told.last:
        return told._replace(within=within), True
    return told, found is not None


def _in_passing(here: _Place, time: Time) -> bool:
    """Whether a time holds for its own item of a list only: 增长5%，去年同期为3977万元；零售额5亿元; 计划10月竣工；."""
    begin = here.sentence.rfind("；", 0, time.start) + 1
    over = "；" in here.sentence[time.end : here.at]
    of_last = here.sentence.startswith("同期", time.end) and "，" in here.sentence[time.end : here.at]
    return over and (of_last or time.start - begin > _OPENING)


def _period_and_role(here: _Place, row: FigureRow, clock: Clock, spans: list[Time]) -> tuple[str, str]:
    time, said = _spoken_of(here, clock)
    before, after = here.sentence[max(0, here.at - 60) : here.at], here.sentence[here.end : here.end + 30]
    if _is_standard(row, before, after) or _ORDERED.search(before) or (here.part == REVIEW and _NORM.search(before)):
        return "", STANDARD
    span = next((one for one in spans if clock.latest is not None and one.last == clock.latest), None)
    if time and _YEARLY.search(before) and time.first == time.last and span and time.last == span.last:
        time = span
    if _is_base(before, after):
        return _before(here, time, clock), BASE
    role = _role(here, time, said=said, clock=clock)
    if time is None:
        return "", role
    clause = _clause_before(here)
    if time.first < time.last and not row.change and (_is_level(clause) or _follows_level(here, row, clause)):
        time = Time(time.last, time.last)
    return time.name, role


def _is_level(clause: str) -> bool:
    """Whether a clause tells the level that is reached at the end of the time, and no sum or average over it."""
    clause = _LISTED.sub("", clause)
    if _ARRIVES.search(clause):
        return not _KEPT.search(clause)
    return bool(_REACHED.search(clause)) and not _FLOW.search(clause)


def _follows_level(here: _Place, row: FigureRow, clause: str) -> bool:
    """Whether an amount is told in one breath with a level: 生产总值6万亿元，[财政收入7000亿元]."""
    if row.kind != "money" or not _BARE.fullmatch(clause) or _FLOW.search(clause):
        return False
    before = here.sentence[max(0, here.at - _LOOK) : here.at].split("，")[:-1]
    names = [_AMOUNT.sub("", one) for one in before]
    return any(_BARE.fullmatch(name) and _is_level(name) for name in names)


def _clause_before(here: _Place) -> str:
    """What stands before the figure in its clause."""
    return here.sentence[max(here.sentence.rfind(mark, 0, here.at) for mark in "，；。") + 1 : here.at]


def _is_standard(row: FigureRow, before: str, after: str) -> bool:
    if row.unit in _SIZES and re.match(r"[\u4e00-\u9fff]", after) and not _THRESHOLD.match(after):
        return True  # 500千伏输变电工程
    size = _ROUND.fullmatch(row.text) and (row.kind in {"money", "measure"} or row.unit in _HEADS)
    if size and (_NAMED_BY.match(after) or _KIND_OF.search(before)):
        return True  # 百亿元企业
    threshold = _THRESHOLD.match(after)
    if not threshold or row.kind in {"percent", "point", "rank", "multiple"}:
        return False
    if row.kind in {"money", "measure", "duration"}:
        return not _REACHED.search(before) or bool(_EACH.search(before))
    return bool(_EACH.search(before)) or row.unit == "户"


def _is_base(before: str, after: str) -> bool:
    return bool(_FROM.search(before) and _FROM_AFTER.match(after)) or bool(
        _THAN.search(before) and _THAN_AFTER.match(after)
    )


def _before(here: _Place, time: Time | None, clock: Clock) -> str:
    """The time of a base: the one named for it, else the year before the time spoken of."""
    first = max(here.sentence.rfind(mark, 0, here.at) for mark in "，。；从由比较")
    named = [one for one in times_in(here.sentence, clock, max(0, first), here.at) if one.first]
    if named:
        return named[-1].name
    if time is None:
        return ""
    if time.start and here.sentence[time.start - 1] in "从自由":  # 从1978年到1983年: the first year is the base
        return f"{time.first}年"
    if time.first < time.last and time.end and _POINTS.match(here.sentence, time.start + 4):  # 2020年到2025年
        return f"{time.first}年"
    return _set_out_before(here, time, clock) or f"{time.first - 1}年"


def _set_out_before(here: _Place, time: Time, clock: Clock) -> str:
    """The year that another change of the sentence sets out from: 从2020年的5%升到2025年的7%，…从98元升到178元."""
    earlier = (one for one in times_in(here.sentence, clock, max(0, here.at - _LOOK), time.start) if one.first)
    before = [one for one in earlier if _SET_OUT.search(here.sentence[: one.start])]
    arrives = here.sentence[max(0, time.start - 1) : time.start] in ("到", "至")
    return before[-1].name if before and arrives and before[-1].last < time.first else ""


def _role(here: _Place, time: Time | None, *, said: bool, clock: Clock) -> str:
    if here.part == PROBLEMS:
        return SHORTCOMING
    if _PLANNED.search(_clause_before(here)):
        return TARGET
    begin, end = max(0, here.at - _LOOK), here.end + _LOOK
    if said and time and clock.latest is not None and not (here.part == PLAN and time.last == clock.coming):
        if (
            time.last > clock.latest
            and not _NOW.search(here.sentence, begin, here.at)
            and (here.part == PLAN or time.last > (clock.year or 0) or _AIM.search(here.sentence, begin, here.at))
        ):
            return TARGET
        if time.last <= clock.latest:  # a plan for the year itself: 2025年，力争收入突破20亿元
            aimed = here.part == PLAN and _AIM.search(here.sentence, begin, here.at)
            return TARGET if aimed else RESULT
    if here.part == PLAN:
        return (
            RESULT
            if _NOW.search(here.sentence, begin, here.at) and not _AIM.search(here.sentence, begin, end)
            else TARGET
        )
    return TARGET if _AIM.search(_clause_before(here)) and not _SHIFTED.search(here.sentence, begin, end) else RESULT


_OF_A_WHOLE = re.compile(
    r"(?:占|(?:完成|为|是)[^，；。]{0,8}(?:计划|预算|目标|任务))[^，；。]{0,12}的$"
)  # 完成计划的108%


def _base(sentence: str, offset: int, *, changed: bool) -> str:
    """What the number is compared with: said in its clause, of a change also in one before it that is not closed."""
    if _OF_A_WHOLE.search(sentence, max(0, offset - _LOOK), offset):
        return ""
    first = max(0, offset - _LOOK)
    begin = max([first, *(sentence.rfind(mark, first, offset) + 1 for mark in ("；" if changed else "；，"))])
    pause = _PAUSE.search(sentence, offset, offset + _LOOK)
    end = pause.start() if pause else min(len(sentence), offset + _LOOK)
    bases = [match[0] for match in _COMPARED.finditer(sentence, begin, end)]
    return bases[-1] if bases else ""
