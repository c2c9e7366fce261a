"""What was sent out and said, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.entries.letters import duties_spoken_of
from spt_fazhi.engine.query import Filter
from spt_fazhi.model.entries.issued import FORM, FORM_WORD, LETTER_WORDS, SPOKEN_WORDS, Issued, IssuedDuty
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.references import short_finding
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.views.json_document import head_json


@frozen
class IssuedLine:
    """One document that was sent, or one thing said; `word` is what it is, `about` the duties it speaks of."""

    entry: Entry[Issued]
    word: str
    about: tuple[str, ...]


def issued_lines(
    assessment: Assessment, duties: Iterable[Assessed], wanted: Filter, titles: Mapping[str, str]
) -> tuple[IssuedLine, ...]:
    """What was issued by the assessment's day, the oldest first, as far as it passes the filters.

    Without filters it is all; else what speaks of one of `duties` (those that passed) or goes to a unit that was
    named. `titles` are those of the reports, by name.
    """
    register, directory = assessment.register, assessment.directory
    sent = sorted((each for each in register.issued if each.value.recorded <= assessment.day), key=entered_order)
    if not wanted.is_empty:
        keys = {each.duty.key for each in duties}
        about = duties_spoken_of(register, assessment.day, sent, directory)
        units = wanted.units | (wanted.members or frozenset())
        sent = [
            each
            for each in sent
            if about[each.id] & keys or (units and not units.isdisjoint(directory.expand(each.value.to)))
        ]
    return tuple(
        IssuedLine(entry=each, word=issued_word(each.value, titles), about=about_of(each.value)) for each in sent
    )


def issued_word(issued: Issued, titles: Mapping[str, str] | None = None) -> str:
    """What was issued, in Chinese: `电话催办`, `督办通知`, the title of the report."""
    if issued.name in SPOKEN_WORDS:
        return f"{SPOKEN_WORDS[issued.name]}催办"
    if issued.name == FORM:
        return FORM_WORD
    return LETTER_WORDS.get(issued.name) or (titles or {}).get(issued.name, issued.name)


def duty_subject(duty: IssuedDuty) -> str:
    """The obligation's id, `问题k7q2.1` for a finding; empty for progress."""
    if duty.inspection is not None and duty.finding is not None:
        return f"问题{short_finding(duty.inspection, duty.finding)}"
    return duty.obligation or ""


def duty_about(duty: IssuedDuty) -> str:
    """`6.1`, `6.1 2024Q2`, `任务3进展 2024H1`, `问题k7q2.1`."""
    subject = duty_subject(duty) or f"任务{duty.task}进展"
    return f"{subject} {duty.period}" if duty.period else subject


def about_of(issued: Issued) -> tuple[str, ...]:
    """The duties that are spoken of, each once."""
    return tuple(dict.fromkeys(duty_about(each) for each in issued.duties))


def issued_json(assessment: Assessment, lines: Iterable[IssuedLine], revision: str | None) -> dict[str, Any]:
    """The document of `issued`."""
    return {**head_json(assessment, revision), "issued": [_line_json(each) for each in lines]}


def _line_json(line: IssuedLine) -> dict[str, Any]:
    value = line.entry.value
    return {
        "id": line.entry.id,
        "file": line.entry.file,
        "name": value.name,
        "number": value.number,
        "title": value.title,
        "to": list(value.to),
        "period": value.period,
        "inspection": value.inspection,
        "as_of": value.as_of.isoformat() if value.as_of else None,
        "commit": value.commit,
        "duties": [
            {
                "obligation": each.obligation,
                "task": each.task,
                "unit": each.unit,
                "period": each.period,
                **({"inspection": each.inspection, "finding": each.finding} if each.finding is not None else {}),
            }
            for each in value.duties
        ],
        "answer": value.answer,
        "reply_by": value.reply_by.isoformat() if value.reply_by else None,
        "figures": {each.key: each.text for each in value.figures},
        "files": [{"name": each.name, "sha256": each.sha256, "size": each.size} for each in value.files],
        "recorded": value.recorded.isoformat(),
    }
