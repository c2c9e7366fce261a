"""`fazhi report quarter --period 2024Q2`: a Markdown report made from a template; `fazhi report list` names them."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from spt_fazhi.cli.options import AsOf, At, Json, Root
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import UsageError
from spt_fazhi.model.period import parse_period, periods_of
from spt_fazhi.render.template.library import FOLDER, library
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.reports.request import ReportRequest

if TYPE_CHECKING:
    from datetime import date

    from spt_fazhi.model.period import Period
    from spt_fazhi.render.template.library import Library
    from spt_fazhi.reports.catalog import Report

HELP = "出报表：季度通报、任务分解表、单位清单；report list 列全部"
ORDER = 75


def command(  # noqa: PLR0913 - the options of the command line
    name: Annotated[str, typer.Argument(metavar="报表", help="报表名，如 quarter；写 list 列出全部")],
    subject: Annotated[str | None, typer.Argument(metavar="单位", help="单位清单（unit）是哪家单位")] = None,
    *,
    period: Annotated[
        str | None, typer.Option("--period", metavar="期间", help="如 2024Q2、2024H1、2024；默认最近结束的一期")
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="文件", help="写到文件；默认打印")] = None,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Print or write one report."""
    session = Session.open(root, as_of, at)
    library = _library(session)
    if name == "list":
        _list(library, json=json)
        return
    report = _find(name, catalog())
    unit = _subject(report, subject, session)
    request = ReportRequest(
        assessment=session.assessment,
        period=_period(report, period, session),
        unit=unit,
        unusable=session.unusable,
        revision=session.source.revision,
    )
    values = report.build(request)
    text = _json_text(values) if json else _markdown(library, report.TEMPLATE, values)
    if output is None:
        _print(text)
    else:
        from spt_fazhi.cli.output_file import write_text

        write_text(text, output, force=force)
    session.finish()


def _library(session: Session) -> Library:
    files: dict[str, bytes | None] = {}
    for info in session.source.walk(FOLDER):
        short = info.path[len(FOLDER) + 1 :]
        if "/" not in short and short:
            files[short] = None if info.is_link else session.source.read(info.path)
    return library(files)


def _find(name: str, known: dict[str, Report]) -> Report:
    from difflib import get_close_matches

    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1, 0.5)
    hint = f"是不是 fazhi report {near[0]}？" if near else "运行 fazhi report list 看全部报表"
    raise UsageError(f"没有“{name}”这种报表", hint)


def _subject(report: Report, subject: str | None, session: Session) -> Any:
    if report.SUBJECT == "unit":
        if subject is None:
            raise UsageError(f"{report.TITLE}要写明单位", f"例如 fazhi report {report.NAME} 司法局")
        return session.unit(subject)
    if subject is not None:
        raise UsageError(f"{report.TITLE}不分单位，多写了“{subject}”", f"运行 fazhi report {report.NAME}")
    return None


def _period(report: Report, typed: str | None, session: Session) -> Period | None:
    if not report.PERIODS:
        if typed is not None:
            raise UsageError(f"{report.TITLE}不分期间", "请去掉 --period；按某一天看请用 --as-of")
        return None
    year = session.register.info.year
    if typed is None:
        return _last_ended(report, year, session.day)
    try:
        found = parse_period(typed.strip().upper())
    except ValueError as error:
        raise UsageError(f"--period {error}") from None
    if found.kind not in report.PERIODS or found.first.year != year:
        raise UsageError(f"--period “{typed}”不在本计划年度（{year}年）内", f"例如 {year}Q2、{year}H1、{year}")
    return found


def _last_ended(report: Report, year: int, day: date) -> Period:
    """The last period of the report's first kind that had ended by the day; the year's first before that."""
    periods = periods_of(year, report.PERIODS[0])
    return max((each for each in periods if each.last <= day), key=lambda each: each.last, default=periods[0])


def _markdown(library: Library, template: str, values: Any) -> str:
    from spt_fazhi.render.template.jinja import render

    named = {field.name: getattr(values, field.name) for field in dataclasses.fields(values)}
    return render(library, template, named)


def _json_text(values: Any) -> str:
    return json.dumps(dataclasses.asdict(values), ensure_ascii=False, indent=2, default=str) + "\n"


def _print(text: str) -> None:
    sys.stdout.write(text)


def _list(library: Library, *, json: bool) -> None:
    found = catalog().values()
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
    from spt_fazhi.render.terminal.style import table

    rows = [(each.NAME, each.TITLE, each.DESCRIPTION, library.origin(each.TEMPLATE)) for each in found]
    out().print(table([("名称", "fixed"), ("报表", "flow"), ("内容", "flow"), ("模板", "fixed")], rows))
