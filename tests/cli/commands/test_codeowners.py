"""`fazhi codeowners`: printed, written, compared; never over somebody else's file."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.builders.command import fazhi

from spt_fazhi.views.codeowners import HEADER


@pytest.fixture
def workspace(own_demo: Path) -> Path:
    """A workspace in a folder of a repository, with people for one unit and for the bureau."""
    subprocess.run(["git", "init", "-q", str(own_demo.parent)], check=True)
    units = own_demo / "data" / "units.yaml"
    text = units.read_text("utf-8")
    for code, owner in {"sfj": "@sfj-lian", "yfzqb": "@yfzqb/all"}.items():
        assert f"    code: {code}\n" in text
        text = text.replace(f"    code: {code}\n", f'    code: {code}\n    owners: ["{owner}"]\n')
    units.write_text(text, "utf-8")
    return own_demo


def test_it_prints_the_file_and_names_the_units_without_people(workspace: Path) -> None:
    ran = fazhi("codeowners", "--default", "依法治区办", root=workspace)
    assert ran.code == 0, ran.err
    assert ran.out.startswith(HEADER)
    assert "\n* @yfzqb/all\n" in ran.out
    assert "\n/工作区/data/records/sfj/ @sfj-lian\n" in ran.out
    assert "\n/工作区/data/decisions/ @yfzqb/all\n" in ran.out
    assert "没有写负责人" in ran.err
    assert "示范东镇" in ran.err
    assert "示范区司法局" not in ran.err
    assert ran.out == fazhi("codeowners", "--default", "依法治区办", root=workspace).out
    regular = fazhi("codeowners", "--forge", "forgejo", root=workspace)
    assert "\n工作区/data/records/sfj/.* @sfj-lian\n" in regular.out
    assert "没有写 --default" in regular.err


def test_outside_a_repository_there_is_no_folder_before_it(own_demo: Path) -> None:
    ran = fazhi("codeowners", "--default", "@ju", root=own_demo)
    assert "\n/data/decisions/ @ju\n" in ran.out
    assert "\n/data/inspections/ @ju\n" in ran.out
    assert "\n/data/issued/ @ju\n" in ran.out


def test_it_writes_over_its_own_file_only(workspace: Path, tmp_path: Path) -> None:
    file = workspace.parent / ".github" / "CODEOWNERS"
    file.parent.mkdir()
    words = ("codeowners", "--default", "@ju")
    assert fazhi(*words, "-o", str(file), root=workspace).code == 0
    assert file.read_text("utf-8") == fazhi(*words, root=workspace).out
    assert fazhi(*words, "-o", str(file), root=workspace).code == 0
    file.write_text("* @me\n", "utf-8")
    ran = fazhi(*words, "-o", str(file), root=workspace)
    assert (ran.code, file.read_text("utf-8")) == (2, "* @me\n")
    assert "--force" in ran.err
    assert fazhi(*words, "-o", str(file), "--force", root=workspace).code == 0
    assert file.read_text("utf-8").startswith(HEADER)
    assert fazhi(*words, "-o", str(workspace), root=workspace).code == 2
    assert sorted(path.name for path in file.parent.iterdir()) == ["CODEOWNERS"]


def test_check_says_whether_the_file_is_current(workspace: Path) -> None:
    words = ("codeowners", "--default", "@ju", "--check")
    ran = fazhi(*words, root=workspace)
    assert (ran.code, "还没有生成" in ran.out) == (1, True)
    place = workspace.parent / ".github" / "CODEOWNERS"
    place.parent.mkdir()
    fazhi(*words[:3], "-o", str(place), root=workspace)
    assert fazhi(*words, root=workspace).code == 0
    place.write_bytes(place.read_bytes().replace(b"\n", b"\r\n"))
    assert fazhi(*words, root=workspace).code == 0, "a checkout with other line ends is the same file"
    place.write_text("别的\n", "utf-8")
    ran = fazhi(*words, root=workspace)
    assert (ran.code, "已过时" in ran.out) == (1, True)
    assert place.read_text("utf-8") == "别的\n"


def test_json_is_the_same_answer(workspace: Path) -> None:
    answer = fazhi("codeowners", "--default", "@ju", "--json", root=workspace).json
    assert {"pattern": "/工作区/data/records/sfj/", "owners": ["@sfj-lian"]} in answer["lines"]
    assert answer["forge"] == "github"
    assert "示范东镇" in answer["without_owners"]
    assert answer["unfit"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--forge", "svn"], "svn"),
        (["--default", "@"], "负责人"),
        (["--default", "@a b"], "负责人"),
        (["--default", "@x\n* @evil"], "负责人"),
        (["--default", "示范东镇"], "没有写 owners"),
        (["--default", "不存在的局"], "没有"),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(workspace: Path, words: list[str], said: str) -> None:
    ran = fazhi("codeowners", *words, root=workspace)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_unit_that_cannot_be_read_does_not_lose_its_people_in_silence(workspace: Path) -> None:
    units = workspace / "data" / "units.yaml"
    units.write_text(units.read_text("utf-8").replace('"@sfj-lian"', '"sfj lian"'), "utf-8")
    ran = fazhi("codeowners", root=workspace)
    assert (ran.code, ran.out) == (2, "")
    assert "fazhi check" in ran.err
    assert "负责人" in fazhi("check", root=workspace).out


def test_a_disk_that_refuses_is_one_clear_line(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = fazhi("codeowners", "-o", str(tmp_path / "file" / "CODEOWNERS"), root=workspace)
    assert ran.code == 2
    assert "Traceback" not in ran.err
