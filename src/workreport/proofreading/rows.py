"""What a row of the proofreader's table is to those who take one at a time: `itertuples` gives rows of this shape."""

from typing import NamedTuple


class SlipRow(NamedTuple):
    """One slip: the columns of `proofread`, and the two that `with_sentences` adds."""

    Index: int
    rule: str
    rule_name: str
    family: str
    start: int
    end: int
    text: str
    message: str
    suggestion: str
    severity: str
    source: str
    paragraph: int
    section: int
    sentence_start: int
    sentence_text: str
