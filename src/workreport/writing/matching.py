"""Places in a text, by pattern."""

import re
import sys


def end_of_match(pattern: re.Pattern[str], text: str, at: int = 0, end: int = sys.maxsize) -> int:
    """Where what the pattern matches at `at`, and before `end`, ends; `at` itself where it matches nothing."""
    found = pattern.match(text, at, end)
    return found.end() if found else at
