"""What a clerk types for an obligation, a task, a record or a unit, found or refused with candidates."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Final

from spt_fazhi.engine.duties import asks_progress, owners_of
from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.errors import RefusedError, UsageError
from spt_fazhi.model.entries.decision import DECISION_WORDS
from spt_fazhi.model.entries.record import RECORD_WORDS, Record, Void
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import TASKS_FILE, file_of, record_id_in
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.inspection.find import find_finding
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import ids_typed, narrow, period_typed
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

_SHOWN = 8
_BETWEEN_NAMES: Final = "[,，、;；]"
_FINDING: Final = re.compile(r"(?:\d{4}-\d{2}-\d{2}-)?[a-z2-7]{4}\.\d{1,4}", re.ASCII | re.IGNORECASE)


@frozen
class Chosen:
    """The units that were typed for an entry.

    `left_out` are the members of a typed group that do not owe what is entered; `many` says that a group or several
    units were typed, even where one unit comes of it.
    """

    units: tuple[Unit, ...]
    left_out: tuple[str, ...] = ()
    many: bool = False


def find_task(workspace: Workspace, typed: str) -> Task:
    """A task by its number. Raises UsageError."""
    found = workspace.task_or_obligation(typed)
    if isinstance(found, str):
        raise UsageError(f"“{typed.strip()}”是事项编号，这里要写任务编号", f"是不是 {found.partition('.')[0]}？")
    return next(task for task in workspace.register.tasks if task.id == found)


def find_obligation(workspace: Workspace, typed: str) -> Obligation:
    """An obligation by its id. Raises UsageError, naming the task's obligations when a task was typed."""
    found = workspace.task_or_obligation(typed)
    for task in workspace.register.tasks:
        for obligation in task.obligations:
            if obligation.id == found:
                return obligation
        if task.id == found:
            own = "；".join(f"{each.id} {each.title}" for each in task.obligations)
            hint = f"该任务的事项：{own}" if own else "该任务没有单列事项，请用 fazhi record progress 报进展"
            raise UsageError(f"“{typed.strip()}”是任务编号，这里要写事项编号", hint)
    raise UsageError(f"没有“{typed.strip()}”这个事项", "用 fazhi list 查看全部任务和事项编号")


def find_obligations(workspace: Workspace, typed: str) -> tuple[Obligation, ...]:
    """One obligation or several, `2.3,3.2`, each once. Raises UsageError."""
    return tuple(find_obligation(workspace, each) for each in ids_typed(typed) or (typed,))


def is_finding_name(workspace: Workspace, typed: str) -> bool:
    """Whether a finding is named, `k7q2.1` or in full; one of figures alone, `2345.1`, where it is an inspection's."""
    text = narrow(typed).lower()
    if _FINDING.fullmatch(text) is None:
        return False
    letters = finding_name(text).partition(".")[0] if "-" in text else text.partition(".")[0]
    return not letters.isdecimal() or any(finding_name(each.id) == letters for each in workspace.register.inspections)


def find_decided_or_finding(workspace: Workspace, typed: str) -> Obligation | Task | Found:
    """What a decision is about: a finding by its name, else see `find_decided`. Raises UsageError."""
    text = narrow(typed).lower()
    is_visit = any(text in {each.id, finding_name(each.id)} for each in workspace.register.inspections)
    if is_visit or is_finding_name(workspace, typed):
        return find_finding(workspace.register, typed)
    return find_decided(workspace, typed)


def find_decided(workspace: Workspace, typed: str) -> Obligation | Task:
    """What a decision is about: an obligation by its id, or a task whose progress is asked for by its number.

    Raises UsageError, naming the task's obligations when its progress is not asked for.
    """
    found = workspace.task_or_obligation(typed)
    task = next((task for task in workspace.register.tasks if task.id == found), None)
    if task is not None and (asks_progress(workspace.register, task) or not task.obligations):
        return task
    return find_obligation(workspace, typed)


def progress_owed(workspace: Workspace, task: Task) -> dict[str, tuple[str, ...]]:
    """The units that owe progress of a task, each with its periods."""
    found: dict[str, list[str]] = {}
    for duty in workspace.assessment.matching.duties:
        if duty.kind == "progress" and duty.task == task.id:
            found.setdefault(duty.key.unit, []).append(duty.key.period)
    return {unit: tuple(periods) for unit, periods in found.items()}


def find_reporters(workspace: Workspace, typed: Sequence[str], task: Task) -> Chosen:
    """The units, or groups of them, that were typed, as far as they owe progress of the task, see `find_owners`."""
    owed = tuple(progress_owed(workspace, task))

    def one(text: str) -> Unit:
        unit = workspace.unit(text)
        if unit.name in owed:
            return unit
        hint = f"报送单位：{names_text(owed, _SHOWN)}" if owed else "该任务不要求报送进展"
        raise UsageError(f"“{unit.name}”不用报送任务 {task.id}（{task.title}）的进展", hint)

    return _chosen(workspace, typed, owed, one, f"报送任务 {task.id} 进展")


def owners(workspace: Workspace, obligation: Obligation | None) -> tuple[str, ...]:
    """The units that owe an obligation, by name."""
    if obligation is None:
        return ()
    task = next(task for task in workspace.register.tasks if task.id == obligation.task)
    return owners_of(obligation, task, workspace.directory)


def find_owner(workspace: Workspace, typed: str, obligation: Obligation | None) -> Unit:
    """The unit that was typed, provided it owes the obligation. Raises UsageError."""
    unit = workspace.unit(typed)
    own = owners(workspace, obligation)
    if obligation is not None and unit.name not in own:
        message = f"“{unit.name}”不承担事项 {obligation.id}（{obligation.title}）"
        nobody = f"{TASKS_FILE} 里写的承担单位都不在单位名单里，请先改正那里"
        raise UsageError(message, f"承担单位：{names_text(own, _SHOWN)}" if own else nobody)
    return unit


