"""`record table`: a row that names a finding is a report of rectification."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import entries, errors, workspace
from tests.builders.worlds.one_visit import VISIT, VISIT_PATH


def record(root: Path, data: str, *, name: str) -> Ran:
    file = root.parent / name
    file.write_text(data, "utf-8")
    return fazhi("record", "table", str(file), "--recorded", "2024-06-20", root=root)


RECTIFIED = """\
问题编号,责任单位,整改日期,整改措施,文号,整改阶段,数量
k7q2.1,,6月20日,补正5件案卷,东政发〔2024〕8号,,
k7q2.2,西镇,2024-5-24,先行公开,西政发〔2024〕3号,阶段性整改,
1.1,司法局,6月12日,专题讲法,示法〔2024〕1号,,1
"""


@pytest.fixture
def visited(tmp_path: Path) -> Path:
    root = workspace(tmp_path / "区")
    (root / VISIT_PATH).parent.mkdir()
    (root / VISIT_PATH).write_text(VISIT, "utf-8")
    return root


def test_a_row_that_names_a_finding_is_rectification(visited: Path) -> None:
    ran = record(visited, RECTIFIED, name="整改.csv")
    assert ran.code == 0, ran.err
    rows = sorted(
        (tree["kind"], tree["unit"], tree.get("finding"), tree.get("stage"), tree["date"])
        for tree in entries(visited).values()
        if "kind" in tree
    )
    assert rows == [
        ("evidence", "区司法局", None, None, "2024-06-12"),
        ("rectify", "东镇", "1", None, "2024-06-20"),
        ("rectify", "西镇", "2", "partial", "2024-05-24"),
    ]
    assert "整改k7q2.1 处罚案卷未附法制审核意见：临期 → 待销号" in ran.out
    assert errors(visited) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("k7q2.7,,6月20日,补正,文1,,", "整改.csv:2：督察 2024-05-24-k7q2 没有编号为 7 的问题"),
        ("k7q2.1,西镇,6月20日,补正,文1,,", "整改.csv:2：问题 k7q2.1 是“东镇”的，不是“西镇”的"),
        ("k7q2.1,,6月20日,,文1,,", "整改.csv:2：“标题”是空的"),
        ("k7q2.1,,6月20日,补正,文1,,1", "整改.csv:2：整改不写数量"),
        ("k7q2.1,,6月20日,补正,文1,说不清,", "整改.csv:2：请写 完成 或 阶段性"),
        ("k7q2.1,,2024-05-19,补正,文1,,", "早于督察开始日"),
        ("1.1,司法局,6月12日,讲法,文1,阶段性整改,", "整改.csv:2：这一行不是整改，不写整改阶段"),
    ],
)
def test_rows_of_rectification_that_will_not_do(visited: Path, row: str, words: str) -> None:
    ran = record(visited, f"{RECTIFIED.partition(chr(10))[0]}\n{row}\n", name="整改.csv")
    assert ran.code == 2, ran.out
    assert words in ran.err
    assert [tree for tree in entries(visited).values() if "kind" in tree] == []


def test_a_finding_has_its_own_unit(visited: Path) -> None:
    ran = record(visited, "问题编号,日期,标题,文号\nk7q2.1,6月20日,补正5件案卷,东政发〔2024〕8号\n", name="整改.csv")
    assert ran.code == 0, ran.err
    assert [tree["unit"] for tree in entries(visited).values() if tree.get("kind") == "rectify"] == ["东镇"]
    ran = record(visited, "问题编号,日期,标题\n1.1,6月20日,讲法\n", name="整改.csv")
    assert ran.code == 2
    assert "整改.csv:2：“单位”是空的" in ran.err
    ran = record(visited, "事项,日期,标题\nk7q2.1,6月20日,补正\n", name="整改.csv")
    assert "缺少这些列：单位" in ran.err


def test_what_lacks_proof_is_named_with_its_finding(visited: Path) -> None:
    ran = record(visited, "问题编号,日期,标题\nk7q2.1,6月20日,补正5件案卷\nk7q2.2,6月20日,公开3项\n", name="整改.csv")
    assert ran.code == 0, ran.err
    assert "整改.csv:2（东镇 k7q2.1）、整改.csv:3（西镇 k7q2.2）：没有文号、网址或附件，复核时无据可查" in ran.err
