"""Terms of several words that no list names, found in a report from counts alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from workreport.words.fingerprints import Fingerprints
from workreport.words.places import count_places
from workreport.words.runs import Runs, repeated_runs
from workreport.words.segmentation import Cut, cut_words, frame_words, recut, stop_words
from workreport.writing.characters import fold
from workreport.writing.dictionary import is_word

_LONGEST_TERM = 4  # words
_LONGEST_CHARS = 10
_MIN_COUNT = 3  # occurrences from which a run may be a term
_MIN_NPMI = 0.42  # in a report of 12,000 words, three meetings 32 times as often as chance
_MIN_ENTROPY = 0.9  # bits: about two different neighbours in three occurrences
_MIN_WHOLE = 0.6  # of its occurrences in the text, at least this share is cut out as a run
_CONTAINED = 0.8  # a run that stands this often inside one longer run is a part of that, no term of its own
# What a term is made of: nouns, verbs used as nouns, attributes, abbreviations, set phrases, Latin words, unknown ones.
_TERM_PARTS = ("n", "vn", "an", "v", "a", "b", "j", "l", "i", "eng", "k", "h", "x", "s")
_TERM_ENDS = ("n", "vn", "an", "j", "l", "i", "eng", "k", "x", "v", "g", "s")
# A name in the wider sense may have a numeral, and end with a noun of one character: 十件民生实事, 典型村.
_NAME_PARTS = (*_TERM_PARTS, "m", "zg")
_NAME_ENDS = (*_TERM_ENDS, "zg")
_SINGLE_ENDS = ("n", "ng", "zg", "g", "vn")
# A run that begins with one character of these is torn off a longer name: 型|消费 of 体验型消费, 线|铁路 of 干线铁路.
_SINGLE_STARTS = ("n", "v", "z", "x", "k", "g")
# Where the dictionary fails, a guess may take a particle in: 主義的, 开发新, 陇电入.
_TORN = re.compile("^[的了着和与及或等在是把被对从将由于其]|[的了着和与及或等在是把被对从将由于其新中入更]$")
# What may follow any noun: a run that ends with it is a statement, no name.
_VAGUE_ENDS = frozenset({"国家", "全国", "全省", "全市", "工作", "提供", "推进", "推动", "支持", "制度"})

COLUMNS = ["word", "n", "npmi", "left_entropy", "right_entropy"]


class Words(NamedTuple):
    """A text's words, its own terms kept whole, and what they were made from.

    Attributes:
        frame: What `words.words_of` gives.
        found: The terms of several words that no list names, with the evidence: see `_discover`.
        cut: The words before terms were found.
        runs: What the text repeats of them.
    """

    frame: pd.DataFrame
    found: pd.DataFrame
    cut: Cut
    runs: Runs


def read_words(text: str, *, terms: Iterable[str] = ()) -> Words:
    """Cut a text into words and find its own terms, in one go."""
    text = fold(text)
    cut = cut_words(text, terms=terms)
    runs = repeated_runs(text, cut)
    found = _discover(text, cut, runs)
    return Words(recut(text, cut, found["word"]).frame(), found, cut, runs)


def _discover(text: str, cut: Cut, runs: Runs) -> pd.DataFrame:
    """Find terms of several words that no list names, from counts alone.

    A run of two to four touching words is a term when it occurs three times or more, its parts stand together far more
    often than chance would put them, its neighbours vary on both sides, and it is not just a part of one longer run.
    A new term is not cut alike everywhere: two clean cuts will do when the text holds it often enough.

    Returns:
        One row a term, most frequent first, ties by first occurrence: `word`, `n`, `npmi` (mutual information of its
        loosest joint, normalised: 0 is chance, 1 is never apart; Bouma 2009), `left_entropy`, `right_entropy` (bits;
        of the words before and after, every mark or end counting as a neighbour of its own).
    """
    close = (runs.npmi >= _MIN_NPMI) & (np.minimum(runs.left_entropy, runs.right_entropy) >= _MIN_ENTROPY)
    runs = runs.where(close & (runs.size <= _LONGEST_TERM))
    runs = runs.where(may_be_terms(cut, runs.first, runs.size))
    starts, ends = cut.starts[runs.first], cut.ends[runs.first + runs.size - 1]
    places = zip(starts.tolist(), ends.tolist(), strict=True)
    candidates = {text[start:end]: run for run, (start, end) in enumerate(places) if end - start <= _LONGEST_CHARS}
    counts = count_places(text, candidates)
    # Characters that mostly stand inside other words are a fragment: 区建设 of 示范区建设.
    whole = {word: n for word, n in counts.items() if _MIN_COUNT <= n <= runs.n[candidates[word]] / _MIN_WHOLE}
    parts = _parts(whole)
    rows = [
        (word, n, runs.npmi[run], runs.left_entropy[run], runs.right_entropy[run], starts[run])
        for word, n in whole.items()
        if word not in parts
        for run in (candidates[word],)
    ]
    rows.sort(key=lambda row: (-row[1], row[-1], -len(row[0])))
    return pd.DataFrame([row[:-1] for row in rows], columns=COLUMNS)


def _parts(counts: Mapping[str, int]) -> set[str]:
    """The runs that mostly stand inside one longer run."""
    return {
        part
        for longer, n in counts.items()
        for start in range(len(longer))
        for end in range(start + 2, len(longer) + 1)
        if (part := longer[start:end]) != longer and part in counts and n >= _CONTAINED * counts[part]
    }


def may_be_terms(cut: Cut, first: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Whether the parts of speech allow a term: a name without numerals, links or attributes like 新 and 大.

    Args:
        cut: the words of the text.
        first: of each run, its first word.
        size: of each run, how many words it has.
    """
    vague = _VAGUE_ENDS | stop_words()
    strange = cut.tell_pos(lambda pos: not pos.startswith(_TERM_PARTS))
    ends = cut.tell_pos(lambda pos: pos.startswith(_TERM_ENDS))
    ends &= cut.is_long & ~cut.tell(vague.__contains__)
    frame = cut.tell(frame_words().__contains__)
    verb = cut.tell_pos(lambda pos: pos == "v")
    last = first + size - 1
    return (
        _none_inside(strange, first, last)
        & ends[last]
        & ~(frame | cut.tell(vague.__contains__))[first]
        & ~(verb & frame)[last]
        & ~(verb[first] & verb[last])
        & ~_torn(cut, first, last)
        & _long(cut, first, last)
    )


