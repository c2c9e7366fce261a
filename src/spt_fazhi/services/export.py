"""What other programs open: the ledger as a workbook, duties as a table, due days as a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.query import Filter, select
from spt_fazhi.engine.states import SETTLED
from spt_fazhi.errors import UsageError
from spt_fazhi.render.office.calendar import DueDay, calendar_bytes
from spt_fazhi.render.office.csv_table import csv_bytes
from spt_fazhi.render.office.workbook import workbook_bytes
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.tables.duties import duties_table
from spt_fazhi.views.tables.ledger import ledger
from spt_fazhi.views.wording import chinese_date, due_words, item_text, names_text, period_text

TableFormat = Literal["csv", "xlsx"]
_NAMED: Final = 12
_TITLE: Final = 40
_DONE: Final = SETTLED | {"submitted"}
"""Nothing more is to be done by a day: met, excused, or reported and waiting for the office."""


def ledger_bytes(workspace: Workspace) -> tuple[bytes, dict[str, int]]:
    """The whole ledger as a workbook, and how many rows each sheet has. Raises FazhiError without xlsxwriter."""
    titles = {name: report.TITLE for name, report in catalog().items()}
    tables = ledger(workspace.assessment, titles)
    data = workbook_bytes(f"{one_line(workspace.register.info.title)}台账", tables, workspace.day)
    return data, {table.name: len(table.rows) for table in tables}


def duties_bytes(workspace: Workspace, wanted: Filter, made: TableFormat) -> tuple[bytes, tuple[Assessed, ...]]:
    """The duties that pass, as CSV or a workbook, and which they are. Raises FazhiError as `ledger_bytes` does."""
    duties = select(workspace.assessment.all_duties, wanted)
    table = duties_table(workspace.assessment, duties)
    if made == "csv":
        return csv_bytes(table), duties
    return workbook_bytes(f"{one_line(workspace.register.info.title)}责任清单", (table,), workspace.day), duties


def calendar_of(workspace: Workspace, wanted: Filter, remind: int) -> tuple[bytes, tuple[Assessed, ...]]:
    """The due days of what is still to be done, each with a reminder so many days before, and which duties they are.

    Units that owe the same by the same day share an entry. Raises UsageError where nothing is left to do.
    """
    duties = tuple(each for each in select(workspace.assessment.all_duties, wanted) if each.state not in _DONE)
    if not duties:
        raise UsageError("没有要做的事，没有写日历", "已完成、待销号和不适用的不进日历；请核对筛选条件")
    name = one_line(workspace.register.info.title)
    return calendar_bytes(name, _days(workspace, duties, remind), workspace.day), duties


def _days(workspace: Workspace, duties: Iterable[Assessed], remind: int) -> Iterator[DueDay]:
    """One entry for each obligation (or progress) and day; what was extended is an entry of its own, which moves.

    A finding is an entry of its own, too.
    """
    codes = {unit.name: unit.code for unit in workspace.register.units}
    shared: dict[tuple[str, ...], list[Assessed]] = {}
    year = str(workspace.register.info.year)
    for each in duties:
        key = each.duty.key
        alone = codes.get(key.unit, key.unit) if each.extended_by else ""
        named = (year, key.obligation or f"t{key.task}", key.period, alone)
        shared.setdefault((key.finding,) if key.finding else named, []).append(each)
    for parts, found in sorted(shared.items(), key=lambda pair: (pair[1][0].due, pair[0])):
        first = found[0]
        names = dict.fromkeys(name for each in found for name in ((each.duty.unit,) if each.duty.unit else ("共同",)))
        yield DueDay(
            key="-".join(filter(None, parts)),
            day=first.due,
            title=f"{'商请：' if first.invited else ''}{_about(first)}（{names_text(tuple(map(one_line, names)), 1)}）",
            text=f"{names_text(tuple(map(one_line, names)), _NAMED)}。{_words(first)}",
            remind=remind,
        )


def _about(each: Assessed) -> str:
    period = period_text(each.duty.period) if each.duty.period else ""
    if each.duty.finding is not None:
        return f"{item_text(each)} {one_line(each.duty.title, _TITLE)}"
    return f"{each.duty.key.obligation or f'任务{each.duty.task}'} {one_line(each.duty.title)}{period}"


def _words(each: Assessed) -> str:
    obligation, finding = each.duty.obligation, each.duty.finding
    if finding is not None:
        demand = f"整改要求：{one_line(finding.demand).strip('。')}。" if finding.demand else ""
        until = f"{chinese_date(each.due)}前{'（已延期）' if each.extended_by else ''}"
        return f"督察发现的问题：{one_line(finding.problem).strip('。')}。{demand}整改时限：{until}。"
    if obligation is None:
        return "报送进展（办公室要求）。"
    proof = f"佐证：{one_line(obligation.proof).strip('。')}。" if obligation.proof else ""
    due = due_words(obligation, each.due, extended=each.extended_by is not None)
    return f"原文：{quoted(one_line(obligation.quote))}。时限：{due}。{proof}"
