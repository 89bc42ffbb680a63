"""Learn the weights of the second opinion on names from labelled passages, and say how far it can be trusted.

    python tests/train_names.py PASSAGES.jsonl … [--write]

Passages are JSON lines: {"id", "text", "figures": [{"start", "end", "labels", …}, …]}. Without --write the weights are
learnt on four fifths of the passages and tried on the rest, in turn: printed are the share of figures whose
name is sure, and how many of those names are right.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from workreport.figures import ranker, read_figures
from workreport.figures.certainty import agree
from workreport.figures.sentence import Sentence, sentences
from workreport.writing.numerals import normalise

_WEIGHTS = ranker.FOLDER / "name_weights.txt"
_HEAD = "# Weights of the second opinion on names (figures/ranker.py), written by tests/train_names.py; do not edit.\n"
_SMALLEST = 0.1
_OFTEN = 8  # times that a feature must occur to be learnt from

Row = tuple[Sentence, int, list[str]]


def rows_of(passage: dict) -> Iterator[Row]:
    """The labelled figures of a passage, each in its sentence, those before it with their true labels."""
    text = passage["text"]
    true = {
        (row["start"], row["end"]): row.get("labels") or [] for row in passage["figures"] if not row.get("optional")
    }
    figures = read_figures(text)
    for sentence in sentences(figures, text, normalise(text)):
        for i, figure in enumerate(sentence.figures):
            span = figure.start, figure.end
            if span in true:
                figure.labels = true[span]
                yield sentence, i, true[span]


def place_and_span(sentence: Sentence, i: int, label: str) -> tuple[str, tuple[int, int]] | None:
    """Where a true label stands; None where it stands in neither place."""
    figure = sentence.figures[i]
    before, after = ranker.words_before(sentence, i), ranker.words_after(sentence, i)
    at = sentence.text.rfind(label, before[0].start, figure.start) if before else -1
    if at >= 0:
        return ranker.BEFORE, (at, at + len(label))
    at = sentence.text.find(label, figure.end, after[-1].end) if after else -1
    if at >= 0:
        return ranker.AFTER, (at, at + len(label))
    earlier = [one.labels for one in sentence.figures[:i] if one.labels]
    return (ranker.SAME, (0, 0)) if earlier and agree(earlier[-1], [label]) else None


def examples(passages: list[dict]) -> Iterator[tuple[str, dict[str, int], int]]:
    """What is to be learnt: the decision, its features, and whether it is right."""
    for passage in passages:
        for sentence, i, labels in rows_of(passage):
            found = place_and_span(sentence, i, labels[0]) if len(labels) == 1 else None
            if not found:
                continue
            place, (start, end) = found
            before, after = ranker.words_before(sentence, i), ranker.words_after(sentence, i)
            features = ranker.place_features(sentence, i, before, after)
            for other in (ranker.BEFORE, ranker.AFTER, ranker.SAME):
                yield "place", _named(other, features), int(other == place)
            if place == ranker.SAME:
                continue
            words = before if place == ranker.BEFORE else after
            last = next((k for k, word in enumerate(words) if word.start < end <= word.end), None)
            first = next((k for k, word in enumerate(words) if word.start <= start < word.end), None)
            if last is None or first is None:
                continue
            edge = "e" if place == ranker.BEFORE else "a"
            for k, features in enumerate(_of_each_word(words, edge)):
                yield edge, features, int(k == last)
            if place == ranker.BEFORE:
                for k, features in enumerate(_of_each_word(words[: last + 1], "b")):
                    yield "b", features, int(k == first)


def _of_each_word(words: list[ranker.Word], edge: str) -> Iterator[dict[str, int]]:
    """The features of each word as an edge of the name."""
    columns = ranker.edge_features(words, edge)
    for looks in zip(*(looks for _, looks in columns), strict=True):
        yield _named(edge, [(seen, look) for (seen, _), look in zip(columns, looks, strict=True)])


def _named(decision: str, features: Sequence[ranker.Feature]) -> dict[str, int]:
    """The features of a decision, each called as its weight is."""
    names = (f"{seen} {look if isinstance(look, str) else ' '.join(look)}" for seen, look in features)
    return {f"{decision} {name}": 1 for name in names}


def learn(passages: list[dict]) -> dict[str, float]:
    """The weight of each feature that matters."""
    rows, weights = list(examples(passages)), {}
    for decision in ("place", "b", "e", "a"):
        chosen = [(features, right) for name, features, right in rows if name == decision]
        seen = Counter(feature for features, _ in chosen for feature in features)
        chosen = [({one: 1 for one in features if seen[one] >= _OFTEN}, right) for features, right in chosen]
        vectors = DictVectorizer()
        table = vectors.fit_transform([features for features, _ in chosen])
        table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
        model = LogisticRegression(C=1.0, solver="liblinear", random_state=7)
        model.fit(table, [right for _, right in chosen])
        weights |= dict(zip(vectors.feature_names_, model.coef_[0], strict=True))
    return {name: round(float(weight), 2) for name, weight in sorted(weights.items()) if abs(weight) >= _SMALLEST}


def judge(passages: list[dict], weights: dict[str, float]) -> Counter:
    """How often ranker and rules agree, and are right, on passages they were not learnt from."""
    ranker.weights = lambda: ranker.by_decision(weights)
    n: Counter = Counter()
    for passage in passages:
        found = {(figure.start, figure.end): figure for figure in read_figures(passage["text"])}
        for row in passage["figures"]:
            figure = found.get((row["start"], row["end"]))
            if not figure or row.get("optional"):
                continue
            labels = row.get("labels") or []
            right = agree(figure.labels, labels)
            n.update({"figures": 1, "right": right, "sure": figure.sure, "sure and right": figure.sure and right})
            if figure.sure and not right:
                print(
                    "sure but wrong:",
                    passage["id"],
                    passage["text"][row["start"] - 20 : row["end"]],
                    figure.labels,
                    labels,
                )
    return n


def main() -> None:
    """Learn, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="learn from all passages and write the weights")
    args = parser.parse_args()
    lines = [line for path in args.passages for line in path.read_text("utf-8").splitlines() if line.strip()]
    passages = [json.loads(line) for line in lines]
    if args.write:
        table = "".join(f"{name}\t{weight}\n" for name, weight in learn(passages).items() if "#" not in name)
        _WEIGHTS.write_text(_HEAD + table, encoding="utf-8")
        return
    total: Counter = Counter()
    for fold in range(5):
        total += judge(passages[fold::5], learn([p for k, p in enumerate(passages) if k % 5 != fold]))
    print(dict(total))
    print(f"sure {total['sure'] / total['figures']:.3f}, right {total['sure and right'] / total['sure']:.3f}")


if __name__ == "__main__":
    main()
