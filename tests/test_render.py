"""From report files to pages: what is written, what is left alone, and what a failure costs."""

import re
import zipfile

import pytest

from workreport import __main__ as command_line
from workreport.execute import with_values
from workreport.render import find_reports, render, zip_pack

SHOW = "from IPython.display import HTML"


def run(report, collection, folder, **options):
    return render([report], collection, to=folder, values=options.pop("values", {}), **options)


def test_a_report_becomes_pages(make_collection, short_report, tmp_path):
    collection = make_collection(总览=[SHOW, "HTML(f'<p>{REPORT.name}</p>')"], 统计=["print(TIMES)"])
    (outcome,) = run(short_report, collection, tmp_path / "html", values={"TIMES": 7})
    assert (outcome.folder, outcome.problems, outcome.fresh) == (tmp_path / "html" / "短报告", (), True)
    index = (outcome.folder / "index.html").read_text(encoding="utf-8")
    assert "<p>短报告.txt</p>" in index
    assert '<html lang="zh-CN">' in index
    assert '<a href="01-统计.html">统计</a>' in index
    assert '<h2 id="问题？">问题？ <span class="gloss" lang="en">Question</span></h2>' in index
    assert '<li><a href="#问题？">问题？</a></li>' in index
    assert '<pre class="stream">7\n</pre>' in (outcome.folder / "01-统计.html").read_text(encoding="utf-8")
    assert "短报告" in (tmp_path / "html" / "index.html").read_text(encoding="utf-8")


def test_a_page_fetches_nothing_and_forbids_scripts(make_collection, short_report, tmp_path):
    (outcome,) = run(short_report, make_collection(总览=["1"]), tmp_path / "html")
    index = (outcome.folder / "index.html").read_text(encoding="utf-8")
    assert "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'" in index
    assert not re.search(r"<script|<link|<iframe|@import|url\(|(?:src|href)=[\"']?(?:https?:|//)", index)


def test_no_page_names_the_folder_of_the_report(make_collection, short_report, tmp_path):
    (outcome,) = run(short_report, make_collection(总览=["REPORT.name"]), tmp_path / "html")
    assert str(tmp_path) not in (outcome.folder / "index.html").read_text(encoding="utf-8")


def test_the_same_report_gives_the_same_bytes(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["{'甲', '乙'} == {'乙', '甲'}"])
    packs = [run(short_report, collection, tmp_path / name)[0].folder for name in ("一", "二")]
    files = [{file.name: file.read_bytes() for file in pack.iterdir()} for pack in packs]
    assert files[0] == files[1]
    assert zip_pack(packs[0]).read_bytes() == zip_pack(packs[1]).read_bytes()


def test_the_zip_holds_the_pack(make_collection, short_report, tmp_path):
    (outcome,) = run(short_report, make_collection(总览=["1"]), tmp_path / "html")
    names = zipfile.ZipFile(zip_pack(outcome.folder)).namelist()
    assert names == sorted(f"短报告/{file.name}" for file in outcome.folder.iterdir())


def test_an_unchanged_report_is_not_rendered_again(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["1"])
    runs = [
        run(short_report, collection, tmp_path / "html"),
        run(short_report, collection, tmp_path / "html"),
        run(short_report, collection, tmp_path / "html", force=True),
        run(short_report, collection, tmp_path / "html", values={"TIMES": 3}),
    ]
    assert [outcome.fresh for (outcome,) in runs] == [True, False, True, True]


def test_a_failing_notebook_is_named_and_the_rest_is_finished(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["1"], 统计=["raise ValueError('没有数据\\n第二行')"])
    (outcome,) = run(short_report, collection, tmp_path / "html")
    assert outcome.problems == ("短报告.txt 的“统计”没有做成：没有数据 第二行",)
    assert (outcome.folder / "index.html").exists()
    assert not (outcome.folder / "01-统计.html").exists()


def test_a_notebook_that_kills_its_process_costs_only_itself(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["1"], 统计=["import os\nos._exit(1)"])
    (outcome,) = run(short_report, collection, tmp_path / "html")
    assert len(outcome.problems) == 1
    assert "进程意外结束" in outcome.problems[0]


