"""The brief: what leads it, what may not, and what reports of each kind give."""

import pandas as pd
import pytest

from specimens import DUTY, SURVEY, TOWN
from workreport import Report, brief_of
from workreport.analyses.brief import BRIEF
from workreport.analyses.brief.genre import genre_of
from workreport.analyses.brief.indicators import indicator_of
from workreport.analyses.brief.outputs import outputs_of
from workreport.analyses.brief.problems import leading_problems
from workreport.analyses.brief.sure import _VERBS, _WHOSE
from workreport.analyses.brief.table import contents_of
from workreport.document import document_of


def told(text, block):
    frame = brief_of(text)
    return frame[frame["block"] == block]


def places(text, block):
    return [text[row.start : row.end] for row in told(text, block).itertuples()]


# Which labels mean a headline indicator, and which only hold its words.


@pytest.mark.parametrize(
    "label, name",
    [
        ("地区生产总值", "生产总值"),
        ("全省地区生产总值", "生产总值"),
        ("货物进出口总额", "进出口"),
        ("规模以上工业增加值增速", "规上工业"),
        ("城镇新增就业", "就业"),
        *((f"{whole}地区生产总值", "生产总值") for whole in ("全州", "我省", "我市", "我区", "我县", "我镇", "我乡")),
    ],
)
def test_a_label_that_is_all_indicator_means_it(label, name):
    assert indicator_of(label).name == name


@pytest.mark.parametrize(
    "label", ["海洋生产总值", "民营经济增加值占地区生产总值比重", "工业投资", "规上工业企业利润", ""]
)
def test_a_label_that_only_holds_an_indicator_does_not(label):
    assert indicator_of(label) is None


# What was achieved.


def test_level_growth_and_rank_of_an_indicator_stand_on_one_line():
    first = told(TOWN, "achieved").iloc[0]
    assert first["message"] == "地区生产总值1286.4亿元、增长6.2%、增速居全省第3位"
    assert TOWN[first["start"] : first["end"]] == "地区生产总值达到1286.4亿元、增长6.2%，增速居全省第3位"


def test_the_two_of_a_pair_stand_together():
    assert "城乡居民人均可支配收入4.6万元、2.4万元、增长5.3%、6.9%" in "".join(told(TOWN, "achieved")["message"])


@pytest.mark.parametrize("said", ["38亿元", "10亿元", "31%", "46家"])
def test_a_base_a_threshold_and_a_part_never_lead(said):
    assert not any(said in line for line in told(TOWN, "achieved")["message"])


def test_growth_without_a_level_anywhere_is_told_as_a_check():
    (check,) = told(TOWN, "checks").itertuples()
    assert (check.id, TOWN[check.start : check.end]) == ("bare-growth", "8.4%")
    assert check.message == "规模以上工业增加值只有增速，全文没有写总量"


def test_a_result_of_five_years_is_not_told_as_last_years():
    text = TOWN.replace("过去一年，", "五年来，").replace("一年来，", "五年来，").replace("增长6.2%", "年均增长6.2%")
    assert all(row.weight < 60 for row in told(text, "achieved").itertuples())
    assert "年均增长6.2%" in told(text, "achieved").iloc[0]["message"]


# What is promised.


def test_a_target_stands_beside_last_years_result():
    first = told(TOWN, "promised").iloc[0]
    assert first["message"] == "地区生产总值增长6%左右（去年增长6.2%，低于去年实绩）"
    assert [TOWN[start:end] for start, end in first["evidence"]] == ["地区生产总值增长6%左右", "6.2%"]


def test_an_equal_target_and_a_limit_are_told_as_they_are():
    said = "".join(told(TOWN, "promised")["message"])
    assert "一般公共预算收入增长5.1%（去年增长5.1%，持平于去年实绩）" in said
    assert "城镇调查失业率控制在5.5%以内（去年5.1%，上限高于去年实绩）" in said


