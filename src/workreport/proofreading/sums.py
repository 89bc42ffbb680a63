"""Whether wholes and their parts agree: sums, shares, averages, multiples, ranks."""

import re
from collections.abc import Iterator
from decimal import Decimal

from workreport.proofreading.amounts import Amount, by_sentence, written_like
from workreport.proofreading.intervals import Interval
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.rules import DOUBTFUL, WRONG, Finding, Rule, at_digits
from workreport.proofreading.wholes import (
    classes_over_the_whole,
    respective_shares,
    shares_of_all,
    shares_over_the_whole,
    sum_of,
    three_sectors,
    three_shares,
)
from workreport.writing.lists import one_of
from workreport.writing.numerals import count_of

_TOTAL = re.compile(r"^(?:以上|上述)?(?:合计|共计|总计|总共|一共|共)(?:有|为|达到?|实现|完成)?$")
_COUNTED = re.compile(  # 三个板块合计
    r"(?P<n>[两二三四五六七八九]|\d)[个项类家][㐀-鿿]{0,4}(?:合计|共计|总计|共)(?:有|为|达到?|实现|完成)?$"
)
_TOTAL_OF = re.compile(r"^(?:合计|共计|总计|总共|一共|共)(?P<what>[㐀-鿿]{2,8})$")
_LABEL = re.compile(r"^[^，。；：！？\n\d]{0,24}$")
_HUNDRED = Decimal(100)


def _sum(copy: Manuscript) -> Iterator[Finding]:
    for rows in by_sentence(copy.amounts):
        yield from _stated_total(copy.text, rows)
        yield from _parts_of(copy.text, rows)
        yield from _three_industries(rows)
        yield from classes_over_the_whole(copy.text, rows)
    yield from three_sectors(copy)


def _stated_total(text: str, rows: list[Amount]) -> Iterator[Finding]:
    """A list that 合计 or 共计 closes: some end of the list must give the total."""
    for place, total in enumerate(rows):
        named = _TOTAL_OF.match(total.before)
        counted = _COUNTED.search(text, max(0, total.start - 16), total.start)
        if not (_TOTAL.match(total.before) or counted or named) or total.percent or total.change:
            continue
        listed = _listed(text, rows[:place], total)
        if len(listed) < 2 or (named and not (total.opening == "，" and _speaks_of(named["what"], listed))):
            continue
        if counted and count_of(counted["n"]) != len(listed):
            continue
        sums = [sum_of(listed[start:]) for start in range(len(listed) - 1)]
        if not any(one.meets(total.interval) for one in sums):
            parts = listed[-2:] if text[listed[-2].end : listed[-1].start][:1] == "、" else listed
            said = "、".join(part.text for part in parts)
            yield at_digits(total, f"{said}相加是{written_like(total, sum_of(parts).stated)}，此处是{total.text}。")


def _speaks_of(what: str, listed: list[Amount]) -> bool:
    """Whether a total with a name counts what the list before it does: 党纪处分52人、政务处分27人，共处分79人."""
    said = "".join(amount.before for amount in listed)
    return any(what[at : at + 2] in said for at in range(len(what) - 1))


def _listed(text: str, rows: list[Amount], total: Amount) -> list[Amount]:
    """The numbers of the same unit that stand one after another just before a total."""
    listed: list[Amount] = []
    end = total.start
    for amount in reversed(rows):
        between = text[amount.end : end]
        far = end != total.start and not re.match(r"^[，、；和及]", between)
        if amount.unit != total.unit or amount.percent or far or not _LABEL.match(between.lstrip("，、；")):
            break
        listed.insert(0, amount)
        end = amount.start
    return listed


def _parts_of(text: str, rows: list[Amount]) -> Iterator[Finding]:
    """其中 one part larger than the whole; parts closed by 其他 or 其余 that do not give the whole."""
    for place, whole in enumerate(rows[:-1]):
        first = rows[place + 1]
        plain = not (whole.percent or whole.change or first.change or re.search("每|人均", whole.before))
        same = plain and first.unit == whole.unit
        divided = re.match(r"^[，、；（]?(其中|投向|用于|包括)", text[whole.end : first.start])
        if not same or not divided:
            continue
        if divided[1] == "其中" and first.interval.low > whole.interval.high:
            yield at_digits(first, f"其中的{first.text}大于总数{whole.text}。")
        parts = [first]
        for amount in rows[place + 2 :]:
            if amount.unit != whole.unit or not _LABEL.match(text[parts[-1].end : amount.start].lstrip("，、；和")):
                break
            parts.append(amount)
            if re.match(r"^(?:其他|其余|其它)", amount.before):
                total = sum_of(parts)
                if not total.meets(whole.interval):
                    yield at_digits(amount, f"各项相加是{written_like(whole, total.stated)}，总数是{whole.text}。")
                break


