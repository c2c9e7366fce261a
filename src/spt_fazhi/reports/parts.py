"""The values that several reports are made of. Every field says in Chinese what it is, for docs/templates.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import STATES
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period, parse_period
from spt_fazhi.model.plan import RegisterInfo
from spt_fazhi.reports.gaps import Gap
from spt_fazhi.reports.names import bare_title, plan_kind
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.wording import (
    NOT_IN_USE,
    achieved_text,
    asked_text,
    due_words,
    neutral_text,
    period_text,
    remarks,
    scope_note,
    who_mark,
)

THIS: Final = {"month": "本月", "quarter": "本季度", "half": "本半年", "year": "本年度"}
"""What a period is called in its own report."""


@frozen
class Head:
    """每份报告共有的抬头。"""

    title: Annotated[str, "工作要点的名称，不带书名号"]
    issuer: Annotated[str, "印发机关"]
    office: Annotated[str | None, "管这本台账的单位；没有写时没有值"]
    phone: Annotated[str | None, "它的办公电话；没有登记时没有值"]
    ourselves: Annotated[
        str, "管这本台账的单位在自己印发的文件里怎样自称，如 我办、我局；看不出来的和不由它落款的是它的名称"
    ]
    kind: Annotated[str, "工作要点是哪一种文件，取自名称：工作要点、实施方案等；看不出来的是 文件"]
    signature: Annotated[str, "落款：设置里写的，没有写的用承办机构的全称；都没有的是 【此处需补写：落款】"]
    signature_gap: Annotated[Gap | None, "落款要补写；有落款的没有值"]
    to: Annotated[str, "材料报给谁：承办机构，没有写的是落款的机关；都没有的是 【此处需补写：收材料的单位】"]
    number: Annotated[
        str, "文号：写了 --number 的照写，没有写的顺序号留空，如 沙依法办发〔2024〕　号；没有设置式样的为空"
    ]
    number_given: Annotated[str, "写了 --number 的文号；没有写的为空"]
    year: Annotated[int, "计划年度"]
    issued: Annotated[date, "印发日期"]
    day: Annotated[date, "数据截至哪一天（--as-of，默认当天）"]
    revision: Annotated[str | None, "数据取自 git 的哪个版本；取自工作区时没有值"]
    unusable: Annotated[int, "读不出来或不能计入的文件、记录有几处"]
    year_is_over: Annotated[bool, "计划年度是否已过"]
    source: Annotated[str | None, "原文在工作区里的路径"]
    records: Annotated[int, "台账里读出的记录条数"]
    notice: Annotated[str, "台账还没有任何记录和决定时，报告要先说的一句话；已启用的为空"]
    incomplete: Annotated[tuple[str, ...], "名单还没有核全的单位组；涉及它们的合计只是已列单位的"]


@frozen
class Span:
    """一个期间。"""

    text: Annotated[str, "文件里的写法，如 2024Q2"]
    title: Annotated[str, "中文写法，如 2024年第二季度"]
    word: Annotated[str, "正文里的称呼，如 本季度"]
    first: Annotated[date, "第一天"]
    last: Annotated[date, "最后一天"]
    over: Annotated[bool, "到数据截至日是否已经结束"]


@frozen
class DutyLine:
    """一个责任事项（一项次）。"""

    task: Annotated[int, "任务编号"]
    obligation: Annotated[str, "事项编号"]
    title: Annotated[str, "事项名称，按期事项带期间"]
    quote: Annotated[str, "原文中的要求"]
    target: Annotated[str, "数量要求，如 1次；没有数量的是 完成；原文没有写的标（推定）"]
    proof: Annotated[str, "要什么佐证；没有写明的为空"]
    when: Annotated[str, "时限，照原文并写明日期，如 3月1日前（2024年3月1日）；原文没有写的标明"]
    due: Annotated[date, "最后一天（含延期）"]
    state: Annotated[str, "状态，中文；政府以外的单位用中性说法"]
    achieved: Annotated[str, "完成情况，如 1/2次，另有1次待佐证、35/36，97.2%"]
    remark: Annotated[str, "要说明的，如 各单位分别完成（推定）、数据只到6月30日；没有时为空"]
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]
    late_days: Annotated[int, "已逾期天数，没有逾期为 0"]
    together: Annotated[tuple[str, ...], "共同承担的其他单位"]
    extended: Annotated[bool, "是否经批准延期"]
    records: Annotated[tuple[str, ...], "所依据的记录编号"]


@frozen
class TraceRecord:
    """正文所依据的一条记录，一次督察，或者对问题的一个决定。"""

    id: Annotated[str, "编号"]
    unit: Annotated[str, "单位；督察是督察单位，决定是复核的人或批准的文号"]
    date: Annotated[date, "发生日期；进展是报送日，督察是最后一天"]
    title: Annotated[str, "标题"]
    files: Annotated[tuple[str, ...], "附件文件名"]
    notes: Annotated[tuple[str, ...], "在哪些核对注里，如 1"]


@frozen
class TaskName:
    """一条任务的编号和名称。"""

    id: Annotated[int, "任务编号"]
    title: Annotated[str, "任务名称"]


def receiver(info: RegisterInfo) -> str:
    """To whom proof and answers go: the office, else whoever signs; a visible gap where neither is written."""
    return info.office or info.signature or Gap(text="收材料的单位").printed


def number_of(info: RegisterInfo, day: date, n: str) -> str:
    """The 文号 with a number of the year's, after the register's pattern; empty where it has none."""
    return (info.number or "").replace("{year}", str(day.year)).replace("{n}", n)


def head(request: ReportRequest) -> Head:
    """What every report begins with."""
    info = request.assessment.register.info
    office = request.directory.unit(info.office) if info.office else None
    signature, gap = info.signature or (office.full_name if office else None) or info.office, Gap(text="落款")
    return Head(
        title=bare_title(info.title),
        issuer=info.issuer,
        office=info.office,
        phone=office.phone if office else None,
        signature=signature or gap.printed,
        signature_gap=None if signature else gap,
        to=receiver(info),
        ourselves=request.ourselves,
        kind=plan_kind(info.title),
        number=request.number or number_of(info, request.assessment.day, "　"),
        number_given=request.number or "",
        year=info.year,
        issued=info.issued,
        day=request.assessment.day,
        revision=request.revision,
        unusable=request.unusable,
        year_is_over=request.assessment.year_is_over,
        source=info.document,
        records=len(request.assessment.register.records),
        notice="" if request.assessment.register.in_use else NOT_IN_USE,
        incomplete=request.answers.incomplete(request.assessment.duties),
    )


def span(period: Period, day: date) -> Span:
    """A period in words."""
    title = period_text(period.text) + ("度" if period.kind == "year" else "")
    return Span(
        text=period.text,
        title=title,
        word=THIS[period.kind],
        first=period.first,
        last=period.last,
        over=period.last < day,
    )


def following(period: Period) -> Period:
    """The period of the same kind right after."""
    year, last = period.last.year, period.last.month == 12
    if period.kind == "year":
        return parse_period(f"{year + 1:04}")
    if period.kind == "month":
        return parse_period(f"{year + 1:04}-01" if last else f"{year:04}-{period.last.month + 1:02}")
    mark, months = ("Q", 3) if period.kind == "quarter" else ("H", 6)
    number = 1 if last else period.last.month // months + 1
    return parse_period(f"{year + last:04}{mark}{number}")


def duty_title(each: Assessed) -> str:
    """Title with the period, where there is one."""
    period = each.duty.period
    return f"{each.duty.title}（{period_text(period)}）" if period else each.duty.title


def duty_line(request: ReportRequest, each: Assessed, *, owner: str | None = None, neutral: bool = False) -> DutyLine:
    """One obligation duty, seen from `owner`."""
    obligation = each.duty.obligation
    assert obligation is not None, "progress duties have no line"  # noqa: S101 - a defect, not bad data
    extended = each.extended_by is not None
    late = 0 if neutral else each.days_overdue(request.assessment.day)
    return DutyLine(
        task=each.duty.task,
        obligation=each.duty.key.obligation,
        title=duty_title(each),
        quote=obligation.quote,
        target=asked_text(obligation),
        proof=obligation.proof or "",
        when=due_words(obligation, each.due, extended=extended),
        due=each.due,
        state=neutral_text(each) if neutral else STATES[each.state],
        achieved=achieved_text(each),
        remark="；".join(filter(None, (scope_note(obligation), *remarks(each)))),
        mark=who_mark(each),
        late_days=late,
        together=tuple(name for name in each.duty.owners if name != owner) if each.duty.unit is None else (),
        extended=extended,
        records=each.records,
    )


def task_name(request: ReportRequest, task: int) -> TaskName:
    """A task by its number."""
    return TaskName(id=task, title=request.tasks[task].title)


def duty_lines(
    request: ReportRequest, duties: Iterable[Assessed], owner: str, *, neutral: bool = False
) -> tuple[DutyLine, ...]:
    """Lines of obligation duties, the earliest due day first."""
    ordered = sorted(duties, key=lambda each: (each.due, each.duty.task, each.duty.key))
    return tuple(duty_line(request, each, owner=owner, neutral=neutral) for each in ordered)
