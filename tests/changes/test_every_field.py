"""Every field of the plan has its verdict: what a change of it does in a review. A new field must be given one here.

`block`: some change of it makes the plan easier and must not pass. `ask`: it has a finding of its own. `shown`: it is
among the changes of the plan that a reviewer is asked to look at, and nothing more.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest
from tests.builders.checks import GROUPS, UNITS, info, obligation, register, task, unit
from tests.builders.reviews import compare

from spt_fazhi.changes.runner import run
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import (
    AskedFigure,
    CountTarget,
    LetterSettings,
    Obligation,
    ProgressSettings,
    RateTarget,
    RegisterInfo,
    ReviewSettings,
    Section,
    Task,
)
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Group, GroupMembers, Unit

JUNE, JULY = date(2024, 6, 30), date(2024, 7, 1)
RATE = RateTarget(rate=Decimal("0.9"), of="人员", reached="达到60学时", combine="add")
COUNT = CountTarget(count=4)
QUARTERLY: dict[str, Any] = {"due": None, "every": "quarter"}
ASSUMED = (Assumption("due", "原文未写时限，按年底计"),)

Change = tuple[str, Any, Any]
"""The verdict, and a change that earns it: the field before and after."""

OBLIGATION: Final[dict[str, Change]] = {
    "id": ("block", "1.1", "1.2"), "title": ("ask", "甲", "乙"), "quote": ("block", "组织开展专题讲法", "专题讲法"),
    "who": ("block", ("各部门",), ("区司法局",)), "scope": ("block", "each", "joint"), "target": ("block", COUNT, None),
    "due": ("block", JUNE, JULY), "every": ("block", "quarter", "half"), "due_day": ("block", 20, 25), "after": ("block", 5, 10),
    "start": ("block", None, JULY), "phrase": ("ask", None, "年底前"), "proof": ("block", "签到表", None),
    "holder": ("block", None, "区财政局"), "figures": ("block", (AskedFigure(name="人数"),), ()), "recurs": ("block", "yearly", None),
    "basis": ("ask", "条例第九条", None), "assumed": ("ask", ASSUMED, ()),
}  # fmt: skip
COUNTED: Final[dict[str, Change]] = {
    "count": ("block", 4, 3),
    "unit": ("block", "次", "场"),
    "pace": ("block", "even", "none"),
}
RATED: Final[dict[str, Change]] = {
    "rate": ("block", Decimal("0.9"), Decimal("0.8")), "of": ("block", "人员", "干部"), "reached": ("block", "达到60学时", None),
    "settle": ("block", "at-due", "when-reached"), "combine": ("block", "add", "latest"),
}  # fmt: skip
TASK: Final[dict[str, Change]] = {
    "id": ("block", 1, 2), "section": ("ask", "一", "二"), "title": ("block", "甲", "乙"), "text": ("block", "甲", "乙"),
    "lead": ("block", ("区司法局", "东镇"), ("东镇",)), "responsible": ("block", ("各镇",), ()),
    "obligations": ("block", (obligation(),), ()), "carried_from": ("block", None, 2023),
}  # fmt: skip
SECTION: Final[dict[str, Change]] = {"id": ("shown", "一", "甲"), "title": ("ask", "甲", "乙")}
REGISTER: Final[dict[str, Change]] = {
    "format": ("block", 2, 3), "year": ("block", 2024, 2025), "title": ("shown", "甲", "乙"), "issuer": ("shown", "甲", "乙"),
    "issued": ("block", JUNE, JULY), "source": ("block", "source/示例.txt", None), "office": ("block", "区司法局", None),
    "also": ("block", (), ("source/旧.txt",)),
    "signature": ("shown", None, "甲"), "due_soon_days": ("block", 30, 0), "backfill_until": ("block", JUNE, None),
    "progress": ("block", ProgressSettings(every="month"), ProgressSettings(every="half")),
    "attachment_limit_mib": ("block", 20, 999999), "review": ("block", ReviewSettings(), ReviewSettings(late_days=0)),
    "letters": ("block", LetterSettings(), LetterSettings(urge_after=9)), "number": ("shown", None, "〔{year}〕{n}号"),
    "addressees": ("shown", ("各镇",), ("各部门",)), "finding_kinds": ("shown", ("甲",), ("乙",)),
}  # fmt: skip
PROGRESS: Final[dict[str, Change]] = {
    "every": ("block", "quarter", "half"), "of": ("block", "all", "unmeasured"), "grace_days": ("block", 10, 20),
}  # fmt: skip
REVIEW: Final[dict[str, Change]] = {
    "late_days": ("block", 60, 90), "copied_percent": ("block", 90, 95), "amount_times": ("block", 10, 20),
    "amount_peers": ("block", 5, 9), "short_text": ("block", 6, 3),
}  # fmt: skip
LETTERS: Final[dict[str, Change]] = {
    "urge_after": ("block", 0, 9), "supervise_after": ("block", 15, 30), "not_again_within": ("block", 10, 30),
}  # fmt: skip
UNIT: Final[dict[str, Change]] = {
    "name": ("ask", "区财政局", "区财政金融局"), "code": ("block", "czj", "cz"), "kind": ("block", "government", "party"),
    "tags": ("shown", (), ("执法",)), "aliases": ("shown", (), ("财政局",)), "owners": ("block", (), ("@li",)),
    "full_name": ("ask", None, "示例区财政局"), "verified": ("ask", True, False), "phone": ("shown", None, "0955-1234567"),
    "acts_through": ("block", None, "区司法局"), "from_": ("block", None, JULY), "until": ("block", None, JULY),
    "succeeded_by": ("block", "区司法局", "东镇"), "assumed": ("ask", (Assumption("kind", "按名称判断"),), ()),
}  # fmt: skip
GROUP: Final[dict[str, Change]] = {
    "name": ("block", "各部门", "各单位"), "members": ("block", GROUPS[1].members, GroupMembers(units=("区司法局",))),
    "complete": ("block", False, True), "assumed": ("ask", (Assumption("members", "文件没有列出"),), ()),
}  # fmt: skip
MEMBERS: Final[dict[str, Change]] = {
    "kinds": ("block", ("government",), ("vertical",)), "tags": ("block", ("财",), ()), "units": ("block", ("东镇",), ()),
    "except_": ("block", (), ("区财政局",)),
}  # fmt: skip
FIELDS: Final[dict[type, dict[str, Change]]] = {
    Obligation: OBLIGATION, CountTarget: COUNTED, RateTarget: RATED, Task: TASK, Section: SECTION, RegisterInfo: REGISTER,
    ProgressSettings: PROGRESS, ReviewSettings: REVIEW, LetterSettings: LETTERS, Unit: UNIT, Group: GROUP, GroupMembers: MEMBERS,
}  # fmt: skip


def whole(cls: type, field: str, value: Any) -> Register:
    """A register in which that field of something of that class has that value."""
    given = {field: value}
    if cls is Obligation:
        cycle = QUARTERLY if field in {"every", "due_day", "after", "start"} else {}
        return register(tasks=(task(obligations=(obligation(**(cycle | given)),)),))
    if cls in {CountTarget, RateTarget}:
        return whole(Obligation, "target", replace(COUNT if cls is CountTarget else RATE, **given))
    if cls is Task:
        return register(tasks=(task(**given),))
    if cls is Section:
        return register(sections=(Section(**({"id": "一", "title": "强化领导"} | given)),))
    if cls is RegisterInfo:
        return register(info=info(**given))
    if cls in {ProgressSettings, ReviewSettings, LetterSettings}:
        name = {ProgressSettings: "progress", ReviewSettings: "review", LetterSettings: "letters"}[cls]
        base = ProgressSettings(every="quarter", of="all") if cls is ProgressSettings else cls()
        return whole(RegisterInfo, name, replace(base, **given))
    if cls is Unit:
        ending = {"until": JUNE} if field == "succeeded_by" else {}
        changed = unit(**({"name": "区财政局", "code": "czj"} | ending | given))
        return register(units=(UNITS[0], changed, UNITS[2]))
    if cls is GroupMembers:
        tagged = (UNITS[0], unit("区财政局", "czj"), unit("东镇", "dz", kind="township", tags=("财",)))
        members = replace(GroupMembers(kinds=("government",)), **given)
        return replace(whole(Group, "members", members), units=tagged)
    named: dict[str, Any] = {"name": "各部门", "members": GROUPS[1].members}
    return register(groups=(GROUPS[0], Group(**(named | given))))


@pytest.mark.parametrize("cls", FIELDS, ids=[cls.__name__ for cls in FIELDS])
def test_no_field_is_without_a_verdict(cls: type) -> None:
    assert set(FIELDS[cls]) == {field.name for field in dataclasses.fields(cls)}


@pytest.mark.parametrize(
    ("cls", "field"),
    [(cls, field) for cls, table in FIELDS.items() for field in table],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_a_change_of_the_field_gets_it(cls: type, field: str) -> None:
    verdict, old, new = FIELDS[cls][field]
    findings = run(compare(whole(cls, field, old), whole(cls, field, new)))
    levels = {each.level for each in findings}
    rules = {each.rule for each in findings}
    assert "plan-changed" in rules
    assert ("block" in levels) == (verdict == "block")
    assert bool(rules - {"plan-changed"}) == (verdict != "shown")
