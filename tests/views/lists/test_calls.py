"""Whom to ring first, and what is said: what is missing, since when, to whom."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from tests.builders.checks import finding, inspection
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, evidence, extend, issued, obligation, progress, register, return_, share, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.query import Answering, overdue
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget, RateTarget, Task
from spt_fazhi.views.lists.calls import calls, calls_json


def rung(made, when="06-01", most=5):
    found = assess(made, day(when))
    return calls(found, found.all_duties, most)


PROVED = [evidence("05-30", "丁镇", "9.9")]  # makes the register one that is in use


def test_the_call_that_removes_most_stands_first_and_five_are_enough() -> None:
    made = register(
        obligation("1.1", due="03-01", who=("甲局", "乙局", "丙镇")), obligation("1.2", due="02-01", who=("乙局",)),
        records=PROVED,
    )  # fmt: skip
    found = rung(made)
    assert [(call.unit, len(call.duties)) for call in found.calls] == [("乙局", 2), ("甲局", 1), ("丙镇", 1)]
    assert (found.overdue, found.removed, found.own) == (4, 4, 0)
    assert [call.unit for call in rung(made, most=2).calls] == ["乙局", "甲局"]


def test_a_joint_duty_needs_one_call() -> None:
    task = Task(
        id=1, section="一", title="任务一", text="x", lead=("甲局", "乙局"),
        obligations=(obligation("1.1", due="03-01", scope="joint", who=("甲局", "乙局")), obligation("1.2", due="02-01", who=("乙局",))),
    )  # fmt: skip
    found = rung(register(tasks=(task,), records=PROVED))
    assert [(call.unit, len(call.duties)) for call in found.calls] == [("乙局", 2)]


def test_a_unit_that_acts_through_another_is_rung_there() -> None:
    made = register(
        obligation("1.1", due="03-01", who=("庚府", "甲局")), records=PROVED, units=units(庚府={}, 甲局={"phone": "0955-1234567"})
    )  # fmt: skip
    (call,) = rung(made).calls
    assert (call.unit, call.phone, call.speaks_for, len(call.duties)) == ("甲局", "0955-1234567", ("庚府", "甲局"), 2)
    assert "庚府的“事项1.1”，时限是" in call.sentence
    assert "甲局的“事项1.1”，时限是" in call.sentence


def test_the_office_never_calls_itself() -> None:
    made = register(obligation("1.1", due="03-01", who=("甲局", "乙局")), records=PROVED, office="甲局")
    found = rung(made)
    assert [call.unit for call in found.calls] == ["乙局"]
    assert (found.overdue, found.removed, found.own) == (2, 1, 1)
    through = register(
        obligation("1.1", due="03-01", who=("庚府",)), records=PROVED, office="甲局", units=units(庚府={})
    )  # fmt: skip
    assert (rung(through).calls, rung(through).own) == ((), 1)


def test_nobody_outside_the_government_is_rung_and_nobody_where_nothing_was_entered() -> None:
    outside = register(obligation("1.1", due="03-01", who=("己院",)), records=PROVED, units=units(己院={}))
    assert rung(outside).calls == ()
    unused = rung(register(obligation("1.1", due="03-01")))
    assert (unused.calls, unused.overdue, unused.in_use) == ((), 0, False)


def test_what_is_said_in_two_sentences() -> None:
    made = register(
        obligation("1.1", due="03-01", who=("丙镇",), phrase="3月1日前", proof="通知、签到表。"),
        records=PROVED, office="甲局", units=units(甲局={"phone": "0955-7654321"}),
    )  # fmt: skip
    (call,) = rung(made).calls
    assert call.sentence == (
        "《示例区要点》里，“事项1.1”，时限是3月1日前（2024年3月1日），没有收到材料。"
        "请尽快把佐证（通知、签到表）报甲局，电话0955-7654321。"
    )


def test_what_is_in_already_is_said_and_what_was_assumed_is_marked() -> None:
    assumed = (Assumption("who", "x"), Assumption("due", "x"))
    rate = RateTarget(rate=Decimal(1), of="人员")
    made = register(
        obligation("1.1", due="12-31", target=CountTarget(count=3), who=("丙镇",), assumed=assumed),
        obligation("1.2", due="12-31", target=rate, who=("丙镇",)),
        records=[evidence("05-01", "丙镇"), share("06-30", 4, 4, unit="丙镇", id_="1.2")],
    )  # fmt: skip
    (call,) = rung(made, "2025-01-15").calls
    first, second, end = call.sentence.split("。")
    assert "“事项1.1”，由你单位承担（推定），时限是2024年12月31日前（未写时限，按年底计），已办1次，要求3次；" in first
    assert first.endswith("“事项1.2”，时限是2024年12月31日前，4名人员中4名达到要求，但数据只到6月30日")
    assert second == "请尽快把佐证材料（文件、照片或网址）报本办公室"
    assert end == ""


def test_reports_in_words_are_put_together_by_period() -> None:
    made = register(
        tasks=tuple(Task(id=n, section="一", title="x", text="x", lead=("乙局",)) for n in (1, 2, 3)), progress="quarter",
        records=[progress("04-01", "乙局", 2, "2024Q1")],
    )  # fmt: skip
    (call,) = rung(made).calls
    assert call.sentence == (
        "按本办公室要求，任务1“x”、任务3“x”2024年第一季度进展应于4月10日前报送，没有收到。请尽快把进展情况报本办公室。"
    )


def test_the_document_is_named_for_what_it_asks_and_the_office_for_what_the_office_asks() -> None:
    tasks = tuple(
        Task(id=n, section="一", title="x", text="x", lead=("乙局",), obligations=obligations)
        for n, obligations in ((1, (obligation("1.1", due="05-31", who=("乙局",)),)), (2, ()))
    )
    (call,) = rung(register(tasks=tasks, progress="quarter", records=PROVED)).calls
    assert call.sentence == (
        "《示例区要点》里，“事项1.1”，时限是2024年5月31日前，没有收到材料。"
        "按本办公室要求，任务1“x”、任务2“x”2024年第一季度进展应于4月10日前报送，没有收到。"
        "请尽快把进展情况和佐证材料（文件、照片或网址）报本办公室。"
    )


def test_a_report_whose_day_was_put_off_is_not_put_together_with_the_others() -> None:
    tasks = tuple(Task(id=n, section="一", title="x", text="x", lead=("乙局",)) for n in (1, 2))
    put_off = extend("04-30", "04-02", "乙局", task=2, period="2024Q1")
    (call,) = rung(register(tasks=tasks, progress="quarter", records=PROVED, decisions=[put_off])).calls
    assert call.sentence.startswith(
        "按本办公室要求，任务1“x”2024年第一季度进展应于4月10日前报送，没有收到；"
        "任务2“x”2024年第一季度进展已延期至4月30日报送，没有收到。"
    )


def test_each_unit_that_is_spoken_for_has_its_own_and_no_period_is_named_twice() -> None:
    made = register(
        obligation("1.1", every="quarter", who=("庚府", "甲局")), records=[*PROVED, evidence("05-02", "甲局")],
        units=units(庚府={}),
    )  # fmt: skip
    (call,) = rung(made, "07-02").calls
    assert call.sentence.startswith(
        "《示例区要点》里，庚府的“事项1.1”（2024年第一季度、第二季度），最早一期的时限是2024年3月31日前，"
        "没有收到材料；甲局的“事项1.1”（2024年第一季度），时限是2024年3月31日前，没有收到材料。"
    )


def test_a_day_that_was_put_off_is_said_in_good_chinese() -> None:
    made = register(
        obligation("1.1", every="quarter", who=("乙局",)), records=PROVED,
        decisions=[extend("05-10", "03-20", "乙局", period="2024Q1")],
    )  # fmt: skip
    assert "“事项1.1”（2024年第一季度），时限已延期至2024年5月10日，没有" in rung(made).calls[0].sentence
    assert "最早一期的时限已延期至2024年5月10日，" in rung(made, "07-02").calls[0].sentence


def test_a_proof_is_named_only_where_it_is_the_proof_of_all() -> None:
    plan = [obligation("1.1", due="03-01", who=("乙局",), proof="通知"), obligation("1.2", due="03-01", who=("乙局",))]
    assert "请尽快把佐证材料（文件、照片或网址）报" in rung(register(*plan, records=PROVED)).calls[0].sentence
    assert "请尽快把佐证（通知）报" in rung(register(plan[0], records=PROVED)).calls[0].sentence


def test_many_things_are_three_and_a_number() -> None:
    made = register(*(obligation(f"1.{n}", due="03-01", who=("乙局",)) for n in range(1, 7)), records=PROVED)
    (call,) = rung(made).calls
    assert call.sentence.count("没有收到材料") == 3
    assert "；另有3条也已过时限。" in call.sentence
    assert call.sentence.count("。") == 2


def test_the_rest_is_counted_in_duties_like_the_head() -> None:
    made = register(*(obligation(f"1.{n}", every="month", who=("乙局",)) for n in range(1, 5)), records=PROVED)
    (call,) = rung(made).calls
    assert len(call.duties) == 20
    assert "（2024年1月、2月、3月等 5 期）" in call.sentence
    assert "；另有5条也已过时限。" in call.sentence


@given(registers(), DAYS)
def test_the_calls_are_about_different_overdue_duties_of_judged_units(plan, when) -> None:
    found = assess(plan, when)
    answering = Answering(assessment=found)
    made = calls(found, found.all_duties, 99)
    about = [each.duty.key for call in made.calls for each in call.duties]
    late = {each.duty.key for each in overdue(found.all_duties)}
    assert len(about) == len(set(about))
    assert set(about) <= late
    if plan.in_use:
        found_late = sum(bool(key.finding) for key in late)
        assert (made.overdue, made.removed + made.own) == (len(late) - found_late, len(late) - found_late)
        assert (made.overdue_findings, made.removed_findings + made.own_findings) == (found_late, found_late)
    sizes = [len(call.duties) for call in made.calls]
    assert sizes == sorted(sizes, reverse=True)
    assert all(call.unit != answering.office and not answering.is_outside(call.unit) for call in made.calls)
    document = calls_json(found, made, None)
    assert document["removed"] + document["rectification"]["removed"] == sum(sizes)


def test_the_last_reminder_about_what_is_overdue_is_known() -> None:
    sent = [
        issued("urge", "05-10", number=1),
        issued("call", "05-20", answer="5月底前报送", number=2),
        issued("call", "06-10", number=3),
        issued("call", "05-25", [("1.2", "甲局")], number=4),
    ]
    made = register(
        obligation("1.1", due="03-01"), obligation("1.2", due="12-01"), obligation("1.3", due="03-01", who=("乙局",)),
        records=PROVED, sent=sent,
    )  # fmt: skip
    told = {call.unit: call.last for call in rung(made).calls}
    assert told == {"甲局": sent[1], "乙局": None}
    assessed = assess(made, day("06-01"))
    document = calls_json(assessed, calls(assessed, assessed.all_duties), None)
    assert [each["last"] for each in document["calls"]] == [
        {"id": sent[1].id, "name": "call", "recorded": "2024-05-20", "answer": "5月底前报送"}, None,
    ]  # fmt: skip


def test_the_proof_of_something_else_is_not_hung_on_a_finding() -> None:
    made = register(obligation("1.1", due="05-31", who=("丙镇",), proof="签到表"), records=PROVED)
    visit = inspection(findings=(finding(unit="丙镇", due=day("05-31")),))
    (call,) = rung(replace(made, inspections=(visit,))).calls
    assert "请尽快把佐证（签到表）和督察问题的整改情况报" in call.sentence


def test_what_was_handed_back_and_did_not_come_again_is_not_said_never_to_have_come() -> None:
    given = evidence("05-06", "丙镇")
    made = register(
        obligation("1.1", due="05-31", who=("丙镇",)),
        records=[*PROVED, given],
        decisions=[return_(given.id, "05-08", again_by="05-20")],
    )
    (call,) = rung(made).calls
    assert "报来的材料5月8日已退回，原因是“x”，没有重新报送。" in call.sentence
