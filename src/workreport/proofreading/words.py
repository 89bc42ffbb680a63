"""Slips of the pen in words: doubled, wrong, incomplete, or with the wrong 的."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise

from workreport.proofreading.lists import Slip, known_words, set_phrases, word_counts
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.misspelt import FREE, JOINING, RARE, is_odd, phrase_slips, wrong_words_of
from workreport.proofreading.rules import DOUBTFUL, Finding, Rule
from workreport.writing.dictionary import dictionary, is_word
from workreport.writing.lists import one_of

_DOUBLED = re.compile(r"([的和了在是与及把将被以从向由于为对])\1(?=[㐀-鿿])|([㐀-鿿]{3,12})\2")


def _double(copy: Manuscript) -> Iterator[Finding]:
    text = copy.text
    for (word, _, end), (again, begin, _) in pairwise(copy.words):
        size = _doubled(word, again) if end == begin else 0
        stop = begin + size
        tentative = not text[stop : stop + 1].isalnum() or text[stop] in "的地"  # 研究研究， and 细长细长的
        if size and again[0] not in "一多" and not tentative:
            yield Finding(begin - size, stop, f"“{again[:size]}”重复。", again[:size])
    for match in copy.matches(_DOUBLED):
        if match[1] is None:
            if len(set(match[2])) > 2 and match[2][0] != "一":
                yield Finding(*match.span(), f"“{match[2]}”重复。", match[2])
        elif _conjoins_nothing(text, match) or not _words_meet(copy, match.start() + 1):
            yield Finding(*match.span(), f"“{match[1]}”重复。", match[1])


def _doubled(word: str, again: str) -> int:
    """How many characters two words in a row repeat: two of 认真落实|落实 and of 建立|建立健全."""
    if word.endswith(again):
        return len(again) if len(again) > 1 else 0
    longer = len(word) == 2 and len(again) == 4 and again.startswith(word)
    return 2 if longer and _tag(again[2:]) in ("v", "a") else 0  # not 发展|发展中国家


def _conjoins_nothing(text: str, match: re.Match[str]) -> bool:
    """Whether the first of two 和 has nothing before it to join: 促进了|和|和谐; not 和和美美."""
    start, end = match.span()
    reduplicated = text[end : end + 1] == text[end + 1 : end + 2]
    return match[1] == "和" and text[start - 1 : start] in tuple("了着过、，。；：“") and not reduplicated


def _words_meet(copy: Manuscript, middle: int) -> bool:
    """Whether the first of two like characters ends a word or the second begins one: 应对|对外, 目的|的."""
    known, text = known_words(), copy.text
    before, after = text[middle - 2 : middle], text[middle : middle + 2]
    longer = is_word(before) or any(is_word(text[middle : middle + size]) for size in (2, 3))  # 上将|将, 了|了不起
    return before in known or after in known or longer or middle not in copy.borders


_PLENARY = re.compile(r"(?<=[一二三四五六七八九十]届)(?P<number>[一二三四五六七])全会")


def _missing(copy: Manuscript) -> Iterator[Finding]:
    text = copy.text
    for slip in copy.once(phrase_slips):
        if slip.kind == "替" or slip.phrase not in set_phrases() or not _BROKEN[slip.kind](copy, slip):
            continue
        written = text[slip.start : slip.end]
        fault = {"缺": f"少了“{slip.meant}”", "多": f"多了“{slip.wrong}”", "倒": "字序颠倒"}[slip.kind]
        yield Finding(slip.start, slip.end, f"“{written}”{fault}，应为“{slip.phrase}”。", slip.phrase)
    for match in copy.matches(_PLENARY):
        yield Finding(*match.span("number"), f"“{match[0]}”少了“中”。", f"{match['number']}中")
    yield from _blended(copy)


def _lost(copy: Manuscript, slip: Slip) -> bool:
    """Whether what is left of the word that lost a character is no word: 社会 less 社; not 西部大开发 less 大."""
    if len(slip.meant) > 1:
        return True
    place = slip.phrase.index(slip.meant, slip.at - slip.start)
    cuts = _cuts(slip.phrase)
    after = bisect_right(cuts, place)
    start, end = cuts[after - 1], cuts[after]
    rest = slip.phrase[start:place] + slip.phrase[place + 1 : end]
    if not rest or rest in known_words():
        return False
    begin = slip.start + start
    verb = start == 0 and _is_verb(rest)  # 听意见 of 听取意见 says it as well
    new = end == len(slip.phrase) and rest == "新"  # 科技新|政策
    return len(rest) > 1 or not (rest in FREE or verb or new or copy.in_known_word(begin))


@cache
def _cuts(phrase: str) -> tuple[int, ...]:
    """Where the words of a phrase begin; an idiom falls into its halves."""
    sizes = (size for word in dictionary()[0](phrase) for size in ((2, 2) if len(word) == 4 else (len(word),)))
    return tuple(accumulate(sizes, initial=0))


def _added(copy: Manuscript, slip: Slip) -> bool:
    """Whether the character too many repeats its neighbour, or is none that stands by itself."""
    neighbours = copy.text[slip.at - 1], copy.text[slip.at + 1]
    return slip.wrong in neighbours or is_odd(copy, slip)


_BROKEN = {"缺": _lost, "多": _added, "倒": lambda _copy, slip: slip.wrong not in known_words()}


def _blended(copy: Manuscript) -> Iterator[Finding]:
    """Two verbs written into one another: 倾听 and 听取 as 倾听取, cut as 倾听|取 or 倾|听取."""
    counts, known, text = word_counts(), known_words(), copy.text
    for (first, start, end), (second, begin, stop) in pairwise(copy.words):
        lone, joined = (second, len(first) == 2) if len(second) == 1 else (first, len(first) == 1 and len(second) > 1)
        if not joined or end != begin or counts[lone] > RARE or text[start - 1 : start + 1] in known:
            continue  # 追责问责 is cut 追|责问|责
        three = text[start : start + 3]
        one, other = three[:2], three[1:]
        used = counts[one] >= RARE and counts[other] >= RARE and not set(three) & JOINING
        if used and three not in known and _is_verb(one) and _is_verb(other):
            message = f"“{three}”像是“{one}”和“{other}”写到了一起，只留一个。"
            yield Finding(start, min(stop, start + 3), message)


def _tag(word: str) -> str:
    """The tag of a word's first word."""
    return dictionary()[1](word)[0][1]


