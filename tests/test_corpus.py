"""Collections: whatever gathers them, the tables are the same; what changes over the years is found as it was made."""

import importlib
import os
import signal
import subprocess
import sys
import time
from itertools import combinations

import pandas as pd
import psutil
import pyarrow.parquet as pq
import pytest
from dask import config

import made_reports
from made_reports import COPIED, FALLING, PLACES, RISING, target_of
from workreport.corpus import collect, findings, kin, peers, read_corpus, trends
from workreport.corpus.collect import make_parts
from workreport.corpus.tables import SCHEMAS, frame_of, mark_of, sketch_of
from workreport.document import document_of
from workreport.pages import peers as pages_of_peers
from workreport.reading import ReportError, read_report
from workreport.rendering.command import main

YEARS = range(2016, 2026)
DASK = (sys.executable, "-m")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    made = made_reports.write_reports(folder, places=3, years=YEARS, sentences=16)
    broken = folder / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    return [*made, broken]


@pytest.fixture(scope="module")
def gathered(files, tmp_path_factory):
    to = tmp_path_factory.mktemp("corpus")
    collect(files, to, workers=1)
    return to


@pytest.fixture(scope="module")
def corpus(gathered):
    return read_corpus(gathered)


def tables_of(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def test_every_table_is_there_and_of_its_schema(gathered):
    assert {path.stem for path in gathered.glob("*.parquet")} == {*SCHEMAS, "refused"}
    for name, schema in SCHEMAS.items():
        assert pq.read_schema(gathered / f"{name}.parquet").equals(schema, check_metadata=False)


def test_tables_say_what_the_reports_say(corpus, files):
    row = corpus.reports.iloc[0]
    assert (row["file"], row["title"], row["place"], row["year"]) == (
        files[0].name,
        "甲山市政府工作报告",
        "甲山市",
        2016,
    )
    text = read_report(files[0]).text
    first = corpus.sentences[corpus.sentences["report"] == 0]
    assert [text[a:b] for a, b in zip(first["start"], first["end"], strict=True)] == list(first["text"])
    figures = corpus.figures[corpus.figures["report"] == 0]
    assert [text[a:b] for a, b in zip(figures["start"], figures["end"], strict=True)] == list(figures["text"])


def test_a_broken_file_costs_only_itself(corpus, files):
    assert len(corpus.reports) == len(files) - 1
    assert list(corpus.refused["file"]) == ["broken.docx"]
    assert "broken.docx" in corpus.refused["reason"].iloc[0]


def test_what_has_not_changed_is_not_read_again(files, tmp_path):
    first = collect(files[:4], tmp_path, workers=1)
    again = collect(files[:4], tmp_path, workers=1)
    more = collect(files[:5], tmp_path, workers=1)
    assert (first.n_read, again.n_read, more.n_read) == (4, 0, 1)
    assert more.n_reports == 5


def test_a_file_that_is_gone_leaves_the_collection(files, tmp_path):
    collect(files[:4], tmp_path / "all", workers=1)
    collect(files[:3], tmp_path / "all", workers=1)
    collect(files[:3], tmp_path / "few", workers=1)
    assert tables_of(tmp_path / "all") == tables_of(tmp_path / "few")


def test_several_processes_give_the_same_bytes_though_one_is_killed(files, gathered, tmp_path):
    killed = []

    def kill_one(done, _all):
        if done == 3 and not killed:
            workers = [child for child in psutil.Process().children() if "dask worker" in child.cmdline()[0]]
            killed.append(workers[-1])
            workers[-1].kill()

    result = collect(files, tmp_path, workers=2, tell=kill_one)
    assert killed
    assert result.n_reports == len(files) - 1
    assert tables_of(tmp_path) == tables_of(gathered)


def end_at_the_first(sources, parts):
    """What a worker does whose process one of the files ends."""
    if any(source.file == "2016-0000-甲山市.txt" for source in sources):
        os.kill(os.getpid(), signal.SIGKILL)
    make_parts(sources, parts)


def test_a_file_that_ends_its_process_costs_only_itself(files, tmp_path, monkeypatch):
    collecting = importlib.import_module("workreport.corpus.collect")
    monkeypatch.setattr(collecting, "make_parts", end_at_the_first)
    monkeypatch.setattr(collecting, "_AT_ONCE", 3)  # the files are handed out in lots of three
    with config.set({"distributed.scheduler.allowed-failures": 0}):
        result = collect(files, tmp_path, workers=2)
    assert [file for file, _ in result.refused] == ["2016-0000-甲山市.txt", "broken.docx"]
    assert "意外结束" in result.refused[0][1]
    assert result.n_reports == len(files) - 2


def test_a_scheduler_that_runs_gives_the_same_bytes(files, gathered, tmp_path):
    place = tmp_path / "scheduler.json"
    server = subprocess.Popen(
        [*DASK, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", place],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    worker = None
    try:
        while not place.exists():
            time.sleep(0.1)
        worker = subprocess.Popen(
            [
                *DASK,
                "distributed.cli.dask_worker",
                "--scheduler-file",
                place,
                "--local-directory",
                tmp_path / "scratch",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = pd.read_json(place, typ="series")["address"]
        collect(files, tmp_path / "corpus", scheduler=address)
    finally:
        for process in filter(None, (worker, server)):
            process.kill()
            process.wait()
    assert tables_of(tmp_path / "corpus") == tables_of(gathered)


def test_a_run_that_was_killed_is_gone_on_with(files, gathered, tmp_path):
    program = "import sys; from pathlib import Path; from workreport.corpus import collect; "
    program += "collect([Path(f) for f in sys.argv[2:]], Path(sys.argv[1]), workers=1)"
    run = subprocess.Popen([sys.executable, "-c", program, tmp_path, *files])
    while len(list((tmp_path / ".parts").glob("*.arrow")) if (tmp_path / ".parts").exists() else []) < 3:
        time.sleep(0.05)
    run.kill()
    run.wait()
    assert not list(tmp_path.glob("*.parquet"))
    with pytest.raises(ReportError, match="没有报告集"):
        read_corpus(tmp_path)
    rest = collect(files, tmp_path, workers=1)
    assert rest.n_read <= len(files) - 3
    assert tables_of(tmp_path) == tables_of(gathered)


def test_tables_of_two_runs_are_no_collection(files, gathered, tmp_path):
    collect(files[:2], tmp_path, workers=1)
    (tmp_path / "terms.parquet").write_bytes((gathered / "terms.parquet").read_bytes())
    with pytest.raises(ReportError, match="再运行一次"):
        read_corpus(tmp_path)
    collect(files[:2], tmp_path, workers=1)
    assert len(read_corpus(tmp_path).reports) == 2


def test_terms_that_rise_and_fall_are_told(corpus):
    found = trends.term_trends(corpus).set_index("term")
    assert found.loc[RISING, "status"] == "升"
    assert found.loc[RISING, "trend"] == pytest.approx(1)
    assert found.loc[FALLING, "status"] == "降"
    assert found.loc[FALLING, "trend"] == pytest.approx(-1)


def test_a_term_is_counted_by_year(corpus):
    rows = trends.terms_by_year(corpus, [RISING])
    assert list(rows["n"]) == [3 * (year - 2015) for year in YEARS]
    sizes = corpus.reports.groupby("year")["n_chars"].sum()
    assert rows["rate"].iloc[0] == pytest.approx(3 * 10_000 / sizes.iloc[0])


def test_few_years_have_no_trend(files, tmp_path):
    collect(files[:3], tmp_path, workers=1)
    assert trends.term_trends(read_corpus(tmp_path)).empty


def test_an_indicator_is_followed_over_years_and_places(corpus):
    rows = trends.indicator_series(corpus, "粮食总产量")
    for place in range(3):
        own = rows[rows["place"] == PLACES[place]]
        aims = own[own["role"] == "目标"].set_index("year")["value"]
        done = own[own["role"] == "成绩"].set_index("year")["value"]
        assert aims.to_dict() == {year: target_of(place, year) * 10_000 for year in YEARS}
        assert done.to_dict() == {year - 1: (target_of(place, year - 1) + 1) * 10_000 for year in YEARS}


def test_only_copied_sentences_are_equal(corpus):
    shared = kin.shared_sentences(corpus)
    equal = shared[shared["similarity"] == 1]
    assert set(equal["text"]) == {COPIED}
    fifth = corpus.reports[corpus.reports["year"].isin([2020, 2025])].sort_values(["year", "file"])["report"]
    assert set(zip(equal["other"], equal["report"], strict=True)) == set(combinations(fifth, 2))


def test_a_sentence_with_another_figure_is_not_copied():
    assert frame_of("城镇新增就业12万人，比上年多1万人。") == frame_of("城镇新增就业9.5万人，比上年多3万人。")
    assert mark_of("太短的句子") == 0
    assert len(sketch_of("这是一个足够长的句子可以取出几个八字的片段")) == 4


def test_only_reports_of_one_kind_and_level_are_followed_from_year_to_year():
    kinds = ["述职", "总结", "总结", "总结", "", ""]
    years = [2023, 2023, 2024, 0, 2022, 2021]
    reports = pd.DataFrame({"kind": kinds, "year": years, "level": "", "n_chars": range(6)})
    assert list(trends.one_series(reports)["n_chars"]) == [1, 2]
    assert list(trends.one_series(reports.iloc[3:])["n_chars"]) == [4, 5]
    assert trends.one_series(reports.iloc[3:4]).empty
    levels = ["全国", "全国", "省级", "省级", "省级"]
    of_two_levels = pd.DataFrame({"kind": "政府工作报告", "year": [2023, 2024, 2025, 2025, 2025], "level": levels})
    assert list(trends.one_series(of_two_levels)["year"]) == [2023, 2024]


def test_of_terms_that_hold_one_another_the_strongest_leads():
    found = pd.DataFrame({"term": ["总书记", "总书记重要讲话", "低空经济", "经济"]})
    assert trends.leading_terms(found, 2) == ["总书记", "低空经济"]


def test_a_report_is_held_against_its_peers(corpus):
    structure = trends.structure_of(corpus)
    facts = structure.iloc[4]
    rows = peers.peers_of(corpus, facts).set_index("measure")
    others = structure.drop(index=4)["n_chars"]
    assert rows.loc["n_chars", "n_peers"] == 29
    assert rows.loc["n_chars", "median"] == others.median()
    assert rows.loc["n_chars", "rank"] == 1 + (others > facts["n_chars"]).sum()


def test_a_report_that_the_collection_has_is_not_its_own_peer(corpus, files, tmp_path):
    document = document_of(read_report(files[4]))
    structure = trends.structure_of(corpus)
    row = structure[structure["file"] == files[4].name].iloc[0]
    assert peers.report_among_peers(corpus, document).equals(peers.peers_of(corpus, row))
    stranger = tmp_path / "stranger.txt"
    stranger.write_text(files[4].read_text(encoding="utf-8").replace("甲山市", "戊林市"), encoding="utf-8")
    assert set(peers.report_among_peers(corpus, read_report(stranger))["n_peers"]) == {30}


def test_a_target_is_held_against_those_of_the_same_year(tmp_path):
    made = made_reports.write_reports(tmp_path / "reports", places=10, years=range(2024, 2026), sentences=4)
    collect(made, tmp_path / "corpus", workers=1)
    rows = peers.targets_among_peers(read_corpus(tmp_path / "corpus"), read_report(made[0]))
    row = rows[rows["name"] == "粮食总产量"].iloc[0]
    others = sorted(target_of(place, 2024) * 10_000 for place in range(1, 10))
    assert (row["year"], row["own"], row["n_peers"], row["rank"]) == (2024, target_of(0, 2024) * 10_000, 9, 10)
    assert row["median"] == others[4]
    page = pages_of_peers.show_targets(str(tmp_path / "corpus"), document_of(read_report(made[0]))).data
    assert "<h2>目标定得高还是低？ · Targets among peers</h2>" in page
    assert "低过九成的是粮食总产量（2024年）" in page
    assert '<a href="text.html#c' in page


def test_pages_say_nothing_without_a_collection(files):
    document = document_of(read_report(files[0]))
    assert pages_of_peers.show_peers("", document).data == ""
    assert pages_of_peers.show_targets("", document).data == ""


def test_only_places_of_one_level_are_peers(corpus):
    facts = trends.structure_of(corpus).iloc[4]
    assert peers.peers_of(corpus, facts.replace(facts["level"], "县级")).empty


def test_nothing_is_said_of_few_peers(files, tmp_path):
    collect(files[:5], tmp_path, workers=1)
    few = read_corpus(tmp_path)
    assert peers.peers_of(few, trends.structure_of(few).iloc[0]).empty
    assert peers.outliers_of(few).empty


def test_findings_name_what_rises_and_what_could_not_be_read(corpus):
    said = findings.collection_findings(corpus, kin.shared_sentences(corpus))
    assert said[0].startswith("共 30 份报告，2016—2025 年：政府工作报告 30 份")
    assert any(RISING in sentence and "逐年看市、州政府工作报告 30 份，越说越多的" in sentence for sentence in said)
    assert "另有 1 个文件读不了" in said[-1]


def test_no_collection_says_how_to_make_one():
    empty = read_corpus("")
    assert findings.collection_findings(empty, kin.shared_sentences(empty)) == [
        "还没有指定报告集：先运行 workreport collect 报告文件夹 --to 报告集，再把 CORPUS 写成那个文件夹。"
    ]
    assert trends.indicators_of(empty).empty
    assert peers.outliers_of(empty).empty


def test_the_command_gathers_makes_the_page_and_says_what_it_refused(files, tmp_path, capsys):
    arguments = ["collect", *map(str, files[:8]), str(files[-1]), "--to", str(tmp_path / "corpus"), "--workers", "1"]
    assert main([*arguments, "--html", str(tmp_path / "html")]) == 2
    said = capsys.readouterr().out
    assert "✗ broken.docx：" in said
    assert "✓ 8 份报告" in said
    page = (tmp_path / "html" / "07-collection.html").read_text(encoding="utf-8")
    assert "共 8 份报告，2016—2023 年" in page
    assert "text.html#s" in page
    assert str(tmp_path) not in page
