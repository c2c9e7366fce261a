"""`fazhi record`: what units report, one file each: evidence, progress, and withdrawing one's own record."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.entry.decision_entry import void_file
from spt_fazhi.cli.entry.enter import enter, enter_all, open_for_writing
from spt_fazhi.cli.entry.evidence_entry import EvidenceOptions, evidence_files
from spt_fazhi.cli.entry.findings.rectify_entry import RectifyOptions, rectify_file
from spt_fazhi.cli.entry.progress_entry import ProgressOptions, progress_files
from spt_fazhi.cli.entry.table_entry import enter_table
from spt_fazhi.cli.options import Json, Root, group, one_of
from spt_fazhi.model.entries.record import STAGES
from spt_fazhi.store.disk.typed import typed_path

HELP = "录入佐证、进展或整改，作废录错的记录"
ORDER = 90

Unit = Annotated[
    str | None, typer.Option("--unit", metavar="单位", help="报送单位：名称、简称、代码、其中几个字或拼音首字母")
]
Units = Annotated[
    list[str] | None,
    typer.Option(
        "--unit",
        metavar="单位或组",
        help="报送单位：名称、简称、代码、其中几个字、拼音首字母，或单位组；可重复，一家一条",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="一次写好几条时不再询问")]
Entered = Annotated[
    str | None, typer.Option("--recorded", metavar="日期", help="补录：录入日，如 2024-06-30；默认今天，不能晚于今天")
]
OldEntered = Annotated[str | None, typer.Option("--as-of", hidden=True)]
Commit = Annotated[bool, typer.Option("--commit", help="写好后就提交到 git（只提交这一条）")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="文字", help="原因")]

app = group(HELP)


@app.command("evidence", help="录入一条佐证：某单位某天完成了某事项（的一部分）")
def evidence(  # noqa: PLR0913 - one parameter an option
    *,
    obligation: Annotated[
        str | None, typer.Argument(metavar="事项", help="事项编号，如 6.1；一份材料证明几个事项的写 2.3,3.2")
    ] = None,
    unit: Units = None,
    day: Annotated[str | None, typer.Option("--date", metavar="日期", help="事情发生的日期，如 2024-06-12")] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="文字", help="做了什么，一句话")] = None,
    amount: Annotated[str | None, typer.Option("--amount", metavar="数量", help="按次数考核：几次（默认 1）")] = None,
    reached: Annotated[str | None, typer.Option("--reached", metavar="数", help="按比率考核：达到数")] = None,
    of: Annotated[str | None, typer.Option("--of", metavar="数", help="按比率考核：总数；没有发生写 0")] = None,
    through: Annotated[
        str | None, typer.Option("--through", metavar="日期", help="按比率考核：数字统计到哪一天（默认就是发生日期）")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="期间", help="按期报送：算作哪一期，如 2024Q2（默认按发生日期）")
    ] = None,
    cumulative: Annotated[
        bool, typer.Option("--cumulative", help="按比率考核：写的是累计数，自动减去已报的（默认是这次新增的）")
    ] = False,
    detail: Annotated[str | None, typer.Option("--detail", metavar="文字", help="详细情况")] = None,
    file: Annotated[list[str] | None, typer.Option("--file", metavar="文件", help="附件，可重复")] = None,
    document: Annotated[str | None, typer.Option("--document", metavar="文号", help="有关文件的文号")] = None,
    link: Annotated[str | None, typer.Option("--link", metavar="网址", help="公开网页的网址")] = None,
    figure: Annotated[
        list[str] | None, typer.Option("--figure", metavar="名称=数", help="事项要求另报的数，如 旁听人数=36，可重复")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="单位", help="代填单位：掌握数据的单位或牵头单位替别的单位填报时写")
    ] = None,
    root: Root = None,
    recorded: Entered = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
    yes: Yes = False,
) -> None:
    """Write one piece of evidence with its attachments."""
    typed = EvidenceOptions(
        obligation=obligation,
        unit=tuple(unit or ()),
        day=day,
        title=title,
        amount=amount,
        reached=reached,
        of=of,
        period=period,
        cumulative=cumulative,
        detail=detail,
        document=document,
        link=link,
        through=through,
        figures=tuple(figure or ()),
        by=by,
        files=tuple(typed_path(each, "--file") for each in file or ()),
    )
    session = open_for_writing(root, recorded, as_of)
    enter_all(session, evidence_files(session, typed), commit=commit, as_json=json, yes=yes)


@app.command("progress", help="录入一期进展：某单位某任务这一期做了什么")
def progress(  # noqa: PLR0913
    *,
    task: Annotated[str | None, typer.Argument(metavar="任务", help="任务编号，如 29")] = None,
    unit: Units = None,
    period: Annotated[str | None, typer.Option("--period", metavar="期间", help="哪一期，如 2024Q2")] = None,
    done: Annotated[
        str | None, typer.Option("--done", metavar="文字", help="主要做法和成效；写 - 则从标准输入读取")
    ] = None,
    done_file: Annotated[
        str | None, typer.Option("--done-file", metavar="文件", help="从文本文件读取主要做法和成效（- 为标准输入）")
    ] = None,
    problems: Annotated[str | None, typer.Option("--problems", metavar="文字", help="存在的问题")] = None,
    publish_problems: Annotated[
        bool, typer.Option("--publish-problems", help="同意把存在的问题写进通报（不写就不印）")
    ] = False,
    next_: Annotated[str | None, typer.Option("--next", metavar="文字", help="下一步打算")] = None,
    root: Root = None,
    recorded: Entered = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
    yes: Yes = False,
) -> None:
    """Write one account of progress; on a terminal without a text the editor opens."""
    session = open_for_writing(root, recorded, as_of)
    typed = ProgressOptions(
        task=task,
        unit=tuple(unit or ()),
        period=period,
        done=done,
        done_file=done_file,
        problems=problems,
        publish=publish_problems,
        next=next_,
    )
    with progress_files(session, typed) as batch:
        enter_all(session, batch, commit=commit, as_json=json, yes=yes)


@app.command("rectify", help="录入一条整改：单位对督察发现的一个问题做了什么")
def rectify(  # noqa: PLR0913
    *,
    finding: Annotated[
        str | None, typer.Argument(metavar="问题", help="问题编号，如 k7q2.1（督察编号的后四位加问题的序号）")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="责任单位；不写就是问题写明的单位")] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="日期", help="整改的日期，如 2024-06-20")] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="文字", help="做了什么，一句话")] = None,
    detail: Annotated[str | None, typer.Option("--detail", metavar="文字", help="详细情况")] = None,
    stage: Annotated[
        str | None,
        typer.Option(
            "--stage",
            metavar="partial",
            help="写 partial 是阶段性整改，不销号；整改完成的不写",
            autocompletion=one_of(STAGES),
        ),
    ] = None,
    file: Annotated[list[str] | None, typer.Option("--file", metavar="文件", help="附件，可重复")] = None,
    document: Annotated[str | None, typer.Option("--document", metavar="文号", help="有关文件的文号")] = None,
    link: Annotated[str | None, typer.Option("--link", metavar="网址", help="公开网页的网址")] = None,
    root: Root = None,
    recorded: Entered = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
) -> None:
    """Write what a unit has done about a finding, with its attachments."""
    session = open_for_writing(root, recorded, as_of)
    typed = RectifyOptions(
        finding=finding,
        unit=unit,
        day=day,
        title=title,
        detail=detail,
        document=document,
        link=link,
        stage=stage,
        files=tuple(typed_path(each, "--file") for each in file or ()),
    )
    enter(session, rectify_file(session, typed), commit=commit, as_json=json)


@app.command("table", help="从表格一次录入多条佐证：一行一条，全部核对无误才写")
def table(  # noqa: PLR0913
    *,
    file: Annotated[str, typer.Argument(metavar="文件", help="CSV 或 Excel、WPS 表格；第一行是列名；- 读标准输入")],
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="有错的行跳过，其余照写，列出跳过的行（退出码 2）")
    ] = False,
    root: Root = None,
    recorded: Entered = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
) -> None:
    """Write a piece of evidence for each row of a table."""
    session = open_for_writing(root, recorded, as_of)
    enter_table(session, file, skip_bad=skip_bad, commit=commit, as_json=json)


@app.command("void", help="作废本单位的一条记录（录错了）")
def void(  # noqa: PLR0913
    *,
    record: Annotated[str | None, typer.Argument(metavar="记录", help="记录编号，如 sfj/2024-06-12-6.1-k7q2")] = None,
    unit: Unit = None,
    reason: Reason = None,
    root: Root = None,
    recorded: Entered = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
) -> None:
    """Withdraw a record."""
    session = open_for_writing(root, recorded, as_of)
    enter(session, void_file(session, record, unit, reason), commit=commit, as_json=json)
