"""The ledger: period, base and role of a figure, and the drafters' lists."""

import pytest

from conftest import FIRST_TEXT
from workreport.analyses import ledger as tables
from workreport.document import LEDGER, figures_of
from workreport.reading import read_report


def only(text):
    """The one row of a text."""
    (row,) = figures_of(text).itertuples()
    return row


@pytest.mark.parametrize(
    "text, base",
    [
        ("全市税收同比增长5%。", "同比"),
        ("全市税收比上年增长5%。", "比上年"),
        ("全市税收较“十三五”末增长5%。", "较“十三五”末"),
        ("与上年相比，全市税收增长5%。", "与上年相比"),
        ("全市税收增长5%。", ""),
        ("建设与产业相适应的充电桩300个。", ""),
    ],
)
def test_base(text, base):
    assert only(text).base == base


def test_a_row_stands_where_it_says():
    text = read_report(FIRST_TEXT).text
    ledger = figures_of(text)
    assert list(ledger["figure"]) == list(range(1, len(ledger) + 1))
    assert all(text[row.start : row.end] == row.text for row in ledger.itertuples())
    assert all(row.text in row.sentence_text for row in ledger.itertuples())


def test_growth_needs_a_level():
    ledger = figures_of("总产值1800亿元，总产值增长11%。税收增长5%。")
    assert list(tables.growth_without_level(ledger)["text"]) == ["5%"]


def test_a_level_needs_a_comparison():
    ledger = figures_of("总产值1800亿元，总产值增长11%。完成投资900亿元。力争完成投资950亿元。")
    assert list(tables.level_without_comparison(ledger)["text"]) == ["900亿元"]


def test_blanks_are_listed():
    ledger = figures_of(read_report(FIRST_TEXT).text)
    assert list(tables.blanks(ledger)["text"]) == ["*件", "*次"]


def test_nothing_gives_an_empty_ledger():
    ledger = figures_of("")
    assert list(ledger.columns) == LEDGER
    assert ledger.empty
    assert tables.readable(ledger).empty


def test_findings_of_a_report_without_figures(tmp_path):
    report = tmp_path / "x.txt"
    report.write_text("我们认真学习，扎实工作。\n", encoding="utf-8")
    assert tables.figure_findings(read_report(report)) == ["全文没有可列入台账的数字指标。"]


def test_density_by_section():
    text = "一、成绩\n建成3个站点。\n二、问题\n调研偏少。\n"
    density = tables.figure_density(text, figures_of(text))
    assert list(density["n_figures"]) == [1, 0]
    assert list(density["figures_per_1000_chars"]) == [1000 / 11, 0]


def test_readable_puts_codes_into_words():
    ledger = figures_of("全市税收增长超5%。")
    row = tables.readable(ledger).iloc[0]
    assert (row["kind"], row["qualifier"], row["change"], row["role"]) == ("百分比", "超过", "增", "成绩")


def findings_of(text):
    return tables.figure_findings(f"各位代表：\n一、2025年工作回顾\n{text}\n二、2026年工作安排\n继续努力。\n")


def superlatives(text):
    return [finding for finding in findings_of(text) if "最大的是" in finding]


THREE = "税收增长5%，投资增长8%，消费增长6%。"


@pytest.mark.parametrize("name", ["利润", "收入", "产值", "产量", "销量", "资金", "总量", "销售额"])
def test_growth_of_what_is_not_said_whose_is_not_called_the_largest(name):
    assert superlatives(f"{THREE}出口额增长19%。") == ["2025年的 4 个增幅里，最大的是出口额 19%。"]
    assert superlatives(f"{THREE}{name}增长19%。") == []


def test_only_money_that_came_in_stands_beside_money():
    text = "各位代表：\n一、2025年工作回顾\n2025年，公路投资完成8亿元，新增企业120家，新增商户300家，改造学校12家。\n"
    rows = tables.comparable_money(figures_of(text))
    assert rows["text"].tolist() == ["8亿元"]


@pytest.mark.parametrize("name, told", [("规模以上高技术产业增加值", True), ("规模以上高新技术产业增加值", False)])
def test_a_long_name_is_no_good_example(name, told):
    assert any(f"如{name}增长7%" in finding for finding in findings_of(f"{name}增长7%。")) is told


def test_a_figure_of_two_things_is_called_by_both():
    ledger = figures_of("医院床位、养老床位达到3000张。")
    assert tables.count_kinds(ledger)["examples"].tolist() == [["医院床位、养老床位 3000张"]]
    assert tables._named(ledger.assign(labels=[["甲", "乙", "丙"]])) == "甲、乙 3000张"  # noqa: SLF001 - two say enough


