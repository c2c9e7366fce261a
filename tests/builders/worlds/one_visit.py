"""An inspection in the example workspace, with two findings, as its file; what is entered and decided about them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.builders.command import Ran, fazhi
from tests.builders.entries import entries, errors, workspace

VISIT = """\
title: 2024年第一次法治建设实地督察
from: 2024-05-20
to: 2024-05-24
by: [区司法局]
visited: [东镇, 西镇]
findings:
- {id: 1, unit: 东镇, kind: 案卷文书, problem: 处罚案卷未附法制审核意见, demand: 补正并自查同类案卷, due: 2024-06-30}
- {id: 2, unit: 西镇, problem: 未按时公开执法结果, due: 2024-05-24}
recorded: 2024-05-27
"""
VISIT_PATH = "data/inspections/2024-05-24-k7q2.yaml"


def visited(folder: Path) -> Path:
    """The example workspace with that inspection in it."""
    root = workspace(folder / "区")
    (root / VISIT_PATH).parent.mkdir()
    (root / VISIT_PATH).write_text(VISIT, "utf-8")
    assert errors(root) == []
    return root


def rectify(root: Path, *options: str, about: str = "k7q2.1", day: str = "6月20日", on: str = "2024-06-21") -> Ran:
    title = () if "--title" in options else ("--title", "补正5件案卷")
    proof = () if "--document" in options else ("--document", "东政发〔2024〕8号")
    return fazhi("record", "rectify", about, "--date", day, *title, *proof, "--recorded", on, *options, root=root)


def decide(root: Path, *words: str, on: str = "2024-07-10") -> Ran:
    return fazhi("decide", *words, "--recorded", on, root=root)


def close(root: Path, about: str = "k7q2.1", *options: str, on: str = "2024-07-10", by: str = "复核组") -> Ran:
    return decide(root, "close", about, "--checked-by", by, *options, on=on)


def written(root: Path, kind: str) -> dict[str, Any]:
    (found,) = (tree for tree in entries(root).values() if tree.get("kind") == kind)
    return found


def record_of(root: Path) -> str:
    (name,) = (name for name, tree in entries(root).items() if tree.get("kind") == "rectify")
    return name
