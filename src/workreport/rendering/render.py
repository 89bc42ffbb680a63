"""Render reports: every notebook of the collection, executed on each report, as pages that open anywhere.

A report is parsed once; then each notebook runs in a process of its own, two at a time. New pages take the place of old
ones only when all of a report's pages are done; one that failed says so in its place.
"""

import dataclasses
import multiprocessing
import pickle
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from typing import Any

from workreport.document.masking import Masked
from workreport.reading import Report, ReportError, prepare
from workreport.reading.files import sweep
from workreport.rendering.gaps import clear_previous, fill_gaps
from workreport.rendering.jobs import ALL, TEXT, Job, context_of, job_of
from workreport.rendering.masks import Mask, disguise, marks_of, originals_in
from workreport.rendering.notebooks import Notebook
from workreport.rendering.packs import list_page, mark_of, replace, zip_pack
from workreport.rendering.processes import WorkError, in_process, sentence_of, warm_up
from workreport.writing.dictionary import dictionary

__all__ = ["Outcome", "render", "sentence_of", "zip_pack"]

AT_ONCE = 2
AHEAD = 3  # reports begun before the first is put in place: what they hold in memory is bounded
_EXPORT = "workreport.rendering.export"
EXTRA_STEPS = 2  # of a report's progress, beside its notebooks: its text, its tables

_TABLES = "台账表格"  # beside the notebooks, a report's tables as files

# What makes the pages of one report: by title, a dict from file name to content.
Parts = dict[str, "Future[dict[str, bytes]]"]


@dataclass(frozen=True)
class Outcome:
    """What became of one report.

    Attributes:
        source: The file's name.
        folder: Where its pages are; None when there are none.
        problems: Sentences on what failed; empty when all went well.
        fresh: Its pages were made in this run; False when nothing had changed since the last one.
        masked: What its pages are made from, and what the marks stand for; None where nothing was to be masked.
    """

    source: str
    folder: Path | None
    problems: tuple[str, ...] = ()
    fresh: bool = True
    masked: Masked | None = field(default=None, compare=False)


def _import_early() -> None:
    """Load what any report may ask for, so that the size of a run of hundreds is known from its first."""
    with suppress(MemoryError, ImportError):  # told when a page is made of it
        import_module(_EXPORT)
        dictionary()


def render(  # noqa: PLR0913 - each is a choice on the command line
    paths: Sequence[Path],
    collection: Sequence[Notebook],
    *,
    to: Path,
    values: Mapping[str, object],
    force: bool = False,
    mask: Mask | None = None,
    tell: Callable[[str, str], None] = lambda _source, _title: None,
) -> list[Outcome]:
    """Render each report into a folder of its own below `to`, and a list of all reports there.

    Args:
        paths: The report files.
        collection: The notebooks to run.
        to: The folder for all pages; it is made if it is missing, and other files in it are left alone.
        values: Parameters that differ from the notebooks' own.
        force: Render even where report, parameters and code are those of the last run.
        mask: What is to be masked, so that the pages can be shown outside; None to show all.
        tell: Called with a report's file name and a notebook's title as each is done.

    Returns:
        One outcome a report, in the order of `paths`.
    """
    processes = warm_up()
    prepare(paths)
    names = {"index.html"}  # the list of all reports stands beside their folders
    mask_one = partial(disguise, mask=mask, processes=processes) if mask else None
    open_folder = cache(partial(_open_folder, to))
    # Heavy, so it is imported while the first notebooks run; not here, where Ctrl-C would leave it locked for them.
    Thread(target=_import_early, daemon=True).start()
    with ThreadPoolExecutor(AT_ONCE) as threads:

        def begin(path: Path) -> Outcome | tuple[Job, Parts]:
            try:
                job = job_of(path, to, values, names, mask_one)
            except (ReportError, WorkError) as error:
                return Outcome(path.name, None, (str(error),))
            open_folder()
            if not force and mark_of(job.folder).get("fingerprint") == job.fingerprint:
                return Outcome(path.name, job.folder, fresh=False, masked=job.masked)
            return job, _submit(job, collection, threads, processes, tell)

        try:
            outcomes = _in_turn(paths, begin, lambda job, parts: _finish(job, parts, collection))
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.kill()
            raise
    if any(outcome.folder for outcome in outcomes):
        export = import_module(_EXPORT)
        page = list_page(to, policy=export.policy(), script=export.script())
        replace({"index.html": page.encode()}, to)
    return outcomes


