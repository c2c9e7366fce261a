"""`verify FILE.docx`: a document that came back, held against what was printed in it and against the register today."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.reports.catalog import Report, catalog
from spt_fazhi.reports.figures.figure import Figure, figures_in
from spt_fazhi.reports.figures.printed import Made, PrintedFigure
from spt_fazhi.reports.figures.readback import Found, read_back, reworded
from spt_fazhi.services.report import find_report, marked_markdown, report_values
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.documents.printed import read_printed
from spt_fazhi.text.marks import marked_in
from spt_fazhi.views.lists.edited import ChangedByHand, Deleted, Edited, Forged, ReadOtherwise, Untrue


class _Now(NamedTuple):
    """What the report says of a key, and the records it counts."""

    printed: str
    records: frozenset[str]


def verify_file(workspace: Workspace, typed: str) -> Edited:
    """What was changed in a document since it was made, and what in it is no longer true on the workspace's day.

    Raises UsageError and FazhiError for a file that cannot be read, and for a report that is no longer to be had.
    """
    came = read_printed(typed)
    made = came.printed.made
    if made.name not in catalog():
        raise UsageError("文件里写的报表名被改坏了，核不了", "请找原来那份")
    report = find_report(made.name)
    today = _figures(workspace, report, made)
    back = read_back(came.printed.figures, came.texts)
    then = _figures_then(workspace, report, made)
    untrue = [each for each in back.kept if _said(today, each.key) != each.printed]
    seen = {each.sentence for each in back.changed} | {each.figure.sentence for each in back.changed}
    seen |= {each.sentence for each in back.deleted}
    return Edited(
        report=report.TITLE,
        period=made.period,
        unit=made.unit,
        as_of=made.as_of,
        commit=made.commit,
        edition=made.edition,
        day=f"{workspace.day:%Y-%m-%d}",
        figures=len(came.printed.figures),
        changed=tuple(_changed(each, today) for each in back.changed),
        deleted=tuple(_deleted(back.deleted)),
        reworded=tuple(
            ReadOtherwise(then=each.then, now=each.now) for each in reworded(came.printed.texts, came.texts, seen)
        ),
        forged=() if then is None else tuple(_forged(came.printed.figures, then)),
        regenerated=then is not None,
        untrue=tuple(_untrue(workspace, each, today, then, made) for each in untrue),
    )


def _said(figures: Mapping[str, _Now], key: str) -> str | None:
    return figures[key].printed if key in figures else None


def _figures(workspace: Workspace, report: Report, made: Made) -> dict[str, _Now]:
    """The figures of the same report as the register has them."""
    values = report_values(workspace, report, made.unit or None, made.period or None)
    known: Mapping[str, Figure] = figures_in(values)
    return {
        each.key: _Now(each.text, frozenset(known[each.key].records if each.key in known else ()))
        for each in marked_in(marked_markdown(workspace, report, values))
    }


def _forged(figures: Iterable[PrintedFigure], then: Mapping[str, _Now]) -> Iterator[Forged]:
    """Keys of which the document's own account says otherwise than its commit."""
    told = {each.key: each.printed for each in figures}
    for key in dict.fromkeys((*then, *told)):
        if told.get(key, "") != (_said(then, key) or ""):
            yield Forged(key=key, told=told.get(key, ""), made=_said(then, key) or "")


def _figures_then(workspace: Workspace, report: Report, made: Made) -> Mapping[str, _Now] | None:
    """The figures as they were counted, from the commit; None where it does not tell."""
    if not made.commit or not made.saved:
        return None
    try:
        past = Workspace.read_at(workspace.root, made.commit, date.fromisoformat(made.as_of), exact=True)
        return _figures(past, report, made)
    except (FazhiError, ValueError):
        return None


def _changed(each: Found, today: Mapping[str, _Now]) -> ChangedByHand:
    return ChangedByHand(
        key=each.figure.key,
        printed=each.figure.printed,
        now=each.now,
        today=_said(today, each.figure.key),
        sentence=each.figure.sentence,
        sentence_now=each.sentence,
    )


def _deleted(figures: Iterable[PrintedFigure]) -> Iterator[Deleted]:
    by_sentence: dict[str, list[str]] = {}
    for each in figures:
        by_sentence.setdefault(each.sentence, []).append(each.key)
    for sentence, keys in by_sentence.items():
        yield Deleted(sentence=sentence, keys=tuple(keys))


def _untrue(
    workspace: Workspace,
    each: PrintedFigure,
    today: Mapping[str, _Now],
    then: Mapping[str, _Now] | None,
    made: Made,
) -> Untrue:
    none = frozenset[str]()
    now = today[each.key].records if each.key in today else none
    before = none if then is None or each.key not in then else then[each.key].records
    added = _later(workspace, now, made.as_of) if then is None else sorted(now - before)
    return Untrue(
        key=each.key,
        printed=each.printed,
        today=_said(today, each.key),
        sentence=each.sentence,
        added=tuple(added),
        removed=tuple(sorted(before - now)),
    )


def _later(workspace: Workspace, records: Collection[str], as_of: str) -> list[str]:
    """Those of the records that were entered or dated after the day the document was made."""
    found = []
    for entry in workspace.register.records:
        days = (entry.value.recorded, getattr(entry.value, "date", None))
        if entry.id in records and any(day is not None and f"{day:%Y-%m-%d}" > as_of for day in days):
            found.append(entry.id)
    return sorted(found)
