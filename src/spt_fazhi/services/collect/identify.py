"""Whose form it is, and which: told apart from those of another register, year or version; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.forms.columns import KEY
from spt_fazhi.forms.form import row_key
from spt_fazhi.forms.heads import SheetFound, found_sheets
from spt_fazhi.forms.hidden import FormHead, HeadFault, head_of, hidden_sheet
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import FORM_ID
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.collect.options import Confirmation
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.cells import Sheet, Workbook
from spt_fazhi.text.plain import one_line

_SHOWN: Final = 3


@frozen
class Identified:
    """A form: its desk, its hidden part (None where that is gone), its sheets, and all pages of the file.

    `claimed` is the id that its first page has where the hidden part is gone, "" without one.
    """

    unit: Unit
    head: FormHead | None
    sheets: tuple[SheetFound, ...]
    pages: tuple[Sheet, ...]
    claimed: str = ""

    @property
    def id(self) -> str:
        """The id of the form; "" where nobody knows it."""
        return self.head.id if self.head is not None else self.claimed


class NoFormError(UsageError):
    """It is no form of this program's at all."""


def identify(workspace: Workspace, book: Workbook, name: str, said: Confirmation) -> Identified:
    """Whose and which form it is. Raises UsageError for what is none, or may not be taken for one."""
    figures = {each.name for task in workspace.register.tasks for one in task.obligations for each in one.figures}
    sheets = found_sheets(book.sheets, figures)
    hidden = hidden_sheet(book.sheets)
    if hidden is None and not any(sheet.name != "returned" for sheet in sheets):
        raise NoFormError("不是 fazhi form 做的报送表", "请发原来的报送表；普通的表格用 fazhi record table 录入")
    if hidden is None:
        unit = _confirmed(workspace, book, sheets, name, said)
        claimed = _claimed(book, sheets, unit)
        return Identified(unit=unit, head=None, sheets=sheets, pages=book.sheets, claimed=claimed)
    head = head_of(hidden)
    if isinstance(head, HeadFault):
        raise UsageError(head.message, head.hint)
    unit = _unit_of(workspace, head)
    if said.unit is not None and said.unit != unit:
        raise UsageError(f"这是“{unit.name}”的表，不是“{said.unit.name}”的", "请核对 --unit，或去掉它")
    if not any(sheet.name != "returned" for sheet in sheets):
        raise UsageError("找不到要填的那几页的列名（事项、日期、做了什么……）", "请不要改列名；已填的抄到原来的表里再发")
    return Identified(unit=unit, head=head, sheets=sheets, pages=book.sheets)


def _unit_of(workspace: Workspace, head: FormHead) -> Unit:
    """The desk a form names. Raises UsageError for one of another year, register or list of units."""
    info = workspace.register.info
    if head.year != info.year:
        raise UsageError(
            f"这是 {head.year} 年的表，现在的台账是 {info.year} 年的", "上一年的在那一年的台账里收；否则请重新发表"
        )
    if head.register != info.title:
        raise UsageError(
            f"这是另一本台账的表（{one_line(head.register, 40)}）", f"本台账是“{one_line(info.title, 40)}”，请核对"
        )
    unit = workspace.directory.by_code(head.code)
    if unit is None:
        raise UsageError(f"单位名单里没有代码 {head.code}（{one_line(head.unit, 20)}）", "请核对 data/units.yaml")
    return unit


def _confirmed(
    workspace: Workspace, book: Workbook, sheets: Sequence[SheetFound], name: str, said: Confirmation
) -> Unit:
    """The desk of a form whose hidden part is gone. Raises UsageError as long as nobody has confirmed it."""
    if said.unit is not None:
        return said.unit
    found = _likely(workspace, book, sheets, name)
    gone = "隐藏的页不在了，认不出是谁的哪一张表"
    if len(found) == 1 and said.yes:
        return found[0]
    if len(found) == 1:
        unit = found[0]
        raise UsageError(f"{gone}；看起来是“{unit.name}”的", f"核对后加 --yes（或 --unit {unit.name}）再收")
    several = f"；可能是{'、'.join(unit.name for unit in found[:_SHOWN])}" if found else ""
    raise UsageError(f"{gone}{several}", "请一份一份收，并用 --unit 写明是哪个单位的")


def _likely(workspace: Workspace, book: Workbook, sheets: Sequence[SheetFound], name: str) -> list[Unit]:
    """The desks whose form it may be, by the surest sign there is: the rows, else its first page, else its name."""
    directory = workspace.directory
    rows = [row for sheet in sheets for row in sheet.rows]
    codes = {key.code for row in rows if (key := row_key(row.text(KEY))) is not None}
    named = {row.text("unit") for row in rows} - {""}
    page = _page(book, sheets)
    for units in (
        [unit for unit in directory.units if unit.code in codes],
        [unit for unit in directory.units if unit.name in named],
        _named_in([unit for unit in directory.units if unit.name != workspace.register.info.office], page),
        _named_in(directory.units, PurePath(name).stem),
    ):
        desks = dict.fromkeys(unit.acts_through or unit.name for unit in units)
        found = [unit for desk in desks if (unit := directory.unit(desk)) is not None]
        if found:
            return found
    return []


def _page(book: Workbook, sheets: Sequence[SheetFound]) -> str:
    """The words of the pages that are no tables."""
    other = {sheet.called for sheet in sheets}
    return " ".join(cell.text for sheet in book.sheets if sheet.name not in other for row in sheet.rows for cell in row)


def _claimed(book: Workbook, sheets: Sequence[SheetFound], unit: Unit) -> str:
    """The id that the first page names, provided it is one of the unit's."""
    found = re.findall(rf"(?<![0-9A-Za-z-]){FORM_ID}(?![0-9A-Za-z])", _page(book, sheets))
    own = [each for each in found if re.fullmatch(rf".*-{unit.code}-[a-z2-7]{{4}}", each)]
    return own[0] if len(set(own)) == 1 else ""


def _named_in(units: Sequence[Unit], text: str) -> list[Unit]:
    """The units whose name occurs in a text and is not part of another's that does."""
    names = {each: unit for unit in units for each in (unit.name, *unit.aliases) if each in text}
    longest = [name for name in names if not any(name != other and name in other for other in names)]
    return list({names[name].code: names[name] for name in longest}.values())
