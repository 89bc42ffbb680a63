"""Keywords: the same tokens in, the same numbers out as other libraries, and sense on texts made for the purpose."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from jieba.analyse.textrank import UndirectWeightedGraph
from scipy.stats import chi2, false_discovery_control, power_divergence

from conftest import FIRST_TEXT, THREE_SENTENCES
from workreport import document_of
from workreport.analyses import keyword_findings as say
from workreport.analyses import keywords
from workreport.pages.charts import keywords as charts
from workreport.pages.html import show_chart
from workreport.reading import Report, read_report
from workreport.words.reference import Peers


def words(*tokens):
    """A frame of words, one character apart, every one a content word."""
    return pd.DataFrame({"word": pd.Series(tokens, dtype=str), "content": pd.Series([True] * len(tokens), dtype=bool)})


def peers_with(n_words, n_reports=5, **counts):
    """Peers of the report's own kind: of each word its uses, and how many reports hold it."""
    table = pd.DataFrame.from_dict(counts, orient="index", columns=["n", "n_reports"]).rename_axis("word")
    return Peers(table, n_words, n_reports, "某类报告", (2024, 2026), same_kind=True, same_period=True)


NO_PEERS = Peers(peers_with(1, 甲=(1, 1)).counts, 1, 1, "", None, same_kind=False, same_period=False)


@pytest.fixture(scope="module")
def first_text():
    return document_of(read_report(FIRST_TEXT))


def test_words_are_counted_with_those_inside_longer_names():
    frame = keywords.frequent_words("科技强。科技创新快，科技馆远。创新。")
    assert frame[["word", "n"]].to_numpy().tolist()[:2] == [["科技", 3], ["创新", 2]]
    assert frame["n_per_1000_words"][0] == pytest.approx(
        3000 / len(document_of("科技强。科技创新快，科技馆远。创新。").words)
    )


def test_no_words_are_counted_in_nothing():
    assert keywords.frequent_words("").columns.tolist() == ["word", "n", "n_per_1000_words"]


def test_text_rank_is_pagerank_on_the_graph_of_neighbours():
    tokens = list("甲乙丙甲丁乙甲戊丙乙")
    graph = nx.Graph()
    for i, word in enumerate(tokens):
        for other in tokens[i + 1 : i + 5]:
            weight = graph.get_edge_data(word, other, {"weight": 0})["weight"]
            graph.add_edge(word, other, weight=weight + 1)
    expected = nx.pagerank(graph, alpha=0.85, tol=1e-12)
    found = keywords.text_rank(words(*tokens))
    assert found.to_dict() == pytest.approx(expected, abs=1e-7)
    assert found.sum() == pytest.approx(1)


def test_text_rank_orders_as_jieba_does():
    tokens = list("甲乙丙丁甲戊乙己丙庚甲丁")
    graph = UndirectWeightedGraph()
    pairs = pd.Series([(a, b) for i, a in enumerate(tokens) for b in tokens[i + 1 : i + 5] if a != b]).value_counts()
    for (a, b), weight in pairs.items():
        graph.addEdge(a, b, int(weight))
    by_jieba = sorted(graph.rank().items(), key=lambda item: -item[1])
    found = keywords.text_rank(words(*tokens))
    assert found.index[0] == by_jieba[0][0]


def test_keyness_is_that_of_scipy():
    text = "调研，" * 8 + "道路，" * 4 + "党员，" * 288
    peers = peers_with(1000, 调研=(4, 2), 道路=(40, 5), 党员=(500, 5))
    frame = keywords.compare_with_peers(text, peers).set_index("word")
    for word, a, b in [("调研", 8, 4), ("道路", 4, 40), ("党员", 288, 500)]:
        expected = np.array([300, 1000]) * (a + b) / 1300
        g2 = power_divergence([a, b], expected, lambda_="log-likelihood").statistic
        assert abs(frame.loc[word, "g2"]) == pytest.approx(g2)
        assert frame.loc[word, "log_ratio"] == pytest.approx(np.log2((a / 300) / (b / 1000)))
        assert np.sign(frame.loc[word, "g2"]) == np.sign(a / 300 - b / 1000)
    adjusted = false_discovery_control(chi2.sf(frame["g2"].abs(), 1))
    assert frame["p_adjusted"].to_numpy() == pytest.approx(adjusted)
    assert frame["g2"].abs().is_monotonic_decreasing


def test_a_word_that_the_report_leaves_out_is_told():
    frame = keywords.compare_with_peers("党员，" * 300, peers_with(1000, 道路=(60, 5), 的=(90, 5))).set_index("word")
    assert frame.loc["道路", "n"] == 0
    assert frame.loc["道路", "g2"] < 0
    assert "的" not in frame.index


def test_a_word_inside_longer_ones_is_not_left_out():
    text = "科技创新，" * 30 + "党员，" * 300
    assert "科技" not in set(keywords.compare_with_peers(text, peers_with(1000, 科技=(60, 5))).query("g2 < 0")["word"])


