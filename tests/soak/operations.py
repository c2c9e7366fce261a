"""The operations of a soak: each draws what it does from the seed, and says what must be on disk then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from tests.builders.reference.world import World
from tests.soak.model import Wanted
from tests.soak.soak import Soak

from spt_fazhi.model.entries.decision import Close, Extend, Redact, RedactedFile, Return, Waive
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify, Void
from spt_fazhi.model.pairs import Figure
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.plan import Obligation, RateTarget
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit

Operation = Callable[[Soak], None]
OFFICE: Final = "区依法治区办"
ODD_ENDS: Final = (
    "",
    "",
    "",
    "",
    "：2.10",
    " #不是注释",
    "'单引号'",
    '“双”"引号"',
    "- 横",
    "[甲]",
    "𠮷😀",
    "=1+1",
    "yes",
)


# ---- what is drawn ---------------------------------------------------------------------------------------------------


def _unit(soak: Soak, name: str) -> Unit:
    return next(each for each in soak.model.plan.units if each.name == name)


def _owed(soak: Soak) -> list[tuple[Obligation, Unit]]:
    """Each obligation with each unit that owes it, and is there."""
    world = World(soak.model.plan)
    pairs = [
        (owed, _unit(soak, name))
        for task in soak.model.plan.tasks
        for owed in task.obligations
        for name in world.owners(task, owed)
    ]
    return [(owed, unit) for owed, unit in pairs if _span(soak, unit) is not None]


def _span(soak: Soak, unit: Unit) -> tuple[date, date] | None:
    """The days of the year until now on which the unit was there."""
    first, last = unit.from_ or date(2024, 1, 2), min(unit.until or soak.day, soak.day)
    return (first, last) if first <= last and (unit.from_ is None or unit.from_ <= soak.day) else None


def _when(soak: Soak, unit: Unit) -> date:
    """A day of this year until now, more often a late one, on which the unit was there."""
    span = _span(soak, unit)
    assert span is not None
    first, last = max(span[0], date(2024, 1, 2)), min(span[1], date(2024, 12, 31))
    back = soak.rng.choice((soak.rng.randrange(10), soak.rng.randrange(300)))
    return max(first, last - timedelta(days=back))


def _text(soak: Soak, word: str) -> str:
    """A text that no other entry has, now and then with what YAML minds."""
    return f"第{soak.model.number()}次{word}{soak.rng.choice(ODD_ENDS)}"


def _proof(soak: Soak) -> tuple[list[str], dict[str, Any], dict[str, bytes]]:
    """A document, a link, files, several of these or none: words, fields, files."""
    words: list[str] = []
    fields: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    drawn = soak.rng.random()
    if drawn < 0.4:
        fields["document"] = f"示发〔2024〕{soak.model.number()}号"
        words += ["--document", fields["document"]]
    if 0.3 < drawn < 0.5:
        fields["link"] = f"https://example.gov.cn/{soak.model.number()}?a=b#c"
        words += ["--link", fields["link"]]
    if drawn > 0.7:
        for number in range(soak.rng.randrange(1, 3)):
            data = soak.rng.randbytes(soak.rng.choice((1, 100, 5000, 70_000)))
            name = f"材料{number}.bin"
            place = soak.root.parent / "材料" / str(soak.model.number()) / name
            place.parent.mkdir(parents=True)
            place.write_bytes(data)
            files[name] = data
            words += ["--file", str(place)]
    return words, fields, files


def _dated(soak: Soak) -> list[str]:
    return ["--recorded", soak.day.isoformat()]


def _kept(soak: Soak) -> list[str]:
    """Committed at once, or not."""
    return ["--commit"] if soak.rng.random() < 0.15 else []


# ---- what units report -----------------------------------------------------------------------------------------------


def evidence(soak: Soak) -> None:
    """One unit's evidence for one obligation; or for several units at once."""
    owed, unit = soak.rng.choice(_owed(soak))
    units = [unit]
    if owed.scope == "each" and soak.rng.random() < 0.2:
        others = [other for obligation, other in _owed(soak) if obligation is owed and other is not unit]
        units += soak.rng.sample(others, min(len(others), 3))
    when = max(_when(soak, unit), *(each.from_ or date.min for each in units), date.min)
    when = min(when, *(each.until or date.max for each in units), date.max)
    fields: dict[str, Any] = {
        "obligation": owed.id,
        "date": when,
        "title": _text(soak, owed.title),
        "recorded": soak.day,
    }
    words = ["record", "evidence", owed.id, "--date", when.isoformat(), "--title", fields["title"], *_dated(soak)]
    for each in units:
        words += ["--unit", each.name]
    more, proof, files = _proof(soak)
    for said, known in (_amounts(soak, owed, when), _period(soak, owed, when), (more, proof)):
        words += said
        fields |= known
    if owed.holder and owed.holder not in {each.name for each in units} and soak.rng.random() < 0.3:
        words += ["--by", owed.holder]
        fields["by"] = owed.holder
    words += ["--yes"] if len(units) > 1 else []
    wanted = [
        Wanted(f"data/records/{each.code}/{when}-{owed.id}-", Evidence, {**fields, "unit": each.name}, files)
        for each in units
    ]
    # a unit that takes over from another owes only what that one has not met
    sure = all(each.from_ is None and not soak.model.excused(owed.id, each.name) for each in units)
    soak.do([*words, *_kept(soak)], [wanted], must=sure)


