"""One form's records written: all of them or none; the sound rows alone where the clerk says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.forms.form import Form
from spt_fazhi.forms.heads import head_of_column
from spt_fazhi.forms.identity import letters
from spt_fazhi.forms.reading import RowFault, each_once
from spt_fazhi.forms.told.in_heads import in_heads
from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.register import Entry
from spt_fazhi.services.collect.back import BackWriter
from spt_fazhi.services.collect.form_in import FormIn
from spt_fazhi.services.collect.held.known import Judged
from spt_fazhi.services.collect.held.remarks import KEPT, among_rows, notices
from spt_fazhi.services.collect.options import CollectOptions
from spt_fazhi.services.collect.outcome import FormFault, FormOutcome
from spt_fazhi.services.collect.typed import Typed, column_at, column_of, comparable
from spt_fazhi.services.record import new_file
from spt_fazhi.services.record.faults import NOTHING, Fault, FilesRefusedError
from spt_fazhi.services.record.new_file import NewFile, remarks_on
from spt_fazhi.services.record.record import Copying, record_all, would_write
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git.git import Git
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.effect import Effect

_REASON: Final = "报送单位再次报送，内容有更正，以后一份为准"
_PROVED: Final = "报送单位补了佐证，以有佐证的一份为准"


@frozen
class _Planned:
    """A row that is to be written, and the files for it: a correction brings the withdrawal of what it corrects."""

    typed: Typed
    files: tuple[NewFile, ...]


@frozen
class _Result:
    """What was (or would be) written, and the faults that were found meanwhile."""

    entries: tuple[Entry[Any], ...] = ()
    paths: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    warnings: tuple[str, ...] = ()
    faults: tuple[RowFault, ...] = ()
    failure: FazhiError | None = None


def write_form(workspace: Workspace, form: FormIn, options: CollectOptions, copying: Copying) -> FormOutcome:
    """Write what is new in a form, or only look (`dry_run`). What is wrong is told in the outcome."""
    planned = [_planned(workspace, each) for each in form.judged if _is_written(each, options)]
    result = _write(workspace, planned, form.faults, options, copying)
    changed = [each for each in form.judged if each.verdict == "changed" and not options.replace]
    faults = each_once((*form.faults, *result.faults))
    name = form.received.name
    outcome = FormOutcome(
        received=form.received,
        unit=form.found.unit.name,
        form=form.id,
        written=result.entries,
        paths=result.paths,
        same=sum(each.verdict in KEPT for each in form.judged),
        cells=form.cells,
        faults=tuple(FormFault(place=f"{name} {each.place}", message=each.message, hint=each.hint) for each in faults),
        changed=tuple(_change(name, each) for each in changed),
        notices=(*form.notices, *notices(form.judged, workspace.register.info.review.short_text), *result.warnings),
        effects=result.effects,
        back=_back(workspace, form, faults),
        subject=_subject(form, result.entries),
        named=form.named,
        failure=_told(name, result.failure),
    )
    return _committed(workspace, form, outcome) if options.commit and not options.dry_run else outcome


def _told(name: str, failure: FazhiError | None) -> FazhiError | None:
    """A failure with the form that it is about."""
    if failure is None:
        return None
    return FazhiError(f"{name} 没有写入：{failure.message.removeprefix(NOTHING)}", failure.hint)


def _is_written(each: Judged, options: CollectOptions) -> bool:
    return each.verdict in {"new", "proved"} or (each.verdict == "changed" and options.replace)


def _planned(workspace: Workspace, each: Judged) -> _Planned:
    made = replace(each.typed.file, letters=each.letters)
    if each.verdict == "new" or each.entry is None:
        return _Planned(typed=each.typed, files=(made,))
    reason = _PROVED if each.verdict == "proved" else _REASON
    gone = new_file.void(workspace, target=each.entry, unit=each.typed.answer.unit, reason=reason)
    gone = replace(gone, letters=letters(f"void {each.entry.id}"), label=made.label, places=made.places)
    return _Planned(typed=each.typed, files=(gone, replace(made, remark="")))


def _write(
    workspace: Workspace,
    planned: Sequence[_Planned],
    known: Sequence[RowFault],
    options: CollectOptions,
    copying: Copying,
) -> _Result:
    """Write the rows; with faults the sound ones, if any may be; all faults are found in any case."""
    faults: list[RowFault] = []
    rows = list(planned)
    while True:
        files = [file for row in rows for file in row.files]
        held = (known or faults) and not options.skip_bad
        try:
            if not files or (held and faults):
                return _Result(faults=tuple(faults))
            if held or options.dry_run:
                entries, warnings = would_write(workspace, files)
                if held:
                    return _Result()
                return _Result(entries=tuple(entries), warnings=(*remarks_on(files), *warnings))
            written = record_all(workspace, files, files[0].subject, copying=copying)
        except FilesRefusedError as error:
            found, rows = _with_faults(rows, among_rows(error.faults, files, [each.typed for each in _owners(rows)]))
            faults += found
            if not found:
                return _Result(failure=error)
            continue
        except FazhiError as error:
            return _Result(faults=tuple(faults), failure=error)
        return _Result(
            entries=tuple(written.entries),
            paths=tuple(written.paths),
            effects=tuple(written.effects),
            warnings=(*remarks_on(files), *map(in_heads, written.warnings)),
            faults=tuple(faults),
        )


def _owners(rows: Sequence[_Planned]) -> list[_Planned]:
    """The row that each of the files is written for."""
    return [row for row in rows for _ in row.files]


def _with_faults(rows: Sequence[_Planned], faults: Sequence[Fault]) -> tuple[list[RowFault], list[_Planned]]:
    """The faults at their cells, and the rows without any; none of either for a fault that is no row's."""
    owners = _owners(rows)
    found: list[RowFault] = []
    bad: set[int] = set()
    for fault in faults:
        if fault.index is None:
            return [], list(rows)
        answer = owners[fault.index].typed.answer
        column = column_at(answer, fault.place)
        place = answer.row.place_of(column)
        message = in_heads(fault.message, answer.row.sheet)
        found.append(RowFault(row=answer.row, column=column, message=message, hint=fault.hint, place=place))
        bad.add(id(owners[fault.index]))
    return found, [row for row in rows if id(row) not in bad]


