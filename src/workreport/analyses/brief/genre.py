"""What kind of report a text is, as its brief needs it: what it owes, and in what order it is told."""

import re
from dataclasses import dataclass, replace

from workreport.document import Document
from workreport.reading.identity import identify

_OPENING = 800  # characters in which a report says what it is


@dataclass(frozen=True)
class Genre:
    """A kind of report.

    Attributes:
        name: Its name in Chinese, as the page prints it; "" where none can be told.
        owes: The parts that a report of this kind has to have, of 回顾, 目标, 问题, 下一步, 建议.
        order: The blocks in the order of its page.
    """

    name: str
    owes: tuple[str, ...] = ()
    order: tuple[str, ...] = ("achieved", "promised", "problems", "checks")


GOVERNMENT = Genre("政府工作报告", ("回顾", "目标", "问题"))
DUTY = Genre("述职报告", ("问题", "下一步"), ("checks", "achieved", "problems", "promised"))
SUMMARY = Genre("工作总结", (), ("achieved", "problems", "promised", "checks"))
SURVEY = Genre("调研报告", ("问题", "建议"), ("problems", "promised", "checks"))
CONGRESS = Genre("工作报告")
PLAN = Genre("工作安排", (), ("promised", "problems", "checks"))
OTHER = Genre("")

_KINDS = {
    "政府工作报告": GOVERNMENT,
    "述职": DUTY,
    "党建": replace(DUTY, name="党建工作报告"),
    "总结": SUMMARY,
    "汇报": replace(SUMMARY, name="情况汇报"),
    "调研": SURVEY,
    "计划": PLAN,
}
# A report of an office or a company to its own people: 集团2025年上半年工作报告.
_OF_AN_OFFICE = re.compile(r"工作(?:情况的?)?报告$")
# One person who tells of an office held, though no title says so.
_OWN_DUTY = re.compile(
    r"""
    (?:^|[，。\n])(?:我|本人)(?:始终|一直|能够?)?                # 本人始终严格履行岗位职责
    (?:坚持|认真|严格|紧紧|围绕|带领|担任|分管|主要)[^！？]{0,160}
    (?:职责|职务|岗位|分管|第一责任人|履[行职])
    """,
    re.VERBOSE,
)
# A court's, a procuratorate's or a standing committee's report to a congress.
_BODY = r"(?:人民法院|检察院|常务委员会|常委会|政协[^，。\n]{0,20}委员会|工会|妇联|团委|文联|残联)"
_BY_A_BODY = re.compile(rf"我(?:代表|受)[^，。\n]{{0,24}}{_BODY}[^，。\n]{{0,12}}报告工作")
# A government's report to its congress that does not name whom it speaks for in a set phrase.
_TO_CONGRESS = re.compile(r"^各位代表[^\n]*[\s\S]{0,400}(?:政府|国务院|人民共和国)")


def genre_of(document: Document) -> Genre:
    """The kind of a report as it names itself, else as it opens; `OTHER` where that is not certain."""
    report = document.report
    kind = report.kind or identify(document.text, title=report.title, author=report.author, date=report.date).kind
    opening = document.text[:_OPENING]
    if _BY_A_BODY.search(opening):
        return CONGRESS
    if kind:
        genre = _KINDS.get(kind, OTHER)
        return replace(genre, name=SUMMARY.name) if kind == "党建" and "总结" in report.title else genre
    if _OF_AN_OFFICE.search(report.title) and not _TO_CONGRESS.search(document.text):
        return replace(SUMMARY, name="工作报告")
    told = [genre for genre, sign in ((GOVERNMENT, _TO_CONGRESS), (DUTY, _OWN_DUTY)) if sign.search(opening)]
    return told[0] if len(told) == 1 else OTHER
