"""What was sent stays as it was sent."""

from typing import Any

import pytest
from tests.builders.checks import SHA, context, fact, found, ids, register, sent

from spt_fazhi.checks.context import FileFact
from spt_fazhi.checks.rules import attachments, issued_files
from spt_fazhi.text.lfs_pointer import LfsPointer

FOLDER = "data/issued/2024-07-08-urge-aaaa"


def enclosed(name: str = "催办函.docx", **given: Any) -> FileFact:
    return fact(name, FOLDER, **given)


def told(*facts: FileFact) -> list[str]:
    reg = register(issued=(sent(),))
    assert ids(attachments, context(reg, files=facts)) == []
    return [each.rule for each in found(issued_files, context(reg, files=facts))]


@pytest.mark.parametrize(
    "pointer", [None, LfsPointer(sha256=SHA, size=10)], ids=["as it was sent", "not fetched from LFS"]
)
def test_as_it_was_sent(pointer: LfsPointer | None) -> None:
    assert told(enclosed(pointer=pointer)) == []


@pytest.mark.parametrize(
    "given", [{"size": 11, "sha256": None}, {"sha256": "f" * 64}, {"size": 11, "sha256": None, "line_ends": True},
              {"pointer": LfsPointer(sha256="f" * 64, size=10), "size": 130, "sha256": None}]
)  # fmt: skip
def test_changed(given: dict[str, Any]) -> None:
    assert told(enclosed(**given)) == ["issued-file-changed"]


def test_missing_or_unreadable_and_a_link_is_reported_as_one() -> None:
    assert told() == ["issued-file-missing"]
    assert told(enclosed(size=None)) == ["issued-file-missing"]
    assert told(enclosed(size=None, is_link=True)) == []


def test_a_document_without_a_file_and_what_was_said() -> None:
    (problem,) = found(issued_files, context(register(issued=(sent(files=()),))))
    assert (problem.rule, problem.severity) == ("issued-file-missing", "warning")
    assert ids(issued_files, context(register(issued=(sent("2024-07-08-call-aaaa", name="call", files=()),)))) == []


def test_foreign_files() -> None:
    assert told(enclosed(), enclosed("别的.docx"), enclosed(".gitkeep")) == ["issued-file-unlisted"]
    other = fact("通报.docx", "data/issued/2024-07-08-quarter-bbbb")
    assert told(enclosed(), other) == ["issued-file-unlisted"]
    unread = context(register(), files=(other,), entry_files=frozenset({f"{other.folder}.yaml"}))
    assert ids(issued_files, unread) == []
