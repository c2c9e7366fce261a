"""Forty units report on forty branches: they merge without a conflict, and the result passes `check`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import DAY, fazhi
from tests.builders.repositories import IDENTITY, git, in_git, merge

from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.store.write.new_workspace import create_workspace


@pytest.mark.slow
def test_forty_branches_merge_without_conflict(tmp_path: Path) -> None:
    root = tmp_path / "示范区"
    create_workspace(root, make_workspace(DemoRequest(tasks=12, units=60, records=100, seed=1)))
    in_git(root)
    duties = fazhi("duties", "--as-of", DAY, "--json", root=root).json["duties"]
    chosen: dict[str, str] = {}
    for duty in duties:
        fits = duty["kind"] == "obligation" and duty["unit"] and "rate" not in (duty["target"] or {})
        if fits and duty["state"] not in {"waived", "scheduled", "done", "done-late"} and not duty["period"]:
            chosen.setdefault(duty["unit"], duty["obligation"])
    units = list(chosen.items())[:40]
    assert len(units) == 40
    for number, (unit, obligation) in enumerate(units):
        git(root, "switch", "-q", "-c", f"报送-{number}", "main")
        ran = fazhi(
            "record", "evidence", obligation, "--unit", unit, "--date", "2024-06-18", "--title", f"第{number}家报送的材料",
            "--recorded", DAY, "--commit", root=root, **IDENTITY,
        )  # fmt: skip
        assert ran.code == 0, ran.err
    git(root, "switch", "-q", "main")
    for number in range(40):
        merge(root, f"报送-{number}")
    before = {each.name for each in (root / "data/records").rglob("*.yaml")}
    assert len(before) >= 140
    checked = fazhi("check", "--as-of", DAY, root=root)
    assert checked.code == 0, checked.out
    added = git(root, "log", "--no-merges", "--format=%s", "main").splitlines()
    assert len([line for line in added if line != "起点"]) == 40
