"""What must be mended before a report goes out: blanks, slips, parts that it owes and does not have."""

import re
from collections import Counter
from typing import NamedTuple

import pandas as pd

from workreport.analyses.brief.genre import GOVERNMENT, Genre
from workreport.analyses.brief.lines import LONGEST, core_name
from workreport.analyses.brief.sure import claims_of, clause_start, latest_of, parts_by_paragraph
from workreport.document import Document
from workreport.document.around import words_around
from workreport.proofreading import proofread
from workreport.writing.lists import one_of

# What the rows of proofreading are to a director; matters of form and custom are left to the page of the checks.
_WRONG = re.compile(r"figure-|list-count|date-impossible|date-order|phrase-order")
_STALE = re.compile(r"date-stale|phrase-stale")
_SLIP = re.compile(r"word-|mark-(?:width|double|pair|space)|name-variant|point-order|heading-order")
_MARK = re.compile(r"mark-(?:width|double|pair|space)")  # a hint only in what is older than the standards, but a slip
_QUOTED = 4  # slips that one row tells
# A figure or name that is still to be filled in.
BLANK = re.compile(
    r"""
      (?<![*×＊\w])[*＊×]{1,3}(?=[一-鿿%％])  # **家
    | (?<=[一-鿿])[×＊*]{1,4}(?=[一-鿿，。；、])  # 张××同志
    | [（(]\s*[）)]
    | _{2,}
    | \b[xX]{2,3}(?=[一-鿿])
    """,
    re.VERBOSE,
)
# A heading or sentence of a part that a report owes; seen in any form, the part is there.
_PARTS = {
    "问题": re.compile(
        r"""
          (?:存在|还有|仍有|尚有|尚存|面临|正视|看到|认识到)[^。；]{0,24}(?:问题|不足|短板|弱项|困难|挑战|矛盾)
        | 不够|有待|欠缺|不足之处|还不足|薄弱环节|不到位|差距
        """,
        re.VERBOSE,
    ),
    "下一步": re.compile(
        rf"""
          {one_of("brief/to_come")}
        | 20\d\d年[，,]?(?:我们?)?[将要]
        | (?:^|[，。；])我们?将
        """,
        re.VERBOSE,
    ),
    "回顾": re.compile(r"回顾|过去|去年|一年来|五年来|以来|成绩|成就"),
    "目标": re.compile(r"目标|任务|今年|计划|要求"),
    "建议": re.compile(r"建议|对策|措施|应当|应该"),
}
_HALF_OF = {"问题": "问题", "下一步": "部署", "目标": "部署", "回顾": "回顾"}
_MISSED = {"问题": "讲存在的问题", "下一步": "讲下一步打算", "回顾": "回顾工作", "目标": "讲目标", "建议": "提建议"}

# What has growth alone where a reader asks for the level as well.
_TOTALS = re.compile(r"(?:总产值|增加值|成交额|零售总额|收入|总额|投资)$")
_REAL = re.compile(r"实际|可比|价格|指数|人均消费")
_MOST_BARE = 2
_COMMUNIQUE = 1990  # before that, growth and level were told of output alone


class Check(NamedTuple):
    """Something to mend: what sort it is, one Chinese clause, and all the places that it rests on, the whole first."""

    id: str
    message: str
    places: list[tuple[int, int]]


def checks_of(document: Document, genre: Genre, *, last: Document | None = None) -> list[Check]:
    """All that must be mended before a report goes out, the gravest first."""
    slips = proofread(document, last=last)
    return [
        *_blanks(document),
        *_marked(slips, "wrong", _WRONG, {"错"}),
        *_absent(document, genre),
        *_marked(slips, "stale", _STALE, {"错", "疑"}),
        *_together(_marked(slips, "slip", _SLIP, {"错", "疑"})),
        *_together(_marked(slips, "slip", _MARK, {"提示"})),
        *_bare_growth(document, genre),
    ]


def _blanks(document: Document) -> list[Check]:
    """Figures and names left blank; neighbours together."""
    clusters = _near([match.span() for match in BLANK.finditer(document.text)])
    return [Check("blank", f"留空：{_around(document, *places[0])}", places) for places in map(_with_whole, clusters)]


