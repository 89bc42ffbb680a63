"""What time a figure is about, what it is compared with, and what part it plays: 成绩, 目标, 基数, 标准 or 问题."""

import re

import numpy as np
import pandas as pd

_YEAR = r"(?:[12]\d{3}|[１２][０-９]{3}|[一二三四五六七八九〇]{4})年"
_PLAN_NAME = r"[“\"]十[一二三四五六七]五[”\"]"
_PERIOD = re.compile(
    rf"{_YEAR}(?:[—至到-]{_YEAR})?(?:上半年|下半年|第?[一二三四]季度|\d{{1,2}}月(?:底|末|份)?|底|末)?"
    rf"|{_PLAN_NAME}(?:时期|期间|以来|末|初)?|(?:过去|近|今后|未来)?[一二两三四五六七八九十\d]{{1,2}}年(?:来|间)"
    r"|(?:过去|近|今后|未来)[一二两三四五六七八九十\d]{1,2}年|上半年|下半年|[一二三四]季度|全年|今年|去年|上年|明年|本年度?"
    r"|[两三四五六七八九十]年(?=累计|共|增长|增加|提高|下降|新增)"
)
_BASE = re.compile(
    rf"同比|环比|与[^，。；]{{1,12}}相比|(?:比|较)(?:上年|去年|上月|年初|前年|上届|{_YEAR}|{_PLAN_NAME}|[^，。；、\d]{{1,8}}?)"
    rf"(?:同期|初|末|底|时)?(?=增|提|上|下|减|降|高|低|多|少|翻|扩|压|缩|改|净|相比|分别)|高于上年|低于上年"
)
_TARGET = re.compile(
    r"目标(?:是|为|：|任务)|力争|争取|确保|(?:^|[，；：]|年|我们|拟)计划(?!总?投资|生育)|预期|拟|努力|今年将|将(?!近|军|来)|到20[3-9]\d年"
    r"|(?<![主重需必首摘纲概只想])要(?![求素点件领闻塞])|下一步|打算"
)
_DONE = re.compile(r"完成|实现|已|累计|同比|达到?了?|建成|形成|新增|获|增长|下降|居|开展|召开|组织|举办|投产|开工|了")
_PLAN_HEADING = re.compile(r"任务|安排|部署|目标|打算|下一步|计划|建议|今后|要求|思路|[来明]年|规划")
_REVIEW_HEADING = re.compile(r"回顾|成绩|成效|情况|总结|过去|去年|上年|主要做法|完成")
_ASIDE = re.compile(r"^(?:对|围绕|针对|按照|根据|面向|聚焦|凡|每)")
_PAUSE = re.compile(r"[，；。！？]")
_LOOK = 300  # characters of a sentence that a number is read with; keeps the time in proportion to the text


def _clause(sentence: str, offset: int) -> tuple[int, int]:
    """Begin and end of the clause of `sentence` that holds `offset`, no further than the look reaches."""
    first = max(0, offset - _LOOK)
    begin = max((mark.end() for mark in _PAUSE.finditer(sentence, first, offset)), default=first)
    after = _PAUSE.search(sentence, offset, offset + _LOOK)
    return begin, after.start() if after else min(len(sentence), offset + _LOOK)


def _period(sentence: str, offset: int, title: str) -> str:
    """The last period named before the number, else the first after it in its clause, else that of the heading."""
    before = [match[0] for match in _PERIOD.finditer(sentence, max(0, offset - _LOOK), offset)]
    if before:
        return before[-1]
    begin, end = _clause(sentence, offset)
    after = _PERIOD.search(sentence, begin, end) or _PERIOD.search(title)
    return after[0] if after else ""


def _base(sentence: str, offset: int) -> str:
    """What the number is compared with, said in its clause or in one before it that nothing has closed."""
    first = max(0, offset - _LOOK)
    begin = max(first, sentence.rfind("；", first, offset) + 1)
    bases = [match[0] for match in _BASE.finditer(sentence, begin, _clause(sentence, offset)[1])]
    return bases[-1] if bases else ""


def _role(sentence: str, offset: int, title: str) -> str:
    """Goal, result or neither: by the words before the number, else by the section's heading."""
    begin, _ = _clause(sentence, offset)
    if _ASIDE.match(sentence[begin : begin + 2]) and not _DONE.search(sentence, begin, offset):
        return "context"
    if _TARGET.search(sentence, max(0, offset - _LOOK), offset):
        return "target"
    if _PLAN_HEADING.search(title) and not _REVIEW_HEADING.search(title):
        return "target"
    return "done"


def tell_periods(figures: pd.DataFrame, sentence_starts: np.ndarray, titles: pd.Series) -> pd.DataFrame:
    """Add `period`, `base` and `role` to rows of figures with their `sentence_text`."""
    offsets = figures["start"].to_numpy(dtype=int) - sentence_starts
    said = list(zip(figures["sentence_text"], offsets, titles, strict=True))
    figures["period"] = pd.Series([_period(*one) for one in said], dtype=str)
    figures["base"] = pd.Series([_base(sentence, offset) for sentence, offset, _ in said], dtype=str)
    figures["role"] = pd.Series([_role(*one) for one in said], dtype=str)
    return figures
