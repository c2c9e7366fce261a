"""What is fuzzed of the register: the YAML reader, the entries, the plan, and the review of a branch.

A target raises for whatever a command would not say in one line, and for an answer that is not the same by another way:
YAML by PyYAML's own parser, states by the brute force of tests/builders/reference, a review by reading all of it. The
first byte of an input chooses how the others are read: as the file itself, or as edits (tests/fuzz/edits.py) of a sound one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final
from unittest import mock

import yaml
from tests.builders.memory_git import compare
from tests.builders.reference.world import World
from tests.fuzz.edits import edited, entries, made_text, workspace

from spt_fazhi.changes.review import Review
from spt_fazhi.changes.runner import all_rules as review_rules
from spt_fazhi.checks.runner import all_rules
from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import SUFFIX, TASKS_FILE, UNITS_FILE, kind_of
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Register
from spt_fazhi.render.review.json_document import review_json
from spt_fazhi.render.review.markdown import markdown
from spt_fazhi.services.check import check_workspace
from spt_fazhi.services.review import review as reviewing
from spt_fazhi.services.review.review import ReviewOptions, Sides, read_sides, review
from spt_fazhi.store.workspace.loader import Loaded, load
from spt_fazhi.store.workspace.memory import MemorySource
from spt_fazhi.store.workspace.reading import Memo
from spt_fazhi.store.yaml.marks import Marks
from spt_fazhi.store.yaml.plain import read_plain
from spt_fazhi.store.yaml.reader import YamlFault, decode, parse_tree, read_tree
from spt_fazhi.store.yaml.spans import spans
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.text.plain import dangerous
from spt_fazhi.text.yaml_text import entry_text
from spt_fazhi.views.json_document import status_json

all_rules(), review_rules()  # imported while the fuzzer looks: what is imported later, it does not see
Target = Callable[[bytes], None]
DAYS: Final = (date(2024, 3, 1), date(2024, 7, 15), date(2025, 1, 10))
_KNOWN: Final[Memo] = {}
"""What was read of files that no edit changed: filled once, then copied."""


# ---- YAML ------------------------------------------------------------------------------------------------------------


def yaml_(data: bytes) -> None:
    """A YAML file: as it is, made of pieces of YAML, or an entry with edits."""
    mode, rest = data[:1], data[1:]
    if mode == b"\1":
        rest = made_text(rest).encode("utf-8", "replace")
    elif mode not in {b"", b"\0"}:
        paths = entries()
        sound = workspace()[paths[rest[0] % len(paths)]] if rest else b""
        rest = edited(sound.decode(), rest[1:]).encode("utf-8", "replace")
    _read_yaml(rest)


def _read_yaml(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except YamlFault as fault:
        _in_range(fault.line, fault.column, data.decode("utf-8", "replace"))
        return
    try:
        tree = read_tree(text)
    except YamlFault as fault:
        _in_range(fault.line, fault.column, text)
        tree = None
    other = _without_libyaml(text)
    if other != tree and other is not None:
        # libyaml passes over a mark of the byte order at the beginning of a line, and refuses `{key :[a]}`
        assert "\ufeff" in text or (tree is None and re.search(r":[,\[\]{}]", text))
    if tree is None:
        return
    plain = read_plain(text)
    if plain is not None:
        assert plain == parse_tree(text)
    assert tree == yaml.load(text, Loader=yaml.CBaseLoader), "another reader of YAML finds something else"
    _marked(text, tree)


def _without_libyaml(text: str) -> Any:
    """What PyYAML's own parser makes of a text; None for what is refused, which is more: `k?nd` in braces."""
    with mock.patch.object(yaml, "__with_libyaml__", False):
        try:
            return parse_tree(text)
        except YamlFault:
            return None


