"""Wrong words: a character that makes no word where one of the same sound or look would make a known one."""

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import accumulate, pairwise

from workreport.proofreading.lists import (
    Phrases,
    Slip,
    confusable,
    idioms,
    is_plain,
    known_words,
    long_words,
    look_alikes,
    set_phrases,
    shapes,
    word_counts,
    wrong_words,
)
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.phrases import name_slips
from workreport.proofreading.rules import Finding
from workreport.writing.dictionary import dictionary, frequency, is_word, words_among


@cache
def _one_form() -> frozenset[str]:
    """Phrases that have no other form, whatever words their characters make: set phrases and idioms."""
    return frozenset({*set_phrases(), *idioms()})


@cache
def _phrases() -> Phrases:
    """What is written in one way only; from the names of doctrines no word may be missing either."""
    return Phrases(long_words(), gapped=(phrase for phrase in set_phrases() if "习近平" in phrase))


def phrase_slips(copy: Manuscript) -> Iterator[Slip]:
    """Stretches that are a phrase with one slip in it, and no other phrase: plain words, each of them whole."""
    for slip in _phrases().slips(copy.text):
        written = copy.text[slip.start : slip.end]
        if is_plain(written) and written not in known_words() and not _cut_by_a_word(copy, slip.start, slip.end):
            yield slip


_FORCE = re.compile(
    r"提供(?:了|更加|坚实)?(?P<help>有利)(?![条环时机契形局因于的地和])|(?P<aid>有利)(?=支撑|保障|保证|抓手|支持)"
)


def wrong_words_of(copy: Manuscript) -> Iterator[Finding]:
    """Wrong words, but those that a name of the report itself shows to be wrong: `name-variant` says more of them."""
    shown = [(slip.start, slip.end) for slip in copy.once(name_slips)]
    marked: set[int] = set()
    for finding in _wrong_words(copy):
        beside = range(finding.start - 1, finding.end + 1)  # one word is told of once
        if not marked.intersection(beside) and not any(start <= finding.start < end for start, end in shown):
            marked.update(range(finding.start, finding.end))
            yield finding


def _wrong_words(copy: Manuscript) -> Iterator[Finding]:
    text = copy.text
    for start, entry in wrong_words(text):
        end = start + len(entry.wrong)
        if not _cut_by_a_word(copy, start, end) and (copy.year is None or copy.year >= entry.since):
            yield _replaced(start, entry.wrong, entry.right)
    for match in copy.matches(_FORCE):
        yield Finding(*match.span(match.lastgroup or 0), "“有利”是有好处，此处是说有力量，应为“有力”。", "有力")
    for slip in copy.once(phrase_slips):
        odd = slip.phrase in _one_form() or is_odd(copy, slip)
        if slip.kind == "替" and odd and confusable(slip.wrong, slip.meant):
            yield _replaced(slip.start, text[slip.start : slip.end], slip.phrase)
    yield from _odd_pairs(copy)
    yield from _torn_words(copy)
    yield from _odd_words(copy)
    yield from _odd_idioms(copy)


def _replaced(start: int, wrong: str, right: str) -> Finding:
    """Mark the characters that differ, and say the word that is meant."""
    if len(wrong) != len(right):
        return Finding(start, start + len(wrong), f"“{wrong}”应为“{right}”。", right)
    differ = [place for place, pair in enumerate(zip(wrong, right, strict=True)) if pair[0] != pair[1]]
    first, last = differ[0], differ[-1] + 1
    return Finding(start + first, start + last, f"“{wrong}”应为“{right}”。", right[first:last])


def _cut_by_a_word(copy: Manuscript, start: int, end: int) -> bool:
    """Whether a word in use reaches over an end of a stretch: 预[防害]虫; not [数经济]发展, where 经济 is whole."""
    for border in (start, end):
        word = copy.known_word_over(border)
        if word:
            inner = copy.text[border : word[1]] if border == start else copy.text[word[0] : border]
            if inner not in known_words():
                return True
        elif _word_over(copy.text, border):
            return True
    return False


def _word_over(text: str, border: int) -> bool:
    """Whether two or three characters around a border are a word in use, however the text was cut."""
    counts = word_counts()
    around = ((1, 1), (1, 2), (2, 1))
    return border > 0 and any(counts[text[max(0, border - left) : border + right]] >= _USED for left, right in around)


def is_odd(copy: Manuscript, slip: Slip) -> bool:
    """Whether the wrong character stands by itself, which it hardly ever does."""
    return slip.at in copy.borders and slip.at + 1 in copy.borders and word_counts()[slip.wrong] <= RARE


_COMMON = 30  # occurrences in the reference that make a word one that is meant
_BOUND = 40  # occurrences by itself up to which a character may be half of a broken word
FREE = frozenset("不全大小多少外内中各再更最未可额量率值县税")  # characters that go before or after any word
JOINING = frozenset("为成到出有来去上下起进开")  # what goes between two words: 做到户, 交出来, 还有待
_USED = 5  # occurrences that make a word one in use
RARE = 3  # occurrences as a word by itself up to which a character is odd there


