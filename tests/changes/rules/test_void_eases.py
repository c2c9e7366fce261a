"""Voids after which a duty stands better."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.builders import checks
from tests.builders.reviews import compare, found, told, visited
from tests.builders.world import evidence, obligation, progress, register, share, void

from spt_fazhi.changes.effects import effects
from spt_fazhi.changes.rules import void_eases as rule
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget, RateTarget
from spt_fazhi.model.register import Entry, Register

RATE = register(obligation(target=RateTarget(rate=Decimal(1), of="人员")))
COUNT = register(obligation(target=CountTarget(count=12)))
BAD = share("06-12", 40, 52)
"""Behind: figures were reported, and fall short."""
GONE = void(BAD.id)


def adding(world: Register, *entries: Entry[Any], before: tuple[Entry[Any], ...]) -> Any:
    known = replace(world, records=before)
    return compare(known, replace(known, records=(*before, *entries)))


def test_figures_that_are_no_more() -> None:
    context = adding(RATE, GONE, before=(BAD,))
    assert told(rule, context) == [("ask", "void-eases", GONE.file, ("record",))]
    assert found(rule, context)[0].message == f"作废 {BAD.id} 以后，1.1 甲局由滞后变为未启动"


def test_figures_that_give_way_to_better_ones() -> None:
    context = adding(RATE, GONE, share("06-20", 1, 1, number=1), before=(BAD,))
    assert told(rule, context) == [("ask", "void-eases", GONE.file, ("record",))]
    assert "由滞后变为推进中" in found(rule, context)[0].message


def test_harmless_twins() -> None:
    assert told(rule, adding(RATE, GONE, share("06-20", 41, 52, number=1), before=(BAD,))) == []
    assert told(rule, adding(RATE, share("06-20", 1, 1, number=1), before=(BAD,))) == []
    assert told(rule, adding(RATE, before=(BAD, GONE))) == []
    assert told(rule, compare(replace(RATE, records=(BAD, GONE)), replace(RATE, records=(BAD,)))) == []


def test_where_amounts_add_up_the_new_ones_better_it() -> None:
    one = evidence("06-12")
    more = evidence("06-20", number=1, amount=12)
    assert told(rule, adding(COUNT, void(one.id), more, before=(one,))) == []
    assert told(rule, adding(COUNT, void(one.id), before=(one,))) == []


def test_what_only_lacks_proof_and_progress() -> None:
    bare = evidence("06-12", amount=12, document=None)
    assert told(rule, adding(COUNT, void(bare.id), before=(bare,))) == []
    account = progress("07-04")
    world = register(obligation(), progress="quarter")
    assert told(rule, adding(world, void(account.id), before=(account,))) == []


def test_a_void_of_a_report_eases_no_finding() -> None:
    report = checks.rectify()
    gone = checks.void(report.id, "2024-07-12-k7q2.1-aaac", "dz", unit="东镇", recorded=date(2024, 7, 12))
    context = visited(gone, before=(report,))
    assert [each.after.state for each in effects(context.before, context.after) if each.after] == ["overdue"]
    assert told(rule, context) == []
