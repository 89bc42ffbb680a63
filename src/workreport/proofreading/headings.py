"""Headings and points: their numbers in order, their marks in form, nothing at their ends."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from workreport.outline.outline import POINT_MARKS
from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.numbering import Heading, out_of_order, written_number
from workreport.proofreading.rules import DOUBTFUL, HINT, WRONG, Finding, Rule
from workreport.writing.numerals import count_of, in_chinese

_END_MARK = re.compile(r"[，、；：。](?=\s*$)")
_HARD_MARKS = "，、；："


def _rows_of_headings(headings: Iterable[Heading]) -> Iterator[list[Heading]]:
    """Headings of one form that count together: a heading of a higher form closes the row."""
    rows: dict[int, list[Heading]] = defaultdict(list)
    for heading in headings:
        if heading.glued and not (rows[2] and heading.counted == rows[2][-1].counted + 1):
            continue
        for form in range(heading.form + 1, 4):
            if rows[form]:
                yield rows.pop(form)
        rows[heading.form].append(heading)
    yield from (row for row in rows.values() if row)


def _order(copy: Manuscript) -> Iterator[Finding]:
    for row in _rows_of_headings(copy.headings):
        for place, expected in out_of_order([heading.counted for heading in row]):
            heading, before = row[place], row[place - 1]
            right = in_chinese(expected) if heading.form < 2 else str(expected)
            message = f"前一个标题是“{before.written}”，此处应为“{written_number(heading.form, expected)}”。"
            yield Finding(*heading.digits, message, right)


def _form(copy: Manuscript) -> Iterator[Finding]:
    for heading in copy.headings:
        right = written_number(heading.form, heading.counted)
        sentence = heading.form == 0 and heading.written[-1] in "，," and not heading.alone  # 二，三产业…
        if heading.written != right and not heading.glued and not sentence:
            yield Finding(heading.start, heading.end, f"标题序号应写作“{right}”。", right)
    yield from _upside_down(copy)


def _upside_down(copy: Manuscript) -> Iterator[Finding]:
    """A higher form that counts anew below each heading of a lower one."""
    for low in (1, 2, 3):
        for high in range(low):
            seen_low, begun = 0, []
            for heading in copy.headings:
                if heading.form == low and heading.counted == seen_low + 1:
                    seen_low = heading.counted
                elif heading.form == high and heading.counted == 1 and seen_low:
                    begun.append(heading)
            opens = next((heading.form for heading in copy.headings if heading.form in (high, low)), high)
            if len({heading.start for heading in begun}) > 1 and seen_low >= 2 and opens == low:
                first = begun[0]
                yield Finding(first.start, first.end, f"“{first.written}”排在了下一级序号的下面。")


def _end(copy: Manuscript) -> Iterator[Finding]:
    siblings: dict[int, list[tuple[Heading, str]]] = defaultdict(list)
    for heading in copy.headings:
        if heading.alone and not heading.glued:
            found = _END_MARK.search(heading.text)
            siblings[heading.form].append((heading, found[0] if found else ""))
    top = min(siblings, default=0)
    for form, rows in siblings.items():
        marks = Counter(mark for _, mark in rows)
        for heading, mark in rows:
            start, line = copy.lines[heading.line]
            end = start + len(line.rstrip())
            yield from _end_of(mark, marks, (end - 1, end), listed=form > 1, top=form == top == 0)


def _end_of(mark: str, marks: Counter[str], place: tuple[int, int], *, listed: bool, top: bool) -> Iterator[Finding]:
    most = marks.most_common(1)[0][1]
    bare = marks[""]
    usual = marks[mark] > 1 and marks[mark] * 2 > marks.total()
    if mark in _HARD_MARKS and mark and not usual:
        if not listed or bare * 2 > marks.total():
            yield Finding(*place, f"标题末尾不用“{mark}”。")
    elif mark == "。" and (top or (not listed and not usual) or bare * 2 > marks.total()):
        others = f"，同级的{bare}个标题都没有" if bare > 1 else ""
        yield Finding(*place, f"标题独占一行时末尾不用句号{others}。", "", HINT)
    elif mark == "" and not top and marks["。"] == most and marks["。"] > 2 * bare:
        yield Finding(*place, f"同级的{marks['。']}个标题末尾有句号，此处没有。", "", HINT)


_BESIDES = re.compile(
    r"(?:^|(?<=[\s。；：，、:;,！？”）]))其(?P<n>[一二三四五六七八九十]{1,3})(?=[，、,])", re.MULTILINE
)


def _points(copy: Manuscript) -> Iterator[Finding]:
    borders = [heading.start for heading in copy.headings]
    for pattern in (*POINT_MARKS, _BESIDES):
        run: list[re.Match[str]] = []
        ends = iter([*borders, len(copy.text) + 1])
        end = next(ends)
        for match in copy.matches(pattern):
            if match.start() >= end:
                yield from _run(run)
                run = []
                while match.start() >= end:
                    end = next(ends)
            run.append(match)
        yield from _run(run)


def _run(run: list[re.Match[str]]) -> Iterator[Finding]:
    for place, expected in out_of_order([count_of(match["n"]) for match in run]):
        before, here = run[place - 1][0], run[place]
        right = in_chinese(expected)
        yield Finding(*here.span("n"), f"前一点是“{before}”，此处应为“{right}”。", right)


RULES = (
    Rule(
        "heading-order", "标题序号", WRONG, "GB/T 9704—2012 7.3.3", _order,
        "一、工作回顾\n成效明显。\n⟦三⟧、下步打算\n继续努力。",
        "一、工作回顾\n（一）收入\n（二）支出\n二、下步打算\n1.修路\n2.架桥\n附：十件实事\n1.修路\n2.架桥\n3.5G基站",
    ),
    Rule(
        "heading-form", "标题标点", WRONG, "GB/T 15834—2011 B.3.2—B.3.4、B.3.8", _form,
        "⟦（一）、⟧抓好收入\n努力增收。", "一、抓好收入\n1.开源\n（1）招商",
    ),
    Rule(
        "heading-end", "标题末尾", WRONG, "GB/T 15834—2011 B.4", _end,
        "一、工作回顾⟦；⟧\n成效明显。", "一、工作回顾\n（一）收入怎么来？\n（二）抓好支出。过紧日子。",
    ),
    Rule(
        "point-order", "要点序号", DOUBTFUL, "本文", _points,
        "一是开源，二是节流，⟦四⟧是监督。", "二是关键所在。一是开源，二是节流。另外，一是修路，二是架桥。",
    ),
)  # fmt: skip
