"""One row of a table as a task: its number, title, text, units, deadline, and what became of each of its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from spt_fazhi.intake.obligations.phrases import find_phrases
from spt_fazhi.intake.obligations.who.inline import InlineUnits
from spt_fazhi.intake.structure.document import TableRow
from spt_fazhi.intake.structure.naming.words import Role
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.intake.structure.tabular.heads import UNITS, period_of
from spt_fazhi.intake.structure.tabular.joins import is_text
from spt_fazhi.intake.structure.tabular.lines import PERSON, people_in, whole_names, with_people
from spt_fazhi.intake.structure.tabular.ticks import TICK, name_in, ticked
from spt_fazhi.intake.structure.titles import title_in
from spt_fazhi.intake.structure.unit_lists import NamedUnits, units_in
from spt_fazhi.intake.structure.values import Role as PieceRole
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.text.patterns import later

NOTHING: Final = frozenset({"", "/", "／", "-", "—", "——", "－", "--", "无", "略", "\\"})
_DONE: Final = re.compile(
    "完成|完工|竣工|建成|投用|投入使用|投入运营|通车|交付|开放|达产|验收|见效|到位|办结|销号|启用|运行|开园|开馆"
)
_GOAL: Final = 24
"""The most characters of a cell that says by when all of its row is done."""
_ITEM: Final = re.compile(
    r"(?m)(?:(?:^|(?<=[；;。]))[ \u3000]{0,4}(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])|[①-⑳])[ \u3000]{0,4}"
)
"""The number of one of several requirements in a cell."""
_CLOCK: Final = later(r"(?<=\d)[ T]0{1,2}:00(?::00)?$")  # what a spreadsheet adds to a day

CellPiece = tuple[int, int, int, PieceRole]
"""Cell (from 0), start, end, role."""


@frozen
class TableTask:
    """A row as a task. `number` is 0 without one; `same` names columns of periods that say what their left one says.

    `lent` is the day of one of its cells (10月底前完工) that the others go by.
    """

    row: TableRow
    number: int
    section: str
    title: str
    text: str
    units: NamedUnits
    inline: tuple[InlineUnits, ...]
    pieces: tuple[CellPiece, ...]
    guessed: bool = False
    same: tuple[str, ...] = ()
    lent: str = ""


def units_of(role: Role, text: str) -> NamedUnits:
    """The units of a cell; words in it (牵头, 配合, labels) say more than the head of its column."""
    if text.strip() in NOTHING:
        return NamedUnits()
    if role == "deadline":
        return units_in(role, _CLOCK.sub("", _ITEM.sub("", text).strip()))
    return units_in(role, whole_names(_ITEM.sub("、", text).strip("、")))


def row_task(row: TableRow, roles: Sequence[str], names: Sequence[str]) -> TableTask | None:
    """The task of a row; None when nothing is to be done in it."""
    cells = _cells(row, roles)
    units = _joined(roles, row.cells, names)
    number, at_title, text_cells = _number(cells["number"]), cells["title"], [*cells["text"]]
    periods = cells["period"]
    title = "".join(text for _, text in at_title)
    if title and is_text(title):
        text_cells, at_title, title = [*at_title, *text_cells], [], ""
    if not text_cells and not periods:
        text_cells, at_title = [*at_title], []
    if not text_cells and not periods:
        return None
    bits, number, pieces = _bits(text_cells, number)
    if title:
        inner = number_of(title)
        cut = inner.length if inner is not None and not number and len(title) > inner.length else 0
        number = number or (inner.value if inner is not None else 0)
        title = title[cut:]
        pieces += [(at, 0, len(text), "task-title") for at, text in at_title]
    text = "\n".join(bits)
    inline = (_inline(row, roles, text, units, names) or _apart(bits)) if bits else []
    lent = "" if units.deadline or periods or row.parts or any(each.names for each in inline) else _lent(bits)
    if lent:
        inline = _apart(bits, lent)
    text, inline, same = _with_periods(text, inline, periods, names, units)
    title, text, inline, guessed = _titled(title, text, inline)
    title = _ITEM.sub("", title, count=1) if _ITEM.match(title) else title
    return TableTask(
        row=row,
        number=number,
        section="".join(text for _, text in cells["section"]),
        title=re.sub(r"\s*\n\s*", "", title).strip().rstrip("。；;：:"),
        text=text,
        units=units,
        inline=tuple(inline),
        pieces=(*pieces, *((at, 0, len(said), "text") for at, said in periods)),
        guessed=guessed,
        same=same,
        lent=lent,
    )


def _bits(cells: Sequence[tuple[int, str]], number: int) -> tuple[list[str], int, list[CellPiece]]:
    """What the cells of a text say less the one number each may begin with; the row's number, and where all stands."""
    bits: list[str] = []
    pieces: list[CellPiece] = []
    for at, text in cells:
        cut = 0
        inner = number_of(text)
        if inner is not None and len(_ITEM.findall(text)) <= 1 and text[inner.length :].strip():
            cut = inner.length
            number = number or inner.value
        pieces += [(at, 0, cut, "number"), (at, cut, len(text), "text")]
        bits.append(text[cut:])
    return bits, number, pieces


