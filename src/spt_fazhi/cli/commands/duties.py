"""`fazhi duties`: every duty that passes the filters."""

from __future__ import annotations

from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.query import Answering, select
from spt_fazhi.views.counted import notes_on
from spt_fazhi.views.json_document import duties_json
from spt_fazhi.views.wording import chinese_date

HELP = "列全部责任：每单位、每事项、每期一条，可筛选"
ORDER = 70


@query_command
def command(query: QueryOptions) -> None:
    """List duties."""
    session = Session.open(query.root, query.as_of, query.at)
    assessment = session.assessment
    duties = select(assessment.all_duties, session.filter(query))
    if query.json:
        print_json(duties_json(assessment, duties, session.source.revision))
    else:
        from spt_fazhi.render.terminal.lists.duty_lists import show_duties

        show_duties(
            f"截至 {chinese_date(session.day)} 的责任清单",
            duties,
            session.day,
            out(),
            nothing="没有符合条件的责任。",
            in_use=session.register.in_use,
            incomplete=Answering(assessment=assessment).incomplete(duties),
            notes=notes_on(assessment, duties),
        )
    session.finish(duties, query.fail_on)
