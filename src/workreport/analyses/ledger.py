"""The ledger of a report's figures (指标台账): every figure with its place, its period, its base and its role."""

import pandas as pd

from workreport.document import figures_of
from workreport.document.periods import TARGET
from workreport.figures import kind_name, kinds_in
from workreport.outline import sections_of
from workreport.reading import Report

_QUALIFIERS = {"=": "", ">": "超过", "≥": "不少于", "<": "不足", "≤": "不超过", "≈": "约"}
_CHANGES = {"+": "增", "-": "减", "": ""}
_LEVELS = ("money", "count", "measure")  # absolute values
_COMPARISONS = ("percent", "point", "multiple", "rank")
_COUNTED = 3  # sections or figures that a finding names
_LINES = 100  # characters; a section below it, such as a salutation, is not missed for its figures


def readable(ledger: pd.DataFrame) -> pd.DataFrame:
    """Put the codes of a ledger into Chinese words, and its labels into one cell; numbers stay numbers."""
    words = {
        "labels": ledger["labels"].map("、".join),
        "kind": ledger["kind"].map(kind_name),
        "qualifier": ledger["qualifier"].map(_QUALIFIERS),
        "change": ledger["change"].map(_CHANGES),
    }
    return ledger.assign(**words)


def growth_without_level(ledger: pd.DataFrame) -> pd.DataFrame:
    """Rows of growth or decline in per cent whose sentence gives no absolute value of the same thing."""
    growth = ledger[ledger["kind"].isin(["percent", "multiple"]) & (ledger["change"] != "")]
    levels = ledger[ledger["kind"].isin(_LEVELS)]
    return growth[~_paired(growth, levels)]


def level_without_comparison(ledger: pd.DataFrame) -> pd.DataFrame:
    """Rows of money or measures, no goals, with no change, rank or base of the same thing in their sentence."""
    amounts = ledger[
        ledger["kind"].isin(["money", "measure"])
        & (ledger["change"] == "")
        & (ledger["base"] == "")
        & (ledger["role"] != TARGET)
    ]
    return amounts[~_paired(amounts, ledger[ledger["kind"].isin(_COMPARISONS)])]


def blanks(ledger: pd.DataFrame) -> pd.DataFrame:
    """Rows whose digits were blanked out and are still to be filled in."""
    return ledger[ledger["value"].isna()]


def count_kinds(ledger: pd.DataFrame) -> pd.DataFrame:
    """Count figures by kind.

    Returns:
        One row a kind that occurs, most frequent first, ties in the order of the kinds: `kind` (in Chinese), `n`,
        `share` (of all figures, 0–1), `examples` (labels and surfaces of the first three).
    """
    rows = []
    for kind in kinds_in(ledger["kind"]):
        group = ledger[ledger["kind"] == kind]
        examples = [_named(group.iloc[[place]]) for place in range(min(3, len(group)))]
        rows.append((kind_name(kind), len(group), len(group) / max(1, len(ledger)), examples))
    frame = pd.DataFrame(rows, columns=["kind", "n", "share", "examples"])
    return frame[frame["n"] > 0].sort_values("n", ascending=False, kind="stable", ignore_index=True)


def figure_density(text: str, ledger: pd.DataFrame) -> pd.DataFrame:
    """Count figures by section.

    Returns:
        One row a section: `section`, `label`, `n_chars`, `n_figures`, `figures_per_1000_chars` (of the section's
        characters but white space; NaN when it has none).
    """
    density = sections_of(text)[["section", "label", "n_chars"]].copy()
    density["n_figures"] = density["section"].map(ledger["section"].value_counts()).fillna(0).astype(int)
    density["figures_per_1000_chars"] = density["n_figures"] * 1000 / density["n_chars"].where(density["n_chars"] > 0)
    return density


def figure_findings(report: Report) -> list[str]:
    """Tell the key findings on the report's figures in Chinese sentences, the most important first."""
    ledger = figures_of(report.text)
    if ledger.empty:
        return ["全文没有可列入台账的数字指标。"]
    kinds = "、".join(f"{row.kind} {row.n} 个" for row in count_kinds(ledger).head(_COUNTED).itertuples())
    findings = [f"全文 {len(ledger)} 个数字指标，最多的是{kinds}。"]
    money = ledger[(ledger["kind"] == "money") & (ledger["change"] == "")].nlargest(_COUNTED, "value")
    if len(money):
        findings.append(f"最大的金额：{_named(money)}。")
    growth = ledger[(ledger["kind"] == "percent") & (ledger["change"] == "+")].nlargest(_COUNTED, "value")
    if len(growth):
        findings.append(f"最快的增长：{_named(growth)}。")
    ranks = ledger[ledger["kind"] == "rank"]
    if len(ranks):
        findings.append(f"提到位次 {len(ranks)} 处：{_named(ranks.head(_COUNTED))}。")
    empty = blanks(ledger)
    if len(empty):
        findings.append(f"有 {len(empty)} 个数字留空待填：{'、'.join(empty['text'])}。")
    density = figure_density(report.text, ledger)
    none = density[(density["n_figures"] == 0) & (density["n_chars"] >= _LINES)]
    if len(none) and len(density) > 1:
        findings.append(
            f"没有数字的部分：{'、'.join(none['label'].head(_COUNTED))}{'等' if len(none) > _COUNTED else ''}。"
        )
    bare = growth_without_level(ledger)
    if len(bare):
        findings.append(f"{len(bare)} 个增幅没有同句给出绝对值，如{_named(bare.head(1))}。")
    return findings


def _paired(rows: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    """Say of each row whether its sentence holds one of `others` about the same thing."""
    there = {
        (sentence, label)
        for sentence, labels in zip(others["sentence"], others["labels"], strict=True)
        for label in labels
    }
    pairs = zip(rows["sentence"], rows["labels"], strict=True)
    return pd.Series(
        [any((sentence, label) in there for label in labels) for sentence, labels in pairs], rows.index, bool
    )


def _named(rows: pd.DataFrame) -> str:
    """Figures by name and surface, such as 总产值1800余亿元."""
    return "；".join(f"{'、'.join(row.labels[:2])} {row.text}".strip() for row in rows.itertuples())
