"""Period and role of a figure."""

import pytest

from workreport import Report, figures_of


def only(text, year=None):
    """The one row of a text."""
    (row,) = figures_of(text, year).itertuples()
    return row


@pytest.mark.parametrize(
    "text, year, period",
    [
        ("2023年，培训干部300人。", None, "2023年"),
        ("“十四五”时期培训干部300人。", None, "2021—2025年"),
        ("过去五年培训干部300人。", 2018, "2013—2017年"),
        ("今后五年培训干部300人。", 2018, "2018—2022年"),
        ("2024年上半年办班、下半年培训干部300人。", None, "2024年下半年"),
        ("一、2024年工作安排\n培训干部300人。", None, "2024年"),
        ("五年累计培训干部300人。", 2018, "2013—2017年"),
        ("去年培训干部300人。", 2018, "2017年"),
        ("２０１７年培训干部300人。", None, "2017年"),
        ("一九五三年培训干部300人。", None, "1953年"),
        ("从2015年到2018年培训干部300人。", None, "2015—2018年"),
        ("2015—2018年，培训干部300人。", None, "2015—2018年"),
        ("2015——2018年，培训干部300人。", None, "2015—2018年"),
        ("2024年总结\n从2001年到2016年的十六年间培训干部300人。", None, "2001—2016年"),
        ("培训干部300人。", None, ""),
    ],
)
def test_period(text, year, period):
    assert only(text, year).period == period


@pytest.mark.parametrize(
    "text", ["近两三年来，全县新增企业30家。", "过去三五年，投入120万元。", "“三四五”期间完成20项。"]
)
def test_about_so_many_years_are_no_period(text):
    assert figures_of(f"2026年工作报告\n{text}")["period"].tolist() == ["2026年"]


def test_the_year_compared_with_is_not_the_period():
    assert only("2024年，税收比2023年增长5%。").period == "2024年"


def test_a_change_goes_from_its_base_to_a_result():
    rows = figures_of("2024年，覆盖率由60%提高到75%。")
    assert list(rows["role"]) == ["基数", "成绩"]
    assert list(rows["period"]) == ["2023年", "2024年"]


@pytest.mark.parametrize(
    "text, role",
    [
        ("培训干部300人。", "成绩"),
        ("主要做法是培训干部300人。", "成绩"),
        ("提高营养改善计划标准，培训干部300人。", "成绩"),
        ("力争培训干部300人。", "目标"),
        ("一、下一步打算\n培训干部300人。", "目标"),
        ("一、2023年工作回顾\n培训干部300人。", "成绩"),
        ("一、存在的问题\n还有300人没有参加培训。", "问题"),
    ],
)
def test_role(text, role):
    assert only(text).role == role


def test_a_threshold_is_a_standard():
    rows = figures_of("2024年，建成亿元以上项目23个。")
    assert list(rows["role"]) == ["标准", "成绩"]


@pytest.mark.parametrize(
    "text, period, role",
    [
        ("一、2026年工作安排\n一季度完成投资3亿元以上。", "2026年一季度", "目标"),
        ("第一个五年计划期间，建成水库12座。", "1953—1957年", "成绩"),
        ("“十四五”时期，新增学位3万个。", "2021—2025年", "成绩"),  # a flow has the span
        ("“十四五”时期，森林覆盖率达到41%。", "2025年", "成绩"),  # a level has its end
        ("“十四五”时期，粮食产量年均增长2%。", "2021—2025年", "成绩"),
        ("2025年5月12日，下泄洪水3亿立方米。", "2025年", "成绩"),
    ],
)
def test_flows_have_the_span_and_levels_its_end(text, period, role):
    row = figures_of(f"各位代表：\n{text}", 2026).iloc[-1]
    assert (row["period"], row["role"]) == (period, role)


