"""The naive loop reads the same records as the program; without that its time would mean nothing."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.builders.places import BENCHMARKS

from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.write.new_workspace import create_workspace

sys.path.insert(0, str(BENCHMARKS))

import measure
import naive
import peers


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "demo"
    create_workspace(folder, make_workspace(DemoRequest(records=160)))
    return folder


@pytest.mark.parametrize("c_loader", [False, True])
def test_same_records_as_the_program(workspace: Path, c_loader: bool) -> None:
    found = naive.load(workspace, c_loader=c_loader)
    register = load(WorkTree(workspace), use_cache=False).register
    assert register is not None
    assert Counter((each.kind, each.unit, each.recorded) for each in found) == Counter(
        (entry.value.kind, entry.value.unit, entry.value.recorded) for entry in register.records
    )


def test_as_a_script_it_prints_the_count(workspace: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(BENCHMARKS / "naive.py"), str(workspace)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "160"


def test_doorstop_gets_one_committed_item_for_each_record(workspace: Path, tmp_path: Path) -> None:
    assert peers.doorstop_tree(workspace / "data" / "records", tmp_path / "tree") == 160
    assert len(list((tmp_path / "tree" / "items").glob("REC*.yml"))) == 160
    left = subprocess.run(
        ["git", "status", "--porcelain"], cwd=tmp_path / "tree", capture_output=True, text=True, check=True
    )
    assert left.stdout == ""


def test_every_round_is_counted_but_the_warm_up() -> None:
    case = measure.Case("nothing", [sys.executable, "-c", "pass"], BENCHMARKS)
    measure.run_all([case], 2, say=False)
    assert len(case.seconds) == len(case.peaks) == 2
    assert min(case.seconds) > 0
    assert case.peak > 1


def test_a_command_that_fails_is_no_measurement() -> None:
    case = measure.Case("failing", [sys.executable, "-c", "raise SystemExit(2)"], BENCHMARKS)
    with pytest.raises(RuntimeError, match="exit code 2"):
        measure.run_once(case)
