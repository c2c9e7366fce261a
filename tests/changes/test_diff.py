"""What differs between two registers, typed and placed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from tests.builders.checks import (
    GROUPS,
    UNITS,
    attached,
    decision,
    evidence,
    info,
    obligation,
    progress,
    register,
    task,
    unit,
    void,
)
from tests.builders.strategies import registers

from spt_fazhi.changes.diff import changes, withdrawals
from spt_fazhi.engine.entries.matching import attach
from spt_fazhi.model.entries.decision import Return, Waive
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.model.plan import CountTarget, RateTarget, ReviewSettings, Section
from spt_fazhi.model.register import Place, Register
from spt_fazhi.model.unit import Group, GroupMembers

EMPTY = register(info=info(title=""), sections=(), tasks=(), units=(), groups=())


def only(old: Register, new: Register) -> tuple[Any, ...]:
    """The one change: subject, action, key, and its fields with both values and their places."""
    (change,) = changes(old, new)
    fields = [(each.name, each.old, each.new, each.spot.side, each.spot.where) for each in change.fields]
    return change.subject, change.action, change.key, fields


@given(registers())
def test_a_register_does_not_differ_from_itself(world: Register) -> None:
    assert changes(world, world) == ()
    copy = replace(world, records=tuple(replace(each) for each in world.records))
    assert changes(world, copy) == ()


@given(registers())
def test_there_and_back(world: Register) -> None:
    bare = replace(world, tasks=(), records=(), decisions=())
    away = changes(world, bare)
    back = changes(bare, world)
    assert {(each.subject, each.key) for each in away} == {(each.subject, each.key) for each in back}
    assert {each.action for each in away} <= {"deleted"}
    assert {each.action for each in back} <= {"added"}
    assert all(each.spot.side == "old" and each.old is not None for each in away)
    assert all(each.spot.side == "new" and each.new is not None for each in back)
    assert len(away) == len(world.records) + len(world.decisions) + sum(
        1 + len(each.obligations) for each in world.tasks
    )


def test_everything_that_can_be_added() -> None:
    records = (evidence(),)
    decisions = (decision(Return, "2024-06-18-return-aaaa", record=records[0].id),)
    found = changes(EMPTY, register(records=records, decisions=decisions))
    assert [(each.subject, each.key, each.spot.file, each.spot.where) for each in found] == [
        ("register", "register", TASKS_FILE, ("register",)),
        ("section", "一", TASKS_FILE, ("sections", 0)),
        ("task", "1", TASKS_FILE, ("tasks", 0)),
        ("obligation", "1.1", TASKS_FILE, ("tasks", 0, "obligations", 0)),
        *[("unit", each.name, UNITS_FILE, ("units", index)) for index, each in enumerate(UNITS)],
        *[("group", each.name, UNITS_FILE, ("groups", index)) for index, each in enumerate(GROUPS)],
        ("record", records[0].id, records[0].file, ()),
        ("decision", "2024-06-18-return-aaaa", "data/decisions/2024-06-18-return-aaaa.yaml", ()),
    ]


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("title", "甲", "乙"), ("quote", "甲", "乙"), ("who", ("各镇",), ("各部门",)), ("scope", "each", "joint"),
        ("due", date(2024, 6, 30), date(2024, 9, 30)), ("phrase", None, "年底前"), ("phrase", "年底前", None),
    ],
)  # fmt: skip
def test_fields_of_an_obligation(field: str, old: Any, new: Any) -> None:
    was, now = (register(tasks=(task(obligations=(obligation(**{field: each}),)),)) for each in (old, new))
    side = "old" if new is None else "new"
    where = ("tasks", 0, "obligations", 0, field)
    assert only(was, now) == ("obligation", "modified", "1.1", [(field, old, new, side, where)])


def test_inside_a_target_and_from_one_kind_to_the_other() -> None:
    def plan(target: Any) -> Register:
        return register(tasks=(task(obligations=(obligation(target=target),)),))

    where = ("tasks", 0, "obligations", 0, "target")
    one, two = CountTarget(count=1, unit="次"), CountTarget(count=2, unit="场")
    assert only(plan(one), plan(two))[3] == [
        ("target.count", 1, 2, "new", (*where, "count")), ("target.unit", "次", "场", "new", (*where, "unit")),
    ]  # fmt: skip
    rate = RateTarget(rate=Decimal(1), of="人员", reached="达到60学时")
    less = RateTarget(rate=Decimal("0.9"), of="干部", settle="when-reached")
    assert [each[0] for each in only(plan(rate), plan(less))[3]] == [
        "target.rate", "target.of", "target.reached", "target.settle",
    ]  # fmt: skip
    assert only(plan(one), plan(rate))[3] == [("target", one, rate, "new", where)]
    assert only(plan(one), plan(None))[3] == [("target", one, None, "old", where)]


def test_settings_members_and_units() -> None:
    old, new = info(), info(review=ReviewSettings(late_days=1), due_soon_days=5)
    assert only(register(info=old), register(info=new)) == (
        "register", "modified", "register",
        [("due_soon_days", 30, 5, "new", ("register", "due_soon_days")),
         ("review.late_days", 60, 1, "new", ("register", "review", "late_days"))],
    )  # fmt: skip
    less = Group(name="各镇", members=GroupMembers(kinds=("township",), except_=("东镇",)))
    assert only(register(), register(groups=(less, GROUPS[1]))) == (
        "group", "modified", "各镇",
        [("members.except", (), ("东镇",), "new", ("groups", 0, "members", "except"))],
    )  # fmt: skip
    moved = (unit("区司法局", "sfj", aliases=("司法局",), kind="vertical", tags=("执法",)), *UNITS[1:])
    assert [each[0] for each in only(register(), register(units=moved))[3]] == ["kind", "tags"]


def test_a_unit_is_its_code() -> None:
    renamed = (unit("区司法和信访局", "sfj", aliases=("司法局", "区司法局")), *UNITS[1:])
    assert only(register(), register(units=renamed)) == (
        "unit", "modified", "区司法和信访局",
        [("name", "区司法局", "区司法和信访局", "new", ("units", 0, "name")),
         ("aliases", ("司法局",), ("司法局", "区司法局"), "new", ("units", 0, "aliases"))],
    )  # fmt: skip
    other = (unit("区司法局", "sf", aliases=("司法局",)), *UNITS[1:])
    assert [(each.action, each.key, each.new or each.old) for each in changes(register(), register(units=other))] == [
        ("added", "区司法局", other[0]), ("deleted", "区司法局", UNITS[0]),
    ]  # fmt: skip
    ended = (unit("区司法局", "sfj", aliases=("司法局",), from_=date(2024, 5, 1)), *UNITS[1:])
    assert only(register(), register(units=ended))[3] == [("from", None, date(2024, 5, 1), "new", ("units", 0, "from"))]


def test_a_record_of_another_kind_under_the_same_name() -> None:
    old = evidence()
    new = replace(progress(), id=old.id, file=old.file)
    assert only(register(records=(old,)), register(records=(new,)))[3] == [
        ("kind", old.value, new.value, "new", ("kind",))
    ]


def test_attachments_and_removed_fields_of_a_record() -> None:
    old = evidence(files=(attached(),), detail="细节")
    new = evidence()
    found = only(register(records=(old,)), register(records=(new,)))
    assert found[3] == [
        ("detail", "细节", None, "old", ("detail",)), ("files", (attached(),), (), "old", ("files",)),
    ]  # fmt: skip


def test_an_obligation_under_another_task() -> None:
    old = register(tasks=(task(), task(id=2, obligations=())))
    new = register(tasks=(task(obligations=()), task(id=2)))
    assert only(old, new) == (
        "obligation",
        "modified",
        "1.1",
        [("task", "1", "2", "new", ("tasks", 1, "obligations", 0))],
    )


def test_a_number_written_twice_is_told_apart() -> None:
    twice = register(tasks=(task(), task(title="另一个")))
    assert [(each.subject, each.action, each.key, each.spot.where) for each in changes(register(), twice)] == [
        ("task", "added", "1", ("tasks", 1)), ("obligation", "added", "1.1", ("tasks", 1, "obligations", 0)),
    ]  # fmt: skip
    assert [each.action for each in changes(twice, register())] == ["deleted", "deleted"]
    assert changes(twice, twice) == ()


def test_places_after_a_faulty_neighbour() -> None:
    place = Place(tasks=(3,), units=(1, 2, 5), groups=(0, 4), sections=(2,))
    found = changes(EMPTY, register(place=place))
    assert [each.spot.where for each in found] == [
        ("register",),
        ("sections", 2), ("tasks", 3), ("tasks", 3, "obligations", 0), ("units", 1), ("units", 2), ("units", 5),
        ("groups", 0), ("groups", 4),
    ]  # fmt: skip


def test_order_alone_is_no_change() -> None:
    sections = (Section(id="一", title="甲"), Section(id="二", title="乙"))
    assert changes(register(sections=sections), register(sections=sections[::-1])) == ()


def test_withdrawals() -> None:
    record = evidence()
    other = evidence("2024-06-12-1.1-bbbb")
    old = register(records=(record, other))
    voided = replace(old, records=(record, other, void(record.id)))
    back = decision(Return, "2024-06-18-return-aaaa", record=other.id)
    both = replace(voided, decisions=(back,))
    steps = [attach(each) for each in (old, voided, both)]
    first = withdrawals(steps[0], steps[1])
    assert [(each.action, each.key, each.by) for each in first] == [("voided", record.id, "sfj/2024-07-04-1.1-aaac")]
    assert first[0].spot.file == "data/records/sfj/2024-07-04-1.1-aaac.yaml"
    assert [(each.action, each.key) for each in withdrawals(steps[1], steps[2])] == [("returned", other.id)]
    assert withdrawals(steps[2], steps[2]) == ()


def test_a_decision_changed_and_deleted() -> None:
    old = decision(Waive, "2024-06-18-waive-aaaa", obligation="1.1", unit="区司法局")
    new = decision(Waive, "2024-06-18-waive-aaaa", obligation="1.1", unit="东镇")
    assert only(register(decisions=(old,)), register(decisions=(new,))) == (
        "decision", "modified", "2024-06-18-waive-aaaa", [("unit", "区司法局", "东镇", "new", ("unit",))],
    )  # fmt: skip
    assert only(register(decisions=(old,)), register())[:3] == ("decision", "deleted", "2024-06-18-waive-aaaa")
