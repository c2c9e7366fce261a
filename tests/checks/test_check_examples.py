"""Workspaces on disk: the base with a change, and what check says of it, with every place.

A folder below tests/examples/good or bad holds what differs from tests/examples/base: files to lay over it, and a
change.json with edits (`file`, `find`, `put`), removals (`remove`) and links (`link`, `to`). expected.json is the
answer; `pytest --update-golden` writes it anew. In bad/<rule> that rule must be among the findings; in good nothing
may be an error.
"""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from spt_fazhi.checks.runner import all_rules
from spt_fazhi.services.check import check_workspace
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree

EXAMPLES = Path(__file__).parent.parent / "examples"
CASES = sorted(path for kind in ("good", "bad") for path in (EXAMPLES / kind).iterdir() if path.is_dir())
TODAY = date(2024, 7, 15)


def build(case: Path, root: Path) -> Path:
    """The workspace of an example, below a temporary folder."""
    shutil.copytree(EXAMPLES / "base", root)
    if (case / "data").is_dir():
        shutil.copytree(case / "data", root / "data", dirs_exist_ok=True)
    changes = case / "change.json"
    for change in json.loads(changes.read_text("utf-8")) if changes.exists() else ():
        if "remove" in change:
            (root / change["remove"]).unlink()
        elif "link" in change:
            if sys.platform == "win32":
                pytest.skip("links need rights on Windows")
            (root / change["link"]).symlink_to(change["to"])
        else:
            path = root / change["file"]
            text = path.read_text("utf-8")
            assert text.count(change["find"]) == 1, f"{case}: {change['find']!r} must stand once in {change['file']}"
            path.write_text(text.replace(change["find"], change["put"]), "utf-8", newline="")
    return root


def all_files(root: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(root).as_posix(): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in root.rglob("*")
    }


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_example(case: Path, tmp_path: Path, update_golden: bool) -> None:
    root = build(case, tmp_path / "w")
    before = all_files(root)
    problems = check_workspace(load(WorkTree(root), use_cache=False), TODAY)
    assert all_files(root) == before, "a check never writes"
    keys = ("rule", "severity", "file", "line", "column")
    answer = [{key: getattr(each, key) for key in keys} for each in problems]
    golden = case / "expected.json"
    if update_golden:
        lines = ",\n".join(f"  {json.dumps(each, ensure_ascii=False)}" for each in answer)
        golden.write_text(f"[\n{lines}\n]\n" if answer else "[]\n", "utf-8", newline="")
    assert answer == json.loads(golden.read_text("utf-8"))
    if case.parent.name == "bad":
        assert case.name in {each.rule for each in problems}
    else:
        assert not [each for each in problems if each.severity == "error"]
    assert all(each.line >= 1 and each.column >= 1 and each.message for each in problems)


def test_the_base_has_no_problem_at_all() -> None:
    assert check_workspace(load(WorkTree(EXAMPLES / "base"), use_cache=False), TODAY) == []


def test_every_rule_has_an_example() -> None:
    declared = {each for rule in all_rules() for each in rule.RULES}
    # reported only for files too large for an example, in a repository, or not possible in a tree that git can hold
    elsewhere = {"attachment-not-scanned", "attachment-unreadable", "attachment-line-ends"}
    assert declared - elsewhere <= {path.name for path in (EXAMPLES / "bad").iterdir()}
