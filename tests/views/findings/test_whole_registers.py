"""Registers drawn at random: no view loses a finding, shows one twice, or falls over one that is at fault."""

from __future__ import annotations

import io
import json

from hypothesis import given
from rich.console import Console
from tests.builders.strategies import DAYS, registers

from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.duties import NO_TASK
from spt_fazhi.engine.states import MET
from spt_fazhi.model.entries.decision import Close
from spt_fazhi.render.terminal.findings.finding import show_finding
from spt_fazhi.render.terminal.lists.duty_lists import show_duties
from spt_fazhi.views.counted import notes_on
from spt_fazhi.views.dossiers.dossier import task_dossier, unit_dossier
from spt_fazhi.views.dossiers.dossier_json import task_json, unit_json
from spt_fazhi.views.dossiers.entries import decided_finding, unit_entries
from spt_fazhi.views.findings.finding import finding_dossier, finding_dossier_json
from spt_fazhi.views.search import search, search_json
from spt_fazhi.views.tables.ledger import ledger
from spt_fazhi.views.timeline import events


def ids(found: Assessment) -> list[str]:
    return sorted(each.duty.key.finding for each in found.rectification)


@given(registers(), DAYS)
def test_every_finding_stands_once_in_the_ledger(plan, when) -> None:
    found = assess(plan, when)
    tables = {table.name: table for table in ledger(found, {})}
    rows = [row.cells for row in tables["整改"].rows]
    assert sorted(str(row["编号"]) for row in rows) == sorted(each[11:] for each in ids(found))
    assert sum(row["关系"] == "商请" for row in rows) == sum(each.invited for each in found.rectification)
    closed = [each for each in found.rectification if each.state in MET]
    assert sum(str(row["是否销号"]).startswith(("已销号", "已办结")) for row in rows) == len(closed)
    numbers = [int(str(row.cells["问题数"])) for row in tables["督察"].rows]
    assert sum(numbers) == sum(not each.invited for each in found.rectification)
    assert len(tables["责任"].rows) == len(found.duties) + len(found.progress)


@given(registers(), DAYS)
def test_every_finding_has_a_page_and_stands_on_those_of_its_task_and_its_unit(plan, when) -> None:
    found = assess(plan, when)
    console = Console(file=io.StringIO(), width=80)
    for each in found.rectification:
        page = finding_dossier(found, each.duty.key.finding)
        assert page is not None
        assert page.line.each == each
        assert json.dumps(finding_dossier_json(found, page, None), ensure_ascii=False)
        show_finding(page, when, console)
    of_tasks = [each for task in plan.tasks for each in task_dossier(found, task).found]
    assert sorted(each.duty.key.finding for each in of_tasks) == sorted(
        each.duty.key.finding for each in found.rectification if each.duty.task != NO_TASK
    )
    pages = [unit_dossier(found, unit, found.all_duties) for unit in plan.units]
    assert sorted(each.duty.key.finding for own in pages for each in own.found) == ids(found)
    for own in pages:
        assert json.dumps(unit_json(found, own, None), ensure_ascii=False)
    for task in plan.tasks:
        assert json.dumps(task_json(found, task_dossier(found, task), None), ensure_ascii=False)


@given(registers(), DAYS)
def test_a_closing_counts_in_the_log_exactly_where_its_finding_is_done(plan, when) -> None:
    found = assess(plan, when)
    counting: set[str] = set()
    for unit in plan.units:
        told = events(found, unit_entries(plan, unit, found.matching.directory), None, (), ())
        counting |= {str(each.finding) for each in told if each.kind == "close" and each.counts}
    done = {each.duty.key.finding for each in found.rectification if each.state in MET}
    waived = {each.duty.key.finding for each in found.rectification if each.state == "waived"}
    closed = {str(decided_finding(entry.value)) for entry in plan.decisions if isinstance(entry.value, Close)}
    assert done <= counting
    assert counting - waived - done == set()
    assert counting <= closed


@given(registers(), DAYS)
def test_lists_and_search_take_whatever_there_is(plan, when) -> None:
    found = assess(plan, when)
    hits = search(found, "x")
    assert json.dumps(search_json(found, "x", hits, None), ensure_ascii=False)
    for width in (40, 80, 120):
        console = Console(file=io.StringIO(), width=width)
        show_duties(
            "责任", found.all_duties, when, console,
            nothing="没有", in_use=plan.in_use, notes=notes_on(found, found.all_duties),
        )  # fmt: skip
