"""Counts of other reports: what is counted, what is kept, which of them a report is compared with."""

import pandas as pd
import pytest

from workreport.reading import Report
from workreport.words.reference import (
    CABINET_KIND,
    LOCAL_KIND,
    PROVINCE_KIND,
    SHIPPED,
    build_reference,
    kind_of,
    load_reference,
    peers_of,
    pool,
    write_reference,
)


def report(name, text, **said):
    return Report(name=name, title=name, text=text, source=f"{name}.txt", **said)


def summary(year, text, name="甲"):
    """A summary of one year."""
    return report(f"{year}-{name}", text, kind="总结", year=year)


@pytest.fixture
def two_years():
    return [
        summary(2024, "云桥惠民。云桥惠民。云桥惠民，修路。"),
        summary(2024, "修路。", "乙"),
        summary(2025, "修路，修路。"),
    ]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("各位代表：现在，我代表国务院，向大会报告政府工作。", CABINET_KIND),
        ("各位代表：现在，我代表省人民政府，向大会报告工作。", PROVINCE_KIND),
        ("各位代表：现在，我代表自治区人民政府，向大会报告工作。", PROVINCE_KIND),
        ("各位代表：现在，我代表市人民政府，向大会报告工作。", LOCAL_KIND),
        ("现将2023年度抓党建工作述职如下。", "述职"),
        ("今天天气很好。", ""),
    ],
)
def test_the_kind_of_a_report(text, kind):
    assert kind_of(report("", text)) == kind


def test_words_and_totals_are_counted_by_report(two_years):
    rows = build_reference(two_years).set_index(["report", "word"])["n"]
    assert rows[("2024-甲", "")] == 7
    assert rows[("2024-甲", "云桥")] == 3
    assert rows[("2024-甲", "云桥惠民")] == 3
    assert rows[("2025-甲", "修路")] == 2


def test_a_word_inside_a_longer_term_counts():
    rows = build_reference([summary(2024, "科技创新。科技。")]).set_index("word")["n"]
    assert rows[["科技", "创新", "科技创新"]].tolist() == [2, 1, 1]


def test_a_run_of_one_report_that_occurs_twice_is_left_out():
    words = build_reference([summary(2024, "云桥惠民。云桥惠民。")])["word"]
    assert "云桥惠民" not in set(words)
    words = build_reference([summary(2024, "云桥惠民。"), summary(2025, "云桥惠民。")])["word"]
    assert (words == "云桥惠民").sum() == 2


def test_reports_are_added_up(two_years):
    peers = pool(build_reference(two_years))
    assert (peers.n_words, peers.n_reports) == (10, 3)
    assert peers.counts.loc["修路"].tolist() == [4, 3]
    assert "" not in peers.counts.index


def test_no_reports_make_an_empty_reference():
    peers = pool(build_reference([]))
    assert (len(peers.counts), peers.n_words, peers.n_reports) == (0, 0, 0)


def test_a_report_is_not_among_its_own_peers():
    reports = [summary(year, f"修路{'，架桥' * year_of}。") for year_of, year in enumerate(range(2020, 2025))]
    peers = peers_of(build_reference(reports), reports[2])
    assert peers.n_reports == 4
    assert peers.counts.loc["修路", "n"] == 4


def test_peers_are_of_one_kind_and_period():
    reports = [summary(year, f"修路{year}条，第{year}次。", str(year)) for year in (1998, 2018, 2019, 2020, 2021)]
    others = [report(f"{n}", f"修路。{n}", kind="述职", year=2020) for n in "甲乙丙"]
    reference = build_reference([*reports, *others])
    peers = peers_of(reference, summary(2022, "架桥。"))
    assert (peers.n_reports, peers.kind, peers.years) == (4, "总结", (2018, 2021))
    assert peers.same_kind
    assert peers.same_period


def test_where_the_period_has_too_few_the_nearest_are_taken():
    reports = [summary(year, f"修路。第{year}次。", str(year)) for year in (1990, 1991, 1992, 1993, 1994, 1995)]
    peers = peers_of(build_reference(reports), summary(2004, "架桥。"))
    assert peers.years == (1991, 1995)
    assert peers.same_kind
    assert not peers.same_period


def test_what_is_far_away_in_time_is_no_peer():
    reports = [summary(year, f"修路。第{year}次。", str(year)) for year in (1990, 1991, 1992, 1993)]
    peers = peers_of(build_reference(reports), summary(2008, "架桥。"))
    assert (peers.years, peers.same_kind) == ((1993, 1993), False)


def test_a_kind_that_the_reference_has_not_is_said():
    reports = [summary(year, f"修路。{year}", str(year)) for year in (2020, 2021, 2022)]
    peers = peers_of(build_reference(reports), report("乙", "架桥。", kind="述职", year=2021))
    assert not peers.same_kind


def test_another_script_is_left_out():
    reports = [summary(year, f"國家發展經濟，這個問題還要關心。{year}", str(year)) for year in (2020, 2021, 2022)]
    peers = peers_of(build_reference(reports), summary(2021, "国家发展经济。"))
    assert (peers.n_reports, peers.same_kind) == (0, False)


def test_what_was_written_is_loaded(two_years, tmp_path):
    reference = build_reference(two_years)
    write_reference(reference, tmp_path / "甲.parquet")
    pd.testing.assert_frame_equal(load_reference(tmp_path / "甲.parquet"), reference)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n"])
def test_another_file_is_refused_in_one_sentence(tmp_path, content):
    (tmp_path / "乙.parquet").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"乙\.parquet.*参照词频文件"):
        load_reference(tmp_path / "乙.parquet")


def test_the_shipped_reference_is_small_and_whole():
    reference = load_reference()
    totals = reference[reference["word"] == ""].set_index("report")
    assert totals["kind"].value_counts().to_dict() == {CABINET_KIND: 19, PROVINCE_KIND: 10}
    assert SHIPPED.stat().st_size < 1_000_000
    assert not reference.duplicated(["report", "word"]).any()
    words = reference[reference["word"] != ""]
    assert (words["n"] <= words["report"].map(totals["n"])).all()
    assert words["word"].str.len().max() < 40  # counts of words, no sentences


def test_a_file_is_looked_for_in_the_working_directory(two_years, tmp_path, monkeypatch):
    write_reference(build_reference(two_years), tmp_path / "本县.parquet")
    monkeypatch.chdir(tmp_path)
    assert pool(load_reference("本县.parquet")).n_reports == 3


def test_a_missing_file_is_refused():
    with pytest.raises(ValueError, match="参照词频文件"):
        load_reference("没有.parquet")
