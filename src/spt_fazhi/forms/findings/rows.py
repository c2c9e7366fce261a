"""A finding as a row of a form: what was found and is demanded, how far it is put right, and the cells to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from spt_fazhi.forms.columns import PROOF, QUOTE
from spt_fazhi.forms.so_far import dated
from spt_fazhi.model.entries.inspection import SEVERITIES, Finding
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.findings.lines import FindingLine
from spt_fazhi.views.findings.words import progress_text, repeated_text
from spt_fazhi.views.wording import achieved_text, remarks, state_text

ASKED: Final = frozenset({"date", "what", "detail", "stage", *PROOF})
MUST: Final = frozenset({"date", "what", "stage"})
"""The columns that are to be filled in of a finding, and those among them without which its row says nothing."""
_SHOWN: Final = 3
_TITLE: Final = 60


def told_of(line: FindingLine, day: date) -> Mapping[str, str]:
    """What the cells of a finding tell; a unit outside the government is neither judged nor pressed."""
    first = line.first.value
    return {
        "finding": line.name,
        "visit": "\n".join(filter(None, (one_line(first.title, _TITLE), one_line(first.document or "", _TITLE)))),
        **told_of_plan(line.finding),
        "problem": _problem(line),
        "due": _due(line),
        "state": _state(line, day),
        "so_far": _so_far(line),
    }


def told_of_plan(finding: Finding) -> Mapping[str, str]:
    """What was found and is demanded, by the columns; of the problem the first line."""
    return {"problem": one_line(finding.problem, QUOTE), "demand": one_line(finding.demand or "", QUOTE)}


def _problem(line: FindingLine) -> str:
    """The problem, below it its class, whose it was before, and whether it was found and put right once already."""
    finding = line.finding
    kinds = (
        f"任务{finding.task}" if finding.task is not None else "",
        one_line(finding.kind or "", _TITLE),
        SEVERITIES.get(finding.severity or "", ""),
    )
    known = "，".join(filter(None, kinds))
    again = "" if line.invited else repeated_text(line)
    whole = (one_line(finding.problem, QUOTE), f"（{known}）" if known else "", *remarks(line.each), again)
    return "\n".join(filter(None, whole))


def _due(line: FindingLine) -> str:
    """The last day, below it whether that was put off or lies within the visit."""
    said = "已延期" if line.each.extended_by else "立行立改" if line.at_once and not line.invited else ""
    return "\n".join(filter(None, (line.each.due.isoformat(), said)))


def _state(line: FindingLine, day: date) -> str:
    """How far it is put right, below it how much time is left; of what was returned the guide says by when."""
    if line.invited:
        return "已提供部分情况" if line.reports else state_text(line.each)
    return state_text(line.each) if line.state == "returned" else progress_text(line, day).replace("，", "\n")


def _so_far(line: FindingLine) -> str:
    """What was reported by the day, the newest first: `阶段性整改`, then `6月12日 已补正案卷（缺佐证）`."""
    if not line.reports:
        return ""
    lines = [
        f"{dated(each.value)}{'' if each.value.proves else '（缺佐证）'}" for each in reversed(line.reports[-_SHOWN:])
    ]
    more = [f"等{len(line.reports)}条"] if len(line.reports) > _SHOWN else []
    return "\n".join((achieved_text(line.each), *lines, *more))
