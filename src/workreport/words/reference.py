"""What other reports say: words and terms of a collection of reports, as counts.

A reference holds no sentences. It is made once, from a folder of reports, and shipped or kept as a small CSV file.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from workreport.reading import Report
from workreport.words.segmentation import words_of
from workreport.words.terms import possible_terms
from workreport.writing.lists import DATA, find_file

SHIPPED = DATA / "reference.csv"
"""Counts of 24 reports on the work of the government: the State Council's since 1954, and ten provinces' of 2026."""

_OF_THEIR_TIME = frozenset(f"国务院{decade}0年代" for decade in range(195, 200))
"""Groups of the shipped reference that a report of today is not compared with: the State Council's before 2000."""

_COLUMNS = ["group", "word", "n", "n_reports"]
_TOTAL = ""  # the word of the rows that hold a group's totals
_MIN_RUN = 3  # occurrences of a run of words in a group, from which it is kept


def build_reference(reports: Iterable[Report]) -> pd.DataFrame:
    """Count the words of reports, and the runs of words that may be terms.

    To keep the file small, runs that occur less than three times in their group are left out. Words are all kept.

    Args:
        reports: the reports; `group_of` their names says to which group each belongs.

    Returns:
        One row a word and group, groups and words in the order of their first occurrence: `group`, `word`, `n`
        (occurrences), `n_reports` (reports of the group that contain it). The first row of a group has the word "" and
        holds its totals: all words, all reports.
    """
    groups: dict[str, tuple[Counter[str], Counter[str]]] = {}
    terms: set[str] = set()
    for report in reports:
        words = words_of(report.text)
        found = Counter(words["word"])
        runs = possible_terms(words)
        terms.update(run for run in runs if run not in found)
        n, n_reports = groups.setdefault(group_of(report.name), (Counter(), Counter()))
        n[_TOTAL] += len(words)
        n_reports[_TOTAL] += 1
        n.update(found)
        n.update({run: count for run, count in runs.items() if run not in found})
        n_reports.update(found.keys() | runs.keys())
    rows = [
        (group, word, count, n_reports[word])
        for group, (n, n_reports) in groups.items()
        for word, count in n.items()
        if word not in terms or count >= _MIN_RUN
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def group_of(name: str) -> str:
    """The group of a report, told by its file name.

    `1954-state-council` belongs to 国务院1950年代, any other name that begins with a year to 各地 of that year, and a
    name without a year to 未注明年份.
    """
    year = re.match(r"(?:19|20)\d\d", name)
    if not year:
        return "未注明年份"
    return f"国务院{year[0][:3]}0年代" if "state-council" in name else f"各地{year[0]}年"


def write_reference(reference: pd.DataFrame, path: Path) -> None:
    """Write a reference as CSV."""
    reference.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def load_reference(path: str | Path = "") -> pd.DataFrame:
    """Load a reference that `write_reference` wrote.

    Args:
        path: the file, looked for in the working directory, then in the project's folder; the shipped one unless told.

    Raises:
        ValueError: the file is no reference.
    """
    return _load((find_file(path) or Path(path)) if path else SHIPPED)


@cache
def _load(path: Path) -> pd.DataFrame:
    refusal = f"“{path.name}”不是可读的参照词频文件，请用 workreport reference 重新生成。"
    try:
        reference = pd.read_csv(path, encoding="utf-8", keep_default_na=False, dtype={"group": str, "word": str})
    except (OSError, ValueError):
        raise ValueError(refusal) from None
    if list(reference.columns) != _COLUMNS:
        raise ValueError(refusal)
    return reference


def pool(reference: pd.DataFrame, groups: Sequence[str] | None = None) -> tuple[pd.DataFrame, int, int]:
    """Add up the groups of a reference.

    Args:
        reference: the counts.
        groups: the groups to take; unless told, all but the State Council's before 2000, whose language is of its
            time (and in the 1950s printed in traditional characters, which match none of today's words).

    Returns:
        One row a word, index `word`: `n`, `n_reports`; the number of all words; the number of reports.
    """
    if groups is None:
        groups = [group for group in reference["group"].unique() if group not in _OF_THEIR_TIME]
    chosen = reference[reference["group"].isin(groups)]
    counts = chosen.groupby("word", sort=False)[["n", "n_reports"]].sum()
    n_words, n_reports = counts.loc[_TOTAL] if _TOTAL in counts.index else (0, 0)
    return counts.drop(index=_TOTAL, errors="ignore"), int(n_words), int(n_reports)
