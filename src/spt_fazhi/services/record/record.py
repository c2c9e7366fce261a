"""From what is to be written to a file on disk: build, refuse what `check` would refuse, write, tell the effect."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from spt_fazhi.checks.admission import admission, with_entry
from spt_fazhi.engine.assess import assess
from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import ARCHIVE_DIR, SCHEMA_HEADS, TASKS_FILE, attachment_of
from spt_fazhi.model.record import Attachment, Evidence
from spt_fazhi.model.register import Entry
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.workspace.file_facts import file_facts
from spt_fazhi.store.workspace.sources import FileInfo
from spt_fazhi.store.write.attachments import Advance, SourceFile, gather
from spt_fazhi.store.write.journal import PendingFile, draft
from spt_fazhi.store.yaml.reader import YamlFault, decode, read_tree
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.typed import clean
from spt_fazhi.text.yaml_text import entry_text
from spt_fazhi.views.effect import Effect, effect

if TYPE_CHECKING:
    from spt_fazhi.checks.context import FileFact

Copying = Callable[[int], AbstractContextManager[Advance]]
"""Told how many bytes will be copied; gives what is to be told of each part."""


@frozen
class Written:
    """What was written and what it did.

    `paths` are relative to the workspace; `effect` is None when no duty changed; `committed` is the commit's id. When
    the file stands but could not be committed, `failure` says why.
    """

    entry: Entry[Any]
    paths: Sequence[str]
    warnings: Sequence[str]
    effect: Effect | None
    in_repository: bool
    committed: str | None = None
    failure: FazhiError | None = None


@contextmanager
def _quietly(_total: int) -> Iterator[Advance]:
    yield lambda _: None


def record(workspace: Workspace, new_file: NewFile, *, commit: bool = False, copying: Copying = _quietly) -> Written:
    """Write the file and, if asked, commit it.

    Raises FazhiError with nothing written; a commit that fails is told in the answer, the file then stands.
    """
    git = Git(workspace.root)
    if commit:
        git.require_ready()
    limit = workspace.register.info.attachment_limit_mib
    sources = gather(new_file.files, limit)
    with draft(workspace.root, new_file.folder, new_file.name) as made:
        _require_same_year(workspace)
        value = _build(new_file, made.file)
        if sources and isinstance(value, Evidence):
            _warnings(workspace, Entry(id=made.id, file=made.file, value=value))  # refused before a byte is copied
            value = replace(value, files=_attach(made, sources, limit, copying))
        entry = Entry(id=made.id, file=made.file, value=value)
        warnings = _warnings(workspace, entry, _file_facts(workspace, made, entry))
        made.publish(_text(value, new_file))
    written = Written(
        entry=entry,
        paths=made.paths,
        warnings=warnings,
        effect=effect(workspace.assessment, assess(with_entry(workspace.register, entry), workspace.day)),
        in_repository=commit or git.is_inside_repository(),
    )
    return _committed(written, git.commit, new_file.subject) if commit else written


def _require_same_year(workspace: Workspace) -> None:
    """Nobody may have turned the year while questions were asked. Raises RefusedError."""
    year = workspace.register.info.year
    if not os.path.lexists(workspace.root / ARCHIVE_DIR / str(year)):
        return
    plan = workspace.source.read(TASKS_FILE)
    with suppress(YamlFault, KeyError, TypeError):
        if plan is not None and read_tree(decode(plan)[0])["register"]["year"] != str(year):
            raise RefusedError(f"没有写入：{year} 年刚刚归档，data/ 已是另一年的台账", "请核对后重新运行")


def _committed(written: Written, commit: Callable[[Sequence[str], str], str], subject: str) -> Written:
    try:
        return replace(written, committed=commit(written.paths, subject))
    except FazhiError as error:
        message = f"文件已写好（{written.entry.file}），但没有提交：{error.message}"
        return replace(written, failure=FazhiError(message, error.hint))


def _warnings(workspace: Workspace, entry: Entry[Any], facts: Iterable[FileFact] = ()) -> list[str]:
    """What `check` would warn of, as sentences. Raises RefusedError for what it would call an error."""
    found = admission(workspace.register, entry, workspace.day, facts)
    errors = [each for each in found if each.severity == "error"]
    if errors:
        hints = dict.fromkeys(each.hint for each in errors if each.hint)
        said = list(dict.fromkeys(each.message for each in errors))
        raise RefusedError("没有写入：" + "\n  ".join(said), "；".join(hints))
    return [
        f"{each.message}；{each.hint}" if each.hint else each.message for each in found if each.severity == "warning"
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
    text = entry_text(value, SCHEMA_HEADS[new_file.kind])
    try:
        same = validate(new_file.cls, read_tree(text), "")[0] == value
    except YamlFault as fault:
        raise RefusedError(f"没有写入：内容存不进数据文件（{fault.args[0]}）", "请删去文字里成串的特殊符号") from None
    if not same:
        raise RefusedError("没有写入：内容写进文件后读回来不一样", "请删去文字里的特殊符号后重试")
    return text


def _attach(made: PendingFile, sources: Sequence[SourceFile], limit: int, copying: Copying) -> tuple[Attachment, ...]:
    with copying(sum(source.size for source in sources)) as advance:
        return tuple(made.attach(source, limit, advance) for source in sources)


def _file_facts(workspace: Workspace, made: PendingFile, entry: Entry[Any]) -> tuple[FileFact, ...]:
    """What the rules want to know of the attachments, which still lie where they were copied to."""
    infos = [FileInfo(attachment_of(entry.id, each.name)) for each in getattr(entry.value, "files", ())]
    return file_facts(made.source(), infos, with_entry(workspace.register, entry))
