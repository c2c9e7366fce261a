"""What was typed for an entry, completed by questions where there is a terminal, as a record or decision to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.entry.text_input import edited, read_text
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.duties import periods_due, progress_periods
from spt_fazhi.errors import UsageError
from spt_fazhi.model.fields import parse_text, parse_whole
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, Task
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.lookups import find_obligation, find_owner, find_record, find_task, owners, period_among
from spt_fazhi.services.record import new_file
from spt_fazhi.services.record.new_file import DecidedDuty, NewFile
from spt_fazhi.text.as_typed import amount_typed, period_typed
from spt_fazhi.text.columns import wrap
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.typed import clean_line


@frozen
class EvidenceOptions:
    """The options of `record evidence`."""

    obligation: str | None
    unit: str | None
    day: str | None
    title: str | None
    amount: str | None
    reached: str | None
    of: str | None
    period: str | None
    detail: str | None
    document: str | None
    link: str | None
    files: tuple[Path, ...]


@frozen
class ProgressOptions:
    """The options of `record progress`."""

    task: str | None
    unit: str | None
    period: str | None
    done: str | None
    done_file: str | None
    problems: str | None
    next: str | None


@frozen
class DutyOptions:
    """The options that `decide extend` and `decide waive` share."""

    obligation: str | None
    unit: str | None
    period: str | None
    reason: str | None


def evidence_file(session: Session, typed: EvidenceOptions) -> NewFile:
    """A piece of evidence. Raises UsageError for what is missing or does not fit."""
    asker = Asker()
    obligation = asker.get("事项编号", "事项编号（如 6.1）", typed.obligation, partial(find_obligation, session))
    if obligation is not None:
        _refuse_misfits(obligation, typed)
    unit = asker.get(
        "--unit",
        "报送单位",
        typed.unit,
        lambda text: find_owner(session, text, obligation),
        choices=owners(session, obligation),
    )
    day = asker.get("--date", f"发生日期（如 {session.day}）", typed.day, session.day_typed)
    title = asker.get("--title", "做了什么（一句话）", typed.title, lambda text: parse_text(clean_line(text)))
    reached, of = typed.reached, typed.of
    if obligation is not None and isinstance(obligation.target, RateTarget):
        reached, of = _rate(asker, obligation.target, typed)
    if asker.lacking or not (obligation and unit and day and title):
        raise asker.missing()
    target, year = obligation.target, session.register.info.year
    counted = target.unit if isinstance(target, CountTarget) else None
    more = {
        "amount": asker.given("--amount", typed.amount, lambda text: amount_typed(text, counted)),
        "reached": reached,
        "of": of,
        "period": asker.given("--period", typed.period, lambda text: period_typed(text, year)),
        "detail": typed.detail,
        "document": typed.document,
        "link": typed.link,
    }
    return new_file.evidence(
        session, obligation=obligation, unit=unit, day=day, title=title, more=more, files=typed.files
    )


@contextmanager
def progress_file(session: Session, typed: ProgressOptions) -> Iterator[NewFile]:
    """An account of progress; what was written in the editor is kept when the block fails."""
    if typed.done is not None and typed.done_file is not None:
        raise UsageError("--done 和 --done-file 只能写一个", "请去掉其中一个")
    asker = Asker()
    task = asker.get("任务编号", "任务编号（如 29）", typed.task, partial(find_task, session))
    leads = session.directory.expand(task.lead) if task else ()
    unit = asker.get("--unit", "报送单位", typed.unit, session.unit, choices=leads)
    year = session.register.info.year
    periods = [period.text for period in progress_periods(session.register)]
    if not periods:
        raise UsageError("本计划不要求报送进展", "data/tasks.yaml 里 register 的 progress 是 none")
    period = asker.get("--period", "期间", typed.period, period_among(periods, year), choices=periods)
    from_editor = typed.done is None and typed.done_file is None and asker.can_ask
    done = None if from_editor else _done(asker, typed)
    if asker.lacking or not (task and unit and period and (done or from_editor)):
        raise asker.missing()
    make = partial(new_file.progress, session, task=task, unit=unit, period=period)
    if not from_editor:
        yield make(done=done or "", problems=typed.problems, next_=typed.next)
        return
    with edited(_intro(session, task, unit, period), _PARTS) as texts:
        if not texts["done"]:
            raise UsageError("没有填写“主要做法和成效”，没有写入", "请重新运行，写在该标题下面")
        problems, next_ = typed.problems or texts["problems"] or None, typed.next or texts["next"] or None
        yield make(done=texts["done"], problems=problems, next_=next_)


_PARTS = {"done": "主要做法和成效", "problems": "存在的问题（没有可不填）", "next": "下一步打算（没有可不填）"}


def void_file(session: Session, record: str | None, unit: str | None, reason: str | None) -> NewFile:
    """The withdrawal of a unit's own record."""
    asker = Asker()
    target = asker.get("记录编号", "要作废的记录编号", record, partial(find_record, session))
    why = asker.get("--reason", "作废原因", reason, parse_text)
    if asker.lacking or not (target and why):
        raise asker.missing()
    own = session.unit(unit if unit is not None else target.value.unit)
    return new_file.void(session, target=target, unit=own, reason=why)