@pytest.mark.parametrize("name", ["合肥", "广东省", "甘肃", "酒泉"])
def test_names_of_places_are_not_compared(name):
    text = f"{name}，" * 30 + "党员，" * 300
    told = keywords.compare_with_peers(text, peers_with(10_000, 党员=(900, 5)))["word"]
    assert not told.str.contains(name[:2]).any()
    assert "党员" in set(told)


def test_what_one_peer_dwells_on_nobody_leaves_out():
    frame = keywords.compare_with_peers("党员，" * 300, peers_with(1000, 牧场=(60, 1), 道路=(60, 4)))
    assert set(frame.query("g2 < 0")["word"]) == {"道路"}


def test_the_report_s_own_name_is_not_compared():
    report = Report(
        "甲", "甲", "云台，" * 30 + "云台建设，" * 30 + "党员，" * 300, "甲.txt", place="云台县", kind="总结"
    )
    assert not keywords.compare_with_peers(report, peers_with(1000, 党员=(9, 5)))["word"].str.contains("云台").any()


@pytest.mark.parametrize(
    "text, peers",
    [
        ("", peers_with(1000, 道路=(60, 5))),
        ("党员，" * 199, peers_with(1000, 道路=(60, 5))),
        ("党员，" * 300, NO_PEERS),
    ],
)
def test_too_little_or_another_kind_is_not_compared(text, peers):
    frame = keywords.compare_with_peers(text, peers)
    assert frame.empty
    assert "p_adjusted" in frame.columns


def test_terms_are_counted_by_section():
    text = "一、成绩\n党建工作扎实。\n二、打算\n调查研究，党建工作，调查研究。"
    table = keywords.count_by_section(text, ["调查研究", "党建工作", "没有"])
    assert table.to_numpy().tolist() == [[0, 2], [1, 1], [0, 0]]
    spread = keywords.dispersion(text, ["调查研究", "党建工作"])
    assert spread["n_sections"].tolist() == [1, 2]
    assert spread["n_there"].tolist() == [2, 1]
    # Words: 成绩 党建工作 扎实 | 打算 调查研究 党建工作 调查研究, so s = 3/7, 4/7.
    assert spread["dp"].tolist() == pytest.approx([3 / 7, 1 / 14])
    assert spread["juilland_d"].tolist() == pytest.approx([0, 1 - (1 / 24) / (7 / 24)])


def test_terms_spread_nowhere_in_a_text_without_words():
    spread = keywords.dispersion("2026年", ["党建"])
    assert spread[["word", "n", "n_sections", "label", "n_there"]].to_numpy().tolist() == [["党建", 0, 0, "", 0]]
    assert spread[["dp", "juilland_d"]].isna().all(axis=None)


def test_a_keyword_stands_in_its_context():
    text = "一、成绩\n党建强，发展强。\n二、打算\n抓党建。"
    frame = keywords.keyword_in_context(text, "党建", window=3)
    assert frame[["left", "keyword", "right"]].to_numpy().tolist() == [["", "党建", "强，发"], ["抓", "党建", "。"]]
    assert all(text[start : start + 2] == "党建" for start in frame["start"])
    assert frame["label"].nunique() == 2


@pytest.mark.parametrize("keyword", ["", "没有"])
def test_a_keyword_that_is_not_there_gives_no_rows(keyword):
    frame = keywords.keyword_in_context("党建强。", keyword)
    assert frame.empty
    assert list(frame.columns) == ["start", "left", "keyword", "right", "label"]


def test_collocates_by_hand():
    frame = keywords.collocates("党建，业务，工程，党建，业务，道路", "党建", window=1)
    assert frame.to_numpy().tolist() == [["业务", 2, 2, 14.0]]


@pytest.mark.parametrize("keyword", ["", "没有"])
def test_no_collocates_of_an_absent_word(keyword):
    assert keywords.collocates("党建，业务", keyword).empty


def test_lexicon_hits_name_theme_and_terms():
    frame = keywords.lexicon_hits("开展三会一课、三会一课和主题党日，推进乡村振兴。")
    assert frame[["theme", "n", "n_terms"]].to_numpy().tolist() == [["党建制度", 3, 2], ["乡村", 1, 1]]
    assert frame["examples"][0] == ["三会一课", "主题党日"]


def test_findings_of_the_first_text(first_text):
    findings = say.keyword_findings(first_text)
    leading = keywords.leading_terms(first_text).iloc[0]
    assert findings[0].startswith(f"最能代表这份报告的词是“{leading['word']}”（{leading['n']} 次）")
    assert findings[1] == "参照里没有三份以上与它同类、年份相近、同样字体的报告，不作“多说少说”的比较。"
    assert not any("说得明显" in finding for finding in findings)


@pytest.mark.parametrize("text", ["", "12.5%，300万元。", "的了和在。", THREE_SENTENCES])
def test_too_little_is_said_to_be_too_little(text):
    findings = say.keyword_findings(text)
    assert any("太少" in finding for finding in findings)
    assert not any("说得明显" in finding for finding in findings)


