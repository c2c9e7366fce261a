"""The rows of a register as of a day, table by table, in the order of schema.py's columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.query import Answering
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation, RateTarget
from spt_fazhi.views.counted import chased_about, is_compared, is_on_time, is_reckoned
from spt_fazhi.views.rollup.entry_rows import record_rows
from spt_fazhi.views.rollup.identity import LONGEST_NAME, Identity, key_of
from spt_fazhi.views.rollup.schema import TABLES, VERSION, Row
from spt_fazhi.views.rollup.texts import cut, line, longest_of
from spt_fazhi.views.trend import sample_days
from spt_fazhi.views.wording import due_mark

Rows = dict[str, list[Row]]
"""The rows of each table by its name."""


@frozen
class Extras:
    """What is handed over beside the usual: texts of tasks and records, names of attachments, office lines."""

    texts: bool = False
    files: bool = False
    phones: bool = False


@frozen
class MadeFrom:
    """Where an export comes from: the commit, None outside git, the program, and what could not be used."""

    revision: str | None
    program: str
    unusable: int


def export_rows(assessment: Assessment, identity: Identity, made: MadeFrom, wanted: Extras) -> Rows:
    """Every table of an export. The same register on the same day gives the same rows."""
    known = _Known(assessment, made.unusable)
    rows: Rows = {
        "units": list(_units(known, wanted)),
        "tasks": list(_tasks(assessment, wanted)),
        "obligations": list(_obligations(assessment)),
        "duties": [_duty(known, number, each) for number, each in known.numbered],
        "shares": list(_shares(known)),
        "records": list(record_rows(assessment, texts=wanted.texts, files=wanted.files)),
        "samples": list(_samples(known)),
    }
    return {"registers": [_register(assessment, identity, made, rows)], **rows}


class _Known:
    """What is looked up for many rows."""

    def __init__(self, assessment: Assessment, unusable: int) -> None:
        self.assessment = assessment
        self.judges = assessment.register.in_use and not unusable
        self.answering = Answering(assessment=assessment)
        self.codes = {unit.name: unit.code for unit in assessment.register.units}
        self.tasks = {task.id for task in assessment.register.tasks}

    @cached_property
    def numbered(self) -> list[tuple[int, Assessed]]:
        """The duties with their numbers, from 1."""
        return list(enumerate(self.assessment.all_duties, 1))

    def is_judged(self, each: Assessed) -> bool:
        """Whether somebody is judged for a duty: nobody while the register is not in use, or cannot be read whole."""
        return self.judges and not each.invited


def _register(assessment: Assessment, identity: Identity, made: MadeFrom, rows: Rows) -> Row:
    info = assessment.register.info
    return (
        VERSION,
        line(identity.name, LONGEST_NAME),
        line(info.title),
        line(info.issuer, LONGEST_NAME),
        info.issued,
        assessment.day,
        made.revision,
        made.program,
        assessment.register.in_use,
        made.unusable,
        sum(not group.complete for group in assessment.register.groups),
        *(len(rows[name]) for name in TABLES if name != "registers"),
    )


def _units(known: _Known, wanted: Extras) -> Iterator[Row]:
    answering, day = known.answering, known.assessment.day
    for unit in known.assessment.register.units:
        asked = answering.is_outside(unit.name)
        phone = line(unit.phone or "", LONGEST_NAME) if wanted.phones else ""
        compared = is_compared(unit, answering.office, day)
        yield unit.code, line(unit.name, LONGEST_NAME), unit.kind, asked, compared, phone or None


def _tasks(assessment: Assessment, wanted: Extras) -> Iterator[Row]:
    titles = {section.id: section.title for section in assessment.register.sections}
    longest = longest_of("tasks", "text")
    for status in assessment.tasks:
        task = status.task
        text = cut(task.text, longest) if wanted.texts else None
        section, title = line(task.section, 40), line(titles.get(task.section, task.section))
        yield task.id, section, title, line(task.title), status.state, text


def _obligations(assessment: Assessment) -> Iterator[Row]:
    longest = longest_of("obligations", "quote")
    for task in assessment.register.tasks:
        for each in task.obligations:
            quote = cut(each.quote, longest)
            assumed = not {"due", "every", "period"}.isdisjoint(each.assumed_fields)
            yield (
                each.id, task.id, line(each.title), quote, key_of(quote), each.scope, each.every, each.due, assumed
            )  # fmt: skip


def _duty(known: _Known, number: int, each: Assessed) -> Row:
    duty, judged = each.duty, known.is_judged(each)
    reckoned = judged and is_reckoned(each, known.assessment)
    achieved, claimed, total = _amounts(each, duty.obligation)
    return (
        number,
        duty.kind,
        duty.task if duty.task in known.tasks else None,
        duty.key.obligation or None,
        duty.key.finding or None,
        known.codes.get(duty.key.unit) if duty.key.unit else None,
        duty.period,
        each.due,
        duty.due,
        each.state,
        each.invited,
        judged,
        reckoned,
        reckoned and is_on_time(each),
        bool(due_mark(each)),
        achieved,
        claimed,
        total,
        len(each.records),
        len(each.letters),
        each.letters[-1].value.recorded if each.letters else None,
    )


def _amounts(each: Assessed, obligation: Obligation | None) -> tuple[float | None, float | None, float | None]:
    """What is proved, what is said, and of a rate of how many."""
    if obligation is not None and isinstance(obligation.target, RateTarget):
        return float(each.tally.reached), float(each.claimed.reached), float(each.claimed.of)
    if obligation is None:
        return float(each.tally.records), float(each.claimed.records), None
    return float(each.tally.amount), float(each.claimed.amount), None


def _shares(known: _Known) -> Iterator[Row]:
    directory = known.answering.directory
    for number, each in known.numbered:
        if each.duty.unit is None:
            for name in known.answering.judged(each):
                yield number, known.codes[name], len(chased_about(each, name, directory))


def _samples(known: _Known) -> Iterator[Row]:
    """Totals at the end of each month since the plan was issued, and on the day itself."""
    assessment = known.assessment
    register, matching = assessment.register, assessment.matching
    for day in sample_days(
        min(register.info.issued, assessment.day), min(assessment.day, register.info.last_day), "month"
    ):
        judged = assessment if day == assessment.day else assess(register, day, matching)
        yield from ((day, *key, *numbers) for key, numbers in _counted(judged, judges=known.judges))


def _counted(assessment: Assessment, *, judges: bool) -> Iterable[tuple[tuple[str, bool, str], tuple[int, int, int]]]:
    """How many there are, how many are reckoned and how many of those on time: by kind, who is judged, and state."""
    number: Counter[tuple[str, bool, str]] = Counter()
    reckoned: Counter[tuple[str, bool, str]] = Counter()
    on_time: Counter[tuple[str, bool, str]] = Counter()
    for each in assessment.all_duties:
        judged = judges and not each.invited
        key = (each.duty.kind, judged, each.state)
        number[key] += 1
        if judged and is_reckoned(each, assessment):
            reckoned[key] += 1
            on_time[key] += is_on_time(each)
    return ((key, (number[key], reckoned[key], on_time[key])) for key in sorted(number))
