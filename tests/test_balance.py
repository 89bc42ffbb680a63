"""Section balance: sizes, plans, parts and evidence, on texts that can be counted by hand."""

import math

import pytest

from conftest import FIRST_TEXT
from workreport.analyses import balance as tables
from workreport.analyses.sections import why_incomparable
from workreport.document import document_of
from workreport.reading import Report, read_report

# Two sections of 20 and 10 characters after a preamble of 5.
TEXT = "各位同事：\n一、工作情况\n全年建成站点3个，服务群众。\n二、存在问题\n调研。\n"
NESTED = "一、甲\n（一）子\n正文。\n（二）丑\n正文。\n二、乙\n正文。\n"


def report_of(text):
    return Report("x", "x", text, "x.txt")


def test_sections_are_measured():
    frame = tables.section_balance(TEXT)
    columns = ["label", "n_chars", "n_sentences", "n_figures", "n_points"]
    assert frame[columns].to_numpy().tolist() == [
        ["前言", 5, 1, 0, 0],
        ["一、工作情况", 20, 2, 1, 0],
        ["二、存在问题", 9, 2, 0, 0],
    ]
    assert list(frame["share"]) == [5 / 34, 20 / 34, 9 / 34]
    assert list(frame["figures_per_1000_chars"]) == [0, 50, 0]
    assert list(frame["substance"]) == [0, 1, 0]


def test_shares_add_up():
    assert tables.section_balance(read_report(FIRST_TEXT).text)["share"].sum() == pytest.approx(1)


def test_level_two_cuts_inside_sections():
    assert list(tables.section_balance(NESTED, level=2)["title"]) == ["甲", "子", "丑", "乙"]
    assert list(tables.section_balance(NESTED)["title"]) == ["甲", "乙"]


def test_levels_are_told():
    told = tables.describe_levels(tables.section_balance(NESTED, level=2), tables.section_balance(NESTED))
    assert told == "2 个部分共有 2 个二级标题，最多的一个部分有 2 个；没有二级标题的部分：二、乙。"
    assert (
        tables.describe_levels(tables.section_balance(TEXT, level=2), tables.section_balance(TEXT)) == "没有二级标题。"
    )


def test_what_is_attached_stands_in_its_own_row():
    text = "一、工作安排\n再接再厉。\n附件1\n一、修路。\n二、还存在不少问题。\n"
    frame = tables.section_balance(text)
    assert frame[["label", "n_chars"]].to_numpy().tolist() == [["一、工作安排", 11], ["附件", 18]]
    assert frame["share"].tolist()[0] == 1
    assert math.isnan(frame["share"].iloc[1])
    assert tables.part_shares(text)["n_chars"].sum() == 11
    assert "附在后面的有 18 字（附件、名词解释等），单列一行，不计入各部分。" in tables.balance_findings(
        report_of(text)
    )


def test_shares_of_parts():
    shares = tables.part_shares("一、工作回顾\n成绩明显。\n二、工作打算\n再接再厉。\n").set_index("part")
    assert list(shares.loc[["回顾", "部署", "问题"], "n_chars"]) == [11, 11, 0]
    assert shares.loc["回顾", "share"] == 0.5
    assert shares["reference_share"].isna().all()


def test_only_reports_of_a_government_are_set_beside_those_of_governments():
    text = "一、工作回顾\n成绩明显。\n二、工作打算\n再接再厉。\n"
    shares = tables.part_shares(Report("x", "x", text, "x.txt", kind="政府工作报告")).set_index("part")
    assert 0.2 < shares.loc["回顾", "reference_share"] < 0.5
    assert shares["reference_share"].sum() == pytest.approx(1, abs=0.1)


def test_parts_are_told_in_one_sentence():
    assert tables.describe_parts(tables.part_shares("一、工作回顾\n成绩明显。\n二、工作打算\n再接再厉。\n")) == (
        "按内容分，回顾 50%、部署 50%（占全文）；没有找到专写问题和不足的段落。"
    )
    assert "分不出" in tables.describe_parts(tables.part_shares("没有标题。\n"))


def test_evenness():
    rows = tables.evenness_of(tables.section_balance(TEXT)).set_index("measure")["level"]
    assert rows["最长与最短之比"] == 20 / 9
    assert rows["基尼系数"] == pytest.approx((20 - 9) / (2 * 29))


def test_one_section_has_no_evenness():
    assert tables.evenness_of(tables.section_balance("一、甲\n正文。\n"))["level"].isna().all()


def test_without_a_plan_nothing_is_intended():
    held = tables.against_plan(tables.section_balance(TEXT))
    assert list(held["label"]) == ["一、工作情况", "二、存在问题"]
    assert held[["intended", "over"]].isna().all(axis=None)


def test_a_plan_gives_shares_and_limits():
    held = tables.against_plan(tables.section_balance(TEXT), {"工作情况": 0.5, "问题": 12})
    assert list(held["over"]) == [20 - 17, 0]  # below a limit, nothing is missing
    assert list(held["intended"]) == [0.5, 12 / 34]


