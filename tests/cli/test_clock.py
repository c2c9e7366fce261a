"""Today is read in one place: everything else is told which day it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.builders.program import modules

READINGS = {
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.time_ns", "time.localtime",
    "time.gmtime", "time.strftime", "time.ctime",
}  # fmt: skip
LAST = {each.rpartition(".")[2] for each in READINGS}
ALLOWED = {
    ("cli/session.py", "parse_date_option", "date.today"),
    ("cli/session.py", "time_of_day", "datetime.now"),  # said when `board --watch` has written, and nothing else
    ("store/workspace/fact_cache.py", "__init__", "time.time_ns"),  # what the disk says was changed a moment ago
    ("store/workspace/cache.py", "used", "time.time"),  # so that what is unused for longest leaves first
}


def readings() -> Iterator[tuple[str, str, str]]:
    """Every look at the clock: the file, the function, what is called."""

    def walk(file: str, node: ast.AST, function: str) -> Iterator[tuple[str, str, str]]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
            if isinstance(child, ast.Attribute) and child.attr in LAST:
                name = ast.unparse(child)
                if any(name == each or name.endswith(f".{each}") for each in READINGS):
                    yield file, inside, name
            if isinstance(child, ast.ImportFrom) and child.module == "time":
                yield from ((file, inside, f"time.{each.name}") for each in child.names)
            yield from walk(file, child, inside)

    for name, tree in modules([*(f".{each}" for each in LAST), "from time"]):
        yield from walk(name, tree, "")


def test_the_clock_is_read_in_one_place() -> None:
    assert set(readings()) == ALLOWED


def test_the_test_sees_a_second_clock() -> None:
    file = "cli/session.py"
    assert {each for each in readings() if each[0] == file} == {each for each in ALLOWED if each[0] == file}
