"""Prints what is said of many registers together: a table a question, then what was not counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from spt_fazhi.render.terminal.style import heading, paragraph, table
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.answers import QUESTIONS, Rollup, rate_of
from spt_fazhi.views.rollup.tables import answer_table
from spt_fazhi.views.wording import chinese_date

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.tables.table import Table

_MOST: Final = 40
"""Districts that are listed in a terminal; a file has them all."""
_SHOWN: Final = {
    "totals": ("县区", "责任", "已完成", "逾期完成", "逾期", "临期", "滞后", "推进中", "商请"),
    "on_time": ("县区", "到期", "按时办结", "逾期完成", "未完成", "按时办结率"),
    "sections": ("部分", "县区数", "责任", "完成", "逾期", "按时办结率"),
    "worst": ("县区", "单位", "到期", "按时办结", "逾期", "按时办结率", "催办项次", "退回"),
    "late": ("事项", "县区数", "逾期的县区", "逾期", "按时办结率", "相似度"),
    "trend": ("月份", "台账", "责任", "完成", "逾期", "到期", "按时办结率"),
}
_WORDS: Final = frozenset({"县区", "单位", "部分", "事项"})


def show_rollup(rollup: Rollup, questions: Iterable[str], console: Console) -> None:
    """The head, then each question that was asked."""
    paragraph(console, f"{rollup.year}年 {len(rollup.taken)} 本台账汇总（截至{chinese_date(rollup.day)}）", "bold")
    whole, sums = rollup.whole, rollup.sums
    rate = f"，按时办结率 {rate_of(whole.on_time, whole.due)}" if whole.due else ""
    met = f"，完成 {sums.met} 条，逾期 {sums.overdue} 条{rate}" if sums.in_use else ""
    paragraph(console, f"责任 {sums.owed} 条{met}")
    for question in questions:
        heading(console, QUESTIONS[question])
        _show(rollup, question, console)


def _show(rollup: Rollup, question: str, console: Console) -> None:
    found = answer_table(rollup, question)
    if not found.rows or (question == "on_time" and not rollup.on_time):
        paragraph(console, _NOTHING.get(question, "没有。"))
        return
    heads = [head for head in _SHOWN[question] if head in found.columns]
    titles = [(head, "flow" if head in _WORDS else "number") for head in heads]
    rows = _rows(found, heads)
    if len(rows) > _MOST and question in {"totals", "on_time"}:
        left = len(rows) - _MOST - 1
        rows = [*rows[:_MOST], rows[-1]]
        console.print(table(titles, rows, console.width))
        paragraph(console, f"另有 {left} 个县区没有列，全部的写成文件看：-o 汇总.csv --ask {question}", "dim")
    else:
        console.print(table(titles, rows, console.width))
    if question in _NOTES:
        paragraph(console, _NOTES[question].format(rollup=rollup), "dim")


def _rows(found: Table, heads: list[str]) -> list[list[str]]:
    return [["" if row.cells[head] is None else one_line(str(row.cells[head])) for head in heads] for row in found.rows]


_NOTHING: Final = {
    "on_time": "没有到期的事项。",
    "sections": "没有评价的事项。",
    "worst": "没有一家单位的到期事项够比较的数。",
    "late": "没有两个县区都逾期的相同事项。",
    "trend": "没有可以画走势的台账。",
}
_NOTES: Final = {
    "worst": "只比政府系统的单位；到期不足 {rollup.fewest} 项次的、只商请的、管台账的、由别家承办的不比。",
    "late": "引句相同或认作相同的算一个事项；相似度是并在一起的引句里最不像的有多像。",
    "trend": "各月月底的情况，按现在知道的倒推。",
}