@pytest.mark.parametrize(
    "text, bare",
    [
        ("公路投资达到8亿元。", True),
        ("公路投资达到8亿元，增长5%。", False),
        ("公路投资达到8亿元，公路投资是上年的2倍。", False),
        ("公路投资达到8亿元，公路投资居全省第2位。", False),
        ("公路投资达到8亿元，公路投资占比提高2个百分点。", True),
        ("公路投资达到8亿元，公路投资提高2个百分点。", False),
        ("公路投资增加8亿元。", False),  # no level
        ("用电量达到30千瓦时。", True),
        ("游客达到30万人。", False),  # a count needs none
    ],
)
def test_a_level_is_bare_without_any_comparison_of_the_same_thing(text, bare):
    assert bool(len(tables.level_without_comparison(figures_of(text)))) is bare


@pytest.mark.parametrize("text", [THREE, "税收同比增长5%，投资比上年增长8%，消费与上年相比增长6%。"])
def test_the_largest_growth_is_said_of_one_year(text):
    (finding,) = superlatives(text)
    assert finding == "2025年的 3 个增幅里，最大的是投资 8%。"


def test_a_range_below_the_largest_is_counted_beside_it():
    assert superlatives(f"{THREE}粮食增长5%—6%。") == ["2025年的 4 个增幅里，最大的是投资 8%。"]


@pytest.mark.parametrize(
    "text",
    [
        "税收增长5%，投资增长8%。",  # two are no field
        "税收增长5%，投资增长8%，消费增长8%。",  # two are the largest
        "税收增长5%，投资增长8%，消费增长6%，出口翻了一番。",  # what cannot be converted might be the largest
        "税收增长5%，投资增长8%，消费增长6%，出口增长9%—10%。",  # nor is it told which of a range
        "“十四五”时期，税收年均增长5%，投资年均增长8%，消费年均增长6%。",
    ],
)
def test_no_growth_is_called_the_largest_where_that_is_not_certain(text):
    assert superlatives(text) == []


@pytest.mark.parametrize(
    "more",
    [
        "“十四五”时期，出口年均增长12%。",  # growth of many years
        "出口较“十三五”末增长46%。",
        "力争出口增长20%。",  # a goal
        "能耗下降30%。",
        "2024年，出口增长30%。",
    ],
)
def test_growth_of_another_kind_is_left_out(more):
    assert superlatives(THREE + more) == ["2025年的 3 个增幅里，最大的是投资 8%。"]


def test_multiples_are_converted():
    ledger = figures_of(f"一、2025年工作回顾\n{THREE}出口增长9倍。\n二、2026年工作安排\n继续努力。\n")
    growth = tables.comparable_growth(ledger)
    assert growth["growth"].max() == 900


def test_no_amount_is_called_the_largest():
    # Taxes, investment and turnover are not of one kind.
    assert superlatives("税收3亿元，投资8亿元，消费6亿元，建成百亿元以上园区3个，力争出口达到90亿元。") == []


def test_a_row_that_is_not_sure_is_never_named():
    ledger = figures_of(THREE)
    ledger = ledger.assign(sure=[True, False, True])
    assert list(tables.readable(ledger)["sure"]) == ["", "名称待核", ""]


def test_all_codes_have_words():
    text = (
        "建成站点3个。建成桥梁超过5座。建成厂房不少于7座。损失不足9万元。费用不超过8万元。税收下降6%。接待游客约4万人。"
    )
    words = tables.readable(figures_of(text))
    assert list(words["qualifier"]) == ["", "超过", "不少于", "不足", "不超过", "", "约"]
    assert list(words["change"]) == ["", "", "", "", "", "减", ""]
    assert words["labels"].iloc[0] == "建成站点"
    assert list(tables.readable(figures_of("医院床位、养老床位达到3000张。"))["labels"]) == ["医院床位、养老床位"]


def test_kinds_are_counted_the_most_frequent_first():
    kinds = tables.count_kinds(figures_of("投资3亿元。建成站点3个、厂房5座、桥梁7座、泵站9座。税收增长5%。"))
    assert list(kinds.columns) == ["kind", "n", "share", "examples"]
    assert kinds[["kind", "n", "share"]].to_numpy().tolist() == [
        ["数量", 4, 4 / 6],
        ["金额", 1, 1 / 6],
        ["百分比", 1, 1 / 6],
    ]
    assert [len(examples) for examples in kinds["examples"]] == [3, 1, 1]
    assert kinds["examples"].iloc[1] == ["投资 3亿元"]


