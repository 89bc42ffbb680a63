"""Phrases that came and went, verbs that changed, enumerations that were rearranged; sentences of our own."""

import pandas as pd
import pytest

from workreport.comparison import lists, phrases, verbs
from workreport.comparison.phrasing import PHRASES, worth_telling

LAST = (
    "加强窗口服务，推进“一网通办”。优化营商环境，营商环境持续改善。抓好疫情防控，疫情防控不放松，"
    "疫情防控常抓不懈，落实疫情防控要求。\n"
)
THIS = (
    "强化窗口服务，深化“高效办成一件事”。低空经济起步，低空经济成势，布局低空经济。"
    "优化营商环境，营商环境持续改善，坚持稳字当头、稳中求进。\n"
)


def status(phrase, *, last=LAST, this=THIS):
    found = phrases(last, this, kept=True)
    row = found[found["phrase"] == phrase]
    assert len(row) == 1, phrase
    return tuple(row.iloc[0][["status", "count_last", "count_this"]])


@pytest.mark.parametrize(
    "phrase, told",
    [
        ("低空经济", ("new", 0, 3)),
        ("高效办成一件事", ("new", 0, 1)),
        ("稳字当头", ("new", 0, 1)),
        ("一网通办", ("gone", 1, 0)),
        ("疫情防控", ("gone", 4, 0)),
        ("营商环境", ("kept", 2, 2)),
    ],
)
def test_status(phrase, told):
    assert status(phrase) == told


def test_more_is_at_least_twice_the_rate_and_three_more():
    last, this = (
        "数字经济，令人振奋。" + "其他工作照常开展。" * 20,
        "数字经济，令人振奋。" * 4 + "其他工作照常开展。" * 20,
    )
    assert status("数字经济", last=last, this=this) == ("more", 1, 4)
    assert status("数字经济", last=this, this=last) == ("less", 4, 1)
    assert status("数字经济", last=this, this=this.replace("数字经济，令人振奋。", "", 1)) == ("kept", 4, 3)


def test_kept_phrases_are_left_out_unless_asked_for():
    assert "营商环境" not in set(phrases(LAST, THIS)["phrase"])


def test_places_are_in_the_text_with_its_quotes():
    found = phrases(LAST, THIS).set_index("phrase")
    start = found.loc["高效办成一件事", "first_start"]
    assert THIS[start:].startswith("高效办成一件事")
    assert LAST[found.loc["一网通办", "last_start"] :].startswith("一网通办")
    assert found["first_start"].isna()["一网通办"]


def test_the_longest_form_of_equal_counts_stands_for_its_parts():
    text = "推动低空经济产业园建设，建好低空经济产业园，服务低空经济产业园。\n"
    found = set(phrases("全年工作平稳。\n", text)["phrase"])
    assert "低空经济产业园" in found
    assert not found & {"经济产业园", "产业园"}


def test_no_fragments_of_longer_terms():
    text = "推动高质量发展。实现高质量发展。聚焦高质量发展，全面贯彻党的二十大精神。\n"
    found = set(phrases("", text)["phrase"])
    assert "高质量发展" in found
    assert not [phrase for phrase in found if phrase.startswith(("质量发展", "彻党", "的"))]


def test_words_of_the_frame_come_last():
    found = phrases("", THIS + "五年来增加到三万公里。五年来增加到四万公里。\n")
    assert list(found["frame"]) == sorted(found["frame"])


@pytest.mark.parametrize("last, this", [("", ""), ("", THIS), (THIS, ""), (THIS, THIS)])
def test_empty_and_equal_texts(last, this):
    found = phrases(last, this)
    assert list(found.columns) == PHRASES
    assert found.empty == (last == this)


def test_verbs_before_the_same_object():
    last = "加强机关干部作风建设，提高服务水平。稳步推进基层站所标准化改造工程。\n"
    this = "强化机关干部作风建设，提高服务水平。积极推进基层站所标准化改造工程。\n"
    found = verbs(last, this)
    assert found[["object", "verb_last", "verb_this"]].to_numpy().tolist() == [
        ["机关干部作风建设", "加强", "强化"],
        ["基层站所标准化改造工程", "稳步推进", "积极推进"],
    ]


@pytest.mark.parametrize(
    "last, this",
    [
        ("加强机关干部作风建设，提高服务水平。\n", "加强机关干部作风建设，提升服务质量水平。\n"),
        ("持续改善农民生活，抓好各村环境整治。\n", "改善农民生活条件，抓好各村环境整治。\n"),  # another object
        ("发挥茶博会等展会的作用，扩大本地产品销路。\n", "办好茶博会等展会，扩大本地产品的销路。\n"),
        ("坚持乡村旅游特色化方向，引导村民参与经营。\n", "推进乡村旅游特色化，引导村民参与经营。\n"),
        ("加强机关作风建设，提高服务水平。加大力度，强化机关作风建设。\n", "强化机关作风建设，提高服务水平。\n"),
    ],
)
def test_a_verb_that_stays_or_has_another_object_has_no_row(last, this):
    assert verbs(last, this).empty


