"""Name what each figure measures: the noun after it, the indicator before it, or what the sentence named last."""

import re
from collections.abc import Sequence

from workreport.figures.figure import Figure
from workreport.figures.lexicon import cut, tagged


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_SENTENCE_END = re.compile(r"[。；！？\n;!?]")
_CLAUSE_END = re.compile(r"[，：:,（(）)]|——|--")
_BRACKETS = re.compile(r"（[^（）\n]{0,30}）|\([^()\n]{0,30}\)")

# Qualifiers between a unit and its noun.
_QUALIFIED = re.compile(r"(?:钱|及)?(?:以上|以下|左右|以内|之内|上下|多|有余|不等)*的?")
# Where a noun phrase after a number ends: a function word, or a verb that takes what follows as its object.
_STOP_TAGS = frozenset(("p", "d", "r", "f", "ul", "uz", "ug", "m", "y", "ad", "uj", "df", "k"))
_VERBS_AFTER = words(
    """
    纳入 列入 入选 获 获得 荣获 获评 获批 获奖 晋级 晋升 进入 完成 达到 达 建成 实现 开展 开工 投产 投用 投入
    落地 启动 成为 是 有 为 超过 超 居 位居 列 排名 增长 下降 提高 通过 通车 上市 受益 落户 参加 签约 退出 集聚
    聚集 提供 支持 评为 认定 命名 全部 加快 正式 享受 接受 取得 创建 承载 由 使 让 给 来自 分布 覆盖 涉及 惠及
    用于 助力 推动 促进 印发 出台 形成 运行 运营 投运 用上 连续 贯通 得到 新增 减少 增加 办理 解决 装车 就业
    入驻 亮相 开放 开业 挂牌 立项 竣工 交付 建立 占 使用 保持 稳定 吸引 带动 登陆 跻身 到 乔迁 居住 改善 免费
    先后 已经 已 均 都 也 还 就 全 被 把 将 对 在 向 以 从 按 于 与 并 且 而 地 着 了 过 中 内 之 等 有序 基本
    普及 不同 逐步 相继 陆续 全线 首次 普遍 研究部署 部署 扩大 降到 降至 增至 增长到 总 共 办好 建设职工
    接通 免除 参照 开设 追回 表示 跃升 结对 开办 发起 定期 整合
    """
)
_ENCLOSED = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’"}
_ATTRIBUTIVE = frozenset(("上市", "获奖"))
_PREFIXES = ("未", "非", "新", "拟", "长期")
_AND = words("和 及 与 以及 暨 、")
_LANDMARK = re.compile(r"台阶|大关|关口")
_NOUN_START = re.compile(r"[\u4e00-\u9fffA-Za-z“\"《（(]|\dA级")
_REMARK = re.compile(r"(?<=.)[（(](?![区市县旗盟州])[^（）()]*[）)]?$")
_ONLY_SCALE = re.compile(r"[十百千]?[万亿]")
# Nouns of one character that make a name of the verb before them.
_SUFFIXES = words("区 县 地 园 点 站 率 户 村 者 员 所")
# What stands between a measure word and its noun: 12个方面, 4个万亿级产业, 百亿元级.
_SKIPPED = (re.compile(r"级"), re.compile(r"(?:方面的?)?(?:[十百千]*[万亿]*元?级)?"))

