"""The form that goes back to the unit: as it was sent out, with what was typed, and what is wrong at each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import is_only_asked
from spt_fazhi.forms.columns import (
    COLUMNS,
    FIGURE,
    FIGURES_AFTER,
    KEY,
    PROOF,
    QUOTE,
    AskingName,
    Column,
    SheetName,
    figure_column,
)
from spt_fazhi.forms.findings.rows import ASKED, MUST, told_of_plan
from spt_fazhi.forms.form import Form, FormRow, FormSheet, RowKey, row_key
from spt_fazhi.forms.heads import RowFound, SheetFound, fills, is_filled
from spt_fazhi.forms.hidden import FormHead
from spt_fazhi.forms.layout import cells_asked, headed
from spt_fazhi.forms.reading import SUBJECT, RowFault
from spt_fazhi.forms.told.for_unit import for_unit
from spt_fazhi.forms.told.subjects import Subject, Subjects
from spt_fazhi.forms.told.unread import guide_of, unread
from spt_fazhi.model.plan import Obligation
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.collect.copies.again import typed_mark
from spt_fazhi.text.cells import Sheet
from spt_fazhi.text.plain import one_line

Notes = Mapping[str, Mapping[str, str]]
"""By the place of a row, what is wrong in each column."""
_PROGRESS: Final = frozenset({"done", "problems", "publish", "next"})
_LONGEST_GUIDE: Final = 30
_SHOWN: Final = 5
_MOST_TIMES: Final = 500


class BackWriter:
    """Makes the form that goes back, of `sheets` as they were read and `pages`, everything in the file."""

    def __init__(self, register: Register, directory: Directory, head: FormHead, unit: Unit) -> None:
        """For one form that asked for what `head` says."""
        self._register = register
        self._head = head
        self._unit = unit
        self._plan = Subjects(register)
        self._invited = is_only_asked(unit.name, directory, directory.canonical(register.info.office))

    def form(self, sheets: Sequence[SheetFound], pages: Sequence[Sheet], faults: Sequence[RowFault]) -> Form:
        """The form: every row it had, those that were written in, and the faults."""
        notes = _notes(faults)
        own = {name: [row for sheet in sheets if sheet.name == name for row in sheet.rows] for name in COLUMNS}
        asked: tuple[AskingName, ...] = ("evidence", "progress", "rectify")
        rows: dict[SheetName, tuple[FormRow, ...]] = {
            **{name: self._rows(name, own[name], notes) for name in asked},
            "returned": tuple(FormRow(key=None, told=_told(row)) for row in own["returned"]),
        }
        title, guide = _page(sheets, pages)
        info = self._register.info
        due = (one.due for one in self._obligations if one.due is not None)
        return Form(
            id=self._head.id,
            register=self._head.register,
            year=self._head.year,
            unit=self._unit.name,
            code=self._head.code,
            day=self._head.day,
            period=self._head.period or None,
            answer_by=None,
            title=title or f"《{one_line(info.title)}》报送表",
            first_day=info.first_day,
            last_day=max(info.last_day, *due),
            guide=(*_said(faults), *_lost(sheets, pages), *guide),
            sheets=tuple(
                FormSheet(name=name, columns=self._columns(name, each), rows=each, invited=self._invited)
                for name, each in rows.items()
                if each
            ),
            again=(*self._head.again, typed_mark(sheets))[-_MOST_TIMES:],
        )

    @property
    def _obligations(self) -> list[Obligation]:
        """Those of the plan."""
        return [each.obligation for each in self._plan.obligations.values() if each.obligation is not None]

    def _rows(self, name: AskingName, found: Sequence[RowFound], notes: Notes) -> tuple[FormRow, ...]:
        """The rows that were asked for, in their order, then those that were written in besides."""
        by_key: dict[RowKey, list[RowFound]] = {}
        others = []
        asked = dict.fromkeys(key for key in self._head.keys if key.sheet == name)
        for row in found:
            key = row_key(row.text(KEY))
            if key is not None and key in asked:
                by_key.setdefault(key, []).append(row)
            elif is_filled(row) or row.place in notes:
                others.append(row)
        made = []
        for key in asked:
            own = sorted(by_key.get(key, ()), key=lambda row: not is_filled(row))
            made.append(self._row(key, own[0] if own else None, notes))
            others += [row for row in own[1:] if is_filled(row)]
        return (*made, *(self._extra(row, notes) for row in others))

    def _row(self, key: RowKey, row: RowFound | None, notes: Notes) -> FormRow:
        """One that was asked for; where it was deleted, with the little that is known of it."""
        about = self._plan.of(key)
        obligation = about.obligation if about is not None else None
        asked, must = _asked(key, obligation)
        first = key.slot == 1
        told = _told(row) if row is not None else self._little(key, about)
        if obligation is not None and first:  # as the plan has it, whatever somebody wrote over it
            told |= {"quote": one_line(obligation.quote, QUOTE), "proof": one_line(obligation.proof or "", QUOTE)}
        if about is not None and about.finding is not None:
            told |= _found(told, told_of_plan(about.finding.finding))
        return FormRow(
            key=key,
            told={column: said for column, said in told.items() if said},
            asked=asked,
            must=must if first else frozenset(),
            one_of=PROOF & asked if first and about is not None else frozenset(),
            typed=_typed(row, asked),
            notes=notes.get(row.place, {}) if row is not None else {},
        )

    def _extra(self, row: RowFound, notes: Notes) -> FormRow:
        """One that was written in: everything that it says may be changed."""
        asked = frozenset(key for key in row.cells if key in fills(row.sheet) or key.startswith(FIGURE))
        return FormRow(key=None, told=_told(row), asked=asked, typed=_typed(row, asked), notes=notes.get(row.place, {}))

    def _little(self, key: RowKey, about: Subject | None) -> dict[str, str]:
        if key.sheet == "rectify":
            return {"finding": key.about}
        if about is None or about.obligation is None:
            return {"task": key.subject, "period": key.period}
        return {"obligation": key.subject, "title": one_line(about.obligation.title, 60)}

    def _columns(self, name: SheetName, rows: Sequence[FormRow]) -> tuple[Column, ...]:
        """The columns in which any row says or asks something."""
        used = {key for row in rows for key in (*row.told, *row.asked, *row.notes)}
        used |= {KEY} if any(row.key is not None for row in rows) else set()
        units = {each.name: each.unit for one in self._obligations for each in one.figures}
        figures = [figure_column(each, units.get(each, "")) for each in units if f"{FIGURE}{each}" in used]
        found: list[Column] = []
        for column in COLUMNS[name]:
            found += [headed(column, invited=self._invited)] if column.key in used else []
            found += figures if column.key == FIGURES_AFTER and name == "evidence" else []
        return tuple(found)


def _asked(key: RowKey, obligation: Obligation | None) -> tuple[frozenset[str], frozenset[str]]:
    if key.sheet == "rectify":
        return ASKED, MUST
    if key.sheet == "progress":
        return _PROGRESS, frozenset({"done"})
    return cells_asked(obligation) if obligation is not None else (PROOF, frozenset())


def _found(told: Mapping[str, str], plan: Mapping[str, str]) -> dict[str, str]:
    """What was found and is demanded, whatever somebody wrote over it; what stands below it in the cell is kept."""
    below = told.get("problem", "").split("\n")[1:]
    return {**plan, "problem": "\n".join((plan["problem"], *below))}


def _told(row: RowFound) -> dict[str, str]:
    """What was filled in already, as it stands now."""
    wanted = fills(row.sheet)
    return {
        key: cell.text
        for key, cell in row.cells.items()
        if cell.text and key != KEY and key not in wanted and not key.startswith(FIGURE)
    }


def _typed(row: RowFound | None, asked: Iterable[str]) -> dict[str, str]:
    return {key: text for key in asked if (text := row.text(key))} if row is not None else {}


def _notes(faults: Iterable[RowFault]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for fault in faults:
        if fault.row is None:
            continue
        column = fault.column if fault.column in fault.row.cells and fault.column != KEY else SUBJECT[fault.row.sheet]
        own = found.setdefault(fault.row.place, {})
        said = for_unit(fault.message, fault.hint)
        if column in own:
            said = f"{own[column]}\n{said}"
        own[column] = said
    return found


def _said(faults: Sequence[RowFault]) -> Iterator[str]:
    """What stands above the guide: how much is to be put right, and what is wrong with whole sheets."""
    cells = len({(fault.row.place, fault.column) for fault in faults if fault.row is not None})
    if cells:
        yield f"退回：有 {cells} 处要改，标红的格子里有批注，写着怎么改；改好后请把本表再发回来。"
    for fault in faults:
        if fault.row is None:
            yield f"退回：{fault.place.partition('!')[0]}：{for_unit(fault.message, fault.hint)}"


def _lost(sheets: Sequence[SheetFound], pages: Sequence[Sheet]) -> Iterator[str]:
    """What was written where nothing is read is not in the form that goes back."""
    columns = "、".join(f"“{one_line(each, 20)}”" for sheet in sheets for each in sheet.others[:_SHOWN])
    if left := "、".join(filter(None, (unread(pages, sheets), f"加出来的列{columns}" if columns else ""))):
        yield f"退回：{left} 没有读，本表里也没有：要报的请写进表里的格子，写不下的作为附件。"


def _page(sheets: Sequence[SheetFound], pages: Sequence[Sheet]) -> tuple[str, tuple[str, ...]]:
    """The title and the lines of the first page, less their numbers and what it said when it went back before."""
    first = guide_of(pages, sheets)
    lines = (
        [text for row in first.rows if (text := next((cell.text for cell in row if cell.text), ""))] if first else []
    )
    bare = [re.sub(r"^[0-9]{1,2}\. ", "", line) for line in lines[1:]]
    kept = [line for line in bare if not line.startswith("退回：")]
    return (lines[0] if lines else ""), tuple(kept[:_LONGEST_GUIDE])
