"""The problems that a report owns up to, verbatim."""

import re
from collections.abc import Iterator
from itertools import pairwise

from workreport.analyses.brief.sure import parts_by_paragraph
from workreport.document import Document
from workreport.writing.lists import one_of
from workreport.writing.matching import end_of_match

MOST = 5
_ROW = 300  # characters of a row's place
_SHORT = 40  # characters of a sentence that may say no more than that there are problems
_NAME = 16  # characters of a point that only names a problem
_NEXT = 4  # characters from one sentence to the next
_ENOUGH = 2  # sentences up to which a passage is told clause by clause

_NOUN = "问题|困难|矛盾|挑战|不足|缺点|差距|短板|薄弱环节|风险"
# A sentence that announces problems: 我们也清醒地看到，还存在不少困难和问题；成绩固然可喜，问题也不容忽视.
_ANNOUNCES = re.compile(
    rf"""
      (?:认识到|看到|意识到|注意到)[^。！？]{{0,70}}?(?:{_NOUN})
    | (?:{_NOUN})[^。！？]{{0,8}}不容忽视
    | (?:还|仍|仍然|尚|也|依然|依旧|同时|但是?|不过)[^。！？，；]{{0,8}}?
      (?:存在|面临|有)着?[^。！？]{{0,24}}?(?:{_NOUN})
    | (?:突出|主要|存在|面临)[^。！？，；]{{0,8}}(?:{_NOUN})(?:是|有|如下|：)
    """,
    re.VERBOSE,
)
# One sentence that names them all: 但仍存在学习不深、方法不多等问题; not what was found at others: 发现某厂存在….
_NAMES_ALL = re.compile(
    rf"""
    (?P<own>(?:仍|还|也|但|同时|个别|少数|部分|自身|自己|本人|工作中)[^。；]{{0,24}}?)
    (?:存在|还有)(?P<named>[^。；]{{8,140}}?)等[^，。；]{{0,8}}(?:{_NOUN}|现象)
    """,
    re.VERBOSE,
)
# 但也存在不足 says no more than that; 还存在主动性不足 names one.
_SAYS_SO = re.compile(
    rf"""
    (?:存在|有|面临|看到)着?
    (?:不少|一些|诸多|许多|很多|若干|一定的?|较多的?|明显的?|突出的?|较大的?|的|以下|[和与、]|{_NOUN})*$
    """,
    re.VERBOSE,
)
_RESULTS = re.compile(r"成[绩效果]|进展|进步")
_BUT = re.compile(r"(?:但是?|同时|不过|，)*")
_FOUND_OUT = re.compile(r"查|发现|针对|对(?!照)|解决|整改|纠正|通报|督促|反馈|移送")
# A target that was not reached, told where results are.
_NOT_REACHED = re.compile(
    r"""
    (?<![^，。；但])[^，。；但][^，。；]*
    (?:目标|任务|指标|计划)[^，。；]{0,6}
    (?:没有|未能?|尚未)(?:能?如期|全部|按期|按时|完全)?
    (?:完成|实现|达到|达成)[^，。；]*
    """,
    re.VERBOSE,
)
_SAYS_THERE_ARE = re.compile(_NOUN)
_ONLY_ANNOUNCES = re.compile(
    rf"(?:认识到|看到|面临|存在|还有)[^。]*(?:不少|诸多|许多|很多|一些|若干)[^，]{{0,12}}(?:{_NOUN})(?:和(?:{_NOUN}))?$"
)
# Or that names them itself, in a report that has no passage of its own for them.
_NAMED_THERE = re.compile(r"(?:面临|存在)[^。，]{0,8}(?:突出|主要|严重)[^。，]{0,6}问题(?:是|：)|清醒")
# It may go on to name them at once: 主要是…
_MAINLY = re.compile(r"[，：]?(?:这?主要(?:是|表现(?:在|为)|有|体现在)|表现在|突出的?问题是|包括|如下)?[：:，,]?\s*")
# An outlook weighs problems against chances; it admits none.
_OUTLOOK = re.compile(rf"{one_of('brief/outlooks')}|针对(?!性)")  # 培训的针对性不强 is a lack
# What opens the resolve that ends the passage.
_RESOLVE = re.compile(
    rf"""(?:各位代表[！，]?)?(?:(?:今年|明年|新的一年|接下来|在?今后的?工作中)，)?(?:
      {one_of("brief/resolves")}
    | (?:上述|以上|这些)[^，。]{{0,16}}(?:问题|困难|不足|矛盾|缺点)  # 上述问题，我们一定高度重视
    | (?:政府|各级)[^，。]{{0,8}}(?:要|必须)
    )""",
    re.VERBOSE,
)
_LACK = re.compile(
    rf"""
      {one_of("brief/lacks")}
    | 没有(?:得到|根本|完成|恢复|很好|完全)                                           # 没有根本好转
    | (?:矛盾|风险|压力|难度|问题|隐患|挑战)[^，。；]{{0,12}}{one_of("brief/grave")}      # 压力仍较大
    | (?:仍|还|依然|存在|不少|较多)[^，。；]{{0,14}}(?:矛盾|风险|压力|问题|隐患|挑战|缺点|毛病)  # 存在不少隐患
    | 任务(?:更加|依然|仍然)?(?:艰巨|较重|很重)
    """,
    re.VERBOSE,
)
_FAIR = re.compile(r"是(?:基本)?(?:合理|正常|必要|正确)的")  # weighed, and found to be no problem
_OUTSIDE = re.compile(r"^[^，；]*(?:外部|世界|国际|全球|地缘|国外|地区热点|百年变局|疫情)")
_AT_HOME = re.compile(r"我[国省市区县]|国内|需求|投资|企业|产业|民生|就业|城乡|政府|干部|创新")
_SPACE = re.compile(r"\s*")
_COMMA = re.compile("，")
_GOES_ON = re.compile(one_of("brief/going_on"))
_IDLE = 2  # sentences without a lack after which a passage is over
_STOP = re.compile(r"[。；！]")
_NUMBERED = re.compile(
    r"""
      [一二三四五六七八九]是 | 第[一二三四五六七八九][，、]
    | [（(][一二三四五六七八九\d][）)] | \d{1,2}[.．、](?!\d)
    """,
    re.VERBOSE,
)
# What leads up to the problems is none itself: 一年来有成效，但仍有不足：|学科带头人缺乏; 归纳起来，有四个方面：|一是….
_LED_UP_TO = re.compile(r"[^。；！：]*：\s*")
_COUNTED_UP = re.compile(r"(?:归纳|概括|总结)起来|[一二三四五六七八九十]个?方面|具体|主要")
# A line that names a field says nothing of what is wrong there: （一）在理论学习方面.
_FIELD = re.compile(
    r"""
    (?:[（(][一二三四五六七八九十]+[）)] | [一二三四五六七八九十]+、)?
    [^，。；：\n]{2,20} (?:，[^，。；：\n]{2,20})? 方面[：:]?\n
    """,
    re.VERBOSE,
)
_SECTION = re.compile(
    r"""
      存在的?(?:主要|突出|一些)?(?:问题|困难|不足|短板)
    | (?:问题|不足)[和与及、] | [和与及、](?:问题|不足) | ^(?:主要|存在|当前)?的?(?:问题|不足|困难) | 差距
    """,
    re.VERBOSE,
)
_ELSEWHERE = re.compile(r"纠治|整治|解决|化解|四风|问题整改|问题线索")


