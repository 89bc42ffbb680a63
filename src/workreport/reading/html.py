"""Web pages: the text of their blocks, without scripts, menus and hidden parts."""

import html
import re

from workreport.reading.draft import Draft, clean, properties_of
from workreport.reading.text import decode

# Every alternative ends at the next "<" or matches to the end, so that reading is linear even on a damaged page.
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,20})", re.IGNORECASE)
_RAW = {"script", "style", "noscript", "template", "textarea", "svg", "iframe", "object", "select", "math", "video"}
_SKIPPED = {"nav", "footer", "aside", "button", "form", "menu"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
_BLOCKS = {
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "details",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "ul",
    "title",
    "nav",
    "footer",
    "aside",
    "form",
    "menu",
    "option",
}
_HEADINGS = {"h1", "h2", "h3"}


def read_html(raw: bytes) -> Draft:
    """Read a web page, saved whole or as a fragment."""
    text, notices = _decode(raw)
    page = _Page()
    page.read(text)
    lines, links = page.lines, page.links
    heading = next((line for name in ("h1", "h2") for tag, line in page.headings if tag == name), "")
    before: list[str] = []
    if heading in lines:
        at = lines.index(heading)
        if all(len(line) <= 80 for line in lines[:at]) and sum(map(len, lines[:at])) <= 800:
            before, lines = lines[:at], lines[at:]
    if links:
        notices.append(f"网页的导航和链接 {links} 行没有计入正文。")
    if page.images:
        notices.append(f"{page.images} 张图片没有读入。")
    title = re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+", page.title)[0]
    return Draft(
        lines,
        heading=heading,
        **properties_of(title, page.meta.get("author", ""), page.meta.get("pubdate", "")),
        notices=notices,
        leftovers=before,
    )


def _decode(raw: bytes) -> tuple[str, list[str]]:
    """Decode a page by its own declaration where that fits, else as any text."""
    match = _CHARSET.search(raw[:4096])
    name = match[1].decode().lower() if match else ""
    if name in ("gb2312", "gbk", "gb_2312-80"):
        name = "gb18030"
    try:
        if name and not name.startswith("utf"):
            return raw.decode(name), []
    except (LookupError, UnicodeError):
        pass
    return decode(raw)


class _Page:
    """Collects the lines of a page; a line ends where a block does."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.title = ""
        self.meta: dict[str, str] = {}
        self.links = self.images = 0
        self._text: list[str] = []
        self._linked = 0  # characters of the line under way that stand in a link
        self._open: list[str] = []  # blocks inside a skipped one
        self._in_link = False
        self._numbers: list[int | None] = []
        self._heading = ""
        self._row = 0

    def read(self, text: str) -> None:
        lower = text.lower()
        at = 0
        while match := _TOKEN.match(text, at):
            at = match.end()
            name = (match["name"] or "").lower()
            if match["text"]:
                self._add(html.unescape(match["text"]))
            elif name in _RAW and not match["end"] and not match["attributes"].rstrip().endswith("/"):
                end = lower.find(f"</{name}", at)
                at = len(text) if end < 0 else end
            elif name and match["end"]:
                self._close(name)
            elif name:
                self._start(name, match["attributes"])
        self._break()

    def _start(self, name: str, text: str) -> None:
        attributes = {key.lower(): html.unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(text)}
        if self._open:
            if name == self._open[0]:
                self._open.append(name)
            return
        hidden = re.search(r"(^|\s)hidden(\s|$|=)", text) or re.search(
            r"display\s*:\s*none|visibility\s*:\s*hidden", attributes.get("style", "")
        )
        if (name in _SKIPPED or hidden) and name not in _VOID:
            self._break()
            self._open = [name]
            return
        if name == "meta":
            self.meta.setdefault(attributes.get("name", "").lower(), attributes.get("content", ""))
        self.images += name == "img"
        if name == "br":
            self._text.append("\n")
        elif name in ("td", "th"):
            self._text.append("\t" if self._row else "")
            self._row += 1
        elif name == "a":
            self._in_link = True
        elif name in _BLOCKS:
            self._break_unless_cell()
            self._enter(name, attributes)

    def _enter(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("ol", "ul"):
            start = attributes.get("start", "1")
            self._numbers.append((int(start) if start.isdecimal() and len(start) < 6 else 1) if name == "ol" else None)
        elif name == "li" and self._numbers and self._numbers[-1] is not None:
            self._text.append(f"{self._numbers[-1]}. ")
            self._numbers[-1] += 1
        elif name == "tr":
            self._break()
            self._row = 0
        elif name in _HEADINGS or name == "title":
            self._heading = name

    def _close(self, name: str) -> None:
        if self._open:
            if name == self._open[0]:
                self._open.pop()
            return
        if name == "a":
            self._in_link = False
        elif name in ("tr", "table"):
            self._break()
            self._row = 0
        elif name in _BLOCKS:
            self._break_unless_cell()
            if name in ("ol", "ul") and self._numbers:
                self._numbers.pop()

    def _add(self, text: str) -> None:
        if self._open:
            return
        text = re.sub(r"[ \t\r\n\f]+", " ", text)
        self._text.append(text)
        if self._in_link:
            self._linked += len(text.strip())

    def _break_unless_cell(self) -> None:
        """A paragraph in a table's cell does not end the row's line."""
        if self._row:
            self._text.append(" ")
        else:
            self._break()

    def _break(self) -> None:
        text, linked = clean("".join(self._text)), self._linked
        heading, self._heading = self._heading, ""
        self._text, self._linked = [], 0
        lines = [_tidy(line) for line in text.split("\n")]
        lines = [line for line in lines if line]
        if not lines:
            self._heading = heading if heading != "title" else ""
        elif heading == "title":
            self.title = self.title or lines[0]
        elif (
            not heading and linked >= 0.9 * sum(len(line) for line in lines) and all(len(line) <= 40 for line in lines)
        ):
            self.links += len(lines)
        else:
            self.lines += lines
            if heading:
                self.headings.append((heading, lines[0]))


def _tidy(line: str) -> str:
    """Collapse the spaces of the source; none stays beside a cell's border."""
    return re.sub(r" *\t *", "\t", re.sub(" {2,}", " ", line)).strip()
