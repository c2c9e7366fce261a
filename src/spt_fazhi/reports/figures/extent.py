"""How much a plan asks for, and of how many units: one sentence, the same in every report."""

from __future__ import annotations

from typing import Annotated

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.names import plan_kind
from spt_fazhi.reports.request import ReportRequest


@frozen
class Extent:
    """工作要点有多少任务、事项，由多少单位承担；政府以外的单位不计。"""

    tasks: Annotated[Figure, "原文编了号的任务数"]
    appendix: Annotated[bool, "编号任务之外是否还有附则"]
    obligations: Annotated[Figure, "分解出的具体事项数，含商请政府以外单位的"]
    units: Annotated[Figure, "政府系统承担具体事项的单位数，本办公室不属于政府系统时不含"]
    office: Annotated[bool, "本办公室是否另外计：不属于政府系统，也承担具体事项"]
    borne: Annotated[Figure, "它们承担的具体事项数，共同承担的也算"]
    expected: Annotated[Figure, "应完成的项次，不含不适用"]
    parts: Annotated[tuple[str | Figure, ...], "写成一句话，文字和数字相间，依次输出；句末没有标点"]


def extent(request: ReportRequest, *, office: str | None = None) -> Extent:
    """The tasks, items and units of a plan, and how many duties its judged units have on the day.

    `office` is what the office is called, None for 我办 and the like.

    `工作要点共36条任务（另有附则），分解为79个具体事项，其中政府系统29家单位和我办承担75个、应完成449项次`.
    """
    register, directory = request.assessment.register, request.directory
    judged = [each for each in request.assessment.duties if request.scored(each)]
    names = {name for each in judged for name in request.scored(each)}
    beside = {name for name in names if directory.is_outside(name)}
    expected = sum(each.state != "waived" for each in judged)
    tasks = number("extent.tasks", sum(task.is_numbered for task in register.tasks), "原文编了号的任务")
    appendix = not all(task.is_numbered for task in register.tasks)
    items = number(
        "extent.obligations", sum(len(task.obligations) for task in register.tasks), "分解出的具体事项，含商请的"
    )
    units = number("extent.units", len(names - beside), "政府系统承担具体事项的单位")
    borne = number(
        "extent.borne", len({each.duty.key.obligation for each in judged}), "政府系统各单位和本办公室承担的具体事项"
    )
    duties = number("extent.expected", expected, "政府系统各单位和本办公室应完成的项次，不含不适用")
    incomplete = request.answers.incomplete(request.assessment.duties)
    lacking = f"（{'、'.join(incomplete)}名单未核全）" if incomplete else ""
    us = f"和{office or request.ourselves}" if beside else ""
    parts: tuple[str | Figure, ...] = (
        plan_kind(register.info.title), "共", tasks, "条任务", "（另有附则）" if appendix else "",
        "，分解为", items, "个具体事项，其中政府系统", units, "家单位", lacking, us,
        "承担", borne, "个、应完成", duties, "项次",
    )  # fmt: skip
    if not expected:
        parts = (*parts[: parts.index("个具体事项，其中政府系统")], "个具体事项，没有应由政府系统的单位完成的")
    return Extent(
        tasks=tasks,
        appendix=appendix,
        obligations=items,
        units=units,
        office=bool(beside),
        borne=borne,
        expected=duties,
        parts=tuple(part for part in parts if part != ""),
    )
