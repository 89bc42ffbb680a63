"""Text statistics, counted by hand on texts that can be held in the head."""

import math

import pandas as pd
import pytest

from conftest import FIRST_TEXT, THREE_SENTENCES
from workreport.analyses import wording
from workreport.analyses.layout import a4_pages, reading_minutes
from workreport.outline import sentences_of
from workreport.reading import Report, read_report
from workreport.words import words_of

TEXT = "一、成绩\n建成3个站点，A级2家。\n二、问题\n调研偏少！\n"


def frame_of(words):
    """A frame of words as `words_of` gives it."""
    rows = [(word, 2 * i, 2 * i + len(word), pos, True, False) for i, (word, pos) in enumerate(words)]
    return pd.DataFrame(rows, columns=["word", "start", "end", "pos", "content", "term"])


def test_characters_by_section():
    counts = wording.count_characters(TEXT)
    columns = ["label", "n_chars", "n_hanzi", "n_letters", "n_digits", "n_punctuation", "n_sentences", "n_paragraphs"]
    assert counts[columns].to_numpy().tolist() == [
        ["一、成绩", 16, 10, 1, 2, 3, 2, 2],
        ["二、问题", 9, 7, 0, 0, 2, 2, 2],
        ["全文", 25, 17, 1, 2, 5, 4, 4],
    ]
    assert list(counts["share"]) == [16 / 25, 9 / 25, 1]


def test_kinds_of_characters_add_up():
    text = read_report(FIRST_TEXT).text
    whole = wording.count_characters(text).iloc[-1]
    kinds = whole[["n_hanzi", "n_letters", "n_digits", "n_punctuation"]].sum()
    assert kinds == whole["n_chars"] == len("".join(text.split()))


def test_an_empty_text_counts_nothing():
    counts = wording.count_characters("")
    assert list(counts["n_chars"]) == [0, 0]
    assert counts["share"].isna().all()


def test_diversity_of_a_short_text_warns():
    diversity = wording.lexical_diversity(frame_of([("学习", "v")] * 10)).set_index("measure")
    assert math.isnan(diversity.loc["MATTR", "level"])
    assert math.isnan(diversity.loc["HD-D", "level"])
    assert diversity["caution"].str.contains("只有 10 词").all()


def test_diversity_of_a_long_text_does_not_warn():
    words = words_of(read_report(FIRST_TEXT).text)
    assert not wording.lexical_diversity(words)["caution"].str.contains("只有").any()


def test_parts_of_speech():
    words = frame_of([("服务", "vn"), ("企业", "n"), ("服务", "vn"), ("的", "uj"), ("α", "x")])
    assert wording.parts_of_speech(words).to_numpy().tolist() == [
        ["动词", 2, 0.4, ["服务"]],
        ["名词", 1, 0.2, ["企业"]],
        ["助词", 1, 0.2, ["的"]],
        ["其他", 1, 0.2, ["α"]],
    ]


def test_words_that_the_dictionary_misjudges_have_the_part_that_readers_see():
    words = frame_of([("落实", "a"), ("年均", "j"), ("生态环境", "l"), ("左右", "m"), ("坚定不移", "i")])
    parts = wording.parts_of_speech(words).set_index("part")["examples"]
    assert list(parts.index) == ["动词", "副词", "名词", "方位词", "成语和习用语"]


@pytest.mark.parametrize(
    "text, phrases",
    [
        ("全体干部踔厉奋发，真抓实干。", ["踔厉奋发", "真抓实干"]),
        ("支部跟学、专家讲学、现场研学。", ["支部跟学", "专家讲学", "现场研学"]),
        ("落实“三会一课”，开展学习。", ["开展学习"]),  # a listed term is no phrase
        ("这是我的。", []),
        ("建站三个。", []),
    ],
)
def test_four_character_phrases(text, phrases):
    assert list(wording.four_character_phrases(text)["phrase"]) == phrases


def test_repeated_phrases_are_the_longest_ones():
    text = "推进支部标准化规范化建设。巩固支部标准化规范化建设成果。支部建设再上台阶。"
    rows = wording.repeated_phrases(text)
    assert rows.to_numpy().tolist() == [["支部标准化规范化建设", 2, 10, 2]]


def test_a_shorter_phrase_that_occurs_elsewhere_too_is_kept():
    text = "优化营商环境工作机制。完善优化营商环境工作机制。优化营商环境工作。"
    rows = wording.repeated_phrases(text, min_chars=6)
    assert rows[["phrase", "n"]].to_numpy().tolist() == [["优化营商环境工作机制", 2], ["优化营商环境工作", 3]]


