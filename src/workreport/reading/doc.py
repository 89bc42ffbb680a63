"""Word 97–2003 documents (.doc, .wps): through LibreOffice where it is installed, else straight from the piece table.

The text of such a file lies in pieces that a table puts in order ([MS-DOC] 2.4.1). Beside it lie pages of properties
of paragraphs and of characters, of which this reads what the words need: style, list membership, ends of table rows,
deleted and hidden text. Automatic numbers are not in the file as text; a notice says that they are missing.
"""

import io
import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import olefile

from workreport.reading import office
from workreport.reading.docx import read_docx
from workreport.reading.draft import Draft, Properties, ReportError, lines_of, properties_of

_WORD_97 = 0xC1
_MAX_RUNS = 400_000
_OFFSETS = {"runs": 0xFA, "paragraphs": 0x102, "pieces": 0x1A2}  # where the header says where each table lies
# Properties ("sprm") by what they tell.
_ROW_END, _LIST, _DELETED, _HIDDEN, _OUTLINE = 0x2417, 0x460B, 0x0800, 0x083C, 0x2640
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes of a property's value by the top bits of its number
_MARKS = str.maketrans({"\x0b": "\n", "\x0c": "\r", "\x0e": "\n", "\x1e": "-", "\xa0": " ", "\x1f": None})
_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14?|\x15")


def read_doc(raw: bytes) -> Draft:
    """Read a Word 97–2003 document.

    Raises:
        ReportError: It is protected by a password, or holds no text.
    """
    try:
        header, _ = _streams(raw)
    except (OSError, ValueError):
        raise ReportError("Word 文件已损坏，读不出来，请用 Word 或 WPS 打开，另存为 .docx 后再读。") from None
    if _u16(header, 0x0A) & 0x0100:
        raise ReportError("Word 文件设了打开密码，请在 Word 里取消密码后另存一份再读。")
    converted = office.as_docx(raw, ".doc")
    draft = read_docx(converted) if converted else None
    return draft if draft and draft.paragraphs else read_pieces(raw)


def _streams(raw: bytes) -> tuple[bytes, olefile.OleFileIO]:
    container = olefile.OleFileIO(io.BytesIO(raw))
    return container.openstream("WordDocument").read(), container


@dataclass
class _Properties:
    """What a run of characters or a paragraph carries."""

    style: int = 0
    values: dict[int, int] = field(default_factory=dict)

    def has(self, sprm: int) -> bool:
        return bool(self.values.get(sprm))


class _Runs:
    """Properties by place in the file."""

    def __init__(self, pairs: list[tuple[int, _Properties]]) -> None:
        self._pairs = sorted(pairs, key=lambda pair: pair[0])
        self._starts = [start for start, _ in self._pairs]

    def at(self, place: int) -> _Properties:
        found = bisect_right(self._starts, place) - 1
        return self._pairs[found][1] if found >= 0 else _Properties()


def read_pieces(raw: bytes) -> Draft:
    """Read a Word document without any other program.

    Raises:
        ReportError: It holds no text.
    """
    header, container = _streams(raw)
    if _u16(header, 2) < _WORD_97:  # Word 6 and 95: one run of bytes
        text = header[_u32(header, 0x18) : _u32(header, 0x1C)].decode("gb18030", "replace")
        pairs = [(char, 0) for char in text]
        paragraphs = runs = _Runs([])
    else:
        table = container.openstream("1Table" if _u16(header, 0x0A) & 0x0200 else "0Table").read()
        pairs = list(_characters(header, table))
        paragraphs = _Runs(list(_pages(header, table, "paragraphs")))
        runs = _Runs(list(_pages(header, table, "runs")))
    draft = _draft(pairs, paragraphs, runs)
    if not draft.paragraphs:
        raise ReportError("Word 文件里读不出文字，请用 Word 或 WPS 打开，另存为 .docx 后再读。")
    return replace(draft, **_stored(container))


