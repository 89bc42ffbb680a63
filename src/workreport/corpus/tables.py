"""The tables of a collection, and the rows that one report adds to them."""

import re
import zlib
from collections import Counter
from hashlib import blake2b

import pandas as pd
import pyarrow as pa

from workreport.comparison.sentences import bare
from workreport.document import Document
from workreport.proofreading import proofread
from workreport.reading import Report

_INT, _BIG, _REAL, _FLAG = pa.int32(), pa.int64(), pa.float64(), pa.bool_()
_TEXT = pa.string()

SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema([("report", _INT), *columns])
    for name, columns in {
        # One row a report; `n_review` … are the characters of its parts, `year` is 0 where it is not known.
        "reports": [
            *((column, _TEXT) for column in ("file", "checksum", "title", "body", "place", "kind", "date")),
            *((column, _INT) for column in ("year", "n_chars", "n_sentences", "n_words", "n_figures", "n_slips")),
            *((column, _INT) for column in ("n_review", "n_plan", "n_problems", "n_other")),
        ],
        # One row a section of level 1.
        "sections": [("section", _INT), ("number", _TEXT), ("title", _TEXT), ("start", _INT), ("n_chars", _INT)],
        # One row a sentence; `mark` tells equal bare sentences, `sketch` sentences that share much (see `sketch_of`).
        "sentences": [
            *((column, _INT) for column in ("sentence", "section", "start", "end")),
            *(("part", _TEXT), ("text", _TEXT), ("mark", _BIG), ("sketch", pa.list_(_BIG))),
        ],
        # One row a figure: the ledger; `name` is its first label, "" where it has none.
        "figures": [
            *((column, _INT) for column in ("sentence", "start", "end")),
            *(("name", _TEXT), ("labels", pa.list_(_TEXT)), ("text", _TEXT), ("value", _REAL), ("value_high", _REAL)),
            *((column, _TEXT) for column in ("unit", "kind", "qualifier", "change", "period", "base", "role")),
            ("sure", _FLAG),
        ],
        # One row a term of the report: how often it stands there, and where first.
        "terms": [("term", _TEXT), ("n", _INT), ("sentence", _INT)],
        # One row a slip that proofreading is certain of or doubts.
        "slips": [
            *((column, _TEXT) for column in ("rule", "severity", "text", "message")),
            *((column, _INT) for column in ("start", "end")),
        ],
    }.items()
}
REFUSED = pa.schema([("file", _TEXT), ("reason", _TEXT)])

_PART_COLUMNS = {"n_review": "回顾", "n_plan": "部署", "n_problems": "问题", "n_other": "其他"}
_SHINGLE = 8  # characters; eight in a row are seldom shared by chance
_SKETCH = 4  # hashes a sentence; two sentences of similarity 0.75 share one of them in most cases
_LONG_ENOUGH = 12  # characters without marks and digits; shorter sentences are salutations and headings
_DIGITS = re.compile(r"[\d.%]+")


def rows_of(report: Report, *, file: str, checksum: str) -> dict[str, pa.Table]:
    """Analyse one report into its rows of all tables.

    Args:
        report: The report as read.
        file: Its path below the folder that is collected.
        checksum: SHA-256 of the file, in hex.

    Returns:
        One table a name in `SCHEMAS`, with 0 in the column `report`.
    """
    document = Document(report)
    slips = proofread(document)
    slips = slips[slips["severity"] != "提示"]
    frames = {
        "reports": pd.DataFrame([facts_of(document, len(slips)) | {"file": file, "checksum": checksum}]),
        "sections": document.sections,
        "sentences": _sentences(document),
        "figures": document.figures.assign(name=[next(iter(labels), "") for labels in document.figures["labels"]]),
        "terms": _terms(document),
        "slips": slips,
    }
    return {name: _table(frame, SCHEMAS[name]) for name, frame in frames.items()}


def facts_of(document: Document, n_slips: int = 0) -> dict[str, object]:
    """A report's row of the table `reports`, without its file and checksum."""
    report, sizes = document.report, document.parts.groupby("part")["n_chars"].sum()
    return {
        **{column: getattr(report, column) for column in ("title", "body", "place", "kind", "date")},
        "year": report.year or 0,
        "n_chars": int(document.paragraphs["n_chars"].sum()),
        "n_sentences": len(document.sentences),
        "n_words": len(document.words),
        "n_figures": len(document.figures),
        "n_slips": n_slips,
        **{column: int(sizes.get(part, 0)) for column, part in _PART_COLUMNS.items()},
    }


def _sentences(document: Document) -> pd.DataFrame:
    parts = document.parts.set_index("paragraph")["part"]
    texts = [frame_of(text) for text in document.sentences["text"]]
    return document.sentences.assign(
        part=document.sentences["paragraph"].map(parts),
        mark=[mark_of(text) for text in texts],
        sketch=[sketch_of(text) for text in texts],
    )


def frame_of(sentence: str) -> str:
    """A bare sentence without the digits in it: this year's figure does not make last year's sentence a new one."""
    return _DIGITS.sub("", bare(sentence))


def mark_of(sentence: str) -> int:
    """A number that equal bare sentences share; 0 for one too short to say anything."""
    if len(sentence) < _LONG_ENOUGH:
        return 0
    raw = blake2b(sentence.encode("utf-8", "surrogatepass"), digest_size=7).digest()
    return int.from_bytes(raw, "big")


def sketch_of(sentence: str) -> list[int]:
    """The smallest hashes of a bare sentence's runs of eight characters (bottom-k sketch; Broder 1997).

    The more two sentences share, the likelier they have one of them in common; what shares none need not be compared.
    """
    if len(sentence) < _LONG_ENOUGH:
        return []
    raw = sentence.encode("utf-32-le", "surrogatepass")
    hashes = {zlib.crc32(raw[4 * i : 4 * (i + _SHINGLE)]) for i in range(len(sentence) - _SHINGLE + 1)}
    return sorted(hashes)[:_SKETCH]


def _terms(document: Document) -> pd.DataFrame:
    words = document.words
    words = words[words["term"] | words["content"]]
    counts = Counter(words["word"])
    first = words.drop_duplicates("word")
    places = document.sentences["start"].searchsorted(first["start"], side="right") - 1
    frame = pd.DataFrame({"term": first["word"], "n": [counts[word] for word in first["word"]], "sentence": places})
    return frame.sort_values("term", ignore_index=True)


def _table(frame: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    columns = {"report": [0] * len(frame)} | {name: list(frame[name]) for name in schema.names[1:]}
    arrays = [pa.array(columns[field.name], field.type, from_pandas=True) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)
