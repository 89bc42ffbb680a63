"""The ledger of a report's figures (指标台账): every figure with its place, its period, its base and its role."""

import re

import numpy as np
import pandas as pd

from workreport.analyses.brief.checks import BLANK
from workreport.analyses.sections import own_sections, with_figures
from workreport.document import Source, document_of
from workreport.document.periods import RESULT, TARGET
from workreport.document.rows import FigureRow
from workreport.figures import kind_name, kinds_in
from workreport.outline.outline import PREAMBLE
from workreport.writing.lists import one_of
from workreport.writing.numerals import chinese_value, normalise

_QUALIFIERS = {"=": "", ">": "超过", "≥": "不少于", "<": "不足", "≤": "不超过", "≈": "约"}
_CHANGES = {"+": "增", "-": "减", "": ""}
_LEVELS = ("money", "count", "measure")  # absolute values
_COMPARISONS = ("percent", "point", "multiple", "rank")
_COUNTED = 3  # sections or figures that a finding names
_ENOUGH = 3  # figures that a superlative is said of at the least
_UNSURE = "名称待核"
_GROWTH = re.compile("增速|增幅|增长|涨幅")
_UNFINISHED = ("跃", "居", "位", "列", "升")  # a name that a verb was cut into
_NOBODYS = frozenset({"利润", "收入", "产值", "产量", "销量", "资金", "总量", "销售额"})  # names that do not say whose
_PLAIN = 12  # characters; a longer name is no good example
# What growth of a year is compared with; 较“十三五”末 and 比1952年 are growth of many years.
_YEARLY = re.compile(r"|同比|[比较](?:上年|去年)(?:同期)?|与(?:上年|去年)(?:同期)?相比")
_SPAN = re.compile(r"年均|平均每年|累计|以来|[两三四五六七八九十\d]年(?!度)")
# Money that does not go through a year: what stands at a day, what one person has, what is only planned.
_NO_FLOW = re.compile(rf"{one_of('ledger/no_flows')}|资产(?!投资)")
_YEAR = re.compile(r"\d{4}年")
_EXACT = re.compile(r"(?:超过|超|近|约|逾|突破|不足|将近|接近)$")
_FOLD = "番"  # 翻一番 doubles, but says no share
_LINES = 100  # characters; a section below it, such as a salutation, is not missed for its figures


def readable(ledger: pd.DataFrame) -> pd.DataFrame:
    """Put the codes of a ledger into Chinese words, and its labels into one cell; numbers stay numbers."""
    words = {
        "labels": ledger["labels"].map("、".join),
        "kind": ledger["kind"].map(kind_name),
        "qualifier": ledger["qualifier"].map(_QUALIFIERS),
        "change": ledger["change"].map(_CHANGES),
        "sure": ledger["sure"].astype(bool).map({True: "", False: _UNSURE}),
    }
    return ledger.assign(**words)


def growth_without_level(ledger: pd.DataFrame) -> pd.DataFrame:
    """Rows of growth or decline, no goals, with no absolute value of the same thing in their sentence or period."""
    growth = ledger[ledger["kind"].isin(["percent", "multiple"]) & (ledger["change"] != "")]
    growth = growth[growth["role"] != TARGET]
    levels = ledger[ledger["kind"].isin(_LEVELS)]
    return growth[~_paired(growth, levels) & ~_paired(growth, levels, within="period")]


def level_without_comparison(ledger: pd.DataFrame) -> pd.DataFrame:
    """Rows of money or measures, no goals, with no change, rank or base of the same thing in their sentence."""
    plain = (ledger["change"] == "") & (ledger["base"] == "") & (ledger["role"] != TARGET)
    amounts = ledger[ledger["kind"].isin(["money", "measure"]) & plain]
    return amounts[~_paired(amounts, ledger[ledger["kind"].isin(_COMPARISONS)])]


def blanks(ledger: pd.DataFrame) -> pd.DataFrame:
    """Rows whose digits were blanked out and are still to be filled in."""
    return ledger[ledger["value"].isna()]


def count_kinds(ledger: pd.DataFrame) -> pd.DataFrame:
    """Count figures by kind.

    Returns:
        One row a kind that occurs, most frequent first, ties in the order of the kinds: `kind` (in Chinese), `n`,
        `share` (of all figures, 0–1), `examples` (labels and surfaces of the first three).
    """
    rows = []
    for kind in kinds_in(ledger["kind"]):
        group = ledger[ledger["kind"] == kind]
        examples = [_named(group.iloc[[place]]) for place in range(min(3, len(group)))]
        rows.append((kind_name(kind), len(group), len(group) / max(1, len(ledger)), examples))
    frame = pd.DataFrame(rows, columns=["kind", "n", "share", "examples"])
    return frame[frame["n"] > 0].sort_values("n", ascending=False, kind="stable", ignore_index=True)


