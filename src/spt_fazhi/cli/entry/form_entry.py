"""What `fazhi form` was told, and how it is carried out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from spt_fazhi.cli.entry.enter import tell_all
from spt_fazhi.cli.entry.sending import day_of_sending
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.output_file import refuse_promise
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.forms.accounts.account import costs, standings, total
from spt_fazhi.forms.accounts.sent import SentForm, sent_forms
from spt_fazhi.forms.asked import Scope
from spt_fazhi.forms.forms_json import costs_json, forms_json, standings_json
from spt_fazhi.forms.guide import cost_text
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.collect.branch.replies import waiting_replies
from spt_fazhi.services.form.find import FoundForms, desks_of, find_forms, find_period
from spt_fazhi.services.form.make import ENDING, file_names, made_files
from spt_fazhi.services.issue.forms import enter_forms, subject_of, unkept_origin
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.store.write.folder import written_folder
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.replies import waiting_text
from spt_fazhi.views.wording import names_text

_LONGEST = 3660
_SHOWN = 6


@frozen
class FormOptions:
    """The options of the command line, as typed."""

    units: tuple[str, ...]
    groups: tuple[str, ...]
    everybody: bool
    period: str | None
    due_within: int | None
    output: str | None
    force: bool
    again: bool
    reply_by: str | None
    issue: bool
    number: str | None
    cost: bool
    status: bool
    recorded: str | None
    commit: bool
    at: str | None

    def require_fitting(self) -> None:
        """Raise UsageError for options that say nothing together, or nothing alone."""
        self._require_one_question()
        self._require_together()
        if self.due_within is not None and not 0 <= self.due_within <= _LONGEST:
            raise UsageError(f"--due-within 不能是 {self.due_within}", f"写 0 到 {_LONGEST} 的整数天数")
        if self.due_within is not None and self.period is not None:
            raise UsageError("--period 和 --due-within 只写一个", "问一期的写 --period，问近期到期的写 --due-within")

    def _require_one_question(self) -> None:
        asked = [word for word, given in {"--cost": self.cost, "--status": self.status}.items() if given]
        if len(asked) > 1:
            raise UsageError("--cost 和 --status 一次只写一个", "分两次运行")
        named = bool(self.units or self.groups)
        if self.everybody and named:
            raise UsageError("--all 是所有单位，不能再写单位或 --group", "两样只写一样")
        if not asked and not named and not self.everybody:
            raise UsageError(
                "要写给谁出表",
                "例如 fazhi form 东镇、fazhi form --group 各乡镇、fazhi form --all；看谁回了用 --status",
            )
        making = {
            "--due-within": self.due_within is not None, "-o": self.output, "--again": self.again,
            "--reply-by": self.reply_by, "--issue": self.issue, "--number": self.number,
        }  # fmt: skip
        lone = next((word for word, given in making.items() if given), None)
        if asked and lone:
            raise UsageError(f"{lone} 是出表用的，不能和 {asked[0]} 一起写", f"请去掉 {lone}")

    def _require_together(self) -> None:
        lone = next((word for word, given in {"--issue": self.issue, "--force": self.force}.items() if given), None)
        if self.output is None and lone is not None:
            raise UsageError(f"{lone} 要和 -o 一起写", f"例如 fazhi form --all -o 七月报送表 {lone}")
        entry: Mapping[str, object] = {"--number": self.number, "--recorded": self.recorded, "--commit": self.commit}
        lone = next((word for word, given in entry.items() if given), None)
        if not self.issue and lone is not None:
            raise UsageError(f"{lone} 是登记用的，要和 --issue 一起写", "例如 fazhi form --all -o 七月报送表 --issue")
        if self.issue and self.at is not None:
            raise UsageError("--issue 登记在现在的台账里，不能和 --at 一起写", "请去掉 --at 或 --issue")


def make(session: Session, options: FormOptions, *, as_json: bool) -> None:
    """List the forms; with `-o` write them; with `--issue` enter them as sent."""
    sent = day_of_sending(session, options.recorded, "表") if options.issue else None
    found = find_forms(session, _units(session, options), _scope(session, options), _answer_by(session, options))
    for name, desk in found.in_place_of.items():
        note(f"“{one_line(name)}”的表发给“{one_line(desk)}”。")
    document = None
    if as_json:
        revision = session.source.revision
        document = forms_json(session.assessment, found.forms, found.left_out, found.nothing, revision)
    told = options.output is not None and _write(session, found, options, sent, document)
    if document is not None and not told:
        print_json(document)
    elif options.output is None:
        from spt_fazhi.render.terminal.lists.forms import show_forms

        show_forms(found.forms, found.left_out, found.nothing, session.assessment, out())


def _units(session: Session, options: FormOptions) -> frozenset[str] | None:
    """The units that were named, alone or in groups; None for all."""
    if options.everybody or not (options.units or options.groups):
        return None
    named = {name for typed in options.units for name in session.units(typed)}
    return frozenset(named | (session.members(options.groups) if options.groups else frozenset()))


def _scope(session: Session, options: FormOptions) -> Scope:
    period = find_period(session, options.period) if options.period is not None else None
    return Scope(period=period, due_within=options.due_within, again=options.again)


def _answer_by(session: Session, options: FormOptions) -> date | None:
    if options.reply_by is None:
        return None
    day = session.day_option(options.reply_by, "--reply-by")
    if day < session.day:
        raise UsageError(f"--reply-by {day} 早于出表的日期 {session.day}", "请写以后的日期")
    return day


def _write(
    session: Session, found: FoundForms, options: FormOptions, sent: date | None, told: dict[str, Any] | None
) -> bool:
    """Write every form and, if asked, enter them: all or none. Whether they were entered."""
    output = options.output or ""
    folder, single = _place(output, found)
    if session.unusable:
        raise FazhiError(
            f"没有写表：台账里有 {session.unusable} 处数据不能用，没有计入，写出来可能问错",
            "请先运行 fazhi check 看是哪些，改正后再写",
        )
    _say_left_out(found, again=options.again)
    if not found.forms:
        note("没有写文件：没有要填的。")
        return False
    if options.number is not None and len(found.forms) > 1:
        raise UsageError(f"要写 {len(found.forms)} 份表，一个文号只能给一份", "请一家一家写，或去掉 --number")
    forms = [form for form, _ in found.forms]
    names = file_names(forms) if single is None else {forms[0].id: single}
    files = dict(zip(names.values(), made_files(forms).values(), strict=True))
    written, unkept = None, unkept_origin(session) if sent is not None else ""
    if told is not None:
        told["written"] = list(files)
    shown = output if single is None else str(typed_path(output, "-o").parent)
    with written_folder(folder, shown, files, overwrite=options.force):
        if sent is not None:
            entered = [(form, asked, folder / names[form.id]) for form, asked in found.forms]
            written = enter_forms(session, entered, sent, number=options.number, commit=options.commit)
    said = cost_text(found.to_fill, found.filled)
    if len(forms) > 1:
        said = f"{len(forms)} 份表，{said.replace('本表', '共', 1)}"
    note(f"已写入 {output}：{said}。")
    if written is not None:
        if unkept:
            note(f"注意：{unkept}")
        tell_all(session, written, subject_of(forms), as_json=told is not None, more=told)
    return written is not None


def _place(output: str, found: FoundForms) -> tuple[Path, str | None]:
    """The folder that is written in, and the name of the one file where a file was named. Raises UsageError."""
    path = typed_path(output, "-o")
    if path.is_dir() or output.endswith(("/", "\\")):
        return path, None
    refuse_promise(output, "xlsx")
    if path.suffix.lower() != ENDING:
        return path, None
    if len(found.forms) > 1:
        said = f"要写 {len(found.forms)} 份表，“{one_line(output, 60)}”是一个文件"
        raise UsageError(said, "请写文件夹的名字，如 七月报送表")
    if not path.parent.is_dir():
        raise FazhiError(f"没有文件夹“{path.parent}”", "请先建好文件夹，或换一个位置")
    return path.parent.resolve(), path.name


def _say_left_out(found: FoundForms, *, again: bool) -> None:
    """Say of whom less is asked than is open, or nothing."""
    waiting = [each for each in found.left_out if each.waiting]
    if waiting:
        names = names_text([each.unit for each in waiting], _SHOWN)
        number = sum(len(each.waiting) for each in waiting)
        note(f"刚发过表、还没有回的不再问：{names}，共 {number} 项；要再问请加 --again。")
    for each in found.left_out:
        if not each.merging:
            continue
        said = "照 --again 又问了一次" if again else "不再问，请先合并；要再问请加 --again"
        note(f"{one_line(each.unit)} {len(each.merging)} 项{waiting_text(each.branches)}，{said}。")
    if found.nothing:
        note(f"没有要填的：{names_text(found.nothing, _SHOWN)}。")


def cost(session: Session, options: FormOptions, *, as_json: bool) -> None:
    """Say what forms have cost so far."""
    sent = _sent(session, options)
    found, all_of_it = costs(sent), total(sent)
    if as_json:
        print_json(costs_json(session.assessment, found, all_of_it, session.source.revision))
        return
    from spt_fazhi.render.terminal.lists.forms import show_costs

    show_costs(found, all_of_it, session.day, out())


def status(session: Session, options: FormOptions, *, as_json: bool) -> None:
    """Say who was sent a form and who has answered."""
    sent = _sent(session, options)
    units, known = _units(session, options), {form.unit for form in sent_forms(session.assessment)}
    open_ = find_forms(session, units, Scope(again=True)).forms
    unsent = [form.unit for form, own in open_ if form.unit not in known and len(own.merging) < len(own.owed)]
    found = standings(sent, session.assessment, waiting_replies(session))
    if as_json:
        print_json(standings_json(session.assessment, found, unsent, session.source.revision))
        return
    from spt_fazhi.render.terminal.lists.forms import show_standings

    show_standings(found, unsent, session.day, out())


def _sent(session: Session, options: FormOptions) -> tuple[SentForm, ...]:
    """The forms that were sent, of these units and this period."""
    units = desks_of(session, _units(session, options))
    period = find_period(session, options.period).text if options.period is not None else None
    return tuple(
        form
        for form in sent_forms(session.assessment)
        if (units is None or form.unit in units) and period in {None, form.entry.value.period}
    )
