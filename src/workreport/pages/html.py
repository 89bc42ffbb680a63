"""What notebooks show: findings, answers, tables, charts, quotations.

Every function returns an IPython `HTML` object, shown alike in Jupyter and on a shared page. This is the one module
that writes HTML, and it escapes every piece of text: a report's text is untrusted.
"""

import base64
import itertools
import math
import re
from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd
from IPython.display import HTML
from matplotlib.axes import Axes

from workreport.pages.charts.style import DPI, png
from workreport.pages.glossary import COLUMNS, Column

_MISSING = "—"
_QUOTE = 600  # characters of a passage that are quoted; only a text without full stops has longer sentences
_SCREENFUL = 25  # rows; a longer table scrolls inside itself, so that what follows is not out of reach
# Classes of cells by their length in characters: what is longer may run over lines, but is never squeezed to a few.
_ROOM = {6: "", 12: "t", 30: "w", math.inf: "x"}
# The columns of the ledger that a page has room for; value and unit say again what the text says.
_ROW = ["figure", "labels", "text", "kind", "change", "period", "base", "role", "section"]
MARKED_CHARS = 40_000  # twice a government's report; beyond it the text and the ledger would be megabytes
# Ways to mark a figure that differ in more than colour: see page.css.
_MARKS = {
    "金额": "amount",
    "计量": "amount",
    "百分比": "rate",
    "百分点": "rate",
    "比例": "rate",
    "倍数": "rate",
    "位次": "rank",
    "时长": "time",
    "数量": "count",
}


def show_findings(findings: Iterable[str]) -> HTML:
    """Show the key findings, one numbered sentence each."""
    items = "".join(f"<li>{escape(finding)}</li>" for finding in findings)
    return HTML(f'<ol class="findings">{items}</ol>')


def show_answer(answer: str) -> HTML:
    """Show the computed one-sentence answer to the question in the heading above."""
    return HTML(f'<p class="answer"><strong>{escape(answer)}</strong></p>')


def show_notes(notes: Iterable[str]) -> HTML:
    """Show cautions; nothing at all when there are none."""
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return HTML(f'<ul class="notes">{items}</ul>' if items else "")


def show_facts(facts: Mapping[str, str]) -> HTML:
    """Show a few leading figures of the report, each with its name."""
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts.items())
    return HTML(f'<dl class="facts">{items}</dl>')


def show_terms(frame: pd.DataFrame, *, term: str, limit: int = 60) -> HTML:
    """Show words or phrases in running lines, each with its count.

    Args:
        frame: one row a term, with the columns named by `term` and `n`.
        term: the column that holds the terms.
        limit: the number of terms shown; the rest is counted.
    """
    shown = zip(frame[term].head(limit), frame["n"].head(limit), strict=True)
    items = "".join(f"<li>{escape(word)} <span>{n:,}</span></li>" for word, n in shown)
    rest = f"<li>……另有 {len(frame) - limit:,} 个</li>" if len(frame) > limit else ""
    return HTML(f'<ul class="terms">{items}{rest}</ul>' if items else '<p class="empty">没有。</p>')


def show_quotes(frame: pd.DataFrame, *, source: str) -> HTML:
    """Quote passages of the report, of a very long one the beginning.

    Args:
        frame: one row a passage, with the column `text` and the column named by `source`.
        source: the column that says where the passage stands, printed before it.
    """
    quotes = (
        f"<figure class='quote'><figcaption>{escape(_cell(where, COLUMNS.get(source)))}</figcaption>"
        f"<blockquote>{escape(_cut(text))}</blockquote></figure>"
        for where, text in zip(frame[source], frame["text"], strict=True)
    )
    return HTML("".join(quotes) or '<p class="empty">没有。</p>')


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTE else f"{text[:_QUOTE]}……（以下从略，全长 {len(text):,} 字）"


