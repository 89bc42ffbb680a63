"""去年照抄: which sentences of a report stand in the one of the year before."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import pandas as pd
from rapidfuzz.distance import Indel

from workreport.comparison.formulae import hash_of, is_formula, shipped
from workreport.comparison.pairing import alike
from workreport.comparison.sentences import Sentence, clauses, sentences
from workreport.document import Document, Source, document_of
from workreport.writing.lists import one_of

REUSE = [
    "start",
    "end",
    "last_start",
    "last_end",
    "kind",
    "moved",
    "formula",
    "similarity",
    "section",
    "last_section",
    "text",
    "last_text",
]
SHARES = ["section", "n_chars", "n_copied", "share"]

NEAR = 0.6
"""Similarity from which a sentence was taken over with changes."""
MIN_CHARS = 10
"""Bare characters from which a sentence is looked at."""
_CLAUSE = 12  # bare characters of a clause that one sentence takes over whole
_MIN_SKELETON = 4  # characters that say what the figures are of
_REPEATS = 8  # equal sentences or clauses that are looked at; more are filler
_KEYS = {"review": "回顾", "plan": "部署", "self": "部署"}
_HALVES = {"回顾", "部署"}
# A list of names (进博会、广交会、服贸会) is no clause of anyone's.
_NAMES = re.compile(r"^[^、]{2,8}(?:、[^、]{2,8}){2,}$")
_UNIT = r"(?:[十百千]?[万亿]{0,2})"
_DIGIT = re.compile(r"\d")
# What a yearly sentence changes: figures, years, ranks and the words that only carry them.
_CARRIED = re.compile(
    rf"""
      (?:19|20)\d\d(?:年|[-—至到](?:19|20)\d\d年)
    | 第?\d+(?:\.\d+)?[%‰]?(?:个百分点)?{_UNIT}
    | (?:第|百分之)?[零一二三四五六七八九十百千万亿]+(?=[个项家名人次户所件位年月日元亩吨届周])
    | {one_of("comparison/carrying")}
    """,
    re.VERBOSE,
)


def reuse(last: Source, this: Source) -> pd.DataFrame:
    """Find the sentences of a report that have their source in the report of the year before.

    A sentence ends at ； too. Those under 10 characters without marks are left out, and a source serves one sentence.

    Returns:
        One row a sentence of `this` with a source, in text order:
        `start`, `end`, `last_start`, `last_end`: the sentence and its source.
        `kind`: `verbatim` (equal without marks), `near` (similarity ≥ 0.6, or one holds a whole clause of the other of
        12 characters or more), `frame` (equal once figures, years and the words that carry them are taken out: the
        yearly sentence with this year's figure, which is no copying).
        `moved`: the source stands in the other half: what was planned is now reported, or the reverse.
        `formula`: a set formula (see `formulae`), which nobody copied.
        `similarity`: 2·LCS/(a+b) of the characters, 0–1.
        `section`, `last_section`: the path of headings above each.
        `text`, `last_text`: as written.
    """
    last_document, this_document = document_of(last), document_of(this)
    old = [one for one in sentences(last_document, clauses=True) if len(one.bare) >= MIN_CHARS]
    new = [one for one in sentences(this_document, clauses=True) if len(one.bare) >= MIN_CHARS]
    halves = _halves(last_document), _halves(this_document)
    rows = []
    for source, sentence, kind, similarity in _sources(old, new):
        one, other = new[sentence], old[source]
        sides = {halves[0][other.paragraph], halves[1][one.paragraph]}
        places = [one.start, one.end, other.start, other.end, kind, sides == _HALVES, is_formula(one.text)]
        rows.append([*places, similarity, one.path, other.path, one.text, other.text])
    frame = pd.DataFrame(sorted(rows), columns=REUSE)
    return frame.astype({"moved": bool, "formula": bool, "similarity": float})


def copied_shares(this: Source, found: pd.DataFrame) -> pd.DataFrame:
    """Share of a report, and of each section, that was taken over.

    Args:
        this: the later report.
        found: the frame of `reuse`.

    Returns:
        One row for the whole report (`section` 全文), then one a section: `section` (number and title), `n_chars`
        (characters of its sentences without formulae and frames), `n_copied` (of those, characters of sentences that
        are `verbatim` or `near`), `share` (`n_copied` of `n_chars`, null where there is nothing to share).
    """
    document = document_of(this)
    kinds = dict(zip(found["start"], found["kind"].where(~found["formula"], "formula"), strict=True))
    sections = document.sections
    frame = pd.DataFrame(
        [
            (one.start, len(one.bare), kinds.get(one.start, ""))
            for one in sentences(document, clauses=True)
            if not is_formula(one.text)
        ],
        columns=["start", "n_chars", "kind"],
    )
    frame = frame[~frame["kind"].isin(["frame", "formula"])]
    frame["n_copied"] = frame["n_chars"].where(frame["kind"] != "", 0)
    places = sections["start"].searchsorted(frame["start"], side="right") - 1
    sums = frame.groupby(places)[["n_chars", "n_copied"]].sum().reindex(range(len(sections)), fill_value=0)
    names = [f"{number}{title}" for number, title in zip(sections["number"], sections["title"], strict=True)]
    rows = [("全文", *frame[["n_chars", "n_copied"]].sum())]
    rows += zip(names, sums["n_chars"], sums["n_copied"], strict=True)
    shares = pd.DataFrame(rows, columns=SHARES[:-1])
    return shares.assign(share=shares["n_copied"] / shares["n_chars"].where(shares["n_chars"] > 0))


def skeleton(text: str) -> str:
    """A bare sentence without figures, years, ranks and the words that only carry them."""
    return _CARRIED.sub("", text)


def _sources(old: list[Sentence], new: list[Sentence]) -> list[tuple[int, int, str, float]]:
    """Source and sentence, by number, with the kind and the similarity; the surest first come first served."""
    candidates = [
        (-3.0, *both, "verbatim", 1.0) for both in _same([one.bare for one in old], [one.bare for one in new])
    ]
    framed = _same([_frame(one.bare) for one in old], [_frame(one.bare) for one in new])
    candidates += [(-2.0 - (likeness := _likeness(old[a], new[b])), a, b, "frame", likeness) for a, b in framed]
    near = {
        (a, b): likeness for a, b, likeness in alike([one.bare for one in old], [one.bare for one in new], least=NEAR)
    }
    for a, b in set(_clause_held(old, new)) - near.keys():
        near[a, b] = _likeness(old[a], new[b])
    candidates += [(-likeness, a, b, "near", likeness) for (a, b), likeness in near.items()]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for _, a, b, kind, likeness in sorted(candidates, key=lambda one: (one[0], abs(one[1] - one[2]), one[1:3])):
        if a not in taken_old and b not in taken_new:
            taken_old.add(a)
            taken_new.add(b)
            found.append((a, b, kind, likeness))
    return found


def _frame(text: str) -> str:
    """The skeleton of a sentence that has figures and says what they are of; "" for any other."""
    rest = skeleton(text) if _DIGIT.search(text) else ""
    return rest if _MIN_SKELETON <= len(rest) < len(text) else ""


def _likeness(one: Sentence, other: Sentence) -> float:
    return Indel.normalized_similarity(one.bare, other.bare)


def _same(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Places of equal texts; of a text that repeats, the first few."""
    where: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(old):
        if text and len(where[text]) < _REPEATS:
            where[text].append(place)
    return ((place, other) for other, text in enumerate(new) for place in where.get(text, ()))


def _clause_held(old: list[Sentence], new: list[Sentence]) -> Iterator[tuple[int, int]]:
    """Sentences of which one holds a whole clause of the other, set phrases and lists of names aside."""
    before, after = ([clauses(one.text) for one in side] for side in (old, new))
    yield from _held(before, after)
    yield from ((a, b) for b, a in _held(after, before))


def _held(givers: list[list[str]], holders: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Givers, by the clauses of each, with a long clause that a holder has word for word."""
    by_beginning = defaultdict(list)
    for place, given in enumerate(givers):
        for clause in given:
            if len(clause) >= _CLAUSE:
                by_beginning[clause[:_CLAUSE]].append((clause, place))
    for holder, own in enumerate(holders):
        for held in own:
            for at in range(len(held) - _CLAUSE + 1):
                if beginning := by_beginning.get(held[at : at + _CLAUSE]):
                    looked_at = islice(((clause, place) for clause, place in beginning if _is_own(clause)), _REPEATS)
                    for clause, place in looked_at:
                        if held.startswith(clause, at):
                            yield place, holder


@lru_cache(maxsize=1 << 10)
def _is_own(clause: str) -> bool:
    """Whether a clause is someone's: no set phrase and no list of names."""
    return hash_of(clause) not in shipped() and not _NAMES.match(clause)


def _halves(document: Document) -> list[str]:
    """回顾, 部署 or another part, one a paragraph."""
    return [_KEYS.get(part, part) for part in document.parts["part"]]
