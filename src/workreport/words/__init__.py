"""Words: the text cut into words, its terms, and counts of other reports to compare with."""

from workreport.words.runs import Runs, repeated_runs
from workreport.words.segmentation import Cut, frame_words, lexicon, segment, stop_words, user_terms, words_of
from workreport.words.terms import Words, discover_terms, read_words, words_with_found_terms

__all__ = [
    "Cut",
    "Runs",
    "Words",
    "discover_terms",
    "frame_words",
    "lexicon",
    "read_words",
    "repeated_runs",
    "segment",
    "stop_words",
    "user_terms",
    "words_of",
    "words_with_found_terms",
]
