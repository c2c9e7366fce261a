"""Unknown names in the plan and in groups."""

from __future__ import annotations

from datetime import date

from tests.builders.checks import GROUPS, UNITS, context, found, ids, info, obligation, register, task, unit

from spt_fazhi.checks.rules import unknown_units
from spt_fazhi.model.unit import Group, GroupMembers


def test_names_of_the_plan() -> None:
    plan = (task(lead=("区司发局",), responsible=("各镇", "甲乙丙丁"), obligations=(obligation(who=("各部分",)),)),)
    problems = found(unknown_units, context(register(tasks=plan)))
    assert [each.where for each in problems] == [
        ("tasks", 0, "lead", 0), ("tasks", 0, "responsible", 1), ("tasks", 0, "obligations", 0, "who", 0),
    ]  # fmt: skip
    assert all(each.severity == "error" for each in problems)
    assert "区司法局" in problems[0].hint
    assert "units.yaml" in problems[1].hint
    assert "各部门" in problems[2].hint


def test_the_place_of_a_unit_that_nobody_has_named() -> None:
    (problem,) = found(unknown_units, context(register(tasks=(task(lead=("待核单位",)),))))
    assert (problem.rule, problem.severity) == ("unknown-unit", "error")
    assert "登记到" in problem.hint
    assert "请先" not in problem.hint


def test_names_of_groups() -> None:
    group = Group(name="重点单位", members=GroupMembers(units=("各镇", "司法局"), except_=("东真",)))
    problems = found(unknown_units, context(register(groups=(*GROUPS, group))))
    assert [each.where for each in problems] == [
        ("groups", 2, "members", "units", 0), ("groups", 2, "members", "except", 0),
    ]  # fmt: skip
    assert "这里只能写单位" in problems[0].message
    assert "东镇" in problems[1].hint


def test_who_runs_the_register_who_holds_the_figures_and_links_of_units() -> None:
    plan = (task(obligations=(obligation(holder="各镇"),)),)
    ended = unit("甲局", "jia", until=date(2024, 5, 31), succeeded_by="乙局")
    reg = register(
        info=info(office="区依法治区班"), tasks=plan, units=(*UNITS, ended, unit("区政府", "qzf", acts_through="府办"))
    )
    problems = found(unknown_units, context(reg))
    assert [(each.file, each.where) for each in problems] == [
        ("data/tasks.yaml", ("tasks", 0, "obligations", 0, "holder")), ("data/tasks.yaml", ("register", "office")),
        ("data/units.yaml", ("units", 3, "succeeded_by")), ("data/units.yaml", ("units", 4, "acts_through")),
    ]  # fmt: skip
    assert "是单位组" in problems[0].message
    known = register(info=info(office="司法局"), tasks=(task(obligations=(obligation(holder="司法局"),)),))
    assert ids(unknown_units, context(known)) == []


def test_whom_bulletins_go_to() -> None:
    (problem,) = found(unknown_units, context(register(info=info(addressees=("各镇", "各部分", "司法局")))))
    assert (problem.where, problem.severity) == (("register", "addressees", 1), "error")
    assert "各部门" in problem.hint
    assert ids(unknown_units, context(register(info=info(addressees=("各部门",))))) == []


def test_units_aliases_and_groups_are_known() -> None:
    plan = (task(lead=("司法局",), responsible=("各镇", "区财政局")),)
    assert ids(unknown_units, context(register(tasks=plan))) == []


def test_a_unit_that_could_not_be_read_is_not_reported_again() -> None:
    reg = register(units=UNITS[1:], tasks=(task(lead=("区司法局",)),), unreadable_units=frozenset({"区司法局"}))
    assert ids(unknown_units, context(reg)) == []


def test_no_other_unit_is_suggested_while_one_cannot_be_read() -> None:
    plan = (task(lead=("区司法局局",)),)
    (problem,) = found(unknown_units, context(register(tasks=plan)))
    assert "是不是“区司法局”" in problem.hint
    (problem,) = found(unknown_units, context(register(tasks=plan, unreadable_units=frozenset({""}))))
    assert "是不是" not in problem.hint