def test_old_pages_stay_when_new_ones_fail(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["assert TIMES == 2, '次数不对'"])
    run(short_report, collection, tmp_path / "html")
    old = (tmp_path / "html" / "短报告" / "index.html").read_bytes()
    (outcome,) = run(short_report, collection, tmp_path / "html", values={"TIMES": 3})
    assert "次数不对" in outcome.problems[0]
    assert (tmp_path / "html" / "短报告" / "index.html").read_bytes() == old


def test_files_of_others_are_left_alone(make_collection, short_report, tmp_path):
    note = tmp_path / "html" / "短报告" / "批注.txt"
    note.parent.mkdir(parents=True)
    note.write_text("勿动", encoding="utf-8")
    run(short_report, make_collection(总览=["1"]), tmp_path / "html")
    assert note.read_text(encoding="utf-8") == "勿动"


def test_notebooks_share_no_state(make_collection, short_report, tmp_path):
    collection = make_collection(
        总览=["import workreport\nworkreport.mark = 1"], 统计=["import workreport\nhasattr(workreport, 'mark')"]
    )
    (outcome,) = run(short_report, collection, tmp_path / "html")
    assert "False" in (outcome.folder / "01-统计.html").read_text(encoding="utf-8")


def test_two_reports_of_one_name_get_two_folders(make_collection, short_report, tmp_path):
    other = tmp_path / "other" / short_report.name
    other.parent.mkdir()
    other.write_text("另一份报告。\n", encoding="utf-8")
    outcomes = render([short_report, other], make_collection(总览=["1"]), to=tmp_path / "html", values={})
    assert [outcome.folder.name for outcome in outcomes] == ["短报告", "短报告-2"]


def test_a_refused_report_does_not_stop_the_others(make_collection, short_report, tmp_path):
    missing = tmp_path / "没有.txt"
    outcomes = render([missing, short_report], make_collection(总览=["1"]), to=tmp_path / "html", values={})
    assert outcomes[0].folder is None
    assert "没有.txt" in outcomes[0].problems[0]
    assert outcomes[1].problems == ()


def test_a_hostile_title_is_only_text(make_collection, tmp_path):
    report = tmp_path / "x.txt"
    report.write_text("<script>alert(1)</script>工作报告\n\n各位代表：\n工作顺利。\n", encoding="utf-8")
    (outcome,) = run(report, make_collection(总览=["1"]), tmp_path / "html")
    for page in (outcome.folder / "index.html", tmp_path / "html" / "index.html"):
        html = page.read_text(encoding="utf-8")
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_reports_in_a_folder(tmp_path):
    for name in ("乙.docx", "甲.txt", "数据.xlsx", ".隐藏.txt", "~$乙.docx"):
        (tmp_path / name).touch()
    assert [path.name for path in find_reports([tmp_path])] == ["乙.docx", "甲.txt"]


@pytest.mark.parametrize(
    "values, shown",
    [
        ({"B": [1, 2]}, 'A = "甲"  # 注释\nB = [1, 2]  # 多行'),
        ({"A": "它说“好”"}, "A = '它说“好”'  # 注释\nB = [\n    0,\n]  # 多行"),
    ],
)
def test_the_parameters_cell_shows_what_was_run(values, shown):
    assert with_values('A = "甲"  # 注释\nB = [\n    0,\n]  # 多行', values) == shown


@pytest.mark.parametrize("content", [None, ""], ids=["missing", "empty"])
def test_the_command_line_refuses_in_one_sentence(tmp_path, capsys, content):
    path = tmp_path / "no-such.txt"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert command_line.main(["render", str(path), "--to", str(tmp_path / "html")]) == 2
    out = capsys.readouterr().out
    assert out.count("no-such.txt") == 1
    assert "Traceback" not in out


def test_the_command_line_refuses_a_wrong_parameter(short_report, tmp_path, capsys):
    assert command_line.main(["render", str(short_report), "-p", "SPED=1", "--to", str(tmp_path / "html")]) == 2
    assert "没有名为“SPED”的参数" in capsys.readouterr().out
    assert not (tmp_path / "html").exists()
