"""汇总通报: how the districts of a city stand, in two pages; who is compared is who views/counted.py compares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.gaps import Gap
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.answers import OnTimeAnswer, Rollup, TotalsAnswer, rate_of
from spt_fazhi.views.rollup.tables import likeness_text

NAME: Final = "rollup"
TITLE: Final = "汇总通报"
DESCRIPTION: Final = "许多县区一起：总体情况、各县区、到处都逾期的事项、最慢的部分和单位；写 fazhi report rollup 来源"
TEMPLATE: Final = "rollup.md.j2"
_NAMED: Final = 5
"""Parts, obligations and units that the text names; the annexes have more."""


@frozen
class DistrictLine:
    """一个县区。"""

    name: Annotated[str, "县区"]
    in_use: Annotated[bool, "台账是否已启用；没有启用的只有责任条数"]
    owed: Annotated[int, "责任条数，不含不适用的"]
    met: Annotated[int, "完成几条，含逾期完成的"]
    overdue: Annotated[int, "逾期几条"]
    due: Annotated[int, "到期几条"]
    on_time: Annotated[int, "按时办结几条"]
    rate: Annotated[str, "按时办结率；没有到期的是 —"]
    below: Annotated[bool, "是否低于合计的按时办结率"]


@frozen
class SlowSection:
    """一个部分，各县区同名的并在一起。"""

    title: Annotated[str, "部分的名称"]
    districts: Annotated[int, "几个县区有"]
    overdue: Annotated[int, "逾期几条"]
    due: Annotated[int, "到期几条"]
    on_time: Annotated[int, "按时办结几条"]
    rate: Annotated[str, "按时办结率"]


@frozen
class LateItem:
    """几个县区都逾期的一个事项。"""

    title: Annotated[str, "事项名称"]
    quote: Annotated[str, "其中一个县区的原文引句"]
    districts: Annotated[int, "几个县区有这个事项"]
    late: Annotated[int, "几个县区逾期"]
    everywhere: Annotated[bool, "是否有这个事项的县区都逾期"]
    overdue: Annotated[int, "逾期几条"]
    likeness: Annotated[str, "并在一起的引句里最不像的有多像；完全一样的是 100%"]
    worded_otherwise: Annotated[bool, "各县区的引句是否有不一样的"]


@frozen
class SlowUnit:
    """一家按时办结率低的单位。"""

    district: Annotated[str, "县区"]
    unit: Annotated[str, "单位"]
    due: Annotated[int, "到期几项次"]
    on_time: Annotated[int, "按时办结几项次"]
    overdue: Annotated[int, "逾期几项次"]
    rate: Annotated[str, "按时办结率"]
    chased: Annotated[int, "催办项次"]
    returned: Annotated[int, "退回几条"]


@frozen
class RegisterSource:
    """一本台账的数据来自哪里，核对版列出。"""

    name: Annotated[str, "县区"]
    title: Annotated[str, "工作要点的名称"]
    as_of: Annotated[date, "数据截至哪一天"]
    revision: Annotated[str, "取自 git 的哪次提交，前 12 位；不在 git 里的为空"]
    place: Annotated[str, "读自哪个文件夹"]


@frozen
class RollupValues:
    """rollup.md.j2 的变量。"""

    title: Annotated[str, "标题"]
    number: Annotated[str, "文号；没有写 --number 的为空"]
    year: Annotated[int, "计划年度"]
    day: Annotated[date, "数据截至哪一天；各县区不一样的是最晚的"]
    first_day: Annotated[date, "数据最早截至哪一天"]
    districts: Annotated[int, "汇总了几本台账"]
    judged: Annotated[int, "其中已启用的几本"]
    idle: Annotated[tuple[str, ...], "尚未启用的县区"]
    owed: Annotated[int, "责任条数合计，不含不适用的和没有启用的"]
    met: Annotated[int, "完成几条"]
    done_late: Annotated[int, "其中逾期完成的几条"]
    met_rate: Annotated[str, "完成率；没有责任的是 —"]
    overdue: Annotated[int, "逾期几条"]
    due: Annotated[int, "到期几条"]
    on_time: Annotated[int, "按时办结几条"]
    rate: Annotated[str, "按时办结率；没有到期的是 —"]
    assumed: Annotated[int, "到期的里面，时限由办公室推定的几条"]
    asked: Annotated[int, "商请政府以外单位的几条，不在以上各数之内"]
    given: Annotated[int, "其中已提供的几条"]
    lines: Annotated[tuple[DistrictLine, ...], "各县区，按时办结率高的在前，没有到期的和没有启用的在后"]
    above: Annotated[tuple[str, ...], "按时办结率不低于合计的县区"]
    below: Annotated[tuple[DistrictLine, ...], "按时办结率低于合计的县区，低的在前"]
    sections: Annotated[tuple[SlowSection, ...], "按时办结率最低的几个部分"]
    items: Annotated[tuple[LateItem, ...], "几个县区都逾期的事项，到处都逾期的在前"]
    units: Annotated[tuple[SlowUnit, ...], "按时办结率最低的单位"]
    fewest: Annotated[int, "一家单位到期至少几项次才比较"]
    doubts: Annotated[int, "像又不全像、还没有确认是不是一件事的引句有几对"]
    refused: Annotated[tuple[str, ...], "没有计入的，一处一句"]
    remarks: Annotated[tuple[str, ...], "另要说明的"]
    check: Annotated[bool, "是不是核对版"]
    sources: Annotated[tuple[RegisterSource, ...], "各本台账的数据来自哪里"]
    signature: Annotated[Gap, "落款，要补写"]


VALUES = RollupValues


def build(rollup: Rollup, *, number: str = "", check: bool = False) -> RollupValues:
    """The values of the bulletin."""
    whole, sums = rollup.whole, _judged_sums(rollup.totals)
    lines = _lines(rollup)
    return RollupValues(
        title=f"{rollup.year}年各县区法治政府建设工作要点落实情况的通报",
        number=number,
        year=rollup.year,
        day=rollup.day,
        first_day=min(each.as_of for each in rollup.taken),
        districts=len(rollup.taken),
        judged=sum(each.in_use for each in rollup.taken),
        idle=tuple(each.name for each in rollup.taken if not each.in_use),
        owed=sums["owed"],
        met=sums["met"],
        done_late=sums["done_late"],
        met_rate=rate_of(sums["met"], sums["owed"]),
        overdue=sums["overdue"],
        due=whole.due,
        on_time=whole.on_time,
        rate=rate_of(whole.on_time, whole.due),
        assumed=whole.assumed,
        asked=sums["asked"],
        given=sums["given"],
        lines=lines,
        above=tuple(line.name for line in lines if line.due and not line.below),
        below=tuple(line for line in reversed(lines) if line.below),
        sections=_sections(rollup),
        items=_items(rollup),
        units=_units(rollup),
        fewest=rollup.fewest,
        doubts=sum(each.same is None for each in rollup.doubts),
        refused=tuple(f"{one_line(each.name or each.place, 80)}：{one_line(each.why, 120)}" for each in rollup.refused),
        remarks=rollup.remarks,
        check=check,
        sources=_sources(rollup),
        signature=Gap(text="落款"),
    )


def _judged_sums(totals: Iterable[TotalsAnswer]) -> dict[str, int]:
    """The sums over the registers that are in use."""
    used = [row for row in totals if row.in_use]
    return {
        name: sum(getattr(row, name) for row in used)
        for name in ("owed", "met", "done_late", "overdue", "asked", "given")
    }


def _lines(rollup: Rollup) -> tuple[DistrictLine, ...]:
    totals = {row.register: row for row in rollup.totals}
    whole = rollup.whole
    known = {row.register for row in rollup.on_time}
    nothing = (OnTimeAnswer(row.register, row.name, 0, 0, 0, 0, 0) for row in rollup.totals)
    rest = [row for row in nothing if row.register not in known]
    rest.sort(key=lambda row: not totals[row.register].in_use)  # those not in use come last
    lines = []
    for share in (*rollup.on_time, *rest):
        row = totals[share.register]
        below = share.due > 0 and Fraction(share.on_time, share.due) < Fraction(whole.on_time, whole.due)
        lines.append(
            DistrictLine(
                name=row.name,
                in_use=row.in_use,
                owed=row.owed,
                met=row.met,
                overdue=row.overdue,
                due=share.due,
                on_time=share.on_time,
                rate=rate_of(share.on_time, share.due),
                below=below,
            )
        )
    return tuple(lines)


def _sections(rollup: Rollup) -> tuple[SlowSection, ...]:
    due = sorted((row for row in rollup.sections if row.due), key=lambda row: Fraction(row.on_time, row.due))
    return tuple(
        SlowSection(
            title=row.section_title,
            districts=row.registers,
            overdue=row.overdue,
            due=row.due,
            on_time=row.on_time,
            rate=rate_of(row.on_time, row.due),
        )
        for row in due[:_NAMED]
    )


def _items(rollup: Rollup) -> tuple[LateItem, ...]:
    return tuple(
        LateItem(
            title=row.title,
            quote=row.quote,
            districts=row.registers,
            late=row.late_registers,
            everywhere=row.everywhere,
            overdue=row.overdue,
            likeness=likeness_text(row.likeness),
            worded_otherwise=row.likeness < 1,
        )
        for row in rollup.late
    )


def _units(rollup: Rollup) -> tuple[SlowUnit, ...]:
    return tuple(
        SlowUnit(
            district=row.name,
            unit=row.unit_name,
            due=row.due,
            on_time=row.on_time,
            overdue=row.overdue,
            rate=rate_of(row.on_time, row.due),
            chased=row.chased,
            returned=row.returned,
        )
        for row in rollup.worst
    )


def _sources(rollup: Rollup) -> tuple[RegisterSource, ...]:
    return tuple(
        RegisterSource(
            name=each.name,
            title=each.title,
            as_of=each.as_of,
            revision=(each.revision or "")[:12],
            place=one_line(each.place),
        )
        for each in rollup.taken
    )
