"""A revised document taken into the register there is: what it changes, and the chosen changes written."""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.intake.draft import DraftPlan, draft_plan
from spt_fazhi.intake.obligations.proposals import Proposals
from spt_fazhi.intake.questions import remarks_of
from spt_fazhi.intake.revision import Revision, TaskChange, Updated
from spt_fazhi.intake.structure.document import document_of
from spt_fazhi.intake.structure.wrapped import as_typed
from spt_fazhi.intake.update import earlier_of, plan_update
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import DATA_DIR, TASKS_FILE, UNITS_FILE
from spt_fazhi.model.plan import Section, Task
from spt_fazhi.model.register import Register
from spt_fazhi.services.drafting.draft import read_draft
from spt_fazhi.services.drafting.files import source_name, source_text
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.write.several import replace_files
from spt_fazhi.store.yaml.plan_splice import PlanEdit, with_edit
from spt_fazhi.store.yaml.plan_writer import proposal_lines, task_lines
from spt_fazhi.store.yaml.reader import YamlFault, decode
from spt_fazhi.store.yaml.splice import with_new_units
from spt_fazhi.text.normalise import unbroken

_BY = "fazhi intake --update"


def read_update(workspace: Workspace, file: str, year: int | None = None) -> tuple[DraftPlan, Revision]:
    """The revised document as a draft, and what it changes. Raises FazhiError for what stands in the way."""
    register = workspace.register
    if workspace.unusable:
        raise FazhiError(f"台账有 {workspace.unusable} 处读不出来", "请先运行 fazhi check 改正，再更新")
    _require_clean(workspace)
    if year is not None and year != register.info.year:
        raise UsageError(f"台账是 {register.info.year} 年的，不能更新成 {year} 年", "换年度用 fazhi rollover")
    known = (register.units, register.groups)
    drafted = read_draft(file, known, register.info.year)
    if drafted.said_year not in {None, register.info.year}:
        said = f"文件写的是 {drafted.said_year} 年，台账是 {register.info.year} 年的，没有改动"
        raise RefusedError(said, "换年度用 fazhi rollover；确实是本年度的修订稿，请改正文件里的年份")
    if not drafted.draft.tasks:
        raise FazhiError(f"没有从“{file}”里读出任务，没有改动", "先用 fazhi intake 看看读得怎么样")
    bases = bases_of(workspace)
    revision = plan_update(register.tasks, register.sections, drafted, bases, entries_by_task(register))
    issued = drafted.draft.issued
    if issued is not None and issued != register.info.issued and not revision.untouched:
        said = f"印发日期照旧是 {register.info.issued}，新文件是 {issued}；改它会改变哪些算待补录，要改请手工改"
        revision = replace(revision, own=(*revision.own, said))
    return drafted, revision


def drafted_before(workspace: Workspace) -> dict[int, Proposals]:
    """What is drafted today for each task of the register from the document it was made from, by number."""
    found = earlier_of(workspace.register.tasks, bases_of(workspace))
    return {number: proposals for number, (_, proposals) in found.items()}


def bases_of(workspace: Workspace) -> list[DraftPlan]:
    """The documents the register names, drafted anew."""
    register = workspace.register
    known = (register.units, register.groups)
    return [
        draft_plan(as_typed(document_of(text)), known, None, register.info.year)
        for text in _documents(workspace).values()
    ]


