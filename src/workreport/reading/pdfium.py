"""Read a PDF with PDFium: the part that runs in a process of its own, which may crash, hang or swell.

PDFium gives the characters of a page in drawing order, with a break at the end of each drawn line; `layout` makes
paragraphs of them. A page that PDFium cannot read is tried with pypdf. Run as a program, this module answers one PDF
after the other: see `pdf`.
"""

import ctypes
import io
import json
import math
import re
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict

import pylopdf_fonts_zh_cn
import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from workreport.reading.draft import Draft, ReportError, clean, properties_of
from workreport.reading.layout import PAGE_NUMBER, Line, drop_running_heads, paragraphs_of_pages
from workreport.reading.text import common_hanzi, hanzi_share

MAX_MEMORY = 2_000_000_000  # address space of the reading process, where the system can limit it
MAX_PAGES = 1_000
MAX_PAGE_CHARS = 20_000

_HANZI = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff“”‘’—…·]"


def read(raw: bytes) -> Draft:
    """Read a PDF's text layer.

    Raises:
        ReportError: It is encrypted, damaged, a scan, or garbled throughout.
    """
    document = _open(raw)
    pages: list[list[Line]] = []
    empty, garbled, dropped = [], [], 0
    for index in range(len(document)):
        lines = _lines_of(document, index)
        text = "".join(line.text for line in lines)
        readable = [line for line in lines if not _is_garbled(line.text)]
        if len(text.strip()) < 2 or (len(text) < 12 and PAGE_NUMBER.fullmatch(text.strip())):
            empty.append(index + 1)
            readable = []
        elif _is_garbled(text):
            readable = _second_reading(raw, index)
            garbled += [index + 1] * (not readable)
        else:
            dropped += len(lines) - len(readable)
        pages.append(readable)
    if not any(pages):
        if garbled:
            raise ReportError("PDF 里的文字是乱码（字体没有附编码表），请用 Word 打开另存，或做文字识别后再读。")
        raise ReportError("PDF 里没有文字，是扫描件或图片，请先做文字识别（OCR，如 WPS 的“PDF 转 Word”）再读。")
    notices = []
    if empty:
        notices.append(f"第 {_page_list(empty)} 页没有文字层（空白、扫描或图片），没有读入。")
    if garbled:
        notices.append(f"第 {_page_list(garbled)} 页的文字是乱码，没有读入，请对照原件。")
    if dropped:
        notices.append(f"{dropped} 行文字是乱码，没有读入，请对照原件。")
    drop_running_heads(pages)
    paragraphs, heading, headings = paragraphs_of_pages(pages)
    data = document.get_metadata_dict()
    title = data.get("Title", "").removeprefix("Microsoft Word - ")
    properties = properties_of(title, data.get("Author", ""), data.get("CreationDate", ""))
    return Draft(paragraphs, heading=heading, headings=headings, **properties, notices=notices)


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


def _lines_of(document: pdfium.PdfDocument, index: int) -> list[Line]:
    """The drawn lines of a page, in drawing order, each once though it may be drawn several times to look bold."""
    try:
        page = _Page(document[index].get_textpage())
    except pdfium.PdfiumError:
        return []
    lines: list[Line] = []
    for line in page.lines():
        if not any(_same_place(line, earlier) for earlier in lines[-4:]):
            lines.append(line)
    return lines


def _same_place(line: Line, other: Line) -> bool:
    reach = 0.3 * line.size
    return line.text == other.text and abs(line.left - other.left) < reach and abs(line.bottom - other.bottom) < reach


