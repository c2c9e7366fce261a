"""The answers as tables with Chinese heads, for a spreadsheet and for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any, Final

from spt_fazhi.engine.states import STATES
from spt_fazhi.views.rollup.answers import (
    QUESTIONS,
    STATE_FIELDS,
    LateAnswer,
    MonthAnswer,
    OnTimeAnswer,
    Rollup,
    SectionAnswer,
    TotalsAnswer,
    WorstAnswer,
    rate_of,
)
from spt_fazhi.views.tables.table import Cell, Table, TableRow

RATE: Final = "按时完成率"
WHOLE: Final = "合计"
_WHOLE_OF_JUDGED: Final = "合计（评价的）"
_WIDE: Final = 24


def answer_table(rollup: Rollup, question: str) -> Table:
    """The answer to a question (`answers.QUESTIONS`), a row a line; of districts with their sum at the end."""
    row, kind = _ROWS[question]
    rows = [row(each) for each in getattr(rollup, question)]
    if question in _SUMS:
        rows.append(_SUMS[question](rollup))
    heads = row(kind._make(_NONE.get(field, 0) for field in kind._fields))  # of a table without rows, too
    widths = {head: _WIDE if head in _TEXTS else max(2 * len(head), 8) for head in heads}
    return Table(name=QUESTIONS[question], columns=widths, rows=tuple(TableRow(cells=each) for each in rows))


_TEXTS: Final = frozenset({"县区", "单位", "部分", "事项", "逾期的县区", "原文"})
_NONE: Final[Mapping[str, Any]] = {"late_in": ()}
_Row = Mapping[str, Cell]


def _total_sum(rollup: Rollup) -> _Row:
    """The sum of those that are judged: what the others owe stands in their rows alone."""
    sums = rollup.judged_sums
    if not sums.in_use:
        return _total(rollup.sums)
    return {**_total(sums), "县区": WHOLE if all(row.judged for row in rollup.totals) else _WHOLE_OF_JUDGED}


def _total(row: TotalsAnswer) -> _Row:
    states: dict[str, Cell] = {STATES[state]: getattr(row, field) for state, field in STATE_FIELDS.items()}
    if not row.judged:
        states = dict.fromkeys(states)
    return {
        "县区": row.name,
        "说明": row.unfit,
        "数据截至": row.as_of,
        "责任": row.owed,
        **states,
        "印发以前到期": row.early if row.judged else None,
        "商请": row.asked,
        "已提供": row.given if row.judged else None,
        "报送": row.reports,
        "已报": row.reported if row.judged else None,
        "督察问题": row.found,
        "已销号": row.closed if row.judged else None,
    }


def _share(row: OnTimeAnswer) -> _Row:
    return {
        "县区": row.name,
        "到期": row.due,
        "按时完成": row.on_time,
        "逾期完成": row.late,
        "未完成": row.missing,
        "其中待佐证": row.unproved,
        RATE: rate_of(row.on_time, row.due),
        "其中时限推定": row.assumed,
    }


def _section(row: SectionAnswer) -> _Row:
    return {"部分": row.section_title, "县区数": row.registers, **_counted(row)}


def _counted(row: SectionAnswer | MonthAnswer) -> _Row:
    return {
        "责任": row.owed,
        "完成": row.met,
        "逾期": row.overdue,
        "到期": row.due,
        "按时完成": row.on_time,
        RATE: rate_of(row.on_time, row.due),
    }


def _unit(row: WorstAnswer) -> _Row:
    return {
        "县区": row.name,
        "单位": row.unit_name,
        "到期": row.due,
        "按时完成": row.on_time,
        "逾期完成": row.late,
        "逾期": row.overdue,
        RATE: rate_of(row.on_time, row.due),
        "提醒、催办": row.chased,
        "退回": row.returned,
    }


def _item(row: LateAnswer) -> _Row:
    return {
        "事项": row.title,
        "县区数": row.registers,
        "逾期的县区数": row.late_registers,
        "逾期的县区": "、".join(row.late_in),
        "责任": row.owed,
        "逾期": row.overdue,
        RATE: rate_of(row.on_time, row.due),
        "相似度": likeness_text(row.likeness),
        "原文": row.quote,
    }


def likeness_text(likeness: float) -> str:
    """`100%` for the same words, else what is certainly reached: `87%`."""
    return f"{int((Decimal(repr(likeness)) * 100).to_integral_value(ROUND_DOWN))}%"


def _month(row: MonthAnswer) -> _Row:
    return {"月份": month_text(row.in_month), "台账": row.registers, **_counted(row)}


def month_text(month: int) -> str:
    """`2024年6月` of 202406."""
    return f"{month // 100}年{month % 100}月"


_ROWS: Final[Mapping[str, tuple[Callable[[Any], _Row], Any]]] = {
    "totals": (_total, TotalsAnswer),
    "on_time": (_share, OnTimeAnswer),
    "sections": (_section, SectionAnswer),
    "worst": (_unit, WorstAnswer),
    "late": (_item, LateAnswer),
    "trend": (_month, MonthAnswer),
}
"""What makes a row of a question's answer, and of what."""
_SUMS: Final[Mapping[str, Callable[[Rollup], _Row]]] = {
    "totals": _total_sum,
    "on_time": lambda rollup: _share(rollup.whole),
}
"""The last row of those questions that have a sum."""


def rollup_json(rollup: Rollup, questions: Iterable[str]) -> dict[str, Any]:
    """The document of `rollup`: the head every document has, which registers, what was not counted, the answers."""
    answers: dict[str, Any] = {}
    for question in questions:
        rows: Sequence[Any] = getattr(rollup, question)
        answers[question] = [_row_json(row) for row in rows]
    return {
        "register": None,
        "as_of": rollup.day.isoformat(),
        "revision": None,
        "in_use": any(each.in_use for each in rollup.taken),
        "year": rollup.year,
        "registers": [
            {
                "register": each.register,
                "name": each.name,
                "title": each.title,
                "place": each.place,
                "as_of": each.as_of.isoformat(),
                "revision": each.revision,
                "in_use": each.in_use,
                "unusable": each.unusable,
                "incomplete": each.incomplete,
                "duties": each.duties,
            }
            for each in rollup.taken
        ],
        "refused": [
            {"place": each.place, "name": each.name, "why": each.why, "hint": each.hint} for each in rollup.refused
        ],
        **answers,
        "whole": {**_row_json(rollup.sums), **_row_json(rollup.whole)},
        "doubts": [
            {
                "quotes": [each.one, each.other],
                "registers": [each.one_name, each.other_name],
                "likeness": each.likeness,
                "same": each.same,
            }
            for each in rollup.doubts
        ],
        "remarks": list(rollup.remarks),
    }


def _row_json(row: Any) -> dict[str, Any]:
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row._asdict().items()}
