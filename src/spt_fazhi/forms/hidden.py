"""What the hidden sheet of a form says, and whether that is what the program wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Final

from spt_fazhi.forms.columns import HIDDEN, VERSION
from spt_fazhi.forms.form import RowKey, row_key
from spt_fazhi.forms.identity import form_id
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.cells import Sheet
from spt_fazhi.text.plain import one_line

_NEEDED: Final = frozenset({"version", "form"})
_ROW: Final = "row"
AGAIN: Final = "again"
"""What tells that the form went back before, and with what in it."""


@frozen
class FormHead:
    """Whose form it is and for when, and the key of every row it had. `period` is "" without one."""

    id: str
    register: str
    year: int
    code: str
    unit: str
    day: date
    period: str
    keys: tuple[RowKey, ...]
    told: Mapping[RowKey, str]
    """By row, marks of what was filled in (told/grey.py); none of a form that is older."""
    said: Mapping[str, str]
    """Everything the hidden sheet says, by its key, less the rows."""

    @property
    def again(self) -> tuple[str, ...]:
        """Marks of what was typed in it each time that it went back, the first one first."""
        return tuple(self.said.get(AGAIN, "").split())


@frozen
class HeadFault:
    """Why a form cannot be taken for one of this program's, and what to do."""

    message: str
    hint: str


_AGAIN: Final = "请不要改隐藏的页；用 fazhi form 重新做一份发给报送单位，已填的抄过去"


def hidden_sheet(sheets: Iterable[Sheet]) -> Sheet | None:
    """The hidden sheet, whatever it is called now; None where it is gone."""
    for sheet in sheets:
        firsts = {row[0].text for row in sheet.rows if row}
        if sheet.name == HIDDEN or firsts >= _NEEDED:
            return sheet
    return None


def head_of(sheet: Sheet) -> FormHead | HeadFault:
    """What a hidden sheet says, or what is wrong with it: another layout, or edited by somebody."""
    said: dict[str, str] = {}
    keys: list[RowKey | None] = []
    told: dict[RowKey, str] = {}
    for row in sheet.rows:
        name, value = row[0].text, row[1].text if len(row) > 1 else ""
        if name == _ROW:
            key = row_key(value)
            keys.append(key)
            if key is not None and len(row) > 2:
                told[key] = row[2].text
        elif name in said:
            return HeadFault(message="隐藏的页被改动过", hint=_AGAIN)
        else:
            said[name] = value
    version = said.get("version", "")
    if version and version != VERSION:
        message = f"这张表的格式是第 {one_line(version, 10)} 版，这个程序只认第 {VERSION} 版"
        return HeadFault(message=message, hint="请用做这张表的那一版 fazhi 收，或重新做一份发给报送单位")
    with suppress(KeyError, ValueError):
        head = FormHead(
            id=said["form"],
            register=said["register"],
            year=int(said["year"]),
            code=said["code"],
            unit=said["unit"],
            day=date.fromisoformat(said["day"]),
            period=said["period"],
            keys=tuple(each for each in keys if each is not None),
            told=told,
            said=said,
        )
        if version and None not in keys and _id_of(head) == head.id:
            return head
    return HeadFault(message="隐藏的页被改动过，认不出是哪一张表", hint=_AGAIN)


def _id_of(head: FormHead) -> str:
    return form_id(
        register=head.register,
        year=head.year,
        code=head.code,
        day=head.day,
        period=head.period or None,
        keys=head.keys,
    )
