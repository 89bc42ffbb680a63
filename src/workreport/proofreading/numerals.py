"""Numbers as written: ranges, years, mixed numerals, approximations, dates, document numbers, annexes."""

import re
from collections.abc import Iterator

from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.rules import HINT, WRONG, Finding, Rule
from workreport.writing.characters import HANZI

_NUMBER = r"\d+(?:\.\d+)?"
_SHORT_RANGE = re.compile(
    rf"(?<![\d.\-—～~])({_NUMBER})[—–~～－-]({_NUMBER})([%％‰]|[万亿]+)[元个户人亩吨套家件名斤度千瓦]*"
)
_HYPHEN = re.compile(
    rf"""
    (?<![\dA-Za-z.\-/])({_NUMBER}(?:年|月|%)?)[-－]({_NUMBER})
    (?=[%％‰]|[万亿]*[年月日个名人家户件项次元亩吨套天岁级位公米千])
    """,
    re.VERBOSE,
)


def _range(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_SHORT_RANGE):
        low, high, unit = match.groups()
        right = f"{low}{unit}—{high}{unit}{match[0][match.end(3) - match.start() :]}"
        yield Finding(*match.span(), f"“{match[0]}”的前一个数少了“{unit}”，会读成{low}。", right)
    for match in copy.matches(_HYPHEN):
        right = f"{match[1]}—{match[2]}"
        yield Finding(
            *match.span(), "数字的起止之间用一字线“—”，不用短横线。", right, source="GB/T 15834—2011 4.13.3.2"
        )


_SHORT_YEAR = re.compile(
    r"(?<![\d.〇一二三四五六七八九十百第—～~-])(?P<year>\d\d年)(?:(?=\d{1,2}月)|(?=[底末初](?!期))|(?=上半年|下半年))"
    r"|(?<=[到至自])(?P<until>\d\d年)(?=[，。；、）]|[底末初]|[将要全实达建力基我])"
    r"|(?<=[自从])(?P<since>\d\d年)(?=起|以来|开始)|(?<=与)(?P<base>\d\d年)(?=相比|同期|持平)"
    r"|(?:^|(?<=[，。；\n]))(?P<open>[12]\d年)(?=以来)"
    r"|(?<=[，。；（])(?P<past>[6-9]\d年)(?=[被由获建创改恢迁并升更成])"
)
_LENGTHENED = re.compile(r"(?:提高|延长|增加|缩短|上升|下降|维持|推迟|[增达升由从])[到至]?$|[满足近约]$")


def _year(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_SHORT_YEAR):
        group = match.lastgroup or "year"
        before = copy.text[max(0, match.start() - 4) : match.start()]
        if group == "until" and _LENGTHENED.search(before):
            continue
        century = "19" if int(match[group][:2]) > 60 else "20"
        right = century + match[group]
        yield Finding(*match.span(group), f"年份不能简写，应写全为“{right}”。", right)


_MIXED_DATE = re.compile(
    r"\d{4}年[一二三四五六七八九十]{1,3}月|\d{1,2}月[一二三四五六七八九十]{1,3}日"
    r"|[一二三四五六七八九十]{1,3}月\d{1,2}日"
    r"|[一二三四五六七八九][百千]\d{1,3}(?=[名个人家户件项次元万])"
)
_MIXED = re.compile(
    r"(?<![\d.])(?P<ten>\d+万)?(?P<mixed>\d+[千百])(?:零?\d{1,2})?(?![瓦米克伏卡帕赫安乏升周字分]|[万亿]{2}|亿次)"
)
_ZERO_YEAR = re.compile(r"[一二][一二三四五六七八九〇零0○OＯo]{3}年")
_FACTOR = {"千": 1000, "百": 100}


def _mixed(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_MIXED_DATE):
        yield Finding(*match.span(), "同一个数或日期里混用了阿拉伯数字和汉字数字，应统一。")
    for match in copy.matches(_MIXED):
        word = match["mixed"]
        whole = int(word[:-1]) * _FACTOR[word[-1]]
        if match["ten"]:
            message = f"“{match[0]}”里混用了阿拉伯数字和汉字数字，宜写作{match['ten'][:-1]}.{word[:-1]}万。"
            yield Finding(*match.span("mixed"), message, "", HINT)
        elif not match[0].endswith(("千", "百")):
            yield Finding(*match.span(), f"“{match[0]}”里混用了阿拉伯数字和汉字数字。")
        else:
            message = f"阿拉伯数字后面只能用“万”“亿”，“{word}”应写作{whole}。"
            yield Finding(*match.span("mixed"), message, str(whole))
    for match in copy.matches(_ZERO_YEAR):
        if re.search("[0○OＯo]", match[0]):
            right = re.sub("[零0○OＯo]", "〇", match[0])
            yield Finding(*match.span(), "汉字年份里的零应写作“〇”。", right, source="GB/T 15835—2011 5.2.5")


