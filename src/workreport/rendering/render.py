"""Render reports: every notebook of the collection, executed on each report, as pages that open anywhere.

Each notebook runs in a process of its own, two at a time; where the system can fork, it is forked from one that has
done the imports. New pages take the place of old ones only when all of a report's pages are complete.
"""

import errno
import hashlib
import html
import io
import json
import multiprocessing
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from workreport.reading import PROJECT, Report, ReportError, find_report, prepare, read_report
from workreport.rendering.notebooks import Notebook
from workreport.writing.lists import PACKAGE

TIMEOUT = 300  # seconds for one notebook
AT_ONCE = 2

_PACKAGE = PACKAGE
_TABLES = "台账表格"  # beside the notebooks, a report's ledger as files
_MARK = re.compile(r'<meta name="workreport" content="([^"]*)">')
_REASONS = {
    errno.EACCES: "没有写入的权限，或者正被别的程序（如 Excel）打开",
    errno.EPERM: "没有写入的权限",
    errno.EROFS: "在只读的磁盘上",
    errno.ENOSPC: "所在的磁盘已满",
    errno.EEXIST: "已被同名的文件占用",
    errno.ENOTDIR: "的上级不是文件夹",
    errno.EISDIR: "已被同名的文件夹占用",
    errno.ENOTEMPTY: "已被同名的文件夹占用",
    errno.ENAMETOOLONG: "的名字太长",
    errno.ENOENT: "找不到",
}
_LIBRARIES = ("workreport", "jieba", "pandas", "matplotlib", "wordcloud", "nbconvert")


@dataclass(frozen=True)
class Outcome:
    """What became of one report.

    Attributes:
        source: The file's name.
        folder: Where its pages are; None when there are none.
        problems: Sentences on what failed; empty when all went well.
        fresh: Its pages were made in this run; False when nothing had changed since the last one.
    """

    source: str
    folder: Path | None
    problems: tuple[str, ...] = ()
    fresh: bool = True


@dataclass(frozen=True)
class _Job:
    """One report to be rendered: where from, where to, and what tells its pages from older ones."""

    report: Report
    path: Path
    checksum: str
    folder: Path
    values: Mapping[str, object]
    fingerprint: str

    @property
    def mark(self) -> str:
        """What a pack says of itself in the head of its first page; the list of reports is made from it."""
        facts = {
            "title": self.report.title,
            "date": self.report.date,
            "n_chars": len("".join(self.report.text.split())),
            "fingerprint": self.fingerprint,
        }
        return json.dumps(facts, ensure_ascii=False)


class _NoPageError(Exception):
    """A process gave no page; the text says why."""


def render(  # noqa: PLR0913 - each is a choice on the command line
    paths: Sequence[Path],
    collection: Sequence[Notebook],
    *,
    to: Path,
    values: Mapping[str, object],
    force: bool = False,
    tell: Callable[[str, str], None] = lambda _source, _title: None,
) -> list[Outcome]:
    """Render each report into a folder of its own below `to`, and a list of all reports there.

    Args:
        paths: The report files.
        collection: The notebooks to run.
        to: The folder for all pages; it is made if it is missing, and other files in it are left alone.
        values: Parameters that differ from the notebooks' own.
        force: Render even where report, parameters and code are those of the last run.
        tell: Called with a report's file name and a notebook's title as each is done.

    Returns:
        One outcome a report, in the order of `paths`.
    """
    processes = _warm_up()
    prepare(paths)
    outcomes: dict[Path, Outcome] = {}
    running: dict[Path, tuple[_Job, dict[str, Future]]] = {}
    names = {"index.html"}  # the list of all reports stands beside their folders
    with ThreadPoolExecutor(AT_ONCE) as threads:
        try:
            for path in paths:
                try:
                    job = _job(path, to, values, names)
                except ReportError as error:
                    outcomes[path] = Outcome(path.name, None, (str(error),))
                    continue
                if not running:
                    _replace({}, to)  # a folder that cannot be written to is told before the work
                if not force and _mark_of(job.folder).get("fingerprint") == job.fingerprint:
                    outcomes[path] = Outcome(path.name, job.folder, fresh=False)
                    continue
                running[path] = job, _submit(job, collection, threads, processes, tell)
            import_module("workreport.rendering.export")  # heavy: imported here, while the first notebooks run
            for path, (job, futures) in running.items():
                outcomes[path] = _finish(job, futures)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.kill()
            raise
    if any(outcome.folder for outcome in outcomes.values()):
        _replace({"index.html": _list_page(to).encode()}, to)
    return [outcomes[path] for path in paths]


