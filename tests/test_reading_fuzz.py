"""Damaged files: whatever bytes are changed, reading ends soon, in a report or in one Chinese sentence.

A few dozen files of each format are tried; the environment variable `WORKREPORT_FUZZ` says how many instead.
"""

import io
import os
import random
import re
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import doc, docx, level, mht, numbering, odt, ofd, par, pdf, rtf
from conftest import FIRST_TEXT
from workreport.reading import Report, ReportError, formats, office, pdfium, read_report
from workreport.reading.draft import clean

TRIED = {}
COUNT = int(os.environ.get("WORKREPORT_FUZZ", "40"))
ZIPS = (".docx", ".odt", ".ofd")
FORMATS = (".txt", ".html", ".mht", ".rtf", ".pdf", ".doc", ".xml", *ZIPS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An undamaged file of each format."""
    paragraphs = FIRST_TEXT.read_text("utf-8").split("\n")[:6]
    folder = tmp_path_factory.mktemp("whole")
    pdf(folder / "a.pdf", paragraphs)
    lists = numbering(level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2."))
    table = f"<w:tbl><w:tr><w:tc>{par('指标')}</w:tc><w:tc>{par('数值')}</w:tc></w:tr></w:tbl>"
    body = "".join(par(text, number=(1, i % 2)) for i, text in enumerate(paragraphs)) + table
    note = f'<w:footnote w:id="1">{par("注")}</w:footnote>'
    page = "<!doctype html><html><h1>报告</h1><ol><li>甲</ol><table><tr><td>一<td>二</table>"
    page += "".join(f"<p class='x'>{text}</p>" for text in paragraphs)
    word = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    runs = "".join(
        f"<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs
    )
    marks = [(0x2417, b"\1"), (0x460B, b"\1\0")]
    return {
        ".txt": "\n".join(paragraphs).encode("gb18030"),
        ".html": page.encode(),
        ".mht": mht(page),
        ".rtf": rtf("".join(rf"\pard\plain\s1 {text}\par\trowd 甲\cell\row " for text in paragraphs)),
        ".doc": doc([(f"{text}\r", i % 3, marks[: i % 2]) for i, text in enumerate(paragraphs)]),
        ".xml": f'<?xml version="1.0"?><w:wordDocument {word}><w:body>{runs}</w:body></w:wordDocument>'.encode(),
        ".odt": odt("".join(f'<text:h text:outline-level="1">{text}</text:h>' for text in paragraphs)),
        ".ofd": ofd([(text[:40], 30, 10 * i) for i, text in enumerate(paragraphs)]),
        ".docx": docx(body, numbering=lists, footnotes=note),
        ".pdf": (folder / "a.pdf").read_bytes(),
    }


def damaged(raw: bytes, seed: int) -> bytes:
    """Change a file at random: bits, bytes, pieces cut, doubled, swapped or overwritten."""
    chance = random.Random(seed)  # noqa: S311 -- damage, not secrets
    data = bytearray(raw)
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        at, length = chance.randrange(len(data) + 1), chance.choice([1, 2, 8, 100, 1000])
        match chance.randrange(6):
            case 0:
                del data[at : at + length]
            case 1:
                data[at:at] = data[at : at + length]
            case 2:
                data[at : at + length] = chance.randbytes(length)
            case 3 if data:
                data[at % len(data)] ^= 1 << chance.randrange(8)
            case 4:
                data = data[:at] if chance.random() < 0.3 else data
            case _:
                data[at:at] = chance.choice([b"<", b"\0", b"\xff\xfe", b"<w:p>", b"endobj", b"%PDF-", b"PK\x01\x02"])
    return bytes(data)


def damaged_inside(raw: bytes, seed: int) -> bytes:
    """Change the XML of one part of a docx and pack it again, so that the damage reaches the reader."""
    source, stream = zipfile.ZipFile(io.BytesIO(raw)), io.BytesIO()
    chosen = random.Random(seed).choice(source.namelist())  # noqa: S311
    with source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == chosen:
                content = scrambled(content, seed)
            target.writestr(name, content)
    return stream.getvalue()


def scrambled(xml: bytes, seed: int) -> bytes:
    """Swap, drop and double whole tags and values, which keeps much of the XML well-formed."""
    chance = random.Random(seed)  # noqa: S311
    pieces = re.split(rb'(<[^<>]*>|"[^"]*")', xml)
    for _ in range(chance.choice([1, 2, 5, 20])):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        match chance.randrange(4):
            case 0:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 1:
                pieces[at] = b""
            case 2:
                pieces[at] += pieces[other]
            case _:
                value = b"%d" % chance.choice([0, -1, 9, 10**12])
                pieces[at] = re.sub(rb'val="[^"]*"', b'val="' + value + b'"', pieces[at])
    return b"".join(pieces)


def check(path) -> None:
    """Read a file; anything but a sound report or a sentence fails."""
    begin = time.perf_counter()
    try:
        report = read_report(path)
    except ReportError as error:
        assert re.fullmatch(r"[^\n]{5,300}。", str(error))  # noqa: PT017 -- either ending is right
    else:
        assert isinstance(report, Report)
        assert report.text == clean(report.text)
    TRIED.setdefault(path.suffix, []).append(time.perf_counter() - begin)


@pytest.fixture
def in_process(monkeypatch):
    """Read without other processes: a fuzz run needs many."""
    monkeypatch.setattr(formats, "read_pdf", pdfium.read)
    monkeypatch.setattr(office, "program", lambda: "")


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("suffix", FORMATS)
def test_damaged_files_end_in_a_report_or_a_sentence(whole, tmp_path, suffix, capsys):
    path = tmp_path / f"a{suffix}"

    @settings(
        max_examples=COUNT,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(st.integers(0, 2**63))
    def try_one(seed):
        inside = suffix in ZIPS and seed % 4
        path.write_bytes((damaged_inside if inside else damaged)(whole[suffix], seed))
        check(path)

    try_one()
    times = TRIED[suffix]
    with capsys.disabled():
        print(f"\n{suffix}: {len(times)} damaged files, none with a traceback, slowest {max(times):.2f} s", end=" ")


@pytest.mark.parametrize("suffix", FORMATS)
@given(raw=st.binary(max_size=300))
@settings(max_examples=COUNT, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("in_process")
def test_any_bytes_end_in_a_report_or_a_sentence(tmp_path, suffix, raw):
    old = b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le")
    heads = {
        ".pdf": b"%PDF-1.7\n",
        ".html": b"<html>",
        ".rtf": b"{\\rtf1",
        ".mht": b"Content-Type: text/html\n",
        ".doc": old,
    }
    path = tmp_path / f"b{suffix}"
    path.write_bytes(heads.get(suffix, b"PK\x03\x04word/OFD.xml" if suffix in ZIPS else b"") + raw)
    check(path)
