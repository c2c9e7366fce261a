"""The turn of the year: the old one lies in the archive as it was, and what is not closed goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spt_fazhi.changes.archiving import went_on
from spt_fazhi.changes.context import ReviewContext, finding
from spt_fazhi.changes.values import Finding, Spot
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.repeated import repeated
from spt_fazhi.engine.states import MET
from spt_fazhi.model.paths import ARCHIVE_DIR, TASKS_FILE
from spt_fazhi.model.references import finding_name

RULES = {
    "year-archived": "换年度，旧的一年原样归档",
    "finding-left-behind": "换年度时没有销号的问题，或它的整改、决定没有带过去",
}
_WORDS = {
    "record": ("记录", "条"),
    "decision": ("决定", "个"),
    "inspection": ("督察", "个文件"),
    "issued": ("发出登记", "份"),
    "attachment": ("附件", "个"),
    "enclosure": ("发出的文件", "个"),
}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding for the archive; one for each open finding that is gone, or comes without what was said of it."""
    gone = went_on(context)
    if not gone:
        return
    old, new = context.before.register.info.year, context.after.register.info.year
    counted = Counter(each.kind for each in context.files if each.path in gone)
    said = "、".join(f"{word} {counted[kind]} {unit}" for kind, (word, unit) in _WORDS.items() if counted[kind])  # type: ignore[index]
    yield finding(
        "ask",
        "year-archived",
        f"换年度（{old} → {new}）：{said}从 data/ 移走，原样在 {ARCHIVE_DIR}/{old}",
        f"请核对归档的是不是这一年；查看用 fazhi status --root {ARCHIVE_DIR}/{old}",
        Spot(file=TASKS_FILE, where=("register", "year")),
    )
    yield from _left_behind(context)


def _left_behind(context: ReviewContext) -> Iterator[Finding]:
    after = {each.duty.key.finding: each for each in context.after.rectification}
    again, still = (repeated(side.register, side.matching) for side in (context.before, context.after))
    visits = {entry.id: entry.file for entry in context.before.register.inspections}
    for each in context.before.rectification:
        if each.state in MET or each.state == "waived":
            continue
        now = after.get(each.duty.key.finding)
        lacks = "没有带到新年度" if now is None else _lacks(context, each, now)
        name = each.duty.key.finding
        if not lacks and name in again and again[name] != still.get(name):
            lacks = f"与它相似的、已经销号的问题 {finding_name(again[name].id)} 没有带到新年度，看不出屡查屡犯"
        if lacks:
            yield finding(
                "block",
                "finding-left-behind",
                f"没有销号的问题 {finding_name(name)}，{lacks}",
                "连同整改和决定都要带过去：请用 fazhi rollover 换年度；不再要求整改的，先用 fazhi decide waive",
                Spot(file=visits[name.rpartition(".")[0]], side="old"),
            )


def _lacks(context: ReviewContext, before: Assessed, now: Assessed) -> str:
    """What is missing of a finding that goes on; "" where all is there."""
    if set(before.records) - set(now.records):
        return "报过的整改没有全部带到新年度"
    if before.due != now.due:
        return f"整改时限由 {before.due} 变成了 {now.due}"
    old, new = (side.matching.returned for side in (context.before, context.after))
    name = before.duty.key.finding
    back, back_now = ({key: each for key, each in found.items() if key.finding == name} for found in (old, new))
    kept = {each for found in back_now.values() for each in found}
    return "" if {each for found in back.values() for each in found} <= kept else "退回的决定没有全部带到新年度"
