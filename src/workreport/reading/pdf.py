"""PDF files, read by PDFium in a process of their own that may take only so much time and memory.

PDFium gives the characters of a page in drawing order, with a break at the end of each drawn line. What the layout
added is taken back by position: lines become paragraphs, running heads and page numbers go, spaces between Chinese
characters and figures go, a wide gap in a line is a table's next cell.
"""

import ctypes
import json
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import pairwise

import pylopdf_fonts_zh_cn
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from workreport.reading.draft import Draft, ReportError, clean, properties_of
from workreport.reading.text import common_hanzi, hanzi_share

MAX_SECONDS = 60
MAX_MEMORY = 2_000_000_000  # address space of the reading process, where the system can limit it
MAX_PAGES = 1_000
MAX_PAGE_CHARS = 20_000

_HANZI = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·]"
_SENTENCE_END = "。！？；：”）…"
_NEVER_FIRST = "，。、；：！？”’）》」』】％"
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]{1,3}[章节部，、]"
)
_PAGE_NUMBER = re.compile(
    r"[-–—－—·•\s]*(第\s*)?(\d{1,4}|[ivxlIVXL]{1,6})(\s*页)?([\s,，/／共]*\d{1,4}\s*页?)?[-–—－·•\s]*"
)


def read_pdf(raw: bytes) -> Draft:
    """Read a PDF's text layer.

    Raises:
        ReportError: When it is encrypted, damaged, a scan, garbled throughout, or too heavy to read in a minute.
    """
    command = [sys.executable, "-m", "workreport.reading.pdf"]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=MAX_SECONDS, check=False)  # noqa: S603 -- our own module
    except subprocess.TimeoutExpired:
        raise ReportError(f"PDF 太复杂，{MAX_SECONDS} 秒没有读完，请另存为 Word 或纯文本后再读。") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise ReportError("PDF 已损坏或过于复杂，读取中断，请重新导出一份。") from None
    if "error" in answer:
        raise ReportError(answer["error"])
    return Draft(**answer)


@dataclass
class _Line:
    """One drawn line: its text and where it stands, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


def _read(raw: bytes) -> Draft:
    document = _open(raw)
    pages: list[list[_Line]] = []
    empty, garbled = [], []
    for index in range(len(document)):
        lines = list(_lines_of(document, index))
        text = "".join(line.text for line in lines)
        if len(text.strip()) < 2 or (len(text) < 12 and _PAGE_NUMBER.fullmatch(text.strip())):
            empty.append(index + 1)
            lines = []
        elif _is_garbled(text):
            garbled.append(index + 1)
            lines = []
        pages.append(lines)
    if not any(pages):
        if garbled:
            raise ReportError("PDF 里的文字是乱码（字体没有附编码表），请用 Word 打开另存，或做文字识别后再读。")
        raise ReportError("PDF 里没有文字，是扫描件或图片，请先做文字识别（OCR）再读。")
    notices = []
    if empty:
        notices.append(f"第 {_page_list(empty)} 页没有文字层（空白、扫描或图片），没有读入。")
    if garbled:
        notices.append(f"第 {_page_list(garbled)} 页的文字是乱码，没有读入，请对照原件。")
    _drop_running_heads(pages)
    paragraphs, heading = _paragraphs(pages)
    data = document.get_metadata_dict()
    properties = properties_of(
        data.get("Title", "").removeprefix("Microsoft Word - "), data.get("Author", ""), data.get("CreationDate", "")
    )
    return Draft(paragraphs, heading=heading, **properties, notices=notices)


def _open(raw: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise ReportError("PDF 设了打开密码，请取消密码后另存一份再读。") from None
        raise ReportError("PDF 已损坏，请重新导出一份。") from None
    if len(document) > MAX_PAGES:
        raise ReportError(f"PDF 有 {len(document)} 页，超过 {MAX_PAGES} 页，不像一份报告，请拆开后再读。")
    return document


def _lines_of(document: pdfium.PdfDocument, index: int) -> Iterator[_Line]:
    """The drawn lines of a page, in drawing order."""
    try:
        page = document[index]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        return
    count = min(text.count_chars(), MAX_PAGE_CHARS)
    codes = [pdfium_c.FPDFText_GetUnicode(text.raw, i) for i in range(count)]
    start = 0
    for i in range(count + 1):
        if i == count or codes[i] in (10, 13):
            line = _line(text, codes, start, i)
            if line:
                yield line
            start = i + 1


def _line(page: pdfium.PdfTextPage, codes: list[int], start: int, end: int) -> _Line | None:
    while start < end and _char(codes[start]) in " \u3000":
        start += 1
    while end > start and _char(codes[end - 1]) in " \u3000":
        end -= 1
    if start == end:
        return None
    size = pdfium_c.FPDFText_GetFontSize(page.raw, start) or 1.0
    first, last = page.get_charbox(start, loose=True), page.get_charbox(end - 1, loose=True)
    size = max(size, first[3] - first[1]) if size <= 1.5 else size
    parts = []
    for i in range(start, end):
        char = _char(codes[i])
        parts.append(_space(page, codes, i, size) if char == " " else char)
    return _Line(clean("".join(parts)).strip(), first[0], last[2], first[1], size)


def _space(page: pdfium.PdfTextPage, codes: list[int], i: int, size: float) -> str:
    """What a space in a line stands for: a table's next cell, a space that was written, or nothing but layout."""
    gap = (page.get_charbox(i + 1)[0] - page.get_charbox(i - 1)[2]) / size
    if gap > 1.6:
        return "\t"
    before, after = (re.match(_HANZI, _char(codes[j])) is not None for j in (i - 1, i + 1))
    if before and after:
        return "" if pdfium_c.FPDFText_IsGenerated(page.raw, i) and gap < 0.8 else " "
    return "" if before or after else " "


