"""Where one report stands among those of its kind."""

import numpy as np
import pandas as pd

from workreport.corpus.store import Corpus
from workreport.corpus.tables import facts_of
from workreport.corpus.trends import comparable, plain_name, structure_from, structure_of
from workreport.document import Document, Source, document_of
from workreport.reading.identity import level_of

MIN_PEERS = 8
"""With fewer reports of the kind nothing is said of what is usual."""

MEASURES = {"n_chars": "篇幅（字）", "review": "回顾占比", "plan": "部署占比", "problems": "问题占比"} | {
    "figures_per_1000_chars": "每千字指标"
}
_STANDING = ["own", "low", "median", "high", "rank", "n_peers"]
_ALIKE = ["name", "unit", "kind", "change"]
_FAR = 3.5  # modified z-score from which a value is an outlier (Iglewicz & Hoaglin 1993)


def peers_of(corpus: Corpus, facts: pd.Series) -> pd.DataFrame:
    """Hold a report against the others of its kind and level of government.

    Args:
        corpus: the collection.
        facts: a row of `structure_of`; a row of the collection that has the same `file` is not counted as a peer.

    Returns:
        One row a measure: `measure`, `own`, `low` and `high` (the middle 80 % of the peers), `median`, `rank` (1 is the
        largest, the report among its peers), `n_peers`. No rows with fewer than eight peers.
    """
    peers = alike(structure_of(corpus), facts["kind"], facts["level"])
    peers = peers[peers["file"] != facts["file"]]
    measures = MEASURES if len(peers) >= MIN_PEERS and facts["kind"] else ()
    rows = [(measure, *_standing(facts[measure], peers[measure].dropna())) for measure in measures]
    return pd.DataFrame(rows, columns=["measure", *_STANDING])


def alike(structure: pd.DataFrame, kind: str, level: str) -> pd.DataFrame:
    """The rows of `structure_of` of one kind of report and one level of government."""
    return structure[(structure["kind"] == kind) & (structure["level"] == level)]


def report_among_peers(corpus: Corpus, source: Source) -> pd.DataFrame:
    """Hold a report, whether or not the collection has it, against the others like it: the frame of `peers_of`."""
    document = document_of(source)
    row = pd.DataFrame([facts_of(document) | {"report": -1, "file": _file_of(corpus, document)}])
    return peers_of(corpus, structure_from(row).iloc[0])


def targets_among_peers(corpus: Corpus, source: Source) -> pd.DataFrame:
    """Hold a report's targets against those that others have for the same year.

    Only sure figures of a single year are compared, of the same name, unit, kind and direction, of places of the same
    level of government; of each report the first.

    Returns:
        One row a target that eight or more other reports have too, in text order: `name`, `year`, `text`, `unit`,
        `start` (in the report's text), `own`, `low` and `high` (the middle 80 % of the others), `median`, `rank` (1 is
        the highest, the report among the others), `n_peers`.
    """
    document = document_of(source)
    file = _file_of(corpus, document)
    own = corpus.reports.loc[corpus.reports["file"] == file, "report"]
    theirs = comparable(corpus)
    theirs = theirs[(theirs["role"] == "目标") & ~theirs["report"].isin(own)]
    theirs = theirs[theirs["place"].map(level_of) == level_of(document.report.place)]
    theirs = theirs.drop_duplicates(["report", "about", *_ALIKE])
    figures = document.figures
    figures = figures[(figures["role"] == "目标") & figures["sure"] & figures["value"].notna()]
    figures = figures[figures["period"].fillna("").str.fullmatch(r"\d{4}年") & (figures["labels"].str.len() > 0)]
    figures = figures.assign(name=figures["labels"].str[0].map(plain_name), about=figures["period"].str[:4])
    rows = []
    for figure in figures.drop_duplicates(["about", *_ALIKE]).itertuples():
        alike = theirs[theirs["about"] == int(figure.about)]
        for column in _ALIKE:
            alike = alike[alike[column] == getattr(figure, column)]
        values = alike["value"]
        if len(values) < MIN_PEERS:
            continue
        said = (figure.name, int(figure.about), figure.text, figure.unit, figure.start)
        rows.append((*said, *_standing(figure.value, values)))
    return pd.DataFrame(rows, columns=["name", "year", "text", "unit", "start", *_STANDING])


def _standing(own: float, others: pd.Series) -> tuple[float, ...]:
    """A value among others: itself, the bounds of their middle 80 % with the median between, its rank, their number."""
    low, median, high = others.quantile([0.1, 0.5, 0.9])
    return own, low, median, high, 1 + int((others > own).sum()), len(others)


def _file_of(corpus: Corpus, document: Document) -> str:
    """The file under which the collection has a report already, so that it is not its own peer; "" where it has not."""
    report, reports = document.report, corpus.reports
    same = reports["file"].str.rsplit("/").str[-1] == report.source
    for column in ("title", "place", "body", "kind"):
        same &= reports[column] == getattr(report, column)
    return next(iter(reports.loc[same, "file"]), "")


def outliers_of(corpus: Corpus) -> pd.DataFrame:
    """Find the reports that stand far from others of their kind and level of government.

    Returns:
        One row a report and measure, the furthest first: `report`, `file`, `kind`, `measure` (in Chinese), `own`,
        `median` (of its kind), `z` (modified z-score 0.6745·(x − median)/MAD; Iglewicz & Hoaglin 1993), beyond ±3.5.
        Where fewer than eight reports are alike there are no rows.
    """
    rows = []
    for (kind, _), group in structure_of(corpus).groupby(["kind", "level"]):
        if not kind or len(group) < MIN_PEERS:
            continue
        for measure in MEASURES:
            values = group[measure].astype(float)
            median = values.median()
            spread = (values - median).abs().median()
            if not spread:
                continue
            z = 0.6745 * (values - median) / spread
            for place in np.flatnonzero(z.abs() > _FAR):
                row = group.iloc[place]
                rows.append((row["report"], row["file"], kind, MEASURES[measure], row[measure], median, z.iloc[place]))
    table = pd.DataFrame(rows, columns=["report", "file", "kind", "measure", "own", "median", "z"])
    return table.sort_values(["z", "file"], key=lambda c: -c.abs() if c.name == "z" else c, ignore_index=True)
