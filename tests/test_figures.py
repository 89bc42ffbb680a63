"""Figures: tables of phrases by rule, what must stay out, and what holds for any text."""

import math

import pytest
from cn2an import an2cn
from hypothesis import given
from hypothesis import strategies as st

from workreport.figures import find_figures, number_spans, read_figures
from workreport.figures.rules import RULES

COLUMNS = ["text", "start", "end", "value", "value_high", "unit", "kind", "qualifier", "change", "labels", "sure"]


def only(text):
    """The one figure of a text."""
    (row,) = find_figures(text).itertuples()
    return row


@pytest.mark.parametrize(
    "text, surface, value, unit",
    [
        ("实现总产值1800亿元。", "1800亿元", 1800e8, "元"),
        ("投资16.4亿元。", "16.4亿元", 1_640_000_000, "元"),
        ("支出3541.07万元。", "3541.07万元", 35_410_700, "元"),
        ("产量1,234,567吨。", "1,234,567吨", 1_234_567, "吨"),
        ("产量２７，２０３吨。", "２７，２０３吨", 27_203, "吨"),
        ("职工1 9 9 8人。", "1 9 9 8人", 1998, "人"),
        ("投资5 0 0 亿元。", "5 0 0 亿元", 500e8, "元"),
        ("增长１２．５％。", "１２．５％", 12.5, "%"),
        ("服务企业3万5千家。", "3万5千家", 35_000, "家"),
        ("投资1.2万亿元。", "1.2万亿元", 1.2e12, "元"),
        ("粮食产量二十七亿四千万斤。", "二十七亿四千万斤", 2_740_000_000, "斤"),
        ("农民六万万人。", "六万万人", 600_000_000, "人"),
        ("新建学校两千三百所。", "两千三百所", 2300, "所"),
        ("增长百分之十四点一。", "百分之十四点一", 14.1, "%"),
        ("下降千分之六。", "千分之六", 6, "‰"),
        ("覆盖率达八成。", "八成", 80, "%"),
        ("建成公路12.5公里。", "12.5公里", 12.5, "公里"),
        ("空气中细颗粒物浓度为29微克/立方米。", "29微克/立方米", 29, "微克/立方米"),
        ("服务130万老年人。", "130万", 1_300_000, ""),
        ("新建20万吨级泊位。", "20万吨级", 200_000, "吨"),
        ("收购蔬菜两吨。", "两吨", 2, "吨"),
        ("整修道路三公里半。", "三公里半", 3.5, "公里"),
        ("轮训干部两期。", "两期", 2, "期"),
        ("占总数的3/4。", "3/4", 0.75, ""),
        ("2/3的社区建成食堂。", "2/3", 2 / 3, ""),
    ],
)
def test_a_number_is_read_exactly(text, surface, value, unit):
    row = only(text)
    assert (row.text, row.value, row.unit) == (surface, pytest.approx(value, rel=1e-12), unit)


@pytest.mark.parametrize(
    "text, surface, value, qualifier",
    [
        ("形成报告30余篇。", "30余篇", 30, ">"),
        ("总产值1800余亿元。", "1800余亿元", 1800e8, ">"),
        ("服务群众120多万人次。", "120多万人次", 1_200_000, ">"),
        ("增长超11%。", "11%", 11, ">"),
        ("突破5000亿元大关。", "5000亿元", 5000e8, ">"),
        ("完成10亿元以上项目。", "10亿元", 10e8, "≥"),
        ("发放补贴不少于3次。", "3次", 3, "≥"),
        ("完成率不足5%。", "5%", 5, "<"),
        ("控制在5%以内。", "5%", 5, "≤"),
        ("增长5%左右。", "5%", 5, "≈"),
        ("约300人参加。", "300人", 300, "≈"),
        ("培训达300人。", "300人", 300, "="),
        ("培训干部十几人。", "十几人", 10, "≈"),
        ("走访企业数十家。", "数十家", 10, "≈"),
    ],
)
def test_qualifiers(text, surface, value, qualifier):
    row = only(text)
    assert (row.text, row.value, row.qualifier) == (surface, value, qualifier)


@pytest.mark.parametrize(
    "text, surface, low, high",
    [
        ("每年办班3至5个。", "3至5个", 3, 5),
        ("增长5%—6%。", "5%—6%", 5, 6),
        ("开展检查12-15次。", "12-15次", 12, 15),
        ("开展检查12～15次。", "12～15次", 12, 15),
        ("投资100万元到300万元。", "100万元到300万元", 100e4, 300e4),
    ],
)
def test_a_range_is_one_figure(text, surface, low, high):
    row = only(text)
    assert (row.text, row.value, row.value_high) == (surface, low, high)


