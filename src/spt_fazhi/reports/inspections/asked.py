"""What is still asked of those that have to put something right, and by which day: none before a day that is past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure
from spt_fazhi.reports.inspections.figures import number_of
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.findings.lines import FindingLine
from spt_fazhi.views.notices.asking import asked_by, own_day
from spt_fazhi.views.notices.reply_day import answer_day
from spt_fazhi.views.wording import by_day_text

_DAYS: Final = 4
"""So many days are told apart."""


@frozen
class AskedBy:
    """同一天前要完成整改的问题。"""

    by: Annotated[str, "哪天前，如 6月30日前；日子多的，后面的合为一项，写最晚的一天"]
    rest: Annotated[bool, "是不是日子多、合在一起的"]
    number: Annotated[Figure, "个数"]


def to_do(lines: Iterable[FindingLine]) -> list[FindingLine]:
    """The findings that are still to be put right, wholly or in part: what was reported waits for the office."""
    return [each for each in lines if each.stage in {"open", "partial"}]


def is_past(request: ReportRequest, line: FindingLine) -> bool:
    """Whether the last day for putting a finding right, or for reporting again what was returned, is past."""
    return own_day(line.each, request.assessment) is None


def reply_by(request: ReportRequest) -> date:
    """The day by which what is past its day is asked for, the same as in letters of that day."""
    return answer_day(request.assessment.day, request.assessment.register.info)


def asked_day(request: ReportRequest, line: FindingLine) -> date:
    """The day by which a finding is asked for: its own, once that is past the day of the answer."""
    own = own_day(line.each, request.assessment)
    return own or asked_by(line.each, request.assessment, reply_by(request))


def asked_in_time(request: ReportRequest, lines: Sequence[FindingLine]) -> Iterator[AskedBy]:
    """What is still to be put right in time, by its last day, the earliest first; of many days the last together."""
    year = request.assessment.register.info.year
    by_day: dict[date, list[FindingLine]] = {}
    for each in to_do(lines):
        if not is_past(request, each):
            by_day.setdefault(asked_day(request, each), []).append(each)
    days = sorted(by_day.items())
    for day, own in days if len(days) <= _DAYS else days[: _DAYS - 1]:
        said = by_day_text(day, year)
        number = number_of(f"asked.{day.isoformat()}", own, f"要求{said}完成整改的问题")
        yield AskedBy(by=said, rest=False, number=number)
    if len(days) > _DAYS:
        rest = [line for _, own in days[_DAYS - 1 :] for line in own]
        number = number_of("asked.rest", rest, "要求以后各日完成整改的问题")
        yield AskedBy(by=by_day_text(days[-1][0], year), rest=True, number=number)
