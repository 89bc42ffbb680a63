"""Which two reports belong together, what their comparison comes to, and how pages show it."""

import io

import openpyxl
import pandas as pd
import pytest

from conftest import FIRST_TEXT
from workreport.comparison.pairs import Comparison, compare, find_earlier, kind_of_pair
from workreport.comparison.telling import KINDS, describe_pair, pair_findings
from workreport.document import document_of
from workreport.pages.charts import comparison as charts
from workreport.pages.comparison import comparison_tables, copied_rows, goal_rows
from workreport.pages.diff import show_part, show_sentences
from workreport.reading import ReportError, reports_in
from workreport.rendering.command import main
from workreport.rendering.render import render

LAST = """一、2023年工作回顾
全年走访企业1286家，解决难题52个。
二、2024年工作安排
改造老旧小区40个。城镇新增就业1.2万人以上。
推动窗口单位延时服务全覆盖，方便上班群众办事。
"""
THIS = """一、2024年工作回顾
改造老旧小区31个。城镇新增就业1.35万人。
推动窗口单位延时服务全覆盖，方便上班群众办事。
二、2025年工作安排
发展低空经济。打造“高效办成一件事”。
"""
# Every change of the shipped draft, in the order of the text: its kind, and words of the sentence.
CHANGES = [
    ("mark", "学思想"),
    ("added", "亲自部署制定总体方案"),
    ("figure", "实地调研60余次"),
    ("added", "完善制度机制建设"),
    ("reworded", "党组书记第一责任人责任"),
    ("reworded", "带头过好双重组织生活"),
    ("heading", "持续筑牢战斗堡垒"),
    ("removed", "开展党员政治生日活动"),
    ("moved", "推进学习型机关建设"),
    ("figure", "举办8期机关小讲堂"),
    ("reworded", "全面提升政治监督质效"),
    ("mark", "锲而不舍落实"),
    ("removed", "对机关公务用车使用情况"),
    ("heading", "抓强党建引领"),
    ("figure", "增速超11%"),
    ("reworded", "做好项目决策咨询服务"),
    ("removed", "开通企业服务专线电话"),
    ("moved", "推动项目早落地早开工"),
    ("figure", "新开工项目87个"),
    ("added", "每季度印发"),
    ("figure", "督导检查企业72家次"),
]


@pytest.fixture(scope="module")
def drafts():
    return compare(FIRST_TEXT)


@pytest.fixture(scope="module")
def years():
    return Comparison(document_of(LAST), document_of(THIS), kind="years")


def test_every_change_of_the_shipped_draft_is_found(drafts):
    found = drafts.changes
    said = (found["after"].where(found["after"] != "", found["before"])).tolist()
    assert found["kind"].tolist() == [kind for kind, _ in CHANGES]
    assert all(words in sentence for (_, words), sentence in zip(CHANGES, said, strict=True))
    assert {kind for kind, _ in CHANGES} == set(KINDS) - {"verbatim", "near", "frame"}


def test_figures_of_the_shipped_draft_have_both_values(drafts):
    assert drafts.figures[["before_figure", "after_figure"]].to_numpy().tolist() == [
        ["40余次", "60余次"],
        ["20余篇", "30余篇"],
        ["6期", "8期"],
        ["11%", ">11%"],
        ["85个", "87个"],
        ["680余亿元", "700余亿元"],
        ["65家次", "72家次"],
    ]


def test_the_shipped_draft_is_found_beside_its_report_and_not_rendered(drafts):
    assert find_earlier(FIRST_TEXT).parent.name == "drafts"
    assert drafts.kind == "drafts"
    paths, skipped = reports_in([FIRST_TEXT.parent])
    assert [path.name for path in paths] == [FIRST_TEXT.name]
    assert [one.reason for one in skipped] == ["存放旧稿的文件夹"]


