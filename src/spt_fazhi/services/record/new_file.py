"""Entries to be written: the keys of the file, its folder, its name, the line of its commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Final

from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.accounts import AccountKey, accounts
from spt_fazhi.errors import RefusedError
from spt_fazhi.model.entries.decision import Decision, Extend, Return, Waive
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Evidence, Progress, Record, Void
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import DECISIONS_DIR, INSPECTIONS_DIR, ISSUED_DIR, EntryKind, stem_head, unit_folder
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.lookups import refuse_withdrawn
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import clean_line, one_line
from spt_fazhi.views.wording import names_text

_SUBJECT = 80
_NAMED: Final = 20
"""Files that one remark names; the rest is said to be so many."""
FieldText = str | Mapping[str, str] | Sequence[str] | Sequence[Mapping[str, str]] | None
"""What a key of the file says: a text, pairs of a name and a text, or a list of such; None leaves the key out."""
UNPROVED: Final = "没有文号、网址或附件，不能证明，显示为待佐证；有了材料请再报一次"


_KINDS: Final[Mapping[str, EntryKind]] = {
    DECISIONS_DIR: "decision", INSPECTIONS_DIR: "inspection", ISSUED_DIR: "issued",
}  # fmt: skip


@frozen
class NewFile:
    """A record, a decision, an inspection or something issued, to write.

    `fields` are the file's keys with what each says; `name` begins the file's name (`2024-06-12-6.1`) and `letters`
    end it (by chance where they are ""); `subject` is the first line of the commit; `files` are to be attached;
    `remark` is what the clerk should know before it is written; `label` tells it from others that are written with
    it, and `places` say where each key was typed, where that was in a table.
    """

    cls: type[Record] | type[Decision] | type[Inspection] | type[Issued]
    fields: Mapping[str, FieldText]
    folder: str
    name: str
    subject: str
    letters: str = ""
    files: Sequence[Path] = ()
    remark: str = ""
    label: str = ""
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def name_among_many(self) -> str:
        """`报送.csv:5（甲局 6.1）`, `甲局 6.1`: where it was typed, in a table, with the unit and what it is about."""
        about = " ".join(str(self.fields.get(key) or "") for key in ("unit", "obligation")).strip()
        return self.label if not about or about in self.label else f"{self.label}（{about}）"

    @property
    def kind(self) -> EntryKind:
        """What kind of entry it is."""
        return _KINDS.get(self.folder, "record")


@frozen
class DecidedDuty:
    """What a decision is about: an obligation, or the progress of a task in a period.

    `unit` is None for a joint duty, `period` for an obligation without periods.
    """

    obligation: Obligation | None = None
    task: Task | None = None
    unit: str | None
    period: str | None

    @property
    def subject(self) -> dict[str, FieldText]:
        """The keys of the file that name it."""
        return {
            "obligation": self.obligation.id if self.obligation else None,
            "task": str(self.task.id) if self.task else None,
            "unit": self.unit,
            "period": self.period,
        }

    @property
    def text(self) -> str:
        """Obligation (or task and period) and unit, for the commit."""
        about = self.obligation.id if self.obligation else f"任务{self.task.id if self.task else ''} {self.period}"
        return f"{about} {self.unit or '共同'}"


def remarks_on(files: Sequence[NewFile]) -> list[str]:
    """What the clerk should know of files that are written together: each remark once, with those it is about."""
    about: dict[str, list[str]] = {}
    for each in files:
        if each.remark:
            about.setdefault(each.remark, []).append(each.name_among_many)
    return [f"{names_text(names, _NAMED, '条')}：{remark}" for remark, names in about.items()]


def evidence(  # noqa: PLR0913 - what a piece of evidence consists of
    workspace: Workspace,
    *,
    obligation: Obligation,
    unit: Unit,
    day: date,
    title: str,
    more: Mapping[str, FieldText],
    files: Sequence[Path] = (),
) -> NewFile:
    """A piece of evidence; `more` holds all other keys but files, as the file writes them."""
    filed_by = more.get("by")
    fields: dict[str, FieldText] = {
        **more,
        "kind": "evidence",
        "unit": unit.name,
        "obligation": obligation.id,
        "date": day.isoformat(),
        "title": title,
        "document": _one(more.get("document")),
        "link": _one(more.get("link")),
        "recorded": workspace.day.isoformat(),
    }
    return NewFile(
        cls=Evidence,
        fields=fields,
        folder=unit_folder(unit.code),
        name=stem_head(day, obligation.id),
        subject=one_line(
            f"佐证 {obligation.id} {unit.name}{f'（{filed_by}填报）' if filed_by else ''}：{title}", _SUBJECT
        ),
        files=files,
        remark="" if files or more.get("document") or more.get("link") else UNPROVED,
        label=f"{unit.name} {obligation.id}",
    )


def progress(  # noqa: PLR0913 - what an account consists of
    workspace: Workspace,
    *,
    task: Task,
    unit: Unit,
    period: str,
    done: str,
    problems: str | None,
    next_: str | None,
    publish: bool = False,
) -> NewFile:
    """An account of progress of one task in one period."""
    fields = {
        "kind": "progress",
        "unit": unit.name,
        "task": str(task.id),
        "period": period,
        "done": done,
        "problems": problems,
        "publish_problems": "yes" if publish else None,
        "next": next_,
        "recorded": workspace.day.isoformat(),
    }
    return NewFile(
        cls=Progress,
        fields=fields,
        folder=unit_folder(unit.code),
        name=stem_head(workspace.day, task.id),
        subject=f"进展 任务{task.id} {period} {unit.name}",
        remark=_earlier_account(workspace, task, unit, period),
        label=unit.name,
    )


def void(workspace: Workspace, *, target: Entry[Record], unit: Unit, reason: str) -> NewFile:
    """The withdrawal of a unit's own record. Raises RefusedError when the record no longer counts anyway."""
    refuse_withdrawn(workspace, target)
    fields = {
        "kind": "void",
        "unit": unit.name,
        "record": target.id,
        "reason": reason,
        "recorded": workspace.day.isoformat(),
    }
    return NewFile(
        cls=Void,
        fields=fields,
        folder=unit_folder(unit.code),
        name=stem_head(workspace.day, target.subject),
        subject=one_line(f"作废 {target.id}：{reason}", _SUBJECT),
    )