def apply_update(workspace: Workspace, drafted: DraftPlan, revision: Revision, chosen: Collection[str]) -> Updated:
    """Write the chosen changes (by id): plan, units and the document's text, all of them or none.

    Raises FazhiError, with nothing changed. Without a change that can be applied nothing is written.
    """
    applied = tuple(each for each in revision.changes if each.id in chosen and each.possible)
    left = tuple(each for each in revision.changes if each not in applied)
    if not applied:
        return Updated(applied=(), left=left, written=())
    plan, units = _read(workspace, TASKS_FILE), _read(workspace, UNITS_FILE)
    files = _source_file(workspace, drafted)
    edit = _edit(workspace.register, applied, next(iter(files)).removeprefix(f"{DATA_DIR}/"), drafted, revision)
    made = with_edit(_lines_of(plan), edit)
    if made is None:
        raise FazhiError(
            f"{TASKS_FILE} 的写法特别，不能逐行改，没有改动任何文件", "请照列出的改动手工修改，或把任务写成每行一个字段"
        )
    listed = _with_units(_lines_of(units), applied, drafted)
    there = {path: workspace.source.read(path) for path in files}
    files |= {TASKS_FILE: _written_as(plan, made), UNITS_FILE: _written_as(units, listed)}
    written = {
        path: data for path, data in files.items() if data != {**there, TASKS_FILE: plan, UNITS_FILE: units}[path]
    }

    def ready() -> None:
        _require_clean(workspace)
        if (_read(workspace, TASKS_FILE), _read(workspace, UNITS_FILE)) != (plan, units):
            raise RefusedError("台账刚刚被别的程序改过，没有改动任何文件", "请重新运行一次")

    replace_files(workspace.root, workspace.register.info.year, written, ready)
    return Updated(applied=applied, left=left, written=tuple(written))


def _lines_of(data: bytes) -> str:
    """The text of a file, its lines ended as ours are where all end as those of Windows do."""
    text = decode(data)[0]
    return text.replace("\r\n", "\n") if _of_windows(text) else text


def _written_as(data: bytes, text: str) -> bytes:
    """`text` with the mark and the ends of lines that the file `data` has; `data` itself where nothing changed."""
    if text == _lines_of(data):
        return data
    before, marked = decode(data)
    made = text.replace("\n", "\r\n") if _of_windows(before) else text
    return (codecs.BOM_UTF8 if marked else b"") + made.encode()


def _of_windows(text: str) -> bool:
    return "\r\n" in text and text.count("\r\n") == text.count("\n")


def entries_by_task(register: Register) -> dict[int, list[str]]:
    """The ids of the records, decisions, inspections and issued documents about each task, by its number."""
    found: dict[int, list[str]] = defaultdict(list)
    entries = (*register.records, *register.decisions, *register.inspections, *register.issued)
    for entry in entries:
        for number in dict.fromkeys(_subjects(entry.value)):
            found[number].append(entry.id)
    return found


def _subjects(value: object) -> Iterator[int]:
    obligations = getattr(value, "obligation", None) or ()
    for each in (obligations,) if isinstance(obligations, str) else obligations:
        yield int(each.partition(".")[0])
    task = getattr(value, "task", None)
    if isinstance(task, int):
        yield task
    for one in (*getattr(value, "findings", ()), *getattr(value, "duties", ())):
        yield from _subjects(one)


def _edit(
    register: Register, applied: Sequence[TaskChange], source: str, drafted: DraftPlan, revision: Revision
) -> PlanEdit:
    after = {task.id: task for task in register.tasks}
    changed: set[int] = set()
    for each in applied:
        if each.after is not None and each.fields:
            fields = {name: getattr(each.after, name) for name in each.fields}
            after[each.task] = replace(after[each.task], **fields)
            changed.add(each.task)
    gone = frozenset(each.task for each in applied if each.kind == "gone")
    new = [each for each in applied if each.kind == "new"]
    added = [(each.after, "\n".join(_lines(each, drafted))) for each in new if each.after is not None]
    sections = tuple({each.section.id: each.section for each in new if each.section is not None}.values())
    tasks = [*(task for task in after.values() if task.id not in gone), *(task for task, _ in added)]
    main, also = _sources(register, source, tasks, (*register.sections, *sections), drafted, revision)
    return PlanEdit(
        after={number: after[number] for number in changed},
        gone=gone,
        added=added,
        fresh={
            each.task: "".join(f"{line}\n" for one in each.fresh for line in proposal_lines(one))
            for each in applied
            if each.fresh
        },
        sections=sections,
        source=main,
        also=also,
        deadlines={each.task: each.deadline for each in applied if each.deadline is not None},
    )


