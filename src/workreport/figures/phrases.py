"""The noun phrase that begins right after a number: 3000多名[科技人员]参加活动."""

import re
from collections.abc import Sequence

from workreport.figures.figure import Figure
from workreport.figures.lexicon import either, tagged, words
from workreport.figures.predicates import MEASURES, trim_tail
from workreport.figures.sentence import Sentence, Span

Token = tuple[str, str]

# Qualifiers between a unit and its noun.
QUALIFIED = re.compile(r"(?:钱|及)?(?:以上|以下|左右|以内|之内|上下|多(?![式元媒边功层维])|有余|不等)*的?")
_STOP_TAGS = frozenset(("p", "d", "r", "f", "ul", "uz", "ug", "m", "y", "ad", "uj", "df", "k"))
_ENCLOSED = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’"}
_ATTRIBUTIVE = frozenset(("上市", "获奖"))
# What is measured of things is no thing counted.
_INDICATOR = re.compile(rf"(?:[{''.join(MEASURES)}]|收入|支出|投资|面积|余额|浓度|占比|比[重例])$")
_OWNERS = re.compile(r"(?:企业|单位|居民|部门|公司|学校|医院|农民|群众|[户市县区镇村])$")
# Verbs that end a phrase where no noun follows: 5个平台上线; not 本科上线学生.
_INTRANSITIVE = ("参赛", "报名", "上线", "在建", "在册", "在岗", "到会")
_PREFIXES = ("未", "非", "新", "拟", "长期")
AND = frozenset(("和", "及", "与", "以及", "暨", "、"))
_NOUN_START = re.compile(r"[\u4e00-\u9fffA-Za-z“\"《]|\dA级")
# What stands between a measure word and its noun: 12个方面, 4个万亿级产业, 百亿元级.
_SKIPPED = (
    re.compile(r"级"),
    re.compile(r"(?:方面的?(?![，。；、和及与]|$))?(?:[十百千]*[万亿]*元?级|\d{1,2}周?岁及?以[上下]的?)?"),
)
# Nouns of those who do something: the verb after them is their predicate (143名民警英勇负伤).
ACTORS = re.compile(either("actors") + "$")
MONEYS = re.compile(r"[款费金税债券]$|补贴|股权|资产")  # what money is called
_SIZE = re.compile(r"[十百千]?万[羽头只]")
_ONLY_SCALE = re.compile(r"[十百千]?[万亿]")
# What stands before so many places in which something is done, and what such places are called.
_WHERE = re.compile(r"[在于](?:[^，。；]{0,40}等)?(?:全[国省市县区]|省内)?$")
_PLACE = re.compile(r"[县区镇省州旗]$|(?<![乡农])村$|城市$")
_TOGETHER = re.compile(r"建立|签[订署约]|结[对成]|达成|开展|合作|联合|共建|形成")
_PEOPLE = frozenset(("名", "位", "人", "家", "户"))
_DONE_BY_ACTORS = ("v", "a", "ad", "i", "l", "d", "p", "vd")


def noun_after(sentence: Sentence, i: int, *, leap: int = 3) -> Span | None:
    """The noun phrase that begins right after the unit, up to the next figure or function word."""
    figure, plain = sentence.figures[i], sentence.plain
    followed = i + 1 < len(sentence.figures)
    limit = min(sentence.limit(i), figure.end + 40)
    qualified = QUALIFIED.match(plain, figure.end)
    start = qualified.end() if qualified else figure.end
    skipped = _SKIPPED[figure.kind == "count"].match(plain, start, limit)
    start = skipped.end() if skipped else start
    if start + 1 >= limit and followed and leap and _noun_follows_next(sentence, i, start):
        return noun_after(sentence, i + 1, leap=leap - 1)
    start += 2 * plain.startswith(("各类", "各项", "各种"), start)
    if start >= limit or not _NOUN_START.match(plain, start):
        return None
    tokens: Sequence[Token] = tagged(plain[start:limit])
    if tokens[0][1] == "z":  # 连续3年扎扎实实
        return None
    if tokens[0][0] == "的":
        start, tokens = start + 1, tokens[1:]
    tokens = _own_part(sentence, i, tokens)
    of_kind = figure.kind != "count" or bool(skipped and skipped[0].endswith("级"))
    end = phrase_end(tokens, start, of_kind=of_kind, of_people=not figure.unit or figure.unit in _PEOPLE)
    if end == start:
        relative = _relative(tokens)  # 1亿人居住的棚户区
        start += sum(len(word) for word, _ in tokens[:relative])
        end = phrase_end(tokens[relative:], start, of_kind=False) if relative else start
    following = sentence.figures[i + 1] if followed else None
    if leap and following and following.start in (figure.end, end) and _is_size(following, plain):
        return noun_after(sentence, i + 1, leap=0) or (start, end)  # 23个投资额百亿元以上重大项目
    end = (
        _without_indicator(plain, start, _without_partner(plain, start, end), limit)
        if followed
        else _without_partner(plain, start, end)
    )
    return (start, end) if end > start else None


