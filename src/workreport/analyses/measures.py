"""The statistics of the collection, as pure functions: tokens or counts in, numbers out.

A ratio of nothing is NaN. Functions that serve tables take arrays and give arrays. Formulas and their sources are in
the docstrings; where published variants differ, the one used is named.
"""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

_MTLD_THRESHOLD = 0.72  # McCarthy & Jarvis 2010: type–token ratios level off there
_HDD_SAMPLE = 42  # McCarthy & Jarvis 2007, as in vocd


def mattr(tokens: Sequence[str], window: int = 50) -> float:
    """Moving-average type–token ratio: mean of types / window over all windows (Covington & McFall 2010).

    Range 0–1. NaN for a text shorter than one window. Comparable between texts of different length.
    """
    n_windows = len(tokens) - window + 1
    if n_windows < 1:
        return math.nan
    counts = Counter(tokens[:window])
    total = len(counts)
    for left, right in zip(tokens, tokens[window:], strict=False):
        counts[left] -= 1
        if not counts[left]:
            del counts[left]
        counts[right] += 1
        total += len(counts)
    return total / (n_windows * window)


def mtld(tokens: Sequence[str]) -> float:
    """Measure of textual lexical diversity (McCarthy & Jarvis 2010), mean of a forward and a backward pass.

    The mean number of tokens for which the running type–token ratio stays above 0.72. The variant of the package
    LexicalRichness: a factor ends where the ratio is 0.72 or less; the last, unfinished part counts as the fraction
    (1 − ratio) / (1 − 0.72). NaN for no tokens; infinite where no word repeats. Unstable below some 100 tokens.
    """
    if not tokens:
        return math.nan
    factors = [_mtld_factors(sequence) for sequence in (tokens, tokens[::-1])]
    return sum(len(tokens) / n if n else math.inf for n in factors) / 2


def _mtld_factors(tokens: Sequence[str]) -> float:
    seen: set[str] = set()
    n, factors, ratio = 0, 0.0, 1.0
    for token in tokens:
        seen.add(token)
        n += 1
        ratio = len(seen) / n
        if ratio <= _MTLD_THRESHOLD:
            factors += 1
            seen.clear()
            n, ratio = 0, 1.0
    return factors + (1 - ratio) / (1 - _MTLD_THRESHOLD)


def hdd(tokens: Sequence[str]) -> float:
    """HD-D: the types expected in a random sample of 42 tokens, divided by 42 (McCarthy & Jarvis 2007).

    Range 0–1. The chance that a type of frequency f is in the sample is 1 − C(N−f, 42) / C(N, 42). NaN below 42 tokens.
    """
    n = len(tokens)
    if n < _HDD_SAMPLE:
        return math.nan
    log_choose = [_log_choose(n - f, _HDD_SAMPLE) - _log_choose(n, _HDD_SAMPLE) for f in Counter(tokens).values()]
    return sum(1 - math.exp(log) for log in log_choose) / _HDD_SAMPLE


def _log_choose(n: int, k: int) -> float:
    if n < k:
        return -math.inf
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def yule_k(tokens: Sequence[str]) -> float:
    """Yule's characteristic K = 10⁴ (Σf² / N² − 1 / N) (Yule 1944): the lower, the more varied.

    NaN for no tokens. Nearly independent of length above some 1,000 tokens.
    """
    n = len(tokens)
    if not n:
        return math.nan
    return 1e4 * (sum(f * f for f in Counter(tokens).values()) / n**2 - 1 / n)


def entropy(sizes: ArrayLike) -> float:
    """Shannon entropy H = −Σ p log₂ p of the shares of `sizes`, in bits (Shannon 1948); NaN when they sum to 0."""
    p = _shares(sizes)
    p = p[p > 0]
    return float(-(p * np.log2(p)).sum()) if p.size else math.nan


def evenness(sizes: ArrayLike) -> float:
    """Pielou's evenness J = H / log₂ S (Pielou 1966): 1 when all S parts are equal; NaN for fewer than two parts."""
    n_parts = np.size(sizes)
    return entropy(sizes) / math.log2(n_parts) if n_parts > 1 else math.nan


def hhi(sizes: ArrayLike) -> float:
    """Herfindahl–Hirschman index Σp² of the shares of `sizes`: 1/S when even, 1 when one part is all."""
    p = _shares(sizes)
    return float((p * p).sum()) if p.size else math.nan


def normalised_hhi(sizes: ArrayLike) -> float:
    """(HHI − 1/S) / (1 − 1/S): 0 when all S parts are equal, 1 when one is all; NaN for fewer than two parts."""
    n_parts = np.size(sizes)
    return (hhi(sizes) - 1 / n_parts) / (1 - 1 / n_parts) if n_parts > 1 else math.nan


