"""The tables of two reports, as pages show them and as `changes.xlsx` holds them."""

import pandas as pd

from workreport.comparison.pairs import DRAFTS, Comparison
from workreport.comparison.telling import KINDS, MET, STATUSES, TURNS, below_expected, goals_by_concern
from workreport.pages.workbook import Sheet, workbook_bytes

_GOALS = ["indicator", "target", "result", "met", "firmness", "target_sentence", "result_sentence", "said"]
_BEFORE, _AFTER = 24, 12  # characters quoted around a figure
_COPIED = ["change_kind", "similarity", "moved_half", "path", "text", "last_text"]
_PHRASES = ["phrase", "status", "count_last", "count_this", "log_ratio"]


def goal_rows(pair: Comparison, *, brief: bool = False) -> pd.DataFrame:
    """One row a goal, those of concern first; `brief` quotes of each sentence only what stands around the figure."""
    rows = goals_by_concern(pair.goals)
    if brief:
        for sentence, figure in (("target_sentence", "target"), ("result_sentence", "result")):
            rows[sentence] = [_around(*told) for told in zip(rows[sentence], rows[figure].fillna(""), strict=True)]
    met = rows["met"].map(MET).mask(below_expected(rows), "低于预期值")
    return rows.assign(met=met, result=rows["result"].fillna(""))[_GOALS]


def _around(sentence: str, figure: str) -> str:
    """What stands around a figure in its sentence."""
    at = sentence.find(figure) if figure else 0
    begin, end = max(0, at - _BEFORE), at + len(figure) + _AFTER
    return f"{'…' if begin else ''}{sentence[begin:end]}{'…' if end < len(sentence) else ''}"


def share_rows(pair: Comparison) -> pd.DataFrame:
    """One row the whole report, then one a section: how much of it was taken over."""
    return pair.shares.rename(columns={"section": "path", "n_chars": "n_compared", "share": "copied"})


def copied_rows(pair: Comparison) -> pd.DataFrame:
    """One row a sentence that was taken over, the most characters first; formulae and frames left out."""
    rows = pair.reuse[~pair.reuse["formula"] & (pair.reuse["kind"] != "frame")]
    kept = rows["similarity"] * (rows["text"].str.len() + rows["last_text"].str.len())
    rows = rows.loc[kept.sort_values(ascending=False, kind="stable").index]
    named = {"change_kind": rows["kind"].map(KINDS), "moved_half": rows["moved"].map({True: "是", False: ""})}
    return rows.assign(**named, path=rows["section"])[_COPIED].reset_index(drop=True)


def phrase_rows(pair: Comparison) -> pd.DataFrame:
    """One row a phrase that came, went, rose or fell."""
    return pair.phrases.assign(status=pair.phrases["status"].map(STATUSES))[_PHRASES]


def verb_rows(pair: Comparison) -> pd.DataFrame:
    """One row an object under another verb."""
    return pair.verbs[["object", "verb_last", "verb_this", "text"]]


def list_rows(pair: Comparison) -> pd.DataFrame:
    """One row an enumeration that changed."""
    rows = pair.lists.assign(turn=pair.lists["change"].map(TURNS))
    return rows[["turn", "members_last", "members_this", "gone", "new", "reworded"]]


def figure_rows(pair: Comparison) -> pd.DataFrame:
    """One row a figure that changed."""
    rows = pair.figures.rename(columns={"section": "path"})
    return rows[["before_figure", "after_figure", "difference", "path", "after"]]


def size_rows(pair: Comparison) -> pd.DataFrame:
    """One row a section: its length before and after."""
    return pair.sizes.rename(columns={"section": "path", "difference": "n_more"})


def change_rows(pair: Comparison) -> pd.DataFrame:
    """One row a change."""
    rows = pair.changes.assign(change_kind=pair.changes["kind"].map(KINDS), path=pair.changes["section"])
    return rows[["change_kind", "before", "after", "detail", "path", "similarity"]]


def comparison_tables(pair: Comparison) -> dict[str, bytes]:
    """The workbook of a comparison, by its file's name; none where there is no earlier report."""
    if not pair.earlier:
        return {}
    drafts = {"改动的数字": figure_rows, "全部改动": change_rows, "各部分篇幅": size_rows}
    years = {"目标完成": goal_rows, "相同比例": share_rows, "相同相近的句子": copied_rows}
    words = {"提法": phrase_rows, "动词": verb_rows, "并列项": list_rows}
    old, new = pair.earlier.report, pair.later.report
    tables = (drafts if pair.kind == DRAFTS else years) | words
    sheets = [Sheet(name, rows(pair)) for name, rows in tables.items()]
    return {"changes.xlsx": workbook_bytes(sheets, title=f"{old.source} 与 {new.source} 对比", footer=new.source)}
