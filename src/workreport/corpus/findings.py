"""What a collection says, in Chinese sentences that are computed and said only where they are certain."""

import pandas as pd

from workreport.corpus.kin import copied_shares
from workreport.corpus.store import Corpus
from workreport.corpus.trends import contents_of, indicators_of, leading_terms, one_series, structure_of, term_trends

_NAMED = 5  # terms that a sentence names
_MUCH = 0.1  # share of a report that stands in one earlier report, from which it is told first


def collection_findings(corpus: Corpus, shared: pd.DataFrame) -> list[str]:
    """Tell the key findings on a collection, the most important first.

    Args:
        corpus: the collection.
        shared: the frame of `kin.shared_sentences`.
    """
    if corpus.reports.empty:
        return ["还没有指定报告集：先运行 workreport collect 报告文件夹 --to 报告集，再把 CORPUS 写成那个文件夹。"]
    findings = [_contents(corpus), *_rising(corpus), *_copied(corpus, copied_shares(corpus, shared))]
    indicators = indicators_of(corpus)
    if len(indicators):
        first = indicators.iloc[0]
        findings.append(
            f"可以逐年、逐地比较的指标有 {indicators['name'].nunique()} 个，"
            f"见于报告最多的是“{first['name']}”（{first['role']}，{first['n_reports']} 份）。"
        )
    if n := len(corpus.refused):
        findings.append(f"另有 {n} 个文件读不了，没有计入，如 {corpus.refused['reason'].iloc[0]}")
    return findings


def series_named(corpus: Corpus) -> str:
    """Which reports are followed from year to year, and how many: 全国政府工作报告 17 份."""
    series = one_series(structure_of(corpus))
    if series.empty:
        return ""
    first = series.iloc[0]
    return f"{first['level']}{first['kind'] or '类别未明的报告'} {len(series):,} 份"


def names_of(corpus: Corpus) -> list[str]:
    """A short name for each report, by its number: place (or body, or file) and year."""
    reports = corpus.reports
    named = reports["place"].where(reports["place"] != "", reports["body"])
    named = named.where(named != "", reports["file"].str.rsplit("/").str[-1].str.rsplit(".", n=1).str[0])
    return [f"{name} {year}" if year else str(name) for name, year in zip(named, reports["year"], strict=True)]


def _contents(corpus: Corpus) -> str:
    kinds = contents_of(corpus)
    years = corpus.reports["year"][corpus.reports["year"] > 0]
    span = f"，{years.min()}—{years.max()} 年" if len(years) else ""
    undated = len(corpus.reports) - len(years)
    said = "、".join(f"{row.kind or '类别未明'} {row.n_reports} 份" for row in kinds.head(_NAMED).itertuples())
    note = f"；{undated} 份看不出年份，不进逐年的图" if undated and len(years) else ""
    n = corpus.reports["n_figures"].sum()
    return f"共 {len(corpus.reports):,} 份报告{span}：{said}，合计 {n:,} 个数字指标{note}。"


def _rising(corpus: Corpus) -> list[str]:
    trends, said = term_trends(corpus), []
    for status, words in (("升", "越说越多"), ("降", "越说越少"), ("新", "后半段才出现"), ("消", "后半段不再说")):
        if terms := leading_terms(trends[trends["status"] == status], _NAMED):
            said.append(f"{words}的：{'、'.join(terms)}")
    return [f"逐年看{series_named(corpus)}，{'；'.join(said)}。"] if said else []


def _copied(corpus: Corpus, pairs: pd.DataFrame) -> list[str]:
    if pairs.empty:
        return []
    names, first = names_of(corpus), pairs.iloc[0]
    much = int((pairs["share"] >= _MUCH).sum())
    both = f"“{names[int(first['report'])]}”和“{names[int(first['other'])]}”"
    size = f"{first['n']:.0f} 句，占前者的 {first['share']:.1%}"
    return [f"与较早一份报告相同或相近的句子，占比最大的一对是{both}：{size}；占一成以上的共 {much} 对。"]