def _open_folder(to: Path) -> None:
    """Clear what a run that was ended left in the folder; one that cannot be written to is told before the work."""
    sweep(to)
    replace({}, to)


def _in_turn(
    paths: Sequence[Path],
    begin: Callable[[Path], Outcome | tuple[Job, Parts]],
    finish: Callable[[Job, Parts], Outcome],
) -> list[Outcome]:
    """Begin each report, and finish the first of them when enough are begun; one outcome a report, in their order."""
    outcomes: dict[Path, Outcome] = {}
    running: dict[Path, tuple[Job, Parts]] = {}

    def finish_first() -> None:
        path = next(iter(running))
        outcomes[path] = finish(*running.pop(path))

    for path in paths:
        begun = begin(path)
        if isinstance(begun, Outcome):
            outcomes[path] = begun
        else:
            running[path] = begun
        while len(running) > AHEAD:
            finish_first()
    while running:
        finish_first()
    return [outcomes[path] for path in paths]


def _submit(
    job: Job,
    collection: Sequence[Notebook],
    threads: ThreadPoolExecutor,
    processes: BaseContext,
    tell: Callable[[str, str], None],
) -> Parts:
    """Start a report's pages and tables; each gives a dict from file name to bytes."""
    parsed = threads.submit(in_process, processes, _parse, job.report)

    def known() -> Job:
        return dataclasses.replace(job, n_checks=parsed.result()["n_checks"])

    def make_page(notebook: Notebook) -> dict[str, bytes]:
        own = {name: value for name, value in job.values.items() if name in notebook.parameters}
        document = parsed.result()["document"]
        executed = in_process(processes, _run_notebook, document, notebook.path, own | {"REPORT": job.shown_path})
        context = context_of(known(), notebook.title, collection, notebook.parameters)
        context["text_pages"] = parsed.result()["text_pages"]
        page = import_module(_EXPORT).to_page(executed, context)
        tell(job.path.name, notebook.title)
        return {notebook.page: page.encode(errors="replace")}

    def make_text() -> dict[str, bytes]:
        texts = in_process(processes, _make_text, parsed.result()["document"])
        context = context_of(known(), TEXT, collection, {})
        to_page = import_module(_EXPORT).to_page
        pages = {name: to_page(_as_notebook(body), context | {"strip": strip}) for name, (body, strip) in texts.items()}
        tell(job.path.name, TEXT)
        return {name: page.encode(errors="replace") for name, page in pages.items()}

    def make_tables() -> dict[str, bytes]:
        earlier, kind = job.values.get("EARLIER", ""), job.values.get("AS", "")
        files = in_process(processes, _make_tables, parsed.result()["document"], earlier, kind)
        tell(job.path.name, _TABLES)
        return files

    pages = {notebook.title: threads.submit(make_page, notebook) for notebook in collection}
    return pages | {TEXT: threads.submit(make_text), _TABLES: threads.submit(make_tables)}


def _finish(job: Job, parts: Parts, collection: Sequence[Notebook]) -> Outcome:
    """Wait for a report's pages and put them in place; of a page that failed, a page that says why."""
    files: dict[str, bytes] = {}
    failed: dict[str, str] = {}  # title: what went wrong
    for title, part in parts.items():
        try:
            files |= _without_originals(part.result(), job)
        except Exception as error:  # noqa: BLE001 - whatever fails on one page must not reach the others
            failed[title] = sentence_of(error)
    problems = _told(failed, job)
    if files:
        files = fill_gaps(files, failed, job, collection) if failed else files
        files |= _all_in_one(files, collection)
        problems += _put(files, job, whole=not failed)
    there = (job.folder / "index.html").exists()
    return Outcome(job.report.source, job.folder if there else None, tuple(problems), masked=job.masked)


