"""No command grows faster than its records: ten times as many more cost at most eleven times as many calls."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.repositories import in_git

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]
AT = ("--as-of", "2024-12-20")
FEW, MORE, MANY = 100, 250, 1600
"""Records: 150 more than the fewest, and ten times as many more."""
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("status",), ("check",), ("report", "quarter", "--period", "2024Q2"), ("log", "1.1"), ("duties",), ("duties", "--json"),
    ("trend",), ("status", "--at", "HEAD"),
)  # fmt: skip


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The same plan with so many records, in git."""
    folder = tmp_path_factory.mktemp("growth")
    made = {}
    for number in (FEW, MORE, MANY):
        made[number] = folder / f"区{number}"
        ran = fazhi("demo", str(made[number]), "--tasks", "12", "--units", "12", "--records", str(number))
        assert ran.code == 0, ran.err
        in_git(made[number])
    return made


def calls(root: Path, *words: str) -> int:
    """How many functions a command calls, those of the interpreter too."""
    number = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal number
        number += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        ran = fazhi(*words, root=root)
    finally:
        sys.setprofile(None)
    assert ran.code in {0, 1}, ran.err
    return number


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_ten_times_as_many_records_cost_ten_times_as_much(registers: dict[int, Path], command: tuple[str, ...]) -> None:
    fazhi(*command, *AT, root=registers[FEW])  # what is imported when it is first needed
    few, more, many = (calls(registers[number], *command, *AT) for number in (FEW, MORE, MANY))
    assert many - few <= 11 * max(more - few, (MORE - FEW) * 20), (few, more, many)


def test_ten_times_as_many_units_cost_little_more_than_ten_times_as_much(tmp_path: Path) -> None:
    made = []
    for number in (30, 90, 630):
        root = tmp_path / f"区{number}"
        assert fazhi("demo", str(root), "--tasks", "12", "--units", str(number), "--records", "60").code == 0
        fazhi("duties", *AT, root=root)
        made.append([calls(root, *command, *AT) for command in (("duties",), ("status",))])
    for few, more, many in zip(*made, strict=True):
        assert many - few <= 12 * (more - few)  # some of it is sorted
