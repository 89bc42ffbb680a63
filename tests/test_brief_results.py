"""What stands under the results, problems and promises of an office's brief: whole, its own, and done."""

import pytest

from workreport import brief_of, document_of
from workreport.analyses.brief.genre import genre_of
from workreport.analyses.brief.outputs import outputs_of
from workreport.document.times import Clock
from workreport.reading import Report
from workreport.reading.identity import identify


def report(text, *, title, date=""):
    told = identify(text, title=title, date=date)
    return Report(name="a", title=title, text=text, source="a.txt", date=date, year=told.year, kind=told.kind)


FILLER = (
    "单位上下团结一心，认真履行职责，各项工作有序推进，干部作风有了转变，群众反映较好。大家分工协作，加强学习，"
    "完善制度，改进服务，严格管理，注重实效，形成了齐抓共管的局面。班子坚持民主集中制，重大事项集体研究，"
    "带头遵守纪律，主动接受监督，关心职工生活，营造了和谐向上的氛围，为完成任务打下了基础，也积累了有益的经验。"
)


def summary(review="", problems="", plan="", title="2025年工作总结"):
    problems = f"二、存在的问题\n{problems}\n" if problems else ""
    plan = f"三、2026年工作打算\n{plan}\n" if plan else ""
    text = f"一、2025年工作回顾\n{FILLER}{FILLER}\n{review}\n{problems}{plan}"
    return report(text, title=title)


def results(review):
    document = document_of(summary(review))
    return sorted(document.text[one.start : one.end] for one in outputs_of(document))


def messages(given, block):
    frame = brief_of(given)
    return list(frame.loc[frame["block"] == block, "message"])


@pytest.mark.parametrize(
    "review, whole",
    [
        # What the money went for is said in the rest of the clause, or in the next.
        (
            "投资130万元铺设了从养殖场到大丰路全部水泥路面和排水管道。",
            ["投资130万元铺设了从养殖场到大丰路全部水泥路面和排水管道"],
        ),
        ("追加投资40多万元，新建农家乐宾馆4家。", ["追加投资40多万元，新建农家乐宾馆4家"]),
        ("投入资金1200万元用于更新CT、超声等设备，方便了患者。", ["投入资金1200万元用于更新CT、超声等设备"]),
        # What a sum was saved by, and what a task was, the clause before says.
        ("公开招标采购药械4种，节约资金46万元。", ["公开招标采购药械4种，节约资金46万元"]),
        ("农村改厕任务3828座，完成3864座，完成率101%。", ["农村改厕任务3828座，完成3864座，完成率101%"]),
        ("水电站正抓紧浇筑大坝，累计完成投资3266万元。", ["水电站正抓紧浇筑大坝，累计完成投资3266万元"]),
        ("出动5000人次打捞蓝藻，计8000吨。", ["出动5000人次打捞蓝藻"]),
        ("●起诉环境犯罪36人。", ["起诉环境犯罪36人"]),
        ("评选先进个人15名，其中一线职工占比70%。", ["评选先进个人15名"]),
    ],
)
def test_a_result_is_quoted_whole(review, whole):
    assert results(review) == whole


def test_a_name_that_reaches_back_takes_its_figures_with_it():
    review = (
        "公司全年实现的主营业务营业收入达到39625万元，与上年全年实现的52314万元相比下降24.3%，"
        "主营业务营业成本达到38151万元，与上年全年发生的50932万元相比下降25.1%。"
    )
    told = results(review)
    assert sum("38151万元" in one for one in told) == 1


@pytest.mark.parametrize(
    "review",
    [
        # Of a part, of nothing, of one case.
        "其中受理刑事案件238件，结案201件。",
        "对刘某依法判处有期徒刑，并处罚金60万元。",
        "电厂排洪沟已经完工，集控楼桩基浇筑全部完成，开工以来累计完成投资41162万元。",
        # Still to come.
        "剩余3所将于今年6月底前完成改造。",
        "首期规划实施田块1200块的改造。",
        "改造完成后，有效增加耕地30亩。",
        "全年收入将突破8亿元，同比增长12%。",
        # A project that is only named, an example, the whole trade's.
        "投资8亿元的50万吨复合钢板项目，已办好用地手续。",
        "技改投入见效，如某铸造公司投资3000万元。",
        "2025年，我国汽车行业共销售汽车2198万辆，同比增长13.9%。其中，商用车累计销售405万辆，同比增长6.4%。",
        # What the body is.
        "全村共有党员31人，村两委成员4人。",
        "村子位于镇西南28公里处。",
    ],
)
def test_what_is_no_result_of_the_year_is_left_out(review):
    assert results(review) == []


def test_a_section_on_what_the_body_is_tells_no_results():
    text = f"一、基本情况\n设局长1名，办公室干部5名。建成用房3处。\n二、2025年工作\n{FILLER}建成便民站6个。\n"
    document = document_of(report(text, title="2025年工作总结"))
    assert [document.text[one.start : one.end] for one in outputs_of(document)] == ["建成便民站6个"]


