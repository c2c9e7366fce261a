"""What was issued is about units and duties the register knows."""

import pytest
from tests.builders.checks import context, found, ids, inspection, obligation, register, sent, task

from spt_fazhi.checks.rules import issued_duties
from spt_fazhi.model.entries.issued import IssuedDuty


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ({"obligation": "9.9", "unit": "区财政局"}, ("duties", 0)),
        ({"obligation": "1.1", "unit": "东镇"}, ("duties", 0)),
        ({"obligation": "1.1", "unit": "区财政局", "period": "2024Q2"}, ("duties", 0)),
        ({"obligation": "1.1"}, ("duties", 0)),
        ({"obligation": "1.1", "unit": "无此局"}, ("duties", 0, "unit")),
        ({"task": 1, "unit": "区财政局", "period": "2024Q2"}, ("duties", 0)),
    ],
)
def test_a_line_about_nothing(line: dict[str, object], where: tuple[object, ...]) -> None:
    problems = found(issued_duties, context(register(issued=(sent(duties=(IssuedDuty(**line),)),))))  # type: ignore[arg-type]
    assert [(each.severity, each.where) for each in problems] == [("warning", where)]


def test_a_letter_to_nobody_known_and_a_report_to_whomever() -> None:
    (problem,) = found(issued_duties, context(register(issued=(sent(to=("无此局",)),))))
    assert problem.where == ("to", 0)
    assert (
        ids(issued_duties, context(register(issued=(sent("2024-07-08-quarter-aaaa", name="quarter", to=("区委",)),))))
        == []
    )


def test_what_is_known() -> None:
    reg = register(tasks=(task(obligations=(obligation(), obligation(id="1.2", scope="joint"))),))
    lines = (
        IssuedDuty(obligation="1.1", unit="司法局"),
        IssuedDuty(obligation="1.2", unit="东镇"),
        IssuedDuty(task=1, unit="区司法局", period="2024Q2"),
    )
    assert ids(issued_duties, context(reg, register=register(tasks=reg.tasks, issued=(sent(duties=lines),)))) == []
    assert ids(issued_duties, context()) == []


@pytest.mark.parametrize(
    ("finding", "unit", "known"),
    [(1, "东镇", True), (1, None, True), (2, "东镇", False), (1, "区财政局", False)],
)
def test_a_line_about_a_finding(finding: int, unit: str | None, known: bool) -> None:
    line = IssuedDuty(inspection="2024-05-24-k7q2", finding=finding, unit=unit)
    reg = register(inspections=(inspection(),), issued=(sent(to=("东镇",), duties=(line,)),))
    said = [each.message for each in found(issued_duties, context(reg))]
    assert said == ([] if known else [f"“{unit}”没有应办的整改（问题 k7q2.{finding}），这一条不计入催办"])


@pytest.mark.parametrize(("visit", "known"), [("2024-05-24-k7q2", True), ("2024-05-24-zzzz", False)])
def test_a_report_on_a_visit(visit: str, known: bool) -> None:
    notice = sent("2024-07-08-inspection-aaaa", name="inspection", to=("各镇",), duties=(), inspection=visit)
    reg = register(inspections=(inspection(),), issued=(notice,))
    assert [each.where for each in found(issued_duties, context(reg))] == ([] if known else [("inspection",)])
