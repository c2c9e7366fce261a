"""Decisions, and the withdrawal of a record: what was typed, completed by questions, as files to write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from spt_fazhi.cli.entry.batch import Batch, left_out, make_all
from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.duties import periods_due
from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.errors import UsageError
from spt_fazhi.model.fields import parse_text
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Task
from spt_fazhi.services.lookups import (
    Chosen,
    find_decided_or_finding,
    find_owners,
    find_record,
    find_reporters,
    owners,
    period_among,
    progress_owed,
)
from spt_fazhi.services.record import decisions, new_file
from spt_fazhi.services.record.decisions import DecidedDuty
from spt_fazhi.services.record.findings import unit_of
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.services.record.redact import Redaction, redaction


@frozen
class DutyOptions:
    """The options that `decide extend` and `decide waive` share."""

    obligation: str | None
    unit: tuple[str, ...]
    period: str | None
    reason: str | None


def void_file(session: Session, record: str | None, unit: str | None, reason: str | None) -> NewFile:
    """The withdrawal of a unit's own record."""
    asker = Asker()
    target = asker.get("记录编号", "要作废的记录编号", record, partial(find_record, session))
    why = asker.get("--reason", "作废原因", reason, parse_text)
    if asker.lacking or not (target and why):
        raise asker.missing()
    own = session.unit(unit if unit is not None else target.value.unit)
    return new_file.void(session, target=target, unit=own, reason=why)


def return_file(session: Session, record: str | None, reason: str | None, again_by: str | None) -> NewFile:
    """A record handed back."""
    asker = Asker()
    target = asker.get(
        "记录编号", "要退回的记录编号（整改也可写问题编号，如 k7q2.1）", record, partial(find_record, session)
    )
    why = asker.get("--reason", "退回原因", reason, parse_text)
    until = asker.given("--again-by", again_by, session.day_typed)
    if asker.lacking or not (target and why):
        raise asker.missing()
    return decisions.return_(session, target=target, reason=why, again_by=until)


def redaction_typed(
    session: Session, record: str | None, files: Sequence[str], reason: str | None, *, whole: bool
) -> Redaction:
    """What is to be let go of a record."""
    if files and whole:
        raise UsageError("--file 与 --whole 只写一个", "只去除附件的写 --file，整条去除的写 --whole")
    asker = Asker()
    typed = asker.get("记录编号", "要去除的记录编号", record, parse_text)
    why = asker.get("--reason", "去除原因（不写具体的个人信息）", reason, parse_text)
    if not (files or whole):
        raise UsageError("缺少 --file 或 --whole", "只去除附件的写 --file 附件名（可重复），整条去除的写 --whole")
    if asker.lacking or not (typed and why):
        raise asker.missing()
    return redaction(session, typed, files, whole=whole, reason=why)


def extend_files(session: Session, typed: DutyOptions, *, due: str | None, approved_by: str | None) -> Batch:
    """A later due day, for each unit."""
    asker = Asker()
    duties = _duties(session, asker, typed)
    day = asker.get("--due", "新的到期日（如 2024-09-30）", due, session.day_typed)
    by = asker.get("--approved-by", "批准依据（谁批准的，或文号）", approved_by, parse_text)
    why = asker.get("--reason", "延期原因", typed.reason, parse_text)
    if asker.lacking or not (duties and day and by and why):
        raise asker.missing()
    return duties.batch(partial(decisions.extend, session, due=day, approved_by=by, reason=why))


def waive_files(session: Session, typed: DutyOptions, *, approved_by: str | None) -> Batch:
    """Units excused from a duty. Refused while evidence for it stands, or when one is excused already."""
    asker = Asker()
    duties = _duties(session, asker, typed)
    by = asker.get("--approved-by", "批准依据（谁批准的，或文号）", approved_by, parse_text)
    why = asker.get("--reason", "不适用的原因", typed.reason, parse_text)
    if asker.lacking or not (duties and by and why):
        raise asker.missing()
    return duties.batch(partial(decisions.waive, session, approved_by=by, reason=why))


@frozen
class _Duties:
    """What a decision is about: one duty for each unit that was typed, or the joint one."""

    duties: tuple[DecidedDuty, ...]
    chosen: Chosen | None
    borne: str

    def batch(self, make: Callable[..., NewFile]) -> Batch:
        """A decision on each."""
        whom = self.chosen
        return Batch(
            files=make_all((each.text, partial(make, duty=each)) for each in self.duties),
            many=whom is not None and whom.many,
            remarks=left_out(whom, self.borne) if whom is not None else (),
        )


def _duties(session: Session, asker: Asker, typed: DutyOptions) -> _Duties | None:
    """What a decision is about; None when it was not told and could not be asked."""
    obligation = asker.get(
        "事项编号",
        "事项编号（如 2.2），或督察问题的编号（如 k7q2.1）",
        typed.obligation,
        partial(find_decided_or_finding, session),
    )
    if obligation is None:
        return None
    if isinstance(obligation, Task):
        return _progress_duties(session, asker, typed, obligation)
    if isinstance(obligation, Found):
        return _finding_duty(session, typed, obligation)
    chosen = None
    if obligation.scope == "joint":
        if typed.unit:
            raise UsageError(f"事项 {obligation.id} 由多个单位共同完成，决定针对整个事项", "请去掉 --unit")
    else:
        chosen = asker.get(
            "--unit",
            "单位",
            "、".join(typed.unit) or None,
            lambda text: find_owners(session, [text], obligation),
            choices=owners(session, obligation),
        )
    when = None
    if obligation.every is None:
        if typed.period is not None:
            raise UsageError(f"事项 {obligation.id} 不按期报送，不写 --period", "请去掉 --period")
    else:
        year = session.register.info.year
        allowed = [each.text for each in periods_due(obligation, year)]
        when = asker.get("--period", "期间", typed.period, period_among(allowed, year), choices=allowed)
    names = [unit.name for unit in chosen.units] if chosen is not None else [None]
    return _Duties(
        duties=tuple(DecidedDuty(obligation=obligation, unit=name, period=when) for name in names),
        chosen=chosen,
        borne=f"承担事项 {obligation.id}",
    )


def _finding_duty(session: Session, typed: DutyOptions, found: Found) -> _Duties:
    """A finding, which has one unit and no period. Raises UsageError for another unit's name."""
    if typed.period is not None:
        raise UsageError("督察问题不分期，不写 --period", "请去掉 --period")
    for each in typed.unit:
        unit_of(session, found, each)
    return _Duties(duties=(DecidedDuty(finding=found, unit=None, period=None),), chosen=None, borne="")


def _progress_duties(session: Session, asker: Asker, typed: DutyOptions, task: Task) -> _Duties:
    """The progress of a task of each unit in one period."""
    owed = progress_owed(session, task)
    chosen = asker.get(
        "--unit",
        "单位",
        "、".join(typed.unit) or None,
        lambda text: find_reporters(session, [text], task),
        choices=tuple(owed),
    )
    names = [unit.name for unit in chosen.units] if chosen is not None else list(owed)
    allowed = tuple(dict.fromkeys(each for name in names for each in owed[name]))
    parse = period_among(allowed, session.register.info.year)
    when = asker.get("--period", "期间", typed.period, parse, choices=allowed)
    return _Duties(
        duties=tuple(DecidedDuty(task=task, unit=name, period=when) for name in names),
        chosen=chosen,
        borne=f"报送任务 {task.id} 进展",
    )
