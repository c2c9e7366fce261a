"""A terminal that does not speak UTF-8: names on disk and in the data are what they are everywhere else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import DAY
from tests.builders.files import files_below
from tests.builders.places import SRC
from tests.builders.processes.terminal import on_console
from tests.builders.repositories import commit, git

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="locales as glibc has them")
PROGRAM = [sys.executable, "-m", "spt_fazhi"]
EVIDENCE = ["record", "evidence", "6.2", "--unit", "示范东镇", "--date", "2024-06-12", "--recorded", DAY]
BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture(scope="session")
def gbk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The environment of a terminal in zh_CN.GBK; the locale is compiled, which takes the package `locales`."""
    compiler = shutil.which("localedef")
    if compiler is None or not Path("/usr/share/i18n/charmaps/GBK.gz").exists():
        pytest.skip("the sources of locales are not installed (Debian: apt-get install locales)")
    place = tmp_path_factory.mktemp("locale")
    command = [compiler, "-i", "zh_CN", "-f", "GBK", "--no-archive", str(place / "zh_CN.GBK")]
    subprocess.run(command, check=False, capture_output=True)
    assert (place / "zh_CN.GBK").is_dir()
    return {"LOCPATH": str(place), "LC_ALL": "zh_CN.GBK"}


def ran(
    args: list[str | bytes], env: dict[str, str], root: Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        [*PROGRAM, *args], cwd=root, input=stdin, capture_output=True, check=False,
        env={**kept, "PYTHONPATH": str(SRC), "FAZHI_CACHE": "off", **env},
    )  # fmt: skip


@pytest.fixture(params=["gbk", "C"])
def poor(request: pytest.FixtureRequest) -> dict[str, str]:
    """An environment whose locale is not UTF-8."""
    return dict(request.getfixturevalue("gbk")) if request.param == "gbk" else BARE


def test_no_false_alarm(demo: Path, poor: dict[str, Any]) -> None:
    done = ran(["check", "--json", "--as-of", DAY], poor, demo)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["problems"] == []


def test_a_whole_demo_has_the_same_names_and_bytes(demo: Path, tmp_path: Path, poor: dict[str, Any]) -> None:
    here, there = tmp_path / "utf8", tmp_path / "poor"
    for place, env in ((here, {}), (there, poor)):
        assert ran(["demo", str(place)], env, tmp_path).returncode == 0
    assert files_below(here) == files_below(there)
    assert any("情况说明" in name for name in files_below(there))


@pytest.mark.parametrize("typed", ["gbk", "utf-8"])
def test_an_entry_typed_there(own_demo: Path, tmp_path: Path, gbk: dict[str, Any], typed: str) -> None:
    git(own_demo, "init", "--quiet")
    commit(own_demo, "开始")
    photo = os.fsencode(tmp_path) + b"/" + "现场照片.txt".encode(typed)
    Path(os.fsdecode(photo)).write_bytes(b"x")
    words = ["--title", "宣传进村镕", "--file"]
    args = [*(each.encode(typed) for each in (*EVIDENCE, *words)), photo]
    done = ran([*args, "--commit"], {**gbk, **IDENTITY}, own_demo)
    assert done.returncode == 0, done.stderr.decode()
    assert "已写入" in done.stdout.decode("utf-8")
    (record,) = [
        each for each in (own_demo / "data/records/dongz").glob("*.yaml") if "宣传进村镕" in each.read_text("utf-8")
    ]
    assert "name: 现场照片.txt" in record.read_text("utf-8")
    assert (record.with_suffix("") / "现场照片.txt").read_bytes() == b"x"
    assert "现场照片.txt" in git(own_demo, "ls-files")
    assert "宣传进村镕" in git(own_demo, "log", "-1", "--format=%s")
    assert git(own_demo, "status", "--porcelain") == ""
    for env in ({}, gbk, BARE):
        assert ran(["check", "--as-of", DAY], env, own_demo).returncode == 0


IDENTITY = {
    "GIT_AUTHOR_NAME": "示例", "GIT_AUTHOR_EMAIL": "a@example.invalid",
    "GIT_COMMITTER_NAME": "示例", "GIT_COMMITTER_EMAIL": "a@example.invalid",
}  # fmt: skip


@pytest.mark.parametrize("name", ["示范东镇", "司法局"])
def test_questions_typed_there(demo: Path, gbk: dict[str, Any], name: str) -> None:
    expected = ran(["unit", name, "--as-of", DAY], {}, demo).stdout
    for typed in (name.encode("gbk"), name.encode()):
        done = ran(["unit", typed, "--as-of", DAY], gbk, demo)
        assert done.returncode == 0
        assert done.stdout == expected  # a pipe gets UTF-8


