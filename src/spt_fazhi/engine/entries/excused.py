"""Evidence and reports for what was waived: one of the two is wrong, and `check` says so."""

from __future__ import annotations

from collections.abc import Mapping

from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.locating import Locator
from spt_fazhi.engine.entries.withdrawals import Withdrawal
from spt_fazhi.model.entries.decision import Waive
from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.model.references import finding_name
from spt_fazhi.model.register import Entry


def note_waived(
    locator: Locator,
    evidence: Mapping[DutyKey, list[Entry[Evidence]]],
    waived: Mapping[DutyKey, tuple[Entry[Waive], ...]],
) -> None:
    """Evidence for a duty that was waived is a fault: one of the two is wrong.

    What a unit brings after it took over another's part is not, unless it was excused from that too.
    """
    for key, decisions in waived.items():
        since = locator.directory.takes_over(key.unit)
        for entry in evidence.get(key, ()):
            waive = next((each for each in decisions if since is None or each.value.recorded >= since), None)
            if waive is None and since is not None and entry.value.date < since:
                waive = decisions[0]
            if waive is not None:
                locator.fault(
                    "record-waived",
                    entry,
                    f"事项 {entry.value.obligation} 对“{entry.value.unit}”已定为不适用（{waive.id}），本条不计入",
                    "请作废本条，或撤销该决定",
                    "obligation",
                )


def note_excused(
    locator: Locator,
    reports: Mapping[str, list[Entry[Rectify]]],
    withdrawn: Mapping[str, Withdrawal],
    waived: Mapping[DutyKey, tuple[Entry[Waive], ...]],
) -> None:
    """A report of rectification that is whole, or came after its finding was excused, is a fault: one of them is wrong.

    What was done in part before says why nothing more is asked for.
    """
    for finding, waive in {key.finding: decisions[0] for key, decisions in waived.items() if key.finding}.items():
        for entry in reports.get(finding, ()):
            late = entry.value.recorded > waive.value.recorded
            if entry.id not in withdrawn and (late or entry.value.is_whole):
                message = f"问题 {finding_name(finding)} 已定为不适用（{waive.id}），本条不计入"
                locator.fault("record-waived", entry, message, "请作废本条，或撤销该决定", "finding")
