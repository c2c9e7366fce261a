"""Findings in what other programs open."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from openpyxl import load_workbook
from tests.builders.worlds.inspected import FIRST, SECOND, said

from spt_fazhi.text.plain import plain


def test_the_calendar_and_the_table_have_findings_of_their_own(place: Path, tmp_path: Path) -> None:
    ran = said(place, "export", "calendar", "-o", str(tmp_path / "到期.ics"), "--json")
    text = (tmp_path / "到期.ics").read_text("utf-8").replace("\n ", "")
    found = [
        f"{each['inspection']}.{each['finding']}" for each in ran.json["duties"] if each["kind"] == "rectification"
    ]
    assert found == [f"{FIRST}.{number}" for number in (1, 3, 8, 9)] + ["2024-05-28-m5n6.10", f"{SECOND}.1"]
    assert all(f"UID:{name}@fazhi" in text for name in found)
    assert "DTSTART;VALUE=DATE:20240930" in text  # the extended day
    table = said(place, "export", "duties", "-o", str(tmp_path / "责任.csv"), "--unit", "东镇")
    assert "3 条责任、3 个督察问题" in table.err
    rows = [line.split(",") for line in (tmp_path / "责任.csv").read_text("utf-8-sig").splitlines()]
    assert [row[1] for row in rows if row[1].startswith("整改")] == ["整改k7q2.1", "整改k7q2.6", "整改k7q2.9"]
    assert json.dumps(rows, ensure_ascii=False).count("突出问题") == 2


def test_the_ledger_has_every_finding_and_every_visit(place: Path, tmp_path: Path) -> None:
    ran = said(place, "export", "ledger", "-o", str(tmp_path / "台账.xlsx"))
    assert "整改 11 行、督察 2 行" in ran.err
    book = load_workbook(tmp_path / "台账.xlsx")
    (heads, *rows) = [[cell.value for cell in row] for row in book["整改"].iter_rows()]
    found = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert {name: (row["完成情况"], row["是否销号"]) for name, row in found.items()} == {
        "k7q2.1": ("未报整改，逾期5天", "未销号"),
        "k7q2.2": ("已报整改，待销号", "未销号"),
        "k7q2.3": ("阶段性完成，还有10天", "未销号"),
        "k7q2.4": ("已完成整改", "已销号（2024年5月30日）"),
        "k7q2.5": ("已提供情况", "商请中"),
        "k7q2.6": ("已完成整改（逾期）", "已销号（2024年6月18日）"),
        "k7q2.7": ("不再要求整改", "不适用"),
        "k7q2.8": ("未报整改，还有102天", "未销号"),
        "k7q2.9": ("退回待重报，已过5天", "未销号"),
        "m5n6.10": ("未提供情况", "商请中"),
        "m3p5.1": ("未报整改，还有133天", "未销号"),
    }
    assert found["k7q2.8"]["时限说明"] == "2024年9月30日前（已延期）"
    assert (found["k7q2.4"]["时限说明"], found["k7q2.4"]["复核"]) == ("立行立改", "复核组")
    assert "屡查屡犯" in found["m3p5.1"]["屡查屡犯"]
    assert {name for name, row in found.items() if row["关系"] == "商请"} == {"k7q2.5", "m5n6.10"}
    (heads, first, second) = [[cell.value for cell in row] for row in book["督察"].iter_rows()]
    numbers = ("问题数", "已销号", "待销号", "逾期", "商请整改")
    assert [first[heads.index(each)] for each in numbers] == [8, 2, 1, 1, 2]
    assert [second[heads.index(each)] for each in numbers] == [1, 0, 0, 0, None]
    kinds = {row[3].value for row in book["责任"].iter_rows(min_row=2)}
    assert "整改" not in kinds
    (heads, *records) = [[cell.value for cell in row] for row in book["记录"].iter_rows()]
    ends = {row[heads.index("记录")]: row[heads.index("去向")] for row in records if row[heads.index("种类")] == "整改"}
    assert ends.pop("dz/2024-06-13-k7q2.9-bbbe") == "退回（2024-06-14-return-bbcc）"
    assert set(ends.values()) == {"计入"}


def test_what_a_terminal_would_act_on_goes_into_no_export(place: Path, tmp_path: Path) -> None:
    """Written by hand, past `check`: data stays what it is, a table is clean."""
    place = shutil.copytree(place, tmp_path / "区")
    visit = place / "data" / "inspections" / f"{FIRST}.yaml"
    text = visit.read_text("utf-8")
    odd = "执法\\0没有\\e[31m全程\\u202e记录"
    visit.write_text(text.replace("problem: 执法没有全程记录", f'problem: "{odd}"'), "utf-8")
    ran = said(place, "export", "duties", "-o", str(tmp_path / "责任.csv"), "--unit", "东镇")
    assert ran.code == 0
    table = (tmp_path / "责任.csv").read_text("utf-8-sig")
    assert "执法没有[31m全程记录" in table
    assert plain(table) == table.replace("\r", "")
    shown = said(place, "show", "k7q2.6", "--json")
    assert plain(shown.out) == shown.out
    assert shown.json["duties"][0]["problem"] == "执法\0没有\x1b[31m全程\u202e记录"