def figure_density(source: Source, ledger: pd.DataFrame) -> pd.DataFrame:
    """Count figures by section.

    Returns:
        One row a section: `section`, `label`, `n_chars`, `n_figures`, `figures_per_1000_chars` (of the section's
        characters but white space; NaN when it has none).
    """
    document = document_of(source)
    sections = with_figures(own_sections(document), ledger)
    return sections[["section", "label", "n_chars", "n_figures", "figures_per_1000_chars"]]


def comparable_growth(ledger: pd.DataFrame) -> pd.DataFrame:
    """Growth and decline that may stand on one axis: results of one year against the year before.

    The year is the one that has the most such rows. Left out are five-year and average growth, growth since another
    base than the year before (in the row, or before it in its sentence), growth of a part of the year, goals, and rows
    whose number is blank.

    Returns:
        Rows of the ledger with `growth` (per cent; a multiple is converted, 增长9倍 is 900; below 0 for a decline; NaN
        for 翻一番).
    """
    rows = ledger[ledger["kind"].isin(["percent", "multiple"]) & (ledger["change"] != "") & (ledger["role"] == RESULT)]
    rows = rows[rows["value"].notna()]
    yearly = [bool(_YEARLY.fullmatch(row.base)) and not _SPAN.search(_clause(row)) for row in rows.itertuples()]
    rows = rows[np.array(yearly, dtype=bool)]
    rows = _of_one_year(rows)
    rows = rows[np.array([not _since_another_year(row) for row in rows.itertuples()], dtype=bool)]
    growth = rows["value"].where(rows["kind"] == "percent", rows["value"] * 100)
    growth = growth.mask(rows["text"].str.contains(_FOLD))
    return rows.assign(growth=growth.mask(rows["change"] == "-", -growth))


_SINCE = re.compile(r"[比较](?P<year>(?:19|20)\d\d|[一二][九零〇][零〇一二三四五六七八九]{2})年")


def _since_another_year(row: FigureRow) -> bool:
    """Whether its sentence counts from another year than the one before: 1956年比1950年，布增加两倍，油增加11倍."""
    before = normalise(row.sentence_text.partition(row.text)[0])
    years = [chinese_value(match["year"]) or int(match["year"]) for match in _SINCE.finditer(before)]
    return bool(years) and years[-1] != int(row.period[:4]) - 1


def comparable_money(ledger: pd.DataFrame) -> pd.DataFrame:
    """Amounts of money that went through one year, in one currency, the largest first.

    Left out are thresholds, changes, goals and plans, what stands at a day (余额, 资产), what falls on one person, rows
    whose name is not sure, and bounds of what is told exactly (突破20亿元、达到21亿元). Output, turnover and spending
    are not of one kind: no largest is told of them.
    """
    rows = ledger[(ledger["kind"] == "money") & (ledger["change"] == "") & (ledger["role"] == RESULT)]
    rows = rows[rows["value"].notna() & rows["sure"].astype(bool) & (rows["labels"].map(len) > 0)]
    flows = [not _NO_FLOW.search("、".join(row.labels) + _clause(row)) for row in rows.itertuples()]
    rows = _of_one_year(rows[np.array(flows, dtype=bool)])
    rows = rows[rows["unit"] == rows["unit"].value_counts().idxmax()] if len(rows) else rows
    bounds = rows[rows["qualifier"].isin(["≥", ">"])]
    rows = rows.drop(bounds.index[_paired(bounds, rows[rows["qualifier"] == "="])])
    return rows.sort_values("value", ascending=False, kind="stable")


