"""`fazhi board -o board.html`: one page that opens by double click, for those who have no program."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from spt_fazhi.cli.options import AsOf, At, Json, Root
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.output_file import refuse_promise, write_bytes
from spt_fazhi.cli.session import Session, find_root, parse_date_option, time_of_day
from spt_fazhi.errors import FazhiError, Findings, UsageError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.services.board.make import Board, board_options, make_board
from spt_fazhi.services.board.watch import Retry, changes, state_of
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.system_words import reason
from spt_fazhi.views.json_document import head_json
from spt_fazhi.views.problems import problems_json

if TYPE_CHECKING:
    from spt_fazhi.model.problem import Problem
    from spt_fazhi.services.board.public import InPage
    from spt_fazhi.views.board.values import BoardOptions

HELP = "看板：一个网页文件，双击就开，不联网，给领导和各单位看"
ORDER = 75
POLLED: Final = 1.0
"""Seconds between two looks at the files."""
AGAIN: Final = 10
"""Looks after which what could not be written is tried again."""


@frozen
class Wanted:
    """What was typed."""

    output: str
    unit: str | None
    public: bool
    since: bool
    force: bool
    root: str | None
    as_of: str | None
    at: str | None
    json: bool


def command(  # noqa: PLR0913 - the options of the command line
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="文件", help="写到哪个文件（.html）")],
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只做一家单位的看板")] = None,
    public: Annotated[
        bool, typer.Option("--public", help="公开版，放网站用：不列内部情况；台账里有个人信息、密级字样的不写")
    ] = False,
    since: Annotated[
        bool, typer.Option("--since-issued", help="标出上次印发通报（fazhi issue 登记）以来的变化")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="台账一改就重写，按 Ctrl-C 停")] = False,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Write the board."""
    if watch and at is not None:
        raise UsageError("--at 那个版本不会再变，不用 --watch", "两个只写一个")
    if watch and json:
        raise UsageError("--watch 一直写下去，不能同时 --json", "两个只写一个")
    refuse_promise(output, "html")
    if not output.casefold().endswith((".html", ".htm")):
        raise UsageError(
            f"看板是网页文件，“{one_line(output, 60)}”双击打不开，没有写", "文件名请以 .html 结尾，如 -o 看板.html"
        )
    wanted = Wanted(
        output=output, unit=unit, public=public, since=since, force=force, root=root, as_of=as_of, at=at, json=json
    )
    if watch:
        _watch(wanted, partial(time.sleep, POLLED))
    else:
        _write(wanted).finish()


def _write(wanted: Wanted, said: str = "") -> Session:
    """Make the board and write it. Raises Findings, with what was found said and nothing written."""
    session = Session.open(wanted.root, wanted.as_of, wanted.at, use_cache=not wanted.public)
    options = board_options(session, wanted.unit, public=wanted.public, since=wanted.since)
    board = _made_public(wanted, session, options) if wanted.public else make_board(session, options)
    write_bytes(board.data, wanted.output, made="html", force=wanted.force, said=said)
    if wanted.json:
        print_json(_json(session, wanted, board))
    elif not said:
        _tell(board)
    return session


def _made_public(wanted: Wanted, session: Session, options: BoardOptions) -> Board:
    """The board for everybody, unless something must not be public. Raises Findings then."""
    from spt_fazhi.services.board.public import sensitive_in, sensitive_problems  # no other board waits for them

    _refuse(wanted, sensitive_problems(session), ())
    if session.unusable:
        raise FazhiError(
            f"公开版没有写：台账里有 {session.unusable} 处数据不能用，里面有没有不能公开的查不了",
            "请运行 fazhi check 看是哪些，改正再生成",
        )
    board = make_board(session, options)
    _refuse(wanted, [], sensitive_in(board.data.decode()))
    return board


def _refuse(wanted: Wanted, problems: list[Problem], in_page: tuple[InPage, ...]) -> None:
    """Say what must not be public, if there is any, and end with exit code 1."""
    if not problems and not in_page:
        return
    found = [each._asdict() for each in in_page]
    if wanted.json:
        print_json({"written": None, **problems_json(problems), "in_page": found})
    else:
        from spt_fazhi.render.terminal.problems import lines_of

        console = out()
        for each in problems:
            for line, _ in lines_of(each, None):
                console.print(line, soft_wrap=True)
        for one in in_page:
            console.print(f"页面上有{one.word} {one.shown}：{one.around}", soft_wrap=True)
    note(f"公开版没有写：有 {len(problems) + len(in_page)} 处不能公开，请照上面改正再生成；fazhi check 列出全部问题。")
    raise Findings


def _tell(board: Board) -> None:
    """What the clerk should know: what is left out, what is lacking, how to look at it and send it."""
    for said in (*board.view.remarks, *board.remarks):
        note(said)
    if board.view.left_out:
        note(f"公开版没有列：{'、'.join(board.view.left_out)}。")
    if board.made.options.public:
        note("个人信息和密级字样只按样子查过，查不出来不等于没有；上网以前请人看过、按规定审批。")
    if not board.made.commit:
        note("提示：台账不在 git 里，页上没有版本和二维码，fazhi verify 核对不了。")
    elif not board.made.saved:
        note("提示：有没提交的改动，fazhi verify 核对不了；要发出去的，先提交再生成。")
    note("双击就能打开，不用联网；发给别人只发这一个文件。")


def _json(session: Session, wanted: Wanted, board: Board) -> dict[str, Any]:
    options = board.made.options
    return {
        **head_json(session.assessment, session.source.revision),
        "written": wanted.output,
        "bytes": len(board.data),
        "edition": options.edition,
        "unit": options.unit,
        "since": options.since,
        "commit": board.made.commit or None,
        "saved": board.made.saved,
        "left_out": list(board.view.left_out),
        "remarks": [*board.view.remarks, *board.remarks],
    }


def _watch(wanted: Wanted, wait: Callable[[], None]) -> None:
    """Write the board, and anew whenever what it is made from has changed, until Ctrl-C.

    What cannot be read for a moment is said, and the last good file stays. A board of today is another one tomorrow.
    """
    root = find_root(wanted.root)

    def look() -> Hashable:
        return state_of(root), parse_date_option(None) if wanted.as_of is None else None

    before = look()
    _write(wanted).warn_unusable()
    note("台账一改就重写，按 Ctrl-C 停。")
    again, retry = replace(wanted, force=True), Retry(AGAIN)
    for _ in changes(before, look, wait, retry.is_due):
        try:
            _write(again, f"已更新 {one_line(wanted.output)}（{time_of_day()}）").warn_unusable()
        except Findings:
            continue  # what must not be public is said already
        except (FazhiError, OSError) as error:
            why = one_line(error.message, 200) if isinstance(error, FazhiError) else reason(error)
            if retry.failed(why):
                note(f"没有更新：{why}")
        else:
            retry.worked()
