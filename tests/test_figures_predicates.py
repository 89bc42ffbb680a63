"""What stands between a name and its number: whatever the predicate, the name stays the same."""

import pytest

from workreport.figures import find_figures, read_figures

_LEVELS = """
达 达到 达到了 为 约为 约 近 预计达 预计为 预计可达到 预计能达到 预计完成 预计实现 发展到 发展至 发展为 扩大到
扩展到 扩增至 增至 增加到 增加至 提高到 提升至 提升为 上升到 上升为 攀升至 跃升至 拉升到 降至 下降到 降低至
减少到 压减到 缩短至 回落到 回升至 保持在 稳定在 维持在 控制在 逼近 直逼 创下 录得 突破 突破了 超过 超出 高达
多达 完成 完成了 已完成 累计完成 超额完成 计划完成 实际完成 实现 已实现 取得 已达 已达到 现已达到 现达 目前为
现为 实为 实有 现有 共有 共计 累计达 合计为 平均为 最高达 最低为 首次突破 历史性突破 一举突破 全面达到 基本达到
稳步提高到 逐步提高到 始终保持在 维持着 均为 都达到 分别达到 按年计算为 折合 约合 仅为 只有 就达 不足 不低于 接近
拟达到 力争达到 确保完成 目标为 由此达到 随之增加到 可达 能达到 将超过 有望突破 涨至 冲到 优化为 调整到 核定为
认定为 测算为 预算为 估算为 变为 恢复至 由4万吨增加到
"""
_CHANGES = """
同比增长 同比上升 同比下降 同比净增 环比增长 比上年减少 较上年增长 同比上年增长 比去年同期增加 较上学期增长
比上一年度增长 与上年相比上升 较2019年增长 按可比价计算增长 增长了 净增加 净减少 年递增 年均递增 分别比上年增长
增幅达 增速为 降幅为 翻了 超上年 超去年同期
"""


@pytest.mark.parametrize("predicate", (_LEVELS + _CHANGES).split())
@pytest.mark.parametrize("name, amount", [("粮食产量", "5万吨"), ("村级集体收入", "320万元")])
def test_a_predicate_is_no_part_of_the_name(predicate, name, amount):
    if "万吨" in predicate and name != "粮食产量":
        name, amount = "蔬菜产量", "6万吨"
    assert find_figures(f"全镇{name}{predicate}{amount}。").iloc[-1]["labels"] == [name]


@pytest.mark.parametrize("predicate", ["为", "是", "现", "约", "近", "仅为", "已达", "已完成", "居全区第"])
def test_after_what_measures_a_predicate_is_a_word_of_its_own(predicate):
    amount = "3位" if predicate.endswith("第") else "40件"
    assert find_figures(f"去年全县案件受理数{predicate}{amount}。").iloc[-1]["labels"] == ["案件受理数"]


@pytest.mark.parametrize(
    "text, labels",
    [
        ("查处违法行为12起。", [["违法行为"]]),
        ("问题整改完成298个。", [["问题整改完成"]]),
        ("固定资产投资累计完成9亿元。", [["固定资产投资"]]),
        ("全镇集体收入再创新高，达到90万元。", [["集体收入"]]),
        # what a clause opens with
        ("全县累计完成建筑业产值9亿元。", [["建筑业产值"]]),
        ("2024年度办公经费30万元。", [["办公经费"]]),
        ("平均结案天数29天，平均等候时间5分钟。", [["平均结案天数"], ["平均等候时间"]]),
        ("免费开放经费20万元。", [["免费开放经费"]]),
        ("对危旧管网进行改造维修5公里。", [["改造维修"]]),
        # lines of a budget
        (
            "本级收入7万元，加上级补助收入3万元，减上解支出1万元，收入总计9万元，2023年支出合计9万元。",
            [["本级收入"], ["上级补助收入"], ["上解支出"], ["收入总计"], ["支出合计"]],
        ),
        ("新收案件80件（含旧存9件）。", [["新收案件"], ["旧存"]]),
        # what deeds are summed up of
        ("商铺累计出租30间。", [["商铺累计出租"]]),
        ("全省法院累计收案5万件。", [["收案"]]),
        ("企业累计裁员300人。", [["裁员"]]),
        # another matter than the one before
        ("铺设水管800米，投入6万元修建泵房。", [["铺设水管"], ["投入"]]),
        # brackets
        ("优良天数300天，占全年监测天数（360天）的83%。", [["优良天数"], ["监测天数"], ["优良天数"]]),
        ("税收收入（12亿元）占比达80%。", [["税收收入"], ["税收收入"]]),
        ("发展会员40人，占三个分会会员的近六成。", [["发展会员"], ["分会会员"], ["发展会员"]]),
    ],
)
def test_what_the_figures_of_a_clause_are_named(text, labels):
    assert list(find_figures(text)["labels"]) == labels