_AMOUNT = (
    r"(?:[\d.,]+[%％‰]?|[一二两三四五六七八九十百千几]+)[余多]?[十百千万亿]*[余多]?(?:个百分点)?"
    r"[^，。；、：（）\d]{0,4}?"  # the unit
)
_ROUGHLY = (
    r"(?:(?:[\d.,]+|[一二三四五六七八九十百]+)[十百千万亿]*余"  # 近300余
    r"|[\d.,]+[万亿]*[㐀-鿿]{0,2}?左右)"
)
_SAID_TWICE = re.compile(
    rf"""
      (?P<about>(?<![公条签合节大])大?约(?:为|有)?{_AMOUNT}(?:左右|上下))
    | (?P<above>(?:超过?|突破|多于|高于|逾|至少(?:达到?|有|为)?|不低于|不少于){_AMOUNT}以上)
    | (?P<near>(?<![最远附临邻习相])(?:将近|接近|近){_ROUGHLY})
    | (?P<odd>[\d.,]+[余多][十百千万亿]*[㐀-鿿]{{0,3}}?左右|[\d.,]+[十百千万亿]+[余多][㐀-鿿]{{0,3}}?左右)
    | (?P<guess>(?:大?约|大概|估计)有?(?:将近|接近|近|超过?|逾)(?=[\d一二三四五六七八九十百]))
    | (?P<below>(?:不超过|不高于|不多于|少于|低于|至多|最多){_AMOUNT}以[下内])
    """,
    re.VERBOSE,
)
_WHY = {
    "about": "“约”和“左右”",
    "above": "“超”一类的词和“以上”",
    "near": "“近”和“余”一类的词",
    "odd": "“余”“多”和“左右”",
    "guess": "“约”和“近”“超”",
    "below": "“不超过”一类的词和“以下”",
}
_CHOICE = re.compile(
    r"[一二三四五六七八九]、[一二三四五六七八九](?!年级)"
    r"(?=[个天年名倍家里户位种条项岁]|[十百千万][^、，。]|次(?!产业|全会|会议|分配))"
)


def _approximate(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_SAID_TWICE):
        kind = match.lastgroup or ""
        yield Finding(*match.span(), f"{_WHY[kind]}意思重复，只留一个。")
    for match in copy.matches(_CHOICE):
        first, last = match[0].split("、")
        if "一二三四五六七八九".find(last) - "一二三四五六七八九".find(first) == 1:
            yield Finding(*match.span(), "两个相邻的数字连用表示概数，中间不用顿号。", first + last)


_WRONG_POINT = re.compile(
    rf"""
      (?<![\d.:：])\d{{1,3}}。\d{{1,2}}(?=[%％‰万亿]|个百分点)
    | \d+\.\.+\d+
    | (?<=[^\d\n.])\d+(?:\.[ ]+|[ ]+\.)\d+(?=[%％‰万亿{HANZI}])
    | (?P<lost>(?<![\d.A-Za-z])\.\d+(?=[%％‰万亿]))
    | (?<!^)(?<![０-９])\d+．\d+
    """,
    re.MULTILINE | re.VERBOSE,
)
_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{1,3}){2,}(?![\d,])|(?<![\d,.])\d{1,3},\d{2},\d{3}(?![\d,])")
_WIDE_DIGITS = re.compile(r"[０-９][０-９．，％]*")
_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


def _number(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_WRONG_POINT):
        digits = re.sub(r"[。．]|\.{2,}|\s*\.\s*", ".", match[0])
        right = f"0{digits}" if match["lost"] else digits
        yield Finding(*match.span(), f"数字“{match[0]}”的小数点写错了。", right)
    for match in copy.matches(_GROUPED):
        groups = match[0].split(",")
        if any(len(group) != 3 for group in groups[1:]) and len(groups[-1]) == 3:
            yield Finding(*match.span(), "千分撇应从个位起每三位一撇。", f"{int(''.join(groups)):,}")
    for start, line in copy.lines:
        found = _WIDE_DIGITS.search(line)
        if found:
            right = found[0].translate(_PLAIN_DIGITS)
            yield Finding(start + found.start(), start + found.end(), "数字用了全角字符，应为半角。", right, HINT)


_DAY = re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})(?P<mark>[日号])(?![线院楼馆])")


def _date(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_DAY):
        if match["mark"] == "号" or match["month"][0] == "0" or match["day"][0] == "0":
            right = f"{int(match['month'])}月{int(match['day'])}日"
            yield Finding(*match.span(), f"日期应写作“{right}”：不编虚位，用“日”。", right)