@cache
def _common_pairs() -> dict[str, tuple[str, ...]]:
    """Words of two characters that are common, by each of their characters."""
    found: dict[str, list[str]] = {}
    for word, n in word_counts().items():
        if len(word) == 2 and n >= _COMMON:
            found.setdefault(word[0] + "_", []).append(word)
            found.setdefault("_" + word[1], []).append(word)
    return {key: tuple(words) for key, words in found.items()}


def _odd_pairs(copy: Manuscript) -> Iterator[Finding]:
    """Two characters that would be a common word but for one that sounds or looks like it: 统畴, cut in two or not."""
    counts, pairs = word_counts(), _common_pairs()
    for start in _unknown_pairs(copy):
        first, second = copy.text[start], copy.text[start + 1]
        joined = is_word(copy.text[start - 1 : start + 1]) or is_word(copy.text[start + 1 : start + 3])  # 报|消息
        if max(counts[first], counts[second]) > _BOUND or first in "一二三四五六七八九十" or joined:
            continue
        meant = [w for w in pairs.get("_" + second, ()) if _is_bound(first) and confusable(first, w[0])]
        meant += [w for w in pairs.get(first + "_", ()) if _is_bound(second) and confusable(second, w[1])]
        if meant:
            right = max(meant, key=lambda word: counts[word])
            yield _replaced(start, copy.text[start : start + 2], right)


@cache
def _is_bound(character: str) -> bool:
    """Whether a character is hardly ever a word of its own, a name or a verb: 畴 of 范畴, not 种, 铺 or 郭."""
    tags = [tag for _, tag in dictionary()[1](character)]
    return word_counts()[character] <= RARE and all(tag.endswith("g") or tag in ("a", "ns", "x") for tag in tags)


def _unknown_pairs(copy: Manuscript) -> Iterator[int]:
    """Where two characters stand that make no word in use: two words of one character, or one that is unknown."""
    known = known_words()
    for word, start, end in copy.words:
        if len(word) == 2 == end - start and word not in known and not _in_dictionary(word):
            yield start
    for (first, start, end), (second, begin, _) in pairwise(copy.words):
        if len(first) == len(second) == 1 and end == begin and first + second not in known:
            yield start


@cache
def _in_dictionary(word: str) -> bool:
    """Whether the dictionary holds a word, rather than guessing that its characters are one."""
    cut = dictionary()[0]
    return len(cut(word, hmm=False)) == 1


_KNOWN = 15  # occurrences in the reference that make a word one that many reports hold
_WRITTEN_ALONE = (
    3_000  # times in the dictionary's texts up to which a character is rather a part of words: 察, 积; not 有
)
_STANDING_ALONE = 50_000  # the same of the character beside it: not 之, 这
_LOOSE_TAGS = ("p", "c", "d")  # 因患, 以经年: two words that met
_SELDOM = 6  # times in the dictionary's texts up to which a word may be a slip that they hold: 宏扬 of 弘扬
_OFTEN = 2000  # times in them from which a word is one that is meant
_HARDLY_ALONE = 900  # times in them up to which a character is hardly ever a word of its own: 暑, 诀, 艰; not 写, 远
_STANDS_ALONE = 60  # occurrences by itself up to which the right half may stand in a broken word
_NAMES = ("nr", "ns", "nt")
_NAME_TAGS = (*_NAMES, "m", "q", "r")
_TWICE = 2  # times in a report up to which a word may be a slip; what is written oftener is meant
_PLAIN = frozenset("一以有为于与之其")  # nobody types 医 for 一: these are not looked for among homophones


_EVERYWHERE = 100  # occurrences in the reference that make a word one that every report holds
_ANYWHERE = frozenset("之时可自中达四一二三五六七八九十百千万") | FREE | JOINING  # what stands beside any word


@cache
def _misshapen() -> dict[str, str]:
    """What words of all reports become when one of their characters is taken for one that looks like it: 建没."""
    counts = word_counts()
    found: dict[str, str] = {}
    for word in (word for word, n in counts.items() if len(word) == 2 and n >= _EVERYWHERE):
        for at, fellow in enumerate(reversed(word)):
            others = set(shapes().get(word[at], ())) - _ANYWHERE if counts[fellow] <= _STANDS_ALONE else ()
            found |= {other + fellow if at == 0 else fellow + other: word for other in others}
    return {wrong: word for wrong, word in found.items() if wrong not in known_words() and not is_word(wrong)}


def _torn_words(copy: Manuscript) -> Iterator[Finding]:
    """Such a pair, where the clause falls into fewer words with the right one: 经济|建没为, 予|盾."""
    pairs = ((place, copy.text[place : place + 2]) for place in range(len(copy.text) - 1))
    for place, pair in pairs:
        if pair in _misshapen() and _mends(copy.text, place, _misshapen()[pair]) and not _named(copy.text, place):
            yield _replaced(place, pair, _misshapen()[pair])


def _named(text: str, start: int) -> bool:
    """Whether what stands at a place reads like a person's name: 选举王义山、李建."""
    place = max(0, start - 4)
    for word, tag in dictionary()[1](text[place : start + 6]):
        if place <= start < place + len(word):
            return tag == "nr" and len(word) > 2
        place += len(word)
    return False