def test_a_target_without_a_number_is_listed():
    assert "居民收入增长与经济增长同步" in places(TOWN, "promised")


def test_a_promise_has_a_number_or_a_date():
    assert places(DUTY, "promised") == ["2025年6月底前实现企业登记全程网办率达到95%", "全年抽检不少于2000批次"]


# What is admitted.


def test_problems_are_quoted_clause_by_clause_and_end_before_the_resolve():
    assert places(TOWN, "problems") == [
        "产业结构不够优，新兴产业占比偏低",
        "投资后劲不足，部分企业经营困难",
        "民生领域还有不少短板",
        "少数干部担当精神不强",
    ]


def test_numbered_problems_are_told_without_their_numbers():
    assert places(DUTY, "problems")[0] == "理论学习不够系统，结合实际不够紧密"
    assert [place[:7] for place in places(SURVEY, "problems")] == ["设施利用率不高", "护理人员不足。"]


@pytest.mark.parametrize(
    "text",
    [
        "我们坚持问题导向，加强了薄弱环节，解决了一批突出问题。群众反映的困难得到解决，各项工作有序推进。",
        "企业反映的困难得到了解决。历史遗留问题已经解决。",
        "要看到，机遇和挑战并存。世界经济不稳定不确定因素很多。我国经济有很多坡要爬、坎要过。",
        "深入纠治形式主义问题。整治群众身边不正之风和腐败问题。",
    ],
)
def test_problems_that_are_solved_foreseen_or_fought_are_not_admitted(text):
    assert leading_problems(document_of(text)) == []


LACKS = """
产业规模不大 项目管理不细 作风抓得不紧 创新氛围不浓 带动作用较弱 企业体量偏小 成本上升偏快 转型步伐偏慢 招工较难
人才欠缺 土地资源匮乏 工作不能适应形势 队伍偏弱 动力减弱 产业低端 保障能力较低 堵点不少 债务过大 融资难
"""


@pytest.mark.parametrize("lack", LACKS.split())
def test_a_clause_of_a_long_sentence_is_a_problem_when_it_says_what_is_lacking(lack):
    text = government(problems=f"我们也清醒地看到，还存在不少困难和问题：产业结构不优，创新能力不强，{lack}。{RESOLVE}")
    assert places(text, "problems") == ["产业结构不优", "创新能力不强", lack]


# What must be mended.


def test_blanks_come_first_and_neighbours_together():
    (blank,) = told(DUTY, "checks").itertuples()
    assert (blank.id, DUTY[blank.start : blank.end]) == ("blank", "*件，开展××")
    assert [DUTY[start:end] for start, end in blank.evidence[1:]] == ["*", "××"]


def test_what_a_report_of_duty_owes_is_missed_at_the_end_of_the_text():
    text = (
        DUTY[: DUTY.index("二、存在的问题")] + "（五）加强自身建设。" + "坚持按章办事、马上就办，服务企业和群众。" * 8
    )
    missed = told(text, "checks")
    missed = missed[missed["id"] == "absent"]
    assert [message.partition("，")[2] for message in missed["message"]] == [
        "没有找到讲存在的问题的话",
        "没有找到讲下一步打算的话",
    ]
    assert (missed[["start", "end"]] == len(text)).all(axis=None)


# Kinds of reports.


@pytest.mark.parametrize(
    "text, kind", [(TOWN, "政府工作报告"), (DUTY, "述职报告"), (SURVEY, "调研报告"), ("今天开会。", "")]
)
def test_the_kind_is_told_by_the_opening(text, kind):
    assert genre_of(document_of(text)).name == kind


def test_results_of_an_office_are_told_by_rank_and_money_before_counts():
    assert places(DUTY, "achieved")[:3] == [
        "企业开办时间压缩至0.5个工作日，居全市第2位",
        "立案查处违法案件186件，罚没款420万元",
        "制定内控制度8项",
    ]


