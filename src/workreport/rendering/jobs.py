"""One report to be rendered: where from, where to, what tells its pages from older ones, what stands around them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from workreport.comparison.pairs import find_earlier
from workreport.document.masking import Masked
from workreport.reading import PROJECT, Report, ReportError, find_report, read_report
from workreport.reading.files import find_file, hash_of, package_hash
from workreport.rendering.masks import SUFFIX, mask_values
from workreport.rendering.notebooks import Notebook
from workreport.writing.lists import PACKAGE

TEXT, ALL = "原文", "合订页"  # titles of the two pages that are no notebooks
_LIBRARIES = ("workreport", "jieba", "pandas", "matplotlib", "wordcloud", "nbconvert")


@dataclass(frozen=True)
class Job:
    """One report to be rendered.

    Attributes:
        report: The report.
        path: Its file.
        checksum: SHA-256 of its file; "" of a masked report, which it would identify.
        folder: Where its pages go.
        values: Parameters that differ from the notebooks' own.
        fingerprint: A hash of all that its pages are made from; of a masked report, nothing of the file goes into it.
        n_checks: What proofreading finds wrong or doubtful in it; None before it was parsed.
        masked: The report behind marks, and what they stand for; None where nothing was to be masked.
    """

    report: Report
    path: Path
    checksum: str
    folder: Path
    values: Mapping[str, object]
    fingerprint: str
    n_checks: int | None = None
    masked: Masked | None = None

    @property
    def shown_path(self) -> Path:
        """The file that pages speak of; of a masked report, there is none of that name."""
        return self.path if self.masked is None else Path(self.report.source)

    @property
    def mark(self) -> str:
        """What a pack says of itself in the head of its pages; the list of reports is made from it."""
        report = self.report
        facts = {
            "title": report.full_title,
            "date": report.date,
            "n_chars": len("".join(report.text.split())),
            "place": report.place,
            "body": report.body,
            "kind": report.kind,
            "year": report.year,
            "n_checks": self.n_checks,
            "fingerprint": self.fingerprint,
        }
        return json.dumps(facts, ensure_ascii=False)


def job_of(
    path: Path,
    to: Path,
    values: Mapping[str, object],
    names: set[str],
    disguise: Callable[[Report, str], Masked] | None = None,
) -> Job:
    """Read a report and say where its pages go; two reports of one name get two folders.

    Args:
        path: The report's file.
        to: The folder that all packs lie in.
        values: Parameters that differ from the notebooks' own.
        names: Folders already taken, in lower case; the report's is added.
        disguise: What masks a report, given the report and its file's name; None to show it as it is.

    Raises:
        ReportError: The file cannot be read as a report, or not be masked.
    """
    file = find_report(path).absolute()
    if file.is_dir():
        raise ReportError(f"文件夹“{path}”打不开，或者里面没有报告，请写出报告的文件名。")
    report, masked = read_report(file), None
    if disguise:
        masked = disguise(report, report.source)
        report, values = masked.report, mask_values(values, masked)
    folder = to / _free(report.name + (SUFFIX if disguise else ""), names)
    checksum = "" if disguise else hashlib.sha256(file.read_bytes()).hexdigest()
    reference = str(values.get("REFERENCE", ""))
    earlier = _earlier(file, values) if not disguise else None
    others = hash_of([Path(reference), PROJECT / reference, *([earlier] if earlier else [])])
    corpus = find_file(str(values["CORPUS"])) if values.get("CORPUS") else None
    marks = _marks_of(corpus) if corpus else []
    # Of a masked report only what its pages show: a hash of the file, or of a name, could be tried against guesses.
    known = report if disguise else (report.source, checksum)
    facts = [known, sorted(values.items()), others, marks, _made_by(), _versions()]
    if earlier:
        values = {**values, "EARLIER": earlier}
    if corpus:
        values = {**values, "CORPUS": corpus.absolute()}
    fingerprint = hashlib.sha256(repr(facts).encode()).hexdigest()
    return Job(report, file, checksum, folder, values, fingerprint, masked=masked)


def _free(wanted: str, names: set[str]) -> str:
    """A name that no other report has taken, and that is taken now."""
    name, number = wanted, 1
    while name.casefold() in names:
        number += 1
        name = f"{wanted}-{number}"
    names.add(name.casefold())
    return name


def _earlier(file: Path, values: Mapping[str, object]) -> Path | None:
    """What a report is to be compared with: what the user names, else what is found."""
    return find_report(str(values["EARLIER"])) if values.get("EARLIER") else find_earlier(file)


def context_of(job: Job, here: str, collection: Iterable[Notebook], parameters: Mapping[str, object]) -> dict:
    """What a page says around its contents.

    Args:
        job: The report.
        here: The page's title.
        collection: The notebooks, whose pages are linked.
        parameters: The parameters that the page's notebook takes, with their defaults.
    """
    report = job.report
    run = {name: job.values.get(name, default) for name, default in parameters.items() if name != "REPORT"}
    run = {name: value.name if isinstance(value, Path) else value for name, value in run.items()}
    sources = {
        "文件": report.source,
        "文件校验 SHA-256": job.checksum,
        "参数": "；".join(f"{name} = {value!r}" for name, value in run.items()),
        "词表校验": hash_of(_lexicon_files())[:16],
        "软件版本": _versions(),
    }
    year = f"{report.year}年" if report.year else ""
    identity = (report.place, report.body, year, report.kind, report.author, report.date)
    pages = [*((notebook.title, notebook.page) for notebook in collection), (TEXT, "text.html")]
    return {
        "mark": job.mark,
        "heading": here,
        "title": report.full_title,
        "identity": list(dict.fromkeys(filter(None, identity))),
        "source": report.source,
        "notices": report.notices,
        "links": [{"href": page, "title": title, "here": title == here} for title, page in pages],
        "files": [
            {"href": "figures.xlsx", "title": "Excel 工作簿"},
            {"href": "figures.csv", "title": "指标台账 CSV"},
            *([{"href": "changes.xlsx", "title": "对比表"}] if job.values.get("EARLIER") else []),
            {"href": "all.html", "title": "合订为一页（打印、转发）"},
        ],
        "sources": [(name, value) for name, value in sources.items() if value],
    }


def _marks_of(corpus: Path) -> list[str]:
    """What tells the tables of a collection from older ones."""
    from workreport.corpus.collect import marks_of  # noqa: PLC0415 - heavy, and most runs do without

    return sorted(marks_of(corpus))


def _lexicon_files() -> list[Path]:
    return [*sorted((PACKAGE / "data" / "lexicon").glob("*.txt")), PROJECT / "data" / "terms.txt"]


@cache
def _versions() -> str:
    return "，".join(f"{name} {version(name)}" for name in _LIBRARIES)


@cache
def _made_by() -> str:
    """Hash of all that pages are made from, beside the report and the parameters."""
    return package_hash() + hash_of(sorted((PROJECT / "notebooks").glob("*.ipynb")))
