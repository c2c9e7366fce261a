"""A review in words, the same on the terminal and in a comment: the opening sentence and the lines of each part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spt_fazhi.changes.review import Review, kind_of
from spt_fazhi.changes.unit_words import life_text, unit_lines
from spt_fazhi.changes.values import ACTION_WORDS, SUBJECT_WORDS, Change, DutyChange, Spot, Totals
from spt_fazhi.changes.words import value_text
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import NO_TASK
from spt_fazhi.engine.states import State
from spt_fazhi.model.entries.decision import DECISION_WORDS
from spt_fazhi.model.entries.record import RECORD_WORDS
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.references import finding_name
from spt_fazhi.render.review.entry_words import about, safe
from spt_fazhi.text.sensitive import conceal
from spt_fazhi.views.counted import given
from spt_fazhi.views.wording import SIGNS, achieved_text, chinese_date, remarks, state_text, unit_text

KINDS: Final = {**RECORD_WORDS, **DECISION_WORDS, "inspection": "督察", "issued": "发出登记"}
_ORDER: Final = tuple(KINDS)
_ACTIONS: Final = ("added", "modified", "deleted")
_TOLD: Final[tuple[tuple[str, tuple[State, ...]], ...]] = (
    ("完成", ("done", "done-late")),
    ("逾期", ("overdue",)),
    ("临期", ("due-soon",)),
    ("滞后", ("behind",)),
    ("待补录", ("backfill",)),
    ("待佐证", ("unproved",)),
    ("退回待重报", ("returned",)),
    ("待销号", ("submitted",)),
    ("不适用", ("waived",)),
)


def title_text(review: Review) -> str:
    """What was compared, and the day."""
    base = f"{safe(review.base)}（{review.base_commit[:8]}）"
    head = safe(review.head) + (f"（{review.head_commit[:8]}）" if review.head_commit else "")
    return f"审阅 {head}，对比 {base}，截至 {chinese_date(review.day)}"


def summary_text(review: Review) -> str:
    """The one sentence: what came in, and what it does to the plan."""
    parts = []
    counts = review.counts
    for action in _ACTIONS:
        kinds = [f"{KINDS[kind]} {counts[action, kind]} 条" for kind in _ORDER if counts[action, kind]]
        if kinds:
            parts.append(f"{ACTION_WORDS[action]}{'、'.join(kinds)}")
    if review.plan_changes:
        parts.append(f"计划改动 {len(review.plan_changes)} 项")
    if not parts:
        parts.append(f"改动 {review.files} 个文件，没有记录、决定或计划的改动" if review.files else "没有改动")
    return f"{'，'.join(parts)}；{effect_text(review)}。"


def effect_text(review: Review) -> str:
    """`完成 120 → 123，逾期 9 → 7`; of the duties it touches where only those were read."""
    told = ""
    if review.totals is not None:
        told = _moves(review.totals)
    elif review.effects:
        told = f"所涉 {len(review.effects)} 条：{_moves(review.touched) or '状态不变'}"
    return told or "各项责任的状态不变"


def _moves(totals: Totals) -> str:
    parts = []
    before, after = totals.before, totals.after
    told = (
        ("", before.obligations, after.obligations),
        ("报送", before.progress, after.progress),
        ("整改", before.rectification, after.rectification),
    )
    for name, *sides in told:
        if name == "整改" and sum(sides[0].values()) != sum(sides[1].values()):
            parts.append(f"督察问题 {sum(sides[0].values())} → {sum(sides[1].values())}")
        for word, states in _TOLD:
            old, new = (sum(counts[state] for state in states) for counts in sides)
            if old != new:
                parts.append(f"{name}{word} {old} → {new}")
    for name, *sides in (
        ("商请", before.invited, after.invited),
        ("商请报送", before.invited_progress, after.invited_progress),
        ("商请整改", before.invited_rectification, after.invited_rectification),
    ):
        was, now = map(given, sides)
        if was != now:
            parts.append(f"{name}已提供 {was} → {now}")
    return "，".join(parts)


def verdict_text(review: Review) -> str:
    """Whether to merge."""
    blocks, asks = len(review.blocks), len(review.asks)
    if blocks:
        return f"有 {blocks} 处不能通过" + (f"，另有 {asks} 处请审核人看一眼" if asks else "") + "。"
    return f"没有不能通过的问题，有 {asks} 处请审核人看一眼。" if asks else "没有发现问题，可以合并。"


@frozen
class EffectLine:
    """A duty's change in words."""

    number: str
    title: str
    unit: str
    before: str
    after: str


