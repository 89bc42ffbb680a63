"""What makes a name doubtful, whichever rule gave it: another figure has the same, or its head noun is missing."""

import re

from workreport.figures.lexicon import either, tagged
from workreport.figures.predicates import MEASURES
from workreport.figures.sentence import Sentence

_BARE = 2  # characters: no room for a modifier
_LIST_MARK = re.compile(r"(?:以上|左右|以下|以内)?[、和及与](?:超过?|约|近)?")
_EACH = re.compile(r"分别[^，。；、]{0,12}$")
# What the names of indicators end in; a branch of the economy is a thing by itself beside its 增加值.
_HEAD = re.compile(rf"(?:[{''.join(MEASURES)}]|{either('indicator_ends')})$")
_BRANCH = re.compile(r"[一二三]产$|业$")


def is_doubtful(sentence: Sentence, i: int) -> bool:
    """Whether a figure's name is doubtful: it stands with others of the same name, or names only half of it."""
    figure, before = sentence.figures[i], sentence.figures[i - 1] if i else None
    if figure.rule == "opening_verb" or (figure.rule == "each" and _lacks_head(sentence, i)):
        return True
    if before and before.end == figure.start and before.labels == figure.labels and not before.sure:
        return True  # 6个百万羽养殖项目
    return _is_shared(sentence, i) or _is_of_what_follows(sentence, i)


def _in_list(sentence: Sentence, i: int) -> bool:
    """Whether a figure is in one list with the one before it: 分别增长5%、[6%]."""
    return 0 < i < len(sentence.figures) and bool(_LIST_MARK.fullmatch(sentence.between(i)))


def _is_shared(sentence: Sentence, i: int) -> bool:
    """Whether figures given to each of several carry one name, so that no reader can tell them apart."""
    first, figure = i, sentence.figures[i]
    while _in_list(sentence, first):
        first -= 1
    pairs = [(i - 1, _in_list(sentence, i)), (i + 1, _in_list(sentence, i + 1))]
    alike = any(joined and sentence.figures[j].labels == figure.labels for j, joined in pairs)
    if not alike or any("城乡" in label for label in figure.labels):  # the town's stands first, the country's second
        return False
    return bool(figure.kind == "percent" or _EACH.search(sentence.before(first)))


def _lacks_head(sentence: Sentence, i: int) -> bool:
    """Whether a name of a list is a bare modifier of the noun that ends it: [城镇]和农村居民收入, [进口]、出口时间."""
    figure, last = sentence.figures[i], i
    while _in_list(sentence, last + 1) and sentence.figures[last + 1].rule == "each":
        last += 1
    name, whole = figure.labels[0], sentence.figures[last].labels[0]
    if len(name) <= _BARE and _in_list(sentence, i) and len(sentence.figures[i - 1].labels[0]) > 2 * _BARE:
        return True  # 省属企业营收和[利润]
    head = _HEAD.search(whole)
    if figure.kind == "percent" and not figure.change and not _HEAD.search(name):
        return True  # 系统、平台整合分别完成25%、50%: of what?
    own = _HEAD.search(name) and (name not in ("进口", "出口") or not head or head[0].endswith("口"))
    if last == i or not head or not head.start() or own:
        return False
    return not (_BRANCH.search(name) and head[0].endswith("值"))


def _is_of_what_follows(sentence: Sentence, i: int) -> bool:
    """Whether an amount belongs to the noun after it, and the name before it is its owner: 某公司150万吨乙烯工程."""
    figure, plain = sentence.figures[i], sentence.plain
    if figure.rule != "indicator" or figure.kind not in ("money", "measure") or figure.change:
        return False
    if not "\u4e00" <= plain[figure.end : figure.end + 1] <= "\u9fff":
        return False
    if not sentence.text.endswith(figure.labels[0], sentence.begin, figure.start):
        return False
    after = tagged(plain[figure.end : min(sentence.limit(i), figure.end + 8)])
    return bool(after) and after[0][1][:1] == "n" and after[0][0][0] != "全"
