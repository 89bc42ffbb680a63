"""Where the package keeps its data, and how a list of words is read."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
DATA = PACKAGE / "data"
PROJECT = PACKAGE.parents[1]
WORKING_FOLDER = "WORKREPORT_FROM"
"""Environment variable: the folder that the user's paths start from, where a process has left it."""


def find_file(path: str | os.PathLike[str]) -> Path | None:
    """The file or folder meant by a path of the user: from the working folder, else from the project's."""
    for folder in (Path(os.environ.get(WORKING_FOLDER) or Path.cwd()), PROJECT):
        try:
            if (folder / path).exists():
                return folder / path
        except (OSError, ValueError):  # a name that no system takes
            continue
    return None


def read_list(path: Path) -> list[str]:
    """The entries of a list: one a line; what follows `#` is a comment."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line]