def test_a_heading_names_the_time_for_what_follows():
    text = "一、2024年工作回顾\n修路30公里。\n二、2025年工作安排\n修路40公里。\n"
    rows = figures_of(text)
    assert list(rows["period"]) == ["2024年", "2025年"]
    assert list(rows["role"]) == ["成绩", "目标"]


def test_a_plan_named_as_an_attribute_is_not_the_time_spoken_of():
    text = "一、2026年工作安排\n建设“十四五”批复的泵站。\n修路40公里。\n"
    assert list(figures_of(text, 2026)["period"]) == ["2026年"]


def test_a_state_reached_is_no_target_in_a_plan():
    assert only("一、2026年工作安排\n目前全县有泵站40座。\n", 2026).role == "成绩"


HALF_YEAR = """远山集团2025年上半年工作报告
一、上半年工作回顾
完成产量52万吨，同比增长3.6%。
二、下半年工作安排
全年完成产量100万吨，年底前投产。
"""


def test_a_report_on_half_a_year_tells_of_that_year_and_plans_for_the_rest_of_it():
    rows = figures_of(HALF_YEAR)
    assert [(row.text, row.period, row.role) for row in rows.itertuples()] == [
        ("52万吨", "2025年", "成绩"),
        ("3.6%", "2025年", "成绩"),
        ("100万吨", "2025年", "目标"),
    ]


@pytest.mark.parametrize(
    "date, opening, expected",
    [
        ("2026-01-15", "2025年，我尽职尽责。", [("2025年", "成绩"), ("2026年", "目标"), ("2026年", "目标")]),
        ("2025-12-20", "2025年，我尽职尽责。", [("2025年", "成绩"), ("2026年", "目标"), ("2026年", "目标")]),
        # In summer, who opens with the year before tells of this one; and a plan for the year itself is one.
        ("2026-06-15", "2025年，我到任。", [("2026年", "成绩"), ("2026年", "目标"), ("2026年", "目标")]),
    ],
)
def test_a_summary_given_after_new_year_is_on_the_year_that_it_opens_with(date, opening, expected):
    text = (
        f"{opening}\n一、履职情况\n全年实现利润1.27亿元。\n"
        "二、下一步打算\n2026年，力争收入突破20亿元，利润达到1.35亿元。\n"
    )
    rows = figures_of(Report("述职报告", "述职报告", text, "", date=date))
    assert [(row.period, row.role) for row in rows.itertuples()] == expected


def test_next_years_plan_in_a_report_that_has_no_date_dates_it():
    text = (
        "今年粮食丰收，增加300万吨。\n"
        + "植树造林。" * 300
        + "\n明年的主要任务是办好农场。1965年计划草案拟定，增产5%。\n"
    )
    assert [row.period for row in figures_of(text).itertuples()] == ["1964年", "1965年"]


def test_a_five_year_plan_is_no_title():
    text = "为1966年开始的第三个五年计划作好准备。\n今年植树300亩。"
    assert figures_of(text)["period"].tolist()[-1] != "1966年"


def test_the_year_that_a_multiple_is_of_is_not_the_time_of_what_follows():
    rows = figures_of("2026年工作报告\n五年来，收入是2020年的1.6倍；企业由87家增加到142家。")
    assert rows["period"].tolist() == ["2021—2025年", "2020年", "2025年"]


def test_the_year_that_a_level_sets_out_from_is_not_the_time_of_what_follows():
    rows = figures_of("2025年工作总结\n香菇产量从去年的190吨增加到260吨，带动76户。")
    assert rows["period"].tolist() == ["2024年", "2025年", "2025年"]


def test_a_month_ends_with_the_words_within_the_year():
    rows = figures_of("2026年工作计划\n6月底前建成中心2个，年内新增企业12家。")
    assert rows["period"].tolist() == ["2026年6月", "2026年"]


def test_a_limit_that_was_agreed_upon_is_a_norm():
    assert only("2025年工作总结\n立下规矩，一桌酒席不超过300元。").role == "标准"


