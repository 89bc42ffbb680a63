"""Dates that cannot be, periods that end before they begin, years left over, and announced numbers of points."""

import calendar
import re
from collections.abc import Iterator

from workreport.document.times import plan_years
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.rules import DOUBTFUL, WRONG, Finding, Rule
from workreport.writing.dictionary import dictionary
from workreport.writing.numerals import count_of, in_chinese

_DAY = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_MONTH = re.compile(r"(?<![\d.])(?P<month>1[3-9]|[2-9]\d|0)月(?![份]?饼)")
_MINUTE = re.compile(r"(?:(?<=\d时)|(?<=[上下]午\d时)|(?<=[上下]午\d\d时))(?P<minute>[6-9]\d)分(?!钟)")
_HOUR = re.compile(r"(?<![\d.:：小])(?P<hour>2[5-9]|[3-9]\d)时(?=\d|整|许|左右|[，。、至—）]|前|起|止)")
_LEAP_YEAR = 2000


def _impossible(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_DAY):
        month, day = int(match["month"]), int(match["day"])
        if not 1 <= month <= 12:
            continue
        days = calendar.monthrange(int(match["year"] or _LEAP_YEAR), month)[1]
        if not 1 <= day <= days:
            said = f"{match['year'] or ''}{'年' if match['year'] else ''}{month}月"
            yield Finding(*match.span("day"), f"{said}只有{days}天，没有{day}日。")
    for match in copy.matches(_MONTH):
        yield Finding(*match.span(), f"没有{match['month']}月。")
    for match in copy.matches(_HOUR):
        yield Finding(*match.span(), f"一天只有24小时，没有{match['hour']}时。")
    for match in copy.matches(_MINUTE):
        yield Finding(*match.span("minute"), f"一小时只有60分，没有{match['minute']}分。")


_FIRST, _LAST = r"(?P<first>(?:19|20)\d\d)", r"(?P<last>(?:19|20)\d\d)"
_MONTH_OF_YEAR = "1[0-2]|[1-9]"
_PLAN = re.compile(
    r"[“\"](?P<plan>[一二三四五六七八九十]{1,2}五)[”\"](?:时期|期间|规划)?"
    rf"(?P<span>[（(]?{_FIRST}年?[—－–\-~至]{_LAST}年?[）)]?)"
)
_SPAN = re.compile(rf"(?<!\d){_FIRST}年?[—－–\-~至]{_LAST}年")
_MONTHS = re.compile(
    rf"(?<!\d){_FIRST}年(?P<from>{_MONTH_OF_YEAR})月(?:\d{{1,2}}日)?[—－–\-~至到]+"
    rf"{_LAST}年(?P<to>{_MONTH_OF_YEAR})月"
)

# Months of one year; 2025年11月至3月 and the school's 9月至6月 run into the next, said or not.
_IN_A_YEAR = re.compile(
    rf"(?<!\d)(?:19|20)\d\d年(?P<from>{_MONTH_OF_YEAR})月(?:份|底|末)?[—－–\-~至到]+(?P<to>{_MONTH_OF_YEAR})月"
)
_AUTUMN, _SUMMER = 9, 6

_DATE = r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日"
_DATES = re.compile(rf"(?<!\d){_DATE}[—－–\-~至到]+{_DATE}")
_TIME = r"(?:19|20)\d\d年(?:1[0-2]|[1-9])月"
# 2024年9月开工，2024年5月竣工
_BUILT = re.compile(
    rf"(?<!\d)(?P<begin>{_TIME})(?:\d{{1,2}}日)?(?:正式|全面)?(?:开工|动工|启动)[㐀-鿿]{{0,4}}，(?:并|已|预计|计划)?于?"
    rf"(?P<end>{_TIME})(?:\d{{1,2}}日)?(?:全面|正式|顺利|如期)?(?:竣工|完工|建成|投用|通车|交付|投产)"
)
_DAYS = re.compile(
    r"(?<!\d)(?P<from>\d{1,2})月(?P<begin>\d{1,2})日(?:[—－–\-~至到]+)(?:(?P<to>\d{1,2})月)?(?P<end>\d{1,2})日"
)