def test_a_plan_may_leave_sections_out():
    held = tables.against_plan(tables.section_balance(TEXT), {"问题": 12})
    assert math.isnan(held["over"].iloc[0])


@pytest.mark.parametrize(
    "plan, sentence",
    [
        ({"工作情况": 0.5, "问题": 0.4}, "按计划，“一、工作情况”多出 3 字，“二、存在问题”还差 5 字。"),
        ({"问题": 0.4}, "按计划，“二、存在问题”还差 5 字。"),
        ({"问题": 12}, "按计划，各部分都不多不少。"),  # within its limit
        ({"问题": 5}, "按计划，“二、存在问题”多出 4 字。"),
        ({"问题": 9}, "按计划，各部分都不多不少。"),
        ({}, "没有写明各部分应占多少（PLAN 留空），只列实际篇幅。"),
    ],
)
def test_a_plan_is_told_in_one_sentence(plan, sentence):
    held = tables.against_plan(tables.section_balance(TEXT), plan)
    assert tables.describe_plan(held) == sentence


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("没有要点。\n", "没有成组的要点"),
        (
            "一、甲\n一是学习。二是服务。\n二、乙\n正文。\n",
            "共 2 个要点，最长 5 字，最短 5 字，中位数 5 字；没有成组要点的部分 1 个",
        ),
    ],
)
def test_points_are_told_in_one_sentence(text, sentence):
    assert tables.describe_points(tables.point_lengths(text), tables.section_balance(text)).startswith(sentence)


@pytest.mark.parametrize(
    "plan, sentence",
    [
        ({"党建": 0.2}, "没有标题含有它"),
        ({"、": 0.2}, "没有标题含有它"),
        ({"": 0.2}, "不止一个标题含有它"),
        ({"工作": -1}, "大于 0"),
        ({"工作": "多"}, "大于 0"),
        ({"工作": 0.7, "问题": 0.4}, "加起来是 110%"),
    ],
)
def test_a_wrong_plan_is_refused_in_one_sentence(plan, sentence):
    with pytest.raises(ValueError, match=sentence):
        tables.against_plan(tables.section_balance(TEXT), plan)


def test_findings_say_by_how_much():
    findings = tables.balance_findings(report_of(TEXT))
    assert findings[0].startswith("“一、工作情况”最长，占全文 59%（念不到 1 分钟），是最短部分“二、存在问题”的 2.2 倍")


def test_findings_without_headings_say_so():
    assert "无从比较" in tables.balance_findings(report_of("没有标题。\n"))[0]
    assert tables.balance_findings(report_of(""))


def test_the_reference_counts_parts():
    frame = tables.build_section_reference([report_of("一、工作回顾\n成绩明显。\n")])
    assert frame[frame["n_chars"] > 0].to_numpy().tolist() == [["x", "回顾", 11]]


def sections_of_sizes(*sentences, evidence=()):
    """A report with a section of each number of sentences, the first ones of it with a figure."""
    parts = []
    for number, (count, solid) in enumerate(zip(sentences, evidence, strict=True)):
        body = "建成站点3个。" * solid + "扎实推进工作。" * (count - solid)
        parts.append(f"{'一二三四'[number]}、部分{'甲乙丙丁'[number]}\n{body}\n")
    return "".join(parts)


def substance(text):
    return [finding for finding in tables.balance_findings(report_of(text)) if "实度" in finding]


def test_the_most_solid_section_is_named():
    (finding,) = substance(sections_of_sizes(5, 5, evidence=(4, 1)))
    assert finding.startswith("实度最高的是“一、部分甲”，80% 的句子有可核对的内容")
    assert "最低的是“二、部分乙”，20%" in finding


@pytest.mark.parametrize(
    "sentences, evidence",
    [
        ((5, 5), (3, 3)),  # alike
        ((5, 5, 5), (3, 3, 1)),  # two are the most solid
        ((5, 5, 5), (4, 1, 1)),  # two are the least solid
        ((4, 4), (4, 1)),  # too short to compare
    ],
)
def test_no_section_is_called_the_most_solid_where_none_alone_is(sentences, evidence):
    assert substance(sections_of_sizes(*sentences, evidence=evidence)) == []


def test_sections_of_one_length_have_no_longest():
    text = "一、部分甲\n扎实推进。\n二、部分乙\n扎实推进。\n"
    assert tables.balance_findings(report_of(text))[0] == "2 个部分一样长，各 10 字。"


def test_two_longest_sections_are_not_named():
    text = "一、部分甲\n扎实推进各项工作。\n二、部分乙\n扎实推进各项工作。\n三、部分丙\n推进。\n"
    finding = tables.balance_findings(report_of(text))[0]
    assert finding.startswith("最长的几个部分一样长，各占全文 39%")
    assert "最短部分“三、部分丙”" in finding


def test_without_a_plan_no_section_is_told_to_cut_or_add():
    assert not any("多出" in finding or "还差" in finding for finding in tables.balance_findings(report_of(TEXT)))
    assert any("多出" in finding for finding in tables.balance_findings(report_of(TEXT), plan={"问题": 5}))


