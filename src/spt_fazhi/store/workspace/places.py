"""Line and column of what a message speaks of: a file is parsed for its positions once, when the first is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from spt_fazhi.model.frozen import replace
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.store.workspace.sources import Source
from spt_fazhi.store.yaml.marks import Marks
from spt_fazhi.store.yaml.reader import MAX_BYTES, YamlFault, decode


class Places:
    """Finds places in the files of one workspace."""

    def __init__(self, source: Source) -> None:
        """Nothing is read before something is asked for."""
        self._source = source
        self._marks: dict[str, Marks | None] = {}

    def expect(self, files: Iterable[str]) -> None:
        """Read these files now, all at once where a source is slow to answer for one."""
        wanted = [file for file in dict.fromkeys(files) if file not in self._marks]
        self._marks.update((file, _marks(data)) for file, data in self._source.read_many(wanted))

    def find(self, file: str, where: Where, *, at_key: bool = False, within: str = "") -> tuple[int, int] | None:
        """Line and column from 1, as `Marks.find` has them; None for a file that is not there or is no text."""
        if file not in self._marks:
            self._marks[file] = _marks(self._source.read(file))
        marks = self._marks[file]
        return None if marks is None else marks.find(where, at_key=at_key, within=within)


def _marks(data: bytes | None) -> Marks | None:
    if data is None or len(data) > MAX_BYTES:
        return None
    try:
        return Marks(decode(data)[0])
    except YamlFault:
        return None


def place_problems(problems: Iterable[Problem], source: Source) -> list[Problem]:
    """The problems with line and column filled in, sorted by file and place."""
    places = Places(source)
    return sorted({_placed(each, places) for each in problems}, key=lambda each: each.sort_key)


def _placed(problem: Problem, places: Places) -> Problem:
    if problem.line or not (problem.where or problem.at_key or problem.within or problem.rule == "missing-key"):
        return problem
    found = places.find(problem.file, problem.where, at_key=problem.at_key, within=problem.within)
    return problem if found is None else replace(problem, line=found[0], column=found[1])
