"""What a rule of the proofreader is, and what it finds."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from workreport.proofreading.amounts import Amount, amount_digits
from workreport.proofreading.manuscript import Manuscript

WRONG = "错"
DOUBTFUL = "疑"
HINT = "提示"

NUMBERS = "数字自洽"
FORMAT = "格式与标点"
SLIPS = "笔误"


class Finding(NamedTuple):
    """One place that a rule marks: what is wrong with it, and what to write instead.

    `suggestion` is "" where the stretch is to go, or only the author can tell.
    `severity` and `source` stand where a place differs in them from its rule.
    """

    start: int
    end: int
    message: str
    suggestion: str = ""
    severity: str = ""
    source: str = ""


def at_digits(amount: Amount, message: str, suggestion: str = "", severity: str = "") -> Finding:
    """What is wrong with a stated number, at its digits."""
    return Finding(*amount_digits(amount), message, suggestion, severity)


class SlipRow(NamedTuple):
    """One row of the proofreader's table, as `itertuples` gives it; the last two columns `with_sentences` adds."""

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


class Rule(NamedTuple):
    """One thing that is checked.

    `wrong` is a text with the stretch to be marked between ⟦ and ⟧; `right` is a text that the rule leaves alone. Both
    are of the year 2026.
    """

    id: str
    name: str
    severity: str
    source: str
    find: Callable[[Manuscript], Iterable[Finding]]
    wrong: str
    right: str
