"""Parts of the plan and of the list of units as the YAML lines a person goes on editing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import AskedFigure, CountTarget, Obligation, RateTarget, Target
from spt_fazhi.model.unit import Group, Unit
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.yaml_text import names, scalar


def target_text(target: Target) -> str:
    """`{count: 2, unit: 次}`, `{rate: 100%, of: 案件}`."""
    if isinstance(target, CountTarget):
        unit = f", unit: {scalar(target.unit, in_flow=True)}" if target.unit else ""
        pace = f", pace: {target.pace}" if target.pace != "even" else ""
        return f"{{count: {target.count}{unit}{pace}}}"
    if isinstance(target, RateTarget):
        parts = [f"rate: {(target.rate * 100).normalize():f}%", f"of: {scalar(target.of, in_flow=True)}"]
        if target.reached:
            parts.append(f"reached: {scalar(target.reached, in_flow=True)}")
        if target.settle != "at-due":
            parts.append(f"settle: {target.settle}")
        if target.combine is not None:
            parts.append(f"combine: {target.combine}")
        return "{" + ", ".join(parts) + "}"
    raise TypeError(target)


def obligation_lines(obligation: Obligation, comments: Sequence[str] = ()) -> Iterator[str]:
    """One entry of a task's `obligations:`; `comments` stand above its quote."""
    yield f'      - id: "{obligation.id}"'
    yield f"        title: {scalar(one_line(obligation.title))}"
    yield from (f"        # {comment}" for comment in comments)
    yield f"        quote: {scalar(obligation.quote)}"
    if obligation.who:
        yield f"        who: {names(obligation.who)}"
    yield f"        scope: {obligation.scope}"
    if obligation.target:
        yield f"        target: {target_text(obligation.target)}"
    for key in ("due", "every", "due_day", "after", "start", "phrase", "proof", "holder"):
        written = getattr(obligation, key)
        if written is not None:
            yield f"        {key}: {scalar(written) if isinstance(written, str) else written}"
    if obligation.figures:
        asked = (_figure(each) for each in obligation.figures)
        yield f"        figures: [{', '.join(asked)}]"
    for key in ("recurs", "basis"):
        if getattr(obligation, key):
            yield f"        {key}: {scalar(getattr(obligation, key))}"
    yield from assumed_lines(obligation.assumed, "        ")


def _figure(figure: AskedFigure) -> str:
    unit = f", unit: {scalar(figure.unit, in_flow=True)}" if figure.unit else ""
    return f"{{name: {scalar(figure.name, in_flow=True)}{unit}}}"


def assumed_lines(assumed: Sequence[Assumption], indent: str) -> Iterator[str]:
    """`assumed:` with one line a field."""
    if assumed:
        yield f"{indent}assumed:"
        yield from (f"{indent}  {each.field}: {scalar(each.reason)}" for each in assumed)


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
    for key, written in (
        ("phone", unit.phone),
        ("acts_through", unit.acts_through),
        ("from", unit.from_),
        ("until", unit.until),
        ("succeeded_by", unit.succeeded_by),
    ):
        if written is not None:
            yield f"    {key}: {scalar(written) if isinstance(written, str) else written}"
    yield f"    verified: {'true' if unit.verified else 'false'}"
    yield from assumed_lines(unit.assumed, "    ")


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
    if not group.complete:
        yield "    complete: false"
    yield from assumed_lines(group.assumed, "    ")
