"""`fazhi issued`: what was sent out and said."""

from __future__ import annotations

from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.query import select
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.views.lists.issued import issued_json, issued_lines

HELP = "列发出的通报、函件和催办登记"
ORDER = 77


@query_command
def command(query: QueryOptions) -> None:
    """List what was issued."""
    session = Session.open(query.root, query.as_of, query.at)
    assessment, wanted = session.assessment, session.filter(query)
    duties = select(assessment.all_duties, wanted)
    titles = {name: report.TITLE for name, report in catalog().items()}
    found = issued_lines(assessment, duties, wanted, titles)
    if query.json:
        print_json(issued_json(assessment, found, session.source.revision))
    else:
        from spt_fazhi.render.terminal.lists.issued import show_issued

        show_issued(found, session.day, out())
    session.finish(duties, query.fail_on)
