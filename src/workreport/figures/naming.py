"""Name what each figure measures: the noun after it, the indicator before it, or what the sentence named last."""

import re
from collections.abc import Sequence
from itertools import pairwise

from workreport.figures.certainty import is_sure
from workreport.figures.figure import Figure
from workreport.figures.lexicon import either
from workreport.figures.predicates import trim_tail
from workreport.figures.rules import RULES, Place
from workreport.figures.sentence import Sentence, sentences
from workreport.figures.topics import LIST_JOIN, name_in, parts_of, topic

_EACH = re.compile(r"分别[^，。；、]{0,12}$")
_RUN = re.compile(rf"{LIST_JOIN.pattern}(?:{either('changing_run')})?(?:超过?|约|近|了)?")


def name_figures(figures: Sequence[Figure], text: str, plain: str) -> None:
    """Fill in the labels of all figures, sentence by sentence."""
    for sentence in sentences(figures, text, plain):
        done = 0
        for i in range(len(sentence.figures)):
            if i < done:
                continue
            run = _run(sentence, i)
            if run > 1 and _share_out(sentence, i, run):
                done = i + run
            else:
                _name(sentence, i)
        _name_backwards(sentence)
        for i in range(len(sentence.figures)):
            sentence.figures[i].sure = is_sure(sentence, i)


def _name_backwards(sentence: Sentence) -> None:
    """Give a count without a name that of the count right after it: 全市[300户]800人享受低保."""
    for figure, following in pairwise(sentence.figures):
        if not figure.labels and figure.end == following.start and figure.kind == following.kind == "count":
            figure.labels, figure.rule = list(following.labels), "same_matter"


def _name(sentence: Sentence, i: int) -> None:
    """Name one figure by the first rule that finds a name."""
    place, figure = Place(sentence, i), sentence.figures[i]
    for rule in RULES:
        labels = rule.find(place)
        if any(labels):
            figure.labels, figure.rule = [label for label in labels if label], rule.name
            return


def _run(sentence: Sentence, i: int) -> int:
    """How many figures from i on follow each other with nothing but a list mark between."""
    last = i
    while last + 1 < len(sentence.figures):
        between = sentence.between(last + 1)
        alike = sentence.figures[last].kind == sentence.figures[last + 1].kind
        if not alike or "，" in between or not _RUN.fullmatch(between):
            break
        last += 1
    return last - i + 1


def _share_out(sentence: Sentence, i: int, n: int) -> bool:
    """Give each figure of a list its own name: A、B分别增长5%、6%; the names may be those of the figures before."""
    run = sentence.figures[i : i + n]
    span = topic(sentence, i)
    parts = parts_of(sentence, span, every=True) if span else []
    each = bool(_EACH.search(sentence.before(i)))
    if span and not parts:
        return False
    if not span and not each and i == n and _are_changes_of(sentence, n):
        for figure, earlier in zip(run, sentence.figures[:n], strict=True):
            figure.labels, figure.rule = list(earlier.labels), "each_before"
        return True
    if not parts and each:
        parts = _parts_of_clause_before(sentence, i) if i < n else []
        if i >= n and not parts:
            for figure, earlier in zip(run, sentence.figures[i - n : i], strict=True):
                figure.labels, figure.rule = list(earlier.labels), "each_before"
            return True
    if len(parts) < n:
        return False
    for figure, part in zip(run, parts[-n:], strict=True):
        figure.labels, figure.rule = [part], "each"
    return True


def _are_changes_of(sentence: Sentence, n: int) -> bool:
    """Whether the changes after the first figures of a sentence are as many: 客运量5万人，货运量8万吨，增长3%、9%."""
    levels, changes = sentence.figures[:n], sentence.figures[n : 2 * n]
    names = {tuple(figure.labels) for figure in levels if figure.labels and not figure.change}
    return len(names) == n and all(figure.change and figure.kind == "percent" for figure in changes)


def _parts_of_clause_before(sentence: Sentence, i: int) -> list[str]:
    """The list that the clause before names: 税收、投资较快增长，分别增长5%、6%."""
    floor = sentence.floor(i)
    mark = sentence.plain.rfind("，", floor, sentence.figures[i].start)
    if mark < 0:
        return []
    whole = name_in(sentence, (floor, trim_tail(sentence.plain, floor, mark)))
    return parts_of(sentence, whole, every=True) if whole else []