def effects_by_task(review: Review) -> Iterator[tuple[str, list[EffectLine]]]:
    """The changed duties by task, in the order of the plan; the heading names the task."""
    grouped: dict[int, list[DutyChange]] = {}
    for each in review.effects:
        grouped.setdefault(each.key.task, []).append(each)
    tasks = review.tasks
    for number in sorted(grouped, key=lambda number: (number == NO_TASK, number)):
        if number == NO_TASK:
            yield "督察问题", [_line(each) for each in grouped[number]]
            continue
        task = tasks.get(number)
        yield f"{number} {safe(task.title, 40) if task else '（已删除）'}", [_line(each) for each in grouped[number]]


def _line(each: DutyChange) -> EffectLine:
    shown = each.present
    period = f" {shown.duty.period}" if shown.duty.period else ""
    finding = each.key.finding
    number = f"{each.key.obligation}{period}" if each.key.obligation else f"报送{period}"
    number = f"整改{finding_name(finding)}" if finding else number
    title = safe(shown.duty.title, 24) if each.key.obligation or finding else ""
    moved = each.before is not None and each.after is not None and each.before.due != each.after.due
    return EffectLine(
        number=number,
        title=title,
        unit=safe(unit_text(shown)),
        before=_state(each.before, moved),
        after=f"由{safe(each.handed_to)}承担" if each.handed_to else _state(each.after, moved),
    )


def _state(each: Assessed | None, moved: bool) -> str:
    if each is None:
        return "（没有）"
    so_far = achieved_text(each)
    more = f"（{so_far}）" if so_far != "—" and each.duty.kind == "obligation" else ""
    said = [safe(remark) for remark in remarks(each)] + ([f"{each.due} 到期"] if moved else [])
    return "，".join((f"{SIGNS[each.state]} {state_text(each)}{more}", *said))


def place_text(spot: Spot) -> str:
    """`data/records/…yaml:3:7`."""
    return f"{safe(spot.file)}:{max(spot.line, 1)}:{max(spot.column, 1)}"


def plan_lines(review: Review) -> Iterator[tuple[str, Spot]]:
    """The changes of the plan and the units, a field a line."""
    return change_lines(review.plan_changes)


def change_lines(changes: Iterable[Change]) -> Iterator[tuple[str, Spot]]:
    """Changes of plan and units in words, a field a line; a unit renamed, beginning or ending is one line."""
    for change in changes:
        name = SUBJECT_WORDS[change.subject] + ("" if change.subject == "register" else f" {safe(change.key, 40)}")
        if change.action != "modified":
            title = getattr(change.new or change.old, "title", "") or _life(change)
            yield f"{ACTION_WORDS[change.action]}{name}{f' {safe(title, 40)}' if title else ''}", change.spot
            continue
        told: frozenset[str] = frozenset()
        for line, spot, names in unit_lines(change):
            told |= names
            yield safe(line, 120), spot
        for field in change.fields:
            if field.name not in told:
                said = f"{value_text(field.old)}→{value_text(field.new)}".replace("  ", " ")
                yield f"修改{name} 的 {field.name}：{conceal(said).strip()}", field.spot


def _life(change: Change) -> str:
    """When an added unit begins and ends, "" for all others."""
    return life_text(change.new) if change.subject == "unit" and change.action == "added" else ""


def entry_lines(review: Review) -> Iterator[tuple[str, Spot]]:
    """The records and decisions, one a line."""
    for change in review.entry_changes:
        if change.action in {"voided", "returned", "redacted"}:
            yield f"{ACTION_WORDS[change.action]}了 {safe(change.key)}（{safe(change.by)}）", change.spot
        else:
            yield f"{ACTION_WORDS[change.action]}{KINDS.get(kind_of(change), '')} {about(change)}", change.spot