def _own_part(sentence: Sentence, i: int, tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of a phrase up to what is none of it: the examples of the next figure, or what is done in a place."""
    words_of = [word for word, _ in tokens]
    if words_of[-1].endswith("等") and i + 1 < len(sentence.figures):  # 14条公路项目和黄桥等[4条铁路]
        joint = max((k for k, word in enumerate(words_of) if word in AND), default=0)
        return tokens[:joint] or tokens
    if not _WHERE.search(sentence.plain, sentence.begin, sentence.figures[i].start):
        return tokens
    acts = (k for k in range(1, min(5, len(tokens))) if tokens[k][1][:1] == "v" and _PLACE.search(words_of[k - 1]))
    return tokens[: next(acts, len(tokens))]  # 在8个重点县[建设基地]


def _without_partner(plain: str, start: int, end: int) -> int:
    """Where a phrase ends without the partner of what it does: 70个县[与医院建立帮扶关系]."""
    partner = plain.find("与", start + 1, end)
    return partner if partner > 0 and _TOGETHER.match(plain, end) else end


def _without_indicator(plain: str, start: int, end: int, limit: int) -> int:
    """Where a phrase ends without the indicator of the next figure: 12个[断面]达标率为91%, 5家[企业]产值增长6%."""
    tokens = tagged(plain[start:end])
    if len(tokens) < 2 or not _INDICATOR.search(tokens[-1][0]) or plain[limit - 1] in "，、":
        return end
    last = len(tokens[-1][0])
    own = last > 2 or _OWNERS.search(tokens[-2][0])
    return end - last if own and trim_tail(plain, end, limit) == end else end


def _noun_follows_next(sentence: Sentence, i: int, at: int) -> bool:
    """Whether the next figure stands before the same noun: 12个百亿元项目; 2个千亿级、11个百亿级项目."""
    figure, following = sentence.figures[i], sentence.figures[i + 1]
    if following.start == figure.end:
        return _is_size(following, sentence.plain)
    attributive = i > 0 and sentence.figures[i - 1].end == figure.start  # 23个[百亿元]、11个[30亿元]项目
    round_size = attributive or bool(_ONLY_SCALE.match(sentence.plain, figure.start))
    scaled = at > figure.end or (figure.kind in ("money", "measure") and round_size)
    joined = sentence.plain[at : following.start] in ("、", "和")
    return following.kind == "count" and joined and (scaled or following.unit == figure.unit)


def _is_size(figure: Figure, plain: str) -> bool:
    """Whether a figure can say of what size the things are that the one before it counts: 6个[百万羽]养殖项目."""
    return figure.kind in ("money", "measure") or bool(_SIZE.match(plain, figure.start))


def phrase_end(tokens: Sequence[Token], start: int, *, of_kind: bool, of_people: bool = False) -> int:
    """Where the noun phrase at `start` ends; of a quantity of a kind, 的 may continue it (粮食的供应)."""
    at = end = start
    closing = ""
    listed = any(word == "等" for word, _ in tokens[:-1])  # at the end it closes the list of the next figure
    for k, (word, tag) in enumerate(tokens):
        following = tokens[k + 1] if k + 1 < len(tokens) else ("", "")
        at += len(word)
        if closing:
            closing, end = ("", at) if word == closing else (closing, end)
        elif word in _ENCLOSED:
            closing = _ENCLOSED[word]
        elif word == "等" and listed and following[1][:1] in ("n", "v"):
            listed = False
        elif _joins(tokens, k, of_kind=of_kind, listed=listed):
            continue
        elif tag == "x" or word in AND or _breaks(tokens, k, of_kind=of_kind) or (of_people and _acts(tokens, k)):
            break
        elif tag not in ("a", "ad") or len(word) == 1 or not k:
            end = at
    return end


def _acts(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word is what the people before it do: 143名民警英勇负伤; not 企业技术中心."""
    if not k or not ACTORS.search(tokens[k - 1][0]) or tokens[k][1] not in _DONE_BY_ACTORS:
        return False
    return len(tokens[k][0]) > 1 and tokens[k][0] not in words("suffixes")


def _joins(tokens: Sequence[Token], k: int, *, of_kind: bool, listed: bool) -> bool:
    """Whether a word joins the parts of a phrase: 和, the 、 of a list that 等 closes, 的, the 以上 of 二级以上."""
    word, before = tokens[k][0], tokens[k - 1][0] if k else ""
    after = tokens[k + 1][1][:1] if k + 1 < len(tokens) else ""
    if not before:
        return False
    if word in AND:
        return word != "、" or listed or (k == 1 and _shares_head(tokens))
    if word == "的":
        return of_kind and k < 6 and after in ("n", "v")
    return word in ("以上", "及以上") and before[-1] in "级型"


def _shares_head(tokens: Sequence[Token]) -> bool:
    """Whether two kinds share the noun after the second: 145名[体育、艺术考生]中."""
    if len(tokens) < 4 or any(tag not in ("n", "vn", "nz") for _, tag in (tokens[0], tokens[2])):
        return False
    head, tag = tokens[3]
    ends = len(tokens) == 4 or tokens[4][1] in ("f", "x", "v", "uj", "d", "p")
    return ends and bool(tag[:1] == "n" or ACTORS.search(head))


def _is_said(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word says something of the noun before it: 12户困难家庭[受到]表彰, 5个平台[上线], 8处隐患[整改]到位."""
    word = tokens[k][0]
    if not k or word in words("said_after") or (len(word) > 3 and word[:2] in words("said_after")):
        return k > 0
    following, tag = tokens[k + 1] if k + 1 < len(tokens) else ("", "")
    if following[:1] == "下":  # 线上线下
        return False
    return following == "到位" or (word in _INTRANSITIVE and tag[:1] != "n")


def _breaks(tokens: Sequence[Token], k: int, *, of_kind: bool) -> bool:
    """Whether the phrase ends before this word: a function word, or a verb that is no part of a name."""
    word, tag = tokens[k]
    before = tokens[k - 1][0] if k else ""
    following, kind = tokens[k + 1] if k + 1 < len(tokens) else ("", "")
    sampled = following in words("suffixes") and (k > 0 or (tag == "v" and following == "点"))  # 采样点
    if (
        sampled or before == "零" or (k == 1 and word == "本级" and len(before) == 1)
    ):  # 产业集聚区, 零就业家庭, 区本级项目
        return False
    if word in _PREFIXES:
        return kind[:1] not in ("n", "v", "b", "a") or (k > 0 and kind == "v")
    if _is_said(tokens, k):
        return True
    divides = k > 0 and word in words("dividing_verbs")
    if before not in _PREFIXES and (divides or (word in words("verbs_after") and word not in _ATTRIBUTIVE)):
        opens = all(other[:1] == "v" for _, other in tokens[:k])  # 拟竣工投产项目
        return divides or not opens or tag != "vn" or kind[:1] != "n"
    if tag == "m" or tag in _STOP_TAGS:
        return not _continues(word, tag, following, kind)
    names_itself = k == 0 and not of_kind and (following in words("verbs_after") or following in AND)  # 2个应用列入名单
    return tag == "v" and not names_itself and before not in _PREFIXES and not _verb_in_phrase(tokens, k)


def _continues(word: str, tag: str, following: str, kind: str) -> bool:
    """Whether a number or function word is part of a name all the same: 三级医院, 500强企业, 本科院校."""
    if tag == "m":
        return word[-1] == "级" or following == "强" or word in ("点", "零")  # 村级服务点, 零就业家庭
    return word == "本科" or (tag == "d" and len(word) > 1 and kind[:1] == "n")


def _verb_in_phrase(tokens: Sequence[Token], k: int) -> bool:
    """Whether a verb is part of a name (督导检查组): a noun or another verb follows before the phrase ends."""
    following = tokens[k + 1] if k + 1 < len(tokens) else ("", "x")
    continued = following[0] == "等" or following[1][:1] in ("n", "v", "x", "a", "b", "l")
    return continued and following[0] not in words("verbs_after")


def _relative(tokens: Sequence[Token]) -> int:
    """How many words at the beginning are a verb and its 的, which make it say more of the noun after it."""
    words_of = [word for word, _ in tokens[:6]]
    k = words_of.index("的") if "的" in words_of else 0
    plain = all(tag[:1] in ("v", "n", "d", "a", "f", "s") for _, tag in tokens[:k])
    return k + 1 if k and plain and tokens[0][1][:1] == "v" else 0
