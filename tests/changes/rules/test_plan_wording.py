"""The plan says something else, and nothing is easier."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.checks import GROUPS, UNITS, obligation, register, task, unit
from tests.builders.reviews import compare, found, told

from spt_fazhi.changes.rules import plan_wording as rule
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import Section
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Group, GroupMembers

AT = ("tasks", 0, "obligations", 0)
ASSUMED = (Assumption("due", "原文未写时限，按年底计"), Assumption("who", "原文未写谁办"))


def plan(task_given: dict[str, Any] | None = None, **given: Any) -> Register:
    return register(tasks=(task(obligations=(obligation(**given),), **(task_given or {})),))


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        (plan(title="甲"), plan(title="乙"), (*AT, "title"), "事项 1.1 的标题被改：“甲”→“乙”"),
        (plan(phrase="年底前"), plan(phrase="年底"), (*AT, "phrase"), "事项 1.1 的时限的原话被改"),
        (plan(basis="条例第九条"), plan(), (*AT, "basis"), "事项 1.1 的依据被改：“条例第九条”→（无）"),
        (plan(), plan({"section": "二"}), ("tasks", 0, "section"), "任务 1 的所属部分被改：“一”→“二”"),
        (plan({"lead": ("区司法局", "东镇")}), plan({"lead": ("东镇", "区司法局")}), ("tasks", 0, "lead"), "任务 1 的牵头单位次序被改"),
        (plan(), plan({"lead": ("区司法局", "东镇")}), ("tasks", 0, "lead"), "任务 1 的牵头单位被改"),
        (plan(), plan({"responsible": ("各镇", "各部门")}), ("tasks", 0, "responsible"), "任务 1 的责任单位被改"),
        (register(), register(sections=(Section(id="一", title="改过"),)), ("sections", 0, "title"), "部分 一 的标题被改"),
        (register(), register(units=(UNITS[0], unit("区财政局", "czj", verified=True), UNITS[2])), ("units", 1, "verified"),
         "单位 区财政局 的是否核实被改：否→是"),
        (register(), register(groups=(GROUPS[0], Group(name="各部门", members=GROUPS[1].members, complete=False))),
         ("groups", 1, "complete"), "单位组 各部门 的名单标为未核全被改：是→否"),
    ],
)  # fmt: skip
def test_one_finding_a_field(old: Register, new: Register, where: tuple[str | int, ...], said: str) -> None:
    (one,) = found(rule, compare(old, new))
    assert (one.level, one.rule, one.spot.where) == ("ask", "plan-wording", where)
    assert one.message.startswith(said)
    assert found(rule, compare(new, new)) == []


def test_an_obligation_moved_under_another_task() -> None:
    old = register(tasks=(task(), task(id=2, obligations=())))
    new = register(tasks=(task(obligations=()), task(id=2)))
    assert [each.message for each in found(rule, compare(old, new))] == ["事项 1.1 的所属任务被改：“1”→“2”"]


@pytest.mark.parametrize("kept", [(), ASSUMED[:1]])
def test_an_assumption_passed_off_as_stated(kept: tuple[Assumption, ...]) -> None:
    hits = found(rule, compare(plan(assumed=ASSUMED), plan(assumed=kept)))
    gone = ["who"] if kept else ["due", "who"]
    assert [(each.level, each.rule) for each in hits] == [("ask", "assumed-dropped")] * len(gone)
    assert [each.message.split()[3] for each in hits] == gone
    assert "原文未写谁办" in hits[-1].message


def test_what_the_text_states_now_need_not_be_assumed() -> None:
    old = plan(assumed=ASSUMED)
    assert told(rule, compare(old, plan({"text": "组织开展专题讲法不少于1次，年底前办完。"}))) == []
    assert told(rule, compare(old, plan(quote="专题讲法"))) == []
    assert told(rule, compare(plan(), old)) == []
    assert told(rule, compare(old, plan(assumed=(Assumption("due", "另一个理由"), ASSUMED[1])))) == []


def test_assumptions_of_groups_and_units() -> None:
    members = (Assumption("members", "文件没有列出"),)
    group = Group(name="各部门", members=GroupMembers(kinds=("government",)), assumed=members)
    assert told(rule, compare(register(groups=(GROUPS[0], group)), register())) == [
        ("ask", "assumed-dropped", "data/units.yaml", ("groups", 1, "assumed"))
    ]
    kind = unit("区财政局", "czj", assumed=(Assumption("kind", "按名称判断"),))
    assert [each[1] for each in told(rule, compare(register(units=(UNITS[0], kind, UNITS[2])), register()))] == [
        "assumed-dropped"
    ]
