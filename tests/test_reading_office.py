"""Old and other office formats: .doc by its pieces and through LibreOffice, Word XML, RTF, ODT, OFD, MHT; refusals."""

import struct
import sys
from pathlib import Path

import pytest

from builders import NAMES, archive, doc, docx, mht, odt, ofd, ole, par, rtf, run
from workreport.document import document_of
from workreport.reading import ReportError, office, prepare, read_report
from workreport.reading.doc import read_pieces

LINES = [
    "青山市教育局2023年工作总结",
    "一、主要工作",
    "全年新建学校18所，完成投资12.5亿元，比上年增长8.6%。",
    "二、存在问题",
    "师资仍有短缺。",
]
TEXT = "\n".join(LINES[1:])
ROW_END = (0x2417, b"\1")
LISTED = (0x460B, struct.pack("<H", 1))


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Write a file and read it, without LibreOffice."""
    use_office(monkeypatch, "")

    def write_and_read(raw, name="a.doc"):
        path = tmp_path / name
        path.write_bytes(raw)
        return read_report(path)

    yield write_and_read
    office.program.cache_clear()


def use_office(monkeypatch, program):
    monkeypatch.setenv("WORKREPORT_SOFFICE", str(program))
    office.program.cache_clear()
    office._done.clear()  # noqa: SLF001 -- what an earlier test converted


def paragraphs(*lines, style=0):
    return [(line + "\r", style, []) for line in lines]


# -- Word 97 -------------------------------------------------------------------------------------------------------


def test_a_damaged_size_of_a_table_is_bounded_by_the_table():
    raw = bytearray(doc([(f"{line}\r", 0, []) for line in LINES]))
    header = raw.index(b"\xec\xa5")
    for kind in (0xFA, 0x102):
        raw[header + kind + 4 : header + kind + 8] = b"\xff\xff\xff\xff"
    assert read_pieces(bytes(raw)).paragraphs == LINES


def test_old_word_file_is_read_by_its_pieces_and_says_what_is_lost(read):
    report = read(doc(paragraphs(*LINES)))
    assert (report.title, report.text) == (LINES[0], TEXT)
    assert report.notices == ("这是旧式 Word 文件，没有装 LibreOffice，直接读出文字；图片、批注和文本框没有读入。",)


def test_headings_rows_fields_and_numbers_of_an_old_word_file():
    draft = read_pieces(
        doc(
            [
                ("工作回顾\r", 1, []),
                ('见\x13 HYPERLINK "a" \x14附表\x15，第一行\x0b第二行。\x01\r', 0, []),
                ("指标\x07", 0, []),
                ("2023年\x07", 0, []),
                ("\x07", 0, [ROW_END]),
                ("自动编号的一段\r", 0, [LISTED]),
            ]
        )
    )
    assert draft.paragraphs == ["工作回顾", "见附表，第一行", "第二行。", "指标\t2023年", "自动编号的一段"]
    assert draft.headings == {0: 1}
    assert "1 段用了自动编号" in draft.notices[1]


def test_old_word_file_with_a_password_is_refused(read):
    with pytest.raises(ReportError, match="取消密码"):
        read(doc(paragraphs("文"), flags=0x0100))


@pytest.fixture
def fake_office(tmp_path, monkeypatch):
    """A program that stands for LibreOffice: it counts its runs, and writes a docx for each file."""
    answer = tmp_path / "answer.docx"
    answer.write_bytes(docx("".join(map(par, LINES))))
    runs = tmp_path / "runs"
    program = tmp_path / "soffice"
    program.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, shutil, sys\n"
        f"open({str(runs)!r}, 'a').write(' '.join(sys.argv) + '\\n')\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "out.mkdir(exist_ok=True)\n"
        "for name in sys.argv[sys.argv.index('--outdir') + 2:]:\n"
        f"    shutil.copy({str(answer)!r}, out / (pathlib.Path(name).stem + '.docx'))\n"
    )
    program.chmod(0o755)
    use_office(monkeypatch, program)
    yield runs
    office.program.cache_clear()


def test_old_word_files_go_through_libreoffice_in_one_run(fake_office, tmp_path):
    paths = [tmp_path / f"{i}.doc" for i in range(3)]
    for i, path in enumerate(paths):
        path.write_bytes(doc(paragraphs(f"第{i}份文件的旧文字")))
    prepare(paths)
    reports = [read_report(path) for path in paths]
    assert {report.text for report in reports} == {TEXT}
    assert reports[0].notices == ()
    (call,) = fake_office.read_text().splitlines()
    assert "-env:UserInstallation=file://" in call
    assert "--headless" in call


def test_libreoffice_that_hangs_or_fails_is_given_up(tmp_path, monkeypatch):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    use_office(monkeypatch, program)
    monkeypatch.setattr(office, "SECONDS", 0.2)
    monkeypatch.setattr(office, "SECONDS_EACH", 0)
    path = tmp_path / "a.doc"
    path.write_bytes(doc(paragraphs(*LINES)))
    assert read_report(path).text == TEXT
    office.program.cache_clear()


def test_profile_of_libreoffice_forbids_macros_links_and_network():
    settings = (office._profile() / "user/registrymodifications.xcu").read_text("utf-8")  # noqa: SLF001
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true' in settings
    assert '"MacroSecurityLevel" oor:op="fuse"><value>3' in settings
    assert 'Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0' in settings


# -- what a .doc may really be -------------------------------------------------------------------------------------


def test_doc_that_is_word_2003_xml(read):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES[:-1])
    numbered = '<w:p><w:pPr><w:listPr><wx:t wx:val="1."/></w:listPr></w:pPr><w:r><w:t>师资仍有短缺。</w:t></w:r></w:p>'
    gone = '<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:t>删</w:t></w:r></aml:content></aml:annotation>'
    note = (
        "<w:p><w:r><w:t>完</w:t></w:r><w:r><w:footnote><w:p><w:r><w:t>注释</w:t></w:r></w:p></w:footnote></w:r></w:p>"
    )
    names = (
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    )
    section = f"<w:body><wx:sect>{body}{numbered}{gone}{note}</wx:sect></w:body>"
    report = read(f'<?xml version="1.0"?><w:wordDocument {names}>{section}</w:wordDocument>'.encode())
    assert report.text == TEXT.replace("师资", "1.师资") + "\n完"
    assert report.footnotes == ("注释",)


def test_heading_style_of_word_2003_xml_as_libreoffice_names_it(read):
    style = '<w:style w:type="paragraph" w:styleId="Heading_20_1"><w:name w:val="Heading_20_1"/></w:style>'
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading_20_1"/></w:pPr><w:r><w:t>主要工作</w:t></w:r></w:p>'
    names = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    body = heading + "<w:p><w:r><w:t>全年新建学校18所。</w:t></w:r></w:p>"
    inside = f"<w:styles>{style}</w:styles><w:body>{body}</w:body>"
    xml = f'<?xml version="1.0"?><w:wordDocument {names}>{inside}</w:wordDocument>'
    assert read(xml.encode()).headings == ((0, 1),)


def test_doc_that_is_flat_opc(read):
    name = "http://schemas.microsoft.com/office/2006/xmlPackage"
    body = "".join(map(par, LINES))
    xml = (
        f'<?xml version="1.0"?><pkg:package xmlns:pkg="{name}"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'
        f"<w:document {NAMES}><w:body>{body}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
    )
    assert read(xml.encode()).text == TEXT


def test_doc_that_is_a_web_page_or_its_archive(read):
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"
    assert read(page.encode()).text == TEXT
    assert read(mht(page), "a.mht").text == TEXT


def test_rtf_with_headings_numbers_tables_and_bars(read):
    report = read(
        rtf(
            r"\pard\plain 青山市教育局2023年工作总结\par \pard\plain\s1 主要工作\par "
            r"\pard\s0 {\listtext 1.\tab}新建学校18所|续建2所。\par \trowd\pard 指标\cell 数值\cell\row "
            r"\pard{\*\bkmkstart x}{\field{\*\fldinst HYPERLINK x}{\fldrslt 完成}}\par"
        )
    )
    assert report.title == "青山市教育局2023年工作总结"
    assert report.text.replace(" ", "").split("\n") == ["主要工作", "1.\t新建学校18所|续建2所。", "指标\t数值", "完成"]
    assert report.headings == ((0, 1),)


# -- OpenDocument, OFD ---------------------------------------------------------------------------------------------


def test_odt_with_numbers_as_printed(read):
    level = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="{}"/>'
    levels = level.format(1, "一, 二, 三, ...", "、") + level.format(2, "1", ".")
    styles = f'<text:list-style style:name="L">{levels}</text:list-style>'
    body = (
        "<text:p>青山市教育局2023年工作总结</text:p>"
        '<text:list text:style-name="L"><text:list-item><text:p>主要<text:s/>工作</text:p><text:list><text:list-item>'
        "<text:p>抓项目</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<text:p>增长8.6%<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>按可比价</text:p>"
        '</text:note-body></text:note>。</text:p><text:h text:outline-level="2">打算</text:h>'
        '<text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>存在问题</text:p>'
        "</text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>小学</text:p></table:table-cell><table:table-cell>"
        "<text:p>18所</text:p></table:table-cell></table:table-row></table:table>"
    )
    report = read(odt(body, styles), "a.odt")
    assert report.text.split("\n") == ["一、主要 工作", "1.抓项目", "增长8.6%。", "打算", "二、存在问题", "小学\t18所"]
    assert report.footnotes == ("按可比价",)
    assert [report.text[at : at + 2] for at, _ in report.headings] == ["打算"]


def test_ofd_lines_become_paragraphs(read):
    lines = [
        ("工作总结", 80, 20),
        ("一、主要工作", 41.3, 30),
        ("全年新建学校十八所，完成投资十二亿元，比上年增长百分之八，群众", 41.3, 40),
        ("满意度稳步提高。", 30, 50),
        ("小学", 41.3, 60),
        ("18所", 100, 60),
    ]
    report = read(ofd(lines), "a.ofd")
    assert report.title == "工作总结"
    assert report.text.split("\n") == [
        "一、主要工作",
        "全年新建学校十八所，完成投资十二亿元，比上年增长百分之八，群众满意度稳步提高。",
        "小学\t18所",
    ]
    assert report.date == "2024-03-01"


def test_ofd_of_pictures_is_refused(read):
    with pytest.raises(ReportError, match="OCR"):
        read(ofd([]), "a.ofd")


# -- headings by style ---------------------------------------------------------------------------------------------


def styled(name: str, text: str) -> str:
    return par(text, properties=f'<w:pStyle w:val="{name}"/>')


def outlined(level: int, text: str) -> str:
    return par(text, properties=f'<w:outlineLvl w:val="{level}"/>')


STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我的标题"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>'
)


@pytest.mark.parametrize(
    "body, expected",
    [
        # Headings without a number, by style, by a style based on one, and by their own level.
        (
            [
                styled("1", "工作回顾"),
                par("做了事。"),
                styled("own", "抓项目"),
                par("开工。"),
                outlined(0, "打算"),
                par("再做。"),
            ],
            [(1, "", "工作回顾"), (2, "", "抓项目"), (1, "", "打算")],
        ),
        # Beside numbered ones of the same style.
        (
            [
                styled("1", "一、回顾"),
                par("做了事。"),
                styled("1", "二、问题"),
                par("有难处。"),
                styled("1", "附录"),
                par("说明。"),
            ],
            [(1, "一、", "回顾"), (1, "二、", "问题"), (1, "", "附录")],
        ),
        # Above numbered ones, which begin again in each chapter.
        (
            [
                *(styled("1", "回顾篇"), par("一、抓项目"), par("开工。"), par("二、抓民生"), par("就业。")),
                *(styled("1", "打算篇"), par("一、稳增长"), par("投资。"), par("二、惠民生"), par("增收。")),
            ],
            [
                *((1, "", "回顾篇"), (2, "一、", "抓项目"), (2, "二、", "抓民生")),
                *((1, "", "打算篇"), (2, "一、", "稳增长"), (2, "二、", "惠民生")),
            ],
        ),
        # Below numbered ones that carry no style.
        (
            [
                par("一、回顾"),
                styled("2", "抓项目"),
                par("开工。"),
                par("二、打算"),
                styled("2", "稳增长"),
                par("投资。"),
            ],
            [(1, "一、", "回顾"), (2, "", "抓项目"), (1, "二、", "打算"), (2, "", "稳增长")],
        ),
        # A whole paragraph in a heading's style is none; nor is a line of the contents.
        (
            [styled("toc1", "回顾\t1"), styled("1", "一、回顾"), styled("1", "我们做了事，开了工。"), par("完成。")],
            [(1, "一、", "回顾")],
        ),
        # Of second level only: where the first was the title, which is set apart.
        (
            [styled("2", "工作回顾"), par("做了事。"), styled("2", "打算"), par("再做。")],
            [(1, "", "工作回顾"), (1, "", "打算")],
        ),
        ([styled("TOCHeading", "本章说明"), par("说明。")], []),
    ],
)
def test_headings_by_style_reach_the_outline(read, body, expected):
    raw = docx(par("开头的话，说明情况。") + "".join(body), styles=STYLES)
    outline = document_of(read(raw, "a.docx")).outline
    assert list(outline[["level", "number", "title"]].itertuples(index=False, name=None)) == expected


def test_a_paragraph_in_the_style_of_a_contents_heading_stays(read):
    raw = docx(par("开头的话，说明情况。") + styled("TOCHeading", "本章说明") + par("说明。"), styles=STYLES)
    assert "本章说明" in read(raw, "a.docx").text


def test_tables_and_ticked_boxes_stay_in_the_text_and_the_ledger(read):
    rows = "".join(
        f"<w:tr><w:tc>{par(a)}</w:tc><w:tc>{par(b)}</w:tc></w:tr>" for a, b in (("指标", "数值"), ("新建学校", "18所"))
    )
    ticked = par(inner=f'<w:r><w:sym w:font="Wingdings 2" w:char="0052"/></w:r>{run("已完成")}')
    document = document_of(read(docx(par("一、主要工作") + f"<w:tbl>{rows}</w:tbl>{ticked}"), "a.docx"))
    assert document.text.split("\n") == ["一、主要工作", "指标\t数值", "新建学校\t18所", "☑已完成"]
    assert list(document.figures["text"]) == ["18所"]


# -- refusals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw, name, words",
    [
        (archive({"xl/workbook.xml": "x"}), "a.xlsx", "复制到 Word"),
        (archive({"ppt/presentation.xml": "x"}), "a.pptx", "大纲"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "a.ods", "复制到 Word"),
        (ole(Workbook=b"x"), "a.xls", "复制到 Word"),
        (ole(**{"PowerPoint Document": b"x"}), "a.ppt", "大纲"),
        (ole(EncryptedPackage=b"x"), "a.docx", "取消密码"),
        (b"%TSD-Header-###%" + bytes(100), "a.docx", "解密"),
        ("文字".encode(), "~$报告.docx", "临时文件"),
        ("文字".encode(), ".~lock.报告.docx#", "临时文件"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "a.xml",
            "复制到 Word",
        ),
        (odt("<office:x/>").replace(b"mimetype", b"mimetypf"), "a.odt", "没有"),
        (archive({"OFD.xml": "<a/>"}), "a.ofd", "另存为 PDF"),
        (mht("").replace(b"text/html", b"text/foot"), "a.mht", "另存为 .html"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(read, raw, name, words):
    with pytest.raises(ReportError, match=words):
        read(raw, name)


def test_xml_that_defines_entities_is_refused(read):
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><office:document-content xmlns:office="x">&b;</office:document-content>'
    with pytest.raises(ReportError, match="实体"):
        read(archive({"META-INF/manifest.xml": "<m/>", "content.xml": bomb}), "a.odt")


def test_converted_files_lie_nowhere_afterwards(fake_office, tmp_path):
    path = tmp_path / "a.doc"
    path.write_bytes(doc(paragraphs("旧文字")))
    read_report(path)
    used = [word for word in fake_office.read_text().split() if word.endswith(".doc")]
    assert used
    assert not any(Path(word).exists() for word in used)
