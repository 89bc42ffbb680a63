"""A report parsed once: what stands where, what it says of when, and what part it plays."""

from workreport.document.document import LEDGER, Document, document_of, figures_of, keep, parts_of

__all__ = ["LEDGER", "Document", "document_of", "figures_of", "keep", "parts_of"]