def _three_industries(rows: list[Amount]) -> Iterator[Finding]:
    """三次产业增加值分别为A、B、C against 生产总值 in the same sentence."""
    for place, first in enumerate(rows[:-3]):
        three = rows[place : place + 3]
        if not re.search(r"(?:三次产业|[一二三、]{3,5}产业?)增加值分别[为是达到]*$", first.before):
            continue
        whole = next((one for one in rows if re.search(r"生产总值[为达到]*$", one.before) and not one.change), None)
        if whole and all(one.unit == whole.unit for one in three) and not sum_of(three).meets(whole.interval):
            total = written_like(whole, sum_of(three).stated)
            yield at_digits(whole, f"三次产业增加值相加是{total}，此处是{whole.text}。")


_OF_A_WHOLE = one_of("proofreading/shares")
_REACHES = "(?:已|稳定|保持)?(?:达到?|为|在|超过?|提高到|提升到|上升到|提高至|提升至|升至)?"
_SHARE = re.compile(rf"{_OF_A_WHOLE}(?:[由从]|{_REACHES})?[约近]?$")
_PART_OF = re.compile(r"占(?!比)[^，。；：]{2,20}?(?:的比重|比重|的|比例)?(?:达到?|为|超过?)?$")
# What is measured by a target, an earlier level or another sum may exceed it: 占全年任务的106%, 占财力的120%.
_BY_A_YARDSTICK = re.compile(rf"占[^，。；：]*(?:{one_of('proofreading/yardsticks')}|预算(?!内?总?支出)|(?<!总)收入)")
_SHARE_TO = re.compile(rf"{_OF_A_WHOLE}[由从][\d.]+%(?:提高|提升|上升|下降|降)[到至]$")
# Rates whose part may outgrow its whole: 完成率, 毛入学率, 自给率, 床位使用率, 最终消费贡献率.
_MAY_EXCEED = re.compile(
    rf"""
      完成 | 增[长幅速值] | 毛入[学园] | 超额 | 翻 | 杠杆 | 拨备 | 贷存比 | 存贷比 | 提高[^到至] | 下降[^到至]
    | {one_of("proofreading/rates_above")}率
    """,
    re.VERBOSE,
)
_ANY_RATE = re.compile(rf"[㐀-鿿]{{2}}率{_REACHES}[约近]?$")


def _share(copy: Manuscript) -> Iterator[Finding]:
    for amount in copy.amounts:
        before = copy.text[max(0, amount.start - 30) : amount.start].rsplit("\n", 1)[-1]
        before = re.split(r"[，。；]", before)[-1]
        if amount.percent and amount.interval.low > _HUNDRED and not amount.change:
            known = any(form.search(before) for form in (_SHARE, _PART_OF, _SHARE_TO))
            shared = known or _ANY_RATE.search(before)
            if shared and not _MAY_EXCEED.search(before) and not _BY_A_YARDSTICK.search(before):
                yield _beyond_all(amount, known=known)
    for rows in by_sentence(copy.amounts):
        yield from _part_and_whole(copy.text, rows)
        yield from _rates_in_turn(copy.text, rows)
    yield from shares_over_the_whole(copy)
    yield from three_shares(copy)
    yield from respective_shares(copy)
    yield from shares_of_all(copy)


def _beyond_all(amount: Amount, *, known: bool) -> Finding:
    """A share of more than all; of a rate that no list has, only its author knows what it is of: 加床率108%."""
    never = "不会" if known else "一般不会"
    return at_digits(amount, f"比率或占比{never}超过100%，此处是{amount.text}。", severity="" if known else DOUBTFUL)


_RATES = re.compile(r"(?P<names>[㐀-鿿]{1,10}(?:率|满意度)(?:[、和与及][㐀-鿿]{1,10}(?:率|满意度))+)分别[㐀-鿿]{0,4}$")


