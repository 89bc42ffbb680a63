"""A notebook with its outputs becomes one self-contained page."""
# ruff: noqa: E402 - the first statement below must come before the imports that it makes fast

import re
import sys
from collections.abc import Mapping
from functools import cache

# jsonschema, which nbformat imports, builds a large URI grammar (2 s) when this optional module is there.
sys.modules.setdefault("rfc3987_syntax", None)

import mistune
import nbformat
from nbconvert import TemplateExporter
from nbconvert.filters import Highlight2HTML

from workreport.rendering.notebooks import page_name
from workreport.writing.lists import PACKAGE

_TEMPLATES = PACKAGE / "pages" / "templates"
_CONTENTS = "<!-- contents -->"
_HEADING = re.compile(r"<h([123])>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'href="([\w-]+)\.ipynb(["#])')


def to_page(notebook: dict, context: Mapping[str, object]) -> str:
    """Put a notebook into the page template, with its table of contents.

    Args:
        notebook: The notebook as JSON, as `execute.execute` gives it.
        context: What the page says around the notebook: report, navigation, source block.
    """
    html, _ = _exporter().from_notebook_node(nbformat.from_dict(notebook), resources={"page": dict(context)})
    headings = [(level, *text.partition(" · ")[::2]) for level, text in _HEADING.findall(html)]
    contents = "".join(f'<li><a href="#{words}">{words}</a></li>' for level, words, _ in headings if level == "2")
    html = html.replace(_CONTENTS, f"<ol>{contents}</ol>", 1)
    html = _HEADING.sub(_heading, html)
    return _LINK.sub(lambda link: f'href="{page_name(link[1])}{link[2]}', html)


@cache
def _exporter() -> TemplateExporter:
    # Not the HTMLExporter: that one loads styles of its own and rewrites the whole page when it is done.
    exporter = TemplateExporter(
        template_name="page", extra_template_basedirs=[str(_TEMPLATES)], template_extension=".html.j2"
    )
    exporter.register_filter("markdown2html", mistune.create_markdown())
    exporter.register_filter("highlight_code", Highlight2HTML(pygments_lexer="python"))
    return exporter


def _heading(found: re.Match) -> str:
    """A heading that can be linked to, its English gloss set apart."""
    level, text = found.groups()
    words, _, gloss = text.partition(" · ")
    english = f' <span class="gloss" lang="en">{gloss}</span>' if gloss else ""
    return f'<h{level} id="{words}">{words}{english}</h{level}>'