@pytest.mark.parametrize("said", ["10亿元", "30亿元", "4个", "12个"])
def test_numbers_that_are_no_results_of_the_office_are_left_out(said):
    assert not any(said in line for line in told(DUTY, "achieved")["message"])


def test_a_survey_has_no_achievements_and_gives_its_advice():
    assert told(SURVEY, "achieved").empty
    assert places(SURVEY, "promised") == [
        "建议用两年时间将14所敬老院整合为6所区域性养老服务中心",
        "建议每年培训护理员200名以上",
    ]


# Beside other reports.


def test_last_years_targets_are_held_against_results():
    last = (
        TOWN.replace("2025年", "2024年")
        .replace("生产总值增长6%左右", "生产总值增长7%")
        .replace("2万人以上", "1.8万人以上")
    )
    frame = brief_of(TOWN, last=last)
    assert "地区生产总值去年目标增长7%，实绩增长6.2%，没有达到" in set(frame.query("id == 'missed'")["message"])
    assert "城镇新增就业去年目标1.8万人以上，实绩2.3万人，完成" in set(frame.query("id == 'met'")["message"])


def test_a_plan_is_held_against_the_shares_of_sections():
    frame = brief_of(TOWN, plan={"回顾": 0.3})
    (row,) = frame[frame["block"] == "built"].itertuples()
    assert row.message.endswith("要求占30%")
    assert TOWN[row.start : row.end].startswith("一、2024年工作回顾")


def test_seven_reports_are_no_kind_and_eight_are():
    others = [TOWN.replace("云溪", f"某{number}") for number in "一二三四五六七八"]
    text = TOWN.replace("着力推动产业升级。", "着力推动产业升级。" + "加快发展低空经济。" * 12)
    assert "stress" not in set(brief_of(text, kind=others[:7])["block"])
    (row,) = brief_of(text, kind=others).query("block == 'stress'").itertuples()
    assert row.message.startswith("低空经济12次，其他8份合计0次")


# The table.


@pytest.mark.parametrize("text", [TOWN, DUTY, SURVEY])
def test_every_row_stands_in_the_text_and_says_it_in_its_words(text):
    frame = brief_of(text)
    assert list(frame.columns) == BRIEF
    assert frame["start"].le(frame["end"]).all()
    assert frame["end"].le(len(text)).all()
    assert (frame["end"] - frame["start"]).le(frame["block"].map({"problems": 300}).fillna(90)).all()
    assert all((row.start, row.end) == row.evidence[0] for row in frame.itertuples())
    assert frame["weight"].between(0, 100).all()


def test_a_page_has_room_for_22_rows():
    assert len(brief_of(TOWN * 3)) <= 22


@pytest.mark.parametrize("text", ["", "今天开了会。会议讨论了工作。大家都很高兴。", "\n\n", "*" * 400])
def test_a_text_that_says_nothing_gives_next_to_nothing(text):
    assert set(brief_of(text)["block"]) <= {"checks"}


def test_the_same_report_gives_the_same_brief_from_text_and_document():
    report = Report(name="", title="", text=TOWN, source="")
    pd.testing.assert_frame_equal(brief_of(TOWN), brief_of(report))
    assert repr(contents_of(document_of(TOWN))) == repr(contents_of(document_of(report)))


# A court's report: invented, with a general noun after a verb, a mere announcement and a description of itself.
COURT = """青石县人民法院工作报告
各位代表：
我代表县人民法院向大会报告工作，请予审议。我院现有法官36名、法庭4个。
一、依法惩治犯罪，维护社会安定
2025年，严惩养老诈骗犯罪，审结案件57件104人，追赃挽损1260万元。审结刑事案件412件，判处罪犯538人。
二、践行司法为民，增进民生福祉
2025年，执结涉民生案件693件，执行到位金额4350万元。巡回审理186次，司法救助困难群众43人，发放救助金68万元。
三、存在的不足
案多人少的矛盾仍然突出，部分案件审理周期偏长，裁判文书的质量还有待提高，队伍的专业能力还有差距。
四、2026年工作安排
2026年，我们将重点抓好三项工作：推进诉前调解，力争诉前调解成功率达到65%以上；选派12名法官到法庭锻炼，全面提升办案的质量和效率，努力让群众在每一个案件里感到公平。
"""


