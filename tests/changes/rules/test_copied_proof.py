"""One event with one proof, reported for several duties."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import evidence, obligation, task, void
from tests.builders.reviews import adding, found, told

from spt_fazhi.changes.rules import copied_proof as rule
from spt_fazhi.model.register import Entry

PAPER = "示司发〔2024〕12号"
TASKS = (task(obligations=(obligation(), obligation(id="1.2"), obligation(id="1.3", every="month", due=None))),)


def record(stem: str, unit: str = "区司法局", **given: Any) -> Entry[Any]:
    code = {"区司法局": "sfj", "区财政局": "czj"}[unit]
    values: dict[str, Any] = {
        "unit": unit,
        "obligation": stem.split("-")[3],
        "title": "执法人员培训班",
        "document": PAPER,
    }
    values |= {"date": date.fromisoformat(stem[:10]), "recorded": date(2024, 7, 1)}
    return evidence(stem, code, **(values | given))


OWN = record("2024-05-01-1.1-aaaa")
THEIRS = record("2024-05-02-1.1-bbbb", "区财政局", document="示司发〔2024〕１２号")
OTHER = record("2024-05-01-1.2-cccc")
MAY, JUNE = record("2024-05-28-1.3-aaaa"), record("2024-06-28-1.3-bbbb")


def asked(*entries: Entry[Any], before: tuple[Entry[Any], ...] = ()) -> list[str]:
    return [each.spot.file for each in found(rule, adding(*entries, before=before, tasks=TASKS))]


def test_another_units_word_for_word() -> None:
    context = adding(THEIRS, before=(OWN,), tasks=TASKS)
    assert told(rule, context) == [("ask", "event-reused", THEIRS.file, ("document",))]
    assert found(rule, context)[0].message == (f"标题和文号“示司发〔2024〕１２号”与报给别的责任的相同（{OWN.id}）")


def test_an_earlier_period_and_another_obligation() -> None:
    assert asked(JUNE, before=(MAY,)) == [JUNE.file]
    assert asked(OWN, OTHER) == [OTHER.file]
    assert asked(OWN, THEIRS, OTHER) == [OTHER.file]  # one finding for all


def test_a_link() -> None:
    both = [
        record(stem, document=None, link="https://example.org/1")
        for stem in ("2024-05-01-1.1-aaaa", "2024-05-01-1.2-cccc")
    ]
    assert told(rule, adding(*both, tasks=TASKS)) == [("ask", "event-reused", both[1].file, ("link",))]


@pytest.mark.parametrize(
    "given", [{"title": "执法人员第二期培训班"}, {"document": "示司发〔2024〕13号"}, {"document": None}, {"document": None, "link": PAPER}]
)  # fmt: skip
def test_harmless_twins(given: dict[str, Any]) -> None:
    assert asked(record("2024-05-02-1.1-bbbb", "区财政局", **given), before=(OWN,)) == []
    assert asked(record("2024-06-28-1.3-bbbb", **given), before=(MAY,)) == []
    assert asked(OWN, record("2024-05-01-1.2-cccc", **given)) == []


def test_what_stands_for_the_same_duty_was_there_or_is_withdrawn() -> None:
    assert asked(record("2024-05-03-1.1-dddd"), before=(OWN,)) == []  # copied_record tells
    assert asked(before=(OWN, THEIRS)) == []
    assert asked(THEIRS, before=(OWN, void(OWN.id))) == []
    assert asked(THEIRS, void(THEIRS.id, code="czj", unit="区财政局", stem="2024-07-04-1.1-zzzz"), before=(OWN,)) == []


def test_a_holder_files_one_event_for_many() -> None:
    one, two = (record(f"2024-05-0{n}-1.1-aaaa", unit, by="区司法局") for n, unit in ((1, "区司法局"), (2, "区财政局")))
    assert asked(one, two) == []
    assert asked(two, before=(one,)) == []
    assert asked(two, before=(OWN,)) == [two.file]
