"""Where a report's sections, points, paragraphs and sentences stand."""

from workreport.outline.outline import (
    count_in,
    outline_of,
    paragraphs_of,
    points_of,
    section_at,
    sections_of,
    sentences_of,
)

__all__ = ["count_in", "outline_of", "paragraphs_of", "points_of", "section_at", "sections_of", "sentences_of"]