def _cells(row: TableRow, roles: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
    """The cells of each role as (place, text), one merged over several columns once."""
    found: dict[str, list[tuple[int, str]]] = {
        "number": [], "title": [], "text": [], "period": [], "section": []
    }  # fmt: skip
    seen: dict[str, set[str]] = {role: set() for role in found}
    for at, (role, cell) in enumerate(zip(roles, row.cells, strict=False)):
        said = cell.strip()
        if role not in found or said in NOTHING:
            continue
        if role == "period" or said not in seen[role]:
            seen[role].add(said)
            found[role].append((at, said))
    return found


def _number(cells: Sequence[tuple[int, str]]) -> int:
    """The number of a row: 1, 1.0, 1., （一）; 0 without one."""
    if not cells:
        return 0
    said = re.sub(r"(?<=\d)\.0+$", "", cells[0][1])
    found = number_of(f"{said}.") if said.isdigit() else number_of(said) or number_of(f"{said}、")
    return found.value if found else 0


def _joined(roles: Sequence[str], cells: Sequence[str], names: Sequence[str]) -> NamedUnits:
    """The units and the deadline of a row; two deadlines stand side by side."""
    found: dict[str, NamedUnits] = {}
    days: dict[str, None] = {}
    for at, (role, cell) in enumerate(zip(roles, cells, strict=False)):
        if role in UNITS:
            key = f"{role}:{cell}"
            if key not in found:
                people, bare = people_in(cell) if at < len(names) and with_people(names[at]) else ((), cell)
                units = units_of(role, bare)  # type: ignore[arg-type]  # one of the roles
                found[key] = replace(units, aside=(*units.aside, *((each, PERSON) for each in people)))
        elif role == "deadline" and cell.strip() not in NOTHING:
            days[units_of("deadline", cell).deadline] = None
    marked = {
        name_in(name): cell.strip() for role, name, cell in zip(roles, names, cells, strict=False) if role == TICK
    }
    units = ticked(marked)
    for each in found.values():
        units = units.joined(each)
    return replace(units, deadline="；".join(filter(None, days))) if days else units


def _inline(
    row: TableRow, roles: Sequence[str], text: str, units: NamedUnits, heads: Sequence[str]
) -> list[InlineUnits]:
    """The units and days of single requirements: of rows that were joined, or of numbered lines in the cells."""
    if row.parts:
        found = []
        at = 0
        own = NamedUnits()
        for cells in row.parts:
            said = _joined(roles, cells, heads)
            own = said if not said.is_empty or said.deadline else own
            words = next((cells[i].strip() for i, role in enumerate(roles) if role == "text" and i < len(cells)), "")
            place = text.find(words, at)
            if words and place >= 0 and text[place + len(words) :][:1] in {"", "\n"}:
                since, at = at, place + len(words)
                owing, day = _owing(own, units), own.deadline if own.deadline != units.deadline else ""
                found.append(InlineUnits(since=since, start=at, end=at, names=owing, deadline=day))
        return found
    items = [match.start() for match in _ITEM.finditer(text)]
    if len(items) < 2:
        return []
    ends = [len(text[:end].rstrip()) for end in (*items[1:], len(text))]
    days = _lines_of(row, roles, {"deadline"}, len(items))
    names = _lines_of(row, roles, {"lead"}, len(items)) or _lines_of(row, roles, {"responsible"}, len(items))
    if not days and not names:
        return []
    return [
        InlineUnits(
            since=ends[i - 1] if i else 0,
            start=end,
            end=end,
            names=_owing(units_of("responsible", names[i]), units) if names else (),
            deadline=units_of("deadline", days[i]).deadline if days else units.deadline,
        )
        for i, end in enumerate(ends)
    ]


def _apart(bits: Sequence[str], lent: str = "") -> list[InlineUnits]:
    """What stands in two cells is never one sentence; those without a day of their own go by the one that is `lent`."""
    found = []
    at = 0
    for bit in bits if lent else bits[:-1]:
        end = at + len(bit)
        found.append(InlineUnits(since=at, start=end, end=end, names=(), deadline="" if lent in bit else lent))
        at = end + 1
    return found


def _lent(bits: Sequence[str]) -> str:
    """The day in the one of several cells that says by when it is done; "" where another has a day or rhythm too."""
    found = [(bit, [each.text for each in find_phrases(bit) if each.kind == "date"]) for bit in bits]
    dated = [(bit, days) for bit, days in found if days]
    if len(bits) < 2 or len(dated) != 1 or len(dated[0][1]) != 1:
        return ""
    bit, days = dated[0]
    return days[0] if len(bit) <= _GOAL and _DONE.search(bit) and days[0] in bit else ""


def _owing(own: NamedUnits, of_task: NamedUnits) -> tuple[str, ...]:
    """Who owes one requirement; empty where they are those of the whole task."""
    names = own.lead or own.responsible or own.cooperating
    return () if names == (of_task.lead or of_task.responsible) else names


def _lines_of(row: TableRow, roles: Sequence[str], wanted: set[str], count: int) -> list[str]:
    """The lines of a cell where it has one for each requirement: numbered alike, or days as many."""
    for role, cell in zip(roles, row.cells, strict=False):
        if role not in wanted:
            continue
        starts = [match.start() for match in _ITEM.finditer(cell)]
        if len(starts) == count:
            return [cell[a:b].strip(" \n\u3000；;、，") for a, b in zip(starts, [*starts[1:], len(cell)], strict=True)]
        lines = [line.strip() for line in cell.split("\n") if line.strip()]
        if role == "deadline" and len(lines) == count:
            return lines
    return []


def _with_periods(
    text: str,
    inline: list[InlineUnits],
    periods: Sequence[tuple[int, str]],
    names: Sequence[str],
    units: NamedUnits,
) -> tuple[str, list[InlineUnits], tuple[str, ...]]:
    """The text with what the columns of periods say, each due by the period its head names."""
    found, same = list(inline), list[str]()
    if periods and text and (not found or found[-1].end < len(text)):
        since = found[-1].end if found else 0
        found.append(InlineUnits(since=since, start=len(text), end=len(text), names=(), deadline=units.deadline))
    before: Mapping[int, str] = {}
    for at, said in periods:
        deadline = period_of(names[at].rpartition("·")[2]) or period_of(names[at])
        if before.get(at - 1) == said:  # merged over the columns, or the same again
            found[-1] = replace(found[-1], deadline=deadline)
            same.append(names[at])
        else:
            since = len(text)
            text = f"{text}\n{said}" if text else said
            found.append(InlineUnits(since=since, start=len(text), end=len(text), names=(), deadline=deadline))
        before = {at: said}
    return text, found, tuple(same)


def _titled(title: str, text: str, inline: list[InlineUnits]) -> tuple[str, str, list[InlineUnits], bool]:
    """A row without a title gets one from its text, which keeps what has figures or days."""
    if title:
        return title, text, inline, False
    found = title_in(text, more=False)
    start = len(text) - len(text[found.start :].lstrip())
    if found.guessed or start >= len(text) or find_phrases(text[:start]):
        return found.title, text, inline, found.guessed
    moved = [
        replace(each, since=max(each.since - start, 0), start=max(each.start - start, 0), end=max(each.end - start, 0))
        for each in inline
    ]
    return found.title, text[start:], moved, False
