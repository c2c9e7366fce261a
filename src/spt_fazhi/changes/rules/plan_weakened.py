"""The plan made easier: a task's words or units, the settings of the register, the document itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Final

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.identity import codes
from spt_fazhi.changes.values import Change, FieldChange, Finding
from spt_fazhi.changes.weakening import Weaker, change_text, said, weakened
from spt_fazhi.model.plan import RegisterInfo
from spt_fazhi.views.wording import names_text

RULES = {
    "task-text": "任务的文字被改动",
    "task-removed": "任务被删除",
    "task-units": "任务的牵头或责任单位减少",
    "plan-weakened": "计划的设置被放宽",
    "source-changed": "原文被改动",
}
_CYCLES: Final = {"month": 12, "quarter": 4, "half": 2, "none": 0}


def find(context: ReviewContext) -> Iterator[Finding]:
    """Blocking, unless the register may be changed: then a look is asked for."""
    yield from weakened(context, _all(context))


def _all(context: ReviewContext) -> Iterator[Weaker]:
    for change in context.changes:
        if change.subject == "task":
            yield from _task(context, change)
        elif change.subject == "register" and change.action == "modified":
            yield from _register(change)
    for each in context.files:
        if each.kind == "source" and each.action != "added":
            done = "删除" if each.action == "deleted" else "改动"
            yield Weaker("source-changed", f"文件原文被{done}", each.spot)


def _task(context: ReviewContext, change: Change) -> Iterator[Weaker]:
    if change.action == "deleted":
        yield Weaker("task-removed", f"任务 {change.key}（{change.old.title}）被删除", change.spot)
    for field in change.fields:
        if field.name in {"text", "title"}:
            word = "正文" if field.name == "text" else "标题"
            message = f"任务 {change.key} 的{word}被改动：{_differs(field.old, field.new)}"
            yield Weaker("task-text", message, field.spot)
        elif field.name == "carried_from":
            message = f"计划的设置被放宽：任务 {change.key} 承接哪一年的事项被改，{said(field)}"
            yield Weaker("plan-weakened", message, field.spot)
        elif field.name in {"lead", "responsible"}:
            yield from _left_out(context, change, field)


def _left_out(context: ReviewContext, change: Change, field: FieldChange) -> Iterator[Weaker]:
    """Units that the document names for the task and that are not named any more, whatever they owe."""
    before = codes(context.before.matching.directory.expand(field.old), context.before.matching.directory)
    after = codes(context.after.matching.directory.expand(field.new), context.after.matching.directory)
    gone = [name for code, name in before.items() if code not in after]
    if gone:
        word = "牵头" if field.name == "lead" else "责任"
        yield Weaker("task-units", f"任务 {change.key} 的{word}单位减少：{names_text(gone, 5)}", field.spot)


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
    return change_text(old[first : len(old) - end + 4], new[first : len(new) - end + 4])


Reason = Callable[[RegisterInfo, RegisterInfo], str]


def _register(change: Change) -> Iterator[Weaker]:
    for field in change.fields:
        reason = _SETTINGS[field.name](change.old, change.new) if field.name in _SETTINGS else ""
        if reason:
            message = f"计划的设置被放宽：{reason}，{field.name} {said(field)}"
            yield Weaker("plan-weakened", message, field.spot)


def _always(reason: str) -> Reason:
    return lambda _old, _new: reason


def _more(name: str, reason: str) -> Reason:
    """Easier when the number is greater."""
    of = attrgetter(name)
    return lambda old, new: reason if of(new) > of(old) else ""


def _less(name: str, reason: str) -> Reason:
    """Easier when the number is smaller."""
    of = attrgetter(name)
    return lambda old, new: reason if of(new) < of(old) else ""


def _threshold(name: str, *, more: bool = True) -> Reason:
    """A threshold of the review that lets more pass: greater (or smaller), or turned off."""
    of = attrgetter(name)

    def reason(old: RegisterInfo, new: RegisterInfo) -> str:
        was, now = of(old), of(new)
        looser = now > was if more else now < was
        return "审阅看得更松" if was and (now == 0 or looser) else ""

    return reason


def _source(old: RegisterInfo, _new: RegisterInfo) -> str:
    return "原文文件被换" if old.source is not None else ""


def _issued(old: RegisterInfo, new: RegisterInfo) -> str:
    return "印发日推后，更多责任会变成待补录" if new.issued > old.issued else "印发日被改"


def _backfill(old: RegisterInfo, new: RegisterInfo) -> str:
    return "待补录的最后一天推后" if new.last_backfill_day > old.last_backfill_day else ""


def _asked(old: RegisterInfo, new: RegisterInfo) -> str:
    return "进展报送减少" if _CYCLES[new.progress.every] < _CYCLES[old.progress.every] else ""


def _asked_of(_old: RegisterInfo, new: RegisterInfo) -> str:
    return "要报送进展的任务减少" if new.progress.of == "unmeasured" else ""


_SETTINGS: Final[Mapping[str, Reason]] = {
    "format": _always("格式号被改"),
    "year": _always("计划年度被改"),
    "issued": _issued,
    "source": _source,
    "also": _always("沿用的原文被改"),
    "office": _always("管台账的单位被改"),
    "backfill_until": _backfill,
    "due_soon_days": _less("due_soon_days", "临期提醒变晚"),
    "attachment_limit_mib": _more("attachment_limit_mib", "附件的大小上限变大"),
    "progress.every": _asked,
    "progress.of": _asked_of,
    "progress.grace_days": _more("progress.grace_days", "报送宽限变长"),
    "review.late_days": _threshold("review.late_days"),
    "review.copied_percent": _threshold("review.copied_percent"),
    "review.amount_times": _threshold("review.amount_times"),
    "review.amount_peers": _threshold("review.amount_peers"),
    "review.short_text": _threshold("review.short_text", more=False),
    "letters.urge_after": _more("letters.urge_after", "催办变晚"),
    "letters.supervise_after": _more("letters.supervise_after", "督办变晚"),
    "letters.not_again_within": _more("letters.not_again_within", "再次去函变晚"),
}
