"""Duties counted by state, each count a figure with its records: the numbers that every report is made of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.request import record_ids
from spt_fazhi.text.numerals import share_text


@frozen
class Counts:
    """一组责任事项的项次（一个事项由一个单位、在一个时限前完成，计一项次；共同完成的计一项次）。"""

    expected: Annotated[
        Figure,
        "应完成 = 已完成 + 推进中 + 未启动 + 临期 + 滞后 + 逾期 + 待佐证 + 退回待重报 + 待补录 + 未到期，不含不适用",
    ]
    done: Annotated[Figure, "已完成，含逾期完成"]
    done_late: Annotated[Figure, "其中逾期完成"]
    in_progress: Annotated[Figure, "推进中"]
    pending: Annotated[Figure, "未启动"]
    due_soon: Annotated[Figure, "临期"]
    behind: Annotated[Figure, "滞后（慢于序时进度，或比率尚未达到要求，尚未到期）"]
    overdue: Annotated[Figure, "逾期"]
    unproved: Annotated[Figure, "待佐证（报了，还没有文件、附件或网址，不算完成）"]
    returned: Annotated[Figure, "退回待重报（重报期限未过）"]
    backfill: Annotated[Figure, "待补录（时限早于文件印发日，不算逾期）"]
    scheduled: Annotated[Figure, "未到期（期间还没有开始）"]
    waived: Annotated[Figure, "不适用，不计入应完成"]
    rate: Annotated[Figure | None, "完成率 = 已完成 ÷ 应完成；没有应完成的时没有值"]


def counts(key: str, what: str, duties: Sequence[Assessed]) -> Counts:
    """Count judged duties by state; the figures' keys begin with `key`, and `what` says which duties they are."""
    by_state: dict[State, list[Assessed]] = {}
    for each in duties:
        by_state.setdefault(each.state, []).append(each)

    def figure(name: str, word: str, *states: State) -> Figure:
        found = [each for state in states for each in by_state.get(state, ())]
        return number(f"{key}.{name}", len(found), f"{what}，{word}的项次", record_ids(found))

    done = figure("done", "已完成", "done", "done-late")
    expected = sum(len(found) for state, found in by_state.items() if state != "waived")
    return Counts(
        expected=number(f"{key}.expected", expected, f"{what}，应完成的项次，不含不适用"),
        done=done,
        done_late=figure("done_late", "逾期完成", "done-late"),
        in_progress=figure("in_progress", "推进中", "in-progress"),
        pending=figure("pending", "未启动", "pending"),
        due_soon=figure("due_soon", "临期", "due-soon"),
        behind=figure("behind", "滞后", "behind"),
        overdue=figure("overdue", "逾期", "overdue"),
        unproved=figure("unproved", "待佐证", "unproved"),
        returned=figure("returned", "退回待重报", "returned"),
        backfill=figure("backfill", "待补录", "backfill"),
        scheduled=figure("scheduled", "未到期", "scheduled"),
        waived=figure("waived", "不适用", "waived"),
        rate=share(f"{key}.rate", int(done.value), expected, f"{what}，已完成占应完成的比率"),
    )


def share(key: str, part: int, whole: int, basis: str) -> Figure | None:
    """A share as a figure, never rounded up to the whole; None of nothing."""
    if not whole:
        return None
    value = Decimal(part) / whole
    return Figure(key=key, value=value, printed=share_text(value, 1, 1), basis=f"{basis}：{part}/{whole}", records=())
