"""Text made of the pieces that reports are made of, for tests that try whatever may come."""

from pathlib import Path

from hypothesis import strategies as st

_KINDS = {
    kind: st.sampled_from(pieces)
    for kind, *pieces in map(str.split, Path(__file__).with_name("pieces.txt").read_text("utf-8").splitlines())
}
_KINDS["lines"] = _KINDS["lines"].map("\n{}".format)
_BLANKS = st.sampled_from(["\n", " ", "\u3000", "\t", "\u200b", "\u0301"])

TEXTS = st.lists(st.one_of(*_KINDS.values(), _BLANKS), max_size=60).map("".join)
"""Any text of a report, orderly or not."""