@pytest.mark.parametrize(
    "last, this, change, gone, new",
    [
        ("抓好学习、调研、整改三件事。", "抓好调研、学习、整改三件事。", "order", "", ""),
        ("办好车展、花展、书展等活动。", "办好车展、花展、茶展、书展等活动。", "gained", "", "茶展"),
        ("办好车展、花展、茶展、书展等活动。", "办好车展、花展、书展等活动。", "lost", "茶展", ""),
        ("办好车展、花展、书展等活动。", "办好车展、花展、茶展等活动。", "changed", "书展", "茶展"),
    ],
)
def test_enumerations(last, this, change, gone, new):
    found = lists(last, this)
    assert found[["change", "gone", "new"]].to_numpy().tolist() == [[change, gone, new]]


@pytest.mark.parametrize(
    "last, this",
    [
        ("办好车展、花展、书展等活动。", "办好车展、花展、书展等活动。"),
        ("推进车展、花展、书展建设。", "加快车展、花展、书展建设。"),
        ("办好车展、花展、书展。", "种好小麦、玉米、大豆。"),
        ("车展、花展、书展有保障。", "加大车展、茶展、花展。"),  # of what, nobody knows
        ("通过网络方式举办春季车展、花展、书展等一批活动。", "举办车展、花展等活动。"),
        ("完善支持农民的车展、花展、书展政策。", "车展、花展等政策更加务实。"),
        ("推进车展、花展、书展建设。", "完善车展、花展、书展制度。"),
        ("做好水旱灾害、火灾、地震防范。", "做好水旱灾害、火灾、地震防范。"),
    ],
)
def test_enumerations_that_stay_have_no_row(last, this):
    assert lists(last, this).empty


@pytest.mark.parametrize(
    "last, this, told",
    [
        ("发展新闻出版、广播影视和档案等事业。", "发展档案、新闻出版、广播影视等事业。", ["order", "", "", ""]),
        (
            "发挥茶博会、车博会、花博会等展会作用。",
            "办好茶博会、车博会、书博会、花博会等展会。",
            ["gained", "", "书博会", ""],
        ),
        ("做好火灾水害、地震、风灾等防范。", "做好火灾、水害、雪灾、地震、风灾等应对。", ["gained", "", "雪灾", ""]),
        (
            "统筹推进城区大开发、港区全面振兴、南部地区崛起、东部率先发展。",
            "深入实施城区大开发、港区全面振兴、南部地区加快崛起、东部地区加快转型。",
            ["reworded", "", "", "南部地区崛起→南部地区加快崛起；东部率先发展→东部地区加快转型"],
        ),
        (
            "深化供销社、林权、农垦等改革。",
            "深化供销合作社、林权、农垦等改革。",
            ["reworded", "", "", "供销社→供销合作社"],
        ),
    ],
)
def test_members_of_enumerations_are_cut_whole(last, this, told):
    found = lists(last, this)
    columns = ["change", "gone", "new", "reworded"]
    assert found[columns].to_numpy().tolist() == [told]
    assert not found["members_this"].str.contains("发展新闻|办好|做好|深化|实施|等").any()


def test_a_shortened_or_contained_phrase_is_no_news():
    rows = [("自由贸易试验区", "gone", 3, 0), ("自贸试验区", "new", 0, 3), ("先进制造", "new", 0, 4)]
    rows += [("先进制造业", "new", 0, 4), ("低空经济", "new", 0, 3), ("雪糕", "new", 0, 1), ("夜市", "kept", 3, 3)]
    rows += [(f"提法{name}", "more", 1, 4) for name in "甲乙"]
    found = pd.DataFrame(rows, columns=["phrase", "status", "count_last", "count_this"]).assign(frame=False)
    assert list(worth_telling(found)["phrase"]) == ["先进制造业", "低空经济", "提法甲", "提法乙"]
    few = found[found["phrase"].isin(["低空经济", "雪糕"])]
    assert list(worth_telling(few)["phrase"]) == ["低空经济", "雪糕"]


@pytest.mark.parametrize("text", ["一、", "\n一、", "修路、", "、、、", "修路、、架桥。"])
def test_an_enumeration_without_members_is_none(text):
    assert lists(text, "修路、架桥、通水。").empty
