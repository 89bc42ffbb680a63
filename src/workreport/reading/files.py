"""Files of the user's and of the package's own: found, told apart, and written whole or not at all."""

import atexit
import hashlib
import os
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import psutil

from workreport.reading.draft import ReportError
from workreport.writing.lists import PACKAGE, PROJECT

WORKING_FOLDER = "WORKREPORT_FROM"
"""Environment variable: the folder that the user's paths start from, where a process has left it."""

CHOICE = PROJECT / "notebooks" / "report.toml"
"""Where one report is chosen for all notebooks."""

_MADE_FROM = {".py", ".j2", ".css", ".js", ".csv", ".txt", ".gz", ".parquet"}
_numbers = count()
_made: set[Path] = set()  # scratch folders that may be there
_SCRATCH = ".new-"  # and the number of the process that made it


def working_folder() -> Path:
    """The folder that the user's relative paths start from."""
    return Path(os.environ.get(WORKING_FOLDER) or Path.cwd())


def find_file(path: str | os.PathLike[str]) -> Path | None:
    """The file or folder meant by a path of the user: from the working folder, else from the project's."""
    for folder in (working_folder(), PROJECT):
        try:
            if (folder / path).exists():
                return folder / path
        except (OSError, ValueError):  # a name that no system takes
            continue
    return None


def chosen_path(path: str | os.PathLike[str] = "") -> str | os.PathLike[str]:
    """The report's path: what is given, else the environment's `WORKREPORT_REPORT`, else what `report.toml` says.

    Raises:
        ReportError: Nothing is given, and the file that chooses for all notebooks is missing or cannot be read.
    """
    if given := path or os.environ.get("WORKREPORT_REPORT", ""):
        return given
    try:
        report = tomllib.loads(CHOICE.read_text(encoding="utf-8-sig"))["report"]
    except (OSError, ValueError, KeyError):
        report = None
    if not isinstance(report, str) or not report:
        raise ReportError(
            'notebooks/report.toml 里没有写明报告：请写一行 report = "路径"，或在参数格里写 REPORT = "路径"。'
        )
    return report


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
    return hash_of([*sorted(parts), find_file("data/terms.txt") or PROJECT])


@contextmanager
def scratch_in(folder: Path) -> Iterator[Path]:
    """A folder inside another, to write files in that then take their places at once; gone afterwards."""
    scratch = folder / f"{_SCRATCH}{os.getpid()}-{next(_numbers)}"
    _made.add(scratch)  # before it is there: Ctrl-C may come between any two steps
    try:
        scratch.mkdir()
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        _made.discard(scratch)


@atexit.register
def _clear() -> None:
    for scratch in _made:
        shutil.rmtree(scratch, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what runs that were killed have left in a folder and in those directly inside it."""
    for left in [*folder.glob(f"{_SCRATCH}*"), *folder.glob(f"*/{_SCRATCH}*")]:
        number = left.name.removeprefix(_SCRATCH).partition("-")[0]
        if number.isdecimal() and not psutil.pid_exists(int(number)):
            shutil.rmtree(left, ignore_errors=True)
