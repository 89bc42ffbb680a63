"""Every written form of a figure, and what changes when one character around it does."""

import pytest

from workreport.figures import find_figures, number_spans


def told(text, *columns):
    """The figures of a text: their surface and some columns."""
    return [tuple(row) for row in find_figures(text)[["text", *columns]].itertuples(index=False)]


@pytest.mark.parametrize(
    "text, surface, value, unit, kind",
    [
        ("增长百分之三。", "百分之三", 3, "%", "percent"),
        ("下降万分之五。", "万分之五", 5, "‱", "percent"),
        ("增速为负百分之三。", "负百分之三", -3, "%", "percent"),
        ("增速为-3%。", "-3%", -3, "%", "percent"),
        ("人口自然增长率为6‰。", "6‰", 6, "‰", "percent"),
        ("产量占全省的1/4。", "1/4", 0.25, "", "ratio"),
        ("产量占全省的五分之二。", "五分之二", 0.4, "", "ratio"),
        ("师生比为1:20。", "1:20", 0.05, "", "ratio"),
        ("收入比为2.5:1。", "2.5:1", 2.5, "", "ratio"),
        ("产量增长三倍半。", "三倍半", 3.5, "", "multiple"),
        ("产量增长2.5倍。", "2.5倍", 2.5, "", "multiple"),
        ("覆盖率达三成五。", "三成五", 35, "%", "percent"),
        ("覆盖率达六成半。", "六成半", 65, "%", "percent"),
        ("引进资金$500万。", "$500万", 5e6, "$", "money"),
        ("补助资金￥1,200.50元。", "￥1,200.50元", 1200.5, "元", "money"),
        ("出口9亿美元。", "9亿美元", 9e8, "美元", "money"),
        ("开展为期两年半的试点。", "两年半", 2.5, "年", "duration"),
        ("用电量1.2亿千瓦时。", "1.2亿千瓦时", 1.2e8, "千瓦时", "measure"),
        ("装机容量30万千瓦。", "30万千瓦", 3e5, "千瓦", "measure"),
        ("占比下降0.5个百分点。", "0.5个百分点", 0.5, "个百分点", "point"),
        ("服务企业20户。", "20户", 20, "户", "count"),
        ("培训教师30名。", "30名", 30, "名", "count"),
        ("连续8年无事故。", "8年", 8, "年", "duration"),
        ("投入1000 万元。", "1000 万元", 1e7, "元", "money"),
        ("投入3万5千2百元。", "3万5千2百元", 35_200, "元", "money"),
        ("亏损负三十二万元。", "负三十二万元", -3.2e5, "元", "money"),
        ("投入壹百零壹萬元。", "壹百零壹萬元", 1.01e6, "元", "money"),
        ("投入拾六万零五百元。", "拾六万零五百元", 160_500, "元", "money"),
        ("投入七万五佰零六元。", "七万五佰零六元", 70_506, "元", "money"),
        ("载重一吨半。", "一吨半", 1.5, "吨", "measure"),
        ("添加四十克。", "四十克", 40, "克", "measure"),
        ("兑换2.5瑞士法郎。", "2.5瑞士法郎", 2.5, "瑞士法郎", "money"),
    ],
)
def test_each_form_is_read(text, surface, value, unit, kind):
    (row,) = told(text, "value", "unit", "kind")
    assert row == (surface, pytest.approx(value), unit, kind)


@pytest.mark.parametrize(
    "text, surfaces",
    [
        ("11/9之后加强安保。", []),
        ("8:30准时开会。", []),
        ("提高四点 五个百分点。", []),
        ("投入二十 亿元。", []),
        ("入伍百余人，收拾一新。", ["百余人"]),
        ("全县在编教师目前5名。", ["5名"]),
        ("举办三期培训班。", ["三期"]),
        ("捡拾两千件，各负三成责任。", ["两千件", "三成"]),
        ("近三年持续投入。", []),
        ("税收增长3%至5.2亿元。", ["3%", "5.2亿元"]),
        ("产量增长3倍至6万吨。", ["3倍", "6万吨"]),
        ("站点从3个到5个。", ["3个", "5个"]),
        ("建成站点3个，厂房5座；修路20公里。", ["3个", "5座", "20公里"]),
    ],
)
def test_where_figures_begin_and_end(text, surfaces):
    assert list(find_figures(text)["text"]) == surfaces


@pytest.mark.parametrize(
    "text, low, high",
    [
        ("投资3至5万元。", 3e4, 5e4),
        ("投资3万至5万元。", 3e4, 5e4),
        ("税收增长5%至6%。", 5, 6),
        ("办班三到五期。", 3, 5),
    ],
)
def test_both_ends_of_a_range(text, low, high):
    (row,) = told(text, "value", "value_high")
    assert row[1:] == (low, high)


@pytest.mark.parametrize(
    "text, changes",
    [
        ("税收同比增长5%，投资下降2%。", ["+", "-"]),
        ("税收增速为5%。", ["+"]),
        ("连续增长8年。", ["+"]),
        ("比全省平均高出3个百分点。", [""]),
        ("裁减人员30名。", ["-"]),
        ("新增企业3家、其中工业2家。", ["+", "+"]),
        ("税收、投资分别增长5%、6%。", ["+", "+"]),
        ("价格跌幅3%。", ["-"]),
        ("覆盖率提高5个百分点，达到70%。", ["+", ""]),
        ("税收居全省第3位。", [""]),
    ],
)
def test_rise_fall_or_level(text, changes):
    assert list(find_figures(text)["change"]) == changes


@pytest.mark.parametrize(
    "text, qualifiers",
    [
        ("产量分别稳定在310万吨和750万吨左右。", ["≈", "≈"]),
        ("产量为310万吨，销量750万吨左右。", ["=", "≈"]),
        ("投资近3亿元。", ["≈"]),
        ("投资至少3亿元。", ["≥"]),
        ("投资最多3亿元。", ["≤"]),
        ("投资大约3亿元。", ["≈"]),
        ("投资3亿多元。", [">"]),
        ("估计占全部员工的5%。", ["≈"]),
        ("签约20个项目，预约5次，节约3小时。", ["=", "=", "="]),
        ("侦破案件3起，破3万吨。", ["=", ">"]),
        ("侦破3起，赶超附近3家企业。", ["=", "="]),
    ],
)
def test_words_around_a_number(text, qualifiers):
    assert list(find_figures(text)["qualifier"]) == qualifiers


@pytest.mark.parametrize(
    "text, spans",
    [
        ("8:30开会，9时30分结束。", ["8:30", "9时30分"]),
        ("二零二三年度完成，10月5日报送。", ["二零二三年度", "10月5日"]),
        ("投资3亿元5%。", ["3亿元5%"]),
    ],
)
def test_spans_of_dates_and_figures(text, spans):
    assert [text[start:end] for start, end in number_spans(text)] == spans


@pytest.mark.parametrize(
    "text, labels",
    [
        ("企业（含个体户）20家。", [["企业"]]),
        ("化肥（折纯）产量30吨。", [["化肥（折纯）产量"]]),
        ("走访困难职工30户。", [["困难职工"]]),
        ("已有20家企业入驻。", [["企业"]]),
    ],
)
def test_names_around_a_number(text, labels):
    assert list(find_figures(text)["labels"]) == labels
