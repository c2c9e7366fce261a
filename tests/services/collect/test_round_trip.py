"""The whole round trip: every desk's form goes out, is filled in as a person would, comes back, and nothing is lost.

On the demo and on a copy of the real register, both with findings of an invented inspection; once through LibreOffice,
saved as .xlsx, .xls and .ods.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import errors
from tests.builders.forms import Filled, forms
from tests.builders.pages.office import SOFFICE, converted
from tests.builders.places import DATA

from spt_fazhi.forms.columns import COLUMNS, FIGURE, STAGES
from spt_fazhi.forms.form import Form, FormRow, RowKey
from spt_fazhi.model.period import parse_period
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.yaml.reader import read_tree

DAY = date(2024, 6, 20)
HEADS = {column.key: column.head for sheet in COLUMNS.values() for column in sheet}
NUMBERS = {"amount": "3", "reached": "5", "of": "6"}
WORDS = {"done": "做法和成效", "problems": "存在的问题", "next": "下一步打算"}


def happened(key: RowKey) -> str:
    """A day of the row's period, for one that is over its last; the day before the form was made otherwise."""
    last = parse_period(key.period).last if key.period else DAY
    return min(last, date(2024, 6, 19)).isoformat()


def typed(row: FormRow, key: RowKey) -> dict[str, str]:
    """What a person writes in a row, by the keys of the columns: something in every cell that is asked."""
    if "done" in row.asked:
        return {**WORDS, "publish": "否"}
    if "stage" in row.asked:
        stage = STAGES[int(key.subject.rpartition(".")[2]) % 2]
        said = {"date": "2024-06-19", "what": f"整改{key.text}", "detail": "逐项核对\n举一反三", "stage": stage}
        return {**said, "link": f"https://x.gov.cn/{key.about}"}
    said = {"date": happened(key), "what": f"办理{key.text}", "document": f"示发〔2024〕{key.subject}号"}
    numbers = {name: number for name, number in NUMBERS.items() if name in row.asked}
    through = {"through": happened(key)} if "through" in row.asked else {}
    figures = {name: "7" for name in row.asked if name.startswith(FIGURE)}
    return {name: text for name, text in {**said, **numbers, **through, **figures}.items() if name in row.asked}


def fill(form: Form) -> tuple[Filled, dict[RowKey, dict[str, str]]]:
    """The form filled in, its first rows of each duty, and what was typed by row."""
    filled, rows = Filled(form), {}
    for sheet in form.sheets:
        heads = {column.key: column.head.partition("（")[0] for column in sheet.columns}
        for row in sheet.rows:
            if row.key is not None and row.key.slot == 1 and row.asked:
                rows[row.key] = typed(row, row.key)
                said = {heads[name]: text for name, text in rows[row.key].items()}
                filled.write(row.key.subject, said, period=row.key.period, code=row.key.code)
    return filled, rows


def recorded(root: Path, form: Form) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The records that came from a form, by subject, unit code and period ("" where the file does not say)."""
    register = load(WorkTree(root), use_cache=False).register
    assert register is not None
    codes = {unit.name: unit.code for unit in register.units}
    found = {}
    for each in register.records:
        if getattr(each.value, "form", None) == form.id:
            tree = read_tree((root / each.file).read_text("utf-8"))
            subject = str(tree.get("obligation") or tree.get("task") or f"{tree['inspection']}.{tree['finding']}")
            day = "" if "task" in tree else str(tree["date"])
            found[subject, codes[str(tree["unit"])], str(tree.get("period") or day)] = tree
    return found


def assert_recorded(root: Path, form: Form, rows: dict[RowKey, dict[str, str]]) -> None:
    found = recorded(root, form)
    assert len(found) == len(rows)
    for key, said in rows.items():
        tree = found.get((key.subject, key.code, key.period)) or found[key.subject, key.code, said.get("date", "")]
        names = {"what": "title"}
        for name, text in said.items():
            if name.startswith(FIGURE):
                assert tree["figures"][name.removeprefix(FIGURE)] == text
            elif name == "publish":
                assert "publish_problems" not in tree
            elif name == "stage":
                assert tree.get("stage") == ("partial" if text == STAGES[1] else None)
            else:
                assert tree[names.get(name, name)] == text


def round_trip(root: Path, inbox: Path, collect: Any) -> int:
    """Every form out, filled, collected, compared, checked, and collected again; how many records came of it."""
    made = forms(root, DAY)
    answers = {}
    for unit, form in made.items():
        filled, answers[unit] = fill(form)
        filled.save(inbox / f"{unit}.xlsx")
    before = errors(root)
    document = collect("--json").json
    assert [each for form in document["forms"] for each in (*form["faults"], *form["changed"])] == []
    assert len(document["forms"]) == len(made)
    for unit, form in made.items():
        assert_recorded(root, form, answers[unit])
    assert [each for each in errors(root) if each not in before] == []
    written = sum(len(form["written"]) for form in document["forms"])
    again = collect("--json", on="2024-06-25").json
    assert [form["written"] for form in again["forms"]] == [[] for _ in made]
    assert sum(form["same"] for form in again["forms"]) == written
    return written


def visited(root: Path) -> int:
    """Every unit was found to have two problems, but the office, which asks itself nothing; how many there are."""
    register = load(WorkTree(root), use_cache=False).register
    assert register is not None
    units = [unit.name for unit in register.units if unit.until is None and unit.name != register.info.office]
    numbered = enumerate((name for name in units for _ in range(2)), 1)
    lines = [
        f"  - {{id: {at}, unit: {name}, problem: 第{at}号案卷没有归档, demand: 补齐归档, due: 2024-07-{1 + at % 30:02}}}"
        for at, name in numbered
    ]
    head = f"title: 示例督察\nfrom: 2024-06-03\nto: 2024-06-07\nby: [{register.info.office}]\nrecorded: 2024-06-07\nfindings:\n"
    path = root / "data/inspections/2024-06-07-zz22.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return len(lines)


def rectified(root: Path) -> int:
    """How many reports on findings of that inspection there are."""
    return len(list((root / "data/records").glob("*/2024-06-19-zz22.*.yaml")))


@pytest.fixture
def real(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "沙坡头区" / "data")
    return tmp_path / "沙坡头区"


@pytest.mark.slow
def test_on_the_demo(own_demo: Path, inbox: Path, collect: Any) -> None:
    collect.root = own_demo
    findings = visited(own_demo)
    assert round_trip(own_demo, inbox, collect) > 60 + findings
    assert rectified(own_demo) == findings > 20


@pytest.mark.slow
def test_on_the_real_register(real: Path, inbox: Path, collect: Any) -> None:
    collect.root = real
    findings = visited(real)
    assert round_trip(real, inbox, collect) > 400 + findings
    assert rectified(real) == findings > 70


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice saves the forms; CI has it")
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_saved_by_another_program(own_demo: Path, inbox: Path, collect: Any, tmp_path: Path, ending: str) -> None:
    visited(own_demo)
    form = forms(own_demo, DAY)["示范区司法局"]
    assert "rectify" in {sheet.name for sheet in form.sheets}
    filled, rows = fill(form)
    saved = converted(tmp_path, {"司法局.xlsx": filled.bytes()}, to=ending)["司法局"]
    shutil.copy(saved, inbox / f"存过.{ending}")
    ran = fazhi("collect", str(inbox), "--recorded", "2024-06-20", root=own_demo)
    assert (ran.code, ran.err) == (0, "")
    assert_recorded(own_demo, form, rows)
