"""What was done in the period, one merged paragraph a task: accounts of progress, and what evidence came to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.entries.accounts import accounts
from spt_fazhi.engine.states import MET
from spt_fazhi.model.entries.record import Progress
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, Task
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.bulletin.met import met_on
from spt_fazhi.reports.bulletin.paper import CHARACTERS, lines
from spt_fazhi.reports.bulletin.phrases import Phrase, own_words, who_parts, whole_sentences
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.request import ReportRequest, record_ids, sentence
from spt_fazhi.views.wording import number_text

_MOST_TASKS: Final = 5
_ENTRY: Final = 8
"""Characters of a paragraph beside its title and phrases: its number, marks and indent."""
_MOST_OF_TASK: Final = 90
_MOST_OF_ACCOUNT: Final = 60
_COUNTERS: Final = (("名", ("人员", "人", "者", "干部", "员")), ("件", ("案件", "案", "建议", "意见", "件")))


@frozen
class TaskNews:
    """一条任务的本期进展，合成一段。"""

    id: Annotated[int, "任务编号"]
    title: Annotated[str, "任务名称"]
    phrases: Annotated[tuple[Phrase, ...], "各句，依次输出，句间不另加标点"]


@frozen
class News:
    """本期进展：写进正文的和列入附件的。"""

    shown: Annotated[tuple[TaskNews, ...], "写进正文的任务，本期消息多的优先，照原文的次序"]
    rest: Annotated[tuple[TaskNews, ...], "列入附件的：其余的任务，和正文里没有写完的话"]


@frozen
class _Item:
    """What can be said of a task: in a few words for the text, in full for the annex."""

    short: Phrase
    full: Phrase
    weight: int

    @property
    def is_cut(self) -> bool:
        """Whether the text does not say all of it."""
        return self.short != self.full


def news(
    request: ReportRequest, judged: Sequence[Assessed], period: Period, reporting: Sequence[str], room: int
) -> News:
    """The news of the period, in the text as much as `room` lines hold of the tasks with most of it."""
    told = _told(request, reporting)
    by_task: dict[int, list[Assessed]] = {}
    for each in judged:
        by_task.setdefault(each.duty.task, []).append(each)
    found = {
        task.id: items
        for task in request.assessment.register.tasks
        if (
            items := [*_accounts(request, told.get(task.id, ())), *_evidence(request, by_task.get(task.id, ()), period)]
        )
    }
    chosen = _chosen(found, {task.id: task for task in request.assessment.register.tasks}, room)
    tasks = [task for task in request.assessment.register.tasks if task.id in found]
    rest = (
        (task, [item for item in found[task.id] if item.is_cut or item not in chosen.get(task.id, ())])
        for task in tasks
    )
    return News(
        shown=tuple(_task_news(task, [item.short for item in chosen[task.id]]) for task in tasks if task.id in chosen),
        rest=tuple(_task_news(task, [item.full for item in items]) for task, items in rest if items),
    )


def _chosen(found: dict[int, list[_Item]], tasks: dict[int, Task], left: int) -> dict[int, list[_Item]]:
    """For the text: a task of each section, then those with most news, as many words as fit.

    Where there is little room, each is cut short, so that every section has its sentence; what was cut is in the annex.
    """
    chosen: dict[int, list[_Item]] = {}
    titles = {task: tasks[task].title for task in found}
    by_weight = sorted(found, key=lambda task: -sum(item.weight for item in found[task]))
    firsts = {tasks[task].section: task for task in reversed(by_weight)}.values()
    for task in dict.fromkeys((*sorted(firsts, key=by_weight.index), *by_weight)):
        waiting = sum(other not in chosen for other in firsts if other != task)
        own = max(left - 2 * waiting, min(left, 2)) if task in firsts else left
        room, kept = min(own * CHARACTERS - _ENTRY - len(titles[task]), _MOST_OF_TASK), []
        for item in found[task]:
            if 0 < item.short.size <= room:
                room -= item.short.size
                kept.append(item)
        if kept and len(chosen) < max(_MOST_TASKS, len(firsts)):
            chosen[task] = kept
            left -= lines(sum(item.short.size for item in kept) + len(titles[task]) + _ENTRY)
    return chosen


def _task_news(task: Task, phrases: Sequence[Phrase]) -> TaskNews:
    """The phrases as one paragraph: a full stop after the last and after what has full stops of its own."""
    ended = []
    for place, phrase in enumerate(phrases):
        own_stops = any("。" in part for part in phrase.parts if isinstance(part, str))
        end = "。" if place == len(phrases) - 1 or own_stops else "；"
        ended.append(Phrase(parts=(*phrase.parts, end), records=phrase.records))
    return TaskNews(id=task.id, title=task.title, phrases=tuple(ended))


# ---- accounts


def known_accounts(request: ReportRequest, reporting: Iterable[str]) -> list[Entry[Progress]]:
    """Accounts of the periods known on the day, the last of each unit and period: a task's leads, then other units."""
    found, wanted = [], frozenset(reporting)
    for key, entries in accounts(request.assessment.matching).items():
        known = [entry for entry in entries if entry.value.recorded <= request.assessment.day]
        if key.period in wanted and known:
            found.append(known[-1])
    return sorted(found, key=lambda entry: _place(request, entry))


