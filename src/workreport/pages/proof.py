"""How checks are shown: each with its sentence marked, hints folded by rule, and the text with all marks."""

from html import escape

import pandas as pd
from IPython.display import HTML

from workreport.pages.html import text_link
from workreport.pages.marked import Mark, mark_up
from workreport.proofreading.rules import SlipRow

STYLES = {"错": "wrong", "疑": "doubt", "提示": "hint"}
_AROUND = 60  # characters of a sentence that are quoted on either side of the place
_EXAMPLES = 8  # places of a rule that are shown where its rows are folded
_SHOWN = 200  # places, or paragraphs, that a list shows; `proofreading.xlsx` has them all


def show_checks(rows: pd.DataFrame, *, empty: str) -> HTML:
    """Show rows one below another: the sentence with the place marked, what is wrong, what to write instead, and why.

    Args:
        rows: rows of `proofreading.with_sentences`.
        empty: what is said where there are none.
    """
    if rows.empty:
        return HTML(f'<p class="empty">{escape(empty)}</p>')
    rest = f'<p class="empty">其余 {len(rows) - _SHOWN:,} 处见 proofreading.xlsx。</p>' if len(rows) > _SHOWN else ""
    return HTML("".join(_check(row) for row in rows.head(_SHOWN).itertuples()) + rest)


def show_folded(rows: pd.DataFrame, *, empty: str) -> HTML:
    """Show rows folded by rule, each rule with its number of places and the first of them."""
    if rows.empty:
        return HTML(f'<p class="empty">{escape(empty)}</p>')
    folds = (_fold(str(name), group) for name, group in rows.groupby("rule_name", sort=False))
    return HTML("".join(folds))


def show_marked_text(text: str, rows: pd.DataFrame) -> HTML:
    """Show the paragraphs that have something to look at, every place marked, of very many the first."""
    marks = slip_marks(rows)
    paragraphs: list[str] = []
    start, number, left = 0, 0, 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            inside = [mark for mark in marks if mark.start < start + len(line) and mark.end > start]
            if inside and len(paragraphs) < _SHOWN:
                where = f'<a href="{text_link(start)}">第 {number} 段</a>'
                words = mark_up(text, inside, begin=start, end=start + len(line))
                paragraphs.append(f"<p><small>{where}</small> {words}</p>")
            left += not inside
        start += len(line) + 1
    if not paragraphs:
        return HTML('<p class="empty">没有要看的地方。</p>')
    told = f"列出前 {_SHOWN} 段" if len(paragraphs) == _SHOWN else f"其余 {left:,} 段没有要看的地方"
    return HTML(f'<div class="marked text">{"".join(paragraphs)}</div><p class="empty">{told}。</p>')


def _fold(name: str, group: pd.DataFrame) -> str:
    shown = "".join(_check(row) for row in group.head(_EXAMPLES).itertuples())
    rest = f'<p class="empty">其余 {len(group) - _EXAMPLES:,} 处从略。</p>' if len(group) > _EXAMPLES else ""
    return f"<details><summary>{escape(name)}：{len(group):,} 处</summary>{shown}{rest}</details>"


def _check(row: SlipRow) -> str:
    sentence, start = row.sentence_text, row.start - row.sentence_start
    end = min(len(sentence), row.end - row.sentence_start)
    first, last = max(0, start - _AROUND), min(len(sentence), end + _AROUND)
    marked = mark_up(sentence, [Mark(start, end, "slip", STYLES[row.severity], row.message)], begin=first, end=last)
    cut = ("…" if first else "") + marked + ("…" if last < len(sentence) else "")
    facts = [row.message, f"可改为“{row.suggestion}”" if row.suggestion else "", f"依据：{row.source}"]
    where = f'<a href="{text_link(row.start)}">第 {row.paragraph + 1} 段</a> · {escape(row.rule_name)}'
    said = escape("；".join(fact.rstrip("。") for fact in facts if fact))
    return (
        f'<figure class="quote"><figcaption>{where}</figcaption><blockquote>{cut}</blockquote><p>{said}。</p></figure>'
    )


def slip_marks(rows: pd.DataFrame) -> list[Mark]:
    """Rows of `proofread` as marks, each with what is wrong and what to write instead."""
    return [Mark(row.start, row.end, "slip", STYLES[row.severity], _advice(row)) for row in rows.itertuples()]


def _advice(row: SlipRow) -> str:
    instead = f"，可改为“{row.suggestion}”" if row.suggestion else ""
    return f"{row.severity}：{row.message.rstrip('。')}{instead}"
