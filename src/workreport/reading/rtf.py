"""Rich Text Format, by the library striprtf."""

import re

from striprtf.striprtf import rtf_to_text

from workreport.reading.draft import Draft, ReportError, clean, properties_of

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_STYLE = re.compile(r"\{\\s(\d{1,4})(?!\d)([^{};]*)")
_LEVEL = re.compile(r"\\outlinelevel([0-8])(?!\d)|(?:heading|\\'b1\\'ea\\'cc\\'e2) ?([1-9])$", re.IGNORECASE)
_INFO = re.compile(r"\{\\(title|author) ([^{}]{0,400})\}")
_MARK, _BAR = "\x01", "\x02"  # stand for a heading's level, and for a bar in the text: in the answer it ends a cell
_MARKED = re.compile(_MARK + "([1-9])")


def read_rtf(raw: bytes) -> Draft:
    """Read an RTF document; the numbers of its lists are in it as text.

    Raises:
        ReportError: It is damaged.
    """
    page = _CODE_PAGE.search(raw[:2000])
    encoding = f"cp{page[1].decode()}" if page else "cp936"
    if encoding in ("cp936", "cp1252", "cp65001"):
        encoding = "gb18030"  # what Chinese programs write, whatever the header says
    source = raw.decode("latin-1").translate({0: None, 1: None, 2: None, ord("|"): _BAR})
    # striprtf's own pattern for links looks back over whole lines: without that word it leaves them alone.
    source = source.replace("HYPERLINK", "").replace("\\pntext", "\\listtext")
    properties = {name: _plain("{" + text + "}", encoding) for name, text in _INFO.findall(source)}
    text = _plain(_mark_headings(source), encoding)
    draft = Draft([], **properties_of(properties.get("title", ""), properties.get("author", ""), ""))
    for line in text.split("\n"):
        level = _MARKED.search(line)
        cells = (clean(cell.replace(_BAR, "|")).strip() for cell in _MARKED.sub("", line).split("|"))
        shown = "\t".join(cells).strip()
        if shown:
            if level:
                draft.headings[len(draft.paragraphs)] = int(level[1])
            draft.paragraphs.append(shown)
    return draft


def _plain(source: str, encoding: str) -> str:
    try:
        return rtf_to_text(source, encoding=encoding, errors="replace")
    except (ValueError, LookupError):
        raise ReportError("RTF 文件已损坏，读不出来，请用 Word 打开后另存为 .docx。") from None


def _mark_headings(source: str) -> str:
    """Set a mark before the text of each paragraph whose style is a heading's."""
    start = source.find("{\\stylesheet")
    levels: dict[str, int] = {}
    for number, style in _STYLE.findall(source[start : start + 200_000]) if start >= 0 else ():
        if level := _LEVEL.search(style.strip()):
            levels[number] = int(level[1]) + 1 if level[1] else int(level[2])
    if not levels:
        return source
    numbers = "|".join(sorted(levels, key=len, reverse=True))
    body = source.find("\\pard", start)
    marked = re.sub(
        rf"(\\pard(?:\\plain)?[^{{}}]{{0,40}}?\\s({numbers})(?!\d) ?)",
        lambda match: f"{match[1]}{{{_MARK}{levels[match[2]]}}}",
        source[body:],
    )
    return source[:body] + marked
