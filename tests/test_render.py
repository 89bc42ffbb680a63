"""From report files to pages: what is written, what is left alone, and what a failure costs."""

import base64
import hashlib
import multiprocessing
import re
import zipfile
from html import escape, unescape
from types import SimpleNamespace

import pytest

from workreport.corpus import collect
from workreport.rendering import command as command_line
from workreport.rendering import render as rendering
from workreport.rendering.execute import with_values
from workreport.rendering.processes import WorkError, in_process
from workreport.rendering.render import Outcome, render, sentence_of, zip_pack

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


def test_a_page_fetches_nothing_and_allows_one_script_only(make_collection, short_report, tmp_path):
    (outcome,) = run(short_report, make_collection(总览=["1"]), tmp_path / "html")
    for page in (*outcome.folder.glob("*.html"), tmp_path / "html" / "index.html"):
        html = unescape(page.read_text(encoding="utf-8"))
        (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"content=\"default-src 'none'; script-src 'sha256-{digest}'; img-src data:;" in html
        assert html.count("<script") == 1
        assert not re.search(r"<link|<iframe|@import|url\(|(?:src|href)=[\"']?(?:https?:|//)", html)


def test_every_page_says_whose_report_it_is_and_leads_back(make_collection, tmp_path):
    report = tmp_path / "报告.txt"
    report.write_text(
        "2026年某某市政府工作报告\n\n各位代表：\n现在，我代表某某市人民政府，向大会报告工作。\n", encoding="utf-8"
    )
    (outcome,) = run(report, make_collection(总览=["1"]), tmp_path / "html")
    for page in outcome.folder.glob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert re.search("<title>.* – 2026年某某市政府工作报告</title>", html)
        assert '<p class="identity">某某市 · 某某市人民政府 · 2026年 · 政府工作报告</p>' in html
        assert '<a href="../index.html">' in html
        assert "来源：报告.txt" in html
    listed = (tmp_path / "html" / "index.html").read_text(encoding="utf-8")
    assert '<td>某某市</td><td class="w">某某市人民政府</td><td>政府工作报告</td><td class="n">2026</td>' in listed


def test_the_text_is_a_page_that_others_lead_to(make_collection, short_report, tmp_path):
    (outcome,) = run(short_report, make_collection(总览=["1"]), tmp_path / "html")
    text = (outcome.folder / "text.html").read_text(encoding="utf-8")
    assert '<span id="s2"><i id="c10"></i>下一步加强学习。</span>' in text
    assert '<a href="text.html" aria-current="page">原文</a>' in text


def test_one_file_holds_all_pages(make_collection, short_report, tmp_path):
    link = 'HTML(\'<p id="x"><a href="#x">甲</a><a href="text.html#s2">乙</a><a href="figures.xlsx">丙</a></p>\')'
    (outcome,) = run(short_report, make_collection(总览=[SHOW, link], 统计=["1"]), tmp_path / "html")
    html = (outcome.folder / "all.html").read_text(encoding="utf-8")
    assert '<p id="index-x"><a href="#index-x">甲</a><a href="#text-s2">乙</a><a href="figures.xlsx">丙</a></p>' in html
    assert '<section class="page" id="01-统计">' in html
    assert '<span id="text-s2">' in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


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
    index = (outcome.folder / "index.html").read_text(encoding="utf-8")
    failed = (outcome.folder / "01-统计.html").read_text(encoding="utf-8")
    assert '<a href="01-统计.html">统计</a>' in index
    assert "没有做成" not in index
    assert "这一页没有做成：没有数据 第二行" in failed
    assert '<a href="index.html">总览</a>' in failed
    assert "previous-" not in failed


def test_an_incomplete_pack_is_not_taken_for_an_unchanged_one(make_collection, short_report, tmp_path):
    cell = f"import os\nassert os.path.exists({str(tmp_path / 'mended')!r}), '缺一份表'"
    collection = make_collection(总览=["1"], 统计=[cell])
    (first,) = run(short_report, collection, tmp_path / "html")
    (tmp_path / "mended").touch()
    (second,) = run(short_report, collection, tmp_path / "html")
    (third,) = run(short_report, collection, tmp_path / "html")
    assert [bool(first.problems), second.problems, second.fresh, third.fresh] == [True, (), True, False]
    assert "没有做成" not in (second.folder / "01-统计.html").read_text(encoding="utf-8")


def test_a_hostile_reason_is_only_text(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["1"], 统计=["raise ValueError('<script>alert(1)</script>')"])
    (outcome,) = run(short_report, collection, tmp_path / "html")
    failed = (outcome.folder / "01-统计.html").read_text(encoding="utf-8")
    assert "<script>alert" not in failed
    assert "&lt;script&gt;alert(1)" in failed


def test_tables_that_failed_are_not_linked(make_collection, short_report, tmp_path, monkeypatch):
    def without_tables(processes, work, *arguments):
        if work.__name__ == "_make_tables":
            raise WorkError("表格太大")
        return in_process(processes, work, *arguments)

    monkeypatch.setattr(rendering, "in_process", without_tables)
    (outcome,) = run(short_report, make_collection(总览=["1"]), tmp_path / "html")
    assert outcome.problems == ("短报告.txt 的“台账表格”没有做成：表格太大",)
    for page in outcome.folder.glob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert 'href="figures.' not in html
        assert "Excel 工作簿（没有做成）" in html


def test_a_notebook_that_kills_its_process_costs_only_itself(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["1"], 统计=["import os\nos._exit(1)"])
    (outcome,) = run(short_report, collection, tmp_path / "html")
    assert len(outcome.problems) == 1
    assert "进程意外结束" in outcome.problems[0]


def test_old_pages_stay_when_new_ones_fail(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["assert TIMES == 2, '次数不对'"])
    run(short_report, collection, tmp_path / "html")
    folder = tmp_path / "html" / "短报告"
    old = (folder / "index.html").read_bytes()
    for _ in range(2):
        (outcome,) = run(short_report, collection, tmp_path / "html", values={"TIMES": 3})
        assert "次数不对" in outcome.problems[0]
        assert (folder / "previous-index.html").read_bytes() == old
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "这一页没有做成：次数不对" in page
    assert '<a href="previous-index.html">上一次做成的这一页</a>' in page
    run(short_report, collection, tmp_path / "html")
    assert not (folder / "previous-index.html").exists()
    assert (folder / "index.html").read_bytes() == old


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
        assert "<script>alert" not in html
        assert "&lt;script&gt;" in html


def test_a_folder_without_reports_is_refused(make_collection, tmp_path):
    (tmp_path / "空").mkdir()
    (outcome,) = run(tmp_path / "空", make_collection(总览=["1"]), tmp_path / "html")
    assert outcome.problems == (f"文件夹“{tmp_path / '空'}”打不开，或者里面没有报告，请写出报告的文件名。",)
    assert not (tmp_path / "html").exists()


def test_a_report_called_like_the_list_does_not_take_its_place(make_collection, tmp_path):
    report = tmp_path / "index.html.txt"
    report.write_text("工作顺利。\n", encoding="utf-8")
    (outcome,) = run(report, make_collection(总览=["1"]), tmp_path / "html")
    assert outcome.folder.name == "index.html-2"
    assert "index.html-2/index.html" in (tmp_path / "html" / "index.html").read_text(encoding="utf-8")


def test_a_place_that_is_taken_costs_only_its_report(make_collection, short_report, tmp_path):
    other = tmp_path / "另一份.txt"
    other.write_text("工作顺利。\n", encoding="utf-8")
    to = tmp_path / "html"
    (to / "短报告" / "01-统计.html").mkdir(parents=True)
    collection = make_collection(总览=["1"], 统计=["1"])
    first, second = render([short_report, other], collection, to=to, values={})
    assert first.problems == (f"短报告.txt 的网页没有写完：“{to / '短报告' / '01-统计.html'}”已被同名的文件夹占用。",)
    assert second == Outcome("另一份.txt", to / "另一份")
    assert not (to / "短报告" / "index.html").exists()
    assert not list(to.rglob(".new-*"))


def test_a_page_that_cannot_be_replaced_leaves_the_first_page_as_it_was(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["TIMES"], 统计=["1"])
    (outcome,) = run(short_report, collection, tmp_path / "html")
    old = (outcome.folder / "index.html").read_bytes()
    (outcome.folder / "01-统计.html").unlink()
    (outcome.folder / "01-统计.html").mkdir()
    run(short_report, collection, tmp_path / "html", values={"TIMES": 3})
    assert (outcome.folder / "index.html").read_bytes() == old


def test_a_folder_that_cannot_be_written_is_told_before_any_notebook_runs(make_collection, short_report, tmp_path):
    mark = tmp_path / "ran"
    (tmp_path / "html").write_text("一份文件", encoding="utf-8")
    with pytest.raises(OSError, match="exists"):
        run(short_report, make_collection(总览=[f"open({str(mark)!r}, 'w')"]), tmp_path / "html")
    assert not mark.exists()


def test_one_reason_is_told_once(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["raise ValueError('速度不对')"], 统计=["raise ValueError('速度不对')"])
    (outcome,) = run(short_report, collection, tmp_path / "html")
    assert outcome.problems == ("短报告.txt 的“总览”“统计”没有做成：速度不对",)


def test_marks_of_other_pages_are_not_listed(make_collection, short_report, tmp_path):
    for name, mark in (("甲", "[1]"), ("乙", "{"), ("丙", '{"title": "丙", "date": "", "n_chars": "多"}')):
        (tmp_path / "html" / name).mkdir(parents=True)
        page = f'<meta name="workreport" content="{escape(mark)}">'
        (tmp_path / "html" / name / "index.html").write_text(page, encoding="utf-8")
    run(short_report, make_collection(总览=["1"]), tmp_path / "html")
    listed = (tmp_path / "html" / "index.html").read_text(encoding="utf-8")
    assert "共 1 份报告" in listed
    assert "短报告" in listed


def test_a_changed_reference_is_rendered_with(make_collection, short_report, tmp_path):
    counts = tmp_path / "counts.csv"
    collection = make_collection(总览=["1"])
    fresh = []
    for content in ("甲", "甲", "乙"):
        counts.write_text(content, encoding="utf-8")
        (outcome,) = run(short_report, collection, tmp_path / "html", values={"REFERENCE": str(counts)})
        fresh.append(outcome.fresh)
    assert fresh == [True, False, True]


def test_half_a_character_in_a_parameter_is_shown_as_a_question_mark(make_collection, short_report, tmp_path):
    (outcome,) = run(
        short_report, make_collection(总览=["print(TIMES)"]), tmp_path / "html", values={"TIMES": "\udcff"}
    )
    assert outcome.problems == ()
    assert '<pre class="stream">?\n</pre>' in (outcome.folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "error, sentence",
    [
        (OSError(28, "No space left on device", "html/甲"), "“html/甲”所在的磁盘已满。"),
        (
            PermissionError(13, "Permission denied", "a.xlsx"),
            "“a.xlsx”没有写入的权限，或者正被别的程序（如 Excel）打开。",
        ),
        (OSError(11, "Resource temporarily unavailable"), "系统出错：Resource temporarily unavailable。"),
        (ValueError("一行\n两行"), "一行 两行"),
        (KeyError(), "KeyError"),
    ],
)
def test_an_error_is_one_line(error, sentence):
    assert sentence_of(error) == sentence


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


def test_the_command_line_refuses_a_file_that_is_no_reference(short_report, tmp_path, capsys):
    setting = f"REFERENCE={short_report}"
    assert command_line.main(["render", str(short_report), "-p", setting, "--to", str(tmp_path / "html")]) == 2
    assert "“短报告.txt”不是可读的参照词频文件" in capsys.readouterr().out
    assert not (tmp_path / "html").exists()


def test_the_command_line_refuses_a_folder_it_cannot_write(short_report, tmp_path, capsys):
    (tmp_path / "html").write_text("一份文件", encoding="utf-8")
    assert command_line.main(["render", str(short_report), "--to", str(tmp_path / "html")]) == 2
    assert f"✗ “{tmp_path / 'html'}”已被同名的文件占用。" in capsys.readouterr().out


def test_the_command_line_stops_in_one_sentence(short_report, tmp_path, capsys, monkeypatch):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "render", interrupted)
    assert command_line.main(["render", str(short_report), "--to", str(tmp_path / "html")]) == 130
    assert capsys.readouterr().out.endswith("已停止；没有做完的报告，原有页面没有改动。\n")


