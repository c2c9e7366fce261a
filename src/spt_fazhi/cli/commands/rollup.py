"""`fazhi rollup 汇总`: many registers together, the questions of a city or a province."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from spt_fazhi.cli.options import AsOf, Json, one_of
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.output_file import refuse_promise, write_bytes
from spt_fazhi.cli.registers.matching import alike_options, tell_doubts
from spt_fazhi.cli.registers.told import finish
from spt_fazhi.cli.session import parse_date_option
from spt_fazhi.errors import UsageError
from spt_fazhi.render.board.registers import rollup_html
from spt_fazhi.render.office.csv_table import csv_bytes
from spt_fazhi.services.rollup.deliver import ReadAs
from spt_fazhi.services.rollup.hold import LONGEST, TOP, RollupOptions, held
from spt_fazhi.services.rollup.keep import keep_registers
from spt_fazhi.services.rollup.rollup import answered
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.store.parquet.database import MEMORY, THREADS, Means
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.answers import QUESTIONS, Rollup
from spt_fazhi.views.rollup.tables import answer_table, rollup_json

HELP = "汇总许多县区的台账：各县区、各部分、最慢的单位、多个县区逾期的事项、按时完成率、走势"
ORDER = 82


def command(  # noqa: PLR0913 - the options of the command line
    sources: Annotated[
        list[str],
        typer.Argument(metavar="来源", help="放台账、裸仓库或导出的文件夹，带 * 的写法，或名单（.yaml）；可写几个"),
    ],
    *,
    ask: Annotated[
        list[str] | None,
        typer.Option(
            "--ask",
            metavar="问题",
            help="只答这些：totals、on_time、sections、worst、late、trend；可重复，默认全答",
            autocompletion=one_of(QUESTIONS),
        ),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="年度", help="哪一年的；默认台账最多的那一年")] = None,
    top: Annotated[int, typer.Option("--top", metavar="条数", help=f"单位、部分、事项最多列几条（默认 {TOP}）")] = TOP,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="文件", help="写到文件：.html 看板，.csv 一张表；默认打印"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="引句比较像的当成一件事，不问")] = False,
    answers: Annotated[
        str | None,
        typer.Option("--answers", metavar="文件", help="引句是不是一件事的回答（.yaml）：照它办，新回答的添进去"),
    ] = None,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="文件夹", help="读到的、核过的另存成导出，给 Spark 或再上一级用")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
    memory: Annotated[
        int, typer.Option("--memory", metavar="数", help=f"最多用多少内存（MiB，默认 {MEMORY}）")
    ] = MEMORY,
    threads: Annotated[int, typer.Option("--threads", metavar="数", help=f"几个线程（默认 {THREADS}）")] = THREADS,
    as_of: AsOf = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="版本", help="台账和裸仓库读哪个版本，如 main；裸仓库默认 HEAD")
    ] = None,
    json: Json = False,
) -> None:
    """Answer the questions about many registers."""
    questions = _questions(ask)
    made = _made(output, questions, asked=bool(ask), json=json)
    _between("--top", top, 1, LONGEST)
    means = Means(memory=_between("--memory", memory, 64, 65536), threads=_between("--threads", threads, 1, 64))
    when = ReadAs(today=parse_date_option(None), day=parse_date_option(as_of) if as_of else None, at=at)
    options = RollupOptions(sources=tuple(sources), year=year, top=top, means=means)
    how = alike_options(sources, answers, yes=yes, quiet=json or "late" not in questions)
    with held(options, when) as known:
        rollup = answered(known, options.top, how)
        if keep is not None:
            keep_registers(known, typed_path(keep, "--keep"), keep, overwrite=force)
            note(f"核过的 {len(rollup.taken)} 本台账已写入 {keep}。")
    _give(rollup, questions, output, made, force=force)
    if "late" in questions:
        tell_doubts(rollup, yes=yes)
    finish(rollup)


_Made = Literal["shown", "json", "csv", "html"]


def _made(output: str | None, questions: Sequence[str], *, asked: bool, json: bool) -> _Made:
    """What is made. Raises UsageError before anything is read."""
    if json:
        if output is not None:
            raise UsageError("--json 打印在屏幕上，不能同时写 -o", "要存成文件请用 > 汇总.json")
        return "json"
    if output is None:
        return "shown"
    if output.casefold().endswith((".html", ".htm")):
        if asked:
            raise UsageError("看板各个问题都有，不分开做", "请去掉 --ask")
        return "html"
    refuse_promise(output, "csv")
    if len(questions) > 1:
        raise UsageError("一个 .csv 文件只放一张表", f"用 --ask 写明一个问题：{'、'.join(QUESTIONS)}")
    return "csv"


def _questions(typed: Sequence[str] | None) -> tuple[str, ...]:
    """The questions that were asked, each once. Raises UsageError for what is none."""
    words = {word: name for name, word in QUESTIONS.items()}
    found = []
    for each in typed or QUESTIONS:
        name = words.get(each, each)
        if name not in QUESTIONS:
            known = "、".join(f"{name}（{word}）" for name, word in QUESTIONS.items())
            raise UsageError(f"--ask 没有“{one_line(each, 40)}”这个问题", f"可写：{known}")
        found.append(name)
    return tuple(dict.fromkeys(found))


def _between(option: str, number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise UsageError(f"{option} 不能是 {number}", f"写 {least} 到 {most} 的整数")
    return number


def _give(rollup: Rollup, questions: Sequence[str], output: str | None, made: _Made, *, force: bool) -> None:
    if made == "json":
        print_json(rollup_json(rollup, questions))
    elif made == "html" and output is not None:
        write_bytes(rollup_html(rollup).encode("utf-8", "replace"), output, made="html", force=force)
    elif made == "csv" and output is not None:
        write_bytes(csv_bytes(answer_table(rollup, questions[0])), output, made="csv", force=force)
    else:
        from spt_fazhi.render.terminal.lists.rollup import show_rollup

        show_rollup(rollup, questions, out())
