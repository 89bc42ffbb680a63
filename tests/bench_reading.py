"""Measure reading: files of every class made here, what each reader keeps of them, and the time of many small PDFs.

Run by `python tests/bench_reading.py`. LibreOffice and Chromium make some of the files where they are installed. Each
line is one class of file and one reader: characters lost in per cent of the source, numbers kept, whether the title is
right, headings found, paragraphs that are exactly those of the source.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pypdf
import trafilatura
from docx.enum.text import WD_ALIGN_PARAGRAPH
from rapidfuzz.distance import LCSseq

import builders
from workreport.document import document_of
from workreport.reading import office, prepare, read_report

TITLE = "青山市教育局2023年工作总结"
OPENING = (
    "2023年，青山市教育局在市委、市政府坚强领导下，完成投资12.5亿元，新建学校18所，新增学位2.3万个。现将工作总结如下："
)
BODY = (
    "全年开展督导检查326次，发现问题1,204个，整改率达到98.6%，群众满意度比上年提高3.2个百分点，连续五年保持前列。",
    "组织教师培训128场，培训教师8,730人次，选派骨干教师96名到乡村学校交流任教，城乡办学差距进一步缩小。",
    "投入资金4,560万元改造校舍，更新设备2.1万台（套），建成智慧教室315间，数字化应用水平迈上新的台阶。",
)
HEADINGS = {
    "一、主要工作": 1,
    "（一）坚持党的领导": 2,
    "（二）推进项目建设": 2,
    "二、存在问题": 1,
    "三、下一步打算": 1,
    "有关说明": 1,
}
SOURCE = [OPENING, *(line for heading in HEADINGS for line in (heading, *BODY))]
FULL = "".join([TITLE, *SOURCE])
NUMBER = re.compile(r"\d[\d,.]*%?")
SMALL = 100  # PDFs


def word() -> bytes:
    """The report as python-docx writes it, with heading styles."""
    document = docx.Document()
    title = document.add_paragraph(TITLE)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in SOURCE:
        if line in HEADINGS:
            document.add_heading(line, HEADINGS[line])
        else:
            document.add_paragraph(line).paragraph_format.first_line_indent = docx.shared.Pt(24)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def page() -> str:
    """The report as a web page with menus."""
    menu = "<ul>" + "".join(f'<li><a href="#">{name}</a></li>' for name in ("首页", "政务公开", "互动交流")) + "</ul>"
    body = "".join(f"<h2>{line}</h2>" if line in HEADINGS else f"<p>　　{line}</p>" for line in SOURCE)
    head = f'<meta charset="utf-8"><meta name="ArticleTitle" content="{TITLE}"><title>{TITLE}_青山市政府网</title>'
    return f"<!doctype html><html><head>{head}</head><body>{menu}<h2>首页</h2><h1>{TITLE}</h1>{body}</body></html>"


def make_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name of the class and a file of it, as far as the programs that make it are installed."""

    def write(name: str, content: bytes) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    source = write("python-docx.docx", word())
    yield "docx (python-docx)", source
    plain = [(f"{line}\r", HEADINGS.get(line, 0), []) for line in (TITLE, *SOURCE)]
    yield "doc (by hand)", write("hand.doc", builders.doc(plain))
    lines = [(TITLE, 60, 20)]
    for text in SOURCE:
        shown = text if text in HEADINGS else "　　" + text
        for start in range(0, len(shown), 28):
            line = shown[start : start + 28]
            lines.append((line.lstrip("　"), 25 + 5.64 * (len(line) - len(line.lstrip("　"))), 20 + 9 * len(lines)))
    yield "ofd (by hand)", write("hand.ofd", builders.ofd(lines))
    yield "html (by hand)", write("hand.html", page().encode())
    yield "mht (by hand)", write("hand.mht", builders.mht(page()))
    builders.pdf(folder / "reportlab.pdf", [TITLE, *SOURCE])
    yield "pdf (reportlab)", folder / "reportlab.pdf"
    if office.program():
        for kind, how in {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt", "pdf": "pdf"}.items():
            arguments = ["--headless", "--convert-to", how, "--outdir", str(folder / "office"), str(source)]
            command = [office.program(), f"-env:UserInstallation=file://{folder}/profile", *arguments]
            subprocess.run(command, capture_output=True, check=False, timeout=120)
            yield f"{kind} (LibreOffice)", folder / "office" / f"python-docx.{kind}"
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser:
        target = folder / "browser.pdf"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
        article = re.sub("<ul>.*?</ul><h2>首页</h2>", "", page())
        command = [browser, *options, str(write("print.html", article.encode()))]
        subprocess.run(command, capture_output=True, check=False, timeout=120)
        yield "pdf (Chromium)", target


def ours(path: Path) -> tuple[str, list[str], str, int]:
    """Title, paragraphs, text and number of headings that are right, as this package reads a file."""
    report = read_report(path)
    outline = document_of(report).outline
    found = {(row.number + row.title, row.level) for row in outline.itertuples()}
    return report.title, report.text.split("\n"), report.title + report.text, len(found & set(HEADINGS.items()))


def peer_of(path: Path) -> tuple[str, Callable[[], str]] | None:
    """Another reader of a file's format, and the text it gives."""
    match path.suffix:
        case ".docx":
            return "python-docx", lambda: "\n".join(line.text for line in docx.Document(str(path)).paragraphs)
        case ".pdf":
            return "pypdf", lambda: "\n".join(one.extract_text() for one in pypdf.PdfReader(path).pages)
        case ".html":
            return "trafilatura", lambda: trafilatura.extract(path.read_text("utf-8")) or ""
    return None


def row(  # noqa: PLR0913, PLR0917 -- the cells of a row
    kind: str, reader: str, text: str, paragraphs: list[str], title: str, headings: str
) -> None:
    squeezed, whole = ("".join(one.split()) for one in (text, FULL))
    lost = 100 * (1 - LCSseq.similarity(whole, squeezed) / len(whole))
    numbers, wanted = Counter(NUMBER.findall(squeezed)), Counter(NUMBER.findall(whole))
    kept = (numbers & wanted).total()
    exact = sum((Counter(paragraphs) & Counter(SOURCE)).values())
    print(
        f"{kind:22} {reader:12} lost {lost:5.2f} %  numbers {kept}/{wanted.total()}  title {title}  "
        f"headings {headings}  paragraphs {exact}/{len(SOURCE)}"
    )


def bench_classes(folder: Path) -> None:
    files = [(kind, path) for kind, path in make_files(folder) if path.exists()]
    prepare([path for _, path in files])
    for kind, path in files:
        title, paragraphs, text, headings = ours(path)
        row(kind, "workreport", text, paragraphs, "right" if title == TITLE else "wrong", f"{headings}/{len(HEADINGS)}")
        if peer := peer_of(path):
            name, read = peer
            text = read()
            row(kind, name, text, [line.strip() for line in text.split("\n")], "–    ", "– ")


def bench_small_pdfs(folder: Path) -> None:
    """A hundred small PDFs, against one process that does nothing but take their text with the same library."""
    paths = [folder / f"small{i}.pdf" for i in range(SMALL)]
    for i, path in enumerate(paths):
        builders.pdf(path, [TITLE, OPENING, f"第{i}份。", *BODY])
    script = (
        "import sys, pypdfium2\n"
        "for path in sys.argv[1:]:\n"
        "    for page in pypdfium2.PdfDocument(path): page.get_textpage().get_text_range()\n"
    )
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", script, *map(str, paths)], check=True)
    plain = time.perf_counter() - begin
    begin = time.perf_counter()
    for path in paths:
        read_report(path)
    taken = time.perf_counter() - begin
    print(f"{SMALL} small PDFs: {taken:.2f} s; their text alone by PDFium {plain:.2f} s; {taken / plain:.1f} times")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        bench_classes(Path(scratch))
        bench_small_pdfs(Path(scratch))
