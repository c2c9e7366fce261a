"""A small board of invented values, for the tests of the page: no register is read for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from spt_fazhi.engine.assessed import StateTotals
from spt_fazhi.engine.states import STATES, State
from spt_fazhi.model.frozen import replace
from spt_fazhi.views.board.pieces import Cell, Column, DueItem, DutyRow, EntryRow, Lamp, Link
from spt_fazhi.views.board.values import (
    BoardMade,
    BoardOptions,
    BoardView,
    Change,
    Changes,
    DueDay,
    FindingRow,
    Matrix,
    MatrixRow,
    ObligationSheet,
    OverdueUnit,
    TaskSheet,
    UnitFigures,
    UnitItem,
    UnitSheet,
)
from spt_fazhi.views.status import ProgressRound, SectionBar, StatusView
from spt_fazhi.views.trend import Sample
from spt_fazhi.views.wording import SIGNS

DAY = date(2024, 6, 30)
MADE = BoardMade(
    commit="0123456789abcdef0123456789abcdef01234567", saved=True, as_of=DAY, program="0.0", options=BoardOptions()
)


def lamp(state: State, word: str = "") -> Lamp:
    return Lamp(state, SIGNS[state], word or STATES[state])


def counts(**given: int) -> dict[State, int]:
    return {state: given.get(state.replace("-", "_"), 0) for state in STATES}


def entry(text: str = "报来一份材料", **more: Any) -> EntryRow:
    fields = {"id": "2024-06-20-1.1-abcd", "day": "2024-06-20", "word": "佐证", "unit": "甲局", "files": 1, "gone": ""}
    return EntryRow(**{**fields, "text": text, **more})


def duty(unit: str, code: str, state: State, **more: Any) -> DutyRow:
    fields: dict[str, Any] = {
        "unit": unit, "codes": (code,), "period": "上半年", "due": "2024-06-30", "lamp": lamp(state), "days": "",
        "achieved": "—", "note": "", "was": "", "joint": False, "invited": False, "records": (),
    }  # fmt: skip
    return DutyRow(**{**fields, **more})


def obligation(id_: str, *rows: DutyRow, title: str = "开展一次旁听庭审", **more: Any) -> ObligationSheet:
    fields: dict[str, Any] = {
        "id": id_, "title": title, "quote": "每半年开展一次旁听庭审活动。", "asked": "1次（推定）", "when": "每半年（推定）",
        "who": "各部门", "scope": "各自", "proof": "现场照片", "holder": "甲局", "guessed": ("推定的时限：原文没有写",), "lamp": rows[0].lamp if rows else lamp("pending"),
        "rows": rows, "others": (), "letters": (), "decisions": (), "inspections": (),
    }  # fmt: skip
    return ObligationSheet(**{**fields, **more})


FIGURES = UnitFigures(
    owed=3, due=2, on_time=1, late=0, overdue=1, share="50%", returned=1, found=1, closed=0, reports=2, reported=1,
    letters=1, given=0,
)  # fmt: skip


def unit(name: str, code: str, *items: UnitItem, **more: Any) -> UnitSheet:
    fields: dict[str, Any] = {
        "name": name, "code": code, "kind": "政府部门", "invited": False, "full_name": "", "phone": "", "through": "",
        "figures": FIGURES, "leads": (Link("1", "t1"),), "items": items, "progress": ((Link("1", "t1"), (lamp("done"), lamp("pending"))),),
        "findings": (), "letters": (entry("催办函", word="催办"),), "returned": (),
    }  # fmt: skip
    return UnitSheet(**{**fields, **more})


def _item(id_: str, title: str, cell: Cell, due: str, days: str) -> UnitItem:
    return UnitItem(id=id_, title=title, cell=cell, due=due, days=days, note="")


def _row(name: str, code: str, invited: bool, cells: tuple[Cell | None, ...]) -> MatrixRow:
    return MatrixRow(unit=name, code=code, invited=invited, cells=cells)


def finding(name: str = "k7q2.1", **more: Any) -> FindingRow:
    fields: dict[str, Any] = {
        "name": name, "anchor": f"f{name}", "unit": Link("乙局", "u-yi"), "kind": "普通", "problem": "台账不全", "demand": "补齐台账",
        "due": "2024-07-31", "lamp": lamp("submitted"), "days": "", "note": "", "was": "推进中", "task": 1, "invited": False,
        "entries": (entry(word="整改"),),
    }  # fmt: skip
    return FindingRow(**{**fields, **more})


def _status(bars: tuple[SectionBar, ...]) -> StatusView:
    owed = counts(done=2, overdue=1, pending=2, unproved=1)
    return StatusView(
        title="示例区2024年法治政府建设工作要点", day=DAY, year=2024, year_is_over=False, tasks=2, task_states={"overdue": 1, "pending": 1},
        totals=StateTotals(obligations=owed, progress=counts(done=1, pending=1), rectification=counts(submitted=1), invited=counts(invited=1),
                           invited_progress=counts(), invited_rectification=counts()),
        incomplete=(), sections=bars, overdue=(), overdue_units=1, lacking=(), upcoming=(), upcoming_more=0,
        round=ProgressRound(period="2024Q2", due=date(2024, 7, 10), total=2, reported=1, extended=(), missing=(("乙局", 1),), asked=1, given=0),
        asked=(), next_commands=(),
    )  # fmt: skip


def board(title: str = "示例区2024年法治政府建设工作要点", **more: Any) -> BoardView:
    """Two tasks, three units and one outside the government; `title` stands wherever a person wrote something."""
    late = duty("甲局", "jia", "overdue", days="逾期12天", was="推进中", note="已催办 1 次", records=(entry(title),))
    rows = (
        late,
        duty("乙局", "yi", "done", achieved="1/1次"),
        duty("戊委", "wei", "done", lamp=lamp("done", "已提供"), invited=True),
    )
    joint = duty(
        "甲局等2家共同", "jia", "unproved", codes=("jia", "yi"), joint=True, due="2024-12-31（推定）", period="全年"
    )
    tasks = (
        TaskSheet(
            id=1, numbered=True, section="一", title=title, text=f"{title}。\n第二句。", lead=(Link("甲局", "u-jia"),),
            responsible=(Link("乙局", "u-yi"), Link("外单位", "")), lamp=lamp("overdue"),
            obligations=(obligation("1.1", *rows, title=title, others=(entry(title, gone="已退回"),), letters=(entry(word="催办"),)),),
            progress=(duty("甲局", "jia", "pending", period="第二季度", due="2024-07-10"),), accounts=(entry(title, word="进展"),), findings=(finding(),),
        ),
        TaskSheet(
            id=2, numbered=False, section="二", title="第二项", text="原文。", lead=(), responsible=(), lamp=lamp("unproved"),
            obligations=(obligation("2.1", joint),), progress=(), accounts=(), findings=(),
        ),
    )  # fmt: skip
    own = Cell(lamp("overdue"), (lamp("overdue"), lamp("pending")), False, False, False)
    both = Cell(lamp("unproved"), (lamp("unproved"),), True, False, True)
    asked = Cell(lamp("done", "已提供"), (lamp("done", "已提供"),), False, True, False)
    item = _item("1.1", title, own, "2024-06-30", "逾期12天")
    bars = (
        SectionBar(id="一", title=title, tasks=1, counts=counts(done=2, overdue=1)),
        SectionBar(id="二", title="第二部分", tasks=1, counts=counts(unproved=1, pending=2)),
    )
    view = BoardView(
        options=BoardOptions(), title=title, issuer="示例区人民政府办公室", day=DAY, year=2024, in_use=True,
        year_is_over=False, status=_status(bars), owed=6, met=2,
        matrix=Matrix(
            columns=(Column("1.1", title, "一"), Column("2.1", "第二", "二")),
            rows=(_row("甲局", "jia", False, (own, both)), _row("乙局", "yi", False, (None, both._replace(leads=False)))),
            invited=(_row("戊委", "wei", True, (asked, None)),),
        ),
        overdue=(OverdueUnit(unit=Link("甲局", "u-jia"), number=1, days=12, chased="已催办 1 次（最近 6月20日）", items=(Link("1.1", "o1.1"),)),),
        days=(
            DueDay(day=DAY, number=3, met=1, overdue=1, items=(DueItem(Link("1.1", "o1.1"), title, 3, 1, lamp("overdue")),)),
            DueDay(day=date(2024, 12, 31), number=1, met=0, overdue=0, items=(DueItem(Link("2.1", "o2.1"), "第二", 1, 0, lamp("pending")),)),
        ),
        missing=((Link("乙局", "u-yi"), 1),), findings=(finding(problem=title),),
        trend=(
            Sample(day=date(2024, 4, 30), commit="a", totals=None, progress=None, year=2024),
            Sample(day=date(2024, 5, 31), commit="b", totals=counts(done=1, pending=5), progress=counts(), year=2024),
            Sample(day=DAY, commit="c", totals=counts(done=2, overdue=1, pending=3), progress=counts(), year=2024),
        ),
        changes=Changes(
            title="第一期通报", number="示法〔2024〕1号", recorded=date(2024, 4, 10), as_of=date(2024, 3, 31),
            late=(Change(unit="甲局", item=Link("1.1", "o1.1"), title=title, due="2024-06-30", before=lamp("in-progress"), after=lamp("overdue")),), met=(), others=(),
        ),
        tasks=tasks,
        units=(
            unit("甲局", "jia", item, _item("2.1", "第二", both, "2024-12-31（推定）", "还有184天")),
            unit("乙局", "yi", _item("2.1", "第二", both, "2024-12-31（推定）", "还有184天"), findings=(finding(),), returned=(entry(title),)),
            unit("戊委", "wei", _item("1.1", title, asked, "2024-06-30", ""), invited=True, kind="党委"),
        ),
        compact=False, left_out=(), remarks=("名单未核全：各部门",),
    )  # fmt: skip
    return replace(view, **more)