def test_from_one_level_to_another_are_two_figures():
    assert list(find_figures("覆盖率从5%提高到8%。")["text"]) == ["5%", "8%"]


@pytest.mark.parametrize(
    "text, kind, value",
    [
        ("投资3亿元。", "money", 3e8),
        ("税收增长5%。", "percent", 5),
        ("占比提高2个百分点。", "point", 2),
        ("三分之一的支部完成换届。", "ratio", 1 / 3),
        ("产量增长3倍。", "multiple", 3),
        ("产值翻一番。", "multiple", 2),
        ("产值翻两番。", "multiple", 4),
        ("总产值居全省第1。", "rank", 1),
        ("综合考核位居全市第三位。", "rank", 3),
        ("增速排名全省前三。", "rank", 3),
        ("修路20公里。", "measure", 20),
        ("开展为期两周的读书班。", "duration", 2),
        ("办理时间缩短10天。", "duration", 10),
        ("检查企业72家次。", "count", 72),
    ],
)
def test_kinds(text, kind, value):
    row = only(text)
    assert (row.kind, row.value) == (kind, pytest.approx(value))


@pytest.mark.parametrize(
    "text, change",
    [
        ("税收增长5%。", "+"),
        ("税收提高3个百分点。", "+"),
        ("新增就业300人。", "+"),
        ("能耗下降5%。", "-"),
        ("办理时间缩短10天。", "-"),
        ("覆盖率提高到70%。", ""),
        ("失业率降至3%。", ""),
        ("新开工项目87个。", ""),
        ("新建站点3座。", ""),
        ("出口增速达到6%。", "+"),
        ("新增加的生产能力，就有3万吨。", "+"),
        ("压减收费项目30%。", "-"),
        ("罚没收入同比少收3万元。", "-"),
        ("较上年多办6件。", "+"),
        ("比上学年多招6人。", "+"),
        ("税收比计划短收2万元。", "-"),
        ("案件比邻县多6件。", ""),
    ],
)
def test_change_is_the_size_of_a_rise_or_fall(text, change):
    assert only(text).change == change


def test_an_addition_holds_for_its_list_until_another_verb():
    frame = find_figures("新增企业3家、园区2个、培育品牌4个。")
    assert list(frame["change"]) == ["+", "+", ""]


def test_a_qualifier_holds_for_both_levels_passed():
    assert list(find_figures("出口接连突破2亿元、3亿元。")["qualifier"]) == [">", ">"]


@pytest.mark.parametrize(
    "text, surface, unit",
    [("处置问题线索*件。", "*件", "件"), ("查处案件××起。", "××起", "起"), ("罚款XX万元。", "XX万元", "元")],
)
def test_blanked_out_figures_have_no_value(text, surface, unit):
    row = only(text)
    assert (row.text, row.unit) == (surface, unit)
    assert math.isnan(row.value)


@pytest.mark.parametrize(
    "text",
    [
        "2023年9月1日上半年完成。",
        "一季度和“十四五”时期，五年来成绩明显。",
        "党建第一责任人落实“一岗双责”和“三会一课”。",
        "党的二十大和十五届四中全会精神。",
        "落实中央八项规定精神，纠治“四风”。",
        "运用监督执纪第一种形态。",
        "建设5G基站，治理PM2.5。",
        "拨打12345热线，建设4A级景区。",
        "一、总体要求\n（二）主要任务\n1.夯实基础\n一是抓学习。",
        "第一，抓学习。第二，抓服务。",
        "一批重大项目和一系列一流成果进一步统一思想。",
        "增强“四个意识”，做到“两个维护”。",
        "第一产业和第三方机构。",
        "世界500强和“1+3+N”体系。",
        "每半年召开会议，每季度调度。",
        "9/11之后加强安检。",
        "零部件和零售业，机场三期工程。",
        "四项指标好于预期。",
        "近3个月和过去90天保持平稳。",
        "在全省争第一，到××局、**站调研。",
        "",
    ],
)
def test_what_is_no_figure_stays_out(text):
    assert find_figures(text).empty