def _mends(text: str, start: int, right: str) -> bool:
    """Whether the characters around a place are fewer words with another word there, and none of them cuts it."""
    cut, stop = partial(dictionary()[0], hmm=False), start + len(right)
    before, after = text[max(0, start - 4) : start].rsplit("\n", 1)[-1], text[stop : stop + 4].split("\n", 1)[0]
    was, now = cut(before + text[start:stop] + after), cut(before + right + after)
    cuts = set(accumulate(map(len, now), initial=0))
    return len(now) < len(was) and len(before) in cuts and len(before) + 1 not in cuts


def _odd_words(copy: Manuscript) -> Iterator[Finding]:
    """Words of two characters that nobody writes, where one that sounds or looks like them is common: 防犯, 审叛."""
    counts = word_counts()
    for word, start, end in copy.words:
        if len(word) != 2 or end - start != 2 or word in known_words() or frequency(word) > _SELDOM:
            continue
        tag = dictionary()[1](word)[0][1]
        joined = is_word(copy.text[start - 1 : start + 1]) or is_word(copy.text[start + 1 : start + 3])
        if joined or tag.startswith(_NAMES if is_word(word) else _NAME_TAGS) or copy.text.count(word) > _TWICE:
            continue
        meant = [right for right in _meant_by(word) if frequency(right) >= _OFTEN or counts[right] >= _COMMON]
        meant = [] if word[0] in "一二三两" or word[1] in JOINING | set("得于里") else meant
        if not is_word(word) and not tag.startswith(_LOOSE_TAGS):
            meant += _mending(copy.text, start, word)
        if meant:
            yield _replaced(start, word, max(meant, key=lambda right: (counts[right], frequency(right))))


@cache
def _meant_by(word: str) -> tuple[str, ...]:
    """Words that differ from one by a character that is hardly ever a word of its own."""
    counts = word_counts()
    first, second = word[0], word[1]
    meant: list[str] = []
    if max(counts[first], frequency(first) * RARE // _HARDLY_ALONE) <= RARE and counts[second] <= _STANDS_ALONE:
        meant += (other + second for other in look_alikes(first))
    if max(counts[second], frequency(second) * RARE // _HARDLY_ALONE) <= RARE and counts[first] <= _STANDS_ALONE:
        meant += (first + other for other in look_alikes(second))
    return tuple(right for right in meant if is_word(right) and not _PLAIN & (set(right) - set(word)))


def _mending(text: str, start: int, word: str) -> list[str]:
    """Words of many reports that differ by a character from what was guessed to be one, and fit: 排察|化解 for 排查."""
    counts = word_counts()
    if max(counts[character] for character in word) > _BOUND or max(map(frequency, word)) > _STANDING_ALONE:
        return []
    if _in_a_frame(text, start) or re.search(rf"{word[0]}[㐀-鿿]{word[1]}[㐀-鿿]", text):
        return []  # 边审|边改; 公卫 of a report on 公共卫生
    places = [at for at in (0, 1) if frequency(word[at]) <= _WRITTEN_ALONE]
    forms = [word[:at] + other + word[at + 1 :] for at in places for other in look_alikes(word[at])]
    return [form for form in forms if counts[form] >= _KNOWN and is_word(form) and _mends(text, start, form)]


def _in_a_frame(text: str, start: int) -> bool:
    """Whether two characters stand across 边审边改, 随到随办: the same character twice, one apart."""
    return any(text[at] == text[at + 2] for at in (start - 1, start) if at >= 0 and at + 2 < len(text))


def _odd_idioms(copy: Manuscript) -> Iterator[Finding]:
    """Four characters between two borders that would be an idiom but for one: 因地制益, 竞竞业业."""
    text, borders = copy.text, copy.borders
    for (word, start, _), (after, begin, stop) in pairwise(copy.words):
        if len(word) > 2 or (start + 4) not in borders or start + len(word) != begin or stop > start + 4:
            continue
        four = text[start : start + 4]
        broken = len(word) == 1 or len(after) == 1 or not (_in_dictionary(word) and _in_dictionary(after))
        meant = _idiom_meant_by(four) if broken and four not in known_words() else ""
        if meant and not any(four[at : at + 3] in known_words() for at in (0, 1)):
            yield _replaced(start, four, meant)


@cache
def _idiom_meant_by(four: str) -> str:
    """The idiom of the dictionary that four characters are but for one of them; "" where there is none."""
    if is_word(four) or not all("一" <= character <= "鿿" for character in four):
        return ""
    found: list[str] = []
    for at in () if "一切" in four else range(4):  # 一切都使
        before, after = four[:at], four[at + 1 :]
        forms = words_among([before + other + after for other in look_alikes(four[at])])
        found += (form for form in forms if dictionary()[1](form)[0][1] == "i")
    if four[0] == four[1]:  # 竞竞业业 for 兢兢业业
        found += words_among([2 * other + four[2:] for other in look_alikes(four[0])])
    return max(found, key=frequency) if found else ""
