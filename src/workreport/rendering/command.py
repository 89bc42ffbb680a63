"""The command line: `workreport render REPORT...`, `check`, `compare EARLIER LATER`, `collect`, `reference`."""

import argparse
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from workreport.reading import ReportError, prepare, read_report, reports_in, skipped_notice
from workreport.rendering import check, collect
from workreport.rendering.masks import Mask, check_mask, write_key
from workreport.rendering.notebooks import ParameterError, notebooks, values_of
from workreport.rendering.render import EXTRA_STEPS, Outcome, render, sentence_of, zip_pack

BAD_INPUT = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code: 0, 2 for bad input, 130 when interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old Windows console knows only its own code page
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except (ParameterError, OSError) as error:
        _console().print(f"[red]✗ {escape(sentence_of(error))}[/]", soft_wrap=True, highlight=False)
        return BAD_INPUT
    except KeyboardInterrupt:
        _console().print("已停止；没有做完的报告，原有页面没有改动。")
        return INTERRUPTED


def _render(options: argparse.Namespace) -> int:
    """The command `render`."""
    console = _console()
    collection = notebooks()
    declared = {name: value for notebook in collection for name, value in notebook.parameters.items()}
    del declared["REPORT"]
    values = values_of(options.parameter, declared)
    if values.get("REFERENCE"):
        _check_reference(str(values["REFERENCE"]))
    if options.corpus:
        values["CORPUS"] = options.corpus
    if values.get("CORPUS"):
        _check_corpus(str(values["CORPUS"]))
    paths, skipped = reports_in(options.reports)
    if skipped:
        console.print(skipped_notice(skipped), soft_wrap=True, markup=False, highlight=False)
    mask = _mask_of(options)
    if mask:
        check_mask(values, options.to)
    return _make(paths, values, options, console, mask)


def _mask_of(options: argparse.Namespace) -> Mask | None:
    """What is to be masked; an option that only masking knows, without it, is refused: pages would show all."""
    also, leave = (
        tuple(filter(None, (word.strip() for word in re.split("[,，、]", ",".join(words)))))
        for words in (options.also, options.leave)
    )
    if not options.mask and (also or leave or options.mask_bodies):
        raise ParameterError("--mask-bodies、--also、--leave 要和 --mask 一起用。")
    return Mask(also, leave, options.mask_bodies) if options.mask else None


def _compare(options: argparse.Namespace) -> int:
    """The command `compare`: the later report's pages, its comparison with the earlier one among them."""
    console = _console()
    try:
        read_report(options.earlier)  # a file that cannot be read is told before the work
    except ReportError as error:
        raise ParameterError(str(error)) from error
    code = _make([options.later], {"EARLIER": str(options.earlier.absolute()), "AS": options.kind}, options, console)
    if not code:
        console.print("对比在“两份对比”一页，表格在 changes.xlsx。")
    return code


def _make(
    paths: list[Path],
    values: dict[str, object],
    options: argparse.Namespace,
    console: Console,
    mask: Mask | None = None,
) -> int:
    """Render reports with a bar of progress, and say what became of each."""
    collection = notebooks()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("准备", total=len(paths) * (len(collection) + EXTRA_STEPS))

        def tell(source: str, title: str) -> None:
            progress.update(bar, advance=1, description=escape(f"{_brief(source)} {title}"))

        settings = {"to": options.to, "values": values, "force": options.force, "mask": mask}
        outcomes = render(paths, collection, **settings, tell=tell)
        progress.update(bar, description="完成", total=progress.tasks[0].completed)
    well = [_report(outcome, console, zipped=options.zip) for outcome in outcomes]
    if any(outcome.folder for outcome in outcomes):
        console.print(f"全部报告：{options.to / 'index.html'}", soft_wrap=True, markup=False, highlight=False)
    masked = {str(path): one.masked for path, one in zip(paths, outcomes, strict=True) if one.masked}
    if masked:
        line = f"对照表 {write_key(masked)} 写明每个代号的原文，只留给自己，不要随网页发出。"
        console.print(line, soft_wrap=True, markup=False, highlight=False)
    return 0 if all(well) else BAD_INPUT


def _check_reference(path: str) -> None:
    """Refuse a file that holds no reference before any notebook runs."""
    from workreport.words.reference import load_reference  # noqa: PLC0415 - heavy, and seldom asked for

    try:
        load_reference(path)
    except (ValueError, OSError) as error:
        raise ParameterError(sentence_of(error)) from error


def _check_corpus(folder: str) -> None:
    """Refuse a folder that holds no collection before any notebook runs."""
    from workreport.corpus import read_corpus  # noqa: PLC0415 - as above

    try:
        read_corpus(folder)
    except ReportError as error:
        raise ParameterError(str(error)) from error


