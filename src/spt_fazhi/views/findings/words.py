"""How far a finding is put right, in the words of a 整改台账."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from spt_fazhi.views.findings.lines import FindingLine, Stage
from spt_fazhi.views.wording import chinese_date, days_text, month_day, state_text

_ONLY_ASKED: Final[Mapping[Stage, str]] = {
    "closed": "已办结",
    "submitted": "已提供情况",
    "partial": "已提供部分情况",
    "open": "未提供情况",
}
"""How far a finding of a unit outside the government is, which is asked and held to nothing."""


def progress_text(line: FindingLine, day: date) -> str:
    """`已完成整改`, `已报整改，待销号`, `阶段性完成，逾期5天`, `不再要求整改`, `未报整改，还有3天`.

    What was excused after its day is said so: `不再要求整改，逾期后定为不适用`; that of a unit which ended without a
    successor is `不再承担`. A report that was handed back was made: `已报，8月1日退回，未重报，逾期9天`, till its day
    `退回待重报，…`. Of units outside the government no day is counted and nothing is said to be wanting: `未提供情况`.
    """
    if line.invited and line.stage in _ONLY_ASKED:
        return _ONLY_ASKED[line.stage]
    if line.stage == "closed":
        return "已完成整改（逾期）" if line.state == "done-late" and not line.invited else "已完成整改"
    if line.stage == "waived":
        return waived_text(line)
    if line.stage == "submitted":
        return "已报整改，待销号"
    said = _so_far(line)
    days = days_text(line.each, day)
    return f"{said}，{days}" if days else said


def waived_text(line: FindingLine) -> str:
    """Why nothing is asked for any more: `不再要求整改`, `不再要求整改，逾期后定为不适用`, `不再承担`."""
    if line.each.ended:
        return "不再承担"
    is_late = line.each.late_decision and not line.invited
    return "不再要求整改，逾期后定为不适用" if is_late else "不再要求整改"


def _so_far(line: FindingLine) -> str:
    if line.state == "returned":
        return "退回待重报"
    if line.returned is not None:
        part = "阶段性完成，" if line.stage == "partial" else "已报，"
        return f"{part}{month_day(line.returned)}退回，未重报"
    return "阶段性完成" if line.stage == "partial" else "未报整改"


def closed_text(line: FindingLine) -> str:
    """`已销号（2024年7月10日）`, `不适用`, `未销号`: the last column of a 整改台账; of who is only asked `商请中`."""
    if line.invited and line.stage != "waived":
        return "已办结" if line.stage == "closed" else "商请中"
    if line.closing is not None and line.stage == "closed":
        return f"已销号（{chinese_date(line.closing.closed.day)}）"
    return "不适用" if line.stage == "waived" else "未销号"


def due_text_of(line: FindingLine) -> str:
    """`立行立改`, `2024年6月30日前`, `2024年8月31日前（已延期）`: the last day for putting it right."""
    if line.each.extended_by is not None:
        return f"{chinese_date(line.each.due)}前（已延期）"
    return "立行立改" if line.at_once else f"{chinese_date(line.each.due)}前"


def repeated_text(line: FindingLine) -> str:
    """`屡查屡犯（与2024年6月20日销号的问题k7q2.1相似）`; empty for what is new.

    `同类问题（其他单位的已于2024年6月20日销号）` where another unit had it: nobody is named, and it is no repetition.
    """
    if line.kindred is not None:
        return f"同类问题（其他单位的已于{chinese_date(line.kindred.closed)}销号）"
    if line.earlier is None:
        return ""
    return f"屡查屡犯（与{chinese_date(line.earlier.closed)}销号的问题{line.earlier.id[11:]}相似）"


def stage_word(line: FindingLine) -> str:
    """The state as a screen has it; neutral for units outside the government."""
    return state_text(line.each)
