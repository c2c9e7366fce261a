"""Tasks changed, added and taken out of a tasks.yaml that people edit: nothing else in it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.plan import Obligation, Section, Task, TasksFile
from spt_fazhi.model.problem import Where
from spt_fazhi.store.yaml.plan_writer import deadline_comment
from spt_fazhi.store.yaml.reader import YamlFault, read_tree
from spt_fazhi.store.yaml.spans import spans
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.text.yaml_text import names, scalar
from spt_fazhi.views.plan_lines import assumed_lines, target_text

_DASH: Final = "  "
_OBLIGATION_DASH: Final = "      "
_TASK_FIELDS: Final = ("title", "text", "lead", "responsible")
_FIELDS: Final = ("quote", "target", "due", "every", "due_day", "after", "start", "phrase")


@frozen
class PlanEdit:
    """What becomes of a plan. `after` are changed tasks by number, `gone` numbers of those to be taken out.

    `added` are the lines of new tasks with the tasks they make, `fresh` by task the lines of its new obligations.
    `source` and `also` are the documents from now on, `deadlines` by task what its `# 原文的时限：` said and says.
    """

    after: Mapping[int, Task]
    gone: frozenset[int]
    added: Sequence[tuple[Task, str]]
    fresh: Mapping[int, str]
    sections: Sequence[Section]
    source: str | None
    also: tuple[str, ...]
    deadlines: Mapping[int, tuple[str, str]]


def with_edit(text: str, edit: PlanEdit) -> str | None:
    """`text` with the edit made; None where it is written in a way that this cannot be done line by line."""
    try:
        before, _ = validate(TasksFile, read_tree(text), "")
        if before is None:
            return None
        made = _apply(text if text.endswith("\n") else f"{text}\n", before, edit)
        after, _ = validate(TasksFile, read_tree(made), "")
    except (YamlFault, KeyError):
        return None
    return made if after == _wanted(before, edit) else None


def _wanted(before: TasksFile, edit: PlanEdit) -> TasksFile:
    kept = [edit.after.get(task.id, task) for task in before.tasks if task.id not in edit.gone]
    return TasksFile(
        register=replace(before.register, source=edit.source, also=edit.also),
        sections=(*before.sections, *edit.sections),
        tasks=(*kept, *(task for task, _ in edit.added)),
    )


def _apply(text: str, before: TasksFile, edit: PlanEdit) -> str:
    splice = _Splice(text)
    _register(splice, before, edit)
    for index, task in enumerate(before.tasks):
        if task.id in edit.gone:
            splice.remove_item(("tasks", index))
        elif task.id in edit.after:
            _task(splice, ("tasks", index), task, edit.after[task.id])
            if task.id in edit.deadlines:
                old, new = edit.deadlines[task.id]
                splice.comment(("tasks", index), deadline_comment(old), deadline_comment(new))
            if edit.fresh.get(task.id):
                _fresh(splice, ("tasks", index), edit.fresh[task.id], listed=bool(task.obligations))
    if edit.added:
        lines = "\n" + "\n".join(lines for _, lines in edit.added).rstrip("\n") + "\n"
        splice.append(("tasks",), lines, len(_DASH))
    if edit.sections:
        splice.append(
            ("sections",),
            "".join(
                f"  - {{id: {scalar(each.id, in_flow=True)}, title: {scalar(each.title, in_flow=True)}}}\n"
                for each in edit.sections
            ),
            len(_DASH),
        )
    return splice.made()


def _register(splice: _Splice, before: TasksFile, edit: PlanEdit) -> None:
    info, where = before.register, ("register",)
    if edit.source != info.source and edit.source is not None:
        splice.put(where, "source", scalar(edit.source), "issued")
    if not edit.also and info.also:
        splice.drop((*where, "also"))
    elif edit.also != info.also:
        splice.put(where, "also", names(edit.also), "source" if info.source else "issued")


def _task(splice: _Splice, where: Where, old: Task, new: Task) -> None:
    for name in _TASK_FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            in_flow = splice.in_flow(where)
            written = scalar(after, in_flow=in_flow) if isinstance(after, str) else names(after)
            splice.put(where, name, written, "lead")
    for index, (one, other) in enumerate(zip(old.obligations, new.obligations, strict=False)):
        _obligation(splice, (*where, "obligations", index), one, other)


def _fresh(splice: _Splice, where: Where, lines: str, *, listed: bool) -> None:
    """New obligations, below those there are."""
    if listed:
        splice.append((*where, "obligations"), lines, len(_OBLIGATION_DASH))
    else:
        splice.below(where, f"    obligations:\n{lines}")


def _obligation(splice: _Splice, where: Where, old: Obligation, new: Obligation) -> None:
    for name in _FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if after is None:
            splice.drop((*where, name))
        else:
            splice.put(where, name, _written(name, after, in_flow=splice.in_flow(where)), "quote")
    if old.assumed != new.assumed:
        if old.assumed:
            splice.drop((*where, "assumed"))
        if new.assumed and splice.in_flow(where):
            inside = ", ".join(f"{each.field}: {scalar(each.reason, in_flow=True)}" for each in new.assumed)
            splice.insert((*where, "quote"), f"assumed: {{{inside}}}")
        elif new.assumed:
            splice.insert((*where, "quote"), "\n".join(assumed_lines(new.assumed, "")))


def _written(name: str, value: Any, *, in_flow: bool) -> str:
    if name == "target":
        return target_text(value)
    return scalar(value, in_flow=in_flow) if isinstance(value, str) else str(value)


class _Splice:
    """Changes to a text, by the places of its values; made all at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = spans(text)
        self._edits: list[tuple[int, int, str]] = []

    def made(self) -> str:
        """The text with every change made. Raises KeyError where two lie over each other."""
        parts, at = [], 0
        for begin, end, written in sorted(self._edits, key=lambda each: each[:2]):
            if begin < at and begin < end:
                raise KeyError(begin)
            parts += [self._text[at : max(begin, at)], written]  # what is added to a list may stand where its last went
            at = max(end, at)
        return "".join((*parts, self._text[at:]))

    def in_flow(self, where: Where) -> bool:
        """Whether a value is written in braces or brackets."""
        return self._text[self._places[where].begin] in "{["

    def put(self, where: Where, name: str, written: str, anchor: str) -> None:
        """Write a field: over its value, or after the field `anchor`."""
        place = (*where, name)
        if place in self._places:
            self._edits.append((*self._places[place][:2], written))
        else:
            self.insert((*where, anchor), f"{name}: {written}")

    def insert(self, anchor: Where, lines: str) -> None:
        """A further field after another one."""
        _, end, key = self._places[anchor]
        if self.in_flow(anchor[:-1]):
            self._edits.append((end, end, f", {lines}"))
            return
        indent = " " * (key - self._line_start(key))
        at = self._line_end(end)
        self._edits.append((at, at, f"{indent}{lines}\n".replace("\n", f"\n{indent}", lines.count("\n"))))

    def drop(self, where: Where) -> None:
        """Take a field out with its value."""
        _, end, key = self._places[where]
        if not self.in_flow(where[:-1]):
            self._edits.append((self._line_start(key), self._line_end(end), ""))
            return
        comma = self._text.rindex(",", 0, key)
        self._edits.append((comma, end, ""))

    def append(self, where: Where, lines: str, dash: int) -> None:
        """Further items of a list, whose dashes stand `dash` characters in; below its last one."""
        first = self._places.get((*where, 0))
        if first is not None:
            line = self._text[self._line_start(first.begin) : first.begin]
            column = len(line) - len(line.lstrip())
            lines = _shifted(lines, column - dash)
        self.below(where, lines)

    def below(self, where: Where, lines: str) -> None:
        """Lines below a value, and below the comments that belong to its last item."""
        begin, end, _ = self._places[where]
        line = self._text[self._line_start(begin) : begin]
        at = self._past_comments(self._line_end(end), len(line) - len(line.lstrip()))
        self._edits.append((at, at, lines))

    def comment(self, where: Where, old: str, new: str) -> None:
        """Write `new` over the comment line of a value that says `old` and nothing else; none there, none written."""
        begin, end, _ = self._places[where]
        at = self._text.find(f"{old}\n", begin, end)
        if old and new and at >= 0 and not self._text[self._line_start(at) : at].strip():
            self._edits.append((at, at + len(old), new))

    def remove_item(self, where: Where) -> None:
        """Take an item of a list out, with the comments that belong to it and the empty line below."""
        first, end, _ = self._places[where]
        begin = self._line_start(first)
        line = self._text[begin:first]
        at = self._past_comments(self._line_end(end), len(line) - len(line.lstrip()))
        if self._text[at : at + 1] == "\n":
            at += 1
        self._edits.append((begin, at, ""))

    def _past_comments(self, at: int, dash: int) -> int:
        """Past the comment lines from `at` on that are indented more than `dash`."""
        while at < len(self._text):
            end = self._line_end(at + 1)
            line = self._text[at:end]
            if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= dash:
                break
            at = end
        return at

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        """Just after the line break of the line that holds the character before `at`."""
        found = self._text.find("\n", max(at - 1, 0))
        return len(self._text) if found < 0 else found + 1


def _shifted(lines: str, by: int) -> str:
    """Lines moved to the right (or left) by so many spaces."""
    kept = (line for line in lines.splitlines(keepends=True))
    if by >= 0:
        return "".join(" " * by + line if line.strip() else line for line in kept)
    return "".join(line.removeprefix(" " * -by) if line.strip() else line for line in kept)
