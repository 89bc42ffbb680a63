"""What the words around a figure say of it: how exact it is, and whether it is the size of a change."""

import re
from collections.abc import Sequence

from workreport.figures.figure import Figure
from workreport.figures.lexicon import FOLDER, either, tagged
from workreport.writing.lists import read_list

# 约, but not the end of 签约20个项目, 节约3小时, 预约5次.
_ABOUT_WORD = "(?:大约|(?<![签节预合特集制履违邀缔条公])约)"
# Qualifiers that end right before the number; the longer word first, so that 不超过 is not read as 超过.
_BEFORE = [
    ("≤", re.compile(r"(?:不超过|不高于|不多于|不大于|不得超过|最多|至多|最高)$")),
    ("≥", re.compile(r"(?:不少于|不低于|不小于|不得少于|不得低于|不下|至少[^，。；、\d]{0,4}|最低|最少)$")),
    ("<", re.compile(r"(?:不足|不到|不满|低于|少于|小于|未达到?)$")),
    (">", re.compile(r"(?:超过了?|突破了?|(?<!赶)超|逾|高于|大于|多于|跨越|(?<![侦告攻打])破)$")),
    ("≈", re.compile(rf"(?:{_ABOUT_WORD}(?:为|[合计需]|折合)?|接近|将近|(?<![附邻临])近|大致|上下|左右|大概)$")),
]
# Qualifiers that begin right after the unit. 以上 after a noun (3个以上) counts, 以上学历 hardly ever follows a unit.
_AFTER = [
    ("≥", re.compile(r"钱?(?:\(含\))?(?:及以上|以上|之上|起(?=[，。；、）]))")),
    ("≤", re.compile(r"钱?(?:及以下|以下|以内|之内|之下)")),
    ("≈", re.compile(r"钱?(?:左右|上下)")),
    (">", re.compile(r"(?:多|有余)(?![少个种元样项家式媒边功层维])")),
]
# What they begin and end with: most figures have none.
_AFTER_HEADS = frozenset("钱(及以之起左上多有")
_BEFORE_ENDS = frozenset("合计需过于多高少下低足到满达了超逾越破约为近致右概大\n")
# 大约增加了, 约有: the approximation stands before the verb.
_ABOUT = re.compile(rf"(?:{_ABOUT_WORD}|估计)(?:(?:增加|增长|提高|下降|减少|有|为|达到?|是)了?|占[^，。；、]{{0,8}})$")


def _changes() -> dict[str, tuple[str, str]]:
    """Each word for a change with its sign and its reach."""
    lines = (line.split() for line in read_list(FOLDER / "changes.txt"))
    return {word: (sign, reach) for word, sign, reach in lines}


