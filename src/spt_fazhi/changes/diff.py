"""`changes(old, new)`: what differs between two registers, typed, down to the field."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

from spt_fazhi.changes.values import Action, Change, FieldChange, Side, Spot, Subject
from spt_fazhi.engine.entries.matching import Matching
from spt_fazhi.model.entries.decision import Redact, Return
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Evidence, Progress, Record, Rectify, Void
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.model.problem import Where
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.model.unit import Group, Unit

_WRITTEN = {"except_": "except", "from_": "from"}
"""Attributes whose key in the file is another word."""


@frozen
class _Item:
    """One thing on one side: what it is called, its value, and where it stands.

    `known_by` is what tells it from the others, where that is not what it is called.
    """

    key: str
    value: Any
    file: str
    where: Where = ()
    inside: str = ""
    known_by: str = ""


def changes(old: Register, new: Register) -> tuple[Change, ...]:
    """Everything that differs: the plan, then units, then entries of each kind, all in the order of their files.

    A record's own withdrawal is not among them (it is an added record or decision): see `withdrawals`.
    """
    found: list[Change] = []
    for subject, items in _LISTS:
        left_out = frozenset({"obligations"}) if subject == "task" else frozenset()
        found += _compare(subject, list(items(old)), list(items(new)), left_out)
    entries: tuple[tuple[Subject, Sequence[Entry[Any]], Sequence[Entry[Any]]], ...] = (
        ("record", old.records, new.records),
        ("decision", old.decisions, new.decisions),
        ("inspection", old.inspections, new.inspections),
        ("issued", old.issued, new.issued),
    )
    for subject, was, now in entries:
        found += _compare(subject, _unshared(was, now), _unshared(now, was), frozenset())
    return tuple(found)


def withdrawals(old: Matching, new: Matching) -> tuple[Change, ...]:
    """Records that stood and are now voided by their unit, returned by the bureau or let go, in order of id."""
    return tuple(
        Change(
            subject="record",
            action=_withdrawn(entry.value),
            key=record,
            spot=Spot(file=entry.file),
            by=entry.id,
        )
        for record, entry in sorted(new.withdrawn.items())
        if record not in old.withdrawn
    )


def without_redacted(found: Iterable[Change]) -> tuple[Change, ...]:
    """The same changes; of records that were let go as a whole nothing is told that stood in them."""
    known = tuple(found)
    gone = {each.key for each in known if each.action == "redacted"}
    return tuple(
        replace(each, old=_emptied(each.old), new=_emptied(each.new), fields=())
        if each.subject == "record" and each.key in gone and each.action != "redacted"
        else each
        for each in known
    )


_GONE = "（已去除）"


def _emptied(value: Record | None) -> Record | None:
    if isinstance(value, Evidence | Rectify):
        return replace(value, title=_GONE, detail=None, document=None, link=None, files=())
    if isinstance(value, Progress):
        return replace(value, done=_GONE, problems=None, next=None)
    return value if value is None else replace(value, reason=_GONE)


def _withdrawn(by: Void | Return | Redact) -> Action:
    if isinstance(by, Void):
        return "voided"
    return "returned" if isinstance(by, Return) else "redacted"


def _compare(
    subject: Subject, old: Sequence[_Item], new: Sequence[_Item], left_out: frozenset[str]
) -> Iterator[Change]:
    before, after = _by_key(old), _by_key(new)
    for key, item in after.items():
        was = before.get(key)
        if was is None:
            yield Change(
                subject=subject,
                action="added",
                key=item.key,
                spot=Spot(file=item.file, where=item.where),
                new=item.value,
            )
        elif was.inside != item.inside or (was.value is not item.value and was.value != item.value):
            fields = tuple(_fields(was, item, left_out))
            if fields:
                spot = fields[0].spot
                yield Change(
                    subject=subject,
                    action="modified",
                    key=item.key,
                    spot=spot,
                    old=was.value,
                    new=item.value,
                    fields=fields,
                )
    for key, item in before.items():
        if key not in after:
            yield Change(
                subject=subject,
                action="deleted",
                key=item.key,
                spot=Spot(file=item.file, where=item.where, side="old"),
                old=item.value,
            )


def _by_key(items: Iterable[_Item]) -> dict[Hashable, _Item]:
    """The items by key; a key written twice (a fault `check` reports) is told apart by its number."""
    found: dict[Hashable, _Item] = {}
    for item in items:
        name = item.known_by or item.key
        key: Hashable = name
        number = 1
        while key in found:
            number += 1
            key = (name, number)
        found[key] = item
    return found


def _fields(was: _Item, item: _Item, left_out: frozenset[str]) -> Iterator[FieldChange]:
    if type(was.value) is not type(item.value):
        yield FieldChange(
            name="kind", old=was.value, new=item.value, spot=Spot(file=item.file, where=(*item.where, "kind"))
        )
        return
    if was.inside != item.inside:
        yield FieldChange(name="task", old=was.inside, new=item.inside, spot=Spot(file=item.file, where=item.where))
    for field in dataclasses.fields(item.value):
        if field.name not in left_out:
            old, new = getattr(was.value, field.name), getattr(item.value, field.name)
            yield from _values((_WRITTEN.get(field.name, field.name),), old, new, was, item)


def _values(path: Where, old: Any, new: Any, was: _Item, item: _Item) -> Iterator[FieldChange]:
    """The difference of one field: of its own fields where both are the same kind of value.

    Of the figures of what was issued only those that differ.
    """
    if old == new:
        return
    if dataclasses.is_dataclass(old) and type(old) is type(new):
        for field in dataclasses.fields(old):
            inside = (*path, _WRITTEN.get(field.name, field.name))
            yield from _values(inside, getattr(old, field.name), getattr(new, field.name), was, item)
        return
    if path == ("findings",) and isinstance(item.value, Inspection):
        yield from _findings(old, new, was, item)
        return
    if path == ("figures",) and isinstance(item.value, Issued):
        old, new = (tuple(each for each in one if each not in other) for one, other in ((old, new), (new, old)))
    side: Side = "old" if new is None or new == () else "new"
    place = was if side == "old" else item
    yield FieldChange(
        name=".".join(map(str, path)),
        old=old,
        new=new,
        spot=Spot(file=place.file, where=(*place.where, *path), side=side),
    )


def _findings(old: Sequence[Finding], new: Sequence[Finding], was: _Item, item: _Item) -> Iterator[FieldChange]:
    """The findings of an inspection that differ, each by its number and down to the field: `findings.1.due`."""
    before, after = ({each.id: (at, each) for at, each in enumerate(side)} for side in (old, new))
    for number in sorted(before.keys() | after.keys()):
        if number not in after or number not in before:
            at, found = after.get(number) or before[number]
            gone = number not in after
            side: Side = "old" if gone else "new"
            yield FieldChange(
                name=f"findings.{number}",
                old=found if gone else None,
                new=None if gone else found,
                spot=Spot(file=(was if gone else item).file, where=("findings", at), side=side),
            )
            continue
        (_, one), (at, other) = before[number], after[number]
        for field in dataclasses.fields(Finding):
            values = getattr(one, field.name), getattr(other, field.name)
            if values[0] != values[1]:
                spot = Spot(file=item.file, where=("findings", at, field.name))
                yield FieldChange(name=f"findings.{number}.{field.name}", old=values[0], new=values[1], spot=spot)


def _places(places: tuple[int, ...], count: int) -> Sequence[int]:
    return places if len(places) == count else range(count)


def _register(register: Register) -> Iterator[_Item]:
    if register.info.title:  # else it stands for a plan that is not there
        yield _Item(key="register", value=register.info, file=TASKS_FILE, where=("register",))


def _sections(register: Register) -> Iterator[_Item]:
    places = _places(register.place.sections, len(register.sections))
    for index, section in zip(places, register.sections, strict=True):
        yield _Item(key=section.id, value=section, file=TASKS_FILE, where=("sections", index))


def _tasks(register: Register) -> Iterator[_Item]:
    for index, task in zip(_places(register.place.tasks, len(register.tasks)), register.tasks, strict=True):
        yield _Item(key=str(task.id), value=task, file=TASKS_FILE, where=("tasks", index))


def _obligations(register: Register) -> Iterator[_Item]:
    for task in _tasks(register):
        for index, obligation in enumerate(task.value.obligations):
            yield _Item(
                key=obligation.id,
                value=obligation,
                file=TASKS_FILE,
                where=(*task.where, "obligations", index),
                inside=task.key,
            )


def placed_units(register: Register) -> Iterator[tuple[Unit, Where]]:
    """The units with their places in units.yaml."""
    for index, unit in zip(_places(register.place.units, len(register.units)), register.units, strict=True):
        yield unit, ("units", index)


def placed_groups(register: Register) -> Iterator[tuple[Group, Where]]:
    """The groups with their places in units.yaml."""
    for index, group in zip(_places(register.place.groups, len(register.groups)), register.groups, strict=True):
        yield group, ("groups", index)


def _units(register: Register) -> Iterator[_Item]:
    for unit, where in placed_units(register):
        yield _Item(key=unit.name, value=unit, file=UNITS_FILE, where=where, known_by=unit.code)


def _groups(register: Register) -> Iterator[_Item]:
    for group, where in placed_groups(register):
        yield _Item(key=group.name, value=group, file=UNITS_FILE, where=where)


def _entries(entries: Iterable[Entry[Any]]) -> list[_Item]:
    return [_Item(key=entry.id, value=entry.value, file=entry.file) for entry in entries]


def _unshared(one: Iterable[Entry[Any]], other: Iterable[Entry[Any]]) -> list[_Item]:
    """The entries of `one` less those that are the very same objects in `other`: nothing about them can differ."""
    shared = set(map(id, other))
    return _entries(entry for entry in one if id(entry) not in shared)


_LISTS: tuple[tuple[Subject, Any], ...] = (
    ("register", _register),
    ("section", _sections),
    ("task", _tasks),
    ("obligation", _obligations),
    ("unit", _units),
    ("group", _groups),
)