@pytest.mark.parametrize(
    "text, labels",
    [
        ("形成调研报告30余篇。", [["调研报告"]]),
        ("中心组专题学习4次。", [["中心组专题学习"]]),
        ("新开工项目87个，投产项目65个。", [["新开工项目"], ["投产项目"]]),
        ("3000多名科技人员参加活动。", [["科技人员"]]),
        ("地区生产总值达到5.2万亿元、增长5.5%、居全国第3位。", [["地区生产总值"]] * 3),
        ("工业投资、农业投资增速均超12%。", [["工业投资", "农业投资"]]),
        ("税收、投资分别增长5%、6%。", [["税收"], ["投资"]]),
        ("开展为期两周的读书班。", [["读书班"]]),
        ("计划投资60亿元。", [["计划投资"]]),
        ("对口协作投入帮扶资金3亿元。", [["帮扶资金"]]),
        ("改造3万人居住的老旧小区。", [["老旧小区"]]),
        ("推进2个千亿级、5个百亿级重点项目。", [["重点项目"]] * 2),
        ("新签约10亿元以上项目9个。", [["项目"], ["新签约10亿元以上项目"]]),
        ("企业数从全国第9位升至第4位。", [["企业数"]] * 2),
        ("存款余额连跨2个万亿元台阶、突破6万亿元。", [["存款余额"]] * 3),
        ("自来水、卫生厕所普及率分别达98%、85%。", [["自来水"], ["卫生厕所普及率"]]),
        ("医疗保障的覆盖人数，由年初的40万人扩大到50万人。", [["医疗保障的覆盖人数"]] * 2),
        ("选派2人支援边疆建设。", [["支援边疆建设"]]),
        ("新建5个海洋产业集聚区。", [["海洋产业集聚区"]]),
        ("走访企业6家、学校4所。", [["走访企业"], ["学校"]]),
        ("三、四级手术占61%。", [["三、四级手术"]]),
        ("总分600分以上57人。", [["总分"], ["总分600分"]]),
        ("高分段（600分以上）21人。", [[], ["高分段"]]),
        ("投入86万元改造操场。", [["投入"]]),
        ("投入86万元建设资金。", [["建设资金"]]),
        ("招用本地劳动力70人务工。", [["招用本地劳动力"]]),
        ("增值税完成7亿元，可比口径增长3%。", [["增值税"]] * 2),
        ("成功率71%，收案数首次下降，降幅4%。", [["成功率"], ["收案数"]]),
        ("对行政裁判提出抗诉5件。", [["提出抗诉"]]),
        ("“清网行动”移送线索9条。", [["移送线索"]]),
        ("积案45件，化解率87%，剩余6件正在办理。", [["积案"], ["化解率"], ["积案"]]),
        ("主要预期目标是城镇新增就业20万人。", [["城镇新增就业"]]),
        ("表彰先进集体3个。", [["先进集体"]]),
        ("设大、中、小班9个。", [["设大、中、小班"]]),
        ("幼儿园占地460平方米。", [["占地"]]),
        ("新建食堂6个，平均面积300平方米。", [["新建食堂"], ["面积"]]),
        ("查摆问题9个，已整改8个，还有1个。", [["查摆问题"], ["整改"], ["查摆问题"]]),
        ("税收完成6亿元，同比增收2万元。", [["税收"]] * 2),
        ("上线率77%，超市定目标6个百分点。", [["上线率"]] * 2),
        ("平均分83分，位居年级第一。", [["平均分"]] * 2),
        ("90分以上31人。", [[], ["90分以上"]]),
        ("为消费者挽回损失9万元。", [["挽回损失"]]),
        ("去年底全村脱贫户96户。", [["脱贫户"]]),
        ("合作社分红每户900元。", [["合作社分红"]]),
        ("街道下辖社区9个。", [["下辖社区"]]),
        ("参与市级课题2项。", [["市级课题"]]),
        ("高级教师52人、一级61人。", [["高级教师"], ["一级"]]),
        ("解决率由年初的86%升至95%。", [["解决率"]] * 2),
        ("净利润由上年亏损3万元转为盈利5万元。", [["净利润"]] * 2),
        ("市场占有率稳居全国第二。", [["市场占有率"]]),
        ("出口创历史新高，达到5亿元。", [["出口"]]),
        ("6月30日存款余额5亿元。", [["存款余额"]]),
        ("工业增加值6亿元，按可比价格增长5%。", [["工业增加值"]] * 2),
        ("存款余额连跨两个千亿元台阶。", [["存款余额"]] * 2),
        ("亿元GDP死亡率下降5%。", [["亿元GDP死亡率"]]),
        ("研发费用2亿元，占收入比例为8%。", [["研发费用"]] * 2),
        ("拟每10股派现2元。", [["派现"]]),
        ("六年级语文平均分82分。", [["六年级语文平均分"]]),
        ("占比超过10%的有44种。", [["占比"], ["占比"]]),
    ],
)
def test_labels_name_what_is_measured(text, labels):
    assert [list(row) for row in find_figures(text)["labels"]] == labels


def test_columns_and_types():
    frame = find_figures("投资3亿元。")
    assert list(frame.columns) == COLUMNS
    assert list(find_figures("").columns) == COLUMNS
    assert frame["start"].dtype.kind == "i"
    assert frame["value"].dtype.kind == "f"


