"""What changed from one draft to the next, on sentences that can be compared by eye."""

import pytest

from workreport.comparison import changes, figure_changes, pairing, section_sizes
from workreport.comparison.differences import compare_words, describe_changes
from workreport.comparison.pairing import in_order
from workreport.comparison.sentences import bare

TEXT = (
    "一、工作情况\n"
    "全年走访企业1286家，积极解决难题。培训干部3期。\n"
    "窗口服务再提速，群众办事更方便。档案整理基本完成。\n"
    "二、下一步打算\n"
    "继续抓好队伍建设，提高服务水平。请领导批评指正。\n"
)


def kinds(before, after):
    return list(changes(before, after)["kind"])


def only(before, after):
    found = changes(before, after)
    assert len(found) == 1
    return found.iloc[0]


def test_the_same_text_has_no_changes():
    found = changes(TEXT, TEXT)
    assert found.empty
    assert list(found.columns[:3]) == ["kind", "before_start", "before_end"]


@pytest.mark.parametrize(
    "old, new, kind, detail",
    [
        ("走访企业1286家", "走访企业1268家", "figure", "1286家→1268家"),
        ("走访企业1286家，积极解决", "走访企业1268家，主动解决", "figure", "1286家→1268家; 积极→主动"),
        ("走访企业1286家", "走访企业1286户", "figure", "1286家→1286户"),
        ("走访企业1286家", "走访企业超过1286家", "figure", "加“超过”"),
        ("培训干部3期", "培训干部", "figure", "删“3期”"),
        ("积极解决", "主动解决", "reworded", "积极→主动"),
        ("服务再提速，群众", "服务再提速；群众", "mark", "，→；"),
        ("一、工作情况", "一、工作开展情况", "heading", "加“开展”"),
    ],
)
def test_one_change_in_place(old, new, kind, detail):
    row = only(TEXT, TEXT.replace(old, new))
    assert (row["kind"], row["detail"]) == (kind, detail)
    assert TEXT[row["before_start"] : row["before_end"]] == row["before"]
    assert TEXT.replace(old, new)[row["after_start"] : row["after_end"]] == row["after"]


def test_added_and_removed_stand_where_they_stood():
    after = TEXT.replace("培训干部3期。", "").replace("档案整理", "安全检查实现全覆盖。档案整理")
    found = changes(TEXT, after)
    assert found[["kind", "before", "after", "section"]].to_numpy().tolist() == [
        ["removed", "培训干部3期。", "", "一、工作情况"],
        ["added", "", "安全检查实现全覆盖。", "一、工作情况"],
    ]
    assert found["after_start"].isna().tolist() == [True, False]


def test_a_heading_added_or_gone_is_a_heading():
    after = TEXT.replace("二、下一步", "二、存在问题\n经验不足。\n三、下一步")
    assert kinds(TEXT, after) == ["heading", "added"]
    assert kinds(after, TEXT) == ["heading", "removed"]


def test_moved_says_from_where_to_where():
    sentence = "档案整理基本完成。"
    row = only(TEXT, TEXT.replace(sentence, "").replace("请领导", f"{sentence}请领导"))
    assert (row["kind"], row["after"]) == ("moved", sentence)
    assert row["detail"] == "一、工作情况→二、下一步打算"


def test_moved_within_a_section_names_the_paragraphs():
    sentence = "档案整理基本完成。"
    row = only(TEXT, TEXT.replace(sentence, "").replace("全年走访", f"{sentence}全年走访"))
    assert (row["kind"], row["detail"]) == ("moved", "第3段→第2段")


@pytest.mark.parametrize(
    "after",
    [
        TEXT.replace("难题。培训", "难题。\n培训"),
        TEXT.replace("3期。\n窗口", "3期。窗口"),
        TEXT.replace("二、", "三、"),
        TEXT.replace("1286", "１２８６"),
        TEXT.replace("走访企业", "走访 企业"),
        TEXT.replace("\n", "\n\n　　"),
    ],
)
def test_breaks_numbers_of_headings_spaces_and_widths_are_no_change(after):
    assert kinds(TEXT, after) == []


