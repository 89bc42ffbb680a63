"""Reading plain text: encodings, broken lines, title block and leftovers, names, refusals."""

import io
import os
import textwrap
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import docx, par, pdf
from conftest import FIRST_TEXT
from workreport.figures import find_figures
from workreport.outline import outline_of
from workreport.reading import ReportError, read_report, safe_name
from workreport.reading.frontmatter import split_matter
from workreport.reading.text import read_text

BODY = [
    "各位代表：",
    "现在报告一年来的工作，请予审议，请大家提出意见。",
    "一、工作回顾",
    "全年新增就业1.2万人，比上年增长5.2%，完成目标。",
]


@pytest.fixture
def read(tmp_path):
    """A function from text or bytes to the report that a file of it gives."""

    def write_and_read(content, name="报告.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_report(path)

    return write_and_read


def refusal(read, content, name="报告.txt") -> str:
    with pytest.raises(ReportError) as caught:
        read(content, name)
    return str(caught.value)


# -- encodings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_first_text_reads_the_same_in_every_encoding(read, encoding):
    expected = read_report(FIRST_TEXT)
    found = read(FIRST_TEXT.read_text("utf-8").encode(encoding), FIRST_TEXT.name)
    assert found == expected


def _docx(paragraphs, path):
    path.write_bytes(docx("".join(map(par, paragraphs))))


def _html(paragraphs, path):
    path.write_text("<!doctype html><meta charset=gbk>" + "".join(f"<p>{p}</p>" for p in paragraphs), "gb18030")


def _markdown(paragraphs, path):
    path.write_text("\n\n".join(paragraphs), "utf-8")


def _pdf(paragraphs, path):
    pdf(path, paragraphs, head="某局党建工作")


def _flush_pdf(paragraphs, path):
    pdf(path, paragraphs, indent=0)


@pytest.mark.parametrize(
    "save, ending",
    [(_docx, "docx"), (_html, "html"), (_markdown, "md"), (_pdf, "pdf"), (_flush_pdf, "pdf")],
)
def test_first_text_gives_the_same_text_outline_and_figures_in_every_format(tmp_path, save, ending):
    text = read_report(FIRST_TEXT).text
    path = tmp_path / f"报告.{ending}"
    save(text.split("\n"), path)
    found = read_report(path)
    assert found.text == text
    assert outline_of(found.text).equals(outline_of(text))
    assert find_figures(found.text).equals(find_figures(text))
    assert found.notices == ()


def test_big5_is_read_and_traditional_characters_are_kept_and_told(read):
    text = "各位代表：\n現在報告一年來的工作，請予審議。國務院決定繼續發展經濟，實現農業現代化，黨的領導開創新時代。"
    report = read(text.encode("big5"))
    assert report.text == text
    assert "繁体字" in report.notices[0]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_bad_byte_costs_one_place_not_the_file(read, encoding):
    raw = bytearray(FIRST_TEXT.read_text("utf-8").encode(encoding))
    raw[300] = 0xFF
    report = read(bytes(raw))
    assert len(report.text) == pytest.approx(len(read_report(FIRST_TEXT).text), abs=4)
    assert 1 <= report.text.count("\ufffd") <= 3
    assert "字节损坏" in report.notices[0]


def test_scrambled_text_is_restored_and_told(read):
    text = "全年新增就业一万人，完成目标任务，群众满意。" * 3
    report = read(text.encode().decode("latin-1").encode())
    assert report.text == text
    assert "乱码" in report.notices[0]


def test_scrambled_text_with_losses_is_restored_but_for_them(read):
    text = "全年新增就业一万人，完成目标任务，群众满意。" * 3
    report = read(text.encode().decode("gb18030", "replace").encode())
    assert "新增就业" in report.text
    assert "乱码" in report.notices[0]


def test_scrambled_text_beyond_repair_is_refused(read):
    ruins = "锟斤拷鐗规鎶ュ憡绲辫▓鍏ㄥ勾鏂板灏变笟瀹屾垚鐩囨爣绗竴鍏氬缓宸綔" * 3
    assert "乱码" in refusal(read, ruins)


@pytest.mark.parametrize("text", ["你好", "张三、李四、王五、赵六、周七、吴八、郑九、陈十、杨一、朱二"])
def test_little_gbk_text_is_no_foreign_language(read, text):
    assert read(text.encode("gbk")).text == text


# -- cleaning and broken lines ---------------------------------------------------------------------------------------


def test_line_ends_indents_and_invisible_characters_are_cleaned(read):
    report = read("\u3000\u3000全年\u200b增长\xa05.2%。\u00a0 \r\n\t第二段\ufeff。\r第三段。\n\n\n")
    assert report.text == "全年增长 5.2%。\n第二段。\n第三段。"


def test_lines_broken_at_links_are_joined(read):
    assert read("制定了《\n人才办法\n》，办好实事\n。\n下一段。").text == "制定了《人才办法》，办好实事。\n下一段。"


def test_lines_within_blank_line_paragraphs_are_joined():
    paragraphs = [f"这是第{i}段的文字，它完整地写在一行里。" for i in range(9)]
    text = "\n\n".join([*paragraphs, "我们听了同志\n关于草案的报告\n并作了讨论。", "标题一\n（一）小标题"])
    assert read_text(text.encode()).paragraphs[9:] == [
        "我们听了同志关于草案的报告并作了讨论。",
        "标题一",
        "（一）小标题",
    ]


def test_a_title_with_its_lines_and_a_signature_are_no_paragraphs_broken_in_two(read):
    paragraphs = [f"这是第{i}段的文字，它完整地写在一行里。" for i in range(9)]
    head = "述职报告\n白石市水务集团有限公司党委书记、董事长　顾海川\n（2026年1月15日）"
    report = read("\n\n".join([head, *paragraphs]))
    assert (report.title, report.date) == ("述职报告", "2026-01-15")
    assert report.author == "白石市水务集团有限公司党委书记、董事长 顾海川"
    assert report.text == "\n".join(paragraphs)
    report = read("\n\n".join([*paragraphs, "青川区司法局\n二〇二五年十二月二十日"]))
    assert (report.author, report.date) == ("青川区司法局", "2025-12-20")


def test_figures_spaced_digit_by_digit_are_closed_and_told(read):
    report = read("从1 9 9 3 年到1 9 9 7 年达到7 4 7 7 2 亿元，增长1 1 ％，1 9 9 8 年7 ．5 ％。")
    assert report.text == "从1993年到1997年达到74772亿元，增长11％，1998年7．5％。"
    assert "合拢" in report.notices[0]


def test_spaces_between_the_figures_of_a_table_stay(read):
    text = "合计 3 5 8\n2 0 2 4 年\n就业 1 2 3"
    assert read(text).text == text


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_text_wrapped_at_one_length_is_joined(read, indent):
    long = "全面贯彻新发展理念，扎实推进各项工作，圆满完成全年目标任务，人民群众获得感增强，" * 3 + "成效显著。"
    paragraphs = ["一、工作回顾", long, "（一）提质增效", long, long[10:], "二、打算", long]
    wrapped = "\n".join(textwrap.fill(indent + text, 30) for text in paragraphs)
    assert read(wrapped).text.split("\n") == paragraphs


def test_list_of_lines_of_one_length_stays_a_list(read):
    text = "\n".join(f"第{i}项工作按计划如期完成，群众满意度提高。" for i in "甲乙丙丁戊己庚辛壬")
    assert read(text).text == text


def test_lines_of_other_texts_are_left_alone(read):
    text = "工作亮点\n服务企业\n改进作风"
    assert read(text).text == text


@given(st.text(alphabet="一二（）、。，：；《》1.2%\n \u3000\u200b作报告年月日——来源", max_size=80))
def test_no_visible_character_of_the_body_is_lost(text):
    draft = read_text(text.encode())
    matter = split_matter(draft.paragraphs)
    kept = "".join([*matter.body, *matter.leftovers, matter.title, matter.author])
    visible = [char for char in text if char not in "\n \u3000\u200b"]
    if not (matter.date or matter.title):
        assert sorted(visible) == sorted(char for char in kept if not char.isspace())
    assert all(line == line.strip() and line for line in matter.body)


# -- title block, leftovers, signature -------------------------------------------------------------------------------


def _report_with(*front, back=()):
    return "\n".join([*front, *BODY, *back])


@pytest.mark.parametrize(
    "front, title, date, author",
    [
        ((), "报告", "", ""),
        (("2025年某某县政府工作报告",), "2025年某某县政府工作报告", "", ""),
        (
            ("政府工作报告", "——2025年1月6日在某县第八届", "人民代表大会第五次会议上", "县长 王建国"),
            "政府工作报告",
            "2025-01-06",
            "县长 王建国",
        ),
        (
            ("工作总结（送审稿）", "（二〇二五年十二月三十日）", "某市住房和城乡建设局"),
            "工作总结（送审稿）",
            "2025-12-30",
            "某市住房和城乡建设局",
        ),
        (
            ("某某县人民政府", "关于2024年预算执行情况的报告", "2025年1月"),
            "某某县人民政府关于2024年预算执行情况的报告",
            "2025-01",
            "",
        ),
        (("述职报告", "述职人：李明"), "述职报告", "", "李明"),
        (("《2025年工作要点》",), "2025年工作要点", "", ""),
        (("甲县干部考核登记表",), "甲县干部考核登记表", "", ""),
        (("勇于担当 再创佳绩", "——2025年度工作总结"), "勇于担当 再创佳绩——2025年度工作总结", "", ""),
        (("工作报告", "——在某县职工大会上的讲话"), "工作报告——在某县职工大会上的讲话", "", ""),
        (("个人总结", "李　明"), "个人总结", "", "李明"),
        (("工作报告", "（２０２５年１月６日）"), "工作报告", "2025-01-06", ""),
        (("2025年1月6日在某县第八届人民代表大会第五次会议上 县长 王建国",), "报告", "2025-01-06", "县长 王建国"),
    ],
)
def test_title_block_is_read_and_not_counted_as_body(read, front, title, date, author):
    report = read(_report_with(*front))
    assert (report.title, report.date, report.author) == (title, date, author)
    assert report.text == "\n".join(BODY)
    assert report.notices == ()


@pytest.mark.parametrize(
    "lines, told",
    [
        (("下载", "打印", "【字号：", "加大", "】"), "4 行文字没有计入正文：下载、打印、字号、加大。"),
        (("来源：某某日报", "时间：2025-01-09"), "2 行文字没有计入正文：来源：某某日报、时间：2025-01-09。"),
        (("首页", ">", "政府信息公开", ">", "工作报告"), "5 行文字没有计入正文：首页、>、政府信息公开、>、工作报告。"),
        (
            ("当前位置：首页 > 政务公开 > 报告", "浏览次数：1024", "【打印】【关闭】"),
            "3 行文字没有计入正文：当前位置：首页 > 政务公开 > 报告、浏览次数：1024、打印】【关闭。",
        ),
        (
            ("分享:", "时间：", "2025-01-09 09:20", "来源：", "某市人民政府"),
            "5 行文字没有计入正文：分享、时间、2025-01-09 09:20、来源、某市人民政府。",
        ),
        (("某市人民政府文件", "某政发〔2025〕3号"), "2 行文字没有计入正文：某市人民政府文件、某政发〔2025〕3号。"),
    ],
)
def test_leftovers_before_the_title_are_set_apart(read, lines, told):
    report = read(_report_with(*lines, "某市政府工作报告", "市长 王建国"))
    assert report.title == "某市政府工作报告"
    assert report.text == "\n".join(BODY)
    assert report.notices == (f"网页或报刊留下的 {told}",)


PAGE_WORDS = """
朗读 听全文 返回 返回顶部 回到顶部 默认 搜索 登录 注册 还原 减小 收藏 全屏 纠错 关闭 首页 打印本页 关闭窗口 关闭本页
加入收藏 我要纠错 微信 微博 复制链接 知道了 允许 取消 预览时标签不可点 继续滑动看下一个 轻触阅读原文 向上滑动看下一个
微信扫一扫关注我们 稿源：某某日报 出处：某市发布 发布时间：2025-01-09 发布机构：某市政府办 更新时间：2025-01-09
发稿时间：2025-01-09 成文日期：2025-01-09 生成日期：2025-01-09 索引号：000014349/2025-00012 文号：某政发〔2025〕3号
发文字号：某政发〔2025〕3号 主题分类：综合政务 公开类别：主动公开 审校：李明 编校：李明 监制：王芳 初审：李明
复审：王芳 终审：赵强 责编：李明 值班编辑：李明 通讯员：王芳 供稿：某局 撰稿：李明 作者单位：某局 点击量：1024
阅读量：1024 字体：大 字体大小：中 保护视力色：白 分享到：微信 您现在的位置：首页 热门推荐 相关推荐 推荐阅读
上一篇：某某 下一篇：某某 版权声明：转载请注明 网站标识码：1100000001 免责声明：本站 联系我们 网站地图 关于我们
设为首页 主办：某市人民政府 技术支持：某公司 undefined null 热门文章 热门新闻 信息分类：综合 审核：李明 校对：李明
编辑：李明 责任编辑：李明 网络编辑：李明 本文编辑：李明 见习编辑：李明 实习编辑：李明 记者：李明 摄影：李明 承办：某局
主管：某局 主办单位：某局 承办单位：某局 主管单位：某局 技术支持单位：某公司 点击：1024 点击数：1024 扫码关注我们
扫码下载附件 扫码阅读全文 扫码查看详情 扫码分享 阅读次数：1024 视力保护色：白 分享至：微信 上一条：某某 上一页
下一条：某某 下一页 Copyright2025 ©2025 发布日期：2025-01-09 发布单位：某局 发布人：李明
"""


@pytest.mark.parametrize("line", PAGE_WORDS.split())
def test_what_a_page_says_of_itself_is_no_body(read, line):
    assert read(_report_with(line, "某市政府工作报告", "市长 王建国")).text == "\n".join(BODY)


OFFICES = """
州长 旗长 盟长 镇长 乡长 处长 院长 校长 检察长 厅长 行长 董事长 总经理 科长 股长 所长 站长 会长 秘书长 委员长 理事长
总裁 总队长 支队长 大队长 馆长 社长 台长 园长 总工程师 村长
"""
LABELS = "述职人 述责人 述廉人 报告人 汇报人 作者 撰稿人 撰写人 主讲人 发言人 姓名 总结人"


@pytest.mark.parametrize(
    "line, author",
    [
        *((f"{office} 王建国", f"{office} 王建国") for office in OFFICES.split()),
        *((f"{label}：王建国", "王建国") for label in LABELS.split()),
    ],
)
def test_who_reports_is_told_by_office_or_label(read, line, author):
    report = read(_report_with("工作报告", line))
    assert (report.author, report.text) == (author, "\n".join(BODY))


TITLES = """
工作小结 新年致辞 会议纪要 工作综述 汇报提纲 全县概况 年度考核表 工作简报 自查报告 个人自查 党性剖析 工作總結
工作匯報 工作要點 领导講話 工作思路 下步打算 任务清单 情况通报 学习心得 交流材料 发展白皮书 人大决议 政府公报
"""


@pytest.mark.parametrize("title", TITLES.split())
def test_a_title_is_told_by_its_last_word(read, title):
    report = read(_report_with(f"某县2025年{title}"))
    assert (report.title, report.text) == (f"某县2025年{title}", "\n".join(BODY))


def test_table_of_contents_is_set_apart(read):
    contents = ["目　录", "一、工作回顾……………1", "（一）主要成绩.......2", "二、打算\t12"]
    report = read(_report_with("某市政府工作报告", *contents, "某市政府工作报告"))
    assert report.title == "某市政府工作报告"
    assert report.text == "\n".join(BODY)
    assert "目录（4 行）" in report.notices[0]


def test_caption_between_title_and_salutation_is_set_apart(read):
    report = read(_report_with("政府工作报告", "县长 王建国", "县长王建国作报告。本报记者 李明 摄"))
    assert report.text == "\n".join(BODY)
    assert "本报记者 李明 摄" in report.notices[0]


@pytest.mark.parametrize(
    "back",
    [
        ("相关报道：", "某县两会开幕", "代表热议报告"),
        ("（责任编辑：李明）",),
        ("扫一扫在手机打开当前页", "【打印】【关闭】"),
        ("本作品是中华人民共和国的法律、法规，不适用著作权法，属于公有领域。", "Public domain", "false"),
        ("版权所有：某市人民政府", "某ICP备12345678号"),
    ],
)
def test_leftovers_after_the_end_are_set_apart(read, back):
    report = read(_report_with(back=back))
    assert report.text == "\n".join(BODY)
    assert "没有计入正文" in report.notices[0]


def test_publication_time_stands_in_for_a_date(read):
    assert read(_report_with("政府工作报告", "时间：2025-01-09")).date == "2025-01-09"


NAMES = """
王小明 李明 王一 周恩来 曾肖 肖建国 闫丽 翟志刚 牟丰京 聂荣 文静怡 甄子丹 欧阳修文 司马光 张力强 王国庆 方向明 高大山
劉德華 麦麦提·艾力
"""
NO_NAMES = "文化 文化传承 曾经 高质量 高质量发展 安全生产 安全员 成长性 成立时间 水利 温馨提示 时代"


@pytest.mark.parametrize("name", NAMES.split())
def test_a_name_alone_is_the_author(read, name):
    report = read(_report_with("工作报告", name))
    assert (report.author, report.text) == (name, "\n".join(BODY))


@pytest.mark.parametrize("line", NO_NAMES.split())
def test_a_line_that_begins_like_a_surname_is_no_author(read, line):
    report = read("\n".join(["甲山县2025年工作报告", line, *BODY[1:]]))
    assert (report.author, report.text) == ("", "\n".join([line, *BODY[1:]]))


def test_signature_is_date_and_author_not_body(read):
    report = read(_report_with(back=("××市经济和信息化局", "2025年12月31日")))
    assert (report.date, report.author) == ("2025-12-31", "××市经济和信息化局")
    assert report.text == "\n".join(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "一、来源：群众反映的问题",
        "编辑出版志书三部，来源可靠。",
        "今年1月6日在全县大会上，我们作了部署。",
        "打印机维修费用下降12%。",
        "下载量突破一万次",
        "承办单位\t市经信局",
        "技术支持能力增强",
        "相关报道：全年在省级媒体刊发稿件120篇。",
    ],
)
def test_body_that_looks_like_a_leftover_stays(read, line):
    text = "\n".join([*BODY, line, "二、下一步打算", "继续努力。"])
    assert read(text).text == text