def _marked(text: str, tree: Any) -> None:
    """Every key and value is found where it stands, by the marks of messages and by those of edits."""
    marks, stretches = Marks(text), spans(text)
    paths = set(_paths(tree, ()))
    assert set(stretches) == paths
    for path in paths:
        for at_key in (False, True):
            _in_range(*marks.find(path, at_key=at_key), text)
        span = stretches[path]
        assert 0 <= span.key <= span.begin <= span.end <= len(text), (path, span)
        if path:
            above = stretches[path[:-1]]
            assert above.begin <= span.key and span.end <= above.end, (path, span, above)
            key = path[-1]
            assert (
                key not in text or text.startswith((key, "'", '"', "|", ">", "!"), span.key)
                if isinstance(key, str)
                else True
            )


def _paths(tree: Any, where: tuple[str | int, ...]) -> Iterable[tuple[str | int, ...]]:
    yield where
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, each in inside:
        yield from _paths(each, (*where, key))


def _in_range(line: int, column: int, text: str) -> None:
    """A line and a column (from 1; 0 for a file as a whole) of a text, or just behind its end."""
    lines = ["", *text.split("\n")]
    assert 0 <= line < len(lines), (line, len(lines))
    assert 0 <= column <= len(lines[line]) + 1, (line, column)


# ---- entries ---------------------------------------------------------------------------------------------------------


def record(data: bytes) -> None:
    """A record, decision, inspection or issued document: as it is or with edits, in place of one of the workspace."""
    mode, chosen, rest = data[:1], data[1:2], data[2:]
    paths = entries()
    path = paths[(chosen or b"\0")[0] % len(paths)]
    content = rest if mode == b"\0" else edited(workspace()[path].decode(), rest).encode("utf-8", "replace")
    loaded, _ = _checked({**workspace(), path: content})
    assert loaded.register is not None
    found = [each for each in _all_entries(loaded.register) if each.file == path]
    faults = [each for each in loaded.problems if each.file == path and each.severity == "error"]
    assert bool(found) != bool(faults), "either it is read or the reason is told"
    for each in found:
        _written_again(each.value)


def _all_entries(register: Register) -> tuple[Any, ...]:
    return (*register.records, *register.decisions, *register.inspections, *register.issued)


def _written_again(value: Any) -> None:
    """What was read and is written is read as the same; what cannot be written is refused by the reader, not altered."""
    again, problems = validate(type(value), read_tree(entry_text(value, "头")), "")
    assert again == value, problems


def _checked(files: Mapping[str, bytes]) -> tuple[Loaded, list[Problem]]:
    """Read, check and judge a workspace; every problem has a place inside its file and nothing that acts on a terminal."""
    source = MemorySource(files)
    loaded = load(source, use_cache=False, memo=_memo())
    problems = check_workspace(loaded, DAYS[1])
    texts = {path: data.decode("utf-8", "replace") for path, data in files.items()}
    for each in problems:
        assert each.line >= 1 and each.column >= 1 and each.message, each
        if each.file in files:
            _in_range(each.line, each.column, texts[each.file])
    if loaded.register is not None:
        sound = all(each.severity != "error" for each in problems)
        judged = assess(loaded.register, DAYS[len(problems) % len(DAYS)])
        status_json(judged, judged.all_duties, judged.tasks, None)
        if sound:
            _as_by_hand(judged)
    return loaded, problems


def _as_by_hand(judged: Assessment) -> None:
    """The states are those that the contract gives, worked out word by word."""
    answers = World(judged.register).all_answers(judged.day)
    engine = {}
    for each in judged.all_duties:
        key = each.duty.key
        engine[key.task, key.obligation, key.unit, key.period, key.finding] = each.state
    assert engine == {key: answer.state for key, answer in answers.items()}


def _memo() -> Memo:
    if not _KNOWN:
        load(MemorySource(workspace()), use_cache=False, memo=_KNOWN)
    return dict(_KNOWN)


# ---- the plan --------------------------------------------------------------------------------------------------------


