"""What a comparison comes to, in sentences that are certain."""

import pandas as pd

from workreport.comparison.pairs import DRAFTS, Comparison
from workreport.comparison.phrasing import OFTEN, worth_telling

KINDS = {
    "figure": "数字变了",
    "reworded": "改写",
    "mark": "标点",
    "added": "新增",
    "removed": "删去",
    "moved": "移动",
    "heading": "标题",
    "verbatim": "相同",
    "near": "相近",
    "frame": "套用句式换数字",
}
_FAR_BELOW = 0.9  # of an expected value
STATUSES = {"new": "新出现", "gone": "不再出现", "more": "增多", "less": "减少", "kept": "不变"}
MET = {"no": "未达到", "unstated": "没有说到", "unlike": "口径不同", "yes": "达到"}
TURNS = {"order": "调整次序", "gained": "有增加", "lost": "有减少", "changed": "有增有减", "reworded": "改了说法"}
_SHOWN = 5
_SIGNS = {">": "超", "≥": "不低于", "<": "不足", "≤": "不超过", "≈": "约"}
_FAMILIAR = 0.75  # similarity at which the reference values were taken


def pair_findings(pair: Comparison) -> list[str]:
    """The key findings of a comparison, one sentence each."""
    if not pair.earlier:
        return ["没有找到较早的一份报告，这一页没有内容可比。"]
    return _draft_findings(pair) if pair.kind == DRAFTS else _year_findings(pair)


def describe_pair(pair: Comparison) -> str:
    """Which two texts are compared, as what, and how to set it otherwise."""
    if not pair.earlier:
        return (
            "在参数里写上 EARLIER = 较早的报告（去年的，或上一稿），再运行一次；"
            "或者把去年的报告放在同一个文件夹、上一稿放在旁边的“草稿”文件夹，程序会自己找到。"
        )
    what = "同一份报告的两稿" if pair.kind == DRAFTS else "两年的报告"
    how = "按相同句子的比例判断；不对时把 AS 设为 drafts 或 years" if pair.told else "按参数 AS"
    old, new = pair.earlier.report, pair.later.report
    names = f"“{old.source}”和“{new.source}”" if old.source != new.source else f"“{new.source}”和它较早的一份"
    return f"比较{names}，作为{what}（{how}）。"


def goals_by_concern(goals: pd.DataFrame) -> pd.DataFrame:
    """Goals in the order in which a reader needs them: missed, unstated, in another measure, met."""
    order = {met: place for place, met in enumerate(MET)}
    return goals.sort_values("met", key=lambda met: met.map(order), kind="stable").reset_index(drop=True)


def describe_goals(pair: Comparison) -> str:
    """Of how many goals how many were met, and what the others mean."""
    goals = pair.goals
    if goals.empty:
        return "较早的报告里没有找到写明数字的本年度目标。"
    n = goals["met"].value_counts()
    said = f"较早的报告提出 {len(goals)} 个数字目标"
    if list(n.index) == ["unstated"]:
        return f"{said}，今年的报告都没有说到数字（没有说到不等于没有完成）。"
    n["below"] = below_expected(goals).sum()
    n["yes"] = n.get("yes", 0) - n["below"]
    ways = (("yes", "达到"), ("no", "未达到"), ("below", "物价低于预期值"), ("unlike", "只有另一种口径的数字"))
    parts = [f"{n[met]} 个{how}" for met, how in ways if n.get(met)]
    silent = f"；{n['unstated']} 个今年的报告没有说到数字（没有说到不等于没有完成）" if "unstated" in n else ""
    return f"{said}：{'、'.join(parts)}{silent}。"


def below_expected(goals: pd.DataFrame) -> pd.Series:
    """Say of each goal whether it is an expected rise of prices that the result stayed far below."""
    expected = goals["indicator"].str.contains("价格|物价") & goals["qualifier"].isin(["≈", "="])
    return expected & (goals["met"] == "yes") & (goals["result_value"] < _FAR_BELOW * goals["value"])


def describe_reuse(pair: Comparison) -> str:
    """Which share of the report was taken over, and where most."""
    whole, sections = pair.shares.iloc[0], pair.shares.iloc[1:].dropna(subset="share")
    if pd.isna(whole["share"]):
        return "没有可以比较的句子。"
    said = f"全文 {whole['share']:.0%} 的字在与去年相同或相近的句子里（不含固定表述和只换数字的句式）"
    if len(sections) > 1 and sections["share"].max() > 0:
        most = sections.loc[sections["share"].idxmax()]
        said += f"；比例最高的是“{most['section']}”，{most['share']:.0%}"
    close = pair.reuse[
        ~pair.reuse["formula"] & (pair.reuse["similarity"] >= _FAMILIAR) & (pair.reuse["kind"] != "frame")
    ]
    return f"{said}。" + (f"其中几乎原样（相似度 {_FAMILIAR} 以上）的 {len(close)} 句。" if len(close) else "")


def describe_phrases(pair: Comparison) -> str:
    """How many phrases are new and gone, the clearest first."""
    found = worth_telling(pair.phrases)
    told = []
    for status, verb in (("new", "新出现"), ("gone", "不再出现"), ("more", "明显增多"), ("less", "明显减少")):
        rows = found[found["status"] == status]
        if len(rows):
            told.append(f"{verb} {len(rows)} 个，如{'、'.join(f'“{phrase}”' for phrase in rows['phrase'].head(3))}")
    often = (found[["count_last", "count_this"]].max(axis=1) >= OFTEN).all()
    return f"{'说到三次以上的' if often else ''}提法{'；'.join(told)}。" if told else "提法没有变化。"


def describe_changes(pair: Comparison) -> str:
    """How many changes of each kind there are."""
    n = pair.changes["kind"].value_counts()
    if n.empty:
        return "两稿的句子完全相同。"
    return f"共 {len(pair.changes)} 处改动：{'、'.join(f'{KINDS[kind]} {n[kind]} 处' for kind in KINDS if kind in n)}。"


def _draft_findings(pair: Comparison) -> list[str]:
    found = [describe_changes(pair)]
    figures = pair.figures
    if len(figures):
        both = figures[(figures["before_figure"] != "") & (figures["after_figure"] != "")].head(_SHOWN)
        named = "，".join(_changed(row.before_figure, row.after_figure, row.difference) for row in both.itertuples())
        found.append(
            f"改动的数字有 {len(figures)} 个" + (f"：{named}等。" if len(figures) > len(both) else f"：{named}。")
        )
    before, after = pair.sizes[["n_before", "n_after"]].sum()
    found.append(f"全文由 {before:,} 字变为 {after:,} 字。" if before != after else f"全文仍是 {after:,} 字。")
    return found


def _changed(before: str, after: str, difference: float) -> str:
    before, after = (_SIGNS.get(text[:1], text[:1]) + text[1:] for text in (before, after))
    return f"{before}→{after}" + ("" if pd.isna(difference) or not difference else f"（{difference:+.1%}）")


def _year_findings(pair: Comparison) -> list[str]:
    found = [describe_goals(pair)]
    missed = pair.goals[pair.goals["met"] == "no"].head(_SHOWN)
    if len(missed):
        named = "；".join(f"{row.indicator}：目标 {row.target}，结果 {row.result}" for row in missed.itertuples())
        found.append(f"未达到的：{named}。")
    return [*found, describe_reuse(pair), describe_phrases(pair)]
