"""Topics: the terms that a report has as its own, beside reports of its kind and time.

Candidates are the phrases that a report marks by quotation marks, the terms of the lists, dictionary words of three
characters and more, and the phrases that it repeats whole. Each is weighed by how often the report uses it, by how few
of its peers know it, and by what its form says: a quoted phrase is meant as a term, a run of words that begins with a
verb is rather a statement.
"""

import re
from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from workreport.document import Document, Source, document_of
from workreport.words import Runs, lexicon
from workreport.words.phrases import quoted_phrases
from workreport.words.places import count_places
from workreport.words.reference import Peers, load_reference, peers_of
from workreport.words.segmentation import Cut, policies
from workreport.words.terms import is_torn, may_be_names
from workreport.words.uses import count_all, find_all_uses, find_uses
from workreport.writing.characters import NUMERALS, fold
from workreport.writing.lists import DATA, read_list

_VARIED = 0.5  # bits: two different neighbours in nine occurrences
_TOPICS = 40
_LOOKED_AT = 10 * _TOPICS
_LOOKED_AT_FIRST = 2 * _TOPICS  # of these alone come the topics of nearly every report
_FEW = 5  # peers; of fewer no share is known
_ALL = 0.9  # of the peers hold what is nobody's own
_POLICY = 1.2  # times the weight of what is listed as a policy of its time
_USUAL = 0.5  # what any report on party work says, where there are no such reports to compare with
_STOCK = 2 / 3  # and what is a stock phrase
_DWELT = 3  # times as often as the peers: then the report dwells on it
_NESTED = 0.5  # of two topics one inside the other, the longer one stands for both from this share of uses

# What the names of indicators, places and bodies end with: what is measured, where, by whom, not what is reported on.
_NO_TOPIC = (*read_list(DATA / "topics" / "no_topics.txt"), "局")
_NO_BUREAU = ("格局", "布局", "全局", "结局")  # words in 局 that are no body, as 区人社局 is
_PLACE_POS = "ns"
_LINKED = re.compile("[和与及或]")
# The heads of names of programmes, policies, institutions and sectors.
_HEADS = tuple(read_list(DATA / "topics" / "heads.txt"))
_ORDINAL = re.compile(rf"第[{NUMERALS}\d]+[次届]?$")  # 第十五次|全国代表大会: what comes after is no name by itself
_SUFFIX = re.compile("主义|[业者化性率员家型式类]")
_NUMBERED = re.compile("^[三四五六七八九十百千两一双]|[×+]")

COLUMNS = ["word", "n", "n_holding", "weight", "quoted", "form"]


def count_term(source: Source, term: str) -> int:
    """How often a report uses a term whole: see `words.uses.find_uses`."""
    return len(find_uses(fold(document_of(source).text), fold(term.strip())))


def topics_of(source: Source) -> list[str]:
    """The terms that a report has as its own, most telling first, at most 40; none is a piece of another.

    The report is compared with the shipped reference: reports of its kind, itself left out.
    """
    return topics(source)["word"].tolist()


def topics(source: Source, *, reference: pd.DataFrame | None = None) -> pd.DataFrame:
    """Rank the terms that a report has as its own.

    Args:
        source: the report.
        reference: what to compare with; the shipped counts unless told.

    Returns:
        One row a topic, most telling first, at most 40: `word`, `n` (uses in the report), `n_holding` (reports of the
        reference that hold it), `weight` (n to the power of 0.9, times ln((R + 1) / (r + 1)) of R reports, r of which
        hold it, times factors of form; of fewer than five peers no rarity is known), `quoted` (how often in quotation
        marks), `form` (quoted, listed, word, run).
    """
    document = document_of(source)
    if reference is None or reference is load_reference():
        return document.once("topics", lambda: _topics(document, load_reference()))
    return _topics(document, reference)


def _topics(document: Document, reference: pd.DataFrame) -> pd.DataFrame:
    peers = peers_of(reference, document.report, year=document.year, any_time=True)
    text = fold(document.text)
    table = _candidates(text, document.cut, document.runs)
    table["n_holding"] = table["word"].map(peers.counts["n_reports"]).fillna(0).astype(int)
    # No term is used more often than its characters stand, which bounds its weight and costs little.
    words = table["word"].tolist()
    table["n"] = list(map(count_places(text, words).__getitem__, words))
    table["weight"] = _weights(table, peers)
    table = table.sort_values("weight", ascending=False, kind="stable").head(_LOOKED_AT).reset_index(drop=True)
    first = _ranked(table.head(_LOOKED_AT_FIRST), text, document, peers)
    if len(first) == _TOPICS and first["weight"].iloc[-1] >= table["weight"].iloc[_LOOKED_AT_FIRST:].max():
        return first[COLUMNS]
    return _ranked(table, text, document, peers)[COLUMNS]


