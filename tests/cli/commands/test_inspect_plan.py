"""`fazhi inspect plan` and `inspect sheet`: whom to visit and why; what to take along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from tests.builders.command import DAY, fazhi
from tests.builders.places import TESTS

GOLDEN = TESTS / "reports" / "inspections" / "golden"
Golden = Callable[[Path, str], None]


def test_the_screen_says_what_the_document_says(demo: Path) -> None:
    screen = fazhi("inspect", "plan", "--as-of", DAY, "--number", "3", root=demo, COLUMNS="200")
    tree = fazhi("inspect", "plan", "--as-of", DAY, "--number", "3", "--json", root=demo).json
    assert screen.code == 0
    assert len(tree["proposed"]) == 3
    for number, each in enumerate(tree["proposed"], start=1):
        assert f"{number}. {each['unit']}  {each['matters']} 件  {each['phone']}" in screen.out
        assert all(f"   {reason['text']}\n" in screen.out for reason in each["reasons"])
    assert f"列 3 家，另有 {tree['others']} 家" in screen.out
    assert "  示范区人民法院  上次督察：2024年5月22日，k7q2" in screen.out
    assert "法院" not in screen.out.partition("政府以外的单位")[0]


def test_the_command_it_proposes_can_be_typed(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = fazhi("inspect", "plan", "--as-of", DAY, root=demo, COLUMNS="200").out.splitlines()
    (proposed,) = [line.split()[1:] for line in lines if line.startswith("  fazhi inspect sheet")]
    ran = fazhi(*proposed, root=demo)
    assert ran.code == 0, ran.err
    tables = Document(str(tmp_path / "核查表.docx")).tables
    assert all("现场核查情况" in [cell.text for cell in table.rows[0].cells] for table in tables[:-1])


def test_filters_are_those_of_every_query(demo: Path) -> None:
    tree = fazhi("inspect", "plan", "--as-of", DAY, "--group", "各乡镇", "--json", root=demo).json
    assert {each["unit"] for each in tree["proposed"]} <= {"示范东镇", "示范西镇", "示范南镇"}
    assert tree["invited"] == []


@pytest.mark.parametrize("number", ["0", "1000", "多"])
def test_a_number_that_is_none_is_refused(demo: Path, number: str) -> None:
    ran = fazhi("inspect", "plan", "--number", number, root=demo)
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(
    ("name", "unit", "edition"),
    [("sheet", "市场监管局", "issue"), ("sheet-check", "市场监管局", "check"), ("sheet-late", "西镇", "issue"),
     ("sheet-court", "法院", "issue"), ("sheet-office", "政府办公室", "issue")],
)  # fmt: skip
def test_the_sheet_as_it_came_out_last_time(demo: Path, name: str, unit: str, edition: str, golden: Golden) -> None:
    ran = fazhi("inspect", "sheet", unit, "--edition", edition, "--as-of", DAY, root=demo)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"{name}.md", ran.out)


def test_a_court_is_heard_and_not_judged(demo: Path) -> None:
    text = fazhi("inspect", "sheet", "法院", "--as-of", "2024-12-31", root=demo).out
    assert "不作评价" in text
    assert not [word for word in ("逾期", "属实", "到位", "整改时限 |  |") if word in text.partition("## 四、")[0]]


def test_an_unknown_unit_is_refused_with_the_nearest(demo: Path) -> None:
    ran = fazhi("inspect", "sheet", "示范东真", root=demo)
    assert ran.code == 2
    assert "示范东镇" in ran.err


def test_the_sheet_tells_of_accounts_that_are_overdue(demo: Path) -> None:
    said = fazhi("inspect", "sheet", "司法局", "--as-of", "2024-07-12", root=demo).out
    assert "\n\n逾期没有报进展的：任务1（2024年第二季度）、" in said
