"""One line of the brief an indicator: its level, growth and rank together, each with its place."""

import re
from typing import NamedTuple

import pandas as pd

from workreport.analyses.brief.sure import LONGEST
from workreport.document import Document
from workreport.writing.lists import one_of

_NEAR = 14  # characters between two indicators of one list
_REACHED = 4  # characters between a mark passed and the level reached
_SUMMED = re.compile(r"新增|累计|合计|(?<!公)共")
_YEARLY = re.compile(r"年均|平均|每年|累计|[三四五十]年")
_VERB = re.compile(r"(?:增长|上升|提高|下降|降低|减少)(?=\d)")
_PAIR = 2  # characters between two figures of a pair: 6.9万元、3.4万元

# A standing, with or without a number: 连续37年居全国首位, 增速居世界主要经济体前列, 均居全省第1, 再创历史新高 is none.
_STANDING = re.compile(
    r"""
    (?:总量|规模|总额|增速|增幅|增量|数量|均|分别|双双|稳)*
    (?:连续[\d一二三四五六七八九十]+年)?
    (?:稳居|位居|位列|跃居|跻身|升至|保持|居|列|排名?|位次)+
    在?(?:全国|全省|全市|全区|世界|全球|各省区市?|[东中西]部地?区?|中国西部|国内|同类|省)[^，。；：、\d]{0,9}?
    (?:首位|前列|最高|第一方阵|前?第?[一二三四五六七八九十\d]{1,3}(?:位|名)?)
    """,
    re.VERBOSE,
)


class Said(NamedTuple):
    """Something said of an indicator, where, and of which years where it is several that its words do not name."""

    text: str
    start: int
    end: int
    years: str = ""

    @property
    def words(self) -> str:
        """What is said, with its years."""
        return f"{self.text}（{self.years}）" if self.years else self.text


class Line(NamedTuple):
    """What is sure of one indicator: its name as written, and what is said of it."""

    indicator: str
    order: int
    name: str
    when: str
    level: Said | None
    growth: Said | None
    rank: Said | None
    start: int
    end: int
    sentence: int
    rate: bool

    @property
    def evidence(self) -> list[tuple[int, int]]:
        """All places that the line rests on, the leading one first."""
        places = [(said.start, said.end) for said in (self.level, self.growth, self.rank) if said]
        inside = [place for place in places if self.start <= place[0] < self.end]
        return list(dict.fromkeys([*inside, *places]))


def achieved_lines(document: Document, claims: pd.DataFrame) -> list[Line]:
    """The lines of what a report says was achieved, an indicator each, in the order of the list.

    The year reported goes before the five years; a level of the five years' end stands beside last year's growth.
    """
    done = claims[(claims["part"] == "回顾") & claims["when"].isin(["last", "span"]) & ~claims["goal"]]
    lines = [
        line
        for _, group in done.groupby(["order", done["name"].map(core_name)], sort=False)
        if (line := _line(document, group))
    ]
    last = {line.indicator for line in lines if line.when == "last"}
    # A line of five years says where things stand at their end; what fell in all is left to the ledger.
    lasting = [line for line in lines if line.level or (line.growth and "年均" in line.growth.text)]
    kept = [line for line in lines if line.when == "last" or (line.indicator not in last and line in lasting)]
    return sorted(kept, key=lambda line: (line.when != "last", line.order, line.start))


