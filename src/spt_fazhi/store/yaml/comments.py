"""What people wrote as comments beside a task in tasks.yaml: above all why something of it is not listed."""

from __future__ import annotations

import re
from typing import Final

_TASK: Final = re.compile(r"(?P<indent> *)- +id: *(?P<id>[0-9]{1,4}) *(?:#.*)?")
_KEY: Final = re.compile(r" *(?P<key>[a-z_]+):")
_WRITTEN_ANEW: Final = ("待核", "原文的时限", "=", "-")
"""How comments begin that a draft writes itself, or that part a file."""


def comments_of(text: str) -> dict[int, tuple[str, ...]]:
    """By task number the comments between a task's number and its obligations, without `#`; what is no such file has
    none.
    """
    found: dict[int, list[str]] = {}
    number, indent = -1, -1
    for line in text.splitlines():
        task = _TASK.fullmatch(line)
        if task is not None and (indent < 0 or len(task["indent"]) == indent):
            number, indent = int(task["id"]), len(task["indent"])
        elif number >= 0 and line.lstrip().startswith("#") and len(line) - len(line.lstrip()) > indent:
            said = line.lstrip()[1:].strip()
            if said and not said.startswith(_WRITTEN_ANEW):
                found.setdefault(number, []).append(said)
        elif number >= 0 and (key := _KEY.match(line)) and key["key"] == "obligations":
            number = -1
    return {task: tuple(said) for task, said in found.items()}