def _change(name: str, each: Judged) -> FormFault:
    """What to say of a row that differs from what is recorded."""
    assert each.entry is not None, "changed against a record"  # noqa: S101 - a defect, not bad data
    row, old = each.typed.answer.row, each.entry.value
    before, now = dict(comparable(old)), dict(comparable(each.typed.value))
    keys = [column_of(key) for key in now if now[key] != before.get(key)]
    if isinstance(old, Evidence | Rectify) and {file.sha256 for file in old.files} != each.typed.hashes:
        keys.append("files")
    heads = "、".join(dict.fromkeys(head_of_column(row.sheet, key) for key in keys)) or "内容"
    place = row.place_of(keys[0]) if keys else row.place
    return FormFault(
        place=f"{name} {place}",
        message=f"与已录入的 {each.entry.id} 不同（{heads}）",
        hint="以这次的为准就加 --replace（作废那一条，另录一条）；以已录入的为准就不用理会",
    )


def _back(workspace: Workspace, form: FormIn, faults: Sequence[RowFault]) -> Form | None:
    """The form that goes back; None where nothing is wrong with it, or nobody knows what it asked."""
    head = form.found.head
    if head is None or not faults:
        return None
    writer = BackWriter(workspace.register, workspace.directory, head, form.found.unit)
    return writer.form(form.found.sheets, form.found.pages, faults)


def _subject(form: FormIn, entries: Sequence[Entry[Any]]) -> str:
    kinds = [each.value.kind for each in entries]
    counts = {
        "佐证": kinds.count("evidence"),
        "进展": kinds.count("progress"),
        "整改": kinds.count("rectify"),
        "作废": kinds.count("void"),
    }
    told = "、".join(f"{word} {number} 条" for word, number in counts.items() if number)
    which = f"（{form.id}）" if form.id else ""
    return one_line(f"收表 {form.found.unit.name}{which}：{told}", 80)


def _committed(workspace: Workspace, form: FormIn, outcome: FormOutcome) -> FormOutcome:
    """The form's records in one commit, those too that an earlier run wrote and did not come to commit."""
    before = [each.entry for each in form.judged if each.verdict == "same" and each.entry is not None]
    earlier = [path for entry in before for path in (entry.file, *([entry.folder] if _has_files(entry) else []))]
    git = Git(workspace.root)
    paths = [*outcome.paths, *earlier]
    try:
        if not git.unsaved(paths):
            return outcome
        subject = outcome.subject if outcome.paths else _subject(form, before)
        return replace(outcome, committed=git.commit(paths, subject))
    except FazhiError as error:
        message = f"{form.received.name} 的记录已写好，但没有提交：{error.message}"
        return replace(outcome, failure=FazhiError(message, error.hint))


def _has_files(entry: Entry[Any]) -> bool:
    return bool(getattr(entry.value, "files", ()))
