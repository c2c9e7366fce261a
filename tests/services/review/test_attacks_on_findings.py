"""What was tried to make a red finding vanish: each with its verdict, and with a twin that is nothing of the kind.

Whole reviews of whole workspaces, of 15 July 2024; all that is new came on the day a case names.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from tests.builders import checks
from tests.builders.checks import UNITS, close, finding, info, inspection, rectify, register, unit
from tests.builders.reviews import TODAY, arrival
from tests.builders.texts import comparison, files_of

from spt_fazhi.changes.review import Review
from spt_fazhi.checks.admission import with_entries
from spt_fazhi.model.entries.decision import Extend, Redact, RedactedFile, Return, Waive
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.services.review.review import ReviewOptions, read_sides, review

NAME: dict[str, Any] = {"inspection": "2024-05-24-k7q2", "finding": 1}
WHY = {"reason": "该镇六月受灾停工，七月下旬复工", "approved_by": "示依法办〔2024〕4号"}
VISIT = inspection(
    findings=(finding(), finding(2, unit="区财政局", problem="未按时公开执法结果", due=date(2024, 7, 31)))
)
DONE = rectify(title="补正5件处罚案卷并自查23件", document="东政发〔2024〕8号")
PART = rectify("2024-06-01-k7q2.1-bbbb", title="先行补正2件处罚案卷", stage="partial", date=date(2024, 6, 1),
               recorded=date(2024, 6, 1), document="东政发〔2024〕6号")  # fmt: skip
BASE = register(inspections=(VISIT,), info=info(office="区司法局"))
"""东镇 owes its finding since 30 June; the other is due on 31 July."""
REPORTED = with_entries(BASE, [DONE])
CLOSED = with_entries(REPORTED, [close()])


class Branch(NamedTuple):
    """What a branch makes of a base; `came` is when what is new came."""

    after: Register
    before: Register = BASE
    came: str = "07-15"


def adding(*entries: Entry[Any], before: Register = BASE, came: str = "07-15") -> Branch:
    return Branch(with_entries(before, entries), before, came)


def on(text: str) -> date:
    return date.fromisoformat(f"2024-{text}")


def more_time(recorded: str, due: str = "2024-09-30", number: int = 1) -> Entry[Any]:
    given = {**NAME, **WHY, "finding": number, "due": date.fromisoformat(due), "recorded": on(recorded)}
    return checks.decision(Extend, f"2024-{recorded}-extend-aaaa", **given)


def excused(recorded: str) -> Entry[Any]:
    return checks.decision(Waive, f"2024-{recorded}-waive-aaaa", **NAME, **WHY, recorded=on(recorded))


def back(recorded: str, again_by: str | None = None, record: str = DONE.id) -> Entry[Any]:
    given = {"record": record, "again_by": on(again_by) if again_by else None, "reason": "现场与材料不符，案卷仍缺意见"}
    return checks.decision(Return, f"2024-{recorded}-return-aaaa", recorded=on(recorded), **given)


def checked(recorded: str, by: str = "复核组") -> Entry[Any]:
    return close(f"2024-{recorded}-close-aaaa", recorded=on(recorded), checked_by=by)


def revisited(**given: Any) -> Register:
    return replace(BASE, inspections=(inspection(**({"findings": VISIT.value.findings} | given)),))


OWN, REST = VISIT.value.findings
LATE = rectify("2024-07-12-k7q2.1-cccc", title="补正5件处罚案卷并自查23件", date=on("07-12"), recorded=on("07-12"),
               document="东政发〔2024〕9号")  # fmt: skip
BLOCK, ASK = "block", "ask"
CASES: dict[str, tuple[str, str, Branch, Branch]] = {
    "the due day moved": (
        BLOCK, "inspection-changed", Branch(revisited(findings=(replace(OWN, due=on("09-30")), REST))), Branch(revisited()),
    ),
    "another unit's": (
        BLOCK, "inspection-changed", Branch(revisited(findings=(replace(OWN, unit="区财政局"), REST))), Branch(revisited()),
    ),
    "the finding taken out": (BLOCK, "inspection-changed", Branch(revisited(findings=(REST,))), Branch(revisited())),
    "the inspection deleted": (BLOCK, "inspection-changed", Branch(replace(BASE, inspections=())), Branch(BASE)),
    "a backdated extension": (
        BLOCK, "recorded-decides", adding(more_time("06-28")), adding(more_time("06-28"), came="06-30"),
    ),
    "an extension after the day": (
        BLOCK, "check-error", adding(more_time("07-10"), came="07-10"), adding(more_time("07-10", number=2), came="07-10"),
    ),
    "an extension to 2999": (
        BLOCK, "check-error", adding(more_time("06-28", "2999-12-31"), came="06-28"),
        adding(more_time("06-28", "2025-12-31"), came="06-28"),
    ),
    "a waiver after the due day": (ASK, "waived-late", adding(excused("07-15")), adding(excused("06-28"), came="06-28")),
    "a backdated waiver": (BLOCK, "recorded-decides", adding(excused("06-28")), adding(excused("07-15"))),
    "closed without a report": (BLOCK, "check-error", adding(checked("07-15")), adding(checked("07-15"), before=REPORTED)),
    "closed on a part": (
        BLOCK, "check-error", adding(checked("07-15"), before=with_entries(BASE, [PART])),
        adding(checked("07-15"), before=REPORTED),
    ),
    "closed by the unit itself": (
        BLOCK, "closed-by-itself", adding(checked("07-15", "东镇"), before=REPORTED),
        adding(checked("07-15", "区司法局"), before=REPORTED),
    ),
    "reported and closed at once": (
        ASK, "closed-at-once", adding(LATE, checked("07-15")), adding(checked("07-15"), before=REPORTED),
    ),
    "closed on words alone": (
        ASK, "closed-unproved",
        adding(checked("07-15"), before=with_entries(BASE, [rectify(title="补正5件处罚案卷并自查23件")])),
        adding(checked("07-15"), before=REPORTED),
    ),
    "filed and returned in one branch": (
        BLOCK, "return-shields", adding(LATE, back("07-15", "08-10", LATE.id)), adding(LATE),
    ),
    "sent again as it was": (
        ASK, "rectify-unchanged",
        adding(replace(LATE, value=replace(LATE.value, document=DONE.value.document)),
               before=with_entries(REPORTED, [back("07-01", "07-31")]), came="07-12"),
        adding(LATE, before=with_entries(REPORTED, [back("07-01", "07-31")]), came="07-12"),
    ),
    "sent again too late, and backdated": (
        BLOCK, "recorded-decides", adding(LATE, before=with_entries(REPORTED, [back("07-01", "07-12")]), came="07-25"),
        adding(LATE, before=with_entries(REPORTED, [back("07-01", "07-12")]), came="07-12"),
    ),
    "a report that says nothing": (
        ASK, "says-nothing", adding(rectify(title="已按要求整改", document="东政发〔2024〕8号")), adding(DONE),
    ),
    "its own kind": (
        BLOCK, "check-error", adding(inspection("2024-06-14-m3p4", title="专项督察", findings=(finding(kind="不要紧的"),))),
        adding(inspection("2024-06-14-m3p4", title="专项督察", findings=(finding(kind="其他"),))),
    ),
    "the unit taken out": (BLOCK, "plan-eases", Branch(replace(BASE, units=UNITS[:2])), Branch(BASE)),
    "the unit called otherwise": (
        BLOCK, "unit-weakened", Branch(replace(BASE, units=(*UNITS[:2], unit("东镇", "dz", kind="party")))),
        Branch(replace(BASE, units=(*UNITS[:2], unit("东街道", "dz", kind="township", aliases=("东镇",))))),
    ),
    "the closing taken back unseen": (
        BLOCK, "decision-changed", Branch(replace(CLOSED, decisions=()), CLOSED), adding(back("07-15"), before=CLOSED),
    ),
    "an attachment let go that is none": (
        BLOCK, "check-error",
        adding(checks.decision(Redact, "2024-07-15-redact-aaaa", record=DONE.id, recorded=TODAY, reason="含个人信息，应当去除",
                               files=(RedactedFile(name="无.txt", sha256=checks.SHA),)), before=REPORTED),
        Branch(REPORTED, REPORTED),
    ),
}  # fmt: skip


def reviewed(branch: Branch) -> Review:
    compared = comparison(files_of(branch.before), files_of(branch.after))
    arrivals = {each.path: arrival(on(branch.came)) for each in compared.changes if each.old is None}
    compared = replace(compared, arrivals=arrivals)
    return review(compared, read_sides(compared), TODAY, ReviewOptions(), None)


def rules(branch: Branch, keep: Callable[[str], bool] = bool) -> dict[str, str]:
    return {each.rule: each.level for each in reviewed(branch).findings if keep(each.rule)}


@pytest.mark.parametrize(("level", "rule", "tried", "twin"), CASES.values(), ids=CASES)
def test_what_was_tried(level: str, rule: str, tried: Branch, twin: Branch) -> None:
    assert rules(tried).get(rule) == level
    assert rule not in rules(twin)
