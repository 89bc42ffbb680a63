"""Which sentence of a later text is which of an earlier one: equal ones first, then the most alike."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from workreport.comparison.sentences import Sentence

ALIKE = 0.5
"""Similarity from which a sentence in its place is the other one reworded."""
_ALIKE_ELSEWHERE = 0.75  # in another place, sentences of one report are this alike only when one was the other
_JOINED = 0.8  # two sentences together are one of the other text from this similarity
_NEARER = 0.1  # what standing in its place counts for, in similarity
_MOST_PAIRS = 4_000_000  # sentences × sentences that are compared each with each; beyond it only near their place
_BAND = 200  # sentences to either side of their place, then
_COLUMNS = 256
_ROUNDING = 0.001


class Pair(NamedTuple):
    """Sentences of the earlier text, by number, and those of the later one that they became; mostly one and one."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    similarity: float


def pair(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[Pair]:
    """Pair the sentences of two texts; each is in one pair at most.

    Args:
        before: the sentences of the earlier text.
        after: those of the later one.

    Returns:
        The pairs, in the order of the later text.
    """
    equal = _equal([sentence.bare for sentence in before], [sentence.bare for sentence in after])
    alike = _alike(before, after, equal)
    pairs = _absorb(before, after, [Pair((a,), (b,), similarity) for a, b, similarity in alike])
    pairs += [Pair((a,), (b,), 1.0) for a, b in equal]
    return sorted(pairs, key=lambda one: one.after)


def in_order(pairs: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each pair belongs to the longest run of pairs that stand in the same order in both texts.

    Args:
        pairs: places in the earlier and in the later text, in the order of the later.
    """
    tails: list[int] = []  # the smallest end of a run of each length
    ends: list[int] = []  # which pair that is
    previous = [-1] * len(pairs)
    for place, (before, _) in enumerate(pairs):
        length = bisect_left(tails, before)
        previous[place] = ends[length - 1] if length else -1
        tails[length : length + 1], ends[length : length + 1] = [before], [place]
    stays = [False] * len(pairs)
    place = ends[-1] if ends else -1
    while place >= 0:
        stays[place] = True
        place = previous[place]
    return stays


def alike(these: Sequence[str], those: Sequence[str], *, least: float) -> list[tuple[int, int, float]]:
    """All pairs of texts that are at least so alike: their places, and the share of characters kept in order."""
    if not these or not those:
        return []
    if len(these) * len(those) <= _MOST_PAIRS:
        return _alike_of_all(these, those, least)
    # What a text of ten thousand lines has time for is to compare each line with those about as far along.
    found: list[tuple[int, int, float]] = []
    for first in range(0, len(these), _BAND):
        middle = round(first / len(these) * len(those))
        low = max(0, middle - _BAND)
        block = _alike_of_all(these[first : first + _BAND], those[low : middle + 2 * _BAND], least)
        found += [(first + i, low + j, similarity) for i, j, similarity in block]
    return found


def _alike_of_all(these: Sequence[str], those: Sequence[str], least: float) -> list[tuple[int, int, float]]:
    """Compare each text with each; of most pairs their characters alone tell that they are not alike."""
    sizes = np.add.outer([len(text) for text in these], [len(text) for text in those])
    # No more characters are in order than are in both: of each, the lower count, which is no more than their mean.
    shared = _characters(these) @ _characters(those).T
    places = np.flatnonzero(2 * shared >= (least - _ROUNDING) * sizes)
    rows, columns = (of_each.tolist() for of_each in np.divmod(places, len(those)))
    pairs = [these[i] for i in rows], [those[j] for j in columns]
    similarity = cpdist(*pairs, scorer=Indel.normalized_similarity, score_cutoff=least, dtype=np.float32).tolist()
    return [one for one in zip(rows, columns, similarity, strict=True) if one[2]]


def _characters(texts: Sequence[str]) -> np.ndarray:
    """The square roots of how often each text has each character: times another's, the geometric means of both.

    Characters share a few hundred columns: then texts look more alike than they are, never less.
    """
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    row = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    counts = np.bincount(row * _COLUMNS + codes % _COLUMNS, minlength=len(texts) * _COLUMNS)
    return np.sqrt(counts, dtype=np.float32).reshape(len(texts), _COLUMNS)


def _equal(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Pair equal sentences: those that stand once in each text, then repeated ones next to these, then any left."""
    n_before, n_after = Counter(before), Counter(after)
    where = {text: place for place, text in enumerate(before) if n_before[text] == 1}
    pairs = [(where[text], place) for place, text in enumerate(after) if n_after[text] == 1 and text in where]
    taken_before, taken_after = {a for a, _ in pairs}, {b for _, b in pairs}
    for step in (1, -1):  # what stands right after, then right before, an equal pair and is equal itself
        for a, b in sorted(pairs, reverse=step < 0):
            a, b = a + step, b + step  # noqa: PLW2901 - the pair walks on
            while 0 <= a < len(before) and 0 <= b < len(after) and before[a] == after[b]:
                if a in taken_before or b in taken_after:
                    break
                pairs.append((a, b))
                taken_before.add(a)
                taken_after.add(b)
                a, b = a + step, b + step  # noqa: PLW2901
    left = defaultdict(list)
    for place in reversed(range(len(before))):
        if place not in taken_before:
            left[before[place]].append(place)
    pairs += [(left[text].pop(), b) for b, text in enumerate(after) if b not in taken_after and left[text]]
    return sorted(pairs, key=lambda one: one[1])


def _alike(
    before: Sequence[Sentence], after: Sequence[Sentence], equal: list[tuple[int, int]]
) -> list[tuple[int, int, float]]:
    """Pair what is not equal, the most alike first, rather in its place than elsewhere, headings with headings."""
    taken_before, taken_after = {a for a, _ in equal}, {b for _, b in equal}
    old = [place for place in range(len(before)) if place not in taken_before]
    new = [place for place in range(len(after)) if place not in taken_after]
    anchors = [one for one, stays in zip(equal, in_order(equal), strict=True) if stays]
    gap_before = np.searchsorted([a for a, _ in anchors], old) if anchors else np.zeros(len(old), int)
    gap_after = np.searchsorted([b for _, b in anchors], new) if anchors else np.zeros(len(new), int)
    bare = [before[place].bare for place in old], [after[place].bare for place in new]
    candidates = []
    for i, j, similarity in alike(*bare, least=ALIKE):
        here = gap_before[i] == gap_after[j]
        if before[old[i]].heading == after[new[j]].heading and (here or similarity >= _ALIKE_ELSEWHERE):
            candidates.append((-similarity - here * _NEARER, abs(old[i] - new[j]), old[i], new[j], similarity))
    pairs = []
    for *_, a, b, similarity in sorted(candidates):
        if a not in taken_before and b not in taken_after:
            taken_before.add(a)
            taken_after.add(b)
            pairs.append((a, b, similarity))
    return pairs


def _absorb(before: Sequence[Sentence], after: Sequence[Sentence], pairs: list[Pair]) -> list[Pair]:
    """Join a sentence without a partner to its neighbour where both together are the partner: one made of two."""
    bare_before, bare_after = [one.bare for one in before], [one.bare for one in after]
    free_before = set(range(len(before))) - {place for one in pairs for place in one.before}
    free_after = set(range(len(after))) - {place for one in pairs for place in one.after}
    joined = []
    for one in pairs:
        grown = _grow(one, bare_before, bare_after, free_before, free_after)
        free_before -= set(grown.before)
        free_after -= set(grown.after)
        joined.append(grown)
    return joined


def _grow(
    one: Pair, bare_before: list[str], bare_after: list[str], free_before: set[int], free_after: set[int]
) -> Pair:
    """Take in free neighbours as long as each halves what the two sides do not share."""
    while True:
        wider = [
            *((_with(one.before, place), one.after) for place in _beside(one.before) if place in free_before),
            *((one.before, _with(one.after, place)) for place in _beside(one.after) if place in free_after),
        ]
        best = one
        for old, new in wider:
            texts = "".join(bare_before[i] for i in old), "".join(bare_after[i] for i in new)
            similarity = Indel.normalized_similarity(*texts)
            if similarity >= _JOINED and 1 - similarity <= (1 - best.similarity) / (2 if best is one else 1):
                best = Pair(old, new, similarity)
        if best is one:
            return one
        one = best


def _beside(places: tuple[int, ...]) -> tuple[int, int]:
    return places[0] - 1, places[-1] + 1


def _with(places: tuple[int, ...], place: int) -> tuple[int, ...]:
    return tuple(sorted((*places, place)))
