"""To which part of a report each paragraph belongs: 回顾, 部署, 问题 or 其他. The one place where that is decided."""

import re
from collections import Counter

import numpy as np
import pandas as pd

# What a heading says its section is; the first that fits counts. 纠治“四风”问题 names work done, 存在的问题 does not.
_HEADINGS = {
    "problems": re.compile(
        r"存在的?(?:主要|突出|一些)?(?:问题|困难)|问题[和与及、]|[和与及、]问题|^问题|不足|短板|差距"
    ),
    "self": re.compile(r"自身建设|政府建设|自身改革|服务型政府|法治政府"),
    "review": re.compile(r"回顾|成绩|成效|总结|工作情况|履职情况|主要做法|完成情况|过去|去年"),
    "plan": re.compile(
        r"任务|安排|部署|重点工作|工作重点|打算|下一步|主要目标|目标[和与及、]|计划|思路|建议|今后|总体要求|规划"
    ),
}
# A paragraph that owns up to problems does so at its beginning.
_PROBLEMS = re.compile(r"(?:存在|面临|还有|不少|认识到|看到)[^。；]{0,40}(?:问题|不足|困难|挑战|短板|差距)")
# A line of its own that ends the report and opens what is attached to it.
APPENDIX = re.compile(r"附(?:件|录|表)\s*[\d一二三四五六七八九十]*\s*[：:]?|(?:名词|名詞)解释")
_DONE = re.compile(r"了|已|完成|实现|取得|达到|增长|下降|建成|累计|召开|开展|组织|制定")
# Marks of the future: bare verbs such as 推动 and 加快 stand in what was done as well.
_TO_DO = re.compile(
    r"将(?!近|军|来)|(?<![主重需必首摘纲概只想])要(?![求素点件领闻塞])|力争|下一步|明年|必须|必将|到20[3-9]\d年"
)


def tell_parts(text: str, paragraphs: pd.DataFrame, outline: pd.DataFrame) -> pd.DataFrame:
    """Tell to which part of a report each paragraph belongs: review, plan, problems, self-building.

    A heading decides for its section, one of level 2 before one of level 1; without a telling heading, the tense words
    of the section do. A paragraph that opens with problems is problems anyway, and what follows a line 附件 (lists, a
    glossary) is none of the four.

    Returns:
        One row a paragraph: the columns of `outline.paragraphs_of`, `part` (a key of `PARTS`) and `evidence` (the
        words that decided, "" where none did).
    """
    paragraphs = paragraphs.copy()
    nearest = np.searchsorted(outline["start"].to_numpy(), paragraphs["start"].to_numpy(), side="right") - 1
    by_heading = [*_told_by_headings(outline, text), ("other", "")]  # the last, -1, is for what stands before all
    told, appendix = [], ""
    for row, heading in zip(paragraphs.itertuples(), nearest, strict=True):
        found = _PROBLEMS.search(row.text[:80])
        appendix = row.text if APPENDIX.fullmatch(row.text) else appendix
        if appendix:
            told.append(("other", appendix))
        else:
            told.append(("problems", found[0]) if found else by_heading[heading])
    paragraphs["part"] = pd.Series([part for part, _ in told], dtype=str)
    paragraphs["evidence"] = pd.Series([evidence for _, evidence in told], dtype=str)
    return paragraphs


def _told_by_headings(outline: pd.DataFrame, text: str) -> list[tuple[str, str]]:
    """Part and evidence for what stands below each heading: by its title, one above it, or the tense of its section."""
    told: list[tuple[str, str]] = []
    open_rows: list[tuple[int, tuple[str, str] | None]] = []  # end, and what the titles down to here tell
    tense = ("other", "")
    for row in outline.itertuples():
        while open_rows and open_rows[-1][0] <= row.start:
            open_rows.pop()
        if not open_rows:
            tense = _by_tense(text[row.start : row.end])
        title = _by_title(row.title) or (open_rows[-1][1] if open_rows else None)
        open_rows.append((row.end, title))
        told.append(title or tense)
    return told


def _by_title(title: str) -> tuple[str, str] | None:
    for part, pattern in _HEADINGS.items():
        found = pattern.search(title)
        if found:
            return part, found[0]
    return None


def _by_tense(body: str) -> tuple[str, str]:
    done, to_do = _DONE.findall(body), _TO_DO.findall(body)
    words = to_do if len(to_do) > len(done) else done
    if not words:
        return "other", ""
    commonest, _ = Counter(words).most_common(1)[0]
    return ("plan" if words is to_do else "review"), f"时态词“{commonest}”等 {len(words)} 处"
