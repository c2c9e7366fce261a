"""In a book of several sheets a place is a cell: on the screen, in the list of what to decide, in the JSON."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from tests.builders.made_tables import shown_book

from spt_fazhi.intake.draft import draft_plan, questions
from spt_fazhi.render.terminal.draft import draft_json, show
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.store.documents.read import document_here

HEADS = ["序号", "督查事项", "责任单位", "办理时限", "办理进度"]
BOOK = shown_book(
    工业=[["示例县2025年督查台账"], HEADS, [1, "新增企业6家", "县工信局", "年底前", "已入库2家"]],
    农业=[HEADS, [1, "技改投资增长12%", "县农业局", "年底前", ""]],
)
PLACES = {"已入库2家": "工业!E3", "12%”是增减幅度": "农业!B2"}


@pytest.fixture(scope="module")
def drafted():
    return draft_plan(document_here(BOOK(), "台账.xlsx", ".xlsx"))


def test_the_list_of_what_to_decide_names_cells(drafted) -> None:
    lines = draft_files(drafted)["待核清单.md"].decode().splitlines()
    assert "位置先写表名，再写格子" in "".join(lines)
    for words, place in PLACES.items():
        found = [line for line in lines if words in line and line.startswith("- [ ]")]
        assert found and all(place in line for line in found), (words, found)
    assert "- 工业!E3（没有采用的列“办理进度”）：已入库2家" in lines


def test_the_screen_and_the_json_name_cells(drafted) -> None:
    said = io.StringIO()
    show(drafted, questions(drafted), Console(file=said, width=300))
    assert "农业!B2 · 事项" in said.getvalue()
    found = draft_json(drafted, questions(drafted))
    assert [each["place"] for each in found["tasks"]] == ["工业!B3", "农业!B2"]
    assert {each["place"] for each in found["left_out"]} == {"工业!E3"}
    assert all(each["place"].startswith(("工业!", "农业!")) for each in found["questions"] if each["line"])


def test_a_text_has_lines() -> None:
    drafted = draft_plan(
        document_here(
            "示例县2025年工作要点\n一、学习\n1.举办讲座2场。（责任单位：县司法局）\n".encode(), "a.txt", ".txt"
        )
    )
    assert "第 3 行" in draft_files(drafted)["待核清单.md"].decode()
    assert {each["place"] for each in draft_json(drafted, questions(drafted))["tasks"]} == {""}
