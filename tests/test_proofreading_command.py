"""The command `check`: places in the file, forms of output, exit codes, and comments in a copy of a Word file."""

import json
import zipfile

import docx
import pytest

from workreport.rendering.command import main

WRONG = "某局2025年工作总结\n\n　　一、工作回顾\n　　新建学校3所。。新增学位2000个。\n"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "总结.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


@pytest.fixture
def word(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、工作回顾")
    paragraph = document.add_paragraph("我们新建学校")
    paragraph.add_run("3所。。新增").bold = True
    paragraph.add_run("学位2000个。")
    path = tmp_path / "a.docx"
    document.save(path)
    return path


def test_a_place_is_file_line_and_column(report, capsys):
    assert main(["check", str(report)]) == 1
    assert capsys.readouterr().out.startswith(f"{report}:4:9: 错：")


def test_json_holds_the_rows(report, capsys):
    main(["check", str(report), "--format", "json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["line"], row["column"], row["rule"], row["suggestion"]) == (4, 9, "mark-double", "。")


def test_github_gets_workflow_commands(report, capsys):
    main(["check", str(report), "--format", "github"])
    assert capsys.readouterr().out.startswith("::error file=")


def test_nothing_wrong_is_success_and_bad_input_is_two(tmp_path, capsys):
    path = tmp_path / "好.txt"
    path.write_text("我们完成了全部任务。", encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert main(["check", str(tmp_path / "没有.txt")]) == 2
    assert "找不到文件" in capsys.readouterr().err


def test_comments_stand_in_a_copy_and_nothing_else_changes(word, tmp_path):
    target = tmp_path / "out.docx"
    assert main(["check", str(word), "--mark", str(target)]) == 1
    (comment,) = docx.Document(target).comments
    assert comment.text.startswith("【错】两个标点连用“。。”")
    before, after = zipfile.ZipFile(word), zipfile.ZipFile(target)
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    texts = [[paragraph.text for paragraph in docx.Document(path).paragraphs] for path in (word, target)]
    assert texts[0] == texts[1]


def test_the_same_file_gives_the_same_bytes(word, tmp_path):
    for name in ("b.docx", "c.docx"):
        main(["check", str(word), "--mark", str(tmp_path / name)])
    assert (tmp_path / "b.docx").read_bytes() == (tmp_path / "c.docx").read_bytes()


def test_the_report_itself_is_never_written_over(word):
    content = word.read_bytes()
    assert main(["check", str(word), "--mark", str(word)]) == 2
    assert word.read_bytes() == content