def _char(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _is_garbled(text: str) -> bool:
    """Whether a page's characters cannot be words: no code table in the font, or a wrong one."""
    visible = [char for char in text if not char.isspace()]
    hanzi = sum("\u4e00" <= char <= "\u9fff" for char in visible)
    broken = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in visible)
    western = sum("\x80" <= char <= "\u024f" for char in visible)
    if broken > 0.1 * len(visible) or western > 0.2 * len(visible):
        return True
    return hanzi >= 30 and hanzi_share(text, common_hanzi()) < 0.7


def _drop_running_heads(pages: list[list[_Line]]) -> None:
    """Take page numbers, and the first or last line that returns on most pages, out of every page."""
    filled = [page for page in pages if page]
    for edge in (0, -1):
        for page in filled:
            if page and _PAGE_NUMBER.fullmatch(page[edge].text):
                del page[edge]
        masks = [_mask(page[edge].text) if page else "" for page in filled]
        counts = Counter(masks)
        for page, mask in zip(filled, masks, strict=True):
            if mask and counts[mask] >= max(3, 0.4 * len(filled)):
                del page[edge]
        for page in filled:
            if page and _PAGE_NUMBER.fullmatch(page[edge].text):
                del page[edge]


def _mask(text: str) -> str:
    """A line without its figures, "" for one that is too long for a running head or ends a sentence."""
    return "" if len(text) > 60 or text[-1] in "。；" else re.sub(r"\d+", "#", text)


def _paragraphs(pages: list[list[_Line]]) -> tuple[list[str], str]:
    """Join lines to paragraphs, across pages too, and find the title by its larger type."""
    lines = [line for page in pages for line in page]
    if not lines:
        return [], ""
    body = (
        statistics.median(line.size for line in lines if len(line.text) > 5)
        if any(len(x.text) > 5 for x in lines)
        else 12.0
    )
    right = _right_margin(lines)
    whole = _left_margin(lines)
    indented = sum(1.2 < (line.left - whole) / line.size < 3.2 for line in lines) >= 3
    paragraphs: list[str] = []
    heading, before = "", None
    for page in pages:
        left = _left_margin(page, whole) if len(page) > 5 else whole
        pitch = _pitch(page)
        for line in page:
            large = line.size > 1.15 * body
            if before is not None and not _opens(line, before, _Frame(left, right, pitch, body, indented)):
                paragraphs[-1] = _join(paragraphs[-1], line.text)
            else:
                paragraphs.append(line.text)
            if large and (not heading or heading == paragraphs[-1][: len(heading)]) and len(paragraphs) == 1:
                heading = paragraphs[0]
            before = line
    return paragraphs, heading


