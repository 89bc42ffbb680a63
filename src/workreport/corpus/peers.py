"""Where one report stands among those of its kind."""

import numpy as np
import pandas as pd

from workreport.corpus.store import Corpus
from workreport.corpus.trends import structure_of

MIN_PEERS = 8
"""With fewer reports of the kind nothing is said of what is usual."""

MEASURES = {"n_chars": "篇幅（字）", "review": "回顾占比", "plan": "部署占比", "problems": "问题占比"} | {
    "figures_per_1000_chars": "每千字指标"
}
_FAR = 3.5  # modified z-score from which a value is an outlier (Iglewicz & Hoaglin 1993)


def peers_of(corpus: Corpus, facts: pd.Series) -> pd.DataFrame:
    """Hold a report against the others of its kind.

    Args:
        corpus: the collection.
        facts: a row of `structure_of`; a row of the collection that has the same `file` is not counted as a peer.

    Returns:
        One row a measure: `measure`, `own`, `low` and `high` (the middle 80 % of the peers), `median`, `rank` (1 is the
        largest, the report among its peers), `n_peers`. No rows with fewer than eight peers.
    """
    table = structure_of(corpus)
    peers = table[(table["kind"] == facts["kind"]) & (table["file"] != facts["file"])]
    if len(peers) < MIN_PEERS or not facts["kind"]:
        peers = peers.iloc[:0]
    rows = []
    for measure in MEASURES if len(peers) else ():
        values = peers[measure].dropna()
        low, median, high = values.quantile([0.1, 0.5, 0.9])
        rank = 1 + int((values > facts[measure]).sum())
        rows.append((measure, facts[measure], low, median, high, rank, len(values)))
    return pd.DataFrame(rows, columns=["measure", "own", "low", "median", "high", "rank", "n_peers"])


def outliers_of(corpus: Corpus) -> pd.DataFrame:
    """Find the reports that stand far from others of their kind.

    Returns:
        One row a report and measure, the furthest first: `report`, `file`, `kind`, `measure` (in Chinese), `own`,
        `median` (of its kind), `z` (modified z-score 0.6745·(x − median)/MAD; Iglewicz & Hoaglin 1993), beyond ±3.5.
        Kinds with fewer than eight reports have no rows.
    """
    rows = []
    for kind, group in structure_of(corpus).groupby("kind"):
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
