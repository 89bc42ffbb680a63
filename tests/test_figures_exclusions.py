"""What is a figure and what is not, asked of the rules themselves: the number, its unit, and what stands around it."""

import pytest

from workreport.figures.exclusions import counts, is_name, is_standing, stands_alone
from workreport.figures.units import kind_name, kind_of, kinds_in


@pytest.mark.parametrize(
    "before, low, named",
    [
        ("G", "60", True),
        ("PM", "2.5", True),
        ("1", "2", True),
        ("A+", "3", True),
        ("增长+", "3", False),
        ("第", "三", True),
        ("每", "3", True),
        ("每隔", "3", True),
        ("每户", "3", False),
        ("每年", "3", False),
        ("〔", "2025", True),
        ("“", "3", True),
        ("“十四", "3", True),
        ("《关于", "3", True),
        ("“十四五”", "3", False),
        ("新建", "3", False),
        ("以", "上十", True),
        ("如", "上十", True),
        ("人", "数百", True),
        ("基", "数百", True),
        ("约", "数百", False),
        ("近", "上百", False),
    ],
)
def test_a_number_that_is_part_of_a_name(before, low, named):
    assert is_name(low, before) is named


@pytest.mark.parametrize(
    "before, surface, after, standing",
    [
        ("总产值居全省", "第3", "。", True),
        ("总产值居全省", "第3", "批", False),
        ("总产值居全省", "第3", "", True),
        ("税收", "第3", "。", False),
        ("税收", "第3位", "。", True),
        ("获得", "第3名", "的", True),
        ("税收", "前3位", "。", False),
        ("排名", "前3", "，", True),
        ("排名目", "前3", "，", False),
        ("排名提", "前3", "，", False),
        ("排名力争", "第1", "。", False),
        ("排名争创全", "第1", "。", False),
        ("排名争创全市", "第1", "。", True),
        ("排名争当", "第1", "。", False),
        ("排名拼", "第1", "。", False),
        ("从全国", "第9", "升至", True),
        ("排名", "第9", "以内", True),
    ],
)
def test_a_standing_is_claimed(before, surface, after, standing):
    assert is_standing(surface, before, after) is standing


@pytest.mark.parametrize(
    "before, low, after, kind",
    [
        ("服务", "130万", "老年人", "count"),
        ("服务", "130万", "。", "count"),
        ("服务", "三百万", "群众", "count"),
        ("服务", "三百万", "。", ""),
        ("服务", "百万", "群众", ""),
        ("服务", "数百万", "群众", ""),
        ("服务", "几亿", "群众", ""),
        ("服务", "上亿", "群众", ""),
        ("服务", "十余万", "群众", "count"),
        ("服务", "130万", "”", ""),
        ("服务", "130", "老年人", ""),
        ("系数缩小至", "2.12", "。", "ratio"),
        ("系数缩小至", "2", "。", "count"),
        ("系数缩小至", "2.12", "号", ""),
        ("系数缩小至", "2.12", "公里", ""),
        ("系数缩小至", "2.12", "", "ratio"),
        ("系数为", "0.8", "，", "ratio"),
        ("系数", "0.8", "，", "ratio"),
        ("从", "0.8", "降到", "ratio"),
        ("上年为", "0.8", "，", ""),
        ("2023年的系数达到", "0.8", "，", ""),
        ("2023年的基尼系数达到", "0.8", "，", "ratio"),
        ("系数达到", "八", "，", ""),
    ],
)
def test_a_number_without_a_measure_word(before, low, after, kind):
    assert stands_alone(low, before, after) == kind


def _counts(phrase):
    """Whether the number set apart by blanks in a phrase counts: 建成 十二 座 水库."""
    before, low, unit, after = (piece.strip("·") for piece in phrase.split(" "))
    return counts(low, unit, kind_of(unit), before, after)


