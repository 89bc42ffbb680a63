"""Text statistics: how long a report is, how its sentences run, how varied its words are, what it repeats.

Frames keep the text's order unless they say otherwise.
"""

import re
from collections import Counter, defaultdict
from functools import cache

import pandas as pd

from workreport.analyses.layout import SPEED, a4_pages, describe_minutes, reading_minutes
from workreport.analyses.measures import hdd, mattr, mtld, yule_k
from workreport.analyses.sections import ANNEX, own_sections, why_incomparable
from workreport.document import Document, Source, document_of
from workreport.outline import count_in
from workreport.writing.characters import HANZI
from workreport.writing.lists import DATA, one_of, read_list

MATTR_WINDOW = 50
_LONGEST_RUN = 60  # words; keeps the time in proportion to the text, whatever is repeated in it
MIN_WORDS = 200  # below this, measures of diversity say more of the length than of the words
LONG_SENTENCE = 100  # characters; read aloud at 200 a minute, half a minute without a full stop

_KINDS = {
    "n_hanzi": re.compile(f"[{HANZI}]"),
    "n_letters": re.compile(rf"[^\W\d_{HANZI}]"),
    "n_digits": re.compile(r"\d"),
    "n_punctuation": re.compile(r"[^\w\s]|_"),
}
_POS = {
    "n": "名词",
    "v": "动词",
    "a": "形容词",
    "d": "副词",
    "p": "介词",
    "c": "连词",
    "u": "助词",
    "r": "代词",
    "f": "方位词",
    "q": "量词",
    "m": "数词",
    "i": "成语和习用语",
    "l": "成语和习用语",
    "j": "简称",
}
_MARKS = "，、；：。？！“”‘’（）《》—…·"
_MEASURED = re.compile(rf"{one_of('wording/measured')}(?:年均)?(?:增长|达到?|突破|完成|实现|下降|提高到?)?$")
_NO_PHRASE = re.compile(
    rf"^.是|^(?:总体|主要|重点|工作|保障|组织|具体|基本|今[年后]|下步)"
    rf"|(?:[局委办厅院部处科室]|{one_of('wording/no_phrases')})$"
)
_CLAUSE_OF_FOUR = re.compile(rf"(?:^|(?<=[，、；。：]))[{HANZI}]{{4}}(?=[，、；。\n]|$)", re.MULTILINE)


def count_characters(source: Source) -> pd.DataFrame:
    """Count what each section holds.

    Returns:
        One row a section, one for what is attached to the report, and a last row for the whole text (`section` -1):
        `section`, `label`, `n_chars` (all characters but white space), `n_hanzi`, `n_letters`, `n_digits`,
        `n_punctuation`, `n_words`, `n_sentences`, `n_paragraphs`, `share` (of the report without what is attached to
        it, 0–1; NaN for that, for a whole that holds it, and when the text is empty).
    """
    document = document_of(source)
    text, sections = document.text, own_sections(document)
    counts = sections[["section", "label", "n_chars"]].copy()
    bodies = [text[start:end] for start, end in zip(sections["start"], sections["end"], strict=True)]
    for column, kind in _KINDS.items():
        counts[column] = [len(kind.findall(body)) for body in bodies]
    for column in ("words", "sentences", "paragraphs"):
        counts[f"n_{column}"] = count_in(sections, getattr(document, column)["start"])
    numbers = counts.columns[2:]
    whole = {"section": -1, "label": "全文"} | {column: counts[column].sum() for column in numbers}
    counts = pd.concat([counts, pd.DataFrame([whole])], ignore_index=True)
    attached = counts["label"] == ANNEX
    own = whole["n_chars"] - counts.loc[attached, "n_chars"].sum()
    beyond = attached | ((counts["section"] < 0) & attached.any())
    counts["share"] = counts["n_chars"].mask(beyond) / (own or float("nan"))
    return counts


def lexical_diversity(words: pd.DataFrame) -> pd.DataFrame:
    """Measure how varied the words are, by four measures that do not simply fall with length.

    They compare reports of one author or body; what is high or low in general, nobody has established for Chinese.

    Args:
        words: the frame of `words.words_of`.

    Returns:
        One row a measure: `measure` (MATTR, MTLD, HD-D, Yule's K), `level` (NaN where the text is too short to
        compute it), `direction` and `caution` (Chinese: how to read it, and what to mind).
    """
    tokens = list(words["word"])
    rows = [
        ("MATTR", mattr(tokens, MATTR_WINDOW), "越高越丰富（0–1）", f"每连续 {MATTR_WINDOW} 词里不同词的平均比例。"),
        ("MTLD", mtld(tokens), "越高越丰富", "用词新鲜度维持在 0.72 以上的平均词数。"),
        ("HD-D", hdd(tokens), "越高越丰富（0–1）", "随机抽 42 词时，不同词所占的期望比例；少于 42 词不算。"),
        ("Yule’s K", yule_k(tokens), "越低越丰富", "任取两词恰好相同的机会（万分率，扣除自身）。"),
    ]
    frame = pd.DataFrame(rows, columns=["measure", "level", "direction", "caution"])
    if len(tokens) < MIN_WORDS:
        frame["caution"] += f"全文只有 {len(tokens)} 词，不足 {MIN_WORDS} 词，数值不稳，不宜与别的报告比较。"
    return frame