def test_a_zip_that_cannot_be_written_is_told(short_report, tmp_path, capsys, monkeypatch):
    pack = tmp_path / "html" / "短报告"
    pack.mkdir(parents=True)
    (tmp_path / "html" / "短报告.zip").mkdir()
    monkeypatch.setattr(command_line, "render", lambda *_arguments, **_options: [Outcome("短报告.txt", pack)])
    assert command_line.main(["render", str(short_report), "--to", str(tmp_path / "html"), "--zip"]) == 2
    assert f"短报告.txt 的压缩包没有做成：“{pack}.zip”已被同名的文件夹占用。" in capsys.readouterr().out


def test_the_list_says_how_much_is_to_be_checked_and_leads_to_the_collection(make_collection, tmp_path):
    for name, text in (("错", "今年一共去了三次，分别是第一一次。2月30日，召开大会。\n"), ("对", "学习三次。\n")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    paths, to, collection = [tmp_path / "错.txt", tmp_path / "对.txt"], tmp_path / "html", make_collection(总览=["1"])
    render(paths, collection, to=to, values={})
    listed = (to / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<a href="%E9%94%99/05-proofreading.html">[1-9]', listed)
    assert '<td class="n">0</td>' in listed
    assert "07-collection.html" not in listed
    (to / "07-collection.html").write_text("报告集", encoding="utf-8")
    render(paths, collection, to=to, values={})
    assert '<a href="07-collection.html">报告集：' in (to / "index.html").read_text(encoding="utf-8")


def test_another_collection_makes_the_pages_anew(make_collection, short_report, tmp_path):
    collection = make_collection(总览=["1"])
    fresh = []
    for reports in ([short_report], [short_report], [short_report, tmp_path / "x.txt"]):
        (tmp_path / "x.txt").write_text("再学习一次。\n", encoding="utf-8")
        collect(reports, tmp_path / "corpus", workers=1)
        (outcome,) = run(short_report, collection, tmp_path / "html", values={"CORPUS": str(tmp_path / "corpus")})
        fresh.append(outcome.fresh)
    assert fresh == [True, False, True]


def test_a_server_of_processes_that_has_ended_is_told_in_one_sentence():
    class NeverStarted:
        pid = None

        def start(self):
            raise EOFError("unexpected EOF")

    processes = SimpleNamespace(Pipe=multiprocessing.Pipe, Process=lambda **_: NeverStarted())
    with pytest.raises(WorkError, match="进程意外结束（可能是内存不足）。"):
        in_process(processes, dict)
