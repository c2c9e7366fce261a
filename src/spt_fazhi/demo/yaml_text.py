"""Values as the YAML a careful person would write; plain string formatting, so that 20,000 records take a second.

Every text here is the generator's own: it holds no control characters, and long ones have no blank edges.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from spt_fazhi.demo.plan import COMMENTS
from spt_fazhi.model.decision import Decision, Return, Waive
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, Target, Task
from spt_fazhi.model.record import Evidence, Progress, Record
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Group, Unit

_LONG: Final = 60
_START = re.compile(r"[^\W\d_]|[【“《（〔]|\d+[\u4e00-\u9fff]")
_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_HEAD: Final = "# yaml-language-server: $schema={}schema/{}.schema.json\n"
RECORD_HEAD: Final = _HEAD.format("../../../", "record")
DECISION_HEAD: Final = _HEAD.format("../../", "decision")


def scalar(text: str, *, in_flow: bool = False) -> str:
    """`text` on one line so that any YAML reader gives back the same string; quoted only when it must be."""
    unsafe = ": " in text or " #" in text or text[-1:] in {" ", ":"} or text.lower() in _WORDS
    if unsafe or not _START.match(text) or not text.isprintable():
        return json.dumps(text, ensure_ascii=False)
    if in_flow and not set(",[]{}:?").isdisjoint(text):
        return json.dumps(text, ensure_ascii=False)
    return text


def _long(text: str) -> str:
    """A text as a block where it is long or has several lines."""
    if "\n" not in text and len(text) <= _LONG:
        return scalar(text)
    return "|-\n" + "\n".join(f"  {line}" for line in text.split("\n"))


def _names(names: Iterable[str]) -> str:
    return "[" + ", ".join(scalar(name, in_flow=True) for name in names) + "]"


def record_text(record: Record) -> str:
    """The file of a record."""
    return RECORD_HEAD + "\n".join(_record_lines(record)) + "\n"


def _record_lines(record: Record) -> Iterator[str]:
    yield f"kind: {record.kind}"
    yield f"unit: {scalar(record.unit)}"
    if isinstance(record, Evidence):
        yield from _evidence_lines(record)
    elif isinstance(record, Progress):
        yield f"task: {record.task}"
        yield f"period: {record.period}"
        yield f"done: {_long(record.done)}"
        if record.problems:
            yield f"problems: {_long(record.problems)}"
        if record.next:
            yield f"next: {_long(record.next)}"
    else:
        yield f"record: {record.record}"
        yield f"reason: {_long(record.reason)}"
    yield f"recorded: {record.recorded}"


def _evidence_lines(record: Evidence) -> Iterator[str]:
    yield f'obligation: "{record.obligation}"'
    yield f"date: {record.date}"
    if record.amount is not None:
        yield f"amount: {record.amount}"
    if record.of is not None:
        yield f"reached: {record.reached}"
        yield f"of: {record.of}"
    if record.period:
        yield f"period: {record.period}"
    yield f"title: {scalar(record.title)}"
    if record.detail:
        yield f"detail: {_long(record.detail)}"
    if record.document:
        yield f"document: {scalar(record.document)}"
    if record.files:
        yield "files:"
        for each in record.files:
            yield f"- name: {scalar(each.name)}"
            yield f'  sha256: "{each.sha256}"'
            yield f"  size: {each.size}"


def decision_text(decision: Decision) -> str:
    """The file of a decision."""
    lines = [f"kind: {decision.kind}"]
    if isinstance(decision, Return):
        lines.append(f"record: {decision.record}")
    else:
        lines.append(f'obligation: "{decision.obligation}"')
        if decision.unit:
            lines.append(f"unit: {scalar(decision.unit)}")
        if decision.period:
            lines.append(f"period: {decision.period}")
        if not isinstance(decision, Waive):
            lines.append(f"due: {decision.due}")
        if decision.approved_by:
            lines.append(f"approved_by: {scalar(decision.approved_by)}")
    lines += [f"reason: {_long(decision.reason)}", f"recorded: {decision.recorded}"]
    return DECISION_HEAD + "\n".join(lines) + "\n"


def tasks_text(register: Register) -> str:
    """`data/tasks.yaml`."""
    info = register.info
    lines = [
        _HEAD.format("../", "tasks") + "#",
        f"# 工作任务登记册：{info.title}",
        "#",
        "# 演示数据，全部虚构。写法与真实登记册相同：text 是文件原文，lead 是牵头单位，responsible 是责任单位；",
        "#   obligations 是从原文分解出的事项，quote 逐字出自 text。",
        "",
        "register:",
        f"  year: {info.year}",
        f"  title: {scalar(info.title)}",
        f"  issuer: {scalar(info.issuer)}",
        f"  issued: {info.issued}",
        f"  source: {scalar(info.source or '')}   # 相对 data/ 的路径",
        f"  due_soon_days: {info.due_soon_days}          # 到期前多少天内算临期",
        f"  progress: {info.progress}          # 牵头单位报进展的周期：quarter 每季度、half 每半年、none 不报",
        f"  progress_grace_days: {info.progress_grace_days}    # 周期结束后多少天内报送",
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
    yield f"    lead: {_names(task.lead)}"
    yield f"    responsible: {_names(task.responsible)}"
    if not task.obligations:
        yield "    obligations: []"
        return
    yield "    obligations:"
    for obligation in task.obligations:
        yield from _obligation_lines(obligation)


def _obligation_lines(obligation: Obligation) -> Iterator[str]:
    yield f'      - id: "{obligation.id}"'
    yield f"        title: {scalar(obligation.title)}"
    if obligation.id in COMMENTS:
        yield f"        # {COMMENTS[obligation.id]}"
    yield f"        quote: {scalar(obligation.quote)}"
    yield f"        who: {_names(obligation.who)}"
    yield f"        scope: {obligation.scope}"
    if obligation.target:
        yield f"        target: {_target(obligation.target)}"
    yield f"        due: {obligation.due}" if obligation.due else f"        every: {obligation.every}"
    if obligation.phrase:
        yield f"        phrase: {scalar(obligation.phrase)}"


def _target(target: Target) -> str:
    if isinstance(target, CountTarget):
        return f"{{count: {target.count}, unit: {scalar(target.unit, in_flow=True)}}}"
    assert isinstance(target, RateTarget)  # noqa: S101 - the other half of the union, for the type checker
    reached = f", reached: {scalar(target.reached, in_flow=True)}" if target.reached else ""
    settle = "" if target.settle == "at-due" else f", settle: {target.settle}"
    return f"{{rate: {target.rate * 100:f}%, of: {scalar(target.of, in_flow=True)}{reached}{settle}}}"


def units_text(register: Register) -> str:
    """`data/units.yaml`."""
    head = [
        _HEAD.format("../", "units") + "#",
        "# 单位名录（演示数据，全部虚构）：name 是文件中的写法，code 是 records 下的文件夹名，kind 决定文书的措辞。",
        "",
        "units:",
    ]
    units = (line for unit in register.units for line in _unit_lines(unit))
    groups = (_group_line(group) for group in register.groups)
    return "\n".join([*head, *units, "", "groups:", *groups]) + "\n"


def _unit_lines(unit: Unit) -> Iterator[str]:
    yield f"  - name: {scalar(unit.name)}"
    yield f"    code: {unit.code}"
    yield f"    kind: {unit.kind}"
    if unit.tags:
        yield f"    tags: {_names(unit.tags)}"
    if unit.aliases:
        yield f"    aliases: {_names(unit.aliases)}"
    yield f"    verified: {'true' if unit.verified else 'false'}"


def _group_line(group: Group) -> str:
    members = group.members
    parts = {"kinds": members.kinds, "tags": members.tags, "units": members.units, "except": members.except_}
    said = ", ".join(f"{key}: {_names(names)}" for key, names in parts.items() if names)
    return f"  - name: {scalar(group.name)}\n    members: {{{said}}}"
