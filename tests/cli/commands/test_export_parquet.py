"""`fazhi export parquet`: what lies in the folder, what is refused, and what another program reads there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import duckdb
import pytest
from tests.builders.command import DAY, fazhi

from spt_fazhi.views.rollup.schema import TABLES


def export(root: Path, folder: Path, *args: str, day: str = DAY):
    return fazhi("export", "parquet", "-o", str(folder), "--as-of", day, *args, root=root)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_table_lies_in_its_partition_and_says_what_it_is(demo: Path, tmp_path: Path) -> None:
    ran = export(demo, tmp_path / "汇总")
    assert (ran.code, ran.out) == (0, "")
    assert "示范区 2024 年（代号 rd966b6a26a），单位 14、任务 12、事项 17、责任 185、记录 73" in ran.err
    found = files(tmp_path / "汇总")
    assert set(found) == {f"{name}/year=2024/register=rd966b6a26a/data.parquet" for name in TABLES}
    made = set()
    for name, spec in TABLES.items():
        place = str(tmp_path / "汇总" / name / "year=2024/register=rd966b6a26a/data.parquet")
        read = duckdb.sql("SELECT * FROM read_parquet($1, hive_partitioning = false)", params=[place])
        assert [(column, str(kind)) for column, kind in zip(read.columns, read.types, strict=True)] == [
            (column.name, column.type) for column in spec.columns
        ]
        assert set(read.project("year, register").distinct().fetchall()) == {(2024, "rd966b6a26a")}
        said = dict(duckdb.sql("SELECT key, value FROM parquet_kv_metadata($1)", params=[place]).fetchall())
        assert (said[b"fazhi"], said[b"version"]) == (name.encode(), b"1")
        made.add(said[b"made"])
    assert len(made) == 1


def test_the_same_register_gives_the_same_bytes_and_another_day_others(demo: Path, tmp_path: Path) -> None:
    for name, day in (("a", DAY), ("b", DAY), ("c", "2024-06-19")):
        assert export(demo, tmp_path / name, day=day).code == 0
    assert files(tmp_path / "a") == files(tmp_path / "b") != files(tmp_path / "c")


def test_several_registers_share_a_folder_and_none_is_written_over(demo: Path, tmp_path: Path) -> None:
    assert export(demo, tmp_path / "汇总").code == 0
    before = files(tmp_path / "汇总")
    ran = export(demo, tmp_path / "汇总", day="2024-06-19")
    assert ran.code == 2
    assert "里已有2024年 示范区（代号 rd966b6a26a）的导出，没有覆盖" in ran.err
    assert files(tmp_path / "汇总") == before
    assert export(demo, tmp_path / "汇总", "--register", "640502", "--name", "示例县").code == 0
    found = files(tmp_path / "汇总")
    assert {key: found[key] for key in before} == before
    assert len(found) == 2 * len(before)
    assert export(demo, tmp_path / "汇总", "--force", day="2024-06-19").code == 0
    assert {key: files(tmp_path / "汇总")[key] for key in before} != before


def test_json_says_what_was_written(demo: Path, tmp_path: Path) -> None:
    said = export(demo, tmp_path / "汇总", "--json", "--register", "x-1", "--name", "示例 县").json
    assert list(said)[:4] == ["register", "as_of", "revision", "in_use"]
    assert said["identity"] == {"register": "x-1", "name": "示例 县"}
    assert said["tables"] == {
        "registers": 1, "units": 14, "tasks": 12, "obligations": 17, "duties": 185, "shares": 3, "records": 73,
        "samples": 86,
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["../x", "Sfj", "区", "-x", "a" * 41, "", "x/y"])
def test_a_mark_that_no_folder_can_bear_is_refused(demo: Path, tmp_path: Path, typed: str) -> None:
    ran = export(demo, tmp_path / "汇总", f"--register={typed}")
    assert ran.code == 2
    assert "不能用" in ran.err
    assert not (tmp_path / "汇总").exists()


def test_a_name_that_a_spreadsheet_would_run_is_refused(own_demo: Path, tmp_path: Path) -> None:
    plan = own_demo / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("title: 带头学法讲法", 'title: "=HYPERLINK(1)"'), "utf-8")
    ran = export(own_demo, tmp_path / "汇总")
    assert ran.code == 2
    assert "没有导出：任务名称“=HYPERLINK(1)”以“=”开头" in ran.err
    assert not (tmp_path / "汇总").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_in_the_folder_is_not_followed(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "汇总").mkdir()
    (tmp_path / "别处").mkdir()
    (tmp_path / "汇总/duties").symlink_to(tmp_path / "别处")
    ran = export(demo, tmp_path / "汇总")
    assert ran.code == 2
    assert "duties”已经存在，不是文件夹" in ran.err
    assert files(tmp_path) == {}


def test_nothing_is_written_into_the_register(own_demo: Path) -> None:
    ran = export(own_demo, own_demo / "data/汇总")
    assert ran.code == 2
    assert "在台账的 data/ 里，没有写" in ran.err


def test_without_the_package_one_line_says_how_to_get_it(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    ran = export(demo, tmp_path / "汇总")
    assert ran.code == 2
    assert 'pip install "spt-fazhi[rollup]"' in ran.err
    assert len(ran.err.strip().splitlines()) == 2


def test_a_register_not_in_use_says_so(tmp_path: Path) -> None:
    from tests.builders.places import REPOSITORY

    ran = export(REPOSITORY, tmp_path / "汇总")
    assert ran.code == 0
    assert "尚未启用" in ran.err
    assert "中卫市沙坡头区 2024 年" in ran.err
