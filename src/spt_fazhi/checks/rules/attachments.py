"""Attachments against what the records say of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from spt_fazhi.checks.context import PLAN, CheckContext, FileFact
from spt_fazhi.model.entries.record import Attachment, Evidence, Rectify
from spt_fazhi.model.paths import SUFFIX, composed, is_attachment, kind_of, place_of
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.text.lfs_pointer import LfsPointer

RULES = {
    "attachment-missing": "记录里登记了的附件不在",
    "attachment-unreadable": "附件读不出来",
    "attachment-changed": "附件与登记的大小或校验值不同",
    "attachment-empty": "附件是空文件",
    "attachment-pointer": "登记的是 Git LFS 的指针，不是附件本身",
    "attachment-not-fetched": "附件在 Git LFS 里，没有取下来",
    "attachment-unlisted": "附件没有在记录里登记",
    "attachment-too-large": "附件超过大小上限",
    "attachment-same-name": "同一条记录的附件名只有大小写不同",
}
NEEDS: frozenset[str] = frozenset()
SCOPE = "entry"
_MIB = 1 << 20


def check(context: CheckContext) -> Iterator[Problem]:
    """Every listed file must lie beside its record unchanged; every file there must be listed."""
    facts: dict[str, FileFact] = {}
    for fact in context.files:
        if fact.is_folder or not is_attachment(fact.path) or kind_of(fact.path) != "attachment":
            continue
        known = facts.setdefault(composed(fact.path), fact)
        if known is not fact:
            yield Problem(
                rule="attachment-same-name",
                severity="error",
                file=fact.path,
                message="这个附件与另一个看起来同名，只是文字的编码形式不同",
                hint="有的系统上它们会互相覆盖；请删去没有登记的那一个",
                line=1,
                column=1,
            )
    limit = None if PLAN in context.lacking else context.register.info.attachment_limit_mib
    listed: set[str] = set()
    read: set[str] = set()
    redacted = context.matching.redacted
    let_go = context.matching.let_go
    for entry in context.register.records:
        read.add(entry.folder)
        if not isinstance(entry.value, Evidence | Rectify) or not entry.value.files:
            continue
        if entry.id in let_go:  # it must not be there, see the rule of redactions
            listed.update(composed(f"{entry.folder}/{each.name}") for each in entry.value.files)
            continue
        yield from _same_names(entry.file, entry.value.files)
        for index, each in enumerate(entry.value.files):
            key = composed(f"{entry.folder}/{each.name}")
            listed.add(key)
            if each.name in redacted.get(entry.id, ()):
                continue  # it must not be there, see the rule of redactions
            where = ("files", index)
            if each.size == 0:
                yield _empty(entry.file, where, each)
            yield from _compare(entry.file, entry.folder, where, each, facts.get(key))
            if limit is not None:
                yield from _too_large(entry.file, ("files", index, "size"), each.size, limit)
    yield from _unlisted(context, (fact for key, fact in facts.items() if key not in listed), read, let_go)


def _compare(file: str, folder: str, where: Where, each: Attachment, fact: FileFact | None) -> Iterator[Problem]:
    if fact is None:
        yield Problem(
            rule="attachment-missing",
            severity="error",
            file=file,
            message=f"附件“{each.name}”不在 {folder}/ 里",
            hint="请把原文件放回去；找不回来的，请作废本条后重新录入",
            where=(*where, "name"),
        )
    elif fact.is_link:
        return  # reported as a link
    elif fact.size is None:
        yield Problem(
            rule="attachment-unreadable",
            severity="error",
            file=file,
            message=f"附件“{each.name}”读不出来",
            hint="请检查它是不是普通文件、有没有读取权限",
            where=(*where, "name"),
        )
    elif fact.pointer is not None:
        yield _pointer(file, where, each, fact, fact.pointer)
    elif fact.line_ends:
        yield Problem(
            rule="attachment-changed",
            severity="error",
            file=file,
            message=f"附件“{each.name}”只有换行与登记的不同，多半是 git 自动转换的，内容没有变",
            hint="请在工作区的 .gitattributes 里写一行 **/data/records/*/*/** -text，再放回原文件；不必作废本条",
            where=(*where, "size"),
        )
    elif fact.size != each.size:
        message = f"附件“{each.name}”现在是 {fact.size} 字节，登记的是 {each.size} 字节，内容被改过"
        yield _changed(file, (*where, "size"), message)
    elif fact.sha256 is not None and fact.sha256 != each.sha256:
        yield _changed(file, (*where, "sha256"), f"附件“{each.name}”的校验值与登记的不同，内容被改过")


def _changed(file: str, where: Where, message: str) -> Problem:
    return Problem(
        rule="attachment-changed",
        severity="error",
        file=file,
        message=message,
        hint="请恢复原文件；确需更换的，请作废本条后重新录入",
        where=where,
    )


def _empty(file: str, where: Where, each: Attachment) -> Problem:
    return Problem(
        rule="attachment-empty",
        severity="error",
        file=file,
        message=f"附件“{each.name}”是空文件（0 字节），什么也证明不了",
        hint="请作废本条，换上有内容的文件后重新录入",
        where=(*where, "size"),
    )


def _pointer(file: str, where: Where, each: Attachment, fact: FileFact, pointer: LfsPointer) -> Problem:
    """What stands for a file that Git LFS keeps elsewhere: the very file that was recorded, or another one."""
    if fact.sha256 == each.sha256:
        return Problem(
            rule="attachment-pointer",
            severity="error",
            file=file,
            message=f"附件“{each.name}”登记的是 Git LFS 的指针（三行字），不是附件本身",
            hint="请作废本条，运行 git lfs pull 取下文件后重新录入",
            where=(*where, "sha256"),
        )
    if (pointer.sha256, pointer.size) == (each.sha256, each.size):
        return Problem(
            rule="attachment-not-fetched",
            severity="notice",
            file=file,
            message=f"附件“{each.name}”在 LFS 里，没有取下来；大小和校验值与登记的一致",
            hint="要看附件，请运行 git lfs pull",
            where=(*where, "name"),
        )
    return _changed(file, (*where, "sha256"), f"附件“{each.name}”在 LFS 里是另一个文件，大小或校验值与登记的不同")


def _too_large(file: str, where: Where, size: int, limit: int) -> Iterator[Problem]:
    if size > limit * _MIB:
        yield Problem(
            rule="attachment-too-large",
            severity="error",
            file=file,
            message=f"附件有 {size / _MIB:.1f} MiB，超过 {limit} MiB 的上限",
            hint="请压缩后重新录入；上限是 tasks.yaml 里 register 的 attachment_limit_mib",
            where=where,
        )


def _same_names(file: str, files: tuple[Attachment, ...]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for index, each in enumerate(files):
        key = composed(each.name).casefold()
        if key in first:
            how = "重复登记" if first[key] == each.name else f"与“{first[key]}”只有大小写不同，在 Windows 上会互相覆盖"
            yield Problem(
                rule="attachment-same-name",
                severity="error",
                file=file,
                message=f"附件“{each.name}”{how}",
                hint="请改掉其中一个文件名后重新录入",
                where=("files", index, "name"),
            )
        first.setdefault(key, each.name)


def _unlisted(
    context: CheckContext, facts: Iterable[FileFact], read: set[str], let_go: Container[str]
) -> Iterator[Problem]:
    for fact in facts:
        if fact.is_link or fact.name == ".gitkeep":  # a stray, where there is something in it
            continue
        record = f"{fact.folder}{SUFFIX}"
        if fact.folder in read:
            message = f"附件没有在记录 {record} 里登记"
            hint = "请用 fazhi record evidence --file 重新录入，或删去这个文件"
        elif record in context.entry_files:
            continue  # the record cannot be read, which is reported; nobody knows what it lists
        elif place_of(fact.path).id in let_go:
            continue  # the record was redacted as a whole, see the rule of redactions
        else:
            message = f"附件所属的记录 {record} 不存在"
            hint = "请找回该记录，或删去这个文件夹"
        yield Problem(
            rule="attachment-unlisted", severity="error", file=fact.path, message=message, hint=hint, line=1, column=1
        )
