"""A branch of one unit, and what lies beside the register."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import UNITS, close, decision, evidence, inspection, progress, rectify, register, unit, void
from tests.builders.reviews import compare, found, told, visited

from spt_fazhi.changes.context import FileAction, FileDifference
from spt_fazhi.changes.rules import other_unit as rule
from spt_fazhi.model.entries.decision import Extend
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit

OWN = "data/records/sfj/2024-06-12-1.1-aaaa"
FILES: list[tuple[FileDifference, str | None]] = [
    (FileDifference(path=f"{OWN}.yaml", action="added", kind="record", folder="sfj"), None),
    (FileDifference(path=f"{OWN}/甲.txt", action="added", kind="attachment", folder="sfj"), None),
    (
        FileDifference(path="data/records/czj/2024-06-12-1.1-aaaa.yaml", action="added", kind="record", folder="czj"),
        "other-unit",
    ),
    (
        FileDifference(
            path="data/records/czj/2024-06-12-1.1-aaaa/甲.txt", action="added", kind="attachment", folder="czj"
        ),
        "other-unit",
    ),
    (
        FileDifference(path="data/records/SFJ/2024-06-12-1.1-aaaa.yaml", action="added", kind="record", folder="SFJ"),
        "other-unit",
    ),
    (
        FileDifference(path="data/decisions/2024-06-18-return-aaaa.yaml", action="added", kind="decision"),
        "not-the-units",
    ),
    (FileDifference(path="data/inspections/2024-05-24-k7q2.yaml", action="added", kind="inspection"), "not-the-units"),
    (FileDifference(path="data/issued/2024-07-08-urge-aaaa.yaml", action="added", kind="issued"), "not-the-units"),
    (FileDifference(path="data/issued/2024-07-08-urge-aaaa/a.docx", action="added", kind="enclosure"), "not-the-units"),
    (FileDifference(path="data/tasks.yaml", action="modified", kind="plan"), "not-the-units"),
    (FileDifference(path="data/source/新.txt", action="added", kind="source"), "not-the-units"),
    (FileDifference(path="templates/a.md.j2", action="deleted", kind="other"), "not-the-units"),
    (FileDifference(path="data/records/sfj", action="added", kind="other"), "not-the-units"),
]


SETTINGS = [
    f"data/records/sfj/{name}"
    for name in (".gitattributes", ".gitignore", ".gitmodules", ".lfsconfig", ".mailmap", ".gitkeep", ".GitAttributes", ".env")
] + [f"{OWN}/.gitattributes", f"{OWN}/.gitkeep", f"{OWN}/子/.gitignore"]  # fmt: skip


@pytest.mark.parametrize("path", SETTINGS)
@pytest.mark.parametrize("action", ["added", "modified"])
def test_settings_in_the_units_own_folder(path: str, action: FileAction) -> None:
    file = FileDifference(path=path, action=action, kind="attachment", folder="sfj")
    for level, more in (("block", {"only_unit": UNITS[0]}), ("ask", {})):
        hits = told(rule, compare(register(), register(), files=(file,), **more))
        assert [each[:3] for each in hits] == [(level, "not-the-units", path)]


@pytest.mark.parametrize("path", ["data/records/sfj/.gitkeep", f"{OWN}/.gitkeep"])
def test_an_empty_gitkeep_hides_nothing(path: str) -> None:
    file = FileDifference(path=path, action="added", kind="attachment", folder="sfj", empty=True)
    for more in ({"only_unit": UNITS[0]}, {}):
        assert told(rule, compare(register(), register(), files=(file,), **more)) == []


@pytest.mark.parametrize("path", ["data/records/sfj/照片.jpg", f"{OWN}/子/照片.jpg", "data/records/sfj/说明.txt"])
def test_a_stray_of_the_unit_itself(path: str) -> None:
    file = FileDifference(path=path, action="added", kind="attachment", folder="sfj")
    hits = told(rule, compare(register(), register(), files=(file,), only_unit=UNITS[0]))
    assert [each[:3] for each in hits] == [("block", "not-the-units", path)]


@pytest.mark.parametrize(("file", "rule_id"), FILES, ids=[each[0].path for each in FILES])
def test_with_only_unit(file: FileDifference, rule_id: str | None) -> None:
    hits = told(rule, compare(register(), register(), files=(file,), only_unit=UNITS[0]))
    assert [each[:3] for each in hits] == ([("block", rule_id, file.path)] if rule_id else [])


@pytest.mark.parametrize("file", [each[0] for each in FILES], ids=[each[0].path for each in FILES])
def test_without_only_unit(file: FileDifference) -> None:
    hits = told(rule, compare(register(), register(), files=(file,)))
    assert [each[:3] for each in hits] == ([("ask", "not-the-units", file.path)] if file.kind == "other" else [])


STEM = "2024-06-12-1.1-aaaa"
THROUGH = (*UNITS, unit("区政府", "qzf", acts_through="区司法局"), unit("区档案馆", "dag", acts_through="区财政局"))
"""区政府 acts through 区司法局, whose branch it is; 区档案馆 through another."""


def recording(entry: Entry[Any], units: tuple[Unit, ...] = THROUGH, **given: Any) -> list[str]:
    """The places of the findings on a branch of 区司法局 that adds this record with an attachment."""
    files = (
        FileDifference(path=entry.file, action="added", kind="record", folder=entry.code),
        FileDifference(path=f"{entry.folder}/甲.txt", action="added", kind="attachment", folder=entry.code),
    )
    plan = register(units=units)
    after = replace(plan, records=(entry,), units=given.pop("after", units))
    context = compare(plan, after, files=files, only_unit=UNITS[0])
    hits = told(rule, context)
    assert {each[:2] for each in hits} <= {("block", "other-unit")}
    assert len(hits) in {0, 2}  # the record with its attachment, or neither
    return [each.message for each in found(rule, context)][:1]


def test_what_it_records_for_units_that_act_through_it() -> None:
    for code in ("qzf", "sfj"):
        assert recording(evidence(STEM, code, unit="区政府")) == []
    (one,) = recording(evidence(STEM, "dag", unit="区档案馆"))
    assert one == "这不是“区司法局”的记录（是“区档案馆”的）"
    assert recording(evidence(STEM, "czj", unit="区档案馆")) != []
    assert recording(evidence(STEM, "czj", unit="区政府")) != []
    assert recording(progress("2024-07-03-1-aaab", "qzf", unit="区政府")) == []


def test_who_acts_through_whom_is_what_was_known_before() -> None:
    """Nobody makes another act through himself in the branch in which he records for it."""
    taken = (*UNITS[:1], unit("区财政局", "czj", acts_through="区司法局"), UNITS[2])
    assert recording(evidence(STEM, "czj", unit="区财政局"), units=UNITS, after=taken) != []


def test_what_it_files_for_others() -> None:
    filed = evidence(STEM, "dz", unit="东镇", by="司法局")
    assert recording(filed) == []
    assert recording(evidence(STEM, "dz", unit="东镇")) == ["这不是“区司法局”的记录（是“东镇”的）"]
    assert recording(evidence(STEM, "dz", unit="东镇", by="区财政局")) == [
        "这不是“区司法局”的记录（写明由“区财政局”代填）"
    ]
    assert recording(evidence(STEM, by="区财政局")) == ["这不是“区司法局”的记录（写明由“区财政局”代填）"]


def test_accounts_and_withdrawals_of_others_stay_theirs() -> None:
    assert recording(progress("2024-07-03-1-aaab", "dz", unit="东镇")) != []
    assert recording(void(f"dz/{STEM}", code="dz", unit="东镇")) != []


def voiding(by: str | None, only: Unit) -> list[str]:
    """What is said of a branch in which 东镇's record, filed by another or itself, is voided in its folder."""
    record = evidence(STEM, "dz", unit="东镇", by=by)
    taken = void(record.id, code="dz", unit="东镇")
    before = register(records=(record,))
    context = compare(before, replace(before, records=(record, taken)), only_unit=only)
    assert {each[:3] for each in told(rule, context)} <= {("block", "other-unit", taken.file)}
    return [each.message for each in found(rule, context)]


