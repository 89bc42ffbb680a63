"""核稿: what a careful checker would mark in a report before it goes out.

Every rule stands in the table of its module, with a sentence that it marks and one that it leaves alone.
"""

from workreport.proofreading.summary import (
    count_by_family,
    count_by_rule,
    proof_findings,
    what_was_checked,
    with_sentences,
)
from workreport.proofreading.table import COLUMNS, FAMILIES, proofread, rules

__all__ = [
    "COLUMNS",
    "FAMILIES",
    "count_by_family",
    "count_by_rule",
    "proof_findings",
    "proofread",
    "rules",
    "what_was_checked",
    "with_sentences",
]
