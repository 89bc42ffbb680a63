"""Reports of any number are read once each and become the tables of one collection.

Each report's rows are kept as a file of their own below `.parts`, named by what they were made from. A run makes those
that are missing, in several processes, then joins all of them into the tables. Every file comes into being whole and
under another name first: a run can end at any moment, and the next goes on from there.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from workreport.corpus.tables import REFUSED, SCHEMAS, rows_of
from workreport.reading import ReportError, read_report
from workreport.reading.files import package_hash, scratch_in, sweep

if TYPE_CHECKING:
    from distributed import Client

PARTS = ".parts"
MARK = b"workreport.collection"
"""Key in each table's metadata; tables of one run carry the same value."""

_IN_A_GROUP = 64  # reports whose rows are written together: bounds the memory, and is the same in every run
_AT_ONCE = 8  # reports handed out together: telling a process costs a twentieth of reading a report
_AHEAD = 2  # such lots handed out ahead for each process
_UNWATCHED = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "10s",
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.system-monitor.gil.enabled": False,
}
"""What a cluster of our own does without: it would look at its own threads a hundred times a second, a tenth of the
work of two cores."""

_KILLED = "读它的进程意外结束（可能是内存不足），请单独打开这份文件看看。"


@dataclass(frozen=True)
class Collected:
    """What became of a run.

    Attributes:
        n_reports: Reports in the tables.
        n_read: Files that were read in this run; the others had not changed.
        refused: Path and reason of each file that could not be read, by path.
    """

    n_reports: int
    n_read: int
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Source:
    """A report's file: its name in the tables, its checksum, and the name of what is made from it."""

    path: Path
    file: str
    checksum: str
    key: str


