"""An obligation made easier: a later day, a lower target, fewer who owe it, more who may do it together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from spt_fazhi.changes.context import ReviewContext, finding
from spt_fazhi.changes.easing import Obligations, easier
from spt_fazhi.changes.identity import codes
from spt_fazhi.changes.values import Change, Finding, Spot
from spt_fazhi.changes.weakening import Weaker, said, weakened
from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.duties import Duty
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.views.wording import names_text

RULES = {
    "obligation-weakened": "事项被放宽",
    "obligation-removed": "事项被删除",
    "joint-wider": "共同完成的事项多了新单位",
}


def find(context: ReviewContext) -> Iterator[Finding]:
    """Blocking, unless the register may be changed; a new unit among those who do a thing together is asked about."""
    if context.plan_changed:
        yield from weakened(context, _fields(context))
        yield from weakened(context, _fewer(context))
        yield from _wider(context)


def _fields(context: ReviewContext) -> Iterator[Weaker]:
    info = context.before.register.info
    for change in context.changes:
        if change.subject != "obligation":
            continue
        name = f"事项 {change.key}"
        if change.action == "deleted":
            yield Weaker("obligation-removed", f"{name}（{change.old.title}）被删除", change.spot)
        elif change.action == "modified":
            changed = frozenset(field.name.partition(".")[0] for field in change.fields)
            both = Obligations(old=change.old, new=change.new, changed=changed, year=info.year, issued=info.issued)
            for field in change.fields:
                reason = easier(field, both)
                if reason:
                    yield Weaker("obligation-weakened", f"{name} 被放宽：{reason}，{said(field)}", field.spot)


def _fewer(context: ReviewContext) -> Iterator[Weaker]:
    """Units that owed something and, through whatever change, owe it no longer."""
    removed = {
        change.key
        for change in context.changes
        if change.action == "deleted" and change.subject in {"obligation", "task"}
    }
    before, after = _owners(context.before), _owners(context.after)
    for key, owners in before.items():
        gone = [name for code, name in owners.items() if code not in after.get(key, {})]
        if not gone or key in removed or key.partition(".")[0] in removed:
            continue
        if "." not in key and _measured_now(context, int(key)):
            continue
        what = f"事项 {key} 的承担单位减少" if "." in key else f"任务 {key} 报送进展的牵头单位减少"
        yield Weaker(
            "obligation-weakened", f"{what}：{names_text(gone, 5)}", _cause(context, key, ("modified", "deleted"))
        )


def _measured_now(context: ReviewContext, task: int) -> bool:
    """Whether a task reports no more because it has got obligations instead."""
    sides = [context.before.register, context.after.register]
    if any(side.info.progress.of == "all" for side in sides):
        return False
    had, has = ({each.id: each.obligations for each in side.tasks}.get(task, ()) for side in sides)
    return not had and bool(has)


def _wider(context: ReviewContext) -> Iterator[Finding]:
    """More units whose evidence counts for what several owe together."""
    before, after = _joint(context.before), _joint(context.after)
    known = {unit.code for unit in context.before.register.units}
    for key, owners in after.items():
        if key not in before:
            continue
        more = {code: name for code, name in owners.items() if code not in before[key]}
        if not more:
            continue
        message = f"事项 {key} 由更多单位共同完成，他们的佐证也算：{names_text(list(more.values()), 5)}"
        if known.isdisjoint(more) and not _named_otherwise(context, key):
            spot = _cause(context, key, ("added",))
            yield finding("ask", "joint-wider", message, "请核对新单位是否确有其责", spot)
        else:
            spot = _cause(context, key, ("modified", "added"))
            yield from weakened(context, [Weaker("obligation-weakened", message, spot)])


def _named_otherwise(context: ReviewContext, key: str) -> bool:
    """Whether the obligation itself (or its task, where it names none) says otherwise who does it together."""
    wanted = {("obligation", key): {"who"}}
    if key in context.obligations and not context.obligations[key].who:
        wanted["task", key.partition(".")[0]] = {"lead", "responsible"}
    return any(
        field.name in wanted.get((change.subject, change.key), ())
        for change in context.changes
        for field in change.fields
    )


def _joint(assessment: Assessment) -> Mapping[str, dict[str, str]]:
    """Who owes each joint obligation: code → name."""
    return _by_obligation(assessment, [each for each in assessment.matching.duties if each.unit is None])


def _owners(assessment: Assessment) -> Mapping[str, dict[str, str]]:
    """Who owes each obligation, and each task's progress: code → name."""
    return _by_obligation(assessment, assessment.matching.duties)


def _by_obligation(assessment: Assessment, duties: tuple[Duty, ...] | list[Duty]) -> Mapping[str, dict[str, str]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for duty in duties:
        found[duty.key.obligation or str(duty.task)].update(dict.fromkeys(duty.holders))
    return {key: codes(names, assessment.directory) for key, names in found.items()}


def _cause(context: ReviewContext, key: str, actions: tuple[str, ...]) -> Spot:
    """The change that most likely did it: the obligation's `who`, the task's units, a group, a unit."""
    wanted = [("obligation", key, {"who"}), ("task", key.partition(".")[0], {"lead", "responsible"})]
    for subject, name, fields in wanted:
        for change in context.changes:
            if (change.subject, change.key) == (subject, name):
                for field in change.fields:
                    if field.name in fields:
                        return field.spot
    for subject in ("group", "unit"):
        for action in actions:
            for change in context.changes:
                if (change.subject, change.action) == (subject, action) and _matters(change):
                    return change.spot
    return Spot(file=TASKS_FILE)


def _matters(change: Change) -> bool:
    """Whether a change of a group or unit may change who is meant."""
    harmless = {"full_name", "phone", "owners", "verified", "assumed", "complete"}
    return change.action != "modified" or any(field.name not in harmless for field in change.fields)