def plan(data: bytes) -> None:
    """The plan or the units, as they are or with edits; both with edits where the first byte is 3 or more."""
    mode, rest = data[:1] or b"\0", data[1:]
    changed: dict[str, bytes] = {}
    if mode[0] <= 1:
        changed[(TASKS_FILE, UNITS_FILE)[mode[0]]] = rest
    else:
        cut = len(rest) // 8 * 4
        parts = {TASKS_FILE: rest} if mode == b"\2" else {TASKS_FILE: rest[cut:], UNITS_FILE: rest[:cut]}
        for path, edits in parts.items():
            changed[path] = edited(workspace()[path].decode(), edits).encode("utf-8", "replace")
    loaded, problems = _checked({**workspace(), **changed})
    told = {each.file for each in problems if each.severity == "error"}
    assert not loaded.unusable or told & {TASKS_FILE, UNITS_FILE}, "what is not read is told"


# ---- the review of a branch ------------------------------------------------------------------------------------------

_FILES: Final = 6
"""Bytes of one change of a branch: what is done, to which file, with which number, and an edit of it."""
_STEPS: Final = 12


def branch(data: bytes) -> None:
    """Changes of some files, as a branch; the first byte says how many of them had been made before it was begun."""
    before = dict(workspace())
    begun = (data[0] % 3) if data else 0
    steps = [data[at : at + _FILES] for at in range(1, len(data) - _FILES + 1, _FILES)][:_STEPS]
    for step in steps[:begun]:
        _change(before, step)
    after = dict(before)
    for step in steps[begun:]:
        _change(after, step)
    if after != before:
        _reviewed(before, after)


def _change(files: dict[str, bytes], step: bytes) -> None:
    what, which, number, *edit = step
    paths = sorted(files)
    path = paths[which % len(paths)]
    text = files[path].decode("utf-8", "replace")
    fresh = f"{path[: -len(SUFFIX) - 2]}{'abcdefgh'[number % 8]}{'abcdefgh'[number // 8 % 8]}{SUFFIX}"
    kind = what % 8
    if kind <= 2:
        files[path] = edited(text, bytes(edit) + b"\0").encode("utf-8", "replace")
    elif kind <= 4 and kind_of(path) not in {"plan", "units", "source"}:
        files[fresh] = edited(text, bytes([what, *edit])).encode("utf-8", "replace") if number >= 64 else files[path]
    elif kind == 5:
        del files[path]
    elif kind == 6:
        files[f"{path.removesuffix(SUFFIX)}/{('签到表.txt', '甲.txt', 'a.yaml', '.gitkeep')[number % 4]}"] = bytes(edit)
    else:
        folder, _, name = path.rpartition("/")
        parent = folder.rpartition("/")[0]
        other = (
            f"{parent}/xz/{name}",
            f"{folder}/x{name}",
            f"{folder}/{name[:10]}-2.1{name[-10:]}",
            name,
            f"docs/{name}",
        )
        files[other[number % len(other)]] = files.pop(path)


def _reviewed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    comparison = compare(before, after)
    with mock.patch.object(reviewing, "FULL_UP_TO", 0):
        fast_sides = read_sides(comparison)
    full_sides = read_sides(comparison, full=True)
    if any(side.other_format is not None for side in (full_sides.old, full_sides.new)):
        return  # refused in one line before anything is compared
    fast, full = (review(comparison, sides, DAYS[1], ReviewOptions(), None) for sides in (fast_sides, full_sides))
    assert full.totals is not None
    assert _told(fast, fast_sides) == _told(full, full_sides)
    shown = markdown(full)
    assert not {char for char in shown if dangerous(char)}
    review_json(full)


def _told(found: Review, sides: Sides) -> Review:
    """A review less what only reading all of it tells: totals, and records that no duty it touches rests on."""
    return replace(found, totals=None, register=replace(found.register, records=()))


TARGETS: Final[dict[str, Target]] = {"yaml": yaml_, "record": record, "plan": plan, "review": branch}
