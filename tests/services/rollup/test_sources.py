"""Where registers are looked for: folders, patterns, lists; and what is said of what is none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.builders.repositories import in_git

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.services.rollup.sources import origins, read_list


def kinds(*typed: Path | str) -> list[tuple[str, str]]:
    return [(each.kind, each.path.name) for each in origins([str(each) for each in typed]).found]


def listed(place: Path, text: str) -> Path:
    file = place / "名单.yaml"
    file.write_text(text, "utf-8")
    return file


def test_a_workspace_an_export_and_a_bare_repository_are_told_apart(
    districts: Path, exports: Path, tmp_path: Path
) -> None:
    clone = in_git(Path(shutil.copytree(districts / "示例县001", tmp_path / "a")))
    (tmp_path / "库").mkdir()
    (clone / ".git").rename(tmp_path / "库/b.git")
    shutil.rmtree(clone)
    shutil.copytree(exports, tmp_path / "库/深/c")
    shutil.copytree(districts / "示例县002", tmp_path / "库/d")
    assert kinds(tmp_path) == [("bare", "b.git"), ("workspace", "d"), ("export", "c")] or kinds(tmp_path) == [
        ("bare", "b.git"), ("export", "c"), ("workspace", "d")
    ]  # fmt: skip
    assert kinds(tmp_path / "库/b.git") == [("bare", "b.git")]


def test_a_pattern_is_resolved_where_the_shell_did_not(districts: Path) -> None:
    assert kinds(f"{districts}/示例县00[13]") == [("workspace", "示例县001"), ("workspace", "示例县003")]
    with pytest.raises(UsageError, match="没有“"):
        origins([f"{districts}/别的*"])


def test_what_is_named_twice_is_read_once(districts: Path) -> None:
    assert len(kinds(districts, districts / "名单.yaml", districts / "示例县001")) == 4


def test_a_folder_without_any_is_an_error_and_one_among_others_a_remark(districts: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(UsageError, match="里没有台账，也没有导出"):
        origins([str(tmp_path)])
    shutil.copytree(districts / "示例县001", tmp_path / "甲")
    found = origins([str(tmp_path)])
    assert len(found.found) == 1
    assert len(found.remarks) == 1
    assert "”里没有台账" in found.remarks[0]


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_among_folders_is_refused_and_told(districts: Path, tmp_path: Path) -> None:
    shutil.copytree(districts / "示例县001", tmp_path / "甲")
    (tmp_path / "乙").symlink_to(districts / "示例县002")
    found = origins([str(tmp_path)])
    assert [each.path.name for each in found.found] == ["甲"]
    assert [each.why for each in found.refused] == ["是链接，没有跟过去"]


def test_a_list_says_who_is_who(districts: Path, tmp_path: Path) -> None:
    file = listed(
        tmp_path,
        f"registers:\n  - {{name: 甲县, path: {districts}/示例县001, at: main, register: '640502'}}\n"
        "  - {name: 乙县, path: 没有}\n  - {name: 丙县, path: .}\n",
    )
    found = origins([str(file)])
    (only,) = found.found
    assert only.listed is not None
    assert (only.listed.name, only.listed.at, only.listed.register) == ("甲县", "main", "640502")
    assert [(each.name, each.why) for each in found.refused] == [
        ("乙县", "没有这个文件夹"), ("丙县", "不是台账、裸仓库或导出")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("registers: []\n", "registers 下面一个县区也没有"),
        ("registers:\n  - {name: 甲, path: a}\n  - {name: 甲, path: b}\n", "“甲”的名称或代号写了两次"),
        ("registers:\n  - {name: 甲, path: a, register: x}\n  - {name: 乙, path: b, register: x}\n", "写了两次"),
        ("registers:\n  - {name: 甲, path: a, register: 区}\n", "代号“区”不能用"),
        ("registers:\n  - {name: 甲}\n", "path"),
        ("registers:\n  - {name: 甲, path: a, other: 1}\n", "不认识的字段“other”"),
        ("registers: 甲\n", "registers"),
        ("tasks: []\n", "缺少必填字段“registers”"),
        ("registers: [\n", ":"),
        ("registers:\n  - &x {name: 甲, path: a}\n", ":"),
    ],
)
def test_a_list_that_cannot_be_read_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FazhiError) as error:
        read_list(listed(tmp_path, text))
    assert "名单.yaml" in error.value.message
    assert said in error.value.message


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(UsageError, match="不是文件夹，也不是名单"):
        origins([str(tmp_path / "a.txt")])
    with pytest.raises(UsageError, match="没有“"):
        origins([str(tmp_path / "没有")])


def test_only_the_names_that_the_collector_gave_are_noted(exports: Path, tmp_path: Path) -> None:
    shutil.copytree(exports, tmp_path / "收到/甲县")
    shutil.copytree(exports, tmp_path / "收到/乙县/甲县")
    place = tmp_path / "收到"
    assert [each.given for each in origins([str(place)]).found] == [("收到", "乙县"), ("收到", "甲县")]
    assert [each.given for each in origins([str(place / "甲县"), str(place / "乙县")]).found] == [("甲县",), ("乙县",)]
    assert [each.given for each in origins([str(place / "*")]).found] == [("乙县",), ("甲县",)]


def test_a_folder_that_a_list_has_twice_is_told(districts: Path, tmp_path: Path) -> None:
    file = listed(
        tmp_path,
        f"registers:\n  - {{name: 示例县001, path: '{districts}/示例县001'}}\n  - {{name: 示例县002, path: '{districts}/示例县001'}}\n",
    )
    found = origins([str(file)])
    assert [each.listed.name for each in found.found if each.listed] == ["示例县001"]
    assert [(each.name, each.why) for each in found.refused] == [("示例县002", "与“示例县001”是同一个文件夹，只计一次")]
