"""Which units get a form, and what for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from spt_fazhi.engine.query import Answering
from spt_fazhi.errors import UsageError
from spt_fazhi.forms.accounts.sent import sent_forms
from spt_fazhi.forms.asked import Asked, Scope, answer_by, asked
from spt_fazhi.forms.form import Form
from spt_fazhi.forms.layout import FormTerms, form_of, lines_of
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period, parse_period
from spt_fazhi.services.collect.branch.replies import waiting_replies
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import period_typed
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.desks import desk_of
from spt_fazhi.views.notices.reply_day import answer_day


@frozen
class FoundForms:
    """The forms with what each asks for, in the order of units.yaml.

    `left_out` are those that were asked so recently, or whose reply waits on a branch, that not all is asked. `nothing`
    are the desks that were named and have nothing to be asked for. `in_place_of` are the units that were named and are
    reached at another's desk, by name.
    """

    forms: tuple[tuple[Form, Asked], ...]
    left_out: tuple[Asked, ...]
    nothing: tuple[str, ...]
    in_place_of: dict[str, str]

    @property
    def to_fill(self) -> int:
        """How many cells they ask for together."""
        return sum(form.to_fill for form, _ in self.forms)

    @property
    def filled(self) -> int:
        """How many cells of theirs are filled in."""
        return sum(form.filled for form, _ in self.forms)


def find_forms(workspace: Workspace, units: Collection[str] | None, scope: Scope, by: date | None = None) -> FoundForms:
    """The forms of these units (None: of all), to be answered `by` a day (None: one that suits).

    Raises UsageError where nobody else than the office is named, which asks itself nothing.
    """
    assessment = workspace.assessment
    answering = Answering(assessment=assessment)
    desks = None if units is None else _desks(units, answering)
    found = asked(assessment, scope, sent_forms(assessment), waiting_replies(workspace))
    chosen = [own for desk, own in found.items() if desks is None or desk in desks.values()]
    latest = _answer_day(workspace, scope.period)
    lines = lines_of(assessment)
    days = {own.unit: by or answer_by(own, assessment, latest) for own in chosen}
    return FoundForms(
        forms=tuple(
            (form_of(assessment, own, FormTerms(period=scope.period, answer_by=days[own.unit]), lines), own)
            for own in chosen
            if own.owed
        ),
        left_out=tuple(own for own in chosen if own.waiting or own.merging),
        nothing=tuple(dict.fromkeys(desk for desk in (desks or {}).values() if desk not in found)),
        in_place_of={name: desk for name, desk in (desks or {}).items() if name != desk},
    )


def _desks(units: Iterable[str], answering: Answering) -> dict[str, str]:
    """By unit the desk at which it is reached, in the order of units.yaml; the office has none."""
    named = sorted(units, key=lambda name: answering.order[name])
    desks = {name: desk_of(name, answering) for name in named}
    found = {name: desk for name, desk in desks.items() if answering.office not in {name, desk}}
    if named and not found:
        raise UsageError(
            f"“{one_line(named[0])}”的事由管台账的“{one_line(answering.office or '')}”自己办，不给自己发表",
            "用 fazhi unit 看它还欠什么",
        )
    return found


def desks_of(workspace: Workspace, units: Collection[str] | None) -> frozenset[str] | None:
    """The desks at which units are reached; None for all."""
    if units is None:
        return None
    answering = Answering(assessment=workspace.assessment)
    return frozenset(desk_of(name, answering) for name in units)


def _answer_day(workspace: Workspace, period: Period | None) -> date:
    """The day of the answer: some days from now, of a period that is not over from its end on."""
    day = max(workspace.day, period.last) if period else workspace.day
    return answer_day(day, workspace.register.info)


def find_period(workspace: Workspace, typed: str) -> Period:
    """A period of the plan's year as a person types it. Raises UsageError."""
    year = workspace.register.info.year
    try:
        found = parse_period(period_typed(typed, year))
    except ValueError as error:
        raise UsageError(f"--period {error}") from None
    if found.first.year != year:
        raise UsageError(
            f"--period “{one_line(typed, 20)}”不在本计划年度（{year}年）内", f"例如 {year}Q2、{year}H1、{year}"
        )
    return found
