"""Letters as files: the letter itself, a message to paste, a calendar of its days, and an e-mail with both enclosed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.forms.accounts.sent import asked_lately, sent_forms
from spt_fazhi.forms.asked import Asked
from spt_fazhi.forms.form import Form
from spt_fazhi.forms.layout import FormTerms, Lines, form_of, lines_of
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry
from spt_fazhi.render.office.calendar import DueDay, calendar_bytes, is_installed
from spt_fazhi.render.office.docx import docx_bytes
from spt_fazhi.render.office.mail import Enclosed, mail_bytes
from spt_fazhi.render.office.xlsx import form_bytes
from spt_fazhi.render.template.jinja import render_each
from spt_fazhi.reports.letters.finding_items import demand_of
from spt_fazhi.reports.letters.items import LetterRequest
from spt_fazhi.reports.letters.letter import TEMPLATE, LetterForms, LetterValues, letter_values
from spt_fazhi.reports.letters.message import MESSAGE_TEMPLATE, message_values
from spt_fazhi.reports.letters.rectify import RECTIFY_TEMPLATE, RectifyValues, rectify_values
from spt_fazhi.reports.letters.rectify_message import RECTIFY_MESSAGE, rectify_message
from spt_fazhi.reports.parts import duty_title, head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.form.make import ENDING, name_part
from spt_fazhi.services.report import library_of, named, require_text
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.markdown import unescape_markdown
from spt_fazhi.text.marks import without_marks
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.lists.returns import missing_again
from spt_fazhi.views.notices.asking import asked_by
from spt_fazhi.views.notices.notice import LEVELS, Notice, Notices
from spt_fazhi.views.wording import period_text

Format = Literal["docx", "md"]
FORMATS: Final[tuple[Format, ...]] = ("docx", "md")


@frozen
class NoticeOptions:
    """What is made: the letter's format, an e-mail or none, the letter's 文号, a calendar or none.

    A letter with an e-mail goes with a form; `form` says so of a letter that is made again.
    """

    format: Format = "docx"
    mail: bool = False
    number: str | None = None
    form: bool = False

    @property
    def calendar(self) -> bool:
        """Whether calendars are made: without the package only the plain text that was asked for is."""
        return self.mail or self.format != "md" or is_installed()


@frozen
class MadeLetter:
    """One letter, made: its values, its text with figures marked, and its files, the letter itself first.

    `asked` is what the form asks for that goes with it, `form` that form; None where none does.
    """

    notice: Notice
    values: LetterValues | RectifyValues
    marked: str
    files: Mapping[str, bytes]
    asked: Asked
    form: Form | None = None

    @property
    def letter(self) -> str:
        """The name of the letter's own file."""
        return next(iter(self.files))

    @property
    def form_file(self) -> str | None:
        """The name of the form's file; None where there is none."""
        return next((name for name in self.files if name.endswith(ENDING)), None)


def make_letters(workspace: Workspace, found: Notices, options: NoticeOptions) -> tuple[MadeLetter, ...]:
    """Every letter with its files. Raises FazhiError for a template that fails or says nothing."""
    report = ReportRequest(
        assessment=workspace.assessment, unusable=workspace.unusable, revision=workspace.source.revision
    )
    request = LetterRequest(report=report, head=head(report), reply_by=found.reply_by, number=options.number)
    lately = asked_lately(sent_forms(workspace.assessment), workspace.assessment)
    before = [_before(each, lately) for each in found.notices]
    asked = [_asked(each, sent) for each, sent in zip(found.notices, before, strict=True)]
    with_form = options.mail or options.form
    lines = lines_of(workspace.assessment) if with_form else {}
    forms = [_form(workspace, each, found.reply_by, lines) if with_form and each.owed else None for each in asked]
    values = [
        (rectify_values if notice.findings else letter_values)(request, notice, _forms(form, sent))
        for notice, form, sent in zip(found.notices, forms, before, strict=True)
    ]
    jobs = [(RECTIFY_TEMPLATE if isinstance(each, RectifyValues) else TEMPLATE, named(each)) for each in values]
    texts = render_each(library_of(workspace), [*jobs, *(_message(request, each) for each in found.notices)])
    for (template, _), text in zip(jobs, texts, strict=False):
        require_text(workspace, template, text)
    pairs = zip(texts[: len(values)], texts[len(values) :], strict=True)
    return tuple(
        MadeLetter(
            notice=notice,
            values=own,
            marked=marked,
            files=_enclosing(_own_files(request, options, notice, (marked, said), form), own, options),
            asked=own_asked,
            form=form,
        )
        for notice, own, own_asked, form, (marked, said) in zip(found.notices, values, asked, forms, pairs, strict=True)
    )


def _message(request: LetterRequest, notice: Notice) -> tuple[str, dict[str, object]]:
    """The template of what is said of a letter, and its values."""
    if notice.findings:
        return RECTIFY_MESSAGE, named(rectify_message(request, notice))
    return MESSAGE_TEMPLATE, named(message_values(request, notice))


def _form(workspace: Workspace, asked: Asked, answer: date, lines: Lines) -> Form:
    """The form that asks for what the letter is about."""
    return form_of(workspace.assessment, asked, FormTerms(period=None, answer_by=answer), lines)


def _before(notice: Notice, lately: Mapping[str, Mapping[DutyKey, Entry[Issued]]]) -> tuple[tuple[Owed, date], ...]:
    """What the letter is about and a form not yet answered asks for already, with the day that was sent."""
    known = lately.get(notice.unit, {})
    return tuple(
        (each, known[each.duty.duty.key].value.recorded) for each in notice.owed if each.duty.duty.key in known
    )


