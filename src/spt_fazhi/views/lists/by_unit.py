"""What is late or falls due, one line a unit; what units outside the government are asked for stands apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.query import Answering
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.views.counted import notes_on
from spt_fazhi.views.json_document import duties_json, list_json
from spt_fazhi.views.wording import item_text, who_mark

if TYPE_CHECKING:  # a start without such entries does not wait for their classes
    from spt_fazhi.model.entries.issued import Issued


@frozen
class UnitLine:
    """A unit with some of its duties, the oldest first."""

    unit: str
    duties: tuple[Assessed, ...]

    @property
    def first(self) -> Assessed:
        """The one with the earliest due day."""
        return self.duties[0]

    @property
    def letters(self) -> tuple[Entry[Issued], ...]:
        """What was sent or said to chase any of them, each once, the oldest first."""
        found = {letter.id: letter for each in self.duties for letter in each.letters}
        return tuple(sorted(found.values(), key=entered_order)) if found else ()

    @property
    def items(self) -> tuple[str, ...]:
        """What they are about, each once, marked where it was assumed that the unit owes it: `2.2（推定）`, `报送6`."""
        return tuple(dict.fromkeys(item_text(each) + who_mark(each) for each in self.duties))

    @property
    def obligations(self) -> int:
        """How many of them are obligations."""
        return sum(each.duty.kind == "obligation" for each in self.duties)

    @property
    def reports(self) -> int:
        """How many of them are reports in words."""
        return sum(each.duty.kind == "progress" for each in self.duties)

    @property
    def findings(self) -> int:
        """How many of them are findings to be put right."""
        return sum(each.duty.kind == "rectification" for each in self.duties)

    @property
    def tasks(self) -> tuple[int, ...]:
        """The tasks they belong to, in order; those of findings are not among them."""
        return tuple(sorted({each.duty.task for each in self.duties if each.duty.finding is None}))

    def mark_of(self, task: int) -> str:
        """`（推定）` where for one of them that belongs to a task it was assumed that this unit owes it."""
        return next((said for each in self.duties if each.duty.task == task and (said := who_mark(each))), "")


@frozen
class UnitLines:
    """Chosen duties of judged units, line by line; `asked` is what the others are asked for.

    `found` are the findings among them, which are counted apart, with what is to be known of each in `notes`.
    `earliest_first` says how the lines are ordered; `incomplete` are groups whose list of members is known to be short.
    """

    day: date
    in_use: bool
    earliest_first: bool
    duties: tuple[Assessed, ...]
    units: tuple[UnitLine, ...]
    asked: tuple[Assessed, ...]
    asked_units: tuple[UnitLine, ...]
    incomplete: tuple[str, ...]
    found: tuple[Assessed, ...]
    found_units: tuple[UnitLine, ...]
    notes: Mapping[str, str]


def unit_lines(
    duties: Iterable[Assessed],
    names: Callable[[Assessed], Iterable[str]],
    answering: Answering,
    *,
    earliest_first: bool = False,
) -> tuple[UnitLine, ...]:
    """One line a unit: the one with most duties first, or with the earliest; a joint duty stands under all `names`.

    Equals stand in the order of units.yaml.
    """
    found: dict[str, list[Assessed]] = {}
    for each in duties:
        for name in names(each):
            found.setdefault(name, []).append(each)
    in_order = sorted(found, key=answering.order.__getitem__)
    lines = [UnitLine(unit=name, duties=tuple(sorted(found[name], key=_oldest_first))) for name in in_order]
    if earliest_first:
        lines.sort(key=lambda line: (line.first.due, -len(line.duties)))
    else:
        lines.sort(key=lambda line: (-len(line.duties), line.first.due))
    return tuple(lines)


def _oldest_first(each: Assessed) -> tuple[date, bool, DutyKey]:
    return each.due, each.duty.kind != "obligation", each.duty.key


def by_unit(
    assessment: Assessment, duties: Sequence[Assessed], asked: Sequence[Assessed], *, earliest_first: bool = False
) -> UnitLines:
    """The lines for chosen duties (none of them invited) and for what is asked for beside them."""
    answering = Answering(assessment=assessment)
    owed = [each for each in duties if each.duty.finding is None]
    found = [each for each in duties if each.duty.finding is not None]
    return UnitLines(
        day=assessment.day,
        in_use=assessment.register.in_use,
        earliest_first=earliest_first,
        duties=tuple(owed),
        units=unit_lines(owed, answering.judged, answering, earliest_first=earliest_first),
        asked=tuple(asked),
        asked_units=unit_lines(asked, answering.asked, answering, earliest_first=earliest_first),
        incomplete=answering.incomplete(owed),
        found=tuple(found),
        found_units=unit_lines(found, answering.judged, answering, earliest_first=earliest_first),
        notes=notes_on(assessment, (*found, *asked)),
    )


def by_unit_json(assessment: Assessment, found: UnitLines, revision: str | None) -> dict[str, Any]:
    """The document of `overdue` and `due`: the duties, the same by unit, and what the others are asked for.

    Findings are among the duties; by unit they are counted apart.
    """
    return {
        **duties_json(assessment, (*found.duties, *found.found), revision),
        "units": [_line_json(line) for line in found.units],
        "rectification": [_found_json(line) for line in found.found_units],
        "asked": list_json(assessment, found.asked),
        "incomplete": list(found.incomplete),
    }


def _found_json(line: UnitLine) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "number": len(line.duties),
        "first_due": line.first.due.isoformat(),
        "findings": [each.duty.key.finding for each in line.duties],
    }


def _line_json(line: UnitLine) -> dict[str, Any]:
    obligations = dict.fromkeys(each.duty.key.obligation for each in line.duties if each.duty.kind == "obligation")
    progress = dict.fromkeys(each.duty.task for each in line.duties if each.duty.kind == "progress")
    return {
        "unit": line.unit,
        "number": len(line.duties),
        "first_due": line.first.due.isoformat(),
        "obligations": list(obligations),
        "progress": list(progress),
    }
