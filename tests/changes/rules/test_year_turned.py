"""The turn of the year: what the archive holds may go, what is not closed may not be left behind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import close, decision, evidence, finding, info, inspection, rectify, register
from tests.builders.reviews import compare, found, told

from spt_fazhi.changes.context import FileDifference, ReviewContext
from spt_fazhi.changes.rules import append_only
from spt_fazhi.changes.rules import year_turned as rule
from spt_fazhi.model.entries.decision import Extend, Return
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry, Register

VISIT = inspection(findings=(finding(1), finding(2)), obligation=("1.1",))
CLOSED = (rectify(),), (close(),)
OPEN = inspection(findings=(finding(2),))
"""The visit as it goes on: the second finding alone, and it counts for nothing."""


def turn(old: Register, new: Register, lost: tuple[str, ...] = ()) -> ReviewContext:
    """A branch that turns the year: every file that differs lies in the archive, but for those that are `lost`."""
    old = replace(old, info=info(progress=old.info.progress))
    new = replace(new, info=info(year=2025, issued=date(2025, 4, 9), progress=new.info.progress))
    before = {entry.file: entry for entry in (*old.records, *old.decisions, *old.inspections)}
    after = {entry.file: entry for entry in (*new.records, *new.decisions, *new.inspections)}
    files = tuple(
        FileDifference(path=path, action="modified" if path in after else "deleted", kind=kind_of(entry))
        for path, entry in before.items()
        if after.get(path) != entry
    )
    return compare(old, new, files=files, archived=frozenset(each.path for each in files if each.path not in lost))


def kind_of(entry: Entry[Any]) -> Any:
    return entry.file.split("/")[1].removesuffix("s")


def old_year(**more: Any) -> Register:
    """Two findings, of which the first is closed; and what belongs to neither."""
    records, decisions = CLOSED
    return register(
        inspections=(VISIT,), records=(*records, evidence(), *more.get("records", ())),
        decisions=(*decisions, *more.get("decisions", ())),
    )  # fmt: skip


def test_what_lies_in_the_archive_may_go_and_what_is_open_goes_on() -> None:
    context = turn(old_year(), register(inspections=(OPEN,)))
    (one,) = found(rule, context)
    assert (one.level, one.rule) == ("ask", "year-archived")
    assert one.message == "换年度（2024 → 2025）：记录 2 条、决定 1 个、督察 1 个文件从 data/ 移走，原样在 archive/2024"
    assert found(append_only, context) == []


def test_without_the_archive_nothing_may_go() -> None:
    context = turn(old_year(), register(inspections=(OPEN,)), lost=(evidence().file,))
    assert [each[:3] for each in told(append_only, context)] == [("block", "record-changed", evidence().file)]
    apart = replace_archived(turn(old_year(), register(inspections=(OPEN,))))
    assert found(rule, apart) == []
    assert len(found(append_only, apart)) == 4


def replace_archived(context: ReviewContext) -> ReviewContext:
    return compare(context.before.register, context.after.register, files=context.files)


@pytest.mark.parametrize(
    "changed",
    [
        inspection(findings=(finding(2, due=date(2025, 6, 30)),)),
        inspection(findings=(finding(2, problem="别的"),)),
        inspection(findings=(finding(2),), obligation=("1.1",)),
        inspection(findings=(finding(2),), title="别的"),
        inspection(findings=(finding(2), finding(3))),
        inspection(findings=()),
    ],
)
def test_an_inspection_goes_on_as_it_was_or_not_at_all(changed: Entry[Any]) -> None:
    context = turn(old_year(), register(inspections=(changed,)))
    assert ("block", "inspection-changed", VISIT.file) in [each[:3] for each in told(append_only, context)]


def test_an_open_finding_may_not_be_left_behind() -> None:
    (_, left) = found(rule, turn(old_year(), register()))
    assert (left.level, left.rule, left.spot.file, left.spot.side) == (
        "block",
        "finding-left-behind",
        VISIT.file,
        "old",
    )
    assert left.message == "没有销号的问题 k7q2.2，没有带到新年度"


def test_nor_what_was_said_of_it() -> None:
    part = rectify("2024-06-20-k7q2.2-aaab", finding=2, stage="partial")
    later = decision(
        Extend, "2024-06-28-extend-aaaa", inspection="2024-05-24-k7q2", finding=2, due=date(2025, 3, 31),
        recorded=date(2024, 6, 28),
    )  # fmt: skip
    back = decision(
        Return, "2024-07-01-return-aaaa", record=part.id, again_by=date(2025, 1, 31), recorded=date(2024, 7, 1)
    )
    for records, decisions, said in (
        ((part,), (), "报过的整改没有全部带到新年度"),
        ((), (later,), "整改时限由 2025-03-31 变成了 2024-06-30"),
        ((part,), (back,), "退回的决定没有全部带到新年度"),
    ):
        old = old_year(records=records, decisions=decisions)
        assert found(rule, turn(old, register(inspections=(OPEN,))))[1].message == f"没有销号的问题 k7q2.2，{said}"
        whole = register(inspections=(OPEN,), records=records, decisions=decisions)
        assert [each.rule for each in found(rule, turn(old, whole))] == ["year-archived"]


def test_a_year_in_which_nothing_was_written_is_turned_without_a_word() -> None:
    assert found(rule, turn(register(), register())) == []
