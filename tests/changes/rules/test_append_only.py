"""Records, decisions and attachments are only ever added."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import (
    SHA,
    attached,
    close,
    decision,
    evidence,
    finding,
    inspection,
    rectify,
    register,
    sent,
    void,
)
from tests.builders.reviews import adding, compare, found, told

from spt_fazhi.changes.context import FileDifference
from spt_fazhi.changes.rules import append_only as rule
from spt_fazhi.model.entries.decision import Redact, RedactedFile, Return
from spt_fazhi.model.entries.issued import PrintedFigure
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry

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


FOLDER = "data/records/sfj/2024-06-12-1.1-aaaa"
PROOF, OTHER = f"{FOLDER}/名单.xlsx", f"{FOLDER}/照片.jpg"
WITH_FILES = evidence(files=(attached("名单.xlsx"), attached("照片.jpg", sha256="b" * 64)))
OWN = "c" * 64
"""The SHA-256 of the record's own file."""


def let_go(*names: str, sha256: str = SHA, whole: bool = False) -> Entry[Any]:
    files = tuple(RedactedFile(name=name, sha256=sha256) for name in names)
    more: dict[str, Any] = {"whole": True, "sha256": sha256} if whole else {"files": files}
    return decision(Redact, "2024-06-20-redact-aaaa", record=WITH_FILES.id, **more)


def redacting(redact: Entry[Any], *paths: str, action: str = "deleted", hashes: dict[str, str] | None = None) -> Any:
    before = register(records=(WITH_FILES,))
    gone = action == "deleted" and WITH_FILES.file in paths
    after = register(records=() if gone else (WITH_FILES,), decisions=(redact,))
    files = tuple(
        FileDifference(
            path=path, action=action, kind="record" if path == WITH_FILES.file else "attachment", folder="sfj"  # type: ignore[arg-type]
        )
        for path in paths
    )  # fmt: skip
    return compare(
        before, after, files=files, old_hashes={PROOF: SHA, OTHER: "b" * 64, WITH_FILES.file: OWN} | (hashes or {})
    )


@pytest.mark.parametrize("action", ["modified", "deleted"])
def test_a_file_that_was_let_go(action: str) -> None:
    context = redacting(let_go("名单.xlsx"), PROOF, action=action)
    assert told(rule, context) == [("ask", "redacted", PROOF, ())]
    word = "删除" if action == "deleted" else "改动"
    assert found(rule, context)[0].message == f"按决定 2024-06-20-redact-aaaa {word}了已有的附件"


@pytest.mark.parametrize("action", ["modified", "deleted"])
def test_a_record_let_go_whole_with_the_attachments_it_lists(action: str) -> None:
    context = redacting(let_go(whole=True, sha256=OWN), WITH_FILES.file, PROOF, OTHER, action=action)
    assert [each[:3] for each in told(rule, context)] == [
        ("ask", "redacted", WITH_FILES.file), ("ask", "redacted", PROOF), ("ask", "redacted", OTHER),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("redact", "path", "hashes"),
    [
        (let_go("名单.xlsx"), OTHER, {}),
        (let_go("名单.xlsx"), WITH_FILES.file, {}),
        (let_go("名单.xlsx", sha256="d" * 64), PROOF, {}),
        (let_go("名单.xlsx"), PROOF, {PROOF: "d" * 64}),
        (let_go(whole=True, sha256="d" * 64), WITH_FILES.file, {}),
        (let_go(whole=True, sha256=OWN), OTHER, {OTHER: "d" * 64}),
        (let_go(whole=True, sha256=OWN), f"{FOLDER}/别的.txt", {f"{FOLDER}/别的.txt": SHA}),
    ],
    ids=[
        "another file",
        "the record",
        "another hash",
        "not what it was",
        "another record",
        "not as listed",
        "not listed",
    ],
)
def test_nothing_else_goes_with_it(redact: Entry[Any], path: str, hashes: dict[str, str]) -> None:
    assert [each[:3:2] for each in told(rule, redacting(redact, path, hashes=hashes))] == [("block", path)]


VOID = void(WITH_FILES.id)
AGAIN = void(WITH_FILES.id, "2024-06-15-1.1-bbbb")


def voids_gone(*left: Entry[Any], target: bool = True, redacted: bool = True) -> Any:
    """A branch that deletes a void, with a redaction of the void or without."""
    stands = (WITH_FILES,) if target else ()
    redact = decision(Redact, "2024-06-20-redact-aaaa", record=VOID.id, whole=True, sha256=OWN)
    before = register(records=tuple(sorted((*stands, VOID, *left), key=lambda entry: entry.id)))
    after = replace(before, records=tuple(entry for entry in before.records if entry is not VOID))
    return compare(
        before, replace(after, decisions=(redact,) if redacted else ()),
        files=(FileDifference(path=VOID.file, action="deleted", kind="record", folder="sfj"),), old_hashes={VOID.file: OWN},
    )  # fmt: skip


@pytest.mark.parametrize("redacted", [True, False])
def test_a_void_whose_record_would_count_again_stays_redacted_or_not(*, redacted: bool) -> None:
    (one,) = found(rule, voids_gone(redacted=redacted))
    assert (one.level, one.rule, one.spot.file, one.spot.side) == ("block", "record-changed", VOID.file, "old")
    assert one.message == f"已有的作废记录被删除，{WITH_FILES.id} 又会计入"


