"""Attachments that differ in next to nothing."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.texts import comparison, files_of
from tests.builders.world import evidence, obligation, rectify, register, return_
from tests.builders.world import found as visit

from spt_fazhi.changes.review import Review
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.services.review.near_twins import nearly_equal
from spt_fazhi.services.review.review import ReviewOptions, read_sides, review

PHOTO = bytes(range(256)) * 40
MINUTES = "会议纪要：六月十二日，局党组集体学习，到会三十六人。".encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PHOTO, PHOTO + b"x"), (PHOTO, b"x" + PHOTO), (PHOTO, PHOTO[:5000] + b"x" + PHOTO[5001:]), (PHOTO, PHOTO[:-1]),
        (PHOTO, PHOTO[:100] + b"y" * 60 + PHOTO[160:]), (MINUTES, MINUTES + b"\n"), (MINUTES, MINUTES.replace(b",", b".") + b" "),
    ],
)  # fmt: skip
def test_nearly_equal(one: bytes, other: bytes) -> None:
    assert nearly_equal(one, other)
    assert nearly_equal(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PHOTO, PHOTO), (PHOTO, PHOTO[::-1]), (PHOTO, PHOTO[:100] + b"y" * 80 + PHOTO[180:]), (PHOTO, b"x" + PHOTO[1:-1] + b"x"),
        (MINUTES, "会议纪要：七月二十日，局党组集体学习，到会三十人。".encode()), (b"proof one", b"proof two"), (b"", b"x"), (b"a" * 15, b"a" * 15 + b"b"),
    ],
)  # fmt: skip
def test_not_nearly_equal(one: bytes, other: bytes) -> None:
    assert not nearly_equal(one, other)


@given(st.binary(min_size=200, max_size=400), st.integers(0, 199), st.integers(0, 255))
def test_one_byte_more_less_or_other(data: bytes, at: int, byte: int) -> None:
    other = bytes([byte])
    assert nearly_equal(data, data[:at] + other + data[at:])
    assert nearly_equal(data, data[:at] + data[at + 1 :])
    changed = data[:at] + other + data[at + 1 :]
    assert nearly_equal(data, changed) == (changed != data)


def proved(when: str, content: bytes, number: int, **more: Any) -> tuple[Entry[Any], dict[str, bytes]]:
    listed = Attachment(name="照片.jpg", sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    entry = evidence(when, number=number, document=None, files=(listed,), **more)
    return entry, {f"{entry.folder}/照片.jpg": content}


PLAN = register(obligation("1.1"), obligation("1.2"))


def reviewed(*both: tuple[Entry[Any], dict[str, bytes]], old: Register = PLAN, new: Register = PLAN) -> Review:
    """A branch that adds the second of two records with their files."""
    (first, first_files), (second, second_files) = both
    before = files_of(replace(old, records=(first,))) | first_files
    records = tuple(sorted((first, second), key=lambda each: each.id))
    after = files_of(replace(new, records=records)) | first_files | second_files
    compared = comparison(before, after)
    return review(compared, read_sides(compared), date(2024, 7, 15), ReviewOptions(), None)


def alike(found: Review) -> list[str]:
    return [each.spot.file for each in found.asks if each.rule == "attachment-alike"]


def test_a_copy_in_which_a_byte_differs() -> None:
    first, second = proved("06-12", PHOTO, 1), proved("06-20", PHOTO + b"x", 2)
    assert alike(reviewed(first, second)) == [second[0].file]


@pytest.mark.parametrize(
    "second",
    [
        proved("06-20", PHOTO[::-1] + b"x", 2), proved("06-20", PHOTO, 2), proved("06-20", PHOTO + b"x" * 300, 2),
        proved("06-20", PHOTO + b"x", 2, id_="1.2"),
    ],
    ids=["another", "the same file", "far longer", "for something else"],
)  # fmt: skip
def test_harmless_twins(second: tuple[Entry[Any], dict[str, bytes]]) -> None:
    assert alike(reviewed(proved("06-12", PHOTO, 1), second)) == []


def test_one_that_was_returned() -> None:
    first, second = proved("06-12", PHOTO, 1), proved("06-20", PHOTO + b"x", 2)
    back = replace(PLAN, decisions=(return_(first[0].id, "06-15"),))
    assert alike(reviewed(first, second, old=back, new=back)) == []


def test_what_is_listed_and_not_there() -> None:
    first, second = proved("06-12", PHOTO, 1), proved("06-20", PHOTO + b"x", 2)
    assert alike(reviewed(first, (second[0], {}))) == []
    assert alike(reviewed((first[0], {}), second)) == []


def put_right(when: str, content: bytes, unit: str, finding: int, number: int) -> tuple[Entry[Any], dict[str, bytes]]:
    listed = Attachment(name="照片.jpg", sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    entry = rectify(when, unit, finding, number=number, title=f"第{number}次整改，补正处罚案卷", files=(listed,))
    return entry, {f"{entry.folder}/照片.jpg": content}


VISITED = replace(PLAN, inspections=(visit(("甲局", "06-30"), ("乙局", "06-30")),))


def test_proof_of_rectification_alike_on_one_finding_and_on_another_units() -> None:
    first = put_right("06-12", PHOTO, "甲局", 1, 1)
    for unit, number in (("甲局", 1), ("乙局", 2)):
        second = put_right("06-20", PHOTO + b"x", unit, number, 2)
        assert alike(reviewed(first, second, old=VISITED, new=VISITED)) == [second[0].file]
    other = put_right("06-20", PHOTO[::-1], "乙局", 2, 2)
    assert alike(reviewed(first, other, old=VISITED, new=VISITED)) == []
