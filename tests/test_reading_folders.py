"""Folders: which files are reports, and what is told of the others."""

from pathlib import Path

import pytest

from workreport.reading import reports_in, skipped_notice


def touch(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_reports_of_a_folder_and_its_subfolders_by_name(tmp_path):
    touch(
        tmp_path,
        "乙.docx",
        "甲.TXT",
        "丙.doc",
        "下级/丁.pdf",
        "下级/更下级/戊.ofd",
        "数据.xlsx",
        "~$乙.docx",
        ".隐藏.txt",
    )
    files, skipped = reports_in([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in files] == [
        "丙.doc",
        "乙.docx",
        "甲.TXT",
        "下级/丁.pdf",
        "下级/更下级/戊.ofd",
    ]
    assert [(one.path.name, one.reason) for one in skipped] == [
        ("~$乙.docx", "Word 的临时文件"),
        ("数据.xlsx", ".xlsx 文件"),
    ]


def test_what_was_passed_over_is_said_in_one_sentence(tmp_path):
    touch(tmp_path, "甲.txt", "一.xlsx", "二.xlsx", "三.pptx", "README")
    assert (
        skipped_notice(reports_in([tmp_path])[1])
        == "跳过 4 个：.xlsx 文件 2 个，没有扩展名的文件 1 个，.pptx 文件 1 个。"
    )
    assert skipped_notice([]) == ""


def test_own_pages_and_what_a_browser_saves_beside_a_page_are_no_reports(tmp_path):
    touch(tmp_path, "报告.html", "报告_files/广告.html", "html/甲/统计.html", ".git/说明.txt")
    (tmp_path / "html/甲/index.html").write_text('<html><head><meta name="workreport" content="{}">', "utf-8")
    files, skipped = reports_in([tmp_path])
    assert [path.name for path in files] == ["报告.html"]
    assert [(one.path.name, one.reason) for one in skipped] == [("甲", "本工具生成的网页文件夹")]


def test_a_file_named_twice_is_one_report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    touch(tmp_path, "甲.txt")
    assert reports_in([Path("甲.txt"), tmp_path, Path("..") / tmp_path.name / "甲.txt"]) == ([Path("甲.txt")], [])


def test_a_file_that_is_named_is_taken_whatever_it_ends_in(tmp_path):
    touch(tmp_path, "数据.xlsx")
    assert reports_in([tmp_path / "数据.xlsx"]) == ([tmp_path / "数据.xlsx"], [])


@pytest.mark.parametrize("name", ["长" * 200, "没有", "空"])
def test_a_path_without_reports_is_left_to_the_reader(tmp_path, name):
    (tmp_path / "空").mkdir()
    assert reports_in([tmp_path / name]) == ([tmp_path / name], [])
