"""The page that a director forwards: a report's brief on one sheet of A4, each statement leading to its sentence."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pandas as pd
from IPython.display import HTML

from workreport.analyses.brief.checks import Check
from workreport.analyses.brief.lines import Line, Said
from workreport.analyses.brief.promised import LIMITS, Target
from workreport.analyses.brief.sure import latest_of, nearest_sentence
from workreport.analyses.brief.table import FAR, Contents, brief_of, contents_of
from workreport.analyses.layout import SPEED, describe_minutes, reading_minutes
from workreport.analyses.sections import ANNEX, own_sections, why_incomparable
from workreport.document import Document, Source, document_of
from workreport.document.around import words_around
from workreport.pages.charts.brief import bullet, can_be_drawn, scale_of
from workreport.pages.text import page_of, page_starts
from workreport.proofreading import proofread
from workreport.writing.numerals import in_chinese

NOTHING = "这篇短，没有可以概括的数字和安排。"
_FEW = 2  # headline indicators that do not make a report one of an economy: its own results lead
_LINES = 10  # of the table of results
_QUOTE = 46  # characters of a quoted problem; the rest is a click away
_COUNTED = ("blank", "slip")  # checks that hold several places
_STRIP = 20  # sections that a strip can show
_GRAVE = ("blank", "wrong", "stale", "absent")
_NAMED = 3  # indicators that a heading names
# Points of its height up to which the page is set so: a sheet has 780, and what is set closer takes less of it.
_DENSE = ((735, ""), (735 / 0.935, " dense"), (735 / 0.87, " denser"), (math.inf, " densest"))
# What a line holds (characters) and takes (points), by tag or class; of two columns each line takes half.
_ROOM = {
    "name": (34, 28),
    "size": (61, 13),
    "lead": (46, 20),
    "note": (61, 13),
    "foot": (61, 13),
    "h2": (46, 27),
    "tr": (999, 17.5),
    "two": (24, 7.5),
    "": (50, 15),
}
_BOX = 25  # points of the frame around what must be mended
_LINES_OF = re.compile(r"<(p|li|h2|tr)\b(?: class=\"(\w+)\")?[^>]*>(.*?)</\1>", re.DOTALL)
_TWO = re.compile(r"<ul class=\"two\">.*?</ul>", re.DOTALL)
_STRIPS = re.compile(r"<ol class=\"shares\">.*?</ol>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LATIN = 0x2000  # below it, characters are about half as wide
_FIGURE = re.compile(r"第\d+|[\d.,*]*\d[\d.,]*(?:—[\d.]+%?)?[余多]?[万亿]*[%％‰]?")


class _Page:
    """A report with the addresses of its sentences."""

    def __init__(self, document: Document) -> None:
        self.document, self.text, self.starts = document, document.text, page_starts(document)

    def at(self, start: int) -> str:
        """The link to the sentence at an offset: ¶ and the number of its paragraph, the sentence as its title."""
        row = self.document.sentences.iloc[nearest_sentence(self.document, start)]
        href, number = f"{page_of(int(row['start']), self.starts)}#c{row['start']}", row["paragraph"] + 1
        title = escape(row["text"][:200])
        return f'<a class="at" href="{href}" title="{title}" aria-label="原文第{number}段">¶{number}</a>'

    def quote(self, start: int, end: int) -> str:
        """A stretch of the text with its figures set off, and the link to it."""
        return f"{_bold(self.text[start:end])} {self.at(start)}"


def show_brief(
    source: Source,
    *,
    last: Source | None = None,
    plan: Mapping[str, float] | None = None,
    kind: Iterable[Source] = (),
    speed: float = SPEED,
) -> HTML:
    """Show the brief of a report: one printed page, readable on a phone; nothing uncertain is on it.

    Args:
        source: the report.
        last: last year's report; see `brief_of`.
        plan: shares of the text asked for; see `brief_of`.
        kind: other reports of the same kind; see `brief_of`.
        speed: characters read aloud a minute, for the size in the head.
    """
    document = document_of(source)
    page, contents = _Page(document), contents_of(document, last=None if last is None else document_of(last))
    rows = brief_of(document, last=last, plan=plan, kind=kind)
    head, checks = _head(page, contents, speed), _checks(page, contents)
    blocks = {
        "checks": checks if any(check.id in _GRAVE for check in contents.checks) else "",
        "achieved": _achieved(page, contents, rows),
        "promised": _promised(page, contents),
        "problems": _problems(page, contents),
    }
    if not any(blocks[name] for name in ("achieved", "promised", "problems")):
        return HTML(f'<section class="onepage">{head}<p class="lead">{NOTHING}</p>{blocks["checks"]}</section>')
    order = dict.fromkeys(("checks", *contents.genre.order))
    told = "".join(blocks[name] for name in order)
    rest = "" if blocks["checks"] else checks
    body = f"{head}{_lead(page, contents)}{told}{_built(page, rows)}{rest}{_foot(document)}"
    height = _height(body)
    dense = next(name for most, name in _DENSE if height <= most)
    return HTML(f'<section class="onepage{dense}">{body}</section>')


def _height(body: str) -> float:
    """Points that the page takes in print, set at its largest, reckoned from its lines."""
    columns = _TWO.sub(lambda found: found[0].replace("<li>", '<li class="two">'), body)
    columns = _STRIPS.sub("<p></p>", columns).replace("<h2>", '<h2 class="h2">').replace("<tr>", '<tr class="tr">')
    height: float = _BOX * columns.count('class="mend grave"')
    for _, name, words in _LINES_OF.findall(columns):
        holds, takes = _ROOM.get(name, _ROOM[""])
        span = sum(1 if ord(mark) > _LATIN else 0.55 for mark in _TAG.sub("", words))
        height += max(1, math.ceil(span / holds)) * takes
    return height


def _head(page: _Page, contents: Contents, speed: float) -> str:
    """The report's title (printed; on the screen the page's head has it) and its size."""
    report, document = page.document.report, page.document
    text, end = document.text, len(document.text) if document.annex is None else document.annex
    own, attached = (len("".join(part.split())) for part in (text[:end], text[end:]))
    minutes = describe_minutes(reading_minutes(own, speed=speed))
    sections = 0 if why_incomparable(document) else int((document.sections["number"] != "").sum())
    facts = [contents.genre.name, *filter(None, (report.author, report.date))]
    facts += [f"{own + attached:,}字" + (f"（其中附件{attached:,}字）" if attached else "")]
    facts += [f"念{minutes}（每分钟{speed:.0f}字{'，附件另计' if attached else ''}）"]
    facts += [f"{sections}个部分" if sections else ""]
    facts += [f"这个文件里有{len(document.reports)}份报告，以下不分是谁的"] if document.several else []
    facts.append(f"{len(document.figures)}个数字")
    title = f'<p class="name">{escape(report.full_title or "报告")} · 领导一页</p>'
    return f'{title}<p class="size">{escape(" · ".join(filter(None, facts)))}</p>'


def _lead(page: _Page, contents: Contents) -> str:
    """What was achieved first, what is promised first, and what is to be mended."""
    year, said = latest_of(page.document), []
    if contents.lines and (len(contents.lines) > _FEW or not contents.outputs):
        line = contents.lines[0][0]
        when = f"{year}年" if year and line.when == "last" and not page.document.clock.midway else ""
        words = line.name + "、".join(part.words for part in (line.growth, line.level, line.rank) if part)
        said.append(f"报告说，{when}{_bold(words)} {page.at(line.start)}")
    elif contents.outputs:
        one = contents.outputs[0]
        said.append(f"报告说，{page.quote(one.start, one.end)}")
    targets = [target for group in contents.targets for target in group if target.when == "next"]
    if targets:
        first = min(targets, key=lambda target: target.order)
        said.append(f"{_coming(page)}目标是{page.quote(first.start, first.end)}")
    sentences = ["；".join(said) + "。"] if said else []
    sentences += [tally(targets), _to_mend(contents)]
    return f'<p class="lead">{"".join(filter(None, sentences))}</p>'


def _bold(words: str) -> str:
    """Words with their figures set off."""
    escaped = escape("".join(words.split()))
    return _FIGURE.sub(lambda found: f"<b>{found[0]}</b>", escaped)


def tally(targets: Sequence[Target]) -> str:
    """How many targets stand above, at and below last year's results, in one sentence; limits are not counted."""
    told = [target.compared for target in targets if target.indicator not in LIMITS]
    counts = {way: told.count(way) for way in ("高于", "持平于", "低于")}
    parts = [f"{_numeral(n)}项{way}去年实绩" for way, n in counts.items() if n]
    whole = sum(counts.values())
    return f"表中{_numeral(whole)}项目标能分高低：{'，'.join(parts)}。" if whole > 1 else ""


