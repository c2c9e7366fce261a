"""Every visit on the spot in short: who, where, what was found and how far it is put right, what it counts for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.query import Filter
from spt_fazhi.model.frozen import frozen
from spt_fazhi.views.findings.findings_json import finding_json, inspection_json
from spt_fazhi.views.findings.lines import FindingLine, Stage, Visit, counted, only_asked, visits_of
from spt_fazhi.views.json_document import head_json
from spt_fazhi.views.wording import names_text

CARRIED: Final = "，上年结转"
"""Beside the days of a visit made before the register's year."""
STAGE_WORDS: Final[Mapping[Stage, str]] = {
    "closed": "已完成整改",
    "waived": "不再要求整改",
    "submitted": "待销号",
    "partial": "阶段性完成",
    "open": "未报整改",
}
"""How far a finding is put right, as a list has it, the furthest first."""

_BACK: Final[Mapping[Stage, str]] = {"partial": "阶段性完成、退回后未重报", "open": "退回后未重报"}


@frozen
class ListedVisit:
    """A visit, those of its findings that were asked for, and the obligations it counts for (id → title).

    `elsewhere` are units that bear a finding and were not visited.
    """

    visit: Visit
    lines: tuple[FindingLine, ...]
    counts_for: Mapping[str, str]
    elsewhere: tuple[str, ...] = ()


def listed_visits(assessment: Assessment, duties: Iterable[Assessed], wanted: Filter) -> tuple[ListedVisit, ...]:
    """The visits that had ended by the day, the earliest first.

    With filters those that have a finding among `duties` (those that passed), count for an obligation that was named
    or went to a unit that was; of their findings those among `duties`.
    """
    passed = {each.duty.key.finding for each in duties}
    found = []
    for visit in visits_of(assessment):
        lines = tuple(line for line in visit.lines if line.id in passed)
        counts_for = counts_of(assessment, visit)
        elsewhere = not_visited(visit, assessment.directory)
        if wanted.is_empty or lines or _is_named(assessment, visit, counts_for, wanted):
            found.append(ListedVisit(visit=visit, lines=lines, counts_for=counts_for, elsewhere=elsewhere))
    return tuple(found)


def counts_of(assessment: Assessment, visit: Visit) -> dict[str, str]:
    """The obligations for which a visit is counted, each with its title, in the order of the plan."""
    matched = assessment.matching.evidence
    return {
        each.duty.key.obligation: each.duty.title
        for each in assessment.all_duties
        if each.duty.key.obligation in visit.entry.value.obligation
        and any(entry.id == visit.id for entry in matched.get(each.duty.key, ()))
    }


def not_visited(visit: Visit, directory: Directory) -> tuple[str, ...]:
    """Who bears a finding of a visit that did not go there; none where nothing says whom it visited."""
    there = directory.expand(visit.entry.value.visited)
    return tuple(dict.fromkeys(each.unit for each in visit.lines if there and each.unit not in there))


def _is_named(assessment: Assessment, visit: Visit, counts_for: Collection[str], wanted: Filter) -> bool:
    """Whether a visit itself passes the filters, whatever it found; one of states asks for findings alone."""
    if wanted.states or wanted.sections or wanted.lead_tasks is not None:
        return False
    units = wanted.units | (wanted.members or frozenset())
    there = set(assessment.directory.expand(visit.entry.value.visited))
    named = wanted.obligations | {str(task) for task in wanted.tasks}
    own = set(counts_for) | {each.partition(".")[0] for each in counts_for}
    return (not units or not units.isdisjoint(there)) and (not named or not named.isdisjoint(own))


def stages_text(lines: Iterable[FindingLine]) -> list[str]:
    """`已完成整改 1 个：k7q2.1`, `未报整改 2 个：k7q2.2、k7q2.3，其中逾期 1 个`: the furthest first.

    What was reported and handed back is no silence: `退回后未重报 1 个：k7q2.4`.

    What units outside the government are asked for is said apart.
    """
    listed = tuple(lines)
    asked = [each for each in only_asked(listed) if each.stage != "waived"]
    given = sum(each.stage in {"closed", "submitted"} for each in asked)
    waiting = {each.id for each in asked}
    said: list[str] = []
    for stage, word in STAGE_WORDS.items():
        own = [each for each in listed if each.stage == stage and each.id not in waiting]
        back = [each for each in own if each.returned is not None and stage in _BACK]
        for called, some in ((word, [each for each in own if each not in back]), (_BACK.get(stage, ""), back)):
            said += [f"{called} {_numbered(some)}{_of_them(some)}"] if some else []
    again = [each for each in listed if each.earlier is not None]
    return [
        *said,
        *([f"商请 {_numbered(asked)}{f'，其中已提供情况 {given} 个' if given else ''}"] if asked else []),
        *([f"屡查屡犯 {_numbered(again)}"] if again else []),
    ]


def _of_them(lines: Sequence[FindingLine]) -> str:
    """`，其中逾期 1 个`, `，其中逾期后定为不适用 1 个：k7q2.5；责任单位撤销、不再承担 1 个：k7q2.2`."""
    overdue = sum(each.state == "overdue" for each in lines)
    late = [each for each in lines if each.each.late_decision and not (each.each.ended or each.invited)]
    ended = [each for each in lines if each.each.ended]
    said = [
        *([f"逾期 {overdue} 个"] if overdue else []),
        *([f"逾期后定为不适用 {_numbered(late)}"] if late else []),
        *([f"责任单位撤销、不再承担 {_numbered(ended)}"] if ended else []),
    ]
    return f"，其中{'；'.join(said)}" if said else ""


def total_text(visits: Iterable[ListedVisit]) -> str:
    """`共 2 次，问题 5 个；以前年度的 1 次，结转问题 2 个`: what was carried is told apart."""
    told: dict[bool, list[ListedVisit]] = {False: [], True: []}
    for each in visits:
        told[each.visit.carried].append(each)
    own, before = (sum(len(each.lines) for each in found) for found in told.values())
    said = f"共 {len(told[False])} 次，问题 {own} 个" if told[False] else "本年度没有"
    return f"{said}；以前年度的 {len(told[True])} 次，结转问题 {before} 个" if told[True] else said


def _numbered(lines: Sequence[FindingLine]) -> str:
    """`2 个：k7q2.2、k7q2.3`."""
    return f"{len(lines)} 个：{names_text([each.name for each in lines], 0)}"


def visits_json(assessment: Assessment, visits: Iterable[ListedVisit], revision: str | None) -> dict[str, Any]:
    """The document of `inspect list`."""
    return {
        **head_json(assessment, revision),
        "inspections": [visit_json(each.visit, each.lines, each.counts_for) for each in visits],
    }


def visit_json(visit: Visit, lines: Iterable[FindingLine], counts_for: Collection[str]) -> dict[str, Any]:
    """A visit with the findings of `lines`; `counts_for` are the obligations it counts for."""
    listed = tuple(lines)
    found = counted(listed)
    return {
        **inspection_json(visit.entry),
        "carried": visit.carried,
        "counts_for": list(counts_for),
        "added": [each.id for each in visit.added],
        "counts": {
            "found": len(found.found),
            **{stage: len(getattr(found, stage)) for stage in STAGE_WORDS},
            "overdue": len(found.overdue),
            "at_once": len(found.at_once),
            "repeated": len(found.repeated),
            "returned": sum(each.returned is not None for each in (*found.partial, *found.open)),
        },
        "findings": [finding_json(each) for each in listed],
    }
