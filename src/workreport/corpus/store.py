"""A collection that was gathered before, as DataFrames."""

from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from workreport.corpus.collect import marks_of
from workreport.corpus.tables import REFUSED, SCHEMAS
from workreport.reading import ReportError
from workreport.reading.files import find_file

_NAMES = {  # columns of few values: one number a row instead of one text
    "sentences": ["part"],
    "figures": ["name", "unit", "kind", "qualifier", "change", "period", "base", "role"],
    "terms": ["term"],
    "slips": ["rule", "severity"],
}


class Corpus:
    """The tables of a collection, each read when it is first asked for; `report` is the row in `reports`.

    Attributes:
        folder: Where they are; None for a collection that holds nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    @cached_property
    def reports(self) -> pd.DataFrame:
        """One row a report: `report`, `file`, `checksum`, `title`, `body`, `place`, `kind`, `date`, `year` (0 where it
        is not known), sizes (`n_chars`, `n_sentences`, `n_words`, `n_figures`, `n_slips`), and characters of its parts
        (`n_review`, `n_plan`, `n_problems`, `n_other`).
        """  # noqa: D205 - one list
        return self._read("reports")

    @cached_property
    def sections(self) -> pd.DataFrame:
        """One row a section of level 1: `report`, `section`, `number`, `title`, `start`, `n_chars`."""
        return self._read("sections")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence: `report`, `sentence`, `section`, `start`, `end`, `part`, `text`, `mark` (equal for equal
        bare sentences, 0 for short ones) and `sketch` (hashes that like sentences share).
        """  # noqa: D205 - one list
        return self._read("sentences")

    @cached_property
    def figures(self) -> pd.DataFrame:
        """One row a figure: `report`, `sentence`, `name` (its first label) and the columns of `figures_of`."""
        return self._read("figures")

    @cached_property
    def terms(self) -> pd.DataFrame:
        """One row a report and term: `report`, `term`, `n` (times it stands there), `sentence` (where first)."""
        return self._read("terms")

    @cached_property
    def slips(self) -> pd.DataFrame:
        """One row a slip that is certain or likely: `report`, `rule`, `severity`, `text`, `message`, `start`, `end`."""
        return self._read("slips")

    @cached_property
    def refused(self) -> pd.DataFrame:
        """One row a file that could not be read: `file`, `reason`."""
        return self._read("refused")

    def _read(self, name: str) -> pd.DataFrame:
        if self.folder is None:
            schema = SCHEMAS.get(name, REFUSED)
            return schema.empty_table().to_pandas()
        path = self.folder / f"{name}.parquet"
        return pq.read_table(path, read_dictionary=_NAMES.get(name)).to_pandas()


def read_corpus(folder: str | Path) -> Corpus:
    """Open a collection made by `workreport collect`; "" gives one that holds nothing.

    Raises:
        ReportError: There is none, or the run that made it did not come to its end.
    """
    if not str(folder):
        return Corpus(None)
    folder = find_file(folder) or Path(folder)
    marks = marks_of(folder)
    if marks == {""}:
        raise ReportError(f"“{folder}”里没有报告集，请先运行 workreport collect 报告文件夹 --to {folder}。")
    if len(marks) > 1:
        raise ReportError(f"“{folder}”里的报告集没有收集完，请再运行一次 workreport collect。")
    return Corpus(folder)
