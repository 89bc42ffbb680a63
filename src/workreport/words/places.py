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
    automaton = AhoCorasick(filter(None, terms), matchkind=MatchKind.LeftmostLongest)
    return lambda text: [(start, end) for _, start, end in automaton.find_matches_as_indexes(text)]


def find_all(text: str, terms: Iterable[str]) -> list[tuple[int, int, str]]:
    """Find all places of many terms, overlapping ones too: start, end, term; in text order, longest first."""
    terms, found = _find(text, terms)
    places = sorted((start, -end, term) for term, start, end in found)
    return [(start, -end, terms[term]) for start, end, term in places]


def count_places(text: str, terms: Iterable[str]) -> Counter[str]:
    """Count all places of many terms, overlapping ones too."""
    terms, found = _find(text, terms)
    return Counter({terms[term]: n for term, n in Counter(map(itemgetter(0), found)).items()})


class Uses(NamedTuple):
    """How often a text holds a term, none overlapping, and where it begins first and last."""

    n: int = 0
    first: int = -1
    last: int = -1


def find_each(text: str, terms: Iterable[str]) -> defaultdict[str, Uses]:
    """What `count`, `find` and `rfind` of a text tell of each of many terms, in one go."""
    terms, found = _find(text, terms)
    uses: defaultdict[str, Uses] = defaultdict(Uses)
    done = [0] * len(terms)
    for term, start, end in found:
        n, first, _ = uses[terms[term]]
        apart = start >= done[term]
        done[term] = end if apart else done[term]
        uses[terms[term]] = Uses(n + apart, start if first < 0 else first, start)
    return uses


def _find(text: str, terms: Iterable[str]) -> tuple[list[str], list[tuple[int, int, int]]]:
    """The different terms, and of each place the number of its term, start and end."""
    terms = [term for term in dict.fromkeys(terms) if term]
    return terms, AhoCorasick(terms).find_matches_as_indexes(text, overlapping=True)