CHANGES = _changes()
_WORDS = "|".join(sorted(map(re.escape, CHANGES), key=len, reverse=True))
# A word for a change right before a number.
CHANGING = re.compile(rf"(?:{_WORDS})了?$")
_WORD = re.compile(rf"(?P<change>{_WORDS})|(?P<level>{either('levels')})")
# What may stand between 增长 and its number.
_AT_ONCE = re.compile(r"[了约近超过逾在均各将近接大约不低于少至分别达到幅年累计平突破的率控制比例\d.、和]*$")
# What is better when it is lower.
_BAD = re.compile(r"浓度|污染|排放|能耗|事故|发案")
_NOT_CHANGE = re.compile(either("no_changes"))
_STOP = re.compile(r"[，。；：！？\n,;!?]")
_LIST = re.compile(r"(?:左右|以上|以下|以内)?[、和及与]")
_BARE_LIST = re.compile(r"(?:左右|以上|以下|以内)?[、和及与,]")
# A rate of change is the size of a change even when it is said to reach a level: 增速达到8%, 涨幅控制在3%.
_RATE = re.compile(
    r"""
    (?:增[速幅]|涨幅|上涨幅度|[降跌]幅|增长[率幅]度?)(?:已|将)?
    (?:达到?了?|为|是|控制在|保持在|稳定在)(?:超过|超|约|近)?$
    """,
    re.VERBOSE,
)
# 新增加的生产能力，就有100万吨: what was added is the amount of it.
_GROWN = re.compile(r"(?:新?增加|新增|净增|扩大|减少)了?的[^，。；、\d]{2,12}，?(?:就有|共有|共计|共|有)了?$")
_FLOW = r"新增|净增|增补"
# 新增加的能力有煤炭3万吨，石油2万吨: a list of what was added, whatever its units.
_ADDED_ARE, _ITEM = r"(?:新?增加|新增)的[^，。；]*有[^。；：]*$", re.compile(r"[，、][^，。；、]{2,8}")
# 提升40所普通高中: what follows the number is improved, not added.
_BETTERING = frozenset(("提升", "改善", "加快", "扩大", "提高"))
_NAME_FOLLOWS = re.compile(r"[\u4e00-\u9fff“]")
_MENDS = re.compile(r"(?:提升|改善)$")
_AMONG = re.compile(r"[，、]?其中[^，。；、]*$")
# 比全省平均高出3%: a difference from another place, no change in time.
_ELSEWHERE = re.compile(
    r"""
      (?:高出|低出|高于|低于|好于|优于|快于|慢于|高|低|快)(?!上年|去年|同期)[^，。；、\d]{0,14}$
    """,
    re.VERBOSE,
)
_THAN_A_PLACE = re.compile(r"(?:平均|全[国省市区县]|周边|目标|标准|预期|计划|高出|低出|高于|低于)")
# 比上年少7人次, 同比多办22件
_MORE_OR_LESS = re.compile(r"[比较][^，]{0,10}(?:(?P<more>多)|(?<!至)少)[^于达]{0,2}了?$")
_THAN_A_TIME = re.compile(r"[同环]比|上年|去年|同期|年初|上月|前年|以前|过去|上学[年期]|上[季届]|入学")


def describe(figures: Sequence[Figure], plain: str) -> None:
    """Set the qualifier and the change of every figure, in the order of the text."""
    previous = None
    for figure in figures:
        figure.qualifier = qualifier_of(figure, plain)
        if not figure.change:
            figure.change = change_of(figure, previous, plain)
        if previous and _shares_qualifier(previous, figure, plain):
            previous.qualifier = figure.qualifier = max(previous.qualifier, figure.qualifier, key="=".__ne__)
        if previous and _hands_on(previous, figure, plain):
            previous.change, figure.change = "", previous.change
        previous = figure


def _hands_on(previous: Figure, figure: Figure, plain: str) -> bool:
    """新增总量超200亿元县2个: what was added is counted after the amount that describes it."""
    between = plain[previous.end : figure.start]
    described = previous.kind == "money" and figure.kind == "count" and previous.qualifier != "="
    return described and bool(previous.change) and bool(re.fullmatch(r"(?:以上)?的?[\u4e00-\u9fff]{1,8}", between))


def _shares_qualifier(previous: Figure, figure: Figure, plain: str) -> bool:
    """分别稳定在310万吨和750万吨左右, 突破8万亿元、9万亿元: the word at the end or the beginning holds for both."""
    between = plain[previous.end : figure.start]
    if (previous.qualifier == "=") == (figure.qualifier == "=") or between not in ("和", "、", "及"):
        return False
    before = plain[max(0, previous.start - 12) : previous.start]
    return ("分别" if previous.qualifier == "=" else "突破") in before


def qualifier_of(figure: Figure, plain: str) -> str:
    """The qualifier around the number, or the one inside it when there is none."""
    after = plain[figure.end : figure.end + 6]
    for sign, words in _AFTER if after[:1] in _AFTER_HEADS else ():
        if words.match(after):
            return sign
    before = plain[max(0, figure.start - 5) : figure.start]
    for sign, words in _BEFORE if before[-1:] in _BEFORE_ENDS or "至少" in before else ():
        if words.search(before):
            return sign
    about = _ABOUT.search(plain[max(0, figure.start - 12) : figure.start])
    return "≈" if about and figure.qualifier == "=" else figure.qualifier


