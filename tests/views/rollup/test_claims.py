"""Who is who among exports that say they are the same register."""

from __future__ import annotations

from typing import Any

from spt_fazhi.views.rollup.claims import ExportClaim, settle


def claim(source: int, register: str = "a", name: str = "甲县", **more: Any) -> ExportClaim:
    given = {
        "year": 2024, "title": "甲县要点", "shown": f"收到/{source}", "folders": ("收到", str(source)),
        "digest": str(source), "listed": False, **more,
    }  # fmt: skip
    return ExportClaim(source=source, register=register, name=name, **given)


def gone(*claims: ExportClaim) -> dict[int, str]:
    return {each.source: each.why for each in settle(claims)}


def test_registers_of_their_own_are_all_counted() -> None:
    assert gone(claim(1), claim(2, "b", "乙县"), claim(3, year=2023)) == {}


def test_the_same_content_is_counted_once() -> None:
    found = gone(claim(1, digest="x"), claim(2, digest="x"), claim(3, digest="x"))
    assert set(found) == {2, 3}
    assert "完全一样，只计一次" in found[2]


def test_where_nobody_knows_none_is_counted() -> None:
    found = gone(claim(1), claim(2), claim(3, "b", "乙县"))
    assert set(found) == {1, 2}
    assert found[1] == "与 收到/2 都说自己是“甲县”，认不出哪个是，都没有计入"


def test_the_folder_that_bears_the_name_or_the_mark_is_believed() -> None:
    assert set(gone(claim(1, folders=("收到", "甲县")), claim(2))) == {2}
    assert set(gone(claim(1), claim(2, folders=("收到", "a", "汇总")))) == {1}
    assert "冒用了“甲县”：收到/1 才是" in gone(claim(1, folders=("甲县",)), claim(2))[2]


def test_two_folders_that_bear_the_name_are_not_believed() -> None:
    assert set(gone(claim(1, folders=("甲县",)), claim(2, folders=("甲县 ",)))) == {1, 2}


def test_a_list_is_believed_before_a_folder() -> None:
    assert set(gone(claim(1, listed=True), claim(2, folders=("甲县",)))) == {2}
    assert set(gone(claim(1, listed=True), claim(2, listed=True))) == {1, 2}


def test_another_mark_under_the_same_name_from_elsewhere_is_a_claim() -> None:
    assert set(gone(claim(1), claim(2, "b"))) == {1, 2}
    assert set(gone(claim(1, folders=("甲县",)), claim(2, "b", "曱县".replace("曱", "甲")))) == {2}


def test_a_name_that_looks_the_same_is_the_same() -> None:
    assert set(gone(claim(1, folders=("甲县",)), claim(2, "b", "甲\u200b县"), claim(3, "c", "甲　县"))) == {2, 3}


def test_a_district_may_have_several_plans_in_one_folder() -> None:
    assert gone(claim(1, shown="x"), claim(2, "b", title="甲县普法要点", shown="x")) == {}
    assert set(gone(claim(1, shown="x"), claim(2, "b", shown="x"))) == {1, 2}


def test_a_claim_takes_nothing_from_others_than_those_it_names() -> None:
    others = [claim(at, f"c{at}", f"丙{at}县") for at in range(3, 9)]
    assert set(gone(claim(1, folders=("甲县",)), claim(2), *others)) == {2}


def test_of_the_same_content_the_one_in_its_own_folder_is_counted() -> None:
    """A copy that somebody else handed in as well takes nothing from it, whichever comes first."""
    copy, altered = claim(1, digest="x"), claim(2, digest="y")
    assert set(gone(copy, altered, claim(3, digest="x", folders=("收到", "甲县")))) == {1, 2}
