"""Tasks in no section."""

from __future__ import annotations

from tests.builders.checks import context, found, ids, register, task

from spt_fazhi.checks.rules import unknown_section


def test_a_section_that_is_not_listed() -> None:
    (problem,) = found(unknown_section, context(register(tasks=(task(section="三"),))))
    assert (problem.rule, problem.severity, problem.where) == ("unknown-section", "error", ("tasks", 0, "section"))
    assert "一" in problem.hint


def test_a_title_in_place_of_the_number() -> None:
    (problem,) = found(unknown_section, context(register(tasks=(task(section="强化领导"),))))
    assert problem.hint.endswith("section: 一")


def test_a_listed_section() -> None:
    assert ids(unknown_section, context()) == []
