"""`fazhi list`: the tasks, the units, or what was assumed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.assessed import Assessed, totals_of
from spt_fazhi.engine.query import select, select_tasks
from spt_fazhi.errors import UsageError
from spt_fazhi.views import listing
from spt_fazhi.views.json_document import status_json
from spt_fazhi.views.lists.assumptions import assumptions, assumptions_json

HELP = "列任务：编号、标题、牵头单位、状态；--units 列单位，--assumed 列推定的内容"
ORDER = 40


@query_command
def command(
    query: QueryOptions,
    units: Annotated[bool, typer.Option("--units", help="改为列出全部单位")] = False,
    assumed: Annotated[bool, typer.Option("--assumed", help="改为列出推定的内容：原文没有写、由办公室定的")] = False,
) -> None:
    """List tasks, or units with `--units`, or with `--assumed` what the document does not say."""
    if units and assumed:
        raise UsageError("--units 和 --assumed 只写一个", "一次列一种")
    session = Session.open(query.root, query.as_of, query.at)
    assessment = session.assessment
    wanted = session.filter(query)
    duties = select(assessment.all_duties, wanted)
    if units:
        _units(query, session, duties, everyone=wanted.is_empty)
    elif assumed:
        _assumed(query, session, None if wanted.is_empty else duties)
    else:
        tasks = select_tasks(assessment, wanted)
        if query.json:
            print_json(status_json(assessment, duties, tasks, session.source.revision))
        else:
            from spt_fazhi.render.terminal.lists.short_lists import show_tasks

            show_tasks(tasks, assessment, totals_of(duties), out())
    session.finish(duties, query.fail_on)


def _units(query: QueryOptions, session: Session, duties: Sequence[Assessed], *, everyone: bool) -> None:
    listed = listing.listed_units(session.assessment, duties, everyone=everyone)
    if query.json:
        print_json(listing.listed_units_json(session.assessment, listed, session.source.revision))
        return
    from spt_fazhi.render.terminal.lists.short_lists import show_units

    show_units(listed, out(), in_use=session.register.in_use)


def _assumed(query: QueryOptions, session: Session, duties: Sequence[Assessed] | None) -> None:
    found = assumptions(session.assessment, duties)
    if query.json:
        print_json(assumptions_json(session.assessment, found, session.source.revision))
        return
    from spt_fazhi.render.terminal.lists.short_lists import show_assumed

    show_assumed(found, out())
