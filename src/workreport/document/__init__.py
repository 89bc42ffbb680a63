"""A report parsed once: what stands where, what it says of when, and what part it plays."""

from workreport.document.document import LEDGER, Document, Source, document_of, figures_of, keep, parts_of

__all__ = ["LEDGER", "Document", "Source", "document_of", "figures_of", "keep", "parts_of"]