def show_concordance(frame: pd.DataFrame, *, limit: int = 40) -> HTML:
    """Show a keyword in its contexts, aligned at the keyword.

    Args:
        frame: the frame of `keywords.keyword_in_context`.
        limit: the number of places shown; the rest is counted.
    """
    rows = "".join(
        f'<tr><td style="text-align:right;white-space:nowrap">{escape(row.left)}</td>'
        f'<td style="text-align:center;white-space:nowrap"><mark>{escape(row.keyword)}</mark></td>'
        f'<td style="text-align:left;white-space:nowrap">{escape(row.right)}</td>'
        f'<td style="white-space:nowrap">{escape(row.label)}</td></tr>'
        for row in frame.head(limit).itertuples()
    )
    if not rows:
        return HTML('<p class="empty">原文里没有这个词。</p>')
    rest = f"（共 {len(frame):,} 处，列出前 {limit} 处）" if len(frame) > limit else f"（共 {len(frame):,} 处）"
    return HTML(
        f'<div class="table" role="region" tabindex="0" aria-label="前后文"><table><caption>前后文{rest}</caption>'
        '<thead><tr><th scope="col" style="text-align:right">前文</th><th scope="col">词</th>'
        f'<th scope="col" style="text-align:left">后文</th><th scope="col">部分</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def show_chart(ax: Axes) -> HTML:
    """Show the chart of `ax` as a picture with the alt text that the chart carries.

    Raises:
        AttributeError: the chart was not described; a picture without words is not shown.
    """
    figure = ax.figure
    width, height = (round(inches * DPI / 2) for inches in figure.get_size_inches())
    data = base64.b64encode(png(ax)).decode("ascii")
    return HTML(
        f'<figure class="chart"><img alt="{escape(figure.alt_text)}" width="{width}" height="{height}"'
        f' src="data:image/png;base64,{data}"></figure>'
    )


def show_marked(text: str, ledger: pd.DataFrame) -> HTML:
    """Show the report's own text with every figure marked by kind and numbered as in the ledger.

    What the ledger's row says shows on hover; the number, and in colours' stead the line under the figure, also print.
    Of a long text, the first `MARKED_CHARS` characters are shown, and it is said that there are more.

    Args:
        text: the report's text.
        ledger: the frame of `ledger.figures_of`, made readable by `ledger.readable`.
    """
    marked, done = [], 0
    rest = ""
    if len(text) > MARKED_CHARS:
        rest = f'<p class="empty">全文 {len(text):,} 字，这里标出前 {MARKED_CHARS:,} 字；其余各行见 figures.xlsx。</p>'
    text, ledger = text[:MARKED_CHARS], ledger[ledger["end"] <= MARKED_CHARS]
    for row in ledger.itertuples():
        said = (row.labels, row.qualifier + row.text, row.kind, row.change, row.period, row.base, row.role)
        title = escape(" · ".join(filter(None, said)))
        link = f'<a href="#row-{row.figure}" aria-label="台账第 {row.figure} 行">{row.figure}</a>'
        mark = (
            f'<mark class="{_MARKS[row.kind]}" id="mark-{row.figure}" title="{title}">{escape(row.text)}{link}</mark>'
        )
        marked += [escape(text[done : row.start]), mark]
        done = row.end
    marked.append(escape(text[done:]))
    paragraphs = "".join(f"<p>{line}</p>" for line in "".join(marked).split("\n") if line.strip())
    kinds = dict.fromkeys(ledger["kind"])
    legend = "".join(f'<li><mark class="{_MARKS[kind]}">{escape(kind)}</mark></li>' for kind in kinds)
    return HTML(f'<ul class="legend">{legend}</ul>{rest}<div class="marked">{paragraphs}</div>')


def show_ledger(ledger: pd.DataFrame, *, caption: str, limit: int | None = None) -> HTML:
    """Show ledger rows, each number a link to the figure's place in the marked text.

    Args:
        ledger: rows of `ledger.figures_of`, made readable by `ledger.readable`; the columns shown are those of `_ROW`.
        caption: what the rows are, in Chinese.
        limit: the number of rows shown; a table without limit shows those of the marked text, which link to it.
    """
    marked = ledger.loc[ledger["end"] <= MARKED_CHARS, "figure"]
    table = show_table(ledger[_ROW], caption=caption, limit=len(marked) if limit is None else limit).data
    anchor = ' id="row-{0}"' if limit is None else ""
    link = rf'<th scope="row" class="n"{anchor}><a href="#mark-{{0}}">{{0}}</a></th>'
    linked = {str(figure) for figure in marked}
    return HTML(
        re.sub(
            r'<th scope="row" class="n">(\d+)</th>',
            lambda cell: link.format(cell[1]) if cell[1] in linked else cell[0],
            table,
        )
    )


def show_table(frame: pd.DataFrame, *, caption: str, limit: int | None = None) -> HTML:
    """Show a table with Chinese headings and number formats from the glossary, and its definitions one click away.

    Args:
        frame: the rows; each column is a key of `glossary.COLUMNS`, or is shown under its own name.
        caption: what the table holds, in Chinese.
        limit: the number of rows shown; the caption says how many there are in all.
    """
    if frame.empty:
        return HTML(f'<p class="empty">{escape(caption)}：没有。</p>')
    shown = frame if limit is None else frame.head(limit)
    if len(shown) < len(frame):
        caption = f"{caption}（共 {len(frame):,} 行，列出前 {len(shown):,} 行）"
    columns = [COLUMNS.get(str(name), Column(str(name))) for name in frame.columns]
    head = "".join(f'<th scope="col"{_align(column)}>{escape(column.heading)}</th>' for column in columns)
    long = " long" if len(shown) > _SCREENFUL else ""
    body = "".join(f"<tr>{''.join(_cells(row, columns))}</tr>" for row in shown.itertuples(index=False, name=None))
    return HTML(
        f'<div class="table{long}" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{_meanings(columns)}"
    )


def _cells(row: tuple, columns: list[Column]) -> Iterable[str]:
    """The cells of a row; the first names it."""
    tags = itertools.chain(['th scope="row"'], itertools.repeat("td"))
    for tag, value, column in zip(tags, row, columns, strict=False):
        text = _cell(value, column)
        yield f"<{tag}{_align(column) or _room(text, column, tag)}>{escape(text)}</{tag[:2]}>"


def _cell(value: object, column: Column | None) -> str:
    """One value as text: lists joined, missing values as a dash, numbers in the column's format."""
    if isinstance(value, (list, tuple)):
        return "、".join(map(str, value))
    if pd.isna(value) or value == math.inf:
        return _MISSING
    if isinstance(value, bool):
        return "是" if value else ""
    form = column.form if column and not isinstance(value, str) else ""
    return format(value, form)


def _align(column: Column) -> str:
    """Numbers stand at the right of their column."""
    return ' class="n"' if column.form else ""


def _room(text: str, column: Column, tag: str) -> str:
    """The class of a cell whose text may run over several lines; names of rows and of sections stand on one."""
    if column is COLUMNS["label"] or tag != "td":
        return ""
    name = next(name for length, name in _ROOM.items() if len(text) <= length)
    return f' class="{name}"' if name else ""


def _meanings(columns: list[Column]) -> str:
    """The definitions of a table's columns, folded."""
    items = "".join(
        f"<dt>{escape(column.heading)}</dt><dd>{escape(column.meaning)}</dd>" for column in columns if column.meaning
    )
    return f'<details class="meanings"><summary>各列的含义</summary><dl>{items}</dl></details>' if items else ""