@given(st.integers(min_value=10, max_value=10**12 - 1))
def test_chinese_numerals_come_back(number):
    row = only(f"补助资金{an2cn(number)}元。")
    assert row.value == number


@given(st.decimals(min_value=0, max_value=9999, places=2))
def test_arabic_numbers_come_back_exactly(number):
    assert only(f"补助资金{number}亿元。").value == float(number * 100_000_000)


WORDS = ("35", "100", "3.5", "１２", "人次", "增长", "分别", "项目", "投资")
PIECES = st.sampled_from([*"12一二十百千万亿余多几上第前%％元个家倍成年月至—-，。、*×X超达均（）“”\n", *WORDS])


@given(st.lists(PIECES, max_size=30).map("".join))
def test_rows_stand_where_they_say_and_do_not_overlap(text):
    frame = find_figures(text)
    assert all(text[row.start : row.end] == row.text for row in frame.itertuples())
    assert all(label in text for labels in frame["labels"] for label in labels)
    ends = list(frame["end"])
    assert all(start >= end for start, end in zip(list(frame["start"])[1:], ends, strict=False))


@pytest.mark.parametrize(
    "text, n",
    [("1" * 100_000, 0), ("亿" * 100_000, 0), ("（" * 100_000, 0), ("1个、" * 5_000, 5_000), ("5%" * 20_000, 20_000)],
)
def test_hostile_text_ends(text, n):
    assert len(find_figures(text)) == n


@pytest.mark.parametrize(
    "text, spans",
    [
        ("2023年9月1日，近三年投入1.2亿千瓦，增长5%。", ["2023年9月1日", "三年", "1.2亿千瓦", "5%"]),
        ("9月底前建成，2021—2025年，翻一番。", ["9月底", "2021—2025年", "翻一番"]),
        ("深入实施八八战略，坚持九二共识，落实三会一课，做到两个维护，拓展5G应用。", []),
        ("百年大计，千方百计，抓好三个方面。", []),
    ],
)
def test_number_spans_are_figures_and_dates_and_no_names(text, spans):
    assert [text[start:end] for start, end in number_spans(text)] == spans


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_names_a_figure_of_its_sentence(rule):
    (figure,) = [
        figure for figure in read_figures(rule.sentence) if rule.sentence[figure.start :].startswith(rule.surface)
    ]
    assert (figure.rule, figure.labels) == (rule.name, rule.labels)


@pytest.mark.parametrize(
    "text, sure",
    [
        ("城镇化率达到65%。", [True]),
        ("城镇新增就业20万人。", [True]),
        ("全年城镇新增就业达到20万人。", [True]),
        ("发放就业补助资金3亿元，比上年增长5%。", [True, True]),
        ("税收、投资分别增长5%、6%。", [True, True]),
        ("3亿元。", [False]),
    ],
)
def test_a_name_is_sure_where_two_ways_agree(text, sure):
    assert list(find_figures(text)["sure"]) == sure


@pytest.mark.parametrize(
    "text",
    [
        "人大等4家单位会签合作备忘录，增长5%。",
        "全年完成投资3亿元、增长5%，占总数的6%；工业增加值增长7%，其中化工下降2%。",
    ],
)
def test_what_inherits_a_name_is_no_surer_than_the_name(text):
    frame = find_figures(text)
    first = frame.groupby(frame["labels"].map(tuple))["sure"].transform("first")
    assert (frame["sure"] <= first).all()


def test_what_is_put_first_has_no_standing():
    kinds = find_figures("把防汛作为第一位的任务，把安全摆在第1位。成绩居全县第1位。")
    assert kinds.loc[kinds["kind"] == "rank", "text"].tolist() == ["第1位"]


STANDARDS = """
上年同期 去年 前年 年初 本月 期初 期末 月初 季初 同期 往年 历史最高 时间进度 序时进度 全国 全省 全市 全区 全县 全校
全镇 全乡 全州 国家标准 省均 市均 区均 县均 我国 我省 我市 我区 我县 周边 同类企业 平均 预算 预期 计划 目标 规划 任务
调整前 改造前 原来 疫前
"""


@pytest.mark.parametrize("standard", STANDARDS.split())
def test_what_is_compared_with_is_no_part_of_the_name(standard):
    assert find_figures(f"工业用电量较{standard}水平增加30万度。")["labels"].tolist() == [["工业用电量"]]


@pytest.mark.parametrize(
    "name, sure", [("群众举报的环境问题整改办结率", True), ("群众举报的水环境问题整改办结率", False)]
)
def test_of_a_long_name_alone_a_clause_is_no_proof(name, sure):
    assert find_figures(f"{name}达到95%。")[["labels", "sure"]].to_numpy().tolist() == [[[name], sure]]