@pytest.mark.parametrize(
    "phrase",
    [
        # blanked digits
        "查处 * 件 ·",
        "查处 （ 件 ·",
        "查处 X 万 ·",
        "查处 零零 件 ·",
        "工期 * 天 ·",
        # lengths of time
        "寿命 79.5 岁 ·",
        "平均年龄为 45 岁 ·",
        "平均年龄为 45 周岁 ·",
        "连续 8 年 ·",
        "为期 两 年 ·",
        "历时 3.5 年 ·",
        "用了 3.5 年 ·",
        "缩短 10 天 ·",
        "用 10 小时 ·",
        "用 两 年 半",
        "为期 两 周 ·",
        "开展 十二 天 的培训",
        "提前 5 天 ·",
        # Arabic digits
        "建成 3 座 ·",
        "高 3 分 ·",
        "建成 12 个 方面",
        # words of scale
        "投资 亿 元 以上",
        "投资 百万 元 ·",
        "投资 千亿 美元 ·",
        "惠及 万余 人 ·",
        "运送 百万 辆 ·",
        "运送 千万 吨 ·",
        "产煤 万 吨 ·",
        "补助 百 元 以上",
        "补助 千 元 左右",
        "约 百 人 ·",
        "近 万 户 ·",
        "上 亿 人 ·",
        "惠及 亿 人 ·",
        # Chinese numerals
        "培训 两百 户 ·",
        "培训 十五 人 ·",
        "产煤 二十一 吨 ·",
        "产煤 三 吨 ·",
        "建成 四 座 水库",
        "覆盖 三千 村 ·",
        "建成 三 个 站点",
        "三位 三 位 同学",
        "培训班 六 期 ·",
        "举办 六 期 培训班",
        "补助 三 元 ·",
        "缴费 二百 元 ·",
    ],
)
def test_a_number_with_a_measure_word_that_counts(phrase):
    assert _counts(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "在 ** 村 ·",
        "到 ** 年 ·",
        "在 * 日 ·",
        "满 65 岁 老人",
        "满 65 周岁 ·",
        "近 3 天 ·",
        "培训 3 天 内",
        "在 3 年 ·",
        "到 2025 年 ·",
        "连续 2025 年 ·",
        "在 3 日 ·",
        "历时 一 天 ·",
        "建设 15 分钟 生活圈",
        "用 两 小时 ·",
        "开展 三 天 的培训",
        "3时 5 分 ·",
        "3: 5 分 ·",
        "10月 5 日 ·",
        "能耗 万 元 GDP",
        "每年 千亿 元 GDP",
        "收取 百 元 医疗",
        "收取 千 元 医疗",
        "建设 千亿 县 ·",
        "建设 百亿 镇 ·",
        "建设 千亿 市 ·",
        "建设 千亿 区 ·",
        "建设 百亿 村 ·",
        "全村 百 人 ·",
        "全村 百万 人 ·",
        "走进 千 家 ·",
        "到场 一 人 ·",
        "打破 二 元 结构",
        "打破 二 元 经济",
        "跨 三 省 联动",
        "跨 三 市 ·",
        "升温 两 度 ·",
        "抓好 三 个 方面",
        "抓好 五 项 机制",
        "实施 八 大 工程",
        "一二 一二 个 站点",
        "机场 三 期 ·",
        "香港、澳门 两 个 地区",
    ],
)
def test_a_number_with_a_measure_word_that_does_not_count(phrase):
    assert not _counts(phrase)


def test_the_kinds_that_units_make():
    units = ["元", "公里", "天", "人", "微克/立方米", "件（次）", "项目"]
    assert [kind_of(unit) for unit in units] == ["money", "measure", "duration", "count", "measure", "count", "count"]


def test_kinds_have_names_and_an_order():
    assert [kind_name(kind) for kind in ("money", "percent", "count", "shades")] == ["金额", "百分比", "数量", "shades"]
    assert kinds_in(["shades", "count", "money", "count", "apples"]) == ["money", "count", "apples", "shades"]