def _order(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_DAYS):  # from one month into another the year may turn
        if match["to"] in (None, match["from"]) and int(match["end"]) < int(match["begin"]):
            yield Finding(*match.span(), f"{match['begin']}日在{match['end']}日之后，起止颠倒。")
    for match in copy.matches(_PLAN):
        first, last = plan_years(match["plan"])
        if (int(match["first"]), int(match["last"])) != (first, last):
            right = f"{first}—{last}年"
            yield Finding(
                *match.span("span"), f"“{match['plan']}”是{right}。", f"（{right}）" if "（" in match[0] else right
            )
    for match in copy.matches(_SPAN):
        if int(match["last"]) < int(match["first"]):
            yield Finding(*match.span(), f"{match['first']}年在{match['last']}年之后，起止颠倒。")
    for match in copy.matches(_MONTHS):
        begin, end = (int(match["first"]), int(match["from"])), (int(match["last"]), int(match["to"]))
        if end < begin:
            said = f"{begin[0]}年{begin[1]}月在{end[0]}年{end[1]}月之后，起止颠倒。"
            yield Finding(*match.span(), said)
    yield from _turned_round(copy)
    for match in copy.matches(_IN_A_YEAR):
        first, last = int(match["from"]), int(match["to"])
        if last < first and not (first >= _AUTUMN and last <= _SUMMER):
            yield Finding(*match.span(), f"{first}月在{last}月之后，起止颠倒。", severity=DOUBTFUL)


def _turned_round(copy: Manuscript) -> Iterator[Finding]:
    """Whole dates whose end is before their beginning, and works that were finished before they were begun."""
    for match in copy.matches(_DATES):
        numbers = list(map(int, match.groups()))
        if numbers[3:] < numbers[:3]:
            yield Finding(*match.span(), "后一个日期在前一个之前，起止颠倒。")
    for match in copy.matches(_BUILT):
        begin, end = (tuple(map(int, re.findall(r"\d+", match[which]))) for which in ("begin", "end"))
        if end < begin:
            yield Finding(*match.span("end"), f"{match['end']}在{match['begin']}之前，先后颠倒。")


# 2026年，全市要…; not 2025年要求, 2025年再创新高.
_TO_DO = re.compile(
    r"""
    (?<![\d比较到])(?P<year>(?:19|20)\d\d年)(?:，?我们|，?全[省市县区州国]|政府工作)?
    (?: 要(?!求|素|点|闻) | 将(?!近) | 力争 | 确保 | 计划(?!生育|总?投资) | 拟 | 再(?![创上获次添度居登现夺攀迈])
      | [^，。；\n]{0,18}预期目标(?:是|为|：)
    )
    """,
    re.VERBOSE,
)


_BY_THEN = re.compile(r"(?:力争|确保|争取|计划|打算|预计|必须)(?:到|在|于)?(?P<year>(?:19|20)\d\d年)(?!度|以来|至|—)")
_FROM_NOW_ON = re.compile(r"(?:下一步|下步|今后|明年)[^，。；\n]{0,8}[，：](?P<year>(?:19|20)\d\d年)")


def _stale(copy: Manuscript) -> Iterator[Finding]:
    if copy.year is None:
        return
    for pattern in (_BY_THEN, _FROM_NOW_ON, _TO_DO):
        for match in copy.matches(pattern):
            part = copy.part_at(match.start())
            certain = part == "部署" if pattern is _BY_THEN else part != "回顾" or not match[0].endswith("再")
            if int(match["year"][:4]) < copy.year and certain:
                message = f"这是{copy.year}年的报告，此处说的是要做的事，年份却是{match['year']}。"
                yield Finding(*match.span("year"), message)


_ANNOUNCED = re.compile(
    r"(?P<number>[两二三四五六七八九十]|\d{1,2})"
    r"(?:个?方面|个[㐀-鿿]{2,4}|[项点条件大][㐀-鿿]{1,6}|[点条])(?:”(?=[：:]))?"
    r"[^。；\n：:，“”]{0,6}[：:。]\n?(?=一[是要]|第一，|其一，)"
)
_OTHER_POINT = re.compile(r"(?:^|(?<=[\s。；：！？]))(?P<kind>第|其)(?P<n>[一二三四五六七八九十])(?=，)", re.MULTILINE)
_POINT = re.compile(
    r"(?:^|(?<=[\s。；：，、！？”）]))(?P<n>[一二三四五六七八九十]{1,3})(?P<kind>[是要])(?=\S)", re.MULTILINE
)


# 四个方面：思想建设、组织建设、作风建设、纪律建设。
_NAMED = re.compile(
    r"""
    (?P<number>[两二三四五六七八九十])(?:个方面|个(?!月|季)[㐀-鿿]{2,4}|[项类大条][㐀-鿿]{2,6})[:：]
    (?P<list>[㐀-鿿]{2,10}(?:、[㐀-鿿]{2,10}?){1,9}(?:[和与及][㐀-鿿]{2,10})?)[。；]
    """,
    re.VERBOSE,
)


