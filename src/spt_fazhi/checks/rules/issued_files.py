"""The files of what was issued, against their hashes: what was sent stays as it was sent."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext, FileFact
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.paths import SUFFIX, composed, is_attachment, kind_of
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.model.register import Entry

RULES = {
    "issued-file-missing": "发出的文件不在或读不出来",
    "issued-file-changed": "发出的文件与登记的大小或校验值不同",
    "issued-file-unlisted": "发出文件夹里有没登记的文件",
}
NEEDS: frozenset[str] = frozenset()
SCOPE = "entry"


def check(context: CheckContext) -> Iterator[Problem]:
    """Every listed file must lie beside its entry unchanged; every file there must be listed, once."""
    facts: dict[str, FileFact] = {}
    foreign: list[FileFact] = []
    for fact in context.files:
        if fact.is_folder or not is_attachment(fact.path) or kind_of(fact.path) != "enclosure":
            continue
        if facts.setdefault(composed(fact.path), fact) is not fact:
            foreign.append(fact)
    listed: set[str] = set()
    for entry in context.register.issued:
        if not entry.value.is_spoken and not entry.value.files:
            yield _nothing(entry)
        for index, each in enumerate(entry.value.files):
            key = composed(f"{entry.folder}/{each.name}")
            listed.add(key)
            yield from _compare(entry, ("files", index), each, facts.get(key))
    foreign += [fact for key, fact in facts.items() if key not in listed]
    read = {entry.folder for entry in context.register.issued}
    for fact in foreign:
        if not fact.is_link and fact.name != ".gitkeep":  # a stray, where there is something in it
            yield from _unlisted(context, fact, read)


def _nothing(entry: Entry[Issued]) -> Problem:
    return Problem(
        rule="issued-file-missing",
        severity="warning",
        file=entry.file,
        message="登记了发出的文书，却没有发出时的文件（files）",
        hint="请用 fazhi issue 连同文件重新登记",
        where=("name",),
    )


def _compare(entry: Entry[Issued], where: Where, each: Attachment, fact: FileFact | None) -> Iterator[Problem]:
    if fact is None or (fact.size is None and not fact.is_link):
        said = "不在" if fact is None else "读不出来"
        yield _problem(
            "issued-file-missing",
            entry.file,
            f"发出的文件“{each.name}”{said}（应在 {entry.folder}/）",
            "请从 git 历史或存档里找回原件，放回这个文件夹",
            (*where, "name"),
        )
        return
    if fact.is_link:  # reported as a link
        return
    if fact.pointer is not None and (fact.pointer.sha256, fact.pointer.size) == (each.sha256, each.size):
        return  # it lies in Git LFS and was not fetched
    if fact.line_ends:
        message, hint = "只有换行与登记的不同，多半是 git 自动转换的", _LINE_ENDS
    elif fact.size != each.size:
        message, hint = f"现在是 {fact.size} 字节，登记的是 {each.size} 字节", _RESTORE
    elif fact.sha256 is not None and fact.sha256 != each.sha256:
        message, hint = "的校验值与登记的不同", _RESTORE
    else:
        return
    yield _problem("issued-file-changed", entry.file, f"发出的文件“{each.name}”{message}", hint, (*where, "sha256"))


_RESTORE = "发出的文件不能再改，请恢复原件；要更正的，另发一份，用 fazhi issue 登记"
_LINE_ENDS = "请在工作区的 .gitattributes 里写一行 **/data/issued/*/** -text !eol -diff，再放回原件"


def _unlisted(context: CheckContext, fact: FileFact, read: set[str]) -> Iterator[Problem]:
    entry = f"{fact.folder}{SUFFIX}"
    if fact.folder in read:
        message = f"这个文件没有在 {entry} 里登记"
    elif entry in context.entry_files:
        return  # the entry cannot be read, which is reported; nobody knows what it lists
    else:
        message = f"所属的登记 {entry} 不存在"
    hint = "请移走它，或找回它的登记；发出的文件用 fazhi issue 登记"
    yield _problem("issued-file-unlisted", fact.path, message, hint)


def _problem(rule: str, file: str, message: str, hint: str, where: Where = ()) -> Problem:
    line = 0 if where else 1
    return Problem(
        rule=rule, severity="error", file=file, message=message, hint=hint, where=where, line=line, column=line
    )
