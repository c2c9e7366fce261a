"""Branches of which the fast way once said something else than the full one: now they agree, and on what is right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.builders.texts import comparison, files_of
from tests.builders.world import day, evidence, obligation, rectify, redact, register, return_, units
from tests.builders.world import found as visited
from tests.builders.worlds.review_worlds import demo_like

from spt_fazhi.changes.review import Review
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.services.review import review as reviewing
from spt_fazhi.services.review.review import ReviewOptions, read_sides, review

FOLDERS = [
    "data/decisions/2024-06-12-return-zzzz.yaml",
    "data/inspections/2024-06-12-zzzz.yaml",
    "data/issued/2024-06-12-urge-zzzz.yaml",
    "data/records/jia/2024-06-12-1.1-zzzz.yaml",
]


@pytest.fixture(autouse=True)
def always_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "FULL_UP_TO", 0)


def reviewed(old: Mapping[str, bytes], new: Mapping[str, bytes], when: date = date(2024, 8, 15)) -> Review:
    """What the fast way says, which is what the full one says."""
    compared = comparison(old, new)
    fast, full = (
        (review(compared, sides, when, ReviewOptions(), None), sides.complete)
        for sides in (read_sides(compared), read_sides(compared, full=True))
    )
    assert (fast[1], full[1]) == (False, True)
    for name in ("findings", "changes", "effects", "touched"):
        assert getattr(fast[0], name) == getattr(full[0], name), name
    return fast[0]


def handed_on(*who: str, **ends: dict[str, object]) -> Register:
    return register(obligation("1.1", due="06-30", who=who), units=units(**ends), records=())


@pytest.mark.parametrize(
    ("world", "heirs"),
    [
        (handed_on("甲局", "乙局", 甲局={"until": day("05-31"), "succeeded_by": "乙局"}), ["乙局"]),
        (
            handed_on(
                "甲局", "乙局", "丙镇",
                甲局={"until": day("05-31"), "succeeded_by": "乙局"}, 乙局={"until": day("06-15"), "succeeded_by": "丙镇"},
            ),
            ["丙镇"],
        ),
    ],
    ids=["one", "one after another"],
)  # fmt: skip
@pytest.mark.parametrize("theirs", [(), (evidence("06-10", "丙镇", number=7),), (evidence("04-10", "乙局", number=7),)])
def test_a_record_of_a_unit_that_has_ended_leaves_its_heirs_with_what_they_owe(
    world: Register, heirs: list[str], theirs: tuple[Entry, ...]
) -> None:
    base = replace(world, records=theirs)
    more = replace(world, records=(*theirs, evidence("05-10")))
    for old, new in ((base, more), (more, base)):
        found = reviewed(files_of(old), files_of(new), date(2024, 7, 10)).effects
        assert {each.key.unit for each in found} >= {"甲局"}
        assert all(each.after is not None for each in found if each.key.unit in heirs)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_called_like_an_entry_blocks(folder: str) -> None:
    files = files_of(demo_like())
    inside = {**files, f"{folder}/x.txt": b"x"}
    blocks = [each.rule for each in reviewed(files, inside).blocks]
    assert "check-error" in blocks
    assert any("文件夹" in each.message for each in reviewed(files, inside).blocks)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_that_was_there_before_is_not_laid_at_the_door_of_a_branch(folder: str) -> None:
    files = {**files_of(demo_like()), f"{folder}/x.txt": b"x"}
    more = {**files, f"{folder}/y.txt": b"y"}
    for old, new in ((files, more), (more, files)):
        assert not [each for each in reviewed(old, new).blocks if each.spot.file == folder]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_file_that_becomes_a_folder_blocks(folder: str) -> None:
    files = files_of(demo_like())
    found = reviewed({**files, folder: b"x"}, {**files, f"{folder}/x.txt": b"x"})
    assert any("文件夹" in each.message for each in found.blocks)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_submodule_called_like_an_entry_blocks_when_it_comes_and_not_afterwards(folder: str) -> None:
    files = files_of(demo_like())
    inside = {**files, folder: b"module:x"}
    assert any(each.spot.file == folder for each in reviewed(files, inside).blocks)
    fresh = evidence("06-10", number=77)
    more = {fresh.file: files_of(register(obligation("1.1"), records=[fresh]))[fresh.file]}
    assert not any(each.spot.file == folder for each in reviewed(inside, {**inside, **more}).findings)


def test_many_folders_are_looked_at_once_each() -> None:
    files = files_of(demo_like())
    many = {f"data/records/jia/2024-06-12-1.1-{place:04}.yaml/x.txt": b"x" for place in range(3000)}
    compared = comparison(files, {**files, **many})
    looks = 0

    class Counted(dict):
        def __iter__(self):
            nonlocal looks
            looks += len(self)
            return super().__iter__()

    compared.old.tree = Counted(compared.old.tree)
    assert len(read_sides(compared).new.files.others) >= 3000
    assert looks < 20 * len(compared.old.tree)


@pytest.mark.parametrize("text", [b"kind: [\n", b""])
def test_a_record_that_was_let_go_and_comes_back_is_told_even_unreadable(text: bytes) -> None:
    gone = evidence("05-10")
    files = files_of(register(obligation("1.1"), decisions=[redact(gone.id)]))
    rules = [each.message for each in reviewed(files, {**files, gone.file: text}).blocks]
    assert any("已由 2024-07-01-redact" in each for each in rules)


def test_a_report_named_for_something_else_was_never_handed_back() -> None:
    visit = visited(("乙局", "06-30"))
    told = rectify("06-10", "乙局")
    wrong = told.file.replace("aaaa.1", "1.1")
    world = register(obligation("1.1"), inspections=[visit])
    base = {**files_of(world), wrong: files_of(replace(world, records=(told,)))[told.file]}
    back = return_(wrong.removeprefix("data/records/").removesuffix(".yaml"))
    base |= {path: text for path, text in files_of(replace(world, decisions=(back,))).items() if path == back.file}
    again = rectify("06-12", "甲局", number=3)
    new = {**base, again.file: files_of(replace(world, records=(again,)))[again.file]}
    assert "rectify-unchanged" not in {each.rule for each in reviewed(base, new).findings}


def test_a_report_that_lies_with_another_unit_is_not_the_one_handed_back() -> None:
    visit = visited(("乙局", "06-30"))
    told = rectify("06-10", "乙局")
    world = register(obligation("1.1"), records=[told], inspections=[visit], decisions=[return_(told.id)])
    base = files_of(world)
    astray = told.file.replace("/yi/", "/jia/").replace("-aaaa.yaml", "-zzzz.yaml")
    assert astray != told.file
    found = reviewed(base, {**base, astray: base[told.file]}).findings
    assert "rectify-unchanged" not in {each.rule for each in found}
    assert any(each.rule == "check-error" and each.spot.file == astray for each in found)


@pytest.mark.parametrize("unit", ["乙局", "甲局"])
def test_the_report_that_was_handed_back_is_told_of_a_heir_too(unit: str) -> None:
    visit = visited(("乙局", "06-30"))
    ends = {"until": day("06-12"), "succeeded_by": "甲局"} if unit == "甲局" else {}
    told, again = rectify("06-10", "乙局"), rectify("06-15", unit, number=3)
    world = register(
        obligation("1.1"), records=[told], inspections=[visit], decisions=[return_(told.id)], units=units(乙局=ends)
    )
    base = files_of(world)
    new = {**base, again.file: files_of(replace(world, records=(again,)))[again.file]}
    assert "rectify-unchanged" in {each.rule for each in reviewed(base, new).findings}


def added_to(world: Register, *more: Entry[Any]) -> list[str]:
    """What is said of a branch that adds these to a workspace, by rule and message."""
    base = files_of(world)
    new = {**base, **files_of(replace(world, records=more))}
    return [f"{each.rule}: {each.message}" for each in reviewed(base, new).findings]


def test_an_inspection_that_is_the_first_of_two_duties_hides_neither() -> None:
    visit = visited(by=("甲局", "乙局"), obligation=("1.1", "1.2"))
    world = register(obligation("1.1"), obligation("1.2"), inspections=[visit], records=())
    more = [
        evidence("06-01", id_="1.1", title="甲项工作情况", document="示证〔2024〕1号", number=1),
        evidence("06-03", id_="1.1", title="乙项任务进度", document="示证〔2024〕1号", number=2),
        evidence("06-02", id_="1.2", title="丙案分析通报", document="示证〔2024〕2号", number=3),
        evidence("06-04", id_="1.2", title="丁案原因印发", document="示证〔2024〕2号", number=4),
    ]
    said = [each for each in added_to(world, *more) if each.startswith("proof-reused")]
    assert sorted("1号" in each for each in said) == [False, True]


def test_what_is_reused_is_named_in_one_order_whether_or_not_there_was_something_before() -> None:
    world = register(
        obligation("1.1", every="month"), records=[evidence("04-13", title="同一件事", document="示证〔2024〕1号")]
    )
    more = [
        evidence(when, title="同一件事", document="示证〔2024〕1号", number=number)
        for number, when in enumerate(("03-20", "05-20", "04-28"), 1)
    ]
    said = [each for each in added_to(world, *more) if each.startswith("event-reused")]
    assert len(said) == 1
