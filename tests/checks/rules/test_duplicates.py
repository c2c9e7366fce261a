"""The same evidence twice in one duty, a second account of one period; and what only looks like it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import (
    attached,
    context,
    decision,
    evidence,
    found,
    ids,
    inspection,
    obligation,
    progress,
    rectify,
    register,
    task,
    void,
)

from spt_fazhi.checks.rules import duplicates
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.register import Entry

TWICE = [("duplicate-evidence", "error")]
OTHER_SHA = "f" * 64


def check(*records: Entry[Any], **given: Any) -> list[tuple[str, str]]:
    return ids(duplicates, context(register(records=records, **given)))


def second(**given: Any) -> Entry[Any]:
    values: dict[str, Any] = {"date": date(2024, 6, 13), "title": "另一次讲法"}
    return evidence("2024-06-13-1.1-bbbb", **(values | given))


@pytest.mark.parametrize(
    "title",
    ["专题讲法", "专题 讲法", "专题讲法 ", "专题\u3000讲法", "专\u200b题讲法", "专题\u3164讲法", "专题讲法\ufe0f"],
)
def test_the_same_day_and_title(title: str) -> None:
    assert check(evidence(), second(date=date(2024, 6, 12), title=title)) == TWICE


@pytest.mark.parametrize(
    "given", [{}, {"date": date(2024, 6, 12)}, {"title": "专题讲法"}, {"date": date(2024, 6, 12), "title": "专题讲法（下午）"}]
)  # fmt: skip
def test_another_day_or_another_title(given: dict[str, Any]) -> None:
    assert check(evidence(), second(**given)) == []


def test_the_later_entry_is_named_whatever_its_id() -> None:
    late = evidence(recorded=date(2024, 6, 20))
    (problem,) = found(
        duplicates, context(register(records=(late, second(date=date(2024, 6, 12), title="专题讲法"))))
    )  # entered on the 13th
    assert (problem.file, problem.where) == (late.file, ("title",))
    assert "sfj/2024-06-13-1.1-bbbb" in problem.message


def test_the_same_attachment() -> None:
    records = (evidence(files=(attached(),)), second(files=(attached("另存.txt", OTHER_SHA), attached("改名.txt"))))
    (problem,) = found(duplicates, context(register(records=records)))
    assert (problem.file, problem.where) == (records[1].file, ("files", 1, "name"))
    assert "改名.txt" in problem.message
    assert check(evidence(files=(attached(),)), second(files=(attached(sha256=OTHER_SHA),))) == []


def test_one_record_may_list_a_file_twice_and_empty_files_are_another_matter() -> None:
    assert check(evidence(files=(attached("甲.txt"), attached("乙.txt")))) == []
    assert check(evidence(files=(attached(size=0),)), second(files=(attached(size=0),))) == []


def test_three_of_a_kind_are_two_too_many() -> None:
    same: dict[str, Any] = {"date": date(2024, 6, 12), "title": "专题讲法"}
    assert check(evidence(), second(**same), evidence("2024-06-14-1.1-cccc", **same)) == TWICE * 2


def test_what_was_withdrawn_is_no_twin() -> None:
    twin = second(date=date(2024, 6, 12), title="专题讲法")
    assert check(evidence(), twin, void(twin.id)) == []
    handed_back = decision(Return, "2024-06-18-return-aaaa", record=twin.id)
    assert check(evidence(), twin, decisions=(handed_back,)) == []


def test_one_event_proves_two_obligations_or_two_units() -> None:
    both = (obligation(), obligation(id="1.2"))
    files = (attached(),)
    other = evidence("2024-06-12-1.2-bbbb", obligation="1.2", files=files)
    assert check(evidence(files=files), other, tasks=(task(obligations=both),)) == []
    elsewhere = evidence("2024-06-12-1.1-bbbb", "czj", unit="区财政局", files=files)
    assert check(evidence(files=files), elsewhere) == []


def test_of_a_joint_duty_two_units_report_one_event_twice() -> None:
    joint = (task(obligations=(obligation(scope="joint", target=CountTarget(count=2)),)),)
    elsewhere = evidence("2024-06-12-1.1-bbbb", "czj", unit="区财政局")
    assert check(evidence(), elsewhere, tasks=joint) == TWICE


def test_periods_are_duties_of_their_own() -> None:
    monthly = (task(obligations=(obligation(every="month"),)),)
    may = evidence(files=(attached(),), period="2024-05")
    june = second(files=(attached(),))
    assert check(may, june, tasks=monthly) == []
    assert check(evidence(files=(attached(),)), june, tasks=monthly) == TWICE


def test_a_second_account_of_a_period() -> None:
    first, again = progress(), progress("2024-07-05-1-bbbb", unit="司法局", done="已办结。", recorded=date(2024, 7, 5))
    (problem,) = found(duplicates, context(register(records=(first, again))))
    assert (problem.rule, problem.severity, problem.file, problem.where) == (
        "progress-again", "notice", again.file, ("period",),
    )  # fmt: skip
    assert first.id in problem.message
    assert check(first, again, void(first.id, "2024-07-05-1-cccc", recorded=date(2024, 7, 5))) == []


def test_accounts_of_other_periods_and_of_nobody_asked() -> None:
    assert check(progress(), progress("2024-07-05-1-bbbb", period="2024Q3", recorded=date(2024, 7, 5))) == []
    town = {"code": "dz", "unit": "东镇"}
    assert check(progress(), progress("2024-07-05-1-bbbb", **town)) == []
    assert check(progress("2024-07-04-1-bbbb", **town), progress("2024-07-05-1-bbbb", **town)) == [
        ("progress-again", "notice")
    ]  # the responsible unit's, which is welcome and no duty


def test_the_visit_and_its_evidence_are_one() -> None:
    visit = inspection(obligation=("1.1",))
    told = evidence("2024-05-24-1.1-aaaa", date=date(2024, 5, 24), title="第一次法治建设实地督察")
    (problem,) = found(duplicates, context(register(records=(told,), inspections=(visit,))))
    assert (problem.rule, problem.file) == ("duplicate-evidence", told.file)
    assert "2024-05-24-k7q2" in problem.message
    assert "作废那条佐证" in problem.hint
    assert check(evidence(), inspections=(visit,)) == []


def test_two_visits_are_looked_at_elsewhere() -> None:
    visits = (inspection(obligation=("1.1",)), inspection("2024-05-24-zzzz", obligation=("1.1",), findings=()))
    assert check(inspections=visits) == []


def again(**given: Any) -> Entry[Any]:
    values: dict[str, Any] = {"date": date(2024, 6, 21), "title": "自查同类案卷"}
    return rectify("2024-06-21-k7q2.1-bbbb", **(values | given))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"files": (attached(),)}, {"files": (attached("改名.txt"),)}),
        ({"files": (attached(),), "stage": "partial"}, {"files": (attached(),)}),
    ],
)
def test_one_file_may_go_with_two_reports_of_rectification(first: Any, second: Any) -> None:
    """Nothing is counted in a finding: it is told of, and stops nobody."""
    reg = register(records=(rectify(**first), again(**second)), inspections=(inspection(),))
    (problem,) = found(duplicates, context(reg))
    assert (problem.rule, problem.severity, problem.where) == ("rectify-file-again", "notice", ("files", 0, "name"))
    assert "dz/2024-06-20-k7q2.1-aaaa" in problem.message


def test_the_same_report_of_rectification_twice() -> None:
    twin = again(date=date(2024, 6, 20), title="已补正 案卷")
    reg = register(records=(rectify(), twin), inspections=(inspection(),))
    (problem,) = found(duplicates, context(reg))
    assert (problem.rule, problem.severity, problem.where) == ("duplicate-rectify", "error", ("title",))
    assert "dz/2024-06-20-k7q2.1-aaaa" in problem.message
    assert "问题" in problem.message


def test_two_reports_of_rectification() -> None:
    assert check(rectify(), again(), inspections=(inspection(),)) == []
    twin = again(date=date(2024, 6, 20), title="已补正案卷")
    back = decision(Return, "2024-06-25-return-aaaa", record="dz/2024-06-20-k7q2.1-aaaa")
    assert check(rectify(), twin, inspections=(inspection(),), decisions=(back,)) == []