def _reference(options: argparse.Namespace) -> int:
    """The command `reference`."""
    # Heavy, and `render` does without: pages are made in other processes.
    from workreport.analyses.balance import build_section_reference  # noqa: PLC0415
    from workreport.comparison.formulae import build_formulae, write_formulae  # noqa: PLC0415
    from workreport.words.reference import build_reference, write_reference  # noqa: PLC0415

    console, reports, problems = _console(), [], 0
    paths, _ = reports_in(options.reports)
    prepare(paths)
    for path in paths:
        try:
            reports.append(read_report(path))
        except ReportError as error:
            problems += 1
            console.print(f"[red]✗ {escape(str(error))}[/]", soft_wrap=True, highlight=False)
    if reports:
        options.to.mkdir(parents=True, exist_ok=True)
        write_reference(build_reference(reports), options.to / "reference.parquet")
        write_reference(build_section_reference(reports), options.to / "reference_sections.csv")
        write_formulae(build_formulae(reports), options.to / "formulae.txt")
        console.print(f"✓ {len(reports)} 份报告 → {options.to}", soft_wrap=True, markup=False, highlight=False)
    return BAD_INPUT if problems or not reports else 0


def _report(outcome: Outcome, console: Console, *, zipped: bool) -> bool:
    """Say what became of one report, and whether all went well."""
    problems, packed = list(outcome.problems), None
    if zipped and outcome.folder and not problems:
        try:
            packed = zip_pack(outcome.folder)
        except OSError as error:
            problems.append(f"{outcome.source} 的压缩包没有做成：{sentence_of(error)}")
    for problem in problems:
        console.print(f"[red]✗ {escape(problem)}[/]", soft_wrap=True, highlight=False)
    if outcome.folder and not problems:
        unchanged = "" if outcome.fresh else "（没有变化，未重做；要重做请加 --force）"
        line = f"✓ {_brief(outcome.source)} → {outcome.folder / 'index.html'}{unchanged}"
        console.print(line, soft_wrap=True, markup=False, highlight=False)
    if packed:
        console.print(f"  {packed}", soft_wrap=True, markup=False, highlight=False)
    return not problems


def _brief(source: str) -> str:
    """A file's name for the terminal: printable, and not longer than a line allows."""
    name = "".join(character if character.isprintable() else "?" for character in source)
    return name if len(name) <= 40 else f"{name[:39]}…"


def _console() -> Console:
    return Console(stderr=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="workreport", description="工作报告分析：把报告做成可以转发的网页。")
    commands = parser.add_subparsers(required=True, metavar="命令")
    for add_command in (_add_render, _add_compare, _add_reference, collect.add_command, check.add_command):
        add_command(commands)
    return parser


def _add_render(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("render", help="分析报告，生成网页", description="对每份报告运行全部分析，生成网页。")
    command.set_defaults(command=_render)
    command.add_argument(
        "reports",
        nargs="+",
        type=Path,
        metavar="REPORT",
        help="报告文件或文件夹：docx、doc、pdf、ofd、html、txt 等",
    )
    command.add_argument(
        "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help="改一个参数，如 KEYWORD=数字经济"
    )
    command.add_argument("--corpus", metavar="FOLDER", help="报告集（workreport collect 所生成），与其中的同类报告比")
    _add_output(command)
    _add_mask(command)


def _add_compare(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "compare",
        help="比较两份报告：两稿，或两年",
        description="两稿比改动，两年比目标、照抄和提法；生成后一份报告的网页和 changes.xlsx。",
    )
    command.set_defaults(command=_compare)
    command.add_argument("earlier", type=Path, metavar="EARLIER", help="较早的一份：上一稿，或去年的报告")
    command.add_argument("later", type=Path, metavar="LATER", help="后一份")
    command.add_argument(
        "--as", dest="kind", choices=["drafts", "years"], default="", help="按两稿比或按两年比（默认由程序判断）"
    )
    _add_output(command)


def _add_reference(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "reference",
        help="用一批报告生成参照词频",
        description="统计一批报告的词频和各类内容的篇幅，作为比较的参照；不保留原文。",
    )
    command.set_defaults(command=_reference)
    command.add_argument("reports", nargs="+", type=Path, metavar="REPORT", help="报告文件或文件夹")
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="reference.parquet 等放到哪个文件夹")


def _add_mask(command: argparse.ArgumentParser) -> None:
    """Options on what is masked."""
    command.add_argument(
        "--mask",
        action="store_true",
        help="脱敏：人名、电话、证件号、地址、文号等换成代号，另在当前文件夹存对照表 mask.csv",
    )
    command.add_argument("--mask-bodies", action="store_true", help="单位名称也换成代号（和 --mask 一起用）")
    for name, what in (("--also", "也要遮的"), ("--leave", "不要遮的")):
        command.add_argument(
            name, action="append", default=[], metavar="词,词", help=f"{what}词，用逗号隔开（和 --mask 一起用）"
        )


def _add_output(command: argparse.ArgumentParser) -> None:
    """Options on where pages go."""
    command.add_argument(
        "--to", type=Path, default=Path("html"), metavar="FOLDER", help="网页放到哪个文件夹（默认 html）"
    )
    command.add_argument("--zip", action="store_true", help="另把每份报告的网页打成一个 zip，便于发送")
    command.add_argument("--force", action="store_true", help="没有变化也重做")
