"""Name what each figure measures: the noun after it, the indicator before it, or what the sentence named last."""

import re
from collections import Counter
from collections.abc import Sequence

from workreport.figures.figure import Figure
from workreport.figures.lexicon import either, tagged
from workreport.figures.ranker import CLEAR, second_opinion
from workreport.figures.rules import RULES, Place
from workreport.figures.sentence import Sentence, sentences
from workreport.figures.topics import (
    LIST_JOIN,
    MEASURES,
    clause_start,
    keeps_subject,
    name_in,
    parts_of,
    topic,
    trim_tail,
)

_SHARED = ("each",)
# Rules that hand a name on, and those of them that are never wrong in doing so.
_HANDED_ON = ("same_matter", "each_before", "share_of_amount", "inherited", "inherited_by_all", "level_of_clause")
_NEVER_WRONG = ("same_matter", "each_before", "share_of_amount")
_LONGEST_INDICATOR = 14  # characters
_ALIKE = 0.6  # of their characters: a name and the same name with a modifier more
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
        for i in range(len(sentence.figures)):
            sentence.figures[i].sure = _is_sure(sentence, i)


def _name(sentence: Sentence, i: int) -> None:
    """Name one figure by the first rule that finds a name."""
    place, figure = Place(sentence, i), sentence.figures[i]
    for rule in RULES:
        figure.labels = [label for label in rule.find(place) if label]
        if figure.labels:
            figure.rule = rule.name
            return


def _is_sure(sentence: Sentence, i: int) -> bool:
    """Whether a name is certain: its rule is never wrong or the ranker agrees, and so is its source."""
    figure = sentence.figures[i]
    if not figure.labels:
        return False
    if figure.rule in _SHARED:
        return all(len(label) > 1 for label in figure.labels)
    if figure.rule in _HANDED_ON:
        source = next((one for one in reversed(sentence.figures[:i]) if one.labels == figure.labels), None)
        if not source or not source.sure:
            return False
    return figure.rule in _NEVER_WRONG or (len(figure.labels) == 1 and _is_confirmed(sentence, i))


def _is_confirmed(sentence: Sentence, i: int) -> bool:
    """Whether a name is its whole clause, or the ranker gives the same."""
    figure = sentence.figures[i]
    if figure.rule == "indicator" and _is_whole_clause(sentence, i):
        return True
    if keeps_subject(figure.labels[0]) or _runs_into_next(sentence, i):
        return False
    opinion, margin = second_opinion(sentence, i)
    return margin >= CLEAR and agree(opinion, figure.labels)


def _runs_into_next(sentence: Sentence, i: int) -> bool:
    """Whether the noun after a number is also the indicator of the next: 12个断面达标率91%."""
    name, limit = sentence.figures[i].labels[0], sentence.limit(i)
    into = limit < sentence.end and sentence.text.endswith(name, sentence.figures[i].end, limit)
    return into and (name[-1] in MEASURES or name.endswith(("比例", "比重")))


def _is_whole_clause(sentence: Sentence, i: int) -> bool:
    """Whether a name is all that its clause says before the number, and grows or ends as indicators do: 城镇化率."""
    name, start = sentence.figures[i].labels[0], clause_start(sentence, i)
    if not sentence.text.startswith(name, start) or len(name) > _LONGEST_INDICATOR:
        return False
    if sentence.figures[i].change and not keeps_subject(name):
        return True  # 投资增长8%
    return name[-1] in MEASURES and tagged(name)[0][1][:1] not in ("v", "p", "d", "c")


def agree(one: list[str], other: list[str]) -> bool:
    """Whether two lists of names mean the same: as many, each sharing most of its characters with one of the other."""
    if one == other:
        return bool(one)
    if len(one) != len(other):
        return False
    return all(max(_likeness(name, also) for also in other) >= _ALIKE for name in one)


def _likeness(one: str, other: str) -> float:
    """The share of characters that two names have in common, from 0 to 1."""
    common = (Counter(one) & Counter(other)).total()
    return 2 * common / (len(one) + len(other))


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


def _parts_of_clause_before(sentence: Sentence, i: int) -> list[str]:
    """The list that the clause before names: 税收、投资较快增长，分别增长5%、6%."""
    floor = sentence.floor(i)
    mark = sentence.plain.rfind("，", floor, sentence.figures[i].start)
    if mark < 0:
        return []
    whole = name_in(sentence, (floor, trim_tail(sentence.plain, floor, mark)))
    return parts_of(sentence, whole, every=True) if whole else []
