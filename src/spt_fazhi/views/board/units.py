"""The pages of bodies (法治画像): what each owes, what it met in time, what was handed back, what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from spt_fazhi.engine.assessed import Assessed, count_states
from spt_fazhi.engine.states import MET
from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.model.unit import Unit
from spt_fazhi.text.numerals import share_text
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.entries import EntryIndex
from spt_fazhi.views.board.matrix import Cells
from spt_fazhi.views.board.pieces import Link
from spt_fazhi.views.board.rows import item_of
from spt_fazhi.views.board.scope import Scope
from spt_fazhi.views.board.values import FindingRow, UnitFigures, UnitSheet
from spt_fazhi.views.counted import FEWEST, chased_about, given, is_on_time, is_reckoned
from spt_fazhi.views.dossiers.lines import until_text
from spt_fazhi.views.wording import mark


def unit_sheets(
    scope: Scope,
    entries: EntryIndex,
    by_unit: Mapping[str, Sequence[Assessed]],
    cells: Cells,
    findings: Sequence[FindingRow],
) -> tuple[UnitSheet, ...]:
    """A page for every unit that owes or leads something, in the order of units.yaml."""
    found: dict[str, list[FindingRow]] = defaultdict(list)
    for each in findings:
        found[each.unit.text].append(each)
    leads: dict[str, list[Link]] = defaultdict(list)
    for task in scope.assessment.register.tasks:
        for name in scope.answering.leads[task.id]:
            leads[name].append(scope.task_link(task))
    return tuple(
        _sheet(scope, entries, unit, by_unit.get(unit.name, ()), cells, found[unit.name], leads[unit.name])
        for unit in scope.assessment.register.units
        if unit.name in scope.with_page
    )


def _sheet(  # noqa: PLR0913, PLR0917 - what a page is made of
    scope: Scope,
    entries: EntryIndex,
    unit: Unit,
    own: Sequence[Assessed],
    cells: Cells,
    findings: Sequence[FindingRow],
    leads: Sequence[Link],
) -> UnitSheet:
    progress: dict[int, list[Assessed]] = defaultdict(list)
    for each in own:
        if each.duty.kind == "progress":
            progress[each.duty.task].append(each)
    back = tuple(entries.returned.get(unit.name, ()))
    return UnitSheet(
        name=unit.name,
        code=unit.code,
        kind=UNIT_KINDS[unit.kind] + mark(unit.assumed_fields, "kind"),
        invited=unit.name in scope.outside,
        full_name=one_line(unit.full_name or ""),
        phone="" if scope.options.public else one_line(unit.phone or ""),
        through=_through(unit),
        figures=_asked_figures(own)
        if unit.name in scope.outside
        else _figures(scope, unit.name, own, findings, len(back)),
        leads=tuple(leads),
        items=tuple(item_of(scope, *pair) for pair in cells.get(unit.name, {}).values()),
        progress=tuple(
            (scope.task_link(task), tuple(map(scope.lamp, progress[task.id])))
            for task in scope.tasks
            if task.id in progress
        ),
        findings=tuple(findings),
        letters=tuple(entries.letters.get(f"u-{unit.code}", ())),
        returned=back,
    )


def _through(unit: Unit) -> str:
    """Who acts for a unit, and until when there is one: `到2024年4月30日为止，由甲局承接`."""
    acts = f"由{unit.acts_through}承办" if unit.acts_through else ""
    return one_line("；".join(filter(None, (acts, until_text(unit)))))


def _asked_figures(own: Sequence[Assessed]) -> UnitFigures:
    """Of a unit outside the government: what it is asked for, and what it gave."""
    counts = count_states(each for each in own if each.duty.kind == "obligation")
    reports = [each for each in own if each.duty.kind == "progress" and each.state != "waived"]
    return UnitFigures(
        owed=sum(counts.values()) - counts["waived"],
        reports=len(reports),
        reported=sum(each.state in MET for each in reports),
        given=given(counts),
    )


def _figures(
    scope: Scope, name: str, own: Sequence[Assessed], findings: Sequence[FindingRow], back: int
) -> UnitFigures:
    obligations = [each for each in own if each.duty.kind == "obligation" and each.state != "waived"]
    reports = [each for each in own if each.duty.kind == "progress" and each.state != "waived"]
    reckoned = [each for each in obligations if _answers(scope, each, name)] if scope.in_use else []
    on_time = sum(map(is_on_time, reckoned))
    share = share_text(Fraction(on_time, len(reckoned)), 1, 1) if len(reckoned) >= FEWEST else ""
    directory = scope.answering.directory
    return UnitFigures(
        owed=len(obligations),
        due=len(reckoned),
        on_time=on_time,
        late=sum(each.state == "done-late" for each in reckoned),
        overdue=sum(each.state == "overdue" for each in obligations) if scope.in_use else 0,
        share=share,
        returned=back,
        found=len(findings),
        closed=sum(each.lamp.state in MET for each in findings),
        reports=len(reports),
        reported=sum(each.state in MET for each in reports),
        letters=0
        if scope.options.public
        else len({entry.id for each in own if each.letters for entry in chased_about(each, name, directory)}),
    )


def _answers(scope: Scope, each: Assessed, name: str) -> bool:
    return is_reckoned(each, scope.assessment) and name in scope.answering.judged(each)
