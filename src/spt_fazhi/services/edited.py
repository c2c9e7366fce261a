"""`verify FILE.docx`: a document that came back, held against what was printed in it and against the register today."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from spt_fazhi import __version__
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.render.office.docx import texts_in_print
from spt_fazhi.reports.catalog import Report, catalog
from spt_fazhi.reports.figures.edition import EDITIONS
from spt_fazhi.reports.figures.figure import Figure, figures_in
from spt_fazhi.reports.figures.printed import Made, Printed, PrintedFigure
from spt_fazhi.reports.figures.readback import Found, ReadBack, folded, holds_numbers, moved, read_back, reworded
from spt_fazhi.services.report import find_report, marked_markdown, report_values, with_sources
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.documents.printed import CameBack, read_printed
from spt_fazhi.text.marks import marked_in
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.edited import Beside, ChangedByHand, Deleted, Edited, Forged, ReadOtherwise, Untrue

_NO_COMMIT: Final = "生成时台账不在 git 仓库里"
_UNSAVED: Final = "文件自称生成时台账里有没提交的改动"


class _Now(NamedTuple):
    """What the report says of a key, and the records it counts."""

    printed: str
    records: frozenset[str]


@frozen
class _Then:
    """What the commit of a document gives: its figures, its sentences and rows; `why` says why it gives none.

    `perhaps` is what the document says of itself that would explain why it gives others.
    """

    figures: Mapping[str, _Now]
    texts: tuple[str, ...]
    why: str = ""
    perhaps: str = ""


def verify_file(workspace: Workspace, typed: str) -> Edited:
    """What was changed in a document since it was made, and what in it is no longer true on the workspace's day.

    Raises UsageError and FazhiError for a file that cannot be read, and for a report that is no longer to be had.
    """
    came = read_printed(typed)
    made = came.printed.made
    if made.name not in catalog():
        raise UsageError("文件里写的报表名被改坏了，核不了", "请找原来那份")
    report = find_report(made.name)
    today = _figures_today(workspace, report, made)
    back = read_back(came.printed.figures, came.texts)
    then = _as_made(workspace, report, came.printed)
    known = then.figures or None
    untrue = [each for each in back.kept if _said(today, each.key) != each.printed]
    return Edited(
        report=report.TITLE,
        period=made.period,
        unit=made.unit,
        inspection=made.inspection,
        as_of=made.as_of,
        commit=made.commit,
        edition=made.edition,
        day=f"{workspace.day:%Y-%m-%d}",
        figures=len(came.printed.figures),
        changed=tuple(_changed(each, today) for each in back.changed),
        deleted=tuple(_deleted(back.deleted)),
        reworded=tuple(_reworded(came, back)),
        moved=moved(came.printed.texts, came.texts),
        forged=tuple(_forged(came.printed, then)),
        unchecked=then.why,
        perhaps=then.perhaps,
        untrue=tuple(_untrue(workspace, each, today, known, made) for each in untrue),
        beside=Beside(comments=came.shows.comments, revisions=came.shows.revisions, objects=came.shows.objects),
    )


def _said(figures: Mapping[str, _Now], key: str) -> str | None:
    return figures[key].printed if key in figures else None


def _figures_today(workspace: Workspace, report: Report, made: Made) -> dict[str, _Now]:
    """The figures of the day. Raises UsageError where the register has no such period or unit."""
    try:
        return _figures(workspace, report, made)[0]
    except UsageError as error:
        why = error.message.removeprefix("--period ")
        about = "、".join(each for each in (report.TITLE, made.unit, made.inspection, made.period) if each)
        raise UsageError(
            f"这份文件是“{one_line(about, 60)}”，这里的台账没有：{why}",
            "请到它那一年、那个区的工作区里核对（--root 文件夹）；不是的，文件被改坏了，请找原来那份",
        ) from None


def _figures(workspace: Workspace, report: Report, made: Made) -> tuple[dict[str, _Now], str, object]:
    """The figures of the same report as the register has them; its marked text and values beside them."""
    values = report_values(
        workspace,
        report,
        made.unit or None,
        made.period or None,
        made.number or None,
        inspection=made.inspection or None,
    )
    known: Mapping[str, Figure] = figures_in(values)
    marked = marked_markdown(workspace, report, values)
    figures = {
        each.key: _Now(each.text, frozenset(known[each.key].records if each.key in known else ()))
        for each in marked_in(marked)
    }
    return figures, marked, values


def _as_made(workspace: Workspace, report: Report, printed: Printed) -> _Then:
    """The document made again from its commit.

    That it was made while changes were not committed, or by another version, is told by the document alone: it may
    explain what differs, and hides nothing of it.
    """
    made = printed.made
    if not made.commit:
        return _Then(figures={}, texts=(), why=_NO_COMMIT)
    try:
        past = Workspace.read_at(workspace.root, made.commit, date.fromisoformat(made.as_of), exact=False)
        figures, marked, values = _figures(past, report, made)
        whole = marked if made.edition == "issue" else with_sources(past, report, values, marked)
        then = _Then(figures=figures, texts=texts_in_print(whole))
    except (FazhiError, ValueError) as error:
        why = error.message if isinstance(error, FazhiError) else "日期不对"
        return _Then(figures={}, texts=(), why=f"提交 {made.commit[:10]} 读不出来或不能重新生成：{why}")
    if next(_forged(printed, then), None) is None:
        return then
    perhaps = [] if made.saved else [_UNSAVED]
    if made.program != __version__:
        by = f" fazhi {made.program} " if made.program else "别的版本的 fazhi "
        perhaps.append(f"文件自称由{by}生成，写法与现在的 {__version__} 可能不同")
    return replace(then, perhaps="，".join(perhaps))


def _forged(printed: Printed, then: _Then) -> Iterator[Forged]:
    """Figures and sentences of which the document's own account says otherwise than its commit, where that is read."""
    if then.why:
        return
    told = {each.key: each.printed for each in printed.figures}
    for key in dict.fromkeys((*then.figures, *told)):
        one, other = told.get(key, ""), _said(then.figures, key) or ""
        if one != other:
            yield Forged(key=key, told=one, made=other)
    for each in reworded(then.texts, printed.texts):
        yield Forged(key="", told=each.now, made=each.then)


def _reworded(came: CameBack, back: ReadBack) -> Iterator[ReadOtherwise]:
    """Sentences that were changed, added or taken out, those with numbers first; then those at head and foot."""
    seen = {each.sentence for each in back.changed} | {each.figure.sentence for each in back.changed}
    seen |= {each.sentence for each in back.deleted}
    found = [
        ReadOtherwise(then=each.then, now=each.now, numbers=holds_numbers(each.then) or holds_numbers(each.now))
        for each in reworded(came.printed.texts, came.texts, seen)
    ]
    yield from sorted(found, key=lambda each: not each.numbers)
    header = EDITIONS["check"] if came.printed.made.edition == "check" else ""
    for each in came.shows.around:
        if folded(each) != header:
            yield ReadOtherwise(then="", now=each, numbers=holds_numbers(each), around=True)
    if header and header not in map(folded, came.shows.around):
        yield ReadOtherwise(then=header, now="", around=True)


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
