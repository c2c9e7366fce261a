"""What lags and what is missing, of judged units: what kind, how many units, where it concentrates."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.reports.bulletin.accounts import known_accounts, unit_of
from spt_fazhi.reports.bulletin.listed import is_listed, listed, most_first
from spt_fazhi.reports.figures.concentration import places
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.names import task_title
from spt_fazhi.reports.request import ReportRequest, record_ids, sentence
from spt_fazhi.views.wording import due_mark

_NAMED: Final = 3
"""So many units are named; of more, the one with most of it and how many there are."""
_PLACES: Final = 2
_MOST_PROBLEMS: Final = 2
_MOST_OF_PROBLEM: Final = 40


@frozen
class Place:
    """问题集中的一个事项。"""

    title: Annotated[str, "事项名称"]
    number: Annotated[Figure, "项次"]


@frozen
class Trouble:
    """一类问题：哪些单位、多少项次、集中在哪些事项。"""

    names: Annotated[tuple[str, ...], "项次多的几家单位，多的在前"]
    units: Annotated[Figure, "涉及的单位数"]
    number: Annotated[Figure, "项次，与附件各行之和相等；不列入附件的不计"]
    assumed: Annotated[Figure, "其中时限由办公室推定、原文没有写的项次"]
    places: Annotated[tuple[Place, ...], "项次多的几个事项，多的在前；事项多而没有哪个集中的为空"]
    all_places: Annotated[bool, "列出的事项是否就是全部"]


@frozen
class MissingReports:
    """逾期没有报送的进展。"""

    names: Annotated[tuple[str, ...], "没有报的单位，份数多的在前；多的只列几家"]
    units: Annotated[Figure, "没有报的单位数"]
    number: Annotated[Figure, "没有报的份数，含以前各期"]
    before: Annotated[Figure | None, "其中以前各期的份数；没有的没有值"]


@frozen
class Problem:
    """一个单位反映、同意公开的问题。"""

    task: Annotated[int, "任务编号"]
    task_title: Annotated[str, "任务名称"]
    unit: Annotated[str, "单位"]
    text: Annotated[str, "内容，句末不带句号"]
    record: Annotated[str, "进展记录编号"]


@frozen
class Troubles:
    """存在的问题，没有的一类没有值。"""

    overdue: Annotated[Trouble | None, "未按期完成的"]
    behind: Annotated[Trouble | None, "慢于序时进度的"]
    below: Annotated[Trouble | None, "比率尚未达到要求的"]
    unproved: Annotated[Trouble | None, "报了情况、没有文件、附件或网址的"]
    returned: Annotated[Trouble | None, "退回待重报的"]
    backfill: Annotated[Trouble | None, "时限早于印发日、待补录的"]
    missing: Annotated[MissingReports | None, "逾期未报进展的"]


NONE: Final = Troubles(overdue=None, behind=None, below=None, unproved=None, returned=None, backfill=None, missing=None)


def troubles(
    request: ReportRequest, judged: Sequence[Assessed], reports: Sequence[Assessed], reporting: Container[str] = ()
) -> Troubles:
    """Each kind of trouble of units that are listed.

    `reports` are the duties to report progress, `reporting` the spans whose reports belong to the period.
    """
    by_kind: dict[str, list[Assessed]] = {}
    for paced, own in zip((True, False), by_pace(judged), strict=True):
        for each in own:
            if listed(request, each):
                below = each.state == "behind" and not paced
                by_kind.setdefault("below" if below else each.state, []).append(each)

    late = [each for each in reports if each.state == "overdue" and listed(request, each)]

    def trouble(kind: str, word: str) -> Trouble | None:
        own = by_kind.get(kind)
        return _trouble(request, f"trouble.{kind}", own, word) if own else None

    return Troubles(
        overdue=trouble("overdue", "逾期"),
        behind=trouble("behind", "慢于序时进度"),
        below=trouble("below", "比率尚未达到要求"),
        unproved=trouble("unproved", "待佐证"),
        returned=trouble("returned", "退回待重报"),
        backfill=trouble("backfill", "待补录"),
        missing=_missing(request, late, reporting) if late else None,
    )


def by_pace(duties: Iterable[Assessed]) -> tuple[list[Assessed], list[Assessed]]:
    """Duties that have a pace to lag behind, and those that ask for a rate, which is reached or is not."""
    found: tuple[list[Assessed], list[Assessed]] = ([], [])
    for each in duties:
        found[isinstance(each.target, RateTarget)].append(each)
    return found


def _trouble(request: ReportRequest, key: str, own: Sequence[Assessed], word: str) -> Trouble:
    names = most_first(request, own)
    found, all_places = places(own, _PLACES)
    guessed = [each for each in own if due_mark(each)]
    return Trouble(
        names=_first(names),
        units=number(f"{key}.units", len(names), f"列入附件的{word}项次涉及的单位"),
        number=number(key, len(own), f"列入附件的单位，{word}的项次", record_ids(own)),
        assumed=number(
            f"{key}.assumed",
            len(guessed),
            f"列入附件的{word}项次中，时限由办公室推定、原文没有写的",
            record_ids(guessed),
        ),
        places=tuple(
            Place(
                title=there[0].duty.title,
                number=number(f"{key}.{obligation}", len(there), f"{obligation}，{word}的项次", record_ids(there)),
            )
            for obligation, there in found
        ),
        all_places=all_places,
    )


def _first(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names[:1] if len(names) > _NAMED else names)


def _missing(request: ReportRequest, late: Sequence[Assessed], reporting: Container[str]) -> MissingReports:
    before = sum(each.duty.key.period not in reporting for each in late)
    names = most_first(request, late)
    return MissingReports(
        names=_first(names),
        units=number("trouble.reports.units", len(names), "逾期未报进展的单位"),
        number=number("trouble.reports", len(late), "到数据截至日逾期未报的进展份数，含以前各期"),
        before=number("trouble.reports.before", before, "其中不是本期的份数") if before else None,
    )


def problems_told(request: ReportRequest, reporting: Iterable[str]) -> tuple[Problem, ...]:
    """What judged units wrote under `problems`, of those who agreed that it is printed."""
    found = {
        (entry.value.task, unit, text): Problem(
            task=entry.value.task,
            task_title=task_title(request.tasks[entry.value.task]),
            unit=unit,
            text=text,
            record=entry.id,
        )
        for entry in known_accounts(request, reporting)
        if entry.value.publish_problems and (text := sentence(entry.value.problems or ""))
        if is_listed(request, unit := unit_of(request, entry)) and not request.is_outside(unit)
    }
    return tuple(found.values())


def for_the_text(problems: Sequence[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The few short ones that stand in the text, and the others, which an annex has."""
    shown = tuple(each for each in problems if len(each.text) <= _MOST_OF_PROBLEM)[:_MOST_PROBLEMS]
    return shown, tuple(each for each in problems if each not in shown)
