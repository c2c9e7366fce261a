"""One visit entered twice, one problem found twice in it; and what only looks like it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import TODAY, context, decision, finding, found, ids, inspection, register

from spt_fazhi.checks.admission import admission
from spt_fazhi.checks.rules import inspected_again
from spt_fazhi.model.entries.decision import Waive
from spt_fazhi.model.register import Entry

LATER: dict[str, Any] = {"recorded": date(2024, 5, 28)}
NOTHING: dict[str, Any] = {"findings": ()}


def check(*entries: Entry[Any]) -> list[tuple[str, str]]:
    return ids(inspected_again, context(register(inspections=entries)))


def second(**given: Any) -> Entry[Any]:
    return inspection("2024-05-24-zzzz", **(LATER | NOTHING | given))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"title": "第一次 法治建设实地督察"},
        {"by": ("司法局", "区财政局")},
        {"visited": ("区财政局",)},
        {"by": ("区财政局",), "obligation": ("1.1",)},
    ],
)
def test_the_same_visit_twice(given: dict[str, Any]) -> None:
    first = inspection(obligation=("1.1",))
    (problem,) = found(inspected_again, context(register(inspections=(first, second(**given)))))
    assert (problem.rule, problem.severity) == ("inspection-again", "error")
    assert (problem.file, problem.where) == ("data/inspections/2024-05-24-zzzz.yaml", ("title",))
    assert "2024-05-24-k7q2" in problem.message


@pytest.mark.parametrize(
    "given",
    [
        {"title": "第二次法治建设实地督察", "visited": ("区财政局",)},
        {"from_": date(2024, 5, 21), "visited": ("区财政局",)},
        {"by": ("区财政局",)},
        {"adds_to": "2024-05-24-k7q2", "findings": (finding(2, problem="未公开执法结果"),)},
    ],
)
def test_another_visit(given: dict[str, Any]) -> None:
    assert check(inspection(), second(**given)) == []


def test_three_of_a_kind_are_two_too_many() -> None:
    third = inspection("2024-05-24-yyyy", **(NOTHING | {"recorded": date(2024, 5, 29)}))
    assert check(inspection(), second(), third) == [("inspection-again", "error")] * 2


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"document": "示依法办〔2024〕2 号", "from_": date(2024, 3, 1), "to": date(2024, 3, 1)}, ("document",)),
        ({}, ("title",)),
        ({"visited": (), "obligation": ("1.1",), "from_": date(2024, 5, 24)}, ("title",)),
        ({"visited": ("各镇",), "by": ("司法局",), "to": date(2024, 5, 26)}, ("title",)),
    ],
)
def test_what_may_be_the_same_visit_under_another_title(given: dict[str, Any], where: tuple[str, ...]) -> None:
    first = inspection(obligation=("1.1",), document="示依法办〔2024〕2号")
    later = second(**({"title": "第一次法治建设实地督察（二）"} | given))
    (problem,) = found(inspected_again, context(register(inspections=(first, later))))
    assert (problem.rule, problem.severity, problem.file) == ("inspection-alike", "warning", later.file)
    assert problem.where == where
    assert first.id in problem.message
    assert ("算成督察两次" in problem.message) == bool(later.value.obligation)


@pytest.mark.parametrize(
    "given",
    [
        {"from_": date(2024, 5, 25), "to": date(2024, 5, 26)},
        {"by": ("区司法局", "区财政局")},
        {"visited": ("区财政局",)},
        {"document": "示依法办〔2024〕3号", "by": ("区财政局",)},
        {"adds_to": "2024-05-24-k7q2", "findings": (finding(2, problem="未公开执法结果"),)},
    ],
)
def test_what_is_another_visit_under_another_title(given: dict[str, Any]) -> None:
    first = inspection(obligation=("1.1",), document="示依法办〔2024〕2号")
    assert check(first, second(**({"title": "专项督察"} | given))) == []


def test_two_that_are_called_by_the_same_letters() -> None:
    other = inspection("2024-06-14-k7q2", title="专项督察", from_=date(2024, 6, 14), to=date(2024, 6, 14),
                       recorded=date(2024, 6, 17))  # fmt: skip
    (problem,) = found(inspected_again, context(register(inspections=(inspection(), other))))
    assert (problem.rule, problem.severity, problem.file) == ("inspection-letters", "error", other.file)
    assert "2024-05-24-k7q2" in problem.message


def test_the_same_problem_twice_in_one_visit() -> None:
    same = inspection(findings=(finding(), finding(2, unit="东镇", problem="处罚案卷 未附法制审核意见")))
    (problem,) = found(inspected_again, context(register(inspections=(same,))))
    assert (problem.rule, problem.where) == ("finding-again", ("findings", 1, "problem"))
    assert "k7q2.2" in problem.message
    assert "k7q2.1" in problem.message


def test_the_same_problem_among_those_added_later() -> None:
    added = second(adds_to="2024-05-24-k7q2", findings=(finding(),))
    (problem,) = found(inspected_again, context(register(inspections=(inspection(), added))))
    assert (problem.rule, problem.file) == ("finding-again", added.file)


def test_one_that_was_excused_may_be_written_anew() -> None:
    added = second(adds_to="2024-05-24-k7q2", findings=(finding(kind="其他"),))
    off = decision(Waive, "2024-06-03-waive-aaaa", inspection="2024-05-24-k7q2", finding=1)
    reg = register(inspections=(inspection(), added), decisions=(off,))
    assert ids(inspected_again, context(reg)) == []


@pytest.mark.parametrize("given", [{"unit": "区财政局"}, {"problem": "未公开执法结果"}])
def test_another_units_or_another_problem(given: dict[str, Any]) -> None:
    assert check(inspection(findings=(finding(), finding(2, **given)))) == []


def test_the_same_problem_in_another_visit_is_no_copy() -> None:
    days = {"from_": date(2024, 5, 27), "to": date(2024, 5, 28)}
    assert check(inspection(), inspection("2024-05-28-zzzz", title="专项督察", **LATER, **days)) == []


def test_what_is_about_to_be_written_is_the_copy() -> None:
    early = inspection("2024-05-24-aaaa", findings=(), recorded=date(2024, 5, 24))
    found_ = admission(register(inspections=(inspection(),)), [early], TODAY)
    assert [each.rule for each in found_.own[0]] == ["inspection-again"]
    assert found_.elsewhere == ()
