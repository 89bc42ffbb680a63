"""Keywords: the same tokens in, the same numbers out as other libraries, and sense on texts made for the purpose."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from jieba.analyse.textrank import UndirectWeightedGraph
from scipy.stats import chi2, false_discovery_control, power_divergence
from sklearn.feature_extraction.text import TfidfVectorizer

from conftest import FIRST_TEXT, THREE_SENTENCES
from workreport.analyses import keywords
from workreport.outline import sections_of
from workreport.pages.charts import keywords as charts
from workreport.pages.html import show_chart
from workreport.reading import Report, read_report
from workreport.words import words_of
from workreport.words.reference import load_reference
from workreport.words.terms import words_with_found_terms


def words(*tokens, content=None):
    """A frame of words, one character apart, every one a content word unless told."""
    ends = np.cumsum([len(token) + 1 for token in tokens], dtype=int)
    starts = [end - len(token) - 1 for token, end in zip(tokens, ends, strict=True)]
    return pd.DataFrame(
        {
            "word": pd.Series(tokens, dtype=str),
            "start": pd.Series(starts, dtype="int64"),
            "end": pd.Series([a + len(t) for a, t in zip(starts, tokens, strict=True)], dtype="int64"),
            "pos": pd.Series(["n"] * len(tokens), dtype=str),
            "content": pd.Series([True] * len(tokens) if content is None else content, dtype=bool),
            "term": pd.Series([False] * len(tokens), dtype=bool),
        }
    )


def reference(n_words, n_reports, **counts):
    rows = [("甲", "", n_words, n_reports), *(("甲", word, n, df) for word, (n, df) in counts.items())]
    return pd.DataFrame(rows, columns=["group", "word", "n", "n_reports"])


@pytest.fixture(scope="module")
def first_text():
    return read_report(FIRST_TEXT)


def test_counts_shares_and_ties():
    frame = keywords.count_terms(words("乙乙", "甲甲", "的", "甲甲", "丙丙", content=[True, True, False, True, True]))
    assert frame[["word", "n", "share"]].to_numpy().tolist() == [["甲甲", 2, 0.4], ["乙乙", 1, 0.2], ["丙丙", 1, 0.2]]


def test_tf_idf_is_that_of_scikit_learn():
    documents = [["甲甲", "乙乙"], ["甲甲"], ["甲甲", "丙丙", "丙丙"]]
    model = TfidfVectorizer(analyzer=lambda tokens: tokens, norm=None).fit(documents)
    idf = dict(zip(model.get_feature_names_out(), model.idf_, strict=True))
    counts = keywords.count_terms(words("甲甲", "丙丙", "丙丙", "乙乙"))
    found = keywords.tf_idf(counts, reference(6, 3, 甲甲=(3, 3), 乙乙=(1, 1), 丙丙=(2, 1)))
    expected = [share * idf[word] for word, share in zip(counts["word"], counts["share"], strict=True)]
    assert found.tolist() == pytest.approx(expected)


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
    tokens = ["调研"] * 8 + ["道路"] * 4 + ["党员"] * 288
    known = reference(1000, 5, 调研=(4, 2), 道路=(40, 5), 党员=(500, 5))
    frame = keywords.compare_with_reference(words(*tokens), known).set_index("word")
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
    known = reference(1000, 5, 道路=(60, 5), 的=(90, 5))
    frame = keywords.compare_with_reference(words(*["党员"] * 300), known).set_index("word")
    assert frame.loc["道路", "n"] == 0
    assert frame.loc["道路", "g2"] < 0
    assert "的" not in frame.index


@pytest.mark.parametrize("tokens", [[], ["党员"] * 199])
def test_a_short_text_is_not_compared(tokens):
    frame = keywords.compare_with_reference(words(*tokens), reference(1000, 5, 道路=(60, 5)))
    assert frame.empty
    assert "p_adjusted" in frame.columns


def test_terms_are_counted_by_section():
    text = "一、成绩\n党建工作扎实。\n二、打算\n调查研究，党建工作，调查研究。"
    table = keywords.count_by_section(words_of(text), sections_of(text), ["调查研究", "党建工作", "没有"])
    assert table.to_numpy().tolist() == [[0, 2], [1, 1], [0, 0]]
    spread = keywords.dispersion(words_of(text), sections_of(text), ["调查研究", "党建工作"])
    assert spread["n_sections"].tolist() == [1, 2]
    # Words: 成绩 党建工作 扎实 | 打算 调查研究 党建工作 调查研究, so s = 3/7, 4/7.
    assert spread["dp"].tolist() == pytest.approx([3 / 7, 1 / 14])
    assert spread["juilland_d"].tolist() == pytest.approx([0, 1 - (1 / 24) / (7 / 24)])


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
    frame = keywords.collocates(words("党建", "业务", "甲甲", "党建", "业务", "乙乙"), "党建", window=1)
    assert frame.to_numpy().tolist() == [["业务", 2, 2, 14.0]]


@pytest.mark.parametrize("keyword", ["", "没有"])
def test_no_collocates_of_an_absent_word(keyword):
    assert keywords.collocates(words("党建", "业务"), keyword).empty


def test_lexicon_hits_name_theme_and_terms():
    frame = keywords.lexicon_hits(words_of("开展三会一课、三会一课和主题党日，推进乡村振兴。"))
    assert frame[["theme", "n", "n_terms"]].to_numpy().tolist() == [["党建制度", 3, 2], ["乡村", 1, 1]]
    assert frame["examples"][0] == ["三会一课", "主题党日"]


def test_findings_of_the_first_text(first_text):
    findings = keywords.keyword_findings(first_text)
    counts = keywords.count_terms(words_with_found_terms(first_text.text)).set_index("word")["n"]
    assert 3 <= len(findings) <= 7
    assert f"“局党组”（{counts['局党组']} 次）" in findings[0]
    assert any("17 份参照报告" in finding for finding in findings)


@pytest.mark.parametrize("text", ["", "12.5%，300万元。", "的了和在。", THREE_SENTENCES])
def test_too_little_is_said_to_be_too_little(text):
    findings = keywords.keyword_findings(Report(name="x", title="x", text=text, source="x.txt"))
    assert any("太少" in finding for finding in findings)


def test_the_order_of_calls_changes_no_number(first_text):
    def leading():
        frame = words_with_found_terms(first_text.text)
        return keywords.leading_terms(frame, load_reference())

    before = leading()
    words_with_found_terms("云杉经济好，" * 4, terms=["党组"])
    keywords.compare_with_reference(words_of("调查研究，" * 300), load_reference())
    assert leading().equals(before)


def test_numbers_never_rank_among_keywords(first_text):
    found = keywords.count_terms(words_with_found_terms(first_text.text))["word"]
    assert not found.str.match(r"\d").any()


@pytest.mark.parametrize("n_terms, n_sections, size", [(1, 1, 3), (15, 60, 40)])
def test_charts_draw_small_and_large(n_terms, n_sections, size):
    text = "\n".join(f"{number}、{'长' * size}\n{'云桥行动推进，' * 3}" for number in numerals(n_sections))
    terms = ["云桥行动", *(f"{'词' * size}{i}" for i in range(1, n_terms))]
    frame, sections = words_of(text, terms=terms[:1]), sections_of(text)
    table = keywords.count_by_section(frame, sections, terms)
    for ax in (
        charts.plot_terms_by_section(table),
        charts.plot_positions(frame, sections, terms),
        charts.plot_word_cloud(keywords.count_terms(frame)),
    ):
        assert ax.figure.alt_text.endswith("。")
        assert "<img" in show_chart(ax).data


def test_a_word_cloud_is_the_same_each_time():
    counts = pd.DataFrame({"word": ["调查研究", "党建工作", "实干"], "n": [9, 5, 1]})
    first, second = (charts.plot_word_cloud(counts).images[0].get_array() for _ in range(2))
    assert (first == second).all()


def test_keyness_is_drawn_to_either_side():
    known = reference(1000, 5, 调研=(1, 1), 道路=(200, 5))
    compared = keywords.compare_with_reference(words(*["调研"] * 290, *["道路"] * 10), known)
    ax = charts.plot_keyness(compared)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["调研", "道路"]
    assert "说得更多的有调研" in ax.figure.alt_text


def numerals(n):
    """Chinese numerals 一, 二 … up to n below 100."""
    digits = " 一二三四五六七八九"
    for number in range(1, n + 1):
        tens, ones = divmod(number, 10)
        yield f"{'' if tens == 0 else '十' if tens == 1 else digits[tens] + '十'}{digits[ones] if ones else ''}"


def test_a_cloud_of_nothing_says_so():
    assert charts.plot_word_cloud(pd.DataFrame({"word": [], "n": []})).figure.alt_text == "词云：没有可画的词。"


def test_leading_terms_are_terms_not_the_words_of_every_report():
    text = "推动产业发展。" * 9 + "开展主题教育。" * 4
    leading = keywords.leading_terms(words_of(text), load_reference())
    assert leading["word"].tolist() == ["主题教育"]
    assert leading["share"][0] == pytest.approx(4 / len(words_of(text)))
