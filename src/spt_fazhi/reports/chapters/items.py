"""What was reached of one obligation: one sentence of a report in values, with the numbers asked for summed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.fields import Number
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import AskedFigure, CountTarget, Obligation, RateTarget
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.names import is_standing
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.text.numerals import share_text
from spt_fazhi.text.quotation import inside, quoted
from spt_fazhi.views.counted import counter_of
from spt_fazhi.views.wording import number_text, target_text

_NAMED = 3
"""So many names of units or groups stand in a sentence at most."""


@frozen
class SumPart:
    """合计里一家单位的数。"""

    unit: Annotated[str, "单位"]
    amount: Annotated[Figure, "这家单位报的数"]


@frozen
class DeclaredSum:
    """事项要求另报的一个数的合计，只计有文件、附件或网址的佐证。"""

    name: Annotated[str, "名称，如 旁听人数"]
    unit: Annotated[str, "量词，如 人；没有时为空"]
    total: Annotated[Figure, "合计"]
    parts: Annotated[tuple[SumPart, ...], "各单位的数，按单位名录的顺序"]
    number: Annotated[Figure, "报了这个数的单位数"]


@frozen
class Given:
    """政府以外的单位就一个事项提供的，不计入完成情况。"""

    title: Annotated[str, "事项名称，可放在双引号里"]
    units: Annotated[tuple[str, ...], "提供的单位"]
    number: Annotated[Figure, "提供了几份"]
    sums: Annotated[tuple[DeclaredSum, ...], "另报的数"]


@frozen
class Item:
    """一个事项办到的程度，政府系统；还没有可写的不列。"""

    obligation: Annotated[str, "事项编号"]
    title: Annotated[str, "事项名称"]
    units: Annotated[tuple[str, ...], "承担单位，整组的写组名；多于三个时为空"]
    single: Annotated[bool, "是否只有一项次"]
    joint: Annotated[str, "几家共同完成一件的：写 共同；其中只有牵头的一家算账的写 牵头；各自完成的为空"]
    per_unit: Annotated[bool, "是否每家单位一项次"]
    number: Annotated[Figure, "承担单位数"]
    expected: Annotated[Figure, "应完成的项次，不含不适用和本期以后才开始的"]
    done: Annotated[Figure, "其中已完成"]
    amount: Annotated[Figure | None, "共办了多少，只计有文件、附件或网址的；目标不是数量的没有值"]
    times: Annotated[Figure | None, "不定期开展的和由督察记的，没有要求次数：已开展的次数；别的没有值"]
    measure: Annotated[str, "量词，如 次"]
    target: Annotated[str, "要求，如 4次"]
    of: Annotated[Figure | None, "比率的总数，已报单位之和；目标不是比率、还没有报的没有值"]
    reached: Annotated[Figure | None, "其中达到的"]
    share: Annotated[Figure | None, "达到的占总数的比率；总数为 0 的没有值"]
    told: Annotated[Figure | None, "报了总数的单位数"]
    of_what: Annotated[str, "总数是什么，如 行政执法人员"]
    reached_what: Annotated[str, "达到什么，如 达到60学时"]
    counter: Annotated[str, "总数的量词，如 名；不知道时为空"]
    document: Annotated[str, "只有一项次、一条佐证的，它的文号；没有时为空"]
    sums: Annotated[tuple[DeclaredSum, ...], "另报的数"]
    incomplete: Annotated[bool, "承担单位的名单是否还没有核全"]
    records: Annotated[tuple[str, ...], "所依据的佐证编号"]


def item(request: ReportRequest, obligation: Obligation, duties: Sequence[Assessed]) -> Item | None:
    """What units of the government have reached of an obligation, None of nothing. `duties` are all of it."""
    owed = _begun(request, duties)
    met = [each for each in owed if each.state in MET]
    proved = _proved(request, owed)
    if not met and not proved:
        return None
    sums = _sums(request, obligation, proved, obligation.id)
    names = request.in_order(name for each in owed for name in request.scored(each))
    groups = request.group_names(names)
    target, key, title = obligation.target, obligation.id, obligation.title
    single, records = len(owed) == 1, tuple(entry.id for entry in proved)
    documents = {entry.value.document or "" for entry in proved}
    rate = _rate(obligation, owed, records) if isinstance(target, RateTarget) else (None, None, None, None)
    return Item(
        obligation=key,
        title=title,
        units=groups if single or len(groups) <= _NAMED else (),
        single=single,
        joint=_joint(request, obligation, names) if obligation.scope == "joint" else "",
        per_unit=len(owed) == len(names),
        number=number(f"{key}.units", len(names), f"{quoted(title)}的承担单位：{'、'.join(names)}"),
        expected=number(f"{key}.expected", len(owed), f"{quoted(title)}应完成的项次，不含不适用和本期以后才开始的"),
        done=number(f"{key}.done", len(met), f"{quoted(title)}已完成的项次，含逾期完成", record_ids(met)),
        amount=_amount(obligation, owed, records) if isinstance(target, CountTarget) else None,
        times=_times(request, obligation, proved) if single else None,
        measure=target.unit if isinstance(target, CountTarget) else "",
        target=target_text(target),
        of=rate[0],
        reached=rate[1],
        share=rate[2],
        told=rate[3],
        of_what=target.of if isinstance(target, RateTarget) else "",
        reached_what=(target.reached or "达到要求") if isinstance(target, RateTarget) else "",
        counter=counter_of(target.of) if isinstance(target, RateTarget) else "",
        document=_document(documents) if single and len(proved) == 1 else "",
        sums=tuple(each for each in sums if not request.is_outside(each.parts[0].unit)),
        incomplete=bool(request.answers.incomplete(owed)),
        records=records,
    )


def _times(request: ReportRequest, obligation: Obligation, proved: Sequence[Entry[Evidence]]) -> Figure | None:
    """How often something was done that goes on all year, and how many visits there were where no number is asked."""
    visits = {entry.id for entry in request.assessment.register.inspections}
    if obligation.target is not None or not (is_standing(obligation) or any(entry.id in visits for entry in proved)):
        return None
    records = [entry.id for entry in proved]
    return number(f"{obligation.id}.times", len(records), f"{quoted(obligation.title)}已开展的次数", records)


def _joint(request: ReportRequest, obligation: Obligation, names: Sequence[str]) -> str:
    if len(names) > 1:
        return "共同"
    return "牵头" if names and names[0] in request.leads.get(obligation.task, ()) else ""


def _document(documents: Iterable[str]) -> str:
    """The only number of a document, unless it has brackets of the kind it would stand in."""
    (said,) = documents
    return "" if any(mark in said for mark in "（）()") else said


def given(request: ReportRequest, obligation: Obligation, duties: Sequence[Assessed]) -> Given | None:
    """What units outside the government have given for an obligation, proved or not; None of nothing."""
    asked = [each for each in duties if each.invited and each.state != "waived"]
    entries = _once(entry for each in asked for entry in request.evidence(each))
    beside = [entry for entry in _proved(request, _begun(request, duties)) if request.is_outside(entry.value.unit)]
    sums = _sums(request, obligation, _once((*entries, *beside)), f"{obligation.id}.given")
    outside = tuple(each for each in sums if request.is_outside(each.parts[0].unit))
    units = request.in_order(
        [*(entry.value.unit for entry in entries), *(part.unit for each in outside for part in each.parts)]
    )
    if not units:
        return None
    return Given(
        title=inside(obligation.title),
        units=tuple(units),
        number=number(
            f"{obligation.id}.given",
            len(entries),
            f"政府以外的单位就{quoted(obligation.title)}提供的份数，不计入完成情况",
            (entry.id for entry in entries),
        ),
        sums=outside,
    )


def _begun(request: ReportRequest, duties: Iterable[Assessed]) -> list[Assessed]:
    """What units of the government owe by now: neither waived, nor of a period yet to begin or after the report's."""
    last = request.period.last if request.period else request.assessment.day
    judged = (each for each in duties if not each.invited and each.state not in {"waived", "scheduled"})
    return [each for each in judged if each.duty.start <= last]