def _lines(change: TaskChange, drafted: DraftPlan) -> Iterator[str]:
    task = change.drafted
    if task is not None:
        remarks = remarks_of((task,), drafted.draft.remarks)[task.id]
        yield from task_lines(task, change.found, remarks=remarks)


def _sources(  # noqa: PLR0913, PLR0917 - what stands where
    register: Register,
    source: str,
    tasks: Sequence[Task],
    sections: Sequence[Section],
    drafted: DraftPlan,
    revision: Revision,
) -> tuple[str | None, tuple[str, ...]]:
    """The document from now on, and the earlier ones whose words some tasks still have."""
    info = register.info
    whole = unbroken(drafted.document.text)
    titled = {task.section for task in tasks if task.is_numbered and task.carried_from is None}
    words = [each.title for each in sections if each.id in titled]
    for task in tasks:
        if task.carried_from is None:
            words += [task.text, *([task.title] if task.is_numbered else [])]
    if all(unbroken(each) in whole for each in words):
        return source, ()
    if info.source is None or source in {info.source, *info.also}:
        return info.source or source, info.also
    if revision.untouched:
        return info.source, (*info.also, source)
    return source, (info.source, *info.also)


def _with_units(text: str, applied: Sequence[TaskChange], drafted: DraftPlan) -> str:
    """units.yaml with the new units and groups that the applied changes name."""
    named = {
        name
        for each in applied
        if each.after is not None
        for name in (
            *each.after.lead, *each.after.responsible, *(one for owed in each.after.obligations for one in owed.who)
        )
    } & set(drafted.directory.new)  # fmt: skip
    units = [each for each in drafted.directory.units if each.name in named]
    groups = [each for each in drafted.directory.groups if each.name in named]
    made = with_new_units(text, units, groups, drafted.directory.notes, _BY)
    if made is None:
        listed = "、".join(sorted(named))
        raise FazhiError(f"{UNITS_FILE} 的写法特别，加不进新单位，没有改动任何文件", f"请先把 {listed} 写进去，再运行")
    return made


def _source_file(workspace: Workspace, drafted: DraftPlan) -> dict[str, bytes]:
    """The new document's text beside the old one, under a name that is free or holds the same."""
    data = source_text(drafted)
    for path, text in _documents(workspace).items():
        if text == decode(data)[0]:
            return {path: _read(workspace, path)}
    name = f"{DATA_DIR}/{source_name(drafted)}".removesuffix(".txt")
    for number in range(1, 1000):
        path = f"{name}{f'-{number}' if number > 1 else ''}.txt"
        there = workspace.source.read(path)
        if there is None or there == data:
            return {path: data}
    raise FazhiError(f"{name}.txt 之类的文件太多，没有改动任何文件", "请清理 data/source 里不用的原文")


def _documents(workspace: Workspace) -> Mapping[str, str]:
    """The texts of the documents the register names, as far as they can be read, by path."""
    found: dict[str, str] = {}
    for path in workspace.register.info.documents:
        data = workspace.source.read(path)
        if data is not None and path.lower().endswith((".txt", ".md")):
            try:
                found[path] = decode(data)[0]
            except YamlFault:
                continue
    return found


def _read(workspace: Workspace, path: str) -> bytes:
    data = workspace.source.read(path)
    if data is None:
        raise FazhiError(f"{path} 不见了，没有改动任何文件", "请放回去，再运行")
    return data


def _require_clean(workspace: Workspace) -> None:
    """In a repository, everything in data/ must be committed: then nothing can be lost."""
    git = Git(workspace.root)
    if git.is_inside_repository() and git.unsaved(("data",)):
        raise RefusedError("data/ 里还有没有提交的改动，没有更新", "请先 git add data 并提交（或撤销），再运行")
