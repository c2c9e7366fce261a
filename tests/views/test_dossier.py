"""The page of a unit: what it owes itself, what others are judged by with it, and whose records are its."""

from __future__ import annotations

from tests.builders.world import day, evidence, extend, obligation, progress, register, units, waive

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import Task
from spt_fazhi.views.dossiers.dossier import task_dossier, unit_dossier
from spt_fazhi.views.dossiers.dossier_json import task_json, unit_json


def page(plan, name, when="06-01"):
    found = assess(plan, day(when))
    unit = found.matching.directory.unit(name)
    assert unit is not None
    return found, unit_dossier(found, unit, found.all_duties)


def test_a_unit_outside_the_government_is_asked_for_what_others_are_judged_by() -> None:
    task = Task(
        id=1, section="一", title="任务一", text="x", lead=("己院", "甲局"),
        obligations=(obligation("1.1", due="03-01", scope="joint", who=("己院", "甲局")), obligation("1.2", due="02-01", who=("己院",))),
    )  # fmt: skip
    plan = register(tasks=(task,), units=units(己院={}), records=[evidence("05-01", "己院", "1.2")])
    found, asked = page(plan, "己院")
    assert (asked.asked, [each.state for each in asked.open], [each.state for each in asked.closed]) == (
        True,
        ["invited"],
        ["done-late"],
    )
    assert sum(asked.totals.obligations.values()) == 0
    assert (asked.totals.invited["invited"], asked.totals.invited["done-late"]) == (1, 1)
    document = unit_json(found, asked, None)
    assert (document["unit"]["invited"], document["totals"]["overdue"], document["invited"]["overdue"]) == (True, 0, 0)
    assert {each["state"] for each in document["duties"]} == {"invited", "done-late"}
    _, judged = page(plan, "甲局")
    assert (judged.asked, [each.state for each in judged.open], judged.totals.obligations["overdue"]) == (
        False,
        ["overdue"],
        1,
    )


def test_what_lies_in_the_folder_of_the_unit_it_acts_through_is_its_own() -> None:
    filed = evidence("05-01", "庚府", "1.1")
    plan = register(
        obligation("1.1", who=("庚府", "甲局")), units=units(庚府={}),
        records=[replace(filed, id=filed.id.replace("fu/", "jia/"), file=filed.file.replace("/fu/", "/jia/"))],
    )  # fmt: skip
    _, own = page(plan, "庚府")
    assert [line.unit for line in own.records] == ["庚府"]
    assert [each.state for each in own.closed] == ["done"]


def test_how_the_plan_names_who_owes_an_obligation() -> None:
    groups = tuple(replace(group, complete=False) for group in register().groups)
    plan = register(
        obligation("1.1", who=("甲局", "各乡镇"), assumed=(Assumption("who", "x"),)), obligation("1.2", who=("甲局",)), groups=groups
    )  # fmt: skip
    found = assess(plan, day("06-01"))
    dossier = task_dossier(found, plan.tasks[0])
    assert dossier.named == {"1.1": "甲局、各乡镇（推定），共 3 家（名单未核全）", "1.2": "甲局"}
    document = task_json(found, dossier, None)
    assert [each["assumed"] for each in document["obligations"]] == [["who"], []]


def test_decisions_on_the_progress_of_a_task_stand_on_its_page() -> None:
    plan = register(
        obligation("1.1"), progress="half", decisions=[waive(task=1, period="2024H1"), extend("2025-02-01", "05-01", task=1, period="2024H2")],
        records=[progress("07-01", period="2024H2")],
    )  # fmt: skip
    found = assess(plan, day("06-01"))
    assert len(task_dossier(found, plan.tasks[0]).decisions) == 2
    assert task_dossier(found, plan.tasks[0], "1.1").decisions == ()