def test_texts_and_options_joined_by_an_equals_sign(own_demo: Path, gbk: dict[str, Any]) -> None:
    args = ["record", "progress", "5", "--unit=示范区司法局", "--period=2024Q2", f"--recorded={DAY}", "--done=-"]
    done = ran([each.encode("gbk") for each in args], gbk, own_demo, stdin="文件清理完毕".encode("gbk"))
    assert done.returncode == 0, done.stderr.decode()
    assert any("文件清理完毕" in each.read_text("utf-8") for each in (own_demo / "data/records/sfj").glob("*.yaml"))


def test_what_is_made_is_named_in_utf8_and_found_under_both(demo: Path, tmp_path: Path, gbk: dict[str, Any]) -> None:
    report: list[str | bytes] = ["report", "quarter", "--period", "2024Q2", "--root", str(demo), "-o"]
    assert ran([*report, "通报.md".encode("gbk")], gbk, tmp_path).returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == ["通报.md"]
    again = ran([*report, "通报.md".encode("gbk")], gbk, tmp_path)
    assert again.returncode == 2
    assert "“通报.md”已经存在" in again.stderr.decode()
    old = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "旧名.md".encode("gbk")))
    old.write_text("旧")
    assert ran([*report, "旧名.md".encode("gbk")], gbk, tmp_path).returncode == 2
    assert ran([*report, "旧名.md".encode("gbk"), "--force"], gbk, tmp_path).returncode == 0
    assert "示范区" in old.read_text("utf-8")


def test_an_old_archives_names_in_a_utf8_terminal(own_demo: Path, tmp_path: Path) -> None:
    """A shell completes the name as the bytes it is; what is attached is named as a person reads it."""
    photo = os.fsencode(tmp_path) + b"/" + "现场照片.txt".encode("gbk")
    Path(os.fsdecode(photo)).write_bytes(b"x")
    done = ran([*EVIDENCE, "--title", "做了", "--file", photo], {"LC_ALL": "C.UTF-8"}, own_demo)
    assert done.returncode == 0, done.stderr.decode()
    assert len(list(own_demo.rglob("现场照片.txt"))) == 1


def test_a_workspace_in_a_folder_named_in_gbk(demo: Path, tmp_path: Path, gbk: dict[str, Any]) -> None:
    place = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "工作区".encode("gbk")))
    shutil.copytree(demo, place)
    for root in ("工作区".encode("gbk"), "工作区".encode()):
        assert ran(["check", "--as-of", DAY, "--root", root], gbk, tmp_path).returncode == 0
    assert ran(["check", "--as-of", DAY], gbk, place).returncode == 0


def test_a_gbk_console_shows_gbk(demo: Path, gbk: dict[str, Any]) -> None:
    seen = on_console("status", "--as-of", DAY, root=demo, encoding="gbk", **gbk)
    assert seen.code == 0
    assert "示范区法治政府建设2024年工作要点" in seen.out
    assert "?" not in seen.out.replace("\x1b[?", "")


def test_a_gbk_editor_gets_and_gives_gbk(own_demo: Path, tmp_path: Path, gbk: dict[str, Any]) -> None:
    """An editor of that terminal reads and writes GBK, and so is the text handed to it."""
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys\n"
        "text = open(sys.argv[1], 'rb').read().decode('gbk')\n"
        "mark = next(line for line in text.splitlines() if line.startswith('【'))\n"
        "open(sys.argv[1], 'wb').write(text.replace(mark, mark + '\\n司', 1).encode('gbk'))\n",
        "utf-8",
    )
    args = ["record", "progress", "5", "--unit", "sfj", "--period", "2024Q2", "--recorded", DAY]
    seen = on_console(*args, root=own_demo, encoding="gbk", EDITOR=f"{sys.executable} -X utf8=0 {editor}", **gbk)
    assert seen.code == 0, seen.out
    assert "不是 UTF-8" not in seen.out
    assert any("done: 司" in each.read_text("utf-8") for each in (own_demo / "data/records/sfj").glob("*.yaml"))


def test_answers_typed_on_a_gbk_terminal(own_demo: Path, gbk: dict[str, Any]) -> None:
    seen = on_console(
        "record", "evidence", "6.2", "--unit", "dongz", "--date", "2024-06-12", "--recorded", DAY, root=own_demo,
        encoding="gbk", typed="宣传进村组\n示东发〔2024〕3号\n\n".encode("gbk"), **gbk,
    )  # fmt: skip
    assert seen.code == 0, seen.out
    assert any(
        "title: 宣传进村组" in each.read_text("utf-8") for each in (own_demo / "data/records/dongz").glob("*.yaml")
    )


def test_the_restart_happens_once(demo: Path) -> None:
    """`-X utf8=0` given by hand comes after ours and wins: the program runs as it is told, and not for ever."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "spt_fazhi", "--version"], timeout=60, check=False, capture_output=True,
        env={"PYTHONPATH": str(SRC), **BARE},
    )  # fmt: skip
    assert done.returncode == 0
