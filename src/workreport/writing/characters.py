"""The characters of Chinese writing: which are hanzi, which end a sentence, and which forms are the same character.

Ranges and lists of marks are given as the inside of a regular expression's character class.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

HANZI = "〇㐀-䶿一-鿿豈-﫿𠀀-𲎯"
"""Chinese characters: the unified ones with extensions A to H, the compatibility ones, and the zero of numerals."""

NUMERALS = "〇零一二三四五六七八九十百千万亿两"
"""What Chinese numbers are written with."""

STOPS = "。！？!?…"
"""Marks that end a sentence."""

CLOSING = "”’」』）)】》〉"
"""Marks that close a quotation, a bracket or a title."""

OPENING = "“‘「『（(【《〈"
"""Marks that open one."""

SENTENCE_END = re.compile(rf"[{STOPS}][{STOPS}{re.escape(CLOSING)}]*")
"""The end of a sentence within a line: its stops and what closes there."""

LINE_ENDS = f"{STOPS}：；:;.{CLOSING}"
"""Characters after which a line of text is not broken by the width of its page but ended."""

# Radicals that PDF fonts give for the characters they are the sign of.
# Of the radicals supplement only a few have a mapping in Unicode itself; these are the ones that stand for a character.
_SUPPLEMENT = (
    "⺁厂⺄乙⺈刀⺊卜⺌小⺎兀⺐尢⺒巳⺓幺⺕彐⺛旡⺝月⺟母⺠民⺧牛⺩王⺬示⺯糸⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺻聿⺼月⺽臼⻁虎⻂衣⻃覀⻄西⻅见"
    "⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻑長⻒长⻓长⻔门⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_RANGES = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))


_LONG = 1000  # characters from which making an array of them pays


def _look_alikes() -> dict[int, str]:
    table = {ord(radical): plain for radical, plain in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
    for first, last in _RANGES:
        for code in range(first, last):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code) and len(plain) == 1:
                table.setdefault(code, plain)
    return table


LOOK_ALIKES = _look_alikes()  # for `str.translate`: one character for one

_WIDE = "０１２３４５６７８９．％＋－＆＃" + "".join(map(chr, (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
_VARIANT = re.compile("[０-９Ａ-Ｚａ-ｚ．％＋－＆＃‧•・⺀-⿕豈-﫿]")


def fold(text: str) -> str:
    """Give full-width letters and digits, and radicals that a PDF put for characters, their usual form.

    One character for one, so that offsets stay. Punctuation stays as it is, but for the middle dot, which has one form.
    """
    return _usual_forms()(text) if _VARIANT.search(text) else text


@cache
def _usual_forms() -> Callable[[str], str]:
    wide = {ord(character): unicodedata.normalize("NFKC", character) for character in _WIDE}
    return replacer(LOOK_ALIKES | wide | dict.fromkeys(map(ord, "‧•・"), "·"))


def replacer(forms: Mapping[int, str]) -> Callable[[str], str]:
    """Make a function that replaces characters one for one: `str.translate`, but ten times as fast on long texts.

    Args:
        forms: a single character for each code point that is replaced.
    """
    table = np.arange(max(forms) + 1, dtype="<u4")
    table[list(forms)] = [ord(plain) for plain in forms.values()]

    def replace(text: str) -> str:
        if len(text) < _LONG:
            return text.translate(forms)
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        codes = np.where(codes < len(table), table[np.minimum(codes, len(table) - 1)], codes)
        return codes.tobytes().decode("utf-32-le", "surrogatepass")

    return replace


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, or half so: 發展經濟; a name or two make it none."""
    return sum(map(text.count, _TRADITIONAL)) > max(4, len(text) * 0.005)


# Frequent characters that simplified writing has not; in it they stand at most in a name.
_TRADITIONAL = "國會們產業經濟發動個這來對為爲學開關務長於與後從過還進實現門問題"