def parts_of_speech(words: pd.DataFrame) -> pd.DataFrame:
    """Count words by part of speech.

    Returns:
        One row a part of speech, most frequent first, ties by first occurrence: `part` (Chinese name), `n`, `share`
        (of all words, 0–1), `examples` (its three most frequent words).
    """
    part = words["word"].map(_corrected()).fillna(words["pos"]).str[0].map(_POS).fillna("其他")
    groups = words["word"].groupby(part, sort=False)
    rows = [(name, len(group), [word for word, _ in Counter(group).most_common(3)]) for name, group in groups]
    frame = pd.DataFrame(rows, columns=["part", "n", "examples"])
    frame.insert(2, "share", frame["n"] / len(words))
    return frame.sort_values("n", ascending=False, kind="stable", ignore_index=True)


@cache
def _corrected() -> dict[str, str]:
    """The part of speech of words that the dictionary gets wrong."""
    return dict(line.split() for line in read_list(DATA / "parts_of_speech.txt"))


def four_character_phrases(source: Source) -> pd.DataFrame:
    """Find four-character phrases: set phrases of the dictionary, and clauses of exactly four characters.

    A clause stands between ，、；。or at the end of a line, is no listed term, no heading, no body's name and no usual
    words of headings (重点任务), and is made of nouns, verbs, adjectives and adverbs only.

    Returns:
        One row a phrase, most frequent first, ties by first occurrence: `phrase`, `n`.
    """
    document = document_of(source)
    words = document.words
    idioms = words[words["pos"].isin(["i", "l"]) & (words["word"].str.len() == 4)]
    idioms = idioms[~idioms["word"].str.contains(_NO_PHRASE)]
    found = dict(zip(idioms["start"], idioms["word"], strict=True))
    plain = words[~words["term"] & words["pos"].str[0].isin(list("nvadilj"))]
    ends_at = dict(zip(plain["start"], plain["end"], strict=True))
    headings = list(zip(document.outline["start"], document.outline["body"], strict=True))
    for clause in _CLAUSE_OF_FOUR.finditer(document.text):
        place = clause.start()
        if any(start <= place < body for start, body in headings):
            continue
        while place in ends_at and place < clause.end():
            place = ends_at[place]
        if place == clause.end() and not _NO_PHRASE.search(clause[0]):
            found.setdefault(clause.start(), clause[0])
    counts = Counter(phrase for _, phrase in sorted(found.items()))
    return pd.DataFrame(counts.most_common(), columns=["phrase", "n"])


def repeated_phrases(source: Source, *, min_chars: int = 8) -> pd.DataFrame:
    """Find what the report says twice: the longest runs of words that occur again, without a mark in between.

    Args:
        source: the report.
        min_chars: length from which a run is worth the reader's attention.

    Returns:
        One row a phrase, longest first, ties by first occurrence: `phrase`, `n` (occurrences), `n_chars`, `start` (of
        the first). A phrase inside a longer one is listed only where it also occurs elsewhere; what is measured
        (社会消费品零售总额, 规模以上工业增加值增长) has to be said again and is left out.
    """
    document = document_of(source)
    text, words = document.text, document.words
    starts, ends = list(words["start"]), list(words["end"])
    touching = [end == start for end, start in zip(ends, starts[1:], strict=False)] + [False]
    runs = [(index, index) for index in range(len(starts))]  # first and last word
    again: dict[str, list[tuple[int, int]]] = {}
    for _ in range(_LONGEST_RUN):
        places = defaultdict(list)
        for first, last in runs:
            places[text[starts[first] : ends[last]]].append((first, last))
        # Only a run that occurs again can be the beginning of a longer one that does.
        repeated = {phrase: spans for phrase, spans in places.items() if len(spans) > 1}
        again |= repeated
        runs = sorted((first, last + 1) for spans in repeated.values() for first, last in spans if touching[last])
    rows = []
    for phrase, spans in again.items():
        first, last = spans[0]
        longer = [text[starts[first] : ends[last + 1]]] if touching[last] else []
        longer += [text[starts[first - 1] : ends[last]]] if first and touching[first - 1] else []
        inside = any(len(again.get(wider, ())) == len(spans) for wider in longer)
        if len(phrase) >= min_chars and not inside and not _MEASURED.search(phrase):
            rows.append((phrase, len(spans), len(phrase), starts[first]))
    rows.sort(key=lambda row: (-row[2], row[3]))
    return pd.DataFrame(rows, columns=["phrase", "n", "n_chars", "start"])