def _rates_in_turn(text: str, rows: list[Amount]) -> Iterator[Finding]:
    """入学率、巩固率分别达到99%和103%: the second of them."""
    for place, first in enumerate(rows):
        match = _RATES.search(text, max(0, first.start - 40), first.start)
        names = re.split("[、和与及]", match["names"]) if match else []
        for name, amount in zip(names, rows[place:], strict=False):
            beyond = amount.percent and not amount.change and amount.interval.low > _HUNDRED
            if beyond and not _MAY_EXCEED.search(name):
                yield _beyond_all(amount, known=bool(_SHARE.search(name)))


_IN_THE_WHOLE = re.compile(r"^[，、；（]?其中|^[㐀-鿿]{1,8}中，")
_MAKES_UP = re.compile(r"^[㐀-鿿]{0,2}[，、]?占(?:比|总数的?|全部的?)?(?:达到?|为)?$")
_OUT_OF = re.compile(r"^，?占(?:[^，。；：\d]{0,10}?)$")
_DONE = re.compile(r"^[㐀-鿿]{0,2}[，、][㐀-鿿]{2,8}$")
_RATE_OF = re.compile(r"^[㐀-鿿]{0,2}，(?P<deed>[㐀-鿿]{2})率(?:达到?|为)?$")


def _part_and_whole(text: str, rows: list[Amount]) -> Iterator[Finding]:
    """A，其中B，占p%; A名干部中，B人占p%; B，占全部A的p%; 发现问题A处，整改B处，整改率p%."""
    for first, second, share in zip(rows, rows[1:], rows[2:], strict=False):
        between, said = text[first.end : second.start], text[second.end : share.start]
        if not share.percent or share.change or not _same_unit(first, second) or first.change or second.change:
            continue
        done = _is_rate_of_the_done(first.before, between, said)
        whole, part = first, second
        if _OUT_OF.match(between) and said in ("的", "的近", "的约"):
            whole, part = second, first
        elif not done and not (_IN_THE_WHOLE.match(between) and _MAKES_UP.match(said)):
            continue
        ratio = part.interval.over(whole.interval)
        if not ratio or (done and _is_within_a_digit(ratio.times(_HUNDRED), share.interval)):
            continue
        if not ratio.times(_HUNDRED).meets(share.interval):
            right = f"{ratio.stated * _HUNDRED:.1f}%"
            yield at_digits(share, f"{part.text}占{whole.text}的{right}，此处是{share.text}。")


def _is_rate_of_the_done(before: str, between: str, said: str) -> bool:
    """Whether a rate is of what the number before it counts: 完成整改30处，整改率; 应到60人，实到57人，到会率."""
    rate = _RATE_OF.match(said)
    attended = "应" in before and re.match("^，实[到参]", between)
    return bool(rate and (attended or (_DONE.match(between) and set(rate["deed"]) <= set(between))))


def _is_within_a_digit(computed: Interval, stated: Interval) -> bool:
    """Whether a rate was only cut off after its last digit: 250 of 273 as 91%."""
    return abs(computed.stated - stated.stated) < stated.high - stated.low


_PERSONS = frozenset({"人", "名", "位", "人次"})


