"""`fazhi notice`: who should get which letter; `-o` writes them, `--issue` enters them as sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, cast

import typer

from spt_fazhi.cli.commands.record import Commit
from spt_fazhi.cli.entry.enter import tell_all
from spt_fazhi.cli.entry.sending import day_of_sending
from spt_fazhi.cli.options import QueryOptions, one_of, query_command, require_format
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.session import Session, find_root, take_back_all
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.cautions import letter_cautions, merging_cautions
from spt_fazhi.services.issue.draft import LONGEST_TITLE, typed_line
from spt_fazhi.services.issue.letters import Sending, enter_letters, origin_of_letters, refuse_unentered, subject_of
from spt_fazhi.services.notice.find import find_notices
from spt_fazhi.services.notice.make import FORMATS, Format, NoticeOptions, make_letters
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.store.write.folder import written_folder
from spt_fazhi.views.notices.notice import Notices
from spt_fazhi.views.notices.notices_json import notices_json
from spt_fazhi.views.wording import NOT_IN_USE

HELP = "给谁发什么函：提醒、催办、督办、整改、提示、商请；-o 写成文件"
ORDER = 72
_LEVELS = ("提醒", "催办", "督办", "整改", "提示", "商请")


@query_command
def command(  # noqa: PLR0913 - the options of the command line
    query: QueryOptions,
    *,
    level: Annotated[
        list[str] | None,
        typer.Option(
            "--level",
            metavar="级别",
            help="只要这一级的函：提醒、催办、督办、整改、提示、商请，可重复",
            autocompletion=one_of(_LEVELS),
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="文件夹", help="每家写一份函和一段口信；默认只列出")
    ] = None,
    made_as: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="格式",
            help="函的格式：docx（默认，要装 office）或 md",
            autocompletion=one_of(FORMATS),
        ),
    ] = "docx",
    mail: Annotated[bool, typer.Option("--mail", help="每家另写一张报送表和一封附好三样的邮件草稿")] = False,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
    issue: Annotated[bool, typer.Option("--issue", help="写好就登记为已发出（和 -o 一起写）")] = False,
    number: Annotated[str | None, typer.Option("--number", metavar="文号", help="函的文号；只写一份函时用")] = None,
    reply_by: Annotated[
        str | None,
        typer.Option(
            "--reply-by", metavar="日期", help="已过时限的请在哪天前答复；默认按 not_again_within，周末提前到周五"
        ),
    ] = None,
    recorded: Annotated[
        str | None, typer.Option("--recorded", metavar="日期", help="登记：哪天发出的；默认今天，不能晚于今天")
    ] = None,
    commit: Commit = False,
) -> None:
    """List, write and enter letters."""
    require_format(made_as, FORMATS)
    number = typed_line("--number", number, LONGEST_TITLE)
    for_files = {"--mail": mail, "--force": force, "--issue": issue, "--number": number}
    _require_together(for_files, output, {"--recorded": recorded, "--commit": commit}, issue=issue, at=query.at)
    if issue:
        take_back_all(find_root(query.root))
    session = Session.open(query.root, query.as_of, query.at)
    answer = session.day_option(reply_by, "--reply-by") if reply_by is not None else None
    found = find_notices(session, session.filter(query), level or (), answer)
    sent = day_of_sending(session, recorded) if issue else None
    document = notices_json(session.assessment, found, session.source.revision) if query.json else None
    told = False
    if output is not None:
        options = NoticeOptions(format=cast("Format", made_as), mail=mail, number=number)
        told = _write(session, found, output, options, _Sending(force=force, sent=sent, commit=commit, told=document))
    if document is not None and not told:
        print_json(document)
    elif output is None:
        from spt_fazhi.render.terminal.lists.notices import show_notices

        show_notices(found, out())
    session.finish((owed.duty for each in found.notices for owed in each.owed), query.fail_on)


def _require_together(
    for_files: Mapping[str, object], output: str | None, for_entry: Mapping[str, object], *, issue: bool, at: str | None
) -> None:
    """Raise UsageError for an option that says nothing without another."""
    lone = next((option for option, given in for_files.items() if given), None)
    if output is None and lone is not None:
        raise UsageError(f"{lone} 要和 -o 一起写", f"例如 fazhi notice -o 七月催办 {lone}")
    lone = next((option for option, given in for_entry.items() if given), None)
    if not issue and lone is not None:
        raise UsageError(f"{lone} 是登记用的，要和 --issue 一起写", "例如 fazhi notice -o 七月催办 --issue")
    if issue and at is not None:
        raise UsageError("--issue 登记在现在的台账里，不能和 --at 一起写", "请去掉 --at 或 --issue")


@frozen
class _Sending:
    """How the files are written: over others or not, and entered as `sent` on a day or not; `told` in the JSON."""

    force: bool
    sent: date | None
    commit: bool
    told: dict[str, Any] | None


def _write(session: Session, found: Notices, output: str, options: NoticeOptions, how: _Sending) -> bool:
    """Write every letter with its files and, if asked, enter them: all or none. Whether they were entered."""
    folder = typed_path(output, "-o")
    if session.unusable:
        raise FazhiError(
            f"没有写函：台账里有 {session.unusable} 处数据不能用，没有计入，写出来可能催错",
            "请先运行 fazhi check 看是哪些，改正后再写",
        )
    for said in merging_cautions(found):
        note(said)
    if not found.notices:
        note(f"没有写文件：{'没有要发的函。' if found.in_use else NOT_IN_USE}")
        return False
    if options.number is not None and len(found.notices) > 1:
        raise UsageError(
            f"要写 {len(found.notices)} 份函，一个文号只能给一份", "请加 --unit 一家一家写，或去掉 --number"
        )
    sending = Sending(day=how.sent, origin=origin_of_letters(session, found)) if how.sent is not None else None
    made = make_letters(session, found, options)
    files = {name: data for each in made for name, data in each.files.items()}
    if sending is not None and not how.force:
        refuse_unentered(session, folder, output, made)
    written = None
    with written_folder(folder, output, files, overwrite=how.force):
        if sending is not None:
            written = enter_letters(session, folder, made, sending, commit=how.commit)
    note(f"已写入 {output}：{len(made)} 份函，共 {len(files)} 个文件。")
    for said in letter_cautions(made, found):
        note(said)
    if not options.calendar:
        note("没有写日历文件：没有装 icalendar。")
    if written is not None:
        tell_all(session, written, subject_of(made), as_json=how.told is not None, more=how.told)
    return written is not None