def unit_of(request: ReportRequest, entry: Entry[Progress]) -> str:
    """The unit that gave an account, by its name in the list."""
    unit = request.directory.unit(entry.value.unit)
    return unit.name if unit else entry.value.unit


def _place(request: ReportRequest, entry: Entry[Progress]) -> tuple[int, int, int, str, date, str]:
    leads = request.leads.get(entry.value.task, ())
    name = unit_of(request, entry)
    rank = leads.index(name) if name in leads else len(leads)
    return (entry.value.task, rank, request.unit_order.get(name, 0), entry.value.period, entry.value.recorded, entry.id)


def _told(request: ReportRequest, reporting: Sequence[str]) -> dict[int, list[Entry[Progress]]]:
    found: dict[int, list[Entry[Progress]]] = {}
    for entry in known_accounts(request, reporting):
        if sentence(entry.value.done) and not request.is_outside(unit_of(request, entry)):
            found.setdefault(entry.value.task, []).append(entry)
    return found


def _accounts(request: ReportRequest, entries: Sequence[Entry[Progress]]) -> Iterator[_Item]:
    """What each unit wrote, its accounts of several periods together; units that wrote the same are named together."""
    texts: dict[str, list[str]] = {}
    records: dict[str, list[str]] = {}
    for entry in entries:
        name = unit_of(request, entry)
        texts.setdefault(name, []).append(sentence(entry.value.done))
        records.setdefault(name, []).append(entry.id)
    same: dict[str, list[str]] = {}
    for name, said in texts.items():
        same.setdefault("；".join(dict.fromkeys(said)), []).append(name)
    for text, names in same.items():
        sources = tuple(record for name in names for record in records[name])
        if len(names) > 1:
            who = who_parts(request, names, f"news.account.{records[names[0]][0]}.units")
            short: tuple[str | Figure, ...] = (*who, whole_sentences(text, _MOST_OF_ACCOUNT))
            full: tuple[str | Figure, ...] = (*who, text)
        else:
            own = own_words(request, names[0], text)
            short, full = (whole_sentences(own, _MOST_OF_ACCOUNT),), (own,)
        yield _Item(short=Phrase(parts=short, records=sources), full=Phrase(parts=full, records=sources), weight=2)


# ---- evidence


def _evidence(request: ReportRequest, judged: Sequence[Assessed], period: Period) -> Iterator[_Item]:
    by_obligation: dict[str, list[Assessed]] = {}
    for each in judged:
        if each.records:
            by_obligation.setdefault(each.duty.key.obligation, []).append(each)
    open_ = {each.duty.key.obligation for each in judged if each.state not in MET and each.state != "waived"}
    for key, own in by_obligation.items():
        obligation = own[0].duty.obligation
        if obligation is None:
            continue
        done = [each for each in own if (day := met_on(request, each)) is not None and day in period]
        more = [each for each in own if each.state not in MET and _proved_in(request, each, period)]
        if (
            isinstance(obligation.target, RateTarget)
            and (phrase := _rate(obligation, obligation.target, own))
            and (done or more)
        ):
            yield _Item(short=phrase, full=phrase, weight=len(done) + len(more))
            continue
        if done and more and isinstance(obligation.target, CountTarget):
            phrase = _both(request, obligation, obligation.target, done, more)
            yield _Item(short=phrase, full=phrase, weight=len(done) + len(more))
            continue
        if done:
            phrase = _done(request, obligation, done, whole=key not in open_)
            yield _Item(short=phrase, full=phrase, weight=len(done))
        if more and isinstance(obligation.target, CountTarget):
            phrase = _under_way(request, obligation, obligation.target, more)
            yield _Item(short=phrase, full=phrase, weight=len(more))