def leading_problems(document: Document) -> list[tuple[int, int]]:
    """At most five places that together hold the problems told, neighbours put together where there are more.

    What comes from outside alone is left out where enough is left.
    """
    text = document.text
    items = problem_items(document)
    home = [(s, e) for s, e in items if not _OUTSIDE.search(text[s:e]) or _AT_HOME.search(text[s:e])]
    return _grouped(home if len(home) >= MOST else items)


def problem_items(document: Document) -> list[tuple[int, int]]:
    """Places of the problems that a report admits, one a sentence or clause: of its longest passage on them.

    Where several sections are on problems (存在的问题; 尚未完成的问题及原因), of all of these.
    """
    text, found = document.text, []
    for start, end, named in _passages(document):
        items = _items(text, start, end, named=named)
        if len(items) > 1 or (items and named):
            found.append(items)
    best = max(found, key=lambda items: items[-1][1] - items[0][0], default=[])
    for row in document.outline.itertuples() if best else ():
        apart = row.body >= best[-1][1] or row.end <= best[0][0]
        if row.level == 1 and apart and _owns_up(row.title):
            best = sorted([*best, *_items(text, row.body, row.end, named=True)])
    items = best if len(best) > _ENOUGH else [part for item in best for part in _clauses(text, *item)]
    return sorted([*items, *_not_reached(document, items)])


