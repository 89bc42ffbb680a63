"""Whether values and their changes agree: the same thing said twice, growth, gaps in percentage points, last year."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from workreport.proofreading.amounts import Amount, amount_digits, by_sentence, written_like
from workreport.proofreading.intervals import Interval, one
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.rules import DOUBTFUL, WRONG, Finding, Rule
from workreport.writing.dictionary import dictionary

_PERCENT = Decimal(100)
_PERIOD = (
    r"(?:过去(?:的)?一年|刚刚过去的一年|(?:19|20)\d\d年(?:底|末)?|去年|上年|今年|全年|当年|年末|年底"
    r"|[“”十一二三四五六七八九]{2,5}(?:时期|期间|末|以来)|五年来|一年来|上半年|截至\S{1,8}?[底末日])"
)
_LEADS = re.compile(rf"^(?:{_PERIOD}|总的看|预计|其中|目前|全[省市县区国州盟旗镇乡]|我[省市县区国州]|年)+")
_LINK = re.compile(
    r"""
    (?:已|就|均|分别|总量|规模|首次|再次|历史性|预计|将)*
    (?:达到?|为|是|实现|完成|突破|超过?|[增升]至|(?:增加|提高|提升)[到至]|(?:上升|增长|扩大)到|约|近|逾|至)*
    了?$
    """,
    re.VERBOSE,
)
_OTHER_ASPECT = re.compile(
    "新增|净增|累计|年均|日均|月均|平均|其中|占|比|每|减少|压减|下降|增长"
    "|签约|开工|竣工|投产|在建|争取|下达|安排|培育|建设|支持|引进"
)
_SCOPE = re.compile(r"全[省市县区国州盟旗镇乡]|我[省市县区国州]")
_NO_NAME = re.compile(r".*\d|[提上下降增减到由从对向]")
_MIN_NAME = 4


def _name(amount: Amount) -> str:
    """What a number is said of, when its clause says nothing else: 全市规上工业企业达到1286家 → 规上工业企业."""
    listed = amount.opening == "、" or amount.opening.isdigit()
    if listed or amount.change or amount.kind in ("rank", "duration") or not (amount.sure or _leads(amount)):
        return ""
    name = _LINK.sub("", _LEADS.sub("", amount.before.strip())).removeprefix("共")
    return "" if len(name) < _MIN_NAME or _OTHER_ASPECT.search(name) or _NO_NAME.match(name) else name


def _leads(amount: Amount) -> bool:
    """Whether the clause itself says of what whole its number is: 全年, 全市, 2025年."""
    return bool(_LEADS.search(amount.before.strip()))


def _when(amount: Amount, year: int | None) -> str:
    """The period that a number is of; last year where none is said."""
    period = re.sub(r"[底末]$", "", amount.period)
    last = f"{year - 1}年" if year else "去年"
    return last if period in ("", "去年", "上年", "全年", "一年来", "刚刚过去的一年", last, "过去一年") else period


def _conflict(copy: Manuscript) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str], list[Amount]] = defaultdict(list)
    for amount in copy.amounts:
        name = _name(amount)
        if not name or amount.role not in ("成绩", "问题"):
            continue
        earlier = seen[name, amount.unit, _when(amount, copy.year)]
        other = next((one for one in earlier if one.sentence != amount.sentence), None)
        if other is None:
            earlier.append(amount)
        elif (
            not other.interval.meets(amount.interval) and _same_scope(other, amount) and _same_lead(copy, other, amount)
        ):
            where = copy.line_at(other.start) + 1
            message = f"第{where}段说{name}{other.text}，此处{amount.text}，前后不一。"
            yield Finding(*amount_digits(amount), message, "", "" if _written(other, amount) else DOUBTFUL)


def _same_scope(one: Amount, other: Amount) -> bool:
    first, second = _SCOPE.search(one.before), _SCOPE.search(other.before)
    return not first or not second or first[0] == second[0]


def _same_lead(copy: Manuscript, one: Amount, other: Amount) -> bool:
    """Whether two counts of an action are of one matter: 审结诈骗案件57件，判处罪犯104人 counts the men of those cases.

    An action without a subject of its own is of what the clause before it counts.
    """
    if not _begins_with_verb(one.before) or (_leads(one) and _leads(other)):
        return True
    first, second = (_lead(copy.text, amount) for amount in (one, other))
    return first == second


def _lead(text: str, amount: Amount) -> str:
    """What the clause before a number's own names and counts, its digits left out; "" where none is in the sentence."""
    before = re.split(r"[。；！？\n]", text[max(0, amount.start - 120) : amount.start - len(amount.before)])[-1]
    clauses = [clause for clause in before.split("，") if clause]
    return re.sub(r"[\d.,，]+", "", clauses[-1]) if clauses else ""


def _begins_with_verb(before: str) -> bool:
    tags = dictionary()[1](_LEADS.sub("", before.strip()))
    return bool(tags) and tags[0][1].startswith("v")


def _written(one: Amount, other: Amount) -> bool:
    """Whether both say the scope or the period themselves."""
    return all(_leads(amount) or amount.period for amount in (one, other))


