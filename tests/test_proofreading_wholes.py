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
    "2025年11月至3月供暖，2024年9月至6月为一个学年。",
    "代表们为平安社区和和谐校园点赞，日子过得和和美美。",
    "坚定道路自信、理论自信、制度自信、文化自信，增强政治意识、大局意识、核心意识、看齐意识。",
    "会议选举王义山、李建为委员，学校六七十年前只有三个班。",
    "重点抓了三个方面：制度建设、队伍建设、阵地和文化建设。",
    "支持发展发展中国家间的合作，建强讲解员、志愿者、安全员三支队伍。",
    "全年借阅图书52318册次。一年来接待读者53218人次。",
    "党员代表、妇女代表、青年代表分别占62%、41%、30%。",
    "服务业务收入12.4亿元，停车业务收入3.1亿元，三项业务合计19.5亿元。",
    "全镇茶园面积2.6万亩。全镇620亩茶园已改造，2.6万亩茶园全部通过认证。",
    "全馆注册读者6382人。全年为6832名职工办理续证。",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_right_in_any_text_is_left_alone(text):
    rows = proofread(f"2025年工作总结\n{text}", year=2026)
    assert rows[rows["severity"] != "提示"].empty


SLIPS = [
    ("我们认真落实落实各项政策。", "word-double", "落实落实"),
    ("整改期限为2025年9月至2025年3月。", "date-order", "2025年9月至2025年3月"),
    ("全年受理来信来访2318件次。从分析看，全年受理来信来访2381件次。", "figure-conflict", "2381"),
    ("全馆注册读者6382人。全年为6832人注册读者办理续证。", "figure-conflict", "6832"),
    ("全区规模以上服务业企业达到152家。2025年末全区规上服务业企业为125家。", "figure-conflict", "125"),
    ("2025年公司营业收入3.2亿元。2025年公司营业收入3.2万元，好于预期。", "figure-conflict", "3.2"),
    ("全镇茶园面积2.6万亩。全镇2.9万亩茶园全部通过认证。", "figure-conflict", "2.9"),
    ("全年招收学员41名，其中男学员25名、女学员18名。", "figure-sum", "18"),
    ("受理投诉96件，其中餐饮领域42件、零售领域38件、物流领域21件。", "figure-sum", "21"),
    ("公交业务收入12.4亿元，停车业务收入3.1亿元，两项业务合计16.5亿元。", "figure-sum", "16.5"),
    (
        "2025年全县地区生产总值80亿元。其中，第一产业增加值10亿元；第二产业增加值30亿元；第三产业增加值50亿元。",
        "figure-sum",
        "50",
    ),
    ("办公用水、灌溉用水、消防用水分别占52%、41%、19%。", "figure-share", "52%、41%、19%"),
    ("向12个试点社区拨付补助240万元，平均每社区30万元。", "figure-average", "30"),
    ("藏书由2020年的2.4万册增加到9.6万册，是2020年的3倍。", "figure-growth", "3"),
    ("重点抓了三个方面：制度建设、队伍建设、阵地建设、文化建设。", "list-count", "三"),
    ("建强讲解员、志愿者、管理员、安全员三支队伍。", "list-count", "三"),
    ("全年借阅图书52318册次。一年来图书外借53218册次的背后，是全馆的付出。", "figure-conflict", "53218"),
    ("贷款余额64亿元，投向农业20亿元、工业30亿元，其余行业24亿元。", "figure-sum", "24"),
    ("农机由2020年末的1.2万台发展到2025年末的3.6万台，是2020年末的4倍。", "figure-growth", "4"),
    ("建立建立健全轮岗机制。", "word-double", "建立建立"),
    ("2025年7月至4月开展整治。", "date-order", "2025年7月至4月"),
    ("本院建于1958年，92年被评为先进单位。", "number-year", "92年"),
    ("按《通知》（云机管〔2025〕第8号）要求办理。", "document-number", "〔2025〕第8号"),
    ("聚焦经济建没持续用力。", "word-wrong", "没"),
    ("化解邻里予盾纠纷。", "word-wrong", "予"),
    ("有力促进了和和谐校园创建。", "word-double", "和和"),
    ("反对形式主义、官僚主义、个人主义和奢靡之风，持续改进作风。", "phrase-order", "个人主义"),
    ("坚定道路自信、理论自信、制度自信、民族自信。", "phrase-order", "民族自信"),
]


@pytest.mark.parametrize("text, rule, marked", SLIPS)
def test_slips_that_stand_in_running_text_are_found(text, rule, marked):
    (row,) = proofread(f"2025年工作总结\n{text}", year=2026).itertuples()
    assert (row.rule, row.text) == (rule, marked)
