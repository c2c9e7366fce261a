"""The exports that the benchmark multiplies are taken like any others; without that its time would mean nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.builders.command import DAY, fazhi
from tests.builders.places import BENCHMARKS

sys.path.insert(0, str(BENCHMARKS))

import rollup


def test_copies_are_registers_of_their_own_with_the_same_figures(exports: Path, tmp_path: Path) -> None:
    many = rollup.multiplied(exports, tmp_path / "many", 7)
    real = fazhi("rollup", str(exports), "--json", "--as-of", DAY).json["totals"]
    ran = fazhi("rollup", str(many), "--json", "--as-of", DAY)
    assert (ran.code, ran.json["refused"]) == (0, [])
    found = ran.json["totals"]
    assert [row["name"] for row in found] == [f"示例县{at:04d}" for at in range(1, 8)]
    for at, row in enumerate(found):
        known = real[at % 3]
        assert {**row, "register": "", "name": ""} == {**known, "register": "", "name": ""}
    assert len(rollup.gathered(many, tmp_path / "gathered")) == 1
