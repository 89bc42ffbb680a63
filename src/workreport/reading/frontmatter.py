"""Front and back matter: title, date and author on the one hand, what a web page left over on the other.

The rules look at the form of a line and at its place, never at a particular document, and when in doubt a line
stays in the body.
"""

import re
from dataclasses import dataclass, field

from workreport.writing.characters import HANZI
from workreport.writing.dictionary import dictionary, is_word
from workreport.writing.lists import one_of
from workreport.writing.numerals import chinese_value

_MAX_LINE = 80  # no line of a title block or of a web page's frame is longer
_HEAD = 40  # paragraphs from the top, and from the end, that may belong to front or back matter

_DIGITS = "〇○零Ｏ一二三四五六七八九十"
_DATE = re.compile(
    r"(?P<year>(?:[1１][9９]|[2２][0０])\d{2}|[〇○零Ｏ一二三四五六七八九]{4})\s?(?P<sep>年|[-./](?=\d))\s?"
    rf"(?P<month>\d{{1,2}}|[{_DIGITS}]{{1,3}})(?:\s?(?:月|[-./](?=\d))\s?(?:(?P<day>\d{{1,2}}|[{_DIGITS}]{{1,3}})日?)?)"
)
_HANZI = f"[{HANZI}]"
_SALUTATION = re.compile(
    rf"""(?:尊敬的)?
    (?: 各位 | 同志们 | 代表们 | 委员们 | 朋友们 | 女士们 | 大家好
      | {_HANZI}{{1,20}}(?:党组|党委|党工委|常委会|委员会|组织部|领导)
    )
    [{HANZI}、，,：:\ ]{{0,30}}[：:，,！!]""",
    re.VERBOSE,
)
_NUMBERED = re.compile(
    r"""
      [一二三四五六七八九十]{1,3}\s?、
    | [（(][一二三四五六七八九十\d]{1,3}[）)]
    | \d{1,2}[.．、](?!\d)
    | 第[一二三四五六七八九十]{1,3}[章节部，、]
    """,
    re.VERBOSE,
)
_TITLE_END = re.compile(rf"{one_of('reading/title_ends')}(?:[（(][^（）()]{{1,20}}[）)])?$")
_NO_TITLE = re.compile(r"(前言|引言|导言|摘要|目录|目\s*次|序言|概述|正文|附件.*|前\s*言|目\s*录)$")

_LEFTOVER = re.compile(
    rf"""[【\[（(]?\s*(?:
      {one_of("reading/buttons")}
    | {one_of("reading/line_starts")}.*                                        # 分享到微信
    | (?:信息)?{one_of("reading/sources")}[：:].*                              # 信息来源：
    | {one_of("reading/labels")}[：:].*                                        # 责任编辑：
    | 阅读[：:]?\s*\d*
    | {_HANZI}{{1,12}}[〔［\[]\d{{4}}[〕］\]]\s?\d{{1,4}}号                      # 甲政发〔2025〕3号
    | 附件\s*[\d一二三四五六七八九十]{{0,2}}
    | (?:当前|所在|您(?:现在|当前)?(?:所在)?的?)位置[：:]?.* | 首页\s*[>›»/].*  # 您现在的位置：首页
    | 相关(?:报道|链接|阅读|新闻|文章|附件|稿件)[：:]?
    | .*ICP备.* | .*公网安备.* | Public\ domain
    )\s*[】\]）)]?""",
    re.VERBOSE | re.IGNORECASE,
)
_CONTENTS = re.compile(r"目[ \u3000]*[录錄]|CONTENTS", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r"[^。]{2,80}?(?:[.．…·•]{3,}|\t)\s*[（(]?\d{1,3}[）)]?")
_DOTTED = re.compile(r"[^。]{2,80}?[.．·•⋯…\s]*(?:[.．·•]{4}|[…⋯]{3})[.．·•⋯…\s]*[（(]?\d{0,3}[）)]?")
_LABEL_ALONE = re.compile(r"(?:信息)?(来源|稿源|时间|日期|发布时间|发布日期|编辑|责任编辑|作者|分享|分享到|记者)[：:]")
_LICENCE = re.compile(
    r"本作品(是|在|为|原|依|采用|不适用)|本文(采用|依).*(许可|授权|CC)|.*著作权法.*公有领域|.*Creative Commons"
)
_RELATED = re.compile(r"相关(报道|链接|阅读|新闻|文章|稿件)[：:]?|热门推荐|相关推荐|推荐阅读")
_CAPTION = re.compile(r".{2,70}(记者|通讯员|摄影|新华社)[：: ]?.{0,14}(摄|图|报道)?|.{0,30}作(政府)?工作报告[。.]?")
_PUBLISHED = re.compile(r".*(时间|日期)[：:]")

