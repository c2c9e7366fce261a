"""Whether what was typed names a finding or an inspection, where it may as well be a task, a unit or some words."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.paths import INSPECTIONS_DIR, SUFFIX
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry
from spt_fazhi.services.inspection.find import find_finding, find_inspection
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.views.findings.finding import FindingDossier, finding_dossier

_WORD: Final = re.compile(r"^(?:督察|问题|整改)")
_VISIT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z2-7]{4}")
_RANDOM: Final = re.compile(r"[a-z2-7]{4}")


def named(workspace: Workspace, typed: str) -> Found | Entry[Inspection] | None:
    """The finding (`k7q2.1`) or inspection (`2024-05-24-k7q2`, `k7q2`) that was typed; None for anything else.

    Four letters alone, and figures that may be an obligation, name one only where there is an inspection of that
    name. Raises UsageError for what is written like a finding or an inspection and is none, or may be several.
    """
    text = _WORD.sub("", narrow(typed)).replace("\\", "/").lower().removeprefix("./")
    text = text.removeprefix(f"{INSPECTIONS_DIR}/").removesuffix(SUFFIX)
    visit, dot, number = text.partition(".")
    whole, short = _VISIT.fullmatch(visit), _RANDOM.fullmatch(visit)
    there = any(finding_name(entry.id) == visit for entry in workspace.register.inspections)
    if dot and re.fullmatch("[0-9]{1,4}", number) and (whole or short):
        is_plan = visit.isdigit() and (not there or _in_plan(workspace, text))
        return None if is_plan else find_finding(workspace.register, text)
    if dot or not (whole or (short and there)) or (visit.isdigit() and _in_plan(workspace, text)):
        return None
    return find_inspection(workspace.register, text)


def _in_plan(workspace: Workspace, text: str) -> bool:
    return any(text in {str(task.id), *(each.id for each in task.obligations)} for task in workspace.register.tasks)


def dossier_of(workspace: Workspace, found: Found) -> FindingDossier:
    """The page of a finding on the workspace's day. Raises UsageError where there was no such finding yet."""
    name = finding_id(found.inspection.id, found.finding.id)
    page = finding_dossier(workspace.assessment, name)
    if page is not None:
        return page
    if workspace.directory.unit(found.finding.unit) is None:
        raise UsageError(f"问题 {name} 的责任单位“{found.finding.unit}”不在单位名单里", "运行 fazhi check 看怎么改")
    closing = workspace.assessment.matching.closed.get(name)
    if closing is not None and closing.closed.day < workspace.register.info.first_day:
        message = f"问题 {finding_name(name)} 在本年度以前已经销号（{closing.closed.day}），这里只用来比对屡查屡犯"
        hint = f"请到归档的那一年查看：fazhi show {finding_name(name)} --root archive/年度"
        raise UsageError(message, hint)
    hint = f"该次督察 {found.inspection.value.to} 结束；请去掉 --as-of，或写那天以后的日期"
    raise UsageError(f"到 {workspace.day} 还没有问题 {finding_name(name)}", hint)
