"""The table of all rules, and what they find in a report."""

from collections.abc import Iterator

import pandas as pd

from workreport.document import Source, document_of
from workreport.proofreading import changes, dates, headings, marks, numerals, phrases, repeats, sums, words
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.rules import FORMAT, HINT, NUMBERS, SLIPS, Finding, Rule, SlipRow

COLUMNS = list(SlipRow._fields[1:-2])
FAMILIES: dict[str, tuple[Rule, ...]] = {
    NUMBERS: (*repeats.RULES, *changes.RULES, *sums.RULES, *dates.RULES),
    FORMAT: (*headings.RULES, *marks.RULES, *numerals.RULES),
    SLIPS: (*words.RULES, *phrases.RULES),
}
"""The rules by family; where two see the same stretch, the one further up is kept."""

_STANDARDS_SINCE = 2012  # GB/T 15834 and 15835 are of 2011, GB/T 9704 is of 2012; all in force since that year


def rules() -> pd.DataFrame:
    """What is checked.

    Returns:
        One row a rule, in the order of precedence: `rule`, `rule_name`, `family`, `severity` (its usual one), `source`,
        `wrong` (a text that it marks, the stretch between ⟦ and ⟧), `right` (a text that it leaves alone).
    """
    rows = [
        (rule.id, rule.name, family, rule.severity, rule.source, rule.wrong, rule.right)
        for family, members in FAMILIES.items()
        for rule in members
    ]
    return pd.DataFrame(rows, columns=["rule", "rule_name", "family", "severity", "source", "wrong", "right"])


def proofread(source: Source, *, year: int | None = None, last: Source | None = None) -> pd.DataFrame:
    """Check a report: what is wrong in it for certain, what in all likelihood, and what is against custom.

    Args:
        source: the report.
        year: the year of the report; unless told, that of its date, else of its title. Without it nothing is said of
            names and dates that time has overtaken.
        last: last year's report; without it no value is compared with last year's.

    Returns:
        One row a slip, by `start`: `rule` (see `rules`), `rule_name` (of the rule, in Chinese), `family` (数字自洽,
        格式与标点, 笔误), `start`, `end` (the smallest stretch to look at), `text` (as written), `message` (what is
        wrong, one Chinese sentence), `suggestion` (what to write instead; "" where the stretch is to go or only the
        author can tell), `severity` (错: wrong by arithmetic, the calendar or a clause; 疑: the author must look;
        提示: a matter of style or custom), `source` (the clause, 算术, 日历, 本文, 通行提法, 词语), `paragraph`,
        `section`.
    """
    document = document_of(source)
    if year is None and last is None:
        return document.once("proofread", lambda: _slips(Manuscript(document)))
    return _slips(Manuscript(document, year=year, last=None if last is None else document_of(last)))


def _slips(copy: Manuscript) -> pd.DataFrame:
    rows = sorted(_kept(copy), key=lambda row: (row[1].start, row[2]))
    frame = pd.DataFrame([_row(copy, *row) for row in rows], columns=COLUMNS[:10])
    frame = frame.astype({"start": "int64", "end": "int64"})
    paragraphs = copy.document.paragraphs
    places = paragraphs["start"].searchsorted(frame["start"], side="right") - 1
    found = paragraphs.iloc[places.clip(min=0)]
    return frame.assign(paragraph=found["paragraph"].to_numpy(), section=found["section"].to_numpy())


def _kept(copy: Manuscript) -> Iterator[tuple[Rule, Finding, int, str]]:
    """Each finding with its rule, unless a finding further up has marked the same stretch."""
    kept = bytearray(len(copy.text) + 1)
    every = ((family, rule) for family, members in FAMILIES.items() for rule in members)
    for order, (family, rule) in enumerate(every):
        for finding in rule.find(copy):
            if not any(kept[finding.start : finding.end]):
                kept[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
                yield rule, finding, order, family


def _row(copy: Manuscript, rule: Rule, finding: Finding, _order: int, family: str) -> tuple[object, ...]:
    severity, source = finding.severity or rule.severity, finding.source or rule.source
    year = copy.year or copy.document.year
    if source.startswith("GB/T") and year is not None and year < _STANDARDS_SINCE:
        severity = HINT
    text = copy.text[finding.start : finding.end]
    place = (rule.id, rule.name, family, finding.start, finding.end, text)
    return (*place, finding.message, finding.suggestion, severity, source)
