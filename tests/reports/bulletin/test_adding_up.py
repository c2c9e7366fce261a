"""Whatever a register holds, a bulletin's numbers add up, name no unit outside the government, and all have a key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import world
from tests.builders.strategies import DAYS, registers

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.entries.record import Evidence, Progress, Record
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.period import Period, parse_period
from spt_fazhi.model.plan import CountTarget, RateTarget, Section, Task
from spt_fazhi.model.register import Register
from spt_fazhi.render.template.jinja import render
from spt_fazhi.render.template.library import library
from spt_fazhi.reports import preview, quarter
from spt_fazhi.reports.bulletin.listed import listed
from spt_fazhi.reports.figures.figure import Figure, figures_in
from spt_fazhi.reports.quarter import QuarterValues
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.marks import without_marks

PERIODS = st.sampled_from(["2024Q1", "2024Q2", "2024Q4", "2024H1", "2024", "2024-05"]).map(parse_period)

_FIELDS = {
    "应完成": ("expected",), "已完成": ("done",), "滞后": ("behind",), "逾期": ("overdue",),
    "待补材料": ("unproved", "returned", "backfill"), "其他": ("in_progress", "due_soon", "pending", "scheduled"),
}  # fmt: skip


def bulletin(made: Register, when: date, period: Period) -> QuarterValues:
    return quarter.build(ReportRequest(assessment=assess(made, when), period=period))


def sum_of(figures: Iterator[Figure]) -> int:
    return sum(int(each.value) for each in figures)


@settings(max_examples=80)
@given(registers(reforms=True), DAYS, PERIODS)
def test_the_whole_is_the_sum_of_its_parts(made: Register, when: date, period: Period) -> None:
    values = bulletin(made, when, period)
    totals = values.totals
    assert totals.expected.value == totals.done.value + sum_of(each.number for each in values.classes)
    assert totals.done_late.value <= totals.done.value
    for row in values.table.rows:
        if made.in_use:
            assert row.cells[0].value == sum_of(iter(row.cells[1:]))
    for place, column in enumerate(values.table.columns):
        whole = sum_of(row.cells[place] for row in values.table.rows)
        assert whole == sum(int(getattr(totals, name).value) for name in _FIELDS[column])
    if made.in_use:
        own = values.unlisted.counts if values.unlisted else None

        def rest(*names: str) -> int:
            return sum(
                int(getattr(totals, name).value) - (int(getattr(own, name).value) if own else 0) for name in names
            )

        assert sum_of(row.number for row in values.overdue) == rest("overdue")
        assert sum_of(row.number for row in values.behind) == rest("behind")
        assert sum_of(row.number for row in values.backfill) == rest("backfill")
        assert sum_of(row.number for row in values.lacking) == rest("unproved", "returned")
    for good in values.good:
        assert good.expected.value == sum_of(iter((good.done, good.active, good.pending)))
    reports = values.reports
    assert reports.expected.value == sum_of(iter((reports.received, reports.awaited, reports.missing)))
    assert figures_in(values)
    assert [each.number for each in values.annexes] == list(range(1, len(values.annexes) + 1))


@settings(max_examples=60)
@given(registers(), DAYS)
def test_nobody_outside_the_government_is_named_or_asked(made: Register, when: date) -> None:
    request = ReportRequest(assessment=assess(made, when), period=parse_period("2024Q2"))
    outside = {name for name in ("戊委", "己院") if request.is_outside(name)}
    plan = {made.tasks[0].title, *(each.title for each in made.tasks)}
    for values in (quarter.build(request), preview.build(request)):
        said = "、".join(text for text in _texts(values) if text not in plan and not text.startswith("推算"))
        assert not any(name in said for name in outside)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Figure):
        yield value.printed
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _texts(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))


@settings(max_examples=60)
@given(registers(), DAYS)
def test_a_preview_tells_what_the_bulletin_would_tell(made: Register, when: date) -> None:
    period = parse_period("2024Q3")
    made = replace(
        made,
        records=tuple(each for each in made.records if _counts_on(each.value) <= when),
        inspections=tuple(each for each in made.inspections if each.value.to <= when),
    )
    request = ReportRequest(assessment=assess(made, when), period=period)
    seen = preview.build(request)
    assert seen.day >= max(when, date(2024, 10, 1))
    later = bulletin(made, seen.day, period)
    assert seen.overdue == later.overdue
    assert sum_of(iter((seen.totals.overdue,))) == (later.totals.overdue.value if made.in_use else 0)
    for each in seen.named:
        assert each.number.value == int(each.already.value) + int(each.to_come.value)
    assert [each.unit for each in seen.named][:1] == list(
        later.troubles.overdue.names[:1] if later.troubles.overdue else ()
    )
    if made.in_use:
        new = int(seen.listed.value) - sum(
            each.state == "overdue" and bool(listed(request, each)) for each in request.assessment.duties
        )
        assert sum_of(each.number for each in seen.in_time) == new


def _counts_on(record: Record) -> date:
    if isinstance(record, Evidence):
        return record.counts_on
    return record.recorded if isinstance(record, Progress) else date.min


def test_a_preview_knows_nothing_of_later_days() -> None:
    made = world.register(
        world.obligation(due="08-01"), records=[world.evidence("05-01", "丁镇"), world.evidence("07-20")]
    )
    seen = preview.build(ReportRequest(assessment=assess(made, world.day("07-10")), period=parse_period("2024Q3")))
    assert [(each.unit, each.to_come.value) for each in seen.named] == [("甲局", 1)]
    assert [each.by for each in seen.in_time] == ["8月1日前"]
    known = preview.build(ReportRequest(assessment=assess(made, world.day("07-20")), period=parse_period("2024Q3")))
    assert known.named == ()


def test_the_office_is_counted_and_not_asked() -> None:
    made = world.register(
        world.obligation(who=("甲局", "庚府", "乙局"), due="06-01"), world.obligation("1.2", who=("甲局", "庚府"), due="07-30"),
        units=world.units(庚府={}), office="甲局", records=[world.evidence("05-01", "丁镇")],
    )  # fmt: skip
    values = bulletin(made, world.day("07-01"), parse_period("2024Q2"))
    assert values.totals.overdue.value == 3
    assert values.troubles.overdue is not None
    assert values.troubles.overdue.names == ("乙局",)
    assert {row.units for row in values.overdue} == {"乙局"}
    assert values.unlisted is not None
    assert values.unlisted.names == ("庚府", "我局")
    assert (values.unlisted.counts.expected.value, values.unlisted.counts.overdue.value) == (4, 2)
    assert values.next.due == ()
    assert values.next.overdue


def test_what_is_asked_for_is_asked_by_a_day() -> None:
    made = world.register(
        world.obligation(who=("甲局",), due="03-01"), world.obligation("1.2", who=("乙局",), due="06-15"),
        world.obligation("1.3", who=("丙镇",)), world.obligation("1.4", who=("各乡镇",), due="09-30"),
        world.obligation("1.5", who=("甲局", "乙局"), every="quarter"),
        issued="04-09", backfill_until=date(2024, 8, 31), progress="half",
        records=[world.evidence("06-10", "丙镇", "1.3"), world.evidence("06-11", "丁镇", "1.4", document=None)],
        decisions=[world.return_("bing/2024-06-10-1.3-aaaa", "06-12", again_by="07-20")],
    )  # fmt: skip
    values = bulletin(made, world.day("07-05"), parse_period("2024Q2"))
    rows = {(row.units, row.state): row.again_by for row in values.lacking}
    assert rows == {("丙镇", "退回待重报"): world.day("07-20"), ("丁镇", "待佐证"): None}
    steps = values.next
    assert (steps.ask_by, steps.again_by, steps.backfill_by) == ("7月15日前", ("7月20日前",), "8月31日前")
    assert [(each.by, each.number.value, each.titles) for each in steps.due] == [
        ("9月30日前", 3, ("事项1.5", "事项1.4"))
    ]
    assert [(each.period, each.by, each.number.value) for each in steps.rounds] == [("上半年", "7月10日前", 1)]
    assert not bulletin(made, world.day("09-01"), parse_period("2024Q2")).next.backfill_by


def test_the_nearest_days_are_written_out_and_the_last_is_no_later_than_the_last_duty() -> None:
    made = world.register(
        world.obligation(due="07-10"), world.obligation("1.2", who=("各乡镇",), due="07-20"),
        world.obligation("1.3", who=("各乡镇",), due="08-20"), world.obligation("1.4", who=("各乡镇",), due="09-10"),
        records=[world.evidence("05-01", "丁镇", "1.4")],
    )  # fmt: skip
    steps = bulletin(made, world.day("07-05"), parse_period("2024")).next
    assert [(each.by, each.number.value) for each in steps.due] == [
        ("7月10日前", 1),
        ("7月20日前", 2),
    ]
    assert steps.more_due is not None
    assert (steps.more_due.value, steps.ahead_by) == (3, "9月10日前")


def test_only_numbers_have_a_pace_and_a_rate_is_said_to_fall_short() -> None:
    rate = RateTarget(rate=Decimal(1), of="人员", settle="when-reached")
    made = world.register(
        world.obligation(target=rate), world.obligation("1.2", target=CountTarget(count=12, unit="场"), who=("乙局",)),
        records=[world.share("05-01", 9, 14), world.evidence("05-01", "乙局", "1.2")],
    )  # fmt: skip
    found = bulletin(made, world.day("07-05"), parse_period("2024Q2")).troubles
    assert found.below is not None
    assert found.below.names == ("甲局",)
    assert found.behind is not None
    assert found.behind.names == ("乙局",)


def test_what_was_due_before_the_day_of_issue_is_late_since_the_last_day_for_entering_it() -> None:
    made = world.register(
        world.obligation(due="03-01"), world.obligation("1.2", due="06-01"),
        issued="04-09", backfill_until=world.day("06-20"), records=[world.evidence("05-01", "丁镇")],
    )  # fmt: skip
    rows = bulletin(made, world.day("06-25"), parse_period("2024Q2")).overdue
    said = {row.obligation: (row.days.value if row.days else 0, row.remark) for row in rows}
    assert said == {"1.1": (5, "时限早于印发日，补录期限2024年6月20日"), "1.2": (24, "")}


def test_reports_that_did_not_come_are_listed_and_asked_for_and_nobody_is_left_unaddressed() -> None:
    tasks = (
        Task(
            id=1, section="一", title="任务一", text="x", lead=("甲局",), responsible=("各乡镇",),
            obligations=(world.obligation(),),
        ),
    )  # fmt: skip
    made = world.register(tasks=tasks, progress="quarter", records=[world.evidence("05-01")])
    values = bulletin(made, world.day("07-20"), parse_period("2024Q2"))
    assert [(row.task, row.units, row.number.value) for row in values.missing] == [(1, ("甲局",), 1)] * len(
        values.missing
    )
    assert values.missing
    assert values.next.missing
    assert values.addressees == ("各乡镇", "有关单位")


def test_reports_that_fall_due_after_the_period_ahead_are_asked_for() -> None:
    made = world.register(world.obligation(), progress="half", records=[world.evidence("05-01")])
    steps = bulletin(made, world.day("10-05"), parse_period("2024Q3")).next
    assert [(each.period, each.by) for each in steps.rounds] == [("下半年", "2025年1月10日前")]


def test_a_register_that_is_not_in_use_judges_nobody() -> None:
    made = world.register(world.obligation(who=("各乡镇",), due="06-01"), world.obligation("1.2", due="09-30"))
    values = bulletin(made, world.day("07-05"), parse_period("2024Q2"))
    assert values.head.notice
    assert values.table.columns == ("应完成",)
    assert values.annexes == ()
    assert values.troubles.overdue is None
    assert [each.by for each in values.next.due] == ["9月30日前"]
    assert re.search("任务情况的通报", values.title)


def test_a_table_that_the_text_has_no_room_for_is_an_annex() -> None:
    made = world.register(
        tasks=tuple(
            Task(id=number, section=str(number), title="任务", text="x", lead=("甲局",),
                 obligations=(world.obligation(f"{number}.1", due="06-01"),))
            for number in range(1, 14)
        ),
        records=[world.evidence("05-01")],
    )  # fmt: skip
    made = replace(made, sections=tuple(Section(id=task.section, title="一") for task in made.tasks))
    values = bulletin(made, world.day("07-05"), parse_period("2024Q2"))
    assert len(values.table.rows) == 13
    assert values.numbers.sections == 1
    few = replace(made, sections=made.sections[:12], tasks=made.tasks[:12])
    assert bulletin(few, world.day("07-05"), parse_period("2024Q2")).numbers.sections == 0


def test_of_many_sections_the_quiet_ones_share_a_row() -> None:
    made = world.register(
        tasks=tuple(
            Task(id=number, section=str(number), title="任务", text="x", lead=("甲局",),
                 obligations=(world.obligation(f"{number}.1", due="06-01" if number < 5 else "12-31"),))
            for number in range(1, 8)
        ),
        records=[world.evidence("05-01")],
    )  # fmt: skip
    made = replace(made, sections=tuple(Section(id=task.section, title=f"方面{task.id}") for task in made.tasks))
    table = bulletin(made, world.day("07-05"), parse_period("2024Q2")).table
    assert [row.title for row in table.rows] == [*(f"{number}、方面{number}" for number in range(1, 5)), "其他方面"]
    assert [cell.printed for cell in table.rows[-1].cells] == ["3", "0", "0", "3"]
    few = replace(made, sections=made.sections[:6], tasks=made.tasks[:6])
    assert len(bulletin(few, world.day("07-05"), parse_period("2024Q2")).table.rows) == 6


def test_a_list_that_leaves_somebody_out_says_so() -> None:
    joint = world.obligation(who=("甲局", "己院"), scope="joint", due="06-01")
    made = world.register(
        tasks=(
            Task(id=1, section="一", title="任务一", text="x", lead=("甲局", "己院"), obligations=(joint,)),
            Task(id=2, section="一", title="任务二", text="x", lead=("乙局", "己院"), obligations=(world.obligation("2.1", who=("乙局",)),)),
        ),
        units=world.units(己院={}), records=[world.evidence("05-01", "乙局", "2.1")],
    )  # fmt: skip
    values = bulletin(made, world.day("07-05"), parse_period("2024Q2"))
    assert [row.units for row in values.overdue] == ["甲局等"]
    assert [row.lead for row in values.good] == [("乙局等",)]
    met = replace(made, records=(world.evidence("05-01"), *made.records))
    first = bulletin(met, world.day("07-05"), parse_period("2024Q2")).news[0].phrases[0]
    assert first.parts == ("事项1.1已由", "甲局等", "完成", "。")


def test_a_preview_pairs_its_units_with_what_they_are_listed_for() -> None:
    made = world.register(
        world.obligation(who=("甲局", "庚府", "乙局", "丙镇"), due="08-01"), world.obligation("1.2", who=("乙局",), due="06-01"),
        units=world.units(庚府={}), office="甲局", records=[world.evidence("05-01", "丁镇")],
    )  # fmt: skip
    seen = preview.build(ReportRequest(assessment=assess(made, world.day("07-10")), period=parse_period("2024Q3")))
    assert (seen.totals.overdue.value, seen.listed.value, seen.units.value) == (5, 3, 2)
    assert sum_of(each.number for each in seen.named) == seen.listed.value
    assert seen.unlisted is not None
    assert (seen.unlisted.names, seen.unlisted.counts.overdue.value) == (("庚府", "我局"), 2)


def test_no_past_day_is_still_in_time() -> None:
    made = world.register(
        world.obligation(who=("甲局",), due="06-30"), world.obligation("1.2", who=("乙局",), due="02-01"),
        issued="04-09", backfill_until=date(2024, 8, 31), records=[world.evidence("06-10")],
        decisions=[world.return_("jia/2024-06-10-1.1-aaaa", "07-01", again_by="07-20")],
    )  # fmt: skip
    seen = preview.build(ReportRequest(assessment=assess(made, world.day("07-12")), period=parse_period("2024Q3")))
    assert [(each.obligation, each.day) for each in seen.in_time] == [
        ("1.1", world.day("07-20")),
        ("1.2", world.day("08-31")),
    ]


def test_the_text_and_the_annexes_name_units_in_one_order() -> None:
    names = ("甲局", "乙局", "丙镇", "丁镇")
    made = world.register(
        world.obligation(who=names, due="06-10"), world.obligation("1.2", who=("丁镇",), due="06-01"),
        world.obligation("1.3", who=("乙局", "丁镇"), scope="joint", due="06-20"), world.obligation("1.4", who=("丙镇",), due="06-30"),
        world.obligation("1.5", who=("甲局", "乙局"), due="12-31"), world.obligation("1.6", who=("乙局", "丙镇"), due="12-30"),
        records=[
            world.evidence("06-11", unit, id_, number=number, document=None)
            for number, (unit, id_) in enumerate([("甲局", "1.5"), ("乙局", "1.5"), ("乙局", "1.6"), ("丙镇", "1.6")])
        ],
    )  # fmt: skip
    values = bulletin(made, world.day("07-05"), parse_period("2024Q2"))
    assert values.troubles.overdue is not None
    assert values.troubles.unproved is not None
    assert values.troubles.overdue.names == ("丁镇",)
    rows = [row.units for row in values.overdue]
    assert list(dict.fromkeys(rows)) == ["丁镇", "丁镇、乙局（共同）", "乙局", "丙镇", "甲局"]
    assert values.troubles.unproved.names == ("乙局", "丙镇", "甲局")
    assert list(dict.fromkeys(row.units for row in values.lacking)) == ["乙局", "丙镇", "甲局"]


def test_reports_of_progress_add_up_without_those_of_the_office() -> None:
    tasks = tuple(
        Task(id=number, section="一", title=f"任务{number}", text="x", lead=(lead,), responsible=("各部门",),
             obligations=(world.obligation(f"{number}.1", who=(lead,)),))
        for number, lead in enumerate(("甲局", "甲局", "乙局", "丙镇", "丁镇"), 1)
    )  # fmt: skip
    made = world.register(
        tasks=tasks, progress="quarter", office="甲局",
        records=[world.progress("04-05", "甲局", 1, period="2024Q1"), world.progress("07-05", "丙镇", 4, period="2024Q2")],
        decisions=[world.extend("08-01", "07-01", "丁镇", task=5, period="2024Q2")],
    )  # fmt: skip
    values = bulletin(made, world.day("07-20"), parse_period("2024Q2"))
    counts, late = values.reports, values.troubles.missing
    assert late is not None
    assert late.before is not None
    assert (counts.expected.value, counts.received.value, counts.awaited.value, counts.missing.value) == (3, 1, 1, 1)
    assert counts.missing.value == int(late.number.value) - int(late.before.value)
    assert [each.number.value for each in values.next.rounds if each.by == "8月1日前"] == [counts.awaited.value]


def test_who_is_named_is_addressed() -> None:
    tasks = (
        Task(
            id=1, section="一", title="任务一", text="x", lead=("乙局",), responsible=("各乡镇",),
            obligations=(world.obligation(who=("各乡镇",)),),
        ),
    )  # fmt: skip

    def addressed(*given: str) -> tuple[str, ...]:
        made = world.register(
            tasks=tasks, progress="quarter", addressees=given, records=[world.evidence("05-01", "丁镇")]
        )
        values = bulletin(made, world.day("07-20"), parse_period("2024Q2"))
        assert {row.units for row in values.missing} == {("乙局",)}
        return values.addressees

    assert addressed() == ("各乡镇", "有关单位")
    assert addressed("各镇（街道）") == ("各镇（街道）", "有关单位")
    assert addressed("各镇（街道）", "区直各部门") == ("各镇（街道）", "区直各部门")
    assert addressed("各乡镇", "乙局") == ("各乡镇", "乙局")
    assert addressed("各有关单位") == ("各有关单位",)


def test_the_last_period_of_the_year_tells_what_came_in_after_it() -> None:
    made = world.register(
        world.obligation(who=("甲局", "乙局"), due="12-31"),
        records=[world.evidence("12-30"), world.evidence("2025-01-10", "乙局")],
    )
    for period in ("2024", "2024H2", "2024Q4", "2024-12"):
        (news,) = bulletin(made, date(2025, 1, 12), parse_period(period)).news
        assert news.phrases[0].parts[:2] == ("事项1.1已由", "各部门"), period
    assert bulletin(made, date(2025, 1, 12), parse_period("2024Q3")).news == ()


def test_of_what_is_not_listed_it_is_said_how_much_of_it_is_late() -> None:
    def said(*days: str, records: tuple[Any, ...] = ()) -> str:
        owed = [world.obligation(f"1.{at}", who=("庚府",), due=due) for at, due in enumerate(days, 1)]
        made = world.register(
            *owed, world.obligation("1.9", who=("丁镇",)), units=world.units(庚府={}),
            records=[world.evidence("05-01", "丁镇", "1.9", number=9), *records],
        )  # fmt: skip
        values = bulletin(made, world.day("07-05"), parse_period("2024Q2"))
        named = {name: getattr(values, name) for name in QuarterValues.__dataclass_fields__}
        text = without_marks(render(library({}), quarter.TEMPLATE, named))
        found = re.search(r"以上含庚府承担的\d项次（([^）]*)）", text)
        assert found is not None
        return found[1]

    assert said("06-01", "12-31") == "均未完成，其中逾期1项次"
    assert said("06-01", "06-10") == "均未完成，均为逾期"
    assert said("06-01") == "尚未完成，逾期"
    assert said("12-31") == "尚未完成"
    assert said("06-01", "12-31", records=(world.evidence("06-20", "庚府", "1.2"),)) == "已完成1项次，逾期1项次"


def test_of_reports_of_which_none_came_no_nothing_is_counted() -> None:
    made = world.register(
        world.obligation(who=("丁镇",)),
        progress="quarter",
        progress_grace_days=5,
        records=[world.evidence("05-01", "丁镇")],
    )
    values = bulletin(made, world.day("07-20"), parse_period("2024Q2"))
    named = {name: getattr(values, name) for name in QuarterValues.__dataclass_fields__}
    text = without_marks(render(library({}), quarter.TEMPLATE, named))
    assert "第二季度进展1份，都没有收到；甲局2份到期未报，其中以前各期1份" in text
