"""实度: which sentences can be checked, because they name an amount, a date, a project or who answers for it."""

import re

import numpy as np
import pandas as pd

from workreport.figures import find_figures
from workreport.outline import outline_of, sentences_of

SOLID = ["sentence", "section", "start", "end", "text", "n_chars", "kinds", "evidence", "solid"]

_YEAR = r"(?:[12]\d{3}|[一二〇零]{1}[〇零一二三四五六七八九]{3})年"
_DEADLINES = re.compile(
    rf"(?:到|至|在|于)?(?:{_YEAR}|今年|明年|年|月|季度|(?<!\d)\d{{1,2}}月(?:\d{{1,2}}日|份)?)(?:[底末]|年底|年末)之?前"
    rf"|(?:{_YEAR}|今年|明年|(?<!\d)\d{{1,2}}月(?:\d{{1,2}}日)?)之?前(?!后|所)"
    rf"|(?:到|至){_YEAR}[底末]?(?=[，,]|实现|建成|完成|力争)"
    r"|(?:年内|月内|季度内|(?:今|本)年(?:底|末)|限期|如期完成|按期完成|每(?:半?年|季度|月|周))"
)
# A name in 《》; quoted words that are a project; an unquoted name after a verb that sets it going.
_PROJECTS = re.compile(
    r"《[^《》\n]{2,40}》"
    r"|“[^“”\n]{1,20}(?:工程|行动|项目|计划)”"
    r"|“[^“”\n]{1,20}”[一-龥]{0,6}(?:工程|行动|项目|计划)"
    r"|(?<=实施|启动|开展|推进|组织)(?!一批|重大|重点|各类|专项|有关|相关|这些|系列)[一-龥]{4,14}?(?:工程|行动|计划)(?![一-龥]{0,2}化)"
)
_BODIES = re.compile(
    r"由[^，。；、\n]{2,14}?(?:牵头|负责|承担|承办)|[一-龥]{2,12}?(?:牵头|负总责)"
    r"|责任(?:单位|部门|人|领导)"
    r"|[一-龥]{0,8}?(?:领导小组|工作小组|工作组|检查组|督导组|督查组|巡察组|监察组|专班|指挥部|联席会议)"
    r"|(?:党组|党委|支部)(?:班子成员|书记|委员)|班子成员"
)
_KINDS = (("期限", _DEADLINES), ("项目", _PROJECTS), ("主体", _BODIES))
_SHOWN = 3  # pieces of evidence of one kind that are quoted


def solid_sentences(text: str, *, figures: pd.DataFrame | None = None) -> pd.DataFrame:
    """Say of each sentence what in it can be checked; headings are left out.

    The rules read words, not meaning: a sentence may name a project in passing, and a promise without any of the four
    may still be kept.

    Args:
        text: the report's text.
        figures: the frame of `figures.find_figures`, where the caller has it already.

    Returns:
        One row a sentence, in text order: `sentence`, `section`, `start`, `end`, `text`, `n_chars`, `kinds` (which of
        数字, 期限, 项目 and 主体 it has, a list), `evidence` (the words that say so, a list), `solid` (it has any).
    """
    figures = find_figures(text) if figures is None else figures
    sentences = sentences_of(text)
    sentences = sentences[~_are_headings(sentences, outline_of(text))].reset_index(drop=True)
    places = figures["start"].to_numpy(dtype=int)
    kinds, evidence = [], []
    for row in sentences.itertuples():
        inside = figures["text"].iloc[np.searchsorted(places, row.start) : np.searchsorted(places, row.end)]
        found = {"数字": list(inside)}
        found |= {kind: [match[0] for match in pattern.finditer(row.text)] for kind, pattern in _KINDS}
        kinds.append([kind for kind, words in found.items() if words])
        evidence.append([word for words in found.values() for word in list(dict.fromkeys(words))[:_SHOWN]])
    sentences["kinds"] = pd.Series(kinds, dtype=object)
    sentences["evidence"] = pd.Series(evidence, dtype=object)
    sentences["solid"] = np.array([bool(kind) for kind in kinds], dtype=bool)
    return sentences[SOLID]


def _are_headings(sentences: pd.DataFrame, outline: pd.DataFrame) -> np.ndarray:
    """Which sentences lie in a heading."""
    if outline.empty:
        return np.zeros(len(sentences), dtype=bool)
    heading = np.searchsorted(outline["start"].to_numpy(), sentences["start"].to_numpy(), side="right") - 1
    return (heading >= 0) & (sentences["end"].to_numpy() <= outline["body"].to_numpy()[np.maximum(heading, 0)])
