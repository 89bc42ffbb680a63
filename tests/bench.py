"""Measure the collection: speeds as ratios against other tools in the same run, sizes, memory, scores.

Run by `make bench`; each line says what it compares. Labelled passages are used where they lie beside the project.
"""

import contextlib
import gc
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import jieba
import psutil
import pypdf

import builders
from workreport.analyses.topics import topics
from workreport.comparison import changes, phrases, reuse
from workreport.document import Document, document_of
from workreport.figures import find_figures
from workreport.figures.scanner import numbers_of
from workreport.reading import PROJECT, read_report
from workreport.rendering.notebooks import notebooks
from workreport.words import cut_words, words_of

FIRST_TEXT = PROJECT / "data" / "reports" / "2023-bureau-party-building.txt"
GOLD = PROJECT.parent / "shared" / "gold"
CORPUS = PROJECT.parent / "shared" / "corpus"


def seconds(work: Callable[[], object], *, times: int = 5) -> float:
    """Median time of several runs."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def peak_memory(command: list[str]) -> tuple[float, float]:
    """Megabytes while a command runs: the largest of its processes, and all of them together."""
    largest = total = 0.0
    running = psutil.Popen(command, stdout=subprocess.DEVNULL)
    while running.poll() is None:
        sizes = []
        for process in [running, *running.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                memory = process.memory_full_info()
                largest = max(largest, memory.rss / 1e6)
                sizes.append(getattr(memory, "pss", memory.rss) / 1e6)
        total = max(total, sum(sizes))
        time.sleep(0.05)
    return largest, total


def bench_figures(text: str) -> None:
    """`find_figures` against `jieba.lcut` on the same text, and its growth with the text."""
    long = text * 30
    rounds = []
    for _ in range(5):
        numbers_of.cache_clear()  # each round begins with an unread text
        rounds.append([processor_seconds(partial(find, long)) for find in (find_figures, jieba.lcut)])
    ours, theirs = (statistics.median(taken) for taken in zip(*rounds, strict=True))
    print(f"figures      {len(long):,} characters: find_figures {ours:.2f} s, jieba.lcut {theirs:.2f} s")
    print(f"figures      processor time against jieba.lcut: {ours / theirs:.2f}")
    times = [seconds(lambda n=n: find_figures(text * n), times=3) for n in (1, 10, 100)]
    print("figures      1×, 10×, 100× the text: " + ", ".join(f"{taken:.3f} s" for taken in times))
    for name, hostile in {"digits": "1" * 1_000_000, "亿": "亿" * 1_000_000, "brackets": "（" * 1_000_000}.items():
        print(f"figures      a million {name}: {seconds(lambda hostile=hostile: find_figures(hostile), times=1):.2f} s")


def bench_words(text: str) -> None:
    """Segmentation with lexicon and protected phrases against `jieba.lcut` alone."""
    long = text * 30
    cut_words(text)
    ours, theirs = seconds(lambda: cut_words(long)), seconds(lambda: jieba.lcut(long))
    print(f"words        {len(long):,} characters: cut_words {ours:.3f} s, jieba.lcut {theirs:.2f} s")
    print(f"words        times as fast as jieba.lcut: {theirs / ours:.1f}")
    print(f"words        words_of, with parts of speech: {seconds(lambda: words_of(long)):.3f} s")


def bench_analysis(text: str) -> None:
    """Outline, words with found terms, parts, topics, figures of 400,000 characters against `jieba.lcut`."""
    reports = sorted(CORPUS.glob("*.txt"))
    joined = "\n".join(path.read_text(encoding="utf-8") for path in reports) or text
    long = (joined * (400_000 // len(joined) + 1))[:400_000]
    whose = f"{len(reports)} reports joined" if reports else "the first text repeated (no corpus beside the project)"
    steps: dict[str, Callable[[Document], object]] = {
        "outline": lambda document: document.outline,
        "words": lambda document: document.words,
        "parts": lambda document: document.parts,  # which topics ask, as every page does
        "topics": topics,
        "figures": lambda document: find_figures(document.text),  # of numbers that the words have found
    }
    for step in steps.values():  # lists and dictionaries are loaded once
        step(document_of(text))
    jieba.lcut(text)
    rounds: list[dict[str, float]] = []
    for _ in range(5):
        document = document_of(long)
        numbers_of.cache_clear()  # the words of each round begin with an unread text
        taken = {name: processor_seconds(partial(step, document)) for name, step in steps.items()}
        rounds.append(taken | {"jieba.lcut": processor_seconds(lambda: jieba.lcut(long))})
    print(f"analysis     400,000 characters, {whose}, medians of 5 rounds:")
    told = ", ".join(f"{name} {statistics.median(taken[name] for taken in rounds):.2f} s" for name in rounds[0])
    print(f"analysis     {told}")
    for left_out in (("parts",), ()):
        ratios = [sum(taken[step] for step in steps if step not in left_out) / taken["jieba.lcut"] for taken in rounds]
        without = f", without {left_out[0]}" if left_out else ""
        print(f"analysis     processor time against jieba.lcut{without}: {statistics.median(ratios):.2f}")


def processor_seconds(work: Callable[[], object]) -> float:
    """Processor time of one run, which a busy machine lengthens less than the time on the wall."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def bench_comparison() -> None:
    """Two yearly reports of some 500 sentences each compared, parsed before, against `jieba.lcut` of both."""
    paths = [CORPUS / f"{year}-state-council.txt" for year in (2023, 2024)]
    if not all(path.exists() for path in paths):
        print("comparison   absent: the reports are not beside the project")
        return
    texts = [path.read_text(encoding="utf-8") for path in paths]
    last, this = documents = [document_of(text) for text in texts]
    for document in documents:
        document.parse()
    rounds = [
        [processor_seconds(partial(compare, last, this)) for compare in (changes, reuse, phrases)]
        + [processor_seconds(lambda: [jieba.lcut(text) for text in texts])]
        for _ in range(5)
    ]
    taken = [statistics.median(column) for column in zip(*rounds, strict=True)]
    told = ", ".join(
        f"{name} {spent:.2f} s" for name, spent in zip(("changes", "reuse", "phrases"), taken, strict=False)
    )
    print(f"comparison   {sum(len(document.sentences) for document in documents):,} sentences: {told}")
    print(f"comparison   processor time against jieba.lcut of both: {sum(taken[:-1]) / taken[-1]:.2f}")


