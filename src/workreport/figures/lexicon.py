"""Word lists are written as text, many words to a line."""


def words(text: str) -> frozenset[str]:
    """The words of a text, set apart by blanks."""
    return frozenset(text.split())
