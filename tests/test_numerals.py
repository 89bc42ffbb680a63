"""Numerals: every way of writing a number is read back exactly, and what is no number is left alone."""

from decimal import Decimal
from itertools import pairwise

import pytest
from cn2an import an2cn
from hypothesis import given, settings
from hypothesis import strategies as st

from workreport.figures import number_spans, read_figures
from workreport.writing.numerals import arabic_number, chinese_value, normalise, read_number


@pytest.mark.parametrize(
    "numeral, value",
    [
        ("十", 10),
        ("廿三", 23),
        ("三百零九", 309),
        ("三百五", 350),
        ("两千两百", 2200),
        ("一千零五", 1005),
        ("一九五三", 1953),
        ("一万二", 12_000),
        ("六万万", 600_000_000),
        ("三万一千亿", 3_100_000_000_000),
        ("二十七亿四千万", 2_740_000_000),
        ("三十亿零五百", 3_000_000_500),
        ("四十七点三万亿", 47_300_000_000_000),
        ("零点八", Decimal("0.8")),
    ],
)
def test_chinese_numerals(numeral, value):
    assert chinese_value(numeral) == value


@pytest.mark.parametrize("numeral", ["万一", "二五", "十百", "一百千", "一二三", "百十", "亿万", "十三十", ""])
def test_what_is_no_numeral_has_no_value(numeral):
    assert chinese_value(numeral) is None


@pytest.mark.parametrize(
    "surface, value",
    [
        ("1,234.5", Decimal("1234.5")),
        ("1， 234", 1234),
        ("321 146", 321_146),
        ("12 .3", Decimal("12.3")),
        ("3万5千", 35_000),
        ("1万5000", 15_000),
        ("12万多亿", 12 * 10**12),
        ("31亿7550万", 3_175_500_000),
        ("5千万", 50_000_000),
        ("1万5", None),
        ("1万50000", None),
    ],
)
def test_arabic_numbers_with_scales(surface, value):
    assert arabic_number(surface) == value


@pytest.mark.parametrize(
    "surface, low, high, qualifier",
    [
        ("两三", 2, 3, "≈"),
        ("七八十", 70, 80, "≈"),
        ("十七八", 17, 18, "≈"),
        ("三五", 3, 5, "≈"),
        ("一两百", 100, 200, "≈"),
        ("十几", 10, None, "≈"),
        ("数百", 100, None, "≈"),
        ("上亿", 10**8, None, "≥"),
        ("30多", 30, None, ">"),
        ("零零", None, None, "="),
        ("**", None, None, "="),
    ],
)
def test_numbers_say_how_they_are_to_be_taken(surface, low, high, qualifier):
    assert tuple(read_number(surface)) == (low, high, qualifier)


def test_cheque_numerals_are_read_and_other_words_stay():
    assert normalise("捐款叁仟贰佰元，大陆队伍收拾行装") == "捐款三千二百元，大陆队伍收拾行装"


@given(st.text(max_size=60))
def test_normalising_keeps_offsets(text):
    assert len(normalise(text)) == len(text)


# A number in every form: sign × script × separators × scale × unit, alone or as a range.

SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
UNITS = st.sampled_from(["元", "%", "吨", "公里", "个百分点", "亩"])
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
SIGNS = {"": 1, "-": -1, "－": -1, "−": -1, "负": -1, "±": 1}


@st.composite
def written_numbers(draw):
    """A surface and its value."""
    scale = draw(st.sampled_from(list(SCALES)))
    script = draw(st.sampled_from(["plain", "commas", "spaces", "full width", "chinese"]))
    least = 21 if script == "chinese" else 2  # 二, 十 and the like count only some things: tested above, one by one
    whole = draw(st.integers(min_value=least, max_value=9999 if scale else 99_999_999))
    decimals = draw(st.sampled_from(["", "5", "25", "07"]))
    sign = draw(st.sampled_from(list(SIGNS))) if script != "chinese" else ""
    value = Decimal(f"{whole}.{decimals or 0}") * SCALES[scale] * SIGNS[sign]
    if script == "chinese":
        spelt = an2cn(str(whole)) + (
            "点" + "".join("零一二三四五六七八九"[int(d)] for d in decimals) if decimals else ""
        )
        return spelt + scale, value
    digits = {"commas": f"{whole:,}", "spaces": f"{whole:,}".replace(",", " ")}.get(script, str(whole))
    surface = digits + ("." + decimals if decimals else "")
    return sign + (surface.translate(FULL_WIDTH) if script == "full width" else surface) + scale, value


@settings(max_examples=1000, deadline=None)
@given(written_numbers(), UNITS)
def test_every_form_of_a_number_comes_back(number, unit):
    surface, value = number
    text = f"全年总额为{surface}{unit}，情况良好。"
    (figure,) = read_figures(text)
    assert text[figure.start : figure.end] == surface + unit
    assert (figure.value, figure.high, figure.unit) == (value, None, unit)


@given(
    st.integers(min_value=1, max_value=500),
    st.integers(min_value=1, max_value=500),
    st.sampled_from(["-", "—", "～", "至", "到", "－"]),
    UNITS,
    st.booleans(),
)
def test_every_form_of_a_range_comes_back(low, more, dash, unit, both):
    high = low + more % (2 * low) + 1
    surface = f"{low}{unit if both else ''}{dash}{high}{unit}"
    (figure,) = read_figures(f"总额为{surface}。")
    assert (figure.end - figure.start, figure.value, figure.high) == (len(surface), low, high)


AROUND = [
    ("超过", "", ">"),
    ("不低于", "", "≥"),
    ("", "以上", "≥"),
    ("不足", "", "<"),
    ("", "以内", "≤"),
    ("约", "", "≈"),
]


@given(written_numbers(), st.sampled_from(AROUND))
def test_a_qualifier_changes_no_value(number, around):
    surface, value = number
    before, after, sign = around
    (figure,) = read_figures(f"总额{before}{surface}元{after}。")
    assert (figure.value, figure.qualifier) == (value, sign)


CHARACTERS = st.sampled_from(
    [*"0123456789.,，、。％%‰-－—～至到比第前翻番半成倍余多几数上负±+$￥（）()*×XxＸ○〇□_ 　\n"]
)
NUMERALS = st.sampled_from(
    [*"零一二两三四五六七八九十百千万亿廿卅点分之壹佰仟拾年月日天元个家件人次户名项位增长减至为占"]
)


@settings(max_examples=1000, deadline=None)
@given(st.lists(CHARACTERS | NUMERALS, max_size=60).map("".join))
def test_no_text_raises_and_rows_hold(text):
    figures = read_figures(text)
    spans = [(figure.start, figure.end) for figure in figures]
    assert all(label in text for figure in figures for label in figure.labels)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(any(a <= start and end <= b for a, b in number_spans(text)) for start, end in spans)


@pytest.mark.parametrize("times", [1, 200])
def test_long_and_short_texts_are_normalised_alike(times):
    assert normalise("增收１２．５億元，𠀀字\ud800不變。" * times) == "增收12.5亿元，𠀀字\ud800不變。" * times


def test_numbers_that_were_read_for_the_words_give_the_same_figures():
    text = "新增就业1.2万人，增长5%。"
    fresh = read_figures(text)
    number_spans(text)
    again = read_figures(text)
    assert again == fresh == read_figures(text)
    assert all(one.labels is not other.labels for one, other in zip(again, fresh, strict=True))
