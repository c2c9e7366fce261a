"""Which duties a unit is reminded of by phone, on a visit, at a meeting, or by a letter written by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.entries.letters import Letters, told_of
from spt_fazhi.engine.query import Answering, as_asked
from spt_fazhi.engine.states import SETTLED, State
from spt_fazhi.errors import RefusedError, UsageError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.period import days_after
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.inspection.find import find_finding
from spt_fazhi.services.issue.draft import IssuedDraft, issued_duty
from spt_fazhi.services.lookups import find_decided, find_owners
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import ids_typed, narrow, period_typed
from spt_fazhi.views.wording import state_text

_FINDING: Final = re.compile(
    r"(?:督察)?(?:问题|整改)?(?P<finding>(?:[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z2-7]{4}|(?![0-9]{4})[a-z2-7]{4})\.[0-9]{1,3})"
)
"""What can only be a finding: `k7q2.1`, `问题k7q2.1`, `2024-05-24-k7q2.1`."""
_OVERDUE: Final = frozenset[State]({"overdue"})
_WAITING: Final = frozenset[State]({"due-soon", "returned", "unproved", "backfill"})


@frozen
class Reminder:
    """What is said to one unit: about these duties."""

    unit: Unit
    duties: tuple[Assessed, ...]
    invited: bool


@frozen
class Reminders:
    """The units that are reminded; `left_out` are those of a group with nothing to be reminded of, and the office."""

    reminders: tuple[Reminder, ...]
    left_out: tuple[str, ...]
    many: bool


def reminders(
    workspace: Workspace, units: Sequence[str], about: Sequence[str], period: str | None, *, telling: bool = False
) -> Reminders:
    """Who is reminded of what: `units` and groups as typed, `about` obligations and tasks as typed.

    Without `about` it is what a unit is overdue with, else what falls due soon, was returned or lacks proof; a unit
    outside the government is asked for what falls due soon or is past. A letter that is `telling` is about open
    findings alone, without `about` about those the unit was told nothing of. Raises UsageError and RefusedError.
    """
    chosen = find_owners(workspace, units, None)
    subjects = tuple(dict.fromkeys(_subject(workspace, each) for text in about for each in ids_typed(text) or (text,)))
    when = _period(workspace, period)
    found: list[Reminder] = []
    left_out: list[str] = []
    answering = Answering(assessment=workspace.assessment)
    told = told_of(workspace.register, workspace.day, workspace.directory) if telling else {}
    for unit in chosen.units:
        own = [as_asked(each, unit.name) for each in workspace.assessment.all_duties if unit.name in each.duty.owners]
        if unit.name == answering.office:
            if not chosen.many:
                raise RefusedError(f"{unit.name}是本办公室，不给自己发文、不催办自己", "请改写别的单位")
            left_out.append(unit.name)
            continue
        if telling:
            own = [each for each in own if each.duty.finding is not None]
        wanted = (
            _named(own, subjects, when) if subjects else _untold(own, told) if telling else _waiting(workspace, own)
        )
        if wanted:
            found.append(Reminder(unit=unit, duties=wanted, invited=answering.is_outside(unit.name)))
        elif chosen.many:
            left_out.append(unit.name)
        else:
            raise _nothing(unit, own, subjects, when) if subjects or not telling else _all_told(unit)
    if not found:
        raise UsageError("这些单位都没有要说的事项", "用 fazhi calls 看先打给谁，或用 --duty 写明事项")
    return Reminders(reminders=tuple(found), left_out=tuple(left_out), many=chosen.many)


def reminder_draft(reminder: Reminder, draft: IssuedDraft) -> IssuedDraft:
    """`draft` for one unit."""
    lines = tuple(issued_duty(each, reminder.unit.name) for each in reminder.duties)
    return replace(draft, to=(reminder.unit.name,), duties=lines, invited=reminder.invited)


def _subject(workspace: Workspace, typed: str) -> str:
    """An obligation's id, the number of a task whose progress is asked for, or a finding's full id."""
    name = _FINDING.fullmatch(narrow(typed).lower())
    if name is not None:
        found = find_finding(workspace.register, name["finding"])
        return finding_id(found.inspection.id, found.finding.id)
    return str(find_decided(workspace, typed).id)


def _called(subject: str) -> str:
    """What a person calls it: an obligation's id, a task's number, `k7q2.1` for a finding."""
    return finding_name(subject) if "." in subject and "-" in subject else subject


def _period(workspace: Workspace, typed: str | None) -> str | None:
    try:
        return period_typed(typed, workspace.register.info.year) if typed else None
    except ValueError as error:
        raise UsageError(f"--period {error}") from None


def _about(each: Assessed) -> str:
    key = each.duty.key
    return key.finding or key.obligation or str(key.task)


def _named(own: Sequence[Assessed], subjects: Sequence[str], period: str | None) -> tuple[Assessed, ...]:
    """What is open of what was named."""
    return tuple(
        each
        for each in own
        if _about(each) in subjects
        and (period is None or each.duty.period in {None, period})
        and each.state not in SETTLED
        and each.state != "scheduled"
    )


def _waiting(workspace: Workspace, own: Sequence[Assessed]) -> tuple[Assessed, ...]:
    last = days_after(workspace.day, workspace.register.info.due_soon_days)
    asked = tuple(each for each in own if each.state == "invited" and each.due <= last)
    late = tuple(each for each in own if each.state in _OVERDUE)
    return (*late, *asked) or tuple(each for each in own if each.state in _WAITING)


def _untold(own: Sequence[Assessed], told: Letters) -> tuple[Assessed, ...]:
    """The findings that are open and that the unit was told nothing of."""
    open_ = (each for each in own if each.state not in SETTLED | {"submitted", "returned"})
    return tuple(each for each in open_ if each.duty.key not in told and not each.records)


def _all_told(unit: Unit) -> UsageError:
    return UsageError(
        f"{unit.name}没有还没告知的督察问题", f"再发的，用 --duty 写明问题编号；fazhi unit {unit.name} 看它有哪些问题"
    )


def _nothing(unit: Unit, own: Sequence[Assessed], subjects: Sequence[str], period: str | None) -> UsageError:
    """Why a unit cannot be reminded."""
    if not subjects:
        return UsageError(
            f"{unit.name}没有逾期、临期、退回或待佐证的事项，不用催",
            f"要说别的事项，用 --duty 写明；fazhi unit {unit.name} 看全部",
        )
    named = [each for each in own if _about(each) in subjects]
    if not named:
        return UsageError(
            f"{unit.name}不承担 {'、'.join(map(_called, subjects))}", f"fazhi unit {unit.name} 看它承担什么"
        )
    if period is not None:
        named = [each for each in named if each.duty.period in {None, period}]
        if not named:
            return UsageError(
                f"{unit.name}的 {'、'.join(map(_called, subjects))} 没有 {period} 这一期", "请核对 --period"
            )
    said = "、".join(dict.fromkeys(f"{_called(_about(each))} {_of(each, period)}{state_text(each)}" for each in named))
    return UsageError(
        f"{unit.name}的 {said}，不用催", "请核对 --duty" if period is None else "请核对 --duty 和 --period"
    )


def _of(each: Assessed, period: str | None) -> str:
    """The period that was asked about, for a duty that has periods."""
    return f"{period} " if period is not None and each.duty.period == period else ""
