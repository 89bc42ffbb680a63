"""Two reports as a pair: which earlier one belongs to a report, and whether the two are drafts or years."""

import os
import re
from functools import cached_property
from pathlib import Path

from workreport.comparison.copying import copied_shares, reuse
from workreport.comparison.drafts import changes, figure_changes, section_sizes
from workreport.comparison.phrasing import phrases
from workreport.comparison.promises import goals
from workreport.comparison.sentences import sentences
from workreport.comparison.turns import lists, verbs
from workreport.document import Document, Source, document_of
from workreport.reading import Report, ReportError, find_report, is_held, read_report, reports_in
from workreport.reading.files import chosen_path
from workreport.reading.folders import DRAFT_FOLDERS

DRAFTS, YEARS = "drafts", "years"
_EQUAL = 0.3  # share of equal sentences from which two texts are drafts of one; of two years it is below 0.1
_EQUAL_ANYWAY = 0.6  # the same, where the two name different years
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Comparison:
    """An earlier and a later report, and what is asked of them, each found when first asked for.

    Attributes:
        earlier: The earlier report, None where there is none to compare with.
        later: The later one.
        kind: `drafts` of one report, or reports of two `years`.
        told: Whether the texts told the kind; else the user did.
        changes, figures, sizes: The frames of `drafts.changes`, `drafts.figure_changes` and `drafts.section_sizes`.
        reuse, shares: Those of `copying.reuse` and `copying.copied_shares`.
        phrases, verbs, lists, goals: Those of the functions of these names.
    """

    def __init__(self, earlier: Document | None, later: Document, *, kind: str = "") -> None:
        self.earlier = earlier
        self.later = later
        self.told = not kind
        self.kind = kind or (kind_of_pair(earlier, later) if earlier else "")

    @property
    def _both(self) -> tuple[Document | str, Document | str]:
        return (self.earlier, self.later) if self.earlier else ("", "")

    changes = cached_property(lambda self: changes(*self._both))
    figures = cached_property(lambda self: figure_changes(self.changes))
    sizes = cached_property(lambda self: section_sizes(*self._both))
    reuse = cached_property(lambda self: reuse(*self._both))
    shares = cached_property(lambda self: copied_shares(self._both[1], self.reuse))
    phrases = cached_property(lambda self: phrases(*self._both))
    verbs = cached_property(lambda self: verbs(*self._both))
    lists = cached_property(lambda self: lists(*self._both))
    goals = cached_property(lambda self: goals(*self._both))


def compare(report: str | os.PathLike[str], earlier: str | os.PathLike[str] = "", *, kind: str = "") -> Comparison:
    """Read a report and the earlier one that it is compared with.

    Args:
        report: The file of the later report; "" for the one that is chosen for all notebooks.
        earlier: That of the earlier one; "" looks for it: see `find_earlier`.
        kind: `drafts`, `years`, or "" to have the texts tell.

    Raises:
        ReportError: A file cannot be read as a report, or the kind is none of these.
    """
    path = chosen_path(report)
    return compare_with(document_of(read_report(path)), earlier or find_earlier(path) or "", kind=kind)


def compare_with(later: Document, earlier: str | os.PathLike[str], *, kind: str = "") -> Comparison:
    """Compare a document with the report of a file, "" for none; see `compare`."""
    if kind not in ("", DRAFTS, YEARS):
        raise ReportError(
            f"比较方式“{kind}”不对：请写 drafts（同一份报告的两稿）、years（两年的报告），或留空由程序判断。"
        )
    return Comparison(document_of(read_report(earlier)) if earlier else None, later, kind=kind)


def kind_of_pair(earlier: Source, later: Source) -> str:
    """Tell whether two texts are `drafts` of one report or reports of two `years`, by their equal sentences."""
    old, new = document_of(earlier), document_of(later)
    held = {one.bare for one in sentences(old)}
    found = [one.bare in held for one in sentences(new)]
    share = sum(found) / len(found) if found else 0.0
    years = {old.report.year, new.report.year}
    other_year = None not in years and len(years) > 1
    return DRAFTS if share >= (_EQUAL_ANYWAY if other_year else _EQUAL) else YEARS


def find_earlier(report: str | os.PathLike[str]) -> Path | None:
    """Find what a report is to be compared with.

    That is an earlier draft in the folder `drafts` (草稿, 旧稿) beside it whose name begins with the report's, of
    several the last by name. Else it is the report of the same body and kind of the year before, in the same folder;
    only files whose names hold that year are looked into. For a report that was handed over without its file, nothing
    is looked for: whoever handed it over has done so.
    """
    if is_held(report):
        return None
    path = find_report(report)
    for folder in DRAFT_FOLDERS:
        drafts = [file for file in sorted((path.parent / folder).glob("*")) if file.stem.startswith(path.stem)]
        if drafts:
            return drafts[-1]
    year = _YEAR.search(path.stem)
    if not year:
        return None
    this, before = read_report(path), str(int(year[0]) - 1)
    for file in reports_in([path.parent])[0]:
        named = _YEAR.search(file.stem)
        if file.parent == path.parent and named and named[0] == before and _is_of_same_body(file, this, before):
            return file
    return None


def _is_of_same_body(file: Path, this: Report, year: str) -> bool:
    """Whether a file holds the report of the same body and kind, or is called the same but for the year."""
    if _YEAR.sub("", file.stem) == _YEAR.sub("", this.name):
        return True
    try:
        other = read_report(file)
    except ReportError:
        return False
    same = (other.body or other.place, other.kind) == (this.body or this.place, this.kind)
    return same and bool(this.body or this.place) and other.year in (None, int(year))
