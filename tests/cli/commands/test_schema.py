"""`fazhi schema`: writes the schemas, says which are out of date, touches nothing with --check."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from spt_fazhi.cli.app import run
from spt_fazhi.store.schema.schema import schema_names, schema_text


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tasks.yaml").write_text("register: {}\n", "utf-8")  # the plan need not be sound for this
    return tmp_path


def test_the_schemas_go_to_the_workspace(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--root", str(workspace)]) == 0
    assert capsys.readouterr().out.count("已写入") == len(schema_names())
    assert (workspace / "schema" / "record.schema.json").read_text("utf-8") == schema_text("record.schema.json")
    assert run(["schema", "--root", str(workspace)]) == 0
    assert "已写入" not in capsys.readouterr().out


def test_check_writes_nothing_and_finds_the_stale_one(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--root", str(workspace), "--check"]) == 1
    assert not (workspace / "schema").exists()
    run(["schema", "--root", str(workspace)])
    (workspace / "schema" / "units.schema.json").write_text("{}", "utf-8")
    capsys.readouterr()
    assert run(["schema", "--root", str(workspace), "--check"]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert next(line for line in shown if line.startswith("内容已过时")).endswith("units.schema.json")
    assert (workspace / "schema" / "units.schema.json").read_text("utf-8") == "{}"


def test_json_says_what_was_done(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--out", str(tmp_path / "s"), "--json"]) == 0
    assert {each["state"] for each in json.loads(capfd.readouterr().out)["schemas"]} == {"written"}
    assert run(["schema", "--out", str(tmp_path / "s"), "--json", "--check"]) == 0
    assert {each["state"] for each in json.loads(capfd.readouterr().out)["schemas"]} == {"current"}


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert run(["schema", "--out", str(tmp_path / "file" / "schema")]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("错误")
    assert "Traceback" not in shown


def test_the_module_runs_like_the_script() -> None:
    import subprocess

    done = subprocess.run([sys.executable, "-m", "spt_fazhi", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("fazhi ")
