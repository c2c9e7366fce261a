"""The turn of the year: what is archived, what is carried over, what is refused with nothing changed."""

from datetime import date
from pathlib import Path

import pytest
from tests.builders.files import RECORD_PATH, build, write
from tests.builders.repositories import start

from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.services.rollover.rollover import Carried, RolledOver, read_next_year, rollover
from spt_fazhi.services.workspace.workspace import Workspace

DAY = date(2024, 12, 31)
NOTHING = Carried()
NEXT = """示例区法治政府建设2025年工作要点
示例区人民政府
2025年4月9日
一、第一部分
1.任务一。至少开展1次甲事。（牵头单位：甲局）
"""


@pytest.fixture
def document(tmp_path: Path) -> str:
    place = tmp_path / "2025.txt"
    place.write_text(NEXT, "utf-8")
    return str(place)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = tmp_path / "工作区"
    build(place, record=None, waive=None)
    return place


def tree(root: Path) -> dict[str, bytes]:
    return {str(each.relative_to(root)): each.read_bytes() for each in root.rglob("*") if each.is_file()}


def turned(root: Path, year: int, document: str, carried: Carried = NOTHING) -> RolledOver:
    """The year turned without a question."""
    workspace = Workspace.read(root, DAY)
    return rollover(workspace, read_next_year(workspace, year, document, carried))


def test_the_year_is_archived_and_what_is_unfinished_carried_over(root: Path, document: str) -> None:
    made = turned(root, 2025, document, Carried(typed=("1.1",)))
    assert (made.carried.obligations, made.units_apart) == (1, False)
    assert made.archive.is_dir()
    assert Workspace.read(made.archive, DAY).register.info.year == 2024
    now = Workspace.read(root, DAY).register
    assert now.info.year == 2025
    assert [entry.id for entry in now.records] == []
    carried = [each for task in now.tasks for each in task.obligations if task.section == "结转"]
    assert [each.title for each in carried] == ["甲事"]


@pytest.mark.parametrize(
    ("year", "carried", "kind"),
    [
        (2024, Carried(), UsageError),
        (2030, Carried(), UsageError),
        (2025, Carried(typed=("9.9",)), UsageError),
    ],
    ids=["the same year", "too far", "no such obligation"],
)
def test_what_is_refused_changes_nothing(
    root: Path, document: str, year: int, carried: Carried, kind: type[FazhiError]
) -> None:
    before = tree(root)
    with pytest.raises(kind):
        turned(root, year, document, carried)
    assert tree(root) == before


def test_an_unreadable_record_stops_it(root: Path, document: str) -> None:
    write(root, RECORD_PATH, "kind: evidence\n")
    with pytest.raises(FazhiError, match="读不出来"):
        turned(root, 2025, document)


def test_what_is_not_committed_stops_it(tmp_path: Path, document: str) -> None:
    root = start(tmp_path / "仓库", waive=None)
    with pytest.raises(RefusedError, match="没有提交"):
        turned(root, 2025, document)


def test_a_document_without_tasks_stops_it(root: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_text("没有任务的一句话\n", "utf-8")
    with pytest.raises(FazhiError, match="没有从文件里读出任务"):
        turned(root, 2025, str(empty))
