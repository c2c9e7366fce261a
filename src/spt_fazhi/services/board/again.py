"""`verify board.html`: a board made again from its commit, as of its day, and held against the file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from spt_fazhi import __version__
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.services.board.account import read_board
from spt_fazhi.services.board.differences import first_difference, first_text
from spt_fazhi.services.board.make import make_board
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.git.trees import is_shallow
from spt_fazhi.text.decoding import utf8_text
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.values import BoardMade
from spt_fazhi.views.board.verified import VerifiedBoard

_SHALLOW: Final = "这里是浅克隆，走势可能因此不同；先运行 git fetch --unshallow 再核对"


def verify_board(folder: Path, typed: str) -> VerifiedBoard:
    """Make the board of a file again and compare: every byte, else texts, tags, style and script.

    `folder` lies in the repository. A board of another version of the program is made by this one; where that gives
    another page, texts alone are compared. Raises UsageError, one line, for a file that is no board and for one that
    cannot be made again.
    """
    made, data = read_board(typed)
    again = _made_again(folder, made)
    if again == data:
        return VerifiedBoard(made=made, program=__version__, compared="bytes")
    then, now = again.decode(), utf8_text(data)[0]
    first = first_difference(then, now)
    if first is None:
        return VerifiedBoard(made=made, program=__version__, compared="page")
    perhaps = _SHALLOW if is_shallow(Git(folder)) else ""
    if made.program == __version__:
        return VerifiedBoard(made=made, program=__version__, compared="page", first=first, perhaps=perhaps)
    words = first_text(then, now)
    return VerifiedBoard(made=made, program=__version__, compared="texts", first=words, perhaps=perhaps)


def _made_again(folder: Path, made: BoardMade) -> bytes:
    """The bytes the commit gives, with the account of the file in it."""
    if not made.commit:
        raise UsageError("生成这份看板时台账不在 git 仓库里，没有版本可核对", "请把台账放进 git，提交后重新生成")
    if not made.saved:
        raise UsageError("生成这份看板时台账里有没提交的改动，没有版本可核对", "请提交后重新生成")
    here = "请到生成它的那个工作区里核对（--root）"
    try:
        past = Workspace.read_at(folder, made.commit, made.as_of, exact=False, use_cache=False)
        _ = past.register
    except FazhiError as error:
        raise _not_again(made, error, f"{here}；提交不在这里的先取全（浅克隆运行 git fetch --unshallow）") from None
    try:
        options = made.options
        if options.unit is not None and all(each.name != options.unit for each in past.register.units):
            raise UsageError(f"没有“{one_line(options.unit, 60)}”这个单位")
        return make_board(past, options, program=made.program).data
    except FazhiError as error:
        raise _not_again(made, error, error.hint if "pip install" in error.hint else here) from None


def _not_again(made: BoardMade, error: FazhiError, hint: str) -> UsageError:
    why = error.message.removeprefix("没有写文件：")
    return UsageError(f"按这份看板的版本 {made.short_commit} 重新生成不了：{one_line(why, 200)}", hint)
