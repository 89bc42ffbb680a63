"""Section balance: how much room each part of a report takes, against a plan or other reports of its kind."""

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import pandas as pd

from workreport.analyses.layout import SPEED, a4_pages, describe_minutes, reading_minutes
from workreport.analyses.measures import evenness, gini, normalised_hhi
from workreport.analyses.sections import ANNEX, own_sections, why_incomparable, with_figures
from workreport.analyses.substance import substance_of
from workreport.document import Source, document_of
from workreport.document.parts import OTHER, PARTS, PROBLEMS, REVIEW
from workreport.outline import AFTER, count_in, section_at
from workreport.reading import Report
from workreport.writing.lists import DATA

_REFERENCE = DATA / "reference_sections.csv"
_GOVERNMENT = "政府工作报告"  # the kind of report that the shipped reference holds
COMPARABLE = 5  # sentences that a section has at the least when its substance is set beside others'
_ALIKE = 1.5  # times the shortest section up to which the longest is called alike
_APART = 0.15  # of substance between two sections from which one is called the more solid


def section_balance(source: Source, *, level: int = 1) -> pd.DataFrame:
    """Measure each section.

    Args:
        source: A document, a report or a text.
        level: headings to cut at: 1, or 2 for the sections inside sections.

    Returns:
        One row a section, in text order: `section`, `number`, `title`, `label`, `start`, `end`, `n_chars`, `share` (of
        the report without what is attached to it, 0–1), `n_words`, `n_sentences`, `n_points`, `n_figures`,
        `figures_per_1000_chars` (of the section's characters), `substance` (share of its sentences that hold something
        to check, see `substance_of`; NaN without sentences), `n_pages` (A4, 22 lines of 28 characters). What is
        attached (附件, 名词解释) is the last row, without a share.
    """
    document = document_of(source)
    sections = own_sections(document, level=level)
    balance = sections[["section", "number", "title", "label", "start", "end", "n_chars"]].copy()
    body = balance["label"] != ANNEX
    balance["share"] = balance["n_chars"].where(body) / (balance.loc[body, "n_chars"].sum() or np.nan)
    sentences = substance_of(document)
    for column in ("words", "sentences", "points"):
        balance[f"n_{column}"] = count_in(sections, getattr(document, column)["start"])
    balance = with_figures(balance, document.figures)
    solid = (sentences["evidence"].str.len() > 0).groupby(section_at(sentences["start"], sections)).mean()
    balance["substance"] = balance["section"].map(solid).astype(float)
    balance["n_pages"] = [a4_pages(document.text[row.start : row.end]) for row in balance.itertuples()]
    return balance


def part_shares(source: Source) -> pd.DataFrame:
    """Sum up the parts of a report, beside what other reports of its kind give them.

    Returns:
        One row a part, in the order of `PARTS`: `part`, `n_chars`, `share` (of the report without what is attached to
        it, 0–1), `reference_share` (median over the reference's reports, all of them reports of a government; NaN for
        reports of another kind), `evidence` (the words that decided, the first three).
    """
    document = document_of(source)
    paragraphs = document.parts
    if document.annex is not None:
        paragraphs = paragraphs[paragraphs["start"] < document.annex]
    whole = paragraphs["n_chars"].sum() or np.nan
    reference = _reference_shares() if document.report.kind == _GOVERNMENT else {}
    rows = []
    for part in PARTS:
        group = paragraphs[paragraphs["part"] == part]
        evidence = [word for word in dict.fromkeys(group["evidence"]) if word][:3]
        size = group["n_chars"].sum()
        rows.append((part, size, size / whole, reference.get(part, np.nan), evidence))
    return pd.DataFrame(rows, columns=["part", "n_chars", "share", "reference_share", "evidence"])


def point_lengths(source: Source) -> pd.DataFrame:
    """Measure the points of each section.

    Returns:
        The rows of `outline.points_of`, with `label` (of the section), `called` (its number, or how it begins where it
        has a dash for one) and `place` (section, name and size, Chinese).
    """
    document = document_of(source)
    points = document.points.copy()
    points["label"] = points["section"].map(document.sections.set_index("section")["label"])
    texts = map(document.text.__getitem__, map(slice, points["start"], points["end"]))
    points["called"] = [_called(number, text) for number, text in zip(points["number"], texts, strict=True)]
    points["place"] = [f"{row.label}，{row.called}，{row.n_chars} 字" for row in points.itertuples()]
    return points


_INNER_QUOTES = str.maketrans("“”", "‘’")


