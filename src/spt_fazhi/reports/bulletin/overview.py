"""What a bulletin begins with: how many duties there are, and where they stand, as a whole and by section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET, State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Section
from spt_fazhi.reports.bulletin.listed import listed, uncovered
from spt_fazhi.reports.figures.counts import Counts
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.names import BESIDE
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.views.wording import short_period_text

_REST: Final[frozenset[State]] = frozenset({"in-progress", "due-soon", "pending", "scheduled"})
_COLUMNS: Final[tuple[tuple[str, str, frozenset[State]], ...]] = (
    ("done", "已完成", MET),
    ("overdue", "逾期", frozenset({"overdue"})),
    ("behind", "滞后", frozenset({"behind"})),
    ("lacking", "待补材料", frozenset({"unproved", "returned", "backfill"})),
    ("rest", "其他", _REST),
)
"""Key, words and states of the table's columns, few and short: every state but 不适用 stands in one of them."""
_MOST_ROWS: Final = 12
_FEW_ROWS: Final = 6
"""Of more sections those in which nothing is done and nothing lags share a row."""
_OUTSIDE: Final = "〇"
"""The section of what stands outside the numbered tasks."""
_CLASSES: Final = (
    ("推进中", "in_progress"),
    ("临期", "due_soon"),
    ("未启动", "pending"),
    ("未到期", "scheduled"),
    ("滞后", "behind"),
    ("逾期", "overdue"),
    ("待佐证", "unproved"),
    ("退回待重报", "returned"),
    ("待补录", "backfill"),
)


@frozen
class ClassCount:
    """一类情形的项次。"""

    word: Annotated[str, "情形，如 推进中"]
    number: Annotated[Figure, "项次"]


@frozen
class SectionRow:
    """总体情况表的一行：一个方面。"""

    title: Annotated[str, "名称，如 一、强化组织领导；方面多的，还没有动静的几个合为 其他方面"]
    cells: Annotated[tuple[Figure, ...], "各栏的项次，与表头的各栏对应；第一栏应完成等于其余各栏之和"]


@frozen
class SectionTable:
    """总体情况的表。"""

    columns: Annotated[
        tuple[str, ...],
        "表头的各栏；待补材料是待佐证、退回和待补录，其他是推进中、临期、未启动和未到期；全表都是零的不列",
    ]
    rows: Annotated[tuple[SectionRow, ...], "各方面，照原文的次序"]
    fits: Annotated[bool, "正文是否放得下；放不下的列为附件"]


@frozen
class ReportCounts:
    """本期进展报送的份数（一个牵头单位就一条任务报一份），本办公室自己的不计；应报 = 已报 + 未到时限 + 逾期未报。"""

    periods: Annotated[tuple[str, ...], "是哪几期的，如 上半年"]
    expected: Annotated[Figure, "应报"]
    received: Annotated[Figure, "已报，含逾期报送"]
    late: Annotated[Figure, "其中逾期报送"]
    awaited: Annotated[Figure, "报送或者重报期未满、尚未报"]
    missing: Annotated[Figure, "逾期未报"]


OTHERS: Final = "有关单位"
"""The addressees of a bulletin that no group names."""


def addressees(request: ReportRequest, judged: Sequence[Assessed]) -> tuple[str, ...]:
    """Who bulletins go to: as set, else the groups that tasks name as responsible, less those within another one.

    有关单位 stands at the end where a unit that may be named for `judged`, reports of progress included, is none of
    them.
    """
    groups = request.assessment.register.info.addressees or _groups(request)
    others = groups and any(uncovered(request, groups, judged))
    return (*groups, *([OTHERS] if others else []))


def _groups(request: ReportRequest) -> tuple[str, ...]:
    named = dict.fromkeys(name for task in request.assessment.register.tasks for name in task.responsible)
    members = {
        name: {unit.name for unit in request.directory.members(name)}
        for name in named
        if name in request.directory.groups
    }
    return tuple(name for name, own in members.items() if own and not any(own < other for other in members.values()))


def classes_of(totals: Counts) -> tuple[ClassCount, ...]:
    """What is expected and not done, by class; classes that nothing is in are left out."""
    found = (ClassCount(word=word, number=getattr(totals, name)) for word, name in _CLASSES)
    return tuple(each for each in found if each.number)


def section_table(request: ReportRequest, judged: Sequence[Assessed], *, in_use: bool) -> SectionTable:
    """The judged duties by section and class; the cells of a class over all sections come to its total."""
    by_section: dict[str, list[Assessed]] = {}
    for each in judged:
        if each.state != "waived":
            by_section.setdefault(each.duty.section, []).append(each)
    states = {each.state for own in by_section.values() for each in own}
    columns = [column for column in _COLUMNS if in_use and states & column[2]]
    owed = [(section, by_section[section.id]) for section in request.assessment.register.sections
            if section.id in by_section]  # fmt: skip
    quiet = {section.id for section, own in owed if in_use and all(each.state in _REST for each in own)}
    if len(owed) <= _FEW_ROWS or len(quiet) < 2:
        quiet = set()
    rows = [
        _row(f"section.{section.id}", section.title, _title(section), own, columns)
        for section, own in owed
        if section.id not in quiet
    ]
    if quiet:
        named = "、".join(section.title for section, _ in owed if section.id in quiet)
        rest = [each for section, own in owed if section.id in quiet for each in own]
        rows.append(_row("section.others", named, "其他方面", rest, columns))
    return SectionTable(
        columns=("应完成", *(word for _, word, _ in columns)), rows=tuple(rows), fits=len(rows) <= _MOST_ROWS
    )


def _title(section: Section) -> str:
    return BESIDE if section.id == _OUTSIDE else f"{section.id}、{section.title}"


def _row(
    key: str, what: str, title: str, own: Sequence[Assessed], columns: Sequence[tuple[str, str, frozenset[State]]]
) -> SectionRow:
    expected = number(f"{key}.expected", len(own), f"{what}，应完成的项次，不含不适用")
    cells = (_cell(f"{key}.{name}", f"{what}，{word}的项次", own, wanted) for name, word, wanted in columns)
    return SectionRow(title=title, cells=(expected, *cells))


def _cell(key: str, basis: str, own: Sequence[Assessed], wanted: frozenset[State]) -> Figure:
    found = [each for each in own if each.state in wanted]
    return number(key, len(found), basis, record_ids(found))


def report_counts(request: ReportRequest, judged: Sequence[Assessed], title: str) -> ReportCounts:
    """Reports of progress asked of units that are listed, less those excused: what came, what is out, what is missing.

    The office asks itself for none; what it wrote all the same is counted nowhere.
    """
    own = [each for each in judged if each.state != "waived" and listed(request, each)]
    received = [each for each in own if each.state in MET]
    late = [each for each in received if each.state == "done-late"]
    missing = [each for each in own if each.state == "overdue"]
    what = f"{title}进展报送"
    return ReportCounts(
        periods=tuple(dict.fromkeys(short_period_text(each.duty.key.period) for each in own)),
        expected=number("reports.expected", len(own), f"{what}，应报的份数，不含不适用"),
        received=number("reports.received", len(received), f"{what}，已报的份数", record_ids(received)),
        late=number("reports.late", len(late), f"{what}，逾期报送的份数", record_ids(late)),
        awaited=number(
            "reports.awaited", len(own) - len(received) - len(missing), f"{what}，报送或者重报期未满、未报的份数"
        ),
        missing=number("reports.missing", len(missing), f"{what}，逾期未报的份数"),
    )
