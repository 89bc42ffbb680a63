"""Section balance: how much room each part of a report takes, against a plan, an even split, or other reports."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import pandas as pd

from workreport.analyses.layout import SPEED, a4_pages, describe_minutes, reading_minutes
from workreport.analyses.measures import evenness, gini, normalised_hhi
from workreport.document import parts_of
from workreport.document.parts import APPENDIX, OTHER, PARTS, PROBLEMS
from workreport.figures import find_figures
from workreport.outline import outline_of, points_of, section_at, sections_of, sentences_of
from workreport.reading import Report
from workreport.words import words_of
from workreport.writing.lists import DATA

_REFERENCE = DATA / "reference_sections.csv"

# What makes a sentence solid, beside a figure.
_EVIDENCE = {
    "期限": re.compile(
        r"(?:\d{4}年|\d{1,2}月|年|月|季度)(?:底|末|\d{1,2}日)?(?:之?前|以前)|年内|到[12]\d{3}年|限期|按期|如期"
    ),
    "项目": re.compile(
        r"《[^》]{2,60}》|“[^”]{2,20}”(?:[^，。；“]{0,4}(?:工程|行动|计划|项目|专项|活动|应用|平台|系统))"
    ),
    "责任单位": re.compile(r"牵头|责任(?:单位|部门|人)[：:]|由[^，。；]{2,12}(?:局|办|委|厅|部|组|处|中心)"),
}


def section_balance(text: str, *, level: int = 1) -> pd.DataFrame:
    """Measure each section.

    Args:
        text: the report's text.
        level: headings to cut at: 1, or 2 for the sections inside sections.

    Returns:
        One row a section, in text order: `section`, `number`, `title`, `label`, `start`, `end`, `n_chars`, `share` (of
        the whole text, 0–1), `n_words`, `n_sentences`, `n_points`, `n_figures`, `figures_per_1000_chars` (of the
        section's characters), `substance` (share of its sentences that carry evidence, see `substance_of`; NaN
        without sentences), `n_pages` (A4, 22 lines of 28 characters).
    """
    sections = sections_of(text, level=level)
    balance = sections[["section", "number", "title", "label", "start", "end", "n_chars"]].copy()
    balance["share"] = balance["n_chars"] / (balance["n_chars"].sum() or np.nan)
    sentences = substance_of(text)
    for column, frame in (
        ("n_words", words_of(text)),
        ("n_sentences", sentences),
        ("n_points", points_of(text)),
        ("n_figures", find_figures(text)),
    ):
        found = pd.Series(section_at(frame["start"], sections)).value_counts()
        balance[column] = balance["section"].map(found).fillna(0).astype(int)
    balance["figures_per_1000_chars"] = balance["n_figures"] * 1000 / balance["n_chars"].where(balance["n_chars"] > 0)
    solid = (sentences["evidence"].str.len() > 0).groupby(section_at(sentences["start"], sections)).mean()
    balance["substance"] = balance["section"].map(solid).astype(float)
    balance["n_pages"] = [
        a4_pages(text[start:end]) for start, end in zip(balance["start"], balance["end"], strict=True)
    ]
    return balance


def substance_of(text: str) -> pd.DataFrame:
    """Say of each sentence what makes it solid (实度): a figure, a deadline, a named project, a responsible body.

    Returns:
        The rows of `outline.sentences_of` but headings, with `evidence`: a list of Chinese words and what was found
        (`指标 87个`, `期限 年底前`, `项目 《…》`, `责任单位 …牵头`), empty where there is none.
    """
    sentences = sentences_of(text)
    headings = set(outline_of(text)["start"])
    sentences = sentences[~sentences["start"].isin(headings)].reset_index(drop=True)
    figures = find_figures(text)
    place = np.searchsorted(sentences["start"].to_numpy(), figures["start"].to_numpy(dtype=int), side="right") - 1
    first = dict(zip(place[::-1], figures["text"].iloc[::-1], strict=True))
    evidence: list[list[str]] = [[f"指标 {first[number]}"] if number in first else [] for number in sentences.index]
    for found, sentence in zip(evidence, sentences["text"], strict=True):
        found += [f"{name} {match[0]}" for name, pattern in _EVIDENCE.items() if (match := pattern.search(sentence))]
    sentences["evidence"] = pd.Series(evidence, dtype=object)
    return sentences


def part_shares(text: str) -> pd.DataFrame:
    """Sum up the parts of a report, beside what other reports give them.

    Returns:
        One row a part, in the order of `PARTS`: `part`, `n_chars`, `share` (of the whole text, 0–1),
        `reference_share` (median over the reference's reports), `evidence` (the words that decided, the first three).
    """
    paragraphs = parts_of(text)
    whole = paragraphs["n_chars"].sum() or np.nan
    reference = _reference_shares()
    rows = []
    for part in PARTS:
        group = paragraphs[paragraphs["part"] == part]
        evidence = [word for word in dict.fromkeys(group["evidence"]) if word][:3]
        rows.append(
            (part, group["n_chars"].sum(), group["n_chars"].sum() / whole, reference.get(part, np.nan), evidence)
        )
    return pd.DataFrame(rows, columns=["part", "n_chars", "share", "reference_share", "evidence"])


def point_lengths(text: str) -> pd.DataFrame:
    """Measure the points of each section.

    Returns:
        The rows of `outline.points_of`, with `label` (of the section) and `place` (section, number and size, Chinese).
    """
    points = points_of(text)
    points["label"] = points["section"].map(sections_of(text).set_index("section")["label"])
    points["place"] = [f"{row.label}，{row.number}，{row.n_chars} 字" for row in points.itertuples()]
    return points


def evenness_of(balance: pd.DataFrame) -> pd.DataFrame:
    """Measure how evenly the numbered sections share the text.

    Returns:
        One row a measure: `measure` (Pielou's J, normalised HHI, Gini, longest to shortest), `level` (NaN for fewer
        than two sections), `direction` (Chinese: how to read it).
    """
    sizes = _numbered(balance)["n_chars"]
    ratio = sizes.max() / sizes.min() if len(sizes) > 1 and sizes.min() else np.nan
    rows = [
        ("Pielou 均匀度 J", evenness(sizes), "1 为完全均匀，0 为全在一部分"),
        ("标准化 HHI", normalised_hhi(sizes), "0 为完全均匀，1 为全在一部分"),
        ("基尼系数", gini(sizes) if len(sizes) > 1 else np.nan, "0 为完全均匀，越高越悬殊"),
        ("最长与最短之比", ratio, "1 为一样长"),
    ]
    return pd.DataFrame(rows, columns=["measure", "level", "direction"])


def against_plan(balance: pd.DataFrame, plan: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Hold the numbered sections against a plan, or without one against an even split.

    Args:
        balance: the frame of `section_balance`.
        plan: words of headings, each with an intended share of the whole text (up to 1) or a limit of characters.

    Returns:
        One row a numbered section (the one row of a report without headings): `label`, `n_chars`, `share`, `intended`
        (share, 0–1; NaN for sections that the plan does not name), `over` (characters above what was intended,
        negative below; 0 below a limit).

    Raises:
        ValueError: A word of the plan fits no heading or more than one, its number is not above 0, or the shares add
            up to more than the whole.
    """
    sections = _numbered(balance)
    whole = balance["n_chars"].sum()
    intended = pd.Series(np.nan, sections.index)
    limited = pd.Series(data=False, index=sections.index)
    if plan:
        for word, size in plan.items():
            fits = sections.index[sections["title"].str.contains(word, regex=False)]
            if len(fits) != 1:
                found = "没有标题含有它" if fits.empty else "不止一个标题含有它"
                raise ValueError(
                    f"PLAN 里的“{word}”{found}，请改用某一部分标题里独有的词：{'；'.join(sections['title'])}。"
                )
            if isinstance(size, bool) or not isinstance(size, (int, float)) or not size > 0:
                raise ValueError(f"PLAN 里“{word}”的值应是大于 0 的比例（如 0.25）或字数（如 1200），现在是 {size!r}。")
            intended[fits] = size if size <= 1 else size / whole
            limited[fits] = size > 1
        if intended[~limited].sum() > 1:
            raise ValueError(f"PLAN 里的比例加起来是 {intended[~limited].sum():.0%}，超过了全文，请改小。")
    else:
        intended[:] = sections["n_chars"].sum() / whole / len(sections)
    result = sections[["label", "n_chars", "share"]].assign(intended=intended)
    gap = (result["n_chars"] - intended * whole).round()
    result["over"] = gap.mask(limited & (gap < 0), 0)  # a limit asks for nothing to be added
    return result.reset_index(drop=True)


def describe_plan(held: pd.DataFrame, *, planned: bool) -> str:
    """Say in one Chinese sentence where most is to be cut and added to meet the plan or come even."""
    if len(held) < 2 and not planned:
        return "只有一个部分（或没有标题），谈不上均衡。"
    held = held.dropna(subset="over")
    most, least = held.loc[held["over"].idxmax()], held.loc[held["over"].idxmin()]
    gaps = [f"“{most['label']}”多出 {most['over']:,.0f} 字"] if most["over"] > 0 else []
    gaps += [f"“{least['label']}”还差 {-least['over']:,.0f} 字"] if least["over"] < 0 else []
    aim = "按计划" if planned else "若要各部分一样长"
    return f"{aim}，{'，'.join(gaps) or '各部分都不多不少'}。"


def describe_parts(shares: pd.DataFrame) -> str:
    """Say in one Chinese sentence what share of the report each part takes, and whether problems are among them."""
    told = shares[(shares["n_chars"] > 0) & (shares["part"] != OTHER)]
    if told.empty:
        return "没有标题，或标题和时态都看不出来，分不出回顾、部署和问题。"
    said = "、".join(f"{row.part} {row.share:.0%}" for row in told.itertuples())
    missing = "" if PROBLEMS in set(told["part"]) else "；没有找到专写问题和不足的段落"
    return f"按内容分，{said}（占全文）{missing}。"


def describe_points(points: pd.DataFrame, balance: pd.DataFrame) -> str:
    """Say in one Chinese sentence how many points the sections make, and which sections make none."""
    if points.empty:
        return "没有成组的要点（一是……二是……、第一，……第二，……、首先……其次……，或连续几行以“——”开头）。"
    sections = _numbered(balance)
    bare = sections.loc[sections["n_points"] == 0, "label"]
    without = f"；没有成组要点的部分 {len(bare)} 个，如“{bare.iloc[0]}”" if len(bare) else ""
    sizes = points["n_chars"]
    return (
        f"共 {len(sizes)} 个要点，最长 {sizes.max():,} 字，最短 {sizes.min():,} 字，"
        f"中位数 {sizes.median():.0f} 字{without}。"
    )


def describe_levels(inner: pd.DataFrame, outer: pd.DataFrame) -> str:
    """Say in one Chinese sentence how many sections of level 2 there are, and where there are none."""
    numbered = _numbered(outer)
    below = [int(((inner["start"] > row.start) & (inner["start"] < row.end)).sum()) for row in numbered.itertuples()]
    if not sum(below):
        return "没有二级标题。"
    bare = [row.label for row, n in zip(numbered.itertuples(), below, strict=True) if not n]
    without = f"；没有二级标题的部分：{'、'.join(bare[:3])}" if bare else ""
    return f"{len(numbered)} 个部分共有 {sum(below)} 个二级标题，最多的一个部分有 {max(below)} 个{without}。"


def balance_findings(report: Report, *, plan: Mapping[str, float] | None = None, speed: float = SPEED) -> list[str]:
    """Tell the key findings on the balance of a report in Chinese sentences, the most important first."""
    balance = section_balance(report.text)
    sections = _numbered(balance)
    if len(sections) > 1:
        longest, shortest = sections.loc[sections["n_chars"].idxmax()], sections.loc[sections["n_chars"].idxmin()]
        minutes = reading_minutes(longest["n_chars"], speed=speed)
        times = longest["n_chars"] / shortest["n_chars"]
        size = f"占全文 {longest['share']:.0%}（念{describe_minutes(minutes)}）"
        findings = [f"“{longest['label']}”最长，{size}，是最短部分“{shortest['label']}”的 {times:.1f} 倍。"]
    else:
        findings = ["没有分出两个以上的部分（没有“一、二、”一类标题），篇幅是否均衡无从比较。"]
    if len(sections) > 1 or plan:
        findings.append(describe_plan(against_plan(balance, plan), planned=bool(plan)))
    parts = parts_of(report.text)
    appendix = parts.loc[parts["evidence"].str.fullmatch(APPENDIX), "n_chars"].sum()
    if appendix:
        findings.append(f"“{sections['label'].iloc[-1]}”的篇幅里有附件 {appendix:,} 字，比较时请减去。")
    findings.append(describe_parts(part_shares(report.text)))
    findings += _substance_finding(sections)
    points = point_lengths(report.text)
    if len(points) > 1:
        first = points.loc[points["n_chars"].idxmax()]
        findings.append(
            f"共 {len(points)} 个要点，中位数 {points['n_chars'].median():.0f} 字；"
            f"最长的 {first['n_chars']:,} 字，见于“{first['label']}”（{first['number']}）。"
        )
    return findings


def _substance_finding(sections: pd.DataFrame) -> list[str]:
    """The most and the least solid section, or the one there is."""
    solid = sections.dropna(subset="substance")
    if solid.empty:
        return []
    best, worst = solid.loc[solid["substance"].idxmax()], solid.loc[solid["substance"].idxmin()]
    what = "的句子写明了数字、期限、项目或责任单位"
    if best["substance"] == worst["substance"]:
        return [f"{best['substance']:.0%} {what}（实度）。"]
    most = f"实度最高的是“{best['label']}”，{best['substance']:.0%} {what}"
    return [f"{most}；最低的是“{worst['label']}”，{worst['substance']:.0%}。"]


def build_section_reference(reports: Iterable[Report]) -> pd.DataFrame:
    """Count the characters of each part of several reports, to compare with; nothing of their text is kept.

    Returns:
        One row a report and part: `report` (its name), `part` (of `PARTS`), `n_chars`.
    """
    rows = []
    for report in reports:
        sizes = parts_of(report.text).groupby("part")["n_chars"].sum()
        rows += [(report.name, part, int(sizes.get(part, 0))) for part in PARTS]
    return pd.DataFrame(rows, columns=["report", "part", "n_chars"])


@cache
def _reference_shares() -> dict[str, float]:
    """Median share of each part over the reports of the shipped reference."""
    counts = pd.read_csv(_REFERENCE, encoding="utf-8")
    shares = counts["n_chars"] / counts.groupby("report")["n_chars"].transform("sum")
    return shares.groupby(counts["part"]).median().to_dict()


def _numbered(balance: pd.DataFrame) -> pd.DataFrame:
    """The sections proper: a preamble is not measured against them, unless there is nothing else."""
    sections = balance[balance["number"] != ""]
    return sections if len(sections) else balance
