"""What was sent or said: what was typed, as files to write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from spt_fazhi.cli.entry.batch import Batch, make_all
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.duties import is_only_asked
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.issued import LETTER_WORDS, TELLING
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.reports.bulletin.overview import OTHERS
from spt_fazhi.reports.catalog import Report
from spt_fazhi.reports.figures.printed import Made
from spt_fazhi.services.issue.by_hand import held_by_hand
from spt_fazhi.services.issue.draft import LONGEST_TITLE, IssuedDraft, new_issued, typed_line
from spt_fazhi.services.issue.issue import report_draft
from spt_fazhi.services.issue.papers import held_numbers, read_papers, refuse_personal, refuse_unfinished
from spt_fazhi.services.issue.sent import require_files, told_by
from spt_fazhi.services.issue.spoken import reminder_draft, reminders
from spt_fazhi.services.report import find_report, number_typed, report_request, takes_visit
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.views.notices.notice import LEVELS
from spt_fazhi.views.wording import names_text

_SHOWN: Final = 20
_REQUEST: Final = "request"
_BULLETINS: Final = frozenset({"quarter", "ranking", "inspection"})
"""Reports that say who is behind."""
_ONE: Final = (
    "函用 --letter 和 --unit（本程序出的函也要写），如 --letter 催办函 --unit 东镇；报告用 --report，"
    "本程序出的报告 .docx 可以不写；口头催办用 --call、--visit 或 --meeting"
)


@frozen
class IssueOptions:
    """What was typed after `fazhi issue`. `spoken` are the units by the way they were spoken to."""

    files: tuple[str, ...] = ()
    report: str | None = None
    letter: str | None = None
    spoken: Mapping[str, tuple[str, ...]]
    unit: tuple[str, ...] = ()
    duty: tuple[str, ...] = ()
    period: str | None = None
    inspection: str | None = None
    number: str | None = None
    to: tuple[str, ...] = ()
    title: str | None = None
    answer: str | None = None
    reply_by: str | None = None
    as_of: str | None = None
    at: str | None = None
    root: str | None = None
    yes: bool = False


def issue_files(session: Session, typed: IssueOptions) -> Batch:
    """What is to be written. Raises UsageError for options that do not go together."""
    typed = _cleaned(typed)
    ways = [name for name, units in typed.spoken.items() if units]
    files = tuple(typed_path(each, "文件") for each in typed.files)
    if not (ways or typed.report or typed.letter) and files:
        require_files(files)
        made = told_by(files)
        typed = replace(typed, report=made.name if made else None)
    chosen = [*ways, *(["--report"] if typed.report else []), *(["--letter"] if typed.letter else [])]
    if len(chosen) != 1:
        raise UsageError("要写明发的是什么，只写一种" if chosen else "没有写发的是什么", _ONE)
    require_files(files)
    if ways:
        return _spoken(session, typed, ways[0], files)
    if not files:
        raise UsageError("没有写发出的文件", "例如 fazhi issue 通报.docx --report quarter --period 2024Q2")
    if typed.answer is not None:
        raise UsageError(
            "--answer 只用于口头催办", "函件的答复，来人来电时另记一笔：fazhi issue --call 单位 --answer …"
        )
    return (_letters if typed.letter else _report)(session, typed, files)


def _finished(typed: IssueOptions, files: tuple[Path, ...]) -> tuple[str, ...]:
    """A sentence where no file prints the 文号. Raises RefusedError for files that may not be entered as they read."""
    papers = read_papers(files)
    refuse_personal(papers)
    refuse_unfinished(papers)
    return held_numbers(papers, typed.number)


def _spoken(session: Session, typed: IssueOptions, way: str, files: tuple[Path, ...]) -> Batch:
    """One entry for each unit that was rung, visited or met."""
    _without(typed, "口头催办", "number", "to", "title", "unit", "inspection", "as_of", "at")
    refuse_personal(read_papers(files))
    draft = IssuedDraft(name=way, to=(), files=files, answer=typed.answer, reply_by=_day(session, typed))
    return _reminders(session, typed, draft, typed.spoken[way])


def _letters(session: Session, typed: IssueOptions, files: tuple[Path, ...]) -> Batch:
    """One entry for each unit a letter went to; what it is about is not read from it."""
    _without(typed, "函", "to", "inspection", "as_of", "at")
    called = (LEVELS, LETTER_WORDS)  # 催办函, as it is called on paper, and 催办
    names = {word: name for words in called for name, word in words.items()} | {name: name for name in LETTER_WORDS}
    name = names.get(typed.letter or "")
    if name is None:
        known = "、".join(f"{word}（{name}）" for name, word in LETTER_WORDS.items())
        raise UsageError(f"没有“{typed.letter}”这种函", f"可写：{known}")
    if not typed.unit:
        raise UsageError("没有写发给哪个单位", "请加 --unit 单位，可重复")
    draft = IssuedDraft(
        name=name, to=(), files=files, number=typed.number, title=typed.title, reply_by=_day(session, typed),
        as_of=session.day,
    )  # fmt: skip
    return _reminders(session, typed, draft, typed.unit, _finished(typed, files))


def _reminders(
    session: Session, typed: IssueOptions, draft: IssuedDraft, units: tuple[str, ...], said: tuple[str, ...] = ()
) -> Batch:
    found = reminders(session, units, typed.duty, typed.period, telling=draft.name == TELLING)
    outside = tuple(each.unit.name for each in found.reminders if each.invited)
    if outside and draft.name in LETTER_WORDS and draft.name not in {_REQUEST, TELLING}:
        raise UsageError(f"{names_text(outside, _SHOWN)}不属政府系统，只商请，不催办", "请改用 --letter 商请函")
    drafts = [(each.unit.name, reminder_draft(each, draft)) for each in found.reminders]
    said = (*said, *(held_by_hand(session, [each for _, each in drafts]) if draft.files else ()))
    left_out = f"{names_text(found.left_out, _SHOWN)}没有要说的事项或是本办公室，不写。" if found.left_out else ""
    return Batch(
        files=make_all((label, partial(new_issued, session, each)) for label, each in drafts),
        many=True,  # one letter or call may be about several duties, and says what becomes of each
        remarks=(*said, *filter(None, (left_out,))),
    )


def _report(session: Session, typed: IssueOptions, files: tuple[Path, ...]) -> Batch:
    """The one entry of a report that was sent."""
    _without(typed, "发出的报告", "duty")
    report = find_report(typed.report or "")
    if len(typed.unit) > 1:
        raise UsageError("一次登记一份报告，--unit 只写一个", "几家单位的，逐份登记")
    told = told_by(files)
    if told is not None and told.name == report.NAME:
        typed = _as_told(report, typed, told)
    subject = _subject(report, typed)
    day = typed.as_of or (told.as_of if told else session.day.isoformat())
    made = Session.open(typed.root, day, typed.at)
    typed = replace(typed, number=number_typed(made, typed.number))
    draft = IssuedDraft(
        name=report.NAME, to=tuple(_addressee(session, each, sure=typed.yes) for each in typed.to), files=files,
        number=typed.number, title=typed.title, reply_by=_day(session, typed),
    )  # fmt: skip
    _refuse_outside(session, report, draft.to)
    notes = _finished(typed, files)
    number = None if notes else typed.number
    visit = typed.inspection if takes_visit(report) else None
    request = report_request(made, report, subject, typed.period, number, inspection=visit)
    whole, said = report_draft(made, report, request, draft)
    return Batch(files=(replace(new_issued(session, whole), remark="".join((*said, *notes))),))


def _as_told(report: Report, typed: IssueOptions, told: Made) -> IssueOptions:
    """What was typed, and what a Word file made here says of itself where nothing was: unit, visit, period, 文号."""
    unit = typed.unit or ((told.unit,) if report.SUBJECT == "unit" and told.unit else ())
    visit = report.SUBJECT == "inspection" or takes_visit(report)
    inspection = typed.inspection or (told.inspection if visit else "") or None
    period = typed.period or (told.period if report.PERIODS and not inspection else "") or None
    return replace(typed, unit=unit, inspection=inspection, period=period, number=typed.number or told.number or None)


def _subject(report: Report, typed: IssueOptions) -> str | None:
    """The unit, or the visit, that a report is about."""
    if report.SUBJECT == "inspection":
        if typed.unit:
            raise UsageError(f"{report.TITLE}不分单位，多写了 --unit", "哪次督察的，写 --inspection")
        return typed.inspection
    if typed.inspection and not takes_visit(report):
        raise UsageError(f"{report.TITLE}不分督察，多写了 --inspection", "请去掉它")
    return typed.unit[0] if typed.unit else None


def _refuse_outside(session: Session, report: Report, names: tuple[str, ...]) -> None:
    """Raise UsageError for a bulletin to a unit, or a group, outside the government: they are asked, not told off."""
    if report.NAME not in _BULLETINS:
        return
    directory, office = session.directory, session.register.info.office
    outside = [
        name
        for name in names
        if (units := directory.expand([name])) and all(is_only_asked(each, directory, office) for each in units)
    ]
    if outside:
        raise UsageError(
            f"没有登记：{names_text(outside, _SHOWN)}不属政府系统，通报不发给它",
            "请去掉这个 --to；要它提供情况的，另发商请函",
        )


def _addressee(session: Session, typed: str, *, sure: bool) -> str:
    """The group or unit a report goes to, by its name. Raises UsageError, with the nearest name, for any other.

    One above the register's units, or beside them, is taken as it is typed by those who are `sure`.
    """
    if typed == OTHERS or session.directory.knows(typed):
        return typed
    group = session.directory.group(typed)
    if group is not None:
        return group.name
    if session.directory.search(typed):
        return session.unit(typed).name
    if sure:
        return typed
    try:
        return session.unit(typed).name
    except UsageError as error:
        stop = "" if error.hint.endswith("？") else "；"
        raise UsageError(f"--to {error.message}", f"{error.hint}{stop}确是发给它的，请加 --yes") from None


def _cleaned(typed: IssueOptions) -> IssueOptions:
    """The words that are kept, each on one line. Raises UsageError for one that is empty or too long."""
    return replace(
        typed,
        answer=typed_line("--answer", typed.answer),
        number=typed_line("--number", typed.number, LONGEST_TITLE),
        title=typed_line("--title", typed.title, LONGEST_TITLE),
        to=tuple(line for each in typed.to if (line := typed_line("--to", each, LONGEST_TITLE))),
    )


def _without(typed: IssueOptions, what: str, *names: str) -> None:
    given = [f"--{name.replace('_', '-')}" for name in names if getattr(typed, name)]
    if given:
        raise UsageError(f"{what}不写 {'、'.join(given)}", "请去掉；各写法见 fazhi issue --help")


def _day(session: Session, typed: IssueOptions) -> date | None:
    if typed.reply_by is None:
        return None
    try:
        return session.day_typed(typed.reply_by)
    except ValueError as error:
        raise UsageError(f"--reply-by {error}") from None