def _amounts(soak: Soak, owed: Obligation, when: date) -> tuple[list[str], dict[str, Any]]:
    words: list[str] = []
    fields: dict[str, Any] = {}
    if isinstance(owed.target, RateTarget):
        fields["of"] = soak.rng.choice((0, 1, 20, 35))
        fields["reached"] = soak.rng.choice((fields["of"], fields["of"], fields["of"] * 9 // 10, 0))
        words += ["--reached", str(fields["reached"]), "--of", str(fields["of"])]
        if soak.rng.random() < 0.5:
            fields["through"] = soak.rng.choice((when, soak.day))
            words += ["--through", fields["through"].isoformat()]
    elif owed.target is not None and soak.rng.random() < 0.5:
        fields["amount"] = soak.rng.choice((1, 2, 3))
        words += ["--amount", str(fields["amount"])]
    if owed.figures and soak.rng.random() < 0.6:
        number = soak.rng.randrange(1, 300)
        fields["figures"] = (Figure(owed.figures[0].name, number),)
        words += ["--figure", f"{owed.figures[0].name}={number}"]
    return words, fields


def _period(soak: Soak, owed: Obligation, when: date) -> tuple[list[str], dict[str, Any]]:
    """The period before that of the day, now and then."""
    if owed.every is None or when.month == 1 or soak.rng.random() < 0.7:
        return [], {}
    months = {"month": 1, "quarter": 3, "half": 6}[owed.every]
    index = (when.month - 1) // months
    if index == 0:
        return [], {}
    text = {"month": f"2024-{index:02}", "quarter": f"2024Q{index}", "half": f"2024H{index}"}[owed.every]
    return ["--period", text], {"period": text}


def progress(soak: Soak) -> None:
    """A lead's account of a task in a quarter, once."""
    task = soak.rng.choice(soak.model.plan.tasks)
    unit = _unit(soak, soak.rng.choice(task.lead))
    period = soak.rng.choice(
        [text for text in ("2024Q1", "2024Q2", "2024Q3", "2024Q4") if parse_period(text).first <= soak.day]
    )
    key = f"progress {task.id} {unit.name} {period}"
    if key in soak.model.used and soak.rng.random() < 0.9:
        return
    soak.model.used.add(key)
    done = f"{_text(soak, '进展')}\n" + "主要做法：\n  " + "做" * soak.rng.randrange(1, 90)
    fields: dict[str, Any] = {"unit": unit.name, "task": task.id, "period": period, "done": done, "recorded": soak.day}
    words = ["record", "progress", str(task.id), "--unit", unit.name, "--period", period, "--done", done, *_dated(soak)]
    if soak.rng.random() < 0.4:
        fields["problems"] = _text(soak, "问题")
        words += ["--problems", fields["problems"]]
    if soak.rng.random() < 0.4:
        fields["next"] = _text(soak, "打算")
        words += ["--next", fields["next"]]
    wanted = Wanted(f"data/records/{unit.code}/{soak.day}-{task.id}-", Progress, fields)
    soak.do([*words, *_kept(soak)], [[wanted]])


def rectify(soak: Soak) -> None:
    """What a unit has done about a finding."""
    known = soak.model.findings()
    if not known:
        return
    visit, finding = soak.rng.choice(known)
    unit = _unit(soak, finding.unit)
    when = max(_when(soak, unit), visit.value.from_)
    name = f"{visit.id[-4:]}.{finding.id}"
    fields: dict[str, Any] = {
        "unit": unit.name, "inspection": visit.id, "finding": finding.id, "date": when, "title": _text(soak, "整改"),
        "recorded": soak.day,
    }  # fmt: skip
    words = ["record", "rectify", name, "--date", when.isoformat(), "--title", fields["title"], *_dated(soak)]
    more, proof, files = _proof(soak)
    if soak.rng.random() < 0.3:
        fields["stage"] = "partial"
        words += ["--stage", "partial"]
    wanted = Wanted(f"data/records/{unit.code}/{when}-{name}-", Rectify, fields | proof, files)
    soak.do([*words, *more, *_kept(soak)], [[wanted]], must=False)


def void(soak: Soak) -> None:
    """A unit withdraws a record of its own."""
    target = _target(soak, Evidence, Progress, Rectify)
    if target is None:
        return
    fields = {"unit": target.value.unit, "record": target.id, "reason": _text(soak, "录错"), "recorded": soak.day}
    words = ["record", "void", target.id, "--reason", fields["reason"], *_dated(soak), *_kept(soak)]
    wanted = Wanted(f"data/records/{target.code}/{soak.day}-{target.subject}-", Void, fields)
    soak.do(words, [[wanted]], must=False)


def _target(soak: Soak, *classes: type) -> Entry[Any] | None:
    """A record that no operation has spoken of yet, and that none will again."""
    known = soak.model.unused(*classes)
    if not known:
        return None
    target = soak.rng.choice(known)
    soak.model.used.add(target.id)
    return target


# ---- what the office decides -----------------------------------------------------------------------------------------


def return_(soak: Soak) -> None:
    """A record is handed back."""
    target = _target(soak, Evidence, Progress, Rectify)
    if target is None:
        return
    fields: dict[str, Any] = {"record": target.id, "reason": _text(soak, "材料不全"), "recorded": soak.day}
    words = ["decide", "return", target.id, "--reason", fields["reason"], *_dated(soak), *_kept(soak)]
    if soak.rng.random() < 0.6:
        fields["again_by"] = soak.day + timedelta(days=soak.rng.randrange(1, 40))
        words += ["--again-by", fields["again_by"].isoformat()]
    soak.do(words, [[Wanted(f"data/decisions/{soak.day}-return-", Return, fields)]], must=False)


def extend_or_waive(soak: Soak) -> None:
    """A duty gets a later due day, or is excused, once."""
    owed, unit = soak.rng.choice(_owed(soak))
    fields: dict[str, Any] = {"obligation": owed.id, "unit": unit.name, "recorded": soak.day}
    words = [owed.id, "--unit", unit.name]
    if owed.scope == "joint":
        words, fields["unit"] = [owed.id], None
    if owed.every is not None:
        fields["period"] = {
            "month": f"2024-{soak.rng.randrange(1, 13):02}",
            "quarter": f"2024Q{soak.rng.randrange(1, 5)}",
        }[owed.every]
        words += ["--period", fields["period"]]
    key = f"decided {owed.id} {fields['unit']} {fields.get('period')}"
    if key in soak.model.used:
        return
    soak.model.used.add(key)
    fields |= {"reason": _text(soak, "受灾"), "approved_by": f"示发〔2024〕{soak.model.number()}号"}
    words += ["--reason", fields["reason"], "--approved-by", fields["approved_by"], *_dated(soak), *_kept(soak)]
    if soak.rng.random() < 0.6:
        fields["due"] = soak.day + timedelta(days=soak.rng.randrange(5, 120))
        words += ["--due", fields["due"].isoformat()]
        soak.do(
            ["decide", "extend", *words], [[Wanted(f"data/decisions/{soak.day}-extend-", Extend, fields)]], must=False
        )
    else:
        soak.do(["decide", "waive", *words], [[Wanted(f"data/decisions/{soak.day}-waive-", Waive, fields)]], must=False)


def close(soak: Soak) -> None:
    """A finding that was reported on is closed, once."""
    whole = {
        (each.value.inspection, each.value.finding) for each in soak.model.standing(Rectify) if each.value.is_whole
    }
    known = [(visit, each) for visit, each in soak.model.findings() if (visit.id, each.id) in whole]
    known = [(visit, each) for visit, each in known if f"closed {visit.id}.{each.id}" not in soak.model.used]
    if not known:
        return
    visit, finding = soak.rng.choice(known)
    soak.model.used.add(f"closed {visit.id}.{finding.id}")
    soak.model.used |= {each.id for each in soak.model.entries(Rectify) if each.value.inspection == visit.id}
    fields = {"inspection": visit.id, "finding": finding.id, "checked_by": _text(soak, "复核组"), "recorded": soak.day}
    words = ["decide", "close", f"{visit.id[-4:]}.{finding.id}", "--checked-by", fields["checked_by"], *_dated(soak)]
    wanted = Wanted(f"data/decisions/{soak.day}-close-", Close, fields)
    soak.do([*words, *_kept(soak)], [[wanted]], must=False)


def redact(soak: Soak) -> None:
    """A record, or its files, is let go: the tombstone first; what a kill leaves, the same command removes."""
    target = _target(soak, Evidence)
    if target is None:
        return
    files = tuple(target.value.files)
    whole = not files or soak.rng.random() < 0.5
    gone = [f"{target.folder}/{each.name}" for each in files]
    fields: dict[str, Any] = {"record": target.id, "reason": _text(soak, "涉及个人"), "recorded": soak.day}
    words = ["decide", "redact", target.id, "--reason", fields["reason"], *_dated(soak)]
    if whole:
        gone.append(target.file)
        words.append("--whole")
        wanted = Wanted(f"data/decisions/{soak.day}-redact-", Redact, {**fields, "whole": True}, whole=False)
    else:
        words += [part for each in files for part in ("--file", each.name)]
        let_go = tuple(RedactedFile(name=each.name, sha256=each.sha256) for each in files)
        wanted = Wanted(f"data/decisions/{soak.day}-redact-", Redact, {**fields, "files": let_go}, whole=False)
    there = soak.do(words, [[wanted]], gone=gone, must=False)
    if there and any((soak.root / path).exists() for path in gone):
        soak.do(words, [], gone=gone, way="here")
        assert not any((soak.root / path).exists() for path in gone)


# ---- on the spot, and going out --------------------------------------------------------------------------------------


def inspect(soak: Soak) -> None:
    """A visit with what it found, or what was found later."""
    visits = [each for each in soak.model.entries(Inspection) if each.value.adds_to is None]
    units = [each for each in soak.model.plan.units if each.name != OFFICE and _span(soak, each) and each.until is None]
    unit = soak.rng.choice(units)
    due = soak.day + timedelta(days=soak.rng.randrange(1, 60))
    problem = Finding(id=1, unit=unit.name, problem=_text(soak, "案卷不齐"), kind="案卷文书", due=due)
    words = [
        "--unit",
        unit.name,
        "--problem",
        problem.problem,
        "--kind",
        "案卷文书",
        "--due",
        due.isoformat(),
        *_dated(soak),
    ]
    if visits and soak.rng.random() < 0.4:
        first = soak.rng.choice(visits)
        fields = {
            "title": first.value.title, "from_": first.value.from_, "to": first.value.to, "by": first.value.by,
            "adds_to": first.id, "recorded": soak.day,
        }  # fmt: skip
        wanted = Wanted(f"data/inspections/{first.value.to}-", Inspection, fields, whole=False)
        soak.do(["inspect", "add", first.id, *words, *_kept(soak)], [[wanted]], must=False)
        return
    ends = soak.day - timedelta(days=soak.rng.randrange(0, 4))
    begins = ends - timedelta(days=soak.rng.randrange(0, 4))
    counts = soak.rng.random() < 0.5
    fields = {
        "title": _text(soak, "督察"), "from_": begins, "to": ends, "by": (OFFICE,), "visited": (unit.name,), "findings": (problem,),
        "obligation": ("4.1",) if counts else (), "recorded": soak.day,
    }  # fmt: skip
    head = [
        "inspect",
        "new",
        "--title",
        fields["title"],
        "--from",
        begins.isoformat(),
        "--to",
        ends.isoformat(),
        "--by",
        OFFICE,
    ]
    head += ["--visited", unit.name, "--obligation", "4.1" if counts else "无"]
    wanted = Wanted(f"data/inspections/{ends}-", Inspection, fields)
    soak.do([*head, *words, *_kept(soak)], [[wanted]], must=False)


def call(soak: Soak) -> None:
    """Somebody is called about a duty."""
    owed, unit = soak.rng.choice([each for each in _owed(soak) if each[0].every is None])
    fields: dict[str, Any] = {
        "name": "call", "to": (unit.name,), "answer": _text(soak, "答复"), "recorded": soak.day,
        "duties": (IssuedDuty(obligation=owed.id, unit=unit.name),),
    }  # fmt: skip
    words = ["issue", "--call", unit.name, "--duty", owed.id, "--answer", fields["answer"], *_dated(soak), *_kept(soak)]
    wanted = Wanted(f"data/issued/{soak.day}-call-", Issued, fields, whole=False)
    soak.do(words, [[wanted]], must=False)


def report(soak: Soak) -> None:
    """The quarter's bulletin is made and entered as sent, with the commit it was made from."""
    soak.commit_all()
    period = next(
        text
        for text in ("2024Q1", "2024Q2", "2024Q3", "2024Q4")
        if soak.day <= parse_period(text).last + timedelta(days=95)
    )
    paper = soak.root.parent / "发出" / f"通报{soak.model.number()}.md"
    paper.parent.mkdir(exist_ok=True)
    number = f"示依法办发〔2024〕{soak.model.number()}号"
    about = ["quarter", "--period", period, "--as-of", soak.day.isoformat(), "--number", number]
    made = soak.hands.here(("report", *about, "-o", str(paper)))
    assert made.code == 0, made.err
    text = paper.read_text("utf-8").replace("【此处需补写", "（此处已补写")
    paper.write_text(text, "utf-8")
    fields = {"name": "quarter", "number": number, "period": period, "recorded": soak.day}
    words = ["issue", str(paper), "--report", *about, *_dated(soak), *_kept(soak)]
    wanted = Wanted(f"data/issued/{soak.day}-quarter-", Issued, fields, {paper.name: paper.read_bytes()}, whole=False)
    soak.do(words, [[wanted]], must=False)


OPERATIONS: Final[dict[str, tuple[Operation, int]]] = {
    "evidence": (evidence, 36), "progress": (progress, 7), "rectify": (rectify, 6), "void": (void, 6), "return": (return_, 6),
    "decide": (extend_or_waive, 7), "close": (close, 3), "redact": (redact, 3), "inspect": (inspect, 6), "call": (call, 5),
    "report": (report, 1),
}  # fmt: skip
"""Each operation by its name, and how often it comes."""
