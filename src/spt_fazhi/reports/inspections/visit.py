"""A visit in words: when, who, where; and whom of those visited a paper may name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.findings.counting import everyone, reached
from spt_fazhi.views.findings.lines import FindingLine, Visit
from spt_fazhi.views.spans import visit_days
from spt_fazhi.views.wording import names_text


@frozen
class VisitText:
    """一次督察。"""

    title: Annotated[str, "名称"]
    when: Annotated[str, "哪几天，如 2024年5月20日至24日"]
    by: Annotated[str, "谁开展的，如 我办会同区纪委监委"]
    places: Annotated[tuple[str, ...], "到了哪些单位，整组的写组名；政府以外的单位不列"]
    visited: Annotated[Figure, "到了几家单位，政府以外的单位不计"]
    found: Annotated[Figure, "发现的问题个数，政府以外的单位不计，后来补充的计入"]
    mixed: Annotated[bool, "是否也到了政府以外的单位"]
    records: Annotated[tuple[str, ...], "督察编号，后来补充的也列"]


def visit_text(
    request: ReportRequest, visit: Visit, lines: Sequence[FindingLine], called: Mapping[str, str] | None = None
) -> VisitText:
    """A visit as a paper tells of it; `lines` are those of its findings that count.

    `called` is what the paper calls units otherwise than others do: whoever it goes to.
    """
    value, key = visit.entry.value, f"visit.{visit.id}"
    title = one_line(value.title)
    ids = (visit.id, *(each.id for each in visit.added))
    names = judged_names(request, visit)
    return VisitText(
        title=title,
        when=visit_days(value),
        by=_by(request, value.by, called or {}),
        places=places(request, visit),
        visited=number(f"{key}.units", len(names), f"{title}，到了多少家单位，政府以外的不计", ids),
        found=number(f"{key}.found", len(lines), f"{title}，发现的问题的个数，政府以外的单位不计", ids),
        mixed=len(everyone(visit, request.answers)) > len(names) > 0,
        records=ids,
    )


def _by(request: ReportRequest, names: Sequence[str], called: Mapping[str, str]) -> str:
    """`我办会同区纪委监委、区委巡察办`: whoever is written first leads."""
    known = list(dict.fromkeys(request.directory.canonical(name) or name for name in names))
    first, *others = (called.get(name) or request.called(name) for name in known)
    return f"{first}会同{names_text(others, 0)}" if others else first


def judged_names(request: ReportRequest, visit: Visit) -> list[str]:
    """The judged units that were visited, or of which something was found, in the order of units.yaml."""
    return reached(visit, request.answers)


def places(request: ReportRequest, visit: Visit) -> tuple[str, ...]:
    """Where it went, judged units alone: groups as they are written, unless a unit in them is only asked."""
    directory = request.directory
    groups = [
        group.name
        for name in visit.entry.value.visited
        if (group := directory.groups.get(name)) is not None
        and not any(request.is_outside(unit.name) for unit in directory.members(group.name))
    ]
    inside = set(directory.expand(groups))
    rest = [name for name in judged_names(request, visit) if name not in inside]
    return (*dict.fromkeys(groups), *request.group_names(rest))


def visits_in(request: ReportRequest) -> tuple[Visit, ...]:
    """The visits a report is about: the one asked for, those that ended in its period, or all there were by the day."""
    known = request.visits
    if request.inspection is not None:
        return tuple(each for each in known if each.id == request.inspection.id)
    period = request.period
    return known if period is None else tuple(each for each in known if each.entry.value.to in period)


def lines_of(visits: Iterable[Visit]) -> tuple[FindingLine, ...]:
    """The findings of several visits, in their order."""
    return tuple(line for visit in visits for line in visit.lines)
