"""The examples of docs/data.md on units that are renamed, end, split or begin: what the tables say is what comes out."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.builders.files import write
from tests.builders.places import REPOSITORY

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import STATES
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.services.check import check_workspace
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.views.wording import remarks

CHAPTER = (REPOSITORY / "docs" / "data.md").read_text("utf-8").partition("\n## 机构改革\n")[2].partition("\n## ")[0]
COMMON, *PARTS = re.split(r"^### ", CHAPTER, flags=re.MULTILINE)
RECORD = "data/records/jia/2024-03-28-1.1-aaaa.yaml"


class Row(NamedTuple):
    """One line of a table."""

    day: str
    unit: str
    obligation: str
    period: str
    state: str
    remark: str


def blocks(text: str) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def rows(text: str) -> list[Row]:
    lines = [line for line in text.splitlines() if line.startswith("| 2024-")]
    return [Row(*(cell.strip() for cell in line.strip().strip("|").split("|"))) for line in lines]


def workspace(root: Path, units: str) -> Path:
    plan, evidence = blocks(COMMON)
    for path, text in ((TASKS_FILE, plan), (RECORD, evidence), (UNITS_FILE, units)):
        write(root, path, text)
    return root


def said(found: Assessed | None) -> tuple[str, str]:
    if found is None:
        return "没有", ""
    return STATES[found.state], "；".join(remarks(found))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.splitlines()[0])
def test_the_table_is_what_the_program_says(part: str, tmp_path: Path) -> None:
    (units,) = blocks(part)
    loaded = load(WorkTree(workspace(tmp_path, units)), use_cache=False)
    problems = check_workspace(loaded, date(2024, 11, 1))
    assert [each.message for each in problems if each.severity != "notice"] == []
    assert loaded.register is not None
    table = rows(part)
    assert len(table) >= 2
    for row in table:
        duties = assess(loaded.register, date.fromisoformat(row.day)).duties
        key = (row.unit, row.obligation, row.period or None)
        found = [each for each in duties if (each.duty.unit, each.duty.key.obligation, each.duty.period) == key]
        assert len(found) <= 1
        assert said(found[0] if found else None) == (row.state, row.remark), row


def test_every_kind_of_change_has_its_example() -> None:
    assert [part.splitlines()[0] for part in PARTS] == [
        "改名", "撤并，由另一家承接", "撤销，没有单位承接", "一家分成两家", "年中新设",
    ]  # fmt: skip
