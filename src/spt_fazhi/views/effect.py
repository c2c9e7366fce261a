"""What one new record or decision did to the duty it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.states import MET
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.references import finding_name
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import letters_text
from spt_fazhi.views.json_document import achieved_json, claimed_json, duty_json
from spt_fazhi.views.wording import achieved_text, former_text, item_text, state_text, unit_text

_SHOWN: Final = 40
"""Characters of what was found that one line takes."""


@frozen
class Effect:
    """A duty before and after."""

    before: Assessed
    after: Assessed


def effects(before: Assessment, after: Assessment) -> tuple[Effect, ...]:
    """The duties that differ between two assessments of the same plan, in their order.

    What a unit that has ended still bears may change with a record, so the two need not have the same duties.
    """
    old = {key: each for each in before.all_duties for key in _keys(each)}
    pairs = ((old.get(each.duty.key, each), each) for each in after.all_duties)
    return tuple(Effect(before=was, after=now) for was, now in pairs if was != now)


def _keys(each: Assessed) -> Iterator[DutyKey]:
    """The keys a duty stands for: its own, and those of the units that owed it before."""
    yield from (each.duty.key._replace(unit=name) for name in each.former)
    yield each.duty.key


def effect_text(found: Effect) -> str:
    """`区司法局 · 6.1 旁听庭审：未启动 → 推进中（1/2次）`; a new due day is named, that it was chased, whose it was."""
    before, after = found.before, found.after
    duty = after.duty
    number = item_text(after) if duty.finding is not None else duty.key.obligation or str(duty.task)
    title = one_line(duty.title, _SHOWN) if duty.finding is not None else duty.title
    period = f" {duty.period}" if duty.period else ""
    what = f"{unit_text(after)} · {number} {title}{period}"
    if before._replace(dealings=before.dealings._replace(letters=after.letters)) == after:
        return f"{what}：{state_text(after)}，{letters_text(after)}"
    moved = f"，到期日 {before.due} → {after.due}" if before.due != after.due else ""
    was, now = (f"{state_text(each)}{_so_far(each)}" for each in (before, after))
    if was == now and not moved and before.former != after.former:
        return f"{what}：{now}，{former_text(after) or f'不再{former_text(before)}'}"
    return f"{what}：{was} → {now}{moved}"


def next_text(found: Effect) -> str:
    """What has to be done next about a finding that an entry moved; "" for every other duty and where it is settled."""
    before, after = found.before, found.after
    if after.duty.finding is None or after.state in MET or after.state == "waived":
        return ""
    name = finding_name(after.duty.key.finding)
    if after.state == "submitted":
        return _closing_text(found, name)
    if len(after.records) > len(before.records):
        return f"阶段性整改不销号；整改完成后再报一次，不写 --stage：fazhi record rectify {name}"
    if before.state == after.state:
        return ""
    asked = "可商请“{}”反馈整改情况" if after.invited else "请“{}”报整改"
    return f"{asked.format(after.duty.owners[0])}：fazhi record rectify {name}"


def _closing_text(found: Effect, name: str) -> str:
    """How a finding that was reported as put right is closed, or handed back."""
    before, after = found.before, found.after
    if after.invited:
        return f"已提供情况的，可以办结：fazhi decide close {name} --checked-by 复核组"
    if len(after.records) > len(before.records) and after.claimed.amount == before.claimed.amount:
        return (
            "先前报过整改完成，这次又报只完成了一部分，请先问清楚：没有改完的，"
            f"退回先前那一条：fazhi decide return {name} --reason 原因；改完了的，退回这一条，再核实销号"
        )
    return (
        f"核实到位的，由主管部门销号：fazhi decide close {name} --checked-by 复核组；"
        f"不到位的退回：fazhi decide return {name} --reason 原因"
    )


def _so_far(each: Assessed) -> str:
    text = achieved_text(each)
    return f"（{text}）" if text != "—" and each.duty.kind == "obligation" else ""


def effect_json(found: Effect | None) -> dict[str, Any] | None:
    """The duty with `before` and `after`: state, due day, what is achieved, and the records that count."""
    if found is None:
        return None
    whole = duty_json(found.after)
    same = ["kind", "task", "obligation", "title", "unit", "owners", "period", "target"]
    if found.after.duty.finding is not None:
        same += ["inspection", "finding", "problem"]
    states = {"before": _side_json(found.before), "after": _side_json(found.after)}
    return {key: whole[key] for key in same} | states


def _side_json(each: Assessed) -> dict[str, Any]:
    return {
        "state": each.state,
        "due": each.due.isoformat(),
        "achieved": achieved_json(each),
        "claimed": claimed_json(each),
        "records": list(each.records),
    }
