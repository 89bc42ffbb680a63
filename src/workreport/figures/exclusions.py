"""What is no figure: dates, names, markers, sets, and turns of phrase that only hold a numeral."""

import re

from workreport.figures.lexicon import either, ends_in, words

# G60, “十四五”, 第三, 每3人: the number is part of a name, or a base.
_NAME_BEFORE = re.compile(
    r"""
      [A-Za-z0-9Ⅰ-Ⅹ_&.]$ | (?<=[A-Za-z0-9])[+-]$
    | 第$ | 每隔?$
    | [〔\[]$
    | [“"《][^”"》]{0,2}$
    """,
    re.VERBOSE,
)
# 四点 五, 7万 5千, 二十 亿: what stands before the blank belongs to the number, which cannot be read in pieces.
_BROKEN_OFF = re.compile(r"[\d零一二三四五六七八九十百千万亿点][ ]$")
_NEAR = 4  # characters, in which what stands before a name ends
# 以上十项, 人数百万: what looks like 上十, 数百 begins with the end of another word.
_TAIL_OF_WORD = re.compile(r"[以之如由同综]上|[次人总个件函指户例倍天基分]数")

_AFTER_RANK = re.compile(r"[，。；！？、,;.\n）)”和及的]|$|跃|升|提|上升|降|到|至|以内")
_STANDING = re.compile(either("standing_before") + r"[^，。；！？\n]{0,14}$")
_NOT_AHEAD = re.compile(r"[目提当此日以之年月空跟超从生产]$")
_AIMED_AT = re.compile(r"拼$|争[^，]{0,2}$")

_LASTING_YEARS = re.compile(either("lasting_years") + r"[^，。；、]{0,3}$")
_LASTING = re.compile(either("lasting") + "了?$")
_DATED_BEFORE = re.compile(rf"(?<!提){either('dated_before')}的?$")
_DATED_AFTER = re.compile(either("dated_after"))
_AGE = re.compile(r"(?:寿命|年龄)[^，。；、]{0,8}$|岁[^，。；、\d]{0,5}[到至](?:\d{4}年的?)?$")  # 从75.2岁提升至76.8岁
_CIRCLE = re.compile(r"[^，。；、]{0,7}圈")  # 15分钟生活圈 is a name

# A money word that is part of a name: 万元GDP.
_BASE = re.compile(r"(?:地区|国内|工业|农业)?(?:生产总值|GDP|增加值|产值|以上企业|营业|营收|固定|投资强度)")
_NOUN_AFTER = re.compile(
    r"[\u4e00-\u9fff]{2}(?<!以[上下内])(?<!左右)(?<!大关)"
)  # 百元医疗收入: so much for each hundred
_ABSTRACT_YUAN = re.compile(r"结构|经济|化|体制|社会|论|格局")  # 二元结构
_ROUND_LEAD = ends_in("round_lead")
_SETS_BEFORE = ends_in("sets_before")
_SETS_AFTER = re.compile(either("sets_after"))
_ONLY_SCALE = re.compile(r"[十百千万亿]+余?$")
_ONE_OR_TEENS = re.compile(r"一[二两三四五六七八九]?")
_SMALL_CHINESE = re.compile(r"[零一二两三四五六七八九十几至到-]+$")
_DEFINITE_LARGE = re.compile(r"[^几数上]*[百千万亿]")
_SYSTEM = re.compile(r"制(?![定造作成度订品药约冷图片])")  # 3人制篮球, 三年制专科
_CLOCK = re.compile(r"\d[时点:]$|月$")
_BLANKED = re.compile(r"[*X（(]|零零")
_ROAD = re.compile(r"\d{3}")  # 214线 is a road
_TIER = re.compile(r"上线|[线批及]|以上|院校|录取|[生率]")  # 二本上线: a tier of universities
_COURSES_BEFORE = re.compile(r"(?:[班堂坛座讲课会刊报]|[培轮集]训[^，。；、]{0,6})$")
_COURSES_AFTER = re.compile(r"[^，。；、]{0,8}[班训讲课刊报]")
_LISTED_BEFORE = re.compile(r"、[^，。；、]{1,6}$")  # 香港、澳门两个特别行政区 are a set

_VALUE_LEAD = ends_in("before_values")
_VALUE_END = re.compile(r"[，。；、（！缩降提上扩增]|$")


def is_name(low: str, before: str) -> bool:
    """Whether a number is part of a name or of a longer word or number: G60, “十四五”, 第三, 以上十天, 四点 五."""
    near = len(before) - _NEAR
    broken_off = before.endswith(" ") and _BROKEN_OFF.search(before, near)
    if broken_off and (before[-2] in "十百千万亿" or not low[0].isdigit()):
        return True
    return bool(_NAME_BEFORE.search(before, near) or _TAIL_OF_WORD.fullmatch(before[-1:] + low[0]))


_PUT_FIRST = re.compile(r"(?:作为|当作|放在|摆在|摆到|置于)$")  # 把稳定作为第一位的任务 claims no standing