def _same_unit(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit or {one.unit, other.unit} <= _PERSONS


_AVERAGE = re.compile(r"(?:平均)?每个?(?P<each>[㐀-鿿]{1,4}?)(?:约|达|为)?$|(?P<unit>[人户村亩])均[㐀-鿿]{0,4}$")
_FOR_EACH = re.compile(r"平均每(?P<unit>[个家处座所])(?:投[资入]|补[助贴]|安排|支持|奖励)?$")
_NAMED_GROUND = re.compile(r"受益|惠及|覆盖")


def _has_another_ground(text: str, rows: list[Amount], mean: Amount) -> bool:
    """Whether an average is over people who are named without a number of their own: 惠及群众，人均50元."""
    told = _NAMED_GROUND.search(text, rows[0].start, mean.start) if rows else None
    return told is not None and all(told.end() != amount.start for amount in rows)


def _average(copy: Manuscript) -> Iterator[Finding]:
    for rows in by_sentence(copy.amounts):
        for place, mean in enumerate(rows):
            match = _FOR_EACH.search(mean.before) or _AVERAGE.search(mean.before)
            if not match or mean.percent or mean.change or _has_another_ground(copy.text, rows[:place], mean):
                continue
            each = match["unit"] or match["each"]
            alike = _PERSONS if each == "人" else frozenset({each})
            named = re.compile(rf"[㐀-鿿]{{0,4}}{re.escape(each)}(?![㐀-鿿]*{re.escape(each)})")  # 18个薄弱村, 每村
            counted = [one for one in rows[:place] if one.unit == "个" and named.match(copy.text, one.end)]
            numbers = [one for one in rows[:place] if (one.unit in alike or one in counted) and not one.change]
            totals = [one for one in rows[:place] if one.unit == mean.unit and one.unit not in alike and not one.change]
            if len(numbers) != 1 or len(totals) != 1 or len(rows[:place]) != 2:
                continue
            ratio = totals[0].interval.over(numbers[0].interval)
            if ratio and not ratio.meets(mean.interval):
                right = written_like(mean, ratio.stated.quantize(Decimal("0.1")))
                yield at_digits(mean, f"{totals[0].text}除以{numbers[0].text}是{right}，此处是{mean.text}。")


_FEWER_TIMES = re.compile(
    r"(?:下降|减少|降低|压减|缩减|缩短|减轻|压缩)(?:了|近|约|超过?)?"
    r"(?P<times>[\d.]+倍|[一两二三四五六七八九十]+倍)(?!以?下)"
)


def _multiple(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_FEWER_TIMES):
        message = f"减少不能用倍数：“{match[0]}”应改说百分之几或几分之几。"
        yield Finding(*match.span("times"), message)


_NTH = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_RANKED = re.compile(
    rf"(?P<number>\d{{1,3}})个{one_of('proofreading/peers')}[^。；\n]{{0,30}}?"
    rf"(?:第(?P<rank>{_NTH})[位名]|(?:位[列居]|排名|排|[列居])第(?P<place>{_NTH})(?=[，。；、]))"
)
_MOVED = re.compile(
    r"""
    第(?P<first>\d{1,3})[位名]
    (?:(?P<up>(?:[上提跃晋]?升|前移)[至到]|进至|跃居) | (?P<down>(?:下?降|后移|退)[至到]))?
    (?:全国|全省|全市)?第(?P<second>\d{1,3})[位名]
    """,
    re.VERBOSE,
)


def _rank(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_RANKED):
        group = "rank" if match["rank"] else "place"
        if count_of(match[group]) > int(match["number"]):
            message = f"一共{match['number']}个，不会有第{match[group]}位。"
            yield Finding(*match.span(group), message)
    for match in copy.matches(_MOVED):
        first, second = int(match["first"]), int(match["second"])
        if (match["up"] and second > first) or (match["down"] and second < first):
            message = f"第{first}位到第{second}位，与“{match['up'] or match['down']}”不合。"
            yield Finding(*match.span("second"), message)


RULES = (
    Rule(
        "figure-sum", "分项与合计", WRONG, "算术", _sum,
        "建成幼儿园12所、小学8所，合计⟦26⟧所。",
        "建成幼儿园12所、小学8所，合计20所。新增企业48家、总量122家。开工项目390个、竣工437个。招收学生300人，其中女生120人。",
    ),
    Rule(
        "figure-share", "比率超过100%", WRONG, "算术", _share,
        "卫生厕所普及率达到⟦862⟧%。", "资金完成年度计划的128%，产量增长156%，毛入园率达到101.2%，产能利用率达到103%。",
    ),
    Rule(
        "figure-average", "平均数", WRONG, "算术", _average,
        "举办讲座20期，参加群众800人次，平均每期⟦60⟧人次。", "举办讲座20期，参加群众800人次，平均每期40人次。",
    ),
    Rule(
        "figure-multiple", "减少若干倍", WRONG, "算术", _multiple,
        "办理时限压减⟦2倍⟧。", "办理时限缩短为原来的1/3，件数下降一半，产量增长2倍。",
    ),
    Rule(
        "figure-rank", "位次", WRONG, "算术", _rank,
        "总量在全省13个设区市中居第⟦15⟧位。", "总量居全国第38位、全省第2位，由第5位升至第3位。",
    ),
)  # fmt: skip
