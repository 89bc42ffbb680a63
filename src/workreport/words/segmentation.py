"""Words: a report's text cut into words, with set terms kept whole and figures taken out.

Three things happen in order. Figures, dates and the terms that no dictionary can hold (those with “”、· or a numeral
inside) are matched in the text and taken out. What is left is segmented by jieba's dictionary, to which the other terms
were added. Then each word gets its part of speech and the marks `content` and `term`.

The tokenizer is an instance of our own, one for each set of terms, never changed once built: no call can alter the
result of another, in whatever order they run.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from workreport.writing.dictionary import TERM_POS, tokenizer
from workreport.writing.lists import DATA, find_file, read_list

USER_TERMS = Path("data", "terms.txt")
"""Where a user writes terms of their own, from the working directory or the project's root."""

# Parts of speech that say what a text is about: nouns, verbs, adjectives, set phrases, abbreviations, Latin words.
_CONTENT_POS = frozenset("nvaijl")
_LATIN_POS = "eng"

_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_NO_WORD = re.compile(rf"[\W\d_{_NUMERALS}几数余多第]+")
# What jieba's dictionary can hold; any other character ends a word there.
_PLAIN = re.compile(r"[一-龥A-Za-z+#&]+")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ．％＋－＆＃⺀-⿕豈-﫿]")
_QUOTED = str.maketrans({"‧": "·", "•": "·", "・": "·"})

# One character in the place of everything that was taken out; a text that holds it already loses it.
_HOLE = "\ue000"

_AMOUNT_UNITS = (
    "个百分点|平方公里|平方千米|平方米|立方米|千瓦时|公里|千米|公顷|公斤|千克|千瓦|美元|欧元|人次|户次|家次|件次|车次|"
    "元|亩|吨|斤|倍|番"
)
_COUNT_UNITS = (
    f"{_AMOUNT_UNITS}|小时|分钟|个月|"
    "[年月日天周号秒个人户名家项件次份条座所批期场篇起位米度辆艘架台套处只岁类种级届轮张宗间栋片支门部本册株头章节款字页步层幅]"
)
_ARABIC = r"\d{1,30}(?:,\d{3}){0,9}(?:\.\d{1,30})?"
_SCALE = "(?:[余多几]?[十百千万亿]{1,9})?[余多几来]?"
_FIGURE = "|".join(
    (
        rf"[\d〇零一二三四五六七八九]{{4}}年(?:度|代|初|底|末)?(?:[\d{_NUMERALS}]{{1,3}}月份?(?:[\d{_NUMERALS}]{{1,3}}[日号])?)?",
        r"\d{1,2}月(?:份|[初底末]|\d{1,2}[日号])?",
        rf"[{_NUMERALS}]{{1,12}}分之[{_NUMERALS}点]{{1,12}}",
        rf"(?<![A-Za-z]){_ARABIC}[%‰]?{_SCALE}(?:[-—~～至到]{_ARABIC}[%‰]?{_SCALE})?(?![A-Za-z])(?:{_COUNT_UNITS})?",
        rf"[{_NUMERALS}几数]{{1,20}}[余多几来]?[十百千万亿]{{0,9}}(?:{_AMOUNT_UNITS})",
    )
)


class _Hole(NamedTuple):
    """A stretch that was taken out: a term when it has a word, else a figure or a date."""

    start: int
    end: int
    word: str


class _Engine(NamedTuple):
    """A tokenizer with its terms. Both methods cut at the same places."""

    cut: Callable[[str], list[str]]
    tag: Callable[[str], list[tuple[str, str]]]
    holes: re.Pattern[str]
    terms: frozenset[str]


def words_of(text: str, *, terms: Iterable[str] = ()) -> pd.DataFrame:
    """Cut a text into words.

    The token rule of every count in this collection: words without punctuation, figures and dates; one-character words
    are kept. Set terms of the lexicon, of the user's `data/terms.txt` and of `terms` count as one word.

    Args:
        text: any text; full-width letters and digits count as their usual forms.
        terms: more terms to keep whole, in this call only.

    Returns:
        One row a word, in text order: `word` (in usual width, else `text[start:end]`), `start`, `end`, `pos` (jieba's
        part-of-speech tag), `content` (noun, verb, adjective or set phrase of two characters or more that is no stop
        word: alone, one character rarely says what a report is about), `term` (comes from a list of terms).
    """
    engine = _engine_with(terms)
    stop = stop_words()
    frame = pd.DataFrame(_tagged(text, engine), columns=["word", "start", "end", "pos"])
    frame = frame.astype({"word": str, "start": "int64", "end": "int64", "pos": str})
    kinds = {
        (word, pos): word in engine.terms or _is_content(word, pos, stop)
        for word, pos in set(zip(frame["word"], frame["pos"], strict=True))
    }
    content = [kinds[pair] for pair in zip(frame["word"], frame["pos"], strict=True)]
    term = [word in engine.terms for word in frame["word"]]
    return frame.assign(content=pd.array(content, dtype=bool), term=pd.array(term, dtype=bool))