# What precedes a number without being part of its name: predicates, adverbs, comparisons.
_TAIL = re.compile(
    r"(?:达到了?|达|实现|突破了?|超过了?|超|约为?|近|逾|为|是|有|共有?|共计|总计|合计|累计|已|已有|已达|仅|只有?|将|就|也|还|又|再|拟|"
    r"年均|平均每年|每年|平均|分别|均|都|双双|同比|环比|首次|历史性|稳居|稳定|保持|控制|维持|按|位居|位列|居|列|排名?|跃居|跃升|升|名列|连续|"
    r"在|至|到|于|从|由|占|增长|增加|提高|提升|上升|上涨|下降|减少|降低|增幅|增速|降幅|涨幅|涨|降|压减|缩减|缩减|削减|缩短|缩小|扩大|改善|"
    r"增产|多收|增|减|净增|新增|高于|低于|优于|快于|不低于|不少于|不超过|不高于|不足|不到|少于|多于|至少|最高|最多|接近|将近|大约|左右|以上|"
    r"全国|全省|全市|全区|全县|全球|世界|各省区?|比上年末?|比去年末?|比上年同期|比上年预算|比上一年|比前年|较上年|较去年|比全国|比全省|"
    r"[比较][一二三四五六七八九零\d]{2,4}年末?|较[“\"]?十[一二三四]五[”\"]?末?|可达?|能|可以|要|应|了|的|则|率先|大幅|必须|需要|需|相应地?|估计|"
    r"[提降升增减高少大小低短涨跌超]+[到至]|(?:每[^，、每]){1,2}|压缩|核减|回落|上调|下调|收窄|只要|更多|持续|历时|为期|长达|原先|原来|跨过|预期|目标为|目标|成为|上涨幅度|跨越|连跨|跨|迈上|迈入|接连|相继|先后|仍然|各为|不过|投入(?:运营|使用)|通车|贡献|(?:首次)?(?:进入|跻身)[^，、]{1,6}|再?延长|压降|(?:高于|低于|快于|优于|好于)全[^，、]{1,8}|(?:连跨|跨越|迈上|跨过)[一二两三四五六七八九十]个|(?:位?[居列]|排名?)(?:国内|亚洲|行业|(?:中国|中|东)?[西中东]部)|跻身|进入|前移|达成|计|各|第|一次性|实际|成功|又有|估计|安排|竟|才|同时|历史|第一|得|"
    r"一直|始终|进一步|规模近|全年|目前|用|提前|平均每[年月日天]|相当于|等于|等|即|年末|年初的?|年末的?|不少|不|高达|多达|[一二三四五六七八九零\d]{1,4}年的?|前[一二三四五两\d]年|按[^，、]{2,6}(?:口径|价格)(?:计算)?|比“[^”]{1,8}”|[比较][^，、比较]{2,12}(?:水平|时期|同期)|合|折合|约合|其中|中)$"
)
# Characters that hardly ever end a noun.
_ALWAYS_APART = frozenset("均都达超约至到从由于了的占将也还仅只逾即再")
# What stands before the name in its clause: words of the time and the manner, and dates.
_HEAD_WORDS = words(
    """
    的 了 地 、 和 及 与 以 并 且 而 又 也 还 则 但 在 将 已 共 就 以及 其中 另外 同时 此外 这 这些 那些 我们
    我省 我市 我区 我县 我国 我局 我院 我 全年 今年 去年 本年 当年 上年 上半年 下半年 目前 截至 截至目前 预计
    估计 累计 合计 共计 总共 先后 已经 力争 确保 争取 计划 拟 通过 保持 围绕 一季度 二季度 三季度 四季度 年底
    年末 年内 分别 平均 首批 同期 以来 期间 每年 成功 积极 大力 努力 全面 深入 扎实 持续 稳步 不断 切实 有效
    认真 严格 稳妥 顺利 率先 一批 超额 圆满 主动 着力 加大 加强 各类 各级 各 由 使 对 为 从 到 一是 二是 三是
    四是 五是 六是 七是 八是 九是 十是 需 需要 必须 应 再 剩下 剩下的 因此 因而 例如 比如 如 比 按 至 自 要 仅
    均 都 每 其 再次 继续 进一步 基本 免费 全 所 使得 让 把 第一季度 第二季度 第三季度 第四季度 年初 年均 现有
    现 实际 直接 最终 总 五年 五年来 三年 四年 一年
    """
)
_HEAD_DATE = re.compile(
    r"(?:(?:到|截至|至|自|较|比)?(?:[一二三四五六七八九零\d]{2,4}|\d(?: \d)+) ?年[底末初]?|"
    r"\d{1,2}月[底末份]?|\d{1,2}[日号]|共(?![产和同青享建性用识])|"
    r"[近过前今]?[一二三四五六七八九十两\d]{1,2}年[来间]?|[一二三四五六七八九十]是|第?[一二三四]季度)"
)
# Verbs that take the counted thing as their object; the name begins after the last of them.
_LIGHT = re.compile(
    r"^(?:开展|组织|举办|召开|召集|承办|主办|建成|建设|新建|改建|扩建|续建|改造建设|兴建|修建|打造|培育|新培育|培养|创建|创成|组建|成立|设立|制定|制订|"
    r"出台|形成|印发|发放|发布|发行|拟发行|办理|办结|受理|审结|查处|查办|处置|处理|处分|立案|排查|发现|排查发现|整改|整治|化解|解决|救助|帮助|"
    r"服务|惠及|覆盖|带动|引进|引入|引导|吸引|签约|落地|实施|推进|推动|完成|实现|取得|获得|获批|获评|荣获|喜摘|摘得|夺得|新增|净增|增补|增加|"
    r"投入|投放|安排|统筹安排|拨付|下达|争取|筹集|落实|兑现|使用|利用|动用|用于|提供|选派|选拔|选树|派出|遴选|遴选支持|评定|评选|认定|招录|招聘|录用|吸纳|"
    r"接待|走访|慰问|深入|参加|参与|进行|作出|提出|提请|提交|收到|收集|征集|梳理|修订|审议|审查|核查|检查|督办|督查|"
    r"开工|竣工|改善|支持|保障|确保|涉及|包括|拥有|现有|达成|集聚|聚集|汇聚|加快建设|组织开展|开工建设|累计建成|建立|健全|开发|开通|"
    r"动员|调整|公布|培训|资助|补助|减免|为|共有|已有|有|共|就有|只有|设|撰写|编制|编印|报送|刊发|宣传|推广|调解|化解|破获|抓获|缴获|打掉|追回|挽回|挂牌|争创|"
    r"新改建|新建和改造提升|改造提升|更新改造|修复治理|完善|优化|稳妥化解|有效化解|生产|种植|收购|出栏|供应|销售|采购|置换|清理|关停|淘汰|腾退|收回|盘活|征收)$"
)
# Those of them that are hardly ever part of a name, and so divide a subject from its object too.
_WITHIN = words(
    """
    开展 组织 举办 召开 承办 建成 新建 打造 培育 制定 出台 印发 处置 查处 发现 化解 救助 拨付 安排 筹集 发放
    达成 组建 创建 设立 带动 惠及 吸引 引进 荣获 获批 获评 有 用于 提供 遴选 选派 接待 解决 查办 办结 争取 评选
    认定 已有 共有 拥有 设有 收到 提出 提交 增补 增加 喜摘 摘得 夺得 审议 实施 新设 发行 兑现 清理 关停 淘汰
    撰写 形成 下达 推动 提请 修订 引入 参与 录用 还有 裁减 废止
    """
)
# Those that do so only where the number follows at once: 协作投入资金3亿元, but 研发投入强度3%.
_GOVERNING = words("投入 参加 推进")
# Words that go with no name, however short.
_NEVER_NAMED = ("等", "有", "还有", "已有", "共有")
# What a number rather than its subject does.
_SHIFTS = "增减升降提上下到至为占达扩缩"
# Adverbs that open a predicate.
_ADVERBS = words("就 只 才 仅 将 还 仍 又 也")
# Conjunctions that begin a new predicate.
_THEN = ("并", "并且", "而")
# Tags of words that cannot make a name alone.
_EMPTY_TAGS = ("p", "d", "c", "u", "r", "m", "f", "x", "y", "t")


