"""Where the package keeps its data, and how a list of words is read."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
DATA = PACKAGE / "data"
PROJECT = PACKAGE.parents[1]


def read_list(path: Path) -> list[str]:
    """The entries of a list: one a line; what follows `#` is a comment."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line]
