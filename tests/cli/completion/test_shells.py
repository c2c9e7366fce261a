"""Completion in the shells themselves, and the text of the scripts where a shell is not at hand."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders.command import environment, fazhi
from tests.builders.places import SRC

from spt_fazhi.cli.completion.shells import SHELLS, script, words_of

PATIENCE = 60


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(os.name == "nt" or shutil.which(shell) is None, reason=f"{shell} is not installed")


@pytest.fixture
def env(demo: Path, tmp_path: Path) -> dict[str, str]:
    """An environment whose `fazhi` is this checkout, on the demo."""
    program = tmp_path / "bin" / "fazhi"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m spt_fazhi "$@"\n', "utf-8")
    program.chmod(0o755)
    return {
        "PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "PYTHONPATH": str(SRC), "LC_ALL": "C.UTF-8",
        "FAZHI_ROOT": str(demo), "FAZHI_CACHE": str(tmp_path / "cache"), "TERM": "dumb", "PS1": "> ",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ([], "")),
        ("fazhi", ([], "fazhi")),
        ("fazhi ", (["fazhi"], "")),
        ("fazhi unit 区司", (["fazhi", "unit"], "区司")),
        ("fazhi unit '区 司", (["fazhi", "unit"], "区 司")),
        ('fazhi "a b" c', (["fazhi", "a b"], "c")),
        ('fazhi "a\\"b" ', (["fazhi", 'a"b'], "")),
        ("fazhi a\\ b", (["fazhi"], "a b")),
        ("fazhi 'a\\b' ", (["fazhi", "a\\b"], "")),
        ("fazhi ''  x ", (["fazhi", "", "x"], "")),
        ("fazhi --unit=区", (["fazhi"], "--unit=区")),
    ],
)
def test_a_line_is_taken_apart_as_the_shell_does(line: str, expected: tuple[list[str], str]) -> None:
    assert words_of(line) == expected


def test_powershell_keeps_backslashes() -> None:
    assert words_of("fazhi --root C:\\台账 st", escape="") == (["fazhi", "--root", "C:\\台账"], "st")


BASH_SESSION = """\
eval "$(fazhi --show-completion bash)"
try() {
    COMP_LINE=$1; COMP_POINT=${#1}; COMPREPLY=()
    _fazhi_completion fazhi
    printf '%s=>%s\\n' "$1" "${COMPREPLY[*]}"
}
complete -p fazhi
try 'fazhi st'
try 'fazhi status --unit=示范区司'
try 'fazhi unit "示范区司'
try 'fazhi unit --root /nowhere '
"""


@needs("bash")
def test_bash_calls_the_function(env: dict[str, str]) -> None:
    done = subprocess.run(["bash", "--norc"], input=BASH_SESSION.encode(), env=env, capture_output=True, check=True)
    first, *rest = done.stdout.decode().splitlines()
    assert "-F _fazhi_completion fazhi" in first
    assert rest == [
        "fazhi st=>status",
        "fazhi status --unit=示范区司=>示范区司法局",
        'fazhi unit "示范区司=>示范区司法局',
        "fazhi unit --root /nowhere =>",
    ]
    assert done.stderr == b""


@needs("fish")
def test_fish_completes_with_help(env: dict[str, str]) -> None:
    session = "fazhi --show-completion fish | source\n" + "".join(
        f"complete -C '{line}'\n"
        for line in ("fazhi st", "fazhi status --unit 示范区司", "fazhi status --unit=示范区司")
    )
    done = subprocess.run(["fish", "--no-config"], input=session.encode(), env=env, capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == [
        "status\t看全局：各部分进度、逾期、临期、未报送",
        "示范区司法局\tsfj",
        "--unit=示范区司法局\tsfj",
    ]


class Terminal:
    """A shell on a terminal of its own: what is typed goes in, what it shows is waited for."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.main, side = os.openpty()  # type: ignore[attr-defined,unused-ignore]
        self.process = subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env=env, start_new_session=True)
        os.close(side)
        self.shown = b""

    def type(self, text: str) -> None:
        os.write(self.main, text.encode())

    def wait_for(self, text: str) -> None:
        """Read until the text has been shown; fail when the shell ends or is silent for a long time."""
        end = time.monotonic() + PATIENCE
        while text.encode() not in self.shown:
            ready, _, _ = select.select([self.main], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{text!r} was not shown: {self.shown.decode(errors='replace')}"
            self.shown += os.read(self.main, 65536)
        self.shown = self.shown.partition(text.encode())[2]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.main)


SHELL_STARTS = {
    "bash": (["bash", "--norc", "-i"], 'eval "$(fazhi --show-completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'eval "$(fazhi --show-completion zsh)"'),
}


@pytest.fixture(params=[pytest.param(name, marks=needs(name)) for name in SHELL_STARTS])
def terminal(request: pytest.FixtureRequest, env: dict[str, str]) -> Iterator[Terminal]:
    command, source = SHELL_STARTS[request.param]
    found = Terminal(command, env)
    found.type(f"{source}; echo rea''dy\n")
    found.wait_for("ready\r\n")
    yield found
    found.close()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("fazhi statu\t", "fazhi status "),
        ("fazhi unit 示范区司\t", "示范区司法局"),
        ("fazhi status --unit=示范区司\t", "--unit=示范区司法局"),
        ('fazhi unit "示范区司\t', "示范区司法局"),
        ("fazhi report \t\t", "quarter"),
    ],
)
def test_the_tab_key(terminal: Terminal, typed: str, shown: str) -> None:
    terminal.type(typed)
    terminal.wait_for(shown)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(shell: str) -> None:
    ran = fazhi("--show-completion", shell)
    assert (ran.code, ran.out, ran.err) == (0, script(shell), "")
    assert fazhi(_FAZHI_COMPLETE=f"{shell}_source").out == ran.out
    assert f"{shell}_complete" in ran.out
    assert ran.out.isascii()  # an old PowerShell would misread anything else


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_script_is_sound(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-n"], input=script(shell).encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_script_for_powershell_asks_as_the_others_do() -> None:
    text = script("powershell")
    assert text.count("{") == text.count("}")
    assert text.count("(") == text.count(")")
    assert set(re.findall(r"\$env:(\w+) =", text)) == {"_FAZHI_COMPLETE", "COMP_LINE"}
    assert "Remove-Item Env:_FAZHI_COMPLETE, Env:COMP_LINE" in text
    assert '-split "`t", 3' in text
    assert "Register-ArgumentCompleter -Native -CommandName fazhi" in text


def test_powershell_gets_utf_8_whatever_the_code_page(demo: Path) -> None:
    asked = {"_FAZHI_COMPLETE": "powershell_complete", "COMP_LINE": "fazhi unit 示范区司"}
    env = environment(demo, "gbk", **asked)
    done = subprocess.run([sys.executable, "-m", "spt_fazhi"], env=env, capture_output=True, check=True)
    assert done.stdout.decode("utf-8") == "plain\t示范区司法局\tsfj\n"
