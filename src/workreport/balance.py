"""Section balance: is the space given where the weight lies?"""

import pandas as pd

from workreport.figures import find_figures
from workreport.layout import a4_pages
from workreport.outline import points_of, section_at, sections_of, sentences_of
from workreport.solidity import solid_sentences
from workreport.words import words_of


def measure_sections(text: str, *, level: int = 1) -> pd.DataFrame:
    """Measure what each section holds.

    Args:
        text: the report's text.
        level: the level of headings to cut at, with all levels above it; what stands between a heading and the next
            deeper one is a row of its own.

    Returns:
        One row a section, in text order: `section`, `number`, `label`, `start`, `end`, `n_chars`, `n_words`,
        `n_sentences`, `n_points`, `n_figures`, `share` (of all characters, 0–1; NaN when the text is empty),
        `figures_per_1000_chars`, `n_claims` (sentences but headings), `n_solid` (those that can be checked),
        `solid_share` (of these sentences, 0–1; NaN when there are none), `n_pages` (A4, official layout).
    """
    sections = sections_of(text, level=level)
    figures = find_figures(text)
    claims = solid_sentences(text, figures=figures)
    frame = sections[["section", "number", "label", "start", "end", "n_chars"]].copy()
    for column, found in (
        ("n_words", words_of(text)),
        ("n_sentences", sentences_of(text)),
        ("n_points", points_of(text)),
        ("n_figures", figures),
        ("n_claims", claims),
        ("n_solid", claims[claims["solid"]]),
    ):
        counts = pd.Series(section_at(found["start"], sections)).value_counts()
        frame[column] = frame["section"].map(counts).fillna(0).astype(int)
    sizes = frame["n_chars"].where(frame["n_chars"] > 0)
    frame["share"] = frame["n_chars"] / sizes.sum(min_count=1)
    frame["figures_per_1000_chars"] = frame["n_figures"] * 1000 / sizes
    frame["solid_share"] = frame["n_solid"] / frame["n_claims"].where(frame["n_claims"] > 0)
    frame["n_pages"] = [a4_pages(text[start:end]) for start, end in zip(frame["start"], frame["end"], strict=True)]
    return frame