def test_findings_of_drafts(drafts):
    kinds, figures, size = pair_findings(drafts)
    assert kinds == "共 21 处改动：数字变了 5 处、改写 4 处、标点 2 处、新增 3 处、删去 3 处、移动 2 处、标题 2 处。"
    assert figures == (
        "改动的数字有 7 个：40余次→60余次，20余篇→30余篇，6期→8期（+33.3%），11%→超11%，85个→87个（+2.4%）等。"
    )
    assert size == "全文由 3,103 字变为 3,184 字。"


def test_findings_of_years(years):
    goals, missed, copied, phrases = pair_findings(years)
    assert goals == "较早的报告提出 2 个数字目标：1 个达到、1 个未达到。"
    assert missed == "未达到的：改造老旧小区：目标 40个，结果 31个。"
    assert copied.startswith("全文 33% 的字在与去年相同或相近的句子里")
    assert "“高效办成一件事”" in phrases


def test_a_report_alone_says_how_to_compare_it():
    alone = Comparison(None, document_of(THIS))
    assert pair_findings(alone) == ["没有找到较早的一份报告，这一页没有内容可比。"]
    assert "EARLIER" in describe_pair(alone)
    assert comparison_tables(alone) == {}
    assert alone.changes.empty
    assert alone.goals.empty


SHORT = "一、工作回顾\n新建站点3座，投资5万元。\n二、下一步打算\n力争新建站点5座。\n"
FOREIGN = "First we built 3 stations. Then we trained 20 people.\nNext year we will build 5 more stations."
OLDER = "一、工作回顧\n新建站點3座，投資5萬元。"
NOTHING = "较早的报告里没有找到写明数字的本年度目标。"
MOST = "比例最高的是“一、工作回顾”，73%。其中几乎原样（相似度 0.75 以上）的 1 句。"
NONE_COPIED = "全文 0% 的字在与去年相同或相近的句子里（不含固定表述和只换数字的句式）。"


@pytest.mark.parametrize(
    "earlier, later, drafts, years",
    [
        ("", "", ["两稿的句子完全相同。", "全文仍是 0 字。"], [NOTHING, "没有可以比较的句子。"]),
        ("", SHORT, ["共 4 处改动：新增 2 处、标题 2 处。", "全文由 0 字变为 35 字。"], [NOTHING, NONE_COPIED]),
        (
            SHORT,
            "",
            ["共 4 处改动：删去 2 处、标题 2 处。", "全文由 35 字变为 0 字。"],
            [
                "较早的报告提出 1 个数字目标，今年的报告都没有说到数字（没有说到不等于没有完成）。",
                "没有可以比较的句子。",
            ],
        ),
        ("。。。", "！！！", ["两稿的句子完全相同。", "全文仍是 3 字。"], [NOTHING, "没有可以比较的句子。"]),
        ("新建站点", "新建站点", ["两稿的句子完全相同。", "全文仍是 4 字。"], [NOTHING, NONE_COPIED]),
        (
            "新建站点3座。",
            "新建站点4座。",
            ["共 1 处改动：数字变了 1 处。", "改动的数字有 1 个：3座→4座（+33.3%）。", "全文仍是 7 字。"],
            [NOTHING, NONE_COPIED],
        ),
        (
            "新建站点3座。" * 5,
            "新建站点3座。" * 3,
            ["共 2 处改动：删去 2 处。", "全文由 35 字变为 21 字。"],
            [NOTHING, NONE_COPIED],
        ),
        (
            SHORT,
            FOREIGN,
            ["共 6 处改动：新增 2 处、删去 2 处、标题 2 处。", "全文由 35 字变为 77 字。"],
            [
                "较早的报告提出 1 个数字目标，今年的报告都没有说到数字（没有说到不等于没有完成）。",
                NONE_COPIED,
            ],
        ),
        (
            SHORT,
            SHORT,
            ["两稿的句子完全相同。", "全文仍是 35 字。"],
            [
                "较早的报告提出 1 个数字目标：1 个未达到。",
                "未达到的：新建站点：目标 5座，结果 3座。",
                f"{NONE_COPIED.replace('0%', '39%')[:-1]}；{MOST}",
            ],
        ),
    ],
)
def test_hostile_pairs_are_told_and_tabled(earlier, later, drafts, years):
    documents = document_of(earlier), document_of(later)
    assert pair_findings(Comparison(*documents, kind="drafts")) == drafts
    pair = Comparison(*documents, kind="years")
    assert pair_findings(pair) == [*years, "提法没有变化。"]
    assert set(comparison_tables(pair)) == {"changes.xlsx"}
    assert charts.plot_copied(pair.reuse, len(later)).get_ylim() == (0, 100)


