"""The command `workreport collect FOLDER… --to corpus/`: reports in any number become the tables of one collection."""

import argparse
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from workreport.reading import reports_in, skipped_notice
from workreport.rendering.notebooks import notebooks
from workreport.rendering.packs import list_page, replace
from workreport.rendering.processes import in_process, warm_up

_SHOWN = 20  # refusals that are printed one by one; all of them stand in refused.parquet
_BAD_INPUT = 2


def add_command(commands: argparse._SubParsersAction) -> None:
    """Add `collect` to the command line."""
    command = commands.add_parser(
        "collect",
        help="把许多份报告读成一套表",
        description="把文件夹里的报告（含下级文件夹）各读一次，存成 Parquet 表；没有变化的不再读，断了可接着做。",
    )
    command.set_defaults(command=_collect)
    command.add_argument("reports", nargs="+", type=Path, metavar="FOLDER", help="报告文件或文件夹")
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="表放到哪个文件夹")
    command.add_argument("--html", type=Path, metavar="FOLDER", help="另把报告集做成一页，放到报告网页所在的文件夹")
    command.add_argument("--workers", type=int, default=0, metavar="N", help="用几个进程（默认每个处理器核心一个）")
    command.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="已有的 Dask 调度器，如 tcp://10.0.0.5:8786"
    )


def _collect(options: argparse.Namespace) -> int:
    from workreport.corpus import collect  # noqa: PLC0415 - heavy, and other commands do without

    console = Console()
    files, skipped = reports_in(options.reports)
    if skipped:
        console.print(skipped_notice(skipped), soft_wrap=True, markup=False, highlight=False)
    columns = (TextColumn("读报告"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=len(files))
        result = collect(
            files,
            options.to,
            workers=options.workers,
            scheduler=options.scheduler,
            tell=lambda done, every: progress.update(bar, completed=done, total=every),
        )
    for _, reason in result.refused[:_SHOWN]:
        console.print(f"[red]✗ {escape(reason)}[/]", soft_wrap=True, highlight=False)
    if len(result.refused) > _SHOWN:
        rest = len(result.refused) - _SHOWN
        console.print(f"[red]✗ 另有 {rest} 个文件读不了，见 refused.parquet。[/]", highlight=False)
    kept = result.n_reports + len(result.refused) - result.n_read
    unchanged = f"；{kept} 个文件没有变化，未重读" if kept > 0 else ""
    line = f"✓ {result.n_reports} 份报告{unchanged} → {options.to}"
    console.print(line, soft_wrap=True, markup=False, highlight=False)
    if options.html and result.n_reports:
        page = make_page(options.to, options.html)
        console.print(f"✓ 报告集 → {page}", soft_wrap=True, markup=False, highlight=False)
    return _BAD_INPUT if result.refused or not result.n_reports else 0


def make_page(corpus: Path, to: Path) -> Path:
    """Run the notebook of collections on one, and put its page beside the reports' folders.

    Args:
        corpus: The folder of the collection.
        to: The folder of the reports' pages; sentences are linked to the pages that lie there.

    Returns:
        The page.

    Raises:
        WorkError: The notebook gave no page; the text says why.
    """
    export = import_module("workreport.rendering.export")
    notebook = notebooks(of_report=False)[0]
    values = {"CORPUS": corpus.absolute(), "PAGES": "."}
    executed = in_process(warm_up(), _run, notebook.path, values)
    empty = dict.fromkeys(("links", "sources", "identity", "files", "notices"), ())
    said = {"heading": notebook.title, "title": "报告集", "mark": "", "source": corpus.name, "up": "index.html"}
    page = export.to_page(executed, empty | said)
    replace({notebook.page: page.encode(errors="replace")}, to)
    replace({"index.html": list_page(to, policy=export.policy(), script=export.script()).encode()}, to)
    return to / notebook.page


def _run(notebook: Path, values: dict[str, object]) -> dict:
    return import_module("workreport.rendering.execute").execute(notebook, values)
