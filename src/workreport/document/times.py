"""The times that a report names: years, spans of years, plan periods, and what 今年 means in it.

Everything here reads normalised text (`numerals.normalise`): offsets hold in the text as printed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from workreport.writing.numerals import chinese_value


class Time(NamedTuple):
    """A time as read: its first and last year, the part of the year, and where it is named."""

    first: int
    last: int
    within: str = ""
    """上半年, 一季度, 12月 …; empty for whole years."""
    start: int = 0
    end: int = 0

    @property
    def name(self) -> str:
        """As the ledger writes it: 2025年, 2021—2025年, 2026年一季度."""
        years = f"{self.first}年" if self.first == self.last else f"{self.first}—{self.last}年"
        return years + self.within


class Clock(NamedTuple):
    """What relative times are counted from."""

    year: int | None
    """What 今年 means; None where it cannot be told."""
    latest: int | None
    """The last year that is reported on: the year before 今年, or 今年 itself in a summary of the year."""
    midway: bool = False
    """Whether the report stands in the midst of that year, and plans for what is left of it."""

    @property
    def coming(self) -> int | None:
        """The year that its plans are for."""
        return None if self.latest is None else self.latest + (not self.midway)


_DIGIT = "零一二三四五六七八九"
_YEAR = rf"(?=[12一二])(?:(?<![\d.])(?:1[ ]?[89]|2[ ]?0)[ ]?\d[ ]?\d|(?<![{_DIGIT}])(?:一[八九]|二零)[{_DIGIT}]{{2}})"
_NTH = "(?:十[一二三四五六七八九]?|[一二三四五六七八九])"
_COUNT = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|\d{1,2})"  # not 两三
_MONTH = r"(?:1[0-2]|(?<!\d)[1-9]|十[一二]?|(?<!十)[一二三四五六七八九])月"
_NUMBER = r"(?:1[0-2]|(?<!\d)[1-9]|十[一二]?|[一二三四五六七八九])"
_MONTHS = rf"{_NUMBER}(?:月份?)?[ ]?[-—~至到]{{1,2}}[ ]?{_NUMBER}月"  # 1-10月, 1月至9月
_WITHIN = rf"(?:{_MONTHS}|上半年|下半年|第?[一二三四]季度|前[二三两]个?季度|前{_COUNT}个?月|{_MONTH})"
_WHOLE = ("全年", "年内")
_NO_TIME = r"普法|规划[^，。]{0,6}(?:工程|项目)"  # “九五”普法 names a programme
_NAMED = "今年|本年|去年|(?<!础)上年(?!均)|前年|明年|(?<!年)来年|后年|(?:过去|刚刚过去)的?一年|一年来|新的一年"
_TIME = re.compile(
    rf"""
    (?P<from>{_YEAR})[ ]?年?[ ]?[-—~至到]{{1,2}}[ ]?(?P<to>{_YEAR})[ ]?年(?![来前])  # 2021—2025年, 从1979到1984年
    | (?P<year>{_YEAR})[ ]?年(?P<of>度?{_WITHIN})?                          # 2025年, 2026年一季度
    | [“"「『](?P<quoted>{_NTH}五)[”"」』](?!{_NO_TIME})(?P<which>时?末|初)?  # “十三五”末
    | (?P<plan>(?<![{_DIGIT}两十]){_NTH}五)(?:时期|期间|规划)
    | 第(?P<nth>{_NTH})个五年(?:计划)?                              # 第一个五年
    | (?:过去|近|最近|这|前|本届政府)的?(?P<past>{_COUNT})年(?![级期后底])        # 过去五年
    | (?:今后|未来|往后)的?(?P<coming>{_COUNT})年                          # 今后五年
    | (?<!年的)(?<![\d{_DIGIT}两十第])(?P<lasted>{_COUNT})年(?=来|间|[里中]|累计|共|总|年?均)  # 五年来, 五年累计
    | (?P<named>{_NAMED})(?P<part>{_WITHIN})?                              # 去年, 今年上半年
    | (?P<alone>全年|(?<![{_DIGIT}\d两几十])年内|{_WITHIN})
    """,
    re.VERBOSE,
)
_TELLS_TIME = re.compile("[年月季五]")  # one of which every time has
_DAY = re.compile(r"[ ]?[\d一二三四五六七八九十]{1,3}日")
# 2021年以来, 2019年6月开工以来, 2021年至今: from that year on, to the last that is reported on.
SINCE = re.compile(r"[^，。；、]{0,10}(?:以来|开始(?=[，、实推启])|起(?=[，、]))|至今")
_FROM_MONTH = re.compile(rf"({_NUMBER})(?:月份?)?[-—~至到]{{1,2}}({_NUMBER})月")
_UP_TO = re.compile(r"截[至止]到?$")
_SHIFT = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1, "后": 2}


def plan_years(number: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十四五 → 2021, 2025. The third began three years late."""
    nth = _counted(number[:-1])
    return (1948 + 5 * nth, 1952 + 5 * nth) if nth < 3 else (1951 + 5 * nth, 1955 + 5 * nth)


