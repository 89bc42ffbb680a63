"""Marks: half-width or doubled ones, without partner, misplaced before 等, or written with another character."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from workreport.proofreading.manuscript import Manuscript
from workreport.proofreading.rules import DOUBTFUL, HINT, WRONG, Finding, Rule
from workreport.writing.characters import HANZI

_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_BEFORE = rf"(?<=[{HANZI}”’》）〉】%％])"
_AFTER = rf"(?=[{HANZI}“‘《（〈【\d]|\s*$)"
_HALF_WIDTH = re.compile(rf"{_BEFORE}[,;:?!]+{_AFTER}", re.MULTILINE)
_HALF_BRACKETS = re.compile(
    rf"(?<=[{HANZI}])\([^()（）\n]{{0,60}}[{HANZI}]\)|(?<=[{HANZI}])\([{HANZI}][^()（）\n]{{0,60}}\)"
    rf"|\((?=[^()（）\n]{{1,60}}）)|(?<=（)[^()（）\n]{{1,60}}(?P<late>\))"
)
_STRAIGHT_QUOTES = re.compile(rf'"(?=[{HANZI}])[^"\n]{{1,60}}"|"[^"\n]{{1,60}}(?<=[{HANZI}])"')


def _half_width(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_HALF_WIDTH):
        wide = match[0].translate(_WIDE)
        yield Finding(*match.span(), f"中文里用了半角标点“{match[0]}”，应为全角“{wide}”。", wide)
    for match in copy.matches(_HALF_BRACKETS):
        group = "late" if match["late"] else 0
        wide = match[group].translate(_WIDE)
        yield Finding(*match.span(group), "中文里用了半角括号，应为全角括号。", wide)
    for match in copy.matches(_STRAIGHT_QUOTES):
        yield Finding(*match.span(), "引号写成了直引号，应为弯引号。", f"“{match[0][1:-1]}”")


_DOUBLE = re.compile(r"(?!。{3})[，、；：。](?:[，、；：。]|,(?!\d))+|,[，、；：。]+")


def _double(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_DOUBLE):
        kept = match[0][-1] if match[0][-1] == "。" else match[0][0].translate(_WIDE)
        yield Finding(*match.span(), f"两个标点连用“{match[0]}”，只留一个。", kept)


_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "〔": "〕", "【": "】", "〈": "〉"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_HALF = {"(": "（", ")": "）"}
_NEVER_NESTED = "“‘《"
_INSIDE = {"“": "单引号‘’", "‘": "双引号“”", "《": "单书名号〈〉"}
_ASIDE = 200  # characters; a quotation inside another is not longer
_TITLE = 14  # characters quoted after an opening mark


def _pairs(copy: Manuscript) -> Iterator[Finding]:
    """Look for partners paragraph by paragraph; a line that ends inside a word goes on in the next."""
    opened: list[tuple[int, str]] = []
    for start, line in copy.lines:
        anew = bool(opened) and line.lstrip()[:1] == "“"  # a quotation over paragraphs opens each anew
        if anew:
            opened = [one for one in opened if one[1] != "“"]
        for offset, character in enumerate(line, start):
            mark = _HALF.get(character, character)
            if mark in _PAIRS:
                if mark in _NEVER_NESTED and any(one[1] == mark for one in opened):
                    yield from _nested(copy.text, opened, offset, mark)
                opened.append((offset, mark))
            elif mark in _CLOSING:
                yield from _close(copy.text, opened, offset, mark)
        if not line or not line[-1].isascii() or not line[-1].isalnum():
            yield from _left_open(copy, opened, start + len(line))
    yield from _left_open(copy, opened, len(copy.text))


def _nested(text: str, opened: list[tuple[int, str]], offset: int, mark: str) -> Iterator[Finding]:
    """The same mark opened inside itself: a fault of its own when both close in their place."""
    line_end = text.find("\n", offset)
    rest = text[offset + 1 : line_end if line_end >= 0 else len(text)][:_ASIDE]
    closings = [place for place, character in enumerate(rest) if character in (mark, _PAIRS[mark])][:2]
    if len(closings) == 2 and all(rest[place] == _PAIRS[mark] for place in closings):
        outer = next(place for place, one in reversed(opened) if one == mark)
        message = f"“{text[outer : outer + 6]}”里面又用了同样的标号，里层应改用{_INSIDE[mark]}。"
        yield Finding(offset, offset + 2 + closings[0], message)


def _close(text: str, opened: list[tuple[int, str]], offset: int, mark: str) -> Iterator[Finding]:
    wanted = _CLOSING[mark]
    if mark == "’" and text[max(0, offset - 1) : offset].isascii():
        return  # an apostrophe
    places = [index for index, one in enumerate(opened) if one[1] == wanted]
    if not places:
        if text[offset] not in _HALF:
            yield Finding(offset, offset + 1, f"“{text[offset]}”前面没有与它配对的“{wanted}”。")
        return
    for place, unclosed in opened[places[-1] + 1 :]:
        if text[place] not in _HALF:
            yield _unclosed(text, place, unclosed)
    del opened[places[-1] :]


def _left_open(copy: Manuscript, opened: list[tuple[int, str]], end: int) -> Iterator[Finding]:
    following = copy.text[end + 1 : end + 2]
    kept = [one for one in opened if one[1] == "“" and following == "“" and copy.text[end - 1 : end] != "“"]
    for place, mark in opened:
        if copy.text[place] not in _HALF and (place, mark) not in kept:
            yield _unclosed(copy.text, place, mark)
    opened[:] = kept


def _unclosed(text: str, place: int, mark: str) -> Finding:
    quoted = re.match(r"[^\n，。；]*", text[place : place + _TITLE])
    return Finding(place, place + 1, f"“{quoted[0] if quoted else mark}”的“{mark}”后面没有与它配对的“{_PAIRS[mark]}”。")


_ETC = re.compile(
    r"""
      、等(?![级候额同价值差式边待离次第温量高于身闲外]|距离|比[例值分数级])  # 粮食、等级
    | …{1,2}等(?![级候额同待])
    | (?<=[㐀-鿿])等…{1,2}
    """,
    re.VERBOSE,
)


def _etc(copy: Manuscript) -> Iterator[Finding]:
    for match in copy.matches(_ETC):
        if match[0][0] == "、":
            yield Finding(*match.span(), "“等”前面不用顿号。", "等", source="GB/T 15834—2011 B.1.2")
        else:
            yield Finding(*match.span(), "省略号和“等”意思重复，只留一个。", "等", source="GB/T 15834—2011 A.9.2")


_HYPHENS = rf"(?<=[{HANZI}”》）])-{{2,3}}(?=[{HANZI}“《（])|^[-－–]{{1,3}}(?=[{HANZI}“])"
_HALF_DASH = rf"(?:^|(?<=[，。；：！？、]))[^\S\n]?(?:—|―)(?![—―\d])[^\S\n]?(?=[{HANZI}“])"
_HALF_ELLIPSIS = rf"(?<![…\w])…(?!…)|(?<=[{HANZI}])…(?!…)"
_FORMS = (
    (re.compile(r"[﹑､]"), "、", "顿号"),
    (re.compile(_HYPHENS, re.MULTILINE), "——", "破折号"),
    (re.compile(rf"－－|–{{2}}|(?:^|(?<=[，。；：！？、]))－(?=[{HANZI}“])", re.MULTILINE), "——", "破折号"),
    (re.compile(_HALF_DASH, re.MULTILINE), "——", "破折号"),
    (re.compile(rf"(?<![.\d])\.{{3,6}}(?![.\d])|。{{3,}}|{_HALF_ELLIPSIS}"), "……", "省略号"),
)


def _form(copy: Manuscript) -> Iterator[Finding]:
    for pattern, right, name in _FORMS:
        for match in copy.matches(pattern):
            yield Finding(*match.span(), f"{name}写成了“{match[0].strip()}”，应为“{right}”。", right)


_BLANK = r"[ \u3000\xa0]+"
_SPACE = re.compile(
    rf"(?<=[{HANZI}]){_BLANK}(?=[{HANZI}“‘《（])|(?<=[”’》]){_BLANK}(?=[{HANZI}])"
    rf"|(?<=[{HANZI}]){_BLANK}(?=[”’》），、；。])|(?<=[，、；]){_BLANK}(?=[{HANZI}“‘《（])"
)
_OFFICE = re.compile(r"(?:长|任|记|席|员|理|人|师|授|位)$")
_PERSON = re.compile(r"[㐀-鿿]{2,3}(?![㐀-鿿])")
_QUOTATION = re.compile(r"“[^“”\n]{1,80}”|《[^《》\n]{1,80}》")
_SENTENCE_MARK = re.compile(r"[，。；！？]")


def _space(copy: Manuscript) -> Iterator[Finding]:
    quoted = [match.span() for match in copy.matches(_QUOTATION)]
    for match in copy.matches(_SPACE):
        place = bisect_left(quoted, match.span()) - 1
        inside = place >= 0 and match.end() < quoted[place][1] - 1
        start, line = copy.lines[copy.line_at(match.start())]
        if inside or not _SENTENCE_MARK.search(line) or len(_SPACE.findall(line)) > 3:
            continue
        if _OFFICE.search(line[: match.start() - start]) and _PERSON.match(copy.text, match.end()):
            continue
        beside = copy.text[match.start() - 1] + copy.text[match.end()]
        where = "标点旁边" if re.search("[，、；。”’》）]", beside) else "两个汉字之间"
        yield Finding(*match.span(), f"{where}有空格，应删去。")


_LIST = re.compile(r"”(?:、)(?=“[^“”\n]{1,30}”)|》(?:、)(?=《[^《》\n]{1,40}》)")


def _list(copy: Manuscript) -> Iterator[Finding]:
    last = -1
    for match in copy.matches(_LIST):
        if not (last >= 0 and re.fullmatch(r"[“《][^“”《》\n]*", copy.text[last : match.start()])):
            message = "并列的引号或书名号之间通常不用顿号。"
            yield Finding(match.start() + 1, match.end(), message)
        last = match.end()


RULES = (
    Rule(
        "mark-width", "半角标点", WRONG, "GB/T 15834—2011 4.1.2—4.9.2", _half_width,
        "落实各项政策⟦,⟧推动项目早日投产。", "投入产出比为2.50:1，会议9:30开始，引进ABC,Inc.等企业。",
    ),
    Rule(
        "mark-double", "标点连用", WRONG, "GB/T 15834—2011 5.1.1", _double,
        "全年新建学校3所⟦。。⟧新增学位2000个。", "成绩来之不易！！！路在何方？！前路漫漫……。",
    ),
    Rule(
        "mark-pair", "标号不成对", WRONG, "GB/T 15834—2011 4.8.2、4.8.3.3、4.9.2、4.15.2", _pairs,
        "持续推进⟦“⟧放管服改革，优化营商环境。", "印发《关于贯彻〈条例〉的通知》，推进“放管服”改革（含‘一网通办’）。",
    ),
    Rule(
        "mark-etc", "“等”前有顿号", WRONG, "GB/T 15834—2011 B.1.2", _etc,
        "完善供水、供电⟦、等⟧设施。", "评定甲等、乙等、等外三级，住房、医疗等条件改善，学了，用了，等等。",
    ),
    Rule(
        "mark-form", "标点写法", DOUBTFUL, "GB/T 15834—2011 4.5.2、4.10.2、4.11.2", _form,
        "改善供水⟦﹑⟧供电条件。", "拉萨—山南公路通车，水质为Ⅰ—Ⅲ类，科技—产业—金融循环畅通。",
    ),
    Rule(
        "mark-space", "汉字间空格", DOUBTFUL, "GB/T 15834—2011 5.1", _space,
        "继续完善信访⟦ ⟧制度，推进矛盾化解。", "市长 王小明\n弘扬“团结奋斗 勇争一流”的精神，再创佳绩。",
    ),
    Rule(
        "mark-list", "并列引号间的顿号", HINT, "GB/T 15834—2011 4.5.3.5", _list,
        "落实“三会一课”⟦、⟧“主题党日”制度。", "落实“三会一课”和“主题党日”制度，坚持“两学”、做到“一做”。",
    ),
)  # fmt: skip
