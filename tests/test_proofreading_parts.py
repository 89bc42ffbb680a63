"""The parts of the proofreader by themselves: intervals, near misses, what its rows come to, last year's report."""

from decimal import Decimal

import pytest

from workreport import document_of, proofread
from workreport.document.times import plan_years
from workreport.proofreading import count_by_family, count_by_rule, proof_findings, rules, with_sentences
from workreport.proofreading.intervals import interval_of
from workreport.proofreading.lists import Phrases, confusable
from workreport.proofreading.numbering import out_of_order
from workreport.writing.numerals import count_of, in_chinese


@pytest.mark.parametrize(
    "surface, low, high",
    [
        ("13.65万亿元", "13645000000000", "13655000000000"),
        ("85%", "84.5", "85.5"),
        ("1200余家", "1080", "1320"),
        ("3.2万辆", "31500", "32500"),
    ],
)
def test_a_number_is_an_interval(surface, low, high):
    interval = interval_of(surface)
    assert (interval.low, interval.high) == (Decimal(low), Decimal(high))


def test_what_is_counted_is_exact_and_what_is_over_is_open():
    assert interval_of("1286家", counted=True)[:2] == (Decimal(1286), Decimal(1286))
    assert interval_of("1200家", ">").high == Decimal("Infinity")
    assert interval_of("1200家", "<").low == 0


@pytest.mark.parametrize("surface", ["三百家", "3至5个", "**件", "1亿3千万"])
def test_what_is_no_plain_number_has_no_interval(surface):
    assert interval_of(surface) is None


