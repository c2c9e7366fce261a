"""Text that nobody writes by hand: the draft of it is made, and its files can be read."""

from __future__ import annotations

import pytest

from spt_fazhi.intake.draft import DraftPlan, draft_plan, questions
from spt_fazhi.intake.structure.document import Document, Paragraph, document_of
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.memory import MemorySource

HEAD = "示例县2025年法治政府建设工作要点\n示例县人民政府办公室\n2025年3月8日\n一、重点任务\n1.开展培训。全年培训4场。（牵头单位：县司法局）\n"


def problems(drafted: DraftPlan) -> list[str]:
    files = {f"data/{name}": data for name, data in draft_files(drafted).items()}
    return [each.message for each in load(MemorySource(files), use_cache=False).problems]


@pytest.mark.parametrize("cell", ["开展\r培训", "长" * 140_000, '开展"培训', "开展\0培训", "a\x0bb"])
def test_commas_that_make_no_row_leave_a_line(cell: str) -> None:
    lines = [*HEAD.splitlines(), "序号,工作任务,责任单位", f"1,{cell},县司法局", "2,开展检查4次,县司法局"]
    blocks = tuple(Paragraph(text=line, number=number) for number, line in enumerate(lines, 1))
    drafted = draft_plan(Document(blocks=blocks))
    assert problems(drafted) == []
    assert len(drafted.draft.tasks) >= 1


@pytest.mark.parametrize("mark", ["\f", "\v", "\x85", "\u2028", "\u2029", "\r", "\r\n"])
def test_whatever_ends_a_line_ends_a_paragraph(mark: str) -> None:
    drafted = draft_plan(document_of(HEAD.replace("\n", mark)))
    assert [task.lead for task in drafted.draft.tasks] == [("县司法局",)]
    assert drafted.draft.year == 2025


def test_a_page_that_begins_with_a_form_feed() -> None:
    drafted = draft_plan(document_of(f"{HEAD}\f2.加强检查。全年检查2次。（牵头单位：县财政局）\n"))
    assert [task.id for task in drafted.draft.tasks] == [1, 2]


@pytest.mark.parametrize("words", ["：", "\u200b", "；；"])
def test_a_task_without_words_is_asked_for(words: str) -> None:
    drafted = draft_plan(
        document_of(f"{HEAD}2.{words}\n{words}（牵头单位：县财政局）\n3.加强检查。\n（牵头单位：县财政局）\n")
    )
    assert problems(drafted) == []
    bare = sum(not task.title.strip("\u200b") for task in drafted.draft.tasks)
    asked = [each for each in questions(drafted) if "没有读出标题" in each.what and each.kind == "任务"]
    assert sum(len(each.places) for each in asked) == bare
    assert bare == 1


def test_a_title_with_what_nobody_sees_names_a_file_without() -> None:
    drafted = draft_plan(document_of(HEAD.replace("县2025", "县\u200b\u202e2025", 1)))
    assert drafted.draft.title
    assert problems(drafted) == []
