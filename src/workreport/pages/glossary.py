"""What each column is called in Chinese, how its numbers are written, and what it means.

Code and data keep English column names; tables on a page take their headings, number formats and definitions from
here, so that a measure is worded once for all notebooks.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """A column as readers see it."""

    heading: str
    """Chinese heading of the table column, its unit in brackets."""
    form: str = ""
    """Format specification of its numbers, e.g. `,.0f` or `.1%`; empty for text."""
    meaning: str = ""
    """One Chinese sentence: what is counted, of what whole, how, and when the number misleads; empty if plain."""


def column_of(name: object) -> Column:
    """The column of a name; one that is not in the glossary is shown under its own."""
    return COLUMNS.get(str(name), Column(str(name)))


COUNT = ",.0f"
SHARE = ".1%"
RATE = ".2f"

COLUMNS: dict[str, Column] = {
    # Where a row stands
    "label": Column("部分"),
    "text": Column("原文"),
    "sentence": Column("第几句", COUNT),
    "section": Column("第几部分", COUNT),
    # Sizes
    "n": Column("次数", COUNT),
    "n_chars": Column("字数", COUNT, "不计空白的全部字符，含标点，与常用文字处理软件的“字符数（不计空格）”同义。"),
    "n_hanzi": Column("汉字", COUNT, "汉字的个数，不含标点、字母和数字。"),
    "n_letters": Column("字母", COUNT, "半角和全角的拉丁字母个数。"),
    "n_digits": Column("数字", COUNT, "半角和全角阿拉伯数字的个数，逐位计；“一二三”算汉字。"),
    "n_punctuation": Column("标点", COUNT, "标点和符号的个数。"),
    "n_words": Column("词数", COUNT, "分词后的词数：不含标点、数字指标和日期，单字词计入。"),
    "n_sentences": Column("句数", COUNT, "以句号、问号、叹号、省略号或换行结束的句子数；分号不断句。"),
    "n_paragraphs": Column("段数", COUNT, "有文字的行数，标题行计入。"),
    "share": Column("占比", SHARE, "占全文的比例；附件不计，其余合为100%。"),
    "n_per_1000_chars": Column("每千字", ".1f", "每一千个字符（不计空白）中的个数；几百字的短文里一两个就会显得很密。"),
    # Text statistics
    "measure": Column("统计量"),
    "level": Column("数值", RATE),
    "value": Column("数值", ",.15g", "换算成基本单位的数值（1.2亿元记作 120,000,000）；留空待填的没有数值。"),
    "direction": Column("读法"),
    "caution": Column("含义和注意"),
    "part": Column("类别"),
    "item": Column("项目"),
    "content": Column("内容"),
    "family": Column("类"),
    "rule_name": Column("规则"),
    "severity": Column("轻重", "", "错：按算术、日历或标准条文必错；疑：作者须看；提示：习惯和体例。"),
    "message": Column("问题"),
    "suggestion": Column("可改为", "", "留空的，应删去，或只有作者能定。"),
    "source": Column("依据"),
    "place": Column("位置"),
    "examples": Column("举例"),
    "phrase": Column("表述"),
    "mark": Column("标点"),
    "slip": Column("疑似问题"),
    "suggested": Column("可改为"),
    "context": Column("前后文"),
    # The ledger of figures
    "figure": Column("序号", COUNT, "按在文中出现的先后编号。"),
    "labels": Column("指标", "", "数字说的是什么，照录原文；一个数字说几件事的，用顿号隔开；同一句里没有名称的留空。"),
    "readable_value": Column("折合", "", "同一数值按万、亿写出，便于阅读；一万以下的留空，计算请用“数值”。"),
    "sure": Column("核对", "", "名称待核：规则没有把握这个数字说的是什么，引用前请看原句；留空为有把握。"),
    "value_high": Column("上限", ",.12g", "区间的上端，如“3至5个”的 5；不是区间的留空。"),
    "unit": Column("单位", "", "去掉万、亿等数位后的单位；位次、倍数和没有量词的留空。"),
    "kind": Column("类型", "", "金额、百分比、百分点、比例、倍数、位次、计量（长度、面积、重量等）、时长、数量。"),
    "qualifier": Column("限定", "", "数字前后的“超、余、约、以上、不足”等；留空为确数。"),
    "change": Column("增减", "", "数字本身是增量的记“增”，是减量的记“减”；达到的水平（提高到70%）和新建的个数留空。"),
    "period": Column("时期", "", "数字说的是哪一年或哪几年：句中写明的，否则上文和标题正在说的；看不出的留空。"),
    "base": Column("比较基准", "", "写明和什么相比：同比、比上年、较“十三五”末等；没有写明的留空。"),
    "role": Column(
        "性质",
        "",
        "成绩（达到的）、目标（要达到的）、基数（拿来比的，如“从……提高到”的“从”）、标准（“亿元以上项目”一类门槛）、问题（不足的大小）。",
    ),
    "sentence_text": Column("所在句", "", "数字所在的整句原文。"),
    "n_figures": Column("数字指标", COUNT, "台账中的数字个数；日期、文件号、“三会一课”一类名称不算。"),
    "figures_per_1000_chars": Column(
        "每千字指标", ".1f", "数字指标个数 ÷ 本部分字数 × 1000；不足三百字的部分一两个数字就会显得很密。"
    ),
    # Section balance
    "n_points": Column("要点", COUNT, "“一是……二是……”“第一，……第二，……”一类要点的个数；单独一个“一是”不算。"),
    "substance": Column(
        "实度",
        SHARE,
        "有可核对内容（名称有把握的数字、有职责的单位、将来的期限）的句子，占本部分的句子（不含标题）；留空待填的数字、文件名不算。",
    ),
    "n_pages": Column("A4 页", ".1f", "按公文版式每页 22 行、每行 28 字、段首空两字折算，不含题头。"),
    "intended": Column("应占", SHARE, "计划（PLAN）写明的占比；没有写明的留空。"),
    "over": Column("多（少）字", "+,.0f", "比应占的字数多几个字；负数是还差几个字。"),
    "reference_share": Column(
        "参照中位数", SHARE, "随附的政府工作报告里，这一类内容占全文比例的中位数；别的文种没有参照，留空。"
    ),
    "evidence": Column("依据"),
    # Collections
    "file": Column("文件"),
    "reason": Column("原因"),
    "name": Column("指标"),
    "n_reports": Column("报告数", COUNT),
    "n_places": Column("地方数", COUNT, "写明了地方的报告来自几个地方。"),
    "first": Column("最早年份", "d"),
    "last": Column("最晚年份", "d"),
    "own": Column("本报告", ",.3g"),
    "low": Column("多在此上", ",.3g", "九成同类报告不低于此数。"),
    "median": Column("同类中位数", ",.3g"),
    "high": Column("多在此下", ",.3g", "九成同类报告不高于此数。"),
    "rank": Column("从大到小第几", COUNT),
    "n_peers": Column("同类报告数", COUNT, "文种相同的其他报告；少于八份时不作比较。"),
    "z": Column("修正 z 值", "+.1f", "与同类中位数之差，按同类的离散程度折算；绝对值超过 3.5 的列出。"),
    # Keywords
    "word": Column("词"),
    "term": Column("术语", "", "来自词表或由本报告发现的固定提法。"),
    "tf_idf": Column("TF-IDF", ".4f", "占全文词数的比例，乘以在参照报告中的稀有程度（份份都有为1，越少见越高）。"),
    "text_rank": Column("TextRank", ".4f", "按与哪些词相邻（五词之内）排出的重要性，全部实词合计为1；只看本报告。"),
    "n_reference": Column("参照次数", COUNT, "在参照报告中出现的总次数。"),
    "n_per_1000_words": Column("每千词", ".1f", "每一千个词（不含标点、数字和日期）中的次数。"),
    "reference_per_1000_words": Column("参照每千词", ".1f", "参照报告每一千个词中的次数。"),
    "g2": Column("G²", ".1f", "对数似然比，正为多于参照，负为少于参照；绝对值越大，差别越不像偶然。"),
    "log_ratio": Column("对数比", "+.1f", "+1 是参照的两倍，-1 是一半；次数为0时按0.5计。"),
    "p_adjusted": Column("校正p值", ".3f", "同时检验许多词后的校正（Benjamini–Hochberg）；小于0.05才算明显。"),
    "n_holding": Column("参照份数", COUNT, "参照的同类报告里有几份也这样说。"),
    "n_there": Column("在该部分", COUNT, "在用得最多的那个部分里用了几次。"),
    "n_sections": Column("见于几部分", COUNT, "出现过的部分个数。"),
    "dp": Column("DP", RATE, "离散度：0为按篇幅均匀分布，越近1越集中；只出现几次的词天然偏高。"),
    "juilland_d": Column("Juilland D", RATE, "均匀度：1为各部分一样频繁，0为只在一个部分。"),
    "n_together": Column("同现", COUNT, "与所查的词相距五词之内的次数。"),
    "log_dice": Column("logDice", ".1f", "搭配强度，最高14；少1是强度减半。"),
    "npmi": Column("结合度", RATE, "各组成部分的标准化互信息：0为偶然相连，1为从不分开；取最松的一处。"),
    "left_entropy": Column("左邻熵", RATE, "前面的词有多少变化；越高越像独立的词。"),
    "right_entropy": Column("右邻熵", RATE, "后面的词有多少变化；越高越像独立的词。"),
    "theme": Column("类别"),
    "n_terms": Column("术语数", COUNT, "不同术语的个数。"),
    # Two reports side by side
    "change_kind": Column("改动", "", "数字变了、改写、标点、新增、删去、移动、标题；一句算一处，先符合的先算。"),
    "before": Column("较早的句子"),
    "after": Column("现在的句子"),
    "detail": Column("改了什么", "", "删去和换上的词；移动的写明从哪里到哪里。"),
    "path": Column("所在部分"),
    "before_figure": Column("原来的数字"),
    "after_figure": Column("现在的数字"),
    "difference": Column("相差", "+.1%", "现在的数值比原来多（少）百分之几；单位不同的、只改了“约”“超”的不算。"),
    "n_before": Column("原来字数", COUNT),
    "n_after": Column("现在字数", COUNT),
    "n_more": Column("多（少）字数", "+,.0f"),
    "indicator": Column("目标", "", "去年报告里写明数字、今年要达到的事项。"),
    "target": Column("目标数"),
    "result": Column("结果数", "", "今年报告里同一指标、同一口径、说去年的数字；没有说到的留空。"),
    "met": Column(
        "完成情况",
        "",
        "达到、未达到、口径不同，或没有说到（不等于没有完成）。“左右”和没有限定的数，差一成以内算达到；失业率、能耗等低于目标为好，物价低出一成的另说。",
    ),
    "firmness": Column("约束程度", "", "约束（确保、以上、控制在……）、预期（左右、力争……）、安排（要、将、拟）。"),
    "target_sentence": Column("目标原文"),
    "result_sentence": Column("结果原文"),
    "said": Column("原文说法", "", "没有数字、但写了“提前完成”一类的句子。"),
    "n_compared": Column("可比字数", COUNT, "不含固定表述和年年只换数字的句子，标点不计。"),
    "n_copied": Column("相同相近字数", COUNT, "在与去年相同或相近的句子里的字数：相似度 0.6 以上，或整个分句相同。"),
    "copied": Column(
        "比例", SHARE, "相同相近字数占可比字数；国务院相邻两年的报告多在一二成，只算几乎原样的句子在 3%—11%。"
    ),
    "similarity": Column("相似度", RATE, "两句按顺序相同的字占两句字数的比例：2×相同字数÷两句字数之和，1 为完全相同。"),
    "last_text": Column("去年的句子"),
    "moved_half": Column("前后换位", "", "去年写在部署里，今年写进了回顾，或者反过来。"),
    "status": Column("变化", "", "新出现、不再出现；增多、减少是每万字次数至少翻倍（减半）且相差三次以上。"),
    "count_last": Column("较早次数", COUNT),
    "count_this": Column("现在次数", COUNT),
    "object": Column("宾语"),
    "verb_last": Column("去年的动词"),
    "verb_this": Column("今年的动词"),
    "turn": Column("变化"),
    "members_last": Column("去年的并列项"),
    "members_this": Column("今年的并列项"),
    "gone": Column("去掉"),
    "new": Column("添上"),
    "reworded": Column("改了说法", "", "同一位置、用同一个词的并列项，去年的→今年的。"),
}