def change_of(figure: Figure, previous: Figure | None, plain: str) -> str:
    """Whether the figure is the size of an increase or of a decrease."""
    if figure.kind == "rank":
        return ""
    floor = previous.end if previous else 0
    window = plain[max(floor, figure.start - 40) : figure.start]
    word = _own_change(figure, window, plain)
    if word is None and previous and previous.change and _continues(previous, figure, plain):
        return previous.change
    return word or ""


def _own_change(figure: Figure, window: str, plain: str) -> str | None:
    """What the words right before a figure say of a change; None when they say nothing either way."""
    clause = _STOP.split(window)[-1]
    rate = _RATE.search(clause)
    if rate:
        return "-" if rate[0][0] in "降跌" else "+"
    if figure.kind == "duration" and clause.endswith(("连续", "持续", "为期", "的")):
        return ""
    if _is_difference(clause):
        return ""
    told = _MORE_OR_LESS.search(clause)
    if told and _THAN_A_TIME.search(clause):
        return "+" if told["more"] else "-"
    grown = _GROWN.search(window)
    if grown:
        return "-" if grown[0].startswith(("减少", "裁减")) else "+"
    thing = figure.kind in ("count", "measure")
    return _last_change(clause, governs=thing and bool(_NAME_FOLLOWS.match(plain, figure.end) or _MENDS.search(clause)))


def _is_difference(clause: str) -> bool:
    """Whether a figure says how far one place is from another: 比全省平均高出3%, 高于全国2个百分点."""
    elsewhere = _ELSEWHERE.search(clause)
    if not elsewhere or _THAN_A_TIME.search(clause):
        return False
    return elsewhere[0].startswith(("高出", "高于", "低于", "低出", "好于", "优于")) or bool(
        re.search(r"比[^，]{0,12}$", clause[: elsewhere.start()]) and _THAN_A_PLACE.search(clause)
    )


def _continues(previous: Figure, figure: Figure, plain: str) -> bool:
    """Whether a figure shares the change of the one before: 分别增长5%、6%; 新增A3家、B5家; 新增3家，其中A2家."""
    between = plain[previous.end : figure.start]
    before = plain[max(0, previous.start - 60) : previous.start]
    if (
        between in ("，即", "即")
        or (not between and figure.kind == previous.kind == "count")
        or (figure.kind == previous.kind and _BARE_LIST.fullmatch(between))
    ):
        return True
    if _ITEM.fullmatch(between) and re.search(_ADDED_ARE, before):
        return True
    clause = _STOP.split(before)[-1]
    alike = figure.kind == previous.kind or {figure.kind, previous.kind} == {"count", "measure"}
    if not alike or not re.search(_FLOW, clause):
        return False
    mark = _LIST.match(between)
    if not mark or len(between) >= 30 or _STOP.search(between):
        return bool(_AMONG.match(between))
    named = tagged(between[mark.end() :])
    return not named or (
        named[0][1] != "v" and named[0][0] not in ("培育", "建设")
    )  # 新增3家、培育5家: the second is no increase


def _last_change(clause: str, *, governs: bool) -> str | None:
    """The sign of the last change word of a clause; "" when a level follows it, None when there is neither."""
    sign: str | None = None
    masked = _NOT_CHANGE.sub(lambda m: "#" * len(m[0]), clause)
    for m in _WORD.finditer(masked):
        if m["level"]:
            sign = "" if m["level"] in "到至达为占由从" or sign is None else sign
            continue
        word_sign, reach = CHANGES[m["change"]]
        if reach == "far":
            sign = word_sign
        elif _AT_ONCE.match(masked, m.end()) and not (governs and m[0] in _BETTERING):
            sign = "-" if m[0] == "改善" and _BAD.search(clause) else word_sign
    return sign
