"""`fazhi decide`: what the bureau decides, one file each: return a record, extend, excuse, let something go."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.commands.record import Commit, OldEntered, Reason, Yes
from spt_fazhi.cli.entry.decision_entry import DutyOptions, extend_files, redaction_typed, return_file, waive_files
from spt_fazhi.cli.entry.enter import enter, enter_all, enter_redaction, open_for_writing
from spt_fazhi.cli.entry.findings.close_entry import close_files
from spt_fazhi.cli.options import Json, Root, group

HELP = "作出决定：退回记录、延期、定为不适用、销号、去除"
ORDER = 100

Decided = Annotated[
    str | None, typer.Option("--recorded", metavar="日期", help="补录：决定日，如 2024-06-30；默认今天，不能晚于今天")
]
Obligation = Annotated[
    str | None,
    typer.Argument(metavar="事项或任务", help="事项编号，如 2.2；报送进展写任务编号，如 5；督察问题写 k7q2.1"),
]
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="单位或组", help="哪个单位或单位组，可重复；多个单位共同完成的事项不写"),
]
Period = Annotated[
    str | None, typer.Option("--period", metavar="期间", help="按期报送的事项，或任务的进展：哪一期，如 2024Q2")
]
ApprovedBy = Annotated[str | None, typer.Option("--approved-by", metavar="依据", help="谁批准的，或批准文件的文号")]

app = group(HELP)


@app.command("return", help="退回一条记录：材料不符合要求，不再计入")
def return_(  # noqa: PLR0913 - one parameter an option
    *,
    record: Annotated[
        str | None,
        typer.Argument(metavar="记录", help="记录编号，如 sfj/2024-06-12-6.1-k7q2；退回整改也可写问题编号，如 k7q2.1"),
    ] = None,
    reason: Reason = None,
    again_by: Annotated[
        str | None, typer.Option("--again-by", metavar="日期", help="重报期限：到这天为止重报的，按第一次报的日子算")
    ] = None,
    root: Root = None,
    recorded: Decided = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
) -> None:
    """Hand a record back."""
    session = open_for_writing(root, recorded, as_of)
    enter(session, return_file(session, record, reason, again_by), commit=commit, as_json=json)


@app.command("extend", help="延期：在到期日当天或之前批准新的到期日")
def extend(  # noqa: PLR0913
    *,
    obligation: Obligation = None,
    unit: Units = None,
    period: Period = None,
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="新到期日（含当天），如 2024-09-30")] = None,
    approved_by: ApprovedBy = None,
    reason: Reason = None,
    root: Root = None,
    recorded: Decided = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
    yes: Yes = False,
) -> None:
    """Give a duty a later due day."""
    session = open_for_writing(root, recorded, as_of)
    typed = DutyOptions(obligation=obligation, unit=tuple(unit or ()), period=period, reason=reason)
    batch = extend_files(session, typed, due=due, approved_by=approved_by)
    enter_all(session, batch, commit=commit, as_json=json, yes=yes)


@app.command("waive", help="定为不适用：这个事项不适合该单位，不再要求")
def waive(  # noqa: PLR0913
    *,
    obligation: Obligation = None,
    unit: Units = None,
    period: Period = None,
    approved_by: ApprovedBy = None,
    reason: Reason = None,
    root: Root = None,
    recorded: Decided = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
    yes: Yes = False,
) -> None:
    """Excuse a unit from a duty."""
    session = open_for_writing(root, recorded, as_of)
    typed = DutyOptions(obligation=obligation, unit=tuple(unit or ()), period=period, reason=reason)
    batch = waive_files(session, typed, approved_by=approved_by)
    enter_all(session, batch, commit=commit, as_json=json, yes=yes)


@app.command("close", help="销号：核实整改到位，把督察发现的问题销掉")
def close(  # noqa: PLR0913
    *,
    finding: Annotated[
        str | None, typer.Argument(metavar="问题", help="问题编号，如 k7q2.1；一次销几个写 k7q2.1,k7q2.3")
    ] = None,
    checked_by: Annotated[
        str | None, typer.Option("--checked-by", metavar="谁", help="谁到现场核实的，如 复核组")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="文字", help="核实的情况")] = None,
    root: Root = None,
    recorded: Decided = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
    yes: Yes = False,
) -> None:
    """Close findings that were put right."""
    session = open_for_writing(root, recorded, as_of)
    batch = close_files(session, finding, checked_by, reason)
    enter_all(session, batch, commit=commit, as_json=json, yes=yes)


@app.command("redact", help="去除不该留在这里的（个人信息、涉密）：附件或整条记录，只留校验值")
def redact(  # noqa: PLR0913
    *,
    record: Annotated[str | None, typer.Argument(metavar="记录", help="记录编号，如 sfj/2024-06-12-6.1-k7q2")] = None,
    file: Annotated[
        list[str] | None, typer.Option("--file", metavar="附件", help="去除哪个附件（记录里登记的文件名），可重复")
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="整条去除：记录文件连同附件")] = False,
    reason: Reason = None,
    root: Root = None,
    recorded: Decided = None,
    as_of: OldEntered = None,
    json: Json = False,
    commit: Commit = False,
) -> None:
    """Let files of a record, or the record, go; a tombstone with their hashes stays."""
    session = open_for_writing(root, recorded, as_of)
    wanted = redaction_typed(session, record, file or (), reason, whole=whole)
    enter_redaction(session, wanted, commit=commit, as_json=json)
