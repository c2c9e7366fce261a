"""The board's values from an assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed, TaskStatus, task_statuses
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.entries import EntryIndex
from spt_fazhi.views.board.findings import finding_rows
from spt_fazhi.views.board.matrix import cells_of, matrix_of
from spt_fazhi.views.board.overview import due_days, overdue_units
from spt_fazhi.views.board.scope import Scope
from spt_fazhi.views.board.since import changes_of
from spt_fazhi.views.board.tasks import task_sheets
from spt_fazhi.views.board.units import unit_sheets
from spt_fazhi.views.board.values import BoardOptions, BoardView
from spt_fazhi.views.status import StatusView, build
from spt_fazhi.views.trend import Sample, met, owed


def build_board(  # noqa: PLR0913 - what a board is made of
    assessment: Assessment,
    duties: Sequence[Assessed],
    tasks: Sequence[TaskStatus],
    options: BoardOptions,
    *,
    samples: tuple[Sample, ...] = (),
    past: Assessment | None = None,
    bulletin: Entry[Issued] | None = None,
    remarks: tuple[str, ...] = (),
) -> BoardView:
    """All that the board shows of the `duties` and `tasks` that were chosen.

    `samples` are the trend, for the public edition without what units outside the government were asked for. `past` is
    the register that `bulletin` was made from, as of its day; `remarks` say what the picture lacks.
    """
    scope = Scope(assessment, duties, options, past)
    info = assessment.register.info
    status = _status(scope, tasks)
    entries = EntryIndex(scope)
    findings = finding_rows(scope, entries)
    by_unit = scope.by_unit()
    cells = cells_of(scope, by_unit)
    return BoardView(
        options=options,
        title=one_line(info.title),
        issuer=one_line(info.issuer),
        day=assessment.day,
        year=info.year,
        in_use=scope.in_use,
        year_is_over=assessment.year_is_over,
        status=status,
        owed=owed(status.totals.obligations),
        met=met(status.totals.obligations),
        matrix=matrix_of(scope, cells),
        overdue=overdue_units(scope),
        days=due_days(scope),
        missing=tuple((scope.unit_link(name), number) for name, number in status.round.missing)
        if status.round and scope.in_use
        else (),
        findings=findings,
        trend=samples,
        changes=changes_of(scope, bulletin, past),
        tasks=task_sheets(scope, entries, findings),
        units=unit_sheets(scope, entries, by_unit, cells, findings),
        compact=scope.compact,
        left_out=tuple(_left_out(assessment)) if options.public else (),
        remarks=remarks,
    )


def _status(scope: Scope, tasks: Sequence[TaskStatus]) -> StatusView:
    """What `status` shows of the same duties, less what the board has in full, and less entries as they were read."""
    chosen = tasks
    if scope.options.public:
        obligations = [each for found in scope.obligations.values() for each in found]
        progress = [each for found in scope.progress.values() for each in found]
        chosen = task_statuses((each.task for each in tasks), obligations, progress)
    status = build(scope.assessment, scope.duties, chosen)
    return replace(status, overdue=(), asked=(), next_commands=(), findings=None)


def _left_out(assessment: Assessment) -> Iterator[str]:
    """What the public edition does not show, of what there is."""
    register = assessment.register
    if any(unit.phone for unit in register.units):
        yield "办公电话"
    if register.records:
        yield "各单位报的记录和附件（待佐证只列状态）"
    if register.decisions or register.issued:
        yield "延期、不适用、退回等决定的内容（只列结果：时限和状态）、函件和催办"
    if register.inspections:
        yield "督察发现的问题"
    if any(each.invited for each in assessment.all_duties):
        yield "商请党委、人大、政协、法院、检察院的情况和数字"
