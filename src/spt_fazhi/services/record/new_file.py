"""What is to be written: the keys of the file, its folder, its name, the line of its commit; and what units record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Final

from spt_fazhi.engine.entries.accounts import AccountKey, accounts
from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.model.entries.decision import Decision
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import STAGES, Evidence, Progress, Record, Rectify, Void
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import DECISIONS_DIR, INSPECTIONS_DIR, ISSUED_DIR, EntryKind, stem_head, unit_folder
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.references import finding_name, short_finding
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.lookups import refuse_withdrawn
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import clean_line, one_line
from spt_fazhi.views.wording import names_text

SUBJECT_LENGTH: Final = 80
_NAMED: Final = 20
"""Files that one remark names; the rest is said to be so many."""
FieldText = str | Mapping[str, str] | Sequence[str] | Sequence[Mapping[str, str]] | None
"""What a key of the file says: a text, pairs of a name and a text, or a list of such; None leaves the key out."""
UNSHOWN: Final = "没有文号、网址或附件，复核时无据可查；有了材料请再报一次"
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
        inspection, number = self.fields.get("inspection"), self.fields.get("finding")
        finding = finding_name(f"{inspection}.{number}") if inspection and number else ""
        told = (self.fields.get("unit"), self.fields.get("obligation") or finding)
        about = " ".join(str(each) for each in told if each)
        return self.label if not about or about in self.label else f"{self.label}（{about}）"

    @property
    def kind(self) -> EntryKind:
        """What kind of entry it is."""
        return _KINDS.get(self.folder, "record")


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
        "document": one(more.get("document")),
        "link": one(more.get("link")),
        "recorded": workspace.day.isoformat(),
    }
    return NewFile(
        cls=Evidence,
        fields=fields,
        folder=unit_folder(unit.code),
        name=stem_head(day, obligation.id),
        subject=one_line(
            f"佐证 {obligation.id} {unit.name}{f'（{filed_by}填报）' if filed_by else ''}：{title}", SUBJECT_LENGTH
        ),
        files=files,
        remark="" if files or more.get("document") or more.get("link") else UNPROVED,
        label=f"{unit.name} {obligation.id}",
    )


def rectify(  # noqa: PLR0913 - what a report consists of
    workspace: Workspace,
    *,
    found: Found,
    unit: Unit,
    day: date,
    title: str,
    more: Mapping[str, FieldText],
    files: Sequence[Path] = (),
) -> NewFile:
    """What a unit has done about a finding; `more`: detail, document, link, stage, form, as the file has them."""
    name = short_finding(found.inspection.id, found.finding.id)
    fields: dict[str, FieldText] = {
        **more,
        "kind": "rectify",
        "unit": unit.name,
        "inspection": found.inspection.id,
        "finding": str(found.finding.id),
        "date": day.isoformat(),
        "title": title,
        "document": one(more.get("document")),
        "link": one(more.get("link")),
        "recorded": workspace.day.isoformat(),
    }
    word = STAGES["partial"] if more.get("stage") else "整改"
    return NewFile(
        cls=Rectify,
        fields=fields,
        folder=unit_folder(unit.code),
        name=stem_head(day, name),
        subject=one_line(f"{word} {name} {unit.name}：{title}", SUBJECT_LENGTH),
        files=files,
        remark="" if files or more.get("document") or more.get("link") else UNSHOWN,
        label=f"{unit.name} {name}",
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
        subject=one_line(f"作废 {target.id}：{reason}", SUBJECT_LENGTH),
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


def one(text: FieldText) -> FieldText:
    """A text on one line; anything else as it is."""
    return clean_line(text) if isinstance(text, str) else text
