"""The files of a letter that somebody wrote, or of a call: they must be for whom they are entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from spt_fazhi.engine.directory import Directory
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.entries.issued import LETTER_WORDS, Issued
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.reports.figures.printed import Made
from spt_fazhi.reports.figures.readback import folded
from spt_fazhi.services.issue.draft import IssuedDraft
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.printed import MAX_BYTES, InWord, NoAccountError, read_printed_bytes, read_shown
from spt_fazhi.store.workspace.file_facts import sha256_of
from spt_fazhi.text.decoding import some_text
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

_SHOWN: Final = 20
_HEAD: Final = 20
_LONGEST: Final = 200
"""How many lines from the top a letter says whom it is for, and how long such a line may be."""
_WORD: Final = ".docx"
_TEXTS: Final = frozenset({".md", ".txt"})


@frozen
class _Sheet:
    """A file: its name, its lines without spaces (None where it was not read), the report it says it is."""

    name: str
    lines: tuple[str, ...] | None = None
    made: Made | None = None


def held_by_hand(workspace: Workspace, drafts: Sequence[IssuedDraft]) -> tuple[str, ...]:
    """What to know, in sentences, of the files of letters or calls that are entered together, one for each unit.

    Raises UsageError for a report among them, for a Word file that does not name whom it goes to, and for a letter
    that was entered as one to somebody else.
    """
    first = drafts[0]
    units = tuple(name for each in drafts for name in each.to)
    sheets = [_sheet(path) for path in first.files]
    for each in sheets:
        _refuse_report(each, units)
    if first.name not in LETTER_WORDS:
        return ()
    directory = workspace.assessment.directory
    nameless = tuple(unit for unit in units if not any(_names(directory, unit, each) for each in sheets))
    unread = [each.name for each in sheets if each.lines is None]
    said = names_text([f"“{each.name}”" for each in sheets], _SHOWN)
    if nameless and all(each.lines is not None and each.name.lower().endswith(_WORD) for each in sheets):
        raise UsageError(
            f"没有登记：{said}里没有写{names_text(nameless, _SHOWN)}",
            "请附发给它的那份；--unit 写收函的单位，几家的函逐家登记",
        )
    if nameless or unread:
        _refuse_known(workspace, first, units)
    if unread:
        return (f"{names_text(unread, _SHOWN)}的内容没有核对，请自己看过是发出的那份。",)
    return (f"{said}里没有写{names_text(nameless, _SHOWN)}，请核对是不是发给它的那份。",) if nameless else ()


def _sheet(path: Path) -> _Sheet:
    name, ending = one_line(path.name, 60), path.suffix.lower()
    if ending != _WORD and ending not in _TEXTS:
        return _Sheet(name=name)
    try:
        data = read_typed(str(path), "文件", MAX_BYTES)
        if ending != _WORD:
            return _Sheet(name=name, lines=tuple(map(folded, some_text(data).splitlines())))
        try:
            came = read_printed_bytes(data, path.name)
        except NoAccountError:
            return _Sheet(name=name, lines=_said(read_shown(data, path.name)))
        return _Sheet(name=name, lines=_said(came.shows), made=came.printed.made)
    except FazhiError:  # no document, or a damaged one: it is kept as it is
        return _Sheet(name=name)


def _said(shows: InWord) -> tuple[str, ...]:
    return tuple(map(folded, (*shows.texts, *shows.around)))


def _refuse_report(sheet: _Sheet, units: Sequence[str]) -> None:
    """A unit's own sheet may be enclosed; any other report is entered as what it is."""
    report = catalog().get(sheet.made.name) if sheet.made is not None else None
    if sheet.made is None or report is None or (sheet.made.unit and sheet.made.unit in units):
        return
    whose = f"{one_line(sheet.made.unit, 40)}的" if sheet.made.unit else ""
    raise UsageError(
        f"没有登记：“{sheet.name}”是{whose}{report.TITLE}，不是函，也不是催办的材料",
        f"发出的报告用 --report {report.NAME} 登记；这里请去掉它",
    )


def _names(directory: Directory, unit: str, sheet: _Sheet) -> bool:
    """Whether a file names the unit: where it says whom it is for, else anywhere."""
    lines = sheet.lines or ()
    head = next((each for each in lines[:_HEAD] if each.endswith((":", "：")) and _is_address(directory, each)), None)
    called = tuple(map(folded, _called(directory, unit)))
    return any(name in line for line in (lines if head is None else (head,)) for name in called)


def _is_address(directory: Directory, line: str) -> bool:
    known = (*directory.groups, *(name for unit in directory.units for name in (unit.name, *unit.aliases)))
    return len(line) <= _LONGEST and any(folded(name) in line for name in known)


def _called(directory: Directory, unit: str) -> Iterator[str]:
    """What a unit may be addressed as: its names, the desk it acts through, the groups it is in."""
    known = directory.unit(unit)
    if known is not None:
        yield from (known.name, *known.aliases, *filter(None, (known.full_name, known.acts_through)))
    yield from (group for group in directory.groups if any(each.name == unit for each in directory.members(group)))


def _refuse_known(workspace: Workspace, draft: IssuedDraft, units: Sequence[str]) -> None:
    """Raise UsageError for a letter that does not say whom it is for and was entered as one to somebody else."""
    try:
        with draft.files[0].open("rb") as stream:
            sha256 = sha256_of(stream)
    except OSError:  # told of, with what to do, when it is copied
        return
    for entry in workspace.register.issued:
        sent = entry.value
        if sent.name in LETTER_WORDS and sent.files and sent.files[0].sha256 == sha256 and not {*sent.to} & {*units}:
            _refuse_other(workspace, entry, draft)


def _refuse_other(workspace: Workspace, entry: Entry[Issued], draft: IssuedDraft) -> None:
    """One letter to several has one 文号 and one day."""
    sent = entry.value
    if sent.number and (sent.number, sent.name, sent.recorded) == (draft.number, draft.name, workspace.day):
        return
    raise UsageError(
        f"没有登记：“{one_line(draft.files[0].name, 60)}”已登记为发给{names_text(sent.to, _SHOWN)}的（{entry.id}）",
        "请附发给这家的那份；一份函同一天发给几家的，各条写同一个 --number",
    )
