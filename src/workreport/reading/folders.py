"""Which files of a folder are reports, and what is told of the others."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from workreport.reading.formats import SUFFIXES

MAX_DEPTH = 12
_COMPANIONS = ("_files", ".files", "_file")  # what a browser saves beside a page
DRAFT_FOLDERS = ("drafts", "草稿", "旧稿", "历次稿")  # earlier drafts, to compare with and not to render
_OWN_MARK = b'<meta name="workreport"'  # in the head of a page that this package made


class Skipped(NamedTuple):
    """A file or folder that was passed over, and why, in Chinese."""

    path: Path
    reason: str


def reports_in(paths: Iterable[str | os.PathLike[str]]) -> tuple[list[Path], list[Skipped]]:
    """The report files meant by files and folders; subfolders are looked into.

    A file that is named is taken as it is, whatever it ends in. Of a folder, files are taken that end like a report
    (`formats.SUFFIXES`), in the order of their names, those of subfolders after them; hidden files, the folders that
    browsers save beside a page, folders of drafts (drafts, 草稿, 旧稿) and pages that this package made are no reports.

    Returns:
        The files, each once, and what was passed over. A folder without any report stands among the files, so that
        reading it says so.
    """
    found: dict[str, Path] = {}
    skipped: list[Skipped] = []
    for path in map(Path, paths):
        inside = list(_inside(path, skipped, 0)) if os.path.isdir(path) else []  # noqa: PTH112 -- it takes a name that is too long for no folder
        for file in inside or [path]:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values()), skipped


def skipped_notice(skipped: Iterable[Skipped]) -> str:
    """One Chinese sentence on what was passed over, "" where nothing was."""
    reasons = Counter(one.reason for one in skipped)
    said = "，".join(f"{reason} {count} 个" for reason, count in reasons.most_common())
    return f"跳过 {reasons.total()} 个：{said}。" if reasons else ""


def _inside(folder: Path, skipped: list[Skipped], depth: int) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        skipped.append(Skipped(folder, "打不开的文件夹"))
        return
    if _is_own(folder):
        skipped.append(Skipped(folder, "本工具生成的网页文件夹"))
        return
    files = [entry for entry in entries if not entry.is_dir()]
    for file in files:
        reason = _reason(file)
        if not reason:
            yield file
        elif reason != "隐藏":
            skipped.append(Skipped(file, reason))
    for sub in entries:
        if not sub.is_dir() or sub.name.startswith(".") or sub.name.endswith(_COMPANIONS) or sub.is_symlink():
            continue
        if sub.name in DRAFT_FOLDERS:
            skipped.append(Skipped(sub, "存放旧稿的文件夹"))
        elif depth >= MAX_DEPTH:
            skipped.append(Skipped(sub, "层数太深的文件夹"))
        else:
            yield from _inside(sub, skipped, depth + 1)


def _reason(file: Path) -> str:
    """Why a file is no report, "" for one that may be."""
    if file.name.startswith(("~$", ".~")):
        return "Word 的临时文件"
    if file.name.startswith("."):
        return "隐藏"
    suffix = file.suffix.lower()
    if suffix in SUFFIXES:
        return ""
    return f"{suffix} 文件" if suffix else "没有扩展名的文件"


def _is_own(folder: Path) -> bool:
    try:
        with (folder / "index.html").open("rb") as stream:
            return _OWN_MARK in stream.read(4096)
    except OSError:
        return False
