"""稿次对比: what changed from one draft to the next."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

import pandas as pd
from rapidfuzz.distance import Indel

from workreport.comparison.differences import Quantity, compare_words, describe_changes, quantities
from workreport.comparison.pairing import Pair, in_order, pair
from workreport.comparison.sentences import Sentence, even, sentences
from workreport.document import Source, document_of

CHANGES = [
    "kind",
    "before_start",
    "before_end",
    "after_start",
    "after_end",
    "before",
    "after",
    "detail",
    "section",
    "similarity",
]
FIGURE_CHANGES = ["before_figure", "after_figure", "difference", "section", "before", "after"]

_SAME_PATH = 0.6  # similarity of headings from which they are those of one section, reworded
_NEARLY = 0.9  # similarity from which a sentence in another place was moved, not written anew


def changes(before: Source, after: Source) -> pd.DataFrame:
    """Find what changed from an earlier draft to a later one.

    Sentences are compared without spaces, punctuation, the numbers of headings and points, and the difference of full
    and half width; a paragraph broken in two or joined is no change.

    Returns:
        One row a change, in the order of the later text; what is gone stands where it stood:
        `kind`: `figure` (the numbers of a sentence changed, whatever else did), `reworded` (similarity ≥ 0.5), `mark`
        (only punctuation), `added`, `removed`, `moved` (the same, or nearly, out of the longest run of sentences in
        common order), `heading` (changed, added or gone). The first that fits.
        `before_start`, `before_end`, `after_start`, `after_end`: the sentences; null where there is none.
        `before`, `after`: their text, "" where there is none.
        `detail`: what was taken out and put in (`1286家→1268家; 积极→主动`); of what moved, from where to where.
        `section`: the path of headings in the later text, in the earlier one for what is gone.
        `similarity`: 2·LCS/(a+b) of the characters of both, 0–1.
    """
    old_document, new_document = document_of(before), document_of(after)
    old, new = sentences(old_document), sentences(new_document)
    pairs = pair(old, new)
    stays = in_order([(one.before[0], one.after[0]) for one in pairs])
    texts = [_sides(one, old, new, old_document.text, new_document.text) for one in pairs]
    told = _tell(pairs, stays, texts, old, new)
    rows = [((one.after[0], 0, 0), row) for one, row in zip(pairs, told, strict=True) if row]
    rows += _one_sided(pairs, stays, old, new)
    rows.sort(key=lambda row: row[0])
    frame = pd.DataFrame([row for _, row in rows], columns=CHANGES)
    spans = CHANGES[1:5]
    return frame.astype(dict.fromkeys(spans, "Int64") | {"similarity": float})


def figure_changes(found: pd.DataFrame) -> pd.DataFrame:
    """List the figures that changed, each with both values.

    Args:
        found: the frame of `changes`.

    Returns:
        One row a figure taken out, put in or put in another's place, in the order of `found`: `before_figure`,
        `after_figure` ("" where there is none), `difference` (the later over the earlier, less 1; null where either is
        no number, the units differ or only 约, 超 and the like changed), `section`, `before`, `after` (the sentences).
    """
    rows = []
    told = found[(found["kind"] == "figure") & (found["before"] != "") & (found["after"] != "")]
    held = zip(quantities(_lines(told["before"])), quantities(_lines(told["after"])), strict=True)
    for change, (old, new) in zip(told.itertuples(), held, strict=True):
        for gone, come in _replaced(_lines([change.before])[0], _lines([change.after])[0], old, new):
            same = bool(gone and come and gone.text == come.text)  # then it is the qualifier that changed
            named = [_written(one, signed=same) for one in (gone, come)]
            rows.append(
                [*named, None if same else _difference(gone, come), change.section, change.before, change.after]
            )
    return pd.DataFrame(rows, columns=FIGURE_CHANGES).astype({"difference": float})


def section_sizes(before: Source, after: Source) -> pd.DataFrame:
    """Compare the length of sections, by their titles without numbers.

    Returns:
        One row a section of the later text, then those of the earlier one that it lacks: `section` (number and title),
        `n_before`, `n_after` (characters without white space, 0 where it lacks the section), `difference` (after
        less before).
    """
    old, new = document_of(before).sections, document_of(after).sections
    pairs = _same_sections(list(old["title"]), list(new["title"]))
    rows = []
    for place, row in enumerate(new.itertuples()):
        held = pairs.get(place)
        rows.append((f"{row.number}{row.title}", 0 if held is None else old["n_chars"].iloc[held], row.n_chars))
    kept = set(pairs.values())
    rows += [
        (f"{row.number}{row.title}", row.n_chars, 0) for place, row in enumerate(old.itertuples()) if place not in kept
    ]
    frame = pd.DataFrame(rows, columns=["section", "n_before", "n_after"])
    return frame.assign(difference=frame["n_after"] - frame["n_before"])


def _same_sections(old: list[str], new: list[str]) -> dict[int, int]:
    """Which title of `old` each title of `new` is, by place."""
    held = [[Sentence(0, 0, title, title, True, 0, "") for title in titles] for titles in (old, new)]  # noqa: FBT003
    return {one.after[0]: one.before[0] for one in pair(*held)}


def _span(held: list[Sentence], places: tuple[int, ...]) -> tuple[int, int]:
    return held[places[0]].start, held[places[-1]].end


def _sides(one: Pair, old: list[Sentence], new: list[Sentence], old_text: str, new_text: str) -> tuple[str, str]:
    """The text of both sides of a pair."""
    return old_text[slice(*_span(old, one.before))], new_text[slice(*_span(new, one.after))]


def _tell(
    pairs: list[Pair], stays: list[bool], texts: list[tuple[str, str]], old: list[Sentence], new: list[Sentence]
) -> list[list | None]:
    """The row of each pair, None where nothing changed."""
    differ = [place for place, one in enumerate(pairs) if one.similarity < 1]
    held = quantities([line for place in differ for line in _lines(texts[place])])
    quantities_of = {place: (held[2 * n], held[2 * n + 1]) for n, place in enumerate(differ)}
    rows: list[list | None] = []
    for place, (one, stay, (before, after)) in enumerate(zip(pairs, stays, texts, strict=True)):
        first, last = one.before[0], one.after[0]
        kind = _kind(one, (before, after), quantities_of.get(place), stays=stay, heading=new[last].heading)
        if not kind:
            rows.append(None)
            continue
        earlier, later = _lines((before, after))
        words = describe_changes(compare_words(earlier, later, quantities_of.get(place, ((), ()))))
        way = _way(old[first], new[last])
        detail = "; ".join(filter(None, (way if kind == "moved" else "", words)))
        spans = [*_span(old, one.before), *_span(new, one.after)]
        rows.append([kind, *spans, before, after, detail, new[last].path, one.similarity])
    return rows


def _kind(
    one: Pair,
    texts: tuple[str, str],
    held: tuple[list[Quantity], list[Quantity]] | None,
    *,
    stays: bool,
    heading: bool,
) -> str:
    """What kind of change a pair is, "" for none."""
    if held and heading:
        return "heading"
    if held and _counted(held[0]) != _counted(held[1]):
        return "figure"
    if not stays and one.similarity >= _NEARLY:
        return "moved"
    if held:
        return "reworded"
    return "mark" if even(texts[0]) != even(texts[1]) else ""


def _counted(held: list[Quantity]) -> Counter[tuple[str, str]]:
    return Counter((one.text, one.qualifier) for one in held)


def _way(old: Sentence, new: Sentence) -> str:
    """From where to where a sentence moved."""
    if old.path == new.path or Indel.normalized_similarity(old.path, new.path) >= _SAME_PATH:
        return f"第{old.paragraph + 1}段→第{new.paragraph + 1}段"
    return f"{old.path or '开头'}→{new.path or '开头'}"


def _one_sided(
    pairs: list[Pair], stays: list[bool], old: list[Sentence], new: list[Sentence]
) -> list[tuple[tuple[int, int, int], list]]:
    """Rows of what one text alone holds, with the keys that put them in their place."""
    taken = {place for one in pairs for place in one.after}
    rows = []
    for place, row in enumerate(new):
        if place not in taken:
            kind = "heading" if row.heading else "added"
            rows.append(((place, 0, 0), [kind, None, None, row.start, row.end, "", row.text, "", row.path, 0.0]))
    kept = {one.before[0]: one.after[-1] for one, stay in zip(pairs, stays, strict=True) if stay}
    taken = {place for one in pairs for place in one.before}
    last = -1  # the sentence of the later text after which the earlier one goes on
    for place, row in enumerate(old):
        last = kept.get(place, last)
        if place not in taken:
            kind = "heading" if row.heading else "removed"
            rows.append(((last, 1, place), [kind, row.start, row.end, None, None, row.text, "", "", row.path, 0.0]))
    return rows


def _lines(texts: Iterable[str]) -> list[str]:
    """Texts without line breaks, character for character: two sentences joined over a break are one line."""
    return [text.replace("\n", " ").replace("\r", " ") for text in texts]


def _replaced(
    before: str, after: str, old: list[Quantity], new: list[Quantity]
) -> Iterator[tuple[Quantity | None, Quantity | None]]:
    """Quantities that were taken out, put in or qualified anew, one for one where they stand in the same place."""
    starts = [one.start for one in old], [one.start for one in new]
    at_old = at_new = 0
    for piece in compare_words(before, after, (old, new)):
        gone = old[bisect_left(starts[0], at_old) : bisect_left(starts[0], at_old + len(piece.before))]
        come = new[bisect_left(starts[1], at_new) : bisect_left(starts[1], at_new + len(piece.after))]
        at_old, at_new = at_old + len(piece.before), at_new + len(piece.after)
        for one, other in zip_longest(gone, come):
            if not one or not other or (one.text, one.qualifier) != (other.text, other.qualifier):
                yield one, other


def _written(quantity: Quantity | None, *, signed: bool) -> str:
    """A quantity, "" for none; with the sign of its qualifier where nothing else changed."""
    return f"{quantity.qualifier.strip('=') if signed else ''}{quantity.text}" if quantity else ""


def _difference(gone: Quantity | None, come: Quantity | None) -> float:
    """The later value over the earlier, less 1; of 40余次 and the like no share can be told."""
    if not gone or not come or not gone.value or gone.unit != come.unit or {gone.qualifier, come.qualifier} != {"="}:
        return math.nan
    return come.value / gone.value - 1
