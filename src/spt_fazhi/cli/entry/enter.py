"""What the entry commands share: the day of entry, the write, and what is said of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from spt_fazhi.cli.output import err, note, out, print_json, quoted
from spt_fazhi.cli.session import Session, parse_date_option
from spt_fazhi.errors import UsageError
from spt_fazhi.model.paths import DECISIONS_DIR
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.services.record.record import Written, record
from spt_fazhi.store.write.attachments import Advance
from spt_fazhi.views.effect import effect_json, effect_text

_SHOWN_PROGRESS_BYTES: Final = 8 << 20


def open_for_writing(root: str | None, as_of: str | None) -> Session:
    """The session a write starts from; `--as-of` is the day it is entered. Raises FazhiError for an unreadable plan."""
    session = Session.open(root, as_of)
    today = parse_date_option(None)
    if session.day > today:
        raise UsageError(
            f"--as-of {session.day} 在今天（{today}）之后，不能预先录入", "请去掉 --as-of，或写今天及以前的日期"
        )
    _ = session.register
    return session


def enter(session: Session, new_file: NewFile, *, commit: bool, as_json: bool) -> None:
    """Write the file and report it on stdout. Raises FazhiError with nothing written, save for a failed commit."""
    if new_file.remark:
        note(f"注意：{new_file.remark}")
    written = record(session, new_file, commit=commit, copying=_copying)
    for each in written.warnings:
        note(f"注意：{each}")
    if as_json:
        print_json(_document(written))
    else:
        for line in _lines(session, written, new_file.subject):
            out().print(line, soft_wrap=True)
    session.warn_unusable()
    if written.failure is not None:
        raise written.failure


@contextmanager
def _copying(total: int) -> Iterator[Advance]:
    """A bar on stderr while much is copied and someone looks."""
    if total <= _SHOWN_PROGRESS_BYTES or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    columns = (TextColumn("复制附件"), BarColumn(), DownloadColumn(binary_units=True))
    with Progress(*columns, console=err(), transient=True) as progress:
        bar = progress.add_task("", total=total)
        yield lambda size: progress.advance(bar, size)


def _document(written: Written) -> dict[str, object]:
    return {
        "file": written.entry.file,
        "id": written.entry.id,
        "paths": list(written.paths),
        "duty": effect_json(written.effect),
        "committed": written.committed,
    }


def _lines(session: Session, written: Written, subject: str) -> Iterator[str]:
    yield f"已写入 {written.entry.file}"
    yield effect_text(written.effect) if written.effect else "不改变任何应办事项的状态。"
    if written.committed:
        yield f"已提交 {written.committed[:10]}；请运行 git push 送出"
    elif written.in_repository:
        yield _next_commands(session.root, written.paths, subject)
    else:
        yield "本工作区不在 git 仓库里，文件只存在本机；建议用 git 保存和送出。"


def _next_commands(root: Path, paths: Sequence[str], subject: str) -> str:
    what = "个决定" if paths[0].startswith(DECISIONS_DIR) else "条记录"
    git = "git" if root == Path.cwd() else f"git -C {quoted(str(root))}"
    listed = " ".join(quoted(path) for path in paths)
    return (
        f"下一步（送出这{what}）：\n"
        f"  {git} add -- {listed}\n  {git} commit -m {quoted(subject)} -- {listed}\n  {git} push"
    )
