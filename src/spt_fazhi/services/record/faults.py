"""What is wrong with the files of one write, said all at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import id_of
from spt_fazhi.model.problem import Problem
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.text.plain import one_line

NOTHING: Final = "没有写入："


@frozen
class Fault:
    """One fault of the file with this `index` (None: of a file that is there already). `place` may be ""."""

    index: int | None
    place: str
    message: str
    hint: str = ""

    @property
    def text(self) -> str:
        """`东镇 2.3：…`, `表1!C5：…`."""
        return f"{self.place}：{self.message}" if self.place else self.message


class FilesRefusedError(RefusedError):
    """Several files were refused together; nothing was written. `faults` tells of which it comes."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Say every fault once, and what to do about them."""
        self.faults = tuple(faults)
        said = dict.fromkeys(fault.text for fault in self.faults)
        hints = dict.fromkeys(part for fault in self.faults for part in fault.hint.split("；") if part)
        super().__init__(NOTHING + "\n  ".join(said), "；".join(hints))


class Faults:
    """Collects what is wrong with `new_files`."""

    def __init__(self, new_files: Sequence[NewFile]) -> None:
        """Nothing is wrong yet."""
        self._files = new_files
        self._found: list[Fault] = []

    def label(self, index: int | None, key: str = "") -> str:
        """Where a file's key was typed (`findings.2.due`, else the nearest around it), else what tells the file from
        the others; "" where there is but one.
        """
        if index is None:
            return ""
        new_file = self._files[index]
        while key not in new_file.places and "." in key:
            key = key.rpartition(".")[0]
        return new_file.places.get(key, new_file.label if len(self._files) > 1 else "")

    def add_error(self, index: int, error: FazhiError, key: str = "") -> None:
        """What was raised while a file was made; by itself it is raised as it is."""
        if len(self._files) == 1 and not self._files[0].places:
            raise error
        message = error.message.removeprefix(NOTHING)
        self._found.append(Fault(index=index, place=self.label(index, key), message=message, hint=error.hint))

    def add_invalid(self, index: int, problems: Sequence[Problem]) -> None:
        """What no file may hold. By itself it is raised as a UsageError."""
        hint = "请改正后重新运行；命令后加 --help 看各项怎么写"
        if len(self._files) == 1 and not self._files[0].places:
            raise UsageError(NOTHING + "\n  ".join(one_line(each.message) for each in problems), hint)
        self._found += [
            Fault(index=index, place=self.label(index, _key(each)), message=one_line(each.message)) for each in problems
        ]

    def add(self, index: int | None, problem: Problem) -> None:
        """What `check` would call an error; of a file that is there already its id is said."""
        place = self.label(index, _key(problem)) if index is not None else f"已有的 {id_of(problem.file)}"
        self._found.append(Fault(index=index, place=place, message=problem.message, hint=problem.hint))

    def refuse(self) -> None:
        """Raise FilesRefusedError for what was added; nothing when it is nothing."""
        if self._found:
            raise FilesRefusedError(self._found)


def _key(problem: Problem) -> str:
    return ".".join(map(str, problem.where))
