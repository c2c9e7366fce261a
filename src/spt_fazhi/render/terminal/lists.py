"""Prints the list of tasks and the list of units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.render.terminal.style import lamp, table
from spt_fazhi.views.wording import names_text

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.engine.assess import Assessment, TaskStatus
    from spt_fazhi.views.listing import ListedUnit


def show_tasks(tasks: Sequence[TaskStatus], assessment: Assessment, console: Console) -> None:
    """One line per task, under its section."""
    if not tasks:
        console.print(Text("没有符合条件的任务。"))
        return
    for section in assessment.register.sections:
        own = [status for status in tasks if status.task.section == section.id]
        if not own:
            continue
        console.print(Text(f"{section.id}、{section.title}", style="bold"))
        rows = [
            [str(status.task.id), status.task.title, names_text(status.task.lead, 2), lamp(status.state), _met(status)]
            for status in own
        ]
        console.print(
            table(
                [("编号", "number"), ("任务", "flow"), ("牵头单位", "flow"), ("状态", "fixed"), ("完成", "number")],
                rows,
            )
        )
        console.print()


def _met(status: TaskStatus) -> str:
    counts = status.counts if any(status.counts.values()) else status.progress
    total = sum(counts.values()) - counts["waived"]
    return f"{counts['done'] + counts['done-late']}/{total}"


def show_units(units: Sequence[ListedUnit], console: Console) -> None:
    """One line per unit."""
    rows = [
        [
            each.unit.code,
            each.unit.name,
            UNIT_KINDS[each.unit.kind],
            str(each.leads),
            str(sum(each.totals.values())),
            str(each.totals["done"] + each.totals["done-late"]),
            str(each.totals["overdue"]),
            str(each.totals["due-soon"] + each.totals["behind"]),
        ]
        for each in units
    ]
    numbers = [(title, "number") for title in ("牵头", "责任", "完成", "逾期", "临期滞后")]
    console.print(table([("代码", "fixed"), ("单位", "flow"), ("类别", "fixed"), *numbers], rows))


def show_reports(rows: Sequence[tuple[str, str, str, str]], console: Console) -> None:
    """One line per report: name, title, what it is, where its template comes from."""
    console.print(table([("名称", "fixed"), ("报表", "flow"), ("内容", "flow"), ("模板", "fixed")], rows))
