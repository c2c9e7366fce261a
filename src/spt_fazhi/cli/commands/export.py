"""`fazhi export ledger -o 台账.xlsx`: what other programs open: a workbook, a table, a calendar, Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, cast

import typer

from spt_fazhi.cli.options import AsOf, At, Json, QueryOptions, Root, group, query_command
from spt_fazhi.cli.output import note, print_json
from spt_fazhi.cli.output_file import refuse_promise, write_bytes
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.errors import UsageError
from spt_fazhi.services.export import TableFormat, calendar_of, duties_bytes, ledger_bytes
from spt_fazhi.services.rollup.export import export_register, refuse_exported, typed_identity
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.store.write.folder import written_folder
from spt_fazhi.views.json_document import duties_json, head_json
from spt_fazhi.views.rollup.rows import Extras

HELP = "导出：整本台账（Excel）、责任清单（CSV）、到期日历、汇总用的 Parquet"
ORDER = 73
_LONGEST = 365
_TABLES = {"units": "单位", "tasks": "任务", "obligations": "事项", "duties": "责任", "records": "记录"}
"""What is said of how much an export holds."""

Force = Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")]

app = group(HELP)


@app.command("ledger", help="整本台账：任务、责任、记录、决定、印发和催办、整改、督察各一张表")
def ledger(  # noqa: PLR0913 - the options of the command line
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="文件", help="写到哪个文件（.xlsx）")],
    force: Force = False,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Write the whole ledger."""
    refuse_promise(output, "xlsx")
    session = Session.open(root, as_of, at)
    data, sheets = ledger_bytes(session)
    write_bytes(data, output, made="xlsx", force=force)
    if json:
        head = head_json(session.assessment, session.source.revision)
        print_json({**head, "written": output, "sheets": sheets})
    else:
        note("、".join(f"{name} {rows} 行" for name, rows in sheets.items()))
    session.finish()


@app.command("duties", help="责任清单，一单位一事项一期一行，可筛选；CSV 可直接用 Excel 打开")
@query_command
def duties(
    query: QueryOptions,
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="文件", help="写到哪个文件（.csv 或 .xlsx）")],
    force: Force = False,
) -> None:
    """Write the duties that pass the filters."""
    ending = Path(output).suffix.lower().removeprefix(".")
    made = cast("TableFormat", ending if ending == "xlsx" else "csv")
    refuse_promise(output, made)
    session = Session.open(query.root, query.as_of, query.at)
    data, found = duties_bytes(session, session.filter(query), made)
    if not found:
        raise UsageError("没有符合条件的责任，没有写文件", "请核对筛选条件")
    write_bytes(data, output, made=made, force=force)
    _tell(session, query, found, _number(found))


@app.command("calendar", help="还没完成的事的到期日历，带提醒；手机和邮件软件都能导入")
@query_command
def calendar(
    query: QueryOptions,
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="文件", help="写到哪个文件（.ics）")],
    remind: Annotated[int, typer.Option("--remind", metavar="天数", help="提前几天提醒（默认 7）")] = 7,
    force: Force = False,
) -> None:
    """Write a calendar of due days."""
    if not 0 <= remind <= _LONGEST:
        raise UsageError(f"--remind 不能是 {remind}", f"写 0 到 {_LONGEST} 的整数：提前几天提醒")
    refuse_promise(output, "ics")
    session = Session.open(query.root, query.as_of, query.at)
    data, found = calendar_of(session, session.filter(query), remind)
    write_bytes(data, output, made="ics", force=force)
    _tell(session, query, found, f"{_number(found)}的时限")


@app.command("parquet", help="交给市里、省里汇总的 Parquet；不带文字、附件和电话")
def parquet(  # noqa: PLR0913 - the options of the command line
    *,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="文件夹", help="写到哪个文件夹；几本台账可以写进同一个")
    ],
    register: Annotated[
        str | None, typer.Option("--register", metavar="代号", help="台账的代号，如 640502；默认按印发机关和名称编")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="文字", help="县区名称；默认取自印发机关")] = None,
    texts: Annotated[bool, typer.Option("--texts", help="另带任务原文和记录的文字")] = False,
    files: Annotated[bool, typer.Option("--files", help="另带附件的名称（不带附件）")] = False,
    phones: Annotated[bool, typer.Option("--phones", help="另带办公电话")] = False,
    force: Force = False,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Write what a roll-up of many registers reads."""
    session = Session.open(root, as_of, at)
    identity = typed_identity(session, register, name)
    folder = typed_path(output, "-o")
    refuse_exported(folder, output, session, identity, overwrite=force)
    made = export_register(session, identity, Extras(texts=texts, files=files, phones=phones))
    with written_folder(folder, output, made.files, overwrite=force):
        pass
    if json:
        head = head_json(session.assessment, session.source.revision)
        whose = {"register": identity.register, "name": identity.name}
        print_json({**head, "identity": whose, "written": output, "tables": made.rows})
    else:
        rows = "、".join(f"{word} {made.rows[table]}" for table, word in _TABLES.items())
        note(f"已写入 {output}：{identity.name} {made.year} 年（代号 {identity.register}），{rows}。")
        for each in made.remarks:
            note(each)
    session.finish()


def _number(found: Sequence[Assessed]) -> str:
    """`40 条责任`, `29 条责任、11 个督察问题`: findings are counted apart."""
    findings = sum(each.duty.finding is not None for each in found)
    said = [f"{len(found) - findings} 条责任"] if len(found) > findings else []
    return "、".join([*said, *([f"{findings} 个督察问题"] if findings else [])])


def _tell(session: Session, query: QueryOptions, found: Sequence[Assessed], said: str) -> None:
    """Which duties are in the file, as JSON or in one line, and the end of the query."""
    if query.json:
        print_json(duties_json(session.assessment, found, session.source.revision))
    else:
        note(said)
    session.finish(found, query.fail_on)
