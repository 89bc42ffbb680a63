"""Parts of a report: by heading, by the grammar of a paragraph, by what stands around it."""

import pytest

from workreport import document_of, parts_of
from workreport.document.lean import lean_of, leans_of


def told(text):
    return list(parts_of(text)["part"])


@pytest.mark.parametrize(
    "heading, part",
    [
        ("2023年工作回顾", "回顾"),
        ("2024年工作安排", "部署"),
        ("2024年重点工作", "部署"),
        ("存在的主要问题", "问题"),
        ("问题与不足", "问题"),
        ("尚待解决的困难和问题", "问题"),
        ("还没有解决的问题和困难", "问题"),
        ("发展中的短板", "问题"),
        ("化解矛盾方面存在的问题", "问题"),
        ("补助发放中存在的主要问题", "问题"),
        ("解决就业过程中的问题和不足", "问题"),
        ("下一步打算", "部署"),
        ("努力方向", "部署"),
        ("整改措施", "部署"),
        ("改进措施", "部署"),
        ("所做工作", "回顾"),
        ("主要做法", "回顾"),
    ],
)
def test_a_heading_tells_the_part(heading, part):
    parts = parts_of(f"一、{heading}\n各项事业向前发展。\n")
    assert list(parts["part"]) == [part, part]
    assert all(evidence in heading for evidence in parts["evidence"])


@pytest.mark.parametrize(
    "text, part",
    [
        ("一、深化纠治“四风”问题\n开展了警示教育，完成整改。\n", "回顾"),  # work done, no problems of the report
        ("一、全面完成中心工作目标\n完成投资，建成项目。\n", "回顾"),
        ("一、数字经济\n明年将建设平台，力争见效。\n", "部署"),
        ("一、数字经济\n平台已经建成，用户比上年增长12%，满意度居全市第一。\n", "回顾"),
        ("一、园区建设\n要继续完善配套，必须守住底线，新增企业30家以上。\n", "部署"),
    ],
)
def test_grammar_tells_the_part_where_the_heading_does_not(text, part):
    assert told(text) == [part, part]


@pytest.mark.parametrize(
    "heading", ["补齐法律服务短板", "缩小城乡差距", "解决存在的突出问题", "补短板", "着力补上基础设施短板"]
)
def test_a_heading_that_would_mend_something_owns_up_to_nothing(heading):
    text = f"一、2025年工作\n修了路。\n二、2026年工作打算\n（一）{heading}。选派律师6名，办案1200件以上。\n"
    assert told(text)[-1] == "部署"


def test_the_year_in_a_heading_tells_the_part():
    text = (
        "2025年，镇里修了路，办了学。\n一、2024年主要工作\n道路养护。\n"
        "二、2025年主要工作\n道路养护。\n三、2026年主要工作\n道路养护。\n"
    )
    assert told(text) == ["回顾", "回顾", "回顾", "回顾", "回顾", "部署", "部署"]


def test_a_paragraph_that_opens_with_problems_is_problems():
    text = "一、2023年工作回顾\n成绩明显。\n同时，工作中还存在不少问题和不足。\n"
    assert told(text) == ["回顾", "回顾", "问题"]


def test_what_follows_an_appendix_line_is_no_part_of_the_report():
    text = "一、工作安排\n再接再厉。\n附件1\n一、修路。\n二、还存在不少问题。\n"
    assert told(text) == ["部署", "部署", "其他", "其他", "其他"]


def test_a_sentence_that_names_an_appendix_opens_none():
    assert told("一、工作安排\n附件1列出任务。\n") == ["部署", "部署"]


def test_salutation_request_and_thanks_are_none_of_the_three():
    text = "各位代表：\n现在，我向大会报告工作，请予审议。\n一、2024年工作回顾\n修了路。\n谨向大家表示衷心感谢！\n"
    assert told(text) == ["其他", "其他", "回顾", "回顾", "其他"]


def test_nothing_has_no_parts():
    assert told("") == []


def test_a_clause_that_would_overcome_problems_owns_up_to_none():
    text = "一、工作安排\n着力解决群众办事还存在的突出问题，化解矛盾风险。\n"
    assert told(text) == ["部署", "部署"]


@pytest.mark.parametrize("lack", ["推进不得力", "能力欠缺", "把关不到位", "转型偏慢", "力量较弱", "成效较差"])
def test_what_goes_on_telling_what_is_lacking_goes_on_with_the_problems(lack):
    assert told(f"我们也清醒地看到，工作中还存在不少问题，创新不够，基础薄弱。\n少数单位{lack}。\n") == ["问题", "问题"]


