"""OpenDocument texts (.odt, and .fodt in one XML file): paragraphs, tables, and lists with their numbers as printed."""

import re
from collections import defaultdict
from dataclasses import replace
from xml.etree import ElementTree as ET

from workreport.reading.draft import Draft, ReportError, lines_of, properties_of
from workreport.reading.numbering import format_number
from workreport.reading.package import Archive, check_depth, integer_of, parse_xml

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _STYLE, _OFFICE, _DRAW = (_NAMES % name for name in ("text", "table", "style", "office", "drawing"))
_META, _DC = _NAMES % "meta", "{http://purl.org/dc/elements/1.1/}"
_BREAKS = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_SKIPPED = {_TEXT + name for name in ("tracked-changes", "sequence-decls", "variable-decls", "ruby-text")} | {
    *(_TEXT + "table-of-content", _TEXT + "alphabetical-index"),
    *(_OFFICE + "annotation", _OFFICE + "forms"),
}
_FORMATS = {  # how a list's style names its numbers, and how Word does
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一, 二, 三, ...": "chineseCountingThousand",
    "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "①, ②, ③, ...": "decimalEnclosedCircle",
    "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
    "１, ２, ３, ...": "decimalFullWidth",
}


def read_odt(raw: bytes) -> Draft:
    """Read an OpenDocument text.

    Raises:
        ReportError: It holds no text, or its structure is too deep.
    """
    archive = Archive(raw)
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and any(node.tag.endswith("}encryption-data") for node in manifest.iter()):
        raise ReportError("文件设了打开密码，请取消密码后另存一份再读。")
    content, styles, meta = (archive.xml(name) for name in ("content.xml", "styles.xml", "meta.xml"))
    return _read(content, [root for root in (styles, content) if root is not None], meta)


def read_fodt(raw: bytes) -> Draft:
    """Read an OpenDocument text that was saved as one XML file."""
    root = parse_xml(raw)
    return _read(root, [root], root)


