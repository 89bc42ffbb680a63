"""The brief of a report: what a director reads in two minutes. Nothing uncertain is on it."""

from workreport.analyses.brief.table import BRIEF, brief_of

__all__ = ["BRIEF", "brief_of"]