def return_(workspace: Workspace, *, target: Entry[Record], reason: str, again_by: date | None = None) -> NewFile:
    """A record handed back, perhaps to be reported again by a day.

    Raises RefusedError when the record no longer counts anyway.
    """
    refuse_withdrawn(workspace, target)
    fields = {
        "kind": "return",
        "record": target.id,
        "reason": reason,
        "again_by": again_by.isoformat() if again_by else None,
    }
    return decision(workspace, Return, fields, f"退回 {target.id}：{reason}")


def extend(workspace: Workspace, *, duty: DecidedDuty, due: date, approved_by: str, reason: str) -> NewFile:
    """A later due day."""
    fields = {
        "kind": "extend",
        **duty.subject,
        "due": due.isoformat(),
        "approved_by": _one(approved_by),
        "reason": reason,
    }
    return decision(workspace, Extend, fields, f"延期 {duty.text} 至 {due}", label=duty.text)


def waive(workspace: Workspace, *, duty: DecidedDuty, approved_by: str, reason: str) -> NewFile:
    """A unit excused from a duty.

    Raises RefusedError while evidence for it (or the progress asked for) stands, or when it is excused already.
    """
    matching = workspace.assessment.matching
    key = _key_of(duty)
    now = next((each for each in workspace.assessment.all_duties if each.duty.key == key), None)
    if now is not None and now.waived_by is not None:  # not by one that excused a unit before it took over another's
        raise RefusedError(f"该事项已由 {now.waived_by} 定为不适用", "不必重复决定")
    live = [entry.id for found in (matching.evidence, matching.progress) for entry in found.get(key, ())]
    if live:
        what = "佐证" if duty.obligation else "进展"
        raise RefusedError(
            f"该事项已有有效的{what}（{'、'.join(live[:5])}），不能定为不适用",
            "请先用 fazhi decide return 退回，或由单位用 fazhi record void 作废",
        )
    fields = {
        "kind": "waive",
        **duty.subject,
        "approved_by": _one(approved_by),
        "reason": reason,
    }
    return decision(workspace, Waive, fields, f"不适用 {duty.text}：{reason}", label=duty.text)


def decision(
    workspace: Workspace, cls: type[Decision], fields: Mapping[str, FieldText], subject: str, *, label: str = ""
) -> NewFile:
    """A decision of the workspace's day; `fields` are all its keys but that day, the kind among them."""
    return NewFile(
        cls=cls,
        fields={**fields, "recorded": workspace.day.isoformat()},
        folder=DECISIONS_DIR,
        name=stem_head(workspace.day, str(fields["kind"])),
        subject=one_line(subject, _SUBJECT),
        label=label,
    )


def _earlier_account(workspace: Workspace, task: Task, unit: Unit, period: str) -> str:
    """A word on the account that stands for the same period, "" when there is none."""
    known = accounts(workspace.assessment.matching).get(AccountKey(task.id, unit.name, period))
    if not known:
        return ""
    ids = "、".join(entry.id for entry in known[-3:])
    return (
        f"本期已有 {ids}；更正请先作废（fazhi record void {known[-1].id}）。"
        "两条都在时，报表只印后一条，是否按时看先报的一条。"
    )


def _key_of(duty: DecidedDuty) -> DutyKey:
    task = duty.task.id if duty.task else duty.obligation.task if duty.obligation else 0
    return DutyKey(task, duty.obligation.id if duty.obligation else "", duty.unit or "", duty.period or "")


def _one(text: FieldText) -> FieldText:
    return clean_line(text) if isinstance(text, str) else text
