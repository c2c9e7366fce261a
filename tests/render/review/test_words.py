"""A review in words and as JSON: invited units apart, late decisions, what was handed on, what was let go."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders import checks
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
from spt_fazhi.checks.admission import with_entries
from spt_fazhi.model.entries.decision import Extend
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


def of_findings(*entries: Entry[Any], before: tuple[Entry[Any], ...] = ()) -> Review:
    """A review of a branch that adds entries to a register with one finding, of 东镇, due on 30 June."""
    plan = with_entries(checks.register(inspections=(checks.inspection(),)), before)
    return reviewed(plan, with_entries(plan, entries))


def test_a_visit_a_report_and_a_closing_are_shown_as_what_they_do() -> None:
    visit = checks.inspection("2024-06-14-m3p4", title="专项督察", from_=date(2024, 6, 12), to=date(2024, 6, 14),
                              recorded=date(2024, 6, 17), obligation=("1.1",))  # fmt: skip
    found = of_findings(visit)
    assert summary_text(found) == "新增督察 1 条；完成 0 → 1，督察问题 1 → 2，整改逾期 1 → 2。"
    assert rows(found) == [
        ("1.1", "区司法局", "○ 未启动", "√ 已完成（1/1次）"),
        ("整改m3p4.1", "东镇", "（没有）", "▲ 逾期"),
    ]
    assert [line for line, _ in entry_lines(found)] == [
        "新增督察 专项督察 2024-06-12 至 2024-06-14（计入 1.1），发现问题 1 个"
    ]
    assert [title for title, _ in effects_by_task(found)] == ["1 加强学习", "督察问题"]


def test_from_open_to_waiting_to_closed() -> None:
    found = of_findings(checks.rectify(stage="partial"))
    assert [line for line, _ in entry_lines(found)] == [
        "新增整改 问题 k7q2.1 东镇 2024-06-20：（阶段性整改）已补正案卷"
    ]
    found = of_findings(checks.rectify())
    assert summary_text(found) == "新增整改 1 条；整改逾期 1 → 0，整改待销号 0 → 1。"
    assert [row[2:] for row in rows(found)] == [("▲ 逾期", "■ 待销号")]
    found = of_findings(checks.close(reason="抽查10件"), before=(checks.rectify(),))
    assert summary_text(found) == "新增销号 1 条；整改完成 0 → 1，整改待销号 1 → 0。"
    assert [row[2:] for row in rows(found)] == [("■ 待销号", "√ 已完成")]
    assert [line for line, _ in entry_lines(found)] == ["新增销号 问题 k7q2.1：复核组核实，抽查10件"]


def test_more_time_for_a_finding() -> None:
    more = checks.decision(Extend, "2024-06-28-extend-aaaa", inspection="2024-05-24-k7q2", finding=1,
                           due=date(2024, 8, 31), recorded=date(2024, 6, 28))  # fmt: skip
    assert [line for line, _ in entry_lines(of_findings(more))] == ["新增延期 问题 k7q2.1 至 2024-08-31：示例"]


def test_the_document_counts_findings_apart() -> None:
    told = review_json(of_findings(checks.rectify()))
    totals = told["totals"]
    assert (totals["rectification_before"]["overdue"], totals["rectification_after"]["submitted"]) == (1, 1)
    assert sum(totals["invited_rectification_after"].values()) == 0
    assert totals["before"] == totals["after"]
    (duty,) = told["duties"]
    assert (duty["task"], duty["obligation"], duty["inspection"], duty["finding"]) == (None, None, "2024-05-24-k7q2", 1)
    assert [(each["subject"], each["kind"]) for each in told["changes"]] == [("record", "rectify")]
