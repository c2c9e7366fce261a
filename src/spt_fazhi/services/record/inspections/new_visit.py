"""A visit, or what was found later, as the file to be written."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from spt_fazhi.engine.duties import owners_of
from spt_fazhi.errors import FazhiError
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import INSPECTIONS_DIR, RANDOM_LENGTH
from spt_fazhi.model.plan import Obligation, RateTarget
from spt_fazhi.model.references import finding_name
from spt_fazhi.model.register import Entry
from spt_fazhi.services.record.inspections.findings import NewFinding
from spt_fazhi.services.record.new_file import FieldText, NewFile
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.write.journal import STEMS, letters_of
from spt_fazhi.text.plain import clean_line, one_line

_SUBJECT: Final = 80
_TRIES: Final = 1000
_VISIT: Final = re.compile("督察|督查|实地检查")
_DO_VISIT: Final = re.compile("(?:开展|组织|进行|实施)[^，,。；;]{0,12}(?:督察|督查)")
_ACCOUNT: Final = ("报告", "汇报", "通报", "制定", "计划")


@frozen
class NewVisit:
    """What is known of a visit: units by name; `obligations` are those it counts for."""

    title: str
    began: date
    ended: date
    by: tuple[str, ...]
    visited: tuple[str, ...]
    obligations: tuple[Obligation, ...] = ()
    document: str | None = None


def visit_file(workspace: Workspace, visit: NewVisit, findings: Sequence[NewFinding]) -> NewFile:
    """A visit with what was found."""
    fields: dict[str, FieldText] = {
        "title": clean_line(visit.title),
        "obligation": tuple(each.id for each in visit.obligations) or None,
        "from": visit.began.isoformat(),
        "to": visit.ended.isoformat(),
        "by": visit.by,
        "visited": visit.visited or None,
        "document": clean_line(visit.document) if visit.document else None,
    }
    return _file(workspace, visit.ended, fields, findings, f"督察 {visit.title}")


def later_findings(
    workspace: Workspace, first: Entry[Inspection], findings: Sequence[NewFinding], document: str | None = None
) -> NewFile:
    """What was found later, or left out, in a visit that stands in a file of its own."""
    visit = first.value
    fields: dict[str, FieldText] = {
        "title": visit.title,
        "adds_to": first.id,
        "from": visit.from_.isoformat(),
        "to": visit.to.isoformat(),
        "by": visit.by,
        "document": clean_line(document) if document else None,
    }
    return _file(workspace, visit.to, fields, findings, f"督察补充问题 {finding_name(first.id)} {visit.title}")


def _file(
    workspace: Workspace, day: date, fields: dict[str, FieldText], findings: Sequence[NewFinding], subject: str
) -> NewFile:
    places: dict[str, str] = {}
    for at, each in enumerate(findings):
        places |= {f"findings.{at}": each.place} if each.place else {}
        places |= {f"findings.{at}.{key}": place for key, place in each.places.items()}
    count = f"（问题 {len(findings)} 个）" if findings else ""
    return NewFile(
        cls=Inspection,
        fields={
            **fields,
            "findings": tuple(each.fields for each in findings) or None,
            "recorded": workspace.day.isoformat(),
        },
        folder=INSPECTIONS_DIR,
        name=day.isoformat(),
        letters=free_letters(workspace),
        subject=one_line(f"{subject}{count}", _SUBJECT),
        places=places,
    )


def free_letters(workspace: Workspace) -> str:
    """Four letters by chance with which no inspection ends, unreadable ones included: findings are named by them."""
    taken = {PurePosixPath(path).stem[-RANDOM_LENGTH:] for path in workspace.loaded.files.inspections}
    for _ in range(_TRIES):
        letters = letters_of(secrets.randbelow(STEMS))
        if letters not in taken:
            return letters
    raise FazhiError("找不到没有用过的编号", "请重新运行一次")


def counted_for(workspace: Workspace, by: Sequence[str]) -> tuple[Obligation, ...]:
    """The obligations that speak of visits and that one of these units owes: what a visit by them may count for."""
    return tuple(
        obligation
        for task in workspace.register.tasks
        for obligation in task.obligations
        if (_VISIT.search(obligation.title) or _DO_VISIT.search(obligation.quote))
        and not any(word in obligation.title for word in _ACCOUNT)
        and not isinstance(obligation.target, RateTarget)
        and not set(by).isdisjoint(owners_of(obligation, task, workspace.directory))
    )
