"""`fazhi status`: the Monday-morning screen; of a register that is not in use, what is owed."""

from __future__ import annotations

from spt_fazhi.cli.options import QueryOptions, query_command, typed_again
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.query import select, select_tasks
from spt_fazhi.views.json_document import status_json

HELP = "看全局：各部分进度、逾期、临期、未报送"
ORDER = 10


@query_command
def command(query: QueryOptions) -> None:
    """Show where the whole plan stands."""
    session = Session.open(query.root, query.as_of, query.at)
    assessment = session.assessment
    wanted = session.filter(query)
    duties = select(assessment.all_duties, wanted)
    tasks = select_tasks(assessment, wanted)
    if query.json:
        print_json(status_json(assessment, duties, tasks, session.source.revision))
    elif session.register.in_use:
        from spt_fazhi.render.terminal.status import show
        from spt_fazhi.views.status import build

        show(build(assessment, duties, tasks, typed_again(query)), out())
    else:
        from spt_fazhi.render.terminal.plan import show_plan
        from spt_fazhi.views.lists.plan import plan_view

        show_plan(plan_view(assessment, duties, tasks, typed_again(query)), out())
    session.finish(duties, query.fail_on)