def _numeral(n: int) -> str:
    """A small number in Chinese, as before a measure word."""
    return "两" if n == 2 else in_chinese(n) if n <= 10 else str(n)


def _to_mend(contents: Contents) -> str:
    """What is to be mended before the report goes out, in one sentence."""
    ids = [check.id for check in contents.checks]
    blanks, slips = (sum(len(_places(check)) for check in contents.checks if check.id == name) for name in _COUNTED)
    missed = [_missed(check) for check in contents.checks if check.id == "absent"]
    parts = [f"{blanks}处留空要填"] if blanks else []
    parts += [f"{ids.count('wrong')}处数字或次序对不上"] if "wrong" in ids else []
    parts += [f"{slips}处文字要看"] if slips and (parts or missed) else []
    said = f"付印前还有{'、'.join(parts)}；" if parts else ""
    lacks = f"全文没有找到讲{'和'.join(missed)}的话" if missed else ""
    return (said + lacks).rstrip("；") + "。" if said or lacks else ""


def _missed(check: Check) -> str:
    """What a check of something absent misses: 存在的问题."""
    return check.message.rpartition("没有找到讲")[2].removesuffix("的话")


def _block(heading: str, body: str, *, name: str, note: str = "") -> str:
    """A block of the page; the heading says the finding."""
    note = f'<p class="note">{escape(note)}</p>' if note else ""
    return f'<div class="{name}"><h2>{escape(heading)}</h2>{note}{body}</div>'


