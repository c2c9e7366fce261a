"""The one-folder program, as far as it can be seen unbuilt: how it starts, and that it knows what the program starts."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from offline.program.build import glibc_of, pack
from offline.wheels import read_lock
from packaging.requirements import Requirement
from tests.builders.places import REPOSITORY, SRC

from spt_fazhi import __version__

PROGRAM = REPOSITORY / "offline" / "program"
START = PROGRAM / "start.py"


def start(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, str(START), *words], input=given, capture_output=True, check=False)


def test_it_is_fazhi() -> None:
    assert start("--version").stdout.decode() == f"fazhi {__version__}\n"


def test_it_is_its_own_reader() -> None:
    done = start("-P", "-m", "spt_fazhi.store.documents.readers.worker", "500", "10", "docx", '"a"', given=b"no zip")
    assert json.loads(done.stdout)["blocks"] == [[1, "no zip"]]


@pytest.mark.parametrize("words", [("-P", "-m", "this"), ("-P", "-m"), ("-m", "spt_fazhi.cli.app"), ("-c", "1")])
def test_it_runs_nothing_else(words: tuple[str, ...]) -> None:
    done = start(*words)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("错误：")


def test_every_child_is_begun_by_the_words_it_knows() -> None:
    begun = {}
    for path in SRC.rglob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            if "sys.executable" in line and path.name != "streams.py":  # that one starts again, and not when frozen
                begun[path.name] = line.strip()
    assert {"jinja.py", "process.py", "staging.py"} <= set(begun)
    assert all(line.startswith('[sys.executable, "-P", "-m", ') for line in begun.values())


def test_every_child_is_a_module_that_can_be_run() -> None:
    texts = {path: path.read_text("utf-8") for path in SRC.rglob("*.py") if path.name != "__main__.py"}
    named = {name for text in texts.values() for name in re.findall(r'"(spt_fazhi\.[\w.]+)"', text)}
    runs = [path for path, text in texts.items() if '__name__ == "__main__"' in text]
    assert len(runs) >= 6
    assert {".".join(path.relative_to(SRC).with_suffix("").parts) for path in runs} <= named


@pytest.mark.parametrize(("before", "after"), [("/own", "/own"), (None, None)])
def test_what_it_starts_finds_its_own_libraries(
    before: str | None, after: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/program/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    runpy.run_path(str(START))["_give_back_libraries"]()
    assert os.environ.get("LD_LIBRARY_PATH") == after
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_its_lock_pins_everything_by_hash_and_fits_the_other_locks() -> None:
    own = read_lock(PROGRAM / "requirements.lock")
    assert {"pyinstaller", "pefile", "pywin32-ctypes"} <= {each.requirement.name for each in own}  # Windows' too
    assert all(each.hashes and len(list(each.requirement.specifier)) == 1 for each in own)
    assert not re.search(r"https?:|file:|--index|--find-links|/", (PROGRAM / "requirements.lock").read_text("utf-8"))
    others = {each.requirement.name: each.requirement for each in read_lock(REPOSITORY / "requirements.lock")}
    shared = [each.requirement for each in own if each.requirement.name in others]
    assert [Requirement(str(each)).specifier for each in shared] == [others[each.name].specifier for each in shared]


def test_the_recipe_takes_all_modules_their_sources_and_the_data() -> None:
    recipe = (PROGRAM / "fazhi.spec").read_text("utf-8")
    compile(recipe, "fazhi.spec", "exec")
    assert 'collect_submodules("spt_fazhi")' in recipe
    assert 'collect_data_files("spt_fazhi")' in recipe
    assert '"spt_fazhi": "pyz+py"' in recipe
    assert '("X utf8=1", None, "OPTION")' in recipe


def test_the_glibc_it_needs_is_the_newest_that_a_file_asks_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\x7fELF GLIBC_2.4\0 GLIBC_2.17\0 GLIBC_2.2.5\0")
    (tmp_path / "b").write_bytes(b"\x7fELF GLIBC_2.34\0")
    (tmp_path / "c").write_bytes(b"GLIBC_2.99")
    assert glibc_of(sorted(tmp_path.iterdir())) == "2.34"
    assert glibc_of([tmp_path / "c"]) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="what is packed elsewhere is a zip")
def test_it_is_packed_with_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "fazhi").mkdir()
    program = tmp_path / "fazhi" / "fazhi"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    packed = pack(tmp_path / "fazhi")
    subprocess.run(["tar", "-xzf", str(packed), "-C", str(tmp_path), "--one-top-level=again"], check=True)
    assert os.access(tmp_path / "again" / "fazhi" / "fazhi", os.X_OK)