def return_file(session: Session, record: str | None, reason: str | None) -> NewFile:
    """A record handed back."""
    asker = Asker()
    target = asker.get("记录编号", "要退回的记录编号", record, partial(find_record, session))
    why = asker.get("--reason", "退回原因", reason, parse_text)
    if asker.lacking or not (target and why):
        raise asker.missing()
    return new_file.return_(session, target=target, reason=why)


def extend_file(session: Session, typed: DutyOptions, *, due: str | None, approved_by: str | None) -> NewFile:
    """A later due day."""
    asker = Asker()
    duty = _duty(session, asker, typed)
    day = asker.get("--due", "新的到期日（如 2024-09-30）", due, session.day_typed)
    by = asker.get("--approved-by", "批准依据（谁批准的，或文号）", approved_by, parse_text)
    why = asker.get("--reason", "延期原因", typed.reason, parse_text)
    if asker.lacking or not (duty and day and by and why):
        raise asker.missing()
    return new_file.extend(session, duty=duty, due=day, approved_by=by, reason=why)


def waive_file(session: Session, typed: DutyOptions, *, approved_by: str | None) -> NewFile:
    """A unit excused from a duty. Refused while evidence for it stands, or when it is excused already."""
    asker = Asker()
    duty = _duty(session, asker, typed)
    why = asker.get("--reason", "不适用的原因", typed.reason, parse_text)
    if asker.lacking or not (duty and why):
        raise asker.missing()
    return new_file.waive(session, duty=duty, approved_by=approved_by, reason=why)


def _refuse_misfits(obligation: Obligation, typed: EvidenceOptions) -> None:
    """Options that do not go with the kind of target, named before anything is asked."""
    is_rate = isinstance(obligation.target, RateTarget)
    if is_rate and typed.amount is not None:
        raise UsageError(f"事项 {obligation.id} 按比率考核，不写 --amount", "请用 --reached 达到数 --of 总数")
    if not is_rate and (typed.reached is not None or typed.of is not None):
        raise UsageError(f"事项 {obligation.id} 不按比率考核，不写 --reached 和 --of", "请用 --amount 写数量（默认 1）")
    if obligation.every is None and typed.period is not None:
        raise UsageError(f"事项 {obligation.id} 不按期报送，不写 --period", "请去掉 --period")


def _rate(asker: Asker, target: RateTarget, typed: EvidenceOptions) -> tuple[str | None, str | None]:
    """Reached and total, as text."""
    reached = asker.get("--reached", f"达到数（{target.reached or '符合要求'}的{target.of}数）", typed.reached, _whole)
    of = asker.get("--of", f"总数（全部{target.of}数，没有发生写 0）", typed.of, _whole)
    return reached, of


def _whole(text: str) -> str:
    return str(parse_whole(amount_typed(text)))


def _duty(session: Session, asker: Asker, typed: DutyOptions) -> DecidedDuty | None:
    """What a decision is about; None when it was not told and could not be asked."""
    obligation = asker.get("事项编号", "事项编号（如 2.2）", typed.obligation, partial(find_obligation, session))
    if obligation is None:
        return None
    whom = when = None
    if obligation.scope == "joint":
        if typed.unit is not None:
            raise UsageError(f"事项 {obligation.id} 由多个单位共同完成，决定针对整个事项", "请去掉 --unit")
    else:
        found = asker.get(
            "--unit",
            "单位",
            typed.unit,
            lambda text: find_owner(session, text, obligation),
            choices=owners(session, obligation),
        )
        whom = found.name if found else None
    if obligation.every is None:
        if typed.period is not None:
            raise UsageError(f"事项 {obligation.id} 不按期报送，不写 --period", "请去掉 --period")
    else:
        year = session.register.info.year
        allowed = [each.text for each in periods_due(obligation, year)]
        when = asker.get("--period", "期间", typed.period, period_among(allowed, year), choices=allowed)
    return DecidedDuty(obligation=obligation, unit=whom, period=when)


def _done(asker: Asker, typed: ProgressOptions) -> str | None:
    """The account from the option, a file or standard input."""
    source = "-" if typed.done == "-" else typed.done_file
    given = typed.done if source is None else read_text(source, "--done-file")
    return asker.get("--done", "主要做法和成效", given, parse_text)


def _intro(session: Session, task: Task, unit: Unit, period: str) -> tuple[str, ...]:
    return (
        f"任务 {task.id} {one_line(task.title)}",
        f"单位 {unit.name} · 期间 {period} · 录入日 {session.day}",
        "原文：",
        *(f"  {line}" for line in wrap(one_line(task.text), 76)),
    )
