"""Reading Word: printed numbers, revisions, tables, notes, boxes, hidden text, and hostile packages."""

import io
import zipfile

import docx as python_docx
import pytest

from builders import NAMES, R, W, docx, level, numbering, par, relations, run
from workreport.reading import ReportError, read_report
from workreport.reading.docx import read_docx
from workreport.reading.numbering import format_number

INTRO = par("各位代表：")


def paragraphs(body: str, **parts: str) -> list[str]:
    return read_docx(docx(body, **parts)).paragraphs


def notices(body: str, **parts: str) -> list[str]:
    return read_docx(docx(body, **parts)).notices


# -- numbers ---------------------------------------------------------------------------------------------------------

CHAPTERS = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "（%4）")
)


def test_numbers_of_four_levels_are_printed_and_restart():
    levels = [0, 1, 2, 2, 3, 1, 2, 0, 1]
    body = "".join(par("总结经验", number=(1, i)) for i in levels)
    assert paragraphs(body, numbering=numbering(CHAPTERS)) == [
        "一、总结经验", "（一）总结经验", "1.总结经验", "2.总结经验", "（1）总结经验",
        "（二）总结经验", "1.总结经验", "二、总结经验", "（一）总结经验",
    ]  # fmt: skip


def test_level_may_be_told_never_to_restart():
    going_on = level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    body = "".join(par("甲", number=(1, i)) for i in (0, 1, 1, 0, 1))
    assert paragraphs(body, numbering=numbering(going_on)) == ["1.甲", "1)甲", "2)甲", "2.甲", "3)甲"]


def test_level_may_restart_only_after_a_higher_one():
    levels = (
        level(0, "decimal", "%1.")
        + level(1, "decimal", "%2)")
        + level(2, "decimal", "［%3］", '<w:lvlRestart w:val="1"/>')
    )
    body = "".join(par("甲", number=(1, i)) for i in (0, 1, 2, 1, 2, 0, 1, 2))
    assert paragraphs(body, numbering=numbering(levels))[2::2] == ["［1］甲", "［2］甲", "1)甲"]


def test_start_override_restarts_a_list_once():
    restarted = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(par("甲", number=(n, 0)) for n in (1, 1, 2, 2, 1))
    found = paragraphs(body, numbering=numbering(CHAPTERS, instances=restarted))
    assert found == ["一、甲", "二、甲", "五、甲", "六、甲", "七、甲"]


def test_level_override_changes_how_a_number_looks():
    own = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1．")}</w:lvlOverride></w:num>'
    )
    body = par("甲", number=(1, 0)) + par("乙", number=(2, 0))
    assert paragraphs(body, numbering=numbering(CHAPTERS, instances=own)) == ["一、甲", "II．乙"]


def test_higher_levels_in_a_number_and_legal_numbering():
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = "".join(par("总则", number=(1, i)) for i in (0, 0, 1, 1))
    assert paragraphs(body, numbering=numbering(levels)) == ["第一章 总则", "第二章 总则", "2.1 总则", "2.2 总则"]


def test_number_and_figure_do_not_run_together():
    body = par("2023年工作", number=(1, 2)) + par("回顾", number=(1, 2))
    assert paragraphs(body, numbering=numbering(CHAPTERS)) == ["1. 2023年工作", "2.回顾"]


def test_numbers_come_from_styles_and_their_bases():
    tied = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="我的标题"/><w:basedOn w:val="H1"/></w:style>'
    )
    body = "".join(par("甲", properties=f'<w:pStyle w:val="{style}"/>') for style in ("H1", "H2", "H2", "Own", "H2"))
    found = paragraphs(body, numbering=numbering(tied), styles=styles)
    assert found == ["一、甲", "（一）甲", "（二）甲", "二、甲", "（一）甲"]


def test_number_zero_takes_a_style_number_away():
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = par("甲", properties='<w:pStyle w:val="H1"/>', number=(0, 0)) + par(
        "乙", properties='<w:pStyle w:val="H1"/>'
    )
    assert paragraphs(body, numbering=numbering(CHAPTERS), styles=styles) == ["甲", "一、乙"]


def test_list_defined_by_a_style():
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="列表"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    lists = numbering('<w:numStyleLink w:val="L"/>', '<w:styleLink w:val="L"/>' + CHAPTERS)
    assert paragraphs(par("甲", number=(1, 0)), numbering=lists, styles=styles) == ["一、甲"]


