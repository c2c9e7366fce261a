"""The sheets and columns of a form: one table of words for the form that goes out and for what is read again."""

from __future__ import annotations

from typing import Final, Literal

from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.columns import columns

Fill = Literal["day", "text", "long", "number", "choice", "files"]
"""What is to be written in a cell: a day, a line, a longer text, a number, one of `choices`, names of files."""
AskingName = Literal["evidence", "progress", "rectify"]
"""The sheets in which something is to be filled in."""
SheetName = Literal["evidence", "progress", "rectify", "returned"]

VERSION: Final = "1"
"""The layout of the form; another one is told apart when a form is read."""
HIDDEN: Final = "fazhi"
"""The name of the hidden sheet."""
GUIDE: Final = "说明"
KEY: Final = "key"
PROOF: Final = frozenset({"document", "link", "files"})
"""The cells of which one is filled in at least, for nothing is proved without."""
QUOTE: Final = 240
"""Characters of a quote that are told."""
FIGURE: Final = "figure:"
"""What the key of a column for a declared figure begins with; the name of the figure follows."""
YES_NO: Final = ("是", "否")
STAGES: Final = ("全部完成", "阶段性完成")
"""How far a finding is put right, as it is chosen in a form: whole, which asks for closing, or in part."""


@frozen
class Column:
    """A column: its `key` in the program, its `head`, its `width` in half-width characters on paper.

    `fill` says what is to be written in its cells; None for what is filled in already. `asking` is its head where a
    unit outside the government is asked, "" where that is the same.
    """

    key: str
    head: str
    width: int
    fill: Fill | None = None
    choices: tuple[str, ...] = ()
    asking: str = ""


SHEETS: Final[dict[SheetName, str]] = {
    "evidence": "佐证",
    "progress": "进展",
    "rectify": "整改",
    "returned": "上次退回",
}
"""The name of each sheet, as bodies see it."""

_KEY: Final = Column(key=KEY, head="编号（勿改）", width=4)
_UNIT: Final = Column(key="unit", head="责任单位", width=14)

COLUMNS: Final[dict[SheetName, tuple[Column, ...]]] = {
    "evidence": (
        _KEY,
        _UNIT,
        Column(key="obligation", head="事项", width=6),
        Column(key="title", head="工作任务", width=17),
        Column(key="quote", head="原文", width=23),
        Column(key="proof", head="佐证要求", width=14),
        Column(key="due", head="时限", width=11),
        Column(key="state", head="状态", width=9),
        Column(key="so_far", head="已报情况", width=18),
        Column(key="date", head="日期", width=11, fill="day"),
        Column(key="what", head="做了什么", width=24, fill="text"),
        Column(key="amount", head="数量", width=7, fill="number"),
        Column(key="reached", head="达到数", width=7, fill="number"),
        Column(key="of", head="总数", width=7, fill="number"),
        Column(key="through", head="数据截至", width=11, fill="day"),
        Column(key="document", head="文号", width=14, fill="text"),
        Column(key="link", head="网址", width=14, fill="text"),
        Column(key="files", head="附件文件名", width=17, fill="files"),
    ),
    "progress": (
        _KEY,
        _UNIT,
        Column(key="task", head="任务", width=6),
        Column(key="title", head="任务名称", width=16),
        Column(key="quote", head="原文", width=36),
        Column(key="period", head="期间", width=12),
        Column(key="due", head="报送时限", width=12),
        Column(key="state", head="状态", width=10),
        Column(key="so_far", head="已报情况", width=20),
        Column(key="done", head="做法和成效", width=44, fill="long"),
        Column(key="problems", head="存在的问题", width=28, fill="long"),
        Column(key="publish", head="问题可否公开", width=8, fill="choice", choices=YES_NO),
        Column(key="next", head="下一步", width=28, fill="long"),
    ),
    "rectify": (
        _KEY,
        _UNIT,
        Column(key="finding", head="问题编号", width=9),
        Column(key="problem", head="问题", width=27, asking="有关情况"),
        Column(key="visit", head="督察", width=15),
        Column(key="demand", head="整改要求", width=20, asking="有关建议"),
        Column(key="due", head="整改时限", width=12, asking="商请时间"),
        Column(key="state", head="整改进度", width=11, asking="进度"),
        Column(key="so_far", head="已报情况", width=18),
        Column(key="date", head="整改日期", width=11, fill="day", asking="办理日期"),
        Column(key="what", head="整改情况", width=25, fill="text", asking="办理情况"),
        Column(key="detail", head="详情", width=30, fill="long"),
        Column(key="stage", head="是否已完成整改", width=11, fill="choice", choices=STAGES, asking="是否已办结"),
        Column(key="document", head="文号", width=14, fill="text"),
        Column(key="link", head="网址", width=14, fill="text"),
        Column(key="files", head="附件文件名", width=17, fill="files"),
    ),
    "returned": (
        Column(key="unit", head="责任单位", width=14),
        Column(key="obligation", head="事项", width=7),
        Column(key="what", head="报送的内容", width=34),
        Column(key="returned", head="退回日期", width=12),
        Column(key="reason", head="退回原因", width=34),
        Column(key="again_by", head="重报期限", width=12),
        Column(key="record", head="记录", width=30),
    ),
}
"""The columns that a sheet may have; those of declared figures follow `through` (see `figure_column`).

A form has only those that one of its rows needs, and only the sheets that have rows. Above the heads stands a title.
"""
FIGURES_AFTER: Final = "through"


def figure_column(name: str, unit: str) -> Column:
    """The column of a declared figure: `旁听人数（人）`."""
    head = f"{name}（{unit}）" if unit else name
    wide = columns(head) + 1
    width = max(wide, 8) if wide <= 15 else wide // 2 + 3
    return Column(key=f"{FIGURE}{name}", head=head, width=width, fill="number")
