"""A notebook with its outputs becomes one self-contained page, and the pages of a report one file to send."""
# ruff: noqa: E402 - the first statement below must come before the imports that it makes fast

import base64
import hashlib
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

# jsonschema, which nbformat imports, builds a large URI grammar (2 s) when this optional module is there.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type] # None: as if it were not there

import mistune
import nbformat
from nbconvert import TemplateExporter
from nbconvert.filters import Highlight2HTML

from workreport.rendering.notebooks import page_name
from workreport.writing.lists import PACKAGE

_TEMPLATES = PACKAGE / "pages" / "templates"
_CONTENTS = "<!-- contents -->"
_CELLS = 1_000  # of notebooks, remembered as HTML; all of them have some 300
_HEADING = re.compile(r"<h([123])>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'href="([\w-]+)\.ipynb(["#])')
_MAIN = re.compile(r'(<main id="main">)(.*)(</main>)', re.DOTALL)
_NAV = re.compile(r'(<nav class="contents"[^>]*>)(.*?)(</nav>)', re.DOTALL)
_TITLE = re.compile(r"(<title>)(.*?)( – )", re.DOTALL)
_HERE = re.compile(r' aria-current="page"')
# Passes over what stands in quotation marks as a whole: it may be a picture.
_ID = re.compile(r'(<[^<>"]*?(?:"[^"<>]*"[^<>"]*?)*?\s(?:id|for)=")([^"]+)"')
_INSIDE = re.compile(r'href="#([^"]*)"')
_PLACE = re.compile(r'href="text\.html#c(\d+)"')
_OTHER = re.compile(r'href="([\w-]+\.html)(?:#([^"]*))?"')


def to_page(notebook: dict, context: Mapping[str, Any]) -> str:
    """Put a notebook into the page template, with its table of contents.

    Args:
        notebook: The notebook as JSON, as `execute.execute` gives it.
        context: What the page says around the notebook: report, navigation, source block; `text_pages`, where each
            page of the text begins and what it is called.
    """
    page = {"policy": policy(), "script": script(), **context}
    html, _ = _exporter().from_notebook_node(nbformat.from_dict(notebook), resources={"page": page})
    headings = [(level, *text.partition(" · ")[::2]) for level, text in _HEADING.findall(html)]
    contents = "".join(f'<li><a href="#{words}">{words}</a></li>' for level, words, _ in headings if level == "2")
    html = html.replace(_CONTENTS, f"<ol>{contents}</ol>", 1)
    html = _HEADING.sub(_heading, html)
    html = _LINK.sub(lambda link: f'href="{page_name(link[1])}{link[2]}', html)
    return _on_text_pages(html, context.get("text_pages", ()))


def _on_text_pages(html: str, pages: Sequence[tuple[int, str]]) -> str:
    """Lead links to a place in the text to the page that holds it, where the text has several."""
    if len(pages) < 2:
        return html

    def lead(place: re.Match) -> str:
        _, name = pages[bisect_right(pages, int(place[1]), key=lambda page: page[0]) - 1]
        return f'href="{name}#c{place[1]}"'

    return _PLACE.sub(lead, html)


def one_file(pages: Mapping[str, str], titles: Iterable[tuple[str, str]], *, heading: str) -> str:
    """Put all pages of a report into one, in the frame of the first: each id gets its page's name before it.

    Args:
        pages: The pages' HTML by file name.
        titles: File name and title of each page, in the order in which they are to stand; a name without a page is
            passed over.
        heading: What the page is called.
    """
    there = [(name, title) for name, title in titles if name in pages]
    body = "".join(f'<section class="page" id="{_stem(name)}">{_inside(name, pages)}</section>' for name, _ in there)
    contents = "".join(f'<li><a href="#{_stem(name)}">{title}</a></li>' for name, title in there)
    first = _HERE.sub("", pages[there[0][0]])
    first = _TITLE.sub(lambda title: f"{title[1]}{heading}{title[3]}", first, count=1)
    first = _NAV.sub(lambda nav: f"{nav[1]}<ol>{contents}</ol>{nav[3]}", first, count=1)
    return _MAIN.sub(lambda main: f"{main[1]}{body}{main[3]}", first, count=1)


def _inside(name: str, pages: Mapping[str, str]) -> str:
    """What stands on a page, its ids and links made for a page that holds all."""
    found = _MAIN.search(pages[name])
    inside = _ID.sub(lambda tag: f'{tag[1]}{_stem(name)}-{tag[2]}"', found[2] if found else "")
    inside = _INSIDE.sub(lambda link: f'href="#{_stem(name)}-{link[1]}"', inside)

    def lead(link: re.Match) -> str:
        if link[1] not in pages:
            return link[0]
        return f'href="#{_stem(link[1])}{f"-{link[2]}" if link[2] else ""}"'

    return _OTHER.sub(lead, inside)


def _stem(name: str) -> str:
    return name.removesuffix(".html")


@cache
def script() -> str:
    """The one script of a page; without it, all stands on the page, only whole."""
    return (_TEMPLATES / "page" / "page.js").read_text(encoding="utf-8")


@cache
def policy() -> str:
    """The Content-Security-Policy of a page: no request at all, and no script but the one with this hash."""
    digest = base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; img-src data:; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _exporter() -> TemplateExporter:
    # Not the HTMLExporter: that one loads styles of its own and rewrites the whole page when it is done.
    exporter = TemplateExporter(
        template_name="page",
        extra_template_basedirs=[str(_TEMPLATES)],
        template_extension=".html.j2",
        # The one step that changes anything here; the whole notebook is validated after each.
        default_preprocessors=["nbconvert.preprocessors.CoalesceStreamsPreprocessor"],
    )
    # Most cells are the same with every report.
    exporter.register_filter("markdown2html", lru_cache(_CELLS)(mistune.create_markdown()))
    exporter.register_filter("highlight_code", lru_cache(_CELLS)(Highlight2HTML(pygments_lexer="python")))
    return exporter


def _heading(found: re.Match) -> str:
    """A heading that can be linked to, its English gloss set apart."""
    level, text = found.groups()
    words, _, gloss = text.partition(" · ")
    english = f' <span class="gloss" lang="en">{gloss}</span>' if gloss else ""
    return f'<h{level} id="{words}">{words}{english}</h{level}>'
