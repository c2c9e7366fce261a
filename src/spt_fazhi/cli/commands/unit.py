"""`fazhi unit 区司法局`: one unit's page."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.query import select
from spt_fazhi.views.dossiers.dossier import unit_dossier
from spt_fazhi.views.dossiers.dossier_json import unit_json

HELP = "看一家单位：要做什么、何时到期、已报什么"
ORDER = 60


@query_command
def command(
    query: QueryOptions,
    name: Annotated[
        str, typer.Argument(metavar="单位", help="名称、简称、代码、其中几个字（市监局）或拼音首字母（sfj）")
    ],
) -> None:
    """Show one unit."""
    session = Session.open(query.root, query.as_of, query.at)
    unit = session.unit(name)
    duties = select(session.assessment.all_duties, session.filter(query))
    dossier = unit_dossier(session.assessment, unit, duties)
    if query.json:
        print_json(unit_json(session.assessment, dossier, session.source.revision))
    else:
        from spt_fazhi.render.terminal.dossier import show_unit

        show_unit(dossier, session.day, out())
    session.finish((*dossier.open, *dossier.closed, *dossier.progress, *dossier.found), query.fail_on)
