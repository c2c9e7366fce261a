"""Why what a unit had handed in was handed back: a letter that asks for it again says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.entries.record import Evidence, Progress, Record, Rectify
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Entry
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.counted import handed_back
from spt_fazhi.views.wording import month_day


def return_of(
    each: Assessed, assessment: Assessment, handed: Iterable[tuple[Entry[Record], Entry[Return]]] | None = None
) -> Return | None:
    """The decision that handed back the latest record of a duty by the day; None where none was.

    `handed` is what `handed_back` gives, for who asks about many duties.
    """
    matching = assessment.matching
    keys = (each.duty.key, *(each.duty.key._replace(unit=name) for name in each.former))
    back = [found for key in keys for found in matching.returned.get(key, ()) if found[0] <= assessment.day]
    if not back:
        return None
    latest = max(back)
    found = [
        by.value
        for entry, by in (handed_back(assessment) if handed is None else handed)
        if isinstance(entry.value, Evidence | Progress | Rectify)
        and _is_about(entry.value, each, assessment)
        and (_counts_on(entry.value), entry.value.recorded, by.value.again_by or date.min) == latest
    ]
    return max(found, key=lambda decision: decision.recorded, default=None)


def missing_again(duties: Iterable[Assessed], assessment: Assessment) -> str:
    """What is said to be missing of what was handed back and did not come again; empty where nothing was handed back.

    `报来的材料6月13日已退回，原因是“照片看不清”`, and of what is overdue `，没有重新报送`.
    """
    known = [each for each in duties if not _came_again(each, assessment)]
    back = [return_of(each, assessment) for each in known]
    why = "；".join(dict.fromkeys(returned_text(each) for each in back if each is not None))
    late = any(each.state == "overdue" for each in known)
    return f"{why}，没有重新报送" if why and late else why


def _came_again(each: Assessed, assessment: Assessment) -> bool:
    """Whether something of a duty is in; of a finding something that came after the last return."""
    if each.duty.finding is None:
        return bool(each.claimed.records)
    back = return_of(each, assessment)
    reports = (entry.value for entry in assessment.matching.rectify.get(each.duty.key.finding, ()))
    return back is None or any(one.recorded > back.recorded and one.date <= assessment.day for one in reports)


def returned_text(back: Return) -> str:
    """`报来的材料6月13日已退回，原因是“照片看不清”`."""
    return f"报来的材料{month_day(back.recorded)}已退回，原因是{quoted(one_line(back.reason, 80).rstrip('。'))}"


def _counts_on(record: Evidence | Progress | Rectify) -> date:
    return record.recorded if isinstance(record, Progress) else record.counts_on


def _is_about(record: Evidence | Progress | Rectify, each: Assessed, assessment: Assessment) -> bool:
    key = each.duty.key
    if key.unit and assessment.directory.canonical(record.unit) not in {key.unit, *each.former}:
        return False
    if isinstance(record, Evidence):
        return record.obligation == key.obligation
    if isinstance(record, Rectify):
        return finding_id(record.inspection, record.finding) == key.finding
    return not key.finding and not key.obligation and (record.task, record.period) == (key.task, key.period)