def find_owners(workspace: Workspace, typed: Sequence[str], obligation: Obligation | None) -> Chosen:
    """The units, or groups of them, that were typed, as far as they owe the obligation.

    Members of a group that do not owe it are left out. Raises UsageError for a unit typed by itself that does not, and
    for a group of which nobody does.
    """
    own = owners(workspace, obligation) if obligation is not None else [unit.name for unit in workspace.directory.units]
    what = f"承担事项 {obligation.id}（{obligation.title}）" if obligation is not None else ""
    return _chosen(workspace, typed, own, partial(find_owner, workspace, obligation=obligation), what)


def find_leads(workspace: Workspace, typed: Sequence[str], task: Task | None) -> Chosen:
    """The units, or groups of them, that were typed for an account of a task.

    Any unit may report by itself; of a group, those that lead the task. Raises UsageError for a group without any.
    """
    own = (
        workspace.directory.expand(task.lead) if task is not None else [unit.name for unit in workspace.directory.units]
    )
    what = f"牵头任务 {task.id}（{task.title}）" if task is not None else ""
    return _chosen(workspace, typed, own, workspace.unit, what)


def _chosen(
    workspace: Workspace, typed: Sequence[str], own: Collection[str], one: Callable[[str], Unit], what: str
) -> Chosen:
    units: dict[str, Unit] = {}
    left_out: dict[str, None] = {}
    parts = [part for each in typed for part in re.split(_BETWEEN_NAMES, each) if part.strip()]
    groups = [workspace.directory.group(part) for part in parts]
    for part, group in zip(parts, groups, strict=True):
        if group is None:
            unit = one(part)
            units[unit.name] = unit
            continue
        members = workspace.directory.members(group.name)
        inside = {unit.name: unit for unit in members if unit.name in own}
        if not inside:
            hint = (
                f"{what[:2]}单位：{names_text(tuple(own), _SHOWN)}" if what else "请在 data/units.yaml 里写明组里有谁"
            )
            raise UsageError(f"“{group.name}”里没有{what}的单位", hint)
        units |= inside
        left_out |= {unit.name: None for unit in members if unit.name not in inside}
    if not units:
        raise UsageError("没有写单位", "请写单位的名称、简称、代码，或单位组")
    return Chosen(
        units=tuple(units.values()),
        left_out=tuple(name for name in left_out if name not in units),
        many=len(units) > 1 or any(groups),
    )


def find_record(workspace: Workspace, typed: str) -> Entry[Record]:
    """A record that can be withdrawn, see `any_record`; a finding's report by its name. Raises UsageError."""
    if is_finding_name(workspace, typed):
        return _report_of(workspace, find_finding(workspace.register, typed))
    return _withdrawable(any_record(workspace, typed))


def any_record(workspace: Workspace, typed: str) -> Entry[Record]:
    """A record by its id, its file, or the end of its id where that is unique. Raises UsageError."""
    text = record_id_in(narrow(typed))
    records = workspace.register.records
    exact = [entry for entry in records if entry.id == text]
    found = exact or [entry for entry in records if len(text) >= 4 and entry.id.endswith(text)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = "、".join(entry.id for entry in found[:_SHOWN])
        raise UsageError(f"“{text}”可能是好几条记录：{ids}", "请写完整的编号")
    if file_of("record", text) in workspace.loaded.files.entries:
        raise UsageError(f"记录 {one_line(text, 60)} 的文件读不出来", "请先改正它：运行 fazhi check 看是哪一行")
    raise UsageError(
        f"没有编号为“{one_line(text, 60)}”的记录",
        "编号是“单位代码/文件名（不带 .yaml）”；用 fazhi unit 单位 或 fazhi show 事项 查看",
    )


def _report_of(workspace: Workspace, found: Found) -> Entry[Record]:
    """The report on a finding that is meant, as it was written. Raises UsageError where there is none that stands.

    Of one that is closed that on which the closing rests, of one that waits for it the last whole one, else the last.
    """
    full = finding_id(found.inspection.id, found.finding.id)
    matching = workspace.assessment.matching
    live, closing = matching.rectify.get(full, []), matching.closed.get(full)
    waits = any(
        each.state == "submitted" for each in workspace.assessment.rectification if each.duty.key.finding == full
    )
    chosen = [each.id for each in live if each.value.is_whole or not waits]
    meant = closing.report.id if closing is not None else chosen[-1] if chosen else ""
    for entry in workspace.register.records:
        if entry.id == meant:
            return entry
    raise UsageError(f"问题 {finding_name(full)} 没有有效的整改报告", "整改用 fazhi record rectify 报")


def _withdrawable(entry: Entry[Record]) -> Entry[Record]:
    if isinstance(entry.value, Void):
        raise UsageError(f"{entry.id} 本身是一条作废记录，不能再作废或退回", "请重新录入一条正确的记录")
    return entry


def refuse_withdrawn(workspace: Workspace, target: Entry[Record]) -> None:
    """Raise RefusedError for a record that no longer counts anyway."""
    by = workspace.assessment.matching.withdrawn.get(target.id)
    if by is not None:
        raise RefusedError(f"{target.id} 已由 {by.id} {(RECORD_WORDS | DECISION_WORDS)[by.value.kind]}", "不必重复操作")


def period_among(allowed: Sequence[str], year: int) -> Callable[[str], str]:
    """A parser for one of several periods; one that is typed without its year is of `year`."""

    def parse(typed: str) -> str:
        period = period_typed(typed, year)
        if period not in allowed:
            raise ValueError(f"没有“{period}”这一期，可写：{'、'.join(allowed)}")
        return period

    return parse
