"""The structure of invented documents, exactly; every character accounted for; damage said and nothing lost."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.corpus import HEAD, IN_TABLE, ROWS, SAMPLES, SECTION, Sample

from spt_fazhi.intake.structure.document import Document, Paragraph, Table, TableRow, document_of
from spt_fazhi.intake.structure.paragraph_ends import trailing_units
from spt_fazhi.intake.structure.parse import parse
from spt_fazhi.intake.structure.tabular.layout import prepared
from spt_fazhi.intake.structure.unit_lists import read_units, split_names
from spt_fazhi.intake.structure.values import ParsedPlan, Piece


def seen(draft):
    return [
        (t.id, t.section, t.title, t.text, t.lead, t.responsible, t.cooperating, t.deadline) for t in draft.tasks
    ]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_form_is_read_exactly(sample: Sample) -> None:
    draft = parse(document_of(sample.text))
    assert draft.title == sample.title
    assert [(each.id, each.title) for each in draft.sections] == sample.sections
    assert seen(draft) == sample.tasks


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_character_is_accounted_for(sample: Sample) -> None:
    assert_accounted(document_of(sample.text))


def assert_accounted(document: Document) -> None:
    """The pieces cover every line; what they call text or title is in the draft, the rest is named as left out."""
    document = prepared(document)
    draft = parse(document)
    assert_cells_accounted(document, draft)
    lines = {block.number: block.text for block in document.blocks if isinstance(block, Paragraph)}
    kept = "".join(task.title + task.text for task in draft.tasks)
    kept += "".join(section.title for section in draft.sections) + draft.title + draft.issuer
    squeezed = re.sub(r"\s", "", kept)
    left = re.sub(r"\s", "", "".join(each.text for each in draft.left_out))
    for number, line in lines.items():
        covered: list[str | None] = [None] * len(line)
        for piece in draft.pieces:
            if piece.line == number and not piece.cell:
                for index in range(piece.start, piece.end):
                    assert covered[index] is None, f"twice: {line[index:]}"
                    covered[index] = piece.role
                words = re.sub(r"\s", "", line[piece.start : piece.end])
                if piece.role in {"text", "task-title", "section", "title"}:
                    assert words.strip("。；;:：") in squeezed, (piece, words)
                elif piece.role == "left-out":
                    assert words in left, (piece, words)
        missing = "".join(char for char, role in zip(line, covered, strict=True) if role is None and not char.isspace())
        assert missing == "", f"第 {number} 行没有着落：{missing}"


SHARED = "牵头主办配合参与协助责任单位部门科室落实负责实施承办共同分别按照各自职责分工具体抓好和及与等以完成前同上无略第条项号一二三四五六七八九十"


def assert_cells_accounted(document: Document, draft: ParsedPlan) -> None:
    """Each cell is a head, a number, or stands in a task, a section, the units, a deadline or what is left out."""
    pieces: dict[tuple[int, int], list[Piece]] = defaultdict(list)
    for piece in draft.pieces:
        pieces[piece.line, piece.cell].append(piece)
    named = {name for task in draft.tasks for name in (*task.lead, *task.responsible, *task.cooperating)}
    named |= {task.deadline for task in draft.tasks} | {each.text for each in draft.left_out}
    named |= {each.deadline for task in draft.tasks for each in task.inline}
    named |= {said for each in draft.remarks for said in re.findall("“([^”]*)”", each.message)}  # asked
    kept = "".join(task.title + task.text for task in draft.tasks) + draft.title
    words = {
        "text": kept,
        "task-title": kept,
        "title": draft.title,
        "section": "".join(each.title for each in draft.sections),
        "left-out": "".join(each.text for each in draft.left_out),
    }
    squeezed = {role: re.sub(r"\s", "", said) for role, said in words.items()}
    for row in (row for block in document.blocks if isinstance(block, Table) for row in block.rows):
        for at, cell in enumerate(row.cells, 1):
            found = pieces[row.number, at]
            reached = sorted(place for each in found for place in range(each.start, each.end))
            assert len(reached) == len(set(reached)), (row.number, cell)
            missing = [char for place, char in enumerate(cell) if place not in reached and not char.isspace()]
            assert missing == [], f"第 {row.number} 行的格没有着落：{cell}"
            for piece in found:
                said = re.sub(r"\s", "", cell[piece.start : piece.end])
                if piece.role in squeezed:
                    bare = (
                        re.sub(r"^[（(]?[一二三四五六七八九十]+[）)、]", "", said) if piece.role == "section" else said
                    )
                    assert bare.strip("。；;:：") in squeezed[piece.role], (row.number, piece.role, said)
                elif piece.role == "units":
                    for name in sorted(filter(None, named), key=len, reverse=True):
                        said = said.replace(re.sub(r"\s", "", name), "")
                    assert [char for char in said if "一" <= char <= "龥" and char not in SHARED] == [], (cell, said)


def test_the_head_of_the_document() -> None:
    by_name = {sample.name: sample for sample in SAMPLES}
    for name in ("有公文头尾和工作要求", "落款在最后"):
        draft = parse(document_of(by_name[name].text))
        assert (draft.issued, draft.year) == (date(2024, 4, 9), 2024)
        assert draft.issuer in {"示例区人民政府", "示例区人民政府办公室"}
    reasons = {each.text: each.reason for each in parse(document_of(by_name["有公文头尾和工作要求"].text)).left_out}
    assert reasons["附件下载:"] == "网页或文件附带的文字"
    assert reasons["1.压实责任。各单位要高度重视。"] == "没有写责任单位的部分"


def table(rows: list[list[str]]) -> Document:
    return Document(
        blocks=(
            Paragraph(text=HEAD.strip(), number=1),
            Table(rows=tuple(TableRow(cells=tuple(row), number=2 + i) for i, row in enumerate(rows))),
        )
    )


def test_a_table() -> None:
    draft = parse(table(ROWS))
    assert draft.title == HEAD.strip()
    assert seen(draft) == IN_TABLE


def test_a_table_with_merged_section_rows_and_columns() -> None:
    rows = [ROWS[0], ["一、加强领导"] * 6, ROWS[1], ["二、规范权力"] * 6, ROWS[2]]
    draft = parse(table(rows))
    assert [(each.id, each.title) for each in draft.sections] == [("一", "加强领导"), ("二", "规范权力")]
    assert [each.section for each in draft.tasks] == ["一", "二"]
    merged = [["类别", *ROWS[0]], ["加强领导", *ROWS[1]], ["加强领导", *ROWS[2]]]
    draft = parse(table(merged))
    assert [(each.id, each.title) for each in draft.sections] == SECTION
    assert seen(draft) == IN_TABLE


def test_a_task_over_several_rows_a_table_over_two_pages_and_odd_rows() -> None:
    more = ["1", "强化学习", "把学习情况纳入述法内容。", "区司法局", "各乡镇、各部门", "12月底前"]
    draft = parse(table([ROWS[0], ROWS[1], more, ROWS[2]]))
    assert draft.tasks[0].text.endswith("\n把学习情况纳入述法内容。")
    assert len(draft.tasks) == 2
    two = Document(
        blocks=(
            Table(rows=(TableRow(cells=tuple(ROWS[0]), number=1), TableRow(cells=tuple(ROWS[1]), number=2))),
            Table(rows=(TableRow(cells=tuple(ROWS[2]), number=3),)),
        )
    )
    assert seen(parse(two)) == IN_TABLE
    odd = parse(table([["姓名", "电话"], ["某某", "无"]]))
    assert (odd.tasks, [each.reason for each in odd.left_out]) == ((), ["没有认出表头的表"] * 2)
    assert any("“姓名”“电话”，不认识" in each.message for each in odd.remarks)


def damaged(old: str, new: str) -> str:
    text = SAMPLES[0].text
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("各乡镇,各部门)\n", "各乡镇,各部门\n", 3, "括号不成对"),
        ("(牵头单位:区司法局;", "牵头单位:区司法局;", 3, "括号不成对"),
        ("2.公开", "5.公开", 4, "编号从 1 到 5，不连续"),
        ("2.公开", "1.公开", 4, "编号从 1 到 1，不连续"),
        ("6月底前", "20212025年6月底前", 4, "可能丢了连接号"),
        ("强化学习。组织", "强化学习组织", 3, "任务没有单独的标题"),
        ("(牵头单位:区委编办、区司法局;责任单位:各部门)", "", 4, "没有读出单位"),
        (
            "2次。(牵头单位:区司法局;责任单位:各乡镇,各部门)",
            "2次(牵头单位:区司法局;责任单位:各乡镇,各部门),注重实效。",
            3,
            "不在段末的括号里",
        ),
    ],
)
def test_damage_is_said_at_its_line_and_nothing_is_lost(old: str, new: str, line: int, said: str) -> None:
    text = damaged(old, new)
    draft = parse(document_of(text))
    assert any(each.line == line and said in each.message for each in draft.remarks), draft.remarks
    assert len(draft.tasks) == 2
    assert_accounted(document_of(text))


WORDS = st.sampled_from([
    "一、", "二、", "(一)", "（二）", "1.", "2.", "3、", "①", "第一部分", "加强领导", "强化学习", "。", "，", "：", "\n", "\n\n", " ", "\u3000",
    "牵头单位:", "责任单位：", "配合单位:", "区司法局", "各乡镇", "、", "(", ")", "（", "）", "〔", "〕", "2024年4月9日", "6月底前", "不少于2次",
    "1.1 ", "任务一：", "⑴", "（区司法局负责）", "二〇二四年四月九日", "区教育局", "全年", "关于", "《", "》", "示例区人民政府办公室 2024年4月9日印发",
    "附件下载:", "示例区人民政府", "工作要点", "工作要求", "按职责分工负责", "牵头", "100%", "\t", "🙂", "\u200b",
])  # fmt: skip


@given(st.lists(WORDS, max_size=60).map("".join))
def test_any_text_is_read_without_an_error_and_without_a_loss(text: str) -> None:
    assert_accounted(document_of(text))


NAMES = st.lists(st.sampled_from(["区司法局", "区委编办", "区教育局", "市场监管分局", "滨江镇", "各乡镇", "各部门"]), min_size=1,
                 max_size=3, unique=True)  # fmt: skip
CLAUSES = st.sampled_from(
    ["组织开展法治督察2次", "健全工作机制", "年底前公布清单", "加强学习培训", "完善制度(试行)", "办好“法律进乡村”"]
)
TEXTS = st.lists(CLAUSES, min_size=1, max_size=4).map(lambda parts: "，".join(parts) + "。")
TITLES = st.sampled_from(["强化学习", "公开清单", "规范执法行为", "推进依法行政", "加强法治宣传教育"])


@st.composite
def plans(draw):
    """Sections of tasks, and one of the ways to write them."""
    sections = [
        [(draw(TITLES), draw(TEXTS), draw(NAMES), draw(NAMES)) for _ in range(draw(st.integers(1, 4)))]
        for _ in range(draw(st.integers(1, 4)))
    ]
    return sections, draw(st.sampled_from(["bracket", "wide", "square", "lines", "verb"])), draw(st.booleans())


@given(plans())
def test_a_document_written_from_a_plan_reads_back_as_that_plan(plan) -> None:
    sections, style, through = plan
    lines, expected, number = ["示例区2024年法治政府建设工作要点"], [], 0
    for index, tasks in enumerate(sections):
        lines.append(f"{'一二三四'[index]}、第{'甲乙丙丁'[index]}类工作")
        for place, (title, text, lead, others) in enumerate(tasks, 1):
            number += 1
            rest = [name for name in others if name not in lead]
            lines += written(f"{number if through else place}.{title}。{text}", lead, rest, style)
            expected.append((number, "一二三四"[index], title, text, tuple(lead), tuple(rest)))
    draft = parse(document_of("\n".join(lines)))
    found = [(t.id, t.section, t.title, t.text, t.lead, t.responsible) for t in draft.tasks]
    assert found == expected


def written(head: str, lead: list[str], others: list[str], style: str) -> list[str]:
    first, second = "、".join(lead), "、".join(others)
    if style == "lines":
        return [head, f"牵头单位：{first}", *([f"责任单位：{second}"] if others else [])]
    if style == "verb":
        return [f"{head}({first}牵头{f',{second}按职责分工负责' if others else ''})"]
    inner = f"牵头单位:{first}" + (f";责任单位:{second}" if others else "")
    opened, closed = {"bracket": ("(", ")"), "wide": ("（", "）"), "square": ("〔", "〕")}[style]
    return [f"{head}{opened}{inner}{closed}"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("区司法局、区教育局,各乡镇", ("区司法局", "区教育局", "各乡镇")),
        ("区住建和交通局 区旅游和文体广电局", ("区住建和交通局", "区旅游和文体广电局")),
        ("各部门和各乡镇", ("各部门", "各乡镇")),
        ("区司法局等", ("区司法局",)),
        ("区委(党校)、区司法局按职责分工负责", ("区委(党校)", "区司法局")),
    ],
)
def test_lists_of_names(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize("text", ["完善制度(试行)", "(一单尽列、单外无单)", "共3次(含线上)", "报告(2024年)", ""])
def test_brackets_that_name_no_units(text: str) -> None:
    assert trailing_units(text) is None
    assert read_units("试行") is None
