"""A form laid out: the duties a desk is asked for become rows, each with what is told and the cells to fill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKind
from spt_fazhi.engine.query import Answering
from spt_fazhi.forms.asked import Asked
from spt_fazhi.forms.columns import (
    COLUMNS,
    FIGURE,
    FIGURES_AFTER,
    KEY,
    PROOF,
    QUOTE,
    Column,
    SheetName,
    figure_column,
)
from spt_fazhi.forms.findings import rows as findings
from spt_fazhi.forms.form import Form, FormRow, FormSheet, RowKey
from spt_fazhi.forms.guide import guide, is_invitation, title_of
from spt_fazhi.forms.identity import form_id
from spt_fazhi.forms.so_far import returned_rows, so_far, unproved, words_so_far
from spt_fazhi.forms.told.fits import OF_PERIOD
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.period import Period
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, Task
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.findings.lines import FindingLine, finding_lines
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.notices.asking import SLOTS
from spt_fazhi.views.wording import (
    asked_text,
    days_text,
    due_mark,
    names_text,
    number_text,
    period_text,
    remarks,
    scope_note,
    state_text,
    who_mark,
)

_SECOND: Final = "，没有就空着"
_Facts = Mapping[str, str]


@frozen
class FormTerms:
    """What a form is for: a period or none, and the day by which an answer is asked for."""

    period: Period | None
    answer_by: date | None


Lines = Mapping[str, FindingLine]
"""The findings by their full ids."""


def lines_of(assessment: Assessment) -> Lines:
    """The findings that forms of the day may ask about."""
    return {line.id: line for line in finding_lines(assessment)} if assessment.rectification else {}


def form_of(assessment: Assessment, asked: Asked, terms: FormTerms, lines: Lines | None = None) -> Form:
    """The form about what a desk is asked for. Pure: the same values, the same form.

    `lines` are those of `lines_of`, for whoever makes several forms.
    """
    known = lines if lines is not None else lines_of(assessment)
    answering = Answering(assessment=assessment)
    info = assessment.register.info
    unit = answering.directory.unit(asked.unit)
    code = unit.code if unit else ""
    rows: dict[SheetName, tuple[FormRow, ...]] = {
        "evidence": tuple(
            row for each in _of_kind(asked, "obligation") for row in _evidence(each, answering, asked.unit)
        ),
        "progress": tuple(_progress(each, answering) for each in _of_kind(asked, "progress")),
        "rectify": tuple(_finding(each, known, answering) for each in _of_kind(asked, "rectification")),
        "returned": returned_rows(asked.owed, answering),
    }
    rows = {name: _without_unit(own, asked.unit) for name, own in rows.items()}
    figures = _figures(asked.owed)
    invited = is_invitation(asked, answering)
    sheets = tuple(
        FormSheet(name=name, columns=_columns(name, own, figures, invited=invited), rows=own, invited=invited)
        for name, own in rows.items()
        if own
    )
    keys = [row.key for sheet in sheets for row in sheet.rows if row.key is not None]
    period = terms.period.text if terms.period else None
    form = Form(
        id=form_id(register=info.title, year=info.year, code=code, day=assessment.day, period=period, keys=keys),
        register=info.title,
        year=info.year,
        unit=asked.unit,
        code=code,
        day=assessment.day,
        period=period,
        answer_by=terms.answer_by,
        title=title_of(asked, answering),
        first_day=info.first_day,
        last_day=max(info.last_day, terms.answer_by or assessment.day, *(each.duty.due for each in asked.owed)),
        guide=(),
        sheets=sheets,
    )
    return replace(form, guide=guide(form, asked, answering))


def _of_kind(asked: Asked, kind: DutyKind) -> Iterator[Owed]:
    return (each for each in asked.owed if each.duty.duty.kind == kind)


def _evidence(owed: Owed, answering: Answering, desk: str) -> Iterator[FormRow]:
    """The rows of a duty that evidence is asked for: the first has all that is told of it, the others their name."""
    each, obligation = owed.duty, owed.duty.duty.obligation
    assert obligation is not None, "an account has one row"  # noqa: S101 - a defect, not bad data
    unit = _name(owed, desk)
    asked, must = cells_asked(obligation)
    told = {
        "unit": unit,
        "obligation": obligation.id,
        "title": _title(each, owed.names, obligation),
        "quote": one_line(obligation.quote, QUOTE),
        "proof": one_line(obligation.proof or "", QUOTE),
        "due": _due(each),
        "state": _state(each, answering),
        "so_far": so_far(each, answering),
    }
    reported = map(_typed, unproved(each, answering)[-SLOTS:])
    known = [{cell: said for cell, said in typed.items() if cell in asked} for typed in reported]
    for slot in range(1, SLOTS + 1):
        first, typed = slot == 1, known[slot - 1] if slot <= len(known) else {}
        period = each.duty.period
        which = f"{period_text(period) if period else '同一事项'}{OF_PERIOD}{'' if typed else _SECOND}"
        second = {"unit": unit, "obligation": obligation.id, "title": f"（{which}）"}
        needed = must if first else frozenset()
        yield FormRow(
            key=_key(owed, unit, slot, answering),
            told=_said(told if first else second),
            asked=asked,
            must=must & typed.keys() if typed else needed,
            one_of=PROOF,
            typed=typed,
        )


def _typed(value: Evidence) -> _Facts:
    """What was reported without proof, as it stands in the cells to fill: nobody writes it again."""
    numbers = {
        "amount": number_text(value.amount) if value.amount is not None else "",
        "reached": str(value.reached) if value.reached is not None else "",
        "of": str(value.of) if value.of is not None else "",
        "through": value.through.isoformat() if value.through else "",
        **{f"{FIGURE}{each.name}": number_text(each.amount) for each in value.figures},
    }
    return _said({"date": value.date.isoformat(), "what": one_line(value.title), **numbers})


def cells_asked(obligation: Obligation) -> tuple[frozenset[str], frozenset[str]]:
    """The columns that a duty asks for, and those among them without which its row says nothing.

    A single one of something needs no number.
    """
    target = obligation.target
    figures = {f"{FIGURE}{each.name}" for each in obligation.figures}
    asked, must = {"date", "what", *PROOF, *figures}, {"date", "what", *figures}
    if isinstance(target, CountTarget):
        asked.add("amount")
        must |= {"amount"} if target.count != 1 else set()
    if isinstance(target, RateTarget):
        asked |= {"reached", "of", "through"}
        must |= {"reached", "of"}
    return frozenset(asked), frozenset(must)


def _title(each: Assessed, names: Sequence[str], obligation: Obligation) -> str:
    """The title with its period, and below it what has to be reached, with whom, and how numbers are written."""
    period, target = each.duty.period, obligation.target
    said = [one_line(each.duty.title, 60) + (f"（{period_text(period)}）" if period else "")]
    if target is not None:
        said.append(f"要求：{asked_text(obligation)}")
    if isinstance(target, RateTarget):
        said.append("达到数、总数填本次新增的" if target.adds else "达到数、总数填到目前为止的")
    if each.duty.unit is None:
        others = [name for name in each.duty.owners if name not in names]
        said.append(f"与{names_text(others, 3)}共同完成" if others else "")
    owed = f"由你单位承担{who_mark(each)}" if who_mark(each) else ""
    return "\n".join(filter(None, (*said, owed, scope_note(obligation), *remarks(each))))


def _due(each: Assessed) -> str:
    return "\n".join(filter(None, (each.due.isoformat(), due_mark(each))))


def _state(each: Assessed, answering: Answering) -> str:
    """The state, and how late it is or how much time is left; nobody is judged where the register is not in use."""
    if not answering.assessment.register.in_use and not each.invited:
        return "待报送"
    days = days_text(each, answering.assessment.day) if each.state in {"overdue", "due-soon"} else ""
    return days if each.state == "overdue" else "，".join(filter(None, (state_text(each), days)))


def _progress(owed: Owed, answering: Answering) -> FormRow:
    """The row of an account that is asked for."""
    each = owed.duty
    task = _task(each, answering)
    return FormRow(
        key=_key(owed, owed.names[0], 1, answering),
        told=_said(
            {
                "unit": owed.names[0],
                "task": str(each.duty.task),
                "title": one_line(each.duty.title, 60),
                "quote": one_line(task.text, QUOTE) if task else "",
                "period": period_text(each.duty.key.period),
                "due": _due(each),
                "state": _state(each, answering),
                "so_far": words_so_far(each, owed.names[0], answering),
            }
        ),
        asked=frozenset({"done", "problems", "publish", "next"}),
        must=frozenset({"done"}),
    )


def _finding(owed: Owed, lines: Lines, answering: Answering) -> FormRow:
    """The row of a finding that is to be put right."""
    name = owed.names[0]
    told = findings.told_of(lines[owed.duty.duty.key.finding], answering.assessment.day)
    return FormRow(
        key=_key(owed, name, 1, answering),
        told=_said({"unit": name, **told}),
        asked=findings.ASKED,
        must=findings.MUST,
        one_of=PROOF,
    )


def _task(each: Assessed, answering: Answering) -> Task | None:
    return next((task for task in answering.assessment.register.tasks if task.id == each.duty.task), None)


def _name(owed: Owed, desk: str) -> str:
    """In whose name it is reported: the unit's own; what a desk owes together with others for itself, its own."""
    return desk if desk in owed.names else owed.names[0]


