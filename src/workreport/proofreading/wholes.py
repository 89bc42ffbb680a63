"""Whether the parts of one whole stay within it: shares over 100 % together, classes that outgrow what is counted.

Parts may overlap (party members under 35, and women among them), so that only parts are added up that cannot: classes
of one list (满意, 基本满意, 不满意), names that differ in their first characters only (经济类, 社会类), a rest (其余),
and, after 其中, what has no name that another part may have as well.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce

from workreport.proofreading.amounts import Amount, by_sentence
from workreport.proofreading.intervals import Interval, one
from workreport.proofreading.lists import exclusive_classes, shared_tail
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.rules import DOUBTFUL, Finding, at_digits
from workreport.writing.dictionary import dictionary
from workreport.writing.lists import one_of
from workreport.writing.numerals import count_of

_SAID = re.compile(r"(?:的)?(?:人数|比例|比重)?(?:各|分别)?占?(?:比|总数的?|全部的?)?(?:达到?|为|有)?[约近]?$")
_SHARE = re.compile(r"占(?:比|总数的?|全部的?)?(?:达到?|为)?[约近]?$")
_REST = re.compile(r"^(?:其余|其他|其它)")
_CLASS = re.compile(r"^[㐀-鿿]{1,4}?([类级型等])$")
_KIND = re.compile(r"[㐀-鿿]{2}(领域|板块|环节|片区|批次|口岸|赛道)$")
"""The heads of names that divide a whole, whatever stands before them: a case belongs to one field."""
_APART = re.compile(r"^[人件个户项家名所]?[，、；和及]$")
_NUMBER = r"\d+(?:\.\d+)?"
_RATIO = re.compile(rf"({_NUMBER})[:：∶]({_NUMBER})[:：∶]({_NUMBER})")
# 三次产业结构由8.2:41.3:50.5调整为7.9:40.1:52.0
_THREE = re.compile(
    rf"""
    (?:三次产业|三产|一二三产业?)(?:增加值)?(?:结构|比例|比重|比)[^。；，\d]{{0,16}}
    (?P<all>(?:{_NUMBER}[:：∶]{_NUMBER}[:：∶]{_NUMBER}[^。；，\d]{{0,8}})+)
    """,
    re.VERBOSE,
)
_HUNDRED = Decimal(100)
_SHARES = (Decimal(80), Decimal(120))  # what three numbers add up to that are meant as per cent
_SECTOR = re.compile(r"第?(?P<number>[一二三])(?:次)?产业(?P<added>增加值)?(?:为|达到?|实现|完成)*[约近]?$")
_PRODUCT = re.compile(r"生产总值(?:[（(]GDP[）)])?(?:为|达到?|实现|完成)*[约近]?$")


def sum_of(amounts: list[Amount]) -> Interval:
    """The sum of stated numbers."""
    return reduce(Interval.plus, (amount.interval for amount in amounts))


def _part(amount: Amount) -> str:
    """What a part is called: 不满意 of 不满意的占8%."""
    return _SAID.sub("", amount.before.strip())


def _exclusive(parts: list[str]) -> bool:
    """Whether nothing can belong to two of the parts."""
    if len(set(parts)) < len(parts) or len(parts) < 2:
        return False
    if any(members.issuperset(parts) for members in exclusive_classes()):
        return True
    if len({match[1] if (match := _KIND.search(part)) else part for part in parts}) == 1:
        return True
    tail = shared_tail(parts)
    if tail and any(members.issuperset(part.removesuffix(tail) for part in parts) for members in exclusive_classes()):
        return True  # 男党员、女党员
    ends = {match[1] if (match := _CLASS.match(part)) else part for part in parts}
    return len(ends) == 1 and len({len(part) for part in parts}) == 1


def _runs(text: str, rows: list[Amount]) -> Iterator[list[Amount]]:
    """Numbers of one unit that follow one another in a sentence with nothing but a name before each."""
    run: list[Amount] = []
    for amount in rows:
        near = run and _APART.match(text[run[-1].end : amount.start].removesuffix(amount.before) or " ")
        if run and not (near and amount.unit == run[-1].unit and amount.percent == run[-1].percent):
            yield run
            run = []
        run.append(amount)
    yield run


def shares_over_the_whole(copy: Manuscript) -> Iterator[Finding]:
    """满意的占68%，基本满意的占29%，不满意的占8%: more than 100 %; with 其余占 other than 100 %."""
    for rows in by_sentence(copy.amounts):
        for run in _runs(copy.text, [row for row in rows if not row.change]):
            shares = [amount for amount in run if amount.percent]
            inner = any("其中" in amount.before for amount in shares)
            if len(shares) < 2 or inner or not all(_SHARE.search(amount.before) for amount in shares[1:]):
                continue
            total, names = sum_of(shares), [_part(amount) for amount in shares]
            closed = bool(_REST.match(names[-1])) and not total.meets(one(100))
            first = next((name for name in _known(names[1:]) if names[0].endswith(name)), names[0])
            if closed or (total.low > _HUNDRED and _exclusive([first, *names[1:]])):
                said = "、".join(amount.text for amount in shares)
                limit = "应为100%" if closed else "超过了100%"
                yield at_digits(shares[-1], f"{said}相加是{total.stated.normalize():f}%，{limit}。")


def _known(parts: list[str]) -> list[str]:
    """The other classes of the list that the parts are of, the longest first: 满意 before 基本满意 has a subject."""
    members = next(
        (group for group in exclusive_classes() if parts and all(part in group for part in parts)), frozenset()
    )
    return sorted(members - set(parts), key=len, reverse=True)


def classes_over_the_whole(text: str, rows: list[Amount]) -> Iterator[Finding]:
    """提案186件，其中经济类72件、社会类81件、文化类43件: more than there are."""
    for place, whole in enumerate(rows[:-2]):
        first = rows[place + 1]
        told = re.match(r"^[，、；（]?其中[：，]?", text[whole.end : first.start])
        added = whole.change and "新增" not in whole.before
        if not told or added or whole.percent or first.unit != whole.unit:
            continue
        parts = next((run for run in _runs(text, rows[place + 1 :]) if run and run[0] is first), [])
        names = [re.sub("^其中", "", _part(amount)) for amount in parts]
        total = sum_of(parts) if parts else None
        money = whole.kind == "money" and len(parts) > 2 and all(part.opening == "、" for part in parts[1:])
        certain = money or _exclusive(names)
        apart = certain or not any(_may_overlap(name, whole.kind) for name in names)
        if total and total.low > whole.interval.high and len(parts) > 1 and apart:
            said = "、".join(amount.text for amount in parts)
            message = f"{said}加起来大于总数{whole.text}。"
            yield at_digits(parts[-1], message, severity="" if certain else DOUBTFUL)


_OF_MANY = re.compile(one_of("proofreading/overlapping"))


def _may_overlap(name: str, kind: str) -> bool:
    """Whether what a part is called may be said of another part too: 女党员, 35岁以下; 审结, 调解 (not of money)."""
    if not name or _OF_MANY.search(name):
        return True
    return kind != "money" and dictionary()[1](name)[0][1][:1] in "vdpm"


_RESPECTIVELY = re.compile(
    r"""
    (?P<names>[㐀-鿿]{2,8}(?:[、和与][㐀-鿿]{2,8}?){1,6})(?:所)?(?:分别|各)占(?:比|总[㐀-鿿]{1,4}的)?为?
    (?P<shares>\d+(?:\.\d+)?[%％](?:[、和与]\d+(?:\.\d+)?[%％]){1,6})
    """,
    re.VERBOSE,
)
_OVERLAPPING = re.compile("代表|人员|干部|党员|学生|委员|职工|群众|教师|学历|职称|[者员人]$")


def respective_shares(copy: Manuscript) -> Iterator[Finding]:
    """居民用气、工业用气、商业用气分别占42%、35%、28%: uses of one thing, and more than 100 %."""
    for match in copy.matches(_RESPECTIVELY):
        names = re.split("[、和与]", match["names"])
        shares = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", match["shares"])]
        tail = shared_tail(names)
        apart = _exclusive(names) or (len(tail) > 1 and not _OVERLAPPING.search(tail))
        if len(names) == len(shares) and apart and sum(shares) > _HUNDRED + len(shares):
            message = f"{match['shares']}相加是{sum(shares):f}%，超过了100%。"
            yield Finding(*match.span("shares"), message)


_THREE_SHARES = re.compile(
    r"""
    (?:三次产业|一、?二、?三次?产业)(?:增加值)?(?:占比|比重|所?占比例)(?:依次|分别)?为?
    (?P<shares>\d+(?:\.\d+)?[%％](?:[、和与]\d+(?:\.\d+)?[%％]){2})
    """,
    re.VERBOSE,
)
_OF_SO_MANY = re.compile(
    r"""
    (?P<number>[两二三四五六])[类项块级](?P<what>[㐀-鿿]{2,3})(?:占比|比重|所?占比例)?
    分别(?:占|为|是)(?:比|总[㐀-鿿]{1,4}的)?
    (?P<shares>\d+(?:\.\d+)?[%％](?:[、和与]\d+(?:\.\d+)?[%％]){1,6})
    """,
    re.VERBOSE,
)


def shares_of_all(copy: Manuscript) -> Iterator[Finding]:
    """三类支出占比分别为45%、38%、27%: all that there are, and more than 100 %."""
    for match in (*copy.matches(_OF_SO_MANY), *copy.matches(_THREE_SHARES)):
        shares = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", match["shares"])]
        shared = "占" in match[0] or "比重" in match[0]
        counted = match.groupdict().get("number", "三")
        if shared and count_of(counted) == len(shares) and sum(shares) > _HUNDRED + len(shares):
            message = f"{match['shares']}相加是{sum(shares):f}%，超过了100%。"
            yield Finding(*match.span("shares"), message)


def three_shares(copy: Manuscript) -> Iterator[Finding]:
    """三次产业结构为8.2:41.3:52.5: a structure that does not add up to 100."""
    for match in copy.matches(_THREE):
        for ratio in _RATIO.finditer(copy.text, *match.span("all")):
            shares = [Decimal(number) for number in ratio.groups()]
            total, room = sum(shares), Decimal("1.5") * Decimal(1).scaleb(min(_places(share) for share in shares))
            if _SHARES[0] <= total <= _SHARES[1] and abs(total - _HUNDRED) > room:
                yield Finding(*ratio.span(), f"三次产业的比重相加是{total:f}%，应为100%。")


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def three_sectors(copy: Manuscript) -> Iterator[Finding]:
    """The value added of the three sectors against the 生产总值 before them in the same paragraph."""
    by_line: dict[int, list[Amount]] = {}
    for amount in copy.amounts:
        if not amount.change and not amount.percent:
            by_line.setdefault(copy.line_at(amount.start), []).append(amount)
    for rows in by_line.values():
        wholes = [amount for amount in rows if _PRODUCT.search(amount.before)]
        found = [(match, amount) for amount in rows if (match := _SECTOR.search(amount.before))]
        parts = [amount for _, amount in found]
        if [match["number"] for match, _ in found] != ["一", "二", "三"] or not found[0][0]["added"]:
            continue
        alike = len(wholes) == 1 and {amount.unit for amount in parts} == {wholes[0].unit}
        same = alike and {amount.period for amount in parts} <= {wholes[0].period, ""}  # 其中，第一产业…
        if same and wholes[0].start < parts[0].start and not sum_of(parts).meets(wholes[0].interval):
            said = "、".join(amount.text for amount in parts)
            yield at_digits(parts[-1], f"三次产业增加值{said}相加，与生产总值{wholes[0].text}不合。")
