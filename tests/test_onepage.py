"""The page that a director forwards: what it says first, where its statements lead, and what it leaves out."""

import re

import numpy as np
import pytest

from made_reports import provincial
from specimens import DUTY, TOWN
from workreport.analyses.brief.promised import Target, targets_of
from workreport.analyses.brief.sure import claims_of
from workreport.document import document_of
from workreport.pages.charts.brief import bullet, can_be_drawn, scale_of
from workreport.pages.onepage import NOTHING, show_brief, tally
from workreport.reading import Report


def page_of(text):
    return show_brief(text).data


def words_of(page):
    return re.sub(r"<[^>]+>", "", page)


def headings_of(page):
    return re.findall(r"<h2>(.*?)</h2>", page)


def target(value, result, *, high=np.nan, indicator="消费", qualifier="="):
    return Target(
        "指标", "", 0, 1, 0, "next", 0, indicator=indicator, aspect="growth", unit="%",
        value=value, value_high=high, qualifier=qualifier, result=result,
    )  # fmt: skip


def test_the_lead_says_what_was_achieved_and_what_is_promised():
    lead = words_of(re.search(r'<p class="lead">.*?</p>', page_of(TOWN))[0])
    assert lead.startswith(
        "报告说，2024年地区生产总值增长6.2%、1286.4亿元、增速居全省第3位 ¶5；2025年目标是地区生产总值增长6%左右"
    )
    assert lead.endswith("表中三项目标能分高低：一项高于去年实绩，一项持平于去年实绩，一项低于去年实绩。")


def test_headings_say_the_finding():
    headings = headings_of(page_of(TOWN))
    assert headings[0] == "报告说2024年做成了什么"
    assert headings[1] == "2025年目标：消费高于去年实绩，生产总值低于去年实绩"
    assert headings[2] == "报告承认的问题，归为四条"


def test_what_must_be_mended_stands_before_all_else_when_it_is_grave():
    assert headings_of(page_of(DUTY))[0] == "付印前要改"
    assert headings_of(page_of(TOWN))[-1] == "发布前可核"


def test_every_statement_leads_to_its_sentence():
    page, document = page_of(TOWN), document_of(TOWN)
    starts = set(document.sentences["start"])
    links = re.findall(r'href="text\.html#c(\d+)" title="([^"]*)"', page)
    assert len(links) > 15
    for start, title in links:
        assert int(start) in starts
        assert TOWN.startswith(title.replace("&amp;", "&")[:20], int(start))


def test_the_alternative_of_a_bar_is_its_sentence():
    assert 'aria-label="地区生产总值增速：2024年实绩6.2%，2025年目标6%左右"' in page_of(TOWN)


@pytest.mark.parametrize("text", ["今天开了会。会议讨论了工作。大家都很高兴。", "会" * 400, ""])
def test_a_text_without_figures_and_plans_gives_one_line(text):
    page = page_of(text)
    assert NOTHING in page
    assert headings_of(page) == []


def test_the_report_cannot_write_into_the_page():
    evil = TOWN.replace("产业结构不够优", "产业结构<script>alert(1)</script>不够优").replace(
        "全市地区", "<b onclick=x>地区"
    )
    page = page_of(evil)
    assert "<script>" not in page
    assert "<b onclick" not in page


def test_a_limit_is_no_aim_and_is_not_tallied():
    aims = [target(5, 4), target(3, 4), target(4, 4)]
    assert tally(aims) == "表中三项目标能分高低：一项高于去年实绩，一项持平于去年实绩，一项低于去年实绩。"
    assert tally([*aims, target(5.5, 5, indicator="失业率")]) == tally(aims)
    assert tally(aims[:1]) == ""


def test_a_floor_below_the_result_and_a_ceiling_above_it_aim_at_neither():
    floor, ceiling = target(110, 118, qualifier="≥"), target(5, 4, qualifier="≤")
    assert [floor.compared, ceiling.compared] == ["下限低于", "上限高于"]
    assert [target(120, 118, qualifier="≥").compared, target(3, 4, qualifier="≤").compared] == ["高于", "低于"]
    assert tally([target(5, 4), target(3, 4), floor, ceiling]) == tally([target(5, 4), target(3, 4)])