def segment(text: str, *, terms: Iterable[str] = ()) -> list[str]:
    """Cut a text into words, in text order: the `word` column of `words_of`, without the cost of the others."""
    engine = _engine_with(terms)
    masked, holes = _take_out(text, engine)
    taken = iter(holes)
    pieces = engine.cut(masked)
    no_words = {piece for piece in set(pieces) if _NO_WORD.fullmatch(piece)} - {_HOLE}
    words = [next(taken).word if piece == _HOLE else piece for piece in pieces if piece not in no_words]
    return list(filter(None, words))


@cache
def lexicon() -> pd.DataFrame:
    """Set terms of party and government language that stay whole.

    Returns:
        One row a term: `word`, `theme` (the heading of its file in data/lexicon, such as 党建制度).
    """
    rows = [(term, _heading(path)) for path in sorted((DATA / "lexicon").glob("*.txt")) for term in read_list(path)]
    return pd.DataFrame(rows, columns=["word", "theme"]).drop_duplicates("word", ignore_index=True)


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
    extra = dict.fromkeys(_usual_width(term.strip()) for term in (*user_terms(), *terms))
    return _engine(tuple(term for term in extra if term))


@lru_cache(maxsize=8)
def _engine(extra: tuple[str, ...]) -> _Engine:
    """Build the tokenizer with the lexicon and the `extra` terms."""
    terms = frozenset(lexicon()["word"].map(_usual_width)) | frozenset(extra)
    matched = {term for term in terms if not _PLAIN.fullmatch(term) or _has_numeral(term)}
    # Short terms first: a longer one is then rated against its parts as they will be cut.
    cut, tag = tokenizer(sorted(terms - matched, key=lambda term: (len(term), term)))
    return _Engine(cut, tag, _holes_pattern(matched), terms)


def _has_numeral(term: str) -> bool:
    """Whether a figure might be read into the term, as in 一岗双责 or 5G基站."""
    return any(character in _NUMERALS or character.isdigit() for character in term)


def _holes_pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """Match terms, the longest first, else figures and dates, in one pass."""
    terms = sorted(terms)
    heads = "".join(sorted({re.escape(term[0]) for term in terms}))
    # The look-ahead skips most characters at once; without it each would be tried against every branch.
    return re.compile(rf"(?=[\d{_NUMERALS}几数{_HOLE}{heads}])(?:({_trie_pattern(terms) or '(?!)'})|{_HOLE}|{_FIGURE})")


def _trie_pattern(endings: list[str]) -> str:
    """Match any of the sorted strings, the longest first, looking at each character once."""
    branches = [
        re.escape(head) + _trie_pattern([ending[1:] for ending in group])
        for head, group in groupby(filter(None, endings), key=itemgetter(0))
    ]
    if not branches:
        return ""
    pattern = f"(?:{'|'.join(branches)})"
    return f"{pattern}?" if "" in endings else pattern


def _take_out(text: str, engine: _Engine) -> tuple[str, list[_Hole]]:
    """Put one mark in the place of every matched term, figure and date."""
    holes: list[_Hole] = []

    def hole(match: re.Match[str]) -> str:
        holes.append(_Hole(match.start(), match.end(), match[1] or ""))
        return _HOLE

    return engine.holes.sub(hole, _usual_width(text)), holes


def _tagged(text: str, engine: _Engine) -> Iterator[tuple[str, int, int, str]]:
    masked, holes = _take_out(text, engine)
    taken = iter(holes)
    end = 0
    for piece, pos in engine.tag(masked):
        start = end
        if piece == _HOLE:
            hole = next(taken)
            end = hole.end
            if hole.word:
                yield hole.word, start, end, TERM_POS
        else:
            end = start + len(piece)
            if not _NO_WORD.fullmatch(piece):
                yield piece, start, end, pos


def _is_content(word: str, pos: str, stop: frozenset[str]) -> bool:
    """Whether the word names something: a noun, verb, adjective, set phrase or Latin word of two characters or more."""
    return len(word) > 1 and (pos[0] in _CONTENT_POS or pos == _LATIN_POS) and word not in stop


def _usual_width(text: str) -> str:
    """Give full-width letters and digits, and radicals that a PDF put for characters, their usual form.

    One character for one, so that offsets stay; punctuation stays as it is.
    """
    if _FULL_WIDTH.search(text):
        text = _FULL_WIDTH.sub(lambda match: _usual_form(match[0]), text)
    return text.translate(_QUOTED) if any(mark in text for mark in "‧•・") else text


def _usual_form(character: str) -> str:
    usual = unicodedata.normalize("NFKC", character)
    return usual if len(usual) == 1 else character