def _once(entries: Iterable[Entry[Evidence]]) -> list[Entry[Evidence]]:
    return list({entry.id: entry for entry in entries}.values())


def _proved(request: ReportRequest, duties: Iterable[Assessed]) -> list[Entry[Evidence]]:
    """The evidence behind duties that proves something, each piece once."""
    return _once(entry for each in duties for entry in request.evidence(each) if entry.value.proves)


def _amount(obligation: Obligation, duties: Sequence[Assessed], records: Sequence[str]) -> Figure:
    total = sum((each.tally.amount for each in duties), 0)
    return _figure(f"{obligation.id}.amount", total, f"{quoted(obligation.title)}共办了多少，各单位之和", records)


def _rate(
    obligation: Obligation, duties: Sequence[Assessed], records: Sequence[str]
) -> tuple[Figure | None, Figure | None, Figure | None, Figure | None]:
    """How many there are, how many of them reach what was asked, their share, and how many units have told."""
    told = [each.tally for each in duties if each.tally.records]
    if not told:
        return None, None, None, None
    target, title = obligation.target, obligation.title
    reached, of = sum(each.reached for each in told), sum(each.of for each in told)
    share = None
    if of and isinstance(target, RateTarget):
        share = Figure(
            key=f"{obligation.id}.share",
            value=Decimal(reached) / of,
            printed=share_text(Fraction(reached, of), target.rate),
            basis=f"{quoted(title)}达到的占总数的比率：{reached}/{of}",
            records=tuple(records),
        )
    return (
        number(f"{obligation.id}.of", of, f"{quoted(title)}的总数，已报单位之和", records),
        number(f"{obligation.id}.reached", reached, f"{quoted(title)}达到的数，已报单位之和", records),
        share,
        number(
            f"{obligation.id}.told",
            len({name for each in duties if each.tally.records for name in each.duty.owners}),
            f"报了{quoted(title)}总数的单位",
            records,
        ),
    )


