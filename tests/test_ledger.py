"""The ledger: period, base and role of a figure, the drafters' lists, and the files for Excel."""

import csv
import io

import openpyxl
import pandas as pd
import pytest

from conftest import FIRST_TEXT
from workreport.analyses import ledger as tables
from workreport.reading import read_report


def only(text):
    """The one row of a text."""
    (row,) = tables.figures_of(text).itertuples()
    return row


@pytest.mark.parametrize(
    "text, period",
    [
        ("2023年，培训干部300人。", "2023年"),
        ("“十四五”时期培训干部300人。", "“十四五”时期"),
        ("过去五年培训干部300人。", "过去五年"),
        ("上半年办班、下半年培训干部300人。", "下半年"),
        ("一、2024年工作安排\n培训干部300人。", "2024年"),
        ("五年累计培训干部300人。", "五年"),
        ("培训干部300人。", ""),
    ],
)
def test_period(text, period):
    assert only(text).period == period


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


@pytest.mark.parametrize(
    "text, role",
    [
        ("培训干部300人。", "done"),
        ("主要做法是培训干部300人。", "done"),
        ("落实工作要求，培训干部300人。", "done"),
        ("提高营养改善计划标准，培训干部300人。", "done"),
        ("今年计划培训干部300人。", "target"),
        ("力争培训干部300人。", "target"),
        ("今年要培训干部300人。", "target"),
        ("一、下一步打算\n培训干部300人。", "target"),
        ("一、2023年工作回顾\n培训干部300人。", "done"),
        ("围绕12个方面，开展调研。", "context"),
    ],
)
def test_role(text, role):
    assert only(text).role == role


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
    assert list(ledger.columns) == tables.LEDGER
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


HOSTILE = "=建成项目3个。\n+服务企业20家。\n-走访群众30户。\n@培训干部40人。\n"


def test_the_workbook_holds_numbers_and_no_formula(tmp_path):
    ledger = tables.figures_of(HOSTILE)
    tables.write_ledger(ledger, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    assert book.sheetnames == ["指标台账", "说明"]
    sheet = book["指标台账"]
    headings = [cell.value for cell in sheet[1]]
    values = [row[headings.index("数值")] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in values] == [3, 20, 30, 40]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert [cell.value for cell in book["说明"]["A"]][1:] == headings


def test_the_csv_opens_in_excel_and_holds_no_formula(tmp_path):
    tables.write_ledger(tables.figures_of(HOSTILE), tmp_path)
    written = (tmp_path / "figures.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")  # without it, Excel shows 乱码
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert len(rows) == 5
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}]


def test_the_same_ledger_gives_the_same_bytes(tmp_path):
    ledger = tables.figures_of(HOSTILE)
    for name in ("一", "二"):
        (tmp_path / name).mkdir()
        tables.write_ledger(ledger, tmp_path / name)
    for file in ("figures.xlsx", "figures.csv"):
        assert (tmp_path / "一" / file).read_bytes() == (tmp_path / "二" / file).read_bytes()


def test_readable_puts_codes_into_words():
    ledger = tables.figures_of("全市税收增长超5%。")
    row = tables.readable(ledger).iloc[0]
    assert (row["kind"], row["qualifier"], row["change"], row["role"]) == ("百分比", "超过", "增", "成绩")


def test_an_empty_ledger_can_be_written(tmp_path):
    tables.write_ledger(tables.figures_of(""), tmp_path)
    frame = pd.read_csv(tmp_path / "figures.csv")
    assert len(frame) == 0
