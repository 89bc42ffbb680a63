"""The proofreader's lists: read once, and looked up in the time that the text takes to read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, takewhile
from operator import add, itemgetter
from typing import NamedTuple

from workreport.words import lexicon, user_terms
from workreport.words.places import find_all
from workreport.words.reference import load_reference
from workreport.writing.lists import DATA, read_list

FOLDER = DATA / "proofreading"
_MIN_PHRASE = 4
_GAP = 4  # characters of the longest word that may be missing from a phrase


class Entry(NamedTuple):
    """A wrong or outdated form, what stands in its place, and since which year (0: always)."""

    wrong: str
    right: str
    since: int


@cache
def _entries(name: str) -> dict[str, Entry]:
    """The entries of a list by their wrong forms."""
    rows = (line.split() for line in read_list(FOLDER / name))
    return {wrong: Entry(wrong, right, int(*since)) for wrong, right, *since in rows}


def wrong_words(text: str) -> Iterator[tuple[int, Entry]]:
    """Where forms stand that are no word, each with the word that is meant."""
    return _places(text, _entries("wrong.txt"))


def old_names(text: str) -> Iterator[tuple[int, Entry]]:
    """Where names of bodies and schemes stand that were given up, each with the present one and the year."""
    return _places(text, _entries("renamed.txt"))


def _places(text: str, entries: Mapping[str, Entry]) -> Iterator[tuple[int, Entry]]:
    """Where the forms of a list stand; of two that begin at one place, the longer."""
    for start, places in groupby(find_all(text, entries), key=itemgetter(0)):
        yield start, entries[next(places)[2]]


@cache
def exclusive_classes() -> tuple[frozenset[str], ...]:
    """Classes of which nothing belongs to two, by list."""
    return tuple(frozenset(line.split()) for line in read_list(FOLDER / "exclusive.txt"))


@cache
def set_phrases() -> tuple[str, ...]:
    """Phrases that are written in one way only: those of the list, and the user's own terms."""
    return tuple(dict.fromkeys([*read_list(FOLDER / "phrases.txt"), *_long(user_terms())]))


@cache
def long_words() -> tuple[str, ...]:
    """All that is written in one way: set phrases, terms of the lexicon, and idioms."""
    return tuple(dict.fromkeys([*set_phrases(), *_long(lexicon()["word"]), *idioms()]))


@cache
def idioms() -> tuple[str, ...]:
    """Phrases of four characters or more that the list of wrong words gives as right."""
    return tuple(dict.fromkeys(_long(entry.right for entry in _entries("wrong.txt").values())))


def _long(words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) >= _MIN_PHRASE and is_plain(word)]


def is_plain(text: str) -> bool:
    """Whether a text holds nothing but Chinese characters."""
    return all("一" <= character <= "鿿" for character in text)


def shared_tail(words: Sequence[str]) -> str:
    """What all words end with."""
    alike = takewhile(lambda characters: len(set(characters)) == 1, zip(*(word[::-1] for word in words), strict=False))
    return "".join(characters[0] for characters in alike)[::-1]


@cache
def word_counts() -> Counter[str]:
    """How often each word stands in the reports of the shipped reference."""
    reference = load_reference()
    counts: Counter[str] = Counter()
    for word, n in zip(reference["word"], reference["n"], strict=True):
        counts[word] += n
    return counts


@cache
def known_words() -> frozenset[str]:
    """Words that are never taken for a slip: those of the reference counts, of the lists, and the user's own."""
    words = {word for word in word_counts() if len(word) > 1}
    return frozenset(words.union(long_words(), user_terms(), read_list(FOLDER / "variants.txt")))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """The groups of confusable characters that each character belongs to."""
    groups: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for characters in (*read_list(FOLDER / "same_sound.txt"), *read_list(FOLDER / "same_look.txt")):
        for character in characters:
            groups[character] += (characters,)
    return dict(groups)


def confusable(first: str, second: str) -> bool:
    """Whether two characters sound or look alike."""
    return any(second in group for group in _groups().get(first, ()))


@cache
def look_alikes(character: str) -> tuple[str, ...]:
    """The characters that sound or look like one."""
    return tuple(sorted(set("".join(_groups().get(character, ()))) - {character}))


