"""The numbers of Chinese prose: how they are spelt, and what they are worth.

Everything here works on normalised text, in which full-width digits and the older characters of numbers and of their
context have been replaced one for one, so that offsets hold in the text as printed.
"""

import re
from decimal import Decimal
from typing import NamedTuple

# One character for one character: the older forms that numbers, units and their context are written in.
_OLDER = (
    "萬億兩幾數餘點個隻條項兆戶畝噸頃達過長減業產産總學區縣國與於將為爲後佔營農實現間時層擧級應從擴參從價"
    "佈幣寬約較對還後領計劃發電這們來說進遠運術處買賣貨軍隊報書問題開關門陽難頭類養館體黨選婦醫衞衛會員資"
    "財貿額貸務設備單統織線紡紗製機構築衆經濟積極勞動鐵錢鋼確認護議論許調獲獎爭戰勝斷續強預僅規屆廣"
)
_NEWER = (
    "万亿两几数余点个只条项兆户亩吨顷达过长减业产产总学区县国与于将为为后占营农实现间时层举级应从扩参从价"
    "布币宽约较对还后领计划发电这们来说进远运术处买卖货军队报书问题开关门阳难头类养馆体党选妇医卫卫会员资"
    "财贸额贷务设备单统织线纺纱制机构筑众经济积极劳动铁钱钢确认护议论许调获奖争战胜断续强预仅规届广"
)
_WIDE = "０１２３４５６７８９．％‰：／＊×✕╳ＸXx〇○―–−－—～∼〜"
_PLAIN = "0123456789.%‰:/***XXXX零零-----~~~"
_NORMAL = str.maketrans(_OLDER + _WIDE, _NEWER + _PLAIN)


def normalise(text: str) -> str:
    """Replace full-width and older characters one for one; offsets stay as they are."""
    return text.translate(_NORMAL)


# Arabic: 1234 · 1,234,567 · 12.5 · and set with spaces between the digits, as scanned books have it: 1 5 .3.
COMMA_DIGITS = r"\d{1,3}(?:[,，]\d{3})++(?!\d)(?:\.\d++)?"
SPACED_DIGITS = (
    r"\d(?:[ ]\d)++(?!\d)(?:[ ]?\.[ ]?\d(?:[ ]\d)*+(?!\d))?[ ]?|"
    r"\d[ ]?\.[ ]?\d(?:[ ]\d)*+(?!\d)[ ]|"
    r"\d[ ](?=[万亿])"
)
ARABIC = rf"(?:{COMMA_DIGITS}|{SPACED_DIGITS}|\d++(?:\.\d++)?)"
# A scale word after Arabic digits; the 千 of 千瓦 and the 百 of 百分 belong to the unit.
SCALE = r"(?:[十百千]?(?:万亿|万万|亿万|[万亿])|[十百](?![分])|千(?![瓦米克伏卡升帕赫安乏]))"
# Approximators inside a number.
INSIDE = r"[余多几来]"
# Chinese: 三百零九 · 四亿二千万 · 百分之四点五; a run this long is no number but a line of filler.
CHINESE_RUN = r"(?:[零一二两三四五六七八九十百万亿]|千(?![瓦克伏卡帕赫])){1,24}+"
CHINESE = rf"(?:{CHINESE_RUN}(?:点[零一二三四五六七八九]{{1,8}}+)?)"
# 几十 · 数百 · 上千 · 十几
VAGUE = r"(?:[几数上][十百千万亿]{1,3}+)"
ROUND = r"(?:[十百千]?(?:万亿|万万|[万亿])|[百千])"
# Digits that were blanked out: *件, ××个, XX万元.
BLANK = r"(?:\*{1,8}+|X{1,6}+)"

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_SUCCESSIVE = re.compile(r"([一二三四五六七八九])([一二三四五六七八九])(?=[十百千万亿]|$)")


class Number(NamedTuple):
    """What a number is worth: its value, the upper end of a range, and how it is to be taken."""

    value: Decimal | None
    high: Decimal | None = None
    qualifier: str = "="


