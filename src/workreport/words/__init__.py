"""Words: the text cut into words, its terms, and counts of other reports to compare with."""

from workreport.words.runs import Runs, repeated_runs
from workreport.words.segmentation import Cut, cut_words, frame_words, lexicon, stop_words, user_terms, words_of
from workreport.words.terms import Words, read_words

__all__ = [
    "Cut",
    "Runs",
    "Words",
    "cut_words",
    "frame_words",
    "lexicon",
    "read_words",
    "repeated_runs",
    "stop_words",
    "user_terms",
    "words_of",
]