@pytest.mark.parametrize(
    "text, row",
    [
        ("占任务的92.4﹪", ("92.4﹪", "%", "percent", "=")),
        ("投工2.4万个工日", ("2.4万个工日", "个工日", "count", "=")),
        ("人均产值约合2万美元", ("2万美元", "美元", "money", "≈")),
        ("人均产值约计2万元", ("2万元", "元", "money", "≈")),
        ("全省签约合同20份", ("20份", "份", "count", "=")),
    ],
)
def test_the_row_of_a_figure(text, row):
    only = find_figures(text).iloc[0]
    assert (only["text"], only["unit"], only["kind"], only["qualifier"]) == row


@pytest.mark.parametrize("text", ["对老214线公路进行养护。", "全校二本上线率稳中有升。", "三本以上考生增多。"])
def test_roads_and_tiers_are_no_figures(text):
    assert find_figures(text).empty


def test_a_bracket_that_opens_the_sentence_names_nothing():
    assert [figure.labels for figure in read_figures("（366天）全部达标。")] == [[]]


_OPENERS = """
全镇 我镇 今年1-10月，全县 1至9月份 1—9月 截止目前 截至10月底，全县 截至2023年12月31日 截止到12月份 到目前为止
迄今 据统计 据不完全统计 初步统计 经初步核算 预计全年 上半年完成 第一季度 前三季度 三年来 半年来 近年来 过去五年
今后五年 未来三年 2023年度 2023年全县 “十四五”期间 其中： 全县累计实现 全市范围内 全区上下 我院全年 我局共
本季度 本月 另 同时，全县 促使 在此基础上 在此期间 首先 ① 一、 ● ■ 报告期内 报告期末 期末 季末 明年全县
去年同期 圆满完成 超额完成 提前完成 顺利实现 全力实现 稳定了 提升了
"""


@pytest.mark.parametrize("opener", _OPENERS.split())
def test_what_a_clause_opens_with_is_no_part_of_the_name(opener):
    for name, level in [("粮食产量", "达5万吨"), ("群众满意率", "达96%")]:
        assert find_figures(f"{opener}{name}{level}。").iloc[-1]["labels"] == [name]


_SAID_AFTER = """
投入使用 受到表彰 参赛 出席会议 取得成效 签订协议 整改到位 落实到位 报名 上线运行 持续增加 有所增加 进展顺利
如期完成 从事生产 在建 在册 在内 作为试点 遍布城乡 位于城区 因故停工 同比增长5% 较去年增加6个 比上年增长5%
满意率达95% 使用率为95% 落成启用 被评为先进 全部完工
"""


@pytest.mark.parametrize("said", _SAID_AFTER.split())
@pytest.mark.parametrize("counted", ["建成12个|养老服务中心", "改造12处|危险路段", "慰问12户|困难家庭"])
def test_what_is_said_of_things_is_no_part_of_their_name(said, counted):
    before, name = counted.split("|")
    assert find_figures(f"全县{before}{name}{said}。").iloc[0]["labels"] == [name]


@pytest.mark.parametrize(
    "text, labels",
    [
        ("新建期末考试场所3处。", [["期末考试场所"]]),
        ("其中已经解除了管制的占22%。", [["解除了管制"]]),
        ("录取15名本科上线学生。", [["本科上线学生"]]),
        ("12个断面达标率为91%，5家企业产值增长6%。", [["断面"], ["达标率"], ["企业"], ["产值"]]),
        ("两次降低存款准备金率、两次下调利率。", [["降低存款准备金率"], ["下调利率"]]),
        ("配备12名音乐、美术教师。", [["音乐、美术教师"]]),
        ("选派3名教师、5名医生。", [["教师"], ["医生"]]),
        ("建成2个公园、停车场20处。", [["公园"], ["停车场"]]),
        ("下达整改通知书30份，查出问题40个。", [["整改通知书"], ["查出问题"]]),
        ("我局共上党课4次。", [["上党课"]]),
        ("表彰3个班级、5个班子。", [["班级"], ["班子"]]),
    ],
)
def test_where_the_names_of_things_begin_and_end(text, labels):
    assert list(find_figures(text)["labels"]) == labels


@pytest.mark.parametrize(
    "text, sure",
    [
        ("12个养老服务中心面积达5万亩。", [False, False]),
        ("水稻种植面积5000亩，总产2600吨。", [True, False]),
        ("发放宣传资料3000份。", [True]),
        ("合同引资8亿元，实际到位3亿元。", [True, False]),
        ("改良茶园400亩，带动60户增收。", [True, False]),
        ("实际到位资金3亿元。", [True]),
    ],
)
def test_names_that_say_too_little_are_not_sure(text, sure):
    assert list(find_figures(text)["sure"]) == sure


