"""The scripts beside the installer: what Windows needs of a file, and no word that only newer shells know."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from offline.bundle import GUIDE, KIT_FILES
from offline.wheels import read_project
from tests.builders.pages.typesetting import half_width, nested, sentences
from tests.builders.places import REPOSITORY

KIT = REPOSITORY / "offline" / "kit"
POWERSHELL = (KIT / "install.ps1").read_bytes()
TEXT = POWERSHELL.decode("utf-8-sig").replace("\r\n", "\n")
CODE = re.sub(r"(?m)(^| )#.*$", "", TEXT)


def test_the_kit_is_what_a_bundle_carries() -> None:
    assert {path.name for path in KIT.iterdir() if path.is_file()} == {*KIT_FILES, GUIDE}


@pytest.mark.parametrize("name", ["install.ps1", GUIDE])
def test_what_windows_opens_begins_with_a_mark_and_ends_lines_its_way(name: str) -> None:
    data = (KIT / name).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 5


def test_the_file_for_a_double_click_is_plain_ascii_and_starts_the_script_beside_it() -> None:
    data = (KIT / "install.cmd").read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b'-ExecutionPolicy Bypass -File "%~dp0install.ps1" %*\r\n' in data  # quoted: a folder may have spaces
    assert b"exit /b %result%" in data


def test_powershell_5_reads_the_script() -> None:
    assert not re.search("[\u2018-\u201f]", TEXT)  # PowerShell takes them for quotes of its own
    assert not re.search(r"&&|\|\||\?\?|\?\.|\?:|-AsUTF8|\bternary\b", CODE)  # PowerShell 7 alone
    for opening, closing in ("{}", "()", "[]"):
        assert CODE.count(opening) == CODE.count(closing)
    assert "$ErrorActionPreference = 'Continue'" in CODE  # 'Stop' ends 5.1 at a program's first line on stderr
    ask = re.search(r"\$ask = '([^']*)'", CODE)
    assert ask is not None
    assert '"' not in ask[1]  # 5.1 loses double quotes inside an argument
    assert not re.search(r"[<>|&^%]", ask[1])  # python may be a batch file, and cmd would see them


def test_powershell_minds_spaces_and_hands_on_what_happened() -> None:
    assert "Join-Path $PSScriptRoot 'install.py'" in CODE
    assert "& $program @options -I -B $script @args" in CODE
    assert re.search(r"\$script @args\n\s+exit \$LASTEXITCODE\n", CODE)
    assert CODE.rstrip().endswith("exit 1")
    assert "错误：没有找到 Python" in CODE
    assert "错误：Python 太旧" in CODE


def test_the_forge_runs_the_script_in_the_powershell_that_windows_has() -> None:
    steps = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]["windows"][
        "steps"
    ]
    (step,) = (each for each in steps if "install.ps1" in each.get("run", ""))
    assert step["shell"] == "powershell"  # 5.1; pwsh is 7
    assert "-m offline.bundle --own" in step["run"]


@pytest.mark.parametrize(("name", "pattern"), [("install.ps1", r"'-(3\.\d+)'"), ("install.sh", r"python(3\.\d+)")])
def test_the_scripts_look_for_every_python_of_the_bundle_the_newest_first(name: str, pattern: str) -> None:
    found = re.findall(pattern, (KIT / name).read_text("utf-8-sig"))
    assert tuple(found) == tuple(reversed(read_project(REPOSITORY).pythons))


def test_the_question_to_a_python_is_the_same_in_both_scripts_and_answers_a_number() -> None:
    ask = re.search(r"\$ask = '([^']*)'", CODE)
    assert ask is not None
    assert f"-c '{ask[1]}'" in (KIT / "install.sh").read_text("utf-8")
    done = subprocess.run(["python3", "-c", ask[1]], capture_output=True, text=True, check=False)
    assert re.fullmatch(r"\d{3}\n", done.stdout)


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell")
def test_the_shell_reads_the_script() -> None:
    script = KIT / "install.sh"
    assert b"\r" not in script.read_bytes()
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0


def test_old_pythons_can_read_the_installer() -> None:
    ast.parse((KIT / "install.py").read_text("utf-8"), feature_version=(3, 6))


def spoken() -> list[str]:
    said = [text for _, text in sentences((KIT / "install.py").read_text("utf-8"), patterns=False)]
    for name in ("install.ps1", "install.sh"):
        said += re.findall(r"[\"'](错误：[^\"']*)[\"']", (KIT / name).read_text("utf-8-sig"))
    return said


def test_what_is_said_is_typeset() -> None:
    said = spoken()
    assert len([each for each in said if each.startswith("错误：")]) >= 4
    assert [found for each in said for found in (*half_width(each), *nested(each))] == []


def test_the_guide_names_what_is_said_and_what_is_there() -> None:
    guide = (KIT / GUIDE).read_text("utf-8-sig")
    everything = "".join(Path(KIT / name).read_text("utf-8-sig") for name in KIT_FILES)
    for quoted in re.findall(r"^((?:“[^”]*”)+)", guide.partition("五、")[2], re.MULTILINE):
        for words in re.findall(r"“([^”]*?)(?:…+)?”", quoted):
            assert words in everything
    assert {"install.cmd", "install.ps1", "install.py", "install.sh"} <= set(re.findall(r"install\.\w+", guide))
    assert "、".join(read_project(REPOSITORY).pythons[:-1]) in guide
