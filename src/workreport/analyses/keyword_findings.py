"""What is said of keywords: Chinese sentences, each only where it is certain."""

from collections.abc import Iterable

import pandas as pd

from workreport.analyses.keywords import (
    MIN_WORDS,
    SIGNIFICANT,
    choose_peers,
    compare_with_peers,
    dispersion,
    leading_terms,
)
from workreport.analyses.sections import why_incomparable
from workreport.document import Source, document_of
from workreport.words.reference import Peers
from workreport.words.uses import find_uses
from workreport.writing.characters import fold

_EXAMPLES = 3
_NAMED = 5  # words that a sentence names
_AGAIN = 2  # uses from which a term can be said to stand for a report
_MIN_COUNT = 3  # uses from which it is said where a term stands
_CONCENTRATED = 0.75  # share of its uses in one section from which a term is said to belong there


def describe_leading(leading: pd.DataFrame) -> str:
    """Say in one Chinese sentence which terms carry the report."""
    first = _carrying(leading)
    if first.empty:
        return "全文没有用了两次以上、可作关键词的词。"
    counted = "、".join(f"“{word}”（{n} 次）" for word, n in zip(first["word"], first["n"], strict=True))
    return f"最能代表这份报告的词是{counted}。"


def _carrying(leading: pd.DataFrame) -> pd.DataFrame:
    """The first terms of which a sentence is said: those used more than once."""
    return leading[leading["n"] >= _AGAIN].head(_NAMED)


def describe_places(source: Source, keyword: str) -> str:
    """Say in one Chinese sentence how often a keyword is used, and how often its characters are another word's."""
    if not keyword:
        return "没有可查的词。"
    text = fold(document_of(source).text)
    uses, places = len(find_uses(text, fold(keyword))), text.count(fold(keyword))
    rest = f"；另有 {places - uses} 处同样的字属于别的词，不计" if places > uses else ""
    inside = "，包括含在更长名称里的" if uses > 1 else ""
    return f"“{keyword}”用了 {uses} 次{inside}{rest}。"


def describe_peers(peers: Peers) -> str:
    """Say in Chinese what the report is compared with, and why; what is lacking where it is compared with nothing."""
    if not peers.same_kind:
        return "参照里没有三份以上与它同类、年份相近、同样字体的报告，不作“多说少说”的比较。"
    years = f"{peers.years[0]}—{peers.years[1]} 年" if peers.years and peers.years[0] < peers.years[1] else ""
    years = years or (f"{peers.years[0]} 年" if peers.years else "未注明年份")
    why = "同类、前后五年以内" if peers.same_period else "同类、年份最近"
    return f"{peers.n_reports} 份{peers.kind}（{years}，{why}，不含本报告，共 {peers.n_words / 10_000:.1f} 万词）"


def describe_keyness(compared: pd.DataFrame, peers: Peers) -> str:
    """Say in one Chinese sentence what the report stresses more, and less, than its peers; "" if nothing."""
    certain = compared[compared["p_adjusted"] < SIGNIFICANT]
    told = []
    for sign, verb in ((1, "说得明显更多的是"), (-1, "说得明显更少的是")):
        strongest = certain[certain["g2"] * sign > 0].head(_NAMED)
        if len(strongest):
            first = strongest.iloc[0]
            rates = f"{first['n_per_1000_words']:.1f} 次，它们 {first['reference_per_1000_words']:.1f} 次"
            told.append(f"{verb}{_listed(strongest['word'])}（“{first['word']}”每千词 {rates}）")
    return f"与 {describe_peers(peers)}相比，{'；'.join(told)}。" if told else ""


def describe_spread(spread: pd.DataFrame, n_sections: int, *, preamble: bool = False) -> str:
    """Say in one Chinese sentence which leading term goes through the report and which belongs to one section."""
    often = spread[spread["n"] >= _MIN_COUNT]
    if n_sections < 2 or often.empty:
        return ""
    told, counted = [], "（连前言）" if preamble else ""
    widest = often.loc[often["n_sections"].idxmax()]
    if widest["n_sections"] * 2 > n_sections:
        told.append(f"“{widest['word']}”见于 {n_sections} 个部分{counted}中的 {widest['n_sections']} 个")
    narrow = often[(often["n_there"] >= _CONCENTRATED * often["n"]) & (often["word"] != widest["word"])]
    if len(narrow):
        row = narrow.iloc[0]
        told.append(f"“{row['word']}”的 {row['n']} 次里 {row['n_there']} 次在“{row['label']}”")
    return f"这些词里，{'；'.join(told)}。" if told else ""


def keyword_findings(source: Source, *, reference: pd.DataFrame | None = None) -> list[str]:
    """Tell the key findings in Chinese sentences, the most important first.

    Args:
        source: the report.
        reference: what to compare with; the shipped counts unless told.
    """
    document = document_of(source)
    leading = _carrying(leading_terms(document, reference))
    findings = [describe_leading(leading)]
    if len(document.words) < MIN_WORDS:
        return [*findings, f"全文不足 {MIN_WORDS} 词，内容太少，不与其他报告比较。"]
    peers = choose_peers(document, reference)
    compared = describe_keyness(compare_with_peers(document, peers), peers)
    findings += [compared or describe_peers(peers)] if compared or not peers.same_kind else []
    spread = dispersion(document, list(leading["word"])) if not why_incomparable(document) else leading.iloc[:0]
    preamble = (document.sections["number"] == "").iloc[:1].any()  # the text before the first numbered section
    spread = describe_spread(spread, len(document.sections), preamble=preamble) if len(spread) else ""
    findings += [spread] if spread else []
    if len(document.found_terms):
        found = document.found_terms["word"]
        such = "，如" if len(found) > _EXAMPLES else "："
        findings.append(f"词表之外，从用字规律中找出 {len(found)} 个固定搭配{such}{_listed(found.head(_EXAMPLES))}。")
    return findings


def _listed(words: Iterable[str]) -> str:
    return "、".join(f"“{word}”" for word in words)
