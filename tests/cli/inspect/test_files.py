"""Tables of findings from Word and Excel files by `inspect new`, and what a write that was cut short leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import Workbook
from tests.builders.command import Ran, fazhi
from tests.builders.entries import errors, workspace
from tests.builders.files import files_below

from spt_fazhi.store.yaml.reader import read_tree

HEADS = ["序号", "存在问题", "责任单位", "整改措施", "整改时限", "是否销号"]
ROWS = [
    ["1", "执法公示不及时", "东镇\n西镇", "补公示", "2024年6月底前", "否"],
    ["2", "台账缺页", "司法局", "补齐", "立行立改", "是"],
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def new(root: Path, table: Path, *more: str) -> Ran:
    words = ("--title", "督察", "--from", "5月20日", "--to", "5月24日", "--by", "司法局", "--visited", "各部门,各镇")
    return fazhi("inspect", "new", *words, "--findings", str(table), "--recorded", "2024-05-27", *more, root=root)


def findings(root: Path) -> list[tuple[str, str, str]]:
    (path,) = (root / "data/inspections").glob("*.yaml")
    tree: dict[str, Any] = read_tree(path.read_text("utf-8"))
    return [(each["unit"], each["problem"], each["due"]) for each in tree["findings"]]


FOUND = [
    ("东镇", "执法公示不及时", "2024-06-30"),
    ("西镇", "执法公示不及时", "2024-06-30"),
    ("区司法局", "台账缺页", "2024-05-24"),
]


def word_file(path: Path, rows: list[list[str]]) -> Path:
    document = docx.Document()
    document.add_paragraph("2024年督察问题整改台账")
    table = document.add_table(len(rows), len(rows[0]))
    for line, row in enumerate(rows):
        for at, text in enumerate(row):
            table.cell(line, at).text = text
    document.save(str(path))
    return path


def test_a_table_in_a_word_document(root: Path, tmp_path: Path) -> None:
    ran = new(root, word_file(tmp_path / "台账.docx", [HEADS, *ROWS]))
    assert ran.code == 0, ran.err
    assert findings(root) == FOUND
    assert "“第1张表”里没有读这些列：是否销号" in ran.err
    assert errors(root) == []


def test_faults_in_a_word_document_are_said_with_their_cells(root: Path, tmp_path: Path) -> None:
    before = files_below(root)
    wrong = [["1", "甲", "某局", "补", "尽快", ""], ["2", "", "东镇", "补", "6月底", ""]]
    ran = new(root, word_file(tmp_path / "台账.docx", [HEADS, *wrong]))
    assert ran.code == 2
    for said in ("第1张表!C2：没有“某局”这个单位", "第1张表!E2：“尽快”不是一个确定的日子", "第1张表!B3：“问题”是空的"):
        assert said in ran.err
    assert files_below(root) == before


def test_a_sheet_of_excel(root: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    for row in (["2024年督察问题整改台账"], HEADS, *ROWS):
        sheet.append(row)
    book.save(tmp_path / "台账.xlsx")
    ran = new(root, tmp_path / "台账.xlsx")
    assert ran.code == 0, ran.err
    assert findings(root) == FOUND


def test_a_formula_that_was_never_computed_is_told_and_nothing_written(root: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADS, [*ROWS[0][:3], '=CONCATENATE("补","公示")', *ROWS[0][4:]], ["3", "=B2", "=C2", "", "", ""]):
        sheet.append(row)
    book.save(tmp_path / "台账.xlsx")
    before = files_below(root)
    ran = new(root, tmp_path / "台账.xlsx")
    assert (ran.code, ran.out) == (2, "")
    for cell in ("Sheet!D2：“整改要求”", "Sheet!B3：“问题”", "Sheet!C3：“责任单位”"):
        assert f"{cell}是没有算过的公式，读不出结果" in ran.err
    assert files_below(root) == before


def test_a_ledger_of_word_with_two_rows_of_heads_a_total_and_notes(root: Path, tmp_path: Path) -> None:
    upper = ["序号", "反馈问题", "反馈问题", "责任单位", "整改时限", "是否完成"]
    rows = [
        ["2024年督察反馈问题整改台账"] * 6, upper, ["序号", "问题类别", "具体问题", *upper[3:]],
        ["（一）", "案卷文书", "案卷缺页", "东镇\n西镇", "6月底前", "已完成"], ["合计", "合计", "合计", "2", "", ""],
        ["注：时限从通知之日起算"] * 6,
    ]  # fmt: skip
    ran = new(root, word_file(tmp_path / "台账.docx", rows))
    assert ran.code == 0, ran.err
    assert findings(root) == [("东镇", "案卷缺页", "2024-06-30"), ("西镇", "案卷缺页", "2024-06-30")]
    said = "".join(ran.err.split())
    assert "没有读这些行：第1张表!5“合计”、第1张表!6“注：时限从通知之日起算”。" in said
    assert "第1张表!4在表里写着已完成，仍按未整改登记，不算销号" in said


def test_what_a_cut_short_write_left_is_cleared_away_and_said(root: Path, tmp_path: Path) -> None:
    left = root / "data/inspections/.fazhi-tmp-2024-05-24-aaaa"
    left.parent.mkdir(exist_ok=True)
    left.write_text("title: 写到一半", "utf-8")
    assert errors(root) == []  # a reader passes over it
    ran = new(root, word_file(tmp_path / "台账.docx", [HEADS, *ROWS]))
    assert ran.code == 0, ran.err
    assert "上次写 data/inspections/2024-05-24-aaaa.yaml 中断了" in ran.err
    assert not left.exists()
    assert findings(root) == FOUND
