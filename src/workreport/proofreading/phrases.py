"""Set enumerations out of order, names that bodies have lost, and names that the report itself writes otherwise."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from workreport.proofreading.lists import FOLDER, Phrases, confusable, known_words, old_names, shared_tail
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.rules import DOUBTFUL, Finding, Rule
from workreport.writing.lists import one_of, read_list

_GAP = r"(?:[、，和与及]|以及)?"
_NEAR = 14  # characters before or after an enumeration within which its name stands


class Enumeration(NamedTuple):
    """Members that stand in one order: the pattern of a run of them, their places, and how strictly they hold."""

    members: tuple[str, ...]
    run: re.Pattern[str]
    member: re.Pattern[str]
    since: int
    partly: bool
    name: str


@cache
def _enumerations() -> tuple[Enumeration, ...]:
    """The enumerations of the list: the members, and what is said of them (自 a year, 凡 a number, 称 a name)."""
    found = []
    for line in read_list(FOLDER / "enumerations.txt"):
        text, *options = line.split()
        members = tuple(text.split("、"))
        options_of = {option[0]: option[1:] for option in options}
        any_member = "|".join(sorted(map(re.escape, members), key=len, reverse=True))
        least = 3 if "凡" in options_of or "称" in options_of else len(members)
        run = re.compile(rf"(?:{any_member})(?:{_GAP}(?:{any_member})){{{min(least, len(members)) - 1},9}}")
        since, name = int(options_of.get("自", 0)), options_of.get("称", "")
        found.append(Enumeration(members, run, re.compile(any_member), since, "凡" in options_of, name))
    return tuple(found)


def _order(copy: Manuscript) -> Iterator[Finding]:
    for enumeration in _enumerations():
        if copy.year is not None and copy.year < enumeration.since:
            continue
        for match in copy.matches(enumeration.run):
            if not _in_a_longer_list(copy.text, *match.span()):
                yield from _judge(copy.text, match, enumeration)
        for pattern, right in _with_another(enumeration.members) if enumeration.name else ():
            for match in copy.matches(pattern):
                if _in_a_longer_list(copy.text, *match.span()):
                    continue
                message = f"“{enumeration.name}”里是“{right}”，此处是“{match['other']}”。"
                yield Finding(*match.span("other"), message, right)


def _in_a_longer_list(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in tuple("、和与") or text[end : end + 1] in tuple("、和与及")


@cache
def _with_another(members: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The enumeration with something else in one place, where members stand before and after it; and what is meant."""
    found = []
    tail = shared_tail(members)
    for at in range(len(members)) if len(members) > 3 else ():
        edge = at in (0, len(members) - 1)
        if edge and not tail:
            continue
        before, after = (_GAP.join(map(re.escape, part)) for part in (members[:at], members[at + 1 :]))
        size = f"{{{len(members[at]) - len(tail)}}}" if edge else "{2,8}?"  # before the first a verb may stand
        other = rf"(?P<other>(?!{re.escape(members[at])})[㐀-鿿]{size}{tail if edge else ''})"
        parts = [part for part in (before, other, after) if part]
        found.append((re.compile("(?:[、和与]|以及)".join(parts)), members[at]))
    return tuple(found)


def _judge(text: str, match: re.Match[str], enumeration: Enumeration) -> Iterator[Finding]:
    members = enumeration.members
    said = enumeration.member.findall(match[0])
    right = "、".join(members)
    places = [members.index(member) for member in said]
    if len(set(said)) != len(said):
        return
    if places != sorted(places) and (len(said) == len(members) or (enumeration.partly and len(said) >= 3)):
        right = "、".join(member for member in members if member in said)
        yield Finding(*match.span(), f"通行的次序是“{right}”。", right)
    elif len(said) == len(members) - 1 >= 3 and enumeration.name:
        around = text[max(0, match.start() - _NEAR) : match.start()] + text[match.end() : match.end() + _NEAR]
        if enumeration.name in re.sub("[“”]", "", around):
            lost = next(member for member in members if member not in said)
            yield Finding(*match.span(), f"“{enumeration.name}”少了“{lost}”，全文是“{right}”。", right)


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_PAST = re.compile(r"(?:原|时任|前|曾任|老)$")
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_LOCAL = frozenset({"旅游局", "农业局", "农业厅", "卫生局", "建设部", "交通部", "文化部", "卫生部", "农业部", "人事局"})
_JOINED = re.compile(r"[和化文广畜牧林水村公业疗会]$")


