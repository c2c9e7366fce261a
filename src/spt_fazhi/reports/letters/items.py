"""The items of a letter: what is asked for, of which sentence of the document, what is missing, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation, RateTarget
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.parts import Head, TaskName, task_name
from spt_fazhi.reports.request import ReportRequest, record_ids, sentence
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.lists.returns import missing_again
from spt_fazhi.views.lists.spoken import Together, limit, missing, periods_of, together
from spt_fazhi.views.notices.asking import asked_by, own_day
from spt_fazhi.views.notices.notice import Notice
from spt_fazhi.views.wording import chinese_date, former_text, month_day, target_text, weekday, who_mark


@frozen
class LetterItem:
    """函里的一项：一个事项（按期的各期合在一起），或者一期进展报送。"""

    title: Annotated[str, "事项名称；进展报送写 工作进展"]
    periods: Annotated[tuple[str, ...], "涉及的各期，中文；不按期的没有"]
    units: Annotated[tuple[str, ...], "由收函单位承办、实际承担的单位；就是收函单位自己的没有"]
    together: Annotated[tuple[str, ...], "共同承担的其他单位"]
    tasks: Annotated[tuple[TaskName, ...], "工作要点里的任务；进展报送可以有好几条"]
    quote: Annotated[str | None, "原文中的要求；进展报送是办公室要求的，没有值"]
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]
    assumed: Annotated[tuple[str, ...], "原文没有写、由办公室推定的做法，如 各单位分别完成、要求1次；没有为空"]
    limit: Annotated[str, "时限，如 时限是2024年3月31日前；原文没有写的标明；商请的已过时限和进展不写，为空"]
    late_days: Annotated[int, "已逾期天数，最早的一期；没有逾期为 0"]
    missing: Annotated[str, "缺什么，如 没有收到材料、已办1次，要求3次"]
    by: Annotated[date, "请在哪一天前报送"]
    moved: Annotated[str, "那天比时限早的缘故，如 7月28日是周日；就是时限那天的为空"]
    again: Annotated[bool, "是不是退回的，要重新报送"]
    proof: Annotated[str | None, "佐证要求；没有写的没有值"]
    figures: Annotated[tuple[str, ...], "另报的数，如 旁听人数"]
    former: Annotated[tuple[str, ...], "原来承担的单位，机构改革后由收函单位承接；没有为空"]
    handed_on: Annotated[str, "同上，一句话：原由…承担；收函单位本来也承担同一事项的，含原由…承担的部分；没有为空"]
    number: Annotated[Figure, "项次：按期的一期计一项次，进展一条任务计一项次"]


@frozen
class LetterRequest:
    """What every letter of one run shares. `reply_by` is the day of the answer where the due day is past."""

    report: ReportRequest
    head: Head
    reply_by: date
    number: str | None = None

    def day_of(self, each: Assessed) -> date:
        """The day by which a duty is asked for."""
        return asked_by(each, self.report.assessment, self.reply_by)

    def answers(self, each: Assessed) -> bool:
        """Whether that is the day of the answer, and not one of the duty's own."""
        return own_day(each, self.report.assessment) is None


def items_of(request: LetterRequest, notice: Notice, owed: Iterable[Owed], part: str) -> tuple[LetterItem, ...]:
    """What is asked for by the same day is put together by obligation, or by period for reports; soonest first.

    `part` begins the keys of their figures.
    """
    by_day: dict[tuple[date, str], list[Owed]] = {}
    for each in owed:
        by_day.setdefault((request.day_of(each.duty), each.duty.state), []).append(each)
    groups = [(by, own) for (by, _), mine in sorted(by_day.items()) for own in together(mine)]
    return tuple(_item(request, notice, own, by, f"{part}.{at}") for at, (by, own) in enumerate(groups, 1))


def _item(request: LetterRequest, notice: Notice, own: Together, by: date, key: str) -> LetterItem:
    first = own[0].duty
    obligation = first.duty.obligation
    again = {each.duty.state for each in own} == {"returned"}
    return LetterItem(
        title=first.duty.title if obligation else "工作进展",
        periods=periods_of(own),
        units=() if own[0].names == (notice.unit,) else own[0].names,
        together=() if first.duty.unit else tuple(name for name in first.duty.owners if name not in own[0].names),
        tasks=tuple(task_name(request.report, task) for task in dict.fromkeys(each.duty.duty.task for each in own)),
        quote=one_line(obligation.quote) if obligation else None,
        mark=who_mark(first),
        assumed=tuple(_assumed(obligation)) if obligation else (),
        limit=_limit(request, own),
        late_days=first.days_overdue(request.report.assessment.day),
        missing=missing_again((each.duty for each in own), request.report.assessment) or missing(own, noted=False),
        by=by,
        moved=moved(request, first, by),
        again=again,
        proof=sentence(obligation.proof) if obligation and obligation.proof else None,
        figures=tuple(each.name for each in obligation.figures) if obligation else (),
        former=first.former,
        handed_on=former_text(*(each.duty for each in own)),
        number=number(
            key, len(own), f"{quoted(one_line(first.duty.title, 40))}的项次", record_ids([each.duty for each in own])
        ),
    )


def moved(request: LetterRequest, each: Assessed, by: date) -> str:
    """Why it is asked for before its own day, which is no working day."""
    own = own_day(each, request.report.assessment)
    return f"{month_day(own)}是{weekday(own)}" if own and own != by else ""


def _assumed(obligation: Obligation) -> Iterator[str]:
    """What the office set of how it is to be done, in words; what the document states, its quote says."""
    fields, target = obligation.assumed_fields, obligation.target
    if "scope" in fields:
        yield "由有关单位共同完成" if obligation.scope == "joint" else "各单位分别完成"
    if "target" in fields and target is not None:
        yield f"要求{target_text(target)}"
    if "settle" in fields and isinstance(target, RateTarget):
        yield "达到要求即算完成" if target.settle == "when-reached" else "以时限届满时的数字为准"


def _limit(request: LetterRequest, own: Together) -> str:
    """The day in words. Whoever is only asked is told no past day, and no day of reports that the office thought of."""
    first = own[0].duty
    obligation = first.duty.obligation
    if first.invited and (obligation is None or first.due < request.report.assessment.day):
        return ""
    if obligation:
        return f"{limit(own)}{'，早于《要点》印发，可以补报' if first.state == 'backfill' else ''}"
    return f"时限已延期至{chinese_date(first.due)}" if first.extended_by else f"时限是{chinese_date(first.due)}前"
