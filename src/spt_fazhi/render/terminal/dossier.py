"""Prints the page of a task or obligation, and the page of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.engine.states import MET, SETTLED
from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.render.terminal.duties import duty_table, finding_table, show_legend
from spt_fazhi.render.terminal.style import colour, heading, lamp, paragraph, print_totals, table
from spt_fazhi.text.columns import columns, wrap
from spt_fazhi.text.plain import one_line, plain
from spt_fazhi.views.dossiers.dossier import TaskDossier, UnitDossier
from spt_fazhi.views.dossiers.lines import until_text
from spt_fazhi.views.lists.assumptions import FIELD_WORDS
from spt_fazhi.views.wording import (
    NOT_IN_USE,
    SIGNS,
    asked_text,
    chinese_date,
    mark,
    names_text,
    scope_text,
    state_text,
    when_text,
    who_mark,
)

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from spt_fazhi.engine.assessed import Assessed
    from spt_fazhi.views.dossiers.lines import DossierLine


def flow(console: Console, label: str, text: str, style: str = "") -> None:
    """`标签：` with the text wrapped and hanging beside it."""
    width = max(min(console.width, 100) - columns(label), 20)
    lines = wrap(plain(text), width) or [""]
    for index, line in enumerate(lines):
        shown = Text(label if index == 0 else " " * columns(label), style="bold")
        shown.append(line, style=style or "not bold")
        console.print(shown, soft_wrap=True)


def show_task(dossier: TaskDossier, day: date, console: Console, obligation: str | None = None) -> None:
    """The page of a task; of one obligation when `obligation` is given."""
    task = dossier.task
    if not dossier.in_use:
        paragraph(console, NOT_IN_USE, "bold")
    number = f"任务 {task.id}  " if task.is_numbered else ""
    title = Text(one_line(f"{task.section}、{number}{task.title}"), style="bold")
    if dossier.in_use:
        title.append("  ").append_text(lamp(dossier.state))
    console.print(title)
    console.print(Text(f"截至 {chinese_date(day)}", style="bright_black"))
    console.print()
    _marked_text(dossier, console)
    console.print()
    flow(console, "牵头单位：", "、".join(task.lead))
    flow(console, "责任单位：", "、".join(task.responsible) or "无")
    _obligations(dossier, console)
    if not dossier.in_use:
        return
    if obligation:
        heading(console, "各单位情况")
        names = ["state", "unit", "period", "due", "days", "achieved", "remark"]
        show_legend(duty_table(dossier.duties, day, names, console), console)
    else:
        _matrix("责任分解（行为单位，列为事项）", dossier.duties, console, lambda each: _column(each, dossier.duties))
    if dossier.progress:
        _matrix("进展报送（行为牵头单位，列为期间）", dossier.progress, console, lambda each: each.duty.period or "")
    _entries(dossier, day, console)


def _column(each: Assessed, duties: Sequence[Assessed]) -> str:
    """An obligation's id, with the period where it has several, marked where it was assumed who owes it."""
    if each.duty.period is None:
        return each.duty.key.obligation + who_mark(each)
    return f"{each.duty.key.obligation} {each.duty.period[2:]}{who_mark(each)}" if duties else ""


def _marked_text(dossier: TaskDossier, console: Console) -> None:
    """The document's words with every quoted span in 【】 followed by its number."""
    text = plain(dossier.task.text)
    opens: dict[int, int] = {}
    closes: dict[int, list[str]] = {}
    inside = [0] * (len(text) + 1)
    for each in dossier.obligations:
        start = text.find(each.quote)
        if start < 0:
            continue
        end = start + len(each.quote)
        opens[start] = opens.get(start, 0) + 1
        closes.setdefault(end, []).append(each.id)
        inside[start] += 1
        inside[end] -= 1
    marked = "".join(
        "".join(f"】（{each}）" for each in closes.get(index, ())) + "【" * opens.get(index, 0) + char
        for index, char in enumerate([*text, ""])
    )
    depth = 0
    for line in wrap(marked, min(console.width, 100)):
        shown = Text()
        for char in line:
            depth += char == "【"
            shown.append(char, style="cyan" if depth else "")
            depth -= char == "】"
        console.print(shown, soft_wrap=True)


