"""What a row of a Document's ledger is to those who take one at a time: `itertuples` gives rows of this shape."""

from typing import NamedTuple


class FigureRow(NamedTuple):
    """One figure: the columns of `document.LEDGER`; a frame of `find_figures` has those that it names.

    Attributes:
        labels: What the figure is of.
        value, value_high: NaN where digits are blanked out, and of the second unless it is a range.
        kind, change, period, base, role: See `figures_of`.
        sentence_text: The sentence that it stands in.
    """

    Index: int
    figure: int
    labels: list[str]
    sure: bool
    text: str
    value: float
    value_high: float
    unit: str
    kind: str
    qualifier: str
    change: str
    period: str
    base: str
    role: str
    section: int
    label: str
    sentence: int
    sentence_text: str
    start: int
    end: int
