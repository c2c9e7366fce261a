"""`fazhi calls`: whom to ring first about what is overdue, and what to say."""

from __future__ import annotations

from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.query import select
from spt_fazhi.views.lists.calls import calls, calls_json

HELP = "先打给谁：打五个电话能了结最多逾期的单位，电话号码和要说的话"
ORDER = 22


@query_command
def command(query: QueryOptions) -> None:
    """Propose calls."""
    session = Session.open(query.root, query.as_of, query.at)
    assessment = session.assessment
    duties = select(assessment.all_duties, session.filter(query))
    found = calls(assessment, duties)
    if query.json:
        print_json(calls_json(assessment, found, session.source.revision))
    else:
        from spt_fazhi.render.terminal.lists.calls import show_calls

        show_calls(found, out())
    session.finish((each for call in found.calls for each in call.duties), query.fail_on)
