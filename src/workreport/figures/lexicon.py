"""Words of the figure rules: lists of them, and the words of a phrase with their parts of speech."""

import re
from functools import cache, lru_cache

from workreport.writing.dictionary import dictionary
from workreport.writing.lists import DATA, one_of, read_list

FOLDER = DATA / "figures"


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(read_list(FOLDER / f"{name}.txt"))


def either(name: str) -> str:
    """A pattern for any word of a list, the longest first."""
    return one_of(f"figures/{name}")


@cache
def ends_in(name: str) -> re.Pattern[str]:
    """A pattern that finds a word of a list at the end of a text."""
    return re.compile(either(name) + "$")


def cut(phrase: str) -> list[str]:
    """The words of a phrase."""
    return dictionary()[0](phrase)


@lru_cache(maxsize=1 << 12)
def tagged(phrase: str) -> tuple[tuple[str, str], ...]:
    """The words of a phrase, each with its part of speech in the tags of jieba; one rule asks after the other."""
    return tuple(dictionary()[1](phrase))