@cache
def _is_verb(word: str) -> bool:
    return [tag for _, tag in dictionary()[1](word)] == ["v"]


_GOT = r"(?:(?<![采争获收领提录听汲索换吸夺选摄窃牟谋])取|(?<![荣捕收所查缴])获|(?<![共双多打])赢)"
_WITH_SUCCESS, _RESULT = one_of("de/after_got"), one_of("de/results")
_ADVERBS, _VERBS = one_of("de/adverbs"), one_of("de/verbs")
_MANNERS, _DEEDS = one_of("de/manners"), one_of("de/deeds")
_NOUNS = one_of("de/nouns")  # after which the verb is a noun
_DONE = one_of("de/done")
_COMPARED = "变|做|干|过|走|跑|活|发展|建设|生活"
_DE = (
    (re.compile(rf"{_GOT}(?P<de>的)(?={_WITH_SUCCESS})"), "得"),
    (re.compile(rf"(?<=[㐀-鿿])(?<!目)(?P<de>的)到(?={_RESULT})"), "得"),
    (re.compile(r"(?<=[㐀-鿿])(?<!目)(?P<de>的)到了?(?=各级|上级|领导|群众|广大|社会各界|同事|一致)"), "得"),
    (re.compile(rf"{_MANNERS}(?P<de>的)(?=[为把将][㐀-鿿]|{_DEEDS}(?!{_NOUNS})[㐀-鿿“])"), "地"),
    (re.compile(r"变(?P<de>的)(?=更|越来越|很|非常|十分)"), "得"),
    (re.compile(rf"(?:{_COMPARED})(?P<de>的)更加?[好快强稳远实美高富大][更、，。；！]"), "得"),
    (re.compile(rf"{_DONE}(?P<de>的)(?:很|非常|十分|比较|相当|特别)[㐀-鿿]{{1,2}}(?=[，、。；！])"), "得"),
    (re.compile(rf"{_ADVERBS}(?P<de>的)(?={_VERBS}(?!{_NOUNS})[㐀-鿿“])"), "地"),
    (re.compile(rf"(?:坚定不移|不折不扣|毫不动摇)(?P<de>的)(?={_VERBS})"), "地"),
)  # fmt: skip


def _de(copy: Manuscript) -> Iterator[Finding]:
    for pattern, right in _DE:
        for match in copy.matches(pattern):
            yield Finding(*match.span("de"), f"“{match[0]}”里的“的”应为“{right}”。", right)


RULES = (
    Rule(
        "word-double", "词语重复", DOUBTFUL, "词语", _double,
        "我们⟦推进推进⟧重点工程。", "扎扎实实推进一项一项工作，请大家研究研究，应对对外风险，达到目的的办法。",
    ),
    Rule(
        "word-wrong", "错字", DOUBTFUL, "词语", wrong_words_of,
        "全面⟦布⟧署今冬防火工作。", "优势凸显、特点突显，制定规划、制订方案，创造有利条件，提供有利的环境。",
    ),
    Rule(
        "word-missing", "漏字多字", DOUBTFUL, "词语", _missing,
        "全年⟦社会费消品零售总额⟧增长5%。", "探索中国现代化道路，国民经济持续恢复，战略新兴产业和民营企业加快发展。",
    ),
    Rule(
        "word-de", "“的”“地”“得”", DOUBTFUL, "词语", _de,
        "我们要坚定不移⟦的⟧推进改革。", "谋求更好的发展，经过不断的努力，提供更好的保障条件，采取的更多措施。",
    ),
)  # fmt: skip
