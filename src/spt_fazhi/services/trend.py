"""The totals over time, from the history of the repository: a commit is read once, one that is at hand never."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.entries.matching import attach
from spt_fazhi.engine.query import Filter, select
from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.edition import Origin
from spt_fazhi.services.origin import everything_issued, origin_of
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.views.trend import By, Sample, Trend, sample, sample_days

if TYPE_CHECKING:
    from spt_fazhi.store.git.history import DatedCommit
    from spt_fazhi.store.git.trees import Repository

MOST_SAMPLES: Final = 1000


@frozen
class Course:
    """The trend, what it cannot show, and the days whose plan was written in another format."""

    trend: Trend
    remarks: tuple[str, ...]
    foreign: tuple[date, ...] = ()


def trend(
    workspace: Workspace, by: By, span: tuple[date | None, date | None], wanted: Filter, held: str | None = None
) -> Course:
    """Samples of a span: from its first day (the first commit) to its last (the workspace's day), one in each `by`.

    `held` is the `held_commit` where it is known already.

    Raises UsageError when the span is too long, lies in the future, or has no plan in it.
    """
    repository, tip = workspace.history()
    foreign: list[date] = []
    days: dict[DatedCommit, list[date]] = {}
    for day, commit in _chosen(workspace, repository, tip, by, span):
        days.setdefault(commit, []).append(day)
    last = next((each for each in days if each.id == tip), None)
    is_held = last is not None and tip == (held_commit(workspace) if held is None else held)
    own = days.pop(last) if last is not None and is_held else ()
    samples = (
        *_samples(repository, days, wanted, foreign),
        *_own_samples(workspace, tip, own, wanted),
    )
    if not samples:
        raise UsageError(
            "这段时间的历史里没有台账", "请换 --since、--until 或 --branch；看有哪些提交：git log --oneline"
        )
    found = Trend(info=workspace.register.info, revision=tip, by=by, samples=samples)
    return Course(trend=found, remarks=tuple(_remarks(repository, samples, foreign)), foreign=tuple(foreign))


def _chosen(
    workspace: Workspace, repository: Repository, tip: str, by: By, span: tuple[date | None, date | None]
) -> list[tuple[date, DatedCommit]]:
    """The days to look at and the commit of each, in order."""
    from spt_fazhi.store.git.history import main_line, on_days

    line = main_line(repository, tip)
    begin = min(each.day for each in line)
    # a clock that stood at 1970 must not make a row of fifty years
    since = span[0] or date(max(workspace.register.info.year - 1, 1), 1, 1)
    until = span[1] or workspace.day
    if until > workspace.day:
        raise UsageError(
            f"--until {until} 还没有到", f"历史只到 {workspace.day}；看以后的某一天请用 fazhi status --as-of"
        )
    days = list(islice(sample_days(max(begin, since), until, by), MOST_SAMPLES + 1))
    if len(days) > MOST_SAMPLES:
        raise UsageError(f"要取样 {MOST_SAMPLES} 次以上，太多了", "请用 --since 缩短时间，或用 --by month")
    return sorted(on_days(line, days).items())


def held_commit(workspace: Workspace, known: Origin | None = None) -> str:
    """The commit whose register the workspace holds; "" where its files are otherwise, or some cannot be used.

    What cannot be used may be told otherwise by a disk and by git: then the commit is read. `known` is where everything
    comes from, where git was asked already.
    """
    if workspace.source.revision is not None:
        return workspace.source.revision
    origin = known or origin_of(workspace, everything_issued)
    return origin.commit if origin.commit and origin.saved and not workspace.unusable else ""


def _samples(
    repository: Repository, days: Mapping[DatedCommit, Sequence[date]], wanted: Filter, foreign: list[date]
) -> Iterator[Sample]:
    """What every day shows: each commit is read once, however many days it stood for.

    Days on which the plan was written in another format are left out and noted in `foreign`.
    """
    from spt_fazhi.store.git.history import Past

    for commit, loaded in Past(repository, list(days)).loaded():
        if loaded is None:
            continue
        if loaded.other_format is not None:
            foreign.extend(days[commit])
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
            duties = select(assess(register, day, matching).all_duties, wanted)
            yield sample(day, commit.id, register, duties, unusable)


def _own_samples(workspace: Workspace, commit: str, days: Sequence[date], wanted: Filter) -> Iterator[Sample]:
    """The same of the commit that the workspace holds: nothing is read again, nor judged again as of its own day."""
    register, known = workspace.register, workspace.assessment
    for day in days:
        judged = known if day == workspace.day else assess(register, day, known.matching)
        yield sample(day, commit, register, select(judged.all_duties, wanted), workspace.unusable)


def _remarks(repository: Repository, samples: Sequence[Sample], foreign: Sequence[date]) -> Iterator[str]:
    """What the picture does not show."""
    from spt_fazhi.store.git.trees import is_shallow

    if foreign:
        yield f"提示：有 {len(foreign)} 个时点的台账是另一版格式，本程序读不了，没有画出，最近的是 {max(foreign)}。"
    spoilt = [each.day for each in samples if each.unusable]
    if spoilt:
        yield f"注意：有 {len(spoilt)} 个时点的台账里有数据不能用，没有计入，最近的是 {spoilt[-1]}。"
    if is_shallow(repository.git):
        yield "提示：这是浅克隆，只有最近的历史。要看全部，先运行 git fetch --unshallow。"
