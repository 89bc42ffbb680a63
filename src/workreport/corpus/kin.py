"""Who copies whom: sentences that reports of a collection share, found without comparing all pairs."""

import numpy as np
import pandas as pd
from rapidfuzz.fuzz import ratio

from workreport.comparison.sentences import bare
from workreport.corpus.store import Corpus
from workreport.corpus.tables import frame_of

SAME = 75.0
"""Similarity in percent (2·LCS/(a+b)) from which a sentence counts as taken over."""

_COMMON = 12  # a sentence, or a run of characters, of more reports is a set formula: nobody's own


def shared_sentences(corpus: Corpus) -> pd.DataFrame:
    """Find the sentences that two reports share, equal or nearly.

    Candidates are sentences with a hash of eight characters in common (a bottom-k sketch; Broder 1997); only they are
    compared. What stands in more than twelve reports is a formula and left out, and so is what differs in its figures
    alone: the yearly sentence with this year's number is not copied.

    Returns:
        One row a pair of sentences, by report and place: `report`, `sentence`, `text` of the later report; `other`,
        `other_sentence`, `other_text` of the earlier one (by year, then file); `similarity` (0–1; 1 for equal bare
        texts). Of each sentence and other report the closest pair.
    """
    sentences = corpus.sentences[corpus.sentences["mark"] != 0]
    order = corpus.reports.sort_values(["year", "file"], kind="stable")["report"].to_numpy()
    rank = pd.Series(np.arange(len(order)), index=order)
    rows = pd.DataFrame(
        {"row": np.arange(len(sentences)), "rank": rank[sentences["report"]].to_numpy(), "hash": sentences["sketch"]}
    )
    pairs = _pairs(rows.explode("hash").astype({"hash": "int64"}))
    texts = sentences["text"].to_numpy()
    plain = {row: bare(texts[row]) for row in np.unique(pairs.to_numpy())} if len(pairs) else {}
    frames = {row: frame_of(texts[row]) for row in plain}
    similarity = [
        0.0 if frames[a] == frames[b] and plain[a] != plain[b] else ratio(plain[a], plain[b], score_cutoff=SAME)
        for a, b in pairs.itertuples(index=False)
    ]
    pairs["similarity"] = np.array(similarity, dtype=float) / 100
    pairs = pairs[pairs["similarity"] > 0]
    told = sentences[["report", "sentence", "text"]]
    later, earlier = (told.iloc[pairs[side]].reset_index(drop=True) for side in ("later", "earlier"))
    earlier.columns = ["other", "other_sentence", "other_text"]
    table = pd.concat([later, earlier, pairs["similarity"].reset_index(drop=True)], axis=1)
    table = table.sort_values(
        ["report", "sentence", "other", "similarity", "other_sentence"],
        ascending=[True, True, True, False, True],
        kind="stable",
    )
    return table.drop_duplicates(["report", "sentence", "other"], ignore_index=True)


def copied_shares(corpus: Corpus, shared: pd.DataFrame) -> pd.DataFrame:
    """Sum up how much of one report stands in an earlier one.

    Args:
        corpus: the collection.
        shared: the frame of `shared_sentences`.

    Returns:
        One row a pair of reports, the largest share first: `report` and `other` (the earlier one), `n` (sentences),
        `n_chars` (bare characters of those sentences in `report`), `share` (of all its characters, 0–1).
    """
    sized = shared.assign(n_chars=[len(bare(text)) for text in shared["text"]])
    table = sized.groupby(["report", "other"]).agg(n=("sentence", "size"), n_chars=("n_chars", "sum")).reset_index()
    whole = corpus.reports.set_index("report")["n_chars"]
    table["share"] = table["n_chars"] / table["report"].map(whole)
    return table.sort_values(["share", "report", "other"], ascending=[False, True, True], ignore_index=True)


def _pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of sentences with a hash in common, of two reports: `later`, `earlier`."""
    n_reports = rows.groupby("hash")["rank"].transform("nunique")
    rows = rows[(n_reports > 1) & (n_reports <= _COMMON)]
    met = rows.merge(rows, on="hash", suffixes=("", "_other"))
    met = met[met["rank"] > met["rank_other"]]
    pairs = met[["row", "row_other"]].drop_duplicates().sort_values(["row", "row_other"], ignore_index=True)
    return pairs.rename(columns={"row": "later", "row_other": "earlier"})
