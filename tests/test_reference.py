"""Counts of other reports: what is counted, what is kept, what a report is compared with."""

import pytest

from workreport.reading import Report
from workreport.words.reference import (
    SHIPPED,
    build_reference,
    group_of,
    load_reference,
    pool,
    write_reference,
)


def report(name, text):
    return Report(name=name, title=name, text=text, source=f"{name}.txt")


@pytest.fixture
def two_years():
    return [
        report("2024-甲县", "云桥惠民。云桥惠民。云桥惠民，修路。"),
        report("2024-乙县", "修路。"),
        report("2025-甲县", "修路，修路。"),
    ]


@pytest.mark.parametrize(
    "name, group",
    [
        ("1954-state-council", "国务院1950年代"),
        ("2026-guangdong", "各地2026年"),
        ("2024年工作总结", "各地2024年"),
        ("述职报告", "未注明年份"),
        ("3024-x", "未注明年份"),
    ],
)
def test_the_group_of(name, group):
    assert group_of(name) == group


def test_words_reports_and_totals_are_counted(two_years):
    rows = build_reference(two_years).set_index(["group", "word"])
    assert rows.loc[("各地2024年", "")].tolist() == [8, 2]
    assert rows.loc[("各地2024年", "修路")].tolist() == [2, 2]
    assert rows.loc[("各地2024年", "云桥")].tolist() == [3, 1]
    assert rows.loc[("各地2024年", "云桥惠民")].tolist() == [3, 1]
    assert rows.loc[("各地2025年", "")].tolist() == [2, 1]


def test_a_run_that_occurs_twice_is_left_out():
    words = build_reference([report("2024-甲县", "云桥惠民。云桥惠民。")])["word"]
    assert "云桥惠民" not in set(words)


def test_groups_are_added_up(two_years):
    counts, n_words, n_reports = pool(build_reference(two_years), ["各地2024年", "各地2025年"])
    assert (n_words, n_reports) == (10, 3)
    assert counts.loc["修路"].tolist() == [4, 3]
    assert "" not in counts.index


def test_all_groups_of_a_reference_of_ones_own_are_taken(two_years):
    assert pool(build_reference(two_years))[1:] == (10, 3)


def test_no_reports_make_an_empty_reference():
    counts, n_words, n_reports = pool(build_reference([]))
    assert (len(counts), n_words, n_reports) == (0, 0, 0)


def test_what_was_written_is_loaded(two_years, tmp_path):
    reference = build_reference(two_years)
    write_reference(reference, tmp_path / "甲.csv")
    assert load_reference(tmp_path / "甲.csv").equals(reference)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n"])
def test_another_file_is_refused_in_one_sentence(tmp_path, content):
    (tmp_path / "乙.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"乙\.csv.*参照词频文件"):
        load_reference(tmp_path / "乙.csv")


def test_the_shipped_reference_is_small_and_whole():
    reference = load_reference()
    totals = reference[reference["word"] == ""].set_index("group")
    assert totals["n_reports"].sum() == 24
    assert pool(reference)[2] == 17  # of them since 2000
    assert SHIPPED.stat().st_size < 1_500_000
    assert (reference["n"] >= reference["n_reports"]).all()
    assert not reference.duplicated(["group", "word"]).any()
    words = reference[reference["word"].str.len() > 0]
    assert (words["n"] <= words["group"].map(totals["n"])).all()
    assert words["word"].str.len().max() < 40  # counts of words, no sentences


def test_a_file_is_looked_for_in_the_working_directory(two_years, tmp_path, monkeypatch):
    write_reference(build_reference(two_years), tmp_path / "本县.csv")
    monkeypatch.chdir(tmp_path)
    assert pool(load_reference("本县.csv"))[2] == 3


def test_a_missing_file_is_refused():
    with pytest.raises(ValueError, match="参照词频文件"):
        load_reference("没有.csv")