def _ranked(table: pd.DataFrame, text: str, document: Document, peers: Peers) -> pd.DataFrame:
    """The topics among candidates, each weighed by its uses one by one."""
    words = table["word"].tolist()
    uses = find_all_uses(text, words)
    table = table.assign(n=[len(uses.get(word, ())) for word in words])
    table["weight"] = _weights(table, peers)
    kept = (table["n"] > 0) & ~_stock(table, peers, len(document.cut)) & ~_said_in_passing(table, document)
    kept &= np.array([not _goes_on(text, word, uses.get(word, [])) for word in words], dtype=bool)
    return _without_pieces(table[kept].sort_values("weight", ascending=False, kind="stable"))


def _candidates(text: str, cut: Cut, runs: Runs) -> pd.DataFrame:
    """Everything that may be a topic, by form."""
    listed, quoted = frozenset(lexicon()["word"].tolist()), quoted_phrases(text)
    rows: dict[str, tuple[str, float, str, str]] = {}  # form, cohesion, tags of the first and the last word
    rows |= dict.fromkeys(quoted, ("quoted", 1.0, "", ""))
    for word in count_all(text, policies()):
        rows.setdefault(word, ("listed", 1.0, "", ""))
    for word, pos in dict(cut.vocabulary).items():
        if word in listed or word in cut.terms or _is_telling(word, pos):
            rows.setdefault(word, ("listed" if word in cut.terms else "word", 1.0, pos, pos))
    for word, run in _repeated(text, cut, runs).items():
        rows.setdefault(word, ("run", *run))
    words = [word for word in rows if word in quoted or not word.endswith(_NO_TOPIC) or word.endswith(_NO_BUREAU)]
    columns = zip(*map(rows.__getitem__, words), strict=True) if words else [()] * 4
    form, cohesion, head, tail = map(list, columns)
    marked = [word in listed or word in quoted for word in words]
    traits = {
        "listed": map(listed.__contains__, words),
        "policy": map(policies().__contains__, words),
        "party": map(_party_terms().__contains__, words),
        "headed": (len(word) > 3 and word.endswith(_HEADS) for word in words),
        "numbered": (of_list and bool(_NUMBERED.search(word)) for word, of_list in zip(words, marked, strict=True)),
        "from_verb": (tag == "v" for tag in head),
        "to_verb": (tag == "v" for tag in tail),
    }
    told = {name: np.fromiter(of_each, bool, len(words)) for name, of_each in traits.items()}
    told["quoted"] = np.fromiter((quoted.get(word, 0) for word in words), int, len(words))
    told["length"] = np.fromiter(map(len, words), int, len(words))
    spelt = {"word": pd.array(words, dtype="str"), "form": pd.array(form, dtype="str")}
    return pd.DataFrame({**spelt, "cohesion": np.array(cohesion, float), **told})


def _is_telling(word: str, pos: str) -> bool:
    """Whether a word of the dictionary may be a topic by itself: not 离不开, a place, or a wrong guess."""
    named = len(word) > 2 and pos[0] in "nvaijlx" and pos != "v" and not pos.startswith(_PLACE_POS)
    return named and not _NUMBERED.search(word) and not is_torn(word)


def _repeated(text: str, cut: Cut, runs: Runs) -> Mapping[str, tuple[float, str, str]]:
    """The phrases that the text repeats: how closely they hold together, tags of the first and the last word."""
    whole = cut.is_long[runs.first] & cut.is_long[runs.first + runs.size - 1]  # 新时代党|的治藏方略
    ended = (runs.ended_entropy >= _VARIED) & whole
    runs = runs.where((np.minimum(runs.left_entropy, runs.right_entropy) >= _VARIED) | ended)
    runs = runs.where(may_be_names(cut, runs.first, runs.size))
    last = runs.first + runs.size - 1
    columns = cut.code[runs.first], cut.code[last], cut.starts[runs.first], cut.ends[last], runs.n, runs.npmi
    found = {}
    for head, tail, start, end, n, close in zip(*(column.tolist() for column in columns), strict=True):
        word, opening, (closing, tag) = text[start:end], cut.vocabulary[head][1], cut.vocabulary[tail]
        place = opening.startswith(_PLACE_POS) and closing in ("建设", "发展")
        linked = _LINKED.search(word) and not (len(word) >= 7 and n > 2)
        # What only says something is no phrase: two things linked, a place's growth; nor what an ordinal begins.
        if not (place or linked or _ORDINAL.search(text, max(0, start - 8), start)):
            found[word] = (close, opening, tag)
    return found