def _not_reached(document: Document, told: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Clauses of the review that say that a target was not reached."""
    parts = parts_by_paragraph(document)
    for row in document.sentences.itertuples():
        for found in _NOT_REACHED.finditer(row.text) if parts[row.paragraph] == "回顾" else ():
            start, end = row.start + found.start(), row.start + found.end()
            if not any(first < end and start < last for first, last in told):
                yield start, end


def _owns_up(title: str) -> bool:
    """Whether a heading opens a section on problems; 纠治“四风”问题 names work done."""
    return bool(_SECTION.search(title)) and not _ELSEWHERE.search(title)


def _passages(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Places where problems are told, and whether a heading or the whole paragraph says so.

    They are a section on them, or what follows a sentence that announces them.
    """
    yield from ((row.body, row.end, True) for row in document.outline.itertuples() if _owns_up(row.title))
    parts = parts_by_paragraph(document)
    ends = document.paragraphs.set_index("paragraph")["end"]
    for row in document.sentences.itertuples():
        announced = _ANNOUNCES.search(row.text)
        named = _NAMES_ALL.search(row.text)
        told = named and parts[row.paragraph] != "部署" and not _FOUND_OUT.search(row.text[: named.end()])
        if named and told and _LACK.search(named["named"]):
            yield row.start + end_of_match(_BUT, row.text, named.start()), row.end, True
        if not announced or _OUTLOOK.search(row.text):
            continue
        if parts[row.paragraph] == "部署" and not _NAMED_THERE.search(row.text):
            continue
        mainly = re.search(r"主要是|问题是|主要表现在|：", row.text[announced.start() :])
        start = row.start + announced.start() + mainly.start() if mainly else row.end
        if not mainly and (said := _said_so(row.text)):
            start = row.start + said
        yield start, _passage_end(document, row.paragraph, int(ends[row.paragraph])), parts[row.paragraph] == "问题"


def _said_so(sentence: str) -> int:
    """How much of a sentence only sets problems against results: 虽有成绩，但有不足，|活动不多."""
    announced = _ANNOUNCES.search(sentence)
    if not announced or not _RESULTS.search(sentence, 0, announced.start()) or not _SAYS_SO.search(announced[0]):
        return 0
    named = end_of_match(_MAINLY, sentence, announced.end())
    return named if sentence[announced.end() : announced.end() + 1] == "，" and _LACK.search(sentence, named) else 0


def _passage_end(document: Document, paragraph: int, end: int) -> int:
    """The end of the paragraph, or of those after it that count the problems on or own up to more."""
    counted = document.text[:end].endswith(("：", ":"))  # 主要表现在：⏎一是…
    for other in document.paragraphs[document.paragraphs["paragraph"] > paragraph].itertuples():
        first = re.split(r"[。！？]", other.text, maxsplit=1)[0]
        more = _ANNOUNCES.search(first) and re.match(r"我们还|还|同时", first)
        opens = counted and re.match(r"一是|第一[，、]", other.text)
        if not more and not opens and not re.match(r"(?:[二三四五六七八]是|第[二三四五六])", other.text):
            break
        end = other.end
    return end


def _items(text: str, start: int, end: int, *, named: bool) -> list[tuple[int, int]]:
    """The sentences and clauses of a passage that admit a lack, up to the resolve."""
    start = end_of_match(_MAINLY, text, start)
    items: list[tuple[int, int]] = []
    idle = 0
    for begins, stop in _pieces(text, start, end, _STOP):
        first = end_of_match(_FIELD, text, begins, stop)
        points = end_of_match(_LED_UP_TO, text, first, stop)
        led = _ANNOUNCES.search(text, first, points) or _COUNTED_UP.search(text, first, points)
        begin = points if led and points < stop else first + _said_so(text[first:stop])
        if _RESOLVE.match(text, begin):
            break
        lacks = named or _LACK.search(text, begin, stop)
        fair = _FAIR.search(text, begin, stop) and not _LACK.search(text, begin, stop)
        if not lacks or fair or _OUTLOOK.search(text, begin, stop):
            idle += 1
            if idle > _IDLE:
                break
            continue
        idle = 0
        if not _only_announces(text[begin:stop]):
            items.append((begin, stop))
    numbered = [(begin, stop) for begin, stop in items if _NUMBERED.match(text, begin)]
    if len(numbered) > 1 and (numbered[0] in items[:_ENOUGH] or len(numbered) > _ENOUGH):
        # Each opens with what is wrong; the rest explains it.
        line = text.find("\n", numbered[-1][1])
        told = [_with_reason(items, numbered, *item) for item in numbered]
        if 0 < items.index(numbered[0]) < _ENOUGH and len(told) < MOST and not _SAYS_THERE_ARE.search(text, *items[0]):
            told.insert(0, items[0])
        items = told + [item for item in items if 0 <= line < item[0] and item[0] >= told[-1][1]]
    bare = [(end_of_match(_NUMBERED, text, begin, stop), stop) for begin, stop in items]
    return [(begin, stop) for begin, stop in bare if begin < stop]


def _with_reason(
    items: list[tuple[int, int]], numbered: list[tuple[int, int]], begin: int, stop: int
) -> tuple[int, int]:
    """A problem that its point only names (责任落实不到位), with the sentence that says what is meant."""
    place = items.index((begin, stop)) + 1
    follows = stop - begin < _NAME and place < len(items) and items[place] not in numbered
    return (begin, items[place][1]) if follows and items[place][0] - stop < _NEXT else (begin, stop)


def _only_announces(sentence: str) -> bool:
    """Whether a sentence says no more than that there are problems."""
    return len(sentence) < _SHORT and bool(_ONLY_ANNOUNCES.search(sentence)) and sentence[-2:] not in ("短板", "风险")


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence that lists problems by commas; what goes on with the clause before stays with it."""
    parts: list[tuple[int, int]] = []
    for begin, stop in _pieces(text, start, end, _COMMA):
        lacks = _LACK.search(text, begin, stop) and not _RESOLVE.match(text, begin)
        if parts and _GOES_ON.match(text, begin):
            parts[-1] = (parts[-1][0], stop)
        elif lacks:
            parts.append((begin, stop))
    whole = len(parts) <= _ENOUGH or "除了" in text[start:end]
    return [(start, end)] if whole else parts


def _pieces(text: str, start: int, end: int, mark: re.Pattern) -> Iterator[tuple[int, int]]:
    """The stretches between marks, each without its mark and white space at its beginning."""
    ends = [found.span() for found in mark.finditer(text, start, end)]
    for (_, before), (stop, _) in pairwise([(start, start), *ends, (end, end)]):
        begin = end_of_match(_SPACE, text, before, stop)
        if stop > begin:
            yield begin, stop


def _grouped(items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbours put together so that at most five stand, the longest as short as can be."""
    if len(items) <= MOST:
        return items
    limit = max(end - start for start, end in items)
    groups = items
    while len(groups) > MOST and limit < _ROW:
        groups = []
        for start, end in items:
            if groups and end - groups[-1][0] <= limit:
                groups[-1] = (groups[-1][0], end)
            else:
                groups.append((start, end))
        limit += 2
    return groups[:MOST]
