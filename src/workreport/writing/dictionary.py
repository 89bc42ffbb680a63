"""The dictionary of Chinese words that everything reads with, by itself or with terms added to it."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rjieba import Jieba

# A term that the dictionary does not know is a name of something.
TERM_POS = "nz"
UNKNOWN_POS = "x"


@cache
def dictionary() -> tuple[Callable[..., list[str]], Callable[[str], list[tuple[str, str]]]]:
    """The dictionary alone, without any list of terms, for what reads phrases rather than counts words.

    Returns:
        Two functions of a text that cut at the same places: one gives its words, one its words with their tags.
    """
    try:
        plain = _plain()
    except ImportError:
        return _slow_tokenizer([])
    return plain.cut, plain.tag


@cache
def _plain() -> "Jieba":
    """Load rjieba's dictionary as it comes: 60 MB, and so loaded once for all that only asks it."""
    from rjieba import Jieba  # noqa: PLC0415 - optional, as in `tokenizer`

    return Jieba()


def is_word(piece: str) -> bool:
    """Whether the dictionary holds the piece as a word."""
    return _known()(piece)


def words_among(pieces: Iterable[str]) -> list[str]:
    """Those of many pieces that the dictionary holds as words, several times as fast as one by one."""
    return list(filter(_known(), pieces))


@cache
def frequency(piece: str) -> int:
    """How often the dictionary's own texts hold the piece as a word; 0 where it is none."""
    if not is_word(piece):
        return 0
    return int(_proposed()(piece))


@cache
def _proposed() -> Callable[[str], int]:
    """What frequency the dictionary proposes for a word: of one that it holds, its own."""
    try:
        return _plain().suggest_freq
    except ImportError:
        import jieba  # noqa: PLC0415 - takes a second to load

        return jieba.dt.suggest_freq


@cache
def _known() -> Callable[[str], bool]:
    try:
        return _plain().has_word
    except ImportError:
        import jieba  # noqa: PLC0415 - takes a second to load

        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
        return lambda piece: bool(tokenizer.FREQ.get(piece))


def tokenizer(
    terms: list[str],
) -> tuple[Callable[[str], list[str]], Callable[[str], list[tuple[str, str]]]]:
    """Build a tokenizer of our own that knows the terms: rjieba's, or jieba's where that is not installed."""
    try:
        from rjieba import Jieba  # noqa: PLC0415 - optional: it has no wheel for every system
    except ImportError:
        return _slow_tokenizer(terms)
    jieba = Jieba()
    for term in terms:
        # The frequency that jieba itself proposes joins the term and nothing else.
        pieces = jieba.tag(term)
        pos = pieces[0][1] if len(pieces) == 1 else TERM_POS
        jieba.add_word(term, jieba.suggest_freq(term), pos)
    return jieba.cut, jieba.tag


def _slow_tokenizer(
    terms: list[str],
) -> tuple[Callable[[str], list[str]], Callable[[str], list[tuple[str, str]]]]:
    """Do the same with jieba, some twenty times slower."""
    import logging  # noqa: PLC0415 - needed on this path only

    import jieba.posseg  # noqa: PLC0415 - takes a second to load

    logging.getLogger("jieba").setLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    tags = jieba.posseg.POSTokenizer(tokenizer)
    tags.initialize()
    for term in terms:
        tokenizer.add_word(term, tokenizer.suggest_freq(term), tags.word_tag_tab.get(term, TERM_POS))
        tags.word_tag_tab.setdefault(term, TERM_POS)

    def tag(text: str) -> list[tuple[str, str]]:
        return [(word, tags.word_tag_tab.get(word, UNKNOWN_POS)) for word in tokenizer.cut(text)]

    return tokenizer.lcut, tag
