"""Set formulae: sentences that reports share because they are reports, and that nobody copied."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from workreport.comparison.sentences import bare, clauses, sentences
from workreport.document import document_of
from workreport.reading import Report
from workreport.writing.lists import DATA, read_list

SHIPPED = DATA / "formulae.txt"
"""Hashes of sentences that stand in three or more of the reference reports; no text."""

_MIN_REPORTS = 3
_MIN_CHARS = 4
_YEAR = re.compile(r"^\d{4}\D?")
# What opens, closes, greets, thanks and hands over; each is looked for in the sentence as written.
_PATTERNS = re.compile(
    r"""
      我(?:谨)?(?:代表|受).{2,30}(?:作|向|报告)
    | 向.{2,120}(?:表示|致以).{0,12}(?:感谢|谢意|敬意|问候|祝愿|祝贺|慰问)
    | 请(?:予|各位|大家|同志们|领导).{0,16}(?:审议|审查|批评|指正|评议)
    | ^(?:现将|下面，?(?:我)?(?:将|就)).{2,60}(?:报告|汇报|述职)如下
    | (?:以上|我的)(?:报告|述职|汇报|是我).{0,20}(?:指正|审议|评议|完毕|谢谢|$)
    | ^(?:各位|同志们|尊敬的)[^，。：！]{0,16}[：:！!]?$
    | ^[—―－-]{1,2}\s*(?:19|20)\d\d年\d+月\d+日在
    | ^让我们.{0,20}(?:紧密|更加).{0,10}团结在
    """,
    re.VERBOSE,
)


def is_formula(text: str) -> bool:
    """Whether a sentence is a set formula: by its wording, or because three reference reports have it."""
    return bool(_PATTERNS.search(text)) or hash_of(bare(text)) in shipped()


def build_formulae(reports: Iterable[Report]) -> list[str]:
    """Hash the sentences, and the clauses of sentences, that stand in three reports or more, of two bodies or more.

    What one body alone says year after year is no formula: it may be what it copies.

    Args:
        reports: the reference reports; a name without its year, as `2024-state-council`, tells whose it is.

    Returns:
        The hashes, sorted; no sentence can be read from them.
    """
    found: Counter[str] = Counter()
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    for report in reports:
        held = sentences(document_of(report), clauses=True)
        texts = {one.bare for one in held} | {clause for one in held for clause in clauses(one.text)}
        for text in texts:
            if len(text) >= _MIN_CHARS:
                found[text] += 1
                bodies[text].add(_YEAR.sub("", report.name))
    return sorted(hash_of(text) for text, n in found.items() if n >= _MIN_REPORTS and len(bodies[text]) > 1)


def write_formulae(codes: Iterable[str], path: Path) -> None:
    """Write the hashes as a list of the package's data."""
    head = "# 固定表述：三份以上参照报告都有的句子，只存散列值，不存文字。由 workreport reference 生成。"
    path.write_text("\n".join([head, *codes, ""]), encoding="utf-8", newline="\n")


def hash_of(text: str) -> str:
    """What is kept of a bare sentence."""
    return blake2b(text.encode(), digest_size=6).hexdigest()


@cache
def shipped() -> frozenset[str]:
    """The hashes that the package ships."""
    return frozenset(read_list(SHIPPED)) if SHIPPED.is_file() else frozenset()