# Subjects that stand for the whole report.
_EVERYWHERE = words("全国 全省 全市 全区 全县 国家 全球 世界 全社会 各地 中央 省级 市级 全部")


def _names(tokens: list[tuple[str, str]]) -> bool:
    """Whether the words after a verb can be a name: two characters, one of them a noun or a second verb."""
    return sum(len(word) for word, _ in tokens) > 1 and any(
        tag[:1] in ("n", "l", "j", "i", "b", "s", "x", "z") or tag == "vn" for _, tag in tokens
    )


def _ends_short(tokens: list[tuple[str, str]]) -> bool:
    """Whether a relative clause ends in a noun that says too little alone: 中央财政用于科技的支出."""
    words_of = [word for word, _ in tokens]
    at = words_of.index("的", 1) if "的" in words_of[1:] else len(words_of)
    return 0 < len("".join(words_of[at + 1 :])) <= 3


def _is_empty(tokens: list[tuple[str, str]]) -> bool:
    """Whether words say nothing that could be a label: places, verbs that open a clause, adverbs, prepositions."""
    return all(
        word in _HEAD_WORDS
        or word in _EVERYWHERE
        or tag[:1] in _EMPTY_TAGS
        or (tag == "ns" and len(word) > 1 and word[-1] in "省市州县区")
        or word in _WITHIN
        or (tag[:1] == "v" and (_LIGHT.match(word) or len(word) == 1))
        for word, tag in tokens
    )


