"""Operations of a soak: what the office decides, finds on the spot and sends out."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, Final

from tests.soak.drawn import dated, kept, owed_by, some_target, some_text, span_of
from tests.soak.model import Wanted
from tests.soak.soak import Soak

from spt_fazhi.model.entries.decision import Close, Extend, Redact, RedactedFile, Return, Waive
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.period import parse_period

OFFICE: Final = "区依法治区办"


def return_(soak: Soak) -> None:
    """A record is handed back."""
    target = some_target(soak, Evidence, Progress, Rectify)
    if target is None:
        return
    fields: dict[str, Any] = {"record": target.id, "reason": some_text(soak, "材料不全"), "recorded": soak.day}
    words = ["decide", "return", target.id, "--reason", fields["reason"], *dated(soak), *kept(soak)]
    if soak.rng.random() < 0.6:
        fields["again_by"] = soak.day + timedelta(days=soak.rng.randrange(1, 40))
        words += ["--again-by", fields["again_by"].isoformat()]
    soak.do(words, [[Wanted(f"data/decisions/{soak.day}-return-", Return, fields)]], must=False)


def extend_or_waive(soak: Soak) -> None:
    """A duty gets a later due day, or is excused, once."""
    owed, unit = soak.rng.choice(owed_by(soak))
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
    fields |= {"reason": some_text(soak, "受灾"), "approved_by": f"示发〔2024〕{soak.model.number()}号"}
    words += ["--reason", fields["reason"], "--approved-by", fields["approved_by"], *dated(soak), *kept(soak)]
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
    fields = {
        "inspection": visit.id,
        "finding": finding.id,
        "checked_by": some_text(soak, "复核组"),
        "recorded": soak.day,
    }
    words = ["decide", "close", f"{visit.id[-4:]}.{finding.id}", "--checked-by", fields["checked_by"], *dated(soak)]
    wanted = Wanted(f"data/decisions/{soak.day}-close-", Close, fields)
    soak.do([*words, *kept(soak)], [[wanted]], must=False)


def redact(soak: Soak) -> None:
    """A record, or its files, is let go: the tombstone first; what a kill leaves, the same command removes."""
    target = some_target(soak, Evidence)
    if target is None:
        return
    files = tuple(target.value.files)
    whole = not files or soak.rng.random() < 0.5
    gone = [f"{target.folder}/{each.name}" for each in files]
    fields: dict[str, Any] = {"record": target.id, "reason": some_text(soak, "涉及个人"), "recorded": soak.day}
    words = ["decide", "redact", target.id, "--reason", fields["reason"], *dated(soak)]
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


def inspect(soak: Soak) -> None:
    """A visit with what it found, or what was found later."""
    visits = [each for each in soak.model.entries(Inspection) if each.value.adds_to is None]
    units = [
        each for each in soak.model.plan.units if each.name != OFFICE and span_of(soak, each) and each.until is None
    ]
    unit = soak.rng.choice(units)
    due = soak.day + timedelta(days=soak.rng.randrange(1, 60))
    problem = Finding(id=1, unit=unit.name, problem=some_text(soak, "案卷不齐"), kind="案卷文书", due=due)
    words = [
        "--unit",
        unit.name,
        "--problem",
        problem.problem,
        "--kind",
        "案卷文书",
        "--due",
        due.isoformat(),
        *dated(soak),
    ]
    if visits and soak.rng.random() < 0.4:
        first = soak.rng.choice(visits)
        fields = {
            "title": first.value.title, "from_": first.value.from_, "to": first.value.to, "by": first.value.by,
            "adds_to": first.id, "recorded": soak.day,
        }  # fmt: skip
        wanted = Wanted(f"data/inspections/{first.value.to}-", Inspection, fields, whole=False)
        soak.do(["inspect", "add", first.id, *words, *kept(soak)], [[wanted]], must=False)
        return
    ends = soak.day - timedelta(days=soak.rng.randrange(0, 4))
    begins = ends - timedelta(days=soak.rng.randrange(0, 4))
    counts = soak.rng.random() < 0.5
    fields = {
        "title": some_text(soak, "督察"), "from_": begins, "to": ends, "by": (OFFICE,), "visited": (unit.name,), "findings": (problem,),
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
    soak.do([*head, *words, *kept(soak)], [[wanted]], must=False)


def call(soak: Soak) -> None:
    """Somebody is called about a duty."""
    owed, unit = soak.rng.choice([each for each in owed_by(soak) if each[0].every is None])
    fields: dict[str, Any] = {
        "name": "call", "to": (unit.name,), "answer": some_text(soak, "答复"), "recorded": soak.day,
        "duties": (IssuedDuty(obligation=owed.id, unit=unit.name),),
    }  # fmt: skip
    words = ["issue", "--call", unit.name, "--duty", owed.id, "--answer", fields["answer"], *dated(soak), *kept(soak)]
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
    words = ["issue", str(paper), "--report", *about, *dated(soak), *kept(soak)]
    wanted = Wanted(f"data/issued/{soak.day}-quarter-", Issued, fields, {paper.name: paper.read_bytes()}, whole=False)
    soak.do(words, [[wanted]], must=False)


def notice(soak: Soak) -> None:
    """Letters to a few units are written and entered: all of them with their papers, or none."""
    soak.commit_all()
    day = soak.day.isoformat()
    chosen = soak.rng.sample([each.name for each in soak.model.plan.units if each.name != OFFICE], 3)
    about = [part for name in chosen for part in ("--unit", name)]
    listed = json.loads(soak.hands.here(("notice", *about, "--as-of", day, "--json")).out)["notices"]
    if not listed:
        return
    folder = soak.root.parent / f"函{soak.model.number()}"
    words = [
        "notice",
        *about,
        "--as-of",
        day,
        "--recorded",
        day,
        "--issue",
        "--format",
        "md",
        "-o",
        str(folder),
        *kept(soak),
    ]
    wanted = [
        Wanted(
            f"data/issued/{day}-{each['level']}-",
            Issued,
            {"name": each["level"], "to": (each["unit"],)},
            None,
            whole=False,
        )
        for each in listed
    ]
    if soak.do(words, [wanted], must=False):
        assert len(list(folder.glob("*函.md")) + list(folder.glob("*通知.md"))) == len(listed), list(folder.iterdir())
