"""Whose report it is: place, body, year and kind, as title, date line, author, opening or file name write them."""

import pytest

from workreport.reading import read_report
from workreport.reading.identity import full_title, identify, level_of, short_of

MEETING = "——2024年2月1日在青山市白水区第八届人民代表大会第五次会议上"
GOVERNMENT = "各位代表：\n现在，我代表区人民政府向大会报告工作，请予审议。\n"


@pytest.mark.parametrize(
    "title, place, body, year, kind",
    [
        ("2026年甘肃省政府工作报告", "甘肃省", "甘肃省人民政府", 2026, "政府工作报告"),
        ("甘肃政府工作报告", "甘肃省", "甘肃省人民政府", None, "政府工作报告"),
        ("内蒙古自治区2025年政府工作报告", "内蒙古自治区", "内蒙古自治区人民政府", 2025, "政府工作报告"),
        ("青山市白水区政府工作报告", "青山市白水区", "青山市白水区人民政府", None, "政府工作报告"),
        ("2023年××市教育局工作总结", "××市", "××市教育局", 2023, "总结"),
        ("青山市教育局2023年度工作总结和2024年工作计划", "青山市", "青山市教育局", 2023, "总结"),
        ("中共青山县委办公室2024年工作要点", "青山县", "中共青山县委办公室", 2024, "计划"),
        ("二〇二二年度民政局工作总结", "", "民政局", 2022, "总结"),
        ("关于2023年度抓基层党建工作的述职报告", "", "", 2023, "述职"),
        ("白水镇党支部2023年工作总结", "白水镇", "白水镇党支部", 2023, "党建"),
        ("关于农村电商发展的调研报告", "", "", None, "调研"),
        ("2021—2025年工作总结", "", "", 2025, "总结"),
        ("关于落实《政府工作报告》重点任务情况的汇报", "", "", None, "汇报"),
        ("《政府工作报告》", "", "", None, "政府工作报告"),
        # No division stands in these, whatever their characters.
        ("在全市教育工作会议上的讲话", "", "", None, "讲话"),
        ("关于城市管理工作情况的汇报", "", "", None, "汇报"),
        ("社区工作总结", "", "", None, "总结"),
    ],
)
def test_title_names_place_body_year_and_kind(title, place, body, year, kind):
    assert identify("", title=title) == (place, body, year, kind)


ORGANS = """
人民政府 人大常委会 政协 人民法院 人民检察院 委员会 办公室 管委会 党组 党委 党工委 党支部 党总支 街道办事处 街道
总工会 妇联 团委 教育局 财政厅 纪委 扶贫办 卫生处 教育科 统计所 水文站 画院 党校 集团公司 有限公司 公司 集团 银行 医院
学校 大学 学院 中学 小学 幼儿园 研究院 研究所 中心 协会 学会 联合会
"""


@pytest.mark.parametrize("organ", ORGANS.split())
def test_a_body_is_named_by_its_place_and_what_it_is(organ):
    assert identify("", title=f"青山市{organ}2025年工作总结")[:2] == ("青山市", f"青山市{organ}")


@pytest.mark.parametrize(
    "author, body",
    [
        ("青山市教育局局长 王小明", "青山市教育局"),
        ("青山市人民检察院检察长 王小明", "青山市人民检察院"),
        ("青山市建设集团有限公司总裁 王小明", "青山市建设集团有限公司"),
    ],
)
def test_a_body_is_named_before_the_office_of_its_author(author, body):
    assert identify("", title="2025年工作总结", author=author)[:2] == ("青山市", body)


@pytest.mark.parametrize(
    "stated, expected",
    [
        ({"front": [MEETING], "date": "2024-02-01"}, ("青山市白水区", "青山市白水区人民政府", 2024)),
        ({"author": "白水区代区长 王小明"}, ("白水区", "白水区人民政府", None)),
        ({"author": "国务院总理 王小明", "date": "2024-03-05"}, ("全国", "国务院", 2024)),
        ({"front": ["1990年3月20日在第七届全国人民代表大会第三次会议上"]}, ("全国", "国务院", None)),
        ({"name": "2024年青山市政府工作报告（定稿）"}, ("青山市", "青山市人民政府", 2024)),
        ({}, ("", "", None)),
    ],
)
def test_place_of_a_government_report_comes_from_what_stands_around_it(stated, expected):
    assert identify(GOVERNMENT, title="政府工作报告", **stated)[:3] == expected


