"""Small invented registers, for a test that names its case (tests/builders/strategies.py draws them at random)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from spt_fazhi.model.entries.decision import Close, Extend, Redact, RedactedFile, Return, Waive
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.entries.record import Attachment, Evidence, Progress, Rectify, Void
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import Obligation, ProgressSettings, RegisterInfo, Section, Task
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.model.unit import Group, GroupMembers, Unit

SHA = "0" * 63 + "1"
UNITS = (
    Unit(name="甲局", code="jia", kind="government", tags=("执法",), aliases=("甲",)),
    Unit(name="乙局", code="yi", kind="government"),
    Unit(name="丙镇", code="bing", kind="township", tags=("执法",)),
    Unit(name="丁镇", code="ding", kind="township", aliases=("丁乡",)),
)
MORE_UNITS = (
    Unit(name="戊委", code="wei", kind="party"),
    Unit(name="己院", code="yuan", kind="judicial"),
    Unit(name="庚府", code="fu", kind="government", acts_through="甲局"),
    Unit(name="辛局", code="xin", kind="government"),
)
"""Not in every register: outside the government, without a desk of its own, and one to come."""
CODES = {name: unit.code for unit in (*UNITS, *MORE_UNITS) for name in (unit.name, *unit.aliases)}
GROUPS = (
    Group(name="各部门", members=GroupMembers(kinds=("government",))),
    Group(name="各乡镇", members=GroupMembers(kinds=("township",))),
    Group(name="各执法单位", members=GroupMembers(tags=("执法",), units=("乙局",), except_=("丙镇",))),
    Group(name="空组", members=GroupMembers()),
)


def units(**given):
    """The units of `register`, and those of MORE_UNITS and the changes that are given: `units(乙局={"until": day})`."""
    return tuple(
        replace(unit, **given.get(unit.name, {}))
        for unit in (*UNITS, *MORE_UNITS)
        if unit in UNITS or unit.name in given
    )


def day(text: str) -> date:
    """`07-01` → that day of 2024; a full date as it is."""
    return date.fromisoformat(text if len(text) == 10 else f"2024-{text}")


def obligation(id_="1.1", *, due="12-31", every=None, target=None, scope="each", who=("甲局",), **more):
    """An obligation; with `every`, without a due day."""
    return Obligation(
        id=id_, title=f"事项{id_}", quote="x", who=tuple(who), scope=scope, target=target,
        due=None if every else day(due), every=every, **more,
    )  # fmt: skip


def register(
    *obligations,
    issued="01-01",
    records=(),
    decisions=(),
    inspections=(),
    sent=(),
    tasks=None,
    units=UNITS,
    groups=GROUPS,
    **info,
):
    """A register of 2024 with one task that holds `obligations` (or with `tasks`).

    `progress` is how often reports in words are asked for (of all tasks, unless `of` says otherwise) or the settings.
    """
    given = info.pop("progress", "none")
    asked = given if isinstance(given, ProgressSettings) else ProgressSettings(
        every=given, of=info.pop("of", "all"), grace_days=info.pop("progress_grace_days", 10)
    )  # fmt: skip
    info = {"progress": asked, "backfill_until": date(9999, 12, 31), **info}
    return Register(
        info=RegisterInfo(year=2024, title="示例区要点", issuer="示例区", issued=day(issued), **info),
        sections=(Section(id="一", title="一"),),
        tasks=tasks or (Task(id=1, section="一", title="任务一", text="x", lead=("甲局",), obligations=obligations),),
        units=units, groups=groups, records=tuple(records), decisions=tuple(decisions), issued=tuple(sent),
        inspections=tuple(inspections),
    )  # fmt: skip


def record(value, number=0, code=None, about=None):
    """A record value in the folder of its unit (or of `code`), named for what it is about (or for `about`)."""
    if isinstance(value, Rectify):
        about = about or f"{value.inspection[11:]}.{value.finding}"
    about = about or getattr(value, "obligation", None) or getattr(value, "task", None) or value.record.split("-")[-2]
    when = getattr(value, "date", value.recorded)
    entry_id = f"{code or CODES.get(value.unit, 'wu')}/{when}-{about}-{suffix(number)}"
    return Entry(id=entry_id, file=f"data/records/{entry_id}.yaml", value=value)


def evidence(when, unit="甲局", id_="1.1", number=0, recorded=None, **more):
    """An evidence record, proved by a document unless `document` says otherwise."""
    through = day(more.pop("through")) if more.get("through") else None
    recorded = day(recorded) if recorded else max(day(when), through or day(when))
    more = {"document": "x", "title": "x", "through": through, **more}
    value = Evidence(unit=unit, obligation=id_, date=day(when), recorded=recorded, **more)
    return record(value, number)


def share(when, reached, of, **more):
    """An evidence record of a rate."""
    return evidence(when, reached=reached, of=of, **more)


def progress(recorded, unit="甲局", task=1, period="2024Q2", number=0):
    """A progress record."""
    return record(Progress(unit=unit, task=task, period=period, done="x", recorded=day(recorded)), number)


def visit(value, number=0):
    """An inspection value as an entry."""
    entry_id = f"{value.to}-{suffix(number)}"
    return Entry(id=entry_id, file=f"data/inspections/{entry_id}.yaml", value=value)


def found(*findings, to="05-24", by=("甲局",), number=0, **more):
    """A visit of five days that ended on `to`, with findings: each a unit, its due day, and perhaps more fields."""
    last = day(to)
    each = tuple(
        Finding(**{"id": place, "unit": unit, "due": day(due), "problem": "x", **dict(*given)})
        for place, (unit, due, *given) in enumerate(findings, start=1)
    )
    value: dict[str, Any] = {
        "title": "x",
        "from_": last - timedelta(days=4),
        "to": last,
        "by": tuple(by),
        "recorded": last,
    } | more
    return visit(Inspection(**value, findings=each), number)


def rectify(when, unit="甲局", finding=1, inspection="2024-05-24-aaaa", number=0, **more):
    """A report of what was done about a finding."""
    value = {"unit": unit, "inspection": inspection, "finding": finding, "date": day(when), "title": "x"}
    return record(Rectify(**({"recorded": day(when)} | value | more)), number)


def close(recorded, finding=1, inspection="2024-05-24-aaaa", number=0):
    """A finding closed."""
    value = Close(inspection=inspection, finding=finding, checked_by="x", recorded=day(recorded))
    return decision(value, number)


def void(target, recorded="07-01", unit="甲局", number=0):
    """A void of the record with id `target`."""
    return record(Void(unit=unit, record=target, reason="x", recorded=day(recorded)), number + 500)


def decision(value, number=0):
    """A decision value as an entry."""
    kind = type(value).__name__.lower()
    entry_id = f"{value.recorded}-{kind}-{suffix(number)}"
    return Entry(id=entry_id, file=f"data/decisions/{entry_id}.yaml", value=value)


def extend(due, recorded, unit="甲局", id_="1.1", number=0, period=None, task=None):
    """An extension, of the duty to report progress when `task` is given."""
    return decision(
        Extend(
            obligation=None if task else id_, task=task, unit=unit, period=period, due=day(due), approved_by="x",
            reason="x", recorded=day(recorded),
        ), number,
    )  # fmt: skip


def waive(recorded="05-01", unit="甲局", id_="1.1", number=0, period=None, task=None):
    """A waiver, of the duty to report progress when `task` is given."""
    return decision(
        Waive(
            obligation=None if task else id_, task=task, unit=unit, period=period, approved_by="x", reason="x",
            recorded=day(recorded),
        ), number,
    )  # fmt: skip


def return_(target, recorded="07-01", number=0, again_by=None):
    """A returned record."""
    again = day(again_by) if again_by else None
    return decision(Return(record=target, reason="x", again_by=again, recorded=day(recorded)), number)


def redact(target, *names, recorded="07-01", number=0, sha256=SHA):
    """A record of which files were let go, or all of it when none is named."""
    files = tuple(RedactedFile(name=name, sha256=sha256) for name in names)
    value = Redact(
        record=target, files=files, whole=not names, sha256=None if names else SHA, reason="x", recorded=day(recorded)
    )
    return decision(value, number)


def issued(name="call", recorded="06-20", duties=(("1.1", "甲局"),), number=0, **more):
    """Something sent or said about duties: each an obligation (or the number of a task), a unit and perhaps a period.

    A finding is given by its full id.
    """
    lines = tuple(
        IssuedDuty(**_subject(about), unit=unit, period=period)
        for about, unit, period in ((*each, None)[:3] for each in duties)
    )
    files = () if name in {"call", "visit", "meeting"} else (attachment("函.docx"),)
    to = tuple(dict.fromkeys(each.unit for each in lines if each.unit)) or ("各部门",)
    value = Issued(**{"name": name, "to": to, "duties": lines, "files": files, "recorded": day(recorded)} | more)
    entry_id = f"{value.recorded}-{name}-{suffix(number)}"
    return Entry(id=entry_id, file=f"data/issued/{entry_id}.yaml", value=value)


def _subject(about):
    if isinstance(about, int):
        return {"task": about}
    inspection, _, finding = about.rpartition(".")
    return {"inspection": inspection, "finding": int(finding)} if "-" in inspection else {"obligation": about}


def attachment(name, sha256=SHA):
    """A file beside a record."""
    return Attachment(name=name, sha256=sha256, size=1)


def suffix(number: int) -> str:
    """Four base32 characters, different for each number below 32^4."""
    digits = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(digits[number // 32**place % 32] for place in (3, 2, 1, 0))