def _achieved(page: _Page, contents: Contents, rows: pd.DataFrame) -> str:
    """The table of results, the counted results of an office, and what became of last year's targets."""
    every = (line for group in contents.lines for line in group)
    lines = sorted(every, key=lambda line: line.when != "last")[:_LINES]
    year = latest_of(page.document)
    body = _table(page, lines) if lines else ""
    told = rows[(rows["block"] == "achieved") & rows["id"].isin(["output", "activity", "met", "missed"])]
    in_table = rows["start"].isin({line.start for line in lines})
    leads = rows[(rows["block"] == "achieved") & rows["id"].str.startswith("lead") & ~in_table]
    items = [f"{_bold(row.message)} {page.at(row.start)}" for row in pd.concat([leads, told]).itertuples()]
    body += _in_two_columns(items)
    if not body:
        return ""
    yearly = bool(lines) and all(line.when == "last" for line in lines) and not page.document.clock.midway
    return _block(f"报告说{year}年做成了什么" if year and yearly else "报告说做成了什么", body, name="achieved")


def _in_two_columns(items: Sequence[str]) -> str:
    return f'<ul class="two">{"".join(f"<li>{item}</li>" for item in items)}</ul>' if items else ""


def _table(page: _Page, lines: Sequence[Line]) -> str:
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("指标", "总量", "增速", "位次", "原文"))
    body = ""
    for line in lines:
        cells = "".join(f"<td>{_cell(page, line, part)}</td>" for part in (line.level, line.growth, line.rank))
        body += f'<tr><th scope="row">{escape(line.name)}</th>{cells}<td>{page.at(line.start)}</td></tr>'
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _cell(page: _Page, line: Line, said: Said | None) -> str:
    """What is said of an indicator, with a link of its own where it stands apart."""
    if said is None:
        return ""
    words = re.sub(r"^(?:同比|比上年)?增长", "", said.text)
    apart = nearest_sentence(page.document, said.start) != line.sentence
    years = f"<small>（{said.years}）</small>" if said.years else ""
    return f"<b>{escape(words)}</b>{years}" + (f" {page.at(said.start)}" if apart else "")


