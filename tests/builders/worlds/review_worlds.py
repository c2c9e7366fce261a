"""Workspaces whose every file is taken away, added and altered, to compare the two ways of reading for a review."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders.texts import files_of
from tests.builders.world import (
    attachment,
    close,
    decision,
    evidence,
    extend,
    found,
    issued,
    obligation,
    progress,
    record,
    rectify,
    redact,
    register,
    return_,
    units,
    void,
    waive,
)

from spt_fazhi.model.entries.decision import Extend
from spt_fazhi.model.plan import CountTarget, Task
from spt_fazhi.model.register import Register


def demo_like() -> Register:
    """Joint and periodic obligations, progress, voids, returns, waivers, a call; some forty records a unit."""
    plan = (
        obligation("1.1", every="month", who=["各部门", "各乡镇"]), obligation("1.2", scope="joint", who=["各部门"]),
        obligation("1.3", who=["各乡镇"], due="06-30"),
    )  # fmt: skip
    records = [
        evidence(f"{month:02}-{10 + n:02}", unit, number=100 * month + n)
        for month in range(1, 10) for n, unit in enumerate(("甲局", "乙局", "丙镇", "丁镇"))
    ]  # fmt: skip
    records += [evidence("05-05", unit, "1.2", 7 + n) for n, unit in enumerate(("甲局", "乙局"))]
    records += [evidence("05-06", "丙镇", "1.3", 17), progress("04-05", period="2024Q1", number=3)]
    records += [void(records[0].id, number=1), evidence("05-07", "丁镇", "1.3", 18)]
    decisions = [return_(records[1].id), waive(unit="丙镇", id_="1.3")]
    sent = [issued("call", duties=[("1.1", "甲局", "2024-05"), ("1.2", "乙局")])]
    in_order = sorted(records, key=lambda each: each.id)
    return register(*plan, records=in_order, decisions=decisions, sent=sent, progress="quarter")


def reformed() -> dict[str, bytes]:
    """Units that act through another, end in a chain, are filed for; records returned, made again, let go."""
    plan = (
        obligation("1.1", every="quarter", who=["各部门", "各乡镇", "庚府"]), obligation("1.2", holder="乙局", who=["各乡镇", "庚府"], due="06-30"),
        obligation("1.3", who=["丁镇", "丙镇", "甲局"], due="09-30"),
    )  # fmt: skip
    bodies = units(
        庚府={}, 辛局={"from_": date(2024, 8, 1)}, 丁镇={"until": date(2024, 5, 31), "succeeded_by": "丙镇"},
        丙镇={"until": date(2024, 7, 31), "succeeded_by": "辛局"},
    )  # fmt: skip
    through = [
        record(evidence(f"0{month}-10", "庚府", id_, 10 * month + n).value, 10 * month + n, code)
        for month in (2, 5) for n, (id_, code) in enumerate((("1.1", "fu"), ("1.1", "jia"), ("1.2", "fu"), ("1.2", "jia")))
    ]  # fmt: skip
    reported: list[tuple[str, str, str, dict[str, Any]]] = [
                ("05-05", "丁镇", "1.3", {}), ("06-05", "丙镇", "1.3", {}), ("09-05", "辛局", "1.3", {}),
                ("05-06", "丁镇", "1.2", {"by": "乙局"}), ("06-06", "丙镇", "1.2", {"by": "乙局", "document": None}),
                ("05-07", "甲局", "1.3", {"files": (attachment("a.txt"),)}), ("05-08", "甲局", "1.3", {}),
    ]  # fmt: skip
    own = [evidence(when, unit, id_, 100 + n, **more) for n, (when, unit, id_, more) in enumerate(reported)]
    told = [
        progress("07-04", "甲局", number=1),
        progress("07-20", "甲局", number=2),
        progress("07-08", "丙镇", number=3),
    ]
    decisions = [
        return_(told[0].id, "07-05", number=1, again_by="07-25"), return_(own[1].id, "06-20", number=2, again_by="07-20"),
        redact(own[5].id, "a.txt", number=3), redact(own[6].id, number=4), waive("06-20", "丙镇", "1.3", number=5),
        extend("10-31", "09-01", "辛局", "1.3", number=6),
    ]  # fmt: skip
    records = sorted((*through, *own, *told, void(through[0].id, unit="庚府")), key=lambda each: each.id)
    lead = (Task(id=1, section="一", title="任务一", text="x", lead=("甲局", "丙镇"), obligations=plan),)
    world = register(tasks=lead, records=records, decisions=decisions, progress="quarter", units=bodies)
    return files_of(world) | {f"{own[5].folder}/a.txt": b"x"}


def inspected() -> dict[str, bytes]:
    """Visits that count for joint and periodic obligations, findings reported on, returned, closed, extended, let go."""
    plan = (
        obligation("1.1", scope="joint", who=("甲局", "乙局"), target=CountTarget(count=2)),
        obligation("1.2", every="quarter", who=("甲局", "乙局")),
    )
    bodies = units(庚府={}, 丁镇={"until": date(2024, 6, 15), "succeeded_by": "丙镇"}, 辛局={"from_": date(2024, 7, 1)})
    visits = [
        found(
            ("丙镇", "06-30"),
            ("丁镇", "06-30"),
            ("庚府", "07-31"),
            ("乙局", "06-30"),
            obligation=("1.1", "1.2"),
            number=0,
        ),
        found(("丙镇", "07-31", {"problem": "补"}), adds_to="2024-05-24-aaaa", recorded=date(2024, 6, 3), number=1),
        found(to="07-19", title="第二次", obligation=("1.1", "1.2"), by=("乙局",), number=2),
        found(("甲局", "08-31"), to="07-19", title="专项", number=3),
    ]
    papers = [
        rectify("06-10", "丙镇", number=1), rectify("06-05", "丁镇", 2, number=2), rectify("06-25", "丙镇", 2, number=3),
        rectify("07-05", "庚府", 3, number=4, document="x"), rectify("06-12", "乙局", 4, number=5, stage="partial"),
        rectify("07-02", "丙镇", number=6), rectify("07-20", "丙镇", inspection="2024-05-24-aaab", number=7, files=(attachment("a.txt"),)),
        rectify("08-01", "甲局", inspection="2024-07-19-aaad", number=8, files=(attachment("a.txt"),)),
    ]  # fmt: skip
    evident = [
        evidence("05-24", "甲局", "1.1", 20),
        evidence("04-24", "甲局", "1.2", 21),
        evidence("08-24", "乙局", "1.2", 22),
    ]
    decisions = [
        return_(papers[0].id, "06-20", number=1, again_by="07-05"), close("07-10", number=2), close("07-01", 2, number=3),
        close("07-12", 3, number=4), redact(papers[6].id, "a.txt", number=6), close("07-25", 1, "2024-05-24-aaab", 7),
        decision(Extend(inspection="2024-05-24-aaaa", finding=4, due=date(2024, 9, 30), approved_by="x", reason="x",
                        recorded=date(2024, 6, 20)), 8),
    ]  # fmt: skip
    records = sorted((*papers, *evident, void(papers[4].id, unit="乙局")), key=lambda each: each.id)
    decisions.sort(key=lambda each: each.id)
    world = register(*plan, records=records, decisions=decisions, inspections=visits, units=bodies)
    return files_of(world) | {f"{papers[7].folder}/a.txt": b"x"}
