"""The targets take every seed, and every input that once went wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fuzz.groups import TARGETS
from tests.fuzz.seeds import seeds

FOUND = sorted(path for path in Path(__file__).with_name("found").rglob("*") if path.is_file())


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_is_read_or_refused_in_one_line(name: str) -> None:
    taken = 0
    for seed in seeds(name):
        TARGETS[name](seed)
        taken += 1
    assert taken


def test_what_once_went_wrong_does_so_no_more() -> None:
    for path in FOUND:
        TARGETS[path.parent.name](path.read_bytes())
