"""OFD, the state's own page format (GB/T 33190): a zip of XML in which every piece of text says where it stands."""

import math
import posixpath
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from workreport.reading.draft import Draft, ReportError, clean, properties_of
from workreport.reading.layout import Line, drop_running_heads, paragraphs_of_pages
from workreport.reading.package import Archive

MAX_PAGES = 1_000
_POINTS = 72 / 25.4  # OFD measures in millimetres
_GAP = 1.6  # em between two pieces of a line beyond which the second is a table's next cell


def read_ofd(raw: bytes) -> Draft:
    """Read an OFD document.

    Raises:
        ReportError: It is sealed, a scan, or longer than a report can be.
    """
    archive = Archive(raw)
    start = archive.xml("OFD.xml")
    root = "" if start is None else _text(start, "DocRoot").lstrip("/")
    document = archive.xml(root)
    if start is None or document is None:
        raise ReportError("OFD 文件里没有正文，可能已损坏或加了密，请用 OFD 阅读器打开，另存为 PDF 后再读。")
    places = [node.get("BaseLoc", "") for node in document.iter() if _name(node) == "Page"]
    if len(places) > MAX_PAGES:
        raise ReportError(f"OFD 有 {len(places)} 页，超过 {MAX_PAGES} 页，不像一份报告，请拆开后再读。")
    folder = posixpath.dirname(root)
    pages = []
    for place in places:
        path = place.lstrip("/") if place.startswith("/") else posixpath.join(folder, place)
        page = archive.xml(posixpath.normpath(path))
        pages.append([] if page is None else list(_lines(page)))
    empty = sum(not page for page in pages)
    if empty == len(pages):
        raise ReportError("OFD 里没有文字，是扫描件或图片，请先做文字识别（OCR）再读。")
    drop_running_heads(pages)
    paragraphs, heading, headings = paragraphs_of_pages(pages)
    notices = [f"{empty} 页没有文字（空白、扫描或图片），没有读入。"] if empty else []
    date = _text(start, "ModDate") or _text(start, "CreationDate")
    properties = properties_of(_text(start, "Title"), _text(start, "Author"), date)
    return Draft(paragraphs, heading=heading, headings=headings, notices=notices, **properties)


def _lines(page: ET.Element) -> Iterator[Line]:
    """The lines of a page: pieces on one height, from left to right."""
    pieces = sorted(_pieces(page), key=lambda piece: (-round(piece.bottom / (0.4 * piece.size)), piece.left))
    drawn: list[list[Line]] = []
    for piece in pieces:
        if drawn and abs(drawn[-1][0].bottom - piece.bottom) < 0.4 * piece.size:
            drawn[-1].append(piece)
        else:
            drawn.append([piece])
    for line in drawn:
        line.sort(key=lambda piece: piece.left)
        first, text = line[0], ""
        end = first.left
        for piece in line:
            if piece.left < end - 0.7 * piece.size and piece.text in text:
                continue  # drawn again to look bold
            text += "\t" * bool(text and piece.left - end > _GAP * piece.size) + piece.text
            end = max(end, piece.right)
        text = clean(text).strip()
        if text:
            yield Line(text, first.left, end, first.bottom, first.size)


def _pieces(page: ET.Element) -> Iterator[Line]:
    """Every run of text that a page draws."""
    for node in page.iter():
        if _name(node) != "TextObject":
            continue
        box = _numbers(node.get("Boundary", ""), 4)
        a, b, c, d, e, f = _numbers(node.get("CTM", "1 0 0 1 0 0"), 6)
        size = (_numbers(node.get("Size", "0"), 1)[0] or 4.0) * (abs(d) or abs(b) or 1.0)
        for code in node:
            text = code.text or ""
            if _name(code) != "TextCode" or not text.strip():
                continue
            x, y = _numbers(f"{code.get('X', '0')} {code.get('Y', '0')}", 2)
            steps = _steps(code.get("DeltaX", ""))
            left, base = box[0] + a * x + c * y + e, box[1] + b * x + d * y + f
            width = math.fsum(steps[: len(text) - 1]) * abs(a or 1.0) or size * (len(text) - 1)
            right = left + width + size
            yield Line(text, left * _POINTS, right * _POINTS, -base * _POINTS, max(size * _POINTS, 1.0))


def _steps(text: str) -> list[float]:
    """Distances from character to character; `g 3 5.6` stands for 5.6 three times."""
    steps: list[float] = []
    words = iter(text.split()[:20_000])
    for word in words:
        if word == "g":
            count, step = next(words, "0"), next(words, "0")
            steps += _numbers(step, 1) * min(int(count) if count.isdecimal() and len(count) < 6 else 0, 20_000)
        else:
            steps += _numbers(word, 1)
        if len(steps) > 20_000:
            break
    return steps


def _numbers(text: str, count: int) -> list[float]:
    """The first numbers of an attribute, nought where one is missing."""
    found = [float(number) for number in re.findall(r"-?\d{1,9}(?:\.\d{1,9})?|-?\.\d{1,9}", text)[:count]]
    return found + [0.0] * (count - len(found))


def _name(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]


def _text(root: ET.Element, name: str) -> str:
    return next(((node.text or "").strip() for node in root.iter() if _name(node) == name), "")