def zip_pack(folder: Path) -> Path:
    """Put a report's pages into one file to send, beside their folder; the same pages give the same bytes."""
    target = folder.with_name(f"{folder.name}.zip")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.iterdir() if path.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{file.name}")  # its date is 1980-01-01, always
            entry.create_system = 3  # the system it was made on does not show
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    _replace({target.name: content.getvalue()}, target.parent)
    return target


def _warm_up() -> BaseContext:
    """Start the process that the notebooks' processes are forked from; on Windows, each starts on its own."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver  # noqa: PLC0415 - it does not exist on Windows

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["workreport.rendering.preload"])
    forkserver.ensure_running()
    return context


def _job(path: Path, to: Path, values: Mapping[str, object], names: set[str]) -> _Job:
    """Read a report and say where its pages go; two reports of one name get two folders."""
    file = find_report(path).absolute()
    if file.is_dir():
        raise ReportError(f"文件夹“{path}”打不开，或者里面没有报告，请写出报告的文件名。")
    report = read_report(file)
    name, number = report.name, 1
    while name.casefold() in names:
        number += 1
        name = f"{report.name}-{number}"
    names.add(name.casefold())
    checksum = hashlib.sha256(file.read_bytes()).hexdigest()
    reference = str(values.get("REFERENCE", ""))
    counts = _hash([Path(reference), PROJECT / reference])
    facts = [report.source, checksum, sorted(values.items()), counts, _code_hash(), _versions()]
    fingerprint = hashlib.sha256(repr(facts).encode()).hexdigest()
    return _Job(report, file, checksum, to / name, values, fingerprint)


def _submit(
    job: _Job,
    collection: Sequence[Notebook],
    threads: ThreadPoolExecutor,
    processes: BaseContext,
    tell: Callable[[str, str], None],
) -> dict[str, Future]:
    """Start a report's pages and tables; each gives a dict from file name to bytes."""

    def make_page(notebook: Notebook) -> dict[str, bytes]:
        own = {name: value for name, value in job.values.items() if name in notebook.parameters}
        executed = _in_process(processes, _run_notebook, notebook.path, own | {"REPORT": job.path})
        page = import_module("workreport.rendering.export").to_page(executed, _context(job, notebook, collection))
        tell(job.path.name, notebook.title)
        return {notebook.page: page.encode(errors="replace")}

    def make_tables() -> dict[str, bytes]:
        files = _in_process(processes, _make_tables, job.report)
        tell(job.path.name, _TABLES)
        return files

    pages = {notebook.title: threads.submit(make_page, notebook) for notebook in collection}
    return pages | {_TABLES: threads.submit(make_tables)}


def _finish(job: _Job, futures: Mapping[str, Future]) -> Outcome:
    """Wait for a report's pages and put them in place, unless one failed and older pages are there."""
    files: dict[str, bytes] = {}
    failed: dict[str, str] = {}  # what went wrong: where
    for title, future in futures.items():
        try:
            files |= future.result()
        except Exception as error:  # noqa: BLE001 - whatever fails on one page must not reach the others
            reason = sentence_of(error)
            failed[reason] = f"{failed.get(reason, '')}“{title}”"
    problems = [f"{job.report.source} 的{titles}没有做成：{reason}" for reason, titles in failed.items()]
    if problems:  # an incomplete pack must not pass for an unchanged one next time
        files = {name: content.replace(job.fingerprint.encode(), b"") for name, content in files.items()}
    there = (job.folder / "index.html").exists()
    if problems and there:
        problems.append(f"{job.folder} 里原有的页面没有改动。")
    elif files:
        try:
            _replace(files, job.folder)
            there = True
        except OSError as error:
            problems.append(f"{job.report.source} 的网页没有写完：{sentence_of(error)}")
    return Outcome(job.report.source, job.folder if there else None, tuple(problems))


def sentence_of(error: Exception) -> str:
    """What went wrong, in one line for the user."""
    if isinstance(error, OSError) and error.errno:
        reason = _REASONS.get(error.errno, error.strerror or type(error).__name__)
        return f"“{error.filename}”{reason}。" if error.filename else f"系统出错：{reason}。"
    return " ".join(str(error).split()) or type(error).__name__


