"""`-o` and `--out`: what may be written where, whole or not at all, in UTF-8 whatever the console speaks."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.places import SRC

from spt_fazhi.cli.app import run
from spt_fazhi.cli.output_file import write_text
from spt_fazhi.errors import FazhiError, UsageError

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files as POSIX has them")
REPORT = ["report", "quarter", "--period", "2024Q2", "--as-of", "2024-07-15", "-o"]


def make_link(place: Path) -> None:
    other = place.with_name("别的文件")
    other.write_text("不能动", "utf-8")
    place.symlink_to(other)


def make_socket(place: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)  # the path of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind(place.name)
    finally:
        os.chdir(here)


STRANGE: dict[str, Callable[[Path], object]] = {
    "link": make_link,
    "dangling link": lambda place: place.symlink_to(place.with_name("没有")),
    "link to a device": lambda place: place.symlink_to("/dev/null"),
    "pipe": lambda place: os.mkfifo(place, 0o600),
    "socket": make_socket,
    "folder": Path.mkdir,
}


@POSIX
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "--force"])
@pytest.mark.parametrize("make", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("command", [REPORT, ["codeowners", "-o"]], ids=["report", "codeowners"])
def test_only_a_regular_file_is_written(
    demo: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    make: Callable[[Path], object],
    force: list[str],
) -> None:
    place = tmp_path / "结果.txt"
    make(place)
    before = {each.name: stat.S_IFMT(each.lstat().st_mode) for each in tmp_path.iterdir()}
    assert run([*command, str(place), *force, "--root", str(demo)]) == 2
    assert "结果.txt”是" in capsys.readouterr().err
    assert {each.name: stat.S_IFMT(each.lstat().st_mode) for each in tmp_path.iterdir()} == before
    assert not (tmp_path / "别的文件").exists() or (tmp_path / "别的文件").read_text("utf-8") == "不能动"


@POSIX
@pytest.mark.parametrize("place", ["/dev/null", "/dev/stdout", "/dev/full"])
def test_a_device_stays_a_device(demo: Path, place: str) -> None:
    before = os.lstat(place).st_mode
    assert run([*REPORT, place, "--force", "--root", str(demo)]) == 2
    assert os.lstat(place).st_mode == before


@POSIX
def test_links_among_the_folders_are_the_persons_own_choice(tmp_path: Path) -> None:
    (tmp_path / "真").mkdir()
    (tmp_path / "链").symlink_to(tmp_path / "真")
    write_text("文字\n", str(tmp_path / "链/通报.md"), made="markdown", force=False)
    assert (tmp_path / "真/通报.md").read_text("utf-8") == "文字\n"


PROMISING = [
    "通报.DOC", "通报.pdf", "通报.xlsx", "通报.xls", "通报.et", "通报.wps", "通报.odt", "通报.xhtml",
    "通报.zip", "通报.docx.", "通报.docx ", "通报．docx", "通报.ｄｏｃｘ", "通报.csv", ".docx",
]  # fmt: skip


@pytest.mark.parametrize("name", [*PROMISING, "通报.json"])
def test_a_name_that_promises_another_format(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run([*REPORT, str(tmp_path / name), "--force", "--root", str(demo)]) == 2
    assert "现在只能生成 Markdown（.md" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "name", ["通报.md", "通报.MD", "通报.txt", "通报", "通报2024.6", "通报.docx.md", "二季度.通报"]
)
def test_names_that_keep_their_promise(tmp_path: Path, name: str) -> None:
    write_text("文字\n", str(tmp_path / name), made="markdown", force=False)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_json_goes_into_json_files_alone(tmp_path: Path) -> None:
    write_text("{}\n", str(tmp_path / "通报.json"), made="json", force=False)
    for name, made in (("a.md", "json"), ("a.json", "markdown"), ("CODEOWNERS.json", "plain"), ("x.docx", "plain")):
        with pytest.raises(UsageError, match="生成不了"):
            write_text("{}\n", str(tmp_path / name), made=made, force=True)  # type: ignore[arg-type]
    assert len(list(tmp_path.iterdir())) == 1


def test_an_existing_file_is_kept_unless_told(tmp_path: Path) -> None:
    place = tmp_path / "通报.md"
    place.write_text("旧", "utf-8")
    place.chmod(0o640)
    with pytest.raises(UsageError, match="已经存在，没有覆盖"):
        write_text("新", str(place), made="markdown", force=False)
    assert place.read_text("utf-8") == "旧"
    write_text("新", str(place), made="markdown", force=True)
    assert place.read_text("utf-8") == "新"
    assert [each.name for each in tmp_path.iterdir()] == ["通报.md"]
    if sys.platform != "win32":
        assert stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="没有文件夹"):
        write_text("新", str(tmp_path / "没有/通报.md"), made="markdown", force=False)


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "通报.md"
    place.write_text("旧", "utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FazhiError, match="磁盘已满"):
        write_text("新", str(place), made="markdown", force=True)
    assert place.read_text("utf-8") == "旧"
    assert [each.name for each in tmp_path.iterdir()] == ["通报.md"]


STEPS = ["os.write", "os.fsync", "pathlib.Path.replace"]


@POSIX
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_leaves_the_old_file_or_the_new(tmp_path: Path, step: str, when: str) -> None:
    place = tmp_path / "通报.md"
    place.write_text("旧" * 1000, "utf-8")
    killing = f"""
