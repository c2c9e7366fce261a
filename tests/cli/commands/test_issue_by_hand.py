"""`fazhi issue --letter` and `--call` with files: what the files say of whom they are for is held against the entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi

from spt_fazhi.render.office.docx import docx_bytes

DAY = "2024-07-12"


@pytest.fixture
def root(with_bulletin: Path) -> Path:
    return with_bulletin


def issue(root: Path, file: Path, *words: str, day: str = DAY) -> Ran:
    return fazhi("issue", str(file), *words, "--duty", "2.1", "--recorded", day, root=root)


def letter(root: Path, *units: str, kind: str = "督办通知") -> tuple[str, ...]:
    return ("--letter", kind, *(word for unit in units for word in ("--unit", unit)))


def word(root: Path, to: str) -> Path:
    file = root.parent / f"{to}.docx"
    file.write_bytes(docx_bytes(f"# 督办通知\n\n{to}：\n\n请报送上一年度情况。\n"))
    return file


def entered(root: Path) -> list[Path]:
    return list((root / "data/issued").glob("*.yaml"))


def test_a_letter_to_another_unit_is_refused(root: Path) -> None:
    ran = issue(root, word(root, "东镇"), *letter(root, "西镇"))
    assert (ran.code, "“东镇.docx”里没有写西镇" in ran.err, ran.err.count("→")) == (2, True, 1), ran.err
    assert not entered(root)


def test_whom_a_letter_is_for_stands_at_its_head_and_not_in_what_it_quotes(root: Path) -> None:
    file = root.parent / "函.docx"
    file.write_bytes(docx_bytes("# 督办通知\n\n东镇：\n\n要点写明：“西镇等各镇每年报送。”\n"))
    ran = issue(root, file, *letter(root, "西镇"))
    assert (ran.code, "“函.docx”里没有写西镇" in ran.err) == (2, True), ran.err
    file.write_bytes(docx_bytes("# 督办通知\n\n有关事项如下：\n\n请西镇每年报送。\n"))
    assert issue(root, file, *letter(root, "西镇")).code == 0


@pytest.mark.parametrize("to", ["西镇", "各镇", "西 镇人民政府"])
def test_a_letter_that_names_the_unit_or_its_group_is_entered_without_a_word(root: Path, to: str) -> None:
    ran = issue(root, word(root, to), *letter(root, "西镇"))
    assert (ran.code, ran.err) == (0, ""), ran.err


def test_what_cannot_be_read_is_said_not_to_have_been(root: Path) -> None:
    scan = root.parent / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.4\n")
    ran = issue(root, scan, *letter(root, "西镇"))
    assert (ran.code, "扫描.pdf的内容没有核对，请自己看过是发出的那份。" in ran.err) == (0, True), ran.err


def test_a_text_that_does_not_name_the_unit_is_said_not_to(root: Path) -> None:
    text = root.parent / "函.txt"
    text.write_text("东镇：\n请报送。\n", "utf-8")
    ran = issue(root, text, *letter(root, "西镇"))
    assert (ran.code, "“函.txt”里没有写西镇，请核对" in ran.err) == (0, True), ran.err


def test_one_file_is_not_entered_for_one_and_then_for_another(root: Path) -> None:
    scan = root.parent / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.4\n")
    five = ("--number", "示依法办函〔2024〕5号")
    assert issue(root, scan, *letter(root, "西镇"), *five).code == 0
    (first,) = entered(root)
    for more in ((), ("--number", "示依法办函〔2024〕6号")):
        ran = issue(root, scan, *letter(root, "区司法局"), *more)
        assert (ran.code, f"已登记为发给西镇的（{first.stem}）" in ran.err) == (2, True), ran.err
    assert entered(root) == [first]
    assert issue(root, scan, *letter(root, "区司法局"), *five).code == 0  # one document to two


def test_a_report_is_no_letter_and_no_call_but_a_units_own_sheet_may_be_enclosed(root: Path) -> None:
    bulletin, sheet = root.parent / "通报.docx", root.parent / "清单.docx"
    made = ("--as-of", DAY, "-o")
    assert fazhi("report", "quarter", "--period", "2024Q2", *made, str(bulletin), root=root).code == 0
    assert fazhi("report", "unit", "西镇", *made, str(sheet), root=root).code == 0
    for words in (letter(root, "西镇"), ("--call", "西镇")):
        ran = issue(root, bulletin, *words)
        assert (ran.code, "“通报.docx”是季度通报，不是函" in ran.err) == (2, True), ran.err
        assert "--report quarter" in ran.err
        assert not entered(root)
    ran = issue(root, sheet, "--call", "区司法局")
    assert (ran.code, "“清单.docx”是西镇的单位任务清单" in ran.err) == (2, True), ran.err
    assert issue(root, sheet, "--call", "西镇").code == 0