SPAN = "2026年工作报告\n过去五年，工作取得成效。\n过去五年，各项工作稳步推进。"


@pytest.mark.parametrize(
    "sentence, periods",
    [
        ("2020年到2025年，技改投资占比从18%提升到36%。", ["2020年", "2025年"]),
        ("2020年至2025年，技改贡献率由17%上升至35%。", ["2020年", "2025年"]),
        ("2020年到2025年，技改投资占比从18%提升到36%。新增门店16家。", ["2020年", "2025年", "2021—2025年"]),
        (
            "低保标准从2020年的600元提高到2025年的800元，高龄津贴从90元提高到180元。",
            ["2020年", "2025年", "2020年", "2025年"],
        ),
        ("入园率、巩固率分别提升至95%左右、96%以上。", ["2025年", "2025年"]),
        ("研发投入强度达2.5%，民间投资占比42%。", ["2025年", "2025年"]),
        ("投诉办结率保持在98%以上。", ["2021—2025年"]),
        ("地区生产总值6万亿元，财政收入7000亿元，累计减税300亿元。", ["2025年", "2025年", "2021—2025年"]),
        ("“人才共用”引进专家94名。", ["2021—2025年"]),
        ("“十四五”时期利润总额为“十三五”时期的2.2倍。", ["2021—2025年"]),
        ("“十四五”时期利润总额是“十三五”期间的2.2倍。", ["2021—2025年"]),
    ],
)
def test_levels_and_bases_within_a_span(sentence, periods):
    assert list(figures_of(SPAN + sentence)["period"]) == periods


@pytest.mark.parametrize(
    "text, base",
    [
        ("中小企业份额占比不低于50%。", ""),
        ("物流费用的比率下降至13%。", ""),
        ("利润占比重提高到20%。", ""),
        ("产量比去年增长5%。", "比去年"),
        ("产量同比增长5%。", "同比"),
        ("投资同比增长很快，完成年度计划的108%。", ""),
    ],
)
def test_a_share_is_no_comparison(text, base):
    assert only(text, 2026).base == base


@pytest.mark.parametrize(
    "text, bases",
    [
        ("全年修路12公里，同比增长5%，架桥3座。", ["", "同比", ""]),
        ("税收、投资同比分别增长5%、6%，就业增长2%。", ["同比", "同比", "同比"]),
        ("税收比上年增长5%，完成率100%。", ["比上年", ""]),
        ("未发生较大以上事故，一般事故2起。", [""]),
    ],
)
def test_what_a_change_is_compared_with_is_not_carried_on_to_a_level(text, bases):
    assert list(figures_of(text)["base"]) == bases


@pytest.mark.parametrize(
    "text, role",
    [
        ("开工项目20个，计划投资600余亿元。", ["成绩", "目标"]),
        ("规划投资项目20个。", ["成绩"]),
        ("围绕上级明确的12个方面，走访企业30家。", ["标准", "成绩"]),
        ("推进12个百亿元、70个30亿元以上项目落地。", ["成绩", "标准", "成绩", "标准"]),
        ("建成6个百万羽蛋鸡养殖项目。", ["成绩", "标准"]),
        ("出栏生猪百万头。", ["成绩"]),
    ],
)
def test_what_is_planned_ordered_or_of_a_size_is_no_deed(text, role):
    assert list(figures_of(f"2026年工作报告\n去年，{text}")["role"]) == role