def test_revenue_of_a_budget_is_a_result_and_a_budget_none():
    assert results("公共财政预算收入160万元，同比增长8%。") == ["公共财政预算收入160万元，同比增长8%"]
    assert results("年度预算160万元。") == []


# Problems.


@pytest.mark.parametrize(
    "problems, told",
    [
        (
            "回顾一年，成绩来之不易，但也清醒地看到，还存在不少问题和不足：人才缺乏，骨干后继乏人；设备老化。",
            ["人才缺乏，骨干后继乏人", "设备老化"],
        ),
        ("归纳起来，主要有两个方面：一是投资乏力。二是进度较慢。", ["投资乏力", "进度较慢"]),
        ("1.队伍结构不合理。\n2.服务能力偏弱。", ["队伍结构不合理", "服务能力偏弱"]),
        ("（一）在理论学习方面\n学习不深，联系实际不够。", ["学习不深，联系实际不够"]),
    ],
)
def test_problems_are_quoted_from_where_they_begin(problems, told):
    assert messages(summary(problems=problems), "problems") == [f"“{one}”" for one in told]


def test_one_sentence_may_name_all_problems():
    review = "但工作中还存在学习不够深入、方法不多、主动性不强等问题。"
    assert messages(summary(review), "problems") == ["“工作中还存在学习不够深入、方法不多、主动性不强等问题”"]


@pytest.mark.parametrize(
    "review",
    [
        "检查发现部分企业还存在制度不健全、台账不规范等问题，已督促整改。",
        "针对工作中还存在程序不规范等问题，完善了制度。",
    ],
)
def test_what_was_found_at_others_or_mended_is_no_problem_of_ones_own(review):
    assert messages(summary(review), "problems") == []


def test_a_target_that_was_not_reached_is_told_though_results_hide_it():
    review = "门诊9.5万人次的目标如期实现，但住院3200人次的目标没有完成。"
    assert messages(summary(review, problems="骨干人才缺乏。"), "problems") == [
        "“住院3200人次的目标没有完成”",
        "“骨干人才缺乏”",
    ]


# Half a year, and the kinds of reports.

HALF = f"""{FILLER}{FILLER}
一、上半年工作情况
1—6月，全镇完成规上工业总产值18.6亿元，同比增长7.4%；固定资产投资6.3亿元，同比下降4.8%；一般公共预算收入4180万元，\
增长5.1%，去年同期为3977万元；社会消费品零售总额5.2亿元，增长6.0%。
二、存在的问题
投资增长压力大。
三、下半年工作安排
全年规上工业总产值达到38亿元，增长9%左右，固定资产投资14亿元以上。
"""


def half_year():
    title = "远山镇人民政府关于2025年上半年工作情况和下半年工作安排的报告"
    return report(HALF, title=title, date="2025-07-18")


def test_half_a_year_has_its_indicators_and_is_held_against_no_years_target():
    assert messages(half_year(), "achieved") == [
        "一般公共预算收入4180万元、增长5.1%",
        "规上工业总产值18.6亿元、同比增长7.4%",
        "固定资产投资6.3亿元、同比下降4.8%",
        "社会消费品零售总额5.2亿元、增长6.0%",
    ]
    assert messages(half_year(), "promised") == ["规上工业总产值达到38亿元，增长9%左右", "固定资产投资14亿元以上"]


def test_growth_that_is_told_as_too_little_leads_nothing():
    assert not any("固定资产投资" in one for one in messages(summary("固定资产投资同比仅增长2%。"), "achieved"))


def test_the_second_of_two_changes_keeps_its_verb():
    review = "粮食播种面积12万亩，粮食总产量5.2万吨，分别比上年增长14.6%和10.2%。"
    assert "粮食总产量5.2万吨、增长10.2%" in messages(summary(review), "achieved")


def test_indicators_in_one_list_with_their_figures_are_each_told():
    review = "2025年实现生产总值197亿元、规模以上工业增加值69亿元、一般公共预算收入8.6亿元。"
    told = ["生产总值197亿元", "一般公共预算收入8.6亿元", "规模以上工业增加值69亿元"]
    assert messages(summary(review), "achieved") == told


@pytest.mark.parametrize(
    "title, opening, clock",
    [
        ("2025年工作情况汇报", "2025年，全局上下真抓实干。", Clock(2025, 2025)),
        ("某公司2025年工作报告", "2025年，公司扭亏为盈。", Clock(2025, 2025)),
        ("2025年工作要点", "2025年，要抓好三件事。", Clock(2025, 2024)),
    ],
)
def test_a_report_called_by_the_year_that_it_opens_with_tells_of_that_year(title, opening, clock):
    assert document_of(report(f"{opening}\n建成便民站6个。\n", title=title)).clock == clock


