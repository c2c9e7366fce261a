"""The page of one visit: what it was, and of each finding how far it is, what was reported and decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry
from spt_fazhi.views.dossiers.dossier_json import lines_json
from spt_fazhi.views.findings.finding import FindingDossier, dossier_of
from spt_fazhi.views.findings.findings_json import finding_json
from spt_fazhi.views.findings.lines import Visit, visits_of
from spt_fazhi.views.findings.visit_list import counts_of, not_visited, visit_json
from spt_fazhi.views.json_document import head_json


@frozen
class VisitPage:
    """A visit, the pages of its findings, and the obligations it counts for (id → title).

    `elsewhere` are units that bear a finding and were not visited.
    """

    visit: Visit
    findings: tuple[FindingDossier, ...]
    counts_for: Mapping[str, str]
    elsewhere: tuple[str, ...] = ()


def visit_page(assessment: Assessment, entry: Entry[Inspection]) -> VisitPage:
    """The page of an inspection; of what was added later, the page of the visit it belongs to.

    Raises UsageError for one that had not ended by the day.
    """
    visits = visits_of(assessment)
    visit = next((each for each in visits if entry in (each.entry, *each.added)), None)
    if visit is None and entry.value.to <= assessment.day:
        message = f"督察 {entry.id} 是以前年度的，问题在本年度以前都已销号，这里只用来比对屡查屡犯"
        raise UsageError(message, "请到归档的那一年查看：fazhi inspect show 督察编号 --root archive/年度")
    if visit is None:
        message = f"到 {assessment.day} 督察 {entry.id} 还没有结束（{entry.value.to} 结束）"
        raise UsageError(message, "请去掉 --as-of，或写督察结束以后的日子")
    again = [line for each in visits for line in each.lines if line.earlier is not None]
    return VisitPage(
        visit=visit,
        findings=tuple(dossier_of(assessment, line, again) for line in visit.lines),
        counts_for=counts_of(assessment, visit),
        elsewhere=not_visited(visit, assessment.directory),
    )


def page_json(assessment: Assessment, page: VisitPage, revision: str | None) -> dict[str, Any]:
    """The document of `inspect show`."""
    document = visit_json(page.visit, [each.line for each in page.findings], page.counts_for)
    document["findings"] = [
        {
            **finding_json(each.line),
            "later": [one.id for one in each.later],
            "reports": lines_json(each.records),
            "decisions": lines_json(each.decisions),
            "issued": lines_json(each.issued),
        }
        for each in page.findings
    ]
    return {**head_json(assessment, revision), "inspection": document}
