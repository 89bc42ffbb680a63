"""Web pages: the text of their blocks, without scripts, menus and hidden parts.

Which line is the title is told by what the page says of itself (`ArticleTitle`, `og:title`, `<title>`), for its first
heading is often that of a menu. Where a page hides its article until a script shows it, hidden parts are read too;
where that finds next to nothing, the library trafilatura is asked.
"""

import html
import re

from workreport.reading.draft import Draft, clean, properties_of
from workreport.reading.text import decode
from workreport.writing.characters import HANZI

# Every alternative ends at the next "<" or matches to the end, so that reading is linear even on a damaged page.
_TOKEN = re.compile(
    r"""
      <!--.*?(?:-->|\Z)
    | <[!?][^<>]*>
    | <(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<attributes>(?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>
    | (?P<text>[^<]+|<)
    """,
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,20})", re.IGNORECASE)
_IN_CELL = "\x0b"  # the end of a block inside a table's cell
_RAW = {"script", "style", "noscript", "template", "textarea", "svg", "iframe", "object", "select", "math", "video"}
_SKIPPED = {"nav", "footer", "aside", "button", "menu"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|div|fieldset|figcaption|figure|footer"
    "|form|h[1-6r]|head|header|html|legend|li|main|menu|nav|ol|option|p|pre|section|summary|table|t(?:body|foot|head)"
    "|title|tr|ul"
)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TITLES = ("articletitle", "og:title", "twitter:title")  # meta names, surest first
_DATES = ("pubdate", "publishdate", "article:published_time")
# What names a site or a part of it rather than an article.
_SITE = re.compile(r"网站|门户|首页|栏目|频道|正文|详情|(?:网|人民政府|公开|动态|要闻|新闻|公告|客户端|公众号)$")
_REPORT = ("报告", "总结", "汇报")  # what a title ends in
_ARTICLE = 200  # characters; less is no report, and the page is read again by other means


def read_html(raw: bytes, *, charset: str = "") -> Draft:
    """Read a web page, saved whole or as a fragment.

    Args:
        raw: The page.
        charset: What an envelope says about its encoding; else the page itself is asked.
    """
    text, notices = _decode(raw, charset)
    page = _Page(text)
    everything = _Page(text, hidden=True)
    if _size(page.lines) < max(0.4 * _size(everything.lines), _ARTICLE) < _size(everything.lines):
        page = everything
    if _size(page.lines) < _ARTICLE < _size([text]) and (found := _extracted(text)):
        page.lines, page.headings = found, {}
    title = _title(page)
    before, lines = _split_at_title(page.lines, title)
    if title and before is None:
        lines = [title, *lines]
    first = len(page.lines) - len(lines)
    if page.links:
        notices.append(f"网页的导航和链接 {page.links} 行没有计入正文。")
    if page.images:
        notices.append(f"{page.images} 张图片没有读入。")
    date = next((page.meta[name] for name in _DATES if page.meta.get(name)), "")
    return Draft(
        lines,
        heading=lines[0] if title else "",
        **properties_of(title, page.meta.get("author", ""), date),
        notices=notices,
        leftovers=before or [],
        headings={i - first: level for i, (level, _) in page.headings.items() if i > first},
    )


def _size(lines: list[str]) -> int:
    return sum(len(re.findall(f"[{HANZI}]", line)) for line in lines)


def _extracted(text: str) -> list[str]:
    """The article as trafilatura finds it."""
    from trafilatura import extract  # noqa: PLC0415 -- slow to import, and seldom needed

    found = extract(text, include_comments=False, include_tables=True, favor_recall=True) or ""
    lines = [_tidy(clean(line)) for line in found.split("\n")]
    return [line for line in lines if line] if _size(lines) >= _ARTICLE else []


