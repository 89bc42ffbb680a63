"""提法变化: which terms and set phrases are new in a report, gone, said more or less than a year before."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np
import pandas as pd

from workreport.analyses.measures import keyness, log_ratio
from workreport.document import Document, Source, document_of
from workreport.words import Cut, cut_words, frame_words, lexicon, stop_words, user_terms
from workreport.words.places import Uses, find_each
from workreport.words.reference import load_reference, pool
from workreport.words.terms import runs_of
from workreport.writing.characters import HANZI, fold
from workreport.writing.lists import DATA, one_of, read_list

PHRASES = [
    "phrase",
    "status",
    "count_last",
    "count_this",
    "rate_last",
    "rate_this",
    "log_ratio",
    "keyness",
    "frame",
    "first_start",
    "last_start",
]

RATE = 10_000  # characters
OFTEN = 3
"""Times in one of the reports from which a phrase is told, where enough of them are."""
_ENOUGH = 6  # phrases
_MORE = 3  # occurrences more, at twice the rate and above
_SMOOTHED = 0.5
_KNOWN_REPORTS = 2  # reports of the reference that have a run of words, from which it is a term though it stands once
_SHORTEST, _LONGEST = 2, 12  # characters
_QUOTE = re.compile('[“”"‘’「」『』]')
_QUOTED = re.compile(r"[“\"]([^“”\"，。；：！？\n]{2,16})[”\"]")
_SET_POS = frozenset({"i", "l", "j"})
_NAME_POS = ("n", "vn")
_PLAIN_NAME = 3  # characters of a dictionary noun that names something by itself
_ABSTRACT = frozenset("性率者量力度")  # 积极性, 覆盖率: no subject
_RECURS = 2  # occurrences in both texts
_TOGETHER = 0.5  # share of the rarest word's occurrences that stand in the run
_NEVER_APART = 0.8  # the same, from which the words make one phrase whatever stands around it
_INSIDE = 0.6  # share of occurrences next to a noun, from which a run is a part of a longer name
_WHOLE = 0.5  # share of the occurrences of its characters that are cut out as the phrase, not within other words
_NAMES = ("n", "vn", "an", "b", "j")
_DOUBT = 0.5  # weight of a phrase that only its form speaks for
_JOINS = ("n", "vn", "an", "v", "a", "b", "j", "l", "i", "eng", "k", "h", "x", "s")
_MODIFIERS = frozenset(read_list(DATA / "comparison" / "modifiers.txt"))
# Four characters between two marks are a set phrase: 稳字当头、稳中求进.
_FOUR = re.compile(rf"(?:(?<=[，、；：。“”要])|(?<=坚持))([{HANZI}]{{4}})(?=[，、；。”])")
_NO_BEGINNING = re.compile(r"[对把使让将为由向从在与和及等的了是]|[一二三四五六七八九十]{1,2}[是要]")
# Words of the frame of any report: what it is of, how much, since when, up or down.
_FRAME = re.compile(rf"[一二两三四五六七八九十百千万亿几多]年|{one_of('comparison/frame')}")


def phrases(last: Source, this: Source, *, kept: bool = False) -> pd.DataFrame:
    """Compare how often two reports use each term and set phrase.

    A phrase is of the lexicon or the user's terms, stands in quotes, is a term found in the two texts, or a run of
    words that other reports use; the longest form stands for its parts where both occur equally often. Counts are of
    the text without its quotes.

    Args:
        last: the earlier report.
        this: the later one.
        kept: whether phrases that neither rose nor fell are listed too.

    Returns:
        One row a phrase, the clearest change first, words of the frame last:
        `phrase`: 2–12 characters, quotes off.
        `status`: `new` (0 → n), `gone` (n → 0), `more` (rate at least doubled, and 3 more), `less` (the reverse),
        `kept`.
        `count_last`, `count_this`: occurrences; `rate_last`, `rate_this`: per 10,000 characters of the report.
        `log_ratio`: log₂ of the rates' ratio, 0.5 added to each count: +1 is twice as often.
        `keyness`: log-likelihood G², negative for what is said less.
        `frame`: a word of the frame (五年来, 增加到), which rises and falls with the kind of report.
        `first_start`: where it stands first in `this`; `last_start`: where it stood last in `last`; null where not.
    """
    old, new = document_of(last), document_of(this)
    texts = _Text(old.text), _Text(new.text)
    vouched, (before, after) = _candidates(old, new, [text.plain for text in texts])
    counts = [(phrase, before[phrase].n, after[phrase].n) for phrase in sorted(vouched)]
    counts = _longest_forms(counts, vouched)
    frame = pd.DataFrame({"phrase": pd.array([phrase for phrase, *_ in counts], dtype="str")})
    frame["count_last"] = np.array([n for _, n, _ in counts], dtype=int)
    frame["count_this"] = np.array([n for *_, n in counts], dtype=int)
    sizes = [max(1, len("".join(text.plain.split()))) for text in texts]
    frame["rate_last"] = frame["count_last"] / sizes[0] * RATE
    frame["rate_this"] = frame["count_this"] / sizes[1] * RATE
    smoothed = frame["count_this"] + _SMOOTHED, frame["count_last"] + _SMOOTHED
    frame["log_ratio"] = log_ratio(*smoothed, sizes[1], sizes[0])
    frame["keyness"] = keyness(*smoothed, sizes[1], sizes[0])
    frame["status"] = _status(*(frame[name].to_numpy() for name in frame.columns[1:5]))
    if not kept:
        frame = frame[frame["status"] != "kept"]
    told = frame["phrase"].tolist()
    frame["frame"] = np.array([bool(_FRAME.search(phrase)) for phrase in told], dtype=bool)
    frame["first_start"] = pd.array([texts[1].place(after[phrase].first) for phrase in told], dtype="Int64")
    frame["last_start"] = pd.array([texts[0].place(before[phrase].last) for phrase in told], dtype="Int64")
    doubt = [1 if vouched[phrase] else _DOUBT for phrase in told]
    order = (
        frame.assign(weight=-frame["keyness"].abs() * doubt)
        .sort_values(["frame", "weight", "phrase"], kind="stable")
        .index
    )
    return frame.loc[order, PHRASES].reset_index(drop=True)


class _Text:
    """A text without its quotes, that knows where its characters stand in the text as printed."""

    def __init__(self, text: str) -> None:
        self.plain = _unquoted(text)
        self._quotes = [quote.start() - n for n, quote in enumerate(_QUOTE.finditer(text))]  # where they would stand

    def place(self, at: int) -> int | None:
        """Where a character stands; None for -1."""
        return at + bisect_right(self._quotes, at) if at >= 0 else None


def _unquoted(text: str) -> str:
    return _QUOTE.sub("", text)


def _candidates(old: Document, new: Document, plain: list[str]) -> tuple[dict[str, bool], list[defaultdict[str, Uses]]]:
    """All phrases of either report, whether a list, quotes or both texts vouch for each; and its uses in both."""
    both = f"{old.text}\n{new.text}"
    cut = cut_words(both, terms=(*old.terms, *new.terms))
    sides, (places, possible) = _Neighbours(cut), runs_of(fold(both), cut, _known_runs())
    sure = {*lexicon()["word"].tolist(), *user_terms(), *old.terms, *new.terms, *_QUOTED.findall(both)}
    sure.update(_recurring_runs(sides, places))
    possible.update(_set_words(cut))
    for place, word in enumerate(sides.tokens):
        if word in possible:
            places[word].append((place, place))
    likely = {run: len(places[run]) for run in possible if sides.is_whole(places[run])}
    formed = {*_FOUR.findall(both), *_told_apart(sides, cut.tell(cut.terms.__contains__).tolist())}
    held = find_each(plain, map(_unquoted, {*sure, *likely, *formed}))
    none = Uses()
    formed.update(run for run, n in likely.items() if sum(uses.get(run, none).n for uses in held) * _WHOLE <= n)
    found = dict.fromkeys(map(_unquoted, formed), False) | dict.fromkeys(map(_unquoted, sure), True)
    used = held[0].keys() | held[1].keys()
    return {phrase: found[phrase] for phrase in used & found.keys() if _may_stand(phrase)}, held


def _recurring_runs(sides: "_Neighbours", runs: Mapping[str, list[tuple[int, int]]]) -> Iterator[str]:
    """Runs of words that stand together too often for chance, and are not just a part of one longer run."""
    single = Counter(sides.tokens)
    for run, places in runs.items():
        first, last = places[0]
        if len(places) < _RECURS or not _may_join(sides.tokens[first : last + 1], sides.pos[first : last + 1]):
            continue
        together = len(places) / min(single[word] for word in sides.tokens[first : last + 1])
        if together < _TOGETHER or sides.is_always_inside(places):
            continue
        if together >= _NEVER_APART or sides.is_whole(places):
            yield run


class _Neighbours:
    """What stands around runs of words."""

    def __init__(self, cut: Cut) -> None:
        self.tokens, self.pos = cut.words, cut.pos
        joined = np.append(cut.ends[:-1] == cut.starts[1:], [False])[: len(cut)]  # touches the next word
        named = cut.tell_pos(lambda pos: pos.startswith(_NAMES))
        self.joined = joined.tolist()
        self._after_name = np.append([False], (joined & named)[:-1]).tolist()
        self._before_name = (joined & np.append(named[1:], [False])).tolist()

    def is_always_inside(self, places: list[tuple[int, int]]) -> bool:
        """Whether the same word stands before, or after, all places."""
        left = {self.tokens[a - 1] if a and self.joined[a - 1] else "" for a, _ in places}
        right = {self.tokens[b + 1] if self.joined[b] else "" for _, b in places}
        return any(len(side) == 1 and side != {""} for side in (left, right))

    def is_whole(self, places: list[tuple[int, int]]) -> bool:
        """Whether most places are no part of a longer name, and a run that begins with a verb ends its clause."""
        left = sum(self._after_name[a] for a, _ in places)
        right = sum(self._before_name[b] for _, b in places)
        most = _INSIDE * len(places)
        if self.pos[places[0][0]] == "v" and sum(self.joined[b] for _, b in places) > len(places) - most:
            return False
        return left <= most and right <= most


def _may_join(parts: list[str], pos: list[str]) -> bool:
    """Whether words may make a phrase: names, attributes and verbs, no verb of the frame first, no single character."""
    if parts[0] in frame_words() or parts[0] in _MODIFIERS or parts[-1] in stop_words():
        return False
    return all(tag.startswith(_JOINS) for tag in pos) and len(parts[0]) > 1 and len(parts[-1]) > 1


def _told_apart(sides: _Neighbours, terms: list[bool]) -> Iterator[str]:
    """A listed term with the attribute before it: 常态化疫情防控 beside 疫情防控."""
    tokens = sides.tokens
    for place in range(1, len(tokens)):
        if not (terms[place] and sides.joined[place - 1]):
            continue
        first = place - 1
        if tokens[first] == "化" and first and sides.joined[first - 1]:
            first -= 1
        elif not sides.pos[first].startswith(("a", "b")) or len(tokens[first]) < _SHORTEST:
            continue
        if tokens[first] not in _MODIFIERS:
            yield "".join(tokens[first : place + 1])


def _set_words(cut: Cut) -> Iterator[str]:
    """Single words that are phrases by themselves: terms, idioms, abbreviations, longer nouns."""
    for word, pos in cut.vocabulary:
        named = pos.startswith(_NAME_POS) and not pos.startswith(("nr", "ns", "nt")) and word[-1] not in _ABSTRACT
        idiom = len(word) > _PLAIN_NAME and pos in _SET_POS and word[:2] not in _MODIFIERS
        if word in cut.terms or idiom or (len(word) >= _PLAIN_NAME and named):
            yield word


@cache
def _known_runs() -> frozenset[str]:
    """Words and runs of words of the reference that several reports use."""
    counts = pool(load_reference()).counts
    return frozenset(counts.index[counts["n_reports"] >= _KNOWN_REPORTS])


def worth_telling(found: pd.DataFrame) -> pd.DataFrame:
    """The rows of `phrases` that are news to a reader.

    Left out are words of the frame, what neither report says three times (where there is enough that one does), a
    phrase inside another one that goes the same way (先进制造 in 先进制造业), and what one report only shortens
    (自由贸易试验区 and 自贸试验区).
    """
    rows = found[~found["frame"] & (found["status"] != "kept")]
    often = rows[["count_last", "count_this"]].max(axis=1) >= OFTEN
    rows = rows[often] if often.sum() >= _ENOUGH else rows
    there = {status: list(group) for status, group in rows.groupby("status")["phrase"]}
    other = {"new": there.get("gone", []), "gone": there.get("new", [])}
    kept = [
        not any(row.phrase != longer and row.phrase in longer for longer in there[row.status])
        and not any(_shortens(row.phrase, form) or _shortens(form, row.phrase) for form in other.get(row.status, ()))
        for row in rows.itertuples()
    ]
    return rows[np.array(kept, dtype=bool)]


def _shortens(short: str, long: str) -> bool:
    """Whether a phrase is another one with some of its characters left out, neither the first nor the last."""
    rest = iter(long)
    return len(short) < len(long) and short[0] + short[-1] == long[0] + long[-1] and all(c in rest for c in short)


def _may_stand(phrase: str) -> bool:
    """Whether a phrase is of the right length and no mere number or verb of the frame."""
    return (
        _SHORTEST <= len(phrase) <= _LONGEST
        and not phrase.isdigit()
        and phrase not in frame_words()
        and not _NO_BEGINNING.match(phrase)
    )


def _longest_forms(counts: list[tuple[str, int, int]], vouched: dict[str, bool]) -> list[tuple[str, int, int]]:
    """Drop what occurs only inside a longer phrase.

    A listed term stays beside a longer run that no list has, and beside a longer term where both occur but once.
    """
    by_counts: dict[tuple[int, int], list[str]] = {}
    for phrase, before, after in counts:
        by_counts.setdefault((before, after), []).append(phrase)
    part: set[str] = set()
    for both, group in by_counts.items():
        everything = "\n".join(sorted(group))
        listed = "\n".join(sorted(phrase for phrase in group if vouched[phrase]))
        part.update(
            phrase
            for phrase in group
            if (listed if vouched[phrase] else everything).count(phrase) > 1 and (sum(both) > 1 or not vouched[phrase])
        )
    return [row for row in counts if row[0] not in part]


def _status(last: np.ndarray, this: np.ndarray, rate_last: np.ndarray, rate_this: np.ndarray) -> np.ndarray:
    """What became of each phrase, by its counts and rates."""
    more = (rate_this >= 2 * rate_last) & (this - last >= _MORE)
    less = (rate_last >= 2 * rate_this) & (last - this >= _MORE)
    return np.select([last == 0, this == 0, more, less], ["new", "gone", "more", "less"], "kept")
