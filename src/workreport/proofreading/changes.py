"""Whether values and their changes agree: growth, gaps in percentage points, last year's values."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from workreport.proofreading.amounts import Amount, by_sentence, written_like
from workreport.proofreading.intervals import Interval, one
from workreport.proofreading.lists import FOLDER
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.repeats import name_of
from workreport.proofreading.rules import DOUBTFUL, WRONG, Finding, Rule, at_digits
from workreport.writing.lists import one_of, read_list
from workreport.writing.numerals import count_of

_PERCENT = Decimal(100)
_FALL, _RISE = one_of("proofreading/falls"), one_of("proofreading/rises")
_TO = re.compile(
    rf"^[，、]?(?:逐步|稳步|大幅|跃|快速|进一步)?(?:{_RISE}|{_FALL})[到至为]"
    r"(?:\S{0,6}年[末底初]?的?)?[约近超逾]?$"
)
_FROM = re.compile(r"[由从](?:[^，。；]{0,12}?的)?[约近超逾]?$")
_THAN = re.compile(
    r"^[，、]?[比较](?:(?:19|20)\d\d年|上年|去年|年初|[^，。；\d]{0,6}[末底初])(?:同期|[末底])?的?[约近]?$"
)
_AS_MANY = re.compile(r"^[，、]?(?:相当于|是|为)(?:(?:19|20)\d\d年|上年|去年|[^，。；\d]{0,6}[末底初])的?[约近]?$")
_OF_THE_FIRST = re.compile(
    r"^[，、]?(?:相当于|是|为)(?:(?:19|20)\d\d年[末底初]?|上年|去年|原来|当时|当初|成立之初)的[约近]?$"
)
_CHANGED = re.compile(rf"^(?:[比较](?:上|去)年|同比|累计|共|净|实际)?(?P<verb>{_RISE}|{_FALL})(?:了|达到?|为)?[约近]?$")
_FALLS = frozenset(read_list(FOLDER / "falls.txt"))
_CONSTANT = re.compile(r"生产总值|增加值|收入|产值|投资|GDP|实际|可比|同口径|不变价")


def _growth(copy: Manuscript) -> Iterator[Finding]:
    for rows in by_sentence(copy.amounts):
        for place, amount in enumerate(rows[:-1]):
            following, rest = rows[place + 1], rows[place + 2 : place + 4]
            if _goes_from_to(copy.text, amount, following):
                yield from _against_both(copy, amount, following, rest)
                if rest and _OF_THE_FIRST.match(copy.text[following.end : rest[0].start]):
                    yield from _times_disagree(following, amount, rest[0])
                yield from _doubled(copy.text, amount, following)
            elif _is_compared(copy.text, amount, following):
                yield from _against_both(copy, following, amount, rest, said_after=following)
            elif rest and amount.unit == following.unit and _AS_MANY.match(copy.text[amount.end : following.start]):
                yield from _so_many_times(copy.text, amount, following, rest[0])
            elif not amount.percent and not amount.change:
                yield from _against_the_increase(copy, amount, rows[place + 1 : place + 3])


def _goes_from_to(text: str, first: Amount, second: Amount) -> bool:
    """由A增至B, both in one unit."""
    between = text[first.end : second.start]
    opened = _FROM.search(text[max(0, first.start - 20) : first.start])
    return bool(opened and first.unit == second.unit and _TO.match(between))


def _is_compared(text: str, second: Amount, first: Amount) -> bool:
    """B，比上年的A, both in one unit: the older number is the one that stands last."""
    return second.unit == first.unit and not first.change and bool(_THAN.match(text[second.end : first.start]))


def _followers(text: str, last: Amount, rows: list[Amount]) -> Iterator[tuple[Amount, str]]:
    """The changes that are said right after a value, each with its verb."""
    for amount in rows:
        between = re.sub(r"^[，、]", "", text[last.end : amount.start])
        match = _CHANGED.match(between)
        if not match:
            return
        yield amount, match["verb"]
        last = amount


def _against_both(
    copy: Manuscript, first: Amount, second: Amount, rows: list[Amount], said_after: Amount | None = None
) -> Iterator[Finding]:
    """A change that is said after 由A增至B, or after B，比上年的A."""
    for amount, verb in _followers(copy.text, said_after or second, rows):
        sign = -1 if verb in _FALLS else 1
        low, high = (first, second) if sign == 1 else (second, first)
        gap = high.interval.minus(low.interval)
        if amount.unit == first.unit and not amount.percent:
            if not gap.meets(amount.interval):
                yield _disagree(amount, first, second, f"相差{written_like(amount, gap.stated)}")
        elif amount.kind == "point" and first.percent:
            if not gap.meets(amount.interval):
                yield _disagree(amount, first, second, f"相差{gap.stated.normalize():f}个百分点")
        elif amount.percent and not first.percent:
            ratio = second.interval.over(first.interval)
            if ratio and not _CONSTANT.search(_about(copy.text, first)):
                yield from _rate(amount, first, second, ratio, sign)
        elif amount.kind == "multiple" and not first.percent:
            yield from _fold(amount, first, second)


def _rate(amount: Amount, first: Amount, second: Amount, ratio: Interval, sign: int) -> Iterator[Finding]:
    growth = ratio.minus(one(1)).times(_PERCENT) if sign == 1 else one(1).minus(ratio).times(_PERCENT)
    if not growth.meets(amount.interval):
        verb = "增长" if sign == 1 else "下降"
        yield _disagree(amount, first, second, f"{verb}{growth.stated:.1f}%")


def _fold(amount: Amount, first: Amount, second: Amount) -> Iterator[Finding]:
    """增长n倍 is 1 + n times; 翻一番 from 1.95 times upwards, 翻两番 from 3.8."""
    ratio = second.interval.over(first.interval)
    if ratio is None:
        return
    if "番" in amount.text:
        if ratio.high < Decimal("1.95"):
            yield _disagree(amount, first, second, f"是{ratio.stated:.2f}倍，不到一番")
    elif not ratio.minus(one(1)).meets(amount.interval):
        yield _disagree(amount, first, second, f"增长{ratio.stated - 1:.1f}倍")


_FOLDS = re.compile(r"^[㐀-鿿]{0,3}[，、]?[㐀-鿿]{0,4}翻了?(?P<more>[近约])?(?P<number>[一两二三四])番")
_ROUNDED_DOWN = Decimal("0.975")  # 翻一番 is met from 1.95 times upwards, 翻两番 from 3.8


def _doubled(text: str, first: Amount, second: Amount) -> Iterator[Finding]:
    """由A增至B，翻了n番, which the ledger takes for no number where it is said in passing."""
    match = _FOLDS.match(text[second.end : second.end + 14])
    ratio = second.interval.over(first.interval)
    if not match or ratio is None or match["more"]:
        return
    number = count_of(match["number"])
    if ratio.high < (2 * _ROUNDED_DOWN) ** number:
        start = second.end + match.start("number")
        message = f"由{first.text}到{second.text}是{ratio.stated:.2f}倍，不到{match['number']}番。"
        yield Finding(start, start + 1, message)


def _so_many_times(text: str, second: Amount, first: Amount, times: Amount) -> Iterator[Finding]:
    """B，是上年A的n倍."""
    if text[first.end : times.start] in ("的", "的近", "的约"):
        yield from _times_disagree(second, first, times)


def _times_disagree(second: Amount, first: Amount, times: Amount) -> Iterator[Finding]:
    ratio = second.interval.over(first.interval)
    plain = times.kind == "multiple" and "倍" in times.text
    if plain and ratio and not ratio.meets(times.interval):
        yield at_digits(times, f"{second.text}是{first.text}的{ratio.stated:.1f}倍，此处是{times.text}。")


def _disagree(amount: Amount, first: Amount, second: Amount, right: str) -> Finding:
    return at_digits(amount, f"由{first.text}到{second.text}，应为{right}，此处是{amount.text}。")


def _against_the_increase(copy: Manuscript, value: Amount, rows: list[Amount]) -> Iterator[Finding]:
    """B比上年增加D、增长x%: x must be D of B less D."""
    found = list(_followers(copy.text, value, rows))
    if len(found) != 2 or found[0][0].unit != value.unit or not found[1][0].percent:
        return
    (increase, verb), (rate, other) = found
    falls = verb in _FALLS
    before = value.interval.plus(increase.interval) if falls else value.interval.minus(increase.interval)
    ratio = increase.interval.over(before)
    if ratio is None or falls != (other in _FALLS) or _CONSTANT.search(_about(copy.text, value)):
        return
    growth = ratio.times(_PERCENT)
    if not growth.meets(rate.interval):
        right, said = f"{growth.stated:.1f}", f"{value.text}、比上年{verb}{increase.text}"
        yield at_digits(rate, f"{said}，应为{other}{right}%，此处是{rate.text}。", right)


def _about(text: str, amount: Amount) -> str:
    """What stands before a number in its sentence, as far as the look reaches."""
    return re.split(r"[。；\n]", text[max(0, amount.start - 40) : amount.start])[-1]


def _point(copy: Manuscript) -> Iterator[Finding]:
    for rows in by_sentence(copy.amounts):
        for (place, first), second in zip(enumerate(rows), rows[1:], strict=False):
            text, percents = copy.text, first.percent and second.percent
            if not percents or not (_goes_from_to(text, first, second) or _is_compared(text, first, second)):
                continue
            for amount, _ in _followers(text, second, rows[place + 2 : place + 3]):
                gap = abs(second.interval.stated - first.interval.stated)
                near = abs(gap - amount.interval.stated) <= second.interval.high - second.interval.low
                older, newer = (second, first) if _is_compared(text, first, second) else (first, second)
                if amount.percent and near and not _is_rate(amount, older, newer):
                    right = f"{gap.normalize():f}个百分点"
                    message = f"{first.text}到{second.text}相差{right}，百分比之差不能写作“{amount.text}”。"
                    yield Finding(amount.start, amount.end, message, right)


def _is_rate(amount: Amount, first: Amount, second: Amount) -> bool:
    """Whether the number is the growth of the percentage itself."""
    ratio = second.interval.over(first.interval)
    rate = abs(ratio.stated - 1) * _PERCENT if ratio else None
    return rate is not None and abs(rate - amount.interval.stated) <= amount.interval.high - amount.interval.stated


_REVISION = Decimal("0.01")  # last year's value may have been revised by so much


def _prior(copy: Manuscript) -> Iterator[Finding]:
    if copy.last is None:
        return
    last: dict[tuple[str, str], Amount] = {}
    for amount in copy.last.amounts:
        name = name_of(amount)
        if name and amount.role == "成绩":
            last.setdefault((name, amount.unit), amount)
    for rows in by_sentence(copy.amounts):
        for value, rate in pairwise(rows):
            before = last.get((name_of(value), value.unit)) if name_of(value) else None
            followed = list(_followers(copy.text, value, [rate]))
            if before is None or not followed or not rate.percent or _CONSTANT.search(_about(copy.text, value)):
                continue
            sign = -1 if followed[0][1] in _FALLS else 1
            factor = rate.interval.times(Decimal(sign) / _PERCENT)
            low, high = sorted((1 + factor.low, 1 + factor.high))
            computed = Interval(before.interval.low * low, before.interval.high * high, before.interval.stated)
            widened = Interval(computed.low * (1 - _REVISION), computed.high * (1 + _REVISION), computed.stated)
            if not widened.meets(value.interval):
                yield at_digits(value, f"去年报告是{before.text}，按{followed[0][1]}{rate.text}算不出{value.text}。")


RULES = (
    Rule(
        "figure-growth", "增减对不上", WRONG, "算术", _growth,
        "登记企业由50家增加到80家，增长⟦30⟧%。",
        "登记企业由50家增加到80家，增长60%。五年来，地区生产总值从500亿元增加到800亿元，增长45%。游客2641.3万人次，比上年增加238.7万人次、增长9.9%。",
    ),
    Rule(
        "figure-point", "百分点写成百分比", WRONG, "算术", _point,
        "入园率从80%提高到85%，提高⟦5%⟧。", "入园率从80%提高到85%，提高5个百分点。绿化率从40%提高到44%，提高10%。",
    ),
    Rule(
        "figure-prior", "与去年报告对不上", DOUBTFUL, "算术", _prior, "", "全年接待游客达到300万人次，增长20%。",
    ),
)  # fmt: skip
