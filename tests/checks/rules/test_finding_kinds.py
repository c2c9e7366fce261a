"""The kinds of findings are those the office keeps."""

from __future__ import annotations

import pytest
from tests.builders.checks import context, finding, found, ids, info, inspection, register

from spt_fazhi.checks.rules import finding_kinds


def test_a_kind_nobody_keeps() -> None:
    reg = register(inspections=(inspection(findings=(finding(), finding(2, kind="案卷文本", problem="另一个"))),))
    (problem,) = found(finding_kinds, context(reg))
    assert (problem.rule, problem.severity, problem.where) == ("finding-kind", "error", ("findings", 1, "kind"))
    assert "问题 2 的类型“案卷文本”" in problem.message
    assert "是不是“案卷文书”？可写：执法程序、案卷文书" in problem.hint


def test_none_at_all_are_kept() -> None:
    (problem,) = found(finding_kinds, context(register(info=info(finding_kinds=()), inspections=(inspection(),))))
    assert "没有写 finding_kinds" in problem.hint


@pytest.mark.parametrize("kind", [None, "案卷文书", "其他"])
def test_a_kept_kind_or_none(kind: str | None) -> None:
    assert ids(finding_kinds, context(register(inspections=(inspection(findings=(finding(kind=kind),)),)))) == []


def test_the_office_keeps_its_own_kinds() -> None:
    reg = register(
        info=info(finding_kinds=("案卷", "公开")), inspections=(inspection(findings=(finding(kind="公开"),)),)
    )
    assert ids(finding_kinds, context(reg)) == []
