"""Visits in short: what passes the filters, how far by number, what they count for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import UNITS as KNOWN
from tests.builders.checks import close, decision, finding, inspection, obligation, rectify, register, task, unit

from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.query import Filter, select
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.decision import Return, Waive
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit
from spt_fazhi.views.findings.lines import FindingLine, finding_lines
from spt_fazhi.views.findings.visit_list import listed_visits, stages_text, visits_json
from spt_fazhi.views.findings.visit_page import page_json, visit_page
from spt_fazhi.views.findings.words import progress_text

DAY = date(2024, 10, 15)
VISITS = (
    inspection("2024-05-24-k7q2", obligation=("1.1",), findings=(finding(1), finding(2, problem="公示栏没有更新"))),
    inspection("2024-05-24-m3p4", findings=(finding(3, unit="区法院", problem="旁听安排不便"),), adds_to="2024-05-24-k7q2"),
    inspection(
        "2024-09-20-ab3d", title="第二次", from_=date(2024, 9, 18), to=date(2024, 9, 20), recorded=date(2024, 9, 23),
        by=("区财政局",), visited=("区财政局",), obligation=("1.1",), findings=(finding(1, due=date(2024, 10, 31)),),
    ),
)  # fmt: skip


def made(day: date = DAY) -> Assessment:
    visits = obligation(title="督察", who=("区司法局",), scope="joint", target=CountTarget(count=2, unit="次"))
    court = unit("区法院", "fy", kind="judicial")
    entries = {"inspections": VISITS, "records": (rectify(),), "decisions": (close(),)}
    return assess(register(tasks=(task(obligations=(visits,)),), units=(*KNOWN, court), **entries), day)


def found(wanted: Filter) -> dict[str, list[str]]:
    assessment = made()
    listed = listed_visits(assessment, select(assessment.rectification, wanted), wanted)
    return {each.visit.id: [line.name for line in each.lines] for each in listed}


def test_without_filters_every_visit_is_listed_with_what_was_added() -> None:
    assert found(Filter()) == {"2024-05-24-k7q2": ["k7q2.1", "k7q2.2", "m3p4.3"], "2024-09-20-ab3d": ["ab3d.1"]}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(units=frozenset({"东镇"})), {"2024-05-24-k7q2": ["k7q2.1", "k7q2.2"], "2024-09-20-ab3d": ["ab3d.1"]}),
        (Filter(units=frozenset({"区财政局"})), {"2024-09-20-ab3d": []}),
        (Filter(states=frozenset({"done"})), {"2024-05-24-k7q2": ["k7q2.1"]}),
        (Filter(states=frozenset({"returned"})), {}),
        (Filter(obligations=frozenset({"1.1"})), {"2024-05-24-k7q2": []}),
        (Filter(tasks=frozenset({1})), {"2024-05-24-k7q2": []}),
        (Filter(sections=frozenset({"一"})), {}),
    ],
)
def test_filters(wanted: Filter, expected: dict[str, list[str]]) -> None:
    assert found(wanted) == expected


def test_how_far_by_number_and_what_is_repeated() -> None:
    assessment = made()
    first, second = listed_visits(assessment, assessment.rectification, Filter())
    assert stages_text(first.lines) == [
        "已完成整改 1 个：k7q2.1",
        "未报整改 1 个：k7q2.2，其中逾期 1 个",
        "商请 1 个：m3p4.3",
    ]
    assert stages_text(second.lines) == ["未报整改 1 个：ab3d.1", "屡查屡犯 1 个：ab3d.1"]


def test_a_visit_counts_for_what_its_units_owe() -> None:
    assessment = made()
    document = visits_json(assessment, listed_visits(assessment, assessment.rectification, Filter()), None)
    listed = document["inspections"]
    assert [(each["obligation"], each["counts_for"]) for each in listed] == [(["1.1"], ["1.1"]), (["1.1"], [])]
    assert [each["added"] for each in listed] == [["2024-05-24-m3p4"], []]
    assert listed[0]["counts"] == {
        "found": 3, "closed": 1, "waived": 0, "submitted": 0, "partial": 0, "open": 2, "overdue": 1, "at_once": 0,
        "repeated": 0, "returned": 0,
    }  # fmt: skip
    again = listed[1]["findings"][0]
    assert (again["repeats"], again["earlier"]["unit"]) == ("2024-05-24-k7q2.1", "东镇")


def test_the_page_of_a_visit_is_that_of_its_later_files_too() -> None:
    assessment = made()
    page = visit_page(assessment, VISITS[0])
    assert visit_page(assessment, VISITS[1]) == page
    document = page_json(assessment, page, None)["inspection"]
    closed, open_, court = document["findings"]
    assert [each["id"] for each in closed["reports"]] == ["dz/2024-06-20-k7q2.1-aaaa"]
    assert [each["id"] for each in closed["decisions"]] == ["2024-07-10-close-aaaa"]
    assert closed["later"] == ["2024-09-20-ab3d.1"]
    assert (open_["reports"], open_["stage"]) == ([], "open")
    assert (court["invited"], court["state"]) == (True, "invited")


def test_what_was_excused_after_its_day_and_whose_unit_ended_is_said() -> None:
    approval: dict[str, Any] = {"approved_by": "示依法办〔2024〕3号", "reason": "职责划出"}
    decided = Waive(inspection="2024-05-24-k7q2", finding=1, recorded=date(2024, 7, 10), **approval)
    late = Entry(id="2024-07-10-waive-t2u3", file="data/decisions/2024-07-10-waive-t2u3.yaml", value=decided)
    early = replace(late, id="2024-06-10-waive-t2u4", value=replace(late.value, recorded=date(2024, 6, 10)))
    gone = replace(KNOWN[2], until=date(2024, 6, 15))
    findings = (finding(1), finding(2, problem="公示栏没有更新"))

    def lines(decision: Entry[Waive], units: tuple[Unit, ...] = KNOWN) -> tuple[FindingLine, ...]:
        known = register(units=units, inspections=(inspection(findings=findings),), decisions=(decision,))
        return finding_lines(assess(known, DAY))

    assert stages_text(lines(late)) == [
        "不再要求整改 1 个：k7q2.1，其中逾期后定为不适用 1 个：k7q2.1",
        "未报整改 1 个：k7q2.2，其中逾期 1 个",
    ]
    assert [progress_text(each, DAY) for each in lines(late)][:1] == ["不再要求整改，逾期后定为不适用"]
    assert stages_text(lines(early))[0] == "不再要求整改 1 个：k7q2.1"
    assert progress_text(lines(early)[0], DAY) == "不再要求整改"
    ended = lines(early, (*KNOWN[:2], gone, *KNOWN[3:]))
    assert stages_text(ended) == ["不再要求整改 2 个：k7q2.1、k7q2.2，其中责任单位撤销、不再承担 1 个：k7q2.2"]
    assert [progress_text(each, DAY) for each in ended] == ["不再要求整改", "不再承担"]


def test_a_visit_that_had_not_ended_has_no_page() -> None:
    with pytest.raises(UsageError, match="到 2024-06-01 督察 2024-09-20-ab3d 还没有结束"):
        visit_page(made(date(2024, 6, 1)), VISITS[2])


def test_what_was_handed_back_is_no_silence_and_who_was_not_visited_is_said() -> None:
    back = decision(Return, "2024-07-01-return-aaaa", record="dz/2024-06-20-k7q2.1-aaaa", recorded=date(2024, 7, 1))
    visit = inspection(findings=(finding(1), finding(2, unit="区财政局", problem="公示栏没有更新")))
    whole = register(inspections=(visit,), records=(rectify(),), decisions=(back,))
    (listed,) = listed_visits(made := assess(whole, date(2024, 7, 2)), made.rectification, Filter())
    assert stages_text(listed.lines) == [
        "未报整改 1 个：k7q2.2，其中逾期 1 个", "退回后未重报 1 个：k7q2.1，其中逾期 1 个",
    ]  # fmt: skip
    assert listed.elsewhere == ("区财政局",)
    (counts,) = (each["counts"] for each in visits_json(made, (listed,), None)["inspections"])
    assert (counts["open"], counts["returned"]) == (2, 1)
