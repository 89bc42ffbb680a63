"""What notebooks show: the right words and numbers, and never markup from a report."""

import base64
import io

import pandas as pd
import pytest
from PIL import Image

from workreport.analyses import ledger
from workreport.pages import html as pages
from workreport.pages.charts.style import describe, new_axes, png

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
        pages.show_facts({HOSTILE: HOSTILE}),
        pages.show_quotes(pd.DataFrame({"label": [HOSTILE], "text": [HOSTILE]}), source="label"),
        pages.show_table(pd.DataFrame({HOSTILE: [HOSTILE], "text": [[HOSTILE]]}), caption=HOSTILE),
        pages.show_chart(describe(new_axes(), HOSTILE)),
    ],
    ids=["findings", "answer", "notes", "facts", "quotes", "table", "chart"],
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
    html = pages.show_chart(describe(new_axes(height=2), "空图。")).data
    assert '<img alt="空图。" width="640" height="200"' in html
    picture = Image.open(io.BytesIO(base64.b64decode(html.split("base64,")[1].split('"')[0])))
    assert picture.size == (1280, 400)


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


def test_a_very_long_text_is_marked_in_part_and_says_so():
    text = f"投资1亿元。{'工作顺利。' * (pages.MARKED_CHARS // 5)}消费2亿元。"
    rows = ledger.readable(ledger.figures_of(text))
    marked, table = pages.show_marked(text, rows).data, pages.show_ledger(rows, caption="台账").data
    assert f"全文 {len(text):,} 字，这里标出前 40,000 字；其余各行见 figures.xlsx。" in marked
    assert ('id="mark-1"' in marked, 'id="mark-2"' in marked) == (True, False)
    assert ('href="#mark-1"' in table, 'href="#mark-2"' in table) == (True, False)
    assert "全文" not in pages.show_marked("投资1亿元。", rows.head(1)).data


def test_a_very_long_passage_is_quoted_by_its_beginning():
    html = pages.show_quotes(pd.DataFrame({"label": ["全文"], "text": ["长" * 5000]}), source="label").data
    assert html.count("长") == 600 + 1  # and once in the note
    assert "全长 5,000 字" in html