# Words too general to name a thing; the name given before is meant.
_GENERIC = re.compile(
    r"^(?:(?:全[国省市区县])?占比|总量|增量|增速|增幅|降幅|规模|比重|总数|数量|总额|同比|其|它|这|全国|全省|全部|比例|年均|平均|其中|水平|人数|总规模|"
    r"涨幅|排名|总量排名|位次|余额|比|共|合计|速度|产值占比|全国总量|压减比例|份额|市场份额|幅度|一般|名次)$"
)
# A level that a clause of its own states: 进出口总值创新高，达到5379亿元.
_LEVEL = re.compile(r"，(?:总[额量数])?(?:达到?|突破|超过?|为)[^，。；、]{0,3}$")
# 中央财政安排1000亿元专项资金: the payer stands before the number, the money's name after it.
_SPENDS = re.compile(
    r"(?:安排|投入|拨付|下达|筹集|发放|使用|动用|提供|设立|发行|减轻|争取|整合)(?:超过?|近|约|了|逾)?$"
)
_JOINT = re.compile(r"(?:(?<![平年人户])均|都|双双|全部)[^，。；、]{0,8}$")
_EACH = re.compile(r"分别[^，。；、]{0,12}$")
_LIST_JOIN = re.compile(r"(?:以上|左右|以下|以内|钱)?(?:、|和|及|与|以及|，)")
# A占B的5%: A is named; A占B比重 is a name as a whole. 等于A的三分之一 names nothing.
_SHARE = re.compile(r"占(?!比)|等于|相当于")
_IS_SHARE = re.compile(r"(?:比重|比例|占比|份额|率)[^，、]{0,8}$")


# A line of filler may have no end: work is bounded by reading sentences no longer than this at a time.
_LONGEST_SENTENCE, _MOST_FIGURES = 2000, 60


def label_figures(figures: Sequence[Figure], text: str, plain: str) -> None:
    """Fill in the labels of all figures, sentence by sentence."""
    at = 0
    while at < len(figures):
        reach = min(len(plain), figures[at].end + _LONGEST_SENTENCE)
        stop = _SENTENCE_END.search(plain, figures[at].end, reach)
        end = stop.start() if stop else reach
        last = at
        while last < min(len(figures), at + _MOST_FIGURES) and figures[last].start < end:
            last += 1
        begin = figures[at - 1].end if at else 0
        _Sentence(figures[at:last], text, plain, _sentence_start(plain, begin, figures[at].start), end).label()
        for figure in figures[at:last]:
            figure.labels = [label for label in figure.labels if label]
        at = last


def _sentence_start(plain: str, begin: int, end: int) -> int:
    """Where the sentence that holds `end` begins, looking back no further than `begin` and 120 characters."""
    begin = max(begin, end - 120)
    ends = [m.end() for m in _SENTENCE_END.finditer(plain, begin, end)]
    return ends[-1] if ends else begin