@pytest.mark.parametrize(
    "text, labels",
    [
        # a verb that is part of a name
        ("落实养护管理人员63人。", [["养护管理人员"]]),
        ("发放救助资金5万元。", [["救助资金"]]),
        ("整改到位资金5万元，实现到位资金9万元。", [["整改到位资金"], ["到位资金"]]),
        ("开工建设率为95%。", [["开工建设率"]]),
        ("投诉案件的查处率、办结率均达到100%。", [["投诉案件的查处率", "办结率"]]),
        ("新建改建农村公路20公里。", [["农村公路"]]),
        ("救助困难群众30人次发放救助金5万元。", [["困难群众"], ["救助金"]]),
        # years that are blanked out
        ("20xx年全县低保户8户，xx年度退耕还林5亩。", [["低保户"], ["退耕还林"]]),
        # what a change is measured against
        ("因灾损失与近5年均值相比下降25%。", [["因灾损失"]]),
        ("火灾起数和经济损失与前三年平均相比分别下降5%、6%。", [["火灾起数"], ["经济损失"]]),
        ("报销比例由上级调整后的65%提高到70%。", [["报销比例"], ["报销比例"]]),
        ("直接经济损失5万元。", [["直接经济损失"]]),
        # shares of amounts, with the blanks of a typist
        ("完成栽植任务 80 亩，为年度任务 20 亩的 4 倍。", [["栽植任务"], ["任务"], ["栽植任务"]]),
        # as many changes as amounts before them
        ("客运量5万人，货运量8万吨，同比增长3%、9%。", [["客运量"], ["货运量"], ["客运量"], ["货运量"]]),
        ("客运量5万人，同比增长3%、9%。", [["客运量"], ["客运量"], ["客运量"]]),
        # things of one list
        ("涉及4个方面、29个部门。", [["方面"], ["部门"]]),
        ("5条支渠长21公里、2条干渠长3公里。", [["支渠长"], ["支渠长"], ["干渠长"], ["干渠长"]]),
        ("完成全长19公里的滨河路。", [["全长"]]),
        ("建设2个千亿级、11个百亿级项目。", [["项目"], ["项目"]]),
    ],
)
def test_names_of_lists_of_shares_and_with_verbs(text, labels):
    assert list(find_figures(text)["labels"]) == labels


def test_a_road_of_a_province_is_no_figure():
    assert list(find_figures("老56省道段完成投资5万元。")["text"]) == ["5万元"]


@pytest.mark.parametrize(
    "text, labels",
    [
        ("全年全省共帮助4万户零就业家庭实现就业。", [["零就业家庭"]]),
        ("评选出文明户22家，评选出先进个人5名。", [["文明户"], ["先进个人"]]),
        ("主会场推出197场各类文艺活动。", [["文艺活动"]]),
        ("已有3所敬老院动工建设。", [["敬老院"]]),
        ("针对育龄妇女患病率达68%的现状。", [["育龄妇女患病率"]]),
        ("基本每股收益0.25元。", [["基本每股收益"]]),
    ],
)
def test_what_is_counted_after_verbs_and_numerals(text, labels):
    assert list(find_figures(text)["labels"]) == labels


def test_who_holds_something_is_no_sure_name():
    assert not find_figures("社区妇联举办6次。").iloc[0]["sure"]


def test_money_for_each_bed():
    assert find_figures("补助达到1.6万元/床位。").iloc[0]["text"] == "1.6万元/床位"


@pytest.mark.parametrize(
    "text, labels",
    [
        ("全县158个行政村中共有贫困村103个。", [["行政村"], ["贫困村"]]),
        ("脱贫出列102户364人。", [["脱贫出列"], ["脱贫出列"]]),
        ("督办通知书6份。", [["督办通知书"]]),
        ("全市共设置了110个采样点。", [["采样点"]]),
        ("承担了45个区本级政府性项目。", [["区本级政府性项目"]]),
        ("全县300户800人享受农村低保。", [["享受农村低保"], ["享受农村低保"]]),
        ("供水工程覆盖人口比例达88%。", [["供水工程覆盖人口比例"]]),
        ("获各类市区级奖项308人次。", [["各类市区级奖项"]]),
        ("组织80余名干警赴外地脱产培训。", [["干警"]]),
    ],
)
def test_whole_words_at_the_edges_of_a_name(text, labels):
    assert list(find_figures(text)["labels"]) == labels


@pytest.mark.parametrize(
    "text, changes",
    [
        ("比重分别回落2.16和1.66个百分点。", ["-"]),
        ("农村低保新增276户462人，退出374户714人。", ["+", "+", "", ""]),
        ("整户减少2户3人。", ["-", "-"]),
    ],
)
def test_changes_of_two_counts_and_of_two_numbers_with_one_unit(text, changes):
    assert list(find_figures(text)["change"]) == changes
