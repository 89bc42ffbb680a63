"""Measure collections: two workers against one, a second run against the first, a query, memory.

`WORKREPORT_REPORTS=2000 python tests/bench_corpus.py` says how many reports are made; 60 where it does not.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import made_reports
from bench import peak_memory, seconds
from workreport.corpus import collect, read_corpus, trends
from workreport.reading import PROJECT, reports_in

CORPUS = PROJECT.parent / "shared" / "corpus"
YEARS = range(2016, 2026)


def once(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def bench_workers(files: list[Path], folder: Path) -> None:
    """One process, two processes, and a second run in which nothing has changed."""
    one = once(lambda: collect(files, folder / "one", workers=1))
    two = once(lambda: collect(files, folder / "two", workers=2))
    again = once(lambda: collect(files, folder / "one", workers=1))
    print(f"corpus       {len(files):,} reports: one process {one:.1f} s, two {two:.1f} s, ratio {one / two:.2f}")
    print(f"corpus       second run, nothing changed: {again:.2f} s, {again / one:.1%} of the first")


def bench_query(folder: Path) -> None:
    """A term by year, tables read from the disk, against a new process that imports pandas."""
    taken = seconds(lambda: trends.terms_by_year(read_corpus(folder), [made_reports.RISING]))
    pandas = seconds(lambda: subprocess.run([sys.executable, "-c", "import pandas"], check=True), times=3)
    print(f"corpus       a term by year: {taken:.2f} s, importing pandas {pandas:.2f} s, ratio {taken / pandas:.2f}")


def bench_memory(source: Path, n: int, folder: Path) -> None:
    """All processes of the command together."""
    command = [sys.executable, "-m", "workreport", "collect", str(source), "--to", str(folder), "--workers", "2"]
    largest, total = peak_memory(command)
    print(f"corpus       peak memory, {n:,} reports: {largest:.0f} MB in one process, {total:.0f} MB in all")


def bench_shared(folder: Path) -> None:
    """The reports that lie beside the project, where there are any."""
    if not CORPUS.exists():
        print("corpus       absent: no reports are beside the project")
        return
    files, _ = reports_in([CORPUS])
    taken = once(lambda: collect(files, folder, workers=2))
    n_chars = read_corpus(folder).reports["n_chars"].sum()
    print(f"corpus       {len(files)} reports beside the project, {n_chars:,} characters: {taken:.1f} s")


def main() -> None:
    """Run every part."""
    n = int(os.environ.get("WORKREPORT_REPORTS", "60"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        places = max(1, n // len(YEARS))
        files = made_reports.write_reports(folder / "made", places=places, years=YEARS)
        bench_workers(files, folder)
        bench_query(folder / "one")
        bench_memory(folder / "made", len(files), folder / "memory")
        bench_shared(folder / "shared")


if __name__ == "__main__":
    main()
