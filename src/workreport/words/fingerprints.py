"""Fingerprints: a number for any stretch of a text, equal where the characters are, found on arrays for all at once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2 to the 64
_INVERSE = pow(_BASE, -1, 1 << 64)
_HIGH = np.uint64(48)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


class Fingerprints:
    """The fingerprints of all stretches of a text.

    A fingerprint is the sum of the scrambled characters times rising powers of a base, modulo 2 to the 64; it depends
    on the characters alone, not on where they stand or in which text.
    """

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
        codes += np.uint64(1)
        codes *= _MIX
        codes ^= codes >> np.uint64(31)
        codes *= _powers(_BASE, len(codes))
        self._sums = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(codes, out=self._sums[1:])
        self._back = _powers(_INVERSE, len(codes) + 1)

    def of(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """The fingerprints of the stretches between starts and ends."""
        return (self._sums[ends] - self._sums[starts]) * self._back[starts] + (ends - starts).astype(np.uint64)

    def of_size(self, size: int) -> np.ndarray:
        """The fingerprints of the stretches of so many characters that begin at each place."""
        keys = self._sums[size:] - self._sums[:-size]
        keys *= self._back[:-size]
        keys += np.uint64(size)
        return keys


@lru_cache(maxsize=1)
def fingerprints(text: str) -> Fingerprints:
    """The fingerprints of a text; those of the last one are kept, for one text is asked for several times in a row."""
    return Fingerprints(text)


def _powers(base: int, n: int) -> np.ndarray:
    """1, base, base², … modulo 2 to the 64."""
    steps = np.full(n, base, dtype=np.uint64)
    steps[:1] = 1
    return np.cumprod(steps, dtype=np.uint64)


def find_all(text: str, terms: Iterable[str]) -> list[tuple[int, int, str]]:
    """Find all places of many terms in one go, overlapping ones too: start, end, term; in text order, longest first."""
    found: list[tuple[int, int, str]] = []
    for size, group, starts, which in _places(text, terms):
        found += zip(starts.tolist(), (starts + size).tolist(), map(group.__getitem__, which.tolist()), strict=True)
    return sorted(found, key=lambda place: (place[0], -place[1]))


def count_places(text: str, terms: Iterable[str]) -> Counter[str]:
    """Count all places of many terms in one go, overlapping ones too; by first place, the longest first."""
    counts: list[tuple[int, int, str, int]] = []
    for size, group, starts, which in _places(text, terms):
        held, first, n = np.unique(which, return_index=True, return_counts=True)
        rows = zip(starts[first].tolist(), held.tolist(), n.tolist(), strict=True)
        counts += [(start, -size, group[term], times) for start, term, times in rows]
    return Counter({term: times for _, _, term, times in sorted(counts)})


def _places(text: str, terms: Iterable[str]) -> Iterator[tuple[int, list[str], np.ndarray, np.ndarray]]:
    """By length: the terms of that length, and of each place in text order its start and the number of its term."""
    by_size: dict[int, list[str]] = {}
    for term in dict.fromkeys(terms):
        by_size.setdefault(len(term), []).append(term)
    of_text = fingerprints(text)
    for size, group in by_size.items():
        if not 0 < size <= len(text):
            continue
        at = np.arange(len(group)) * size
        wanted = Fingerprints("".join(group)).of(at, at + size)
        order = np.argsort(wanted)
        wanted = wanted[order]
        keys = of_text.of_size(size)
        likely = np.zeros(1 << 16, dtype=bool)  # by the first 16 bits: most places are told off at once
        likely[wanted >> _HIGH] = True
        starts = np.flatnonzero(likely[keys >> _HIGH])
        keys = keys[starts]
        nearest = np.minimum(np.searchsorted(wanted, keys), len(group) - 1)
        hits = wanted[nearest] == keys
        yield size, group, starts[hits], order[nearest[hits]]
