"""`fazhi verify ID | FILE.docx | board.html`: what was sent, or what came back, held against the register."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Final

import typer

from spt_fazhi.cli.options import AsOf, Json, Root
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session, workspace_folder
from spt_fazhi.errors import Findings, UsageError
from spt_fazhi.model.paths import ISSUED_DIR, SUFFIX
from spt_fazhi.services.board.again import verify_board
from spt_fazhi.services.edited import verify_file
from spt_fazhi.services.issue.verify import verify
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.verified import verified_board_json
from spt_fazhi.views.lists.edited import edited_json
from spt_fazhi.views.lists.verified import verified_json

HELP = "核对发出的文书（编号）、改过的 Word、看板（文件）：哪些数字被改、不再成立"
ORDER = 78

_PAGES: Final = (".html", ".htm")


def command(
    what: Annotated[
        str,
        typer.Argument(
            metavar="编号或文件", help="fazhi issued 列出的编号（末四位也可）、文号，改过的 .docx，或看板 .html"
        ),
    ],
    *,
    root: Root = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Verify what was issued, a document that a person has edited, or a board."""
    entry = _entry_named(what)
    if entry is None and _is_page(what):
        if as_of is not None:
            raise UsageError("核对看板按它自己写的那一天，不能另写 --as-of", "--as-of 只用于核对 .docx 文件")
        if not _board(workspace_folder(root), what, json=json):
            raise Findings
        return
    what = entry or what
    is_file = _is_file(what)
    if not is_file and (what == "-" or typed_path(what, "文件").exists()):
        raise UsageError(
            f"“{one_line(what, 60)}”不是 .docx 文件", "请写硬盘上一个 .docx 或看板 .html 的名字，或发出文书的编号"
        )
    if as_of is not None and not is_file:
        raise UsageError("核对发出的文书按登记的那一天，不能另写 --as-of", "--as-of 只用于核对 .docx 文件")
    session = Session.open(root, as_of)
    if is_file:
        same = _file(session, what, json=json)
        session.finish()
    else:
        same = _issued(session, what, json=json)
    if not same:
        raise Findings


def _entry_named(typed: str) -> str | None:
    """The id of what was issued, where its file there, its folder, or what lies in it and is no Word file was typed."""
    if not typed_path(typed, "文件").exists() or typed.lower().endswith(".docx"):
        return None
    path = Path(os.path.normpath(Path(typed).absolute()))
    inside = (path,) if path.is_dir() or path.name.endswith(SUFFIX) else ()
    around = (each for each in (*inside, path.parent) if each.parent.as_posix().endswith(f"/{ISSUED_DIR}"))
    return next((each.name.removesuffix(SUFFIX) for each in around), None)


def _is_page(typed: str) -> bool:
    return typed.lower().endswith(_PAGES)


def _is_file(typed: str) -> bool:
    return typed.lower().endswith(".docx") or typed_path(typed, "文件").is_file()


def _file(session: Session, typed: str, *, json: bool) -> bool:
    found = verify_file(session, typed)
    if json:
        print_json(edited_json(found))
    else:
        from spt_fazhi.render.terminal.edited import show_edited

        show_edited(found, out())
    return found.same


def _board(folder: Path, typed: str, *, json: bool) -> bool:
    found = verify_board(folder, typed)
    if json:
        print_json(verified_board_json(found))
    else:
        from spt_fazhi.render.terminal.lists.verified_board import show_verified_board

        show_verified_board(found, out())
    return found.same


def _issued(session: Session, typed: str, *, json: bool) -> bool:
    found = verify(session, typed)
    if json:
        print_json(verified_json(found))
    else:
        from spt_fazhi.render.terminal.lists.issued import show_verified

        show_verified(found, out())
    return found.same
