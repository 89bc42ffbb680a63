"""Where a report's sections, points, paragraphs and sentences stand."""

from workreport.outline.outline import (
    AFTER,
    count_in,
    outline_of,
    paragraphs_of,
    points_of,
    section_at,
    sections_of,
    sentences_of,
    turns_of,
)

__all__ = [
    "AFTER",
    "count_in",
    "outline_of",
    "paragraphs_of",
    "points_of",
    "section_at",
    "sections_of",
    "sentences_of",
    "turns_of",
]
