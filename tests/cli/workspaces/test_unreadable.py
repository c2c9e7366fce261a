"""What stands in the files and cannot be read is called so by every command, never something that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import evidence, files, workspace

DAY = ("--as-of", "2024-06-20")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Task 3 and the unit 区示范分局 have a fault."""
    made = workspace(tmp_path / "区")
    for name, old, new in (("tasks", "title: 案卷评查", 'title: ""'), ("units", "code: sffj", "code: 示范")):
        path = made / f"data/{name}.yaml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    return made


@pytest.mark.parametrize(
    "words",
    [
        ("show", "3"), ("show", "3.1"), ("log", "3"), ("log", "3.2"), ("list", "--task", "3"), ("duties", "--task", "3.1"),
        ("record", "evidence", "3.1", "--unit", "司法局", "--date", "2024-06-12", "--title", "评查案卷"),
        ("record", "progress", "3", "--unit", "司法局", "--period", "2024Q2", "--done", "已评查"),
        ("decide", "waive", "3.1", "--unit", "司法局", "--period", "2024H1", "--reason", "无此事项"),
    ],
)  # fmt: skip
def test_a_task(root: Path, words: tuple[str, ...]) -> None:
    day = ("--recorded", "2024-06-20") if words[0] in {"record", "decide"} else DAY
    ran = fazhi(*words, *day, root=root)
    assert (ran.code, ran.out) == (2, "")
    assert "任务 3 在 data/tasks.yaml 里读不出来" in ran.err
    assert "没有任务" not in ran.err
    assert files(root) == []


@pytest.mark.parametrize("typed", ["区示范分局", "示范分局", "分局"])
@pytest.mark.parametrize("words", [("unit",), ("log",), ("duties", "--unit"), ("report", "unit")])
def test_a_unit(root: Path, words: tuple[str, ...], typed: str) -> None:
    ran = fazhi(*words, typed, *DAY, root=root)
    assert ran.code == 2
    assert "“区示范分局”在 data/units.yaml 里读不出来" in ran.err
    assert "是不是" not in ran.err


def test_its_neighbours_are_served(root: Path) -> None:
    assert evidence(root, "--recorded", "2024-06-20").code == 0
    assert "1.1" in fazhi("show", "1", *DAY, root=root).out
    ran = fazhi("show", "9", *DAY, root=root)
    assert "没有任务 9" in ran.err


def test_a_record(root: Path) -> None:
    assert evidence(root, "--recorded", "2024-06-20").code == 0
    (path,) = root.glob("data/records/sfj/*.yaml")
    path.write_text(path.read_text("utf-8").replace("kind: evidence", "kind: 佐证"), "utf-8")
    for words in (("record", "void"), ("decide", "return")):
        ran = fazhi(*words, f"sfj/{path.stem}", "--reason", "材料不全", root=root)
        assert (ran.code, "的文件读不出来" in ran.err, "没有编号为" in ran.err) == (2, True, False)
    ran = fazhi("record", "void", "sfj/2024-06-12-1.1-aaaa", "--reason", "材料不全", root=root)
    assert "没有编号为" in ran.err
