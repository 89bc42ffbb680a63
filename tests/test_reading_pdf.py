"""Reading PDF: paragraphs, running heads, spaces, pages without text, refusals."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from builders import pdf
from workreport.reading import ReportError, pdfium, read_report
from workreport.reading import pdf as _pdf

SENTENCE = "全面贯彻新发展理念，扎实推进各项工作，圆满完成全年目标任务，人民群众的获得感明显增强，"
LONG = SENTENCE * 6 + "取得了新的成绩。"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "报告.pdf"


def drawn(path, pages: list[list[tuple[float, float, str]]], size: int = 14) -> None:
    """A PDF with each piece of text at its place."""
    canvas = Canvas(str(path))
    for pieces in pages:
        canvas.setFont("STSong-Light", size)
        for x, y, text in pieces:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()


@pytest.mark.parametrize("indent", [0, 32])
def test_paragraphs_are_rejoined_across_lines_and_pages(path, indent):
    paragraphs = ["一、工作回顾", LONG, "（一）提质增效", LONG, "二、下一步打算", LONG * 3, "1.抓好落实", LONG]
    pdf(path, paragraphs, indent=indent)
    assert len(PdfReader(path).pages) >= 3
    assert read_report(path).text.split("\n") == paragraphs


def test_line_of_a_single_character_is_kept(path):
    text = "全面贯彻新发展理念，扎实推进各项工作，"
    drawn(path, [[(72, 700, text), (72, 680, "兴")]])
    assert read_report(path).text.replace("\n", "") == f"{text}兴"


def test_running_heads_and_page_numbers_go(path):
    pdf(path, [LONG] * 12, head="某局工作总结")
    pages = PdfReader(path).pages
    assert len(pages) >= 4
    assert "— 2 —" in pages[1].extract_text()
    report = read_report(path)
    assert report.text.split("\n") == [LONG] * 12
    assert "某局工作总结" not in report.text


def test_repeated_body_lines_below_a_head_stay(path):
    lines = [f"第{i}行的文字，写到这里。" for i in range(4)]
    body = [(72, 740 - 20 * i, line) for i, line in enumerate(lines)]
    pages = [[(72, 780, "某局总结"), *body, (290, 30, str(number))] for number in range(1, 6)]
    drawn(path, pages)
    text = read_report(path).text
    assert text.count("行的文字，写到这里。") == 20
    assert "某局总结" not in text


def test_spaces_of_the_layout_go_and_written_ones_stay(path):
    first, second = "全年增长 5.2%，新增 12 个项目，GDP 达 3 亿元。", "县长 王建国出席 New Era 论坛。"
    drawn(path, [[(72, 700, first), (72, 640, second)]])
    assert read_report(path).text == "全年增长5.2%，新增12个项目，GDP达3亿元。\n县长 王建国出席New Era论坛。"


def test_table_row_stays_on_one_line(path):
    rows = [(72, 700, "指标"), (250, 700, "数值"), (72, 670, "就业"), (250, 670, "1.2万人")]
    drawn(path, [rows])
    assert read_report(path).text == "指标\t数值\n就业\t1.2万人"


def test_title_in_large_type_is_found(path):
    canvas = Canvas(str(path))
    canvas.setFont("STSong-Light", 22)
    canvas.drawCentredString(297, 780, "奋进的一年")
    canvas.setFont("STSong-Light", 14)
    for i, line in enumerate(["各位代表：", "现在报告一年来的工作。", "一、工作回顾", "全年完成目标。"]):
        canvas.drawString(100, 720 - 30 * i, line)
    canvas.save()
    report = read_report(path)
    assert (report.title, report.text.split("\n")[0]) == ("奋进的一年", "各位代表：")


def test_pages_without_text_are_named(path):
    drawn(path, [[(72, 700, LONG[:30])], [], [(72, 700, LONG[:30])], []])
    assert read_report(path).notices == ("第 2、4 页没有文字层（空白、扫描或图片），没有读入。",)


def test_garbled_pages_are_named_and_not_read(path):
    good, bad = LONG[:30], "ÖÐ¹úµÄÕþ¸®¹¤×÷±¨¸æ"
    canvas = Canvas(str(path))
    for font, text in (("STSong-Light", good), ("Helvetica", bad)):
        canvas.setFont(font, 14)
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    report = read_report(path)
    assert report.text == good
    assert report.notices == ("第 2 页的文字是乱码，没有读入，请对照原件。",)


def test_scan_is_refused(path):
    drawn(path, [[], []])
    with pytest.raises(ReportError, match="OCR"):
        read_report(path)


def test_garbled_file_is_refused(path):
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "ÖÐ¹úµÄÕþ¸®¹¤×÷±¨¸æ")
    canvas.save()
    with pytest.raises(ReportError, match="乱码"):
        read_report(path)


def test_encrypted_file_is_refused(path):
    pdf(path, [LONG], encrypt="secret")
    with pytest.raises(ReportError, match="密码"):
        read_report(path)


def test_too_many_pages_are_refused(path):
    writer = PdfWriter()
    for _ in range(pdfium.MAX_PAGES + 1):
        writer.add_blank_page(100, 100)
    writer.write(path)
    with pytest.raises(ReportError, match="1001 页"):
        read_report(path)


def test_million_objects_are_read_or_refused(path):
    stream = io.BytesIO(b"")
    stream.write(b"%PDF-1.4\n")
    stream.write(b"".join(b"%d 0 obj\n<</A %d 0 R>>\nendobj\n" % (i, i + 1) for i in range(1, 1_000_001)))
    stream.write(b"trailer\n<</Root 1 0 R/Size 1000001>>\n%%EOF")
    path.write_bytes(stream.getvalue())
    with pytest.raises(ReportError, match=r"损坏|复杂|OCR"):
        read_report(path)


def test_page_that_takes_too_long_is_given_up(path, monkeypatch):
    pdf(path, [LONG])
    monkeypatch.setattr(_pdf, "MAX_SECONDS", 0.01)
    with pytest.raises(ReportError, match="没有读完"):
        read_report(path)


@pytest.mark.parametrize("end", [20, 300, 2000])
def test_cut_file_is_told_in_one_sentence(path, end):
    pdf(path, [LONG])
    path.write_bytes(path.read_bytes()[:end])
    with pytest.raises(ReportError, match=r"损坏|OCR"):
        read_report(path)