@cache
def shapes() -> dict[str, tuple[str, ...]]:
    """The characters that look like one, by character."""
    found: dict[str, set[str]] = defaultdict(set)
    for characters in read_list(FOLDER / "same_look.txt"):
        for character in characters:
            found[character].update(set(characters) - {character})
    return {character: tuple(sorted(others)) for character, others in found.items()}


class Slip(NamedTuple):
    """A stretch of a text that is a phrase with one slip of the pen.

    `kind` is `替` (a character replaced), `缺` (characters missing), `多` (one too many) or `倒` (two changed round);
    `at` is the place of the slip, `wrong` the characters that stand there, `meant` those of the phrase.
    """

    start: int
    end: int
    phrase: str
    kind: str
    at: int
    wrong: str
    meant: str


class Phrases:
    """Phrases that are looked for in a text with one slip in them."""

    def __init__(self, phrases: Iterable[str], *, gapped: Iterable[str] = ()) -> None:
        """Take the phrases; of those in `gapped` a word of up to four characters may be missing."""
        phrases = tuple(phrases)
        self._gapped = frozenset(gapped)
        self._forwards, self._backwards = _Index(phrases), _Index(phrase[::-1] for phrase in phrases)

    def slips(self, text: str) -> Iterator[Slip]:
        """Every slip whose phrase has its first two or its last two characters in place."""
        for start, phrase in self._forwards.candidates(text):
            slip = _compare(text, start, phrase, _GAP if phrase in self._gapped else 1)
            if slip:
                yield slip
        size, backwards = len(text), text[::-1]
        for start, phrase in self._backwards.candidates(backwards):
            slip = _compare(backwards, start, phrase, _GAP if phrase[::-1] in self._gapped else 1)
            if slip:
                yield _turned(slip, size)


class _Index:
    """Phrases by their beginnings, so that only those are compared that can be meant."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._heads: set[str] = set()
        self._by_three: dict[str, list[str]] = defaultdict(list)  # the slip comes later
        self._skipping: dict[str, list[str]] = defaultdict(list)  # the slip is at the third character
        for phrase in phrases:
            self._heads.add(phrase[:2])
            self._by_three[phrase[:3]].append(phrase)
            self._skipping[phrase[:2] + phrase[3:4]].append(phrase)

    def candidates(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a phrase may stand with a slip, and which."""
        heads = map(add, text, text[1:-2])  # a phrase has four characters or more
        for place in [place for place, head in enumerate(heads) if head in self._heads]:
            head = text[place : place + 2]
            third, fourth = head + text[place + 2], head + text[place + 3]
            found = [*self._by_three.get(third, ()), *self._skipping.get(third, ()), *self._skipping.get(fourth, ())]
            found += [*self._by_three.get(fourth, ()), *self._skipping.get(head, ())]  # the last: of three characters
            for phrase in dict.fromkeys(found) if len(found) > 1 else found:
                if not text.startswith(phrase, place):
                    yield place, phrase


def _compare(text: str, start: int, phrase: str, gap: int) -> Slip | None:
    """The one slip by which the text at `start` differs from a phrase, if it is one."""
    size, at = len(phrase), 2
    end = min(size, len(text) - start)
    while at < end and text[start + at] == phrase[at]:
        at += 1
    here, stop = start + at, start + size
    if at == size or here == len(text):
        return None
    slip = None
    if text.startswith(phrase[at + 1 : at + 2] + phrase[at] + phrase[at + 2 :], here) and at + 1 < size:
        slip = Slip(start, stop, phrase, "倒", here, text[here : here + 2], phrase[at : at + 2])
    elif text.startswith(phrase[at + 1 :], here + 1):
        slip = Slip(start, stop, phrase, "替", here, text[here], phrase[at])
    elif text.startswith(phrase[at:], here + 1):
        slip = Slip(start, stop + 1, phrase, "多", here, text[here], "")
    else:
        rests = [lost for lost in range(1, gap + 1) if at + lost < size]
        lost = next((lost for lost in rests if text.startswith(phrase[at + lost :], here)), 0)
        if lost:
            slip = Slip(start, stop - lost, phrase, "缺", here, "", phrase[at : at + lost])
    return slip


def _turned(slip: Slip, size: int) -> Slip:
    """A slip found in the text read backwards, as it stands in the text."""
    at = size - slip.at - len(slip.wrong)
    return Slip(
        size - slip.end, size - slip.start, slip.phrase[::-1], slip.kind, at, slip.wrong[::-1], slip.meant[::-1]
    )
