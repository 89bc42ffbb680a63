"""Promises beside the headline targets: a number or a date, and a word that says it is to be."""

import re
from itertools import pairwise

from workreport.analyses.brief.genre import GOVERNMENT, SURVEY, Genre
from workreport.analyses.brief.promised import Target
from workreport.analyses.brief.sure import (
    LONGEST,
    clause_end,
    clause_start,
    is_base,
    parts_by_paragraph,
    unlisted,
    with_clause_before,
)
from workreport.document import Document
from workreport.writing.lists import one_of

# A word that makes a number one to be reached.
_AIMED = re.compile(rf"{one_of('brief/aims')}|计划(?!经济|生育)|将(?!近)|达(?=[\d一二三四五六七八九])")
_NOT_AIMED = re.compile(rf"{one_of('brief/not_aimed')}|已经?(?!有)|了(?!解)")
# What a number in a plan counts without being promised: a people, and things of which a few stand for all.
_NO_GOAL = re.compile(rf"{one_of('brief/no_goals')}|(?:行动|工程)$|^(?:工作|措施|举措)$")
_EARLY = 1966  # before that, plans and results stand in one passage: only what says it is to be is a promise
_AMOUNT = 10  # a count below it is one of a set phrase (四个现代化, 三项制度) more often than a goal
_BARE = 10  # characters of a promise that says too little alone: 10月底前全部销号
_OF_THE_CLAUSE_BEFORE = re.compile(r"(?:计划|预计)?(?:总|完成)?投(?:资|入)(?:资金)?[约近\d]")  # in what?
_DATE = re.compile(r"今年|明年|年内|年底|上半年|下半年|季度|\d+月|20[2-4]\d年|明后两年|本年|全年")
_DEADLINE = re.compile(
    r"""
      (?:今后|未来|用|从今年起[^，。；]{0,6}?)[一二三两\d]{1,2}(?:年|个月)(?:的?时间|之内|以内|内)?  # 用三年时间
    | (?:今年|明年|20[2-4]\d年)?(?:第?[一二三四]季度|上半年|下半年|年底|年内|月底|(?<!\d)\d{1,2}月[底份末]?)
      (?:之?前|内|开始|起)?                                                             # 明年6月底前
    | 20[2-4]\d年[底末]?之?前
    """,
    re.VERBOSE,
)
_MOST_DEEDS = 2
_DEEDS = re.compile(r"^.{0,20}实事.{0,10}$", re.MULTILINE)
_ANNEX = re.compile(r"^附[件录表]", re.MULTILINE)
_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]|[（(][一二三四五六七八九十]{1,3}[）)])", re.MULTILINE
)
_AIM = re.compile(r"力争|争取|确保|计划|估计|将(?!近)|要求")
_FROM_LAST = re.compile(r"由(?:去年|上年)的?")
_DOES = re.compile(rf"{one_of('brief/deeds')}|开始(?!算)")