def test_a_court_tells_results_and_promises_of_its_own():
    results = places(COURT, "achieved")
    assert "严惩养老诈骗犯罪，审结案件57件104人，追赃挽损1260万元" in results  # not 审结案件57件: of what
    assert not [result for result in results if "现有法官" in result]
    (promise,) = places(COURT, "promised")
    assert "65%以上" in promise
    assert "三项工作" not in promise


def test_a_number_without_a_name_is_no_result():
    text = COURT.replace("巡回审理186次", "先后37.5%、40%、三分之一，巡回审理186次")
    assert "巡回审理" not in "".join(places(text, "problems"))
    assert not [result for result in places(text, "achieved") if "三分之一" in result]


def test_the_same_slip_is_told_once_with_its_number():
    spaced = COURT.replace("审结", "审 结")
    rows = told(spaced, "checks")
    assert rows["message"].tolist() == ["两个汉字之间有空格，应删去（另有1处）。"]
    assert [spaced[start:end] for start, end in rows["evidence"].iloc[0]][-2:] == [" ", " "]


def test_a_space_beside_a_mark_is_a_slip():
    (row,) = told(COURT.replace("维护社会安定\n", "维护社会安定\n坚决打击“村霸 ”。"), "checks").itertuples()
    assert row.message == "标点旁边有空格，应删去。"


def test_what_is_only_planned_is_no_result_and_an_ordinal_is_no_list():
    text = COURT.replace("我们将重点抓好三项工作：", "计划拟定，第一产业产值比上年增长5%。我们将抓好工作：")
    assert not [result for result in places(text, "achieved") if "第一产业" in result]
    assert not [row for row in places(text, "promised") if row.startswith("产业")]


# Offices that are no government: what leads, what is promised, what is admitted.

HALF_YEAR = """远山能源集团2025年上半年工作报告
一、上半年工作回顾
上半年，集团坚持稳产降本。完成煤炭产量1286万吨，同比增长3.6%；利润总额11.8亿元，同比减少2.4亿元。研发投入2.13亿元，同比增长15.8%。
现有职工饭堂24个。职工公约写明，一桌酒席不超过300元。组织专家补训考核8家，合格率100%。
二、存在的问题
（一）责任落实不到位。有3个班组没有安全清单。
（二）设备更新缓慢。两座泵站已用二十年。
三、尚未完成的工作及存在的困难
一是搬迁缓慢，土地指标没有落实。二是专业人员不足，短期内难以补齐。
四、下半年工作安排
确保煤炭产量完成2500万吨。把烘干厂建起来，计划投资150万元。抓好剩余5项整改任务，10月底前全部销号。加强技能培训，办好职工学校，改进班组管理，让职工群众有更多获得感和归属感，把各项工作抓紧抓实，
抓出成效。
"""


def test_a_company_is_told_by_its_own_results_and_tells_what_fell():
    report = Report("r", "远山能源集团2025年上半年工作报告", HALF_YEAR, "")
    assert genre_of(document_of(report)).name == "工作报告"
    achieved = told(report, "achieved")["message"].tolist()
    assert "完成煤炭产量1286万吨，同比增长3.6%" in achieved
    assert "利润总额11.8亿元，同比减少2.4亿元" in achieved
    assert "组织专家补训考核8家，合格率100%" in achieved
    assert not any(said in line for line in achieved for said in ("24个", "300元"))


def test_promises_say_what_of():
    report = Report("r", "远山能源集团2025年上半年工作报告", HALF_YEAR, "")
    assert told(report, "promised")["message"].tolist() == [
        "确保煤炭产量完成2500万吨",
        "把烘干厂建起来，计划投资150万元",
        "抓好剩余5项整改任务，10月底前全部销号",
    ]