def _read(content: ET.Element | None, styles: list[ET.Element], meta: ET.Element | None) -> Draft:
    body = None if content is None else content.find(f".//{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ReportError("文件里没有正文，不是文字文档，请检查是否选错了文件。")
    reader = _Reader(styles)
    reader.blocks(body, 0)

    def value(name: str) -> str:
        return "" if meta is None else next((node.text or "" for node in meta.iter(name)), "")

    properties = properties_of(
        value(_DC + "title"), value(_META + "initial-creator") or value(_DC + "creator"), value(_DC + "date")
    )
    if reader.pictures:
        reader.draft.notices.append(f"{reader.pictures} 张图片没有读入。")
    return replace(reader.draft, **properties)


class _Reader:
    def __init__(self, styles: list[ET.Element]) -> None:
        self.draft = Draft([])
        self.pictures = 0
        self._levels: dict[str, dict[int, ET.Element]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self._parents: dict[str, tuple[str, str]] = {}
        for root in styles:
            for node in root.iter(_TEXT + "list-style"):
                self._levels[node.get(_STYLE + "name", "")] = _levels(node)
            for node in root.iter(_TEXT + "outline-style"):
                self._levels["outline"] = _levels(node)
            for node in root.iter(_STYLE + "style"):
                names = node.get(_STYLE + "parent-style-name", ""), node.get(_STYLE + "list-style-name", "")
                self._parents[node.get(_STYLE + "name", "")] = names

    def blocks(self, node: ET.Element, depth: int, *, style: str = "", level: int = 0) -> None:
        """Read what stands below `node`; `level` is that of the list it stands in, from 1."""
        check_depth(depth)
        for child in node:
            tag = child.tag
            if tag in (_TEXT + "p", _TEXT + "h"):
                self._paragraph(child, depth)
            elif tag == _TEXT + "list":
                self._list(child, depth, style, level)
            elif tag == _TABLE + "table":
                self._table(child, depth)
            elif tag not in _SKIPPED and len(child):
                self.blocks(child, depth + 1, style=style, level=level)

    def _list(self, node: ET.Element, depth: int, style: str, level: int) -> None:
        style = node.get(_TEXT + "style-name", style)
        level += 1
        if level == 1 and node.get(_TEXT + "continue-numbering") != "true" and not node.get(_TEXT + "continue-list"):
            self._counts[style].clear()
        for item in node:
            first = item.tag == _TEXT + "list-item"
            for child in item:
                if child.tag in (_TEXT + "p", _TEXT + "h"):
                    number = self._number(style, level, item.get(_TEXT + "start-value", "")) if first else ""
                    first = False
                    self._paragraph(child, depth, number=number)
                elif child.tag == _TEXT + "list":
                    self._list(child, depth + 1, style, level)

    def _number(self, style: str, level: int, start: str = "") -> str:
        """Count one item of a list, and print its number."""
        levels, counts = self._levels.get(style, {}), self._counts[style]
        own = levels.get(level)
        if own is None or own.tag == _TEXT + "list-level-style-bullet":
            return ""
        begins = start or ("" if counts[level] else own.get(_TEXT + "start-value", "1"))
        counts[level] = integer_of(begins, 1) if begins else counts[level] + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        form = _FORMATS.get(own.get(_STYLE + "num-format", ""), "")
        if not form:
            return ""
        shown = integer_of(own.get(_TEXT + "display-levels", ""), 1)
        number = ".".join(format_number(counts[at] or 1, form) for at in range(max(1, level - shown + 1), level + 1))
        return own.get(_STYLE + "num-prefix", "") + number + own.get(_STYLE + "num-suffix", "")

    def _paragraph(self, node: ET.Element, depth: int, number: str = "") -> None:
        level = integer_of(node.get(_TEXT + "outline-level", ""), 0) if node.tag == _TEXT + "h" else 0
        lines = self.lines(node, depth)
        if not lines:
            return
        if level and not number and "outline" in self._levels and node.get(_TEXT + "is-list-header") != "true":
            number = self._number("outline", level)
        if level:
            self.draft.headings[len(self.draft.paragraphs)] = level
        elif self._is_title(node.get(_TEXT + "style-name", "")) and not self.draft.heading:
            self.draft.heading = lines[0]
        lines[0] = number.strip() + lines[0]
        self.draft.paragraphs += lines

    def _is_title(self, style: str) -> bool:
        for _ in range(5):
            if style == "Title":
                return True
            style = self._parents.get(style, ("", ""))[0]
        return False

    def _table(self, node: ET.Element, depth: int) -> None:
        for row in node.iter(_TABLE + "table-row"):
            cells = [" ".join(self.lines(cell, depth + 1)) for cell in row if cell.tag == _TABLE + "table-cell"]
            line = "\t".join(cells).strip()
            self.draft.paragraphs += [line] if line else []

    def lines(self, node: ET.Element, depth: int) -> list[str]:
        """The lines of text below `node`."""
        parts: list[str] = []
        self._inline(node, parts, depth + 1)
        return lines_of("".join(parts))

    def _inline(self, node: ET.Element, out: list[str], depth: int) -> None:
        check_depth(depth)
        out.append(_collapsed(node.text))
        for child in node:
            tag = child.tag
            if tag in _BREAKS:
                out.append(_BREAKS[tag])
            elif tag == _TEXT + "s":
                out.append(" " * min(integer_of(child.get(_TEXT + "c", ""), 1), 100))
            elif tag == _TEXT + "note":
                note: list[str] = []
                self._inline(child, note, depth + 1)
                self.draft.footnotes.append(re.sub(r"^\S{1,3}\n", "", "".join(note)).strip())
            elif tag.endswith("}image"):
                self.pictures += 1
            elif tag not in _SKIPPED:
                self._inline(child, out, depth + 1)
                out.append("\n" if tag in (_TEXT + "p", _TEXT + "h", _TEXT + "note-citation") else "")
            out.append(_collapsed(child.tail))


def _levels(node: ET.Element) -> dict[int, ET.Element]:
    return {integer_of(level.get(_TEXT + "level", ""), 0): level for level in node}


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
