"""`--install-completion`: the script where the shell looks, one line in its settings, and no second one."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest
from tests.builders.command import fazhi

from spt_fazhi.cli.app import run
from spt_fazhi.cli.completion.shells import script

LINE = '. "$PSScriptRoot/fazhi-completion.ps1"\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "张 三"
    place.mkdir()
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR", "_FAZHI_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("USERPROFILE", str(place))
    return place


@pytest.mark.parametrize(("shell", "settings"), [("bash", ".bashrc"), ("zsh", ".zshrc")])
def test_bash_and_zsh_get_a_line_in_their_settings(home: Path, shell: str, settings: str) -> None:
    (home / settings).write_text("alias ll='ls -l'", "utf-8")
    for _ in range(2):
        assert run(["--install-completion", shell]) == 0
    file = home / ".local" / "share" / "fazhi" / f"fazhi.{shell}"
    assert file.read_text("utf-8") == script(shell)
    quoted = shlex.quote(str(file))
    expected = f"alias ll='ls -l'\n# fazhi 补全\n[ -r {quoted} ] && . {quoted}\n"
    assert (home / settings).read_text("utf-8") == expected


@pytest.mark.skipif(os.name == "nt", reason="bash is not at home there")
def test_what_bash_was_given_works(home: Path) -> None:
    run(["--install-completion", "bash"])
    done = subprocess.run(
        ["bash", "--norc", "-c", f". {shlex.quote(str(home / '.bashrc'))}; complete -p fazhi"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "-F _fazhi_completion fazhi" in done.stdout


def test_fish_gets_a_file_of_its_own(home: Path) -> None:
    assert run(["--install-completion", "fish"]) == 0
    assert (home / ".config" / "fish" / "completions" / "fazhi.fish").read_text("utf-8") == script("fish")


def test_the_shell_of_the_user_is_taken(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if os.name == "nt":
        pytest.skip("PowerShell is meant there")
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert run(["--install-completion"]) == 0
    assert "fish 的补全已装好" in capsys.readouterr().err
    assert run(["--show-completion"]) == 0
    assert capsys.readouterr().out == script("fish")
    monkeypatch.setenv("SHELL", "/bin/dash")
    assert run(["--install-completion"]) == 2
    assert "认不出现在用的是哪种 shell" in capsys.readouterr().err


def test_an_unknown_shell_is_a_usage_error(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--install-completion", "tcsh"]) == 2
    shown = capsys.readouterr().err
    assert "没有“tcsh”的补全" in shown
    assert "bash 或 zsh 或 fish 或 powershell" in shown
    assert list(home.iterdir()) == []


@pytest.fixture
def powershell(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in that answers where its profile is."""
    if os.name == "nt":
        pytest.skip("the real one would answer")
    profile = home / "PowerShell" / "profile.ps1"
    program = tmp_path / "bin" / "pwsh"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho {shlex.quote(str(profile))}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return profile


def test_powershell_gets_a_line_in_its_profile(powershell: Path) -> None:
    for _ in range(2):
        assert run(["--install-completion", "pwsh"]) == 0
    assert powershell.read_bytes().decode("ascii") == LINE
    assert (powershell.parent / "fazhi-completion.ps1").read_text("utf-8") == script("powershell")


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-8", b"\xef\xbb\xbf"), ("gbk", b"")])
def test_a_profile_keeps_its_encoding(powershell: Path, encoding: str, mark: bytes) -> None:
    old = mark + "# 我的设置".encode(encoding)
    powershell.parent.mkdir()
    powershell.write_bytes(old)
    for _ in range(2):
        run(["--install-completion", "powershell"])
    assert powershell.read_bytes() == old + f"\n{LINE}".encode(encoding)


def test_without_powershell_it_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(home))
    assert run(["--install-completion", "powershell"]) == 2
    assert "没有找到 PowerShell" in capsys.readouterr().err


@pytest.mark.parametrize(("shell", "name"), [("bash", ".bashrc"), ("zsh", ".zshrc")])
def test_settings_that_cannot_be_written_to_stop_it_before_anything_is_written(
    tmp_path: Path, shell: str, name: str
) -> None:
    (tmp_path / name).mkdir()
    ran = fazhi("--install-completion", shell, HOME=str(tmp_path))
    assert ran.code == 2
    assert "没有安装" in ran.err
    assert [each.name for each in tmp_path.iterdir()] == [name]
