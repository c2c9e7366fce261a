"""Attachments against the records."""

from __future__ import annotations

import unicodedata

import pytest
from tests.builders.checks import (
    SHA,
    attached,
    context,
    evidence,
    fact,
    found,
    ids,
    info,
    inspection,
    progress,
    rectify,
    register,
)

from spt_fazhi.checks.context import FileFact
from spt_fazhi.checks.rules import attachments
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.text.lfs_pointer import LfsPointer


def against(files: tuple[Attachment, ...], facts: tuple[FileFact, ...]) -> list[tuple[str, str]]:
    return ids(attachments, context(register(records=(evidence(files=files),)), files=facts))


def test_listed_and_unchanged() -> None:
    assert against((attached(),), (fact(),)) == []


def test_composed_and_decomposed_names_are_the_same_file() -> None:
    name = "caf\u00e9.txt"
    assert against((attached(name),), (fact(unicodedata.normalize("NFD", name)),)) == []


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ((), "attachment-missing"),
        ((fact(size=11, sha256=None),), "attachment-changed"),
        ((fact(sha256="f" * 64),), "attachment-changed"),
        ((fact(size=None, sha256=None),), "attachment-unreadable"),
    ],
)
def test_missing_or_changed(facts: tuple[FileFact, ...], rule: str) -> None:
    assert against((attached(),), facts) == [(rule, "error")]


POINTER = fact(size=127, sha256=None, pointer=LfsPointer(SHA, 10))


def test_a_pointer_to_the_very_file_is_no_change() -> None:
    assert against((attached(),), (POINTER,)) == [("attachment-not-fetched", "notice")]
    (problem,) = found(attachments, context(register(records=(evidence(files=(attached(),)),)), files=(POINTER,)))
    assert "没有取下来" in problem.message
    assert "git lfs pull" in problem.hint
    assert "改过" not in problem.message


@pytest.mark.parametrize("pointer", [LfsPointer("f" * 64, 10), LfsPointer(SHA, 11)])
def test_a_pointer_to_another_file(pointer: LfsPointer) -> None:
    assert against((attached(),), (fact(size=127, sha256=None, pointer=pointer),)) == [("attachment-changed", "error")]


def test_a_pointer_that_was_recorded_as_the_proof() -> None:
    itself = fact(size=127, sha256="a" * 64, pointer=LfsPointer(SHA, 10))
    assert against((attached(size=127, sha256="a" * 64),), (itself,)) == [("attachment-pointer", "error")]


def test_an_empty_file_proves_nothing() -> None:
    record = evidence(files=(attached(), attached("空.txt", size=0)))
    (problem,) = found(
        attachments, context(register(records=(record,)), files=(fact(), fact("空.txt", size=0, sha256=SHA)))
    )
    assert (problem.rule, problem.severity, problem.where) == ("attachment-empty", "error", ("files", 1, "size"))


def test_line_ends_are_told_from_content() -> None:
    record = evidence(files=(attached(),))
    changed = fact(size=9, sha256=None, line_ends=True)
    (problem,) = found(attachments, context(register(records=(record,)), files=(changed,)))
    assert (problem.rule, problem.severity) == ("attachment-changed", "error")
    assert "换行" in problem.message
    assert "内容没有变" in problem.message
    assert "不必作废" in problem.hint


def test_a_link_is_reported_as_a_link_only() -> None:
    assert against((attached(),), (fact(is_link=True, size=None, sha256=None),)) == []


def test_unlisted_beside_any_record() -> None:
    assert against((), (fact(),)) == [("attachment-unlisted", "error")]
    beside = fact(folder="data/records/sfj/2024-07-03-1-aaab")
    reg = register(records=(progress(),))
    assert ids(attachments, context(reg, files=(beside,))) == [("attachment-unlisted", "error")]


def test_a_folder_without_its_record() -> None:
    (problem,) = found(attachments, context(files=(fact(),)))
    assert problem.rule == "attachment-unlisted"
    assert "不存在" in problem.message


def test_attachments_of_an_unreadable_record_are_left_alone() -> None:
    unreadable = frozenset({"data/records/sfj/2024-06-12-1.1-aaaa.yaml"})
    assert ids(attachments, context(files=(fact(),), entry_files=unreadable)) == []


def test_the_size_limit_is_in_mib_and_inclusive() -> None:
    for size, expected in ((2**20, []), (2**20 + 1, [("attachment-too-large", "error")])):
        record = evidence(files=(attached(size=size),))
        reg = register(info=info(attachment_limit_mib=1), records=(record,))
        assert ids(attachments, context(reg, files=(fact(size=size, sha256=SHA),))) == expected


def test_names_that_differ_in_case_only() -> None:
    files = (attached("a.txt"), attached("A.TXT"))
    assert against(files, (fact("a.txt"), fact("A.TXT"))) == [("attachment-same-name", "error")]
    assert against((attached("a.txt"), attached("b.txt")), (fact("a.txt"), fact("b.txt"))) == []


def test_places() -> None:
    record = evidence(files=(attached("a.txt"), attached("b.txt")))
    (problem,) = found(attachments, context(register(records=(record,)), files=(fact("a.txt"),)))
    assert (problem.file, problem.where) == (record.file, ("files", 1, "name"))


def test_what_a_report_of_rectification_lists() -> None:
    reg = register(records=(rectify(files=(attached(),)),), inspections=(inspection(),))
    there = fact(folder="data/records/dz/2024-06-20-k7q2.1-aaaa")
    assert ids(attachments, context(reg)) == [("attachment-missing", "error")]
    assert ids(attachments, context(reg, files=(there,))) == []
    bare = register(records=(rectify(),), inspections=(inspection(),))
    assert ids(attachments, context(bare, files=(there,))) == [("attachment-unlisted", "error")]
