"""The values of the reports on visits: who is named, what adds up, what belongs to which visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.builders.checks import (
    GROUPS,
    UNITS,
    close,
    decision,
    evidence,
    finding,
    info,
    inspection,
    obligation,
    rectify,
    register,
    task,
    unit,
)

from spt_fazhi.engine.assess import assess
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.decision import Waive
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Group, GroupMembers
from spt_fazhi.reports.figures.figure import Figure
from spt_fazhi.reports.inspections import feedback as feedback_report
from spt_fazhi.reports.inspections import inspection as inspection_report
from spt_fazhi.reports.inspections import rectification, summary
from spt_fazhi.reports.inspections.feedback import FeedbackValues
from spt_fazhi.reports.inspections.figures import PutRight
from spt_fazhi.reports.inspections.inspection import InspectionValues
from spt_fazhi.reports.inspections.rectification import RectificationValues
from spt_fazhi.reports.inspections.summary import SummaryValues
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.spans import visit_days

JULY = date(2024, 7, 15)
COURT = unit("区法院", "fy", kind="judicial")
WEST = unit("西镇", "xz", kind="township")
MORE = (*UNITS, WEST, COURT)


def request(whole: Register, day: date = JULY) -> ReportRequest:
    return ReportRequest(assessment=assess(whole, day))


def notice(whole: Register, visit: str = "2024-05-24-k7q2", day: date = JULY) -> InspectionValues:
    entry = next(each for each in whole.inspections if each.id == visit)
    return inspection_report.build(replace(request(whole, day), inspection=entry))


def ledger(whole: Register, period: str | None = None, day: date = JULY) -> RectificationValues:
    return rectification.build(replace(request(whole, day), period=parse_period(period) if period else None))


def report(whole: Register, day: date = JULY) -> SummaryValues:
    return summary.build(request(whole, day))


def feedback(whole: Register, name: str, day: date = JULY) -> FeedbackValues:
    return feedback_report.build(
        replace(request(whole, day), unit=next(each for each in whole.units if each.name == name))
    )


def numbers(values: PutRight) -> list[int]:
    parts = (values.closed, values.submitted, values.partial, values.open, values.waived)
    return [int(each.value) for each in parts]


def many(**given: Any) -> Register:
    """Six findings of two townships, one in every state, and one of the court."""
    visit = inspection(
        visited=("各镇", "区法院"),
        findings=(
            finding(1), finding(2), finding(3, unit="西镇"), finding(4, unit="西镇"), finding(5, due=date(2024, 5, 22)),
            finding(6, kind=None), finding(7, unit="区法院"),
        ),
    )  # fmt: skip
    off = decision(Waive, "2024-06-20-waive-aaaa", inspection="2024-05-24-k7q2", finding=4, recorded=date(2024, 6, 20))
    records = (
        rectify("2024-06-20-k7q2.1-aaaa"),
        rectify("2024-06-20-k7q2.2-aaaa", finding=2, stage="partial"),
        rectify("2024-06-21-k7q2.3-aaaa", "xz", unit="西镇", finding=3),
    )
    values: dict[str, Any] = {
        "units": MORE, "inspections": (visit,), "records": records, "decisions": (close(finding=3), off),
    }  # fmt: skip
    return register(**(values | given))


def test_the_days_of_a_visit() -> None:
    def said(first: date, last: date) -> str:
        return visit_days(inspection(from_=first, to=last, recorded=last, findings=()).value)

    assert said(date(2024, 5, 24), date(2024, 5, 24)) == "2024年5月24日"
    assert said(date(2024, 5, 20), date(2024, 5, 24)) == "2024年5月20日至24日"
    assert said(date(2024, 5, 28), date(2024, 6, 2)) == "2024年5月28日至6月2日"
    assert said(date(2023, 12, 28), date(2024, 1, 2)) == "2023年12月28日至2024年1月2日"


def test_every_sum_comes_to_what_was_found() -> None:
    whole = many()
    said, told, sent = notice(whole), ledger(whole), report(whole)
    assert said.found.found.value == 6
    assert sum(int(each.number.value) for each in said.found.kinds) == 6
    assert said.found.severities == ()  # nobody said how grave they are
    assert said.later.value == 5
    parts = (said.later_closed, said.later_submitted, said.later_waived, said.later_open)
    assert sum(int(each.value) for each in parts) == 5
    assert said.later_open.value == sum(int(each.number.value) for each in said.asked) + int(said.late.value)
    assert (said.progress.at_once.value, said.progress.at_once_open.value) == (1, 1)
    for each in (said.progress, told.progress, sent.progress):
        assert (each.found.value, numbers(each)) == (6, [1, 1, 1, 2, 1])
        assert each.overdue.value == 3
    assert [(each.unit, each.number.value, each.days.value) for each in told.late] == [("东镇", 3, 54)]
    assert (len(told.rows), told.asked.value) == (6, 1)


def test_a_unit_outside_the_government_is_named_in_no_notice_and_has_no_lamp() -> None:
    whole = many()
    said, told = notice(whole), ledger(whole)
    assert said.addressees == said.visit.places == ("各镇",)
    assert said.visit.visited.value == 2
    assert "区法院" not in repr((said.visit, said.found, said.rows, said.grave, said.typical, said.findings))
    assert "k7q2.7" not in repr((said.findings, told.findings))
    assert "区法院" not in repr(replace(told, left_out=()))
    assert any("区法院“" in each and "（k7q2.7），商请中。" in each for each in told.left_out)
    assert any("1 个问题（1 家）" in each for each in said.left_out)
    court = feedback(whole, "区法院")
    assert (court.outside, court.you, court.found.value, court.answer_by) == (True, "贵单位", 1, None)


def test_the_office_is_not_addressed_and_a_group_with_a_guest_is_taken_apart() -> None:
    groups = (*GROUPS, Group(name="有关单位组", members=GroupMembers(units=("区财政局", "区法院", "区司法局"))))
    visit = inspection(visited=("有关单位组", "东镇"))
    said = notice(
        many(info=info(office="区司法局"), units=(*MORE, unit("区教育局", "jyj")), groups=groups, inspections=(visit,))
    )
    assert said.addressees == ("区财政局", "东镇")
    assert "我局" in said.visit.places


def test_a_group_that_lacks_members_is_told_to_whoever_checks() -> None:
    groups = tuple(replace(each, complete=False) if each.name == "各镇" else each for each in GROUPS)
    assert "各镇的名单未核全，到过的单位数只是已列单位的。" in notice(many(groups=groups)).left_out
    assert not any("名单" in each for each in notice(many()).left_out)


def test_nobody_visited_is_written_so_those_with_findings_are() -> None:
    said = notice(many(inspections=(inspection(visited=()),)))
    assert said.addressees == ("东镇",)
    assert any("没有登记到了哪些单位" in each for each in said.left_out)


def test_what_was_added_later_belongs_to_the_visit() -> None:
    added = inspection(
        "2024-05-24-m3p4", adds_to="2024-05-24-k7q2", findings=(finding(9, unit="西镇"),), recorded=date(2024, 6, 3)
    )
    whole = many(inspections=(inspection(), added), records=(), decisions=())
    said = notice(whole)
    assert (said.found.found.value, [row.id for row in said.rows]) == (2, ["2024-05-24-k7q2.1", "2024-05-24-m3p4.9"])
    assert said.visit.records == ("2024-05-24-k7q2", "2024-05-24-m3p4")
    assert report(whole).number.value == ledger(whole).visits.value == 1
    assert any("补充登记的（2024-05-24-m3p4）" in each for each in said.left_out)


def test_grave_findings_come_first_and_what_is_told_is_not_told_twice() -> None:
    visit = inspection(
        findings=(
            finding(1, severity="突出", problem="东镇案卷未归档"), finding(2, problem="东镇公示栏空白", kind="公开公示"),
            finding(3, problem="公示不全", kind="公开公示"), finding(4, problem="公示过期", kind="公开公示"),
        )
    )  # fmt: skip
    said = notice(many(inspections=(visit,), records=(), decisions=()))
    assert [row.problem for row in said.grave] == ["东镇案卷未归档"]
    assert [(each.word, each.examples, each.all) for each in said.typical] == [
        ("公开公示", ("公示栏空白", "公示不全"), False)
    ]
    assert [(each.word, each.number.value) for each in said.found.severities] == [
        ("突出问题", 1),
        ("没有区分轻重的", 3),
    ]


def test_what_is_typical_is_told_once_and_the_rest_is_typical_of_nothing() -> None:
    visit = inspection(
        findings=(
            finding(1, severity="突出", kind="案卷文书"), finding(2, kind="案卷文书", problem="送达回证空白"),
            finding(3, kind="其他", problem="会议记录不全"),
        )
    )  # fmt: skip
    said = notice(many(inspections=(visit,), records=(), decisions=()))
    assert [(each.word, each.more, each.number.value, each.examples) for each in said.typical] == [
        ("案卷文书", True, 1, ("送达回证空白",))
    ]
    alone = notice(many(inspections=(inspection(findings=(finding(kind="其他"),)),), records=(), decisions=()))
    assert [(each.word, each.number.value) for each in alone.typical] == [("主要", 1)]


def test_without_kinds_none_is_counted() -> None:
    said = notice(many(inspections=(inspection(findings=(finding(kind=None),)),), records=(), decisions=()))
    assert said.found.kinds == ()
    assert [(each.word, each.number.value) for each in said.typical] == [("主要", 1)]


def test_a_finding_without_a_kind_is_among_the_others() -> None:
    visit = inspection(findings=(finding(1, kind=None), finding(2, kind="其他"), finding(3, kind="执法程序")))
    said = notice(many(inspections=(visit,), records=(), decisions=()))
    assert [(each.word, each.number.value) for each in said.found.kinds] == [("执法程序", 1), ("其他", 2)]


def test_a_visit_that_has_not_ended_has_no_notice() -> None:
    with pytest.raises(UsageError, match="2024-05-24-k7q2 这次督察到 2024-05-24 才结束"):
        notice(many(), day=date(2024, 5, 22))


def test_a_ledger_of_a_period_has_the_visits_that_ended_in_it() -> None:
    later = inspection(
        "2024-07-10-m3p4", from_=date(2024, 7, 8), to=date(2024, 7, 10), recorded=date(2024, 7, 11),
        findings=(finding(due=date(2024, 8, 31)),),
    )  # fmt: skip
    whole = many(inspections=(*many().inspections, later))
    assert (ledger(whole, "2024Q2").progress.found.value, ledger(whole, "2024Q3").progress.found.value) == (6, 1)
    assert (ledger(whole, "2024Q1").visits.value, ledger(whole).progress.found.value) == (0, 7)
    assert ledger(whole, "2024Q3").title == "2024年第三季度督察反馈问题整改情况"


ASKED = task(
    obligations=(
        obligation(id="1.1", title="法治建设实地督察", who=("区司法局",), scope="joint", target=CountTarget(count=2)),
    )
)


def test_the_summary_says_what_the_plan_asks_of_visits() -> None:
    visit = inspection(obligation=("1.1",), findings=())
    (asked,) = report(register(tasks=(ASKED,), inspections=(visit,))).asked
    assert asked.target is not None
    assert asked.left is not None
    assert (asked.target.value, asked.made.value, asked.left.value, asked.met) == (2, 1, 1, False)
    assert (asked.by, asked.made.records) == ("年底前", ("2024-05-24-k7q2",))
    proved = evidence(document="示依法办〔2024〕3号")
    (both,) = report(register(tasks=(ASKED,), inspections=(visit,), records=(proved,))).asked
    assert (both.made.value, both.met) == (2, True)
    (none,) = report(register(tasks=(ASKED,), records=(proved,))).asked  # by its title alone
    assert none.made.value == 1
    assert report(register()).asked == ()


def test_the_summary_is_to_the_committee_and_the_government() -> None:
    assert report(register()).addressees == ("区委", "区政府")
    nobody = report(register(info=info(issuer="某某办公室", office=None)))
    assert (nobody.addressees, nobody.addressee_gap is not None) == ((), True)


def test_the_summary_tells_of_what_was_carried_over_apart() -> None:
    before = inspection(
        "2023-11-10-m3p4", from_=date(2023, 11, 8), to=date(2023, 11, 10), recorded=date(2023, 11, 12),
        findings=(finding(due=date(2024, 3, 31)),),
    )  # fmt: skip
    said = report(many(inspections=(*many().inspections, before)))
    assert (said.number.value, said.found.found.value) == (1, 6)
    assert (said.carried.found.value, said.carried.left.value, said.carried.overdue.value) == (1, 1, 1)
    assert said.ahead.carried_overdue.value == 1
    assert said.ahead.overdue.value == said.progress.overdue.value + 1
    assert "2023-11-10-m3p4.1" in said.findings


def test_feedback_is_about_the_last_visit_that_found_something() -> None:
    second = inspection(
        "2024-07-10-m3p4", from_=date(2024, 7, 8), to=date(2024, 7, 10), recorded=date(2024, 7, 11),
        findings=(finding(due=date(2024, 8, 31)),), title="第二次督察",
    )  # fmt: skip
    whole = many(inspections=(*many().inspections, second))
    said = feedback(whole, "东镇")
    assert (said.title, said.found.value) == ("关于第二次督察发现问题的反馈意见", 1)
    assert [each.row.id[11:] for each in said.earlier] == ["k7q2.1", "k7q2.2", "k7q2.5", "k7q2.6"]
    assert said.answer_by == date(2024, 8, 31)
    assert [each[11:] for each in said.findings] == ["m3p4.1", "k7q2.2", "k7q2.5", "k7q2.6"]
    west = feedback(whole, "西镇")
    assert (west.found.value, west.earlier) == (2, ())


def test_feedback_goes_to_whom_a_unit_acts_through_by_its_full_name() -> None:
    desk = unit("政府办", "zfb", full_name="示例区人民政府办公室", verified=True)
    whole = unit("区政府", "qzf", acts_through="政府办")
    said = feedback(
        many(units=(*MORE, desk, whole), inspections=(inspection(findings=(finding(unit="区政府"),)),)), "区政府"
    )
    assert (said.to, said.unit, said.through) == ("示例区人民政府办公室", "区政府", True)


def test_a_unit_that_was_not_visited_gets_no_feedback() -> None:
    with pytest.raises(UsageError, match="没有登记过到“区财政局”的督察"):
        feedback(many(), "区财政局")
    with pytest.raises(UsageError, match="截至 2024-05-23"):
        feedback(many(inspections=(inspection(),)), "东镇", day=date(2024, 5, 23))


def test_a_figure_rests_on_the_visit_and_what_became_of_it() -> None:
    told = ledger(many())
    assert told.progress.found.records == ("2024-05-24-k7q2",)
    closed: Figure = told.progress.closed
    assert closed.records == ("2024-05-24-k7q2", "xz/2024-06-21-k7q2.3-aaaa", "2024-07-10-close-aaaa")
    assert told.progress.waived.records == ("2024-05-24-k7q2", "2024-06-20-waive-aaaa")


BEFORE = inspection(
    "2024-04-12-m3p4", from_=date(2024, 4, 10), to=date(2024, 4, 12), recorded=date(2024, 4, 12),
    findings=(finding(unit="西镇", due=date(2024, 4, 30)),),
)  # fmt: skip


def once(name: str, code: str) -> Register:
    """西镇 or another unit had put right in April what was found in 东镇 in May."""
    first = replace(BEFORE, value=replace(BEFORE.value, findings=(finding(unit=name, due=date(2024, 4, 30)),)))
    put_right = rectify(
        "2024-04-20-m3p4.1-aaaa", code, unit=name, inspection=first.id, date=date(2024, 4, 20),
        recorded=date(2024, 4, 20),
    )  # fmt: skip
    closed = close("2024-04-25-close-aaaa", inspection=first.id, recorded=date(2024, 4, 25))
    return many(inspections=(first, inspection()), records=(put_right,), decisions=(closed,))


def test_only_what_the_same_unit_had_is_found_again() -> None:
    (again,) = notice(once("东镇", "dz")).repeated
    assert again.repeated == "2024年4月25日曾经销号"
    assert again.records == ("2024-05-24-k7q2", "2024-04-12-m3p4")
    assert notice(once("西镇", "xz")).repeated == ()
    assert notice(once("区法院", "fy")).repeated == ()
    assert feedback(once("西镇", "xz"), "东镇").rows[0].row.repeated == ""


def test_a_visit_to_bodies_outside_the_government_alone_has_no_notice() -> None:
    whole = many(inspections=(inspection(visited=("区法院",), findings=(finding(unit="区法院"),)),))
    with pytest.raises(UsageError, match="只到了政府以外的单位，不出通报"):
        notice(whole)
    said, told = report(whole), ledger(whole)
    assert (said.number.value, said.outside_number.value, said.outside.value, said.visits) == (0, 1, 1, ())
    assert (told.visits.value, told.outside_only, told.asked.value) == (0, True, 1)
    assert feedback(whole, "区法院").found.value == 1


def test_many_days_are_put_together_and_still_add_up() -> None:
    days = [date(2024, 8, day) for day in (1, 5, 9, 20, 30)]
    found = tuple(finding(number, due=due) for number, due in enumerate(days, 1))
    said = notice(many(inspections=(inspection(findings=found),), records=(), decisions=()))
    assert [(each.by, each.number.value, each.rest) for each in said.asked] == [
        ("8月1日前", 1, False), ("8月5日前", 1, False), ("8月9日前", 1, False), ("8月30日前", 2, True)
    ]  # fmt: skip


def test_who_leads_the_visit_is_written_first() -> None:
    visit = inspection(by=("区财政局", "区司法局"))
    assert notice(many(inspections=(visit,))).visit.by == "区财政局会同区司法局"
    assert notice(many(info=info(office="区司法局"), inspections=(inspection(),))).visit.by == "我局"