@pytest.mark.parametrize(
    "text, bare",
    [
        ("税收20亿元，税收增长5%。", []),
        ("用电量30千瓦时，用电量增长5%。", []),  # a measure is a level too
        ("游客30万人，游客增长5%。", []),
        ("游客30万人，税收增长5%。", ["5%"]),  # of another thing
        ("税收增长2倍。", ["2倍"]),
        ("2024年税收增长5%。工作很忙。2024年税收20亿元。", []),  # elsewhere
        ("2024年税收增长5%。2020年税收20亿元。", ["5%"]),  # of another time
        ("合格率95%。", []),  # no growth
    ],
)
def test_which_growth_lacks_its_level(text, bare):
    assert list(tables.growth_without_level(figures_of(text))["text"]) == bare


def test_findings_are_told_in_order():
    body = "税收20亿元，税收增长5%。投资增长6%。出口总量居全省第3位，消费总量居全省第5位。办理提案*件。"
    text = f"各位代表：\n一、2025年工作回顾\n{body}\n二、2026年工作安排\n{'继续扎实推进各项工作。' * 10}\n"
    assert tables.figure_findings(text) == [
        "全文 6 个数字指标；最多的是百分比 2 个、位次 2 个、金额 1 个。",
        "提到位次 2 处：出口总量 第3位；消费总量 第5位。",
        "有 1 个数字留空待填：*件。",
        "没有数字的部分：二、2026年工作安排。",
        "1 个增幅，全文没有写同一指标的绝对值，如投资增长6%。",
    ]


def test_of_four_standings_three_are_told_as_examples():
    text = "出口总量居全省第3位，消费总量居全省第5位，游客总量居全省第6位，电量总量居全省第7位。"
    assert findings_of(text)[-1] == "提到位次 4 处，如出口总量 第3位；消费总量 第5位；游客总量 第6位。"


def test_of_growth_without_a_level_one_is_an_example():
    assert findings_of("税收增长5%，投资增长8%。")[-1] == "2 个增幅，全文没有写同一指标的绝对值，如税收增长5%。"
    said = findings_of("税收增长5%，事故起数下降33.3%。")[-1]
    assert said == "2 个增减幅，全文没有写同一指标的绝对值，如税收增长5%。"
    assert findings_of("事故起数下降近三成。")[-1] == "1 个增减幅，全文没有写同一指标的绝对值，如事故起数下降近三成。"


def test_figures_whose_name_is_not_sure_are_counted():
    assert findings_of("分别达到3亿元、4亿元。") == ["全文 2 个数字指标，其中 2 个名称待核；最多的是金额 2 个。"]


@pytest.mark.parametrize(
    "opening, sections, told",
    [
        ("", ["事" * 97], "没有数字的部分：二、安排。"),  # 100 characters with its heading
        ("", ["事" * 94], ""),  # 99 with its stop
        ("我们认真学习，扎实工作，" * 10 + "。\n", ["努力"], ""),  # an opening is not asked for figures
        ("", ["事" * 97] * 3, "没有数字的部分：二、安排、三、安排、四、安排。"),
        ("", ["事" * 97] * 4, "没有数字的部分：二、安排、三、安排、四、安排等。"),
    ],
)
def test_long_sections_without_figures_are_named(opening, sections, told):
    body = "".join(f"{n}、安排\n{text}。\n" for n, text in zip("二三四五", sections, strict=False))
    findings = tables.figure_findings(f"{opening}一、2025年工作回顾\n税收20亿元。\n{body}")
    assert findings[1:] == ([told] if told else [])


def test_only_money_of_one_currency_and_year_is_compared():
    text = "税收3亿元，投资8亿元，消费6亿元，出口9亿美元，2021年到位资金90亿元。"
    rows = tables.comparable_money(figures_of(f"一、2025年工作回顾\n{text}\n二、2026年工作安排\n继续努力。\n"))
    assert list(rows["text"]) == ["8亿元", "6亿元", "3亿元"]
    assert tables.comparable_money(figures_of("税收增长5%。")).empty


@pytest.mark.parametrize(
    "amount",
    [
        "存贷款余额达到90亿元",
        "国有资产总额达到90亿元",
        "人均可支配收入5万元",
        "决策咨询项目计划投资90亿元",
        "签约金额90亿元",
        "上市公司市值90亿元",
        "银行授信90亿元",
    ],
)
def test_money_that_does_not_go_through_a_year_is_left_out(amount):
    text = f"一、2025年工作回顾\n税收3亿元，{amount}，消费6亿元。\n二、2026年工作安排\n继续努力。\n"
    assert list(tables.comparable_money(figures_of(text))["text"]) == ["6亿元", "3亿元"]