def test_empty_numbered_paragraph_counts():
    body = par("甲", number=(1, 0)) + par("", number=(1, 0)) + par("丙", number=(1, 0))
    assert paragraphs(body, numbering=numbering(CHAPTERS)) == ["一、甲", "三、丙"]


def test_bullets_are_kept_where_they_are_characters():
    lists = numbering(level(0, "bullet", "——"), level(0, "bullet", "\uf06c"), level(0, "bullet", "\uf0ff"))
    body = par("甲", number=(1, 0)) + par("乙", number=(2, 0)) + par("丙", number=(3, 0))
    assert [line.replace(" ", "") for line in paragraphs(body, numbering=lists)] == ["——甲", "●乙", "丙"]


@pytest.mark.parametrize(
    "style, expected",
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
        ("numberInDash", {3: "- 3 -"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV", 1999: "MCMXCIX"}),
        ("lowerRoman", {8: "viii"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA"}),
        ("lowerLetter", {28: "bb"}),
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 99: "九十九"}),
        ("chineseCountingThousand", {10: "十", 21: "二十一", 100: "一百", 105: "一百零五", 110: "一百一十"}),
        ("chineseCountingThousand", {1001: "一千零一", 12000: "一万二千", 10010: "一万零一十"}),
        ("taiwaneseCountingThousand", {110: "一百一十"}),
        ("japaneseCounting", {10: "十", 21: "二十一", 100: "百", 110: "百十"}),
        ("ideographDigital", {10: "一〇", 12: "一二"}),
        ("taiwaneseDigital", {20: "二〇"}),
        ("chineseLegalSimplified", {12: "壹拾贰"}),
        ("ideographLegalTraditional", {12: "壹拾貳"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("none", {5: ""}),
        ("somethingNew", {5: "5"}),
    ],
)  # fmt: skip
def test_number_formats(style, expected):
    assert {n: format_number(n, style) for n in expected} == expected


# -- revisions -------------------------------------------------------------------------------------------------------


def test_revisions_are_read_as_accepted():
    inner = (
        run("全年新增")
        + f'<w:del w:id="1">{run("一万").replace("w:t", "w:delText")}</w:del><w:ins w:id="2">{run("两万")}</w:ins>'
        + run("人")
        + f'<w:moveFrom w:id="3">{run("旧处")}</w:moveFrom><w:moveTo w:id="4">{run("新处")}</w:moveTo>'
    )
    assert paragraphs(par(inner=inner)) == ["全年新增两万人新处"]
    assert notices(par(inner=inner)) == ["文件带有修订，按全部接受读取：插入 2 处，删除 2 处。"]


def test_deleted_paragraph_mark_joins_and_a_deleted_paragraph_takes_no_number():
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = par(properties=numbered + mark, inner=f'<w:del w:id="2">{run("删去")}</w:del>')
    body = (
        par("甲", number=(1, 0)) + gone + par("乙", number=(1, 0)) + par("上半句，", properties=mark) + par("下半句。")
    )
    assert paragraphs(body, numbering=numbering(CHAPTERS)) == ["一、甲", "二、乙", "上半句，下半句。"]


def test_former_properties_count_for_nothing():
    former = (
        '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    assert paragraphs(par("甲", properties=former), numbering=numbering(CHAPTERS)) == ["甲"]


# -- tables ----------------------------------------------------------------------------------------------------------


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(*lines: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(par, lines))}</w:tc>"


def test_table_is_read_in_place_a_row_a_line_merged_cells_once():
    table = (
        "<w:tbl>"
        + (
            row(cell("指标", properties='<w:gridSpan w:val="2"/>'), cell("数值"))
            + row(cell("就业", properties='<w:vMerge w:val="restart"/>'), cell("城镇"), cell("1.2万人"))
            + row(cell("", properties="<w:vMerge/>"), cell("农村"), cell("0.3万人"))
            + row(cell("删去"), properties='<w:trPr><w:del w:id="1"/></w:trPr>')
        )
        + "</w:tbl>"
    )
    assert paragraphs(par("前") + table + par("后")) == [
        "前",
        "指标\t数值",
        "就业\t城镇\t1.2万人",
        "农村\t0.3万人",
        "后",
    ]


def test_form_with_whole_texts_in_its_cells_keeps_paragraphs():
    long = "全面完成年度目标任务，群众满意度明显提高。" * 4
    table = f"<w:tbl>{row(cell('述职内容'), cell('一、工作回顾', long, '二、存在问题', long))}</w:tbl>"
    assert paragraphs(table) == ["述职内容", "一、工作回顾", long, "二、存在问题", long]


def test_nested_table_and_rows_in_content_controls():
    inner = f"<w:tbl>{row(cell('内一'), cell('内二'))}</w:tbl>"
    table = (
        f"<w:tbl><w:sdt><w:sdtContent>{row(cell('外'), f'<w:tc>{inner}{par()}</w:tc>')}</w:sdtContent></w:sdt></w:tbl>"
    )
    assert paragraphs(table) == ["外\t内一\t内二"]


# -- what stands in and beside the text ------------------------------------------------------------------------------


def test_content_controls_links_and_fields_give_their_text():
    inner = (
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
        f'<w:hyperlink r:id="r9">{run("链接")}</w:hyperlink>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SUM(ABOVE)</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("120")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:fldSimple w:instr="DATE">{run("今日")}</w:fldSimple><w:smartTag>{run("标签")}</w:smartTag>'
    )
    block = f"<w:sdt><w:sdtContent>{par('块级控件')}</w:sdtContent></w:sdt>"
    assert paragraphs(par(inner=inner) + block) == ["控件链接120今日标签", "块级控件"]


def test_unclosed_field_costs_its_own_paragraph_only():
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("码")
    assert paragraphs(par(inner=broken) + par("正文")) == ["正文"]


def test_soft_breaks_tabs_and_hyphens():
    inner = "<w:r><w:t>上行</w:t><w:br/><w:t>下行</w:t><w:tab/><w:t>栏</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"
    assert paragraphs(par(inner=inner)) == ["上行", "下行\t栏-"]


def test_notes_are_kept_apart_in_the_order_of_their_marks():
    notes = "".join(
        f'<w:footnote w:id="{i}">{par(text)}</w:footnote>' for i, text in ((0, "线"), (1, "先写"), (2, "后写"))
    )
    ends = f'<w:endnote w:id="1">{par("尾注")}</w:endnote>'
    inner = run("正文") + "".join(
        f'<w:r><w:{kind}Reference w:id="{i}"/></w:r>' for kind, i in (("footnote", 2), ("endnote", 1), ("footnote", 1))
    )
    draft = read_docx(docx(par(inner=inner), footnotes=notes, endnotes=ends))
    assert draft.paragraphs == ["正文"]
    assert draft.footnotes == ["后写", "尾注", "先写"]


def test_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{par('框内')}</w:txbxContent>"
    inner = run("锚") + (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert paragraphs(par(inner=inner) + par(inner=old)) == ["锚", "框内", "框内"]


def test_hidden_text_is_left_out_by_run_and_by_style():
    styles = '<w:style w:type="character" w:styleId="V"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>'
    inner = (
        run("显") + run("隐", "<w:vanish/>") + run("样式隐", '<w:rStyle w:val="V"/>')
        + run("又显", '<w:rStyle w:val="V"/><w:vanish w:val="0"/>')
    )  # fmt: skip
    assert paragraphs(par(inner=inner), styles=styles) == ["显又显"]


def test_ruby_keeps_the_base_only():
    ruby = f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"
    assert paragraphs(par(inner=ruby)) == ["拼"]


def test_contents_are_no_body():
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{par('目录')}{par('一、回顾	1')}</w:sdtContent></w:sdt>"
    )
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = control + par("二、打算 3", properties='<w:pStyle w:val="T1"/>') + par("一、回顾")
    assert paragraphs(body, styles=styles) == ["一、回顾"]
    assert notices(body, styles=styles) == ["目录 3 行没有计入正文。"]


def test_pictures_objects_and_comments_are_counted():
    inner = run("文") + "<w:r><w:drawing><pic:pic/></w:drawing></w:r>" * 2 + '<w:altChunk r:id="a"/>'
    comments = f'<w:comment w:id="1">{par("批")}</w:comment>'
    found = notices(par(inner=inner) + '<w:altChunk r:id="a"/>', comments=comments)
    assert found == [
        "2 张图片没有读入。",
        "1 处插入的外部文件没有读入，请先在 Word 里合并后另存。",
        "1 条批注没有计入正文。",
    ]


def test_headers_and_footers_are_left_out(tmp_path):
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_paragraph("正文。")
    document.save(tmp_path / "a.docx")
    assert read_report(tmp_path / "a.docx").text == "正文。"


def test_strict_files_with_other_part_names():
    source = zipfile.ZipFile(io.BytesIO(docx(par("甲", number=(1, 0)), numbering=numbering(CHAPTERS))))
    strict = io.BytesIO()
    with source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode().replace("document.xml", "main.xml")
            text = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            text = text.replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            target.writestr(name.replace("document.xml", "main.xml"), text)
    assert read_docx(strict.getvalue()).paragraphs == ["一、甲"]


# -- title, date and author ------------------------------------------------------------------------------------------


def test_title_style_and_properties_of_a_file_by_python_docx(tmp_path):
    document = python_docx.Document()
    document.add_heading("经济运行亮点纷呈", level=0)
    document.add_paragraph("全年完成目标任务，群众满意。")
    document.core_properties.author = "李明"
    document.save(tmp_path / "a.docx")
    report = read_report(tmp_path / "a.docx")
    assert (report.title, report.author) == ("经济运行亮点纷呈", "李明")
    assert report.text == "全年完成目标任务，群众满意。"


def test_centred_first_line_is_the_title(tmp_path):
    (tmp_path / "a.docx").write_bytes(
        docx(par("奋进的一年", properties='<w:jc w:val="center"/>') + INTRO + par("全年完成目标。"))
    )
    report = read_report(tmp_path / "a.docx")
    assert (report.title, report.text) == ("奋进的一年", "各位代表：\n全年完成目标。")


def test_junk_in_the_properties_is_no_author(tmp_path):
    document = python_docx.Document()
    document.add_paragraph("全年完成目标。")
    document.core_properties.author, document.core_properties.title = "微软用户", "PowerPoint"
    document.save(tmp_path / "a.docx")
    report = read_report(tmp_path / "a.docx")
    assert (report.title, report.author) == ("a", "")


# -- hostile packages ------------------------------------------------------------------------------------------------


def package(document: str, **more: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", document)
        for name, content in more.items():
            target.writestr(name, content)
    return stream.getvalue()


LAUGHS = "<!DOCTYPE w [" + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "哈"}">' for i in range(12)) + "]>"


def body(inner: str) -> str:
    return f"<w:document {NAMES}><w:body>{inner}</w:body></w:document>"


@pytest.mark.parametrize(
    "document, words",
    [
        (LAUGHS + body("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>"), "实体"),
        (
            '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"),
            "实体",
        ),
        (body(" " * 40_000_000), "大得"),
        (body("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "嵌套太深"),
        (body("<w:p><w:r>" * 400 + "</w:r></w:p>" * 400), "嵌套太深"),
        (body("<w:p/>" * 2_500_000), "大得"),
        ("<w:document", "损坏"),
        (f"<w:document {NAMES}/>", "没有正文"),
    ],
    ids=["laughs", "external", "bomb", "deep controls", "deep runs", "many elements", "bad xml", "no body"],
)
def test_hostile_packages_are_refused_in_one_sentence(tmp_path, document, words):
    path = tmp_path / "坏.docx"
    path.write_bytes(package(document))
    with pytest.raises(ReportError, match=words) as caught:
        read_report(path)
    assert "\n" not in str(caught.value)


def test_paths_in_an_archive_touch_nothing_outside(tmp_path):
    links = relations(f'<Relationship Id="a" Type="{R}/footnotes" Target="../../../../etc/passwd"/>')
    raw = package(
        body(par("正文。")),
        **{"../../evil.txt": b"x", "/evil.txt": b"x", "word/_rels/document.xml.rels": links.encode()},
    )
    path = tmp_path / "in" / "a.docx"
    path.parent.mkdir()
    path.write_bytes(raw)
    assert read_report(path).text == "正文。"
    assert [item.name for item in tmp_path.rglob("*") if item.is_file()] == ["a.docx"]
