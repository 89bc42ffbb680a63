"""Where the package keeps its data, and how a list of words is read."""

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
DATA = PACKAGE / "data"
PROJECT = PACKAGE.parents[1]
_MADE_FROM = {".py", ".j2", ".css", ".js", ".csv", ".txt", ".gz", ".parquet"}
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


def hash_of(files: Iterable[Path]) -> str:
    """One hash of several files; a missing one counts as empty."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(hashlib.sha256(file.read_bytes() if file.is_file() else b"").digest())
    return whole.hexdigest()


@cache
def package_hash() -> str:
    """Hash of the code, the lists and the user's terms: what is computed from a report is the same while it is."""
    parts = (path for path in PACKAGE.rglob("*") if path.suffix in _MADE_FROM)
    return hash_of([*sorted(parts), PROJECT / "data" / "terms.txt"])
