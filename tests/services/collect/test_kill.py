"""kill -9 at any point of `collect`, and collected again: nothing twice, nothing half-written, nothing missing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.builders.entries import entries, errors, fazhi_here, files
from tests.builders.forms import Filled, forms
from tests.builders.processes.children import in_child
from tests.builders.processes.doomed import deaths, kill_at, was_killed

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL"), pytest.mark.slow]

LECTURE = {"日期": "6月12日", "做了什么": "专题讲法", "数量": "1次", "附件文件名": "签到.pdf"}
_STEP = 4
"""Every call costs a run or two: each fourth is tried, and each write; `record` is tried at all of them."""
REPORT = {"日期": "2月20日", "做了什么": "报送报告", "文号": "一号"}


def contents(root: Path) -> dict[str, bytes]:
    return {each: (root / "data" / each).read_bytes() for each in files(root)}


@pytest.fixture
def inbox_of_two(root: Path, inbox: Path) -> Filled:
    """Two forms, one with an attachment and two rows; the latter is given to be changed."""
    made = forms(root)
    (inbox / "签到.pdf").write_bytes(b"signed")
    Filled(made["西镇"]).write("2.1", REPORT).save(inbox / "西镇.xlsx")
    first = Filled(made["区司法局"]).write("1.1", LECTURE).write("2.1", REPORT)
    first.save(inbox / "司法局.xlsx")
    return first


@pytest.mark.parametrize("more", [(), ("--replace",)], ids=["new", "replace"])
def test_killed_while_it_changes_the_disk_and_collected_again(
    root: Path, inbox: Path, collect: Any, inbox_of_two: Filled, more: tuple[str, ...]
) -> None:
    records = root / "data" / "records"
    kept = root.parent / "原来的"
    kept.mkdir()
    if more:
        assert collect().code == 0
        shutil.rmtree(kept)
        shutil.copytree(records, kept)
        inbox_of_two.write("2.1", {"文号": "二号"}).save(inbox / "司法局.xlsx")
    known = len(entries(root))
    assert collect(*more).code == 0
    whole = contents(root)
    assert len(entries(root)) == (5 if more else 3)

    def doomed(number: int, moment: str) -> bool:
        shutil.rmtree(records)
        shutil.copytree(kept, records)

        def work() -> int:
            kill_at(number, moment)
            return fazhi_here(root, "collect", str(inbox), "--recorded", "2024-06-20", *more)

        dead = was_killed(in_child(work))
        assert errors(root) == []
        assert len(entries(root)) - known in ({0, 2} if more else {0, 1, 2, 3})
        assert collect(*more).code == 0
        assert contents(root) == whole
        return dead

    assert sum(1 for _ in deaths(doomed, _STEP)) > 8
