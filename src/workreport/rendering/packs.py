"""Packs of pages on disk: written whole, listed, and put into one file to send."""

import html
import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from workreport.reading.files import scratch_in
from workreport.rendering.notebooks import notebooks
from workreport.writing.lists import PACKAGE

_MARK = re.compile(r'<meta name="workreport" content="([^"]*)">')


def replace(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, all of them in full before the first takes the place of an older one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with scratch_in(folder) as scratch:
            for name, content in files.items():
                (scratch / name).write_bytes(content)
            # The first page goes last: it says what the pack was made from, and a table may be open in Excel.
            for name in reversed(list(files)):
                (scratch / name).replace(folder / name)
    except OSError as error:
        raise OSError(error.errno, error.strerror, error.filename2 or str(folder)) from None


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
    replace({target.name: content.getvalue()}, target.parent)
    return target


def mark_of(folder: Path) -> dict[str, object]:
    """What the pack in `folder` says of itself; nothing when it is none."""
    try:
        with (folder / "index.html").open(encoding="utf-8") as page:
            found = _MARK.search(page.read(20_000))  # it stands in the head
        if not found:
            return {}
        mark = json.loads(html.unescape(found[1]))
        return mark | {"title": str(mark["title"]), "date": str(mark["date"]), "n_chars": int(mark["n_chars"])}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def list_page(to: Path, *, policy: str, script: str) -> str:
    """The page that lists all reports rendered into `to`, and leads to what is said of all of them together."""
    marks = {folder.name: mark_of(folder) for folder in sorted(to.iterdir()) if folder.is_dir()}
    reports = [{"folder": name, **mark} for name, mark in marks.items() if mark]
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - heavy, and needed when all pages are made

    environment = Environment(loader=FileSystemLoader(PACKAGE / "pages" / "templates" / "page"), autoescape=True)
    collection = next((notebook for notebook in notebooks(of_report=False) if (to / notebook.page).exists()), None)
    facts = {"reports": reports, "collection": collection, "policy": policy, "script": script}
    return environment.get_template("list.html.j2").render(facts)