def punctuation_profile(source: Source) -> pd.DataFrame:
    """Count the punctuation marks.

    Returns:
        One row a mark, most frequent first, ties in the order of `，、；：。`: `mark` (其他 for the unusual ones), `n`,
        `share` (of all marks, 0–1), `n_per_1000_chars` (of all characters but white space). Together the marks are
        those of `count_characters`.
    """
    text = document_of(source).text
    found = Counter(_KINDS["n_punctuation"].findall(text))
    counts = {mark: found[mark] for mark in _MARKS if found[mark]}
    rest = found.total() - sum(counts.values())
    rows = [*counts.items(), *([("其他", rest)] if rest else [])]
    frame = pd.DataFrame(rows, columns=["mark", "n"]).astype({"n": "int64"})
    frame["share"] = frame["n"] / frame["n"].sum()
    frame["n_per_1000_chars"] = frame["n"] * 1000 / max(1, len("".join(text.split())))
    return frame.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def long_sentences(source: Source, *, n: int = 5) -> pd.DataFrame:
    """Quote the longest sentences.

    Returns:
        At most `n` rows of `Document.sentences`, longest first, ties in text order, with `label` (its section) and
        `place` (section and length, in Chinese).
    """
    document = document_of(source)
    sentences = document.sentences.nlargest(n, "n_chars")
    sentences["label"] = sentences["section"].map(document.sections.set_index("section")["label"])
    sentences["place"] = [
        f"{label}，{size} 字" for label, size in zip(sentences["label"], sentences["n_chars"], strict=True)
    ]
    return sentences


def describe_sentences(sentences: pd.DataFrame) -> str:
    """Say in one Chinese sentence how long the sentences are."""
    if sentences.empty:
        return "没有句子。"
    lengths = sentences["n_chars"]
    long = lengths > LONG_SENTENCE
    too_long = f"超过 {LONG_SENTENCE} 字的有 {long.sum()} 句，占全部句子的 {long.mean():.0%}"
    return (
        f"共 {len(lengths):,} 句，平均 {lengths.mean():.0f} 字，最长 {lengths.max()} 字；"
        f"{too_long if long.any() else f'没有超过 {LONG_SENTENCE} 字的句子'}。"
    )


def describe_longest(counts: pd.DataFrame) -> str:
    """Say in one Chinese sentence which section is longest; "" where there is one section, or two are as long.

    Args:
        counts: the frame of `count_characters`.
    """
    sections = counts[(counts["section"] >= 0) & (counts["label"] != ANNEX)]
    first = sections["n_chars"].max()
    longest = sections[sections["n_chars"] == first]
    if len(sections) < 2 or len(longest) > 1:
        return ""
    row = longest.iloc[0]
    aside = "（附件不计）" if (counts["label"] == ANNEX).any() else ""
    return f"最长的是“{row['label']}”，{row['n_chars']:,} 字，占全文的 {row['share']:.0%}{aside}。"


def describe_size(document: Document, counts: pd.DataFrame, *, speed: float = SPEED) -> str:
    """Say in one Chinese sentence how long a report is: characters, pages, minutes; what is attached to it apart.

    Args:
        document: the report.
        counts: its frame of `count_characters`.
        speed: characters a minute when it is read aloud.
    """
    whole = counts.iloc[-1]
    attached = int(counts.loc[counts["label"] == ANNEX, "n_chars"].sum())
    minutes = describe_minutes(reading_minutes(whole["n_chars"] - attached, speed=speed))
    size = f"全文 {whole['n_chars']:,} 字，{whole['n_words']:,} 词，{whole['n_sentences']:,} 句"
    aside = f"；其中附件 {attached:,} 字，不算附件" if attached else ""
    return f"{size}{aside}，约合公文版式 {a4_pages(document.text[: document.annex]):.1f} 页，朗读{minutes}。"


def describe_variety(words: pd.DataFrame) -> str:
    """Say in one Chinese sentence how varied the words are; that they are too few where they are."""
    if len(words) < MIN_WORDS:
        return f"全文只有 {len(words)} 词，不足 {MIN_WORDS} 词，谈不上用词是否丰富。"
    kinds, varied = words["word"].nunique(), mattr(list(words["word"]), MATTR_WINDOW) * MATTR_WINDOW
    return (
        f"全文 {len(words):,} 词，不同的词 {kinds:,} 个；每连续 {MATTR_WINDOW} 个词里，平均有 {varied:.0f} 个是不同的。"
    )


def describe_repeats(repeated: pd.DataFrame) -> str:
    """Say in one Chinese sentence what the report says twice; "" where it repeats nothing long.

    Args:
        repeated: the frame of `repeated_phrases`.
    """
    if repeated.empty:
        return ""
    first = repeated.iloc[0]
    return f"有 {len(repeated)} 种较长的表述一字不差地重复，最长的“{first['phrase']}”出现 {first['n']} 次。"


def wording_findings(source: Source, *, speed: float = SPEED) -> list[str]:
    """Tell the key findings in Chinese sentences, the most important first.

    Args:
        source: the report.
        speed: characters a minute when it is read aloud.
    """
    document = document_of(source)
    counts = count_characters(document)
    findings = [describe_size(document, counts, speed=speed)]
    findings += ["" if why_incomparable(document) else describe_longest(counts), describe_sentences(document.sentences)]
    findings.append(describe_repeats(repeated_phrases(document)))
    if len(document.words) < MIN_WORDS:
        findings.append(describe_variety(document.words))
    return [finding for finding in findings if finding]
