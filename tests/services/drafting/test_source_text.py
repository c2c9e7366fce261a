"""What is kept of a document's text: read again it gives the same tasks, tables too."""

from __future__ import annotations

from spt_fazhi.intake.draft import draft_plan
from spt_fazhi.intake.structure.document import Document, Paragraph, Table, TableRow, document_of
from spt_fazhi.services.drafting.files import source_text

HEADS = ("序号", "工作任务", "具体要求", "责任单位")


def drafted(*rows: tuple[str, ...]):
    made = tuple(TableRow(cells=row, number=number) for number, row in enumerate(rows, 2))
    title = Paragraph(text="示例县2025年重点任务分解表", number=1)
    return draft_plan(Document(blocks=(title, Table(rows=made))))


def again(text: bytes):
    return draft_plan(document_of(text.decode())).draft


def test_a_table_is_kept_row_by_row_and_read_again_as_it_was() -> None:
    plan = drafted(
        HEADS,
        ("1", "规范执法", "开展案卷评查2次。\n6月底前公布结果。", "县司法局"),
        ("2", "公开清单", "公布清单。", "县委编办、县司法局"),
    )
    text = source_text(plan)
    assert text.decode().splitlines() == [
        "示例县2025年重点任务分解表", "序号\t工作任务\t具体要求\t责任单位",
        '1\t规范执法\t"开展案卷评查2次。', '6月底前公布结果。"\t县司法局', "2\t公开清单\t公布清单。\t县委编办、县司法局",
    ]  # fmt: skip
    tasks = [(each.title, each.text, each.lead, each.responsible) for each in plan.draft.tasks]
    assert len(tasks) == 2
    assert [(each.title, each.text, each.lead, each.responsible) for each in again(text).tasks] == tasks


def test_a_table_whose_texts_would_no_longer_stand_in_one_piece_is_kept_cell_by_cell() -> None:
    """What is to be done in each quarter is one text of several cells."""
    heads = ("序号", "项目名称", "一季度目标", "二季度目标", "责任单位")
    plan = drafted(heads, ("1", "新建公厕", "完成选址", "完成建设", "县住建局"))
    text = source_text(plan).decode()
    assert "\t" not in text
    assert "完成选址\n完成建设" in text


def test_text_without_tables_is_kept_as_it_is() -> None:
    words = "示例县2025年工作要点\n一、任务\n1.公布清单。（县司法局负责）"
    assert source_text(draft_plan(document_of(words))).decode() == f"{words}\n"
