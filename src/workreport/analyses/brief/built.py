"""How a report is built and what it dwells on, beside a plan or reports of its kind; else nothing is said."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from workreport.analyses.balance import against_plan, section_balance
from workreport.analyses.brief.sure import parts_by_paragraph
from workreport.document import Document
from workreport.words import frame_words

LEAST_KIND = 8  # reports of a kind from which it has a custom
_MIDDLE = 0.1  # what is cut off at either end of a kind: the middle 80 % is its custom
_PARTS = ("回顾", "部署", "问题")
_GAP = 0.05  # of the whole text; a plan is met within it
_OFTEN = 10  # uses from which a term is dwelt on
_TIMES = 3  # as frequent as in the others together
_FEW = 1 / 3  # of the others, in which a term may stand and still be the report's own
_TERM = 2  # characters of a term at least


Built = tuple[int, int, str]
"""Something said of how a report is built: where its place begins and ends, and one Chinese sentence."""


def off_plan(document: Document, plan: Mapping[str, float] | None, kind: Sequence[Document]) -> list[Built]:
    """Sections that are not as long as planned; without a plan, parts longer or shorter than is the custom of the kind.

    Raises:
        ValueError: the plan does not fit the report; see `balance.against_plan`.
    """
    if plan:
        return _against_plan(document, plan)
    return _against_kind(document, kind) if len(kind) >= LEAST_KIND else []


def _against_plan(document: Document, plan: Mapping[str, float]) -> list[Built]:
    held = against_plan(section_balance(document.text), plan).dropna(subset="intended")
    sections = document.sections.set_index("label")
    far = held[(held["share"] - held["intended"]).abs() >= _GAP]
    far = far.reindex((far["share"] - far["intended"]).abs().sort_values(ascending=False, kind="stable").index)
    said = [f"“{row.label}”占{row.share:.0%}，要求占{row.intended:.0%}" for row in far.itertuples()]
    places = sections.loc[far["label"], ["start", "body"]].to_numpy().tolist()
    return [(start, end, message) for (start, end), message in zip(places, said, strict=True)]


def part_share(document: Document) -> pd.Series:
    """The share of 回顾, 部署 and 问题 of their characters together."""
    parts = document.parts.groupby("part")["n_chars"].sum().reindex(_PARTS, fill_value=0)
    return parts / max(parts.sum(), 1)


def _against_kind(document: Document, kind: Sequence[Document]) -> list[Built]:
    own, others = part_share(document), pd.DataFrame([part_share(other) for other in kind])
    low, high = others.quantile(_MIDDLE), others.quantile(1 - _MIDDLE)
    parts = document.parts
    said = []
    for part in _PARTS:
        if own[part] and not low[part] <= own[part] <= high[part]:
            first = parts[parts["part"] == part].iloc[0]
            message = f"{part}占{own[part]:.0%}，同类报告多在{low[part]:.0%}—{high[part]:.0%}"
            said.append((int(first["start"]), int(first["end"]), message))
    return said


def stressed_terms(document: Document, kind: Sequence[Document]) -> list[Built]:
    """The term that a report dwells on and few of its kind do; none without eight others."""
    if len(kind) < LEAST_KIND:
        return []
    own, others = _counts(document), [_counts(other) for other in kind]
    size, all_sizes = sum(own.values()), sum(sum(counts.values()) for counts in others)
    found = []
    for term, n in own.items():
        elsewhere = sum(counts[term] for counts in others)
        holding = sum(counts[term] > 0 for counts in others)
        frequent = n / max(size, 1) >= _TIMES * elsewhere / max(all_sizes, 1)
        if n >= _OFTEN and (holding <= len(others) * _FEW or frequent):
            found.append((n - elsewhere * size / max(all_sizes, 1), len(term), term, n, elsewhere))
    if not found:
        return []
    _, _, term, n, elsewhere = max(found)
    at = document.text.find(term)
    return [(at, at + len(term), f"{term}{n}次，其他{len(others)}份合计{elsewhere}次")]


def _counts(document: Document) -> Counter[str]:
    """How often each term stands in the report itself, its annexes and the names of its place aside."""
    parts = parts_by_paragraph(document)
    told = [(row.start, row.end) for row in document.paragraphs.itertuples() if parts[row.paragraph] != "其他"]
    words, own = document.words, document.report.place
    bounds = words["start"].searchsorted(np.array(told, dtype=int).reshape(-1, 2).ravel()).reshape(-1, 2)
    content = words["content"].to_numpy(dtype=bool) & ~words["pos"].str.startswith("ns").to_numpy()
    frame = frame_words()
    counted: Counter[str] = Counter()
    for first, last in bounds:  # the words of each paragraph that counts
        told_words = words["word"].iloc[first:last][content[first:last]]
        counted.update(word for word in told_words if len(word) >= _TERM and word not in own and word not in frame)
    return counted