@pytest.mark.parametrize(
    "line", ["承办单位\t市经信局", "技术支持能力明显增强", "扫码支付覆盖全部商户", "点击量突破一亿次"]
)
def test_last_line_that_looks_like_a_leftover_stays(read, line):
    text = "\n".join([*BODY, line])
    assert read(text).text == text


def test_document_of_a_title_alone_is_its_own_body(read):
    report = read("2025年工作总结\n")
    assert (report.title, report.text) == ("2025年工作总结", "2025年工作总结")


def test_short_first_line_without_evidence_stays_in_the_body(read):
    text = "工作亮点纷呈\n一、工作回顾\n全年完成目标。"
    assert read(text).text == text


# -- names and paths -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stem, name",
    [
        ("述职报告（终稿3）", "述职报告（终稿3）"),
        ("a\"b'c d", "a_b'c d"),
        ("a\nb\tc", "a_b_c"),
        ("..", "report"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON", "_CON"),
        ("com1.报告", "_com1.报告"),
        ("报告. ", "报告"),
        ("", "report"),
        ("\udce6", "_"),
    ],
)
def test_names_are_safe_as_folders(stem, name):
    assert safe_name(stem) == name


@given(st.text(max_size=400))
def test_every_name_is_a_plain_folder_name(stem):
    name = safe_name(stem)
    assert 1 <= len(name) <= 80
    assert len(name.encode()) <= 240
    assert name not in (".", "..")
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t')
    assert name == name.strip(" .")