def _draft(pairs: list[tuple[str, int]], paragraphs: _Runs, runs: _Runs) -> Draft:
    draft = Draft([])
    line: list[str] = []
    row: list[str] = []
    numbered = deleted = 0
    for char, place in pairs:
        if char not in "\r\x07\x0c":
            properties = runs.at(place)
            gone = properties.has(_DELETED)
            deleted += gone
            if not gone and not properties.has(_HIDDEN):
                line.append(char)
            continue
        properties = paragraphs.at(place)
        texts = _lines("".join(line))
        line = []
        if char == "\x07":
            if properties.has(_ROW_END):
                draft.paragraphs += ["\t".join(row).strip()] if any(row) else []
                row = []
            else:
                row.append(" ".join(texts))
        elif texts:
            numbered += properties.has(_LIST)
            level = properties.values.get(_OUTLINE, properties.style - 1) + 1
            if 1 <= level <= 9:
                draft.headings[len(draft.paragraphs)] = level
            draft.paragraphs += texts
    draft.paragraphs += _lines("".join(line)) + [text for text in row if text]
    draft.notices.append("这是旧式 Word 文件，没有装 LibreOffice，直接读出文字；图片、批注和文本框没有读入。")
    if numbered:
        draft.notices.append(
            f"{numbered} 段用了自动编号，编号没有读入，标题可能认不全；请装上 LibreOffice，或另存为 .docx 后再读。"
        )
    if deleted:
        draft.notices.append(f"文件带有修订，按全部接受读取：删去 {deleted} 字。")
    return draft


def _lines(text: str) -> list[str]:
    """The lines of a paragraph, without the codes of its fields and the marks of what is drawn."""
    while (shorter := _FIELD.sub("", text)) != text:
        text = shorter
    return lines_of(text.translate(_MARKS))


def _characters(header: bytes, table: bytes) -> Iterator[tuple[str, int]]:
    """Each character of the main text with its place in the file."""
    start, size = _u32(header, _OFFSETS["pieces"]), _u32(header, _OFFSETS["pieces"] + 4)
    at, end, left = start, start + size, min(_u32(header, 0x4C), len(header))
    while at < end and table[at] == 1:  # properties that pieces share
        at += 3 + _u16(table, at + 1)
    count = (_u32(table, at + 1) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    for i in range(count):
        length = min(places[i + 1] - places[i], left)
        left -= length
        stored = _u32(table, at + 5 + 4 * (count + 1) + 8 * i + 2)
        narrow = bool(stored & 0x40000000)
        offset = (stored & 0x3FFFFFFF) // 2 if narrow else stored
        width = 1 if narrow else 2
        piece = header[offset : offset + length * width].decode("cp1252" if narrow else "utf-16-le", "replace")
        place = offset
        for char in piece:
            yield char, place
            place += width if char <= "\uffff" else 4


def _pages(header: bytes, table: bytes, kind: str) -> Iterator[tuple[int, _Properties]]:
    """Where each run begins, and its properties, from pages of 512 bytes ([MS-DOC] 2.9.33, 2.9.171)."""
    start, size = _u32(header, _OFFSETS[kind]), _u32(header, _OFFSETS[kind] + 4)
    count = max(0, (min(size, len(table) - start) - 4) // 8)  # a damaged size may be any number
    seen = 0
    for i in range(count):
        number = _u32(table, start + 4 * (count + 1) + 4 * i) & 0x3FFFFF
        page = header[number * 512 : number * 512 + 512]
        if len(page) < 512:
            continue
        entries = page[511]
        seen += entries
        if seen > _MAX_RUNS:
            return
        width = 13 if kind == "paragraphs" else 1
        for k in range(entries):
            word = page[4 * (entries + 1) + width * k] * 2
            yield _u32(page, 4 * k), _properties(page, word, paragraph=kind == "paragraphs")


def _properties(page: bytes, at: int, *, paragraph: bool) -> _Properties:
    if not at:
        return _Properties()
    if not paragraph:
        return _Properties(0, dict(_sprms(page[at + 1 : at + 1 + page[at]])))
    size = page[at] * 2 - 1 if page[at] else page[at + 1] * 2
    at += 1 if page[at] else 2
    return _Properties(_u16(page, at), dict(_sprms(page[at + 2 : at + size])))


def _sprms(raw: bytes) -> Iterator[tuple[int, int]]:
    """The properties in a list of them, by number."""
    at = 0
    while at + 2 < len(raw):
        sprm = _u16(raw, at)
        at += 2
        size = _SIZES.get(sprm >> 13)
        if size is None:  # its first byte, of tables its first two, say how long it is
            size = _u16(raw, at) + 1 if sprm == 0xD608 else raw[at] + 1
        yield sprm, int.from_bytes(raw[at : at + size], "little")
        at += size


def _stored(container: olefile.OleFileIO) -> Properties:
    data = container.get_metadata()

    def text(value: bytes | str | None) -> str:
        if not isinstance(value, bytes):
            return value or ""
        return value.decode("utf-8" if data.codepage == 65001 else "gb18030", "replace")

    return properties_of(text(data.title), text(data.author), str(data.last_saved_time or data.create_time or ""))


def _u16(raw: bytes, at: int) -> int:
    return int.from_bytes(raw[at : at + 2], "little")


def _u32(raw: bytes, at: int) -> int:
    return int.from_bytes(raw[at : at + 4], "little")
