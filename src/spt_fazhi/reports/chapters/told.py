"""What units have told about tasks: their accounts of a span, one run of prose for each unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Final

from spt_fazhi.engine.entries.accounts import accounts
from spt_fazhi.model.entries.record import Progress
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period, parse_period
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.parts import TaskName, task_name
from spt_fazhi.reports.request import ReportRequest, sentence

_ACCOUNTS: Final = 4
_BESIDE_LEADS: Final = 3
_FIRST_WORDS: Final = 40
_AT_START: Final = re.compile(
    r"(\A|(?<=[。；，：、】])|(?<=^\d[.．、]))(我|本)(局|镇|乡|办|委|院|中心|单位|分局|街道)(?!法|公|理|事|面|会|人|地|员|长)",
    re.MULTILINE,
)
_WITHIN: Final = re.compile(r"我(局|镇|乡|办|委|院|中心|单位|分局|街道)(?!法|公|理|事|面|会|人|地|员|长)")
_AHEAD: Final = re.compile(r"\A(下一?步|接下来)?(工作)?(中|里)?[，：、]?(打算|计划|将|拟|准备)?[，：、]?")


@frozen
class Said:
    """一家单位就一条任务所说的话；几期的连成一段。"""

    task: Annotated[TaskName, "任务"]
    unit: Annotated[str, "单位"]
    subject: Annotated[str, "印在内容前面的单位名称；内容里自己说了的为空"]
    outside: Annotated[bool, "是否政府以外的单位；它的话写成 由…提供"]
    is_office: Annotated[bool, "是不是管这本台账的单位自己"]
    text: Annotated[str, "内容，句末不带句号，不以单位自己的名称开头，也不自称我局、我镇"]
    records: Annotated[tuple[str, ...], "进展记录编号"]


def accounts_in(request: ReportRequest, period: Period) -> tuple[Entry[Progress], ...]:
    """The accounts of spans that lie in `period` and are known on the day, the last of each unit and span.

    By task; a task's leads come first, then the other units, each with its oldest span first.
    """
    found = []
    for key, entries in accounts(request.assessment.matching).items():
        span = parse_period(key.period)
        known = [entry for entry in entries if entry.value.recorded <= request.assessment.day]
        if known and span.first >= period.first and span.last <= period.last and key.task in request.tasks:
            found.append(known[-1])
    return tuple(sorted(found, key=lambda entry: _place(request, entry)))


def _place(request: ReportRequest, entry: Entry[Progress]) -> tuple[int, int, int, object, str]:
    task, name = entry.value.task, name_of(request, entry.value.unit)
    leads = request.leads.get(task, ())
    rank = leads.index(name) if name in leads else len(leads)
    return (task, rank, request.unit_order.get(name, 0), parse_period(entry.value.period).last, entry.id)


def name_of(request: ReportRequest, written: str) -> str:
    """A unit's name in the list, whichever of its names was written."""
    return request.directory.canonical(written) or written


def said(
    request: ReportRequest, entries: Iterable[Entry[Progress]], words: Callable[[Progress], str | None]
) -> tuple[Said, ...]:
    """What `words` takes from accounts, what one unit says of one task in one run; what it repeats stands once."""
    texts: dict[tuple[int, str], list[str]] = {}
    records: dict[tuple[int, str], list[str]] = {}
    for entry in entries:
        name = name_of(request, entry.value.unit)
        text = own_words(name, sentence(words(entry.value) or ""))
        if not text:
            continue
        key = (entry.value.task, name)
        records.setdefault(key, []).append(entry.id)
        if text not in texts.setdefault(key, []):
            texts[key].append(text)
    return tuple(
        Said(
            task=task_name(request, task),
            unit=unit,
            subject=_subject(request, unit, found[0]),
            outside=request.is_outside(unit),
            is_office=unit == request.answers.office,
            text="；".join(found).replace(unit, request.called(unit)),
            records=tuple(records[task, unit]),
        )
        for (task, unit), found in texts.items()
    )


def own_words(name: str, text: str) -> str:
    """What a unit has written, as another tells it: neither its name at the front nor 我局, 我镇, 本办 as a subject."""
    told = text.removeprefix(name).lstrip("，、：: ")
    return _WITHIN.sub(r"本\1", _AT_START.sub("", told)).lstrip("，、：: ")


def _subject(request: ReportRequest, unit: str, text: str) -> str:
    """The unit's name, unless the first words of its text say it."""
    known = request.directory.unit(unit)
    names = (unit, *(known.aliases if known else ()))
    return "" if any(name in text[:_FIRST_WORDS] for name in names) else request.called(unit)


def done_in(request: ReportRequest, entries: Iterable[Entry[Progress]]) -> tuple[Said, ...]:
    """What was done, from the last accounts each unit has given of a task."""
    known = tuple(entries)
    older = {entry.id for entry in older_in(request, known)}
    return said(request, (entry for entry in known if entry.id not in older), lambda account: account.done)


def beside(request: ReportRequest, told: Iterable[Said]) -> tuple[Said, ...]:
    """What is too much for a text: of each task, what units that do not lead it have told, but for the first three."""
    found: dict[int, list[Said]] = {}
    for each in told:
        if not each.outside and each.unit not in request.leads.get(each.task.id, ()):
            found.setdefault(each.task.id, []).append(each)
    return tuple(each for own in found.values() for each in own[_BESIDE_LEADS:])


def older_in(request: ReportRequest, entries: Iterable[Entry[Progress]]) -> tuple[Entry[Progress], ...]:
    """The accounts that are too many for a text: of one unit and task all but the last four."""
    found: dict[tuple[int, str], list[Entry[Progress]]] = {}
    for entry in entries:
        found.setdefault((entry.value.task, name_of(request, entry.value.unit)), []).append(entry)
    return tuple(entry for own in found.values() for entry in own[:-_ACCOUNTS])


def problems_in(request: ReportRequest, entries: Iterable[Entry[Progress]]) -> tuple[Said, ...]:
    """The problems, of units of the government that agreed that they are printed; the office's own come last."""
    agreed = said(request, entries, lambda account: account.problems if account.publish_problems else None)
    return tuple(sorted((each for each in agreed if not each.outside), key=lambda each: each.is_office))


def plans_in(request: ReportRequest, period: Period, entries: Sequence[Entry[Progress]]) -> tuple[Said, ...]:
    """What the government units that lead a task mean to do after `period`, as told of the span that ends with it.

    What was told of an earlier one is about the time between.
    """
    recent = (entry for entry in entries if parse_period(entry.value.period).last >= period.last)
    told = said(request, recent, lambda account: _AHEAD.sub("", sentence(account.next or "")))
    return tuple(each for each in told if not each.outside and each.unit in request.leads.get(each.task.id, ()))
