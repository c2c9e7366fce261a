"""A review in words and as JSON: invited units apart, late decisions, what was handed on, what was let go."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders.texts import comparison, files_of
from tests.builders.world import (
    attachment,
    evidence,
    extend,
    obligation,
    progress,
    redact,
    register,
    return_,
    units,
    waive,
)

from spt_fazhi.changes.review import Review
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.render.review.json_document import review_json
from spt_fazhi.render.review.words import effects_by_task, entry_lines, plan_lines, summary_text
from spt_fazhi.services.review.review import ReviewOptions, read_sides, review

DAY = date(2024, 7, 15)
PLAN = register(
    obligation("1.1", due="06-30", who=("甲局", "戊委")),
    progress="quarter",
    issued="04-09",
    units=units(戊委={}),
    office="乙局",
)


def reviewed(old: Register, new: Register) -> Review:
    compared = comparison(files_of(old), files_of(new))
    return review(compared, read_sides(compared), DAY, ReviewOptions(), None)


def adding(*entries: Entry[Any], plan: Register = PLAN) -> Review:
    records = [each for each in entries if each.file.startswith("data/records/")]
    decisions = [each for each in entries if each not in records]
    return reviewed(plan, replace(plan, records=(*plan.records, *records), decisions=(*plan.decisions, *decisions)))


def rows(found: Review) -> list[tuple[str, str, str, str]]:
    return [(row.number, row.unit, row.before, row.after) for _, lines in effects_by_task(found) for row in lines]


def test_what_an_invited_unit_gives_is_counted_apart() -> None:
    found = adding(evidence("06-12", "戊委"))
    assert summary_text(found) == "新增佐证 1 条；商请已提供 0 → 1。"
    assert rows(found) == [("1.1", "戊委", "☆ 商请", "√ 已提供（1份）")]
    totals = review_json(found)["totals"]
    assert totals["before"] == totals["after"]
    assert totals["after"]["overdue"] == 1  # 甲局 alone
    assert (totals["invited_before"]["done"], totals["invited_after"]["done"]) == (0, 1)
    assert review_json(found)["duties"][0]["invited"] is True


def test_no_invited_duty_is_among_those_overdue() -> None:
    found = reviewed(replace(PLAN, tasks=()), PLAN)
    assert found.totals is not None
    assert (found.totals.after.obligations["overdue"], found.totals.after.invited["invited"]) == (1, 1)
    assert review_json(found)["touched"]["after"]["overdue"] == 1


def test_what_is_said_and_not_proved() -> None:
    found = adding(evidence("06-12", document=None))
    assert summary_text(found) == "新增佐证 1 条；逾期 1 → 0，待佐证 0 → 1。"
    assert rows(found) == [("1.1", "甲局", "▲ 逾期", "◎ 待佐证（0份，另有1份待佐证）")]
    after = review_json(found)["duties"][0]["after"]
    assert (after["achieved"], after["claimed"]) == (0, 1)


def test_a_waiver_decided_too_late_is_called_so() -> None:
    found = adding(waive("07-01"))
    assert rows(found) == [("1.1", "甲局", "▲ 逾期", "× 不适用，逾期后定为不适用")]
    assert review_json(found)["duties"][0]["after"]["late_decision"] is True
    assert rows(adding(waive("06-30"))) == [("1.1", "甲局", "▲ 逾期", "× 不适用")]


def test_a_unit_that_ends() -> None:
    alone = replace(PLAN, tasks=(replace(PLAN.tasks[0], lead=("乙局",)),))

    def ended(heir: str | None, plan: Register = alone) -> Review:
        return reviewed(
            plan, replace(plan, units=units(戊委={}, 甲局={"until": date(2024, 7, 1), "succeeded_by": heir}))
        )

    assert rows(ended("丙镇")) == [("1.1", "丙镇", "▲ 逾期", "▲ 逾期，原由甲局承担")]
    assert rows(ended(None)) == [("1.1", "甲局", "▲ 逾期", "× 不适用，不再承担")]
    both = replace(
        alone, tasks=(replace(alone.tasks[0], obligations=(obligation("1.1", due="06-30", who=("甲局", "丙镇")),)),)
    )
    assert rows(ended("丙镇", both)) == [("1.1", "甲局", "▲ 逾期", "由丙镇承担")]
    assert review_json(ended("丙镇", both))["duties"][0]["handed_to"] == "丙镇"
    assert [line for line, _ in plan_lines(ended("丙镇"))] == ["单位 甲局 到 2024-07-01 为止，没有完成的由“丙镇”承担"]


def test_units_renamed_and_joined() -> None:
    renamed = replace(PLAN, units=units(戊委={}, 甲局={"name": "甲丙局", "aliases": ("甲", "甲局")}))
    found = reviewed(PLAN, renamed)
    assert [line for line, _ in plan_lines(found)] == ["单位改名 甲局→甲丙局（代码 jia）"]
    assert rows(found) == []
    more = replace(PLAN, units=units(戊委={}, 甲局={"name": "甲丙局", "aliases": ("甲局",), "kind": "vertical"}))
    assert [line for line, _ in plan_lines(reviewed(PLAN, more))] == [
        "单位改名 甲局→甲丙局（代码 jia）", "修改单位 甲丙局 的 kind：“government”→“vertical”",
        "修改单位 甲丙局 的 aliases：“甲”→“甲局”",
    ]  # fmt: skip
    joined = replace(PLAN, units=units(戊委={}, 辛局={"from_": date(2024, 7, 1)}))
    assert [line for line, _ in plan_lines(reviewed(PLAN, joined))] == ["新增单位 辛局 从 2024-07-01 起"]


def test_decisions_of_every_kind() -> None:
    record = evidence("06-12", files=(attachment("a.txt"),))
    told = progress("07-04")
    known = replace(PLAN, records=(record, told))
    found = adding(
        redact(record.id, "a.txt"), return_(told.id, again_by="07-20", number=1), extend("07-31", "07-01", task=1, period="2024Q2"),
        waive("06-20", number=2), plan=known,
    )  # fmt: skip
    back = next(each.key for each in found.entry_changes if each.key.partition("-return-")[1])
    assert sorted(line for line, _ in entry_lines(found)) == sorted([
        "新增延期 任务 1 的进展 2024Q2 甲局 至 2024-07-31：x", f"新增去除 {record.id}：x", f"新增退回 {told.id}：x",
        "新增不适用 1.1 甲局：x", f"退回了 {told.id}（{back}）",
    ])  # fmt: skip
    assert review_json(found)["counts"] == [
        {"action": "added", "kind": kind, "count": 1} for kind in ("extend", "redact", "return", "waive")
    ]