def _named(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_NAMED):
        members = re.split("[、和与及]", match["list"])
        least, said = match["list"].count("、") + 1, count_of(match["number"])
        uneven = max(map(len, members)) - min(map(len, members)) > _UNEVEN
        open_ended = _OPEN_LIST.search(match["list"]) or re.match("[一首第][是要先一]", match["list"])
        if not uneven and not open_ended and not least <= said <= len(members):
            right = in_chinese(len(members))
            message = f"说是{match['number']}个，后面列了{len(members)}个。"
            yield Finding(*match.span("number"), message, right, DOUBTFUL)


def _announced(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_ANNOUNCED):
        said = count_of(match["number"])
        found = _points_after(copy, match.end())
        if found > 1 and found != said:
            right = str(found) if match["number"].isdecimal() else in_chinese(found)
            message = f"说是{match['number']}个，后面列了{found}个。"
            yield Finding(*match.span("number"), message, "两" if right == "二" else right)
    yield from _nouns(copy)
    yield from _named(copy)


def _points_after(copy: Manuscript, start: int) -> int:
    """How many points follow in order, up to the next heading or the next 一是."""
    end = next((heading.start for heading in copy.headings if heading.start > start), len(copy.text))
    count, kind = 0, ""
    point = _OTHER_POINT if copy.text[start] in "第其" else _POINT
    for match in point.finditer(copy.text, start, end):
        number = count_of(match["n"])
        if number == count + 1 and match["kind"] == (kind or match["kind"]):
            count, kind = number, match["kind"]
        elif number == 1:
            break
    return count


# 修路、架桥、通水三件实事
_NOUNS = re.compile(
    r"""
    (?P<list>[㐀-鿿A-Za-z“”《》（）—]{2,14}(?:、[㐀-鿿A-Za-z“”《》—]{1,10}?){2,9})
    (?P<number>[两二三四五六七八九十])(?P<unit>大(?![型学量力家队院])|个(?!百分)|类|项|条|支)[㐀-鿿]{2,6}
    """,
    re.VERBOSE,
)
_UNEVEN = 2  # characters by which the members of one list differ at most; a longer one holds a verb or another list
_OPEN_LIST = re.compile(r"等$|特别|包括|以及|及其|或")
_NOT_THE_LIST = re.compile(r"中央$|[“《（的了在于到对把以为近约第前后这每各全另余其数几省市县一二三四五六七八九十百]$")


def _members(listed: str) -> list[str]:
    """The members of a list, the first without the verb that governs them all: 抓好人才、技术、资金."""
    members = listed.strip("“”").split("、")
    if len(members[0]) - min(map(len, members)) > _UNEVEN:
        words = dictionary()[1](members[0])
        governing = [place for place, (_, tag) in enumerate(words) if tag[0] in "vpd"]
        noun = "".join(word for word, _ in words[governing[-1] + 1 :]) if governing else ""
        members[0] = noun.removeprefix("“") or members[0]
    return members


def _nouns(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_NOUNS):
        listed = match["list"]
        members = _members(listed)
        joined = sum(len(re.findall("[和与及]", member)) for member in members)
        said = count_of(match["number"])
        uneven = max(map(len, members)) - min(map(len, members)) > _UNEVEN
        vague = _OPEN_LIST.search(listed) or _NOT_THE_LIST.search(listed) or len(members) < 3 or uneven
        if not vague and not len(members) <= said <= len(members) + joined:
            message = f"“{listed}”列了{len(members)}项，此处说{match['number']}{match['unit']}。"
            yield Finding(*match.span("number"), message, in_chinese(len(members)), DOUBTFUL)


RULES = (
    Rule(
        "list-count", "列举与个数", WRONG, "本文", _announced,
        "重点抓好⟦四⟧个方面：一是增收，二是节支，三是监督。",
        "重点抓好三个方面：一是增收，二是节支，三是监督。修路、架桥、通水三件实事办结，稳就业、稳外贸等六稳工作扎实，农业、农村、农民问题即三农问题。",
    ),
    Rule(
        "date-impossible", "没有的日期", WRONG, "日历", _impossible,
        "截至9月⟦31⟧日，全部完工。", "截至9月30日全部完工，2月29日验收，历时13个月，用时25小时。",
    ),
    Rule(
        "date-order", "起止年份", WRONG, "日历", _order,
        "“十四五”时期⟦（2020—2024年）⟧成绩显著。", "“十四五”时期（2021—2025年）成绩显著，2019—2021年连续增长。",
    ),
    Rule(
        "date-stale", "过去的年份", DOUBTFUL, "本文", _stale,
        "⟦2025年⟧将办好10件实事。", "收入比2025年增长5%，2025年主要目标任务完成，2025年是极为重要的一年。",
    ),
)  # fmt: skip