def test_a_report_in_traditional_characters_is_compared_as_it_stands():
    pair = Comparison(document_of(SHORT), document_of(OLDER))
    assert pair.kind == "years"
    assert pair.changes["kind"].tolist() == ["heading", "reworded", "heading", "removed"]


@pytest.mark.parametrize(
    "last, this, kind",
    [(LAST, THIS, "years"), (THIS, THIS.replace("31个", "32个"), "drafts"), ("", "", "years"), (LAST, "", "years")],
)
def test_the_texts_tell_what_pair_they_are(last, this, kind):
    assert kind_of_pair(last, this) == kind


def test_reports_of_one_body_in_consecutive_years_are_paired(tmp_path):
    for name, text in (("2023年某局总结", LAST), ("2024年某局总结", THIS), ("2022年某局总结", LAST), ("别的", LAST)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert find_earlier(tmp_path / "2024年某局总结.txt").name == "2023年某局总结.txt"
    assert find_earlier(tmp_path / "2022年某局总结.txt") is None
    assert find_earlier(tmp_path / "别的.txt") is None


SIGNED = "{title}\n{year}年，我代表某县教育局作报告。新建校舍{n}间，群众满意。\n二、打算\n继续努力。"


@pytest.mark.parametrize(
    "name, title, found",
    [
        ("教育工作2024.txt", "某县教育局2024年工作总结", True),  # another name, the same body and kind
        ("卫生工作2024.txt", "某县卫生局2024年工作总结", False),
        ("教育述职2024.txt", "某县教育局2024年述职报告", False),
        ("空白2024.txt", "", False),  # it cannot be read
    ],
)
def test_a_report_of_the_year_before_is_told_by_its_body_and_kind(tmp_path, name, title, found):
    later = tmp_path / "某县教育局总结（2025）.txt"
    later.write_text(SIGNED.format(title="某县教育局2025年工作总结", year=2025, n=12), "utf-8")
    (tmp_path / name).write_text(SIGNED.format(title=title, year=2024, n=9) if title else "", "utf-8")
    assert find_earlier(later) == (tmp_path / name if found else None)


def test_a_kind_that_does_not_exist_is_refused():
    with pytest.raises(ReportError, match="比较方式“月份”不对"):
        compare(FIRST_TEXT, kind="月份")


def test_goals_of_concern_come_first_and_are_quoted_around_the_figure(years):
    rows = goal_rows(years, brief=True)
    assert rows["met"].tolist() == ["未达到", "达到"]
    assert rows["target_sentence"].tolist() == ["改造老旧小区40个。", "城镇新增就业1.2万人以上。"]


def test_copied_sentences_name_what_moved_between_the_halves(years):
    rows = copied_rows(years)
    assert rows[["change_kind", "moved_half"]].to_numpy().tolist() == [["相同", "是"]]


def test_tables_hold_real_numbers(drafts, years):
    book = openpyxl.load_workbook(io.BytesIO(comparison_tables(drafts)["changes.xlsx"]))
    assert book.sheetnames[:3] == ["改动的数字", "全部改动", "各部分篇幅"]
    assert book["改动的数字"]["C2"].value is None  # 40余次 → 60余次
    assert book["改动的数字"]["C4"].value == pytest.approx(1 / 3)
    assert book["全部改动"].max_row == 1 + len(CHANGES)
    book = openpyxl.load_workbook(io.BytesIO(comparison_tables(years)["changes.xlsx"]))
    assert book["目标完成"]["D2"].value == "未达到"


def test_sentences_side_by_side_mark_what_changed_and_escape_it():
    frame = pd.DataFrame(
        {"before": ["走访<b>3家", ""], "after": ["走访<b>5家", "<script>"], "kind": ["figure", "added"]}
    )
    html = show_sentences(frame, before="before", after="after", caption="改动").data
    assert "走访&lt;b&gt;<del>3家</del>" in html
    assert "走访&lt;b&gt;<ins>5家</ins>" in html
    assert "<script>" not in html
    assert "<b>" not in html
    assert "没有" in show_sentences(frame.head(0), before="before", after="after", caption="改动").data


def test_a_part_holds_its_heading_and_what_it_is_given():
    html = show_part("改了什么？", "Changes", "先看数字。", None).data
    assert html == "<h2>改了什么？ · Changes</h2><p>先看数字。</p>"


def test_charts_say_what_they_show(years):
    assert charts.plot_goals(years.goals).figure.finding == "2 个有结果的目标，1 个未达到"
    assert "改造老旧小区目标40个结果31个" in charts.plot_goals(years.goals).figure.alt_text
    assert charts.plot_copied(years.reuse, len(THIS)).figure.alt_text.startswith("柱形图")
    assert charts.plot_copied(years.reuse.head(0), 100).figure.finding == "没有相同的"
    assert "坡度图" in charts.plot_phrases(years.phrases).figure.alt_text


def test_a_pack_holds_the_tables_of_its_comparison(make_collection, tmp_path):
    last, this = tmp_path / "last.txt", tmp_path / "this.txt"
    last.write_text(LAST, encoding="utf-8")
    this.write_text(THIS, encoding="utf-8")
    collection = make_collection(nothing=["1"])

    def run(text):
        last.write_text(text, encoding="utf-8")
        return render([this], collection, to=tmp_path / "html", values={"EARLIER": str(last), "AS": "years"})[0]

    outcome = run(LAST)
    assert outcome.problems == ()
    assert (outcome.folder / "changes.xlsx").exists()
    assert not run(LAST).fresh
    assert run(LAST.replace("40个", "41个")).fresh  # the earlier report belongs to what pages are made from


def test_the_command_refuses_a_file_that_is_not_there(tmp_path, capsys):
    assert main(["compare", str(tmp_path / "无.docx"), str(FIRST_TEXT), "--to", str(tmp_path / "html")]) == 2
    assert "无.docx" in capsys.readouterr().out
    assert not (tmp_path / "html").exists()


@pytest.fixture
def compared(make_collection, tmp_path, monkeypatch, capsys):
    """A function from two texts to what the command `compare` returns and says, and the sheets of its workbook."""
    collection = make_collection(nothing=["1"])
    monkeypatch.setattr("workreport.rendering.command.notebooks", lambda: collection)

    def run(earlier, later, *options):
        files = tmp_path / "earlier.txt", tmp_path / "later.txt"
        for file, text in zip(files, (earlier, later), strict=True):
            file.write_text(text, encoding="utf-8")
        code = main(["compare", *map(str, files), "--to", str(tmp_path / "html"), *options])
        book = tmp_path / "html" / "later" / "changes.xlsx"
        sheets = openpyxl.load_workbook(book).sheetnames if book.exists() else []
        return code, capsys.readouterr().out, sheets

    return run


def test_the_command_compares_two_years(compared):
    code, said, sheets = compared(LAST, THIS)
    assert code == 0
    assert "对比在“两份对比”一页，表格在 changes.xlsx。" in said
    assert sheets[0] == "目标完成"


def test_the_command_compares_as_it_is_told(compared):
    assert compared(LAST, THIS, "--as", "drafts")[2][:2] == ["改动的数字", "全部改动"]


def test_the_command_compares_a_text_with_itself(compared):
    code, _, sheets = compared(THIS, THIS)
    assert (code, sheets[0]) == (0, "改动的数字")


@pytest.mark.parametrize("earlier", ["", "Nothing in Chinese here."])
def test_the_command_refuses_an_earlier_file_that_is_no_report(compared, earlier):
    code, said, sheets = compared(earlier, THIS)
    assert (code, sheets) == (2, [])
    assert "earlier.txt" in said
