"""A second opinion on a figure's name: a linear ranker that knows none of the naming rules.

It decides three things, each by the sum of the weights of what it sees there: where the name stands (before the
number, after it, or with an earlier figure), where it begins and where it ends. The weights come from labelled passages
by `tests/train_names.py` and stand in `data/figures/name_weights.txt`; nothing is learnt when a report is read.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from workreport.figures.lexicon import FOLDER, tagged
from workreport.figures.sentence import SENTENCE_END, Sentence, Span
from workreport.writing.lists import read_list

_REACH_BACK, _REACH_ON = 40, 24  # characters before and after a number that may hold its name
_MOST_WORDS = 12
_FAR = [str(min(distance, 6)) for distance in range(_MOST_WORDS + 1)]
_PAUSES = frozenset("，：:,（(）)、；;。 ")
CLEAR = 0.05  # how far the ranker must prefer a name to any other for its opinion to count
BEFORE, AFTER, SAME = "before", "after", "same"


class Word(NamedTuple):
    """A word with its place."""

    start: int
    end: int
    text: str
    tag: str


Look = str | tuple[str, ...]
Feature = tuple[str, Look]
"""What is seen, and how it looks there: ("own", "税收"), ("out_tag", ("v", "n"))."""
Column = tuple[str, Sequence[Look]]
"""What is seen of each word of a phrase, and how it looks at each."""
Weights = Mapping[str, Mapping[str, Mapping[Look, float]]]
_PAIRS = ("out_tag", "in_tag", "pause")  # what looks are made of two words


@cache
def weights() -> Weights:
    """What each feature weighs; one that was never learnt from weighs nothing and is left out."""
    rows = (line.split("\t") for line in read_list(FOLDER / "name_weights.txt"))
    return by_decision({name: float(weight) for name, weight in rows})


def by_decision(weight_of: Mapping[str, float]) -> Weights:
    """The weights by decision (a place, or an edge), by what is seen, and by how it looks."""
    weights: defaultdict[str, defaultdict[str, dict[Look, float]]] = defaultdict(lambda: defaultdict(dict))
    for name, weight in weight_of.items():
        decision, seen, look = name.split(" ", 2)
        weights[decision][seen][tuple(look.split(" ")) if seen in _PAIRS else look] = weight
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


def place_features(sentence: Sentence, i: int, before: list[Word], after: list[Word]) -> Sequence[Feature]:
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


def edge_features(words: Sequence[Word], edge: str) -> list[Column]:
    """What tells of each word whether the name begins with it (edge "b") or ends with it ("e", after a number "a")."""
    texts, tags = [word.text for word in words], [word.tag for word in words]
    if edge == "b":
        out, out_tags, in_tags = ["-", *texts[:-1]], ["-", *tags[:-1]], [*tags[1:], "-"]
        far = [_FAR[n] for n in accumulate(text in "，：:," for text in reversed(texts))][::-1]
    else:
        out, out_tags, in_tags = [*texts[1:], "-"], [*tags[1:], "-"], ["-", *tags[:-1]]
        far = _FAR[len(words) : 0 : -1]
    paused = map(str, map(_PAUSES.__contains__, out))
    return [
        ("own", texts),
        ("out", out),
        ("out_tag", [*zip(out_tags, tags, strict=True)]),
        ("in_tag", [*zip(tags, in_tags, strict=True)]),
        ("pause", [*zip(paused, [tag[:1] for tag in tags], strict=True)]),
        ("far", far),
        ("end", [text[-1] for text in texts]),
    ]


def _edge_scores(words: Sequence[Word], edge: str) -> list[float]:
    """How well the name would begin, or end, with each word."""
    columns = edge_features(words, edge)
    own, out, out_tag, in_tag, pause, far, end = (weights()[edge][seen].get for seen, _ in columns)
    return [  # in one expression, for speed
        own(a, 0.0) + out(b, 0.0) + out_tag(c, 0.0) + in_tag(d, 0.0) + pause(e, 0.0) + far(f, 0.0) + end(g, 0.0)
        for a, b, c, d, e, f, g in zip(*(looks for _, looks in columns), strict=True)
    ]


def _best(scores: Sequence[float]) -> tuple[int, float]:
    """The place of the highest score, and how far it is above the next."""
    if len(scores) < 2:
        return 0, math.inf
    second, best = sorted(scores)[-2:]
    return scores.index(best), best - second


def place_of(sentence: Sentence, i: int, before: list[Word], after: list[Word]) -> tuple[str, float]:
    """Where the name of a figure stands: before it, after it, or the same as an earlier one's; and how clearly."""
    places = ([BEFORE] if before else []) + ([AFTER] if after else []) + ([SAME] if i else [])
    if not places:
        return BEFORE, math.inf
    features = place_features(sentence, i, before, after)
    tables = [weights()[place] for place in places]
    best, margin = _best([sum([of[seen].get(look, 0.0) for seen, look in features], 0.0) for of in tables])
    return places[best], margin


def edges_of(words: list[Word], place: str) -> tuple[Span, float]:
    """Where the name begins and ends among words, and how clearly."""
    end, margin = _best(_edge_scores(words, "a" if place == AFTER else "e"))
    if place == AFTER or margin < CLEAR:
        return (words[0].start, words[end].end), margin
    begin, clear = _best(_edge_scores(words[: end + 1], "b"))
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
