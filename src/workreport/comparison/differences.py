"""What was taken out of a sentence and put in, word by word, figures whole."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from workreport.figures import printed_unit, read_amounts
from workreport.figures.figure import Figure
from workreport.writing.dictionary import dictionary
from workreport.writing.numerals import normalise

SHOWN = 12
"""Differences that are listed of one sentence; the rest is counted."""

_LONGEST = 4_000  # words; what differs over a longer stretch is shown as one whole
_SENTENCE = 5_000  # characters; of a longer one, which is none, only runs of digits are taken for figures
_RUN = re.compile(r"\d+(?:[.,]\d+)*[%％‰]?")
_APART = re.compile("[,， ]")  # what digits are set apart with


class Quantity(NamedTuple):
    """A figure, or another run of digits (a year, a number of a document), in its sentence."""

    start: int
    end: int
    text: str
    qualifier: str
    value: float
    unit: str


class Piece(NamedTuple):
    """A stretch of two sentences: the same in both, or what stands in one where the other has something else."""

    before: str
    after: str
    same: bool


def quantities(texts: Sequence[str]) -> list[list[Quantity]]:
    """The figures and other digits of each text, in order.

    Args:
        texts: sentences without line breaks.
    """
    read = "\n".join(text if len(text) <= _SENTENCE else " " * len(text) for text in texts)
    plain, figures = normalise(read), iter(read_amounts(read))
    found: list[list[Quantity]] = []
    begin, figure = 0, next(figures, None)
    for text in texts:
        rows, rest, done = [], [], 0
        while figure and figure.start < begin + len(text):
            row = _quantity(figure, begin, read, plain)
            rows.append(row)
            rest += [text[done : row.start], " " * (row.end - row.start)]
            done = row.end
            figure = next(figures, None)
        runs = _RUN.finditer(normalise("".join([*rest, text[done:]])))
        rows += [Quantity(*run.span(), run[0], "=", math.nan, "") for run in runs]
        found.append(sorted(rows))
        begin += len(text) + 1
    return found


def _quantity(figure: Figure, begin: int, text: str, plain: str) -> Quantity:
    start, end, value = figure.start, figure.end, math.nan if figure.value is None else float(figure.value)
    written, unit = _APART.sub("", normalise(text[start:end])), printed_unit(figure, text, plain)
    return Quantity(start - begin, end - begin, written, figure.qualifier, value, unit)


def compare_words(
    before: str, after: str, held: tuple[Iterable[Quantity], Iterable[Quantity]] = ((), ())
) -> list[Piece]:
    """Cut two sentences into what both have, in order, and what only one has.

    Args:
        before: the earlier sentence.
        after: the later one.
        held: the quantities of each, which are never cut.

    Returns:
        The pieces; those of `before` joined give it, those of `after` likewise.
    """
    old, new = _tokens(before, held[0]), _tokens(after, held[1])
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(map(len, middle)) > _LONGEST:
        pieces = [Piece("".join(middle[0]), "".join(middle[1]), same=False)]
    else:
        pieces = list(_pieces(*middle))
    whole = [Piece("".join(old[:head]), "".join(new[:head]), same=True), *pieces]
    whole.append(Piece("".join(old[len(old) - tail :]), "".join(new[len(new) - tail :]), same=True))
    return [piece for piece in whole if piece.before or piece.after]


def describe_changes(pieces: Iterable[Piece]) -> str:
    """What was taken out and put in: `1286家→1268家; 积极→主动; 删“进一步”; 加“稳步”`."""
    told = []
    for piece in pieces:
        if piece.same or not (piece.before.strip() or piece.after.strip()):
            continue
        if not piece.after.strip():
            told.append(f"删“{piece.before}”")
        elif not piece.before.strip():
            told.append(f"加“{piece.after}”")
        else:
            told.append(f"{piece.before}→{piece.after}")
    rest = f"; 另有 {len(told) - SHOWN} 处" if len(told) > SHOWN else ""
    return "; ".join(told[:SHOWN]) + rest


def _tokens(text: str, held: Iterable[Quantity]) -> list[str]:
    """The words and marks of a sentence, its quantities whole."""
    cut = dictionary()[0]
    tokens, done = [], 0
    for quantity in held:
        tokens += [*cut(text[done : quantity.start]), text[quantity.start : quantity.end]]
        done = quantity.end
    return [*tokens, *cut(text[done:])]


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Pieces of two runs of words; a word taken out and one put in at the same place are one piece."""
    removed, added = "", ""
    for step in LCSseq.opcodes(old, new):
        gone, come = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            yield from _other(removed, added)
            removed = added = ""
            yield Piece("".join(gone), "".join(come), same=True)
        else:
            removed += "".join(gone)
            added += "".join(come)
    yield from _other(removed, added)


def _other(removed: str, added: str) -> Iterator[Piece]:
    """The piece that differs; 项目 become 重点项目 is only 重点 put in."""
    shorter, longer = sorted((removed, added), key=len)
    whole = Piece(removed, added, same=False)
    if not longer:
        return
    if not shorter or _RUN.search(longer) or not (longer.startswith(shorter) or longer.endswith(shorter)):
        yield whole
        return
    kept = Piece(shorter, shorter, same=True)
    if longer.startswith(shorter):
        yield from (kept, Piece(removed[len(shorter) :], added[len(shorter) :], same=False))
    else:
        yield from (Piece(removed[: -len(shorter)], added[: -len(shorter)], same=False), kept)
