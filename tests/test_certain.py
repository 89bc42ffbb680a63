"""Sentences that must not be said: each of a report that would make it false."""

import re

import pytest

from workreport import brief_of, proofread
from workreport.analyses import balance, wording
from workreport.analyses.sections import why_incomparable
from workreport.analyses.substance import substance_of
from workreport.document import document_of, parts_of
from workreport.pages.onepage import show_brief
from workreport.reading import PROJECT
from workreport.rendering.execute import execute

COURT = """某县人民法院工作报告
各位代表：现在，我代表县人民法院向大会报告工作。
2025年工作回顾
2025年，县法院受理案件8642件，审执结8390件。
一、严惩各类犯罪。
审结刑事案件412件，判处罪犯538人。审结诈骗案件57件，判处罪犯104人。
二、锻造过硬队伍。
开展培训12期，查处违纪干警2人。
2026年工作安排
2026年，县法院将建成调解中心1个，全员轮训不少于40学时。要坚持从严打击犯罪，要延伸审判职能。
"""
COMPANY = """某公司2025年度工作总结
2025年，公司较好地完成了全年任务。
一、主要经营情况
全年实现营业收入18.6亿元，同比增长7.4%。
二、重点工作
（一）抓研发。研发投入9300万元，开发新产品38个。
（二）抓市场。新增客户64家，国外市场收入增长18.3%。
三、存在的问题
高端产品占比偏低，应收账款居高不下。
四、2026年工作安排
2026年，公司主要目标是：营业收入20亿元。
（一）推进智能工厂建设，6月底前完成设备安装。
"""
LISTED = """报告
一、调整粮食价格，放开其余农副产品的价格；
二、提高铁路短途运价，发挥公路和水运的作用；
三、减少质次价高的产品。以上三项今年都要办好。
"""
LATE = (
    "序言\n"
    + "去年各项工作取得新进展，群众生活得到改善。\n" * 20
    + "一、抓落实\n要抓好落实。\n二、抓作风\n要改进作风。\n"
)


@pytest.mark.parametrize("text", [COURT, LISTED, LATE], ids=["unnumbered", "items", "late"])
def test_no_section_is_the_longest_where_the_numbers_do_not_cut_the_report(text):
    assert why_incomparable(document_of(text))
    assert "最长的是" not in " ".join(wording.wording_findings(text))
    assert "最长，占" not in " ".join(balance.balance_findings(text))
    assert "个部分，最长的占" not in show_brief(text).data


def test_sections_that_the_report_is_made_of_have_a_longest():
    assert why_incomparable(document_of(COMPANY)) == ""
    assert "最长的是“二、重点工作”" in wording.wording_findings(COMPANY)[1]


def test_a_passage_of_a_plan_headed_as_one_is_no_part_of_its_own():
    text = "一、2025年回顾\n完成了任务，取得了成绩。\n二、2026年工作安排\n"
    text += "主要目标\n要增长5%以上，要推进改革，要扩大开放。\n"
    assert document_of(text).loose_headings == ()


def test_work_told_before_the_problems_is_no_plan_where_one_follows():
    parts = parts_of(COMPANY).set_index("text")["part"]
    assert [parts[line] for line in COMPANY.splitlines()[5:7]] == ["回顾", "回顾"]
    assert parts[COMPANY.splitlines()[10]] == "部署"
    brief = brief_of(COMPANY)
    assert not brief.loc[brief["block"] == "promised", "message"].str.contains("9300|38个|64家").any()


def test_an_action_is_counted_of_the_matter_before_it():
    assert "前后不一" not in " ".join(proofread(COURT)["message"])
    again = "审结刑事案件412件，判处罪犯538人。\n全年审结刑事案件412件，判处罪犯536人。\n"
    again = f"某县人民法院工作报告\n2025年，法院工作取得新进展。\n{again}"
    assert "前后不一" in " ".join(proofread(again.replace("全年审结", "审结"))["message"])


def test_two_rates_beside_one_level_are_not_its_own():
    text = (
        "政府工作报告\n各位代表：我代表市政府报告工作。\n一、2025年工作回顾\n2025年，城镇居民人均可支配收入37175元，"
        "农村居民人均可支配收入25153元，实际增长4.8%和6.5%。全市地区生产总值1286亿元，增长5.2%。\n" * 1
    )
    said = brief_of(text + "过去一年，各项工作取得新的成绩，我们完成了全年任务。" * 12)["message"]
    assert not said.str.contains("25153元、.*4.8%").any()


def test_a_heading_that_runs_on_as_a_sentence_is_one_to_check():
    assert any("6月底前" in text for text in substance_of(COMPANY)["text"])


def test_several_reports_in_one_file_are_said_in_the_head():
    one = "{}述职报告\n一、履职情况\n我分管教学，完成检查12次，{}。\n二、存在的不足\n学习不够深入。\n三、下一步打算\n"
    one += "2026年，我将抓好整改，确保9月底前开设社团20个。\n"
    work = "全年组织教研活动36次，开设公开课52节，争取上级资金120万元，改造教学楼1栋" * 3
    text = "\n".join(one.format(who, work) for who in ("校长 周明远", "副校长 何静", "总务主任 马立群"))
    assert document_of(text).several
    assert "这个文件里有3份报告，以下不分是谁的" in show_brief(text).data
    assert "最长的占" not in show_brief(text).data
    assert "最长的是" not in " ".join(wording.wording_findings(text))


def test_an_annex_with_numbers_of_its_own_is_no_other_report():
    body = "一、工作回顾\n" + "扎实做好各项工作。" * 20
    text = f"某县政府工作报告\n各位代表：\n{body}\n附件\n十件民生实事\n一、改造老旧小区。\n"
    assert not document_of(text).several


def test_of_several_reports_page_three_adds_nothing_up(tmp_path):
    one = "{0}述职报告\n{1}\n各位领导：\n一、履职情况\n" + "扎实做好各项工作。" * 20 + "\n二、存在问题\n学习不够。\n"
    file = tmp_path / "x.txt"
    file.write_text(one.format("校长", "王一") + one.format("教师", "李二"), encoding="utf-8")
    made = execute(PROJECT / "notebooks" / "03-section-balance.ipynb", {"REPORT": file})
    shown = "".join(str(cell.get("outputs", "")) for cell in made["cells"])
    assert "不合在一起算" in shown
    assert "各部分不放在一起比" in shown
    assert not re.search(r"占全文 \d|共 \d+ 个要点|个二级标题|均匀", shown)
