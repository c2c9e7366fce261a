"""`fazhi check` as a process: what it prints, its exit codes, that it writes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.places import BASE, REPOSITORY
from tests.builders.processes.terminal import on_console

from spt_fazhi.model.problem import Problem
from spt_fazhi.render.terminal.problems import lines_of
from spt_fazhi.text.columns import columns
from spt_fazhi.views.problems import SCAN_NOTE

AS_OF = ("--as-of", "2024-07-15")
RECORD = "data/records/sfj/2024-07-03-4-aaac.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "工作区"))


def edit(root: Path, file: str, find: str, put: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert find in text
    path.write_text(text.replace(find, put), "utf-8")


def test_nothing_found(root: Path) -> None:
    ran = fazhi("check", *AS_OF, root=root)
    assert (ran.code, ran.err) == (0, "")
    assert "没有发现问题" in ran.out
    assert SCAN_NOTE in ran.out


def test_errors_warnings_and_strict(root: Path) -> None:
    edit(root, RECORD, "惠及群众", "联系13800001234")
    assert fazhi("check", *AS_OF, root=root).code == 0
    assert fazhi("check", "--strict", *AS_OF, root=root).code == 1
    edit(root, RECORD, "task: 4", "task: 44")
    ran = fazhi("check", *AS_OF, root=root)
    assert ran.code == 1
    assert "共 2 个问题（错误 1 · 警告 1），涉及 1 个文件。" in ran.out
    assert "Traceback" not in ran.err


def test_a_notice_never_fails(root: Path) -> None:
    edit(root, "data/tasks.yaml", "  source: source/示例区2024年工作要点.txt\n", "")
    ran = fazhi("check", "--strict", *AS_OF, root=root)
    assert ran.code == 0
    assert "[source-not-named]" in ran.out


def test_in_a_pipe_each_problem_begins_with_its_place_on_one_line(root: Path) -> None:
    edit(root, RECORD, "task: 4", "task: 44")
    lines = fazhi("check", *AS_OF, root=root, COLUMNS="40").out.splitlines()
    assert f"{RECORD}:3:7: 错误 [record-unknown-task] 没有编号为 44 的任务" in lines
    assert lines[lines.index(f"{RECORD}:3:7: 错误 [record-unknown-task] 没有编号为 44 的任务") + 1].startswith("    → ")


def test_json(root: Path) -> None:
    edit(root, RECORD, "task: 4", "task: 44")
    ran = fazhi("check", "--json", *AS_OF, root=root)
    assert ran.code == 1
    problems = ran.json["problems"]
    assert [list(each) for each in problems] == [["rule", "severity", "file", "line", "column", "message", "hint"]]
    (only,) = problems
    assert (only["rule"], only["severity"], only["line"]) == ("record-unknown-task", "error", 3)
    text = fazhi("check", *AS_OF, root=root).out
    assert all(each["message"] in text and each["hint"] in text for each in problems)


def test_a_broken_plan_is_exit_1_and_no_workspace_exit_2(root: Path, tmp_path: Path) -> None:
    (root / "data/tasks.yaml").write_bytes("标题".encode("gbk"))
    ran = fazhi("check", *AS_OF, root=root)
    assert ran.code == 1
    assert "data/tasks.yaml:1:1: 错误 [encoding]" in ran.out
    (tmp_path / "空").mkdir()
    ran = fazhi("check", root=tmp_path / "空")
    assert (ran.code, ran.out) == (2, "")


def test_personal_numbers_are_never_printed(root: Path) -> None:
    edit(root, RECORD, "unit: 区司法局", "unit: '13800001234'")
    edit(root, RECORD, "2024Q2", "6229990000000004")
    (root / "data/records/sfj/13800001234.yaml").write_text("kind: x\n", "utf-8")
    for options in ((), ("--json",)):
        ran = fazhi("check", *options, *AS_OF, root=root)
        assert ran.code == 1
        assert "13800001234" not in ran.out + ran.err
        assert "6229990000000004" not in ran.out + ran.err


def test_hostile_text_reaches_the_screen_as_text(root: Path) -> None:
    edit(root, RECORD, "unit: 区司法局", 'unit: "[red]\\e[31m\\u202e区司法局"')
    ran = fazhi("check", *AS_OF, root=root)
    assert ran.code == 1
    assert "[red]" in ran.out
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_a_gbk_console(root: Path) -> None:
    edit(root, RECORD, "task: 4", "task: 44")
    ran = on_console("check", *AS_OF, root=root, encoding="gbk")
    assert ran.code == 1
    assert "→" in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")
def test_nothing_is_written_even_where_nothing_can_be(root: Path) -> None:
    before = {path: path.lstat().st_mtime_ns for path in root.rglob("*")}
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert fazhi("check", *AS_OF, root=root, FAZHI_CACHE=os.fspath(root.parent / "cache")).code == 0
    finally:
        for path in (root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert {path: path.lstat().st_mtime_ns for path in root.rglob("*")} == before
    assert not (root.parent / "cache").exists()


def test_the_shipped_register_has_no_problem() -> None:
    ran = fazhi("check", "--strict", "--json", root=REPOSITORY)
    assert (ran.code, ran.json["problems"]) == (0, [])


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_on_a_terminal_lines_fit(width: int) -> None:
    problem = Problem(
        rule="quote-not-in-text",
        severity="error",
        file="data/tasks.yaml",
        message="很长的一句话，" * 20,
        hint="应当这样改，" * 20,
        line=123,
        column=45,
    )
    lines = [line for line, _ in lines_of(problem, width)]
    assert lines[0] == "data/tasks.yaml:123:45:"
    assert all(columns(line) <= width for line in lines)
    assert "".join(line.strip() for line in lines).replace("→ ", "").count("很长的一句话") == 20
    short = Problem(rule="tab", severity="error", file="a.yaml", message="短", hint="改", line=1, column=1)
    assert [line for line, _ in lines_of(short, width)] == ["a.yaml:1:1: 错误 [tab] 短", "    → 改"]


def test_annotations_for_a_forge(root: Path, tmp_path: Path) -> None:
    edit(root, RECORD, "task: 4", "task: 44")
    assert (
        fazhi("check", "--format", "github", *AS_OF, root=root)
        .out.splitlines()[0]
        .startswith(f"::error file={RECORD},")
    )
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (root / ".gitattributes").write_text("**/data/records/*/*/** -text\n")
    ran = fazhi("check", "--format", "github", *AS_OF, root=root)
    assert ran.code == 1
    first, last = ran.out.splitlines()
    document = fazhi("check", "--json", *AS_OF, root=root).json["problems"][0]
    place = f"file={root.name}/{RECORD},line={document['line']},col={document['column']},title={document['rule']}"
    assert first == f"::error {place}::{document['message']}%0A→ {document['hint']}"
    assert last == "::notice title=fazhi check::共 1 个问题（错误 1），涉及 1 个文件。"


def test_sarif_holds_what_the_json_holds(root: Path) -> None:
    edit(root, RECORD, "惠及群众", "联系13800001234")
    edit(root, RECORD, "task: 4", "task: 44")
    ran = fazhi("check", "--format", "sarif", *AS_OF, root=root)
    assert ran.code == 1
    problems = fazhi("check", "--json", *AS_OF, root=root).json["problems"]
    results = ran.json["runs"][0]["results"]
    assert [(each["ruleId"], each["level"]) for each in results] == [
        (each["rule"], each["severity"]) for each in problems
    ]
    assert "13800001234" not in ran.out
    assert all("shortDescription" in each for each in ran.json["runs"][0]["tool"]["driver"]["rules"])


@pytest.mark.parametrize(("form", "lines"), [("github", 1), ("sarif", 0), ("json", 0), ("text", 0)])
def test_every_format_when_nothing_is_found(root: Path, form: str, lines: int) -> None:
    ran = fazhi("check", "--format", form, *AS_OF, root=root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("::notice title=fazhi check::√ 没有发现问题") == lines


def test_strict_counts_warnings_in_every_format(root: Path) -> None:
    edit(root, RECORD, "惠及群众", "联系13800001234")
    for form in ("github", "sarif"):
        assert fazhi("check", "--format", form, *AS_OF, root=root).code == 0
        assert fazhi("check", "--strict", "--format", form, *AS_OF, root=root).code == 1


def test_an_unknown_format_is_a_usage_error(root: Path) -> None:
    ran = fazhi("check", "--format", "xml", root=root)
    assert (ran.code, ran.out) == (2, "")
    assert "没有“xml”这种格式" in ran.err
    assert "text、json、github、sarif" in ran.err
