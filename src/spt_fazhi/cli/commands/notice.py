"""`fazhi notice`: who should get which letter; `-o` writes them, `--issue` enters them as sent."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from spt_fazhi.cli.options import QueryOptions, one_of, query_command, require_format
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import UsageError
from spt_fazhi.services.notice.find import find_notices
from spt_fazhi.services.notice.make import FORMATS, Format, NoticeOptions, make_letters
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.store.write.folder import written_folder
from spt_fazhi.views.notices.notices import Notices
from spt_fazhi.views.notices.notices_json import notices_json
from spt_fazhi.views.wording import NOT_IN_USE

HELP = "给谁发什么函：提醒、催办、督办、提示、商请；-o 写成文件"
ORDER = 73
_LEVELS = ("提醒", "催办", "督办", "提示", "商请")


@query_command
def command(  # noqa: PLR0913 - the options of the command line
    query: QueryOptions,
    *,
    level: Annotated[
        list[str] | None,
        typer.Option(
            "--level",
            metavar="级别",
            help="只要这一级的函：提醒、催办、督办、提示、商请，可重复",
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
    mail: Annotated[bool, typer.Option("--mail", help="每家另写一封附好函和日历的邮件草稿（.eml）")] = False,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
) -> None:
    """List or write letters."""
    session = Session.open(query.root, query.as_of, query.at)
    require_format(made_as, FORMATS)
    found = find_notices(session, session.filter(query), level or ())
    if output is None and (mail or force):
        raise UsageError(f"{'--mail' if mail else '--force'} 要和 -o 一起写", "例如 fazhi notice -o 七月催办 --mail")
    if output is not None:
        _write(session, found, output, NoticeOptions(format=cast("Format", made_as), mail=mail), force=force)
    if query.json:
        print_json(notices_json(session.assessment, found, session.source.revision))
    elif output is None:
        from spt_fazhi.render.terminal.notices import show_notices

        show_notices(found, out())
    session.finish((owed.duty for each in found.notices for owed in each.owed), query.fail_on)


def _write(session: Session, found: Notices, output: str, options: NoticeOptions, *, force: bool) -> None:
    """Write every letter with its files, all or none, and say on stderr what there is."""
    folder = typed_path(output, "-o")
    if not found.notices:
        note(f"没有写文件：{'没有要发的函。' if found.in_use else NOT_IN_USE}")
        return
    made = make_letters(session, found, options)
    files = {name: data for each in made for name, data in each.files.items()}
    with written_folder(folder, output, files, overwrite=force):
        pass
    note(f"已写入 {output}：{len(made)} 份函，共 {len(files)} 个文件。")
    if not options.calendar:
        note("没有写日历文件：没有装 icalendar。")
