"""Persons, numbers and addresses behind marks: nothing certain is left, nothing doubtful is hidden without a word."""

import pytest

from workreport.document.masking import mask_report
from workreport.reading import Report


def masked(text, **options):
    return mask_report(Report("述职", "述职报告", text, "述职.txt"), **options)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("局长王小明同志主持会议。", "局长王某某同志主持会议。"),
        ("王小明局长主持会议。", "王某某局长主持会议。"),
        ("由欧阳修文（女，46岁）讲解。", "由欧阳修文（女，46岁）讲解。"),  # 由 stands before the name: not certain
        ("欧阳修文（女，46岁）讲解。", "欧阳某某（女，46岁）讲解。"),
        ("张三丰、李四光等同志参加。", "张某某、李某某等同志参加。"),
        ("联系人：赵晓红。", "联系人：赵某某。"),
        ("电话0571-88886666。", "电话（电话）。"),
        ("手机138 1234 5678，请拨打。", "手机（电话），请拨打。"),
        ("身份证11010519491231002X。", "身份证（证件号）。"),
        ("邮箱office@example.org。", "邮箱（邮箱）。"),
        ("根据甲发〔2025〕12号执行。", "根据（文号）执行。"),
        ("本局收到甲政办发（2025）第8号后办理。", "本局收到（文号）后办理。"),
        ("甲发〔2025〕12号和乙函〔2025〕3号。", "（文号）和（文号）2。"),
        ("张三丰同志和李四光同志参加。", "张某某同志和李某某同志参加。"),
    ],
)
def test_what_is_certain_is_masked(text, expected):
    assert masked(text).report.text == expected


@pytest.mark.parametrize(
    "text",
    [
        "高校书记会议召开。",
        "深入学习习近平同志重要讲话。",
        "投资13812万元，增长138.1%。",
        "全国书记座谈会。",
        "完成第12号工程。",
        "文明单位创建。",
        "申请人提出申请，由委托人转交。",
        "负责人和代理人参加。",
    ],
)
def test_what_is_no_name_stays(text):
    result = masked(text)
    assert result.report.text == text
    assert result.marks.empty


def test_one_person_has_one_mark_everywhere_and_two_have_two():
    report = Report(
        "王小明述职",
        "王小明同志述职报告",
        "局长王小明同志讲话。副局长王大力同志讲话。王小明总结。",
        "王小明述职.docx",
        author="王小明",
    )
    result = mask_report(report)
    assert result.report.text == "局长王某某同志讲话。副局长王某某2同志讲话。王某某总结。"
    assert result.report.title == "王某某同志述职报告"
    assert (result.report.name, result.report.source, result.report.author) == (
        "王某某述职",
        "王某某述职.docx",
        "王某某",
    )
    assert result.marks.to_numpy().tolist() == [
        ["王某某", "王小明", "人名", 5],
        ["王某某2", "王大力", "人名", 1],
    ]


def test_a_mark_never_says_what_the_text_already_says():
    assert masked("王某某同志来信。局长王小明同志阅处。").report.text == "王某某同志来信。局长王某某2同志阅处。"


def test_what_may_be_a_name_is_listed_and_left():
    result = masked("王局长批示。赵晓红受表彰。")
    assert result.report.text == "王局长批示。赵晓红受表彰。"
    assert result.doubtful == ["赵晓红", "王局长"]


def test_a_word_that_other_reports_use_is_asked_beside_an_office_too():
    result = masked("培养大国工匠、卓越工程师。")
    assert result.report.text == "培养大国工匠、卓越工程师。"
    assert result.doubtful == ["卓越"]


def test_the_user_decides_what_is_doubtful():
    result = masked("王局长批示。赵晓红受表彰。", also=["赵晓红"], leave=["王局长"])
    assert result.report.text == "王局长批示。赵某某受表彰。"
    assert result.doubtful == []


def test_a_name_that_is_spaced_out_is_the_same_name():
    assert masked("局长王明同志讲话。\n王　明").report.text == "局长王某某同志讲话。\n王某某"


def test_an_author_in_other_writing_is_asked():
    report = Report("述职", "述职", "工作顺利。", "述职.txt", author="Zhang Wei")
    assert mask_report(report).doubtful == ["Zhang Wei"]
    decided = mask_report(report, leave=["Zhang Wei"])
    assert decided.doubtful == []
    office = Report("述职", "述职", "工作顺利。", "述职.txt", author="局长 王小明")
    assert mask_report(office).doubtful == []


def test_bodies_are_masked_on_request_only():
    text = "甲山市教育局牵头，乙水建设有限公司承建。"
    assert masked(text).report.text == text
    assert masked(text, bodies=True).report.text == "某局牵头，某公司承建。"
    led = "我代表乙水区人民政府报告。由甲山市教育局牵头。"
    assert masked(led, bodies=True).report.text == "我代表某政府报告。由某局牵头。"


BEFORE = """
根据 依据 按照 依照 遵照 参照 对照 按 依 落实 贯彻 执行 印发 下发 转发 发布 出台 制定 收到 文件 通知 规定 意见 办法
方案 决定 以及 详见 见 和 与 及
"""


@pytest.mark.parametrize("word", BEFORE.split())
def test_what_leads_up_to_a_number_is_no_part_of_it(word):
    assert masked(f"{word}甲教发〔2025〕3号。").report.text == f"{word}（文号）。"


BODIES = """
人民政府 委员会 办公室 研究院 有限公司 街道办事处 派出所 民政局 财政厅 中学 小学 大学 学院 医院 公司 支队 大队
"""


@pytest.mark.parametrize("body", BODIES.split())
def test_bodies_of_every_kind_are_masked(body):
    assert "乙水" not in masked(f"乙水{body}牵头，丙山负责。", bodies=True).report.text


def test_with_the_bodies_their_places_are_masked_too():
    report = Report(
        "甲山市教育局总结",
        "甲山市教育局总结",
        "丙水区民政局牵头。甲山市丙水区的甲山大桥通车。",
        "总结.txt",
        place="甲山市",
        body="甲山市教育局",
    )
    result = mask_report(report, bodies=True)
    assert result.report.text == "某局牵头。某市某区的某地2大桥通车。"
    assert (result.report.title, result.report.place, result.report.body) == ("某局2总结", "某市", "某局2")
    places = result.marks[result.marks["kind"] == "地名"]
    assert places[["mark", "original"]].to_numpy().tolist() == [
        ["某区", "丙水区"],
        ["某地", "丙水"],
        ["某市", "甲山市"],
        ["某地2", "甲山"],
    ]


def test_a_place_that_the_report_itself_hides_keeps_its_name():
    report = Report("总结", "总结", "某市某区××局牵头。", "总结.txt", place="某市某区")
    assert "地名" not in set(mask_report(report, bodies=True).marks["kind"])