def times_in(text: str, clock: Clock, begin: int = 0, end: int | None = None) -> Iterator[Time]:
    """Read the times named in normalised `text` between two offsets, in text order.

    A time that needs a year that is not known is left out. 全年 and a part of a year alone (上半年) have year 0.
    """
    end = len(text) if end is None else end
    if not _TELLS_TIME.search(text, begin, end):
        return
    for match in _TIME.finditer(text, begin, end):
        years = _years(match, clock)
        if years and match["year"] and SINCE.match(text, match.end()):
            if clock.latest is None:
                continue
            if years[0] < clock.latest:
                yield Time(years[0], clock.latest, "", match.start(), match.end())
                continue
        if years:
            within = match["of"] or match["part"] or match["alone"] or ""
            if within in _WHOLE or _DAY.match(text, match.end()):
                within = ""  # a day is when something happened, not what a figure sums up
            if _UP_TO.search(text[max(0, match.start() - 4) : match.start()]) and within.endswith("月"):
                within = ""  # 截至10月底: so much since the year began, or then
            yield Time(*years, _part_of_year(within), match.start(), match.end())


def _part_of_year(within: str) -> str:
    """A part of the year as the ledger writes it: 1—10月; of all months together none."""
    months = _FROM_MONTH.fullmatch(within.replace(" ", "").lstrip("度第"))
    if not months:
        return within.lstrip("度第")
    first, last = (_written(number) for number in months.groups())
    return "" if (first, last) == (1, 12) else f"{first}—{last}月"


def _years(match: re.Match, clock: Clock) -> tuple[int, int] | None:
    """First and last year of a time as matched."""
    if match["from"]:
        first, last = _written(match["from"]), _written(match["to"])
        return (first, last) if first < last else None
    if match["year"]:
        return (_written(match["year"]),) * 2
    if match["quoted"] or match["plan"]:
        years = plan_years(match["quoted"] or match["plan"])
        return (years[0],) * 2 if match["which"] == "初" else (years[1],) * 2 if match["which"] else years
    if match["nth"]:
        return plan_years(f"{match['nth']}五")
    if match["alone"]:
        return 0, 0
    return _relative(match, clock)


def _relative(match: re.Match, clock: Clock) -> tuple[int, int] | None:
    if clock.year is None or clock.latest is None:
        return None
    past = match["past"] or match["lasted"]
    if past:
        count = _written(past)
        return clock.latest - count + 1, clock.latest
    if match["coming"]:
        return clock.latest + 1, clock.latest + _written(match["coming"])
    named = match["named"]
    if "过去" in named or named == "一年来":
        return (clock.latest,) * 2
    return (clock.latest + 1 if named == "新的一年" else clock.year + _SHIFT[named[0]],) * 2


def _written(number: str) -> int:
    digits = number.replace(" ", "")
    return int(digits) if digits.isascii() else _counted(digits)


def _counted(numeral: str) -> int:
    value = chinese_value(numeral)
    if value is None:
        raise ValueError(f"no numeral: {numeral}")  # the patterns let none stand
    return int(value)


