"""Prints what is owed while nothing has been entered: about 45 lines, 80 columns; no lamp, for nobody is judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.render.terminal.style import heading, paragraph, print_incomplete
from spt_fazhi.text.columns import columns, fit
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import asked_number
from spt_fazhi.views.wording import NO_TIME, NOT_IN_USE, chinese_date, names_text, weekday

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.lists.plan import OwedMonth, PlanView

_UNITS = 12


def show_plan(view: PlanView, console: Console) -> None:
    """Print the screen."""
    paragraph(console, NOT_IN_USE, "bold")
    console.print()
    paragraph(console, view.title, "bold")
    paragraph(console, f"截至 {chinese_date(view.day)} {weekday(view.day)}")
    console.print()
    reports = f"；按期报送进展 {view.reports} 份" if view.reports else ""
    asked = f"；另商请政府以外的单位 {view.asked} 条" if view.asked else ""
    asked += f"，商请报送 {view.asked_reports} 份" if view.asked_reports else ""
    tasks = f"任务 {view.tasks} 项{'和附则' if view.appendix else ''}，分解为 {view.obligations} 个事项"
    paragraph(console, f"{tasks}，责任 {view.duties} 条（每单位、每事项、每期一条）{reports}{asked}。")
    print_incomplete(console, view.incomplete)
    _sections(view, console)
    _months(view, console)
    owed = [(name, f"{number}条") for name, number in view.units]
    _units("各单位", "共同承担的在牵头单位名下各列一次", owed, console)
    invited = [(name, asked_number(number, reports)) for name, number, reports in view.asked_units]
    _units("商请", "共同承担的各列一次", invited, console)
    _assumed(view, console)
    _first_steps(view, console)


def _sections(view: PlanView, console: Console) -> None:
    if not view.sections:
        return
    heading(console, "各部分")
    id_width = max(columns(each.id) for each in view.sections)
    rows = [
        (one_line(each.title), f"任务 {each.tasks:>2}  事项 {each.obligations:>2}  责任 {each.duties:>3}")
        for each in view.sections
    ]
    room = min(console.width, 100) - id_width - 4 - max(columns(numbers) for _, numbers in rows)
    title_width = max(12, min(max(columns(title) for title, _ in rows), room))
    for each, (title, numbers) in zip(view.sections, rows, strict=True):
        line = f"  {fit(each.id, id_width)} {fit(title, title_width)} {numbers}"
        console.print(Text(line), soft_wrap=True)


def _months(view: PlanView, console: Console) -> None:
    if not view.months:
        return
    heading(console, "各月到期")
    number_width = max(len(str(each.duties)) for each in view.months)
    for each in view.months:
        month = fit(f"{each.month.year}年{each.month.month}月", 10)
        console.print(Text(f"  {month} {each.duties:>{number_width}} 条{_assumed_days(each)}"), soft_wrap=True)


def _assumed_days(each: OwedMonth) -> str:
    """`，其中 300 条未写时限，按年底计，另 28 条的时限是推定的`."""
    unwritten = f"，其中 {each.unwritten} 条{NO_TIME}" if each.unwritten else ""
    word = "另" if unwritten else "其中"
    return unwritten + (f"，{word} {each.assumed} 条的时限是推定的" if each.assumed else "")


def _units(title: str, note: str, units: Sequence[tuple[str, str]], console: Console) -> None:
    if not units:
        return
    heading(console, f"{title}（{len(units)} 家，{note}）")
    names = [f"{one_line(name)} {number}" for name, number in units]
    paragraph(console, names_text(names, _UNITS), indent=2)


def _assumed(view: PlanView, console: Console) -> None:
    if not view.assumed:
        return
    total = sum(number for _, number in view.assumed)
    heading(console, f"推定（原文没有写、由办公室定的，共 {total} 处）")
    parts = "、".join(f"{word} {number}处" for word, number in view.assumed)
    paragraph(console, f"{parts}。列全部：fazhi list --assumed", indent=2)


def _first_steps(view: PlanView, console: Console) -> None:
    heading(console, "从这三条命令开始" if len(view.first_steps) == 3 else "从这里开始")
    for step in view.first_steps:
        console.print(Text(f"  {one_line(step.command)}", style="cyan"), soft_wrap=True)
        paragraph(console, step.purpose, "bright_black", indent=6)
