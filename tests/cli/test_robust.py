"""Consoles, pipes, broken files and hostile text: a clear line, the right exit code, never a traceback."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders.command import DAY, environment, fazhi, start_process
from tests.builders.processes.terminal import on_console, on_terminal

COMMANDS = [
    ["status"],
    ["overdue"],
    ["due"],
    ["list"],
    ["duties"],
    ["show", "6"],
    ["unit", "司法局"],
    ["--help"],
    ["status", "--help"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_gbk_console(demo: Path, command: list[str]) -> None:
    where = {} if "--help" in command else {"root": demo}
    day = [] if "--help" in command else ["--as-of", DAY]
    ran = on_console(*command, *day, encoding="gbk", **{"root": None, **where})  # type: ignore[arg-type]
    assert ran.code == 0, ran.out
    assert "?" not in ran.out.replace("？", "")  # every character we print exists in GBK


def test_ascii_console_gets_plain_stand_ins(demo: Path) -> None:
    ran = on_console("status", "--as-of", DAY, root=demo, encoding="ascii")
    assert ran.code == 0
    assert "#" in ran.out


def test_json_is_utf8_on_any_console(demo: Path) -> None:
    done = start_process("status", "--json", "--as-of", DAY, env=environment(demo, "gbk"))
    assert done.returncode == 0
    assert "示范区" in done.stdout.decode("utf-8")


def test_no_escape_codes_in_a_pipe(demo: Path) -> None:
    assert "\x1b" not in fazhi("status", "--as-of", DAY, root=demo).out


def test_colour_on_a_terminal_and_none_with_no_color(demo: Path) -> None:
    assert "\x1b[" in on_terminal("status", "--as-of", DAY, root=demo)
    assert "\x1b[3" not in on_terminal("status", "--as-of", DAY, root=demo, NO_COLOR="1")


def test_closed_pipe_is_quiet(demo: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "spt_fazhi", "duties", "--as-of", DAY], env=environment(demo, PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_a_broken_record_is_said_and_the_rest_answered(own_demo: Path) -> None:
    before = fazhi("status", "--as-of", DAY, "--json", root=own_demo).json
    victim = next((own_demo / "data/records").glob("*/*.yaml"))
    victim.write_text("kind: evidence\nunit: [\n", "utf-8")
    ran = fazhi("status", "--as-of", DAY, "--json", root=own_demo)
    assert ran.code == 2
    assert "有 1 处数据不能用" in ran.err
    assert len(ran.json["duties"]) == len(before["duties"])


def test_a_record_that_fits_no_duty_is_said(own_demo: Path) -> None:
    victim = own_demo / "data/records/sfj/2024-05-05-1.9-aaaa.yaml"
    victim.write_text(
        'kind: evidence\nunit: 示范区司法局\nobligation: "1.9"\ndate: 2024-05-05\ntitle: 某事\nrecorded: 2024-05-06\n',
        "utf-8",
    )
    ran = fazhi("status", "--as-of", DAY, root=own_demo)
    assert ran.code == 2
    assert "有 1 处数据不能用" in ran.err
    assert "责任" in ran.out


@pytest.mark.parametrize("written", ["示范区司法局，示范区教育局", "示范区某某局"])
def test_a_name_in_the_plan_that_is_no_units_is_said(own_demo: Path, written: str) -> None:
    """What it owes is in no list: nobody may take the rest for all."""
    plan = own_demo / "data/tasks.yaml"
    text = plan.read_text("utf-8")
    who = re.search(r"who: \[([^\]]+)\]", text)
    assert who is not None
    plan.write_text(text.replace(who[0], f"who: [{written}]", 1), "utf-8")
    for query in ("status", "overdue", "due"):
        ran = fazhi(query, "--as-of", DAY, root=own_demo)
        assert ran.code == 2
        assert re.search("有 [1-9][0-9]* 处数据不能用", ran.err)
    told = [
        each for each in fazhi("check", "--json", root=own_demo).json["problems"] if each["file"] == "data/tasks.yaml"
    ]
    assert [each["rule"] for each in told] == ["unknown-unit"]
    assert ("[示范区司法局, 示范区教育局]" in told[0]["hint"]) == ("，" in written)
    ran = fazhi("record", "evidence", "1.1", "--unit", "示范区教育局", "--title", "x", "--document", "x", root=own_demo)
    assert "都不在单位名单里" in ran.err


def test_a_broken_task_leaves_the_others(own_demo: Path) -> None:
    plan = own_demo / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("due: 2024-12-31", "due: 2024-13-31", 1), "utf-8")
    ran = fazhi("status", "--as-of", DAY, "--json", root=own_demo)
    assert ran.code == 2
    assert len(ran.json["tasks"]) == 11


@pytest.mark.parametrize("name", ["data/tasks.yaml", "data/units.yaml"])
def test_an_unreadable_plan_names_the_place(own_demo: Path, name: str) -> None:
    file = own_demo / name
    lines = file.read_text("utf-8").splitlines()
    lines.insert(9, "\tregister: x")
    file.write_text("\n".join(lines), "utf-8")
    ran = fazhi("status", root=own_demo)
    assert ran.code == 2
    assert f"{name}:10:1" in ran.err
    assert ran.out == ""


def test_a_closed_pipe_does_not_hide_the_verdict(own_demo: Path) -> None:
    """`fazhi check | head`: exit 1 for errors, whoever reads them and however little of them."""
    record = next((own_demo / "data/records").glob("*/*.yaml"))
    record.write_text("kind: evidence\n", "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "spt_fazhi", "check", "--as-of", DAY],
        env=environment(own_demo), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    assert process.wait() == 1


def test_a_blank_root_is_not_no_root(own_demo: Path) -> None:
    for command in (["status"], ["record", "void", "x"]):
        ran = fazhi(*command, "--root", "", root=own_demo)
        assert ran.code == 2
        assert "没有写路径" in ran.err
    assert fazhi("status", "--as-of", DAY, "--root", str(own_demo), FAZHI_ROOT="").code == 0


def test_no_workspace(tmp_path: Path) -> None:
    ran = fazhi("status", root=tmp_path)
    assert ran.code == 2
    assert "不是工作区" in ran.err
    assert fazhi("status", FAZHI_ROOT=str(tmp_path / "没有")).code == 2


def test_markup_escapes_and_controls_in_data_are_plain_text(own_demo: Path) -> None:
    for file in (own_demo / "data/records").glob("*/*.yaml"):
        text = file.read_text("utf-8")
        if "kind: evidence" in text:
            lines = ['title: "[bold red]标题[/] \\e[31m红 \\u202e反 [link=http://x]"' if line.startswith("title:") else line
                     for line in text.splitlines()]  # fmt: skip
            file.write_text("\n".join(lines) + "\n", "utf-8")
    shown = fazhi("unit", "司法局", "--as-of", DAY, root=own_demo)
    assert shown.code == 0, shown.err
    assert "[bold red]标题[/]" in shown.out
    assert "\x1b" not in shown.out
    assert "\u202e" not in shown.out


def test_interrupt_is_130(demo: Path) -> None:
    code = "import sys, time; sys.argv=['fazhi','status'];" \
           "import spt_fazhi.store.workspace.loader as l;" \
           "l.load=lambda *a, **k: (print('up', flush=True), [time.sleep(0.01) for _ in iter(int, 1)]);" \
           "from spt_fazhi.cli.app import main; main()"  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=demo, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    process.send_signal(signal.SIGINT)  # it sleeps again and again, so there is no moment at which this could get lost
    _, err = process.communicate()
    assert process.returncode == 130
    assert err.decode() == "已中断。\n"


def test_defect_is_3_with_a_file_and_no_traceback(demo: Path, tmp_path: Path) -> None:
    code = "import sys; sys.argv=['fazhi','status'];" \
           "import spt_fazhi.store.workspace.loader as l; l.load=lambda *a, **k: 1/0;" \
           "from spt_fazhi.cli.app import main; main()"  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=demo, capture_output=True, check=False,
        env=environment(TMPDIR=str(tmp_path)),
    )  # fmt: skip
    assert done.returncode == 3
    assert "程序内部出错" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert "ZeroDivisionError" in next(tmp_path.glob("fazhi-error-*.txt")).read_text("utf-8")


@pytest.mark.parametrize("folder", ["records/gafj", "decisions", "records"])
def test_a_folder_called_like_a_record_is_said(own_demo: Path, folder: str) -> None:
    (own_demo / "data" / folder / "2024-07-20-8.1-aaaa.yaml").mkdir(parents=True)
    ran = fazhi("check", "--as-of", "2024-06-20", root=own_demo)
    assert ran.code == 1
    assert f"data/{folder}/2024-07-20-8.1-aaaa.yaml:1:1: 错误 [folder-not-file]" in ran.out
    status = fazhi("status", "--as-of", "2024-06-20", root=own_demo)
    assert status.code == 2
    assert "1 处数据不能用" in status.err
