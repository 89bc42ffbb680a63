"""Terms of several words that no list names, found in a report from counts alone."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from workreport.words.segmentation import frame_words, stop_words, words_of

_LONGEST_TERM = 4  # words
_LONGEST_CHARS = 10
_MIN_NPMI = 0.42  # in a report of 12,000 words, three meetings 32 times as often as chance
_MIN_ENTROPY = 0.9  # bits: about two different neighbours in three occurrences
_MIN_WHOLE = 0.6  # of its occurrences in the text, at least this share is cut out as a run
_CONTAINED = 0.8  # a run that stands this often inside one longer run is a part of that, no term of its own
# What a term is made of: nouns, verbs used as nouns, attributes, abbreviations, set phrases, Latin words, unknown ones.
_TERM_PARTS = ("n", "vn", "an", "v", "a", "b", "j", "l", "i", "eng", "k", "h", "x", "s")
_TERM_ENDS = ("n", "vn", "an", "j", "l", "i", "eng", "k", "x", "v", "g", "s")
# What may follow any noun: a run that ends with it is a statement, no name.
_VAGUE_ENDS = frozenset({"国家", "全国", "全省", "全市", "工作", "提供", "推进", "推动", "支持", "制度"})


def words_with_found_terms(text: str, *, terms: Iterable[str] = ()) -> pd.DataFrame:
    """Cut a text into words, its own terms found and kept whole.

    Args:
        text: the report's text.
        terms: more terms to keep whole.

    Returns:
        The frame of `words.words_of`.
    """
    terms = tuple(terms)
    return words_of(text, terms=(*terms, *discover_terms(text, terms=terms)["word"]))


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
    words = words_of(text, terms=terms)
    # A new term is not cut alike everywhere: two clean cuts will do when the text holds it often enough.
    spans = {run: places for run, places in runs_of(words).items() if len(places) >= min_count - 1}
    single = Counter(words["word"])
    total = len(words)
    tokens, starts, ends = list(words["word"]), list(words["start"]), list(words["end"])
    pos = list(words["pos"])
    rows = []
    for run, places in spans.items():
        first, last = places[0]
        n = text.count(run)
        # Characters that mostly stand inside other words are a fragment: 区建设 of 示范区建设.
        whole = min_count <= n <= len(places) / _MIN_WHOLE
        if not whole or not _may_be_term(tokens[first : last + 1], pos[first : last + 1]):
            continue
        left = [tokens[a - 1] if a and ends[a - 1] == starts[a] else f"|{index}" for index, (a, _) in enumerate(places)]
        right = [
            tokens[b + 1] if b + 1 < total and ends[b] == starts[b + 1] else f"|{index}"
            for index, (_, b) in enumerate(places)
        ]
        entropies = [_entropy(Counter(side)) for side in (left, right)]
        npmi = _loosest_joint(tokens[first : last + 1], len(places), single, spans, total)
        if npmi >= _MIN_NPMI and min(entropies) >= _MIN_ENTROPY:
            rows.append((run, n, npmi, *entropies, starts[first]))
    frame = pd.DataFrame(rows, columns=["word", "n", "npmi", "left_entropy", "right_entropy", "start"])
    counts = dict(zip(frame["word"], frame["n"], strict=True))
    part = [
        any(run in longer and longer != run and counts[longer] >= _CONTAINED * n for longer in counts)
        for run, n in counts.items()
    ]
    frame = frame[~np.array(part, dtype=bool)].sort_values(["n", "start"], ascending=[False, True], kind="stable")
    return frame.drop(columns="start").reset_index(drop=True)


def possible_terms(words: pd.DataFrame) -> Counter[str]:
    """Count the runs that may be terms by their parts of speech, whatever their counts."""
    tokens, pos = list(words["word"]), list(words["pos"])
    return Counter(
        {
            run: len(places)
            for run, places in runs_of(words).items()
            if _may_be_term(tokens[places[0][0] : places[0][1] + 1], pos[places[0][0] : places[0][1] + 1])
        }
    )


def runs_of(words: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    """Find every run of two to four touching words, with the places of its first and last word.

    Args:
        words: the frame of `words.words_of`.
    """
    tokens, starts, ends = list(words["word"]), list(words["start"]), list(words["end"])
    runs = defaultdict(list)
    for first in range(len(tokens)):
        run = tokens[first]
        for last in range(first + 1, min(first + _LONGEST_TERM, len(tokens))):
            if starts[last] != ends[last - 1]:
                break
            run += tokens[last]
            if len(run) > _LONGEST_CHARS:
                break
            runs[run].append((first, last))
    return runs


def _may_be_term(parts: Sequence[str], pos: Sequence[str]) -> bool:
    """Whether the parts of speech allow a name: no frame verb in it, a noun or the like at its end."""
    long_enough = sum(map(len, parts)) > 2
    allowed = all(tag.startswith(_TERM_PARTS) for tag in pos) and pos[-1].startswith(_TERM_ENDS)
    statement = parts[0] in frame_words() or parts[-1] in _VAGUE_ENDS | stop_words() or pos[0] == pos[-1] == "v"
    return long_enough and allowed and not statement and len(parts[-1]) > 1


def _loosest_joint(
    parts: Sequence[str], n: int, single: Mapping[str, int], spans: Mapping[str, Sequence], total: int
) -> float:
    """The smallest normalised mutual information over the places where the run can be split in two."""

    def count(piece: Sequence[str]) -> int:
        joined = "".join(piece)
        return single[joined] if len(piece) == 1 else len(spans[joined])

    joints = ((count(parts[:cut]), count(parts[cut:])) for cut in range(1, len(parts)))
    loosest = min(math.log2(n * total / (before * after)) for before, after in joints)
    # Another cut of the same characters can make the joint rarer than its parts; 1 is as close as can be.
    return min(1.0, loosest / math.log2(total / n))


def _entropy(neighbours: Counter) -> float:
    """How many different neighbours a run has, in bits."""
    total = neighbours.total()
    return -sum(n / total * math.log2(n / total) for n in neighbours.values())