@pytest.mark.parametrize("count, numeral", [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_numbers_of_headings_go_both_ways(count, numeral):
    assert in_chinese(count) == numeral
    assert count_of(numeral) == count


@pytest.mark.parametrize(
    "counts, wrong",
    [
        ([1, 2, 3], []),
        ([1, 3], [(1, 2)]),
        ([1, 2, 2, 4], [(2, 3)]),  # one mistyped between right ones
        ([4, 5, 7, 8], [(2, 6)]),  # one gap, told once
        ([1, 2, 1, 2, 3, 3, 4], []),  # a list inside, after which the row goes on
        ([1, 1, 3], [(1, 2)]),
    ],
)
def test_one_slip_in_a_row_is_told_once(counts, wrong):
    assert list(out_of_order(counts)) == wrong


@pytest.mark.parametrize("plan, years", [("三五", (1966, 1970)), ("十四五", (2021, 2025)), ("十五五", (2026, 2030))])
def test_plans_have_their_years(plan, years):
    assert plan_years(plan) == years


@pytest.mark.parametrize(
    "text, kind, meant",
    [
        ("推动城乡融和发展", "替", "合"),
        ("推动城乡融发展", "缺", "合"),
        ("推动城乡融合合发展", "多", ""),
        ("推动城融乡合发展", "倒", "乡融"),
        ("推动城乡融合发屏", "替", "展"),
        ("推动成乡融合发展", "替", "城"),
    ],
)
def test_a_phrase_is_found_with_one_slip(text, kind, meant):
    found = list(Phrases(["城乡融合发展"]).slips(text))
    assert (kind, meant) in [(slip.kind, slip.meant) for slip in found]


def test_a_phrase_without_slip_is_not_found():
    assert list(Phrases(["城乡融合发展"]).slips("推动城乡融合发展。")) == []


def test_characters_are_confused_by_sound_or_look():
    assert confusable("侧", "测")
    assert confusable("未", "末")
    assert not confusable("镇", "乡")


@pytest.mark.parametrize(
    "text, rule, marked",
    [
        ("坚持以习近平中国特色社会主义思想为指导。", "word-missing", "习近平中国特色社会主义思想"),
        ("不断提高整治站位。", "word-missing", None),
        ("必须雷历风行抓整改。", "word-wrong", None),
        ("态度坚诀，全力巡堤。", "word-wrong", "诀"),
        ("巡堤要因地制益。", "word-wrong", "益"),
        ("认真的履行巡堤职责。", "word-de", "的"),
        ("巡堤工作的到上级肯定。", "word-de", "的"),
        ("开展座谈，倾听取群众呼声。", "word-missing", "倾听取"),
        ("为群众办事提供有利支撑。", "word-wrong", "有利"),
        ("推动产业做的更好、更强。", "word-de", "的"),
        ("游客由50万人次增至80万人次，增加40万人次。", "figure-growth", "40"),
        ("接待游客300万人次、比上年增加50万人次、增长30%。", "figure-growth", "30"),
        ("参训干部200人，其中女干部320人。", "figure-sum", "320"),
        ("新建粮库6座、冷库3座，共新建库房12座。", "figure-sum", "12"),
        ("投入资金8.6亿元，其中市级2.1亿元、县级4.8亿元、社会资本3.9亿元。", "figure-sum", "3.9"),
        ("粮库由40座增至90座，翻了两番。", "figure-growth", "两"),
        ("粮库达到90座，比2020年的40座增加60座。", "figure-growth", "60"),
        ("建成粮库90座，是2020年30座的4倍。", "figure-growth", "4"),
        ("取件时间由78分钟缩短至52分钟，缩短36分钟。", "figure-growth", "36"),
        ("出苗率达到68.4%，较上年的63.1%提高5.3%。", "figure-point", "5.3%"),
        ("出苗率为168%，再创新高。", "figure-share", "168"),
        ("80名技工中，高级技工20人，占35%。", "figure-share", "35"),
        ("12名绣娘共绣成屏风240件，人均完成30件。", "figure-average", "30"),
        ("全省16个地市中，我市粮库管理位列第18。", "figure-rank", "18"),
        ("粮站收购小麦8642吨。虽然收购小麦8462吨，仓容仍有富余。", "figure-conflict", "8462"),
        ("重点看住粮仓、油库、码头四大场所。", "list-count", "四"),
        ("布置五项任务：第一，修仓；第二，清淤。", "list-count", "五"),
        ("会期为9月10日至9月5日。", "date-order", "9月10日至9月5日"),
        ("下一步打算：2025年，要再修一座粮库。", "date-stale", "2025年"),
        ("自22年起连年丰收。", "number-year", "22年"),
        ("组织民兵一百20名。", "number-mixed", "一百20"),
        ("收粮800余万斤左右。", "number-approx", "800余万斤左右"),
        ("工期为7－8天。", "number-range", "7－8"),
        ("围绕仓容、安全等……开展检查。", "mark-etc", "等……"),
        ("由第3位升至第5位。", "figure-rank", "5"),
        ("工作从13月开始。", "date-impossible", "13月"),
        ("2019—2017年连续增长。", "date-order", "2019—2017年"),
        ("修路、架桥、通水四件实事，通路、通电、通网四大工程。", "list-count", "四"),
        ("第一，增收。第三，节支。", "point-order", "三"),
        ("会期自2月30日起。", "date-impossible", "30"),
        ("于二○二五年建成。", "number-mixed", "二○二五年"),
        ("印发《关于学习《条例》的通知》。", "mark-pair", "《条例》"),
    ],
)
def test_slips_are_found_in_other_words(text, rule, marked):
    rows = proofread(text, year=2026)
    if marked is None:
        assert rows["rule"].str.startswith("word-").any()
    else:
        assert (rule, marked) in list(zip(rows["rule"], rows["text"], strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "全年签约项目186个，新开工项目87个，投产项目65个。",
        "产值从98亿元增加到205亿元，实现翻番。",
        "五年来，新增就业累计62.3万人。去年，新增就业12.6万人。",
        "进出口总额居全国第38位、全省第2位。",
        "东湖镇收购小麦8642吨。西湖镇收购小麦8462吨。",
        "床位使用率达到112%，粮食自给率达到130%，预算执行率为101%。",
        "贷款6亿元、担保3亿元；共支持出口110亿元。",
        "惠及群众320人，拨款48万元，人均1500元。",
        "做到“两个维护”。一是学，二是做，三是查。",
        "12月20日至1月5日放假，力争2026年建成，1998年以来连年丰收。",
        "组织部分干部到基层，为了了解情况，现在在册党员120人。",
        "捐出善款，积极主动的精神值得学习，全面的落实方案，严格的执行标准，到场的到场。",
        "预防害虫，推动国民经济持续恢复，加强企业对外投资。",
        "细颗粒物（PM\n2.5）浓度下降。",
        "“我们要干。\n“我们要实干。”",
        "“一带一路”建设推进，3—5年见效，建成220千伏线路。",
        "到平邑、迭部两县取经。",
        "扩大医类专业招生，疫后门诊逐步恢复。",
        "常把防范写成防犯，防犯不是规范写法，防犯要改。",
    ],
)
def test_right_sentences_pass_untouched(text):
    rows = proofread(text, year=2026)
    assert rows[rows["severity"] != "提示"].empty


RATES = """
覆盖率 合格率 达标率 优良率 普及率 参保率 满意率 满意度 占比 比重 城镇化率 入户率 通达率 通畅率 到位率 办结率 就业率
失业率 巩固率 接种率 治愈率 破案率 知晓率 绿化率 收集率 处理率 净化率 供给率 出勤率 及格率 贫困发生率
"""
MAY_BE_MORE = """
完成率 产销率 存贷比 贷存比 拨备覆盖率 杠杆率 产能利用率 资产负债率 毛入学率 增长率 床位使用率 预算执行率 粮食自给率
贡献率 收益率 投资回报率 资金周转率 达产率 达成率 负荷率 资本充足率 物资保障率 溢价率 赔付率 抚养率 保有率 上座率
投资率 流动率 速动率 汇率 费率 效率
"""


@pytest.mark.parametrize("name", [*RATES.split(), *MAY_BE_MORE.split()])
def test_a_share_is_never_more_than_the_whole(name):
    rules_found = set(proofread(f"全县{name}达到812%。", year=2026)["rule"])
    assert ("figure-share" in rules_found) == (name in RATES.split())


UP = "升至 上升至 上升到 提升至 提升到 跃升至 跃升到 前移至 前移到 跃居 晋升至 升到 进至"
DOWN = "降至 下降至 下降到 后移至 后移到 退至"


@pytest.mark.parametrize("verb", [*UP.split(), *DOWN.split()])
def test_a_rank_moves_as_its_verb_says(verb):
    higher, lower = f"总量由第5位{verb}第3位。", f"总量由第3位{verb}第5位。"
    right, wrong = (higher, lower) if verb in UP.split() else (lower, higher)
    assert "figure-rank" in set(proofread(wrong, year=2026)["rule"])
    assert "figure-rank" not in set(proofread(right, year=2026)["rule"])


PEERS = """
设区市 市州 市（州） 地市 地级市 县市区 县（市、区） 省份 省区市 省（区、市） 副省级城市 城市 县区 乡镇 单位 部门
"""


@pytest.mark.parametrize("peer", PEERS.split())
def test_no_rank_is_below_the_last_of_its_peers(peer):
    assert "figure-rank" in set(proofread(f"在16个{peer}中，粮库管理位列第18。", year=2026)["rule"])


RISES = "增加 增长 提高 提升 上升 扩大 跃升 攀升 发展 拓展 净增 增 升"
FALLS = "下降 降低 减少 压减 缩小 缩短 压缩 收窄 回落 压降 降 减"


@pytest.mark.parametrize("verb", [*RISES.split(), *FALLS.split()])
def test_from_and_to_give_the_change(verb):
    first, last, right = (50, 80, 60) if verb in RISES.split() else (80, 50, 37.5)
    change = "增长" if verb in RISES.split() else "下降"
    said = f"登记企业由{first}家{verb}到{last}家，{change}"
    assert set(proofread(f"{said}{right}%。", year=2026)["rule"]) == set()
    assert "figure-growth" in set(proofread(f"{said}21%。", year=2026)["rule"])


ADVERBS = """
坚定不移 不折不扣 持之以恒 始终如一 毫不动摇 一如既往 扎扎实实 坚持不懈 旗帜鲜明 实事求是 更加有效 更加自觉 更加主动
深入细致 有条不紊 积极稳妥 因地制宜 循序渐进 千方百计 全心全意 脚踏实地 认认真真 切切实实 真真正正 大张旗鼓 锲而不舍
驰而不息 义无反顾 毫不犹豫 毫不松懈 毫不放松 源源不断 卓有成效 雷厉风行 与时俱进 齐心协力 自觉主动 创造性 更好
"""
VERBS = """
推动 推进 贯彻 落实 执行 维护 巩固 参与 满足 浇灌 促进 加强 坚持 抓好 做好 实施 开展 完善 提高 提升 解决 履行 发挥 融入
适应 体现 引导 带动 激发 调动 防范 化解 应对 统筹 把握 践行 承担 担负 深化 扩大 惠及 造福 赢得 实现 走 抓 沿着 遵守 拥护
捍卫 支持 保障 服务于
"""
MANNERS = """
认真 全面 积极主动 积极有效 认真负责 更加有力 更加积极 更加扎实 自觉 主动 及时 扎实 切实 坚决 努力 耐心 热情
"""
DEEDS = """
履行 贯彻 遵守 维护 推动 抓好 做好 践行 把握 弘扬 服务于 融入 利用 保障民 落实各 落实好 保障好 开展好 完成好 完成各
"""
NOUNS = "的 体系 机制 措施 条件 水平 能力 作用 力度 环境 政策 制度 和 与 及"
RESULTS = """
有效 进一步 明显 充分 切实 很好 改善 提高 加强 保障 解决 落实 控制 巩固 全面 显著
"""
SUCCESSES = """
更 重要 丰硕 可喜 优异 新 了 显著 重大 积极 明显 较 良好 进展 成果 突破
"""


def des(text):
    rows = proofread(text, year=2026)
    return rows.loc[rows["rule"] == "word-de", "suggestion"].tolist()


@pytest.mark.parametrize(
    "text, meant",
    [
        *((f"我们要{adverb}的推进改革。", "地") for adverb in ADVERBS.split()),
        *((f"我们要坚定不移的{verb}民生。", "地") for verb in VERBS.split()),
        *((f"我们{manner}的履行岗位职责。", "地") for manner in MANNERS.split()),
        *((f"我们认真的{deed}民生。", "地") for deed in DEEDS.split()),
        *((f"隐患的到{result}。", "得") for result in RESULTS.split()),
        *((f"各项工作取的{success}。", "得") for success in SUCCESSES.split()),
    ],
)
def test_another_de_is_meant(text, meant):
    assert des(text) == [meant]


@pytest.mark.parametrize("noun", NOUNS.split())
def test_before_a_verb_that_is_a_noun_de_is_right(noun):
    assert des(f"我们要有因地制宜的落实{noun}。") == []


def test_last_years_report_is_compared_where_it_is_given():
    last = "去年，全市接待游客达到250万人次，增长5%。"
    wrong = "去年，全市接待游客达到360万人次，增长20%。"
    right = "去年，全市接待游客达到300万人次，增长20%。"
    assert proofread(wrong, year=2026, last=last)["rule"].tolist() == ["figure-prior"]
    assert proofread(right, year=2026, last=last).empty
    assert proofread(wrong, year=2026).empty


def test_old_names_need_a_year():
    assert proofread("由国土资源局办理。").empty
    assert proofread("由国土资源局办理。", year=2016).empty
    assert proofread("由国土资源局办理。", year=2024)["suggestion"].tolist() == ["自然资源局"]


def test_what_the_rows_come_to():
    text = "落实政策,推动投产。我们将布署新任务。"
    found = with_sentences(text, proofread(text, year=2026))
    assert found["sentence_text"].tolist() == ["落实政策,推动投产。", "我们将布署新任务。"]
    assert count_by_family(found)[["错", "疑", "提示"]].to_numpy().tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 0]]
    counts = count_by_rule(found)
    assert len(counts) == len(rules())
    assert counts["n"].sum() == 2
    findings = proof_findings(document_of(text), found)
    assert findings[0].startswith("必须改的有 1 处，第一处在第 1 段")
    assert findings[1] == "要作者看一看的有 1 处。"


