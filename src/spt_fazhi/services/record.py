"""From typed values to a file on disk: build, refuse what `check` would refuse, write, say what it did."""

from __future__ import annotations

import dataclasses
import os
import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.checks.admission import admission, with_entry
from spt_fazhi.cli.output import err, note, out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.assess import assess
from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.model.decision import Decision
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.record import Attachment, Evidence, Record
from spt_fazhi.model.register import DECISIONS_DIR, RECORDS_DIR, Entry
from spt_fazhi.store.workspace.file_facts import file_facts
from spt_fazhi.store.workspace.sources import FileInfo
from spt_fazhi.store.write.attachments import gather
from spt_fazhi.store.write.journal import draft
from spt_fazhi.store.yaml.reader import YamlFault, read_tree
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.store.yaml.writer import clean, dump
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.effect import effect, effect_json, effect_text

if TYPE_CHECKING:
    from spt_fazhi.checks.context import FileFact
    from spt_fazhi.store.write.attachments import SourceFile
    from spt_fazhi.store.write.journal import PendingFile

_SHOWN_PROGRESS_BYTES: Final = 8 << 20
_SCHEMAS = {RECORDS_DIR: "../../../schema/record.schema.json", DECISIONS_DIR: "../../schema/decision.schema.json"}


@frozen
class NewFile:
    """A record or decision to write.

    `fields` are the file's keys with the text typed for each (None: left out); `name` begins the file's name
    (`2024-06-12-6.1`); `subject` is the first line of the commit; `files` are to be attached.
    """

    cls: type[Record] | type[Decision]
    fields: Mapping[str, str | None]
    folder: str
    name: str
    subject: str
    files: Sequence[Path] = field(default=())

    @property
    def kind(self) -> str:
        """`data/records` or `data/decisions`."""
        return RECORDS_DIR if self.folder.startswith(RECORDS_DIR) else DECISIONS_DIR


def open_for_writing(root: str | None, as_of: str | None) -> Session:
    """The session a write starts from; `--as-of` is the day it is entered. Raises FazhiError for an unreadable plan."""
    session = Session.open(root, as_of)
    today = date.today()  # noqa: DTZ011 - the clerk's own calendar day
    if session.day > today:
        raise UsageError(
            f"--as-of {session.day} 在今天（{today}）之后，不能预先录入", "请去掉 --as-of，或写今天及以前的日期"
        )
    _ = session.register
    return session


def enter(session: Session, new_file: NewFile, *, commit: bool, as_json: bool) -> None:
    """Write the wish and report it on stdout. Raises FazhiError with nothing written, save for a failed commit."""
    from spt_fazhi.store.git.git import Git

    git = Git(session.root)
    if commit:
        git.require_ready()
    limit = session.register.info.attachment_limit_mib
    sources = gather(new_file.files, limit)
    with draft(session.root, new_file.folder, new_file.name) as made:
        value = _build(new_file, made.file)
        refusals(session, Entry(id=made.id, file=made.file, value=value))
        if sources and isinstance(value, Evidence):
            attached = _attach(made, sources, limit)
            value = dataclasses.replace(value, files=attached)
        entry = Entry(id=made.id, file=made.file, value=value)
        warnings = refusals(session, entry, _facts(session, made, entry))
        made.publish(_text(value, new_file))
    for each in warnings:
        note(f"注意：{each}")
    _report(session, entry, made.paths, new_file.subject, git if commit else None, as_json=as_json)


def refusals(session: Session, entry: Entry[Any], facts: Iterable[FileFact] = ()) -> list[str]:
    """Raise RefusedError for what `check` would call an error; return its warnings as sentences."""
    found = admission(session.register, entry, session.day, facts)
    errors = [each for each in found if each.severity == "error"]
    if errors:
        hints = dict.fromkeys(each.hint for each in errors if each.hint)
        said = list(dict.fromkeys(each.message for each in errors))
        raise RefusedError("没有写入：" + "\n  ".join(said), ";".join(hints))
    return [
        f"{each.message}（{each.hint}）" if each.hint else each.message for each in found if each.severity == "warning"
    ]


