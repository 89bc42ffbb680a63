"""Word documents, read from their XML: numbers as they are printed, revisions accepted, tables in place.

A docx is a zip of XML parts (ECMA-376); the same tree may stand in one XML file (Flat OPC, Word 2003).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from workreport.reading.draft import Draft, ReportError, lines_of
from workreport.reading.numbering import Numbering
from workreport.reading.package import WX, FlatPackage, W, Word2003, WordPackage, check_depth, integer_of
from workreport.reading.styles import Styles, flag_of, value_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"

_CHANGED = ("del", "moveFrom", "delText", "delInstrText")
_GONE = {W + name for name in (*_CHANGED, "pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "rt", "binData")}
_BREAKS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_TEXTS = {W + "t", _MATH_TEXT, *_BREAKS}
_COUNTED = {_PICTURE: "picture", _VML_IMAGE: "picture", _CHART: "chart", _DIAGRAM: "diagram", _OLE: "object"}
_LEAVES = {W + "fldChar", W + "instrText", W + "txbxContent", W + "sym", *_NOTES, *_COUNTED}
_LOST = (
    ("picture", "{} 张图片没有读入。"),
    ("chart", "{} 个图表没有读入，其中的数字不在统计之内。"),
    ("diagram", "{} 个图示（SmartArt）没有读入。"),
    ("object", "{} 个嵌入对象没有读入。"),
    ("chunk", "{} 处插入的外部文件没有读入，请先在 Word 里合并后另存。"),
    ("symbol", "{} 个图形符号没有对应的文字，已略去。"),
    ("comment", "{} 条批注没有计入正文。"),
    ("contents", "目录 {} 行没有计入正文。"),
)
_CONTENTS_STYLE = re.compile(r"(?:toc|目录) ?\d")
_GALLERY = f"{W}sdtPr/{W}docPartObj"
_LEVELS = 9  # deeper is body text
_SYMBOLS = {  # what the symbol fonts show in the place of letters, by their last two hexadecimal digits
    "wingdings": {"FE": "☑", "FD": "☒", "A8": "□", "6F": "□", "FC": "✓", "6C": "●", "B7": "•", "6E": "■", "75": "◆"},
    "wingdings 2": {"52": "☑", "53": "☒", "A3": "□", "50": "✓", "A2": "■"},
    "symbol": {"B7": "•"},
}


def read_docx(raw: bytes) -> Draft:
    """Read a Word document in the view that accepts every revision.

    Raises:
        ReportError: When it is no Word document, is damaged, or is larger than a report can be.
    """
    return _read(WordPackage(raw))


def read_flat_docx(raw: bytes) -> Draft:
    """Read a Word document that was saved as one XML file (Flat OPC)."""
    return _read(FlatPackage(raw))


def read_word_2003(raw: bytes) -> Draft:
    """Read a Word 2003 XML document."""
    return _read(Word2003(raw))


def _read(package: WordPackage) -> Draft:
    document = package.main()
    body = document.find(W + "body")
    if body is None:
        raise ReportError("Word 文件里没有正文，文件可能已损坏，请在 Word 里打开后另存一份。")
    reader = _Reader(package)
    paragraphs = reader.paragraphs
    reader.blocks(body, paragraphs, 0)
    reader.flush(paragraphs)
    return Draft(
        paragraphs,
        heading=reader.title(),
        headings=reader.headings,
        **package.properties(),
        footnotes=reader.footnotes(),
        notices=reader.notices(),
    )


@dataclass
class _Paragraph:
    """A paragraph under way: its text, and what floats beside it."""

    text: list[str] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    contents: bool = False


class _Reader:
    """Walks the document in reading order and collects its paragraphs."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles.number)
        self._fields: list[bool] = []  # for each open field: whether its result, not its code, is being read
        self._joined = ""  # text of paragraphs whose mark was deleted: it goes on in the next one
        self._notes: list[tuple[str, str]] = []
        self._counts: Counter[str] = Counter()
        self.paragraphs: list[str] = []
        self.headings: dict[int, int] = {}  # the level of paragraphs that are headings by their style
        self._title = self._font = ""
        self._top = True

    # -- blocks ------------------------------------------------------------------------------------------------

    def blocks(self, node: ET.Element, out: list[str], depth: int) -> None:
        """Read paragraphs and tables below `node` into `out`."""
        check_depth(depth)
        for child in node:
            tag = child.tag
            if tag == W + "p":
                self._paragraph(child, out, depth)
            elif tag == W + "tbl":
                self._table(child, out, depth)
            elif tag == _MC + "AlternateContent":
                self.blocks(_choice(child), out, depth + 1)
            elif tag == W + "altChunk":
                self._counts["chunk"] += 1
            elif tag == W + "sdt" and value_of(child.find(_GALLERY), "docPartGallery") == "Table of Contents":
                self._counts["contents"] += sum(1 for _ in child.iter(W + "p"))
            elif tag in _GONE:
                self._counts["deleted"] += tag in (W + "del", W + "moveFrom")
            elif len(child):
                self.blocks(child, out, depth + 1)

    def _paragraph(self, node: ET.Element, out: list[str], depth: int) -> None:
        properties = node.find(W + "pPr")
        style = value_of(properties, "pStyle") or self._styles.default
        paragraph = _Paragraph()
        self._inline(node, paragraph, depth + 1, hidden=self._styles.flag(style, "hidden"))
        self._fields = [result for result in self._fields if result]  # a code never runs on into the next paragraph
        text = self._joined + "".join(paragraph.text)
        self._joined = ""
        if self._mark_gone(properties):
            self._joined = text
        else:
            number = self._number(properties, style)
            lines = lines_of(text)
            if lines:
                lines[0] = number + _gap(number, lines[0]) + lines[0]
                if paragraph.contents or _CONTENTS_STYLE.fullmatch(self._styles.name(style)):
                    self._counts["contents"] += len(lines)
                else:
                    self._mark_heading(lines, properties, style, number)
                    level = self._outline_level(properties, style)
                    if level and out is self.paragraphs:
                        self.headings[len(out)] = level
                    out += lines
        for box in paragraph.boxes:
            self.blocks(box, out, depth + 1)

    def flush(self, out: list[str]) -> None:
        """Give out text that waits for a paragraph that never came."""
        out += lines_of(self._joined)
        self._joined = ""

    def _mark_heading(self, lines: list[str], properties: ET.Element | None, style: str, number: str) -> None:
        """Note the title: the first paragraph in the style of one, else a centred first paragraph."""
        first, self._top = self._top, False
        if self._title or number:
            return
        alignment = value_of(properties, "jc")
        centred = alignment == "center" or (not alignment and self._styles.flag(style, "centred"))
        if self._styles.name(style) in ("title", "标题") or (first and centred and len(lines[0]) <= 50):
            self._title = lines[0]

    def title(self) -> str:
        """The title that the styles mark: in the style of one, centred at the top, or the one heading above all."""
        highest = [i for i, level in self.headings.items() if level == 1]
        if not self._title and highest == [0] and len(self.headings) > 1:
            return self.paragraphs[0]
        return self._title

    def _outline_level(self, properties: ET.Element | None, style: str) -> int | None:
        """The level of a heading, from 1, by the paragraph's own level or its style; None for body text."""
        own = integer_of(value_of(properties, "outlineLvl"), None)
        level = own if own is not None else self._styles.outline(style)
        return level + 1 if level is not None and level < _LEVELS else None

    def _mark_gone(self, properties: ET.Element | None) -> bool:
        """Whether the paragraph's mark is deleted, moved away or hidden, so that the next one goes on in its line."""
        marks = None if properties is None else properties.find(W + "rPr")
        if marks is None:
            return False
        gone = any(marks.find(W + name) is not None for name in ("del", "moveFrom"))
        return gone or flag_of(marks, "specVanish") is True

    def _table(self, node: ET.Element, out: list[str], depth: int) -> None:
        check_depth(depth)
        for row in _children(node, "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and (properties.find(W + "del") is not None or flag_of(properties, "hidden")):
                continue
            cells: list[list[str]] = []
            for cell in _children(row, "tc"):
                lines: list[str] = []
                if not _goes_on(cell.find(W + "tcPr")):
                    self.blocks(cell, lines, depth + 1)
                    self.flush(lines)
                cells.append(lines)
            # A form holds whole texts in its cells: these stay paragraphs. Any other row is one line.
            if any(len(lines) > 1 and sum(map(len, lines)) > 150 for lines in cells):
                out += [line for lines in cells for line in lines]
            else:
                line = "\t".join(" ".join(lines) for lines in cells).strip()
                out += [line] if line else []

    # -- text in a line ----------------------------------------------------------------------------------------

    def _inline(self, node: ET.Element, out: _Paragraph, depth: int, *, hidden: bool) -> None:
        check_depth(depth)
        for child in node:
            tag = child.tag
            if tag == W + "r":
                self._font = _font(child)
                self._inline(child, out, depth + 1, hidden=self._run_hidden(child, inherited=hidden))
            elif tag in _TEXTS:
                if not hidden and all(self._fields):
                    out.text.append(_BREAKS.get(tag) or self._shown(child.text or ""))
            elif tag in _LEAVES:
                self._leaf(child, out, hidden=hidden)
            elif tag in _GONE:
                self._counts["deleted"] += tag in (W + "del", W + "moveFrom")
            elif tag == _MC + "AlternateContent":
                self._inline(_choice(child), out, depth + 1, hidden=hidden)
            elif len(child):
                self._counts["inserted"] += tag in (W + "ins", W + "moveTo")
                self._inline(child, out, depth + 1, hidden=hidden)

    def _shown(self, text: str) -> str:
        """Text as its font shows it: a letter in a symbol font is a tick or a box."""
        if self._font not in _SYMBOLS:
            return text
        return "".join(_symbol(self._font, f"{ord(char):04X}") or char for char in text)

    def _leaf(self, node: ET.Element, out: _Paragraph, *, hidden: bool) -> None:
        """Marks in the text that stand for something else: fields, notes, boxes, symbols, pictures."""
        tag = node.tag
        if tag == W + "fldChar":
            self._field(node.get(W + "fldCharType"))
        elif tag == W + "instrText":
            out.contents |= "PAGEREF _Toc" in (node.text or "")
        elif tag == W + "txbxContent":
            out.boxes += [node] * (not hidden)
        elif tag in _NOTES:
            self._notes.append((_NOTES[tag], node.get(W + "id", "")))
        elif tag == W + "sym":
            symbol = _symbol(node.get(W + "font", ""), node.get(W + "char", ""))
            out.text += [symbol] * (not hidden)
            self._counts["symbol"] += not symbol
        else:
            self._counts[_COUNTED[tag]] += 1

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _run_hidden(self, run: ET.Element, *, inherited: bool) -> bool:
        properties = run.find(W + "rPr")
        if properties is None:
            return inherited
        own = flag_of(properties, "vanish")
        if own is not None:
            return own
        style = value_of(properties, "rStyle")
        return inherited or (bool(style) and self._styles.flag(style, "hidden"))

    # -- styles and numbers ------------------------------------------------------------------------------------

    def _number(self, properties: ET.Element | None, style: str) -> str:
        """The printed number of a paragraph, "" for one without; counts it."""
        own = None if properties is None else properties.find(W + "numPr")
        printed = None if properties is None else properties.find(f"{W}listPr/{WX}t")
        if printed is not None:  # Word 2003 stores the number as it prints it
            return printed.get(WX + "val", "").strip()
        number, level = self._styles.number(style)
        if own is None and number is not None and level is None:
            level = next(
                (n for n in (self._numbering.level_of(number, s) for s in self._styles.ids(style)) if n is not None), 0
            )
        if own is not None:
            number = value_of(own, "numId") or number
            level = integer_of(value_of(own, "ilvl"), level or 0)
        if number is None or number == "0":
            return ""
        return self._numbering.next(number, level or 0)

    # -- what stands beside the text ---------------------------------------------------------------------------

    def footnotes(self) -> list[str]:
        """Foot- and endnotes in the order of their marks."""
        texts: dict[tuple[str, str], str] = {}
        for kind in ("footnotes", "endnotes"):
            root = self._package.part(kind)
            for note in () if root is None else root:
                lines: list[str] = []
                self.blocks(note, lines, 0)
                self.flush(lines)
                texts[kind, note.get(W + "id", "")] = " ".join(lines)
        return [text for mark in dict.fromkeys(self._notes) if (text := texts.get(mark, ""))]

    def notices(self) -> list[str]:
        """What was left out, with counts."""
        comments = self._package.part("comments")
        self._counts["comment"] = 0 if comments is None else sum(1 for _ in comments.iter(W + "comment"))
        lines = [sentence.format(self._counts[kind]) for kind, sentence in _LOST if self._counts[kind]]
        inserted, deleted = self._counts["inserted"], self._counts["deleted"]
        if inserted or deleted:
            lines.insert(0, f"文件带有修订，按全部接受读取：插入 {inserted} 处，删除 {deleted} 处。")
        return lines


def _children(node: ET.Element, name: str) -> Iterator[ET.Element]:
    """Rows of a table or cells of a row, also those inside content controls and accepted insertions."""
    for child in node:
        if child.tag == W + name:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"):
            yield from _children(child, name)


def _goes_on(properties: ET.Element | None) -> bool:
    """Whether a cell is the lower or right part of a merged one, or was deleted."""
    if properties is None:
        return False
    if properties.find(W + "cellDel") is not None:
        return True
    merges = (properties.find(W + name) for name in ("vMerge", "hMerge"))
    return any(merge is not None and merge.get(W + "val", "continue") == "continue" for merge in merges)


def _choice(node: ET.Element) -> ET.Element:
    """The version that a new program shows, of several that say the same; the other one is never read as well."""
    found = node.find(_MC + "Choice")
    if found is None or not len(found):
        found = node.find(_MC + "Fallback")
    return ET.Element("none") if found is None else found


def _font(run: ET.Element) -> str:
    """The font of a run, in lower case, "" where it sets none."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "").lower()


def _symbol(font: str, code: str) -> str:
    """What a symbol font shows for a character by its number, "" where it is not known."""
    return _SYMBOLS.get(font.lower(), _SYMBOLS["wingdings"]).get(code[-2:].upper(), "")


def _gap(number: str, text: str) -> str:
    """What stands between a printed number and its text: a space only where the two would run together."""
    if not number or number[-1] in "、）)，：，":
        return ""
    if number[-1] in ".．":
        return " " if text[0].isdigit() else ""
    return " " if number[-1].isalnum() else ""
