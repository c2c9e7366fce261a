"""Registers drawn at random: whatever the files allow, sound or not, so that everything meets everything."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from tests.builders.reference.units import Units
from tests.builders.world import GROUPS, MORE_UNITS, SHA, UNITS, attachment, decision, record, register, visit

from spt_fazhi.model.entries.decision import Close, Extend, Redact, RedactedFile, Return, Waive
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify, Void
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Figure
from spt_fazhi.model.plan import AskedFigure, CountTarget, Obligation, ProgressSettings, RateTarget, Task
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Group, GroupMembers

ENDS = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)]
FEW_DAYS = st.sampled_from([*ENDS, date(2024, 3, 30), *(each + timedelta(days=1) for each in ENDS), date(2025, 1, 20)])
"""So few that they meet: the first and last days of quarters."""
DAYS = st.one_of(FEW_DAYS, st.integers(-40, 400).map(lambda n: date(2024, 1, 1) + timedelta(days=n)))
COUNTS = st.builds(
    CountTarget,
    count=st.sampled_from([1, 1, 2, 3, 8, Decimal("2.5"), Decimal("0.5")]),
    pace=st.sampled_from(["even", "even", "none"]),
)
RATES = st.builds(
    RateTarget,
    rate=st.sampled_from([Decimal(1), Decimal("0.8"), Decimal("0.065")]),
    of=st.just("人员"),
    settle=st.sampled_from(["at-due", "when-reached"]),
    combine=st.sampled_from([None, None, "add", "latest"]),
)
TARGETS = st.one_of(st.none(), COUNTS, RATES)
ALL_UNITS = (*UNITS, *MORE_UNITS)
ALL_GROUPS = (*GROUPS, Group(name="党委和法院", members=GroupMembers(kinds=("party", "judicial"))))
_REAL = Units(register(units=ALL_UNITS, groups=ALL_GROUPS))
_MEMBERS = {name: _REAL.named([name]) for name in (
    "甲局", "甲", "乙局", "丙镇", "丁镇", "丁乡", "各部门", "各乡镇", "各执法单位", "空组", "无名局", "戊委", "庚府", "党委和法院"
)}  # fmt: skip
NAMES = st.sampled_from(list(_MEMBERS))
CYCLES = st.sampled_from(["month", "quarter", "quarter", "half", "half"])
PERIODS = st.sampled_from(["2024-03", "2024-11", "2024Q1", "2024Q2", "2024Q4", "2024H1", "2024H2", "2024", "2023Q4"])

# each is made once: a strategy made anew for each value is worked out anew
_CYCLE = st.one_of(st.none(), st.none(), st.none(), CYCLES)
_WHO = st.lists(NAMES, max_size=3)
_SCOPE = st.sampled_from(["each", "each", "joint"])
_LEAD = st.lists(NAMES, min_size=1, max_size=3)
_RESPONSIBLE = st.lists(NAMES, max_size=2)
_ISSUED = st.sampled_from([date(2024, 1, 1), date(2024, 4, 9), date(2024, 7, 1)])
_SOON = st.sampled_from([0, 7, 30, 90])
_PROGRESS = st.builds(
    ProgressSettings,
    every=st.sampled_from(["quarter", "half", "half", "none", "none"]),
    of=st.sampled_from(["unmeasured", "all"]),
    grace_days=st.sampled_from([0, 10, 40]),
)
_RECORD_KIND = st.sampled_from(["evidence"] * 6 + ["progress"] * 2 + ["void"])
_ON_FINDINGS = st.sampled_from(["evidence"] * 3 + ["progress"] + ["rectify"] * 6 + ["void"] * 2)
_PERIODS_OF = {
    "month": st.sampled_from([f"2024-{month:02}" for month in range(1, 13)]),
    "quarter": st.sampled_from(["2024Q1", "2024Q2", "2024Q3", "2024Q4"]),
    "half": st.sampled_from(["2024H1", "2024H2"]),
    "none": PERIODS,
}
_CODE = st.sampled_from([None] * 18 + ["yi", "jia"])
_ABOUT = st.sampled_from([None] * 18 + ["1", "1.1"])
_NOW_AND_THEN = st.integers(0, 9).map(lambda n: n == 9)
_DECISION_KIND = st.sampled_from(["extend", "extend", "waive", "return", "return", "redact"])
_DECIDED_ON_FINDINGS = st.sampled_from(["extend", "waive", "return", "return", "close", "close", "close", "redact"])
_STAGE = st.sampled_from([None, None, None, "partial"])
_VISITS = st.sampled_from([0, 0, 1, 1, 2])
_COUNTED = st.sampled_from([0, 0, 1, 2])
_FINDINGS = st.integers(0, 3)
_LASTING = st.sampled_from([0, 0, 4, 30])
_IN_TIME = st.integers(-4, 60)
_ABOUT_DUE = st.sampled_from([0, 0, 0, 1, -1])
_SOON_AFTER = st.sampled_from([0, 0, 1, 5, 15])
_REPORTING = st.sampled_from(["甲局", "甲", "乙局", "丙镇", "丁镇", "丁乡", "无名局", "戊委", "己院", "庚府", "辛局"])
_BY = st.sampled_from([None] * 12 + ["甲局", "乙局", "戊委", "无名局"])
_HOLDER = st.sampled_from([None, None, "甲", "乙局", "戊委", "无名局"])
_DUE_DAY = st.sampled_from([1, 20, 25, 31])
_AFTER = st.sampled_from([0, 10, 75])
_START = st.sampled_from([None, None, date(2024, 5, 1), date(2024, 7, 28), date(2025, 2, 1)])
_FIGURES = st.sampled_from([(), (), (AskedFigure(name="人数", unit="人"),)])
_GIVEN = st.sampled_from([()] * 3 + [(Figure("人数", 3),)])
_STRANGE = st.sampled_from([()] * 15 + [(Figure("件数", 1),)])
_PROOF = st.sampled_from(
    [{}, {}, {"document": "x"}, {"document": "x"}, {"link": "https://example.org"}, {"files": (attachment("a.jpg"),)},
     {"files": (attachment("a.jpg"), attachment("b.jpg"))}]
)  # fmt: skip
_LET_GO = st.sampled_from([("a.jpg",), ("b.jpg",), ("a.jpg", "b.jpg"), ("c.jpg",)])
_HASH = st.sampled_from([SHA] * 4 + ["0" * 64])
_TO = st.one_of(st.none(), st.sampled_from(ENDS), st.integers(-30, 30))
_LATER = st.integers(0, 20)
_LAST = st.one_of(st.sampled_from(ENDS[:3]), DAYS)
_HEIR = st.sampled_from(["甲局", "乙局", "丙镇", "丁乡", "辛局", "戊委", "无名局", None])
_OFFICE = st.sampled_from([None, "戊委", "甲"])
_BACKFILL = st.sampled_from([None, date(2024, 5, 1), date(2024, 12, 31)])
_EXTENDED = st.one_of(DAYS, DAYS, st.just(date(2025, 12, 31)), st.just(date(2026, 1, 1)))


_INSPECTORS = st.lists(_REPORTING, min_size=1, max_size=3)


@st.composite
def shares(draw):
    """`reached` and `of`."""
    of = draw(st.integers(0, 12))
    return {"reached": draw(st.one_of(st.integers(0, of), st.just(of))), "of": of}


AMOUNTS = st.one_of(
    st.just({}),
    st.builds(lambda n: {"amount": n}, st.one_of(st.integers(1, 4), st.just(Decimal("1.5")))),
    shares(),
)
_PLAIN = AMOUNTS.filter(lambda each: "of" not in each)
_SHARES = shares()


@st.composite
def evidence_values(draw, target, dates=DAYS, proof=_PROOF):
    """Evidence of one unit that fits `target`."""
    when = draw(dates)
    more = draw(_SHARES if isinstance(target, RateTarget) else _PLAIN)
    through, recorded = _days(draw, when, more)
    return Evidence(
        unit="甲局", obligation="1.1", date=when, through=through, title="x", recorded=recorded, **more, **draw(proof)
    )


def _days(draw, when, more):
    """To which day figures run (rates alone, now and then), and when the record is entered."""
    to = draw(_TO) if "of" in more else None
    through = when + timedelta(days=to) if isinstance(to, int) else to
    return through, max(when, through or when) + timedelta(days=draw(_LATER))


@st.composite
def obligations(draw, task, number):
    """An obligation of a task."""
    every = draw(_CYCLE)
    more: dict[str, Any] = {}
    if every:
        more = draw(st.sampled_from([{}, {"due_day": draw(_DUE_DAY)}, {"after": draw(_AFTER)}]))
        more["start"] = draw(_START)
    return Obligation(
        id=f"{task}.{number}", title="x", quote="x", who=tuple(draw(_WHO)), scope=draw(_SCOPE), target=draw(TARGETS),
        due=None if every else draw(DAYS), every=every, holder=draw(_HOLDER), figures=draw(_FIGURES), **more,
    )  # fmt: skip


@st.composite
def registers(draw, reforms=False):
    """A register with up to three tasks and whatever records and decisions people may write.

    With `reforms`, units begin, end, and hand on what they owe; then who owes what depends on the records.
    """
    tasks = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        own = tuple(draw(obligations(number, index)) for index in range(1, draw(st.integers(0, 3)) + 1))
        lead = tuple(draw(_LEAD))
        responsible = tuple(draw(_RESPONSIBLE))
        tasks.append(
            Task(id=number, section="一", title="x", text="x", lead=lead, responsible=responsible, obligations=own)
        )
    asked = draw(_PROGRESS)
    visits = _inspections(draw, tasks)
    records = _records(draw, tasks, asked.every, visits)
    decisions = _decisions(draw, tasks, asked.every, records, visits)
    return register(
        tasks=tuple(tasks), records=records, decisions=decisions, inspections=visits, groups=ALL_GROUPS,
        units=_reformed(draw) if reforms else ALL_UNITS,
        issued=str(draw(_ISSUED)),
        due_soon_days=draw(_SOON),
        progress=asked,
        office=draw(_OFFICE),
        backfill_until=draw(_BACKFILL),
    )  # fmt: skip


def _reformed(draw):
    """Units of which some begin or end; several on the same day, in a chain or in a circle, too."""
    changed = dict.fromkeys(draw(st.lists(st.sampled_from([each.name for each in ALL_UNITS]), max_size=4)))
    found = {each.name: each for each in ALL_UNITS}
    for name in changed:
        if draw(st.booleans()) or name == "辛局":
            found[name] = replace(found[name], from_=draw(_LAST) + timedelta(days=1))
        if name != "辛局":
            last = max(draw(_LAST), found[name].from_ or date.min)
            found[name] = replace(found[name], until=last, succeeded_by=draw(_HEIR))
    return tuple(found.values())


def _inspections(draw, tasks):
    """None as often as not; else visits with findings of units known or not, on tasks or none; some add to the first."""
    found: list[Entry[Any]] = []
    for number in range(draw(_VISITS)):
        last = draw(DAYS)
        first = last - timedelta(days=draw(_LASTING))
        owed = [_obligation(draw, tasks)[1] for _ in range(draw(_COUNTED))]
        findings = tuple(
            Finding(
                id=place, unit=draw(_REPORTING), task=draw(st.sampled_from([None, *(task.id for task in tasks), 9])),
                problem="x", due=max(first, last + timedelta(days=draw(_IN_TIME))),
            )
            for place in range(1, draw(_FINDINGS) + 1)
        )  # fmt: skip
        recorded = last + timedelta(days=draw(_LATER))
        adds = draw(st.sampled_from([None, found[0].id])) if found and findings else None
        if adds is not None:
            findings = tuple(replace(each, due=max(each.due, recorded)) for each in findings)
        value = Inspection(
            title="x", from_=first, to=last, by=tuple(draw(_INSPECTORS)), findings=findings, adds_to=adds,
            obligation=() if adds else tuple(dict.fromkeys(each.id if each else "9.9" for each in owed)),
            recorded=recorded,
        )  # fmt: skip
        found.append(visit(value, number))
    return sorted(found, key=lambda entry: entry.id)


def _finding(draw, visits):
    """The id of an inspection, one of its findings (None: any number), and its days; now and then there is none such."""
    known = [(entry, each) for entry in visits for each in entry.value.findings]
    if not known or draw(_NOW_AND_THEN):
        return "2024-05-24-zzzz", None, draw(DAYS)
    entry, finding = draw(st.sampled_from(known))
    return entry.id, finding, entry.value.to


def _rectify(draw, visits, when, before):
    """A report on a finding, as often as not on its due day or about it; or once more on what was reported before."""
    visit_id, finding, last = _finding(draw, visits)
    day = when if draw(_NOW_AND_THEN) else last + timedelta(days=draw(_IN_TIME))
    if finding is not None and draw(st.booleans()):
        day = finding.due + timedelta(days=draw(_ABOUT_DUE))
    if before and draw(st.booleans()):
        first = draw(st.sampled_from(before))
        day = first.date + timedelta(days=draw(_SOON_AFTER))
        return replace(
            first, date=day, recorded=max(day, first.recorded) + timedelta(days=draw(_SOON_AFTER)), stage=draw(_STAGE)
        )
    unit = draw(_REPORTING) if finding is None or draw(_NOW_AND_THEN) else finding.unit
    return Rectify(
        unit=unit, inspection=visit_id, finding=finding.id if finding else 1, date=day, title="x", stage=draw(_STAGE),
        recorded=day + timedelta(days=draw(_LATER)), **draw(_PROOF),
    )  # fmt: skip


def _records(draw, tasks, every, visits):
    found: list[Entry[Any]] = []
    value: Evidence | Progress | Rectify | Void
    for number in range(draw(st.integers(0, 14))):
        unit = draw(_REPORTING)
        when = draw(DAYS)
        kind = draw(_ON_FINDINGS if visits else _RECORD_KIND)
        if kind == "evidence":
            value = _evidence(draw, tasks, when)
        elif kind == "progress":
            value = _progress(draw, tasks, every, when)
        elif kind == "rectify":
            before = [entry.value for entry in found if isinstance(entry.value, Rectify)]
            value = _rectify(draw, visits, when, before)
        else:
            entry = draw(st.sampled_from(found)) if found else None
            if entry is not None and not draw(_NOW_AND_THEN):
                unit, when = entry.value.unit, entry.value.recorded + timedelta(days=draw(_LATER))
            target = entry.id if entry else "jia/2024-01-01-1.1-zzzz"
            value = Void(unit=unit, record=target, reason="x", recorded=when)
        code = draw(_CODE)
        found.append(record(value, number, code, draw(_ABOUT)))
    return sorted(found, key=lambda entry: entry.id)


def _unit(draw, names):
    """One of the units named, now and then any."""
    named = [unit for name in names for unit in _MEMBERS[name]]
    return draw(_REPORTING if not named or draw(_NOW_AND_THEN) else st.sampled_from([*named, "辛局"]))


def _period(draw, every):
    """A period of that cycle, now and then any."""
    return draw(PERIODS if draw(_NOW_AND_THEN) else _PERIODS_OF[every])


def _obligation(draw, tasks):
    """One of the obligations with its task; None now and then, and when there is none."""
    known = [(task, each) for task in tasks for each in task.obligations]
    return draw(st.sampled_from(known)) if known and not draw(_NOW_AND_THEN) else (None, None)


def _who(task, owed):
    return owed.who or (*task.lead, *task.responsible) if owed else ()


def _evidence(draw, tasks, when):
    task, owed = _obligation(draw, tasks)
    fits = _SHARES if owed and isinstance(owed.target, RateTarget) else _PLAIN
    more = draw(AMOUNTS if draw(_NOW_AND_THEN) else fits)
    through, recorded = _days(draw, when, more)
    period = None
    if owed and owed.every and draw(st.booleans()):
        period = _period(draw, owed.every)
    elif draw(_NOW_AND_THEN):
        period = draw(PERIODS)
    return Evidence(
        unit=_unit(draw, _who(task, owed)), obligation=owed.id if owed else "9.9", date=when, title="x",
        period=period, through=through, recorded=recorded, by=draw(_BY),
        figures=draw(_GIVEN if owed and owed.figures else _STRANGE), **more, **draw(_PROOF),
    )  # fmt: skip


def _progress(draw, tasks, every, when):
    task = draw(st.sampled_from(tasks))
    number = 9 if draw(_NOW_AND_THEN) else task.id
    return Progress(unit=_unit(draw, task.lead), task=number, period=_period(draw, every), done="x", recorded=when)


def _decisions(draw, tasks, every, entries, visits):
    found: list[Entry[Any]] = []
    value: Return | Extend | Waive | Close | Redact
    reports = [entry for entry in entries if isinstance(entry.value, Rectify)]
    for number in range(draw(st.integers(0, 8 if reports else 6))):
        when = draw(DAYS)
        kind = draw(_DECIDED_ON_FINDINGS if visits else _DECISION_KIND)
        entry = draw(st.sampled_from(reports if reports and draw(st.booleans()) else entries)) if entries else None
        target = entry.id if entry else "jia/2024-01-01-1.1-zzzz"
        if kind == "return":
            decided = entry.value.recorded + timedelta(days=draw(_LATER)) if entry else when
            again_by = None if draw(_NOW_AND_THEN) else decided + timedelta(days=5 * draw(_LATER))
            value = Return(record=target, reason="x", again_by=again_by, recorded=decided)
        elif kind == "redact":
            value = _redact(draw, target, when)
        elif kind == "close":
            value = _close(draw, visits, reports)
        else:
            about = _subject(draw, tasks, every)
            if visits and draw(st.booleans()):
                visit_id, finding, last = _finding(draw, visits)
                about = {"inspection": visit_id, "finding": finding.id if finding else 1}
                when = last + timedelta(days=draw(_IN_TIME))
            more: dict[str, Any] = {**about, "approved_by": "x", "reason": "x", "recorded": when}
            value = Extend(**more, due=draw(_EXTENDED)) if kind == "extend" else Waive(**more)
        found.append(decision(value, number))
    return sorted(found, key=lambda entry: entry.id)


def _close(draw, visits, reports):
    """A finding that was reported on is closed, now and then any."""
    if reports and not draw(_NOW_AND_THEN):
        report = draw(st.sampled_from(reports)).value
        when = report.recorded + timedelta(days=draw(_SOON_AFTER))
        return Close(inspection=report.inspection, finding=report.finding, checked_by="x", recorded=when)
    visit_id, finding, last = _finding(draw, visits)
    when = last + timedelta(days=draw(_IN_TIME) + draw(_LATER))
    return Close(inspection=visit_id, finding=finding.id if finding else 1, checked_by="x", recorded=when)


def _subject(draw, tasks, every):
    """What a decision speaks of: an obligation, or the progress of a task."""
    task, owed = _obligation(draw, tasks)
    if owed is None:
        task = draw(st.sampled_from(tasks))
        return {"task": task.id, "unit": _unit(draw, task.lead), "period": _period(draw, every)}
    period = _period(draw, owed.every) if owed.every else None
    unit = None if (owed.scope == "joint") != draw(_NOW_AND_THEN) else _unit(draw, _who(task, owed))
    return {"obligation": owed.id, "unit": unit, "period": draw(PERIODS) if draw(_NOW_AND_THEN) else period}


def _redact(draw, target, when):
    if draw(st.booleans()):
        return Redact(record=target, whole=True, sha256=SHA, reason="x", recorded=when)
    files = tuple(RedactedFile(name=name, sha256=draw(_HASH)) for name in draw(_LET_GO))
    return Redact(record=target, files=files, reason="x", recorded=when)
