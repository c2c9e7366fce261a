"""A drafted plan as the YAML a person goes on editing: one line a field, `# 待核：` above what is not sure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.structure.values import ParsedPlan, ParsedTask
from spt_fazhi.model.plan import CountTarget, RateTarget, Target
from spt_fazhi.model.unit import Group, Unit
from spt_fazhi.store.yaml.plain import read_plain
from spt_fazhi.text.plain import one_line

_HEAD: Final = "# yaml-language-server: $schema=../schema/{}.schema.json\n#\n"
_IN_FLOW: Final = re.compile(r"[\w\u4e00-\u9fff（）《》〔〕“”·.%-]+")
_NUMBER: Final = re.compile(r"[0-9.]+%?")


def scalar(text: str, *, in_flow: bool = False) -> str:
    """`text` so that any YAML reader gives back the same string; quoted only when it must be."""
    if _NUMBER.fullmatch(text) or text != text.strip() or not text.isprintable():
        return _quoted(text)
    plain = read_plain(f"x: {text}\n")
    if plain != {"x": text} or (in_flow and not _IN_FLOW.fullmatch(text)):
        return _quoted(text)
    return _quoted(text) if text.lower() in {"true", "false", "yes", "no", "on", "off", "null", "y", "n"} else text


def _quoted(text: str) -> str:
    kept = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", kept)


def _names(names: Iterable[str]) -> str:
    return "[" + ", ".join(scalar(name, in_flow=True) for name in names) + "]"


def _comment(text: str, indent: str) -> str:
    return f"{indent}# {one_line(text)}"


def tasks_yaml(
    draft: ParsedPlan,
    proposals: Mapping[int, Proposals],
    source: str | None,
    notes: Sequence[str] = (),
    carried: Mapping[int, int] | None = None,
) -> str:
    """`tasks.yaml`; `proposals` by task number, `source` relative to `data/`, `notes` for what the head lacks.

    `carried` maps the tasks that are carried over to the year they come from.
    """
    year = draft.year or (draft.issued.year if draft.issued else 0)
    lines = [
        "# 由 fazhi intake 起草，逐条核对后使用：标“待核”的要人决定，核完删去该行；要判断的事都列在 待核清单.md。",
        "",
        *(_comment(f"待核：{note}", "") for note in notes),
        "register:",
        f"  year: {year}",
        f"  title: {scalar(draft.title or '（待填）')}",
        f"  issuer: {scalar(draft.issuer or '（待填）')}",
        f"  issued: {draft.issued or f'{year}-01-01'}",
    ]
    if source:
        lines.append(f"  source: {scalar(source)}")
    lines += ["  due_soon_days: 30", "  progress: quarter", "  progress_grace_days: 10", "", "sections:"]
    lines += [
        f"  - {{id: {scalar(each.id, in_flow=True)}, title: {scalar(each.title, in_flow=True)}}}"
        for each in draft.sections
    ] or ["  []"]
    lines += ["", "tasks:"]
    for task in draft.tasks:
        lines += _task(task, proposals.get(task.id), (carried or {}).get(task.id))
    if not draft.tasks:
        lines.append("  []")
    return _HEAD.format("tasks") + "\n".join(lines) + "\n"


def _task(task: ParsedTask, found: Proposals | None, carried: int | None) -> Iterator[str]:
    yield f"  - id: {task.id}"
    yield f"    section: {scalar(task.section)}"
    yield f"    title: {scalar(one_line(task.title))}"
    if carried is not None:
        yield f"    carried_from: {carried}"
    yield f"    text: {scalar(task.text)}"
    if not task.lead:
        yield _comment("待核：没有读出牵头单位", "    ")
    yield f"    lead: {_names(task.lead or ('待核单位',))}"
    yield f"    responsible: {_names((*task.responsible, *task.cooperating))}"
    if task.cooperating:
        yield _comment(f"待核：原文的配合单位：{'、'.join(task.cooperating)}，已并入责任单位", "    ")
    if task.deadline:
        yield _comment(f"原文的时限：{task.deadline}", "    ")
    if found and found.obligations:
        yield "    obligations:"
        for each in found.obligations:
            yield from _obligation(each)
    for phrase in found.unread if found else ():
        yield _comment(f"待核：“{phrase.text}”没有列为事项", "    ")
    yield ""


def _obligation(each: Proposal) -> Iterator[str]:
    for reason in each.reasons:
        yield _comment(f"待核：{reason}", "      ")
    if each.confidence == "unsure" and not each.reasons:
        yield _comment("待核：是否列为事项", "      ")
    yield f'      - id: "{each.id}"'
    yield f"        title: {scalar(one_line(each.title))}"
    yield f"        quote: {scalar(each.quote)}"
    if each.who:
        yield f"        who: {_names(each.who)}"
    yield f"        scope: {each.scope}"
    if each.target is not None:
        yield f"        target: {_target(each.target)}"
    yield f"        due: {each.due}" if each.due else f"        every: {each.every}"
    if each.phrase:
        yield f"        phrase: {scalar(each.phrase)}"


def _target(target: Target) -> str:
    if isinstance(target, CountTarget):
        unit = f", unit: {scalar(target.unit, in_flow=True)}" if target.unit else ""
        return f"{{count: {target.count}{unit}}}"
    if isinstance(target, RateTarget):
        parts = [f"rate: {(target.rate * 100).normalize():f}%", f"of: {scalar(target.of, in_flow=True)}"]
        if target.reached:
            parts.append(f"reached: {scalar(target.reached, in_flow=True)}")
        if target.settle != "at-due":
            parts.append(f"settle: {target.settle}")
        return "{" + ", ".join(parts) + "}"
    raise TypeError(target)


def units_yaml(units: Sequence[Unit], groups: Sequence[Group], notes: Mapping[str, Sequence[str]]) -> str:
    """`units.yaml`; `notes` are questions by the name of the unit or group."""
    lines = ["# 由 fazhi intake 起草，逐家核对：类别、代码、标签；代码用作文件夹名，定下后不要改。", "", "units:"]
    for unit in units:
        lines += [_comment(f"待核：{note}", "  ") for note in notes.get(unit.name, ())]
        lines += _unit_lines(unit)
    if not units:
        lines.append("  []")
    if groups:
        lines += ["", "groups:"]
    for group in groups:
        lines += [_comment(f"待核：{note}", "  ") for note in notes.get(group.name, ())]
        lines += _group_lines(group)
    return _HEAD.format("units") + "\n".join(lines) + "\n"


def _unit_lines(unit: Unit) -> Iterator[str]:
    yield f"  - name: {scalar(unit.name)}"
    yield f"    code: {unit.code}"
    yield f"    kind: {unit.kind}"
    if unit.tags:
        yield f"    tags: {_names(unit.tags)}"
    if unit.aliases:
        yield f"    aliases: {_names(unit.aliases)}"
    if unit.owners:
        yield f"    owners: {_names(unit.owners)}"
    if unit.full_name:
        yield f"    full_name: {scalar(unit.full_name)}"
    yield f"    verified: {'true' if unit.verified else 'false'}"


def _group_lines(group: Group) -> Iterator[str]:
    members = group.members
    parts = [
        f"{key}: {_names(values)}"
        for key, values in (
            ("kinds", members.kinds),
            ("tags", members.tags),
            ("units", members.units),
            ("except", members.except_),
        )
        if values
    ]
    yield f"  - name: {scalar(group.name)}"
    yield f"    members: {{{', '.join(parts)}}}"