_SUBTITLE = re.compile(r"[—－-]{1,2}[^。！？；]*|[（(][^（）()]{1,10}稿[）)]")
_SIGNATURE = re.compile(rf"(\S[^。；]{{1,29}}?)[ \t\u3000]+({_DATE.pattern})")

_NAMING = HANZI.replace("〇", "")  # a year is no name
_NAME = rf"[{_NAMING}]{{2,4}}|[{_NAMING}][ \u3000]+[{_NAMING}]|[{_NAMING}]{{1,8}}·[{_NAMING}·]{{1,12}}"
_AUTHOR = re.compile(
    rf"[{HANZI}、，（）() ·]{{0,30}}{one_of('reading/offices')}[ \u3000\t]*({_NAME}|[{_NAMING}]{{2,6}})"
)
_AUTHOR_LABEL = re.compile(
    r"(述职人|述责人|述廉人|报告人|汇报人|作者|撰稿人?|撰写人?|主讲人?|发言人|姓名|总结人)[：:]\s*(\S.{1,40})"
)
_SURNAME = re.compile(one_of("surnames"))
_AFTER_WORD = frozenset("员者区县市镇村化性率度业")  # 安全员, 成长性: no given names
_BODY = re.compile(rf"[{HANZI}A-Z×○＊*（）()“”、 ]{{2,30}}{one_of('reading/body_ends')}")


@dataclass
class Matter:
    """A document taken apart: what its first and last lines state, its body, and what belongs to neither.

    `front` are the lines above the body, as they stand.
    """

    body: list[str]
    title: str = ""
    date: str = ""
    author: str = ""
    leftovers: list[str] = field(default_factory=list)
    front: list[str] = field(default_factory=list)


def split_matter(paragraphs: list[str], heading: str = "") -> Matter:
    """Tell title block, web leftovers and signature from the body of a document.

    Args:
        paragraphs: The document, one paragraph an item.
        heading: The paragraph that the format marks as the title, "" for none.
    """
    front = _Front(paragraphs, heading)
    front.read()
    body, trailing = _cut_back(paragraphs[front.at :])
    date, leftovers = front.date or front.published, [*front.leftovers, *trailing]
    matter = Matter(body, front.title, date, front.author, leftovers, paragraphs[: front.at])
    _read_signature(matter)
    if not matter.body:  # nothing but a title: then the title is all there is to read
        return Matter(paragraphs, matter.title, matter.date, matter.author)
    return matter


def drop_contents(paragraphs: list[str], headings: dict[int, int]) -> tuple[list[str], dict[int, int], int]:
    """Take out the lines of a table of contents, which dots lead to a page number, wherever they stand.

    Returns:
        The other paragraphs, the levels of headings by their new index, and how many lines went.
    """
    gone = {i for i, line in enumerate(paragraphs) if len(line) <= 120 and _DOTTED.fullmatch(line)}
    if len(gone) < 2:
        return paragraphs, headings, 0
    for i, line in enumerate(paragraphs):
        if i - 1 in gone and _CONTENTS_LINE.fullmatch(line):
            gone.add(i)
    gone |= {i - 1 for i in gone if i and _CONTENTS.fullmatch(paragraphs[i - 1])}
    kept = [i for i in range(len(paragraphs)) if i not in gone]
    moved = {new: headings[old] for new, old in enumerate(kept) if old in headings}
    return [paragraphs[i] for i in kept], moved, len(gone)


