"""Read a report file, whatever its format, into clean text that every later offset refers to."""

import hashlib
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from workreport._draft import Draft, ReportError
from workreport._matter import split_matter
from workreport._text import read_markdown, read_text

__all__ = ["MAX_BYTES", "Report", "ReportError", "read_report"]

PROJECT = Path(__file__).resolve().parents[2]
MAX_BYTES = 50_000_000  # a report with many photographs stays below

_WINDOWS_NAMES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{i}" for port in ("COM", "LPT") for i in range(1, 10))}


@dataclass(frozen=True)
class Report:
    """One report, ready to be measured.

    Attributes:
        name: The file's name without ending, safe as the name of a folder (at most 80 characters).
        title: The title that the document states, else the file's name without ending.
        text: The body, one paragraph a line, no empty lines, no indents. Title, date line, author's line, signature
            and a web page's leftovers are not part of it; the salutation is.
        source: The file's name, without its folder.
        notices: Chinese sentences on what was set apart, repaired or could not be kept.
        date: The date that the document states, as `2026-01-26` or `2026-01`, else "".
        author: Who gave the report, with the office where it is stated, else "".
        footnotes: Foot- and endnotes, in order; not part of `text`.
    """

    name: str
    title: str
    text: str
    source: str
    notices: tuple[str, ...] = ()
    date: str = ""
    author: str = ""
    footnotes: tuple[str, ...] = ()


def read_report(path: str | os.PathLike[str], *, max_bytes: int | None = None) -> Report:
    """Read a report; the format is told by the file's content, not by its name.

    Args:
        path: The file; a relative path is looked for in the working directory, then in the project's folder.
        max_bytes: Largest file that is read, 50 MB unless told; the environment variable `WORKREPORT_MAX_MB` sets it
            for a whole run.

    Raises:
        ReportError: When the file cannot be read as a report; its text says in one sentence what to do.
    """
    file = _find(path)
    source = _printable(file.name)
    try:
        draft = _read(file, _limit(max_bytes))
    except ReportError as error:
        raise ReportError(f"{source}：{error}") from None
    matter = split_matter(draft.paragraphs, draft.heading)
    text = "\n".join(matter.body)
    notices = list(draft.notices)
    if matter.leftovers:
        notices.append(_leftover_notice(matter.leftovers))
    return Report(
        name=safe_name(file.stem),
        title=matter.title or draft.title or _printable(file.stem),
        text=text,
        source=source,
        notices=tuple(notices),
        date=matter.date or draft.date,
        author=matter.author or draft.author,
        footnotes=tuple(draft.footnotes),
    )


def _find(path: str | os.PathLike[str]) -> Path:
    file = Path(path)
    try:
        for candidate in (file, PROJECT / file):
            if candidate.exists():
                return candidate
    except (OSError, ValueError):
        pass
    raise ReportError(f"找不到文件“{_printable(str(path))[:120]}”，请检查路径和文件名。")


def _limit(max_bytes: int | None) -> int:
    if max_bytes is not None:
        return max_bytes
    megabytes = os.environ.get("WORKREPORT_MAX_MB", "")
    return int(megabytes) * 1_000_000 if megabytes.isdecimal() else MAX_BYTES


def _read(file: Path, limit: int) -> Draft:
    raw = _bytes_of(file, limit)
    if file.suffix.lower() in (".md", ".markdown"):
        return read_markdown(raw)
    return read_text(raw)


def _bytes_of(file: Path, limit: int) -> bytes:
    try:
        mode = file.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReportError("这是文件夹，请写出其中一份报告的文件名。")
        if not stat.S_ISREG(mode):
            raise ReportError("这不是普通文件，请先把报告存成文件再读。")
        with file.open("rb") as stream:
            raw = stream.read(limit + 1)
    except OSError as error:
        raise ReportError(f"文件打不开（{error.strerror or '读取出错'}），请检查权限，或关闭占用它的程序。") from None
    if len(raw) > limit:
        raise ReportError(
            f"文件超过 {limit / 1_000_000:.0f} MB 的上限，请压缩其中的图片；确需读取时，设环境变量 WORKREPORT_MAX_MB 提高上限。"
        )
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise ReportError("文件是空的，请检查是否选错了文件。")
    return raw


def _leftover_notice(lines: list[str]) -> str:
    quoted = "、".join(line.strip("【】：:") or line for line in lines)
    if len(quoted) > 90:
        quoted = quoted[:90] + "……"
    return f"网页或报刊留下的 {len(lines)} 行文字没有计入正文：{quoted}。"


def safe_name(stem: str) -> str:
    """Make a file's stem safe as the name of a folder on every system, the same stem always the same name."""
    name = "".join("_" if char in '<>:"/\\|?*' or unicodedata.category(char)[0] == "C" else char for char in stem)
    name = " ".join(name.split()).strip(". ") or "report"
    if name.split(".")[0].upper() in _WINDOWS_NAMES:
        name = f"_{name}"
    if len(name) > 80 or len(name.encode()) > 240:
        mark = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        name = name[:70]
        while len(name.encode()) > 220:
            name = name[:-1]
        name = f"{name.rstrip('. ')}-{mark}"
    return name


def _printable(name: str) -> str:
    return re.sub(r"\s+", " ", "".join("_" if unicodedata.category(c) in ("Cc", "Cs") else c for c in name))
