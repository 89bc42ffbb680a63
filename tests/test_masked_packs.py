"""Packs that are shown outside: no file of one holds an original, and what is not certain is asked before."""

import csv
import datetime as dt
import html
import io
import re
import zipfile

import docx
import pytest

from workreport.document.masking import mask_report
from workreport.reading import Report
from workreport.rendering import command as command_line
from workreport.rendering.masks import Mask, originals_in, write_key
from workreport.rendering.render import render as render_all

PARAGRAPHS = [
    "各位代表：",
    "一、工作回顾",
    "局长王小明同志带队调研，走访企业120家，比上年增长15.3%。副局长李大勇同志负责跟踪，完成投资3.2亿元。",
    "依据甲山发〔2025〕18号文件，培训干部350人次。咨询电话0571-88886666，手机13812345678。",
    "办公地点在甲山市东平路128号，身份证号11010519491231002X的申请人已经办结。",
    "二、下一步打算",
    "由王小明同志牵头，新建车间6个。来信请发office@example.org。",
]
SECRETS = [
    *("王小明", "李大勇", "0571-88886666", "13812345678", "11010519491231002X", "甲山发〔2025〕18号"),
    *("office@example.org", "东平路128号", "甲山市教育局"),
]


def make_report(folder, name="王小明同志述职报告.docx"):
    document = docx.Document()
    document.add_heading("甲山市教育局王小明同志述职报告", 0)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph, style="Heading 1" if paragraph[1] == "、" else None)
    document.core_properties.author = "王小明"
    document.core_properties.title = "甲山市教育局王小明同志述职报告"
    document.core_properties.created = dt.datetime(2026, 1, 20, tzinfo=dt.UTC)
    document.save(folder / name)
    return folder / name


def render(monkeypatch, folder, *arguments):
    monkeypatch.chdir(folder)
    return command_line.main(["render", *map(str, arguments), "--to", str(folder / "html")])


def key_of(folder):
    return list(csv.DictReader((folder / "mask.csv").read_text(encoding="utf-8-sig").splitlines()))


