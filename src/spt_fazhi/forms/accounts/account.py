"""What asking costs: the cells asked for by unit (减负账), and who has answered the forms that were sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.states import MET
from spt_fazhi.forms.accounts.sent import SentForm
from spt_fazhi.model.frozen import frozen
from spt_fazhi.views.lists.replies import Reply

Answered = Literal["answered", "merging", "settled", "waiting", "late"]
ANSWERED_WORDS: dict[Answered, str] = {
    "answered": "已回",
    "merging": "已回，待合并",
    "settled": "已另行报送",
    "waiting": "未回",
    "late": "未回，已过期限",
}


@frozen
class Cost:
    """What one unit was asked for in forms: how many forms, cells to fill and filled in, answers and cells back."""

    unit: str
    forms: int
    to_fill: int
    filled: int
    answered: int
    cells: int


def costs(sent: Iterable[SentForm]) -> tuple[Cost, ...]:
    """The costs by unit, whoever was asked for most first."""
    by_unit: dict[str, list[SentForm]] = {}
    for form in sent:
        by_unit.setdefault(form.unit, []).append(form)
    found = [_cost(unit, own) for unit, own in by_unit.items()]
    return tuple(sorted(found, key=lambda cost: -cost.to_fill))


def total(sent: Iterable[SentForm], word: str = "合计") -> Cost:
    """The costs of all units together."""
    return _cost(word, list(sent))


def _cost(unit: str, own: Sequence[SentForm]) -> Cost:
    return Cost(
        unit=unit,
        forms=len(own),
        to_fill=sum(form.to_fill for form in own),
        filled=sum(form.filled for form in own),
        answered=sum(bool(form.answers) for form in own),
        cells=sum(form.cells for form in own),
    )


@frozen
class Standing:
    """Where a form that was sent stands: `open` of its duties are not met; `late` are days past the day of answer.

    What came back in it, or more of it, waits on `branches` to be merged.
    """

    form: SentForm
    answered: Answered
    open: int
    late: int
    branches: tuple[str, ...] = ()


def standings(sent: Iterable[SentForm], assessment: Assessment, replies: Iterable[Reply] = ()) -> tuple[Standing, ...]:
    """Where each form stands, the oldest first.

    One without an answer is settled when all that it asked for came in some other way. A finding that was reported as
    put right waits for the office, not for its unit.
    """
    closed = {each.duty.key for each in assessment.all_duties if each.state in {*MET, "waived", "submitted"}}
    on: dict[str, tuple[str, ...]] = {}
    for each in replies:
        on |= {form: (*on.get(form, ()), each.branch) for form in each.forms}
    return tuple(_standing(form, len(form.keys - closed), assessment.day, on.get(form.id, ())) for form in sent)


def _standing(form: SentForm, still: int, day: date, branches: tuple[str, ...]) -> Standing:
    by = form.entry.value.reply_by
    late = max((day - by).days, 0) if by is not None else 0
    answered: Answered = "late" if late else "waiting"
    if form.answers:
        answered = "answered"
    elif branches:
        answered = "merging"
    elif form.keys and not still:
        answered = "settled"
    late = late if answered == "late" else 0
    return Standing(form=form, answered=answered, open=still, late=late, branches=branches)