def _promised(page: _Page, contents: Contents) -> str:
    """The chart of targets beside last year's results, the other targets, and the promises in their own words."""
    targets = [target for group in contents.targets for target in group]
    near = [target for target in targets if target.when == "next"]
    drawn = [target for target in near if can_be_drawn(target)]
    others = [target for target in near if target not in drawn]
    body, note = _chart(page, drawn, latest_of(page.document)) if drawn else ("", "")
    for label, comma, some in (
        ("另有：" if drawn else "", "，", others),
        (FAR, "，", [one for one in targets if one not in near]),
        ("附件列的实事，如：", "；", contents.deeds),
    ):
        said = comma.join(page.quote(one.start, one.end) for one in some)
        body += f'<p class="also">{label}{said}。</p>' if some else ""
    body += _in_two_columns([page.quote(group[0].start, group[-1].end) for group in contents.pledges[:8]])
    if not body:
        return ""
    return _block(_finding(drawn, _coming(page) if near else ""), body, name="promised", note=note)


def _coming(page: _Page) -> str:
    """The year that the plans are for, as a heading names it."""
    year, clock = latest_of(page.document), page.document.clock
    return f"{clock.coming or year + 1}年" if year else ""


def _finding(drawn: Sequence[Target], when: str) -> str:
    """The heading of the targets: which stand above and which below last year's results."""
    said = []
    for way in ("高于", "低于"):
        aims = (target for target in drawn if target.compared == way and target.indicator not in LIMITS)
        names = list(dict.fromkeys(target.indicator for target in aims))
        if names:
            said.append(f"{'、'.join(names[:_NAMED])}{'等' if len(names) > _NAMED else ''}{way}去年实绩")
    if said:
        return f"{when}目标：{'，'.join(said)}"
    return f"报告承诺{when}做到什么" if when else "报告承诺什么"


def _chart(page: _Page, drawn: Sequence[Target], year: int | None) -> tuple[str, str]:
    """The rows of the bullet chart and the note on its scales: one for all growth rates, others their own."""
    rates = [target for target in drawn if target.aspect == "growth"]
    end, rows = scale_of(rates) if rates else 0, ""
    result, goal = (f"{year}年实绩", f"{year + 1}年目标") if year else ("去年实绩", "今年目标")
    for target in drawn:
        is_rate = target.aspect == "growth"
        name = target.name + ("增速" if is_rate and "涨幅" not in target.name else "")
        said, was = (re.sub(r"^(?:同比|比上年)?增长", "", words) for words in (target.said, target.result_said))
        alt = f"{name}：{result}{was}，{goal}{said}"
        bar = bullet(target, end if is_rate else scale_of([target]), alt)
        rows += (
            f'<tr><th scope="row">{escape(name)}</th><td>{escape(was)} {page.at(target.result_at[0])}</td>'
            f"<td>{bar}</td><td><b>{escape(said)}</b> {page.at(target.start)}</td></tr>"
        )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("指标", result, "对照", goal))
    scales = [f"增速同一刻度（0—{end:g}%）"] if rates else []
    scales += ["其余各用各的刻度，都从0起"] if len(rates) < len(drawn) else []
    note = f"蓝条是去年实绩，红线或红块是今年目标，箭头表示“以上”“以内”；{'，'.join(scales)}。"
    return f'<table class="bullets"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>', note


def _problems(page: _Page, contents: Contents) -> str:
    items = "".join(f"<li>“{_quoted(page.text[s:e])}” {page.at(s)}</li>" for s, e in contents.problems)
    count = len(contents.problems)
    return _block(f"报告承认的问题，归为{_numeral(count)}条", f"<ul>{items}</ul>", name="problems") if items else ""


def _quoted(words: str) -> str:
    """A problem as written, a long one cut at a mark."""
    words = " ".join(words.split())
    if len(words) <= _QUOTE:
        return escape(words)
    cut = max(words.rfind(mark, 0, _QUOTE) for mark in "，；。")
    return escape(words[:cut] if cut > 0 else words[:_QUOTE]) + "……"


