"""Sentences side by side, the changed characters marked; readable on a phone and in print, by more than colour."""

from collections.abc import Iterable
from html import escape

import pandas as pd
from IPython.display import HTML

from workreport.comparison.differences import Piece, compare_words, quantities
from workreport.comparison.telling import KINDS

_LONGEST = 1_200  # characters of a sentence that are shown


def show_part(title: str, gloss: str, lead: str, *shown: HTML | None) -> HTML:
    """Show a section that only some reports have: heading, how to read it, and its contents.

    Args:
        title: the reader's question, in Chinese.
        gloss: its English gloss.
        lead: how to read what follows.
        shown: what other functions of this room made; None is left out.
    """
    body = "".join(one.data for one in shown if one is not None)
    return HTML(f"<h2>{escape(title)} · {escape(gloss)}</h2><p>{escape(lead)}</p>{body}")


def show_sentences(frame: pd.DataFrame, *, before: str, after: str, caption: str, limit: int = 120) -> HTML:
    """Show pairs of sentences side by side, what was taken out and put in marked word by word.

    Args:
        frame: one row a pair, with the columns named by `before` and `after`, and `kind` and `section` where it has
            them.
        before: the column with the earlier sentences, "" where there is none.
        after: that with the later ones.
        caption: what the pairs are.
        limit: the number of pairs shown; the rest is counted.
    """
    if frame.empty:
        return HTML(f'<p class="empty">{escape(caption)}：没有。</p>')
    rest = f"（共 {len(frame):,} 处，列出前 {limit} 处）" if len(frame) > limit else ""
    shown = frame.head(limit)
    texts = [(_line(old), _line(new)) for old, new in zip(shown[before], shown[after], strict=True)]
    held = quantities([text for pair in texts for text in pair])
    pairs = []
    for place, (row, (old, new)) in enumerate(zip(shown.to_dict("records"), texts, strict=True)):
        pieces = compare_words(old, new, (held[2 * place], held[2 * place + 1]))
        head = "　".join(filter(None, (KINDS.get(str(row.get("kind", "")), ""), str(row.get("section", "")))))
        pairs.append(
            f"<figure class='pair'><figcaption>{escape(head)}</figcaption><div>"
            f"{_side(pieces, 'del', one_sided=not new)}{_side(pieces, 'ins', one_sided=not old)}</div></figure>"
        )
    return HTML(f'<p class="answer">{escape(caption + rest)}</p><div class="pairs">{"".join(pairs)}</div>')


def _line(text: str) -> str:
    """A sentence on one line, of a very long one the beginning."""
    text = text.replace("\n", " ")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _side(pieces: Iterable[Piece], tag: str, *, one_sided: bool) -> str:
    """One of the two sentences; a sentence that stands alone is not marked word by word."""
    old = tag == "del"
    texts = [(piece.before if old else piece.after, piece.same) for piece in pieces]
    told = "".join(
        escape(text) if same or one_sided else f"<{tag}>{escape(text)}</{tag}>" for text, same in texts if text
    )
    name = "较早" if old else "现在"
    return f'<p lang="zh-CN" data-side="{name}">{told or "—"}</p>'
