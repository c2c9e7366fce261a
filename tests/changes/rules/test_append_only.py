"""Records, decisions and attachments are only ever added."""

from __future__ import annotations

import pytest
from tests.builders.checks import decision, evidence, register
from tests.builders.reviews import adding, compare, found, told

from spt_fazhi.changes.context import FileDifference
from spt_fazhi.changes.rules import append_only as rule
from spt_fazhi.model.decision import Return

OLD = evidence()


def test_new_ones_are_fine() -> None:
    back = decision(Return, "2024-06-18-return-aaaa", record=OLD.id)
    assert told(rule, compare(register(), register(records=(OLD,), decisions=(back,)))) == []
    files = (
        FileDifference(
            path="data/records/sfj/2024-06-12-1.1-aaaa/甲.txt", action="added", kind="attachment", folder="sfj"
        ),
    )
    assert told(rule, adding(OLD, files=files)) == []


def test_a_record_changed_at_its_first_field() -> None:
    new = evidence(title="另一件事", amount=3)
    (one,) = found(rule, compare(register(records=(OLD,)), register(records=(new,))))
    assert (one.level, one.rule, one.spot.file, one.spot.where) == ("block", "record-changed", OLD.file, ("amount",))
    assert one.message.startswith("已有的记录被改动：amount 由（无）改为 3 ")
    assert "fazhi record void" in one.hint


def test_a_record_whose_bytes_alone_changed() -> None:
    files = (FileDifference(path=OLD.file, action="modified", kind="record", folder="sfj"),)
    context = compare(register(records=(OLD,)), register(records=(OLD,)), files=files)
    assert told(rule, context) == [("block", "record-changed", OLD.file, ())]


def test_a_record_deleted_or_moved() -> None:
    moved = evidence("2024-06-12-1.1-bbbb")
    context = compare(register(records=(OLD,)), register(records=(moved,)))
    assert told(rule, context) == [("block", "record-changed", OLD.file, ())]
    assert found(rule, context)[0].spot.side == "old"


def test_decisions() -> None:
    old = decision(Return, "2024-06-18-return-aaaa", record=OLD.id)
    new = decision(Return, "2024-06-18-return-aaaa", record=OLD.id, reason="另有原因")
    before = register(records=(OLD,), decisions=(old,))
    assert told(rule, compare(before, register(records=(OLD,), decisions=(new,)))) == [
        ("block", "decision-changed", old.file, ("reason",))
    ]
    (gone,) = found(rule, compare(before, register(records=(OLD,))))
    assert (gone.rule, gone.message, gone.spot.side) == ("decision-changed", "已有的决定被删除", "old")


@pytest.mark.parametrize("action", ["modified", "deleted"])
def test_attachments(action: str) -> None:
    path = "data/records/sfj/2024-06-12-1.1-aaaa/甲.txt"
    files = (FileDifference(path=path, action=action, kind="attachment", folder="sfj"),)  # type: ignore[arg-type]
    context = compare(register(), register(), files=files)
    assert told(rule, context) == [("block", "attachment-altered", path, ())]


def test_other_files_are_left_to_other_rules() -> None:
    files = (
        FileDifference(path="templates/a.md.j2", action="modified", kind="other"),
        FileDifference(path="data/tasks.yaml", action="modified", kind="plan"),
    )
    assert told(rule, compare(register(), register(), files=files)) == []
