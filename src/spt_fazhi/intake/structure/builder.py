"""What the reading of a document gathers: sections, tasks, pieces, what is left out, what should be looked at."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from spt_fazhi.intake.obligations.who.inline import InlineUnits
from spt_fazhi.intake.structure.head.page import is_of_the_page
from spt_fazhi.intake.structure.inline_units import read_inline, with_title
from spt_fazhi.intake.structure.naming.lead_rules import LeadRule, rule_in
from spt_fazhi.intake.structure.naming.leads import Leads, Led
from spt_fazhi.intake.structure.outlining.nodes import Node, Segment
from spt_fazhi.intake.structure.subjects import subjects_in, units_before
from spt_fazhi.intake.structure.unit_lists import NamedUnits
from spt_fazhi.intake.structure.values import LeftOut, ParsedSection, ParsedTask, Piece, Remark, Role
from spt_fazhi.model.frozen import replace
from spt_fazhi.text.plain import plain

UNUSUAL: Final = "不像常见的单位名称，已先作单位"
"""What is said of a name that was taken for a unit's."""
_CHINESE: Final = "一二三四五六七八九十"


class Parts:
    """A draft in the making. `rules` say who leads a task whose units do not."""

    def __init__(self, rules: Sequence[LeadRule] = ()) -> None:
        """Begin with nothing."""
        self.leads = Leads(rules)
        self.sections: list[ParsedSection] = []
        self.tasks: list[ParsedTask] = []
        self.left_out: list[LeftOut] = []
        self.remarks: list[Remark] = []
        self.pieces: list[Piece] = []
        self.known_lines: dict[int, Role] = {}
        self.is_numbered = True  # whether any task has a number
        self.is_outside = False  # whether the tasks that come are beside the sections, not in the last of them
        self._names: dict[str, int] = {}  # the ids of sections, with how often each number was written

    def remark(self, line: int, message: str, hint: str = "") -> None:
        """Something to look at."""
        self.remarks.append(Remark(line=line, message=message, hint=hint))

    def piece(self, segment: Segment, start: int, end: int, role: Role) -> None:
        """What became of a stretch of a segment."""
        if end > start:
            self.pieces.append(Piece(segment.line, segment.offset + start, segment.offset + end, role))

    def leave(self, segment: Segment, reason: str) -> None:
        """Leave a whole paragraph out, unless it is the issuer, the day or the document's own number."""
        role = self.known_lines.get(segment.line)
        if role is not None:
            self.piece(segment, 0, len(segment.text), role)
            return
        start, end = _rule_span(segment.text)
        self.leave_text(segment, 0, start, reason)
        self.piece(segment, start, end, "units")
        self.leave_text(segment, end, len(segment.text), reason)

    def leave_text(self, segment: Segment, start: int, end: int, reason: str) -> None:
        """Leave a stretch of a paragraph out."""
        if segment.text[start:end].strip():
            self.left_out.append(LeftOut(line=segment.line, text=segment.text[start:end].strip(), reason=reason))
        self.piece(segment, start, end, "left-out")

    def leave_node(self, node: Node, reason: str) -> None:
        """Leave a numbered paragraph and the plain ones after it out."""
        for segment in (node.segment, *node.texts, *node.unit_lines, *node.after):
            self.leave(segment, "网页或文件附带的文字" if is_of_the_page(segment.text) else reason)

    def begin_section(self, written: str, title: str, line: int) -> None:
        """A part of the plan begins."""
        name = written or _numeral(len(self.sections) + 1)
        if name in self._names:
            self.remark(line, f"部分的编号 {name} 重复", "请核对")
            number = self._names[name] + 1
            while f"{name}-{number}" in self._names:
                number += 1
            self._names[name] = number
            name = f"{name}-{number}"
        self._names[name] = 1
        if not plain(title).strip():
            self.remark(line, "这个部分没有标题", "请对照原件补写")
        self.sections.append(ParsedSection(id=name, title=title, line=line))

    def add_task(  # noqa: PLR0913  # what a task consists of
        self,
        number: int,
        title: str,
        text: str,
        units: NamedUnits,
        line: int,
        *,
        inline: Sequence[InlineUnits] | None = None,
    ) -> None:
        """A task, in the section that began last; `number` is 0 when it has none.

        `inline` of a table's row are the stretches its cells make; the units of its columns are those of all of it.
        """
        inside = read_inline(text, with_title(title, units), inline or (), whole=inline is not None)
        units = inside.units
        if not (title.strip() or text.strip()):
            self.remark(line, "这里只有编号或单位，没有任务的文字", "请对照原件补写，或删去这条")
        for words in inside.unread:
            self.remark(line, f"“{words}”像是写了单位，没有读懂", "是单位的话请补进 lead 或 responsible")
        if units.is_empty and not inside.unread:
            units = self._subjects(title, text, units, line)
        led = self.leads.of(Led(units.lead, units.responsible, units.cooperating), units.rule, line)
        if led.said:
            self.remark(line, led.said, "请核对牵头单位和责任单位")
        self._doubts(units, line)
        section = self.sections[-1].id if self.sections and not self.is_outside else ""
        self.tasks.append(
            ParsedTask(
                id=number,
                section=section,
                title=title,
                text=text,
                lead=led.lead,
                responsible=led.responsible,
                cooperating=led.cooperating,
                deadline=units.deadline,
                line=line,
                inline=inside.inline,
            )
        )

    def _subjects(self, title: str, text: str, units: NamedUnits, line: int) -> NamedUnits:
        """The units that only the sentences of a task name, where nothing else does: with a question."""
        found = subjects_in(f"{title}。\n{text}" if title not in text else text)
        if found.is_empty and (title not in text or text.startswith((f"{title}：", f"{title}:"))):
            found = units_before(title)
        if found.is_empty:
            return units
        words = "、".join(dict.fromkeys(found.names))
        self.remark(line, f"单位没有单独写，“{words}”是从句子里读出来的", "请核对牵头单位和责任单位")
        lead = frozenset(found.lead)
        responsible = tuple(each for each in found.responsible if each not in lead)
        return units.joined(replace(found, responsible=responsible, deadline=""))

    def _doubts(self, units: NamedUnits, line: int) -> None:
        """What of a task's units is not kept, and what a person is asked about."""
        self.left_out += [LeftOut(line=line, text=words, reason=reason) for words, reason in units.aside]
        for words in units.kept:
            self.remark(line, f"写单位的地方有没有读懂的文字“{words}”", "是单位的话请补进 lead 或 responsible")
        for words in units.doubtful:
            self.remark(line, f"“{words}”{UNUSUAL}", "请核对")
        for words in units.more:
            self.remark(line, f"单位后面还写了“{words}”，没有列明", "请把其余单位补进 responsible")

    def numbered(self, title: str) -> tuple[tuple[ParsedSection, ...], tuple[ParsedTask, ...]]:
        """Sections and tasks; tasks keep their numbers where those go up through the whole document."""
        numbers = [task.id for task in self.tasks if task.id]
        rising = all(first < second for first, second in zip([0, *numbers], numbers, strict=False))
        if numbers and rising:
            following = itertools.count(numbers[-1] + 1)
            self.tasks = [task if task.id else replace(task, id=next(following)) for task in self.tasks]
        elif self.tasks:
            if len(set(numbers)) < len(numbers):
                self.remark(self.tasks[0].line, "任务的编号在各部分里重新开始，已从 1 起连续编号", "")
            elif not numbers:
                self.remark(self.tasks[0].line, "任务没有编号，已从 1 起连续编号", "")
            self.tasks = [replace(task, id=index) for index, task in enumerate(self.tasks, 1)]
        if any(not task.section for task in self.tasks):
            first = ParsedSection(
                id="一" if all(each.id != "一" for each in self.sections) else "〇", title=title or "工作任务", line=0
            )
            self.sections.insert(0, first)
            self.tasks = [task if task.section else replace(task, section=first.id) for task in self.tasks]
        used = {task.section for task in self.tasks}
        return tuple(each for each in self.sections if each.id in used), tuple(self.tasks)


def _rule_span(text: str) -> tuple[int, int]:
    """Where a rule for who leads stands in a paragraph, with the marks around it: it is used, not left out."""
    found = rule_in(text)
    if found is None:
        return 0, 0
    before = (
        len(re.sub(r"[\W_]+$", "", text[: found.start])) if not re.search(r"\w", text[: found.start]) else found.start
    )
    after = re.search(r"\w", text[found.end :])
    return before, found.end + after.start() if after else len(text)


def _numeral(number: int) -> str:
    if number >= 100:
        return f"{number}"
    if number <= 10:
        return _CHINESE[number - 1]
    tens, ones = divmod(number, 10)
    return f"{_CHINESE[tens - 1] if tens > 1 else ''}十{_CHINESE[ones - 1] if ones else ''}"