@pytest.mark.parametrize(
    "value, high, result, said",
    [
        (5, np.nan, 4, "高于"),
        (5, np.nan, 6, "低于"),
        (4, np.nan, 4, "持平于"),
        (4.5, 5, 4.8, ""),
        (4.5, 5, 3.9, "高于"),
    ],
)
def test_a_target_is_compared_only_where_the_result_lies_outside_it(value, high, result, said):
    assert target(value, result, high=high).compared == said


def test_a_scale_is_round_and_holds_every_value():
    assert scale_of([target(5, 4.4)]) == 6
    assert scale_of([target(110, 149.4)]) == 200
    assert scale_of([target(4.5, 3.9, high=5)]) == 6


def test_a_range_is_a_block_and_at_least_is_an_arrow_to_the_right():
    assert 'class="range"' in bullet(target(4.5, 3.9, high=5), 6, "文")
    arrow = bullet(target(3, 3, qualifier="≥"), 6, "文")
    assert 'class="arrow" d="M150.0 7H166.0' in arrow
    assert 'class="arrow"' not in bullet(target(3, 3), 6, "文")


def test_there_is_no_bar_for_a_missing_or_negative_result():
    assert not can_be_drawn(target(3, None))
    assert not can_be_drawn(target(3, -1.0))
    assert can_be_drawn(target(3, 0.0))


def test_targets_are_those_of_the_brief():
    document = document_of(TOWN)
    said = [one.said for one in targets_of(document, claims_of(document)) if one.when == "next"]
    assert "增长6%左右" in said


def test_what_is_attached_is_told_in_the_head_and_not_read_aloud():
    body = TOWN.strip() + "\n"
    head = re.search(r'<p class="size">.*?</p>', page_of(body + "附件\n名词解释\n" + "老旧小区：指旧的小区。" * 100))[0]
    minutes = re.search("念(.*?)（", re.search(r'<p class="size">.*?</p>', page_of(body))[0])[1]
    assert "（其中附件1,106字）" in head
    assert f"念{minutes}（每分钟200字，附件另计）" in head


def test_a_longer_page_is_set_closer():
    assert page_of(TOWN).startswith('<section class="onepage">')
    assert page_of(provincial()).startswith('<section class="onepage denser">')


DEEDS = """附件
2025年市十件民生实事
一、改善居住条件。
全年要改造老旧小区120个，加装电梯300部。
二、方便群众出行。
继续完善公交线网。
三、扩大学位供给。
确保新增公办学位5000个。
四、关爱老人。
力争新建老年食堂40个。
附件2
名词解释
老旧小区：指2000年以前建成的住宅小区，要改造9999个。
"""


def test_two_deeds_of_the_annex_are_told_by_their_numbers():
    told = words_of(re.search('<p class="also">附件列的实事.*?</p>', page_of(TOWN + DEEDS))[0])
    assert re.sub(r" ¶\d+", "", told) == "附件列的实事，如：全年要改造老旧小区120个；确保新增公办学位5000个。"
    assert "实事" not in page_of(TOWN)


def test_slips_of_one_row_are_quoted_and_counted_one_by_one():
    slips = "围绕围绕中心工作，认真做好服务工作，新招录干部3人,晋升5人，围绕围绕大局开展。\n"
    page = page_of(DUTY.replace("二、存在的问题", slips + "二、存在的问题"))
    line = words_of(re.search("<li><b>文字.*?</li>", page)[0])
    quotes = [quote for quote in re.findall("“(.*?)”", line) if len(quote) > 4]
    assert all(len(quote) <= 16 for quote in quotes)
    assert re.match(r"文字(\d+)处", line)[1] == str(len(quotes)) == "3"


def test_a_page_with_nothing_to_mend_says_what_the_page_of_the_checks_still_has():
    body = "全年改造农村公路36公里。班子团结协作，完善制度，严格管理。" * 16 + "环卫车辆加载率达{}%。"
    text = f"一、2025年工作\n{body}\n二、存在的问题\n人手不足。\n三、2026年打算\n新建车位60个。\n"
    clean, doubtful = (
        Report(name="a", title="2025年工作总结", text=text.format(rate), source="a.txt", year=2025, kind="总结")
        for rate in (98, 108)
    )
    assert "没有发现要改的。" in words_of(page_of(clean))
    assert "没有发现必须改的；另有1处写法或拿不准的地方，见《核稿》。" in words_of(page_of(doubtful))
