"""Files that are zips or trees of XML: read under limits, and nothing in them is ever followed or unpacked to disk.

A part with a document type declaration, which could hold entities, is refused before it is read.
"""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import TypeVar
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeET

from workreport.reading.draft import Properties, ReportError, properties_of

MAX_PART = 16_000_000  # bytes of one part unpacked: about 1,000 pages
MAX_ELEMENTS = 400_000
MAX_MEMBERS = 20_000
MAX_DEPTH = 150

Default = TypeVar("Default", int, None)

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _RELATIONS.encode()),
)
W = f"{{{_MAIN}}}"
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
WX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_REVISIONS = {"Word.Deletion": W + "del", "Word.Insertion": W + "ins"}
_WORD_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"


def parse_xml(raw: bytes) -> ET.Element:
    """Parse XML that may be hostile: a document type, and with it every entity, is refused.

    Raises:
        ReportError: It has a document type, or is larger than a report can be.
        ParseError: It is no XML.
    """
    if len(raw) > MAX_PART or raw.count(b"<") > 2 * MAX_ELEMENTS:
        raise ReportError("文件展开后大得不像一份报告，没有读取，请检查来源或在 Word 里另存一份。")
    try:
        return SafeET.fromstring(raw, forbid_dtd=True)
    except DefusedXmlException:
        raise ReportError("文件里有报告用不到的实体定义，可能被人动过手脚，没有读取。") from None


def check_depth(depth: int) -> None:
    """Refuse a tree that is nested more deeply than a report is."""
    if depth > MAX_DEPTH:
        raise ReportError("文件的结构嵌套太深，不像一份报告，没有读取，请用 Word 打开后另存一份。")


def integer_of(text: str | None, default: Default) -> int | Default:
    """A number of at most six digits, else `default`."""
    return int(text) if text and text.isdecimal() and len(text) <= 6 else default


class Archive:
    """A zip of XML parts."""

    def __init__(self, raw: bytes) -> None:
        if raw.count(b"PK\x01\x02") > MAX_MEMBERS:
            raise ReportError("压缩包里的文件多得不像一份报告，没有读取。")
        self._zip = zipfile.ZipFile(io.BytesIO(raw))
        self._members = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}

    def xml(self, name: str) -> ET.Element | None:
        """A part's root element, None where there is no such part; case and a leading slash do not count."""
        info = self._members.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ReportError("文件设了密码，请取消密码后另存一份再读。")
        with self._zip.open(info) as stream:
            raw = stream.read(MAX_PART + 1)
        for strict, transitional in _STRICT:
            raw = raw.replace(strict, transitional)
        return parse_xml(raw)


class WordPackage:
    """The parts of a docx and how they refer to each other."""

    def __init__(self, raw: bytes) -> None:
        self._parts: Mapping[str, ET.Element] | Archive = self._open(raw)
        self._main = self._relations("").get("officeDocument", "word/document.xml")
        self._targets = self._relations(self._main)

    def _open(self, raw: bytes) -> Mapping[str, ET.Element] | Archive:
        return Archive(raw)

    def main(self) -> ET.Element:
        """The document part."""
        root = self._parse(self._main)
        if root is None:
            raise ReportError("压缩包里没有 Word 正文，不是 Word 文件，请解压后选择其中的报告。")
        return root

    def part(self, kind: str) -> ET.Element | None:
        """The part that the document refers to as `kind` (styles, numbering, footnotes …), None where it has none."""
        return self._parse(self._targets.get(kind, posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")))

    def properties(self) -> Properties:
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
        return self._parts.xml(name) if isinstance(self._parts, Archive) else self._parts.get(name.lower())


class FlatPackage(WordPackage):
    """A docx written as one XML file (Flat OPC), with every part inside it."""

    def _open(self, raw: bytes) -> Mapping[str, ET.Element] | Archive:
        for strict, transitional in _STRICT:
            raw = raw.replace(strict, transitional)
        parts = {}
        for part in parse_xml(raw).iter(_PKG + "part"):
            data = part.find(_PKG + "xmlData")
            if data is not None and len(data):
                parts[part.get(_PKG + "name", "").lstrip("/").lower()] = data[0]
        return parts


class Word2003(WordPackage):
    """A Word 2003 XML document: one tree that holds styles and text in the names of a docx, or nearly so."""

    def _open(self, raw: bytes) -> Mapping[str, ET.Element] | Archive:
        root = parse_xml(raw.replace(_WORD_2003.encode(), _MAIN.encode()))
        for change in root.iter(_AML + "annotation"):
            change.tag = _REVISIONS.get(change.get(W + "type", ""), change.tag)
        notes = ET.Element(W + "footnotes")
        for place in list(root.iter(W + "r")):
            for i, note in enumerate(place):
                if note.tag == W + "footnote":
                    number = str(len(notes))
                    note.set(W + "id", number)
                    notes.append(note)
                    place[i] = ET.Element(W + "footnoteReference", {W + "id": number})
        styles = root.find(W + "styles")
        parts = {"word/document.xml": root, "word/footnotes.xml": notes}
        return parts if styles is None else parts | {"word/styles.xml": styles}

    def properties(self) -> Properties:
        """Title, author and date that the program recorded."""
        root = self.main().find(_OFFICE + "DocumentProperties")

        def value(name: str) -> str:
            return "" if root is None else root.findtext(_OFFICE + name, "")

        return properties_of(value("Title"), value("Author"), value("LastSaved") or value("Created"))
