"""Small invented registers: builders for a test that names its case, strategies for one that wants them all."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from spt_fazhi.model.decision import Extend, Return, Waive
from spt_fazhi.model.plan import CountTarget, Obligation, ProgressSettings, RateTarget, RegisterInfo, Section, Task
from spt_fazhi.model.record import Evidence, Progress, Void
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.model.unit import Group, GroupMembers, Unit

UNITS = (
    Unit(name="甲局", code="jia", kind="government", tags=("执法",), aliases=("甲",)),
    Unit(name="乙局", code="yi", kind="government"),
    Unit(name="丙镇", code="bing", kind="township", tags=("执法",)),
    Unit(name="丁镇", code="ding", kind="township", aliases=("丁乡",)),
)
CODES = {name: unit.code for unit in UNITS for name in (unit.name, *unit.aliases)}
GROUPS = (
    Group(name="各部门", members=GroupMembers(kinds=("government",))),
    Group(name="各乡镇", members=GroupMembers(kinds=("township",))),
    Group(name="各执法单位", members=GroupMembers(tags=("执法",), units=("乙局",), except_=("丙镇",))),
    Group(name="空组", members=GroupMembers()),
)


def day(text: str) -> date:
    """`07-01` → that day of 2024; a full date as it is."""
    return date.fromisoformat(text if len(text) == 10 else f"2024-{text}")


def obligation(id_="1.1", *, due="12-31", every=None, target=None, scope="each", who=("甲局",)):
    """An obligation; with `every`, without a due day."""
    return Obligation(
        id=id_, title=f"事项{id_}", quote="x", who=tuple(who), scope=scope, target=target,
        due=None if every else day(due), every=every,
    )  # fmt: skip


def register(*obligations, issued="01-01", records=(), decisions=(), tasks=None, **info):
    """A register of 2024 with one task that holds `obligations` (or with `tasks`)."""
    given = info.pop("progress", "none")
    asked = given if isinstance(given, ProgressSettings) else ProgressSettings(
        every=given, of=info.pop("of", "all"), grace_days=info.pop("progress_grace_days", 10)
    )  # fmt: skip
    info = {"progress": asked, "backfill_until": date(9999, 12, 31), **info}
    return Register(
        info=RegisterInfo(year=2024, title="示例区要点", issuer="示例区", issued=day(issued), **info),
        sections=(Section(id="一", title="一"),),
        tasks=tasks or (Task(id=1, section="一", title="任务一", text="x", lead=("甲局",), obligations=obligations),),
        units=UNITS, groups=GROUPS, records=tuple(records), decisions=tuple(decisions),
    )  # fmt: skip


def record(value, number=0, code=None, about=None):
    """A record value in the folder of its unit (or of `code`), named for what it is about (or for `about`)."""
    about = about or getattr(value, "obligation", None) or getattr(value, "task", None) or value.record.split("-")[-2]
    when = getattr(value, "date", value.recorded)
    entry_id = f"{code or CODES.get(value.unit, 'wu')}/{when}-{about}-{suffix(number)}"
    return Entry(id=entry_id, file=f"data/records/{entry_id}.yaml", value=value)


def evidence(when, unit="甲局", id_="1.1", number=0, recorded=None, **more):
    """An evidence record."""
    recorded = day(recorded) if recorded else day(when)
    more = {"document": "x", **more}
    value = Evidence(unit=unit, obligation=id_, date=day(when), title="x", recorded=recorded, **more)
    return record(value, number)


def progress(recorded, unit="甲局", task=1, period="2024Q2", number=0):
    """A progress record."""
    return record(Progress(unit=unit, task=task, period=period, done="x", recorded=day(recorded)), number)


def void(target, recorded="07-01", unit="甲局", number=0):
    """A void of the record with id `target`."""
    return record(Void(unit=unit, record=target, reason="x", recorded=day(recorded)), number + 500)


def decision(value, number=0):
    """A decision value as an entry."""
    kind = type(value).__name__.lower()
    entry_id = f"{value.recorded}-{kind}-{suffix(number)}"
    return Entry(id=entry_id, file=f"data/decisions/{entry_id}.yaml", value=value)


def extend(due, recorded, unit="甲局", id_="1.1", number=0, period=None):
    """An extension."""
    value = Extend(
        obligation=id_, unit=unit, period=period, due=day(due), approved_by="x", reason="x", recorded=day(recorded)
    )
    return decision(value, number)


def waive(recorded="05-01", unit="甲局", id_="1.1", number=0, period=None):
    """A waiver."""
    return decision(
        Waive(obligation=id_, unit=unit, period=period, approved_by="x", reason="x", recorded=day(recorded)), number
    )


def return_(target, recorded="07-01", number=0):
    """A returned record."""
    return decision(Return(record=target, reason="x", recorded=day(recorded)), number)


def suffix(number: int) -> str:
    """Four base32 characters, different for each number below 32^4."""
    digits = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(digits[number // 32**place % 32] for place in (3, 2, 1, 0))


DAYS = st.integers(-40, 400).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
COUNTS = st.builds(CountTarget, count=st.one_of(st.integers(1, 8), st.sampled_from([Decimal("2.5"), Decimal("0.5")])))
RATES = st.builds(
    RateTarget,
    rate=st.sampled_from([Decimal(1), Decimal("0.8"), Decimal("0.065")]),
    of=st.just("人员"),
    settle=st.sampled_from(["at-due", "when-reached"]),
)
TARGETS = st.one_of(st.none(), COUNTS, RATES)
NAMES = st.sampled_from(
    ["甲局", "甲", "乙局", "丙镇", "丁镇", "丁乡", "各部门", "各乡镇", "各执法单位", "空组", "无名局"]
)
CYCLES = st.sampled_from(["month", "quarter", "half"])
PERIODS = st.sampled_from(["2024-03", "2024-11", "2024Q1", "2024Q2", "2024Q4", "2024H1", "2024H2", "2024", "2023Q4"])


@st.composite
def shares(draw):
    """`reached` and `of`."""
    of = draw(st.integers(0, 12))
    return {"reached": draw(st.integers(0, of)), "of": of}


AMOUNTS = st.one_of(
    st.just({}),
    st.builds(lambda n: {"amount": n}, st.one_of(st.integers(1, 4), st.just(Decimal("1.5")))),
    shares(),
)


@st.composite
def evidence_values(draw, target=..., dates=DAYS):
    """Evidence that fits `target` (any form when it is left out)."""
    when = draw(dates)
    if target is ...:
        more = draw(AMOUNTS)
    else:
        more = draw(shares() if isinstance(target, RateTarget) else AMOUNTS.filter(lambda each: "of" not in each))
    return Evidence(unit="甲局", obligation="1.1", date=when, title="x", recorded=when, **more)


# made once: a strategy made anew for each value is worked out anew
_CYCLE = st.one_of(st.none(), st.none(), CYCLES)
_WHO = st.lists(NAMES, max_size=3)
_SCOPE = st.sampled_from(["each", "joint"])
_LEAD = st.lists(NAMES, min_size=1, max_size=3)
_RESPONSIBLE = st.lists(NAMES, max_size=2)
_ISSUED = st.sampled_from([date(2024, 1, 1), date(2024, 4, 9), date(2024, 7, 1)])
_SOON = st.sampled_from([0, 7, 30, 90])
_PROGRESS = st.sampled_from(["quarter", "half", "none"])
_GRACE = st.sampled_from([0, 10, 40])
_RECORD_KIND = st.sampled_from(["evidence"] * 5 + ["progress"] * 2 + ["void"])
_PERIOD = st.one_of(st.none(), st.none(), PERIODS)
_CODE = st.sampled_from([None] * 9 + ["yi"])
_ABOUT = st.sampled_from([None] * 9 + ["1", "1.1"])
_DECISION_KIND = st.sampled_from(["extend", "extend", "waive", "return"])
_REPORTING = st.sampled_from(["甲局", "甲", "乙局", "丙镇", "丁镇", "丁乡", "无名局"])
_DECIDED = st.sampled_from([None, "甲局", "甲", "乙局", "丙镇", "丁镇", "无名局"])


@st.composite
def obligations(draw, task, number):
    """An obligation of a task."""
    every = draw(_CYCLE)
    return Obligation(
        id=f"{task}.{number}", title="x", quote="x", who=tuple(draw(_WHO)),
        scope=draw(_SCOPE), target=draw(TARGETS),
        due=None if every else draw(DAYS), every=every,
    )  # fmt: skip


@st.composite
def registers(draw):
    """A register with up to three tasks and whatever records and decisions people may write."""
    tasks = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        own = tuple(draw(obligations(number, index)) for index in range(1, draw(st.integers(0, 3)) + 1))
        lead = tuple(draw(_LEAD))
        responsible = tuple(draw(_RESPONSIBLE))
        tasks.append(
            Task(id=number, section="一", title="x", text="x", lead=lead, responsible=responsible, obligations=own)
        )
    known = [each.id for task in tasks for each in task.obligations]
    about = st.sampled_from([*known, *known, *known, "9.9"])
    records = _records(draw, about, len(tasks))
    decisions = _decisions(draw, about, [entry.id for entry in records])
    return register(
        tasks=tuple(tasks), records=records, decisions=decisions,
        issued=str(draw(_ISSUED)),
        due_soon_days=draw(_SOON),
        progress=draw(_PROGRESS),
        progress_grace_days=draw(_GRACE),
    )  # fmt: skip


def _records(draw, about, task_count):
    found: list[Entry[Any]] = []
    value: Evidence | Progress | Void
    for number in range(draw(st.integers(0, 12))):
        unit = draw(_REPORTING)
        when = draw(DAYS)
        kind = draw(_RECORD_KIND)
        if kind == "evidence":
            period = draw(_PERIOD)
            value = Evidence(
                unit=unit, obligation=draw(about), date=when, title="x", period=period,
                recorded=when + timedelta(days=draw(st.integers(0, 20))), **draw(AMOUNTS),
            )  # fmt: skip
        elif kind == "progress":
            task = draw(st.integers(1, task_count + 1))
            value = Progress(unit=unit, task=task, period=draw(PERIODS), done="x", recorded=when)
        else:
            target = draw(st.sampled_from([entry.id for entry in found] or ["jia/2024-01-01-1.1-zzzz"]))
            value = Void(unit=unit, record=target, reason="x", recorded=when)
        code = draw(_CODE)
        found.append(record(value, number, code, draw(_ABOUT)))
    return sorted(found, key=lambda entry: entry.id)


def _decisions(draw, about, records):
    found: list[Entry[Any]] = []
    value: Return | Extend | Waive
    for number in range(draw(st.integers(0, 5))):
        when = draw(DAYS)
        kind = draw(_DECISION_KIND)
        period = draw(_PERIOD)
        if kind == "return":
            target = draw(st.sampled_from(records or ["jia/2024-01-01-1.1-zzzz"]))
            value = Return(record=target, reason="x", recorded=when)
        elif kind == "extend":
            value = Extend(
                obligation=draw(about),
                unit=draw(_DECIDED),
                period=period,
                due=draw(DAYS),
                approved_by="x",
                reason="x",
                recorded=when,
            )
        else:
            value = Waive(
                obligation=draw(about), unit=draw(_DECIDED), period=period, approved_by="x", reason="x", recorded=when
            )
        found.append(decision(value, number))
    return sorted(found, key=lambda entry: entry.id)
