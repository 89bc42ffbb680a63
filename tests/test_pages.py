"""What notebooks show: the right words and numbers, and never markup from a report."""

import base64
import io

import pandas as pd
import pytest
from PIL import Image

from workreport.analyses import ledger
from workreport.analyses.keywords import keyword_in_context
from workreport.document import figures_of
from workreport.pages import html as pages
from workreport.pages.charts.picture import png
from workreport.pages.charts.style import describe, new_axes
from workreport.pages.proof import show_checks, show_marked_text
from workreport.proofreading import proofread, with_sentences
from workreport.rendering.export import to_page

HOSTILE = "<script>alert(1)</script>\"'&"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;"


def test_findings_are_numbered_sentences():
    assert pages.show_findings(["甲。", "乙。"]).data == '<ol class="findings"><li>甲。</li><li>乙。</li></ol>'


def test_no_notes_show_nothing():
    assert pages.show_notes([]).data == ""


@pytest.mark.parametrize(
    "shown",
    [
        pages.show_findings([HOSTILE]),
        pages.show_answer(HOSTILE),
        pages.show_notes([HOSTILE]),
        pages.show_quotes(pd.DataFrame({"label": [HOSTILE], "text": [HOSTILE]}), source="label"),
        pages.show_table(pd.DataFrame({HOSTILE: [HOSTILE], "text": [[HOSTILE]]}), caption=HOSTILE),
        pages.show_chart(describe(new_axes(), HOSTILE)),
    ],
    ids=["findings", "answer", "notes", "quotes", "table", "chart"],
)
def test_text_is_escaped(shown):
    assert "<script" not in shown.data
    assert ESCAPED in shown.data


def test_a_table_has_headings_formats_and_definitions():
    frame = pd.DataFrame({"label": ["前言", "全文"], "n_chars": [173, 3184], "share": [0.0543, float("nan")]})
    html = pages.show_table(frame, caption="各部分").data
    assert "<caption>各部分</caption>" in html
    assert '<th scope="col" class="n">字数</th>' in html
    assert '<tr><th scope="row">全文</th><td class="n">3,184</td><td class="n">—</td></tr>' in html
    assert "5.4%" in html
    assert "<dt>占比</dt>" in html


def test_a_cut_table_says_how_many_rows_there_are():
    html = pages.show_table(pd.DataFrame({"text": list("甲乙丙")}), caption="词", limit=2).data
    assert "词（共 3 行，列出前 2 行）" in html
    assert "丙" not in html


def test_an_empty_table_says_so():
    assert "没有" in pages.show_table(pd.DataFrame({"text": []}), caption="疑似笔误").data


def test_a_chart_carries_its_words_and_its_size():
    html = pages.show_chart(describe(new_axes(height=2), "空图。", finding="没有可画的")).data
    assert "<figcaption>没有可画的</figcaption>" in html
    assert '<img class="screen" alt="空图。" width="640" height="200"' in html
    assert '<img class="phone" alt="空图。" width="350" height="200"' in html
    screen, phone = (picture.split('"')[0] for picture in html.split("base64,")[1:])
    sizes = [Image.open(io.BytesIO(base64.b64decode(picture))).size for picture in (screen, phone)]
    assert sizes == [(1280, 400), (700, 400)]


def test_a_chart_without_words_is_not_shown():
    with pytest.raises(AttributeError):
        pages.show_chart(new_axes())


def test_the_same_chart_gives_the_same_bytes():
    charts = [new_axes(height=2) for _ in range(2)]
    for ax in charts:
        ax.barh(["学习", "服务"], [3, -2])
    assert png(charts[0]) == png(charts[1])


def test_every_character_of_a_report_has_a_glyph():
    ax = new_axes(height=2)
    ax.text(0, 0.5, "踔厉奋发 −3.2% ㎡ ℃ ①—⑩ “一岗双责”《条例》——×2 Ⅲ")
    png(ax)  # a missing glyph is a warning, and warnings of that kind are errors here


def test_a_ledger_leads_to_the_text_and_can_be_led_to():
    rows = ledger.readable(figures_of("投资1亿元，消费2亿元。"))
    whole, some = (pages.show_ledger(rows, caption="台账", limit=limit).data for limit in (None, 1))
    assert '<tr id="row-2"><th scope="row" class="n"><a href="text.html#c8">2</a></th>' in whole
    assert '<td data-v="200000000">2亿元</td>' in whole
    assert "row-" not in some
    assert "共 2 行，列出前 1 行" in some


def test_a_ledger_longer_than_a_page_says_where_the_rest_is(monkeypatch):
    monkeypatch.setattr(pages, "LEDGER_ROWS", 1)
    rows = ledger.readable(figures_of("投资1亿元，消费2亿元。"))
    assert "全部 2 行见 figures.xlsx。" in pages.show_ledger(rows, caption="台账").data


def test_a_concordance_keeps_its_keyword_between_both_sides():
    places = keyword_in_context("加强党的建设，推进改革。", "建设")
    row = pages.show_concordance(places).data.split("<tbody>")[1]
    assert row.startswith(
        '<tr><td class="left">加强党的</td><td class="key"><a href="text.html#c4">建设</a></td>'
        '<td class="right">，推进改革。</td>'
    )


def test_a_quotation_leads_to_its_place():
    html = pages.show_quotes(
        pd.DataFrame({"label": ["前言"], "text": ["各位代表："], "start": [7]}), source="label"
    ).data
    assert '<a href="text.html#c7">前言</a>' in html


def test_a_very_long_passage_is_quoted_by_its_beginning():
    html = pages.show_quotes(pd.DataFrame({"label": ["全文"], "text": ["长" * 5000]}), source="label").data
    assert html.count("长") == 600 + 1  # and once in the note
    assert "全长 5,000 字" in html


def slips_of(text):
    return with_sentences(text, proofread(text))


def test_only_paragraphs_with_something_to_look_at_are_shown():
    text = "完成各项任务。\n工作扎实。。\n请批评指正。\n"
    shown = show_marked_text(text, slips_of(text)).data
    assert "第 2 段" in shown
    assert "工作扎实" in shown
    assert "任务" not in shown
    assert "其余 2 段没有要看的地方" in shown
    assert 'href="text.html#c8"' in shown


def test_of_very_many_slips_the_first_are_shown_and_the_rest_counted():
    text = "工作扎实。。\n" * 230
    rows = slips_of(text)
    shown = show_checks(rows, empty="").data
    assert shown.count("<figure") == 200
    assert f"其余 {len(rows) - 200} 处见 proofreading.xlsx" in shown
    assert show_marked_text(text, rows).data.count("<p><small>") == 200


@pytest.mark.parametrize(
    "pages_of_text, place, leads",
    [
        ([(0, "text.html")], 900, "text.html#c900"),
        ([(0, "text.html"), (500, "text-2.html")], 499, "text.html#c499"),
        ([(0, "text.html"), (500, "text-2.html")], 500, "text-2.html#c500"),
    ],
)
def test_a_place_in_the_text_is_on_the_page_that_holds_it(pages_of_text, place, leads):
    cell = {"cell_type": "markdown", "metadata": {}, "source": f"[原文](text.html#c{place})"}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    assert f'href="{leads}"' in to_page(notebook, {"text_pages": pages_of_text})
