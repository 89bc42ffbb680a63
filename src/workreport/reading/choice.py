"""Which report a notebook is about: its own, or one that is chosen for all notebooks in one place."""

import os
import tomllib
from pathlib import Path

from workreport.reading.draft import ReportError
from workreport.writing.lists import PROJECT

CHOICE = PROJECT / "notebooks" / "report.toml"


def chosen_path(path: str | os.PathLike[str] = "") -> str | os.PathLike[str]:
    """The report's path: what is given, else the environment's `WORKREPORT_REPORT`, else what `report.toml` says.

    Raises:
        ReportError: Nothing is given, and the file that chooses for all notebooks is missing or cannot be read.
    """
    if given := path or os.environ.get("WORKREPORT_REPORT", ""):
        return given
    try:
        report = tomllib.loads(Path(CHOICE).read_text(encoding="utf-8-sig"))["report"]
    except (OSError, ValueError, KeyError):
        report = None
    if not isinstance(report, str) or not report:
        raise ReportError(
            'notebooks/report.toml 里没有写明报告：请写一行 report = "路径"，或在参数格里写 REPORT = "路径"。'
        )
    return report
