"""What changes in a collection over time: terms, indicators, and what reports are made of."""

import re

import numpy as np
import pandas as pd

from workreport.corpus.store import Corpus
from workreport.reading.identity import level_of

_MIN_YEARS = 4  # with fewer, a rank correlation of ±1 is nothing remarkable
_MIN_REPORTS = 3  # what fewer say is not followed
_MIN_TREND = 0.6  # Spearman's ρ; with ten years, chance gives more in one of thirty
_SMOOTH = 0.5  # added to counts before a ratio is taken, as everywhere
_FRONT = re.compile(r"^(?:全[市省国区县州年]|去年|今年|本年|年度|20\d\d年|其中)+")


def contents_of(corpus: Corpus) -> pd.DataFrame:
    """Say what a collection holds.

    Returns:
        One row a kind of report, the most frequent first: `kind` ("" where it is not known), `n_reports`, `first` and
        `last` (years, 0 where none is known), `n_places`, `n_chars` (median of the reports), `n_figures` (in all).
    """
    reports = corpus.reports
    dated = reports["year"].where(reports["year"] > 0)
    table = (
        reports.assign(dated=dated, named=reports["place"].where(reports["place"] != ""))
        .groupby("kind", sort=True)
        .agg(
            n_reports=("report", "size"),
            first=("dated", "min"),
            last=("dated", "max"),
            n_places=("named", "nunique"),
            n_chars=("n_chars", "median"),
            n_figures=("n_figures", "sum"),
        )
        .reset_index()
    )
    table[["first", "last"]] = table[["first", "last"]].fillna(0).astype(int)
    return table.sort_values("n_reports", ascending=False, kind="stable", ignore_index=True)


def terms_by_year(corpus: Corpus, terms: list[str]) -> pd.DataFrame:
    """Count terms year by year, in reports of `one_series`.

    Returns:
        One row a term and year that has reports: `term`, `year`, `n`, `n_with` (reports that use it), `n_reports` (of
        that year), `rate` (times in 10,000 characters of that year's reports).
    """
    series = one_series(structure_of(corpus))
    years = _years(series)
    counts = corpus.terms[corpus.terms["term"].isin(terms)].merge(series[["report", "year"]], on="report")
    found = counts.groupby(["term", "year"], observed=True).agg(n=("n", "sum"), n_with=("report", "nunique"))
    grid = pd.MultiIndex.from_product([terms, years.index], names=["term", "year"])
    table = found.reindex(grid, fill_value=0).reset_index().join(years, on="year")
    table = table.assign(rate=table["n"] * 10_000 / table["n_chars"]).drop(columns="n_chars")
    order = {term: place for place, term in enumerate(terms)}
    return table.sort_values(["term", "year"], key=lambda c: c.map(order) if c.name == "term" else c, ignore_index=True)


def term_trends(corpus: Corpus) -> pd.DataFrame:
    """Find the terms that rise, fall, appear or vanish over the years of a collection, in reports of `one_series`.

    Returns:
        One row a term of three or more reports with a trend, the strongest first: `term`, `n` (in all), `n_reports`,
        `trend` (Spearman's ρ of year and rate, −1 to 1), `log_ratio` (log₂ of the rate in the later half of the years
        to that in the earlier one, counts smoothed by 0.5), `status` (升, 降; 新 when the earlier half has none, 消
        when the later half has none), `first` (year), `report` and `sentence` (where it stands first). No rows for
        fewer than four years.
    """
    series = one_series(structure_of(corpus))
    years = _years(series)
    columns = ["term", "n", "n_reports", "trend", "log_ratio", "status", "first", "report", "sentence"]
    if len(years) < _MIN_YEARS:
        return pd.DataFrame({column: [] for column in columns})
    rows = corpus.terms.merge(series[["report", "year", "file"]], on="report")
    spread = rows.groupby("term", observed=True)["report"].transform("size")
    rows = rows[spread >= _MIN_REPORTS]
    counts = rows.pivot_table(index="term", columns="year", values="n", aggfunc="sum", fill_value=0, observed=True)
    counts = counts.reindex(columns=years.index, fill_value=0)
    chars = years["n_chars"].to_numpy(dtype=float)
    rates = counts / chars
    ranks, time = rates.rank(axis=1).to_numpy(), np.arange(len(years), dtype=float)
    ranks, time = ranks - ranks.mean(axis=1, keepdims=True), time - time.mean()
    norm = np.sqrt((ranks**2).sum(axis=1) * (time**2).sum())
    trend = np.divide(ranks @ time, norm, out=np.zeros(len(ranks)), where=norm > 0)
    half = len(years) // 2
    early, late = counts.iloc[:, :half].sum(axis=1), counts.iloc[:, half:].sum(axis=1)
    ratio = np.log2((late + _SMOOTH) / chars[half:].sum()) - np.log2((early + _SMOOTH) / chars[:half].sum())
    status = np.select([early.eq(0), late.eq(0), ratio > 0], ["新", "消", "升"], "降")
    first = rows.sort_values(["year", "file"], kind="stable").drop_duplicates("term").set_index("term")
    table = pd.DataFrame({"n": counts.sum(axis=1), "trend": trend, "log_ratio": ratio, "status": status})
    table["n_reports"] = rows.groupby("term", observed=True).size()
    table = table.join(first[["year", "report", "sentence"]].rename(columns={"year": "first"}))
    table = table[(table["trend"].abs() >= _MIN_TREND) & (np.sign(table["trend"]) == np.sign(table["log_ratio"]))]
    table = table.rename_axis("term").reset_index().astype({"term": str})
    weight = table["log_ratio"].abs() * np.log2(table["n"] + 1)
    order = np.lexsort([table["term"], -weight])
    return table.iloc[order][columns].reset_index(drop=True)


