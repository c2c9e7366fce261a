"""Findings closed without anybody else having looked: by the unit itself, together with its report, on mere words."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.engine.self_checked import bearers, self_checked
from spt_fazhi.model.entries.decision import Close
from spt_fazhi.model.entries.record import Rectify
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.text.plain import one_line

RULES = {
    "closed-by-itself": "责任单位自己核实、自己销号",
    "checked-by-whom": "核实人可能就是责任单位自己",
    "closed-at-once": "整改和销号在同一个分支里",
    "closed-unproved": "销号所依据的整改没有佐证材料",
}


def find(context: ReviewContext) -> Iterator[Finding]:
    """What is wrong with a closing: whoever checked must be another, and should have had something to look at."""
    directory, matching = context.after.matching.directory, context.after.matching
    fresh = {change.key for change, _ in context.added("record", Rectify)}
    owners = {each.duty.key.finding: (*each.duty.owners, *each.former) for each in context.after.rectification}
    for change, close in context.added("decision", Close):
        full = finding_id(close.inspection, close.finding)
        name, closing = finding_name(full), matching.closed.get(full)
        checked = self_checked(directory, close.checked_by, bearers(matching, full, owners.get(full, ())))
        by = f"“{one_line(close.checked_by, 40)}”"
        if checked.unit:
            said = f"问题 {name} 由责任单位{by}自己核实、自己销号"
            hint = "销号要由督察、复核的人核实；请从本分支去掉，核实以后另行决定"
            yield finding("block", "closed-by-itself", said, hint, at(change, "checked_by"))
        elif checked.named or checked.vague:
            said = f"问题 {name} 的核实人写的是{by}，可能就是责任单位自己"
            hint = "请问明是谁到现场核实的；责任单位自己核实的不算，从本分支去掉"
            yield finding("ask", "checked-by-whom", said, hint, at(change, "checked_by"))
        if closing is None or closing.entry.id != change.key:
            continue
        if closing.report.id in fresh:
            said = f"问题 {name} 的整改（{closing.report.id}）和销号在同一个分支里"
            hint = "宜先合并整改，核实以后再销号；已经核实的，请问明是谁、哪一天"
            yield finding("ask", "closed-at-once", said, hint, at(change, "finding"))
        if not closing.report.value.proves:
            said = f"问题 {name} 销号所依据的整改（{closing.report.id}）没有文号、网址、附件"
            hint = "请补上整改的材料，或在销号的 reason（核实的情况）里写清现场看到了什么"
            yield finding("ask", "closed-unproved", said, hint, at(change, "finding"))