@pytest.mark.parametrize(
    "title, name",
    [
        ("在支部书记抓党建述职会议上的讲话", ""),
        ("在全市重大项目调研座谈会上的讲话", ""),
        ("2026年党建工作要点", "工作安排"),
        ("党支部书记述职评议情况汇报", "情况汇报"),
        ("远山镇2025年上半年工作情况和下半年工作安排的报告", "情况汇报"),
        ("2025年度抓基层党建述职评议报告", "述职报告"),
        ("2025年工作总结和2026年工作计划", "工作总结"),
    ],
)
def test_a_title_is_what_it_ends_with(title, name):
    assert genre_of(document_of(report(FILLER, title=title))).name == name


@pytest.mark.parametrize(
    "review",
    [
        "全县共发生道路交通事故164起，死亡25人，直接经济损失16万元。",
        "死亡人数减少6人，下降9.1%。",
        "全面排查，与去年同期相比，起数减少9起。",
        "各方共同出力，地方配套467万元。",
    ],
)
def test_harm_and_changes_of_nothing_named_are_no_results(review):
    assert results(review) == []


def test_a_fall_in_accidents_is_a_result():
    assert results("全年较大以上交通事故下降50%。") == ["全年较大以上交通事故下降50%"]


def test_a_part_is_told_with_its_whole():
    review = "全市查处交通违法49.8万起，其中现场查处4.8万起，同比上升38.2%。"
    assert results(review) == ["全市查处交通违法49.8万起，其中现场查处4.8万起，同比上升38.2%"]


@pytest.mark.parametrize(
    "review, told",
    [
        ("粮食总产量预计达5.2万吨，增长2.1%。", ["粮食总产量预计5.2万吨、增长2.1%"]),
        (
            "预计实现生产总值39亿元，增长8.6%；粮食总产量5.2万吨。",
            ["生产总值预计39亿元、增长8.6%", "粮食总产量预计5.2万吨"],
        ),
        ("油菜收成预计不错，粮食总产量5.2万吨，增幅2.1%。", ["粮食总产量5.2万吨、增幅2.1%"]),
    ],
)
def test_what_is_expected_is_said_to_be(review, told):
    assert messages(summary(review), "achieved") == told


def test_a_planned_sum_is_promised_with_what_it_is_for():
    plan = "计划投资1300万元，建设分水水库加固工程。"
    assert messages(summary(plan=plan), "promised") == ["计划投资1300万元，建设分水水库加固工程"]


def test_a_report_of_december_on_what_was_done_and_is_planned_tells_of_its_year():
    text = f"{FILLER}\n一、2025年主要工作\n改造小区24个。\n二、2026年工作打算\n改造小区20个。\n"
    title = "南坡区住建局关于2025年工作完成情况和2026年工作打算的汇报"
    document = document_of(report(text, title=title, date="2025-12-26"))
    assert document.clock == Clock(2025, 2025)
    assert list(document.parts["part"])[1:] == ["回顾", "回顾", "部署", "部署"]


def test_the_sentence_that_announces_problems_may_go_on_to_name_them():
    problems = "工作虽有成绩，但也存在不足，有些活动开展不多，关心职工不够。今年，我们将认真完成计划。"
    assert messages(summary(problems=problems), "problems") == ["“有些活动开展不多，关心职工不够”"]


def test_points_may_follow_the_line_that_announces_them():
    text = f"{FILLER}{FILLER}\n与要求相比还有一定的差距，主要表现在：\n一是业务不熟练。\n二是认识不高。\n"
    assert messages(report(text, title="2025年工作总结"), "problems") == ["“业务不熟练”", "“认识不高”"]


def test_a_target_missed_and_a_task_set_are_no_results():
    assert results("录取200人的目标没有实现，实际录取187人。今年敬老院建设任务是新增床位500张。") == []


def test_basic_security_is_no_section_on_the_body_itself():
    text = f"{FILLER}\n一、2025年工作\n（一）基本民生保障持续改善。全年发放低保金893万元。\n"
    document = document_of(report(text, title="2025年工作总结"))
    assert [document.text[one.start : one.end] for one in outputs_of(document)] == ["全年发放低保金893万元"]


def test_a_loss_averted_is_a_result():
    told = ["立案5件，给予处分6人，挽回经济损失114万元"]
    assert results("立案5件，给予处分6人，挽回经济损失114万元。") == told


def test_money_spent_is_quoted_with_the_clause_that_says_on_what():
    assert results("门诊楼主体封顶，完成投资1.12亿元。") == ["门诊楼主体封顶，完成投资1.12亿元"]
    assert results("全年完成投资1.12亿元。") == ["全年完成投资1.12亿元"]


def test_what_one_case_was_about_is_no_result_of_the_year():
    assert results("审结知识产权案件214件，某公司一案一审判赔1200万元。") == ["审结知识产权案件214件"]
