"""Letting go what must not be here: first the tombstone, safe on disk, then the files it stands for.

A kill in between leaves the tombstone with the files, which `check` calls an error; the same command again removes
what is left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from spt_fazhi.engine.entries.locating import holds
from spt_fazhi.engine.entries.matching import attach
from spt_fazhi.engine.entries.withdrawals import REVIVES_HINT
from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.model.entries.decision import Redact
from spt_fazhi.model.entries.record import Attachment, Evidence, Record, Rectify, Void
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import attachment_of, file_of, folder_of, record_id_in
from spt_fazhi.model.register import Entry
from spt_fazhi.services.inspection.find import find_finding
from spt_fazhi.services.lookups import any_record, is_finding_name
from spt_fazhi.services.record.decisions import decision
from spt_fazhi.services.record.new_file import FieldText, NewFile
from spt_fazhi.services.record.record import record_all
from spt_fazhi.services.record.written import Written, WrittenAll, committed, the_one
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.write.removal import left_of, remove
from spt_fazhi.text.sensitive import find
from spt_fazhi.views.wording import names_text

_SHOWN: Final = 8


@frozen
class Redaction:
    """What is to go: the attachments `names` of a record, or (without any) the record as a whole.

    `new_file` is the tombstone to write, None where one stands already; `standing` are those that do.
    """

    id: str
    names: tuple[str, ...]
    new_file: NewFile | None
    standing: tuple[Entry[Redact], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """What goes from the work tree, relative to the workspace: a record after its folder."""
        if self.names:
            return tuple(attachment_of(self.id, name) for name in self.names)
        file = file_of("record", self.id)
        return (folder_of(file), file)

    @property
    def subject(self) -> str:
        """The first line of the commit; names of files are not told, they may say too much."""
        return f"去除 {self.id} 的附件{len(self.names)}个" if self.names else f"去除整条记录 {self.id}"


@frozen
class Redacted:
    """The tombstone, as it was written now (`renewed`) or stood already, and the paths that are gone now.

    `failure` says why not all of them could be removed.
    """

    written: Written
    removed: tuple[str, ...]
    renewed: bool
    failure: FazhiError | None = None


def redaction(workspace: Workspace, typed: str, names: Sequence[str], *, whole: bool, reason: str) -> Redaction:
    """What `fazhi decide redact` was told, as what is to be done. Raises UsageError or RefusedError."""
    standing = _standing(workspace)
    gone = [each for each in standing if each.value.whole and each.value.record == record_id_in(typed)]
    if gone:
        if not whole:
            raise RefusedError(f"{gone[0].value.record} 已由 {gone[0].id} 整条去除", "不必再去除附件")
        for entry in workspace.register.records:
            if entry.id == gone[0].value.record:
                _refuse_to_revive(workspace, entry)
        return Redaction(id=gone[0].value.record, names=(), new_file=None, standing=(gone[0],))
    if is_finding_name(workspace, typed):
        raise UsageError("去除要写记录编号，不能写问题编号", _reports_on(workspace, typed))
    target = any_record(workspace, typed)
    own = tuple(each for each in standing if each.value.record == target.id)
    if whole:
        done = tuple(each for each in own if each.value.whole)
        _refuse_to_revive(workspace, target)
        made = None if done else _tombstone(workspace, target, reason, (), whole=True)
        return Redaction(id=target.id, names=(), new_file=made, standing=done)
    files = _files(target, names)
    chosen = {each.name for each in files}
    own = tuple(each for each in own if chosen.intersection(file.name for file in each.value.files))
    let_go = {each.name for tombstone in own for each in tombstone.value.files}
    fresh = [each for each in files if each.name not in let_go]
    return Redaction(
        id=target.id,
        names=tuple(each.name for each in files),
        new_file=_tombstone(workspace, target, reason, fresh, whole=False) if fresh else None,
        standing=own,
    )


def redact(workspace: Workspace, wanted: Redaction, *, commit: bool = False) -> Redacted:
    """Write the tombstone, then remove what it stands for; with `commit` both go into one commit.

    Raises FazhiError with nothing done, RefusedError when all was done before. A removal or a commit that fails is
    told in the answer: the tombstone stands then, and the same command goes on from there.
    """
    git = Git(workspace.root)
    if commit:
        git.require_ready()
    present = left_of(workspace.root, wanted.paths)
    inside = git.is_inside_repository()
    known = git.tracked(wanted.paths) if inside else ()
    files = [each.file for each in wanted.standing]
    if wanted.new_file is None and not present and not (commit and git.unsaved((*files, *known))):
        raise RefusedError(f"{wanted.id} 已由 {wanted.standing[-1].id} 去除", "不必重复操作")
    if wanted.new_file is None:
        written = WrittenAll(entries=[wanted.standing[-1]], paths=files, warnings=[], effects=[], in_repository=inside)
    else:
        written = record_all(workspace, [wanted.new_file], wanted.subject)
    renewed, failure = wanted.new_file is not None, None
    try:
        remove(workspace.root, present)
    except FazhiError as error:
        message = f"去除的决定已写好（{written.entries[0].file}），但{error.message}"
        failure = FazhiError(message, f"{error.hint}；再运行一次同样的命令，会接着删")
    left = left_of(workspace.root, present)
    removed = tuple(path for path in present if path not in left)
    written = replace(written, paths=(*written.paths, *known))
    if commit and failure is None:
        written = committed(written, git.commit, wanted.subject)
    return Redacted(written=the_one(written), removed=removed, renewed=renewed, failure=failure)


def _reports_on(workspace: Workspace, typed: str) -> str:
    """The reports on a finding, as a hint: what is let go does not come back. Raises UsageError."""
    found = find_finding(workspace.register, typed)
    ids = tuple(
        entry.id
        for entry in workspace.register.records
        if isinstance(entry.value, Rectify)
        and (entry.value.inspection, entry.value.finding) == (found.inspection.id, found.finding.id)
    )
    return f"这个问题的整改有：{names_text(ids, _SHOWN, '条')}" if ids else "这个问题还没有报整改"


def _standing(workspace: Workspace) -> list[Entry[Redact]]:
    return [each for each in workspace.register.decisions if holds(each, Redact)]


def _files(target: Entry[Record], names: Sequence[str]) -> list[Attachment]:
    """The attachments that were named. Raises UsageError for what is none."""
    files = target.value.files if isinstance(target.value, Evidence | Rectify) else ()
    if not files:
        raise UsageError(f"{target.id} 没有附件", "要去除整条记录，请写 --whole")
    by_name = {each.name: each for each in files}
    found = []
    for typed in dict.fromkeys(names):
        name = typed.replace("\\", "/").rpartition("/")[2]
        if name not in by_name:
            raise UsageError(f"{target.id} 没有附件“{name}”", f"附件有：{names_text(tuple(by_name), _SHOWN, '个')}")
        if any(each.kind.severity == "error" for each in find(name)):
            message = "附件的名字里有不能留下的内容，决定里也不能写它"
            raise RefusedError(message, "请用 --whole 去除整条记录，再重新录入")
        found.append(by_name[name])
    return found


def _refuse_to_revive(workspace: Workspace, target: Entry[Record]) -> None:
    """A withdrawal may go only where the record it withdraws stays withdrawn."""
    if not isinstance(target.value, Void):
        return
    register = workspace.register
    rest = replace(register, records=tuple(each for each in register.records if each.id != target.id))
    other = target.value.record
    if other in {each.id for each in rest.records} and other not in attach(rest).withdrawn:
        raise RefusedError(
            f"{target.id} 是一条作废记录，去除后 {other} 又会计入",
            REVIVES_HINT,
        )


def _tombstone(
    workspace: Workspace, target: Entry[Record], reason: str, files: Sequence[Attachment], *, whole: bool
) -> NewFile:
    content = workspace.source.read(target.file) if whole else None
    if whole and content is None:
        raise RefusedError(f"{target.file} 读不出来，算不出校验值", "请检查它是不是普通文件、有没有读取权限")
    fields: dict[str, FieldText] = {
        "kind": "redact",
        "record": target.id,
        "files": [{"name": each.name, "sha256": each.sha256} for each in files] or None,
        "whole": "yes" if whole else None,
        "sha256": hashlib.sha256(content).hexdigest() if content is not None else None,
        "reason": reason,
    }
    return decision(workspace, Redact, fields, "")
