"""The numbers of Chinese prose: how they are spelt, and what they are worth.

Everything here works on normalised text, in which full-width digits and the older characters of numbers and of their
context have been replaced one for one, so that offsets hold in the text as printed. What cannot be read exactly has no
value: a number is never guessed.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from workreport.writing.characters import replacer

# One character for one character: the older forms that numbers, units and their context are written in.
_OLDER = (
    "萬億兩幾數餘點個隻條項兆戶畝噸頃達過長減業產産總學區縣國與於將為爲後佔營農實現間時層擧級應從擴參從價"
    "佈幣寬約較對還後領計劃發電這們來說進遠運術處買賣貨軍隊報書問題開關門陽難頭類養館體黨選婦醫衞衛會員資"
    "財貿額貸務設備單統織線紡紗製機構築衆經濟積極勞動鐵錢鋼確認護議論許調獲獎爭戰勝斷續強預僅規屆廣別準審"
    "檢訴辦結執監紀違詐騙傳銷網絡衝擊響場環測際標週歲負債稅雙優創聯當總貳陸"
)
_NEWER = (
    "万亿两几数余点个只条项兆户亩吨顷达过长减业产产总学区县国与于将为为后占营农实现间时层举级应从扩参从价"
    "布币宽约较对还后领计划发电这们来说进远运术处买卖货军队报书问题开关门阳难头类养馆体党选妇医卫卫会员资"
    "财贸额贷务设备单统织线纺纱制机构筑众经济积极劳动铁钱钢确认护议论许调获奖争战胜断续强预仅规届广别准审"
    "检诉办结执监纪违诈骗传销网络冲击响场环测际标周岁负债税双优创联当总贰陆"
)
_WIDE = "０１２３４５６７８９．％﹪‰：︰∶／＊×✕╳ＸXx□_＿〇○－−–―─∼〜～＋﹢￥＄\u00a0\u2009\u3000"
_PLAIN = "0123456789.%%‰:::/****XXX***零零---——~~~++¥$   "
_NORMAL = replacer({ord(old): new for old, new in zip(_OLDER + _WIDE, _NEWER + _PLAIN, strict=True)})
# Numerals as cheques have them, other words elsewhere (大陆, 队伍): a digit with its place makes them numerals.
_CHEQUE = re.compile(
    r"""
    [零壹贰叁肆伍陆柒捌玖拾佰仟]
    (?: (?<=[零壹贰叁肆伍陆柒捌玖])[拾佰仟]
      | (?<=[壹贰叁肆柒捌玖])(?=[十百千万亿点])
      | (?<=[拾佰仟])(?<!收.)(?=[壹贰叁肆伍陆柒捌玖万亿])
      | (?<=拾)(?<![收捡].)(?=[一二两三四五六七八九]?[万亿零])
      | (?<=[一二两三四五六七八九][拾佰仟])
      | (?<=[一二三四五六七八九十百千万亿零][壹贰叁肆柒捌玖])
      | (?<=[百千零][伍陆])(?![军战])
      | (?<=之壹)
    )
    [零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟万亿]*
    """,
    re.VERBOSE,
)
_CHEQUE_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


_LONG = 1_000  # characters; names and titles would push whole reports out of what is kept


def normalise(text: str) -> str:
    """Replace full-width and older characters one for one; offsets stay as they are.

    The last long texts are kept: a report is asked for its times, its numbers and its words, one after the other.
    """
    return _normalised_and_kept(text) if len(text) > _LONG else _normalised(text)


def _normalised(text: str) -> str:
    return _CHEQUE.sub(lambda m: m[0].translate(_CHEQUE_PLAIN), _NORMAL(text))


_normalised_and_kept = lru_cache(maxsize=4)(_normalised)


def normalise_lines(lines: Iterable[str]) -> list[str]:
    """Normalise lines all at once: as one long text, they take a tenth of the time."""
    lines = list(lines)
    return normalise("\n".join(lines)).split("\n") if lines else []


# The pieces that patterns of numbers are made of.
DIGIT = "[零一二三四五六七八九]"
# 1234 · 1,234,567 · 1， 234 · 1 234 · 12.5 · 12 .3, and set with spaces between the digits in scanned books: 1 5 .3.
_COMMAS = r"\d{1,3}(?:[,，][ ]?\d{3})++(?!\d)(?:\.\d++)?"
_GROUPS = r"[1-9]\d{0,2}(?:[ ]\d{3})++(?![\d年])(?:\.\d++)?"
_SPACED = (
    r"\d(?:[ ]\d)++(?!\d)(?:[ ]?\.[ ]?\d(?:[ ]\d)*+(?!\d))?[ ]?|"
    r"\d[ ]?\.[ ]?\d(?:[ ]\d)*+(?!\d)[ ]|"
    r"\d[ ](?=[万亿])"
)
_HUNDRED = r"1[ ]?0[ ]?0(?=[ ]?%)"  # 10 0%: the one broken number that is certain
ARABIC = rf"(?:{_HUNDRED}|{_COMMAS}|{_GROUPS}|{_SPACED}|\d++[ ]\.\d++|\d++(?:\.\d++)?)"
# A scale word after Arabic digits; the 千 of 千瓦 and the 百 of 百分 belong to the unit.
_NOT_THOUSAND = "(?![瓦米克伏卡升帕赫安乏])"
SCALE = rf"(?:[十百千]?(?:万亿|万万|亿万|[万亿])|[十百](?!分)|千{_NOT_THOUSAND})"
# Approximators inside a number.
INSIDE = "[余多几来]"
# A run longer than this is no number but a line of filler.
_CHINESE_RUN = rf"(?:[零一二两三四五六七八九十百万亿廿卅]|千{_NOT_THOUSAND}){{1,24}}+"
CHINESE = rf"(?:{_CHINESE_RUN}(?:点{DIGIT}{{1,8}}+)?)"
# 二 百 三十 万, set with spaces in scanned books.
_PLACE = rf"(?:{DIGIT}[十百千]?|[十百千]|[万亿](?=[\u4e00-\u9fff]))"
SPREAD = rf"(?:{DIGIT}[十百千]?(?:[ ]{_PLACE}){{2,12}}+(?![ ]?[十百千万亿零]))"
# 几十 · 数百 · 上千
VAGUE = r"(?:[几数上][十百千万亿]{1,3}+)"
ROUND = rf"(?:[十百千]?(?:万亿|万万|[万亿])|百(?!分)|千{_NOT_THOUSAND})"
# Digits that were blanked out: *件, ××个, XX.X亿元, 〇〇件, （ ）件.
BLANK = r"(?:(?:\*{1,8}+|X{1,6}+)(?:\.(?:\*{1,4}+|X{1,4}+))?|零{2,6}+|[（(][ *]{0,10}+[）)])"

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_SCALES = _SMALL | _LARGE
# 二三十, 七八, 三五个: two digits side by side are two ends.
_PAIR = re.compile(r"(?P<low>[一二两三四五六七八九])(?P<high>[二两三四五六七八九])(?=[十百千万亿]|$)")


class Number(NamedTuple):
    """What a number is worth: its value, the upper end of a range, and how it is to be taken."""

    value: Decimal | None
    high: Decimal | None = None
    qualifier: str = "="


def chinese_value(numeral: str) -> Decimal | None:
    """Read a Chinese numeral: 三百零九 → 309, 六万万 → 600000000, 一九五三 → 1953, 四点七万亿 → 4.7e12.

    Returns:
        None when it is no well-formed numeral: 万一, 二五, 十百.
    """
    whole, _, fraction = numeral.replace("廿", "二十").replace("卅", "三十").partition("点")
    decimals = fraction.rstrip("百千万亿")
    value = _whole_value(whole)
    if value is None or not set(decimals) <= set(_DIGITS):
        return None
    exact = Decimal(value)
    if decimals:
        exact += Decimal("0." + "".join(str(_DIGITS[c]) for c in decimals))
    return exact * scale_value(fraction[len(decimals) :])


def _whole_value(numeral: str) -> int | None:
    """Read the part before the point."""
    if len(numeral) > 1 and all(c in _DIGITS for c in numeral):
        return _spelt(numeral)
    if numeral and all(c in _SCALES for c in numeral):
        return scale_value(numeral) if _falls_into_place(numeral) else None
    return _placed(numeral)


def _spelt(numeral: str) -> int | None:
    """Read digits that are spelt one by one: 一九五三; two alone (二五) and a list (一二三) are no number."""
    digits = [_DIGITS[c] for c in numeral]
    listed = all(after - before == 1 for before, after in pairwise(digits))
    return None if len(digits) < 3 or listed else int("".join(map(str, digits)))


def _falls_into_place(scales: str) -> bool:
    """Whether scale words alone make a number: 百万, 千万亿; not 万千, 十百."""
    return bool(re.fullmatch(r"十|[百千]?(?:万|亿|万亿|万万)?|十[万亿]", scales))


def _placed(numeral: str) -> int | None:
    """Read digits with their places: 二十七亿四千万; None where a place does not follow from the one before."""
    total = section = digit = 0
    place, seen = 10**5, False  # the place before, within a section of four
    for at, c in enumerate(numeral):
        if c in _DIGITS:
            if digit:
                return None
            digit, seen = _DIGITS[c], True
        elif c in _SMALL:
            if not digit and not (c == "十" and (at == 0 or numeral[at - 1] in "零万亿")):
                return None
            if _SMALL[c] >= place:
                return None
            section += (digit or 1) * _SMALL[c]
            digit, place, seen = 0, _SMALL[c], True
        else:
            section, digit = section + digit, 0
            if not seen or (section == 0 and total == 0):
                return None
            if section == 0 or (c == "亿" and 0 < total < 10**8 and section < 10**4):  # 万万, 万亿; 三万一千亿
                total = (total + section) * _LARGE[c]
            elif total and total % (_LARGE[c] * 10) and total < _LARGE[c]:
                return None
            else:
                total += section * _LARGE[c]
            section, place = 0, 10**5
    last = numeral[-1:]
    if digit and len(numeral) > 1 and numeral[-2] in _SCALES and numeral[-2] != "十":  # 三百五 is 350, 三万五 35000
        digit *= _SCALES[numeral[-2]] // 10
    return total + section + digit if last else None


def count_of(written: str) -> int:
    """The count of a heading, in digits or in Chinese numerals below 1,000: 12, 十二, 一百零五."""
    if written.isdecimal():
        return int(written)
    total = last = 0
    for c in written.replace("〇", "零"):
        if c in "十百":
            total, last = total + (last or 1) * _SMALL[c], 0
        else:
            last = _DIGITS[c]
    return total + last


def in_chinese(n: int, digits: str = "零一二三四五六七八九", units: str = "十百千万", *, bare_ten: bool = True) -> str:
    """Write a number below 100,000 in Chinese numerals: 十二, 一百零五, 一万二千.

    Args:
        n: the number.
        digits: nought to nine.
        units: ten, hundred, thousand and ten thousand.
        bare_ten: whether ten to nineteen begin with 十 rather than 一十.
    """
    if n >= 10_000:
        rest = n % 10_000
        tail = "" if not rest else (digits[0] if rest < 1000 else "") + in_chinese(rest, digits, units, bare_ten=False)
        return in_chinese(n // 10_000, digits, units, bare_ten=bare_ten) + units[3] + tail
    if n < 10:
        return digits[n]
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = n // 10**power % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (units[power - 1] if power else "")
            gap = False
        else:
            gap = True
    one_ten = digits[1] + units[0]
    return text[1:] if bare_ten and 10 <= n < 20 and text.startswith(one_ten) else text


def scale_value(scale: str) -> int:
    """Multiply out a scale word: 万亿 → 10 ** 12; no scale is 1."""
    value = 1
    for c in scale:
        value *= _SCALES[c]
    return value


_NO_GAPS = str.maketrans("", "", ",， ")


def arabic_value(digits: str) -> Decimal:
    """Read Arabic digits with commas and spaces."""
    return Decimal(digits.translate(_NO_GAPS))


_TERM = re.compile(rf"(?P<digits>{ARABIC})?{INSIDE}?(?P<scale>{SCALE})?{INSIDE}?(?P<more>{ROUND})?")


def arabic_number(surface: str) -> Decimal | None:
    """Read digits with scale words: 3万5千 → 35000, 1万5000 → 15000, 12万多亿 → 1.2e13; None if it does not add up."""
    total, before, at = Decimal(0), 0, 0
    surface = surface.replace(" ", "")
    while at < len(surface):
        m = _TERM.match(surface, at)
        if not m or not m["digits"]:
            return None
        scale = scale_value((m["scale"] or "") + (m["more"] or ""))
        value = arabic_value(m["digits"]) * scale
        whole = m["digits"].isdigit() and len(m["digits"]) == len(str(before)) - 1
        if before and not (value < before and (scale > 1 or whole)):
            return None
        total, before, at = total + value, scale, m.end()
    return total


_NO_APPROXIMATORS = str.maketrans("", "", "余多几数来上")


@lru_cache(maxsize=1 << 10)
def read_number(surface: str) -> Number:
    """Read one number as it stands, its inner approximators included.

    Examples: 1800余 → 1800 ">", 十几 → 10 "≈", 上亿 → 10 ** 8 "≥", 三四十 → 30 to 40 "≈", ** → None.
    """
    core = surface.strip()
    if " " in core and not core[0].isdigit() and not is_blank(core):
        return Number(chinese_value(core.replace(" ", "")))
    qualifier = _inner_qualifier(core)
    if is_blank(core):
        return Number(None, qualifier=qualifier)
    if core[0].isdigit():
        return Number(arabic_number(core), qualifier=qualifier)
    core = core.translate(_NO_APPROXIMATORS)
    pair = _PAIR.search(core) if "点" not in core and not (len(core) > 2 and set(core) <= set(_DIGITS)) else None
    if pair and _are_two_ends(pair):
        low, high = (core[: pair.start()] + pair[end] + core[pair.end() :] for end in ("low", "high"))
        return Number(chinese_value(low), chinese_value(high), "≈")
    return Number(chinese_value(core) if core else None, qualifier=qualifier)


def is_blank(surface: str) -> bool:
    """Whether the digits were blanked out."""
    return surface[:1] in ("*", "X", "（", "(") or surface.startswith("零零")


def _inner_qualifier(core: str) -> str:
    """How the approximators inside a number make it to be taken."""
    if core[0] == "上":
        return "≥"
    if "余" in core or "多" in core:
        return ">"
    return "≈" if "几" in core or "数" in core or "来" in core else "="


def _are_two_ends(pair: re.Match[str]) -> bool:
    """Whether two digits side by side are neighbours: 七八, 两三; or the set phrase 三五."""
    low, high = _DIGITS[pair["low"]], _DIGITS[pair["high"]]
    return high - low == 1 or (low, high) == (3, 5)
