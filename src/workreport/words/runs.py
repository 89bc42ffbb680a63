"""Runs of words: every stretch of touching words that a text repeats, counted without looking at each one.

Runs are told apart by fingerprints of their characters, not by their words, so that a phrase counts as one however its
places were cut. All counting is done on arrays; Python sees only the few runs that are left.
"""

from typing import NamedTuple, Self

import numpy as np
import pandas as pd

from workreport.words.fingerprints import Fingerprints
from workreport.words.segmentation import Cut

LONGEST = 6  # words
MAX_CHARS = 16
_LINKS = ("u", "c")  # words that end a phrase as a mark does: 的, 和


class Runs(NamedTuple):
    """Runs of words: of each one an entry.

    Attributes:
        first: the first word of its first place.
        size: how many words it has there.
        n: how many places it has.
        npmi: how closely it holds together at its loosest joint: normalised mutual information, 0 chance, 1 always.
        left_entropy: how varied the words before it are, in bits; every mark or end is a word of its own.
        right_entropy: how varied those after it are.
        ended_entropy: the lower of both where 的, 和 and their like are ends as marks are.
    """

    first: np.ndarray
    size: np.ndarray
    n: np.ndarray
    npmi: np.ndarray
    left_entropy: np.ndarray
    right_entropy: np.ndarray
    ended_entropy: np.ndarray

    def where(self, fit: np.ndarray) -> Self:
        """Those that fit, or those numbered so."""
        return type(self)(*(of_each[fit] for of_each in self))


class _Places(NamedTuple):
    """Stretches of touching words: of each the first word, how many they are, and its fingerprint."""

    first: np.ndarray
    size: np.ndarray
    key: np.ndarray


def repeated_runs(text: str, cut: Cut, *, min_count: int = 2) -> Runs:
    """Find the runs of two to six touching words that stand in a text at least `min_count` times.

    Args:
        text: the text that was cut.
        cut: its words.
        min_count: places from which a run is kept.
    """
    n = len(cut)
    found = _places(text, cut, min_count)
    code, keys = pd.factorize(found.key)  # those that are spelt alike; single words first, in text order
    counts = np.zeros((LONGEST + 1, n + 1), dtype=np.int64)  # of the run of so many words that begins at each word
    counts[found.size, found.first] = np.bincount(code)[code]
    spelt, at, size = _side_by_side(found, code, n, min_count)
    begins = np.diff(spelt, prepend=-1) != 0
    run, begin = np.cumsum(begins) - 1, np.flatnonzero(begins)
    times = np.diff(begin, append=len(run))
    left, right, *ended = (
        _entropies(run, times, side) for links in ((), _LINKS) for side in _neighbours(code[:n], cut, at, size, links)
    )
    npmi = _cohesion(times, _loosest(counts, at[begin], size[begin]), n)
    runs = Runs(at[begin], size[begin], times, npmi, left, right, np.minimum(*ended))
    return runs.where(np.argsort(keys[spelt[begin]]))


def _places(text: str, cut: Cut, min_count: int) -> _Places:
    """All words, and all stretches of words that may be repeated."""
    of_text = Fingerprints(text)
    n = len(cut)
    touching = np.zeros(n, dtype=bool)  # the word after it
    touching[:-1] = cut.starts[1:] == cut.ends[:-1]
    bits = (4 * n).bit_length()
    seen = np.zeros(1 << bits, dtype=np.int64)  # how often a fingerprint may have been met, by its first bits
    first = np.arange(n)
    found: list[_Places] = []
    for size in range(1, LONGEST + 1):
        starts, ends = cut.starts[first], cut.ends[first + size - 1]
        short = (ends - starts <= MAX_CHARS) | (size == 1)
        first, key = first[short], of_text.of(starts[short], ends[short])
        found.append(_Places(first, np.full(len(first), size), key))
        bucket = (key >> np.uint64(64 - bits)).astype(np.int64)
        np.add.at(seen, bucket, 1)
        often = np.zeros(n + 1, dtype=bool)
        often[first] = seen[bucket] >= min_count
        first = first[first + size < n]
        first = first[touching[first + size - 1]]
        if size > 1:  # only what is repeated can be the beginning, and the end, of something longer that is
            first = first[often[first] & often[first + 1]]
    return _Places(*map(np.concatenate, zip(*found, strict=True)))


def _side_by_side(
    found: _Places, code: np.ndarray, n_words: int, min_count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Code, first word and size of each place of a repeated run; those of one run together, in text order."""
    often = np.bincount(code, found.size > 1)[code] >= min_count
    kept = np.flatnonzero((found.size > 1) & often)
    # Sorted as one number, which is faster than by several.
    places = np.sort((code[kept] * (n_words + 1) + found.first[kept]) * (LONGEST + 1) + found.size[kept])
    places, size = np.divmod(places, LONGEST + 1)
    return *np.divmod(places, n_words + 1), size


def _loosest(counts: np.ndarray, first: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The largest product of the counts of a run's two parts, over the places where it can be split."""
    loosest = np.ones(len(first))
    for cut in range(1, counts.shape[0] - 1):
        at = np.flatnonzero(size > cut)
        before, after = counts[cut, first[at]], counts[size[at] - cut, first[at] + cut]
        loosest[at] = np.maximum(loosest[at], before.astype(float) * after)
    return loosest


def _cohesion(times: np.ndarray, loosest: np.ndarray, n_words: int) -> np.ndarray:
    """Normalised mutual information of runs at their loosest joints."""
    total = max(2, n_words)
    # Another cut of the same characters can make the joint rarer than its parts; 1 is as close as can be.
    return np.minimum(1, np.log2(times * total / loosest) / np.log2(total / np.minimum(times, total - 1)))


def _neighbours(
    word: np.ndarray, cut: Cut, first: np.ndarray, size: np.ndarray, links: tuple[str, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """The words before and after each place, by number; every mark, end or link is a neighbour of its own."""
    n = len(cut)
    alone = len(word) + np.arange(len(first))
    touching = np.zeros(n + 1, dtype=bool)  # the word before it
    touching[1:n] = cut.starts[1:] == cut.ends[:-1]
    link = np.append(cut.tell_pos(lambda pos: pos.startswith(links)), [True])
    after = first + size
    left = np.where(touching[first] & ~link[first - 1], word[first - 1], alone)
    right = np.where(touching[after] & ~link[after], word[np.minimum(after, n - 1)], alone)
    return left, right


def _entropies(run: np.ndarray, times: np.ndarray, neighbours: np.ndarray) -> np.ndarray:
    """How varied the neighbours of each run are, in bits.

    Args:
        run: of each place, the number of its run.
        times: of each run, how many places it has.
        neighbours: of each place, the number of its neighbour.
    """
    width = neighbours.max(initial=0) + 1
    pairs = np.sort(run * width + neighbours)
    changes = np.flatnonzero(np.diff(pairs, prepend=-1))
    counts = np.diff(changes, append=len(pairs)).astype(float)
    within = np.bincount(pairs[changes] // width, counts * np.log2(counts), len(times))
    return np.log2(times) - within / times
