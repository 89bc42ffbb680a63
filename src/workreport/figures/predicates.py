"""What stands between a name and its number and is no part of the name: 粮食产量[预计可达到]5万吨."""

import re
from functools import cache

from workreport.figures.lexicon import cut, either, tagged, words

BRACKETS = re.compile(r"（[^（）\n]{0,30}）|\([^()\n]{0,30}\)|\[\d{1,2}\]")
_BRACKETS_AT_END = re.compile(rf"(?:{BRACKETS.pattern})$")
MEASURES = frozenset("率额量数值度比")  # what the names of indicators end in
NOUN_TAGS = ("n", "l", "j", "i", "b", "s", "x", "z")
# 比上年同期, 较年初, 与五年前相比, 高于全省平均: what a change or difference is measured against.
_COMPARISON = re.compile(
    rf"""
      (?:高于|低于|高出|低出|快于|慢于|优于|好于)[^，。；、：]{{1,16}}$
    | (?:(?<![占环类可评对师药配相同])比|同比(?=[上去前])|较(?![大好高多快强])|(?<!参)与)
      (?: {either("compared_with")} | [“"]?十[一二三四五六]五 | [\d一二三四五六七八九零]{{2,4}}年 | 五年 )
      [^，。；、：]{{0,14}}$
    | (?<!参)与[^，。；、：与]{{2,12}}相比较?$
    """,
    re.VERBOSE,
)
# What else stands between a name and its number.
_MANNER = re.compile(
    r"""
      比“[^”]{1,8}”
    | (?:[上攀回提飙跃拉]升|[下压]降|[激递猛扩]增|[锐削缩]减|压[缩减]|扩[容面围]|[升降增减缩])[至到]
    | (?<![一二三四五六七八九零十\d])(?:[一二三四五六七八九十]{1,2}|\d{1,2})年(?:间|来)?
    | [由从][一二三四五六七八九十\d]{1,2}年前
    | 按[^，、]{2,6}(?:口径|价格?|标准)(?:计算)?
    | 按[年季月日]计算
    | 每个?[次月周年季天日]度?(?:至少|最少)?(?:召开|举办|开展|组织|进行|学习)?
    | (?:同|可比|全)口径
    | [由从][^，、\d]{1,8}后的
    | [由从](?:上年|去年|年初|期初|上月|原来)(?:同期)?的?(?:亏损|盈利)?
    | (?:转为|扭亏为)(?:盈利?|亏损)
    | 超(?:额|过)?(?:[^，、]{0,6}(?:目标|计划|任务|要求)|(?:上年|去年)(?:同期)?)
    | (?:位[居列]|名列|跻身|居于)[^，、]{0,8}
    | [多少短超][收支办发产销增缴征付用花招审](?=$)
    | 在[^，、]{2,8}中
    | [剔扣]除[^，、]{1,12}后(?:的|实际|可比|同口径)?
    | 创[^，、创]{0,6}(?:新高|最高|最好)(?:水平|纪录)?
    | (?:[稳位跃]?[居列]|排名?)(?:全[国省市区县校]|国内|亚洲|世界|行业|(?:中国|中|东)?[西中东]部)[^，、]{0,6}
    | (?:首次)?(?:进入|跻身)[^，、]{1,6}
    | (?:每(?:公斤|公里|公顷|平方米|立方米|千瓦时|小时|人次|[^，、每])){1,2}
    | [比较]?[一二三四五六七八九零\d](?:[ ]?[一二三四五六七八九零\d]){0,3}[ ]?年的?
    | 前[一二三四五两\d]年
    """,
    re.VERBOSE,
)
_MANNER_HEADS = (
    r"\d零一二三四五六七八九十比较由从按每同可全转扭超多少短在剔扣创首进前位名跻居列排稳跃"
    "上攀回提飙拉下压降激递猛锐削缩减升增扩"
)
_MANNER_AT_END = re.compile(rf"(?=[{_MANNER_HEADS}])(?:{_MANNER.pattern})$", re.VERBOSE)
# What an indicator has become: 蔬菜面积[发展到], 报销比例[调整为].
_BECOMES = re.compile(either("becoming") + "[到至为成达]$")
# What may end a clause and is no part of its name, with what it begins with: most clauses need not be searched for it.
_ASIDES = [
    (re.compile(f"[{_MANNER_HEADS}]"), _MANNER_AT_END),
    (re.compile("[高低快慢优好同比较与]"), _COMPARISON),
    (re.compile(r"[（(\[]"), _BRACKETS_AT_END),
]
# Adverbs between an indicator and its 完成, and what indicators end in.
_HOW_ACHIEVED = re.compile("(?:累计|预计|已|超额|实际|确保|计划|顺利|圆满|全部|提前|力争)+$")
_INDICATOR_END = re.compile(rf"(?:[{''.join(MEASURES)}]|{either('indicator_ends')})$")
# 收入总计 is a line of a budget.
_TOTAL = re.compile(r"(?:(?<=年)|(?<![\u4e00-\u9fff]))(?:收入|支出|资产|负债)[总合]计$")
_EACH_DOES = re.compile(r"分别(?P<deed>[^，、]{1,4})$")  # 系统整合[分别完成]
# Characters that hardly ever end a noun.
_ALWAYS_APART = frozenset("均都达超约至到从由于了的占将也还仅只逾即再已")
_EDGE = " ,，、:：·—"


