"""How much room and time a text takes: pages of the official layout, minutes to read."""

import math

LINE = 28  # characters a line, and
LINES = 22  # lines a page: GB/T 9704—2012, size-three type on A4
INDENT = 2  # characters before each paragraph
SPEED = 200  # characters a minute, read aloud: 10,000–15,000 characters are said to fill an hour


def a4_pages(text: str) -> float:
    """A4 pages in the official layout: 22 lines of 28 characters, paragraphs indented by 2; title block not counted."""
    lines = sum(math.ceil((INDENT + len(line.strip())) / LINE) for line in text.splitlines() if line.strip())
    return lines / LINES


def describe_minutes(minutes: float) -> str:
    """Whole minutes in Chinese words."""
    return f"约 {minutes:.0f} 分钟" if minutes >= 1 else "不到 1 分钟"


def reading_minutes(n_chars: float, *, speed: float = SPEED) -> float:
    """Minutes to read `n_chars` characters, marks included, at `speed` characters a minute.

    Raises:
        ValueError: The speed is not above 0.
    """
    if not speed > 0:
        raise ValueError(f"阅读速度应大于 0，现在是 {speed}。")
    return n_chars / speed
