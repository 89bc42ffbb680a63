"""A copy of a Word document with a comment at each place that the proofreader marks; all else stays as it is."""

import copy as copying
import io
import re
import zipfile
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

import docx
import pandas as pd
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.run import Run

from workreport.document import Document
from workreport.proofreading.rules import SlipRow

_AUTHOR, _INITIALS = "核稿", "核"
_BODY, _COMMENTS = "word/document.xml", "word/comments.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_TYPE = (
    b'<Override PartName="/word/comments.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>'
)
_RELATION = (
    b'<Relationship Id="rIdProofreading" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>'
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class CannotMarkError(ValueError):
    """A file that no comments can be written into; the text is one sentence for the user."""


def comment_docx(path: Path, document: Document, found: pd.DataFrame) -> bytes:
    """Write the rows of `proofread` into a copy of the docx that the report was read from, as comments.

    Parts of the file other than the text and its comments are copied byte for byte.

    Args:
        path: the docx.
        document: the report read from it.
        found: the rows of `proofreading.proofread`.

    Raises:
        CannotMarkError: The file is no docx that can be opened.
    """
    original = path.read_bytes()
    try:
        file = docx.Document(io.BytesIO(original))
        with zipfile.ZipFile(io.BytesIO(original)) as archive:
            names = archive.namelist()
    except Exception:  # noqa: BLE001 - a damaged file can break any parser; the user needs one sentence
        raise CannotMarkError(f"{path.name}：不是可以写批注的 .docx，请用 Word 另存为 .docx 后再做。") from None
    if _BODY not in names or file.part.partname != f"/{_BODY}":
        raise CannotMarkError(f"{path.name}：文件的内部结构少见，写不了批注，请用 Word 另存为 .docx 后再做。")
    _comment(file, document, found)
    saved = io.BytesIO()
    file.save(saved)
    return _merged(original, saved.getvalue())


def _merged(original: bytes, commented: bytes) -> bytes:
    """The original archive with the text and the comments of the commented one."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(original)) as old,
        zipfile.ZipFile(io.BytesIO(commented)) as new,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        added = _COMMENTS in new.namelist() and _COMMENTS not in old.namelist()
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in (_BODY, _COMMENTS):
                content = new.read(entry.filename)
            elif added and entry.filename == _TYPES:
                content = content.replace(b"</Types>", _TYPE + b"</Types>")
            elif added and entry.filename == _RELATIONS:
                content = content.replace(b"</Relationships>", _RELATION + b"</Relationships>")
            made.writestr(entry, content)
        if added:
            made.writestr(zipfile.ZipInfo(_COMMENTS, old.getinfo(_BODY).date_time), new.read(_COMMENTS))
    return target.getvalue()


def _comment(file: Docx, document: Document, found: pd.DataFrame) -> None:
    """Add a comment for each row to the paragraph that it stands in; from the last, so that offsets hold."""
    paragraphs = document.paragraphs
    elements = _matched(file, list(paragraphs["text"]))
    starts = paragraphs["start"].tolist()
    for row in list(found.itertuples())[::-1]:
        place = max(0, bisect_right(starts, row.start) - 1)
        element = elements.get(place)
        if element is None:
            continue
        text = paragraphs["text"].iloc[place]
        span = (row.start - starts[place], min(row.end, starts[place] + len(text)) - starts[place])
        runs = _runs_at(element, _solid(text[: span[0]]), _solid(text[: span[1]]), _solid(text))
        if runs:
            made = file.add_comment([Run(run, file) for run in runs], _said(row), _AUTHOR, _INITIALS)
            made._comment_elm.attrib.pop(qn("w:date"), None)  # noqa: SLF001 - the same report gives the same bytes


def _said(row: SlipRow) -> str:
    instead = f"可改为“{row.suggestion}”。" if row.suggestion else ""
    return _CONTROL.sub("", f"【{row.severity}】{row.message}{instead}（{row.source}）")


def _solid(text: str) -> int:
    """Characters but white space."""
    return len("".join(text.split()))


def _matched(file: Docx, texts: list[str]) -> dict[int, BaseOxmlElement]:
    """The paragraph of the file for each of the report, in order; numbers that Word sets may stand before its text."""
    elements = [(element, "".join(_text(element).split())) for element in file.element.body.iter(qn("w:p"))]
    found, at = {}, 0
    for number, text in enumerate(texts):
        solid = "".join(text.split())
        for place in range(at, len(elements)):
            element, written = elements[place]
            if written and (solid == written or (solid.endswith(written) and len(solid) - len(written) < 12)):
                found[number], at = element, place + 1
                break
    return found


def _text(element: BaseOxmlElement) -> str:
    return "".join(run_text(run) for run in element.iter(qn("w:r")))


def run_text(run: BaseOxmlElement) -> str:
    """The text of a run, as the reader of files takes it."""
    return "".join(child.text or "" for child in run.iter(qn("w:t")))


def _runs_at(paragraph: BaseOxmlElement, first: int, last: int, size: int) -> list:
    """The runs between two places, counted in characters but white space from the end of the paragraph."""
    runs = [run for run in paragraph.iter(qn("w:r")) if run_text(run)]
    ahead = sum(_solid(run_text(run)) for run in runs) - size  # below 0: a number that Word sets
    begin, end = max(0, first + ahead), max(0, last + ahead)
    end = max(end, begin + 1)
    runs = _split(_split(runs, begin), end)
    sums = list(accumulate((_solid(run_text(run)) for run in runs), initial=0))
    inside = [run for run, before, after in zip(runs, sums, sums[1:], strict=False) if before < end and after > begin]
    return inside or runs[-1:]


def _split(runs: list, place: int) -> list:
    """Cut the run that holds a place in two there, if it is nothing but text."""
    made, before = [], 0
    for run in runs:
        text = run_text(run)
        size = _solid(text)
        inner = place - before
        before += size
        plain = all(child.tag in (qn("w:rPr"), qn("w:t")) for child in run)
        if not 0 < inner < size or not plain:
            made.append(run)
            continue
        cut = next(at for at in range(len(text) + 1) if _solid(text[:at]) == inner)
        rest = copying.deepcopy(run)
        _set_text(run, text[:cut])
        _set_text(rest, text[cut:])
        run.addnext(rest)
        made += [run, rest]
    return made


def _set_text(run: BaseOxmlElement, text: str) -> None:
    first, *others = list(run.iter(qn("w:t")))
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for other in others:
        run.remove(other)