def test_what_is_stressed_is_said_with_what_it_is_compared_with():
    peers = peers_with(20_000, 道路=(400, 5), 党员=(6_000, 5))
    compared = keywords.compare_with_peers("调研，" * 60 + "党员，" * 240, peers)
    assert say.describe_keyness(compared, peers) == (
        "与 5 份某类报告（2024—2026 年，同类、前后五年以内，不含本报告，共 2.0 万词）相比，"
        "说得明显更多的是“调研”、“党员”（“调研”每千词 200.0 次，它们 0.0 次）；"
        "说得明显更少的是“道路”（“道路”每千词 0.0 次，它们 20.0 次）。"
    )


def test_nothing_is_said_where_nothing_differs():
    peers = peers_with(3_000, 党员=(3_000, 5))
    assert say.describe_keyness(keywords.compare_with_peers("党员，" * 300, peers), peers) == ""


@pytest.mark.parametrize(
    "rows, sections, said",
    [
        ([("甲词", 4, 3, "一、", 2)], 4, "这些词里，“甲词”见于 4 个部分中的 3 个。"),
        (
            [("甲词", 4, 3, "一、", 2), ("乙词", 4, 2, "二、", 3)],
            4,
            "这些词里，“甲词”见于 4 个部分中的 3 个；“乙词”的 4 次里 3 次在“二、”。",
        ),
        ([("甲词", 2, 2, "一、", 1)], 4, ""),  # twice is no spread
        ([("甲词", 4, 1, "一、", 4)], 1, ""),  # one section
    ],
)
def test_where_terms_stand_is_said_only_of_several_uses(rows, sections, said):
    spread = pd.DataFrame(rows, columns=["word", "n", "n_sections", "label", "n_there"])
    assert say.describe_spread(spread, sections) == said


@pytest.mark.parametrize(
    "keyword, said",
    [
        ("三保", "“三保”用了 1 次；另有 1 处同样的字属于别的词，不计。"),
        ("保障", "“保障”用了 1 次。"),
        ("", "没有可查的词。"),
    ],
)
def test_a_keyword_s_uses_are_told_from_other_words(keyword, said):
    assert say.describe_places("守住三保底线。两不愁三保障全面实现。", keyword) == said


def test_the_order_of_calls_changes_no_number():
    before = keywords.leading_terms(read_report(FIRST_TEXT))
    document_of("云杉经济好，" * 4).words  # noqa: B018 - another report is cut in between
    keywords.compare_with_peers("调查研究，" * 300, peers_with(1000, 道路=(60, 5)))
    assert keywords.leading_terms(read_report(FIRST_TEXT)).equals(before)


def test_numbers_never_rank_among_words(first_text):
    found = keywords.frequent_words(first_text, limit=100)["word"]
    assert not found.str.match(r"\d").any()


@pytest.mark.parametrize("n_terms, n_sections, size", [(1, 1, 3), (15, 60, 40)])
def test_charts_draw_small_and_large(n_terms, n_sections, size):
    text = "\n".join(f"{number}、{'长' * size}\n{'云桥行动推进，' * 3}" for number in numerals(n_sections))
    terms = ["云桥行动", *(f"{'词' * size}{i}" for i in range(1, n_terms))]
    document = document_of(text)
    table = keywords.count_by_section(document, terms)
    for ax in (
        charts.plot_terms_by_section(table),
        charts.plot_positions(keywords.uses_of(document, terms), document.sections, terms),
        charts.plot_word_cloud(keywords.frequent_words(document)),
    ):
        assert ax.figure.alt_text.endswith("。")
        assert "<img" in show_chart(ax).data


def test_a_word_cloud_is_the_same_each_time():
    counts = pd.DataFrame({"word": ["调查研究", "党建工作", "实干"], "n": [9, 5, 1]})
    first, second = (charts.plot_word_cloud(counts).figure.artists[0].array for _ in range(2))
    assert (first == second).all()


def test_keyness_is_drawn_to_either_side():
    compared = keywords.compare_with_peers("调研，" * 290 + "道路，" * 10, peers_with(1000, 调研=(1, 1), 道路=(200, 5)))
    ax = charts.plot_keyness(compared)
    assert [name.get_text() for name in ax.figure.texts] == ["调研", "道路"]
    assert "说得更多的有调研" in ax.figure.alt_text


def numerals(n):
    """Chinese numerals 一, 二 … up to n below 100."""
    digits = " 一二三四五六七八九"
    for number in range(1, n + 1):
        tens, ones = divmod(number, 10)
        yield f"{'' if tens == 0 else '十' if tens == 1 else digits[tens] + '十'}{digits[ones] if ones else ''}"


def test_a_cloud_of_nothing_says_so():
    assert charts.plot_word_cloud(pd.DataFrame({"word": [], "n": []})).figure.alt_text == "词云：没有可画的词。"


def test_the_first_finding_is_the_answer_that_the_page_gives_below():
    once = "".join(f"实施“{name}溪计划”。" for name in "松竹梅兰菊桂")
    text = f"2025年工作总结\n{once}{'审理民商事案件，化解纠纷。' * 2}\n"
    leading = keywords.leading_terms(text)
    assert (leading["n"].head(5) == 1).all()
    told = "最能代表这份报告的词是“审理民商事案件”（2 次）、“化解纠纷”（2 次）。"
    assert say.keyword_findings(text)[0] == say.describe_leading(leading) == told
