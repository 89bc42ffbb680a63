"""Places of many terms in a text, found in one go."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind


def finder(terms: Iterable[str]) -> Callable[[str], list[tuple[int, int]]]:
    """Make a function that finds the places of terms in a text, none overlapping: what begins first, then the longest.

    Returns:
        A function that gives the start and end of each place, in text order.
    """
    automaton = AhoCorasick(_different(terms), matchkind=MatchKind.LeftmostLongest)
    return lambda text: [(start, end) for _, start, end in automaton.find_matches_as_indexes(text)]


def find_all(text: str, terms: Iterable[str]) -> list[tuple[int, int, str]]:
    """Find all places of many terms, overlapping ones too: start, end, term; in text order, longest first."""
    terms = list(_different(terms))
    found = AhoCorasick(terms).find_matches_as_indexes(text, overlapping=True)
    found.sort(key=itemgetter(2), reverse=True)
    found.sort(key=itemgetter(1))
    return [(start, end, terms[term]) for term, start, end in found]


def count_places(text: str, terms: Iterable[str]) -> Counter[str]:
    """Count all places of many terms, overlapping ones too."""
    automaton = AhoCorasick(_different(terms), store_patterns=True)
    return Counter(automaton.find_matches_as_strings(text, overlapping=True))


class Uses(NamedTuple):
    """How often a text holds a term, none overlapping, and where it begins first and last."""

    n: int = 0
    first: int = -1
    last: int = -1


def find_each(texts: Iterable[str], terms: Iterable[str]) -> list[defaultdict[str, Uses]]:
    """What `count`, `find` and `rfind` of each text tell of each of many terms, in one go."""
    terms = list(_different(terms))
    automaton = AhoCorasick(terms)
    return [_each_of(terms, automaton.find_matches_as_indexes(text, overlapping=True)) for text in texts]


def _each_of(terms: list[str], found: list[tuple[int, int, int]]) -> defaultdict[str, Uses]:
    """The uses of terms that were found, each as the number of its term, start and end."""
    n, done, first, last = ([start] * len(terms) for start in (0, 0, -1, -1))
    for term, start, end in found:
        if start >= done[term]:
            n[term], done[term] = n[term] + 1, end
        if first[term] < 0:
            first[term] = start
        last[term] = start
    return defaultdict(Uses, {term: Uses(*use) for term, *use in zip(terms, n, first, last, strict=True) if use[0]})


def _different(terms: Iterable[str]) -> Iterable[str]:
    """The different terms, none empty."""
    return filter(None, dict.fromkeys(terms))
