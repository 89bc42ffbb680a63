"""The tables that a report's pack holds beside its pages: `figures.xlsx`, `figures.csv`, and `proofreading.xlsx`."""

from collections.abc import Callable, Iterable

import pandas as pd

from workreport.analyses.balance import section_balance
from workreport.analyses.keywords import frequent_words, leading_terms
from workreport.analyses.ledger import readable
from workreport.document import LEDGER, Document, Source, document_of
from workreport.outline import section_at
from workreport.pages.text import page_of, page_starts
from workreport.pages.workbook import Sheet, csv_bytes, readable_amounts, workbook_bytes
from workreport.proofreading import count_by_rule, proofread

_PLACES = {"section", "sentence", "start", "end"}  # columns that only the code needs
_SECTIONS = ["label", "n_chars", "share", "n_pages", "n_sentences", "n_points", "n_figures", "substance"]
_WORDS = 500  # of the list of keywords
_CHECKS = ["severity", "text", "message", "suggestion", "source", "place"]

Address = Callable[[Iterable[int]], list[str]]


def report_tables(source: Source) -> dict[str, bytes]:
    """The files of a report's tables, by name: its workbook, and the ledger of figures as CSV."""
    document = document_of(source)
    starts = page_starts(document)

    def addresses(places: Iterable[int]) -> list[str]:
        return [f"{page_of(place, starts)}#c{place}" for place in places]

    sheets = [
        _figures(document, addresses),
        _sections(document, addresses),
        _keywords(document),
        _sentences(document, addresses),
        _checks(document, addresses),
    ]
    title = document.report.full_title or "工作报告"
    book = workbook_bytes([_overview(document, sheets), *sheets], title=title, footer=document.report.source)
    ledger = readable(document.figures)[[name for name in LEDGER if name not in _PLACES]]
    rules = Sheet("规则", count_by_rule(proofread(document)))  # those that found nothing too
    checks = workbook_bytes([sheets[-1], rules], title=f"{title} · 核稿", footer=document.report.source)
    return {"figures.xlsx": book, "figures.csv": csv_bytes(ledger), "proofreading.xlsx": checks}


def _overview(document: Document, sheets: list[Sheet]) -> Sheet:
    """What the report is, how large, and what stands on which sheet."""
    report = document.report
    facts = {
        "报告": report.full_title,
        "地方": report.place,
        "单位": report.body,
        "年份": f"{report.year}年" if report.year else "",
        "文种": report.kind,
        "日期": report.date,
        "作者": report.author,
        "来源文件": report.source,
        "字数（不计空白，含标点）": len("".join(document.text.split())),
        "没有读入和改动过的": "\n".join(report.notices),
    }
    rows = [(name, value) for name, value in facts.items() if value]
    links = [""] * len(rows)
    for sheet in sheets:
        rows.append((sheet.name, f"{len(sheet.frame):,} 行"))
        links.append(f"internal:'{sheet.name}'!A1")
    return Sheet("总览", pd.DataFrame(rows, columns=["item", "content"], dtype=object), links={"item": links})


def _figures(document: Document, addresses: Address) -> Sheet:
    ledger = readable(document.figures)
    scaled, forms = readable_amounts(ledger["value"], ledger["unit"])
    columns = [name for name in LEDGER if name not in _PLACES]
    place = columns.index("value") + 1
    rows = ledger.assign(readable_value=scaled)[[*columns[:place], "readable_value", *columns[place:]]]
    links = {"figure": addresses(ledger["start"])}
    return Sheet("指标台账", rows, links=links, formats={"readable_value": forms})


def _sections(document: Document, addresses: Address) -> Sheet:
    balance = section_balance(document, level=2)
    rows = balance.assign(label=balance["number"] + balance["title"])[_SECTIONS]
    return Sheet("部分", rows, links={"label": addresses(balance["start"])})


def _keywords(document: Document) -> Sheet:
    """The leading terms, then the other words that are used most."""
    leading, frequent = leading_terms(document), frequent_words(document, limit=_WORDS)
    rest = frequent[~frequent["word"].isin(leading["word"])]
    return Sheet("关键词", pd.concat([leading, rest], ignore_index=True)[["word", "n", "n_per_1000_words"]])


def _sentences(document: Document, addresses: Address) -> Sheet:
    sentences = document.sentences
    sections = document.subsections
    names = (sections["number"] + sections["title"]).set_axis(sections["section"])
    parts = document.parts.set_index("paragraph")["part"]
    rows = pd.DataFrame(
        {
            "sentence": sentences["sentence"] + 1,
            "label": [names[place] for place in section_at(sentences["start"], sections)],
            "part": sentences["paragraph"].map(parts).to_numpy(),
            "n_chars": sentences["n_chars"],
            "n_figures": sentences["sentence"].map(document.figures["sentence"].value_counts()).fillna(0).astype(int),
            "text": sentences["text"],
        }
    )
    return Sheet("句子", rows, links={"sentence": addresses(sentences["start"])})


def _checks(document: Document, addresses: Address) -> Sheet:
    found = proofread(document)
    sections = document.sections.set_index("section")
    names = found["section"].map(sections["number"] + sections["title"])
    paragraphs = (found["paragraph"] + 1).astype(str)
    rows = found.assign(place=[f"{name}，第 {number} 段" for name, number in zip(names, paragraphs, strict=True)])
    return Sheet("核稿", rows[_CHECKS], links={"text": addresses(found["start"])})
