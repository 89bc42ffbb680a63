"""The name that stands before a number in its clause, trimmed at both ends: 全年[城镇新增就业]达到3万人."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from workreport.figures.context import CHANGES
from workreport.figures.figure import Figure
from workreport.figures.lexicon import cut, either, tagged, words
from workreport.figures.phrases import ACTORS, AND, Token
from workreport.figures.predicates import BRACKETS, MEASURES, NOUN_TAGS, trim_tail
from workreport.figures.sentence import CLAUSE_END, Sentence, Span

_WINDOW = 60  # characters before a number that may hold its name
_LIMIT = re.compile(r"及?以[上下]的?(?:有|共)?")
LIST_JOIN = re.compile(r"(?:以上|左右|以下|以内|钱)?(?:、|和|及|与|以及|，)")

# A占B的5%: A is named; A占B比重 is a name as a whole. 等于A的三分之一 names nothing.
SHARE = re.compile(r"占(?!比|地|用|道|有(?!效)|领)|等于|相当于")
_IS_SHARE = re.compile(r"(?:比重|比例|占比|份额|率)[^，、]{0,8}$")
# 为年初预算的97%, 完成全年任务的80%, 达全省的两成: what a share is of.
_WHOLE = re.compile(r"(?:为|占|完成|达到?|是)(?P<whole>[^，。；：、]{1,24})的$")
_HEAD_DATE = re.compile(
    r"""
      [“"]?十[一二三四五六]?五[”"]?(?:时期|期间|以来)
    | (?:到|截至|截止|至|自|较|比)?(?:[一二三四五六七八九零\d]{2,4}|\d(?:[ ]\d)+)[ ]?年
      (?:[底末初]|以[前来]|度(?![假过])|上半年|下半年)?
    | (?:\d{2})?[X*]{1,4}[ ]?年(?:度|[底末初])?  # 20xx年
    | (?:截[至止]到?|到|至)?(?:\d{1,2}(?:月份?)?[-—至到])?\d{1,2}月(?:份|[底末])?
    | [一二三四五六七八九十]{1,2}(?:月份?)?[-—至到][一二三四五六七八九十]{1,2}月份?
    | (?:截[至止]到?|到)(?:目前|现在|报告期末|年底|年末)(?:为止)?
    | (?:据|经)?(?:不完全|初步)(?:统计|核算|测算) | [据经]统计
    | 在此(?:基础上|期间) | 报告期[内末]? | 前三季度 | 期末(?![考成检测复质统教试])
    | (?<=[省市县区镇乡村校院])(?:范围内|上下)
    | \d{1,2}[日号]
    | [去今上前本](?:年|季|月|世纪)[底末初]
    | [我全][国省市区县镇乡村局院校队所](?=共|已|累计|先后|全年)
    | 共(?![产和同青享建性用识])
    | (?:[近过前今]|(?:过去|今后|未来)的?)?[一二三四五六七八九十两\d]{1,2}年(?!级)[来间]? | 半年多?来
    | 每?\d{1,3}股
    | [^，、：]{2,8}[后前](?=预计|可|新增|累计|共)
    | 年?可(?=[节减增实带新])
    | [加减](?=上[级年解]|下[级年]|调[入出]|债务|一般|转[移贷])  # of budgets: 加上级补助收入
    | 含(?=旧存|上年|[结新])
    | \d{1,2}[.、．)]
    | [一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]) | [（(][一二三四五六七八九十\d]{1,2}[）)]
    | [●■★※◆▲◇□○>①-⑳]
    """,
    re.VERBOSE,
)
# What an indicator begins with as its own, though a clause may open with it too: 全社会用电量, 基本医保参保率.
_OWN_HEAD = re.compile(
    rf"""
      全社会 | 免费开放 | 直接经济
    | 基本(?:医|养|公共|农田|药|生活|单元|存款|每股)
    | 平均{either("means")}
    """,
    re.VERBOSE,
)
# 每千人口拥有养老床位数: so many for each thousand, which no shorter name would say.
_PER = re.compile(r"每(?=[百千万十一])[百千万亿十一]+(?:人口|人|名|户|亩|元|平方公里)")
_NO_DEED = re.compile(r"生产(?:安全|经营|能力|总值|要素|资料|许可|性)|投入(?:强度|产出)")
_INNER_DATE = re.compile(r"(?<=.)\d{4}年(?:度|[底末初])?")
_OUT = ("出", "v")  # 评选出[先进个人]
_EXTENTS = ("全长", "总长")
_NEVER_NAMED = ("等", "有", "还有", "已有", "共有")  # words that go with no name, however short
_ADVERBS = frozenset("就只才仅将还仍又也")  # adverbs that open a predicate
# Bodies that do something: what they do it to is the name (市场监管所检查[食品经营户]).
_SEASONS = ("全年", "今年", "去年", "年内")
_BODY = re.compile(rf"公司|集团|中心|学校|(?:{either('bodies')}|(?<!城)镇|(?<!农)村)$")
_DOER = re.compile(_BODY.pattern + "|”$")  # “打伞破网”移送线索
_ACTOR = re.compile(rf"{_BODY.pattern}|企业$|干部$|群众$")
_INSTITUTIONS = ("中心", "基地", "平台", "机构", "园区")  # named by what is done there
_PAPERS = ("通知书", "建议书", "意见书", "方案", "清单", "台账")  # named by what they are for
_OF_PURPOSE = ("养护", "救助", "治理", "保障", "补助", "整改", "奖励", "减免", "处分", "处理")  # 落实养护管理人员
_PLAIN = ("完成", "实现", "推进", "推动", "确保", "保障", "争取")  # verbs of effort: no names begin with them
_THEN = ("并", "并且", "而")  # conjunctions that begin a new predicate
# Verbs that divide only where the number follows at once: 协作投入资金3亿元, but 研发投入强度3%.
_GOVERNING = ("投入", "参加", "推进")
# Adverbs after a subject: what follows them is the name (全省法院[共]收案).
_AFTER_SUBJECT = words("after_subjects")
_COUNTABLE = ("学校", "公司", "幼儿园", "国家")  # of the words for all that is reported on, those that are things
_TOWARDS = frozenset((word, "p") for word in "对向为给就在被")
_EMPTY_TAGS = ("p", "d", "c", "u", "r", "m", "f", "x", "y", "t")
PIECE = re.compile(r"第?[一二三四五六七八九十]|.")  # what is torn from its list: 三、四级手术; 大、中、小班
_AGE = re.compile(r"\d{1,2}(?:周?岁|分)(?:及?以[上下])")  # 35岁以下31名: the group is named by its age


def topic(sentence: Sentence, i: int) -> Span | None:
    """The name that stands before the number in its clause; None when there is none."""
    figure, floor = sentence.figures[i], sentence.floor(i)
    start = clause_start(sentence, i)
    remark = _remark_before(sentence, i)
    if remark:
        return trim(sentence, clause_start(sentence, *remark), figure, remark[1])
    if i and start == floor and figure.kind == "count" and _modifies(sentence.figures[i - 1], figure, sentence):
        attribute = sentence.figures[i - 1].start
        if attribute == sentence.begin or sentence.plain[attribute - 1] in "，,":
            return attribute, figure.start  # 600分以上31人
        whole = topic(sentence, i - 1)  # 10亿元以上项目2个
        return trim(sentence, min(whole[0] if whole else attribute, attribute), figure)
    if i and start == floor:
        joint = LIST_JOIN.match(sentence.plain, start)
        start = joint.end() if joint else start
    return trim(sentence, start, figure)


def _remark_before(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """The first figure of the remark that parts a figure from its name, and where it opens: 高分段（650分以上）21人."""
    closing = sentence.closings[i - 1] if i else math.inf
    if closing >= sentence.figures[i].start or sentence.plain[int(closing) + 1 : sentence.figures[i].start]:
        return None
    j = i - 1
    while j and sentence.closings[j - 1] == closing:
        j -= 1
    opening = max(sentence.plain.rfind(mark, sentence.floor(j), sentence.figures[j].start) for mark in "（(")
    return (j, opening) if opening > sentence.floor(j) else None


def clause_start(sentence: Sentence, i: int, end: int | None = None) -> int:
    """Where the clause of a figure, or of what ends before it, begins, remarks in brackets set aside."""
    end = end or sentence.figures[i].start
    window = sentence.plain[max(sentence.floor(i), end - _WINDOW) : end]
    return end - len(window) + _last_clause(window)


@lru_cache(maxsize=1 << 8)
def _last_clause(window: str) -> int:
    """Where the last clause of a stretch begins; one rule asks after the other."""
    bracketed = "（" in window or "(" in window or "[" in window
    masked = BRACKETS.sub(lambda m: "·" * len(m[0]), window) if bracketed else window
    cuts = [m.end() for m in CLAUSE_END.finditer(masked) if m.end() < len(masked) or m[0] not in ",，"]
    return cuts[-1] if cuts else 0


def _modifies(attribute: Figure, figure: Figure, sentence: Sentence) -> bool:
    """Whether an amount is part of the name that is counted: 10亿元以上项目2个, 总量超200亿元县2个."""
    noun = sentence.plain[attribute.end : figure.start]
    if _LIMIT.fullmatch(noun) and attribute.kind != "percent":
        return True  # 总分600分以上57人
    if attribute.kind not in ("money", "measure") or attribute.qualifier == "=" or not 0 < len(noun) <= 12:
        return False
    return all(tag[:1] not in ("x", "v", "c", "p") or tag == "vn" for _, tag in tagged(noun))


def whole_of_share(sentence: Sentence, i: int) -> Span | None:
    """What a share is a share of: 完成[总工程量]的44%."""
    start = clause_start(sentence, i)
    m = _WHOLE.search(sentence.plain[start : sentence.figures[i].start])
    return (start + m.start("whole"), start + m.end("whole")) if m else None


def trim(sentence: Sentence, start: int, figure: Figure, number: int | None = None) -> Span | None:
    """Cut predicates from the end of a clause before a figure, circumstances and verbs from its beginning."""
    number, plain = number or figure.start, sentence.plain
    end = trim_tail(plain, start, _without_share(plain, start, number, figure.kind))
    direct = end == number and figure.kind in ("count", "money", "measure")
    return name_in(sentence, (start, end), direct=direct, counted=figure.kind == "count")


def name_in(sentence: Sentence, span: Span, *, direct: bool = False, counted: bool = False) -> Span | None:
    """The name in a clause whose end is trimmed: what opens it, its verbs and its subject are left out."""
    plain, (start, end) = sentence.plain, span
    start = trim_head(plain, _after_aside(plain, start, end), end)
    if _AGE.match(plain, start, end) or (_PER.match(plain, start, end) and plain[end - 1] in MEASURES):
        return start, end
    start = _after_verbs(plain, start, end, direct=direct)
    start = trim_head(plain, start, end)
    subject, start = start, _after_subject(plain, start, end)
    if start > subject:
        start = _after_verbs(plain, trim_head(plain, start, end), end, direct=direct)
    modified = plain.rfind("的", start, end)
    if end - start > 16 and end - modified > 5 and modified > 0 and counted:
        start = modified + 1
    if end > start and plain[start:end] in words("general_names"):
        return start, end
    if direct and counted and plain[start:end] in _COUNTABLE:  # 企业6家、学校4所
        return start, end
    return None if end <= start or _is_empty(tagged(plain[start:end])) else (start, end)


def _without_share(plain: str, start: int, end: int, kind: str) -> int:
    """Where a clause ends without what its figure is a share of."""
    if kind in ("percent", "ratio", "multiple", "point"):
        whole = _WHOLE.search(plain[start:end])
        end = start + whole.start() if whole else end
    share = SHARE.search(plain, start, end)
    opens = share and share.start() == start  # 占营业收入比例为8%, of what was named before
    return share.start() if share and (opens or not _IS_SHARE.search(plain[start:end])) else end


def trim_head(plain: str, start: int, end: int) -> int:
    """Skip the words of time and manner, list marks and dates that a clause opens with."""
    while start < end:
        date = _HEAD_DATE.match(plain, start, end)
        if date:
            start = date.end()
            continue
        before = start
        for word, _ in tagged(plain[start : min(end, start + 24)]):
            if word not in words("heads") and word not in " ,，、”)）·\u200b\t":
                break
            if _OWN_HEAD.match(plain, start, end):
                return start
            if word == "计划" and plain[start + 2 : end] in ("投资", "总投资"):
                return start  # so much was planned, not spent
            start += len(word)
        if start == before:
            break
    return start


def _after_aside(plain: str, start: int, end: int) -> int:
    """Where a clause begins after the one it is done to or for: 对生效裁判[提出抗诉]."""
    at, tokens = start, tagged(plain[start:end])
    opening = next((k for k, one in enumerate(tokens) if one in _TOWARDS or one[0] not in words("heads")), 0)
    if not tokens or tokens[opening] not in _TOWARDS or plain[end - 1] in MEASURES:
        return start
    for k, (word, tag) in enumerate(tokens):
        acts = tag in ("v", "ad", "vd") or word in words("light_verbs") or len(word) > 3  # 挽回损失
        if k > opening + 1 and acts and end - at >= 4:
            return at
        at += len(word)
    return start


def _after_verbs(plain: str, start: int, end: int, *, direct: bool) -> int:
    """Where the name begins: after the verbs that open the clause, or after a plain transitive verb within it."""
    best = at = start
    opening = True
    tokens = tagged(plain[start:end])
    for k, (word, tag) in enumerate(tokens):
        begin, at = at, at + len(word)
        rest = tokens[k + 1 :]
        opening = opening or bool(word in _ADVERBS and rest)
        acts = k and word in words("light_verbs") and _DOER.search(tokens[k - 1][0]) and word != "覆盖"  # 工程覆盖人口
        verb = word in words("light_verbs") and not _NO_DEED.match(plain, begin)
        cuts = verb if opening else acts or _divides(word, rest, direct=direct)
        cuts = cuts and not _modifies_noun(word, rest, first=best == start)
        if k in (1, 2) and word == "了" and plain[end - 1] in MEASURES and _can_name(rest):  # 稳定了粮食产量
            best = at
        if (word == "等" and end - at > 2 and tag != "n") or (cuts and _can_name(rest)):
            after = at + (rest[:1] == (_OUT,))
            whole = end - after > 2 or word in _NEVER_NAMED or plain[after:end] in _EXTENTS
            best = after if whole else begin  # 增加支出: too short without the verb
        opening = opening and (bool(cuts) or word in words("heads") or word in _ADVERBS)
    return best


def _modifies_noun(word: str, rest: Sequence[Token], *, first: bool) -> bool:
    """Whether a verb is part of the name after it: 落实[养护管理人员], [查处率], [整改到位资金]."""
    name = "".join(part for part, _ in rest)
    if name[:1] in MEASURES and rest[0][0] == name[:1]:
        return True
    if not rest or word in words("dividing_verbs") or word[-2:] in _PLAIN:
        return False
    if name.startswith("到位") or name in _PAPERS:  # 下达[整改通知书]
        return True
    return (not first and word in _OF_PURPOSE) or (len(name) <= 3 and name.endswith("率"))


def _divides(word: str, rest: Sequence[Token], *, direct: bool) -> bool:
    """Whether a word within a clause divides the subject from the object, unless a 的 after it makes it modify."""
    if word in _THEN:
        return len(rest) > 1
    if len(rest) == 1 and rest[0][0] in _INSTITUTIONS:  # 专利培育中心
        return False
    return (word in words("dividing_verbs") or (direct and word in _GOVERNING)) and not _ends_short(rest)


def _after_subject(plain: str, start: int, end: int) -> int:
    """Where the name begins after a subject with its adverb or date: 全省法院共[收案], 母公司2022年[净利润]."""
    date = _INNER_DATE.search(plain, start, end)
    if date and end - date.end() >= 2:
        start = trim_head(plain, date.end(), end)
        start = _after_verbs(plain, start, end, direct=False)
    begin, at, tokens = start, start, tagged(plain[start:end])
    for k, (word, _) in enumerate(tokens):
        at += len(word)
        seasonal = word in _SEASONS and k and (word == "全年" or _BODY.search(tokens[k - 1][0]))
        after = (word in _AFTER_SUBJECT or seasonal) and plain[at:end] not in words("general_names")
        if after and k and _sums_up_deeds(tokens, k):
            break
        if k and after and (_can_name(tokens[k + 1 :]) or end - at >= 4 or _BODY.search(tokens[k - 1][0])):
            start = _after_verbs(plain, at, end, direct=False)
    first = tokens[0][0] if tokens and start == begin else ""
    rest = plain[start + len(first) : end]
    whole = len(rest) < 2 or (len(rest) == 2 and (rest in words("light_verbs") or first[-1:] == "级"))  # 市级培训
    return start + len(first) if first in words("everywhere") and not whole else start


def _sums_up_deeds(tokens: Sequence[Token], k: int) -> bool:
    """Whether one verb alone follows an adverb, and what it is done to stands before: 商品房[累计]销售."""
    thing, rest = tokens[k - 1], tokens[k + 1 :]
    if len(rest) != 1 or rest[0][1] not in ("v", "vn") or rest[0][0] in words("bare_verbs"):
        return False
    acts = _ACTOR.search(thing[0]) or thing[0] in words("everywhere") or ACTORS.search(thing[0])
    return tokens[k][0] in ("累计", "实际", "先后", "已经") and thing[1] == "n" and not acts


def _can_name(tokens: Sequence[Token]) -> bool:
    """Whether the words after a verb can be a name: two characters, one of them a noun or a second verb."""
    nouns = any(tag[:1] in NOUN_TAGS or tag == "vn" for _, tag in tokens)
    return nouns and sum(len(word) for word, _ in tokens) > 1


def _ends_short(tokens: Sequence[Token]) -> bool:
    """Whether a relative clause ends in a noun that says too little alone: 中央财政用于科技的支出."""
    words_of = [word for word, _ in tokens]
    at = words_of.index("的", 1) if "的" in words_of[1:] else len(words_of)
    return 0 < len("".join(words_of[at + 1 :])) <= 3


def _is_empty(tokens: Sequence[Token]) -> bool:
    """Whether words say nothing that could be a label: places, verbs that open a clause, adverbs, prepositions."""
    last, tag = tokens[-1]
    if len(tokens) > 1 and last[-1] in MEASURES:  # 整改率
        return False
    if len(tokens) > 1 and tokens[-2][0] in words("everywhere") and tag[:1] == "v" and last not in words("bare_verbs"):
        return last in CHANGES  # 省级培训
    return all(
        word in words("heads")
        or word in words("everywhere")
        or (tag[:1] in _EMPTY_TAGS and not (tag == "m" and word[-1] == "级"))
        or (tag == "ns" and len(word) > 1 and word[-1] in "省市州县区")
        or word in words("dividing_verbs")
        or (tag[:1] == "v" and (word in words("light_verbs") or len(word) == 1))
        for word, tag in tokens
    )


def keeps_subject(name: str) -> bool:
    """Whether a name may still begin with who acts: 检察机关起诉经济犯罪."""
    tokens = tagged(name)
    return any(k and tag == "v" and _ACTOR.search(tokens[k - 1][0]) for k, (_, tag) in enumerate(tokens[:-1]))


def has_noun(plain: str, span: Span) -> bool:
    """Whether a name holds a noun, as a new indicator must: not 减支, 竟然."""
    text = plain[span[0] : span[1]]
    if text[-1] in MEASURES:
        return True
    tokens = tagged(text)
    nouns = any(tag[:1] in ("n", "j", "l", "b", "i", "e") or tag in ("vn", "an", "x") for _, tag in tokens)
    return nouns or (len(text) > 2 and not any(word in CHANGES or word in words("bare_verbs") for word, _ in tokens))


def parts_of(sentence: Sentence, span: Span, *, every: bool) -> list[str]:
    """The names of a list; with `every`, 和 divides it too."""
    surface = sentence.read(span)
    if "等" in surface:
        return []
    parts, begin, at = [], span[0], span[0]
    for word in [*cut(surface), "、"]:
        if word in AND if every else word == "、":
            if PIECE.fullmatch(sentence.plain, begin, at):  # 三、四级手术
                return []
            if at > begin:
                parts.append(sentence.cut((begin, at)))
            begin = at + len(word)
        at += len(word)
    return parts
