"""Read a report file, whatever its format, into clean text that every later offset refers to."""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from workreport.reading import office
from workreport.reading.draft import Draft, ReportError
from workreport.reading.files import chosen_path, find_file
from workreport.reading.folders import Skipped, reports_in, skipped_notice
from workreport.reading.formats import SUFFIXES, is_old_word, reader_of, refuse_name
from workreport.reading.frontmatter import drop_contents, split_matter
from workreport.reading.identity import Identity, full_title, identify
from workreport.reading.text import common_hanzi, hanzi_share
from workreport.writing.characters import HANZI, is_traditional
from workreport.writing.lists import PROJECT

__all__ = [
    "MAX_BYTES",
    "PROJECT",
    "SUFFIXES",
    "Report",
    "ReportError",
    "Skipped",
    "find_report",
    "hold",
    "is_held",
    "prepare",
    "read_report",
    "reports_in",
    "safe_name",
    "skipped_notice",
]

MAX_BYTES = 50_000_000  # a report with many photographs stays below
_MOST_MB = 2000  # what memory is likely to hold, whatever the user asks for
MAX_CHARS = 500_000  # ten times the longest report of a government; all its pages are made within a minute

_HELD: dict[Path, "Report"] = {}

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
        place: The division that the report is about (广东省, 某市某区; 全国 for the State Council), else "".
        body: The body that gives the report (国务院, 某市教育局), else "".
        year: The year that the report is called by, else None; see `identity.Identity`.
        kind: 政府工作报告, 述职, 党建, 调研, 总结, 汇报 … (`data/report_kinds.txt`), else "".
        headings: Offset and level (from 1) of each paragraph that the file marks as a heading by a style.
    """

    name: str
    title: str
    text: str
    source: str
    notices: tuple[str, ...] = ()
    date: str = ""
    author: str = ""
    footnotes: tuple[str, ...] = ()
    place: str = ""
    body: str = ""
    year: int | None = None
    kind: str = ""
    headings: tuple[tuple[int, int], ...] = ()

    @property
    def full_title(self) -> str:
        """The title with the place or body and the year that it does not name: 广东省政府工作报告（2026年）."""
        return full_title(self.title, Identity(self.place, self.body, self.year, self.kind))


def read_report(path: str | os.PathLike[str] = "", *, max_bytes: int | None = None) -> Report:
    """Read a report; the format is told by the file's content, not by its name.

    Args:
        path: The file; a relative path is looked for in the working directory, then in the project's folder. Without
            one, the report that is chosen for all notebooks: see `files.chosen_path`.
        max_bytes: Largest file that is read, 50 MB unless told; the environment variable `WORKREPORT_MAX_MB` sets it
            for a whole run.

    Raises:
        ReportError: When the file cannot be read as a report; its text says in one sentence what to do.
    """
    if path and Path(path) in _HELD:
        return _HELD[Path(path)]
    file = find_report(chosen_path(path))
    source = _printable(file.name)
    try:
        draft = _read(file, _limit(max_bytes))
    except ReportError as error:
        raise ReportError(f"{source}：{error}") from None
    paragraphs, levels, contents = drop_contents(draft.paragraphs, draft.headings)
    matter = split_matter(paragraphs, draft.heading)
    text = "\n".join(matter.body)
    notices = list(draft.notices)
    leftovers = [*draft.leftovers, *matter.leftovers, *([f"目录（{contents} 行）"] if contents else [])]
    if leftovers:
        notices.append(_leftover_notice(leftovers))
    stem, date, author = _printable(file.stem), matter.date or draft.date, matter.author or draft.author
    stated = matter.title or _trusted(draft.title, paragraphs, stem)
    identity = identify(text, title=stated, front=matter.front, author=author, date=date, name=stem)
    return Report(
        name=safe_name(file.stem),
        title=stated or stem,
        text=text,
        source=source,
        notices=tuple(notices),
        date=date,
        author=author,
        footnotes=tuple(draft.footnotes),
        **identity._asdict(),
        headings=_headings(levels, len(matter.front), matter.body),
    )


def _trusted(title: str, paragraphs: list[str], stem: str) -> str:
    """The title in a file's properties, where the text or the file's name bears it out: templates hand theirs on."""
    head = "".join(paragraphs[:8]).replace(" ", "")
    known = title.replace(" ", "") in head or not re.search(f"[{HANZI}]{{4}}", stem)
    return title if known else ""


def _headings(levels: dict[int, int], first: int, body: list[str]) -> tuple[tuple[int, int], ...]:
    """Offset and level of the marked headings among the paragraphs of the body, the `first` of which opens it."""
    starts = accumulate((len(line) + 1 for line in body), initial=0)
    return tuple((start, levels[i]) for i, start in enumerate(starts, first) if i in levels and i < first + len(body))


def prepare(paths: Iterable[str | os.PathLike[str]]) -> None:
    """Convert the old office files among many in one run of LibreOffice, so that reading each takes no further run.

    It only saves time; a file that cannot be read is told of when it is read.
    """
    files = []
    for path in map(Path, paths):
        with suppress(OSError):
            if path.suffix.lower() in office.SUFFIXES and path.stat().st_size <= MAX_BYTES:
                raw = path.read_bytes()
                files += [(raw, ".doc")] * is_old_word(raw)
    office.convert(files)


def hold(report: Report, path: str | os.PathLike[str]) -> None:
    """Let `read_report` give this report for a path, in this process; no file need be there."""
    _HELD[Path(path)] = report


def is_held(path: str | os.PathLike[str]) -> bool:
    """Whether a path stands for a report that was handed over with `hold`."""
    return Path(path) in _HELD


def find_report(path: str | os.PathLike[str]) -> Path:
    """The file meant by a path: from the working directory, else from the project's folder.

    Raises:
        ReportError: There is no such file.
    """
    file = find_file(path)
    if file is not None:
        return file
    raise ReportError(f"找不到文件“{_printable(str(path))[:120]}”，请检查路径和文件名。")


def _limit(max_bytes: int | None) -> int:
    if max_bytes is not None:
        return max_bytes
    megabytes = os.environ.get("WORKREPORT_MAX_MB", "")
    return min(int(megabytes), _MOST_MB) * 1_000_000 if megabytes.isdecimal() else MAX_BYTES


def _read(file: Path, limit: int) -> Draft:
    """Read a file by the first bytes of its content."""
    refuse_name(file.name)
    raw = _bytes_of(file, limit)
    try:
        draft = reader_of(raw, file.suffix.lower(), limit // 5)(raw)
    except ReportError:
        raise
    except (RecursionError, MemoryError):
        raise ReportError("文件的结构太复杂，读不下来，请用 Word 打开后另存一份。") from None
    except Exception:  # noqa: BLE001 -- a damaged file can break any parser at any place; the user needs one sentence
        raise ReportError("文件已损坏，读不出来，请用原来的程序打开后另存一份。") from None
    length = sum(map(len, draft.paragraphs))
    if length > MAX_CHARS:
        raise ReportError(
            f"正文有 {length / 10_000:.0f} 万字，超过 {MAX_CHARS // 10_000} 万字，不像一份报告，请拆成一篇一个文件。"
        )
    _check_chinese(draft)
    return draft


def _check_chinese(draft: Draft) -> None:
    """Refuse what holds no Chinese, or only the ruins of it; tell of traditional characters."""
    text = "".join(draft.paragraphs)
    hanzi = re.findall(f"[{HANZI}]", text)
    if not hanzi:
        if not text.strip():
            raise ReportError("文件里没有文字，请检查是否选错了文件。")
        raise ReportError("文件里没有中文，这里只分析中文报告。")
    garbled = len(hanzi) >= 20 and hanzi_share(text, common_hanzi()) < 0.65
    if garbled or text.count("\ufffd") > 0.2 * len(text):
        raise ReportError("读出来的是乱码，文件的编码已损坏，请用原来的程序打开，另存为 UTF-8 文本或 .docx。")
    if is_traditional(text):
        draft.notices.append("正文用繁体字，按原字读取，没有转成简体；分词较碎，词频和与参照的比较只供参考。")


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
            f"文件超过 {limit / 1_000_000:.0f} MB 的上限，请压缩其中的图片；"
            "确需读取时，设环境变量 WORKREPORT_MAX_MB 提高上限。"
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
