"""What of a year goes on in the next, in its own words and under a section of its own.

Three kinds: what is due in the new year anyway, because the document says so or a decision put it off; what the law
asks for every year (`recurs: yearly`) and the new document does not itself ask for; and what a person names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET
from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.intake.obligations.phrases import due_day
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.planned import carried_proposal, carried_task
from spt_fazhi.intake.structure.values import ParsedSection
from spt_fazhi.model.fields import Number
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.period import years_after
from spt_fazhi.model.plan import CountTarget, Obligation
from spt_fazhi.model.register import Register
from spt_fazhi.text.alike.likeness import grams, similarity
from spt_fazhi.views.wording import number_text, period_text

SECTION: Final = "结转"
_SAME: Final = 0.6  # share of equal wording from which two quotes ask for the same


@frozen
class Continuation:
    """An obligation as it goes on in the next plan, still under the id it had, and what a person should confirm."""

    obligation: Obligation
    question: str


def unmet(assessment: Assessment) -> dict[str, tuple[Assessed, ...]]:
    """The duties that are neither met nor waived, by obligation."""
    found: dict[str, list[Assessed]] = {}
    for each in assessment.duties:
        if is_unmet(each):
            found.setdefault(each.duty.key.obligation, []).append(each)
    return {key: tuple(duties) for key, duties in found.items()}


def is_unmet(each: Assessed) -> bool:
    """Whether a duty is neither met nor waived."""
    return each.state not in MET and each.state != "waived"


def still_due(assessment: Assessment) -> list[Continuation]:
    """What is unmet and due after the year: it keeps its day, and those who owe it."""
    last = assessment.register.info.last_day
    return [
        _as_it_is(duties, assessment)
        for unmet_duties in unmet(assessment).values()
        for duties in _alike(each for each in unmet_duties if each.due > last)
    ]


def named(assessment: Assessment, keys: Iterable[str], year: int) -> list[Continuation]:
    """What is unmet of the obligations with these ids and is not `still_due`; its day moves to the new year."""
    last = assessment.register.info.last_day
    open_duties = unmet(assessment)
    found = []
    for key in dict.fromkeys(keys):
        past = [each for each in open_duties.get(key, ()) if each.due <= last]
        groups = [past] if past and past[0].duty.period else _alike(past)
        found += [_put_off(duties, assessment, year) for duties in groups]
    return found


def recurring(register: Register, drafted: DraftPlan) -> tuple[list[Continuation], DraftPlan]:
    """The yearly obligations that the draft does not ask for; and the draft, in which those it does ask for recur."""
    if not any(each.recurs for task in register.tasks for each in task.obligations):
        return [], drafted
    pairs = _same_duties(register, drafted)
    years = register.info.year, drafted.year
    asked = {old: new for new, old in pairs.items()}
    left = [
        _next_edition(each, years)
        for task in register.tasks
        for each in task.obligations
        if each.recurs and each.id not in asked
    ]
    known = {each.id: each for task in register.tasks for each in task.obligations if each.recurs}
    proposals = {
        number: replace(
            found,
            obligations=tuple(_recurs(each, known.get(pairs.get(each.id, "")), years[0]) for each in found.obligations),
        )
        for number, found in drafted.proposals.items()
    }
    return left, replace(drafted, proposals=proposals)


def carry(
    drafted: DraftPlan, register: Register, continued: Sequence[Continuation]
) -> tuple[DraftPlan, dict[int, int]]:
    """The draft with what is `continued`; the carried tasks by number, with the year whose words they are."""
    draft, old_year = drafted.draft, register.info.year
    number = max((task.id for task in draft.tasks), default=0)
    tasks = list(draft.tasks)
    proposals = dict(drafted.proposals)
    carried: dict[int, int] = {}
    for task in register.tasks:
        own = {each.id for each in task.obligations}
        chosen = [each for each in continued if each.obligation.id in own]
        if not chosen:
            continue
        number += 1
        tasks.append(carried_task(task, number, SECTION, task.text, 0))
        going_on = (_proposal(each, f"{number}.{index}", task.text) for index, each in enumerate(chosen, 1))
        proposals[number] = Proposals(obligations=tuple(going_on), unread=())
        carried[number] = task.carried_from or old_year
    if not carried:
        return drafted, {}
    sections = (*draft.sections, ParsedSection(id=SECTION, title=f"{old_year}年结转事项", line=0))
    return replace(drafted, draft=replace(draft, sections=sections, tasks=tuple(tasks)), proposals=proposals), carried


def _alike(duties: Iterable[Assessed]) -> list[list[Assessed]]:
    """Duties of one obligation that can go on as one: same period, due day and, of a count, same number still to do."""
    found: dict[tuple[str, date, Number | None], list[Assessed]] = {}
    for each in duties:
        found.setdefault((each.duty.key.period, each.due, _left(each)), []).append(each)
    return list(found.values())


def _left(each: Assessed) -> Number | None:
    """How many of a count are still to do, None where all are, or where it is no count."""
    target, done = each.target, each.tally.amount
    return target.count - done if isinstance(target, CountTarget) and done else None


def _as_it_is(duties: Sequence[Assessed], assessment: Assessment) -> Continuation:
    first, old_year = duties[0], assessment.register.info.year
    obligation = _for(duties, assessment)
    period = first.duty.period
    assumed: list[Assumption] = []
    said = f"{old_year} 年事项 {obligation.id} 到 {first.due} 才到期，还没有完成，照旧"
    if first.extended_by:
        why = f"延期决定 {first.extended_by} 定为这一天"
        assumed.append(Assumption("due", why))
        said = f"{old_year} 年事项 {obligation.id} 延期到 {first.due}（{first.extended_by}），照旧"
    changes: dict[str, Any] = {"due": first.due, "every": None, "due_day": None, "after": None, "start": None}
    if period:
        changes["title"] = f"{obligation.title}（{period_text(period)}）"
    if first.due != first.duty.due or period:
        changes["phrase"] = None
    return Continuation(
        obligation=replace(_assuming(obligation, assumed, dropped=("every", "period")), **changes),
        question=f"{said}；以前的佐证在归档的那一年里，请核对",
    )


def _put_off(duties: Sequence[Assessed], assessment: Assessment, year: int) -> Continuation:
    old_year = assessment.register.info.year
    obligation = _for(duties, assessment)
    said = f"结转自 {old_year} 年事项 {obligation.id}"
    if obligation.due is None:
        assumed = [Assumption("every", f"{said}，沿用原来的周期")]
        return Continuation(obligation=replace(_assuming(obligation, assumed), start=None), question=f"{said}，请核对")
    assumed = [Assumption("due", f"{said}，原到期日 {obligation.due}，顺延到 {year} 年")]
    return Continuation(
        obligation=_assuming(_moved(obligation, (old_year, year)), assumed),
        question=f"{said}，原到期日 {obligation.due}，请核定新的到期日",
    )


def _next_edition(obligation: Obligation, years: tuple[int, int]) -> Continuation:
    old_year, year = years
    said = f"每年都有，{year} 年文件没有写"
    assumed = (
        Assumption("every", f"{said}，沿用 {old_year} 年的周期")
        if obligation.due is None
        else Assumption("due", f"{said}，按 {old_year} 年的 {obligation.due} 顺延")
    )
    return Continuation(
        obligation=_assuming(_moved(obligation, years), [assumed]),
        question=f"{old_year} 年事项 {obligation.id} 每年都有，新文件里没有写，照原文列入，请核对",
    )


def _for(duties: Sequence[Assessed], assessment: Assessment) -> Obligation:
    """The obligation of these duties, owed by those who owe them, and of a count as many as are still to do."""
    obligation = duties[0].duty.obligation
    assert obligation is not None  # noqa: S101 - duties of obligations alone are asked about
    left, target = _left(duties[0]), obligation.target
    if left is not None and isinstance(target, CountTarget) and not duties[0].duty.period:
        done, whole = number_text(target.count - left), number_text(target.count)
        why = f"共 {whole}{target.unit}，已完成 {done}{target.unit}"
        obligation = replace(obligation, target=replace(target, count=left))
        obligation = _assuming(obligation, [Assumption("target", why)])
    if obligation.scope == "joint":
        return obligation
    owners = dict.fromkeys(name for each in duties for name in each.duty.owners)
    everybody = {
        name for each in assessment.duties if each.duty.key.obligation == obligation.id for name in each.duty.owners
    }
    return obligation if set(owners) == everybody else replace(obligation, who=tuple(owners))


def _assuming(obligation: Obligation, more: Sequence[Assumption], dropped: Sequence[str] = ()) -> Obligation:
    """With what is assumed in addition; `dropped` fields are no longer written."""
    gone = {*dropped, *(each.field for each in more)}
    kept = tuple(each for each in obligation.assumed if each.field not in gone)
    return replace(obligation, assumed=(*kept, *more))


def _moved(obligation: Obligation, years: tuple[int, int]) -> Obligation:
    """The same so many years later; without its words for the time where they name another day then."""
    more = years[1] - years[0]
    due, start = (None if day is None else years_after(day, more) for day in (obligation.due, obligation.start))
    phrase = obligation.phrase
    fits = phrase is None or due_day(phrase, years[0]) != obligation.due or due_day(phrase, years[1]) == due
    return replace(obligation, due=due, start=start, phrase=phrase if fits else None)


def _proposal(each: Continuation, number: str, text: str) -> Proposal:
    phrase = each.obligation.phrase
    it = replace(each.obligation, id=number, phrase=phrase if phrase and phrase in text else None)
    return carried_proposal(it, (0, 0), [each.question])


def _recurs(proposal: Proposal, old: Obligation | None, old_year: int) -> Proposal:
    """A proposal that asks for what an `old` yearly obligation asked for."""
    if old is None or proposal.carried is not None:
        return proposal
    said = f"与 {old_year} 年每年都有的事项 {old.id} 相同，recurs 和 basis 照旧，请核对"
    return replace(proposal, recurs=old.recurs, basis=old.basis, reasons=(*proposal.reasons, said), confidence="unsure")


def _same_duties(register: Register, drafted: DraftPlan) -> Mapping[str, str]:
    """The id of each proposal → that of the old obligation whose quote is most like its own; none twice."""
    scores = sorted(_likenesses(register, drafted), key=lambda each: (-each[0], each[1:]))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, new, old in scores:
        if new not in pairs and old not in taken:
            pairs[new] = old
            taken.add(old)
    return pairs


def _likenesses(register: Register, drafted: DraftPlan) -> Iterator[tuple[float, str, str]]:
    before = [(each.id, grams(each.quote)) for task in register.tasks for each in task.obligations]
    for found in drafted.proposals.values():
        for proposal in found.obligations:
            own = grams(proposal.quote)
            for key, other in before:
                share = similarity(own, other)
                if share >= _SAME:
                    yield share, proposal.id, key