def _key(owed: Owed, name: str, slot: int, answering: Answering) -> RowKey:
    key, unit = owed.duty.duty.key, answering.directory.unit(name)
    return RowKey(key.obligation or key.finding or str(key.task), unit.code if unit else "", key.period, slot)


def _said(told: _Facts) -> _Facts:
    return {key: said for key, said in told.items() if said}


def _without_unit(rows: tuple[FormRow, ...], desk: str) -> tuple[FormRow, ...]:
    """The rows of a sheet that is all about the desk itself: its name stands above the table, not in each row."""
    if any(row.told.get("unit") != desk for row in rows):
        return rows
    return tuple(replace(row, told={key: said for key, said in row.told.items() if key != "unit"}) for row in rows)


def _figures(owed: Iterable[Owed]) -> tuple[Column, ...]:
    """The columns of the figures that are declared, each once; its unit where all who ask for it mean the same."""
    units: dict[str, set[str]] = {}
    for each in owed:
        for figure in each.duty.duty.obligation.figures if each.duty.duty.obligation else ():
            units.setdefault(figure.name, set()).add(figure.unit)
    return tuple(figure_column(name, found.pop() if len(found) == 1 else "") for name, found in units.items())


def _columns(
    name: SheetName, rows: Sequence[FormRow], figures: Sequence[Column], *, invited: bool
) -> tuple[Column, ...]:
    """The columns that a sheet needs: what is told or asked for in some row; and the key."""
    used = {key for row in rows for key in (*row.told, *row.asked)}
    if any(row.key is not None for row in rows):
        used.add(KEY)
    found: list[Column] = []
    for column in COLUMNS[name]:
        found += [headed(column, invited=invited)] if column.key in used else []
        if column.key == FIGURES_AFTER:
            found += figures
    return tuple(found)


def headed(column: Column, *, invited: bool) -> Column:
    """The column with the head that it has where a unit outside the government is asked."""
    return replace(column, head=column.asking) if invited and column.asking else column
