"""What was decided about quotes of different districts, in a file beside what is added up."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.registers import AnswersFile
from spt_fazhi.store.disk.named_file import write_named
from spt_fazhi.store.disk.typed import read_typed, typed_path
from spt_fazhi.store.yaml.reader import MAX_BYTES, YamlFault, decode, read_tree
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.text.yaml_text import scalar
from spt_fazhi.views.rollup.alike import Decided
from spt_fazhi.views.rollup.answers import Doubt
from spt_fazhi.views.rollup.identity import key_of

NAME: Final = "同一事项.yaml"
"""What the file is called where nobody says otherwise: beside a list, or in the folder that is added up."""
_HEAD: Final = "# fazhi rollup：各县区的引句是不是一件事（same: true 是，false 不是），可以改，可以删\nanswers:\n"


def answers_beside(source: str) -> str | None:
    """The file of decisions that lies beside a list or in a folder; None where there is none."""
    path = Path(source)
    file = (path if path.is_dir() else path.parent) / NAME
    return str(file) if os.path.lexists(file) else None


def read_answers(typed: str) -> Decided:
    """What was decided. Raises FazhiError, with file and line, for a file that cannot be read."""
    try:
        tree = read_tree(decode(read_typed(typed, "--answers", MAX_BYTES))[0])
    except YamlFault as fault:
        problem = fault.problem(typed)
        raise FazhiError(f"{typed}:{problem.line}:{problem.column}: {problem.message}", problem.hint) from None
    value, problems = validate(AnswersFile, tree, typed)
    if value is None:
        raise FazhiError(f"{typed}：{problems[0].message}", problems[0].hint or "写法见 docs/rollup.md")
    return {frozenset((key_of(each.one), key_of(each.other))): each.same for each in value.answers}


def keep_answers(typed: str, decided: Sequence[tuple[Doubt, bool]]) -> None:
    """Add what was decided to a file, which is made where it is not there. Raises FazhiError when it cannot be."""
    path = typed_path(typed, "--answers")
    there = os.path.lexists(path)
    before = decode(read_typed(typed, "--answers", MAX_BYTES))[0] if there else _HEAD
    lines = [
        f"  - {{one: {scalar(each.one, in_flow=True)}, other: {scalar(each.other, in_flow=True)}, "
        f"same: {str(same).lower()}}}"
        for each, same in decided
    ]
    text = before.rstrip("\n") + "\n" + "\n".join(lines) + "\n"
    write_named(path, typed, text.encode(), overwrite=there)
