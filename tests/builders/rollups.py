"""Answers about invented districts, made by hand for the tests of what shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from spt_fazhi.views.rollup.answers import (
    Doubt,
    LateAnswer,
    MonthAnswer,
    OnTimeAnswer,
    Refused,
    Rollup,
    SectionAnswer,
    Taken,
    TotalsAnswer,
    WorstAnswer,
)

DAY = date(2024, 6, 30)


def totals(mark: str, name: str, *, in_use: bool = True, **given: Any) -> TotalsAnswer:
    none = dict.fromkeys(TotalsAnswer._fields[4:], 0)
    return TotalsAnswer(
        **{"register": mark, "name": name, "in_use": in_use, "unusable": 0, "as_of": DAY, **none, **given}
    )


def taken(mark: str, name: str, *, in_use: bool = True, **given: Any) -> Taken:
    known = {
        "title": f"{name}要点", "place": f"收到/{name}", "as_of": DAY, "unusable": 0, "incomplete": 0, "duties": 10,
        "revision": None, **given,
    }  # fmt: skip
    return Taken(register=mark, name=name, in_use=in_use, **known)


def rollup(text: str = "", **given: Any) -> Rollup:
    """Three districts, one of which is not in use; `text` is added to every text that comes from a register."""
    names = {"a": f"甲县{text}", "b": f"乙县{text}", "c": f"丙县{text}"}
    known = {
        "year": 2024,
        "day": DAY,
        "taken": tuple(taken(mark, name, in_use=mark != "c") for mark, name in names.items()),
        "refused": (Refused(place=f"收到/丁县{text}", name=f"丁县{text}", why=f"缺 duties 表{text}", hint="请重新导出"),),
        "totals": (
            totals("a", names["a"], owed=10, done=4, done_late=1, overdue=3, pending=2, asked=2, given=1, reports=4, reported=3),
            totals("b", names["b"], owed=20, done=15, overdue=1, scheduled=4, found=2, closed=1),
            totals("c", names["c"], in_use=False, owed=7),
        ),
        "sections": (SectionAnswer(f"一部分{text}", 2, 30, 20, 4, 12, 9),),
        "worst": (WorstAnswer("a", names["a"], "jia", f"甲局{text}", 8, 6, 2, 1, 3, 2, 1),),
        "late": (
            LateAnswer("k1", f"事项一{text}", f"原文一{text}", 1.0, 2, 2, [names["a"], names["b"]], 6, 4, 6, 2),
            LateAnswer("k2", f"事项二{text}", f"原文二{text}", 0.8712, 3, 2, [names["a"], names["b"]], 6, 3, 5, 2),
        ),
        "on_time": (OnTimeAnswer("b", names["b"], 8, 7, 0, 1, 2, 0), OnTimeAnswer("a", names["a"], 7, 3, 1, 3, 1, 1)),
        "trend": (MonthAnswer(202405, 2, 30, 10, 2, 8, 6), MonthAnswer(202406, 2, 30, 20, 4, 15, 10)),
        "doubts": (
            Doubt(
                one=f"原文一{text}", other=f"原文三{text}", one_key="k1", other_key="k3", one_name=names["a"],
                other_name=names["b"], likeness=0.71, same=None,
            ),
        ),
        "matched": 1,
        "top": 10,
        "fewest": 5,
        "same_plans": True,
        "remarks": (f"{names['c']}的台账尚未启用，只计有多少条，不作评价。",),
        **given,
    }  # fmt: skip
    return Rollup(**known)


def three() -> Rollup:
    """Three districts in use, and what all of them, all that have it or some of them are late with."""
    names = ["甲县", "乙县", "丙县"]
    late = ((3, ["甲县", "乙县"]), (2, ["甲县", "丙县"]), (3, names), (2, ["乙县", "丙县"]))
    return rollup(
        taken=tuple(taken(mark, name) for mark, name in zip("abc", names, strict=True)),
        totals=tuple(totals(mark, name, owed=20, overdue=10) for mark, name in zip("abc", names, strict=True)),
        late=tuple(
            LateAnswer(f"k{at}", f"事项{at}", f"原文{at}", 1.0, held, len(who), who, 9, 9 - at, 9, 0)
            for at, (held, who) in enumerate(late)
        ),
    )


def nobody() -> Rollup:
    """One district that is not in use, and nothing to be said of it."""
    return rollup(
        taken=(taken("c", "丙县", in_use=False),), totals=(totals("c", "丙县", in_use=False, owed=7),), refused=(),
        sections=(), worst=(), late=(), on_time=(), trend=(), doubts=(),
    )  # fmt: skip