def _called(number: str, text: str) -> str:
    """What a point is called: 二是, or “坚持民生为本” of a point that begins with a dash."""
    if any(character.isalnum() for character in number):
        return number
    words = re.search(r"[\w“”]*\w[\w“”]*", text)
    return f"“{words[0].translate(_INNER_QUOTES)}”" if words else number


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
    """Hold the numbered sections against a plan; without one nothing is intended, for even is no goal.

    Args:
        balance: the frame of `section_balance`.
        plan: words of headings, each with an intended share of the whole text (up to 1) or a limit of characters.

    Returns:
        One row a numbered section (the one row of a report without headings): `label`, `n_chars`, `share`, `intended`
        (share, 0–1; NaN for sections that the plan does not name), `over` (characters above what was intended,
        negative below; 0 below a limit; NaN where nothing was).

    Raises:
        ValueError: A word of the plan fits no heading or more than one, its number is not above 0, or the shares add
            up to more than the whole.
    """
    sections = _numbered(balance)
    whole = balance.loc[balance["share"].notna(), "n_chars"].sum()
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
    result = sections[["label", "n_chars", "share"]].assign(intended=intended)
    gap = (result["n_chars"] - intended * whole).round()
    result["over"] = gap.mask(limited & (gap < 0), 0)  # a limit asks for nothing to be added
    return result.reset_index(drop=True)


def describe_plan(held: pd.DataFrame) -> str:
    """Say in one Chinese sentence where most is to be cut and added to meet the plan, or that there is none."""
    held = held.dropna(subset="over")
    if held.empty:
        return "没有写明各部分应占多少（PLAN 留空），只列实际篇幅。"
    most, least = held.loc[held["over"].idxmax()], held.loc[held["over"].idxmin()]
    gaps = [f"“{most['label']}”多出 {most['over']:,.0f} 字"] if most["over"] > 0 else []
    gaps += [f"“{least['label']}”还差 {-least['over']:,.0f} 字"] if least["over"] < 0 else []
    return f"按计划，{'，'.join(gaps) or '各部分都不多不少'}。"


def describe_parts(shares: pd.DataFrame) -> str:
    """Say in one Chinese sentence what share of the report each part takes, and whether problems are among them."""
    told = shares[(shares["n_chars"] > 0) & (shares["part"] != OTHER)]
    if told.empty:
        return "没有标题，或标题和时态都看不出来，分不出回顾、部署和问题。"
    said = "、".join(f"{row.part} {row.share:.0%}" for row in told.itertuples())
    parts = set(told["part"])
    missing = "；没有找到专写问题和不足的段落" if REVIEW in parts and PROBLEMS not in parts else ""
    return f"按内容分，{said}（占全文）{missing}。"


def describe_points(points: pd.DataFrame, balance: pd.DataFrame) -> str:
    """Say in one Chinese sentence how many points the sections make, and which sections make none."""
    if points.empty:
        return "没有成组的要点（一是……二是……、第一，……第二，……、首先……其次……，或连续几行以“——”开头）。"
    sections = _numbered(balance)
    bare = sections.loc[sections["n_points"] == 0, "label"]
    such = "，如" if len(bare) > 1 else "："
    without = f"；没有成组要点的部分 {len(bare)} 个{such}“{bare.iloc[0]}”" if len(bare) else ""
    sizes = points["n_chars"]
    range_of = f"最长 {sizes.max():,} 字，最短 {sizes.min():,} 字，中位数 {_half_up(sizes.median())} 字"
    return f"共 {len(sizes)} 个要点，{range_of}{without}。"


def describe_levels(inner: pd.DataFrame, outer: pd.DataFrame) -> str:
    """Say in one Chinese sentence how many sections of level 2 there are, and where there are none."""
    numbered = _numbered(outer)
    headed = inner.loc[~inner["title"].str.endswith(AFTER), "start"]
    below = [int(((headed > row.start) & (headed < row.end)).sum()) for row in numbered.itertuples()]
    if not sum(below):
        return "没有二级标题。"
    bare = [row.label for row, n in zip(numbered.itertuples(), below, strict=True) if not n]
    without = f"；没有二级标题的部分：{'、'.join(bare[:3])}" if bare else ""
    return f"{len(numbered)} 个部分共有 {sum(below)} 个二级标题，最多的一个部分有 {max(below)} 个{without}。"


