"""What stands around a place of a report, cut at words: a quotation begins and ends with whole ones."""

import numpy as np

from workreport.document.document import Document


def words_around(document: Document, start: int, end: int, *, before: int, after: int) -> tuple[int, int]:
    """The stretch of at most so many characters before and after a place, in its line, that cuts through no word."""
    text = document.text
    first = max(start - before, text.rfind("\n", 0, start) + 1, 0)
    line = text.find("\n", end)
    last = min(end + after, len(text) if line < 0 else line)
    starts, ends = document.words["start"].to_numpy(), document.words["end"].to_numpy()
    cut = np.flatnonzero((starts < first) & (first < ends))
    first = min(int(ends[cut[0]]), start) if cut.size else first
    cut = np.flatnonzero((starts < last) & (last < ends))
    last = max(int(starts[cut[0]]), end) if cut.size else last
    return first, last