def texts_of(name, content):
    """All that a file holds as text: its name, its parts where it is a package, its attributes unescaped."""
    yield name
    if name.endswith((".xlsx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from texts_of(part, archive.read(part))
    else:
        yield html.unescape(re.sub(r"base64,[A-Za-z0-9+/=]*", "", content.decode()))


def test_no_file_of_a_masked_pack_holds_an_original(tmp_path, monkeypatch, capsys):
    report = make_report(tmp_path)
    settings = ["--mask", "--mask-bodies", "--leave", "申请人", "--zip", "-p", "KEYWORD=王小明"]
    assert render(monkeypatch, tmp_path, report, *settings) == 0
    assert str(tmp_path / "mask.csv") in capsys.readouterr().out
    rows = key_of(tmp_path)
    originals = {*SECRETS, *(row["原文"] for row in rows)}
    assert all(any(secret in row["原文"] for row in rows) for secret in SECRETS)
    files = sorted(path for path in (tmp_path / "html").rglob("*") if path.is_file())
    assert {path.suffix for path in files} == {".html", ".xlsx", ".csv", ".zip"}
    assert [path.name for path in (tmp_path / "html").iterdir() if path.is_dir()] == ["王某某同志述职报告-脱敏"]
    for path in files:
        for text in texts_of(str(path.relative_to(tmp_path)), path.read_bytes()):
            assert not [original for original in originals if original in text], path
    index = (tmp_path / "html" / "王某某同志述职报告-脱敏" / "index.html").read_text(encoding="utf-8")
    assert "本份已脱敏" in index
    assert "SHA-256" not in index
    assert "mask.csv" not in {path.name for path in files}


def test_what_may_be_a_name_is_asked_before_anything_is_made(tmp_path, monkeypatch, capsys):
    report = tmp_path / "述职.txt"
    report.write_text("各位同事：\n王局长批示。赵晓红受表彰。\n", encoding="utf-8")
    assert render(monkeypatch, tmp_path, report, "--mask") == 2
    out = capsys.readouterr().out
    assert "断不定这些是不是人名，没有做：赵晓红、王局长。" in out.replace("\n", "")
    assert "--also" in out
    assert not (tmp_path / "html").exists()
    assert not (tmp_path / "mask.csv").exists()


@pytest.mark.parametrize(
    "case",
    [
        (["--also", "张三"], "要和 --mask 一起用"),
        (["--mask-bodies"], "要和 --mask 一起用"),
        (["--mask", "-p", "LAST=去年.txt"], "脱敏（--mask）时不能用参数 LAST"),
        (["--mask", "-p", "EARLIER=去年.txt"], "脱敏（--mask）时不能用参数 EARLIER"),
    ],
)
def test_what_would_show_an_original_is_refused(tmp_path, monkeypatch, capsys, short_report, case):
    arguments, sentence = case
    assert render(monkeypatch, tmp_path, short_report, *arguments) == 2
    assert sentence in capsys.readouterr().out
    assert not (tmp_path / "html").exists()


def test_the_key_never_lies_among_the_pages(tmp_path, monkeypatch, capsys, short_report):
    (tmp_path / "html").mkdir()
    monkeypatch.chdir(tmp_path / "html")
    assert command_line.main(["render", str(short_report), "--mask", "--to", "."]) == 2
    assert "不能和网页放在一起" in capsys.readouterr().out
    assert list((tmp_path / "html").iterdir()) == []


def test_a_file_that_is_no_key_is_not_written_over(tmp_path, monkeypatch, capsys, short_report):
    (tmp_path / "mask.csv").write_text("我的表\n", encoding="utf-8")
    assert render(monkeypatch, tmp_path, short_report, "--mask") == 2
    assert "不是脱敏的对照表" in capsys.readouterr().out
    assert (tmp_path / "mask.csv").read_text(encoding="utf-8") == "我的表\n"


def test_a_doubt_costs_only_its_report(tmp_path, make_collection, short_report):
    doubted = tmp_path / "述职.txt"
    doubted.write_text("各位同事：\n王局长批示。\n", encoding="utf-8")
    collection = make_collection(总览=["REPORT"])
    first, second = render_all([doubted, short_report], collection, to=tmp_path / "html", values={}, mask=Mask())
    assert first.folder is None
    assert "王局长" in first.problems[0]
    assert (second.folder.name, second.problems) == ("短报告-脱敏", ())
    (decided,) = render_all([doubted], collection, to=tmp_path / "html", values={}, mask=Mask(leave=("王局长",)))
    assert decided.problems == ()


def test_other_options_of_masking_make_other_pages(tmp_path, make_collection):
    report = tmp_path / "述职.txt"
    report.write_text("甲山市教育局牵头落实。局长王小明同志讲话。\n", encoding="utf-8")
    collection = make_collection(总览=["1"])
    fresh = [
        render_all([report], collection, to=tmp_path / "html", values={}, mask=mask)[0].fresh
        for mask in (None, Mask(), Mask(), Mask(bodies=True), None)
    ]
    assert fresh == [True, True, False, True, False]


def test_a_masked_pack_does_not_mix_with_other_files(tmp_path, make_collection, short_report):
    folder = tmp_path / "html" / "短报告-脱敏"
    folder.mkdir(parents=True)
    (folder / "figures-old.csv").write_text("张三", encoding="utf-8")
    (outcome,) = render_all([short_report], make_collection(总览=["1"]), to=tmp_path / "html", values={}, mask=Mask())
    assert "里有别的文件（figures-old.csv 等 1 个）" in outcome.problems[0]
    assert [path.name for path in folder.iterdir()] == ["figures-old.csv"]


def test_a_page_that_still_shows_an_original_is_left_out(tmp_path, make_collection):
    report = tmp_path / "述职.txt"
    report.write_text("局长王小明同志讲话。\n", encoding="utf-8")
    collection = make_collection(总览=["1"], 统计=["print('王小明')"])
    (outcome,) = render_all([report], collection, to=tmp_path / "html", values={}, mask=Mask())
    assert outcome.problems == ("述职.txt 的“统计”没有做成：其中还查得到“王某某”的原文，没有放进去。",)
    assert all("王小明" not in page.read_text(encoding="utf-8") for page in outcome.folder.glob("*.html"))


def test_a_report_beside_it_is_not_compared_with(tmp_path, make_collection, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for year in (2024, 2025):
        text = "局长王小明同志讲话。\n" if year == 2025 else "局长李大勇同志讲话。\n"
        (tmp_path / f"{year}年总结.txt").write_text(text, encoding="utf-8")
    cell = "from workreport.comparison.pairs import compare\nprint(compare(REPORT).earlier)"
    collection = make_collection(总览=[cell])
    (outcome,) = render_all([tmp_path / "2025年总结.txt"], collection, to=tmp_path / "html", values={}, mask=Mask())
    assert '<pre class="stream">None\n</pre>' in (outcome.folder / "index.html").read_text(encoding="utf-8")
    assert not (outcome.folder / "changes.xlsx").exists()


def test_the_key_keeps_what_it_says_of_other_reports_and_holds_no_formula(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    one = mask_report(Report("甲", "甲", "局长王小明同志讲话。", "甲.txt"))
    other = mask_report(Report("乙", "乙", "编号=SUM(A1)已核。", "乙.txt"), also=["=SUM(A1)"])
    write_key({"甲.txt": one})
    write_key({"-乙.txt": other})
    write_key({"-乙.txt": other})
    assert [[row["报告"], row["标记"], row["原文"], row["类别"], row["次数"]] for row in key_of(tmp_path)] == [
        ["甲.txt", "王某某", "王小明", "人名", "1"],
        ["'-乙.txt", "（其他）", "'=SUM(A1)", "其他", "1"],
    ]


def test_headings_stay_where_they_are():
    text = "局长王小明同志讲话。\n工作\n下一步"
    report = mask_report(Report("述职", "述职", text, "述职.txt", headings=((11, 1), (14, 2)))).report
    assert [report.text[start:][:2] for start, _ in report.headings] == ["工作", "下一"]


def test_a_notice_does_not_quote_what_was_set_apart():
    notices = ("网页或报刊留下的 1 行文字没有计入正文：签发人王小。", "3 张图片没有读入。")
    report = mask_report(Report("述职", "述职", "工作顺利。", "述职.txt", notices=notices)).report
    assert report.notices[:2] == ("网页或报刊留下的 1 行文字没有计入正文。", "3 张图片没有读入。")


def test_an_original_is_found_wherever_a_file_holds_it():
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", "<t>王小明</t>")
    originals = ["王小明", "a&b"]
    assert originals_in("figures.xlsx", package.getvalue(), originals) == ["王小明"]
    assert originals_in("王小明.html", b"", originals) == ["王小明"]
    assert originals_in("x.html", b'<img alt="a&amp;b">', originals) == ["a&b"]
    assert originals_in("x.html", "王某某".encode(), originals) == []
