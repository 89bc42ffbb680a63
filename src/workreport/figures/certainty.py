"""Whether the name of a figure is certain: it reads as a name, its source is certain, and a second opinion agrees."""

import re
from functools import lru_cache

from workreport.figures.doubts import is_doubtful
from workreport.figures.lexicon import tagged, words
from workreport.figures.phrases import ACTORS, AND, MONEYS, QUALIFIED, Token
from workreport.figures.predicates import MEASURES, trim_tail
from workreport.figures.ranker import CLEAR, second_opinion
from workreport.figures.sentence import Sentence
from workreport.figures.topics import LIST_JOIN, clause_start, keeps_subject, trim_head
from workreport.writing.numerals import normalise

# Rules that hand a name on, and those of them that are never wrong in doing so.
_HANDED_ON = ("same_matter", "each_before", "share_of_amount", "inherited", "inherited_by_all", "level_of_clause")
_NEVER_WRONG = ("same_matter", "each_before", "share_of_amount")
_LONGEST_INDICATOR = 14  # characters
_BARE = 2  # characters: no room for a modifier
_ALIKE = 0.6  # of their characters: a name and the same name with a modifier more

# The parts of speech that no name ends in, but for these words; and what is torn from the word before it.
_NO_END = frozenset("pdcrfuya")
_ENDS = re.compile(rf"(?:以[上下]|级|成功|完小|平衡|批次|公开|[宽长高]|[{''.join(MEASURES)}])$")
_TORN = re.compile(
    r"""
      [县村乡镇](?=深化|建设|发展|开展|实施|推进|完成|实现|入选)
    | 以[上下内] | 内(?![外部地存需容科勤湖]) | 方面 | [项个]的 | [和与的了着] | 及(?!格|时)
    """,
    re.VERBOSE,
)
# What shows that words are a clause: 今年中央财政[将]投入, [为]此增加支出.
_ADVERBS = re.compile(r"[将已却曾都只仅仍就又也还并即]|已经|仍然|应当|分别|连年|可以")
_PREPOSITIONS = re.compile(r"[把从自为向以由因据将让使在]|关于")
_ASPECTS = ("ul", "uz", "ug", "y")
_NAMING_VERBS = ("办结", "投入", "竣工", "查处", "支出")  # name what was done, where other verbs want an object
_HELD = ("举办", "召开", "组织", "承办", "推出", "出台", "印发")  # 镇妇联举办: of what?
_OF_WHAT = re.compile(
    r"总?产[量值]|总产|单产|亩产|均价|尾数|(?:死亡|[受死]伤|伤亡|获奖|参[加与]|受益)人数|(?:实际)?到位|增收|致富"
)  # says too little by itself
# What is measured of things is no thing counted: 12个盟市空气质量, 10市PM2.5浓度.
_MEASURED = re.compile(rf"(?:[{''.join(MEASURES)}]|收入|支出|投资|面积|余额|浓度|质量|能耗|比重|比例)(?<!制度)$")
_LIMITED = re.compile(r"及?以[上下内](?:的)?[\u4e00-\u9fff]")
_SIZE_OF = re.compile(r"(?:实施|完成|实现|安排|新增|建设)(?:总[额量数]|规模|金额|数量)")  # 实施总额4万亿元的计划
_TORN_END = re.compile(r"(?<![模虚草])拟$|等$|分别")
_WHO = re.compile(rf"(?:{ACTORS.pattern}|[省市县区村镇乡国户员]|城市|）)$")


def is_sure(sentence: Sentence, i: int) -> bool:
    """Whether a name is certain: its rule is never wrong or the ranker agrees, and so is its source."""
    figure = sentence.figures[i]
    if not figure.labels or not all(map(reads_as_name, figure.labels)) or is_doubtful(sentence, i):
        return False
    if figure.rule == "each":
        return all(len(label) > 1 and not _is_verb(label) for label in figure.labels)  # 涉诈、涉毒警情
    if figure.rule in _HANDED_ON:
        source = next((one for one in reversed(sentence.figures[:i]) if one.labels == figure.labels), None)
        if not source or not source.sure:
            return False
        if source is sentence.figures[i - 1] and _follows_directly(sentence, i):
            return True
    return figure.rule in _NEVER_WRONG or (len(figure.labels) == 1 and _is_confirmed(sentence, i))


def _follows_directly(sentence: Sentence, i: int) -> bool:
    """Whether nothing that could be a name parts a figure from the one before: 65%，比上年提高[2个百分点]."""
    between, start = sentence.between(i), sentence.figures[i - 1].end
    start += between[:1] in ("，", "、", ",")
    return "其中" not in between and trim_tail(sentence.plain, start, sentence.figures[i].start) <= start


def _is_deed_alone(tokens: tuple[Token, ...]) -> bool:
    """Whether all words are verbs that want an object: 加快推进."""
    return all(word in words("light_verbs") or word in words("dividing_verbs") for word, _ in tokens)


def _is_verb(label: str) -> bool:
    """Whether a label is one verb and no more."""
    tokens = tagged(normalise(label))
    return len(tokens) == 1 and tokens[0][1] == "v"


@lru_cache(maxsize=1 << 12)
def reads_as_name(label: str) -> bool:
    """Whether a label can be a name as it stands: no predicate, no torn end, not a word that needs a noun."""
    plain = normalise(label)
    if any(plain in words(name) for name in ("general_names", "bare_nouns")) or _OF_WHAT.fullmatch(plain):
        return False
    tokens = tagged(plain)
    last, tag = tokens[-1]
    if _TORN.match(plain) or (tag[:1] in _NO_END and not _ENDS.search(plain)):
        return False
    verb = last in words("dividing_verbs") or last in words("verbs_after")
    if len(tokens) == 1 and verb and last not in _NAMING_VERBS:
        return False
    if len(tokens) > 1 and last in _HELD:
        return False
    if _TORN_END.search(plain) or _SIZE_OF.fullmatch(plain) or (len(tokens) > 1 and _is_deed_alone(tokens)):
        return False
    return not any(_is_predicate(token) for token in tokens) and "实现" not in (word for word, _ in tokens[1:])


