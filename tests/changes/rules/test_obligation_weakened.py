"""Obligations made easier, and their harmless twins."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.builders.checks import GROUPS, UNITS, info, obligation, register, task, unit
from tests.builders.reviews import compare, found, told

from spt_fazhi.changes.rules import obligation_weakened as rule
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import AskedFigure, CountTarget, ProgressSettings, RateTarget, Section
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Group, GroupMembers

RATE = RateTarget(rate=Decimal("0.9"), of="人员", reached="达到60学时")
AT = ("tasks", 0, "obligations", 0)
SUMMER, AUTUMN = date(2024, 6, 30), date(2024, 9, 30)
HEADS, GUESTS = AskedFigure(name="人数", unit="人"), AskedFigure(name="旁听人数", unit="人")


def plan(**given: Any) -> Register:
    return register(tasks=(task(obligations=(obligation(**given),)),))


def rate(**given: Any) -> RateTarget:
    values: dict[str, Any] = {"rate": RATE.rate, "of": RATE.of, "reached": RATE.reached}
    return RateTarget(**(values | given))


def count(number: int = 4, **given: Any) -> CountTarget:
    return CountTarget(count=number, **given)


MONTHLY: dict[str, Any] = {"every": "month"}
QUARTERLY: dict[str, Any] = {"every": "quarter"}
WEAKER: list[tuple[dict[str, Any], dict[str, Any], tuple[str, ...], str]] = [
    ({"due": SUMMER}, {"due": AUTUMN}, ("due",), "期限推后，2024-06-30 → 2024-09-30"),
    ({"due": date(2024, 3, 31)}, {"every": "half"}, ("due",), "期限推后"),
    ({"quote": "甲"}, {"quote": "乙"}, ("quote",), "引文被改，“甲”→“乙”"),
    ({"every": "quarter"}, {"every": "half"}, ("every",), "次数减少"),
    ({"every": "half"}, {"due": AUTUMN}, ("every",), "次数减少"),
    ({"scope": "each"}, {"scope": "joint"}, ("scope",), "由各自完成改为共同完成"),
    ({"scope": "joint"}, {"scope": "each"}, ("scope",), "由共同完成改为各自完成"),
    ({"target": count(2)}, {"target": count(1)}, ("target", "count"), "目标降低，2 → 1"),
    ({"target": count(9, unit="场")}, {"target": count(9, unit="人次")}, ("target", "unit"), "计量单位被改"),
    ({"target": count(1)}, {"target": None}, ("target",), "取消了目标"),
    ({"target": count(1)}, {"target": RATE}, ("target",), "考核方式被改"),
    ({"target": None}, {"target": RATE}, ("target",), "考核方式被改"),
    ({"target": RATE}, {"target": count(1)}, ("target",), "考核方式被改"),
    ({"target": RATE}, {"target": rate(rate=Decimal("0.8"))}, ("target", "rate"), "比率降低，0.9 → 0.8"),
    ({"target": RATE}, {"target": rate(of="别的人")}, ("target", "of"), "考核的对象被改"),
    ({"target": RATE}, {"target": rate(reached="达到1学时")}, ("target", "reached"), "考核的对象被改"),
    ({"target": RATE}, {"target": rate(settle="when-reached")}, ("target", "settle"), "达到即算"),
    ({"target": rate(settle="when-reached")}, {"target": RATE}, ("target", "settle"), "几次报的数怎么合起来算被改"),
    ({"target": RATE}, {"target": rate(combine="latest")}, ("target", "combine"), "几次报的数怎么合起来算被改"),
    ({"target": rate(combine="latest")}, {"target": RATE}, ("target", "combine"), "几次报的数怎么合起来算被改"),
    ({"target": count()}, {"target": count(pace="none")}, ("target", "pace"), "不再看序时进度"),
    # a day in the period
    ({**MONTHLY, "due_day": 20}, {**MONTHLY, "due_day": 25}, ("due_day",), "期限推后，20 → 25"),
    ({**MONTHLY, "due_day": 25}, MONTHLY, ("due_day",), "期限推后"),
    (QUARTERLY, {**QUARTERLY, "after": 10}, ("after",), "期限推后"),
    ({**QUARTERLY, "after": 10}, {**QUARTERLY, "after": 40}, ("after",), "期限推后"),
    (QUARTERLY, {"every": "month", "after": 75}, ("after",), "期限推后"),
    (MONTHLY, {**MONTHLY, "start": date(2024, 7, 1)}, ("start",), "次数减少"),
    ({**QUARTERLY, "start": date(2024, 7, 1)}, {**QUARTERLY, "start": date(2024, 7, 20)}, ("start",), "开始的日子推后"),
    # before the day of issue, 9 April: overdue becomes 待补录
    ({"due": date(2024, 5, 31)}, {**QUARTERLY, "due_day": 20}, ("due",), "期限推后"),
    ({"due": date(2024, 4, 30)}, {"due": date(2024, 4, 8)}, ("due",), "提前到印发日之前"),
    ({**QUARTERLY, "after": 10}, QUARTERLY, ("after",), "提前到印发日之前"),
    ({"proof": "签到表"}, {"proof": "照片"}, ("proof",), "佐证要求被改"),
    ({"proof": "签到表"}, {"proof": None}, ("proof",), "取消了佐证要求"),
    ({}, {"holder": "区财政局"}, ("holder",), "能替各单位填报的单位被改"),
    ({"holder": "区司法局"}, {"holder": "区财政局"}, ("holder",), "能替各单位填报的单位被改"),
    ({"figures": (HEADS, GUESTS)}, {"figures": (HEADS,)}, ("figures",), "另报的数减少"),
    ({"figures": (HEADS,)}, {"figures": (AskedFigure(name="人数", unit="人次"),)}, ("figures",), "另报的数减少"),
    ({"recurs": "yearly"}, {"recurs": None}, ("recurs",), "不再每年都有"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "where", "said"), WEAKER, ids=[f"{n}-{each[3][:4]}" for n, each in enumerate(WEAKER)]
)
def test_weaker_at_the_field(old: dict[str, Any], new: dict[str, Any], where: tuple[str, ...], said: str) -> None:
    hits = [each for each in found(rule, compare(plan(**old), plan(**new))) if each.spot.where == (*AT, *where)]
    (one,) = hits
    assert (one.level, one.rule, one.spot.file) == ("block", "obligation-weakened", "data/tasks.yaml")
    assert said in one.message
    assert one.message.startswith("事项 1.1 被放宽：")


HARMLESS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"due": AUTUMN}, {"due": SUMMER}),
    ({"due": date(2024, 3, 31)}, {"due": date(2024, 3, 1)}),
    ({"due": date(2024, 12, 31)}, {"every": "month"}),
    ({"every": "half"}, {"every": "quarter"}),
    ({"due": date(2024, 6, 20)}, {**QUARTERLY, "due_day": 20}),
    ({"every": "half"}, {"every": "quarter", "due_day": 25}),
    ({"target": count(1)}, {"target": count(2)}),
    ({"target": None}, {"target": count(1)}),
    ({"target": RATE}, {"target": rate(rate=Decimal(1))}),
    ({"target": rate(settle="when-reached", combine="add")}, {"target": rate(combine="add")}),
    ({"target": rate(settle="when-reached")}, {"target": rate(settle="when-reached", combine="latest")}),
    ({"target": count(pace="none")}, {"target": count()}),
    ({**MONTHLY, "due_day": 25}, {**MONTHLY, "due_day": 20}),
    ({**QUARTERLY, "after": 40}, {**QUARTERLY, "after": 10}),
    ({**MONTHLY, "start": date(2024, 7, 1)}, MONTHLY),
    ({"title": "甲"}, {"title": "乙"}),
    ({"phrase": None}, {"phrase": "年底前"}),
    ({"proof": None}, {"proof": "签到表"}),
    ({"holder": "区司法局"}, {"holder": None}),
    ({"figures": (HEADS,)}, {"figures": (GUESTS, HEADS)}),
    ({"recurs": None}, {"recurs": "yearly"}),
    ({"basis": None}, {"basis": "条例第九条"}),
    ({"who": ("区司法局",)}, {"who": ("区司法局", "东镇")}),
    ({"who": ("各部门",)}, {"who": ("区财政局", "区司法局")}),
    ({"who": ("各部门",), "scope": "joint"}, {"who": ("区财政局", "区司法局"), "scope": "joint"}),
]


@pytest.mark.parametrize(("old", "new"), HARMLESS, ids=range(len(HARMLESS)))
def test_harmless_twins(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert told(rule, compare(plan(**old), plan(**new))) == []


def test_obligations_removed_or_added() -> None:
    two = register(tasks=(task(obligations=(obligation(), obligation(id="1.2"))),))
    assert told(rule, compare(two, register())) == [
        ("block", "obligation-removed", "data/tasks.yaml", ("tasks", 0, "obligations", 1)),
    ]
    assert found(rule, compare(two, register()))[0].spot.side == "old"
    assert told(rule, compare(register(), two)) == []


def test_renumbering_is_a_removal() -> None:
    assert [each[1] for each in told(rule, compare(plan(), plan(id="1.2")))] == ["obligation-removed"]


EXCEPT = Group(name="各部门", members=GroupMembers(kinds=("government",), except_=("区财政局",)))


@pytest.mark.parametrize(
    ("new", "where"),
    [
        (plan(who=("区司法局",)), (*AT, "who")),
        (register(groups=(GROUPS[0], EXCEPT)), ("groups", 1, "members", "except")),
        (register(units=(UNITS[0], unit("区财政局", "czj", kind="vertical"), UNITS[2])), ("units", 1, "kind")),
        (register(units=(UNITS[0], UNITS[2])), ("units", 1)),
        (register(units=(UNITS[0], unit("区财政局", "cz"), UNITS[2])), ("units", 1)),
    ],
    ids=["who", "except", "kind", "removed", "another code"],
)
def test_fewer_who_owe_it(new: Register, where: tuple[str | int, ...]) -> None:
    (one,) = found(rule, compare(register(), new))
    assert one.message == "事项 1.1 的承担单位减少：区财政局"
    assert one.spot.where == where


def test_a_unit_of_another_name_owes_what_it_owed() -> None:
    renamed = (UNITS[0], unit("区财政金融局", "czj", aliases=("区财政局",)), UNITS[2])
    named = (task(obligations=(obligation(who=("区财政局", "区司法局")),)),)
    assert told(rule, compare(register(tasks=named), register(tasks=named, units=renamed))) == []
    joint = (task(obligations=(obligation(scope="joint"),)),)
    assert told(rule, compare(register(tasks=joint), register(tasks=joint, units=renamed))) == []
    # two that change their names with each other owe what the other did
    only = (task(lead=("区司法局",), obligations=(obligation(who=("区财政局",)),)),)
    swapped = (unit("区财政局", "sfj"), unit("区司法局", "czj"), UNITS[2])
    hits = found(rule, compare(register(tasks=only), register(tasks=only, units=swapped)))
    assert {each.message for each in hits} == {
        "事项 1.1 的承担单位减少：区财政局", "任务 1 报送进展的牵头单位减少：区司法局",
    }  # fmt: skip


def test_fewer_through_tags_and_aliases() -> None:
    tagged = (Group(name="执法部门", members=GroupMembers(tags=("执法",))),)
    units = (unit("区司法局", "sfj", tags=("执法",)), unit("区财政局", "czj", tags=("执法",)))
    tasks = (task(responsible=(), obligations=(obligation(who=("执法部门",)),)),)
    old = register(tasks=tasks, units=units, groups=tagged)
    less = (units[0], unit("区财政局", "czj"))
    assert [each[1] for each in told(rule, compare(old, register(tasks=tasks, units=less, groups=tagged)))] == [
        "obligation-weakened"
    ]
    aliased = (unit("区司法局", "sfj", aliases=("主管",)), unit("区财政局", "czj"))
    swapped = (unit("区司法局", "sfj"), unit("区财政局", "czj", aliases=("主管",)))
    named = (task(lead=("区司法局",), obligations=(obligation(who=("主管",)),)),)
    hits = found(rule, compare(register(tasks=named, units=aliased), register(tasks=named, units=swapped)))
    assert [each.message for each in hits] == ["事项 1.1 的承担单位减少：区司法局"]


def test_a_lead_who_need_not_report_any_more() -> None:
    context = compare(register(), register(tasks=(task(lead=("区财政局",), responsible=("各镇", "区司法局")),)))
    (one,) = found(rule, context)
    assert one.message == "任务 1 报送进展的牵头单位减少：区司法局"
    assert one.spot.where == ("tasks", 0, "lead")


def test_a_task_that_is_measured_now_reports_no_more() -> None:
    asked = info(progress=ProgressSettings(every="half", of="unmeasured"))
    bare, measured = (register(info=asked, tasks=(task(obligations=each),)) for each in ((), (obligation(),)))
    assert told(rule, compare(bare, measured)) == []
    back = told(rule, compare(measured, bare))
    assert [each[1] for each in back] == ["obligation-removed"]


def test_something_else_of_the_same_name_hides_nothing() -> None:
    """A section, group or unit called like an obligation goes together with a unit that owed it."""
    named = (Section(id="一", title="甲"), Section(id="1", title="乙"))
    groups = (*GROUPS, Group(name="1.1", members=GroupMembers(kinds=("township",))))
    old = register(sections=named, groups=groups)
    new = register(tasks=(task(obligations=(obligation(who=("区司法局",)),)),))
    assert [each[1] for each in told(rule, compare(old, new))] == ["obligation-weakened"]


JOINT = plan(scope="joint", who=("区司法局", "区财政局"))
WIDER = "事项 1.1 由更多单位共同完成，他们的佐证也算：东镇"


def test_more_who_may_do_it_together() -> None:
    (one,) = found(rule, compare(JOINT, plan(scope="joint", who=("区司法局", "区财政局", "东镇"))))
    assert (one.level, one.rule, one.message, one.spot.where) == ("block", "obligation-weakened", WIDER, (*AT, "who"))
    by_group = plan(scope="joint", who=("各部门",))
    more = Group(name="各部门", members=GroupMembers(kinds=("government",), units=("东镇",)))
    (one,) = found(rule, compare(by_group, replace(by_group, groups=(GROUPS[0], more))))
    assert (one.level, one.message, one.spot.where) == ("block", WIDER, ("groups", 1, "members", "units"))
    changed = (*UNITS[:2], unit("东镇", "dz"))
    hits = found(rule, compare(by_group, replace(by_group, units=changed)))
    assert [(each.level, each.message, each.spot.where) for each in hits] == [("block", WIDER, ("units", 2, "kind"))]


def test_others_who_may_do_it_together_instead() -> None:
    hits = found(rule, compare(JOINT, plan(scope="joint", who=("区司法局", "东镇"))))
    assert [each.message for each in hits] == ["事项 1.1 的承担单位减少：区财政局", WIDER]
    assert {each.level for each in hits} == {"block"}


def test_a_new_unit_among_them_is_asked_about() -> None:
    by_group = plan(scope="joint", who=("各部门",))
    added = (*UNITS, unit("区卫健局", "wjj"))
    assert told(rule, compare(by_group, replace(by_group, units=added))) == [
        ("ask", "joint-wider", "data/units.yaml", ("units", 3))
    ]
    each = plan(who=("各部门",))
    assert told(rule, compare(each, replace(each, units=added))) == []


def test_a_new_unit_that_the_obligation_names_itself_is_not_taken_for_a_growing_group() -> None:
    """Whoever makes up a unit and lets it do what others owe together."""
    added = (*UNITS, unit("区督察中心", "dczx"))
    named = plan(scope="joint", who=("区司法局", "区财政局", "区督察中心"))
    (one,) = found(rule, compare(JOINT, replace(named, units=added)))
    assert (one.level, one.rule, one.spot.where) == ("block", "obligation-weakened", (*AT, "who"))
    by_task = register(tasks=(task(obligations=(obligation(scope="joint", who=()),)),))
    leads = (task(lead=("区司法局", "区督察中心"), obligations=(obligation(scope="joint", who=()),)),)
    hits = found(rule, compare(by_task, replace(by_task, tasks=leads, units=added)))
    assert [(each.level, each.spot.where) for each in hits] == [("block", ("tasks", 0, "lead"))]
    retitled = (replace(by_task.tasks[0], title="另一个标题"),)
    grown = replace(by_task, tasks=retitled, units=(*UNITS, unit("西镇", "xz", kind="township")))
    assert [each[:2] for each in told(rule, compare(by_task, grown))] == [("ask", "joint-wider")]


def test_allowed_it_is_still_shown() -> None:
    context = compare(plan(due=SUMMER), plan(due=AUTUMN), allow_register=True)
    assert [each[:2] for each in told(rule, context)] == [("ask", "obligation-weakened")]
    assert "--allow-register" not in found(rule, context)[0].hint
