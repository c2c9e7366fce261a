"""The invented workspace: sound at every size, every state in it, the same bytes for the same request."""

import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spt_fazhi.demo.generate import make_register, make_workspace
from spt_fazhi.demo.request import MIN_RECORDS, MIN_TASKS, MIN_UNITS, DemoRequest
from spt_fazhi.demo.units import make_units
from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.states import STATES
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.services.check import check_workspace
from spt_fazhi.store.workspace.loader import Loaded, load
from spt_fazhi.store.workspace.sources import FileInfo, WorkTree
from spt_fazhi.store.write.new_workspace import create_workspace
from spt_fazhi.text.sensitive import find
from spt_fazhi.views.findings.lines import finding_lines

REQUESTS = st.builds(
    DemoRequest,
    tasks=st.integers(MIN_TASKS, 60),
    units=st.integers(MIN_UNITS, 60),
    records=st.integers(MIN_RECORDS, 700),
    seed=st.integers(0, 9),
)


class InMemory:
    """A `Source` over the generator's own mapping."""

    revision: str | None = None
    name = "demo"

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        return ((path, self.files.get(path)) for path in paths)

    def stream(self, path: str) -> BinaryIO | None:
        data = self.files.get(path)
        return None if data is None else io.BytesIO(data)

    def stamp(self, path: str) -> None:
        """What is made anew each time is never known from before."""

    def expect(self, paths: Iterable[str]) -> None:
        """All is at hand."""

    def walk(self, folder: str) -> list[FileInfo]:
        return [FileInfo(path) for path in sorted(self.files) if path.startswith(folder + "/")]


def read(request: DemoRequest) -> tuple[Loaded, Assessment]:
    loaded = load(InMemory(make_workspace(request)), use_cache=False)
    assert loaded.register is not None
    return loaded, assess(loaded.register, request.day)


@settings(max_examples=25, deadline=None)
@given(REQUESTS)
def test_every_request_gives_a_sound_workspace_with_every_state(request: DemoRequest) -> None:
    loaded, assessment = read(request)
    assert check_workspace(loaded, request.day) == []
    assert loaded.unusable == 0
    assert assessment.faults == ()
    register = loaded.register
    assert register is not None
    assert len(register.tasks) == request.tasks
    assert len(register.units) == request.units
    assert len(register.records) == request.records
    assert {each.state for each in assessment.duties} == set(STATES) - {"submitted"}  # of rectification alone
    assert {each.state for each in assessment.rectification} == {
        "done", "submitted", "invited", "overdue", "in-progress",
    }  # fmt: skip
    assert {each.state for each in assessment.progress} >= {"done", "done-late", "overdue", "due-soon", "scheduled"}
    assert {entry.value.kind for entry in register.records} == {"evidence", "progress", "rectify", "void"}
    assert {entry.value.kind for entry in register.decisions} == {"return", "extend", "waive", "close", "redact"}
    assert {entry.value.name for entry in register.issued} == {"call", "hint"}
    assert [len(each.letters) for each in assessment.duties if each.letters] == [1, 1]


@settings(max_examples=10, deadline=None)
@given(REQUESTS)
def test_what_is_read_is_what_was_made(request: DemoRequest) -> None:
    loaded, _ = read(request)
    plan, ledger = make_register(request)
    register = loaded.register
    assert register is not None
    assert (register.info, register.sections, register.tasks) == (plan.info, plan.sections, plan.tasks)
    assert (register.units, register.groups) == (plan.units, plan.groups)
    assert {entry.id: entry.value for entry in register.records} == {e.id: e.value for e in ledger.records}
    assert {entry.id: entry.value for entry in register.decisions} == {e.id: e.value for e in ledger.decisions}
    assert {entry.id: entry.value for entry in register.inspections} == {e.id: e.value for e in ledger.inspections}


