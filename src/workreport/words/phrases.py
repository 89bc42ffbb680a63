"""Phrases that a text itself marks as terms: by quotation marks, or as the title of a document."""

import re
from collections import Counter

from workreport.writing.characters import HANZI, NUMERALS

_LONGEST = 16
_INSIDE = rf"[\w·、：+＋×\-—]{{2,{_LONGEST}}}"
_QUOTED = re.compile(rf"“({_INSIDE})”")
_TITLE = re.compile(r"《([^《》\n]{2,30})》")
_MADE = re.compile(rf"[\d{NUMERALS}·、：+＋×A-Za-z]")


def quoted_phrases(text: str) -> Counter[str]:
    """Count the phrases that stand in quotation marks, without sentences: 2 to 16 characters, no comma or stop."""
    return Counter(_QUOTED.findall(text))


def marked_terms(text: str) -> frozenset[str]:
    """Find the terms that a text marks: titles in 《》, and quoted phrases that no dictionary holds.

    A phrase in quotation marks is a term when it stands so twice, or when it has a numeral, a Latin letter or a mark
    inside (八八战略, 数据要素×): such phrases would be cut as figures. Numbers alone are none.
    """
    quoted = {
        phrase
        for phrase, n in quoted_phrases(text).items()
        if (n > 1 or _MADE.search(phrase)) and not _only_number(phrase)
    }
    return frozenset(quoted | set(_TITLE.findall(text)))


def _only_number(phrase: str) -> bool:
    return not re.search(rf"[A-Za-z{HANZI}]", re.sub(rf"[{NUMERALS}]", "", phrase))
