"""What evidence of the period comes to, a sentence an obligation: met, under way, of how many how many."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.judging import tally
from spt_fazhi.engine.states import MET
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.period import Period
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.bulletin.listed import leaves_out
from spt_fazhi.reports.bulletin.met import met_on
from spt_fazhi.reports.bulletin.phrases import NewsItem, Phrase, who_parts
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.names import is_standing
from spt_fazhi.reports.parts import THIS
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.views.counted import counter_of
from spt_fazhi.views.wording import number_text


def evidence_items(
    request: ReportRequest, judged: Sequence[Assessed], period: Period, told: Collection[str] = ()
) -> Iterator[NewsItem]:
    """What duties of one task were met with or came to in the period; nothing of what rests on visits `told` of."""
    by_obligation: dict[str, list[Assessed]] = {}
    for each in judged:
        if each.records and not _is_told(request, each, period, told):
            by_obligation.setdefault(each.duty.key.obligation, []).append(each)
    open_ = {each.duty.key.obligation for each in judged if each.state not in MET and each.state != "waived"}
    for key, own in by_obligation.items():
        obligation = own[0].duty.obligation
        if obligation is None:
            continue
        done = [each for each in own if (day := met_on(request, each)) is not None and day in period]
        more = [each for each in own if each.state not in MET and each.tally.records and _proof(request, each, period)]
        if (
            isinstance(obligation.target, RateTarget)
            and (phrase := _rate(request, obligation, obligation.target, own, judged))
            and (done or more)
        ):
            yield NewsItem.of(phrase, weight=len(done) + len(more))
            continue
        whole = key not in open_
        met = _done(request, obligation, done, whole=whole) if done else None
        counted = obligation.target if more and isinstance(obligation.target, CountTarget) else None
        if counted is None:
            if met:
                yield NewsItem.of(met, weight=len(done))
            continue
        now, so_far = _under_way(request, obligation, counted, more, period)
        if met:
            now, so_far = _both(met, now), _both(met, so_far)
        yield NewsItem(short=now, brief=now, full=so_far, weight=len(done) + len(more))


def _is_told(request: ReportRequest, each: Assessed, period: Period, told: Collection[str]) -> bool:
    """Whether all that proves something of a duty in the period are visits of which another paragraph tells."""
    proof = _proof(request, each, period)
    return bool(proof) and all(entry.id in told for entry in proof)


def _proof(request: ReportRequest, each: Assessed, period: Period) -> list[Entry[Evidence]]:
    """What proves something of a duty in the period."""
    return [entry for entry in request.evidence(each) if entry.value.proves and entry.value.counts_on in period]


def _names(request: ReportRequest, duties: Sequence[Assessed]) -> list[str]:
    return request.in_order(name for each in duties for name in request.scored(each))


def _done(request: ReportRequest, obligation: Obligation, done: Sequence[Assessed], *, whole: bool) -> Phrase:
    """`清理政策性文件已由甲局完成`, `旁听庭审已由甲局、乙局等12家单位全部完成`, `报送情况，各乡镇完成16项次`."""
    names, records = _names(request, done), record_ids(done)
    if is_standing(obligation):
        times = sum(each.tally.records for each in done)
        figure = number(f"news.{obligation.id}.done", times, f"{obligation.title}，到数据截至日开展的次数", records)
        who = who_parts(request, names, f"news.{obligation.id}.done.units", more=leaves_out(done, names))
        return Phrase(parts=(f"{obligation.title}，", *who, "已开展", figure, "次"), records=records)
    who = who_parts(request, names, f"news.{obligation.id}.done.units", more=leaves_out(done, names))
    if len(done) > len(names):  # of several periods: not every unit met every one
        several = number(f"news.{obligation.id}.done", len(done), f"{obligation.title}，本期完成的项次", records)
        return Phrase(parts=(f"{obligation.title}，", *who, "完成", several, "项次"), records=records)
    end = "全部完成" if whole and len(done) > 1 else "完成"
    return Phrase(parts=(f"{obligation.title}已由", *who, end), records=records)


def _rate(
    request: ReportRequest,
    obligation: Obligation,
    target: RateTarget,
    duties: Sequence[Assessed],
    judged: Sequence[Assessed],
) -> Phrase | None:
    """`执法人员培训，14名执法人员中9名达到60学时`, of some of the units `已报的3家单位14名…`; None where there was
    nothing to do.
    """
    reached, of = sum(each.tally.reached for each in duties), sum(each.tally.of for each in duties)
    if not of:
        return None
    key, what, records = f"news.{obligation.id}", f"{obligation.title}，报过数的单位到数据截至日", record_ids(duties)
    counter = counter_of(target.of)
    whole = number(f"{key}.of", of, f"{what}总数之和", records)
    part = number(f"{key}.reached", reached, f"{what}达到数之和", records)
    verb = target.reached or "达到要求"
    told = _names(request, duties)
    owing = _names(request, [each for each in judged if each.duty.key.obligation == obligation.id])
    who: tuple[str | Figure, ...] = ()
    if len(told) < len(owing):
        who = ("已报的", number(f"{key}.told", len(told), f"{obligation.title}，报过数的单位数", records), "家单位")
    if counter:
        parts = (f"{obligation.title}，", *who, whole, f"{counter}{target.of}中", part, f"{counter}{verb}")
    else:
        parts = (f"{obligation.title}，", *who, target.of, whole, "中有", part, verb)
    return Phrase(parts=parts, records=records)


def _both(first: Phrase, second: Phrase) -> Phrase:
    """`法治宣传进村组已由甲镇完成，乙镇共办17场`: two phrases of one obligation, which the second need not name."""
    return Phrase(
        parts=(*first.parts, "，", *second.parts[1:]), records=tuple(dict.fromkeys((*first.records, *second.records)))
    )


def _under_way(
    request: ReportRequest, obligation: Obligation, target: CountTarget, duties: Sequence[Assessed], period: Period
) -> tuple[Phrase, Phrase]:
    """`法治宣传进村组，甲镇、乙镇本季度共办3场`, and with what they had done before `…、累计7场`.

    Where they had done nothing before both are `法治宣传进村组，各乡镇共办14场`.
    """
    amount = sum(each.tally.amount for each in duties)
    now = sum(tally([entry.value for entry in _proof(request, each, period)]).amount for each in duties)
    records = record_ids(duties)
    sum_ = Figure(
        key=f"news.{obligation.id}.amount", value=amount, printed=number_text(amount),
        basis=f"{obligation.title}，本期有佐证、还没有完成的单位到数据截至日的已办数之和", records=records,
    )  # fmt: skip
    names = _names(request, duties)
    who = who_parts(request, names, f"news.{obligation.id}.under_way.units", more=leaves_out(duties, names))
    begin = (f"{obligation.title}，", *who)
    if now == amount:
        phrase = Phrase(parts=(*begin, "共办", sum_, target.unit), records=records)
        return phrase, phrase
    own = Figure(
        key=f"news.{obligation.id}.amount_now", value=now, printed=number_text(now),
        basis=f"{obligation.title}，本期有佐证、还没有完成的单位本期的已办数之和", records=records,
    )  # fmt: skip
    brief = (*begin, f"{THIS[period.kind]}共办", own, target.unit)
    return Phrase(parts=brief, records=records), Phrase(parts=(*brief, "、累计", sum_, target.unit), records=records)