def collect(
    files: Sequence[Path],
    to: Path,
    *,
    workers: int = 0,
    scheduler: str = "",
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Collected:
    """Read reports into the tables of a collection; what has not changed since the last run is not read again.

    Args:
        files: The reports' files. Those of an earlier run that are not among them leave the collection.
        to: The folder of the collection; it holds one Parquet file for each table of `tables.SCHEMAS`, and `refused`.
        workers: Processes to work with; 0 is one for each core, 1 works in this process alone.
        scheduler: Address of a Dask scheduler that runs, such as `tcp://10.0.0.5:8786`, instead of processes of our
            own. Its workers must see the same files under the same paths.
        tell: Called with how many of the reports are done, and how many there are.

    Returns:
        How many reports were read, and which were refused.

    Raises:
        OSError: The folder cannot be written to, or the scheduler does not answer.
    """
    parts = to / PARTS
    parts.mkdir(parents=True, exist_ok=True)
    sweep(to)
    for leftover in parts.glob("*.new"):
        leftover.unlink(missing_ok=True)
    sources = _sources(files)
    missing = [source for source in sources if not _exists(parts, source.key)]
    done = len(sources) - len(missing)
    tell(done, len(sources))
    with _hands(workers or os.cpu_count() or 1, scheduler, len(missing)) as work:
        for _ in work(missing, parts.resolve()):
            done += 1
            tell(done, len(sources))
    refused = {source.file: (parts / f"{source.key}.refused") for source in sources}
    reasons = tuple((file, path.read_text("utf-8")) for file, path in refused.items() if path.exists())
    good = [source for source in sources if (parts / f"{source.key}.arrow").exists()]
    _join(good, reasons, to)
    known = {source.key for source in sources}
    for path in parts.iterdir():
        if path.stem not in known:
            path.unlink(missing_ok=True)
    return Collected(len(good), len(missing), reasons)


def _sources(files: Sequence[Path]) -> list[_Source]:
    """The files by name, each once; a name is the path below the folder that all have in common."""
    paths = list(dict.fromkeys(Path(os.path.abspath(file)) for file in files))  # noqa: PTH100 - links stay links
    root = Path(os.path.commonpath([path.parent for path in paths])) if paths else Path()
    code, sources = package_hash(), []
    for path in paths:
        file = path.relative_to(root).as_posix()
        checksum = _checksum(path)
        key = hashlib.sha256(f"{checksum}\0{file}\0{code}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        sources.append(_Source(path, file, checksum, key))
    return sorted(sources, key=lambda source: source.file)


def _checksum(path: Path) -> str:
    """SHA-256 of a file; of one that cannot be opened, "" (reading it tells why)."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _exists(parts: Path, key: str) -> bool:
    return (parts / f"{key}.arrow").exists() or (parts / f"{key}.refused").exists()


def make_part(source: _Source, parts: Path) -> None:
    """Read one report and leave its rows, or why there are none, as a file below `parts`."""
    try:
        report = read_report(source.path)
        tables = rows_of(report, file=source.file, checksum=source.checksum)
    except Exception as error:  # noqa: BLE001 - whatever one report holds must not reach the others
        _refuse(source, parts, str(error) if isinstance(error, ReportError) else _reason(source, error))
        return
    if _checksum(source.path) != source.checksum:
        _refuse(source, parts, f"{source.file}：读的时候文件正在改动，请存好以后再收集一次。")
        return
    sink = pa.BufferOutputStream()
    for name, schema in SCHEMAS.items():
        options = pa.ipc.IpcWriteOptions(compression="zstd")
        with pa.ipc.new_stream(sink, schema, options=options) as stream:
            stream.write_table(tables[name])
    _write(parts / f"{source.key}.arrow", sink.getvalue().to_pybytes())


def _refuse(source: _Source, parts: Path, reason: str) -> None:
    _write(parts / f"{source.key}.refused", reason.encode("utf-8", "replace"))


def _write(path: Path, content: bytes) -> None:
    """Write a file that is there either whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    Path(name).replace(path)


_Work = Callable[[Sequence[_Source], Path], Iterator[None]]


@contextmanager
def _hands(workers: int, scheduler: str, n: int) -> Iterator[_Work]:
    """What does the work: this process, processes of our own, or those of a scheduler that runs."""
    if not scheduler and (workers == 1 or n < 2):
        yield _alone
        return
    from dask import config  # noqa: PLC0415 - takes seconds, and one report does without
    from distributed import Client, LocalCluster  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="workreport-") as scratch, config.set(_UNWATCHED):
        if scheduler:
            with Client(scheduler) as client:
                yield lambda sources, parts: _together(client, sources, parts)
            return
        cluster = LocalCluster(
            n_workers=min(workers, n),
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            local_directory=scratch,
            memory_limit=None,
            silence_logs=50,
        )
        with cluster, Client(cluster) as client:
            yield lambda sources, parts: _together(client, sources, parts)


def _alone(sources: Iterable[_Source], parts: Path) -> Iterator[None]:
    for source in sources:
        make_part(source, parts)
        yield


def make_parts(sources: Sequence[_Source], parts: Path) -> None:
    """Leave the rows of several reports; one that was read before the process of an earlier try ended stays."""
    for source in sources:
        if not _exists(parts, source.key):
            make_part(source, parts)


def _together(client: "Client", sources: Sequence[_Source], parts: Path) -> Iterator[None]:
    """Hand reports out in lots, a few ahead for each process; what a process ended on is tried again one by one.

    Whatever a process had before it is under suspicion when it ends; alone, only what is at fault itself.
    """
    from distributed import as_completed  # noqa: PLC0415

    n_workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    size = max(1, min(_AT_ONCE, len(sources) // (n_workers * _AT_ONCE)))  # few reports: all hands have work to the end
    lots = iter([sources[first : first + size] for first in range(0, len(sources), size)])
    handed: dict[object, Sequence[_Source]] = {}

    def hand_out(n: int) -> list:
        futures = {client.submit(make_parts, lot, parts, pure=False): lot for lot in islice(lots, n)}
        handed.update({future.key: lot for future, lot in futures.items()})
        return list(futures)

    doubtful: list[_Source] = []
    running = as_completed(hand_out(_AHEAD * n_workers))
    for future in running:
        lot = handed.pop(future.key)
        if future.status == "error":
            doubtful += lot
        else:
            yield from [None] * len(lot)
        future.release()
        running.update(hand_out(1))
    for source in doubtful:
        if error := client.submit(make_parts, [source], parts, pure=False).exception():
            _refuse(source, parts, _reason(source, error))
        yield None


def _reason(source: _Source, error: BaseException) -> str:
    killed = type(error).__name__ == "KilledWorker"
    return f"{source.file}：{_KILLED if killed else ' '.join(str(error).split()) or type(error).__name__}"


def _join(sources: Sequence[_Source], refused: Sequence[tuple[str, str]], to: Path) -> None:
    """Make the tables of all parts, unless those that stand there are of the same parts."""
    facts = repr(([source.key for source in sources], refused)).encode("utf-8", "surrogatepass")
    mark = hashlib.sha256(facts).hexdigest()
    if marks_of(to) == {mark}:
        return
    with scratch_in(to) as fresh:
        written = {MARK: mark.encode()}
        schemas = {name: schema.with_metadata(written) for name, schema in SCHEMAS.items()}
        writers = {name: pq.ParquetWriter(fresh / name, schema, compression="zstd") for name, schema in schemas.items()}
        for first in range(0, len(sources), _IN_A_GROUP):
            numbered = enumerate(sources[first : first + _IN_A_GROUP], first)
            groups = [_part(to / PARTS / f"{source.key}.arrow", number) for number, source in numbered]
            for name, writer in writers.items():
                writer.write_table(pa.concat_tables([group[name] for group in groups]).cast(schemas[name]))
        for writer in writers.values():
            writer.close()
        rows = pa.table([list(column) for column in zip(*refused, strict=True)] or [[], []], schema=REFUSED)
        pq.write_table(rows.cast(REFUSED.with_metadata(written)), fresh / "refused", compression="zstd")
        for path in sorted(fresh.iterdir()):
            path.replace(to / f"{path.name}.parquet")


def _part(path: Path, number: int) -> dict[str, pa.Table]:
    """The rows of one report, with its number."""
    tables = {}
    with pa.OSFile(str(path)) as stream:
        for name in SCHEMAS:
            table = pa.ipc.open_stream(stream).read_all()
            tables[name] = table.set_column(0, "report", pa.array([number] * len(table), pa.int32()))
    return tables


def marks_of(folder: Path) -> set[str]:
    """The marks of the tables in a folder: one where all are of the same run; "" stands for a table that is missing."""
    marks = set()
    for name in (*SCHEMAS, "refused"):
        try:
            marks.add((pq.read_schema(folder / f"{name}.parquet").metadata or {}).get(MARK, b"").decode())
        except (OSError, pa.ArrowInvalid):
            marks.add("")
    return marks
