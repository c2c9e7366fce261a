"""`fazhi trend`: the totals over time, from the history of the repository."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.options import QueryOptions, one_of, query_command
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import UsageError
from spt_fazhi.services.trend import trend
from spt_fazhi.views.trend import BY_WORDS, STEPS, By, trend_json

HELP = "看走势：各状态的条数怎样随时间变化，取自 git 历史"
ORDER = 17


@query_command
def command(
    query: QueryOptions,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="间隔", help="day 每天、week 每周、month 每月取一次", autocompletion=one_of(STEPS)
        ),
    ] = "month",
    since: Annotated[str | None, typer.Option("--since", metavar="日期", help="从哪一天起；默认从第一个提交起")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="日期", help="到哪一天止；默认到今天")] = None,
    branch: Annotated[
        str | None, typer.Option("--branch", metavar="分支", help="取哪个分支的历史，默认当前分支；与 --at 相同")
    ] = None,
) -> None:
    """Show totals over time."""
    if branch is not None and query.at is not None:
        raise UsageError("--branch 和 --at 只写一个", "两个都是说从哪个版本往回看")
    step = _step(by)
    session = Session.open(query.root, query.as_of, branch if branch is not None else query.at)
    found = trend(
        session,
        step,
        (
            session.day_option(since, "--since") if since else None,
            session.day_option(until, "--until") if until else None,
        ),
        session.filter(query),
    )
    if query.json:
        print_json(trend_json(found.trend))
    else:
        from spt_fazhi.render.terminal.trend import show

        show(found.trend, out())
    for remark in found.remarks:
        note(remark)
    session.finish(fail_on=query.fail_on)


def _step(typed: str) -> By:
    for step in STEPS:
        if typed.strip().lower() in {step, BY_WORDS[step], BY_WORDS[step][1:]}:
            return step
    raise UsageError(
        f"--by 没有“{typed}”这种间隔", "可写：" + "、".join(f"{each}（{BY_WORDS[each]}）" for each in STEPS)
    )
