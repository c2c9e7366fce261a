"""The plan made easier: a later day, a lower target, fewer units, something removed, changed words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from spt_fazhi.changes.context import ReviewContext, finding
from spt_fazhi.changes.values import Change, FieldChange, Finding, Level, Spot
from spt_fazhi.changes.words import value_text
from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.period import periods_of
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget
from spt_fazhi.views.wording import names_text

RULES = {
    "obligation-weakened": "事项被放宽",
    "obligation-removed": "事项被删除",
    "task-text": "任务的文字被改动",
    "task-removed": "任务被删除",
    "plan-weakened": "计划的设置被放宽",
    "source-changed": "原文被改动",
}
_HINT: Final = "计划的改动要单独提请审批；确认无误的，用 fazhi review --allow-register 放行"
_PERIODS: Final = {"month": 12, "quarter": 4, "half": 2, None: 1}
_CYCLES: Final = {"quarter": 4, "half": 2, "none": 0}


def find(context: ReviewContext) -> Iterator[Finding]:
    """Blocking, unless the register may be changed: then a look is asked for."""
    if not context.after.register.info.title:  # a plan that cannot be read: the error says so, and is all there is
        return
    level: Level = "ask" if context.allow_register else "block"
    for rule, message, spot in _all(context):
        yield finding(level, rule, message, _HINT if level == "block" else "已放行计划改动，请核对依据", spot)


def _all(context: ReviewContext) -> Iterator[tuple[str, str, Spot]]:
    for change in context.changes:
        if change.subject == "obligation":
            yield from _obligation(change)
        elif change.subject == "task":
            yield from _task(change)
        elif change.subject == "register" and change.action == "modified":
            yield from _register(change)
    yield from _fewer(context)
    for each in context.files:
        if each.kind == "source" and each.action != "added":
            done = "删除" if each.action == "deleted" else "改动"
            yield (
                "source-changed",
                f"文件原文被{done}",
                Spot(file=each.path, where=(), side="old" if each.action == "deleted" else "new"),
            )


def _obligation(change: Change) -> Iterator[tuple[str, str, Spot]]:
    name = f"事项 {change.key}"
    if change.action == "deleted":
        yield "obligation-removed", f"{name}（{change.old.title}）被删除", change.spot
        return
    if change.action == "modified":
        for field in change.fields:
            reason = _weaker(field, change.old, change.new)
            if reason:
                said = f"{value_text(field.old)}→{value_text(field.new)}"
                yield "obligation-weakened", f"{name} 被放宽：{reason}，{said.replace('  ', ' ').strip()}", field.spot


def _weaker(field: FieldChange, old: Obligation, new: Obligation) -> str:
    """Why the change of a field makes the obligation easier, "" when it does not."""
    name = field.name.partition(".")[0]
    if name == "quote":
        return "引文被改"
    if name == "due" and old.due is not None and _first_due(new, old.due.year) > old.due:
        return "期限推后"
    if name == "every" and _PERIODS[new.every] < _PERIODS[old.every]:
        return "次数减少"
    if name == "scope" and new.scope == "joint":
        return "由各自完成改为共同完成"
    return _lower(field, old, new) if name == "target" else ""


def _first_due(obligation: Obligation, year: int) -> date:
    """The first day by which something is owed."""
    return obligation.due or periods_of(year, obligation.every or "year")[0].last


def _lower(field: FieldChange, old: Obligation, new: Obligation) -> str:
    before, after = old.target, new.target
    if isinstance(before, CountTarget) and isinstance(after, CountTarget):
        if field.name == "target.unit":
            return "计量单位被改"
        return "目标降低" if field.name == "target.count" and after.count < before.count else ""
    if isinstance(before, RateTarget) and isinstance(after, RateTarget):
        return _lower_rate(field, before, after)
    if before is None and not isinstance(after, RateTarget):  # a rate is met by 无发生, a milestone is not
        return ""
    return "取消了目标" if after is None else "考核方式被改"


def _lower_rate(field: FieldChange, before: RateTarget, after: RateTarget) -> str:
    if field.name == "target.rate":
        return "比率降低" if after.rate < before.rate else ""
    if field.name == "target.settle":
        return "由到期判定改为达到即算" if after.settle == "when-reached" else ""
    return "考核的对象被改"


def _task(change: Change) -> Iterator[tuple[str, str, Spot]]:
    if change.action == "deleted":
        yield "task-removed", f"任务 {change.key}（{change.old.title}）被删除", change.spot
        return
    if change.action == "modified":
        for field in change.fields:
            if field.name in {"text", "title"}:
                word = "正文" if field.name == "text" else "标题"
                yield "task-text", f"任务 {change.key} 的{word}被改动：{_differs(field.old, field.new)}", field.spot


def _differs(old: str, new: str) -> str:
    """The first stretch that differs, with a little around it."""
    start = next(
        (i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    end = next(
        (i for i, pair in enumerate(zip(reversed(old), reversed(new), strict=False)) if pair[0] != pair[1]),
        min(len(old), len(new)),
    )
    end = min(end, len(old) - start, len(new) - start)
    first = max(start - 6, 0)
    before, after = old[first : len(old) - end + 4], new[first : len(new) - end + 4]
    return f"{value_text(before)}→{value_text(after)}"


def _register(change: Change) -> Iterator[tuple[str, str, Spot]]:
    old, new = change.old, change.new
    weaker = {
        "year": "计划年度被改",
        "issued": "印发日推后，更多责任会变成待补录" if new.issued > old.issued else "",
        "progress": "进展报送减少" if _CYCLES[new.progress] < _CYCLES[old.progress] else "",
        "progress_grace_days": "报送宽限变长" if new.progress_grace_days > old.progress_grace_days else "",
        "source": "原文文件被换" if old.source is not None else "",
    }
    for field in change.fields:
        reason = weaker.get(field.name, "")
        if reason:
            said = f"{value_text(field.old)}→{value_text(field.new)}".replace("  ", " ").strip()
            yield "plan-weakened", f"计划的设置被放宽：{reason}，{field.name} {said}", field.spot


def _fewer(context: ReviewContext) -> Iterator[tuple[str, str, Spot]]:
    """Units that owed something and, through whatever change, owe it no longer."""
    removed = {
        change.key
        for change in context.changes
        if change.action == "deleted" and change.subject in {"obligation", "task"}
    }
    before, after = _owners(context.before), _owners(context.after)
    for key, owners in before.items():
        gone = [name for name in owners if name not in after.get(key, {})]
        if not gone or key in removed or key.partition(".")[0] in removed:
            continue
        what = f"事项 {key} 的承担单位减少" if "." in key else f"任务 {key} 报送进展的牵头单位减少"
        yield "obligation-weakened", f"{what}：{names_text(gone, 5)}", _cause(context, key)


def _owners(assessment: Assessment) -> Mapping[str, dict[str, None]]:
    """Who owes each obligation, and each task's progress."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for duty in assessment.matching.duties:
        found[duty.key.obligation or str(duty.task)].update(dict.fromkeys(duty.owners))
    return found


def _cause(context: ReviewContext, key: str) -> Spot:
    """The change that most likely did it: the obligation's `who`, the task's units, a group, a unit."""
    wanted = [("obligation", key, {"who"}), ("task", key.partition(".")[0], {"lead", "responsible"})]
    for subject, name, fields in wanted:
        for change in context.changes:
            if (change.subject, change.key) == (subject, name):
                for field in change.fields:
                    if field.name in fields:
                        return field.spot
    for subject in ("group", "unit"):
        found = next((each for each in context.changes if each.subject == subject and each.action != "added"), None)
        if found is not None:
            return found.spot
    return Spot(file=TASKS_FILE)
