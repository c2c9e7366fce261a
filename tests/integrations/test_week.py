"""The week of docs/review.md, typed line by line: a unit's clone, the bureau's clone, a bare repository for the forge."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi, on_day
from tests.builders.places import DOCS
from tests.builders.repositories import IDENTITY


def lines(chapter: str) -> list[str]:
    """The commands of one chapter."""
    text = (DOCS / "review.md").read_text("utf-8")
    unit = re.split(r"^## ", text, flags=re.MULTILINE)
    (found,) = (part for part in unit if part.startswith(chapter))
    blocks = re.findall(r"^```sh\n(.*?)^```", found, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def run(line: str, folder: Path) -> Ran:
    """One line as it is typed in a folder."""
    program, *words = shlex.split(line, comments=True)
    if program == "fazhi":
        with contextlib.chdir(folder):
            return fazhi(*words, *(() if "codeowners" in words else on_day(words)), **IDENTITY)
    done = subprocess.run(
        [program, *words], cwd=folder, env={**os.environ, **IDENTITY}, capture_output=True, text=True, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def typed(chapter: str, folder: Path) -> str:
    """What all commands of the chapter print; each must succeed."""
    said = []
    for line in lines(chapter):
        done = run(line, folder)
        assert done.code == 0, (line, done.out, done.err)
        said.append(done.out)
    return "".join(said)


@pytest.fixture
def places(own_demo: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The unit's clone and the bureau's."""
    for line in ("git init -q -b main", "git add -A", "git commit -qm 台账"):
        assert run(line, own_demo).code == 0
    made = tmp_path / "单位", tmp_path / "司法局"
    run(f"git clone -q --bare {own_demo} {tmp_path}/平台.git", tmp_path)
    for place in made:
        assert run(f"git clone -q {tmp_path}/平台.git {place}", tmp_path).code == 0
    (made[0] / "评查表.xlsx").write_bytes(b"not a workbook, but bytes")
    (made[0] / ".git/info/exclude").write_text("/评查表.xlsx\n", "utf-8")
    return made


@pytest.mark.slow
def test_the_week_from_monday_to_the_merge(places: tuple[Path, Path]) -> None:
    unit, bureau = places
    typed("周一", bureau)
    sent = typed("周二", unit)
    assert "没有不能通过的问题" in sent or "可以合并" in sent
    seen = typed("周四", bureau)
    assert "新增佐证 1 条、进展 1 条" in seen
    merged = run("git merge --no-ff --no-edit origin/教育局-6月", bureau)
    assert merged.code == 0, merged.err
    check = run("fazhi check", bureau)
    assert check.code == 0, check.out
    returned, extended = lines("周五")
    (record,) = bureau.glob("data/records/jyj/2024-06-12-4.2-*.yaml")
    returned = re.sub(r"jyj/\S+", f"jyj/{record.stem}", returned)
    for line in (returned, extended):
        done = run(line, bureau)
        assert done.code == 0, (line, done.err)
    assert "临期" in run("fazhi show 4.2", bureau).out


def test_the_same_on_a_stick(places: tuple[Path, Path]) -> None:
    unit, bureau = places
    for line in lines("周二"):
        if "push" not in line:
            assert run(line, unit).code == 0, line
    create, *taken = lines("没有平台时")
    assert run(create, unit).code == 0
    (bureau / "教育局-6月.bundle").write_bytes((unit / "教育局-6月.bundle").read_bytes())
    for line in taken:
        done = run(line, bureau)
        assert done.code == 0, (line, done.out, done.err)
    assert list(bureau.glob("data/records/jyj/2024-06-12-4.2-*.yaml"))


def test_the_setting_up(places: tuple[Path, Path]) -> None:
    bureau = places[1]
    units = bureau / "data/units.yaml"
    units.write_text(
        units.read_text("utf-8").replace("    code: sfj\n", '    code: sfj\n    owners: ["@sfj"]\n'), "utf-8"
    )
    (bureau / ".github").mkdir()
    text = (DOCS / "review.md").read_text("utf-8")
    (line,) = re.findall(r"^ +(fazhi codeowners .*)$", text, re.MULTILINE)
    assert run(line, bureau).code == 0
    assert run("fazhi codeowners --default 司法局 --check", bureau).code == 0
    assert "* @sfj\n" in (bureau / ".github/CODEOWNERS").read_text("utf-8")