def bench_reading(text: str) -> None:
    """A report of 30 pages as Word and as PDF, against python-docx and pypdf reading the same files."""
    paragraphs = (text * 6).split("\n")
    with tempfile.TemporaryDirectory() as folder:
        word, page = Path(folder) / "30.docx", Path(folder) / "30.pdf"
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        document.save(word)
        builders.pdf(page, paragraphs, head="工作报告")
        pages = len(pypdf.PdfReader(page).pages)
        ours = seconds(lambda: read_report(word))
        theirs = seconds(lambda: "\n".join(paragraph.text for paragraph in docx.Document(word).paragraphs))
        print(f"reading      docx of {pages} pages: {ours * 1000:.0f} ms, python-docx {theirs * 1000:.0f} ms")
        print(f"reading      docx, times as fast as python-docx: {theirs / ours:.1f}")
        ours = seconds(lambda: read_report(page))
        theirs = seconds(lambda: [sheet.extract_text() for sheet in pypdf.PdfReader(page).pages])
        print(f"reading      pdf of {pages} pages: {ours * 1000:.0f} ms, pypdf {theirs * 1000:.0f} ms")
        print(f"reading      pdf, times as fast as pypdf: {theirs / ours:.1f}")


def bench_pages() -> None:
    """Rendering against `jupyter nbconvert --to html --execute`, one notebook after another, in this run."""
    collection = notebooks()
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder)
        command = [sys.executable, "-m", "workreport", "render", str(FIRST_TEXT), "--to", str(to / "ours"), "--force"]
        ours = seconds(lambda: subprocess.run(command, check=True, capture_output=True), times=3)
        times = []
        for notebook in collection:
            theirs = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", "--execute", str(notebook.path)]
            theirs += ["--output-dir", str(to / "theirs")]
            times.append(
                seconds(lambda theirs=theirs: subprocess.run(theirs, check=True, capture_output=True), times=1)
            )
        listed = ", ".join(f"{taken:.1f}" for taken in times)
        print(f"pages        {len(collection)} notebooks: render {ours:.1f} s, nbconvert {sum(times):.1f} s ({listed})")
        print(f"pages        times as fast as nbconvert: {sum(times) / ours:.1f}")
        pack = to / "ours" / FIRST_TEXT.stem
        sizes = {path.name: path.stat().st_size / 1000 for path in sorted(pack.iterdir())}
        print("pages        " + ", ".join(f"{name} {size:.0f} KB" for name, size in sizes.items()))
        print(f"pages        pack {sum(sizes.values()):.0f} KB")
        largest, total = peak_memory(command)
        print(f"pages        peak memory: {largest:.0f} MB in one process, {total:.0f} MB in all")


def bench_gold() -> None:
    """Scores on labelled passages, where they lie beside the project."""
    if not GOLD.exists():
        print("gold         absent: the labelled passages are not beside the project")
        return
    pairs = (
        ("score.py", "workreport.figures:find_figures", ["figures-dev.jsonl"]),
        ("score_outline.py", "workreport.outline:outline_of", ["outline-dev.jsonl", "../corpus"]),
    )
    for script, function, files in pairs:
        command = [sys.executable, str(GOLD / script), function, *(str(GOLD / file) for file in files)]
        scores = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
        print("gold         " + ", ".join(" ".join(line.split()) for line in scores.splitlines() if "f1" in line))


def main() -> None:
    """Run every part."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    gc.collect()
    gc.freeze()  # as in the processes that read reports for pages: see rendering/preload.py
    gc.set_threshold(50_000)
    text = read_report(FIRST_TEXT).text
    bench_figures(text)
    bench_words(text)
    bench_analysis(text)
    bench_comparison()
    bench_reading(text)
    bench_pages()
    bench_gold()


if __name__ == "__main__":
    main()
