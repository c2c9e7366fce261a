"""The forms that were sent out, as they are entered, and what came back: who has answered, with how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.letters import duties_spoken_of
from spt_fazhi.model.entries.issued import FORM, Issued
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify, Void
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import days_after
from spt_fazhi.model.plan import RegisterInfo
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Entry, entered_order

FORM_KEY: Final = "form"
TO_FILL_KEY: Final = "to_fill"
FILLED_KEY: Final = "filled"
"""The keys of the figures of an issued form: its id, its cells to fill, its cells that were filled in already."""

Answer = Entry[Evidence | Progress | Rectify]


@frozen
class SentForm:
    """A form that was sent: to which desk, with how many cells, about which duties, and what came back in it.

    `answers` are the records that were collected from it, known on the day, the first one first; those that no longer
    count are among them, for they were answers. `replaced` are those of them that were voided, or returned and sent
    again in the same form: what was typed in their cells stands there no more.
    """

    entry: Entry[Issued]
    id: str
    unit: str
    to_fill: int
    filled: int
    keys: frozenset[DutyKey]
    answers: tuple[Answer, ...]
    replaced: frozenset[str] = frozenset()

    @property
    def answered_on(self) -> date | None:
        """The day on which its first record was entered; None as long as there is none."""
        return min((each.value.recorded for each in self.answers), default=None)

    @property
    def cells(self) -> int:
        """How many cells came back filled in, each once."""
        return sum(cells_of(each) for each in self.answers if each.id not in self.replaced)


def sent_forms(assessment: Assessment) -> tuple[SentForm, ...]:
    """The forms that were sent by the day, the oldest first."""
    register, directory, day = assessment.register, assessment.directory, assessment.day
    sent = sorted(
        (each for each in register.issued if each.value.name == FORM and each.value.recorded <= day), key=entered_order
    )
    if not sent:
        return ()
    about = duties_spoken_of(register, day, sent, directory)
    answers = _answers(assessment)
    found = []
    for each in sent:
        figures = {figure.key: figure.text for figure in each.value.figures}
        form, to = figures.get(FORM_KEY, ""), each.value.to[0] if each.value.to else ""
        came = tuple(answers.get(form, ())) if form else ()
        found.append(
            SentForm(
                entry=each,
                id=form,
                unit=directory.canonical(to) or to,
                to_fill=_number(figures.get(TO_FILL_KEY)),
                filled=_number(figures.get(FILLED_KEY)),
                keys=about[each.id],
                answers=came,
                replaced=_replaced(came, assessment),
            )
        )
    return tuple(found)


def asked_lately(sent: Iterable[SentForm], assessment: Assessment) -> Mapping[str, Mapping[DutyKey, Entry[Issued]]]:
    """By desk the duties that were asked in a form not yet answered, so recently that they are not asked again."""
    info, day = assessment.register.info, assessment.day
    found: dict[str, dict[DutyKey, Entry[Issued]]] = {}
    for form in sent:
        if not form.answers and day < again_from(form.entry.value, info):
            found.setdefault(form.unit, {}).update(dict.fromkeys(form.keys, form.entry))
    return found


def again_from(form: Issued, info: RegisterInfo) -> date:
    """From which day on the same may be asked again: some days after, and never before the answer is due."""
    again = days_after(form.recorded, info.letters.not_again_within)
    return max(again, days_after(form.reply_by, 1)) if form.reply_by else again


def cells_of(answer: Answer) -> int:
    """How many cells of a form a record was typed in."""
    value = answer.value
    if isinstance(value, Progress):
        typed: tuple[object, ...] = (value.done, value.problems, value.problems and value.publish_problems, value.next)
        return sum(map(bool, typed))
    one = (value.date, value.title, value.document, value.link, value.files)
    if isinstance(value, Rectify):
        return sum(map(bool, (*one, value.detail))) + 1  # whether that is all is always said
    numbers = (value.amount, value.reached, value.of, value.through)
    return sum(map(bool, one)) + sum(each is not None for each in numbers) + len(value.figures)


def _answers(assessment: Assessment) -> Mapping[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    for entry in sorted(assessment.register.records, key=entered_order):
        value = entry.value
        if isinstance(value, Evidence | Progress | Rectify) and value.form and value.recorded <= assessment.day:
            found.setdefault(value.form, []).append(Entry(id=entry.id, file=entry.file, value=value))
    return found


def _replaced(answers: Sequence[Answer], assessment: Assessment) -> frozenset[str]:
    """The answers in whose cells something else stands by the day, or nothing."""
    found, later = set(), set()
    for each in reversed(answers):
        decision = assessment.matching.withdrawn.get(each.id)
        if decision is None or decision.value.recorded > assessment.day:
            later.add(_subject(each, assessment))
        elif isinstance(decision.value, Void) or _subject(each, assessment) in later:
            found.add(each.id)
    return frozenset(found)


def _subject(answer: Answer, assessment: Assessment) -> tuple[str | int | None, ...]:
    """What an answer is about: of which unit, which duty, and of which period it says so."""
    value, directory = answer.value, assessment.directory
    if isinstance(value, Rectify):
        return directory.canonical(value.unit), finding_id(value.inspection, value.finding), None
    about = value.obligation if isinstance(value, Evidence) else value.task
    return directory.canonical(value.unit), about, value.period


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
