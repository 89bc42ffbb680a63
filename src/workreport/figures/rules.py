"""How a figure is named: an ordered table of small rules, the first that finds a name gives it."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from workreport.figures.lexicon import either, tagged, words
from workreport.figures.phrases import MONEYS, QUALIFIED, noun_after
from workreport.figures.predicates import MEASURES, trim_tail
from workreport.figures.sentence import CLAUSE_END, Sentence, Span
from workreport.figures.topics import (
    PIECE,
    SHARE,
    clause_start,
    has_noun,
    name_in,
    parts_of,
    topic,
    trim_head,
    whole_of_share,
)

RELATIVE = ("percent", "point", "multiple", "rank", "ratio")
_LANDMARK = re.compile(r"台阶|大关|关口")
_JOINT = re.compile(r"(?:(?<![平年人户])均(?![值价线衡等])|都|双双|全部)[^，。；、]{0,8}$")
# A level that a clause of its own states: 进出口总值创新高，达到5379亿元.
# The size of a change that a clause of its own states: 收案数首次下降，降幅4%.
_SIZE = re.compile(r"(?:下降|增长|上升|回落|提升|减少|提高|回升)，[增降涨升]幅(?:达到?|为|超过?)?$")
_LEVEL = re.compile(r"，(?:总[额量数])?(?:达到?|突破|超过?|为)[^，。；、]{0,3}$")
# 中央财政安排1000亿元专项资金: the payer stands before the number, the money's name after it.
_SPENDS = re.compile(rf"{either('spending')}(?:超过?|近|约|了|逾)?$")
_PAYS = re.compile(r"(?:投入|投资|花费|耗资|筹资|出资|斥资)$")  # 投入9万元修建厕所: another matter than the one before
_ONLY_SCALE = re.compile(r"[十百千]?[万亿]")
_CASUALTIES = ("亡", "死", "伤")  # the deeds that one character names
_TIMES = "年初末期月底来"  # what a time ends in: 由年初的86%升至95%
_SHIFTS = "增减升降提上下到至为占达扩缩"  # what a number rather than its subject does
_PEOPLE_AND_CASES = frozenset(("户", "人", "名", "件", "起", "人次", "户次", "家", "个", "口"))
_HANDED_OUT = ("发放", "支付", "拨付", "兑付")  # 救助困难群众30人次发放救助金5万元
_REST = re.compile(r"(?:剩余|剩下|还有|尚有|仍有|其余|另有)$")
_ATTAINED = re.compile(r"(?:实现|荣获|获得?|被评为|被授予|蝉联)(?P<name>[^，。；、：\d]{2,20})(?=[，。；]|$)")
# 完成预算5万元的60%, 三个支部的近六成; with the bracket of 占监测天数（366天）的97%.
_OF_AMOUNT = re.compile(r"(?P<noun>[\u4e00-\u9fff]{0,8}?)[）)]?[ ]?的[ ]?(?:将?近|约|超过?|逾)?")
_AMONG = re.compile(r"[位名排]?[居列在名][^，。；、]{0,8}$")
_SHARE_BEFORE = re.compile(r".{0,9}占|.{0,4}$")


class Place:
    """A figure in its sentence, with the phrases around it that may name it.

    Attributes:
        sentence: The sentence.
        i: Which of its figures it is.
        figure: The figure.
        is_relative: Whether it says something of a level rather than being one: a share, a change, a rank.
        earlier: The figures before it in the sentence that have a name, those of a remark in brackets set aside.
    """

    def __init__(self, sentence: Sentence, i: int) -> None:
        self.sentence, self.i = sentence, i
        figure = self.figure = sentence.figures[i]
        self.is_relative = figure.kind in RELATIVE or bool(figure.change)
        named = [j for j in range(i) if sentence.figures[j].labels]
        self.earlier = [
            sentence.figures[j]
            for j in named
            if sentence.closings[j] > figure.start or sentence.figures[j].rule == "in_apposition"
        ]

    @cached_property
    def noun(self) -> Span | None:
        """The noun phrase after the number."""
        span = noun_after(self.sentence, self.i)
        if span and self.sentence.read(span) in words("general_names"):
            return None  # 增加3亿元的水平
        if span and _LANDMARK.match(self.sentence.plain, span[0]):
            self.sentence.named_to = span[1]  # 连跨4个万亿元台阶: what crosses it is measured
            return None
        if span and self.figure.kind == "rank" and not self.describes:
            return None  # 从第10位升至第8位
        return span

    @cached_property
    def topic(self) -> Span | None:
        """The name before the number."""
        return topic(self.sentence, self.i)

    @property
    def is_joint(self) -> bool:
        """Whether the figure is said of several: 增速均超12%."""
        return bool(_JOINT.search(self.sentence.before(self.i)))

    @property
    def is_attribute(self) -> bool:
        """Whether the figure with what stands before it describes a noun after it: 占比超过10%的有44种."""
        qualified = QUALIFIED.match(self.sentence.plain, self.figure.end)
        return bool(qualified and qualified[0].endswith("的"))

    @property
    def names_anew(self) -> bool:
        """Whether even a general word names the figure: 项目9个，金额3亿元 is another matter than the count before."""
        other = self.earlier and self.figure.unit != self.earlier[-1].unit and not self.is_relative
        return self.is_attribute or bool(other and self.figure.kind in ("money", "measure"))

    @property
    def describes(self) -> bool:
        """占全国人口80%以上的农民: the noun after 的 is what is measured."""
        if self.figure.kind not in ("percent", "ratio", "duration", "rank") or not self.is_attribute:
            return False
        return bool(_SHARE_BEFORE.match(CLAUSE_END.split(self.sentence.before(self.i))[-1]))

    @cached_property
    def clause(self) -> str:
        """The words of the clause before the number, without what opens it and without its predicate."""
        plain = self.sentence.plain
        start = clause_start(self.sentence, self.i)
        end = trim_tail(plain, start, self.figure.start)
        return plain[trim_head(plain, start, end) : end]

    def use(self, span: Span) -> list[str]:
        """Take a phrase after the number as its name; what follows begins after it."""
        self.sentence.named_to = span[1]
        return [self.sentence.cut(span)]


def same_matter(place: Place) -> list[str]:
    """Two counts of one matter carry one name."""
    if not place.earlier or place.figure.kind != "count" or place.figure.unit not in _PEOPLE_AND_CASES:
        return []
    before = place.sentence.figures[place.i - 1]
    if (
        place.sentence.between(place.i) not in ("", "、", "/")
        or before.unit not in _PEOPLE_AND_CASES
        or before.unit == place.figure.unit
    ):
        return []
    return [] if place.noun and not _names_next(place) else list(before.labels)


def share_of_amount(place: Place) -> list[str]:
    """A share of an amount that is itself a figure belongs to what was named before that amount."""
    if place.i < 2 or place.figure.kind not in RELATIVE:
        return []
    of_amount = _OF_AMOUNT.fullmatch(place.sentence.between(place.i))
    if not of_amount or (of_amount["noun"] and not SHARE.search(place.sentence.before(place.i - 1))):
        return []
    return list(place.sentence.figures[place.i - 2].labels)


def in_apposition(place: Place) -> list[str]:
    """An amount alone in brackets is that of the noun before them: 占监测天数（366天）的97%."""
    plain, figure = place.sentence.plain, place.figure
    opened = plain[figure.start - 1 : figure.start] in ("（", "(") and plain[figure.end : figure.end + 1] in ("）", ")")
    if not opened or figure.start - 1 <= place.sentence.floor(place.i):
        return []
    start, end = clause_start(place.sentence, place.i, figure.start - 1), figure.start - 1
    share = SHARE.search(plain, start, end)
    span = name_in(place.sentence, (share.end() if share else start, end))
    return [place.sentence.cut(span)] if span else []


def ranked_among(place: Place) -> list[str]:
    """Of a standing among so many, the matter is named before it: 居全县17个派出所第3位."""
    sentence, i = place.sentence, place.i
    if place.figure.kind != "rank" or not i or sentence.figures[i - 1].kind != "count" or "，" in sentence.between(i):
        return []
    start, end = clause_start(sentence, i - 1), sentence.figures[i - 1].start
    among = _AMONG.search(sentence.plain, start, end)
    if not among:
        return []
    span = name_in(sentence, (start, trim_tail(sentence.plain, start, among.start())))
    return [sentence.cut(span)] if span else next((list(one.labels) for one in reversed(place.earlier[:-1])), [])


def counted(place: Place) -> list[str]:
    """The counted noun follows its measure word."""
    if not place.noun or place.figure.kind != "count":
        return []
    return [] if _is_deed(place) or (place.topic and _names_next(place)) else place.use(place.noun)


def _names_next(place: Place) -> bool:
    """Whether the noun after a number is the indicator of the next figure: 带动农户870户户均增收2300元."""
    last = place.i + 1 == len(place.sentence.figures)
    if not place.noun or last or place.noun[1] != place.sentence.limit(place.i):
        return False
    noun = place.sentence.read(place.noun)
    tokens = tagged(noun)
    return noun[-1] in MEASURES or tokens[-1][1][:1] == "v" or (len(tokens) > 1 and tokens[0][0] in _HANDED_OUT)


def _is_deed(place: Place) -> bool:
    """Whether what follows says what was done, and of what stands before: 吸纳劳动力70人务工."""
    if not place.noun:
        return False
    tokens = tagged(place.sentence.read(place.noun))
    people = place.figure.unit in ("人", "名")
    named = place.topic if people else place.topic or place.earlier
    deed = people or place.figure.kind == "duration" or len(tokens) > 1
    return bool(deed and named) and all(tag == "v" for _, tag in tokens)


def described(place: Place) -> list[str]:
    """The noun after the number is measured by it, or is the object of the verb before it."""
    if not place.noun or _is_purpose(place, place.noun) or (place.figure.kind == "duration" and _is_deed(place)):
        return []
    return place.use(place.noun) if not place.topic or place.describes or _governs(place) else []


def _is_purpose(place: Place, span: Span) -> bool:
    """Whether what follows an amount of money is what it is spent for: 投入86万元改造操场; not 支持资金."""
    tag = tagged(place.sentence.read(span))[0][1]
    return place.figure.kind == "money" and tag == "v" and not MONEYS.search(place.sentence.read(span))


def _governs(place: Place) -> bool:
    """Whether the words before the number take what follows it as their object: 在大湾区设立超500亿元基金."""
    sentence, figure, span = place.sentence, place.figure, place.topic
    if span is None:
        return False
    if sentence.plain[figure.start - 1] == "的" and sentence.plain[figure.start - 2] not in _TIMES:
        return not SHARE.search(sentence.plain, *span)
    if figure.kind == "measure" and (figure.unit in ("千伏", "伏") or _ONLY_SCALE.match(sentence.plain, figure.start)):
        return True
    if figure.kind == "money" and _SPENDS.search(sentence.plain, max(sentence.begin, figure.start - 6), figure.start):
        return True
    last, tag = tagged(sentence.read(span))[-1]
    if figure.kind == "money" and place.noun and MONEYS.search(sentence.read(place.noun)):
        return True
    return (last in words("light_verbs") or tag == "v") and figure.kind in ("money", "measure")


def indicator(place: Place) -> list[str]:
    """The name stands before the number in its clause; a share, change or rank needs a noun of its own."""
    span, sentence = place.topic, place.sentence
    if not span or (sentence.read(span) in words("general_names") and not place.names_anew):
        return []
    if place.is_relative and place.earlier and not has_noun(sentence.plain, span):
        return []
    predicate = span[1] < place.figure.start
    listed = predicate and not sentence.plain.startswith("等", span[1])
    parts = parts_of(sentence, span, every=place.is_joint) if listed else []
    return parts or [sentence.cut(_last_part(sentence, span))]


def _last_part(sentence: Sentence, span: Span) -> Span:
    """The last member of a list that only leads up to the name: 扑下身子、实地调研60次."""
    mark = sentence.plain.rfind("、", *span)
    whole = (
        mark < 0
        or "等" in sentence.read(span)
        or PIECE.fullmatch(sentence.plain, sentence.plain.rfind("、", span[0], mark) + 1 or span[0], mark)
    )
    part = None if whole else name_in(sentence, (mark + 1, span[1]))
    return part or span


def level_of_clause(place: Place) -> list[str]:
    """A level that a clause of its own states is that of the clause before it."""
    before = place.sentence.before(place.i)
    level = not place.topic and not place.figure.change and _LEVEL.search(before)
    return earlier_clause(place) if place.i and (level or _SIZE.search(before)) else []


def deed(place: Place) -> list[str]:
    """A clause of verbs alone names what was done so many times."""
    if place.is_relative or place.figure.kind not in ("count", "money"):
        return []
    if len(place.clause) < 2 and place.clause not in _CASUALTIES:
        return []
    tokens = tagged(place.clause)
    verbs = all(tag[:1] in ("v", "d", "n", "x") or (tag == "m" and not word[0].isdigit()) for word, tag in tokens)
    names = any(tag[:1] in ("v", "x") and word not in words("bare_verbs") for word, tag in tokens)
    if not (verbs and names and len(place.clause) <= 8) or (place.figure.kind == "money" and place.earlier):
        return []
    start = place.sentence.plain.rfind(place.clause, place.sentence.begin, place.figure.start)
    return [place.sentence.cut((start, start + len(place.clause)))]


def people_do(place: Place) -> list[str]:
    """People without a name are named by what they do."""
    figure, sentence = place.figure, place.sentence
    apart = sentence.plain[figure.start - 1 : figure.start] == "，"
    if figure.unit not in ("人", "名") or (place.topic and not apart):
        return []
    clause = CLAUSE_END.split(sentence.plain[figure.end : sentence.limit(place.i)].replace("、", "，"))[0]
    tokens = tagged(clause)
    if not tokens or tokens[0][1] not in ("v", "p", "d"):
        return []
    start = figure.end + (len(tokens[0][0]) if tokens[0][1] == "p" else 0)
    long_enough = 4 <= figure.end + len(clause) - start <= 16 and (
        clause[0] not in _SHIFTS or (clause[0] == "到" and not clause[1].isdigit())
    )
    return [sentence.cut((start, figure.end + len(clause)))] if long_enough else []


def lasting(place: Place) -> list[str]:
    """What so many years in a row have reached: 连续六年实现零死亡."""
    figure, sentence = place.figure, place.sentence
    attained = _ATTAINED.match(sentence.plain, figure.end, sentence.limit(place.i))
    if figure.kind != "duration" or place.topic or not attained:
        return []
    return place.use(attained.span("name"))


def inherited_by_all(place: Place) -> list[str]:
    """What is said of all belongs to the last two that were named."""
    if not place.is_joint or not place.earlier or len(place.earlier[-1].labels) != 1:
        return []
    return list(dict.fromkeys(label for figure in place.earlier for label in figure.labels))[-2:]


def inherited(place: Place) -> list[str]:
    """A figure that nothing else names belongs to what the sentence named last."""
    if not place.earlier or (place.figure.kind == "money" and _PAYS.search(place.clause)):
        return []
    if place.is_attribute:
        alike = [figure for figure in place.earlier if figure.unit == place.figure.unit]
        return list((alike or place.earlier)[-1].labels)
    last = place.earlier[-1]
    rest = _REST.search(place.sentence.before(place.i))
    if place.figure.kind not in RELATIVE and (rest or last.kind in RELATIVE):  # no amount of a rate
        alike = [figure for figure in place.earlier if figure.unit == place.figure.unit and figure.rule != "deed"]
        same = [figure for figure in alike if figure.labels == last.labels and not rest]
        last = (same or alike or [last])[-1]
    return list(last.labels)


def earlier_clause(place: Place) -> list[str]:
    """The topic of an earlier clause of the sentence, when nothing nearer names the figure."""
    sentence, figure = place.sentence, place.figure
    start = max(sentence.begin, sentence.floor(place.i) if place.i else sentence.begin)
    clauses = list(re.finditer(r"[^，：:,（）]+", sentence.plain[start : figure.start]))
    for m in reversed(clauses[:-1]):
        begin, end = start + m.start(), trim_tail(sentence.plain, start + m.start(), start + m.end())
        span = name_in(sentence, (begin, end))
        if span:
            return [sentence.cut(_subject(sentence, span))]
    return []


def _subject(sentence: Sentence, span: Span) -> Span:
    """The subject of a clause: what stands before its first verb, when that is long enough for a name."""
    at = span[0]
    tokens = tagged(sentence.read(span))
    if ("的", "uj") in tokens and tokens[-1][1][:1] == "n":  # 生活保障的覆盖人数
        return span
    for word, tag in tokens:
        if tag[:1] in ("v", "d", "p") and at - span[0] >= 4 and tag != "vn" and word not in words("indicator_ends"):
            return span[0], at
        at += len(word)
    return span


def whole(place: Place) -> list[str]:
    """Where nothing else is named, a share is named by what it is a share of."""
    span = whole_of_share(place.sentence, place.i) if place.figure.kind in RELATIVE else None
    named = name_in(place.sentence, span) if span else None
    return [place.sentence.cut(named)] if named else []


def general(place: Place) -> list[str]:
    """A word too general for a name is better than none."""
    span = place.topic
    return [place.sentence.cut(span)] if span and place.sentence.read(span) not in words("bare_verbs") else []


def opening_verb(place: Place) -> list[str]:
    """The bare verb of a clause that names nothing else."""
    clause = CLAUSE_END.split(place.sentence.before(place.i))[-1]
    verbs, at = [], place.figure.start - len(clause)
    for word, tag in tagged(clause):
        if tag[:1] == "v" and len(word) > 1 and word not in words("tails") and word not in words("bare_verbs"):
            verbs.append(place.sentence.cut((at, at + len(word))))
        at += len(word)
    return verbs[-1:]


class Rule(NamedTuple):
    """A rule with a sentence that it names a figure of, as the tests hold it to."""

    name: str
    find: Callable[[Place], list[str]]
    sentence: str
    surface: str
    labels: list[str]


RULES = [
    Rule("same_matter", same_matter, "现有贫困户52户130人。", "130人", ["贫困户"]),
    Rule("share_of_amount", share_of_amount, "税收收入3万元，完成预算数5万元的60%。", "60%", ["税收收入"]),
    Rule("in_apposition", in_apposition, "占全年监测天数（366天）的97%。", "366天", ["监测天数"]),
    Rule("ranked_among", ranked_among, "满意度98%，居全县17个派出所第3位。", "第3位", ["满意度"]),
    Rule("counted", counted, "3000多名科技人员参加活动。", "3000多名", ["科技人员"]),
    Rule("described", described, "开展为期两周的读书班。", "两周", ["读书班"]),
    Rule("people_do", people_do, "选派2人支援边疆建设。", "2人", ["支援边疆建设"]),
    Rule("indicator", indicator, "全市城镇化率达到65%。", "65%", ["城镇化率"]),
    Rule("level_of_clause", level_of_clause, "投资30亿元，进出口总值创新高，达到53亿元。", "53亿元", ["进出口总值"]),
    Rule("lasting", lasting, "死亡率3‰，连续六年实现孕产妇零死亡。", "六年", ["孕产妇零死亡"]),
    Rule("deed", deed, "发现问题312个，整改完成298个。", "298个", ["整改完成"]),
    Rule(
        "inherited_by_all",
        inherited_by_all,
        "工业投资9亿元，农业投资7亿元，均居全省第1。",
        "第1",
        ["工业投资", "农业投资"],
    ),
    Rule("inherited", inherited, "城镇化率达到65%，比上年提高2个百分点。", "2个百分点", ["城镇化率"]),
    Rule("earlier_clause", earlier_clause, "城镇登记失业率持续走低，已降至3%。", "3%", ["城镇登记失业率"]),
    Rule("whole", whole, "已完成总工程量的44%。", "44%", ["工程量"]),
    Rule("general", general, "总量达到5万吨。", "5万吨", ["总量"]),
    Rule("opening_verb", opening_verb, "比原定的投资还多14亿元。", "14亿元", ["投资"]),
]