def test_what_another_clause_says_of_is_not_said_of_the_money():
    text = "一、2025年工作回顾\n存款余额稳定，税收3亿元，储备充足，消费6亿元。\n二、2026年工作安排\n继续努力。\n"
    assert list(tables.comparable_money(figures_of(text))["text"]) == ["6亿元", "3亿元"]


def test_money_that_is_blanked_out_or_whose_name_is_not_sure_is_left_out():
    rows = figures_of("一、2025年工作回顾\n税收收入XX万元。工业投资3亿元，农业投资2亿元。\n")
    assert list(tables.comparable_money(rows)["text"]) == ["3亿元", "2亿元"]
    unsure = rows.assign(sure=[True, False, True])
    assert list(tables.comparable_money(unsure)["text"]) == ["2亿元"]


def test_investment_in_fixed_assets_goes_through_a_year():
    text = "一、2025年工作回顾\n完成固定资产投资48亿元。\n二、2026年工作安排\n继续努力。\n"
    assert list(tables.comparable_money(figures_of(text))["text"]) == ["48亿元"]


@pytest.mark.parametrize("bound", ["突破20亿元", "超20亿元", "20亿元以上"])
def test_a_bound_of_what_is_told_exactly_is_no_amount_of_its_own(bound):
    text = f"一、2025年工作回顾\n税收{bound}、达到21.6亿元，消费突破60亿元。\n二、2026年工作安排\n继续努力。\n"
    assert list(tables.comparable_money(figures_of(text))["text"]) == ["60亿元", "21.6亿元"]


def test_a_decline_is_below_nought():
    text = "一、2025年工作回顾\n税收增长5%，投资下降8%。\n二、2026年工作安排\n继续努力。\n"
    assert list(tables.comparable_growth(figures_of(text))["growth"]) == [5, -8]


def test_growth_since_another_year_that_the_sentence_named_before_is_left_out():
    year = "2025年，产值增长8%，利润增长9%，税收增长7%。"
    since = "2025年比2020年，棉布增长90%，食盐增长80%，煤油增长1100%。"
    found = tables.comparable_growth(figures_of(f"一、2025年工作回顾\n{year}{since}"))
    assert found["growth"].tolist() == [8, 9, 7]


def test_the_standing_of_a_growth_is_not_told_as_the_levels():
    text = "2025年，规上工业增加值增速居全省第4位，进出口总额突破万亿元、增速居全省第5位，养老金水平居全省第3位。"
    standing = tables.figure_findings(f"一、2025年工作回顾\n{text}")[-1]
    assert standing == "提到位次 3 处：规上工业增加值增速 第4位；进出口总额增速 第5位；养老金水平 第3位。"


def test_the_standing_of_a_growth_that_the_text_opens_with_is_told_as_that():
    findings = tables.figure_findings("进出口总额突破万亿元、增速居全省第5位。")
    assert findings[-1] == "提到位次 1 处：进出口总额增速 第5位。"


def test_a_name_that_does_not_say_whose_is_no_superlative():
    assert not any("最大" in said for said in superlatives("2025年，投资增长3%，税收增长5%，利润增长23.5%。"))


def test_all_that_is_left_blank_is_counted_as_the_one_page_counts_it():
    text = "全年处置线索*件、约谈*人。××同志受到表彰。"
    assert "有 2 个数字留空待填：*件、*人；另有 1 处名称或文字留空。" in tables.figure_findings(text)
    assert "有 1 处名称或文字留空。" in tables.figure_findings("全年处置线索3件。××同志受到表彰。")


def test_a_target_is_not_asked_for_its_level():
    assert tables.growth_without_level(figures_of("2026年工作安排\n今年收入增长5%。")).empty


def test_a_growth_that_is_nearly_so_much_is_told_as_nearly():
    text = "2025年工作总结\n全年税收增长8%，利润总额增长5%，海外合同额增长近一倍。"
    assert "2025年的 3 个增幅里，最大的是海外合同额 近一倍。" in tables.figure_findings(text)


def test_a_rank_of_the_total_is_not_told_of_its_growth():
    findings = tables.figure_findings("2025年工作总结\n水利投资48.7亿元，同比增长18.2%，总量居全省第二。")
    assert "提到位次 1 处：水利投资 第二。" in findings
