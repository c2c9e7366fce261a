"""Everything the office set and the document does not say: what, how, why, and the words it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.directory import Directory
from spt_fazhi.model.choices import CYCLES, UNIT_KINDS
from spt_fazhi.model.frozen import as_dict, frozen
from spt_fazhi.model.plan import Obligation, RateTarget
from spt_fazhi.model.unit import Group, Unit
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.json_document import head_json
from spt_fazhi.views.wording import ASSUMED, cycle_text, due_text, names_text, target_text

FIELD_WORDS: Final = {
    "who": "承担单位",
    "scope": "承担方式",
    "target": "目标",
    "due": "时限",
    "every": "周期",
    "period": "周期",
    "settle": "结算方式",
    "members": "成员",
    "kind": "类别",
    "tags": "名单归属",
    "progress": "进展报送",
}
"""What each field is called; `progress` stands for the settings of reports in words, which the office asks for."""
ASKED: Final = "（办公室要求）"
"""Stands beside what the office asks for of its own accord."""


@frozen
class AssumedValue:
    """一处推定：事项的、单位组的、单位的；或者办公室对报送进展的要求，三个都没有值。"""

    obligation: Annotated[str | None, "事项编号；不是事项的没有值"]
    group: Annotated[str | None, "单位组；不是单位组的没有值"]
    unit: Annotated[str | None, "单位；不是单位的没有值"]
    field: Annotated[str, "推定的是什么：who、due 等；progress 是报送进展的要求"]
    value: Annotated[str, "推定为什么，中文"]
    reason: Annotated[str, "为什么这样定"]
    quote: Annotated[str | None, "所依据的原文；不是事项的没有值"]

    @property
    def mark(self) -> str:
        """`（推定）`, or `（办公室要求）` for what the office asks for."""
        return ASKED if self.field == "progress" else ASSUMED


def assumptions(assessment: Assessment, duties: Iterable[Assessed] | None = None) -> tuple[AssumedValue, ...]:
    """All of them in the order of tasks.yaml and units.yaml, then the reports that the office asks for.

    With `duties` only those that these rest on.
    """
    directory = assessment.directory
    who = {each.id: each.who or (*task.lead, *task.responsible) for task in assessment.register.tasks
           for each in task.obligations}  # fmt: skip
    found: list[AssumedValue] = []
    duties = None if duties is None else list(duties)
    for each in _holders(assessment, duties):
        if isinstance(each, Obligation):
            found.extend(_of_obligation(each, who[each.id]))
        elif isinstance(each, Group):
            found.extend(_of_group(each, [unit.name for unit in directory.members(each.name)]))
        else:
            found.extend(_of_unit(each, assessment.register.groups, directory))
    return (*found, *_of_progress(assessment, duties))


def count_assumptions(assessment: Assessment, duties: Iterable[Assessed]) -> Counter[str]:
    """How many there are of each kind, by its word."""
    known = list(duties)
    fields = [field.field for each in _holders(assessment, known) for field in each.assumed]
    return Counter(FIELD_WORDS[each] for each in (*fields, *(one.field for one in _of_progress(assessment, known))))


def _holders(assessment: Assessment, duties: Iterable[Assessed] | None) -> Iterator[Obligation | Group | Unit]:
    """What has something assumed, and what `duties` rest on."""
    register, directory = assessment.register, assessment.directory
    known = None if duties is None else list(duties)
    obligations = None if known is None else {each.duty.key.obligation for each in known}
    owners = None if known is None else {name for each in known for name in each.duty.owners}
    for task in register.tasks:
        for each in task.obligations:
            if each.assumed and (obligations is None or each.id in obligations):
                yield each
    for group in register.groups:
        if group.assumed and (owners is None or any(unit.name in owners for unit in directory.members(group.name))):
            yield group
    for unit in register.units:
        if unit.assumed and (owners is None or unit.name in owners):
            yield unit


def _of_obligation(obligation: Obligation, who: tuple[str, ...]) -> Iterator[AssumedValue]:
    for each in obligation.assumed:
        yield AssumedValue(
            obligation=obligation.id,
            group=None,
            unit=None,
            field=each.field,
            value=_value(obligation, each.field, who),
            reason=one_line(each.reason),
            quote=obligation.quote,
        )


def _value(obligation: Obligation, field: str, who: tuple[str, ...]) -> str:
    target = obligation.target
    if field == "who":
        return names_text(who, 0)
    if field == "scope":
        return "共同完成" if obligation.scope == "joint" else "各单位分别完成"
    if field == "target":
        return target_text(target)
    if field == "settle":
        return "达到即结算" if isinstance(target, RateTarget) and target.settle == "when-reached" else "到期时结算"
    return due_text(obligation.due) if obligation.due is not None else cycle_text(obligation)


def _of_group(group: Group, members: list[str]) -> Iterator[AssumedValue]:
    for each in group.assumed:
        yield AssumedValue(
            obligation=None,
            group=group.name,
            unit=None,
            field=each.field,
            value=names_text(members, 0) + ("" if group.complete else "（名单未核全）"),
            reason=one_line(each.reason),
            quote=None,
        )


def _of_unit(unit: Unit, groups: Iterable[Group], directory: Directory) -> Iterator[AssumedValue]:
    for each in unit.assumed:
        yield AssumedValue(
            obligation=None,
            group=None,
            unit=unit.name,
            field=each.field,
            value=UNIT_KINDS[unit.kind] if each.field == "kind" else _lists(unit, groups, directory),
            reason=one_line(each.reason),
            quote=None,
        )


def _lists(unit: Unit, groups: Iterable[Group], directory: Directory) -> str:
    """What the tags of a unit do: `列入“各行政执法部门”`; a tag is a word for programs."""
    found = [
        f"“{group.name}”"
        for group in groups
        if not set(unit.tags).isdisjoint(group.members.tags) and unit in directory.members(group.name)
    ]
    return f"列入{names_text(found, 0)}" if found else "不列入任何名单"


def _of_progress(assessment: Assessment, duties: Iterable[Assessed] | None) -> Iterator[AssumedValue]:
    """What the office asks of those who lead, where it asks and (with `duties`) where one of these is such a report."""
    register = assessment.register
    asked = register.info.progress
    owed = assessment.progress if duties is None else [each for each in duties if each.duty.kind == "progress"]
    if not owed or asked.every == "none":
        return
    which = "全部任务" if asked.of == "all" else "没有具体事项的任务"
    until = f"每期结束后{asked.grace_days}日内" if asked.grace_days else "每期最后一天前"
    yield AssumedValue(
        obligation=None,
        group=None,
        unit=None,
        field="progress",
        value=f"{which}由牵头单位{CYCLES[asked.every]}报送一次进展，{until}报",
        reason="报送进展是本办公室的要求",
        quote=None,
    )


def assumptions_json(assessment: Assessment, found: Iterable[AssumedValue], revision: str | None) -> dict[str, Any]:
    """The document of `list --assumed`."""
    return {**head_json(assessment, revision), "assumed": [as_dict(each) for each in found]}