def gini(sizes: ArrayLike) -> float:
    """Gini coefficient Σ(2i − S − 1)x₍ᵢ₎ / (SΣx), x sorted (Gini 1912): 0 when even; NaN when all are 0 or none."""
    x = np.sort(np.asarray(sizes, dtype=float))
    if not x.sum():
        return math.nan
    return float(((2 * np.arange(1, x.size + 1) - x.size - 1) * x).sum() / (x.size * x.sum()))


def _shares(sizes: ArrayLike) -> np.ndarray:
    sizes = np.asarray(sizes, dtype=float)
    return sizes / sizes.sum() if sizes.sum() else np.empty(0)


def keyness(a: ArrayLike, b: ArrayLike, c: float, d: float) -> np.ndarray:
    """Signed log-likelihood G² of words in a text against a reference, two cells (Rayson & Garside 2000).

    E₁ = c(a+b)/(c+d), E₂ = d(a+b)/(c+d), G² = 2(a ln a/E₁ + b ln b/E₂), with 0·ln 0 = 0; positive where the word is
    relatively more frequent in the text, negative where it is less.

    Args:
        a: occurrences in the text, one a word.
        b: occurrences in the reference.
        c: all words of the text.
        d: all words of the reference.
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    both = (a + b) / (c + d)
    size = 2 * (_x_log_ratio(a, c * both) + _x_log_ratio(b, d * both))
    return np.where(a * d >= b * c, size, -size)


def _x_log_ratio(x: np.ndarray, expected: np.ndarray) -> np.ndarray:
    ratio = np.divide(x, expected, out=np.ones_like(x), where=x > 0)
    return x * np.log(ratio)


def log_ratio(a: ArrayLike, b: ArrayLike, c: float, d: float) -> np.ndarray:
    """Log ratio log₂((a/c) / (b/d)) (Hardie 2014) of what `keyness` takes: +1 is twice as frequent; 0 counts as 0.5."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return np.log2((np.where(a, a, 0.5) / c) / (np.where(b, b, 0.5) / d))


def keyness_p(g2: ArrayLike) -> np.ndarray:
    """Chance of a G² at least as large as |g2| if nothing differed: χ² with one degree of freedom, upper tail."""
    sizes = np.abs(np.asarray(g2, dtype=float))
    return np.array([math.erfc(math.sqrt(x / 2)) for x in sizes.ravel()]).reshape(sizes.shape)


def false_discovery(p: ArrayLike) -> np.ndarray:
    """Adjusted p-values that control the false discovery rate over many tests (Benjamini & Hochberg 1995)."""
    p = np.asarray(p, dtype=float)
    order = np.argsort(p, kind="stable")
    scaled = p[order] * p.size / np.arange(1, p.size + 1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(1, np.minimum.accumulate(scaled[::-1])[::-1])
    return adjusted


def dp(counts: ArrayLike, sizes: ArrayLike) -> np.ndarray:
    """Deviation of proportions DP = ½Σ|v_k/f − s_k| over parts (Gries 2008): 0 even, near 1 in one part only.

    Args:
        counts: occurrences, one row a word, one column a part.
        sizes: all words of each part.

    Returns:
        One number a word, NaN for a word without occurrences.
    """
    counts = np.atleast_2d(np.asarray(counts, dtype=float))
    f = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, f, out=np.full_like(counts, np.nan), where=f > 0)
    return np.abs(shares - _shares(sizes)).sum(axis=1) / 2


def juilland_d(counts: ArrayLike, sizes: ArrayLike) -> np.ndarray:
    """Juilland's D = 1 − (σ/μ) / √(n−1) of the rates v_k/n_k, population σ: 1 even, 0 in one part only.

    Juilland & Chang-Rodríguez 1964, with rates for unequal parts (Gries 2021). NaN for a word without occurrences, and
    for fewer than two parts.

    Args:
        counts: occurrences, one row a word, one column a part.
        sizes: all words of each part, none 0.
    """
    rates = np.atleast_2d(np.asarray(counts, dtype=float)) / np.asarray(sizes, dtype=float)
    n_parts = rates.shape[1]
    if n_parts < 2:
        return np.full(len(rates), np.nan)
    mean = rates.mean(axis=1)
    variation = np.divide(rates.std(axis=1), mean, out=np.full_like(mean, np.nan), where=mean > 0)
    return np.maximum(0.0, 1 - variation / math.sqrt(n_parts - 1))  # rounding may fall a hair below nought


def log_dice(both: ArrayLike, x: ArrayLike, y: ArrayLike) -> np.ndarray:
    """Measure collocation by logDice = 14 + log₂(2 f_xy / (f_x + f_y)) (Rychlý 2008).

    At most 14, whatever the size of the text; 1 less is half as strong.

    Args:
        both: how often the two words stand together, above 0.
        x: occurrences of the one.
        y: occurrences of the other.
    """
    both, x, y = (np.asarray(counts, dtype=float) for counts in (both, x, y))
    return 14 + np.log2(2 * both / (x + y))