def test_only_who_filed_a_record_withdraws_it() -> None:
    sfj, czj, dz = UNITS
    assert voiding("司法局", sfj) == []
    assert voiding("司法局", dz) == ["这不是“东镇”的记录（作废的那条写明由“区司法局”代填）"]
    assert voiding("司法局", czj) == ["这不是“区财政局”的记录（作废的那条写明由“区司法局”代填）"]
    assert voiding(None, dz) == []
    assert voiding(None, sfj) == ["这不是“区司法局”的记录（是“东镇”的）"]


def test_what_it_withdraws_of_its_own_and_a_name_it_has_besides() -> None:
    assert recording(void(f"sfj/{STEM}")) == []
    assert recording(evidence(STEM, unit="司法局")) == []
    assert recording(evidence(STEM, unit="没有这个局")) == ["这不是“区司法局”的记录（是“没有这个局”的）"]
    assert recording(evidence(STEM, "czj")) == ["这不是“区司法局”的记录（在 czj/ 文件夹里）"]


@pytest.mark.parametrize(("more", "level"), [({"only_unit": UNITS[0]}, "block"), ({}, "ask")])
def test_beside_the_register(more: dict[str, Any], level: str) -> None:
    context = compare(register(), register(), outside=(".gitattributes", "src/a.py"), **more)
    assert [each[:3] for each in told(rule, context)] == [
        (level, "not-the-units", ".gitattributes"), (level, "not-the-units", "src/a.py"),
    ]  # fmt: skip


TOWN = UNITS[2]
MORE_TIME = decision(
    Extend, "2024-06-28-extend-aaaa", inspection="2024-05-24-k7q2", finding=1, due=date(2024, 8, 31),
    recorded=date(2024, 6, 28),
)  # fmt: skip


def test_a_unit_reports_on_its_own_finding_and_withdraws_it() -> None:
    report = rectify()
    assert told(rule, visited(report, only_unit=TOWN)) == []
    gone = void(report.id, "2024-06-22-k7q2.1-aaac", "dz", unit="东镇", recorded=date(2024, 6, 22))
    assert told(rule, visited(gone, before=(report,), only_unit=TOWN)) == []
    assert [each[:2] for each in told(rule, visited(report, only_unit=UNITS[0]))] == [("block", "other-unit")]


@pytest.mark.parametrize("entry", [close(), MORE_TIME, inspection("2024-06-10-m3p4", title="专项督察")])
def test_what_the_office_alone_decides_of_findings(entry: Entry[Any]) -> None:
    context = visited(entry, before=(rectify(),), only_unit=TOWN)
    assert told(rule, context) == [("block", "not-the-units", entry.file, ())]
    assert told(rule, visited(entry, before=(rectify(),))) == []
