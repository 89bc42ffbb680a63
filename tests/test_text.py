"""The page of the report's text: marks in layers, ids that others lead to, links back, and its parts."""

import re

import pytest

from workreport.document import document_of
from workreport.pages import text as pages
from workreport.pages.marked import Mark, mark_up, switches

REPORT = "各位代表：\n一、去年工作回顾\n建成厂房3座，投资增长5%。\n二、今年工作安排\n力争招商20家,扩大规模。\n"


def page(text=REPORT):
    (only,) = pages.text_pages(text)
    return only


@pytest.mark.parametrize(
    "marks, html",
    [
        ([], "甲乙丙&lt;丁"),
        ([Mark(1, 2, "term")], '甲<mark class="term">乙</mark>丙&lt;丁'),
        ([Mark(0, 2, "figure", "rate", "百分比", "7", "#r")], None),
        (
            [Mark(0, 2, "term"), Mark(1, 3, "figure")],
            '<mark class="term">甲</mark><mark class="term figure">乙</mark><mark class="figure">丙</mark>&lt;丁',
        ),
        ([Mark(4, 9, "term")], '甲乙丙&lt;<mark class="term">丁</mark>'),
        ([Mark(9, 9, "term"), Mark(2, 2, "term")], "甲乙丙&lt;丁"),
    ],
    ids=["none", "one", "note", "crossing", "beyond the end", "empty"],
)
def test_text_is_marked_in_pieces(marks, html):
    if html is None:
        html = (
            '<mark class="figure rate" title="百分比">甲乙<sup class="figure">'
            '<a href="#r" aria-label="数字 7">7</a></sup></mark>丙&lt;丁'
        )
    assert mark_up("甲乙丙<丁", marks) == html


def test_marks_inside_one_another_keep_their_titles_and_anchors():
    html = mark_up("甲乙丙", [Mark(0, 3, "slip", title="重复"), Mark(1, 2, "term", title="术语")], anchors=True)
    assert re.findall('title="([^"]*)"', html) == ["重复", "重复；术语", "重复"]
    assert re.findall('id="([^"]*)"', html) == ["c1"]  # what begins the text is named by what stands around it


def test_marking_adds_and_drops_no_character():
    marks = [Mark(start, start + 7, layer) for layer in ("figure", "term", "slip") for start in range(0, 60, 5)]
    assert re.sub("<[^>]+>", "", mark_up(REPORT, marks)) == REPORT


def test_what_a_mark_says_is_escaped():
    html = mark_up("甲", [Mark(0, 1, "slip", title='"><script>', note="<b>", href='"x')])
    assert "<script" not in html
    assert "<b>" not in html
    assert 'href="&quot;x"' in html


def test_a_layer_without_marks_has_no_switch():
    boxes = switches({"figure": 3, "slip": 0, "term": 2})
    assert re.findall('value="([a-z]+)" checked', boxes) == ["figure", "term"]


def test_headings_are_headings_and_sentences_have_their_ids():
    body = page().body
    heading = re.search(r'<h2 id="p2".*?(<span id="s2"><i id="c6"></i>.*?)</h2>', body)[1]
    assert re.sub("<[^>]+>", "", heading) == "一、去年工作回顾"
    assert f'<span id="s3"><i id="c{REPORT.index("建成")}"></i>' in body


def test_of_a_paragraph_that_begins_with_its_heading_only_the_heading_is_set_off():
    body = page("一、工作\n（一）修路。修路3公里。\n").body
    assert re.search(r'<p id="p2".*?<span id="s2" class=runin>.*?（一）修路。</span><span id="s3"><i', body)


def test_figures_lead_to_their_row_and_can_be_led_to():
    start = REPORT.index("5%")
    mark = re.search(rf'<mark class="figure rate" id="c{start}" title="([^"]*)">5%(.*?)</mark>', page().body)
    assert "5%" in mark[1]
    assert '<a href="04-figures.html#row-2"' in mark[2]


def test_slips_and_parts_are_marked():
    body = page().body
    assert 'class="slip"' in body
    assert re.findall('<span class="tag">(.*?)</span>', body) == ["回顾", "部署"]


def test_what_the_first_page_speaks_of_leads_back_to_it():
    text = "述职报告\n一、工作\n处置问题线索*件。\n"
    mark = re.search(r'<mark class="[^"]*brief[^>]*title="[^"]*领导一页：[^>]*>(.*?)</mark>', page(text).body)
    assert mark[1].startswith("*")
    assert '<a href="index.html" aria-label="领导一页 ◆">◆</a>' in mark[1]


def test_no_id_stands_twice():
    ids = re.findall(r'\sid="([^"]+)"', page(REPORT * 3).body)
    assert len(ids) == len(set(ids))


def test_the_strip_shows_every_section_to_scale():
    strip = page().strip
    sections = document_of(REPORT).sections
    sizes = [str(end - start) for start, end in zip(sections["start"], sections["end"], strict=True)]
    assert re.findall("flex-grow:(\\d+)", strip) == sizes
    assert re.findall('href="(#c\\d+)"', strip) == [f"#c{start}" for start in sections["start"]]
    assert '<path class="slip" d="M0 ' in strip


def test_a_very_long_text_has_several_pages(monkeypatch):
    monkeypatch.setattr(pages, "PAGE_CHARS", 60)
    text = REPORT * 3
    made = pages.text_pages(text)
    starts = pages.page_starts(document_of(text))
    assert [one.name for one in made] == ["text.html", "text-2.html", "text-3.html"][: len(made)]
    assert len(made) == len(starts) > 1
    shown = "".join(re.sub(r"<(sup|nav|input|label)\b.*?</\1>|<input[^>]*>|<[^>]+>", "", one.body) for one in made)
    assert all(line in shown for line in ("各位代表：", "扩大规模。"))
    assert pages.page_of(starts[1], starts) == "text-2.html"
    assert 'href="text-2.html' in made[0].body


def test_a_text_full_of_figures_has_lighter_pages(monkeypatch):
    monkeypatch.setattr(pages, "PAGE_WEIGHT", 5_000)
    text = "".join(f"第{n}年建成厂房{n}座，投资{n}.5亿元。\n" for n in range(1, 61))
    plain = "继续努力，扎实工作。\n" * 60
    assert len(pages.page_starts(document_of(text))) > len(pages.page_starts(document_of(plain))) == 1


def test_the_pages_of_a_text_say_what_they_hold(monkeypatch):
    monkeypatch.setattr(pages, "PAGE_CHARS", 60)
    document = document_of(REPORT * 3)
    starts = pages.page_starts(document)
    told = re.findall(r'data-c="(\d+)" data-s="(\d+)"', pages.text_pages(document)[0].body.split("</nav>")[0])
    firsts = [int((document.sentences["start"] < start).sum()) + 1 for start in starts]
    assert told == [(str(start), str(first)) for start, first in zip(starts, firsts, strict=True)]


def test_a_text_without_anything_is_a_page():
    assert "各位" in page("各位代表：\n").body
