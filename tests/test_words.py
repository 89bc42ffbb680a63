"""Words: boundaries, terms kept whole, figures taken out, and no state that a call could leave behind."""

import builtins

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FIRST_TEXT
from workreport.words import cut_words, lexicon, stop_words, words_of
from workreport.words import segmentation as module


@pytest.fixture(scope="module")
def first_text():
    return FIRST_TEXT.read_text(encoding="utf-8-sig")


@pytest.fixture
def without_rjieba(monkeypatch):
    """rjieba cannot be imported, as on a system for which it has no wheel."""
    whole = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "rjieba":
            raise ImportError(name)
        return whole(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    module._engine.cache_clear()  # noqa: SLF001 - the engine is built anew, on the other path
    yield
    module._engine.cache_clear()  # noqa: SLF001 - and not left to the next test


def test_every_term_of_the_lexicon_stays_whole():
    broken = [
        term
        for term in lexicon()["word"]
        if (words_of(f"我们认真学习{term}，全面落实{term}要求。").query("term")["word"] == term).sum() != 2
    ]
    assert broken == []


def test_the_lexicon_lists_a_term_once():
    assert lexicon()["word"].is_unique
    assert len(lexicon()) > 1000


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("实行“双随机、一公开”监管", ["实行", "双随机、一公开", "监管"]),
        ("压实“一岗双责”", ["压实", "一岗双责"]),
        ("十四五规划", ["十四五规划"]),
        ("建成5G基站3000个", ["建成", "5G基站"]),
        ("增长12.5%，投资1800余亿元", ["增长", "投资"]),
        ("增长１２．５％", ["增长"]),
        ("23,876户", []),
        ("2023年5月1日召开会议", ["召开", "会议"]),
        ("二〇二三年完成", ["完成"]),
        ("形成报告30余篇", ["形成", "报告"]),
        ("三分之二的农户", ["的", "农户"]),
        ("ＡＩ应用", ["AI", "应用"]),
        ("", []),
        ("。，！", []),
    ],
)
def test_a_sentence_is_cut_into(sentence, expected):
    assert list(words_of(sentence)["word"]) == expected
    assert cut_words(sentence).words == expected


def test_a_small_text_gives_this_frame():
    frame = words_of("党建工作抓实了ＡＢ。")
    assert frame.to_dict("list") == {
        "word": ["党建工作", "抓实", "了", "AB"],
        "start": [0, 4, 6, 7],
        "end": [4, 6, 7, 9],
        "pos": ["nz", frame["pos"][1], "ul", "eng"],
        "content": [True, True, False, True],
        "term": [True, False, False, False],
    }


def test_an_empty_text_gives_no_rows_and_the_same_columns():
    assert words_of("").dtypes.equals(words_of("党建工作").dtypes)


def test_offsets_lead_back_to_the_text(first_text):
    frame = words_of(first_text)
    assert all(first_text[a:b] == word for word, a, b in zip(frame["word"], frame["start"], frame["end"], strict=True))
    assert (frame["start"].iloc[1:].to_numpy() >= frame["end"].iloc[:-1].to_numpy()).all()


def test_both_ways_to_cut_agree(first_text):
    assert cut_words(first_text).words == list(words_of(first_text)["word"])


@given(st.text(alphabet="党建工作高质量发展三会一课双随机、公开“”，。12.5%亿元年十\ue000AＢ ５\n"))
def test_any_text_is_cut_with_offsets_in_order(text):
    frame = words_of(text)
    assert cut_words(text).words == list(frame["word"])
    assert (frame["end"] > frame["start"]).all()
    assert (frame["end"].shift(fill_value=0) <= frame["start"]).all()


@pytest.mark.usefixtures("without_rjieba")
def test_rjieba_cuts_as_jieba_does(first_text):
    assert list(words_of(first_text)["word"]) == FIRST_WORDS


def test_terms_of_one_call_leave_no_trace(first_text):
    before = words_of(first_text)
    default = jieba.lcut("推进云桥行动")
    assert "云桥行动" in set(words_of("推进云桥行动", terms=["云桥行动"])["word"])
    assert "云桥行动" not in set(words_of("推进云桥行动")["word"])
    assert jieba.lcut("推进云桥行动") == default
    assert words_of(first_text).equals(before)


@pytest.mark.parametrize("term", ["云桥行动", "“云桥”、惠民行动", "冯·诺依曼班", "3号工程", "八件实事"])
def test_a_term_of_the_user_stays_whole(term):
    frame = words_of(f"我们推进{term}建设。", terms=[term])
    assert frame.query("term")["word"].tolist() == [term]


def test_the_file_of_the_user_is_read(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "terms.txt").write_text("# 说明\n云桥行动 # 本市\n\n", encoding="utf-8-sig")
    monkeypatch.chdir(tmp_path)
    assert "云桥行动" in cut_words("推进云桥行动。").words


@pytest.mark.parametrize("run", ["1", "亿", "1,000,", "党", "“", "第", "\ue000"])
def test_a_long_run_of_one_kind_ends(run):
    assert len(cut_words(run * 50_000).words) <= 50_000


def test_stop_words_and_single_characters_are_no_content():
    frame = words_of("我们进行调查研究，抓党建工作。").set_index("word")["content"]
    assert frame.to_dict() == {"我们": False, "进行": False, "调查研究": True, "抓": False, "党建工作": True}
    assert "进行" in stop_words()


FIRST_WORDS = cut_words(FIRST_TEXT.read_text(encoding="utf-8-sig")).words  # by rjieba, before any test hides it