def _near(places: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Places in clusters that a row can hold."""
    clusters: list[list[tuple[int, int]]] = []
    for place in places:
        if clusters and place[1] - clusters[-1][0][0] <= LONGEST:
            clusters[-1].append(place)
        else:
            clusters.append([place])
    return clusters


def _with_whole(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places, and before them the stretch from the first to the last where there are more."""
    return places if len(places) == 1 else [(places[0][0], places[-1][1]), *places]


def _around(document: Document, start: int, end: int) -> str:
    """A stretch of the text with a few words on either side, within its clause."""
    text, (first, last) = document.text, words_around(document, start, end, before=16, after=8)
    left = max(text.rfind(mark, first, start) + 1 for mark in "，。；：")
    right = min((place for mark in "，。；" if (place := text.find(mark, end, last)) >= 0), default=last)
    return text[left or first : right]


def _marked(slips: pd.DataFrame, name: str, rules: re.Pattern, severities: set[str]) -> list[Check]:
    rows = slips[slips["rule"].str.match(rules) & slips["severity"].isin(severities)]
    return [Check(name, row.message, [(row.start, row.end)]) for row in rows.itertuples()]


def _together(slips: list[Check]) -> list[Check]:
    """Slips that stand near one another in one row, and those of which the same is said; the fullest rows first."""
    told = {place: slip.message.rstrip("。") for slip in slips for place in slip.places}
    rows: dict[str, list[tuple[int, int]]] = {}
    for near in _near(list(told)):
        for places in (near[first : first + _QUOTED] for first in range(0, len(near), _QUOTED)):
            message = "；".join(dict.fromkeys(map(told.__getitem__, places)))
            rows.setdefault(message, []).extend(_with_whole(places))
    counts = Counter(told.values())
    more = {message: f"（另有{n - 1}处）" if n > 1 else "" for message, n in counts.items()}
    numbered = [Check("slip", f"{said}{more.get(said, '')}。", places) for said, places in rows.items()]
    return sorted(numbered, key=lambda row: len(row.places), reverse=True)


def _absent(document: Document, genre: Genre) -> list[Check]:
    """What a report of its kind owes and nowhere has."""
    size, total, latest = len(document.text), len(document.sentences), latest_of(document)
    if genre is GOVERNMENT and (latest is None or latest < _COMMUNIQUE):
        return []  # no such parts were owed
    told = set(parts_by_paragraph(document))
    return [
        Check("absent", f"全文{total}句，没有找到{_MISSED[part]}的话", [(size, size)])
        for part in genre.owes
        if _HALF_OF.get(part) not in told and not _PARTS[part].search(document.text)
    ]


def _bare_growth(document: Document, genre: Genre) -> list[Check]:
    """Headline totals of which only growth is told, nowhere a level; the first two, together where they stand near."""
    latest = latest_of(document)
    if genre is not GOVERNMENT or (latest and latest < _COMMUNIQUE):
        return []
    figures, claims = document.figures, claims_of(document)
    levels = {core_name(label) for row in figures[figures["change"] == ""].itertuples() for label in row.labels}
    levels |= set(claims.loc[claims["aspect"] == "level", "name"].map(core_name))
    asked = claims[(claims["aspect"] == "growth") & (claims["when"] == "last") & ~claims["rate"] & ~claims["goal"]]
    asked = pd.concat([asked[["start", "end", "name", "said"]], _traded(document, latest)])
    asked = asked[~asked["name"].map(core_name).isin(levels) & asked["name"].str.contains(_TOTALS)]
    asked = asked[~asked["said"].str.contains(_REAL)].drop_duplicates("name").sort_values("start").head(_MOST_BARE)
    names = {(row.start, row.end): row.name for row in asked.itertuples(index=False)}
    return [
        Check(
            "bare-growth", "、".join(map(names.__getitem__, places)) + "只有增速，全文没有写总量", _with_whole(places)
        )
        for places in _near(list(names))
    ]


def _traded(document: Document, latest: int | None) -> pd.DataFrame:
    """Growth of what was traded, which is no headline indicator: 技术合同成交额增长28.6%."""
    rows = [
        (row.start, row.end, row.labels[0], document.text[clause_start(document.text, row.start, 0) : row.start])
        for row in document.figures.itertuples()
        if row.sure and row.labels and row.role == "成绩" and row.kind == "percent" and row.change == "+"
        if row.period == f"{latest}年" and row.labels[0].endswith("成交额")
    ]
    return pd.DataFrame(rows, columns=["start", "end", "name", "said"])
