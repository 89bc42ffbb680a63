"""Where a term is used: whole, inside longer names that speak of it, and not where only its characters stand."""

import pytest

from workreport import count_term
from workreport.words.places import find_all, find_each
from workreport.words.uses import count_uses, find_uses, inner_words


@pytest.mark.parametrize(
    "text, term, n",
    [
        ("落实意识形态工作责任制，抓意识形态。", "意识形态", 2),
        ("守住三保底线。", "三保", 1),
        ("两不愁三保障全面实现。", "三保", 0),
        ("“两不愁三保障”。守住“三保”。", "三保", 1),
        ("弘扬荆楚文化，荆楚大地。", "楚文化", 0),
        ("传承楚文化。", "楚文化", 1),
        ("办结3150件，315晚会。", "315", 1),
        ("增长3.15%，超315%。", "315", 0),
        ("一九八五年制定八五计划。", "八五", 1),
        ("“八五”期间。", "八五", 1),
        ("建成5G基站，耗电5GWh。", "5G", 1),
        ("扩大国内需求，释放内需。", "内需", 1),
        ("引导非公有制经济，巩固公有制经济。", "公有制经济", 1),
        ("党组织有力，党组书记带头。", "党组", 1),
        ("发展制造业，智能制造升级。", "制造", 2),
        ("推进改革，改革开放。", "改革", 2),
        ("ＡＩ应用，AI赋能。", "AI", 2),
        ("双随机・一公开", "双随机·一公开", 1),
        ("没有。", "甲乙", 0),
        ("没有。", "", 0),
        ("", "甲", 0),
    ],
)
def test_a_term_is_counted_whole(text, term, n):
    assert count_term(text, term) == n


def test_uses_do_not_overlap():
    assert find_uses("好好好好好", "好好") == [(0, 2), (2, 4)]


def test_words_inside_longer_ones_are_uses():
    assert inner_words("科技创新") == ("科技", "创新")
    assert inner_words("改革开放") == ("改革", "开放")
    assert inner_words("党组织") == ()
    inner = ("中国", "中国特色", "中国特色社会", "特色", "特色社会", "特色社会主义", "社会", "社会主义", "主义")
    assert inner_words("中国特色社会主义") == inner  # in the order of the text, in every process
    assert count_uses(["科技创新", "科技", "的"]) == {"科技创新": 1, "科技": 2, "创新": 1, "的": 1}


@pytest.mark.parametrize("terms", [[], ["甲"], ["甲乙", "乙", "丙丁戊"], ["没有", "甲乙丙丁戊己庚"], [""]])
def test_all_places_of_many_terms_are_those_of_each(terms):
    text = "甲乙丙甲乙，丙丁戊乙乙\U00020000甲乙"
    expected = sorted(
        (start, start + len(term), term)
        for term in terms
        for start in range(len(text))
        if term and text.startswith(term, start)
    )
    assert sorted(find_all(text, terms)) == expected


def test_each_term_is_counted_and_found_as_the_text_itself_tells():
    text = "层层层层落实，层层压实责任，落实责任"
    terms = ["层层", "落实", "落实责任", "责任", "没有"]
    (told,) = find_each([text], terms)
    assert told["层层"] == (3, 0, 7)
    for term in terms:
        assert told[term] == (text.count(term), text.find(term), text.rfind(term))
