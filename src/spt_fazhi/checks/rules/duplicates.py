"""The same thing entered twice: evidence that would count twice, accounts of which only one is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.engine.entries.accounts import accounts
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.model.register import Entry
from spt_fazhi.text.alike.likeness import folded

RULES = {
    "duplicate-evidence": "同一事项重复的佐证：附件相同，或日期和标题相同",
    "progress-again": "同一单位、任务和期间的进展报了不止一条",
}


def check(context: CheckContext) -> Iterator[Problem]:
    """The later of two records that stand, by the day of entry; each is reported once."""
    for entries in context.matching.evidence.values():
        if len(entries) > 1:
            yield from _evidence(sorted(entries, key=context.arrival))
    for key, reports in accounts(context.matching).items():
        for entry in reports[1:]:
            last = "" if entry is reports[-1] else f" {reports[-1].id}"
            yield Problem(
                rule="progress-again",
                severity="notice",
                file=entry.file,
                message=f"“{key.unit}”对任务 {key.task} 的 {key.period} 已报过 {reports[0].id}，报表只印最后一条{last}",
                hint="更正的，请作废前一条；是否按时，看还有效的最先一条",
                where=("period",),
            )


def _evidence(entries: Sequence[Entry[Evidence]]) -> Iterator[Problem]:
    titles: dict[tuple[date, str], str] = {}
    files: dict[str, str] = {}
    for entry in entries:
        evidence = entry.value
        title = (evidence.date, folded(evidence.title))
        own = {each.sha256: index for index, each in reversed(tuple(enumerate(evidence.files))) if each.size}
        reused = next((sha for sha in own if sha in files), None)
        if title in titles:
            said = f"与 {titles[title]} 重复：同一事项、同一天、同样的标题"
            yield _problem(entry.file, said, ("title",))
        elif reused is not None:
            name = evidence.files[own[reused]].name
            said = f"与 {files[reused]} 重复：附件“{name}”是同一个文件，在一个事项里只能算一次"
            yield _problem(entry.file, said, ("files", own[reused], "name"))
        titles.setdefault(title, entry.id)
        for sha in own:
            files.setdefault(sha, entry.id)


def _problem(file: str, message: str, where: Where) -> Problem:
    return Problem(
        rule="duplicate-evidence",
        severity="error",
        file=file,
        message=message,
        hint="重复录入的，请用 fazhi record void 作废其中一条；确是两件事的，请在标题里写明区别，各附各的材料",
        where=where,
    )
