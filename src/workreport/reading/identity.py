"""Whose report it is: its place, the body that gives it, its year and its kind, as the document itself writes them.

Nothing is guessed: what neither title, date line, author, opening nor the file's name says stays empty.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from workreport.writing.characters import HANZI, fold
from workreport.writing.lists import DATA, one_of, read_list
from workreport.writing.numerals import normalise

NATION, CABINET = "全国", "国务院"
GOVERNMENT = "政府工作报告"

_OPENING = 400  # characters in which a report says what it is
_EARLY = 3_000  # characters in which a report says for whom it speaks
_NAMING = HANZI.replace("〇", "")  # a year is no name
_STEM = rf"[{_NAMING}×Ｘ○＊*]"
_LEVEL = r"(?:壮族|回族|维吾尔)?自治区|特别行政区|自治[州县旗]|省|市|州|盟|县|旗|区|镇|乡"
# One or more divisions, the larger before the smaller: 某省某市某县. A name of one stands before 县 only.
_DIVISION = rf"(?:{_STEM}{{2,9}}?(?:{_LEVEL})|{_STEM}县)"
_PLACE = rf"{_DIVISION}(?:{_DIVISION})*"
# Levels of government by the endings of divisions' names, the longer ending first.
_LEVELS = {
    "省级": ("省", "自治区", "特别行政区", "北京市", "天津市", "上海市", "重庆市"),
    "市、州": ("市", "州", "盟"),
    "县级": ("县", "区", "旗"),
    "乡级": ("镇", "乡"),
}
_NO_PLACE = re.compile(rf"^[全我本该各此两这那在对向]|{one_of('reading/no_places')}")
_YEAR = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2}[-—－–至~](?=(?:19|20)\d\d))?((?:19|20)\d{2})(?=\D|(?:0\d|1[0-2])[0-3]\d|$)"
)
_CHINESE_YEAR = re.compile(r"[一二][〇○零Ｏ九][〇○零Ｏ一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")

_MEETING = re.compile(rf"(?:在|^)(?P<place>{_PLACE})第[{HANZI}\d]{{1,5}}[届屆](?:人民代表大会|人大)")
_SPEAKER = re.compile(rf"(?:我代表|受)(?P<place>{_PLACE})(?:人民政府|政府|人大常委会)")
_OFFICER = re.compile(
    rf"^(?P<place>{_PLACE})(?:人民政府|政府)?代?(?:省长|市长|县长|区长|州长|旗长|盟长|镇长|乡长|主席)"
)
_TITLE_PLACE = re.compile(rf"^(?P<place>{_PLACE})(?=(?:人民)?政府|\d{{4}}年|工作(?:总结|报告|要点|计划))")
_NATIONAL = re.compile("(?:我代表|受)(?:国务院|中央人民政府)|全国人民代表大会第|^国务院总理")
_COMMITTEE = re.compile(rf"(?:中共|中国共产党)(?P<place>{_PLACE})(?=委)")

_ORGANS = one_of("reading/organs")
_BODY = re.compile(
    rf"(?:中共|中国共产党)?{_STEM}{{1,24}}?{_ORGANS}(?=$|的|关于|年度?|工作|述职|党建|党的|领导班子|总结|\d)"
)
_WHOLE_BODY = re.compile(rf"(?:中共|中国共产党)?[{_STEM[1:-1]}、（）()]{{1,30}}{_ORGANS}")
_ON_BEHALF = re.compile(rf"我?(?:代表|受)(?P<body>{_STEM}{{2,24}}?{_ORGANS})(?=委托|的委托|，|,|向|作)")
_OFFICE = re.compile(f"副?{one_of('reading/offices')}")


class Identity(NamedTuple):
    """What a document says of itself; each "" or None where it says nothing.

    Attributes:
        place: The division that the report is about, as written in full: 广东省, 某市某区; 全国 for the State Council.
        body: The body that gives the report: 国务院, 广东省人民政府, 某市教育局.
        year: The year that the report is called by: the one in its title; else that in which a government reports, or
            that which a summary looks back on.
        kind: Its kind, a name in `data/report_kinds.txt`.
    """

    place: str = ""
    body: str = ""
    year: int | None = None
    kind: str = ""


class _Stated(NamedTuple):
    """Where a document names itself, years in plain digits."""

    title: str
    front: Sequence[str]
    author: str
    opening: str
    early: str
    name: str


def identify(  # noqa: PLR0913 -- each is one place in which a document names itself
    text: str, *, title: str = "", front: Sequence[str] = (), author: str = "", date: str = "", name: str = ""
) -> Identity:
    """Tell a report's identity.

    Args:
        text: The body.
        title: The title that the document states.
        front: The lines above the body.
        author: Who signs, a person or a body.
        date: ISO date of the document.
        name: The file's name without ending.
    """
    stated = _Stated(_digits(title), front, author, _digits(text[:_OPENING]), text[:_EARLY], _digits(name))
    kind = _kind(stated)
    place = _place(stated)
    if kind == GOVERNMENT:
        body = CABINET if place == NATION else f"{place}人民政府" if place else ""
    else:
        body = _body(stated, place)
    return Identity(place or place_of(body), body, _year(stated, date, kind), kind)


def full_title(title: str, identity: Identity) -> str:
    """A title that can be told from others: 政府工作报告 → 广东省政府工作报告（2026年）.

    A title that names neither place nor body gets the body (of a government's report: the place) before it; one that
    names no year gets the year after it.
    """
    owner = identity.place if identity.kind == GOVERNMENT else identity.body or identity.place
    stem = short_of(owner)
    if owner and stem not in title and owner != NATION and not _BODY.match(_bare(title)):
        title = owner + title
    if identity.year and not _years(title):
        title += f"（{identity.year}年）"
    return title


def short_of(division: str) -> str:
    """The name of a division without its level: 甘肃省 → 甘肃, 新疆维吾尔自治区 → 新疆."""
    return re.sub(rf"(?:{_LEVEL})$", "", division) or division


@cache
def _kinds() -> list[tuple[str, list[str], list[str]]]:
    """Name, title words and opening words of each kind, in order."""
    kinds = []
    for line in read_list(DATA / "report_kinds.txt"):
        name, _, words = line.partition(" = ")
        titles, _, openings = words.partition(" | ")
        kinds.append((name, titles.split(), openings.split()))
    return kinds


def _kind(stated: _Stated) -> str:
    """The kind that the title names, else the file's name, else the opening, where it names one only."""
    for line in (stated.title, stated.name):
        # Another paper's title is not this one's.
        named = re.sub("(?<=.)《[^《》]*》|《[^《》]*》(?=.)", "", normalise(line))
        for kind, ending in _BY_ENDING.items():
            if ending.search(named):
                return kind
        found = next((kind for kind, words, _ in _kinds() if any(word in named for word in words)), "")
        if found:
            return "汇报" if found == "计划" and _TELLS_TOO.search(named) else found
    opening = normalise(stated.opening)
    said = [kind for kind, _, words in _kinds() if any(word in opening for word in words)]
    telling = [kind for kind in said if kind != "汇报"] or said  # 报告如下 is said in any report
    return telling[0] if len(telling) == 1 else ""


# It plans, and tells first what was done: 上半年工作情况和下半年工作安排的报告.
_TELLS_TOO = re.compile(r"(?:工作|执行|完成|开展|落实|进展|运行|整改|履职|有关)情况|回顾|总结|报告|汇报")
# Whatever it is on, what a title ends with says what the paper is: a speech at a meeting where others report, a plan of
# work for the Party, an account of how reports were weighed.
_AT_THE_END = r"(?:稿|提纲|材料)?(?:[（(][^（）()]*[）)])?$"
_BY_ENDING = {
    "讲话": re.compile(rf"(?:讲话|发言|致辞|致词|点评){_AT_THE_END}"),
    "计划": re.compile(rf"^(?!.*(?:{_TELLS_TOO.pattern})).*(?:方案|计划|要点|打算|安排){_AT_THE_END}"),
    "汇报": re.compile(rf"述[职责廉][^，。]{{0,4}}(?:评议|测评|会).*(?:情况|汇报|通报){_AT_THE_END}"),
}


def _place(stated: _Stated) -> str:
    for line in (stated.title, stated.name):
        if found := _first(_TITLE_PLACE, _bare(line)):
            return found
    for line in (*stated.front, stated.author):
        for pattern in (_MEETING, _OFFICER):
            if found := _first(pattern, line):
                return found
    if any(map(_NATIONAL.search, (*stated.front, stated.author, stated.opening))):
        return NATION
    for pattern in (_SPEAKER, _MEETING, _COMMITTEE):
        named = {found for match in pattern.finditer(stated.early) if (found := _checked(match["place"]))}
        if len(named) == 1:
            return named.pop()
    return _short_province(_bare(stated.title)) or _short_province(_bare(stated.name))


def _first(pattern: re.Pattern[str], line: str) -> str:
    match = pattern.search(line)
    return _checked(match["place"]) if match else ""


def _checked(place: str) -> str:
    """A place's name, "" where the words only look like one: 城市, 全市, 社区."""
    return "" if _NO_PLACE.search(place) else place


@cache
def _provinces() -> dict[str, str]:
    """Short and full name: 甘肃 → 甘肃省."""
    return {short_of(name): name for name in read_list(DATA / "provinces.txt")}


def _short_province(line: str) -> str:
    """The province that a title opens with: 甘肃政府工作报告."""
    return next((full for short, full in _provinces().items() if line.startswith(short)), "")


def _bare(title: str) -> str:
    """A title without the year and the 关于 before its subject."""
    return re.sub(r"^(?:关于)?(?:[（(]?(?:19|20)\d{2}(?:年度?)?[）)]?[-—_ ]*)?(?:关于)?", "", title.strip("《》"))


def _body(stated: _Stated, place: str) -> str:
    """The body in the title, in the author's line, in the opening, else in the file's name."""
    author, office = stated.author, _OFFICE.search(stated.author)
    found = ""
    if (match := _BODY.match(_bare(stated.title))) and not match[0].startswith("在"):
        found = match[0]
    elif _WHOLE_BODY.fullmatch(author):
        found = author
    elif office and _WHOLE_BODY.fullmatch(author[: office.start()]):
        found = re.sub("(?<=[局厅委办院校司])党[组委]$", "", author[: office.start()])
    elif match := _ON_BEHALF.search(stated.opening):
        found = match["body"]
    elif match := _BODY.match(_bare(stated.name)):
        found = match[0]
    if place and place != NATION and re.match(r"[省市县区州旗盟镇乡](?!长)", found):
        found = place + found[1:] if place.endswith(found[0]) else found
    return found


def level_of(place: str) -> str:
    """A place's level of government: 全国, 省级, 市、州, 县级, 乡级; "" where no place is known.

    Whether a city ranks as a county, its name does not say: all of them stand together, and are called no more.
    """
    if place == NATION:
        return NATION
    return next((level for level, endings in _LEVELS.items() if place.endswith(endings)), "")


def place_of(body: str) -> str:
    """The division that a body's name begins with: 甲山市教育局 → 甲山市; "" where it begins with none."""
    match = re.match(rf"(?:中共|中国共产党)?(?P<place>{_PLACE})", body)
    return _checked(match["place"]) if match else ""


# Years that say nothing of the year reported on: since when an office is held (本人自2021年8月担任校长), and the day
# that a report is given.
_OTHER_YEARS = re.compile(
    r"(?:19|20)\d{2}年(?:[^，。；]{0,10}(?:担任|任职|调任|就任|当选|起任)|\d{1,2}月\d{1,2}日(?=[）)\n]))"
)

_DAYS = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")


def _year(stated: _Stated, date: str, kind: str) -> int | None:
    written = int(date[:4]) if date else None
    years = _years(stated.title)
    if not years and kind == GOVERNMENT and written:
        return written
    years = years or _years(stated.name)
    if years:
        return years[0]
    if kind == GOVERNMENT:
        return None
    opening = _OTHER_YEARS.sub("", stated.opening)
    if said := _years(_DAYS.sub("", opening)):
        return said[0]
    if days := _years(opening):  # only days are named, of what led up to the report
        return max(days)
    # A summary written in the first months looks back on the year before.
    early = written is not None and kind in ("总结", "述职", "党建") and date[5:7] in ("01", "02", "03")
    return written - 1 if written and early else written


def _years(line: str) -> list[int]:
    """Years that a line writes; of a span (2021—2025年), its end."""
    return [int(match[1]) for match in _YEAR.finditer(_digits(line)) if 1949 <= int(match[1]) <= 2100]


def _digits(line: str) -> str:
    """A line with its years in plain digits: 二〇二三年 → 2023年."""
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), fold(line))
