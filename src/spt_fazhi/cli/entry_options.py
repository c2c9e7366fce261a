"""What was typed, completed by questions where there is a terminal, as a record or decision to write."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from spt_fazhi.cli.lookups import (
    find_obligation,
    find_owner,
    find_record,
    find_task,
    owners,
    period_among,
    refuse_withdrawn,
)
from spt_fazhi.cli.output import note
from spt_fazhi.cli.prompts import Asker
from spt_fazhi.cli.session import Session
from spt_fazhi.cli.text_input import edited, read_text
from spt_fazhi.engine.duties import periods_due, progress_periods
from spt_fazhi.errors import RefusedError, UsageError
from spt_fazhi.model.decision import Extend, Return, Waive
from spt_fazhi.model.fields import parse_day, parse_text, parse_whole
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation, RateTarget, Task
from spt_fazhi.model.record import Evidence, Progress, Void
from spt_fazhi.model.register import DECISIONS_DIR, RECORDS_DIR
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.record import NewFile
from spt_fazhi.store.yaml.writer import clean_line
from spt_fazhi.text.columns import wrap
from spt_fazhi.text.plain import one_line

_SUBJECT = 80


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
    day = asker.get("--date", f"发生日期（如 {session.day}）", typed.day, lambda text: parse_day(text.strip()))
    title = asker.get("--title", "做了什么（一句话）", typed.title, lambda text: parse_text(clean_line(text)))
    reached, of = typed.reached, typed.of
    if obligation is not None and isinstance(obligation.target, RateTarget):
        reached, of = _rate(asker, obligation.target, typed)
    if asker.lacking or not (obligation and unit and day and title):
        raise asker.missing()
    _note_twin(session, obligation.id, unit, day.isoformat(), title)
    fields = {
        "kind": "evidence",
        "unit": unit.name,
        "obligation": obligation.id,
        "date": day.isoformat(),
        "amount": typed.amount,
        "reached": reached,
        "of": of,
        "period": typed.period,
        "title": title,
        "detail": typed.detail,
        "document": _one(typed.document),
        "link": _one(typed.link),
        "recorded": session.day.isoformat(),
    }
    subject = f"佐证 {obligation.id} {unit.name}：{title}"
    return NewFile(
        cls=Evidence,
        fields=fields,
        folder=_folder(unit),
        name=f"{day}-{obligation.id}",
        subject=one_line(subject, _SUBJECT),
        files=typed.files,
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
    periods = [period.text for period in progress_periods(session.register)]
    if not periods:
        raise UsageError("本计划不要求报送进展", "data/tasks.yaml 里 register 的 progress 是 none")
    period = asker.get("--period", "期间", typed.period, period_among(periods), choices=periods)
    from_editor = typed.done is None and typed.done_file is None and asker.can_ask
    done = None if from_editor else _done(asker, typed)
    if asker.lacking or not (task and unit and period and (done or from_editor)):
        raise asker.missing()
    fields = {
        "kind": "progress",
        "unit": unit.name,
        "task": str(task.id),
        "period": period,
        "done": done,
        "problems": typed.problems,
        "next": typed.next,
        "recorded": session.day.isoformat(),
    }
    new_file = NewFile(
        cls=Progress,
        fields=fields,
        folder=_folder(unit),
        name=f"{session.day}-{task.id}",
        subject=f"进展 任务{task.id} {period} {unit.name}",
    )
    if not from_editor:
        yield new_file
        return
    with edited(_intro(session, task, unit, period), _PARTS) as texts:
        if not texts["done"]:
            raise UsageError("没有填写“主要做法和成效”，没有写入", "请重新运行，写在该标题下面")
        given = {key: fields[key] or text or None for key, text in texts.items()}
        yield dataclasses.replace(new_file, fields={**fields, **given})


_PARTS = {"done": "主要做法和成效", "problems": "存在的问题（没有可不填）", "next": "下一步打算（没有可不填）"}


def void_file(session: Session, record: str | None, unit: str | None, reason: str | None) -> NewFile:
    """The withdrawal of a unit's own record."""
    asker = Asker()
    target = asker.get("记录编号", "要作废的记录编号", record, partial(find_record, session))
    why = asker.get("--reason", "作废原因", reason, parse_text)
    if asker.lacking or not (target and why):
        raise asker.missing()
    refuse_withdrawn(session, target)
    own = session.unit(unit) if unit is not None else session.unit(target.value.unit)
    about = target.id.rpartition("/")[2][11:-5]
    fields = {"kind": "void", "unit": own.name, "record": target.id, "reason": why, "recorded": session.day.isoformat()}
    subject = f"作废 {target.id}：{why}"
    return NewFile(
        cls=Void, fields=fields, folder=_folder(own), name=f"{session.day}-{about}", subject=one_line(subject, _SUBJECT)
    )


def return_file(session: Session, record: str | None, reason: str | None) -> NewFile:
    """A record handed back."""
    asker = Asker()
    target = asker.get("记录编号", "要退回的记录编号", record, partial(find_record, session))
    why = asker.get("--reason", "退回原因", reason, parse_text)
    if asker.lacking or not (target and why):
        raise asker.missing()
    refuse_withdrawn(session, target)
    fields = {"kind": "return", "record": target.id, "reason": why, "recorded": session.day.isoformat()}
    return NewFile(
        cls=Return,
        fields=fields,
        folder=DECISIONS_DIR,
        name=f"{session.day}-return",
        subject=one_line(f"退回 {target.id}：{why}", _SUBJECT),
    )


