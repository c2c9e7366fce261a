"""`fazhi collect` as a clerk runs it: forms of several units in folders of their own, read in a process of their own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import entries, errors, files, workspace
from tests.builders.forms import Filled, forms

from spt_fazhi.cli.entry import collect_entry

REPORT = {"日期": "2月20日", "做了什么": "报送报告", "附件文件名": "报告"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def test_a_folder_for_each_unit(root: Path, tmp_path: Path) -> None:
    made = forms(root)
    for unit, said in (("东镇", REPORT), ("西镇", {**REPORT, "日期": "2月30日"})):
        folder = tmp_path / "收" / unit
        folder.mkdir(parents=True)
        (folder / "报告.pdf").write_bytes(unit.encode())
        Filled(made[unit]).write("2.1", said).save(folder / "报送表.xlsx")
    ran = fazhi("collect", str(tmp_path / "收"), "--recorded", "2024-06-20", "-o", str(tmp_path / "退回"), root=root)
    assert (ran.code, ran.err) == (1, "")
    assert "错：西镇/报送表.xlsx 佐证!" in ran.out
    assert [path.name for path in (tmp_path / "退回").iterdir()] == ["退回_报送表.xlsx"]
    ((_, tree),) = entries(root).items()
    assert (tree["unit"], tree["files"][0]["size"]) == ("东镇", "6")
    assert errors(root) == []


def test_without_the_library_one_line_says_how_to_get_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for unit in ("东镇", "西镇"):
        Filled(forms(root)[unit]).write("2.1", REPORT).save(tmp_path / f"{unit}.xlsx")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "python_calamine.py").write_text("raise ImportError\n")
    paths = os.pathsep.join([str(tmp_path / "lib"), os.environ.get("PYTHONPATH", "")])
    ran = fazhi("collect", *(str(tmp_path / f"{unit}.xlsx") for unit in ("东镇", "西镇")), root=root, PYTHONPATH=paths)
    assert (ran.code, files(root)) == (2, [])
    assert ran.err.count("要先安装 python-calamine") == 1
    assert 'pip install "spt-fazhi[office]"' in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes")
def test_a_pipe_is_not_waited_for(root: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    ran = fazhi("collect", str(tmp_path / "管道.xlsx"), root=root)
    assert (ran.code, "管道.xlsx：不是普通文件" in ran.out) == (1, True)


@pytest.mark.parametrize(("most", "said"), [(1, "git add -- data/records\n"), (2, "git add -- data/records/")])
def test_of_many_folders_the_one_above_is_committed(
    own_demo_in_git: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, said: str
) -> None:
    made = forms(own_demo_in_git)
    (tmp_path / "收").mkdir()
    for unit in ("示范东镇", "示范南镇"):
        day = {"日期": "6月12日", "做了什么": "报送排查情况", "文号": "示〔2024〕3号"}
        Filled(made[unit]).write("6.1", day, period="2024-06").save(tmp_path / "收" / f"{unit}.xlsx")
    monkeypatch.setattr(collect_entry, "_FOLDERS", most)
    monkeypatch.chdir(own_demo_in_git)
    ran = fazhi("collect", str(tmp_path / "收"), "--recorded", "2024-06-20", root=own_demo_in_git)
    assert ran.code == 0
    assert said in ran.out
    assert (ran.out.count("data/records/dongz data/records/nanz") == 2) is (most == 2)
