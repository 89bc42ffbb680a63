"""What the peers of a report say, on its own pages: nothing at all where too few are known."""

from collections.abc import Callable, Sequence

import pandas as pd
from IPython.display import HTML

from workreport.corpus.peers import MEASURES, alike, report_among_peers, targets_among_peers
from workreport.corpus.store import read_corpus
from workreport.corpus.trends import structure_of
from workreport.document import Document
from workreport.pages.charts.corpus import plot_standing
from workreport.pages.html import show_answer, show_chart, show_table, text_link
from workreport.reading.identity import level_of

_COLUMNS = {"name": "项目", "own_text": "本报告", "median_text": "中位数", "middle": "中间八成", "place": "由高到低"}
_FORMS = {"n_chars": "{:,.0f}", "figures_per_1000_chars": "{:.1f}"} | dict.fromkeys(
    ("review", "plan", "problems"), "{:.1%}"
)


def show_peers(folder: str, document: Document) -> HTML:
    """Show where a report stands among those like it: a heading, the answer, a chart and a table.

    Like it are reports of its kind and of places of the same level of government.

    Args:
        folder: the collection's, as `read_corpus` takes it; "" for none.
        document: the report.

    Returns:
        The HTML; empty without a collection, and with fewer than eight others like the report in it.
    """
    corpus = read_corpus(folder)
    rows = report_among_peers(corpus, document)
    if rows.empty:
        return HTML("")
    forms = [_FORMS[measure].format for measure in rows["measure"]]
    rows = _readable(rows.assign(name=rows["measure"].map(MEASURES)), forms)
    kind, level = document.report.kind, level_of(document.report.place)
    years = _years(alike(structure_of(corpus), kind, level)["year"])
    who = f"报告集里另外 {rows['n_peers'].max()} 份{level}{kind}{years}"
    answer = f"与{who}相比，{_outside(rows)}"
    note = "与众不同不是毛病：篇幅和占比没有标准，只是值得看一眼为什么。"
    return _section("与同类报告相比 · Peers", answer, rows, who, note)


def show_targets(folder: str, document: Document) -> HTML:
    """Show where a report's targets stand among those that others have for the same year; see `show_peers`."""
    rows = targets_among_peers(read_corpus(folder), document)
    if rows.empty:
        return HTML("")
    amounts = [_amount(row.text, row.unit) for row in rows.itertuples()]
    rows = _readable(rows.assign(name=[f"{row.name}（{row.year}年）" for row in rows.itertuples()]), amounts)
    few, many = rows["n_peers"].min(), rows["n_peers"].max()
    n = f"{few}" if few == many else f"{few}—{many}"
    who = f"报告集里另外 {n} 份报告的同一目标"
    answer = f"有 {len(rows)} 个目标可以同{who}相比，{_outside(rows)}"
    note = "只比名称、单位、年份都相同而且有把握的目标；“左右”“以上”没有区分，范围取下限。"
    return _section("目标定得高还是低？ · Targets among peers", answer, rows, who, note)


def _section(title: str, answer: str, rows: pd.DataFrame, who: str, note: str) -> HTML:
    links = {_COLUMNS["name"]: rows["start"].map(text_link)} if "start" in rows else None
    table = show_table(rows[list(_COLUMNS)].rename(columns=_COLUMNS), caption=f"本报告与{who}", links=links)
    shown = (show_answer(answer), show_chart(plot_standing(rows, what=who)), table)
    return HTML(f"<h2>{title}</h2>{''.join(part.data for part in shown)}<p>{note}</p>")


def _readable(rows: pd.DataFrame, forms: Sequence[Callable[[float], str]]) -> pd.DataFrame:
    """The numbers as texts, each row by a function of its own."""
    told = list(zip(rows.to_dict("records"), forms, strict=True))
    return rows.assign(
        own_text=[form(row["own"]) for row, form in told],
        median_text=[form(row["median"]) for row, form in told],
        middle=[f"{form(row['low'])}—{form(row['high'])}" for row, form in told],
        place=[f"第 {row['rank']} / {row['n_peers'] + 1}" for row, _ in told],
    )


def _amount(text: str, unit: str) -> Callable[[float], str]:
    """How amounts of one target are written: in 亿 or 万 where the report does."""
    scale, name = next(((scale, name) for name, scale in (("亿", 1e8), ("万", 1e4)) if name in text), (1, ""))
    return lambda value: f"{value / scale:,.6g}{name}{unit}"


def _outside(rows: pd.DataFrame) -> str:
    """Which rows lie beyond the middle 80 %, in words."""
    high = list(rows.loc[rows["own"] > rows["high"], "name"])
    low = list(rows.loc[rows["own"] < rows["low"], "name"])
    said = [f"高过九成的是{'、'.join(high)}"] if high else []
    said += [f"低过九成的是{'、'.join(low)}"] if low else []
    return f"{'，'.join(said)}。" if said else "都在中间八成以内。"


def _years(years: pd.Series) -> str:
    years = years[years > 0]
    if years.empty:
        return ""
    first, last = years.min(), years.max()
    return f"（{first} 年）" if first == last else f"（{first}—{last} 年）"
