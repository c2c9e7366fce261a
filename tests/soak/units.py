"""Operations of a soak: what units report. Each says what must be on disk then."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.soak.drawn import dated, kept, owed_by, some_day, some_proof, some_target, some_text, unit_of
from tests.soak.model import Wanted
from tests.soak.soak import Soak

from spt_fazhi.model.entries.record import Evidence, Progress, Rectify, Void
from spt_fazhi.model.pairs import Figure
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.plan import Obligation, RateTarget


def evidence(soak: Soak) -> None:
    """One unit's evidence for one obligation; or for several units at once."""
    owed, unit = soak.rng.choice(owed_by(soak))
    units = [unit]
    if owed.scope == "each" and soak.rng.random() < 0.2:
        others = [other for obligation, other in owed_by(soak) if obligation is owed and other is not unit]
        units += soak.rng.sample(others, min(len(others), 3))
    when = max(some_day(soak, unit), *(each.from_ or date.min for each in units), date.min)
    when = min(when, *(each.until or date.max for each in units), date.max)
    fields: dict[str, Any] = {
        "obligation": owed.id,
        "date": when,
        "title": some_text(soak, owed.title),
        "recorded": soak.day,
    }
    words = ["record", "evidence", owed.id, "--date", when.isoformat(), "--title", fields["title"], *dated(soak)]
    for each in units:
        words += ["--unit", each.name]
    more, proof, files = some_proof(soak)
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
    soak.do([*words, *kept(soak)], [wanted], must=sure)


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
    unit = unit_of(soak, soak.rng.choice(task.lead))
    period = soak.rng.choice(
        [text for text in ("2024Q1", "2024Q2", "2024Q3", "2024Q4") if parse_period(text).first <= soak.day]
    )
    key = f"progress {task.id} {unit.name} {period}"
    if key in soak.model.used and soak.rng.random() < 0.9:
        return
    soak.model.used.add(key)
    done = f"{some_text(soak, '进展')}\n" + "主要做法：\n  " + "做" * soak.rng.randrange(1, 90)
    fields: dict[str, Any] = {"unit": unit.name, "task": task.id, "period": period, "done": done, "recorded": soak.day}
    words = ["record", "progress", str(task.id), "--unit", unit.name, "--period", period, "--done", done, *dated(soak)]
    if soak.rng.random() < 0.4:
        fields["problems"] = some_text(soak, "问题")
        words += ["--problems", fields["problems"]]
    if soak.rng.random() < 0.4:
        fields["next"] = some_text(soak, "打算")
        words += ["--next", fields["next"]]
    wanted = Wanted(f"data/records/{unit.code}/{soak.day}-{task.id}-", Progress, fields)
    soak.do([*words, *kept(soak)], [[wanted]])


def rectify(soak: Soak) -> None:
    """What a unit has done about a finding."""
    known = soak.model.findings()
    if not known:
        return
    visit, finding = soak.rng.choice(known)
    unit = unit_of(soak, finding.unit)
    when = max(some_day(soak, unit), visit.value.from_)
    name = f"{visit.id[-4:]}.{finding.id}"
    fields: dict[str, Any] = {
        "unit": unit.name, "inspection": visit.id, "finding": finding.id, "date": when, "title": some_text(soak, "整改"),
        "recorded": soak.day,
    }  # fmt: skip
    words = ["record", "rectify", name, "--date", when.isoformat(), "--title", fields["title"], *dated(soak)]
    more, proof, files = some_proof(soak)
    if soak.rng.random() < 0.3:
        fields["stage"] = "partial"
        words += ["--stage", "partial"]
    wanted = Wanted(f"data/records/{unit.code}/{when}-{name}-", Rectify, fields | proof, files)
    soak.do([*words, *more, *kept(soak)], [[wanted]], must=False)


def void(soak: Soak) -> None:
    """A unit withdraws a record of its own."""
    target = some_target(soak, Evidence, Progress, Rectify)
    if target is None:
        return
    fields = {"unit": target.value.unit, "record": target.id, "reason": some_text(soak, "录错"), "recorded": soak.day}
    words = ["record", "void", target.id, "--reason", fields["reason"], *dated(soak), *kept(soak)]
    wanted = Wanted(f"data/records/{target.code}/{soak.day}-{target.subject}-", Void, fields)
    soak.do(words, [[wanted]], must=False)
