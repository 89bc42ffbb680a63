"""Workbooks and CSV files: numbers are numbers, text is never a formula, all can be read and printed."""

import csv
import io

import openpyxl
import pandas as pd
import pytest

from workreport.pages.tables import report_tables
from workreport.pages.workbook import Sheet, csv_bytes, readable_amounts, workbook_bytes

FORMULAS = "=建成项目3个。\n+服务企业20家。\n-走访群众30户。\n@培训干部40人。\n"


def opened(*sheets, **options):
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(sheets, **{"title": "述职报告"} | options)))


@pytest.fixture
def frame():
    return pd.DataFrame(
        {
            "label": ["一、学习", "二、服务"],
            "n_chars": [1200, 34],
            "share": [0.9724, 0.0276],
            "labels": [["甲", "乙"], []],
            "sure": [True, False],
            "level": [1.25, float("nan")],
        }
    )


def test_headings_are_chinese_and_numbers_are_numbers(frame):
    sheet = opened(Sheet("部分", frame))["部分"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:4] == ["部分", "字数", "占比", "指标"]
    assert rows[1] == ["一、学习", 1200, 0.9724, "甲、乙", "是", 1.25]
    assert rows[2][:3] == ["二、服务", 34, 0.0276]
    assert [cell.number_format for cell in sheet[2]][1:3] == ["#,##0", "0.0%"]


def test_a_whole_number_shows_no_point():
    sheet = opened(Sheet("数值", pd.DataFrame({"value": [180_000_000.0, 1.25]})))["数值"]
    assert [cell.number_format for (cell,) in sheet.iter_rows(min_row=2)] == ["#,##0", "#,##0.########"]


