"""Today is read in one place: everything else is told which day it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[2] / "src/spt_fazhi"
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


def readings(file: Path) -> Iterator[tuple[str, str, str]]:
    """Every look at the clock: the file, the function, what is called."""

    def walk(node: ast.AST, function: str) -> Iterator[tuple[str, str, str]]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
            if isinstance(child, ast.Attribute) and child.attr in LAST:
                name = ast.unparse(child)
                if any(name == each or name.endswith(f".{each}") for each in READINGS):
                    yield file.relative_to(SRC).as_posix(), inside, name
            if isinstance(child, ast.ImportFrom) and child.module == "time":
                yield from ((file.relative_to(SRC).as_posix(), inside, f"time.{each.name}") for each in child.names)
            yield from walk(child, inside)

    yield from walk(ast.parse(file.read_text("utf-8")), "")


def test_the_clock_is_read_in_one_place() -> None:
    assert {found for file in SRC.rglob("*.py") for found in readings(file)} == ALLOWED


def test_the_test_sees_a_second_clock(tmp_path: Path) -> None:
    file = SRC / "cli/session.py"
    assert set(readings(file)) == {each for each in ALLOWED if each[0] == "cli/session.py"}
