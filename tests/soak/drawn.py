"""What the operations of a soak draw from the seed: units and what they owe, days, texts, proof."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from tests.builders.reference.world import World
from tests.soak.soak import Soak

from spt_fazhi.model.plan import Obligation
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit

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


def unit_of(soak: Soak, name: str) -> Unit:
    return next(each for each in soak.model.plan.units if each.name == name)


def owed_by(soak: Soak) -> list[tuple[Obligation, Unit]]:
    """Each obligation with each unit that owes it, and is there."""
    world = World(soak.model.plan)
    pairs = [
        (owed, unit_of(soak, name))
        for task in soak.model.plan.tasks
        for owed in task.obligations
        for name in world.owners(task, owed)
    ]
    return [(owed, unit) for owed, unit in pairs if span_of(soak, unit) is not None]


def span_of(soak: Soak, unit: Unit) -> tuple[date, date] | None:
    """The days of the year until now on which the unit was there."""
    first, last = unit.from_ or date(2024, 1, 2), min(unit.until or soak.day, soak.day)
    return (first, last) if first <= last and (unit.from_ is None or unit.from_ <= soak.day) else None


def some_day(soak: Soak, unit: Unit) -> date:
    """A day of this year until now, more often a late one, on which the unit was there."""
    span = span_of(soak, unit)
    assert span is not None
    first, last = max(span[0], date(2024, 1, 2)), min(span[1], date(2024, 12, 31))
    back = soak.rng.choice((soak.rng.randrange(10), soak.rng.randrange(300)))
    return max(first, last - timedelta(days=back))


def some_text(soak: Soak, word: str) -> str:
    """A text that no other entry has, now and then with what YAML minds."""
    return f"第{soak.model.number()}次{word}{soak.rng.choice(ODD_ENDS)}"


def some_proof(soak: Soak) -> tuple[list[str], dict[str, Any], dict[str, bytes]]:
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


def dated(soak: Soak) -> list[str]:
    return ["--recorded", soak.day.isoformat()]


def kept(soak: Soak) -> list[str]:
    """Committed at once, or not."""
    return ["--commit"] if soak.rng.random() < 0.15 else []


def some_target(soak: Soak, *classes: type) -> Entry[Any] | None:
    """A record that no operation has spoken of yet, and that none will again."""
    known = soak.model.unused(*classes)
    if not known:
        return None
    target = soak.rng.choice(known)
    soak.model.used.add(target.id)
    return target
