"""Keywords: which terms carry a report, where they stand, and what it stresses more than reports of its kind do.

Functions take the frame of `words.words_of` and give frames; those of `terms.words_with_found_terms` are what
the notebook counts. Shares are of all words: without punctuation, figures and dates, one-character words included.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from workreport.analyses.measures import dp, false_discovery, juilland_d, keyness, keyness_p, log_dice, log_ratio
from workreport.outline import section_at, sections_of
from workreport.reading import Report
from workreport.words import lexicon, words_of
from workreport.words.reference import load_reference, pool
from workreport.words.terms import discover_terms, words_with_found_terms

MIN_WORDS = 200
"""A text with fewer words is not compared with others: single occurrences would decide."""

SIGNIFICANT = 0.05
"""A difference from the reference is told when its adjusted p is below."""

_MIN_COUNT = 3  # occurrences in the report from which a term can be one it stresses
_MISSED = 30  # occurrences in the reference from which a word can be one the report leaves out
_DAMPING = 0.85
_PLACE = "ns"  # the part of speech of a place's name
_TEXT_RANK_WINDOW = 5


def count_terms(words: pd.DataFrame) -> pd.DataFrame:
    """Count the content words and terms.

    Returns:
        One row a word, most frequent first, ties by first occurrence: `word`, `n`, `share` (of all words, 0–1), `term`
        (comes from a list or was found).
    """
    content = words[words["content"]]
    counts = content.groupby("word", sort=False).agg(n=("word", "size"), term=("term", "first")).reset_index()
    counts.insert(2, "share", counts["n"] / len(words) if len(words) else counts["n"].astype(float))
    return counts.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def tf_idf(counts: pd.DataFrame, reference: pd.DataFrame) -> pd.Series:
    """Weigh frequency by rarity in the reference: share · (ln((1 + R) / (1 + r)) + 1).

    R reports in the reference, r of them contain the word; the smoothed weight of scikit-learn, without normalisation.
    A word that no report of the reference contains gets the highest weight, not a middling one.

    Args:
        counts: the frame of `count_terms`.
        reference: counts of `reference.load_reference`.
    """
    known, _, n_reports = pool(reference)
    contain = counts["word"].map(known["n_reports"]).fillna(0).astype(float)
    return counts["share"] * (np.log((1 + n_reports) / (1 + contain)) + 1)


def text_rank(words: pd.DataFrame, *, window: int = _TEXT_RANK_WINDOW) -> pd.Series:
    """Rank content words by the company they keep: weighted PageRank, damping 0.85 (Mihalcea & Tarau 2004).

    Two content words are linked once for each time they stand within `window` words of each other.

    Returns:
        The rank of each content word, index `word`; together 1. Highest first, ties by first occurrence.
    """
    tokens, content = list(words["word"]), list(words["content"])
    index = {word: number for number, word in enumerate(dict.fromkeys(words.loc[words["content"], "word"]))}
    links = Counter(
        (index[tokens[i]], index[tokens[j]])
        for i in range(len(tokens))
        if content[i]
        for j in range(i + 1, min(i + window, len(tokens)))
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


def compare_with_reference(words: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Say which words the report uses more, and which less, than the reference does.

    Args:
        words: the words of the report, cut with the lexicon only or with found terms too. A term that the reference
            does not know counts as absent there.
        reference: counts of `reference.load_reference`.

    Returns:
        One row a word, strongest first by |G²|: `word`, `n`, `n_reference`, `n_per_1000_words`,
        `reference_per_1000_words`, `g2` (signed log-likelihood, positive: more), `log_ratio` (bits: 1 is twice as
        often), `p_adjusted` (Benjamini–Hochberg). Words that occur less than 3 times in the report and 30 times in the
        reference are not tested. No rows for a text under 200 words.
    """
    known, n_reference, _ = pool(reference)
    counts = count_terms(words).set_index("word")["n"]
    own = counts[counts >= _MIN_COUNT]
    frequent = known.index[known["n"] >= _MISSED]
    whole = set(words_of("\n".join(frequent)).query("content")["word"])
    # A part of a term that the report keeps whole is not missing from it.
    inside = "\n".join(counts.index[counts.index.str.len() > 2])
    missed = [word for word in frequent if word in whole and word not in counts.index and word not in inside]
    rare = [word for word in frequent if word in whole and word in counts.index and counts[word] < _MIN_COUNT]
    tested = [*own.index, *rare, *missed]
    frame = pd.DataFrame({"word": pd.Series(tested, dtype=str)})
    frame["n"] = frame["word"].map(counts).fillna(0).astype(int)
    frame["n_reference"] = frame["word"].map(known["n"]).fillna(0).astype(int)
    total = len(words)
    if total < MIN_WORDS or not n_reference:
        frame, total, n_reference = frame.head(0), max(total, 1), max(n_reference, 1)
    frame["n_per_1000_words"] = frame["n"] * 1000 / total
    frame["reference_per_1000_words"] = frame["n_reference"] * 1000 / n_reference
    frame["g2"] = keyness(frame["n"], frame["n_reference"], total, n_reference)
    frame["log_ratio"] = log_ratio(frame["n"], frame["n_reference"], total, n_reference)
    frame["p_adjusted"] = false_discovery(keyness_p(frame["g2"]))
    return frame.sort_values("g2", key=np.abs, ascending=False, kind="stable", ignore_index=True)