def balance_findings(source: Source, *, plan: Mapping[str, float] | None = None, speed: float = SPEED) -> list[str]:
    """Tell the key findings on the balance of a report in Chinese sentences, the most important first.

    A superlative is said only where one section alone has it. Of several people's reports in one file, what is told of
    one report is not said.
    """
    document = document_of(source)
    if document.several:
        count = len(document.reports)
        return [f"这个文件里有 {count} 份报告，不合在一起算；要看各人写得怎样，请拆成 {count} 个文件再看。"]
    balance = section_balance(document)
    sections = _numbered(balance)
    aside = "" if document.annex is None else "附件不计，"
    findings = [why_incomparable(document) or _longest_finding(sections, speed, aside)]
    if plan:
        findings.append(describe_plan(against_plan(balance, plan)))
    attached = balance.loc[balance["label"] == ANNEX, "n_chars"]
    if len(attached):
        findings.append(f"附在后面的有 {attached.sum():,} 字（附件、名词解释等），单列一行，不计入各部分。")
    findings.append(describe_parts(part_shares(document)))
    findings += [] if len(sections) > 1 and why_incomparable(document) else _substance_finding(sections)
    points = point_lengths(document)
    if len(points) > 1:
        sizes, first = points["n_chars"], points.loc[points["n_chars"].idxmax()]
        alone = (sizes == first["n_chars"]).sum() == 1
        where = f"，见于“{first['label']}”（{first['called']}）" if alone else ""
        size = f"共 {len(points)} 个要点，中位数 {_half_up(sizes.median())} 字"
        findings.append(f"{size}；最长的 {first['n_chars']:,} 字{where}。")
    return findings


def _longest_finding(sections: pd.DataFrame, speed: float, aside: str) -> str:
    """The longest and the shortest section, where one alone is; `aside` says what the whole leaves out."""
    sizes = sections["n_chars"]
    if sizes.max() == sizes.min():
        return f"{len(sections)} 个部分一样长，各 {sizes.max():,} 字。"
    longest, shortest = sections.loc[sizes.idxmax()], sections.loc[sizes.idxmin()]
    minutes = describe_minutes(reading_minutes(longest["n_chars"], speed=speed))
    size = f"占全文 {longest['share']:.0%}（{aside}念{minutes}）"
    names = f"“{longest['label']}”最长" if (sizes == sizes.max()).sum() == 1 else "最长的几个部分一样长，各"
    least = f"“{shortest['label']}”" if (sizes == sizes.min()).sum() == 1 else ""
    comma = "，" if names.endswith("最长") else ""
    if longest["n_chars"] < _ALIKE * shortest["n_chars"]:
        return f"{len(sections)} 个部分长短相近：{names}{comma}{size}；最短的占 {shortest['share']:.0%}。"
    return f"{names}{comma}{size}，是最短部分{least}的 {longest['n_chars'] / shortest['n_chars']:.1f} 倍。"


def _substance_finding(sections: pd.DataFrame) -> list[str]:
    """The most and the least solid section, of those long enough to compare; else the share of the one there is."""
    what = "的句子有可核对的内容：数字、有职责的单位或期限"
    solid = sections.dropna(subset="substance")
    if len(solid) == 1 and len(sections) == 1:
        return [f"{solid['substance'].iloc[0]:.0%} {what}（实度）。"]
    solid = solid[solid["n_sentences"] > COMPARABLE]  # one of them is the heading
    if len(solid) < 2:
        return []
    levels = solid["substance"]
    best, worst = solid.loc[levels.idxmax()], solid.loc[levels.idxmin()]
    tied = (levels == levels.max()).sum() > 1 or (levels == levels.min()).sum() > 1
    if tied or best["substance"] - worst["substance"] < _APART:  # 58 and 56 per cent of twenty sentences are one
        return []
    most = f"实度最高的是“{best['label']}”，{best['substance']:.0%} {what}"
    return [f"{most}；最低的是“{worst['label']}”，{worst['substance']:.0%}（不足 {COMPARABLE} 句的部分不比）。"]


def _half_up(number: float) -> str:
    """A median in whole characters, 12.5 as 13: half to even would make 12 of it."""
    return f"{math.floor(number + 0.5):,}"


def build_section_reference(reports: Iterable[Report]) -> pd.DataFrame:
    """Count the characters of each part of several reports, to compare with; nothing of their text is kept.

    Returns:
        One row a report and part: `report` (its name), `part` (of `PARTS`), `n_chars`.
    """
    rows: list[tuple[str, str, int]] = []
    for report in reports:
        shares = part_shares(report)
        rows += [(report.name, row.part, int(row.n_chars)) for row in shares.itertuples()]
    return pd.DataFrame(rows, columns=["report", "part", "n_chars"])


@cache
def _reference_shares() -> dict[str, float]:
    """Median share of each part over the reports of the shipped reference."""
    counts = pd.read_csv(_REFERENCE, encoding="utf-8")
    shares = counts["n_chars"] / counts.groupby("report")["n_chars"].transform("sum")
    return shares.groupby(counts["part"]).median().to_dict()


def _numbered(balance: pd.DataFrame) -> pd.DataFrame:
    """The sections proper: preamble and annex are not measured against them, unless there is nothing else."""
    sections = balance[balance["number"] != ""]
    return sections if len(sections) else balance[balance["label"] != ANNEX]
