"""Ten times as many new records on one subject cost some ten times the instructions, and no clock is asked.

What is counted are the instructions of the interpreter in the program itself: a list gone through for each of its own
items counts each time, which a count of calls would not see.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from types import FrameType
from typing import Any, Literal

import pytest
from tests.builders.texts import comparison, files_of
from tests.builders.world import evidence, obligation, progress, register, share

from spt_fazhi.changes.review import Review
from spt_fazhi.changes.rules import copied_record
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.model.register import Entry
from spt_fazhi.services.review.review import ReviewOptions, read_sides, review

FEW = 30
PROOF = b"x" * 200


def test_many_of_evidence_on_one_subject() -> None:
    assert grows(lambda number: (evidence(_day(number), number=number, document=f"{number}"), {})) < 11


def test_many_of_the_same_words() -> None:
    assert grows(lambda number: (evidence(_day(number // 2), number=number), {})) < 11


def test_many_accounts_of_one_period() -> None:
    assert grows(lambda number: (progress("07-01", number=number), {})) < 11


def test_many_with_the_same_attachment() -> None:
    assert grows(_with_a_file) < 11


@pytest.mark.parametrize("combine", ["add", "latest"])
def test_many_figures_of_a_rate(combine: Literal["add", "latest"]) -> None:
    target = RateTarget(rate=Decimal(1), of="案件", combine=combine)
    assert grows(lambda number: (share(_day(number), 1, number + 1, number=number), {}), target=target) < 11


def test_a_text_is_compared_with_so_many_before_it() -> None:
    entries = tuple(evidence(_day(number), number=number) for number in range(500))
    added = dict.fromkeys((each.id for each in entries[3:]), None)
    found = dict(copied_record._windows(entries, added))  # type: ignore[arg-type]
    assert found.keys() == added.keys()
    for record, before in found.items():
        known = [each for each in entries if each.id < record or each.id not in added]
        assert before == known[-200:]


def grows(made: Callable[[int], tuple[Entry[Any], dict[str, bytes]]], **more: Any) -> float:
    """How many times the instructions it takes to review ten times as many new entries."""
    few, many = (_instructions([made(number) for number in range(count)], more) for count in (FEW, 10 * FEW))
    return many / few


def _instructions(fresh: Iterable[tuple[Entry[Any], dict[str, bytes]]], more: dict[str, Any]) -> int:
    plan = register(obligation("1.1", **more), progress="quarter")
    made = list(fresh)
    records = tuple(sorted((entry for entry, _ in made), key=lambda each: each.id))
    files = {path: content for _, each in made for path, content in each.items()}
    compared = comparison(files_of(plan), files_of(replace(plan, records=records)) | files)
    _reviewed(compared)  # what is imported and compiled once is not counted
    count = 0

    def count_calls(frame: FrameType, _event: str, _argument: object) -> Any:
        if "spt_fazhi" not in frame.f_code.co_filename:
            return None
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        return count_one

    def count_one(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "opcode"
        return count_one

    before = sys.gettrace()
    sys.settrace(count_calls)
    try:
        found = _reviewed(compared)
    finally:
        sys.settrace(before)
    assert len(found.changes) == len(records)
    return count


def _reviewed(compared: Any) -> Review:
    return review(compared, read_sides(compared), date(2024, 12, 31), ReviewOptions(), None)


def _day(number: int) -> str:
    return f"{number % 12 + 1:02d}-{number // 12 % 28 + 1:02d}"


def _with_a_file(number: int) -> tuple[Entry[Any], dict[str, bytes]]:

    listed = Attachment(name="1.txt", sha256=hashlib.sha256(PROOF).hexdigest(), size=len(PROOF))
    entry = evidence(_day(number), number=number, files=(listed,))
    return entry, {f"{entry.folder}/1.txt": PROOF}
