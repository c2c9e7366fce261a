"""A report that was put right, handed back, closed, or waits on its branch, and the form of findings that comes again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import entries, errors, fazhi_here, files
from tests.builders.forms import Filled, forms
from tests.builders.mails import mail
from tests.builders.repositories import IDENTITY, git, in_git, merge
from tests.builders.worlds.inspected import FIRST

CASES, LIST, COURT = f"{FIRST}.1", f"{FIRST}.9", f"{FIRST[:7]}-28-m5n6.10"
WHOLE = {"整改日期": "6月18日", "整改情况": "案卷已补正", "是否已完成整改": "全部完成", "文号": "东政发〔2024〕9号"}
ASKED = {"办理日期": "6月18日", "办理情况": "案卷已补正", "是否已办结": "全部完成", "文号": "东政发〔2024〕9号"}
"""The same, by the heads of a form for a unit outside the government."""
PART = {**WHOLE, "整改日期": "6月10日", "整改情况": "已补正4件", "是否已完成整改": "阶段性完成"}


def made(root: Path, unit: str = "东镇", day: date = date(2024, 6, 20)) -> Any:
    return forms(root, day)[unit]


def standing(root: Path, before: dict[str, Any]) -> list[str]:
    """The titles of the new reports that stand."""
    found = {id_: tree for id_, tree in entries(root).items() if id_ not in before}
    gone = {tree["record"] for tree in entries(root).values() if tree["kind"] in {"void", "return"}}
    return sorted(tree["title"] for id_, tree in found.items() if "title" in tree and id_ not in gone)


@pytest.mark.parametrize(
    ("change", "heads"),
    [
        ({"整改情况": "6件案卷全部补正"}, "整改情况"),
        ({"整改日期": "6月17日", "网址": "https://x.gov.cn/3"}, "整改日期、网址"),
        ({"是否已完成整改": "阶段性完成"}, "是否已完成整改"),
        ({"详情": "逐卷核对"}, "详情"),
    ],
)
def test_a_row_put_right_waits_for_the_clerk_and_takes_the_place_of_the_first(
    root: Path, inbox: Path, collect: Any, change: dict[str, str], heads: str
) -> None:
    before, form = entries(root), made(root)
    Filled(form).write(CASES, WHOLE).save(inbox / "a.xlsx")
    assert collect().code == 0
    there = files(root)
    Filled(form).write(CASES, {**WHOLE, **change}).save(inbox / "a.xlsx")
    ran = collect(on="2024-06-21")
    assert (ran.code, files(root)) == (1, there)
    assert "与已录入的 dz/2024-06-18-k7q2.1-" in ran.out
    assert set(ran.out.split("不同（")[1].split("）")[0].split("、")) == set(heads.split("、"))
    assert collect("--replace", on="2024-06-21").code == 0
    assert standing(root, before) == [{**WHOLE, **change}["整改情况"]]
    there = files(root)
    assert (collect("--replace", on="2024-06-22").code, files(root)) == (0, there)


def test_the_rest_done_later_in_the_same_row_is_one_more_report(root: Path, inbox: Path, collect: Any) -> None:
    before, form = entries(root), made(root)
    Filled(form).write(CASES, PART).save(inbox / "a.xlsx")
    assert collect().code == 0
    Filled(form).write(CASES, WHOLE).save(inbox / "a.xlsx")
    for _ in range(2):
        ran = collect(on="2024-06-21")
        assert (ran.code, ran.err) == (0, "")
        assert standing(root, before) == ["已补正4件", "案卷已补正"]
        assert "现在表里没有了" not in ran.out
    Filled(form).write(CASES, {**WHOLE, "整改情况": "全部补正"}).save(inbox / "a.xlsx")
    assert collect(on="2024-06-21").code == 1
    assert collect("--replace", on="2024-06-21").code == 0
    assert standing(root, before) == ["全部补正", "已补正4件"]


def test_what_came_with_the_part_is_not_attached_twice(root: Path, inbox: Path, collect: Any) -> None:
    before, form = entries(root), made(root)
    for name in ("一.txt", "二.txt"):
        (inbox / name).write_text(f"{name} {'案卷' * 100}", "utf-8")
    Filled(form).write(CASES, {**PART, "附件文件名": "一.txt"}).save(inbox / "a.xlsx")
    assert collect().code == 0
    Filled(form).write(CASES, {**WHOLE, "附件文件名": "一.txt、二"}).save(inbox / "a.xlsx")
    ran = collect(on="2024-06-21")
    assert (ran.code, ran.err) == (0, "")
    assert "附件“一.txt”已附在 dz/2024-06-10-k7q2.1-" in ran.out
    assert standing(root, before) == ["已补正4件", "案卷已补正"]
    (whole,) = (tree for id_, tree in entries(root).items() if id_ not in before and "stage" not in tree)
    assert [file["name"] for file in whole["files"]] == ["二.txt"]
    there = files(root)
    ran = collect(on="2024-06-22")
    assert (ran.code, files(root)) == (0, there)
    assert "已附在" not in ran.out
    (inbox / "一.txt").unlink()
    assert (collect(on="2024-06-22").code, files(root)) == (0, there)


def test_what_was_handed_back_comes_unchanged_and_changed(root: Path, inbox: Path, collect: Any) -> None:
    before, form = entries(root), made(root)
    Filled(form).write(CASES, WHOLE).save(inbox / "a.xlsx")
    assert collect().code == 0
    ((old, _),) = ((id_, tree) for id_, tree in entries(root).items() if id_ not in before)
    said = ["--reason", "没有附补正后的案卷，请补齐", "--again-by", "2024-07-05", "--recorded", "2024-06-21"]
    assert fazhi_here(root, "decide", "return", old, *said) == 0
    newer = made(root, day=date(2024, 6, 24))
    returned = next(sheet for sheet in newer.sheets if sheet.name == "returned")
    assert ("k7q2.1", "没有附补正后的案卷，请补齐") in {
        (row.told["obligation"], row.told["reason"]) for row in returned.rows
    }
    Filled(newer).write(CASES, WHOLE).save(inbox / "b.xlsx")
    ran = collect(what=inbox / "b.xlsx", on="2024-06-25")
    assert (ran.code, standing(root, before)) == (0, [])
    assert f"与 {old} 一样，那一条已经作废或退回，没有再录" in ran.out
    Filled(newer).write(CASES, {**WHOLE, "网址": "https://x.gov.cn/1"}).save(inbox / "b.xlsx")
    assert collect(what=inbox / "b.xlsx", on="2024-06-25").code == 0
    assert standing(root, before) == ["案卷已补正"]


@pytest.mark.parametrize("how", ["close", "waive"])
def test_nothing_is_added_to_what_is_closed_or_excused(root: Path, inbox: Path, collect: Any, how: str) -> None:
    form = made(root)
    Filled(form).write(CASES, WHOLE if how == "close" else PART).save(inbox / "a.xlsx")
    assert collect().code == 0
    text = f"kind: {how}\ninspection: {FIRST}\nfinding: 1\n"
    text += "checked_by: 复核组\n" if how == "close" else "approved_by: 示依法办〔2024〕3号\nreason: 机构已经撤销\n"
    path = root / f"data/decisions/2024-06-21-{how}-bbcz.yaml"
    path.write_text(f"{text}recorded: 2024-06-21\n", "utf-8")
    there = files(root)
    assert collect(on="2024-06-22").code == 0  # the same again
    changed = {**WHOLE, "整改情况": "全部补正"}
    Filled(form).write(CASES, changed).write(LIST, {**WHOLE, "整改情况": "已公布"}).save(inbox / "a.xlsx")
    for options in ((), ("--replace",)):
        ran = collect(*options, on="2024-06-22")
        assert (ran.code, files(root)) == (1, there)
        said = (
            "问题 k7q2.1 已在2024年6月21日销号，不用再报" if how == "close" else "问题 k7q2.1 已不再要求整改，不用再报"
        )
        assert said in ran.out
        assert "现在表里没有了" not in ran.out
    ran = collect("--replace", "--skip-bad", on="2024-06-22")
    assert (ran.code, len(files(root))) == (1, len(there) + 1)


def test_it_goes_back_with_the_faults_and_comes_again(root: Path, inbox: Path, collect: Any) -> None:
    before, form = entries(root), made(root)
    wrong = {"整改日期": "6月31日", "是否已完成整改": "差不多"}
    Filled(form).write(CASES, {**WHOLE, **wrong}).write(LIST, {**WHOLE, "整改情况": "已公布"}).save(inbox / "东镇.xlsx")
    assert collect().code == 1
    back = Filled((inbox / "退回_东镇.xlsx").read_bytes())
    sheet, columns, at = back.book["整改"], back.columns("整改"), back.rows("整改", CASES)[0]
    notes = {head: sheet.cell(at, column).comment for head, column in columns.items() if sheet.cell(at, column).comment}
    assert set(notes) == {"整改日期", "是否已完成整改"}
    assert "应选 全部完成 或 阶段性完成" in notes["是否已完成整改"].text
    assert [sheet.cell(at, columns[head]).value for head in ("问题编号", "整改情况", "整改要求")] == [
        "k7q2.1", "案卷已补正", "补正并自查同类案卷"
    ]  # fmt: skip
    assert str(sheet.cell(at, columns["问题"]).value).splitlines() == [
        "6件处罚案卷未附法制审核意见", "（任务2，案卷文书，突出问题）"
    ]  # fmt: skip
    back.write(CASES, {"整改日期": "6月18日", "是否已完成整改": "全部完成"}).save(inbox / "退回_东镇.xlsx")
    ran = collect(on="2024-06-22")
    assert ran.code == 0, ran.out
    assert standing(root, before) == ["已公布", "案卷已补正"]
    assert [entries(root)[id_]["form"] for id_ in entries(root) if id_ not in before] == [form.id] * 2


def test_by_mail_it_goes_back_by_mail_worded_as_it_was_asked(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(made(root, "区法院")).write(COURT, {**ASKED, "办理日期": "6月31日"})
    (inbox / "来信.eml").write_bytes(mail(("情况提供表.xlsx", filled.bytes())))
    assert collect().code == 1
    assert [path.suffix for path in inbox.glob("退回_*")] == [".eml"]
    lone = inbox / "表.xlsx"
    filled.save(lone)
    assert collect(what=lone).code == 1
    back = Filled((inbox / "退回_表.xlsx").read_bytes())
    assert {"有关情况", "商请时间"} <= back.columns("整改").keys()
    assert "商请" in str(back.book["整改"]["B1"].value)
    back.write(COURT, {"办理日期": "6月18日"}).save(lone)
    assert collect(what=lone).code == 0


def test_on_its_branch_it_waits_and_is_not_asked_again(
    root: Path, inbox: Path, collect: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.builders.command._KEPT", ("PATH", "HOME", *IDENTITY))
    for name, said in IDENTITY.items():
        monkeypatch.setenv(name, said)
    in_git(root)
    before, wrong = entries(root), errors(root)
    Filled(made(root)).write(CASES, WHOLE).save(inbox / "a.xlsx")
    ran = collect("--branch")
    assert (ran.code, ran.err) == (0, "")
    (branch,) = git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads/collect").split()
    assert entries(root) == before
    found = fazhi("form", "东镇", "--json", "--as-of", "2024-06-20", root=root).json
    (waits,) = found["merging"]
    assert (waits["branches"], [each["finding"] for each in waits["duties"]]) == ([branch], [1])
    assert 1 not in {each.get("finding") for each in found["forms"][0]["duties"]}
    again = collect("--branch", on="2024-06-21")
    assert (again.code, git(root, "rev-list", "--count", f"HEAD..{branch}").strip()) == (0, "1")
    review = fazhi("review", "--head", branch, "--only-unit", "dz", "--json", root=root)
    assert review.code == 0, review.out
    merge(root, branch)
    assert standing(root, before) == ["案卷已补正"]
    assert errors(root) == wrong
