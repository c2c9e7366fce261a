"""Tasks nothing would be known of."""

from __future__ import annotations

from tests.builders.checks import context, found, ids, info, register, task

from spt_fazhi.checks.rules import unmeasured
from spt_fazhi.model.plan import ProgressSettings


def test_neither_obligations_nor_progress() -> None:
    reg = register(info=info(progress=ProgressSettings(every="none")), tasks=(task(), task(id=2, obligations=())))
    (problem,) = found(unmeasured, context(reg))
    assert (problem.severity, problem.where) == ("notice", ("tasks", 1, "id"))


def test_progress_is_enough() -> None:
    assert ids(unmeasured, context(register(tasks=(task(obligations=()),)))) == []
