"""New terms are found from counts alone, in sentences made for the purpose."""

import pytest

from workreport.words import lexicon
from workreport.words.runs import repeated_runs
from workreport.words.segmentation import cut_words
from workreport.words.terms import is_torn, may_be_names, may_be_terms, read_words

# Terms that no list names, each three times or more, in sentences made for this test.
UNSEEN = """
一、主要成绩
我们大力发展云杉经济，出台云杉经济扶持办法。云杉经济成为新亮点，群众对云杉经济充满期待。
启动智芽计划，把智芽计划列入民生清单；通过智芽计划，一批青年返乡创业。
坚持精匠优品导向，认定精匠优品企业十家。培育精匠优品集群，为精匠优品企业配备专员。
规下服务业营业额平稳，全县规下服务业营业额高于上年。稳住规下服务业营业额，还要靠小店。
二、下一步打算
做大蓝芯材料，依托蓝芯材料延伸链条，让蓝芯材料走进工厂。
"""


@pytest.mark.parametrize("term", ["云杉经济", "智芽计划", "精匠优品", "规下服务业营业额", "蓝芯材料"])
def test_a_term_that_no_list_names_is_found_and_counted(term):
    assert term not in set(lexicon()["word"])
    assert (read_words(UNSEEN).frame["word"] == term).sum() == UNSEEN.count(term)


def test_found_terms_come_with_their_evidence():
    found = read_words(UNSEEN).found
    assert list(found.columns) == ["word", "n", "npmi", "left_entropy", "right_entropy"]
    assert found["npmi"].between(0.42, 1).all()
    assert (found["n"] >= 3).all()


def test_a_statement_said_three_times_is_no_term():
    text = "我们加快推进道路建设。全县加快推进道路建设。大家加快推进道路建设，" * 2
    assert not any("推进" in word for word in read_words(text).found["word"])


def test_a_part_of_a_longer_term_is_not_found_beside_it():
    found = set(read_words(UNSEEN).found["word"])
    assert not found & {"规下服务业", "服务业营业额", "精匠优"}


def test_a_fragment_of_other_words_is_no_term():
    text = "试验区建设好。合作区建设快。新区建设忙。" * 3
    assert "区建设" not in set(read_words(text).found["word"])


def test_nothing_is_found_in_an_empty_text():
    found = read_words("").found
    assert found.empty
    assert list(found.columns) == ["word", "n", "npmi", "left_entropy", "right_entropy"]


def runs(text, **limits):
    """The runs of a text, by their characters, with their numbers of places."""
    cut = cut_words(text)
    found = repeated_runs(text, cut, **limits)
    spelt = [text[cut.starts[a] : cut.ends[a + k - 1]] for a, k in zip(found.first, found.size, strict=True)]
    return dict(zip(spelt, found.n.tolist(), strict=True)), (cut, found.first, found.size)


def test_runs_end_at_marks():
    assert runs("云杉经济好，云杉道路", min_count=1)[0] == {"云杉经济": 1, "云杉经济好": 1, "经济好": 1, "云杉道路": 1}


def test_runs_are_counted_where_they_are_repeated():
    assert runs("云杉经济好，云杉经济快，云杉道路")[0] == {"云杉经济": 2}


@pytest.mark.parametrize("text", ["", "云杉", "云杉，道路。", "。"])
def test_a_text_without_runs_has_none(text):
    assert runs(text)[0] == {}


def test_only_names_may_be_terms():
    found, words = runs("推进云杉经济，云杉经济和云杉道路", min_count=1)
    allowed = [run for run, fit in zip(found, may_be_terms(*words), strict=True) if fit]
    assert sorted(allowed) == ["云杉经济", "云杉道路"]


@pytest.mark.parametrize("name", ["新动能", "十件民生实事", "生态及地质灾害避险搬迁", "典型村"])
def test_names_in_the_wider_sense_are_names(name):
    found, words = runs(f"{name}。", min_count=1)
    assert dict(zip(found, may_be_names(*words).tolist(), strict=True))[name]


@pytest.mark.parametrize(
    "word, torn",
    [("主義的", True), ("开发新", True), ("的建设", True), ("收入", False), ("高新", False), ("青杉算力", False)],
)
def test_a_guess_that_takes_a_particle_in_is_torn(word, torn):
    assert is_torn(word) == torn


def test_no_found_term_begins_inside_a_word():
    text = "".join(f"培育体验型消费，{verb}体验型消费。" for verb in "抓促兴扩稳推")
    assert not {"型消费", "型消"} & set(read_words(text).found["word"])
