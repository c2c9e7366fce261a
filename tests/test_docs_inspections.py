"""docs/inspections.md: what it says to type can be typed in the demo, in its order, and does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.builders.command import DAY, fazhi
from tests.builders.places import REPOSITORY
from tests.builders.repositories import commit, in_git

PAGE = REPOSITORY / "docs" / "inspections.md"
ENTRIES = {("inspect", "new"), ("inspect", "add"), ("record", "rectify"), ("decide", "close"), ("decide", "return"),
           ("decide", "extend"), ("decide", "waive")}  # fmt: skip


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def commands() -> list[list[str]]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines]


def test_everything_can_be_typed_in_its_order(own_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (table,) = blocks("csv")
    (tmp_path / "问题清单.csv").write_text(table, "utf-8")
    typed, said = commands(), {}
    in_git(own_demo)
    for words in typed:
        if words[0] == "issue":  # what is sent is made from what is committed
            commit(own_demo, "登记")
        day = "--recorded" if words[0] == "issue" or tuple(words[:2]) in ENTRIES else "--as-of"
        ran = fazhi(*words, day, DAY, root=own_demo)
        assert ran.code == 0, (words, ran.err)
        said[" ".join(words[:3])] = ran.out + ran.err
    assert {tuple(words[:2]) for words in typed} >= ENTRIES
    assert "3.1" in said["inspect new --title"]
    assert "1/4次" in said["inspect new --title"]
    assert "2/4次" in said["inspect new --title"]
    tree = fazhi("duties", "--as-of", DAY, "--json", root=own_demo).json
    states = {
        f"{each['inspection'][11:]}.{each['finding']}": each["state"]
        for each in tree["duties"]
        if each["kind"] == "rectification"
    }
    assert {name: state for name, state in states.items() if name.startswith("k7q2")} == {
        "k7q2.1": "returned", "k7q2.2": "done", "k7q2.3": "done", "k7q2.4": "in-progress", "k7q2.5": "waived",
    }  # fmt: skip
    assert fazhi("check", "--as-of", DAY, root=own_demo).code == 0
    assert {path.suffix for path in tmp_path.glob("*.docx")} == {".docx"}
