"""PDFs as other programs write them: scaled type, flush-left text, columns, overprint, look-alikes, contents."""

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from workreport.reading import ReportError, pdfium, read_report
from workreport.reading import pdf as _pdf
from workreport.reading.draft import clean
from workreport.reading.layout import Line, in_columns, paragraphs_of_pages

FIRST = "全面贯彻新发展理念扎实推进各项工作圆满完成全年目标任务人民群众获得感明显增强取得了新的成绩。"
SECOND = "深入开展调查研究走访企业三百二十家解决困难问题一百六十件办理群众来信来访八十五件满意率提高。"
THIRD = "持续推进项目建设全年开工重点项目二十八个竣工十六个完成投资十二亿元带动就业一千六百人。"
TEXT = ["一、主要工作", FIRST, SECOND, "二、下一步打算", THIRD, FIRST, SECOND, THIRD]


def write(path, *, chars=20, indent=False, scale=1.0, columns=1, overprint=1, space=0):  # noqa: PLR0913 -- one a program
    """A PDF whose lines hold so many characters, drawn as some program draws them."""
    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path))
    top, left = 760, 72
    for text in TEXT:
        shown = "　　" + text if indent and len(text) > 10 else text
        for start in range(0, len(shown), chars):
            if top < 700 - 20 * (220 // chars) and columns == 2 and left == 72:
                top, left = 760, 320
            line = shown[start : start + chars]
            canvas.saveState()
            canvas.transform(scale, 0, 0, scale, 0, 0)
            canvas.setFont("STSong-Light", 16 / scale)
            for shift in range(overprint):
                drawn = line.lstrip("　")
                canvas.drawString((left + 16 * (len(line) - len(drawn)) + 0.3 * shift) / scale, top / scale, drawn)
            canvas.restoreState()
            top -= 25
        top -= space
    canvas.save()


@pytest.mark.parametrize(
    "options",
    [
        {"indent": True, "scale": 0.05},  # as WPS exports: type of 320 points, made small by a matrix
        {},  # flush left: only the short last line tells
        {"space": 10},
        {"overprint": 3},  # bold by drawing three times
        {"columns": 2, "chars": 14},
    ],
)
def test_paragraphs_of_a_pdf(tmp_path, options):
    write(tmp_path / "a.pdf", **options)
    assert read_report(tmp_path / "a.pdf").text.split("\n") == TEXT


def test_right_column_is_read_after_the_left_one():
    page = [Line(f"左{i}行的文字写满了", 72, 232, 700 - 20 * i, 16) for i in range(6)]
    page += [Line(f"右{i}行的文字写满了", 300, 460, 700 - 20 * i, 16) for i in range(6)]
    placed = in_columns(page)
    assert [line.text[0] for line in placed] == ["左"] * 6 + ["右"] * 6
    assert {line.left for line in placed} == {72}
    assert paragraphs_of_pages([page])[0] == ["".join(line.text for line in page)]


def test_headings_in_larger_type_are_kept_with_their_level():
    def line(text, at, size=16.0):
        left = 104 if size == 16 else 72  # body paragraphs open with an indent
        return Line(text, left, left + size * len(text), 700 - 30 * at, size)

    texts = ["工作总结", "回顾", FIRST, SECOND, "抓项目", THIRD, FIRST, "打算", SECOND, THIRD, FIRST]
    sizes = {"工作总结": 22, "回顾": 18, "打算": 18, "抓项目": 20}
    page = [line(text[:25] + "。" * (len(text) > 9), at, sizes.get(text, 16)) for at, text in enumerate(texts)]
    paragraphs, title, headings = paragraphs_of_pages([page])
    assert title == "工作总结"
    assert {paragraphs[i]: level for i, level in headings.items()} == {"回顾": 1, "打算": 1}


def test_a_page_of_one_column_is_left_alone():
    page = [Line("满满的一行文字写到边上为止", 72, 500, 700 - 20 * i, 16) for i in range(8)]
    page += [Line("落款", 400, 500, 500, 16), Line("日期", 400, 500, 480, 16)]
    assert in_columns(page) == page


@pytest.mark.parametrize(
    "drawn, read",
    [
        ("可⾏性、⼀、⼯作回顾、120⼈次", "可行性、一、工作回顾、120人次"),
        ("⻓江⻔户⻋辆⻅⻚⻢⻥⺠", "长江门户车辆见页马鱼民"),
        ("\uf9b4導力\ufa12", "領導力晴"),
        ("王\U00020bb7和①②㎡", "王\U00020bb7和①②㎡"),  # what is no look-alike stays
    ],
)
def test_radicals_are_read_as_the_characters_they_look_like(drawn, read):
    assert clean(drawn) == read


class _Text:
    """A page of PDFium that gives these UTF-16 units."""

    raw = None

    def __init__(self, units):
        self.units = units

    def count_chars(self):
        return len(self.units)


@pytest.mark.parametrize(
    "units, text",
    [
        ([0x738B, 0xD842, 0xDFB7, 0x6821], "王\U00020bb7校"),
        ([0x738B, 0xD842, 0x6821], "王校"),
        ([0xDFB7, 0x6821], "\ufffd校"),
    ],
)
def test_a_pair_of_units_is_one_character(monkeypatch, units, text):
    monkeypatch.setattr(pdfium.pdfium_c, "FPDFText_GetUnicode", lambda _raw, i: units[i])
    assert "".join(pdfium._Page(_Text(units))._chars) == text  # noqa: SLF001


def test_lines_of_a_contents_are_no_headings(tmp_path):
    path = tmp_path / "a.txt"
    contents = "目 录\n一、重要提示......\n二、公司情况…………………3\n"
    path.write_text(f"工作总结\n{contents}一、重要提示\n请注意。\n二、公司情况\n一切如常……", "utf-8")
    report = read_report(path)
    assert report.text == "一、重要提示\n请注意。\n二、公司情况\n一切如常……"
    assert "目录（3 行）" in report.notices[0]


def test_garbled_lines_are_dropped_by_line_and_said(tmp_path, monkeypatch):
    write(tmp_path / "a.pdf")
    whole = pdfium._lines_of  # noqa: SLF001

    def with_garbled_line(document, index):
        return [*whole(document, index)[:-1], Line("\ue001\ue002\ue003\ue004", 72, 136, 40, 16)]

    monkeypatch.setattr(pdfium, "_lines_of", with_garbled_line)
    draft = pdfium.read((tmp_path / "a.pdf").read_bytes())
    assert draft.notices == ["1 行文字是乱码，没有读入，请对照原件。"]
    assert draft.paragraphs[:2] == TEXT[:2]


def test_a_page_that_pdfium_reads_as_garbled_is_read_by_pypdf(tmp_path, monkeypatch):
    write(tmp_path / "a.pdf")
    garbled = [Line("\ue001\ue002\ue003\ue004" * 5, 72, 300, 700 - 20 * i, 16) for i in range(4)]
    monkeypatch.setattr(pdfium, "_lines_of", lambda _document, _index: garbled)
    draft = pdfium.read((tmp_path / "a.pdf").read_bytes())
    assert "".join(draft.paragraphs) == "".join(TEXT)


def test_one_process_reads_many_files_and_is_replaced_when_it_dies(tmp_path):
    write(tmp_path / "a.pdf")
    raw = (tmp_path / "a.pdf").read_bytes()
    worker = _pdf._Worker()  # noqa: SLF001
    worker.read(raw)
    first = worker._process  # noqa: SLF001
    worker.read(raw)
    assert worker._process is first  # noqa: SLF001
    first.kill()
    first.wait()
    assert worker.read(raw)["paragraphs"] == TEXT
    worker.end()


def test_no_process_is_left_behind_by_a_file_that_breaks(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + b"x" * 100)
    with pytest.raises(ReportError, match="损坏"):
        read_report(path)
    write(path)
    assert read_report(path).text.split("\n") == TEXT
