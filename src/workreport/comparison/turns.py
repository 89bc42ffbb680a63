"""Turns of wording between two reports: the verb before the same object, the members of the same enumeration."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from workreport.comparison.copying import reuse
from workreport.comparison.differences import Piece, compare_words
from workreport.document import Source, document_of
from workreport.writing.dictionary import dictionary

VERBS = ["object", "verb_last", "verb_this", "last_start", "start", "last_text", "text"]
LISTS = ["change", "members_last", "members_this", "gone", "new", "last_start", "start"]

# The object runs from the verb to the next mark or conjunction.
_OBJECT = re.compile(r"[^，。；：、！？“”（）()\s]{2,16}")
_VERB_POS = ("v", "d", "a", "z", "i", "l")
_POINT = re.compile(r"^(?:[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]{0,2}要)")
_LONGEST_VERB = 6  # characters, its adverb included
_ENUMERATION = re.compile(r"(?:[^\s，。；：、！？（）]{1,16}、){2,}[^\s，。；：、！？（）]{1,24}")
_AND = re.compile(r"(?<=.)(?:以及|[和与及])(?=.)")
_REST = re.compile(r"等.*$")
_SHARED = 0.6  # members in both, of all members of the two, from which it is the same enumeration
_MEMBERS_IN_BOTH = 2
_LONGEST_LIST = 40  # members
_COMMON = 40  # enumerations that share a member, beyond which it tells nothing


def verbs(last: Source, this: Source) -> pd.DataFrame:
    """Find the same object under another verb: 加强→强化, 稳步推进→积极推进.

    Returns:
        One row a change, in the order of `this`: `object` (what follows the verb in both), `verb_last`, `verb_this`
        (with their adverbs), `last_start`, `start` (of the sentences), `last_text`, `text` (the sentences).
    """
    found = reuse(last, this)
    rows = []
    for row in found[found["kind"] == "near"].itertuples():
        for verb_last, verb_this, thing in _turned(compare_words(row.last_text, row.text)):
            rows.append((thing, verb_last, verb_this, row.last_start, row.start, row.last_text, row.text))
    return pd.DataFrame(rows, columns=VERBS)


def _turned(pieces: list[Piece]) -> Iterator[tuple[str, str, str]]:
    """Verbs that stand in each other's place before the same words."""
    for piece, following in pairwise(pieces):
        if piece.same or not following.same or not (piece.before and piece.after):
            continue
        verb_last, verb_this = (_POINT.sub("", text) for text in (piece.before, piece.after))
        thing = following.after
        if verb_last == verb_this or not (_acts(verb_last) and _acts(verb_this)):
            continue
        if not (_ends_in_verb(verb_last) and _ends_in_verb(verb_this)):  # 稳步, 积极: the verb follows
            verb = dictionary()[0](thing)[0]
            if not _ends_in_verb(verb):
                continue
            verb_last, verb_this, thing = verb_last + verb, verb_this + verb, thing[len(verb) :]
        name = _OBJECT.match(thing)
        if name:
            yield verb_last, verb_this, name[0]


def _acts(text: str) -> bool:
    """Whether a stretch is a verb, an adverb, or both."""
    return 1 < len(text) <= _LONGEST_VERB and all(tag.startswith(_VERB_POS) for _, tag in dictionary()[1](text))


def _ends_in_verb(text: str) -> bool:
    return dictionary()[1](text)[-1][1].startswith("v")


class _Enumeration(NamedTuple):
    """An enumeration: its place and its members, in order."""

    start: int
    members: tuple[str, ...]


def lists(last: Source, this: Source) -> pd.DataFrame:
    """Find enumerations of three and more whose members stand in another order, or that gained or lost some.

    Returns:
        One row an enumeration of `this` that has its like in `last`, in text order: `change` (`order` the same members
        otherwise arranged, `gained`, `lost`, `changed` both), `members_last`, `members_this`, `gone`, `new` (members,
        joined by 、), `last_start`, `start`.
    """
    old, new = _enumerations(document_of(last).text), _enumerations(document_of(this).text)
    holders = defaultdict(list)
    for place, one in enumerate(old):
        for member in set(one.members):
            holders[member].append(place)
    taken: set[int] = set()
    rows = []
    for one in new:
        near = {place for member in one.members for place in holders.get(member, ())[:_COMMON]} - taken
        matches = {place: _matched(old[place].members, one.members) for place in near}
        likest = max(near, key=lambda place: (_overlap(old[place], one, matches[place]), -place), default=None)
        if likest is None or _overlap(old[likest], one, matches[likest]) < _SHARED:
            continue
        taken.add(likest)
        row = _list_row(old[likest], one, matches[likest])
        if row:
            rows.append(row)
    return pd.DataFrame(rows, columns=LISTS)


def _list_row(old: _Enumeration, new: _Enumeration, matched: dict[int, int]) -> list | None:
    """What changed from one enumeration to the other, None when nothing did."""
    gone = [member for place, member in enumerate(old.members) if place not in matched.values()]
    come = [member for place, member in enumerate(new.members) if place not in matched]
    places = [matched[place] for place in sorted(matched)]
    if not (gone or come or places != sorted(places)):
        return None
    change = "changed" if gone and come else "gained" if come else "lost" if gone else "order"
    return [change, *("、".join(held) for held in (old.members, new.members, gone, come)), old.start, new.start]


def _matched(old: tuple[str, ...], new: tuple[str, ...]) -> dict[int, int]:
    """Which member of `old` each member of `new` is, by place.

    The first holds its verb (推进京津冀协同发展), the last what follows it (服贸会举办): there, one end decides.
    """
    places: dict[int, int] = {}
    for place, member in enumerate(new):
        for other, name in enumerate(old):
            first, last = 0 in (place, other), place == len(new) - 1 or other == len(old) - 1
            same = member == name or (first and _alike(member[::-1], name[::-1])) or (last and _alike(member, name))
            if same and other not in places.values():
                places[place] = other
                break
    return places


def _alike(one: str, other: str) -> bool:
    """Whether two members begin with the same name of two characters or more."""
    return len(one) > 1 and one[:2] == other[:2]


def _overlap(old: _Enumeration, new: _Enumeration, matched: dict[int, int]) -> float:
    """Share of the members that are in both, 0 for a single one."""
    longer = max(len(old.members), len(new.members))
    return len(matched) / longer if len(matched) >= _MEMBERS_IN_BOTH else 0


def _enumerations(text: str) -> list[_Enumeration]:
    """The enumerations of a text, at most 40 members of each."""
    found = []
    for match in _ENUMERATION.finditer(text):
        parts = match[0].split("、")[:_LONGEST_LIST]
        parts[-1:] = _AND.split(_REST.sub("", parts[-1]), maxsplit=1)
        found.append(_Enumeration(match.start(), tuple(part.strip("“”") for part in parts if part.strip("“”"))))
    return found
