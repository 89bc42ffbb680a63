"""Where a report's sections, points, paragraphs and sentences stand."""

from workreport.outline.outline import (
    outline_of,
    paragraphs_of,
    points_of,
    section_at,
    sections_of,
    sentences_of,
)

__all__ = ["outline_of", "paragraphs_of", "points_of", "section_at", "sections_of", "sentences_of"]
