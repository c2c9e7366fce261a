"""Tasks changed, added and taken out in a tasks.yaml as people write it: nothing else moves."""

from __future__ import annotations

from datetime import date

import pytest

from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget, Section, Task, TasksFile
from spt_fazhi.store.yaml.plan_splice import PlanEdit, with_edit
from spt_fazhi.store.yaml.reader import read_tree
from spt_fazhi.store.yaml.validate import validate

TEXT = """# 台账
register:
  format: 2
  year: 2024   # 年度
  title: 要点
  issuer: 示例县人民政府
  issued: 2024-04-09

sections:
  - {id: 一, title: 甲}   # 第一部分

tasks:
# 顶格的注释
- id: 1
  section: 一
  title: "加强: 学习"   # 题
  text: 组织讲座2次。建立制度。
  lead:
    - 县司法局
    - 县教育局   # 新来的
  # 不列：别的
  obligations:
  - {id: "1.1", title: 讲座, quote: 组织讲座2次, target: {count: 2, unit: 次}, due: 2024-12-31, assumed: {due: 按年底计}}
  - id: "1.2"
    title: 制度
    quote: |-
      建立制度
    every: half
    assumed:
      every: 按半年计
    # 这一项的注释
  # 这一条的注释

# 第二条上面的注释
- id: 2
  section: 一
  title: 公开
  text: 公布清单。
  lead: [县委编办]
"""


def plan(text: str = TEXT) -> TasksFile:
    found, problems = validate(TasksFile, read_tree(text), "")
    assert found is not None, problems
    return found


def edit(**changed: object) -> PlanEdit:
    empty = PlanEdit(after={}, gone=frozenset(), added=(), fresh={}, sections=(), source=None, also=(), deadlines={})
    return replace(empty, **changed)


def lines_of(made: str | None) -> tuple[list[str], list[str]]:
    """The lines that went and that came."""
    assert made is not None
    old, new = TEXT.splitlines(), made.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_nothing_to_do_leaves_every_byte() -> None:
    assert with_edit(TEXT, edit()) == TEXT


def test_values_are_written_over_and_comments_beside_them_stay() -> None:
    (first, _) = plan().tasks
    one, two = first.obligations
    one = replace(
        one,
        quote="组织讲座3次",
        target=CountTarget(count=3, unit="次"),
        due=date(2024, 9, 30),
        phrase="9月底前, 请",
        assumed=(),
    )
    two = replace(two, quote="建立制度", every=None, due=date(2024, 6, 30), assumed=(Assumption("due", "推定"),))
    after = replace(
        first,
        title="学习",
        text="9月底前, 请组织讲座3次。建立制度。",
        lead=("县司法局", "县水务局"),
        responsible=("县财政局",),
        obligations=(one, two),
    )
    made = with_edit(TEXT, edit(after={1: after}, source="source/新.txt", also=("source/旧.txt",)))
    went, came = lines_of(made)
    assert made is not None
    assert plan(made).tasks[0] == after
    assert [line.strip() for line in came] == [
        "source: source/新.txt",
        "also: [source/旧.txt]",
        "title: 学习   # 题",
        "text: 9月底前, 请组织讲座3次。建立制度。",
        "[县司法局, 县水务局]   # 新来的",
        "responsible: [县财政局]",
        "- {id: \"1.1\", title: 讲座, quote: 组织讲座3次, phrase: '9月底前, 请', target: {count: 3, unit: 次}, due: 2024-09-30}",
        "due: 2024-06-30",
        "due: 推定",
    ]
    assert all("注释" not in line for line in went)


def test_tasks_sections_and_obligations_are_added_as_the_file_is_indented() -> None:
    (first, _) = plan().tasks
    fresh = replace(first.obligations[1], id="1.3", quote="讲座")
    after = replace(first, obligations=(*first.obligations, fresh))
    lines = (
        '      - id: "1.3"\n        title: 制度\n        quote: 讲座\n        every: half\n'
        "        assumed:\n          every: 按半年计\n"
    )
    new = Task(id=3, section="二", title="新事", text="做新事。", lead=("县水务局",))
    written = "  - id: 3\n    section: 二\n    title: 新事\n    text: 做新事。\n    lead: [县水务局]\n"
    made = with_edit(
        TEXT, edit(after={1: after}, fresh={1: lines}, added=[(new, written)], sections=[Section(id="二", title="乙")])
    )
    went, came = lines_of(made)
    assert went == []
    assert came[0] == "  - {id: 二, title: 乙}"
    assert '  - id: "1.3"' in came
    assert "- id: 3" in came
    assert made is not None
    assert made.index('"1.3"') > made.index("# 这一项的注释")


def test_a_task_goes_with_its_own_comments_and_no_other() -> None:
    went, came = lines_of(with_edit(TEXT, edit(gone=frozenset({1}))))
    assert came == []
    assert went[0] == "- id: 1"
    assert went[-1] == "  # 这一条的注释"
    assert "# 第二条上面的注释" not in went
    made = with_edit(TEXT, edit(gone=frozenset({2})))
    assert made is not None
    assert [task.id for task in plan(made).tasks] == [1]


@pytest.mark.parametrize(
    "text", ["tasks: [", "register: {}\n", TEXT.replace("tasks:\n", "tasks: &a\n"), TEXT.replace("- id: 2", "- id: 两")]
)
def test_what_cannot_be_read_is_left(text: str) -> None:
    assert with_edit(text, edit(gone=frozenset({1}))) is None
