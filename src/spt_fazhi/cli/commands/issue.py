"""`fazhi issue`: what was sent out, as it was sent, and what was said by phone, on a visit, at a meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.commands.record import Commit, Yes
from spt_fazhi.cli.entry.enter import enter_all, open_for_writing
from spt_fazhi.cli.entry.issue_entry import IssueOptions, issue_files
from spt_fazhi.cli.options import At, Json, Root, one_of
from spt_fazhi.model.entries.issued import LETTER_WORDS

HELP = "登记发出的通报、函件，和电话、上门、会议催办"
ORDER = 76

Spoken = list[str] | None


def command(  # noqa: PLR0913 - one parameter an option
    files: Annotated[
        list[str] | None, typer.Argument(metavar="文件", help="发出的文件（发出时的样子），可写几个；口头催办不写")
    ] = None,
    *,
    report: Annotated[
        str | None, typer.Option("--report", metavar="报表", help="发出的是哪种报告，如 quarter；report list 列全部")
    ] = None,
    letter: Annotated[
        str | None,
        typer.Option(
            "--letter",
            metavar="函",
            help="发出的函：提醒函、催办函、督办通知、提示函、商请函、整改通知",
            autocompletion=one_of(LETTER_WORDS),
        ),
    ] = None,
    call: Annotated[
        Spoken, typer.Option("--call", metavar="单位或组", help="电话催办了哪个单位或单位组，可重复，一家一条")
    ] = None,
    visit: Annotated[Spoken, typer.Option("--visit", metavar="单位或组", help="上门催办了哪个单位或单位组")] = None,
    meeting: Annotated[Spoken, typer.Option("--meeting", metavar="单位或组", help="会上催办了哪个单位或单位组")] = None,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", metavar="单位或组", help="函发给哪个单位；单位清单（unit）是哪家的")
    ] = None,
    duty: Annotated[
        list[str] | None,
        typer.Option(
            "--duty",
            metavar="编号",
            help="说的是哪些事项（任务编号指其进展报送，k7q2.1 指督察问题），可重复；"
            "不写就是逾期的，没有逾期的就是临期、退回、待佐证、待补录的",
        ),
    ] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="期间", help="哪一期，如 2024Q2")] = None,
    inspection: Annotated[
        str | None,
        typer.Option(
            "--inspection",
            metavar="督察",
            help="督察通报、整改台账、反馈意见是哪次督察的，如 k7q2；默认 .docx 里记的那次",
        ),
    ] = None,
    number: Annotated[str | None, typer.Option("--number", metavar="文号", help="如 沙依法办发〔2024〕5号")] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", metavar="单位或组", help="报告发给谁，可重复，名单外的加 --yes；默认 tasks.yaml 的 addressees"
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="文字", help="标题；报告默认用它自己的标题")] = None,
    answer: Annotated[str | None, typer.Option("--answer", metavar="文字", help="对方怎么答复、答应何时办好")] = None,
    reply_by: Annotated[str | None, typer.Option("--reply-by", metavar="日期", help="要求哪天前办好或答复")] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="日期", help="报告是按哪一天出的；默认 .docx 里记的那天，没有记的是发出那天"),
    ] = None,
    at: At = None,
    root: Root = None,
    recorded: Annotated[
        str | None, typer.Option("--recorded", metavar="日期", help="补录：发出或说的那一天；默认今天，不能晚于今天")
    ] = None,
    json: Json = False,
    commit: Commit = False,
    yes: Yes = False,
) -> None:
    """Enter what was sent or said."""
    session = open_for_writing(root, recorded)
    typed = IssueOptions(
        files=tuple(files or ()),
        report=report,
        letter=letter,
        spoken={"call": tuple(call or ()), "visit": tuple(visit or ()), "meeting": tuple(meeting or ())},
        unit=tuple(unit or ()),
        duty=tuple(duty or ()),
        period=period,
        inspection=inspection,
        number=number,
        to=tuple(to or ()),
        title=title,
        answer=answer,
        reply_by=reply_by,
        as_of=as_of,
        at=at,
        root=root,
        yes=yes,
    )
    enter_all(session, issue_files(session, typed), commit=commit, as_json=json, yes=yes)
