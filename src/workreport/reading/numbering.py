"""Automatic numbers of a Word document, counted and written as Word prints them (ECMA-376, part 1, 17.9)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from workreport.reading.package import W, integer_of
from workreport.reading.styles import flag_of, value_of
from workreport.writing.numerals import in_chinese

_BULLETS = {"\uf06c": "●", "\uf0b7": "•", "\uf06e": "■", "\uf075": "◆", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a7": "▪"}
_LEVELS = 9


@dataclass
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    plain: bool = False  # isLgl: every number of this level in Arabic digits
    restart: int | None = None
    style: str = ""


@dataclass
class _List:
    levels: dict[int, _Level]
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass
class _Instance:
    list: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class Numbering:
    """Counts the numbered paragraphs of a document in reading order.

    Args:
        root: The numbering part, None for a document without one.
        style_number: Gives number definition and level of a style, for lists that are defined by a style.
    """

    def __init__(self, root: ET.Element | None, style_number: Callable[[str], tuple[str | None, int | None]]) -> None:
        self._lists: dict[str, _List] = {}
        self._links: dict[str, str] = {}
        self._instances: dict[str, _Instance] = {}
        self._style_number = style_number
        if root is not None:
            self._read(root)

    def next(self, number: str, level: int) -> str:
        """Count one paragraph at `level` of the list instance `number` and return its printed number."""
        instance = self._instances.get(number)
        numbered = self._list(instance.list) if instance else None
        if instance is None or numbered is None or not 0 <= level < _LEVELS:
            return ""
        levels = {**numbered.levels, **instance.levels}
        counters = numbered.counters
        if level in instance.starts:  # the override restarts the list once, where the instance is first used
            counters[level] = instance.starts.pop(level)
        else:
            before = counters[level]
            counters[level] = _level(levels, level).start if before is None else before + 1
        for lower in range(level + 1, _LEVELS):
            restart = _level(levels, lower).restart
            if restart is None or level < restart:
                counters[lower] = None
        for higher in range(level):
            if counters[higher] is None:
                counters[higher] = instance.starts.pop(higher, _level(levels, higher).start)
        return self._print(levels, level, counters)

    def level_of(self, number: str, style: str) -> int | None:
        """The level that a list ties to a paragraph style, None for none."""
        instance = self._instances.get(number)
        numbered = self._list(instance.list) if instance else None
        levels = {**numbered.levels, **instance.levels} if instance and numbered else {}
        return next((i for i, level in levels.items() if level.style == style), None)

    def _print(self, levels: dict[int, _Level], level: int, counters: list[int | None]) -> str:
        shown = _level(levels, level)
        if shown.format == "bullet":
            text = "".join(_BULLETS.get(char, char) for char in shown.text)
            return "" if re.search("[\ue000-\uf8ff]", text) else text
        if shown.format == "none" and "%" not in shown.text:
            return shown.text

        def value(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            own = _level(levels, index)
            count = counters[index]
            return format_number(own.start if count is None else count, "decimal" if shown.plain else own.format)

        return re.sub("%([1-9])", value, shown.text).strip()

    def _list(self, identifier: str) -> _List | None:
        """A list definition, by way of the style that defines it where it only names one."""
        for _ in range(5):
            if identifier not in self._links:
                break
            number = self._style_number(self._links[identifier])[0]
            instance = self._instances.get(number or "")
            if instance is None or instance.list == identifier:
                break
            identifier = instance.list
        return self._lists.get(identifier)

    def _read(self, root: ET.Element) -> None:
        for node in root.iter(W + "abstractNum"):
            identifier = node.get(W + "abstractNumId", "")
            self._lists[identifier] = _List(dict(map(_read_level, node.findall(W + "lvl"))))
            link = node.find(W + "numStyleLink")
            if link is not None:
                self._links[identifier] = link.get(W + "val", "")
        for node in root.iter(W + "num"):
            instance = _Instance(value_of(node, "abstractNumId"), {}, {})
            for override in node.findall(W + "lvlOverride"):
                level = integer_of(override.get(W + "ilvl"), 0)
                start, own = override.find(W + "startOverride"), override.find(W + "lvl")
                if start is not None:
                    instance.starts[level] = integer_of(start.get(W + "val"), 1)
                if own is not None:
                    instance.levels[level] = _read_level(own)[1]
            self._instances[node.get(W + "numId", "")] = instance


def _read_level(node: ET.Element) -> tuple[int, _Level]:
    values = {child.tag.removeprefix(W): child.get(W + "val", "") for child in node}
    for choice in node.iter(W + "numFmt"):  # the last one: what an older program is told, without own formats
        values["numFmt"] = choice.get(W + "val", "decimal")
    return integer_of(node.get(W + "ilvl"), 0), _Level(
        start=integer_of(values.get("start"), 0 if "start" not in values else 1),
        format=values.get("numFmt", "decimal"),
        text=values.get("lvlText", "")[:60],
        plain=bool(flag_of(node, "isLgl")),
        restart=integer_of(values["lvlRestart"], 0) if "lvlRestart" in values else None,
        style=values.get("pStyle", ""),
    )


def _level(levels: dict[int, _Level], index: int) -> _Level:
    return levels.get(index) or _Level()


_DIGITS = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_SIMPLIFIED_LEGAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万")
_TRADITIONAL_LEGAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬")
_ROMAN = dict(m=1000, cm=900, d=500, cd=400, c=100, xc=90, l=50, xl=40, x=10, ix=9, v=5, iv=4, i=1)  # noqa: C408 - shorter


def format_number(n: int, style: str) -> str:
    """Write a number in one of Word's formats; a format that is not known is written in Arabic digits."""
    return _FORMATS.get(style, str)(n) if 0 <= n <= 99_999 else str(n)


def _tens(n: int) -> str:
    """Chinese counting below a hundred, digit by digit above: 九十九, 一〇〇."""
    return in_chinese(n) if n < 100 else _digit_by_digit(n)


def _japanese(n: int) -> str:
    return re.sub("一(?=[十百千])", "", in_chinese(n).replace("零", "")) if n else "〇"


def _digit_by_digit(n: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(n))


def _letters(n: int) -> str:
    return chr(ord("a") + (n - 1) % 26) * min((n - 1) // 26 + 1, 30) if n else ""


def _roman(n: int) -> str:
    text = ""
    for sign, size in _ROMAN.items():
        text += sign * (n // size)
        n %= size
    return text


def _from(first: str, count: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode, Arabic digits beyond the last one."""
    return lambda n: chr(ord(first) + n - 1) if 1 <= n <= count else str(n)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 1 <= n <= len(signs) else str(n)


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: str(n).translate({ord(str(i)): chr(0xFF10 + i) for i in range(10)}),
    "decimalFullWidth2": lambda n: str(n).translate({ord(str(i)): chr(0xFF10 + i) for i in range(10)}),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "numberInDash": lambda n: f"- {n} -",
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _tens,
    "chineseCountingThousand": in_chinese,
    "taiwaneseCounting": _tens,
    "taiwaneseCountingThousand": in_chinese,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda n: in_chinese(n, *_SIMPLIFIED_LEGAL, bare_ten=False),
    "ideographLegalTraditional": lambda n: in_chinese(n, *_TRADITIONAL_LEGAL, bare_ten=False),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
}