def test_numbers_of_points_that_shift_are_no_change():
    before = "一是加强学习，提高认识。二是深入基层，掌握实情。\n"
    after = "一是严明纪律，改进作风。二是加强学习，提高认识。三是深入基层，掌握实情。\n"
    assert kinds(before, after) == ["added"]


def test_two_sentences_joined_by_a_comma_are_one_mark():
    row = only(TEXT, TEXT.replace("更方便。档案", "更方便，档案"))
    assert (row["kind"], row["before"]) == ("mark", "窗口服务再提速，群众办事更方便。档案整理基本完成。")


def test_a_repeated_sentence_is_not_taken_for_moved():
    before = "请大家支持。全年任务完成。请大家支持。\n"
    after = "全年任务完成。请大家支持。\n"
    assert kinds(before, after) == ["removed"]


def test_figures_that_changed_have_both_values():
    found = figure_changes(changes(TEXT, TEXT.replace("1286家", "1929家").replace("3期", "5期")))
    assert found[["before_figure", "after_figure"]].to_numpy().tolist() == [["1286家", "1929家"], ["3期", "5期"]]
    assert found["difference"].tolist() == pytest.approx([0.5, 2 / 3])


def test_a_figure_that_is_now_about_so_much_has_no_difference():
    found = figure_changes(changes(TEXT, TEXT.replace("1286家", "超1286家")))
    assert found[["before_figure", "after_figure"]].to_numpy().tolist() == [["1286家", ">1286家"]]
    assert found["difference"].isna().all()


def test_sizes_of_sections():
    sizes = section_sizes(TEXT, TEXT.replace("档案整理基本完成。", "").replace("二、下一步打算", "二、下一步的打算"))
    assert sizes.to_numpy().tolist() == [["一、工作情况", 57, 48, -9], ["二、下一步的打算", 31, 32, 1]]


@pytest.mark.parametrize(
    "text, counts",
    [
        ("（一）加强学习。", "加强学习"),
        ("3.  加强学习", "加强学习"),
        ("3.5亿元", "3.5亿元"),
        ("第一，加强学习", "加强学习"),
        ("第一产业增长", "第一产业增长"),
        ("１２％", "12%"),
        ("——", ""),
    ],
)
def test_bare(text, counts):
    assert bare(text) == counts


def test_the_longest_run_in_common_order_stays():
    assert in_order([(3, 0), (0, 1), (1, 2), (2, 3)]) == [False, True, True, True]
    assert in_order([]) == []


def test_pieces_rejoin_to_both_sentences():
    before, after = "积极推进项目建设，按期完工。", "稳步推进重点项目建设，提前完工。"
    pieces = compare_words(before, after)
    assert "".join(piece.before for piece in pieces) == before
    assert "".join(piece.after for piece in pieces) == after
    assert describe_changes(pieces) == "积极→稳步; 加“重点”; 按期→提前"


@pytest.mark.parametrize("before, after", [("", ""), ("", TEXT), (TEXT, ""), (TEXT, "All is well. Nothing else.")])
def test_hostile_pairs_have_only_one_sided_rows(before, after):
    found = changes(before, after)
    assert set(found["kind"]) <= {"added", "removed", "heading"}
    assert len(found) == sum(8 if text == TEXT else 1 if text else 0 for text in (before, after))


def test_a_sentence_of_200_000_characters_is_one_row():
    long = "推动工作落实，完成任务3项，" * 15_000
    row = only(long, f"{long}好")
    assert (row["kind"], row["detail"]) == ("reworded", "加“好”")


def test_texts_too_long_to_compare_each_with_each_are_compared_near_their_place(monkeypatch):
    these = [f"第{n}项重点工程按计划建成{n * 7}座站点" for n in range(60)]
    those = [f"第{n}项重点工程按照计划建成{n * 7}座站点" for n in range(60)]
    everywhere = {(a, b) for a, b, _ in pairing.alike(these, those, least=0.9)}
    monkeypatch.setattr(pairing, "_MOST_PAIRS", 1)
    monkeypatch.setattr(pairing, "_BAND", 10)
    near = pairing.alike(these, those, least=0.9)
    assert {(n, n) for n in range(60)} <= {(a, b) for a, b, _ in near} <= everywhere
    assert all(abs(a - b) < 20 for a, b, _ in near)
    assert all(likeness >= 0.9 for *_, likeness in near)
