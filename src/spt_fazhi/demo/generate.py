"""One call from a request to the files of an invented workspace."""

from __future__ import annotations

from random import Random

from spt_fazhi.demo.course import remind, tell
from spt_fazhi.demo.crowd import Crowd
from spt_fazhi.demo.ledger import Ledger
from spt_fazhi.demo.more_tasks import make_plan
from spt_fazhi.demo.plan import make_info
from spt_fazhi.demo.plan_text import tasks_text, units_text
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.demo.spot import REPORTS_TO_COME, visit_and_follow
from spt_fazhi.demo.units import make_groups, make_units
from spt_fazhi.demo.words import readme, source_document
from spt_fazhi.model.paths import SCHEMA_HEADS, TASKS_FILE, UNITS_FILE
from spt_fazhi.model.register import Register
from spt_fazhi.text.yaml_text import entry_text


def make_workspace(request: DemoRequest) -> dict[str, bytes]:
    """Path (relative, forward slashes) → content of every file; the same request gives the same bytes."""
    register, ledger = make_register(request)
    found = {
        "README.md": readme(request, len(register.tasks), len(register.units), len(ledger.records)).encode(),
        TASKS_FILE: tasks_text(register).encode(),
        UNITS_FILE: units_text(register).encode(),
        str(register.info.document): source_document(register).encode(),
    }
    for record in ledger.records:
        found[record.file] = entry_text(record.value, SCHEMA_HEADS["record"]).encode()
    for decision in ledger.decisions:
        found[decision.file] = entry_text(decision.value, SCHEMA_HEADS["decision"]).encode()
    for inspection in ledger.inspections:
        found[inspection.file] = entry_text(inspection.value, SCHEMA_HEADS["inspection"]).encode()
    for issued in ledger.issued:
        found[issued.file] = entry_text(issued.value, SCHEMA_HEADS["issued"]).encode()
    found.update(ledger.attachments)
    return found


def make_register(request: DemoRequest) -> tuple[Register, Ledger]:
    """The invented plan without records, and the ledger of what was entered, with its attachments."""
    sections, tasks = make_plan(request)
    units = make_units(request.units, request.year)
    register = Register(info=make_info(request), sections=sections, tasks=tasks, units=units, groups=make_groups(units))
    ledger = Ledger(Random(request.seed), {unit.name: unit.code for unit in register.units})  # noqa: S311 - no secret
    tell(ledger, request.year)
    Crowd(ledger, register, request.day, request.records - REPORTS_TO_COME).fill()
    remind(ledger, request.year)
    visit_and_follow(ledger, request.year)
    return register, ledger