def chinese_value(numeral: str) -> Decimal:
    """Read a Chinese numeral: 三百零九 → 309, 六万万 → 600000000, 一九五三 → 1953, 二点五 → 2.5."""
    whole, _, fraction = numeral.partition("点")
    decimals = fraction.rstrip("百千万亿")
    value = Decimal(_whole_value(whole))
    if decimals:
        value += Decimal("0." + "".join(str(_DIGITS[c]) for c in decimals))
    return value * scale_value(fraction[len(decimals) :])


def _whole_value(numeral: str) -> int:
    """Read the part before the point."""
    if len(numeral) > 1 and all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = section = digit = 0
    last_unit, seen = 1, False
    for c in numeral:
        if c in _DIGITS:
            digit, seen = _DIGITS[c], True
            last_unit = 1 if c == "零" else last_unit
        elif c in _SMALL:
            section += (digit or 1) * _SMALL[c]
            digit, last_unit, seen = 0, _SMALL[c], True
        else:
            section += digit
            scale = _LARGE[c]
            if section == 0 and seen:  # 万万, 万亿: the scales multiply
                total *= scale
            elif total and total < scale * 10**4 and scale == 10**8:  # 三万一千亿
                total = (total + section) * scale
            else:
                total += (section or 1) * scale
            section, digit, last_unit, seen = 0, 0, scale, True
    if digit and last_unit >= 100:  # 三百五 is 350
        digit *= last_unit // 10
    return total + section + digit


def scale_value(scale: str) -> int:
    """Multiply out a scale word: 万亿 → 10 ** 12; no scale is 1."""
    value = 1
    for c in scale:
        value *= (_SMALL | _LARGE)[c]
    return value


def arabic_value(digits: str) -> Decimal:
    """Read Arabic digits with commas and spaces."""
    return Decimal(digits.replace(",", "").replace("，", "").replace(" ", ""))


_TERM = re.compile(rf"(?P<n>{ARABIC})?(?P<inside>{INSIDE})?(?P<s>{SCALE})?")
_SIGNS = "+-"


def arabic_number(surface: str) -> Decimal:
    """Read digits with scale words: 3万5千 → 35000, 120多万 → 1200000, 1.5 → 1.5."""
    sign = -1 if surface[:1] == "-" else 1
    total, at = Decimal(0), len(surface) - len(surface.lstrip(_SIGNS))
    while at < len(surface):
        m = _TERM.match(surface, at)
        if not m or m.end() == at:
            break
        if m["n"]:
            total += arabic_value(m["n"]) * scale_value(m["s"] or "")
        at = m.end()
    return sign * total


def read_number(surface: str) -> Number:
    """Read one number as it stands, its inner approximators included.

    Examples: 1800余 → 1800 ">", 十几 → 10 "≈", 上亿 → 10 ** 8 "≥", 三四十 → 30 to 40 "≈", ** → None.
    """
    core = surface.replace(" ", "")
    if core[:1] in ("*", "X"):
        return Number(None, qualifier=">" if re.search(r"[余多]", core) else "=")
    qualifier = "="
    if core[0] == "上":
        qualifier = "≥"
    elif re.search(r"[余多]", core):
        qualifier = ">"
    elif re.search(r"[几数来]", core):
        qualifier = "≈"
    if re.match(rf"[{_SIGNS}]?\d", core):
        return Number(arabic_number(core), qualifier=qualifier)
    core = re.sub(r"[余多几数来上]", "", core)
    pair = _SUCCESSIVE.search(core)
    if pair and _DIGITS[pair[2]] - _DIGITS[pair[1]] == 1 and "点" not in core and not _is_year(core):
        low, high = (core[: pair.start()] + pair[k] + core[pair.end() :] for k in (1, 2))
        return Number(chinese_value(low), chinese_value(high), "≈")
    return Number(chinese_value(core) if core else Decimal(1), qualifier=qualifier)


def _is_year(numeral: str) -> bool:
    """Whether a numeral is spelt digit by digit: 一九五三."""
    return len(numeral) > 2 and all(c in _DIGITS for c in numeral)
