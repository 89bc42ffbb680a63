"""What notebooks show: findings, answers, tables, charts, quotations.

Every function returns an IPython `HTML` object, shown alike in Jupyter and on a shared page. This is the one module
that writes HTML, and it escapes every piece of text: a report's text is untrusted.
"""

import base64
import itertools
import math
from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd
from IPython.display import HTML
from matplotlib.axes import Axes

from workreport.pages.charts.picture import png
from workreport.pages.charts.style import PHONE, chart_of
from workreport.pages.glossary import COLUMNS, Column, column_of

_MISSING = "—"
_TERMS, _PLACES = 60, 40  # terms, and places of a keyword, that are shown
_QUOTE = 600  # characters of a passage that are quoted; only a text without full stops has longer sentences
# Classes of cells by their length in characters: what is longer may run over lines, but is never squeezed to a few.
_ROOM = {6: "", 12: "t", 30: "w", math.inf: "x"}
# The columns of the ledger that a page has room for; value and unit say again what the text says.
_ROW = ["figure", "labels", "sure", "text", "kind", "change", "period", "base", "role", "label"]
LEDGER_ROWS = 1_500  # that a page shows; four times a government's report, and the page stays light
_NAME = 14  # characters of a row's name that stand on one line


def text_link(start: int) -> str:
    """The address of the place in the report's text at offset `start`, on the page of the text."""
    return f"text.html#c{start}"


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


def show_terms(frame: pd.DataFrame, *, term: str) -> HTML:
    """Show words or phrases in running lines, each with its count.

    Args:
        frame: one row a term, with the columns named by `term` and `n`.
        term: the column that holds the terms; the first 60 are shown, the rest is counted.
    """
    shown = zip(frame[term].head(_TERMS), frame["n"].head(_TERMS), strict=True)
    items = "".join(f"<li>{escape(word)} <span>{n:,}</span></li>" for word, n in shown)
    rest = f"<li>……另有 {len(frame) - _TERMS:,} 个</li>" if len(frame) > _TERMS else ""
    return HTML(f'<ul class="terms">{items}{rest}</ul>' if items else '<p class="empty">没有。</p>')


def show_quotes(frame: pd.DataFrame, *, source: str) -> HTML:
    """Quote passages of the report, of a very long one the beginning.

    Args:
        frame: one row a passage, with the column `text`, the column named by `source`, and `start` where the passage's
            place in the report is to be linked.
        source: the column that says where the passage stands, printed before it.
    """
    starts = frame["start"] if "start" in frame else [None] * len(frame)
    quotes = (
        f"<figure class='quote'><figcaption>{_linked(_cell(where, COLUMNS.get(source)), start)}</figcaption>"
        f"<blockquote>{escape(_cut(text))}</blockquote></figure>"
        for where, text, start in zip(frame[source], frame["text"], starts, strict=True)
    )
    return HTML("".join(quotes) or '<p class="empty">没有。</p>')


def _linked(words: str, start: int | None) -> str:
    """Words that lead to a place in the report's text, if one is given."""
    return escape(words) if start is None else f'<a href="{text_link(start)}">{escape(words)}</a>'


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTE else f"{text[:_QUOTE]}……（以下从略，全长 {len(text):,} 字）"


