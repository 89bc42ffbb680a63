"""Keywords: which terms carry a report, where they stand, and what it stresses more than reports of its kind do.

A word is counted by its uses: wherever it stands whole, inside longer names too (`words.uses.find_uses`). The same
count is shown in every table, chart and sentence. Shares are of all words: without punctuation, figures and dates,
one-character words included.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd

from workreport.analyses.measures import dp, false_discovery, juilland_d, keyness, keyness_p, log_dice, log_ratio
from workreport.analyses.topics import topics
from workreport.document import Document, Source, document_of
from workreport.outline import section_at
from workreport.reading.identity import NATION, short_of
from workreport.words import lexicon
from workreport.words.reference import Peers, identity_of, load_reference, peers_of
from workreport.words.segmentation import is_content, pos_of
from workreport.words.terms import is_torn
from workreport.words.uses import count_uses, find_uses
from workreport.writing.characters import fold
from workreport.writing.lists import DATA, read_list

MIN_WORDS = 200
"""A text with fewer words is not compared with others: single occurrences would decide."""

SIGNIFICANT = 0.05
"""A difference from the peers is told when its adjusted p is below."""

_MIN_COUNT = 3  # uses in the report from which a term can be one it stresses
_MISSED = 30  # uses in the peers from which a word can be one the report leaves out
_COMMON = 0.5  # share of the peers that hold such a word, at least: what one of them dwells on, nobody leaves out
_DAMPING = 0.85
_NAMES = ("ns", "nr", "nt")  # the parts of speech of names: of places, persons, bodies
_SUBJECTS = ("n", "vn", "an", "j", "l", "i", "eng", "x")  # and of what a report can be about
_CLOSE = 0.7  # a word is told as part of a longer one that has this share of its uses
_WINDOW = 5  # words within which two are linked in TextRank
_TOGETHER = 2  # meetings from which a word is told as company


def choose_peers(source: Source, reference: pd.DataFrame | None = None) -> Peers:
    """The reports that a report is compared with: see `words.reference.peers_of`.

    Args:
        source: the report.
        reference: counts of other reports; the shipped ones unless told.
    """
    document = document_of(source)
    return peers_of(load_reference() if reference is None else reference, document.report, year=document.year)


def frequent_words(source: Source, *, limit: int = 20) -> pd.DataFrame:
    """Count the content words and terms that a report uses most.

    Returns:
        One row a word, most frequent first, ties by first occurrence: `word`, `n` (uses), `n_per_1000_words`.
    """
    document = document_of(source)
    text, n_words = fold(document.text), len(document.words)
    first = dict.fromkeys(document.words.loc[document.words["content"], "word"])
    uses = count_uses(document.words["word"])
    counts = Counter({word: n for word, n in uses.items() if word in first or is_content(word, pos_of(word))})
    rows = [(word, len(find_uses(text, word)), text.find(word)) for word, _ in counts.most_common(3 * limit)]
    rows.sort(key=lambda row: (-row[1], row[2]))
    frame = pd.DataFrame([row[:2] for row in rows[:limit]], columns=["word", "n"]).astype({"n": "int64"})
    frame["n_per_1000_words"] = frame["n"] * 1000 / max(1, n_words)
    return frame


def leading_terms(source: Source, reference: pd.DataFrame | None = None) -> pd.DataFrame:
    """Rank the terms that carry a report: its topics.

    Returns:
        The frame of `topics.topics` with `n_per_1000_words`.
    """
    document = document_of(source)
    table = topics(document, reference=reference)
    table["n_per_1000_words"] = table["n"] * 1000 / max(1, len(document.words))
    return table


def text_rank(words: pd.DataFrame) -> pd.Series:
    """Rank content words by the company they keep: weighted PageRank, damping 0.85 (Mihalcea & Tarau 2004).

    Two content words are linked once for each time they stand within five words of each other.

    Returns:
        The rank of each content word, index `word`; together 1. Highest first, ties by first occurrence.
    """
    tokens, content = list(words["word"]), list(words["content"])
    index = {word: number for number, word in enumerate(dict.fromkeys(words.loc[words["content"], "word"]))}
    links = Counter(
        (index[tokens[i]], index[tokens[j]])
        for i in range(len(tokens))
        if content[i]
        for j in range(i + 1, min(i + _WINDOW, len(tokens)))
        if content[j]
    )
    ranks = pd.Series(_page_rank(links, len(index)), index=pd.Index(list(index), name="word"), name="text_rank")
    return ranks.sort_values(ascending=False, kind="stable")


def _page_rank(links: Mapping[tuple[int, int], int], size: int) -> np.ndarray:
    """PageRank on an undirected weighted graph, to a change below 1e-9."""
    if not size:
        return np.empty(0)
    ends = np.array(list(links), dtype=int).reshape(-1, 2)
    weights = np.array(list(links.values()), dtype=float)
    loops = ends[:, 0] == ends[:, 1]
    source = np.concatenate([ends[:, 0], ends[~loops, 1]])
    target = np.concatenate([ends[:, 1], ends[~loops, 0]])
    weights = np.concatenate([weights, weights[~loops]])
    strength = np.bincount(source, weights, size)
    rank = np.full(size, 1 / size)
    for _ in range(200):
        flow = np.bincount(target, weights * (rank / np.where(strength > 0, strength, 1))[source], size)
        dangling = rank[strength == 0].sum() / size
        new = (1 - _DAMPING) / size + _DAMPING * (flow + dangling)
        change, rank = np.abs(new - rank).sum(), new
        if change < 1e-9:
            break
    return rank


def compare_with_peers(source: Source, peers: Peers) -> pd.DataFrame:
    """Say which words a report uses more, and which less, than reports of its kind and period do.

    Names of places, persons and bodies are left out, and words with the report's own place in them. A word that the
    report seems to use less is counted by its characters, wherever they stand, and told only where half of the peers
    hold it.

    Returns:
        One row a word, strongest first by |G²|: `word`, `n`, `n_reference`, `n_per_1000_words`,
        `reference_per_1000_words`, `g2` (signed log-likelihood, positive: more), `log_ratio` (bits: 1 is twice as
        often), `p_adjusted` (Benjamini–Hochberg). Words that occur less than 3 times in the report and 30 times in the
        peers are not tested. No rows for a text under 200 words, nor where there are no peers of the report's kind.
    """
    document = document_of(source)
    words = document.words
    total = len(words)
    counts = count_uses(words["word"]) if peers.same_kind and total >= MIN_WORDS else Counter[str]()
    known = peers.counts if counts else peers.counts.head(0)
    common = known.index[(known["n"] >= _MISSED) & (known["n_reports"] >= _COMMON * peers.n_reports)]
    tested = _subjects(document, [*(word for word, n in counts.items() if n >= _MIN_COUNT), *common])
    text = fold(document.text)
    frame = pd.DataFrame({"word": pd.Series(tested, dtype=str), "n": [counts[word] for word in tested]})
    frame["n_reference"] = frame["word"].map(known["n"]).fillna(0).astype(int)
    total, n_reference = max(total, 1), max(peers.n_words, 1)
    less = frame["n"] * n_reference < frame["n_reference"] * total
    frame["n"] = [
        text.count(word) if fewer else n for word, n, fewer in zip(frame["word"], frame["n"], less, strict=True)
    ]
    still = frame["n"] * n_reference < frame["n_reference"] * total
    frame = frame[(~less & (frame["n"] >= _MIN_COUNT)) | (less & still & frame["word"].isin(set(common)))].copy()
    frame["n_per_1000_words"] = frame["n"] * 1000 / total
    frame["reference_per_1000_words"] = frame["n_reference"] * 1000 / n_reference
    frame["g2"] = keyness(frame["n"], frame["n_reference"], total, n_reference)
    frame["log_ratio"] = log_ratio(frame["n"], frame["n_reference"], total, n_reference)
    frame["p_adjusted"] = false_discovery(keyness_p(frame["g2"]))
    frame = frame.sort_values("g2", key=np.abs, ascending=False, kind="stable", ignore_index=True)
    return _without_pieces(frame)


def _subjects(document: Document, words: Iterable[str]) -> list[str]:
    """Of some words, each once, those that say what the report is about and do not name its own place or body."""
    identity, terms = identity_of(document.report), frozenset(document.words.loc[document.words["term"], "word"])
    names = {identity.place, identity.body, identity.body.removesuffix("人民政府")} - {"", NATION}
    names |= {short_of(name) for name in names}  # 广东省, 广东
    own = (word for word in dict.fromkeys(words) if not any(name in word for name in names))
    return [word for word in own if _is_subject(word, terms)]


def _is_subject(word: str, terms: Container[str]) -> bool:
    """Whether a word says what a report is about, not where, by whom or how."""
    pos = pos_of(word)
    named = pos.startswith(_NAMES) or any(place in word for place in _places() if place[0] in word)
    return not (named or is_torn(word)) and (word in terms or (pos.startswith(_SUBJECTS) and is_content(word, pos)))


@cache
def _places() -> tuple[str, ...]:
    """Names of places in their short forms."""
    return (*map(short_of, read_list(DATA / "provinces.txt")), *read_list(DATA / "places.txt"))


def _without_pieces(frame: pd.DataFrame) -> pd.DataFrame:
    """The words that stand on their own: of a word and a longer one that has most of its uses, the longer."""
    rows = list(zip(frame["word"], frame["n"], np.sign(frame["g2"]), strict=True))
    kept = [
        not any(word != longer and word in longer and sign == other and m >= _CLOSE * n for longer, m, other in rows)
        for word, n, sign in rows
    ]
    return frame[np.array(kept, dtype=bool)].reset_index(drop=True)


def uses_of(source: Source, terms: Sequence[str]) -> pd.DataFrame:
    """Find where terms are used.

    Returns:
        One row a use, term by term in the order given: `word`, `start`, `end`, `section`.
    """
    document = document_of(source)
    text = fold(document.text)
    rows = [(term, *use) for term in dict.fromkeys(terms) for use in find_uses(text, fold(term))]
    frame = pd.DataFrame(rows, columns=["word", "start", "end"]).astype({"start": "int64", "end": "int64"})
    return frame.assign(section=section_at(frame["start"], document.sections))


def count_by_section(source: Source, terms: Sequence[str]) -> pd.DataFrame:
    """Count terms in each section.

    Returns:
        One row a term (index `word`, in the order given), one column a section (its `label`), numbers of uses.
    """
    document = document_of(source)
    uses, sections = uses_of(document, terms), document.sections
    table = pd.crosstab(uses["word"], uses["section"]).reindex(
        index=pd.Index(terms, name="word"), columns=sections["section"], fill_value=0
    )
    return table.set_axis(sections["label"], axis=1)


def dispersion(source: Source, terms: Sequence[str]) -> pd.DataFrame:
    """Measure how evenly terms spread over the sections.

    Returns:
        One row a term: `word`, `n`, `n_sections` (sections that hold it), `label` (the section that holds most),
        `n_there` (uses in that section), `dp` (Gries 2008; 0 even, near 1 all in one small section), `juilland_d`
        (1 even, 0 in one section only). Sections without a word are left out; where none has any, the measures are NaN.
    """
    document = document_of(source)
    sections = document.sections
    table = count_by_section(document, terms)
    places = section_at(document.words["start"], sections)
    sizes = np.bincount(places, minlength=int(sections["section"].max()) + 1)[sections["section"]]
    counts, labels, sizes = table.to_numpy()[:, sizes > 0], sections["label"].to_numpy()[sizes > 0], sizes[sizes > 0]
    frame = pd.DataFrame({"word": list(terms), "n": counts.sum(axis=1), "n_sections": (counts > 0).sum(axis=1)})
    some = len(terms) > 0 and len(sizes) > 0
    frame["label"] = labels[counts.argmax(axis=1)] if some else pd.Series("", index=frame.index, dtype="str")
    frame["n_there"] = counts.max(axis=1) if some else 0
    frame["dp"] = dp(counts, sizes) if some else np.nan
    frame["juilland_d"] = juilland_d(counts, sizes) if some else np.nan
    return frame


def keyword_in_context(source: Source, keyword: str, *, window: int = 18) -> pd.DataFrame:
    """List every use of a keyword, with what is before and after it.

    Args:
        source: the report.
        keyword: what to look for, as written.
        window: characters on either side, at most to the end of the line.

    Returns:
        One row a use, in text order: `start`, `left`, `keyword`, `right`, `label` (its section).
    """
    document = document_of(source)
    text = document.text
    rows = []
    for start, end in find_uses(fold(text), fold(keyword)):
        left, right = text[max(0, start - window) : start], text[end : end + window]
        rows.append((start, left.rpartition("\n")[2], text[start:end], right.partition("\n")[0]))
    frame = pd.DataFrame(rows, columns=["start", "left", "keyword", "right"])
    labels = document.sections.set_index("section")["label"]
    places = list(section_at(frame["start"].astype("int64"), document.sections)) if len(frame) else []
    return frame.assign(label=[labels[place] for place in places])


def collocates(source: Source, keyword: str, *, window: int = 5) -> pd.DataFrame:
    """Find the content words that keep company with a keyword.

    Args:
        source: the report.
        keyword: what to look for, as written.
        window: how many words on either side count as company.

    Returns:
        One row a word that meets it twice or more, closest first by logDice, ties by first occurrence: `word`,
        `n_together` (uses of the keyword with the word beside them, at most those of the word), `n` (how often the word
        stands, longer terms apart), `log_dice` (at most 14; 1 less is half as close).
    """
    document = document_of(source)
    words = document.words
    uses = find_uses(fold(document.text), fold(keyword))
    tokens, content = list(words["word"]), list(words["content"])
    first = np.searchsorted(words["end"], [start for start, _ in uses], side="right")
    last = np.searchsorted(words["start"], [end for _, end in uses], side="left")
    counts = Counter(tokens)
    together = Counter(
        word
        for begin, end in zip(first.tolist(), last.tolist(), strict=True)
        for word in dict.fromkeys(
            tokens[near]
            for near in (*range(max(0, begin - window), begin), *range(end, min(len(tokens), end + window)))
            if content[near] and keyword not in tokens[near]
        )
    )
    rows = [(word, min(n, counts[word]), counts[word]) for word, n in together.items()]
    frame = pd.DataFrame(rows, columns=["word", "n_together", "n"]).astype({"n_together": "int64", "n": "int64"})
    frame = frame[frame["n_together"] >= _TOGETHER].copy()
    frame["log_dice"] = log_dice(frame["n_together"], frame["n"], max(1, len(uses)))
    return frame.sort_values("log_dice", ascending=False, kind="stable", ignore_index=True)


def lexicon_hits(source: Source) -> pd.DataFrame:
    """Count the lexicon's terms that a report uses, by theme.

    Returns:
        One row a theme, most occurrences first, ties by first occurrence: `theme`, `n` (words that are such a term; one
        inside a longer term is not counted again), `n_terms` (different terms), `examples` (its five most frequent).
    """
    found = document_of(source).words.merge(lexicon(), on="word", validate="many_to_one")
    rows = [
        (theme, len(group), group.nunique(), [word for word, _ in Counter(group).most_common(5)])
        for theme, group in found.groupby("theme", sort=False)["word"]
    ]
    frame = pd.DataFrame(rows, columns=["theme", "n", "n_terms", "examples"])
    return frame.sort_values("n", ascending=False, kind="stable", ignore_index=True)