@pytest.mark.parametrize(
    "text, kind",
    [
        ("各位代表：\n现在，我代表县人民政府，向大会报告工作。", "政府工作报告"),
        ("现将一年来的工作总结如下：", "总结"),
        ("现将履行职责情况述职如下，请评议。", "述职"),
        ("按照安排，调研组深入八个乡镇。现将情况报告如下：", "调研"),
        ("一年来，我认真履行党建第一责任人职责。", "党建"),
        ("现将情况报告如下：", "汇报"),
        ("今年以来，全局上下团结一心。", ""),
        ("现将工作总结如下。调研组还走访了八个村。", ""),  # two that disagree
    ],
)
def test_opening_tells_the_kind_of_a_report_without_a_title(text, kind):
    assert identify(text).kind == kind


@pytest.mark.parametrize(
    "stated, year",
    [
        ({"title": "工作总结", "date": "2024-01-05"}, 2023),
        ({"title": "工作总结", "date": "2024-12-28"}, 2024),
        ({"title": "述职报告", "name": "述职报告（2022）", "date": "2024-05-01"}, 2022),
        ({"title": "述职报告", "name": "20231228述职报告"}, 2023),
        ({"title": "工作总结", "text": "2023年，全局上下团结一心。"}, 2023),
        ({"title": "述职报告", "text": "（2026年1月15日）\n2025年，我履行第一责任人职责。"}, 2025),
        ({"title": "完成投资2024.5万元的总结"}, 2024),
        ({"title": "工作总结"}, None),
    ],
)
def test_year_is_the_one_a_report_is_called_by(stated, year):
    assert identify(stated.pop("text", ""), **stated).year == year


@pytest.mark.parametrize(
    "title, stated, full",
    [
        ("政府工作报告", {"front": [MEETING], "date": "2024-02-01"}, "青山市白水区政府工作报告（2024年）"),
        ("2026年甘肃省政府工作报告", {}, "2026年甘肃省政府工作报告"),
        ("工作总结", {"author": "青山市教育局", "date": "2024-12-30"}, "青山市教育局工作总结（2024年）"),
        ("青山市教育局2023年工作总结", {"author": "王小明"}, "青山市教育局2023年工作总结"),
        ("工作总结", {}, "工作总结"),
    ],
)
def test_full_title_can_be_told_from_others(title, stated, full):
    assert full_title(title, identify("", title=title, **stated)) == full


def test_a_report_carries_its_identity(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"政府工作报告\n{MEETING}\n区长 王小明\n{GOVERNMENT}一、去年工作\n去年完成投资5亿元。", "utf-8")
    report = read_report(path)
    assert (report.place, report.body, report.year, report.kind) == (
        "青山市白水区",
        "青山市白水区人民政府",
        2024,
        "政府工作报告",
    )
    assert report.full_title == "青山市白水区政府工作报告（2024年）"


def test_since_when_someone_holds_an_office_is_not_the_year_reported_on():
    opening = "本人自2021年8月担任校长，主持学校工作。现将履职情况述职如下。"
    assert identify(opening, title="述职报告").year is None


@pytest.mark.parametrize(
    "division, name",
    [
        ("甘肃省", "甘肃"),
        ("新疆维吾尔自治区", "新疆"),
        ("广西壮族自治区", "广西"),
        ("某某自治州", "某某"),
        ("青杉镇", "青杉"),
        ("全国", "全国"),
    ],
)
def test_a_division_has_a_name_without_its_level(division, name):
    assert short_of(division) == name


@pytest.mark.parametrize(
    "place, level",
    [
        ("全国", "全国"),
        ("甲山省", "省级"),
        ("重庆市", "省级"),
        ("青山壮族自治区", "省级"),
        ("甲山市", "市、州"),
        ("青山自治州", "市、州"),
        ("甲山市青川区", "县级"),
        ("青川自治县", "县级"),
        ("青川县白石镇", "乡级"),
        ("", ""),
    ],
)
def test_a_place_is_of_the_level_that_its_name_ends_with(place, level):
    assert level_of(place) == level


def test_days_that_led_up_to_a_report_do_not_date_it_but_the_last_of_them():
    text = "2021年11月8日，区委开展巡察。2022年1月27日反馈意见。2023年1月17日听取了整改情况。\n"
    assert identify(text, title="关于巡察整改进展情况的报告").year == 2023


def test_a_speech_at_a_meeting_is_no_report_of_a_body_called_at():
    assert identify("同志们：\n", title="在集团2025年度工作总结大会上的讲话").body == ""