def test_problems_go_on_to_their_resolve():
    text = (
        "一、2023年工作回顾\n道路已经修好。\n我们也清醒地看到，工作中还存在一些困难和问题。\n"
        "二是人手不足，经费紧张。\n对这些问题，我们要认真解决，决不辜负群众。\n二、下一步打算\n再修一条路。\n"
    )
    assert told(text) == ["回顾", "回顾", "问题", "问题", "问题", "部署", "部署"]


PERSON = (
    "{title}\n{name}\n尊敬的各位老师：\n一、主要工作\n我听课86节，组织教研活动22次，所带班级成绩比上年提高4分，"
    "学生满意度居全校第一，家长来信表示认可，先后两次在区里介绍经验。\n二、存在问题\n外出学习偏少。\n"
    "三、下一步打算\n继续多读书、多听课，力争再上一个台阶。\n"
)


def test_several_reports_in_one_file_each_start_anew():
    text = PERSON.format(title="校长述职报告", name="王一") + PERSON.format(title="教师述职报告", name="李二")
    document = document_of(text)
    assert document.several
    assert list(document.reports["title"]) == ["校长述职报告", "教师述职报告"]
    one = ["其他", "其他", "其他", "回顾", "回顾", "问题", "问题", "部署", "部署"]
    assert list(document.parts["part"]) == one + one


@pytest.mark.parametrize(
    "text",
    [
        PERSON.format(title="校长述职报告", name="王一"),
        "各位代表：\n"
        + "过去一年，全县经济平稳增长，财政收入比上年增加3亿元。\n" * 6
        + "各位代表！\n新的一年，要再接再厉。\n",
        "一年来，全镇干部群众团结一心，修路架桥。\n" * 8 + "2025年工作计划\n继续修路。\n",
        "",
    ],
)
def test_one_report_is_not_several(text):
    assert not document_of(text).several


def test_what_speaks_of_problems_between_two_such_paragraphs_does_too():
    text = (
        "一、2023年工作回顾\n道路已经修好。\n我们也清醒地看到，工作中还存在不少困难和问题。\n"
        "当时有人提出先修后报，结果账目对不上。\n总的看，这些存在的问题和矛盾，是前进中的困难。\n"
    )
    assert told(text)[2:] == ["问题", "问题", "问题"]


def test_a_list_of_what_is_to_be_done_is_a_plan_and_a_glossary_is_none():
    text = "一、工作安排\n再接再厉。\n附件1\n2026年民生实事\n新建水厂2座。\n附件2\n名词解释\n水厂：供水的地方。\n"
    assert told(text) == ["部署", "部署", "其他", "部署", "部署", "其他", "其他", "其他"]


def test_a_heading_that_tells_nothing_has_the_part_of_what_it_opens():
    text = "2025年，水厂已经建成，供水比上年增长8%。\n下一步\n二、供水\n要继续新建水厂，必须在年底前通水。\n"
    assert told(text)[-2:] == ["部署", "部署"]


def test_passages_lean_alike_together_and_alone():
    passages = ["全年新增就业3万人，同比增长5%", "", "要继续推进改革，力争增长6%以上", "质量持续提升；继续\n完成建设"]
    assert [lean_of(passage) for passage in passages] == leans_of(passages)
    assert [(lean.done, lean.to_do, lean.clauses) for lean in leans_of(passages)] == [
        (2, 0, 2),
        (0, 0, 0),
        (0, 2, 2),
        (2, 1, 3),
    ]


@pytest.mark.parametrize("line", ["县人民政府：", "主任、各位副主任、各位委员：", "镇党委："])
def test_to_whom_a_report_goes_is_none_of_the_three(line):
    assert told(f"{line}\n一、2024年工作回顾\n修了路。\n") == ["其他", "回顾", "回顾"]


def test_what_is_to_be_done_next_is_a_plan_though_it_ends_with_a_call():
    text = "一、2024年工作回顾\n修了路。\n下一步，我局将紧扣中心工作，狠抓落实，奋力谱写城乡建设新篇章。\n"
    assert told(text) == ["回顾", "回顾", "部署"]


def test_a_line_that_counts_is_no_title():
    assert told("全年办案425件，上升3%。\n●起诉1.5万人\n●举行听证25件次\n") == ["回顾"] * 3


@pytest.mark.parametrize("line", ["下半年，我市将继续整治扬尘。", "2024年全县水利的主要任务是：计划完成工程19件。"])
def test_a_paragraph_that_opens_with_a_time_to_come_or_a_task_is_a_plan(line):
    assert told(f"一、工作回顾\n上半年修了路。\n{line}\n")[-1] == "部署"


@pytest.mark.parametrize("heading", ["精心组织部署", "科学谋划安排", "撰写了村庄规划"])
def test_how_a_work_was_set_about_is_no_plan(heading):
    text = f"2024年，我局修了路。\n（一）{heading}。召开推进会6次，下发了方案。\n"
    assert told(text)[-1] == "回顾"
