"""Fingerprints: a number for any stretch of a text, equal where the characters are, found on arrays for all at once."""

from collections.abc import Callable, Iterable

import numpy as np

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2 to the 64
_INVERSE = pow(_BASE, -1, 1 << 64)
_HIGH = np.uint64(48)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def fingerprints(text: str) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """Make a function of starts and ends that tells the fingerprints of stretches of the text.

    A fingerprint is the sum of the scrambled characters times rising powers of a base, modulo 2 to the 64; it depends
    on the characters alone, not on where they stand or in which text.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    codes = (codes + np.uint64(1)) * _MIX
    codes ^= codes >> np.uint64(31)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(codes * _powers(_BASE, len(codes)), dtype=np.uint64)])
    back = _powers(_INVERSE, len(codes) + 1)

    def of(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        return (sums[ends] - sums[starts]) * back[starts] + (ends - starts).astype(np.uint64)

    return of


def _powers(base: int, n: int) -> np.ndarray:
    """1, base, base², … modulo 2 to the 64."""
    steps = np.full(n, base, dtype=np.uint64)
    steps[:1] = 1
    return np.cumprod(steps, dtype=np.uint64)


def find_all(text: str, terms: Iterable[str]) -> list[tuple[int, int, str]]:
    """Find all places of many terms in one go, overlapping ones too: start, end, term; in text order, longest first."""
    by_size: dict[int, list[str]] = {}
    for term in dict.fromkeys(terms):
        by_size.setdefault(len(term), []).append(term)
    of_text = fingerprints(text)
    found: list[tuple[int, int, str]] = []
    for size, group in by_size.items():
        if not 0 < size <= len(text):
            continue
        at = np.arange(len(group)) * size
        wanted = fingerprints("".join(group))(at, at + size)
        order = np.argsort(wanted)
        wanted = wanted[order]
        starts = np.arange(len(text) - size + 1)
        keys = of_text(starts, starts + size)
        likely = np.zeros(1 << 16, dtype=bool)  # by the first 16 bits: most places are told off at once
        likely[wanted >> _HIGH] = True
        starts = np.flatnonzero(likely[keys >> _HIGH])
        nearest = np.minimum(np.searchsorted(wanted, keys[starts]), len(group) - 1)
        hits = wanted[nearest] == keys[starts]
        starts, nearest = starts[hits], nearest[hits]
        found += zip(starts.tolist(), (starts + size).tolist(), (group[i] for i in order[nearest]), strict=True)
    return sorted(found, key=lambda place: (place[0], -place[1]))
