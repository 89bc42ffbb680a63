"""Passages of our own making, as courts, schools, villages, companies and parties write them, with their true rows.

`rows.jsonl` tells every column of a figure, `names.jsonl` its place and name only; a figure marked optional may be
found or not. Spans and values must be exact; names right, and called sure, no less often than when last mended.
"""

import json
import math
from pathlib import Path

import pytest

from workreport.figures import find_figures
from workreport.figures.certainty import agree

_FOLDER = Path(__file__).parent / "passages"
_READ = ("value", "value_high", "unit", "kind", "qualifier", "change")


def passages(name):
    return [json.loads(line) for line in (_FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


BOTH = passages("rows") + passages("names")


@pytest.mark.parametrize("passage", BOTH, ids=lambda passage: passage["id"])
def test_every_figure_is_found_where_it_stands_and_nothing_else(passage):
    text, rows = passage["text"], passage["figures"]
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)
    found = {(row.start, row.end) for row in find_figures(text).itertuples()}
    needed = {(row["start"], row["end"]) for row in rows if not row.get("optional")}
    assert needed <= found <= {(row["start"], row["end"]) for row in rows}


@pytest.mark.parametrize("passage", passages("rows"), ids=lambda passage: passage["id"])
def test_every_figure_is_read_exactly(passage):
    frame = find_figures(passage["text"]).set_index(["start", "end"])
    wrong = []
    for row in passage["figures"]:
        if not row.get("optional"):
            found = frame.loc[(row["start"], row["end"])]
            wrong += [(row["text"], column) for column in _READ if not _same(found[column], row.get(column))]
    assert not wrong


def _same(found, true):
    if isinstance(found, float):
        return math.isnan(found) if true is None else found == pytest.approx(true, rel=1e-9)
    return found == true


@pytest.mark.parametrize(
    "name, right, sure, right_of_sure",
    [("rows", 0.99, 0.86, 0.995), ("names", 0.97, 0.91, 0.99)],
)
def test_names_are_right_and_sure_as_often_as_ever(name, right, sure, right_of_sure):
    told = [row for passage in passages(name) for row in _named(passage)]
    certain = [is_right for is_right, is_sure in told if is_sure]
    assert sum(is_right for is_right, _ in told) / len(told) >= right
    assert len(certain) / len(told) >= sure
    assert sum(certain) / len(certain) >= right_of_sure


def _named(passage):
    """Of each figure that must be found, whether its name is right and whether it is called sure."""
    frame = find_figures(passage["text"]).set_index(["start", "end"])
    for row in passage["figures"]:
        if not row.get("optional"):
            found = frame.loc[(row["start"], row["end"])]
            yield agree(found["labels"], row["labels"]), bool(found["sure"])
