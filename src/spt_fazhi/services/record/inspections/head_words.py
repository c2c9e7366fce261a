"""The words that offices use for the columns of a table of findings (整改台账)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.cells import Cell

COLUMNS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "id": (
        ("编号", "问题编号", "整改编号"),
    ),
    "row": (
        ("序号", "问题序号", "序", "项次", "号"),
    ),
    "unit": (
        (
            "责任单位", "整改单位", "整改责任单位", "整改主体", "责任主体", "牵头单位", "牵头整改单位",
            "整改牵头单位", "主责单位", "单位", "单位名称", "被督察单位", "受督察单位", "被督查单位", "受督查单位",
            "被检查单位", "受检单位", "被检单位", "反馈单位", "反馈对象", "问题单位", "涉及单位", "责任部门",
            "整改部门", "责任单位及责任人", "责任单位和责任人", "责任单位/责任人", "责任单位、责任人",
        ),
    ),
    "task": (
        ("任务", "任务编号", "任务序号", "对应任务", "涉及任务", "所属任务", "要点任务", "对应要点任务"),
        ("工作任务",),
    ),
    "kind": (
        ("问题类型", "问题类别", "问题分类", "问题种类", "类型", "类别", "分类"),
    ),
    "problem": (
        (
            "问题", "存在问题", "存在的问题", "问题描述", "问题内容", "具体问题", "主要问题", "发现问题",
            "发现的问题", "反馈问题", "反馈的问题", "督察发现问题", "督察发现的问题", "督察反馈问题", "督查发现问题",
            "检查发现问题", "检查发现的问题", "问题情况", "问题清单", "问题具体内容", "存在问题描述",
            "存在问题及不足", "存在的问题和不足", "存在问题和不足", "存在的主要问题", "存在主要问题", "发现的主要问题",
        ),
        ("具体表现", "问题表现", "问题事项", "突出问题", "反馈意见"),
    ),
    "demand": (
        ("整改要求", "要求", "整改意见", "督察要求"),
        ("整改目标", "整改标准", "整改建议", "意见建议", "整改任务", "整改内容"),
        ("整改措施", "措施", "具体措施", "整改举措", "具体整改措施", "拟采取措施", "拟采取的措施", "整改方案"),
    ),
    "due": (
        (
            "整改时限", "整改期限", "完成时限", "完成期限", "时限", "期限", "整改完成时限", "整改完成期限", "限期",
            "计划完成时间", "计划完成时限", "要求完成时间", "时限要求",
        ),
        ("整改时间", "完成时间", "整改完成时间", "整改到位时间", "完成日期"),
    ),
    "severity": (
        ("严重程度", "问题程度", "程度", "严重性", "问题等级", "等级"),
    ),
}  # fmt: skip
"""The key of a column and its heads by rank; the first of all is its name in messages.

Where several columns are for one key, the one of the first rank is taken.
"""
NEEDED: Final = ("unit", "problem", "due")
MEASURES: Final = "measures"
"""The column that says what is demanded in a row where the one for it says nothing."""
TELLS: Final = frozenset({"unit", "due", "demand", "kind"})
"""A row with a head of a problem and one of these is the row of heads."""
PROGRESS: Final = re.compile(
    "完成情况|完成状态|完成与否|整改情况|整改结果|整改状态|进展|进度|销号|状态|落实情况|办理情况|"
    "是否(?:已经?|均已)?(?:完成|整改|办结|到位|落实)"
)
"""Heads of columns that say how far a finding is put right."""
KNOWN: Final[Mapping[str, tuple[str, int]]] = {
    word: (key, rank)
    for key, ranks in COLUMNS.items()
    for rank, words in enumerate(ranks)
    for word in (*([key] if not rank else []), *words)
}
"""The key of a column by its head, and how soon it is taken where there are several: the least first."""
HINT: Final = f"可写：{'、'.join(ranks[0][0] for key, ranks in COLUMNS.items() if key != 'row')}，顺序不限"
Heads = Mapping[int, tuple[str, int]]
"""Key and rank of the columns with a head that is known, by their place."""


def name_of(key: str) -> str:
    """What a person calls a column."""
    return COLUMNS[key][0][0]


def bare(head: str) -> str:
    """A head without remarks in brackets, marks and white space."""
    return re.sub(r"\s", "", re.sub(r"\([^()]*\)|[:*]", "", narrow(head))).lower()


def known_heads(row: Sequence[Cell]) -> dict[int, tuple[str, int]]:
    """Key and rank of each cell of a row that is a known head."""
    return {index: KNOWN[head] for index, cell in enumerate(row) if (head := bare(cell.text)) in KNOWN}


def is_head_row(row: Sequence[Cell]) -> bool:
    """Whether a row names the columns: one of a problem, and one that tells of it."""
    keys = {key for key, _ in known_heads(row).values()}
    return "problem" in keys and not TELLS.isdisjoint(keys)
