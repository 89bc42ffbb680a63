"""What the proofreader's rows come to: the findings in words, and the counts by family and rule."""

import pandas as pd

from workreport.document import Source, document_of
from workreport.proofreading.manuscript import year_of
from workreport.proofreading.rules import DOUBTFUL, HINT, WRONG
from workreport.proofreading.table import rules

SEVERITIES = (WRONG, DOUBTFUL, HINT)


def proof_findings(source: Source, found: pd.DataFrame) -> list[str]:
    """Say in Chinese sentences what must be mended first, and what was checked.

    Args:
        source: the report.
        found: the rows of `proofread` on it.
    """
    n = {severity: int((found["severity"] == severity).sum()) for severity in SEVERITIES}
    findings = []
    if n[WRONG]:
        first = found[found["severity"] == WRONG].iloc[0]
        findings.append(f"必须改的有 {n[WRONG]} 处，第一处在第 {first['paragraph'] + 1} 段：{first['message']}")
    if n[DOUBTFUL]:
        findings.append(f"要作者看一看的有 {n[DOUBTFUL]} 处。")
    if not n[WRONG] and not n[DOUBTFUL]:
        findings.append("没有发现错处和可疑之处。")
    if n[HINT]:
        findings.append(f"另有体例和习惯上的提示 {n[HINT]} 处，可改可不改。")
    return [*findings, what_was_checked(source)]


def what_was_checked(source: Source) -> str:
    """Say in one Chinese sentence how much was checked, and what needs a year that is not known."""
    document = document_of(source)
    table = rules()
    families = "、".join(
        f"{family} {len(members)} 条" for family, members in table.groupby("family", sort=False)["rule"]
    )
    n_chars, n_figures = len("".join(document.text.split())), len(document.figures)
    said = f"按 {len(table)} 条规则（{families}）核对了全文 {n_chars:,} 字和 {n_figures:,} 个数字。"
    return said if year_of(document) else f"{said}看不出报告的年份，没有核对过时的年份和机构旧名。"


def count_by_rule(found: pd.DataFrame) -> pd.DataFrame:
    """Count the rows by rule.

    Returns:
        One row a rule, in the order of the rules, those without rows too: `family`, `rule_name` (of the rule), `n`,
        `source` (what the rule rests on).
    """
    counts = found["rule"].value_counts()
    table = rules()
    return table.assign(n=table["rule"].map(counts).fillna(0).astype(int))[["family", "rule_name", "n", "source"]]


def count_by_family(found: pd.DataFrame) -> pd.DataFrame:
    """Count the rows by family and severity.

    Returns:
        One row a family: `family`, 错, 疑, 提示.
    """
    families = list(dict.fromkeys(rules()["family"]))
    counts = pd.crosstab(found["family"], found["severity"]) if len(found) else pd.DataFrame()
    counts = counts.reindex(index=families, columns=list(SEVERITIES), fill_value=0)
    return counts.rename_axis(index="family", columns=None).reset_index()


def with_sentences(source: Source, found: pd.DataFrame) -> pd.DataFrame:
    """Add to each row the sentence that it stands in.

    Returns:
        The rows with `sentence_start` and `sentence_text`.
    """
    sentences = document_of(source).sentences
    if found.empty or sentences.empty:
        return found.assign(sentence_start=pd.Series(dtype=int), sentence_text=pd.Series(dtype=str))
    places = (sentences["start"].searchsorted(found["start"], side="right") - 1).clip(min=0)
    rows = sentences.iloc[places]
    return found.assign(sentence_start=rows["start"].to_numpy(), sentence_text=rows["text"].to_numpy())
