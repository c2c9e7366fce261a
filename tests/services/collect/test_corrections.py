"""A row that was put right, wherever it stands now, is no second deed; what was handed back is not taken unchanged."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.entries import entries, errors, fazhi_here, files
from tests.builders.forms import Filled, forms

LECTURE = {"日期": "6月11日", "做了什么": "专题讲法", "数量": "1次", "文号": "示司〔2024〕3号"}
OTHER = {"日期": "5月6日", "做了什么": "另一件事", "数量": "1次", "文号": "示司〔2024〕2号"}


def one_more(filled: Filled, said: dict[str, str], *, key: bool) -> int:
    """A row written below the table, copied from the first one of 1.1 with its hidden key or without; its number."""
    sheet, columns = filled.book["佐证"], filled.columns("佐证")
    at, below = filled.rows("佐证", "1.1")[0], sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(below, column).value = sheet.cell(at, column).value
    if not key:
        sheet.cell(below, columns["编号"]).value = None
    for head, value in said.items():
        sheet.cell(below, columns[head]).value = value
    return below


def standing(root: Path) -> list[str]:
    """The titles with days of the evidence that stands."""
    found = entries(root)
    gone = {tree["record"] for tree in found.values() if tree["kind"] in {"void", "return"}}
    return sorted(
        f"{tree['date']} {tree['title']}" for id_, tree in found.items() if "title" in tree and id_ not in gone
    )


@pytest.mark.parametrize("key", [True, False])
@pytest.mark.parametrize(
    "change", [{"日期": "6月13日"}, {"日期": "6月13日", "做了什么": "讲法"}, {"文号": "示司〔2024〕9号"}]
)
def test_a_third_row_put_right(root: Path, inbox: Path, collect: Any, key: bool, change: dict[str, str]) -> None:
    made = forms(root)["区司法局"]

    def form(third: dict[str, str]) -> None:
        filled = Filled(made).write("1.1", OTHER)
        one_more(filled, third, key=key)
        filled.save(inbox / "a.xlsx")

    form(LECTURE)
    assert collect().code == 0
    assert standing(root) == ["2024-05-06 另一件事", "2024-06-11 专题讲法"]
    before = files(root)
    form({**LECTURE, **change})
    ran = collect(on="2024-06-21")
    assert (ran.code, files(root)) == (1, before)
    assert "与已录入的 sfj/2024-06-11-1.1-" in ran.out
    assert "现在表里没有了" not in ran.out
    ran = collect("--replace", on="2024-06-21")
    assert ran.code == 0, ran.out
    said = {**LECTURE, **change}
    assert standing(root) == [
        "2024-05-06 另一件事",
        f"{'2024-06-13' if '日期' in change else '2024-06-11'} {said['做了什么']}",
    ]
    before = files(root)
    assert (collect("--replace", on="2024-06-22").code, files(root)) == (0, before)
    assert errors(root) == []


def test_put_right_in_another_row_while_a_new_deed_takes_the_first(root: Path, inbox: Path, collect: Any) -> None:
    made = forms(root)["区司法局"]
    Filled(made).write("1.1", LECTURE).save(inbox / "a.xlsx")
    assert collect().code == 0
    filled = Filled(made).write("1.1", OTHER).write("1.1", {**LECTURE, "日期": "6月13日"}, slot=2)
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert ran.code == 1
    assert "与已录入的 sfj/2024-06-11-1.1-" in ran.out
    assert standing(root) == ["2024-05-06 另一件事", "2024-06-11 专题讲法"]
    assert collect("--replace").code == 0
    assert standing(root) == ["2024-05-06 另一件事", "2024-06-13 专题讲法"]


def test_two_rows_that_changed_places_are_what_they_were(root: Path, inbox: Path, collect: Any) -> None:
    made = forms(root)["区司法局"]
    for first, second in ((LECTURE, OTHER), (OTHER, LECTURE)):
        Filled(made).write("1.1", first).write("1.1", second, slot=2).save(inbox / "a.xlsx")
        ran = collect()
        assert (ran.code, len(entries(root))) == (0, 2), ran.out
    assert "2 条早已录入" in ran.out


def test_the_row_put_right_is_told_from_one_more_that_was_copied(root: Path, inbox: Path, collect: Any) -> None:
    made = forms(root)["区司法局"]
    Filled(made).write("1.1", LECTURE).save(inbox / "a.xlsx")
    assert collect().code == 0
    for extra in ("一", "二", "三", "四"):  # whatever order their letters give
        filled = Filled(made).write("1.1", {"数量": "2次", **LECTURE, "日期": "6月13日"})
        one_more(filled, {**OTHER, "做了什么": extra}, key=True)
        filled.save(inbox / "a.xlsx")
        ran = collect("--dry-run")
        assert ran.code == 1
        assert "不同（日期）" in ran.out
        assert "会写入 1 条" in ran.out


def test_a_new_deed_is_no_correction_while_the_row_of_the_old_one_is_at_fault(
    root: Path, inbox: Path, collect: Any
) -> None:
    made = forms(root)["区司法局"]
    Filled(made).write("1.1", LECTURE).save(inbox / "a.xlsx")
    assert collect().code == 0
    filled = Filled(made).write("1.1", {**LECTURE, "日期": "6月31日"})
    filled.write("1.1", {**OTHER, "做了什么": LECTURE["做了什么"]}, slot=2).save(inbox / "a.xlsx")
    ran = collect("--skip-bad", "--replace")
    assert ran.code == 1
    assert standing(root) == ["2024-05-06 专题讲法", "2024-06-11 专题讲法"]


def test_another_deed_under_the_same_heading_is_one_more(root: Path, inbox: Path, collect: Any) -> None:
    made = forms(root)["区司法局"]
    Filled(made).write("1.1", LECTURE).save(inbox / "a.xlsx")
    assert collect().code == 0
    Filled(made).write("1.1", LECTURE).write("1.1", {**OTHER, "做了什么": "专题讲法"}, slot=2).save(inbox / "a.xlsx")
    assert (collect().code, len(entries(root))) == (0, 2)


@pytest.mark.parametrize("how", ["return", "void"])
@pytest.mark.parametrize(
    ("about", "said", "again"),
    [
        ("1.1", LECTURE, {"文号": "示司〔2024〕9号"}),
        ("3", {"做法和成效": "做了许多，见各科室总结"}, {"下一步": "继续做好"}),
    ],
)
def test_what_was_handed_back_comes_unchanged_in_a_newer_form(
    root: Path, inbox: Path, collect: Any, how: str, about: str, said: dict[str, str], again: dict[str, str]
) -> None:
    Filled(forms(root)["区司法局"]).write(about, said).save(inbox / "a.xlsx")
    assert collect().code == 0
    ((old, _),) = entries(root).items()
    told = ["--reason", "没有附签到表，材料不全，请补齐", "--recorded", "2024-06-21"]
    assert fazhi_here(root, *(["decide", "return"] if how == "return" else ["record", "void"]), old, *told) == 0
    newer = Filled(forms(root, date(2024, 6, 24))["区司法局"]).write(about, said)
    newer.save(inbox / "b.xlsx")
    ran = collect(what=inbox / "b.xlsx", on="2024-06-25")
    assert (ran.code, len(entries(root))) == (0, 2)
    assert f"与 {old} 一样，那一条已经作废或退回，没有再录" in ran.out
    newer.write(about, again).save(inbox / "b.xlsx")
    assert (collect(what=inbox / "b.xlsx", on="2024-06-25").code, len(entries(root))) == (0, 3)
