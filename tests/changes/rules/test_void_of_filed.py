"""A void of what another unit filed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.checks import UNITS, evidence, register, void
from tests.builders.reviews import compare, found, told

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.rules import void_of_filed as rule
from spt_fazhi.model.frozen import replace

STEM = "2024-06-12-1.1-aaaa"


def voiding(by: str | None, *, fresh: bool = False, **given: Any) -> ReviewContext:
    """A branch in which 东镇 takes back a record about itself, there before or of the same branch."""
    record = evidence(STEM, "dz", unit="东镇", by=by)
    taken = void(record.id, code="dz", unit="东镇")
    before = register(records=() if fresh else (record,))
    return compare(before, replace(before, records=(record, taken)), **given)


@pytest.mark.parametrize("fresh", [True, False])
def test_of_what_the_holder_filed(*, fresh: bool) -> None:
    context = voiding("司法局", fresh=fresh)
    assert told(rule, context) == [("ask", "void-of-filed", "data/records/dz/2024-07-04-1.1-aaac.yaml", ("record",))]
    assert found(rule, context)[0].message == f"作废了由“区司法局”代填的“东镇”的记录 dz/{STEM}（1.1）"


def test_harmless_twins() -> None:
    assert told(rule, voiding(None)) == []
    assert told(rule, voiding("东镇")) == []
    filed = register(records=(evidence(STEM, "dz", unit="东镇", by="司法局"),))
    assert told(rule, compare(filed, filed)) == []
    unknown = register()
    assert told(rule, compare(unknown, replace(unknown, records=(void(f"dz/{STEM}"),)))) == []


def test_a_branch_of_one_unit_is_left_to_another_rule() -> None:
    assert told(rule, voiding("司法局", only_unit=UNITS[0])) == []
