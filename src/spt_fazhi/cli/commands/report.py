"""`fazhi report quarter --period 2024Q2 -o 通报.docx`: a report made from a template, as Markdown, Word or web page."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, cast

import typer

from spt_fazhi.cli.options import AsOf, At, Json, Root, one_of
from spt_fazhi.cli.output import note, out, print_json, values_text
from spt_fazhi.cli.output_file import MADE, Made, write_bytes
from spt_fazhi.cli.registers.bulletin import BulletinOptions, give_bulletin
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import UsageError
from spt_fazhi.render.template.library import Library
from spt_fazhi.reports.catalog import Report, catalog
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.reports.rollup import bulletin as rollup
from spt_fazhi.reports.rollup.bulletin import NAME as ROLLUP
from spt_fazhi.services.cautions import report_cautions
from spt_fazhi.services.issue.draft import LONGEST_TITLE, typed_line
from spt_fazhi.services.issue.since import since_issued, since_markdown
from spt_fazhi.services.report import find_edition, find_report, library_of, number_typed, report_request
from spt_fazhi.services.typeset import Format, format_of, report_made

HELP = "出报表：季度通报、任务分解表、单位清单、督察通报；report list 列全部"
ORDER = 74


def command(  # noqa: PLR0913 - the options of the command line
    name: Annotated[str, typer.Argument(metavar="报表", help="报表名，如 quarter；写 list 列出全部")],
    subject: Annotated[
        str | None,
        typer.Argument(
            metavar="单位或督察",
            help="单位清单（unit）、反馈意见（feedback）是哪家单位；督察通报（inspection）、整改台账是哪次督察；"
            "汇总通报（rollup）读哪个文件夹或名单",
        ),
    ] = None,
    *,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="是哪家单位，与直接写在报表名后面一样")
    ] = None,
    inspection: Annotated[
        str | None,
        typer.Option(
            "--inspection", metavar="督察", help="是哪次督察；反馈意见默认最近的一次，要以前的写编号，如 k7q2"
        ),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="期间", help="如 2024Q2、2024H1、2024；默认最近结束的一期")
    ] = None,
    edition: Annotated[
        str, typer.Option("--edition", metavar="版本", help="issue 印发版（默认），check 核对版：另注每个数字的来处")
    ] = "issue",
    number: Annotated[
        str | None,
        typer.Option("--number", metavar="文号", help="印在标题上面，如 沙依法办发〔2024〕5号；只写 5 按式样补全"),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="文件", help="写到文件（.md、.docx、.html）；默认打印")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="md、docx 或 html；默认按文件名的扩展名，否则 md",
            autocompletion=one_of(("md", "docx", "html")),
        ),
    ] = None,
    since: Annotated[
        bool, typer.Option("--since-issued", help="上次印发（fazhi issue 登记）以来变了什么：哪些数、哪些责任")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="汇总通报：引句比较像的当成一件事")] = False,
    answers: Annotated[
        str | None, typer.Option("--answers", metavar="文件", help="汇总通报：引句是不是一件事的回答（.yaml）")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Print or write one report."""
    if name == ROLLUP:
        unfit = _typed({"--unit": unit, "--inspection": inspection, "--since-issued": since})
        give_bulletin(
            BulletinOptions(
                source=subject, unfit=unfit, period=period, edition=edition, number=number, output=output, form=form,
                force=force, root=root, as_of=as_of, at=at, json=json, yes=yes, answers=answers,
            )
        )  # fmt: skip
        return
    unfit = _typed({"--yes": yes, "--answers": answers})
    if unfit:
        raise UsageError(f"{'、'.join(unfit)} 只用于汇总通报", "请去掉，或写 fazhi report rollup 来源")
    session = Session.open(root, as_of, at)
    if name == "list":
        _list(library_of(session), json=json)
        return
    report, chosen = find_report(name), find_edition(edition)
    wanted = format_of(form, None if json else output)
    numbered = number_typed(session, typed_line("--number", number, LONGEST_TITLE))
    if numbered and since:
        raise UsageError("--since-issued 供核对用，不印文号", "请去掉 --number")
    request = report_request(session, report, _subject(subject, unit), period, numbered, inspection=inspection)
    cautions: tuple[str, ...] = ()
    if since:
        made = _since(session, report, request, wanted, typed=period is not None, json=json)
    elif json:
        made = values_text(report.build(request)).encode()
    else:
        done = report_made(session, report, request, edition=chosen, wanted=wanted)
        made, cautions = done.data, tuple(report_cautions(done.values))
    _give(made, output, "json" if json else MADE[wanted], force=force)
    for said in cautions:
        note(said)
    session.finish()


def _typed(options: Mapping[str, object]) -> tuple[str, ...]:
    """The options of these that were typed."""
    return tuple(option for option, value in options.items() if value)


def _since(  # noqa: PLR0913 - what was asked and how it is wanted
    session: Session, report: Report, request: ReportRequest, wanted: Format, *, typed: bool, json: bool
) -> bytes:
    if wanted != "md":
        raise UsageError("--since-issued 供核对用，只出 Markdown", "请去掉 --format，或写 -o 文件名.md")
    found = since_issued(session, report, request, period_typed=typed)
    return (values_text(found) if json else since_markdown(session, found)).encode()


def _subject(argument: str | None, option: str | None) -> str | None:
    if argument is not None and option is not None:
        raise UsageError(f"单位写了两次：“{argument}”和 --unit “{option}”", "只写一个")
    return option if argument is None else argument


def _give(data: bytes, output: str | None, made: Made, *, force: bool) -> None:
    if output is not None:
        write_bytes(data, output, made=made, force=force)
    elif made == "docx":
        raise UsageError("Word 文件不能打印在屏幕上", "请加 -o 文件名.docx")
    else:
        sys.stdout.write(data.decode())


def _list(library: Library, *, json: bool) -> None:
    found = [*catalog().values(), cast("Report", rollup)]
    if json:
        print_json(
            {
                "reports": [
                    {
                        "name": each.NAME,
                        "title": each.TITLE,
                        "description": each.DESCRIPTION,
                        "template": each.TEMPLATE,
                        "origin": library.origin(each.TEMPLATE),
                    }
                    for each in found
                ]
            }
        )
        return
    from spt_fazhi.render.terminal.lists.short_lists import show_reports

    show_reports([(each.NAME, each.TITLE, each.DESCRIPTION, library.origin(each.TEMPLATE)) for each in found], out())