def trim_tail(plain: str, start: int, end: int) -> int:
    """Where a clause ends without its predicate and its comparisons."""
    while end > start:
        length = _tail_length(plain, start, end)
        if not length:
            break
        end -= length
    return end


def _tail_length(plain: str, start: int, end: int) -> int:
    """How many characters at the end are no part of a name."""
    if plain[end - 1] in _EDGE:
        return 1
    window = plain[max(start, end - 24) : end]
    length = _aside_length(window) or _deed_length(window)
    if length or (window[-1] == "计" and _TOTAL.search(window)):
        return length
    for word in _tails_by_end().get(plain[end - 1], ()):
        if plain.endswith(word, start, end) and (
            len(word) > 1 or word in _ALWAYS_APART or _ends_in_word(plain, word, start, end)
        ):
            return len(word)
    return 0


def _aside_length(window: str) -> int:
    """How long the comparison, manner or remark at the end of a clause is."""
    for heads, pattern in _ASIDES:
        head = heads.search(window)
        aside = head and pattern.search(window, head.start())
        if aside and len(aside[0]) > 1:
            return len(aside[0])
    return 0


def _deed_length(window: str) -> int:
    """How long the verb at the end of a clause is, that says what becomes of its subject."""
    if window.endswith(("完成", "计划")) and _achieved(window):
        return 2
    becomes = _BECOMES.search(window) if window[-1] in "到至为成达" else None
    if becomes:
        return len(becomes[0])
    each = _EACH_DOES.search(window)
    if each and not any(tag[:1] in NOUN_TAGS for _, tag in tagged(each["deed"])):
        return len(each[0])
    return 0


@cache
def _tails_by_end() -> dict[str, list[str]]:
    """The words that are no part of a name, by their last character, the longest first."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words("tails"), key=len, reverse=True):
        tails.setdefault(word[-1], []).append(word)
    return tails


def _achieved(clause: str) -> bool:
    """Whether 完成 is what an indicator does (售电量累计完成5亿度), and no part of a deed (整改完成298个)."""
    if tagged(clause)[-1][0] not in ("完成", "计划"):
        return False
    stem = _HOW_ACHIEVED.sub("", clause[:-2])
    tokens = tagged(stem)
    word, tag = tokens[-1] if tokens else ("", "x")
    if _INDICATOR_END.search(stem) and word != stem:
        return True
    how = stem != clause[:-2]
    return clause.endswith("完成") and (tag[:1] == "n" or (how and tag == "vn"))


def _ends_in_word(plain: str, word: str, start: int, end: int) -> bool:
    """Whether one character is a word by itself there: 于 is, as the 为 of 上线率为; the 应 of 供应 is not."""
    if end - 1 > start and plain[end - 2] in MEASURES:
        return True
    if word == "列" and plain[end - 2 : end - 1] in tuple("出并序系队"):  # 脱贫出列
        return False
    return cut(plain[max(start, end - 8) : end])[-1] in (word, "已" + word, "也" + word, word + word)
