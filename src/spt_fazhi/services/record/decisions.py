"""Decisions to be written: records handed back, duties extended and excused, findings closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.engine.self_checked import bearers, self_checked
from spt_fazhi.errors import RefusedError
from spt_fazhi.model.entries.decision import Close, Decision, Extend, Return, Waive
from spt_fazhi.model.entries.record import Record, Rectify
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import DECISIONS_DIR, stem_head
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry
from spt_fazhi.services.lookups import refuse_withdrawn
from spt_fazhi.services.record.findings import duty_of, name_of, refuse_ended, refuse_settled
from spt_fazhi.services.record.new_file import SUBJECT_LENGTH, FieldText, NewFile, one
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.wording import chinese_date


@frozen
class DecidedDuty:
    """What a decision is about: an obligation, the progress of a task in a period, or a finding.

    `unit` is None for a joint duty and for a finding, which has its own, `period` for an obligation without periods.
    """

    obligation: Obligation | None = None
    task: Task | None = None
    finding: Found | None = None
    unit: str | None
    period: str | None

    @property
    def subject(self) -> dict[str, FieldText]:
        """The keys of the file that name it."""
        return {
            "obligation": self.obligation.id if self.obligation else None,
            "task": str(self.task.id) if self.task else None,
            "inspection": self.finding.inspection.id if self.finding else None,
            "finding": str(self.finding.finding.id) if self.finding else None,
            "unit": self.unit,
            "period": self.period,
        }

    @property
    def text(self) -> str:
        """Obligation (or task and period, or finding) and unit, for the commit."""
        if self.finding is not None:
            return f"整改 {name_of(self.finding)} {self.finding.finding.unit}"
        about = self.obligation.id if self.obligation else f"任务{self.task.id if self.task else ''} {self.period}"
        return f"{about} {self.unit or '共同'}"


def return_(workspace: Workspace, *, target: Entry[Record], reason: str, again_by: date | None = None) -> NewFile:
    """A record handed back, perhaps to be reported again by a day.

    Raises RefusedError when the record no longer counts anyway.
    """
    refuse_withdrawn(workspace, target)
    fields = {
        "kind": "return",
        "record": target.id,
        "reason": reason,
        "again_by": again_by.isoformat() if again_by else None,
    }
    made = decision(workspace, Return, fields, f"退回 {target.id}：{reason}")
    return replace(made, remark=_which(target.id, target.value)) if isinstance(target.value, Rectify) else made


def _which(record: str, report: Rectify) -> str:
    """A remark on which report goes back: a finding has several, and may have been typed by its own name."""
    how = "整改完成报告" if report.is_whole else "阶段性整改报告"
    return f"退回的是{chinese_date(report.date)}的{how}{quoted(one_line(report.title, SUBJECT_LENGTH))}（{record}）"


def extend(workspace: Workspace, *, duty: DecidedDuty, due: date, approved_by: str, reason: str) -> NewFile:
    """A later due day. Raises RefusedError for a finding that is closed or excused, or whose unit ended."""
    if duty.finding is not None:
        refuse_settled(workspace, duty.finding)
        refuse_ended(workspace, duty.finding)
    fields = {
        "kind": "extend",
        **duty.subject,
        "due": due.isoformat(),
        "approved_by": one(approved_by),
        "reason": reason,
    }
    return decision(workspace, Extend, fields, f"延期 {duty.text} 至 {due}", label=duty.text)


def waive(workspace: Workspace, *, duty: DecidedDuty, approved_by: str, reason: str) -> NewFile:
    """A unit excused from a duty.

    Raises RefusedError while evidence for it (or the progress asked for) stands, or when it is excused already; for a
    finding that is closed or waits to be, or whose unit ended.
    """
    if duty.finding is not None:
        refuse_settled(workspace, duty.finding)
        refuse_ended(workspace, duty.finding)
        _refuse_waiting(duty_of(workspace, duty.finding), name_of(duty.finding))
    else:
        _refuse_given(workspace, duty)
    fields = {
        "kind": "waive",
        **duty.subject,
        "approved_by": one(approved_by),
        "reason": reason,
    }
    return decision(workspace, Waive, fields, f"不适用 {duty.text}：{reason}", label=duty.text)


def _refuse_given(workspace: Workspace, duty: DecidedDuty) -> None:
    """Raise RefusedError where something stands for a duty that is to be excused, or it is excused already."""
    matching = workspace.assessment.matching
    key = _key_of(duty)
    now = next((each for each in workspace.assessment.all_duties if each.duty.key == key), None)
    if now is not None and now.waived_by is not None:  # not by one that excused a unit before it took over another's
        raise RefusedError(f"该事项已由 {now.waived_by} 定为不适用", "不必重复决定")
    live = [entry.id for found in (matching.evidence, matching.progress) for entry in found.get(key, ())]
    if live:
        what = "佐证" if duty.obligation else "进展"
        raise RefusedError(
            f"该事项已有有效的{what}（{'、'.join(live[:5])}），不能定为不适用",
            "请先用 fazhi decide return 退回，或由单位用 fazhi record void 作废",
        )


def close(workspace: Workspace, *, found: Found, checked_by: str, reason: str | None = None) -> NewFile:
    """A finding closed (销号), on its last whole report.

    Raises RefusedError for one that has none, that is closed or excused already, whose unit ended, and where it is its
    own unit that checked.
    """
    refuse_settled(workspace, found)
    refuse_ended(workspace, found)
    name, now = name_of(found), duty_of(workspace, found)
    if now is None or now.state != "submitted":
        raise _nothing_to_close(workspace, found, now)
    _refuse_itself(workspace, now, checked_by.strip())
    fields = {
        "kind": "close",
        "inspection": found.inspection.id,
        "finding": str(found.finding.id),
        "checked_by": one(checked_by),
        "reason": reason,
    }
    made = decision(workspace, Close, fields, f"销号 {name} {now.duty.owners[0]}", label=f"{now.duty.owners[0]} {name}")
    return replace(made, remark=_unshown(workspace, found, reason))


def _unshown(workspace: Workspace, found: Found, reason: str | None) -> str:
    """A remark where the report that a finding is closed on names no proof; empty where it does."""
    full = finding_id(found.inspection.id, found.finding.id)
    whole = [each for each in workspace.assessment.matching.rectify.get(full, ()) if each.value.is_whole]
    known = [each for each in whole if each.value.date <= workspace.day]
    if not known or known[-1].value.proves:
        return ""
    how = "" if reason else "；也没有写 --reason，以后看不出凭什么销号，请写明怎么核实的"
    return f"整改报告 {known[-1].id} 没有文号、附件或网址{how}"


def _refuse_itself(workspace: Workspace, now: Assessed, checked_by: str) -> None:
    """Raise RefusedError where the unit itself checked, by whatever name, or it is left open who did."""
    key, matching = now.duty.key, workspace.assessment.matching
    checked = self_checked(
        workspace.directory, checked_by, bearers(matching, key.finding, (*now.duty.owners, *now.former))
    )
    if checked.unit:
        message = f"“{checked_by}”是问题 {finding_name(key.finding)} 的责任单位，不能由它自己核实销号"
        raise RefusedError(message, "请写到现场核实的人或复核组")
    if checked.vague:
        message = f"“{checked_by}”没有说明是谁核实的；责任单位自查的不能销号"
        raise RefusedError(message, "请写到现场核实的人或复核组")


def _nothing_to_close(workspace: Workspace, found: Found, now: Assessed | None) -> RefusedError:
    """Why a finding cannot be closed, and what to do first."""
    name, full = name_of(found), finding_id(found.inspection.id, found.finding.id)
    reports = workspace.assessment.matching.rectify.get(full, [])
    known = [each for each in reports if each.value.date <= workspace.day]
    back = bool(now is not None and workspace.assessment.matching.returned.get(now.duty.key))
    if known and not any(each.value.is_whole for each in known):
        why = f"问题 {name} 只报了阶段性整改（{known[-1].id}），还没有报整改完成"
    elif back:
        why = f"问题 {name} 报的整改已退回，还没有重报"
    else:
        why = f"问题 {name} 还没有报整改"
    unit = now.duty.owners[0] if now is not None else found.finding.unit
    asked = (
        f"可商请“{unit}”反馈整改情况，收到后录入" if now is not None and now.invited else f"请先由“{unit}”报整改完成"
    )
    return RefusedError(f"{why}，不能销号", f"{asked}：fazhi record rectify {name} --date 日期 --title 做了什么")


def _refuse_waiting(now: Assessed | None, name: str) -> None:
    if now is not None and now.state == "submitted":
        raise RefusedError(
            f"问题 {name} 已报整改（{now.records[-1]}），待销号，不能定为不适用",
            f"整改到位的用 fazhi decide close {name} 销号；不到位的先用 fazhi decide return {name} 退回",
        )


def decision(
    workspace: Workspace, cls: type[Decision], fields: Mapping[str, FieldText], subject: str, *, label: str = ""
) -> NewFile:
    """A decision of the workspace's day; `fields` are all its keys but that day, the kind among them."""
    return NewFile(
        cls=cls,
        fields={**fields, "recorded": workspace.day.isoformat()},
        folder=DECISIONS_DIR,
        name=stem_head(workspace.day, str(fields["kind"])),
        subject=one_line(subject, SUBJECT_LENGTH),
        label=label,
    )


def _key_of(duty: DecidedDuty) -> DutyKey:
    task = duty.task.id if duty.task else duty.obligation.task if duty.obligation else 0
    return DutyKey(task, duty.obligation.id if duty.obligation else "", duty.unit or "", duty.period or "")
