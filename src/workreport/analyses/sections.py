"""Whether the sections of a report may be set beside each other: a longest one is told only of what are its parts."""

import pandas as pd

from workreport.document import Document
from workreport.outline import count_in

ANNEX = "附件"

_LISTED = ("；", "，", "：", "、")  # a heading that ends so is an item of a sentence


def why_incomparable(document: Document) -> str:
    """Say in one Chinese sentence why no section of a report is called the longest; "" where one may be.

    Sections are cut at numbered headings alone. Where others stand among them, where the numbers count the items of a
    sentence, where most stands before the first of them, or where a file holds several people's reports, a section's
    length is not what the author gave it.
    """
    if document.several:
        return f"这个文件里有 {len(document.reports)} 份报告，各部分不放在一起比。"
    sections = document.sections
    numbered = sections[sections["number"] != ""]
    if len(numbered) < 2 or not numbered["n_chars"].min():
        return "没有分出两个以上的部分（没有“一、二、”一类标题），篇幅是否均衡无从比较。"
    if numbered["title"].str.endswith(_LISTED).any():
        return "“一、二、”在这里是一句话里的列举，不是部分的标题，篇幅是否均衡无从比较。"
    loose = document.loose_headings
    if loose:
        return f"有的标题没有序号（如“{loose[0]}”），按序号分出的部分不是它的全部部分，篇幅是否均衡无从比较。"
    return _without_heading(document, sections, numbered)


def _without_heading(document: Document, sections: pd.DataFrame, numbered: pd.DataFrame) -> str:
    """What stands before the first heading or after the last section's end without one of its own."""
    before = sections.loc[sections["number"] == "", "n_chars"].sum()
    if before > numbered["n_chars"].sum():
        return "一半以上的内容在第一个有序号的标题之前，篇幅是否均衡无从比较。"
    if _runs_on(document, numbered.iloc[-1]):
        return "最后一个标题下面还有没加标题的问题和打算，篇幅是否均衡无从比较。"
    return ""


def _runs_on(document: Document, last: pd.Series) -> bool:
    """Whether a last section of what was done holds the whole report's problems and plans, for want of a heading."""
    parts = document.parts
    inside = parts[(parts["start"] >= last["start"]) & (parts["start"] < (document.annex or len(document.text)))]
    told = list(inside["part"])
    earlier = parts.loc[parts["start"] < last["start"], "part"]
    new = {"问题", "部署"} & set(told) - set(earlier)
    return told[:1] == ["回顾"] and bool(new) and told.count("回顾") > 1


def own_sections(document: Document, *, level: int = 1) -> pd.DataFrame:
    """The sections of a report, what is attached to it cut off from the last and set apart in a last row, `ANNEX`."""
    sections = document.sections if level == 1 else document.subsections
    at = document.annex
    if at is None:
        return sections
    kept = sections[sections["start"] < at].copy()
    end = len(document.text)
    last = {"section": int(sections["section"].max()) + 1, "number": "", "title": ANNEX, "label": ANNEX}
    if len(kept):
        kept.loc[kept.index[-1], "end"] = at
    kept = pd.concat([kept, pd.DataFrame([last | {"start": at, "body": at, "end": end}])], ignore_index=True)
    kept["n_chars"] = [len("".join(document.text[row.start : row.end].split())) for row in kept.itertuples()]
    return kept


def with_figures(sections: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Add how many figures stand in each section, and how many in 1,000 of its characters; NaN where it has none."""
    n = count_in(sections, figures["start"])
    return sections.assign(
        n_figures=n, figures_per_1000_chars=n * 1000 / sections["n_chars"].where(sections["n_chars"] > 0)
    )