def _stock(table: pd.DataFrame, peers: Peers, n_words: int) -> pd.Series:
    """Whether nearly all peers say it too, or two thirds of them and the report not three times as often as they."""
    known = table["word"].map(peers.counts["n"]).fillna(0).astype(float)
    usual = known * n_words / max(1, peers.n_words)
    share = table["n_holding"] / max(_FEW, peers.n_reports)
    return (share >= _ALL) | (share > _STOCK) & (table["n"] < _DWELT * usual)


def _said_in_passing(table: pd.DataFrame, document: Document) -> pd.Series:
    """Whether a term says nothing of the report: used only in salutation and thanks, unmarked only once, or empty."""
    parts = document.parts
    aside = parts[(parts["part"] == "其他") & (parts["start"] < (document.annex or len(document.text)))]
    polite = fold("\n".join(document.text[start:end] for start, end in zip(aside["start"], aside["end"], strict=True)))
    words = table["word"].tolist()
    in_thanks = np.array(list(map(count_all(polite, words).__getitem__, words)), dtype=int)
    unmarked = (table["quoted"] == 0) & ~table["policy"]
    empty = table["word"].str.endswith(tuple(read_list(DATA / "empty_heads.txt")))
    return (in_thanks == table["n"]) | (unmarked & ((table["n"] == 1) | empty))


def _goes_on(text: str, word: str, starts: list[int]) -> bool:
    """Whether a word mostly goes on beyond its cut: 现代修正|主义, 私营工商|业."""
    longer = sum(bool(_SUFFIX.match(text, start + len(word))) for start in starts)
    return longer > len(starts) / 2


def _weights(table: pd.DataFrame, peers: Peers) -> np.ndarray:
    """Weigh candidates by use, by rarity among the peers, and by form."""
    trait = {name: table[name].to_numpy() for name in table.columns}
    form, n = trait["form"], trait["n"]
    listed, quoted, run = trait["listed"], trait["quoted"] > 0, form == "run"
    usual = trait["party"] & (not peers.same_kind)
    known_by = np.log((peers.n_reports + 1) / (trait["n_holding"] + 1))
    weight = n**0.9 * (known_by if peers.n_reports >= _FEW else 1.0)
    weight *= np.where(quoted, 2.0, 1.0) * np.where(listed, 1.15, 1.0) * np.where(form == "word", 0.57, 1.0)
    weight *= np.where(run, 0.93 * (0.5 + trait["cohesion"]), 1.0) * np.where(run & (n == 2), 0.75, 1.0)
    weight *= np.where(run & trait["from_verb"], 0.6, 1.0) * np.where(run & trait["to_verb"], 0.7, 1.0)
    weight *= np.where(trait["headed"], 1.24, 1.0)
    weight *= np.where(trait["policy"], _POLICY, 1.0) * np.where(usual, _USUAL, 1.0)
    weight *= np.where((trait["length"] == 2) & (n == 1), 0.5, 1.0)
    return weight * np.where(trait["numbered"], 1.15, 1.0)


@cache
def _party_terms() -> frozenset[str]:
    lists = ("party", "meetings", "theory")
    return frozenset(term for name in lists for term in read_list(DATA / "lexicon" / f"{name}.txt"))


def _without_pieces(table: pd.DataFrame) -> pd.DataFrame:
    """The first topics, none of them inside another that says the same."""
    kept: list[int] = []
    words, counts = table["word"].tolist(), table["n"].tolist()
    for place, (word, n) in enumerate(zip(words, counts, strict=True)):
        nested = any((word in words[other] and counts[other] >= _NESTED * n) or words[other] in word for other in kept)
        if not nested:
            kept.append(place)
        if len(kept) == _TOPICS:
            break
    return table.iloc[kept].reset_index(drop=True)
