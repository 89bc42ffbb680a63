"""Reports made for tests and the bench, with known trends, targets, results and copies."""

import random
from pathlib import Path

PLACES = ("甲山市", "乙水市", "丙川市", "丁原市")
_DEEDS = ("改造{}个老旧小区", "新建{}公里农村公路", "培训{}名技术工人", "新增{}个停车泊位", "整治{}处隐患")
_WHERE = ("城东片区", "沿江一带", "北部乡镇", "老工业基地", "高校集中区", "南部新城", "各县城", "山区四乡")
_HOW = ("统筹各方力量", "坚持问题导向", "抓住重点环节", "落实专项资金", "发动群众参与", "建立台账销号", "实行挂图作战")
_SYLLABLES = "安宝昌德恩丰光海和宏华嘉建江金康乐理龙明宁平清庆荣瑞山盛泰天文新兴永裕源长正志中"
_AIMS = ("解决群众急难愁盼", "补齐公共服务短板", "夯实发展基础", "提升治理水平", "守住安全底线", "增强内生动力")
COPIED = "我们把便民服务中心的窗口全部下沉到社区楼院，让居民在家门口办成事。"
RISING, FALLING = "低空经济", "棚户区改造"


def target_of(place: int, year: int) -> int:
    """The grain, in 10,000 tonnes, that a place's report of `year` promises for that year."""
    return 10 + place + (year - 2015) // 3


def report(place: int, year: int, *, sentences: int = 60) -> str:
    """The report that a place gives in `year`: on the year before, with the plan for `year`.

    The term RISING stands (year − 2015) times in it, from 2016; FALLING (2026 − year) times. The result of a year is
    its target and one more. In years divisible by 5 the report holds the sentence COPIED, word for word.
    """
    draw = random.Random(place * 10_000 + year)  # noqa: S311 - a seed makes the same report each time

    def named() -> str:
        return "".join(draw.choices(_SYLLABLES, k=4))

    name = PLACES[place % len(PLACES)]

    def some(n: int) -> str:
        lines = []
        for _ in range(n):
            deed = draw.choice(_DEEDS).format(draw.randint(3, 900))
            lines.append(
                f"{named()}在{draw.choice(_WHERE)}会同{named()}，{draw.choice(_HOW)}，{deed}，{draw.choice(_AIMS)}。"
            )
        return "".join(lines)

    rising = "".join(f"{named()}同{named()}的{RISING}有了新进展。" for _ in range(max(0, year - 2015)))
    falling = "".join(f"{named()}同{named()}的{FALLING}继续推进。" for _ in range(max(0, 2026 - year)))
    copied = COPIED if year % 5 == 0 else ""
    result = target_of(place, year - 1) + 1
    return "\n".join(
        (
            f"{name}政府工作报告",
            f"——{year}年1月20日在{name}人民代表大会上",
            "各位代表：",
            f"一、{year - 1}年工作回顾",
            f"{year - 1}年，粮食总产量{result}万吨。{some(sentences // 2)}",
            rising + falling + copied,
            "工作中还存在一些问题：部分群众办事仍不方便，一些干部作风不实。",
            f"二、{year}年工作安排",
            f"{year}年主要预期目标是：粮食总产量{target_of(place, year)}万吨。",
            some(sentences // 2),
        )
    )


def write_reports(
    folder: Path, *, places: int = 4, years: range = range(2016, 2026), sentences: int = 60
) -> list[Path]:
    """Write the reports of several places and years as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for place in range(places):
        for year in years:
            path = folder / f"{year}-{place:04d}-{PLACES[place % len(PLACES)]}.txt"
            path.write_text(report(place, year, sentences=sentences), encoding="utf-8")
            paths.append(path)
    return paths


_LEVELS = (
    "全省地区生产总值达到{}万亿元、增长5.1%，总量连续12年居全国第4位",
    "地方一般公共预算收入{}.6亿元、增长3.2%",
    "规模以上工业增加值增长6.4%",
    "固定资产投资增长4.8%",
    "社会消费品零售总额{}.5亿元、增长4.3%",
    "货物进出口总额{}.2亿元、增长7.5%",
    "实际使用外资{}.8亿元、增长2.1%",
    "全社会研发投入{}.4亿元、增长8.9%",
    "全体居民人均可支配收入{}元、增长5.6%",
    "城镇新增就业{}.3万人，城镇调查失业率5.2%",
    "居民消费价格上涨0.4%",
    "粮食总产量{}万吨，增长1.3%",
)
_GOALS = (
    "地区生产总值增长5%左右",
    "一般公共预算收入增长3%",
    "规模以上工业增加值增长6%以上",
    "固定资产投资增长5%",
    "社会消费品零售总额增长5%左右",
    "进出口总额增长4%",
    "城镇新增就业80万人以上",
    "城镇调查失业率5.5%左右",
    "居民消费价格涨幅2%左右",
    "居民收入增长与经济增长同步",
    "粮食总产量1200万吨以上",
)
_LACKS = (
    "产业结构不够优，新兴产业占比偏低，传统产业改造升级任务艰巨",
    "投资后劲不足，消费恢复基础还不牢固，部分企业生产经营困难",
    "城乡区域发展不平衡，县域经济实力不强，基础设施还有短板",
    "教育、医疗、养老等民生领域还有不少短板，群众还有不少烦心事",
    "一些干部担当精神不强，形式主义官僚主义仍然存在",
)
_CHAPTERS = "一二三四五六七八九十"


def provincial(*, year: int = 2025, sentences: int = 600) -> str:
    """The report of a province, as long as they are (some 25,000 characters): results, targets, problems, an annex."""
    draw = random.Random(year)  # noqa: S311 - as above

    def named() -> str:
        return "".join(draw.choices(_SYLLABLES, k=2)) + draw.choice("市县区镇")

    def some(n: int) -> str:
        deeds = (draw.choice(_DEEDS).format(draw.randint(3, 900)) for _ in range(n))
        return "".join(f"{draw.choice(_HOW)}，在{named()}{deed}，{draw.choice(_AIMS)}。" for deed in deeds)

    results = "；".join(level.format(100 + 37 * place) for place, level in enumerate(_LEVELS))
    chapters = "\n".join(
        f"（{number}）{draw.choice(_HOW)}，{draw.choice(_AIMS)}\n{some(sentences // 2 // len(_CHAPTERS))}"
        for number in _CHAPTERS
    )
    deeds = "\n".join(f"{number}、{draw.choice(_AIMS)}。\n{some(2)}" for number in _CHAPTERS)
    return "\n".join(
        (
            "戊海省政府工作报告",
            f"——{year}年1月20日在戊海省人民代表大会上",
            "各位代表：",
            "现在，我代表省人民政府，向大会报告工作，请予审议。",
            f"一、{year - 1}年工作回顾",
            f"{year - 1}年，{results}。",
            some(sentences // 2),
            f"同时，我们也清醒地看到，发展中还存在不少困难和问题：{'；'.join(_LACKS)}。对这些问题，我们一定认真解决。",
            f"二、{year}年工作安排",
            f"{year}年经济社会发展主要预期目标是：{'；'.join(_GOALS)}。",
            chapters,
            "附件",
            f"{year}年省十件民生实事",
            deeds,
        )
    )
