"""Whether a report gives one value where it speaks of one thing twice."""

import re
from collections import defaultdict
from collections.abc import Iterator

from workreport.proofreading.amounts import Amount, amount_digits
from workreport.proofreading.lists import shared_tail
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.rules import DOUBTFUL, WRONG, Finding, Rule, at_digits
from workreport.writing.dictionary import dictionary
from workreport.writing.lists import one_of

_PERIOD = (
    r"(?:过去的?一年|刚刚过去的一年|五年来|一年来|去年|上年|今年|全年|当年|年末|年底|上半年"
    r"|(?:19|20)\d\d年[底末]?(?:1[0-2]月|[1-9]月)?[底末]?"  # 2025年6月底
    r"|[“”十一二三四五六七八九]{2,5}(?:时期|期间|末|以来)|截至\S{1,8}?[底末日])"
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
_OTHER_ASPECT = re.compile(one_of("proofreading/other_aspects"))
_SCOPE = re.compile(r"全[省市县区国州盟旗镇乡]|我[省市县区国州]")
_NO_NAME = re.compile(r".*\d|[提上下降增减到由从对向]")
_MIN_NAME = 4
_SHORT_NAME = 3  # enough where two digits have changed places; two characters, where both say of what year or place


def name_of(amount: Amount) -> str:
    """What a number is said of, when its clause says nothing else: 全市规上工业企业达到1286家 → 规上工业企业."""
    listed = amount.opening == "、" or amount.opening.isdigit()
    if listed or amount.change or amount.kind in ("rank", "duration") or not (amount.sure or _leads(amount)):
        return ""
    name = _LINK.sub("", _LEADS.sub("", amount.before.strip())).removeprefix("共").replace("规模以上", "规上")
    named = len(name) >= _MIN_NAME and not name.endswith("的")  # 完成年度任务的92%: a share of what is not its own
    return name if named and not (_OTHER_ASPECT.search(name) or _NO_NAME.match(name)) else ""


_ALL_OF_IT = re.compile(r"(?P<noun>[㐀-鿿]{2,6}?)(?=全部|全都|均|都)")


def _stock_of(copy: Manuscript, amount: Amount) -> str:
    """What all of a place's is counted before its name: 全镇4.8万亩耕地全部完成普查 → 耕地."""
    said = _ALL_OF_IT.match(copy.text, amount.end)
    return said["noun"] if said and _SCOPE.search(amount.before) and not _LEADS.sub("", amount.before.strip()) else ""


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
        name = name_of(amount) or _stock_of(copy, amount)
        if not name or amount.role not in ("成绩", "问题"):
            continue
        earlier = seen[name.removesuffix("面积"), amount.unit, _when(amount, copy.year)]
        other = next((one for one in earlier if one.sentence != amount.sentence), None)
        if other is None:
            earlier.append(amount)
        elif (
            not other.interval.meets(amount.interval)
            and _same_scope(other, amount)
            and _same_lead(copy, other, amount)
            and _same_body(copy, other, amount)
        ):
            where = copy.line_at(other.start) + 1
            written = all(_leads(one) or one.period for one in (other, amount))  # both say of what whole and when
            message = f"第{where}段说{name}{other.text}，此处{amount.text}，前后不一。"
            yield at_digits(amount, message, severity="" if written else DOUBTFUL)
    yield from _transposed(copy)


_SUBJECT = re.compile(
    rf"""^(?:
      {_PERIOD} | … | 本[年月季]度? | [我全本][省市县区国州盟旗镇乡院校厂所局司公系统馆站社]+
    | 虽然 | 尽管 | 但 | 面对 | 始终 | 公司 | 集团 | 总的看 | 预计 | 目前 | 年 | 共计? | 累计
    )+""",
    re.VERBOSE,
)
_DOING = re.compile(r"^(?:实现|完成|达到|拥有|现有|已有|共有|共|有)+")
_ENOUGH_DIGITS = 3  # of fewer, the names must be the same
_MANY_DIGITS = 5


def _transposed(copy: Manuscript) -> Iterator[Finding]:
    """The same thing with two digits of its value changed round, 1286 and 1268: chance makes no such pair.

    So that less is asked of the names than by `_conflict`: one may end with the other.
    """
    seen: dict[tuple[str, ...], list[tuple[Amount, str]]] = defaultdict(list)
    for amount in copy.amounts:
        digits = re.sub(r"\D", "", copy.text[slice(*amount_digits(amount))])
        if len(set(digits)) < 2 or amount.role not in ("成绩", "问题") or amount.change:
            continue
        name = _spoken_name(amount)
        others = seen["".join(sorted(digits)), amount.unit, _when(amount, copy.year)]
        for other, called in others:
            apart = other.sentence != amount.sentence and _same_body(copy, other, amount)
            if apart and _same_scope(other, amount) and _called_alike(copy.text, other, called, amount, name):
                fault = _fault_between(other.text, amount.text)
                if fault:
                    where = copy.line_at(other.start) + 1
                    message = f"第{where}段说{called or name}{other.text}，此处{amount.text}，像是{fault}了。"
                    yield at_digits(amount, message, severity=DOUBTFUL)
                    break
        else:
            others.append((amount, name))


def _called_alike(text: str, one: Amount, called: str, other: Amount, name: str) -> bool:
    """Whether two numbers are said of one thing: one name ends with the other, or stands after its own number.

    The more digits they share, the less their names must: chance makes no pair of five.
    """
    n_digits = len(re.sub(r"\D", "", other.text))
    if n_digits >= _MANY_DIGITS:
        first, second = called + _behind(text, one), name + _behind(text, other)
        return any(first[at : at + 2] in second for at in range(len(first) - 1))
    if min(len(called), len(name)) < _SHORT_NAME and not (called == name and name and _leads(one) and _leads(other)):
        longer = max(called, name, key=len)
        behind = _behind(text, other if longer == called else one)
        return len(longer) >= _MIN_NAME and behind.startswith(longer)  # 会员单位286家 … 为268家会员单位
    if n_digits > _ENOUGH_DIGITS and len(shared_tail([called, name])) >= _MIN_NAME:
        return True
    return name == called or (n_digits >= _ENOUGH_DIGITS and (name.endswith(called) or called.endswith(name)))


def _behind(text: str, amount: Amount) -> str:
    """What stands after a number, up to the next mark."""
    return re.split(r"[\W\d]", text[amount.end : amount.end + 14])[0].replace("规模以上", "规上")


def _fault_between(one: str, other: str) -> str:
    """What slip turns one number into the other; "" where none does."""
    digits, scales = ([re.sub(sign, "", text) for text in (one, other)] for sign in (r"[^\d.]", r"[^百千万亿]"))
    if scales[0] == scales[1]:
        return "数字颠倒" if _one_exchange(one, other) else ""
    return "单位写错" if digits[0] == digits[1] and all(scales) else ""


def _spoken_name(amount: Amount) -> str:
    """What a number is said of, however much is said beside it: 虽然门急诊量达到84.6万人次 → 门急诊量."""
    if amount.opening == "、" or amount.opening.isdigit() or amount.kind in ("rank", "duration"):
        return ""
    name = _DOING.sub("", _LINK.sub("", _SUBJECT.sub("", amount.before.strip())))
    name = name.replace("共", "").replace("规模以上", "规上")
    return name if len(name) > 1 and not re.match(r".*\d|其中", name) else ""


def _one_exchange(one: str, other: str) -> bool:
    """Whether two numbers of one length differ by two neighbouring digits that stand the other way round."""
    digits, others = (re.sub(r"[^\d]", "", text) for text in (one, other))
    differ = [place for place, pair in enumerate(zip(digits, others, strict=False)) if pair[0] != pair[1]]
    return len(digits) == len(others) and len(differ) == 2 and differ[1] - differ[0] == 1


def _same_scope(one: Amount, other: Amount) -> bool:
    first, second = _SCOPE.search(one.before), _SCOPE.search(other.before)
    return not first or not second or first[0][1] == second[0][1]  # 全县 and 我县 are one


_BODY = re.compile(
    r"(?P<own>[^\W\d_全我本各城超都地社园新农]{1,2})"
    r"(?:部地区|[省市县区乡镇村]|街道|[法医学]院|学校|[中小]学|公司|集团|[大支]队|分局|车间|班组)"
)


_OF_THE_WHOLE = re.compile(r"\s*(?:总的|总体|综合|总之|综上|全[省市县区国年])")


def _same_body(copy: Manuscript, one: Amount, other: Amount) -> bool:
    """Whether no two regions or bodies are told of, each with its own number: 东部地区…，中部地区…."""
    sentence = copy.text[copy.sentence_at(other.start)[0] : other.start]
    if _leads(other) or _OF_THE_WHOLE.match(sentence):
        return True
    first, second = (_body(copy, amount) for amount in (one, other))
    return not first or not second or first == second


def _body(copy: Manuscript, amount: Amount) -> str:
    """The region or body named last before a number in its paragraph."""
    start, line = copy.lines[copy.line_at(amount.start)]
    return "".join([match["own"] for match in _BODY.finditer(line, 0, amount.start - start)][-1:])


def _same_lead(copy: Manuscript, one: Amount, other: Amount) -> bool:
    """Whether two counts of an action are of one matter: 审结诈骗案件57件，判处罪犯104人 counts the men of those cases.

    An action without a subject of its own is of what the clause before it counts.
    """
    if _HARM.search(one.before) and _about(copy.text, one) != _about(copy.text, other):
        return False  # 损失 of accidents of one sort, and of another
    tags = dictionary()[1](_LEADS.sub("", one.before.strip()))
    action = tags and tags[0][1].startswith("v")
    if not action or (_leads(one) and _leads(other)):
        return True
    first, second = (_lead(copy.text, amount) for amount in (one, other))
    return first == second


_HARM = re.compile(r"损失|死亡|受伤|伤亡|受灾")


def _about(text: str, amount: Amount) -> str:
    """What the first clause of a number's sentence or item counts, its digits left out."""
    item = re.split(r"[。；！？\n]", text[max(0, amount.start - 200) : amount.start])[-1]
    return _LEADS.sub("", re.sub(r"[\d.,]+", "", item.partition("，")[0]))


def _lead(text: str, amount: Amount) -> str:
    """What the clause before a number's own names and counts, its digits left out; "" where none is in the sentence."""
    before = re.split(r"[。；！？\n]", text[max(0, amount.start - 120) : amount.start - len(amount.before)])[-1]
    clauses = [clause for clause in before.split("，") if clause]
    return re.sub(r"[\d.,，]+", "", clauses[-1]) if clauses else ""


RULES = (
    Rule(
        "figure-conflict", "同一指标两个数", WRONG, "本文", _conflict,
        "全市规模以上企业达到862家。总的看，全市规模以上企业达到⟦826⟧家。",
        "全市规模以上企业达到862家，新增规模以上企业26家。市区规模以上企业达到300家。今年目标是全市规模以上企业达到900家。"
        "全市规模以上企业超800家。",
    ),
)  # fmt: skip
