"""The invented plan and units as the YAML a careful person would write, with the comments that explain it."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.demo.plan import COMMENTS
from spt_fazhi.model.paths import SCHEMA_HEADS
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Register
from spt_fazhi.text.yaml_text import names, scalar
from spt_fazhi.views.plan_lines import group_lines, obligation_lines, unit_lines


def tasks_text(register: Register) -> str:
    """`data/tasks.yaml`."""
    info = register.info
    lines = [
        f"# {SCHEMA_HEADS['plan']}\n#",
        f"# 工作任务登记册：{info.title}",
        "#",
        "# 演示数据，全部虚构。写法与真实登记册相同：text 是文件原文，lead 是牵头单位，responsible 是责任单位；",
        "#   obligations 是从原文分解出的事项，quote 逐字出自 text。",
        "",
        "register:",
        f"  format: {info.format}",
        f"  year: {info.year}",
        f"  title: {scalar(info.title)}",
        f"  issuer: {scalar(info.issuer)}",
        f"  issued: {info.issued}",
        f"  source: {scalar(info.source or '')}   # 相对 data/ 的路径",
        f"  office: {scalar(info.office or '')}   # 管这本台账的单位",
        f"  signature: {scalar(info.signature or '')}   # 落款",
        f"  number: {scalar(info.number or '')}   # 文号的式样",
        f"  due_soon_days: {info.due_soon_days}          # 到期前多少天内算临期",
        "  progress:                  # 用文字报的进展",
        f"    every: {info.progress.every}           # 周期：month 每月、quarter 每季度、half 每半年、none 不报",
        f"    of: {info.progress.of}                  # 哪些任务：unmeasured 只要没有事项的任务、all 全部任务",
        f"    grace_days: {info.progress.grace_days}           # 每期结束后多少天内报送",
        "",
        "sections:",
        *(f"  - {{id: {section.id}, title: {scalar(section.title, in_flow=True)}}}" for section in register.sections),
        "",
        "tasks:",
    ]
    for section in register.sections:
        lines.append(f"  # ======== {section.id}、{section.title} ========")
        for task in register.tasks:
            if task.section == section.id:
                lines += [*_task_lines(task), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _task_lines(task: Task) -> Iterator[str]:
    yield f"  - id: {task.id}"
    yield f"    section: {task.section}"
    yield f"    title: {scalar(task.title)}"
    yield f"    text: {scalar(task.text)}"
    yield f"    lead: {names(task.lead)}"
    yield f"    responsible: {names(task.responsible)}"
    if not task.obligations:
        yield "    obligations: []"
        return
    yield "    obligations:"
    for obligation in task.obligations:
        comment = COMMENTS.get(obligation.id)
        yield from obligation_lines(obligation, (comment,) if comment else ())


def units_text(register: Register) -> str:
    """`data/units.yaml`."""
    head = [
        f"# {SCHEMA_HEADS['units']}\n#",
        "# 单位名录（演示数据，全部虚构）：name 是文件中的写法，code 是 records 下的文件夹名，kind 决定文书的措辞。",
        "",
        "units:",
    ]
    units = (line for unit in register.units for line in unit_lines(unit))
    groups = (line for group in register.groups for line in group_lines(group))
    return "\n".join([*head, *units, "", "groups:", *groups]) + "\n"
