"""One number, one value: what several pages say under one name is the same on all of them."""

import re

import pytest

from specimens import DUTY, SURVEY, TOWN
from workreport.analyses import balance, keywords, ledger, wording
from workreport.analyses.keyword_findings import describe_places
from workreport.analyses.sections import ANNEX
from workreport.document import document_of
from workreport.pages.onepage import show_brief
from workreport.proofreading import what_was_checked

WITH_ANNEX = """某市政府工作报告
各位代表：现在，我代表市政府向大会报告工作。
一、2025年工作回顾
2025年，全市新增就业5.2万人，改造老旧小区46个。发展的基础更加稳固。
二、2026年工作安排
2026年，要新增就业5万人以上。要推进改造，推进开放，推动发展。
附件
名词解释
老旧小区：指2000年以前建成的住宅小区，共120个。
"""
SHORT = "今年工作平稳。培训2次，走访企业30家。"
REPORTS = [TOWN, DUTY, SURVEY, WITH_ANNEX, SHORT]


@pytest.fixture(params=REPORTS, ids=["town", "duty", "survey", "annex", "short"])
def document(request):
    return document_of(request.param)


def number(pattern, said):
    found = re.search(pattern, said)
    return int(found[1].replace(",", "")) if found else None


def test_characters_of_the_report_are_the_same_on_all_pages(document):
    whole = wording.count_characters(document).iloc[-1]["n_chars"]
    told = [show_brief(document).data, wording.wording_findings(document)[0], what_was_checked(document)]
    assert [number(r"([\d,]+) ?字", re.sub(r"每行.*?字|每分钟\d+字", "", said)) for said in told] == [whole] * 3
    assert balance.section_balance(document)["n_chars"].sum() == whole
    assert balance.part_shares(document)["n_chars"].sum() <= whole


def test_sections_hold_the_same_on_all_pages(document):
    counted = wording.count_characters(document).iloc[:-1].set_index("label")
    measured = balance.section_balance(document).set_index("label")
    dense = ledger.figure_density(document, document.figures).set_index("label")
    columns = ["n_chars", "n_words", "n_sentences"]
    assert counted[columns].to_dict() == measured[columns].to_dict()
    assert dense[["n_chars", "n_figures"]].to_dict() == measured[["n_chars", "n_figures"]].to_dict()


def test_words_and_sentences_of_the_sections_add_up_to_those_of_the_report(document):
    measured, said = balance.section_balance(document), wording.wording_findings(document)[0]
    assert number(r"，([\d,]+) 词", said) == len(document.words) == measured["n_words"].sum()
    assert number(r"，([\d,]+) 句", said) == len(document.sentences) == measured["n_sentences"].sum()
    assert number(r"共 ([\d,]+) 句", wording.describe_sentences(document.sentences)) == len(document.sentences)


def test_figures_are_the_same_on_all_pages(document):
    told = [ledger.figure_findings(document)[0], what_was_checked(document)]
    counts = {number(r"(\d+) 个数字", said) for said in told} | {number(r"(\d+)个数字", show_brief(document).data)}
    assert counts == {len(document.figures)} == {ledger.count_kinds(document.figures)["n"].sum()}
    assert balance.section_balance(document)["n_figures"].sum() == len(document.figures)


def test_a_term_is_counted_the_same_by_every_table(document):
    terms = list(keywords.leading_terms(document)["word"].head(5))
    told = keywords.leading_terms(document).set_index("word")["n"]
    spread = keywords.dispersion(document, terms).set_index("word")["n"]
    for term in terms:
        places = len(keywords.keyword_in_context(document, term))
        assert number(r"用了 (\d+) 次", describe_places(document, term)) == places == told[term] == spread[term]


def test_the_longest_section_is_the_same_on_both_pages():
    document = document_of(WITH_ANNEX)
    counted, measured = wording.count_characters(document), balance.section_balance(document)
    assert list(counted["label"]) == [*measured["label"], "全文"]
    assert ANNEX in list(counted["label"])
    longest = measured.loc[measured["n_chars"].where(measured["number"] != "").idxmax(), "label"]
    assert f"“{longest}”" in " ".join(wording.wording_findings(document))
    assert f"“{longest}”最长" in balance.balance_findings(document)[0]
    body = counted[~counted["label"].isin([ANNEX, "全文"])]
    assert list(body["share"]) == list(measured.loc[measured["label"] != ANNEX, "share"])
    assert counted.loc[counted["label"].isin([ANNEX, "全文"]), "share"].isna().all()
