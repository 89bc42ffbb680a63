"""What a report took over from the year before, on sentences of our own."""

import pytest

from workreport.comparison import copied_shares, reuse
from workreport.comparison.copying import skeleton
from workreport.comparison.formulae import build_formulae, is_formula, shipped
from workreport.reading import Report

LAST = (
    "一、2023年工作回顾\n"
    "全年走访企业1286家，解决难题52个。\n"
    "二、2024年工作安排\n"
    "推动窗口单位延时服务全覆盖。健全机关干部联系社区工作机制，每月下沉一次。举办车展、花展、书展。\n"
)


def only(last, this):
    found = reuse(last, this)
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize(
    "sentence, kind, source",
    [
        ("推动窗口单位延时服务全覆盖。", "verbatim", "推动窗口单位延时服务全覆盖。"),
        ("二是推动窗口单位 延时服务全覆盖；", "verbatim", "推动窗口单位延时服务全覆盖。"),
        ("推动各窗口单位错时延时服务全覆盖。", "near", "推动窗口单位延时服务全覆盖。"),
        (
            "把群众的事当作自己的事来办，健全机关干部联系社区工作机制，一年来办成实事一批，群众普遍反映良好。",
            "near",
            "健全机关干部联系社区工作机制，每月下沉一次。",
        ),
        ("全年走访企业1530家，解决难题61个。", "frame", "全年走访企业1286家，解决难题52个。"),
    ],
)
def test_kinds(sentence, kind, source):
    row = only(LAST, f"一、2024年工作安排\n{sentence}\n")
    assert (row["kind"], row["last_text"]) == (kind, source)
    assert LAST[row["last_start"] : row["last_end"]] == source


@pytest.mark.parametrize(
    "sentence",
    [
        "延时服务全覆盖。",  # under ten characters
        "深入开展安全生产大检查，消除隐患。",
        "组织观看车展、花展、书展，丰富职工业余文化生活内容。",
        "各支部完成换届，机关干部联系更紧，社区工作机制更活。",  # the words of a clause, but not the clause
    ],
)
def test_new_sentences_are_left_alone(sentence):
    assert reuse(LAST, sentence).empty


def test_a_source_serves_one_sentence():
    assert len(reuse(LAST, "推动窗口单位延时服务全覆盖。\n推动窗口单位延时服务全覆盖。\n")) == 1


def test_plan_taken_over_into_the_review_is_moved():
    this = "一、2024年工作回顾\n推动窗口单位延时服务全覆盖。\n二、2025年工作安排\n再接再厉。\n"
    assert only(LAST, this)["moved"]
    assert not only(LAST, "一、2025年工作安排\n推动窗口单位延时服务全覆盖。\n")["moved"]


def test_shares_are_of_what_is_no_formula_and_no_frame():
    this = (
        "一、工作回顾\n"
        "现在，我代表局党组，向大会报告工作，请予审议。\n"
        "全年走访企业1530家，解决难题61个。\n"
        "推动窗口单位延时服务全覆盖。各支部完成换届选举工作。\n"
    )
    shares = copied_shares(this, reuse(LAST, this))
    assert shares[["section", "n_chars", "n_copied"]].to_numpy().tolist() == [
        ["全文", 28, 13],
        ["一、工作回顾", 28, 13],
    ]
    assert shares["share"].tolist() == pytest.approx([13 / 28, 13 / 28])


@pytest.mark.parametrize(
    "text, formula",
    [
        ("现在，我代表区人民政府，向大会报告工作，请予审议。", True),
        ("向关心支持我们工作的各界朋友，表示衷心感谢！", True),
        ("各位代表！", True),
        ("以上报告，请予审议。", True),
        ("现将一年来履职情况报告如下。", True),
        ("向企业兑付奖补资金3000万元。", False),
        ("各位代表提出的建议全部办结。", False),
        ("推动窗口单位延时服务全覆盖。", False),
    ],
)
def test_formulae(text, formula):
    assert is_formula(text) is formula


def test_a_formula_stands_in_three_reports_of_two_bodies():
    sentence, other = "谢谢各位同事的支持。", "把安全放在首位。"
    names = ["2021-甲局", "2022-甲局", "2022-乙局"]
    texts = [sentence + other, sentence + other, sentence]
    codes = build_formulae(Report(name, name, text, name) for name, text in zip(names, texts, strict=True))
    assert len(codes) == 1
    assert codes != build_formulae([])


def test_formulae_ship_as_hashes():
    assert len(shipped()) > 100
    assert all(len(code) == 12 and int(code, 16) >= 0 for code in shipped())


def test_skeleton_drops_figures_and_what_carries_them():
    first, second = "科技进步贡献率由52.2%提高到57.5%", "科技进步贡献率提高到58.5%"
    assert skeleton(first) == skeleton(second) == "科技进步贡献率"


def test_one_endless_sentence_is_one_row():
    long = "推动工作落实，完成各项任务3项，" * 2_000
    row = only(long, f"{long}好")
    assert (row["kind"], row["formula"]) == ("near", False)
