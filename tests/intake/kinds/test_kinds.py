"""Every invented document of every kind: what must be read is read, nothing is lost, and the draft is a sound register."""

from __future__ import annotations

import importlib
import pkgutil
import re
from datetime import date
from pathlib import Path

import pytest
from tests.intake.kinds.case import Case, document, drafted, faults
from tests.intake.structure.test_parse import assert_accounted

from spt_fazhi.errors import UsageError
from spt_fazhi.intake.draft import questions, with_head
from spt_fazhi.services.check import check_workspace
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.services.drafting.write import write_draft
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.text.plain import one_line

CASES: list[Case] = [
    case
    for found in pkgutil.iter_modules([str(Path(__file__).parent)])
    if found.name != "case" and not found.name.startswith("test_")
    for case in importlib.import_module(f"tests.intake.kinds.{found.name}").CASES
]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}-{case.name}")
NAMING = re.compile(
    r"(?:负责|牵头|配合|落实)[）)\]】〕。；;.]*$|\d{1,2}月|\d{1,2}日[前内]|[年月]底前|季度(?!分解如下)|"
    r"\d+(?:次|件|场|个|家|项|名|人|万元|公里|座|篇|期|亩)|\d[%％]"
)
"""Words that a duty may hang on: units at the end, a day, a number of something."""
OPEN = {"empty-group"}
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
        if (each.severity == "error" or each.rule == "text-cut")
        and each.rule not in OPEN
        and "待核单位" not in _words(each.message)
    ]
    assert [(each.rule, each.message) for each in caused] == []


@each_case
def test_what_names_units_a_day_or_a_number_is_never_left_out_without_a_question(case: Case) -> None:
    plan = drafted(case)
    covered = {line for each in questions(plan) for line in each.lines}
    lost = [each for each in plan.draft.left_out if NAMING.search(each.text) and each.line not in covered]
    assert lost == []


@each_case
def test_every_mark_in_the_draft_is_a_question(case: Case) -> None:
    plan = drafted(case)
    if plan.draft.year is None:
        return
    asked = {part for each in questions(plan) for part in (each.what, *(place.said for place in each.places))}
    for name in ("tasks.yaml", "units.yaml"):
        for line in draft_files(plan)[name].decode().splitlines():
            head, mark, said = line.partition("# 待核：")
            if mark and not head.strip():
                assert any(part and one_line(part) in f"{said}，请核对" for part in asked), said


@pytest.mark.parametrize("case", [each for each in CASES if each.kind == "no-year"], ids=lambda case: case.name)
def test_without_a_year_no_day_is_made_up(case: Case, tmp_path: Path) -> None:
    plan = drafted(case)
    assert plan.year == 0
    assert [each.due for found in plan.proposals.values() for each in found.obligations if each.due] == []
    assert any("--year" in each.what for each in questions(plan))
    with pytest.raises(UsageError, match="没有读出年度"):
        write_draft(plan, tmp_path / "草稿")
    assert list(tmp_path.iterdir()) == []


def _words(message: str) -> list[str]:
    """What a message quotes."""
    return [part.partition("”")[0] for part in message.split("“")[1:]]