@dataclass
class _Frame:
    """Where the lines of a page begin and end, how far they are apart, and the size of body type."""

    left: float
    right: float
    pitch: float
    body: float
    indented: bool  # whether the document opens its paragraphs with an indent


def _opens(line: _Line, before: _Line, frame: _Frame) -> bool:
    """Whether a line opens a paragraph rather than going on from the line before."""
    em = max(line.size, 1.0)
    if line.text[0] in _NEVER_FIRST:
        return False
    if abs(line.size - before.size) > 0.15 * em or "\t" in line.text or "\t" in before.text:
        return True
    if line.size > 1.15 * frame.body and before.left > frame.left + 2 * em and line.left > frame.left + 2 * em:
        return False  # a title in large type on two centred lines
    if line.left > frame.left + 0.8 * em:
        return True
    # The beginning of this line had room in the line before; where indents open paragraphs, a lot of room is needed.
    if (frame.right - before.right) / em > (8 if frame.indented else _first_unit(line.text) + 0.3):
        return True
    numbered = not frame.indented and before.text[-1] in _SENTENCE_END and _NUMBERED.match(line.text)
    step = before.bottom - line.bottom
    return bool(numbered) or step > (1.45 * frame.pitch if frame.pitch else 2.6 * em)


def _first_unit(text: str) -> float:
    """Width in em of what cannot be parted at a line's beginning: a figure or word, a character and its marks."""
    match = re.match(r"[“‘（《「]*(?:[A-Za-z0-9.,%％:/_+~—–-]+|.)[，。、；：！？”’）》」％]*", text)
    return sum(0.6 if char.isascii() else 1 for char in match[0]) if match else 1


def _left_margin(lines: list[_Line], default: float | None = None) -> float:
    """The leftmost edge at which several lines begin."""
    counts = Counter(round(line.left / 2) for line in lines)
    enough = [edge for edge, count in counts.items() if count >= max(2, 0.08 * len(lines))]
    if not enough:
        return min(line.left for line in lines) if default is None else default
    edge = min(enough)
    return min(line.left for line in lines if round(line.left / 2) == edge)


def _right_margin(lines: list[_Line]) -> float:
    """Where full lines end: the usual edge of the longer lines, which marks may overhang."""
    outermost = max(line.right for line in lines)
    reach = outermost - min(line.left for line in lines)
    return statistics.median(line.right for line in lines if line.right >= outermost - 0.12 * reach)


def _pitch(page: list[_Line]) -> float:
    """The usual distance from line to line, 0 where there is none."""
    steps = [a.bottom - b.bottom for a, b in pairwise(page) if a.bottom > b.bottom]
    return statistics.median_low(steps) if len(steps) >= 3 else 0.0


def _join(left: str, right: str) -> str:
    """Put two lines together; only words in Latin letters need a space between."""
    apart = left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha()
    return f"{left} {right}" if apart else left + right


def _page_list(pages: list[int]) -> str:
    shown = "、".join(map(str, pages[:20]))
    return shown if len(pages) <= 20 else f"{shown} 等 {len(pages)} "


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 -- there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _add_fonts() -> None:
    """Give PDFium a Chinese font for files that name one without holding it; else it drops single characters."""
    folders = (ctypes.c_char_p * 2)(str(pylopdf_fonts_zh_cn.sans_path().parent).encode(), None)
    settings = pdfium_c.FPDF_LIBRARY_CONFIG(version=2)
    settings.m_pUserFontPaths = ctypes.cast(folders, type(settings.m_pUserFontPaths))
    pdfium_c.FPDF_DestroyLibrary()
    pdfium_c.FPDF_InitLibraryWithConfig(ctypes.byref(settings))


def _main() -> None:
    """Read a PDF from standard input, write its draft as JSON."""
    _limit_memory()
    _add_fonts()
    try:
        answer = asdict(_read(sys.stdin.buffer.read()))
    except ReportError as error:
        answer = {"error": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    _main()