def show_concordance(frame: pd.DataFrame) -> HTML:
    """Show the frame of `keywords.keyword_in_context`, aligned at the keyword; each place leads to that in the text.

    The first 40 places are shown, the rest is counted.
    """
    rows = "".join(
        f'<tr><td class="left">{escape(row.left)}</td>'
        f'<td class="key"><a href="{text_link(row.start)}">{escape(row.keyword)}</a></td>'
        f'<td class="right">{escape(row.right)}</td><td class="where">{escape(row.label)}</td></tr>'
        for row in frame.head(_PLACES).itertuples()
    )
    if not rows:
        return HTML('<p class="empty">原文里没有这个词。</p>')
    rest = f"（共 {len(frame):,} 处{f'，列出前 {_PLACES} 处' if len(frame) > _PLACES else ''}）"
    return HTML(
        f'<div class="table" role="region" tabindex="0" aria-label="前后文"><table class="concordance">'
        f"<caption>前后文{rest}</caption>"
        '<thead><tr><th scope="col" class="left">前文</th><th scope="col" class="key">词</th>'
        '<th scope="col">后文</th><th scope="col">部分</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def show_chart(ax: Axes) -> HTML:
    """Show the chart of `ax`: its finding as title, and the picture, drawn once for a screen and once for a phone.

    Raises:
        AttributeError: the chart was not described; a picture without words is not shown.
    """
    chart = chart_of(ax)
    alt, finding = chart.alt_text, chart.finding
    title = f"<figcaption>{escape(finding)}</figcaption>" if finding else ""
    # Which of the two is seen is told by page.css: a <picture> would print the phone's.
    pictures = "".join(
        f'<img class="{place}" alt="{escape(alt)}" width="{pixels[0]}" height="{pixels[1]}"'
        f' src="data:image/png;base64,{base64.b64encode(data).decode("ascii")}">'
        for place, (data, pixels) in (("screen", png(ax)), ("phone", png(ax, width=PHONE)))
    )
    return HTML(f'<figure class="chart">{title}{pictures}</figure>')


def show_ledger(ledger: pd.DataFrame, *, caption: str, limit: int | None = None) -> HTML:
    """Show ledger rows, each number a link to the figure's place in the text, where a link leads back.

    Args:
        ledger: rows of `ledger.readable`; the columns shown are those of `_ROW`.
        caption: what the rows are, in Chinese.
        limit: the number of rows shown; the table without limit is the one that the text leads back to.
    """
    shown = ledger.head(LEDGER_ROWS if limit is None else limit)
    rows = ledger[_ROW].assign(change=ledger["change"] if ledger["change"].any() else "")
    table = show_table(
        rows.drop(columns=[name for name in ("change", "base", "sure") if not (rows[name] != "").any()]),
        caption=caption,
        limit=len(shown),
        links={"figure": shown["start"].map(text_link)},
        values={"text": shown["value"]},
        ids=[f"row-{figure}" for figure in shown["figure"]] if limit is None else (),
        kind="ledger",
    )
    rest = f"<p>全部 {len(ledger):,} 行见 figures.xlsx。</p>" if limit is None and len(shown) < len(ledger) else ""
    return HTML(table.data + rest)


def show_table(  # noqa: PLR0913 - each is a choice, most left alone
    frame: pd.DataFrame,
    *,
    caption: str,
    limit: int | None = None,
    links: Mapping[str, Iterable[str]] | None = None,
    values: Mapping[str, Iterable[float]] | None = None,
    ids: Iterable[str] = (),
    kind: str = "",
) -> HTML:
    """Show a table with Chinese headings and number formats from the glossary, and its definitions one click away.

    Args:
        frame: the rows; each column is a key of `glossary.COLUMNS`, or is shown under its own name.
        caption: what the table holds, in Chinese.
        limit: the number of rows shown; the caption says how many there are in all.
        links: by column, where the cell of each row shown leads, such as `text_link(start)`; "" for nowhere.
        values: by column, the number by which each row shown is sorted where its text is not that number.
        ids: the id of each row shown, for links to it.
        kind: a class for `page.css`.
    """
    if frame.empty:
        return HTML(f'<p class="empty">{escape(caption)}：没有。</p>')
    shown = frame if limit is None else frame.head(limit)
    if len(shown) < len(frame):
        caption = f"{caption}（共 {len(frame):,} 行，列出前 {len(shown):,} 行）"
    columns = [column_of(name) for name in frame.columns]
    head = "".join(f'<th scope="col"{_align(column)}>{escape(column.heading)}</th>' for column in columns)
    leads = [list((links or {}).get(str(name), ())) or [""] * len(shown) for name in frame.columns]
    keys = [list((values or {}).get(str(name), ())) or [math.nan] * len(shown) for name in frame.columns]
    names = [f' id="{escape(name)}"' for name in ids] or [""] * len(shown)
    lines = zip(
        names, shown.itertuples(index=False, name=None), zip(*leads, strict=True), zip(*keys, strict=True), strict=True
    )
    body = "".join(f"<tr{name}>{''.join(_cells(row, columns, lead, key))}</tr>" for name, row, lead, key in lines)
    return HTML(
        f'<div class="table {kind}" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{_meanings(columns)}"
    )


def _cells(row: tuple, columns: list[Column], leads: tuple[str, ...], keys: tuple[float, ...]) -> Iterable[str]:
    """The cells of a row; the first names it."""
    tags = itertools.chain(['th scope="row"'], itertools.repeat("td"))
    for tag, value, column, lead, key in zip(tags, row, columns, leads, keys, strict=False):
        text = _cell(value, column)
        words = f'<a href="{escape(lead)}">{escape(text)}</a>' if lead else escape(text)
        data = "" if pd.isna(key) else f' data-v="{key:.12g}"'
        yield f"<{tag}{_align(column) or _room(text, tag)}{data}>{words}</{tag[:2]}>"


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


def _room(text: str, tag: str) -> str:
    """The class of a cell whose text may run over several lines; short names of rows stand on one."""
    if tag != "td" and len(text) <= _NAME:
        return ""
    name = next(name for length, name in _ROOM.items() if len(text) <= length)
    return f' class="{name}"' if name else ""


def _meanings(columns: list[Column]) -> str:
    """The definitions of a table's columns, folded."""
    items = "".join(
        f"<dt>{escape(column.heading)}</dt><dd>{escape(column.meaning)}</dd>" for column in columns if column.meaning
    )
    return f'<details class="meanings"><summary>各列的含义</summary><dl>{items}</dl></details>' if items else ""
