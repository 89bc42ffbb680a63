"""The ledger: period, base and role of a figure, and the drafters' lists."""

import pytest

from conftest import FIRST_TEXT
from workreport.analyses import ledger as tables
from workreport.document import LEDGER
from workreport.reading import read_report


def only(text):
    """The one row of a text."""
    (row,) = tables.figures_of(text).itertuples()
    return row


@pytest.mark.parametrize(
    "text, base",
    [
        ("全市税收同比增长5%。", "同比"),
        ("全市税收比上年增长5%。", "比上年"),
        ("全市税收较“十三五”末增长5%。", "较“十三五”末"),
        ("与上年相比，全市税收增长5%。", "与上年相比"),
        ("全市税收增长5%。", ""),
        ("建设与产业相适应的充电桩300个。", ""),
    ],
)
def test_base(text, base):
    assert only(text).base == base


def test_a_row_stands_where_it_says():
    text = read_report(FIRST_TEXT).text
    ledger = tables.figures_of(text)
    assert list(ledger["figure"]) == list(range(1, len(ledger) + 1))
    assert all(text[row.start : row.end] == row.text for row in ledger.itertuples())
    assert all(row.text in row.sentence_text for row in ledger.itertuples())


def test_growth_needs_a_level():
    ledger = tables.figures_of("总产值1800亿元，总产值增长11%。税收增长5%。")
    assert list(tables.growth_without_level(ledger)["text"]) == ["5%"]


def test_a_level_needs_a_comparison():
    ledger = tables.figures_of("总产值1800亿元，总产值增长11%。完成投资900亿元。力争完成投资950亿元。")
    assert list(tables.level_without_comparison(ledger)["text"]) == ["900亿元"]


def test_blanks_are_listed():
    ledger = tables.figures_of(read_report(FIRST_TEXT).text)
    assert list(tables.blanks(ledger)["text"]) == ["*件", "*次"]


def test_nothing_gives_an_empty_ledger():
    ledger = tables.figures_of("")
    assert list(ledger.columns) == LEDGER
    assert ledger.empty
    assert tables.readable(ledger).empty


def test_findings_of_a_report_without_figures(tmp_path):
    report = tmp_path / "x.txt"
    report.write_text("我们认真学习，扎实工作。\n", encoding="utf-8")
    assert tables.figure_findings(read_report(report)) == ["全文没有可列入台账的数字指标。"]


def test_density_by_section():
    text = "一、成绩\n建成3个站点。\n二、问题\n调研偏少。\n"
    density = tables.figure_density(text, tables.figures_of(text))
    assert list(density["n_figures"]) == [1, 0]
    assert list(density["figures_per_1000_chars"]) == [1000 / 11, 0]


def test_readable_puts_codes_into_words():
    ledger = tables.figures_of("全市税收增长超5%。")
    row = tables.readable(ledger).iloc[0]
    assert (row["kind"], row["qualifier"], row["change"], row["role"]) == ("百分比", "超过", "增", "成绩")


def findings_of(text):
    return tables.figure_findings(f"各位代表：\n一、2025年工作回顾\n{text}\n二、2026年工作安排\n继续努力。\n")


def superlatives(text):
    return [finding for finding in findings_of(text) if "最大的是" in finding]


THREE = "税收增长5%，投资增长8%，消费增长6%。"


def test_the_largest_growth_is_said_of_one_year():
    (finding,) = superlatives(THREE)
    assert finding == "2025年的 3 个增幅里，最大的是投资 8%。"


@pytest.mark.parametrize(
    "text",
    [
        "税收增长5%，投资增长8%。",  # two are no field
        "税收增长5%，投资增长8%，消费增长8%。",  # two are the largest
        "税收增长5%，投资增长8%，消费增长6%，出口翻了一番。",  # what cannot be converted might be the largest
        "“十四五”时期，税收年均增长5%，投资年均增长8%，消费年均增长6%。",
    ],
)
def test_no_growth_is_called_the_largest_where_that_is_not_certain(text):
    assert superlatives(text) == []


@pytest.mark.parametrize(
    "more",
    [
        "“十四五”时期，出口年均增长12%。",  # growth of many years
        "出口较“十三五”末增长46%。",
        "力争出口增长20%。",  # a goal
    ],
)
def test_growth_of_another_kind_is_left_out(more):
    assert superlatives(THREE + more) == ["2025年的 3 个增幅里，最大的是投资 8%。"]


def test_multiples_are_converted():
    ledger = tables.figures_of(f"一、2025年工作回顾\n{THREE}出口增长9倍。\n二、2026年工作安排\n继续努力。\n")
    growth = tables.comparable_growth(ledger)
    assert growth["growth"].max() == 900


def test_goals_and_thresholds_are_no_largest_amounts():
    text = "税收3亿元，投资8亿元，消费6亿元，建成百亿元以上园区3个，力争出口达到90亿元。"
    (finding,) = superlatives(text)
    assert "最大的是投资 8亿元" in finding


def test_a_row_that_is_not_sure_is_never_named():
    ledger = tables.figures_of(THREE)
    ledger = ledger.assign(sure=[True, False, True])
    assert list(tables.readable(ledger)["sure"]) == ["", "名称待核", ""]