def count_by_section(words: pd.DataFrame, sections: pd.DataFrame, terms: Sequence[str]) -> pd.DataFrame:
    """Count terms in each section.

    Args:
        words: the frame of `words.words_of`.
        sections: the frame of `outline.sections_of` of the same text.
        terms: the words to count.

    Returns:
        One row a term (index `word`, in the order given), one column a section (its `label`), numbers of occurrences.
    """
    sections_held = pd.Series(section_at(words["start"], sections), index=words.index)
    table = pd.crosstab(words["word"], sections_held).reindex(
        index=pd.Index(terms, name="word"), columns=sections["section"], fill_value=0
    )
    return table.set_axis(sections["label"], axis=1)


def dispersion(words: pd.DataFrame, sections: pd.DataFrame, terms: Sequence[str]) -> pd.DataFrame:
    """Measure how evenly terms spread over the sections.

    Returns:
        One row a term: `word`, `n`, `n_sections` (sections that hold it), `dp` (Gries 2008; 0 even, near 1 all in one
        small section), `juilland_d` (1 even, 0 in one section only), `label` (the section that holds most). Sections
        without a word are left out.
    """
    table = count_by_section(words, sections, terms)
    sizes = np.bincount(section_at(words["start"], sections), minlength=int(sections["section"].max()) + 1)
    sizes = sizes[sections["section"]]
    counts = table.to_numpy()[:, sizes > 0]
    labels = sections["label"].to_numpy()[sizes > 0]
    sizes = sizes[sizes > 0]
    frame = pd.DataFrame({"word": list(terms), "n": counts.sum(axis=1), "n_sections": (counts > 0).sum(axis=1)})
    frame["dp"] = dp(counts, sizes) if len(terms) else np.empty(0)
    frame["juilland_d"] = juilland_d(counts, sizes) if len(terms) else np.empty(0)
    frame["label"] = labels[counts.argmax(axis=1)] if len(terms) else np.empty(0, dtype=str)
    return frame


def keyword_in_context(text: str, keyword: str, *, window: int = 18) -> pd.DataFrame:
    """List every place where the keyword stands, with what is before and after it.

    Args:
        text: the report's text.
        keyword: any piece of text.
        window: characters on either side, at most to the end of the line.

    Returns:
        One row a place, in text order: `start`, `left`, `keyword`, `right`, `label` (its section).
    """
    sections = sections_of(text)
    rows = []
    start = text.find(keyword) if keyword else -1
    while start >= 0:
        end = start + len(keyword)
        left = text[max(0, start - window) : start].rpartition("\n")[2]
        right = text[end : end + window].partition("\n")[0]
        rows.append((start, left, keyword, right))
        start = text.find(keyword, end)
    frame = pd.DataFrame(rows, columns=["start", "left", "keyword", "right"])
    labels = sections.set_index("section")["label"]
    places = section_at(frame["start"].astype("int64"), sections) if len(frame) else []
    return frame.assign(label=[labels[place] for place in places])


def collocates(words: pd.DataFrame, keyword: str, *, window: int = 5, min_count: int = 2) -> pd.DataFrame:
    """Find the content words that keep company with the keyword.

    Args:
        words: the frame of `words.words_of`.
        keyword: a word of it.
        window: how many words on either side count as company.
        min_count: meetings from which a word is listed.

    Returns:
        One row a word, closest first by logDice, ties by first occurrence: `word`, `n_together` (occurrences of the
        keyword with the word beside them, at most those of the word), `n` (occurrences of the word), `log_dice`
        (at most 14; 1 less is half as close).
    """
    tokens, content = list(words["word"]), list(words["content"])
    counts = Counter(tokens)
    together = Counter(
        word
        for place, token in enumerate(tokens)
        if token == keyword
        for word in dict.fromkeys(
            tokens[near]
            for near in range(max(0, place - window), min(len(tokens), place + window + 1))
            if content[near] and tokens[near] != keyword
        )
    )
    rows = [
        (word, min(n, counts[word]), counts[word]) for word, n in together.items() if min(n, counts[word]) >= min_count
    ]
    frame = pd.DataFrame(rows, columns=["word", "n_together", "n"]).astype({"n_together": "int64", "n": "int64"})
    frame["log_dice"] = log_dice(frame["n_together"], frame["n"], counts[keyword])
    return frame.sort_values("log_dice", ascending=False, kind="stable", ignore_index=True)


