"""Word documents, read from their XML: numbers as they are printed, revisions accepted, tables in place.

Only the standard library is used: a docx is a zip of XML parts (ECMA-376). Nothing is ever unpacked to disk, every
part is read under a limit, and a part with a document type declaration, which could hold entities, is refused.
"""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET
from xml.parsers import expat

from workreport.reading.draft import Draft, ReportError, clean, properties_of
from workreport.reading.numbering import Numbering

MAX_PART = 16_000_000  # bytes of one part unpacked: about 1,000 pages
MAX_ELEMENTS = 400_000
MAX_MEMBERS = 20_000
MAX_DEPTH = 150

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _RELATIONS.encode()),
)
_W = f"{{{_MAIN}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"

_GONE = {_W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "delText", "delInstrText", "rt")}
_BREAKS = {_W + "tab": "\t", _W + "ptab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_NOTES = {_W + "footnoteReference": "footnotes", _W + "endnoteReference": "endnotes"}
_TEXTS = {_W + "t", _MATH_TEXT, *_BREAKS}
_COUNTED = {
    _PICTURE: "picture",
    _VML_IMAGE: "picture",
    _CHART: "chart",
    _DIAGRAM: "diagram",
    _OLE: "object",
}
_LEAVES = {_W + "fldChar", _W + "instrText", _W + "txbxContent", _W + "sym", *_NOTES, *_COUNTED}
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
_SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0FC": "✓", "F06C": "●", "F0B7": "•", "F06E": "■"}


def read_docx(raw: bytes) -> Draft:
    """Read a Word document in the view that accepts every revision.

    Raises:
        ReportError: When it is no Word document, is damaged, or is larger than a report can be.
    """
    package = _Package(raw)
    document = package.main()
    body = document.find(_W + "body")
    if body is None:
        raise ReportError("Word 文件里没有正文，文件可能已损坏，请在 Word 里打开后另存一份。")
    reader = _Reader(package)
    paragraphs: list[str] = []
    reader.blocks(body, paragraphs, 0)
    reader.flush(paragraphs)
    return Draft(
        paragraphs,
        heading=reader.heading,
        **package.properties(),
        footnotes=reader.footnotes(),
        notices=reader.notices(),
    )


class _Package:
    """The parts of a docx and how they refer to each other."""

    def __init__(self, raw: bytes) -> None:
        if raw.count(b"PK\x01\x02") > MAX_MEMBERS:
            raise ReportError("压缩包里的文件多得不像一份报告，没有读取。")
        self._zip = zipfile.ZipFile(io.BytesIO(raw))
        self._names = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        self._main = self._relations("").get("officeDocument", "word/document.xml")
        self._targets = self._relations(self._main)

    def main(self) -> ET.Element:
        """The document part."""
        root = self._parse(self._main)
        if root is None:
            raise ReportError("压缩包里没有 Word 正文，不是 Word 文件，请解压后选择其中的报告。")
        return root

    def part(self, kind: str) -> ET.Element | None:
        """The part that the document refers to as `kind` (styles, numbering, footnotes …), None where it has none."""
        return self._parse(self._targets.get(kind, posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")))

    def properties(self) -> dict[str, str]:
        """Title, author and date that the program recorded."""
        root = self._parse("docProps/core.xml")
        found = {} if root is None else {node.tag.rpartition("}")[2]: (node.text or "").strip() for node in root}
        return properties_of(
            found.get("title", ""), found.get("creator", ""), found.get("modified", "") or found.get("created", "")
        )

    def _relations(self, part: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        root = self._parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets: dict[str, str] = {}
        for node in () if root is None else root:
            kind, target = node.get("Type", "").rpartition("/")[2], node.get("Target", "")
            if node.get("TargetMode") != "External":
                path = target if target.startswith("/") else posixpath.join(folder, target)
                targets.setdefault(kind, posixpath.normpath(path).lstrip("/"))
        return targets

    def _parse(self, name: str) -> ET.Element | None:
        info = self._names.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ReportError("压缩包设了密码，请取消密码后再读。")
        with self._zip.open(info) as stream:
            raw = stream.read(MAX_PART + 1)
        if len(raw) > MAX_PART or raw.count(b"<") > 2 * MAX_ELEMENTS:
            raise ReportError("文件展开后大得不像一份报告，没有读取，请检查来源或在 Word 里另存一份。")
        for strict, transitional in _STRICT:
            raw = raw.replace(strict, transitional)
        return parse_xml(raw)


def parse_xml(raw: bytes) -> ET.Element:
    """Parse XML that may be hostile: a document type, and with it every entity, is refused before it is read."""

    def refuse(*_: object) -> None:
        raise ReportError("文件里有报告用不到的实体定义，可能被人动过手脚，没有读取。")

    checker = expat.ParserCreate()
    checker.StartDoctypeDeclHandler = refuse
    checker.Parse(raw, True)  # noqa: FBT003 -- the name of the argument is not part of expat's interface
    return ET.fromstring(raw)  # noqa: S314 -- the pass above has refused every document type


@dataclass
class _Style:
    """What a paragraph or character style says, each value None where the style leaves it to its base."""

    name: str
    base: str
    number: str | None
    level: int | None
    hidden: bool | None
    centred: bool | None


@dataclass
class _Paragraph:
    """A paragraph under way: its text, and what floats beside it."""

    text: list[str] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    contents: bool = False


class _Reader:
    """Walks the document in reading order and collects its paragraphs."""

    def __init__(self, package: _Package) -> None:
        self._package = package
        self._styles, self._default = _read_styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), _W, self._style_number)
        self._fields: list[bool] = []  # for each open field: whether its result, not its code, is being read
        self._joined = ""  # text of paragraphs whose mark was deleted: it goes on in the next one
        self._notes: list[tuple[str, str]] = []
        self._counts: Counter[str] = Counter()
        self.heading = ""
        self._top = True

    # -- blocks ------------------------------------------------------------------------------------------------

    def blocks(self, node: ET.Element, out: list[str], depth: int) -> None:
        """Read paragraphs and tables below `node` into `out`."""
        _check(depth)
        for child in node:
            tag = child.tag
            if tag == _W + "p":
                self._paragraph(child, out, depth)
            elif tag == _W + "tbl":
                self._table(child, out, depth)
            elif tag == _MC + "AlternateContent":
                self.blocks(_choice(child), out, depth + 1)
            elif tag == _W + "altChunk":
                self._counts["chunk"] += 1
            elif tag == _W + "sdt" and _is_contents(child):
                self._counts["contents"] += sum(1 for _ in child.iter(_W + "p"))
            elif tag in _GONE:
                self._counts["deleted"] += tag in (_W + "del", _W + "moveFrom")
            elif len(child):
                self.blocks(child, out, depth + 1)

    def _paragraph(self, node: ET.Element, out: list[str], depth: int) -> None:
        properties = node.find(_W + "pPr")
        style = _value(properties, "pStyle") or self._default
        paragraph = _Paragraph()
        self._inline(node, paragraph, depth + 1, hidden=self._style_flag(style, "hidden"))
        self._fields = [result for result in self._fields if result]  # a code never runs on into the next paragraph
        text = self._joined + "".join(paragraph.text)
        self._joined = ""
        if self._mark_gone(properties):
            self._joined = text
        else:
            number = self._number(properties, style)
            lines = [line.strip() for line in clean(text).split("\n")]
            lines = [line for line in lines if line]
            if lines:
                lines[0] = number + _gap(number, lines[0]) + lines[0]
                if paragraph.contents or self._style_name(style).startswith(("toc ", "目录 ")):
                    self._counts["contents"] += len(lines)
                else:
                    self._mark_heading(lines, properties, style, number)
                    out += lines
        for box in paragraph.boxes:
            self.blocks(box, out, depth + 1)

    def flush(self, out: list[str]) -> None:
        """Give out text that waits for a paragraph that never came."""
        text, self._joined = clean(self._joined).strip(), ""
        if text:
            out += [line.strip() for line in text.split("\n") if line.strip()]

    def _mark_heading(self, lines: list[str], properties: ET.Element | None, style: str, number: str) -> None:
        """Note the title: the first paragraph in the style of one, else a centred first paragraph."""
        first, self._top = self._top, False
        if self.heading or number:
            return
        alignment = _value(properties, "jc")
        centred = alignment == "center" or (not alignment and self._style_flag(style, "centred"))
        if self._style_name(style) in ("title", "标题") or (first and centred and len(lines[0]) <= 50):
            self.heading = lines[0]

    def _mark_gone(self, properties: ET.Element | None) -> bool:
        """Whether the paragraph's mark is deleted, moved away or hidden, so that the next one goes on in its line."""
        marks = None if properties is None else properties.find(_W + "rPr")
        if marks is None:
            return False
        return (
            any(marks.find(_W + name) is not None for name in ("del", "moveFrom")) or _flag(marks, "specVanish") is True
        )

    def _table(self, node: ET.Element, out: list[str], depth: int) -> None:
        _check(depth)
        for row in _children(node, "tr"):
            properties = row.find(_W + "trPr")
            if properties is not None and (properties.find(_W + "del") is not None or _flag(properties, "hidden")):
                continue
            cells: list[list[str]] = []
            for cell in _children(row, "tc"):
                lines: list[str] = []
                if not _goes_on(cell.find(_W + "tcPr")):
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
        _check(depth)
        for child in node:
            tag = child.tag
            if tag == _W + "r":
                self._inline(child, out, depth + 1, hidden=self._run_hidden(child, inherited=hidden))
            elif tag in _TEXTS:
                if not hidden and all(self._fields):
                    out.text.append(_BREAKS.get(tag) or child.text or "")
            elif tag in _LEAVES:
                self._leaf(child, out, hidden=hidden)
            elif tag in _GONE:
                self._counts["deleted"] += tag in (_W + "del", _W + "moveFrom")
            elif tag == _MC + "AlternateContent":
                self._inline(_choice(child), out, depth + 1, hidden=hidden)
            elif len(child):
                self._counts["inserted"] += tag in (_W + "ins", _W + "moveTo")
                self._inline(child, out, depth + 1, hidden=hidden)

    def _leaf(self, node: ET.Element, out: _Paragraph, *, hidden: bool) -> None:
        """Marks in the text that stand for something else: fields, notes, boxes, symbols, pictures."""
        tag = node.tag
        if tag == _W + "fldChar":
            self._field(node.get(_W + "fldCharType"))
        elif tag == _W + "instrText":
            out.contents |= "PAGEREF _Toc" in (node.text or "")
        elif tag == _W + "txbxContent":
            out.boxes += [node] * (not hidden)
        elif tag in _NOTES:
            self._notes.append((_NOTES[tag], node.get(_W + "id", "")))
        elif tag == _W + "sym":
            symbol = _SYMBOLS.get(node.get(_W + "char", "").upper(), "")
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
        properties = run.find(_W + "rPr")
        if properties is None:
            return inherited
        own = _flag(properties, "vanish")
        if own is not None:
            return own
        style = _value(properties, "rStyle")
        return inherited or (bool(style) and self._style_flag(style, "hidden"))

    # -- styles and numbers ------------------------------------------------------------------------------------

    def _chain(self, style: str) -> Iterator[_Style]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].base

    def _style_name(self, style: str) -> str:
        return self._styles[style].name if style in self._styles else ""

    def _style_flag(self, style: str, name: str) -> bool:
        return next((value for link in self._chain(style) if (value := getattr(link, name)) is not None), False)

    def _style_number(self, style: str) -> tuple[str | None, int | None]:
        """Number definition and level that a style gives, following its bases."""
        links = list(self._chain(style))
        number = next((link.number for link in links if link.number is not None), None)
        level = next((link.level for link in links if link.level is not None), None)
        return number, level

    def _number(self, properties: ET.Element | None, style: str) -> str:
        """The printed number of a paragraph, "" for one without; counts it."""
        own = None if properties is None else properties.find(_W + "numPr")
        number, level = self._style_number(style)
        if own is None and number is not None and level is None:
            level = next(
                (n for n in (self._numbering.level_of(number, s) for s in self._ids(style)) if n is not None), 0
            )
        if own is not None:
            number = _value(own, "numId") or number
            level = _integer(_value(own, "ilvl"), level or 0)
        if number is None or number == "0":
            return ""
        return self._numbering.next(number, level or 0)

    def _ids(self, style: str) -> Iterator[str]:
        for link in self._chain(style):
            yield style
            style = link.base

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
                texts[kind, note.get(_W + "id", "")] = " ".join(lines)
        marks = list(self._notes)
        return [text for mark in dict.fromkeys(marks) if (text := texts.get(mark, ""))]

    def notices(self) -> list[str]:
        """What was left out, with counts."""
        comments = self._package.part("comments")
        self._counts["comment"] = 0 if comments is None else sum(1 for _ in comments.iter(_W + "comment"))
        lines = [sentence.format(self._counts[kind]) for kind, sentence in _LOST if self._counts[kind]]
        inserted, deleted = self._counts["inserted"], self._counts["deleted"]
        if inserted or deleted:
            lines.insert(0, f"文件带有修订，按全部接受读取：插入 {inserted} 处，删除 {deleted} 处。")
        return lines


def _read_styles(root: ET.Element | None) -> tuple[dict[str, _Style], str]:
    styles: dict[str, _Style] = {}
    default = ""
    for node in () if root is None else root.iter(_W + "style"):
        identifier = node.get(_W + "styleId", "")
        paragraph, run = node.find(_W + "pPr"), node.find(_W + "rPr")
        number = None if paragraph is None else paragraph.find(_W + "numPr")
        alignment = _value(paragraph, "jc")
        styles[identifier] = _Style(
            name=(_value(node, "name") or "").lower(),
            base=_value(node, "basedOn") or "",
            number=_value(number, "numId") or None,
            level=_integer(_value(number, "ilvl"), None),
            hidden=None if run is None else _flag(run, "vanish"),
            centred=alignment == "center" if alignment else None,
        )
        if node.get(_W + "type") == "paragraph" and node.get(_W + "default") in ("1", "true", "on"):
            default = identifier
    return styles, default


def _children(node: ET.Element, name: str) -> Iterator[ET.Element]:
    """Rows of a table or cells of a row, also those inside content controls and accepted insertions."""
    for child in node:
        if child.tag == _W + name:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins", _W + "moveTo"):
            yield from _children(child, name)


def _goes_on(properties: ET.Element | None) -> bool:
    """Whether a cell is the lower or right part of a merged one, or was deleted."""
    if properties is None:
        return False
    if properties.find(_W + "cellDel") is not None:
        return True
    merges = (properties.find(_W + name) for name in ("vMerge", "hMerge"))
    return any(merge is not None and merge.get(_W + "val", "continue") == "continue" for merge in merges)


def _is_contents(node: ET.Element) -> bool:
    gallery = node.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(_W + "val") == "Table of Contents"


def _choice(node: ET.Element) -> ET.Element:
    """The version that a new program shows, of several that say the same; the other one is never read as well."""
    found = node.find(_MC + "Choice")
    if found is None or not len(found):
        found = node.find(_MC + "Fallback")
    return ET.Element("none") if found is None else found


def _value(node: ET.Element | None, name: str) -> str:
    child = None if node is None else node.find(_W + name)
    return "" if child is None else child.get(_W + "val", "")


def _flag(node: ET.Element, name: str) -> bool | None:
    child = node.find(_W + name)
    return None if child is None else child.get(_W + "val", "1") not in ("0", "false", "off")


def _integer(text: str, default: int | None) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 3 else default


def _gap(number: str, text: str) -> str:
    """What stands between a printed number and its text: a space only where the two would run together."""
    if not number or number[-1] in "、）)，：，":
        return ""
    if number[-1] in ".．":
        return " " if text[0].isdigit() else ""
    return " " if number[-1].isalnum() else ""


def _check(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ReportError("文件的结构嵌套太深，不像一份报告，没有读取，请在 Word 里另存一份。")