def leading_terms(trends: pd.DataFrame, n: int) -> list[str]:
    """The first terms of `term_trends`; of two that one holds the other (总书记, 总书记重要讲话), the stronger one."""
    leading: list[str] = []
    for term in trends["term"]:
        if len(leading) < n and not any(term in other or other in term for other in leading):
            leading.append(term)
    return leading


def indicators_of(corpus: Corpus) -> pd.DataFrame:
    """List the indicators that can be followed across a collection.

    Returns:
        One row an indicator, unit and role that three or more reports have, that of most first: `name`, `unit`, `kind`,
        `role`, `n_reports`, `first` and `last` (years that its figures are about).
    """
    rows = comparable(corpus)
    table = rows.groupby(["name", "unit", "kind", "role"], observed=True).agg(
        n_reports=("report", "nunique"), first=("about", "min"), last=("about", "max")
    )
    table = table[table["n_reports"] >= _MIN_REPORTS].reset_index()
    return table.sort_values(["n_reports", "name", "role"], ascending=[False, True, True], ignore_index=True)


def indicator_series(corpus: Corpus, name: str) -> pd.DataFrame:
    """Follow one indicator: what reports say of it, result and target by year.

    Only sure figures count that speak of a single year, and only levels or only growth: rows of the commonest unit,
    kind and change.

    Returns:
        One row a figure, by year, role and report: `year` (that it is about), `role` (成绩, 目标), `value`,
        `value_high`, `unit`, `text`, `qualifier`, `place`, `report`, `sentence`. Of a report that says it twice, the
        first.
    """
    rows = comparable(corpus)
    rows = rows[rows["name"] == plain_name(name)]
    alike = rows.groupby(["unit", "kind", "change"], observed=True)["report"].nunique()
    for unit, kind, change in alike.sort_values(ascending=False, kind="stable").index[:1]:
        rows = rows[(rows["unit"] == unit) & (rows["kind"] == kind) & (rows["change"] == change)]
    rows = rows.drop_duplicates(["report", "about", "role"]).drop(columns="year").rename(columns={"about": "year"})
    columns = ["year", "role", "value", "value_high", "unit", "text", "qualifier", "place", "report", "sentence"]
    return rows.sort_values(["year", "role", "report"], kind="stable", ignore_index=True)[columns]


def structure_of(corpus: Corpus) -> pd.DataFrame:
    """Say what each report is made of.

    Returns:
        One row a report: `report`, `file`, `place`, `year`, `kind`, `n_chars`, `level` (of government: its place's),
        `review`, `plan`, `problems` (shares of its characters, 0–1), `figures_per_1000_chars`.
    """
    return structure_from(corpus.reports)


def structure_from(reports: pd.DataFrame) -> pd.DataFrame:
    """The frame of `structure_of`, from rows of the table `reports`."""
    whole = reports["n_chars"].where(reports["n_chars"] > 0)
    table = reports[["report", "file", "place", "year", "kind", "n_chars"]].copy()
    table["level"] = table["place"].map(level_of)
    for share in ("review", "plan", "problems"):
        table[share] = reports[f"n_{share}"] / whole
    table["figures_per_1000_chars"] = reports["n_figures"] * 1000 / whole
    return table


def one_series(structure: pd.DataFrame) -> pd.DataFrame:
    """The reports that can be followed from year to year: those of one kind and one level of government.

    Other years of other bodies would be told as a change: a nation's reports until 2024, its provinces' in 2026.

    Args:
        structure: the frame of `structure_of`.

    Returns:
        Those rows that have a year, of the kind and level that cover most years, then of that with most reports; a
        known kind before an unknown one.
    """
    dated = structure[structure["year"] > 0]
    groups = [group for _, group in dated.groupby(["kind", "level"])]
    return max(groups, key=lambda g: (g["kind"].iloc[0] != "", g["year"].nunique(), len(g)), default=dated)


def plain_name(label: str) -> str:
    """An indicator's name without the words before it that say of where and when: 全市城镇新增就业 → 城镇新增就业."""
    return _FRONT.sub("", label) or label


def _years(reports: pd.DataFrame) -> pd.DataFrame:
    """By year: how many reports, and how many characters they have."""
    return reports.groupby("year").agg(n_reports=("report", "size"), n_chars=("n_chars", "sum"))


def comparable(corpus: Corpus) -> pd.DataFrame:
    """Sure figures with a value that are results or targets of one year, with the place and year of their report."""
    rows = corpus.figures
    rows = rows[rows["sure"] & rows["value"].notna() & rows["role"].isin(["成绩", "目标"])]
    rows = rows[rows["period"].astype(str).str.fullmatch(r"\d{4}年") & (rows["name"].astype(str) != "")]
    rows = rows.merge(corpus.reports[["report", "place", "year"]], on="report")
    about = rows["period"].astype(str).str[:4].astype(int)
    names = {label: plain_name(label) for label in rows["name"].unique()}
    return rows.assign(about=about, name=rows["name"].astype(str).map(names)).astype(
        dict.fromkeys(("unit", "kind", "role", "change", "qualifier"), str)
    )