def _obligations(dossier: TaskDossier, console: Console) -> None:
    if not dossier.obligations:
        heading(console, "事项：无硬性数量或期限，按进展报送考核")
        return
    heading(console, f"事项（{len(dossier.obligations)} 个）")
    for each in dossier.obligations:
        indent = " " * (len(each.id) + 2)
        asked = f"{scope_text(each)}，{asked_text(each)}，{when_text(each)}"
        flow(console, f"{each.id}  ", f"{each.title}：{asked}")
        flow(console, f"{indent}谁来做：", dossier.named[each.id])
        if each.proof:
            flow(console, f"{indent}佐证：", each.proof)
        for assumption in each.assumed:
            flow(console, f"{indent}推定的{FIELD_WORDS[assumption.field]}：", assumption.reason)


def _matrix(title: str, duties: Sequence[Assessed], console: Console, column_of: object) -> None:
    """Lamps by unit and column; several tables when the columns do not fit."""
    if not duties:
        return
    heading(console, title)
    assert callable(column_of)  # noqa: S101 - for the type checker
    names = list(dict.fromkeys(column_of(each) for each in duties))
    cells: dict[str, dict[str, Assessed]] = {}
    for each in duties:
        unit = each.duty.unit or f"共同（{names_text(each.duty.in_front, 2)}）"
        cells.setdefault(unit, {})[column_of(each)] = each
    room = max(min(console.width, 100) - max(columns(unit) for unit in cells) - 4, 12)
    per_table = max(1, room // (max(columns(name) for name in names) + 2))
    for start in range(0, len(names), per_table):
        part = names[start : start + per_table]
        rows = [
            [unit, *(_cell(row.get(name)) for name in part)]
            for unit, row in cells.items()
            if any(n in row for n in part)
        ]
        console.print(table([("单位", "fixed"), *((name, "fixed") for name in part)], rows, console.width))
    words = dict.fromkeys(f"{SIGNS[each.state]}{state_text(each)}" for each in duties)
    paragraph(console, "  ".join(words), "bright_black")


def _cell(each: Assessed | None) -> Text:
    return Text("") if each is None else Text(SIGNS[each.state], style=colour(each.state))


def _entries(dossier: TaskDossier | UnitDossier, day: date, console: Console) -> None:
    """Findings and inspections where there are any, records and decisions, what was sent and said."""
    if dossier.found:
        heading(console, f"督察发现的问题（{len(dossier.found)} 个）")
        names = ["state", "unit", "finding", "problem", "due", "days", "achieved", "remark"]
        if isinstance(dossier, UnitDossier):
            names.remove("unit")
        finding_table(dossier.found, day, console, dossier.notes, names)
    if dossier.inspections:
        show_lines("督察", dossier.inspections, console)
    show_lines("记录", dossier.records, console)
    show_lines("决定", dossier.decisions, console)
    if dossier.issued:
        show_lines("发出和催办", dossier.issued, console)


def show_lines(title: str, lines: Sequence[DossierLine], console: Console) -> None:
    """A heading with how many there are, then each entry with its file below."""
    heading(console, f"{title}（{len(lines)} 条）" if lines else f"{title}：无")
    for line in lines:
        head = f"  {line.day} {line.word} {f'{line.unit} ' if line.unit else ''}"
        more = f"（附件 {line.files} 个）" if line.files else ""
        gone = f"【{line.gone}，不计入】" if line.gone else ""
        text = f"{line.about}：{one_line(line.text, 120)}{more}{gone}"
        for index, part in enumerate(wrap(head + text, min(console.width, 100) - 4)):
            console.print(Text(("" if index == 0 else "    ") + part, style="dim" if gone else ""), soft_wrap=True)
        console.print(Text(f"      {line.file}", style="bright_black"), soft_wrap=True)


def show_unit(dossier: UnitDossier, day: date, console: Console) -> None:
    """The page of a unit; without a state where the register is not in use."""
    if not dossier.in_use:
        paragraph(console, NOT_IN_USE, "bold")
    console.print(Text(one_line(dossier.unit.name), style="bold"), soft_wrap=True)
    flow(console, "", " · ".join(_facts(dossier)), "bright_black")
    console.print(Text(f"截至 {chinese_date(day)}", style="bright_black"))
    console.print()
    _unit_totals(dossier, console)
    if dossier.leads:
        flow(console, "牵头任务：", "、".join(f"{task.id} {task.title}" for task in dossier.leads))
    title = _to_do(dossier)
    elsewhere = "，督察发现的问题列在下面" if any(each.state not in SETTLED for each in dossier.found) else ""
    heading(console, f"{title}（{len(dossier.open)} 条）" if dossier.open else f"{title}：无{elsewhere}")
    marked = False
    if dossier.open:
        names = ["state", "own_id", "title", "period", "due", "days", "achieved", "own_remark"]
        if not dossier.in_use:
            names = ["own_id", "title", "period", "due", "own_remark"]
        elif dossier.asked:
            names.remove("days")
        marked = duty_table(dossier.open, day, names, console)
    if dossier.closed:
        heading(console, f"已了结的（{len(dossier.closed)} 条）")
        names = ["state", "own_id", "title", "period", "due", "achieved", "own_remark"]
        marked = duty_table(dossier.closed, day, names, console) or marked
    show_legend(marked, console)
    if dossier.progress:
        _progress(dossier, console)
    _entries(dossier, day, console)


def _to_do(dossier: UnitDossier) -> str:
    if not dossier.in_use:
        return "要做的"
    return "商请提供的" if dossier.asked else "还要做的"


def _facts(dossier: UnitDossier) -> list[str]:
    unit = dossier.unit
    facts = [UNIT_KINDS[unit.kind] + mark(unit.assumed_fields, "kind"), f"代码 {unit.code}"]
    if unit.aliases:
        facts.append("又称 " + "、".join(unit.aliases))
    if unit.full_name:
        facts.append(unit.full_name)
    if not unit.verified:
        facts.append("名称待核")
    facts.append(f"电话 {unit.phone}" if unit.phone else "未登记电话")
    if unit.acts_through:
        facts.append(f"由{unit.acts_through}承办")
    if unit.from_:
        facts.append(f"{chinese_date(unit.from_)}起")
    if unit.until:
        facts.append(until_text(unit))
    if dossier.asked:
        facts.append("不属政府系统，只商请提供情况，不催办、不考核")
    return facts


def _unit_totals(dossier: UnitDossier, console: Console) -> None:
    totals = dossier.totals
    if dossier.in_use:
        print_totals(console, totals, judged=not dossier.asked)
        return
    said = f"责任 {sum(totals.obligations.values())} 条"
    if dossier.asked:
        reports = sum(totals.invited_progress.values())
        said = f"商请 {sum(totals.invited.values())} 条" + (f"，商请报送 {reports} 条" if reports else "")
    console.print(Text(said, style="bold"))


def _progress(dossier: UnitDossier, console: Console) -> None:
    """One line per reporting period."""
    heading(console, "进展报送")
    rounds: dict[tuple[str, str], list[Assessed]] = {}
    for each in dossier.progress:
        rounds.setdefault((each.duty.period or "", each.due.isoformat()), []).append(each)
    for (period, due), found in rounds.items():
        asked = "商请" if dossier.asked else "应报"
        if not dossier.in_use:
            flow(console, "  ", f"{period} 截止 {due}：{asked} {len(found)}")
            continue
        missing = [each for each in found if each.state not in SETTLED]
        said = f"{period} 截止 {due}：{asked} {len(found)}，{'已提供' if dossier.asked else '已报'} {_reported(found)}"
        if missing and missing[0].state != "scheduled":
            lacking = "还没有提供的任务" if dossier.asked else "未报任务"
            said += f"，{lacking} " + "、".join(str(each.duty.task) for each in missing)
        flow(console, "  ", said, colour(missing[0].state) if missing else colour("done"))


def _reported(found: Sequence[Assessed]) -> int:
    return sum(each.state in MET for each in found)
