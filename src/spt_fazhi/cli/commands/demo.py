"""`fazhi demo`: an invented workspace to try everything on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from spt_fazhi.cli.output import out
from spt_fazhi.demo.districts import LIST
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.services.workspace.create import create_demo, create_districts, refuse_occupied
from spt_fazhi.store.disk.typed import quoted, typed_path
from spt_fazhi.text.plain import plain

HELP = "新建一个虚构的演示工作区，随便试"
ORDER = 80


def command(  # noqa: PLR0913 - the options of the command line
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="新建到哪里；不能已有内容")],
    *,
    tasks: Annotated[int, typer.Option("--tasks", metavar="数量", help="任务条数，8 到 500")] = 12,
    units: Annotated[int, typer.Option("--units", metavar="数量", help="单位个数，10 到 1000")] = 14,
    records: Annotated[int, typer.Option("--records", metavar="数量", help="记录条数，50 到 200000")] = 73,
    registers: Annotated[
        int | None,
        typer.Option("--registers", metavar="数量", help="新建几个虚构县区的台账，一个一个文件夹，供汇总"),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="数字", help="随机种子；同样的参数生成的内容完全一样")] = 1,
) -> None:
    """Write the workspace and say what to try."""
    request = DemoRequest(tasks=tasks, units=units, records=records, seed=seed)
    place = typed_path(folder, "文件夹")
    refuse_occupied(place)
    if registers is not None:
        _show_districts(folder, create_districts(place, registers, request), request)
        return
    create_demo(place, request)
    _show(folder, request, is_here=place.resolve() == Path.cwd())


def _show_districts(folder: str, names: Sequence[str], request: DemoRequest) -> None:
    listed = quoted(str(Path(folder, LIST)))
    lines = (
        f"{len(names)} 个县区的台账已建好：{folder}",
        f"{names[0]} 到 {names[-1]}，全部虚构，各有任务 {request.tasks} 条、单位 {request.units} 个。接着试试：",
        "",
        f"  fazhi rollup {listed} --as-of {request.day}",
    )
    console = out()
    for line in lines:
        console.print(plain(line), soft_wrap=True)


def _show(folder: str, request: DemoRequest, *, is_here: bool) -> None:
    day = request.day
    lines = (
        f"演示工作区已建好：{folder}",
        f"任务 {request.tasks} 条，单位 {request.units} 个，记录 {request.records} 条，全部虚构。",
        f"数据讲的是 {day} 这一天，查询请带 --as-of {day}。接着试试：",
        "",
        *(() if is_here else (f"  cd {quoted(folder)}",)),
        f"  fazhi status --as-of {day}",
        f"  fazhi overdue --as-of {day}",
        f"  fazhi unit 示范东镇 --as-of {day}",
        f"  fazhi show 6 --as-of {day}",
        f"  fazhi check --as-of {day}",
    )
    console = out()
    for line in lines:
        console.print(plain(line), soft_wrap=True)