def _checks(page: _Page, contents: Contents) -> str:
    """What is to be mended, grouped, the gravest first; without any, what was looked for."""
    groups: dict[str, list[Check]] = {}
    for check in contents.checks:
        groups.setdefault(check.id, []).append(check)
    items = "".join(f"<li>{_mended(page, name, found)}</li>" for name, found in groups.items())
    grave = any(name in _GRAVE for name in groups)
    heading = "付印前要改" if grave else "发布前可核"
    if not items:
        rest = int(proofread(page.document)["severity"].isin(["错", "疑"]).sum())
        more = f"必须改的；另有{rest}处写法或拿不准的地方，见《核稿》" if rest else "要改的"
        return _block(heading, f"<p>留空、数字自洽、错别字和标点成对都查过，没有发现{more}。</p>", name="mend")
    return _block(heading, f"<ul>{items}</ul>", name="mend grave" if grave else "mend")


_TOLD = 4  # of one sort of what is to be mended
_SORTS = {
    "blank": "留空",
    "wrong": "对不上",
    "absent": "缺项",
    "stale": "过时",
    "slip": "文字",
    "bare-growth": "只有增速",
}


def _mended(page: _Page, name: str, found: Sequence[Check]) -> str:
    """One line of what is to be mended: its sort, how many, and at most four told."""
    places = sum(len(_places(check)) if name in _COUNTED else 1 for check in found)
    if name == "absent":
        told = escape(f"{found[0].message.partition('，')[0]}，没有找到讲{'和'.join(map(_missed, found))}的话")
    else:
        told = "；".join(f"{_fault(page, check)} {page.at(check.places[0][0])}" for check in found[:_TOLD])
    rest = f"；另有{len(found) - _TOLD}处，见《核稿》" if len(found) > _TOLD else ""
    ask = "，请作者确认" if name == "absent" else ""
    count = "" if name == "bare-growth" else f"{places}处"
    return f"<b>{_SORTS[name]}{count}</b>：{told}{rest}{ask}。"


def _fault(page: _Page, check: Check) -> str:
    """What is wrong at a place; a slip with the words around it."""
    said = check.message.removeprefix("留空：").rstrip("。")
    if check.id != "slip":
        return escape(said)
    quoted = "、".join(f"“{_near(page.document, *place)}”" for place in _places(check))
    return escape(f"{quoted}{re.split('[，,：“]', said)[0]}")


def _places(check: Check) -> list[tuple[int, int]]:
    """The places of a check one by one, without the stretch that holds several."""
    return check.places[1:] or check.places


def _near(document: Document, start: int, end: int) -> str:
    """A place with a word or two on either side."""
    first, last = words_around(document, start, end, before=6, after=6)
    ahead = document.text[first:start].lstrip("，。；、")
    return " ".join(f"{ahead}{document.text[start:last]}".split())


def _built(page: _Page, rows: pd.DataFrame) -> str:
    """The strip of sections to scale, and what is said of shares and stress."""
    sections = own_sections(page.document)
    sections = sections[sections["label"] != ANNEX]
    numbered = sections[sections["number"] != ""]
    if why_incomparable(page.document) or len(numbered) > _STRIP:
        return ""
    whole = sections["n_chars"].sum()
    parts = "".join(
        f'<li style="flex-grow:{row.n_chars}" title="{escape(row.number + row.title)}，占{row.n_chars / whole:.0%}">'
        f"<span>{escape(row.number.rstrip('、'))} {row.n_chars / whole:.0%}"
        f"<small> {escape(row.title)}</small></span></li>"
        for row in numbered.itertuples()
    )
    told = rows[rows["block"].isin(["built", "stress"])]
    said = "；".join(f"{escape(row.message)} {page.at(row.start)}" for row in told.itertuples())
    said = f"{said}。" if said else "没有给出应占篇幅，也没有够多的同类报告可比，所以不评哪一部分长短。"
    first = numbered.loc[numbered["n_chars"].idxmax()]
    heading = f"怎么写成的：{len(numbered)}个部分，最长的占{first['n_chars'] / whole:.0%}"
    return _block(heading, f'<ol class="shares">{parts}</ol><p class="note">{said}</p>', name="built")


def _foot(document: Document) -> str:
    """What was left out, and which page has it."""
    return (
        '<p class="foot">¶后面是原文第几段，点开可看原句。只列名称、时间和性质都有把握的数字；'
        "基数、分项、门槛数、计划数和上级的数不列，"
        f"“预计”“左右”照原文保留。全部{len(document.figures)}个数字见《指标台账》，篇幅见《篇幅结构》，用词见《关键词》。</p>"
    )