def _of_one_year(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the year that has the most."""
    years = pd.Series([period for period in rows["period"] if _YEAR.fullmatch(period)], dtype=str)
    return rows[rows["period"] == years.value_counts().idxmax()] if len(years) else rows.iloc[:0]


def _clause(row: FigureRow) -> str:
    """What stands around a figure between two commas, as far as its sentence tells."""
    before, _, after = row.sentence_text.partition(row.text)
    return re.split(r"[，；。]", before)[-1] + row.text + re.split(r"[，；。]", after)[0]


def figure_findings(source: Source) -> list[str]:
    """Tell the key findings on the report's figures in Chinese sentences, the most important first.

    Only rows whose name is sure are named. A superlative is said of at least three figures of the same kind, year and
    role, and not where a row that is not sure, or a number that cannot be converted, might be larger.
    """
    document = document_of(source)
    ledger = document.figures
    if ledger.empty:
        return ["全文没有可列入台账的数字指标。"]
    sure = ledger["sure"].astype(bool)
    kinds = "、".join(f"{row.kind} {row.n} 个" for row in count_kinds(ledger).head(_COUNTED).itertuples())
    unsure = f"，其中 {(~sure).sum()} 个名称待核" if (~sure).any() else ""
    findings = [f"全文 {len(ledger)} 个数字指标{unsure}；最多的是{kinds}。"]
    growth = comparable_growth(ledger)
    findings += _largest(growth[growth["change"] == "+"], "growth", "个增幅里，最大的")
    ranks = ledger[ledger["kind"] == "rank"]
    named = ranks["labels"].map(lambda labels: bool(labels) and not labels[0].endswith(_UNFINISHED))
    told = ranks[ranks["sure"].astype(bool) & (ranks["role"] == RESULT) & named]
    if len(told):
        few = "：" if len(ranks) == len(told) <= _COUNTED else "，如"
        findings.append(f"提到位次 {len(ranks)} 处{few}{_standings(document.text, told.head(_COUNTED))}。")
    findings += _left_blank(document.text, blanks(ledger))
    density = figure_density(document, ledger)
    density = density[density["label"] != PREAMBLE]
    none = density[(density["n_figures"] == 0) & (density["n_chars"] >= _LINES)]
    if len(none) and len(density) > 1:
        more = "等" if len(none) > _COUNTED else ""
        findings.append(f"没有数字的部分：{'、'.join(none['label'].head(_COUNTED))}{more}。")
    bare = growth_without_level(ledger[sure])
    plain = bare[bare["labels"].map(lambda labels: bool(labels) and len(labels[0]) <= _PLAIN)]
    if len(plain):
        what = "增幅" if (bare["change"] == "+").all() else "增减幅"
        first = next(plain.head(1).itertuples())
        verb = "增长" if first.change == "+" else "下降"
        example = f"{first.labels[0]}{verb}{_about(first)}{first.text}"
        findings.append(f"{len(bare)} 个{what}，全文没有写同一指标的绝对值，如{example}。")
    return findings


def _left_blank(text: str, empty: pd.DataFrame) -> list[str]:
    """The figures left blank, and how many names and words are beside them: all that the one page counts."""
    places = list(zip(empty["start"], empty["end"], strict=True))
    others = sum(not any(s <= found.start() < e for s, e in places) for found in BLANK.finditer(text))
    said = [f"有 {len(empty)} 个数字留空待填：{'、'.join(empty['text'])}"] if len(empty) else []
    said += [f"{'另' if said else ''}有 {others} 处名称或文字留空"] if others else []
    return [f"{'；'.join(said)}。"] if said else []


def _standings(text: str, rows: pd.DataFrame) -> str:
    """Standings by name; that of a growth is not the level's: 规上工业增加值增速居第4位."""
    said = []
    for row in rows.itertuples():
        name, begin = row.labels[0], text.rfind(row.labels[0], 0, row.start)
        between = text[begin + len(name) : row.start] if begin >= 0 else ""
        grown = _GROWTH.search(re.split(r"总量|总额|规模", between)[-1])
        said.append(f"{name}{'增速' if grown and not _GROWTH.search(name) else ''} {row.text}")
    return "；".join(said)


def _largest(rows: pd.DataFrame, column: str, what: str) -> list[str]:
    """The largest of rows that can be compared, where it is certain which that is."""
    named = rows[rows["sure"].astype(bool) & (rows["labels"].map(len) > 0) & (rows["value_high"].isna())]
    if len(named) < _ENOUGH or rows[column].isna().any():
        return []
    first = named[named[column] == named[column].max()]
    whose = first["labels"].map(lambda labels: labels[0] not in _NOBODYS)
    if not whose.all() or (rows[column] >= first[column].iloc[0]).sum() > 1:
        return []
    return [f"{first['period'].iloc[0]}的 {len(rows)} {what}是{_named(first)}。"]


def _paired(rows: pd.DataFrame, others: pd.DataFrame, *, within: str = "sentence") -> pd.Series:
    """Say of each row whether one of `others` is about the same thing within the same sentence or period."""
    there = {(place, label) for place, labels in zip(others[within], others["labels"], strict=True) for label in labels}
    pairs = zip(rows[within], rows["labels"], strict=True)
    return pd.Series([any((place, label) in there for label in labels) for place, labels in pairs], rows.index, bool)


def _named(rows: pd.DataFrame) -> str:
    """Figures by name and surface, such as 总产值1800余亿元."""
    return "；".join(f"{'、'.join(row.labels[:2])} {_about(row)}{row.text}".strip() for row in rows.itertuples())


def _about(row: FigureRow) -> str:
    """The word before a figure that says how exact it is: 近一倍 is not 一倍."""
    found = None if row.qualifier == "=" else _EXACT.search(row.sentence_text.partition(row.text)[0])
    return found[0] if found else ""