_DOCUMENT_NUMBER = re.compile(
    r"(?<=[发办函字文令规综财教人社建农卫环政府厅局委通管审监纪组宣统法检院会协校任干])"
    r"[\[［【（(〔{﹝](?P<year>(?:19|20)?\d\d)年?[\]］】）)〕}﹞]第?(?P<number>\d{1,5})号"
)


def _document_number(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_DOCUMENT_NUMBER):
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        right = f"〔{year}〕{int(match['number'])}号"
        if match[0] != right:
            message = f"发文字号应写作“{right}”：年份用六角括号写全，序号不加“第”、不编虚位。"
            yield Finding(*match.span(), message, right)


_ANNEX = re.compile(r"^[^\S\n]*附件(?P<mark>[:：])(?P<first>[^\n]+)", re.MULTILINE)
_ITEM = re.compile(r"[^\S\n]*(?P<number>\d{1,2})(?P<mark>[.．、]?)(?P<name>[^\n]*)")


def _annex(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_ANNEX):
        if match["mark"] == ":":
            yield Finding(*match.span("mark"), "“附件”后面应用全角冒号。", "：")
        items = _annex_items(copy, match)
        yield from _annex_numbers(items)
        for _, item in items or ((0, match),):
            name = match.span("first") if item is match else item.span("name")
            end = name[0] + len(copy.text[name[0] : name[1]].rstrip())
            if copy.text[end - 1 : end] in tuple("。；，、") and end > name[0]:
                yield Finding(end - 1, end, "附件名称后面不加标点符号。")


def _annex_items(copy: Manuscript, annex: re.Match[str]) -> list[tuple[int, re.Match[str]]]:
    """The numbered items of an annex note: on its own line and on those right below."""
    items = []
    found = _ITEM.match(copy.text, annex.start("first"))
    while found:
        items.append((int(found["number"]), found))
        found = _ITEM.match(copy.text, found.end() + 1)
    return items


def _annex_numbers(items: list[tuple[int, re.Match[str]]]) -> Iterator[Finding]:
    if len(items) == 1:
        _, item = items[0]
        if item["mark"]:
            yield Finding(item.start("number"), item.end("mark"), "只有一个附件时不编序号。")
        return
    expected = 1
    for number, item in items:
        place = item.start("number"), item.end("mark")
        if number != expected:
            yield Finding(*place, f"附件序号应为{expected}，此处是{number}。", f"{expected}.")
        elif item["mark"] in ("、", "．"):
            yield Finding(*place, f"附件序号写作“{number}.”，不用“{item['mark']}”。", f"{number}.")
        expected = number + 1


RULES = (
    Rule(
        "number-range", "数字起止", WRONG, "GB/T 15835—2011 5.1.3", _range,
        "居民收入增长⟦5—6%⟧。", "建成公路100—150公里，为期3—5年，增长5%—6%，电话0551-62601234，见400—429页。",
    ),
    Rule(
        "number-year", "年份简写", WRONG, "GB/T 15835—2011 5.1.4、GB/T 9704—2012 7.3.5.4", _year,
        "截至⟦25年⟧底，全部建成投用。", "他工作12年，25年来受教育年限由13.5年提高到14年，90年代建成，合同延长到30年。",
    ),
    Rule(
        "number-mixed", "数字混用", WRONG, "GB/T 15835—2011 5.3、5.2.5", _mixed,
        "新增市场主体⟦5千⟧多户。", "投资3万亿元、电站50千瓦、算力10百亿亿次、三大工程、两个市场，于二〇二五年建成。",
    ),
    Rule(
        "number-approx", "概数重复", WRONG, "GB/T 15835—2011 5.2.1、词语", _approximate,
        "改造危房⟦约300户左右⟧。", "约占总数的80%以上，发展二、三产业，引进一、二线城市人才，超过300户。",
    ),
    Rule(
        "number-form", "数字写法", WRONG, "GB/T 15835—2011 5.1.2、5.1.7.1", _number,
        "财政收入增长⟦6。1⟧%。", "收入比缩小至2.27:1。15个项目开工，投资1,234,567元，增长6.1%。",
    ),
    Rule(
        "number-date", "日期写法", HINT, "GB/T 9704—2012 7.3.5.4", _date,
        "截至⟦6月8号⟧，项目全部开工。", "截至6月8日，项目全部开工；2026-06-08发布。",
    ),
    Rule(
        "document-number", "发文字号", WRONG, "GB/T 9704—2012 7.2.5", _document_number,
        "印发实施意见（政发⟦[2025]12号⟧）。", "印发实施意见（政发〔2025〕12号）。",
    ),
    Rule(
        "annex", "附件说明", WRONG, "GB/T 9704—2012 7.3.4", _annex,
        "请予审议。\n附件：1.重点项目清单\n⟦3.⟧名词解释", "请予审议。\n附件：1.重点项目清单\n2.名词解释",
    ),
)  # fmt: skip
