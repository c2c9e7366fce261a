"""A drafted plan as the YAML a person goes on editing: one line a field, `# 待核：` above what is not sure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spt_fazhi.intake.nobody import NOBODY
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.planned import UNKNOWN, obligation_of, text_of
from spt_fazhi.intake.questions import reasons_of, remarks_of, task_notes
from spt_fazhi.intake.structure.values import ParsedPlan, ParsedTask
from spt_fazhi.model.paths import SCHEMA_HEADS, PathKind
from spt_fazhi.model.unit import Group, Unit
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.yaml_text import names, scalar
from spt_fazhi.views.plan_lines import group_lines, obligation_lines, unit_lines


def _head(kind: PathKind) -> str:
    return f"# {SCHEMA_HEADS[kind]}\n#\n"


def _comment(text: str, indent: str) -> str:
    return f"{indent}# {one_line(text)}"


DEFAULT_SETTINGS: Final = ("  due_soon_days: 30", "  progress: {every: half, of: unmeasured, grace_days: 10}")


def tasks_yaml(  # noqa: PLR0913 - the parts of the file
    draft: ParsedPlan,
    proposals: Mapping[int, Proposals],
    source: str | None,
    *,
    notes: Sequence[str] = (),
    carried: Mapping[int, int] | None = None,
    settings: Sequence[str] = DEFAULT_SETTINGS,
) -> str:
    """`tasks.yaml`; `proposals` by task number, `source` relative to `data/`, `notes` for what the head lacks.

    `carried` maps the tasks that are carried over to the year they come from; `settings` are the lines of `register:`
    that come from no document. What the document does not tell stands there as `（待填）`, and `check` asks for it.
    """
    year = draft.year or (draft.issued.year if draft.issued else 0)
    lines = [
        "# 由 fazhi intake 起草，逐条核对后使用：标“待核”的要人决定，核完删去该行；要判断的事都列在 待核清单.md。",
        "",
        *(_comment(f"待核：{note}", "") for note in notes),
        "register:",
        "  format: 2",
        f"  year: {year}",
        f"  title: {scalar(draft.title or UNKNOWN)}",
        f"  issuer: {scalar(draft.issuer or UNKNOWN)}",
        f"  issued: {draft.issued or UNKNOWN}",
    ]
    if source:
        lines.append(f"  source: {scalar(source)}")
    lines += [*settings, "", "sections:"]
    lines += [
        f"  - {{id: {scalar(each.id, in_flow=True)}, title: {scalar(one_line(each.title) or UNKNOWN, in_flow=True)}}}"
        for each in draft.sections
    ] or ["  []"]
    lines += ["", "tasks:"]
    remarks = remarks_of(draft.tasks, draft.remarks)
    for task in draft.tasks:
        lines += task_lines(task, proposals.get(task.id), (carried or {}).get(task.id), remarks[task.id])
    if not draft.tasks:
        lines.append("  []")
    return _head("plan") + "\n".join(lines) + "\n"


def task_lines(
    task: ParsedTask, found: Proposals | None, carried: int | None = None, remarks: Sequence[str] = ()
) -> Iterator[str]:
    """One entry of `tasks:` and an empty line; `remarks` are what the reader said about its line."""
    yield f"  - id: {task.id}"
    yield f"    section: {scalar(task.section)}"
    yield f"    title: {scalar(one_line(task.title) or UNKNOWN)}"
    if carried is not None:
        yield f"    carried_from: {carried}"
    yield f"    text: {scalar(text_of(task))}"
    for said in (*remarks, *(note.text for note in task_notes(task, found))):
        yield _comment(f"待核：{said}", "    ")
    yield f"    lead: {names(task.lead or (NOBODY,))}"
    yield f"    responsible: {names((*task.responsible, *task.cooperating))}"
    if task.deadline:
        yield f"    {deadline_comment(task.deadline)}"
    for said in found.comments if found else ():
        yield _comment(said, "    ")
    if found and found.obligations:
        yield "    obligations:"
        for each in found.obligations:
            yield from proposal_lines(each)
    yield ""


def deadline_comment(deadline: str) -> str:
    """The line that keeps what a document says of the time beside a task's text, "" for nothing."""
    return _comment(f"原文的时限：{deadline}", "") if deadline else ""


def proposal_lines(each: Proposal) -> Iterator[str]:
    """One entry of a task's `obligations:`, under what is to be decided about it."""
    for reason in reasons_of(each):
        yield _comment(f"待核：{reason}", "      ")
    yield from obligation_lines(obligation_of(each))


def units_yaml(units: Sequence[Unit], groups: Sequence[Group], notes: Mapping[str, Sequence[str]]) -> str:
    """`units.yaml`; `notes` are questions by the name of the unit or group."""
    lines = ["# 由 fazhi intake 起草，逐家核对：类别、代码、标签；代码用作文件夹名，定下后不要改。", "", "units:"]
    for unit in units:
        lines += [_comment(f"待核：{note}", "  ") for note in notes.get(unit.name, ())]
        lines += unit_lines(unit)
    if not units:
        lines.append("  []")
    if groups:
        lines += ["", "groups:"]
    for group in groups:
        lines += [_comment(f"待核：{note}", "  ") for note in notes.get(group.name, ())]
        lines += group_lines(group)
    return _head("units") + "\n".join(lines) + "\n"
