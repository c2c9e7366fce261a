"""What of a rate is reported already, and what a running total adds to it."""

from __future__ import annotations

from datetime import date

from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.errors import UsageError
from spt_fazhi.model.fields import parse_whole
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import period_of
from spt_fazhi.model.plan import Obligation, RateTarget
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import amount_typed


@frozen
class Share:
    """Reached and total; `record` is the id of the record to look at where they are wrong: of those it adds up from the
    latest that nothing proves, or the latest; "" for what is new.
    """

    reached: int
    of: int
    record: str = ""

    @property
    def text(self) -> str:
        """`9/14`."""
        return f"{self.reached}/{self.of}"


def whole_typed(text: str) -> str:
    """A total, or what was reached of it, as the files write it. Raises ValueError for what is no whole number."""
    return str(parse_whole(amount_typed(text)))


def share_so_far(
    workspace: Workspace, obligation: Obligation, unit: str, day: date, period: str | None
) -> Share | None:
    """What the live records of a unit's duty add up to; None without any, and where the latest record counts alone."""
    target = obligation.target
    if not isinstance(target, RateTarget) or not target.adds:
        return None
    if period is None and obligation.every is not None:
        period = period_of(day, obligation.every).text
    task = next(task.id for task in workspace.register.tasks if obligation in task.obligations)
    key = DutyKey(task, obligation.id, "" if obligation.scope == "joint" else unit, period or "")
    known = workspace.assessment.matching.evidence.get(key, [])
    if not known:
        return None
    bare = [entry for entry in known if not entry.value.proves]
    return Share(
        reached=sum(entry.value.reached or 0 for entry in known),
        of=sum(entry.value.of or 0 for entry in known),
        record=(bare or known)[-1].id,
    )


def added(total: Share, so_far: Share) -> Share:
    """What a running total adds to what is reported already. Raises UsageError for what no new cases can explain."""
    new = Share(reached=total.reached - so_far.reached, of=total.of - so_far.of)
    said = f"已报 {so_far.text}，累计 {total.text}"
    if new.reached < 0 or new.of < 0:
        raise UsageError(f"{said}：累计数比已报的还少", f"请核对；已报的有误，先 fazhi record void {so_far.record}")
    if (new.reached, new.of) == (0, 0):
        raise UsageError(f"{said}：没有新增", "不用再报")
    if new.reached > new.of:
        raise UsageError(
            f"{said}：总数没有相应增加，增加的不是新发生的",
            "按人头计的，在 tasks.yaml 里写 combine: latest，只算最后一条；"
            f"或先 fazhi record void {so_far.record}，再报累计数",
        )
    return new
