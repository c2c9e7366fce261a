"""A register as the files people would have written, and trees of files without a repository."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.model.register import Register
from spt_fazhi.store.git.comparison import Comparison, compare
from spt_fazhi.store.git.raw_diff import FileChange, same
from spt_fazhi.store.git.trees import Blob, GitTree
from spt_fazhi.text.yaml_text import entry_text


def files_of(register: Register) -> dict[str, bytes]:
    """Every file of a workspace that holds `register`."""
    plan = {"register": plain(register.info), "sections": plain(register.sections), "tasks": plain(register.tasks)}
    units = {"units": plain(register.units), "groups": plain(register.groups)}
    found = {TASKS_FILE: _yaml(plan), UNITS_FILE: _yaml(units)}
    for entry in (*register.records, *register.decisions, *register.inspections, *register.issued):
        found[entry.file] = entry_text(entry.value).encode()
    return found


def plain(value: Any) -> Any:
    """A value with the keys and forms of the files; flow YAML is JSON."""
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):  # pairs: assumptions, figures
        return {name: str(said) for name, said in value}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if dataclasses.is_dataclass(value):
        found = {
            field.name.rstrip("_"): plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) not in (None, ())
        }
        if isinstance(value, RateTarget):
            found["rate"] = f"{(value.rate * 100).normalize():f}%"
        return found
    return str(value).lower() if isinstance(value, bool) else str(value)


def _yaml(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False, indent=1).encode()


_MODES = {b"link:": "120000", b"module:": "160000"}


class Memory:
    """Contents by their hash: what `Blobs` is to a repository."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        oid = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        self.contents[oid] = content
        return oid

    def read(self, oid: str) -> bytes:
        return self.contents[oid]

    def read_many(self, oids: Iterable[str]) -> Iterator[bytes]:
        return (self.contents[oid] for oid in oids)

    @contextlib.contextmanager
    def search_beside(self, oids: Iterable[str], words: re.Pattern[bytes]) -> Iterator[Callable[[], Iterator[bool]]]:
        yield lambda: (words.search(self.contents[oid]) is not None for oid in oids)

    def stream(self, oid: str) -> BinaryIO:
        return io.BytesIO(self.contents[oid])


def comparison(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Comparison:
    """Two workspaces side by side; content that begins with `link:` is a link, with `module:` a submodule."""
    memory = Memory()
    before, after = ({path: _blob(memory, content) for path, content in side.items()} for side in (old, new))
    changes = tuple(
        FileChange(path=path, old=before.get(path), new=after.get(path))
        for path in sorted({*before, *after})
        if not same(before.get(path), after.get(path))
    )
    sides = [
        GitTree(memory, tree, name="示例", revision=name)  # type: ignore[arg-type]
        for tree, name in ((before, "a" * 40), (after, "b" * 40))
    ]
    return Comparison(
        root=Path(), old=sides[0], new=sides[1], changes=changes, outside=(), base="a" * 40, head="b" * 40, base_name="main",
        head_name="HEAD",
    )  # fmt: skip


def _blob(memory: Memory, content: bytes) -> Blob:
    mode = next((mode for word, mode in _MODES.items() if content.startswith(word)), "100644")
    return Blob(mode, memory.put(content))


def signed(found: Comparison) -> list[tuple[str, str]]:
    """`+` added, `-` deleted, `~` modified."""
    return [("+" if each.old is None else "-" if each.new is None else "~", each.path) for each in found.changes]


def changed(
    root: Path, base: str | None = None, head: str | None = None, *, worktree: bool = False
) -> list[tuple[str, str]]:
    """What a branch itself changed; both sides agree with the list."""
    found = compare(root, base, head, worktree=worktree)
    for each in found.changes:
        assert found.old.tree.get(each.path) == each.old
        assert found.new.tree.get(each.path) == each.new
    return signed(found)
