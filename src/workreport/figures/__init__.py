"""Find the figures of a Chinese work report: the numbers that state an amount, share, change, rank or length of time.

One scanner walks the text from number to number; each number is read exactly, tried against the rules of what is no
figure, and then described by what stands around it. See `find_figures`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from workreport.figures.context import Figure, describe
from workreport.figures.labels import label_figures
from workreport.figures.lexicon import words
from workreport.figures.units import UNIT, kind_of
from workreport.writing.numerals import (
    ARABIC,
    BLANK,
    CHINESE,
    INSIDE,
    ROUND,
    SCALE,
    VAGUE,
    Number,
    chinese_value,
    normalise,
    read_number,
)

COLUMNS = ["text", "start", "end", "value", "value_high", "unit", "kind", "qualifier", "change", "labels"]


# A number with its scale words: 1800余亿 · 3万5千 · 十几万 · 四千一百多万 · **.
_ARABIC = rf"(?:{ARABIC}{INSIDE}?{SCALE}?(?:\d{{1,4}}(?:\.\d+)?{SCALE})?{INSIDE}?)"
_CHINESE = rf"(?:十[几数来余多]{ROUND}?|{VAGUE}|{CHINESE}{INSIDE}?{ROUND}?{INSIDE}?)"
_BLANK = rf"(?:{BLANK}{INSIDE}?{SCALE}?{INSIDE}?)"
_DASH = r"(?:-{1,2}|~|至|到)"
_PART = r"[零一二两三四五六七八九十百千几数]+(?:点[零一二三四五六七八九]+)?多?|\d+(?:\.\d+)?|\*+|X+"

# The scanner. Alternatives are tried in this order at every character that can begin a number.
_SCANNER = re.compile(
    rf"""(?=[\d零一二两三四五六七八九十百千万亿几数上*X第前百翻-])(?:
      (?P<percent>(?P<per>[百千万])分之(?P<share>{_PART})(?:(?:{_DASH}|到百分之)(?P<share2>{_PART}))?)
    | (?P<fraction>(?P<below>[二三四五六七八九十百]{{1,4}}|\d{{1,4}})分之
        (?P<above>[一二三四五六七八九十]{{1,3}}|\d{{1,4}}))
    | (?P<fold>翻了?(?P<folds>[一二两三四五几]|\d+)?番)
    | (?P<rank>(?:第|前)(?:\d{{1,4}}|[一二三四五六七八九十百]{{1,5}}|X{{1,3}}|\*{{1,3}})(?:位|名(?!单|录|额))?)
    | (?P<slash>(?<![\d/.])\d{{1,3}}/\d{{1,4}}(?![\d/]))
    | (?P<versus>(?<![\d:.])\d{{1,4}}(?:\.\d+)?:\d{{1,4}}(?:\.\d+)?(?![\d:]))
    | (?P<plain>(?P<sign>(?<![\d%\w])-(?=\d))?
        (?P<low>{_ARABIC}|{_CHINESE}|{_BLANK})
        (?:(?P<lowunit>{UNIT})?{_DASH}(?P<top>{_ARABIC}|{_CHINESE}))?
        \ ?(?:(?P<times>倍)|(?P<tenths>成)(?![立果效为长本员都功人就品型因交熟份])|(?P<unit>{UNIT})(?P<graded>级)?)?)
    )""",
    re.VERBOSE,
)

# What makes a 第 or 前 number a standing, and what may follow it.
_STANDING = re.compile(
    r"(?:居|列|排|位|名|跻身|跃升|跃居|升至|进入|全国|全省|全市|全区|全县|全球|世界|同类|各省|亚洲|中部|西部|东部|国内|行业)"
    r"[^，。；！？\n]{0,14}$"
)
_AFTER_RANK = re.compile(r"[，。；、！？,;.\n）)”和及的]|$|跃|升|提|上升|降|到|至|以内")
_RANKED = re.compile(r"(?:排名|位次|名次)[^，。；、]{0,10}(?:由|从|到|至|列|居|升|在)$")
_NOT_AHEAD = re.compile(r"[目提当此日以之年月空跟超从生产]$")
# What a number before a length of time must follow to be a duration, and what makes it a date.
_LASTING = re.compile(
    r"(?:连续|持续|为期|历时|长达|用时|耗时|时长|时间|时限|期限|年限|寿命|任期|周期|缩短|压缩|缩减|压减|提前|延长|减少|增加|天数|"
    r"不少于|不超过|不低于|不得少于|少于|超过|达到|达|仅用|只用|只需|平均|满|每天|每日|每周|由|从|至|到|为|降至|超|约|工龄|放假|坚持|服务期|滞后)了?$"
)
_LASTING_YEAR = re.compile(
    r"(?:连续|持续|为期|历时|长达|用时|年限|寿命|任期|周期|缩短|压缩|提前|延长|不少于|不超过|满|平均|至少|期限)[^，。；、]{0,3}$"
)
_AGE = re.compile(r"(?:寿命|年龄)[^，。；、]{0,8}$")
_DATED = re.compile(r"(?:近|过去|今后|未来|最近|上|(?<!提)前|头|第|每|这|那|月|同|本|再|下|每隔)的?$")
_CIRCLE = re.compile(r"[^，。；、]{0,7}圈")  # 15分钟生活圈 is a name
_DATED_AFTER = re.compile(r"来|前|后|内|间|以来|之[内后前]|中，|规划|行动|计划|攻坚|目标|任务")
# A money word that is part of a name: 万元GDP, 每百元.
_BASE = re.compile(r"(?:地区|国内|工业|农业)?(?:生产总值|GDP|增加值|产值|以上企业|营业|营收|固定|投资强度)")
# What may introduce a bare round number: 超百家, 近千人, 突破百万辆.
_LEAD = re.compile(r"(?:超|超过|近|突破|破|逾|达|达到|上|总|额|过|约|跨|跻身|迈入|迈上|有|数|成|投资|规模|产值|收入)$")
_VALUE_LEAD = re.compile(r"(?:缩小至|缩小到|扩大到|降至|降到|升至|提高到|达到|达|为|由|从|比|系数|指数|增至|超过|超)$")
_VALUE_END = re.compile(r"[，。；、（！缩降提上扩增]|$")
_LONGEST_NUMBER = 24  # characters; longer runs of digits are numbers of files and accounts
_NAME_BEFORE = re.compile(r"[A-Za-z0-9Ⅰ-Ⅹ_+&.]$|第$|每$|每[隔人户]?$|[〔\[]$|[“\"《][^”\"》]{0,2}$")
_NAME_AFTER = re.compile(r"[A-Za-z+＋]|强|号(?!角)|热线|等奖|班(?!次)|省[一二三]市")
# 以上十项, 人数百万: what looks like 上十, 数百 begins with the end of another word.
_TAIL_OF_WORD = re.compile(r"(?:[以之如由同综]上|[次人总个件函指户例倍天基分]数)$")
_ABSTRACT_YUAN = re.compile(r"结构|经济|化|体制|社会|论|格局")  # 二元结构
_SET_BEFORE = re.compile(r"[第每这那哪前后上下各首再又头同另以其一为是届“]$")
_ABSTRACT = re.compile(r"方面|重点|领域|行动|工程|举措|任务|机制|体系|问题|原则|关系|坚持|转变|中?全会|代表大会|大")
_DEFINITE_LARGE = re.compile(r"^[^几数上]*[百千万亿]")
_PRICE = re.compile(r"[元毛角斤价]")
_SMALL_CHINESE = re.compile(r"^[零一二两三四五六七八九十几]+$")
_ONLY_SCALE = re.compile(r"^[十百千万亿]+$")
_PEOPLE_UNITS = words("名 户 所 座 篇 人次 家次 场次 艘")
_PLACE_UNITS = words(
    """
    县 市 区 省 州 国 校 街 村 镇 楼 厂 线 路 环 片 层 段 排 代 任 股 面 口 门 科 课 节 类 级 方 里 石 度 克 升
    卡 斗 米 根 字 句 首 单 集 版 卷 群 轮 届 桩 双 对 组 员 站 点 道 角 块 声 回 遍 趟 分 笔 注 票 通 章 期
    """
)


def _scan(plain: str) -> Iterator[tuple[re.Match[str], Figure | None]]:
    """Walk the text from number to number and yield each with its figure, or with None when it is none."""
    for m in _SCANNER.finditer(plain):
        yield m, _READERS[m.lastgroup](m, plain) if m.lastgroup in _READERS else None


def _before(plain: str, at: int, width: int = 20) -> str:
    return plain[max(0, at - width) : at]


def _after(plain: str, at: int, width: int = 12) -> str:
    return plain[at : at + width]


def _part_value(part: str) -> Decimal | None:
    """The value of a numeral in either script, None when blanked out."""
    if part[0] in "*X":
        return None
    number = read_number(part)
    return number.value


def _read_percent(m: re.Match, _plain: str) -> Figure | None:
    """百分之八十五点八八, 千分之六, 百分之三至百分之五."""
    unit = {"百": "%", "千": "‰", "万": "‱"}[m["per"]]
    high = _part_value(m["share2"]) if m["share2"] else None
    number = read_number(m["share"])
    value = _part_value(m["share"])
    if m["share"] == "百":
        value = Decimal(100)
    return Figure(m.start(), m.end(), value, high, unit, "percent", number.qualifier)


def _read_fraction(m: re.Match, _plain: str) -> Figure | None:
    """三分之一."""
    below, above = _part_value(m["below"]), _part_value(m["above"])
    return Figure(m.start(), m.end(), above / below, None, "", "ratio") if below else None


def _read_slash(m: re.Match, plain: str) -> Figure | None:
    """1/4, but not 9/11."""
    above, below = (int(x) for x in m["slash"].split("/"))
    if not 0 < above < below or re.match(r"[\dA-Za-z]", plain[m.end() : m.end() + 1]):
        return None
    return Figure(m.start(), m.end(), Decimal(above) / below, None, "", "ratio")


def _read_versus(m: re.Match, _plain: str) -> Figure | None:
    """2.50:1, but not 8:30."""
    left, right = (Decimal(x) for x in m["versus"].split(":"))
    return Figure(m.start(), m.end(), left / right, None, "", "ratio") if 1 in (left, right) and right else None


def _read_fold(m: re.Match, _plain: str) -> Figure | None:
    """翻番 is twofold, 翻两番 fourfold."""
    folds = _part_value(m["folds"]) if m["folds"] else Decimal(1)
    return Figure(m.start(), m.end(), 2**folds, None, "", "multiple", change="+")


def _read_rank(m: re.Match, plain: str) -> Figure | None:
    """第3位, 全国第一, 前三, where a standing is claimed."""
    surface, before, after = m["rank"], _before(plain, m.start()), _after(plain, m.end(), 3)
    ahead = surface[0] == "前"
    named = surface[-1] in "位名"
    if ahead and _NOT_AHEAD.search(before):
        return None
    if not _AFTER_RANK.match(after) or not (_STANDING.search(before) or (named and not ahead)):
        return None
    if before[-1:] == "拼" or "争" in before[-3:]:
        return None
    value = _part_value(surface[1:].rstrip("位名"))
    return Figure(m.start(), m.end(), value, None, "", "rank", "≤" if ahead else "=")


def _read_plain(m: re.Match, plain: str) -> Figure | None:
    """A number with or without a unit, perhaps a range; None when a rule says it is no figure."""
    low, top, unit = m["low"], m["top"], m["unit"] or ""
    before, after = _before(plain, m.start()), _after(plain, m.end())
    if len(low) > _LONGEST_NUMBER or _NAME_BEFORE.search(before) or _TAIL_OF_WORD.search(before + low[0]):
        return None
    number = read_number(low)
    if top:
        first, last = _range(low, top, scaled_unit=bool(m["lowunit"]))
        number = Number(first, last, number.qualifier)
    if not unit:
        return _multiple(m, number) or _without_unit(m, plain, number)
    kind = kind_of(unit)
    if unit in ("位", "名") and _RANKED.search(before):  # 排名由369位上升到235位
        return _figure(m, number, "", "rank")
    if unit == "分" and (after[:1] == "钱" or _PRICE.search(before)):
        kind = "money"
    return _figure(m, number, unit, kind) if _counts(low, unit, kind, before, after) else None


def _figure(m: re.Match, number: Number, unit: str, kind: str, end: int | None = None) -> Figure:
    """The figure of a match."""
    return Figure(m.start(), end or m.end(), number.value, number.high, unit, kind, number.qualifier)


def _multiple(m: re.Match, number: Number) -> Figure | None:
    """三倍 is 3, 两成 is 20%."""
    if m["times"]:
        return _figure(m, number, "", "multiple")
    if m["tenths"]:
        value, high = (x and x * 10 for x in number[:2])
        return _figure(m, Number(value, high, number.qualifier), "%", "percent")
    return None


def _range(low: str, top: str, *, scaled_unit: bool) -> tuple[Decimal | None, Decimal | None]:
    """The two ends of a range; 3至5万 is 30000 to 50000."""
    first, last = read_number(low).value, read_number(top).value
    scale = re.search(rf"{SCALE}$", top)
    if scale and first is not None and not scaled_unit and not re.search(r"[十百千万亿]", low):
        for c in scale[0]:
            first *= chinese_value(c)
    return first, last


def _without_unit(m: re.Match, plain: str, number: Number) -> Figure | None:
    """130万老年人, 六万万人民; and an index that stands alone: 缩小至2.12."""
    low, end = m["top"] or m["low"], m.end("top") if m["top"] else m.start("low") + len(m["low"].rstrip())
    before, after = _before(plain, m.start()), _after(plain, end)
    if _NAME_AFTER.match(after) or number.value is None:
        return None
    definite = re.search(r"[万亿]", low) and not _ONLY_SCALE.match(low) and low[0] not in "数几上"
    named = low[0].isdigit() or not re.match(r"[，。；、）]", after)
    if definite and named and after[:1] != "”":
        return _figure(m, number, "", "count", end)
    if low[0].isdigit() and _VALUE_LEAD.search(before) and _VALUE_END.match(after) and "年" not in before[-6:]:
        return _figure(m, number, "", "ratio" if "." in low else "count", end)
    return None


def _counts(low: str, unit: str, kind: str, before: str, after: str) -> bool:
    """Whether a number with this unit is a figure and not a date, a name or a turn of phrase."""
    if kind == "duration":
        return _is_duration(low, unit, before, after)
    if low[0].isdigit() or low[0] in "*X":
        return not re.search(r"月$", before) or unit not in ("日", "分")
    if _ONLY_SCALE.match(low) and low != "十":
        return _is_round_amount(low, unit, before, after)
    named = unit in _PLACE_UNITS and not _DEFINITE_LARGE.search(low)
    if low == "一" or named or (unit == "元" and _ABSTRACT_YUAN.match(after)):
        return False
    if _SMALL_CHINESE.match(low) and kind in ("count", "measure"):
        return unit in _PEOPLE_UNITS or (low != "十" and _is_concrete(low, before, after))
    return True


def _is_concrete(low: str, before: str, after: str) -> bool:
    """Whether a small Chinese count is of things that were done or made: 讲党课两次, 调研报告二十三篇; not 三个方面."""
    if len(low) > 2 and not re.search(r"[十几]", low):  # 一二三次产业
        return False
    alone = bool(re.match(r"[，。；、）]|$", after)) and bool(re.search(r"[\u4e00-\u9fff]$", before))
    return not _SET_BEFORE.search(before) and (alone or (len(low) > 1 and not _ABSTRACT.match(after)))


def _is_duration(low: str, unit: str, before: str, after: str) -> bool:
    """A length of time, not a date: 为期两周, 连续8年, 缩短10天; not 2023年, 近三年, 五年来."""
    if unit in ("岁", "周岁"):
        return bool(_AGE.search(before))
    if _DATED.search(before) or _DATED_AFTER.match(after):
        return False
    if unit in ("年", "日"):
        return (len(low) < 4 and bool(_LASTING_YEAR.search(before))) or ("." in low and unit == "年")
    if low == "一" or _CIRCLE.match(after):
        return False
    return low[0].isdigit() or low[0] in "*X" or bool(_LASTING.search(before))


def _is_round_amount(low: str, unit: str, before: str, after: str) -> bool:
    """万亿元, 百万辆, 亿元以上; not 万元GDP, 百人, 千家万户."""
    if unit in ("元", "美元"):
        return low != "万" and not _BASE.match(after)
    if unit in ("县", "市", "区", "镇", "村"):  # 千亿县
        return False
    if "亿" in low or unit == "吨":
        return True
    return bool(_LEAD.search(before)) or (low in ("百万", "千万", "万亿") and unit != "人")


_READERS = {
    "percent": _read_percent,
    "fraction": _read_fraction,
    "fold": _read_fold,
    "rank": _read_rank,
    "slash": _read_slash,
    "versus": _read_versus,
    "plain": _read_plain,
}


# What says when, whose digits are no words either: 2023年9月1日, 二零二三年, 9月底, 2021-2025年, 9时30分.
_CALENDAR = re.compile(
    r"""
    (?<![\dA-Za-z.])(?:\d{4}|[一二][零一二三四五六七八九]{3})(?:[-~至到](?:\d{4}|\d{2}))?年(?:度|代|[初底末])?
      (?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|[初底末])?)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?
  | (?<![\d.])\d{1,2}(?:[-~至到、]\d{1,2})?月(?:份|[初底末])?(?:\d{1,2}(?:[-~至到]\d{1,2})?[日号])?
  | (?<![\d.:])\d{1,2}(?::\d{2}(?!\d)|[时点]\d{1,2}分)
    """,
    re.VERBOSE,
)


def number_spans(text: str) -> list[tuple[int, int]]:
    """Find where a text has figures and dates, without saying what they are: much cheaper than `find_figures`.

    Names with numerals (三会一课, 八八战略, 5G) and numbered sets (三个方面) are words and stand in no span.

    Returns:
        Start and end of each span, end exclusive, in the order of the text, none overlapping or touching.
    """
    plain = normalise(text)
    found = [m.span() for m in _CALENDAR.finditer(plain)]
    for m, figure in _scan(plain):
        if figure:
            found.append((figure.start, figure.end))
        elif m.lastgroup == "plain" and m["unit"] and kind_of(m["unit"]) == "duration" and not _named(m, plain):
            found.append(m.span())  # 近三年, 五年来
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _named(m: re.Match[str], plain: str) -> bool:
    """Whether a number is part of a name, of a set phrase or of a longer word: G60, 百年大计, 以上十天."""
    before = _before(plain, m.start())
    low = m["low"]
    return bool(_ONLY_SCALE.match(low) or _NAME_BEFORE.search(before) or _TAIL_OF_WORD.search(before + low[0]))


def find_figures(text: str) -> pd.DataFrame:
    """Find the figures of a report: the numbers that state an amount, share, change, rank or length of time.

    Dates, names (三会一课, 第一责任人, 5G) and list markers are no figures. Arithmetic is exact; only the finished
    value becomes a float. The time is in proportion to the text.

    Args:
        text: The text of the report.

    Returns:
        One row a figure, in the order of the text, none overlapping:
        `text`, `start`, `end`: The surface, from the first character of the number to the last of its unit.
        `value`: In the base unit, scale applied (1800余亿元 is 1.8e11); NaN where the digits are blanked out.
        `value_high`: The upper end of a range, else NaN.
        `unit`: Without its scale word; "" for ranks, fractions, multiples and bare numbers; 百分之 and 成 have `%`.
        `kind`: money, percent, point, ratio, multiple, rank, measure, duration or count.
        `qualifier`: `=` exact, `>` over, `≥` at least, `<` under, `≤` at most, `≈` about.
        `change`: `+` for the size of an increase, `-` of a decrease, "" for levels and new things.
        `labels`: The names of the things measured, each verbatim from the text; empty where none stands there.
    """
    plain = normalise(text)
    figures = [figure for _, figure in _scan(plain) if figure]
    describe(figures, plain)
    label_figures(figures, text, plain)
    rows = [_row(figure, text, plain) for figure in figures]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"start": int, "end": int, "value": float, "value_high": float})


def _row(figure: Figure, text: str, plain: str) -> dict[str, object]:
    """The row of a figure, with the unit as it is printed."""
    unit, start, end = figure.unit, figure.start, figure.end
    if unit not in ("%", "‰", "‱") and plain.endswith(unit, start, end):
        unit = text[end - len(unit) : end]
    return {
        "text": text[start:end],
        "start": start,
        "end": end,
        "value": None if figure.value is None else float(figure.value),
        "value_high": None if figure.high is None else float(figure.high),
        "unit": unit,
        "kind": figure.kind,
        "qualifier": figure.qualifier,
        "change": figure.change,
        "labels": figure.labels,
    }
