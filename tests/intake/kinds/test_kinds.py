"""Every invented document of every kind: what must be read is read, nothing is lost, and the draft is a sound register."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from pathlib import Path

import pytest
from tests.intake.kinds.case import Case, document, drafted, faults
from tests.intake.structure.test_parse import assert_accounted

from spt_fazhi.intake.draft import with_head
from spt_fazhi.services.check import check_workspace
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree

CASES: list[Case] = [
    case
    for found in pkgutil.iter_modules([str(Path(__file__).parent)])
    if found.name != "case" and not found.name.startswith("test_")
    for case in importlib.import_module(f"tests.intake.kinds.{found.name}").CASES
]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}-{case.name}")
OPEN = {"empty-group", "nobody-owes"}
"""What only a person can fill: a group whose members the document does not list."""


@each_case
def test_what_must_be_read_is_read(case: Case) -> None:
    assert faults(case, drafted(case)) == []


@each_case
def test_every_character_is_accounted_for(case: Case) -> None:
    assert_accounted(document(case))


@each_case
def test_check_finds_nothing_that_the_draft_itself_caused(case: Case, tmp_path: Path) -> None:
    drafted_plan = drafted(case)
    head = drafted_plan.draft
    if head.year is None:
        return  # then nothing is written: the year is asked for first
    completed = with_head(
        drafted_plan,
        head.title or "示例县工作要点",
        head.issuer or "示例县人民政府",
        head.issued or date(head.year, 1, 1),
    )
    for name, data in draft_files(completed).items():
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_bytes(data)
    problems = check_workspace(load(WorkTree(tmp_path), use_cache=False), date(2025, 1, 1))
    caused = [
        each
        for each in problems
        if each.severity == "error" and each.rule not in OPEN and "待核单位" not in _words(each.message)
    ]
    assert [(each.rule, each.message) for each in caused] == []


def _words(message: str) -> list[str]:
    """What a message quotes."""
    return [part.partition("”")[0] for part in message.split("“")[1:]]
