"""Whether a file holds several people's reports, and where each begins.

A page of a school or an office may print a dozen 述职报告 one after the other: each starts anew, with its own title,
name, salutation and 一、. What is told of the whole must not mix them.
"""

import re

import pandas as pd

from workreport.writing.characters import HANZI
from workreport.writing.numerals import normalise_lines

REPORTS = ["report", "title", "start", "end"]

_NAMED_LINE = 40  # characters; a title is a line of its own
_TITLE = re.compile(
    r"[^。；！？：:]{0,30}(?:工作|个人|年度|年终|思想|学习)[^。；！？：:]{0,6}(?:报告|总结|小结|汇报)"
    r"(?:[(（][^()（）]{1,20}[)）]|[-、·\s].{1,12})?"
)
# What only a person's own report has: the word 述职, a salutation, a line that is a name.
_PERSONAL = re.compile(
    r"""
      [^。；！？，]{0,30}述职(?:述[廉法学德]){0,3}(?:报告|总结|稿|材料)?[^。；！？，]{0,14}
    | (?:述职|汇报|报告)人[：:].{2,20}
    """,
    re.VERBOSE,
)
_SALUTE = re.compile(r"(?:尊敬的|各位(?:领导|老师|同事|同志|评委|委员|教师|员工|家长))[^。；]{0,30}[：:]")
# A line of two to four characters may be a name, but not what opens a part of any report.
_NAME = re.compile(
    rf"(?!附[件录表注]|目录|前言|引言|摘要|结[语束]|名词解释)(?:姓\s*名|作者)?[：:]?[{HANZI}](?:\s*[{HANZI}]){{1,3}}"
)
_ONE = re.compile(r"(?:一、|[(（]一[)）]|1[.、．])")
_LIVE = 120  # characters that a report holds at the least
_LOOK = 5  # lines between a title and the first paragraph of its report


def reports_in(text: str, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Find the reports that a text holds.

    Returns:
        One row a report, in text order: `report` (from 1), `title` (its title line, name or salutation; "" for one that
        opens without), `start`, `end`. Together they are the whole text; most texts have one row.
    """
    lines = normalise_lines(paragraphs["text"].tolist())
    opened = [0]
    for number in range(1, len(lines)):
        if _opens(lines, number, opened[-1]):
            opened.append(number)
    starts = [0, *(int(paragraphs["start"].iloc[number]) for number in opened[1:])]
    titles = [_name(lines, number) for number in opened]
    rows = zip(range(1, len(opened) + 1), titles, starts, [*starts[1:], len(text)], strict=True)
    return pd.DataFrame(list(rows), columns=REPORTS)


def _opens(lines: list[str], number: int, opened: int) -> bool:
    """Whether a report begins with this line, the last one having begun with line `opened`."""
    named, titled = _NAME.fullmatch(lines[number]), _is_title(lines[number])
    if not (named or titled):
        return False
    so_far, head = lines[opened:number], lines[number : number + _LOOK]
    if sum(map(len, so_far)) < _LIVE:
        return False  # nothing but a title so far
    if named:  # 一、 begins again under another name
        return any(line.startswith("一、") for line in head) and any(line.startswith("一、") for line in so_far)
    # Between the title and the first paragraph stand names, dates and the salutation, nothing else.
    personal = any(_PERSONAL.fullmatch(line) or _SALUTE.fullmatch(line) or _NAME.fullmatch(line) for line in head)
    return personal and any(line.endswith("。") or _ONE.match(line) for line in head[1:])


def _is_title(line: str) -> bool:
    return len(line) <= _NAMED_LINE and any(form.fullmatch(line) for form in (_TITLE, _PERSONAL, _SALUTE))


def _name(lines: list[str], number: int) -> str:
    line = lines[number] if lines else ""
    return line if _is_title(line) or _NAME.fullmatch(line) else ""
