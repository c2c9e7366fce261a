"""A mark stands directly after the task or item that it belongs to, in every list of one line a unit."""

from __future__ import annotations

from tests.builders.world import day, obligation, register

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.query import Answering
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import Task
from spt_fazhi.render.terminal.lists.duty_lists import _tasks
from spt_fazhi.views.lists.by_unit import UnitLine, unit_lines

WHO = (Assumption("who", "x"),)


def line() -> UnitLine:
    tasks = tuple(
        Task(id=number, section="一", title="任务", text="x", lead=("甲局",), obligations=made)
        for number, made in (
            (2, (obligation("2.1", assumed=WHO), obligation("2.2"))),
            (15, (obligation("15.1", assumed=(Assumption("scope", "x"), Assumption("due", "x"))),)),
            (16, (obligation("16.1"),)),
        )
    )
    found = assess(register(tasks=tasks), day("06-01"))
    answering = Answering(assessment=found)
    (made,) = unit_lines(found.duties, answering.judged, answering)
    return made


def test_each_item_carries_its_own_mark() -> None:
    assert line().items == ("2.1（推定）", "2.2", "15.1", "16.1")


def test_each_task_carries_its_own_mark_and_what_has_no_room_is_counted() -> None:
    assert _tasks(line(), 40) == "2（推定）、15、16"
    assert _tasks(line(), 16) == "2（推定）等 3 项"