def _figure(key: str, value: Number, basis: str, records: Iterable[str]) -> Figure:
    return Figure(key=key, value=value, printed=number_text(value), basis=basis, records=tuple(dict.fromkeys(records)))


def _sums(
    request: ReportRequest, obligation: Obligation, entries: Sequence[Entry[Evidence]], key: str
) -> list[DeclaredSum]:
    """The numbers asked for, summed: those of the government and those of others apart."""
    apart = [[entry for entry in entries if request.is_outside(entry.value.unit) == side] for side in (False, True)]
    made = (_sum(request, obligation, asked, own, key) for asked in obligation.figures for own in apart)
    return [each for each in made if each]


def _sum(
    request: ReportRequest, obligation: Obligation, asked: AskedFigure, entries: Sequence[Entry[Evidence]], key: str
) -> DeclaredSum | None:
    amounts: dict[str, Number] = {}
    records: dict[str, list[str]] = {}
    for entry in entries:
        for told in entry.value.figures:
            if told.name == asked.name:
                amounts[entry.value.unit] = amounts.get(entry.value.unit, 0) + told.amount
                records.setdefault(entry.value.unit, []).append(entry.id)
    if not amounts:
        return None
    key, what = f"{key}.figures.{asked.name}", f"{quoted(obligation.title)}的{asked.name}"
    names = request.in_order(amounts)
    said = "、".join(f"{name}{number_text(amounts[name])}{asked.unit}" for name in names)
    known = [each for name in names for each in records[name]]
    return DeclaredSum(
        name=asked.name,
        unit=asked.unit,
        total=_figure(key, sum(amounts.values(), 0), f"{what}，各单位之和：{said}", known),
        parts=tuple(
            SumPart(unit=name, amount=_figure(f"{key}.{name}", amounts[name], f"{name}报的{what}", records[name]))
            for name in names
        ),
        number=number(f"{key}.units", len(names), f"报了{what}的单位数", known),
    )