def may_be_names(cut: Cut, first: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Whether the parts of speech allow a name in the wider sense: 新动能, 十件民生实事, 生态及地质灾害避险搬迁.

    Args:
        cut: the words of the text.
        first: of each run, its first word.
        size: of each run, how many words it has.
    """
    vague = stop_words() | _VAGUE_ENDS - {"制度"}
    linked = cut.tell_pos(lambda pos: pos == "c")
    strange = ~(linked | cut.tell_pos(lambda pos: pos.startswith(_NAME_PARTS)))
    ends = cut.tell_pos(lambda pos: pos.startswith(_NAME_ENDS)) & ~cut.tell(vague.__contains__)
    ends &= cut.is_long | cut.tell_pos(lambda pos: pos in _SINGLE_ENDS)
    frame = linked | cut.tell(((frame_words() - {"新"}) | stop_words()).__contains__)
    last = first + size - 1
    whole = _none_inside(strange, first, last) & ~_torn(cut, first, last)
    return whole & ends[last] & ~frame[first] & _long(cut, first, last)


@lru_cache(maxsize=1 << 16)
def is_torn(word: str) -> bool:
    """Whether a word is a wrong guess: a particle at its edge that no dictionary knows, or a word with 新 after it."""
    begun = len(word) > 2 and word.endswith("新") and is_word(word[:-1])  # jieba's dictionary holds 开发新
    return begun or (bool(_TORN.search(word)) and not is_word(word))


def _torn(cut: Cut, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Whether a run begins or ends inside a word."""
    torn = cut.tell(lambda word: word not in cut.terms and is_torn(word))
    single = ~cut.is_long & cut.tell_pos(lambda pos: pos.startswith(_SINGLE_STARTS))
    # 镍|铜|钴 is a list
    return torn[first] | torn[last] | (single[first] & cut.is_long[np.minimum(first + 1, last)])


def _none_inside(strange: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    before = np.concatenate([[0], np.cumsum(strange)])
    return before[last + 1] == before[first]


def _long(cut: Cut, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return cut.ends[last] - cut.starts[first] > 2


def runs_of(text: str, cut: Cut, known: frozenset[str]) -> tuple[dict[str, list[tuple[int, int]]], set[str]]:
    """Find the runs of two to four touching words that a text repeats, and those of known ones that may be terms.

    For texts of the length of a report; `runs.repeated_runs` counts those of any text on arrays.

    Returns:
        Of each run the places of its first and last word, in text order; and those of the known runs that may be terms
        by their parts of speech, whatever their counts and whatever a list holds.
    """
    gaps = np.concatenate([[0], np.cumsum(cut.starts[1:] != cut.ends[:-1])])
    first, size = (of_each.ravel() for of_each in np.indices((len(cut), _LONGEST_TERM - 1)))
    last = first + size + 1
    first, last = first[last < len(cut)], last[last < len(cut)]
    whole = (gaps[first] == gaps[last]) & (cut.ends[last] - cut.starts[first] <= _LONGEST_CHARS)
    first, last = first[whole], last[whole]
    starts, ends = cut.starts[first], cut.ends[last]
    spelt, _ = pd.factorize(Fingerprints(text).of(starts, ends))
    repeated = np.bincount(spelt)[spelt] > 1
    fit = may_be_terms(replace(cut, terms=frozenset()), first, last - first + 1)
    runs: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    possible = set()
    columns = (column[repeated | fit].tolist() for column in (first, last, starts, ends, repeated, fit))
    for head, tail, start, end, often, may_be in zip(*columns, strict=True):
        run = text[start:end]
        if often or run in known:
            if may_be and run not in runs and run in known:
                possible.add(run)
            runs[run].append((head, tail))
    return runs, possible
