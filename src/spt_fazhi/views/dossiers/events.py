"""What happened, one value for each entry: the line of a history that it makes."""

from __future__ import annotations

from typing import Any, NamedTuple

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.entries.decision import DECISION_WORDS, Close, Decision, Extend, Redact, Return
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import LETTER_WORDS, SPOKEN_WORDS, Issued
from spt_fazhi.model.entries.record import RECORD_WORDS, STAGES, Evidence, Progress, Record, Rectify, Void
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.history import Brought
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Entry
from spt_fazhi.views.dossiers.entries import decided_finding
from spt_fazhi.views.dossiers.lines import closing_text, inspection_line, redaction_text
from spt_fazhi.views.lists.issued import about_of
from spt_fazhi.views.spans import visit_days
from spt_fazhi.views.wording import names_text, number_text

_SPOKEN = {name: f"{word}催办" for name, word in SPOKEN_WORDS.items()}
KIND_WORDS: dict[str, str] = {
    "inspection": "督察",
    **RECORD_WORDS,
    **DECISION_WORDS,
    "register": "台账修改",
    **LETTER_WORDS,
    **_SPOKEN,
    "issued": "印发",
}
_LETTERS = frozenset((*LETTER_WORDS, *SPOKEN_WORDS))
"""What goes to one unit; anything else issued is a report, whatever its name."""
_ABOUT = 4


@frozen
class Event:
    """One line of the history. `day` is when it was recorded; `withdrawn_by` the entry by which it counts no more.

    `days_early` is how many days before its commit (or today, while there is none) it says it was recorded, where that
    is more than a few; `late_decision` that it excuses a unit from what was overdue by then. `finding` is the
    full id of the one it speaks of.
    """

    day: str
    kind: str
    id: str | None
    file: str
    unit: str | None
    task: int | None
    obligation: str | None
    title: str
    amount: str
    counts: bool
    withdrawn_by: str | None
    brought: Brought | None
    days_early: int | None = None
    late_decision: bool = False
    finding: str | None = None


class _About(NamedTuple):  # a tuple: what an entry says, on its way into an event
    title: str
    unit: str | None = None
    obligation: str | None = None
    task: int | None = None
    finding: str | None = None
    amount: str = ""


def event_of(entry: Entry[Any], assessment: Assessment, brought: Brought | None) -> Event:
    """The line an entry makes, as if it counted."""
    value: Record | Decision | Issued | Inspection = entry.value
    if isinstance(value, Issued):
        return _from_issued(entry, brought)
    if isinstance(value, Inspection):
        return _from_inspection(entry, brought)
    about = (
        _of_record(value, assessment)
        if isinstance(value, Evidence | Progress | Rectify | Void)
        else _of_decision(value)
    )
    task = about.task if about.obligation is None else int(about.obligation.partition(".")[0])
    return Event(
        day=value.recorded.isoformat(),
        kind=value.kind,
        id=entry.id,
        file=entry.file,
        unit=about.unit,
        task=task,
        obligation=about.obligation,
        title=about.title,
        amount=about.amount,
        counts=True,
        withdrawn_by=None,
        brought=brought,
        finding=about.finding,
    )


def _of_record(value: Record, assessment: Assessment) -> _About:
    if isinstance(value, Evidence):
        return _About(value.title, value.unit, value.obligation, amount=_amount(value, assessment))
    if isinstance(value, Progress):
        return _About(f"{value.period} {value.done}", value.unit, task=value.task)
    if isinstance(value, Rectify):
        stage = f"（{STAGES[value.stage]}）" if value.stage else ""
        return _About(f"{value.title}{stage}", value.unit, finding=finding_id(value.inspection, value.finding))
    return _About(f"{value.record}：{value.reason}", value.unit)


def _of_decision(value: Decision) -> _About:
    if isinstance(value, Close):
        return _About(closing_text(value), finding=decided_finding(value))
    if isinstance(value, Redact):
        return _About(f"{value.record}：{redaction_text(value)}")
    if isinstance(value, Return):
        return _About(f"{value.record}：{value.reason}")
    title = f"延至 {value.due}：{value.reason}" if isinstance(value, Extend) else value.reason
    return _About(title, value.unit, value.obligation, value.task, decided_finding(value))


def _from_issued(entry: Entry[Issued], brought: Brought | None) -> Event:
    value = entry.value
    answer = f"答复：{value.answer}" if value.answer else ""
    about = names_text(about_of(value), _ABOUT, "项")
    return Event(
        day=value.recorded.isoformat(),
        kind=value.name if value.name in _LETTERS else "issued",
        id=entry.id,
        file=entry.file,
        unit=names_text(value.to, _ABOUT) or None,
        task=None,
        obligation=None,
        title="；".join(filter(None, (value.title or about, value.number, answer))),
        amount="",
        counts=True,
        withdrawn_by=None,
        brought=brought,
    )


def _from_inspection(entry: Entry[Inspection], brought: Brought | None) -> Event:
    visit = entry.value
    line = inspection_line(entry)
    return Event(
        day=visit.recorded.isoformat(),
        kind="inspection",
        id=entry.id,
        file=entry.file,
        unit=line.unit,
        task=None,
        obligation=None,
        title=f"{line.text}（{visit_days(visit)}）",
        amount="",
        counts=True,
        withdrawn_by=None,
        brought=brought,
    )


def _amount(value: Evidence, assessment: Assessment) -> str:
    """`2次`, `35/36`, "" for a milestone."""
    if value.of is not None:
        return f"{value.reached}/{value.of}"
    for task in assessment.register.tasks:
        for each in task.obligations:
            if each.id == value.obligation and isinstance(each.target, CountTarget):
                return f"{number_text(1 if value.amount is None else value.amount)}{each.target.unit}"
    return "" if value.amount is None else number_text(value.amount)
