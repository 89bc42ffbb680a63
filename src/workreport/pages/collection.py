"""Tables of a collection whose rows quote a sentence of a report, and lead to it where that report has pages."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import PurePath
from urllib.parse import quote

import pandas as pd
from IPython.display import HTML

from workreport.corpus.store import Corpus
from workreport.reading import safe_name

_PAIRS = 10  # pairs of reports whose sentences are shown
_EACH = 5  # sentences of a pair
_LONGEST = 160  # characters of a sentence that are quoted


def show_trends(trends: pd.DataFrame, corpus: Corpus, names: Sequence[str], *, pages: str = "") -> HTML:
    """Show terms with a trend, each with the sentence that it first stands in.

    Args:
        trends: the frame of `trends.term_trends`.
        corpus: the collection.
        names: the frame's reports by number: `findings.names_of`.
        pages: the folder of the reports' pages, as seen from the page; "" for no links.
    """
    rows = (
        (
            row.term,
            row.status,
            f"{row.n:,}",
            f"{row.n_reports:,}",
            f"{row.trend:+.2f}",
            f"{row.log_ratio:+.1f}",
            f"{names[row.report]}：{_sentence(corpus, row.report, row.sentence)}",
            _place(corpus, row.report, row.sentence, pages),
        )
        for row in trends.itertuples()
    )
    heads = ["词", "升降", "次数", "见于几份", "秩相关", "对数比", "最早的一句", ""]
    return _table("升降明显的词（对数比 +1 是后半段的密度为前半段的两倍）", heads, rows)


def show_series(series: pd.DataFrame, corpus: Corpus, names: Sequence[str], *, pages: str = "") -> HTML:
    """Show the figures of one indicator, year by year, each with its sentence.

    Args:
        series: the frame of `trends.indicator_series`.
        corpus: the collection.
        names: the frame's reports by number: `findings.names_of`.
        pages: the folder of the reports' pages, as seen from the page; "" for no links.
    """
    rows = (
        (
            f"{row.year}",
            row.role,
            row.text,
            names[row.report],
            _sentence(corpus, row.report, row.sentence),
            _place(corpus, row.report, row.sentence, pages),
        )
        for row in series.itertuples()
    )
    return _table("指标的每一个数字", ["年份", "性质", "原文", "报告", "所在句", ""], rows)


def show_pairs(
    shared: pd.DataFrame, pairs: pd.DataFrame, names: Sequence[str], corpus: Corpus, *, pages: str = ""
) -> HTML:
    """Show the sentences that the closest pairs of reports share, side by side, the longest first.

    Args:
        shared: the frame of `kin.shared_sentences`.
        pairs: the frame of `kin.copied_shares`; of each of the first ten pairs, five sentences are shown.
        names: the frame's reports by number: `findings.names_of`.
        corpus: the collection.
        pages: the folder of the reports' pages, as seen from the page; "" for no links.
    """
    rows = []
    for pair in pairs.head(_PAIRS).itertuples():
        theirs = shared[(shared["report"] == pair.report) & (shared["other"] == pair.other)]
        longest = theirs.loc[theirs["text"].str.len().sort_values(ascending=False, kind="stable").index[:_EACH]]
        rows += [
            (
                f"{names[row.report]}：{_cut(row.text)}",
                _place(corpus, row.report, row.sentence, pages),
                f"{names[row.other]}：{_cut(row.other_text)}",
                _place(corpus, row.other, row.other_sentence, pages),
                f"{row.similarity:.0%}",
            )
            for row in longest.itertuples()
        ]
    return _table("相同或相近的句子，每对最长的几句", ["较晚的一份", "", "较早的一份", "", "相似"], rows)


def _sentence(corpus: Corpus, report: int, sentence: int) -> str:
    """The text of a sentence; sentences of a report stand together and in order."""
    table = corpus.sentences
    first = int(table["report"].searchsorted(report))
    return _cut(table["text"].iloc[first + sentence])


def _place(corpus: Corpus, report: int, sentence: int, pages: str) -> tuple[str, str]:
    """A link to a sentence on the page of its report's text; the file's name where there are no pages."""
    file = corpus.reports["file"].iloc[report]
    if not pages:
        return file, ""
    folder = safe_name(PurePath(file).stem)
    return "原句", f"{quote(pages.rstrip('/'))}/{quote(folder)}/text.html#s{sentence}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str | tuple[str, str]]]) -> HTML:
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    if not body:
        return HTML('<p class="empty">没有。</p>')
    head = "".join(f'<th scope="col">{escape(name) or "出处"}</th>' for name in heads)
    return HTML(
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(cell: str | tuple[str, str]) -> str:
    if isinstance(cell, str):
        return f"<td>{escape(cell)}</td>"
    text, link = cell
    return f'<td><a href="{escape(link)}">{escape(text)}</a></td>' if link else f"<td>{escape(text)}</td>"