def test_nothing_repeats_across_a_mark():
    text = "深入基层，调查研究。深入基层、调查研究。"
    assert wording.repeated_phrases(text, min_chars=6).empty


def test_punctuation_profile():
    profile = wording.punctuation_profile("甲，乙，丙。")
    assert profile.to_numpy().tolist() == [["，", 2, 2 / 3, 2 * 1000 / 6], ["。", 1, 1 / 3, 1000 / 6]]


def test_all_marks_are_in_the_profile():
    text = "甲，乙%；丙(丁)。"
    profile = wording.punctuation_profile(text)
    assert profile["n"].sum() == wording.count_characters(text).iloc[-1]["n_punctuation"] == 6
    assert profile.set_index("mark").loc["其他", "n"] == 3


def test_long_sentences_come_longest_first():
    rows = wording.long_sentences(TEXT, n=2)
    assert list(rows["place"]) == ["一、成绩，12 字", "二、问题，5 字"]


@pytest.mark.parametrize(
    "text, lines",
    [
        ("", 0),
        ("一二三", 1),
        ("字" * 26, 1),  # two characters of indent and 26 fill a line
        ("字" * 27, 2),
        ("甲\n\n乙\n", 2),
    ],
)
def test_pages_count_lines_of_28(text, lines):
    assert a4_pages(text) == lines / 22


def test_reading_time_needs_a_speed():
    assert reading_minutes(600, speed=300) == 2
    with pytest.raises(ValueError, match="大于 0"):
        reading_minutes(600, speed=0)


def test_findings_of_the_first_text():
    findings = wording.wording_findings(read_report(FIRST_TEXT))
    assert findings[0].startswith("全文 3,184 字")
    assert "最长的是“" in findings[1]


@pytest.mark.parametrize(
    "text, said",
    [
        ("一、甲\n长长长长。\n二、乙\n短。\n", "最长的是“一、甲”，8 字，占全文的 62%。"),
        ("一、甲\n短。\n二、乙\n短。\n", ""),  # two as long
        ("只有一段。", ""),
        ("", ""),
    ],
)
def test_the_longest_section_is_said_only_where_there_is_one(text, said):
    assert wording.describe_longest(wording.count_characters(text)) == said


@pytest.mark.parametrize(
    "tokens, said",
    [
        (["甲"] * 200, "全文 200 词，不同的词 1 个；每连续 50 个词里，平均有 1 个是不同的。"),
        (["甲", "乙"] * 100, "全文 200 词，不同的词 2 个；每连续 50 个词里，平均有 2 个是不同的。"),
        (["甲"] * 199, "全文只有 199 词，不足 200 词，谈不上用词是否丰富。"),
    ],
)
def test_variety_is_said_of_enough_words(tokens, said):
    assert wording.describe_variety(pd.DataFrame({"word": tokens})) == said


@pytest.mark.parametrize(
    "lengths, said",
    [
        ([10, 20], "共 2 句，平均 15 字，最长 20 字；没有超过 100 字的句子。"),
        ([10, 120], "共 2 句，平均 65 字，最长 120 字；超过 100 字的有 1 句，占全部句子的 50%。"),
        ([100], "共 1 句，平均 100 字，最长 100 字；没有超过 100 字的句子。"),
    ],
)
def test_long_sentences_are_said_where_there_are(lengths, said):
    assert wording.describe_sentences(pd.DataFrame({"n_chars": lengths})) == said


def test_repeats_are_said_where_there_are():
    text = "推进支部标准化规范化建设。巩固支部标准化规范化建设成果。"
    assert wording.describe_repeats(wording.repeated_phrases(text)) == (
        "有 1 种较长的表述一字不差地重复，最长的“支部标准化规范化建设”出现 2 次。"
    )
    assert wording.describe_repeats(wording.repeated_phrases("只说一次的话。")) == ""


def test_findings_of_three_sentences_warn():
    findings = wording.wording_findings(Report("short", "short", THREE_SENTENCES, "short.txt"))
    assert findings[-1].startswith("全文只有")


def test_sentences_of_nothing():
    assert wording.describe_sentences(sentences_of("")) == "没有句子。"


def test_headings_bodies_and_points_are_no_four_character_phrases():
    text = "一、努力方向\n区工信局、区教育局负责，四是教育，踔厉奋发。\n"
    assert wording.four_character_phrases(text)["phrase"].tolist() == ["踔厉奋发"]


def test_the_name_of_what_is_measured_is_no_repetition():
    text = "去年社会消费品零售总额增长5%。今年社会消费品零售总额增长6%。\n"
    assert wording.repeated_phrases(text).empty
