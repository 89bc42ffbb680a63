"""A report with persons, numbers and addresses put behind stable marks, so that its pages can be shown outside.

Only what is certain is masked. What may be a name is listed instead, for the user to decide before anything is made.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

import pandas as pd

from workreport.reading import Report, safe_name
from workreport.reading.identity import place_of
from workreport.words.reference import load_reference
from workreport.writing.characters import HANZI
from workreport.writing.dictionary import dictionary, is_word
from workreport.writing.lists import DATA, one_of, read_list

MASKED = ["mark", "original", "kind", "n"]

_NOTICE = "本份已脱敏：人名、电话、证件号、地址、文号等换成了代号，同一代号处处指同一个；没有与别的报告比较。"
_QUOTING = re.compile(r"(没有计入正文)：.*", re.DOTALL)  # a notice that quotes lines, cut where they are long
_HANZI = f"[{HANZI}]"
# What a number or address looks like, and what its mark is called; only `shown` is masked where a pattern has it.
_NUMBERS = {
    "证件号": re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])"),
    "账号": re.compile(r"(?<!\d)\d{16,19}(?!\d)"),
    "电话": re.compile(
        r"""(?<![\d.])(?:
          1[3-9]\d[ -]?\d{4}[ -]?\d{4}
        | 0\d{2,3}[ —-]?[2-9]\d{6,7}
        | 400[ -]?\d{3}[ -]?\d{4}
        )(?![\d.%])""",
        re.VERBOSE,
    ),
    "邮箱": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"),
    "车牌": re.compile(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·]?[A-Z0-9]{5,6}(?![A-Z0-9])"
    ),
    "文号": re.compile(
        rf"""(?:{_HANZI}{{0,8}}{one_of("masking/before_numbers")})?  # what leads up to it is no part of it
        (?P<shown>{_HANZI}{{0,8}}[〔\[（(]\s*(?:19|20)\d\d\s*[〕\]）)]\s*第?\d{{1,5}}号)""",
        re.VERBOSE,
    ),
    "地址": re.compile(
        rf"(?:{_HANZI}{{1,8}}?(?:省|市|区|县|镇|乡|街道))*{_HANZI}{{1,8}}?(?:大道|路|街|巷|弄|胡同|村)\d{{1,5}}号"
        r"(?:院|楼|大厦)?(?:\d{1,3}(?:号楼|栋|幢|单元|层|室)){0,3}"
    ),
}
_BODY = re.compile(
    rf"""(?:我?代表|[由向受对经])?  # 由甲山市教育局牵头
    (?P<shown>{_HANZI}{{2,14}}?{one_of("masking/bodies")})""",
    re.VERBOSE,
)
_BODY_KIND = re.compile(one_of("masking/body_kinds") + "$")
_ONE_DIVISION = re.compile(rf"(?P<stem>{_HANZI}+?)(?:自治[区州县旗]|特别行政区|[省市州盟县旗区镇乡])")
_LEVEL = re.compile("(?:自治[区州县旗]|[省市州盟县旗区镇乡])$")
_HIDDEN = frozenset("某×*○")  # stands for what a report itself does not say
_ROLE = re.compile("[人员者]$")  # 申请人 is a word that only looks like a name
_SPACES = re.compile("[ \u3000]*")
_AFTER_NAME = r"[，、。；：（）《》“”\s]|等|$"


class Masked(NamedTuple):
    """A report behind marks.

    Attributes:
        report: The report, every original replaced in its text, title, author, body, notes, and names of files.
        marks: One row an original, by first place: `mark`, `original`, `kind` (人名, 电话 …), `n` (times in the text).
        doubtful: What may be a person's name and was left as it is, by first place.
    """

    report: Report
    marks: pd.DataFrame
    doubtful: list[str]


def mask_report(
    report: Report, *, also: Collection[str] = (), leave: Collection[str] = (), bodies: bool = False
) -> Masked:
    """Put persons, telephone and identity numbers, addresses and document numbers behind marks.

    Args:
        report: The report as read.
        also: Names or words to mask, whatever they are.
        leave: Words that are no names, or may be seen.
        bodies: Whether names of offices, firms, schools and hospitals are masked too, and the places they name.
    """
    notices = tuple(_QUOTING.sub(r"\1。", notice) for notice in report.notices)
    fields = (report.text, report.title, report.author, report.body, report.source, *notices, *report.footnotes)
    whole = "\n".join(fields)
    found: dict[str, str] = {}  # original: kind
    for kind, pattern in _NUMBERS.items():
        for match in pattern.finditer(whole):
            found.setdefault(match["shown" if pattern.groups else 0].strip(), kind)
    persons = [name for name in _persons(whole, report.author) if name not in leave]
    found |= dict.fromkeys((name for name in persons if name not in _usual()), "人名")
    if bodies:
        stated = list(filter(None, (report.body, *(match["shown"] for match in _BODY.finditer(whole)))))
        found |= {body: "单位" for body in stated if body not in found}
        found |= {place: "地名" for place in _places((report.place, *map(place_of, stated))) if place in whole}
    found |= {word: found.get(word, "人名" if _is_name(word) else "其他") for word in also if word and word in whole}
    originals = sorted(found, key=lambda original: (whole.find(original), -len(original)))
    marks = _marks(originals, found, whole)
    cover = cover_with(marks)
    rows = [(marks[original], original, found[original], whole.count(original)) for original in originals]
    named = [*persons, *_candidates(cover(whole)), *_authors(cover(report.author))]
    doubtful = [name for name in dict.fromkeys(named) if name not in found and name not in leave]
    source = cover(report.source)
    masked = replace(
        report,
        name=safe_name(PurePath(source).stem),
        title=cover(report.title),
        text=cover(report.text),
        source=source,
        notices=(*map(cover, notices), _NOTICE),
        author=cover(report.author),
        place=cover(report.place),
        body=cover(report.body),
        footnotes=tuple(map(cover, report.footnotes)),
        headings=tuple((len(cover(report.text[:start])), level) for start, level in report.headings),
    )
    return Masked(masked, pd.DataFrame(rows, columns=MASKED), doubtful)


def _persons(text: str, author: str) -> Iterator[str]:
    """Names that are certain: an author, and what stands beside an office or form of address, or in a row with such."""
    offices = one_of("masking/offices")
    name = rf"{one_of('surnames')}{_HANZI}{{1,2}}?"
    patterns = (
        rf"(?<!{_HANZI})({name})(?={offices})",
        rf"{offices}[：:\s和与]?({name})(?={offices}|{_AFTER_NAME})",
        rf"(?<!{_HANZI})({name})（(?:男|女)[，）]",
        rf"、({name})(?=等?{offices})",
        rf"(?<!{_HANZI})({name})(?=(?:、(?:{name}))*、(?:{name})等?{offices})",
    )
    for candidate in re.split(r"[\s、，,]+", author):
        if _is_name(candidate.rsplit(" ")[-1]):
            yield candidate
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            if _is_name(match[1]):
                yield match[1]


def _candidates(text: str) -> Iterator[str]:
    """What may be a name, each once: what the dictionary takes for one and no other report uses, and 王局长."""
    seen = set()
    for word, pos in dictionary()[1](text):
        if pos == "nr" and 2 <= len(word) <= 4 and word not in seen and _is_name(word) and word not in _usual():
            seen.add(word)
            yield word
    for match in re.finditer(rf"(?<!{_HANZI}){one_of('surnames')}{one_of('masking/offices')}", text):
        if match[0] not in seen:
            seen.add(match[0])
            yield match[0]


def _authors(author: str) -> Iterator[str]:
    """What an author's line still says that is neither a mark nor an office: it may be a name in other writing."""
    for part in re.split(r"[，,、\u3000]+", author):
        if part.strip() and "某" not in part and not re.search(rf"{one_of('masking/offices')}\s*$", part):
            yield part.strip()


