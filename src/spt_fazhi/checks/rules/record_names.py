"""Entries whose file name gives another day, another kind of decision or another document than their content.

A name that gives another obligation or task is a fault of the matching: such a record does not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import AnyEntry, CheckContext
from spt_fazhi.model.entries.decision import Decision
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Evidence, Record, Rectify
from spt_fazhi.model.paths import id_parts
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry

RULES = {"name-mismatch": "文件名的日期或种类与内容不符"}
NEEDS: frozenset[str] = frozenset()
SCOPE = "entry"


def check(context: CheckContext) -> Iterator[Problem]:
    """`2024-06-12-6.1-k7q2`: the day; of a decision, the day and its kind; of an inspection, its last day.

    Of what was issued, the day and its name.
    """
    for record in context.register.records:
        yield from _record(record)
    for decision in context.register.decisions:
        yield from _decision(decision)
    for inspection in context.register.inspections:
        yield from _inspection(inspection)
    for issued in context.register.issued:
        yield from _issued(issued)


def _record(entry: Entry[Record]) -> Iterator[Problem]:
    value = entry.value
    day = id_parts(entry.id).day
    if isinstance(value, Evidence | Rectify):
        if day not in {value.date.isoformat(), value.recorded.isoformat()}:
            yield _problem(entry, f"文件名的日期是 {day}，内容写的是 {value.date}", "date")
    elif day != value.recorded.isoformat():
        yield _problem(entry, f"文件名的日期是 {day}，录入日是 {value.recorded}", "recorded")


def _decision(entry: Entry[Decision]) -> Iterator[Problem]:
    day = id_parts(entry.id).day
    if day != entry.value.recorded.isoformat():
        yield _problem(entry, f"文件名的日期是 {day}，决定日是 {entry.value.recorded}", "recorded")
    if entry.subject != entry.value.kind:
        yield _problem(entry, f"文件名写的种类是 {entry.subject}，内容写的是 {entry.value.kind}", "kind")


def _inspection(entry: Entry[Inspection]) -> Iterator[Problem]:
    day = id_parts(entry.id).day
    if day != entry.value.to.isoformat():
        yield _problem(entry, f"文件名的日期是 {day}，督察的结束日是 {entry.value.to}", "to")


def _issued(entry: Entry[Issued]) -> Iterator[Problem]:
    day = id_parts(entry.id).day
    if day != entry.value.recorded.isoformat():
        yield _problem(entry, f"文件名的日期是 {day}，发出日是 {entry.value.recorded}", "recorded")
    if entry.subject != entry.value.name:
        yield _problem(entry, f"文件名写的是 {entry.subject}，内容写的是 {entry.value.name}", "name")


def _problem(entry: AnyEntry, message: str, key: str) -> Problem:
    return Problem(
        rule="name-mismatch",
        severity="warning",
        file=entry.file,
        message=message,
        hint="请核对哪一处写错了；改文件名会改变记录编号，已被引用的请改内容",
        where=(key,),
    )
