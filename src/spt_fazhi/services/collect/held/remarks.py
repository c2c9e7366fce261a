"""What is said of rows that were held against what is recorded: to know, not to put right; rows that repeat others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from spt_fazhi.changes.proof import proof_doubt
from spt_fazhi.forms.heads import head_of_column
from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import SUFFIX, id_of, stem_of
from spt_fazhi.model.period import parse_period
from spt_fazhi.services.collect.held.known import Judged
from spt_fazhi.services.collect.typed import Typed
from spt_fazhi.services.record.faults import Fault
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.views.wording import period_text

KEPT: Final = frozenset({"same", "alike", "withdrawn"})
"""What is said of rows of which nothing is written."""
_ONCE: Final = "同一件事只留一行；确是两件事的，请在“{}”里写明区别，各附各的材料"


def notices(judged: Iterable[Judged], shortest: int) -> list[str]:
    """What the clerk should know of the rows, each with its place.

    `shortest` is the number of characters below which a text says nothing to whoever reviews it; with 0 none does.
    """
    return [said for each in judged for said in _notices(each, shortest)]


def _notices(each: Judged, shortest: int) -> Iterator[str]:
    place, known = each.typed.answer.row.place, each.entry.id if each.entry else ""
    if each.verdict not in KEPT:
        yield from _out_of_period(each.typed)
        yield from _without_proof(each.typed, shortest)
    if each.verdict == "withdrawn":
        yield f"{place} 与 {known} 一样，那一条已经作废或退回，没有再录"
    if each.verdict == "proved":
        yield f"{place} 给 {known} 补了佐证：那一条作废，另录有佐证的一条"
    if each.verdict == "alike":
        yield f"{place} 与 {known} 同一天、同样的标题，当作同一件事，没有再录"


def _out_of_period(typed: Typed) -> Iterator[str]:
    """A word on a day that does not lie in the period of its row."""
    value, row = typed.value, typed.answer.row
    if isinstance(value, Evidence) and typed.period and value.date not in parse_period(typed.period):
        period = period_text(typed.period)
        yield f"{row.place_of('date')} {value.date} 不在{period}内，按{period}的录入；写错了行的，请改到那一期的行上"


def _without_proof(typed: Typed, shortest: int) -> Iterator[str]:
    """A word on proof of which nothing can be looked up, as a reviewer will ask; here while the form is at hand."""
    value, row = typed.value, typed.answer.row
    if not shortest or not isinstance(value, Evidence | Rectify):
        return
    doubt = proof_doubt(value, [(path.name, path.stat().st_size) for path in typed.file.files], shortest)
    if doubt is not None:
        yield f"{row.place_of(str(doubt.where[0]))} {doubt.message}；{doubt.hint}"


def among_rows(faults: Iterable[Fault], files: Sequence[NewFile], rows: Sequence[Typed]) -> list[Fault]:
    """Faults in which a file that is not written yet is called by its row; `rows` are those of `files`, one each."""
    names = {
        id_of(f"{file.folder}/{stem_of(file.name, file.letters)}{SUFFIX}"): row.answer.row.place
        for file, row in zip(files, rows, strict=True)
        if file.letters
    }
    return [_by_rows(fault, names, rows) for fault in faults]


def _by_rows(fault: Fault, names: dict[str, str], rows: Sequence[Typed]) -> Fault:
    for entry, place in names.items():
        if entry not in fault.message:
            continue
        sheet, _, number = place.rpartition("!")
        own = rows[fault.index].answer.row.place.rpartition("!")[0] if fault.index is not None else ""
        which = f"本表{'' if sheet == own else f'“{sheet}”'}第 {number} 行"
        message = fault.message.replace(f"与 {entry} 重复", f"与{which}重复").replace(entry, which)
        about = rows[fault.index].answer.row.sheet if fault.index is not None else "evidence"
        return replace(fault, message=message, hint=_ONCE.format(head_of_column(about, "what")))
    return fault
