"""Runs of words: every stretch of touching words that a text repeats, counted without looking at each one.

Runs are told apart by fingerprints of their characters, not by their words, so that a phrase counts as one however its
places were cut. All counting is done on arrays; Python sees only the few runs that are left.
"""

from typing import NamedTuple

import numpy as np

from workreport.words.fingerprints import fingerprints
from workreport.words.segmentation import Cut

_BITS = 20


class Runs(NamedTuple):
    """Runs of words with their places; the places of one run stand together and in text order.

    Attributes:
        run: of each place, the number of its run.
        first: of each place, its first word.
        size: of each place, how many words it has.
        begin: of each run, where its places begin.
        n: of each run, how many places it has.
        loosest: of each run at its first place, the largest product of the counts of two parts that make it up.
        word: of each word of the text, the number of the first word that is spelt so.
    """

    run: np.ndarray
    first: np.ndarray
    size: np.ndarray
    begin: np.ndarray
    n: np.ndarray
    loosest: np.ndarray
    word: np.ndarray


def repeated_runs(text: str, cut: Cut, *, longest: int = 4, max_chars: int = 10, min_count: int = 2) -> Runs:
    """Find the runs of two and more touching words that stand in a text at least `min_count` times.

    Args:
        text: the text that was cut.
        cut: its words.
        longest: words of a run, at most.
        max_chars: characters of a run, at most.
        min_count: places from which a run is kept.
    """
    of_text = fingerprints(text)
    n = len(cut)
    touching = np.zeros(n, dtype=bool)  # the word after it
    touching[:-1] = cut.starts[1:] == cut.ends[:-1]
    first = np.arange(n)
    found: list[tuple[np.ndarray, np.ndarray]] = []  # by number of words: first words, fingerprints
    seen = np.zeros(1 << _BITS, dtype=np.int64)  # how often a fingerprint may have been met, by its first bits
    for size in range(1, longest + 1):
        starts, ends = cut.starts[first], cut.ends[first + size - 1]
        short = (ends - starts <= max_chars) | (size == 1)
        first, keys = first[short], of_text.of(starts[short], ends[short])
        found.append((first, keys))
        buckets = np.zeros(n + 1, dtype=np.int64)
        buckets[first] = keys >> np.uint64(64 - _BITS)
        seen += np.bincount(buckets[first], minlength=len(seen))
        first = first[first + size < n]
        first = first[touching[first + size - 1]]
        if size > 1:  # only what is repeated can be the beginning, and the end, of something longer that is
            first = first[(seen[buckets[first]] >= min_count) & (seen[buckets[first + 1]] >= min_count)]
    places = np.concatenate([first for first, _ in found])
    sizes = np.repeat(np.arange(1, longest + 1), [len(first) for first, _ in found])
    _, index, inverse, tally = np.unique(
        np.concatenate([keys for _, keys in found]), return_index=True, return_inverse=True, return_counts=True
    )
    counts = np.zeros((longest + 1, n + 1), dtype=np.int64)  # of the run of so many words that begins at each word
    counts[sizes, places] = tally[inverse]
    kept = np.flatnonzero((sizes > 1) & (np.bincount(inverse, sizes > 1)[inverse] >= min_count))
    order = kept[np.lexsort((places[kept], inverse[kept]))]
    run, first, of_run = inverse[order], places[order], sizes[order]
    begins = np.diff(run, prepend=-1) != 0
    begin = np.flatnonzero(begins)
    return Runs(
        run=np.cumsum(begins) - 1,
        first=first,
        size=of_run,
        begin=begin,
        n=np.diff(begin, append=len(run)),
        loosest=_loosest(counts, first[begin], of_run[begin]),
        word=index[inverse[:n]],
    )


def _loosest(counts: np.ndarray, first: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The largest product of the counts of a run's two parts, over the places where it can be split."""
    loosest = np.ones(len(first))
    for cut in range(1, counts.shape[0] - 1):
        at = np.flatnonzero(size > cut)
        before, after = counts[cut, first[at]], counts[size[at] - cut, first[at] + cut]
        loosest[at] = np.maximum(loosest[at], before.astype(float) * after)
    return loosest


def entropies(runs: Runs, neighbours: np.ndarray) -> np.ndarray:
    """How varied the neighbours of each run are, in bits.

    Args:
        runs: the runs.
        neighbours: of each place, the number of its neighbour.
    """
    order = np.lexsort((neighbours, runs.run))
    run, neighbours = runs.run[order], neighbours[order]
    changes = np.flatnonzero((np.diff(run, prepend=-1) != 0) | (np.diff(neighbours, prepend=-1) != 0))
    counts = np.diff(changes, append=len(run)).astype(float)
    within = np.bincount(run[changes], counts * np.log2(counts), len(runs.n))
    return np.log2(runs.n) - within / runs.n
