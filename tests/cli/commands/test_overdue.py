"""Units outside the government are listed, and it is said that they can only be asked."""

from __future__ import annotations

from pathlib import Path

from tests.builders.command import fazhi


def test_who_can_only_be_asked_is_named(demo: Path) -> None:
    late = fazhi("overdue", "--as-of", "2025-02-01", root=demo)
    assert late.code == 0
    said = "".join(late.out.rstrip().splitlines()[-3:])
    assert "示范区人民法院" in said
    assert said.endswith("只商请提供情况，不催办、不考核。")


def test_nothing_is_said_without_such_a_unit(demo: Path) -> None:
    listed = fazhi("overdue", "--as-of", "2025-02-01", "--unit", "示范东镇", root=demo)
    assert "商请" not in listed.out
