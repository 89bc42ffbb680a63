"""Which reader a file's content needs, whatever its name says, and what is told of files that none can read."""

import re
from collections.abc import Callable

from workreport.reading.doc import read_doc
from workreport.reading.docx import read_docx, read_flat_docx, read_word_2003
from workreport.reading.draft import Draft, ReportError
from workreport.reading.html import read_html
from workreport.reading.mht import read_mht
from workreport.reading.odt import read_fodt, read_odt
from workreport.reading.ofd import read_ofd
from workreport.reading.pdf import read_pdf
from workreport.reading.rtf import read_rtf
from workreport.reading.text import is_markdown, read_markdown, read_text

# What the files end in that a folder may hold as reports. Programs of the office write several formats under one name.
SUFFIXES = frozenset(
    {".txt", ".md", ".markdown", ".docx", ".docm", ".doc", ".dot", ".wps", ".wpt", ".rtf"}
    | {".odt", ".fodt", ".ofd", ".pdf", ".html", ".htm", ".xhtml", ".mht", ".mhtml"}
)

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|meta|div|p|h1|article|table|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHT = re.compile(
    rb"(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,40}?content-type:\s*(?:multipart/|text/html)", re.IGNORECASE
)
# XML that is told by a name near its beginning.
_XML = (
    (b"http://schemas.microsoft.com/office/word/2003/wordml", read_word_2003),
    (b"http://schemas.microsoft.com/office/2006/xmlPackage", read_flat_docx),
    (b"urn:oasis:names:tc:opendocument:xmlns:office", read_fodt),
)
_COPY = "请把要分析的文字复制到 Word 里，存成 .docx 后再读"
_OUTLINE = "请在 PowerPoint 或 WPS 演示里另存为“大纲/RTF 文件”，或把文字复制到 Word 后再读"
_RECOGNISE = "请先做文字识别（OCR，如 WPS 的“图片转文字”），存成 .txt 或 .docx 再读"
_OTHER = (
    ("图片", _RECOGNISE, (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")),
    ("压缩包", "请先解压，再选其中的报告", (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06")),
    ("程序", "请检查是否选错了文件", (b"MZ", b"\x7fELF")),
)
_OLD = b"\xd0\xcf\x11\xe0"  # the container of Office before 2007
_SEALED = (b"%TSD-Header", b"E-SafeNet", b"\x62\x14\x23\x65", b"CDGENC", b"ENCRYPTED_BY_")
_ZIPS = (
    (b"xl/workbook", "Excel 表格", _COPY),
    (b"opendocument.spreadsheet", "表格", _COPY),
    (b"ppt/", "演示文稿", _OUTLINE),
    (b"opendocument.presentation", "演示文稿", _OUTLINE),
)
_STREAMS = (
    ("Workbook", "Excel 表格", _COPY),
    ("Book", "Excel 表格", _COPY),
    ("PowerPoint Document", "演示文稿", _OUTLINE),
    ("__substg1.0", "Outlook 邮件", "请把正文复制到 Word，或存下附件后再读"),
)


def reader_of(raw: bytes, suffix: str, text_limit: int) -> Callable[[bytes], Draft]:
    """The reader for a file's content.

    Args:
        raw: The file.
        suffix: What its name ends in, in lower case; it decides only where the content leaves several.
        text_limit: Bytes of the longest plain text that is read.

    Raises:
        ReportError: No reader can take it; the text says what the user can do.
    """
    head = raw[:1024]
    if reader := _reader_by_signature(head, raw):
        return reader
    if len(raw) > text_limit:
        raise ReportError(f"文字超过 {text_limit / 1_000_000:.0f} MB，不像一份报告，请拆成一篇一个文件。")
    if _HTML.match(head) or (suffix in (".html", ".htm", ".xhtml") and re.search(rb"</?[a-zA-Z]", raw[:20_000])):
        return read_html
    return read_markdown if suffix in (".md", ".markdown") or is_markdown(raw) else read_text


def _reader_by_signature(head: bytes, raw: bytes) -> Callable[[bytes], Draft] | None:
    """The reader of a format that begins with a mark of its own, None for text and web pages."""
    if b"%PDF-" in head:
        return read_pdf
    if head.startswith(b"PK\x03\x04"):
        return _reader_of_zip(raw)
    if head.startswith(_OLD):
        return _reader_of_old(raw)
    _refuse(head)
    if head.startswith(b"{\\rtf"):
        return read_rtf
    return read_mht if _MHT.match(raw[:8192].lstrip()) else _reader_of_xml(raw)


def refuse_name(name: str) -> None:
    """Refuse what its name tells: the small file that Word or LibreOffice keeps beside an open one."""
    if name.startswith((".~lock.", "~$", ".~")):
        raise ReportError("这是 Word 或 WPS 打开文件时的临时文件，里面没有报告，请选去掉开头“~$”的同名文件。")


def is_old_word(raw: bytes) -> bool:
    """Whether a file is a Word 97–2003 document."""
    return raw.startswith(_OLD) and "WordDocument".encode("utf-16-le") in raw


def _refuse(head: bytes) -> None:
    """Refuse what shows by its first bytes that it is no text."""
    if any(mark in head[:64] for mark in _SEALED):
        raise ReportError("文件被单位的文档加密软件加了密，请在装有该软件的电脑上解密（另存为明文）后再读。")
    for kind, advice, signatures in _OTHER:
        if head.startswith(signatures) or (kind == "图片" and head[4:12] == b"ftypheic"):
            raise ReportError(f"这是{kind}，不是报告的文字，{advice}。")


def _reader_of_zip(raw: bytes) -> Callable[[bytes], Draft]:
    for mark, kind, advice in _ZIPS:
        if mark in raw and b"word/document" not in raw:
            raise ReportError(f"这是{kind}，不是成篇的报告，{advice}。")
    if b"OFD.xml" in raw:
        return read_ofd
    if b"opendocument.text" in raw[:200] or (b"content.xml" in raw and b"META-INF" in raw):
        return read_odt
    if b"word/" in raw or b"document.xml" in raw:
        return read_docx
    raise ReportError("这是压缩包，请先解压，再选其中的报告。")


def _reader_of_old(raw: bytes) -> Callable[[bytes], Draft]:
    """The reader for the old container of Office, which holds several streams by name."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in raw

    if holds("EncryptedPackage"):
        raise ReportError("Word 文件设了打开密码，请在 Word 里取消密码后另存一份再读。")
    if holds("WordDocument"):
        return read_doc
    for stream, kind, advice in _STREAMS:
        if holds(stream):
            raise ReportError(f"这是旧式的 {kind}，不是成篇的报告，{advice}。")
    raise ReportError("这是旧式的办公文件，请用 Word 或 WPS 打开，另存为 .docx 后再读。")


def _reader_of_xml(raw: bytes) -> Callable[[bytes], Draft] | None:
    head = raw[:4096]
    if not re.match(rb"(?:\xef\xbb\xbf)?\s*<[?a-zA-Z]", head):
        return None
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<Workbook" in head:
        raise ReportError(f"这是 Excel 表格，不是成篇的报告，{_COPY}。")
    return next((reader for name, reader in _XML if name in head and not _HTML.match(head)), None)
