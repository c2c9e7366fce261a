"""Prints the list of tasks, the list of units, what was assumed, and the list of reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.engine.states import STATES, State
from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.render.terminal.style import heading, lamp, paragraph, print_findings, table
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import given
from spt_fazhi.views.lists.assumptions import FIELD_WORDS
from spt_fazhi.views.wording import NOT_IN_USE, mark, names_text

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.engine.assess import Assessment
    from spt_fazhi.engine.assessed import StateTotals, TaskStatus
    from spt_fazhi.views.listing import ListedUnit
    from spt_fazhi.views.lists.assumptions import AssumedValue


_WIDE = 100
"""From this width the kind of every unit has room beside its numbers; its own page always shows it."""


def show_tasks(tasks: Sequence[TaskStatus], assessment: Assessment, totals: StateTotals, console: Console) -> None:
    """One line per task, under its section; without a state where the register is not in use.

    Findings, which are no part of a task's state, are counted below.
    """
    in_use = assessment.register.in_use
    if not in_use:
        paragraph(console, NOT_IN_USE, "bold")
    if not tasks:
        console.print(Text("没有符合条件的任务。"))
        _show_findings(totals, console)
        return
    titles = [("编号", "number"), ("任务", "flow"), ("牵头单位", "flow")]
    titles += [("状态", "fixed"), ("完成", "number")] if in_use else [("责任", "number"), ("报送", "number")]
    for section in assessment.register.sections:
        own = [status for status in tasks if status.task.section == section.id]
        if not own:
            continue
        paragraph(console, f"{section.id}、{section.title}", "bold")
        rows = [
            [
                str(status.task.id) if status.task.is_numbered else "",
                status.task.title,
                names_text(status.task.lead, 2),
                *((lamp(status.state), _met(status)) if in_use else _owed(status)),
            ]
            for status in own
        ]
        console.print(table(titles, rows, console.width))
        console.print()
    _show_findings(totals, console)


def _show_findings(totals: StateTotals, console: Console) -> None:
    counted = (("整改", totals.rectification), ("商请整改", totals.invited_rectification))
    for word, counts in counted:
        if number := sum(counts.values()):
            print_findings(console, f"{word} {number} 个", counts)
    if any(any(counts.values()) for _, counts in counted):
        paragraph(console, "督察发现的问题不计入任务的状态；逐个看用 fazhi inspect list", "dim")


def _met(status: TaskStatus) -> str:
    """`3/12`; of what units outside the government alone were asked for, how much they gave: `已提供1/3`."""
    counts = status.counts if any(status.counts.values()) else status.progress
    total = sum(counts.values()) - counts["waived"]
    asked = status.invited if any(status.invited.values()) else status.invited_progress
    if total or not any(asked.values()):
        return f"{counts['done'] + counts['done-late']}/{total}"
    return f"已提供{given(asked)}/{sum(asked.values()) - asked['waived']}"


def _owed(status: TaskStatus) -> tuple[str, str]:
    """How many duties a task comes to, and how many reports in words: `12，商请4`."""
    pairs = ((status.counts, status.invited), (status.progress, status.invited_progress))
    owed, reports = ((sum(judged.values()), sum(asked.values())) for judged, asked in pairs)
    return _number(*owed), _number(*reports)


def _number(judged: int, asked: int) -> str:
    return f"{judged}，商请{asked}" if judged and asked else f"商请{asked}" if asked else str(judged)


def show_units(units: Sequence[ListedUnit], console: Console, *, in_use: bool) -> None:
    """One line per unit; those outside the government in a table of their own."""
    if not in_use:
        paragraph(console, NOT_IN_USE, "bold")
    judged = [each for each in units if not each.asked]
    asked = [each for each in units if each.asked]
    wide = not in_use or console.width >= _WIDE
    kind = [("类别", "flow")] if wide else []
    names = [("代码", "fixed"), ("单位", "flow"), *kind, ("牵头", "number"), ("责任", "number")]
    numbers = [(title, "number") for title in ("完成", "逾期", "临期滞后", "待补")] if in_use else []
    if judged:
        shown = [_judged(each, in_use=in_use, wide=wide) for each in judged]
        found = [_closed(each.totals.rectification) for each in judged]
        console.print(table(*_with_findings([*names, *numbers], shown, "整改", found), console.width))
        if in_use:
            words = "、".join(STATES[state] for state in ("returned", "unproved", "backfill"))
            paragraph(console, f"待补：{words}的条数。", "dim")
    if asked:
        heading(console, "商请（党委、人大、政协、法院、检察院，只请提供情况，不催办、不考核）")
        titles = ("商请", "已提供", "商请报送", "已报") if in_use else ("商请", "商请报送")
        columns = [*names[:-1], *((title, "number") for title in titles)]
        rows = [_asked(each, in_use=in_use, wide=wide) for each in asked]
        found = [_closed(each.totals.invited_rectification) for each in asked]
        console.print(table(*_with_findings(columns, rows, "整改", found), console.width))
    if any(any(counts.values()) for each in units for counts in _rectification(each)):
        paragraph(console, "整改：督察发现的问题，已销号的个数和总数，不计入责任。", "dim")


def _rectification(each: ListedUnit) -> tuple[Mapping[State, int], Mapping[State, int]]:
    return each.totals.rectification, each.totals.invited_rectification


def _closed(counts: Mapping[State, int]) -> str:
    """`1/3`: findings closed of those found, less what was excused; "" where nothing was found."""
    found = sum(counts.values())
    return f"{counts['done'] + counts['done-late']}/{found - counts['waived']}" if found else ""


def _with_findings(
    titles: Sequence[tuple[str, str]], rows: Sequence[list[str]], title: str, found: Sequence[str]
) -> tuple[list[tuple[str, str]], list[list[str]]]:
    """A table with one more column for findings, where something was found."""
    if not any(found):
        return list(titles), list(rows)
    return [*titles, (title, "number")], [[*row, cell] for row, cell in zip(rows, found, strict=True)]


def _judged(each: ListedUnit, *, in_use: bool, wide: bool) -> list[str]:
    counts = each.totals.obligations
    row = [*_named(each, wide=wide), str(sum(counts.values()))]
    if not in_use:
        return row
    shown = (
        counts["done"] + counts["done-late"],
        counts["overdue"],
        counts["due-soon"] + counts["behind"],
        counts["returned"] + counts["unproved"] + counts["backfill"],
    )
    return [*row, *map(str, shown)]


def _asked(each: ListedUnit, *, in_use: bool, wide: bool) -> list[str]:
    shown = []
    for counts in (each.totals.invited, each.totals.invited_progress):
        shown += [sum(counts.values()), *([given(counts)] if in_use else [])]
    return [*_named(each, wide=wide), *map(str, shown)]


def _named(each: ListedUnit, *, wide: bool) -> list[str]:
    kind = [UNIT_KINDS[each.unit.kind] + mark(each.unit.assumed_fields, "kind")] if wide else []
    return [each.unit.code, each.unit.name, *kind, str(each.leads)]


def show_assumed(found: Sequence[AssumedValue], console: Console) -> None:
    """Every assumption with its value and reason, under the obligation, group or unit it belongs to."""
    if not found:
        console.print(Text("没有推定的内容：承担单位、目标和时限都是原文写明的。"))
        return
    paragraph(console, f"推定的内容 {len(found)} 处：原文没有写，由办公室推定或要求，请领导审定", "bold")
    paragraph(console, "打印审定：fazhi report assumptions -o 待审定清单.md", "bright_black")
    for _, own in groupby(found, key=lambda each: (each.obligation, each.group, each.unit)):
        values = list(own)
        first = values[0]
        about = f"事项 {first.obligation}" if first.obligation else first.group or first.unit or "办公室的要求"
        heading(console, one_line(about))
        if first.quote:
            paragraph(console, f"原文：{first.quote}", indent=2)
        for each in values:
            paragraph(console, f"{FIELD_WORDS[each.field]}：{each.value}{each.mark}。{each.reason}", indent=2)


def show_reports(rows: Sequence[tuple[str, str, str, str]], console: Console) -> None:
    """One line per report: name, title, what it is, where its template comes from."""
    titles = [("名称", "fixed"), ("报表", "flow"), ("内容", "flow"), ("模板", "fixed")]
    console.print(table(titles, rows, console.width))
