"""Prints what is said of many registers together: a table a question, then what was not counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from spt_fazhi.render.terminal.style import heading, paragraph, table
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.answers import QUESTIONS, Rollup, rate_of
from spt_fazhi.views.rollup.tables import WHOLE, answer_table
from spt_fazhi.views.tables.table import Table, TableRow
from spt_fazhi.views.wording import chinese_date

if TYPE_CHECKING:
    from rich.console import Console

_MOST: Final = 40
"""Districts that are listed in a terminal; a file has them all."""
_SHOWN: Final = {
    "totals": ("县区", "责任", "已完成", "逾期完成", "逾期", "临期", "滞后", "推进中", "其他"),
    "on_time": ("县区", "到期", "按时完成", "逾期完成", "未完成", "按时完成率"),
    "sections": ("部分", "县区数", "责任", "完成", "逾期", "按时完成率"),
    "worst": ("县区", "单位", "到期", "按时完成", "逾期", "按时完成率", "提醒、催办", "退回"),
    "late": ("事项", "县区数", "逾期的县区数", "逾期", "按时完成率", "相似度"),
    "trend": ("月份", "台账", "责任", "完成", "逾期", "到期", "按时完成率"),
}
_WORDS: Final = frozenset({"县区", "单位", "部分", "事项"})


def show_rollup(rollup: Rollup, questions: Iterable[str], console: Console) -> None:
    """The head, then each question that was asked."""
    first = f"，最早的截至{chinese_date(rollup.first_day)}" if rollup.first_day != rollup.day else ""
    head = f"{rollup.year}年 {len(rollup.taken)} 本台账汇总（截至{chinese_date(rollup.day)}{first}）"
    paragraph(console, head, "bold")
    whole, sums = rollup.whole, rollup.judged_sums
    if sums.in_use:
        paragraph(console, f"责任 {sums.owed} 条，完成 {sums.met} 条，逾期 {sums.overdue} 条")
    else:
        paragraph(console, f"责任 {rollup.sums.owed} 条，没有可以评价的台账")
    if whole.due:
        paragraph(
            console,
            f"印发以来到期 {whole.due} 条，按时完成 {whole.on_time} 条（{rate_of(whole.on_time, whole.due)}），"
            f"逾期完成 {whole.late} 条，未完成 {whole.missing} 条",
        )
    for question in questions:
        heading(console, QUESTIONS[question])
        _show(rollup, question, console)


def _show(rollup: Rollup, question: str, console: Console) -> None:
    found = answer_table(rollup, question)
    if question == "totals":
        found = _with_the_rest(found)
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
    if question == "totals" and any(row.cells["说明"] for row in found.rows):
        paragraph(console, _NOT_JUDGED, "dim")
    if question in _NOTES:
        paragraph(console, _NOTES[question].format(rollup=rollup), "dim")


def _with_the_rest(found: Table) -> Table:
    """With what is in states that the terminal has no room for, so that a row adds up."""
    rows = []
    for row in found.rows:
        owed, *known = (row.cells[head] for head in _SHOWN["totals"][1:-1])
        numbers = [each for each in known if isinstance(each, int)]
        rest = owed - sum(numbers) if isinstance(owed, int) and numbers else None
        said = f"{row.cells['县区']}＊" if row.cells["说明"] else WHOLE if row is found.rows[-1] else row.cells["县区"]
        rows.append(TableRow(cells={**row.cells, "县区": said, "其他": rest}))
    return Table(name=found.name, columns={**found.columns, "其他": 8}, rows=tuple(rows))


def _rows(found: Table, heads: list[str]) -> list[list[str]]:
    return [["" if row.cells[head] is None else one_line(str(row.cells[head])) for head in heads] for row in found.rows]


_NOTHING: Final = {
    "on_time": "没有到期的事项。",
    "sections": "没有评价的事项。",
    "worst": "没有一家单位的到期事项够比较的数。",
    "late": "没有两个县区都逾期的相同事项。",
    "trend": "没有可以画走势的台账。",
}
_NOT_JUDGED: Final = "标＊的尚未启用或数据不全，不评价，不在合计里。"
_NOTES: Final = {
    "totals": "其他是待佐证、退回、待补录、未到期等状态，写成文件有全部：-o 汇总.csv --ask totals",
    "on_time": "到期是印发以来到期的；印发以前到期的、不适用的、退回后还可重报的不计。",
    "worst": "只比政府系统的单位；到期不足 {rollup.fewest} 项次的、只商请的、管台账的、由别家承办的不比。",
    "late": "引句相同或认作相同的算一个事项；相似度是并在一起的引句里最不像的有多像。",
    "trend": "年度之内各月月底（截至日在月中的取截至日）的情况，按现在知道的倒推；台账本数不同的月份不宜直接比较。",
}