_DATED = re.compile(  # ——2026年1月26日在……会议上
    rf"(?P<year>{_YEAR})[ ]?年[ ]?[\d一二三四五六七八九十 ]{{1,4}}月.{{1,4}}日(?=[^，。]{{0,60}}(?:会|[)）]?$))",
    re.MULTILINE,
)
_TITLED = re.compile(
    rf"(?P<year>{_YEAR})[ ]?年度?[^，。；\n]{{0,30}}(?:报告|总结|述职|汇报|小结|要点|(?<!五年)计划|安排|打算|思路|方案)"
)
_REVIEWED = re.compile(  # 一、2023年工作回顾
    rf"^[^，。\n]{{0,6}}(?P<year>{_YEAR})[ ]?年度?[^，。\n]{{0,8}}(?:回顾|总结|情况|成效|成绩)$", re.MULTILINE
)
_SUMMARY = re.compile(r"总结|述职|小结|个人|考核|述廉")
_OPENING = re.compile(  # 2023年，…… · 刚刚过去的1984年……
    rf"(?:^|过去的)(?P<year>{_YEAR})[ ]?年(?:度|以来|来)?(?=[，,是我]|[^，。\n]{{0,12}}[，,])", re.MULTILINE
)
_DAWN = re.compile(  # 2026年重点工作 · 2026年是……开局之年
    rf"(?P<year>{_YEAR})[ ]?年(?:是|经济社会发展|的工作|(?:的?工作|政府工作)?"
    r"(?:总体|主要|重点|目标|任务|安排|部署|思路|打算|计划))"
)
_NEXT = re.compile(
    r"明年[^，。\n]{0,14}(?:任务|目标|计划|工作|安排|重点|打算)"
)  # the year planned for is still to come
_DELIVERED = re.compile(r"各位代表|各位委员|请予审议|人民代表大会")
_HEAD = 1500  # characters in which a report says when it is given
# A report on a part of its year, and one that is no plan and given when that year is half over.
_PART = re.compile(
    rf"{_YEAR}[ ]?年?度?(?:上半年|半年度?|[第前]?[一二三][二三]?个?季度|前{_COUNT}个?月|1[-—至到]{_COUNT}月)"
)
# A plan, and no report that ends with one: 2025年工作完成情况和2026年工作打算的汇报.
_PLAN = re.compile(
    r"""
    ^(?!.*(?:总结|小结|汇报|报告|回顾|(?:工作|完成|开展|落实|进展|执行)情况))
    .*(?:方案|计划|要点|安排|打算|意见|思路|规划)
    """,
    re.VERBOSE,
)
_MONTH_OF = re.compile(r"\d{4}-(\d\d)")
_EARLY = ("01", "02", "03")
_HALF, _LATE = 5, 11  # months: from the one on a year is looked back on, from the other the next is planned


def clock_of(text: str, *, title: str = "", date: str = "", year: int | None = None) -> Clock:
    """Tell what 今年 means in a report and which year it reports on last.

    By the year in the title of a summary, the date of the meeting, the year in another title, the latest year that it
    makes plans for, the year that it opens with; None where none of them is there.

    Args:
        text: Normalised text.
        title: Its title, normalised, where it stands outside of the text.
        date: Its date (2026-01-26), where that is known.
        year: What 今年 means, where that is known.
    """
    head = f"{title}\n{text[:_HEAD]}"
    opening, titled = _OPENING.search(text[:_HEAD]), _TITLED.search(head)
    opened = _written(opening["year"]) if opening else None
    named = _written(titled["year"]) if titled else None
    given = _written(found["year"]) if (found := _DATED.search(head)) else int(date[:4]) if date else None
    # A report to a meeting speaks of the year before; a summary of the year itself, and so does what is called by the
    # year that it opens with and is no plan: 2025年工作情况汇报, 2025年，….
    summary = bool(_SUMMARY.search(head[:200])) or (given is None and opened is not None and opened == year)
    called = named is not None and named == opened
    summary = summary or (called and not _PLAN.search(title) and not _DELIVERED.search(head))
    if year is None:
        # Given in the first months, it opens with the year that is over.
        over = opened if opened and given == opened + 1 and date[5:7] in _EARLY else None
        year = (named or over or given) if summary else (given or named)
    if year is None:
        dawn = max((_written(match["year"]) for match in _DAWN.finditer(text)), default=None)
        if dawn and _NEXT.search(text):
            return Clock(dawn - 1, dawn - 1)
        delivered = bool(_DELIVERED.search(head))
        summary = summary or (not delivered and opened is not None and (dawn is None or opened >= dawn))
        after = opened + 1 if delivered and opened else None
        year = opened if summary else dawn if after is None or (dawn and dawn >= after) else after
    if year is None:
        return Clock(None, None)
    reviewed = [_written(match["year"]) for match in _REVIEWED.finditer(head)]
    summary = summary or (year in reviewed and given != year)
    within = bool(_PART.search(title or head[:100]))
    month = _MONTH_OF.match(date) if date[:4] == str(year) else None
    late = int(month[1]) if month and not _PLAN.search(title) and not _DELIVERED.search(head) else 0
    summary = summary or within or late >= _HALF
    return Clock(year, year if summary else year - 1, within or _HALF <= late < _LATE)