class _Page:
    """A page's characters, each with its number among PDFium's, which counts UTF-16 units."""

    def __init__(self, text: pdfium.PdfTextPage) -> None:
        self._text = text
        self._chars: list[str] = []
        self._numbers: list[int] = []
        first = 0  # the first half of a pair that stands for one character
        for i in range(min(text.count_chars(), MAX_PAGE_CHARS)):
            code = pdfium_c.FPDFText_GetUnicode(text.raw, i)
            if 0xD800 <= code < 0xDC00:
                first = code
                continue
            if first and 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((first - 0xD800) << 10) + code - 0xDC00
            first = 0
            self._chars.append(chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd")
            self._numbers.append(i)

    def lines(self) -> Iterator[Line]:
        start = 0
        for end in range(len(self._chars) + 1):
            if end == len(self._chars) or self._chars[end] in "\r\n":
                line = self._line(start, end)
                if line:
                    yield line
                start = end + 1

    def _line(self, start: int, end: int) -> Line | None:
        while start < end and self._chars[start] in " \u3000":
            start += 1
        while end > start and self._chars[end - 1] in " \u3000":
            end -= 1
        if start == end:
            return None
        first, last = self._box(start), self._box(end - 1)
        size = self._size(start, first[3] - first[1])
        parts = []
        for i in range(start, end):
            char = self._chars[i]
            if char == " ":
                parts.append(self._space(i, start, end, size))
            elif i == start or char != self._chars[i - 1] or not self._overprinted(i, size):
                parts.append(char)
        text = clean("".join(parts)).strip()
        return Line(text, first[0], last[2], first[1], size) if text else None

    def _box(self, i: int) -> tuple[float, float, float, float]:
        return self._text.get_charbox(self._numbers[i], loose=True)

    def _size(self, i: int, height: float) -> float:
        """Size of type: the font's, scaled by the text's matrix, unless the character's box belies it."""
        matrix = pdfium_c.FS_MATRIX()
        size = pdfium_c.FPDFText_GetFontSize(self._text.raw, self._numbers[i])
        if pdfium_c.FPDFText_GetMatrix(self._text.raw, self._numbers[i], matrix):
            size *= math.hypot(matrix.c, matrix.d)
        return size if height <= 0 or 0.5 < height / max(size, 0.01) < 2.5 else height / 1.2

    def _overprinted(self, i: int, size: float) -> bool:
        """Whether a character stands where the same one before it stands: drawn again to look bold."""
        here, before = self._box(i), self._box(i - 1)
        return abs(here[0] - before[0]) < 0.3 * size and abs(here[1] - before[1]) < 0.3 * size

    def _space(self, i: int, start: int, end: int, size: float) -> str:
        """What a space in a line stands for: a table's next cell, a space that was written, or nothing but layout."""
        if not start < i < end - 1:
            return ""
        left, right = (self._text.get_charbox(self._numbers[j]) for j in (i - 1, i + 1))
        gap = (right[0] - left[2]) / size
        if gap > 1.6:
            return "\t"
        chars = self._chars[i - 1], self._chars[i + 1]
        before, after = (re.match(_HANZI, char) is not None for char in chars)
        if before and after:
            return "" if pdfium_c.FPDFText_IsGenerated(self._text.raw, self._numbers[i]) and gap < 0.8 else " "
        # Between a character and a figure or a Latin word, layout sets a space that nobody wrote.
        return "" if (before and chars[1].isascii()) or (after and chars[0].isascii()) else " "


def _is_garbled(text: str) -> bool:
    """Whether a page's characters cannot be words: no code table in the font, or a wrong one."""
    visible = [char for char in text if not char.isspace()]
    hanzi = sum("\u4e00" <= char <= "\u9fff" for char in visible)
    broken = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in visible)
    western = sum("\x80" <= char <= "\u024f" for char in visible)
    if broken > 0.1 * len(visible) or western > 0.2 * len(visible):
        return True
    return hanzi >= 30 and hanzi_share(text, common_hanzi()) < 0.7


def _second_reading(raw: bytes, index: int) -> list[Line]:
    """What pypdf reads on a page that PDFium cannot; its lines stand in a column, as it does not say where."""
    with suppress(Exception):  # a damaged file can break it at any place: then the page stays unread
        text = pypdf.PdfReader(io.BytesIO(raw)).pages[index].extract_text()[:MAX_PAGE_CHARS]
        lines = [clean(line).rstrip() for line in text.split("\n")]
        lines = [line for line in lines if line.strip() and not _is_garbled(line)]
        if not _is_garbled("".join(lines)):
            return [_placed(line, number) for number, line in enumerate(lines)]
    return []


def _placed(line: str, number: int) -> Line:
    text = line.lstrip()
    indent = sum(1 if char == "\u3000" else 0.5 for char in line[: len(line) - len(text)])
    width = sum(0.5 if char.isascii() else 1 for char in text)
    return Line(text, 12 * indent, 12 * (indent + width), -20.0 * number, 12.0)


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
    """Answer one PDF after the other, each as its length in eight bytes and its content; a draft goes back as JSON."""
    _limit_memory()
    _add_fonts()
    while len(head := sys.stdin.buffer.read(8)) == 8:
        raw = sys.stdin.buffer.read(struct.unpack("<Q", head)[0])
        try:
            answer = asdict(read(raw))
        except ReportError as error:
            answer = {"error": str(error)}
        except Exception:  # noqa: BLE001 -- a damaged file can break any parser at any place
            answer = {"error": "PDF 已损坏或过于复杂，读取中断，请重新导出一份。"}
        content = json.dumps(answer).encode()
        sys.stdout.buffer.write(struct.pack("<Q", len(content)) + content)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _main()
