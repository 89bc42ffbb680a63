"""Pages that failed: each says so in its place, the others are delivered, and the page made last time is kept."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from importlib import import_module
from pathlib import Path

from workreport.rendering.jobs import TEXT, Job, context_of
from workreport.rendering.notebooks import Notebook

PREVIOUS = "previous-"  # before the name of a page that was made in an earlier run and could not be made in this one

_NOT_MADE = 'id="not-made"'
_TABLES = ("figures.xlsx", "figures.csv", "changes.xlsx")


def fill_gaps(
    files: Mapping[str, bytes], failed: Mapping[str, str], job: Job, collection: Sequence[Notebook]
) -> dict[str, bytes]:
    """Put a page that says why in the place of each that failed, and let no link lead to a table that is not there.

    Args:
        files: What was made, by file name.
        failed: Why a page was not made, by its title.
        job: The report.
        collection: The notebooks, in the order of their pages.

    Returns:
        All files of the pack, its first page first, and under `previous-…` what was made earlier of a page that failed.
        None bears the fingerprint: an incomplete pack must not pass for an unchanged one next time.
    """
    titles = {notebook.page: notebook.title for notebook in collection} | {"text.html": TEXT}
    whole: dict[str, bytes] = {}
    for name, title in titles.items():
        if title in failed:
            kept = _kept(name, job.folder)
            whole[name] = _page(title, failed[title], job, collection, previous=bool(kept)).encode(errors="replace")
            whole |= {PREVIOUS + name: kept} if kept else {}
        elif name in files:
            whole[name] = files[name]
    whole |= files
    missing = [name for name in _TABLES if name not in files]
    whole = {name: _without(missing, content) if _is_new(name) else content for name, content in whole.items()}
    return {name: content.replace(job.fingerprint.encode(), b"") for name, content in whole.items()}


def clear_previous(names: Mapping[str, bytes], folder: Path) -> None:
    """Remove what was kept of pages that are there again."""
    for name in names:
        if _is_new(name) and PREVIOUS + name not in names and not is_gap(names[name]):
            (folder / (PREVIOUS + name)).unlink(missing_ok=True)


def is_gap(content: bytes) -> bool:
    """Whether a page only says that it was not made."""
    return _NOT_MADE.encode() in content


def _is_new(name: str) -> bool:
    return name.endswith(".html") and not name.startswith(PREVIOUS)


def _kept(name: str, folder: Path) -> bytes:
    """The page as it was last made; nothing where it never was."""
    for place in (folder / name, folder / (PREVIOUS + name)):
        if place.is_file() and not is_gap(content := place.read_bytes()):
            return content
    return b""


def _page(title: str, reason: str, job: Job, collection: Sequence[Notebook], *, previous: bool) -> str:
    """A page in the frame of the others that says why there is nothing on it."""
    reason = reason.replace(f"{job.path.parent}/", "")
    name = next((notebook.page for notebook in collection if notebook.title == title), "text.html")
    paragraphs = [f"这一页没有做成：{escape(reason)}", "其余各页不受影响，见页首的链接；排除原因后重做，这一页会补上。"]
    if previous:
        link = f'<a href="{escape(PREVIOUS + name)}">上一次做成的这一页</a>'
        paragraphs.append(f"{link}还在，但它依据的可能是旧稿或旧的参数，不要与这次的各页混用。")
    body = f"<div {_NOT_MADE}>{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}</div>"
    output = {"output_type": "display_data", "data": {"text/html": body}, "metadata": {}}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": f"# {title} · Not made"},
        {"cell_type": "code", "metadata": {}, "source": "", "outputs": [output], "execution_count": None},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return import_module("workreport.rendering.export").to_page(notebook, context_of(job, title, collection, {}))


def _without(missing: Sequence[str], page: bytes) -> bytes:
    """A page that says of tables which were not made that there are none, instead of leading to them."""
    if not missing:
        return page
    names = "|".join(map(re.escape, missing))
    return re.sub(rf'<a href="(?:{names})">(.*?)</a>', r"\1（没有做成）", page.decode()).encode()