def lexicon_hits(words: pd.DataFrame) -> pd.DataFrame:
    """Count the lexicon's terms that the report uses, by theme.

    Returns:
        One row a theme, most occurrences first, ties by first occurrence: `theme`, `n` (occurrences), `n_terms`
        (different terms), `examples` (its five most frequent terms).
    """
    found = words.merge(lexicon(), on="word", validate="many_to_one")
    rows = [
        (theme, len(group), group.nunique(), [word for word, _ in Counter(group).most_common(5)])
        for theme, group in found.groupby("theme", sort=False)["word"]
    ]
    frame = pd.DataFrame(rows, columns=["theme", "n", "n_terms", "examples"])
    return frame.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def leading_terms(words: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Rank the terms that carry the report.

    Terms are what a list names or was found, and other words of three characters or more; short words such as 产业 or
    推动 carry any report and tell none from another. Names of places say where, not what, and are left out.

    Returns:
        The frame of `count_terms` with `tf_idf` and `text_rank`, highest TF-IDF first. In a text without such terms,
        all content words.
    """
    telling = words["term"] | ((words["word"].str.len() > 2) & (words["pos"] != _PLACE))
    chosen = words[telling & words["content"]]
    counts = count_terms(chosen if len(chosen) else words)
    counts["share"] = counts["n"] / max(1, len(words))
    counts["tf_idf"] = tf_idf(counts, reference)
    counts["text_rank"] = counts["word"].map(text_rank(words))
    return counts.sort_values("tf_idf", ascending=False, kind="stable", ignore_index=True)


def describe_leading(leading: pd.DataFrame, words: pd.DataFrame, *, limit: int = 5) -> str:
    """Say in one Chinese sentence which terms carry the report."""
    if leading.empty:
        return "全文没有可作关键词的词。"
    first = leading.head(limit)
    counted = "、".join(f"“{word}”（{n} 次）" for word, n in zip(first["word"], first["n"], strict=True))
    return f"撑起全文的词是{counted}；全文共 {len(words):,} 词。"


def describe_places(keyword: str, places: pd.DataFrame, words: pd.DataFrame) -> str:
    """Say in one Chinese sentence how often a keyword stands in the text, and how often as a word of its own."""
    if not keyword:
        return "没有可查的词。"
    alone = int((words["word"] == keyword).sum())
    inside = f"，其中 {alone} 处独立成词，其余在更长的词里" if alone < len(places) else ""
    return f"“{keyword}”在原文中出现 {len(places)} 处{inside}。"


def describe_reference(reference: pd.DataFrame) -> str:
    """Say in Chinese what the report is compared with."""
    _, n_words, n_reports = pool(reference)
    return f"{n_reports} 份参照报告（共 {n_words / 10_000:.1f} 万词）"


def describe_keyness(compared: pd.DataFrame, reference: pd.DataFrame, *, limit: int = 5) -> str:
    """Say in one Chinese sentence what the report stresses more, and less, than the reference; "" if nothing."""
    certain = compared[compared["p_adjusted"] < SIGNIFICANT]
    told = []
    for sign, verb in ((1, "说得明显更多的是"), (-1, "说得明显更少的是")):
        strongest = certain[certain["g2"] * sign > 0].head(limit)
        if len(strongest):
            first = strongest.iloc[0]
            rates = f"{first['n_per_1000_words']:.1f} 次，参照 {first['reference_per_1000_words']:.1f} 次"
            told.append(f"{verb}{_listed(strongest['word'])}（“{first['word']}”每千词 {rates}）")
    return f"与 {describe_reference(reference)}相比，{'；'.join(told)}。" if told else ""


def keyword_findings(report: Report, *, terms: Iterable[str] = (), reference: pd.DataFrame | None = None) -> list[str]:
    """Tell the key findings in Chinese sentences, the most important first.

    Args:
        report: the report.
        terms: more terms to keep whole.
        reference: what to compare with; the shipped counts unless told.
    """
    terms = tuple(terms)
    reference = load_reference() if reference is None else reference
    words = words_with_found_terms(report.text, terms=terms)
    leading = leading_terms(words, reference).head(5)
    findings = [describe_leading(leading, words)]
    if len(words) < MIN_WORDS:
        return [*findings, f"全文不足 {MIN_WORDS} 词，内容太少，不与其他报告比较。"]
    compared = describe_keyness(compare_with_reference(words, reference), reference)
    findings += [compared] if compared else []
    sections = sections_of(report.text)
    spread = dispersion(words, sections, list(leading["word"]))
    spread = spread[spread["n"] >= _MIN_COUNT]
    if len(sections) > 1 and len(spread):
        even, uneven = spread.loc[spread["dp"].idxmin()], spread.loc[spread["dp"].idxmax()]
        findings.append(
            f"这些词里，“{even['word']}”分布最均匀，见于 {len(sections)} 个部分中的 {even['n_sections']} 个；"
            f"“{uneven['word']}”最集中，以“{uneven['label']}”为主。"
        )
    found = discover_terms(report.text, terms=terms)
    if len(found):
        findings.append(f"词表之外，从用字规律中找出 {len(found)} 个固定搭配，如{_listed(found['word'].head(3))}。")
    return findings


def _listed(words: Iterable[str]) -> str:
    return "、".join(f"“{word}”" for word in words)
