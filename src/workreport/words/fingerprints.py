"""Fingerprints: a number for any stretch of a text, equal where the characters are, found on arrays for all at once."""

import numpy as np

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2 to the 64
_INVERSE = pow(_BASE, -1, 1 << 64)
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


def _powers(base: int, n: int) -> np.ndarray:
    """1, base, base², … modulo 2 to the 64."""
    steps = np.full(n, base, dtype=np.uint64)
    steps[:1] = 1
    return np.cumprod(steps, dtype=np.uint64)