def _build(new_file: NewFile, file: str) -> Any:
    """The value, through the same validation as a file read from disk. Raises UsageError."""
    tree = {key: clean(text) for key, text in new_file.fields.items() if text is not None}
    value, problems = validate(new_file.cls, tree, file)
    if value is None:
        said = [one_line(each.message) for each in problems]
        raise UsageError("没有写入：" + "\n  ".join(said), "请改正后重新运行；命令后加 --help 看各项怎么写")
    return value


def _text(value: Any, new_file: NewFile) -> str:
    """The file's text, proved to be read back as the same value."""
    text = dump(value, f"yaml-language-server: $schema={_SCHEMAS[new_file.kind]}")
    try:
        same = validate(new_file.cls, read_tree(text), "")[0] == value
    except YamlFault as fault:
        raise RefusedError(f"没有写入：内容存不进数据文件（{fault.args[0]}）", "请删去文字里成串的特殊符号") from None
    if not same:
        raise RefusedError("没有写入：内容写进文件后读回来不一样", "请删去文字里的特殊符号后重试")
    return text


def _attach(made: PendingFile, sources: Sequence[SourceFile], limit: int) -> tuple[Attachment, ...]:
    total = sum(source.size for source in sources)
    if total <= _SHOWN_PROGRESS_BYTES or not sys.stderr.isatty():
        return tuple(made.attach(source, limit, lambda _: None) for source in sources)
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    columns = (TextColumn("复制附件"), BarColumn(), DownloadColumn(binary_units=True))
    with Progress(*columns, console=err(), transient=True) as progress:
        bar = progress.add_task("", total=total)
        return tuple(made.attach(source, limit, lambda size: progress.advance(bar, size)) for source in sources)


def _facts(session: Session, made: PendingFile, entry: Entry[Any]) -> tuple[FileFact, ...]:
    """What the rules want to know of the attachments, which still lie where they were copied to."""
    infos = [FileInfo(f"{entry.folder}/{each.name}") for each in getattr(entry.value, "files", ())]
    return file_facts(made.source(), infos, with_entry(session.register, entry))


def _report(  # noqa: PLR0913 - everything the report speaks of
    session: Session, entry: Entry[Any], paths: Sequence[str], subject: str, git: Any, *, as_json: bool
) -> None:
    found = effect(session.assessment, assess(with_entry(session.register, entry), session.day))
    committed, failure = None, None
    if git is not None:
        try:
            committed = git.commit(paths, subject)
        except FazhiError as error:
            failure = FazhiError(f"文件已写好（{entry.file}），但没有提交：{error.message}", error.hint)
    if as_json:
        print_json(
            {
                "file": entry.file,
                "id": entry.id,
                "paths": list(paths),
                "duty": effect_json(found),
                "committed": committed,
            }
        )
    else:
        lines = [f"已写入 {entry.file}", effect_text(found) if found else "不改变任何应办事项的状态。"]
        lines += [
            f"已提交 {committed[:10]}；请运行 git push 送出" if committed else _next_commands(session, paths, subject)
        ]
        for line in lines:
            out().print(line, soft_wrap=True)
    session.warn_unusable()
    if failure is not None:
        raise failure


def _next_commands(session: Session, paths: Sequence[str], subject: str) -> str:
    from spt_fazhi.store.git.git import Git

    if not Git(session.root).is_inside_repository():
        return "本工作区不在 git 仓库里，文件只存在本机；建议用 git 保存和送出。"
    here = session.root == Path.cwd()
    git = "git" if here else f"git -C {quoted(str(session.root))}"
    listed = " ".join(quoted(path) for path in paths)
    return (
        "下一步（送出这条记录）:\n"
        f"  {git} add -- {listed}\n  {git} commit -m {quoted(subject)} -- {listed}\n  {git} push"
    )


def quoted(text: str) -> str:
    """`text` as one word of a command line of this system."""
    if os.name != "nt":
        return shlex.quote(text)
    kept = "".join(char for char in text if char not in '"`$%!')
    return (
        f'"{kept}"'
        if not kept.replace("-", "").replace(".", "").replace("/", "").isalnum() or not kept.isascii()
        else kept
    )