def _stale(copy: Manuscript) -> Iterator[Finding]:
    if copy.year is None:
        return
    titles = [match.span() for match in _TITLE.finditer(copy.text)]
    for start, entry in old_names(copy.text):
        end = start + len(entry.wrong)
        if copy.year <= entry.since or copy.known_word_over(end) or copy.text[end : end + 1] == "门":
            continue
        joined = entry.wrong in _LOCAL and _JOINED.search(copy.text[max(0, start - 1) : start])
        quoted = any(left < start < right for left, right in titles)
        if joined or quoted or _PAST.search(copy.text[max(0, start - 2) : start]) or _about_the_past(copy, start):
            continue
        message = f"“{entry.wrong}”是{entry.since}年以前的名称，现为“{entry.right}”。"
        yield Finding(start, end, message, entry.right)


def _about_the_past(copy: Manuscript, offset: int) -> bool:
    """Whether the sentence names a year that lies more than a year before the report's."""
    years = [int(year) for year in _YEAR.findall(copy.sentence_at(offset)[1])]
    return any(year < (copy.year or 0) - 1 for year in years)


_QUOTED = re.compile(r"(?<=“)[㐀-鿿]{3,12}(?=”)")
_NAMED = re.compile(rf"[㐀-鿿]{{2,10}}?{one_of('proofreading/name_ends')}(?![域间])")
_MOST_NAMES = 1_000  # whose slips are looked for, and that are looked for once more: time grows with the text
_OFTEN = 2  # right, beside the one that is wrong: three times in all


def names_of(copy: Manuscript) -> list[str]:
    """Names that stand twice or more as they should: in quotes, or ending as names do."""
    counts: Counter[str] = Counter(match[0] for match in copy.matches(_QUOTED))
    for match in copy.matches(_NAMED):
        name = match[0]
        counts.update(name[start:] for start in range(max(0, len(name) - 10), len(name) - 3) if len(name) - start >= 4)
    once = [name for name, n in counts.items() if n < _OFTEN][:_MOST_NAMES]  # it may stand elsewhere without quotes
    again = {name for name in once if copy.text.count(name) > 1}
    return [name for name, n in counts.most_common() if n >= _OFTEN or name in again][:_MOST_NAMES]


def name_slips(copy: Manuscript) -> Iterator[Finding]:
    """Stretches that are a name of the report but for one character that sounds or looks like its own."""
    text, known = copy.text, known_words()
    found: dict[tuple[int, str], tuple[int, int, str]] = {}
    for slip in Phrases(names_of(copy)).slips(text):
        written = text[slip.start : slip.end]
        if slip.kind != "替" or not confusable(slip.wrong, slip.meant) or written in known:
            continue
        number_or_quarter = text[slip.at] in "一二三四五六七八九十东西南北中上下前后"
        if text.count(written) > 1 or number_or_quarter or copy.in_known_word(slip.at):
            continue
        place = (slip.at, slip.wrong)
        if place not in found or len(written) > found[place][1] - found[place][0]:
            found[place] = (slip.start, slip.end, slip.phrase)
    for start, end, name in found.values():
        n = text.count(name)
        yield Finding(start, end, f"本文有{n}处写作“{name}”，此处写作“{text[start:end]}”。", name)


RULES = (
    Rule(
        "phrase-order", "固定提法的次序", DOUBTFUL, "通行提法", _order,
        "贯彻⟦协调、创新、绿色、开放、共享⟧的新发展理念。",
        "贯彻创新、协调、绿色、开放、共享的新发展理念，坚持创新和绿色，推进绿色、创新、节约。",
    ),
    Rule(
        "phrase-stale", "旧名称", DOUBTFUL, "通行提法", _stale,
        "由⟦国土资源局⟧牵头办理。",
        "2017年，市国土资源局办理。原国土资源局的职责已划转。按《国土资源厅关于用地的通知》执行。各环保部门、交通部门配合。",
    ),
    Rule(
        "name-variant", "名称前后不一", DOUBTFUL, "本文", lambda copy: copy.once(name_slips),
        "建设江淮示范区，做强江淮示范区，打响江淮示范区品牌。⟦江淮视范区⟧进展顺利。",
        "建设江淮示范区，做强江淮示范区，打响江淮示范区品牌。一期工程、二期工程、东区、西区同步推进。",
    ),
)  # fmt: skip
