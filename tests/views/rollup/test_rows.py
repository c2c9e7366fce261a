"""What a register hands over: every value fits its column, the figures are those of the screens, nobody outside is judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.world import evidence, obligation, register, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.assessed import totals_of
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Register
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.views.rollup.identity import Identity, district_of, identity_of, key_of
from spt_fazhi.views.rollup.rows import Extras, MadeFrom, Rows, export_rows
from spt_fazhi.views.rollup.schema import TABLES

DAY = date(2024, 6, 20)
MADE = MadeFrom(revision=None, program="1.0", unusable=0)
KINDS: dict[str, type | tuple[type, ...]] = {
    "VARCHAR": str, "INTEGER": int, "DOUBLE": float, "DATE": date, "BOOLEAN": bool
}  # fmt: skip


def rows_of(found: Register, day: date = DAY, **wanted: bool) -> Rows:
    return export_rows(assess(found, day), Identity(register="r1", name="示例县"), MADE, Extras(**wanted))


def table(rows: Rows, name: str) -> list[dict[str, Any]]:
    names = [column.name for column in TABLES[name].columns[2:]]
    return [dict(zip(names, row, strict=True)) for row in rows[name]]


@pytest.fixture(scope="module")
def workspace(demo: Path) -> Workspace:
    return Workspace.read(demo, DAY, use_cache=False)


@pytest.fixture(scope="module")
def rows(workspace: Workspace) -> Rows:
    return export_rows(workspace.assessment, Identity(register="r1", name="示范区"), MADE, Extras())


def test_every_value_fits_its_column(workspace: Workspace) -> None:
    rows = export_rows(
        workspace.assessment, Identity(register="r1", name="x"), MADE, Extras(texts=True, files=True, phones=True)
    )
    assert set(rows) == set(TABLES)
    for name, spec in TABLES.items():
        assert rows[name], name
        for row in rows[name]:
            for column, value in zip(spec.columns[2:], row, strict=True):
                if value is None:
                    assert column.null, (name, column.name)
                    continue
                assert isinstance(value, KINDS[column.type]), (name, column.name, value)
                assert not column.words or value in column.words
                if isinstance(value, str):
                    assert len(value) <= column.longest
                    assert "\n" not in value or column.shape == "text"


def test_its_keys_tell_the_rows_apart(rows: Rows) -> None:
    for name, spec in TABLES.items():
        keys = [tuple(row[key] for key in spec.key) for row in table(rows, name)]
        assert len(set(keys)) == len(keys), name


def test_the_figures_are_those_of_the_screens(workspace: Workspace, rows: Rows) -> None:
    counted = totals_of(workspace.assessment.all_duties)
    duties = table(rows, "duties")
    for kind, asked, known in (
        ("obligation", False, counted.obligations), ("obligation", True, counted.invited),
        ("progress", False, counted.progress), ("rectification", False, counted.rectification),
        ("rectification", True, counted.invited_rectification),
    ):  # fmt: skip
        own = [each for each in duties if (each["kind"], each["asked"]) == (kind, asked)]
        assert {state: sum(each["state"] == state for each in own) for state in known} == known
    (register_,) = table(rows, "registers")
    assert register_["duties_rows"] == len(duties)
    assert register_["records_rows"] == len(workspace.register.records)


def test_the_last_sample_is_the_day_itself(rows: Rows) -> None:
    samples = table(rows, "samples")
    assert [each.isoformat() for each in sorted({each["day"] for each in samples})] == [
        "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-20"
    ]  # fmt: skip
    last = [each for each in samples if each["day"] == DAY and each["kind"] == "obligation"]
    duties = [each for each in table(rows, "duties") if each["kind"] == "obligation"]
    for name in ("reckoned", "on_time"):
        assert sum(each[name] for each in last) == sum(each[name] for each in duties)
    assert sum(each["number"] for each in last) == len(duties)


def test_nobody_outside_is_judged_or_compared(workspace: Workspace, rows: Rows) -> None:
    kinds = {each["unit"]: each for each in table(rows, "units")}
    outside = {code for code, each in kinds.items() if each["kind"] in {"party", "npc", "cppcc", "judicial"}}
    assert outside
    assert not any(kinds[code]["compared"] for code in outside)
    office = next(unit.code for unit in workspace.register.units if unit.name == workspace.register.info.office)
    assert not kinds[office]["asked"]
    for each in table(rows, "duties"):
        if each["unit"] in outside - {office}:
            assert each["asked"]
            assert not each["judged"]
        assert each["judged"] >= each["reckoned"] >= each["on_time"]
    assert not {each["unit"] for each in table(rows, "shares")} & (outside - {office})


def test_who_has_no_desk_has_ended_or_runs_the_register_is_not_compared() -> None:
    own = units(庚府={}, 乙局={"until": date(2024, 3, 1)})
    found = rows_of(register(obligation(), units=own, office="甲局"))
    assert {each["unit"] for each in table(found, "units") if each["compared"]} == {"bing", "ding"}


def test_a_register_that_is_not_in_use_judges_nobody() -> None:
    found = rows_of(register(obligation(due="02-01")))
    assert [(each["state"], each["judged"], each["reckoned"]) for each in table(found, "duties")] == [
        ("overdue", False, False)
    ]
    assert not any(each["judged"] or each["reckoned"] for each in table(found, "samples"))


def test_on_time_late_and_missing_are_told_apart() -> None:
    owed = [obligation(f"1.{at}", due="03-01") for at in (1, 2, 3)]
    records = (evidence("02-01", id_="1.1"), evidence("03-05", id_="1.2", number=1))
    found = table(rows_of(register(*owed, records=records)), "duties")
    assert [(each["state"], each["reckoned"], each["on_time"]) for each in found] == [
        ("done", True, True), ("done-late", True, False), ("overdue", True, False)
    ]  # fmt: skip


def test_who_answers_for_a_joint_duty_is_a_share() -> None:
    found = rows_of(
        register(
            obligation(scope="joint", who=("乙局", "丙镇")),
            tasks=(
                Task(id=1, section="一", title="任务", text="x", lead=("乙局",), obligations=(
                    obligation(scope="joint", who=("乙局", "丙镇")), obligation("1.2", scope="joint", who=("丙镇", "丁镇")),
                )),
            ),
        )
    )  # fmt: skip
    assert [each["unit"] for each in table(found, "duties")] == [None, None]
    assert [(each["duty"], each["unit"]) for each in table(found, "shares")] == [(1, "yi"), (2, "bing"), (2, "ding")]


def test_texts_names_of_files_and_lines_only_where_asked_for(rows: Rows, workspace: Workspace) -> None:
    said = {"units": ("phone",), "tasks": ("text",), "records": ("title", "detail", "files")}
    for name, columns in said.items():
        assert all(each[column] is None for each in table(rows, name) for column in columns)
    whole = export_rows(
        workspace.assessment, Identity(register="r1", name="x"), MADE, Extras(texts=True, files=True, phones=True)
    )
    for name, columns in said.items():
        for column in columns:
            assert any(each[column] for each in table(whole, name)), column


def test_records_entered_later_are_not_there_yet(workspace: Workspace) -> None:
    early = Workspace.read(workspace.root, date(2024, 4, 30), use_cache=False)
    found = table(export_rows(early.assessment, Identity(register="r1", name="x"), MADE, Extras()), "records")
    assert 0 < len(found) < len(workspace.register.records)
    assert max(each["recorded"] for each in found) <= date(2024, 4, 30)


def test_what_became_of_a_record_is_told(rows: Rows) -> None:
    found = table(rows, "records")
    assert any(each["returned"] for each in found)
    assert any(each["withdrawn"] and not each["returned"] for each in found)
    assert all(each["withdrawn"] for each in found if each["returned"])
    assert {each["kind"] for each in found} == {"evidence", "progress", "rectify", "void"}


def test_the_mark_is_the_same_every_year_and_another_for_another_issuer() -> None:
    info = register(obligation()).info
    known = {
        identity_of(replace(info, title=title, issuer=issuer)).register
        for title, issuer in (("甲县2024年工作要点", "甲县人民政府"), ("甲县2025年工作要点", "甲县 人民政府"))
    }
    assert len(known) == 1
    assert identity_of(replace(info, title="甲县2024年工作要点", issuer="乙县人民政府")).register not in known


def test_a_district_is_called_by_who_issued_the_plan() -> None:
    assert district_of("中卫市沙坡头区人民政府") == "中卫市沙坡头区"
    assert district_of("示例县人民政府办公室") == "示例县"
    assert district_of("人民政府") == "人民政府"
    assert district_of("示例县委") == "示例县委"


def test_quotes_that_differ_in_white_space_and_width_alone_are_one() -> None:
    assert key_of("每月２８日前  报送") == key_of("每月28日前报送") != key_of("每月29日前报送")
