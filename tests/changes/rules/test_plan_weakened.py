"""The plan made easier, and its harmless twins."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.builders.checks import GROUPS, UNITS, info, obligation, register, task, unit
from tests.builders.reviews import compare, found, told

from spt_fazhi.changes.context import FileDifference
from spt_fazhi.changes.rules import plan_weakened as rule
from spt_fazhi.model.plan import CountTarget, RateTarget, Section
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Group, GroupMembers

RATE = RateTarget(rate=Decimal("0.9"), of="人员", reached="达到60学时")
AT = ("tasks", 0, "obligations", 0)
SUMMER, AUTUMN = date(2024, 6, 30), date(2024, 9, 30)


def plan(**given: Any) -> Register:
    return register(tasks=(task(obligations=(obligation(**given),)),))


def rate(**given: Any) -> RateTarget:
    values: dict[str, Any] = {"rate": RATE.rate, "of": RATE.of, "reached": RATE.reached}
    return RateTarget(**(values | given))


WEAKER: list[tuple[dict[str, Any], dict[str, Any], tuple[str, ...], str]] = [
    ({"due": SUMMER}, {"due": AUTUMN}, ("due",), "期限推后，2024-06-30 → 2024-09-30"),
    ({"due": date(2024, 3, 31)}, {"every": "half"}, ("due",), "期限推后"),
    ({"quote": "甲"}, {"quote": "乙"}, ("quote",), "引文被改，“甲”→“乙”"),
    ({"every": "quarter"}, {"every": "half"}, ("every",), "次数减少"),
    ({"every": "half"}, {"due": AUTUMN}, ("every",), "次数减少"),
    ({"scope": "each"}, {"scope": "joint"}, ("scope",), "由各自完成改为共同完成"),
    ({"target": CountTarget(count=2)}, {"target": CountTarget(count=1)}, ("target", "count"), "目标降低，2 → 1"),
    ({"target": CountTarget(count=9, unit="场")}, {"target": CountTarget(count=9, unit="人次")}, ("target", "unit"),
     "计量单位被改"),
    ({"target": CountTarget(count=1)}, {"target": None}, ("target",), "取消了目标"),
    ({"target": CountTarget(count=1)}, {"target": RATE}, ("target",), "考核方式被改"),
    ({"target": None}, {"target": RATE}, ("target",), "考核方式被改"),
    ({"target": RATE}, {"target": CountTarget(count=1)}, ("target",), "考核方式被改"),
    ({"target": RATE}, {"target": rate(rate=Decimal("0.8"))}, ("target", "rate"), "比率降低，0.9 → 0.8"),
    ({"target": RATE}, {"target": rate(of="别的人")}, ("target", "of"), "考核的对象被改"),
    ({"target": RATE}, {"target": rate(reached="达到1学时")}, ("target", "reached"), "考核的对象被改"),
    ({"target": RATE}, {"target": rate(settle="when-reached")}, ("target", "settle"), "达到即算"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "where", "said"), WEAKER, ids=[f"{n}-{each[3][:4]}" for n, each in enumerate(WEAKER)]
)
def test_weaker_and_the_other_way_round(
    old: dict[str, Any], new: dict[str, Any], where: tuple[str, ...], said: str
) -> None:
    hits = [each for each in found(rule, compare(plan(**old), plan(**new))) if each.spot.where == (*AT, *where)]
    (one,) = hits
    assert (one.level, one.rule, one.spot.file) == ("block", "obligation-weakened", "data/tasks.yaml")
    assert said in one.message
    assert one.message.startswith("事项 1.1 被放宽：")


HARMLESS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"due": AUTUMN}, {"due": SUMMER}),
    ({"due": date(2024, 12, 31)}, {"every": "month"}),
    ({"every": "half"}, {"every": "quarter"}),
    ({"scope": "joint", "who": ("区司法局",)}, {"scope": "each", "who": ("区司法局",)}),
    ({"target": CountTarget(count=1)}, {"target": CountTarget(count=2)}),
    ({"target": None}, {"target": CountTarget(count=1)}),
    ({"target": RATE}, {"target": rate(rate=Decimal(1))}),
    ({"target": rate(settle="when-reached")}, {"target": RATE}),
    ({"title": "甲"}, {"title": "乙"}),
    ({"phrase": None}, {"phrase": "年底前"}),
    ({"who": ("区司法局",)}, {"who": ("区司法局", "东镇")}),
    ({"who": ("各部门",)}, {"who": ("区财政局", "区司法局")}),
]


@pytest.mark.parametrize(("old", "new"), HARMLESS, ids=range(len(HARMLESS)))
def test_harmless_twins(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert told(rule, compare(plan(**old), plan(**new))) == []


def test_obligations_and_tasks_removed_or_added() -> None:
    two = register(tasks=(task(obligations=(obligation(), obligation(id="1.2"))), task(id=2, obligations=())))
    assert told(rule, compare(two, register())) == [
        ("block", "task-removed", "data/tasks.yaml", ("tasks", 1)),
        ("block", "obligation-removed", "data/tasks.yaml", ("tasks", 0, "obligations", 1)),
    ]
    assert all(each.spot.side == "old" for each in found(rule, compare(two, register())))
    assert told(rule, compare(register(), two)) == []


def test_renumbering_is_a_removal() -> None:
    assert [each[1] for each in told(rule, compare(plan(), plan(id="1.2")))] == ["obligation-removed"]


@pytest.mark.parametrize(("field", "word"), [("text", "正文"), ("title", "标题")])
def test_words_of_a_task(field: str, word: str) -> None:
    old, new = ("前面的话很长很长，至少3次，后面", "前面的话很长很长，至少1次，后面")
    context = compare(register(tasks=(task(**{field: old}),)), register(tasks=(task(**{field: new}),)))
    (one,) = found(rule, context)
    assert (one.rule, one.spot.where) == ("task-text", ("tasks", 0, field))
    assert one.message.startswith(f"任务 1 的{word}被改动：“")
    assert "3次" in one.message
    assert "1次" in one.message
    assert told(rule, compare(register(), register(tasks=(task(section="二"),)))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {"issued": date(2024, 6, 1)}), ({}, {"year": 2025}), ({}, {"progress_grace_days": 99}),
        ({"progress": "quarter"}, {"progress": "half"}), ({}, {"source": None}), ({}, {"source": "source/别的.txt"}),
    ],
)  # fmt: skip
def test_settings_loosened(old: dict[str, Any], new: dict[str, Any]) -> None:
    (key,) = new
    hits = found(rule, compare(register(info=info(**old)), register(info=info(**new))))
    assert ("block", "plan-weakened") in {(each.level, each.rule) for each in hits}
    assert hits[0].spot.where == ("register", key)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"issued": date(2024, 6, 1)}, {}), ({"progress_grace_days": 99}, {}), ({"progress": "half"}, {}),
        ({"source": None}, {}), ({}, {"due_soon_days": 5}),
    ],
)  # fmt: skip
def test_settings_tightened(old: dict[str, Any], new: dict[str, Any]) -> None:
    hits = told(rule, compare(register(info=info(**old)), register(info=info(**new))))
    assert [each for each in hits if each[1] == "plan-weakened"] == []


EXCEPT = Group(name="各部门", members=GroupMembers(kinds=("government",), except_=("区财政局",)))


@pytest.mark.parametrize(
    ("new", "where"),
    [
        (plan(who=("区司法局",)), (*AT, "who")),
        (register(groups=(GROUPS[0], EXCEPT)), ("groups", 1, "members", "except")),
        (register(units=(UNITS[0], unit("区财政局", "czj", kind="vertical"), UNITS[2])), ("units", 1, "kind")),
        (register(units=(UNITS[0], UNITS[2])), ("units", 1)),
        (register(units=(UNITS[0], unit("财政局", "czj"), UNITS[2])), ("units", 1)),
    ],
    ids=["who", "except", "kind", "removed", "renamed"],
)
def test_fewer_who_owe_it(new: Register, where: tuple[str | int, ...]) -> None:
    (one,) = found(rule, compare(register(), new))
    assert one.message == "事项 1.1 的承担单位减少：区财政局"
    assert one.spot.where == where


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


def test_something_else_of_the_same_name_hides_nothing() -> None:
    """A section, group or unit called like an obligation goes together with a unit that owed it."""
    named = (Section(id="一", title="甲"), Section(id="1", title="乙"))
    groups = (*GROUPS, Group(name="1.1", members=GroupMembers(kinds=("township",))))
    old = register(sections=named, groups=groups)
    new = register(tasks=(task(obligations=(obligation(who=("区司法局",)),)),))
    assert [each[1] for each in told(rule, compare(old, new))] == ["obligation-weakened"]


def test_the_document() -> None:
    def files(action: Any) -> tuple[FileDifference, ...]:
        return (FileDifference(path="data/source/示例.txt", action=action, kind="source"),)

    for action in ("modified", "deleted"):
        assert told(rule, compare(register(), register(), files=files(action))) == [
            ("block", "source-changed", "data/source/示例.txt", ())
        ]
    assert told(rule, compare(register(), register(), files=files("added"))) == []


def test_allowed_it_is_still_shown() -> None:
    context = compare(plan(due=SUMMER), plan(due=AUTUMN), allow_register=True)
    assert [each[:2] for each in told(rule, context)] == [("ask", "obligation-weakened")]
    assert "--allow-register" not in found(rule, context)[0].hint