def test_long_names_stay_apart():
    first, second = safe_name("工" * 300 + "一"), safe_name("工" * 300 + "二")
    assert first != second
    assert len(first) <= 80


def test_file_with_a_wild_name_is_read(read, tmp_path):
    name = "报告 \"终稿\" 'v2'\n(3).txt"
    if os.name == "nt":
        name = "报告 'v2' (3).txt"
    report = read("\n".join(BODY), name)
    assert "\n" not in report.source + report.name
    assert str(tmp_path) not in repr(report)


def test_relative_path_is_found_in_the_project(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert read_report("data/reports/2023-bureau-party-building.txt").source == "2023-bureau-party-building.txt"


@pytest.mark.parametrize("path", ["没有.txt", "a\0b", "工" * 300, "\n"])
def test_missing_file_is_told_in_one_sentence(path):
    with pytest.raises(ReportError, match="找不到文件") as caught:
        read_report(path)
    assert "\n" not in str(caught.value)


# -- refusals --------------------------------------------------------------------------------------------------------


def _zip(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf \r\n", "空的"),
        (b"Annual report, all goals reached.", "没有中文"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "图片"),
        (b"Rar!\x1a\x07", "解压"),
        (_zip(a="报告"), "解压"),
        (_zip(xl__workbook="x"), "Excel"),
        (OLD + "WordDocument".encode("utf-16-le"), "另存为 .docx"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (OLD, "另存为 .docx"),
        (b"{\\rtf1 abc}", "没有中文"),
        (b"MZ" + bytes(200), "程序"),
        (bytes(range(256)) * 20, "不是文本文件"),
    ],
)
def test_what_is_no_report_is_refused_with_advice(read, content, words):
    message = refusal(read, content)
    assert words in message
    assert message.startswith("报告.txt：")
    assert "\n" not in message
    assert message.endswith("。")


def test_a_text_longer_than_any_report_is_refused(read):
    with pytest.raises(ReportError, match="正文有 51 万字，超过 50 万字，不像一份报告，请拆成一篇一个文件。"):
        read("全面推进各项工作。\n" * 56_667)  # nine characters a line


def test_folder_is_refused(tmp_path):
    with pytest.raises(ReportError, match="文件夹"):
        read_report(tmp_path)


def test_limit_is_told_and_can_be_raised(tmp_path, monkeypatch):
    path = tmp_path / "大.txt"
    path.write_text("全年完成目标。" * 60_000, "utf-8")
    with pytest.raises(ReportError, match="WORKREPORT_MAX_MB"):
        read_report(path, max_bytes=1_000_000)
    monkeypatch.setenv("WORKREPORT_MAX_MB", "1")
    with pytest.raises(ReportError, match="1 MB"):
        read_report(path)
    monkeypatch.setenv("WORKREPORT_MAX_MB", "20")
    assert read_report(path).text.startswith("全年")


def test_a_book_is_no_report(read):
    assert "210 万字" in refusal(read, "全年完成目标。" * 300_000)


def test_content_decides_not_the_name(read):
    assert read(docx("".join(map(par, BODY))), "报告.txt").text == "\n".join(BODY)


@pytest.mark.parametrize("line", ["二〇二三年十十月", "二〇二三年〇〇月三十二日", "二〇二三年十二月三十一日"])
def test_date_that_is_none_does_no_harm(read, line):
    date = read(f"工作总结\n{line}\n一、工作回顾\n全年新增就业1.2万人。").date
    assert date == ("2023-12-31" if line.endswith("三十一日") else "")
