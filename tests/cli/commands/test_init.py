"""A new workspace: what is lacking is said before anything is written, days are typed as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import fazhi

HEAD = ("--title", "示例区法治政府建设2025年工作要点", "--issuer", "示例区政府")


def test_a_document_without_tasks_makes_no_workspace(tmp_path: Path) -> None:
    document, folder = tmp_path / "坏.txt", tmp_path / "新"
    document.write_text("一段别的文字。\n", "utf-8")
    for more in ((), ("--year", "2025"), ("--year", "2025", *HEAD, "--issued", "2025-03-18")):
        ran = fazhi("init", str(folder), "--from", str(document), *more)
        assert (ran.code, folder.exists()) == (2, False)
        assert "没有读出任务" in ran.err
        assert "--year" not in ran.err


@pytest.mark.parametrize("typed", ["2025-03-18", "2025年3月18日", "2025.3.18"])
def test_the_day_of_issue_as_people_write_it(tmp_path: Path, typed: str) -> None:
    folder = tmp_path / "新"
    ran = fazhi("init", str(folder), "--year", "2025", *HEAD, "--issued", typed, "--no-git")
    assert ran.code == 0, ran.err
    assert "issued: 2025-03-18" in (folder / "data/tasks.yaml").read_text("utf-8")


def test_a_day_of_issue_without_its_year_is_not_guessed(tmp_path: Path) -> None:
    ran = fazhi("init", str(tmp_path / "新"), "--year", "2025", *HEAD, "--issued", "3月18日", "--no-git")
    assert (ran.code, (tmp_path / "新").exists()) == (2, False)
    assert "没有写年份" in ran.err
