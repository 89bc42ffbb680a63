"""Turns of wording between two reports: the verb before the same object, the members of the same enumeration.

Both compare whole clauses. An object is all that follows the verb up to the clause's end, and an enumeration is only
told where its members are cut with certainty: nothing of the clause around is left on the first or the last.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from workreport.comparison.copying import reuse
from workreport.document import Source, document_of
from workreport.writing.dictionary import dictionary

VERBS = ["object", "verb_last", "verb_this", "last_start", "start", "last_text", "text"]
LISTS = ["change", "members_last", "members_this", "gone", "new", "reworded", "last_start", "start"]

_CLAUSE = re.compile(r"[^，,。；;：:！!？?（）()\s]+")
_OPENING = re.compile(r"^(?:[一二三四五六七八九十]{1,2}是)?(?:我们)?(?:[一二三四五六七八九十]要|要|必须)?")
_VERB_POS = ("v", "d", "a", "z", "i", "l")
_ADVERBIAL = frozenset({"加快", "持续", "继续", "坚持", "着力", "努力", "统筹", "开始"})  # 加快推进: the verb goes on
# Verbs that the dictionary has as adjectives.
_ALSO_VERBS = re.compile(r"..*好|健全|明确|丰富|繁荣|稳定|规范|严格|完善|深化|壮大")
_LONGEST_VERB = 6  # characters, its adverb included
_LEAST_OBJECT = 3  # characters
_JOINED = re.compile("[的并和与及]")  # more than the name of one thing, or not surely
_AND = frozenset({"和", "与", "及", "以及"})
_ETC = "等"
_LEAST, _MOST = 3, 40  # members
_LONGEST_MEMBER = 12  # characters
_SHARED = 0.6  # members in both, of those of the longer one, from which it is the same enumeration
_MEMBERS_IN_BOTH = 2
_WORD = 2  # characters
_COMMON = 40  # enumerations that share a member, beyond which it tells nothing


def verbs(last: Source, this: Source) -> pd.DataFrame:
    """Find the same object under another verb: 加强→强化, 稳步推进→积极推进.

    The object is the same up to the end of its clause, in sentences that are alike, and neither report has it under
    the other's verb as well.

    Returns:
        One row a change, in the order of `this`: `object` (all that follows the verb in its clause), `verb_last`,
        `verb_this` (with their adverbs), `last_start`, `start` (of the sentences), `last_text`, `text` (the sentences).
    """
    old, new = document_of(last), document_of(this)
    found = reuse(old, new)
    rows = []
    for row in found[found["kind"] == "near"].itertuples():
        for verb_last, verb_this, thing in _turned(row.last_text, row.text):
            if verb_this + thing not in old.text and verb_last + thing not in new.text:
                rows.append((thing, verb_last, verb_this, row.last_start, row.start, row.last_text, row.text))
    return pd.DataFrame(rows, columns=VERBS)


def _turned(last: str, this: str) -> Iterator[tuple[str, str, str]]:
    """The verbs, then and now, of each whole object that both sentences have; the longest of a clause."""
    acts = {thing: verb for clause in _CLAUSE.findall(last) for thing, verb in _acts(_OPENING.sub("", clause)).items()}
    for clause in _CLAUSE.findall(this):
        both = ((acts[thing], verb, thing) for thing, verb in _acts(_OPENING.sub("", clause)).items() if thing in acts)
        turn = next(both, None)
        if turn and turn[0] != turn[1] and len(turn[2]) >= _LEAST_OBJECT:
            yield turn


def _acts(text: str) -> dict[str, str]:
    """What may be the object in a clause, the longest first, and the verb before each: its adverbs and verbs."""
    words = list(dictionary()[1](text))
    acts: dict[str, str] = {}
    done = 0
    for (word, tag), (_, next_tag) in pairwise(words):
        done += len(word)
        if not (tag.startswith(_VERB_POS) or _is_verb(word, tag)) or done > _LONGEST_VERB:
            break
        goes_on = word in _ADVERBIAL and next_tag[0] in "vd"
        if _is_verb(word, tag) and not goes_on and not (acts and tag == "vn"):  # 深化供销|合作社: a name has begun
            acts[text[done:]] = text[:done]
    return acts


def _is_verb(word: str, tag: str) -> bool:
    """Whether a word is a verb; of a single character it may be torn off a name: 进|博会."""
    return len(word) > 1 and (tag.startswith("v") or bool(_ALSO_VERBS.fullmatch(word)))


class _Enumeration(NamedTuple):
    """An enumeration in its clause.

    Attributes:
        start: Where the clause starts.
        firsts: What its first member may be, and the verb that stands before it then.
        others: The other members.
        tail: What follows the last, from 等 on.
    """

    start: int
    firsts: dict[str, str]
    others: tuple[str, ...]
    tail: str


def lists(last: Source, this: Source) -> pd.DataFrame:
    """Find enumerations of three and more whose members stand in another order, or of which some changed.

    Two enumerations are the same where verb or head noun are (发展…, …等事业) and most members; members that cannot be
    cut from the words around them with certainty make no row.

    Returns:
        One row an enumeration of `this` that has its like in `last`, in text order: `change` (`order` the same members
        otherwise arranged, `gained`, `lost`, `changed` both, `reworded`), `members_last`, `members_this`, `gone`,
        `new` (members, joined by 、), `reworded` (`那时→现在`, of members in the same place that share a word),
        `last_start`, `start` (of the clauses).
    """
    old, new = _enumerations(document_of(last).text), _enumerations(document_of(this).text)
    holders = defaultdict(list)
    for place, one in enumerate(old):
        for member in {*one.firsts, *one.others}:
            holders[member].append(place)
    taken: set[int] = set()
    rows = []
    for one in new:
        near = {place for member in (*one.firsts, *one.others) for place in holders.get(member, ())[:_COMMON]} - taken
        turns = {place: _Turn(old[place], one) for place in near}
        likest = max(near, key=lambda place: (turns[place].share, -place), default=None)
        if likest is not None and turns[likest].share >= _SHARED:
            taken.add(likest)
            rows += turns[likest].row()
    return pd.DataFrame(rows, columns=LISTS)


class _Turn:
    """What became of the members of an enumeration, and how surely it is the same one."""

    def __init__(self, old: _Enumeration, new: _Enumeration) -> None:
        self.old, self.new = old, new
        self.firsts = _first(old, new), _first(new, old)
        self.members = tuple((first, *one.others) for first, one in zip(self.firsts, (old, new), strict=True))
        kept = {member: place for place, member in enumerate(self.members[0])}
        self.matched = {place: kept[member] for place, member in enumerate(self.members[1]) if member in kept}
        self.gone = [place for place, member in enumerate(self.members[0]) if member not in self.members[1]]
        self.come = [place for place in range(len(self.members[1])) if place not in self.matched]
        self._join()
        self.reworded = list(self._reword())

    @property
    def share(self) -> float:
        """Members in both, of those of the longer; 0 where the two are not surely the same enumeration."""
        if len(self.matched) < _MEMBERS_IN_BOTH or not self._alike():
            return 0.0
        kept = len(self.matched) + len(self.reworded)
        return kept / (kept + max(len(self.gone), len(self.come)))

    def row(self) -> list[list[str | int]]:
        """The row of what changed, none where nothing did."""
        places = [self.matched[place] for place in sorted(self.matched)]
        gone, come = ([held[place] for place in which] for held, which in self._sides())
        if not (gone or come or self.reworded or places != sorted(places)):
            return []
        one_sided = "gained" if come else "lost" if gone else "reworded" if self.reworded else "order"
        change = "changed" if gone and come else one_sided
        members = (*self.members, gone, come)
        told = "；".join(f"{was}→{now}" for was, now in self.reworded)
        return [[change, *("、".join(held) for held in members), told, self.old.start, self.new.start]]

    def _sides(self) -> Iterator[tuple[tuple[str, ...], list[int]]]:
        yield self.members[0], self.gone
        yield self.members[1], self.come

    def _join(self) -> None:
        """Take out what is only cut otherwise: 洪涝干旱 become 洪涝、干旱."""
        for (members, ones), (others, parts) in ((*self._sides(),), (*self._sides(),)[::-1]):
            for one in tuple(ones):
                held = [place for place in parts if others[place] in members[one]]
                if held and "".join(others[place] for place in held) == members[one]:
                    ones.remove(one)
                    parts[:] = [place for place in parts if place not in held]

    def _reword(self) -> Iterator[tuple[str, str]]:
        """Members that stand after the same one in both and share their first or last word, or shorten one another."""
        after = {old: new for new, old in self.matched.items()}
        for one in tuple(self.gone):
            left = after.get(max((place for place in after if place < one), default=-1), -1)
            for other in self.come:
                was, now = self.members[0][one], self.members[1][other]
                beside = max((place for place in self.matched if place < other), default=-1) == left
                shares = was[:_WORD] == now[:_WORD] or was[-_WORD:] == now[-_WORD:]
                if (beside and shares) or _shortened(was, now):
                    self.gone.remove(one)
                    self.come.remove(other)
                    yield was, now
                    break

    def _alike(self) -> bool:
        """Whether first members are cut surely, verb or head noun are the same, and the last members whole."""
        old, new = self.old, self.new
        if not all(self.firsts):
            return False
        head, other = (one.firsts[first] for one, first in zip((old, new), self.firsts, strict=True))
        if old.tail and new.tail:
            shorter, longer = sorted((old.tail, new.tail), key=len)
            return (shorter != _ETC and longer.startswith(shorter)) or (bool(head) and head == other)
        open_ended = {one.others[-1] for one in (old, new) if not one.tail}
        if head and head == other:
            return open_ended <= set(self.members[0]) & set(self.members[1])
        return bool(head and other) and not (self.gone or self.come) and all(map(_is_statement, open_ended))


def _first(one: _Enumeration, other: _Enumeration) -> str:
    """The first member: what the other enumeration has as well, or the only way to cut it; "" where it is not sure."""
    both = [first for first in one.firsts if first in other.firsts or first in other.others]
    return both[0] if both else next(iter(one.firsts)) if len(one.firsts) == 1 else ""


def _enumerations(text: str) -> list[_Enumeration]:
    """The enumerations of a text that are one clause each, and whose members are short."""
    found = []
    for match in _CLAUSE.finditer(text):
        parts = _OPENING.sub("", match[0]).replace("“", "").replace("”", "").split("、")
        if not 1 < len(parts) <= _MOST:
            continue
        *parts, last = parts
        closing, tail = _close(last)
        parts += closing
        first, opening = parts[0], [_opens_with_verb(part) for part in parts]
        # Members have verbs of their own (稳就业、稳物价) or none; else the first's may be the verb of them all.
        firsts = {} if all(opening) else _acts(first)
        if not (firsts and opening[0]) or any(opening[1:]):
            firsts |= {first: ""}
        firsts = {member: head for member, head in firsts.items() if _is_member(member)}
        if firsts and len(parts) >= _LEAST and all(_is_member(part) for part in parts[1:]):
            found.append(_Enumeration(match.start(), firsts, tuple(parts[1:]), tail))
    return found


def _opens_with_verb(part: str) -> bool:
    """Whether an adverb or a verb stands before something else."""
    words = dictionary()[1](part)
    return len(words) > 1 and (words[0][1][0] == "d" or _is_verb(*words[0]))


def _close(last: str) -> tuple[list[str], str]:
    """The members that the last part of an enumeration holds, and what follows 等, with it."""
    words = list(dictionary()[0](last))
    end = words.index(_ETC) if _ETC in words else len(words)
    middle = next((place for place in range(1, end - 1) if words[place] in _AND), None)
    cuts = [words[:end]] if middle is None else [words[:middle], words[middle + 1 : end]]
    return ["".join(cut) for cut in cuts], "".join(words[end:])


def _is_member(text: str) -> bool:
    return bool(text) and len(text) <= _LONGEST_MEMBER and not _JOINED.search(text)


def _is_statement(member: str) -> bool:
    """Whether a member says what its first word does: 东部率先发展, not 东部建设, where 建设 may belong to them all."""
    return any(tag == "d" or word in _ADVERBIAL for word, tag in dictionary()[1](member))


def _shortened(one: str, other: str) -> bool:
    """Whether the characters of the shorter stand in the longer, in order, from its first on: 供销社, 供销合作社."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return len(shorter) > _WORD and shorter[0] == longer[0] and all(character in rest for character in shorter)