def _told(failed: Mapping[str, str], job: Job) -> list[str]:
    """A sentence on each thing that went wrong, with all pages that it cost."""
    pages: dict[str, str] = {}
    for title, reason in failed.items():
        pages[reason] = f"{pages.get(reason, '')}“{title}”"
    return [f"{job.report.source} 的{titles}没有做成：{reason}" for reason, titles in pages.items()]


def _without_originals(files: dict[str, bytes], job: Job) -> dict[str, bytes]:
    """The files, after a look whether one of a masked report still shows what was to be masked."""
    marks = marks_of(job.masked)
    for name, content in files.items():
        if left := originals_in(name, content, marks):
            raise WorkError(f"其中还查得到“{marks[left[0]]}”的原文，没有放进去。")
    return files


def _put(files: Mapping[str, bytes], job: Job, *, whole: bool) -> list[str]:
    """Put a report's pages in place, and say in a sentence what hinders it.

    A masked pack neither mixes with what lies in its folder nor keeps an earlier page: that may show what is masked.
    """
    there = sorted(path.name for path in job.folder.glob("*") if path.is_file()) if job.masked else []
    others = [name for name in there if name not in files]
    if others:
        return [f"{job.folder} 里有别的文件（{others[0]} 等 {len(others)} 个），不知道脱敏了没有，请移走再做。"]
    if there and not whole:
        return [f"{job.folder} 里原有的页面没有改动。"]
    try:
        replace(files, job.folder)
        clear_previous(files, job.folder)
    except OSError as error:
        return [f"{job.report.source} 的网页没有写完：{sentence_of(error)}"]
    return []


def _all_in_one(files: Mapping[str, bytes], collection: Sequence[Notebook]) -> dict[str, bytes]:
    """All pages of a report as one."""
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    titles = [(notebook.page, notebook.title) for notebook in collection]
    texts = [name for name in pages if name.startswith("text")]
    titles += [(name, f"{TEXT}（{place}）" if len(texts) > 1 else TEXT) for place, name in enumerate(texts, 1)]
    page = import_module(_EXPORT).one_file(pages, titles, heading=ALL)
    return {"all.html": page.encode()}


def _as_notebook(body: str) -> dict:
    """A page that no notebook made, as one."""
    output = {"output_type": "display_data", "data": {"text/html": body}, "metadata": {}}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": f"# {TEXT} · The text"},
        {"cell_type": "code", "metadata": {}, "source": "", "outputs": [output], "execution_count": None},
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}


# What follows is done in the other processes; what it needs is heavy, and only they import it.


def _parse(report: Report) -> dict[str, Any]:
    """Find all that a document keeps, for every notebook; how much is to be checked; where the text's pages begin."""
    document = import_module("workreport.document").Document(report)
    document.parse()
    import_module("workreport.analyses.topics").topics(document)  # asked by four of its pages and files
    proofreading = import_module("workreport.proofreading")
    n_checks = int((proofreading.proofread(document)["severity"] != "提示").sum())
    text = import_module("workreport.pages.text")
    starts = text.page_starts(document)
    pages = [(start, text.page_of(start, starts)) for start in starts]
    return {"document": pickle.dumps(document, protocol=5), "n_checks": n_checks, "text_pages": pages}


def _run_notebook(document: bytes, notebook: Path, values: Mapping[str, object]) -> dict:
    parsed = pickle.loads(document)  # noqa: S301 - written by `_parse` just now
    import_module("workreport.document").keep(parsed)
    import_module("workreport.reading").hold(parsed.report, values["REPORT"])
    return import_module("workreport.rendering.execute").execute(notebook, values)


def _make_text(document: bytes) -> dict[str, tuple[str, str]]:
    pages = import_module("workreport.pages.text").text_pages(pickle.loads(document))  # noqa: S301 - as above
    return {page.name: (page.body, page.strip) for page in pages}


def _make_tables(document: bytes, earlier: object, kind: object) -> dict[str, bytes]:
    parsed = pickle.loads(document)  # noqa: S301 - as above
    files = import_module("workreport.pages.tables").report_tables(parsed)
    if not earlier:
        return files
    pair = import_module("workreport.comparison.pairs").compare_with(parsed, earlier, kind=kind)
    return files | import_module("workreport.pages.comparison").comparison_tables(pair)