def test_nothing_found_says_what_was_checked():
    text = "我们完成了全部任务。"
    findings = proof_findings(text, proofread(text))
    assert findings[0] == "没有发现错处和可疑之处。"
    assert findings[1].startswith(f"按 {len(rules())} 条规则")


@pytest.mark.parametrize(
    "text", ["", "\n", "一", "（" * 500, "，" * 2000, "1" * 3000, "一是" * 800, "“" * 700, "和" * 2000]
)
def test_hostile_text_is_read_to_its_end(text):
    rows = proofread(text, year=2026)
    assert [text[row.start : row.end] for row in rows.itertuples()] == rows["text"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "上半年完成投资6035万元，占半年目标任务5500万元的110%。",
        "到位资金5.6亿元，占全年计划的112%。",
        "完成产值8亿元，占去年同期的115%。",
        "全县债务余额占综合财力的124%。",
        "新增贷款占新增存款的103%。",
    ],
)
def test_a_share_of_a_target_an_earlier_level_or_another_sum_may_exceed_it(text):
    assert not [row for row in proofread(text).itertuples() if row.rule == "figure-share"]


@pytest.mark.parametrize("text", ["党员占全体职工的106%。", "民生支出占一般公共预算支出比重738%。"])
def test_a_share_of_the_whole_may_not(text):
    (row,) = [row for row in proofread(text).itertuples() if row.rule == "figure-share"]
    assert row.severity == "错"


def test_losses_of_different_accidents_are_no_contradiction():
    text = "全市发生一般事故152起，直接经济损失折款550376元。发生特大事故2起，直接经济损失折款45000元。"
    assert not [row for row in proofread(text).itertuples() if row.rule == "figure-conflict"]
