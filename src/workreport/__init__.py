"""Analyse Chinese work reports: `import workreport as wr` gives all that a notebook or a script needs."""

from workreport.comparison import changes, goals, lists, phrases, reuse, verbs
from workreport.document import Document, document_of, figures_of, parts_of
from workreport.figures import find_figures
from workreport.outline import outline_of, points_of, sections_of, sentences_of
from workreport.proofreading import proofread
from workreport.reading import Report, ReportError, read_report

__all__ = [
    "Document",
    "Report",
    "ReportError",
    "changes",
    "document_of",
    "figures_of",
    "find_figures",
    "goals",
    "lists",
    "outline_of",
    "parts_of",
    "phrases",
    "points_of",
    "proofread",
    "read_report",
    "reuse",
    "sections_of",
    "sentences_of",
    "verbs",
]