@pytest.mark.parametrize(
    "title, text, periods",
    [
        # from a year on: to the last that is reported on, and no time of what follows
        ("局2023年工作总结", "2021年以来，建公厕30座，改危房20户。建停车场5个。", ["2021—2023年"] * 2 + ["2023年"]),
        (
            "局2023年工作总结",
            "今年建公厕30座。自2019年6月开工以来投资3亿元。建车站5个。",
            ["2023年", "2019—2023年", "2023年"],
        ),
        ("局2023年工作总结", "发现2020年以来的积案30件。结案5件。", ["2020—2023年", "2023年"]),
        ("局2023年工作总结", "2023年以来，建公厕30座。", ["2023年"]),
        ("局2023年工作总结", "2021年至今，建公厕30座。", ["2021—2023年"]),
        ("2023年县政府工作报告", "2023年以来，建公厕30座。", ["2023年"]),
        ("局2023年工作总结", "今年建公厕30座。从2017年秋季开始，建车站5个。", ["2023年", "2017—2023年"]),
        # some months of the year; all of them are the year
        ("局2023年工作总结", "今年1-10月，税收3亿元。6月结案3件。", ["2023年1—10月", "2023年6月"]),
        ("局2023年工作总结", "1月至9月，税收3亿元。1-12月共收案8件。", ["2023年1—9月", "2023年"]),
        ("局2023年工作总结", "一至十月份收案3件。截至10月底，投资9亿元。", ["2023年1—10月", "2023年"]),
        ("局2023年工作总结", "2023年上半年建公厕3座，全年建公厕9座。", ["2023年上半年", "2023年"]),
        ("局2021年工作总结", "截至2020年末，有景区300个。其中5A级2个。今年新增3个。", ["2020年", "2020年", "2021年"]),
        # what a level is a share of
        ("局2023年工作总结", "今年客流9万人次，恢复至2019年同期水平的81%，居全省第8位。", ["2023年"] * 3),
        # an event that the clause tells of
        (
            "局2024年总结",
            "今年产值93亿元。2023年度考核居全省第6位，建公厕30座。改危房5户。",
            ["2024年", "2023年", "2024年", "2024年"],
        ),
        ("局2024年总结", "2023年绩效考核得分98分。", ["2023年"]),
        # a heading that says which year is looked back on
        ("县检察院2023年工作报告", "一、2023年工作回顾\n全年批捕785人。", ["2023年"]),
        (
            "县检察院2023年工作报告",
            "一、2022年工作回顾\n全年批捕785人。\n二、2023年工作安排\n培训5期。",
            ["2022年", "2023年"],
        ),
    ],
)
def test_years_of_what_began_of_events_and_of_headings(title, text, periods):
    assert list(figures_of(f"{title}\n{text}")["period"]) == periods


def test_a_level_of_a_year_is_of_that_year():
    rows = figures_of("五年工作总结\n转化率从2020年的51%提升到2025年的70%。")
    assert list(rows["period"]) == ["2020年", "2025年"]


def test_since_a_year_in_a_report_that_has_none_is_not_that_year():
    assert list(figures_of("工作情况\n截至目前，2021年以来的积案有30件。")["period"]) == [""]


def test_the_whole_of_a_year_is_no_sum_over_the_span():
    rows = figures_of("县2024年工作报告\n2019—2023年，产值年均增长5%。2023年全年共开车站5个，五年共投资3亿元。")
    assert list(rows["period"]) == ["2019—2023年", "2023年", "2019—2023年"]


@pytest.mark.parametrize(
    "item",
    ["财政收入4180万元，增长5.1%，去年同期为3977万元", "总投资1.5亿元的物流园正在施工，计划10月竣工"],
)
def test_a_time_told_in_passing_does_not_hold_for_the_next_item(item):
    rows = figures_of(f"一、2025年工作回顾\n修路3公里；{item}；零售额5.2亿元，增长6.0%。\n", year=2026)
    assert list(rows["period"].iloc[-2:]) == ["2025年", "2025年"]


def test_shortcomings_are_of_the_day_after_five_years_were_told_of():
    text = (
        "一、2025年工作回顾\n2025年，修路12公里。\n“十四五”时期，累计修路63公里。\n"
        "存在的问题：规上企业仅14家。\n二、2026年工作安排\n修路15公里。\n"
    )
    figures = figures_of(text).set_index("text")
    assert figures.loc[["63公里", "14家"], "period"].tolist() == ["2021—2025年", "2025年"]
