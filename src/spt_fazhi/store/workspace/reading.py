"""One reading of a workspace: turns texts into values and gathers what is wrong with them on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from spt_fazhi.model.frozen import replace
from spt_fazhi.model.problem import Problem
from spt_fazhi.store.workspace.fact_cache import Facts
from spt_fazhi.store.workspace.sources import Source
from spt_fazhi.store.yaml.reader import Tree, YamlFault, decode, full_width_colon, read_tree
from spt_fazhi.store.yaml.validate import validate

T = TypeVar("T")

Skip = Callable[[str, Tree], bool]
"""Whether to leave out a record or decision, told from its path and its keys and strings."""
Memo = dict[tuple[str, bytes], tuple[Any, tuple[Problem, ...], int]]
"""What a reading made of contents, by kind and content: the value, the problems found in it, how many unusable."""


class WorkspaceReader:
    """One reading: `problems` and the number of `unusable` files grow while it turns files into values."""

    def __init__(self, source: Source, facts: Facts | None, memo: Memo | None = None, skip: Skip | None = None) -> None:
        """Read from `source`; facts hold trees between runs of the program, a memo values between revisions."""
        self.source = source
        self.skip = skip
        self.facts = facts
        self.known: dict[str, Tree] = {}
        """The trees of files that an earlier run of the program found sound, and that are as they were."""
        self.memo = memo
        self._marked = ""  # the last file with something to say of it on every start
        self.problems: list[Problem] = []
        self.unusable = 0
        self.other_format: Problem | None = None

    def begin(self, paths: Sequence[str]) -> None:
        """Take what is known of these files, all those of their folders, and have the source told of the others."""
        if self.facts is not None:
            self.known = self.facts.trees(paths)
            self.source.expect(path for path in paths if path not in self.known)

    def fault(self, rule: str, file: str, message: str, hint: str) -> None:
        """Note an error of a file as a whole."""
        self.problems.append(Problem(rule=rule, severity="error", file=file, message=message, hint=hint))

    def once(self, kind: str, path: str, data: bytes, make: Callable[[], T]) -> T:
        """What `make` makes of `data`, from the memo when an earlier reading met the same content."""
        if self.memo is None:
            return make()
        known = self.memo.get((kind, data))
        if known is None:
            problems, unusable = len(self.problems), self.unusable
            made = make()
            self.memo[kind, data] = made, tuple(self.problems[problems:]), self.unusable - unusable
            return made
        value, found, lost = known
        self.problems += [replace(each, file=path) for each in found]
        self.unusable += lost
        return cast("T", value)

    def text(self, path: str, data: bytes) -> str | None:
        """The text of a file; None, with the problem noted, when it is none."""
        try:
            text, bom = decode(data)
        except YamlFault as fault:
            self.problems.append(fault.problem(path))
            return None
        if bom:
            self._marked = path
            self.problems.append(
                Problem(
                    rule="bom",
                    severity="warning",
                    file=path,
                    message="文件开头有 BOM 标记（记事本另存时加的）",
                    hint="可用，但建议另存为不带 BOM 的 UTF-8",
                    line=1,
                    column=1,
                )
            )
        return text

    def tree(self, path: str, text: str) -> Tree | None:
        """The text as a tree of strings; None, with the problem noted, when it is no YAML."""
        try:
            return read_tree(text)
        except YamlFault as fault:
            self.problems.append(fault.problem(path))
            return None

    def checked(self, cls: type[T], tree: Tree, path: str, text: str) -> T | None:
        """The tree as a value, to be known from then on; None, with every problem noted, when it is not sound."""
        found, problems = validate(cls, tree, path)
        if problems:
            colon = full_width_colon(text)
            self.problems.extend([colon.problem(path), *problems] if colon else problems)
        if found is not None and self.facts is not None and path != self._marked:
            self.facts.put(path, tree)
        return found

    def value(
        self, cls: type[T], path: str, text: str, refuse: Callable[[Tree], bool] = lambda _: False
    ) -> tuple[T | None, Tree | None]:
        """A whole file as one value; without one its tree, as far as there is one and it was not refused."""
        tree = self.tree(path, text)
        return (None, None) if tree is None or refuse(tree) else (self.checked(cls, tree, path, text), tree)
