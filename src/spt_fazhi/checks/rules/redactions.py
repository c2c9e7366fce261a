"""What was let go and is still there: the tombstone stands, and so does what it should stand for."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext, FileFact
from spt_fazhi.model.paths import composed, file_of, place_of
from spt_fazhi.model.problem import Problem

RULES = {"redacted-present": "已定为去除的附件或记录还在"}
NEEDS: frozenset[str] = frozenset()
SCOPE = "entry"


def check(context: CheckContext) -> Iterator[Problem]:
    """A redacted attachment must be gone; a record redacted as a whole too, with its folder."""
    let_go, names = context.matching.let_go, context.matching.redacted
    if not let_go and not names:
        return
    read = {entry.file for entry in context.register.records}
    for id_, decision in let_go.items():
        file = file_of("record", id_)
        if file in read or file in context.entry_files:
            yield _present(file, f"这条记录已由 {decision} 整条去除，文件却还在", id_, "--whole")
    for fact in context.files:
        yield from _attachment(fact, let_go, names)


def _attachment(fact: FileFact, let_go: dict[str, str], names: dict[str, frozenset[str]]) -> Iterator[Problem]:
    place = place_of(fact.path)
    if place.kind != "attachment":
        return
    if place.id in let_go:
        message = f"它所属的记录已由 {let_go[place.id]} 整条去除，附件却还在"
        yield _present(fact.path, message, place.id, "--whole")
    elif composed(place.name) in {composed(name) for name in names.get(place.id, ())}:
        yield _present(fact.path, "这个附件已定为去除，文件却还在", place.id, f'--file "{place.name}"')


def _present(file: str, message: str, record: str, how: str) -> Problem:
    return Problem(
        rule="redacted-present",
        severity="error",
        file=file,
        message=message,
        hint=f"请运行 fazhi decide redact {record} {how} --reason 原因 --commit，它会把该删的删去",
        line=1,
        column=1,
    )