def extend_file(  # noqa: PLR0913 - one parameter an option
    session: Session,
    *,
    obligation: str | None,
    unit: str | None,
    period: str | None,
    due: str | None,
    approved_by: str | None,
    reason: str | None,
) -> NewFile:
    """A later due day."""
    asker = Asker()
    about, whom, when = _duty(session, asker, obligation, unit, period)
    day = asker.get("--due", "新的到期日（如 2024-09-30）", due, lambda text: parse_day(text.strip()))
    by = asker.get("--approved-by", "批准依据（谁批准的，或文号）", approved_by, parse_text)
    why = asker.get("--reason", "延期原因", reason, parse_text)
    if asker.lacking or not (about and day and by and why):
        raise asker.missing()
    fields = {
        "kind": "extend",
        "obligation": about.id,
        "unit": whom,
        "period": when,
        "due": day.isoformat(),
        "approved_by": _one(by),
        "reason": why,
        "recorded": session.day.isoformat(),
    }
    subject = f"延期 {about.id} {whom or '共同'} 至 {day}"
    return NewFile(
        cls=Extend,
        fields=fields,
        folder=DECISIONS_DIR,
        name=f"{session.day}-extend",
        subject=one_line(subject, _SUBJECT),
    )


def waive_file(  # noqa: PLR0913 - one parameter an option
    session: Session,
    *,
    obligation: str | None,
    unit: str | None,
    period: str | None,
    approved_by: str | None,
    reason: str | None,
) -> NewFile:
    """A unit excused from a duty. Refused while evidence for it stands, or when it is excused already."""
    asker = Asker()
    about, whom, when = _duty(session, asker, obligation, unit, period)
    why = asker.get("--reason", "不适用的原因", reason, parse_text)
    if asker.lacking or not (about and why):
        raise asker.missing()
    for each in session.assessment.duties:
        if each.duty.key[1:] == (about.id, whom or "", when or ""):
            if each.waived_by:
                raise RefusedError(f"该事项已由 {each.waived_by} 定为不适用", "不必重复决定")
            matching = session.assessment.matching.evidence.get(each.duty.key, [])
            if matching:
                ids = "、".join(entry.id for entry in matching[:5])
                raise RefusedError(
                    f"该事项已有有效的佐证（{ids}），不能定为不适用",
                    "请先用 fazhi decide return 退回，或由单位用 fazhi record void 作废",
                )
    fields = {
        "kind": "waive",
        "obligation": about.id,
        "unit": whom,
        "period": when,
        "approved_by": _one(approved_by),
        "reason": why,
        "recorded": session.day.isoformat(),
    }
    subject = f"不适用 {about.id} {whom or '共同'}：{why}"
    return NewFile(
        cls=Waive, fields=fields, folder=DECISIONS_DIR, name=f"{session.day}-waive", subject=one_line(subject, _SUBJECT)
    )


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
    return str(parse_whole(text.strip()))


def _duty(
    session: Session, asker: Asker, typed: str | None, unit: str | None, period: str | None
) -> tuple[Obligation | None, str | None, str | None]:
    """The obligation, the unit (None for a joint duty) and the period (None without one) of a decision."""
    obligation = asker.get("事项编号", "事项编号（如 2.2）", typed, partial(find_obligation, session))
    if obligation is None:
        return None, None, None
    whom = when = None
    if obligation.scope == "joint":
        if unit is not None:
            raise UsageError(f"事项 {obligation.id} 由多个单位共同完成，决定针对整个事项", "请去掉 --unit")
    else:
        found = asker.get(
            "--unit",
            "单位",
            unit,
            lambda text: find_owner(session, text, obligation),
            choices=owners(session, obligation),
        )
        whom = found.name if found else None
    if obligation.every is None:
        if period is not None:
            raise UsageError(f"事项 {obligation.id} 不按期报送，不写 --period", "请去掉 --period")
    else:
        allowed = [each.text for each in periods_due(obligation, session.register.info.year)]
        when = asker.get("--period", "期间", period, period_among(allowed), choices=allowed)
    return obligation, whom, when


def _done(asker: Asker, typed: ProgressOptions) -> str | None:
    """The account from the option, a file or standard input."""
    source = "-" if typed.done == "-" else typed.done_file
    given = typed.done if source is None else read_text(source)
    return asker.get("--done", "主要做法和成效", given, parse_text)


def _intro(session: Session, task: Task, unit: Unit, period: str) -> tuple[str, ...]:
    return (
        f"任务 {task.id} {one_line(task.title)}",
        f"单位 {unit.name} · 期间 {period} · 录入日 {session.day}",
        "原文：",
        *(f"  {line}" for line in wrap(one_line(task.text), 76)),
    )


def _note_twin(session: Session, obligation: str, unit: Unit, day: str, title: str) -> None:
    """Warn of a live record that says the same."""
    for entry in session.register.records:
        value = entry.value
        if (
            isinstance(value, Evidence)
            and (value.obligation, value.date.isoformat(), value.title) == (obligation, day, title)
            and entry.code == unit.code
            and entry.id not in session.assessment.matching.withdrawn
        ):
            note(f"注意：已有同一天、同样标题的佐证 {entry.id}；如果是重复录入，请用 fazhi record void 作废其中一条。")
            return


def _one(text: str | None) -> str | None:
    return None if text is None else clean_line(text)


def _folder(unit: Unit) -> str:
    return f"{RECORDS_DIR}/{unit.code}"
