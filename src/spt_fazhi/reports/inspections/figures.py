"""Findings counted for a report: every count a figure with the visits, reports and closings that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.findings.lines import FindingLine, Stage, by_kind, counted

OTHERS: Final = "其他"
"""The kind of findings without one."""
_SEVERITIES: Final = (("突出", "突出问题"), ("一般", "一般问题"), ("", "没有区分轻重的"))


@frozen
class KindCount:
    """一类问题的个数。"""

    word: Annotated[str, "类型，如 案卷文书；没有写类型的归入 其他"]
    number: Annotated[Figure, "个数"]


@frozen
class FoundCounts:
    """发现的问题的个数；各类相加、各档轻重相加，都等于总数。"""

    found: Annotated[Figure, "问题总数"]
    units: Annotated[Figure, "有问题的单位数"]
    kinds: Annotated[tuple[KindCount, ...], "按类型，多的在前；都没有写类型的为空"]
    severities: Annotated[tuple[KindCount, ...], "按轻重；都没有写轻重的为空"]


@frozen
class PutRight:
    """整改情况的个数；反馈 = 已完成 + 待销号 + 阶段性完成 + 尚未完成 + 不再要求。"""

    found: Annotated[Figure, "反馈的问题"]
    closed: Annotated[Figure, "已完成整改（已销号）"]
    late: Annotated[Figure, "其中逾期才完成的"]
    submitted: Annotated[Figure, "已报整改、待销号"]
    partial: Annotated[Figure, "阶段性完成"]
    open: Annotated[Figure, "尚未完成，还没有报过整改的和退回重报的"]
    waived: Annotated[Figure, "不再要求整改的"]
    overdue: Annotated[Figure, "逾期没有完成的，在阶段性完成和尚未完成的里面"]
    at_once: Annotated[Figure, "其中立行立改的"]
    at_once_closed: Annotated[Figure, "立行立改的里面已完成的"]
    at_once_submitted: Annotated[Figure, "立行立改的里面已报整改、待销号的"]
    at_once_open: Annotated[Figure, "立行立改的里面尚未办结的：没有报过整改、只报了阶段性整改、退回重报的"]
    at_once_waived: Annotated[Figure, "立行立改的里面不再要求整改的"]
    repeated: Annotated[Figure, "其中屡查屡犯的"]


@frozen
class LateUnit:
    """逾期没有完成整改的一家单位。"""

    unit: Annotated[str, "单位"]
    number: Annotated[Figure, "逾期的问题个数"]
    days: Annotated[Figure, "逾期最久的天数"]


def visit_ids(lines: Iterable[FindingLine]) -> tuple[str, ...]:
    """The ids of the files that findings stand in."""
    return tuple(dict.fromkeys(each.visit.id for each in lines))


def sources(lines: Iterable[FindingLine]) -> tuple[str, ...]:
    """The ids of what findings and how far they are put right rest on: visits, then reports and decisions."""
    known = tuple(lines)
    return tuple(dict.fromkeys((*visit_ids(known), *(id_ for each in known for id_ in _after(each)))))


def _after(line: FindingLine) -> Iterator[str]:
    yield from (entry.id for entry in line.reports)
    yield from filter(None, (line.each.extended_by, line.each.waived_by))
    if line.closing is not None:
        yield line.closing.entry.id


def number_of(key: str, lines: Sequence[FindingLine], basis: str, *, found: bool = False) -> Figure:
    """How many findings, as a figure; `found` says that it rests on the visits alone."""
    return number(key, len(lines), f"{basis}的个数", (visit_ids if found else sources)(lines))


def kind_of(line: FindingLine) -> str:
    """The kind of a finding, 其他 of one without."""
    return line.finding.kind or OTHERS


def found_counts(request: ReportRequest, lines: Sequence[FindingLine], what: str) -> FoundCounts:
    """How many findings there are, of which kinds and how grave; `what` says which they are."""
    kinds = by_kind(lines, request.assessment.register.info.finding_kinds)
    merged: dict[str, list[FindingLine]] = {}
    for kind, own in kinds.items():
        merged.setdefault(kind or OTHERS, []).extend(own)
    names = {each.unit for each in lines}
    severe = {word: [each for each in lines if (each.finding.severity or "") == word] for word, _ in _SEVERITIES}
    return FoundCounts(
        found=number_of("found", lines, what, found=True),
        units=number("found.units", len(names), f"{what}所涉及的单位数", visit_ids(lines)),
        kinds=tuple(
            KindCount(word=kind, number=number_of(f"found.kind.{kind}", own, f"{what}，{kind}类", found=True))
            for kind, own in sorted(merged.items(), key=lambda item: (item[0] == OTHERS, -len(item[1])))
        )
        if any(kinds)
        else (),
        severities=tuple(
            KindCount(
                word=said,
                number=number_of(f"found.severity.{word or '未分'}", severe[word], f"{what}，{said}", found=True),
            )
            for word, said in _SEVERITIES
            if severe[word]
        )
        if len(severe[""]) < len(lines)
        else (),
    )


def put_right(key: str, lines: Sequence[FindingLine], what: str) -> PutRight:
    """How far findings are put right; the figures' keys begin with `key`, and `what` says which findings they are."""
    each = counted(lines)

    def at_once(name: str, said: str, *stages: Stage) -> Figure:
        own = [line for line in each.at_once if line.stage in stages]
        return number_of(f"{key}.at_once_{name}", own, f"{what}，立行立改、{said}")

    return PutRight(
        found=number_of(f"{key}.found", each.found, what, found=True),
        closed=number_of(f"{key}.closed", each.closed, f"{what}，已销号"),
        late=number_of(f"{key}.late", each.late, f"{what}，销号所依据的整改晚于时限"),
        submitted=number_of(f"{key}.submitted", each.submitted, f"{what}，已报整改、还没有销号"),
        partial=number_of(f"{key}.partial", each.partial, f"{what}，报了阶段性整改、还没有完成"),
        open=number_of(f"{key}.open", each.open, f"{what}，没有报过整改和退回重报"),
        waived=number_of(f"{key}.waived", each.waived, f"{what}，不再要求整改"),
        overdue=number_of(f"{key}.overdue", each.overdue, f"{what}，已过整改时限、没有完成"),
        at_once=number_of(f"{key}.at_once", each.at_once, f"{what}，要求督察期间立行立改", found=True),
        at_once_closed=at_once("closed", "已销号", "closed"),
        at_once_submitted=at_once("submitted", "已报整改、还没有销号", "submitted"),
        at_once_open=at_once("open", "还要整改", "open", "partial"),
        at_once_waived=at_once("waived", "不再要求整改", "waived"),
        repeated=number_of(f"{key}.repeated", each.repeated, f"{what}，与先前已销号的问题相似"),
    )


def late_units(request: ReportRequest, lines: Iterable[FindingLine]) -> tuple[LateUnit, ...]:
    """The units with overdue findings, those with most first, then those that are latest."""
    day = request.assessment.day
    own: dict[str, list[FindingLine]] = {}
    for each in lines:
        if each.state == "overdue":
            own.setdefault(each.unit, []).append(each)
    longest = {name: max(each.each.days_overdue(day) for each in late) for name, late in own.items()}
    return tuple(
        LateUnit(
            unit=request.called(name),
            number=number_of(f"late.{name}", own[name], f"{name}逾期没有完成整改的问题"),
            days=number(f"late.{name}.days", longest[name], f"{name}逾期最久的天数", sources(own[name])),
        )
        for name in sorted(request.in_order(own), key=lambda name: (-len(own[name]), -longest[name]))
    )


def late_number(lines: Iterable[FindingLine]) -> Figure:
    """How many units have overdue findings."""
    late = [each for each in lines if each.state == "overdue"]
    return number("late.units", len({each.unit for each in late}), "逾期没有完成整改的单位数", sources(late))