class _Front:
    """Reads the lines above the body, one after the other, until one of them can only be body."""

    def __init__(self, paragraphs: list[str], heading: str) -> None:
        self.paragraphs = paragraphs
        self.lines = paragraphs[:_HEAD]
        self.heading = heading
        self.at = 0
        self.title = self.date = self.published = self.author = ""
        self.leftovers: list[str] = []

    def read(self) -> None:
        while self.at < len(self.lines):
            taken = self._take(self.at)
            if not taken:
                break
            self.at += taken
        self._skip_to_salutation()

    def _take(self, i: int) -> int:
        """Number of lines from line `i` on that are front matter, 0 where the body begins."""
        line = self.lines[i]
        if _CONTENTS.fullmatch(line):
            return self._contents(i)
        if len(line) > _MAX_LINE or _NUMBERED.match(line) or _SALUTATION.match(line):
            return 0
        if self.title and line.replace(" ", "") == self.title.replace(" ", ""):
            return 1
        # The name of a body and no more, set in large type above a title, is none itself.
        body = (_BODY.fullmatch(line) or line.endswith("文件")) and not _TITLE_END.search(line)
        if line == self.heading and not self.title and not body:
            self.title = _one_line(line)
            return 1
        return self._leftover(i) or self._title(i) or self._date(i) or self._author(i)

    def _contents(self, i: int) -> int:
        """A table of contents: its heading, and the lines below it that end with a page."""
        size = 1
        while i + size < len(self.paragraphs) and _CONTENTS_LINE.fullmatch(self.paragraphs[i + size]):
            size += 1
        if size == 1:
            return 0
        self.leftovers.append(f"目录（{size} 行）")
        self.lines += self.paragraphs[len(self.lines) : i + size + _HEAD]
        return size

    def _leftover(self, i: int) -> int:
        line, after = self.lines[i], self._line(i + 1)
        size = 0
        if _LABEL_ALONE.fullmatch(line):
            size = 2 if len(after) <= 30 and not _LEFTOVER.fullmatch(after) and not _is_title(after) else 1
        elif _is_leftover(line) or (_CAPTION.fullmatch(line) and not self._is_author(line)):
            size = 1
        elif line.endswith("文件") and len(line) <= 30 and after.endswith("号") and _is_leftover(after):
            size = 2  # the red head of an official paper and its number
        elif line in (">", "›", "»", "/") or (after in (">", "›", "»") and len(line) <= 20):
            size = 1
            while self._line(i + size) in (">", "›", "»"):
                size += 2
        if size:
            taken = self.lines[i : i + size]
            self.leftovers += taken
            if _PUBLISHED.match(line) and not self.published:
                self.published = iso_date("".join(taken))
        return size

    def _title(self, i: int) -> int:
        if self.title or self.date or not _may_be_title(self.lines[i]):
            return 0
        size = 1
        while size < 3 and not _is_title(self.lines[i + size - 1]) and _may_be_title(self._line(i + size)):
            size += 1
        last = self.lines[i + size - 1]
        if not _is_title(last):
            if not self._opens_block(i + 1):
                return 0
            size = 1
        self.title = "".join(self.lines[i : i + size])
        if re.fullmatch("《[^《》]+》", self.title):
            self.title = self.title.strip("《》")
        return size

    def _opens_block(self, i: int) -> bool:
        """Whether line `i` shows that the line before it was a title."""
        line = self._line(i)
        second = line[:1] in ("—", "－") and _TITLE_END.search(line)
        return len(line) <= _MAX_LINE and bool(second or _is_date_line(line) or _AUTHOR_LABEL.fullmatch(line))

    def _date(self, i: int) -> int:
        line = self.lines[i]
        if not _is_date_line(line):
            return self._subtitle(i)
        size, after = 1, self._line(i + 1)
        broken = "在" in line and not line.endswith(("上", "）", ")"))
        if broken and len(after) <= 40 and after.endswith(("会上", "会议上", "會議上")):
            line, size = line + after, 2
        self.date = self.date or iso_date(line)
        tail = re.split(r"(?:会|会议|會議)上[ \u3000]+", line)
        if len(tail) == 2 and not self.author:
            self.author = _one_line(tail[1])
        return size

    def _subtitle(self, i: int) -> int:
        """A line such as ——在某次会议上的讲话, directly below the title: it is the title's second half."""
        line = self.lines[i]
        if not self.title or i == 0 or len(line) > 50 or not _SUBTITLE.fullmatch(line):
            return 0
        self.title += line
        return 1

    def _author(self, i: int) -> int:
        if not self._is_author(self.lines[i]):
            return 0
        label = _AUTHOR_LABEL.fullmatch(self.lines[i])
        self.author = self.author or _one_line(label[2] if label else self.lines[i])
        return 1

    def _is_author(self, line: str) -> bool:
        if not (self.title or self.date):
            return False
        return bool(
            _AUTHOR_LABEL.fullmatch(line)
            or (_AUTHOR.fullmatch(line) and not _TITLE_END.search(line))
            or _is_name(line)
            or (_BODY.fullmatch(line) and not self.author)
        )

    def _skip_to_salutation(self) -> None:
        """Set apart the captions between a title and the salutation: a speech cannot begin before it."""
        if not (self.title or self.date):
            return
        for i in range(self.at, min(self.at + 6, len(self.lines))):
            if _SALUTATION.match(self.lines[i]):
                self.leftovers += self.lines[self.at : i]
                self.at = i
                return
            if len(self.lines[i]) > 60 or _NUMBERED.match(self.lines[i]):
                return

    def _line(self, i: int) -> str:
        return self.lines[i] if i < len(self.lines) else ""


