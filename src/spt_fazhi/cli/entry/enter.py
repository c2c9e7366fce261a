"""What the entry commands share: the day of entry, the write, and what is said of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from spt_fazhi.cli.entry.batch import Batch, confirm
from spt_fazhi.cli.output import err, note, out, print_json
from spt_fazhi.cli.session import Session, find_root, parse_date_option, take_back_all
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.paths import kind_of
from spt_fazhi.services.record.new_file import NewFile, remarks_on
from spt_fazhi.services.record.record import record, record_all, refuse_all
from spt_fazhi.services.record.redact import Redacted, Redaction, redact
from spt_fazhi.services.record.uncommitted import uncommitted
from spt_fazhi.services.record.written import Written, WrittenAll
from spt_fazhi.store.disk.typed import quoted
from spt_fazhi.store.write.attachments import Advance
from spt_fazhi.text.sensitive import conceal
from spt_fazhi.views.effect import Effect, effect_json, effect_text, next_text
from spt_fazhi.views.wording import names_text

_SHOWN_PROGRESS_BYTES: Final = 8 << 20
_SHOWN_LEFT: Final = 3
_NO_EFFECT: Final = "不改变任何应办事项的状态。"


def open_for_writing(root: str | None, recorded: str | None, as_of: str | None = None) -> Session:
    """The session a write starts from; `--recorded` is the day it is entered, `--as-of` what that was once called.

    Raises UsageError for a day after today or the old option, FazhiError for an unreadable plan.
    """
    if as_of is not None:
        raise UsageError(
            "录入和决定不用 --as-of：补录写 --recorded 录入日", f"不是补录的请去掉它；补录的改写 --recorded {as_of}"
        )
    take_back_all(find_root(root))
    session = Session.open(root, recorded, option="--recorded")
    today = parse_date_option(None)
    if session.day > today:
        raise UsageError(
            f"--recorded {session.day} 在今天（{today}）之后，不能预先录入", "请去掉 --recorded，或写今天及以前的日期"
        )
    _ = session.register
    return session


def enter(session: Session, new_file: NewFile, *, commit: bool, as_json: bool) -> None:
    """Write the file and report it on stdout. Raises FazhiError with nothing written, save for a failed commit."""
    written = record(session, new_file, commit=commit, copying=copying)
    told = _document(written) if as_json else _lines(session, written, new_file.subject)
    _tell(session, filter(None, (new_file.remark, *written.warnings)), told, written.failure)


def enter_redaction(session: Session, wanted: Redaction, *, commit: bool, as_json: bool) -> None:
    """Let go and report it on stdout. Raises FazhiError with nothing done, save for what failed after the tombstone."""
    done = redact(session, wanted, commit=commit)
    removed = [conceal(each) for each in done.removed]
    told = (
        {**_document(done.written), "removed": removed}
        if as_json
        else _lines_of_redaction(session, done, wanted.subject, removed)
    )
    _tell(session, done.written.warnings, told, done.failure or done.written.failure)


def enter_all(session: Session, batch: Batch, *, commit: bool, as_json: bool, yes: bool) -> None:
    """Show and confirm what is more than one, write all or nothing, and report it. Raises FazhiError and Abort."""
    if not batch.many and len(batch.files) == 1:
        enter(session, batch.files[0], commit=commit, as_json=as_json)
        return
    refuse_all(session, batch.files)
    for remark in remarks_on(batch.files):
        note(f"注意：{remark}")
    confirm(batch, yes=yes)
    written = record_all(session, batch.files, batch.subject, commit=commit, copying=copying)
    tell_all(session, written, batch.subject, as_json=as_json)


def tell_all(
    session: Session,
    written: WrittenAll,
    subject: str,
    *,
    as_json: bool,
    more: Mapping[str, object] | None = None,
) -> None:
    """Report what was written together on stdout, with `more` in the JSON. Raises FazhiError for a failed commit."""
    told = {**_document_of_all(written), **(more or {})} if as_json else _lines_of_all(session, written, subject)
    _tell(session, written.warnings, told, written.failure)


def tell_one(  # noqa: PLR0913 - what is told of a write
    session: Session,
    written: WrittenAll,
    subject: str,
    *,
    said: Iterable[str],
    remarks: Iterable[str],
    as_json: bool,
    more: Mapping[str, object],
) -> None:
    """Report one written file with what is `said` of it on stdout, `more` in the JSON. Raises as `tell_all` does."""

    def lines() -> Iterator[str]:
        yield f"已写入 {written.entries[0].file}"
        yield from said
        yield _afterwards(session, written, subject)

    told = {**_document_of_all(written), **more} if as_json else lines()
    _tell(session, (*remarks, *written.warnings), told, written.failure)


def _tell(
    session: Session, remarks: Iterable[str], told: dict[str, object] | Iterator[str], failure: FazhiError | None
) -> None:
    """Say the remarks on stderr and what is `told` on stdout: a document as JSON, or lines. Raises the failure."""
    for each in remarks:
        note(f"注意：{each}")
    if isinstance(told, dict):
        print_json(told)
    else:
        for line in told:
            out().print(line, soft_wrap=True)
    session.warn_unusable()
    if failure is not None:
        raise failure


@contextmanager
def copying(total: int) -> Iterator[Advance]:
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


def _document_of_all(written: WrittenAll) -> dict[str, object]:
    return {
        "files": [{"file": each.file, "id": each.id} for each in written.entries],
        "paths": list(written.paths),
        "duties": [effect_json(each) for each in written.effects],
        "committed": written.committed,
    }


def _lines_of_all(session: Session, written: WrittenAll, subject: str) -> Iterator[str]:
    yield f"已写入 {len(written.entries)} 个文件："
    yield from (f"  {each.file}" for each in written.entries)
    yield from map(effect_text, written.effects)
    if not written.effects:
        yield _NO_EFFECT
    yield from _next(written.effects)
    yield _afterwards(session, written, subject)


def _lines(session: Session, written: Written, subject: str) -> Iterator[str]:
    yield from _lines_of_file(written)
    yield _afterwards(session, written, subject)


def _lines_of_file(written: Written) -> Iterator[str]:
    yield f"已写入 {written.entry.file}"
    yield effect_text(written.effect) if written.effect else _NO_EFFECT
    yield from _next([written.effect] if written.effect else ())


def _next(effects: Iterable[Effect]) -> Iterator[str]:
    """What has to be done next about the findings that were moved, each once."""
    yield from dict.fromkeys(filter(None, map(next_text, effects)))


def _lines_of_redaction(session: Session, done: Redacted, subject: str, removed: Sequence[str]) -> Iterator[str]:
    written = done.written
    if done.renewed:
        yield from _lines_of_file(written)
    else:
        yield f"决定早已写好（{written.entry.file}），这次接着做完。"
    yield from (f"已从工作区删去 {each}" for each in removed)
    if done.failure is None:
        yield _afterwards(session, written, subject)
        if written.in_repository:
            yield "git 的历史里还有原来的内容：要不要清除、怎样清除，见 docs/redact.md。"


def _afterwards(session: Session, written: Written | WrittenAll, subject: str) -> str:
    """How what was written gets to the others."""
    if written.committed:
        return f"已提交 {written.committed[:10]}；请运行 git push 送出{_left(session.root)}"
    if written.in_repository:
        return _next_commands(session.root, written, subject)
    return "本工作区不在 git 仓库里，文件只存在本机；建议用 git 保存和送出。"


def _left(root: Path) -> str:
    """What was written before and never committed: by a command that was stopped, or without `--commit`."""
    left = uncommitted(root)
    if not left:
        return ""
    names = names_text(tuple(each.rpartition("/")[2] for each in left), _SHOWN_LEFT, "个文件")
    return f"\n还有以前写的没有提交，别人看不到：{names}；请用 git status 看清后提交"


def git_in(root: Path) -> str:
    """How git is called on a workspace in a command that is proposed: without its place where the clerk is there."""
    return "git" if root == Path.cwd() else f"git -C {quoted(str(root))}"


def _next_commands(root: Path, written: Written | WrittenAll, subject: str) -> str:
    several = isinstance(written, WrittenAll) and len(written.entries) > 1
    counter, word = {"decision": ("个", "决定"), "inspection": ("份", "督察登记"), "issued": ("份", "登记")}.get(
        kind_of(written.paths[0]), ("条", "记录")
    )
    what = ("些" if several else counter) + word
    git = git_in(root)
    listed = " ".join(quoted(path) for path in written.paths)
    return (
        f"下一步（送出这{what}）：\n"
        f"  {git} add -- {listed}\n  {git} commit -m {quoted(subject)} -- {listed}\n  {git} push"
    )