def _title(page: "_Page") -> str:
    """The title by what the page says of itself, else by its headings; "" where nothing tells."""
    names = re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+|\s*-{2,}\s*", page.title)
    for name in _TITLES:
        stated = re.split(r"\s*[_|｜]\s*", page.meta.get(name, ""))[0].strip()
        if _size([stated]) >= 4:
            return stated
    names = [name for name in names if _size([name]) >= 4 and not _SITE.search(name)]
    headings = [line for _, line in page.headings.values() if _size([line]) >= 4 and not _SITE.search(line)]
    squeezed = page.title.replace(" ", "")
    found = [line for line in headings if len(line) <= 80 and line.replace(" ", "") in squeezed]
    found += [name for name in names if name in page.lines]
    found += [name for name in names if name.endswith(_REPORT)] + names
    above = page.lines[: min(page.headings, default=0)]  # a word processor sets the title as a plain paragraph
    found += [line for line in above if len(line) <= 60 and line.endswith(_REPORT)]
    found += [line for level, line in page.headings.values() if level <= 2 and line in headings]
    return found[0] if found else ""


def _split_at_title(lines: list[str], title: str) -> tuple[list[str] | None, list[str]]:
    """The lines above the title, and those from it on; None and all lines where it does not stand among the first."""
    squeezed = re.sub(r"\s", "", title)
    found = None
    for i in range(len(lines)):
        if len(lines[i]) > 80 or sum(map(len, lines[:i])) > 1500:
            break
        for size in (1, 2, 3):
            if squeezed and re.sub(r"\s", "", "".join(lines[i : i + size])) == squeezed:
                found = i, size
    if found is None:
        return None, lines
    i, size = found
    return lines[:i], [title if size > 1 else lines[i], *lines[i + size :]]


def _decode(raw: bytes, charset: str) -> tuple[str, list[str]]:
    """Decode a page by its own declaration where that fits, else as any text."""
    match = _CHARSET.search(raw[:4096])
    name = match[1].decode().lower() if match else charset.lower()
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

    def __init__(self, text: str, *, hidden: bool = False) -> None:
        self.lines: list[str] = []
        self.headings: dict[int, tuple[int, str]] = {}  # level and text of the lines that are headings
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
        self._hidden = hidden  # whether what the page hides is read
        self._read(text)

    def _read(self, text: str) -> None:
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
        if not self._hidden and name not in _VOID and (name in _SKIPPED or _is_hidden(text, attributes)):
            self._break()
            self._open = [name]
            return
        if name == "meta":
            key = (attributes.get("name") or attributes.get("property", "")).lower()
            self.meta.setdefault(key, clean(attributes.get("content", "")).strip())
        self.images += name == "img"
        if name == "br":
            self._text.append("\n")
        elif name in ("td", "th"):
            self._text.append("\t" if self._row else "")
            self._row += 1
        elif name == "a":
            self._in_link = True
        elif _BLOCK.fullmatch(name):
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
        elif _BLOCK.fullmatch(name):
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
        """A paragraph in a table's cell does not end the row's line, unless the cell turns out to hold a whole text."""
        if self._row:
            self._text.append(_IN_CELL)
        else:
            self._break()

    def _break(self) -> None:
        text, linked = "".join(self._text), self._linked
        heading, self._heading = self._heading, ""
        self._text, self._linked = [], 0
        if any(_IN_CELL in cell.strip(_IN_CELL + " ") and len(cell) > 150 for cell in text.split("\t")):
            text = text.replace("\t", "\n").replace(_IN_CELL, "\n")
        lines = [_tidy(line) for line in clean(text.replace(_IN_CELL, " ")).split("\n")]
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
            if heading:
                self.headings[len(self.lines)] = int(heading[1]), lines[0]
            self.lines += lines


def _is_hidden(text: str, attributes: dict[str, str]) -> bool:
    """Whether a tag's attributes hide it, or set it at a page's edge as a word processor does."""
    return (
        attributes.get("title") in ("header", "footer")
        or bool(re.search(r"(^|\s)hidden(\s|$|=)", text))
        or bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", attributes.get("style", "")))
    )


def _tidy(line: str) -> str:
    """Collapse the spaces of the source; none stays beside a cell's border."""
    return re.sub(r" *\t *", "\t", re.sub(" {2,}", " ", line)).strip()