def test_of_several_reports_nothing_of_one_is_told():
    one = (
        "{}述职报告\n{}\n尊敬的各位老师：\n一、主要工作\n"
        + "我听课86节，组织教研活动22次。" * 12
        + "\n二、存在问题\n读书偏少。\n"
    )
    findings = tables.balance_findings(report_of(one.format("校长", "王一") + one.format("教师", "李二")))
    assert len(findings) == 1
    assert "有 2 份报告，不合在一起算" in findings[0]


def test_all_findings_are_told_in_order():
    text = (
        "一、工作回顾\n一是建成站点3个。二是建成桥梁12座。建成厂房3座。建成泵站3座。建成码头3座。\n"
        "二、工作打算\n扎实推进。扎实推进。扎实推进。扎实推进。扎实推进。\n附件\n名单。\n"
    )
    solid = "的句子有可核对的内容：数字、有职责的单位或期限"
    assert tables.balance_findings(report_of(text)) == [
        "2 个部分长短相近：“一、工作回顾”最长，占全文 60%（附件不计，念不到 1 分钟）；最短的占 40%。",
        "附在后面的有 5 字（附件、名词解释等），单列一行，不计入各部分。",
        "按内容分，回顾 60%、部署 40%（占全文）；没有找到专写问题和不足的段落。",
        f"实度最高的是“一、工作回顾”，100% {solid}；最低的是“二、工作打算”，0%（不足 5 句的部分不比）。",
        "共 2 个要点，中位数 20 字；最长的 31 字，见于“一、工作回顾”（二是）。",
    ]


def test_points_of_one_length_have_no_longest():
    findings = tables.balance_findings(report_of("一、甲\n一是学习。二是服务。\n二、乙\n正文。\n"))
    assert findings[-1] == "共 2 个要点，中位数 5 字；最长的 5 字。"


def test_a_point_is_named_by_its_section_and_number():
    points = tables.point_lengths("一、甲\n一是学习。二是多服务。\n二、乙\n正文。\n")
    assert list(points["label"]) == ["一、甲", "一、甲"]
    assert list(points["place"]) == ["一、甲，一是，5 字", "一、甲，二是，6 字"]
    told = tables.describe_points(points, tables.section_balance("一、甲\n一是学习。二是多服务。\n二、乙\n正文。\n"))
    assert told == "共 2 个要点，最长 6 字，最短 5 字，中位数 6 字；没有成组要点的部分 1 个：“二、乙”。"


def test_a_point_with_a_dash_for_a_number_is_named_by_how_it_begins():
    points = tables.point_lengths("一、甲\n——坚持修路，通车3公里。\n——坚持“兴水”，通水。\n二、乙\n正文。\n")
    assert list(points["called"]) == ["“坚持修路”", "“坚持‘兴水’”"]


def test_evenness_says_how_to_read_it():
    rows = tables.evenness_of(tables.section_balance("一、甲\n正文。\n二、乙\n正文。\n"))
    assert rows.to_numpy().tolist() == [
        ["Pielou 均匀度 J", pytest.approx(1), "1 为完全均匀，0 为全在一部分"],
        ["标准化 HHI", pytest.approx(0), "0 为完全均匀，1 为全在一部分"],
        ["基尼系数", pytest.approx(0), "0 为完全均匀，越高越悬殊"],
        ["最长与最短之比", 1, "1 为一样长"],
    ]


def test_a_section_that_swells_with_what_has_no_heading_is_not_the_longest():
    done = "2025年，我们新建了图书馆3座，修缮了校舍12间。\n"
    lacks = "同时，我们也清醒认识到工作中还存在不足：师资力量薄弱，办学条件有待改善，差距仍然明显。\n"
    plans = "2026年，我们将重点抓好师资建设，力争引进教师20名，全面提升办学水平。\n"
    text = f"一、抓教学\n{done}二、抓管理\n{done * 2}{lacks}{plans}"
    assert why_incomparable(document_of(text)) == "最后一个标题下面还有没加标题的问题和打算，篇幅是否均衡无从比较。"
    apart = f"一、抓教学\n{done}二、抓管理\n{done * 2}三、存在的不足\n{lacks}四、2026年打算\n{plans}"
    assert why_incomparable(document_of(apart)) == ""


def test_sections_that_differ_by_little_are_not_ranked_by_substance():
    half = "建成站点3个。" * 5 + "扎实推进。" * 5
    more = "建成站点3个。" * 6 + "扎实推进。" * 4
    assert not any(
        "实度最高" in said for said in tables.balance_findings(report_of(f"一、甲\n{half}\n二、乙\n{more}\n"))
    )


def test_a_plan_is_not_told_that_problems_are_missing():
    text = (
        "为贯彻落实上级关于稳就业的部署，结合实际，制定本方案。\n一、工作目标\n全年新增就业3万人以上。\n"
        "二、重点任务\n办好招聘会20场。\n"
    )
    assert tables.describe_parts(tables.part_shares(report_of(text))) == "按内容分，部署 55%（占全文）。"
