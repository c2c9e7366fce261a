"""A form as a workbook: what is locked and what is open, what may be written, how it prints; nothing is calculated."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from tests.builders.world import day

from spt_fazhi.errors import FazhiError
from spt_fazhi.forms.columns import COLUMNS, HIDDEN, KEY, figure_column
from spt_fazhi.forms.form import Form, FormRow, FormSheet, RowKey
from spt_fazhi.model.frozen import replace
from spt_fazhi.render.office.xlsx import form_bytes

PROOF = frozenset({"document", "link", "files"})
RATE = FormRow(
    key=RowKey("6.4", "dongz", "", 1),
    told={"obligation": "6.4", "title": "培训", "quote": "不少于60学时", "due": "2024-12-31", "state": "未启动"},
    asked=frozenset({"date", "what", "reached", "of", "through", *PROOF}),
    must=frozenset({"date", "what", "reached", "of"}),
    one_of=PROOF,
)
MAY = FormRow(key=RowKey("6.4", "dongz", "", 2), told={"obligation": "6.4"}, asked=RATE.asked, one_of=PROOF)
COUNT = FormRow(
    key=RowKey("6.1", "dongz", "2024Q2", 1),
    told={"obligation": "6.1", "title": "宣讲", "so_far": "已报1/2次"},
    asked=frozenset({"date", "what", "amount", "figure:人数", *PROOF}),
    must=frozenset({"date", "what", "amount"}),
    one_of=PROOF,
)
WORDS = FormRow(
    key=RowKey("29", "dongz", "2024H1", 1),
    told={"task": "29", "title": "治理", "period": "2024年上半年"},
    asked=frozenset({"done", "problems", "publish", "next"}),
    must=frozenset({"done"}),
)
BACK = FormRow(key=None, told={"obligation": "6.1", "what": "宣讲", "reason": "照片看不清"})


def columns(name: Any) -> tuple[Any, ...]:
    known = [each for each in COLUMNS[name] if each.key not in {"unit", "proof"}]
    at = next((n for n, each in enumerate(known, 1) if each.key == "through"), None)
    return (*known[:at], figure_column("人数", "人"), *known[at:]) if at else tuple(known)


FORM = Form(
    id="2024Q2-dongz-k7q2", register="示例区要点", year=2024, unit="东镇", code="dongz", day=day("06-20"),
    period="2024Q2", answer_by=day("07-05"), title="《示例区要点》报送表", first_day=day("01-01"), last_day=day("2025-03-01"),
    guide=("填报单位：东镇。", "本表需填 12 格，已代填 9 格。"),
    sheets=(
        FormSheet(name="evidence", columns=columns("evidence"), rows=(RATE, MAY, COUNT)),
        FormSheet(name="progress", columns=columns("progress"), rows=(WORDS,)),
        FormSheet(name="returned", columns=columns("returned"), rows=(BACK,)),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def data() -> bytes:
    return form_bytes(FORM)


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def heads(sheet: Any) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[2]}


def cell(sheet: Any, row: int, head: str) -> Any:
    return sheet.cell(row, heads(sheet)[head])


def test_the_same_form_gives_the_same_bytes(data: bytes) -> None:
    assert form_bytes(FORM) == data
    assert form_bytes(replace(FORM, unit="西镇")) != data


def test_the_sheets_and_their_heads(book: Any) -> None:
    assert book.sheetnames == ["说明", "佐证", "进展", "上次退回", HIDDEN]
    for own, name in zip(FORM.sheets, book.sheetnames[1:4], strict=True):
        assert [each.value for each in book[name][2]] == [each.head for each in own.columns]
        assert book[name]["B1" if own.columns[0].key == KEY else "A1"].value.startswith("东镇　")
    assert [row[0].value for row in book["说明"].iter_rows()] == [
        "《示例区要点》报送表", "1. 填报单位：东镇。", "2. 本表需填 12 格，已代填 9 格。"
    ]  # fmt: skip


def test_the_key_column_and_the_sheet_that_says_what_the_form_is_are_hidden(book: Any) -> None:
    assert [each.value for each in book["佐证"]["A"][2:]] == ["6.4/dongz//1", "6.4/dongz//2", "6.1/dongz/2024Q2/1"]
    assert book["佐证"].column_dimensions["A"].hidden
    assert book["进展"].column_dimensions["A"].hidden
    assert not book["上次退回"].column_dimensions["A"].hidden
    assert book[HIDDEN].sheet_state == "veryHidden"
    assert [(row[0].value, row[1].value) for row in book[HIDDEN].iter_rows()] == [
        ("version", "1"), ("form", "2024Q2-dongz-k7q2"), ("register", "示例区要点"), ("year", "2024"), ("code", "dongz"),
        ("unit", "东镇"), ("day", "2024-06-20"), ("period", "2024Q2"), ("row", "6.4/dongz//1"), ("row", "6.4/dongz//2"),
        ("row", "6.1/dongz/2024Q2/1"), ("row", "29/dongz/2024H1/1"),
    ]  # fmt: skip


def test_what_is_told_is_locked_and_what_is_asked_is_open(book: Any) -> None:
    for own, name in zip(FORM.sheets, book.sheetnames[1:4], strict=True):
        assert book[name].protection.sheet
        assert not book[name].protection.password
        for at, row in enumerate(own.rows, 3):
            open_ = {each.key for n, each in enumerate(own.columns, 1) if not book[name].cell(at, n).protection.locked}
            assert open_ == row.asked
    assert book["说明"].protection.sheet
    assert book[HIDDEN].protection.sheet


def test_colours_tell_what_must_may_and_need_not_be_filled(book: Any) -> None:
    sheet = book["佐证"]
    colours = {
        (row, head): cell(sheet, row, head).fill.fgColor.rgb[2:]
        for row in (3, 4)
        for head in ("日期", "文号", "数据截至", "数量", "原文")
    }
    assert colours == {
        (3, "日期"): "FFE699", (3, "文号"): "D9EAD3", (3, "数据截至"): "FFF9E5", (3, "数量"): "E7E6E6", (3, "原文"): "FFFFFF",
        (4, "日期"): "FFF9E5", (4, "文号"): "D9EAD3", (4, "数据截至"): "FFF9E5", (4, "数量"): "E7E6E6", (4, "原文"): "FFFFFF",
    }  # fmt: skip


def test_what_may_be_written(book: Any) -> None:
    rules = {str(rule.sqref): rule for name in ("佐证", "进展") for rule in book[name].data_validations.dataValidation}
    letters = {head: cell(book["佐证"], 3, head).column_letter for head in heads(book["佐证"])}
    dates = rules[f"{letters['日期']}3:{letters['日期']}5"]
    assert (dates.type, dates.formula1, dates.formula2) == ("date", "45292", "45717")  # between is the default
    assert dates.error == "请写 2024-01-01 到 2025-03-01 之间的一天，如 2024-6-20"
    assert {head: rules[f"{letters[head]}3:{letters[head]}5"].type for head in ("数量", "达到数", "总数", "人数（人）")} == {
        "数量": "decimal", "达到数": "whole", "总数": "whole", "人数（人）": "decimal"
    }  # fmt: skip
    assert [(rule.type, rule.formula1) for rule in book["进展"].data_validations.dataValidation] == [
        ("list", '"是,否"')
    ]
    assert not any(f"{letters[head]}3" in place for place in rules for head in ("做了什么", "文号"))


def test_what_is_typed_stays_a_text_but_for_days_and_numbers(book: Any) -> None:
    formats = {
        head: cell(book["佐证"], 3, head).number_format for head in ("日期", "做了什么", "达到数", "文号", "附件文件名")
    }
    assert formats == {"日期": "yyyy-m-d", "做了什么": "@", "达到数": "General", "文号": "@", "附件文件名": "@"}


@pytest.mark.parametrize(
    "said", ["=1+1", "+86", "-1", "@x", "＝1", " =cmd|' /C calc'!A0", "https://a.example/x", "007", "1e3"]
)
def test_no_text_is_a_formula_a_link_or_a_number(said: str) -> None:
    row = replace(RATE, told={**RATE.told, "quote": said, "title": said}, typed={"what": said})
    made = replace(FORM, unit=said, guide=(said,), sheets=(replace(FORM.sheets[0], rows=(row,)),))
    sheet = load_workbook(BytesIO(form_bytes(made)))["佐证"]
    for head in ("原文", "工作任务", "做了什么"):
        assert (cell(sheet, 3, head).data_type, cell(sheet, 3, head).value) == ("s", said)
        assert cell(sheet, 3, head).hyperlink is None
    with ZipFile(BytesIO(form_bytes(made))) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets" in name)


def test_no_green_corner_asks_to_make_a_number_of_a_code(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml").decode()
    assert '<ignoredError sqref="A1:Q5" numberStoredAsText="1"/>' in sheet


def test_no_macro_no_link_no_name_of_a_person_and_no_hour(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as parts:
        names = parts.namelist()
        assert not [name for name in names if re.search(r"vba|external|drawing|media", name, re.IGNORECASE)]
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
        rels = "".join(parts.read(name).decode() for name in names if name.endswith(".rels"))
    assert "<dc:creator></dc:creator>" in core
    assert "2024-06-20T00:00:00Z" in core
    assert 'TargetMode="External"' not in rels


def test_it_prints_on_a4_across_with_its_heads_on_each_page(book: Any) -> None:
    for name in ("佐证", "进展", "上次退回"):
        sheet = book[name]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert sheet.print_title_rows == "$2:$2"
        assert sheet.oddFooter.left.text == "东镇　表号 2024Q2-dongz-k7q2"
    assert book["佐证"].freeze_panes == "D3"
    assert book["说明"].page_setup.orientation == "portrait"


def finding(*, invited: bool = False) -> Any:
    """The sheet of one finding in a workbook."""
    row = FormRow(
        key=RowKey("2024-05-24-k7q2.1", "dongz", "", 1),
        told={"finding": "k7q2.1", "problem": "=案卷不全", "due": "2024-06-30"},
        asked=frozenset({"date", "what", "detail", "stage", *PROOF}),
        must=frozenset({"date", "what", "stage"}),
        one_of=PROOF,
    )
    own = FormSheet(name="rectify", columns=columns("rectify"), rows=(row,), invited=invited)
    return load_workbook(BytesIO(form_bytes(replace(FORM, sheets=(own,)))))["整改"]


def test_the_sheet_of_findings() -> None:
    sheet = finding()
    assert (
        sheet["B1"].value
        == "东镇　整改：一个问题一行。黄色请填，绿色三样至少填一样，浅黄色有就填；还没有整改的，整行空着。"
    )
    assert finding(invited=True)["B1"].value.startswith("东镇　整改：商请就下列问题提供整改情况，")
    assert sheet.column_dimensions["A"].hidden
    assert sheet["A3"].value == "2024-05-24-k7q2.1/dongz//1"
    assert (cell(sheet, 3, "问题").data_type, cell(sheet, 3, "问题").value) == ("s", "=案卷不全")
    rules = {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}
    assert rules == {
        f"{cell(sheet, 3, '整改日期').column_letter}3": ("date", "45292"),
        f"{cell(sheet, 3, '是否已完成整改').column_letter}3": ("list", '"全部完成,阶段性完成"'),
    }
    opened = {head for head in heads(sheet) if not cell(sheet, 3, head).protection.locked}
    assert opened == {"整改日期", "整改情况", "详情", "是否已完成整改", "文号", "网址", "附件文件名"}
    colours = {
        head: cell(sheet, 3, head).fill.fgColor.rgb[2:]
        for head in ("整改日期", "是否已完成整改", "详情", "网址", "问题")
    }
    assert list(colours.values()) == ["FFE699", "FFE699", "FFF9E5", "D9EAD3", "FFFFFF"]
    assert cell(sheet, 3, "详情").number_format == "@"
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("D3", "$2:$2", "landscape")
    assert sheet.protection.sheet


def test_a_row_is_as_high_as_its_longest_text_within_reason() -> None:
    long = replace(RATE, told={**RATE.told, "quote": "长" * 60})
    longest = replace(RATE, told={**RATE.told, "quote": "长" * 2000})
    made = replace(FORM, sheets=(replace(FORM.sheets[0], rows=(RATE, long, longest)),))
    sheet = load_workbook(BytesIO(form_bytes(made)))["佐证"]
    heights = [sheet.row_dimensions[row].height for row in (3, 4, 5)]
    assert heights[0] < heights[1] < heights[2] < 409


@pytest.mark.filterwarnings("error")
def test_what_is_longer_than_a_workbook_takes_is_cut_without_a_word() -> None:
    """Names and titles are whatever a district writes; a workbook of another size would open as damaged."""
    long = "甲&" * 20_000
    row = replace(RATE, told={**RATE.told, "quote": long, "title": long}, typed={"what": long}, notes={"date": long})
    made = replace(
        FORM, unit=long, title=long, register=long, guide=(long,) * 10, year=1899, first_day=day("1899-01-01"),
        last_day=day("1899-12-31"), sheets=(replace(FORM.sheets[0], rows=(row,)),),
    )  # fmt: skip
    book = load_workbook(BytesIO(form_bytes(made)))
    heights = [size.height for sheet in book for size in sheet.row_dimensions.values() if size.height]
    assert max(heights) <= 409
    assert len(cell(book["佐证"], 3, "原文").value) <= 32_767
    assert len(book["佐证"].oddFooter.left.text) < 200


def test_a_form_that_goes_back_holds_what_was_typed_and_says_what_is_wrong_at_its_cell() -> None:
    row = replace(RATE, typed={"date": "去年", "what": "培训"}, notes={"date": "不是日期，请写成 2024-6-20"})
    made = replace(FORM, sheets=(replace(FORM.sheets[0], rows=(row,)),))
    back = form_bytes(made)
    sheet = load_workbook(BytesIO(back))["佐证"]
    assert cell(sheet, 3, "日期").value == "去年"
    assert cell(sheet, 3, "日期").comment.text == "不是日期，请写成 2024-6-20"
    assert cell(sheet, 3, "日期").fill.fgColor.rgb[2:] == "FF9999"
    assert cell(sheet, 3, "做了什么").value == "培训"
    assert not cell(sheet, 3, "日期").protection.locked
    assert form_bytes(made) == back


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(FazhiError, match="xlsxwriter") as refused:
        form_bytes(FORM)
    assert "pip install" in refused.value.hint
