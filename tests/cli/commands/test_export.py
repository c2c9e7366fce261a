"""`fazhi export`: the workbook, the table, the calendar, and what is refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from tests.builders.command import DAY, fazhi


def export(root: Path, *args: str, day: str = DAY):
    return fazhi("export", *args, "--as-of", day, root=root)


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_the_ledger_holds_what_the_commands_say(demo: Path, tmp_path: Path) -> None:
    ran = export(demo, "ledger", "-o", str(tmp_path / "台账.xlsx"))
    assert (ran.code, ran.out) == (0, "")
    assert "任务 12 行、责任 179 行、记录 73 行、决定 10 行、印发和催办 2 行、整改 6 行、督察 2 行" in ran.err
    book = load_workbook(tmp_path / "台账.xlsx")
    assert book.sheetnames == ["任务", "责任", "记录", "决定", "印发和催办", "整改", "督察"]
    duties = fazhi("duties", "--json", "--as-of", DAY, root=demo).json["duties"]
    heads = [each.value for each in book["责任"][1]]
    rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in book["责任"].iter_rows(min_row=2)]
    owed = [each for each in duties if each["kind"] != "rectification"]
    assert [(each["任务"], each["事项"], f"{each['时限']:%Y-%m-%d}") for each in rows] == [
        (each["task"], each["obligation"], each["due"]) for each in owed
    ]
    assert sum(each["状态"] == "逾期" for each in rows) == sum(each["state"] == "overdue" for each in owed)
    (heads, *found) = [[cell.value for cell in row] for row in book["整改"].iter_rows()]
    assert heads[:7] == ["编号", "问题", "责任单位", "整改措施", "整改时限", "完成情况", "是否销号"]
    assert sorted((row[0], row[1], row[2], f"{row[4]:%Y-%m-%d}") for row in found) == sorted(
        (f"{each['inspection'][11:]}.{each['finding']}", each["problem"], each["unit"], each["due"])
        for each in duties
        if each["kind"] == "rectification"
    )
    assert [row[0].value for row in book["督察"].iter_rows(min_row=2)] == sorted(
        {each["inspection"] for each in duties if each["kind"] == "rectification"}
    )
    totals = fazhi("status", "--json", "--as-of", DAY, root=demo).json["tasks"]
    (heads, *tasks) = [[cell.value for cell in row] for row in book["任务"].iter_rows()]
    assert [row[heads.index("逾期")] for row in tasks] == [each["counts"]["overdue"] for each in totals]
    assert [row[heads.index("逾期进展")] for row in tasks] == [each["progress"]["overdue"] for each in totals]
    parts = [[row[heads.index(part)] for part in ("完成", "逾期", "其他", "不适用")] for row in tasks]
    assert [sum(each) for each in parts] == [row[heads.index("责任项次")] for row in tasks]


def test_what_became_of_a_record_is_said(demo: Path, tmp_path: Path) -> None:
    export(demo, "ledger", "-o", str(tmp_path / "台账.xlsx"))
    (heads, *rows) = [[cell.value for cell in row] for row in load_workbook(tmp_path / "台账.xlsx")["记录"].iter_rows()]
    became = [str(row[heads.index("去向")] or "") for row in rows]
    kinds = [row[heads.index("种类")] for row in rows]
    assert {each.partition("（")[0] for each in became} >= {"计入", "待佐证", "退回", "作废"}
    assert [each for kind, each in zip(kinds, became, strict=True) if kind == "作废"] == [""] * kinds.count("作废")


def test_duties_pass_the_filters_and_open_in_excel(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "责任.csv"
    ran = export(demo, "duties", "-o", str(file), "--unit", "示范西镇", "--state", "逾期")
    assert (ran.code, ran.out) == (0, "")
    rows = table(file)
    assert rows
    assert {(each["单位"], each["状态"]) for each in rows} == {("示范西镇", "逾期")}
    found = sum(each["种类"] == "整改" for each in rows)
    assert found
    assert f"{len(rows) - found} 条责任、{found} 个督察问题" in ran.err
    same = export(demo, "duties", "-o", str(tmp_path / "责任.xlsx"), "--unit", "示范西镇", "--state", "逾期", "--json")
    assert len(same.json["duties"]) == len(rows)
    assert load_workbook(tmp_path / "责任.xlsx")["责任"].max_row == len(rows) + 1
    assert export(demo, "duties", "-o", str(tmp_path / "x.csv"), "--state", "逾期", "--fail-on", "逾期").code == 1


def test_days_of_what_is_open_with_a_reminder(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "到期.ics"
    ran = export(demo, "calendar", "-o", str(file), "--unit", "示范东镇", "--remind", "3")
    assert ran.code == 0
    found = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    duties = fazhi("duties", "--unit", "示范东镇", "--json", "--as-of", DAY, root=demo).json["duties"]
    open_ones = [each for each in duties if each["state"] not in {"done", "done-late", "waived"}]
    assert sorted(f"{each['dtstart'].dt}" for each in found) == sorted(each["due"] for each in open_ones)
    assert len({str(each["uid"]) for each in found}) == len(found)
    (alarm,) = found[0].walk("VALARM")
    assert alarm["trigger"].to_ical() == b"-P2DT15H"  # nine in the morning, three days before


def test_units_that_owe_the_same_share_a_day(demo: Path, tmp_path: Path) -> None:
    export(demo, "calendar", "-o", str(tmp_path / "到期.ics"), "--task", "2.1")
    titles = [str(each["summary"]) for each in Calendar.from_ical((tmp_path / "到期.ics").read_bytes()).walk("VEVENT")]
    assert titles == ["2.1 报告上一年度情况（示范西镇等 2 家）"]


def test_the_same_again_is_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    for kind, ending in (("ledger", "xlsx"), ("duties", "csv"), ("calendar", "ics")):
        for name in ("一", "二"):
            assert export(demo, kind, "-o", str(tmp_path / f"{name}.{ending}")).code == 0
        assert (tmp_path / f"一.{ending}").read_bytes() == (tmp_path / f"二.{ending}").read_bytes()


def test_a_past_version(demo_in_git: Path, tmp_path: Path) -> None:
    ran = export(demo_in_git, "ledger", "-o", str(tmp_path / "台账.xlsx"), "--at", "main", "--json")
    assert ran.json["revision"]
    assert ran.json["sheets"]["责任"] == 179


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("ledger",), "缺少选项 --output"),
        (("ledger", "-o", "台账.xls"), "现在只能生成 Excel 文件（.xlsx）"),
        (("duties", "-o", "x.docx"), "现在只能生成表格（.csv，或 .xlsx）"),
        (("calendar", "-o", "x.csv"), "现在只能生成日历（.ics）"),
        (("calendar", "-o", "x.ics", "--remind", "-1"), "--remind 不能是 -1"),
        (("calendar", "-o", "x.ics", "--remind", "两天"), "--remind"),
        (("calendar", "-o", "x.ics", "--state", "已完成"), "没有要做的事"),
        (("duties", "-o", "x.csv", "--unit", "示范东镇", "--task", "2.1", "--state", "逾期"), "没有符合条件的责任"),
        (("duties", "-o", "没有/x.csv"), "没有文件夹"),
        (("everything", "-o", "x"), "everything"),
    ],
)  # fmt: skip
def test_refused_with_nothing_written(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = fazhi("export", *args, root=demo)
    assert ran.code == 2
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("我的")
    assert export(demo, "duties", "-o", str(tmp_path / "x.csv")).code == 2
    assert (tmp_path / "x.csv").read_text() == "我的"
    assert export(demo, "duties", "-o", str(tmp_path / "x.csv"), "--force").code == 0
    assert export(demo, "duties", "-o", str(demo / "data" / "x.csv")).code == 2
