"""Findings in every query: counted apart, filtered like the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.files import write
from tests.builders.worlds.district import district
from tests.builders.worlds.inspected import FIRST, inspected, names, said

from spt_fazhi.engine.states import STATES


def nonzero(counts: dict[str, int]) -> dict[str, int]:
    return {state: number for state, number in counts.items() if number}


def test_without_inspections_nothing_is_said_of_them(tmp_path: Path) -> None:
    root = district(tmp_path / "区")
    for words in (("status",), ("overdue",), ("due",), ("duties",), ("list",), ("list", "--units"), ("calls",)):
        assert "整改" not in said(root, *words).out
    document = said(root, "status", "--json").json
    assert set(document["rectification"]) == set(document["invited_rectification"]) == set(STATES)
    assert not any((*document["rectification"].values(), *document["invited_rectification"].values()))


def test_findings_are_added_to_no_other_total(place: Path) -> None:
    document = said(place, "status", "--json").json
    assert nonzero(document["rectification"]) == {
        "done": 1, "done-late": 1, "overdue": 1, "returned": 1, "due-soon": 1, "submitted": 1, "pending": 2, "waived": 1,
    }  # fmt: skip
    assert nonzero(document["invited_rectification"]) == {"submitted": 1, "invited": 1}
    listed = [each["kind"] for each in document["duties"] if not each["invited"]]
    assert sum(document["totals"].values()) == listed.count("obligation")
    assert sum(document["progress"].values()) == listed.count("progress")
    assert [sum(task["counts"].values()) for task in document["tasks"]] == [12, 6, 0]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--unit", "东镇"], ["k7q2.1", "k7q2.6", "k7q2.9"]),
        (["--group", "各乡镇"], ["k7q2.1", "k7q2.2", "k7q2.6", "k7q2.8", "k7q2.9"]),
        (["--task", "2"], ["k7q2.1", "k7q2.2", "k7q2.6", "k7q2.8"]),
        (["--task", "2.1"], []),
        (["--section", "一"], ["k7q2.7"]),
        (["--lead", "区法院"], ["k7q2.4", "m3p5.1"]),
        (["--state", "待销号"], ["k7q2.2", "k7q2.5"]),
        (["--state", "submitted", "--unit", "西镇"], ["k7q2.2"]),
    ],
)
def test_filters_take_findings_by_their_task(place: Path, filters: list[str], found: list[str]) -> None:
    assert names(said(place, "duties", *filters, "--json").json["duties"]) == found


@pytest.mark.parametrize("command", ["status", "overdue", "duties", "list", "calls"])
def test_an_overdue_finding_is_enough_to_fail_on(tmp_path: Path, command: str) -> None:
    root = inspected(tmp_path / "区")
    for name in ("1.3", "1.4", "1.5", "2.1", "2.2"):  # nothing else is overdue
        plan = (root / "data/tasks.yaml").read_text("utf-8")
        kept = [line for line in plan.splitlines() if f'id: "{name}"' not in line and "assumed: {target" not in line]
        write(root, "data/tasks.yaml", "\n".join(line for line in kept if "proof: 培训" not in line) + "\n")
    for file in (*root.glob("data/records/*/*-[12].[2345]-*"), *root.glob("data/decisions/*-aab?.yaml")):
        file.unlink()
    for file in root.glob("data/records/*/*-2.1-*"):
        file.unlink()
    ran = said(root, command, "--fail-on", "overdue")
    assert ran.code == 1, ran.out + ran.err
    assert said(root, command, "--unit", "西镇", "--fail-on", "overdue").code == 0


def test_waiting_for_closing_is_a_state_to_fail_on(place: Path) -> None:
    assert said(place, "status", "--fail-on", "submitted").code == 1
    assert said(place, "unit", "西镇", "--fail-on", "待销号").code == 1
    assert said(place, "unit", "东镇", "--fail-on", "待销号").code == 0


def test_by_unit_findings_stand_apart(place: Path) -> None:
    document = said(place, "overdue", "--json").json
    assert [(each["unit"], each["number"]) for each in document["units"]] == [("司法局", 2), ("东镇", 1)]
    assert document["rectification"] == [
        {"unit": "东镇", "number": 1, "first_due": "2024-06-15", "findings": [f"{FIRST}.1"]}
    ]
    assert names(document["duties"]) == ["k7q2.1"]


def test_what_was_reported_is_not_chased(place: Path) -> None:
    document = said(place, "due", "--within", "15", "--json").json
    assert names(document["duties"]) == ["k7q2.3"]
    assert names(document["asked"]) == ["m5n6.10"]  # the other one of that unit waits for the office


def test_a_call_says_what_was_found_and_by_when(place: Path) -> None:
    document = said(place, "calls", "--json").json
    assert document["rectification"] == {"overdue": 1, "removed": 1, "own": 0}
    (call,) = [each for each in document["calls"] if each["unit"] == "东镇"]
    assert (call["number"], call["findings"]) == (1, 1)
    assert "督察发现的“6件处罚案卷未附法制审核意见”问题，整改时限是6月15日，没有收到整改情况。" in call["sentence"]
    assert "请尽快把佐证（培训通知和签到表）和督察问题的整改情况报" in call["sentence"]


def test_calls_name_two_findings_and_count_the_others(tmp_path: Path) -> None:
    root = inspected(tmp_path / "区")
    text = (root / f"data/inspections/{FIRST}.yaml").read_text("utf-8")
    more = "".join(
        f"  - {{id: {number}, unit: 西镇, problem: 第{number}个问题没有整改, due: 2024-06-12}}\n"
        for number in (21, 22, 23)
    )
    write(root, f"data/inspections/{FIRST}.yaml", text.replace("recorded:", f"{more}recorded:"))
    (call,) = [each for each in said(root, "calls", "--json").json["calls"] if each["unit"] == "西镇"]
    assert (call["number"], call["findings"]) == (0, 3)
    assert call["sentence"].count("督察发现的") == 2
    assert "另有整改1个也已过时限。请尽快把整改情况报" in call["sentence"]
    assert "逾期 3 条、整改 4 个，" in said(root, "calls").out


def test_a_repeated_finding_names_the_earlier_one(place: Path) -> None:
    duties = said(place, "duties", "--unit", "司法局", "--json").json["duties"]
    again = {f"{each['inspection'][11:]}.{each['finding']}": each["repeats"] for each in duties if "repeats" in each}
    assert again == {"k7q2.4": None, "m3p5.1": f"{FIRST}.4"}
    assert "屡查屡犯，见k7q2.4" in said(place, "unit", "司法局", COLUMNS="200").out
