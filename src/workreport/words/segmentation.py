"""Words: a report's text cut into words, with set terms kept whole and figures taken out.

Three things happen in order. What no dictionary can hold is taken out of the text: phrases that the text itself marks
as terms, listed terms with “”、· or a numeral inside, then figures and dates. What is left is segmented by jieba's
dictionary, to which the other terms were added. Then each word gets its part of speech and the marks `content` and
`term`.

The tokenizer is an instance of our own, one for each set of terms, never changed once built: no call can alter the
result of another, in whatever order they run.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import pandas as pd

from workreport.figures import number_spans
from workreport.reading.files import find_file
from workreport.words.phrases import marked_terms
from workreport.words.places import find_all, finder
from workreport.words.uses import is_whole
from workreport.writing.characters import NUMERALS, fold
from workreport.writing.dictionary import TERM_POS, UNKNOWN_POS, tokenizer
from workreport.writing.lists import DATA, read_list

USER_TERMS = Path("data", "terms.txt")
"""Where a user writes terms of their own, from the working directory or the project's root."""

# Parts of speech that say what a text is about: nouns, verbs, adjectives, set phrases, abbreviations, Latin words.
_CONTENT_POS = frozenset("nvaijl")
_LATIN_POS = "eng"

_NO_WORD = re.compile(rf"[\W\d_{NUMERALS}几数余多第]+")
# What jieba's dictionary can hold; any other character ends a word there.
_PLAIN = re.compile(r"[一-龥A-Za-z+#&]+")

# One character in the place of everything that was taken out; a text that holds it already loses it.
_HOLE = "\ue000"

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Cut:
    """A text cut into words.

    A report has ten times as many words as different ones: what depends on a word alone is asked once of each entry of
    the vocabulary, and spread over the places by number.

    Attributes:
        vocabulary: The different words with their parts of speech, by first occurrence.
        code: Of each word, its number in the vocabulary.
        starts: Where each word begins, and
        ends: where it ends.
        terms: The terms that were kept whole.
    """

    vocabulary: list[tuple[str, str]]
    code: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    terms: frozenset[str]

    @cached_property
    def words(self) -> list[str]:
        """Each word, in text order."""
        return list(map(self._spelt.__getitem__, self.code.tolist()))

    @cached_property
    def pos(self) -> list[str]:
        """The part of speech of each word."""
        number, tags = self._tagged
        return list(map(tags.__getitem__, number[self.code].tolist()))

    @cached_property
    def _spelt(self) -> list[str]:
        """The words of the vocabulary."""
        return [word for word, _ in self.vocabulary]

    @cached_property
    def _tagged(self) -> tuple[np.ndarray, list[str]]:
        """Of each entry of the vocabulary the number of its part of speech, and those: there are some sixty of them."""
        return _numbered([pos for _, pos in self.vocabulary])

    @cached_property
    def is_long(self) -> np.ndarray:
        """Whether each word has two characters or more."""
        return self.ends - self.starts > 1

    def entry(self, place: int) -> tuple[str, str]:
        """One word and its part of speech."""
        return self.vocabulary[self.code[place]]

    def __len__(self) -> int:
        return len(self.code)

    def tell(self, trait: Callable[[str], bool]) -> np.ndarray:
        """Say of each word whether it has a trait."""
        return np.fromiter(map(trait, self._spelt), bool, len(self._spelt))[self.code]

    def tell_pos(self, trait: Callable[[str], bool]) -> np.ndarray:
        """Say of each word whether its part of speech has a trait."""
        number, tags = self._tagged
        return np.array([trait(pos) for pos in tags], dtype=bool)[number][self.code]

    def frame(self) -> pd.DataFrame:
        """The frame of `words_of`."""
        term = self.tell(self.terms.__contains__)
        number, tags = self._tagged
        return pd.DataFrame(
            {
                "word": pd.array(self._spelt, dtype="str").take(self.code),
                "start": self.starts,
                "end": self.ends,
                "pos": pd.array(tags, dtype="str").take(number[self.code]),
                "content": term | self.tell(_is_telling) & self.tell_pos(_is_content_pos),
                "term": term,
            }
        )


def _numbered(items: Sequence[Item]) -> tuple[np.ndarray, list[Item]]:
    """The number of each item among the different ones, and those, by first occurrence."""
    numbers: dict[Item, int] = defaultdict(count().__next__)
    code = np.fromiter(map(numbers.__getitem__, items), "int64", len(items))
    return code, list(numbers)


