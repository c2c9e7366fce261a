"""Parts of the plan and of the list of units as the YAML lines a person goes on editing."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.model.plan import CountTarget, RateTarget, Target
from spt_fazhi.model.unit import Group, Unit
from spt_fazhi.text.yaml_text import names, scalar


def target_text(target: Target) -> str:
    """`{count: 2, unit: 次}`, `{rate: 100%, of: 案件}`."""
    if isinstance(target, CountTarget):
        unit = f", unit: {scalar(target.unit, in_flow=True)}" if target.unit else ""
        return f"{{count: {target.count}{unit}}}"
    if isinstance(target, RateTarget):
        parts = [f"rate: {(target.rate * 100).normalize():f}%", f"of: {scalar(target.of, in_flow=True)}"]
        if target.reached:
            parts.append(f"reached: {scalar(target.reached, in_flow=True)}")
        if target.settle != "at-due":
            parts.append(f"settle: {target.settle}")
        return "{" + ", ".join(parts) + "}"
    raise TypeError(target)


def unit_lines(unit: Unit) -> Iterator[str]:
    """One entry of `units:`."""
    yield f"  - name: {scalar(unit.name)}"
    yield f"    code: {unit.code}"
    yield f"    kind: {unit.kind}"
    if unit.tags:
        yield f"    tags: {names(unit.tags)}"
    if unit.aliases:
        yield f"    aliases: {names(unit.aliases)}"
    if unit.owners:
        yield f"    owners: {names(unit.owners)}"
    if unit.full_name:
        yield f"    full_name: {scalar(unit.full_name)}"
    yield f"    verified: {'true' if unit.verified else 'false'}"


def group_lines(group: Group) -> Iterator[str]:
    """One entry of `groups:`."""
    members = group.members
    parts = [
        f"{key}: {names(values)}"
        for key, values in (
            ("kinds", members.kinds),
            ("tags", members.tags),
            ("units", members.units),
            ("except", members.except_),
        )
        if values
    ]
    yield f"  - name: {scalar(group.name)}"
    yield f"    members: {{{', '.join(parts)}}}"
