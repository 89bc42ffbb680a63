"""The tables that a report's pack holds beside its pages: `figures.xlsx`, `figures.csv`."""

from workreport.analyses.ledger import readable
from workreport.document import LEDGER, Document, document_of
from workreport.pages.workbook import Sheet, csv_bytes, readable_amounts, workbook_bytes
from workreport.reading import Report

_PLACES = {"section", "sentence", "start", "end"}  # columns that only the code needs


def report_tables(source: Document | Report | str) -> dict[str, bytes]:
    """The files of a report's tables, by name: its workbook, and the ledger of figures as CSV."""
    document = document_of(source)
    columns = [name for name in LEDGER if name not in _PLACES]
    ledger = readable(document.figures)[columns]
    scaled, forms = readable_amounts(ledger["value"], ledger["unit"])
    rows = ledger.assign(readable_value=scaled)
    shown = [*columns[: columns.index("value") + 1], "readable_value", *columns[columns.index("value") + 1 :]]
    sheet = Sheet("指标台账", rows[shown], formats={"readable_value": forms})
    title = document.report.title or "工作报告"
    return {
        "figures.xlsx": workbook_bytes([sheet], title=title, footer=document.report.source),
        "figures.csv": csv_bytes(ledger),
    }
