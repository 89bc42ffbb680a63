"""What every file format hands over before title, date and leftovers are told apart."""

import re
from dataclasses import dataclass, field
from typing import TypedDict

from workreport.writing.characters import HANZI, LOOK_ALIKES

# Characters that take no room: they split words and figures that a reader sees whole.
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xAD, 0x180E]
)
_SPACES = dict.fromkeys(
    [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85], " "
)
_CONTROLS = dict.fromkeys(
    i for i in [*range(0x20), *range(0x7F, 0xA0)] if i not in (0x09, 0x0A, 0x0D) and i not in _SPACES
)
_TABLE = {**LOOK_ALIKES, **_CONTROLS, **_SPACES, **_INVISIBLE}
_LINE_END = re.compile("\r\n?|\u2028|\u2029")


class ReportError(ValueError):
    """A report that cannot be read; its text is one Chinese sentence for the user: what, where, what to do."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows of it: the sentence, and no traceback."""
        return [str(self)]


@dataclass
class Draft:
    """The paragraphs of a file in reading order, and what its format alone can tell.

    Attributes:
        paragraphs: Clean paragraphs, none of them empty.
        heading: The paragraph that the format itself marks as the document's title, "" where it marks none.
        title: Title in the file's properties, for documents whose text states none.
        author: Author in the file's properties.
        date: ISO date in the file's properties.
        footnotes: Foot- and endnotes in the order of their marks.
        notices: Chinese sentences about what could not be kept.
        leftovers: Lines that the format itself sets apart from the body, such as a web page's menus.
        headings: Level (from 1) of the paragraphs that the format itself marks as headings, by their index.
    """

    paragraphs: list[str]
    heading: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    footnotes: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    headings: dict[int, int] = field(default_factory=dict)


def clean(text: str) -> str:
    """Take out what nobody sees: control and zero-width characters, odd spaces and line ends, look-alike radicals."""
    return _LINE_END.sub("\n", text).translate(_TABLE)


def lines_of(text: str) -> list[str]:
    """The lines of a text that hold something, clean and without white space at their ends."""
    return [line for line in map(str.strip, clean(text).split("\n")) if line]


# The dates of the templates that programs come with, which they leave in every file made from them.
_TEMPLATE_DATES = {"2013-12-23", "2006-09-16", "2006-09-13", "1601-01-01", "1970-01-01", "1980-01-01", "1899-12-30"}
_NOBODY = re.compile("用户|微软|管理员|作者|番茄|雨林|深度|技术|系统|电脑")


class Properties(TypedDict):
    """What a file's properties say, each "" where they say nothing."""

    title: str
    author: str
    date: str


def properties_of(title: str, author: str, date: str) -> Properties:
    """Title, author and date from a file's properties, each "" where it names a program or machine, not a report."""
    title, author = clean(title).strip(), clean(author).strip()
    found = re.match(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)", date)
    return {
        "title": title if re.search(f"[{HANZI}]{{3}}", title) and len(title) <= 80 else "",
        "author": author if re.fullmatch(f"[{HANZI}·]{{2,12}}", author) and not _NOBODY.search(author) else "",
        "date": "" if not found or "-".join(found.groups()) in _TEMPLATE_DATES else "-".join(found.groups()),
    }