def test_problems_come_from_every_section_on_them_and_say_what_is_meant():
    assert [HALF_YEAR[start:end] for start, end in leading_problems(document_of(HALF_YEAR))] == [
        "责任落实不到位。有3个班组没有安全清单",
        "设备更新缓慢。两座泵站已用二十年",
        "搬迁缓慢，土地指标没有落实",
        "专业人员不足，短期内难以补齐",
    ]


@pytest.mark.parametrize(
    "title, kind",
    [
        ("柳村党支部书记2025年工作总结", "工作总结"),
        ("某局党建工作汇报", "党建工作报告"),
        ("关于检查发现问题整改情况的报告", "情况汇报"),
        ("临江区2026年就业工作方案", "工作安排"),
    ],
)
def test_the_head_calls_a_report_what_it_is(title, kind):
    assert genre_of(document_of(Report("r", title, f"{title}\n现将有关事项写明。\n", ""))).name == kind


def test_what_several_years_sum_up_to_is_said_with_its_years():
    (row,) = [line for line in told(FIVE_YEARS, "achieved")["message"] if "就业" in line]
    assert row == "城镇新增就业累计达到11万人（2021—2025年）"


FIVE_YEARS = """政府工作报告
——2026年1月20日在某县第十届人民代表大会第五次会议上
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、“十四五”时期和2025年工作回顾
过去五年，全县城镇新增就业累计达到11万人。
2025年，地区生产总值268亿元，增长5.8%，其中工业投资增长22%；社会消费品零售总额98.3亿元，增长5.2%。
二、2026年工作安排
今后五年，地区生产总值年均增长5.5%以上。
今年的主要预期目标是：地区生产总值增长5.5%左右，固定资产投资增长5%，城镇新增就业2万人以上，居民消费价格涨幅2%左右。
我们要抓项目、促消费、稳外贸、惠民生、保安全、优环境，让群众过上更好的日子。
让我们更加紧密地团结起来，埋头苦干，奋勇争先，为建设现代化的新县城、书写高质量发展的新篇章而共同努力奋斗！
"""


def test_what_is_part_of_another_item_does_not_hide_the_next():
    assert "社会消费品零售总额98.3亿元、增长5.2%" in told(FIVE_YEARS, "achieved")["message"].tolist()


def test_targets_of_five_years_are_told_apart():
    assert "更长远的目标：地区生产总值年均增长5.5%以上" in told(FIVE_YEARS, "promised")["message"].tolist()


def test_a_bare_total_output_is_told_with_its_name():
    text = FIVE_YEARS.replace("，其中工业投资增长22%", "。粮食按人口平均占有量超过了最高水平，总产量达到24万吨")
    assert "粮食总产量24万吨" in told(text, "achieved")["message"].tolist()


def test_how_large_a_body_is_and_what_it_plans_are_no_results():
    text = "学校占地126亩，现有教学班54个，在校学生2637人。\n新评市级骨干教师8名，立项省级课题3项。\n" + "推进。" * 100
    assert told(Report("r", "某校2025年工作总结", text, ""), "achieved")["message"].tolist() == [
        "新评市级骨干教师8名，立项省级课题3项"
    ]
    points = (
        "一、发展特色产业\n改造低产茶园1200亩，新建标准化茶厂1座。\n二、改善环境\n实施农村改厕260户。\n"
        + "推进。" * 100
    )
    frame = brief_of(Report("r", "青石镇2026年工作要点", points, ""))
    assert set(frame["block"]) == {"promised"}


def test_promises_of_two_points_stand_apart():
    text = (
        "一、主要工作\n办理案件120件。\n二、下一步打算\n一是保护饮用水源，办理案件不少于20件；二是建成监督模型3个。\n"
        + "推进。" * 100
    )
    report = Report("r", "某院2025年工作总结", text, "")
    assert told(report, "promised")["message"].tolist() == ["保护饮用水源，办理案件不少于20件", "建成监督模型3个"]


