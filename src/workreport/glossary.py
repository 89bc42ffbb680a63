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
    "share": Column("占比", SHARE, "占全文的比例；全文为100%。"),
    "n_per_1000_chars": Column("每千字", ".1f", "每一千个字符（不计空白）中的个数；几百字的短文里一两个就会显得很密。"),
    # Text statistics
    "measure": Column("指标"),
    "value": Column("数值", RATE),
    "direction": Column("读法"),
    "caution": Column("含义和注意"),
    "part": Column("词类"),
    "examples": Column("最常见的词"),
    "phrase": Column("表述"),
    "mark": Column("标点"),
    "slip": Column("疑似问题"),
    "suggested": Column("可改为"),
    "context": Column("前后文"),
}
