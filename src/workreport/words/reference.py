"""What other reports say: words and terms of a collection of reports, as counts.

A reference holds no sentences. It is made once, from a folder of reports, and shipped or kept as one Parquet file.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from workreport.reading import Report
from workreport.reading.files import find_file
from workreport.reading.identity import GOVERNMENT, NATION, Identity, identify
from workreport.words.runs import repeated_runs
from workreport.words.segmentation import cut_words, policies
from workreport.words.terms import may_be_names
from workreport.words.uses import count_all, count_uses
from workreport.writing.characters import fold, is_traditional
from workreport.writing.lists import DATA, read_list

SHIPPED = DATA / "reference.parquet"
"""Counts of the State Council's reports on the work of the government since 1954, and ten provinces' of 2026."""

CABINET_KIND = "国务院政府工作报告"
PROVINCE_KIND = "省级政府工作报告"
LOCAL_KIND = "市县政府工作报告"

_COLUMNS = ["report", "kind", "year", "script", "checksum", "word", "n"]
_TOTAL = ""  # the word of the rows that hold a report's number of words
_MIN_RUN = 3  # occurrences in one report from which a run of words is kept that no other report has
_NEAR = 5  # years between reports of one period
_FAR = 15  # years; what is further away speaks another language
_ENOUGH = 3  # reports that make a period


class Peers(NamedTuple):
    """The reports of a reference that one report is compared with.

    Attributes:
        counts: One row a word, index `word`: `n` (occurrences), `n_reports` (reports that hold it).
        n_words: How many words the reports have.
        n_reports: How many reports they are.
        kind: Their kind; "" where they are of several.
        years: Their first and last year; None where they state none.
        same_kind: Whether they are of the report's own kind.
        same_period: Whether all are within five years of it.
    """

    counts: pd.DataFrame
    n_words: int
    n_reports: int
    kind: str
    years: tuple[int, int] | None
    same_kind: bool
    same_period: bool


def build_reference(reports: Iterable[Report]) -> pd.DataFrame:
    """Count the words of reports, and the runs of words that may be terms.

    A word inside a longer term counts too (see `uses.count_uses`). To keep the file small, a run of words is left out
    that only one report has, and less than three times. Words are all kept.

    Returns:
        One row a report and word: `report` (name of the file), `kind` (as of `kind_of`), `year` (<NA> where none is
        stated), `script` (简 or 繁), `checksum` (of the text), `word`, `n` (occurrences). The first row of a report has
        the word "" and holds the number of its words.
    """
    frames, runs = [], Counter[str]()
    for report in reports:
        text = fold(report.text)
        cut = cut_words(text)
        counts = count_uses(cut.words)
        counts.update({term: n for term, n in count_all(text, policies()).items() if term not in counts})
        found = repeated_runs(text, cut, min_count=1)
        found = found.where(may_be_names(cut, found.first, found.size))
        starts, ends = cut.starts[found.first], cut.ends[found.first + found.size - 1]
        terms = {text[a:b]: n for a, b, n in zip(starts, ends, found.n.tolist(), strict=True)}
        terms = {term: n for term, n in terms.items() if term not in counts}
        runs.update(terms.keys())
        identity = identity_of(report)
        frame = pd.DataFrame([(_TOTAL, len(cut)), *counts.items(), *terms.items()], columns=["word", "n"])
        frame["run"] = frame["word"].isin(terms.keys())
        frames.append(
            frame.assign(
                report=report.name,
                kind=kind_of(report),
                year=identity.year,
                script="繁" if is_traditional(text) else "简",
                checksum=checksum_of(report.text),
            )
        )
    if not frames:
        return _typed(pd.DataFrame(columns=_COLUMNS))
    table = pd.concat(frames, ignore_index=True)
    kept = ~table["run"] | (table["n"] >= _MIN_RUN) | (table["word"].map(runs) > 1)
    return _typed(table.loc[kept, _COLUMNS].reset_index(drop=True))


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    return table.astype({"year": "Int16", "n": "int32", "word": "category"})


def identity_of(report: Report) -> Identity:
    """Whose report it is, told from its text where the file did not say."""
    if report.kind:
        return Identity(report.place, report.body, report.year, report.kind)
    told = identify(report.text, title=report.title, name=report.name)
    return told._replace(year=told.year or report.year)


def kind_of(report: Report) -> str:
    """The kind of reports that this one is compared with: whose it is, and what it is about."""
    identity = identity_of(report)
    if identity.place == NATION or "state-council" in report.name:
        return CABINET_KIND
    if identity.kind != GOVERNMENT:
        return identity.kind
    if identity.place in read_list(DATA / "provinces.txt") or re.search(_PROVINCIAL, report.text[:600]):
        return PROVINCE_KIND
    return LOCAL_KIND


_PROVINCIAL = r"代表.{0,6}(?:省|自治区)人民政府"


def checksum_of(text: str) -> str:
    """What tells a text from any other, in twelve characters."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def write_reference(reference: pd.DataFrame, path: Path) -> None:
    """Write a reference as Parquet."""
    reference.to_parquet(path, index=False, compression="zstd", compression_level=19)


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
        reference = pd.read_parquet(path, use_threads=False)  # threads would be there before processes are forked
    except (OSError, ValueError, pa.ArrowException):
        raise ValueError(refusal) from None
    if list(reference.columns) != _COLUMNS:
        raise ValueError(refusal)
    return _typed(reference)