def test_a_level_reached_is_no_sum_of_the_years():
    text = FIVE_YEARS.replace("过去五年，全县", "过去五年，一般公共预算收入达到20亿元。全县")
    assert "一般公共预算收入20亿元" in told(text, "achieved")["message"].tolist()


def test_a_year_in_characters_is_no_number_of_years():
    text = (
        "今年粮食丰收。\n"
        + "植树造林。" * 300
        + "\n明年的主要任务是办好农场。1965年计划草案拟定，农业总产值比一九六四年增长百分之五左右。\n"
    )
    assert told(text, "promised")["message"].tolist() == ["农业总产值比一九六四年增长百分之五左右"]


def test_a_list_is_told_from_its_beginning_and_a_bare_name_not_at_all():
    text = "全年供应的猪肉、蔬菜等副食品，都增长30%以上。产量增长20%。\n" + "推进。" * 100
    report = Report("r", "某县2025年工作总结", text, "")
    assert told(report, "achieved")["message"].tolist() == ["全年供应的猪肉、蔬菜等副食品，都增长30%以上"]


def test_a_rank_is_told_with_the_whole_clause_that_says_of_what():
    text = "全年获评省级文明单位，排名全省同行业第三位。\n" + "推进。" * 100
    report = Report("r", "某局2025年工作总结", text, "")
    assert told(report, "achieved")["message"].tolist() == ["全年获评省级文明单位，排名全省同行业第三位"]


def test_problems_begin_after_the_words_that_lead_up_to_them():
    text = (
        "二、存在的问题\n一年来，工作有成效，但仍存在一些不足：一是复议力量薄弱，案多人少；二是山区没有律师；"
        "三是普法的针对性还不强。\n"
    )
    assert [text[start:end] for start, end in leading_problems(document_of(text))] == [
        "复议力量薄弱，案多人少",
        "山区没有律师",
        "普法的针对性还不强",
    ]


def test_what_is_lacking_before_a_colon_stays_where_it_is_the_problem():
    text = "一、工作\n办成实事。\n二、存在的问题\n对照要求，作风不实：一是调研少，二是走过场。\n"
    assert [text[start:end] for start, end in leading_problems(document_of(text))] == [
        "对照要求，作风不实：一是调研少，二是走过场"
    ]


def test_a_plan_under_any_heading_is_not_missed():
    text = (
        DUTY[: DUTY.index("二、存在的问题")]
        + "二、存在的问题\n一是理论学习不够。二是调研偏少。\n三、2026年打算\n"
        + "完成投资50亿元以上，9月前开工建设二期，12月底前完成公寓分配。\n"
    )
    assert told(text, "checks").query("id == 'absent'").empty
    assert told(text, "promised")["message"].tolist() == ["完成投资50亿元以上，9月前开工建设二期，12月底前完成公寓分配"]


@pytest.mark.parametrize(
    "said",
    ["下一阶段", "下一年", "下步", "下阶段", "今后", "接下来", "明年", "来年", "改进措施", "整改措施", "工作打算"],
)
def test_one_word_of_what_is_to_come_is_enough(said):
    text = DUTY[: DUTY.index("二、存在的问题")] + "二、存在的问题\n一是理论学习不够。\n"

    def misses(report):
        return told(report, "checks")["message"].str.contains("没有找到讲下一步打算的话").any()

    assert misses(text)
    assert not misses(f"{text}{said}：抓好整改。\n")


@pytest.mark.parametrize("group", ["领导小组", "工作组", "督导组", "检查组", "督导专班"])
def test_who_was_set_up_for_a_task_is_no_result(group):
    text = (
        f"各位领导：\n一、2025年工作情况\n一年来，我局成立{group}14个，完成整改事项12项。\n二、存在问题\n学习不够。\n"
    )
    document = document_of(text)
    assert [text[output.start : output.end] for output in outputs_of(document)] == ["完成整改事项12项"]