class _Sentence:
    """One sentence with its figures, labelled from left to right."""

    def __init__(self, figures: Sequence[Figure], text: str, plain: str, begin: int, end: int) -> None:
        self.figures, self.text, self.plain = figures, text, plain
        self.begin, self.end = begin, end
        self.named_to = begin  # how far the text has been used as a label after a number

    def label(self) -> None:
        """Label the figures in turn; a list shared by 分别 is labelled at once."""
        done = 0
        for i, figure in enumerate(self.figures):
            if i < done:
                continue
            run = self._run(i)
            if len(run) > 1 and self._distribute(i, run):
                done = i + len(run)
                continue
            figure.labels = self._labels(i)

    def _run(self, i: int) -> Sequence[Figure]:
        """The figures from i on that follow each other with nothing but a list mark between."""
        last = i
        while last + 1 < len(self.figures):
            between = self.plain[self.figures[last].end : self.figures[last + 1].start]
            between = re.sub(r"(?:超过?|约|近)$", "", between)
            alike = self.figures[last].kind == self.figures[last + 1].kind
            if not alike or "，" in between or not _LIST_JOIN.fullmatch(between):
                break
            last += 1
        return self.figures[i : last + 1]

    def _distribute(self, i: int, run: Sequence[Figure]) -> bool:
        """Give each figure of a list its own name: A、B分别增长5%、6%; the names may be those of the figures before."""
        n = len(run)
        span = self._topic(i)
        parts = self._parts(span, every=True) if span else []
        if span and not parts:
            return False
        if len(parts) > n:
            parts = parts[-n:]
        before = self.plain[self._floor(i) : run[0].start]
        if len(parts) == n:
            for figure, part in zip(run, parts, strict=True):
                figure.labels = [part]
            return True
        if not parts and _EACH.search(before) and i < n and "，" in before:
            whole = self._trim(self._floor(i), self.plain.rfind("，", self._floor(i), run[0].start))
            parts = self._parts(whole, every=True) if whole else []
            if len(parts) == n:
                for figure, part in zip(run, parts, strict=True):
                    figure.labels = [part]
                return True
            return False
        if not parts and _EACH.search(before) and i >= n:
            for figure, earlier in zip(run, self.figures[i - n : i], strict=True):
                figure.labels = list(earlier.labels)
            return True
        return False

    def _labels(self, i: int) -> list[str]:
        """The labels of one figure: the noun after it, the topic before it, or what was named last."""
        figure = self.figures[i]
        before = self.plain[self._floor(i) : figure.start]
        after = self._noun_after(i)
        if after and _LANDMARK.match(self.plain, after[0]):
            self.named_to, after = after[1], None  # 连跨4个万亿元台阶: what crosses it is measured
        span = self._topic(i)
        if figure.kind == "rank" and after and not self._is_share_of(i):
            after = None  # 从第10位升至第8位
        if after and (figure.kind == "count" or not span or self._is_share_of(i) or self._governs(span, i)):
            self.named_to = after[1]
            return [self._slice(after)]
        if span and (not _GENERIC.match(self._plain(span)) or self._attributed(i)):
            joint = bool(_JOINT.search(before))
            predicate = span[1] < figure.start
            return (self._parts(span, every=joint) if predicate else []) or [self._slice(self._last_part(span))]
        if not span and i and not figure.change and _LEVEL.search(before):
            earlier = self._earlier_clause(i)
            if earlier:
                return earlier
        done = self._opening_verb(i) if not span and figure.unit[-1:] == "次" else []
        done = done or (self._predicate(i) if not span else [])
        if done:
            return done
        inherited = self._inherited(i, joint=bool(_JOINT.search(before))) or self._earlier_clause(i)
        if inherited:
            return inherited
        return [self._slice(span)] if span else self._opening_verb(i)

    def _attributed(self, i: int) -> bool:
        """Whether the figure with what stands before it describes a noun after it: 占比超过10%的有44种."""
        return _QUALIFIED.match(self.plain, self.figures[i].end)[0].endswith("的")

    def _last_part(self, span: tuple[int, int]) -> tuple[int, int]:
        """The last member of a list that only leads up to the name: 扑下身子、实地调研60次."""
        mark = self.plain.rfind("、", *span)
        part = None if mark < 0 or "等" in self._plain(span) else self._trim(mark + 1, span[1])
        return part or span

    def _governs(self, span: tuple[int, int], i: int) -> bool:
        """Whether the words before the number take what follows it as their object: 在大湾区设立超500亿元基金."""
        if self.plain[self.figures[i].start - 1] == "的":
            return not _SHARE.search(self.plain, *span)
        figure = self.figures[i]
        if figure.kind == "measure" and (figure.unit in ("千伏", "伏") or _ONLY_SCALE.match(self.plain, figure.start)):
            return True
        if figure.kind == "money" and _SPENDS.search(self.plain, max(self.begin, figure.start - 6), figure.start):
            return True
        last, tag = tagged(self._plain(span))[-1]
        return (bool(_LIGHT.match(last)) or tag == "v") and figure.kind in ("money", "measure")

    def _opening_verb(self, i: int) -> list[str]:
        """The bare verb of a clause that names nothing else: 投入187亿元."""
        clause = _CLAUSE_END.split(self.plain[self._floor(i) : self.figures[i].start])[-1]
        verbs = [word for word, tag in tagged(clause) if tag[:1] == "v" and len(word) > 1]
        return [verb for verb in verbs if not _TAIL.fullmatch(verb)][-1:]

    def _predicate(self, i: int) -> list[str]:
        """What people without a name do: 2人入选人才计划; 引导1亿人在中西部就近城镇化."""
        figure = self.figures[i]
        limit = self.figures[i + 1].start if i + 1 < len(self.figures) else self.end
        clause = _CLAUSE_END.split(self.plain[figure.end : limit].replace("、", "，"))[0]
        tokens = tagged(clause)
        if figure.unit not in ("人", "名") or not tokens or tokens[0][1] not in ("v", "p", "d"):
            return []
        start = figure.end + (len(tokens[0][0]) if tokens[0][1] != "v" else 0)
        long_enough = 4 <= figure.end + len(clause) - start <= 16 and clause[0] not in _SHIFTS
        return [self._slice((start, figure.end + len(clause)))] if long_enough else []

    def _is_share_of(self, i: int) -> bool:
        """占全国人口80%以上的农民: the noun after 的 is what is measured."""
        figure = self.figures[i]
        if figure.kind not in ("percent", "ratio", "duration", "rank"):
            return False
        clause = _CLAUSE_END.split(self.plain[self._floor(i) : figure.start])[-1]
        return self._attributed(i) and bool(re.match(r".{0,9}占|.{0,4}$", clause))

    def _inherited(self, i: int, *, joint: bool) -> list[str]:
        """What the figures before it in the sentence are called."""
        earlier = [f for f in self.figures[:i] if f.labels]
        if not earlier:
            return []
        figure = self.figures[i]
        if joint and len(earlier[-1].labels) == 1:
            names = list(dict.fromkeys(label for f in earlier for label in f.labels))
            return names[-2:]
        if (figure.kind in ("count", "money", "measure") and not figure.change) or self._attributed(i):
            alike = [f for f in earlier if f.unit == figure.unit]
            earlier = alike or earlier
        return list(earlier[-1].labels)

    def _earlier_clause(self, i: int) -> list[str]:
        """The topic of an earlier clause of the sentence, when nothing nearer names the figure."""
        start = max(self.begin, self._floor(i) if i else self.begin)
        clauses = list(re.finditer(r"[^，：:,（）]+", self.plain[start : self.figures[i].start]))
        for m in reversed(clauses[:-1] if len(clauses) > 1 else []):
            span = self._trim(start + m.start(), start + m.end())
            if span:
                return [self._slice(self._subject(span))]
        return []

    def _subject(self, span: tuple[int, int]) -> tuple[int, int]:
        """The subject of a clause: what stands before its first verb, when that is long enough for a name."""
        at = span[0]
        tokens = tagged(self._plain(span))
        if ("的", "uj") in tokens and tokens[-1][1][:1] == "n":  # 生活保障的覆盖人数
            return span
        for word, tag in tokens:
            if tag[:1] in ("v", "d", "p") and at - span[0] >= 4 and tag != "vn":
                return span[0], at
            at += len(word)
        return span

    def _floor(self, i: int) -> int:
        """Where the text that belongs to a figure begins: after the last figure and its noun, or with the sentence."""
        floor = self.figures[i - 1].end if i else self.begin
        return self.named_to if floor < self.named_to <= self.figures[i].start else floor

    def _slice(self, span: tuple[int, int]) -> str:
        """The label as printed, without a remark in brackets at its end: 化肥（折纯）, but 省（区、市）."""
        return _REMARK.sub("", self.text[span[0] : span[1]])

    def _plain(self, span: tuple[int, int]) -> str:
        return self.plain[span[0] : span[1]]

    # The noun after the number.

    def _noun_after(self, i: int, *, leap: int = 3) -> tuple[int, int] | None:
        """The noun phrase that begins right after the unit, up to the next figure or function word."""
        figure = self.figures[i]
        limit = min(self.figures[i + 1].start if i + 1 < len(self.figures) else self.end, figure.end + 40)
        start = figure.end + len(_QUALIFIED.match(self.plain, figure.end)[0])
        skipped = _SKIPPED[figure.kind == "count"].match(self.plain, start, limit)
        start = skipped.end() if skipped else start
        if start + 1 >= limit and i + 1 < len(self.figures) and leap and self._noun_follows_next(i, start):
            return self._noun_after(i + 1, leap=leap - 1)
        if start >= limit or not _NOUN_START.match(self.plain, start):
            return None
        tokens = tagged(self.plain[start:limit])
        if tokens[0][1] == "z":  # 连续3年扎扎实实
            return None
        if tokens and tokens[0][0] == "的":
            start, tokens = start + 1, tokens[1:]
        of_kind = figure.kind != "count" or (skipped and skipped[0].endswith("级"))
        end = self._phrase_end(tokens, start, of_kind=of_kind)
        if end == start:
            relative = self._relative(tokens)  # 1亿人居住的棚户区
            start += sum(len(word) for word, _ in tokens[:relative])
            end = self._phrase_end(tokens[relative:], start, of_kind=False) if relative else start
        following = self.figures[i + 1] if i + 1 < len(self.figures) else None
        if leap and following and following.start in (figure.end, end) and following.kind in ("money", "measure"):
            return self._noun_after(i + 1, leap=0) or (start, end)  # 23个投资额百亿元以上重大项目
        return (start, end) if end > start else None

    @staticmethod
    def _relative(tokens: list[tuple[str, str]]) -> int:
        """How many words at the beginning are a verb and its 的, which make it say more of the noun after it."""
        words_of = [word for word, _ in tokens[:6]]
        k = words_of.index("的") if "的" in words_of else 0
        plain = all(tag[:1] in ("v", "n", "d", "a", "f", "s") for _, tag in tokens[:k])
        return k + 1 if k and plain and tokens[0][1][:1] == "v" else 0

    def _noun_follows_next(self, i: int, at: int) -> bool:
        """Whether the next figure stands before the same noun: 12个百亿元项目; 2个千亿级、11个百亿级项目."""
        figure, following = self.figures[i], self.figures[i + 1]
        if following.start == figure.end:
            return True
        scaled = at > figure.end or figure.kind in ("money", "measure")
        return scaled and following.kind == "count" and self.plain[at : following.start] in ("、", "和")

    def _phrase_end(self, tokens: list[tuple[str, str]], start: int, *, of_kind: bool) -> int:
        """Where the noun phrase at `start` ends; of a quantity of a kind, 的 may continue it (粮食的供应)."""
        at = end = start
        closing = ""
        listed = any(word == "等" for word, _ in tokens)
        for k, (word, tag) in enumerate(tokens):
            following = tokens[k + 1] if k + 1 < len(tokens) else ("", "")
            at += len(word)
            if closing:
                closing, end = ("", at) if word == closing else (closing, end)
            elif word in _ENCLOSED:
                closing = _ENCLOSED[word]
            elif word == "等" and listed and following[1][:1] in ("n", "v"):
                listed = False
            elif self._joins(tokens, k, of_kind=of_kind, listed=listed):
                continue
            elif tag == "x" or word in _AND or self._breaks(tokens, k, of_kind=of_kind):
                break
            else:
                end = at
        return end

    @staticmethod
    def _joins(tokens: list[tuple[str, str]], k: int, *, of_kind: bool, listed: bool) -> bool:
        """Whether a word joins the parts of a phrase: 和, the 、 of a list that 等 closes, 的, the 以上 of 二级以上."""
        word, before = tokens[k][0], tokens[k - 1][0] if k else ""
        after = tokens[k + 1][1][:1] if k + 1 < len(tokens) else ""
        if not before:
            return False
        if word in _AND:
            return word != "、" or listed
        if word == "的":
            return of_kind and k < 6 and after in ("n", "v")
        return word in ("以上", "及以上") and before[-1] in "级型"

    def _breaks(self, tokens: list[tuple[str, str]], k: int, *, of_kind: bool) -> bool:
        """Whether the phrase ends before this word: a function word, or a verb that is no part of a name."""
        word, tag = tokens[k]
        before = tokens[k - 1][0] if k else ""
        following, kind = tokens[k + 1] if k + 1 < len(tokens) else ("", "")
        noun_next = kind[:1] == "n"
        if k and following in _SUFFIXES:  # 产业集聚区
            return False
        if word in _PREFIXES:
            return kind[:1] not in ("n", "v", "b", "a") or (k > 0 and kind == "v")
        divides = k > 0 and word in _WITHIN
        if before not in _PREFIXES and (divides or (word in _VERBS_AFTER and word not in _ATTRIBUTIVE)):
            opens = all(other[:1] == "v" for _, other in tokens[:k])  # 拟竣工投产项目
            return divides or not opens or tag != "vn" or not noun_next
        if tag == "m" or tag in _STOP_TAGS:
            joins = word[-1] == "级" or following == "强" if tag == "m" else tag == "d" and len(word) > 1 and noun_next
            return not joins and word != "本科"  # tagged as a pronoun
        names_itself = k == 0 and not of_kind and (following in _VERBS_AFTER or following in _AND)  # 2个应用列入名单
        return tag == "v" and not names_itself and before not in _PREFIXES and not self._verb_in_phrase(tokens, k)

    @staticmethod
    def _verb_in_phrase(tokens: list[tuple[str, str]], k: int) -> bool:
        """Whether a verb is part of a name (督导检查组): a noun or another verb follows before the phrase ends."""
        following = tokens[k + 1] if k + 1 < len(tokens) else ("", "x")
        return (following[0] == "等" or following[1][:1] in ("n", "v", "x", "a", "b", "l")) and following[
            0
        ] not in _VERBS_AFTER

    # The topic before the number.

    def _topic(self, i: int) -> tuple[int, int] | None:
        """The name that stands before the number in its clause, trimmed at both ends."""
        figure, floor = self.figures[i], self._floor(i)
        window = self.plain[max(floor, figure.start - 60) : figure.start]
        base = figure.start - len(window)
        window = _BRACKETS.sub(lambda m: "·" * len(m[0]), window)
        cut = 0
        for m in _CLAUSE_END.finditer(window):
            if m.end() < len(window) or m[0] != ",":
                cut = m.end()
        start = base + cut
        attribute = self.figures[i - 1] if i and start == floor else None
        if attribute and figure.kind == "count" and self._modifies(attribute, figure):
            whole = self._topic(i - 1)  # 10亿元以上项目2个
            return self._trim(min(whole[0] if whole else attribute.start, attribute.start), figure.start)
        if i and start == floor:
            start += len(_LIST_JOIN.match(self.plain, start)[0]) if _LIST_JOIN.match(self.plain, start) else 0
        return self._trim(start, figure.start, kind=figure.kind)

    def _modifies(self, attribute: Figure, figure: Figure) -> bool:
        """Whether an amount is part of the name that is counted: 10亿元以上项目2个, 总量超200亿元县2个."""
        noun = self.plain[attribute.end : figure.start]
        if attribute.kind not in ("money", "measure") or attribute.qualifier == "=" or not 0 < len(noun) <= 12:
            return False
        words_of = tagged(noun)
        return all(tag[:1] not in ("x", "v", "c", "p") or tag == "vn" for _, tag in words_of)

    def _trim(self, start: int, end: int, *, kind: str = "") -> tuple[int, int] | None:
        """Cut predicates from the end and circumstances, verbs and list marks from the beginning."""
        share = _SHARE.search(self.plain, start, end)
        if share and not _IS_SHARE.search(self.plain[start:end]):
            end = share.start()
        number = end
        end = self._trim_tail(start, end)
        start = self._trim_head(start, end)
        start = self._after_verb(start, end, direct=end == number and kind in ("count", "money", "measure"))
        start = self._trim_head(start, end)
        modified = self.plain.rfind("的", start, end)
        if end - start > 16 and end - modified > 5 and modified > 0 and kind == "count":
            start = modified + 1
        if end > start and _GENERIC.match(self.plain[start:end]):
            return start, end
        if end <= start or _is_empty(tagged(self.plain[start:end])):
            return None
        return start, end

    def _trim_tail(self, start: int, end: int) -> int:
        while end > start:
            m = _TAIL.search(self.plain[max(start, end - 18) : end])
            if m and m[0] and (len(m[0]) > 1 or m[0] in _ALWAYS_APART or self._ends_in_word(m[0], start, end)):
                end -= len(m[0])
            elif self.plain[end - 1] in " ,，、:：":
                end -= 1
            else:
                break
        return end

    def _ends_in_word(self, word: str, start: int, end: int) -> bool:
        """Whether one character is a word by itself there: 于 is, the 应 of 供应 is not."""
        return cut(self.plain[max(start, end - 8) : end])[-1] in (word, "已" + word, "也" + word, word + word)

    def _trim_head(self, start: int, end: int) -> int:
        """Skip the words of time and manner, list marks and dates that a clause opens with."""
        while start < end:
            date = _HEAD_DATE.match(self.plain, start, end)
            if date:
                start = date.end()
                continue
            before = start
            for word, _ in tagged(self.plain[start : min(end, start + 24)]):
                if word not in _HEAD_WORDS and word not in " ,，、”)）\u3000\u200b\t":
                    break
                if word == "计划" and self.plain[start + 2 : end] in ("投资", "总投资"):
                    return start  # so much was planned, not spent
                start += len(word)
            if start == before:
                break
        return start

    def _after_verb(self, start: int, end: int, *, direct: bool) -> int:
        """Where the name begins: after the verbs that open the clause, or after a plain transitive verb within it."""
        best = at = start
        opening = True
        tokens = tagged(self.plain[start:end])
        for k, (word, tag) in enumerate(tokens):
            begin, at = at, at + len(word)
            rest = tokens[k + 1 :]
            if word in _ADVERBS and rest:
                opening = True
            cuts = _LIGHT.match(word) if opening else self._divides(word, rest, direct=direct)
            if (word == "等" and end - at >= 2 and tag != "n") or (cuts and _names(rest)):
                best = (
                    at if end - at > 2 or word in _NEVER_NAMED else begin
                )  # 增加支出, 拉动消费: too short without the verb
            opening = opening and (bool(cuts) or word in _HEAD_WORDS or word in _ADVERBS)
        return best

    @staticmethod
    def _divides(word: str, rest: list[tuple[str, str]], *, direct: bool) -> bool:
        """Whether a word within a clause divides the subject from the object, unless a 的 after it makes it modify."""
        if word in _THEN:
            return len(rest) > 1
        return (word in _WITHIN or (direct and word in _GOVERNING)) and not _ends_short(rest)

    def _parts(self, span: tuple[int, int], *, every: bool) -> list[str]:
        """The names of a list; with `every`, 和 divides it too."""
        surface = self._plain(span)
        if "等" in surface:
            return []
        parts, begin, at = [], span[0], span[0]
        for word in [*cut(surface), "、"]:
            if word in _AND if every else word == "、":
                if at > begin:
                    parts.append(self._slice((begin, at)))
                begin = at + len(word)
            at += len(word)
        return parts
