"""Everything the office set and the document does not say: what, how, why, and the words it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Final

from spt_fazhi.engine.assess import Assessed, Assessment
from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.model.frozen import as_dict, frozen
from spt_fazhi.model.plan import Obligation, RateTarget
from spt_fazhi.model.unit import Group, Unit
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.json_document import head_json
from spt_fazhi.views.wording import cycle_text, due_text, names_text, target_text

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
    "tags": "标签",
}


@frozen
class AssumedValue:
    """一处推定：事项的、单位组的，或单位的。"""

    obligation: Annotated[str | None, "事项编号；不是事项的没有值"]
    group: Annotated[str | None, "单位组；不是单位组的没有值"]
    unit: Annotated[str | None, "单位；不是单位的没有值"]
    field: Annotated[str, "推定的是什么：who、due 等"]
    value: Annotated[str, "推定为什么，中文"]
    reason: Annotated[str, "为什么这样定"]
    quote: Annotated[str | None, "所依据的原文；单位组和单位没有值"]


def assumptions(assessment: Assessment, duties: Iterable[Assessed] | None = None) -> tuple[AssumedValue, ...]:
    """All of them in the order of tasks.yaml and units.yaml; with `duties` only those that these rest on."""
    directory = assessment.matching.directory
    who = {each.id: each.who or (*task.lead, *task.responsible) for task in assessment.register.tasks
           for each in task.obligations}  # fmt: skip
    found: list[AssumedValue] = []
    for each in _holders(assessment, duties):
        if isinstance(each, Obligation):
            found.extend(_of_obligation(each, who[each.id]))
        elif isinstance(each, Group):
            found.extend(_of_group(each, [unit.name for unit in directory.members(each.name)]))
        else:
            found.extend(_of_unit(each))
    return tuple(found)


def count_assumptions(assessment: Assessment, duties: Iterable[Assessed]) -> Counter[str]:
    """How many there are of each kind, by its word."""
    return Counter(FIELD_WORDS[field.field] for each in _holders(assessment, duties) for field in each.assumed)


def _holders(assessment: Assessment, duties: Iterable[Assessed] | None) -> Iterator[Obligation | Group | Unit]:
    """What has something assumed, and what `duties` rest on."""
    register, directory = assessment.register, assessment.matching.directory
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


def _of_unit(unit: Unit) -> Iterator[AssumedValue]:
    for each in unit.assumed:
        yield AssumedValue(
            obligation=None,
            group=None,
            unit=unit.name,
            field=each.field,
            value=UNIT_KINDS[unit.kind] if each.field == "kind" else names_text(unit.tags, 0),
            reason=one_line(each.reason),
            quote=None,
        )


def assumptions_json(assessment: Assessment, found: Iterable[AssumedValue], revision: str | None) -> dict[str, Any]:
    """The document of `list --assumed`."""
    return {**head_json(assessment, revision), "assumed": [as_dict(each) for each in found]}
