"""A draft written into a folder: fresh files, files that are kept, and what differs."""

import errno
from pathlib import Path

import pytest

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.services.drafting import write
from spt_fazhi.services.drafting.draft import NOTHING_KNOWN, known_units, read_draft, typed_units
from spt_fazhi.services.drafting.write import write_draft
from spt_fazhi.store.disk.durable import write_whole

TEXT = """示例区法治政府建设2024年工作要点
示例区人民政府
2024年4月9日
一、强化组织领导
1.加强法治学习。年底前开展法治讲座不少于2次。（牵头单位：区司法局；责任单位：区教育局）
"""


@pytest.fixture
def drafted(tmp_path: Path) -> DraftPlan:
    file = tmp_path / "要点.txt"
    file.write_text(TEXT, "utf-8")
    return read_draft(str(file))


def test_a_draft_is_written_once_and_found_unchanged(drafted: DraftPlan, tmp_path: Path) -> None:
    first = write_draft(drafted, tmp_path / "草稿")
    assert {"tasks.yaml", "units.yaml"} <= set(first.fresh)
    assert (first.kept, first.changes) == ((), ())
    second = write_draft(drafted, tmp_path / "草稿")
    assert (second.fresh, second.kept, second.changes) == ((), (), ())


def test_what_a_person_changed_is_kept_and_told(drafted: DraftPlan, tmp_path: Path) -> None:
    folder = tmp_path / "草稿"
    write_draft(drafted, folder)
    plan = folder / "tasks.yaml"
    changed = plan.read_text("utf-8").replace("加强法治学习", "加强法治学习教育", 1)
    plan.write_text(changed, "utf-8")
    found = write_draft(drafted, folder)
    assert (found.fresh, found.kept, found.keeps_plan) == ((), ("tasks.yaml",), True)
    assert found.changes
    assert plan.read_text("utf-8") == changed
    plan.write_text("tasks: [\n", "utf-8")
    assert write_draft(drafted, folder).changes is None


def test_a_file_is_no_folder(drafted: DraftPlan, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    with pytest.raises(UsageError, match="不是文件夹"):
        write_draft(drafted, tmp_path / "文件")


def test_the_units_that_are_known(tmp_path: Path) -> None:
    place = tmp_path / "data/units.yaml"
    assert known_units(tmp_path) == NOTHING_KNOWN
    with pytest.raises(UsageError):
        typed_units(str(place))
    place.parent.mkdir()
    place.write_text("units:\n  - {name: 区司法局, code: sfj, kind: government}\n", "utf-8")
    assert [unit.code for unit in known_units(tmp_path)[0]] == ["sfj"]
    assert known_units(tmp_path) == typed_units(str(place))
    place.write_text("units: [\n", "utf-8")
    with pytest.raises(FazhiError):
        typed_units(str(place))
    with pytest.raises(FazhiError):
        known_units(tmp_path)


@pytest.mark.parametrize("year", [1948, 3000])
def test_a_year_no_plan_has(tmp_path: Path, year: int) -> None:
    with pytest.raises(UsageError, match="不像年份"):
        read_draft(str(tmp_path / "要点.txt"), year=year)


def test_a_disk_that_fills_up_leaves_nothing_behind(
    drafted: DraftPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "草稿"
    folder.mkdir()
    (folder / "units.yaml").write_text("units: []\n", "utf-8")
    usual = write_whole

    def full(path: Path, data: bytes, *, overwrite: bool) -> None:
        if path.suffix == ".txt":
            raise OSError(errno.ENOSPC, "full")
        usual(path, data, overwrite=overwrite)

    monkeypatch.setattr(write, "write_whole", full)
    with pytest.raises(FazhiError, match=r"磁盘已满（.*草稿）；什么也没有留下"):
        write_draft(drafted, folder)
    assert [each.name for each in folder.rglob("*")] == ["units.yaml"]
    with pytest.raises(FazhiError):
        write_draft(drafted, tmp_path / "另一处/草稿")
    assert not (tmp_path / "另一处").exists()


def test_what_another_run_wrote_meanwhile_stays(
    drafted: DraftPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = write_whole

    def late(path: Path, data: bytes, *, overwrite: bool) -> None:
        if path.name == "units.yaml":
            path.write_bytes(b"another's")
        usual(path, data, overwrite=overwrite)

    monkeypatch.setattr(write, "write_whole", late)
    with pytest.raises(FazhiError, match="文件已存在"):
        write_draft(drafted, tmp_path)
    assert (tmp_path / "units.yaml").read_bytes() == b"another's"
    assert not (tmp_path / "tasks.yaml").exists()