def _proved_in(request: ReportRequest, each: Assessed, period: Period) -> bool:
    return each.tally.records > 0 and any(
        entry.value.proves and entry.value.counts_on in period for entry in request.evidence(each)
    )


def _names(request: ReportRequest, duties: Sequence[Assessed]) -> list[str]:
    return request.in_order(name for each in duties for name in request.scored(each))


def _done(request: ReportRequest, obligation: Obligation, done: Sequence[Assessed], *, whole: bool) -> Phrase:
    """`清理政策性文件已由甲局完成`, `旁听庭审已由甲局、乙局等12家单位全部完成`, `报送情况，各乡镇完成16项次`."""
    names, records = _names(request, done), record_ids(done)
    who = who_parts(request, names, f"news.{obligation.id}.done.units")
    if len(done) > len(names):  # of several periods: not every unit met every one
        several = number(f"news.{obligation.id}.done", len(done), f"{obligation.title}，本期完成的项次", records)
        return Phrase(parts=(f"{obligation.title}，", *who, "完成", several, "项次"), records=records)
    end = "全部完成" if whole and len(done) > 1 else "完成"
    return Phrase(parts=(f"{obligation.title}已由", *who, end), records=records)


def _rate(obligation: Obligation, target: RateTarget, duties: Sequence[Assessed]) -> Phrase | None:
    """`执法人员培训，14名执法人员中9名达到60学时`; None where there was nothing to do."""
    reached, of = sum(each.tally.reached for each in duties), sum(each.tally.of for each in duties)
    if not of:
        return None
    key, what, records = f"news.{obligation.id}", f"{obligation.title}，报过数的单位到数据截至日", record_ids(duties)
    counter = next((word for word, ends in _COUNTERS if target.of.endswith(ends)), "")
    whole = number(f"{key}.of", of, f"{what}总数之和", records)
    part = number(f"{key}.reached", reached, f"{what}达到数之和", records)
    verb = target.reached or "达到要求"
    if counter:
        parts = (f"{obligation.title}，", whole, f"{counter}{target.of}中", part, f"{counter}{verb}")
    else:
        parts = (f"{obligation.title}，{target.of}", whole, "中有", part, verb)
    return Phrase(parts=parts, records=records)


def _both(
    request: ReportRequest,
    obligation: Obligation,
    target: CountTarget,
    done: Sequence[Assessed],
    more: Sequence[Assessed],
) -> Phrase:
    """`法治宣传进村组已由甲镇完成，乙镇、丙镇累计办17场`."""
    first, second = _done(request, obligation, done, whole=False), _under_way(request, obligation, target, more)
    return Phrase(
        parts=(*first.parts, "，", *second.parts[1:]), records=tuple(dict.fromkeys((*first.records, *second.records)))
    )


def _under_way(
    request: ReportRequest, obligation: Obligation, target: CountTarget, duties: Sequence[Assessed]
) -> Phrase:
    """`法治宣传进村组，各乡镇共办14场`."""
    amount = sum(each.tally.amount for each in duties)
    records = record_ids(duties)
    sum_ = Figure(
        key=f"news.{obligation.id}.amount", value=amount, printed=number_text(amount),
        basis=f"{obligation.title}，本期有佐证、还没有完成的单位到数据截至日的已办数之和", records=records,
    )  # fmt: skip
    names = _names(request, duties)
    who = who_parts(request, names, f"news.{obligation.id}.under_way.units")
    return Phrase(parts=(f"{obligation.title}，", *who, "累计办", sum_, target.unit), records=records)