class _Engine(NamedTuple):
    """A tokenizer with its terms."""

    cut: Callable[[str], list[str]]
    pos: Callable[[str], str]
    find_inside: Callable[[str], list[tuple[int, int]]]
    terms: frozenset[str]


def words_of(text: str, *, terms: Iterable[str] = ()) -> pd.DataFrame:
    """Cut a text into words.

    The token rule of every count in this collection: words without punctuation, figures and dates; one-character words
    are kept. Set terms of the lexicon, of the user's `data/terms.txt`, of `terms`, and those the text marks by quotes
    (see `phrases.marked_terms`) count as one word.

    Args:
        text: any text; full-width letters and digits count as their usual forms.
        terms: more terms to keep whole, in this call only.

    Returns:
        One row a word, in text order: `word` (in usual width, else `text[start:end]`), `start`, `end`, `pos` (jieba's
        part-of-speech tag), `content` (noun, verb, adjective or set phrase of two characters or more that is no stop
        word: alone, one character rarely says what a report is about), `term` (comes from a list of terms or is marked
        as one).
    """
    return cut_words(text, terms=terms).frame()


def cut_words(text: str, *, terms: Iterable[str] = ()) -> Cut:
    """Cut a text into words: what `words_of` tells, without the cost of a frame."""
    engine = _engine_with(terms)
    text = fold(text)
    marked = marked_terms(text)
    holes = sorted(_holes(text, engine, marked))
    code, pieces = _numbered(engine.cut(_masked(text, holes)))
    sizes = np.fromiter(map(len, pieces), "int64", len(pieces))[code]
    kept = np.array([no_word is None for no_word in map(_NO_WORD.fullmatch, pieces)], dtype=bool)[code]
    if holes:
        hole = np.flatnonzero(code == pieces.index(_HOLE))
        sizes[hole] = [end - start for start, end, _ in holes]
        kept[hole] = [is_term for _, _, is_term in holes]
        number, taken = _numbered([text[start:end] for start, end, _ in holes])
        code[hole] = len(pieces) + number
        pieces += taken
    ends = np.cumsum(sizes)
    code, used = pd.factorize(code[kept])  # by first occurrence; a term may stand in the vocabulary twice
    vocabulary = [(word, TERM_POS if word in marked else engine.pos(word)) for word in map(pieces.__getitem__, used)]
    return Cut(vocabulary, code, (ends - sizes)[kept], ends[kept], engine.terms | marked)


@cache
def lexicon() -> pd.DataFrame:
    """Set terms of party and government language that stay whole.

    Returns:
        One row a term: `word`, `theme` (the heading of its file in data/lexicon, such as 党建制度).
    """
    rows = [(term, _heading(path)) for path in sorted((DATA / "lexicon").glob("*.txt")) for term in read_list(path)]
    return pd.DataFrame(rows, columns=["word", "theme"]).drop_duplicates("word", ignore_index=True)


@cache
def policies() -> frozenset[str]:
    """Policies, programmes and watchwords of their time; they are not kept whole for being listed here."""
    return frozenset(read_list(DATA / "policies.txt"))


@cache
def stop_words() -> frozenset[str]:
    """Words that carry no subject of their own, though their part of speech would let them in."""
    return frozenset(read_list(DATA / "stopwords.txt"))


@cache
def frame_words() -> frozenset[str]:
    """Verbs and modifiers that reports put before any noun; no term begins with one."""
    return frozenset(read_list(DATA / "frame_words.txt"))


def user_terms() -> list[str]:
    """Terms the user keeps in `data/terms.txt`; empty where there is no such file."""
    path = find_file(USER_TERMS)
    return read_list(path) if path and path.is_file() else []


def _heading(path: Path) -> str:
    """What stands before the colon of the first comment of a term file."""
    return path.read_text(encoding="utf-8-sig").partition("：")[0].strip("# ")


def _engine_with(terms: Iterable[str]) -> _Engine:
    extra = dict.fromkeys(fold(term.strip()) for term in (*user_terms(), *terms))
    return _engine(tuple(term for term in extra if term))


@lru_cache(maxsize=8)
def _engine(extra: tuple[str, ...]) -> _Engine:
    """Build the tokenizer with the lexicon and the `extra` terms."""
    terms = frozenset(lexicon()["word"].map(fold)) | frozenset(extra)
    inside = {term for term in terms if not _PLAIN.fullmatch(term) or _has_numeral(term)}
    # Short terms first: a longer one is then rated against its parts as they will be cut.
    cut, tag = tokenizer(sorted(terms - inside, key=lambda term: (len(term), term)))

    @lru_cache(maxsize=1 << 16)
    def pos(word: str) -> str:
        if word in inside:
            return TERM_POS
        pieces = tag(word)
        return pieces[0][1] if len(pieces) == 1 else UNKNOWN_POS

    return _Engine(cut, pos, finder(inside), terms)