def peers_of(reference: pd.DataFrame, report: Report, *, year: int | None = None, any_time: bool = False) -> Peers:
    """Choose the reports that a report is compared with: of its kind and period where there are, never itself.

    Reports of another script are left out: 發展 and 发展 are not the same word here. Of the report's kind, those within
    five years of it are taken; where they are fewer than three, the five nearest of those within fifteen years; where
    the kind is not in the reference, all reports of the period, whatever their kind.

    Args:
        reference: the counts.
        report: the report.
        year: what the report is about; unless told, as it states itself.
        any_time: take all reports of the kind, where the reference has it, whatever their period.
    """
    year = year or identity_of(report).year
    reports = reference[reference["word"] == _TOTAL]
    script = "繁" if is_traditional(report.text) else "简"
    reports = reports[(reports["script"] == script) & (reports["checksum"] != checksum_of(report.text))]
    kind = kind_of(report)
    same_kind = bool(kind) and (reports["kind"] == kind).sum() >= _ENOUGH
    if same_kind:
        reports = reports[reports["kind"] == kind]
    distance = (reports["year"] - year).abs() if year else reports["year"] * 0
    near = reports[(distance <= _NEAR).fillna(value=False)]
    same_period = len(near) >= _ENOUGH and year is not None and not (any_time and same_kind)
    if same_period:
        reports = near
    elif year and not (any_time and same_kind):
        nearest = distance.fillna(value=999).sort_values(kind="stable").head(_NEAR)
        reports = reports.loc[nearest[nearest <= _FAR].index]
        same_kind = same_kind and len(reports) >= _ENOUGH
    return _peers(reference, reports, same_kind=same_kind, same_period=same_period)


def pool(reference: pd.DataFrame) -> Peers:
    """All reports of a reference together."""
    return _peers(reference, reference[reference["word"] == _TOTAL], same_kind=False, same_period=False)


def _peers(reference: pd.DataFrame, reports: pd.DataFrame, *, same_kind: bool, same_period: bool) -> Peers:
    chosen = (reference["checksum"].isin(reports["checksum"]) & (reference["word"] != _TOTAL)).to_numpy()
    codes, n = reference["word"].cat.codes.to_numpy()[chosen], reference["n"].to_numpy()[chosen]
    n_reports = np.bincount(codes, minlength=len(reference["word"].cat.categories))
    held = np.flatnonzero(n_reports)
    counts = pd.DataFrame(
        {"n": np.bincount(codes, n, len(n_reports))[held].astype(int), "n_reports": n_reports[held]},
        index=reference["word"].cat.categories[held].rename("word"),
    )
    kinds, years = reports["kind"].unique(), reports["year"].dropna()
    return Peers(
        counts,
        int(reports["n"].sum()),
        len(reports),
        kinds[0] if len(kinds) == 1 else "",
        (int(years.min()), int(years.max())) if len(years) else None,
        same_kind,
        same_period,
    )