def pledges_of(document: Document, genre: Genre) -> list[Target]:
    """Promises that name a number or a date, one a clause, in the order of the text."""
    found: list[Target] = []
    advice = _advised(document) if genre is SURVEY else []
    every = [*_counted(document, genre), *_dated(document), *advice]
    for one in sorted(every, key=lambda target: (target.start, -target.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def deeds_of(document: Document) -> list[Target]:
    """The first two attached deeds for the people (民生实事) that name a sure number, by the first of it."""
    start = document.annex
    heading = None if start is None else _DEEDS.search(document.text, start)
    if heading is None:
        return []
    after = _ANNEX.search(document.text, heading.end())
    end = after.start() if after else len(document.text)
    sentences, items = document.sentences.set_index("sentence"), _ITEM.finditer(document.text, heading.end(), end)
    bounds = [*(item.start() for item in items), end]
    figures = document.figures[(document.figures["role"] == "目标") & document.figures["sure"].astype(bool)]
    found: list[Target] = []
    for first, last in pairwise(bounds):
        for row in figures[(figures["start"] >= first) & (figures["start"] < last)].itertuples():
            begin = clause_start(document.text, row.start, sentences.loc[row.sentence, "start"])
            stop = clause_end(document.text, row.end)
            if row.labels and stop - begin <= LONGEST and _AIMED.search(document.text, begin, stop):
                clause = document.text[begin:stop]
                found.append(Target("", clause, unlisted(document.text, begin), stop, row.start, "next", row.sentence))
                break
        if len(found) == _MOST_DEEDS:
            break
    return found


def _counted(document: Document, genre: Genre) -> list[Target]:
    text, sentences, parts = document.text, document.sentences.set_index("sentence"), parts_by_paragraph(document)
    found: list[Target] = []
    for row in document.figures.itertuples():
        sentence = sentences.loc[row.sentence]
        planned = row.role == "目标" and parts[sentence["paragraph"]] == "部署"
        if not planned or not row.labels or row.kind in ("duration", "ratio"):
            continue
        start, end = clause_start(text, row.start, sentence["start"]), clause_end(text, row.end)
        clause = text[start:end]
        loose = genre is not GOVERNMENT  # a plan of an office is short: what is counted there is to be done
        early = document.clock.latest is not None and document.clock.latest < _EARLY
        small = not loose and row.kind == "count" and row.value < _AMOUNT
        aimed = (_AIM.search(clause) or not early) and (loose or _AIMED.search(clause))
        if small or not aimed or _NO_GOAL.search(row.labels[0]) or is_base(text[start : row.start]):
            continue
        if _NOT_AIMED.search(_FROM_LAST.sub("", clause)) or not _dates(document, genre, text[sentence["start"] : end]):
            continue
        if _OF_THE_CLAUSE_BEFORE.match(text, unlisted(text, start)) or end - start <= _BARE:
            start = with_clause_before(text, start, end, sentence["start"])
            then = clause_end(text, end + 1)
            if _OF_THE_CLAUSE_BEFORE.match(text, unlisted(text, start)) and text[end : end + 1] == "，":
                end = (
                    then if then - start <= LONGEST else end
                )  # no clause before says in what: 计划投资1300万元，建水库
        end = min(end, start + LONGEST)
        if found and found[-1].end > start:
            continue
        found.append(Target("", text[start:end], unlisted(text, start), end, row.start, "next", row.sentence))
    return found


def _advised(document: Document) -> list[Target]:
    """What a survey advises, a clause that says so each."""
    found = []
    for row in document.sentences.itertuples():
        for match in re.finditer(r"(?:^|(?<=[，。；]))建议(?!如下)[^，。；]{4,}", row.text):
            start, end = row.start + match.start(), min(row.start + match.end(), row.start + match.start() + LONGEST)
            found.append(Target("", match[0], start, end, start, "next", row.sentence))
    return found


def _dates(document: Document, genre: Genre, said: str) -> bool:
    """Whether a promise says by when; in a plan for the next year that goes without saying."""
    return genre is not GOVERNMENT or document.clock.latest is not None or bool(_DATE.search(said) or _AIM.search(said))


def _dated(document: Document) -> list[Target]:
    parts = parts_by_paragraph(document)
    found = []
    for row in document.sentences.itertuples():
        if parts[row.paragraph] != "部署":
            continue
        for match in _DEADLINE.finditer(row.text):
            start = clause_start(document.text, row.start + match.start(), row.start)
            end = clause_end(document.text, row.start + match.end())
            clause = document.text[start:end]
            if end - row.start == match.end():  # 从今年起三年内，完成…
                end = clause_end(document.text, end + 1)
                clause = document.text[start:end]
            if end - start <= _BARE:
                start = with_clause_before(document.text, start, end, row.start, counted=True)
            vague = "继续" in clause and not re.search(r"\d", clause.replace(match[0], ""))  # 下半年，将继续开展…
            if end - start <= LONGEST and _DOES.search(clause) and not _NOT_AIMED.search(clause) and not vague:
                found.append(Target("", clause, unlisted(document.text, start), end, start, "next", row.sentence))
    return found
