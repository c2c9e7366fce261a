"""Comments beside the tasks of tasks.yaml, by task."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.store.yaml.comments import comments_of

PLAN = """\
# 工作任务登记册
register:
  year: 2024   # 年度
tasks:
  # ======== 一 ========
  - id: 1   # 第一条
    # 说明：照原文
    text: 做甲事。
    lead: [甲局]
    # 不列：原则要求。
    #   没有数字。
    # 待核：核完删去
    # 原文的时限：6月底
    obligations:
      # 说明：这一项的
      - id: "1.1"
        title: 甲
        # 不列：不是任务的

  # ======== 二 ========
  - id: 2
    text: 做乙事。
    # 不列：乙
"""


def test_those_above_the_obligations_are_the_task_s() -> None:
    assert comments_of(PLAN) == {1: ("说明：照原文", "不列：原则要求。", "没有数字。"), 2: ("不列：乙",)}


@pytest.mark.parametrize(
    "text", ["", "tasks: []\n", "# 只有注释\n", "tasks: [{id: 1, text: x}]\n", "- id: 99999\n  # x\n"]
)
def test_what_has_no_such_tasks_has_none(text: str) -> None:
    assert comments_of(text) == {}


@given(st.text(alphabet="#: -id1\n甲obligations", max_size=200))
def test_any_text_may_be_asked(text: str) -> None:
    assert all(said and not said.startswith("待核") for found in comments_of(text).values() for said in found)
