"""Which duty each filled row of a form that came back is about: by its key, else by what it says, else a fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import owners_of
from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.forms.columns import KEY
from spt_fazhi.forms.form import RowKey, row_key
from spt_fazhi.forms.heads import RowFound, SheetFound, head_of_column, is_filled
from spt_fazhi.forms.hidden import FormHead
from spt_fazhi.forms.told.fits import TITLES, another_told, periods_told
from spt_fazhi.forms.told.grey import changed_since, marks_in
from spt_fazhi.forms.told.subjects import Subjects, subject_typed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Unit
from spt_fazhi.text.as_typed import narrow, period_typed
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import period_text

_SHOWN: Final = 5
_NUMBERS: Final[dict[str, str]] = {
    "evidence": "事项的编号，如 6.1", "progress": "任务的编号，如 6", "rectify": "问题的编号，如 k7q2.1",
}  # fmt: skip
SUBJECT: Final[dict[str, str]] = {"evidence": "obligation", "progress": "task", "rectify": "finding"}
"""The column that says what a row is about."""


@frozen
class RowFault:
    """What is wrong with a cell of a row, or with the row. `column` is the key of the column, "" for none."""

    row: RowFound | None
    column: str
    message: str
    hint: str
    place: str


def fault_at(row: RowFound, column: str, message: str, hint: str = "") -> RowFault:
    """A fault of one cell."""
    return RowFault(row=row, column=column, message=message, hint=hint, place=row.place_of(column))


@frozen
class Answer:
    """A filled row and what it is about. `key` has slot 0 where the row has none of its own: one more was written in.

    It is about an obligation of a task, a task alone, or a finding alone. `periods` are those that it may be for where
    its day has to tell: its period is "" then, or the first of them.
    """

    row: RowFound
    key: RowKey
    unit: Unit
    obligation: Obligation | None = None
    task: Task | None = None
    finding: Found | None = None
    periods: tuple[str, ...] = ()


@frozen
class Reading:
    """What the rows of a form say: the answers, what is wrong, and what the clerk should know."""

    answers: tuple[Answer, ...]
    faults: tuple[RowFault, ...]
    notices: tuple[str, ...]


class FormReader:
    """Reads the sheets of one form: of the desk `unit`, that asked for `head`'s rows (None: nobody knows which)."""

    def __init__(self, register: Register, directory: Directory, unit: Unit, head: FormHead | None) -> None:
        """Index the plan."""
        self._directory = directory
        self._unit = unit
        self._head = head
        self._year = register.info.year
        self._plan = Subjects(register)
        self._asked = frozenset(head.keys) if head else frozenset()
        self._around = self._asked
        """The keys of the form's rows; as its hidden column has them, where nobody knows what was asked."""

    def read(self, sheets: Iterable[SheetFound]) -> Reading:
        """Every filled row of the sheets in which something is asked."""
        answers: list[Answer] = []
        faults: list[RowFault] = []
        changed: list[str] = []
        added: list[str] = []
        sheets = tuple(sheets)
        if self._head is None:
            keys = (row_key(row.text(KEY)) for sheet in sheets if sheet.name != "returned" for row in sheet.rows)
            self._around = frozenset(key for key in keys if key is not None)
        for sheet in sheets:
            if sheet.name == "returned":
                continue
            filled = [row for row in sheet.rows if is_filled(row)]
            added += [f"“{one_line(each, 20)}”" for each in sheet.others]
            wrong = list(self._wrong_columns(sheet)) if filled else []
            faults += wrong
            for row in filled if not wrong else ():
                found = self._answer(row)
                if isinstance(found, RowFault):
                    faults.append(found)
                else:
                    answers.append(found)
                    changed += self._changed(found)
        told = (f"灰色的格子改过，没有采用：{_some(changed)}",) if changed else ()
        more = (f"加出来的列没有读：{_some(added)}",) if added else ()
        return Reading(answers=tuple(answers), faults=tuple(faults), notices=told + more)

    def _wrong_columns(self, sheet: SheetFound) -> Iterator[RowFault]:
        place = sheet.heads_at
        for key in sheet.twice:
            head = head_of_column(sheet.name, key)
            yield RowFault(row=None, column="", message=f"有不止一列叫“{head}”", hint="请只留一列", place=place)
        missing = [key for key in sheet.missing if key != SUBJECT[sheet.name] or KEY not in sheet.columns]
        if missing:
            names = "、".join(f"“{head_of_column(sheet.name, key)}”" for key in missing)
            yield RowFault(
                row=None,
                column="",
                message=f"缺少{names}这一列",
                hint="请不要删去列；从原来的表里补上再发",
                place=place,
            )

    def _answer(self, row: RowFound) -> Answer | RowFault:
        text = row.text(KEY)
        if text:
            return self._by_key(row, text)
        return self._by_words(row)

    def _by_key(self, row: RowFound, text: str) -> Answer | RowFault:
        key = row_key(text)
        subject = SUBJECT[row.sheet]
        unit = self._directory.by_code(key.code) if key is not None else None
        if key is None or unit is None or key.sheet != row.sheet:
            hint = "请从原来的表里把这一行的编号（隐藏的那一列）抄回来，或清空它"
            return fault_at(row, KEY, f"这一行的编号“{one_line(text, 30)}”被改动过", hint)
        if not self._is_ours(unit):  # whatever the hidden page says: anybody can work out an id
            message = f"这一行是“{unit.name}”的，不能写在“{self._unit.name}”的表里"
            return fault_at(row, subject, message, f"请删去这一行；“{unit.name}”的情况由它自己的表报送")
        if self._head is not None and key not in self._asked:
            message = f"这张表没有问过这一行（{one_line(text, 30)}）：编号改过，或是从别的表里粘贴来的"
            return fault_at(row, subject, message, "请写在表里问到的那一行；表里没有的，用 fazhi record 录入")
        return self._contradiction(row, key, unit) or self._made(row, key, unit)

    def _is_ours(self, unit: Unit) -> bool:
        return unit == self._unit or self._directory.canonical(unit.acts_through) == self._unit.name

    def _contradiction(self, row: RowFound, key: RowKey, unit: Unit) -> RowFault | None:
        """A row whose visible words are of another: sorted or pasted without the hidden column."""
        column = SUBJECT[row.sheet]
        cell = row.cells.get(column)
        said = subject_typed(row.sheet, cell.text) if cell is not None and cell.text else key.about
        same = said in {key.about, key.subject} or (cell is not None and cell.is_number and f"{said}0" == key.about)
        other = self._named(row.text("unit")) or unit
        period = self._period(row) if row.sheet == "progress" and row.text("period") else key.period
        moved = row.sheet != "progress" and another_told(row, key, self._around, self._plan)
        if same and other == unit and period in {key.period, None} and not moved:
            return None
        wrong = column if not same else "unit" if other != unit else TITLES[row.sheet] if moved else "period"
        own = " ".join(filter(None, (key.about, unit.name, key.period and period_text(key.period))))
        message = f"这一行的编号是“{own}”的，写的却是“{one_line(row.text(wrong), 30)}”"
        return fault_at(row, wrong, message, "排序或粘贴时可能漏了隐藏的编号列：请从原来的表里抄回来")

    def _by_words(self, row: RowFound) -> Answer | RowFault:
        """A row without a key: by its unit and number (and period), among what was asked."""
        column = SUBJECT[row.sheet]
        subject = subject_typed(row.sheet, row.text(column))
        if not subject:
            return fault_at(row, column, "看不出这一行报的是哪一项", f"请写{_NUMBERS[row.sheet]}；多写的请删去")
        cell = row.cells[column]
        if cell.is_number and self._plan.has_number(row.sheet, f"{subject}0"):
            message = f"“{subject}”在表里是数字，分不清是 {subject} 还是 {subject}0"
            return fault_at(row, column, message, "请把这一格的格式改成文本再写")
        asked = {key._replace(slot=0) for key in self._candidates(row) if subject in {key.about, key.subject}}
        unit = self._unit_of_words(row, {key.code for key in asked})
        if isinstance(unit, RowFault):
            return unit
        own = sorted(key for key in asked if key.code == unit.code)
        if not own:
            message = f"这张表没有向“{unit.name}”问过 {one_line(subject, 12)}"
            return fault_at(row, column, message, "请核对编号；表里没有的，用 fazhi record 录入")
        return self._of_words(row, own, unit)

    def _of_words(self, row: RowFound, own: Sequence[RowKey], unit: Unit) -> Answer | RowFault:
        """A row without a key, of the unit that may mean these."""
        if row.sheet == "progress":
            return self._account_of_words(row, own, unit)
        if row.sheet == "evidence":
            said = periods_told(row, own[0].subject, own)
            periods = tuple(key.period for key in own if key.period) if len(said) != 1 else ()
            return self._made(row, own[0]._replace(period=min(said)) if said else own[0], unit, periods)
        if len({key.subject for key in own}) == 1:
            return self._made(row, own[0], unit)
        names = "、".join(key.subject for key in own)
        return fault_at(row, SUBJECT[row.sheet], f"编号是 {own[0].about} 的问题不止一个", f"请写全：{names}")

    def _account_of_words(self, row: RowFound, own: Sequence[RowKey], unit: Unit) -> Answer | RowFault:
        """A row of progress without a key: of the period it says, or the only one that was asked."""
        periods = [key.period for key in own if key.period]
        period = self._period(row) or (periods[0] if len(periods) == 1 and not row.text("period") else "")
        key = next((each for each in own if each.period == period), None)
        if key is None or not period:
            hint = f"请写期间：{'、'.join(periods)}" if periods else "请写期间，如 上半年"
            return fault_at(row, "period", "看不出是哪一期的，或不是这张表问的", hint)
        return self._made(row, key, unit)

    def _unit_of_words(self, row: RowFound, codes: Collection[str]) -> Unit | RowFault:
        """The unit that a row without a key names; where it names none the desk, or the only one that was asked."""
        name = row.text("unit")
        unit = self._named(name) if name else self._unit
        if unit is None:
            return fault_at(row, "unit", f"单位名单里没有“{one_line(name, 30)}”", "请照表里的写法写单位名称")
        if not name and unit.code not in codes and len(codes) == 1:
            unit = self._directory.by_code(next(iter(codes))) or unit
        return unit

    def _named(self, text: str) -> Unit | None:
        """The unit of a name as a form has it, with a mark behind it or without."""
        for name in (text, narrow(text), re.sub(r"\([^()]*\)$", "", narrow(text))):
            if (unit := self._directory.unit(name)) is not None:
                return unit
        return None

    def _candidates(self, row: RowFound) -> Iterator[RowKey]:
        """What a row may be about: what was asked, or where nobody knows that, what the unit may owe."""
        if self._head is not None:
            yield from (key for key in self._asked if key.sheet == row.sheet)
            return
        ours = [unit for unit in self._directory.units if self._is_ours(unit)]
        if row.sheet == "progress":
            period = self._period(row) or ""
            yield from (RowKey(id_, unit.code, period, 0) for id_ in self._plan.tasks for unit in ours)
            return
        if row.sheet == "rectify":
            found = ((id_, unit) for id_ in self._plan.findings for unit in ours if self._bears(id_, unit))
            yield from (RowKey(id_, unit.code, "", 0) for id_, unit in found)
            return
        for id_, about in self._plan.obligations.items():
            assert about.obligation and about.task, "an obligation of a task"  # noqa: S101, PT018 - a defect
            owners = owners_of(about.obligation, about.task, self._directory)
            yield from (RowKey(id_, unit.code, "", 0) for unit in ours if unit.name in owners)

    def _bears(self, finding: str, unit: Unit) -> bool:
        """Whether a finding is a unit's, or may have come to it from one that has ended."""
        found = self._plan.findings[finding].finding
        name = self._directory.canonical(found.finding.unit) if found else None
        return name is not None and unit.name in {name, self._directory.bearer(name, date.max)}

    def _period(self, row: RowFound) -> str | None:
        """The period a row of progress says it is for; None where it says none that can be read."""
        try:
            return period_typed(row.text("period"), self._year)
        except ValueError:
            return None

    def _made(self, row: RowFound, key: RowKey, unit: Unit, periods: tuple[str, ...] = ()) -> Answer | RowFault:
        about = self._plan.of(key)
        if about is not None:
            return Answer(row=row, key=key, unit=unit, periods=periods, **about._asdict())
        where = "data/inspections/" if row.sheet == "rectify" else "data/tasks.yaml"
        message = f"台账里已经没有 {key.about} 了"
        return fault_at(row, SUBJECT[row.sheet], message, f"发表以后台账改过：请核对 {where}")

    def _changed(self, answer: Answer) -> Iterator[str]:
        """The cells filled in that do not say any more what they said, or in an older form what the plan says."""
        marks = marks_in(self._head.told.get(answer.key, "")) if self._head is not None else None
        if marks is not None:
            yield from map(answer.row.place_of, changed_since(answer.row, marks))
            return
        for key, plan in self._plan.told(answer.key).items() if answer.key.slot == 1 else ():
            said = _bare(answer.row.text(key)).removesuffix("…")
            if said and not any(_bare(each) in said or said in _bare(each) for each in plan if each):
                yield answer.row.place_of(key)


def _some(names: Sequence[str]) -> str:
    return f"{'、'.join(names[:_SHOWN])}{f'等 {len(names)} 处' if len(names) > _SHOWN else ''}"


def _bare(text: str) -> str:
    return "".join(narrow(text).split())


def each_once(faults: Iterable[RowFault]) -> tuple[RowFault, ...]:
    """Faults, each once, in their order."""
    return tuple({(each.place, each.message): each for each in faults}.values())