def test_a_void_may_be_let_go_where_nothing_counts_again() -> None:
    for context in (voids_gone(AGAIN), voids_gone(target=False)):
        assert [each[:2] for each in told(rule, context)] == [("ask", "redacted")]


def test_a_decision_that_was_there_lets_go_too_and_one_taken_back_does_not() -> None:
    redact = let_go("名单.xlsx")
    files = (FileDifference(path=PROOF, action="deleted", kind="attachment", folder="sfj"),)
    known = register(records=(WITH_FILES,), decisions=(redact,))
    assert [each[:2] for each in told(rule, compare(known, known, files=files, old_hashes={PROOF: SHA}))] == [
        ("ask", "redacted")
    ]
    undone = compare(known, register(records=(WITH_FILES,)), files=files, old_hashes={PROOF: SHA})
    assert [each[:2] for each in told(rule, undone)] == [("block", "attachment-altered")]


def test_other_files_are_left_to_other_rules() -> None:
    files = (
        FileDifference(path="templates/a.md.j2", action="modified", kind="other"),
        FileDifference(path="data/tasks.yaml", action="modified", kind="plan"),
    )
    assert told(rule, compare(register(), register(), files=files)) == []


def test_what_was_sent_may_neither_change_nor_go() -> None:
    old, new = sent(), sent(number="示依法办〔2024〕6号")
    before = register(issued=(old,))
    assert told(rule, compare(register(), before)) == []
    assert told(rule, compare(before, register(issued=(new,)))) == [("block", "issued-changed", old.file, ("number",))]
    (gone,) = found(rule, compare(before, register()))
    assert (gone.rule, gone.message) == ("issued-changed", "已有的发出登记被删除")
    path = "data/issued/2024-07-08-urge-aaaa/催办函.docx"
    files = (FileDifference(path=path, action="modified", kind="enclosure"),)
    context = compare(before, before, files=files)
    assert told(rule, context) == [("block", "issued-changed", path, ())]
    assert "fazhi issue" in found(rule, context)[0].hint


def test_of_the_figures_that_were_printed_those_are_named_that_were_changed() -> None:
    many = tuple(PrintedFigure(f"totals.{number}", "1") for number in range(400))
    old = sent(figures=many)

    def said(*figures: PrintedFigure) -> str:
        (block,) = found(rule, compare(register(issued=(old,)), register(issued=(sent(figures=figures),))))
        return block.message

    one = PrintedFigure("totals.7", "9")
    assert said(*many[:7], one, *many[8:]) == "已有的发出登记被改动：印出的数（figures）totals.7 由“1”改为“9”"
    assert said(*many[1:]).endswith("totals.0 由“1”改为（无）")
    assert said(*many[5:]) == ("已有的发出登记被改动：印出的数（figures）totals.0、totals.1、totals.2等 5 个")
    assert said(*many[::-1]).endswith("印出的数（figures）的次序")


VISIT = inspection()


def revisited(**given: Any) -> Any:
    """The inspection as it was, and changed."""
    return compare(register(inspections=(VISIT,)), register(inspections=(inspection(**given),)))


@pytest.mark.parametrize(
    ("given", "said", "where"),
    [
        ({"findings": (finding(due=date(2024, 9, 30)),)},
         "问题 1 的 due（整改时限） 由 2024-06-30 改为 2024-09-30 ", ("findings", 0, "due")),
        ({"findings": (finding(unit="区财政局"),)}, "问题 1 的 unit（责任单位） 由“东镇”改为“区财政局”", ("findings", 0, "unit")),
        ({"findings": ()}, "问题 1 由“", ("findings", 0)),
        ({"findings": (finding(), finding(2))}, "问题 2 由（无）改为", ("findings", 1)),
        ({"obligation": ("1.1",)}, "obligation 由（无）改为“1.1”", ("obligation",)),
        ({"from_": date(2024, 5, 21)}, "from 由 2024-05-20 改为 2024-05-21 ", ("from",)),
    ],
)  # fmt: skip
def test_an_inspection_or_a_finding_changed(given: dict[str, Any], said: str, where: tuple[Any, ...]) -> None:
    (one,) = found(rule, revisited(**given))
    assert (one.level, one.rule, one.spot.file, one.spot.where) == ("block", "inspection-changed", VISIT.file, where)
    assert one.message.startswith(f"已有的督察被改动：{said}")
    assert "fazhi decide extend" in one.hint


def test_an_inspection_deleted_or_added() -> None:
    gone = compare(register(inspections=(VISIT,)), register())
    assert told(rule, gone) == [("block", "inspection-changed", VISIT.file, ())]
    assert told(rule, compare(register(), register(inspections=(VISIT,)))) == []


def test_a_report_and_a_closing_changed() -> None:
    before = register(inspections=(VISIT,), records=(rectify(),), decisions=(close(),))
    after = register(inspections=(VISIT,), records=(rectify(stage="partial"),), decisions=(close(checked_by="某人"),))
    assert [each[:2] for each in told(rule, compare(before, after))] == [
        ("block", "record-changed"), ("block", "decision-changed"),
    ]  # fmt: skip
