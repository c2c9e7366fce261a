"""A finding that an entry speaks of: how far it is, who bears it, and which are still open."""

from __future__ import annotations

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.engine.states import MET
from spt_fazhi.errors import RefusedError, UsageError
from spt_fazhi.model.references import finding_id, finding_name, short_finding
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import narrow


def name_of(found: Found) -> str:
    """What people call it: `k7q2.1`."""
    return short_finding(found.inspection.id, found.finding.id)


def duty_of(workspace: Workspace, found: Found) -> Assessed | None:
    """The finding's duty on the workspace's day; None before it was found, or where its unit is not known."""
    full = finding_id(found.inspection.id, found.finding.id)
    return next((each for each in workspace.assessment.rectification if each.duty.key.finding == full), None)


def open_names(workspace: Workspace) -> tuple[str, ...]:
    """The findings that still ask for a report, in their order."""
    settled = {*MET, "waived", "submitted"}
    return tuple(
        finding_name(each.duty.key.finding) for each in workspace.assessment.rectification if each.state not in settled
    )


def waiting_names(workspace: Workspace) -> tuple[str, ...]:
    """The findings that wait to be closed, in their order."""
    return tuple(
        finding_name(each.duty.key.finding) for each in workspace.assessment.rectification if each.state == "submitted"
    )


def refuse_ended(workspace: Workspace, found: Found) -> None:
    """Raise RefusedError for a finding whose unit ended, with nobody to take it over: nothing is left to decide."""
    now = duty_of(workspace, found)
    if now is None or not now.ended:
        return
    unit = workspace.directory.unit(now.duty.owners[0])
    until = f"于 {unit.until} " if unit is not None and unit.until is not None else ""
    raise RefusedError(
        f"问题 {name_of(found)} 的责任单位“{now.duty.owners[0]}”已{until}撤销，没有承接单位，不再承担",
        "有单位承接的，先在 data/units.yaml 写明 succeeded_by（承接单位）",
    )


def unit_of(workspace: Workspace, found: Found, typed: str | None) -> Unit:
    """The unit that reports on a finding: the one that was typed, else the one that bears it.

    Raises UsageError for one whose finding it is not, and where the finding's own unit is not in the list.
    """
    now = duty_of(workspace, found)
    bearer = now.duty.owners[0] if now is not None else found.finding.unit
    unit = workspace.unit(typed if typed is not None else bearer)
    full = finding_id(found.inspection.id, found.finding.id)
    own = {each.key.unit for each in workspace.assessment.matching.duties if each.key.finding == full}
    if unit.name not in own:
        raise UsageError(
            f"问题 {name_of(found)} 是“{bearer}”的，不是“{unit.name}”的", "请核对问题编号和单位；不写 --unit 就是它"
        )
    return unit


def stage_typed(text: str) -> str:
    """`partial`, as typed in English or Chinese. Raises ValueError."""
    if narrow(text).lower() in {"partial", "阶段性", "阶段性整改", "阶段性完成", "部分", "部分完成"}:
        return "partial"
    raise ValueError("只写 partial（阶段性整改）；整改完成的不写")


def stage_told(text: str) -> str:
    """`partial`, or "" for the whole, as it is answered or stands in a table. Raises ValueError."""
    if narrow(text) in {"完成", "全部完成", "已完成", "整改完成", "已完成整改", "完成整改", "全部整改"}:
        return ""
    try:
        return stage_typed(text)
    except ValueError:
        raise ValueError("请写 完成 或 阶段性") from None


def refuse_settled(workspace: Workspace, found: Found) -> None:
    """Raise RefusedError for a finding that is closed or excused."""
    name, matching = name_of(found), workspace.assessment.matching
    closing = matching.closed.get(finding_id(found.inspection.id, found.finding.id))
    if closing is not None:
        hint = f"要重新整改的，先退回：fazhi decide return {name} --reason 原因"
        raise RefusedError(f"问题 {name} 已由 {closing.entry.id} 销号", hint)
    now = duty_of(workspace, found)
    if now is not None and now.waived_by is not None:
        raise RefusedError(f"问题 {name} 已由 {now.waived_by} 定为不适用", "不再要求整改")
