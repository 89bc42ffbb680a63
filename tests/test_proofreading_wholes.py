"""Parts of one whole: what cannot overlap must not outgrow it; what may overlap is left alone."""

import pytest

from workreport import proofread

PRODUCT = "2025年，全县实现地区生产总值{}亿元。第一产业增加值40亿元；第二产业增加值120亿元；第三产业增加值150亿元。"

WRONG = {
    "受访群众中，满意的占68%，基本满意的占29%，不满意的占8%。": ("figure-share", "8"),
    "考核结果为优秀的占25%、称职的占70%、基本称职的占9%。": ("figure-share", "9"),
    "国有企业占40%，民营企业占45%，其余占25%。": ("figure-share", "25"),
    "三次产业结构由10.1:42.3:47.6调整为9.2:41.3:51.5。": ("figure-share", "9.2:41.3:51.5"),
    "全年办理提案186件，其中经济类72件、社会类81件、文化类43件。": ("figure-sum", "43"),
    PRODUCT.format(320): ("figure-sum", "150"),
}
RIGHT = [
    "受访群众中，满意的占68%，基本满意的占29%，不满意的占3%。",
    "干部中，35岁以下的占41%，大专以上学历的占72%。",
    "国有企业占40%，民营企业占45%，其余占15%。",
    "国有企业占60%，其中县属企业占45%，其余占55%。",
    "三次产业结构由10.1:42.3:47.6调整为9.2:41.3:49.6。三次产业就业比为3:3:4。",
    "党员186名，其中女党员90名、退休党员120名。",
    "全年办理提案186件，其中经济类72件、社会类71件、文化类43件。",
    "第一产业投资增长60%，第二产业投资增长70%，第三产业投资增长8%。",
    PRODUCT.format(310),
]


@pytest.mark.parametrize("text, told", WRONG.items())
def test_parts_that_outgrow_their_whole_are_wrong(text, told):
    (row,) = proofread(f"2025年工作总结\n{text}", year=2026).itertuples()
    assert (row.rule, row.text, row.severity) == (*told, "错")


@pytest.mark.parametrize("text", RIGHT)
def test_parts_that_may_overlap_or_fit_are_left_alone(text):
    assert proofread(f"2025年工作总结\n{text}", year=2026).empty


# What a newspaper or a report of any kind may write, and a list of slips could take for one.
LEFT_ALONE = [
    "村里开会听意见、定事情，校领导每周到班级听意见。",
    "超过12个月未结案件还有37件，上月未完成的任务本月补上。",
    "这一产业已成为全县经济的支柱，把扶贫工作做到村、做到户。",
    "能否奏效，还有待实践检验；凡是不合格的产品都要交出来。",
    "推广农业科技新成果，行业中企业互相帮助。",
    "部署指挥了东山、西山、北岭三大战役，贯彻落实十五大精神。",
    "郭家村新修水渠一条，计划种点经济作物，纪念建社十周年。",
    "田里的庄稼细长细长的，取得了了不起的成绩。",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_right_in_any_text_is_left_alone(text):
    rows = proofread(f"2025年工作总结\n{text}", year=2026)
    assert rows[rows["severity"] != "提示"].empty


SLIPS = [
    ("我们认真落实落实各项政策。", "word-double", "落实落实"),
    ("整改期限为2025年9月至2025年3月。", "date-order", "2025年9月至2025年3月"),
    ("全年受理来信来访2318件次。从分析看，全年受理来信来访2381件次。", "figure-conflict", "2381"),
]


@pytest.mark.parametrize("text, rule, marked", SLIPS)
def test_slips_that_stand_in_running_text_are_found(text, rule, marked):
    (row,) = proofread(f"2025年工作总结\n{text}", year=2026).itertuples()
    assert (row.rule, row.text) == (rule, marked)