def is_standing(surface: str, before: str, after: str) -> bool:
    """Whether a 第 or 前 number claims a standing: 居全省第3位; not 第三方, 提前5天, 争第一."""
    ahead, named = surface[0] == "前", surface[-1] in "位名"
    if (
        (ahead and _NOT_AHEAD.search(before))
        or _AIMED_AT.search(before)
        or _PUT_FIRST.search(before)
        or not _AFTER_RANK.match(after)
    ):
        return False
    return bool(_STANDING.search(before)) or (named and not ahead)


def stands_alone(low: str, before: str, after: str) -> str:
    """The kind of figure a number without a unit makes: 130万老年人, 缩小至2.12; "" when it makes none."""
    if after[:1] in ("”", "级"):  # 五百亿级园区: a class of them
        return ""
    definite = ("万" in low or "亿" in low) and not _ONLY_SCALE.match(low) and low[0] not in "数几上"
    if definite and (low[0].isdigit() or not after.startswith(("，", "。", "；", "、", "）"))):
        return "count"
    if low[0].isdigit() and _VALUE_LEAD.search(before) and _VALUE_END.match(after) and "年" not in before[-6:]:
        return "ratio" if "." in low else "count"
    return ""


def counts(low: str, unit: str, kind: str, before: str, after: str) -> bool:
    """Whether a number with this unit is a figure and not a date, a name or a turn of phrase."""
    if _BLANKED.match(low):
        return _blank_counts(unit, kind)
    if _SYSTEM.match(after):
        return False
    if kind == "duration":
        return _lasts(low, unit, before, after)
    if low[0].isdigit():
        return not ((_CLOCK.search(before) and unit in ("日", "分")) or (unit == "线" and _ROAD.fullmatch(low)))
    if _ONLY_SCALE.match(low) and low != "十":
        return _is_round_amount(low, unit, before, after)
    return _chinese_counts(low, unit, kind, before, after)


def _blank_counts(unit: str, kind: str) -> bool:
    """Whether blanked digits with a unit are a figure: *件, （ ）件; not **村, XX年."""
    return unit not in words("masked_units") and not (kind == "duration" and unit in ("年", "日"))


def _lasts(low: str, unit: str, before: str, after: str) -> bool:
    """A length of time, not a date: 为期两周, 连续8年, 缩短10天; not 2023年, 近三年, 五年来."""
    if unit in ("岁", "周岁"):
        return bool(_AGE.search(before))
    if _DATED_BEFORE.search(before) or _DATED_AFTER.match(after):
        return False
    if unit in ("年", "日"):
        lasting = bool(_LASTING_YEARS.search(before)) or after[:1] == "半"
        return (len(low) < 4 and lasting) or ("." in low and unit == "年")
    if low == "一" or _CIRCLE.match(after):
        return False
    return low[0].isdigit() or bool(_LASTING.search(before)) or (after[:1] == "的" and len(low) > 1)


def _is_round_amount(low: str, unit: str, before: str, after: str) -> bool:
    """万亿元, 百万辆, 亿元以上, 万余人; not 万元GDP, 百人, 千家万户."""
    if unit in ("元", "美元"):
        return low != "万" and not _BASE.match(after) and not (low in ("百", "千") and _NOUN_AFTER.match(after))
    if unit in ("县", "市", "区", "镇", "村"):  # 千亿县
        return False
    if "亿" in low or unit == "吨" or low.endswith("余"):
        return True
    return bool(_ROUND_LEAD.search(before)) or (low in ("百万", "千万", "万亿") and unit != "人")


def _chinese_counts(low: str, unit: str, kind: str, before: str, after: str) -> bool:
    """Whether a Chinese number counts: 两百户, 十五人, 三位同学; not 一个, 三省, 二元结构, 三个方面."""
    exact = unit in words("exact_units")
    if low == "零" or (unit == "元" and _ABSTRACT_YUAN.match(after)):  # 零部件
        return False
    if exact or low == "一":  # 两吨, 四十克, 一吨半
        return exact and (low != "一" or after[:1] == "半")
    if unit in words("place_units") and not _DEFINITE_LARGE.match(low):
        return False
    measured = kind == "measure" and "十" in low  # 二十一担; a set has fewer, or is of things
    small = _SMALL_CHINESE.match(low) and kind in ("count", "measure") and not measured
    return not small or _is_concrete(low, unit, before, after)


def _is_concrete(low: str, unit: str, before: str, after: str) -> bool:
    """Whether a small Chinese count is of people, or of things made or done: 两个团队, 六期; not 三个方面."""
    if unit == "本" and low in ("二", "三") and _TIER.match(after):
        return False
    if _SETS_BEFORE.search(before) or _ONE_OR_TEENS.fullmatch(low) or _SETS_AFTER.match(after):
        return False
    if unit == "期" and low[0] != "两" and not (_COURSES_BEFORE.search(before) or _COURSES_AFTER.match(after)):
        return False  # 机场三期 is the third stage; 两 counts, and never orders
    if unit in words("people_units"):
        return True
    return unit in words("done_units") and not (unit == "个" and _LISTED_BEFORE.search(before))
