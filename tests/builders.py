"""Files that the reading tests need, written the way real programs write them."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, **parts: str) -> bytes:
    """A Word file: the XML inside w:body, and further parts (numbering, styles, footnotes, comments) by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        links = "".join(
            f'<Relationship Id="r{i}" Type="{R}/{name}" Target="{name}.xml"/>' for i, name in enumerate(parts)
        )
        package.writestr(
            "_rels/.rels", relations(f'<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/>')
        )
        package.writestr("word/_rels/document.xml.rels", relations(links))
        package.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {NAMES}>{content}</w:{name}>")
    return stream.getvalue()


def relations(links: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(text: str = "", *, properties: str = "", number: tuple[int, int] | None = None, inner: str = "") -> str:
    """A paragraph of plain text, or of `inner` XML; `number` is list instance and level."""
    numbered = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{properties}{numbered}</w:pPr>{inner or run(text)}</w:p>"


def level(index: int, style: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: str, instances: str = "") -> str:
    """List definitions, each with an instance of the same number, from 1 on."""
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{i}">{x}</w:abstractNum>' for i, x in enumerate(lists, 1))
    plain = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(1, len(lists) + 1))
    return abstract + plain + instances


def pdf(path, paragraphs: list[str], *, indent: int = 32, head: str = "", encrypt=None) -> None:
    """A PDF with justified Chinese paragraphs, a running head and page numbers."""
    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=16, leading=28, firstLineIndent=indent, wordWrap="CJK"
    )

    def frame(canvas, document):
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString(297, 30, f"— {document.page} —")
        canvas.drawString(72, 810, head)

    story = [Paragraph(escape(text), style) for text in paragraphs]
    SimpleDocTemplate(str(path), encrypt=encrypt).build(story, onFirstPage=frame, onLaterPages=frame)


def ole(**streams: bytes) -> bytes:
    """The container of Office before 2007, with these streams: a file system in sectors of 512 bytes ([MS-CFB])."""
    sizes = {
        name: max(len(content), 4096) for name, content in streams.items()
    }  # smaller ones would need a second table
    content, chains, at = b"", [], 2  # the first two sectors hold the table of sectors and the directory
    first = {}
    for name, stream in streams.items():
        count = -(-sizes[name] // 512)
        first[name] = at
        chains += [at + i + 1 for i in range(count - 1)] + [0xFFFFFFFE]
        content += stream.ljust(count * 512, b"\0")
        at += count
    table = struct.pack(f"<{2 + len(chains)}I", 0xFFFFFFFD, 0xFFFFFFFE, *chains).ljust(512, b"\xff")
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    names = sorted(streams, key=lambda name: (len(name), name))
    for i, name in enumerate(names):
        entries.append(
            _entry(name, 2, right=i + 2 if i + 1 < len(names) else None, start=first[name], size=sizes[name])
        )
    directory = b"".join(entries).ljust(512, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    return header + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108) + table + directory + content


def _entry(name, kind, start, size, *, child=None, right=None):  # noqa: PLR0913 -- an entry has these fields
    encoded = (name + "\0").encode("utf-16-le")
    links = [0xFFFFFFFF, 0xFFFFFFFF if right is None else right, 0xFFFFFFFF if child is None else child]
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBB3I", len(encoded), kind, 1, *links)
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def doc(paragraphs, *, flags: int = 0) -> bytes:
    """A Word 97 document: each paragraph a text (its mark last), a style's number, and properties by number."""
    text = "".join(text for text, *_ in paragraphs)
    start, page = 0x800, 4  # where the text begins, and the page of 512 bytes with the paragraphs' properties behind it
    body = text.encode("utf-16-le")
    page = -(-(start + len(body)) // 512)
    places, entries, store = [start], b"", b""
    at = 504
    for passage, style, sprms in paragraphs:
        places.append(places[-1] + 2 * len(passage))
        grpprl = struct.pack("<H", style) + b"".join(struct.pack("<H", sprm) + value for sprm, value in sprms)
        grpprl += b"\0" * (len(grpprl) % 2 == 0)
        record = bytes([(len(grpprl) + 1) // 2]) + grpprl
        at -= len(record) + len(record) % 2
        entries += bytes([at // 2]) + bytes(12)
        store = record.ljust(len(record) + len(record) % 2, b"\0") + store
    fkp = struct.pack(f"<{len(places)}I", *places) + entries
    fkp = fkp.ljust(at, b"\0") + store
    fkp = fkp.ljust(511, b"\0") + bytes([len(paragraphs)])
    pieces = b"\2" + struct.pack("<I", 16) + struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    papx = struct.pack("<III", start, places[-1], page)
    fib = bytearray(start)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", fib, 0x0A, 0x0200 | flags)
    struct.pack_into("<I", fib, 0x4C, len(text))
    struct.pack_into("<II", fib, 0x102, len(pieces), len(papx))
    struct.pack_into("<II", fib, 0x1A2, 0, len(pieces))
    return ole(WordDocument=(bytes(fib) + body).ljust(page * 512, b"\0") + fkp, **{"1Table": pieces + papx})


def archive(members: dict[str, str]) -> bytes:
    """A zip of texts by their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text: the XML inside office:text, and list styles."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": kind, "META-INF/manifest.xml": "<manifest/>", "content.xml": content})


def ofd(lines, *, size: float = 5.64) -> bytes:
    """An OFD document of one page: each line a text, its left edge and the height of its baseline, in millimetres."""
    objects = "".join(
        f'<ofd:TextObject ID="{i}" Boundary="{x} {y} 160 8" Font="1" Size="{size}">'
        f'<ofd:TextCode X="0" Y="5" DeltaX="g {len(text) - 1} {size}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        for i, (text, x, y) in enumerate(lines)
    )
    name = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    about = "<ofd:DocInfo><ofd:CreationDate>2024-03-01</ofd:CreationDate></ofd:DocInfo>"
    root = f"<ofd:DocBody>{about}<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    pages = '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P/Content.xml"/></ofd:Pages>'
    return archive(
        {
            "OFD.xml": f"<ofd:OFD {name}>{root}</ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {name}>{pages}</ofd:Document>",
            "Doc_0/Pages/P/Content.xml": f"<ofd:Page {name}><ofd:Content>{objects}</ofd:Content></ofd:Page>",
        }
    )


def mht(page: str) -> bytes:
    """A web archive of one page."""
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        f"{page}\r\n--b\r\nContent-Type: image/png\r\n\r\nxx\r\n--b--\r\n"
    ).encode()


def rtf(body: str) -> bytes:
    """An RTF document: text that is not ASCII becomes \\u, the rest stays as it is."""
    coded = "".join(
        char if char.isascii() else f"\\u{ord(char) if ord(char) < 32768 else ord(char) - 65536}?" for char in body
    )
    styles = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}"
    return (r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}" + styles + coded + "}").encode()
