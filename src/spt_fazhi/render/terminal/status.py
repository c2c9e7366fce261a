"""Prints the Monday-morning screen: about 50 lines, 80 columns, narrower if it must."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.text import Text

from spt_fazhi.engine.states import State
from spt_fazhi.render.terminal.bars import bar, legend
from spt_fazhi.render.terminal.style import (
    colour,
    heading,
    lamp,
    names_within,
    paragraph,
    print_counts,
    print_incomplete,
    print_totals,
)
from spt_fazhi.text.columns import columns, fit, wrap
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import asked_number, chased_text
from spt_fazhi.views.wording import (
    ASSUMED,
    NO_TIME,
    chinese_date,
    due_mark,
    month_day,
    names_text,
    period_text,
    weekday,
)

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.lists.by_unit import UnitLine
    from spt_fazhi.views.status import StatusView, Upcoming

_ITEMS: Final = 12
"""Columns that what a unit is overdue with is given at least, beside how often it was chased."""
_LACKING: Final[dict[State, str]] = {
    "returned": "材料被退回，要重新报送",
    "unproved": "说做了，缺文件、照片或网址",
    "backfill": "印发前已到期，补录佐证即可",
}


def show(view: StatusView, console: Console) -> None:
    """Print the screen."""
    width = min(console.width, 100)
    _head(view, console, width)
    _sections(view, console, width)
    _overdue(view, console, width)
    _upcoming(view, console, width)
    if view.findings is not None:
        from spt_fazhi.render.terminal.findings.part import show_part  # a warm start without findings has no need

        show_part(view.findings, view.day, console, width)
    _round(view, console, width)
    _asked(view, console)
    _next(view, console)


def _print(console: Console, text: str | Text, style: str = "") -> None:
    console.print(Text(text, style=style) if isinstance(text, str) else text, soft_wrap=True)


def _head(view: StatusView, console: Console, width: int) -> None:
    _print(console, "\n".join(wrap(one_line(view.title), width)), "bold")
    _print(console, f"截至 {chinese_date(view.day)} {weekday(view.day)}")
    if view.year_is_over:
        said = (
            f"注意：{view.year}年度已经结束，下面是年后的结存情况。"
            f"要看当时某一天，请加 --as-of，如 --as-of {view.year}-12-31。"
        )
        _print(console, "\n".join(wrap(said, width)), "yellow")
    _print(console, "")
    print_counts(console, f"任务 {view.tasks} 项", view.task_states)
    print_totals(console, view.totals)
    print_incomplete(console, view.incomplete)


def _sections(view: StatusView, console: Console, width: int) -> None:
    if not view.sections:
        return
    said = legend(each.counts for each in view.sections)
    heading(console, f"各部分（{said}）" if said else "各部分")
    title_width = max(12, min(max(columns(each.title) for each in view.sections), width - 4 - 16 - 18))
    id_width = max(columns(each.id) for each in view.sections)
    numbers = [f"{each.met}/{each.total}" for each in view.sections]
    number_width = max(map(len, numbers))
    bar_width = max(8, min(24, width - id_width - title_width - number_width - 6))
    for section, number in zip(view.sections, numbers, strict=True):
        line = Text(fit(section.id, id_width) + " " + fit(one_line(section.title), title_width) + "  ")
        line.append_text(bar(section.counts, bar_width))
        line.append("  " + number.rjust(number_width))
        _print(console, line)


def _overdue(view: StatusView, console: Console, width: int) -> None:
    if view.overdue:
        heading(console, f"逾期（共 {view.totals.obligations['overdue']} 条，{view.overdue_units} 家单位）")
        name_width = max(columns(one_line(each.unit)) for each in view.overdue)
        for late in view.overdue:
            _print(console, _overdue_line(late, name_width, view, width))
        if view.overdue_units > len(view.overdue):
            _more(console, f"{view.overdue_units - len(view.overdue)} 家", f"fazhi overdue{view.typed}", width)
        if any(ASSUMED in item for late in view.overdue for item in late.items):
            paragraph(console, "标（推定）的，其中有的由谁承担原文没有写。", "bright_black", indent=2)
    if reports := view.totals.progress["overdue"]:
        if not view.overdue:
            heading(console, "逾期")
        _print(console, f"  {'另有' if view.overdue else ''}进展报送逾期 {reports} 条", "red")
    if view.lacking:
        heading(console, "待补材料")
    for each in view.lacking:
        which = names_text(each.obligations, 6, "项")
        first = f"（{'最早的' if each.number > 1 else ''}期限{month_day(each.again_by)}）" if each.again_by else ""
        said = f"{lamp(each.state).plain} {each.number} 条  {_LACKING[each.state]}{first}：事项 {which}"
        paragraph(console, said, colour(each.state), indent=2)


def _more(console: Console, number: str, command: str, width: int) -> None:
    """How many there are besides, and the command that lists them, on a line of its own where there is no room."""
    said, command = f"  …… 还有 {number}，见", one_line(command)
    whole = f"{said} {command}"
    for line in (whole,) if columns(whole) <= width else (said, f"    {command}"):
        _print(console, line, "bright_black")


def _overdue_line(late: UnitLine, name_width: int, view: StatusView, width: int) -> Text:
    line = Text("  " + fit(one_line(late.unit), name_width) + " ")
    line.append(f"▲ {len(late.duties):>3} 条", style=colour("overdue"))
    line.append(f"  最久 {(view.day - late.first.due).days} 天{due_mark(late.first)}  ")
    room = width - columns(line.plain) - max(_ITEMS, columns(names_text(late.items, 1, "项")) + 1)
    said = chased_text(late.letters)
    fits = next((each for each in (said, said.partition("（")[0]) if each and columns(each) + 2 <= room), "")
    if fits:
        line.append(f"{fits}  ", style="yellow")
    return line.append(names_within(late.items, width - columns(line.plain) - 1))


def _upcoming(view: StatusView, console: Console, width: int) -> None:
    if not view.upcoming:
        return
    heading(console, "接下来到期")
    widths = [
        max(columns(lamp(each.state).plain) for each in view.upcoming),
        max(columns(each.due_text) for each in view.upcoming),
    ]
    for each in view.upcoming:
        _print(console, _upcoming_line(each, view, width, widths))
    if view.upcoming_more:
        _more(console, f"{view.upcoming_more} 项", f"fazhi due --within 365{view.typed}", width)
    if any(ASSUMED in each.due_text + each.mark for each in view.upcoming):
        paragraph(console, f"标（推定）的，原文没有写；{NO_TIME}的，到期日是12月31日。", "bright_black", indent=2)


def _upcoming_line(each: Upcoming, view: StatusView, width: int, widths: Sequence[int]) -> Text:
    left = (each.due - view.day).days
    line = Text("  ")
    line.append(fit(lamp(each.state).plain, widths[0]), style=colour(each.state))
    line.append(f" {fit(each.due_text, widths[1])} {fit('今天' if left == 0 else f'{left}天', 5)} ")
    line.append(fit(each.obligation, 5) + " ")
    owner = (each.units[0] if len(each.units) == 1 else f"{len(each.units)} 家") + each.mark
    room = width - columns(line.plain) - columns(owner) - 2
    if room < 12:
        owner, room = "", width - columns(line.plain)
    line.append(fit(one_line(each.title), room) + ("  " + owner if owner else ""))
    return line


def _round(view: StatusView, console: Console, width: int) -> None:
    if view.round is None:
        return
    round_ = view.round
    asked = f"，另商请 {round_.asked}，已提供 {round_.given}" if round_.asked else ""
    later = "、".join(f"{number} 份延期至 {due}" for due, number in round_.extended)
    head = f"{period_text(round_.period)}进展报送（截止 {round_.due}）"
    counts = f"应报 {round_.total}，已报 {round_.reported}{f'，其中 {later}' if later else ''}"
    heading(console, f"{head}：{counts}{asked}")
    if round_.missing:
        names = [f"{unit} {number}项" for unit, number in round_.missing]
        said = f"未报 {len(names)} 家：" + "、".join(names)
        lines = wrap(said, width - 2)
        if len(lines) > 4:
            shown = 0
            while columns("、".join(names[: shown + 1])) < (width - 2) * 4 - 40:
                shown += 1
            lines = wrap(f"未报 {len(names)} 家：" + "、".join(names[:shown]) + " ……", width - 2)
        for line in lines:
            _print(console, "  " + line)


def _asked(view: StatusView, console: Console) -> None:
    if not view.asked:
        return
    heading(console, "商请（党委、人大、政协、法院、检察院，只请提供情况；共同承担的各列一次）")
    names = [
        f"{one_line(line.unit)} {asked_number(line.obligations, line.reports, line.findings)}" for line in view.asked
    ]
    paragraph(console, "还没有提供的：" + names_text(names, 8), colour("invited"), indent=2)


def _next(view: StatusView, console: Console) -> None:
    heading(console, "下一步可以运行")
    for command in view.next_commands:
        _print(console, "  " + one_line(command), "cyan")
