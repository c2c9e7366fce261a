"""`fazhi list`: the tasks, or the units."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.query import select, select_tasks
from spt_fazhi.views import listing
from spt_fazhi.views.json_document import status_json

HELP = "列任务：编号、标题、牵头单位、状态；--units 列单位"
ORDER = 40


@query_command
def command(
    query: QueryOptions,
    units: Annotated[bool, typer.Option("--units", help="改为列出全部单位")] = False,
) -> None:
    """List tasks, or units with `--units`."""
    session = Session.open(query.root, query.as_of, query.at)
    assessment = session.assessment
    wanted = session.filter(query)
    duties = select(assessment.all_duties, wanted)
    revision = session.source.revision
    if units:
        listed = listing.listed_units(assessment, duties, everyone=wanted.is_empty)
        if query.json:
            print_json(listing.listed_units_json(assessment, listed, revision))
        else:
            from spt_fazhi.render.terminal.lists import show_units

            show_units(listed, out())
    else:
        tasks = select_tasks(assessment, wanted)
        if query.json:
            print_json(status_json(assessment, duties, tasks, revision))
        else:
            from spt_fazhi.render.terminal.lists import show_tasks

            show_tasks(tasks, assessment, out())
    session.finish(duties, query.fail_on)
