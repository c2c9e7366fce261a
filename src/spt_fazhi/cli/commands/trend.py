"""`fazhi trend`: the totals over time, from the history of the repository."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.session import Session, parse_date_option
from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.matching import attach
from spt_fazhi.engine.query import select
from spt_fazhi.errors import UsageError
from spt_fazhi.views.trend import BY_WORDS, STEPS, Sample, Trend, sample, sample_days, trend_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spt_fazhi.engine.query import Filter
    from spt_fazhi.store.git.history import DatedCommit
    from spt_fazhi.store.git.trees import Repository
    from spt_fazhi.views.trend import By

HELP = "看走势：各状态的条数怎样随时间变化，取自 git 历史"
ORDER = 17

MOST_SAMPLES: Final = 1000


@query_command
def command(
    query: QueryOptions,
    by: Annotated[str, typer.Option("--by", metavar="间隔", help="day 每天、week 每周、month 每月取一次")] = "month",
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
    wanted = session.filter(query)
    repository, tip = session.history()
    samples = tuple(_samples(repository, _chosen(session, repository, tip, step, (since, until)), wanted))
    if not samples:
        raise UsageError(
            "这段时间的历史里没有台账", "请换 --since、--until 或 --branch；看有哪些提交：git log --oneline"
        )
    trend = Trend(info=session.register.info, revision=tip, by=step, samples=samples)
    if query.json:
        print_json(trend_json(trend))
    else:
        from spt_fazhi.render.terminal.trend import show

        show(trend, out())
    _remark(repository, samples)
    session.finish(fail_on=query.fail_on)


def _step(typed: str) -> By:
    for step in STEPS:
        if typed.strip().lower() in {step, BY_WORDS[step], BY_WORDS[step][1:]}:
            return step
    raise UsageError(
        f"--by 没有“{typed}”这种间隔", "可写：" + "、".join(f"{each}（{BY_WORDS[each]}）" for each in STEPS)
    )


def _chosen(
    session: Session, repository: Repository, tip: str, step: By, span: tuple[str | None, str | None]
) -> list[tuple[date, DatedCommit]]:
    """The days to look at and the commit of each, in order."""
    from spt_fazhi.store.git.history import main_line, on_days

    line = main_line(repository, tip)
    begin = min(each.day for each in line)
    # a clock that stood at 1970 must not make a row of fifty years
    since = parse_date_option(span[0], "--since") if span[0] else date(max(session.register.info.year - 1, 1), 1, 1)
    last = parse_date_option(span[1], "--until") if span[1] else session.day
    if last > session.day:
        raise UsageError(f"--until {last} 还没有到", f"历史只到 {session.day}；看以后的某一天请用 fazhi status --as-of")
    days = list(islice(sample_days(max(begin, since), last, step), MOST_SAMPLES + 1))
    if len(days) > MOST_SAMPLES:
        raise UsageError(f"要取样 {MOST_SAMPLES} 次以上，太多了", "请用 --since 缩短时间，或用 --by month")
    return sorted(on_days(line, days).items())


def _samples(repository: Repository, chosen: Sequence[tuple[date, DatedCommit]], wanted: Filter) -> Iterator[Sample]:
    """What every day shows: each commit is read once, however many days it stood for."""
    from spt_fazhi.store.git.history import Past

    days: dict[DatedCommit, list[date]] = {}
    for day, commit in chosen:
        days.setdefault(commit, []).append(day)
    for commit, loaded in Past(repository, list(days)).loaded():
        if loaded is None:
            continue
        register = loaded.register
        if register is None:
            yield from (
                Sample(day=day, commit=commit.id, totals=None, progress=None, unusable=loaded.unusable)
                for day in days[commit]
            )
            continue
        matching = attach(register)
        unusable = loaded.unusable + len({fault.file for fault in matching.faults})
        for day in days[commit]:
            yield sample(day, commit.id, select(assess(register, day, matching).all_duties, wanted), unusable)


def _remark(repository: Repository, samples: Sequence[Sample]) -> None:
    """Say on stderr what the picture does not show."""
    from spt_fazhi.store.git.trees import is_shallow

    spoilt = [each.day for each in samples if each.unusable]
    if spoilt:
        note(f"注意：有 {len(spoilt)} 个时点的台账里有数据不能用，没有计入，最近的是 {spoilt[-1]}。")
    if is_shallow(repository.git):
        note("提示：这是浅克隆，只有最近的历史。要看全部，先运行 git fetch --unshallow。")
