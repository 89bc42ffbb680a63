"""Plain text and Markdown: which encoding, where a paragraph ends."""

import codecs
import re
from functools import cache

from workreport.reading.draft import Draft, ReportError, clean
from workreport.writing.characters import HANZI, LINE_ENDS

# A line cannot begin with the first of these nor end with the second: the break between is an accident of copying.
_NEVER_FIRST = "，。、；：！？”’）》」』】〉…％"
_NEVER_LAST = "《“‘（「『【〈"
_NUMBERED = re.compile(
    r"""
      [一二三四五六七八九十]{1,3}[、是] | 第[一二三四五六七八九十]{1,3}[，、章节部]
    | [（(][一二三四五六七八九十\d]{1,3}[）)] | \d{1,2}[.．、] | [—●◆■·]
    """,
    re.VERBOSE,
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@cache
def common_hanzi() -> frozenset[str]:
    """The everyday characters: level 1 of GB 2312 (simplified) and of Big5 (traditional)."""
    lows = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = bytes(b for high in range(0xA4, 0xC7) for low in lows for b in (high, low))
    return _simplified_hanzi().union(traditional.decode("big5", "ignore"))


@cache
def _simplified_hanzi() -> frozenset[str]:
    codes = bytes(b for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for b in (high, low))
    return frozenset(codes.decode("gb2312", "ignore"))


def hanzi_share(text: str, known: frozenset[str]) -> float:
    """Share of `known` characters among all hanzi of a text, 0 for a text without hanzi."""
    hanzi = _HANZI.findall(text)
    return sum(char in known for char in hanzi) / len(hanzi) if hanzi else 0.0


def decode(raw: bytes) -> tuple[str, list[str]]:
    """Turn bytes into text by the order BOM, UTF-16 by its zero bytes, UTF-8, GB 18030, Big5.

    Returns:
        The text, and Chinese sentences that say where characters were lost or repaired.

    Raises:
        ReportError: When none of these gives Chinese.
    """
    text, lost = _decode(raw)
    repaired = _unscramble(text)
    if repaired:
        return repaired, ["文件里原是乱码（编码被错认后又存了一遍），已还原成中文，请核对。"]
    if lost:
        return text, [f"文件里有 {lost} 处字节损坏，那里的字显示为“\ufffd”，请对照原件核对。"]
    return text, []


def _decode(raw: bytes) -> tuple[str, int]:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            text = raw.decode(encoding, "replace").removeprefix("\ufeff")
            return text, text.count("\ufffd")
    if b"\0" in raw[:4096]:
        # In UTF-16 line ends and figures have a zero byte: the second one of a pair says little-endian.
        head = raw[:4096]
        encoding = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        text = raw.decode(encoding, "replace")
        if hanzi_share(text, common_hanzi()) < 0.5:
            raise ReportError("不是文本文件，里面是程序或图片之类的数据，请换成 .txt、.docx、.pdf 或 .html 的报告。")
        return text, text.count("\ufffd")
    try:
        return raw.decode("utf-8"), 0
    except UnicodeDecodeError:
        pass
    utf8, gb = raw.decode("utf-8", "replace"), raw.decode("gb18030", "replace")
    if 0 < utf8.count("\ufffd") < gb.count("\ufffd") or (
        utf8.count("\ufffd") <= 3 and hanzi_share(utf8, common_hanzi()) > hanzi_share(gb, _simplified_hanzi())
    ):
        return utf8, utf8.count("\ufffd")
    if hanzi_share(gb, _simplified_hanzi()) < 0.8:
        big5 = raw.decode("big5hkscs", "replace")
        if big5.count("\ufffd") <= len(big5) // 50 and hanzi_share(big5, common_hanzi()) > 0.9:
            return big5, big5.count("\ufffd")
    return gb, gb.count("\ufffd")


def _unscramble(text: str) -> str:
    """The Chinese behind a text that was UTF-8, read as something else, and saved again; "" where it was not."""
    if not text or text.isascii():
        return ""
    before = hanzi_share(text, common_hanzi())
    for wrong in ("gb18030", "cp1252", "latin-1"):
        try:
            # What the wrong reading had no sign for it showed as U+FFFD: there the byte is lost for good.
            raw = b"\xff".join(piece.encode(wrong) for piece in text.split("\ufffd"))
        except UnicodeError:
            continue
        candidate = raw.decode("utf-8", "replace")
        lost = candidate.count("\ufffd")
        if candidate == text or lost > len(candidate) // 5:
            continue
        if hanzi_share(candidate, common_hanzi()) > max(0.9, before):
            return candidate
    return ""


def read_text(raw: bytes) -> Draft:
    """Paragraphs of a plain text file."""
    text, notices = decode(raw)
    paragraphs = paragraphs_of_lines(text)
    if sum(len(_SPACED_YEAR.findall(line)) for line in paragraphs) >= 3:
        # A scan spaced figures out digit by digit; words in Latin letters keep their spaces.
        paragraphs = [_LOOSE.sub("", _LOOSE_DIGITS.sub("", line)) for line in paragraphs]
        notices.append("原文的数字逐字加了空格（如“1 9 9 8 年”），已合拢，请核对。")
    return Draft(paragraphs, notices=notices)


_HANZI = re.compile(f"[{HANZI}]")
# A space between a figure and a Chinese character or mark.
_LOOSE = re.compile(rf"(?<=[\d％%]) (?=[{HANZI}，。、；：）])|(?<=[{HANZI}，。、；：（]) (?=\d)")
_LOOSE_DIGITS = re.compile(r"(?<=\d) (?=[\d.．％%])|(?<=[.．]) (?=\d)")
_SPACED_YEAR = re.compile(r"(?<!\d)[12] [089] \d \d ?年")

_DATE_ALONE = re.compile(
    r"[（(]? *[12一二][\d○〇Ｏ零一二三四五六七八九]{3}年[^年月日]{1,3}月(?:[^年月日]{1,3}日)? *[）)]?"
)


def paragraphs_of_lines(text: str) -> list[str]:
    """Split text into clean paragraphs, one a line, joining lines that copying broke.

    A web page broken at its links leaves lines that begin with a comma or end with an opening bracket; these always
    belong together. Where nearly every paragraph stands between blank lines, lines without a blank one between them
    are one paragraph too, unless the first ends a sentence or the second opens with a number or an indent, or a date
    ends them: then they are a title with its lines, or a signature. Where
    most lines are of one length and stop in mid-sentence, the text was wrapped at that length: a full line goes on.
    """
    blocks: list[list[str]] = [[]]
    for raw in re.split("\r\n?|\n|\u2028|\u2029", text):
        line = clean(raw)
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1] and "\u200b" not in raw:  # a line of nothing but an invisible mark is no blank line
            blocks.append([])
    blocks = [block for block in blocks if block]
    spaced = len(blocks) >= 8 and sum(len(block) == 1 for block in blocks) >= 0.6 * len(blocks)
    width = _wrap_width([line for block in blocks for line in block])
    paragraphs: list[str] = []
    for block in blocks:
        dated = _DATE_ALONE.fullmatch(block[-1].strip())
        joined, before = [block[0]], block[0]
        for line in block[1:]:
            last, first = joined[-1].rstrip()[-1], line.lstrip()[0]
            broken = first in _NEVER_FIRST or last in _NEVER_LAST
            opens = line[0] == "\u3000" or line.startswith("  ") or _NUMBERED.match(line)
            loose = spaced and not dated and last not in LINE_ENDS and not opens
            wrapped = width and len(before.rstrip()) >= width - 3 and not opens
            if broken or loose or wrapped:
                joined[-1] += line
            else:
                joined.append(line)
            before = line
        paragraphs += [line.strip() for line in joined]
    return paragraphs


