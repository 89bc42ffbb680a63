"""Words: lists of them, written as text, and the words of a phrase with their parts of speech."""

from workreport.writing.dictionary import dictionary


def words(text: str) -> frozenset[str]:
    """The words of a text, set apart by blanks."""
    return frozenset(text.split())


def cut(phrase: str) -> list[str]:
    """The words of a phrase."""
    return dictionary()[0](phrase)


def tagged(phrase: str) -> list[tuple[str, str]]:
    """The words of a phrase, each with its part of speech in the tags of jieba."""
    return dictionary()[1](phrase)
