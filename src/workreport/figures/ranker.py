"""A second opinion on a figure's name: a linear ranker that knows none of the naming rules.

It decides three things, each by the sum of the weights of what it sees there: where the name stands (before the
number, after it, or with an earlier figure), where it begins and where it ends. The weights come from labelled passages
by `tests/train_names.py` and stand in `data/figures/name_weights.txt`; nothing is learnt when a report is read.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from workreport.figures.lexicon import FOLDER, tagged
from workreport.figures.sentence import SENTENCE_END, Sentence, Span
from workreport.writing.lists import read_list

_REACH_BACK, _REACH_ON = 40, 24  # characters before and after a number that may hold its name
_MOST_WORDS = 12
_PAUSES = frozenset("，：:,（(）)、；;。 ")
CLEAR = 0.05  # how far the ranker must prefer a name to any other for its opinion to count
BEFORE, AFTER, SAME = "before", "after", "same"


class Word(NamedTuple):
    """A word with its place."""

    start: int
    end: int
    text: str
    tag: str


Feature = tuple[str, str]
"""What is seen, and how it looks there: ("own", "税收")."""
Weights = Mapping[str, Mapping[str, Mapping[str, float]]]


@cache
def weights() -> Weights:
    """What each feature weighs; one that was never learnt from weighs nothing and is left out."""
    rows = (line.split("\t") for line in read_list(FOLDER / "name_weights.txt"))
    return by_decision({name: float(weight) for name, weight in rows})


def by_decision(weight_of: Mapping[str, float]) -> Weights:
    """The weights by decision (a place, or an edge), by what is seen, and by how it looks."""
    weights: defaultdict[str, defaultdict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for name, weight in weight_of.items():
        decision, seen, look = name.split(" ", 2)
        weights[decision][seen][look] = weight
    return weights


def words_before(sentence: Sentence, i: int) -> list[Word]:
    """The words between a figure and the one before it, or the beginning of the sentence."""
    start = sentence.figures[i - 1].end if i else sentence.begin
    end = sentence.figures[i].start
    tokens = tagged(sentence.plain[max(start, end - _REACH_BACK) : end])[-_MOST_WORDS:]
    return _words(tokens, end - sum(len(text) for text, _ in tokens))


def words_after(sentence: Sentence, i: int) -> list[Word]:
    """The words after a figure, up to the next one or the end of the clause."""
    start = sentence.figures[i].end
    end = min(sentence.limit(i), start + _REACH_ON)
    stop = SENTENCE_END.search(sentence.plain, start, end)
    tokens = tagged(sentence.plain[start : stop.start() if stop else end])[:_MOST_WORDS]
    cut = next((k for k, (text, _) in enumerate(tokens) if text in "，：:,"), len(tokens))
    return _words(tokens[:cut], start)


def _words(tokens: Sequence[tuple[str, str]], at: int) -> list[Word]:
    """Words that follow each other, with their places from `at` on."""
    found = []
    for text, tag in tokens:
        found.append(Word(at, at := at + len(text), text, tag))
    return found


def place_features(sentence: Sentence, i: int, before: list[Word], after: list[Word]) -> list[Feature]:
    """What tells where the name of a figure stands."""
    figure = sentence.figures[i]
    tags = [word.tag[:1] for word in before]
    clause = before[_clause(before) :]
    first, last = after[0] if after else None, before[-1] if before else None
    features = [
        ("kind", figure.kind),
        ("change", str(bool(figure.change))),
        ("unit", figure.unit[-2:]),
        ("kind", f"{figure.kind} after {first.tag if first else '-'}"),
        ("after", first.text if first else "-"),
        ("last", last.text if last else "-"),
        ("last", f"tag {last.tag if last else '-'} {figure.kind}"),
        ("earlier", f"{i > 0} nouns {min(3, sum(word.tag[:1] == 'n' or word.tag == 'vn' for word in clause))}"),
        ("length", f"{min(6, sum(len(word.text) for word in clause))} {i > 0} {bool(figure.change)}"),
        ("nouns", f"{'n' in tags} {figure.kind} {bool(figure.change)}"),
        ("relative", f"{figure.kind in ('percent', 'point', 'multiple', 'rank', 'ratio')} {i > 0}"),
    ]
    return features + [("has", word.text) for word in clause]


def _clause(words: list[Word]) -> int:
    """Where the last clause begins among words."""
    return next((k + 1 for k in range(len(words) - 2, -1, -1) if words[k].text in "，：:,"), 0)


def edge_features(words: list[Word], k: int, edge: str) -> list[Feature]:
    """What tells whether the name begins with word `k` (edge "b") or ends with it (edge "e")."""
    own = words[k]
    if edge == "b":
        outside = words[k - 1] if k else None
        inside = words[k + 1] if k + 1 < len(words) else None
        distance = sum(1 for word in words[k:] if word.text in "，：:,")
    else:
        outside = words[k + 1] if k + 1 < len(words) else None
        inside = words[k - 1] if k else None
        distance = len(words) - k
    out_text, out_tag = (outside.text, outside.tag) if outside else ("-", "-")
    return [
        ("own", own.text),
        ("out", out_text),
        ("out", f"tag {out_tag} {own.tag}"),
        ("in", f"tag {own.tag} {inside.tag if inside else '-'}"),
        ("pause", f"{out_text in _PAUSES} {own.tag[:1]}"),
        ("far", str(min(distance, 6))),
        ("end", own.text[-1]),
    ]


def _score(decision: str, features: list[Feature]) -> float:
    weight_of, score = weights()[decision], 0.0
    for seen, look in features:
        score += weight_of[seen].get(look, 0.0)
    return score


def _best(scores: list[float]) -> tuple[int, float]:
    """The place of the highest score, and how far it is above the next."""
    best = max(range(len(scores)), key=scores.__getitem__)
    others = scores[:best] + scores[best + 1 :]
    return best, scores[best] - max(others) if others else math.inf


def place_of(sentence: Sentence, i: int, before: list[Word], after: list[Word]) -> tuple[str, float]:
    """Where the name of a figure stands: before it, after it, or the same as an earlier one's; and how clearly."""
    features = place_features(sentence, i, before, after)
    places = ([BEFORE] if before else []) + ([AFTER] if after else []) + ([SAME] if i else [])
    if not places:
        return BEFORE, math.inf
    best, margin = _best([_score(place, features) for place in places])
    return places[best], margin


def edges_of(words: list[Word], place: str) -> tuple[Span, float]:
    """Where the name begins and ends among words, and how clearly."""
    edge = "a" if place == AFTER else "e"
    end, margin = _best([_score(edge, edge_features(words, k, edge)) for k in range(len(words))])
    if place == AFTER or margin < CLEAR:
        return (words[0].start, words[end].end), margin
    kept = words[: end + 1]
    begin, clear = _best([_score("b", edge_features(kept, k, "b")) for k in range(end + 1)])
    return (words[begin].start, words[end].end), min(margin, clear)


def second_opinion(sentence: Sentence, i: int) -> tuple[list[str], float]:
    """The name that the ranker gives a figure, and by how much it prefers it to any other."""
    before, after = words_before(sentence, i), words_after(sentence, i)
    place, clear = place_of(sentence, i, before, after)
    if place == SAME:
        return next((list(one.labels) for one in reversed(sentence.figures[:i]) if one.labels), []), clear
    words = before if place == BEFORE else after
    if not words or clear < CLEAR:
        return [], clear
    (start, end), margin = edges_of(words, place)
    return [sentence.text[start:end]], min(clear, margin)