def _cut_back(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """Split off what stands after the end: a licence, related links, the editor's line."""
    first = max(0, len(paragraphs) - _HEAD)
    end = len(paragraphs)
    for i in range(first, len(paragraphs)):
        rest = paragraphs[i + 1 :]
        licence = _LICENCE.match(paragraphs[i]) and sum(map(len, rest)) <= 1500 and not any(map(_NUMBERED.match, rest))
        links = all(len(line) <= 60 and not line.endswith("。") for line in rest)
        if licence or (links and _RELATED.fullmatch(paragraphs[i])):
            end = i
            break
    while end > 1 and len(paragraphs[end - 1]) <= _MAX_LINE and _is_leftover(paragraphs[end - 1]):
        end -= 1
    return paragraphs[:end], paragraphs[end:]


def _read_signature(matter: Matter) -> None:
    """Take the date that ends a document, and the name or office above it."""
    if len(matter.body) < 3:
        return
    last = matter.body[-1]
    both = _SIGNATURE.fullmatch(last)
    if both and (_BODY.fullmatch(both[1]) or _is_name(both[1])):
        matter.body.pop()
        matter.date = matter.date or iso_date(both[2])
        matter.author = matter.author or _one_line(both[1])
        return
    if len(last) <= 24 and _DATE.fullmatch(last.strip("（）() ").replace(" ", "")):
        matter.body.pop()
        matter.date = matter.date or iso_date(last)
        last = matter.body[-1]
        label = _AUTHOR_LABEL.fullmatch(last)
        if label or _is_name(last) or (_BODY.fullmatch(last) and len(last) <= 25):
            matter.body.pop()
            matter.author = matter.author or _one_line(label[2] if label else last)


def iso_date(text: str) -> str:
    """The first date of a text as `2026-01-26` or `2026-01`, "" where there is none."""
    match = _DATE.search(text)
    if not match:
        return ""
    year, month, day = (_number(match[name]) for name in ("year", "month", "day"))
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return ""
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else int(chinese_value(re.sub("[〇○Ｏ]", "零", text)) or 0)


def _is_leftover(line: str) -> bool:
    """Whether a line is a web page's, or a row of its buttons such as 【打印】【关闭】."""
    if re.search("[。；]", line):
        return False
    words = [word for word in re.split(r"[\s|｜/【】\[\]]+", line) if word]
    return bool(_LEFTOVER.fullmatch(line)) or (bool(words) and all(map(_LEFTOVER.fullmatch, words)))


def _may_be_title(line: str) -> bool:
    return (
        1 < len(line) <= 50
        and not re.search(r"[。！？；，：:]|^[—－]", line)
        and not _NUMBERED.match(line)
        and not _NO_TITLE.fullmatch(line)
        and not _SALUTATION.match(line)
        and not _is_date_line(line)
        and not _is_leftover(line)
        and bool(re.search(f"{_HANZI}{{2}}", line))
    )


def _is_title(line: str) -> bool:
    return _may_be_title(line) and bool(_TITLE_END.search(line.rstrip("》")))


def _is_date_line(line: str) -> bool:
    match = _DATE.search(line)
    if not match or len(line) > _MAX_LINE or "。" in line:
        return False
    return line[0] in "—－-（(" or _DATE.fullmatch(line) is not None or bool(re.search("[会會]上|大会|會議|会议", line))


def _is_name(line: str) -> bool:
    """Whether a line is a person's name alone: a surname, and no word that begins like one (文化传承, 高质量)."""
    surname = _SURNAME.match(line)
    if not surname or not re.fullmatch(_NAME, line) or _NO_TITLE.fullmatch(line):
        return False
    if not re.fullmatch(f"{_HANZI}+", line):  # 王　明, 麦麦提·艾力
        return True
    (first, tag), *rest = dictionary()[1](line)
    if first == surname[0] or (len(surname[0]) == 2 and tag == "nr"):
        return len(line) > len(surname[0])
    if rest:  # 张力强, cut after 张力, is a name too; 安全员 is none
        return len(line) == 3 and len(first) == 2 and line[-1] not in _AFTER_WORD
    mistaken = tag == "t" and len(line) == 3  # 周恩来, which the dictionary takes for a time
    return tag.startswith("nr") or mistaken or not is_word(line)


def _one_line(text: str) -> str:
    """A name or title on one line: single spaces, none inside a name of two characters."""
    text = " ".join(text.split())
    return re.sub(rf"(?<!{_HANZI})({_HANZI}) ({_HANZI})$", r"\1\2", text)