def _has_numeral(term: str) -> bool:
    """Whether a figure might be read into the term, as in 一岗双责 or 5G基站."""
    return any(character in NUMERALS or character.isdigit() for character in term)


def _holes(text: str, engine: _Engine, marked: frozenset[str]) -> list[tuple[int, int, bool]]:
    """Find what is taken out of the text: start, end, and whether it is a term; none overlapping, in text order.

    Terms come before figures, of two terms the one that begins first, the longer where they begin together; of a figure
    only what no term holds is taken out.
    """
    owner = bytearray(len(text))
    holes: list[tuple[int, int, bool]] = []

    def take(start: int, end: int, *, is_term: bool) -> None:
        owner[start:end] = b"\1" * (end - start)
        holes.append((start, end, is_term))

    spans = finder(marked)(text) + [span for span in engine.find_inside(text) if is_whole(text, *span)]
    done = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            take(start, done := end, is_term=True)
    for start, end in chain(number_spans(text), (match.span() for match in re.finditer(_HOLE, text))):
        while start < end:
            free = owner.find(0, start, end)
            if free < 0:
                break
            stop = owner.find(1, free, end)
            take(free, start := end if stop < 0 else stop, is_term=False)
    return sorted(holes)


def _masked(text: str, holes: list[tuple[int, int, bool]]) -> str:
    """Put one mark in the place of everything that is taken out."""
    ends = [0, *(end for _, end, _ in holes)]
    starts = [*(start for start, _, _ in holes), len(text)]
    return _HOLE.join(text[end:start] for end, start in zip(ends, starts, strict=True))


def is_content(word: str, pos: str) -> bool:
    """Whether the word names something: a noun, verb, adjective, set phrase or Latin word of two characters or more."""
    return _is_telling(word) and _is_content_pos(pos)


def _is_telling(word: str) -> bool:
    return len(word) > 1 and word not in stop_words()


def _is_content_pos(pos: str) -> bool:
    return pos[0] in _CONTENT_POS or pos == _LATIN_POS


def pos_of(word: str) -> str:
    """The part of speech of a word by itself; `x` where the dictionary and the lists do not hold it."""
    return _engine_with(()).pos(fold(word))


def recut(text: str, cut: Cut, found: Iterable[str]) -> Cut:
    """Cut a text again so that terms found in it stay whole; words that were whole terms before stay as they are.

    Args:
        text: the text, in usual width.
        cut: its words.
        found: the terms.
    """
    found = frozenset(found)
    spans = [(start, end) for start, end, _ in find_all(text, found) if is_whole(text, start, end)]
    first = np.searchsorted(cut.ends, [start for start, _ in spans], side="right")
    last = np.searchsorted(cut.starts, [end for _, end in spans], side="left")
    is_term = cut.tell(cut.terms.__contains__)
    inside = np.flatnonzero(first < last)  # what was taken out as a figure is no word
    first, last = first[inside], last[inside]
    columns = first, last, cut.starts[first], cut.ends[last - 1], is_term[first], is_term[last - 1]
    rows = zip(map(spans.__getitem__, inside), *(column.tolist() for column in columns), strict=True)
    kept = np.ones(len(cut), dtype=bool)
    places: list[int] = []
    entries: list[tuple[str, str]] = []
    done = 0  # words that are in place
    for (start, end), head, tail, begin, finish, opening, closing in rows:
        if head < done or (opening and begin < start) or (closing and finish > end):
            continue
        for left, right in ((begin, start), (start, end), (end, finish)):
            if left < right:
                places.append(left)
                entries.append((text[left:right], TERM_POS if left == start else UNKNOWN_POS))
        kept[head:tail] = False
        done = tail
    number, new = _numbered(entries)
    begins = np.concatenate([cut.starts[kept], np.array(places, dtype="int64")])
    sizes = np.fromiter((len(word) for word, _ in entries), "int64", len(entries))
    finishes = np.concatenate([cut.ends[kept], begins[len(begins) - len(entries) :] + sizes])
    order = np.argsort(begins, kind="stable")
    code = np.concatenate([cut.code[kept], len(cut.vocabulary) + number])[order]
    return Cut(cut.vocabulary + new, code, begins[order], finishes[order], cut.terms | found)