def _wrap_width(lines: list[str]) -> int:
    """The length at which a text was wrapped, 0 where it was not."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    full = [line.rstrip() for line in lines if len(line.rstrip()) >= width - 3]
    if len(lines) < 8 or not 15 <= width <= 80 or len(full) < 0.5 * len(lines):
        return 0
    return width if sum(line[-1] not in LINE_ENDS for line in full) >= 0.6 * len(full) else 0


_STRONG = re.compile(r"(\*\*\*|\*\*|___|__|~~|`+)(?=\S)([^\n]{1,200}?)(?<=\S)\1")
# A single mark is emphasis only at the edge of a word: 问题线索*件 is a figure that was blanked.
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^\n*_]{1,200}?)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)")
_MARK = re.compile(r"\A {0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+(?!\s*[-*+]))")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}|[|:\s-]*-{3,}[|:\s-]*")
_FENCE = re.compile(r"\s*(```|~~~)")


def read_markdown(raw: bytes) -> Draft:
    """Paragraphs of a Markdown file: marks of headings, lists, emphasis, tables and links become plain text."""
    text, notices = decode(raw)
    text = re.sub(r"\A---\n.*?\n---\n", "", clean(text), count=1, flags=re.DOTALL)
    lines: list[str] = []
    heading, fenced = "", False
    for line in text.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            lines.append(line)
        elif _RULE.fullmatch(line):
            lines.append("")
        else:
            shown = _plain(line)
            if re.match(r" {0,3}# ", line) and not heading:
                heading = shown.strip()
            # A heading or list item is a paragraph of its own.
            lines += ["", shown, ""] if _MARK.match(line) else [shown]
    return Draft(paragraphs_of_lines("\n".join(lines)), heading=heading, notices=notices)


def _plain(line: str) -> str:
    if line.lstrip().startswith("|"):
        line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    line = re.sub(r"\s+#+\s*$", "", line) if line.lstrip().startswith("#") else line
    line = _LINK.sub(r"\1", _MARK.sub("", line, count=1))
    line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line))
    line = re.sub(r"</?[a-zA-Z][^<>\n]{0,200}>", "", line)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|~>-])", r"\1", line)


def is_markdown(raw: bytes) -> bool:
    """Whether a text shows the marks of Markdown: two headings, or a heading and strong words."""
    head = raw[:200_000]
    return len(re.findall(rb"(?m)^#{1,6} \S", head)) + len(re.findall(rb"\*\*[^*\n]{1,80}\*\*", head)) >= 2
