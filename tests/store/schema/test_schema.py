"""The JSON Schemas: committed ones are current, accept what the program accepts, refuse what it refuses."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.builders.pages.schemas import Checked, check_jsonschema
from tests.builders.places import REPOSITORY

from spt_fazhi.model.entries.decision import DECISION_KINDS, RedactedFile
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.entries.record import RECORD_KINDS, Attachment
from spt_fazhi.model.plan import (
    AskedFigure,
    CountTarget,
    LetterSettings,
    Obligation,
    ProgressSettings,
    RateTarget,
    RegisterInfo,
    ReviewSettings,
    Section,
    Task,
    TasksFile,
)
from spt_fazhi.model.unit import Group, GroupMembers, Unit, UnitsFile
from spt_fazhi.store.schema.schema import file_state, schema_names, schema_text, write_schema
from spt_fazhi.store.schema.words import WORDS
from spt_fazhi.store.yaml.validate import validate

VALUE_CLASSES: tuple[type, ...] = (
    TasksFile, RegisterInfo, ReviewSettings, ProgressSettings, LetterSettings, Section, Task, Obligation, AskedFigure,
    CountTarget, RateTarget, UnitsFile, Unit, Group, GroupMembers, RedactedFile,
    Attachment, *RECORD_KINDS.values(), *DECISION_KINDS.values(),
    Issued, IssuedDuty, Inspection, Finding,
)  # fmt: skip


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text(name)), format_checker=Draft202012Validator.FORMAT_CHECKER)


def run_check(schema: str, *files: Path) -> Checked:
    return check_jsonschema("--schemafile", str(REPOSITORY / "schema" / schema), *files)


@pytest.mark.parametrize("name", schema_names())
def test_the_committed_schema_is_current(name: str) -> None:
    assert file_state(REPOSITORY / "schema", name) == "current", "run `fazhi schema` and commit the result"


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_valid_and_always_the_same(name: str) -> None:
    text = schema_text(name)
    Draft202012Validator.check_schema(json.loads(text))
    assert json.loads(text)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema_text(name) == text


@pytest.mark.parametrize("cls", VALUE_CLASSES, ids=lambda cls: cls.__name__)
def test_every_field_is_described_in_chinese_and_nothing_else_is(cls: type) -> None:
    assert list(WORDS[cls.__name__].fields) == [field.name.rstrip("_") for field in dataclasses.fields(cls)]


def test_no_class_is_described_that_is_not_written() -> None:
    assert set(WORDS) == {cls.__name__ for cls in VALUE_CLASSES}


@pytest.mark.parametrize("name", ["tasks", "units"])
def test_the_shipped_data_passes_check_jsonschema(name: str) -> None:
    done = run_check(f"{name}.schema.json", REPOSITORY / "data" / f"{name}.yaml")
    assert done.code == 0, done.said


def test_check_jsonschema_finds_a_fault_in_the_same_data(tmp_path: Path) -> None:
    text = (REPOSITORY / "data/tasks.yaml").read_text("utf-8")
    spoilt = tmp_path / "tasks.yaml"
    spoilt.write_text(text.replace("issued: 2024-04-09", "issued: 2024年4月9日", 1), "utf-8")
    assert run_check("tasks.schema.json", spoilt).code == 1


EVIDENCE: dict[str, Any] = {
    "kind": "evidence", "unit": "示例局", "obligation": "6.1", "date": "2024-06-12", "title": "旁听庭审",
    "recorded": "2024-06-13",
}  # fmt: skip
WAIVE = {
    "kind": "waive", "obligation": "2.2", "unit": "西镇", "approved_by": "示依法办〔2024〕3号", "reason": "无此事项",
    "recorded": "2024-06-20",
}  # fmt: skip
CLOSE = {
    "kind": "close", "inspection": "2024-05-24-k7q2", "finding": 1, "checked_by": "复核组", "recorded": "2024-07-10",
}  # fmt: skip
RECTIFY = {
    "kind": "rectify", "unit": "西镇", "inspection": "2024-05-24-k7q2", "finding": 1, "date": "2024-06-20",
    "title": "已补正", "recorded": "2024-06-21",
}  # fmt: skip
FINDING = {"id": 1, "unit": "西镇", "problem": "案卷缺审核意见", "due": "2024-06-30"}
VISIT: dict[str, Any] = {
    "title": "实地督察", "from": "2024-05-20", "to": "2024-05-24", "by": ["甲局"], "findings": [FINDING],
    "recorded": "2024-05-27",
}  # fmt: skip
OBLIGATION: dict[str, Any] = {"id": "1.1", "title": "讲法", "quote": "讲法不少于1次", "due": "2024-12-31"}


def plan(obligation: dict[str, Any]) -> dict[str, Any]:
    return {
        "register": {"format": 2, "year": 2024, "title": "示范区要点", "issuer": "示范区", "issued": "2024-04-09"},
        "sections": [{"id": "一", "title": "总则"}],
        "tasks": [
            {
                "id": 1,
                "section": "一",
                "title": "甲",
                "text": "讲法不少于1次",
                "lead": ["甲局"],
                "obligations": [obligation],
            }
        ],
    }


ACCEPTED = [
    ("record.schema.json", EVIDENCE),
    ("record.schema.json", EVIDENCE | {"obligation": 6.1, "amount": 2.5, "period": 2024}),
    ("record.schema.json", EVIDENCE | {"reached": 35, "of": "36"}),
    ("record.schema.json", EVIDENCE | {"reached": None, "of": None, "detail": None}),
    ("record.schema.json", EVIDENCE | {"files": [{"name": "a.jpg", "sha256": "0" * 64, "size": 1}]}),
    ("decision.schema.json", WAIVE),
    ("decision.schema.json", CLOSE),
    (
        "decision.schema.json",
        {
            key: value
            for key, value in (WAIVE | CLOSE | {"kind": "waive"}).items()
            if key not in ("obligation", "unit", "checked_by")
        },
    ),
    ("record.schema.json", RECTIFY),
    ("record.schema.json", RECTIFY | {"stage": "partial"}),
    ("inspection.schema.json", VISIT),
    ("inspection.schema.json", VISIT | {"obligation": ["4.1", 4.2], "findings": []}),
    ("tasks.schema.json", plan(OBLIGATION)),
    ("tasks.schema.json", plan(OBLIGATION | {"due": None, "every": "quarter", "target": {"rate": "100%", "of": "人"}})),
    ("tasks.schema.json", plan(OBLIGATION | {"target": {"count": 2}})),
    ("units.schema.json", {"units": [{"name": "甲局", "code": "jia", "kind": "government", "verified": True}]}),
    (
        "units.schema.json",
        {"units": [{"name": "甲局", "code": "jia", "kind": "government", "owners": ["@a/b", "a@b.cn"]}]},
    ),
]
REFUSED = [
    ("units.schema.json", {"units": [{"name": "甲局", "code": "jia", "kind": "government", "owners": ["a b"]}]}),
    ("record.schema.json", {key: value for key, value in EVIDENCE.items() if key != "kind"}),
    ("record.schema.json", EVIDENCE | {"kind": "evidense"}),
    ("record.schema.json", EVIDENCE | {"note": "多余"}),
    ("record.schema.json", EVIDENCE | {"date": "2024-02-30"}),
    ("record.schema.json", EVIDENCE | {"date": "2024年6月12日"}),
    ("record.schema.json", EVIDENCE | {"reached": 35}),
    ("record.schema.json", EVIDENCE | {"of": 35}),
    ("record.schema.json", EVIDENCE | {"amount": 0}),
    ("record.schema.json", EVIDENCE | {"files": [{"name": "a.jpg", "sha256": "ab", "size": 1}]}),
    ("decision.schema.json", WAIVE | {"recorded": None}),
    ("decision.schema.json", CLOSE | {"finding": 0}),
    ("decision.schema.json", {key: value for key, value in CLOSE.items() if key != "checked_by"}),
    ("record.schema.json", RECTIFY | {"stage": "half"}),
    ("record.schema.json", RECTIFY | {"inspection": "k7q2"}),
    ("inspection.schema.json", VISIT | {"findings": [FINDING | {"severity": "大"}]}),
    ("inspection.schema.json", VISIT | {"findings": [FINDING | {"id": 1000}]}),
    ("inspection.schema.json", VISIT | {"obligation": "k7q2"}),
    ("inspection.schema.json", {key: value for key, value in VISIT.items() if key != "by"}),
    ("tasks.schema.json", plan(OBLIGATION | {"every": "quarter"})),
    ("tasks.schema.json", plan(OBLIGATION) | {"register": {"year": 2024, "title": "要点", "issuer": "甲", "issued": "2024-04-09"}}),
    ("tasks.schema.json", plan({key: value for key, value in OBLIGATION.items() if key != "due"})),
    ("tasks.schema.json", plan(OBLIGATION | {"target": {"rate": 100, "of": "人"}})),
    ("tasks.schema.json", plan(OBLIGATION | {"scope": "all"})),
    ("units.schema.json", {"units": [{"name": "甲局", "code": "甲", "kind": "government"}]}),
    ("units.schema.json", {"units": [{"name": "甲局", "code": "jia", "kind": "office"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "tree"), ACCEPTED)
def test_sound_data_is_accepted(name: str, tree: dict[str, Any]) -> None:
    assert [error.message for error in validator(name).iter_errors(tree)] == []


@pytest.mark.parametrize(("name", "tree"), REFUSED)
def test_faulty_data_is_refused(name: str, tree: dict[str, Any]) -> None:
    assert not validator(name).is_valid(tree)


days = st.dates(date(2024, 1, 1), date(2024, 12, 1)).map(str)
texts = st.one_of(st.text("甲乙丙 abc：12", min_size=1, max_size=9), st.integers(0, 99).map(str))
wholes = st.integers(0, 40).map(str)
evidence_trees = st.fixed_dictionaries(
    {"kind": st.just("evidence"), "unit": texts, "obligation": st.sampled_from(["6.1", "12.10", "6", "x"]),
     "date": days, "title": texts, "recorded": days},
    optional={"amount": st.sampled_from(["1", "2.5", "0", "-1", "两"]), "reached": wholes, "of": wholes,
              "period": st.sampled_from(["2024", "2024Q2", "2024Q5", "2024-13"]), "detail": texts, "noted": texts},
)  # fmt: skip


@given(evidence_trees)
def test_the_schema_accepts_every_record_the_program_accepts(tree: dict[str, str]) -> None:
    value, _ = validate(RECORD_KINDS["evidence"], tree, "x.yaml")
    if value is not None:
        assert validator("record.schema.json").is_valid(tree)


@given(evidence_trees.filter(lambda tree: "noted" not in tree), st.sampled_from(["date", "obligation", "title"]))
def test_a_record_without_a_needed_field_is_refused_by_both(tree: dict[str, str], key: str) -> None:
    del tree[key]
    assert validate(RECORD_KINDS["evidence"], tree, "x.yaml")[0] is None
    assert not validator("record.schema.json").is_valid(tree)


def test_writing_is_complete_and_leaves_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schema"
    (tmp_path / "new").mkdir()
    for name in schema_names():
        assert file_state(folder, name) == "missing"
        write_schema(folder, name)
        assert file_state(folder, name) == "current"
    (folder / "tasks.schema.json").write_text("{}", "utf-8")
    assert file_state(folder, "tasks.schema.json") == "stale"
    write_schema(folder, "tasks.schema.json")
    assert file_state(folder, "tasks.schema.json") == "current"
    assert sorted(path.name for path in folder.iterdir()) == sorted(schema_names())


def test_a_checkout_with_windows_line_ends_counts_as_current(tmp_path: Path) -> None:
    write_schema(tmp_path, "units.schema.json")
    path = tmp_path / "units.schema.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert file_state(tmp_path, "units.schema.json") == "current"