def _asked(notice: Notice, before: Sequence[tuple[Owed, date]]) -> Asked:
    """What is asked for in the form that goes with the letter: nothing that one asks for already."""
    sent = {owed.duty.duty.key for owed, _ in before}
    return Asked(unit=notice.unit, owed=tuple(each for each in notice.owed if each.duty.duty.key not in sent))


def _forms(form: Form | None, before: tuple[tuple[Owed, date], ...]) -> LetterForms:
    """What the letter says of forms."""
    enclosed = {} if form is None else {"to_fill": form.to_fill, "filled": form.filled}
    return LetterForms(**enclosed, sent=before)


def _own_files(
    request: LetterRequest, options: NoticeOptions, notice: Notice, texts: tuple[str, str], form: Form | None
) -> dict[str, bytes]:
    """The letter, the message and the calendar, from the two texts, and the form that goes with a mail."""
    stem = f"{notice.code}-{name_part(notice.unit)}-{notice.paper}"
    marked, said = texts
    letter = docx_bytes(marked, day=request.head.day) if options.format == "docx" else without_marks(marked).encode()
    files = {
        f"{stem}.{options.format}": letter,
        f"{stem}-口信.txt": f"{unescape_markdown(without_marks(said)).strip()}\n".encode(),
    }
    if options.calendar:
        name = f"{one_line(request.head.title)}：{one_line(notice.unit)}"
        files[f"{stem}-日历.ics"] = calendar_bytes(name, _days(request, notice), request.head.day)
    if form is not None and options.mail:
        files[f"{stem}-报送表{ENDING}"] = form_bytes(form)
    return files


def _enclosing(
    files: Mapping[str, bytes], values: LetterValues | RectifyValues, options: NoticeOptions
) -> dict[str, bytes]:
    """The files and, if asked for, the e-mail with all of them enclosed but the message, which is its text."""
    if not options.mail:
        return dict(files)
    letter = next(iter(files))
    said = next(data for name, data in files.items() if name.endswith(".txt"))
    subject = f"【{values.form}】{one_line(values.title)}"
    enclosed = [Enclosed(name=name, data=data) for name, data in files.items() if not name.endswith(".txt")]
    text = f"{said.decode()}\n{_about_form(values)}。\n"
    mail = mail_bytes(one_line(values.to), subject, text, enclosed)
    return {**files, f"{letter.removesuffix(f'.{options.format}')}.eml": mail}


def _about_form(values: LetterValues | RectifyValues) -> str:
    """What the e-mail says of what is enclosed, and of the form that was sent before."""
    invited = values.form == LEVELS["request"]
    name = "情况提供表" if invited else "报送表"
    back = "如方便，请填好发回" if invited else "填好发回即可"
    if values.filled is None:
        return f"函件见附件；{name}已于{values.form_sent}发出，{back}"
    enclosed = f"函件和要填的表见附件，表{back}"
    return f"{enclosed}；其余的在{values.form_sent}发出的{name}里" if values.form_sent else enclosed


def _days(request: LetterRequest, notice: Notice) -> Iterator[DueDay]:
    """A whole-day entry for each duty, on the day by which it is asked for."""
    assessment = request.report.assessment
    for owed in notice.owed:
        each, key = owed.duty, owed.duty.duty.key
        subject = key.obligation or key.finding or f"t{key.task}"
        parts = (str(assessment.register.info.year), subject, key.period, notice.code)
        yield DueDay(
            key="-".join(filter(None, (*parts, _owner_code(request, key.unit, notice)))),
            day=asked_by(each, assessment, request.reply_by),
            title=f"{_verb(each, notice)}：{_said(each)}",
            text=_about(request, each, "提供给" if notice.level == "request" else "报"),
        )


def _verb(each: Assessed, notice: Notice) -> str:
    return "提供" if notice.level == "request" else "重报" if each.state == "returned" else "报送"


def _owner_code(request: LetterRequest, name: str, notice: Notice) -> str:
    """The code of a unit that acts through the desk, and so may owe the same beside it."""
    unit = request.report.directory.unit(name) if name and name != notice.unit else None
    return unit.code if unit else ""


def _said(each: Assessed) -> str:
    if each.duty.obligation:
        return one_line(duty_title(each))
    if each.duty.finding is not None:
        problem = quoted(one_line(each.duty.title, 40))
        return f"督察反馈的{problem}有关情况" if each.invited else f"督察问题{problem}的整改情况"
    return f"{_task(each)}{quoted(one_line(each.duty.title))}{period_text(each.duty.key.period)}进展"


def _task(each: Assessed) -> str:
    """`任务6`; empty for what the document asks for outside its numbered tasks."""
    return f"任务{each.duty.task}" if each.duty.task > 0 else ""


def _about(request: LetterRequest, each: Assessed, give: str) -> str:
    head, obligation, finding = request.head, each.duty.obligation, each.duty.finding
    phone = f"，电话{head.phone}" if head.phone else ""
    if finding is not None:
        seen, word, wanted = ("了解到", "建议", "有关情况") if each.invited else ("发现", "整改要求", "整改情况和佐证")
        demand = one_line(demand_of(each))
        asked = f"{word}：{demand}。" if demand else ""
        return f"督察{seen}：{one_line(finding.problem).strip('。')}。{asked}{wanted}{give}{head.to}{phone}。"
    ours = "为汇总情况商请" if each.invited else "要求按期报送"
    said = f"{_task(each)}写明：{quoted(one_line(obligation.quote))}" if obligation else f"的进展，由办公室{ours}"
    back = missing_again([each], request.report.assessment)
    said = f"{said}。{f'{back}。' if back else ''}"
    proof = f"佐证：{one_line(obligation.proof).strip('。')}。" if obligation and obligation.proof else ""
    return f"《{one_line(head.title)}》{said}{proof}{give}{head.to}{phone}。"
