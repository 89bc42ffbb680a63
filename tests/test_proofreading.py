"""Every rule marks the sentence beside it and leaves the other alone; rows keep their order, place and severity."""

import pytest

from workreport import document_of, proofread
from workreport.proofreading import COLUMNS, FAMILIES

RULES = [rule for members in FAMILIES.values() for rule in members]
MARKING = [rule for rule in RULES if rule.wrong]  # figure-prior needs last year's report
YEAR = 2026


def _marked(text):
    """A text without its marks, and the stretch that they enclose."""
    before, _, rest = text.partition("⟦")
    wrong, _, after = rest.partition("⟧")
    return before + wrong + after, (len(before), len(before) + len(wrong))


@pytest.mark.parametrize("rule", MARKING, ids=lambda rule: rule.id)
def test_a_rule_marks_the_sentence_beside_it(rule):
    text, place = _marked(rule.wrong)
    rows = proofread(text, year=YEAR)
    assert [(row.rule, row.start, row.end) for row in rows.itertuples()] == [(rule.id, *place)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_alone_the_right_sentence_beside_it(rule):
    assert rule.id not in set(proofread(rule.right, year=YEAR)["rule"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_marks_certain_faults_in_the_right_sentences(rule):
    rows = proofread(rule.right, year=YEAR)
    assert rows[rows["severity"] != "提示"].empty


def test_columns_and_order():
    rows = proofread("改善供水、供电、等条件。。落实政策,推动投产。", year=YEAR)
    assert list(rows.columns) == COLUMNS
    assert rows["rule"].tolist() == ["mark-etc", "mark-double", "mark-width"]
    assert rows["text"].tolist() == ["、等", "。。", ","]
    assert rows["suggestion"].tolist() == ["等", "。", "，"]


def test_nothing_found_keeps_the_columns():
    rows = proofread("我们完成了全部任务。")
    assert rows.empty
    assert list(rows.columns) == COLUMNS


def test_a_document_and_its_text_give_the_same_rows():
    text = "一、回顾\n落实政策,推动投产。\n三、打算"
    assert proofread(document_of(text)).equals(proofread(text))


def test_standards_are_only_hints_for_a_report_that_is_older():
    assert proofread("落实政策,推动投产。", year=2009)["severity"].tolist() == ["提示"]
    assert proofread("落实政策,推动投产。", year=2013)["severity"].tolist() == ["错"]


def test_one_slip_is_one_row():
    rows = proofread("一、回顾\n很好。\n（三）、打算\n继续。\n（四）组织\n加强。")
    assert rows[["rule", "text"]].to_numpy().tolist() == [["heading-form", "（三）、"]]