def test_a_long_number_between_a_name_and_a_figure_is_read_but_once():
    # Read again from each of its digits, forty of them would take years.
    assert not _VERBS.fullmatch("增长" + "1" * 40 + "号")
    assert _VERBS.fullmatch("增长" + "1" * 40 + "元，比上年增长")


# Ways to say it that a town's report of a page does not show.

RESOLVE = "我们一定采取有力措施加以解决。"


def government(review="一年来，全市地区生产总值增长6.2%。", problems="", plan="新的一年，全市地区生产总值增长6%左右。"):
    opening = "政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n"
    rest = "我们要坚定信心、真抓实干，把各项工作落到实处。" * 14
    return f"{opening}一、2025年工作回顾\n{review}\n{problems}\n二、2026年工作安排\n{plan}\n{rest}\n"


def first_line(review):
    return told(government(review), "achieved")["message"].iloc[0]


def test_a_level_that_was_passed_and_reached_is_told_as_reached():
    assert first_line("一年来，全市地区生产总值突破1200亿元、达到1286.4亿元，增长6.2%。") == (
        "地区生产总值1286.4亿元、增长6.2%"
    )


def test_two_rates_beside_one_level_are_not_told_with_it():
    assert first_line("一年来，全市货物进出口总额386亿元，分别增长9.8%、8.5%。") == "货物进出口总额386亿元"


@pytest.mark.parametrize(
    "apart, rank",
    [("地区生产总值居全省第3位。", "居全省第3位"), ("地区生产总值连续3年居全省第3位。", "连续3年居全省第3位")],
)
def test_a_rank_that_a_sentence_of_its_own_tells_stands_with_its_level(apart, rank):
    said = f"一年来，全市地区生产总值1286.4亿元、增长6.2%。产业结构优化。{apart}"
    assert first_line(said) == f"地区生产总值1286.4亿元、增长6.2%、{rank}"


@pytest.mark.parametrize("plan", ["城乡居民人均可支配收入分别增长5%、6.5%左右", "从今年起三年内，完成老旧小区改造任务"])
def test_a_pair_and_a_term_of_years_are_promised_whole(plan):
    leads = "新的一年，" if "居民" in plan else ""
    assert list(told(government(plan=f"{leads}{plan}。"), "promised")["message"]) == [plan]


@pytest.mark.parametrize(
    "problems, rows",
    [
        (
            "产业结构不优；创新能力不强；财政收支矛盾突出；民生短板较多；营商环境不够好；干部作风不实；基层基础薄弱。",
            [
                *("产业结构不优；创新能力不强", "财政收支矛盾突出", "民生短板较多；营商环境不够好"),
                "干部作风不实；基层基础薄弱",
            ],
        ),
        (
            "产业结构不优，创新能力不强，民生短板较多，甚至影响群众生活。",
            ["产业结构不优", "创新能力不强", "民生短板较多，甚至影响群众生活"],
        ),
        (
            "除了产业结构不优，创新能力不强，还有民生短板较多。",
            ["除了产业结构不优，创新能力不强，还有民生短板较多"],
        ),
        (
            "一是产业结构不优。\n二是创新能力不强。\n三是民生短板较多。\n",
            ["产业结构不优", "创新能力不强", "民生短板较多"],
        ),
    ],
)
def test_at_most_five_problems_stand_and_clauses_that_go_on_stay_together(problems, rows):
    text = government(problems=f"我们也清醒地看到，还存在不少困难和问题：{problems}{RESOLVE}")
    assert places(text, "problems") == rows


@pytest.mark.parametrize("place", ["全镇", "全乡", "全县", "全市"])
def test_an_indicator_is_a_place_s_own_at_any_level(place):
    assert indicator_of(f"{place}地区生产总值").name == indicator_of("地区生产总值").name == "生产总值"
    assert _WHOSE.fullmatch(f"{place}实现")