import os, pathlib, signal
real = {step}
def step(*args, **named):
    if "{when}" == "after":
        real(*args, **named)
    os.kill(os.getpid(), signal.SIGKILL)
{step} = step
from spt_fazhi.cli.output_file import write_text
write_text("新" * 1000, {str(place)!r}, made="markdown", force=True)
"""
    done = subprocess.run([sys.executable, "-c", killing], env={"PYTHONPATH": str(SRC)}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert place.read_text("utf-8") in {"旧" * 1000, "新" * 1000}
    write_text("再写", str(place), made="markdown", force=True)  # what was left behind is in nobody's way
    assert place.read_text("utf-8") == "再写"


@POSIX
def test_schemas_and_drafts_go_through_no_link(
    own_demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "外面"
    outside.mkdir()
    (own_demo / "schema").symlink_to(outside)
    assert run(["schema", "--root", str(own_demo)]) == 2
    assert "schema 是链接" in capsys.readouterr().err
    folder = tmp_path / "草稿"
    folder.mkdir()
    (folder / "tasks.schema.json").symlink_to(outside / "x")
    (folder / "tasks.yaml").symlink_to(outside / "y")
    assert run(["schema", "--out", str(folder)]) == 2
    document = tmp_path / "要点.txt"
    document.write_text(
        "某区2025年工作要点\n一、加强领导\n1.学习宣传。年底前至少开展1次学习。（牵头单位：区司法局）\n", "utf-8"
    )
    assert run(["intake", str(document), "--out", str(folder)]) == 2
    assert not list(outside.iterdir())


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_file_or_pipe_gets_utf8_whatever_the_console_speaks(demo: Path, tmp_path: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "spt_fazhi", "report", "quarter", "--period", "2024Q2", "--root", str(demo)]
    env = {"PYTHONPATH": str(SRC), "PYTHONIOENCODING": encoding, "FAZHI_CACHE": "off", "PATH": os.environ["PATH"]}
    piped = subprocess.run(command, env=env, capture_output=True, check=True)
    with (tmp_path / "重定向.md").open("wb") as file:
        subprocess.run(command, env=env, stdout=file, check=True)
    subprocess.run([*command, "-o", str(tmp_path / "写出.md")], env=env, check=True, capture_output=True)
    texts = [piped.stdout, *(each.read_bytes() for each in tmp_path.iterdir())]
    assert len({text.replace(b"\r\n", b"\n") for text in texts}) == 1
    assert "示范区法治政府建设" in piped.stdout.decode("utf-8")
    assert "?" not in piped.stdout.decode("utf-8").replace("？", "")


@pytest.mark.parametrize(
    ("name", "said"),
    [("-", "不能作文件名"), ("--", "不能作文件名"), ("b.md/", "是文件夹的写法"), ("b.md/.", "是文件夹的写法")],
)
@pytest.mark.parametrize("force", [True, False])
def test_names_that_mean_something_else(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str, force: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = fazhi("report", "breakdown", "--root", str(demo), f"-o{name}", *(["--force"] if force else []))
    assert ran.code == 2
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["data/tasks.txt", "data/records/x.txt", "data/issued/x", ".git/config", ".git"])
def test_nothing_is_written_into_the_register_or_into_git(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    for name in ("data/records", "data/issued", ".git"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    (tmp_path / "data/tasks.yaml").write_text("台账", "utf-8")
    (tmp_path / "链接").symlink_to(tmp_path / place.partition("/")[0], target_is_directory=True)
    before = {each: each.lstat().st_mtime_ns for each in tmp_path.rglob("*")}
    for typed in (place, f"链接/{place.partition('/')[2] or 'x'}"):
        with pytest.raises(UsageError, match=r"没有写"):
            write_text("通报", str(tmp_path / typed), made="plain", force=True)
    assert run(["notice", "-o", str(tmp_path / place.partition("/")[0]), "--force", "--root", str(demo)]) == 2
    assert "没有写" in capsys.readouterr().err
    assert {each: each.lstat().st_mtime_ns for each in tmp_path.rglob("*")} == before


def test_a_folder_that_is_only_called_data_may_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    write_text("通报", str(tmp_path / "data/通报.md"), made="markdown", force=False)
    assert (tmp_path / "data/通报.md").read_text("utf-8") == "通报"