@settings(max_examples=10, deadline=None)
@given(REQUESTS)
def test_plan_speaks_of_what_it_has_and_the_document_says_it(request: DemoRequest) -> None:
    files = make_workspace(request)
    plan, _ = make_register(request)
    document = files[f"data/{plan.info.source}"].decode()
    known = {name for unit in plan.units for name in (unit.name, *unit.aliases)} | {each.name for each in plan.groups}
    for task in plan.tasks:
        assert f"{task.id}.{task.title}。{task.text}（牵头单位：{'、'.join(task.lead)}" in document
        assert {*task.lead, *task.responsible} <= known
        for obligation in task.obligations:
            assert obligation.quote in task.text
            assert (obligation.phrase or "") in obligation.quote
            assert set(obligation.who) <= known


def test_attachments_are_real_and_their_hashes_right() -> None:
    request = DemoRequest(records=600)
    files = make_workspace(request)
    loaded, assessment = read(request)
    assert loaded.register is not None
    let_go = assessment.matching.redacted
    assert sum(map(len, let_go.values())) == 1
    seen = set()
    for entry in loaded.register.records:
        for each in entry.value.files if isinstance(entry.value, Evidence | Rectify) else ():
            if each.name in let_go.get(entry.id, ()):
                assert f"{entry.folder}/{each.name}" not in files
                continue
            data = files[f"{entry.folder}/{each.name}"]
            assert hashlib.sha256(data).hexdigest() == each.sha256
            assert len(data) == each.size > 0
            seen.add(f"{entry.folder}/{each.name}")
    below_records = {path for path in files if path.startswith("data/records/") and path.count("/") == 4}
    assert seen == below_records
    assert len(seen) > 10


def test_obligations_of_every_kind_occur_by_default() -> None:
    plan, _ = make_register(DemoRequest())
    obligations = [obligation for task in plan.tasks for obligation in task.obligations]
    assert {each.scope for each in obligations} == {"each", "joint"}
    assert {each.every for each in obligations} == {None, "month", "quarter", "half"}
    assert {type(each.target).__name__ for each in obligations} == {"NoneType", "CountTarget", "RateTarget"}
    assert any(not task.obligations for task in plan.tasks)
    aliases = {alias for unit in plan.units for alias in unit.aliases}
    assert any(name in aliases for task in plan.tasks for name in task.lead)


def test_the_story_shows_what_the_files_can_say() -> None:
    loaded, assessment = read(DemoRequest())
    register = loaded.register
    assert register is not None
    info, units = register.info, {unit.name: unit for unit in register.units}
    assert (info.office, info.signature) == ("示范区委依法治区办", "中共示范区委全面依法治区委员会办公室")
    assert units["示范区政府"].acts_through == "示范区政府办公室"
    ended = units["示范区质监局"]
    assert (str(ended.until), ended.succeeded_by) == ("2024-04-30", "示范区市场监管局")
    assert [group.name for group in register.groups if not group.complete] == ["各行政执法部门"]
    obligations = {each.id: each for task in register.tasks for each in task.obligations}
    assert (obligations["6.1"].due_day, obligations["11.1"].after, obligations["7.1"].holder) == (
        28,
        15,
        "示范区司法局",
    )
    assert [each.id for each in obligations.values() if each.recurs] == ["2.1", "2.2"]
    assert {each.name for each in obligations["1.1"].figures} == {"听讲人数"}
    evidence = [entry.value for entry in register.records if isinstance(entry.value, Evidence)]
    assert {each.by for each in evidence if each.by} == {"示范区司法局"}
    assert any(each.through for each in evidence)
    assert any(each.figures for each in evidence)
    states = {(each.duty.key.obligation, each.duty.unit, each.duty.period): each for each in assessment.all_duties}
    assert states["1.1", "示范区公安分局", None].state == "unproved"
    assert states["5.1", "示范区政府办公室", None].state == "returned"
    assert states["7.3", "示范区人民法院", "2024H1"].state == "invited"
    assert states["1.1", "示范区质监局", None].state == "done"  # its past stays
    assert states["5.1", "示范区市场监管局", None].former == ("示范区质监局",)
    waived = states["4.2", "示范区公安分局", "2024Q1"]
    assert (waived.state, waived.late_decision) == ("waived", True)
    assert states["", "示范区公安分局", "2024Q2"].extended_by is not None


