"""Where the package keeps its data, and how a list of words is read."""

import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
DATA = PACKAGE / "data"
PROJECT = PACKAGE.parents[1]


def read_list(path: Path) -> list[str]:
    """The entries of a list: one a line; what follows `#` is a comment."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line]


@cache
def one_of(*names: str) -> str:
    """A pattern for any word of some lists, the longest first: `one_of("brief/lacks")` reads `data/brief/lacks.txt`."""
    words = {word for name in names for word in read_list(DATA / f"{name}.txt")}
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"
