"""`fazhi demo`: writes a whole workspace, says what to try, and what it says works."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from tests.builders.command import DAY, fazhi

from spt_fazhi.store.schema.schema import schema_names


def test_what_it_prints_can_be_typed(tmp_path: Path) -> None:
    place = tmp_path / "演示 文件夹"
    ran = fazhi("demo", str(place))
    assert (ran.code, ran.err) == (0, "")
    assert "虚构" in ran.out
    assert ["cd", str(place)] in [shlex.split(line) for line in ran.out.splitlines() if line.startswith("  cd ")]
    commands = [line.strip() for line in ran.out.splitlines() if line.startswith("  fazhi ")]
    assert len(commands) >= 4
    for line in commands:
        typed = shlex.split(line)[1:]
        assert DAY in typed
        followed = fazhi(*typed, root=place)
        assert (followed.code, followed.err) == (0, ""), line
        assert followed.out


@pytest.mark.skipif(os.name == "nt", reason="names of POSIX")
@pytest.mark.parametrize("name", ["a$(touch 坏)", "a`id`", 'a"b', "a'b", "$HOME", "a;b"])
def test_a_folder_of_any_name_is_one_word_of_the_printed_command(tmp_path: Path, name: str) -> None:
    place = str(tmp_path / name)
    for command in (["demo", place], ["init", "--no-git", f"{place}2"]):
        ran = fazhi(*command)
        assert ran.code == 0, ran.err
        line = next(line for line in (ran.out + ran.err).splitlines() if "cd " in line)
        assert shlex.split(line[line.index("cd ") :].partition("，核对")[0]) == ["cd", command[-1]]


def test_check_finds_nothing_at_all(tmp_path: Path) -> None:
    fazhi("demo", str(tmp_path / "d"), "--tasks", "30", "--units", "25", "--records", "400", "--seed", "7")
    ran = fazhi("check", "--as-of", DAY, "--strict", "--json", root=tmp_path / "d")
    assert ran.code == 0
    assert ran.json["problems"] == []


def test_it_carries_the_schemas_its_files_name(tmp_path: Path) -> None:
    fazhi("demo", str(tmp_path / "d"))
    for file in (tmp_path / "d" / "data").rglob("*.yaml"):
        first = file.read_text("utf-8").splitlines()[0]
        schema = first.removeprefix("# yaml-language-server: $schema=")
        assert schema != first
        assert (file.parent / schema).resolve().is_file()
    assert {file.name for file in (tmp_path / "d" / "schema").iterdir()} == set(schema_names())


def test_occupied_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    ran = fazhi("demo", str(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert "已经有内容" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("option", ["--tasks", "--units", "--records"])
def test_size_out_of_bounds_is_refused(tmp_path: Path, option: str) -> None:
    ran = fazhi("demo", str(tmp_path / "d"), option, "3")
    assert ran.code == 2
    assert option in ran.err
    assert not (tmp_path / "d").exists()


def test_git_treats_it_like_any_workspace(tmp_path: Path) -> None:
    assert fazhi("demo", str(tmp_path / "演示")).code == 0
    assert fazhi("init", str(tmp_path / "真的"), "--no-git").code == 0
    for name in (".gitattributes", ".gitignore"):
        assert (tmp_path / "演示" / name).read_bytes() == (tmp_path / "真的" / name).read_bytes()
