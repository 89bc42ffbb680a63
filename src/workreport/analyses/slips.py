"""Likely slips of the pen: what a proofreader marks before reading for sense."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from workreport.words import words_of

_HANZI = "〇㐀-䶿一-鿿"
# A half-width mark after a Chinese character; after a digit or a Latin letter it is right.
_HALF_WIDTH = re.compile(rf"(?<=[{_HANZI}”’》）])[,;:?!](?=[{_HANZI}“‘《（\d]|$)", re.MULTILINE)
_FULL_WIDTH = str.maketrans(",;:?!", "，；：？！")
_DOUBLE_MARK = re.compile(r"([，、；：。])[，、；：。]+")
_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "【": "】"}
_CONTEXT = 10

COLUMNS = ["start", "end", "text", "slip", "suggested", "context"]


def find_slips(text: str) -> pd.DataFrame:
    """Find half-width marks in Chinese text, words or marks written twice, quotes and brackets without a partner.

    Marks inside numbers are left alone, and so are words doubled on purpose (一项一项; 研究研究 before a mark).

    Returns:
        One row a likely slip, in text order: `start`, `end`, `text` (as written), `slip` (what it is, in Chinese),
        `suggested` (what to write instead; "" where only the author can tell), `context` (with ten characters on
        either side).
    """
    found = sorted([*_half_width(text), *_double_marks(text), *_doubled_words(text), *_unpaired(text)])
    rows = [
        (start, end, text[start:end], slip, suggested, text[max(0, start - _CONTEXT) : end + _CONTEXT])
        for start, end, slip, suggested in found
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["context"] = frame["context"].str.replace(r"\s+", " ", regex=True)
    return frame


def _half_width(text: str) -> Iterator[tuple[int, int, str, str]]:
    for match in _HALF_WIDTH.finditer(text):
        yield match.start(), match.end(), "半角标点", match[0].translate(_FULL_WIDTH)


def _double_marks(text: str) -> Iterator[tuple[int, int, str, str]]:
    for match in _DOUBLE_MARK.finditer(text):
        yield match.start(), match.end(), "标点连用", match[1]


def _doubled_words(text: str) -> Iterator[tuple[int, int, str, str]]:
    """The same word twice in a row; segmentation tells 建设建设银行 (two words) from 建设建设."""
    words = words_of(text)
    spans = zip(words["word"], words["start"], words["end"], strict=True)
    for (word, start, end), (again, again_start, again_end) in pairwise(spans):
        distributive = word.startswith("一")  # 一项一项, 一茬一茬
        tentative = not text[again_end : again_end + 1].isalnum()  # 研究研究，
        on_purpose = distributive or tentative
        if word == again and len(word) > 1 and end == again_start and not on_purpose:
            yield start, again_end, "词语重复", word


def _unpaired(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Opening or closing marks without a partner in their paragraph."""
    opened: list[int] = []
    for place, mark in enumerate(f"{text}\n"):
        if mark in _PAIRS:
            opened.append(place)
        elif mark in _PAIRS.values():
            if opened and _PAIRS[text[opened[-1]]] == mark:
                opened.pop()
            else:
                yield place, place + 1, "引号、括号不成对", ""
        elif mark == "\n":
            yield from ((start, start + 1, "引号、括号不成对", "") for start in opened)
            opened.clear()