def test_a_sheet_is_ready_to_read_filter_and_print(frame):
    book = opened(Sheet("部分", frame), title="甲&乙")
    sheet = book["部分"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'部分'!$A$1:$F$3"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert "甲&&乙" in sheet.oddHeader.left.text
    assert all(cell.alignment.wrap_text for cell in sheet["A"])


def test_a_wide_table_is_printed_turned_and_its_rows_are_as_high_as_their_text():
    sheet = opened(Sheet("句子", pd.DataFrame({"text": ["长" * 100], "context": ["长" * 40]})))["句子"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.column_dimensions["A"].width == pytest.approx(46, abs=1)
    assert sheet.row_dimensions[2].height == 16.5 * 5  # 200 half-width characters in lines of 45


def test_columns_are_defined_on_the_last_sheet(frame):
    notes = opened(Sheet("部分", frame))["说明"]
    said = {row[1].value: (row[0].value, row[2].value) for row in notes.iter_rows(min_row=2)}
    assert said["占比"][0] == "部分"
    assert said["占比"][1].startswith("占全文的比例")


def test_text_is_never_a_formula_or_a_link():
    text = ["=1+1", '=HYPERLINK("http://example.invalid")', "http://example.invalid", "@SUM(A1)", "a\x00b", "1e5"]
    sheet = opened(Sheet("文", pd.DataFrame({"text": text})))["文"]
    cells = [cell for (cell,) in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [*text[:4], "ab", "1e5"]
    assert not any(cell.hyperlink for cell in cells)


def test_a_cell_can_lead_to_its_sentence(frame):
    sheet = opened(Sheet("部分", frame, links={"label": ["text.html#s1", ""], "n_chars": ["text.html#c7", ""]}))["部分"]
    assert (sheet["A2"].hyperlink.target, sheet["A2"].hyperlink.location) == ("text.html", "s1")
    assert (sheet["B2"].value, sheet["B2"].hyperlink.location) == (1200, "c7")
    assert sheet["A3"].hyperlink is None


def test_names_of_sheets_are_safe_and_differ():
    rows = pd.DataFrame({"text": ["甲"]})
    book = opened(Sheet("一/二:三", rows), Sheet("一二三", rows), Sheet("说明", rows), Sheet("长" * 40, rows))
    assert book.sheetnames == ["一二三", "一二三-2", "说明", "长" * 31, "说明-2"]


def test_a_sheet_without_rows_says_so():
    sheet = opened(Sheet("核稿", pd.DataFrame({"text": []})))["核稿"]
    assert [cell.value for (cell,) in sheet.iter_rows()] == ["原文", "没有。"]


@pytest.mark.parametrize(
    "value, unit, scaled, form",
    [
        (180_000_000_000, "元", 1800, '#,##0"亿元"'),
        (125_000, "人", 12.5, '#,##0.########"万人"'),
        (-208_000_000, "元", -2.08, '#,##0.########"亿元"'),
        (9_999, "个", None, "General"),
        (float("nan"), "件", None, "General"),
    ],
)
def test_amounts_are_told_in_wan_and_yi(value, unit, scaled, form):
    (number,), forms = readable_amounts([value], [unit])
    assert (None if pd.isna(number) else number, forms) == (scaled, [form])


def test_the_workbook_of_a_report_holds_its_figures_as_numbers():
    sheet = openpyxl.load_workbook(io.BytesIO(report_tables(FORMULAS + "投资1.2亿元。\n")["figures.xlsx"]))["指标台账"]
    headings = [cell.value for cell in sheet[1]]
    rows = [dict(zip(headings, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [row["数值"] for row in rows] == [3, 20, 30, 40, 120_000_000]
    assert (rows[-1]["折合"], rows[-1]["单位"]) == (1.2, "元")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_the_workbook_of_a_report_has_its_sheets_and_leads_to_its_text():
    text = "一、去年工作回顾\n建成厂房3座,投资增长5%。\n二、今年工作安排\n力争招商20家。\n"
    book = openpyxl.load_workbook(io.BytesIO(report_tables(text)["figures.xlsx"]))
    assert book.sheetnames == ["总览", "指标台账", "部分", "关键词", "句子", "核稿", "说明"]
    rows = {cell.value: cell for cell in book["总览"]["A"]}
    assert rows["句子"].hyperlink.location == "'句子'!A1"
    assert [cell.value for cell in book["部分"]["A"]] == ["部分", "一、去年工作回顾", "二、今年工作安排"]
    assert [cell.value for cell in book["句子"]["F"]][1:] == text.split()
    (slip,) = [row for row in book["核稿"].iter_rows(min_row=2) if row[1].value == ","]
    assert slip[1].hyperlink.location == f"c{text.index(',')}"
    figure = book["指标台账"]["A3"]
    assert (figure.hyperlink.target, figure.hyperlink.location) == ("text.html", f"c{text.index('5%')}")


def test_the_head_of_a_sheet_keeps_a_year():
    header = opened(Sheet("部分", pd.DataFrame({"text": ["甲"]})), title="2026年报告")["部分"].oddHeader.left
    assert (header.size, header.text.strip()) == (10, "2026年报告 · 部分")


def test_the_csv_opens_in_excel_and_holds_no_formula():
    written = report_tables(FORMULAS)["figures.csv"]
    assert written.startswith(b"\xef\xbb\xbf")  # without it, Excel shows 乱码
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert len(rows) == 5
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}]


def test_csv_joins_lists_and_names_columns(frame):
    rows = list(csv.reader(io.StringIO(csv_bytes(frame).decode("utf-8-sig"))))
    assert rows[:2] == [
        ["部分", "字数", "占比", "指标", "核对", "数值"],
        ["一、学习", "1200", "0.9724", "甲、乙", "是", "1.25"],
    ]


def test_the_same_report_gives_the_same_bytes():
    assert report_tables(FORMULAS) == report_tables(FORMULAS)


def test_a_report_without_figures_has_its_tables():
    files = report_tables("")
    assert len(pd.read_csv(io.BytesIO(files["figures.csv"]))) == 0
    assert openpyxl.load_workbook(io.BytesIO(files["figures.xlsx"]))["指标台账"]["A2"].value == "没有。"
