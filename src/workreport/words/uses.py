"""Where a text uses a term: what counts as a use, in one place for every count and every list of places."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, combinations

from workreport.words.places import find_all
from workreport.writing.characters import CLOSING, NUMERALS, OPENING
from workreport.writing.dictionary import dictionary, is_word

_AROUND = 12  # characters on either side that decide how a place is cut
# Characters that seldom are a word alone: names, abbreviations, morphemes.
_BOUND_POS = frozenset({"nr", "nrt", "ns", "nz", "ng", "j", "x", "g"})
_QUOTING, _QUOTED = frozenset(OPENING), frozenset(CLOSING)
_DENIED = "非"  # 非|公有制经济 is no 公有制经济
_SHORT = 3  # characters; a longer term is hardly there by chance


def find_uses(text: str, term: str) -> list[tuple[int, int]]:
    """Find where a text uses a term whole.

    A use inside a longer name that speaks of the term counts (意识形态 in 意识形态工作责任制); what only looks like it
    does not: pieces of other words (三保 in 三保障), of numbers (315 in 3150) and of dates (八五 in 一九八五年).

    Args:
        text: the text, in usual width.
        term: what to look for, as written.

    Returns:
        Start and end of each use, in text order, none overlapping.
    """
    uses = []
    start = text.find(term) if term else -1
    while start >= 0:
        end = start + len(term)
        if is_whole(text, start, end):
            uses.append((start, end))
        start = text.find(term, end)
    return uses


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether what stands here is the term itself and no piece of something else: see `find_uses`."""
    before = text[start - 1 : start]
    if not _may_be_a_piece(text[start:end]):
        return before != _DENIED
    if before in _QUOTING and text[end : end + 1] in _QUOTED:
        return True
    if before == _DENIED or _runs_on(text, start, end):
        return False
    return end - start > _SHORT or not _is_chance(text, start, end)


@lru_cache(maxsize=1 << 16)
def _may_be_a_piece(term: str) -> bool:
    """Whether a term is short, or begins or ends with what may go on beyond it: most terms of many places do not."""
    return len(term) <= _SHORT or _is_numeral_or_latin(term[0]) or _is_numeral_or_latin(term[-1])


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether a number or a Latin word goes on beyond the term."""
    first, last = text[start], text[end - 1]
    if not (_is_numeral_or_latin(first) or _is_numeral_or_latin(last)):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    return (
        _same_kind(before, first)
        or _same_kind(last, after)
        or (first.isdigit() and bool(re.search(r"\d[.,]$", text[max(0, start - 2) : start])))
        or (last.isdigit() and bool(re.match(r"[.,]?\d|[%％]", text[end : end + 2])))
        or (last in NUMERALS and after == "年")
    )


def _is_numeral_or_latin(character: str) -> bool:
    return character.isascii() or character.isdigit() or character in NUMERALS


def _same_kind(left: str, right: str) -> bool:
    """Whether two characters are parts of one numeral or one Latin word."""
    if not left or not right:
        return False
    latin = left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
    return latin or (left in NUMERALS and right in NUMERALS)


def _is_chance(text: str, start: int, end: int) -> bool:
    """Whether a short term is there by chance: its characters belong to words that mean something else."""
    left = max(0, start - _AROUND)
    begin, finish = start - left, end - left
    passage = text[left : end + _AROUND]
    cuts = list(accumulate(map(len, _cut(passage)), initial=0))
    crossing = []
    for edge in (begin, finish):
        if edge not in cuts:
            after = bisect_left(cuts, edge)
            if is_word(passage[cuts[after - 1] : cuts[after]]):
                crossing.append((cuts[after - 1], edge, cuts[after]))
    if not crossing:
        return bool(begin) and begin - 1 in cuts and begin in cuts and _is_bound(text, start)
    if len(crossing) > 1:
        return True
    first, edge, last = crossing[0]
    if edge == finish:
        inside, outside = passage[first:edge], passage[edge:last]
        beyond = passage[edge : last + 1]
    else:
        inside, outside = passage[edge:last], passage[first:edge]
        beyond = passage[max(0, first - 1) : edge]
    if len(inside) > 1 and is_word(inside):  # 制造|业, 高|技能: the word only adds to the term
        return end - start == 2 and _splits_otherwise(passage[first:last], edge - first)
    return len(beyond) == len(outside) or not is_word(beyond)


def _splits_otherwise(word: str, at: int) -> bool:
    """Whether a word is rather made of two others: 党|组织 and not 党组|织."""
    return any(len(word) - cut > 1 and is_word(word[:cut]) and is_word(word[cut:]) for cut in range(1, at))


def _is_bound(text: str, start: int) -> bool:
    """Whether the character before belongs to the term's first: with 荆楚 elsewhere, 荆楚文化 is no 楚文化."""
    return _is_seldom_alone(text[start - 1]) and text.count(text[start - 1 : start + 1]) > text.count(
        text[start - 1 : start + 2]
    )


@lru_cache(maxsize=4096)
def _is_seldom_alone(character: str) -> bool:
    """Whether a character is mostly a part of a name or a word."""
    return character.isalpha() and not character.isascii() and dictionary()[1](character)[0][1] in _BOUND_POS


@lru_cache(maxsize=4096)
def _cut(passage: str) -> list[str]:
    cut, _ = dictionary()
    return cut(passage)


def find_all_uses(text: str, terms: Iterable[str]) -> dict[str, list[int]]:
    """Find the uses of many terms in one go: where each use begins, as `find_uses` tells; without those not used."""
    uses: dict[str, list[int]] = {}
    done: dict[str, int] = {}
    for start, end, term in find_all(text, terms):
        if start >= done.get(term, 0):
            done[term] = end
            if is_whole(text, start, end):
                uses.setdefault(term, []).append(start)
    return uses


def count_all(text: str, terms: Iterable[str]) -> Counter[str]:
    """Count the uses of many terms in one go; those that are not used are left out."""
    return Counter({term: len(starts) for term, starts in find_all_uses(text, terms).items()})


def count_uses(words: Sequence[str]) -> Counter[str]:
    """Count words, and with them the words inside longer ones: 科技 is used where 科技创新 is.

    Args:
        words: the words of a text, in order.
    """
    counts = Counter(words)
    inner: Counter[str] = Counter()
    for word, n in counts.items():
        for part in inner_words(word):
            inner[part] += n
    return counts + inner


@lru_cache(maxsize=1 << 16)
def inner_words(word: str) -> tuple[str, ...]:
    """The words of two characters or more that a longer word is made of, and their runs: 科技, 创新 in 科技创新."""
    if len(word) < 4:
        return ()
    cut, _ = dictionary()
    pieces = [part for piece in cut(word) for part in _halves(piece)]
    edges = list(accumulate(map(len, pieces), initial=0))
    runs = dict.fromkeys(word[a:b] for a, b in combinations(edges, 2) if b - a > 1)
    return tuple(run for run in runs if run != word)  # in an order of its own: tables are sorted by it where all ties


def _halves(piece: str) -> list[str]:
    """A word of the dictionary in two words of its own where it has them: 改革|开放."""
    halves = (
        [piece[:at], piece[at:]] for at in range(2, len(piece) - 1) if is_word(piece[:at]) and is_word(piece[at:])
    )
    return next(halves, [piece])
