"""`fazhi inspect`: visits on the spot, what they found, and how far it is put right."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.commands.record import Commit, Entered, OldEntered
from spt_fazhi.cli.entry.enter import open_for_writing
from spt_fazhi.cli.entry.visits.finding_entry import FindingOptions
from spt_fazhi.cli.entry.visits.visit_entry import VisitOptions, later, new_visit
from spt_fazhi.cli.entry.visits.visit_told import enter_inspection
from spt_fazhi.cli.options import AsOf, At, Json, QueryOptions, Root, group, query_command
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.cli.visit_planning import PLAN_HELP, plan
from spt_fazhi.errors import UsageError
from spt_fazhi.services.inspection.find import find_inspection

HELP = "登记实地督察和发现的问题，看整改到哪一步"
ORDER = 95

Findings = Annotated[
    str | None,
    typer.Option("--findings", metavar="文件", help="问题清单（整改台账）：.xlsx、.csv、.docx 等里的表；- 读标准输入"),
]
FindingUnit = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="单位或组", help="登记一个问题：责任单位，可重复，一家登记一个"),
]
Problem = Annotated[str | None, typer.Option("--problem", metavar="文字", help="问题，一句话")]
Demand = Annotated[str | None, typer.Option("--demand", metavar="文字", help="整改要求")]
Due = Annotated[
    str | None,
    typer.Option("--due", metavar="日期", help="整改时限（含当天），如 2024-06-30、6月底；督察结束前改好的写 立行立改"),
]
Task = Annotated[str | None, typer.Option("--task", metavar="任务", help="问题对应的任务编号，如 23")]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="问题类型",
        help="问题类型，如 案卷文书；全部类型在 finding_kinds 里；与 --findings 合用，是表里没有写的",
    ),
]
Severity = Annotated[
    str | None, typer.Option("--severity", metavar="严重程度", help="一般 或 突出；与 --findings 合用，是表里没有写的")
]
Document = Annotated[str | None, typer.Option("--document", metavar="文号", help="督察通知、督察通报或反馈意见的文号")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看会写什么、有什么错，不写")]

app = group(HELP)


@app.command("new", help="登记一次督察：什么时候、谁去、去了哪些单位、发现什么问题")
def new(  # noqa: PLR0913 - one parameter an option
    *,
    title: Annotated[str | None, typer.Option("--title", metavar="文字", help="督察名称，如 第一次实地督察")] = None,
    began: Annotated[str | None, typer.Option("--from", metavar="日期", help="开始日期，如 2024-05-20")] = None,
    ended: Annotated[str | None, typer.Option("--to", metavar="日期", help="结束日期（含当天），如 2024-05-24")] = None,
    by: Annotated[list[str] | None, typer.Option("--by", metavar="单位", help="督察单位，可重复")] = None,
    visited: Annotated[
        list[str] | None,
        typer.Option("--visited", metavar="单位或组", help="督察了哪些单位，可重复；单位组展开成单位写进文件"),
    ] = None,
    obligation: Annotated[
        list[str] | None,
        typer.Option(
            "--obligation", metavar="事项", help="计入哪个事项，如 4.1，可重复（一次督察可同时计入几项）；不计入写 无"
        ),
    ] = None,
    document: Document = None,
    findings: Findings = None,
    unit: FindingUnit = None,
    problem: Problem = None,
    demand: Demand = None,
    due: Due = None,
    task: Task = None,
    kind: Kind = None,
    severity: Severity = None,
    root: Root = None,
    recorded: Entered = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
    dry_run: DryRun = False,
) -> None:
    """Write a visit with its findings."""
    _refuse_both(commit=commit, dry_run=dry_run)
    session = open_for_writing(root, recorded, as_of)
    typed = VisitOptions(
        title=title,
        began=began,
        ended=ended,
        by=tuple(by or ()),
        visited=tuple(visited or ()),
        obligations=tuple(obligation or ()),
        document=document,
        findings=FindingOptions(
            table=findings,
            unit=tuple(unit or ()),
            problem=problem,
            demand=demand,
            due=due,
            task=task,
            kind=kind,
            severity=severity,
        ),
    )
    prepared = new_visit(session, typed)
    enter_inspection(session, prepared, commit=commit, as_json=json, only_look=dry_run)


@app.command("add", help="给一次督察补充后来发现的问题（另存一个文件，原来的不改）")
def add(  # noqa: PLR0913
    *,
    inspection: Annotated[
        str | None, typer.Argument(metavar="督察", help="督察编号，如 2024-05-24-k7q2，或末尾四个字母 k7q2")
    ] = None,
    findings: Findings = None,
    unit: FindingUnit = None,
    problem: Problem = None,
    demand: Demand = None,
    due: Due = None,
    task: Task = None,
    kind: Kind = None,
    severity: Severity = None,
    document: Document = None,
    root: Root = None,
    recorded: Entered = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
    dry_run: DryRun = False,
) -> None:
    """Write later findings in a file of their own."""
    _refuse_both(commit=commit, dry_run=dry_run)
    session = open_for_writing(root, recorded, as_of)
    typed = FindingOptions(
        table=findings,
        unit=tuple(unit or ()),
        problem=problem,
        demand=demand,
        due=due,
        task=task,
        kind=kind,
        severity=severity,
    )
    prepared = later(session, inspection, typed, document)
    enter_inspection(session, prepared, commit=commit, as_json=json, only_look=dry_run)


def _list(query: QueryOptions) -> None:
    """Print every visit with how far its findings are put right."""
    from spt_fazhi.engine.query import select
    from spt_fazhi.views.findings.visit_list import listed_visits, visits_json

    session = Session.open(query.root, query.as_of, query.at)
    wanted = session.filter(query)
    duties = select(session.assessment.rectification, wanted)
    found = listed_visits(session.assessment, duties, wanted)
    if query.json:
        print_json(visits_json(session.assessment, found, session.source.revision))
    else:
        from spt_fazhi.render.terminal.lists.visits import show_visits

        show_visits(found, session.day, out())
    session.finish(duties, query.fail_on)


app.command("list", help="列出历次督察：谁去了哪些单位、问题整改到哪一步、计入什么")(query_command(_list))


@app.command("show", help="看一次督察：每个问题整改到哪一步，报过什么、决定过什么")
def show(
    *,
    inspection: Annotated[
        str, typer.Argument(metavar="督察", help="督察编号，如 2024-05-24-k7q2，或末尾四个字母 k7q2")
    ],
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Print one visit with its findings."""
    from spt_fazhi.views.findings.visit_page import page_json, visit_page

    session = Session.open(root, as_of, at)
    page = visit_page(session.assessment, find_inspection(session.register, inspection))
    if json:
        print_json(page_json(session.assessment, page, session.source.revision))
    else:
        from spt_fazhi.render.terminal.lists.visits import show_visit

        show_visit(page, session.day, out())
    session.finish()


app.command("plan", help=PLAN_HELP)(query_command(plan))


@app.command("sheet", help="出督察组到一家单位用的核查表：报了什么、凭什么佐证，现场核查情况空着填；-o 写成 Word")
def sheet(  # noqa: PLR0913
    *,
    unit: Annotated[str, typer.Argument(metavar="单位", help="到哪家单位：名称、简称、代码或拼音首字母")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="文件", help="写到文件（.docx、.md、.html）；默认打印")
    ] = None,
    edition: Annotated[
        str, typer.Option("--edition", metavar="版本", help="issue 印发版（默认），check 核对版：另注每条材料的来处")
    ] = "issue",
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Write the paper to take along to one unit: the report of that name."""
    from spt_fazhi.cli.commands.report import command  # a visit that is entered does not wait for the reports

    command("sheet", unit, output=output, edition=edition, force=force, root=root, as_of=as_of, at=at, json=json)


def _refuse_both(*, commit: bool, dry_run: bool) -> None:
    if commit and dry_run:
        raise UsageError("--dry-run 不写，不能和 --commit 一起写", "请去掉其中一个")
