"""`record table`: read the table, have its rows written, and tell what was and what was not."""

from __future__ import annotations

from pathlib import Path

from spt_fazhi.cli.entry.enter import copying, tell_all
from spt_fazhi.cli.output import note
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import FazhiError
from spt_fazhi.services.record.table import record_table
from spt_fazhi.store.disk.typed import typed_path, whole_path
from spt_fazhi.store.documents.tables.sheets import read_sheets
from spt_fazhi.text.plain import one_line


def enter_table(session: Session, typed: str, *, skip_bad: bool, commit: bool, as_json: bool) -> None:
    """Write the rows of the table `typed`. Raises FazhiError, with exit code 2 also for rows that were left out."""
    sheets = read_sheets(typed)
    path = Path("标准输入") if typed == "-" else typed_path(typed, "文件")
    done = record_table(
        session,
        sheets,
        name=one_line(path.name, 40),
        folder=whole_path(path).parent,
        read_day=session.day_typed,
        skip_bad=skip_bad,
        commit=commit,
        copying=copying,
    )
    for remark in done.remarks:
        note(f"注意：{remark}")
    skipped = [{"place": each.place, "message": each.message, "hint": each.hint} for each in done.skipped]
    tell_all(session, done.written, done.subject, as_json=as_json, more={"skipped": skipped})
    if done.left_out:
        said = "\n  ".join(each.text for each in done.skipped)
        raise FazhiError(f"有 {done.left_out} 行没有写入：{said}", "改正后把这几行单独存成一张表再录，已写的不要重录")