def _is_name(word: str) -> bool:
    """Whether a word can be a person's name: a surname, one or two characters, and no other word of the dictionary."""
    if not re.fullmatch(rf"{one_of('surnames')}{_HANZI}{{1,2}}", word) or "某" in word or word in _public():
        return False
    (first, pos), *rest = dictionary()[1](word)
    if _ROLE.search(word) and is_word(word):
        return False
    return (first, pos) != ("和", "c") if rest else pos.startswith("nr")


def _places(divisions: Iterable[str]) -> Iterator[str]:
    """The name of each division (甲山市乙水区 has two), with and without what says its level."""
    for name in divisions:
        for match in _ONE_DIVISION.finditer(name):
            if not set(match["stem"]) & _HIDDEN:
                yield match[0]
                yield from [match["stem"]] if len(match["stem"]) > 1 else []


@cache
def _usual() -> frozenset[str]:
    """Words that reports of other places use too: no names of persons."""
    reference = load_reference()
    return frozenset(reference["word"].cat.categories)


@cache
def _public() -> frozenset[str]:
    return frozenset(read_list(DATA / "masking" / "public_names.txt"))


def _marks(originals: Iterable[str], kinds: dict[str, str], text: str) -> dict[str, str]:
    """A mark for each original: the surname and 某某, or the kind with a number; none stands in the text already."""
    marks: dict[str, str] = {}
    for original in originals:
        kind = kinds[original]
        if kind == "人名":
            surname = original[: -1 if len(original) == 2 else -2] or original[0]
            stem = f"{surname}某某"
        elif kind == "单位":
            ending = _BODY_KIND.search(original)
            stem = f"某{ending[0] if ending else '单位'}"
        elif kind == "地名":
            level = _LEVEL.search(original)
            stem = f"某{level[0] if level else '地'}"
        else:
            stem = f"（{kind}）"
        mark, number = stem, 1
        while mark in marks.values() or mark in text:
            number += 1
            mark = f"{stem}{number}"
        marks[original] = mark
    return marks


def cover_with(marks: Mapping[str, str]) -> Callable[[str], str]:
    """A function from a text to the same with each original (a key of `marks`) replaced by its mark."""
    if not marks:
        return lambda text: text
    pattern = re.compile("|".join(map(_spaced, sorted(marks, key=len, reverse=True))))
    return lambda text: pattern.sub(lambda match: marks.get(match[0]) or marks[_SPACES.sub("", match[0])], text)


def _spaced(original: str) -> str:
    """A pattern for an original; a name of two or three characters is also found where it is spaced out: 王　明."""
    if re.fullmatch(rf"{_HANZI}{{2,4}}", original):
        return _SPACES.pattern.join(original)
    return re.escape(original)