def _line(document: Document, group: pd.DataFrame) -> Line | None:
    """One indicator's line: the sentence that says its growth leads, what is said elsewhere stands beside it."""
    last, span = group[group["when"] == "last"], group[group["when"] == "span"]
    lead = last if len(last) else span
    said = lead[lead["aspect"] != "rank"]
    if said.empty:
        return None
    scores = said.groupby("sentence")["aspect"].agg(lambda aspects: 2 * aspects.nunique() + ("growth" in set(aspects)))
    near = said[said["sentence"] == scores.idxmax()]
    level, growth = _first(near, "level"), _first(near, "growth")
    begin, end = int(near["begin"].min()), max(part.end for part in (level, growth) if part)
    rank = _standing(document.text, end)
    end = rank.end if rank else end
    level = level or _first(last, "level")
    if level is None and not near["rate"].iloc[0]:
        level = _first(span, "level")
    growth = growth or _first(last, "growth")
    if level and growth:  # 预计 is said once of both
        growth = growth._replace(text=growth.text.removeprefix("预计"))
    if level and growth and "、" in growth.text and "、" not in level.text:
        growth = None  # two rates (分别增长9.8%、8.5%) beside one level: one of them is another's
    row = near.iloc[0]
    rank = rank or _rank(document.text, lead)
    named = row["indicator"], int(row["order"]), row["name"], row["when"]
    place = begin, min(end, begin + LONGEST), int(row["sentence"])
    return Line(*named, level, growth, rank, *place, bool(row["rate"]))


def _first(claims: pd.DataFrame, aspect: str) -> Said | None:
    """What the first sentence says of an aspect; two figures of a pair (分别) stand together."""
    found = claims[claims["aspect"] == aspect]
    if found.empty:
        return None
    found = found[found["sentence"] == found["sentence"].iloc[0]]
    first = found.iloc[0]
    gaps = found["start"] - first["end"]
    later, reached = found[gaps.between(1, _PAIR)], found[gaps.between(_PAIR + 1, _REACHED)]
    if len(reached) == 1 and aspect == "level":  # 突破2万亿元、达到23562亿元
        first = reached.iloc[0]
    elif len(later) == 1:
        second = str(later.iloc[0]["said"])  # the verb that both share is said once
        said = f"{first['said']}、{_VERB.sub('', second) if _VERB.match(first['said']) else second}"
        return Said(said, int(first["start"]), int(later.iloc[0]["end"]), _years(first))
    return Said(first["said"], int(first["start"]), int(first["end"]), _years(first))


def _years(claim: pd.Series) -> str:
    """The years that a claim sums up; "" for what is told of one year, and for a level, which stands at their end."""
    stock = claim["aspect"] == "level" and not _SUMMED.search(claim["name"] + claim["said"])
    if claim["when"] != "span" or stock:
        return ""
    if "—" in claim["period"]:
        return str(claim["period"])
    return "" if _YEARLY.search(claim["said"]) else "几年合计"


def core_name(name: str) -> str:
    """A name without the words that two mentions of one indicator may differ in: 货物进出口总额, 进出口总额."""
    return re.sub(one_of("brief/not_of_names"), "", name)


def _rank(text: str, claims: pd.DataFrame) -> Said | None:
    """A rank that stands apart from level and growth."""
    for row in claims[claims["aspect"] == "rank"].itertuples():
        found = _STANDING.search(text, row.start - 16, row.end + 2)
        if found and found.start() < row.end <= found.end() + 1:
            return Said(found[0], found.start(), found.end())
    return None


def _standing(text: str, end: int) -> Said | None:
    """The rank said right after a figure."""
    after = re.compile(r"[、，](?:同比)?").match(text, end)
    found = _STANDING.match(text, after.end()) if after else None
    return Said(found[0], found.start(), found.end()) if found else None


def packed(items: list, most: int, *, near: int = _NEAR) -> list[list]:
    """Items in rows; neighbours of one sentence are put together while there are more than the page has room for.

    Args:
        items: what is said, each with `start`, `end` and `sentence`, the weightiest first.
        most: the rows that there is room for.
        near: characters between two of one row.
    """
    rows = [[item] for item in items]
    while len(rows) > most:
        pairs = ((a, b) for a in rows for b in rows if a is not b and _follows(a, b, near))
        pair = min(pairs, key=lambda two: two[1][-1].end - two[0][0].start, default=None)
        if pair is None:
            break
        before, after = pair
        rows = [before + after if row is before else row for row in rows if row is not after]
    return rows


def _follows(before: list, after: list, most: int) -> bool:
    """Whether one row of the brief can hold both: neighbours of one sentence, within the limit of a row."""
    near = before[-1].sentence == after[0].sentence and 0 <= after[0].start - before[-1].end <= most
    return near and after[-1].end - before[0].start <= LONGEST