def test_the_story_shows_what_became_of_each_finding() -> None:
    loaded, assessment = read(DemoRequest())
    register = loaded.register
    assert register is not None
    lines = {line.name: line for line in finding_lines(assessment)}
    assert {name: (line.unit, line.state) for name, line in lines.items()} == {
        "m3p4.1": ("示范区市场监管局", "done"),
        "k7q2.1": ("示范西镇", "overdue"),
        "k7q2.2": ("示范区公安分局", "submitted"),
        "k7q2.3": ("示范东镇", "done"),
        "k7q2.4": ("示范区市场监管局", "in-progress"),
        "k7q2.5": ("示范区人民法院", "invited"),
    }
    assert [name for name, line in lines.items() if line.at_once] == ["k7q2.3"]
    assert [(name, line.earlier.id) for name, line in lines.items() if line.earlier] == [
        ("k7q2.4", "2024-04-17-m3p4.1")
    ]
    assert {line.finding.kind for line in lines.values()} <= set(register.info.finding_kinds)
    visits = next(each for each in assessment.duties if each.duty.key.obligation == "3.1")
    assert (visits.tally.amount, visits.records) == (1, ("2024-05-22-k7q2",))  # the check of files in April is no visit


def test_what_the_document_does_not_say_is_marked() -> None:
    register, _ = make_register(DemoRequest(tasks=60, units=40, records=50))
    for task in register.tasks:
        for each in task.obligations:
            stated = bool(each.phrase) or each.every is not None
            assert ("due" in each.assumed_fields) == (not stated), each.id


def test_the_telephone_numbers_are_nobodys() -> None:
    phones = [unit.phone for unit in make_units(60) if unit.phone]
    assert len(set(phones)) == len(phones) > 10
    assert all(re.fullmatch("0000-0000[0-9]{3}", phone) and find(phone) == [] for phone in phones)


def test_everything_is_marked_as_invented() -> None:
    files = make_workspace(DemoRequest(units=80))
    assert "虚构" in files["README.md"].decode()
    assert "2024-06-20" in files["README.md"].decode()
    assert "虚构" in files["data/tasks.yaml"].decode()
    assert all(unit.name.startswith("示范") for unit in make_units(200))
    for path, data in files.items():
        text = data.decode("utf-8", "replace")
        if path.endswith(".yaml") and ("kind: evidence" in text or "kind: rectify" in text):
            assert "title: 【演示】" in text


def test_units_are_distinct_at_any_number() -> None:
    units = make_units(300)
    assert len({unit.code for unit in units}) == len({unit.name for unit in units}) == 300


@pytest.mark.parametrize("seed", ["0", "17"])
def test_same_request_same_bytes_whatever_the_hash_seed(seed: str) -> None:
    code = (
        "import hashlib;from spt_fazhi.demo.generate import make_workspace;"
        "from spt_fazhi.demo.request import DemoRequest;"
        "w=make_workspace(DemoRequest(tasks=30,units=30,records=500,seed=4));"
        "print(hashlib.sha256(repr(sorted(w.items())).encode()).hexdigest())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
    )
    here = hashlib.sha256(
        repr(sorted(make_workspace(DemoRequest(tasks=30, units=30, records=500, seed=4)).items())).encode()
    ).hexdigest()
    assert ran.stdout.strip() == here


def test_another_seed_another_crowd_but_the_same_story() -> None:
    one, two = make_workspace(DemoRequest(seed=1)), make_workspace(DemoRequest(seed=2))
    assert one != two
    assert one["data/tasks.yaml"] == two["data/tasks.yaml"]


@pytest.mark.parametrize(
    "size", [{"tasks": 7}, {"tasks": 501}, {"units": 9}, {"units": 1001}, {"records": 49}, {"records": 200_001}]
)
def test_sizes_that_do_not_fit_are_refused(size: dict[str, int]) -> None:
    with pytest.raises(UsageError, match=f"--{next(iter(size))}"):
        DemoRequest(**size)


def test_on_a_real_disk(tmp_path: Path) -> None:
    request = DemoRequest()
    create_workspace(tmp_path / "demo", make_workspace(request))
    loaded = load(WorkTree(tmp_path / "demo"), use_cache=False)
    assert check_workspace(loaded, request.day) == []
    assert loaded.register is not None
    assert len(loaded.register.records) == request.records
