"""What evidence of the period comes to, a sentence an obligation: met, under way, of how many how many."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET
from spt_fazhi.model.period import Period
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget
from spt_fazhi.reports.bulletin.listed import leaves_out
from spt_fazhi.reports.bulletin.met import met_on
from spt_fazhi.reports.bulletin.phrases import NewsItem, Phrase, who_parts
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.names import is_standing
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
        more = [each for each in own if each.state not in MET and _proved_in(request, each, period)]
        if (
            isinstance(obligation.target, RateTarget)
            and (phrase := _rate(obligation, obligation.target, own))
            and (done or more)
        ):
            yield NewsItem.of(phrase, weight=len(done) + len(more))
            continue
        if done and more and isinstance(obligation.target, CountTarget):
            phrase = _both(request, obligation, obligation.target, done, more)
            yield NewsItem.of(phrase, weight=len(done) + len(more))
            continue
        if done:
            phrase = _done(request, obligation, done, whole=key not in open_)
            yield NewsItem.of(phrase, weight=len(done))
        if more and isinstance(obligation.target, CountTarget):
            phrase = _under_way(request, obligation, obligation.target, more)
            yield NewsItem.of(phrase, weight=len(more))


def _is_told(request: ReportRequest, each: Assessed, period: Period, told: Collection[str]) -> bool:
    """Whether all that proves something of a duty in the period are visits of which another paragraph tells."""
    proof = [entry.id for entry in request.evidence(each) if entry.value.proves and entry.value.counts_on in period]
    return bool(proof) and all(each in told for each in proof)


def _proved_in(request: ReportRequest, each: Assessed, period: Period) -> bool:
    return each.tally.records > 0 and any(
        entry.value.proves and entry.value.counts_on in period for entry in request.evidence(each)
    )


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


def _rate(obligation: Obligation, target: RateTarget, duties: Sequence[Assessed]) -> Phrase | None:
    """`执法人员培训，14名执法人员中9名达到60学时`; None where there was nothing to do."""
    reached, of = sum(each.tally.reached for each in duties), sum(each.tally.of for each in duties)
    if not of:
        return None
    key, what, records = f"news.{obligation.id}", f"{obligation.title}，报过数的单位到数据截至日", record_ids(duties)
    counter = counter_of(target.of)
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
    who = who_parts(request, names, f"news.{obligation.id}.under_way.units", more=leaves_out(duties, names))
    return Phrase(parts=(f"{obligation.title}，", *who, "累计办", sum_, target.unit), records=records)