def _in_process(processes: BaseContext, work: Callable[..., dict], *arguments: object) -> dict:
    """Do `work` in a process of its own, which can neither touch this one nor outlive its time."""
    receiver, sender = processes.Pipe(duplex=False)
    process = processes.Process(target=_send, args=(sender, work, *arguments), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(TIMEOUT):
            raise _NoPageError(f"超过 {TIMEOUT} 秒没有完成，已停止。")
        result, problem = receiver.recv()
    except EOFError:
        raise _NoPageError("进程意外结束（可能是内存不足）。") from None
    finally:
        process.kill()
        process.join()
        receiver.close()
    if problem:
        raise _NoPageError(problem)
    return result


def _send(sender: Connection, work: Callable, *arguments: object) -> None:
    """In the new process: do `work`, and send its result, or what went wrong in one line."""
    try:
        result = work(*arguments), None
    except Exception as error:  # noqa: BLE001 - whatever fails in one notebook must not reach the others
        result = {}, sentence_of(error)
    sender.send(result)


def _run_notebook(notebook: Path, values: Mapping[str, object]) -> dict:
    return import_module("workreport.rendering.execute").execute(
        notebook, values
    )  # heavy, and only these processes need it


def _make_tables(report: Report) -> dict[str, bytes]:
    return import_module("workreport.pages.tables").report_tables(report)


def _context(job: _Job, notebook: Notebook, collection: Sequence[Notebook]) -> dict[str, object]:
    """What a page says around its notebook."""
    report = job.report
    parameters = notebook.parameters | dict(job.values)
    shown = (f"{name} = {parameters[name]!r}" for name in notebook.parameters if name != "REPORT")
    sources = {
        "文件": report.source,
        "文件校验 SHA-256": job.checksum,
        "日期": report.date,
        "作者": report.author,
        "参数": "；".join(shown),
        "词表校验": _hash(_lexicon_files())[:16],
        "软件版本": _versions(),
    }
    return {
        "mark": job.mark,
        "heading": notebook.title,
        "title": report.title,
        "notices": report.notices,
        "links": [{"href": other.page, "title": other.title, "here": other == notebook} for other in collection],
        "sources": [(name, value) for name, value in sources.items() if value],
    }


def _lexicon_files() -> list[Path]:
    return [*sorted((_PACKAGE / "data" / "lexicon").glob("*.txt")), PROJECT / "data" / "terms.txt"]


@cache
def _versions() -> str:
    return "，".join(f"{name} {version(name)}" for name in _LIBRARIES)


@cache
def _code_hash() -> str:
    """Hash of all that pages are made from, beside the report and the parameters."""
    parts = (path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".j2", ".css", ".csv", ".txt", ".gz"})
    notebooks = (PROJECT / "notebooks").glob("*.ipynb")
    return _hash([*sorted(parts), *sorted(notebooks), PROJECT / "data" / "terms.txt"])


def _hash(files: Iterable[Path]) -> str:
    """One hash of several files; a missing one counts as empty."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(hashlib.sha256(file.read_bytes() if file.is_file() else b"").digest())
    return whole.hexdigest()


def _replace(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, all of them in full before the first takes the place of an older one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as scratch:
            for name, content in files.items():
                (Path(scratch) / name).write_bytes(content)
            # The first page goes last: it says what the pack was made from, and a table may be open in Excel.
            for name in reversed(files):
                (Path(scratch) / name).replace(folder / name)
    except OSError as error:
        raise OSError(error.errno, error.strerror, error.filename2 or str(folder)) from None


def _mark_of(folder: Path) -> dict[str, object]:
    """What the pack in `folder` says of itself; nothing when it is none."""
    try:
        found = _MARK.search((folder / "index.html").read_text(encoding="utf-8"))
        mark = json.loads(html.unescape(found[1])) if found else None
        return mark | {"title": str(mark["title"]), "date": str(mark["date"]), "n_chars": int(mark["n_chars"])}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _list_page(to: Path) -> str:
    """The page that lists all reports rendered into `to`."""
    marks = {folder.name: _mark_of(folder) for folder in sorted(to.iterdir()) if folder.is_dir()}
    reports = [{"folder": name, **mark} for name, mark in marks.items() if mark]
    environment = Environment(loader=FileSystemLoader(_PACKAGE / "pages" / "templates" / "page"), autoescape=True)
    return environment.get_template("list.html.j2").render(reports=reports)
