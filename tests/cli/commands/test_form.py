"""`fazhi form`: the list, the workbooks, what is entered as sent, who has answered, what it has cost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.builders.command import Ran, fazhi
from tests.builders.files import write
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.places import REPOSITORY

DAY = "2024-07-12"
SENT = ("--issue", "--recorded", DAY)


def form(root: Path, *args: str, day: str = DAY) -> Ran:
    return fazhi("form", *args, "--as-of", day, root=root)


def held(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_the_list(demo: Path) -> None:
    ran = form(demo, "东镇", "人民法院")
    assert (ran.code, ran.err) == (0, "")
    assert "共 2 家，需填 24 格，已代填 44 格。" in ran.out
    assert "4 项，本表需填 15 格，已代填 21 格：6.1、4.1、6.2" in ran.out
    assert half_width(ran.out) == []
    assert nested(ran.out) == []


def test_json_says_the_same_and_each_duty_stands_once(demo: Path) -> None:
    document = form(demo, "--all", "--json").json
    assert document["total"] == {
        "forms": len(document["forms"]), "to_fill": sum(each["to_fill"] for each in document["forms"]),
        "filled": sum(each["filled"] for each in document["forms"]),
    }  # fmt: skip
    east = next(each for each in document["forms"] if each["unit"] == "示范东镇")
    assert (east["to_fill"], east["filled"], east["answer_by"], east["period"]) == (15, 21, "2024-07-22", None)
    assert east["id"].startswith("2024-07-12-dongz-")
    seen = [(each["obligation"], each["period"]) for each in east["duties"]]
    assert len(set(seen)) == len(seen) == 4
    assert {each["state"] for one in document["forms"] for each in one["duties"]}.isdisjoint(
        {"done", "done-late", "waived", "scheduled"}
    )
    office = document["register"].get("office")
    assert office not in {each["unit"] for each in document["forms"]}


def test_a_file_and_a_folder_and_the_same_bytes_twice(demo: Path, tmp_path: Path) -> None:
    ran = form(demo, "东镇", "-o", str(tmp_path / "东.xlsx"))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"已写入 {tmp_path / '东.xlsx'}：本表需填 15 格，已代填 21 格。\n"
    assert "共需填 64 格" in form(demo, "--group", "各乡镇", "-o", str(tmp_path / "乡镇")).err
    form(demo, "--group", "各乡镇", "-o", str(tmp_path / "再"))
    assert sorted(held(tmp_path / "乡镇")) == ["示范东镇.xlsx", "示范南镇.xlsx", "示范西镇.xlsx"]
    assert held(tmp_path / "乡镇") == held(tmp_path / "再")
    assert held(tmp_path / "乡镇")["示范东镇.xlsx"] == (tmp_path / "东.xlsx").read_bytes()
    book: Any = load_workbook(tmp_path / "东.xlsx")
    assert "本表需填 15 格，已代填 21 格" in "".join(str(row[0].value) for row in book["说明"].iter_rows())


def test_nothing_is_written_over_or_where_it_does_not_belong(demo: Path, tmp_path: Path) -> None:
    place = tmp_path / "东.xlsx"
    place.write_bytes(b"mine")
    again = form(demo, "东镇", "-o", str(place))
    assert (again.code, place.read_bytes()) == (2, b"mine")
    assert "没有覆盖" in again.err
    assert form(demo, "东镇", "-o", str(place), "--force").code == 0
    assert place.read_bytes() != b"mine"
    for wrong, said in {
        str(tmp_path / "东.docx"): "生成不了 .docx", str(tmp_path / "无" / "东.xlsx"): "没有文件夹",
        str(demo / "data" / "东.xlsx"): "台账的 data/ 里", str(demo / "data" / "表"): "台账的 data/ 里",
    }.items():  # fmt: skip
        ran = form(demo, "东镇", "-o", wrong)
        assert ran.code == 2
        assert said in ran.err
    several = form(demo, "--all", "-o", str(tmp_path / "全.xlsx"))
    assert (several.code, "是一个文件" in several.err) == (2, True)
    assert sorted(held(tmp_path)) == ["东.xlsx"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "要写给谁出表"),
        (("--all", "东镇"), "--all 是所有单位"),
        (("东镇", "--issue"), "--issue 要和 -o 一起写"),
        (("东镇", "--force"), "--force 要和 -o 一起写"),
        (("东镇", "-o", "表", "--number", "示〔2024〕1号"), "--number 是登记用的"),
        (("东镇", "-o", "表", "--commit"), "--commit 是登记用的"),
        (("--cost", "--status"), "一次只写一个"),
        (("--cost", "-o", "表"), "-o 是出表用的"),
        (("--status", "--again"), "--again 是出表用的"),
        (("东镇", "--due-within", "-1"), "--due-within 不能是 -1"),
        (("东镇", "--due-within", "5", "--period", "2024Q2"), "只写一个"),
        (("东镇", "--period", "2023Q2"), "不在本计划年度"),
        (("东镇", "--period", "何时"), "--period"),
        (("东镇", "--reply-by", "2024-07-11"), "早于出表的日期"),
        (("依法治区办",), "不给自己发表"),
        (("--group", "各村"), "没有“各村”这个单位组"),
        (("东镇", "-o", "表", "--issue"), "没有写哪天发出"),
        (("东镇", "-o", "表", "--issue", "--at", "HEAD"), "不能和 --at 一起写"),
        (("东镇", "-o", "表", "--issue", "--recorded", "2024-07-11"), "早于表的日期"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(demo: Path, args: tuple[str, ...], said: str) -> None:
    ran = form(demo, *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_who_acts_through_another_is_asked_there_and_whoever_owes_nothing_is_named(demo: Path, tmp_path: Path) -> None:
    ran = form(demo, "qzf", "-o", str(tmp_path / "府.xlsx"))
    assert "“示范区政府”的表发给“示范区政府办公室”。" in ran.err
    due = form(demo, "东镇", "政务服务中心", "--due-within", "0", "--json").json
    assert {each["unit"] for each in due["forms"]} | set(due["nothing"]) == {"示范东镇", "示范区政务服务中心"}
    assert all(each["due"] <= DAY or each["state"] == "returned" for one in due["forms"] for each in one["duties"])
    none = form(demo, "政务服务中心", "--period", "2024-01", "-o", str(tmp_path / "无.xlsx"))
    assert (none.code, "没有写文件：没有要填的。" in none.err) == (0, True)
    assert not (tmp_path / "无.xlsx").exists()


def test_the_day_of_the_answer_can_be_set_and_a_period_that_runs_is_answered_after_its_end(demo: Path) -> None:
    (own,) = form(demo, "东镇", "--reply-by", "7月18日", "--json").json["forms"]
    assert own["answer_by"] == "2024-07-18"
    (later,) = form(demo, "东镇", "--period", "三季度", "--json").json["forms"]
    assert later["answer_by"] == "2024-10-10"
    assert "没有要填的：示范区政务服务中心。" in form(demo, "政务服务中心", "--period", "2024-01").out


def test_a_period_asks_for_what_falls_due_by_its_end(demo: Path) -> None:
    made = form(demo, "--all", "--period", "二季度", "--json").json["forms"]
    assert {each["period"] for each in made} == {"2024Q2"}
    assert all(each["id"].startswith("2024Q2-") for each in made)
    dues = {each["due"] for one in made for each in one["duties"] if each["kind"] == "obligation" and each["state"] != "returned"}  # fmt: skip
    assert max(dues) <= "2024-06-30"


def test_without_the_package_one_line_says_what_to_install(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ran = form(demo, "东镇", "-o", str(tmp_path / "东.xlsx"))
    assert ran.code == 2
    assert "xlsxwriter" in ran.err.splitlines()[0]
    assert "pip install" in ran.err
    assert list(tmp_path.iterdir()) == []
    assert form(demo, "东镇").code == 0


def test_while_something_cannot_be_read_nobody_is_asked(own_demo: Path, tmp_path: Path) -> None:
    record = next((own_demo / "data" / "records" / "dongz").glob("*.yaml"))
    record.write_text("kind: evidence\n", "utf-8")
    ran = form(own_demo, "--all", "-o", str(tmp_path / "表"))
    assert ran.code == 2
    assert "没有写表：台账里有 1 处数据不能用" in ran.err
    assert not (tmp_path / "表").exists()


def test_what_was_sent_is_entered_not_asked_again_and_counted(own_demo: Path, tmp_path: Path) -> None:
    place = tmp_path / "表"
    ran = form(own_demo, "--group", "各乡镇", "-o", str(place), *SENT, "--json")
    assert ran.code == 0
    assert len(ran.json["files"]) == len(ran.json["forms"]) == len(ran.json["written"]) == 3
    entries = sorted((own_demo / "data" / "issued").glob(f"{DAY}-form-*.yaml"))
    assert {file.name: file.read_bytes() for entry in entries for file in entry.with_suffix("").iterdir()} == held(
        place
    )
    assert fazhi("check", "--as-of", DAY, root=own_demo).code == 0
    east = next(each for each in ran.json["forms"] if each["unit"] == "示范东镇")
    said = next(text for entry in entries if east["id"] in (text := entry.read_text("utf-8")))
    assert {"name: form", "as_of: 2024-07-12", "reply_by: 2024-07-22", f"  form: '{east['id']}'"} <= set(
        said.splitlines()
    )
    later = form(own_demo, "--group", "各乡镇", "--json", day="2024-07-21").json
    assert (later["forms"], len(later["waiting"])) == ([], 3)
    assert "7月12日已发，7月23日起可以再问" in form(own_demo, "东镇", day="2024-07-21").out
    assert "刚发过表、还没有回的不再问：示范东镇，共 4 项" in form(
        own_demo, "东镇", "-o", str(tmp_path / "又.xlsx"), day="2024-07-21"
    ).err  # fmt: skip
    assert len(form(own_demo, "东镇", "--again", "--json", day="2024-07-21").json["forms"]) == 1
    assert len(form(own_demo, "东镇", "--json", day="2024-07-23").json["forms"]) == 1
    write(
        own_demo,
        "data/records/dongz/2024-07-14-6.2-zzzz.yaml",
        "kind: evidence\nunit: 示范东镇\nobligation: '6.2'\ndate: 2024-07-14\ntitle: 进村宣讲\ndocument: 示〔2024〕9号\n"
        f"form: {east['id']}\nrecorded: 2024-07-15\n",
    )
    status = form(own_demo, "--status", "--json", day="2024-07-25").json
    by_unit = {each["unit"]: each for each in status["forms"]}
    assert [(name, by_unit[name]["answered"], by_unit[name]["cells"], by_unit[name]["late"]) for name in sorted(by_unit)] == [
        ("示范东镇", "answered", 3, 0), ("示范南镇", "late", 0, 3), ("示范西镇", "late", 0, 3)
    ]  # fmt: skip
    assert by_unit["示范东镇"]["records"] == ["dongz/2024-07-14-6.2-zzzz"]
    assert by_unit["示范东镇"]["answered_on"] == "2024-07-15"
    assert "示范区司法局" in status["unsent"]
    screen = form(own_demo, "--status", day="2024-07-25").out
    assert "共发 3 份，已回 1 份，过了期限没有回 2 份。" in screen
    assert form(own_demo, "--status", "东镇", "--json", day="2024-07-25").json["forms"] == [by_unit["示范东镇"]]
    cost = form(own_demo, "--cost", "--json", day="2024-07-25").json
    assert cost["total"] == {"forms": 3, "to_fill": 64, "filled": 94, "answered": 1, "cells": 3}
    assert sum(each["to_fill"] for each in cost["units"]) == 64
    assert "共 3 家、3 份表，请各单位填 64 格，代填 94 格。" in form(own_demo, "--cost", day="2024-07-25").out
    assert "报送表 → 示范东镇" in fazhi("issued", "--as-of", DAY, root=own_demo).out
    verified = fazhi("verify", entries[0].stem, root=own_demo)
    assert (verified.code, "报送表不重新生成，只核对了文件。" in verified.out) == (0, True)


def test_what_cannot_be_entered_is_not_left_behind(own_demo: Path, tmp_path: Path) -> None:
    units = own_demo / "data" / "units.yaml"
    units.write_text(units.read_text("utf-8").replace("0000-0000002", "13812345678"), "utf-8")
    ran = form(own_demo, "东镇", "-o", str(tmp_path / "东.xlsx"), *SENT)
    assert ran.code == 2
    assert "没有登记" in ran.err
    assert "13812345678" not in ran.err
    assert not (tmp_path / "东.xlsx").exists()
    late = form(own_demo, "西镇", "-o", str(tmp_path / "西.xlsx"), "--issue", "--recorded", "2024-07-30")
    assert (late.code, "早于发出日" in late.err) == (2, True)
    assert not list((own_demo / "data" / "issued").glob("2024-07-*-form-*"))


def test_the_number_is_kept_and_one_form_has_one(own_demo: Path, tmp_path: Path) -> None:
    number = ("--number", "示依法办函〔2024〕7号")
    several = form(own_demo, "--all", "-o", str(tmp_path / "多"), *number, *SENT)
    assert (several.code, "一个文号只能给一份" in several.err) == (2, True)
    assert form(own_demo, "东镇", "-o", str(tmp_path / "东.xlsx"), *number, *SENT).code == 0
    (entry,) = (own_demo / "data" / "issued").glob(f"{DAY}-form-*.yaml")
    assert "number: 示依法办函〔2024〕7号" in entry.read_text("utf-8")


def test_nothing_was_sent_yet(demo: Path) -> None:
    assert "还没有登记过发出的表" in form(demo, "--cost").out
    assert "还没有登记过发出的表" in form(demo, "--status").out


def test_every_unit_of_the_real_register_gets_its_form(tmp_path: Path) -> None:
    """Nothing has been entered there: what is owed is asked for, and nobody is judged."""
    ran = fazhi("form", "--all", "--as-of", "2024-06-30", "-o", str(tmp_path / "表"), "--json", root=REPOSITORY)
    assert ran.code == 0
    document = ran.json
    assert len(document["forms"]) == len(held(tmp_path / "表")) == 32
    assert all(each["to_fill"] for each in document["forms"])
    book: Any = load_workbook(tmp_path / "表" / "区司法局.xlsx")
    states = {cell.value for row in book["佐证"].iter_rows(min_row=3) for cell in row if cell.column == 7}
    assert states == {"待报送", None}