def _is_predicate(token: Token) -> bool:
    """Whether a word within a label shows that it is a clause and no name: 将, 已经, 并且, 这, 为, 了."""
    word, tag = token
    if word in words("of_clauses") or (tag[:2] == "nr" and word[0] == "在"):  # 在城镇, taken for a name
        return True
    if tag[:1] == "d":
        return bool(_ADVERBS.fullmatch(word))
    if tag[:1] == "c":
        return word not in AND and word not in ("或", "及时")
    if tag[:1] == "r":
        return word[0] not in "各本每"
    if tag[:1] == "p":
        return bool(_PREPOSITIONS.fullmatch(word))
    return tag in _ASPECTS


def _is_confirmed(sentence: Sentence, i: int) -> bool:
    """Whether a name is its whole clause, or the ranker gives the same."""
    figure = sentence.figures[i]
    if figure.rule == "indicator" and not _is_appended(sentence, i) and _is_whole_clause(sentence, i):
        return True
    if figure.rule == "described" and figure.kind == "money" and MONEYS.search(figure.labels[0]):
        return True  # 安排18亿元[救灾款]
    if figure.rule == "indicator" and (_is_of_another(sentence, i) or _is_torn_from_list(sentence, i)):
        return False
    if keeps_subject(figure.labels[0]) or (figure.rule == "counted" and not _stands_apart(sentence, i)):
        return False
    opinion, margin = second_opinion(sentence, i)
    return margin >= CLEAR and agree(opinion, figure.labels)


def _is_of_another(sentence: Sentence, i: int) -> bool:
    """Whether a name is limited by its figure (中考500分以上人数), holds another, or is whom it is for (为企业)."""
    figure = sentence.figures[i]
    limited = _LIMITED.match(sentence.plain, figure.end, sentence.end)
    before = sentence.figures[i - 1].end if i else sentence.begin
    begin = sentence.text.rfind(figure.labels[0], sentence.begin, figure.start)
    return bool(limited) or begin < before - 1 or sentence.plain[begin - 1 : begin] in tuple("为对向给")


def _is_torn_from_list(sentence: Sentence, i: int) -> bool:
    """Whether a name is only the last member of a list in its clause: 交通、能源、[水利完成投资]."""
    start, at = clause_start(sentence, i), sentence.figures[i].start
    joint = LIST_JOIN.match(sentence.plain, start, at)
    begin = sentence.text.rfind(sentence.figures[i].labels[0], start, at)
    return sentence.plain.find("、", joint.end() if joint else start, max(begin, start)) >= 0


def _stands_apart(sentence: Sentence, i: int) -> bool:
    """Whether the noun after a number ends where its phrase does: not 1023项[供需]对接, 12个[断面达标率]91%."""
    figure, plain = sentence.figures[i], sentence.plain
    if _MEASURED.search(figure.labels[0]):
        return False
    qualified = QUALIFIED.match(plain, figure.end)
    start = sentence.text.find(figure.labels[0], qualified.end() if qualified else figure.end)
    end = start + len(figure.labels[0])
    if figure.unit in ("人", "名") and qualified and start > qualified.end() + 1:
        return False  # 1亿人居住的[棚户区]
    following = next((one for one in sentence.figures[i + 1 :] if one.start >= end), None)
    if following and following.start == end and len(figure.labels[0]) > 1:  # not 8金15银
        return False
    rest = tagged(plain[end : min(sentence.end, end + 8, following.start if following else sentence.end)])
    if not rest or rest[0][0] == "的":
        return not rest
    acts = "vail" if _WHO.search(figure.labels[0]) else ""
    word, tag = rest[0]
    return tag[:1] in "xcpdmurf" + acts or word in words("verbs_after") or word[:2] in words("said_after")


def _is_appended(sentence: Sentence, i: int) -> bool:
    """Whether a short name follows on another's figure, and may be a part of that: 苹果产值增长8%、[出口]增长5%."""
    return len(sentence.figures[i].labels[0]) <= _BARE and sentence.between(i).startswith("、")


def _is_whole_clause(sentence: Sentence, i: int) -> bool:
    """Whether a name is all that its clause says before the number, and grows or ends as indicators do: 城镇化率."""
    name, start = sentence.figures[i].labels[0], clause_start(sentence, i)
    if not sentence.text.startswith(name, start):
        start = trim_head(sentence.plain, start, sentence.figures[i].start)
    if not sentence.text.startswith(name, start) or len(name) > _LONGEST_INDICATOR:
        return False
    if sentence.figures[i].change and not keeps_subject(name):
        return True  # 投资增长8%
    return name[-1] in MEASURES and tagged(name)[0][1][:1] not in ("v", "p", "d", "c")


def agree(one: list[str], other: list[str]) -> bool:
    """Whether two lists of names mean the same: as many, each sharing most of its characters with one of the other."""
    if one == other:
        return bool(one)
    if len(one) != len(other):
        return False
    return all(max(_likeness(name, also) for also in other) >= _ALIKE for name in one)


def _likeness(one: str, other: str) -> float:
    """The share of characters that two names have in common, from 0 to 1."""
    common = sum(min(one.count(character), other.count(character)) for character in set(one))
    return 2 * common / (len(one) + len(other))