_FALL = "下降|降低|减少|压减|缩小|降|减"
_RISE = "增加|增长|提高|提升|上升|扩大|跃升|攀升|发展|拓展|净增|增|升"
_TO = re.compile(
    rf"^[，、]?(?:逐步|稳步|大幅|跃|快速|进一步)?(?:{_RISE}|{_FALL})(?:到|至|为)(?:\S{{0,6}}年的?)?[约近超逾]?$"
)
_FROM = re.compile(r"[由从](?:[^，。；]{0,12}?的)?[约近超逾]?$")
_CHANGED = re.compile(rf"^(?:[比较](?:上|去)年|同比|累计|共|净|实际)?(?P<verb>{_RISE}|{_FALL})了?[约近]?$")
_FALLS = tuple(_FALL.split("|"))
_CONSTANT = re.compile(r"生产总值|增加值|收入|产值|投资|GDP|实际|可比|同口径|不变价")


def _growth(copy: Manuscript) -> Iterator[Finding]:
    for rows in by_sentence(copy.amounts):
        for place, amount in enumerate(rows[:-1]):
            following = rows[place + 1]
            if _goes_from_to(copy.text, amount, following):
                yield from _against_both(copy, amount, following, rows[place + 2 : place + 4])
            elif not amount.percent and not amount.change:
                yield from _against_the_increase(copy, amount, rows[place + 1 : place + 3])


def _goes_from_to(text: str, first: Amount, second: Amount) -> bool:
    """由A增至B, both in one unit."""
    between = text[first.end : second.start]
    opened = _FROM.search(text[max(0, first.start - 20) : first.start])
    return bool(opened and first.unit == second.unit and _TO.match(between))


def _followers(text: str, last: Amount, rows: list[Amount]) -> Iterator[tuple[Amount, str]]:
    """The changes that are said right after a value, each with its verb."""
    for amount in rows:
        between = re.sub(r"^[，、]", "", text[last.end : amount.start])
        match = _CHANGED.match(between)
        if not match:
            return
        yield amount, match["verb"]
        last = amount


def _against_both(copy: Manuscript, first: Amount, second: Amount, rows: list[Amount]) -> Iterator[Finding]:
    """A change that is said after 由A增至B."""
    for amount, verb in _followers(copy.text, second, rows):
        sign = -1 if verb in _FALLS else 1
        gap = (
            second.interval.minus(first.interval).times(Decimal(1))
            if sign == 1
            else first.interval.minus(second.interval)
        )
        if amount.unit == first.unit and not amount.percent:
            if not gap.meets(amount.interval):
                yield _disagree(amount, first, second, f"相差{written_like(amount, gap.stated)}")
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


def _disagree(amount: Amount, first: Amount, second: Amount, right: str) -> Finding:
    message = f"由{first.text}到{second.text}，应为{right}，此处是{amount.text}。"
    return Finding(*amount_digits(amount), message, "")


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
        said = f"{value.text}、比上年{verb}{increase.text}"
        message = f"{said}，应为{other}{growth.stated:.1f}%，此处是{rate.text}。"
        yield Finding(*amount_digits(rate), message, f"{growth.stated:.1f}")


def _about(text: str, amount: Amount) -> str:
    """What stands before a number in its sentence, as far as the look reaches."""
    return re.split(r"[。；\n]", text[max(0, amount.start - 40) : amount.start])[-1]


def _point(copy: Manuscript) -> Iterator[Finding]:
    for rows in by_sentence(copy.amounts):
        for (place, first), second in zip(enumerate(rows), rows[1:], strict=False):
            if not (first.percent and second.percent and _goes_from_to(copy.text, first, second)):
                continue
            for amount, _ in _followers(copy.text, second, rows[place + 2 : place + 3]):
                gap = abs(second.interval.stated - first.interval.stated)
                near = abs(gap - amount.interval.stated) <= second.interval.high - second.interval.low
                if amount.percent and near and not _is_rate(amount, first, second):
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
        name = _name(amount)
        if name and amount.role == "成绩":
            last.setdefault((name, amount.unit), amount)
    for rows in by_sentence(copy.amounts):
        for value, rate in pairwise(rows):
            before = last.get((_name(value), value.unit)) if _name(value) else None
            followed = list(_followers(copy.text, value, [rate]))
            if before is None or not followed or not rate.percent or _CONSTANT.search(_about(copy.text, value)):
                continue
            sign = -1 if followed[0][1] in _FALLS else 1
            factor = rate.interval.times(Decimal(sign) / _PERCENT)
            low, high = sorted((1 + factor.low, 1 + factor.high))
            computed = Interval(before.interval.low * low, before.interval.high * high, before.interval.stated)
            widened = Interval(computed.low * (1 - _REVISION), computed.high * (1 + _REVISION), computed.stated)
            if not widened.meets(value.interval):
                message = f"去年报告是{before.text}，按{followed[0][1]}{rate.text}算不出{value.text}。"
                yield Finding(*amount_digits(value), message, "")


RULES = (
    Rule(
        "figure-conflict", "同一指标两个数", WRONG, "本文", _conflict,
        "全市规模以上企业达到862家。总的看，全市规模以上企业达到⟦826⟧家。",
        "全市规模以上企业达到862家，新增规模以上企业26家。市区规模以上企业达到300家。今年目标是全市规模以上企业达到900家。"
        "全市规模以上企业超800家。",
    ),
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
