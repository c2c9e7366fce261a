"""Evidence dated outside the period it is entered for, or after the plan's year; visits that count, after it."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.period import parse_period

RULES = {"outside-period": "发生日不在所报的期间内"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """A day before the plan's year is a warning of `check`."""
    info = context.after.register.info
    yield from _visits(context)
    for change, evidence in context.added("record", Evidence):
        if evidence.period is not None:
            period = parse_period(evidence.period)
            if not period.first <= evidence.date <= period.last:
                yield finding(
                    "ask",
                    "outside-period",
                    f"发生日 {evidence.date} 不在所报的 {evidence.period} 之内",
                    "请核对日期和期间；确属补报的，请在详情里说明",
                    at(change, "date"),
                )
        elif evidence.date > info.last_day:
            yield finding(
                "ask",
                "outside-period",
                f"发生日 {evidence.date} 在计划年度 {info.year} 年之后",
                "请核对年份；下一年度的工作应记入下一年度的台账",
                at(change, "date"),
            )


def _visits(context: ReviewContext) -> Iterator[Finding]:
    """An inspection that counts, after the plan's year."""
    info = context.after.register.info
    for change, visit in context.added("inspection", Inspection):
        if visit.obligation and visit.to > info.last_day:
            yield finding(
                "ask",
                "outside-period",
                f"督察的结束日 {visit.to} 在计划年度 {info.year} 年之后，却计入本年度的事项",
                "请核对年份；下一年度的督察应记入下一年度的台账",
                at(change, "to"),
            )
