"""Terms of several words that no list names, found in a report from counts alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from workreport.words.fingerprints import count_places
from workreport.words.runs import Runs, entropies, repeated_runs
from workreport.words.segmentation import Cut, cut_words, frame_words, recut, stop_words
from workreport.writing.characters import fold
from workreport.writing.dictionary import is_word

_LONGEST_TERM = 4  # words
_LONGEST_CHARS = 10
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


def words_with_found_terms(text: str, *, terms: Iterable[str] = ()) -> pd.DataFrame:
    """Cut a text into words, its own terms found and kept whole.

    Args:
        text: the report's text.
        terms: more terms to keep whole.

    Returns:
        The frame of `words.words_of`.
    """
    return read_words(text, terms=terms)[0]


def read_words(text: str, *, terms: Iterable[str] = ()) -> tuple[pd.DataFrame, pd.DataFrame, Cut]:
    """Cut a text into words and find its own terms, in one go.

    Returns:
        What `words_with_found_terms` gives, what `discover_terms` gives, and the words before terms were found.
    """
    text = fold(text)
    cut = cut_words(text, terms=terms)
    found = _discover(text, cut)
    return recut(text, cut, found["word"]).frame(), found, cut


def discover_terms(text: str, *, terms: Iterable[str] = (), min_count: int = 3) -> pd.DataFrame:
    """Find terms of several words that no list names, from counts alone.

    A run of two to four touching words is a term when it occurs often enough, its parts stand together far more often
    than chance would put them, its neighbours vary on both sides, and it is not just a part of one longer run.

    Args:
        text: the report's text.
        terms: terms to keep whole beside those of the lexicon.
        min_count: occurrences from which a run is looked at.

    Returns:
        One row a term, most frequent first, ties by first occurrence: `word`, `n`, `npmi` (mutual information of its
        loosest joint, normalised: 0 is chance, 1 is never apart; Bouma 2009), `left_entropy`, `right_entropy` (bits;
        of the words before and after, every mark or end counting as a neighbour of its own).
    """
    text = fold(text)
    return _discover(text, cut_words(text, terms=terms), min_count=min_count)


def _discover(text: str, cut: Cut, *, min_count: int = 3) -> pd.DataFrame:
    """`discover_terms` of a text that is cut."""
    # A new term is not cut alike everywhere: two clean cuts will do when the text holds it often enough.
    runs = repeated_runs(text, cut, longest=_LONGEST_TERM, max_chars=_LONGEST_CHARS, min_count=max(2, min_count - 1))
    first, size = runs.first[runs.begin], runs.size[runs.begin]
    npmi = cohesion(runs, cut)
    left, right = (entropies(runs, side) for side in neighbours_of(runs, cut))
    fit = (npmi >= _MIN_NPMI) & (np.minimum(left, right) >= _MIN_ENTROPY) & may_be_terms(cut, first, size)
    places = [(cut.starts[first[run]], cut.ends[first[run] + size[run] - 1], run) for run in np.flatnonzero(fit)]
    candidates = {text[start:end]: (int(start), run) for start, end, run in places}
    counts = count_places(text, candidates)
    # Characters that mostly stand inside other words are a fragment: 区建设 of 示范区建设.
    whole = {word: n for word, n in counts.items() if min_count <= n <= runs.n[candidates[word][1]] / _MIN_WHOLE}
    parts = _parts(whole)
    rows = [
        (word, n, npmi[run], left[run], right[run], start)
        for word, n in whole.items()
        if word not in parts
        for start, run in (candidates[word],)
    ]
    rows.sort(key=lambda row: (-row[1], row[-1]))
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


def cohesion(runs: Runs, cut: Cut) -> np.ndarray:
    """How closely each run holds together at its loosest joint: normalised mutual information, 0 chance, 1 always."""
    total = max(2, len(cut))
    # Another cut of the same characters can make the joint rarer than its parts; 1 is as close as can be.
    return np.minimum(1, np.log2(runs.n * total / runs.loosest) / np.log2(total / np.minimum(runs.n, total - 1)))


def neighbours_of(runs: Runs, cut: Cut, links: tuple[str, ...] = ()) -> tuple[np.ndarray, np.ndarray]:
    """The words before and after each place, by number; every mark or end is a neighbour of its own.

    Args:
        runs: the runs.
        cut: the words of the text.
        links: parts of speech of words that end a phrase as a mark does.
    """
    n = len(cut)
    alone = n + np.arange(len(runs.first))
    touching = np.zeros(n + 1, dtype=bool)  # the word before it
    touching[1:n] = cut.starts[1:] == cut.ends[:-1]
    link = np.append(cut.tell(lambda _, pos: pos.startswith(links)), [True])
    after = runs.first + runs.size
    left = np.where(touching[runs.first] & ~link[runs.first - 1], runs.word[runs.first - 1], alone)
    right = np.where(touching[after] & ~link[after], runs.word[np.minimum(after, n - 1)], alone)
    return left, right


def may_be_terms(cut: Cut, first: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Whether the parts of speech allow a term: a name without numerals, links or attributes like 新 and 大.

    Args:
        cut: the words of the text.
        first: of each run, its first word.
        size: of each run, how many words it has.
    """
    vague = _VAGUE_ENDS | stop_words()
    strange = cut.tell(lambda _, pos: not pos.startswith(_TERM_PARTS))
    ends = cut.tell(lambda word, pos: pos.startswith(_TERM_ENDS) and len(word) > 1 and word not in vague)
    frame = cut.tell(lambda word, _: word in frame_words() or word in vague)
    verb = cut.tell(lambda _, pos: pos == "v")
    doing = cut.tell(lambda word, pos: pos == "v" and word in frame_words())
    last = first + size - 1
    return (
        _none_inside(strange, first, last)
        & ends[last]
        & ~frame[first]
        & ~doing[last]
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
    strange = cut.tell(lambda _, pos: not (pos.startswith(_NAME_PARTS) or pos == "c"))
    ends = cut.tell(
        lambda word, pos: pos.startswith(_NAME_ENDS) and word not in vague and (len(word) > 1 or pos in _SINGLE_ENDS)
    )
    frame = cut.tell(lambda word, pos: (word in frame_words() and word != "新") or word in stop_words() or pos == "c")
    last = first + size - 1
    whole = _none_inside(strange, first, last) & ~_torn(cut, first, last)
    return whole & ends[last] & ~frame[first] & _long(cut, first, last)


def is_torn(word: str) -> bool:
    """Whether a word is a wrong guess: a particle at its edge that no dictionary knows, or a word with 新 after it."""
    begun = len(word) > 2 and word.endswith("新") and is_word(word[:-1])  # jieba's dictionary holds 开发新
    return begun or (bool(_TORN.search(word)) and not is_word(word))


def _torn(cut: Cut, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Whether a run begins or ends inside a word."""
    torn = cut.tell(lambda word, _: word not in cut.terms and is_torn(word))
    single = cut.tell(lambda word, pos: len(word) == 1 and pos.startswith(_SINGLE_STARTS))
    long = cut.tell(lambda word, _: len(word) > 1)  # 镍|铜|钴 is a list
    return torn[first] | torn[last] | (single[first] & long[np.minimum(first + 1, last)])


def _none_inside(strange: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    before = np.concatenate([[0], np.cumsum(strange)])
    return before[last + 1] == before[first]


def _long(cut: Cut, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return cut.ends[last] - cut.starts[first] > 2


def runs_of(words: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    """Find every run of two to four touching words, with the places of its first and last word.

    For texts of the length of a report; `runs.repeated_runs` counts those of any text on arrays.

    Args:
        words: the frame of `words.words_of`.
    """
    tokens, starts, ends = words["word"].tolist(), words["start"].tolist(), words["end"].tolist()
    runs = defaultdict(list)
    for first in range(len(tokens)):
        run = tokens[first]
        for last in range(first + 1, min(first + _LONGEST_TERM, len(tokens))):
            run += tokens[last]
            if starts[last] != ends[last - 1] or len(run) > _LONGEST_CHARS:
                break
            runs[run].append((first, last))
    return runs


def possible_terms(words: pd.DataFrame) -> Counter[str]:
    """Count the runs that may be terms by their parts of speech, whatever their counts."""
    entries = list(zip(words["word"], words["pos"], strict=True))
    cut = Cut.of(entries, words["start"].to_numpy(), words["end"].to_numpy(), frozenset())
    runs = runs_of(words)
    first = np.array([places[0][0] for places in runs.values()], dtype=int)
    size = np.array([places[0][1] - places[0][0] + 1 for places in runs.values()], dtype=int)
    fit = may_be_terms(cut, first, size)
    return Counter({run: len(places) for (run, places), ok in zip(runs.items(), fit, strict=True) if ok})
