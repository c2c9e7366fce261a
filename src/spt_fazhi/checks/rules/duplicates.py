"""The same thing entered twice: evidence that would count twice, accounts of which only one is printed.

Reports of rectification are looked at alike, but nothing is counted in a finding: the same file may well go with what
was done in part and with the whole, and is only told of. An inspection is evidence of what it counts for, and stands in
for none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.engine.entries.accounts import accounts
from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.model.paths import INSPECTIONS_DIR
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.model.register import Entry
from spt_fazhi.text.alike.likeness import folded

RULES = {
    "duplicate-evidence": "同一事项重复的佐证：附件相同，或日期和标题相同",
    "duplicate-rectify": "同一问题重复的整改：日期和标题相同",
    "rectify-file-again": "同一问题的几次整改附了同一个文件",
    "progress-again": "同一单位、任务和期间的进展报了不止一条",
}
_folded = lru_cache(maxsize=8192)(folded)
"""A review looks at most titles twice, before and after."""
Reported = Entry[Evidence] | Entry[Rectify]


def check(context: CheckContext) -> Iterator[Problem]:
    """The later of two records that stand, by the day of entry; each is reported once."""
    lots: Iterable[Sequence[Reported]] = (*context.matching.evidence.values(), *context.matching.rectify.values())
    for lot in lots:
        likely = _likely(lot)
        if likely:
            yield from _same(sorted(likely, key=context.arrival))
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


def _likely(lot: Sequence[Reported]) -> list[Reported]:
    """Those that share their day or a file with another: most of a lot share neither."""
    days = Counter(each.value.date for each in lot)
    files = Counter(sha for each in lot if each.value.files for sha in {file.sha256 for file in each.value.files})
    if len(days) == len(lot) and len(files) == files.total():
        return []
    return [
        each for each in lot if days[each.value.date] > 1 or any(files[file.sha256] > 1 for file in each.value.files)
    ]


def _same(entries: Sequence[Reported]) -> Iterator[Problem]:
    titles: dict[tuple[date, str], Reported] = {}
    files: dict[str, str] = {}
    for entry in entries:
        record = entry.value
        what = "问题" if isinstance(record, Rectify) else "事项"
        title = (record.date, _folded(record.title))
        own = {each.sha256: index for index, each in reversed(tuple(enumerate(record.files))) if each.size}
        reused = next((sha for sha in own if sha in files), None)
        first = titles.setdefault(title, entry)
        visits = [_is_visit(each) for each in (first, entry)]
        if first is not entry and not all(visits):  # two inspections: see inspected_again
            said = f"与 {first.id} 重复：同一{what}、同一天、同样的标题"
            yield _problem(entry, said, ("title",), with_visit=any(visits))
        elif reused is not None and isinstance(record, Rectify):
            yield _file_again(entry, files[reused], own[reused])
        elif reused is not None:
            name = record.files[own[reused]].name
            said = f"与 {files[reused]} 重复：附件“{name}”是同一个文件，在一个{what}里只能算一次"
            yield _problem(entry, said, ("files", own[reused], "name"))
        for sha in own:
            files.setdefault(sha, entry.id)


def _file_again(entry: Reported, first: str, index: int) -> Problem:
    name = entry.value.files[index].name
    return Problem(
        rule="rectify-file-again",
        severity="notice",
        file=entry.file,
        message=f"附件“{name}”与 {first} 的是同一个文件",
        hint="材料没有变的不用改；附错的，作废后重录",
        where=("files", index, "name"),
    )


def _is_visit(entry: Reported) -> bool:
    return entry.file.startswith(f"{INSPECTIONS_DIR}/")


def _problem(entry: Reported, message: str, where: Where, *, with_visit: bool = False) -> Problem:
    twice = (
        "督察登记了就计入事项，不用再报佐证：请用 fazhi record void 作废那条佐证"
        if with_visit
        else "重复录入的，请用 fazhi record void 作废其中一条"
    )
    return Problem(
        rule="duplicate-rectify" if isinstance(entry.value, Rectify) else "duplicate-evidence",
        severity="error",
        file=entry.file,
        message=message,
        hint=f"{twice}；确是两件事的，请在标题里写明区别，各附各的材料",
        where=where,
    )
